/*
 * filters.h - the security filters between the connection manager and the
 * router, in the order that every HTTP chain has them (S2, S73):
 *
 *	ext_authz per provider -> jwt_authn -> RBAC AUDIT, DENY, ALLOW
 *
 * A filter that stops has written the local answer into the decision.
 */
#ifndef MW_ENVOY_FILTERS_H
#define MW_ENVOY_FILTERS_H

#include "base/arena.h"
#include "envoy/envoy.h"
#include "xds/step.h"
#include "xds/xds.h"

enum mw_filter_result {
	MW_FILTER_CONTINUE,
	MW_FILTER_STOP
};

/*
 * Runs them on REQUEST, which is what the connection manager made of the
 * client's (normalised path, trusted headers).  On CONTINUE the headers of
 * REQUEST are what they leave for the router: output headers of claims added
 * or removed (S98), a verified token cut out (S97).  OUT gets payload_json,
 * not_modelled and assumptions; on STOP also status, code, body, response
 * headers, details, flags and policy (S86, S225).
 */
enum mw_filter_result mw_filter_security(const struct mw_proxy *p,
    const struct mw_http_manager *m, enum mw_direction direction,
    const struct mw_http_input *in, struct mw_http *request,
    struct mw_arena *arena, struct mw_steps *log,
    struct mw_http_decision *out);

/*
 * remote.ip of a request as it came in, before anything is appended to
 * x-forwarded-for (S176, S178).  Defined in headers.c.
 */
const char *mw_remote_address(const struct mw_http_manager *m,
    enum mw_direction direction, const struct mw_http_input *in,
    struct mw_arena *arena);

/* ---- notes for the reader of a decision ---------------------------------- */

/* Adds TEXT once to a list of notes in ARENA. */
void mw_note_add(struct mw_arena *arena, const char *const **list, size_t *n,
    const char *text);

#endif
