/*
 * vs.c - VirtualServices as a proxy sees them.
 *
 * All of them are sorted into lists by the gateway that they name, once a
 * proxy; one is resolved (R4, R5, delegates) when somebody first asks for it.
 */
#include "istiod/scope.h"

#include "base/str.h"
#include "mesh/gwapi.h"

#include <string.h>

struct entry {
	const struct mw_object *object;
	const struct mw_virtual_service *spec;
	const struct mw_gwapi_vs *routes;	/* Gateway API; or NULL */
	const struct mw_vs *vs;		/* NULL: not resolved yet */
};

struct bound {
	struct entry **v;
	size_t n, cap;
};

struct answer {
	const struct mw_vs **v;
	size_t n, cap;
};

struct mw_scope_cache *
mw_scope_cache(struct mw_builder *b)
{
	if (b->scope_cache == NULL)
		b->scope_cache = MW_NEW(b->arena, struct mw_scope_cache);
	return b->scope_cache;
}

const char *
mw_gateway_resolve(struct mw_arena *a, const char *name, const char *ns)
{
	const char *slash, *dot, *end;

	if (strcmp(name, "mesh") == 0)
		return name;
	slash = strchr(name, '/');
	if (slash != NULL) {
		if (slash == name + 1 && name[0] == '.')
			return mw_arena_printf(a, "%s%s", ns, slash);
		return name;
	}
	dot = strchr(name, '.');
	if (dot == NULL)
		return mw_arena_printf(a, "%s/%s", ns, name);
	/* the old form: name.namespace, perhaps with a domain behind it */
	end = strchr(dot + 1, '.');
	if (end == NULL)
		end = dot + strlen(dot);
	return mw_arena_printf(a, "%.*s/%.*s", (int)(end - dot - 1), dot + 1,
	    (int)(dot - name), name);
}

static void
bind(struct mw_builder *b, struct mw_map *map, const char *gateway,
    struct entry *e)
{
	struct bound *l = mw_map_get(map, gateway);

	if (l == NULL) {
		l = MW_NEW(b->arena, struct bound);
		mw_map_put(map, gateway, l);
	}
	mw_vec_push(b->arena, l, e);
}

static void
bind_object(struct mw_builder *b, struct mw_map *map,
    const struct mw_object *o)
{
	const struct mw_virtual_service *spec = MW_SPEC(o, virtual_service);
	struct entry *e;

	/* R9: without hosts it is a delegate */
	if (spec == NULL || spec->hosts.n == 0)
		return;
	e = MW_NEW(b->arena, struct entry);
	e->object = o;
	e->spec = spec;
	if (spec->gateways.n == 0)
		bind(b, map, "mesh", e);
	for (size_t j = 0; j < spec->gateways.n; j++)
		bind(b, map, mw_gateway_resolve(b->arena,
		    mw_str_or_empty(spec->gateways.v[j].s), o->ns), e);
}

static void
bind_routes(struct mw_builder *b, struct mw_map *map,
    const struct mw_gwapi_vs *routes)
{
	struct entry *e = MW_NEW(b->arena, struct entry);

	e->object = routes->object;
	e->spec = routes->spec;
	e->routes = routes;
	bind(b, map, routes->gateway, e);
}

/* R14, with the name that Istio gives the VirtualService. */
static bool
is_older(const struct mw_gwapi_vs *a, const struct mw_object *o)
{
	int d;

	if (a->created != o->created)
		return a->created < o->created;
	d = strcmp(a->name, o->name);
	return d < 0 || (d == 0 && strcmp(a->ns, o->ns) < 0);
}

static const struct mw_map *
by_gateway(struct mw_builder *b)
{
	const struct mw_objects *all = &b->mesh->of_kind[
	    MW_KIND_VIRTUAL_SERVICE];
	const struct mw_gateway_api *api = mw_mesh_gateway_api(b->mesh);
	struct mw_scope_cache *cache = mw_scope_cache(b);
	size_t j = 0;

	if (cache->vs_by_gateway != NULL)
		return cache->vs_by_gateway;
	cache->vs_by_gateway = mw_map_new(b->arena);
	cache->vs_answers = mw_map_new(b->arena);
	for (size_t i = 0; i < all->n; i++) {
		while (j < api->n_virtual_services &&
		    is_older(api->virtual_services[j], all->v[i]))
			bind_routes(b, cache->vs_by_gateway,
			    api->virtual_services[j++]);
		bind_object(b, cache->vs_by_gateway, all->v[i]);
	}
	while (j < api->n_virtual_services)
		bind_routes(b, cache->vs_by_gateway,
		    api->virtual_services[j++]);
	return cache->vs_by_gateway;
}

