/*
 * xds.h - what one proxy is told, as plain data.
 *
 * istiod fills it, envoy and ztunnel obey it, everything else prints it.  The
 * shapes follow Envoy's own (listener, filter chain, HTTP connection manager,
 * route configuration, cluster), cut down to what decides.  Every element
 * knows its origin; whatever was written and did not get here is an omission.
 *
 * All lives in the arena of the proxy; pointers into the mesh are borrowed.
 * A NULL pointer is "not set"; counts say how long arrays are.
 */
#ifndef MW_XDS_XDS_H
#define MW_XDS_XDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/regex.h"
#include "mesh/mesh.h"

/* ---- origins and omissions ------------------------------------------------ */

/* Where an element comes from: an object and a node in it, or a default. */
struct mw_origin {
	const struct mw_object *object;
	const struct mw_node *node;
	const char *note;	/* "auto-allocated: automatic mTLS"; or NULL */
};

enum mw_omission_reason {
#define MW_OMISSION(id, text) MW_OMIT_##id,
#include "xds/omission.def"
#undef MW_OMISSION
	MW_OMIT_COUNT
};
const char *mw_omission_text(enum mw_omission_reason r);

/* A condition of a route that holds or does not for a whole proxy. */
struct mw_omission_clause {
	const char *route;		/* "route 'beta'" */
	const char *field, *want, *have;	/* HAVE NULL: none */
	uint32_t port;			/* FIELD is about this one; 0: any */
};

struct mw_omission {
	enum mw_omission_reason reason;
	const struct mw_omission_clause *clause;	/* or NULL */
	struct mw_origin what;		/* the thing that was written */
	struct mw_origin winner;	/* what won instead; object NULL if none */
	const char *text;		/* one sentence with names and values */
};

/* ---- matchers ---------------------------------------------------------------- */

enum mw_match_kind {
	MW_MATCH_EXACT,
	MW_MATCH_PREFIX,
	MW_MATCH_SUFFIX,
	MW_MATCH_CONTAINS,
	MW_MATCH_REGEX,		/* full match */
	MW_MATCH_PRESENT	/* there at all (headers, query, claims) */
};

struct mw_matcher {
	enum mw_match_kind kind;
	const char *text;
	size_t len;
	const struct mw_regex *regex;	/* MATCH_REGEX; NULL if it is invalid */
	bool ignore_case;
	const struct mw_node *node;	/* the words behind it, or NULL */
};
/* S may be NULL (absent): only then false for every kind. */
bool mw_matcher_test(const struct mw_matcher *m, const char *s, size_t len);
/* "is exactly 'x'", "begins with 'x'"... for people. */
void mw_matcher_print(const struct mw_matcher *m, struct mw_buf *out);

/* A header by lower-case name; pseudo headers are ":method", ":authority",
 * ":path", ":scheme". */
struct mw_header_match {
	const char *name;
	struct mw_matcher value;
	bool invert;			/* withoutHeaders, R74 */
	bool missing_as_empty;
	struct mw_origin origin;
};

struct mw_query_match {
	const char *name;
	struct mw_matcher value;
	struct mw_origin origin;
};

/* A claim of the verified token (R75, S101). */
struct mw_claim_match {
	const char *const *path;
	size_t n_path;
	struct mw_matcher value;
	bool invert;
	struct mw_origin origin;
};

/* ---- routes ------------------------------------------------------------------- */

enum mw_header_action {
	MW_HEADER_APPEND,	/* add */
	MW_HEADER_OVERWRITE	/* set */
};

struct mw_header_value {
	const char *name;	/* lower case */
	const char *value;	/* with Envoy's %...% as written */
	enum mw_header_action action;
	struct mw_origin origin;
};

/* One level of header operations (R99): Envoy removes, overwrites, appends;
 * SET holds all overwrites, then all appends, each sorted by name. */
struct mw_header_ops {
	const struct mw_header_value *set;
	size_t n_set;
	const char *const *remove;
	size_t n_remove;
};

enum mw_path_kind {
	MW_PATH_PREFIX,			/* plain string prefix */
	MW_PATH_EXACT,
	MW_PATH_REGEX,
	MW_PATH_SEPARATED_PREFIX	/* Gateway API, Ingress */
};

