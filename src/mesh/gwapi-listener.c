/*
 * gwapi-listener.c - Gateways and their listeners (G23 to G30).
 *
 * Every listener becomes the server of a Gateway of its own.  Listeners are
 * taken in order, those of ListenerSets behind the Gateway's; one that wants
 * what an earlier one has is left out.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/assume.h"
#include "mesh/gwapi-build.h"

/* ---- namespaces (G24) ----------------------------------------------- */

const struct mw_string_map *
mw_gwapi_namespace_labels(struct mw_gwapi_maker *k, const char *ns)
{
	const struct mw_object *o = mw_mesh_namespace(k->l->mesh, ns);

	return mw_assume_labels(k->l, o != NULL ? &o->labels : NULL,
	    "kubernetes.io/metadata.name", ns);
}

struct hosts {
	MW_VEC(struct mw_string) v;
};

static void
add_host(struct mw_gwapi_maker *k, const struct mw_gwapi_listener *li,
    const char *ns, struct hosts *out)
{
	struct mw_string s = { .node = li->spec->hostname.node };

	if (s.node == NULL)
		s.node = li->spec->node;
	s.s = mw_arena_printf(k->arena, "%s/%s", ns,
	    li->hostname[0] != '\0' ? li->hostname : "*");
	mw_vec_push(k->arena, &out->v, s);
}

static void
add_selected(struct mw_gwapi_maker *k, const struct mw_gwapi_listener *li,
    const struct mw_k8s_label_selector *selector, struct hosts *out)
{
	const struct mw_mesh *m = k->l->mesh;

	for (size_t i = 0; i < m->n_namespaces && mw_mesh_spend(k->l, 4);
	    i++) {
		const char *ns = m->namespaces[i];

		if (mw_k8s_selector_match(selector,
		    mw_gwapi_namespace_labels(k, ns)))
			add_host(k, li, ns, out);
	}
}

static struct mw_strings
server_hosts(struct mw_gwapi_maker *k, const struct mw_gwapi_listener *li)
{
	const struct mw_k8s_gateway_allowed_routes *a =
	    li->spec->allowed_routes;
	const struct mw_k8s_gateway_namespaces *n = a != NULL ? a->namespaces :
	    NULL;
	struct mw_strings out = { .node = li->spec->hostname.node };
	struct hosts hosts = { .v = { 0 } };

	if (out.node == NULL)
		out.node = li->spec->node;
	if (n == NULL || mw_str_empty(n->from.s) ||
	    mw_str_eq(n->from.s, "Same"))
		add_host(k, li, li->owner->ns, &hosts);
	else if (mw_str_eq(n->from.s, "All") || n->selector == NULL)
		add_host(k, li, "*", &hosts);
	else
		add_selected(k, li, n->selector, &hosts);
	if (hosts.v.n == 0)
		add_host(k, li, "~", &hosts);
	out.v = hosts.v.v;
	out.n = hosts.v.n;
	return out;
}

/* ---- kinds of routes (G26) ------------------------------------------ */

static const struct {
	const char *kind;
	unsigned bit;
} route_kinds[] = {
	{ "HTTPRoute", MW_GWAPI_HTTP },
	{ "GRPCRoute", MW_GWAPI_GRPC },
	{ "TLSRoute", MW_GWAPI_TLS },
	{ "TCPRoute", MW_GWAPI_TCP },
};

static bool
passes_through(const struct mw_k8s_gateway_listeners *spec)
{
	return spec->tls != NULL && mw_str_eq(spec->tls->mode.s,
	    "Passthrough");
}

static unsigned
kinds_of_protocol(const struct mw_k8s_gateway_listeners *spec)
{
	const char *p = spec->protocol.s;

	if (mw_str_eq(p, "HTTP") || mw_str_eq(p, "HTTPS"))
		return MW_GWAPI_HTTP | MW_GWAPI_GRPC;
	if (mw_str_eq(p, "TCP"))
		return MW_GWAPI_TCP;
	if (!mw_str_eq(p, "TLS"))
		return 0;
	return spec->tls != NULL && !passes_through(spec) ?
	    MW_GWAPI_TLS | MW_GWAPI_TCP : MW_GWAPI_TLS;
}

