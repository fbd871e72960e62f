/*
 * outbound-tcp.c - chains of a port that is not HTTP (R144a-R144g).
 *
 * Rules of a VirtualService are tested against the proxy and the port now;
 * what is left for Envoy is the address and the server name.  A TCP rule
 * without subnets ends the search; TLS rules all come in, and when there is
 * one, the service's own chain goes.
 */
#include "istiod/outbound.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct names {
	const char *const *v;
	size_t n;
};

/* The state of one service port. */
struct work {
	struct mw_out *o;
	const struct mw_out_request *rq;
	struct mw_route_context rc;
	struct names cidrs;
	struct mw_out_chains *out;
	const struct mw_vs *vs;
};

static struct names
names_of(struct mw_arena *a, const struct mw_strings *in)
{
	const char **v = MW_NEW_ARRAY(a, const char *, in->n);

	for (size_t i = 0; i < in->n; i++)
		v[i] = mw_str_or_empty(in->v[i].s);
	return (struct names){ v, in->n };
}

static const struct mw_service *
find_service(void *ctx, const char *host)
{
	return mw_scope_service(ctx, host);
}

/* ---- what is decided now: all four, unlike HTTP (R144c) */

static bool
names_mesh(const struct mw_strings *list)
{
	for (size_t i = 0; i < list->n; i++) {
		if (mw_str_eq(list->v[i].s, "mesh"))
			return true;
	}
	return list->n == 0;
}

/* NULL when it fits, else why not. */
static const char *
misfit(struct work *w, const struct mw_strings *gateways,
    const struct mw_string_map *labels, int64_t port, const char *ns,
    enum mw_omission_reason *reason)
{
	const struct mw_workload *me = w->o->b->workload;
	struct mw_arena *a = w->o->b->arena;

	*reason = MW_OMIT_MATCH_GATEWAYS;
	if (!names_mesh(gateways))
		return "its gateways do not name mesh";
	*reason = MW_OMIT_PORT_MISMATCH;
	if (port != 0 && port != w->rq->port)
		return mw_arena_printf(a, "it asks for port %lld",
		    (long long)port);
	*reason = MW_OMIT_SOURCE_MISMATCH;
	if (!mw_labels_match(labels, me->labels))
		return mw_arena_printf(a, "its sourceLabels are not those of "
		    "%s/%s", me->ns, me->name);
	if (!mw_str_empty(ns) && strcmp(ns, me->ns) != 0)
		return mw_arena_printf(a, "it asks for clients of namespace "
		    "%s", ns);
	return NULL;
}

static void
omit(struct work *w, const struct mw_node *node, const char *kind, size_t rule,
    size_t match, enum mw_omission_reason reason, const char *why)
{
	mw_build_omit(w->o->b, reason, w->vs->object, node, NULL,
	    "match %zu of %s rule %zu of %s is left out for port %lld of %s: "
	    "%s", match + 1, kind, rule + 1, mw_object_title(w->o->b->arena,
	    w->vs->object), (long long)w->rq->port, w->rq->service->hostname,
	    why);
}

/* ---- chains */

static const struct mw_tcp_proxy *
proxy_of(struct work *w, const struct mw_route_destination_list *l,
    struct mw_origin origin)
{
	struct mw_builder *b = w->o->b;
	struct mw_tcp_proxy *p = MW_NEW(b->arena, struct mw_tcp_proxy);
	struct mw_weighted_cluster *c = MW_NEW_ARRAY(b->arena,
	    struct mw_weighted_cluster, l->n);

	p->origin = origin;
	p->clusters = c;
	p->weighted = l->n > 1;
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_route_destination *d = &l->v[i];

		if (p->weighted && d->weight.v <= 0) {
			mw_build_omit(b, MW_OMIT_WEIGHT_ZERO, origin.object,
			    d->node, NULL, "a destination gets nothing: its "
			    "weight is 0 beside others");
			continue;
		}
		c[p->n_clusters].name = mw_destination_cluster(b,
		    d->destination, w->vs->object->ns, &w->rc);
		c[p->n_clusters].weight = p->weighted ?
		    (uint64_t)d->weight.v : 1;
		c[p->n_clusters].origin = mw_origin_of(origin.object, d->node);
		p->total_weight += c[p->n_clusters].weight;
		p->n_clusters++;
	}
	mw_build_outbound_tcp_filters(b, p, w->rq->port);
	return p;
}

