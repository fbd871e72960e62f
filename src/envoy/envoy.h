/*
 * envoy.h - what a proxy does with a connection and a request.
 *
 * Pure functions of a compiled proxy (xds) and a value.  Nothing is random and
 * nothing is kept between calls: a weighted route is asked branch by branch.
 * LOG may be NULL everywhere (step.h).  Results live in the given arena.
 */
#ifndef MW_ENVOY_ENVOY_H
#define MW_ENVOY_ENVOY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "xds/step.h"
#include "xds/xds.h"

/* ---- connections --------------------------------------------------------- */

/* What travels inside a connection (inside TLS when there is TLS). */
enum mw_payload {
	MW_PAYLOAD_HTTP1,
	MW_PAYLOAD_HTTP2,
	MW_PAYLOAD_TCP,		/* a line of text */
	MW_PAYLOAD_TLS		/* TLS inside: an application's own */
};

enum mw_cert_kind {
	MW_CERT_NONE,
	MW_CERT_MESH,		/* a workload's: URI SAN, mesh CA */
	MW_CERT_EXTERNAL	/* of the CA that gateway secrets trust */
};

/* A connection as its client makes it; the server side is yet to answer. */
struct mw_connection {
	const char *source_ip;
	const char *dial_ip;		/* original destination */
	uint32_t dial_port;
	bool tls;			/* the client starts TLS */
	const char *sni;		/* lower case; NULL or "" sends none */
	const char *const *alpn;
	size_t n_alpn;
	enum mw_cert_kind cert;
	const char *uri_san;		/* MESH: spiffe://... */
	const char *dns_san;		/* EXTERNAL */
	enum mw_payload payload;
	/* what the client wants of the server's certificate: mesh identities
	 * (n 0: any of the CA it trusts) */
	bool expects_mesh_ca;		/* trusts the mesh CA only */
	bool verifies;			/* false: takes any certificate */
	const char *const *expected_sans;
	size_t n_expected_sans;
	/* to a sidecar: the identity that it shows of this caller in mesh TLS,
	 * a hypothesis; "" no mesh TLS at all, NULL its own */
	const char *shown_as;
	bool assumed;			/* uri_san is such a one */
	/* application's own TLS under a terminated one, for PAYLOAD_TLS */
	const struct mw_connection *inner;
};

/* How the connection was taken. */
enum mw_accept_result {
	MW_ACCEPT_OK,
	MW_ACCEPT_REFUSED,		/* nobody listens */
	MW_ACCEPT_NO_CHAIN,		/* no filter chain: closed, NR
					 * filter_chain_not_found */
	MW_ACCEPT_NO_CERT,		/* server wants a client certificate */
	MW_ACCEPT_BAD_CERT,		/* server does not trust the client's */
	MW_ACCEPT_CLIENT_REFUSES,	/* server identity is not the expected */
	MW_ACCEPT_NOT_TLS,		/* client spoke TLS and the HTTP codec
					 * of the chain read it as it came (400
					 * http1.codec_error); or the chain
					 * wants TLS and got none */
	MW_ACCEPT_NOT_HTTP2		/* ALPN agreed on h2, then something
					 * else came: closed, DPE */
};

struct mw_accept {
	enum mw_accept_result result;
	const struct mw_listener *listener;	/* NULL: REFUSED */
	const struct mw_filter_chain *chain;	/* NULL when none */
	bool terminated;		/* TLS ended here */
	const char *peer;		/* verified URI SAN of the client, or NULL */
	const char *peer_dns;		/* verified DNS SAN, or NULL */
	const char *alpn;		/* agreed, or NULL */
	enum mw_payload payload;	/* what the chain's filters read */
	const char *sni;
};

/*
 * A connection that an application of this workload makes, captured by its
 * sidecar: listener by original address, chain by R144h (R128-R132).
 */
void mw_envoy_accept_outbound(const struct mw_proxy *p,
    const struct mw_connection *c, struct mw_arena *arena,
    struct mw_steps *log, struct mw_accept *out);
/* One that arrives at the pod: virtualInbound of a sidecar (S30-S44). */
void mw_envoy_accept_inbound(const struct mw_proxy *p,
    const struct mw_connection *c, struct mw_arena *arena,
    struct mw_steps *log, struct mw_accept *out);
/* One that arrives at a gateway pod on dial_port (R57, R61-R62g). */
void mw_envoy_accept_gateway(const struct mw_proxy *p,
    const struct mw_connection *c, struct mw_arena *arena,
    struct mw_steps *log, struct mw_accept *out);

/* How it was taken, in words; static. */
const char *mw_accept_text(enum mw_accept_result r,
    const struct mw_connection *c);
