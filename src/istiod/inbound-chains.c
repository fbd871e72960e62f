/*
 * inbound-chains.c - the filter chains of one port: who is let in, how, and
 * what reads the bytes.
 *
 * Two things decide which chains there are: the family of the port's protocol
 * (HTTP, TCP, or unknown and then sniffed) and its mutual TLS mode.  The table
 * below is that decision; everything else here fills chains in (S35-S40).
 */
#include "istiod/inbound.h"
#include "istiod/policy.h"
#include "istiod/proxy-headers.h"

#include "base/map.h"
#include "base/str.h"

#include <string.h>

/* ---- the table --------------------------------------------------------- */

/* Sets of application protocols that a connection may offer or show. */
enum alpn {
	ALPN_ANY,
	ALPN_ALL_ISTIO,		/* any sidecar's */
	ALPN_ISTIO_HTTP,	/* a sidecar that saw HTTP */
	ALPN_ISTIO_TCP,		/* a sidecar that did not */
	ALPN_PLAIN_HTTP		/* what the HTTP inspector finds (S39) */
};

static const char *const all_istio[] = { "istio", "istio-peer-exchange",
    "istio-http/1.0", "istio-http/1.1", "istio-h2" };
static const char *const istio_http[] = { "istio-http/1.0", "istio-http/1.1",
    "istio-h2" };
static const char *const istio_tcp[] = { "istio-peer-exchange", "istio" };
static const char *const plain_http[] = { "http/1.1", "h2c" };
/* What the TLS server offers. */
static const char *const server_http[] = { "h2", "http/1.1" };
static const char *const server_tcp[] = { "istio-peer-exchange", "h2",
    "http/1.1" };

static const struct {
	const char *const *v;
	size_t n;
} alpns[] = {
	[ALPN_ANY] = { NULL, 0 },
	[ALPN_ALL_ISTIO] = { all_istio, MW_LEN(all_istio) },
	[ALPN_ISTIO_HTTP] = { istio_http, MW_LEN(istio_http) },
	[ALPN_ISTIO_TCP] = { istio_tcp, MW_LEN(istio_tcp) },
	[ALPN_PLAIN_HTTP] = { plain_http, MW_LEN(plain_http) },
};

enum family { FAMILY_HTTP, FAMILY_TCP, FAMILY_AUTO };

struct option {
	bool there;
	bool tls;		/* the client starts TLS */
	enum alpn alpn;
	bool http;		/* read by the connection manager */
	bool terminates;	/* TLS ends here, with a client certificate */
};

enum { MAX_OPTIONS = 5 };

static const struct option options[3][MW_MTLS_STRICT + 1][MAX_OPTIONS] = {
	[FAMILY_HTTP] = {
		[MW_MTLS_STRICT] = {
			{ true, true, ALPN_ANY, true, true } },
		[MW_MTLS_PERMISSIVE] = {
			{ true, true, ALPN_ALL_ISTIO, true, true },
			{ true, false, ALPN_ANY, true, false } },
		[MW_MTLS_DISABLE] = {
			{ true, false, ALPN_ANY, true, false } },
	},
	[FAMILY_TCP] = {
		[MW_MTLS_STRICT] = {
			{ true, true, ALPN_ANY, false, true } },
		[MW_MTLS_PERMISSIVE] = {
			{ true, true, ALPN_ALL_ISTIO, false, true },
			{ true, true, ALPN_ANY, false, false },
			{ true, false, ALPN_ANY, false, false } },
		[MW_MTLS_DISABLE] = {
			{ true, false, ALPN_ANY, false, false } },
	},
	[FAMILY_AUTO] = {
		[MW_MTLS_STRICT] = {
			{ true, true, ALPN_ISTIO_HTTP, true, true },
			{ true, true, ALPN_ANY, false, true } },
		[MW_MTLS_PERMISSIVE] = {
			{ true, true, ALPN_ISTIO_HTTP, true, true },
			{ true, false, ALPN_PLAIN_HTTP, true, false },
			{ true, true, ALPN_ISTIO_TCP, false, true },
			{ true, false, ALPN_ANY, false, false },
			{ true, true, ALPN_ANY, false, false } },
		[MW_MTLS_DISABLE] = {
			{ true, false, ALPN_PLAIN_HTTP, true, false },
			{ true, false, ALPN_ANY, false, false } },
	},
};