static void
push(struct work *w, const struct mw_tcp_proxy *proxy, struct names sni,
    struct names cidrs)
{
	struct mw_out_chain c = {
		.sni = sni.v,
		.n_sni = sni.n,
		.cidrs = cidrs.v,
		.n_cidrs = cidrs.n,
		.tcp = proxy,
		.origin = proxy->origin,
	};

	mw_vec_push(w->o->b->arena, w->out, c);
}

/* The service's own cluster; with a port of the Sidecar's own the port of the
 * service counts when it has only one. */
static const struct mw_tcp_proxy *
default_proxy(struct work *w)
{
	const struct mw_service *s = w->rq->service;
	struct mw_arena *a = w->o->b->arena;
	struct mw_weighted_cluster *c = MW_NEW(a, struct mw_weighted_cluster);
	struct mw_tcp_proxy *p = MW_NEW(a, struct mw_tcp_proxy);
	int64_t port = s->n_ports == 1 ? s->ports[0].number : w->rq->port;

	p->origin = mw_origin_of(s->object, w->rq->node != NULL ?
	    w->rq->node : s->node);
	p->origin.note = "default of the service: no rule of a "
	    "VirtualService applies";
	c->name = mw_cluster_name(a, "outbound", port, "", s->hostname);
	c->weight = 1;
	c->origin = p->origin;
	p->clusters = c;
	p->n_clusters = 1;
	p->total_weight = 1;
	mw_build_outbound_tcp_filters(w->o->b, p, w->rq->port);
	return p;
}

/* ---- TCP (R144c) */

/* One tcp entry; true when it ends the search. */
static bool
add_tcp(struct work *w, const struct mw_tcp_route *tcp)
{
	const struct mw_origin origin = mw_origin_of(w->vs->object, tcp->node);
	struct mw_arena *a = w->o->b->arena;
	MW_VEC(const char *) subnets = { 0 };

	if (tcp->match.n == 0) {
		push(w, proxy_of(w, &tcp->route, origin), (struct names){ 0 },
		    w->cidrs);
		return true;
	}
	for (size_t i = 0; i < tcp->match.n; i++) {
		const struct mw_l4_match *m = &tcp->match.v[i];
		enum mw_omission_reason reason;
		const char *why = misfit(w, &m->gateways, &m->source_labels,
		    m->port.v, m->source_namespace.s, &reason);

		if (why != NULL) {
			omit(w, m->node, "tcp", (size_t)(tcp -
			    w->vs->spec->tcp.v), i, reason, why);
			continue;
		}
		if (m->destination_subnets.n == 0 || w->rq->port == 0) {
			push(w, proxy_of(w, &tcp->route, origin),
			    (struct names){ 0 }, w->cidrs);
			return true;
		}
		for (size_t j = 0; j < m->destination_subnets.n; j++)
			mw_vec_push(a, &subnets, mw_str_or_empty(
			    m->destination_subnets.v[j].s));
	}
	if (subnets.n == 0)
		return false;
	push(w, proxy_of(w, &tcp->route, origin), (struct names){ 0 },
	    (struct names){ subnets.v, subnets.n });
	/* the service's own chain would match the same addresses */
	return w->cidrs.n == 1 && subnets.n == 1 &&
	    strcmp(w->cidrs.v[0], subnets.v[0]) == 0;
}

static void
omit_rest(struct work *w, const struct mw_positions *p, size_t at,
    size_t entry)
{
	const struct mw_egress *e = w->rq->egress->egress;
	const struct mw_object *winner = w->vs->object;

	for (; at < p->n; at++, entry = 0) {
		const struct mw_vs *vs = e->virtual_services[p->v[at]];

		for (; entry < vs->spec->tcp.n; entry++)
			mw_build_omit(w->o->b, MW_OMIT_AFTER_CATCH_ALL,
			    vs->object, vs->spec->tcp.v[entry].node, winner,
			    "tcp rule %zu of %s is never reached on port %lld "
			    "of %s: a rule of %s/%s takes every connection",
			    entry + 1, mw_object_title(w->o->b->arena,
			    vs->object), (long long)w->rq->port, w->rq->service->hostname,
			    winner->ns, winner->name);
	}
}

