/*
 * refs.h - the parts of finding references; for src/mesh only.
 */
#ifndef MW_MESH_REFS_H
#define MW_MESH_REFS_H

#include "mesh/build.h"

enum { MW_REFS_HINTS = 50 };	/* searching for a similar name takes time */

/* While references are collected; FROM is the object whose turn it is. */
struct mw_refs_maker {
	struct mw_loader *l;
	size_t next;			/* object whose turn comes */
	struct mw_refs *refs;		/* of those before */
	const struct mw_object *from;
	MW_VEC(struct mw_ref) v;	/* its own */
	struct mw_map *wildcards;	/* ".x.com" of "*.x.com": mw_service */
	struct mw_service_list odd;	/* "*x.com": others with a star */
	struct mw_slots gateways;		/* workloads that are gateways */
	struct mw_map *subsets;		/* "host/subset": mw_object, a DR */
	const char *written, *ns, *host;	/* expanded last: routes repeat
						 * the hosts of their object */
	size_t hints;
	size_t count;			/* also those that were too many */
	struct mw_ref extra;
};

/* ---- refs.c */

/* TEXT is what was written, and must last.  TO may be NULL: found, but no
 * object (an assumed one). */
void mw_refs_add(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *text, const struct mw_object *to);
/* Missing; FULL is how to call it in a message, HINT may be NULL. */
void mw_refs_missing(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *text, const char *full,
    const char *hint);
/* An object of KIND by name; missing with a hint when it is not there. */
void mw_refs_object(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *text, enum mw_kind kind,
    const char *ns, const char *name);
/* WRITTEN in FROM as a whole name (R4). */
const char *mw_refs_expand(struct mw_refs_maker *r, const char *written);
/* The services of a host as written in FROM (R4, wildcards too). */
void mw_refs_host(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *written);
/* A Secret; where the input has none at all, it is taken to exist. */
void mw_refs_secret(struct mw_refs_maker *r, const struct mw_node *node,
    const char *text, const char *ns);
/* Each of SLOTS, or what is missing. */
void mw_refs_workloads(struct mw_refs_maker *r, const struct mw_node *node,
    const struct mw_string_map *selector, const struct mw_slots *slots);

/* ---- one function for each family */
void mw_refs_virtual_service(struct mw_refs_maker *r);
void mw_refs_destination_rule(struct mw_refs_maker *r);
void mw_refs_gateway(struct mw_refs_maker *r);
void mw_refs_service_entry(struct mw_refs_maker *r);
void mw_refs_sidecar(struct mw_refs_maker *r);
void mw_refs_service(struct mw_refs_maker *r);
void mw_refs_policy(struct mw_refs_maker *r);
void mw_refs_gateway_api(struct mw_refs_maker *r);
void mw_refs_ingress(struct mw_refs_maker *r);

#endif
