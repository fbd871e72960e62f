/*
 * suggest.c - changes of the documents, tried one after the other, a few
 * milliseconds at a time: laid over the mesh, loaded, the request sent, and
 * what passes sent for the other callers as well.
 */
#include "whatif/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/trace.h"
#include "whatif/callers.h"
#include "whatif/suggest-list.h"

enum {
	FOUND_MAX = 6,
	/* Trying loads the mesh again: this many objects in all, at most. */
	OBJECTS_MAX = 30000,
	MESH_MAX = 12000,	/* a larger one takes too long for one try */
	/* Every caller asked has a proxy to be compiled, twice. */
	CALLERS_OBJECTS = 12000,
	TRIES_MAX = 40,
	FURTHER_MAX = 3,	/* first changes that lead to another failure */
	SECOND_MAX = 3,		/* of two changes */
	SIZE_OFF = 1000
};

enum phase { PICK, LOAD, SEND, BEFORE, AFTER, DONE };

/* What is being tried. */
struct trial {
	struct mw_arena *arena;
	struct mw_whatif *w;
	struct mw_mesh_steps *load;
	const struct mw_mesh *mesh;
	struct mw_session *after;
	const struct mw_suggestion *candidate;
	size_t probe;
};

struct mw_suggest {
	struct mw_session *session;
	struct mw_mesh_options options;
	const struct mw_request *request;
	struct mw_arena *arena;
	const char *failure;		/* how it ends without a change */
	struct mw_candidates candidates, further;
	size_t at, most;
	size_t n_further;		/* first changes behind FURTHER */
	bool second;			/* on top of another change */
	enum phase phase;
	struct trial trial;
	struct mw_probes *probes;	/* NULL until needed */
	struct {
		struct mw_suggestion *v;
		size_t n, cap;
	} found;
};

/* Where and how it fails: two failures are one if this is the same. */
static const char *
failure_of(const struct mw_answer *a, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];
		size_t step;
		const struct mw_hop *h = mw_trace_decider(o, &step);

		mw_buf_printf(&b, "%u %s", o->status,
		    mw_str_or_empty(o->failure));
		if (h != NULL)
			mw_buf_printf(&b, " %s %s", h->name,
			    h->steps->v[step].text);
		mw_buf_addc(&b, '\n');
	}
	text = mw_arena_strdup(arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

static size_t
most_tries(const struct mw_suggest *s, size_t n)
{
	size_t objects = mw_session_mesh(s->session)->all.n;
	size_t most = OBJECTS_MAX / (objects + 1);

	if (most > TRIES_MAX)
		most = TRIES_MAX;
	if (objects > MESH_MAX)
		return 0;
	return most < n ? most : n;
}

struct mw_suggest *
mw_suggest_new(struct mw_session *session,
    const struct mw_mesh_options *options, const struct mw_request *r,
    struct mw_arena *arena)
{
	struct mw_suggest *s = MW_NEW(arena, struct mw_suggest);
	const struct mw_answer *answer = mw_session_send(session, r, arena,
	    true);

	if (answer->error != NULL || mw_answer_is_good(answer))
		return NULL;
	s->session = session;
	s->options = *options;
	s->request = r;
	s->arena = arena;
	s->failure = failure_of(answer, arena);
	mw_suggest_collect(mw_session_mesh(session), answer, arena,
	    &s->candidates);
	s->most = most_tries(s, s->candidates.n);
	return s->candidates.n > 0 ? s : NULL;
}

/* ---- one after the other ------------------------------------------------- */

static void
end_trial(struct mw_suggest *s)
{
	struct trial *t = &s->trial;

	mw_mesh_drop(t->load);
	if (t->arena != NULL)
		mw_arena_free(t->arena);
	mw_session_free(t->after);
	mw_mesh_free(t->mesh);
	mw_whatif_free(t->w);
	*t = (struct trial){ 0 };
	s->phase = PICK;
}

void
mw_suggest_end(struct mw_suggest *s)
{
	if (s != NULL)
		end_trial(s);
}

/* A change of one object; false when it does not fit. */
static bool
lay(struct mw_whatif *w, const struct mw_suggest_edit *e,
    struct mw_arena *arena)
{
	if (e->text == NULL)
		return mw_whatif_disable(w, e->object);
	return mw_whatif_replace(w, e->object, e->text, strlen(e->text),
	    e->added == NULL ? e->words : NULL, arena) == NULL &&
	    mw_whatif_count(w) > 0;
}

/* What was found that keeps its objects. */
static size_t
n_kept(const struct mw_suggest *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->found.n; i++)
		n += !mw_suggest_is_off(&s->found.v[i]);
	return n;
}

/* What was found on top of another change is enough, or takes less away. */
static bool
is_enough(const struct mw_suggest *s, const struct mw_suggestion *c)
{
	return s->second && (s->found.n >= SECOND_MAX || (c->size >= SIZE_OFF
	    && n_kept(s) > 0));
}

