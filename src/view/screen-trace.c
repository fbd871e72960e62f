/*
 * screen-trace.c - what became of a request, step by step.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/trace.h"
#include "whatif/whatif.h"
#include "yaml/node.h"

void
mw_trace_new(struct mw_app *a)
{
	a->trace = mw_xcalloc(1, sizeof(*a->trace));
}

void
mw_trace_drop_answer(struct mw_app *a)
{
	struct mw_trace *t = a->trace;

	mw_tries_drop(a);
	mw_arena_free(t->answer_arena);
	t->answer_arena = NULL;
	if (a->compare != NULL)
		mw_compare_drop_answers(a);
	mw_session_free(t->old_session);
	mw_mesh_free(t->old_mesh);
	t->old_session = NULL;
	t->old_mesh = NULL;
	t->answer = NULL;
	memset(&t->all, 0, sizeof(t->all));
	t->v = NULL;
	t->n = t->list.n = 0;
	mw_problems_traced(a);
}

/* ---- an answer of files that changed ------------------------------------- */

bool
mw_trace_is_old(const struct mw_app *a)
{
	return a->trace->old_mesh != NULL;
}

const struct mw_mesh *
mw_trace_mesh(const struct mw_app *a)
{
	return mw_trace_is_old(a) ? a->trace->old_mesh : a->mesh;
}

bool
mw_trace_outlives(struct mw_app *a)
{
	struct mw_trace *t = a->trace;

	if (t->answer == NULL || mw_trace_is_old(a))
		return false;
	t->old_mesh = a->mesh;
	t->old_session = a->session;
	return true;
}

void
mw_trace_renew_subject(const struct mw_app *a, struct mw_subject *s)
{
	const struct mw_object *o = s->object;
	const struct mw_node *n = s->node;
	struct mw_buf b = { 0 };

	s->object = o != NULL ? mw_whatif_same_object(a->mesh, o) : NULL;
	s->node = NULL;
	if (s->object != NULL && n != NULL && o->root != NULL &&
	    s->object->root != NULL && mw_node_path(o->root, n, &b))
		s->node = mw_node_find(s->object->root, mw_buf_text(&b));
	mw_buf_release(&b);
	if (s->workload != NULL)
		s->workload = mw_mesh_workload(a->mesh, s->workload->ns,
		    s->workload->name);
	s->service = NULL;
}

void
mw_trace_free(struct mw_app *a)
{
	mw_trace_drop_answer(a);
	mw_arena_free(a->trace->request_arena);
	free(a->trace);
}

const struct mw_request *
mw_trace_request(const struct mw_app *a)
{
	return a->trace->request;
}

const struct mw_outcome *
mw_trace_outcome(const struct mw_app *a)
{
	const struct mw_trace *t = a->trace;

	if (t->answer == NULL || t->answer->n_outcomes == 0)
		return NULL;
	return &t->answer->outcomes[t->branch < t->answer->n_outcomes
	    ? t->branch : 0];
}

const struct mw_trace_row *
mw_trace_row(const struct mw_app *a)
{
	const struct mw_trace *t = a->trace;

	return t->list.selected < t->n ? &t->v[t->list.selected] : NULL;
}

/* ---- sending ------------------------------------------------------------- */

bool
mw_trace_comes(const struct mw_app *a)
{
	return a->trace->comes;
}

static void
arrived(struct mw_app *a)
{
	struct mw_trace *t = a->trace;

	t->comes = false;
	if (t->branch >= t->answer->n_outcomes)
		t->branch = 0;
	mw_trace_rows(a);
	mw_problems_traced(a);
	a->about[MW_SCREEN_TRACE] = t;	/* the page is of another answer */
	a->drawn = false;
	mw_form_answered(a);
	if (t->tells && a->message.len == 0 && t->n > 0 &&
	    t->all.v[t->decided].number > 0)
		mw_app_say(a, "Decided at step %zu of %zu.",
		    t->all.v[t->decided].number, t->n_steps);
}

