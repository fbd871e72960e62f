/*
 * listed.c - members that a cluster has listed already: EndpointSlices, and
 * Endpoints where there are none.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

static const struct mw_string_map no_labels;

/* One address as a cluster lists it. */
struct listed {
	const char *address;
	const struct mw_k8s_endpoints_target_ref *target;
	const struct mw_object *object;
	const struct mw_node *node;
	bool ready;
};

static struct mw_workload_slot *
slot_of(const struct mw_members *m, const struct listed *a)
{
	const struct mw_registry *r = m->l->registry;
	struct mw_workload_slot *slot = NULL;

	if (a->target != NULL && mw_str_eq(a->target->kind.s, "Pod"))
		slot = mw_map_joined(r->workloads,
		    mw_str_empty(a->target->namespace.s) ? m->service->ns :
		    a->target->namespace.s,
		    mw_str_or_empty(a->target->name.s));
	return slot != NULL ? slot : mw_map_get(r->by_ip, a->address);
}

static struct mw_endpoint_info
member_of(const struct listed *a, const struct mw_workload *w)
{
	struct mw_endpoint_info e = {
		.address = a->address,
		.workload = w,
		.labels = &no_labels,
		.service_account = "",
		.tls_mode = "disabled",
		.network = "",
		.locality = "",
		.weight = 1,
		.ready = a->ready,
		.object = a->object,
		.node = a->node,
	};

	if (w == NULL)
		return e;
	e.labels = w->topology_labels;
	e.service_account = w->service_account;
	e.identity = w->identity;
	e.tls_mode = w->tls_mode;
	e.network = w->network;
	e.locality = w->locality;
	return e;
}

/* Ports go together by their names (R26). */
static void
add(struct mw_members *m, const struct listed *a,
    const struct mw_k8s_endpoints_ports_list *ports)
{
	const struct mw_service *s = m->service;
	struct mw_workload_slot *slot = slot_of(m, a);
	struct mw_endpoint_info e = member_of(a,
	    slot != NULL ? &slot->w : NULL);

	if (slot != NULL)
		mw_members_join(m, slot);
	for (size_t i = 0; i < s->n_ports; i++) {
		if (s->ports[i].protocol == MW_PROTO_UDP ||
		    !mw_mesh_spend(m->l, ports->n))
			continue;
		for (size_t k = 0; k < ports->n; k++) {
			if (!mw_str_eq(s->ports[i].name,
			    mw_str_or_empty(ports->v[k].name.s)))
				continue;
			e.port = ports->v[k].port.v;
			e.port_index = i;
			mw_members_add(m, &e);
		}
	}
}

static void
add_slice(struct mw_members *m, const struct mw_object *o)
{
	const struct mw_k8s_endpoint_slice *slice =
	    MW_SPEC(o, k8s_endpoint_slice);

	for (size_t i = 0; slice != NULL && i < slice->endpoints.n; i++) {
		const struct mw_k8s_endpoint_slice_endpoints *e =
		    &slice->endpoints.v[i];
		const struct mw_k8s_endpoint_slice_conditions *state =
		    e->conditions;
		struct listed a = { .target = e->target_ref, .object = o,
			.node = e->node };

		a.ready = state == NULL || state->ready.node == NULL ||
		    state->ready.v;
		for (size_t k = 0; k < e->addresses.n; k++) {
			a.address = mw_str_or_empty(e->addresses.v[k].s);
			add(m, &a, &slice->ports);
		}
	}
}

static void
add_endpoints(struct mw_members *m, const struct mw_object *o)
{
	const struct mw_k8s_endpoints *e = MW_SPEC(o, k8s_endpoints);

	for (size_t i = 0; e != NULL && i < e->subsets.n; i++) {
		const struct mw_k8s_endpoints_subsets *set = &e->subsets.v[i];

		for (size_t k = 0; k < set->addresses.n; k++) {
			const struct mw_k8s_endpoints_addresses *at =
			    &set->addresses.v[k];
			struct listed a = { mw_str_or_empty(at->ip.s),
				at->target_ref, o, at->node, true };

			add(m, &a, &set->ports);
		}
		for (size_t k = 0; k < set->not_ready_addresses.n; k++) {
			const struct mw_k8s_pod_pod_ips *at =
			    &set->not_ready_addresses.v[k];
			struct listed a = { mw_str_or_empty(at->ip.s), NULL,
				o, at->node, false };

			add(m, &a, &set->ports);
		}
	}
}

/* Slices by the service that they name: vectors of objects. */
struct slices {
	const struct mw_object **v;
	size_t n, cap;
};

struct mw_map *
mw_listed_index(struct mw_loader *l)
{
	const struct mw_objects *all =
	    &l->mesh->of_kind[MW_KIND_K8S_ENDPOINT_SLICE];
	struct mw_map *map = mw_map_new(l->scratch);

	for (size_t i = 0; i < all->n; i++) {
		const char *name = mw_labels_get(&all->v[i]->labels,
		    "kubernetes.io/service-name");
		struct slices *list;

		if (name == NULL)
			continue;
		list = mw_map_joined(map, all->v[i]->ns, name);
		if (list == NULL) {
			list = MW_NEW(l->scratch, struct slices);
			mw_map_put_joined(map, all->v[i]->ns, name, list);
		}
		mw_vec_push(l->scratch, list, all->v[i]);
	}
	return map;
}

bool
mw_listed_add(struct mw_members *m, const struct mw_map *slices)
{
	const struct mw_service *s = m->service;
	const struct slices *list = mw_map_joined(slices, s->ns, s->name);
	const struct mw_object *o;

	if (list != NULL) {
		for (size_t i = 0; i < list->n; i++)
			add_slice(m, list->v[i]);
		return true;
	}
	o = mw_mesh_find(m->l->mesh, MW_KIND_K8S_ENDPOINTS, s->ns, s->name);
	if (o != NULL)
		add_endpoints(m, o);
	return o != NULL;
}
