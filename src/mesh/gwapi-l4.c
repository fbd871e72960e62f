/*
 * gwapi-l4.c - TLSRoutes and TCPRoutes (G57, G97, G106 to G108, G114).
 *
 * Each becomes a VirtualService for each listener and host; they are not
 * merged.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

struct l4 {
	struct mw_gwapi_maker *k;
	const struct mw_gwapi_route *route;
	const struct mw_strings *hostnames;	/* of a TLSRoute */
	const struct mw_k8s_tcp_route_rules_list *rules;
	/* by rule, for gateways and for the mesh */
	struct mw_route_destination_list *to[2];
	size_t count;
};

static int64_t
weight_of(const struct mw_k8s_tcp_route_backend_refs *b)
{
	return b->weight.node != NULL ? b->weight.v : 1;
}

/* G97: no weight at all leads to a cluster that does not exist. */
static void
nowhere(struct mw_gwapi_maker *k, const struct mw_k8s_tcp_route_rules *r,
    struct mw_route_destination_list *out)
{
	struct mw_route_destination *d = MW_NEW(k->arena,
	    struct mw_route_destination);
	struct mw_destination *to = MW_NEW(k->arena, struct mw_destination);
	struct mw_port_selector *port = MW_NEW(k->arena,
	    struct mw_port_selector);

	port->number.v = 65535;
	to->node = d->node = r->node;
	to->host.s = "internal.cluster.local";
	to->subset.s = "zero-weight";
	to->port = port;
	d->destination = to;
	out->node = r->node;
	out->v = d;
	out->n = 1;
}

static void
destinations(struct mw_gwapi_rules *c, const struct mw_k8s_tcp_route_rules *r,
    struct mw_route_destination_list *out)
{
	const struct mw_k8s_tcp_route_backend_refs_list *l = &r->backend_refs;
	struct mw_route_destination *v = MW_NEW_ARRAY(c->k->arena,
	    struct mw_route_destination, l->n);

	out->node = l->node;
	out->v = v;
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_k8s_tcp_route_backend_refs *b = &l->v[i];
		const struct mw_gwapi_backend backend = { b->node, b->group,
			b->kind, b->name, b->namespace, b->port };
		struct mw_route_destination *d = &v[out->n];
		bool fine;

		if (weight_of(b) <= 0)
			continue;
		d->node = b->node;
		d->destination = mw_gwapi_destination(c, &backend, &fine);
		d->weight.v = weight_of(b);
		d->weight.node = b->weight.node;
		out->n++;
	}
	if (out->n == 0)
		nowhere(c->k, r, out);
}

static void
convert(struct l4 *x, struct mw_gwapi_route *r, int side)
{
	struct mw_gwapi_rules c = { .k = x->k, .route = r, .side = side };

	x->to[side] = MW_NEW_ARRAY(x->k->arena,
	    struct mw_route_destination_list, x->rules->n);
	for (size_t i = 0; i < x->rules->n && mw_mesh_spend(x->k->l, 1); i++)
		destinations(&c, &x->rules->v[i], &x->to[side][i]);
	mw_gwapi_keep_faults(&c);
}

static void
add_vs(struct l4 *x, const char *gateway, const struct mw_string *host,
    const char *word, struct mw_virtual_service *spec)
{
	struct mw_gwapi_vs *vs = MW_NEW(x->k->arena, struct mw_gwapi_vs);

	vs->object = x->route->object;
	vs->name = mw_arena_printf(x->k->arena, "%s~%s~%zu" MW_GWAPI_SUFFIX,
	    vs->object->name, word, x->count++);
	vs->gateway = gateway;
	vs->spec = spec;
	spec->node = vs->object->root;
	spec->hosts.node = host->node != NULL ? host->node : spec->node;
	spec->hosts.v = host;
	spec->hosts.n = 1;
	mw_gwapi_add_vs(x->k, vs);
}

/* ---- TCPRoute ------------------------------------------------------- */

static void
add_tcp(struct l4 *x, const char *gateway, const struct mw_string *host,
    int side, const struct mw_int *port)
{
	struct mw_virtual_service *spec = MW_NEW(x->k->arena,
	    struct mw_virtual_service);
	struct mw_tcp_route *v = MW_NEW_ARRAY(x->k->arena,
	    struct mw_tcp_route, x->rules->n);
	struct mw_l4_match *m = MW_NEW(x->k->arena, struct mw_l4_match);

	for (size_t i = 0; i < x->rules->n; i++) {
		v[i].node = x->rules->v[i].node;
		v[i].route = x->to[side][i];
		if (port == NULL || port->node == NULL)
			continue;
		m->node = port->node;
		m->port = *port;
		v[i].match.v = m;
		v[i].match.n = 1;
	}
	spec->tcp.node = x->rules->node;
	spec->tcp.v = v;
	spec->tcp.n = x->rules->n;
	add_vs(x, gateway, host, "tcp", spec);
}

/* ---- TLSRoute ------------------------------------------------------- */

