/*
 * suggest-collect.c - what an answer gives reason to change in the documents.
 *
 * Those who know a kind of failure say what might help; here it becomes
 * candidates, each once, and whatever decided is tried without.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/trace.h"
#include "whatif/flip-edit.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

enum { OFF = 1000 };	/* the size of taking an object away */

/* ---- candidates ---------------------------------------------------------- */

size_t
mw_candidate_distance(const struct mw_strings *names, const char *host)
{
	size_t best = 9;

	for (size_t i = 0; i < names->n; i++) {
		size_t d = mw_str_distance(mw_str_or_empty(names->v[i].s),
		    host, 8);

		if (d < best)
			best = d;
	}
	return best;
}

bool
mw_candidate_can(const struct mw_object *o)
{
	return o != NULL && !o->assumed && o->document != NULL &&
	    o->document->source != NULL && o->root != NULL;
}

static bool
is_there(const struct mw_reasons *c, const struct mw_suggest_edit *e)
{
	for (size_t i = 0; i < c->out->n; i++) {
		const struct mw_suggestion *s = &c->out->v[i];

		if (s->n == 1 && s->edits[0].object == e->object &&
		    mw_str_eq(s->edits[0].text, e->text))
			return true;
	}
	return false;
}

static bool
put(const struct mw_reasons *c, const struct mw_suggest_edit *e, size_t size)
{
	const struct mw_suggestion s = { .edits = { *e }, .n = 1,
		.size = size };

	if (is_there(c, e))
		return false;
	mw_vec_push(c->arena, c->out, s);
	return true;
}

void
mw_candidate_off(const struct mw_reasons *c, const struct mw_object *o)
{
	const struct mw_suggest_edit e = { .object = o,
		.words = "take it away" };

	if (mw_candidate_can(o))
		put(c, &e, OFF);
}

/* False when there is no edit, or it cannot be laid over the text. */
static bool
edited(const struct mw_reasons *c, const struct mw_object *o,
    struct mw_lay_edits *e, const char *words, struct mw_suggest_edit *out)
{
	struct mw_lay_region r;
	struct mw_buf b = { 0 };

	if (e->n == 0 || !mw_candidate_can(o) || !mw_lay_region(o, &r))
		return false;
	mw_lay_apply(&r, e, &b);
	*out = (struct mw_suggest_edit){ .object = o,
		.text = mw_arena_text(c->arena, mw_buf_text(&b), b.len),
		.words = mw_arena_strdup(c->arena, words) };
	mw_buf_release(&b);
	return true;
}

bool
mw_candidate_edits(const struct mw_reasons *c, const struct mw_object *o,
    struct mw_lay_edits *e, size_t size, const char *words)
{
	struct mw_suggest_edit x;

	return edited(c, o, e, words, &x) && put(c, &x, size);
}

bool
mw_candidate_also(const struct mw_reasons *c, const struct mw_object *o,
    struct mw_lay_edits *e, const char *words)
{
	struct mw_suggestion *s = c->out->n > 0 ? &c->out->v[c->out->n - 1]
						: NULL;

	if (s == NULL || s->n == MW_SUGGEST_EDITS)
		return false;
	if (e != NULL)
		return edited(c, o, e, words, &s->edits[s->n]) && ++s->n > 0;
	if (!mw_candidate_can(o))
		return false;
	s->edits[s->n++] = (struct mw_suggest_edit){ .object = o,
		.words = "take it away" };
	return true;
}

