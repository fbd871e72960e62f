/*
 * suggest-backend.c - a rule of the Gateway API that has no backend which
 * could answer: none at all, none with a weight, one that does not exist, or
 * one of another namespace that no ReferenceGrant lets it use (G86 to G92).
 */
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

enum { BACKENDS_MAX = 4, PORTS_MAX = 4, SERVICES_MAX = 3, NAMES_MAX = 200 };

#define GROUP "gateway.networking.k8s.io"

struct backend {
	const struct mw_reasons *c;
	const struct mw_object *route;
	const struct mw_node *node;
	const char *name, *ns;		/* where it is looked for */
};

/* ---- ReferenceGrants (G87) ----------------------------------------------- */

static const char *
text(const struct mw_node *n, const char *key)
{
	return mw_str_or_empty(mw_node_text(mw_node_get(n, key)));
}

static const char *
kind_of(const struct mw_object *o)
{
	return mw_kind_info(o->kind)->name;
}

/* An entry of the grant's FROM that is for the route. */
static bool
from_fits(const struct backend *b, const struct mw_node *grant)
{
	const struct mw_node *l = mw_node_find(grant, "spec.from");

	for (const struct mw_node *k = mw_node_first(l); k != NULL; k =
	     mw_node_next(k)) {
		if (mw_str_eq(text(k, "group"), GROUP) && mw_str_eq(text(k,
		    "kind"), kind_of(b->route)) && mw_str_eq(text(k,
		    "namespace"), b->route->ns))
			return true;
	}
	return false;
}

static bool
to_fits(const struct backend *b, const struct mw_node *grant)
{
	const struct mw_node *l = mw_node_find(grant, "spec.to");

	for (const struct mw_node *k = mw_node_first(l); k != NULL; k =
	     mw_node_next(k)) {
		const char *name = text(k, "name");

		if (mw_str_eq(text(k, "kind"), "Service") && (*name == '\0' ||
		    mw_str_eq(name, b->name)))
			return true;
	}
	return false;
}

/* A grant that has one half gets the other. */
static void
extend(const struct backend *b, const struct mw_object *g)
{
	struct mw_arena *a = b->c->arena;
	bool from = from_fits(b, g->root), to = to_fits(b, g->root);
	struct mw_lay_edits e = { .arena = a };

	if (!from && to && mw_item_insert(&e, g, mw_node_find(g->root,
	    "spec.from"), SIZE_MAX, mw_arena_printf(a, "{group: " GROUP
	    ", kind: %s, namespace: %s}", kind_of(b->route), mw_lay_string(a,
	    b->route->ns))))
		mw_candidate_edits(b->c, g, &e, 10, mw_arena_printf(a,
		    "add %ss of namespace %s to spec.from", kind_of(b->route),
		    b->route->ns));
	else if (from && !to && mw_item_insert(&e, g, mw_node_find(g->root,
	    "spec.to"), SIZE_MAX, mw_arena_printf(a, "{group: \"\", kind: "
	    "Service, name: %s}", mw_lay_string(a, b->name))))
		mw_candidate_edits(b->c, g, &e, 10, mw_arena_printf(a,
		    "add Service %s to spec.to", b->name));
}

static void
grant(const struct backend *b)
{
	const struct mw_objects *all = &b->c->m->of_kind[
	    MW_KIND_REFERENCE_GRANT];
	const struct mw_service *s = mw_mesh_service(b->c->m,
	    mw_arena_printf(b->c->arena, "%s.%s.svc.%s", b->name, b->ns,
	    b->c->m->settings.domain), b->ns);
	struct mw_arena *a = b->c->arena;

	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->v[i]->ns, b->ns) == 0 &&
		    mw_candidate_can(all->v[i]))
			extend(b, all->v[i]);
	}
	mw_candidate_add(b->c, s != NULL && mw_candidate_can(s->object) ?
	    s->object : b->route, mw_arena_printf(a,
	    "apiVersion: " GROUP "/v1beta1\n"
	    "kind: ReferenceGrant\n"
	    "metadata:\n  name: %s-to-%s\n  namespace: %s\n"
	    "spec:\n  from:\n  - group: " GROUP "\n    kind: %s\n"
	    "    namespace: %s\n"
	    "  to:\n  - group: \"\"\n    kind: Service\n    name: %s\n",
	    b->route->ns, b->name, mw_lay_string(a, b->ns),
	    kind_of(b->route), mw_lay_string(a, b->route->ns),
	    mw_lay_string(a, b->name)), 12, mw_arena_printf(a,
	    "add a ReferenceGrant in namespace %s: %ss of namespace %s may use "
	    "Service %s", b->ns, kind_of(b->route), b->route->ns, b->name));
}

/* ---- another Service ----------------------------------------------------- */

