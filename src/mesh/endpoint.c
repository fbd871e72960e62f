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

static const struct mw_string_map no_labels;

/* ---- ports ---------------------------------------------------------- */

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

/* R28 */
static int64_t
written_port(const struct mw_workload_entry *e,
    const struct mw_service_port_info *port)
{
	int64_t own = port_in(&e->ports, port->name);

	if (own != 0)
		return own;
	return port->target_port != 0 ? port->target_port : port->number;
}

/* R28: of a workload that a ServiceEntry selects. */
static int64_t
entry_port(const struct mw_workload *w, const struct mw_service_port_info *port)
{
	const struct mw_workload_entry *e = entry_of(w);
	int64_t own;

	if (e != NULL)
		return written_port(e, port);
	own = mw_container_port(w, port->name);
	if (own != 0)
		return own;
	return port->target_port != 0 ? port->target_port : port->number;
}

/* ---- adding --------------------------------------------------------- */

void
mw_members_add(struct mw_members *m, const struct mw_endpoint_info *e)
{
	if (mw_mesh_count(m->l, &m->l->n_members))
		mw_vec_push(m->l->scratch, &m->l->members, *e);
}

void
mw_members_join(struct mw_members *m, struct mw_workload_slot *slot)
{
	struct mw_service_list *list = &slot->services;

	if (list->n > 0 && list->v[list->n - 1] == m->service)
		return;
	if (mw_mesh_count(m->l, &m->l->n_members))
		mw_vec_push(m->l->scratch, list, m->service);
}

/* One workload behind all ports of the service. */
static void
add_workload(struct mw_members *m, struct mw_workload_slot *slot)
{
	const struct mw_service *s = m->service;
	const struct mw_workload *w = &slot->w;
	const struct mw_workload_entry *e = entry_of(w);
	struct mw_workload_slot *there = slot;
	struct mw_endpoint_info one = {
		.address = w->ips[0],
		.labels = w->topology_labels,
		.service_account = w->service_account,
		.identity = w->identity,
		.tls_mode = w->tls_mode,
		.network = w->network,
		.locality = w->locality,
		.weight = e != NULL && e->weight.v > 0 ? e->weight.v : 1,
		.ready = w->ready,
		.object = w->object,
		.node = w->object != NULL ? w->object->root : NULL,
	};

	if (slot->gone)
		return;
	mw_members_join(m, slot);
	if (e != NULL) {
		/* an entry may stand for an address that is a pod's */
		m->mixed = true;
		there = mw_map_get(m->l->registry->by_ip, w->ips[0]);
		if (there != NULL && there != slot)
			mw_members_join(m, there);
	}
	one.workload = there != NULL ? &there->w : w;
	for (size_t i = 0; i < s->n_ports; i++) {
		one.port_index = i;
		one.port = s->kubernetes ? mw_target_port(w, &s->ports[i]) :
		    entry_port(w, &s->ports[i]);
		if (s->ports[i].protocol != MW_PROTO_UDP && one.port != 0)
			mw_members_add(m, &one);
	}
}

static void
add_selected(struct mw_members *m)
{
	const struct mw_slots *slots = mw_workloads_select(m->l,
	    m->service->ns, m->service->selector);

	for (size_t i = 0; i < slots->n &&
	    m->l->n_members < MW_LIMIT_MEMBERS; i++) {
		/* entries are no members of headless Services */
		if (slots->v[i]->entry && m->service->kubernetes &&
		    m->service->headless)
			continue;
		add_workload(m, slots->v[i]);
	}
}

/* ---- Services ------------------------------------------------------- */

static bool
publishes_unready(const struct mw_service *s)
{
	const struct mw_k8s_service *k = s->object != NULL ?
	    MW_SPEC(s->object, k8s_service) : NULL;

	return k != NULL && k->spec != NULL &&
	    k->spec->publish_not_ready_addresses.v;
}

static void
add_kubernetes(struct mw_members *m, const struct mw_map *slices)
{
	const struct mw_service *s = m->service;

	if (s->resolution == MW_RESOLVE_ALIAS)
		return;
	if (mw_listed_add(m, slices))
		m->mixed = true;
	else if (s->selector != NULL)
		add_selected(m);
	for (size_t i = 0; publishes_unready(s) && i < m->l->members.n; i++)
		m->l->members.v[i].ready = true;
}

/* ---- ServiceEntries ------------------------------------------------- */

static bool
names_itself(const struct mw_service *s, const struct mw_service_entry *e)
{
	return e->endpoints.n == 0 && s->selector == NULL &&
	    (s->resolution == MW_RESOLVE_DNS ||
	    s->resolution == MW_RESOLVE_DNS_ROUND_ROBIN);
}

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
add_written(struct mw_members *m, const struct mw_workload_entry *e)
{
	const struct mw_service *s = m->service;
	struct mw_workload_slot *slot = mw_map_get(m->l->registry->by_ip,
	    mw_str_or_empty(e->address.s));
	struct mw_endpoint_info one = {
		.address = e->address.s,
		.workload = slot != NULL ? &slot->w : NULL,
		.service_account = mw_str_or_empty(e->service_account.s),
		.identity = mw_identity(m->l, s->ns, e->service_account.s),
		.tls_mode = tls_mode(e),
		.network = mw_str_or_empty(e->network.s),
		.weight = e->weight.v > 0 ? e->weight.v : 1,
		.ready = true,
		.object = s->object,
		.node = e->node,
	};

	if (mw_str_empty(one.address))
		return;
	one.locality = !mw_str_empty(e->locality.s) ? e->locality.s :
	    mw_place_locality(m->l, &e->labels, "");
	one.labels = mw_place_labels(m->l, &e->labels, one.locality, "",
	    one.network);
	if (slot != NULL)
		mw_members_join(m, slot);
	for (size_t i = 0; i < s->n_ports &&
	    mw_mesh_spend(m->l, e->ports.n); i++) {
		one.port_index = i;
		one.port = mw_str_has_prefix(one.address, "unix://") ? 0 :
		    written_port(e, &s->ports[i]);
		mw_members_add(m, &one);
	}
}

