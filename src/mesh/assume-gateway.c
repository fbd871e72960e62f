/*
 * assume-gateway.c - gateways that no manifest runs.
 *
 * A Gateway is only configuration; the pods are another manifest, often of
 * another repository.  When the input has no gateway workload at all, each
 * Gateway gets one with the labels that it selects, and a Service that maps
 * its server ports one to one, and 80 and 443 to 8080 and 8443 as the usual
 * installation does, where a server takes those.  When the input has one, a Gateway that selects
 * none is a mistake and stays one.
 *
 * The pods of a Gateway of the Gateway API are deployed by the mesh itself
 * (G12 to G14), so no manifest has them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/assume.h"
#include "mesh/gwapi-build.h"

#define GATEWAY_NAME "gateway.networking.k8s.io/gateway-name"

static const struct mw_string_map no_labels;

struct gateway {
	struct mw_workload_slot *slot;
	struct mw_guess guess;
};

struct gateways {
	struct mw_assume assume;
	MW_VEC(struct gateway *) v;
};

static bool
has_gateways(const struct mw_loader *l)
{
	for (size_t i = 0; i < l->workloads.n; i++)
		if (l->workloads.v[i]->w.proxy == MW_PROXY_GATEWAY)
			return true;
	return false;
}

static void
add(struct gateways *all, struct gateway *g, const struct mw_object *o,
    const struct mw_node *node, const struct mw_string_map *labels)
{
	struct mw_loader *l = all->assume.l;
	struct mw_workload *w;

	g->slot = mw_assume_workload(l, g->guess.ns, g->guess.name, labels);
	w = &g->slot->w;
	w->service_account = w->name;
	w->identity = mw_identity(l, w->ns, w->name);
	w->proxy = MW_PROXY_GATEWAY;
	w->reason = MW_PROXY_REASON_ASSUMED_GATEWAY;
	w->reason_object = o;
	w->reason_node = node;
	g->guess.name = w->name;
	g->guess.host = mw_arena_printf(l->arena, "%s.%s.svc.%s", w->name,
	    w->ns, l->mesh->settings.domain);
	g->guess.object = o;
	g->guess.node = node;
	mw_vec_push(l->arena, &all->v, g);
}

/* ---- Gateways with a selector --------------------------------------- */

/* The namespace and name that the usual installation gives it. */
static void
place(struct mw_loader *l, const struct mw_object *o,
    const struct mw_string_map *selector, struct mw_guess *g)
{
	const char *istio = mw_labels_get(selector, "istio");
	const char *app = mw_labels_get(selector, "app");
	bool usual = selector->n == 0 || mw_str_eq(istio, "ingressgateway") ||
	    mw_str_eq(istio, "egressgateway") ||
	    mw_str_has_prefix(app, "istio-");

	g->ns = usual ? l->mesh->settings.root_namespace : o->ns;
	if (selector->n == 0)
		g->name = "istio-ingressgateway";
	else if (!mw_str_empty(istio))
		g->name = mw_arena_printf(l->arena, "%s%s",
		    mw_str_has_prefix(istio, "istio") ? "" : "istio-", istio);
	else
		g->name = !mw_str_empty(app) ? app : o->name;
}

static struct gateway *
selected(const struct gateways *all, const struct mw_string_map *selector)
{
	for (size_t i = 0; i < all->v.n && mw_mesh_spend(all->assume.l,
	    1 + selector->n * all->v.v[i]->slot->w.labels->n); i++)
		if (mw_labels_match(selector, all->v.v[i]->slot->w.labels))
			return all->v.v[i];
	return NULL;
}

static void
add_gateway(struct gateways *all, const struct mw_object *o)
{
	const struct mw_gateway *spec = MW_SPEC(o, gateway);
	struct mw_loader *l = all->assume.l;
	struct gateway *g = selected(all, &spec->selector);

	if (g != NULL)
		return;
	g = MW_NEW(l->arena, struct gateway);
	place(l, o, &spec->selector, &g->guess);
	add(all, g, o, spec->selector.node != NULL ? spec->selector.node :
	    spec->node, spec->selector.n > 0 ? &spec->selector :
	    mw_assume_labels(l, &no_labels, "istio", "ingressgateway"));
}

static void
add_ports(struct gateways *all, const struct mw_object *o)
{
	const struct mw_gateway *spec = MW_SPEC(o, gateway);

	for (size_t i = 0; i < all->v.n && mw_mesh_spend(all->assume.l,
	    1 + spec->selector.n * all->v.v[i]->slot->w.labels->n); i++) {
		struct gateway *g = all->v.v[i];

		if (!mw_labels_match(&spec->selector, g->slot->w.labels))
			continue;
		for (size_t k = 0; k < spec->servers.n; k++) {
			const struct mw_server_port *p =
			    spec->servers.v[k].port;

			if (p != NULL)
				mw_assume_port(&all->assume, &g->guess,
				    p->number.v,
				    mw_protocol_parse(p->protocol.s));
		}
	}
}

static bool
has_port(const struct mw_guess *g, int64_t number)
{
	for (size_t i = 0; i < g->ports.n; i++)
		if (g->ports.v[i].number == number)
			return true;
	return false;
}

/* Clients call NUMBER, and the pod takes it at TARGET. */
static void
add_usual_port(struct gateways *all, struct gateway *g, int64_t number,
    int64_t target, enum mw_protocol protocol)
{
	size_t n = g->guess.ports.n;

	if (!has_port(&g->guess, target))
		return;
	mw_assume_port(&all->assume, &g->guess, number, protocol);
	if (g->guess.ports.n > n)
		g->guess.ports.v[n].target = target;
}

