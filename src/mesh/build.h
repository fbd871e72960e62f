/*
 * build.h - the parts of loading and what they share; for src/mesh only.
 *
 * make.c calls the mw_mesh_make_* functions in the order in which they stand
 * here.  While the mesh is built, a workload and a service sit at the head of
 * a slot, which holds what only the building needs.
 */
#ifndef MW_MESH_BUILD_H
#define MW_MESH_BUILD_H

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "mesh/mesh.h"

struct mw_service_list {
	const struct mw_service **v;
	size_t n, cap;
};

/* The hashes behind the functions of mesh.h. */
struct mw_registry {
	struct mw_map *objects[MW_KIND_COUNT];	/* "ns/name": mw_object */
	struct mw_map *services;	/* host name: mw_service_list */
	struct mw_map *workloads;	/* "ns/name": mw_workload_slot */
	struct mw_map *by_ip;		/* address: mw_workload_slot */
	const struct mw_assumption *assumptions;
	size_t n_assumptions;
};

struct mw_workload_slot {
	struct mw_workload w;		/* first */
	bool entry;			/* a WorkloadEntry */
	bool gone;			/* a pod that has ended, or no replica */
	bool host_network;
	struct mw_service_list services;
};

struct mw_slots {
	struct mw_workload_slot **v;
	size_t n, cap;
};

struct mw_service_slot {
	struct mw_service s;		/* first */
	size_t order;			/* keeps equal ones apart */
	struct mw_slots members;	/* of an assumed one */
	bool again;			/* of a ServiceEntry: not the first */
};

struct mw_refs_maker;

enum { MW_LISTS_DEEP = 8 };	/* a List in a List */

struct mw_loader {
	struct mw_arena *arena;		/* of the mesh */
	struct mw_arena *scratch;	/* gone when the mesh is made */
	struct mw_mesh *mesh;
	struct mw_registry *registry;
	const struct mw_mesh_options *options;
	size_t stage;			/* see make.c */
	bool not_all;			/* there is more to be read */
	struct mw_decode decode;
	size_t documents;		/* opened */
	const struct mw_document *document;	/* the last one, and */
	const struct mw_node *lists[MW_LISTS_DEEP];	/* what is left of it */
	size_t n_lists;
	bool too_many;			/* of them, and reported */
	MW_VEC(struct mw_object *) all;
	MW_VEC(const char *) revisions;	/* of the control plane; none: any */
	struct mw_slots workloads;
	/* in scratch: */
	struct mw_map *by_namespace;	/* mw_slots of "ns" */
	struct mw_map *by_label;	/* mw_slots of "ns\nkey\nvalue" */
	struct mw_map *assumed;		/* slots by "ns/name" */
	struct mw_map *identities;	/* text by "ns/account" */
	struct mw_map *owners;		/* slots of "Kind/ns/name" */
	size_t steps;			/* spent, see mw_mesh_spend */
	size_t n_members;
	struct mw_slots found;		/* of the last selecting */
	MW_VEC(struct mw_endpoint_info) members;	/* of the last service */
	bool full;			/* a limit was reached, and reported */
	MW_VEC(struct mw_service_slot *) services;
	MW_VEC(struct mw_assumption) assumptions;
	struct mw_refs_maker *refs;	/* while they are collected */
};

/* ---- load.c: documents to objects, which are in force, by kind */
bool mw_mesh_make_objects(struct mw_loader *l);	/* true: more to do */
/* The same up to document TO; false when there are too many objects. */
bool mw_mesh_make_objects_to(struct mw_loader *l, size_t to);
/* ---- spread.c: the same in several threads, where that is worth while; what
 * it leaves is done by mw_mesh_make_objects */
void mw_mesh_spread_objects(struct mw_loader *l);
void mw_mesh_find_variants(struct mw_loader *l);
void mw_mesh_sort_objects(struct mw_loader *l);

/* ---- settings.c: the mesh configuration (R10 to R13) */
void mw_mesh_make_settings(struct mw_loader *l);

/* ---- workload.c: pods and entries, and what all workloads have */
void mw_mesh_make_workloads(struct mw_loader *l);
/* Where a pod's facts are: in a Pod, or in somebody's template. */
struct mw_pod_facts {
	const struct mw_string_map *labels, *annotations;
	const struct mw_pod_spec *spec;
	const struct mw_k8s_pod_status *status;	/* NULL for a template */
	int64_t replicas;
};
void mw_workload_set_pod(struct mw_loader *l, struct mw_workload_slot *slot,
    const struct mw_pod_facts *pod);
