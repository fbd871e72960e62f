/*
 * step.c - decisions written down while they are made.
 */
#include "xds/step.h"

#include "base/vec.h"

#include <stdarg.h>
#include <string.h>

const char *
mw_stage_name(enum mw_stage s)
{
	switch (s) {
	case MW_STAGE_DIAL:
		return "dial";
	case MW_STAGE_LISTENER:
		return "listener";
	case MW_STAGE_TLS:
		return "tls";
	case MW_STAGE_CHAIN:
		return "chain";
	case MW_STAGE_HTTP:
		return "http";
	case MW_STAGE_EXT_AUTHZ:
		return "ext_authz";
	case MW_STAGE_JWT:
		return "jwt";
	case MW_STAGE_AUTHZ:
		return "authz";
	case MW_STAGE_VHOST:
		return "vhost";
	case MW_STAGE_ROUTE:
		return "route";
	case MW_STAGE_FAULT:
		return "fault";
	case MW_STAGE_CORS:
		return "cors";
	case MW_STAGE_REWRITE:
		return "rewrite";
	case MW_STAGE_HEADERS:
		return "headers";
	case MW_STAGE_MIRROR:
		return "mirror";
	case MW_STAGE_CLUSTER:
		return "cluster";
	case MW_STAGE_ENDPOINT:
		return "endpoint";
	case MW_STAGE_UPSTREAM:
		return "upstream";
	case MW_STAGE_APP:
		return "app";
	case MW_STAGE_RESPONSE:
		return "response";
	}
	return "";
}

const char *
mw_verdict_name(enum mw_verdict v)
{
	switch (v) {
	case MW_STEP_INFO:
		return "info";
	case MW_STEP_PASS:
		return "pass";
	case MW_STEP_CHOSEN:
		return "chosen";
	case MW_STEP_REJECTED:
		return "rejected";
	case MW_STEP_SKIPPED:
		return "skipped";
	case MW_STEP_FAIL:
		return "fail";
	}
	return "";
}

static struct mw_step *
push(struct mw_steps *log, enum mw_stage stage, enum mw_verdict verdict,
    const struct mw_origin *origin)
{
	struct mw_step step = { .stage = stage, .verdict = verdict };

	if (origin != NULL)
		step.origin = *origin;
	mw_vec_push(log->arena, log, step);
	return &log->v[log->n - 1];
}

struct mw_step *
mw_step_add(struct mw_steps *log, enum mw_stage stage, enum mw_verdict verdict,
    const struct mw_origin *origin, const char *fmt, ...)
{
	struct mw_step *step;
	va_list ap;

	if (log == NULL)
		return NULL;
	step = push(log, stage, verdict, origin);
	va_start(ap, fmt);
	step->text = mw_arena_vprintf(log->arena, fmt, ap);
	va_end(ap);
	return step;
}

struct mw_step *
mw_step_clause(struct mw_steps *log, enum mw_stage stage,
    enum mw_verdict verdict, const struct mw_origin *origin, int depth,
    const char *field, const char *want, const char *have)
{
	struct mw_step *step;

	if (log == NULL)
		return NULL;
	step = push(log, stage, verdict, origin);
	step->depth = depth;
	step->text = "";
	step->field = field;
	if (want != NULL)
		step->want = mw_arena_strdup(log->arena, want);
	if (have != NULL)
		step->have = mw_arena_strdup(log->arena, have);
	return step;
}

void
mw_step_settle(struct mw_step *step, const struct mw_step *clause)
{
	step->field = clause->field;
	step->want = clause->want;
	step->have = clause->have;
	if (clause->origin.node != NULL)
		step->origin = clause->origin;
}

void
mw_step_reason(const struct mw_step *step, struct mw_buf *out)
{
	if (step->field == NULL)
		return;
	mw_buf_printf(out, "%s: ", step->field);
	if (step->want != NULL)
		mw_buf_printf(out, "want %s, ", step->want);
	mw_buf_printf(out, "have %s", step->have != NULL ? step->have :
	    "none");
}

void
mw_steps_insert(struct mw_steps *log, enum mw_stage stage,
    const struct mw_steps *steps)
{
	size_t at = 0, n = log->n;

	while (at < n && log->v[at].stage != stage)
		at++;
	if (at == n || steps->n == 0)
		return;
	for (size_t i = 0; i < steps->n; i++)
		mw_vec_push(log->arena, log, steps->v[i]);
	memmove(&log->v[at + steps->n], &log->v[at], (n - at) *
	    sizeof(*log->v));
	memcpy(&log->v[at], steps->v, steps->n * sizeof(*log->v));
}
