/*
 * gateway-tls.c - TLS of a gateway, and the chains that are not HTTP
 * (R61-R62g).
 */
#include "istiod/gateway.h"

#include "base/str.h"
#include "istiod/cluster.h"
#include "istiod/policy.h"
#include "istiod/route.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

enum {				/* ServerTLSSettings.TLSmode */
	TLS_SIMPLE = 1,
	TLS_MUTUAL = 2,
	TLS_AUTO_PASSTHROUGH = 3,
	TLS_ISTIO_MUTUAL = 4,
	TLS_OPTIONAL_MUTUAL = 5
};

/* ---- terminating ---------------------------------------------------- */

static const char *const alpn_http[] = { "h2", "http/1.1" };
static const char *const alpn_mesh_tcp[] = { "istio-peer-exchange", "istio" };
static const char *const alpn_mesh_all[] = { "istio", "istio-peer-exchange",
	"istio-http/1.0", "istio-http/1.1", "istio-h2" };

static enum mw_downstream_tls_kind
kind_of(const struct mw_server_tls *tls)
{
	switch (tls->mode.v) {
	case TLS_MUTUAL:
		return MW_DOWNSTREAM_MUTUAL;
	case TLS_OPTIONAL_MUTUAL:
		return MW_DOWNSTREAM_OPTIONAL;
	case TLS_ISTIO_MUTUAL:
		return MW_DOWNSTREAM_MESH;
	default:
		return MW_DOWNSTREAM_SERVER;
	}
}

static const char *
credential(const struct mw_server_tls *tls)
{
	if (tls->credential_names.n > 0)
		return tls->credential_names.v[0].s;
	return mw_str_empty(tls->credential_name.s) ? NULL :
	    tls->credential_name.s;
}

struct mw_downstream_tls
mw_gw_tls(struct mw_builder *b, const struct mw_gw_server *s)
{
	const struct mw_server_tls *tls = s->spec->tls;
	struct mw_downstream_tls out = {
		.kind = kind_of(tls),
		.alpn = alpn_http,
		.n_alpn = MW_LEN(alpn_http),
		.credential = credential(tls),
		.origin = mw_origin_of(s->object, tls->node),
	};
	const char **sans = MW_NEW_ARRAY(b->arena, const char *,
	    tls->subject_alt_names.n);

	for (size_t i = 0; i < tls->subject_alt_names.n; i++)
		sans[i] = mw_str_or_empty(tls->subject_alt_names.v[i].s);
	out.subject_alt_names = sans;
	out.n_subject_alt_names = tls->subject_alt_names.n;
	if (out.kind == MW_DOWNSTREAM_MESH && !mw_gw_is_https(s)) {
		out.alpn = alpn_mesh_tcp;
		out.n_alpn = MW_LEN(alpn_mesh_tcp);
	}
	return out;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct mw_chain_match
mw_gw_match(struct mw_builder *b, const char *const *names, size_t n)
{
	struct mw_chain_match m = { 0 };
	const char **v = MW_NEW_ARRAY(b->arena, const char *, n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], "*") == 0)
			return m;
		v[i] = mw_arena_lower(b->arena, names[i]);
	}
	if (n > 1)
		qsort(v, n, sizeof(*v), compare);
	m.server_names = v;
	m.n_server_names = n;
	return m;
}

/* ---- where bytes go ------------------------------------------------- */

/* TCP destinations are looked up among all that the proxy sees (R95). */
static const struct mw_service *
find_service(void *ctx, const char *host)
{
	return mw_scope_service(ctx, host);
}

/* The destinations of a route; several share by weight (R92). */
static const struct mw_tcp_proxy *
tcp_proxy(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs, const struct mw_route_destination_list *route,
    const struct mw_node *node)
{
	const struct mw_route_context rc = {
		.port = s->port,
		.gateway = s->gateway,
		.is_gateway = true,
		.server_tls = s->spec->tls != NULL,
		.find = find_service,
		.find_ctx = b,
	};
	struct mw_weighted_cluster *v = MW_NEW_ARRAY(b->arena,
	    struct mw_weighted_cluster, route->n);
	struct mw_tcp_proxy *t = MW_NEW(b->arena, struct mw_tcp_proxy);

	t->clusters = v;
	t->weighted = route->n > 1;
	t->origin = mw_origin_of(vs->object, node);
	for (size_t i = 0; i < route->n; i++) {
		const struct mw_route_destination *d = &route->v[i];

		if (t->weighted && d->weight.v <= 0) {
			mw_build_omit(b, MW_OMIT_WEIGHT_ZERO, vs->object,
			    d->node, NULL, "destination %zu has no weight "
			    "beside others and gets nothing", i + 1);
			continue;
		}
		v[t->n_clusters].name = mw_destination_cluster(b,
		    d->destination, vs->object->ns, &rc);
		v[t->n_clusters].weight = t->weighted ?
		    (uint64_t)d->weight.v : 1;
		v[t->n_clusters].origin = mw_origin_of(vs->object, d->node);
		t->total_weight += v[t->n_clusters++].weight;
	}
	mw_policy_tcp(b, t, true);
	mw_policy_opaque(b, MW_CLASS_GATEWAY, s->port, false, &t->opaque,
	    &t->n_opaque);
	return t;
}

