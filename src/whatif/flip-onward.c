/*
 * flip-onward.c - the search for a request that nobody refused: single changes,
 * whole routes, and more on top of what leads to another failure.
 */
#include "whatif/flip-search.h"

#include "base/str.h"

/* The last of the first bad outcome, or NULL. */
static const struct mw_hop *
last_hop(const struct mw_answer *answer)
{
	for (size_t i = 0; i < answer->n_outcomes; i++) {
		const struct mw_outcome *o = &answer->outcomes[i];

		if (o->n_hops > 0 && (o->failure != NULL || o->status >= 400))
			return &o->hops[o->n_hops - 1];
	}
	return NULL;
}

/* On top of FIRST: what the new failure, or a policy that refuses now, gives
 * reason for. */
static void
try_onward(struct mw_search *s, const struct mw_found *first)
{
	struct mw_request *r = MW_NEW(s->arena, struct mw_request);
	struct mw_collect c = s->collect;
	struct mw_changes more = { 0 };
	struct mw_change_sets sets = { 0 };

	mw_search_changed(s, first, s->arena, r);
	c.request = r;
	c.answer = mw_session_send(s->session, r, s->arena, false);
	c.hop = mw_flip_refusal(c.answer);
	if (c.hop != NULL && c.hop->workload != NULL) {
		c.filter = mw_search_filter(c.hop);
		if (s->collect.filter == NULL)
			s->collect.filter = c.filter;
		more = mw_collect_all(&c);
	} else {
		c.hop = last_hop(c.answer);
		mw_collect_failed(&c, &more, &sets);
	}
	for (size_t i = 0; i < more.n; i++) {
		struct mw_found f = *first;

		f.parts[f.n++] = &more.v[i];
		mw_search_try_set(s, &f);
	}
}

void
mw_search_begin_failed(struct mw_search *s)
{
	const struct mw_answer *answer = s->collect.answer;

	s->collect.hop = last_hop(answer);
	s->failure = mw_search_failure(answer, s->arena);
	s->inside = mw_collect_target(&s->collect) != NULL;
	mw_collect_failed(&s->collect, &s->singles, &s->sets);
}

bool
mw_search_step_failed(struct mw_search *s)
{
	size_t at = s->at++;

	if (at < s->singles.n) {
		struct mw_found f = { .parts = { &s->singles.v[at] },
			.n = 1 };

		mw_search_try(s, &f);
		return true;
	}
	at -= s->singles.n;
	if (at < s->sets.n) {
		struct mw_found f = { .n = 0 };

		for (size_t j = 0; j < s->sets.v[at].n && f.n <
		     MW_FOUND_PARTS; j++)
			f.parts[f.n++] = &s->sets.v[at].v[j];
		mw_search_try_set(s, &f);
		return true;
	}
	at -= s->sets.n;
	if (at >= s->n_onward || s->any_good)
		return false;
	try_onward(s, &s->onward[at]);
	return true;
}
