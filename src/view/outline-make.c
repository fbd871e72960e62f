/*
 * outline-make.c - an outline, made at once or in slices.
 */
#include "view/outline-build.h"

struct mw_outline *
mw_outline_begin(struct mw_arena *arena, const struct mw_mesh *m,
    enum mw_outline_order order, bool lazy)
{
	struct mw_outline_build *b = MW_NEW(arena, struct mw_outline_build);

	b->arena = arena;
	b->m = m;
	b->lazy = lazy;
	b->outline = MW_NEW(arena, struct mw_outline);
	b->outline->order = order;
	b->outline->build = b;
	mw_outline_diags(b);
	return b->outline;
}

/* A piece of it; false when there is none left. */
static bool
piece(struct mw_outline_build *b)
{
	switch (b->outline->order) {
	case MW_BY_TRAFFIC:
	case MW_BY_COUNT:
		return mw_outline_index(b) || mw_outline_by_traffic(b);
	case MW_BY_NAMESPACE:
		return mw_outline_by_namespace(b);
	case MW_BY_HOST:
		return mw_outline_index(b) || mw_outline_by_host(b);
	case MW_BY_WORKLOAD:
		return mw_outline_by_workload(b);
	}
	return false;
}

bool
mw_outline_more(struct mw_outline *o, size_t rows)
{
	size_t end = o->n_rows + rows;

	/* a piece may have no row: the index, or what is left out */
	for (size_t i = 0; i < rows && o->n_rows < end; i++) {
		if (!piece(o->build))
			return false;
	}
	return true;
}

static struct mw_outline *
make(struct mw_arena *arena, const struct mw_mesh *m,
    enum mw_outline_order order, bool lazy)
{
	struct mw_outline *o = mw_outline_begin(arena, m, order, lazy);

	while (mw_outline_more(o, SIZE_MAX / 2))
		continue;
	return o;
}

const struct mw_outline *
mw_outline_new(struct mw_arena *arena, const struct mw_mesh *m,
    enum mw_outline_order order)
{
	return make(arena, m, order, false);
}

struct mw_outline *
mw_outline_new_lazy(struct mw_arena *arena, const struct mw_mesh *m,
    enum mw_outline_order order)
{
	return make(arena, m, order, true);
}
