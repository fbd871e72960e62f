/*
 * suggest.c - changes of the documents, tried one after the other.
 */
#include "whatif/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/callers.h"
#include "whatif/flip.h"
#include "whatif/suggest-list.h"

enum {
	FOUND_MAX = 6,
	/* Trying loads the mesh again: this many objects in all, at most. */
	OBJECTS_MAX = 6000,
	MESH_MAX = 1500,	/* a larger one takes too long for one try */
	CANDIDATES_MAX = 24
};

struct mw_suggest {
	struct mw_session *session;
	struct mw_mesh_options options;
	const struct mw_request *request;
	struct mw_arena *arena;
	struct mw_candidates candidates;
	struct mw_probes *probes;	/* NULL until needed */
	size_t at, most;
	struct {
		struct mw_suggestion *v;
		size_t n, cap;
	} found;
};

struct mw_suggest *
mw_suggest_new(struct mw_session *session,
    const struct mw_mesh_options *options, const struct mw_request *r,
    struct mw_arena *arena)
{
	const struct mw_mesh *m = mw_session_mesh(session);
	struct mw_suggest *s = MW_NEW(arena, struct mw_suggest);
	const struct mw_answer *answer = mw_session_send(session, r, arena,
	    true);

	if (answer->error != NULL || mw_answer_is_good(answer))
		return NULL;
	s->session = session;
	s->options = *options;
	s->request = r;
	s->arena = arena;
	mw_suggest_collect(m, answer, arena, &s->candidates);
	s->most = m->all.n > MESH_MAX ? 0 : OBJECTS_MAX / (m->all.n + 1);
	if (s->most > CANDIDATES_MAX)
		s->most = CANDIDATES_MAX;
	if (s->most > s->candidates.n)
		s->most = s->candidates.n;
	return s->candidates.n > 0 ? s : NULL;
}

/* ---- trying -------------------------------------------------------------- */

/* A change of one object; false when it does not fit. */
static bool
lay(struct mw_whatif *w, const struct mw_object *o, const char *text,
    const char *words, struct mw_arena *arena)
{
	if (text == NULL)
		return mw_whatif_disable(w, o);
	return mw_whatif_replace(w, o, text, strlen(text), words, arena) ==
	    NULL && mw_whatif_count(w) > 0;
}

/* The others before the change: asked once. */
static void
ask_before(struct mw_suggest *s)
{
	s->probes = mw_probes_of(mw_session_mesh(s->session), s->request,
	    s->arena);
	for (size_t i = 0; i < s->probes->n; i++)
		mw_probe_send(&s->probes->v[i], 0, s->session, s->arena);
}

static void
take(struct mw_suggest *s, const struct mw_candidate *c,
    struct mw_session *after, const struct mw_answer *answer)
{
	struct mw_suggestion x = { .object = c->object, .text = c->text,
		.words = c->words, .size = c->size };
	struct mw_buf b = { 0 };

	mw_outcome_summary(&answer->outcomes[0], &b);
	x.result = mw_arena_strdup(s->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	if (s->probes == NULL)
		ask_before(s);
	for (size_t i = 0; i < s->probes->n; i++)
		mw_probe_send(&s->probes->v[i], 1, after, s->arena);
	mw_probes_count(s->probes, s->request->from, &x.gain, &x.lose);
	x.cut = s->probes->cut;
	mw_vec_push(s->arena, &s->found, x);
}

static void
try(struct mw_suggest *s, const struct mw_candidate *c)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_whatif *w = mw_whatif_new();
	const struct mw_mesh *m = NULL;
	struct mw_session *after = NULL;
	const struct mw_answer *answer;
	size_t lost = 0;

	if (lay(w, c->object, c->text, c->words, arena)) {
		m = mw_whatif_mesh(w, mw_session_mesh(s->session), &s->options,
		    &lost);
		after = mw_session_new(m, NULL);
		answer = mw_session_send(after, s->request, arena, false);
		if (lost == 0 && answer->error == NULL && answer->n_outcomes >
		    0 && mw_answer_is_good(answer))
			take(s, c, after, answer);
	}
	mw_arena_free(arena);
	mw_session_free(after);
	mw_mesh_free(m);
	mw_whatif_free(w);
}

/* Less of the same object was enough. */
static bool
is_more(const struct mw_suggest *s, const struct mw_candidate *c)
{
	for (size_t i = 0; c->text != NULL && i < s->found.n; i++) {
		if (s->found.v[i].object == c->object && s->found.v[i].size <
		    c->size)
			return true;
	}
	return false;
}

bool
mw_suggest_step(struct mw_suggest *s)
{
	if (s->at >= s->most || s->found.n >= FOUND_MAX)
		return false;
	if (!is_more(s, &s->candidates.v[s->at]))
		try(s, &s->candidates.v[s->at]);
	s->at++;
	return s->at < s->most && s->found.n < FOUND_MAX;
}

const struct mw_suggestion *
mw_suggest_found(const struct mw_suggest *s, size_t *n)
{
	*n = s->found.n;
	return s->found.v;
}

bool
mw_suggest_was_cut(const struct mw_suggest *s)
{
	return s->most < s->candidates.n && s->found.n < FOUND_MAX;
}

/* ---- told and done ------------------------------------------------------- */

void
mw_suggest_print(const struct mw_suggestion *s, struct mw_buf *out)
{
	const struct mw_object *o = s->object;

	mw_buf_printf(out, "%s%s %s%s%s%s", s->text == NULL ? "take " : "",
	    o->kind_name, o->ns, *o->ns != '\0' ? "/" : "", o->name,
	    s->text == NULL ? " away" : ": ");
	if (s->text != NULL)
		mw_buf_adds(out, s->words);
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
}

bool
mw_suggest_apply(struct mw_whatif *w, const struct mw_suggestion *s)
{
	struct mw_arena *arena;
	bool done;

	if (mw_whatif_touches(w, s->object))
		return false;
	arena = mw_arena_new();
	done = lay(w, s->object, s->text, s->words, arena);
	mw_arena_free(arena);
	return done;
}
