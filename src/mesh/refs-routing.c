/*
 * refs-routing.c - references of VirtualServices, DestinationRules, Gateways,
 * ServiceEntries, Sidecars and Services.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/refs.h"

/* ---- VirtualService ------------------------------------------------- */

/* R6 */
static void
gateway_name(struct mw_refs_maker *r, const struct mw_string *g)
{
	struct mw_arena *a = r->l->scratch;
	const char *name = g->s, *ns = r->from->ns, *cut;

	if (mw_str_empty(name) || strcmp(name, "mesh") == 0)
		return;
	cut = strchr(name, '/');
	if (cut != NULL) {
		if (strncmp(name, "./", 2) != 0)
			ns = mw_arena_text(a, name, (size_t)(cut - name));
		name = cut + 1;
	} else if ((cut = strchr(name, '.')) != NULL) {
		ns = mw_arena_text(a, cut + 1, strcspn(cut + 1, "."));
		name = mw_arena_text(a, name, (size_t)(cut - name));
	}
	mw_refs_object(r, "gateway", g->node, g->s, MW_KIND_GATEWAY, ns, name);
}

static void
gateway_names(struct mw_refs_maker *r, const struct mw_strings *list)
{
	for (size_t i = 0; i < list->n; i++)
		gateway_name(r, &list->v[i]);
}

static void
destination(struct mw_refs_maker *r, const char *what,
    const struct mw_destination *d)
{
	const char *host;
	const struct mw_object *o;

	if (d == NULL || mw_str_empty(d->host.s))
		return;
	mw_refs_host(r, what, d->host.node, d->host.s);
	if (mw_str_empty(d->subset.s))
		return;
	host = mw_refs_expand(r, d->host.s);
	o = mw_map_joined(r->subsets, host, d->subset.s);
	if (o != NULL)
		mw_refs_add(r, "subset", d->subset.node, d->subset.s, o);
	else
		mw_refs_missing(r, "subset", d->subset.node, d->subset.s,
		    mw_arena_printf(r->l->scratch, "%s of %s", d->subset.s,
		    host), "a DestinationRule for the host defines subsets");
}

static void
http(struct mw_refs_maker *r, const struct mw_http_route *h)
{
	for (size_t i = 0; i < h->match.n; i++)
		gateway_names(r, &h->match.v[i].gateways);
	for (size_t i = 0; i < h->route.n; i++)
		destination(r, "destination", h->route.v[i].destination);
	destination(r, "mirror", h->mirror);
	for (size_t i = 0; i < h->mirrors.n; i++)
		destination(r, "mirror", h->mirrors.v[i].destination);
	if (h->delegate != NULL && !mw_str_empty(h->delegate->name.s))
		mw_refs_object(r, "delegate", h->delegate->node,
		    h->delegate->name.s, MW_KIND_VIRTUAL_SERVICE,
		    mw_str_empty(h->delegate->namespace.s) ? r->from->ns :
		    h->delegate->namespace.s, h->delegate->name.s);
}

static void
l4(struct mw_refs_maker *r, const struct mw_route_destination_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		destination(r, "destination", list->v[i].destination);
}

/* A host need not be a service: only what is one is a reference. */
static void
own_host(struct mw_refs_maker *r, const struct mw_string *host)
{
	if (mw_map_get(r->l->registry->services, mw_refs_expand(r, host->s)) !=
	    NULL)
		mw_refs_host(r, "host", host->node, host->s);
}

void
mw_refs_virtual_service(struct mw_refs_maker *r)
{
	const struct mw_virtual_service *vs = MW_SPEC(r->from,
	    virtual_service);

	for (size_t i = 0; i < vs->hosts.n; i++)
		own_host(r, &vs->hosts.v[i]);
	gateway_names(r, &vs->gateways);
	for (size_t i = 0; i < vs->http.n; i++)
		http(r, &vs->http.v[i]);
	for (size_t i = 0; i < vs->tcp.n; i++) {
		for (size_t k = 0; k < vs->tcp.v[i].match.n; k++)
			gateway_names(r, &vs->tcp.v[i].match.v[k].gateways);
		l4(r, &vs->tcp.v[i].route);
	}
	for (size_t i = 0; i < vs->tls.n; i++) {
		for (size_t k = 0; k < vs->tls.v[i].match.n; k++)
			gateway_names(r, &vs->tls.v[i].match.v[k].gateways);
		l4(r, &vs->tls.v[i].route);
	}
}

/* ---- DestinationRule ------------------------------------------------ */

static void
client_tls(struct mw_refs_maker *r, const struct mw_client_tls *tls)
{
	if (tls != NULL && !mw_str_empty(tls->credential_name.s) &&
	    strstr(tls->credential_name.s, "://") == NULL)
		mw_refs_secret(r, tls->credential_name.node,
		    tls->credential_name.s, r->from->ns);
}

static void
traffic_policy(struct mw_refs_maker *r, const struct mw_traffic_policy *p)
{
	if (p == NULL)
		return;
	client_tls(r, p->tls);
	for (size_t i = 0; i < p->port_level_settings.n; i++)
		client_tls(r, p->port_level_settings.v[i].tls);
}

