/*
 * outline-gateway-api.c - Gateways of the Gateway API as traffic goes: their
 * listeners, the routes that are attached, rules and backends; and routes that
 * are not, with the reason in the words of Istio's status.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi.h"
#include "view/outline-build.h"

/* "RefNotPermitted: no ReferenceGrant ..." */
static const char *
verdict_words(struct mw_arena *a, const struct mw_gwapi_verdict *v)
{
	const char *word = mw_gwapi_reason_word(v->reason);
	const char *text = v->text != NULL ? v->text :
	    mw_gwapi_reason_text(v->reason);

	return word[0] != '\0' ? mw_arena_printf(a, "%s: %s", word, text) :
	    text;
}

/* ---- rules ---------------------------------------------------------- */

static bool
is_below(const struct mw_node *outer, const struct mw_node *node)
{
	struct mw_span o = mw_node_span(outer), s = mw_node_span(node);

	return (s.line > o.line || (s.line == o.line &&
	    s.column >= o.column)) && (s.line < o.end_line ||
	    (s.line == o.end_line && s.end_column <= o.end_column));
}

static const struct mw_gwapi_verdict *
fault_at(const struct mw_gwapi_route *r, const struct mw_node *node)
{
	for (size_t i = 0; i < r->n_faults; i++)
		if (r->faults[i].node != NULL && is_below(node,
		    r->faults[i].node))
			return &r->faults[i];
	return NULL;
}

static void
backend(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_gwapi_route *route, const struct mw_node *node,
    const char *share)
{
	const struct mw_gwapi_verdict *fault = fault_at(route, node);
	const char *name = mw_str_or_empty(mw_node_text(mw_node_get(node,
	    "name")));
	const char *ns = mw_node_text(mw_node_get(node, "namespace"));
	const char *kind = mw_node_text(mw_node_get(node, "kind"));
	const char *port = mw_node_text(mw_node_get(node, "port"));
	const char *host = mw_str_eq(kind, "Hostname") ? name :
	    mw_arena_printf(b->arena, "%s.%s.svc.%s", name,
	    ns != NULL ? ns : route->object->ns, b->m->settings.domain);
	struct mw_row *r = mw_row_add(b, parent, "%s%s%s%s%s%s", share,
	    name, ns != NULL ? "." : "", mw_str_or_empty(ns),
	    port != NULL ? ":" : "", mw_str_or_empty(port));

	r->object = route->object;
	r->node = node;
	r->service = mw_mesh_service(b->m, host, route->object->ns);
	if (fault != NULL) {
		r->missing = true;
		mw_row_fact(b, r, "%s, %s", share[0] == 'm' ? "no copies" :
		    "answers 500", verdict_words(b->arena, fault));
		return;
	}
	if (r->service != NULL && port != NULL && mw_service_port(r->service,
	    mw_node_int(mw_node_get(node, "port"))) == NULL) {
		r->missing = true;		/* G90 */
		mw_row_fact(b, r, "%s, the Service has no port %s",
		    share[0] == 'm' ? "no copies" : "answers 500", port);
		return;
	}
	if (r->service != NULL)
		mw_rows_members(b, r, r->service, NULL);
	if (r->first == NULL)
		r->fact = "no workload";
}

static int64_t
weight_of(const struct mw_node *backend)
{
	const struct mw_node *n = mw_node_get(backend, "weight");

	return n != NULL ? mw_node_int(n) : 1;
}

static const char *
share_of(struct mw_arena *a, const struct mw_node *all,
    const struct mw_node *one)
{
	const struct mw_node *n = mw_node_first(all);
	double sum = 0;

	for (; n != NULL; n = mw_node_next(n))
		sum += (double)weight_of(n);
	if (mw_node_count(all) < 2 || sum <= 0)
		return "";
	return mw_arena_printf(a, "%.4g %% ", 100.0 * (double)weight_of(one) /
	    sum);
}

/* Why the rule answers by itself (G88), or NULL. */
static const char *
answers_500(const struct mw_node *rule)
{
	const struct mw_node *l = mw_node_get(rule, "backendRefs");

	for (const struct mw_node *f = mw_node_first(mw_node_get(rule,
	     "filters")); f != NULL; f = mw_node_next(f))
		if (mw_node_get(f, "requestRedirect") != NULL)
			return NULL;
	for (const struct mw_node *n = mw_node_first(l); n != NULL;
	     n = mw_node_next(n))
		if (weight_of(n) > 0)
			return NULL;
	return mw_node_count(l) == 0 ? "answer 500, it has no backend" :
	    "answer 500, no backend has a weight";
}

