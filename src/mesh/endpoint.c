/*
 * endpoint.c - the members of services (R26, R28, R164, S53).
 *
 * Members of a Service are what EndpointSlices or Endpoints say, where the
 * input has them, else what its selector matches.  Members of a ServiceEntry
 * are its endpoints, or what its workloadSelector matches, or the host itself.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

struct members {
	struct mw_endpoint_info *v;
	size_t n, cap;
	bool mixed;		/* the order of adding is not the right one */
};

struct context {
	struct mw_loader *l;
	const struct mw_service *service;
	struct members members;
};

static const struct mw_string_map no_labels;

/* ---- ports ------------------------------------------------------------------- */

int64_t
mw_container_port(const struct mw_workload *w, const char *name)
{
	const struct mw_pod_spec *pod = w->pod;

	for (size_t i = 0; pod != NULL && i < pod->containers.n; i++) {
		const struct mw_container_port_list *ports =
		    &pod->containers.v[i].ports;

		for (size_t k = 0; k < ports->n; k++)
			if (mw_str_eq(ports->v[k].name.s, name) &&
			    !mw_str_eq(ports->v[k].protocol.s, "UDP"))
				return ports->v[k].container_port.v;
	}
	return 0;
}

static int64_t
port_in(const struct mw_int_map *ports, const char *name)
{
	for (size_t i = 0; i < ports->n; i++)
		if (mw_str_eq(ports->v[i].key.s, name))
			return ports->v[i].value.v;
	return 0;
}

static const struct mw_workload_entry *
entry_of(const struct mw_workload *w)
{
	return w->object != NULL && w->object->kind == MW_KIND_WORKLOAD_ENTRY ?
	    MW_SPEC(w->object, workload_entry) : NULL;
}

/* An entry may say where it has the port of this name, whatever the Service
 * says. */
int64_t
mw_target_port(const struct mw_workload *w,
    const struct mw_service_port_info *port)
{
	const struct mw_workload_entry *e = entry_of(w);
	int64_t number = port->target_port != 0 ? port->target_port :
	    port->number;
	int64_t own;

	if (e != NULL) {
		own = port_in(&e->ports, port->target_name != NULL ?
		    port->target_name : port->name);
		return own != 0 || port->target_name != NULL ? own : number;
	}
	return port->target_name == NULL ? number :
	    mw_container_port(w, port->target_name);
}

/* R28: of a workload that a ServiceEntry selects. */
static int64_t
entry_port(const struct mw_workload *w, const struct mw_service_port_info *port)
{
	const struct mw_workload_entry *e = entry_of(w);
	int64_t own = e != NULL ? port_in(&e->ports, port->name) :
	    mw_container_port(w, port->name);

	if (own != 0)
		return own;
	return port->target_port != 0 ? port->target_port : port->number;
}

/* ---- adding -------------------------------------------------------------------- */

static struct mw_workload_slot *
slot_at(const struct context *c, const char *address)
{
	return mw_map_get(c->l->registry->by_ip, address);
}

static void
join(struct context *c, struct mw_workload_slot *slot)
{
	struct mw_service_list *list = &slot->services;

	if (list->n > 0 && list->v[list->n - 1] == c->service)
		return;
	mw_vec_push(c->l->scratch, list, c->service);
}

/* One workload behind all ports of the service. */
static void
add_workload(struct context *c, struct mw_workload_slot *slot)
{
	const struct mw_service *s = c->service;
	const struct mw_workload *w = &slot->w;
	struct mw_workload_slot *there;
	const struct mw_workload_entry *e = entry_of(w);

	if (slot->gone)
		return;
	join(c, slot);
	/* an entry may stand for an address that is a pod's */
	there = e != NULL ? slot_at(c, w->ips[0]) : slot;
	if (there != NULL && there != slot)
		join(c, there);
	c->members.mixed = c->members.mixed || e != NULL;
	for (size_t i = 0; i < s->n_ports; i++) {
		struct mw_endpoint_info one = {
			.address = w->ips[0],
			.port = s->kubernetes ?
			    mw_target_port(w, &s->ports[i]) :
			    entry_port(w, &s->ports[i]),
			.port_index = i,
			.workload = there != NULL ? &there->w : w,
			.labels = w->topology_labels,
			.service_account = w->service_account,
			.identity = w->identity,
			.tls_mode = w->tls_mode,
			.network = w->network,
			.locality = w->locality,
			.weight = e != NULL && e->weight.v > 0 ?
			    e->weight.v : 1,
			.ready = w->ready,
			.object = w->object,
			.node = w->object != NULL ? w->object->root : NULL,
		};

		if (s->ports[i].protocol == MW_PROTO_UDP || one.port == 0)
			continue;
		mw_vec_push(c->l->scratch, &c->members, one);
	}
}

