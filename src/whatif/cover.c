/*
 * cover.c - what there is to be met, and which of it an answer came by.
 *
 * Origins are nodes of the manifests, and so are the things that are listed:
 * coming by is finding the same node.
 */
#include "whatif/cover-find.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "mesh/gwapi.h"
#include "model/kinds.h"
#include "yaml/node.h"

const char *
mw_cover_word(enum mw_cover_what w)
{
	static const char *const words[] = { "route", "match", "destination",
		"server", "listener", "rule", "subset" };

	return words[w];
}

/* ---- what there is ------------------------------------------------------- */

static const struct {
	enum mw_kind kind;
	const char *list;
	enum mw_cover_what what;
	const char *matches, *destinations;	/* below each; or NULL */
} sorts[] = {
	{ MW_KIND_VIRTUAL_SERVICE, "spec.http", MW_COVER_ROUTE, "match",
	    "route" },
	{ MW_KIND_VIRTUAL_SERVICE, "spec.tls", MW_COVER_ROUTE, NULL, "route" },
	{ MW_KIND_VIRTUAL_SERVICE, "spec.tcp", MW_COVER_ROUTE, NULL, "route" },
	{ MW_KIND_GATEWAY, "spec.servers", MW_COVER_SERVER, NULL, NULL },
	{ MW_KIND_K8S_HTTP_ROUTE, "spec.rules", MW_COVER_ROUTE, "matches",
	    "backendRefs" },
	{ MW_KIND_K8S_GRPC_ROUTE, "spec.rules", MW_COVER_ROUTE, "matches",
	    "backendRefs" },
	{ MW_KIND_K8S_TLS_ROUTE, "spec.rules", MW_COVER_ROUTE, NULL,
	    "backendRefs" },
	{ MW_KIND_K8S_TCP_ROUTE, "spec.rules", MW_COVER_ROUTE, NULL,
	    "backendRefs" },
	{ MW_KIND_K8S_GATEWAY, "spec.listeners", MW_COVER_LISTENER, NULL,
	    NULL },
	{ MW_KIND_LISTENER_SET, "spec.listeners", MW_COVER_LISTENER, NULL,
	    NULL },
	{ MW_KIND_AUTHORIZATION_POLICY, "spec.rules", MW_COVER_RULE, NULL,
	    NULL },
	{ MW_KIND_DESTINATION_RULE, "spec.subsets", MW_COVER_SUBSET, NULL,
	    NULL },
};

/* "web.shop:80" of a backendRef. */
static const char *
backend_name(const struct mw_node *n, const char *name, struct mw_arena *a)
{
	const char *ns = mw_node_text(mw_node_get(n, "namespace"));
	const char *port = mw_node_text(mw_node_get(n, "port"));

	return mw_arena_printf(a, "%s%s%s%s%s", name, ns != NULL ? "." : "",
	    mw_str_or_empty(ns), port != NULL ? ":" : "",
	    mw_str_or_empty(port));
}

static const char *
name_of(const struct mw_node *n, enum mw_cover_what what, struct mw_arena *a)
{
	const char *name = mw_node_text(mw_node_get(n, "name"));
	const struct mw_node *d = mw_node_get(n, "destination");
	const char *host = mw_node_text(mw_node_get(d, "host"));
	const char *subset = mw_node_text(mw_node_get(d, "subset"));

	if (what == MW_COVER_SERVER && name == NULL)
		return mw_node_text(mw_node_find(n, "port.name"));
	if (what == MW_COVER_DESTINATION && d == NULL && name != NULL)
		return backend_name(n, name, a);
	if (what != MW_COVER_DESTINATION || host == NULL)
		return name;
	return subset == NULL ? host : mw_arena_printf(a, "%s subset %s",
	    host, subset);
}

static void
add(struct mw_cover *c, const struct mw_object *o, const struct mw_node *n,
    enum mw_cover_what what, const char *path)
{
	struct mw_cover_item x = { .what = what, .object = o, .node = n,
		.path = path };

	x.name = name_of(n, what, c->arena);
	mw_vec_push(c->arena, c, x);
}

static void
add_list(struct mw_cover *c, const struct mw_object *o,
    const struct mw_node *list, enum mw_cover_what what, const char *path)
{
	size_t i = 0;

	for (const struct mw_node *n = mw_node_first(list); n != NULL;
	     n = mw_node_next(n), i++)
		add(c, o, n, what, mw_arena_printf(c->arena, "%s[%zu]", path,
		    i));
}

/* Conditions of a rule that delegates are merged into those of the other
 * VirtualService: they are not told apart from them. */
