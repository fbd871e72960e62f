/*
 * suggest-bind.c - a gateway does not know the host: Gateway, its pods and a
 * VirtualService are brought together where one of them lacks a name.
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

enum { GATEWAYS_MAX = 6, SERVICES_MAX = 40, BOTH_MAX = 4 };

struct bind {
	const struct mw_reasons *c;
	const struct mw_workload *pod;	/* of the gateway that was asked */
	const char *host;		/* that is asked for */
	int64_t port;			/* that was dialled */
	bool tls;
	size_t n_both;			/* hosts that were added to both */
};

/* ---- who is bound to whom ------------------------------------------------ */

static bool
selects(const struct mw_object *g, const struct mw_workload *w)
{
	return mw_labels_match(mw_object_selector(g), w->labels);
}

static const char *
full_name(struct mw_arena *a, const struct mw_object *g)
{
	return mw_arena_printf(a, "%s/%s", g->ns, g->name);
}

/* "public" in namespace edge, "edge/public", "./public". */
static bool
names(const struct mw_reasons *c, const struct mw_object *vs,
    const char *written, const struct mw_object *g)
{
	const char *slash = strchr(written, '/');

	if (slash == NULL)
		return mw_str_eq(written, g->name) && mw_str_eq(vs->ns, g->ns);
	if (mw_str_has_prefix(written, "./"))
		return mw_str_eq(written + 2, g->name) && mw_str_eq(vs->ns,
		    g->ns);
	return mw_str_eq(written, full_name(c->arena, g));
}

static bool
is_bound(const struct mw_reasons *c, const struct mw_object *vs,
    const struct mw_object *g)
{
	const struct mw_strings *v = &MW_SPEC(vs, virtual_service)->gateways;

	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].s != NULL && names(c, vs, v->v[i].s, g))
			return true;
	}
	return false;
}

static bool
has_host(const struct mw_object *vs, const char *host)
{
	const struct mw_strings *v = &MW_SPEC(vs, virtual_service)->hosts;

	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].s != NULL && mw_host_covers(v->v[i].s, host))
			return true;
	}
	return false;
}

/* "edge/shop.example.com" without its namespace. */
static const char *
host_part(const char *written)
{
	const char *slash = strchr(written, '/');

	return slash != NULL ? slash + 1 : written;
}

/* The host of the server that takes HOST; NULL for none. */
static const struct mw_node *
server_host(const struct mw_node *server, const char *host)
{
	const struct mw_node *v = mw_node_get(server, "hosts");

	for (const struct mw_node *k = mw_node_first(v); k != NULL; k =
	     mw_node_next(k)) {
		if (mw_node_text(k) != NULL && mw_host_covers(host_part(
		    mw_node_text(k)), host))
			return k;
	}
	return NULL;
}

/* ---- changes ------------------------------------------------------------- */

static bool
add_host(const struct bind *b, const struct mw_object *o,
    const struct mw_node *list, size_t size, bool also)
{
	struct mw_lay_edits e = { .arena = b->c->arena };
	const char *words = mw_arena_printf(b->c->arena, "add %s to %s",
	    b->host, mw_candidate_path(b->c, o, list));

	if (!mw_list_add(&e, o, list, b->host))
		return false;
	return also ? mw_candidate_also(b->c, o, &e, words)
		    : mw_candidate_edits(b->c, o, &e, size, words);
}

static void
add_to_both(struct bind *b, const struct mw_object *g,
    const struct mw_node *server, const struct mw_object *vs, size_t far)
{
	if (b->n_both++ < BOTH_MAX && add_host(b, vs, mw_node_find(vs->root,
	    "spec.hosts"), 20 + far, false))
		add_host(b, g, mw_node_get(server, "hosts"), 0, true);
}

/* In the place of a name that is nearly that of G, or beside the others; HOSTS
 * (of a server of G, or NULL) get the host as well. */