/* UDP falls under TCP, as in the control plane. */
static enum family
family_of(enum mw_protocol p)
{
	if (mw_protocol_is_http(p))
		return FAMILY_HTTP;
	return p == MW_PROTO_AUTO ? FAMILY_AUTO : FAMILY_TCP;
}

/* ---- routes ------------------------------------------------------------ */

static bool
is_grpc(enum mw_protocol p)
{
	return p == MW_PROTO_GRPC || p == MW_PROTO_GRPC_WEB;
}

static const struct mw_weighted_cluster *
one_cluster(struct mw_builder *b, const struct mw_inbound_port *p)
{
	struct mw_weighted_cluster *c = MW_NEW(b->arena,
	    struct mw_weighted_cluster);

	c->name = p->cluster;
	c->weight = 1;
	c->origin = p->origin;
	return c;
}

/* Everything goes to the application: no timeout; two retries, and only of
 * what did not reach it (not for gRPC, whose streams that would break). */
static const struct mw_route_entry *
inbound_route(struct mw_builder *b, const struct mw_inbound_port *p)
{
	struct mw_route_entry *r = MW_NEW(b->arena, struct mw_route_entry);
	struct mw_retry_policy *retry;

	r->name = "default";
	r->path_kind = MW_PATH_PREFIX;
	r->path = "/";
	r->path_len = 1;
	r->action = MW_ACTION_ROUTE;
	r->clusters = one_cluster(b, p);
	r->n_clusters = 1;
	r->total_weight = 1;
	r->cluster_not_found = 503;
	r->catch_all = true;
	r->origin = p->origin;
	if (!is_grpc(p->protocol)) {
		retry = MW_NEW(b->arena, struct mw_retry_policy);
		retry->attempts = 2;
		retry->retry_on = "reset-before-request";
		retry->origin.note = "default of inbound routes";
		r->retry = retry;
	}
	return r;
}

static void
add_routes(struct mw_builder *b, const struct mw_inbound_port *p)
{
	static const char *const everything[] = { "*" };
	struct mw_virtual_host *vh = MW_NEW(b->arena, struct mw_virtual_host);
	struct mw_route_config rc = {
		.name = p->cluster,
		.vhosts = vh,
		.n_vhosts = 1,
		.ignore_port = true,
	};

	/* Several sets of passthrough chains share one. */
	for (size_t i = 0; i < b->routes.n; i++) {
		if (mw_str_eq(b->routes.v[i].name, rc.name))
			return;
	}
	vh->name = mw_arena_printf(b->arena, "inbound|http|%lld",
	    (long long)p->service_port);
	vh->domains = everything;
	vh->n_domains = MW_LEN(everything);
	vh->routes = inbound_route(b, p);
	vh->n_routes = 1;
	vh->origin = p->origin;
	mw_vec_push(b->arena, &b->routes, rc);
}

/* ---- the two ways to read ---------------------------------------------- */

static const struct mw_http_manager *
http_manager(struct mw_builder *b, const struct mw_inbound_port *p)
{
	struct mw_http_manager *m = MW_NEW(b->arena, struct mw_http_manager);

	add_routes(b, p);
	m->route_config = p->cluster;
	m->codec = MW_CODEC_AUTO;
	m->normalization = b->mesh->settings.normalization;
	m->fault_cors = true;
	m->server_name = mw_proxy_headers_server(b, "istio-envoy");
	m->xfcc = MW_XFCC_APPEND_FORWARD;
	mw_proxy_headers_xfcc(m, mw_proxy_headers_cert(b));
	mw_policy_http(b, m, false);
	mw_policy_opaque(b, MW_CLASS_INBOUND, p->target_port, true, &m->opaque,
	    &m->n_opaque);
	return m;
}

