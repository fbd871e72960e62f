/*
 * step.h - a decision as data: what was asked, what it saw, what came of it.
 *
 * envoy and ztunnel write steps while they decide, journey keeps them, screens
 * and writers show them.  A NULL log makes every call a cheap no-op, so that a
 * decision without trace costs nothing.
 */
#ifndef MW_XDS_STEP_H
#define MW_XDS_STEP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "xds/xds.h"

/* In the order in which a proxy comes to them. */
enum mw_stage {
	MW_STAGE_DIAL,		/* what the client dials */
	MW_STAGE_LISTENER,
	MW_STAGE_TLS,		/* handshake, identity */
	MW_STAGE_CHAIN,
	MW_STAGE_HTTP,		/* codec, normalisation, headers of the proxy */
	MW_STAGE_EXT_AUTHZ,
	MW_STAGE_JWT,
	MW_STAGE_AUTHZ,
	MW_STAGE_VHOST,
	MW_STAGE_ROUTE,
	MW_STAGE_FAULT,
	MW_STAGE_CORS,
	MW_STAGE_REWRITE,
	MW_STAGE_HEADERS,
	MW_STAGE_MIRROR,
	MW_STAGE_CLUSTER,
	MW_STAGE_ENDPOINT,
	MW_STAGE_UPSTREAM,	/* connection to the endpoint */
	MW_STAGE_APP,		/* what the application gets */
	MW_STAGE_RESPONSE
};
const char *mw_stage_name(enum mw_stage s);

enum mw_verdict {
	MW_STEP_INFO,
	MW_STEP_PASS,		/* asked and passed */
	MW_STEP_CHOSEN,		/* this one is used */
	MW_STEP_REJECTED,	/* considered; first failing clause is named */
	MW_STEP_SKIPPED,	/* not reached or not applicable */
	MW_STEP_FAIL		/* ends the request here */
};
const char *mw_verdict_name(enum mw_verdict v);

struct mw_step {
	enum mw_stage stage;
	enum mw_verdict verdict;
	int depth;		/* 0: the step; 1 and more: its clauses */
	const char *text;	/* short: "route reviews-v2" */
	const char *field;	/* clause: "header end-user", or NULL */
	const char *want;	/* what the configuration asks, or NULL */
	const char *have;	/* what the request has, or NULL */
	struct mw_origin origin;
};

struct mw_steps {
	struct mw_arena *arena;
	struct mw_step *v;
	size_t n, cap;
};

/* Adds one and gives it for filling in; NULL when LOG is NULL.  Texts are
 * made in the log's arena. */
struct mw_step *mw_step_add(struct mw_steps *log, enum mw_stage stage,
    enum mw_verdict verdict, const struct mw_origin *origin, const char *fmt,
    ...) MW_PRINTF(5, 6);
/* A clause below the step before it. */
struct mw_step *mw_step_clause(struct mw_steps *log, enum mw_stage stage,
    enum mw_verdict verdict, const struct mw_origin *origin, int depth,
    const char *field, const char *want, const char *have);
/* STEPS, before the first of STAGE; nowhere when there is none. */
void mw_steps_insert(struct mw_steps *log, enum mw_stage stage,
    const struct mw_steps *steps);
/* Of a step that lost by one clause: "path: want is '/a', have /b". */
void mw_step_reason(const struct mw_step *step, struct mw_buf *out);
/* STEP came out as it did by CLAUSE: it has its field, values and origin. */
void mw_step_settle(struct mw_step *step, const struct mw_step *clause);

#endif