struct mw_fraction {		/* of a million */
	uint32_t per_million;
};

struct mw_weighted_cluster {
	const char *name;
	uint64_t weight;
	struct mw_header_ops request, response;
	const char *host_rewrite;	/* authority by destination headers */
	struct mw_origin origin;	/* route[i] */
	/* Gateway API filters on a backend */
	const char *prefix_rewrite;
};

struct mw_retry_policy {
	int64_t attempts;		/* beside the first */
	const char *retry_on;		/* Envoy's words, comma separated */
	const uint32_t *status_codes;
	size_t n_status_codes;
	int64_t per_try_timeout_ns;	/* 0: none */
	bool previous_hosts;
	struct mw_origin origin;
};

struct mw_mirror_policy {
	const char *cluster;
	struct mw_fraction fraction;
	struct mw_origin origin;
};

enum mw_hash_kind {
	MW_HASH_HEADER,
	MW_HASH_COOKIE,
	MW_HASH_QUERY,
	MW_HASH_SOURCE_IP
};

struct mw_hash_policy {
	enum mw_hash_kind kind;
	const char *name;
	int64_t ttl_ns;			/* cookie; -1: not generated */
	const char *path;
	const struct mw_env_var_list *attributes;	/* cookie, or NULL */
	struct mw_origin origin;
};

struct mw_cors {
	const struct mw_matcher *origins;
	size_t n_origins;
	const char *allow_methods, *allow_headers, *expose_headers, *max_age;
	bool has_credentials, credentials;
	bool forward_unmatched;		/* preflights of other origins */
	struct mw_origin origin;
};

struct mw_fault_filter {
	bool abort;
	uint32_t abort_status;		/* HTTP */
	bool abort_grpc;
	uint32_t grpc_status;
	struct mw_fraction abort_fraction;
	bool delay;
	int64_t delay_ns;
	struct mw_fraction delay_fraction;
	struct mw_origin origin;
};

struct mw_redirect_action {
	const char *scheme, *host, *path, *prefix_rewrite;	/* or NULL */
	bool https;			/* https_redirect */
	uint32_t port;			/* 0: not set */
	uint32_t code;			/* 301... */
	const struct mw_regex *regex;	/* Gateway API never; kept for TLS */
};

struct mw_direct_response_action {
	uint32_t status;
	const char *body;		/* NULL for none */
	size_t body_len;
	bool bytes;			/* Envoy's inline_bytes, not _string */
};

enum mw_action_kind {
	MW_ACTION_ROUTE,
	MW_ACTION_REDIRECT,
	MW_ACTION_DIRECT_RESPONSE
};

struct mw_route_entry {
	const char *name;		/* "" for none */
	/* the object and place when the virtual host has routes of several:
	 * "HTTPRoute shop/web rules[0].matches[1]"; or NULL */
	const char *label;
	/* match */
	enum mw_path_kind path_kind;
	const char *path;
	size_t path_len;
	const struct mw_regex *path_regex;	/* NULL if invalid: no match */
	bool ignore_case;		/* exact and prefix only (R70) */
	const struct mw_header_match *headers;
	size_t n_headers;
	const struct mw_query_match *query;
	size_t n_query;
	const struct mw_claim_match *claims;
	size_t n_claims;
	/* action */
	enum mw_action_kind action;
	const struct mw_redirect_action *redirect;
	const struct mw_direct_response_action *direct_response;
	const struct mw_weighted_cluster *clusters;	/* weights > 0 */
	size_t n_clusters;
	bool weighted;			/* several: shares count, R100 */
	uint64_t total_weight;
	uint32_t cluster_not_found;	/* 503, or 500 (Gateway API) */
	int64_t timeout_ns;		/* 0: none */
	const struct mw_retry_policy *retry;
	const struct mw_mirror_policy *mirrors;
	size_t n_mirrors;
	const char *prefix_rewrite;
	const struct mw_regex *regex_rewrite;
	const char *regex_substitution;
	const char *host_rewrite;	/* literal */
	const struct mw_hash_policy *hash;
	size_t n_hash;
	const struct mw_cors *cors;
	const struct mw_fault_filter *fault;
	struct mw_header_ops request, response;
	/* catch-all of R64: prefix "/" or regex ".*" and nothing else */
	bool catch_all;
	struct mw_origin origin;	/* http[i] */
	struct mw_origin match_origin;	/* http[i].match[j] or node NULL */
	struct mw_origin root;		/* http[i] that delegates to this one;
					 * object NULL: none does */
	const struct mw_node *path_node;	/* of its uri, or NULL */
};

