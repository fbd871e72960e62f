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
#include "view/trace.h"

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

static void
put_file(const struct mw_finding *f, struct mw_buf *out)
{
	const char *file = mw_str_or_empty(f->span.file);

	mw_buf_adds(out, strrchr(file, '/') != NULL ? strrchr(file, '/') + 1
	    : file);
}

void
mw_problem_object(const struct mw_finding *f, bool brief, struct mw_buf *out)
{
	if (*f->kind != '\0') {
		mw_buf_adds(out, brief ? mw_short_kind(f->kind) : f->kind);
		mw_buf_printf(out, *f->ns != '\0' ? " %s/%s" : " %s%s", f->ns,
		    f->name);
		return;
	}
	put_file(f, out);
}

void
mw_problem_where(const struct mw_finding *f, struct mw_buf *out)
{
	put_file(f, out);
	if (f->span.line > 0)
		mw_buf_printf(out, ":%u:%u", f->span.line, f->span.column);
}

void
mw_problems_words(const struct mw_app *a, struct mw_buf *out)
{
	static const char *const words[] = { "note", "warning", "error" };
	const struct mw_problems *p = a->problems;
	size_t n[3] = { 0 };
	bool any = false;

	for (size_t i = 0; i < p->found->n; i++)
		n[p->found->v[i].severity]++;
	for (size_t i = 0; i < p->n_own; i++)
		n[p->own[i].severity]++;
	for (int i = MW_ERROR; i >= MW_INFO; i--) {
		if (n[i] == 0)
			continue;
		mw_buf_printf(out, "%s%zu %s%s", any ? ", " : "", n[i],
		    words[i], mw_str_s(n[i]));
		any = true;
	}
}

/* ---- life ---------------------------------------------------------------- */

/* Copied: a configuration may go. */
static void
set_own(struct mw_app *a, const struct mw_diags *d)
{
	struct mw_problems *p = a->problems;

	p->n_own = d->n;
	p->own = MW_NEW_ARRAY(a->arena, struct mw_finding, d->n + 1);
	for (size_t i = 0; i < d->n; i++) {
		const struct mw_diag *x = &d->v[i];
		struct mw_finding *f = &p->own[i];

		*f = (struct mw_finding){ .rule = mw_diag_info(x->id)->code,
			.severity = x->severity, .kind = "", .ns = "",
			.name = "", .span = x->span };
		f->span.file = mw_arena_strdup(a->arena,
		    mw_str_or_empty(x->span.file));
		f->text = mw_arena_strdup(a->arena, x->text);
		f->hint = x->hint == NULL ? NULL : mw_arena_strdup(a->arena,
		    x->hint);
	}
}

void
mw_problems_new(struct mw_app *a)
{
	a->problems = mw_xcalloc(1, sizeof(*a->problems));
	set_own(a, &a->config->diags);
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
	a->problems->found = NULL;	/* is in the arena of the mesh */
	a->problems->list.n = 0;
}

void
mw_problems_free(struct mw_app *a)
{
	free(a->problems->v);
	free(a->problems->filter);
	free(a->problems);
}

size_t
mw_problems_count(const struct mw_app *a)
{
	const struct mw_problems *p = a->problems;

	return p->found != NULL ? p->found->n + p->n_own : 0;
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

/* ---- what the last trace met --------------------------------------------- */

static int
by_address(const void *x, const void *y)
{
	uintptr_t a = (uintptr_t)*(const struct mw_object *const *)x;
	uintptr_t b = (uintptr_t)*(const struct mw_object *const *)y;

	return a < b ? -1 : a > b;
}

struct met {
	const struct mw_object **v;	/* by address */
	size_t n;
};

/* The objects that steps of the trace come from; to be freed. */
static struct met
objects_met(const struct mw_app *a)
{
	const struct mw_trace *t = a->trace;
	struct met m = { 0 };

	if (t == NULL || t->all.n == 0 || mw_trace_is_old(a))
		return m;
	m.v = mw_xcalloc(t->all.n, sizeof(*m.v));
	for (size_t i = 0; i < t->all.n; i++) {
		const struct mw_trace_row *r = &t->all.v[i];
		const struct mw_origin *o = r->kind == MW_TRACE_STEP
		    ? mw_trace_origin(r->hop, r->step) : NULL;

		if (o != NULL && o->object != NULL)
			m.v[m.n++] = o->object;
	}
	qsort(m.v, m.n, sizeof(*m.v), by_address);
	return m;
}

static bool
is_met(const struct met *m, const struct mw_finding *f)
{
	return m->n > 0 && f->object != NULL && bsearch(&f->object, m->v, m->n,
	    sizeof(*m->v), by_address) != NULL;
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
	const struct mw_problem *p = x, *q = y;
	const struct mw_finding *a = p->finding, *b = q->finding;

	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	if (p->met != q->met)
		return p->met ? -1 : 1;
	return by_place(a, b);
}

static int
by_file(const void *x, const void *y)
{
	const struct mw_problem *p = x, *q = y;

	return by_place(p->finding, q->finding);
}

static int
by_object(const void *x, const void *y)
{
	const struct mw_problem *p = x, *q = y;
	const struct mw_finding *a = p->finding, *b = q->finding;
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
	struct met met = objects_met(a);
	size_t n_added;
	const struct mw_finding *const *added = mw_problems_added(a, &n_added);

	mw_filter_begin(&filter, mw_str_or_empty(p->filter));
	p->v = mw_xrealloc(p->v, f->n + p->n_own + n_added + 1,
	    sizeof(*p->v));
	p->list.n = 0;
	for (size_t i = 0; i < n_added; i++) {
		if (fits(&filter, added[i]))
			p->v[p->list.n++] = (struct mw_problem){ added[i],
			    false };
	}
	for (size_t i = 0; i < f->n + p->n_own; i++) {
		const struct mw_finding *x = i < f->n ? &f->v[i]
		    : &p->own[i - f->n];

		if (fits(&filter, x))
			p->v[p->list.n++] = (struct mw_problem){ x,
			    is_met(&met, x) };
	}
	mw_filter_end(&filter);
	qsort(p->v, p->list.n, sizeof(*p->v), orders[p->order]);
	p->stale = false;
	free(met.v);
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
		if (mw_finding_by_place(p->v[i].finding, x) == 0) {
			mw_list_to(&p->list, i);
			return;
		}
	}
}

