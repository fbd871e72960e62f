/*
 * mesh.h - the snapshot: everything that was loaded, indexed and sealed.
 *
 * mw_mesh_load reads, decodes, finds what is in force, builds the registry
 * (services, endpoints, workloads) and the references, and gives a const mesh.
 * Nothing in it changes afterwards; a what-if loads another one.
 */
#ifndef MW_MESH_MESH_H
#define MW_MESH_MESH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/object.h"
#include "yaml/load.h"

/* ---- options and the mesh itself ------------------------------------ */

/* --variant kind/namespace/name=N: put the N-th (1-based) in force. */
struct mw_variant_choice {
	const char *kind, *ns, *name;
	size_t number;
};

struct mw_mesh_options {
	struct mw_limits limits;
	const char *default_namespace;	/* NULL: "default" */
	const char *mesh_config;	/* file, or NULL */
	const char *root_namespace;	/* override, or NULL */
	const char *trust_domain;	/* override, or NULL */
	const struct mw_variant_choice *variants;
	size_t n_variants;
	bool strict;			/* assume nothing */
	/* Namespaces that are taken to ask for injection where no label says
	 * otherwise; "*": all. */
	const char *const *inject;
	size_t n_inject;
	/* Ports that requests will dial: a service that is taken to exist gets
	 * them when no document says which ports it has. */
	const int64_t *ports;
	size_t n_ports;
	/* What was made up for it is made up again, for all that it has: an
	 * object less does not move the others.  NULL, or only read. */
	const struct mw_mesh *like;
	void (*progress)(void *ctx, size_t done, size_t all);
	void *progress_ctx;
};
#define MW_MESH_OPTIONS_DEFAULT { .limits = MW_LIMITS_DEFAULT }

struct mw_objects {
	const struct mw_object *const *v;
	size_t n;
};

enum mw_normalization {		/* R171 */
	MW_NORMALIZE_NONE,
	MW_NORMALIZE_BASE,	/* DEFAULT too */
	MW_NORMALIZE_MERGE_SLASHES,
	MW_NORMALIZE_DECODE_AND_MERGE_SLASHES
};

enum mw_outbound_mode {		/* R10, R127 */
	MW_OUTBOUND_REGISTRY_ONLY,
	MW_OUTBOUND_ALLOW_ANY,
	MW_OUTBOUND_ALLOW_ANY_DYNAMIC_DNS
};

/* The mesh configuration with its defaults filled in (R10, R11). */
struct mw_settings {
	const struct mw_mesh_config *config;	/* as written, never NULL */
	const struct mw_object *object;		/* ConfigMap etc., or NULL */
	const char *root_namespace;
	const char *trust_domain;
	const char *const *trust_aliases;
	size_t n_trust_aliases;
	const char *domain;			/* "cluster.local" */
	enum mw_outbound_mode outbound;
	bool auto_mtls;
	enum mw_normalization normalization;
	int64_t connect_timeout_ns;
	bool locality_lb;
	int trusted_proxies;			/* numTrustedProxies */
	/* default exportTo of the three kinds; n 0 means {"*"} */
	struct mw_strings export_service, export_vs, export_dr;
};

struct mw_registry;
struct mw_refs;
struct mw_gateway_api;		/* gwapi.h */

struct mw_mesh {
	struct mw_arena *arena;
	const struct mw_load *load;
	struct mw_diags diags;		/* of loading and of references */
	struct mw_settings settings;
	struct mw_objects objects;	/* in force, load order */
	struct mw_objects all;		/* with superseded variants, load order */
	/* in force, by kind, each in R14 order (age, name, namespace) */
	struct mw_objects of_kind[MW_KIND_COUNT];
	const char *const *namespaces;	/* every one mentioned, sorted */
	size_t n_namespaces;
	/* registry */
	const struct mw_service *const *services;	/* R14 order (R22) */
	size_t n_services;
	const struct mw_workload *const *workloads;	/* by namespace/name */
	size_t n_workloads;
	const struct mw_registry *registry;	/* hashes behind the functions */
	const struct mw_refs *refs;
	const struct mw_gateway_api *gateway_api;	/* NULL: none of it */
	bool strict;
};

/* The root of a document with test cases of istio-config-validator, which may
 * stand beside manifests: it is passed over. */
bool mw_mesh_is_test_cases(const struct mw_node *root);

