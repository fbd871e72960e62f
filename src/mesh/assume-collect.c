/*
 * assume-collect.c - services that documents speak of: hosts, the ports that
 * they are said to have, the labels of their subsets.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/assume.h"

static bool
names_mesh(const struct mw_strings *gateways)
{
	for (size_t i = 0; i < gateways->n; i++)
		if (mw_str_eq(gateways->v[i].s, "mesh"))
			return true;
	return gateways->n == 0;
}

static void
take_destination(struct mw_assume *a, const struct mw_object *o,
    const struct mw_destination *d, enum mw_protocol protocol)
{
	struct mw_guess *g;

	if (d == NULL || mw_str_empty(d->host.s))
		return;
	g = mw_assume_host(a, d->host.s, o->ns, o, d->host.node);
	if (d->port != NULL)
		mw_assume_port(a, g, d->port->number.v, protocol);
}

/* match.port of a rule for the mesh is a port of the hosts. */
static void
take_port(struct mw_assume *a, const struct mw_object *o,
    const struct mw_strings *gateways, const struct mw_int *port,
    enum mw_protocol protocol)
{
	const struct mw_virtual_service *vs = MW_SPEC(o, virtual_service);

	if (port->node == NULL ||
	    !names_mesh(gateways->n > 0 ? gateways : &vs->gateways))
		return;
	for (size_t i = 0; i < vs->hosts.n; i++)
		mw_assume_port(a, mw_assume_host(a, vs->hosts.v[i].s, o->ns,
		    o, vs->hosts.v[i].node), port->v, protocol);
}

static void
take_http(struct mw_assume *a, const struct mw_object *o,
    const struct mw_http_route *r)
{
	for (size_t i = 0; i < r->match.n; i++)
		take_port(a, o, &r->match.v[i].gateways, &r->match.v[i].port,
		    MW_PROTO_HTTP);
	for (size_t i = 0; i < r->route.n; i++)
		take_destination(a, o, r->route.v[i].destination,
		    MW_PROTO_HTTP);
	take_destination(a, o, r->mirror, MW_PROTO_HTTP);
	for (size_t i = 0; i < r->mirrors.n; i++)
		take_destination(a, o, r->mirrors.v[i].destination,
		    MW_PROTO_HTTP);
}

static void
take_l4(struct mw_assume *a, const struct mw_object *o)
{
	const struct mw_virtual_service *vs = MW_SPEC(o, virtual_service);

	for (size_t i = 0; i < vs->tcp.n; i++) {
		const struct mw_tcp_route *r = &vs->tcp.v[i];

		for (size_t k = 0; k < r->match.n; k++)
			take_port(a, o, &r->match.v[k].gateways,
			    &r->match.v[k].port, MW_PROTO_TCP);
		for (size_t k = 0; k < r->route.n; k++)
			take_destination(a, o, r->route.v[k].destination,
			    MW_PROTO_TCP);
	}
	for (size_t i = 0; i < vs->tls.n; i++) {
		const struct mw_tls_route *r = &vs->tls.v[i];

		for (size_t k = 0; k < r->match.n; k++)
			take_port(a, o, &r->match.v[k].gateways,
			    &r->match.v[k].port, MW_PROTO_TLS);
		for (size_t k = 0; k < r->route.n; k++)
			take_destination(a, o, r->route.v[k].destination,
			    MW_PROTO_TLS);
	}
}

static void
take_virtual_service(struct mw_assume *a, const struct mw_object *o)
{
	const struct mw_virtual_service *vs = MW_SPEC(o, virtual_service);

	if (vs == NULL)
		return;
	for (size_t i = 0; names_mesh(&vs->gateways) && i < vs->hosts.n; i++)
		mw_assume_host(a, vs->hosts.v[i].s, o->ns, o,
		    vs->hosts.v[i].node);
	for (size_t i = 0; i < vs->http.n; i++)
		take_http(a, o, &vs->http.v[i]);
	take_l4(a, o);
}

static void
take_policy(struct mw_assume *a, struct mw_guess *g,
    const struct mw_traffic_policy *p)
{
	for (size_t i = 0; p != NULL && i < p->port_level_settings.n; i++)
		if (p->port_level_settings.v[i].port != NULL)
			mw_assume_port(a, g,
			    p->port_level_settings.v[i].port->number.v,
			    MW_PROTO_HTTP);
}

static void
take_destination_rule(struct mw_assume *a, const struct mw_object *o)
{
	const struct mw_destination_rule *dr = MW_SPEC(o, destination_rule);
	struct mw_guess *g;

	if (dr == NULL || mw_str_empty(dr->host.s))
		return;
	g = mw_assume_host(a, dr->host.s, o->ns, o, dr->host.node);
	if (g == NULL)
		return;
	take_policy(a, g, dr->traffic_policy);
	for (size_t i = 0; i < dr->subsets.n; i++) {
		take_policy(a, g, dr->subsets.v[i].traffic_policy);
		if (g->subsets.n < MW_LIMIT_GUESSES)
			mw_vec_push(a->l->scratch, &g->subsets, &dr->subsets.v[i]);
	}
}

