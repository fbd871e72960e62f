/*
 * scope.c - what a proxy can see: the Sidecar resource in force, its egress
 * listeners, and everything that comes with them (R117-R127).
 */
#include "istiod/scope.h"

#include "base/str.h"

#include <string.h>

/* R117: with a selector before without, each in the order of age; then the
 * default of the root namespace. */
static const struct mw_object *
find_sidecar(struct mw_builder *b)
{
	const struct mw_objects *all = &b->mesh->of_kind[MW_KIND_SIDECAR];
	const struct mw_object *own = NULL, *root = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_sidecar *s = MW_SPEC(o, sidecar);
		bool here = strcmp(o->ns, b->workload->ns) == 0;

		if (s == NULL)
			continue;
		if (s->workload_selector == NULL) {
			if (here && own == NULL)
				own = o;
			if (root == NULL && strcmp(o->ns,
			    b->mesh->settings.root_namespace) == 0)
				root = o;
		} else if (here && mw_labels_match(
		    &s->workload_selector->labels, b->workload->labels)) {
			return o;
		}
	}
	return own != NULL ? own : root;
}

/* Sidecars of this namespace, and of the root, that are not the one used. */
static void
omit_sidecars(struct mw_builder *b, const struct mw_object *used)
{
	const struct mw_objects *all = &b->mesh->of_kind[MW_KIND_SIDECAR];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_sidecar *s = MW_SPEC(o, sidecar);
		bool here = strcmp(o->ns, b->workload->ns) == 0;
		bool root = strcmp(o->ns,
		    b->mesh->settings.root_namespace) == 0;

		if (o == used || s == NULL || (!here && !root))
			continue;
		if (s->workload_selector != NULL && !here)
			continue;
		if (s->workload_selector != NULL &&
		    !mw_labels_match(&s->workload_selector->labels,
		    b->workload->labels)) {
			mw_build_omit(b, MW_OMIT_SELECTOR, o,
			    s->workload_selector->node, NULL,
			    "Sidecar %s/%s selects other workloads than %s/%s",
			    o->ns, o->name, b->workload->ns,
			    b->workload->name);
			continue;
		}
		mw_build_omit(b, MW_OMIT_POLICY_SCOPE, o, o->root, used,
		    "Sidecar %s/%s is not used: %s/%s is in force, and only "
		    "one Sidecar is", o->ns, o->name, used->ns, used->name);
	}
}

static void
set_outbound(struct mw_builder *b, const struct mw_object *sidecar,
    struct mw_scope *s)
{
	const struct mw_settings *set = &b->mesh->settings;
	const struct mw_outbound_policy *p = sidecar == NULL ? NULL :
	    MW_SPEC(sidecar, sidecar)->outbound_traffic_policy;
	const struct mw_destination *d;

	if (p == NULL) {
		s->outbound = set->outbound;
		s->outbound_origin = mw_origin_of(set->object,
		    set->config->outbound_traffic_policy != NULL ?
		    set->config->outbound_traffic_policy->node : NULL);
		if (s->outbound_origin.node == NULL)
			s->outbound_origin = mw_origin_default(
			    "default of the mesh: outboundTrafficPolicy "
			    "ALLOW_ANY");
		return;
	}
	/* R13: an empty policy is REGISTRY_ONLY */
	s->outbound = (enum mw_outbound_mode)p->mode.v;
	s->outbound_origin = mw_origin_of(sidecar, p->node);
	d = p->egress_proxy;
	if (d != NULL)
		s->egress_proxy_cluster = mw_cluster_name(b->arena,
		    "outbound", d->port != NULL ? d->port->number.v : 0,
		    mw_str_or_empty(d->subset.s), mw_str_or_empty(d->host.s));
}

/* R121: some host of it is asked for and not excluded. */
static bool
imports(const struct mw_scope_hosts *h, const struct mw_vs *vs)
{
	const struct mw_host_list *any = mw_scope_hosts_of(h, "*");
	const struct mw_host_list *own = mw_scope_hosts_of(h, vs->object->ns);

	for (size_t i = 0; i < vs->n_hosts; i++) {
		const char *host = vs->hosts[i];

		/* G120: of a route, the import has to cover the host */
		if (vs->gateway_api ? !mw_host_list_covers(own, host) &&
		    !mw_host_list_covers(any, host) :
		    !mw_host_list_overlaps(own, host) &&
		    !mw_host_list_overlaps(any, host))
			continue;
		if (!mw_host_list_excludes(own, host) &&
		    !mw_host_list_excludes(any, host))
			return true;
	}
	return false;
}

static void
select_virtual_services(struct mw_builder *b, const struct mw_scope_hosts *h,
    struct mw_egress *e)
{
	const struct mw_vs *const *all;
	const struct mw_vs **out;
	size_t n;

	all = mw_scope_virtual_services(b, "mesh", b->workload->ns, &n);
	out = MW_NEW_ARRAY(b->arena, const struct mw_vs *, n);
	e->virtual_services = out;
	for (size_t i = 0; i < n; i++) {
		/* one that names mesh twice stands there twice */
		if (i > 0 && all[i] == all[i - 1])
			continue;
		if (imports(h, all[i]))
			out[e->n_virtual_services++] = all[i];
	}
}