/* Never NULL; with nothing loadable it is empty and diags say why. */
const struct mw_mesh *mw_mesh_load(const char *const *paths, size_t n,
    const struct mw_mesh_options *options);
/* From text in memory: tests and what-ifs. */
const struct mw_mesh *mw_mesh_load_text(const char *name, const char *text,
    size_t len, const struct mw_mesh_options *options);
/* From several of them, with the names and paths of files. */
const struct mw_mesh *mw_mesh_load_sources(const struct mw_named_text *texts,
    size_t n, const struct mw_mesh_options *options);
void mw_mesh_free(const struct mw_mesh *m);

/*
 * From files, in steps of a millisecond or so (a few stages take longer in a
 * very large mesh): BEGIN, STEP while it says that there is more, END.
 * Standard input and pipes are read in BEGIN.  PATHS and what OPTIONS lead to
 * is borrowed.
 *
 * ASK, at any time, makes the next steps build a mesh of what has been read so
 * far; TAKE_PART gives it when it is ready, else NULL.  Nothing is assumed in
 * it.  It has to be freed before the whole mesh, or before DROP.
 */
struct mw_mesh_steps;
struct mw_mesh_steps *mw_mesh_begin(const char *const *paths, size_t n,
    const struct mw_mesh_options *options);
/* Of texts, borrowed as well. */
struct mw_mesh_steps *mw_mesh_begin_sources(const struct mw_named_text *texts,
    size_t n, const struct mw_mesh_options *options);
bool mw_mesh_step(struct mw_mesh_steps *s);
void mw_mesh_progress(const struct mw_mesh_steps *s,
    struct mw_load_progress *p);
bool mw_mesh_is_read(const struct mw_mesh_steps *s);	/* no file is left */
void mw_mesh_ask(struct mw_mesh_steps *s);
const struct mw_mesh *mw_mesh_take_part(struct mw_mesh_steps *s);
/* After the last step: the mesh; S is gone. */
const struct mw_mesh *mw_mesh_end(struct mw_mesh_steps *s);
void mw_mesh_drop(struct mw_mesh_steps *s);	/* NULL is fine */

/* ---- objects -------------------------------------------------------- */

/* In force, by identity; NULL when there is none. */
const struct mw_object *mw_mesh_find(const struct mw_mesh *m, enum mw_kind kind,
    const char *ns, const char *name);
/* The Namespace object, or NULL. */
const struct mw_object *mw_mesh_namespace(const struct mw_mesh *m,
    const char *ns);

/* ---- services (R21-R32) --------------------------------------------- */

enum mw_protocol {		/* R24, R25 */
	MW_PROTO_AUTO,
	MW_PROTO_HTTP,
	MW_PROTO_HTTP2,
	MW_PROTO_GRPC,
	MW_PROTO_GRPC_WEB,
	MW_PROTO_HTTP_PROXY,
	MW_PROTO_HTTPS,
	MW_PROTO_TLS,
	MW_PROTO_TCP,
	MW_PROTO_MONGO,
	MW_PROTO_REDIS,
	MW_PROTO_MYSQL,
	MW_PROTO_UDP
};
/* Name, appProtocol and number of a Service port (R24). */
enum mw_protocol mw_protocol_of_port(const char *name, const char *app_protocol,
    int64_t number);
/* The `protocol` word of a Gateway server or ServiceEntry port; AUTO if "" . */
enum mw_protocol mw_protocol_parse(const char *word);
const char *mw_protocol_name(enum mw_protocol p);
bool mw_protocol_is_http(enum mw_protocol p);	/* HTTP family, R25 */
bool mw_protocol_is_http2(enum mw_protocol p);	/* HTTP2, GRPC, GRPC_WEB */
bool mw_protocol_is_tls(enum mw_protocol p);	/* HTTPS, TLS */
bool mw_protocol_is_tcp(enum mw_protocol p);	/* TCP family incl. TLS */

enum mw_resolution {
	MW_RESOLVE_EDS,		/* ClientSideLB: STATIC, ordinary Service */
	MW_RESOLVE_PASSTHROUGH,	/* headless, ServiceEntry NONE */
	MW_RESOLVE_DNS,		/* STRICT_DNS */
	MW_RESOLVE_DNS_ROUND_ROBIN,	/* LOGICAL_DNS */
	MW_RESOLVE_DYNAMIC_DNS,
	MW_RESOLVE_ALIAS	/* ExternalName */
};

