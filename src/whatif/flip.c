/*
 * flip.c - the search, step by step: single changes, then whole ALLOW rules
 * without what is met already, then pairs; or the one for what nobody refused.
 */
#include "whatif/flip.h"

#include "base/str.h"
#include "base/vec.h"
#include "whatif/flip-search.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SINGLES = 200 };

/* ---- refusals ------------------------------------------------------------------ */

static bool
is_refusal(const struct mw_hop *h)
{
	const char *d = mw_str_or_empty(h->details);

	if (h->policy != NULL || mw_str_has_prefix(d, "rbac_access_denied") ||
	    mw_str_has_prefix(d, "jwt_authn") ||
	    mw_str_has_prefix(d, "ext_authz"))
		return true;
	if (h->direction != MW_INBOUND || h->accept == NULL ||
	    h->connection == NULL)
		return false;
	/* plaintext, or TLS of the application's own, where the mesh's is
	 * asked */
	return h->accept->result == MW_ACCEPT_NO_CHAIN ||
	    h->accept->result == MW_ACCEPT_NO_CERT ||
	    h->accept->result == MW_ACCEPT_BAD_CERT;
}

const struct mw_hop *
mw_flip_refusal(const struct mw_answer *answer)
{
	if (answer->error != NULL)
		return NULL;
	for (size_t i = 0; i < answer->n_outcomes; i++) {
		const struct mw_outcome *o = &answer->outcomes[i];

		for (size_t j = o->n_hops; j-- > 0;) {
			if (is_refusal(&o->hops[j]))
				return &o->hops[j];
		}
	}
	return NULL;
}

/* ---- simulations ------------------------------------------------------------------ */

enum mw_flip_grade
mw_flip_judge(const struct mw_answer *answer, const struct mw_workload *server)
{
	if (answer->error != NULL || answer->n_outcomes == 0 ||
	    mw_flip_refusal(answer) != NULL ||
	    !mw_search_goes_through(answer, server))
		return MW_FLIP_REFUSED;
	return mw_answer_is_good(answer) ? MW_FLIP_GOOD : MW_FLIP_PASSES;
}

/* ---- whole rules --------------------------------------------------------- */

/* Rules of ALLOW, and each with a change that leaves the DENY that refused. */
static void
try_rules(struct mw_search *s, const struct mw_changes *singles)
{
	struct mw_change_sets sets = mw_collect_sets(&s->collect);
	bool none = mw_str_eq(s->collect.hop->policy, "none");

	for (size_t i = 0; i < sets.n; i++) {
		struct mw_found f = { .n = 0 };

		for (size_t j = 0; j < sets.v[i].n && f.n < MW_FOUND_PARTS -
		     1; j++)
			f.parts[f.n++] = &sets.v[i].v[j];
		mw_search_try_set(s, &f);
		if (s->any_good || none)
			continue;
		for (size_t j = 0; j < singles->n && j < 6; j++) {
			struct mw_found more = f;

			more.parts[more.n++] = &singles->v[j];
			mw_search_try_set(s, &more);
		}
	}
}

/* ---- one proxy after the other -------------------------------------------------------- */

/* A change led past the first proxy, and a later one refused: what that one
 * asks for comes on top. */
static void
try_further(struct mw_search *s)
{
	struct mw_request *r = MW_NEW(s->arena, struct mw_request);
	struct mw_collect c = s->collect;
	struct mw_changes more;
	const struct mw_found first = s->further;

	if (first.n == 0 || first.n >= MW_FOUND_PARTS)
		return;
	mw_search_changed(s, &first, s->arena, r);
	c.hop = mw_flip_refusal(mw_session_send(s->session, r, s->arena,
	    false));
	if (c.hop == NULL || c.hop->workload == NULL)
		return;
	c.request = r;
	c.filter = mw_search_filter(c.hop);
	more = mw_collect_all(&c);
	if (s->collect.filter == NULL)
		s->collect.filter = c.filter;
	for (size_t i = 0; i < more.n; i++) {
		struct mw_found f = first;

		f.parts[f.n++] = &more.v[i];
		mw_search_try_set(s, &f);
	}
}

/* ---- what no policy asks for ------------------------------------------------------------ */

static bool
has_single(const struct mw_search *s)
{
	for (size_t i = 0; i < s->found.n; i++) {
		if (s->found.v[i].n == 1 &&
		    s->found.v[i].grade == MW_FLIP_GOOD)
			return true;
	}
	return false;
}

static bool
is_among(const struct mw_changes *all, const struct mw_change *c)
{
	for (size_t i = 0; i < all->n; i++) {
		if (mw_change_same(&all->v[i], c))
			return true;
	}
	return false;
}

/* ---- pairs ----------------------------------------------------------------------------- */

static bool
same_kind(const struct mw_change *a, const struct mw_change *b)
{
	return a->edits[0].kind == b->edits[0].kind &&
	    mw_str_eq(a->edits[0].name, b->edits[0].name) &&
	    a->edits[0].kind != MW_EDIT_CLAIM;
}

