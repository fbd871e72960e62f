/*
 * suggest-attach.c - a gateway of the Gateway API does not know the host: its
 * listeners and the routes are brought together where a parentRef, a host
 * name, or what a listener allows keeps them apart (G42 to G48).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "mesh/gwapi.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

enum { GATEWAYS_MAX = 4, FAULTS_MAX = 4, FAR_MAX = 3, LABELS_MAX = 4 };

struct attach {
	const struct mw_reasons *c;
	const struct mw_reasons_unknown *u;
	size_t n_far;			/* routes without a like host */
};

static bool
is_ours(const struct attach *a, const struct mw_gwapi_listener *li)
{
	return mw_gwapi_service_of(li->gateway, a->u->pod) != NULL;
}

/* A listener of O for the port that was dialled. */
static bool
fits_port(const struct attach *a, const struct mw_gwapi_listener *li,
    const struct mw_object *o)
{
	return li->owner == o && li->port == a->u->port && is_ours(a, li);
}

static bool
covers(const struct mw_gwapi_listener *li, const char *host)
{
	return li->hostname[0] == '\0' || mw_host_covers(li->hostname, host);
}

static bool
has_host(const struct mw_gwapi_route *r, const char *host)
{
	const struct mw_strings *v = mw_gwapi_hostnames(r);

	for (size_t i = 0; i < v->n; i++) {
		if (mw_host_covers(mw_str_or_empty(v->v[i].s), host))
			return true;
	}
	return v->n == 0;
}

static const char *
path_of(const struct attach *a, const struct mw_gwapi_listener *li)
{
	return mw_candidate_path(a->c, li->owner, li->spec->node);
}

/* ---- the parent ---------------------------------------------------------- */

static void
add_parent(const struct attach *a, const struct mw_gwapi_route *r,
    const struct mw_object *g)
{
	const struct mw_node *list = mw_node_find(r->object->root,
	    "spec.parentRefs");
	struct mw_arena *arena = a->c->arena;
	const char *flow = strcmp(r->object->ns, g->ns) == 0 ?
	    mw_arena_printf(arena, "{name: %s}", mw_lay_string(arena,
	    g->name)) : mw_arena_printf(arena, "{name: %s, namespace: %s}",
	    mw_lay_string(arena, g->name), mw_lay_string(arena, g->ns));
	struct mw_lay_edits e = { .arena = arena };

	if (list == NULL)
		mw_path_put(&e, r->object, "spec.parentRefs", mw_arena_printf(
		    arena, "[%s]", flow));
	else
		mw_item_insert(&e, r->object, list, SIZE_MAX, flow);
	mw_candidate_edits(a->c, r->object, &e, 15, mw_arena_printf(arena,
	    "add %s to spec.parentRefs", mw_object_title(arena, g)));
}

/* It names nobody: what is nearly the name of G, or in another namespace. */
static void
name_parent(const struct attach *a, const struct mw_gwapi_parent *p,
    const struct mw_object *g)
{
	const struct mw_node *ref = p->ref->node;
	const struct mw_node *name = mw_node_get(ref, "name");
	const struct mw_node *ns = mw_node_get(ref, "namespace");
	const struct mw_object *o = p->route->object;
	const char *now = mw_str_or_empty(mw_node_text(name));
	const char *now_ns = ns != NULL ? mw_str_or_empty(mw_node_text(ns)) :
	    o->ns;
	struct mw_lay_edits e = { .arena = a->c->arena };

	if (!mw_str_eq(mw_kind_info(g->kind)->name, mw_str_empty(
	    p->ref->kind.s) ? "Gateway" : p->ref->kind.s) ||
	    (strcmp(now, g->name) != 0 && mw_str_nearest(now,
	    (const char *[]){ g->name }, 1) == NULL))
		return;
	if (strcmp(now, g->name) != 0)
		mw_scalar_set(&e, o, name, g->name);
	if (strcmp(now_ns, g->ns) != 0 && ns != NULL)
		mw_scalar_set(&e, o, ns, g->ns);
	else if (strcmp(now_ns, g->ns) != 0)
		mw_map_add(&e, o, ref, "namespace", mw_lay_string(
		    a->c->arena, g->ns));
	mw_candidate_edits(a->c, o, &e, 10, mw_arena_printf(a->c->arena,
	    "set %s to %s (%s/%s now)", mw_candidate_path(a->c, o, ref),
	    mw_object_title(a->c->arena, g), now_ns, now));
}