struct mw_service_port_info {
	const char *name;		/* "" when unnamed */
	int64_t number;
	enum mw_protocol protocol;
	const char *target_name;	/* named target port, or NULL */
	int64_t target_port;		/* 0: same as number, or by name */
	const struct mw_node *node;
};

/* One member of a service, for one of its ports. */
struct mw_endpoint_info {
	const char *address;		/* IP, host name or unix:// path */
	int64_t port;
	size_t port_index;		/* in service->ports */
	const struct mw_workload *workload;	/* NULL: no pod or entry known */
	const struct mw_string_map *labels;
	const char *service_account;	/* "" unknown */
	const char *identity;		/* spiffe://..., NULL unknown */
	const char *tls_mode;		/* "istio" or "disabled" (S53) */
	const char *network, *locality;	/* "" unknown; region/zone/subzone */
	int64_t weight;			/* 1 unless given */
	bool ready;			/* unready ones are unhealthy (R164) */
	const struct mw_object *object;	/* where it comes from */
	const struct mw_node *node;
};

struct mw_service {
	const char *hostname;		/* may be a wildcard */
	const char *ns, *name;		/* of the object */
	const struct mw_object *object;	/* NULL only for an assumed one */
	const struct mw_node *node;	/* host entry of a ServiceEntry, ... */
	bool kubernetes;		/* Service, not ServiceEntry */
	bool external;			/* MESH_EXTERNAL */
	bool assumed;			/* no manifest has it */
	bool headless;
	enum mw_resolution resolution;
	const char *address;		/* VIP; "0.0.0.0" for none; may be CIDR */
	bool invented_address;		/* the manifest has none */
	const char *const *addresses;	/* all of the object (vhost domains) */
	size_t n_addresses;
	const char *external_name;	/* of an ALIAS */
	/* concrete service of an alias chain, or NULL; and the reverse */
	const struct mw_service *alias_of;
	const struct mw_service *const *aliases;
	size_t n_aliases;
	const struct mw_service_port_info *ports;
	size_t n_ports;
	const struct mw_string_map *selector;	/* NULL for none */
	/* in order: namespace/name of pod, then address */
	const struct mw_endpoint_info *endpoints;
	size_t n_endpoints;
	bool public;			/* R19: seen from everywhere */
	const char *const *visible_in;	/* else: these namespaces */
	size_t n_visible_in;
	int64_t created;
	const struct mw_strings *subject_alt_names;	/* ServiceEntry's */
};

bool mw_service_visible(const struct mw_service *s, const char *ns);
/* Port by number; NULL when it has none (the first of repeated ones). */
const struct mw_service_port_info *mw_service_port(const struct mw_service *s,
    int64_t number);
/*
 * All services with this hostname, in R22 order; *n is set.  Lower case.
 */
const struct mw_service *const *mw_mesh_services(const struct mw_mesh *m,
    const char *hostname, size_t *n);
/* The one that a client in namespace NS sees (R125), or NULL. */
const struct mw_service *mw_mesh_service(const struct mw_mesh *m,
    const char *hostname, const char *ns);
/* Short name expansion (R4): in the arena of the mesh is NOT allowed after
 * sealing, so the result goes to ARENA; HOST itself when nothing changes. */
const char *mw_host_expand(struct mw_arena *arena, const struct mw_mesh *m,
    const char *host, const char *ns);
bool mw_is_ip(const char *s);
/* Wildcard arithmetic on host names: A covers B ("*.x" covers "a.x", "*" all),
 * case-sensitive; and either covers the other (R50). */
bool mw_host_covers(const char *a, const char *b);
bool mw_host_overlaps(const char *a, const char *b);

/* ---- workloads and proxies (S6-S13) --------------------------------- */

enum mw_proxy_kind {
	MW_PROXY_NONE,
	MW_PROXY_SIDECAR,
	MW_PROXY_GATEWAY,	/* router mode */
	MW_PROXY_WAYPOINT,
	MW_PROXY_ZTUNNEL	/* captured by ambient */
};

/* Why a workload has this proxy, or none. */
enum mw_proxy_reason {
#define MW_PROXY_REASON(id, text) MW_PROXY_REASON_##id,
#include "mesh/reason.def"
#undef MW_PROXY_REASON
	MW_PROXY_REASON_COUNT
};
const char *mw_proxy_reason_text(enum mw_proxy_reason r);

