/*
 * outline-build.h - inside outline: adding rows.
 */
#ifndef MW_VIEW_OUTLINE_BUILD_H
#define MW_VIEW_OUTLINE_BUILD_H

#include "base/map.h"
#include "base/vec.h"
#include "view/outline.h"

/* Objects under a word (host, gateway, namespace), in R14 or load order. */
struct mw_bucket {
	const struct mw_object **v;
	size_t n, cap;
};

/* Objects by the hosts they name. */
struct mw_host_index {
	struct mw_map *exact;		/* host -> struct mw_bucket */
	struct mw_wild_host {
		const char *host;
		const struct mw_object *object;
	} *wild;
	size_t n_wild, wild_cap;
};

/* Where a route leads: those of an object repeat each other.  Texts of a mesh
 * stay as they are, so their addresses tell. */
struct mw_outline_target {
	const char *share, *host, *subset, *ns;
	const char *label;
	const struct mw_service *service;
	const struct mw_subset *found;
};

struct mw_outline_share {
	int64_t weight, sum;
	const char *text;		/* "90 % " */
};

enum { MW_OUTLINE_LATELY = 4 };

struct mw_outline_build {
	struct mw_arena *arena;
	const struct mw_mesh *m;
	struct mw_outline *outline;
	struct mw_map *problems;	/* object title -> severity + 1 */
	bool lazy;
	struct mw_host_index vs, dr;
	struct mw_map *by_gateway;	/* "ns/name" -> VirtualServices */
	/* how far it is: what each of these counts is the order's own */
	size_t indexed;
	enum { MW_PART_FIRST, MW_PART_SECOND, MW_PART_LAST } part;
	size_t at, below, last;
	struct mw_row *row, *row_below;
	const char *at_gateway;		/* "ns/name" or "mesh": only routes
					 * that are for it; NULL: all */
	bool delegated;			/* routes of a delegate are made */
	const struct mw_bucket *bucket;
	struct mw_map *by_namespace;
	struct mw_outline_policies *policies;	/* of workloads */
	struct mw_outline_target targets[MW_OUTLINE_LATELY];
	struct mw_outline_share shares[MW_OUTLINE_LATELY];
	size_t target, share;			/* to be forgotten next */
	/* the row that is to be marked next, of another set of problems */
	struct mw_row *mark;
};

/* outline-index.c */
void mw_bucket_add(struct mw_arena *a, struct mw_map *map, const char *key,
    const struct mw_object *o);
/* Never NULL. */
const struct mw_bucket *mw_bucket_of(const struct mw_map *map,
    const char *key);
/* Some more of it; false when it is whole. */
bool mw_outline_index(struct mw_outline_build *b);
/* Those of INDEX with a host that covers HOSTNAME, in R14 order. */
struct mw_bucket mw_host_find(struct mw_outline_build *b,
    const struct mw_host_index *index, const char *hostname);

/* Adds a row below PARENT (NULL: at the top); text is made in the arena. */
struct mw_row *mw_row_add(struct mw_outline_build *b, struct mw_row *parent,
    const char *fmt, ...) MW_PRINTF(3, 4);
struct mw_row *mw_row_put(struct mw_outline_build *b, struct mw_row *parent,
    const char *label);
/* The words one behind the other, in the arena. */
const char *mw_row_words(struct mw_outline_build *b, const char *const *words,
    size_t n);
/* A row for an object: label, fact and problem filled in. */
struct mw_row *mw_row_object(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *o);
/* A row for a workload, with its proxy and the reason. */
struct mw_row *mw_row_workload(struct mw_outline_build *b,
    struct mw_row *parent, const struct mw_workload *w);
void mw_row_fact(struct mw_outline_build *b, struct mw_row *row,
    const char *fmt, ...) MW_PRINTF(3, 4);
/* YAML below the node of a row, down to scalars. */
void mw_row_yaml(struct mw_outline_build *b, struct mw_row *parent);

/* outline-problems.c: what loading found; the worst of an object, -1 for none;
 * a row has it, and so have those that it is in */
void mw_outline_diags(struct mw_outline_build *b);
int mw_outline_worst(struct mw_outline_build *b, const struct mw_object *o);
void mw_row_problem(struct mw_row *r, int problem);

/* outline-routes.c: routes of a VirtualService, those for b->at_gateway, with
 * destinations and the workloads behind them. */
void mw_rows_routes(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs);
/* outline-traffic.c: the workloads of a service that carry LABELS (NULL: all). */
void mw_rows_members(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_service *s, const struct mw_string_map *labels);

/* outline-gateway-api.c: the I-th Gateway of the Gateway API, at the top, false
 * when there is none; the routes whose parent is a service; and the I-th route
 * when nothing takes it, below TOP. */
bool mw_rows_gateway_api(struct mw_outline_build *b, size_t i);
void mw_rows_mesh_routes(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_service *s);
bool mw_route_is_lost(const struct mw_outline_build *b, size_t i);
void mw_rows_lost_route(struct mw_outline_build *b, struct mw_row *top,
    size_t i);

/* words-gateway-api.c: a match, "prefix /x, header a: b" */
const char *mw_row_match_words(struct mw_arena *a, const struct mw_node *m);
/* what a rule does besides: its filters but mirrors, its
 * timeout; "" for nothing. */
const char *mw_row_rule_words(struct mw_arena *a, const struct mw_node *rule);

/* A few rows more; false when there are no more. */
bool mw_outline_by_traffic(struct mw_outline_build *b);
bool mw_outline_by_namespace(struct mw_outline_build *b);
bool mw_outline_by_host(struct mw_outline_build *b);
bool mw_outline_by_workload(struct mw_outline_build *b);

#endif
