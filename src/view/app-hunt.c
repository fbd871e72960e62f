/*
 * app-hunt.c - searching and filtering, in slices where there is much to go
 * through.
 *
 * A key looks at so many rows itself that nobody notices; the work between
 * keys goes on from there, and the next key ends it.
 */
#include <string.h>

#include "base/str.h"
#include "view/problems.h"
#include "view/state.h"

enum {
	COUNTED_ROWS = 30000,	/* more are searched, but not counted */
	AT_ONCE = 40000,	/* rows, lines or nodes: some milliseconds */
	SLICE = 5000		/* between two looks at the clock */
};

/* ---- one slice ----------------------------------------------------------- */

static bool
line_has(struct mw_app *a, size_t i, const char *needle)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_buf *b = &a->hunt.line;

	mw_buf_clear(b);
	if (mw_app_in_page(a) || ops->text == NULL)
		mw_page_text(&mw_app_page(a)->v[i], b);
	else
		ops->text(a, i, b);
	return mw_text_has(mw_buf_text(b), needle);
}

/* From the selected line around the end, or the beginning, of the list. */
static bool
more_lines(struct mw_app *a, struct mw_list *l, size_t n)
{
	struct mw_hunt *h = &a->hunt;

	for (; n > 0 && h->line_i <= l->n; n--, h->line_i++) {
		size_t k = h->forward ? (h->line_at + h->line_i) % l->n
		    : (h->line_at + l->n * 2 - h->line_i) % l->n;

		if (line_has(a, k, mw_buf_text(&h->needle))) {
			h->found = k;
			return false;
		}
	}
	return h->line_i <= l->n;
}

static void
found_row(struct mw_app *a, const struct mw_row *r)
{
	struct mw_treeview *t = mw_app_tree(a);

	a->hits = r != NULL ? SIZE_MAX : 0;
	if (r == NULL)
		return;
	mw_treeview_select(t, r);
	if (t->outline->n_rows <= COUNTED_ROWS)
		a->hits = mw_treeview_count(t, mw_buf_text(&a->hunt.needle),
		    r, &a->hit);
}

static void
found_line(struct mw_app *a, struct mw_list *l)
{
	const char *needle = mw_buf_text(&a->hunt.needle);

	a->hits = 0;
	if (a->hunt.found == SIZE_MAX)
		return;
	l->selected = a->hunt.found;
	a->hits = SIZE_MAX;
	if (l->n > COUNTED_ROWS)
		return;
	a->hits = 0;
	for (size_t i = 0; i < l->n; i++) {
		if (!line_has(a, i, needle))
			continue;
		a->hits++;
		if (i == a->hunt.found)
			a->hit = a->hits;
	}
}

/* Looks at N more; true: not done.  When it is, what was found is selected. */
static bool
more(struct mw_app *a, size_t n)
{
	struct mw_hunt *h = &a->hunt;
	struct mw_list *l = mw_app_list(a);

	if (h->rows) {
		h->on = mw_tree_search_more(mw_app_tree(a), &h->tree, n);
		if (!h->on)
			found_row(a, h->tree.found);
	} else if (l == NULL || l->n == 0) {
		h->on = false;
		a->hits = 0;
	} else {
		h->on = more_lines(a, l, n);
		if (!h->on)
			found_line(a, l);
	}
	return h->on;
}

/* ---- searching ----------------------------------------------------------- */

/* Where a filter hides rows, what is searched may be among those. */
static void
tell_nothing(struct mw_app *a, const char *needle)
{
	struct mw_buf b = { 0 };

	mw_app_filter_words(a, &b);
	mw_app_alarm(a, "nothing here has '%s'%s%s", needle, b.len > 0
	    ? "; " : "", mw_buf_text(&b));
	mw_buf_release(&b);
}

