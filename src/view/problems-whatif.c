/*
 * problems-whatif.c - which problems a what-if adds, and which it takes away:
 * its mesh is gone over as the files were, while the problems are looked at.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "view/compare.h"
#include "view/problems.h"

struct mw_problems_after {
	struct mw_arena *arena;
	struct mw_lint_pass *pass;	/* NULL: all is known */
	const struct mw_findings *found;
	bool *gone;			/* of those on disk */
	size_t n_gone;
	const struct mw_finding **v;	/* new */
	size_t n, cap;
};

void
mw_problems_drop_after(struct mw_app *a)
{
	struct mw_problems *p = a->problems;
	struct mw_problems_after *x = p->after;

	if (x == NULL)
		return;
	if (x->pass != NULL)
		mw_lint_end(x->pass);
	mw_arena_free(x->arena);
	p->after = NULL;
	if (p->found != NULL)
		mw_problems_show(a);	/* rows may be of it */
	a->about_width[MW_SCREEN_PROBLEMS] = -1;
}

/* ---- which of them are others -------------------------------------------- */

/* Lines may move: a finding is what it says of which object. */
static int
by_words(const struct mw_finding *a, const struct mw_finding *b)
{
	int c = strcmp(a->rule, b->rule);

	if (c == 0)
		c = strcmp(a->kind, b->kind);
	if (c == 0)
		c = strcmp(a->ns, b->ns);
	if (c == 0)
		c = strcmp(a->name, b->name);
	return c != 0 ? c : strcmp(a->text, b->text);
}

static int
compare(const void *x, const void *y)
{
	return by_words(*(const struct mw_finding *const *)x,
	    *(const struct mw_finding *const *)y);
}

static const struct mw_finding **
in_order(struct mw_arena *arena, const struct mw_findings *f)
{
	const struct mw_finding **v = MW_NEW_ARRAY(arena,
	    const struct mw_finding *, f->n + 1);

	for (size_t i = 0; i < f->n; i++)
		v[i] = &f->v[i];
	qsort(v, f->n, sizeof(*v), compare);
	return v;
}

void
mw_problems_match_after(struct mw_app *a)
{
	struct mw_problems *p = a->problems;
	struct mw_problems_after *x = p->after;
	const struct mw_findings *old = p->found;
	const struct mw_finding **before, **after;
	size_t i = 0, j = 0;

	if (x == NULL || x->pass != NULL || old == NULL)
		return;
	before = in_order(x->arena, old);
	after = in_order(x->arena, x->found);
	x->gone = MW_NEW_ARRAY(x->arena, bool, old->n + 1);
	x->n = x->n_gone = 0;
	while (i < old->n || j < x->found->n) {
		int c = i == old->n ? 1 : j == x->found->n ? -1
		    : by_words(before[i], after[j]);

		if (c > 0) {
			mw_vec_push(x->arena, x, after[j]);
			j++;
			continue;
		}
		if (c < 0) {
			x->gone[before[i] - old->v] = true;
			x->n_gone++;
		}
		i++;
		j += c == 0;
	}
}

enum mw_problem_mark
mw_problem_mark(const struct mw_app *a, const struct mw_finding *f)
{
	const struct mw_problems *p = a->problems;
	const struct mw_problems_after *x = p->after;

	if (x == NULL || x->pass != NULL)
		return MW_PROBLEM_STAYS;
	for (size_t i = 0; i < x->n; i++) {
		if (x->v[i] == f)
			return MW_PROBLEM_NEW;
	}
	for (size_t i = 0; i < p->n_own; i++) {
		if (f == &p->own[i])
			return MW_PROBLEM_STAYS;
	}
	return x->n_gone > 0 && x->gone[f - p->found->v] ? MW_PROBLEM_GONE
							  : MW_PROBLEM_STAYS;
}

const struct mw_finding *const *
mw_problems_added(const struct mw_app *a, size_t *n)
{
	const struct mw_problems_after *x = a->problems->after;

	*n = x != NULL && x->pass == NULL ? x->n : 0;
	return *n > 0 ? x->v : NULL;
}

/* ---- looking for them ---------------------------------------------------- */

static bool
begin(struct mw_app *a)
{
	struct mw_arena *arena;

	if (mw_compare_changes(a) == 0)
		return false;
	mw_compare_need(a);
	if (a->compare->mesh == NULL)
		return false;
	arena = mw_arena_new();
	a->problems->after = MW_NEW(arena, struct mw_problems_after);
	a->problems->after->arena = arena;
	a->problems->after->pass = mw_lint_begin(arena, a->compare->mesh);
	return true;
}

bool
mw_problems_work_after(struct mw_app *a, int64_t until)
{
	struct mw_problems *p = a->problems;
	struct mw_problems_after *x = p->after;
	bool more = true;

	if (a->screen != MW_SCREEN_PROBLEMS || (x != NULL ? x->pass == NULL
	    : !begin(a)))
		return false;
	x = p->after;
	while (more && (a->options.clock_ms == NULL || mw_app_now(a) < until))
		more = mw_lint_step(x->pass);
	if (more)
		return true;
	x->found = mw_lint_found(x->pass);
	mw_lint_end(x->pass);
	x->pass = NULL;
	mw_problems_match_after(a);
	mw_problems_show(a);
	a->about_width[MW_SCREEN_PROBLEMS] = -1;
	a->drawn = false;
	return false;
}

void
mw_problems_print_after(const struct mw_app *a, struct mw_buf *out)
{
	const struct mw_problems_after *x = a->problems->after;

	if (x == NULL || x->pass != NULL) {
		mw_buf_adds(out, "files on disk");
		return;
	}
	mw_buf_adds(out, x->n + x->n_gone > 0 ? "what-if:"
	    : "what-if: the same");
	if (x->n > 0)
		mw_buf_printf(out, " %zu new", x->n);
	if (x->n_gone > 0)
		mw_buf_printf(out, "%s %zu gone", x->n > 0 ? "," : "",
		    x->n_gone);
}
