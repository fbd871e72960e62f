/*
 * admit-check.h - inside of the validators: what they are made of.
 *
 * Used by admit*.c only.  A check says what is wrong and goes on.  To Istio's
 * decoder an empty list is as good as none, an empty map is not.
 */
#ifndef MW_LINT_ADMIT_CHECK_H
#define MW_LINT_ADMIT_CHECK_H

#include "lint/admit.h"
#include "yaml/node.h"

struct mw_admit {
	struct mw_arena *arena;
	const struct mw_object *object;
	struct mw_admit_issues *out;
	bool quiet;	/* warnings get lost here, as they do in Istio */
	bool beyond;	/* for the issues that follow */
	size_t errors;
};

/* ---- admit.c --------------------------------------------------------- */

/* NODE may be NULL: the object as such. */
void mw_admit_error(struct mw_admit *a, const struct mw_node *node,
    const char *fmt, ...) MW_PRINTF(3, 4);
void mw_admit_warn(struct mw_admit *a, const struct mw_node *node,
    const char *fmt, ...) MW_PRINTF(3, 4);
/* NODE, or that of the object's spec when it is NULL. */
const struct mw_node *mw_admit_node(const struct mw_admit *a,
    const struct mw_node *node);

/* Whom a fault of decoding keeps from looking on. */
enum {
	MW_ADMIT_UNREAD = 1 << 0,	/* Istio's decoder gives up */
	MW_ADMIT_UNFIT = 1 << 1		/* the API server stops before rules */
};
unsigned mw_admit_faults_of(const struct mw_diag *d);
/* The code of an issue of the webhook. */
const char *mw_admit_rule(const struct mw_admit_issue *x);

/* ---- admit-value.c: single values; the tests take NULL for "" -------- */

bool mw_admit_is_label(const char *s);		/* DNS label, any case */
bool mw_admit_is_label_n(const char *s, size_t len);
bool mw_admit_is_fqdn(const char *s);
bool mw_admit_is_wildcard_host(const char *s);
bool mw_admit_is_ip(const char *s);
bool mw_admit_is_subnet(const char *s);		/* address or prefix */
bool mw_admit_is_cidr(const char *s);
bool mw_admit_is_token(const char *s);		/* RFC 7230 */
bool mw_admit_is_partial_wildcard(const char *s);
/* Every % of a URL begins an escape. */
bool mw_admit_url_escapes(const char *s, size_t len);
/* Go's net/url: *scheme (in ARENA, lower case) is "" when there is none. */
bool mw_admit_parse_url(struct mw_arena *arena, const char *s,
    const char **scheme);
/* What net/url calls a request URI: absolute, or a path. */
bool mw_admit_is_request_uri(struct mw_arena *arena, const char *s);
/* The second of two texts that are equal, by index; 0: all differ. */
size_t mw_admit_find_repeat(const struct mw_strings *list);

void mw_admit_fqdn(struct mw_admit *a, const struct mw_string *host,
    const struct mw_node *node);
void mw_admit_wildcard_host(struct mw_admit *a, const struct mw_string *host,
    const struct mw_node *node);
void mw_admit_port(struct mw_admit *a, const struct mw_int *port,
    const struct mw_node *node, const char *what);
void mw_admit_duration(struct mw_admit *a, const struct mw_duration *d);
void mw_admit_ip(struct mw_admit *a, const struct mw_string *s);
void mw_admit_subnets(struct mw_admit *a, const struct mw_strings *s);
void mw_admit_unix(struct mw_admit *a, const struct mw_string *s);
bool mw_admit_is_unix(const struct mw_string *s);
void mw_admit_label_map(struct mw_admit *a, const struct mw_string_map *m);
void mw_admit_regex(struct mw_admit *a, const struct mw_string *s);
/* Why Go's regexp refuses it; NULL when it does not. */
const char *mw_admit_regex_fault(const char *s);
void mw_admit_not_negative(struct mw_admit *a, const struct mw_int *v,
    const char *what);
void mw_admit_percent(struct mw_admit *a, const struct mw_int *v,
    const char *what);

/* ---- admit-attach.c: to whom something applies ----------------------- */

/* Only one of the three; each of them. */
void mw_admit_attachment(struct mw_admit *a,
    const struct mw_label_selector *selector, const struct mw_target_ref *ref,
    const struct mw_target_ref_list *refs);
void mw_admit_selector(struct mw_admit *a, const struct mw_label_selector *s);
/* False: nothing else is looked at. */
bool mw_admit_old_selector(struct mw_admit *a,
    const struct mw_workload_selector *s);
enum mw_admit_export {
	MW_ADMIT_EXPORT_PLAIN,
	MW_ADMIT_EXPORT_SERVICE,	/* "~" may be there */
	MW_ADMIT_EXPORT_SELECTED	/* to the own namespace only */
};
void mw_admit_export_to(struct mw_admit *a, const struct mw_strings *list,
    enum mw_admit_export how);
void mw_admit_gateway_names(struct mw_admit *a, const struct mw_strings *list);
/* "ns/host" of Gateways and Sidecars. */
void mw_admit_scoped_host(struct mw_admit *a, const struct mw_string *s,
    bool gateway);

/* ---- shared by several kinds ----------------------------------------- */

void mw_admit_destination(struct mw_admit *a, const struct mw_destination *d);
void mw_admit_pool(struct mw_admit *a, const struct mw_connection_pool *p);
void mw_admit_locality(struct mw_admit *a, const struct mw_locality_lb *l,
    bool outlier);
void mw_admit_zone_aware(struct mw_admit *a,
    const struct mw_destination_rule_zone_aware_lb_setting *l, bool outlier);
void mw_admit_server_tls(struct mw_admit *a, const struct mw_server_tls *t);
void mw_admit_http_route(struct mw_admit *a, const struct mw_http_route *r,
    bool delegate);
void mw_admit_headers(struct mw_admit *a, const struct mw_headers *h);
void mw_admit_http_match(struct mw_admit *a, const struct mw_http_match *m);
/* A key that means a claim of a token: @request.auth.claims.x (B10). */
bool mw_admit_is_claim(const char *header);
/* What an EnvoyFilter with this applyTo puts into Envoy's configuration. */
void mw_admit_envoy_patch(struct mw_admit *a, int apply_to,
    const struct mw_node *value);
/* Parses as a CEL expression; else why not. */
const char *mw_admit_cel_fault(const char *expression);
/* A key set in JSON, as RequestAuthentication holds it; else why not. */
const char *mw_admit_jwks_fault(struct mw_arena *arena, const char *jwks,
    bool *has_private);

/* ---- one for each kind ----------------------------------------------- */

void mw_admit_virtual_service(struct mw_admit *a);
void mw_admit_destination_rule(struct mw_admit *a);
void mw_admit_gateway(struct mw_admit *a);
void mw_admit_service_entry(struct mw_admit *a);
void mw_admit_workload_entry(struct mw_admit *a);
void mw_admit_workload_group(struct mw_admit *a);
void mw_admit_sidecar(struct mw_admit *a);
void mw_admit_authorization(struct mw_admit *a);
void mw_admit_request_authentication(struct mw_admit *a);
void mw_admit_peer_authentication(struct mw_admit *a);
void mw_admit_telemetry(struct mw_admit *a);
void mw_admit_wasm_plugin(struct mw_admit *a);
void mw_admit_traffic_extension(struct mw_admit *a);
void mw_admit_proxy_config(struct mw_admit *a);
void mw_admit_envoy_filter(struct mw_admit *a);

#endif