/* ---- matches: port and gateways only (R62c, R62d) ------------------- */

static bool
fits(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs, const struct mw_int *port,
    const struct mw_strings *gateways)
{
	if (port->v != 0 && port->v != s->port)
		return false;
	for (size_t i = 0; i < gateways->n; i++) {
		if (strcmp(mw_gateway_resolve(b->arena,
		    mw_str_or_empty(gateways->v[i].s), vs->object->ns),
		    s->gateway) == 0)
			return true;
	}
	return gateways->n == 0;
}

static bool
tcp_fits(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs, const struct mw_tcp_route *r)
{
	for (size_t i = 0; i < r->match.n; i++) {
		const struct mw_l4_match *m = &r->match.v[i];

		if (fits(b, s, vs, &m->port, &m->gateways))
			return true;
	}
	return r->match.n == 0;
}

/* A TLSRoute whose TLS ends here: the names do not count any more (G108). */
static const struct mw_tcp_proxy *
find_tls(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs)
{
	const struct mw_tls_route_list *tls = &vs->spec->tls;

	for (size_t i = 0; vs->gateway_api && i < tls->n; i++) {
		for (size_t j = 0; j < tls->v[i].match.n; j++) {
			const struct mw_tls_match *m = &tls->v[i].match.v[j];

			if (!fits(b, s, vs, &m->port, &m->gateways))
				continue;
			mw_gw_mark(b, vs, MW_GW_USED);
			return tcp_proxy(b, s, vs, &tls->v[i].route,
			    tls->v[i].node);
		}
	}
	return NULL;
}

/* R62c: one entry of one VirtualService serves the whole server. */
static const struct mw_tcp_proxy *
find_tcp(struct mw_builder *b, const struct mw_gw_server *s)
{
	const struct mw_tcp_proxy *by_name;
	const struct mw_vs *const *list;
	size_t n;

	list = mw_scope_virtual_services(b, s->gateway, b->workload->ns, &n);
	for (size_t i = 0; i < n; i++) {
		const struct mw_tcp_route_list *tcp = &list[i]->spec->tcp;

		if (!mw_gw_hosts_overlap(s, list[i]))
			continue;
		mw_gw_mark(b, list[i], MW_GW_HOST_FITS);
		for (size_t j = 0; j < tcp->n; j++) {
			const struct mw_tcp_route *r = &tcp->v[j];

			if (r->route.n == 0 || !tcp_fits(b, s, list[i], r))
				continue;
			mw_gw_mark(b, list[i], MW_GW_USED);
			return tcp_proxy(b, s, list[i], &r->route, r->node);
		}
		by_name = mw_gw_terminates(s) ? find_tls(b, s, list[i]) : NULL;
		if (by_name != NULL)
			return by_name;
	}
	return NULL;
}

static void
omit_server(struct mw_builder *b, const struct mw_gw_server *s)
{
	const char *title = mw_gw_is_listener(s) ? mw_gw_title(b, s) :
	    mw_arena_printf(b->arena, "server %lld/%s of Gateway %s",
	    (long long)s->port, mw_str_or_empty(s->spec->port->name.s),
	    s->gateway);

	mw_build_omit(b, MW_OMIT_NO_ROUTE_FOR_SERVER, s->object,
	    s->spec->node, NULL, "%s has no route: nothing listens for it",
	    title);
}

static void
tcp_chain(struct mw_builder *b, const struct mw_gw_server *s,
    struct mw_gw_chains *out)
{
	struct mw_filter_chain c = { .origin = mw_origin_of(s->object,
	    s->spec->node) };

	c.tcp = find_tcp(b, s);
	if (c.tcp == NULL) {
		omit_server(b, s);
		return;
	}
	if (s->spec->tls != NULL) {
		c.tls = mw_gw_tls(b, s);
		c.match = mw_gw_match(b, s->sni, s->n_sni);
	}
	mw_vec_push(b->arena, out, c);
}

/* ---- passthrough (R62d) --------------------------------------------- */

static const char *
sni_key(struct mw_builder *b, const struct mw_gw_server *s, const char *name)
{
	return mw_arena_printf(b->arena, "%lu %s", (unsigned long)s->listen,
	    name);
}

/* A name counts as taken for the bind that took it last. */
static bool
take_names(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs, const struct mw_tls_match *m,
    struct mw_gw_sni *sni)
{
	for (size_t i = 0; i < m->sni_hosts.n; i++) {
		const char *name = mw_str_or_empty(m->sni_hosts.v[i].s);
		const struct mw_gw_server *old = mw_map_get(sni->taken,
		    sni_key(b, s, name));

		if (old == NULL || strcmp(old->bind, s->bind) != 0)
			continue;
		mw_build_omit(b, MW_OMIT_SNI_TAKEN, vs->object, m->node, NULL,
		    "a match of %s is left out: server name '%s' is taken on "
		    "port %lu", mw_object_title(b->arena, vs->object), name,
		    (unsigned long)s->listen);
		return false;
	}
	for (size_t i = 0; i < m->sni_hosts.n; i++)
		mw_map_put(sni->taken, sni_key(b, s,
		    mw_str_or_empty(m->sni_hosts.v[i].s)), mw_map_borrow(s));
	return true;
}