static void
rule_fact(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_gwapi_route *route, const struct mw_node *rule)
{
	const struct mw_node *matches = mw_node_get(rule, "matches");
	size_t n = mw_node_count(matches);
	const char *more = n > 1 ? mw_arena_printf(b->arena, ", or %zu more",
	    n - 1) : "";
	const char *words = mw_row_rule_words(b->arena, rule);
	const char *why = route->kind == MW_GWAPI_HTTP || route->kind ==
	    MW_GWAPI_GRPC ? answers_500(rule) : NULL;

	const char *match = n > 0 ? mw_row_match_words(b->arena,
	    mw_node_first(matches)) : "everything";
	const char *sign = strchr(match, ':') != NULL ? "; " : ": ";

	mw_row_fact(b, r, "%s%s%s%s%s%s", match, more, *words != '\0' ? sign :
	    "", words, why != NULL ? sign : "", mw_str_or_empty(why));
}

static void
rule(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_gwapi_route *route, const struct mw_node *node, size_t i)
{
	const struct mw_node *backends = mw_node_get(node, "backendRefs");
	const struct mw_node *n = mw_node_first(mw_node_get(node, "filters"));
	struct mw_row *r = mw_row_add(b, parent, "rules[%zu]", i);

	r->object = route->object;
	r->node = node;
	rule_fact(b, r, route, node);
	for (; n != NULL; n = mw_node_next(n)) {
		const struct mw_node *to = mw_node_find(n,
		    "requestMirror.backendRef");
		const struct mw_gwapi_verdict *fault = fault_at(route, n);

		if (to != NULL)
			backend(b, r, route, to, "mirror ");
		else if (fault != NULL)
			r->fact = verdict_words(b->arena, fault);
	}
	for (n = mw_node_first(backends); n != NULL; n = mw_node_next(n))
		backend(b, r, route, n, share_of(b->arena, backends, n));
}

static void
rules(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_gwapi_route *route)
{
	const struct mw_node *n = mw_node_first(mw_node_find(
	    route->object->root, "spec.rules"));

	for (size_t i = 0; n != NULL; n = mw_node_next(n), i++)
		rule(b, parent, route, n, i);
}

static const char *
host_words(struct mw_arena *a, const struct mw_gwapi_attachment *at)
{
	struct mw_buf out = { 0 };
	const char *text;

	for (size_t i = 0; i < at->n_hosts; i++)
		mw_buf_printf(&out, "%s%s", i > 0 ? " " : "",
		    mw_str_or_empty(at->hosts[i].s));
	text = mw_arena_strdup(a, mw_buf_text(&out));
	mw_buf_release(&out);
	return text[0] != '\0' ? text :
	    "its host names are all served by other listeners";
}

static struct mw_row *
route_row(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_gwapi_route *route, bool mesh)
{
	struct mw_row *r = mw_row_object(b, parent, route->object);

	if (strcmp(parent != NULL && parent->object != NULL ?
	    parent->object->ns : "", route->object->ns) != 0)
		r->label = mw_object_title(b->arena, route->object);
	rules(b, r, route);
	if (!route->dropped[mesh])
		return r;
	r->missing = true;
	r->fact = mw_arena_printf(b->arena, "dropped as a whole: %s",
	    verdict_words(b->arena, &route->resolved[mesh]));
	return r;
}

/* ---- listeners ------------------------------------------------------ */

static void
routes_of(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_gwapi_listener *li)
{
	for (size_t i = 0; i < li->routes.n; i++) {
		const struct mw_gwapi_parent *p = li->routes.v[i];
		struct mw_row *r = route_row(b, parent, p->route, false);

		for (size_t k = 0; !r->missing && k < p->n_attachments; k++)
			if (p->attachments[k].listener == li)
				r->fact = host_words(b->arena,
				    &p->attachments[k]);
	}
}

static void
listener(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_gwapi_listener *li)
{
	const struct mw_gwapi_verdict *v = li->accepted.reason != MW_GWAPI_OK ?
	    &li->accepted : li->programmed.reason == MW_GWAPI_OK ? NULL :
	    li->resolved.reason != MW_GWAPI_OK ? &li->resolved :
	    &li->programmed;
	struct mw_row *r = mw_row_add(b, parent, "listener %s",
	    mw_str_or_empty(li->spec->name.s));

	r->object = li->owner;
	r->node = li->spec->node;
	mw_row_fact(b, r, "%lld %s %s%s%s", (long long)li->port,
	    mw_str_or_empty(li->spec->protocol.s), li->hostname[0] != '\0' ?
	    li->hostname : "*", li->spec->tls == NULL ? "" : ", TLS ",
	    li->spec->tls == NULL ? "" : mw_str_empty(li->spec->tls->mode.s) ?
	    "Terminate" : li->spec->tls->mode.s);
	routes_of(b, r, li);
	if (v != NULL) {
		r->missing = true;
		mw_row_fact(b, r, "%s: not in force, %s", r->fact,
		    verdict_words(b->arena, v));
	} else if (li->resolved.reason != MW_GWAPI_OK) {
		mw_row_fact(b, r, "%s: %s", r->fact, verdict_words(b->arena,
		    &li->resolved));
	} else if (r->first == NULL) {
		mw_row_fact(b, r, "%s: no route is attached, 404", r->fact);
	}
}