/* Less of the same object was enough. */
static bool
is_more(const struct mw_suggest *s, const struct mw_suggestion *c)
{
	for (size_t i = 0; c->edits[0].text != NULL && c->edits[0].added ==
	     NULL && i < s->found.n; i++) {
		if (s->found.v[i].edits[0].object == c->edits[0].object &&
		    s->found.v[i].n == c->n &&
		    s->found.v[i].size / 10 < c->size / 10)
			return true;
	}
	return false;
}

/* Nothing alone was enough: what was on the way there gets more. */
static bool
begin_second(struct mw_suggest *s)
{
	if (s->second || n_kept(s) > 0 || s->further.n == 0)
		return false;
	s->second = true;
	mw_suggest_sort(&s->further);
	s->candidates = s->further;
	s->at = 0;
	s->most = most_tries(s, s->candidates.n);
	return true;
}

static void
pick(struct mw_suggest *s)
{
	struct trial *t = &s->trial;
	const struct mw_suggestion *c;
	size_t lost = 0;
	bool fits = true;

	if (s->found.n >= FOUND_MAX || (s->at >= s->most &&
	    !begin_second(s))) {
		s->phase = DONE;
		return;
	}
	c = &s->candidates.v[s->at++];
	if (is_enough(s, c)) {
		s->phase = DONE;
		return;
	}
	if (is_more(s, c))
		return;
	t->candidate = c;
	t->arena = mw_arena_new();
	t->w = mw_whatif_new();
	for (size_t i = 0; i < c->n; i++)
		fits = fits && lay(t->w, &c->edits[i], t->arena);
	if (fits)
		t->load = mw_whatif_mesh_begin(t->w,
		    mw_session_mesh(s->session), &s->options, t->arena,
		    &lost);
	if (fits && lost == 0)
		s->phase = LOAD;
	else
		end_trial(s);
}

/* ---- another failure ----------------------------------------------------- */

/* MORE, of the mesh that the trial made, for the first one. */
static bool
ported(const struct mw_suggest *s, const struct mw_suggest_edit *more,
    struct mw_suggestion *out)
{
	const struct mw_object *o = mw_whatif_same_object(
	    mw_session_mesh(s->session), more->object);
	struct mw_suggest_edit e = *more;

	if (o == NULL || more->object->root == NULL || o->assumed)
		return false;
	e.object = o;
	for (size_t i = 0; i < out->n; i++) {
		struct mw_suggest_edit *x = &out->edits[i];

		if (x->object != o)
			continue;
		/* its text has the first edit as well */
		if (x->added != NULL || x->text == NULL || e.text == NULL ||
		    e.added != NULL)
			return false;
		x->text = e.text;
		x->words = mw_arena_printf(s->arena, "%s; %s", x->words,
		    e.words);
		return true;
	}
	if (out->n == MW_SUGGEST_EDITS)
		return false;
	out->edits[out->n++] = e;
	return true;
}

/* What the new failure gives reason for, on top of the change that led to
 * it. */
static void
look_further(struct mw_suggest *s, const struct mw_answer *answer)
{
	struct mw_candidates more = { 0 };
	const struct mw_suggestion *first = s->trial.candidate;

	if (s->second || s->n_further == FURTHER_MAX || first->size >=
	    SIZE_OFF)
		return;
	s->n_further++;
	mw_suggest_collect(s->trial.mesh, answer, s->arena, &more);
	for (size_t i = 0; i < more.n; i++) {
		struct mw_suggestion both = *first;
		bool all = true;

		both.size += more.v[i].size;
		for (size_t j = 0; j < more.v[i].n; j++)
			all = all && ported(s, &more.v[i].edits[j], &both);
		if (all)
			mw_vec_push(s->arena, &s->further, both);
	}
}

/* ---- the other callers --------------------------------------------------- */

/* Who is asked: fewer in a large mesh. */
static void
find_probes(struct mw_suggest *s)
{
	const struct mw_mesh *m = mw_session_mesh(s->session);
	size_t most = 1 + CALLERS_OBJECTS / (m->all.n + 1), n = 0;
	struct mw_probes *p = mw_probes_of(m, s->request, s->arena);

	for (size_t i = 0; i < p->n; i++) {
		if (i > 0 && !mw_str_eq(p->v[i].request->from,
		    p->v[i - 1].request->from) && ++n == most) {
			p->n = i;
			p->cut = true;
		}
	}
	s->probes = p;
}

static void
end_load(struct mw_suggest *s)
{
	struct trial *t = &s->trial;

	t->mesh = mw_mesh_end(t->load);
	t->load = NULL;
	t->after = mw_session_new(t->mesh, NULL);
	s->phase = SEND;
}