/* Bytes that are no HTTP for an HTTP chain (S5b, S40). */
bool mw_accept_is_no_http(const struct mw_accept *accept);

/* ---- HTTP ---------------------------------------------------------------- */

struct mw_header {
	const char *name;		/* lower case */
	const char *value;
};

struct mw_headers_list {
	struct mw_header *v;
	size_t n, cap;
};
/* First value of NAME or NULL. */
const char *mw_header_get(const struct mw_headers_list *h, const char *name);
/* Name and value are not copied.  Set replaces the first and drops the other
 * lines of that name. */
void mw_header_set(struct mw_headers_list *h, struct mw_arena *a,
    const char *name, const char *value);
void mw_header_add(struct mw_headers_list *h, struct mw_arena *a,
    const char *name, const char *value);
bool mw_header_remove(struct mw_headers_list *h, const char *name);

struct mw_http {
	const char *method;
	const char *scheme;		/* "http", "https"; HTTP/1 has none */
	const char *authority;
	const char *path;		/* with query */
	struct mw_headers_list headers;	/* without pseudo headers and host */
	bool http2;			/* as it was last received */
	/* a token travels along that is written nowhere: the claims of the
	 * hints, found by every provider that finds no other */
	bool carries_claims;
};

/* Claims of tokens in the request, given beside it by someone who does not
 * want to sign one (Request.claims, --claims): a JSON object, or NULL.  A
 * token in the request is matched to them when its payload cannot be checked. */
struct mw_token_hints {
	const char *claims_json;
	bool bad_signature;
};

/* What is known of an external authorizer's answer to this request. */
enum mw_authorizer_verdict {
	MW_AUTHORIZER_UNKNOWN,
	MW_AUTHORIZER_REFUSES,		/* with this status and body */
	MW_AUTHORIZER_FAILS		/* no answer: S220 */
};
struct mw_authorizer {
	enum mw_authorizer_verdict verdict;
	uint32_t status;
	const char *body;
};

struct mw_http_input {
	const struct mw_connection *connection;
	const struct mw_accept *accept;
	const struct mw_http *request;
	const char *local_ip;		/* of the pod */
	uint32_t local_port;		/* that accepted: target port (S143) */
	const struct mw_token_hints *hints;
	size_t branch;			/* which weighted cluster, 0-based */
	/* verdict of external authorizers: 0 unknown, 1 allow, 2 deny */
	int ext_authz;
	/* of the manager's authorizers, by position; NULL: nothing known */
	const struct mw_authorizer *authorizers;
	int64_t now;			/* seconds, for exp and nbf */
};

struct mw_http_mirror_out {
	const char *cluster;
	struct mw_http request;
	struct mw_origin origin;
};

/* What the proxy did with a request. */
struct mw_http_decision {
	bool forwarded;			/* to CLUSTER; else a local answer */
	bool filtered;			/* the filters saw it: it is HTTP and
					 * its path could be normalised */
	/* local answer, or 0 */
	uint32_t status;
	const char *body;		/* NULL for none */
	struct mw_headers_list response;
	/* access log */
	uint32_t code;
	const char *details;		/* NULL: via_upstream */
	const char *flags;		/* "NR", "FI,DI"...; NULL */
	const char *policy;		/* "shop/deny/0", "none"; NULL */
	/* chosen; NULL where none was */
	const struct mw_route_config *routes;
	const struct mw_virtual_host *vhost;
	const struct mw_route_entry *route;
	const char *cluster_name;
	const struct mw_cluster *cluster;	/* NULL: does not exist */
	/* branches of the route */
	size_t n_branches;		/* 1 without split */
	uint64_t weight, of;		/* of this branch; of 0: no split */
	size_t weighted_index;
	/* request as it goes upstream, and its copies */
	struct mw_http upstream;
	struct mw_http_mirror_out *mirrors;	/* only fractions above 0 */
	size_t n_mirrors;
	/* for the way back */
	const struct mw_weighted_cluster *chosen;
	const char *cors_origin;	/* to be echoed, or NULL */
	const char *const *set_cookies;	/* generated hash cookies */
	size_t n_set_cookies;
	/* of the input, as long as that lives (substitutions, R99) */
	const struct mw_connection *connection;
	const struct mw_accept *accept;
	const char *remote_ip;
	int64_t delay_ns;
	/* claims that were verified here: JSON, or NULL */
	const char *payload_json;
	const char *const *not_modelled;
	size_t n_not_modelled;
	const char *const *assumptions;
	size_t n_assumptions;
};