/* Routes that name this object and are refused. */
static void
refused(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *o)
{
	const struct mw_gwapi_children *c = mw_gwapi_children(b->m, o);

	for (size_t i = 0; i < c->n; i++) {
		const struct mw_gwapi_parent *p = c->v[i];
		struct mw_row *r;

		if (p->accepted.reason == MW_GWAPI_OK)
			continue;
		r = mw_row_object(b, parent, p->route->object);
		r->label = mw_object_title(b->arena, p->route->object);
		r->node = p->ref->node;
		r->missing = true;
		r->fact = mw_arena_printf(b->arena, "refused: %s",
		    verdict_words(b->arena, &p->accepted));
	}
}

static void
pods(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_gwapi_gateway *g)
{
	struct mw_row *r = mw_row_add(b, parent, "runs on");

	for (size_t i = 0; i < b->m->n_workloads; i++) {
		const struct mw_workload *w = b->m->workloads[i];

		if (w->proxy == MW_PROXY_GATEWAY &&
		    mw_gwapi_service_of(g, w) != NULL)
			mw_row_workload(b, r, w);
	}
	if (r->first == NULL) {
		r->missing = true;
		mw_row_fact(b, r, "no pod is behind Service %s",
		    g->n_services > 0 ? g->services[0] : "of it");
	}
}

bool
mw_rows_gateway_api(struct mw_outline_build *b, size_t i)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(b->m);
	const struct mw_gwapi_gateway *g;
	struct mw_row *r;

	if (i >= api->n_gateways)
		return false;
	g = api->gateways[i];
	r = mw_row_object(b, NULL, g->object);
	r->label = mw_arena_printf(b->arena, "Gateway %s/%s", g->object->ns,
	    g->object->name);
	mw_row_fact(b, r, "%zu listener%s, class %s", g->n_listeners,
	    mw_str_s(g->n_listeners), mw_str_or_empty(
	    g->spec->gateway_class_name.s));
	if (g->accepted.reason != MW_GWAPI_OK)
		mw_row_fact(b, r, "%s: %s", r->fact, verdict_words(b->arena,
		    &g->accepted));
	for (size_t j = 0; j < g->n_listeners; j++)
		listener(b, r, g->listeners[j]);
	refused(b, r, g->object);
	pods(b, r, g);
	return true;
}

/* ---- in the mesh, and nowhere --------------------------------------- */

void
mw_rows_mesh_routes(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_service *s)
{
	const struct mw_gwapi_children *c;

	if (s->object == NULL)
		return;
	c = mw_gwapi_children(b->m, s->object);
	for (size_t i = 0; i < c->n; i++) {
		const struct mw_gwapi_route *route = c->v[i]->route;
		struct mw_row *r;

		/* named twice, with two ports */
		if (i > 0 && c->v[i - 1]->route == route)
			continue;
		r = route_row(b, parent, route, true);
		if (!r->missing)
			r->fact = strcmp(route->object->ns, s->ns) == 0 ?
			    "for every client" : mw_arena_printf(b->arena,
			    "for clients in namespace %s", route->object->ns);
	}
}

bool
mw_route_is_lost(const struct mw_outline_build *b, size_t i)
{
	const struct mw_gwapi_route *r = mw_mesh_gateway_api(b->m)->routes[i];

	for (size_t j = 0; j < r->n_parents; j++)
		if (r->parents[j].to != NULL)
			return false;
	return true;
}

void
mw_rows_lost_route(struct mw_outline_build *b, struct mw_row *top, size_t i)
{
	const struct mw_gwapi_route *route =
	    mw_mesh_gateway_api(b->m)->routes[i];
	struct mw_row *r = route_row(b, top, route, false);

	r->missing = true;
	r->fact = route->n_parents == 0 ? "it names no parent" :
	    verdict_words(b->arena, &route->parents[0].accepted);
}
