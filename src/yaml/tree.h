/*
 * tree.h - what a node is made of; for src/yaml only.
 *
 * A big mesh has millions of nodes, so a node is 32 bytes.  What can be found
 * out is not stored: numbers are read from the text when asked for, lines and
 * columns are counted from byte offsets, the next child is the next node.
 *
 * Nodes stand in pages.  Slot 0 of a page is no node: it points to the home,
 * which is what all nodes of one source share.  The children of a collection
 * stand side by side; when a page is full, a link leads to the next page.
 */
#ifndef MW_YAML_TREE_H
#define MW_YAML_TREE_H

#include "base/arena.h"
#include "yaml/lines.h"
#include "yaml/load.h"
#include "yaml/node.h"

/* Where the nodes of a source come from. */
struct mw_home {
	const char *file;	/* for spans */
	const struct mw_lines *lines;
	uint32_t line_add;	/* embedded text: where it sits in its file */
	uint32_t column_add;
};

enum {
	MW_NODE_LINK = 7,	/* a kind beyond those of node.h */
	MW_NODE_KIND_MASK = 0x07,
	MW_NODE_QUOTED = 0x08,
	MW_NODE_TRUE = 0x10,	/* a BOOL that is true */
	MW_NODE_FAR = 0x20,	/* key points to a struct mw_far_key */
	MW_NODE_LAST = 0x40	/* no sibling behind */
};

struct mw_node {
	union {
		const char *text;
		const struct mw_node *first;
		const struct mw_node *link;
		const struct mw_home *home;
	} u;
	const char *key;	/* interned; NULL in a list */
	uint32_t offset;	/* of the first byte in the source */
	uint32_t size;		/* bytes in the source */
	uint32_t len;		/* of the text, or number of children */
	uint16_t key_back;	/* offset of the key = offset - key_back */
	uint8_t slot;		/* place in its page */
	uint8_t bits;
};

/* The key of a node that does not stand shortly behind it (aliases). */
struct mw_far_key {
	const char *key;
	uint32_t offset;
};

/* Takes pages from an arena and puts nodes into them. */
struct mw_tree {
	struct mw_arena *arena;
	const struct mw_home *home;
	struct mw_node *page;
	size_t used, cap;	/* slots */
};

void mw_tree_init(struct mw_tree *t, struct mw_arena *arena,
    const struct mw_home *home);
/* N nodes to stay, as the children of one collection; N > 0. */
const struct mw_node *mw_tree_keep(struct mw_tree *t,
    const struct mw_node *nodes, size_t n);
/* Gives NODE the key KEY that begins at OFFSET. */
void mw_tree_set_key(struct mw_tree *t, struct mw_node *node, const char *key,
    size_t offset);

/* Where the key of a child begins in the source, and one past its end. */
size_t mw_tree_key_offset(const struct mw_node *child);
size_t mw_tree_key_end(const struct mw_lines *l, size_t at, const char *key);

static inline enum mw_node_kind
mw_tree_kind(const struct mw_node *n)
{
	return (enum mw_node_kind)(n->bits & MW_NODE_KIND_MASK);
}

static inline bool
mw_tree_is_collection(const struct mw_node *n)
{
	return mw_tree_kind(n) == MW_NODE_LIST ||
	    mw_tree_kind(n) == MW_NODE_MAP;
}

#endif
