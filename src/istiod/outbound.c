/*
 * outbound.c - what a sidecar does with what its application dials (R128-R144h).
 *
 * Egress listeners of the scope are taken in order.  One with a port of its
 * own comes first and locks that port; the last one has a listener for every
 * port of every service.  Then the route configurations follow that these
 * listeners ask for.
 */
#include "istiod/outbound.h"

#include "base/str.h"
#include "istiod/proxy-headers.h"
#include "mesh/gwapi.h"

#include <string.h>

enum {
	OUTBOUND_PORT = 15001,		/* proxyListenPort */
	INBOUND_PORT = 15006,		/* proxyInboundListenPort */
	CAPTURE_NONE = 2		/* of captureMode */
};

static int64_t
port_or(const struct mw_int *v, int64_t otherwise)
{
	return v->node != NULL ? v->v : otherwise;
}

/* ---- traffic that nobody knows (R132) */

static const struct mw_tcp_proxy *
proxy_to(struct mw_out *o, const char *cluster, struct mw_origin origin)
{
	struct mw_arena *a = o->b->arena;
	struct mw_weighted_cluster *c = MW_NEW(a, struct mw_weighted_cluster);
	struct mw_tcp_proxy *p = MW_NEW(a, struct mw_tcp_proxy);

	c->name = cluster;
	c->weight = 1;
	c->origin = origin;
	p->clusters = c;
	p->n_clusters = 1;
	p->total_weight = 1;
	p->origin = origin;
	mw_build_outbound_tcp_filters(o->b, p, 0);
	return p;
}

static void
init(struct mw_out *o, struct mw_builder *b)
{
	const struct mw_mesh_config *config = b->mesh->settings.config;
	const struct mw_scope *s = b->scope;
	struct mw_filter_chain *c = MW_NEW(b->arena, struct mw_filter_chain);
	struct mw_out_egress *e = MW_NEW_ARRAY(b->arena, struct mw_out_egress,
	    s->n_egress);

	o->b = b;
	o->entries = mw_map_new(b->arena);
	o->managers = mw_map_new(b->arena);
	o->listen_port = port_or(&config->proxy_listen_port, OUTBOUND_PORT);
	o->inbound_port = port_or(&config->proxy_inbound_listen_port,
	    INBOUND_PORT);
	o->unknown_cluster = "BlackHoleCluster";
	if (s->outbound != MW_OUTBOUND_REGISTRY_ONLY)
		o->unknown_cluster = s->egress_proxy_cluster != NULL ?
		    s->egress_proxy_cluster : "PassthroughCluster";
	c->name = "PassthroughFilterChain";
	c->origin = s->outbound_origin;
	c->tcp = proxy_to(o, o->unknown_cluster, c->origin);
	o->passthrough = c;
	for (size_t i = 0; i < s->n_egress; i++)
		e[i] = mw_out_egress_new(b, &s->egress[i]);
	o->egress = e;
	o->n_egress = s->n_egress;
}

void
mw_out_virtual_listener(struct mw_out *o)
{
	static const char *const alpn[] = { "http/1.1", "h2c" };
	struct mw_arena *a = o->b->arena;
	struct mw_filter_chain *v = MW_NEW_ARRAY(a, struct mw_filter_chain, 3);
	struct mw_listener l = {
		.name = "virtualOutbound",
		.direction = MW_OUTBOUND,
		.address = MW_WILDCARD_ADDRESS,
		.port = (uint32_t)o->listen_port,
		.bound = true,
		.chains = v,
		.origin = mw_origin_default("every connection of the "
		    "application is redirected here"),
	};
	struct mw_http_manager *m;
	struct mw_route_config *rc;
	struct mw_virtual_host *vh;

	v[l.n_chains].name = "virtualOutbound-blackhole";
	v[l.n_chains].match.destination_port = (uint32_t)o->listen_port;
	v[l.n_chains].origin = mw_origin_default("what is sent to the proxy's "
	    "own port goes nowhere");
	v[l.n_chains].tcp = proxy_to(o, "BlackHoleCluster",
	    v[l.n_chains].origin);
	l.n_chains++;
	if (o->b->scope->outbound == MW_OUTBOUND_ALLOW_ANY_DYNAMIC_DNS) {
		m = MW_NEW(a, struct mw_http_manager);
		rc = MW_NEW(a, struct mw_route_config);
		vh = MW_NEW(a, struct mw_virtual_host);
		*vh = mw_out_catch_all(o);
		rc->name = "allow_any_dynamic_dns";
		rc->vhosts = vh;
		rc->n_vhosts = 1;
		rc->ignore_port = true;
		rc->index = mw_domain_index_new(a, vh, 1);
		m->route_config = rc->name;
		m->routes = rc;
		m->normalization = o->b->mesh->settings.normalization;
		m->server_name = mw_proxy_headers_server(o->b, "envoy");
		m->fault_cors = true;
		v[l.n_chains].name = "virtualOutbound-catchall-tcp-http";
		v[l.n_chains].match.alpn = alpn;
		v[l.n_chains].match.n_alpn = MW_LEN(alpn);
		v[l.n_chains].http = m;
		v[l.n_chains].origin = o->b->scope->outbound_origin;
		l.http_inspector = true;
		l.n_chains++;
	}
	v[l.n_chains] = *o->passthrough;
	v[l.n_chains++].name = "virtualOutbound-catchall-tcp";
	mw_vec_push(a, &o->b->listeners, l);
}

