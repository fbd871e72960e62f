/*
 * ask.c - a request that asks for a route.
 *
 * The compiled route says all that it asks for, whoever wrote it: what came of
 * delegates, of gateways, of labels of callers.  The request is made of that,
 * and sent, since a route before it may take it.
 */
#include "whatif/ask.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/guess.h"
#include "mesh/gwapi.h"
#include "model/kinds.h"
#include "whatif/cover-find.h"
#include "whatif/fit.h"
#include "yaml/node.h"

enum { TRIES = 24 };

/* A compiled route with its way, and how well it is what is asked for. */
struct found {
	struct mw_cover_aim aim;
	const struct mw_route_config *routes;
	int rank;
};

struct ask {
	struct mw_session *session;
	const struct mw_mesh *mesh;
	const struct mw_object *object;
	const struct mw_node *node;
	struct mw_arena *arena;
	struct mw_ask out;
	int tries;
	MW_VEC(struct found) found;
};

/* ---- the route ----------------------------------------------------------- */

static bool
holds(const struct mw_origin *o, const struct mw_node *node)
{
	return node != NULL && o->node != NULL && mw_node_holds(o->node, node);
}

/* 0: it is not of the object. */
static int
rank_of(const struct ask *x, const struct mw_route_entry *r)
{
	if (r->origin.object != x->object &&
	    r->match_origin.object != x->object)
		return 0;
	if (r->match_origin.object == x->object &&
	    holds(&r->match_origin, x->node))
		return 3;
	return holds(&r->origin, x->node) ? 2 : 1;
}

/* The item of the list that NODE is in, or NULL. */
static const struct mw_node *
item_with(const struct mw_node *list, const struct mw_node *node)
{
	for (const struct mw_node *n = mw_node_first(list); n != NULL;
	     n = mw_node_next(n)) {
		if (mw_node_holds(n, node))
			return n;
	}
	return NULL;
}

/* The rank that a route must have to be what is asked for with NODE. */
static int
wanted(const struct ask *x, const struct mw_node *node)
{
	static const char *const routes[] = { "http", "rules" };
	static const char *const matches[] = { "match", "matches" };
	const struct mw_node *spec = mw_node_get(x->object->root, "spec");

	for (size_t i = 0; node != NULL && i < MW_LEN(routes); i++) {
		const struct mw_node *r = item_with(mw_node_get(spec,
		    routes[i]), node);

		if (r != NULL)
			return item_with(mw_node_get(r, matches[i]), node) !=
			    NULL ? 3 : 2;
	}
	return 1;
}

/* Why P has no such route, where that is known. */
static void
find_omission(struct ask *x, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_omissions && x->out.otherwise == NULL;
	     i++) {
		const struct mw_omission *o = &p->omissions[i];

		if (o->what.object != x->object || o->text == NULL)
			continue;
		/* of the whole object, or of this place */
		if (x->node == NULL || wanted(x, o->what.node) == 1 ||
		    mw_node_holds(x->node, o->what.node) ||
		    mw_node_holds(o->what.node, x->node))
			x->out.otherwise = o->text;
	}
}

static bool
has_found(const struct ask *x, const struct mw_proxy *p,
    const struct mw_route_config *routes)
{
	for (size_t i = 0; i < x->found.n; i++) {
		if (x->found.v[i].routes == routes &&
		    x->found.v[i].aim.proxy == p)
			return true;
	}
	return false;
}

/* The first route of a table that is best there. */
static void
find_in(struct ask *x, const struct mw_cover_aim *way,
    const struct mw_route_config *c)
{
	struct found best = { .rank = 0 };

	for (size_t j = 0; j < c->n_vhosts; j++) {
		const struct mw_virtual_host *v = &c->vhosts[j];

		for (size_t k = 0; k < v->n_routes; k++) {
			int rank = rank_of(x, &v->routes[k]);

			if (rank <= best.rank)
				continue;
			best = (struct found){ *way, c, rank };
			best.aim.vhost = v;
			best.aim.route = &v->routes[k];
		}
	}
	if (best.rank > 0)
		mw_vec_push(x->arena, &x->found, best);
}

static void
find(struct ask *x, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		for (size_t j = 0; l->direction != MW_INBOUND &&
		     j < l->n_chains; j++) {
			const struct mw_filter_chain *c = &l->chains[j];
			const struct mw_cover_aim way = { .proxy = p,
				.listener = l, .chain = c };

			if (c->http != NULL && c->http->routes != NULL &&
			    !has_found(x, p, c->http->routes))
				find_in(x, &way, c->http->routes);
		}
	}
}

/* ---- sending it ---------------------------------------------------------- */

