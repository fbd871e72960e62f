/*
 * connect.c - the connection that a proxy makes to an endpoint.
 *
 * Two questions: where to, and with what around the bytes.  An HTTP chain
 * makes new bytes in the protocol of the cluster; a TCP chain passes on what it
 * read, which may be an application's own TLS, and may wrap it once more.
 */
#include "base/str.h"
#include "envoy/envoy.h"

#include <string.h>

static bool
is_http(const struct mw_accept *accept)
{
	return accept != NULL && accept->chain != NULL &&
	    accept->chain->http != NULL;
}

/* ---- where to ------------------------------------------------------------ */

static void
dial(const struct mw_proxy *p, const struct mw_cluster *cluster,
    const struct mw_cluster_endpoint *endpoint,
    const struct mw_connection *down, struct mw_connection *out)
{
	out->source_ip = p->workload->n_ips > 0 ? p->workload->ips[0] : "";
	if (endpoint != NULL) {
		out->dial_ip = endpoint->info->address;
		out->dial_port = (uint32_t)endpoint->info->port;
		return;
	}
	out->dial_ip = down->dial_ip;
	out->dial_port = down->dial_port;
	if (!mw_str_empty(cluster->upstream_address))
		out->dial_ip = cluster->upstream_address;
	if (cluster->upstream_port > 0)
		out->dial_port = (uint32_t)cluster->upstream_port;
	if (cluster->original_dst_port > 0)
		out->dial_port = (uint32_t)cluster->original_dst_port;
}

/* ---- what travels -------------------------------------------------------- */

/*
 * The application's own TLS among the bytes that a TCP chain read, or NULL:
 * the connection itself where nothing was terminated, else what was inside.
 */
static const struct mw_connection *
own_tls(const struct mw_connection *down, const struct mw_accept *accept)
{
	if (accept == NULL || accept->payload != MW_PAYLOAD_TLS)
		return NULL;
	return accept->terminated ? down->inner : down;
}

static enum mw_payload
payload_of(const struct mw_cluster *cluster, const struct mw_connection *down,
    const struct mw_accept *accept)
{
	bool http2 = cluster->http2;

	if (!is_http(accept))
		return accept != NULL ? accept->payload : down->payload;
	if (cluster->use_downstream_protocol)
		http2 = accept->payload == MW_PAYLOAD_HTTP2;
	return http2 ? MW_PAYLOAD_HTTP2 : MW_PAYLOAD_HTTP1;
}

/* ---- TLS of the cluster -------------------------------------------------- */

/* S52: with automatic mTLS each endpoint has its say; original destinations
 * have no endpoints and are all alike (S56). */
static enum mw_upstream_tls_kind
kind_of(const struct mw_cluster *cluster,
    const struct mw_cluster_endpoint *endpoint,
    const struct mw_connection *down)
{
	if (cluster->tls.kind == MW_UPSTREAM_ISTIO_MUTUAL &&
	    down->shown_as != NULL && *down->shown_as == '\0')
		return MW_UPSTREAM_PLAIN;
	if (cluster->tls.automatic && endpoint != NULL && !endpoint->mtls)
		return MW_UPSTREAM_PLAIN;
	return cluster->tls.kind;
}

/* Istio's ALPN filter says what is inside the mesh's TLS (section 4.3). */
static void
mesh_alpn(const struct mw_cluster *cluster, bool http,
    struct mw_connection *out)
{
	static const char *const h1[] = { "istio-http/1.1", "istio",
		"http/1.1" };
	static const char *const h2[] = { "istio-h2", "istio", "h2" };
	static const char *const tcp[] = { "istio-peer-exchange", "istio" };

	if (http) {
		out->alpn = out->payload == MW_PAYLOAD_HTTP2 ? h2 : h1;
		out->n_alpn = 3;
	} else if (cluster->tls.n_alpn > 0) {
		out->alpn = cluster->tls.alpn;
		out->n_alpn = cluster->tls.n_alpn;
	} else {
		out->alpn = tcp;
		out->n_alpn = 2;
	}
}

