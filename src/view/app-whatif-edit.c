/*
 * app-whatif-edit.c - E: another value, typed in the message row; another text
 * of what is more than a value, from the editor.
 */
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "yaml/node.h"

/* ---- the whole text ------------------------------------------------------ */

static void
print_identity(const struct mw_object *o, struct mw_buf *out)
{
	mw_buf_printf(out, "%s %s%s%s %zu", o->kind_name, o->ns,
	    *o->ns != '\0' ? "/" : "", o->name, o->variant);
}

/* The draft is about O. */
static bool
is_draft(const struct mw_compare *c, const struct mw_object *o)
{
	struct mw_buf b = { 0 };
	bool same;

	print_identity(o, &b);
	same = c->draft.len > 0 && mw_str_eq(mw_buf_text(&b),
	    mw_buf_text(&c->draft_of));
	mw_buf_release(&b);
	return same;
}

static void
change_text(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *n)
{
	struct mw_compare *c = a->compare;
	struct mw_buf text = { 0 };
	struct mw_effect *e;
	unsigned first = 1, line;

	if (!mw_whatif_text(c->whatif, o, &text, &first)) {
		mw_app_alarm(a, "%s %s shares its lines with others: E on one "
		    "value of it, or e edits the file", o->kind_name, o->name);
		mw_buf_release(&text);
		return;
	}
	line = n != NULL ? mw_node_span(n).line : first;
	e = mw_app_effect(a, MW_EFFECT_EDIT_TEXT, is_draft(c, o)
	    ? mw_buf_text(&c->draft) : mw_buf_text(&text));
	e->line = is_draft(c, o) ? c->draft_line : line > first ? line -
	    first + 1 : 1;
	e->column = 1;
	c->object = o;
	mw_app_say(a, "editing a copy of %s %s%s%s in $EDITOR; save and leave "
	    "to try it", o->kind_name, o->ns, *o->ns != '\0' ? "/" :
	    "", o->name);
	mw_buf_release(&text);
}

static void
keep_draft(struct mw_compare *c, const char *text, size_t len,
    const char *error)
{
	unsigned line = 0;

	mw_buf_clear(&c->draft);
	mw_buf_add(&c->draft, text, len);
	mw_buf_clear(&c->draft_of);
	print_identity(c->object, &c->draft_of);
	if (strncmp(error, "line ", 5) == 0) {
		for (const char *s = error + 5; *s >= '0' && *s <= '9' && line <
		     100000000; s++)
			line = line * 10 + (unsigned)(*s - '0');
	}
	c->draft_line = line > 0 ? line : 1;
}

void
mw_app_edited(struct mw_app *a, const char *text, size_t len)
{
	struct mw_compare *c = a->compare;
	const struct mw_object *o = c->object;
	struct mw_arena *arena;
	struct mw_buf before = { 0 };
	const char *error;
	unsigned line;

	if (o == NULL || !mw_whatif_text(c->whatif, o, &before, &line))
		return;
	arena = mw_arena_new();
	if (memchr(text, '\0', len) != NULL) {
		mw_app_alarm(a, "the text has bytes that YAML cannot have: "
		    "nothing was changed");
	} else if (strcmp(mw_buf_text(&before), text) == 0) {
		mw_app_say(a, "%s %s%s%s is unchanged", o->kind_name, o->ns,
		    *o->ns != '\0' ? "/" : "", o->name);
	} else if ((error = mw_whatif_replace(c->whatif, o, text, len, NULL,
	    arena)) != NULL) {
		keep_draft(c, text, len, error);
		mw_app_alarm(a, "%s. Nothing was changed; E edits the text "
		    "again.", error);
	} else {
		mw_buf_clear(&c->draft);
		mw_compare_changed(a, mw_arena_printf(arena, "%s %s%s%s is %s",
		    o->kind_name, o->ns, *o->ns != '\0' ? "/" : "", o->name,
		    mw_whatif_replaces(c->whatif, o) != NULL ? "replaced"
		    : "as in the file"));
	}
	mw_arena_free(arena);
	mw_buf_release(&before);
}

/* ---- one value ----------------------------------------------------------- */

void
mw_compare_change(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	struct mw_subject s;
	const struct mw_object *o = mw_compare_object(a, &s);
	const struct mw_node *n = s.node;
	const struct mw_whatif_change *now;
	const char *why;

	if (o == NULL)
		return;
	now = mw_whatif_of(c->whatif, o, NULL);
	if (now != NULL && now->kind == MW_WHATIF_DISABLE) {
		mw_app_alarm(a, "%s %s is off in the what-if: %s brings it "
		    "back, then it can be changed", o->kind_name, o->name,
		    mw_app_key_of(a, MW_DO_DISABLE));
		return;
	}
	/* a share of a route is its weight; what has one value is that value */
	if (n != NULL && mw_node_is(n, MW_NODE_MAP) &&
	    mw_node_get(n, "destination") != NULL &&
	    mw_node_get(n, "weight") != NULL)
		n = mw_node_get(n, "weight");
	for (int i = 0; i < 16 && n != o->root && mw_node_count(n) == 1; i++)
		n = mw_node_first(n);
	if (n == NULL || n == o->root || mw_node_is(n, MW_NODE_MAP) ||
	    mw_node_is(n, MW_NODE_LIST) || mw_whatif_replaces(c->whatif, o) !=
	    NULL || is_draft(c, o)) {
		change_text(a, o, n);
		return;
	}
	why = mw_whatif_refuses(o, n);
	if (why != NULL) {
		mw_app_alarm(a, "%s", why);
		return;
	}
	c->object = o;
	c->node = n;
	mw_buf_clear(&c->label);
	mw_node_path(o->root, n, &c->label);
	now = mw_whatif_of(c->whatif, o, n);
	mw_edit_set(&a->typed, now != NULL ? now->value
	    : mw_str_or_empty(mw_node_text(n)));
	a->prompt = MW_PROMPT_VALUE;
}

void
mw_compare_take_value(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	const struct mw_object *o = c->object;
	const char *before = mw_node_text(c->node);
	struct mw_buf b = { 0 };
	bool had = mw_whatif_of(c->whatif, o, c->node) != NULL;
	bool differs;

	a->prompt = MW_PROMPT_NONE;
	differs = mw_whatif_value(c->whatif, o, c->node,
	    mw_edit_text(&a->typed));
	mw_buf_printf(&b, "%s %s", mw_buf_text(&c->label), differs ? "= "
	    : "is as in the file");
	if (differs)
		mw_buf_printf(&b, "%s (was %s)", mw_edit_text(&a->typed),
		    mw_str_or_empty(before));
	if (differs || had)
		mw_compare_changed(a, mw_buf_text(&b));
	else
		mw_app_say(a, "the value is the same: nothing was changed");
	mw_buf_release(&b);
}
