/*
 * gateway.c - listeners of a gateway (R33-R62g).
 *
 * Ports of one address and number are one listener; their filter chains stand
 * one after the other.  A listener without chains is not made, and one whose
 * chains match the same thing twice is refused by Envoy.
 */
#include "istiod/gateway.h"

#include "base/str.h"
#include "istiod/policy.h"
#include "istiod/proxy-headers.h"

#include <string.h>

/* A listener on its way. */
struct draft {
	const char *name, *address;
	uint32_t port;
	struct mw_gw_chains chains;
	struct mw_origin origin;
};

struct drafts {
	struct mw_builder *b;
	struct mw_map *by_name;
	struct mw_map *routes;		/* names asked for already */
	struct mw_gw_sni sni;
};

static const struct mw_mesh_config_default_config *
default_config(const struct mw_builder *b)
{
	return b->mesh->settings.config->default_config;
}

/* gatewayTopology.forwardClientCertDetails */
static void
set_xfcc(const struct mw_builder *b, struct mw_http_manager *m)
{
	const struct mw_mesh_config_default_config *d = default_config(b);

	m->xfcc = MW_XFCC_SANITIZE_SET;
	if (d != NULL && d->gateway_topology != NULL)
		mw_proxy_headers_xfcc(m,
		    d->gateway_topology->forward_client_cert_details.v);
}

static const struct mw_http_manager *
manager(struct drafts *d, const char *route, uint32_t port)
{
	struct mw_builder *b = d->b;
	struct mw_http_manager *m = MW_NEW(b->arena, struct mw_http_manager);
	const struct mw_gw_route *r;

	m->route_config = route;
	m->codec = MW_CODEC_AUTO;
	m->use_remote_address = true;
	m->xff_trusted_hops = b->mesh->settings.trusted_proxies;
	m->normalization = b->mesh->settings.normalization;
	m->fault_cors = true;
	set_xfcc(b, m);
	m->server_name = mw_proxy_headers_server(b, "istio-envoy");
	mw_policy_http(b, m, true);
	mw_policy_opaque(b, MW_CLASS_GATEWAY, port, true, &m->opaque,
	    &m->n_opaque);
	if (mw_map_put(d->routes, route, d) == NULL) {
		r = mw_map_get(mw_gateway_merged(b)->routes, route);
		if (r != NULL)
			mw_gw_routes(b, r);
	}
	return m;
}

static void
http_chain(struct drafts *d, const struct mw_gw_port *p,
    struct mw_gw_chains *out)
{
	const struct mw_gw_server *s = p->servers.v[0];
	struct mw_filter_chain c = { .origin = mw_origin_of(s->object,
	    s->spec->node) };

	c.http = manager(d, p->route, p->number);
	mw_vec_push(d->b->arena, out, c);
}

static void
https_chain(struct drafts *d, const struct mw_gw_server *s,
    struct mw_gw_chains *out)
{
	struct mw_filter_chain c = { .origin = mw_origin_of(s->object,
	    s->spec->node) };

	c.http = manager(d, s->route, s->listen);
	c.tls = mw_gw_tls(d->b, s);
	c.match = mw_gw_match(d->b, s->sni, s->n_sni);
	mw_vec_push(d->b->arena, out, c);
}

static struct draft *
draft_of(struct drafts *d, const struct mw_gw_port *p)
{
	const char *address = p->bind[0] != '\0' ? p->bind : "0.0.0.0";
	const char *name = mw_arena_printf(d->b->arena, "%s_%lu", address,
	    (unsigned long)p->number);
	const struct mw_gw_server *s = p->servers.v[0];
	struct draft *l = mw_map_get(d->by_name, name);

	if (l != NULL)
		return l;
	l = MW_NEW(d->b->arena, struct draft);
	l->name = name;
	l->address = address;
	l->port = p->number;
	l->origin = mw_origin_of(s->object, s->spec->node);
	mw_map_put(d->by_name, name, l);
	return l;
}

static void
add_port(struct drafts *d, const struct mw_gw_port *p)
{
	struct draft *l = draft_of(d, p);

	if (mw_protocol_is_http(mw_protocol_parse(p->protocol))) {
		http_chain(d, p, &l->chains);
		return;
	}
	for (size_t i = 0; i < p->servers.n; i++) {
		const struct mw_gw_server *s = p->servers.v[i];

		if (mw_gw_is_https(s))
			https_chain(d, s, &l->chains);
		else
			mw_gw_tcp_chains(d->b, s, &d->sni, &l->chains);
	}
}

