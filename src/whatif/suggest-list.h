/*
 * suggest-list.h - inside whatif: changes of the documents that are worth
 * trying for a request that was refused.
 */
#ifndef MW_WHATIF_SUGGEST_LIST_H
#define MW_WHATIF_SUGGEST_LIST_H

#include "whatif/lay.h"

/* One thing to try: an object is off, or has another text. */
struct mw_candidate {
	const struct mw_object *object;
	const char *text;	/* NULL: it is off */
	const char *words;	/* "add GET to spec.rules[0]..." */
	size_t size;		/* how many edits; the smaller the better */
};

struct mw_candidates {
	struct mw_candidate *v;
	size_t n, cap;
};

/* What the answer to R (with trace) gives reason for, the smallest first. */
void mw_suggest_collect(const struct mw_mesh *m, const struct mw_answer *answer,
    struct mw_arena *arena, struct mw_candidates *out);

/* ---- suggest-list.c: edits of a list ------------------------------------- */

/* VALUE as one more item of the list; false when it is written in a way that
 * cannot take one. */
bool mw_list_add(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, const char *value);
/* Without that item, which is not its only one. */
bool mw_list_remove(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, const struct mw_node *item);
/* Another text for a scalar. */
bool mw_scalar_set(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *n, const char *value);

#endif
