/*
 * xds.c - a compiled proxy made final: sorted, indexed, linked.
 *
 * Builders leave listeners, route configurations and clusters in the order in
 * which they made them; mw_proxy_finish sorts each kind by name, hashes the
 * names, and gives every HTTP connection manager the route configuration that
 * it names.
 */
#include "xds/xds.h"

#include "base/attr.h"
#include "base/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *
mw_omission_text(enum mw_omission_reason r)
{
	static const char *const texts[] = {
#define MW_OMISSION(id, text) [MW_OMIT_##id] = text,
#include "xds/omission.def"
#undef MW_OMISSION
	};

	return (size_t)r < MW_LEN(texts) ? texts[r] : "";
}

const char *
mw_cluster_type_name(enum mw_cluster_type t)
{
	switch (t) {
	case MW_CLUSTER_EDS:
		return "EDS";
	case MW_CLUSTER_STATIC:
		return "STATIC";
	case MW_CLUSTER_STRICT_DNS:
		return "STRICT_DNS";
	case MW_CLUSTER_LOGICAL_DNS:
		return "LOGICAL_DNS";
	case MW_CLUSTER_ORIGINAL_DST:
		return "ORIGINAL_DST";
	case MW_CLUSTER_DYNAMIC:
		return "CLUSTER";
	}
	return "";
}

const char *
mw_lb_policy_name(enum mw_lb_policy p)
{
	switch (p) {
	case MW_LB_ROUND_ROBIN:
		return "ROUND_ROBIN";
	case MW_LB_LEAST_REQUEST:
		return "LEAST_REQUEST";
	case MW_LB_RANDOM:
		return "RANDOM";
	case MW_LB_RING_HASH:
		return "RING_HASH";
	case MW_LB_MAGLEV:
		return "MAGLEV";
	case MW_LB_CLUSTER_PROVIDED:
		return "CLUSTER_PROVIDED";
	}
	return "";
}

const char *
mw_upstream_tls_name(enum mw_upstream_tls_kind k)
{
	switch (k) {
	case MW_UPSTREAM_PLAIN:
		return "none";
	case MW_UPSTREAM_SIMPLE:
		return "simple";
	case MW_UPSTREAM_MUTUAL:
		return "mutual";
	case MW_UPSTREAM_ISTIO_MUTUAL:
		return "istio_mutual";
	}
	return "";
}

/* Name and place of an element: sorting moves these, not the elements. */
struct key {
	const char *name;
	size_t at;
};

/* The name that each element begins with. */
static const char *
name_at(const void *v, size_t i, size_t size)
{
	const char *name;

	memcpy(&name, (const char *)v + i * size, sizeof(name));
	return mw_str_or_empty(name);
}

static bool
is_sorted(const void *v, size_t n, size_t size)
{
	for (size_t i = 1; i < n; i++) {
		if (strcmp(name_at(v, i - 1, size), name_at(v, i, size)) > 0)
			return false;
	}
	return true;
}

static int
by_name(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int d = strcmp(a->name, b->name);

	if (d != 0)
		return d;
	return a->at < b->at ? -1 : a->at > b->at ? 1 : 0;
}

/*
 * A copy of the N elements of SIZE bytes, sorted by the name that each begins
 * with; equal names keep their order.
 */
static void *
sorted(struct mw_arena *a, const void *v, size_t n, size_t size)
{
	struct key *keys = MW_NEW_ARRAY(a, struct key, n);
	const char *from = v;
	char *to = mw_arena_array(a, n, size);

	for (size_t i = 0; i < n; i++) {
		keys[i].name = name_at(v, i, size);
		keys[i].at = i;
	}
	if (n > 1)
		qsort(keys, n, sizeof(*keys), by_name);
	for (size_t i = 0; i < n; i++)
		memcpy(to + i * size, from + keys[i].at * size, size);
	return to;
}

/* Names to elements; of equal names the first counts. */
static const struct mw_map *
indexed(struct mw_arena *a, const void *v, size_t n, size_t size)
{
	struct mw_map *map = mw_map_new(a);

	/* from the end, so that the first of equal names stays */
	for (size_t i = n; i-- > 0;)
		mw_map_put(map, name_at(v, i, size),
		    (void *)(uintptr_t)((const char *)v + i * size));
	return map;
}

static bool
needs_link(const struct mw_filter_chain *c)
{
	return c->http != NULL && c->http->routes == NULL &&
	    c->http->route_config != NULL;
}

static struct mw_filter_chain
linked_chain(const struct mw_proxy *p, const struct mw_filter_chain *c)
{
	struct mw_filter_chain copy = *c;
	struct mw_http_manager *m;

	if (needs_link(c)) {
		m = MW_NEW(p->arena, struct mw_http_manager);
		*m = *c->http;
		m->routes = mw_proxy_routes(p, m->route_config);
		copy.http = m;
	}
	return copy;
}

static void
link_listener(const struct mw_proxy *p, struct mw_listener *l)
{
	struct mw_filter_chain *chains;
	bool needed = false;

	for (size_t i = 0; i < l->n_chains && !needed; i++)
		needed = needs_link(&l->chains[i]);
	if (needed) {
		chains = MW_NEW_ARRAY(p->arena, struct mw_filter_chain,
		    l->n_chains);
		for (size_t i = 0; i < l->n_chains; i++)
			chains[i] = linked_chain(p, &l->chains[i]);
		l->chains = chains;
	}
	if (l->fallback != NULL && needs_link(l->fallback)) {
		chains = MW_NEW(p->arena, struct mw_filter_chain);
		*chains = linked_chain(p, l->fallback);
		l->fallback = chains;
	}
}

/* sorted() and indexed() read the name at the start of each. */
static_assert(offsetof(struct mw_listener, name) == 0, "name is first");
static_assert(offsetof(struct mw_route_config, name) == 0, "name is first");
static_assert(offsetof(struct mw_cluster, name) == 0, "name is first");

void
mw_proxy_finish(struct mw_proxy *p)
{
	struct mw_arena *a = p->arena;
	struct mw_listener *l;
	struct mw_route_config *r;

	r = sorted(a, p->routes, p->n_routes, sizeof(*r));
	for (size_t i = 0; i < p->n_routes; i++) {
		if (r[i].index == NULL)
			r[i].index = mw_domain_index_new(a, r[i].vhosts,
			    r[i].n_vhosts);
	}
	p->routes = r;
	p->route_index = indexed(a, r, p->n_routes, sizeof(*r));
	if (!is_sorted(p->clusters, p->n_clusters, sizeof(*p->clusters)))
		p->clusters = sorted(a, p->clusters, p->n_clusters,
		    sizeof(*p->clusters));
	p->cluster_index = indexed(a, p->clusters, p->n_clusters,
	    sizeof(*p->clusters));
	l = sorted(a, p->listeners, p->n_listeners, sizeof(*l));
	for (size_t i = 0; i < p->n_listeners; i++)
		link_listener(p, &l[i]);
	p->listeners = l;
	p->listener_index = indexed(a, l, p->n_listeners, sizeof(*l));
}

void
mw_proxy_free(const struct mw_proxy *p)
{
	if (p != NULL)
		mw_arena_free(p->arena);
}

const struct mw_listener *
mw_proxy_listener(const struct mw_proxy *p, const char *name)
{
	return mw_map_get(p->listener_index, name);
}

const struct mw_route_config *
mw_proxy_routes(const struct mw_proxy *p, const char *name)
{
	return mw_map_get(p->route_index, name);
}

const struct mw_cluster *
mw_proxy_cluster(const struct mw_proxy *p, const char *name)
{
	return mw_map_get(p->cluster_index, name);
}
