/*
 * compile.c - the configuration of one proxy, part after part.
 *
 * The scope comes first, since every part asks it what the proxy sees.  Then
 * listeners, routes and clusters are built, each into its vector; at the end
 * the route configurations that Envoy would refuse are marked, and the proxy
 * is sorted and indexed.  Each part is a stage, which takes steps where it
 * grows with the mesh.
 */
#include "istiod/istiod.h"

#include "istiod/builder.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct mw_origin
mw_origin_of(const struct mw_object *object, const struct mw_node *node)
{
	return (struct mw_origin){ .object = object, .node = node };
}

struct mw_origin
mw_origin_default(const char *note)
{
	return (struct mw_origin){ .note = note };
}

const struct mw_node *
mw_build_gist(const struct mw_object *o)
{
	/* the first that is there */
	static const struct {
		enum mw_kind kind;
		const char *path;
	} gist[] = {
		{ MW_KIND_SIDECAR, "spec.egress" },
		{ MW_KIND_SIDECAR, "spec.ingress" },
		{ MW_KIND_VIRTUAL_SERVICE, "spec.hosts" },
		{ MW_KIND_DESTINATION_RULE, "spec.host" },
		{ MW_KIND_SERVICE_ENTRY, "spec.hosts" },
		{ MW_KIND_GATEWAY, "spec.servers" },
		{ MW_KIND_PEER_AUTHENTICATION, "spec.mtls.mode" },
		{ MW_KIND_PEER_AUTHENTICATION, "spec.portLevelMtls" },
		{ MW_KIND_REQUEST_AUTHENTICATION, "spec.jwtRules" },
		{ MW_KIND_AUTHORIZATION_POLICY, "spec.rules" },
		{ MW_KIND_AUTHORIZATION_POLICY, "spec.action" },
		{ MW_KIND_K8S_SERVICE, "spec.ports" },
	};
	const struct mw_node *n;

	if (o->root == NULL)
		return NULL;
	if (o->kind == MW_KIND_SIDECAR && mw_node_find(o->root,
	    "spec.egress[1]") == NULL) {
		n = mw_node_find(o->root, "spec.egress[0].hosts");
		if (n != NULL)
			return n;
	}
	for (size_t i = 0; i < sizeof(gist) / sizeof(gist[0]); i++) {
		n = gist[i].kind == o->kind ? mw_node_find(o->root,
		    gist[i].path) : NULL;
		if (n != NULL)
			return n;
	}
	n = mw_node_find(o->root, "spec");
	return n != NULL ? n : o->root;
}

void
mw_build_omit(struct mw_builder *b, enum mw_omission_reason reason,
    const struct mw_object *object, const struct mw_node *node,
    const struct mw_object *winner, const char *fmt, ...)
{
	struct mw_omission o = {
		.reason = reason,
		.what = mw_origin_of(object, node),
	};
	va_list ap;

	/* what is not written has no line: the nearest that says something */
	if (object != NULL && (node == NULL || node == object->root))
		o.what.node = mw_build_gist(object);
	if (winner != NULL)
		o.winner = mw_origin_of(winner, mw_build_gist(winner));
	va_start(ap, fmt);
	o.text = mw_arena_vprintf(b->arena, fmt, ap);
	va_end(ap);
	mw_vec_push(b->arena, &b->omissions, o);
}

void
mw_build_omit_clause(struct mw_builder *b,
    const struct mw_omission_clause *clause)
{
	struct mw_omission_clause *c = MW_NEW(b->arena,
	    struct mw_omission_clause);

	*c = *clause;
	b->omissions.v[b->omissions.n - 1].clause = c;
}

static bool
bad_regex(const struct mw_matcher *m)
{
	return m->kind == MW_MATCH_REGEX && m->regex == NULL;
}

/* R68, R187: what makes Envoy refuse the whole route configuration. */
static const char *
route_nack(const struct mw_route_entry *r)
{
	if (r->path_kind == MW_PATH_REGEX && r->path_regex == NULL)
		return "a route has a regular expression that RE2 refuses";
	for (size_t i = 0; i < r->n_headers; i++) {
		if (bad_regex(&r->headers[i].value))
			return "a header match has a regular expression that "
			    "RE2 refuses";
	}
	for (size_t i = 0; i < r->n_query; i++) {
		if (bad_regex(&r->query[i].value))
			return "a query match has a regular expression that "
			    "RE2 refuses";
	}
	if (r->regex_substitution != NULL && r->regex_rewrite == NULL)
		return "a rewrite has a regular expression that RE2 refuses";
	if (r->action == MW_ACTION_ROUTE && r->n_clusters == 0)
		return "a route has no destination";
	return NULL;
}

static void
mark_nack(struct mw_builder *b, struct mw_route_config *rc)
{
	for (size_t i = 0; i < rc->n_vhosts && rc->nack == NULL; i++) {
		const struct mw_virtual_host *vh = &rc->vhosts[i];

		for (size_t j = 0; j < vh->n_routes; j++) {
			const struct mw_route_entry *r = &vh->routes[j];
			const char *why = route_nack(r);

			if (why == NULL)
				continue;
			rc->nack = why;
			mw_build_omit(b, MW_OMIT_NACK, r->origin.object,
			    r->origin.node, NULL,
			    "Envoy refuses route configuration %s because %s",
			    rc->name, why);
			break;
		}
	}
}