bool
mw_trace_work(struct mw_app *a, int64_t until)
{
	struct mw_trace *t = a->trace;

	while (t->comes && (a->options.clock_ms == NULL || mw_app_now(a) <
	    until)) {
		if (t->answer_arena == NULL)
			t->answer_arena = mw_arena_new();
		t->answer = mw_session_attempt(a->session, t->request,
		    t->answer_arena, true);
		if (t->answer != NULL)
			arrived(a);
	}
	return t->comes;
}

/* TELLS: what decided, too. */
static void
send(struct mw_app *a, bool tells)
{
	struct mw_trace *t = a->trace;

	mw_trace_drop_answer(a);
	t->comes = true;
	t->tells = tells;
	a->about[MW_SCREEN_TRACE] = t;
	mw_trace_work(a, mw_app_now(a) + MW_KEY_MS);
}

bool
mw_trace_again(struct mw_app *a)
{
	if (a->trace->request == NULL)
		return false;
	send(a, false);
	return true;
}

bool
mw_trace_run(struct mw_app *a, const struct mw_request *r, const char *note)
{
	struct mw_trace *t = a->trace;
	struct mw_arena *arena = mw_arena_new();
	struct mw_buf b = { 0 };
	const char *error;
	const struct mw_request *copy;

	mw_request_print_json(r, &b);
	copy = mw_request_parse(arena, mw_buf_text(&b), b.len, &error);
	mw_buf_release(&b);
	if (copy == NULL) {
		mw_app_alarm(a, "%s", error);
		mw_arena_free(arena);
		return false;
	}
	mw_trace_drop_answer(a);
	mw_arena_free(t->request_arena);
	t->request_arena = arena;
	t->request = copy;
	/* "--from was not given" is how the command line says it */
	t->note = note != NULL ? mw_arena_strdup(arena, note + strspn(note,
	    "-")) : NULL;
	t->branch = 0;
	send(a, t->note == NULL);
	if (t->note != NULL)
		mw_app_say(a, "%s", t->note);
	return true;
}

bool
mw_trace_has_branches(const struct mw_app *a)
{
	return a->trace->answer != NULL && a->trace->answer->n_outcomes > 1;
}

const char *
mw_outcome_word(const struct mw_outcome *o, enum mw_role *role)
{
	const char *word = mw_compare_word(o);

	if (strcmp(word, "ALLOWED") == 0)
		*role = MW_ROLE_ALLOW;
	else if (strcmp(word, "ANSWERED") == 0)
		*role = MW_ROLE_NOTE;
	else
		*role = MW_ROLE_DENY;
	return word;
}

/* ---- the screen ---------------------------------------------------------- */

static struct mw_list *
list(struct mw_app *a)
{
	return &a->trace->list;
}

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	const struct mw_trace *x = a->trace;

	mw_buf_adds(t, mw_trace_is_old(a) ? "Steps  before the files changed"
	    : mw_compare_changes(a) > 0 ? "Steps  files on disk" : "Steps");
	if (x->answer != NULL && x->answer->n_outcomes > 1)
		mw_buf_printf(t, "  branch %zu of %zu", x->branch + 1,
		    x->answer->n_outcomes);
	if (mw_trace_has_folds(a))
		mw_buf_printf(t, "  ok runs folded: %s", mw_app_key_of(a,
		    MW_DO_UNFOLD));
	if (mw_trace_row(a) != NULL)
		mw_buf_printf(note, "%zu/%zu", mw_trace_row(a)->at + 1,
		    x->all.n);
}

static void
page_title(struct mw_app *a, struct mw_buf *t)
{
	(void)a;
	mw_buf_adds(t, "Why");
}

