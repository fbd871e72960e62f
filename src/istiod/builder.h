/*
 * builder.h - the parts of the compiler and what they share.
 *
 * mw_build_* functions append to the vectors of the builder; compile.c calls
 * them in order and then mw_proxy_finish.  What grows with the mesh is done in
 * steps.
 */
#ifndef MW_ISTIOD_BUILDER_H
#define MW_ISTIOD_BUILDER_H

#include "base/map.h"
#include "base/vec.h"
#include "mesh/mesh.h"
#include "xds/xds.h"

enum { MW_BUILD_SOME = 400 };	/* services or their like in a step */

struct mw_scope;	/* scope.h: what the proxy can see (Sidecar, exportTo) */

struct mw_builder {
	struct mw_arena *arena;
	const struct mw_mesh *mesh;
	const struct mw_workload *workload;	/* whose proxy it is */
	struct mw_proxy *proxy;
	const struct mw_scope *scope;
	MW_VEC(struct mw_listener) listeners;
	MW_VEC(struct mw_route_config) routes;
	MW_VEC(struct mw_cluster) clusters;
	MW_VEC(struct mw_omission) omissions;
	struct mw_map *cluster_seen;	/* names already built */
	void *scope_cache;		/* vs.c's own */
	void *route_cache;		/* route.c's own */
	void *target_cache;		/* route-target.c's own */
	void *cluster_cache;		/* cluster.c's own */
	void *policy_cache;		/* policy.c's own */
	void *peerauth_cache;		/* peerauth.c's own */
	void *gateway_cache;		/* gateway-servers.c's own */
};

/* ---- omission.c (compile.c) */
void mw_build_omit(struct mw_builder *b, enum mw_omission_reason reason,
    const struct mw_object *object, const struct mw_node *node,
    const struct mw_object *winner, const char *fmt, ...) MW_PRINTF(6, 7);
/* The node of O that says what it does: hosts of a VirtualService, egress of a
 * Sidecar; its root when it says nothing. */
const struct mw_node *mw_build_gist(const struct mw_object *o);
/* The condition that the last one is about. */
void mw_build_omit_clause(struct mw_builder *b,
    const struct mw_omission_clause *clause);

/* A borrowed thing as the value of a map; whoever takes it out gives it back
 * its const. */
static inline void *
mw_map_borrow(const void *p)
{
	return (void *)(uintptr_t)p;
}

/* The two ways to fill an origin. */
struct mw_origin mw_origin_of(const struct mw_object *object,
    const struct mw_node *node);
struct mw_origin mw_origin_default(const char *note);

/* ---- scope.c: Sidecar resource, visible services, VirtualServices (R14-R22,
 * R117-R127), delegates merged (R111-R116) */

/* A VirtualService as this proxy sees it: hosts and destination hosts
 * expanded (R4, R5), gateways resolved (R6, R7), delegates merged in. */
struct mw_vs {
	const struct mw_object *object;	/* of a Gateway API one its first route */
	const char *key;		/* "ns/name": no other has it */
	bool gateway_api;		/* made of routes (G54): other semantics */
	const char *const *hosts;
	size_t n_hosts;
	const char *const *gateways;	/* "mesh", "ns/name" */
	size_t n_gateways;
	struct mw_vs_http {
		const struct mw_http_route *http;	/* fields; merged copy
							 * of root and delegate */
		const char *name;			/* merged name (R113) */
		const char *ns;		/* where its short names are resolved */
		struct mw_origin origin;
		struct mw_origin root;	/* the entry that delegates */
	} const *http;
	size_t n_http;
	const struct mw_virtual_service *spec;
};

struct mw_egress {			/* one egress listener of the scope */
	const struct mw_egress_listener *written;	/* NULL: default */
	const struct mw_service *const *services;	/* R120, R125 */
	size_t n_services;
	const struct mw_vs *const *virtual_services;	/* R121, R17 order */
	size_t n_virtual_services;
};

struct mw_scope {
	const struct mw_object *sidecar;	/* in force, or NULL */
	enum mw_outbound_mode outbound;
	struct mw_origin outbound_origin;
	const char *egress_proxy_cluster;	/* R127, or NULL */
	const struct mw_egress *egress;
	size_t n_egress;
	/* every service that gets clusters: imported ones and destinations
	 * (R123); R22 order.  For gateways: all visible (R59). */
	const struct mw_service *const *services;
	size_t n_services;
};
const struct mw_scope *mw_scope_new(struct mw_builder *b);
/* VirtualServices bound to GATEWAY ("mesh" or "ns/name") that a proxy in
 * namespace NS sees, R17 order; *n is set. */
const struct mw_vs *const *mw_scope_virtual_services(struct mw_builder *b,
    const char *gateway, const char *ns, size_t *n);
/* A gateway name of an object in NS as "ns/name" or "mesh" (R6). */
const char *mw_gateway_resolve(struct mw_arena *a, const char *name,
    const char *ns);
/* The service of HOST for this proxy (R95, R125), or NULL. */
const struct mw_service *mw_scope_service(const struct mw_builder *b,
    const char *host);

/* ---- route.c: VirtualService http entries to routes (R63-R116), shared by
 * sidecars and gateways */