struct mw_virtual_host {
	const char *name;		/* "reviews.shop.svc.cluster.local:80" */
	const char *const *domains;
	size_t n_domains;
	const struct mw_route_entry *routes;
	size_t n_routes;
	bool require_tls;		/* httpsRedirect, R58 */
	bool attempt_count;		/* x-envoy-attempt-count is added */
	struct mw_origin origin;
	struct mw_origin require_tls_origin;
};

struct mw_domain_index;	/* by host: exact hash, suffix wildcards, "*" */

struct mw_route_config {
	const char *name;		/* "9080", "http.8080" */
	const struct mw_virtual_host *vhosts;
	size_t n_vhosts;
	bool ignore_port;		/* R168: always true in Istio */
	const struct mw_domain_index *index;
	const char *nack;		/* Envoy refuses it: why; or NULL */
};

/* Build the index once after the vhosts are final; a duplicate domain keeps
 * the first. */
const struct mw_domain_index *mw_domain_index_new(struct mw_arena *a,
    const struct mw_virtual_host *vhosts, size_t n);
/*
 * The same while the vhosts are still made, under numbers of their own.  CLAIM
 * gives NUMBER when the domain was free, else who has it; the text must live
 * as long as the index.  BIND ends it: number N is then vhosts[place[N]].
 */
struct mw_domain_index *mw_domain_index_begin(struct mw_arena *a,
    size_t expected);
size_t mw_domain_index_claim(struct mw_domain_index *ix, const char *domain,
    size_t number);
void mw_domain_index_bind(struct mw_domain_index *ix,
    const struct mw_virtual_host *vhosts, const size_t *place);
/*
 * The virtual host for HOST (lower case, port already cut): exact, longest
 * *.suffix, longest prefix.*, "*" (R167); NULL for none.  *domain is set to the
 * domain that hit.
 */
const struct mw_virtual_host *mw_domain_find(const struct mw_domain_index *ix,
    const char *host, size_t len, const char **domain);

/* ---- security filters --------------------------------------------------------- */

enum mw_rbac_action {
	MW_RBAC_ALLOW,
	MW_RBAC_DENY,
	MW_RBAC_LOG		/* AUDIT */
};

enum mw_rule_kind {
	MW_RULE_ANY,
	MW_RULE_AND,
	MW_RULE_OR,
	MW_RULE_NOT,		/* one child */
	MW_RULE_HEADER,		/* name, value, invert no */
	MW_RULE_PATH,		/* value: path without query */
	MW_RULE_PATH_TEMPLATE,	/* text with {*} and {**} (S142) */
	MW_RULE_DESTINATION_IP,	/* cidr */
	MW_RULE_DESTINATION_PORT,
	MW_RULE_SOURCE_IP,	/* direct peer */
	MW_RULE_REMOTE_IP,
	MW_RULE_IDENTITY,	/* any URI SAN, DNS SAN or subject */
	MW_RULE_SNI,
	MW_RULE_CLAIM,		/* path in the token's payload */
	MW_RULE_METADATA,	/* experimental.envoy.filters: never matches */
	MW_RULE_NEVER		/* ALLOW that can match nothing */
};

struct mw_cidr {
	uint8_t addr[16];
	uint8_t bits;
	bool v6;
	const char *text;
};
bool mw_cidr_parse(const char *s, struct mw_cidr *out);
bool mw_cidr_contains(const struct mw_cidr *c, const char *ip);

