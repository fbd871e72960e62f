/*
 * union.c - every service that the proxy gets clusters for.
 *
 * First what egress listeners import, then what their VirtualServices name as
 * destination (R123).  One service for each host name: a Kubernetes one wins
 * over others, the first over later ones, and equal ones unite their ports
 * (R125).
 */
#include "istiod/scope.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct slot {
	const struct mw_service *service;
	size_t at;
};

struct wanted {
	const char *host;
	int64_t port;
};

struct mw_scope_union {
	struct mw_builder *b;
	MW_VEC(struct wanted) wanted;	/* by one VirtualService */
	MW_VEC(const struct mw_service *) services;
	struct mw_map *by_host;		/* struct slot */
};

struct mw_scope_union *
mw_scope_union_new(struct mw_builder *b)
{
	struct mw_scope_union *u = MW_NEW(b->arena, struct mw_scope_union);

	u->b = b;
	u->by_host = mw_map_new(b->arena);
	return u;
}

const struct mw_service *const *
mw_scope_union_services(const struct mw_scope_union *u, size_t *n)
{
	*n = u->services.n;
	return u->services.v;
}

const struct mw_service *
mw_scope_union_find(const struct mw_scope_union *u, const char *host)
{
	const struct slot *s = mw_map_get(u->by_host, host);

	return s != NULL ? s->service : NULL;
}

static bool
same_ports(const struct mw_service *a, const struct mw_service *b)
{
	if (a->n_ports != b->n_ports)
		return false;
	for (size_t i = 0; i < a->n_ports; i++) {
		if (a->ports[i].number != b->ports[i].number ||
		    a->ports[i].protocol != b->ports[i].protocol ||
		    !mw_str_eq(a->ports[i].name, b->ports[i].name))
			return false;
	}
	return true;
}

static bool
same_map(const struct mw_string_map *a, const struct mw_string_map *b)
{
	static const struct mw_string_map none;

	a = a != NULL ? a : &none;
	b = b != NULL ? b : &none;
	return mw_labels_match(a, b) && mw_labels_match(b, a);
}

static bool
holds(const struct mw_strings *v, const char *s)
{
	for (size_t i = 0; i < v->n; i++) {
		if (mw_str_eq(v->v[i].s, s))
			return true;
	}
	return false;
}

/* exportTo as written: "*" is not the same as nothing. */
static bool
same_export_to(const struct mw_service *a, const struct mw_service *b)
{
	const struct mw_strings *x, *y;

	if (a->object->kind != MW_KIND_SERVICE_ENTRY ||
	    b->object->kind != MW_KIND_SERVICE_ENTRY)
		return a->public == b->public &&
		    a->n_visible_in == b->n_visible_in;
	x = &MW_SPEC(a->object, service_entry)->export_to;
	y = &MW_SPEC(b->object, service_entry)->export_to;
	for (size_t i = 0; i < x->n; i++) {
		if (!holds(y, x->v[i].s))
			return false;
	}
	for (size_t i = 0; i < y->n; i++) {
		if (!holds(x, y->v[i].s))
			return false;
	}
	return true;
}

static bool
can_unite(const struct mw_service *a, const struct mw_service *b)
{
	return strcmp(a->ns, b->ns) == 0 && a->resolution == b->resolution &&
	    a->kubernetes == b->kubernetes && a->object != NULL &&
	    b->object != NULL &&
	    same_map(&a->object->labels, &b->object->labels) &&
	    same_map(a->selector, b->selector) && same_export_to(a, b);
}

/* Appends the ports of S that A lacks, with their endpoints. */
static void
unite_ports(struct mw_arena *arena, struct mw_service *a,
    const struct mw_service *s)
{
	struct mw_service_port_info *p = MW_NEW_ARRAY(arena,
	    struct mw_service_port_info, a->n_ports + s->n_ports);
	struct mw_endpoint_info *e = MW_NEW_ARRAY(arena,
	    struct mw_endpoint_info, a->n_endpoints + s->n_endpoints);
	size_t *to = MW_NEW_ARRAY(arena, size_t, s->n_ports + 1);
	size_t n = 0;

	for (; n < a->n_ports; n++)
		p[n] = a->ports[n];
	for (size_t i = 0; i < s->n_ports; i++) {
		to[i] = SIZE_MAX;
		if (mw_service_port(a, s->ports[i].number) != NULL)
			continue;
		to[i] = n;
		p[n++] = s->ports[i];
	}
	a->ports = p;
	a->n_ports = n;
	for (n = 0; n < a->n_endpoints; n++)
		e[n] = a->endpoints[n];
	for (size_t i = 0; i < s->n_endpoints; i++) {
		size_t at = to[s->endpoints[i].port_index];

		if (at == SIZE_MAX)
			continue;
		e[n] = s->endpoints[i];
		e[n++].port_index = at;
	}
	a->endpoints = e;
	a->n_endpoints = n;
}

static void
replace(struct mw_scope_union *u, struct slot *slot,
    const struct mw_service *s)
{
	slot->service = s;
	u->services.v[slot->at] = s;
}

