/*
 * parts.h - the parts of a load: cut, parsed elsewhere, put together.
 */
#ifndef MW_YAML_PARTS_H
#define MW_YAML_PARTS_H

#include "yaml/parse.h"
#include "yaml/source.h"

struct mw_parts {
	struct mw_part *v;	/* in an arena */
	size_t n, cap;
};

/* The parts of one more source. */
void mw_parts_cut(struct mw_arena *a, struct mw_parts *parts,
    const struct mw_source *s);
/* What the PARTS, parsed, give; the rest of the sources counts as empty.  The
 * parts stay as they are. */
struct mw_load *mw_parts_load(struct mw_arena *arena,
    const struct mw_parts *parts, const struct mw_sources *s,
    struct mw_diags *diags);
void mw_parts_diags(struct mw_diags *to, const struct mw_diags *from);
/* Frees what is on the heap. */
void mw_parts_fini(struct mw_parts *parts);

#endif
