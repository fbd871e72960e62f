/*
 * tree.c - putting nodes into pages, and finding what they refer to.
 */
#include "yaml/tree.h"

#include "base/vec.h"

#include <string.h>

enum {
	SLOTS = 64,		/* of a page */
	PAGE = SLOTS * sizeof(struct mw_node),
	REGION_FIRST = 4 * SLOTS,
	REGION_MAX = 1 << 16,	/* nodes: the lower half of a reference */
	TEXT_FIRST = 1 << 11,
	TEXT_MAX = 1 << 20,	/* bytes: the lower 20 bits of a reference */
	BLOCKS_MAX = 1 << 12
};

_Static_assert(sizeof(struct mw_node) == 16, "a node has grown");
_Static_assert(sizeof(struct mw_page_head) <= sizeof(struct mw_node),
    "a page head takes one slot");

struct mw_store *
mw_store_new(struct mw_arena *a, const struct mw_keys *keys)
{
	struct mw_store *s = MW_NEW(a, struct mw_store);

	s->arena = a;
	s->keys = keys;
	mw_store_text(s, "", 0);	/* reference 0 is always good */
	return s;
}

/* A block that begins with LEN free bytes; false when there are too many. */
static bool
new_block(struct mw_store *s, size_t len)
{
	size_t size = s->text_size == 0 ? TEXT_FIRST :
	    s->text_size < TEXT_MAX ? s->text_size * 2 : TEXT_MAX;

	if (s->n_texts == BLOCKS_MAX) {
		s->full = true;
		return false;
	}
	if (s->n_texts == s->texts_cap)
		s->texts = mw_vec_grow(s->arena, s->texts, s->n_texts,
		    &s->texts_cap, sizeof(*s->texts));
	s->text_size = size > len ? size : len;
	s->text_used = 0;
	s->texts[s->n_texts++] = mw_arena_alloc(s->arena, s->text_size);
	return true;
}

uint32_t
mw_store_text(struct mw_store *s, const char *text, size_t len)
{
	size_t at = s->text_used;
	char *to;

	/* A block that was made larger for a long text ends with it. */
	if ((s->text_size - at <= len || at >= TEXT_MAX)) {
		if (!new_block(s, len + 1))
			return 0;
		at = 0;
	}
	to = s->texts[s->n_texts - 1] + at;
	memcpy(to, text, len);
	to[len] = '\0';
	s->text_used = at + len + 1;
	if (s->text_size > TEXT_MAX)
		s->text_size = s->text_used = TEXT_MAX;
	return (uint32_t)((s->n_texts - 1) << 20 | at);
}

/* Memory for N nodes, at a multiple of PAGE. */
static struct mw_node *
region_alloc(struct mw_arena *a, size_t n)
{
	char *p = mw_arena_alloc(a, n * sizeof(struct mw_node) + PAGE);
	size_t over = (uintptr_t)p % PAGE;
	void *aligned = p + (over > 0 ? PAGE - over : 0);

	return aligned;
}

static void
new_region(struct mw_store *s)
{
	size_t size = s->region_size == 0 ? REGION_FIRST :
	    s->region_size < REGION_MAX ? s->region_size * 2 : REGION_MAX;

	if (s->n_regions == s->regions_cap)
		s->regions = mw_vec_grow(s->arena, s->regions, s->n_regions,
		    &s->regions_cap, sizeof(*s->regions));
	s->regions[s->n_regions++] = region_alloc(s->arena, size);
	s->region_size = size;
	s->region_used = 0;
}

static void
new_page(struct mw_tree *t)
{
	struct mw_store *s = t->store;
	struct mw_page_head *head;
	void *page;

	if (s->region_used == s->region_size)
		new_region(s);
	page = s->regions[s->n_regions - 1] + s->region_used;
	head = page;
	head->home = t->home;
	head->store = s;
	t->page = page;
	t->page_ref = (uint32_t)((s->n_regions - 1) << 16 | s->region_used);
	t->used = 1;
	s->region_used += SLOTS;
}

void
mw_yaml_tree_init(struct mw_tree *t, struct mw_store *store,
    const struct mw_home *home)
{
	*t = (struct mw_tree){ .store = store, .home = home, .used = SLOTS };
}

/* Puts V into an extra; gives its number. */
static uint32_t
add_extra(struct mw_store *s, const struct mw_value *v)
{
	struct mw_extra e = {
		.key = v->key,
		.key_offset = v->key_offset,
		.size = v->size,
		.len = v->len,
	};

	if (s->n_extras >= MW_NODE_KEY_MAX) {
		s->full = true;
		return 0;
	}
	if (s->n_extras == s->extras_cap)
		s->extras = mw_vec_grow(s->arena, s->extras, s->n_extras,
		    &s->extras_cap, sizeof(*s->extras));
	s->extras[s->n_extras] = e;
	return (uint32_t)s->n_extras++;
}

