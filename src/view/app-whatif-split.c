/*
 * app-whatif-split.c - weights of one route, of which one is changed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "yaml/node.h"

/* As the what-if has it; -1: no number. */
static int
number(const char *s)
{
	long v = strtol(s, NULL, 10);

	return *s == '\0' || s[strspn(s, "0123456789")] != '\0' || strlen(s) > 6
	    ? -1 : (int)v;
}

static int
weight_now(const struct mw_app *a, const struct mw_object *o,
    const struct mw_node *n)
{
	const struct mw_whatif_change *c = mw_whatif_of(mw_compare_whatif(a), o,
	    n);

	return number(c != NULL && c->value != NULL ? c->value
	    : mw_str_or_empty(mw_node_text(n)));
}

/* The list of destinations among which NODE is a weight, or NULL. */
static const struct mw_node *
split_of(const struct mw_object *o, const struct mw_node *node)
{
	struct mw_buf path = { 0 };
	const struct mw_node *list = NULL;
	char *end;

	if (mw_str_eq(mw_node_key(node), "weight") && o->root != NULL &&
	    mw_node_path(o->root, node, &path) && (end = strrchr(path.data,
	    '[')) != NULL && strcmp(end + strcspn(end, "]"), "].weight") == 0) {
		*end = '\0';
		list = mw_node_find(o->root, path.data);
	}
	mw_buf_release(&path);
	return list;
}

const struct mw_node *
mw_compare_other_weight(const struct mw_app *a, const struct mw_object *o,
    const struct mw_node *node, const char *value, int *rest, int *sum)
{
	const struct mw_node *list = split_of(o, node), *other = NULL;
	int now = 0, others = 0, v = number(value);
	/* G88: weights of the Gateway API are shares of their sum, 1 each */
	bool shares = o->kind != MW_KIND_VIRTUAL_SERVICE;
	size_t n = 0;

	*sum = -1;
	*rest = 0;
	for (const struct mw_node *d = mw_node_first(list); d != NULL && v >= 0;
	     d = mw_node_next(d)) {
		const struct mw_node *w = mw_node_get(d, "weight");
		int x = w != NULL ? weight_now(a, o, w) : shares;

		if (x < 0)
			return NULL;
		now += x;
		n++;
		if (w == node)
			continue;
		others += x;
		other = w;
	}
	if (n < 2 || (shares && now != 100))
		return NULL;
	*sum = v + others;
	if (n != 2 || other == NULL || now != 100 || v > 100)
		return NULL;
	*rest = 100 - v;
	*sum = 100;
	return other;
}
