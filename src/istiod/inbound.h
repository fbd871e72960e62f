/*
 * inbound.h - what the files about arriving connections share.
 */
#ifndef MW_ISTIOD_INBOUND_H
#define MW_ISTIOD_INBOUND_H

#include "istiod/builder.h"

/*
 * One port of the workload: what becomes one to five filter chains, a route
 * configuration and a cluster.
 */
struct mw_inbound_port {
	int64_t target_port;	/* 0: every port that has none of its own */
	int64_t service_port;	/* in the name of the virtual host */
	enum mw_protocol protocol;
	const char *bind;	/* first part of the names of the chains */
	const char *cluster;	/* "inbound|8080||" */
	bool passthrough;	/* nothing declares it (S31) */
	bool bound;		/* Sidecar captureMode NONE: really listens */
	bool reserved;		/* the sidecar's own port: a cluster only */
	const struct mw_service *service;		/* or NULL */
	const struct mw_ingress_listener *ingress;	/* or NULL */
	struct mw_origin origin;
};

struct mw_inbound_ports {
	struct mw_inbound_port *v;
	size_t n, cap;
};

struct mw_inbound_chain_list {
	struct mw_filter_chain *v;
	size_t n, cap;
};

/* inbound.c: the Sidecar's ingress in force, or NULL. */
const struct mw_ingress_listener_list *mw_inbound_ingress(
    const struct mw_builder *b);

/* inbound-ports.c: the declared ports, sorted by number (S30, S33). */
struct mw_inbound_ports mw_inbound_ports(struct mw_builder *b);

/* inbound-chains.c: the chains of a port by its mode (S35-S40), and its route
 * configuration when it has HTTP. */
void mw_inbound_chains(struct mw_builder *b, const struct mw_inbound_port *p,
    struct mw_inbound_chain_list *out);

/* inbound-cluster.c */
void mw_inbound_clusters(struct mw_builder *b,
    const struct mw_inbound_ports *ports);

/* peerauth.c: policies that do not decide for this workload, and why. */
void mw_peerauth_omissions(struct mw_builder *b);

#endif
