/*
 * app-search.c - the prompt: searching while typing, filtering while typing.
 */
#include <string.h>

#include "base/str.h"
#include "view/recall.h"
#include "view/saved.h"
#include "view/state.h"

enum { COUNTED_ROWS = 30000 };	/* more are searched, but not counted */

const char *
mw_app_needle(const struct mw_app *a)
{
	if (a->prompt == MW_PROMPT_SEARCH && a->typed.text.len > 0)
		return mw_edit_text(&a->typed);
	return a->needle.len > 0 ? mw_buf_text(&a->needle) : NULL;
}

void
mw_app_clear_search(struct mw_app *a)
{
	mw_buf_clear(&a->needle);
	a->hits = a->hit = 0;
}

/* ---- searching ----------------------------------------------------------- */

static void
search_tree(struct mw_app *a, const char *needle, bool forward, bool self)
{
	struct mw_treeview *t = mw_app_tree(a);
	const struct mw_row *r = mw_treeview_search(t, mw_treeview_row(t),
	    needle, forward, self);

	a->hits = r != NULL ? SIZE_MAX : 0;
	if (r == NULL)
		return;
	mw_treeview_select(t, r);
	if (t->outline->n_rows <= COUNTED_ROWS)
		a->hits = mw_treeview_count(t, needle, r, &a->hit);
}

static bool
line_has(struct mw_app *a, size_t i, const char *needle)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_buf b = { 0 };
	bool found;

	if (mw_app_in_page(a) || ops->text == NULL)
		mw_page_text(&mw_app_page(a)->v[i], &b);
	else
		ops->text(a, i, &b);
	found = mw_text_has(mw_buf_text(&b), needle);
	mw_buf_release(&b);
	return found;
}

static void
search_list(struct mw_app *a, const char *needle, bool forward, bool self)
{
	struct mw_list *l = mw_app_list(a);
	size_t at, found;

	a->hits = 0;
	if (l == NULL || l->n == 0)
		return;
	found = l->n;
	at = l->selected;
	for (size_t i = self ? 0 : 1; i <= l->n && found == l->n; i++) {
		size_t k = forward ? (at + i) % l->n
				   : (at + l->n * 2 - i) % l->n;

		if (line_has(a, k, needle))
			found = k;
	}
	if (found == l->n)
		return;
	l->selected = found;
	a->hits = SIZE_MAX;
	if (l->n > COUNTED_ROWS)
		return;
	a->hits = 0;
	for (size_t i = 0; i < l->n; i++) {
		if (!line_has(a, i, needle))
			continue;
		a->hits++;
		if (i == found)
			a->hit = a->hits;
	}
}

void
mw_app_search(struct mw_app *a, bool forward, bool self)
{
	const char *needle = mw_app_needle(a);

	if (needle == NULL)
		return;
	if (a->screen == MW_SCREEN_TREE && !mw_app_in_page(a))
		search_tree(a, needle, forward, self);
	else
		search_list(a, needle, forward, self);
	if (a->prompt != MW_PROMPT_NONE)
		return;
	if (a->hits == 0)
		mw_app_alarm(a, "nothing here has '%s'", needle);
	else if (a->hits != SIZE_MAX)
		mw_app_say(a, "/%s   match %zu of %zu", needle, a->hit,
		    a->hits);
}

/* ---- filter -------------------------------------------------------------- */

static void
filter(struct mw_app *a, const char *text)
{
	if (a->screen == MW_SCREEN_TREE)
		mw_treeview_set_filter(mw_app_tree(a), text);
	else
		mw_problems_filter(a, text);
}

/* ---- the prompt ---------------------------------------------------------- */

static enum mw_history_kind
history_of(enum mw_prompt p)
{
	return p == MW_PROMPT_FILTER ? MW_HISTORY_FILTER : MW_HISTORY_SEARCH;
}

