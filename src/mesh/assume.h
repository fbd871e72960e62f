/*
 * assume.h - the parts of guessing; for src/mesh only.
 */
#ifndef MW_MESH_ASSUME_H
#define MW_MESH_ASSUME_H

#include "mesh/build.h"

struct mw_guess_port {
	int64_t number;
	enum mw_protocol protocol;
	int64_t target;			/* of the workload; 0: the same */
};

/* A service that documents speak of. */
struct mw_guess {
	const char *host, *name, *ns;
	const struct mw_object *object;	/* the first that names it */
	const struct mw_node *node;
	MW_VEC(struct mw_guess_port) ports;
	MW_VEC(const struct mw_subset *) subsets;
	bool made;
};

struct mw_assume {
	struct mw_loader *l;
	struct mw_map *hosts;		/* full name: mw_guess */
	struct mw_map *known;		/* full name: it exists */
};

/* ---- assume.c */

void mw_assume_note(struct mw_loader *l, const struct mw_assumption *a);
/* The guess for a host as written in an object of NS; NULL when it exists, or
 * is no name of a service. */
struct mw_guess *mw_assume_host(struct mw_assume *a, const char *written,
    const char *ns, const struct mw_object *object,
    const struct mw_node *node);
/* G may be NULL, NUMBER 0. */
void mw_assume_port(struct mw_assume *a, struct mw_guess *g, int64_t number,
    enum mw_protocol protocol);
/* FROM (or NULL) with KEY, unless it has that. */
const struct mw_string_map *mw_assume_labels(struct mw_loader *l,
    const struct mw_string_map *from, const char *key, const char *value);
/* Without a proxy; the name is made unique. */
struct mw_workload_slot *mw_assume_workload(struct mw_loader *l,
    const char *ns, const char *name, const struct mw_string_map *labels);
struct mw_service_slot *mw_assume_service(struct mw_assume *a,
    struct mw_guess *g);

/* ---- assume-collect.c: the hosts, ports and subsets that documents name */
void mw_assume_collect(struct mw_assume *a);

/* ---- assume-gateway.c */
void mw_assume_gateways(struct mw_loader *l);

#endif