/* A new one with the fields that all have; add addresses and a proxy. */
struct mw_workload_slot *mw_workload_add(struct mw_loader *l,
    const struct mw_object *object, const char *ns, const char *name);
/* spiffe://TD/ns/NS/sa/SA; NULL when ACCOUNT is "". */
const char *mw_identity(struct mw_loader *l, const char *ns,
    const char *account);

/* ---- template.c: Deployments and their like without a pod */
void mw_mesh_make_templates(struct mw_loader *l);

/* ---- place.c: region, zone, network */
/* Its own label, or that of its node; "" for nowhere. */
const char *mw_place_locality(struct mw_loader *l,
    const struct mw_string_map *labels, const char *node);
const char *mw_place_network(struct mw_loader *l,
    const struct mw_string_map *labels);
/* LABELS and what istiod adds to those of an endpoint (R155). */
const struct mw_string_map *mw_place_labels(struct mw_loader *l,
    const struct mw_string_map *labels, const char *locality,
    const char *node, const char *network);

/* ---- proxy.c: who has which proxy, and why (S6 to S16) */
void mw_proxy_find_revisions(struct mw_loader *l);
void mw_proxy_decide(struct mw_loader *l, struct mw_workload_slot *slot);
/* A finding where no pod at all has a sidecar for want of a Namespace. */
void mw_proxy_note_none(struct mw_loader *l);
/* The label security.istio.io/tlsMode, or what injection makes of it (S11). */
const char *mw_proxy_tls_mode(const struct mw_workload *w);

/* ---- service.c: Services and ServiceEntries (R21 to R32) */
void mw_mesh_make_services(struct mw_loader *l);
struct mw_service_slot *mw_service_add(struct mw_loader *l);

/* ---- assume.c */
void mw_mesh_make_assumptions(struct mw_loader *l);

/* ---- address.c: addresses for all, in order, found by them */
void mw_mesh_make_addresses(struct mw_loader *l);

/* ---- index.c */
/* False when selecting has cost too much, or members are too many: the rest is
 * left out.  Some input is made to cost; no mesh needs as much. */
bool mw_mesh_spend(struct mw_loader *l, size_t steps);
bool mw_mesh_count(struct mw_loader *l, size_t *n);	/* one more in *n */
void mw_mesh_index_workloads(struct mw_loader *l);
void mw_mesh_index_services(struct mw_loader *l);
/* Those of NS that SELECTOR matches, in order; an empty selector matches all.
 * They are there until the next call. */
const struct mw_slots *mw_workloads_select(struct mw_loader *l,
    const char *ns, const struct mw_string_map *selector);
/* The same in all namespaces. */
const struct mw_slots *mw_workloads_select_all(struct mw_loader *l,
    const struct mw_string_map *selector);
/* One more, for selecting; its order comes later. */
void mw_index_add(struct mw_loader *l, struct mw_workload_slot *slot);
/* matchLabels and matchExpressions. */
bool mw_k8s_selector_match(const struct mw_k8s_label_selector *selector,
    const struct mw_string_map *labels);
/* Get from, and put into, a map under "A/B". */
void *mw_map_joined(const struct mw_map *map, const char *a, const char *b);
void *mw_map_put_joined(struct mw_map *map, const char *a, const char *b,
    void *value);

/* ---- alias.c: ExternalName services (R32) */
void mw_mesh_make_aliases(struct mw_loader *l);

/* ---- endpoint.c: members of services (R26, R28, R164, S53) */
void mw_mesh_make_endpoints(struct mw_loader *l);

/* While members of one service are collected. */
struct mw_members {
	struct mw_loader *l;
	const struct mw_service *service;	/* members are the loader's */
	bool mixed;		/* the order of adding is not the right one */
};
void mw_members_add(struct mw_members *m, const struct mw_endpoint_info *e);
/* SLOT belongs to the service. */
void mw_members_join(struct mw_members *m, struct mw_workload_slot *slot);

/* ---- listed.c: members that EndpointSlices and Endpoints list */
/* Slices by the service that they name. */
struct mw_map *mw_listed_index(struct mw_loader *l);
/* False when the input lists nothing for the service. */
bool mw_listed_add(struct mw_members *m, const struct mw_map *slices);

/* ---- gwapi.c: the Gateway API (G1 to G141) */
void mw_mesh_make_gateway_api(struct mw_loader *l);

/* ---- refs.c */
bool mw_mesh_make_refs(struct mw_loader *l);	/* true: more to do */

/* A borrowed thing as the value of a map; whoever takes it out gives it back
 * its const. */
static inline void *
mw_map_lent(const void *p)
{
	return (void *)(uintptr_t)p;
}

#endif