/*
 * The whole HTTP side of a chain: connection manager, filters, router up to
 * the choice of the cluster (endpoint and upstream connection are the
 * caller's: see mw_envoy_upstream_failure).
 */
void mw_envoy_http(const struct mw_proxy *p,
    const struct mw_http_manager *manager, enum mw_direction direction,
    const struct mw_http_input *in, struct mw_arena *arena,
    struct mw_steps *log, struct mw_http_decision *out);

/*
 * Response headers and body on the way back through this proxy: the response
 * operations of the route (R99, R100, R179), CORS, cookies.  HEADERS is
 * changed in place.  Call it for upstream answers and for failures alike.
 */
void mw_envoy_response(const struct mw_http_decision *d,
    struct mw_headers_list *headers, struct mw_arena *arena);

/* Why an upstream did not answer. */
enum mw_upstream_failure {
	MW_UPSTREAM_OK,
	MW_UPSTREAM_NO_ENDPOINT,	/* UH */
	MW_UPSTREAM_REFUSED,		/* UF: connection refused */
	MW_UPSTREAM_TLS,		/* UF: handshake failed */
	MW_UPSTREAM_CLOSED,		/* UC: accepted, then closed */
	MW_UPSTREAM_OVERFLOW,		/* UO: limits of the cluster */
	MW_UPSTREAM_PROTOCOL		/* UPE: not the protocol spoken */
};
/* Fills the answer of a proxy whose upstream failed (S225, S226, R105, R163):
 * 503 with details, flags, body; retries of the route count. */
void mw_envoy_upstream_failure(struct mw_http_decision *d,
    enum mw_upstream_failure f, const char *tls_error,
    struct mw_arena *arena, uint32_t *attempts);
/* A header of what goes upstream that no header may be: Envoy's codec refuses
 * to write it, after the connection is made.  Its name, or NULL. */
const char *mw_envoy_unsendable(const struct mw_http *r);
/* Fills the answer of a proxy for that: 503, DPE, not retried. */
void mw_envoy_unsendable_reply(struct mw_http_decision *d, const char *name,
    struct mw_arena *arena);
/* An upstream answer that the route's retries try again, to the same end:
 * true, with the flag URX and the attempts (R105). */
bool mw_envoy_status_retried(struct mw_http_decision *d, uint32_t status,
    const struct mw_headers_list *headers, struct mw_arena *arena,
    uint32_t *attempts);

/* ---- TCP ----------------------------------------------------------------- */

struct mw_tcp_decision {
	bool forwarded;
	const char *cluster_name;
	const struct mw_cluster *cluster;
	const char *details, *flags, *policy;
	size_t n_branches;
	uint64_t weight, of;
	struct mw_origin origin;
	const char *const *not_modelled;
	size_t n_not_modelled;
};
void mw_envoy_tcp(const struct mw_proxy *p, const struct mw_tcp_proxy *t,
    const struct mw_http_input *in, struct mw_arena *arena,
    struct mw_steps *log, struct mw_tcp_decision *out);

/* ---- upstream ------------------------------------------------------------ */

/* G125: TLS with a CA certificate that never comes: no handshake begins. */
bool mw_envoy_lacks_secret(const struct mw_cluster *cluster);

/*
 * The connection that this proxy makes to ENDPOINT of CLUSTER for a request
 * that came by ACCEPT: address, TLS by the cluster (auto mTLS by endpoint),
 * SNI, ALPN, identity of the proxy, protocol.  ENDPOINT is NULL for original
 * destination clusters: DIAL is then where it goes.
 */
void mw_envoy_connect(const struct mw_proxy *p, const struct mw_cluster *cluster,
    const struct mw_cluster_endpoint *endpoint,
    const struct mw_connection *downstream, const struct mw_accept *accept,
    struct mw_arena *arena, struct mw_connection *out);
/*
 * For an HTTP request over C, which mw_envoy_connect made: user TLS without a
 * server name takes it from AUTHORITY and, unless told otherwise, wants the
 * server's certificate to name it (S253).
 */
void mw_envoy_connect_name(const struct mw_cluster *cluster,
    const char *authority, struct mw_arena *arena, struct mw_connection *c);

/* ---- pieces that tests and other folders use ----------------------------- */

/* Path normalisation (R170, R171): false when it cannot be normalised (400). */
bool mw_path_normalize(struct mw_arena *arena, const char *path,
    enum mw_normalization mode, const char **out);
/* First matching route of a virtual host, or NULL; the losers are logged. */
const struct mw_route_entry *mw_route_match(const struct mw_virtual_host *vh,
    const struct mw_http *request, const char *payload_json,
    struct mw_arena *arena, struct mw_steps *log);

#endif
