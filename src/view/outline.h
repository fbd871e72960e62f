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
#include <stdint.h>

#include "base/arena.h"
#include "mesh/mesh.h"

enum mw_outline_order {
	MW_BY_TRAFFIC,		/* gateways, hosts, routes, workloads */
	MW_BY_NAMESPACE,
	MW_BY_HOST,
	MW_BY_WORKLOAD,		/* what applies to each, and why a proxy */
	MW_BY_COUNT
};
const char *mw_outline_order_name(enum mw_outline_order o);

struct mw_row {
	const char *label;	/* "VirtualService reviews", "90 %" */
	const char *fact;	/* one fact in words, or NULL */
	/* what it stands for; each may be NULL */
	const struct mw_object *object;
	const struct mw_node *node;		/* place in the object */
	const struct mw_workload *workload;
	const struct mw_service *service;
	struct mw_row *parent, *first, *last, *next;
	uint32_t number;	/* of making: 0 to n_rows - 1 */
	int depth;		/* 0: top */
	/* worst diagnostic of it or below: -1 none, else enum mw_severity */
	int problem;
	bool assumed;
	bool missing;		/* something referred to that is not there */
	bool yaml;		/* stands for its node alone */
	bool closed;		/* rows below it are not made yet */
};

enum { MW_OUTLINE_DEPTHS = 16 };

struct mw_outline {
	enum mw_outline_order order;
	struct mw_row *first, *last;
	size_t n_rows;
	size_t at_depth[MW_OUTLINE_DEPTHS];	/* rows there, of those made
						 * with it */
	struct mw_outline_build *build;
};

/* All lives in ARENA and points into M. */
const struct mw_outline *mw_outline_new(struct mw_arena *arena,
    const struct mw_mesh *m, enum mw_outline_order order);
/*
 * The same, but the YAML of an object is made when it is asked for: most of
 * a large mesh is never looked at so closely.
 */
struct mw_outline *mw_outline_new_lazy(struct mw_arena *arena,
    const struct mw_mesh *m, enum mw_outline_order order);
/*
 * The same in slices: an outline without rows, and more of it, about ROWS at a
 * time; false when it has all.  It is not to be shown before.
 */
struct mw_outline *mw_outline_begin(struct mw_arena *arena,
    const struct mw_mesh *m, enum mw_outline_order order, bool lazy);
bool mw_outline_more(struct mw_outline *o, size_t rows);
/* Makes what is below a closed row. */
void mw_outline_open(struct mw_outline *o, const struct mw_row *r);
/* What finds a row again after a reload. */
const char *mw_row_id(struct mw_arena *a, const struct mw_row *r);
/*
 * By id, opening closed rows on the way.  When it is not there any more: the
 * nearest row above that is, or NULL.
 */
const struct mw_row *mw_outline_find(struct mw_outline *o, const char *id);
/* The first row that stands for this object, or NULL. */
const struct mw_row *mw_outline_object(const struct mw_outline *o,
    const struct mw_object *object);

/* The row after R in reading order, entering rows below it when INTO. */
static inline const struct mw_row *
mw_row_next(const struct mw_row *r, bool into)
{
	if (into && r->first != NULL)
		return r->first;
	while (r != NULL && r->next == NULL)
		r = r->parent;
	return r != NULL ? r->next : NULL;
}

#endif