static void
at_least(int *columns, const char *text)
{
	int n = mw_draw_columns(text);

	if (*columns < n)
		*columns = n;
}

/* What is the same for every row of the screen. */
static void
measure(struct mw_problems *p)
{
	struct mw_buf b = { 0 };

	p->full_columns = p->brief_columns = p->text_columns =
	    p->where_columns = 0;
	for (size_t i = 0; i < p->found->n + p->n_own; i++) {
		const struct mw_finding *f = i < p->found->n
		    ? &p->found->v[i] : &p->own[i - p->found->n];

		for (int brief = 0; brief < 2; brief++) {
			int *most = brief ? &p->brief_columns
					  : &p->full_columns;

			mw_buf_clear(&b);
			mw_problem_object(f, brief, &b);
			at_least(most, mw_buf_text(&b));
		}
		at_least(&p->text_columns, f->text);
		mw_buf_clear(&b);
		mw_problem_where(f, &b);
		at_least(&p->where_columns, mw_buf_text(&b));
	}
	mw_buf_release(&b);
}

/* The row that is selected stays so, but for the first: it stays first. */
static void
show_again(struct mw_app *a, const struct mw_finding *before)
{
	mw_problems_show(a);
	if (before != NULL)
		select_again(a->problems, before);
	a->drawn = false;
}

void
mw_problems_own(struct mw_app *a, const struct mw_diags *d)
{
	if (a->problems->n_own == 0 && d->n == 0)
		return;
	set_own(a, d);
	if (a->problems->found == NULL)
		return;
	measure(a->problems);
	mw_problems_show(a);
	a->drawn = false;
}

static const struct mw_finding *
chosen(const struct mw_problems *p)
{
	return p->found != NULL && p->list.selected > 0 &&
	    p->list.selected < p->list.n ? p->v[p->list.selected].finding
	    : NULL;
}

void
mw_problems_traced(struct mw_app *a)
{
	if (a->problems != NULL)
		a->problems->stale = true;
}

/* Many are sorted when they are looked at, not when a request is sent. */
struct mw_list *
mw_problems_list(struct mw_app *a)
{
	struct mw_problems *p = a->problems;

	if (p->stale && p->found != NULL)
		show_again(a, chosen(p));
	return &p->list;
}

static void
found(struct mw_app *a, const struct mw_findings *f)
{
	struct mw_problems *p = a->problems;
	const struct mw_finding *before = chosen(p);

	p->found = f;
	memset(p->marked, 0, sizeof(p->marked));
	mw_problems_match_after(a);
	/* pages speak of problems */
	memset(a->about_generation, 0, sizeof(a->about_generation));
	measure(p);
	show_again(a, before);
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

	if (p->pass == NULL)
		return mw_problems_work_after(a, until);
	if (p->stopped)
		return false;
	while (more && (a->options.clock_ms == NULL || mw_app_now(a) < until))
		more = mw_lint_step(p->pass);
	if (!more) {
		size_t n;

		all_found(a);
		n = mw_problems_count(a);
		if (a->screen == MW_SCREEN_TREE ||
		    a->screen == MW_SCREEN_PROBLEMS)
			mw_app_say(a, "All is checked: %zu problem%s%s",
			    n, mw_str_s(n), a->screen == MW_SCREEN_TREE && n > 0
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