struct mw_workload {
	const char *ns, *name;		/* pod name; of a template: its owner's */
	const struct mw_object *object;	/* Pod, Deployment..., WorkloadEntry;
					 * NULL for an assumed one */
	bool assumed;
	bool gateway_api;		/* pod of a Gateway API gateway */
	const struct mw_string_map *labels;
	/* with those of its place (region, zone, network, cluster), as subsets
	 * see them (R155) */
	const struct mw_string_map *topology_labels;
	const struct mw_string_map *annotations;
	const char *service_account;	/* "default" unless given; "" for an
					 * entry without one */
	const char *identity;		/* spiffe://TD/ns/NS/sa/SA, or NULL */
	const char *const *ips;		/* first is the main one; invented
					 * (and unique) when not given */
	size_t n_ips;
	bool invented_ip;
	const struct mw_pod_spec *pod;	/* NULL for entries */
	const char *node_name, *locality, *network;	/* "" unknown */
	bool ready;
	enum mw_proxy_kind proxy;
	enum mw_proxy_reason reason;
	const struct mw_node *reason_node;	/* label, annotation..., or NULL */
	const struct mw_object *reason_object;
	const char *tls_mode;		/* label, else by injection (S11, S12) */
	int64_t replicas;		/* 1 for a pod */
	/* services that select it, R14 order (proxy service targets) */
	const struct mw_service *const *services;
	size_t n_services;
};

/* By name; the name of a Deployment or its like finds its template, or the
 * first of its pods. */
const struct mw_workload *mw_mesh_workload(const struct mw_mesh *m,
    const char *ns, const char *name);
/* Compares A1/A2 with B1/B2 as text: the order of mesh.workloads. */
int mw_compare_joined(const char *a1, const char *a2, const char *b1,
    const char *b2);
const struct mw_workload *mw_mesh_workload_by_ip(const struct mw_mesh *m,
    const char *ip);
/* Port of W behind a service port (targetPort by number or name, R26). */
int64_t mw_target_port(const struct mw_workload *w,
    const struct mw_service_port_info *port);
/* Port W's container declares under NAME, or 0. */
int64_t mw_container_port(const struct mw_workload *w, const char *name);

/* ---- assumptions ---------------------------------------------------- */

/*
 * What no manifest has and was taken to exist (unless mesh.strict).
 *
 * Services and workloads are assumed only when the manifests hold no Service
 * and no workload (Pod, Deployment, ..., WorkloadEntry) at all: whoever gives
 * some of them is taken to have given all, and what is missing is missing.  A
 * gateway workload is assumed when no manifest has any gateway workload.  The
 * head of assume.c has the details.
 */
struct mw_assumption {
	const char *text;		/* "service reviews.default..., ports 80" */
	const struct mw_object *object;	/* the first one that names it */
	const struct mw_node *node;
	const struct mw_service *service;	/* one of these two */
	const struct mw_workload *workload;
};
const struct mw_assumption *mw_mesh_assumptions(const struct mw_mesh *m,
    size_t *n);

/* ---- who selects whom ----------------------------------------------- */

/*
 * exportTo of an object of namespace OWNER, asked from namespace NS.  NULL or
 * absent uses DEFAULTS (R16).
 */
bool mw_exported(const struct mw_strings *export_to,
    const struct mw_strings *defaults, const char *owner, const char *ns);

/* The workload selector of a policy and its like; NULL when the kind has none
 * or it is not written. */
const struct mw_string_map *mw_object_selector(const struct mw_object *o);
/* Is O of a kind that is about workloads, and is it about W? */
bool mw_object_selects_any(const struct mw_object *o);
bool mw_object_selects(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_workload *w);

/* ---- references ----------------------------------------------------- */

struct mw_ref {
	const struct mw_object *from;
	const struct mw_node *node;	/* the words that refer */
	const char *what;		/* "gateway", "host", "subset", ... */
	const char *text;		/* what was written */
	const struct mw_object *to;	/* NULL when missing or not an object */
	bool missing;
	bool assumed;			/* missing, but taken to exist */
};

/* References out of an object, and into it; there are many of them, so they
 * are packed, and unpacked one by one. */
struct mw_ref_list {
	const struct mw_mesh *mesh;
	size_t first, n;
	bool into;
};
struct mw_ref_list mw_refs_from(const struct mw_mesh *m,
    const struct mw_object *o);
struct mw_ref_list mw_refs_to(const struct mw_mesh *m,
    const struct mw_object *o);
/* I < l->n */
struct mw_ref mw_ref_at(const struct mw_ref_list *l, size_t i);

#endif