/* ---- what Envoy refuses (R48, R62b) --------------------------------- */

/* "*.x" is the only wildcard that a server name may be. */
static bool
bad_name(const char *name)
{
	return strchr(name, '*') != NULL && !mw_str_has_prefix(name, "*.");
}

/* True when this combination was seen before. */
static bool
seen(struct mw_builder *b, struct mw_map *map, const char *name,
    const char *alpn)
{
	return mw_map_put(map, mw_arena_printf(b->arena, "%s %s", name, alpn),
	    map) != NULL;
}

static bool
seen_chain(struct mw_builder *b, struct mw_map *map,
    const struct mw_chain_match *m)
{
	bool found = false;

	for (size_t i = 0; i == 0 || i < m->n_server_names; i++) {
		const char *name = m->n_server_names > 0 ?
		    m->server_names[i] : "";

		for (size_t j = 0; j == 0 || j < m->n_alpn; j++) {
			if (seen(b, map, name, m->n_alpn > 0 ? m->alpn[j] :
			    ""))
				found = true;
		}
	}
	return found;
}

static const char *
nack(struct mw_builder *b, const struct draft *l)
{
	struct mw_map *map = mw_map_new(b->arena);

	for (size_t i = 0; i < l->chains.n; i++) {
		const struct mw_chain_match *m = &l->chains.v[i].match;

		for (size_t j = 0; j < m->n_server_names; j++) {
			if (bad_name(m->server_names[j]))
				return "a server name has a wildcard in its "
				    "middle";
		}
		if (seen_chain(b, map, m))
			return m->n_server_names > 0 ?
			    "two filter chains match the same server name" :
			    "two filter chains match every connection";
	}
	return NULL;
}

static void
finish(struct mw_builder *b, const struct draft *l)
{
	struct mw_listener out = {
		.name = l->name,
		.direction = MW_GATEWAY,
		.address = l->address,
		.port = l->port,
		.bound = true,
		.chains = l->chains.v,
		.n_chains = l->chains.n,
		.nack = nack(b, l),
		.origin = l->origin,
	};

	for (size_t i = 0; i < l->chains.n; i++) {
		const struct mw_filter_chain *c = &l->chains.v[i];

		if (c->match.n_server_names > 0 || c->tls.n_alpn > 0)
			out.tls_inspector = true;
	}
	if (out.nack != NULL)
		mw_build_omit(b, MW_OMIT_NACK, l->origin.object,
		    l->origin.node, NULL, "Envoy refuses listener %s: %s",
		    l->name, out.nack);
	mw_vec_push(b->arena, &b->listeners, out);
}

/* R42 */
static bool
unprivileged(const struct mw_workload *w)
{
	const struct mw_pod_spec *pod = w->pod;

	for (size_t i = 0; pod != NULL && i < pod->containers.n; i++) {
		const struct mw_container *c = &pod->containers.v[i];

		for (size_t j = 0; j < c->env.n; j++) {
			if (mw_str_eq(c->env.v[j].name.s,
			    "ISTIO_META_UNPRIVILEGED_POD"))
				return mw_str_eq(c->env.v[j].value.s, "true");
		}
	}
	return false;
}

void
mw_build_gateway(struct mw_builder *b)
{
	const struct mw_gw *gw = mw_gateway_merged(b);
	bool low = !unprivileged(b->workload);
	struct drafts d = { .b = b };

	d.by_name = mw_map_new(b->arena);
	d.routes = mw_map_new(b->arena);
	d.sni.taken = mw_map_new(b->arena);
	for (size_t i = 0; i < gw->ports.n; i++) {
		const struct mw_gw_port *p = gw->ports.v[i];

		if (p->number >= 1024 || low) {
			add_port(&d, p);
			continue;
		}
		mw_build_omit(b, MW_OMIT_PORT_MISMATCH,
		    p->servers.v[0]->object, p->servers.v[0]->spec->node,
		    NULL, "port %lu is not listened on: the pod declares "
		    "itself unprivileged", (unsigned long)p->number);
	}
	for (size_t i = 0; i < mw_map_count(d.by_name); i++) {
		const struct draft *l = mw_map_value(d.by_name, i);

		if (l->chains.n > 0)
			finish(b, l);
	}
	mw_gw_omissions(b);
}