static unsigned
bit_of(const struct mw_k8s_gateway_kinds *kind)
{
	if (!mw_str_empty(kind->group.s) &&
	    !mw_str_eq(kind->group.s, MW_GWAPI_GROUP))
		return 0;
	for (size_t i = 0; i < MW_LEN(route_kinds); i++)
		if (mw_str_eq(kind->kind.s, route_kinds[i].kind))
			return route_kinds[i].bit;
	return 0;
}

static void
set_kinds(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li)
{
	const struct mw_k8s_gateway_allowed_routes *a =
	    li->spec->allowed_routes;
	unsigned all = kinds_of_protocol(li->spec), some = 0;

	li->kinds = all;
	for (size_t i = 0; a != NULL && i < a->kinds.n; i++) {
		unsigned bit = bit_of(&a->kinds.v[i]);

		some |= bit;
		if ((bit & all) == 0)
			li->resolved = mw_gwapi_fault(k,
			    MW_GWAPI_INVALID_ROUTE_KINDS, a->kinds.v[i].node,
			    "a listener of protocol %s takes no %s",
			    mw_str_or_empty(li->spec->protocol.s),
			    mw_str_or_empty(a->kinds.v[i].kind.s));
	}
	if (a != NULL && a->kinds.n > 0)
		li->kinds = all & some;
}

/* ---- conflicts (G28) ------------------------------------------------ */

static bool
is_l4(const char *protocol)
{
	return mw_str_eq(protocol, "TCP") || mw_str_eq(protocol, "UDP");
}

static bool
is_http_like(const char *protocol)
{
	return mw_str_eq(protocol, "HTTP") || mw_str_eq(protocol, "HTTPS") ||
	    mw_str_eq(protocol, "TLS");
}

static bool
conflict(const struct mw_gwapi_listener *a, const struct mw_gwapi_listener *b)
{
	const char *p = mw_str_or_empty(a->spec->protocol.s);
	const char *q = mw_str_or_empty(b->spec->protocol.s);

	if (a->port != b->port)
		return false;
	if (is_l4(p) || is_l4(q))
		return (is_l4(p) || is_http_like(p)) &&
		    (is_l4(q) || is_http_like(q));
	if (is_http_like(p) && is_http_like(q))
		return strcmp(a->hostname, b->hostname) == 0;
	return strcmp(p, q) == 0;
}

static bool
loses(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li,
    struct mw_gwapi_listener *const *earlier, size_t n)
{
	for (size_t i = 0; i < n && mw_mesh_spend(k->l, 1); i++) {
		const struct mw_gwapi_listener *old = earlier[i];
		bool same = mw_str_eq(old->spec->protocol.s,
		    li->spec->protocol.s);

		if (old->conflicted || !conflict(li, old))
			continue;
		li->conflicted = true;
		li->accepted = mw_gwapi_fault(k,
		    same && is_http_like(li->spec->protocol.s) ?
		    MW_GWAPI_HOSTNAME_CONFLICT : MW_GWAPI_PROTOCOL_CONFLICT,
		    li->spec->node, same ? "listener %s has port %lld and the "
		    "same host names" : "listener %s has port %lld with "
		    "another protocol", mw_str_or_empty(old->spec->name.s),
		    (long long)old->port);
		return true;
	}
	return false;
}

/* ---- one listener --------------------------------------------------- */

/* G25: false for one that has no server. */
static bool
supported(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li)
{
	const char *p = mw_str_or_empty(li->spec->protocol.s);

	if (mw_str_eq(p, "TCP") || is_http_like(p))
		return true;
	li->accepted = mw_gwapi_fault(k, MW_GWAPI_UNSUPPORTED_PROTOCOL,
	    li->spec->protocol.node, "protocol '%s' is not supported: HTTP, "
	    "HTTPS, TLS and TCP are", p);
	return false;
}

