/*
 * suggest-node.h - inside whatif: whole nodes more or less in the text of an
 * object.
 *
 * What comes in is given as YAML on one line (FLOW: "{uri: {prefix: /x}}") and
 * written as what stands beside it is, in lines or on one.  All give false,
 * and make no edit, where the text is written in a way that cannot take it.
 */
#ifndef MW_WHATIF_SUGGEST_NODE_H
#define MW_WHATIF_SUGGEST_NODE_H

#include "whatif/lay.h"

/* As item AT of the list; SIZE_MAX: the last one. */
bool mw_item_insert(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *list, size_t at, const char *flow);
/* KEY is not in the map yet. */
bool mw_map_add(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *map, const char *key, const char *flow);
/* What stands at PATH ("spec.trafficPolicy.tls", keys without dots) is, or
 * becomes, FLOW; keys that are missing are added. */
bool mw_path_put(struct mw_lay_edits *e, const struct mw_object *o,
    const char *path, const char *flow);
/* A node with its key or dash; what would be empty then goes with it, up to
 * the spec. */
bool mw_node_drop(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_node *n);

/* Where a copy differs: FLOW in the place of NODE, or nothing (NULL). */
struct mw_copy_rule {
	const struct mw_node *node;
	const char *flow;
};
/* N as YAML on one line. */
void mw_node_flow(const struct mw_node *n, const struct mw_copy_rule *rules,
    size_t n_rules, struct mw_arena *arena, struct mw_buf *out);

#endif