struct mw_rule {
	enum mw_rule_kind kind;
	const struct mw_rule *children;
	size_t n_children;
	struct mw_matcher value;	/* HEADER PATH IDENTITY SNI CLAIM */
	const char *name;		/* HEADER: lower case; METADATA: filter */
	const char *const *path;	/* CLAIM, METADATA */
	size_t n_path;
	struct mw_cidr cidr;
	uint32_t port;
	/* for people: "paths", "notPrincipals", "request.headers[x]", ... on
	 * the node that stands for a whole field; NULL on inner nodes */
	const char *field;
	struct mw_origin origin;	/* of the field or the value */
};

/* A rule of a policy under its Envoy key. */
struct mw_rbac_policy {
	const char *key;	/* "ns[shop]-policy[deny]-rule[0]" (S5) */
	const char *short_key;	/* "shop/deny/0" */
	struct mw_rule rule;	/* from AND to AND when */
	struct mw_origin origin;	/* rules[i]; the policy when it has none */
};

/* One RBAC filter: policies in the order of their keys (S5). */
struct mw_rbac {
	enum mw_rbac_action action;
	const struct mw_rbac_policy *policies;
	size_t n_policies;
	const struct mw_rbac_policy *shadow;	/* dry run */
	size_t n_shadow;
	bool enforced;		/* false: only shadow rules are there */
};

struct mw_ext_authz {
	const char *provider;
	const char *cluster;		/* that is asked: outbound|80||host */
	bool http;			/* else gRPC */
	bool fail_open;
	uint32_t status_on_error;	/* 403 */
	const struct mw_rbac_policy *policies;	/* when it is asked */
	size_t n_policies;
	const char *bad;		/* S217: denies instead; why; or NULL */
	struct mw_origin origin;
};

struct mw_jwt_location {
	const char *name;
	const char *prefix;		/* headers; "" for none */
};

struct mw_claim_header {
	const char *header, *claim;
};

struct mw_jwt_provider {
	const char *issuer;		/* "" accepts any */
	const char *const *audiences;
	size_t n_audiences;
	const char *jwks;		/* inline; NULL: behind jwks_uri */
	const char *jwks_uri;
	const struct mw_jwt_location *headers;
	size_t n_headers;
	const char *const *params;
	size_t n_params;
	const char *const *cookies;
	size_t n_cookies;
	bool forward;			/* forwardOriginalToken */
	const char *payload_header;	/* outputPayloadToHeader; or NULL */
	const struct mw_claim_header *claim_headers;
	size_t n_claim_headers;
	const char *const *space_delimited;	/* beside scope, permission */
	size_t n_space_delimited;
	struct mw_origin origin;	/* jwtRules[i] */
};

/* Providers sorted by issuer; the requirement is that of S84. */
struct mw_jwt_filter {
	const struct mw_jwt_provider *providers;
	size_t n_providers;
	bool clear_route_cache;
};

/* Something in the chain whose effect is not modelled. */
struct mw_opaque_filter {
	const char *what;		/* "WasmPlugin shop/auth" */
	const char *phase;		/* "AUTHN", "AUTHZ", "STATS", "" */
	struct mw_origin origin;
};

/* ---- listeners ---------------------------------------------------------------- */

enum mw_direction {
	MW_OUTBOUND,
	MW_INBOUND,
	MW_GATEWAY
};

enum mw_codec { MW_CODEC_AUTO, MW_CODEC_HTTP1, MW_CODEC_HTTP2 };

/* The HTTP connection manager of a chain, with its filters in order (S73). */
struct mw_http_manager {
	const char *route_config;	/* by name (RDS), or of inline_routes */
	const struct mw_route_config *routes;	/* resolved; NULL: not sent */
	enum mw_codec codec;
	bool use_remote_address;
	int xff_trusted_hops;
	/* x-forwarded-client-cert: sidecar inbound appends and sets; gateways
	 * sanitise and set; outbound leaves it out */
	enum { MW_XFCC_SANITIZE, MW_XFCC_FORWARD_ONLY, MW_XFCC_APPEND_FORWARD,
	    MW_XFCC_SANITIZE_SET, MW_XFCC_ALWAYS_FORWARD_ONLY } xfcc;
	enum mw_normalization normalization;
	const char *server_name;	/* "istio-envoy"; or NULL: pass through */
	const struct mw_ext_authz *ext_authz;
	size_t n_ext_authz;
	const struct mw_jwt_filter *jwt;
	const struct mw_rbac *rbac;	/* AUDIT, DENY, ALLOW */
	size_t n_rbac;
	const struct mw_opaque_filter *opaque;
	size_t n_opaque;
	bool fault_cors;		/* outbound and gateway have both filters */
};

