/*
 * rule-destination.c - where the routes of a VirtualService lead: hosts, ports
 * and subsets (B4-B8).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

struct target {
	const struct mw_destination *d;		/* NULL: none is written */
	const struct mw_node *node;		/* of the route */
	bool mirror;
	bool in_list;				/* of mirrors */
};

struct targets {
	struct target *v;
	size_t n, cap;
};

static void
add(struct mw_findings *f, struct targets *t, const struct mw_destination *d,
    const struct mw_node *node, bool mirror, bool in_list)
{
	struct target x = { d, node, mirror, in_list };

	mw_vec_push(f->arena, t, x);
}

static void
collect(struct mw_findings *f, const struct mw_virtual_service *vs,
    struct targets *t)
{
	for (size_t i = 0; i < vs->tcp.n; i++)
		for (size_t k = 0; k < vs->tcp.v[i].route.n; k++)
			add(f, t, vs->tcp.v[i].route.v[k].destination,
			    vs->tcp.v[i].route.v[k].node, false, false);
	for (size_t i = 0; i < vs->tls.n; i++)
		for (size_t k = 0; k < vs->tls.v[i].route.n; k++)
			add(f, t, vs->tls.v[i].route.v[k].destination,
			    vs->tls.v[i].route.v[k].node, false, false);
	for (size_t i = 0; i < vs->http.n; i++)
		for (size_t k = 0; k < vs->http.v[i].route.n; k++)
			add(f, t, vs->http.v[i].route.v[k].destination,
			    vs->http.v[i].route.v[k].node, false, false);
	for (size_t i = 0; i < vs->http.n; i++) {
		const struct mw_http_route *r = &vs->http.v[i];

		if (r->mirror != NULL)
			add(f, t, r->mirror, r->mirror->node, true, false);
		for (size_t k = 0; k < r->mirrors.n; k++)
			add(f, t, r->mirrors.v[k].destination,
			    r->mirrors.v[k].node, true, true);
	}
}

/* ---- hosts and ports (B4-B6) ------------------------------------------- */

static const struct mw_node *
host_node(const struct target *t)
{
	return t->d != NULL && t->d->host.node != NULL ? t->d->host.node
	    : t->node;
}

/* Istio looks for the places of mirrors in the wrong field. */
static void
count(struct mw_finding *x, const struct target *t)
{
	if (t->in_list)
		x->counts_at = MW_FINDING_WHOLE;
}

static void
many_ports(struct mw_findings *f, const struct mw_object *o,
    const struct target *t, const struct mw_lint_host *h)
{
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < h->n_ports; i++)
		mw_buf_printf(&b, "%s%lld", i > 0 ? " " : "",
		    (long long)h->ports[i]);
	count(mw_lint_say(f, MW_RULE_IST0112, o, host_node(t),
	    "This VirtualService routes to a service \"%s\" that exposes "
	    "multiple ports [%s]. Specifying a port in the destination is "
	    "required to disambiguate.", mw_str_or_empty(t->d->host.s),
	    mw_buf_text(&b)), t);
	mw_buf_release(&b);
}

static void
check_port(struct mw_findings *f, const struct mw_object *o,
    const struct target *t, const struct mw_lint_host *h)
{
	const struct mw_port_selector *port = t->d->port;

	if (port == NULL) {
		if (h->n_ports > 1)
			many_ports(f, o, t, h);
		return;
	}
	for (size_t i = 0; i < h->n_ports; i++)
		if (h->ports[i] == port->number.v)
			return;
	count(mw_lint_say(f, MW_RULE_IST0101, o, port->number.node != NULL
	    ? port->number.node : host_node(t),
	    "Referenced host:port not found: \"%s:%lld\"",
	    mw_str_or_empty(t->d->host.s), (long long)port->number.v), t);
}

static void
check_host(struct mw_findings *f, const struct mw_object *o,
    const struct target *t)
{
	const struct mw_virtual_service *vs = MW_SPEC(o, virtual_service);
	const char *host = t->d != NULL ? mw_str_or_empty(t->d->host.s) : "";
	const struct mw_lint_host *h = mw_lint_host_find(f->world, o->ns,
	    &vs->export_to, host);

	if (h != NULL && t->d != NULL)
		check_port(f, o, t, h);
	else if (h == NULL)
		count(mw_lint_say(f, MW_RULE_IST0101, o, host_node(t),
		    "Referenced %s not found: \"%s\"",
		    t->mirror ? "mirror host" : "host", host), t);
}

/* ---- subsets (B8) ------------------------------------------------------ */

/* "namespace/name" that the analyzer compares hosts by. */
static const char *
host_key(struct mw_arena *a, const char *ns, const char *host)
{
	static const char suffix[] = ".svc.cluster.local";
	size_t len = strlen(host), rest;
	const char *dot = NULL;

	if (!mw_str_has_suffix(host, suffix))
		return mw_arena_printf(a, "%s/%s", ns, host);
	rest = len - strlen(suffix);
	for (size_t i = 1; i + 1 < rest; i++)
		if (host[i] == '.')
			dot = host + i;
	if (dot == NULL)
		return mw_arena_printf(a, "%s/%s", ns, host);
	return mw_arena_printf(a, "%.*s/%.*s", (int)(host + rest - dot - 1),
	    dot + 1, (int)(dot - host), host);
}