/* ---- the section or the port --------------------------------------------- */

static void
other_section(const struct attach *a, const struct mw_gwapi_parent *p,
    const struct mw_gwapi_listener *li)
{
	const struct mw_object *o = p->route->object;
	const struct mw_node *section = mw_node_get(p->ref->node,
	    "sectionName");
	const struct mw_node *port = mw_node_get(p->ref->node, "port");
	const char *name = mw_str_or_empty(li->spec->name.s);
	bool near = mw_str_nearest(mw_str_or_empty(mw_node_text(section)),
	    (const char *[]){ name }, 1) != NULL;

	mw_candidate_set(a->c, o, section, name, near ? 10 : 11);
	mw_candidate_set(a->c, o, port, mw_arena_printf(a->c->arena, "%ld",
	    (long)li->port), 10);
	mw_candidate_drop(a->c, o, section, 12);
	mw_candidate_drop(a->c, o, port, 12);
}

/* ---- what the listener allows -------------------------------------------- */

static void
label_namespace(const struct attach *a, const struct mw_gwapi_listener *li,
    const char *ns)
{
	const struct mw_object *o = mw_mesh_namespace(a->c->m, ns);
	const struct mw_node *labels = mw_node_find(li->spec->node,
	    "allowedRoutes.namespaces.selector.matchLabels");
	struct mw_lay_edits e = { .arena = a->c->arena };
	struct mw_buf words = { 0 };
	size_t n = 0;

	for (const struct mw_node *k = mw_node_first(labels); k != NULL &&
	     mw_candidate_can(o) && n < LABELS_MAX; k = mw_node_next(k), n++) {
		const char *key = mw_node_key(k);
		const char *value = mw_str_or_empty(mw_node_text(k));
		const struct mw_node *has = mw_node_get(mw_node_get(
		    o->metadata, "labels"), key);

		if (mw_str_eq(mw_node_text(has), value))
			continue;
		if (has != NULL ? !mw_scalar_set(&e, o, has, value) :
		    strchr(key, '.') != NULL || !mw_path_put(&e, o,
		    mw_arena_printf(a->c->arena, "metadata.labels.%s", key),
		    mw_lay_string(a->c->arena, value)))
			break;
		mw_buf_printf(&words, "%s%s: %s", words.len > 0 ? ", " :
		    "add ", key, value);
	}
	mw_buf_adds(&words, " to metadata.labels");
	mw_candidate_edits(a->c, o, &e, 10, mw_buf_text(&words));
	mw_buf_release(&words);
}

/* Its own namespace still, and that of the route. */
static void
allow_namespace(const struct attach *a, const struct mw_gwapi_listener *li,
    const char *ns)
{
	const char *path = mw_arena_printf(a->c->arena,
	    "%s.allowedRoutes.namespaces", path_of(a, li));
	const char *from = mw_node_text(mw_node_find(li->spec->node,
	    "allowedRoutes.namespaces.from"));
	struct mw_lay_edits all = { .arena = a->c->arena };
	struct mw_lay_edits one = { .arena = a->c->arena };

	if (mw_str_eq(from, "Selector")) {
		label_namespace(a, li, ns);
	} else {
		mw_path_put(&one, li->owner, path, mw_arena_printf(
		    a->c->arena, "{from: Selector, selector: "
		    "{matchExpressions: [{key: kubernetes.io/metadata.name, "
		    "operator: In, values: [%s, %s]}]}}", mw_lay_string(
		    a->c->arena, li->owner->ns), mw_lay_string(a->c->arena,
		    ns)));
		mw_candidate_edits(a->c, li->owner, &one, 11, mw_arena_printf(
		    a->c->arena, "%s are %s and %s", path, li->owner->ns, ns));
	}
	mw_path_put(&all, li->owner, path, "{from: All}");
	mw_candidate_edits(a->c, li->owner, &all, 13, mw_arena_printf(
	    a->c->arena, "set %s.from to All (%s now)", path,
	    from != NULL ? from : "Same"));
}