static const struct mw_string any_host = { .s = "*" };

/* The narrower of two names that overlap; NULL when they do not. */
static const char *
narrower(const char *a, const char *b)
{
	return mw_host_covers(b, a) ? a : mw_host_covers(a, b) ? b : NULL;
}

/* The names of the route that LISTENER ("": all) lets through. */
static struct mw_strings
names(struct l4 *x, const char *listener)
{
	const struct mw_strings *own = x->hostnames;
	size_t n = own->n > 0 ? own->n : 1;
	struct mw_string *v = MW_NEW_ARRAY(x->k->arena, struct mw_string, n);
	struct mw_strings out = { .node = own->node, .v = v };

	for (size_t i = 0; i < n; i++) {
		const struct mw_string *s = own->n > 0 ? &own->v[i] :
		    &any_host;
		const char *both = listener[0] == '\0' ?
		    mw_str_or_empty(s->s) : narrower(mw_str_or_empty(s->s),
		    listener);

		if (both == NULL)
			continue;
		v[out.n].s = both;
		v[out.n++].node = s->node;
	}
	return out;
}

static void
add_tls(struct l4 *x, const char *gateway, const struct mw_string *host,
    int side, const struct mw_strings *sni, const struct mw_int *port)
{
	struct mw_virtual_service *spec = MW_NEW(x->k->arena,
	    struct mw_virtual_service);
	struct mw_tls_route *v = MW_NEW_ARRAY(x->k->arena,
	    struct mw_tls_route, x->rules->n);
	struct mw_tls_match *m = MW_NEW(x->k->arena, struct mw_tls_match);

	m->node = sni->node != NULL ? sni->node : x->rules->node;
	m->sni_hosts = *sni;
	if (port != NULL && port->node != NULL)
		m->port = *port;
	for (size_t i = 0; i < x->rules->n; i++) {
		v[i].node = x->rules->v[i].node;
		v[i].match.v = m;
		v[i].match.n = 1;
		v[i].route = x->to[side][i];
	}
	spec->tls.node = x->rules->node;
	spec->tls.v = v;
	spec->tls.n = x->rules->n;
	add_vs(x, gateway, host, "tls", spec);
}

/* ---- parents -------------------------------------------------------- */

static void
to_listener(struct l4 *x, const struct mw_gwapi_listener *li)
{
	struct mw_strings *sni;

	if (x->hostnames == NULL) {
		add_tcp(x, li->internal, &any_host, MW_GWAPI_FOR_GATEWAY,
		    NULL);
		return;
	}
	sni = MW_NEW(x->k->arena, struct mw_strings);
	*sni = names(x, li->hostname);
	for (size_t i = 0; i < sni->n && mw_mesh_spend(x->k->l,
	    1 + x->rules->n); i++)
		add_tls(x, li->internal, &sni->v[i], MW_GWAPI_FOR_GATEWAY,
		    sni, NULL);
}

/* G114: without names of its own, those of the parent. */
static void
to_mesh(struct l4 *x, const struct mw_gwapi_parent *p)
{
	const struct mw_string *hosts;
	struct mw_strings sni = { 0 };
	size_t n;

	hosts = mw_gwapi_mesh_hosts(x->k, p, &n);
	if (x->hostnames != NULL && x->hostnames->n > 0) {
		sni = *x->hostnames;
	} else {
		sni.v = hosts;
		sni.n = n;
	}
	for (size_t i = 0; i < n && mw_mesh_spend(x->k->l,
	    1 + x->rules->n); i++) {
		if (x->hostnames == NULL)
			add_tcp(x, "mesh", &hosts[i], MW_GWAPI_FOR_MESH,
			    &p->ref->port);
		else
			add_tls(x, "mesh", &hosts[i], MW_GWAPI_FOR_MESH,
			    &sni, &p->ref->port);
	}
}

void
mw_gwapi_add_l4(struct mw_gwapi_maker *k, struct mw_gwapi_route *r)
{
	struct l4 x = { .k = k, .route = r };
	bool side[2] = { false, false };

	if (r->kind == MW_GWAPI_TLS) {
		x.hostnames = &MW_SPEC(r->object, k8s_tls_route)->hostnames;
		x.rules = &MW_SPEC(r->object, k8s_tls_route)->rules;
	} else {
		x.rules = &MW_SPEC(r->object, k8s_tcp_route)->rules;
	}
	for (size_t i = 0; i < r->n_parents; i++)
		side[r->parents[i].mesh] = true;
	for (int s = 0; s < 2; s++)
		if (side[s])
			convert(&x, r, s);
	for (size_t i = 0; i < r->n_parents; i++) {
		const struct mw_gwapi_parent *p = &r->parents[i];

		if (r->dropped[p->mesh] || p->accepted.reason != MW_GWAPI_OK)
			continue;
		for (size_t j = 0; j < p->n_attachments; j++)
			to_listener(&x, p->attachments[j].listener);
		if (p->mesh)
			to_mesh(&x, p);
	}
}
