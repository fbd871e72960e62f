/*
 * orders.c - the trees of the orders: made when they are asked for, and the
 * one that comes next while nobody waits, in slices.
 */
#include "base/str.h"
#include "view/problems.h"
#include "view/state.h"

enum {
	SLICE = 512,		/* rows between two looks at the clock */
	MADE_AT_ONCE = 5000,	/* rows, when a key asks for them */
	MARKED_AT_ONCE = 50000	/* rows */
};

bool
mw_orders_make(struct mw_app *a, enum mw_outline_order order, size_t rows)
{
	struct mw_treeview *t = &a->trees[order];
	struct mw_outline **o = &a->coming[order];

	if (t->outline != NULL)
		return false;
	if (*o == NULL)
		*o = mw_outline_begin(a->mesh_arena, a->mesh, order, true);
	if (mw_outline_more(*o, rows))
		return true;
	mw_treeview_show(t, a->mesh_arena, a->mesh, *o);
	*o = NULL;
	return false;
}

void
mw_orders_mark(struct mw_app *a)
{
	struct mw_treeview *t = mw_app_tree(a);

	if (t->outline->n_rows <= MARKED_AT_ONCE)
		mw_problems_mark(a, a->order, SIZE_MAX);
}

/* The object that is selected stays so. */
static void
turn(struct mw_app *a)
{
	const struct mw_row *r = mw_treeview_row(mw_app_tree(a));
	const struct mw_object *o = r != NULL ? r->object : NULL;
	const struct mw_row *same = NULL;
	const char *filter = mw_app_tree(a)->filter;
	struct mw_buf words = { 0 };

	a->turning = a->hunt.on = false;
	a->order = a->to;
	if (o != NULL)
		same = mw_outline_object(mw_app_tree(a)->outline, o);
	if (same != NULL)
		mw_treeview_select(mw_app_tree(a), same);
	/* one filter for the tree, in whatever order */
	if (!mw_str_eq(filter, mw_app_tree(a)->filter) &&
	    mw_treeview_filter(mw_app_tree(a), filter))
		mw_treeview_filter_more(mw_app_tree(a), MADE_AT_ONCE);
	if (a->screen == MW_SCREEN_TREE)
		mw_app_filter_words(a, &words);
	mw_app_say(a, "%s%s%s", mw_outline_order_name(a->order), words.len > 0
	    ? "; " : "", mw_buf_text(&words));
	mw_buf_release(&words);
}

static enum mw_outline_order
after(enum mw_outline_order o)
{
	return (enum mw_outline_order)((o + 1) % MW_BY_COUNT);
}

void
mw_orders_next(struct mw_app *a)
{
	a->to = after(a->turning ? a->to : a->order);
	a->turning = true;
	if (mw_orders_make(a, a->to, MADE_AT_ONCE))
		mw_app_say(a, "%s: is being made",
		    mw_outline_order_name(a->to));
	else
		turn(a);
}

/* A slice of what is to do for ORDER; false when there is nothing. */
static bool
slice(struct mw_app *a, enum mw_outline_order order)
{
	if (mw_orders_make(a, order, SLICE))
		return true;
	if (a->problems->marked[order] == MW_MARK_ALL ||
	    (!mw_problems_complete(a) && !a->problems->stopped))
		return false;
	if (!mw_problems_mark(a, order, SLICE) && order == a->order)
		a->drawn = false;
	return true;
}

bool
mw_orders_work(struct mw_app *a, int64_t until)
{
	if (a->trees[a->order].outline == NULL)
		return false;	/* nobody looks at trees */
	while (a->options.clock_ms == NULL || mw_app_now(a) < until) {
		if (a->turning && !mw_orders_make(a, a->to, SLICE)) {
			turn(a);
			a->drawn = false;
		} else if (!a->turning && !slice(a, a->order) &&
		    !slice(a, after(a->order))) {
			return false;
		}
	}
	return true;
}
