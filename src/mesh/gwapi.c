/*
 * gwapi.c - the translation of the Gateway API, from the first Gateway to the
 * last VirtualService, and what is asked of it later.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

static const struct {
	const char *word, *text;
} reasons[] = {
#define MW_GWAPI_REASON(id, word, text) { word, text },
#include "mesh/gwapi-reason.def"
#undef MW_GWAPI_REASON
};

const char *
mw_gwapi_reason_word(enum mw_gwapi_reason r)
{
	return reasons[r].word;
}

const char *
mw_gwapi_reason_text(enum mw_gwapi_reason r)
{
	return reasons[r].text;
}

struct mw_gwapi_verdict
mw_gwapi_fault(struct mw_gwapi_maker *k, enum mw_gwapi_reason reason,
    const struct mw_node *node, const char *fmt, ...)
{
	struct mw_gwapi_verdict v = { .reason = reason, .node = node };
	va_list ap;

	va_start(ap, fmt);
	v.text = mw_arena_vprintf(k->arena, fmt, ap);
	va_end(ap);
	return v;
}

/* ---- routes --------------------------------------------------------- */

static const struct {
	enum mw_kind kind;
	enum mw_gwapi_kind bit;
} kinds[] = {
	/* HTTPRoutes first: they hide GRPCRoutes of their names (G65) */
	{ MW_KIND_K8S_HTTP_ROUTE, MW_GWAPI_HTTP },
	{ MW_KIND_K8S_GRPC_ROUTE, MW_GWAPI_GRPC },
	{ MW_KIND_K8S_TLS_ROUTE, MW_GWAPI_TLS },
	{ MW_KIND_K8S_TCP_ROUTE, MW_GWAPI_TCP },
};

const struct mw_strings *
mw_gwapi_hostnames(const struct mw_gwapi_route *r)
{
	static const struct mw_strings none;
	const struct mw_object *o = r->object;

	return r->kind == MW_GWAPI_HTTP ?
	    &MW_SPEC(o, k8s_http_route)->hostnames : r->kind == MW_GWAPI_GRPC ?
	    &MW_SPEC(o, k8s_grpc_route)->hostnames : r->kind == MW_GWAPI_TLS ?
	    &MW_SPEC(o, k8s_tls_route)->hostnames : &none;
}

static void
attach(struct mw_gwapi_maker *k, struct mw_gwapi_route *r)
{
	const struct mw_strings *hosts = r->kind == MW_GWAPI_TCP ? NULL :
	    mw_gwapi_hostnames(r);
	const struct mw_object *o = r->object;

	switch (r->kind) {
	case MW_GWAPI_HTTP:
		mw_gwapi_attach(k, r, hosts,
		    &MW_SPEC(o, k8s_http_route)->parent_refs);
		break;
	case MW_GWAPI_GRPC:
		mw_gwapi_attach(k, r, hosts,
		    &MW_SPEC(o, k8s_grpc_route)->parent_refs);
		break;
	case MW_GWAPI_TLS:
		mw_gwapi_attach(k, r, hosts,
		    &MW_SPEC(o, k8s_tls_route)->parent_refs);
		break;
	case MW_GWAPI_TCP:
		mw_gwapi_attach(k, r, hosts,
		    &MW_SPEC(o, k8s_tcp_route)->parent_refs);
		break;
	}
}

static void
add_route(struct mw_gwapi_maker *k, const struct mw_object *o,
    enum mw_gwapi_kind kind)
{
	struct mw_gwapi_route *r;

	if (o->spec == NULL)
		return;
	r = MW_NEW(k->arena, struct mw_gwapi_route);
	r->object = o;
	r->kind = kind;
	mw_vec_push(k->arena, &k->routes, r);
	attach(k, r);
	if (kind == MW_GWAPI_HTTP || kind == MW_GWAPI_GRPC)
		mw_gwapi_add_units(k, r);
	else
		mw_gwapi_add_l4(k, r);
}

/* ---- all ------------------------------------------------------------ */

