/*
 * app-why.c - why an action would do nothing now; the help says so.
 */
#include "view/compare.h"

static const char *
what_if(const struct mw_app *a, enum mw_action action)
{
	const struct mw_whatif *w = mw_compare_whatif(a);

	switch (action) {
	case MW_DO_UNDO:
		return w == NULL || !mw_whatif_can_undo(w) ? "nothing to undo"
							   : NULL;
	case MW_DO_REDO:
		return w == NULL || !mw_whatif_can_redo(w) ? "nothing to redo"
							   : NULL;
	case MW_DO_DROP:
	case MW_DO_WRITE:
		return mw_compare_changes(a) == 0 ? "no what-if is active"
						  : NULL;
	default:
		return NULL;
	}
}

/* What needs something in the selected row. */
static const char *
row(struct mw_app *a, enum mw_action action)
{
	struct mw_subject s = { 0 };
	struct mw_span at;

	switch (action) {
	case MW_DO_SOURCE:
	case MW_DO_EDIT:
	case MW_DO_COPY_PLACE:
		return mw_app_place(a, &at) ? NULL
		    : "no place in a file";
	case MW_DO_DISABLE:
	case MW_DO_CHANGE:
	case MW_DO_IN_TREE:
	case MW_DO_REFERRERS:
		if ((action == MW_DO_DISABLE || action == MW_DO_CHANGE) &&
		    mw_compare_on_addition(a))
			return NULL;
		mw_app_subject(a, &s);
		return s.object == NULL ? "no object here" : NULL;
	default:
		return NULL;
	}
}

static const char *
request(const struct mw_app *a, enum mw_action action)
{
	bool steps = a->screen == MW_SCREEN_TRACE ||
	    a->screen == MW_SCREEN_COMPARE;

	switch (action) {
	case MW_DO_AGAIN:
	case MW_DO_PIN:
		return mw_trace_request(a) == NULL ? "no request was sent yet"
						   : NULL;
	case MW_DO_NEXT_BRANCH:
	case MW_DO_PREVIOUS_BRANCH:
		return !mw_trace_has_branches(a) ? "the way has one branch"
						 : NULL;
	case MW_DO_NEXT_HIT:
	case MW_DO_PREVIOUS_HIT:
		return a->needle.len == 0 && !steps ? "nothing is searched"
						    : NULL;
	default:
		return NULL;
	}
}

static const char *
place(const struct mw_app *a, enum mw_action action)
{
	switch (action) {
	case MW_DO_BACK:
		return a->spot == 0 ? "nothing to go back to" : NULL;
	case MW_DO_FORWARD:
		return a->spot + 1 >= a->n_spots ? "nothing to go forward to"
						 : NULL;
	case MW_DO_NEXT_PANE:
	case MW_DO_PREVIOUS_PANE:
	case MW_DO_LARGER:
		return mw_screen_now(a)->split == MW_SPLIT_NONE
		    ? "the screen has one pane" : NULL;
	case MW_DO_SMALLER:
		return a->zoom == 0 ? "the pane is not larger" : NULL;
	default:
		return NULL;
	}
}

const char *
mw_app_why_not(struct mw_app *a, enum mw_action action)
{
	const char *why = what_if(a, action);

	if (why == NULL)
		why = request(a, action);
	if (why == NULL)
		why = place(a, action);
	return why != NULL ? why : row(a, action);
}
