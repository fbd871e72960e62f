/*
 * cluster.h - what the files about clusters share.
 */
#ifndef MW_ISTIOD_CLUSTER_H
#define MW_ISTIOD_CLUSTER_H

#include "istiod/builder.h"

struct mw_dr_cache;		/* dr.c */

/* A member before it is placed. */
struct mw_place {
	struct mw_cluster_endpoint endpoint;
	const char *locality;		/* "region/zone/subzone" */
	size_t order;			/* as the registry has it */
	uint32_t group;
};

/* Behind mw_builder.cluster_cache: made once a proxy, on first use. */
struct mw_cluster_cache {
	struct mw_dr_cache *dr;
	struct mw_map *mtls;		/* by namespace; cluster-tls.c */
	MW_VEC(struct mw_place) places;	/* of the cluster at hand */
	/* the latest, for the clusters that share its block */
	const struct mw_outlier *outlier;
	const struct mw_outlier_detection *outlier_of;
	bool outlier_near;
};
struct mw_cluster_cache *mw_cluster_cache(struct mw_builder *b);

/* ---- cluster-policy.c: what a policy says for one port (R156-R158, S48) */

/* Blocks, and the rule that each comes from; NULL where nothing is said. */
struct mw_policy {
	const struct mw_connection_pool *pool;
	const struct mw_outlier_detection *outlier;
	const struct mw_load_balancer *lb;
	const struct mw_client_tls *tls;
	const struct mw_object *pool_from, *outlier_from, *lb_from, *tls_from;
	bool given;		/* there is a policy, be it empty */
};

struct mw_policy mw_policy_for_port(const struct mw_traffic_policy *tp,
    const struct mw_object *from, int64_t port);
/* Blocks that the mesh gives where BASE has none (R158). */
void mw_policy_defaults(const struct mw_mesh *m, struct mw_policy *p);
/* The policy of a subset over that of its rule (R156). */
struct mw_policy mw_policy_overlay(const struct mw_policy *base,
    const struct mw_traffic_policy *subset, const struct mw_object *from,
    int64_t port);

/* ---- cluster-policy.c: and what becomes of the cluster (R159-R161) */

/* HTTP/2 where rule or mesh ask for it; before the pool, and of clusters that
 * lead out only. */
void mw_cluster_apply_upgrade(const struct mw_mesh *m, struct mw_cluster *c,
    const struct mw_policy *p, const struct mw_service_port_info *port);
void mw_cluster_apply_pool(const struct mw_mesh *m, struct mw_cluster *c,
    const struct mw_policy *p);
void mw_cluster_apply_outlier(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_policy *p);
void mw_cluster_apply_lb(struct mw_cluster *c, const struct mw_policy *p);
/* loadBalancer.simple: PASSTHROUGH. */
bool mw_policy_passthrough(const struct mw_load_balancer *lb);

/* ---- cluster.c */

/* outbound, PORT, SUBSET and HOST with SEPARATOR between them: "|" gives the
 * name of a cluster, "_." its server name. */
const char *mw_cluster_text(struct mw_arena *a, const char *separator,
    int64_t port, const char *subset, const char *host);

/* ---- cluster-tls.c (S48-S61) */

/* All services of one name and namespace: they share their endpoints. */
struct mw_family {
	const struct mw_service *const *v;
	size_t n;
};

/* One cluster in the making. */
struct mw_cluster_plan {
	const struct mw_service *service;
	struct mw_family family;
	const struct mw_service_port_info *port;
	/* whose ports say which endpoints are on the number; or NULL */
	const struct mw_service *decider;
	const struct mw_dr *dr;			/* NULL for none */
	const struct mw_dr_subset *subset;	/* NULL for none */
	struct mw_policy policy;	/* with the defaults of the mesh */
	struct mw_policy written;	/* without: endpoints go by it */
	const char *const *accounts;	/* identities behind the service */
	size_t n_accounts;
	bool sni_dnat;			/* AUTO_PASSTHROUGH: no TLS, R62e */
};

void mw_cluster_apply_tls(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan);
/* Identities of the endpoints and of the ServiceEntry, with the aliases of the
 * trust domain, sorted (S61); *n is set. */
const char *const *mw_service_accounts(struct mw_builder *b,
    const struct mw_family *f, size_t *n);
/* An endpoint gets mTLS from an automatic cluster (S49, S52). */
bool mw_endpoint_mtls(struct mw_builder *b, const struct mw_cluster_plan *plan,
    const struct mw_endpoint_info *e);

/* ---- cluster-endpoints.c */

struct mw_family mw_service_family(struct mw_builder *b,
    const struct mw_service *s);
const struct mw_service *mw_family_decider(const struct mw_family *f,
    int64_t number);
/* E of service S is on the port of the plan by number: so it is asked for DNS
 * clusters and original destinations.  EDS goes by the name of the port. */
bool mw_endpoint_on_number(const struct mw_cluster_plan *plan,
    const struct mw_service *s, const struct mw_endpoint_info *e);
/* Fills the members of C.  False when it has none at all: those that are not
 * ready, or left out for lack of mTLS, count as some. */
bool mw_cluster_endpoints(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan);

/* ---- cluster-locality.c (R159) */

/* Sets priorities of V and removes what `distribute` leaves out; gives the
 * number that is left, sorted by priority and then as before. */
size_t mw_cluster_place(struct mw_builder *b,
    const struct mw_cluster_plan *plan, bool failover, struct mw_place *v,
    size_t n);
/* It does so by itself (trafficDistribution). */
bool mw_service_prefers_near(const struct mw_service *s);
/* The spec of a Kubernetes Service, or NULL. */
const struct mw_k8s_service_spec *mw_service_spec(const struct mw_service *s);

#endif
