/*
 * outbound-http.h - the virtual hosts of a port, between their two files.
 */
#ifndef MW_ISTIOD_OUTBOUND_HTTP_H
#define MW_ISTIOD_OUTBOUND_HTTP_H

#include "istiod/outbound.h"

/* A service that has the port, under its host name. */
struct mw_out_slot {
	struct mw_out_port port;
	bool taken;		/* a VirtualService serves it */
	/* the VirtualService whose virtual host it is, or NULL */
	const struct mw_object *holder;
	bool named;		/* it has a virtual host */
};

/* One VirtualService with what it serves on one port. */
struct mw_out_wrapper {
	const struct mw_vs *vs;
	const struct mw_route_entry *routes;
	size_t n_routes;
	int64_t port;
	MW_VEC(const char *) hosts;
	MW_VEC(struct mw_out_slot *) services;
};

/* The virtual hosts of one port while they are made. */
struct mw_out_build {
	enum {
		MW_OUT_REGISTRY,
		MW_OUT_WRAP,
		MW_OUT_SERVE,
		MW_OUT_DEFAULTS,
		MW_OUT_SORT,
		MW_OUT_READY
	} stage;
	size_t at;		/* the next one of those that the stage is for */
	size_t *wanted, n_wanted;	/* VirtualServices, by position */
	struct mw_out *o;
	struct mw_builder *b;
	struct mw_out_egress *e;
	int64_t port;		/* 0: all of them (R142) */
	struct mw_map *registry;	/* lower-case host to struct mw_out_slot */
	MW_VEC(struct mw_out_wrapper) wrappers;
	struct mw_virtual_host *vhosts;	/* then the catch-all */
	size_t n_vhosts;
	struct mw_domain_index *index;	/* domains to places in vhosts */
	struct mw_map *names;	/* of literal hosts, to VirtualServices */
	bool odd_names;		/* some service is outside .svc.DOMAIN */
	MW_VEC(const char *) reversed;	/* hosts of the registry */
	bool has_reversed;
};

/* ---- outbound-wrap.c: who serves what (R134, R135) */

/* The registry of T, whose egress listener and port are set, and which
 * VirtualServices may have something for it. */
void mw_out_registry(struct mw_out_build *t);
/* Wrappers of some of those, from AT on; true: there are more. */
bool mw_out_wrap(struct mw_out_build *t);
/* HTTP, or perhaps. */
bool mw_out_routable(enum mw_protocol p);

#endif