/* There are tens of thousands in a large mesh, and doubling a vector leaves
 * its old copies behind; pages that stay untouched cost nothing. */
static void
make_room(struct mw_builder *b)
{
	size_t ports = 0;

	for (size_t i = 0; i < b->scope->n_services; i++)
		ports += b->scope->services[i]->n_ports;
	b->clusters.cap = ports * 4 + 16;
	b->clusters.v = MW_NEW_ARRAY(b->arena, struct mw_cluster,
	    b->clusters.cap);
}

struct key {
	const char *name;
	size_t at;
};

static int
by_name(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int d = strcmp(a->name, b->name);

	return d != 0 ? d : a->at < b->at ? -1 : a->at > b->at ? 1 : 0;
}

/* Sorts clusters where they are: element I comes from keys[I].at. */
static void
sort_clusters(struct mw_builder *b)
{
	struct mw_cluster *v = b->clusters.v, first;
	size_t n = b->clusters.n;
	struct key *keys = MW_NEW_ARRAY(b->arena, struct key, n);

	for (size_t i = 0; i < n; i++)
		keys[i] = (struct key){ v[i].name, i };
	if (n > 1)
		qsort(keys, n, sizeof(*keys), by_name);
	for (size_t i = 0; i < n; i++) {
		size_t to = i;

		if (keys[i].at == i)
			continue;
		/* along one cycle of the permutation */
		first = v[i];
		while (keys[to].at != i) {
			size_t from = keys[to].at;

			v[to] = v[from];
			keys[to].at = to;
			to = from;
		}
		v[to] = first;
		keys[to].at = to;
	}
}

static void
finish(struct mw_builder *b)
{
	struct mw_proxy *p = b->proxy;

	p->listeners = b->listeners.v;
	p->n_listeners = b->listeners.n;
	p->routes = b->routes.v;
	p->n_routes = b->routes.n;
	p->clusters = b->clusters.v;
	p->n_clusters = b->clusters.n;
	p->omissions = b->omissions.v;
	p->n_omissions = b->omissions.n;
	p->sidecar = b->scope != NULL ? b->scope->sidecar : NULL;
	if (b->scope != NULL)
		p->outbound = b->scope->outbound;
	mw_proxy_finish(p);
}

/* ---- stage after stage ---------------------------------------------- */

struct mw_compiling {
	struct mw_builder b;
	enum { SCOPE, LISTENERS, CLUSTERS, NACK, SORT, INDEX, DONE } stage;
	struct mw_outbound *outbound;
	size_t at;			/* of the stage */
};

struct mw_compiling *
mw_istiod_begin(const struct mw_mesh *m, const struct mw_workload *w)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_compiling *c = MW_NEW(arena, struct mw_compiling);

	c->b = (struct mw_builder){ .arena = arena, .mesh = m, .workload = w };
	c->b.proxy = MW_NEW(arena, struct mw_proxy);
	c->b.proxy->arena = arena;
	c->b.proxy->mesh = m;
	c->b.proxy->workload = w;
	c->b.cluster_seen = mw_map_new(arena);
	if (w->proxy != MW_PROXY_SIDECAR && w->proxy != MW_PROXY_GATEWAY)
		c->stage = NACK;	/* nobody tells it anything */
	return c;
}

/* True: there is more of them. */
static bool
listeners(struct mw_compiling *c)
{
	struct mw_builder *b = &c->b;

	if (b->workload->proxy == MW_PROXY_GATEWAY) {
		mw_build_gateway(b);
		return false;
	}
	if (c->outbound == NULL)
		c->outbound = mw_build_outbound_begin(b);
	if (mw_build_outbound_step(c->outbound))
		return true;
	mw_build_inbound(b);
	return false;
}

/* One step of the stage; true: there are more. */
static bool
some(struct mw_compiling *c)
{
	struct mw_builder *b = &c->b;

	switch (c->stage) {
	case SCOPE:
		b->scope = mw_scope_new(b);
		make_room(b);
		return false;
	case LISTENERS:
		return listeners(c);
	case CLUSTERS:
		return mw_build_clusters(b, &c->at);
	case NACK:
		for (size_t i = 0; i < b->routes.n; i++)
			mark_nack(b, &b->routes.v[i]);
		return false;
	case SORT:
		sort_clusters(b);
		return false;
	case INDEX:
		finish(b);
		return false;
	case DONE:
		break;
	}
	return true;
}

bool
mw_istiod_step(struct mw_compiling *c)
{
	if (c->stage != DONE && !some(c))
		c->stage++;
	return c->stage != DONE;
}

struct mw_proxy *
mw_istiod_end(struct mw_compiling *c)
{
	while (mw_istiod_step(c))
		continue;
	return c->b.proxy;	/* which C goes with */
}

void
mw_istiod_drop(struct mw_compiling *c)
{
	if (c != NULL)
		mw_arena_free(c->b.arena);
}

struct mw_proxy *
mw_istiod_blank(const struct mw_mesh *m, const struct mw_workload *w)
{
	struct mw_compiling *c = mw_istiod_begin(m, w);

	c->stage = NACK;
	return mw_istiod_end(c);
}

struct mw_proxy *
mw_istiod_compile(const struct mw_mesh *m, const struct mw_workload *w)
{
	return mw_istiod_end(mw_istiod_begin(m, w));
}