static int
by_age(const void *x, const void *y)
{
	const struct mw_gwapi_vs *a = *(struct mw_gwapi_vs *const *)x;
	const struct mw_gwapi_vs *b = *(struct mw_gwapi_vs *const *)y;
	int d;

	if (a->created != b->created)
		return a->created < b->created ? -1 : 1;
	d = strcmp(a->name, b->name);
	return d != 0 ? d : strcmp(a->ns, b->ns);
}

/* R14: the names of the Gateways that they become count. */
static int
listener_by_age(const void *x, const void *y)
{
	const struct mw_gwapi_listener *a = *(struct mw_gwapi_listener *const *)
	    x;
	const struct mw_gwapi_listener *b = *(struct mw_gwapi_listener *const *)
	    y;
	int d;

	if (a->owner->created != b->owner->created)
		return a->owner->created < b->owner->created ? -1 : 1;
	d = strcmp(strchr(a->internal, '/') + 1, strchr(b->internal, '/') + 1);
	return d != 0 ? d : strcmp(a->internal, b->internal);
}

static void
index_objects(struct mw_gwapi_maker *k)
{
	size_t n = k->l->mesh->all.n + 1;
	const struct mw_gwapi_gateway **g = MW_NEW_ARRAY(k->arena,
	    const struct mw_gwapi_gateway *, n);
	const struct mw_gwapi_route **r = MW_NEW_ARRAY(k->arena,
	    const struct mw_gwapi_route *, n);
	struct mw_gwapi_children *c = MW_NEW_ARRAY(k->arena,
	    struct mw_gwapi_children, n);

	for (size_t i = 0; i < k->gateways.n; i++)
		g[k->gateways.v[i]->object->order] = k->gateways.v[i];
	for (size_t i = 0; i < k->routes.n; i++)
		r[k->routes.v[i]->object->order] = k->routes.v[i];
	for (size_t i = 0; i < k->routes.n; i++) {
		const struct mw_gwapi_route *route = k->routes.v[i];

		for (size_t j = 0; j < route->n_parents; j++)
			if (route->parents[j].to != NULL)
				mw_vec_push(k->arena,
				    &c[route->parents[j].to->order],
				    &route->parents[j]);
	}
	k->api->gateway_of = g;
	k->api->route_of = r;
	k->api->children_of = c;
}

static void
seal(struct mw_gwapi_maker *k)
{
	struct mw_gateway_api *api = k->api;
	struct mw_gwapi_listener **v = MW_NEW_ARRAY(k->arena,
	    struct mw_gwapi_listener *, k->listeners.n);

	if (k->listeners.n > 0)
		memcpy(v, k->listeners.v, k->listeners.n * sizeof(*v));
	if (k->listeners.n > 1)
		qsort(v, k->listeners.n, sizeof(*v), listener_by_age);
	if (k->virtual_services.n > 1)
		qsort(k->virtual_services.v, k->virtual_services.n,
		    sizeof(*k->virtual_services.v), by_age);
	index_objects(k);
	api->gateways = (const struct mw_gwapi_gateway *const *)
	    k->gateways.v;
	api->n_gateways = k->gateways.n;
	api->listeners = (const struct mw_gwapi_listener *const *)v;
	api->n_listeners = k->listeners.n;
	api->sets = (const struct mw_gwapi_set *const *)k->all_sets.v;
	api->n_sets = k->all_sets.n;
	api->routes = (const struct mw_gwapi_route *const *)k->routes.v;
	api->n_routes = k->routes.n;
	api->virtual_services = (const struct mw_gwapi_vs *const *)
	    k->virtual_services.v;
	api->n_virtual_services = k->virtual_services.n;
	api->destination_rules =
	    (const struct mw_gwapi_rule_for_host *const *)k->rules.v;
	api->n_destination_rules = k->rules.n;
}

