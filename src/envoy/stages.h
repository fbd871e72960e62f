/*
 * stages.h - one request on its way through one connection manager, and the
 * stages it passes; for the files of the HTTP half.
 */
#ifndef MW_ENVOY_STAGES_H
#define MW_ENVOY_STAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "envoy/envoy.h"
#include "xds/step.h"
#include "xds/xds.h"

struct mw_exchange {
	const struct mw_proxy *p;
	const struct mw_http_manager *m;
	enum mw_direction direction;
	const struct mw_http_input *in;
	struct mw_http *request;	/* of OUT; stages change it */
	struct mw_arena *arena;
	struct mw_steps *log;
	struct mw_http_decision *out;
};

/* A stage that answers itself says false; the others let it pass. */

/* check.c: what codec and manager refuse (R168, R174, R188, R189), and the path
 * that is routed on (R170). */
bool mw_stage_check(struct mw_exchange *x);
/* manager.c: the manager's own headers (R181, R184, R190, S176). */
void mw_stage_headers(struct mw_exchange *x);
/* route.c: virtual host, route, branch and cluster into OUT; false when there
 * is no route.  Writes to LOG, not to that of X. */
enum mw_choice {
	MW_CHOICE_NONE,		/* 404 NR */
	MW_CHOICE_TLS,		/* the virtual host wants TLS (R58, R180) */
	MW_CHOICE_ROUTE
};
enum mw_choice mw_stage_choose(struct mw_exchange *x, struct mw_steps *log);
bool mw_stage_fault(struct mw_exchange *x);	/* fault.c */
bool mw_stage_cors(struct mw_exchange *x);	/* cors.c */
/* router.c: the cluster, retries, what goes upstream, mirrors. */
void mw_stage_router(struct mw_exchange *x);

/* redirect.c: the answers that a route gives itself (R81-R85). */
void mw_answer_tls_redirect(struct mw_exchange *x);
void mw_answer_redirect(struct mw_exchange *x);
void mw_answer_direct(struct mw_exchange *x);

/* rewrite.c: the request as it goes upstream (R86-R88, R99, R100, R179). */
void mw_rewrite_request(struct mw_exchange *x);
/* Path and query with the part that R matched replaced by WITH. */
const char *mw_rewrite_prefix(struct mw_arena *arena,
    const struct mw_route_entry *r, const char *path, const char *with);

/* ops.c: header operations with %...% (R99). */
struct mw_substitution {
	const struct mw_proxy *p;		/* may be NULL */
	const struct mw_http_decision *d;
	const struct mw_http *request;
	const struct mw_headers_list *response;	/* NULL on the way there */
	struct mw_arena *arena;
	struct mw_steps *log;
	const char *what;			/* "request", "response" */
};
void mw_header_ops_apply(const struct mw_header_ops *ops,
    struct mw_headers_list *headers, const struct mw_substitution *s);
const char *mw_substitute(const struct mw_substitution *s, const char *text);

/* headers.c */
void mw_headers_copy(struct mw_headers_list *to, struct mw_arena *a,
    const struct mw_headers_list *from, size_t spare);
/* Envoy keeps one value for NAME: lines of it are joined by a comma (R73). */
bool mw_header_is_inline(const char *name);
/* Length of HOST without its port (R168). */
size_t mw_host_length(const char *host);

/* match.c: for steps: "route 'name'", or "route 3" by position. */
const char *mw_route_label(struct mw_steps *log,
    const struct mw_virtual_host *vh, const struct mw_route_entry *r);

#endif
