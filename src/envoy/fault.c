/*
 * fault.c - delays and aborts of the chosen route (R101, R102, R104).
 */
#include "envoy/stages.h"

#include "envoy/filters.h"
#include "envoy/reply.h"

enum { MILLION = 1000000 };

/*
 * Nothing is drawn here: all happens, none happens, or the answer is the one
 * without the fault and says so.
 */
static bool
fires(struct mw_exchange *x, struct mw_fraction f, const char *what)
{
	const struct mw_fault_filter *fault = x->out->route->fault;

	if (f.per_million >= MILLION)
		return true;
	if (f.per_million == 0) {
		mw_step_add(x->log, MW_STAGE_FAULT, MW_STEP_SKIPPED,
		    &fault->origin, "%s of 0 %% of the requests", what);
		return false;
	}
	mw_step_add(x->log, MW_STAGE_FAULT, MW_STEP_SKIPPED, &fault->origin,
	    "%s of %g %% of the requests: this is one of the others", what,
	    f.per_million / 10000.0);
	mw_note_add(x->arena, &x->out->assumptions, &x->out->n_assumptions,
	    mw_arena_printf(x->arena, "%s of %g %% of the requests is not "
	    "drawn: the answer is that of the others", what,
	    f.per_million / 10000.0));
	return false;
}

static void
abort_request(struct mw_exchange *x, const struct mw_fault_filter *f,
    bool delayed)
{
	bool grpc = mw_is_grpc(x->request);
	uint32_t status = f->abort_grpc ? 200 : f->abort_status;

	mw_local_reply(x->out, x->request, x->arena, status,
	    "fault filter abort", "fault_filter_abort",
	    delayed ? "DI,FI" : "FI");
	if (f->abort_grpc && grpc)
		mw_header_set(&x->out->response, x->arena, "grpc-status",
		    mw_arena_printf(x->arena, "%u", f->grpc_status));
	mw_step_add(x->log, MW_STAGE_FAULT, MW_STEP_FAIL, &f->origin,
	    "abort with %s %u", f->abort_grpc ? "gRPC status" : "status",
	    f->abort_grpc ? f->grpc_status : f->abort_status);
}

bool
mw_stage_fault(struct mw_exchange *x)
{
	const struct mw_fault_filter *f = x->out->route->fault;
	bool delayed = false;

	if (f == NULL || !x->m->fault_cors)
		return true;
	if (f->delay && fires(x, f->delay_fraction, "a delay")) {
		delayed = true;
		x->out->delay_ns = f->delay_ns;
		x->out->flags = "DI";
		mw_step_add(x->log, MW_STAGE_FAULT, MW_STEP_INFO, &f->origin,
		    "delay of %lld ms", (long long)(f->delay_ns / 1000000));
	}
	if (f->abort && fires(x, f->abort_fraction, "an abort")) {
		abort_request(x, f, delayed);
		return false;
	}
	return true;
}