struct mw_route_context {
	int64_t port;			/* listener or server port P */
	const char *gateway;		/* "mesh" or "ns/name" (R66) */
	bool is_gateway;
	bool server_tls;		/* gateway server has tls (R81) */
	/* The service of a destination host as R95 says for this context;
	 * NULL when it is not found there. */
	const struct mw_service *(*find)(void *ctx, const char *host);
	void *find_ctx;
};
/* Routes of one VirtualService; *n 0 when it cannot be used here (R63).  What
 * is filtered out becomes an omission. */
const struct mw_route_entry *mw_build_routes(struct mw_builder *b,
    const struct mw_vs *vs, const struct mw_route_context *rc, size_t *n);
/* The default route of a service (R139). */
struct mw_route_entry mw_build_default_route(struct mw_builder *b,
    const struct mw_service *s, int64_t port);
/* outbound|PORT|SUBSET|HOST (R90). */
const char *mw_cluster_name(struct mw_arena *a, const char *direction,
    int64_t port, const char *subset, const char *host);
/* Cluster of a destination (R90, R94-R96). */
const char *mw_destination_cluster(struct mw_builder *b,
    const struct mw_destination *d, const char *ns,
    const struct mw_route_context *rc);

/* ---- outbound.c: listeners and route configurations of a sidecar (R128-R144h) */
struct mw_outbound;
struct mw_outbound *mw_build_outbound_begin(struct mw_builder *b);
bool mw_build_outbound_step(struct mw_outbound *x);	/* true: more to do */

/* ---- gateway.c: listeners and route configurations of a gateway (R33-R62g),
 * for Istio Gateways */
void mw_build_gateway(struct mw_builder *b);

/* ---- cluster.c: DestinationRules and clusters (R145-R165, S48-S61) */
/* Some of them, from service *NEXT on; true: more to do. */
bool mw_build_clusters(struct mw_builder *b, size_t *next);
/* The DestinationRule that this proxy uses for a service, already merged
 * (R145-R151); NULL for none. */
struct mw_dr {
	const struct mw_object *object;		/* first contributor */
	bool selects;		/* it has a workloadSelector */
	/* of the Gateway API, that gives the TLS settings; or NULL */
	const struct mw_object *backend_policy;
	const struct mw_traffic_policy *policy;	/* NULL for none */
	const struct mw_object *policy_object;
	struct mw_dr_subset {
		const struct mw_subset *subset;
		const struct mw_object *object;
	} const *subsets;
	size_t n_subsets;
};
const struct mw_dr *mw_build_dr(struct mw_builder *b,
    const struct mw_service *s);
/* Consistent hash that a route to this destination carries (R109), or NULL:
 * subset "" for none; port as given by destination.port, 0 if not given. */
const struct mw_consistent_hash *mw_build_hash(struct mw_builder *b,
    const struct mw_service *s, const char *subset, int64_t port,
    const struct mw_object **object);

/* ---- inbound.c: virtualInbound, its chains, routes and clusters (S22-S44) */
void mw_build_inbound(struct mw_builder *b);

/* ---- policy.c: AuthorizationPolicy, RequestAuthentication (S73-S160), and
 * what else sits in the chain (WasmPlugin ...) */

/* Filters for an HTTP chain of this workload; FOR_GATEWAY sets
 * clear_route_cache (S100).  Fills ext_authz, jwt, rbac, opaque of M. */
void mw_build_http_filters(struct mw_builder *b, struct mw_http_manager *m,
    bool for_gateway);
/* The same for a TCP chain: HTTP fields are dropped (S166-S171). */
void mw_build_tcp_filters(struct mw_builder *b, struct mw_tcp_proxy *t);

/* WasmPlugins, TrafficExtensions and EnvoyFilters in an outbound chain of PORT
 * (0: any), which has no other filters of policies. */
void mw_build_outbound_http_filters(struct mw_builder *b,
    struct mw_http_manager *m, int64_t port);
void mw_build_outbound_tcp_filters(struct mw_builder *b,
    struct mw_tcp_proxy *t, int64_t port);

/* ---- peerauth.c: PeerAuthentication (S22-S33, S54) */
enum mw_mtls_mode { MW_MTLS_UNKNOWN, MW_MTLS_DISABLE, MW_MTLS_PERMISSIVE,
    MW_MTLS_STRICT };
const char *mw_mtls_mode_name(enum mw_mtls_mode m);
/* Effective mode at a workload's port (0: any other port), S22-S28. */
enum mw_mtls_mode mw_peerauth_port(const struct mw_mesh *m, const char *ns,
    const struct mw_string_map *labels, int64_t port,
    struct mw_origin *origin);
/* The same, for many workloads in the course of one compilation. */
enum mw_mtls_mode mw_build_peerauth_port(struct mw_builder *b,
    const char *ns, const struct mw_string_map *labels, int64_t port,
    struct mw_origin *origin);
/* Ports that portLevelMtls of the surviving workload policy names. */
const struct mw_mtls_map *mw_peerauth_ports(const struct mw_mesh *m,
    const char *ns, const struct mw_string_map *labels);
/* What a client infers for a namespace (S29): UNKNOWN never. */
enum mw_mtls_mode mw_peerauth_namespace(const struct mw_mesh *m,
    const char *ns, struct mw_origin *origin);

/* ---- policy-attach.c, policy.c: of one policy, without a builder */
/* True when O, of a kind that has a selector, is for W (S105-S109). */
bool mw_policy_reaches(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_workload *w);
/* Its annotation says that it is not enforced (S120). */
bool mw_policy_dry_run(const struct mw_object *policy);

#endif