struct mw_tcp_proxy {
	const struct mw_weighted_cluster *clusters;
	size_t n_clusters;
	bool weighted;
	uint64_t total_weight;
	const struct mw_ext_authz *ext_authz;
	size_t n_ext_authz;
	const struct mw_rbac *rbac;
	size_t n_rbac;
	const struct mw_opaque_filter *opaque;
	size_t n_opaque;
	struct mw_origin origin;
};

enum mw_downstream_tls_kind {
	MW_DOWNSTREAM_NONE,	/* raw bytes to the filters */
	MW_DOWNSTREAM_SERVER,	/* SIMPLE */
	MW_DOWNSTREAM_MUTUAL,	/* client certificate required (CA of secret) */
	MW_DOWNSTREAM_OPTIONAL,	/* OPTIONAL_MUTUAL */
	MW_DOWNSTREAM_MESH	/* mesh certificates both ways */
};

struct mw_downstream_tls {
	enum mw_downstream_tls_kind kind;
	const char *const *alpn;
	size_t n_alpn;
	const char *credential;		/* secret; or NULL */
	const char *const *subject_alt_names;
	size_t n_subject_alt_names;
	/* mesh: trust domains whose identities are accepted (S45); n 0: all */
	const char *const *trust_domains;
	size_t n_trust_domains;
	struct mw_origin origin;
};

/* Empty fields match everything.  Choice by R144h, no backtracking. */
struct mw_chain_match {
	uint32_t destination_port;	/* 0: any */
	const struct mw_cidr *prefixes;	/* destination address */
	size_t n_prefixes;
	const char *const *server_names;	/* lower case, "*.x" allowed */
	size_t n_server_names;
	const char *transport;		/* "tls", "raw_buffer", or NULL */
	const char *const *alpn;	/* application protocols */
	size_t n_alpn;
};

struct mw_filter_chain {
	const char *name;
	struct mw_chain_match match;
	struct mw_downstream_tls tls;
	const struct mw_http_manager *http;	/* one of the two */
	const struct mw_tcp_proxy *tcp;
	struct mw_origin origin;
};

struct mw_listener {
	const char *name;		/* "0.0.0.0_9080", "virtualInbound" */
	enum mw_direction direction;
	const char *address;		/* "0.0.0.0" or a VIP */
	uint32_t port;
	bool bound;	/* really listens (gateway, 15001, 15006); the others are
			 * reached through virtualOutbound by original address */
	bool tls_inspector, http_inspector;
	const struct mw_filter_chain *chains;
	size_t n_chains;
	const struct mw_filter_chain *fallback;	/* default filter chain */
	const char *nack;		/* Envoy refuses it: why; or NULL */
	struct mw_origin origin;
};

/* ---- clusters ------------------------------------------------------------------- */

enum mw_cluster_type {
	MW_CLUSTER_EDS,
	MW_CLUSTER_STATIC,
	MW_CLUSTER_STRICT_DNS,
	MW_CLUSTER_LOGICAL_DNS,
	MW_CLUSTER_ORIGINAL_DST,
	MW_CLUSTER_DYNAMIC	/* dynamic forward proxy; prints CLUSTER */
};

enum mw_lb_policy {
	MW_LB_ROUND_ROBIN,
	MW_LB_LEAST_REQUEST,
	MW_LB_RANDOM,
	MW_LB_RING_HASH,
	MW_LB_MAGLEV,
	MW_LB_CLUSTER_PROVIDED
};

enum mw_upstream_tls_kind {
	MW_UPSTREAM_PLAIN,
	MW_UPSTREAM_SIMPLE,
	MW_UPSTREAM_MUTUAL,
	MW_UPSTREAM_ISTIO_MUTUAL
};

