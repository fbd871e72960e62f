/*
 * app-whatif-again.c - documents that a what-if adds: no file has them, so they
 * are changed and taken back where they are listed, on Compare.
 */
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "view/trace.h"

/* The one that the line of the page is about. */
static const struct mw_whatif_change *
of_line(struct mw_app *a)
{
	const struct mw_page *p = mw_app_page(a);
	size_t tag = p->n > 0 ? p->v[p->list.selected].tag : 0;

	if (tag < MW_COMPARE_TAG || tag - MW_COMPARE_TAG >=
	    mw_compare_changes(a))
		return NULL;
	return mw_whatif_at(a->compare->whatif, tag - MW_COMPARE_TAG);
}

/* The one that a step after the change comes from. */
static const struct mw_whatif_change *
of_step(struct mw_app *a)
{
	const struct mw_compare_row *r = mw_compare_row(a);
	const struct mw_origin *o;

	if (r == NULL || r->what != MW_COMPARE_STEP || r->text[1] == NULL)
		return NULL;
	o = mw_trace_origin(r->hop[1], r->step[1]);
	return o->object != NULL && mw_whatif_same_object(a->mesh, o->object)
	    == NULL ? mw_whatif_addition_of(a->compare->whatif, o->object)
	    : NULL;
}

const struct mw_whatif_change *
mw_compare_addition(struct mw_app *a)
{
	const struct mw_whatif_change *c = NULL;
	size_t n = mw_compare_changes(a);

	if (a->screen != MW_SCREEN_COMPARE || n == 0)
		return NULL;
	if (mw_app_in_page(a))
		c = of_line(a);
	else if (mw_compare_row(a) != NULL)
		c = of_step(a);
	else if (!mw_compare_need(a))	/* there are no rows: the last one */
		c = mw_whatif_at(a->compare->whatif, n - 1);
	return c != NULL && c->kind == MW_WHATIF_ADD ? c : NULL;
}

bool
mw_compare_on_addition(struct mw_app *a)
{
	return mw_compare_addition(a) != NULL;
}

static const char *
title(struct mw_app *a, const struct mw_whatif_change *c)
{
	return mw_app_text(a, "%s %s%s%s", c->kind_name, c->ns, *c->ns != '\0'
	    ? "/" : "", c->name);
}

void
mw_compare_edit_again(struct mw_app *a, const struct mw_whatif_change *c)
{
	struct mw_compare *x = a->compare;
	bool draft = x->draft.len > 0 && x->again == c;

	mw_app_effect(a, MW_EFFECT_EDIT_TEXT, draft ? mw_buf_text(&x->draft)
	    : c->value)->line = draft ? x->draft_line : 1;
	x->again = c;
	x->object = NULL;
	mw_app_say(a, "editing the added %s in $EDITOR; save and leave to try "
	    "it, empty it to take it back", title(a, c));
}

void
mw_compare_take_back(struct mw_app *a, const struct mw_whatif_change *c)
{
	struct mw_arena *arena = mw_arena_new();
	const char *what = mw_app_text(a, "%s, which was added, is taken back",
	    title(a, c));

	mw_whatif_readd(a->compare->whatif, c, "", 0, arena);
	mw_compare_changed(a, what);
	mw_arena_free(arena);
}

static bool
is_in_force(const struct mw_app *a, const struct mw_whatif_change *c)
{
	for (size_t i = 0; i < mw_compare_changes(a); i++) {
		if (mw_whatif_at(a->compare->whatif, i) == c)
			return true;
	}
	return false;
}

void
mw_compare_edited_again(struct mw_app *a, const char *text, size_t len)
{
	struct mw_compare *x = a->compare;
	const struct mw_whatif_change *c = x->again;
	struct mw_arena *arena = mw_arena_new();
	const char *error, *what = is_in_force(a, c) ? title(a, c) : NULL;

	if (what == NULL) {
		mw_app_alarm(a, "what was edited is not in the what-if any "
		    "more: nothing was changed");
		x->again = NULL;
	} else if (mw_str_eq(c->value, text)) {
		mw_app_say(a, "the added %s is unchanged", what);
	} else if ((error = mw_whatif_readd(x->whatif, c, text, len, arena)) !=
	    NULL) {
		mw_compare_keep_draft(x, text, len, error);
		mw_app_alarm(a, "%s. Nothing was changed; %s edits the text "
		    "again.", error, mw_app_key_of(a, MW_DO_CHANGE));
	} else {
		mw_buf_clear(&x->draft);
		x->again = NULL;
		mw_compare_changed(a, mw_app_text(a, "%s, which is added, is "
		    "another", what));
	}
	mw_arena_free(arena);
}
