/*
 * trace.c - of the steps of an outcome: which one decided, and what is behind
 * a step.
 */
#include "journey/trace.h"

#include <string.h>

const struct mw_step *
mw_trace_clause(const struct mw_hop *h, size_t step)
{
	const struct mw_steps *s = h->steps;
	const struct mw_step *best = NULL;

	for (size_t i = step + 1; i < s->n && s->v[i].depth > 0; i++) {
		bool no = s->v[i].verdict == MW_STEP_REJECTED ||
		    s->v[i].verdict == MW_STEP_FAIL;

		if (s->v[i].origin.node == NULL)
			continue;
		if (no)
			return &s->v[i];
		/* what fitted says more than nothing, and less than its step */
		if (best == NULL && s->v[step].origin.node == NULL)
			best = &s->v[i];
	}
	return best;
}

size_t
mw_trace_candidate(const struct mw_hop *h, size_t step)
{
	const struct mw_steps *s = h->steps;

	for (size_t i = step; i-- > 0;) {
		if (s->v[i].depth > 0)
			continue;
		if (s->v[i].stage != s->v[step].stage)
			break;
		if (s->v[i].verdict == MW_STEP_REJECTED)
			return i;
	}
	return SIZE_MAX;
}

const struct mw_origin *
mw_trace_origin(const struct mw_hop *h, size_t step)
{
	const struct mw_steps *s = h->steps;
	const struct mw_step *c = mw_trace_clause(h, step);
	size_t before;

	if (c != NULL)
		return &c->origin;
	/* a chain that does not fit is a Service's port: no mistake of it */
	if (s->v[step].verdict != MW_STEP_FAIL ||
	    (s->v[step].stage == MW_STAGE_CHAIN &&
	    s->v[step].origin.object != NULL))
		return &s->v[step].origin;
	before = mw_trace_candidate(h, step);
	if (before == SIZE_MAX)
		return &s->v[step].origin;
	c = mw_trace_clause(h, before);
	return c != NULL ? &c->origin : &s->v[before].origin;
}

/* ---- what decided -------------------------------------------------------- */

static bool
taken(const struct mw_step *s)
{
	return s->depth == 0 && s->stage == MW_STAGE_ROUTE && s->verdict ==
	    MW_STEP_CHOSEN;
}

/* The first step of H that IS, or SIZE_MAX. */
static size_t
first_that(const struct mw_hop *h, bool (*is)(const struct mw_step *))
{
	for (size_t i = 0; h->steps != NULL && i < h->steps->n; i++) {
		if (is(&h->steps->v[i]))
			return i;
	}
	return SIZE_MAX;
}

static bool
failed(const struct mw_step *s)
{
	return s->depth == 0 && s->verdict == MW_STEP_FAIL;
}

const struct mw_hop *
mw_trace_decider(const struct mw_outcome *o, size_t *step)
{
	/* the last proxy in which something failed, and there the first: the
	 * others follow from it */
	for (size_t i = o->n_hops; i-- > 0;) {
		*step = first_that(&o->hops[i], failed);
		if (*step != SIZE_MAX)
			return &o->hops[i];
	}
	for (size_t i = 0; i < o->n_hops; i++) {
		*step = first_that(&o->hops[i], taken);
		if (*step != SIZE_MAX)
			return &o->hops[i];
	}
	return NULL;
}