static void
draw_run(const struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    int row, const struct mw_trace_row *r)
{
	struct mw_buf b = { 0 };
	int c = at.column + 7 + (r->number < 10), room = at.column +
	    at.columns - c;

	mw_trace_run_text(a, r, room, &b);
	mw_frame_text(f, row, c, room, MW_ROLE_DIM, mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
draw_row(struct mw_app *a, struct mw_frame *f, struct mw_rect at, int row,
    const struct mw_trace_row *r, bool selected)
{
	int c = at.column, end = at.column + at.columns;
	char number[32];
	const struct mw_step *s;

	if (selected)
		mw_frame_text(f, row, c, 2, MW_ROLE_TITLE, ">>");
	c += 2;
	if (r->kind == MW_TRACE_HOP) {
		mw_frame_text(f, row, c, end - c, MW_ROLE_TITLE, r->text);
		return;
	}
	mw_frame_text(f, row, c, 4, r->role, r->word);
	if (r->kind == MW_TRACE_RUN) {
		draw_run(a, f, at, row, r);
		return;
	}
	c += 5;
	if (r->kind != MW_TRACE_STEP) {
		mw_frame_text(f, row, c, end - c, r->kind == MW_TRACE_BRANCH
		    ? r->role : MW_ROLE_TEXT, r->text);
		return;
	}
	s = &r->hop->steps->v[r->step];
	if (mw_whatif_touches(mw_compare_whatif(a), mw_trace_origin(r->hop,
	    r->step)->object))
		mw_frame_text(f, row, c - 1, 1, MW_ROLE_WARN, "*");
	snprintf(number, sizeof(number), "%2zu ", r->number);
	c += mw_frame_text(f, row, c, end - c, MW_ROLE_DIM, number);
	mw_frame_text(f, row, c, end - c < 9 ? end - c : 9, MW_ROLE_DIM,
	    mw_stage_name(s->stage));
	c += at.columns >= 40 ? 10 : 9;
	mw_frame_text(f, row, c, end - c, s->verdict == MW_STEP_FAIL
	    ? r->role : MW_ROLE_TEXT, r->text);
}

/* Of the first drawing: with what became of the deciding step below it. */
static size_t
first_shown(const struct mw_trace *t, int rows)
{
	size_t below = rows >= 6 ? 2 : rows >= 3 ? 1 : 0;
	size_t end = t->list.selected + 1 + below;

	if (end > t->n)
		end = t->n;
	return rows > 0 && end > (size_t)rows ? end - (size_t)rows : 0;
}

static void
draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at, bool focused)
{
	struct mw_trace *t = a->trace;

	if (t->fresh)
		t->list.top = first_shown(t, at.rows);
	t->fresh = false;
	mw_list_fit(&t->list, at.rows);
	if (t->n == 0)
		mw_frame_text(f, at.row, at.column + 2, at.columns - 2,
		    MW_ROLE_TEXT, mw_app_text(a, "Nothing was sent yet: %s "
		    "makes a request.", mw_app_key_of(a, MW_DO_FORM)));
	for (int i = 0; i < at.rows; i++) {
		size_t n = t->list.top + (size_t)i;

		if (n >= t->n)
			break;
		draw_row(a, f, at, at.row + i, &t->v[n], n ==
		    t->list.selected);
		if (focused && mw_app_needle(a) != NULL)
			mw_draw_hits(f, at.row + i, at.column, at.columns,
			    mw_app_needle(a));
		if (n == t->list.selected)
			mw_draw_current(f, at.row + i, at.column, at.columns,
			    focused);
	}
}

static const void *
about(struct mw_app *a)
{
	return mw_trace_row(a);
}

/* ---- actions ------------------------------------------------------------- */

void
mw_trace_branch(struct mw_app *a, size_t branch)
{
	if (a->trace->answer == NULL || branch >= a->trace->answer->n_outcomes)
		return;
	a->trace->branch = branch;
	mw_trace_rows(a);
	mw_problems_traced(a);
	a->about[MW_SCREEN_TRACE] = a->trace;
}

static void
next_branch(struct mw_app *a, int by)
{
	struct mw_trace *t = a->trace;
	size_t n = t->answer != NULL ? t->answer->n_outcomes : 0;

	if (n < 2)
		mw_app_say(a, "there is one branch only");
	else
		mw_trace_branch(a, (t->branch + n + (size_t)(by < 0 ? n - 1 : 1)) %
		    n);
}

/* n and N: steps that matter, unless something is searched. */
static void
next_finding(struct mw_app *a, int by)
{
	struct mw_trace *t = a->trace;

	for (size_t i = 1; i <= t->n; i++) {
		size_t k = by > 0 ? (t->list.selected + i) % t->n
		    : (t->list.selected + t->n - i) % t->n;

		if (t->v[k].matters) {
			t->list.selected = k;
			return;
		}
	}
	mw_app_say(a, "every step is plain ok");
}

static bool
act(struct mw_app *a, enum mw_action action)
{
	const struct mw_trace_row *r = mw_trace_row(a);
	struct mw_span at;

	switch (action) {
	case MW_DO_NEXT_BRANCH:
	case MW_DO_PREVIOUS_BRANCH:
		next_branch(a, action == MW_DO_NEXT_BRANCH ? 1 : -1);
		return true;
	case MW_DO_NEXT_HIT:
	case MW_DO_PREVIOUS_HIT:
		if (a->needle.len > 0 || mw_app_in_page(a))
			return false;
		next_finding(a, action == MW_DO_NEXT_HIT ? 1 : -1);
		return true;
	case MW_DO_ENTER:
		if (mw_app_in_page(a) || r == NULL)
			return false;
		if (r->kind == MW_TRACE_RUN)
			return mw_trace_fold_act(a, MW_DO_OPEN);
		if (r->kind == MW_TRACE_BRANCH) {
			mw_trace_branch(a, r->index);
			return true;
		}
		if (!mw_app_place(a, &at))
			return false;
		mw_app_to_source(a, &at);
		return true;
	case MW_DO_TRY:
		mw_tries_do(a, a->arg);
		return true;
	case MW_DO_AGAIN:
		if (!mw_trace_again(a))
			return false;
		mw_app_say(a, "sent again");
		return true;
	default:
		return mw_trace_fold_act(a, action);
	}
}

/* ---- what is selected ---------------------------------------------------- */

static const struct mw_origin *
origin(struct mw_app *a)
{
	const struct mw_trace_row *r = mw_trace_row(a);

	if (r == NULL || r->kind != MW_TRACE_STEP)
		return NULL;
	return mw_trace_origin(r->hop, r->step);
}

static void
subject(struct mw_app *a, struct mw_subject *s)
{
	const struct mw_trace_row *r = mw_trace_row(a);
	const struct mw_origin *o = origin(a);

	if (o != NULL) {
		s->object = o->object;
		s->node = o->node;
	} else if (r != NULL && r->kind == MW_TRACE_HOP) {
		s->workload = r->hop->workload;
		s->object = r->hop->workload != NULL
		    ? r->hop->workload->object : NULL;
	}
}

static bool
place(struct mw_app *a, struct mw_span *at)
{
	struct mw_subject s = { 0 };

	subject(a, &s);
	return mw_app_span(s.object, s.node, at);
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	const struct mw_trace_row *r = mw_trace_row(a);
	const struct mw_origin *o = origin(a);

	mw_buf_adds(path, "Trace");
	if (r == NULL)
		return;
	if (r->kind == MW_TRACE_RUN)
		mw_buf_printf(path, " > %zu to %zu", r->number,
		    r->number + r->n - 1);
	if (r->kind == MW_TRACE_STEP)
		mw_buf_printf(path, " > %zu %s", r->number, mw_stage_name(
		    r->hop->steps->v[r->step].stage));
	if (o == NULL || o->object == NULL)
		return;
	mw_buf_printf(path, " > %s/%s > ", o->object->ns, o->object->name);
	if (o->node != NULL && o->object->root != NULL)
		mw_node_path(o->object->root, o->node, path);
}

static void
text(struct mw_app *a, size_t i, struct mw_buf *out)
{
	const struct mw_trace_row *r = &a->trace->v[i];

	mw_buf_printf(out, "%s %s", r->word, mw_str_or_empty(r->text));
	if (r->kind == MW_TRACE_RUN)
		mw_trace_run_text(a, r, INT_MAX, out);
	if (r->kind == MW_TRACE_STEP)
		mw_buf_printf(out, " (%s)", mw_stage_name(
		    r->hop->steps->v[r->step].stage));
}

const struct mw_screen_ops mw_screen_trace = {
	.name = "Trace",
	.short_name = "Trace",
	.letter = 'r',
	.split = MW_SPLIT_AUTO,
	.list = list,
	.title = title,
	.page_title = page_title,
	.draw = draw,
	.about = about,
	.make = mw_trace_why,
	.act = act,
	.crumb = crumb,
	.place = place,
	.subject = subject,
	.text = text,
};
