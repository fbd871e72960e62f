/*
 * trace.c - of the steps of an outcome: which one decided, and what is behind
 * a step.
 */
#include "journey/trace.h"

#include <stdint.h>
#include <string.h>

#include "base/attr.h"

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

bool
mw_trace_asks_others(const struct mw_step *s)
{
	/* a policy refuses by a rule of its own, whatever was before it */
	return s->verdict == MW_STEP_FAIL && (s->origin.object == NULL ||
	    (s->stage != MW_STAGE_AUTHZ && s->stage != MW_STAGE_EXT_AUTHZ));
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
	if (!mw_trace_asks_others(&s->v[step]) ||
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
failed(const struct mw_step *s)
{
	return s->verdict == MW_STEP_FAIL;
}

/* S115: with ALLOW policies nothing passes but what a rule of theirs lets. */
static bool
let_pass(const struct mw_step *s)
{
	return s->stage == MW_STAGE_AUTHZ && s->verdict == MW_STEP_CHOSEN;
}

/* The answer of an external authorizer, as it was given. */
static bool
authorized(const struct mw_step *s)
{
	return s->stage == MW_STAGE_EXT_AUTHZ && s->verdict == MW_STEP_PASS;
}

static bool
routed(const struct mw_step *s)
{
	return s->stage == MW_STAGE_ROUTE && s->verdict == MW_STEP_CHOSEN;
}

static bool
forwarded(const struct mw_step *s)
{
	return s->stage == MW_STAGE_CLUSTER && s->verdict == MW_STEP_CHOSEN;
}

/* The first step of H that IS, or SIZE_MAX. */
static size_t
first_that(const struct mw_hop *h, bool (*is)(const struct mw_step *))
{
	for (size_t i = 0; h->steps != NULL && i < h->steps->n; i++) {
		if (h->steps->v[i].depth == 0 && is(&h->steps->v[i]))
			return i;
	}
	return SIZE_MAX;
}

const struct mw_hop *
mw_trace_decider(const struct mw_outcome *o, size_t *step)
{
	/* What comes first says most.  Of what failed: the last proxy in which
	 * something did, the others follow from it. */
	static const struct {
		bool (*is)(const struct mw_step *);
		bool last, good;	/* hop; of what went well only */
	} by[] = {
		{ failed, true, false },
		{ let_pass, true, true },
		{ authorized, true, true },
		{ routed, false, false },
		{ forwarded, false, true },
	};
	bool good = o->failure == NULL && o->status < 400;

	for (size_t k = 0; k < MW_LEN(by); k++) {
		for (size_t i = 0; i < o->n_hops && (good || !by[k].good);
		     i++) {
			const struct mw_hop *h = &o->hops[by[k].last
			    ? o->n_hops - 1 - i : i];

			*step = first_that(h, by[k].is);
			if (*step != SIZE_MAX)
				return h;
		}
	}
	return NULL;
}