void
mw_mesh_make_gateway_api(struct mw_loader *l)
{
	struct mw_gwapi_maker k = { .l = l, .arena = l->arena };
	size_t n = l->mesh->of_kind[MW_KIND_K8S_GATEWAY].n +
	    l->mesh->of_kind[MW_KIND_BACKEND_TLS_POLICY].n;

	for (size_t i = 0; i < MW_LEN(kinds); i++)
		n += l->mesh->of_kind[kinds[i].kind].n;
	if (n == 0)
		return;
	k.api = MW_NEW(l->arena, struct mw_gateway_api);
	k.units = mw_map_new(l->scratch);
	k.http_units = mw_map_new(l->scratch);
	mw_gwapi_make_gateways(&k);
	for (size_t i = 0; i < MW_LEN(kinds); i++) {
		const struct mw_objects *all =
		    &l->mesh->of_kind[kinds[i].kind];

		for (size_t j = 0; j < all->n; j++)
			add_route(&k, all->v[j], kinds[i].bit);
	}
	mw_gwapi_merge(&k);
	mw_gwapi_make_policies(&k);
	seal(&k);
	l->mesh->gateway_api = k.api;
}

/* ---- questions ------------------------------------------------------ */

const struct mw_gateway_api *
mw_mesh_gateway_api(const struct mw_mesh *m)
{
	static const struct mw_gateway_api none;

	return m->gateway_api != NULL ? m->gateway_api : &none;
}

/* Screens ask about objects of another mesh, too. */
static bool
knows(const struct mw_mesh *m, const struct mw_object *o)
{
	return m->gateway_api != NULL && o->order < m->all.n &&
	    m->all.v[o->order] == o;
}

const struct mw_gwapi_gateway *
mw_gwapi_gateway_of(const struct mw_mesh *m, const struct mw_object *o)
{
	return knows(m, o) ? m->gateway_api->gateway_of[o->order] : NULL;
}

const struct mw_gwapi_route *
mw_gwapi_route_of(const struct mw_mesh *m, const struct mw_object *o)
{
	return knows(m, o) ? m->gateway_api->route_of[o->order] : NULL;
}

const struct mw_gwapi_children *
mw_gwapi_children(const struct mw_mesh *m, const struct mw_object *o)
{
	static const struct mw_gwapi_children none;

	return knows(m, o) ? &m->gateway_api->children_of[o->order] : &none;
}

const char *
mw_gwapi_why(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_node *node)
{
	const struct mw_gwapi_route *r = mw_gwapi_route_of(m, o);

	for (size_t i = 0; r != NULL && i < r->n_faults; i++)
		if (r->faults[i].node == node)
			return r->faults[i].text;
	return NULL;
}

const char *
mw_gwapi_lost(const struct mw_mesh *m, const struct mw_object *o)
{
	const struct mw_gwapi_route *r = mw_gwapi_route_of(m, o);
	const char *why = NULL;

	for (size_t i = 0; r != NULL && i < r->n_parents; i++) {
		const struct mw_gwapi_parent *p = &r->parents[i];
		const struct mw_gwapi_verdict *v = p->accepted.reason !=
		    MW_GWAPI_OK ? &p->accepted : r->dropped[p->mesh] ?
		    &r->resolved[p->mesh] : NULL;

		if (v == NULL)
			return NULL;
		if (why == NULL)
			why = v->text != NULL ? v->text :
			    mw_gwapi_reason_text(v->reason);
	}
	return r != NULL && why == NULL ? "it names no parent" : why;
}

const struct mw_service *
mw_gwapi_service_of(const struct mw_gwapi_gateway *g,
    const struct mw_workload *w)
{
	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service *s = w->services[i];

		if (strcmp(s->ns, g->object->ns) != 0)
			continue;
		for (size_t j = 0; j < g->n_services; j++)
			if (strcmp(s->hostname, g->services[j]) == 0)
				return s;
	}
	return NULL;
}

const struct mw_workload *
mw_gwapi_pod(const struct mw_mesh *m, const struct mw_gwapi_gateway *g)
{
	for (size_t i = 0; i < m->n_workloads; i++)
		if (m->workloads[i]->proxy == MW_PROXY_GATEWAY &&
		    mw_gwapi_service_of(g, m->workloads[i]) != NULL)
			return m->workloads[i];
	return NULL;
}
