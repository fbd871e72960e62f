/*
 * tree.c - putting nodes into pages.
 */
#include "yaml/tree.h"

#include <string.h>

enum {
	PAGE_FIRST = 32,	/* slots: a small file has few nodes */
	PAGE_MAX = 256		/* what a slot number can say */
};

_Static_assert(sizeof(struct mw_node) <= 32 || sizeof(void *) > 8,
    "a node has grown");

void
mw_tree_init(struct mw_tree *t, struct mw_arena *arena,
    const struct mw_home *home)
{
	*t = (struct mw_tree){ .arena = arena, .home = home };
}

static void
new_page(struct mw_tree *t)
{
	t->cap = t->cap == 0 ? PAGE_FIRST :
	    t->cap < PAGE_MAX ? t->cap * 2 : PAGE_MAX;
	t->page = MW_NEW_ARRAY(t->arena, struct mw_node, t->cap);
	t->page[0].u.home = t->home;
	t->used = 1;
}

static void
put(struct mw_tree *t, const struct mw_node *nodes, size_t n)
{
	struct mw_node *to = t->page + t->used;

	memcpy(to, nodes, n * sizeof(*to));
	for (size_t i = 0; i < n; i++) {
		to[i].slot = (uint8_t)(t->used + i);
		to[i].bits &= (uint8_t)~MW_NODE_LAST;
	}
	t->used += n;
}

const struct mw_node *
mw_tree_keep(struct mw_tree *t, const struct mw_node *nodes, size_t n)
{
	const struct mw_node *first = NULL;

	/* One node and a link must fit, or the rest of the page is lost. */
	if (t->cap - t->used < 2 && t->cap - t->used < n)
		new_page(t);
	first = t->page + t->used;
	while (n > t->cap - t->used) {
		size_t part = t->cap - t->used - 1;
		struct mw_node *link;

		put(t, nodes, part);
		nodes += part;
		n -= part;
		link = t->page + t->used;
		link->slot = (uint8_t)t->used;
		link->bits = MW_NODE_LINK;
		new_page(t);
		link->u.link = t->page + t->used;
	}
	put(t, nodes, n);
	t->page[t->used - 1].bits |= MW_NODE_LAST;
	return first;
}

void
mw_tree_set_key(struct mw_tree *t, struct mw_node *node, const char *key,
    size_t offset)
{
	struct mw_far_key *far;

	node->bits &= (uint8_t)~MW_NODE_FAR;
	node->key = key;
	if (offset <= node->offset && node->offset - offset <= UINT16_MAX) {
		node->key_back = (uint16_t)(node->offset - offset);
		return;
	}
	far = MW_NEW(t->arena, struct mw_far_key);
	far->key = key;
	far->offset = (uint32_t)offset;
	node->key = (const char *)far;
	node->bits |= MW_NODE_FAR;
}

size_t
mw_tree_key_offset(const struct mw_node *child)
{
	if ((child->bits & MW_NODE_FAR) != 0) {
		const void *far = child->key;

		return ((const struct mw_far_key *)far)->offset;
	}
	return (size_t)child->offset - child->key_back;
}

/* As it is written: quotes and escapes are skipped over. */
size_t
mw_tree_key_end(const struct mw_lines *l, size_t at, const char *key)
{
	char quote = l->text[at];	/* NUL at the end */
	size_t len = strlen(key);

	if (quote != '"' && quote != '\'') {
		size_t end = at;

		if (l->len - at >= len && memcmp(l->text + at, key, len) == 0)
			return at + len;
		/* true for y, 511 for 0777: up to the colon. */
		while (end < l->len && strchr(": \t\r\n,}", l->text[end]) == NULL)
			end++;
		return end;
	}
	for (at++; at < l->len && l->text[at] != quote; at++)
		if (quote == '"' && l->text[at] == '\\' && at + 1 < l->len)
			at++;
	return at < l->len ? at + 1 : l->len;
}
