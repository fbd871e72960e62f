/*
 * route.h - the two halves of a route, between their files.
 */
#ifndef MW_ISTIOD_ROUTE_H
#define MW_ISTIOD_ROUTE_H

#include "istiod/builder.h"

/* One http entry on its way to routes. */
struct mw_route_source {
	struct mw_builder *b;
	const struct mw_vs *vs;
	const struct mw_vs_http *http;
	const struct mw_route_context *rc;
	bool *port_counts;	/* set when another port gives other routes */
};
/* Where NODE stands: in the entry's object, or in the root that delegates. */
struct mw_origin mw_route_origin(const struct mw_route_source *src,
    const struct mw_node *node);

/* ---- route.c */
const struct mw_regex *mw_route_regex(struct mw_builder *b,
    const char *pattern);

/* ---- route-target.c: R90, R94-R96, R109 */
/* Where a destination of the entry leads (R90, R94-R96, R109). */
struct mw_route_target {
	const char *cluster;
	const struct mw_consistent_hash *hash;		/* NULL for none */
	const struct mw_object *hash_object;
};
struct mw_route_target mw_route_target(const struct mw_route_source *src,
    const struct mw_destination *d);

/* ---- route-match.c: R69-R79 */
void mw_route_set_match(const struct mw_route_source *src,
    const struct mw_http_match *match, struct mw_route_entry *r);
/* M as a matcher; kind PRESENT when it asks for nothing. */
struct mw_matcher mw_route_matcher(struct mw_builder *b,
    const struct mw_string_match *m);
/* R66: MATCH is not for this proxy or port: why, and by which condition. */
struct mw_route_refusal {
	enum mw_omission_reason reason;
	const struct mw_node *node;
	const char *why;		/* the end of a sentence */
	struct mw_omission_clause clause;
};
/* False when MATCH stays. */
bool mw_route_filter(const struct mw_route_source *src,
    const struct mw_http_match *match, struct mw_route_refusal *out);

/* ---- route-action.c: R68, R81-R109 */
void mw_route_set_action(const struct mw_route_source *src,
    struct mw_route_entry *r);

/* ---- route-headers.c: R99, R100 */

/* What one headers block asks for. */
struct mw_route_headers {
	struct mw_header_ops request, response;
	const char *authority;		/* NULL: not rewritten */
};
struct mw_route_headers mw_route_headers(const struct mw_route_source *src,
    const struct mw_headers *h);
/* One level out of two: FIRST's operations, then SECOND's. */
struct mw_header_ops mw_route_join_headers(struct mw_arena *a,
    const struct mw_header_ops *first, const struct mw_header_ops *second);

/* ---- route-policy.c: R101-R109 */
const struct mw_retry_policy *mw_route_retry(struct mw_builder *b,
    const struct mw_http_retry *retry, bool keep_host,
    struct mw_origin origin);
const struct mw_fault_filter *mw_route_fault(const struct mw_route_source *src,
    const struct mw_fault *fault);
const struct mw_cors *mw_route_cors(const struct mw_route_source *src,
    const struct mw_cors_policy *cors);
/* False when the hash has no key. */
bool mw_route_hash(const struct mw_consistent_hash *hash,
    const struct mw_object *object, struct mw_hash_policy *out);
/* R98; the old fields hold whole percents. */
struct mw_fraction mw_route_percent(const struct mw_percent *p);
struct mw_fraction mw_route_whole_percent(int64_t v);

#endif