void
mw_scope_union_add(struct mw_scope_union *u, const struct mw_service *s)
{
	struct mw_arena *a = u->b->arena;
	struct slot *slot = mw_map_get(u->by_host, s->hostname);
	const struct mw_service *old;
	struct mw_service *both;

	if (slot == NULL) {
		slot = MW_NEW(a, struct slot);
		slot->service = s;
		slot->at = u->services.n;
		mw_vec_push(a, &u->services, s);
		mw_map_put(u->by_host, s->hostname, slot);
		return;
	}
	old = slot->service;
	if (s == old)
		return;
	if (old->kubernetes != s->kubernetes) {
		if (s->kubernetes)
			replace(u, slot, s);
		return;
	}
	if (same_ports(old, s) || !can_unite(old, s))
		return;
	both = MW_NEW(a, struct mw_service);
	*both = *old;
	unite_ports(a, both, s);
	replace(u, slot, both);
}

/* ---- destinations */

/* What one VirtualService asks for; port 0 is any. */
static void
want(struct mw_scope_union *u, const struct mw_destination *d, const char *ns)
{
	struct wanted w;

	if (d == NULL || mw_str_empty(d->host.s))
		return;
	w.host = mw_host_expand(u->b->arena, u->b->mesh, d->host.s, ns);
	w.port = d->port != NULL ? d->port->number.v : 0;
	if (u->wanted.n > 0) {
		const struct wanted *last = &u->wanted.v[u->wanted.n - 1];

		if (last->port == w.port && strcmp(last->host, w.host) == 0)
			return;
	}
	mw_vec_push(u->b->arena, &u->wanted, w);
}

static int
by_host(const void *x, const void *y)
{
	const struct wanted *a = x, *b = y;
	int d = strcmp(a->host, b->host);

	return d != 0 ? d : a->port < b->port ? -1 : a->port > b->port;
}

/* R123: some match names a source namespace, and none names this one. */
static bool
other_source(const struct mw_http_route *http, const char *ns)
{
	bool named = false;

	for (size_t i = 0; i < http->match.n; i++) {
		const char *s = http->match.v[i].source_namespace.s;

		if (mw_str_empty(s))
			continue;
		if (strcmp(s, ns) == 0)
			return false;
		named = true;
	}
	return named;
}

static void
want_http(struct mw_scope_union *u, const struct mw_vs_http *h)
{
	const struct mw_http_route *http = h->http;

	if (other_source(http, u->b->workload->ns))
		return;
	for (size_t i = 0; i < http->route.n; i++)
		want(u, http->route.v[i].destination, h->ns);
	want(u, http->mirror, h->ns);
	for (size_t i = 0; i < http->mirrors.n; i++)
		want(u, http->mirrors.v[i].destination, h->ns);
}

static void
want_l4(struct mw_scope_union *u, const struct mw_vs *vs)
{
	const struct mw_virtual_service *s = vs->spec;
	const char *ns = vs->object->ns;

	for (size_t i = 0; i < s->tcp.n; i++) {
		for (size_t j = 0; j < s->tcp.v[i].route.n; j++)
			want(u, s->tcp.v[i].route.v[j].destination, ns);
	}
	for (size_t i = 0; i < s->tls.n; i++) {
		for (size_t j = 0; j < s->tls.v[i].route.n; j++)
			want(u, s->tls.v[i].route.v[j].destination, ns);
	}
}

/*
 * The service of HOST that a destination means: own namespace, even when it
 * is not exported here; else a visible one, Kubernetes first, then the oldest.
 */
static const struct mw_service *
pick(const struct mw_builder *b, const char *host)
{
	const struct mw_service *own = NULL, *kube = NULL, *first = NULL;
	const struct mw_service *const *all;
	size_t n;

	all = mw_mesh_services(b->mesh, host, &n);
	for (size_t i = 0; i < n; i++) {
		const struct mw_service *s = all[i];

		if (strcmp(s->ns, b->workload->ns) == 0 &&
		    (own == NULL || (!own->kubernetes && s->kubernetes)))
			own = s;
		if (!mw_service_visible(s, b->workload->ns))
			continue;
		if (kube == NULL && s->kubernetes)
			kube = s;
		if (first == NULL)
			first = s;
	}
	return own != NULL ? own : kube != NULL ? kube : first;
}

/* The service of the N wanted pairs, which have one host, cut to the ports. */
static void
add_wanted(struct mw_scope_union *u, const struct wanted *w, size_t n,
    int64_t port)
{
	struct mw_arena *a = u->b->arena;
	const struct mw_service *s = pick(u->b, w->host);
	int64_t *ports;

	if (s == NULL)
		return;
	if (port != 0) {
		s = mw_scope_cut(a, s, &port, 1);
	} else if (w->port != 0) {
		/* sorted: "any port" would come first */
		ports = MW_NEW_ARRAY(a, int64_t, n);
		for (size_t i = 0; i < n; i++)
			ports[i] = w[i].port;
		s = mw_scope_cut(a, s, ports, n);
	}
	if (s != NULL)
		mw_scope_union_add(u, s);
}

void
mw_scope_union_add_destinations(struct mw_scope_union *u,
    const struct mw_vs *vs, int64_t port)
{
	struct wanted *w;

	u->wanted.n = 0;
	for (size_t i = 0; i < vs->n_http; i++)
		want_http(u, &vs->http[i]);
	want_l4(u, vs);
	w = u->wanted.v;
	if (u->wanted.n > 1)
		qsort(w, u->wanted.n, sizeof(*w), by_host);
	for (size_t i = 0, n; i < u->wanted.n; i += n) {
		for (n = 1; i + n < u->wanted.n &&
		    strcmp(w[i].host, w[i + n].host) == 0; n++)
			continue;
		add_wanted(u, &w[i], n, port);
	}
}
