/*
 * app-search.c - the prompt: searching while typing, filtering while typing.
 *
 * app-hunt.c does it.
 */
#include <string.h>

#include "base/str.h"
#include "view/recall.h"
#include "view/saved.h"
#include "view/state.h"

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
	a->hunt.on = false;
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
		if (a->typed.text.len > 0)
			mw_hunt_accept(a);
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
		a->hunt.on = false;
		if (a->prompt == MW_PROMPT_SEARCH)
			go_back(a);
		else
			mw_app_filter(a, NULL);
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
	    a->hits == 0 && !a->hunt.on &&
	    a->typed.text.len > before && a->typed.at == a->typed.text.len)
		return true;	/* what has no match gets none by more */
	if (a->prompt == MW_PROMPT_FILTER) {
		mw_app_filter(a, mw_edit_text(&a->typed));
	} else {
		a->hunt.on = false;
		/* from where it began, so that a longer word finds nearer */
		go_back(a);
		mw_app_search(a, true, true);
	}
	return true;
}