/* The more labels one asks for, the earlier: its workload may do for others. */
static int
by_size(const void *x, const void *y)
{
	const struct mw_object *a = *(const struct mw_object *const *)x;
	const struct mw_object *b = *(const struct mw_object *const *)y;
	size_t n = MW_SPEC(a, gateway)->selector.n;
	size_t m = MW_SPEC(b, gateway)->selector.n;

	if (n != m)
		return n > m ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static void
assume_selected(struct gateways *all)
{
	struct mw_loader *l = all->assume.l;
	const struct mw_objects *written = &l->mesh->of_kind[MW_KIND_GATEWAY];
	const struct mw_object **v = MW_NEW_ARRAY(l->arena,
	    const struct mw_object *, written->n);
	size_t n = 0;

	for (size_t i = 0; i < written->n; i++)
		if (written->v[i]->spec != NULL)
			v[n++] = written->v[i];
	if (n > 1)
		qsort(v, n, sizeof(*v), by_size);
	for (size_t i = 0; i < n; i++)
		add_gateway(all, v[i]);
	for (size_t i = 0; i < n; i++)
		add_ports(all, v[i]);
	for (size_t i = 0; i < all->v.n; i++) {
		add_usual_port(all, all->v.v[i], 80, 8080, MW_PROTO_HTTP);
		add_usual_port(all, all->v.v[i], 443, 8443, MW_PROTO_HTTPS);
	}
}

/* ---- Gateway API ---------------------------------------------------- */

static bool
is_deployed(struct mw_loader *l, const struct mw_object *o)
{
	for (size_t i = 0; i < l->workloads.n && mw_mesh_spend(l, 1); i++) {
		const struct mw_workload *w = &l->workloads.v[i]->w;

		if (w->gateway_api && mw_str_eq(w->ns, o->ns) &&
		    mw_str_eq(mw_labels_get(w->labels, GATEWAY_NAME), o->name))
			return true;
	}
	return false;
}

/* Ports of ListenerSets are ports of the Service too (G14). */
static void
add_set_ports(struct gateways *all, struct gateway *g,
    const struct mw_object *o)
{
	struct mw_loader *l = all->assume.l;
	const struct mw_objects *sets =
	    &l->mesh->of_kind[MW_KIND_LISTENER_SET];

	for (size_t i = 0; i < sets->n && mw_mesh_spend(l, 1); i++) {
		const struct mw_listener_set *s = MW_SPEC(sets->v[i],
		    listener_set);
		const struct mw_target_ref *p = s != NULL ? s->parent_ref :
		    NULL;

		if (p == NULL || !mw_str_eq(p->name.s, o->name) ||
		    !mw_str_eq(mw_str_empty(p->namespace.s) ?
		    sets->v[i]->ns : p->namespace.s, o->ns))
			continue;
		for (size_t j = 0; j < s->listeners.n; j++)
			mw_assume_port(&all->assume, &g->guess,
			    mw_gwapi_port(&s->listeners.v[j]),
			    mw_protocol_parse(
			    s->listeners.v[j].protocol.s));
	}
}

static void
add_managed(struct gateways *all, const struct mw_object *o)
{
	const struct mw_k8s_gateway *spec = MW_SPEC(o, k8s_gateway);
	struct mw_loader *l = all->assume.l;
	const char *class = spec != NULL ?
	    mw_str_or_empty(spec->gateway_class_name.s) : "";
	enum mw_proxy_kind kind = mw_gwapi_class_proxy(l->mesh, class);
	const struct mw_string_map *labels;
	struct gateway *g;

	if (spec == NULL || kind == MW_PROXY_NONE ||
	    !mw_gwapi_is_managed(spec) || is_deployed(l, o))
		return;
	labels = mw_assume_labels(l, &o->labels, GATEWAY_NAME, o->name);
	labels = mw_assume_labels(l, labels, "gateway.istio.io/managed",
	    kind == MW_PROXY_WAYPOINT ? "istio.io-mesh-controller" :
	    "istio.io-gateway-controller");
	g = MW_NEW(l->arena, struct gateway);
	g->guess.ns = o->ns;
	g->guess.name = kind == MW_PROXY_WAYPOINT ? o->name :
	    mw_gwapi_managed_name(l->arena, o);
	add(all, g, o, spec->node, labels);
	g->slot->w.proxy = kind;
	g->slot->w.gateway_api = true;
	g->slot->w.reason = MW_PROXY_REASON_GATEWAY_API;
	for (size_t i = 0; i < spec->listeners.n; i++)
		mw_assume_port(&all->assume, &g->guess,
		    spec->listeners.v[i].port.v,
		    mw_protocol_parse(spec->listeners.v[i].protocol.s));
	add_set_ports(all, g, o);
}

/* ---- all ------------------------------------------------------------ */

static void
make_service(struct gateways *all, struct gateway *g)
{
	struct mw_loader *l = all->assume.l;
	struct mw_assumption note = { .object = g->guess.object,
		.node = g->guess.node, .workload = &g->slot->w };
	struct mw_service_slot *s;

	note.text = mw_arena_printf(l->arena, "gateway workload %s/%s",
	    g->slot->w.ns, g->slot->w.name);
	mw_assume_note(l, &note);
	s = mw_assume_service(&all->assume, &g->guess);
	s->s.public = false;
	mw_vec_push(l->arena, &s->members, g->slot);
}

void
mw_assume_gateways(struct mw_loader *l)
{
	const struct mw_objects *managed =
	    &l->mesh->of_kind[MW_KIND_K8S_GATEWAY];
	struct gateways all = { .assume = { .l = l } };

	if (!has_gateways(l))
		assume_selected(&all);
	for (size_t i = 0; i < managed->n; i++)
		add_managed(&all, managed->v[i]);
	for (size_t i = 0; i < all.v.n; i++)
		make_service(&all, all.v.v[i]);
}
