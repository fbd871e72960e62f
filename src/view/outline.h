/*
 * outline.h - the mesh as a tree of rows, in one of four orders.
 *
 * `meshwalk tree` prints it, the tree screen shows it.  Rows are made once and
 * never change; what is open or selected is the screen's business.
 */
#ifndef MW_VIEW_OUTLINE_H
#define MW_VIEW_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "mesh/mesh.h"

enum mw_outline_order {
	MW_BY_TRAFFIC,		/* gateways, hosts, routes, subsets, workloads */
	MW_BY_NAMESPACE,
	MW_BY_HOST,
	MW_BY_WORKLOAD,		/* what applies to each, and why a proxy */
	MW_BY_COUNT
};
const char *mw_outline_order_name(enum mw_outline_order o);

struct mw_row {
	const char *id;		/* stable over a reload: kind/ns/name#path */
	const char *label;	/* "VirtualService reviews", "90 %" */
	const char *fact;	/* one fact in words, or NULL */
	/* what it stands for; each may be NULL */
	const struct mw_object *object;
	const struct mw_node *node;		/* place in the object */
	const struct mw_workload *workload;
	const struct mw_service *service;
	bool assumed;
	bool missing;		/* something referred to that is not there */
	/* worst diagnostic of it or below: -1 none, else enum mw_severity */
	int problem;
	struct mw_row *parent, *first, *last, *next;
	size_t n_below;		/* rows below it, all levels */
	int depth;		/* 0: top */
};

struct mw_outline {
	enum mw_outline_order order;
	struct mw_row *first;
	size_t n_rows;
};

/* All lives in ARENA and points into M. */
const struct mw_outline *mw_outline_new(struct mw_arena *arena,
    const struct mw_mesh *m, enum mw_outline_order order);
/* By id; NULL when it is not there (any more). */
const struct mw_row *mw_outline_find(const struct mw_outline *o,
    const char *id);
/* The first row that stands for this object, or NULL. */
const struct mw_row *mw_outline_object(const struct mw_outline *o,
    const struct mw_object *object);
/* The row after R in reading order, entering rows below it when INTO. */
const struct mw_row *mw_row_next(const struct mw_row *r, bool into);

#endif