static void
send(struct mw_suggest *s)
{
	struct trial *t = &s->trial;
	const struct mw_answer *answer;

	answer = mw_session_attempt(t->after, s->request, t->arena, true);
	if (answer == NULL)
		return;
	if (answer->error == NULL && answer->n_outcomes > 0 &&
	    mw_answer_is_good(answer)) {
		struct mw_suggestion x = *t->candidate;
		struct mw_buf b = { 0 };

		mw_outcome_summary(&answer->outcomes[0], &b);
		x.result = mw_arena_strdup(s->arena, mw_buf_text(&b));
		mw_buf_release(&b);
		mw_vec_push(s->arena, &s->found, x);
		s->phase = s->probes == NULL ? BEFORE : AFTER;
		if (s->probes == NULL)
			find_probes(s);
		return;
	}
	if (answer->error == NULL && !mw_str_eq(failure_of(answer, t->arena),
	    s->failure))
		look_further(s, answer);
	end_trial(s);
}

static void
count(struct mw_suggest *s)
{
	struct mw_suggestion *x = &s->found.v[s->found.n - 1];

	mw_probes_count(s->probes, s->request->from, &x->gain, &x->lose);
	x->moved = mw_probes_moved(s->probes, s->request->from, s->arena,
	    &x->example);
	x->cut = s->probes->cut;
	end_trial(s);
}

static void
probe(struct mw_suggest *s)
{
	struct trial *t = &s->trial;
	bool after = s->phase == AFTER;

	if (t->probe < s->probes->n) {
		t->probe += mw_probe_send(&s->probes->v[t->probe], after ? 1 :
		    0, after ? t->after : s->session, s->arena);
	} else if (after) {
		count(s);
	} else {
		t->probe = 0;
		s->phase = AFTER;
	}
}

bool
mw_suggest_step(struct mw_suggest *s)
{
	switch (s->phase) {
	case PICK:
		pick(s);
		break;
	case LOAD:
		if (!mw_mesh_step(s->trial.load))
			end_load(s);
		break;
	case SEND:
		send(s);
		break;
	case BEFORE:
	case AFTER:
		probe(s);
		break;
	case DONE:
		break;
	}
	return s->phase != DONE;
}

const struct mw_suggestion *
mw_suggest_found(const struct mw_suggest *s, size_t *n)
{
	/* the last one is not told before its effects are known */
	*n = s->found.n - (s->phase == BEFORE || s->phase == AFTER);
	return s->found.v;
}

bool
mw_suggest_was_cut(const struct mw_suggest *s)
{
	return s->most < s->candidates.n && s->found.n < FOUND_MAX;
}

/* ---- told and done ------------------------------------------------------- */

bool
mw_suggest_is_off(const struct mw_suggestion *s)
{
	return s->size >= SIZE_OFF;
}

static void
print_edit(const struct mw_suggest_edit *e, struct mw_buf *out)
{
	const struct mw_object *o = e->object;

	if (e->added != NULL) {
		mw_buf_adds(out, e->words);
		return;
	}
	mw_buf_printf(out, "%s%s %s%s%s%s", e->text == NULL ? "take " : "",
	    o->kind_name, o->ns, *o->ns != '\0' ? "/" : "", o->name,
	    e->text == NULL ? " away" : ": ");
	if (e->text != NULL)
		mw_buf_adds(out, e->words);
}

void
mw_suggest_print(const struct mw_suggestion *s, struct mw_buf *out)
{
	for (size_t i = 0; i < s->n; i++) {
		if (i > 0)
			mw_buf_adds(out, ", and ");
		print_edit(&s->edits[i], out);
	}
}

void
mw_suggest_effect(const struct mw_suggestion *s, struct mw_buf *out)
{
	const char *least = s->cut ? "at least " : "";

	if (s->gain == 0)
		mw_buf_adds(out, "no other caller gets through");
	else
		mw_buf_printf(out, "%s%zu other caller%s through", least,
		    s->gain, s->gain == 1 ? " gets" : "s get");
	if (s->lose > 0)
		mw_buf_printf(out, ", %s%zu no longer", least, s->lose);
	if (s->moved > 0)
		mw_buf_printf(out, "; %s%zu other request%s", least, s->moved,
		    s->moved == 1 ? " changes" : "s change");
}

bool
mw_suggest_apply(struct mw_whatif *w, const struct mw_suggestion *s)
{
	size_t step = mw_whatif_step(w);
	struct mw_arena *arena;
	bool done = true;

	for (size_t i = 0; i < s->n; i++) {
		if (mw_whatif_touches(w, s->edits[i].object) &&
		    s->edits[i].added == NULL)
			return false;
	}
	arena = mw_arena_new();
	for (size_t i = 0; i < s->n; i++)
		done = done && lay(w, &s->edits[i], arena);
	mw_arena_free(arena);
	mw_whatif_join(w, step);	/* what was tried at once is undone so */
	return done;
}