static void
add_selected(struct context *c)
{
	struct mw_slots slots = { 0 };

	mw_workloads_select(c->l, c->service->ns, c->service->selector,
	    &slots);
	for (size_t i = 0; i < slots.n; i++) {
		/* entries are no members of headless Services */
		if (slots.v[i]->entry && c->service->kubernetes &&
		    c->service->headless)
			continue;
		add_workload(c, slots.v[i]);
	}
}

/* ---- EndpointSlices and Endpoints ------------------------------------------------- */

/* One address as a cluster lists it. */
struct listed {
	const char *address;
	const struct mw_k8s_endpoints_target_ref *target;
	const struct mw_object *object;
	const struct mw_node *node;
	bool ready;
};

static struct mw_workload_slot *
slot_of(const struct context *c, const struct listed *a)
{
	struct mw_workload_slot *slot = NULL;

	if (a->target != NULL && mw_str_eq(a->target->kind.s, "Pod"))
		slot = mw_map_joined(c->l->registry->workloads,
		    mw_str_empty(a->target->namespace.s) ? c->service->ns :
		    a->target->namespace.s,
		    mw_str_or_empty(a->target->name.s));
	return slot != NULL ? slot : slot_at(c, a->address);
}

static void
add_listed(struct context *c, const struct listed *a,
    const struct mw_k8s_endpoints_ports_list *ports)
{
	const struct mw_service *s = c->service;
	struct mw_workload_slot *slot = slot_of(c, a);
	const struct mw_workload *w = slot != NULL ? &slot->w : NULL;

	if (slot != NULL)
		join(c, slot);
	c->members.mixed = true;
	for (size_t i = 0; i < s->n_ports; i++)
		for (size_t k = 0; k < ports->n; k++) {
			struct mw_endpoint_info one = {
				.address = a->address,
				.port = ports->v[k].port.v,
				.port_index = i,
				.workload = w,
				.labels = w != NULL ? w->topology_labels :
				    &no_labels,
				.service_account = w != NULL ?
				    w->service_account : "",
				.identity = w != NULL ? w->identity : NULL,
				.tls_mode = w != NULL ? w->tls_mode :
				    "disabled",
				.network = w != NULL ? w->network : "",
				.locality = w != NULL ? w->locality : "",
				.weight = 1,
				.ready = a->ready,
				.object = a->object,
				.node = a->node,
			};

			if (s->ports[i].protocol == MW_PROTO_UDP ||
			    !mw_str_eq(s->ports[i].name,
			    mw_str_or_empty(ports->v[k].name.s)))
				continue;
			mw_vec_push(c->l->scratch, &c->members, one);
		}
}

static void
add_slice(struct context *c, const struct mw_object *o)
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
			add_listed(c, &a, &slice->ports);
		}
	}
}

static void
add_endpoints(struct context *c, const struct mw_object *o)
{
	const struct mw_k8s_endpoints *e = MW_SPEC(o, k8s_endpoints);

	for (size_t i = 0; e != NULL && i < e->subsets.n; i++) {
		const struct mw_k8s_endpoints_subsets *set = &e->subsets.v[i];

		for (size_t k = 0; k < set->addresses.n; k++) {
			const struct mw_k8s_endpoints_addresses *at =
			    &set->addresses.v[k];
			struct listed a = { mw_str_or_empty(at->ip.s),
				at->target_ref, o, at->node, true };

			add_listed(c, &a, &set->ports);
		}
		for (size_t k = 0; k < set->not_ready_addresses.n; k++) {
			const struct mw_k8s_pod_pod_ips *at =
			    &set->not_ready_addresses.v[k];
			struct listed a = { mw_str_or_empty(at->ip.s), NULL,
				o, at->node, false };

			add_listed(c, &a, &set->ports);
		}
	}
}