const struct mw_request *
mw_ask_complete(const struct mw_mesh *m, const struct mw_workload *w,
    const struct mw_request *r, struct mw_arena *arena)
{
	struct mw_request *sent = MW_NEW(arena, struct mw_request);
	const char *note;

	*sent = *r;
	mw_guess_client(m, arena, sent, NULL, &note);
	/* no Gateway tells the way: to the gateway itself */
	if (w->proxy != MW_PROXY_SIDECAR && note == NULL && w->n_ips > 0 &&
	    sent->scheme != MW_SCHEME_HTTP && sent->scheme !=
	    MW_SCHEME_HTTPS) {
		if (sent->host == NULL)
			sent->host = r->to;
		sent->to = w->n_services > 0 ? mw_arena_printf(arena, "%s.%s",
		    w->services[0]->name, w->services[0]->ns) : w->ips[0];
	}
	mw_request_complete(arena, sent);
	return sent;
}

/* What took it, in words. */
static const char *
taken_by(struct ask *x, const struct mw_answer *a)
{
	const struct mw_outcome *o = &a->outcomes[0];
	struct mw_buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < o->n_hops; i++) {
		const struct mw_http_decision *d = o->hops[i].http;
		struct mw_span at;

		if (d == NULL || d->route == NULL || o->hops[i].direction ==
		    MW_INBOUND || d->route->origin.node == NULL)
			continue;
		at = mw_node_span(d->route->origin.node);
		return mw_arena_printf(x->arena, "%s%s takes it (line %u)",
		    mw_str_empty(d->route->name) ? "another route" : "route ",
		    mw_str_or_empty(d->route->name), at.line);
	}
	mw_outcome_summary(o, &b);
	text = mw_arena_text(x->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static bool
takes(const struct mw_answer *a, const struct mw_route_entry *e)
{
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		for (size_t j = 0; j < o->n_hops; j++) {
			if (o->hops[j].http != NULL && o->hops[j].http->route
			    == e)
				return true;
		}
	}
	return false;
}

/* As one would type it: the host of a gateway is led to it later. */
static void
as_typed(const struct ask *x, struct mw_request *r)
{
	const char *host;

	if (!mw_str_eq(r->from, "outside"))
		return;
	host = mw_arena_text(x->arena, r->host, strcspn(r->host, ":"));
	if (mw_guess_ingress(x->mesh, x->arena, host, r->port) == NULL)
		return;
	r->to = host;
	if (strcmp(r->host, host) == 0)
		r->host = NULL;
}

static void
try(struct ask *x, const struct found *f, struct mw_request *r)
{
	struct mw_request *keep = MW_NEW(x->arena, struct mw_request);
	const struct mw_request *sent;
	const struct mw_answer *a;

	if (x->out.takes || x->tries++ >= TRIES)
		return;
	*keep = *r;
	as_typed(x, keep);
	sent = mw_ask_complete(x->mesh, f->aim.proxy->workload, keep,
	    x->arena);
	mw_request_complete(x->arena, keep);
	a = mw_session_send(x->session, sent, x->arena, false);
	if (a->error == NULL && a->n_outcomes > 0 && takes(a, f->aim.route)) {
		x->out = (struct mw_ask){ keep, true, NULL };
		return;
	}
	if (x->out.request == NULL)
		x->out = (struct mw_ask){ keep, false, a->error != NULL ||
			a->n_outcomes == 0 ? a->error : taken_by(x, a) };
}

/* Past the routes before it; when that fails, as it would be asked for. */
static void
try_all(struct ask *x, const struct found *f)
{
	struct mw_request r;

	for (unsigned n = 0; n < MW_FIT_PATHS; n++) {
		if (mw_cover_aim_request(&f->aim, n, true, x->arena, &r))
			try(x, f, &r);
	}
	if (x->out.request == NULL && mw_cover_aim_request(&f->aim, 0, false,
	    x->arena, &r))
		try(x, f, &r);
}

/* ---- whom to ask --------------------------------------------------------- */

/* Callers that the match around NODE names by labels or a namespace. */
static bool
may_match(const struct mw_object *o, const struct mw_node *node,
    const struct mw_workload *w)
{
	const struct mw_virtual_service *v = o->kind ==
	    MW_KIND_VIRTUAL_SERVICE ? MW_SPEC(o, virtual_service) : NULL;

	for (size_t i = 0; v != NULL && node != NULL && i < v->http.n; i++) {
		const struct mw_http_match_list *l = &v->http.v[i].match;

		for (size_t j = 0; j < l->n; j++) {
			const struct mw_http_match *m = &l->v[j];

			if (!mw_node_holds(m->node, node) &&
			    (node != v->http.v[i].node || j > 0))
				continue;
			return (m->source_labels.n == 0 || mw_labels_match(
			    &m->source_labels, w->labels)) &&
			    (mw_str_empty(m->source_namespace.s) ||
			    strcmp(m->source_namespace.s, w->ns) == 0);
		}
	}
	return true;
}