/* The name is resolved, and what it gives is the member (R28). */
static void
add_host(struct mw_members *m)
{
	const struct mw_service *s = m->service;
	struct mw_endpoint_info one = {
		.address = s->hostname,
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

	for (size_t i = 0; i < s->n_ports; i++) {
		one.port_index = i;
		one.port = s->ports[i].target_port != 0 ?
		    s->ports[i].target_port : s->ports[i].number;
		mw_members_add(m, &one);
	}
}

static void
add_entry(struct mw_members *m)
{
	const struct mw_service *s = m->service;
	const struct mw_service_entry *e = MW_SPEC(s->object, service_entry);

	if (s->resolution == MW_RESOLVE_PASSTHROUGH ||
	    s->resolution == MW_RESOLVE_DYNAMIC_DNS)
		return;
	m->mixed = true;
	if (s->selector != NULL)
		add_selected(m);
	else if (names_itself(s, e))
		add_host(m);
	else
		for (size_t i = 0; i < e->endpoints.n; i++)
			add_written(m, &e->endpoints.v[i]);
}

/* ---- order ---------------------------------------------------------- */

/* What a member is sorted by: its pod, "" for none, and "address:port". */
struct key {
	const char *ns, *pod, *address;
	size_t order;
};

static struct key
key_of(struct mw_arena *a, const struct mw_endpoint_info *e, size_t order)
{
	const struct mw_workload *w = e->workload;
	bool is_pod = w != NULL && entry_of(w) == NULL;

	return (struct key){ is_pod ? w->ns : "", is_pod ? w->name : NULL,
	    mw_arena_printf(a, strchr(e->address, ':') != NULL ?
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
static const struct mw_endpoint_info *
sort(struct mw_members *m)
{
	const struct mw_endpoint_info *v = m->l->members.v;
	size_t n = m->l->members.n;
	struct mw_endpoint_info *out = MW_NEW_ARRAY(m->l->arena,
	    struct mw_endpoint_info, n);
	struct mw_arena *a;
	struct key *keys;

	if (!m->mixed || n < 2) {
		if (n > 0)
			memcpy(out, v, n * sizeof(*out));
		return out;
	}
	a = mw_arena_new();
	keys = MW_NEW_ARRAY(a, struct key, n);
	for (size_t i = 0; i < n; i++)
		keys[i] = key_of(a, &v[i], i);
	qsort(keys, n, sizeof(*keys), by_key);
	for (size_t i = 0; i < n; i++)
		out[i] = v[keys[i].order];
	mw_arena_free(a);
	return out;
}

/* ---- all ------------------------------------------------------------ */

/* The services of one ServiceEntry have the same members, unless the name of
 * each is its own.  FIRST is the one that was made. */
static bool
share(struct mw_members *m, const struct mw_service *first)
{
	const struct mw_service *s = m->service;

	if (first == NULL || names_itself(s, MW_SPEC(s->object,
	    service_entry)) || !mw_mesh_spend(m->l, first->n_endpoints))
		return false;
	for (size_t i = 0; i < first->n_endpoints; i++) {
		struct mw_workload_slot *slot = mw_map_get(
		    m->l->registry->by_ip, first->endpoints[i].address);

		if (slot != NULL)
			mw_members_join(m, slot);
	}
	return true;
}

/* FIRST: of each object, by its order. */
static void
make(struct mw_loader *l, struct mw_service_slot *slot,
    const struct mw_map *slices, const struct mw_service **first)
{
	struct mw_service *s = &slot->s;
	struct mw_members m = { .l = l, .service = s };

	l->members.n = 0;
	if (s->assumed) {
		for (size_t i = 0; i < slot->members.n; i++)
			add_workload(&m, slot->members.v[i]);
	} else if (s->kubernetes) {
		add_kubernetes(&m, slices);
	} else {
		const struct mw_service *other = first[s->object->order];

		if (share(&m, other)) {
			s->endpoints = other->endpoints;
			s->n_endpoints = other->n_endpoints;
			return;
		}
		add_entry(&m);
		first[s->object->order] = s;
	}
	s->endpoints = sort(&m);
	s->n_endpoints = l->members.n;
}

static void
keep_services(struct mw_loader *l, struct mw_workload_slot *slot)
{
	size_t n = slot->services.n;
	const struct mw_service **v = MW_NEW_ARRAY(l->arena,
	    const struct mw_service *, n);

	if (n > 0)
		memcpy(v, slot->services.v, n * sizeof(*v));
	slot->w.services = v;
	slot->w.n_services = n;
	slot->services = (struct mw_service_list){ 0 };
}

void
mw_mesh_make_endpoints(struct mw_loader *l)
{
	const struct mw_map *slices = mw_listed_index(l);
	const struct mw_service **first = MW_NEW_ARRAY(l->scratch,
	    const struct mw_service *, l->all.n);

	for (size_t i = 0; i < l->services.n; i++)
		make(l, l->services.v[i], slices, first);
	for (size_t i = 0; i < l->workloads.n; i++)
		keep_services(l, l->workloads.v[i]);
}
