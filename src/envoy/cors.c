/*
 * cors.c - the CORS filter: it answers preflights, and marks requests whose
 * responses get its headers (R107, R108).  It never refuses anything.
 */
#include "envoy/stages.h"

#include "base/str.h"
#include "envoy/reply.h"

#include <string.h>

/* A pattern that fits "*" allows every origin. */
static bool
allows(const struct mw_cors *c, const char *origin)
{
	for (size_t i = 0; i < c->n_origins; i++) {
		if (mw_matcher_test(&c->origins[i], "*", 1) ||
		    mw_matcher_test(&c->origins[i], origin, strlen(origin)))
			return true;
	}
	return false;
}

static bool
is_preflight(const struct mw_http *rq)
{
	return mw_str_eq(rq->method, "OPTIONS") && !mw_str_empty(
	    mw_header_get(&rq->headers, "access-control-request-method"));
}

static void
set(struct mw_exchange *x, const char *name, const char *value)
{
	if (!mw_str_empty(value))
		mw_header_set(&x->out->response, x->arena, name, value);
}

/* What is allowed: with "*" whatever the preflight asks for. */
static void
allow(struct mw_exchange *x, const char *name, const char *list,
    const char *asked_in)
{
	if (mw_str_eq(list, "*"))
		mw_header_set(&x->out->response, x->arena, name,
		    mw_str_or_empty(mw_header_get(&x->request->headers,
		    asked_in)));
	else
		set(x, name, list);
}

/* An answer of the filter itself: no header operations of the route. */
static void
answer(struct mw_exchange *x, const struct mw_cors *c)
{
	x->out->status = x->out->code = 200;
	x->out->details = "cors_response";
	set(x, "access-control-allow-origin", x->out->cors_origin);
	if (c->credentials)
		set(x, "access-control-allow-credentials", "true");
	allow(x, "access-control-allow-methods", c->allow_methods,
	    "access-control-request-method");
	allow(x, "access-control-allow-headers", c->allow_headers,
	    "access-control-request-headers");
	set(x, "access-control-max-age", c->max_age);
	mw_step_add(x->log, MW_STAGE_CORS, MW_STEP_FAIL, &c->origin,
	    "preflight answered by the proxy");
}

bool
mw_stage_cors(struct mw_exchange *x)
{
	const struct mw_cors *c = x->out->route->cors;
	const char *origin;
	struct mw_step *step;
	bool allowed;

	if (c == NULL || !x->m->fault_cors)
		return true;
	origin = mw_header_get(&x->request->headers, "origin");
	if (mw_str_empty(origin)) {
		mw_step_add(x->log, MW_STAGE_CORS, MW_STEP_SKIPPED, &c->origin,
		    "no Origin header: not a CORS request");
		return true;
	}
	allowed = allows(c, origin);
	if (allowed)
		x->out->cors_origin = origin;
	step = mw_step_add(x->log, MW_STAGE_CORS, allowed ? MW_STEP_PASS :
	    MW_STEP_INFO, &c->origin, allowed ? "the origin is allowed" :
	    "the origin is not allowed: no CORS headers in the response");
	if (step != NULL) {
		step->field = "header origin";
		step->have = origin;
	}
	if (!is_preflight(x->request) || (!allowed && c->forward_unmatched))
		return true;
	answer(x, c);
	return false;
}