static const struct mw_server *
new_server(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li,
    const struct mw_server_tls *tls)
{
	struct mw_server *s = MW_NEW(k->arena, struct mw_server);
	struct mw_server_port *p = MW_NEW(k->arena, struct mw_server_port);

	p->node = li->spec->node;
	p->name.s = "default";
	p->name.node = li->spec->name.node;
	p->number.v = li->port;
	p->number.node = li->spec->port.node;
	p->protocol = li->spec->protocol;
	s->node = li->spec->node;
	s->name = li->spec->name;
	s->port = p;
	s->hosts = server_hosts(k, li);
	s->tls = tls;
	return s;
}

struct mw_gwapi_family *
mw_gwapi_family_of(struct mw_gwapi_maker *k, const struct mw_object *o)
{
	const char *key = mw_arena_printf(k->l->scratch, "%s/%s/%s",
	    mw_kind_info(o->kind)->name, o->ns, o->name);
	struct mw_gwapi_family *f = mw_map_get(k->parents, key);

	if (f == NULL) {
		f = MW_NEW(k->l->scratch, struct mw_gwapi_family);
		f->object = o;
		mw_map_put(k->parents, key, f);
	}
	return f;
}

/* The server; NULL when there is none (G27). */
static const struct mw_server *
make_server(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li)
{
	const struct mw_server_tls *tls = mw_gwapi_tls(k, li);
	bool known = supported(k, li);

	set_kinds(k, li);
	li->valid = known && li->programmed.reason == MW_GWAPI_OK &&
	    li->accepted.reason == MW_GWAPI_OK;
	if (tls == NULL && (mw_str_eq(li->spec->protocol.s, "HTTPS") ||
	    mw_str_eq(li->spec->protocol.s, "TLS"))) {
		li->valid = false;
		li->programmed = mw_gwapi_fault(k, MW_GWAPI_INVALID,
		    li->spec->protocol.node, "protocol %s without tls: the "
		    "listener gets no server", li->spec->protocol.s);
		return NULL;
	}
	return new_server(k, li, tls);
}

/* G39 */
int64_t
mw_gwapi_port(const struct mw_k8s_gateway_listeners *spec)
{
	if (spec->port.v != 0)
		return spec->port.v;
	return mw_str_eq(spec->protocol.s, "HTTP") ? 80 :
	    mw_str_eq(spec->protocol.s, "HTTPS") ? 443 : 0;
}

void
mw_gwapi_add_listener(struct mw_gwapi_maker *k, struct mw_gwapi_gateway *g,
    const struct mw_object *owner,
    const struct mw_k8s_gateway_listeners *spec)
{
	struct mw_gwapi_listener *li = MW_NEW(k->arena,
	    struct mw_gwapi_listener);
	size_t first = k->listeners.n - g->n_listeners;

	li->gateway = g;
	li->owner = owner;
	li->spec = spec;
	li->internal = mw_arena_printf(k->arena, "%s/%s" MW_GWAPI_SUFFIX
	    "~%s", owner->ns, owner->name, mw_str_or_empty(spec->name.s));
	li->hostname = mw_str_or_empty(spec->hostname.s);
	li->port = mw_gwapi_port(spec);
	if (g->n_listeners == 0 ||
	    !loses(k, li, k->listeners.v + first, g->n_listeners))
		li->server = make_server(k, li);
	mw_vec_push(k->arena, &k->listeners, li);
	g->n_listeners++;
	/* of a ListenerSet, routes see those that are in force */
	li->parent = li->server != NULL && (owner == g->object || li->valid);
	if (li->parent)
		mw_vec_push(k->l->scratch,
		    &mw_gwapi_family_of(k, owner)->listeners, li);
}

/* ---- Gateways ------------------------------------------------------- */

/* The Services whose pods run it (G13, G15). */
static void
set_services(struct mw_gwapi_maker *k, struct mw_gwapi_gateway *g)
{
	const struct mw_k8s_gateway_addresses_list *a = &g->spec->addresses;
	const char **v = MW_NEW_ARRAY(k->arena, const char *, a->n + 1);
	const char *domain = k->l->mesh->settings.domain;

	g->managed = mw_gwapi_is_managed(g->spec);
	g->services = v;
	if (g->managed) {
		v[g->n_services++] = mw_arena_printf(k->arena,
		    "%s.%s.svc.%s", mw_gwapi_managed_name(k->arena,
		    g->object), g->object->ns, domain);
		return;
	}
	for (size_t i = 0; i < a->n; i++) {
		const char *host = mw_str_or_empty(a->v[i].value.s);

		if (!mw_str_empty(a->v[i].type.s) &&
		    !mw_str_eq(a->v[i].type.s, "Hostname")) {
			g->accepted = mw_gwapi_fault(k,
			    MW_GWAPI_UNSUPPORTED_ADDRESS, a->v[i].node,
			    "address '%s' is ignored: it is no host name",
			    host);
			continue;
		}
		v[g->n_services++] = strchr(host, '.') != NULL ? host :
		    mw_arena_printf(k->arena, "%s.%s.svc.%s", host,
		    g->object->ns, domain);
	}
}

