/*
 * cells.h - inside whatif: the methods and paths of a host, divided as its
 * routes and policies divide them.
 *
 * Two requests whose method and path lie in the same cells are treated alike,
 * as long as all else is the same: one of them shows what becomes of all.
 */
#ifndef MW_WHATIF_CELLS_H
#define MW_WHATIF_CELLS_H

#include "journey/journey.h"
#include "mesh/mesh.h"

struct mw_class {
	const char *label;		/* a path and "*" behind it; NULL: all others */
	const char *sample;
	size_t inside;			/* the cell around it; SIZE_MAX: none */
};

struct mw_cells {
	struct mw_class *v;
	size_t n, cap;
};

/* For the host of R in both meshes.  False: it cannot be said in patterns, as
 * there are regular expressions, rewrites, ends of paths, or too many. */
bool mw_cells_of(const struct mw_mesh *const m[2], const struct mw_request *r,
    struct mw_arena *arena, struct mw_cells *methods, struct mw_cells *paths);

#endif
