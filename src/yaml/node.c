/*
 * node.c - reading the tree.
 */
#include "yaml/node.h"

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

static bool
has_text(const struct mw_node *n)
{
	return n != NULL && mw_tree_kind(n) != MW_NODE_NULL &&
	    !mw_tree_is_collection(n);
}

const char *
mw_node_text(const struct mw_node *n)
{
	return has_text(n) ? n->u.text : NULL;
}

size_t
mw_node_len(const struct mw_node *n)
{
	return has_text(n) ? n->len : 0;
}

bool
mw_node_bool(const struct mw_node *n)
{
	return mw_node_is(n, MW_NODE_BOOL) && (n->bits & MW_NODE_TRUE) != 0;
}

int64_t
mw_node_int(const struct mw_node *n)
{
	if (mw_node_is(n, MW_NODE_INT))
		return mw_scalar_int(n->u.text, n->len);
	if (mw_node_is(n, MW_NODE_FLOAT)) {
		double d = mw_scalar_float(n->u.text, n->len);

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
		return mw_scalar_float(n->u.text, n->len);
	return 0;
}

bool
mw_node_quoted(const struct mw_node *n)
{
	return n != NULL && (n->bits & MW_NODE_QUOTED) != 0;
}

size_t
mw_node_count(const struct mw_node *n)
{
	return n != NULL && mw_tree_is_collection(n) ? n->len : 0;
}

const struct mw_node *
mw_node_first(const struct mw_node *n)
{
	return mw_node_count(n) > 0 ? n->u.first : NULL;
}

const struct mw_node *
mw_node_next(const struct mw_node *child)
{
	if (child == NULL || (child->bits & MW_NODE_LAST) != 0)
		return NULL;
	child++;
	return (child->bits & MW_NODE_KIND_MASK) == MW_NODE_LINK ?
	    child->u.link : child;
}

const struct mw_node *
mw_node_at(const struct mw_node *n, size_t i)
{
	const struct mw_node *child;

	if (i >= mw_node_count(n))
		return NULL;
	child = n->u.first;
	/* Siblings stand side by side, so most steps need no look at them. */
	for (; i > 0; i--)
		child = mw_node_next(child);
	return child;
}

const char *
mw_node_key(const struct mw_node *child)
{
	if (child == NULL)
		return NULL;
	if ((child->bits & MW_NODE_FAR) != 0) {
		const void *far = child->key;

		return ((const struct mw_far_key *)far)->key;
	}
	return child->key;
}

const struct mw_node *
mw_node_get(const struct mw_node *map, const char *key)
{
	if (!mw_node_is(map, MW_NODE_MAP) || key == NULL)
		return NULL;
	for (const struct mw_node *c = mw_node_first(map); c != NULL;
	    c = mw_node_next(c)) {
		const char *have = mw_node_key(c);

		if (have == key ||
		    (have[0] == key[0] && strcmp(have, key) == 0))
			return c;
	}
	return NULL;
}

static const struct mw_home *
home(const struct mw_node *n)
{
	return (n - n->slot)->u.home;
}

static struct mw_span
span(const struct mw_home *h, size_t from, size_t to)
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

struct mw_span
mw_node_span(const struct mw_node *n)
{
	if (n == NULL)
		return (struct mw_span){ 0 };
	return span(home(n), n->offset, (size_t)n->offset + n->size);
}

struct mw_span
mw_node_key_span(const struct mw_node *child)
{
	const struct mw_home *h;
	size_t at;

	if (child == NULL || child->key == NULL)
		return (struct mw_span){ 0 };
	h = home(child);
	at = mw_tree_key_offset(child);
	return span(h, at, mw_tree_key_end(h->lines, at, mw_node_key(child)));
}