static void
set_gateway(const struct bind *b, const struct mw_object *vs,
    const struct mw_object *g, const struct mw_node *hosts)
{
	const struct mw_reasons *c = b->c;
	const struct mw_node *list = mw_node_find(vs->root, "spec.gateways");
	const char *name = mw_str_eq(vs->ns, g->ns) ? g->name
						    : full_name(c->arena, g);
	struct mw_lay_edits e = { .arena = c->arena };

	for (const struct mw_node *k = mw_node_first(list); k != NULL; k =
	     mw_node_next(k)) {
		const char *now = mw_node_text(k);

		if (now != NULL && strcmp(now, "mesh") != 0 &&
		    mw_str_nearest(host_part(now), (const char *[]){ g->name },
		    1) != NULL && mw_candidate_set(c, vs, k, name,
		    hosts != NULL ? 22 : 10) && hosts != NULL)
			add_host(b, g, hosts, 0, true);
	}
	if (list == NULL)	/* the mesh is what it means without */
		mw_path_put(&e, vs, "spec.gateways", mw_arena_printf(c->arena,
		    "[%s, mesh]", mw_lay_string(c->arena, name)));
	else
		mw_list_add(&e, vs, list, name);
	if (mw_candidate_edits(c, vs, &e, hosts != NULL ? 23 : 11,
	    mw_arena_printf(c->arena, "add %s to spec.gateways", name)) &&
	    hosts != NULL)
		add_host(b, g, hosts, 0, true);
}

/* A server that names a namespace takes VirtualServices of that one only. */
static void
free_host(const struct bind *b, const struct mw_object *g,
    const struct mw_node *host)
{
	if (strchr(mw_node_text(host), '/') != NULL)
		mw_candidate_set(b->c, g, host, mw_arena_printf(b->c->arena,
		    "*/%s", host_part(mw_node_text(host))), 12);
}

static void
export_all(const struct bind *b, const struct mw_object *vs)
{
	mw_candidate_drop(b->c, vs, mw_node_find(vs->root, "spec.exportTo"),
	    12);
}

/* ---- one VirtualService -------------------------------------------------- */

static void
consider(struct bind *b, const struct mw_object *g,
    const struct mw_node *server, const struct mw_object *vs)
{
	const struct mw_node *taken = server_host(server, b->host);
	const struct mw_node *hosts = mw_node_get(server, "hosts");
	bool bound = is_bound(b->c, vs, g), has = has_host(vs, b->host);
	size_t far = mw_candidate_distance(&MW_SPEC(vs,
	    virtual_service)->hosts, b->host);

	if (bound && has && taken != NULL) {
		free_host(b, g, taken);
		export_all(b, vs);
	} else if (bound && has) {
		add_host(b, g, hosts, 10, false);
	} else if (bound && taken != NULL) {
		if (far < 9 || b->n_both++ < BOTH_MAX)
			add_host(b, vs, mw_node_find(vs->root, "spec.hosts"),
			    11 + far % 9, false);
	} else if (bound) {
		add_to_both(b, g, server, vs, far % 10);
	} else if (has) {
		set_gateway(b, vs, g, taken != NULL ? NULL : hosts);
	}
}

/* A server like the one that the host has, on the port that was dialled. */
static void
add_server(const struct bind *b, const struct mw_object *g,
    const struct mw_node *server)
{
	const struct mw_reasons *c = b->c;
	const struct mw_node *list = mw_node_find(g->root, "spec.servers");
	const struct mw_copy_rule rule = { mw_node_get(server, "port"),
		mw_arena_printf(c->arena, "{number: %ld, name: %s-%ld, "
		    "protocol: %s}", (long)b->port, b->tls ? "https" : "http",
		    (long)b->port, b->tls ? "HTTPS" : "HTTP") };
	struct mw_lay_edits e = { .arena = c->arena };
	struct mw_buf flow = { 0 };

	mw_node_flow(server, &rule, 1, c->arena, &flow);
	if (mw_item_insert(&e, g, list, SIZE_MAX, mw_buf_text(&flow)))
		mw_candidate_edits(c, g, &e, 15, mw_arena_printf(c->arena,
		    "add a server on port %ld, with the hosts of %s",
		    (long)b->port, mw_candidate_path(c, g, server)));
	mw_buf_release(&flow);
}

static void
servers(struct bind *b, const struct mw_object *g)
{
	const struct mw_objects *all = &b->c->m->of_kind[
	    MW_KIND_VIRTUAL_SERVICE];
	const struct mw_node *list = mw_node_find(g->root, "spec.servers");

	for (const struct mw_node *s = mw_node_first(list); s != NULL; s =
	     mw_node_next(s)) {
		bool tls = mw_node_get(s, "tls") != NULL;

		if (mw_node_int(mw_node_find(s, "port.number")) != b->port) {
			if (tls == b->tls && server_host(s, b->host) != NULL)
				add_server(b, g, s);
			continue;
		}
		for (size_t i = 0; i < all->n; i++) {
			const struct mw_object *vs = all->v[i];

			if (vs->spec != NULL && mw_candidate_can(vs))
				consider(b, g, s, vs);
		}
	}
}

/* ---- pods ---------------------------------------------------------------- */

