/*
 * app-history.c - where one was, and coming back to exactly that: screen,
 * row, scroll, folds, filter and focus.
 */
#include <string.h>

#include "base/str.h"
#include "view/problems.h"
#include "view/state.h"
#include "view/trace.h"

/* Folds and filter of the tree; they last as long as the mesh. */
static void
spot_tree(struct mw_app *a, struct mw_spot *s)
{
	struct mw_treeview *t = mw_app_tree(a);
	const struct mw_row *r = mw_treeview_row(t);

	s->row = r != NULL ? mw_row_id(a->arena, r) : NULL;
	s->filter = t->filter != NULL ? mw_arena_strdup(a->mesh_arena,
	    t->filter) : NULL;
	if (a->last_folds[a->order] == NULL ||
	    !mw_treeview_has_folds(t, a->last_folds[a->order]))
		a->last_folds[a->order] = mw_treeview_folds(t,
		    a->mesh_arena);
	s->folds = a->last_folds[a->order];
}

void
mw_app_spot(struct mw_app *a, struct mw_spot *s)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	const struct mw_list *l = ops->list != NULL ? ops->list(a) : NULL;

	memset(s, 0, sizeof(*s));
	s->screen = a->screen == MW_SCREEN_HELP ? MW_SCREEN_TREE : a->screen;
	s->order = a->order;
	s->generation = a->generation;
	s->focus = a->focus[a->screen];
	s->zoom = a->zoom;
	s->n_under = a->n_under;
	memcpy(s->under, a->under, sizeof(s->under));
	if (a->screen == MW_SCREEN_TREE)
		spot_tree(a, s);
	if (a->screen == MW_SCREEN_SOURCE && mw_source_file(a) != NULL)
		s->file = mw_arena_strdup(a->arena, mw_source_file(a));
	if (a->screen == MW_SCREEN_TRACE)
		s->branch = a->trace->branch;
	if (a->screen == MW_SCREEN_PROBLEMS)
		mw_problems_spot(a, s);
	if (l != NULL) {
		s->line = l->selected;
		s->top = l->top;
	}
	if (a->screen == MW_SCREEN_TRACE)
		mw_trace_spot(a, s);
	s->page_line = a->pages[a->screen].list.selected;
	s->page_top = a->pages[a->screen].list.top;
}

void
mw_app_leave(struct mw_app *a)
{
	if (a->spot == MW_SPOTS) {
		memmove(a->spots, a->spots + 1, (MW_SPOTS - 1) *
		    sizeof(*a->spots));
		a->spot--;
	}
	mw_app_spot(a, &a->spots[a->spot++]);
	a->n_spots = a->spot;
}

static void
go_tree(struct mw_app *a, const struct mw_spot *s)
{
	struct mw_treeview *t;
	const struct mw_row *r;

	a->order = s->order;
	t = mw_app_tree(a);
	if (s->generation == a->generation) {
		if (!mw_str_eq(mw_str_or_empty(t->filter),
		    mw_str_or_empty(s->filter)))
			mw_treeview_set_filter(t, s->filter);
		if (s->folds != NULL)
			mw_treeview_set_folds(t, s->folds);
	}
	r = s->row != NULL ? mw_outline_find(t->outline, s->row) : NULL;
	if (r != NULL)
		mw_treeview_select(t, r);
}

/* What the screen shows, before the row on it. */
static bool
go_screen(struct mw_app *a, const struct mw_spot *s)
{
	if (s->screen == MW_SCREEN_SOURCE && (s->file == NULL ||
	    !mw_source_open(a, s->file, (unsigned)s->line + 1))) {
		mw_app_alarm(a, "that file is not there any more");
		return false;
	}
	a->screen = s->screen;
	a->n_under = s->n_under;
	memcpy(a->under, s->under, sizeof(a->under));
	a->focus[a->screen] = s->focus;
	a->zoom = s->zoom;
	mw_app_layout(a);
	if (s->screen == MW_SCREEN_TREE)
		go_tree(a, s);
	else if (s->screen == MW_SCREEN_TRACE &&
	    a->trace->branch != s->branch)
		mw_trace_branch(a, s->branch);
	else if (s->screen == MW_SCREEN_PROBLEMS)
		mw_problems_go(a, s);
	return true;
}

void
mw_app_go(struct mw_app *a, const struct mw_spot *s)
{
	const struct mw_screen_ops *ops;
	struct mw_list *l;

	if (!go_screen(a, s))
		return;
	ops = mw_screen_now(a);
	l = ops->list != NULL ? ops->list(a) : NULL;
	if (s->screen == MW_SCREEN_TRACE) {
		mw_trace_go(a, s);
	} else if (l != NULL && (s->screen != MW_SCREEN_TREE || s->generation ==
	    a->generation)) {
		mw_list_to(l, s->line);
		l->top = s->top;
	}
	mw_app_make_page(a);
	l = &a->pages[a->screen].list;
	mw_list_to(l, s->page_line);
	l->top = s->page_top;
}

void
mw_app_back(struct mw_app *a, int by)
{
	struct mw_spot here;

	if (by < 0 ? a->spot == 0 : a->spot + 1 >= a->n_spots) {
		mw_app_say(a, by < 0 ? "there is nothing to go back to"
		    : "there is nothing to go forward to");
		return;
	}
	mw_app_spot(a, &here);
	/* where we are is what forward comes back to */
	if (a->spot == a->n_spots && a->n_spots < MW_SPOTS)
		a->spots[a->n_spots++] = here;
	else if (a->spot < MW_SPOTS)
		a->spots[a->spot] = here;
	a->spot = by < 0 ? a->spot - 1 : a->spot + 1;
	here = a->spots[a->spot];
	mw_app_go(a, &here);
}