static void
set_service(const struct backend *b, const struct mw_service *s, size_t size)
{
	const struct mw_node *name = mw_node_get(b->node, "name");
	const struct mw_node *ns = mw_node_get(b->node, "namespace");
	struct mw_lay_edits e = { .arena = b->c->arena };

	if (!mw_str_eq(mw_node_text(name), s->name))
		mw_scalar_set(&e, b->route, name, s->name);
	if (strcmp(s->ns, b->ns) != 0 && ns != NULL)
		mw_scalar_set(&e, b->route, ns, s->ns);
	else if (strcmp(s->ns, b->ns) != 0)
		mw_map_add(&e, b->route, b->node, "namespace", mw_lay_string(
		    b->c->arena, s->ns));
	mw_candidate_edits(b->c, b->route, &e, size, mw_arena_printf(
	    b->c->arena, "set %s to Service %s/%s (%s/%s now)",
	    mw_candidate_path(b->c, b->route, b->node), s->ns, s->name, b->ns,
	    b->name));
}

static void
other_service(const struct backend *b)
{
	const struct mw_mesh *m = b->c->m;
	const char *first = mw_arena_text(b->c->arena, b->name,
	    strcspn(b->name, "."));
	size_t n = 0;

	for (size_t i = 0; i < m->n_services && n < SERVICES_MAX; i++) {
		const struct mw_service *s = m->services[i];
		bool here = strcmp(s->ns, b->ns) == 0;

		if (!s->kubernetes || s->assumed || (i > 0 && m->services[
		    i - 1] == s))
			continue;
		if (strcmp(s->name, first) == 0 || (here && mw_str_nearest(
		    first, (const char *[]){ s->name }, 1) != NULL)) {
			set_service(b, s, here ? 10 : 11);
			n++;
		}
	}
}

static void
other_port(const struct backend *b)
{
	const struct mw_node *port = mw_node_get(b->node, "port");
	const struct mw_service *s = mw_mesh_service(b->c->m,
	    mw_arena_printf(b->c->arena, "%s.%s.svc.%s", b->name, b->ns,
	    b->c->m->settings.domain), b->ns);

	for (size_t i = 0; s != NULL && i < s->n_ports && i < PORTS_MAX; i++) {
		const char *number = mw_arena_printf(b->c->arena, "%ld",
		    (long)s->ports[i].number);
		struct mw_lay_edits e = { .arena = b->c->arena };

		if (port != NULL) {
			mw_candidate_set(b->c, b->route, port, number, 10);
			continue;
		}
		mw_map_add(&e, b->route, b->node, "port", number);
		mw_candidate_edits(b->c, b->route, &e, 10, mw_arena_printf(
		    b->c->arena, "add port %s to %s", number,
		    mw_candidate_path(b->c, b->route, b->node)));
	}
}

/* A Service again, whatever else it is called. */
static void
as_service(const struct backend *b)
{
	struct mw_lay_edits e = { .arena = b->c->arena };

	if (mw_node_get(b->node, "kind") != NULL)
		mw_node_drop(&e, b->route, mw_node_get(b->node, "kind"));
	if (mw_node_get(b->node, "group") != NULL)
		mw_node_drop(&e, b->route, mw_node_get(b->node, "group"));
	mw_candidate_edits(b->c, b->route, &e, 10, mw_arena_printf(
	    b->c->arena, "%s is a Service (%s now)", mw_candidate_path(b->c,
	    b->route, b->node), text(b->node, "kind")));
}

static void
bad_destination(const struct backend *b)
{
	if (mw_node_get(b->node, "port") == NULL)
		other_port(b);
	else if (strchr(b->name, '.') != NULL)
		other_service(b);
	else
		mw_candidate_drop(b->c, b->route, mw_node_get(b->node,
		    "namespace"), 10);
}

static enum mw_gwapi_reason
reason_of(const struct mw_gwapi_route *r, const struct mw_node *backend)
{
	for (size_t i = 0; i < r->n_faults; i++) {
		if (r->faults[i].node == backend)
			return r->faults[i].reason;
	}
	return MW_GWAPI_OK;
}

void
mw_reasons_backend_of(const struct mw_reasons *c,
    const struct mw_gwapi_route *r, const struct mw_node *node)
{
	const char *ns = text(node, "namespace");
	const struct backend b = { c, r->object, node, text(node, "name"),
		*ns != '\0' ? ns : r->object->ns };

	if (!mw_candidate_can(b.route) || !mw_node_is(node, MW_NODE_MAP))
		return;
	switch (reason_of(r, node)) {
	case MW_GWAPI_REF_NOT_PERMITTED:
		grant(&b);
		mw_candidate_drop(c, b.route, mw_node_get(node, "namespace"),
		    14);
		break;
	case MW_GWAPI_BACKEND_NOT_FOUND:
		other_service(&b);
		break;
	case MW_GWAPI_INVALID_KIND:
		as_service(&b);
		break;
	case MW_GWAPI_INVALID_DESTINATION:
		bad_destination(&b);
		break;
	default:
		other_port(&b);
		break;
	}
}