static void
tcp_chains(struct work *w, const struct mw_positions *p)
{
	const struct mw_egress *e = w->rq->egress->egress;
	bool stop = false, own = true;

	for (size_t i = 0; i < p->n && !stop; i++) {
		w->vs = e->virtual_services[p->v[i]];
		for (size_t j = 0; j < w->vs->spec->tcp.n && !stop; j++) {
			const struct mw_tcp_route *tcp =
			    &w->vs->spec->tcp.v[j];

			if (tcp->route.n == 0)
				continue;
			w->rq->egress->used[p->v[i]] = true;
			stop = add_tcp(w, tcp);
			if (stop) {
				own = false;
				omit_rest(w, p, i, j + 1);
			}
		}
	}
	if (own)
		push(w, default_proxy(w), (struct names){ 0 }, w->cidrs);
}

/* ---- TLS (R144e, R144f) */

static const char *
match_key(struct mw_arena *a, const struct mw_tls_match *m)
{
	struct mw_buf key = { 0 };
	const char *s;

	for (size_t i = 0; i < m->sni_hosts.n; i++)
		mw_buf_printf(&key, "%s%s", i > 0 ? "," : "",
		    mw_str_or_empty(m->sni_hosts.v[i].s));
	mw_buf_addc(&key, '|');
	for (size_t i = 0; i < m->destination_subnets.n; i++)
		mw_buf_printf(&key, "%s%s", i > 0 ? "," : "",
		    mw_str_or_empty(m->destination_subnets.v[i].s));
	s = mw_arena_strdup(a, mw_buf_text(&key));
	mw_buf_release(&key);
	return s;
}

static void
add_tls(struct work *w, const struct mw_tls_route *tls, struct mw_map *seen)
{
	const struct mw_origin origin = mw_origin_of(w->vs->object, tls->node);
	struct mw_arena *a = w->o->b->arena;

	for (size_t i = 0; i < tls->match.n; i++) {
		const struct mw_tls_match *m = &tls->match.v[i];
		enum mw_omission_reason reason;
		const struct mw_vs *first;
		const char *why = misfit(w, &m->gateways, &m->source_labels,
		    m->port.v, m->source_namespace.s, &reason), *key;

		if (why != NULL) {
			omit(w, m->node, "tls", (size_t)(tls -
			    w->vs->spec->tls.v), i, reason, why);
			continue;
		}
		/* R144f: these stay for what follows */
		if (m->destination_subnets.n > 0 && w->rq->port > 0)
			w->cidrs = names_of(a, &m->destination_subnets);
		key = match_key(a, m);
		first = mw_map_get(seen, key);
		if (first != NULL) {
			mw_build_omit(w->o->b, MW_OMIT_SNI_TAKEN,
			    w->vs->object, m->node, first->object,
			    "match %zu of tls rule %zu of %s has the server "
			    "names of an earlier one of %s/%s", i + 1,
			    (size_t)(tls - w->vs->spec->tls.v) + 1,
			    mw_object_title(a, w->vs->object),
			    first->object->ns, first->object->name);
			continue;
		}
		mw_map_put(seen, key, mw_map_borrow(w->vs));
		push(w, proxy_of(w, &tls->route, origin),
		    names_of(a, &m->sni_hosts), w->cidrs);
	}
}

/* Server names of a chain that the address alone does not single out. */
static struct names
default_sni(struct work *w)
{
	const struct mw_service *s = w->rq->service;
	MW_VEC(const char *) v = { 0 };
	struct mw_arena *a = w->o->b->arena;
	const char *address = mw_str_or_empty(s->address);

	if (strchr(address, '/') != NULL)
		address = "";
	if (w->cidrs.n == 0 && address[0] != '\0' &&
	    !(strcmp(address, MW_WILDCARD_ADDRESS) == 0 &&
	    mw_str_eq(w->rq->bind, MW_WILDCARD_ADDRESS)) &&
	    !(s->hostname[0] == '*' &&
	    s->resolution == MW_RESOLVE_DYNAMIC_DNS))
		return (struct names){ 0 };
	mw_vec_push(a, &v, s->hostname);
	for (size_t i = 0; i < s->n_aliases; i++) {
		struct mw_service one = *s->aliases[i];
		struct mw_out_domains d;

		one.n_aliases = one.n_addresses = 0;
		one.kubernetes = false;
		d = mw_out_service_domains(w->o->b, &one, 0);
		for (size_t j = 0; j < d.n; j++)
			mw_vec_push(a, &v, d.v[j]);
	}
	return (struct names){ v.v, v.n };
}