void
mw_app_prompt(struct mw_app *a, enum mw_prompt p)
{
	const struct mw_treeview *t = &a->trees[a->order];

	mw_edit_set(&a->typed, "");
	if (p == MW_PROMPT_FILTER && a->screen == MW_SCREEN_TREE &&
	    t->filter != NULL) {
		mw_edit_set(&a->typed, t->filter);
		a->typed.whole = true;
	}
	a->hits = a->hit = 0;
	mw_app_spot(a, &a->before_search);
	a->before_search.line = mw_app_list(a) != NULL
	    ? mw_app_list(a)->selected : 0;
	a->prompt = p;
	mw_recall_begin(a, history_of(p));
}

static void
go_back(struct mw_app *a)
{
	struct mw_list *l;

	if (a->screen == MW_SCREEN_TREE && !mw_app_in_page(a)) {
		const struct mw_row *r = a->before_search.row != NULL
		    ? mw_outline_find(mw_app_tree(a)->outline,
		    a->before_search.row) : NULL;

		if (r != NULL)
			mw_treeview_select(mw_app_tree(a), r);
		return;
	}
	l = mw_app_list(a);
	if (l != NULL)
		mw_list_to(l, a->before_search.line);
}

static void
accept(struct mw_app *a)
{
	enum mw_prompt p = a->prompt;

	mw_recall_add(a, history_of(p), mw_edit_text(&a->typed));
	if (p == MW_PROMPT_SEARCH) {
		if (a->typed.text.len > 0) {
			mw_buf_clear(&a->needle);
			mw_buf_adds(&a->needle, mw_edit_text(&a->typed));
		}
		if (a->hits == 0 && a->typed.text.len > 0) {
			mw_app_alarm(a, "nothing here has '%s'",
			    mw_edit_text(&a->typed));
			mw_app_clear_search(a);
		} else if (a->typed.text.len > 0) {
			mw_app_say(a, "/%s   %s next, %s previous, %s ends",
			    mw_edit_text(&a->typed),
			    mw_app_key_of(a, MW_DO_NEXT_HIT),
			    mw_app_key_of(a, MW_DO_PREVIOUS_HIT),
			    mw_app_key_of(a, MW_DO_ESCAPE));
		}
	}
	a->prompt = MW_PROMPT_NONE;
}

bool
mw_app_prompt_event(struct mw_app *a, const struct mw_event *e)
{
	size_t before;
	bool recalled;

	if (a->prompt >= MW_PROMPT_VALUE) {
		mw_compare_prompt_event(a, e);
		return true;
	}
	if (a->prompt == MW_PROMPT_QUIT || a->prompt == MW_PROMPT_RESUME) {
		mw_app_quit_prompt_event(a, e);
		return true;
	}
	if (a->prompt == MW_PROMPT_SAVE) {
		mw_saved_prompt_event(a, e);
		return true;
	}
	if (e->kind == MW_EVENT_KEY && (e->key == MW_KEY_ESCAPE ||
	    (e->key == MW_KEY_CHAR && e->cp == 'c' &&
	    (e->mods & MW_MOD_CTRL) != 0))) {
		if (a->prompt == MW_PROMPT_SEARCH)
			go_back(a);
		else
			filter(a, NULL);
		a->prompt = MW_PROMPT_NONE;
		return true;
	}
	if (e->kind == MW_EVENT_KEY && e->key == MW_KEY_ENTER) {
		accept(a);
		return true;
	}
	before = a->typed.text.len;
	recalled = mw_recall_event(a, history_of(a->prompt), e, &a->typed);
	if (!recalled && !mw_edit_event(&a->typed, e))
		return false;
	if (!recalled && a->prompt == MW_PROMPT_SEARCH && before > 0 &&
	    a->hits == 0 &&
	    a->typed.text.len > before && a->typed.at == a->typed.text.len)
		return true;	/* what has no match gets none by more */
	if (a->prompt == MW_PROMPT_FILTER) {
		filter(a, mw_edit_text(&a->typed));
	} else {
		/* from where it began, so that a longer word finds nearer */
		go_back(a);
		mw_app_search(a, true, true);
	}
	return true;
}