static void
pack_odd(struct mw_store *s, const struct mw_value *v, struct mw_node *n)
{
	n->key_bits = add_extra(s, v) << MW_NODE_KEY_SHIFT | MW_NODE_EXTRA |
	    v->bits;
	n->back_size = 0;
}

static inline void
put(struct mw_tree *t, const struct mw_value *v, size_t n)
{
	struct mw_node *to = t->page + t->used;

	t->used += n;
	for (const struct mw_value *end = v + n; v < end; v++, to++) {
		uint32_t back = v->key != 0 ? v->offset - v->key_offset : 0;

		to->ref = v->ref;
		to->offset = v->offset;
		to->key_bits = v->key << MW_NODE_KEY_SHIFT | v->bits;
		to->back_size = back << MW_NODE_BACK_SHIFT | v->size;
		/* A key behind its value gives a huge number: an alias. */
		if (v->odd || back > MW_NODE_BACK_MAX ||
		    v->size > MW_NODE_SIZE_MAX)
			pack_odd(t->store, v, to);
	}
}

uint32_t
mw_yaml_tree_keep(struct mw_tree *t, const struct mw_value *v, size_t n)
{
	uint32_t first;

	/* One node and a link must fit, or the rest of the page is lost. */
	if (SLOTS - t->used < 2 && SLOTS - t->used < n)
		new_page(t);
	first = t->page_ref + (uint32_t)t->used;
	while (n > SLOTS - t->used) {
		size_t part = SLOTS - t->used - 1;
		struct mw_node *link;

		put(t, v, part);
		v += part;
		n -= part;
		link = t->page + t->used;
		link->key_bits = MW_NODE_LINK;
		new_page(t);
		link->ref = t->page_ref + (uint32_t)t->used;
	}
	put(t, v, n);
	t->page[t->used - 1].key_bits |= MW_NODE_LAST;
	return first;
}

const struct mw_page_head *
mw_tree_head(const struct mw_node *n)
{
	const void *page = n - (uintptr_t)n % PAGE / sizeof(*n);

	return page;
}

const struct mw_node *
mw_tree_node(const struct mw_store *s, uint32_t ref)
{
	return s->regions[ref >> 16] + (ref & 0xffff);
}

void
mw_tree_unpack(const struct mw_node *n, struct mw_value *v)
{
	*v = (struct mw_value){
		.ref = n->ref,
		.offset = n->offset,
		.bits = (uint8_t)(n->key_bits & 0x1f),
	};
	if ((n->key_bits & MW_NODE_EXTRA) != 0) {
		const struct mw_extra *e = &mw_tree_head(n)->store->
		    extras[n->key_bits >> MW_NODE_KEY_SHIFT];

		v->key = e->key;
		v->key_offset = e->key_offset;
		v->size = e->size;
		v->len = e->len;
		v->odd = true;
		return;
	}
	v->key = n->key_bits >> MW_NODE_KEY_SHIFT;
	v->key_offset = n->offset - (n->back_size >> MW_NODE_BACK_SHIFT);
	v->size = n->back_size & MW_NODE_SIZE_MAX;
}

const struct mw_node *
mw_tree_skip(const struct mw_node *child, size_t i)
{
	for (;;) {
		/* Siblings up to the end of the page, if they go that far. */
		size_t slot = (uintptr_t)child % PAGE / sizeof(*child);
		size_t left = SLOTS - 1 - slot;

		if (i < left)
			return child + i;
		child += left;
		i -= left;
		if ((child->key_bits & MW_NODE_KIND_MASK) != MW_NODE_LINK)
			return child;	/* the last one fills the page */
		child = mw_tree_node(mw_tree_head(child)->store, child->ref);
	}
}

struct mw_span
mw_tree_span(const struct mw_home *h, size_t from, size_t to)
{
	struct mw_span s = { .file = h->file };

	mw_lines_at(h->lines, from, &s.line, &s.column);
	mw_lines_at(h->lines, to, &s.end_line, &s.end_column);
	s.line += h->line_add;
	s.end_line += h->line_add;
	s.column += h->column_add;
	s.end_column += h->column_add;
	return s;
}

size_t
mw_tree_key_offset(const struct mw_node *child)
{
	struct mw_value v;

	mw_tree_unpack(child, &v);
	return v.key_offset;
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
		while (end < l->len &&
		    strchr(": \t\r\n,}", l->text[end]) == NULL)
			end++;
		return end;
	}
	for (at++; at < l->len && l->text[at] != quote; at++)
		if (quote == '"' && l->text[at] == '\\' && at + 1 < l->len)
			at++;
	return at < l->len ? at + 1 : l->len;
}