static const char *const *
resolved_gateways(struct mw_builder *b, const struct entry *e, size_t *n)
{
	const struct mw_strings *g = &e->spec->gateways;
	const char **out;

	*n = g->n > 0 ? g->n : 1;
	out = MW_NEW_ARRAY(b->arena, const char *, *n);
	out[0] = "mesh";
	for (size_t i = 0; i < g->n; i++)
		out[i] = mw_gateway_resolve(b->arena,
		    mw_str_or_empty(g->v[i].s), e->object->ns);
	return out;
}

static void
resolve_http(struct mw_builder *b, const struct entry *e, struct mw_vs *vs)
{
	struct mw_vs_entries out = { .cap = e->spec->http.n };
	size_t delegates = 0;

	out.v = MW_NEW_ARRAY(b->arena, struct mw_vs_http, out.cap);
	for (size_t i = 0; i < e->spec->http.n; i++) {
		const struct mw_http_route *http = &e->spec->http.v[i];
		struct mw_vs_http h = {
			.http = http,
			.name = mw_str_or_empty(http->name.s),
			.ns = e->object->ns,
			.origin = mw_origin_of(e->object, http->node),
		};

		if (http->delegate == NULL)
			mw_vec_push(b->arena, &out, h);
		else if (delegates++ < MW_LIMIT_DELEGATES)
			mw_scope_delegate(b, e->object, http, &out);
	}
	vs->http = out.v;
	vs->n_http = out.n;
}

/* The pieces of routes: each knows the one that it is of. */
static void
resolve_routes(struct mw_builder *b, const struct mw_gwapi_vs *routes,
    struct mw_vs *vs)
{
	struct mw_vs_http *v = MW_NEW_ARRAY(b->arena, struct mw_vs_http,
	    routes->spec->http.n);
	const char **gateway = MW_NEW(b->arena, const char *);

	*gateway = routes->gateway;
	vs->gateways = gateway;
	vs->n_gateways = 1;
	vs->key = mw_arena_printf(b->arena, "%s/%s", routes->ns,
	    routes->name);
	vs->gateway_api = true;
	vs->http = v;
	vs->n_http = routes->spec->http.n;
	for (size_t i = 0; i < vs->n_http; i++) {
		v[i].http = &routes->spec->http.v[i];
		v[i].name = mw_str_or_empty(v[i].http->name.s);
		v[i].ns = routes->ns;
		v[i].origin = mw_origin_of(routes->rules[i].object,
		    routes->rules[i].node);
	}
}

static const struct mw_vs *
resolve(struct mw_builder *b, struct entry *e)
{
	const struct mw_strings *hosts = &e->spec->hosts;
	const char **out;
	struct mw_vs *vs;

	if (e->vs != NULL)
		return e->vs;
	vs = MW_NEW(b->arena, struct mw_vs);
	vs->object = e->object;
	vs->spec = e->spec;
	out = MW_NEW_ARRAY(b->arena, const char *, hosts->n);
	for (size_t i = 0; i < hosts->n; i++)
		out[i] = mw_host_expand(b->arena, b->mesh,
		    mw_str_or_empty(hosts->v[i].s), e->object->ns);
	vs->hosts = out;
	vs->n_hosts = hosts->n;
	e->vs = vs;
	if (e->routes != NULL) {
		resolve_routes(b, e->routes, vs);
		return vs;
	}
	vs->key = mw_arena_printf(b->arena, "%s/%s", e->object->ns,
	    e->object->name);
	vs->gateways = resolved_gateways(b, e, &vs->n_gateways);
	resolve_http(b, e, vs);
	return vs;
}

/* R16, as namespace NS sees an object of OWNER. */
enum reach { PRIVATE, EXPORTED, OWN_ROUTE, PUBLIC, HIDDEN };

