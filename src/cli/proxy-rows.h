/*
 * proxy-rows.h - what the parts of `meshwalk proxy` share: lines of text with
 * a place at the right.
 */
#ifndef MW_CLI_PROXY_ROWS_H
#define MW_CLI_PROXY_ROWS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/attr.h"
#include "base/buf.h"
#include "journey/journey.h"
#include "xds/xds.h"

struct mw_rows {
	bool color;
	bool wide;		/* -v */
	struct mw_session *session;
	struct mw_buf line;
};

/* ---- cmd-proxy.c --------------------------------------------------------- */

void mw_row(struct mw_rows *o, int depth, const struct mw_origin *origin,
    const char *fmt, ...) MW_PRINTF(4, 5);
void mw_row_heading(const struct mw_rows *o, const char *text);
const char *mw_downstream_tls_name(enum mw_downstream_tls_kind k);

void mw_route_match_text(const struct mw_route_entry *r, struct mw_buf *b);
void mw_route_action_text(const struct mw_route_entry *r, struct mw_buf *b);

/* ---- proxy-json.c -------------------------------------------------------- */

/* One for each part but the policies; they need no rows. */
json_t *mw_listeners_json(const struct mw_rows *o, const struct mw_proxy *p);
json_t *mw_routes_json(const struct mw_rows *o, const struct mw_proxy *p);
json_t *mw_clusters_json(const struct mw_rows *o, const struct mw_proxy *p);
json_t *mw_endpoints_json(const struct mw_rows *o, const struct mw_proxy *p);
json_t *mw_omitted_json(const struct mw_rows *o, const struct mw_proxy *p);

/* ---- proxy-policies.c, proxy-policies-json.c ---------------------------------------------------- */

void mw_policies_text(struct mw_rows *o, const struct mw_proxy *p);
json_t *mw_policies_json(const struct mw_rows *o, const struct mw_proxy *p);

/* ---- proxy-trust.c ------------------------------------------------------- */

/* Certificates and trust on each hop to and from P. */
void mw_trust_text(struct mw_rows *o, const struct mw_proxy *p);
json_t *mw_trust_json(const struct mw_rows *o, const struct mw_proxy *p);

#endif