static void
tls_chains(struct work *w, const struct mw_positions *p)
{
	const struct mw_egress *e = w->rq->egress->egress;
	struct mw_map *seen = mw_map_new(w->o->b->arena);

	for (size_t i = 0; i < p->n; i++) {
		w->vs = e->virtual_services[p->v[i]];
		for (size_t j = 0; j < w->vs->spec->tls.n; j++) {
			size_t before = w->out->n;

			if (w->vs->spec->tls.v[j].route.n == 0)
				continue;
			add_tls(w, &w->vs->spec->tls.v[j], seen);
			if (w->out->n > before)
				w->rq->egress->used[p->v[i]] = true;
		}
	}
	if (w->out->n == 0)
		push(w, default_proxy(w), default_sni(w), w->cidrs);
}

/* ---- both */

/* Hosts with capitals are not those without, unlike in HTTP. */
static struct mw_positions
in_this_case(const struct mw_out_request *rq, struct mw_positions p)
{
	size_t n = 0;

	for (size_t i = 0; i < p.n; i++) {
		const struct mw_vs *vs =
		    rq->egress->egress->virtual_services[p.v[i]];

		for (size_t j = 0; j < vs->n_hosts; j++) {
			if (!mw_host_overlaps(vs->hosts[j],
			    rq->service->hostname))
				continue;
			p.v[n++] = p.v[i];
			break;
		}
	}
	p.n = n;
	return p;
}

void
mw_out_tcp_chains(struct mw_out *o, const struct mw_out_request *rq,
    struct mw_out_chains *out)
{
	struct mw_positions p = in_this_case(rq, mw_out_overlapping(o->b,
	    rq->egress, rq->service->hostname));
	struct work w = {
		.o = o,
		.rq = rq,
		.out = out,
		.cidrs = { rq->cidrs, rq->n_cidrs },
		.rc = {
			.port = rq->port,
			.gateway = "mesh",
			.find = find_service,
			.find_ctx = o->b,
		},
	};

	if (mw_protocol_is_tls(rq->protocol))
		tls_chains(&w, &p);
	else
		tcp_chains(&w, &p);
}

void
mw_out_omit_kinds(struct mw_out *o, const struct mw_out_request *rq)
{
	struct mw_positions p = mw_out_overlapping(o->b, rq->egress,
	    rq->service->hostname);
	bool http = mw_protocol_is_http(rq->protocol);
	bool tls = mw_protocol_is_tls(rq->protocol);

	if (rq->protocol == MW_PROTO_AUTO)
		return;
	for (size_t i = 0; i < p.n; i++) {
		const struct mw_vs *vs =
		    rq->egress->egress->virtual_services[p.v[i]];
		const struct mw_virtual_service *s = vs->spec;
		const struct {
			const struct mw_node *node;
			const char *name;
			bool wrong;
		} kinds[] = {
			{ s->http.node, "http", s->http.n > 0 && !http },
			{ s->tls.node, "tls", s->tls.n > 0 && !tls },
			{ s->tcp.node, "tcp",
			    s->tcp.n > 0 && (http || tls) },
		};

		for (size_t j = 0; j < MW_LEN(kinds); j++) {
			if (kinds[j].wrong)
				mw_build_omit(o->b, MW_OMIT_PROTOCOL_MISMATCH,
				    vs->object, kinds[j].node,
				    rq->service->object, "%s rules of %s are "
				    "not used on port %lld of %s: its "
				    "protocol is %s", kinds[j].name,
				    mw_object_title(o->b->arena, vs->object),
				    (long long)rq->port,
				    rq->service->hostname,
				    mw_protocol_name(rq->protocol));
		}
	}
}