static void
add_parts(struct mw_cover *c, const struct mw_object *o,
    const struct mw_node *route, size_t sort, const char *path)
{
	const struct mw_node *matches = sorts[sort].matches == NULL ? NULL
	    : mw_node_get(route, sorts[sort].matches);
	const struct mw_node *to = sorts[sort].destinations == NULL ? NULL
	    : mw_node_get(route, sorts[sort].destinations);

	if (mw_node_get(route, "delegate") == NULL)
		add_list(c, o, matches, MW_COVER_MATCH, mw_arena_printf(
		    c->arena, "%s.%s", path, sorts[sort].matches));
	if (mw_node_count(to) > 1)
		add_list(c, o, to, MW_COVER_DESTINATION, mw_arena_printf(
		    c->arena, "%s.%s", path, sorts[sort].destinations));
}

static void
add_object(struct mw_cover *c, const struct mw_object *o)
{
	for (size_t i = 0; i < MW_LEN(sorts); i++) {
		const struct mw_node *list;
		size_t k = 0;

		if (sorts[i].kind != o->kind)
			continue;
		list = mw_node_find(o->root, sorts[i].list);
		for (const struct mw_node *n = mw_node_first(list); n != NULL;
		     n = mw_node_next(n), k++) {
			const char *path = mw_arena_printf(c->arena,
			    "%s[%zu]", sorts[i].list, k);

			add(c, o, n, sorts[i].what, path);
			add_parts(c, o, n, i, path);
		}
	}
}

static int
by_address(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)(*(struct mw_cover_item *const *)a)->node,
	    y = (uintptr_t)(*(struct mw_cover_item *const *)b)->node;

	return (x > y) - (x < y);
}

struct mw_cover *
mw_cover_new(const struct mw_mesh *m, struct mw_arena *arena)
{
	struct mw_cover *c = MW_NEW(arena, struct mw_cover);

	c->mesh = m;
	c->arena = arena;
	for (size_t i = 0; i < m->objects.n; i++)
		add_object(c, m->objects.v[i]);
	c->by_node = MW_NEW_ARRAY(arena, struct mw_cover_item *, c->n + 1);
	for (size_t i = 0; i < c->n; i++)
		c->by_node[i] = &c->v[i];
	if (c->n > 1)
		qsort(c->by_node, c->n, sizeof(*c->by_node), by_address);
	return c;
}

struct mw_cover_item *
mw_cover_find(const struct mw_cover *c, const struct mw_node *node)
{
	size_t low = 0, high = c->n;

	if (node == NULL)
		return NULL;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if ((uintptr_t)c->by_node[mid]->node < (uintptr_t)node)
			low = mid + 1;
		else
			high = mid;
	}
	return low < c->n && c->by_node[low]->node == node ? c->by_node[low]
							   : NULL;
}

/* ---- what an answer came by ---------------------------------------------- */

static void
meet(struct mw_cover *c, const struct mw_node *node, const char *name)
{
	struct mw_cover_item *x = mw_cover_find(c, node);

	if (x == NULL)
		return;
	if (c->trying != NULL) {
		if (x->met == 0 && (x->witness == NULL || (c->trying_good &&
		    !x->good))) {
			x->witness = c->trying;
			x->good = c->trying_good;
		}
		return;
	}
	if (x->last == c->requests)
		return;
	x->last = c->requests;
	if (x->met++ == 0)
		x->by = name;
}

static void
meet_cluster(struct mw_cover *c, const struct mw_hop *h, const char *cluster,
    const char *name)
{
	const struct mw_cluster *x = cluster == NULL ? NULL
	    : mw_proxy_cluster(h->proxy, cluster);

	if (x != NULL)
		meet(c, x->origin.node, name);
}

static void
meet_http(struct mw_cover *c, const struct mw_hop *h, const char *name)
{
	const struct mw_http_decision *d = h->http;

	if (d->route != NULL) {
		meet(c, d->route->origin.node, name);
		meet(c, d->route->match_origin.node, name);
		meet(c, d->route->root.node, name);
	}
	if (d->chosen != NULL)
		meet(c, d->chosen->origin.node, name);
	if (d->cluster != NULL)
		meet(c, d->cluster->origin.node, name);
	for (size_t i = 0; i < d->n_mirrors; i++)
		meet_cluster(c, h, d->mirrors[i].cluster, name);
}

static void
meet_tcp(struct mw_cover *c, const struct mw_hop *h, const char *name)
{
	const struct mw_tcp_proxy *t = h->accept->chain->tcp;

	/* the log of a refused connection names a cluster, too */
	if (t == NULL || (!h->tcp->forwarded && !mw_str_eq(h->tcp->flags,
	    "NC")))
		return;
	meet(c, t->origin.node, name);
	meet(c, h->tcp->origin.node, name);	/* the destination */
	meet_cluster(c, h, h->tcp->cluster_name, name);
}