/* ---- egress listeners */

/* The proxy's own ports are not for services that share 0.0.0.0. */
static bool
reserved(const struct mw_out *o, const struct mw_out_request *rq)
{
	if (rq->port != o->listen_port && rq->port != o->inbound_port)
		return false;
	if (rq->bind != NULL)
		return strcmp(rq->bind, MW_WILDCARD_ADDRESS) == 0;
	return mw_protocol_is_http(rq->protocol);
}

static struct mw_out_request
request_for(struct mw_out_egress *e, const struct mw_service *s)
{
	const struct mw_egress_listener *w = e->egress->written;
	struct mw_out_request rq = { .egress = e, .service = s };

	if (w == NULL)
		return rq;
	rq.bound = w->capture_mode.v == CAPTURE_NONE ||
	    mw_str_has_prefix(mw_str_or_empty(w->bind.s), "unix://");
	if (!mw_str_empty(w->bind.s))
		rq.bind = w->bind.s;
	else if (rq.bound)
		rq.bind = "127.0.0.1";
	return rq;
}

/* R126: one port, whatever the services' own is. */
static void
add_port_listener(struct mw_out *o, struct mw_out_egress *e)
{
	const struct mw_egress *egress = e->egress;
	const struct mw_server_port *port = egress->written->port;

	for (size_t i = 0; i < egress->n_services; i++) {
		struct mw_out_request rq = request_for(e, egress->services[i]);

		rq.port = port->number.v;
		rq.protocol = mw_protocol_parse(
		    mw_str_or_empty(port->protocol.s));
		rq.node = port->node;
		if (reserved(o, &rq))
			return;
		mw_out_omit_kinds(o, &rq);
		mw_out_add(o, rq);
	}
}

static bool
is_address(const char *s)
{
	struct mw_cidr c;

	return strchr(s, '/') == NULL && mw_cidr_parse(s, &c);
}

/* R129: a headless service has a listener for each of its pods. */
static void
add_headless(struct mw_out *o, struct mw_out_request rq, size_t port_index)
{
	const struct mw_service *s = rq.service;
	const struct mw_workload *me = o->b->workload;
	size_t n = 0;

	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s->endpoints[i];

		if (e->port_index != port_index)
			continue;
		n++;
		if (!is_address(e->address) || (me->n_ips > 0 &&
		    strcmp(e->address, me->ips[0]) == 0))
			continue;
		rq.bind = e->address;
		mw_out_add(o, rq);
	}
	if (n == 0 && !s->kubernetes && s->selector == NULL)
		mw_out_add(o, rq);
	else if (n == 0)
		mw_build_omit(o->b, MW_OMIT_NO_ENDPOINTS, s->object, rq.node,
		    NULL, "port %lld of %s gets no listener: a headless "
		    "service has one for each of its endpoints",
		    (long long)rq.port, s->hostname);
}