void
mw_refs_destination_rule(struct mw_refs_maker *r)
{
	const struct mw_destination_rule *dr = MW_SPEC(r->from,
	    destination_rule);

	/* a wildcard means whatever there is */
	if (!mw_str_empty(dr->host.s) && dr->host.s[0] != '*')
		mw_refs_host(r, "host", dr->host.node, dr->host.s);
	traffic_policy(r, dr->traffic_policy);
	for (size_t i = 0; i < dr->subsets.n; i++)
		traffic_policy(r, dr->subsets.v[i].traffic_policy);
	mw_refs_policy(r);
}

/* ---- Gateway -------------------------------------------------------- */

static void
credential(struct mw_refs_maker *r, const struct mw_string *name,
    const struct mw_slots *pods)
{
	const char *ns = r->from->ns;

	if (mw_str_empty(name->s) || strstr(name->s, "://") != NULL)
		return;
	/* it is read where the gateway runs */
	if (pods->n > 0)
		ns = pods->v[0]->w.ns;
	mw_refs_secret(r, name->node, name->s, ns);
}

void
mw_refs_gateway(struct mw_refs_maker *r)
{
	const struct mw_gateway *g = MW_SPEC(r->from, gateway);
	struct mw_slots pods = { 0 };

	for (size_t i = 0; i < r->gateways.n && mw_mesh_spend(r->l,
	    1 + g->selector.n * r->gateways.v[i]->w.labels->n); i++)
		if (mw_labels_match(&g->selector, r->gateways.v[i]->w.labels))
			mw_vec_push(r->l->scratch, &pods, r->gateways.v[i]);
	mw_refs_workloads(r, g->selector.node != NULL ? g->selector.node :
	    g->node, &g->selector, &pods);
	for (size_t i = 0; i < g->servers.n; i++) {
		const struct mw_server_tls *tls = g->servers.v[i].tls;

		if (tls == NULL)
			continue;
		credential(r, &tls->credential_name, &pods);
		for (size_t k = 0; k < tls->credential_names.n; k++)
			credential(r, &tls->credential_names.v[k], &pods);
		credential(r, &tls->ca_cert_credential_name, &pods);
	}
}

/* ---- ServiceEntry, Service ------------------------------------------ */

static const struct mw_service *
service_of(struct mw_refs_maker *r, const char *host)
{
	const struct mw_service_list *list = mw_map_get(
	    r->l->registry->services, host);

	for (size_t i = 0; list != NULL && i < list->n; i++)
		if (list->v[i]->object == r->from)
			return list->v[i];
	return NULL;
}

/* What stands behind it, each once. */
static void
members(struct mw_refs_maker *r, const struct mw_service *s)
{
	const struct mw_object *last = NULL;

	for (size_t i = 0; s != NULL && i < s->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s->endpoints[i];
		const struct mw_object *o = e->workload != NULL ?
		    e->workload->object : NULL;

		if (o == NULL || o == last)
			continue;
		mw_refs_add(r, "workload", e->node, e->address, o);
		last = o;
	}
}

void
mw_refs_service_entry(struct mw_refs_maker *r)
{
	const struct mw_service_entry *e = MW_SPEC(r->from, service_entry);

	if (e->workload_selector == NULL) {
		if (e->endpoints.n > 0 && e->hosts.n > 0)
			members(r, service_of(r, e->hosts.v[0].s));
		return;
	}
	mw_refs_workloads(r, e->workload_selector->node,
	    &e->workload_selector->labels, mw_workloads_select(r->l,
	    r->from->ns, &e->workload_selector->labels));
}

void
mw_refs_service(struct mw_refs_maker *r)
{
	const struct mw_k8s_service_spec *s = MW_SPEC(r->from,
	    k8s_service)->spec;

	if (s == NULL)
		return;
	if (mw_str_eq(s->type.s, "ExternalName")) {
		if (mw_map_get(r->l->registry->services,
		    mw_str_or_empty(s->external_name.s)) != NULL)
			mw_refs_host(r, "external name",
			    s->external_name.node, s->external_name.s);
		return;
	}
	if (s->selector.n == 0) {
		members(r, service_of(r, mw_arena_printf(r->l->scratch,
		    "%s.%s.svc.%s", r->from->name, r->from->ns,
		    r->l->mesh->settings.domain)));
		return;
	}
	mw_refs_workloads(r, s->selector.node, &s->selector,
	    mw_workloads_select(r->l, r->from->ns, &s->selector));
}

/* ---- Sidecar -------------------------------------------------------- */

/* "ns/host": only exact hosts name something. */
static void
imported(struct mw_refs_maker *r, const struct mw_string *entry)
{
	const char *slash = entry->s != NULL ? strchr(entry->s, '/') : NULL;
	const struct mw_service_list *list;

	if (slash == NULL || slash[1] == '*' || slash[1] == '\0' ||
	    entry->s[0] == '~')
		return;
	list = mw_map_get(r->l->registry->services, slash + 1);
	if (list != NULL)
		mw_refs_add(r, "import", entry->node, entry->s,
		    list->v[0]->object);
	else
		mw_refs_missing(r, "import", entry->node, entry->s, entry->s,
		    NULL);
}

void
mw_refs_sidecar(struct mw_refs_maker *r)
{
	const struct mw_sidecar *s = MW_SPEC(r->from, sidecar);

	for (size_t i = 0; i < s->egress.n; i++)
		for (size_t k = 0; k < s->egress.v[i].hosts.n; k++)
			imported(r, &s->egress.v[i].hosts.v[k]);
	if (s->outbound_traffic_policy != NULL)
		destination(r, "egress proxy",
		    s->outbound_traffic_policy->egress_proxy);
}