/* A search that was typed, and accepted, has an end. */
static void
tell_accepted(struct mw_app *a)
{
	if (a->hits == 0) {
		tell_nothing(a, mw_buf_text(&a->needle));
		mw_app_clear_search(a);
		return;
	}
	mw_app_say(a, "/%s   %s next, %s previous, %s ends",
	    mw_buf_text(&a->needle), mw_app_key_of(a, MW_DO_NEXT_HIT),
	    mw_app_key_of(a, MW_DO_PREVIOUS_HIT),
	    mw_app_key_of(a, MW_DO_ESCAPE));
}

static void
tell(struct mw_app *a)
{
	const char *needle = mw_buf_text(&a->hunt.needle);

	if (a->prompt != MW_PROMPT_NONE)
		return;
	if (a->hunt.accepted)
		tell_accepted(a);
	else if (a->hits == 0)
		tell_nothing(a, needle);
	else if (a->hits != SIZE_MAX)
		mw_app_say(a, "/%s   match %zu of %zu", needle, a->hit,
		    a->hits);
}

void
mw_app_search(struct mw_app *a, bool forward, bool self)
{
	const char *needle = mw_app_needle(a);
	struct mw_hunt *h = &a->hunt;
	struct mw_list *l = mw_app_list(a);

	if (needle == NULL)
		return;
	mw_buf_clear(&h->needle);
	mw_buf_adds(&h->needle, needle);
	h->forward = forward;
	h->accepted = false;
	h->found = SIZE_MAX;
	h->rows = a->screen == MW_SCREEN_TREE && !mw_app_in_page(a);
	h->line_at = l != NULL ? l->selected : 0;
	h->line_i = self ? 0 : 1;
	if (h->rows)
		mw_tree_search_begin(mw_app_tree(a), &h->tree,
		    mw_treeview_row(mw_app_tree(a)), mw_buf_text(&h->needle),
		    forward, self);
	if (!more(a, AT_ONCE))
		tell(a);
	else if (a->prompt == MW_PROMPT_NONE)
		mw_app_say(a, "searching for '%s'", needle);
}

void
mw_hunt_accept(struct mw_app *a)
{
	a->hunt.accepted = true;
	if (a->hunt.on)
		mw_app_say(a, "searching for '%s'", mw_buf_text(&a->needle));
	else
		tell_accepted(a);
}

/* ---- filter -------------------------------------------------------------- */

void
mw_app_filter_words(struct mw_app *a, struct mw_buf *out)
{
	const struct mw_treeview *t = mw_app_tree(a);
	const struct mw_problems *p = a->problems;
	size_t shown, all;

	if (mw_app_in_page(a))
		return;
	if (a->screen == MW_SCREEN_TREE && t->filter != NULL) {
		shown = t->fits;
		all = t->outline->n_rows;
	} else if (a->screen == MW_SCREEN_PROBLEMS && p->filter != NULL) {
		shown = p->list.n;
		all = mw_problems_count(a);
	} else {
		return;
	}
	mw_buf_printf(out, "a filter is on (%zu of %zu shown): %s clears it",
	    shown, all, mw_app_key_of(a, MW_DO_ESCAPE));
}

void
mw_app_filter(struct mw_app *a, const char *text)
{
	if (a->screen != MW_SCREEN_TREE)
		mw_problems_filter(a, text);
	else if (mw_treeview_filter(mw_app_tree(a), text))
		mw_treeview_filter_more(mw_app_tree(a), AT_ONCE);
}

static bool
filter_work(struct mw_app *a, struct mw_treeview *t, int64_t until)
{
	while (t->filtering != NULL) {
		if (a->options.clock_ms != NULL && mw_app_now(a) >= until)
			return true;
		if (!mw_treeview_filter_more(t, SLICE))
			a->drawn = false;
	}
	return false;
}

/* ---- between keys -------------------------------------------------------- */

bool
mw_hunt_work(struct mw_app *a, int64_t until)
{
	for (int i = 0; i < MW_BY_COUNT; i++) {
		if (filter_work(a, &a->trees[i], until))
			return true;
	}
	while (a->hunt.on) {
		if (a->options.clock_ms != NULL && mw_app_now(a) >= until)
			return true;
		if (more(a, SLICE))
			continue;
		tell(a);
		a->drawn = false;
	}
	return false;
}