/* ---- none that counts (G88) ---------------------------------------------- */

/* As the last rule that has some, else a Service of the namespace. */
static const char *
backends_for(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_service *s)
{
	const struct mw_node *rules = mw_node_find(o->root, "spec.rules");
	const struct mw_node *last = NULL;
	struct mw_buf flow = { 0 };
	const char *out;

	if (s != NULL)
		return mw_arena_printf(c->arena, "[{name: %s, port: %ld}]",
		    mw_lay_string(c->arena, s->name),
		    (long)s->ports[0].number);
	for (const struct mw_node *k = mw_node_first(rules); k != NULL; k =
	     mw_node_next(k)) {
		if (mw_node_count(mw_node_get(k, "backendRefs")) > 0)
			last = mw_node_get(k, "backendRefs");
	}
	if (last == NULL)
		return NULL;
	mw_node_flow(last, NULL, 0, c->arena, &flow);
	out = mw_arena_strdup(c->arena, mw_buf_text(&flow));
	mw_buf_release(&flow);
	return out;
}

static void
put_backends(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *rule, const char *flow, size_t size)
{
	const char *path = mw_candidate_path(c, o, rule);
	bool spec = rule == mw_node_get(o->root, "spec");
	struct mw_lay_edits e = { .arena = c->arena };

	if (flow == NULL)
		return;
	path = mw_arena_printf(c->arena, "%s.%s", path, spec ? "rules" :
	    "backendRefs");
	if (spec)
		flow = mw_arena_printf(c->arena, "[{backendRefs: %s}]", flow);
	mw_path_put(&e, o, path, flow);
	mw_candidate_edits(c, o, &e, size, mw_arena_printf(c->arena,
	    "set %s to %s", path, flow));
}

static void
no_backend(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *rule)
{
	const struct mw_node *rules = mw_node_find(o->root, "spec.rules");
	size_t n = 0;

	put_backends(c, o, rule, backends_for(c, o, NULL), 10);
	for (size_t i = 0; i < c->m->n_services && n < SERVICES_MAX; i++) {
		const struct mw_service *s = c->m->services[i];

		if (!s->kubernetes || s->assumed || s->n_ports == 0 ||
		    strcmp(s->ns, o->ns) != 0)
			continue;
		put_backends(c, o, rule, backends_for(c, o, s), 11);
		n++;
	}
	if (mw_node_count(rules) > 1)
		mw_candidate_drop(c, o, rule, 14);
}

static void
no_weight(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *backends)
{
	size_t n = 0;

	for (const struct mw_node *k = mw_node_first(backends); k != NULL &&
	     n < BACKENDS_MAX; k = mw_node_next(k), n++)
		mw_candidate_set(c, o, mw_node_get(k, "weight"), "1", 10 + n);
}

static void
nothing(const struct mw_reasons *c, const struct mw_gwapi_route *r,
    const struct mw_node *rule)
{
	const struct mw_node *backends = mw_node_get(rule, "backendRefs");

	if (!mw_candidate_can(r->object) || !mw_node_is(rule, MW_NODE_MAP))
		return;
	if (mw_node_count(backends) > 0)
		no_weight(c, r->object, backends);
	else
		no_backend(c, r->object, rule);
}

void
mw_reasons_backend(const struct mw_reasons *c)
{
	const struct mw_hop *h = c->hop;
	const struct mw_origin *o = NULL;
	const struct mw_gwapi_route *r;
	const char *cluster = NULL;

	if (h == NULL || h->proxy == NULL || h->direction == MW_INBOUND)
		return;
	if (h->http != NULL && h->http->route != NULL &&
	    h->http->route->direct_response != NULL) {
		o = &h->http->route->origin;
	} else if (h->http != NULL && h->http->chosen != NULL) {
		o = &h->http->chosen->origin;
		cluster = h->http->cluster_name;
	} else if (h->tcp != NULL) {
		o = &h->tcp->origin;
		cluster = h->tcp->cluster_name;
	}
	r = o != NULL && o->object != NULL ? mw_gwapi_route_of(c->m,
	    o->object) : NULL;
	if (r == NULL)
		return;
	if (cluster == NULL || mw_node_get(o->node, "backendRefs") != NULL)
		nothing(c, r, o->node);
	else if (mw_proxy_cluster(h->proxy, cluster) == NULL)
		mw_reasons_backend_of(c, r, o->node);
}