/* Slices by the service that they name: vectors of objects. */
struct slices {
	const struct mw_object **v;
	size_t n, cap;
};

static struct mw_map *
find_slices(struct mw_loader *l)
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

static bool
publishes_unready(const struct mw_service *s)
{
	const struct mw_k8s_service *k = s->object != NULL ?
	    MW_SPEC(s->object, k8s_service) : NULL;

	return k != NULL && k->spec != NULL &&
	    k->spec->publish_not_ready_addresses.v;
}

static void
add_kubernetes(struct context *c, const struct mw_map *slices)
{
	const struct mw_service *s = c->service;
	const struct slices *list = mw_map_joined(slices, s->ns, s->name);
	const struct mw_object *o;

	if (s->resolution == MW_RESOLVE_ALIAS)
		return;
	if (list != NULL)
		for (size_t i = 0; i < list->n; i++)
			add_slice(c, list->v[i]);
	else if ((o = mw_mesh_find(c->l->mesh, MW_KIND_K8S_ENDPOINTS, s->ns,
	    s->name)) != NULL)
		add_endpoints(c, o);
	else if (s->selector != NULL)
		add_selected(c);
	if (publishes_unready(s))
		for (size_t i = 0; i < c->members.n; i++)
			c->members.v[i].ready = true;
}

/* ---- ServiceEntries ----------------------------------------------------------------- */

/* S53 */
static const char *
tls_mode(const struct mw_workload_entry *e)
{
	const char *mode = mw_labels_get(&e->labels,
	    "security.istio.io/tlsMode");

	if (!mw_str_empty(mode))
		return mode;
	return mw_str_empty(e->service_account.s) ? "disabled" : "istio";
}

static void
add_written(struct context *c, const struct mw_workload_entry *e)
{
	const struct mw_service *s = c->service;
	const char *address = mw_str_or_empty(e->address.s);
	bool local = mw_str_has_prefix(address, "unix://");
	struct mw_workload_slot *slot = slot_at(c, address);

	if (address[0] == '\0')
		return;
	if (slot != NULL)
		join(c, slot);
	for (size_t i = 0; i < s->n_ports; i++) {
		int64_t own = port_in(&e->ports, s->ports[i].name);
		struct mw_endpoint_info one = {
			.address = address,
			.port = own != 0 ? own :
			    s->ports[i].target_port != 0 ?
			    s->ports[i].target_port : s->ports[i].number,
			.port_index = i,
			.workload = slot != NULL ? &slot->w : NULL,
			.labels = &e->labels,
			.service_account =
			    mw_str_or_empty(e->service_account.s),
			.identity = mw_identity(c->l, s->ns,
			    e->service_account.s),
			.tls_mode = tls_mode(e),
			.network = mw_str_or_empty(e->network.s),
			.locality = mw_str_or_empty(e->locality.s),
			.weight = e->weight.v > 0 ? e->weight.v : 1,
			.ready = true,
			.object = s->object,
			.node = e->node,
		};

		if (local)
			one.port = 0;
		mw_vec_push(c->l->scratch, &c->members, one);
	}
}

/* The name is resolved, and what it gives is the member (R28). */
static void
add_host(struct context *c)
{
	const struct mw_service *s = c->service;

	for (size_t i = 0; i < s->n_ports; i++) {
		struct mw_endpoint_info one = {
			.address = s->hostname,
			.port = s->ports[i].target_port != 0 ?
			    s->ports[i].target_port : s->ports[i].number,
			.port_index = i,
			.labels = &no_labels,
			.service_account = "",
			.tls_mode = "disabled",
			.network = "",
			.locality = "",
			.weight = 1,
			.ready = true,
			.object = s->object,
			.node = s->node,
		};

		mw_vec_push(c->l->scratch, &c->members, one);
	}
}