/* G18 */
static void
check_parameters(struct mw_gwapi_maker *k, struct mw_gwapi_gateway *g)
{
	const struct mw_k8s_gateway_infrastructure *in =
	    g->spec->infrastructure;
	const struct mw_backend_tls_policy_ca_certificate_refs *p = in != NULL
	    ? in->parameters_ref : NULL;

	if (p == NULL || g->accepted.reason != MW_GWAPI_OK)
		return;
	if (mw_str_eq(p->kind.s, "ConfigMap") && mw_str_empty(p->group.s) &&
	    mw_mesh_find(k->l->mesh, MW_KIND_K8S_CONFIG_MAP, g->object->ns,
	    mw_str_or_empty(p->name.s)) != NULL)
		return;
	g->accepted = mw_gwapi_fault(k, MW_GWAPI_INVALID_PARAMETERS, p->node,
	    "there is no ConfigMap %s in namespace %s",
	    mw_str_or_empty(p->name.s), g->object->ns);
}

static void
add_gateway(struct mw_gwapi_maker *k, const struct mw_object *o)
{
	const struct mw_k8s_gateway *spec = MW_SPEC(o, k8s_gateway);
	struct mw_gwapi_gateway *g;
	size_t valid = 0;

	if (spec == NULL)
		return;
	if (mw_gwapi_class_proxy(k->l->mesh,
	    mw_str_or_empty(spec->gateway_class_name.s)) != MW_PROXY_GATEWAY) {
		mw_gwapi_family_of(k, o)->verdict = mw_gwapi_fault(k,
		    MW_GWAPI_PARENT_FOREIGN, spec->gateway_class_name.node,
		    "Gateway %s/%s is of class %s, which is not Istio's for "
		    "gateways", o->ns, o->name,
		    mw_str_or_empty(spec->gateway_class_name.s));
		return;
	}
	g = MW_NEW(k->arena, struct mw_gwapi_gateway);
	g->object = o;
	g->spec = spec;
	(void)mw_gwapi_family_of(k, o);
	set_services(k, g);
	mw_vec_push(k->arena, &k->gateways, g);
	if (g->n_services == 0)
		return;
	check_parameters(k, g);
	for (size_t i = 0; i < spec->listeners.n; i++)
		mw_gwapi_add_listener(k, g, o, &spec->listeners.v[i]);
	mw_gwapi_add_sets(k, g);
	for (size_t i = 0; i < g->n_listeners; i++)
		valid += k->listeners.v[k->listeners.n - 1 - i]->valid;
	if (valid == 0 && g->accepted.reason == MW_GWAPI_OK)
		g->accepted = mw_gwapi_fault(k, MW_GWAPI_LISTENERS_NOT_VALID,
		    spec->listeners.node, "none of its listeners is in force");
}

void
mw_gwapi_make_gateways(struct mw_gwapi_maker *k)
{
	const struct mw_objects *all =
	    &k->l->mesh->of_kind[MW_KIND_K8S_GATEWAY];
	size_t at = 0;

	k->parents = mw_map_new(k->l->scratch);
	for (size_t i = 0; i < all->n; i++)
		add_gateway(k, all->v[i]);
	/* the vector stays where it is now */
	for (size_t i = 0; i < k->gateways.n; i++) {
		struct mw_gwapi_gateway *g = k->gateways.v[i];

		g->listeners = (const struct mw_gwapi_listener *const *)
		    k->listeners.v + at;
		at += g->n_listeners;
	}
}
