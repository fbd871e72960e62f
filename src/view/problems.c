/*
 * problems.c - findings: looked for in slices, ordered, filtered, in words.
 */
#include "view/problems.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/filter.h"
#include "view/state.h"

enum {
	AT_ONCE = 300,		/* objects gone over before the first frame */
	SHOW_MS = 100		/* between two shows of how far it is */
};

/* ---- words --------------------------------------------------------------- */

const char *
mw_problem_title(struct mw_arena *arena, const struct mw_finding *f)
{
	if (f->object != NULL)
		return mw_object_title(arena, f->object);
	if (*f->kind == '\0')
		return NULL;
	return mw_arena_printf(arena, *f->ns != '\0' ? "%s %s/%s" : "%s %s%s",
	    f->kind, f->ns, f->name);
}

/* ---- life ---------------------------------------------------------------- */

void
mw_problems_new(struct mw_app *a)
{
	const struct mw_diags *d = &a->config->diags;
	struct mw_problems *p = mw_xcalloc(1, sizeof(*p));

	a->problems = p;
	p->n_own = d->n;
	p->own = MW_NEW_ARRAY(a->arena, struct mw_finding, d->n + 1);
	for (size_t i = 0; i < d->n; i++)
		p->own[i] = (struct mw_finding){
			.rule = mw_diag_info(d->v[i].id)->code,
			.severity = d->v[i].severity, .kind = "", .ns = "",
			.name = "", .span = d->v[i].span,
			.text = d->v[i].text, .hint = d->v[i].hint };
}

static void
drop_pass(struct mw_problems *p)
{
	if (p->pass != NULL)
		mw_lint_end(p->pass);
	p->pass = NULL;
}

void
mw_problems_drop_mesh(struct mw_app *a)
{
	drop_pass(a->problems);
}

void
mw_problems_free(struct mw_app *a)
{
	free(a->problems->v);
	free(a->problems->filter);
	free(a->problems);
}

size_t
mw_problems_serious(const struct mw_app *a)
{
	return a->problems->serious;
}

const struct mw_findings *
mw_problems_known(const struct mw_app *a)
{
	return a->problems->found;
}

bool
mw_problems_complete(const struct mw_app *a)
{
	return a->problems->pass == NULL;
}

/* ---- order and filter ---------------------------------------------------- */

static int
by_place(const struct mw_finding *a, const struct mw_finding *b)
{
	int c = mw_finding_by_place(a, b);

	return c != 0 ? c : a < b ? -1 : a > b;
}

static int
by_severity(const void *x, const void *y)
{
	const struct mw_finding *a = *(const struct mw_finding *const *)x;
	const struct mw_finding *b = *(const struct mw_finding *const *)y;

	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	return by_place(a, b);
}

static int
by_file(const void *x, const void *y)
{
	return by_place(*(const struct mw_finding *const *)x,
	    *(const struct mw_finding *const *)y);
}

static int
by_object(const void *x, const void *y)
{
	const struct mw_finding *a = *(const struct mw_finding *const *)x;
	const struct mw_finding *b = *(const struct mw_finding *const *)y;
	int c = strcmp(a->kind, b->kind);

	if (c == 0)
		c = strcmp(a->ns, b->ns);
	if (c == 0)
		c = strcmp(a->name, b->name);
	return c != 0 ? c : by_place(a, b);
}

static bool
fits(const struct mw_filter *filter, const struct mw_finding *d)
{
	struct mw_filter_facts facts = {
		.text = { d->text, d->name, d->rule },
		.kind = d->kind,
		.ns = d->ns,
		.file = d->span.file,
		.error = d->severity == MW_ERROR,
		.warning = d->severity == MW_WARNING,
	};

	return mw_filter_has(filter, &facts);
}

void
mw_problems_show(struct mw_app *a)
{
	static int (*const orders[])(const void *, const void *) = {
		[MW_PROBLEMS_BY_SEVERITY] = by_severity,
		[MW_PROBLEMS_BY_FILE] = by_file,
		[MW_PROBLEMS_BY_OBJECT] = by_object,
	};
	struct mw_problems *p = a->problems;
	const struct mw_findings *f = p->found;
	struct mw_filter filter;

	mw_filter_begin(&filter, mw_str_or_empty(p->filter));
	p->v = mw_xrealloc(p->v, f->n + p->n_own + 1, sizeof(*p->v));
	p->list.n = 0;
	p->serious = 0;
	for (size_t i = 0; i < f->n + p->n_own; i++) {
		const struct mw_finding *x = i < f->n ? &f->v[i]
		    : &p->own[i - f->n];

		if (fits(&filter, x))
			p->v[p->list.n++] = x;
		p->serious += x->severity >= MW_WARNING;
	}
	mw_filter_end(&filter);
	qsort(p->v, p->list.n, sizeof(*p->v), orders[p->order]);
	mw_list_fit(&p->list, p->list.height);
}

/* True when there was one before. */
bool
mw_problems_filter(struct mw_app *a, const char *filter)
{
	struct mw_problems *p = a->problems;
	bool had = p->filter != NULL;

	free(p->filter);
	p->filter = filter != NULL && *filter != '\0' ? mw_xstrdup(filter)
	    : NULL;
	mw_problems_show(a);
	return had;
}

