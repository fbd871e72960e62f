/*
 * trace-folds.c - which rows of a trace are seen: where there is little room,
 * steps that are plain ok and follow each other make one row.
 *
 * What decided is never in such a run.  Whether runs are folded is chosen by
 * the height until somebody says it, for all (zR, zM) or for one of them.
 */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "view/trace.h"

enum {
	SHORT_SCREEN = 30,	/* rows; a higher one scrolls instead */
	RUN_MIN = 2,
	DETAIL_MAX = 28		/* cells of a step's own words in a run */
};

/* The rows from I on that make a run; less than RUN_MIN: none. */
static size_t
run_at(const struct mw_trace *t, size_t i)
{
	size_t n = 0;

	while (i + n < t->all.n && t->all.v[i + n].plain &&
	    t->all.v[i + n].hop == t->all.v[i].hop && i + n != t->decided)
		n++;
	return n;
}

static bool
is_folded(const struct mw_trace *t, size_t i, size_t n)
{
	if (n < RUN_MIN)
		return false;
	if (t->all.v[i].fold != 0)
		return t->all.v[i].fold < 0;
	switch (t->folding) {
	case MW_TRACE_FOLD_NONE:
		return false;
	case MW_TRACE_FOLD_ALL:
		return true;
	case MW_TRACE_FOLD_BY_HEIGHT:
		break;
	}
	return t->is_short;
}

static struct mw_trace_row
run_row(const struct mw_trace *t, size_t i, size_t n)
{
	struct mw_trace_row r = t->all.v[i];

	r.kind = MW_TRACE_RUN;
	r.n = n;
	r.word = "ok";
	r.role = MW_ROLE_ALLOW;
	r.text = "";
	for (size_t k = 0; k < n; k++)
		r.matters = r.matters || t->all.v[i + k].matters;
	return r;
}

size_t
mw_trace_seen(const struct mw_app *a, size_t at)
{
	const struct mw_trace *t = a->trace;
	size_t i = t->n;

	while (i > 1 && t->v[i - 1].at > at)
		i--;
	return i > 0 ? i - 1 : 0;
}

/* The row of all that is selected, or SIZE_MAX. */
static size_t
selected(const struct mw_trace *t)
{
	return t->list.selected < t->n ? t->v[t->list.selected].at : SIZE_MAX;
}

void
mw_trace_see(struct mw_app *a)
{
	struct mw_trace *t = a->trace;
	size_t at = selected(t), top = t->list.top < t->n
	    ? t->v[t->list.top].at : 0;
	struct mw_trace_row *v = t->all.n > 0 ? MW_NEW_ARRAY(t->answer_arena,
	    struct mw_trace_row, t->all.n) : NULL;
	size_t n = 0;

	for (size_t i = 0, run; i < t->all.n; i += run) {
		run = run_at(t, i);
		if (is_folded(t, i, run)) {
			v[n++] = run_row(t, i, run);
			continue;
		}
		run = run > 0 ? run : 1;
		for (size_t k = 0; k < run; k++)
			v[n++] = t->all.v[i + k];
	}
	t->v = v;
	t->n = t->list.n = n;
	if (at != SIZE_MAX) {
		t->list.selected = mw_trace_seen(a, at);
		t->list.top = mw_trace_seen(a, top);
	}
	a->about[MW_SCREEN_TRACE] = t;	/* the rows are others */
}

size_t
mw_trace_rows_all(const struct mw_app *a)
{
	return a->trace->all.n;
}

size_t
mw_trace_fit(struct mw_app *a, int rows)
{
	struct mw_trace *t = a->trace;
	bool is_short = rows < (int)t->all.n && a->frame->rows < SHORT_SCREEN;

	/* 0: it is not shown, nobody cares */
	if (rows > 0 && is_short != t->is_short) {
		t->is_short = is_short;
		if (t->all.n > 0)
			mw_trace_see(a);
	}
	return t->n;
}

bool
mw_trace_has_folds(const struct mw_app *a)
{
	return a->trace->n < a->trace->all.n;
}

bool
mw_trace_can_open(const struct mw_app *a)
{
	const struct mw_trace_row *r = mw_trace_row(a);

	return r != NULL && r->kind == MW_TRACE_RUN && !mw_app_in_page(a);
}

bool
mw_trace_is_decider(const struct mw_app *a, const struct mw_trace_row *r)
{
	return r->kind != MW_TRACE_RUN && r->at == a->trace->decided;
}

/* ---- coming back --------------------------------------------------------- */