static const struct mw_tcp_proxy *
tcp_proxy(struct mw_builder *b, const struct mw_inbound_port *p)
{
	struct mw_tcp_proxy *t = MW_NEW(b->arena, struct mw_tcp_proxy);

	t->clusters = one_cluster(b, p);
	t->n_clusters = 1;
	t->total_weight = 1;
	t->origin = p->origin;
	mw_policy_tcp(b, t, !p->passthrough);
	mw_policy_opaque(b, MW_CLASS_INBOUND, p->target_port, false,
	    &t->opaque, &t->n_opaque);
	return t;
}

/* ---- TLS --------------------------------------------------------------- */

static bool
has_text(const char *const *v, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(v[i], s) == 0)
			return true;
	}
	return false;
}

/* S45: identities of these trust domains are let in. */
static const char *const *
accepted_domains(struct mw_builder *b, size_t *n)
{
	const struct mw_settings *s = &b->mesh->settings;
	const struct mw_mesh_config_ca_certificates_list *cas =
	    &s->config->ca_certificates;
	MW_VEC(const char *) v = { 0 };

	mw_vec_push(b->arena, &v, s->trust_domain);
	for (size_t i = 0; i < s->n_trust_aliases; i++) {
		if (!has_text(v.v, v.n, s->trust_aliases[i]))
			mw_vec_push(b->arena, &v, s->trust_aliases[i]);
	}
	for (size_t i = 0; i < cas->n; i++) {
		const struct mw_strings *tds = &cas->v[i].trust_domains;

		for (size_t j = 0; j < tds->n; j++) {
			if (!mw_str_empty(tds->v[j].s) &&
			    !has_text(v.v, v.n, tds->v[j].s))
				mw_vec_push(b->arena, &v, tds->v[j].s);
		}
	}
	*n = v.n;
	return v.v;
}

static struct mw_downstream_tls
mesh_tls(struct mw_builder *b, bool http, struct mw_origin origin)
{
	struct mw_downstream_tls tls = {
		.kind = MW_DOWNSTREAM_MESH,
		.alpn = http ? server_http : server_tcp,
		.n_alpn = http ? MW_LEN(server_http) : MW_LEN(server_tcp),
		.origin = origin,
	};

	tls.trust_domains = accepted_domains(b, &tls.n_trust_domains);
	return tls;
}

/* ---- chains ------------------------------------------------------------ */

static const char *
chain_name(struct mw_builder *b, const struct mw_inbound_port *p, bool http)
{
	if (p->passthrough)
		return http ? "virtualInbound-catchall-http" : "virtualInbound";
	return mw_arena_printf(b->arena, "%s_%lld", p->bind,
	    (long long)p->target_port);
}

void
mw_inbound_chains(struct mw_builder *b, const struct mw_inbound_port *p,
    struct mw_inbound_chain_list *out)
{
	const struct mw_http_manager *http = NULL;
	const struct mw_tcp_proxy *tcp = NULL;
	struct mw_origin mode_origin;
	enum mw_mtls_mode mode = mw_peerauth_port(b->mesh, b->workload->ns,
	    b->workload->labels, p->target_port, &mode_origin);
	const struct option *set = options[family_of(p->protocol)][mode];

	for (size_t i = 0; i < MAX_OPTIONS && set[i].there; i++) {
		struct mw_filter_chain c = {
			.name = chain_name(b, p, set[i].http),
			.match = {
				.destination_port = (uint32_t)p->target_port,
				.transport = set[i].tls ? "tls" : "raw_buffer",
				.alpn = alpns[set[i].alpn].v,
				.n_alpn = alpns[set[i].alpn].n,
			},
			.tls.origin = mode_origin,
			.origin = p->origin,
		};

		if (set[i].terminates)
			c.tls = mesh_tls(b, set[i].http, mode_origin);
		if (set[i].http) {
			if (http == NULL)
				http = http_manager(b, p);
			c.http = http;
		} else {
			if (tcp == NULL)
				tcp = tcp_proxy(b, p);
			c.tcp = tcp;
		}
		mw_vec_push(b->arena, out, c);
	}
}
