/*
 * node.c - reading the tree.
 */
#include "yaml/node.h"

#include "base/str.h"
#include "yaml/scalar.h"
#include "yaml/tree.h"

#include <string.h>

enum mw_node_kind
mw_node_kind(const struct mw_node *n)
{
	return n != NULL ? mw_tree_kind(n) : MW_NODE_NULL;
}

bool
mw_node_is(const struct mw_node *n, enum mw_node_kind kind)
{
	return n != NULL && mw_tree_kind(n) == kind;
}

const char *
mw_node_kind_name(enum mw_node_kind kind)
{
	switch (kind) {
	case MW_NODE_NULL:
		return "nothing";
	case MW_NODE_BOOL:
		return "a boolean";
	case MW_NODE_INT:
		return "a number";
	case MW_NODE_FLOAT:
		return "a number";
	case MW_NODE_STRING:
		return "text";
	case MW_NODE_LIST:
		return "a list";
	case MW_NODE_MAP:
		return "a mapping";
	}
	return "";
}

static const struct mw_store *
store(const struct mw_node *n)
{
	return mw_tree_head(n)->store;
}

static const struct mw_extra *
extra(const struct mw_node *n)
{
	if ((n->key_bits & MW_NODE_EXTRA) == 0)
		return NULL;
	return &store(n)->extras[n->key_bits >> MW_NODE_KEY_SHIFT];
}

const char *
mw_node_text(const struct mw_node *n)
{
	if (n == NULL || mw_tree_kind(n) == MW_NODE_NULL ||
	    mw_kind_is_collection(mw_tree_kind(n)))
		return NULL;
	return mw_store_at(store(n), n->ref);
}

size_t
mw_node_len(const struct mw_node *n)
{
	const char *text = mw_node_text(n);
	const struct mw_extra *e;

	if (text == NULL)
		return 0;
	e = extra(n);
	return e != NULL ? e->len : strlen(text);
}

bool
mw_node_bool(const struct mw_node *n)
{
	return mw_node_is(n, MW_NODE_BOOL) && (n->key_bits & MW_NODE_TRUE) != 0;
}

int64_t
mw_node_int(const struct mw_node *n)
{
	if (mw_node_is(n, MW_NODE_INT))
		return mw_scalar_int(mw_node_text(n), mw_node_len(n));
	if (mw_node_is(n, MW_NODE_FLOAT)) {
		double d = mw_scalar_float(mw_node_text(n), mw_node_len(n));

		/* 2 to the 63rd: the first that does not fit. */
		if (d >= 9223372036854775808.0)
			return INT64_MAX;
		return d < -9223372036854775808.0 ? INT64_MIN : (int64_t)d;
	}
	return 0;
}

double
mw_node_float(const struct mw_node *n)
{
	if (mw_node_is(n, MW_NODE_INT) || mw_node_is(n, MW_NODE_FLOAT))
		return mw_scalar_float(mw_node_text(n), mw_node_len(n));
	return 0;
}

bool
mw_node_quoted(const struct mw_node *n)
{
	return n != NULL && (n->key_bits & MW_NODE_QUOTED) != 0;
}

size_t
mw_node_count(const struct mw_node *n)
{
	const struct mw_extra *e;
	size_t count = 0;

	if (n == NULL || !mw_kind_is_collection(mw_tree_kind(n)))
		return 0;
	e = extra(n);
	if (e != NULL)
		return e->len;
	/* No more than MW_NODE_FEW, and side by side. */
	for (n = mw_node_first(n); n != NULL; n = mw_node_next(n))
		count++;
	return count;
}

const struct mw_node *
mw_node_first(const struct mw_node *n)
{
	if (n == NULL || !mw_kind_is_collection(mw_tree_kind(n)) ||
	    n->ref == 0)
		return NULL;
	return mw_tree_node(store(n), n->ref);
}

const struct mw_node *
mw_node_next(const struct mw_node *child)
{
	if (child == NULL || (child->key_bits & MW_NODE_LAST) != 0)
		return NULL;
	child++;
	if ((child->key_bits & MW_NODE_KIND_MASK) == MW_NODE_LINK)
		return mw_tree_node(store(child), child->ref);
	return child;
}

const struct mw_node *
mw_node_at(const struct mw_node *n, size_t i)
{
	const struct mw_node *child = mw_node_first(n);
	const struct mw_extra *e = child != NULL ? extra(n) : NULL;

	/* Of many it is known that they are there: go from page to page. */
	if (e != NULL)
		return i < e->len ? mw_tree_skip(child, i) : NULL;
	for (; i > 0; i--)
		child = mw_node_next(child);
	return child;
}

const struct mw_node *
mw_node_last(const struct mw_node *n)
{
	size_t count = mw_node_count(n);

	return count > 0 ? mw_node_at(n, count - 1) : NULL;
}

/* The number of the key of a child; 0 in a list. */
static uint32_t
key_number(const struct mw_node *child)
{
	const struct mw_extra *e = extra(child);

	return e != NULL ? e->key : child->key_bits >> MW_NODE_KEY_SHIFT;
}

const char *
mw_node_key(const struct mw_node *child)
{
	uint32_t key = child != NULL ? key_number(child) : 0;

	return key != 0 ? mw_keys_text(store(child)->keys, key) : NULL;
}

const struct mw_node *
mw_node_get(const struct mw_node *map, const char *key)
{
	const struct mw_keys *keys;

	if (!mw_node_is(map, MW_NODE_MAP) || key == NULL)
		return NULL;
	keys = store(map)->keys;
	for (const struct mw_node *c = mw_node_first(map); c != NULL;
	    c = mw_node_next(c)) {
		const char *have = mw_keys_text(keys, key_number(c));

		if (have == key ||
		    (have[0] == key[0] && strcmp(have, key) == 0))
			return c;
	}
	return NULL;
}

struct mw_span
mw_node_span(const struct mw_node *n)
{
	const struct mw_extra *e;
	size_t size;

	if (n == NULL)
		return (struct mw_span){ 0 };
	e = extra(n);
	size = e != NULL ? e->size : n->back_size & MW_NODE_SIZE_MAX;
	return mw_tree_span(mw_tree_head(n)->home, n->offset, n->offset + size);
}

bool
mw_node_holds(const struct mw_node *outer, const struct mw_node *inner)
{
	struct mw_span o = mw_node_span(outer), i = mw_node_span(inner);

	return mw_str_eq(o.file, i.file) && (o.line < i.line || (o.line ==
	    i.line && o.column <= i.column)) && (o.end_line > i.line ||
	    (o.end_line == i.line && o.end_column >= i.end_column));
}

struct mw_span
mw_node_key_span(const struct mw_node *child)
{
	const struct mw_home *h;
	const char *key = mw_node_key(child);
	size_t at;

	if (key == NULL)
		return (struct mw_span){ 0 };
	h = mw_tree_head(child)->home;
	at = mw_tree_key_offset(child);
	return mw_tree_span(h, at, mw_tree_key_end(h->lines, at, key));
}