static void
allow_kind(const struct attach *a, const struct mw_gwapi_listener *li,
    const struct mw_gwapi_route *r)
{
	const struct mw_node *kinds = mw_node_find(li->spec->node,
	    "allowedRoutes.kinds");
	const char *kind = mw_kind_info(r->object->kind)->name;
	struct mw_lay_edits e = { .arena = a->c->arena };

	if (mw_node_count(kinds) == 0)
		return;
	mw_item_insert(&e, li->owner, kinds, SIZE_MAX, mw_arena_printf(
	    a->c->arena, "{kind: %s}", kind));
	mw_candidate_edits(a->c, li->owner, &e, 10, mw_arena_printf(
	    a->c->arena, "add %s to %s", kind, mw_candidate_path(a->c,
	    li->owner, kinds)));
	mw_candidate_drop(a->c, li->owner, kinds, 12);
}

static void
allow(const struct attach *a, const struct mw_gwapi_listener *li,
    const struct mw_gwapi_route *r)
{
	if ((li->kinds & (unsigned)r->kind) == 0)
		allow_kind(a, li, r);
	else
		allow_namespace(a, li, r->object->ns);
}

/* ---- host names ---------------------------------------------------------- */

static bool
add_host(const struct attach *a, const struct mw_gwapi_route *r, size_t size)
{
	const struct mw_node *list = mw_node_find(r->object->root,
	    "spec.hostnames");
	struct mw_lay_edits e = { .arena = a->c->arena };

	return mw_list_add(&e, r->object, list, a->u->host) &&
	    mw_candidate_edits(a->c, r->object, &e, size, mw_arena_printf(
	    a->c->arena, "add %s to spec.hostnames", a->u->host));
}

/* "shop-example-com" */
static const char *
section_name(const struct attach *a, const char *host)
{
	char *name = mw_arena_strdup(a->c->arena, host);

	for (char *p = name; *p != '\0'; p++) {
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789", *p) == NULL)
			*p = '-';
	}
	return name;
}

/* One listener more, as LI but for the port or the host that was asked. */
static void
like_listener(const struct attach *a, const struct mw_gwapi_listener *li,
    bool host, size_t size, bool also)
{
	struct mw_arena *arena = a->c->arena;
	const struct mw_node *list = mw_node_find(li->owner->root,
	    "spec.listeners");
	const char *name = host ? section_name(a, a->u->host) :
	    mw_arena_printf(arena, "%s-%ld", a->u->tls ? "https" : "http",
	    (long)a->u->port);
	const struct mw_copy_rule rules[] = {
		{ mw_node_get(li->spec->node, "name"), name },
		host ? (struct mw_copy_rule){ mw_node_get(li->spec->node,
		    "hostname"), mw_lay_string(arena, a->u->host) } :
		    (struct mw_copy_rule){ mw_node_get(li->spec->node,
		    "port"), mw_arena_printf(arena, "%ld", (long)a->u->port) },
	};
	struct mw_lay_edits e = { .arena = arena };
	struct mw_buf flow = { 0 };
	const char *words = host ? mw_arena_printf(arena, "add a listener for "
	    "%s, as %s", a->u->host, path_of(a, li)) : mw_arena_printf(arena,
	    "add a listener on port %ld, as %s", (long)a->u->port,
	    path_of(a, li));

	mw_node_flow(li->spec->node, rules, MW_LEN(rules), arena, &flow);
	if (mw_item_insert(&e, li->owner, list, SIZE_MAX, mw_buf_text(
	    &flow))) {
		if (also)
			mw_candidate_also(a->c, li->owner, &e, words);
		else
			mw_candidate_edits(a->c, li->owner, &e, size, words);
	}
	mw_buf_release(&flow);
}

static void
widen(const struct attach *a, const struct mw_gwapi_listener *li)
{
	const struct mw_node *host = mw_node_get(li->spec->node, "hostname");

	like_listener(a, li, true, 11, false);
	mw_candidate_drop(a->c, li->owner, host, 12);
	mw_candidate_set(a->c, li->owner, host, a->u->host, 14);
}

/* A route of the listener gets the host; both, where neither has it. */
static void
give_host(struct attach *a, const struct mw_gwapi_route *r,
    const struct mw_gwapi_listener *li)
{
	size_t far = mw_candidate_distance(mw_gwapi_hostnames(r),
	    a->u->host);

	if (far >= 9 && a->n_far++ >= FAR_MAX)
		return;
	if (covers(li, a->u->host))
		add_host(a, r, 11 + far % 9);
	else if (add_host(a, r, 20 + far))
		like_listener(a, li, true, 0, true);
}