static void
build_egress(struct mw_builder *b, struct mw_scope_full *full,
    const struct mw_egress_listener *written, struct mw_egress *e)
{
	struct mw_scope_hosts *h = mw_scope_hosts_new(b, written);
	int64_t port = mw_scope_listener_port(written);

	e->written = written;
	select_virtual_services(b, h, e);
	mw_scope_select_services(b, h, e);
	for (size_t i = 0; i < e->n_services; i++)
		mw_scope_union_add(full->all, e->services[i]);
	for (size_t i = 0; i < e->n_virtual_services; i++)
		mw_scope_union_add_destinations(full->all,
		    e->virtual_services[i], port);
}

/* What the namespace sees and the Sidecar resource keeps out (R124). */
static void
omit_not_imported(struct mw_builder *b, const struct mw_scope_full *full)
{
	const struct mw_object *sidecar = full->pub.sidecar;
	struct mw_map *used = mw_map_new(b->arena);
	const struct mw_service *const *services;
	const struct mw_vs *const *vs;
	size_t n;

	services = mw_scope_visible(b, &n);
	for (size_t i = 0; i < n; i++) {
		const struct mw_service *s = services[i];

		if (mw_scope_union_find(full->all, s->hostname) == NULL)
			mw_build_omit(b, MW_OMIT_SIDECAR_SCOPE, s->object,
			    s->node, sidecar,
			    "Sidecar %s/%s does not import service %s",
			    sidecar->ns, sidecar->name, s->hostname);
	}
	for (size_t i = 0; i < full->pub.n_egress; i++) {
		const struct mw_egress *e = &full->pub.egress[i];

		for (size_t j = 0; j < e->n_virtual_services; j++) {
			mw_map_put(used, e->virtual_services[j]->key, used);
		}
	}
	vs = mw_scope_virtual_services(b, "mesh", b->workload->ns, &n);
	for (size_t i = 0; i < n; i++) {
		const struct mw_object *o = vs[i]->object;

		if (mw_map_get(used, vs[i]->key) == NULL)
			mw_build_omit(b, MW_OMIT_SIDECAR_SCOPE, o,
			    vs[i]->spec->hosts.node, sidecar, "Sidecar %s/%s "
			    "does not import %s", sidecar->ns, sidecar->name,
			    mw_object_title(b->arena, o));
	}
}

static void
sidecar_scope(struct mw_builder *b, struct mw_scope_full *full)
{
	const struct mw_object *o = find_sidecar(b);
	const struct mw_egress_listener_list *written = NULL;
	struct mw_egress *egress;
	size_t n = 1;

	full->pub.sidecar = o;
	set_outbound(b, o, &full->pub);
	/* R118: no egress is the same as everything */
	if (o != NULL && MW_SPEC(o, sidecar)->egress.n > 0) {
		written = &MW_SPEC(o, sidecar)->egress;
		n = written->n;
	}
	egress = MW_NEW_ARRAY(b->arena, struct mw_egress, n);
	for (size_t i = 0; i < n; i++)
		build_egress(b, full, written != NULL ? &written->v[i] : NULL,
		    &egress[i]);
	full->pub.egress = egress;
	full->pub.n_egress = n;
	mw_scope_omit_unbound(b);
	if (o != NULL) {
		omit_sidecars(b, o);
		omit_not_imported(b, full);
	}
}

/* R59: a gateway sees everything that is exported to its namespace. */
static void
gateway_scope(struct mw_builder *b, struct mw_scope_full *full)
{
	struct mw_egress *egress = MW_NEW(b->arena, struct mw_egress);
	const struct mw_service *const *services;
	size_t n;

	services = mw_scope_visible(b, &n);
	for (size_t i = 0; i < n; i++)
		mw_scope_union_add(full->all, services[i]);
	egress->virtual_services = mw_scope_virtual_services(b, "mesh",
	    b->workload->ns, &egress->n_virtual_services);
	full->pub.egress = egress;
	full->pub.n_egress = 1;
	full->pub.outbound = MW_OUTBOUND_REGISTRY_ONLY;
	full->pub.outbound_origin = mw_origin_default(
	    "a gateway passes nothing through that no route takes");
}

const struct mw_scope *
mw_scope_new(struct mw_builder *b)
{
	struct mw_scope_full *full = MW_NEW(b->arena, struct mw_scope_full);

	full->all = mw_scope_union_new(b);
	if (b->workload->proxy == MW_PROXY_SIDECAR)
		sidecar_scope(b, full);
	else
		gateway_scope(b, full);
	full->pub.services = mw_scope_union_services(full->all,
	    &full->pub.n_services);
	return &full->pub;
}

const struct mw_service *
mw_scope_service(const struct mw_builder *b, const char *host)
{
	const struct mw_scope_full *full =
	    (const struct mw_scope_full *)b->scope;

	return full != NULL ? mw_scope_union_find(full->all, host) : NULL;
}