static enum reach
reach_of(const struct mw_strings *export_to, const struct mw_strings *defaults,
    const char *owner, const char *ns)
{
	enum reach found = HIDDEN;

	if (export_to->n == 0)
		export_to = defaults;
	if (export_to->n == 0)
		return PUBLIC;
	for (size_t i = 0; i < export_to->n; i++) {
		const char *s = mw_str_or_empty(export_to->v[i].s);

		if (strcmp(s, "*") == 0)
			return PUBLIC;
		if (strcmp(s, ".") == 0)
			s = owner;
		if (strcmp(s, ns) == 0)
			found = strcmp(ns, owner) == 0 ? PRIVATE : EXPORTED;
	}
	for (size_t i = 0; i < export_to->n; i++) {
		if (mw_str_eq(export_to->v[i].s, "~"))
			return HIDDEN;
	}
	return found;
}

/* G102, G116: of the public ones, routes of the proxy's namespace first. */
static enum reach
reach_of_entry(const struct mw_builder *b, const struct entry *e,
    const char *ns)
{
	enum reach r = reach_of(&e->spec->export_to,
	    &b->mesh->settings.export_vs, e->object->ns, ns);

	return r == PUBLIC && e->routes != NULL &&
	    strcmp(e->routes->ns, ns) == 0 ? OWN_ROUTE : r;
}

/* By its own exportTo, or by that which the mesh has for all without one. */
static void
omit_hidden(struct mw_builder *b, const struct entry *e, const char *ns)
{
	const struct mw_settings *s = &b->mesh->settings;
	bool own = e->spec->export_to.n > 0;

	mw_build_omit(b, MW_OMIT_NOT_EXPORTED, e->object,
	    e->spec->export_to.node, NULL, "%s is not exported to namespace "
	    "%s%s", mw_object_title(b->arena, e->object), ns, own ? ""
	    : " by defaultVirtualServiceExportTo of the mesh");
	if (!own)
		b->omissions.v[b->omissions.n - 1].winner = mw_origin_of(
		    s->object, s->export_vs.node);
}

static void
find(struct mw_builder *b, const char *gateway, const char *ns,
    struct answer *out)
{
	const struct bound *l = mw_map_get(by_gateway(b), gateway);

	for (int r = PRIVATE; l != NULL && r <= HIDDEN; r++) {
		for (size_t i = 0; i < l->n; i++) {
			struct entry *e = l->v[i];

			if ((int)reach_of_entry(b, e, ns) != r)
				continue;
			if (r != HIDDEN) {
				mw_vec_push(b->arena, out, resolve(b, e));
				continue;
			}
			omit_hidden(b, e, ns);
		}
	}
}

const struct mw_vs *const *
mw_scope_virtual_services(struct mw_builder *b, const char *gateway,
    const char *ns, size_t *n)
{
	const char *key = mw_arena_printf(b->arena, "%s %s", gateway, ns);
	struct answer *a;

	by_gateway(b);
	a = mw_map_get(mw_scope_cache(b)->vs_answers, key);
	if (a == NULL) {
		a = MW_NEW(b->arena, struct answer);
		find(b, gateway, ns, a);
		mw_map_put(mw_scope_cache(b)->vs_answers, key, a);
	}
	*n = a->n;
	return a->v;
}

static bool
names_mesh(const struct mw_virtual_service *spec)
{
	for (size_t i = 0; i < spec->gateways.n; i++) {
		if (mw_str_eq(spec->gateways.v[i].s, "mesh"))
			return true;
	}
	return spec->gateways.n == 0;
}

void
mw_scope_omit_unbound(struct mw_builder *b)
{
	const struct mw_objects *all = &b->mesh->of_kind[
	    MW_KIND_VIRTUAL_SERVICE];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_virtual_service *spec = MW_SPEC(o,
		    virtual_service);

		if (spec == NULL)
			continue;
		if (spec->hosts.n == 0)
			mw_build_omit(b, MW_OMIT_IS_DELEGATE, o, spec->node,
			    NULL, "VirtualService %s/%s has no hosts: it is "
			    "used as a delegate only", o->ns, o->name);
		else if (!names_mesh(spec))
			mw_build_omit(b, MW_OMIT_NOT_FOR_MESH, o,
			    spec->gateways.node, NULL,
			    "VirtualService %s/%s has gateways without mesh: "
			    "sidecars do not use it", o->ns, o->name);
	}
}