static void
add_service(struct mw_out *o, struct mw_out_egress *e,
    const struct mw_service *s)
{
	for (size_t i = 0; i < s->n_ports; i++) {
		struct mw_out_request rq = request_for(e, s);

		rq.port = s->ports[i].number;
		rq.protocol = s->ports[i].protocol;
		rq.node = s->ports[i].node;
		if (reserved(o, &rq))
			continue;
		mw_out_omit_kinds(o, &rq);
		if (rq.bind == NULL &&
		    s->resolution == MW_RESOLVE_PASSTHROUGH &&
		    mw_str_eq(s->address, MW_WILDCARD_ADDRESS) &&
		    (mw_protocol_is_tcp(rq.protocol) ||
		    rq.protocol == MW_PROTO_AUTO))
			add_headless(o, rq, i);
		else
			mw_out_add(o, rq);
	}
}

static void
lock_all(struct mw_out *o)
{
	for (size_t i = 0; i < mw_map_count(o->entries); i++) {
		struct mw_out_entry *e = mw_map_value(o->entries, i);

		e->locked = true;
	}
}

/* G115: a route for a Service of another namespace is for the clients of its
 * own only. */
static bool
is_of_others(const struct mw_out *o, const struct mw_vs *vs)
{
	const struct mw_gwapi_route *r = mw_gwapi_route_of(o->b->mesh,
	    vs->object);

	if (!vs->gateway_api || r == NULL || strcmp(vs->object->ns,
	    o->b->workload->ns) == 0)
		return false;
	for (size_t i = 0; i < r->n_parents; i++) {
		if (r->parents[i].mesh && r->parents[i].to != NULL &&
		    strcmp(r->parents[i].to->ns, vs->object->ns) == 0)
			return false;
	}
	return true;
}

/* VirtualServices that found nothing to do on any port. */
static void
omit_unused(struct mw_out *o, const struct mw_out_egress *e)
{
	for (size_t i = 0; i < e->egress->n_virtual_services; i++) {
		const struct mw_vs *vs = e->egress->virtual_services[i];

		if (e->used[i] || e->filtered[i])
			continue;
		if (is_of_others(o, vs))
			mw_build_omit(o->b, MW_OMIT_OTHER_NAMESPACE,
			    vs->object, vs->spec->hosts.node, NULL, "%s is "
			    "not used: it is for clients of namespace %s, as "
			    "its parent is of another one",
			    mw_object_title(o->b->arena, vs->object),
			    vs->object->ns);
		else
			mw_build_omit(o->b, MW_OMIT_NO_SERVICE, vs->object,
			    vs->spec->hosts.node, NULL, "%s is not used: no "
			    "service in scope has a host of it on a port for "
			    "its rules", mw_object_title(o->b->arena,
			    vs->object));
	}
}

struct mw_outbound {
	struct mw_out o;
	struct mw_out_tables tables;
	enum { EGRESS, TABLES, DONE } phase;
	size_t at;			/* egress listener, or table */
	size_t service;			/* of the listener */
};

struct mw_outbound *
mw_build_outbound_begin(struct mw_builder *b)
{
	struct mw_outbound *x = MW_NEW(b->arena, struct mw_outbound);

	init(&x->o, b);
	return x;
}

/* Some of the services of egress listener AT. */
static void
listen(struct mw_outbound *x)
{
	struct mw_out_egress *e = &x->o.egress[x->at];
	const struct mw_egress_listener *w = e->egress->written;
	size_t n = e->egress->n_services, to = x->service + MW_BUILD_SOME;

	if (w != NULL && w->port != NULL) {
		add_port_listener(&x->o, e);
		x->at++;
		return;
	}
	if (x->service == 0)
		lock_all(&x->o);
	for (; x->service < n && x->service < to; x->service++)
		add_service(&x->o, e, e->egress->services[x->service]);
	if (x->service < n)
		return;
	x->service = 0;
	x->at++;
}

static void
finish(struct mw_outbound *x)
{
	mw_out_finish(&x->o, &x->tables);
	mw_out_virtual_listener(&x->o);
	x->at = 0;
	x->phase = TABLES;
}

bool
mw_build_outbound_step(struct mw_outbound *x)
{
	switch (x->phase) {
	case EGRESS:
		if (x->at < x->o.n_egress)
			listen(x);
		else
			finish(x);
		break;
	case TABLES:
		if (x->at < x->tables.n) {
			if (!mw_out_build_table(&x->o, x->tables.v[x->at]))
				x->at++;
			break;
		}
		for (size_t i = 0; i < x->o.n_egress; i++)
			omit_unused(&x->o, &x->o.egress[i]);
		x->phase = DONE;
		break;
	case DONE:
		break;
	}
	return x->phase != DONE;
}