struct mw_upstream_tls {
	enum mw_upstream_tls_kind kind;
	bool automatic;		/* auto mTLS: per endpoint, kind is what marked
				 * endpoints get, the others plaintext (S52) */
	const char *sni;	/* what is sent; NULL none */
	const char *const *sans;	/* expected of the server; n 0: CA only */
	size_t n_sans;
	const char *const *alpn;
	size_t n_alpn;
	const char *credential;
	bool skip_verify;
	/* without words of the rule (S253), HTTP only: the server name follows
	 * the authority of the request, and the certificate must name it */
	bool auto_sni, auto_san;
	const char *ca;		/* "system", a path; NULL: of the secret, mesh */
	struct mw_origin origin;	/* the tls block, PeerAuthentication... */
};

struct mw_outlier {		/* printed with Envoy's names; -1: not set */
	int64_t consecutive_5xx, consecutive_gateway_failure;
	int64_t enforcing_consecutive_5xx, enforcing_consecutive_gateway;
	int64_t enforcing_success_rate;
	int64_t interval_ns, base_ejection_ns;
	int64_t max_ejection_percent;
	bool split_local;
	int64_t consecutive_local, enforcing_local;
	int64_t enforcing_local_success_rate;
	int64_t panic_threshold;	/* percent; 0: never panics */
	struct mw_origin origin;
};

struct mw_cluster_endpoint {
	const struct mw_endpoint_info *info;
	bool mtls;		/* marked for automatic mTLS (S49, S52) */
	uint32_t priority;
};

struct mw_cluster {
	const char *name;		/* outbound|80|v1|reviews... */
	enum mw_cluster_type type;
	enum mw_lb_policy lb;
	const struct mw_service *service;	/* NULL for built-in ones */
	const char *subset;		/* "" for none */
	int64_t port;			/* service port; inbound: its port */
	struct mw_upstream_tls tls;
	/* by priority, then namespace/pod, then address; unready ones left
	 * out and counted */
	const struct mw_cluster_endpoint *endpoints;
	size_t n_endpoints, n_unready;
	/* limits, 0: unlimited */
	int64_t max_connections, max_pending, max_requests, max_retries;
	int64_t max_requests_per_connection;
	const struct mw_outlier *outlier;
	int64_t connect_timeout_ns;
	bool http2;
	bool use_downstream_protocol;
	int64_t original_dst_port;	/* upstream_port_override, 0: none */
	const char *upstream_address;	/* inbound: where the app listens */
	int64_t upstream_port;
	struct mw_origin origin;	/* Service, ServiceEntry, subset */
	struct mw_origin policy;	/* DestinationRule in force, or NULL */
};

/* ---- one proxy ---------------------------------------------------------------- */

struct mw_proxy {
	struct mw_arena *arena;
	const struct mw_mesh *mesh;
	const struct mw_workload *workload;
	/* sorted by name, as proxies.json lists them */
	const struct mw_listener *listeners;
	size_t n_listeners;
	const struct mw_route_config *routes;	/* by name, sorted */
	size_t n_routes;
	const struct mw_cluster *clusters;	/* sorted by name */
	size_t n_clusters;
	const struct mw_omission *omissions;
	size_t n_omissions;
	/* hashes behind the finders */
	const struct mw_map *listener_index, *route_index, *cluster_index;
	const struct mw_object *sidecar;	/* Sidecar in force, or NULL */
	enum mw_outbound_mode outbound;
	/* effective inbound mTLS: mode of the workload, and what set it */
	const char *mtls_mode;			/* "STRICT"... */
	struct mw_origin mtls_origin;
};

/* Call once when listeners, routes and clusters are final: sorts them, makes
 * the indexes, links chains to their route configurations. */
void mw_proxy_finish(struct mw_proxy *p);
void mw_proxy_free(const struct mw_proxy *p);
const struct mw_listener *mw_proxy_listener(const struct mw_proxy *p,
    const char *name);
const struct mw_route_config *mw_proxy_routes(const struct mw_proxy *p,
    const char *name);
const struct mw_cluster *mw_proxy_cluster(const struct mw_proxy *p,
    const char *name);

/* Envoy's words for the enums. */
const char *mw_cluster_type_name(enum mw_cluster_type t);
const char *mw_lb_policy_name(enum mw_lb_policy p);
const char *mw_upstream_tls_name(enum mw_upstream_tls_kind k);	/* none, ... */

#endif
