/*
 * app-whatif-judge.c - what is typed into a what-if is judged at once: a value
 * that its field cannot hold is not taken, and what a cluster would refuse is
 * told.
 */
#include <string.h>

#include "base/str.h"
#include "lint/admit.h"
#include "view/compare.h"
#include "yaml/node.h"

/* The text of O as it is on disk, or in the what-if, judged; false: it cannot
 * be taken out of its file. */
static bool
judge(const struct mw_whatif *w, const struct mw_object *o,
    struct mw_arena *arena, struct mw_admit_faults *out)
{
	struct mw_buf text = { 0 };
	unsigned line;
	bool done = mw_whatif_text(w, o, &text, &line);

	if (done)
		mw_admit_documents(arena, mw_buf_text(&text), text.len, out);
	mw_buf_release(&text);
	return done;
}

/* ---- one value ----------------------------------------------------------- */

static bool
lies_in(struct mw_span x, struct mw_span at)
{
	return x.line == at.line && x.column == at.column;
}

/* The fault of the value alone, in a what-if W that has it. */
static const struct mw_admit_fault *
fault_at(const struct mw_whatif *w, const struct mw_object *o,
    const char *path, struct mw_arena *arena)
{
	struct mw_admit_faults f = { 0 };
	const struct mw_node *n;

	if (!judge(w, o, arena, &f) || f.root == NULL)
		return NULL;
	n = mw_node_find(f.root, path);
	for (size_t i = 0; n != NULL && i < f.n; i++) {
		if (f.v[i].decoded && f.v[i].severity == MW_ERROR &&
		    lies_in(f.v[i].span, mw_node_span(n)))
			return &f.v[i];
	}
	return NULL;
}

/* The list of changes of O, with this one, alone. */
static struct mw_whatif *
with_value(const struct mw_app *a, const struct mw_object *o,
    const struct mw_node *node, const char *value)
{
	const struct mw_whatif *now = a->compare->whatif;
	struct mw_whatif *w = mw_whatif_new();

	for (size_t i = 0; i < mw_whatif_count(now); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(now, i);
		const struct mw_node *n = c->kind == MW_WHATIF_VALUE &&
		    mw_whatif_is_about(c, o) ? mw_node_find(o->root, c->path)
		    : NULL;

		if (n != NULL && n != node)
			mw_whatif_value(w, o, n, c->value);
	}
	mw_whatif_value(w, o, node, value);
	return w;
}

static void
say_refused(struct mw_app *a, const char *value,
    const struct mw_admit_fault *f)
{
	struct mw_compare *c = a->compare;
	const char *name = strrchr(mw_buf_text(&c->label), '.');
	struct mw_buf words = { 0 };

	name = name != NULL ? name + 1 : mw_buf_text(&c->label);
	if (mw_object_value_words(c->object, c->node, &words))
		mw_app_alarm(a, "%s cannot be '%s': it takes %s. Nothing was "
		    "changed; %s tries again.", name, value, mw_buf_text(
		    &words), mw_app_key_of(a, MW_DO_CHANGE));
	else
		mw_app_alarm(a, "%s%s%s. Nothing was changed; %s tries again.",
		    f->text, f->hint != NULL ? "; " : "",
		    mw_str_or_empty(f->hint), mw_app_key_of(a, MW_DO_CHANGE));
	mw_buf_release(&words);
}

bool
mw_compare_refuses(struct mw_app *a, const char *value)
{
	struct mw_compare *c = a->compare;
	struct mw_arena *arena = mw_arena_new();
	struct mw_whatif *w = with_value(a, c->object, c->node, value);
	const struct mw_admit_fault *f = fault_at(w, c->object, mw_buf_text(
	    &c->label), arena);

	if (f != NULL) {
		say_refused(a, value, f);
		mw_buf_clear(&c->refused);
		mw_buf_adds(&c->refused, value);
		c->refused_at = c->node;
	}
	mw_whatif_free(w);
	mw_arena_free(arena);
	return f != NULL;
}

/* ---- all that was changed ------------------------------------------------ */

static bool
is_among(const struct mw_admit_faults *f, const struct mw_admit_fault *x)
{
	for (size_t i = 0; i < f->n; i++) {
		if (mw_str_eq(f->v[i].rule, x->rule) && mw_str_eq(f->v[i].text,
		    x->text))
			return true;
	}
	return false;
}

struct telling {
	struct mw_buf *all;		/* "MW0123 text\n" of each */
	const struct mw_compare *c;
	const struct mw_admit_fault *first;	/* not told before */
	size_t n;			/* of those */
};

/* The errors of AFTER that BEFORE has not. */
static void
compare(struct telling *t, const struct mw_admit_faults *before,
    const struct mw_admit_faults *after)
{
	for (size_t i = 0; i < after->n; i++) {
		const struct mw_admit_fault *x = &after->v[i];
		size_t at = t->all->len;

		if (x->severity != MW_ERROR || is_among(before, x))
			continue;
		mw_buf_printf(t->all, "%s %s\n", x->rule, x->text);
		if (strstr(mw_buf_text(&t->c->faults), mw_buf_text(t->all) +
		    at) != NULL)
			continue;
		if (t->n++ == 0)
			t->first = x;
	}
}

const char *
mw_compare_fault(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	struct mw_arena *arena = mw_arena_new();
	struct mw_whatif *none = mw_whatif_new();
	struct mw_buf all = { 0 };
	struct telling t = { .all = &all, .c = c };
	const char *text = NULL;

	for (size_t i = 0; i < a->mesh->all.n; i++) {
		const struct mw_object *o = a->mesh->all.v[i];
		struct mw_admit_faults before = { 0 }, after = { 0 };

		if (mw_whatif_touches(c->whatif, o) && judge(c->whatif, o,
		    arena, &after) && judge(none, o, arena, &before))
			compare(&t, &before, &after);
	}
	for (size_t i = 0; i < mw_whatif_count(c->whatif); i++) {
		const struct mw_whatif_change *x = mw_whatif_at(c->whatif, i);
		struct mw_admit_faults before = { 0 }, after = { 0 };

		if (x->kind != MW_WHATIF_ADD)
			continue;
		mw_admit_documents(arena, x->value, strlen(x->value), &after);
		compare(&t, &before, &after);
	}
	if (t.n > 0)
		text = mw_app_text(a, "%s [%s]%s", t.first->text,
		    t.first->rule, t.n == 1 ? "" : mw_app_text(a,
		    " and %zu more", t.n - 1));
	mw_buf_release(&c->faults);
	c->faults = all;
	mw_whatif_free(none);
	mw_arena_free(arena);
	return text;
}