/* Early candidates are tried with each other first. */
static void
try_pairs(struct mw_search *s, const struct mw_changes *all)
{
	for (size_t sum = 1; sum + 1 < 2 * all->n; sum++) {
		for (size_t i = 0; 2 * i < sum; i++) {
			size_t j = sum - i;

			if (j >= all->n || same_kind(&all->v[i], &all->v[j]))
				continue;
			if (s->simulations >= MW_SEARCH_SIMULATIONS)
				return;
			struct mw_found f = { .parts = { &all->v[i],
			    &all->v[j] }, .n = 2 };

			mw_search_try(s, &f);
		}
	}
}

/* ---- step by step -------------------------------------------------------- */

enum phase { SINGLES, RULES, FURTHER, GENERAL, PAIRS, FAILED, DONE };

struct mw_flips {
	struct mw_search s;
	enum phase phase;
	struct mw_changes all, general;
	size_t at;
	const struct mw_flip *found;
	size_t n;
};

struct mw_flips *
mw_flips_new(struct mw_session *session, const struct mw_request *r,
    struct mw_arena *arena)
{
	const struct mw_answer *answer = mw_session_send(session, r, arena,
	    false);
	const struct mw_hop *hop = mw_flip_refusal(answer);
	struct mw_flips *f;

	/* gRPC is refused with status 200 */
	if (answer->error != NULL || (hop == NULL &&
	    mw_answer_is_good(answer)))
		return NULL;
	f = MW_NEW(arena, struct mw_flips);
	f->s = (struct mw_search){ .session = session, .base = r,
		.arena = arena };
	f->s.collect = (struct mw_collect){ .mesh = mw_session_mesh(session),
		.request = r, .answer = answer, .hop = hop, .arena = arena };
	if (hop == NULL || hop->workload == NULL) {
		f->phase = FAILED;
		mw_search_begin_failed(&f->s);
		return f;
	}
	f->s.server = hop->workload;
	f->s.collect.filter = mw_search_filter(hop);
	f->all = mw_collect_all(&f->s.collect);
	return f;
}

/* One of ALL that is not among BUT; false when there is none left. */
static bool
next_single(struct mw_flips *f, const struct mw_changes *all,
    const struct mw_changes *but)
{
	size_t most = but != NULL || all->n < MAX_SINGLES ? all->n
							  : MAX_SINGLES;
	struct mw_found x = { .n = 1 };

	if (f->at >= most)
		return false;
	x.parts[0] = &all->v[f->at++];
	if (but == NULL || !is_among(but, x.parts[0]))
		mw_search_try(&f->s, &x);
	return true;
}

static void
end(struct mw_flips *f)
{
	f->phase = DONE;
	f->found = mw_search_finish(&f->s, &f->n);
}

bool
mw_flips_step(struct mw_flips *f)
{
	switch (f->phase) {
	case SINGLES:
		if (!next_single(f, &f->all, NULL))
			f->phase = RULES;
		break;
	case RULES:
		if (!f->s.any_good)
			try_rules(&f->s, &f->all);
		f->phase = FURTHER;
		break;
	case FURTHER:
		if (!f->s.any_good)
			try_further(&f->s);
		f->at = 0;
		f->phase = GENERAL;
		if (has_single(&f->s))
			break;
		f->s.simulations = 0;
		mw_collect_general(&f->s.collect, &f->general);
		break;
	case GENERAL:
		if (!next_single(f, &f->general, &f->all))
			f->phase = PAIRS;
		break;
	case PAIRS:
		if (!f->s.any_good)
			try_pairs(&f->s, &f->all);
		end(f);
		break;
	case FAILED:
		if (!mw_search_step_failed(&f->s))
			end(f);
		break;
	case DONE:
		break;
	}
	return f->phase != DONE;
}

const struct mw_flip *
mw_flips_found(const struct mw_flips *f, size_t *n)
{
	*n = f->n;
	return f->found;
}

const struct mw_flip *
mw_flip_search(struct mw_session *session, const struct mw_request *r,
    struct mw_arena *arena, size_t *n)
{
	struct mw_flips *f = mw_flips_new(session, r, arena);

	*n = 0;
	if (f == NULL)
		return NULL;
	while (mw_flips_step(f))
		continue;
	return mw_flips_found(f, n);
}

const char *const *
mw_flip_lines(struct mw_session *session, const struct mw_request *r,
    size_t most, struct mw_arena *arena, size_t *n)
{
	const struct mw_flip *flips = mw_flip_search(session, r, arena, n);
	const char **lines;

	if (*n > most)
		*n = most;
	lines = MW_NEW_ARRAY(arena, const char *, *n);
	for (size_t i = 0; i < *n; i++)
		lines[i] = mw_arena_printf(arena, "%s%s: %s", flips[i].text,
		    flips[i].good ? "" : " policies let it pass",
		    flips[i].result);
	return lines;
}