static void
add_entry(struct context *c)
{
	const struct mw_service *s = c->service;
	const struct mw_service_entry *e = MW_SPEC(s->object, service_entry);
	bool dns = s->resolution == MW_RESOLVE_DNS ||
	    s->resolution == MW_RESOLVE_DNS_ROUND_ROBIN;

	if (s->resolution == MW_RESOLVE_PASSTHROUGH ||
	    s->resolution == MW_RESOLVE_DYNAMIC_DNS)
		return;
	c->members.mixed = true;
	if (s->selector != NULL)
		add_selected(c);
	else if (e->endpoints.n == 0 && dns)
		add_host(c);
	else
		for (size_t i = 0; i < e->endpoints.n; i++)
			add_written(c, &e->endpoints.v[i]);
}

/* ---- order ------------------------------------------------------------------------ */

/* What a member is sorted by: its pod, "" for none, and "address:port". */
struct key {
	const char *ns, *pod, *address;
	size_t order;
};

static struct key
key_of(struct mw_loader *l, const struct mw_endpoint_info *e, size_t order)
{
	const struct mw_workload *w = e->workload;
	bool is_pod = w != NULL && entry_of(w) == NULL;

	return (struct key){ is_pod ? w->ns : "", is_pod ? w->name : NULL,
	    mw_arena_printf(l->scratch, strchr(e->address, ':') != NULL ?
	    "[%s]:%lld" : "%s:%lld", e->address, (long long)e->port), order };
}

static int
by_key(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int d = mw_compare_joined(a->ns, a->pod, b->ns, b->pod);

	if (d == 0)
		d = strcmp(a->address, b->address);
	if (d != 0)
		return d;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* In order, in the arena of the mesh. */
static void
sort(struct mw_loader *l, struct members *m)
{
	struct mw_endpoint_info *out = MW_NEW_ARRAY(l->arena,
	    struct mw_endpoint_info, m->n);
	struct key *keys;

	if (!m->mixed || m->n < 2) {
		if (m->n > 0)
			memcpy(out, m->v, m->n * sizeof(*out));
		m->v = out;
		return;
	}
	keys = MW_NEW_ARRAY(l->scratch, struct key, m->n);
	for (size_t i = 0; i < m->n; i++)
		keys[i] = key_of(l, &m->v[i], i);
	qsort(keys, m->n, sizeof(*keys), by_key);
	for (size_t i = 0; i < m->n; i++)
		out[i] = m->v[keys[i].order];
	m->v = out;
}

/* ---- all --------------------------------------------------------------------------- */

static void
make(struct mw_loader *l, struct mw_service_slot *slot,
    const struct mw_map *slices)
{
	struct context c = { .l = l, .service = &slot->s };

	if (slot->s.assumed)
		for (size_t i = 0; i < slot->members.n; i++)
			add_workload(&c, slot->members.v[i]);
	else if (slot->s.kubernetes)
		add_kubernetes(&c, slices);
	else
		add_entry(&c);
	sort(l, &c.members);
	slot->s.endpoints = c.members.v;
	slot->s.n_endpoints = c.members.n;
}

void
mw_mesh_make_endpoints(struct mw_loader *l)
{
	struct mw_map *slices = find_slices(l);

	for (size_t i = 0; i < l->services.n; i++)
		make(l, l->services.v[i], slices);
	for (size_t i = 0; i < l->workloads.n; i++) {
		struct mw_workload_slot *slot = l->workloads.v[i];
		size_t n = slot->services.n;
		const struct mw_service **v = MW_NEW_ARRAY(l->arena,
		    const struct mw_service *, n);

		if (n > 0)
			memcpy(v, slot->services.v, n * sizeof(*v));
		slot->w.services = v;
		slot->w.n_services = n;
		slot->services = (struct mw_service_list){ 0 };
	}
}