static struct mw_map *
known_subsets(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_DESTINATION_RULE];
	struct mw_map *map = mw_map_new(f->arena);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_destination_rule *dr =
		    MW_SPEC(list->v[i], destination_rule);
		const char *key = host_key(f->arena, list->v[i]->ns,
		    mw_str_or_empty(dr->host.s));

		for (size_t k = 0; k < dr->subsets.n; k++)
			mw_map_put(map, mw_arena_printf(f->arena, "%s+%s", key,
			    mw_str_or_empty(dr->subsets.v[k].name.s)), map);
	}
	return map;
}

static void
check_subset(struct mw_findings *f, const struct mw_map *known,
    const struct mw_object *o, const struct target *t)
{
	const char *host = t->d != NULL ? mw_str_or_empty(t->d->host.s) : "";
	const char *subset = t->d != NULL ? t->d->subset.s : NULL;

	if (mw_str_empty(subset) || mw_map_get(known, mw_arena_printf(f->arena,
	    "%s+%s", host_key(f->arena, o->ns, host), subset)) != NULL)
		return;
	count(mw_lint_say(f, MW_RULE_IST0101, o, t->d->subset.node,
	    "Referenced %s+subset in destinationrule not found: \"%s+%s\"",
	    t->mirror ? "mirror" : "host", host, subset), t);
}

/* ---- a route without subset beside one with (B7) ----------------------- */

/* By host: the VirtualServices that have it and send it to a subset. */
static struct mw_map *
subset_routes(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_VIRTUAL_SERVICE];
	struct mw_map *map = mw_map_new(f->arena);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_virtual_service *vs =
		    MW_SPEC(list->v[i], virtual_service);
		struct targets t = { 0 };

		collect(f, vs, &t);
		for (size_t k = 0; k < t.n; k++) {
			const struct mw_destination *d = t.v[k].d;
			struct mw_lint_objects *of;
			bool own = false;

			if (d == NULL || t.v[k].mirror ||
			    mw_str_empty(d->subset.s))
				continue;
			for (size_t h = 0; h < vs->hosts.n; h++)
				own |= mw_str_eq(vs->hosts.v[h].s, d->host.s);
			if (!own || d->host.s == NULL)
				continue;
			of = mw_map_get(map, d->host.s);
			if (of == NULL) {
				of = MW_NEW(f->arena, struct mw_lint_objects);
				mw_map_put(map, d->host.s, of);
			}
			if (of->n == 0 || of->v[of->n - 1] != list->v[i])
				mw_vec_push(f->arena, of, list->v[i]);
		}
	}
	return map;
}

static void
check_route(struct mw_findings *f, const struct mw_map *routes,
    const struct mw_object *o, const struct mw_http_destination *r)
{
	const struct mw_destination *d = r->destination;
	const struct mw_lint_objects *others;

	if (d == NULL || d->host.s == NULL || !mw_str_empty(d->subset.s))
		return;
	others = mw_map_get(routes, d->host.s);
	for (size_t i = 0; others != NULL && i < others->n; i++)
		mw_lint_say(f, MW_RULE_IST0140, o, d->host.node,
		    "Subset in virtual service %s has no effect on ingress "
		    "gateway %s requests",
		    mw_lint_full_name(f->arena, others->v[i]),
		    mw_lint_full_name(f->arena, o));
}

/* What the rules of one VirtualService are compared with. */
struct state {
	const struct mw_map *known;	/* subsets */
	const struct mw_map *routes;	/* to subsets */
};

static void *
begin(struct mw_findings *f, size_t *n)
{
	struct state *s = MW_NEW(f->arena, struct state);

	s->known = known_subsets(f);
	s->routes = subset_routes(f);
	*n = f->world->of_kind[MW_KIND_VIRTUAL_SERVICE].n;
	return s;
}

static bool
step(struct mw_findings *f, void *state, size_t i)
{
	const struct state *s = state;
	const struct mw_object *o =
	    f->world->of_kind[MW_KIND_VIRTUAL_SERVICE].v[i];
	const struct mw_virtual_service *vs = MW_SPEC(o, virtual_service);
	struct targets t = { 0 };

	collect(f, vs, &t);
	for (size_t k = 0; k < t.n; k++) {
		check_host(f, o, &t.v[k]);
		check_subset(f, s->known, o, &t.v[k]);
	}
	for (size_t r = 0; vs->gateways.n > 0 && r < vs->http.n; r++)
		for (size_t k = 0; k < vs->http.v[r].route.n; k++)
			check_route(f, s->routes, o,
			    &vs->http.v[r].route.v[k]);
	return true;
}

const struct mw_lint_steps mw_lint_destination_steps = { "VirtualServices",
	begin, step, NULL };
