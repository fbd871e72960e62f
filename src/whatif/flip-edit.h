/*
 * flip-edit.h - changes of a request, and where they come from.
 */
#ifndef MW_WHATIF_FLIP_EDIT_H
#define MW_WHATIF_FLIP_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "journey/journey.h"
#include "xds/xds.h"

/* In the order of how small a change is. */
enum mw_edit_kind {
	MW_EDIT_METHOD,
	MW_EDIT_PATH,
	MW_EDIT_NO_HEADER,
	MW_EDIT_HEADER,
	MW_EDIT_CLAIM,
	MW_EDIT_NO_CLAIM,
	MW_EDIT_TOKEN,		/* one that PROVIDER takes */
	MW_EDIT_NO_TOKEN,
	MW_EDIT_HOST,
	MW_EDIT_PORT,
	MW_EDIT_SNI,
	MW_EDIT_TO,
	MW_EDIT_SCHEME,
	MW_EDIT_CERT,
	MW_EDIT_NO_CERT,
	MW_EDIT_SOURCE,
	MW_EDIT_FROM
};

struct mw_edit {
	enum mw_edit_kind kind;
	const char *name;		/* of a header */
	const char *value;
	const char *const *path;	/* of a claim */
	size_t n_path;
	uint32_t port;
	enum mw_scheme scheme;
	const struct mw_jwt_provider *provider;
	size_t place;			/* of its token; 0: where it is */
};

/* One thing that people would call one change: mostly one edit. */
struct mw_change {
	struct mw_edit edits[2];
	size_t n;
};

struct mw_changes {
	struct mw_change *v;
	size_t n, cap;
};

/* ---- flip-edit.c --------------------------------------------------------- */

/* R gets the edit; FILTER says which tokens are taken (or NULL). */
void mw_edit_apply(const struct mw_edit *e, const struct mw_jwt_filter *filter,
    struct mw_arena *arena, struct mw_request *r);
void mw_edit_print(const struct mw_edit *e, struct mw_buf *out);
bool mw_change_same(const struct mw_change *a, const struct mw_change *b);

/* ---- flip-token.c -------------------------------------------------------- */

/* A token travels in R at a place where FILTER looks. */
bool mw_edit_has_token(const struct mw_jwt_filter *filter,
    const struct mw_request *r);
/* Its claims in JSON, or NULL. */
const char *mw_edit_claims(const struct mw_jwt_filter *filter,
    const struct mw_request *r, struct mw_arena *arena);
/* Places where a provider looks, by number from 0; false behind the last. */
struct mw_token_place {
	const char *header, *prefix;	/* one of the three is not NULL */
	const char *param;
	const char *cookie;
};
bool mw_edit_place(const struct mw_jwt_provider *p, size_t n,
    struct mw_token_place *out);
void mw_edit_token(const struct mw_edit *e, const struct mw_jwt_filter *filter,
    struct mw_arena *arena, struct mw_request *r);

/* ---- flip-collect.c ------------------------------------------------------ */

struct mw_collect {
	const struct mw_mesh *mesh;
	const struct mw_request *request;
	const struct mw_answer *answer;		/* to it */
	const struct mw_hop *hop;		/* that refused */
	const struct mw_jwt_filter *filter;	/* of the hop, or NULL */
	bool more;		/* second best values too */
	struct mw_arena *arena;
};

/* Every single change that the policies of the hop give reason for. */
struct mw_changes mw_collect_all(const struct mw_collect *c);
/* Changes that make RULE match (or not). */
void mw_collect_rule(const struct mw_collect *c, const struct mw_rule *rule,
    bool want, struct mw_changes *out);
/* In how many ways its alternatives can be chosen, bounded; and the changes
 * that meet all fields of one of them, the PICK-th of each field. */
size_t mw_collect_ways(const struct mw_rule *rule);
void mw_collect_way(const struct mw_collect *c, const struct mw_rule *rule,
    size_t number, size_t pick, struct mw_changes *out);
/* Sets of changes each of which meets all of an ALLOW rule. */
struct mw_change_sets {
	struct mw_changes *v;
	size_t n, cap;
};
struct mw_change_sets mw_collect_sets(const struct mw_collect *c);

/* ---- flip-general.c ------------------------------------------------------ */

/* The routes of the chain that took the request, or NULL. */
const struct mw_route_config *mw_hop_routes(const struct mw_hop *h);
/* The virtual host for the request, one of which no route takes it as well. */
const struct mw_virtual_host *mw_hop_vhost(const struct mw_hop *h,
    struct mw_arena *arena);

/* Every single change that no field of a policy asks for, and second best
 * values of those that one does. */
void mw_collect_general(const struct mw_collect *c, struct mw_changes *out);

/* ---- flip-failed.c ------------------------------------------------------- */

/* Of a request that failed otherwise: single changes by which it may be taken
 * by another route, host, port or name, and sets of them.  The hop is the last
 * one, or NULL; server names, ports and callers come from the general ones. */
void mw_collect_failed(const struct mw_collect *c, struct mw_changes *singles,
    struct mw_change_sets *sets);
/* The service that is asked, by its name or by the address of a pod; NULL when
 * the mesh has none. */
const struct mw_service *mw_collect_target(const struct mw_collect *c);
void mw_collect_server_names(const struct mw_collect *c,
    struct mw_changes *out);
/* A host, and the server name with it. */
void mw_collect_host(const struct mw_collect *c, const char *host,
    struct mw_changes *out);

/* ---- flip-leaf.c --------------------------------------------------------- */

/* The same for a leaf of a rule. */
void mw_collect_leaf(const struct mw_collect *c, const struct mw_rule *leaf,
    bool want, struct mw_changes *out);
void mw_collect_clients(const struct mw_collect *c, struct mw_changes *out,
    bool (*good)(const struct mw_rule *leaf, const struct mw_workload *w),
    const struct mw_rule *leaf, bool want);
/* Of a TLS client: another certificate, and none. */
void mw_collect_certificates(const struct mw_collect *c,
    struct mw_changes *out);
void mw_collect_add(const struct mw_collect *c, struct mw_changes *out,
    struct mw_edit e);
/* An edit that has nothing but a value. */
void mw_collect_value(const struct mw_collect *c, struct mw_changes *out,
    enum mw_edit_kind kind, const char *value);

#endif