static bool
is_for(const struct mw_object *o, enum mw_proxy_kind proxy)
{
	const struct mw_virtual_service *v = o->kind ==
	    MW_KIND_VIRTUAL_SERVICE ? MW_SPEC(o, virtual_service) : NULL;
	bool mesh = v != NULL && v->gateways.n == 0;

	if (v == NULL || v->hosts.n == 0)	/* a delegate: anybody's */
		return true;
	for (size_t i = 0; i < v->gateways.n; i++) {
		bool word = mw_str_eq(v->gateways.v[i].s, "mesh");

		if (!word && proxy == MW_PROXY_GATEWAY)
			return true;
		mesh = mesh || word;
	}
	return mesh && proxy == MW_PROXY_SIDECAR;
}

/* W is what the hosts of O lead to. */
static bool
is_target(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_workload *w)
{
	const struct mw_virtual_service *v = o->kind ==
	    MW_KIND_VIRTUAL_SERVICE ? MW_SPEC(o, virtual_service) : NULL;

	for (size_t i = 0; v != NULL && i < v->hosts.n; i++) {
		const struct mw_service *s = mw_mesh_service(m,
		    mw_str_or_empty(v->hosts.v[i].s), o->ns);

		for (size_t j = 0; j < w->n_services; j++) {
			if (w->services[j] == s || strcmp(w->services[j]->name,
			    mw_str_or_empty(v->hosts.v[i].s)) == 0)
				return true;
		}
	}
	return false;
}

void
mw_ask_clients(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_node *node, struct mw_ask_proxies *out)
{
	/* gateways; then callers of the namespace, others, the target */
	for (int pass = 0; pass < 4; pass++) {
		size_t most = pass == 0 ? MW_ASK_PROXIES
					: 2 * MW_ASK_PROXIES;

		for (size_t i = 0; i < m->n_workloads && out->n < most; i++) {
			const struct mw_workload *w = m->workloads[i];
			int at = w->proxy == MW_PROXY_GATEWAY ? 0 :
			    w->proxy != MW_PROXY_SIDECAR ? -1 :
			    is_target(m, o, w) ? 3 : strcmp(w->ns, o->ns) == 0
			    ? 1 : 2;

			if (at == pass && is_for(o, w->proxy) &&
			    may_match(o, node, w))
				out->v[out->n++] = w;
		}
	}
}

/* A sidecar's table has the hosts of all ports of the mesh that have that
 * number: better the one that the service has. */
static bool
has_port(const struct ask *x, const struct found *f)
{
	const struct mw_workload *w = f->aim.proxy->workload;
	const struct mw_service *s;

	if (w->proxy != MW_PROXY_SIDECAR || f->aim.vhost->n_domains == 0)
		return true;
	s = mw_mesh_service(x->mesh, f->aim.vhost->domains[0], w->ns);
	return s == NULL || mw_service_port(s, (int64_t)f->aim.listener->port)
	    != NULL;
}

/* Its port is that of the server or listener: those of one HTTP port share a
 * chain. */
static bool
is_at(const struct found *f, const struct mw_node *at)
{
	const struct mw_node *own = f->aim.chain->origin.node;
	const char *a = mw_node_text(mw_node_find(own, "port.number"));
	const char *b = mw_node_text(mw_node_find(at, "port.number"));

	if (a == NULL)
		a = mw_node_text(mw_node_get(own, "port"));
	if (b == NULL)
		b = mw_node_text(mw_node_get(at, "port"));
	return own == at || mw_str_eq(a, b);
}

static void
try_found(struct ask *x, int want, bool with_port)
{
	for (size_t i = 0; i < x->found.n && !x->out.takes; i++) {
		if (x->found.v[i].rank >= want && has_port(x, &x->found.v[i])
		    == with_port)
			try_all(x, &x->found.v[i]);
	}
}

struct mw_ask
mw_ask_route(struct mw_session *s, const struct mw_object *o,
    const struct mw_node *node, const struct mw_node *at,
    struct mw_arena *arena)
{
	struct ask x = { .session = s, .mesh = mw_session_mesh(s),
		.object = o, .node = node, .arena = arena };
	struct mw_ask_proxies p = { .n = 0 };
	int want = wanted(&x, node);
	bool any = false;

	mw_ask_clients(x.mesh, o, node, &p);
	for (size_t i = 0; i < p.n && !any; i++) {
		find(&x, mw_session_proxy(s, p.v[i]));
		for (size_t j = 0; j < x.found.n; j++)
			any = any || x.found.v[j].rank >= want;
	}
	for (size_t i = 0; at != NULL && i < x.found.n && !x.out.takes; i++) {
		if (x.found.v[i].rank >= want && is_at(&x.found.v[i], at))
			try_all(&x, &x.found.v[i]);
	}
	try_found(&x, want, true);
	if (x.out.request == NULL)
		try_found(&x, want, false);
	if (x.out.request == NULL)
		x.out = mw_ask_l4(s, o, node, arena);
	if (x.out.request == NULL)
		x.out.otherwise = mw_gwapi_lost(x.mesh, o);
	for (size_t i = 0; i < p.n && x.out.request == NULL; i++)
		find_omission(&x, mw_session_proxy(s, p.v[i]));
	return x.out;
}