static void
wrap_in_mesh(const struct mw_proxy *p, const struct mw_cluster *cluster,
    const char *shown_as, bool http, struct mw_connection *out)
{
	out->cert = MW_CERT_MESH;
	out->uri_san = shown_as != NULL ? shown_as : p->workload->identity;
	out->assumed = shown_as != NULL;
	out->verifies = true;
	out->expects_mesh_ca = true;
	out->expected_sans = cluster->tls.sans;
	out->n_expected_sans = cluster->tls.n_sans;
	mesh_alpn(cluster, http, out);
}

/* S60: no istio ALPN, so it cannot enter a PERMISSIVE HTTP port. */
static void
wrap_as_told(const struct mw_cluster *cluster, bool mutual,
    struct mw_connection *out)
{
	out->cert = mutual ? MW_CERT_EXTERNAL : MW_CERT_NONE;
	out->verifies = !cluster->tls.skip_verify;
	out->alpn = cluster->tls.alpn;
	out->n_alpn = cluster->tls.n_alpn;
}

static void
wrap(const struct mw_proxy *p, const struct mw_cluster *cluster,
    enum mw_upstream_tls_kind kind, const char *shown_as, bool http,
    struct mw_connection *out)
{
	if (kind == MW_UPSTREAM_PLAIN)
		return;
	out->tls = true;
	out->sni = cluster->tls.sni;
	if (kind == MW_UPSTREAM_ISTIO_MUTUAL)
		wrap_in_mesh(p, cluster, shown_as, http, out);
	else
		wrap_as_told(cluster, kind == MW_UPSTREAM_MUTUAL, out);
}

bool
mw_envoy_lacks_secret(const struct mw_cluster *cluster)
{
	return (cluster->tls.kind == MW_UPSTREAM_SIMPLE || cluster->tls.kind ==
	    MW_UPSTREAM_MUTUAL) && mw_str_has_prefix(mw_str_or_empty(
	    cluster->tls.credential), "invalid://");
}

void
mw_envoy_connect(const struct mw_proxy *p, const struct mw_cluster *cluster,
    const struct mw_cluster_endpoint *endpoint,
    const struct mw_connection *downstream, const struct mw_accept *accept,
    struct mw_arena *arena, struct mw_connection *out)
{
	const struct mw_connection *own = is_http(accept) ? NULL :
	    own_tls(downstream, accept);
	enum mw_upstream_tls_kind kind = kind_of(cluster, endpoint,
	    downstream);
	struct mw_connection *inner;

	*out = (struct mw_connection){ 0 };
	if (own != NULL && kind == MW_UPSTREAM_PLAIN) {
		*out = *own;
		out->shown_as = NULL;	/* told to the first proxy only */
		dial(p, cluster, endpoint, downstream, out);
		return;
	}
	dial(p, cluster, endpoint, downstream, out);
	out->payload = payload_of(cluster, downstream, accept);
	if (own != NULL) {
		inner = MW_NEW(arena, struct mw_connection);
		*inner = *own;
		inner->shown_as = NULL;
		out->inner = inner;
	}
	wrap(p, cluster, kind, downstream->shown_as, is_http(accept), out);
}

void
mw_envoy_connect_name(const struct mw_cluster *cluster, const char *authority,
    struct mw_arena *arena, struct mw_connection *c)
{
	const struct mw_upstream_tls *tls = &cluster->tls;
	const char **names;
	size_t len;

	if (!c->tls || mw_str_empty(authority) ||
	    (!tls->auto_sni && !tls->auto_san))
		return;
	len = *authority == '[' ? strcspn(authority, "]") :
	    strcspn(authority, ":");
	names = MW_NEW(arena, const char *);
	names[0] = mw_arena_text(arena, authority, len);
	if (tls->auto_sni)
		c->sni = names[0];
	if (tls->auto_san && c->verifies) {
		c->expected_sans = names;
		c->n_expected_sans = 1;
	}
}