void
mw_candidate_add(const struct mw_reasons *c, const struct mw_object *o,
    const char *document, size_t size, const char *words)
{
	struct mw_suggest_edit e = { .object = o, .added = document,
		.words = mw_arena_strdup(c->arena, words) };
	struct mw_lay_region r;
	struct mw_buf b = { 0 };

	if (!mw_candidate_can(o) || !mw_lay_region(o, &r))
		return;
	mw_lay_outdent(&r, r.source->text + r.from, r.to - r.from, &b);
	mw_buf_printf(&b, "%s---\n%s", b.len > 0 && b.data[b.len - 1] != '\n'
	    ? "\n" : "", document);
	e.text = mw_arena_text(c->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	put(c, &e, size);
}

const char *
mw_candidate_path(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *n)
{
	struct mw_buf b = { 0 };
	const char *text = "";

	if (o->root != NULL && mw_node_path(o->root, n, &b))
		text = mw_arena_strdup(c->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

bool
mw_candidate_set(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *n, const char *value, size_t size)
{
	struct mw_lay_edits e = { .arena = c->arena };

	return mw_candidate_can(o) && n != NULL && !mw_str_eq(mw_node_text(n),
	    value) && mw_scalar_set(&e, o, n, value) && mw_candidate_edits(c,
	    o, &e, size, mw_arena_printf(c->arena, "set %s to %s (%s now)",
	    mw_candidate_path(c, o, n), value, mw_node_text(n)));
}

bool
mw_candidate_drop(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *n, size_t size)
{
	struct mw_lay_edits e = { .arena = c->arena };

	return mw_candidate_can(o) && n != NULL && mw_node_drop(&e, o, n) &&
	    mw_candidate_edits(c, o, &e, size, mw_arena_printf(c->arena,
	    "take %s away", mw_candidate_path(c, o, n)));
}

/* ---- all ----------------------------------------------------------------- */

static bool
is_a_policy(const struct mw_object *o)
{
	switch (o->kind) {
	case MW_KIND_AUTHORIZATION_POLICY:
	case MW_KIND_PEER_AUTHENTICATION:
	case MW_KIND_REQUEST_AUTHENTICATION:
	case MW_KIND_DESTINATION_RULE:
	case MW_KIND_VIRTUAL_SERVICE:
	case MW_KIND_ENVOY_FILTER:
	case MW_KIND_SIDECAR:
	case MW_KIND_K8S_HTTP_ROUTE:
	case MW_KIND_K8S_GRPC_ROUTE:
	case MW_KIND_K8S_TLS_ROUTE:
	case MW_KIND_K8S_TCP_ROUTE:
	case MW_KIND_BACKEND_TLS_POLICY:
		return true;
	default:
		return false;
	}
}

/* Without what made the outcome what it is. */
static void
deciders(const struct mw_reasons *c)
{
	for (size_t i = 0; i < c->answer->n_outcomes; i++) {
		size_t step;
		const struct mw_hop *h = mw_trace_decider(
		    &c->answer->outcomes[i], &step);
		const struct mw_origin *o;

		if (h == NULL)
			continue;
		o = mw_trace_origin(h, step);
		if (o->object != NULL && is_a_policy(o->object))
			mw_candidate_off(c, o->object);
		/* what asks for a thing, and what does not have it */
		if (h->steps->v[step].origin.object == o->object)
			continue;
		o = &h->steps->v[step].origin;
		if (o->object != NULL && is_a_policy(o->object))
			mw_candidate_off(c, o->object);
	}
}

static int
by_size(const void *a, const void *b)
{
	const struct mw_suggestion *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return strcmp(x->edits[0].words, y->edits[0].words);
}

void
mw_suggest_sort(struct mw_candidates *c)
{
	if (c->n > 1)
		qsort(c->v, c->n, sizeof(*c->v), by_size);
}

static bool
is_bad(const struct mw_outcome *o)
{
	return o->failure != NULL || o->status >= 400;
}

void
mw_suggest_collect(const struct mw_mesh *m, const struct mw_answer *answer,
    struct mw_arena *arena, struct mw_candidates *out)
{
	struct mw_reasons c = { .m = m, .answer = answer, .arena = arena,
		.out = out, .step = SIZE_MAX };

	for (size_t i = answer->n_outcomes; i-- > 0;) {
		if (is_bad(&answer->outcomes[i]))
			c.outcome = &answer->outcomes[i];
	}
	if (c.outcome == NULL)
		return;
	c.hop = mw_trace_decider(c.outcome, &c.step);
	/* a TCP connection that leads nowhere fails at no step */
	if (c.hop == NULL && c.outcome->n_hops > 0)
		c.hop = &c.outcome->hops[c.outcome->n_hops - 1];
	if (c.hop != NULL)
		c.vhost = mw_hop_vhost(c.hop, arena);
	mw_reasons_policy(&c);
	mw_reasons_token(&c);
	mw_reasons_route(&c);
	mw_reasons_bind(&c);
	mw_reasons_host(&c);
	mw_reasons_backend(&c);
	mw_reasons_reach(&c);
	deciders(&c);
	mw_suggest_sort(out);
}