void
mw_trace_spot(const struct mw_app *a, struct mw_spot *s)
{
	const struct mw_trace *t = a->trace;

	if (s->line < t->n)
		s->line = t->v[s->line].at;
	if (s->top < t->n)
		s->top = t->v[s->top].at;
}

void
mw_trace_go(struct mw_app *a, const struct mw_spot *s)
{
	mw_list_to(&a->trace->list, mw_trace_seen(a, s->line));
	a->trace->list.top = mw_trace_seen(a, s->top);
}

/* ---- what a run says ----------------------------------------------------- */

/* The words of a step that tell more than its stage: which route, where. */
static const char *
detail(const struct mw_trace_row *r)
{
	const struct mw_step *s = &r->hop->steps->v[r->step];

	if (s->stage != MW_STAGE_ROUTE && s->stage != MW_STAGE_ENDPOINT &&
	    s->stage != MW_STAGE_JWT)
		return NULL;
	return mw_draw_columns(r->text) <= DETAIL_MAX ? r->text : NULL;
}

static void
put_steps(const struct mw_app *a, const struct mw_trace_row *r, bool details,
    struct mw_buf *out)
{
	for (size_t k = 0; k < r->n; k++) {
		const struct mw_trace_row *x = &a->trace->all.v[r->at + k];
		const struct mw_step *s = &x->hop->steps->v[x->step];
		const char *more = details ? detail(x) : NULL;

		/* what was passed over is no step of the way */
		if (s->verdict == MW_STEP_REJECTED)
			continue;
		mw_buf_printf(out, "%s%zu %s%s%s", out->len > 0 ? " " : "",
		    x->number, mw_stage_name(s->stage), more != NULL ? " "
		    : "", mw_str_or_empty(more));
	}
}

void
mw_trace_run_text(const struct mw_app *a, const struct mw_trace_row *r,
    int width, struct mw_buf *out)
{
	struct mw_buf b = { 0 };

	put_steps(a, r, true, &b);
	if (mw_draw_columns(mw_buf_text(&b)) > width) {
		mw_buf_clear(&b);
		put_steps(a, r, false, &b);
	}
	mw_buf_add(out, b.data, b.len);
	mw_buf_release(&b);
}

/* ---- actions ------------------------------------------------------------- */

/* The run that the selected row is in, folded or not; 0: in none. */
static size_t
run_here(const struct mw_trace *t, size_t *first)
{
	size_t at = selected(t), n;

	for (*first = 0; at != SIZE_MAX && *first <= at; *first += n) {
		n = run_at(t, *first);
		if (at < *first + n)
			return n < RUN_MIN ? 0 : n;
		n = n > 0 ? n : 1;
	}
	return 0;
}

/* TO: 1 opens, -1 closes, 0 what it is not now. */
static bool
fold_one(struct mw_app *a, int to)
{
	struct mw_trace *t = a->trace;
	size_t first, n = run_here(t, &first);

	if (n == 0)
		return false;
	if (to == 0)
		to = is_folded(t, first, n) ? 1 : -1;
	for (size_t k = 0; k < n; k++)
		t->all.v[first + k].fold = (signed char)to;
	mw_trace_see(a);
	return true;
}

static void
fold_all(struct mw_app *a, enum mw_trace_folding how)
{
	struct mw_trace *t = a->trace;

	for (size_t i = 0; i < t->all.n; i++)
		t->all.v[i].fold = 0;
	t->folding = how;
	mw_trace_see(a);
	if (how == MW_TRACE_FOLD_NONE)
		mw_app_say(a, "every step is a row; %s folds those that are "
		    "plain ok", mw_app_key_of(a, MW_DO_FOLD));
	else if (!mw_trace_has_folds(a))
		mw_app_say(a, "no two steps that follow each other are plain "
		    "ok");
}

bool
mw_trace_fold_act(struct mw_app *a, enum mw_action action)
{
	int to;

	switch (action) {
	case MW_DO_UNFOLD:
	case MW_DO_FOLD:
		fold_all(a, action == MW_DO_UNFOLD ? MW_TRACE_FOLD_NONE
		    : MW_TRACE_FOLD_ALL);
		return true;
	case MW_DO_OPEN:
	case MW_DO_FOLD_OPEN:
		to = 1;
		break;
	case MW_DO_CLOSE:
	case MW_DO_FOLD_CLOSE:
		to = -1;
		break;
	case MW_DO_TOGGLE:
	case MW_DO_FOLD_TOGGLE:
		to = 0;
		break;
	default:
		return false;
	}
	if (mw_app_in_page(a) || !fold_one(a, to))
		mw_app_say(a, "no run of steps that are plain ok is here");
	return true;
}