static bool
serves(const struct mw_node *server, const char *host)
{
	for (const struct mw_node *n = mw_node_first(mw_node_get(server,
	     "hosts")); n != NULL; n = mw_node_next(n)) {
		const char *s = mw_str_or_empty(mw_node_text(n));
		const char *slash = strchr(s, '/');

		if (mw_host_covers(slash != NULL ? slash + 1 : s, host))
			return true;
	}
	return false;
}

/* The listener of G that has HOST at PORT: the narrowest, as routes bind (G48).
 * NULL: none. */
static const struct mw_gwapi_listener *
listener_for(const struct mw_gwapi_gateway *g, int64_t port, const char *host)
{
	const struct mw_gwapi_listener *best = NULL;

	for (size_t i = 0; i < g->n_listeners; i++) {
		const struct mw_gwapi_listener *li = g->listeners[i];

		if (li->valid && li->port == port && (li->hostname[0] == '\0'
		    || mw_host_covers(li->hostname, host)) && (best == NULL ||
		    strlen(li->hostname) > strlen(best->hostname)))
			best = li;
	}
	return best;
}

static void
meet_listeners(struct mw_cover *c, const struct mw_hop *h, int64_t port,
    const char *host, const char *name)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(c->mesh);

	for (size_t i = 0; i < api->n_gateways; i++) {
		const struct mw_gwapi_listener *li = listener_for(
		    api->gateways[i], port, host);

		if (li != NULL && h->workload != NULL &&
		    mw_gwapi_service_of(li->gateway, h->workload) != NULL)
			meet(c, li->spec->node, name);
	}
}

static void
meet_gateways(struct mw_cover *c, const struct mw_hop *h, const char *port,
    const char *host, const char *name)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct mw_cover_item *x = &c->v[i];
		const struct mw_gateway *g;

		if (x->what != MW_COVER_SERVER || !mw_str_eq(port,
		    mw_node_text(mw_node_find(x->node, "port.number"))))
			continue;
		g = MW_SPEC(x->object, gateway);
		if (g != NULL && h->workload != NULL && mw_labels_match(
		    &g->selector, h->workload->labels) && serves(x->node,
		    host))
			meet(c, x->node, name);
	}
}

/* Servers of one HTTP port share a listener and a chain, which names the first
 * of them: the host of R tells which it is. */
static void
meet_servers(struct mw_cover *c, const struct mw_hop *h,
    const struct mw_request *r, const char *name)
{
	const struct mw_node *own = h->accept->chain->origin.node;
	const struct mw_node *number = mw_node_find(own, "port.number");
	char host[300];

	if (h->accept->chain->match.n_server_names > 0 || h->http == NULL ||
	    strcspn(r->host, ":") >= sizeof(host)) {
		meet(c, own, name);
		return;
	}
	memcpy(host, r->host, strcspn(r->host, ":"));
	host[strcspn(r->host, ":")] = '\0';
	if (number == NULL)
		number = mw_node_get(own, "port");
	meet_gateways(c, h, mw_node_text(number), host, name);
	meet_listeners(c, h, mw_node_int(number), host, name);
}

/* A rule that the proxy found to match: it decided, let pass, or asked an
 * external authorizer. */
static void
meet_rules(struct mw_cover *c, const struct mw_hop *h, const char *name)
{
	for (size_t i = 0; h->steps != NULL && i < h->steps->n; i++) {
		const struct mw_step *s = &h->steps->v[i];

		if (s->depth == 0 && (s->stage == MW_STAGE_AUTHZ ||
		    s->stage == MW_STAGE_EXT_AUTHZ) &&
		    s->verdict != MW_STEP_REJECTED &&
		    s->verdict != MW_STEP_SKIPPED)
			meet(c, s->origin.node, name);
	}
}

static void
come_by(struct mw_cover *c, const struct mw_answer *a, const char *name)
{
	for (size_t i = 0; a->error == NULL && i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		for (size_t k = 0; k < o->n_hops; k++) {
			const struct mw_hop *h = &o->hops[k];

			if (h->accept == NULL || h->accept->chain == NULL)
				continue;
			if (h->http != NULL)
				meet_http(c, h, name);
			if (h->tcp != NULL)
				meet_tcp(c, h, name);
			if (h->direction == MW_GATEWAY)
				meet_servers(c, h, a->request, name);
			meet_rules(c, h, name);
		}
	}
}

void
mw_cover_count(struct mw_cover *c, const struct mw_answer *a,
    const char *name)
{
	c->requests++;
	come_by(c, a, name);
}

void
mw_cover_try(struct mw_cover *c, const struct mw_answer *a,
    const struct mw_request *r)
{
	c->trying = r;
	c->trying_good = a->error == NULL && mw_answer_is_good(a);
	come_by(c, a, "");
	c->trying = NULL;
}