/* External authorizers: "NS/HOST" or "HOST". */
static void
take_provider(struct mw_assume *a, const struct mw_string *service,
    const struct mw_int *port, enum mw_protocol protocol)
{
	const struct mw_settings *s = &a->l->mesh->settings;
	const char *slash, *host = service->s;

	if (mw_str_empty(host))
		return;
	slash = strchr(host, '/');
	if (slash != NULL)
		host = slash + 1;
	/* a short name is no name here: there is no namespace to add */
	if (strchr(host, '.') != NULL)
		mw_assume_port(a, mw_assume_host(a, host, s->root_namespace,
		    s->object, service->node), port->v, protocol);
}

static void
take_providers(struct mw_assume *a)
{
	const struct mw_mesh_config_extension_providers_list *all =
	    &a->l->mesh->settings.config->extension_providers;

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_mesh_config_envoy_ext_authz_http *http =
		    all->v[i].envoy_ext_authz_http;
		const struct mw_mesh_config_envoy_ext_authz_grpc *grpc =
		    all->v[i].envoy_ext_authz_grpc;

		if (http != NULL)
			take_provider(a, &http->service, &http->port,
			    MW_PROTO_HTTP);
		if (grpc != NULL)
			take_provider(a, &grpc->service, &grpc->port,
			    MW_PROTO_GRPC);
	}
}

/* ---- Gateway API ---------------------------------------------------- */

/* A backendRef or parentRef that means a Service. */
static void
take_ref(struct mw_assume *a, const struct mw_object *o,
    const struct mw_node *ref, bool parent, enum mw_protocol protocol)
{
	const struct mw_node *kind = mw_node_get(ref, "kind");
	const struct mw_node *group = mw_node_get(ref, "group");
	const struct mw_node *name = mw_node_get(ref, "name");
	const char *ns = mw_node_text(mw_node_get(ref, "namespace"));
	const char *text = mw_node_text(name);

	if (!mw_str_eq(kind != NULL ? mw_node_text(kind) : parent ?
	    "Gateway" : "Service", "Service") || mw_str_empty(text) ||
	    strchr(text, '.') != NULL ||
	    (group != NULL && !mw_str_empty(mw_node_text(group))))
		return;
	mw_assume_port(a, mw_assume_host(a, text, ns != NULL ? ns : o->ns, o,
	    name), mw_node_int(mw_node_get(ref, "port")), protocol);
}

static void
take_route(struct mw_assume *a, const struct mw_object *o,
    enum mw_protocol protocol)
{
	const struct mw_node *spec = mw_node_get(o->root, "spec");
	const struct mw_node *r, *n;

	for (n = mw_node_first(mw_node_get(spec, "parentRefs")); n != NULL;
	    n = mw_node_next(n))
		take_ref(a, o, n, true, protocol);
	r = mw_node_first(mw_node_get(spec, "rules"));
	for (; r != NULL; r = mw_node_next(r)) {
		for (n = mw_node_first(mw_node_get(r, "backendRefs"));
		    n != NULL; n = mw_node_next(n))
			take_ref(a, o, n, false, protocol);
		for (n = mw_node_first(mw_node_get(r, "filters")); n != NULL;
		    n = mw_node_next(n))
			take_ref(a, o, mw_node_find(n,
			    "requestMirror.backendRef"), false, protocol);
	}
}

static void
take_routes(struct mw_assume *a)
{
	static const struct {
		enum mw_kind kind;
		enum mw_protocol protocol;
	} kinds[] = {
		{ MW_KIND_K8S_HTTP_ROUTE, MW_PROTO_HTTP },
		{ MW_KIND_K8S_GRPC_ROUTE, MW_PROTO_GRPC },
		{ MW_KIND_K8S_TLS_ROUTE, MW_PROTO_TLS },
		{ MW_KIND_K8S_TCP_ROUTE, MW_PROTO_TCP },
	};

	for (size_t i = 0; i < MW_LEN(kinds); i++) {
		const struct mw_objects *all =
		    &a->l->mesh->of_kind[kinds[i].kind];

		for (size_t j = 0; j < all->n; j++)
			take_route(a, all->v[j], kinds[i].protocol);
	}
}

void
mw_assume_collect(struct mw_assume *a)
{
	const struct mw_objects *all =
	    &a->l->mesh->of_kind[MW_KIND_VIRTUAL_SERVICE];

	for (size_t i = 0; i < all->n; i++)
		take_virtual_service(a, all->v[i]);
	all = &a->l->mesh->of_kind[MW_KIND_DESTINATION_RULE];
	for (size_t i = 0; i < all->n; i++)
		take_destination_rule(a, all->v[i]);
	take_providers(a);
	take_routes(a);
}