static void
tls_match_chain(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs, const struct mw_tls_route *r,
    const struct mw_tls_match *m, struct mw_gw_chains *out)
{
	const char **names = MW_NEW_ARRAY(b->arena, const char *,
	    m->sni_hosts.n);
	struct mw_filter_chain c = { .origin = mw_origin_of(vs->object,
	    m->node) };

	for (size_t i = 0; i < m->sni_hosts.n; i++)
		names[i] = mw_str_or_empty(m->sni_hosts.v[i].s);
	c.match = mw_gw_match(b, names, m->sni_hosts.n);
	c.tcp = tcp_proxy(b, s, vs, &r->route, r->node);
	mw_vec_push(b->arena, out, c);
}

static void
tls_chains(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs, struct mw_gw_sni *sni, struct mw_gw_chains *out)
{
	const struct mw_tls_route_list *tls = &vs->spec->tls;

	for (size_t i = 0; i < tls->n; i++) {
		const struct mw_tls_route *r = &tls->v[i];

		for (size_t j = 0; r->route.n > 0 && j < r->match.n; j++) {
			const struct mw_tls_match *m = &r->match.v[j];

			if (!fits(b, s, vs, &m->port, &m->gateways))
				continue;
			mw_gw_mark(b, vs, MW_GW_USED);
			if (take_names(b, s, vs, m, sni))
				tls_match_chain(b, s, vs, r, m, out);
		}
	}
}

static void
passthrough_chains(struct mw_builder *b, const struct mw_gw_server *s,
    struct mw_gw_sni *sni, struct mw_gw_chains *out)
{
	const struct mw_vs *const *list;
	size_t n, before = out->n;

	list = mw_scope_virtual_services(b, s->gateway, b->workload->ns, &n);
	for (size_t i = 0; i < n; i++) {
		if (!mw_gw_hosts_overlap(s, list[i]))
			continue;
		mw_gw_mark(b, list[i], MW_GW_HOST_FITS);
		tls_chains(b, s, list[i], sni, out);
	}
	if (out->n == before)
		omit_server(b, s);
}

/* ---- AUTO_PASSTHROUGH (R62e) ---------------------------------------- */

static void
sni_dnat_chain(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_service *service, const struct mw_service_port_info *port,
    const char *subset, struct mw_gw_chains *out)
{
	const char *name = mw_cluster_text(b->arena, "_.", port->number,
	    subset, service->hostname);
	const char **names = MW_NEW(b->arena, const char *);
	struct mw_weighted_cluster *to = MW_NEW(b->arena,
	    struct mw_weighted_cluster);
	struct mw_tcp_proxy *t = MW_NEW(b->arena, struct mw_tcp_proxy);
	struct mw_filter_chain c = { .origin = mw_origin_of(s->object,
	    s->spec->node), .tcp = t };

	names[0] = name;
	to->name = name;
	to->weight = 1;
	to->origin = mw_origin_of(service->object, service->node);
	t->clusters = to;
	t->n_clusters = t->total_weight = 1;
	t->origin = to->origin;
	c.match = mw_gw_match(b, names, 1);
	c.match.alpn = alpn_mesh_all;
	c.match.n_alpn = MW_LEN(alpn_mesh_all);
	mw_vec_push(b->arena, out, c);
}

static bool
covers(const struct mw_gw_server *s, const char *host)
{
	for (size_t i = 0; i < s->n_sni; i++) {
		if (mw_host_covers(s->sni[i], host))
			return true;
	}
	return false;
}

static void
auto_chains(struct mw_builder *b, const struct mw_gw_server *s,
    struct mw_gw_chains *out)
{
	for (size_t i = 0; i < b->scope->n_services; i++) {
		const struct mw_service *service = b->scope->services[i];
		const struct mw_dr *dr;

		if (service->external ||
		    service->resolution == MW_RESOLVE_ALIAS ||
		    !covers(s, service->hostname))
			continue;
		dr = mw_build_dr(b, service);
		for (size_t j = 0; j < service->n_ports; j++) {
			const struct mw_service_port_info *p =
			    &service->ports[j];

			if (p->protocol == MW_PROTO_UDP)
				continue;
			sni_dnat_chain(b, s, service, p, "", out);
			for (size_t k = 0; dr != NULL && k < dr->n_subsets;
			    k++)
				sni_dnat_chain(b, s, service, p,
				    mw_str_or_empty(
				    dr->subsets[k].subset->name.s), out);
		}
	}
}

void
mw_gw_tcp_chains(struct mw_builder *b, const struct mw_gw_server *s,
    struct mw_gw_sni *sni, struct mw_gw_chains *out)
{
	if (s->spec->tls == NULL || mw_gw_terminates(s))
		tcp_chain(b, s, out);
	else if (s->spec->tls->mode.v == TLS_AUTO_PASSTHROUGH)
		auto_chains(b, s, out);
	else
		passthrough_chains(b, s, sni, out);
}
