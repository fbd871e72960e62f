/*
 * tree-search.c - searching an outline, at once or in slices.
 */
#include "view/tree.h"

#include <string.h>

#include "yaml/node.h"

enum { DEEP = 100 };	/* nodes in nodes that are looked into */

static bool
row_has(const struct mw_treeview *t, const struct mw_row *r,
    const char *needle)
{
	return mw_treeview_keeps(t, r) && (mw_text_has(r->label, needle) ||
	    mw_text_has(r->fact, needle));
}

static bool
node_has(const struct mw_node *n, const char *needle, int depth,
    size_t *looked)
{
	for (const struct mw_node *c = mw_node_first(n); c != NULL &&
	     depth < DEEP; c = mw_node_next(c)) {
		(*looked)++;
		if (mw_text_has(mw_node_key(c), needle) ||
		    mw_text_has(mw_node_text(c), needle) ||
		    node_has(c, needle, depth + 1, looked))
			return true;
	}
	return false;
}

void
mw_tree_search_begin(struct mw_treeview *t, struct mw_tree_search *s,
    const struct mw_row *from, const char *needle, bool forward, bool self)
{
	*s = (struct mw_tree_search){ .from = from, .needle = needle,
		.forward = forward, .at = t->outline->first,
		.passed = from == NULL };
	if (from != NULL && self && row_has(t, from, needle)) {
		s->found = from;
		s->at = NULL;
	}
}

/* One row; true when it is the one. */
static bool
look_at(struct mw_treeview *t, struct mw_tree_search *s,
    const struct mw_row *r)
{
	if (r == s->from) {
		s->passed = true;
		return false;
	}
	if (!row_has(t, r, s->needle))
		return false;
	if (s->passed && s->forward) {
		s->found = r;
		return true;
	}
	if (s->passed)
		s->after = r;
	else if (s->forward && s->before == NULL)
		s->before = r;
	else if (!s->forward)
		s->last = r;
	return false;
}

/* All rows were seen, and none after FROM is it: what is in their stead. */
static const struct mw_row *
another(const struct mw_treeview *t, const struct mw_tree_search *s)
{
	if (!s->forward && (s->last != NULL || s->after != NULL))
		return s->last != NULL ? s->last : s->after;
	if (s->before != NULL)
		return s->before;
	return s->from != NULL && row_has(t, s->from, s->needle) ? s->from
	    : NULL;
}

/* Nothing that was made has it: look into what was not. */
static bool
look_into(struct mw_treeview *t, struct mw_tree_search *s,
    const struct mw_row *r, size_t *looked)
{
	if (r->closed && node_has(r->node, s->needle, 0, looked))
		mw_outline_open(t->outline, r);
	else if (r->yaml && row_has(t, r, s->needle))
		s->found = r;
	return s->found != NULL;
}

bool
mw_tree_search_more(struct mw_treeview *t, struct mw_tree_search *s,
    size_t rows)
{
	const struct mw_row *r = s->at;

	for (size_t looked = 0; r != NULL && looked < rows; looked++) {
		if (s->into ? look_into(t, s, r, &looked)
		    : look_at(t, s, r)) {
			s->at = NULL;
			return false;
		}
		r = mw_row_next(r, true);
	}
	s->at = r;
	if (r != NULL)
		return true;
	if (s->found != NULL || s->into)
		return false;
	s->found = another(t, s);
	s->into = s->found == NULL && t->filter == NULL;
	if (s->into)
		s->at = t->outline->first;
	return s->at != NULL;
}

const struct mw_row *
mw_treeview_search(struct mw_treeview *t, const struct mw_row *from,
    const char *needle, bool forward, bool self)
{
	struct mw_tree_search s;

	mw_tree_search_begin(t, &s, from, needle, forward, self);
	while (mw_tree_search_more(t, &s, SIZE_MAX))
		continue;
	return s.found;
}

size_t
mw_treeview_count(const struct mw_treeview *t, const char *needle,
    const struct mw_row *row, size_t *which)
{
	size_t n = 0;

	*which = 0;
	for (const struct mw_row *r = t->outline->first; r != NULL;
	     r = mw_row_next(r, true)) {
		if (row_has(t, r, needle))
			n++;
		if (r == row)
			*which = row_has(t, r, needle) ? n : 0;
	}
	return n;
}