void
mw_problems_spot(struct mw_app *a, struct mw_spot *s)
{
	struct mw_problems *p = a->problems;

	s->sort = (int)p->order;
	s->filter = p->filter != NULL ? mw_arena_strdup(a->mesh_arena,
	    p->filter) : NULL;
}

void
mw_problems_go(struct mw_app *a, const struct mw_spot *s)
{
	a->problems->order = (enum mw_problem_order)s->sort;
	mw_problems_filter(a, s->generation == a->generation ? s->filter
	    : NULL);
}

/* ---- looking for them ---------------------------------------------------- */

/* The row that says what X says, where there is one. */
static void
select_again(struct mw_problems *p, const struct mw_finding *x)
{
	for (size_t i = 0; i < p->list.n; i++) {
		if (mw_finding_by_place(p->v[i], x) == 0) {
			mw_list_to(&p->list, i);
			return;
		}
	}
}

static void
found(struct mw_app *a, const struct mw_findings *f)
{
	struct mw_problems *p = a->problems;
	const struct mw_finding *before = p->found != NULL &&
	    p->list.selected > 0 && p->list.selected < p->list.n
	    ? p->v[p->list.selected] : NULL;

	p->found = f;
	memset(p->marked, 0, sizeof(p->marked));
	/* pages speak of problems */
	memset(a->about_generation, 0, sizeof(a->about_generation));
	mw_problems_show(a);
	if (before != NULL)
		select_again(p, before);
	a->drawn = false;
}

static void
all_found(struct mw_app *a)
{
	struct mw_problems *p = a->problems;
	const struct mw_findings *f = mw_lint_found(p->pass);

	drop_pass(p);
	found(a, f);
}

/* There is a new mesh. */
void
mw_problems_fill(struct mw_app *a)
{
	struct mw_problems *p = a->problems;

	p->found = NULL;	/* was of the one before, with its rows */
	p->stopped = false;
	p->pass = mw_lint_begin(a->mesh_arena, a->mesh);
	if (a->mesh->all.n <= AT_ONCE && !a->load.part) {
		while (mw_lint_step(p->pass))
			continue;
		all_found(a);
		return;
	}
	mw_lint_step(p->pass);	/* what loading found */
	found(a, mw_lint_found(p->pass));
}

bool
mw_problems_work(struct mw_app *a, int64_t until)
{
	struct mw_problems *p = a->problems;
	bool more = true;

	if (p->pass == NULL || p->stopped)
		return false;
	while (more && (a->options.clock_ms == NULL || mw_app_now(a) < until))
		more = mw_lint_step(p->pass);
	if (!more) {
		all_found(a);
		if (a->screen == MW_SCREEN_TREE ||
		    a->screen == MW_SCREEN_PROBLEMS)
			mw_app_say(a, "All is checked: %zu problem%s%s",
			    p->serious, mw_str_s(p->serious),
			    a->screen == MW_SCREEN_TREE && p->serious > 0
			    ? ": press 4." : ".");
	} else if (mw_app_now(a) >= p->shown_ms + SHOW_MS) {
		p->shown_ms = mw_app_now(a);
		a->drawn = false;
	}
	return more;
}

bool
mw_problems_stop(struct mw_app *a)
{
	struct mw_problems *p = a->problems;
	struct mw_buf b = { 0 };

	if (p->pass == NULL || p->stopped)
		return false;
	p->stopped = true;
	found(a, mw_lint_found(p->pass));
	mw_problems_progress(a, &b);
	mw_app_say(a, "%s", mw_buf_text(&b));
	mw_buf_release(&b);
	return true;
}

void
mw_problems_go_on(struct mw_app *a)
{
	a->problems->stopped = false;
}

void
mw_problems_progress(const struct mw_app *a, struct mw_buf *out)
{
	const struct mw_problems *p = a->problems;
	struct mw_lint_progress x;

	if (p->pass == NULL)
		return;
	x = mw_lint_progress(p->pass);
	mw_buf_adds(out, p->stopped ? "stopped at " : "checking ");
	mw_put_count(out, x.done);
	mw_buf_adds(out, " of ");
	mw_put_count(out, x.all);
	mw_buf_printf(out, " %s; %s %s", x.what, mw_app_key_of(a, p->stopped
	    ? MW_DO_PROBLEMS : MW_DO_ESCAPE), p->stopped ? "goes on"
	    : "stops");
}

/* ---- the tree ------------------------------------------------------------ */

bool
mw_problems_mark(struct mw_app *a, enum mw_outline_order order, size_t rows)
{
	struct mw_problems *p = a->problems;
	struct mw_outline *o = a->trees[order].outline;

	if (o == NULL || p->marked[order] == MW_MARK_ALL)
		return false;
	if (p->marked[order] == MW_MARK_NONE)
		mw_outline_problems(o, p->found);
	p->marked[order] = mw_outline_mark(o, rows) ? MW_MARK_SOME
	    : MW_MARK_ALL;
	return p->marked[order] == MW_MARK_SOME;
}