/* ---- what drops a route (G55) -------------------------------------------- */

static void
mend(const struct attach *a, const struct mw_gwapi_route *r)
{
	for (size_t i = 0; i < r->n_faults && i < FAULTS_MAX; i++) {
		const struct mw_gwapi_verdict *v = &r->faults[i];

		if (v->node == NULL || v->node == r->object->root)
			continue;
		if (v->reason == MW_GWAPI_INVALID_DESTINATION)
			mw_reasons_backend_of(a->c, r, v->node);
		mw_candidate_drop(a->c, r->object, v->node, 11);
	}
}

/* ---- one parentRef ------------------------------------------------------- */

/* The route is in force, but not at this listener. */
static void
another(const struct attach *a, const struct mw_gwapi_parent *p,
    const struct mw_gwapi_listener *li)
{
	for (size_t i = 0; i < p->n_attachments; i++) {
		if (p->attachments[i].listener == li)
			return;
	}
	other_section(a, p, li);
	if (covers(li, a->u->host))
		allow(a, li, p->route);
}

static void
at_listener(struct attach *a, const struct mw_gwapi_parent *p,
    const struct mw_gwapi_listener *li)
{
	const struct mw_gwapi_route *r = p->route;
	bool has = has_host(r, a->u->host);

	switch (p->accepted.reason) {
	case MW_GWAPI_NO_MATCHING_PARENT:
		if (has && (li->kinds & (unsigned)r->kind) != 0)
			other_section(a, p, li);
		return;
	case MW_GWAPI_NOT_ALLOWED:
		if (has)
			allow(a, li, r);
		return;
	case MW_GWAPI_NO_HOSTNAME:
		if (has)
			widen(a, li);
		return;
	case MW_GWAPI_OK:
		break;
	default:
		return;
	}
	if (has && r->dropped[0])
		mend(a, r);
	else if (has)
		another(a, p, li);
	else if ((li->kinds & (unsigned)r->kind) != 0)
		give_host(a, r, li);
}

static void
at_parent(struct attach *a, const struct mw_gwapi_parent *p)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(a->c->m);

	for (size_t i = 0; i < api->n_listeners; i++) {
		if (fits_port(a, api->listeners[i], p->to))
			at_listener(a, p, api->listeners[i]);
	}
}

static void
route(struct attach *a, const struct mw_gwapi_route *r)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(a->c->m);
	bool has = has_host(r, a->u->host), named = false;

	for (size_t i = 0; i < r->n_parents; i++) {
		const struct mw_gwapi_parent *p = &r->parents[i];

		if (p->to != NULL && !p->mesh)
			at_parent(a, p);
	}
	for (size_t i = 0, n = 0; has && i < api->n_gateways && n <
	     GATEWAYS_MAX; i++) {
		const struct mw_gwapi_gateway *g = api->gateways[i];

		if (mw_gwapi_service_of(g, a->u->pod) == NULL)
			continue;
		n++;
		for (size_t k = 0; k < r->n_parents; k++) {
			named = named || r->parents[k].to == g->object;
			if (r->parents[k].to == NULL && !r->parents[k].mesh)
				name_parent(a, &r->parents[k], g->object);
		}
		if (!named)
			add_parent(a, r, g->object);
	}
}

/* ---- all ----------------------------------------------------------------- */

/* Nobody has the port: as a listener that has the host. */
static void
ports(const struct attach *a)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(a->c->m);
	const struct mw_gwapi_listener *best = NULL;

	for (size_t i = 0; i < api->n_listeners; i++) {
		const struct mw_gwapi_listener *li = api->listeners[i];

		if (!is_ours(a, li))
			continue;
		if (li->port == a->u->port)
			return;
		if ((li->spec->tls != NULL) == a->u->tls && covers(li,
		    a->u->host) && mw_candidate_can(li->owner))
			best = li;
	}
	if (best != NULL)
		like_listener(a, best, false, 15, false);
}

void
mw_reasons_attach(const struct mw_reasons *c,
    const struct mw_reasons_unknown *u)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(c->m);
	struct attach a = { .c = c, .u = u };

	for (size_t i = 0; i < api->n_routes; i++) {
		if (mw_candidate_can(api->routes[i]->object))
			route(&a, api->routes[i]);
	}
	ports(&a);
}