static bool
selects_any(const struct mw_reasons *c, const struct mw_object *g)
{
	for (size_t i = 0; i < c->m->n_workloads; i++) {
		if (c->m->workloads[i]->proxy == MW_PROXY_GATEWAY &&
		    selects(g, c->m->workloads[i]))
			return true;
	}
	return false;
}

/* It has the host on the port that was dialled. */
static bool
serves(const struct bind *b, const struct mw_object *g)
{
	const struct mw_node *list = mw_node_find(g->root, "spec.servers");

	for (const struct mw_node *s = mw_node_first(list); s != NULL; s =
	     mw_node_next(s)) {
		if (mw_node_int(mw_node_find(s, "port.number")) == b->port &&
		    server_host(s, b->host) != NULL)
			return true;
	}
	return false;
}

/* A Gateway that selects nobody, or others, gets the pod that was asked. */
static void
select_pod(const struct bind *b, const struct mw_object *g, size_t size)
{
	const struct mw_reasons *c = b->c;
	const struct mw_node *map = mw_node_find(g->root, "spec.selector");
	struct mw_lay_edits e = { .arena = c->arena };
	struct mw_buf words = { 0 };

	for (const struct mw_node *k = mw_node_first(map); k != NULL; k =
	     mw_node_next(k)) {
		const char *has = mw_labels_get(b->pod->labels,
		    mw_node_key(k));

		if (mw_str_eq(has, mw_node_text(k)))
			continue;
		mw_buf_printf(&words, "%s%s", e.n > 0 ? " and " : "",
		    mw_candidate_path(c, g, k));
		if (has != NULL ? mw_scalar_set(&e, g, k, has)
				: mw_node_drop(&e, g, k))
			mw_buf_printf(&words, has != NULL ? " = %s (%s now)"
			    : " goes", has, mw_node_text(k));
	}
	mw_candidate_edits(c, g, &e, size + 10 * e.n, mw_buf_text(&words));
	mw_buf_release(&words);
}

/* The gateway that failed, or that the client could not reach. */
static const struct mw_workload *
gateway_of(const struct mw_reasons *c)
{
	const struct mw_request *r = c->answer->request;
	const struct mw_service *s;

	if (c->hop != NULL)
		return c->hop->direction == MW_GATEWAY ? c->hop->workload
						       : NULL;
	if (c->outcome->n_hops > 0)
		return NULL;
	s = mw_dial_service(c->m, r->to, "", c->arena);
	for (size_t i = 0; s != NULL && i < s->n_endpoints; i++) {
		const struct mw_workload *w = s->endpoints[i].workload;

		if (w != NULL && w->proxy == MW_PROXY_GATEWAY)
			return w;
	}
	return mw_mesh_workload_by_ip(c->m, r->to);
}

/* It has no virtual host, or no chain, for the request, or nobody listens. */
static bool
is_unknown(const struct mw_reasons *c)
{
	const struct mw_hop *h = c->hop;

	if (h == NULL)
		return true;
	if (h->http != NULL)	/* a port without routes answers all with 404 */
		return !h->http->forwarded && (c->vhost == NULL ||
		    c->vhost->n_routes == 0);
	return h->accept != NULL && h->accept->result == MW_ACCEPT_NO_CHAIN;
}

void
mw_reasons_bind(const struct mw_reasons *c)
{
	const struct mw_objects *all = &c->m->of_kind[MW_KIND_GATEWAY];
	const struct mw_request *r = c->answer->request;
	struct bind b = { .c = c, .pod = gateway_of(c), .port = r->port,
		.tls = r->scheme == MW_SCHEME_HTTPS || r->scheme ==
		MW_SCHEME_TLS };
	const char *host = b.tls && r->sni != NULL && r->scheme ==
	    MW_SCHEME_TLS ? r->sni : mw_str_or_empty(r->host);
	size_t n = 0;

	if (b.pod == NULL || b.pod->proxy != MW_PROXY_GATEWAY ||
	    !is_unknown(c))
		return;
	b.host = mw_arena_text(c->arena, host, strcspn(host, ":"));
	if (mw_str_empty(b.host))
		return;
	mw_reasons_attach(c, &(struct mw_reasons_unknown){ b.pod, b.host,
	    b.port, b.tls });
	for (size_t i = 0; i < all->n && n < GATEWAYS_MAX; i++) {
		const struct mw_object *g = all->v[i];

		if (g->spec == NULL || !mw_candidate_can(g))
			continue;
		if (selects(g, b.pod)) {
			servers(&b, g);
			n++;
		} else if (!selects_any(c, g) || serves(&b, g)) {
			select_pod(&b, g, selects_any(c, g) ? 6 : 1);
			n++;
		}
	}
}
