/*
 * tree.h - what a node is made of; for src/yaml only.
 *
 * A big mesh has millions of nodes, so a node is 16 bytes.  What can be found
 * out is not stored: numbers are read from the text when asked for, lines and
 * columns are counted from byte offsets, the next child is the next node, and
 * what does not fit goes into a record for rare cases.
 *
 * Nodes stand in pages of 1 KB, and a page begins at a multiple of 1 KB.  Its
 * first slot is no node: it leads to what all nodes of the page share, their
 * home (the source) and their store (of the thread that made them).  Texts,
 * nodes and keys are named by 32-bit references into the store.
 *
 * The children of a collection stand side by side; where a page is full, a
 * link leads to the next.
 */
#ifndef MW_YAML_TREE_H
#define MW_YAML_TREE_H

#include "base/arena.h"
#include "yaml/intern.h"
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
	MW_NODE_LAST = 0x20,	/* no sibling behind */
	MW_NODE_EXTRA = 0x40,	/* the upper bits of key_bits name an extra */
	MW_NODE_KEY_SHIFT = 8,
	MW_NODE_KEY_MAX = (1 << 24) - 1,
	MW_NODE_BACK_SHIFT = 20,
	MW_NODE_SIZE_MAX = (1 << 20) - 1,
	MW_NODE_BACK_MAX = (1 << 12) - 1,
	MW_NODE_FEW = 64	/* children that are counted when asked for */
};

struct mw_node {
	uint32_t ref;		/* of the text, the first child, or the link */
	uint32_t offset;	/* of the first byte in the source */
	uint32_t key_bits;	/* key or extra << 8 | bits */
	uint32_t back_size;	/* from the key to here << 20 | bytes here */
};

/* The rare cases: a node of an alias, a large one, a text with NULs. */
struct mw_extra {
	uint32_t key;
	uint32_t key_offset;
	uint32_t size;
	uint32_t len;		/* of the text, or number of children */
};

/* All of a node, side by side: while it is built. */
struct mw_value {
	uint32_t ref;
	uint32_t offset, size;
	uint32_t key, key_offset;
	uint32_t len;
	uint8_t bits;
	bool merged;		/* came from '<<' */
	bool alias;		/* written as '*name' */
	bool odd;		/* needs an extra whatever its numbers are */
};

/* What the nodes of one thread refer to. */
struct mw_store {
	struct mw_arena *arena;
	const struct mw_keys *keys;
	char **texts;		/* blocks */
	size_t n_texts, texts_cap;
	size_t text_used, text_size;	/* of the last block */
	struct mw_node **regions;	/* of pages */
	size_t n_regions, regions_cap;
	size_t region_used, region_size;	/* nodes, of the last region */
	struct mw_extra *extras;
	size_t n_extras, extras_cap;
	bool full;		/* a reference ran out of bits */
};

struct mw_page_head {
	const struct mw_home *home;
	const struct mw_store *store;
};

struct mw_store *mw_store_new(struct mw_arena *a, const struct mw_keys *keys);
/* A copy of the text with a NUL behind it. */
uint32_t mw_store_text(struct mw_store *s, const char *text, size_t len);

/* Puts the nodes of one source into pages of a store. */
struct mw_tree {
	struct mw_store *store;
	const struct mw_home *home;
	struct mw_node *page;
	size_t used;		/* slots */
	uint32_t page_ref;
};

void mw_yaml_tree_init(struct mw_tree *t, struct mw_store *store,
    const struct mw_home *home);
/* N values to stay, as the children of one collection; N > 0. */
uint32_t mw_yaml_tree_keep(struct mw_tree *t, const struct mw_value *v, size_t n);
void mw_tree_unpack(const struct mw_node *n, struct mw_value *v);
const struct mw_node *mw_tree_node(const struct mw_store *s, uint32_t ref);

/* I steps along siblings that are known to be there. */
const struct mw_node *mw_tree_skip(const struct mw_node *child, size_t i);

/* [FROM, TO) of a source. */
struct mw_span mw_tree_span(const struct mw_home *h, size_t from, size_t to);
/* Where the key of a child begins in the source, and one past its end. */
size_t mw_tree_key_offset(const struct mw_node *child);
size_t mw_tree_key_end(const struct mw_lines *l, size_t at, const char *key);

static inline enum mw_node_kind
mw_tree_kind(const struct mw_node *n)
{
	return (enum mw_node_kind)(n->key_bits & MW_NODE_KIND_MASK);
}

static inline bool
mw_kind_is_collection(enum mw_node_kind kind)
{
	return kind == MW_NODE_LIST || kind == MW_NODE_MAP;
}

const struct mw_page_head *mw_tree_head(const struct mw_node *n);

static inline const char *
mw_store_at(const struct mw_store *s, uint32_t ref)
{
	return s->texts[ref >> 20] + (ref & 0xfffff);
}

#endif
