/*
 * app-keys.c - the actions that every screen has.
 */
#include <string.h>

#include "base/str.h"
#include "view/problems.h"
#include "view/saved.h"
#include "view/state.h"

/* ---- moving -------------------------------------------------------------- */

static bool
move(struct mw_app *a, enum mw_action action)
{
	struct mw_list *l = mw_app_list(a);
	long times = a->count > 0 ? a->count : 1;
	size_t half;

	if (l == NULL)
		return false;
	half = l->height > 3 ? (size_t)l->height / 2 : 1;
	switch (action) {
	case MW_DO_DOWN:
		mw_list_move(l, times);
		return true;
	case MW_DO_UP:
		mw_list_move(l, -times);
		return true;
	case MW_DO_HALF_DOWN:
		mw_list_move(l, times * (long)half);
		return true;
	case MW_DO_HALF_UP:
		mw_list_move(l, -times * (long)half);
		return true;
	case MW_DO_PAGE_DOWN:
		mw_list_move(l, times * (2 * (long)half - 1));
		return true;
	case MW_DO_PAGE_UP:
		mw_list_move(l, times * (1 - 2 * (long)half));
		return true;
	case MW_DO_FIRST:
		mw_list_to(l, (size_t)times - 1);
		return true;
	case MW_DO_LAST:
		mw_list_to(l, a->count > 0 ? (size_t)times - 1 : l->n);
		return true;
	case MW_DO_ROW_TOP:
		l->top = l->selected;
		return true;
	case MW_DO_ROW_MIDDLE:
		l->top = l->selected > half ? l->selected - half : 0;
		return true;
	case MW_DO_ROW_BOTTOM:
		l->top = l->selected + 1 > 2 * half ? l->selected + 1 -
		    2 * half : 0;
		return true;
	default:
		return false;
	}
}

/* ---- copying ------------------------------------------------------------- */

static void
copy_place(struct mw_app *a)
{
	struct mw_buf b = { 0 };
	struct mw_span at;

	if (!mw_app_place(a, &at)) {
		mw_app_alarm(a, "this row stands for no place in a file");
		return;
	}
	mw_buf_printf(&b, "%s:%u:%u", at.file, at.line, at.column);
	mw_app_effect(a, MW_EFFECT_COPY, mw_buf_text(&b));
	mw_app_say(a, "%s", mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
copy_value(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_list *l = mw_app_list(a);
	struct mw_buf b = { 0 };

	if (l != NULL && l->n > 0) {
		if (mw_app_in_page(a) || ops->text == NULL)
			mw_page_text(&mw_app_page(a)->v[l->selected], &b);
		else
			ops->text(a, l->selected, &b);
	}
	if (b.len > 0) {
		mw_app_effect(a, MW_EFFECT_COPY, mw_buf_text(&b));
		mw_app_say(a, "%s", mw_buf_text(&b));
	} else {
		mw_app_alarm(a, "there is nothing to copy here");
	}
	mw_buf_release(&b);
}

static void
edit_file(struct mw_app *a)
{
	struct mw_span at;
	const struct mw_source *s;
	const char *path;
	struct mw_effect *e;

	if (!mw_app_place(a, &at)) {
		mw_app_alarm(a, "this row stands for no place in a file");
		return;
	}
	s = mw_page_source(a->mesh, at.file);
	path = s != NULL ? s->path : NULL;
	if (s == NULL && mw_str_eq(at.file, a->config->file))
		path = at.file;
	if (path == NULL) {
		mw_app_alarm(a, "'%s' is no file that can be edited", at.file);
		return;
	}
	e = mw_app_effect(a, MW_EFFECT_EDIT, path);
	e->line = at.line;
	e->column = at.column;
}

/* ---- panes --------------------------------------------------------------- */

static void
other_pane(struct mw_app *a)
{
	if (mw_screen_now(a)->split == MW_SPLIT_NONE)
		mw_app_say(a, "this screen has one pane");
	else
		a->focus[a->screen] ^= 1;
}

static void
escape(struct mw_app *a)
{
	struct mw_treeview *t = mw_app_tree(a);

	if (a->needle.len > 0) {
		mw_app_clear_search(a);
	} else if (a->screen == MW_SCREEN_TREE && t->filter != NULL) {
		mw_treeview_set_filter(t, NULL);
		mw_app_say(a, "all rows are shown again");
	} else if (mw_app_stop_load(a)) {
		return;
	} else if (a->screen == MW_SCREEN_PROBLEMS && mw_problems_stop(a)) {
		return;
	} else if (a->screen == MW_SCREEN_PROBLEMS &&
	    mw_problems_filter(a, NULL)) {
		mw_app_say(a, "all problems are shown again");
	} else if (a->zoom > 0) {
		a->zoom = 0;
	} else if (mw_app_in_page(a)) {
		a->focus[a->screen] = 0;
	} else if (a->screen != MW_SCREEN_TREE) {
		mw_app_close(a);
	} else {
		mw_app_say(a, "nothing is left to close; %s quits",
		    mw_app_key_of(a, MW_DO_CLOSE_SCREEN));
	}
}

static void
close_screen(struct mw_app *a)
{
	if (mw_app_in_page(a))
		a->focus[a->screen] = 0;
	else if (a->screen == MW_SCREEN_TREE && a->n_under == 0)
		mw_app_quit(a);
	else
		mw_app_close(a);
}

/* Enter, where the screen has no use of its own for it. */
static void
enter(struct mw_app *a)
{
	struct mw_span at;

	if (mw_app_in_page(a)) {
		const struct mw_page *p = mw_app_page(a);
		const struct mw_page_line *l = p->n > 0
		    ? &p->v[p->list.selected] : NULL;

		if (l != NULL && l->source == NULL && l->object != NULL) {
			struct mw_subject s;

			mw_app_subject(a, &s);
			mw_app_to_object(a, s.object, s.node);
			return;
		}
		if (mw_app_place(a, &at)) {
			mw_app_to_source(a, &at);
			return;
		}
		mw_app_say(a, "this line leads nowhere");
		return;
	}
	a->focus[a->screen] = 1;
}

static void
source_here(struct mw_app *a)
{
	struct mw_span at;

	if (mw_app_place(a, &at))
		mw_app_to_source(a, &at);
	else
		mw_app_alarm(a, "this row stands for no place in a file");
}

static void
in_tree(struct mw_app *a)
{
	struct mw_subject s;

	mw_app_subject(a, &s);
	if (s.object == NULL)
		mw_app_alarm(a, "no object is behind this row");
	else
		mw_app_to_object(a, s.object, s.node);
}

static void
mark(struct mw_app *a, bool set)
{
	uint32_t c = a->arg;

	if (c >= MW_MARKS) {
		mw_app_alarm(a, "a mark is a letter");
	} else if (set) {
		mw_app_spot(a, &a->marks[c]);
		a->marks[c].line++;		/* 0: not set */
		mw_app_keep_mark(a, c);
		mw_app_say(a, "mark %c is set", (int)c);
	} else if (c == '\'') {
		mw_app_back(a, -1);
	} else if (a->marks[c].line == 0) {
		mw_app_alarm(a, "mark %c is not set", (int)c);
	} else {
		struct mw_spot s = a->marks[c];

		s.line--;
		mw_app_leave(a);
		mw_app_go(a, &s);
	}
}

/* ---- all common actions -------------------------------------------------- */

static bool
go(struct mw_app *a, enum mw_action action)
{
	switch (action) {
	case MW_DO_TREE:
	case MW_DO_FORM:
	case MW_DO_TRACE:
	case MW_DO_PROBLEMS:
	case MW_DO_COMPARE:
		mw_app_leave(a);
		mw_app_screen(a, (enum mw_screen)(action - MW_DO_TREE));
		if (action == MW_DO_PROBLEMS)
			mw_problems_go_on(a);
		return true;
	case MW_DO_REQUEST:
		mw_app_leave(a);
		mw_app_screen(a, MW_SCREEN_FORM);
		return true;
	case MW_DO_BACK:
		mw_app_back(a, -1);
		return true;
	case MW_DO_FORWARD:
		mw_app_back(a, 1);
		return true;
	case MW_DO_SET_MARK:
	case MW_DO_GO_MARK:
		mark(a, action == MW_DO_SET_MARK);
		return true;
	case MW_DO_SOURCE:
		source_here(a);
		return true;
	case MW_DO_FOLLOW:
		mw_app_follow(a);
		return true;
	case MW_DO_REFERRERS:
		mw_app_referrers(a);
		return true;
	case MW_DO_IN_TREE:
		in_tree(a);
		return true;
	case MW_DO_APPLIES:
		mw_app_applies(a);
		return true;
	case MW_DO_VARIANT:
		mw_app_variant(a);
		return true;
	case MW_DO_ENTER:
		enter(a);
		return true;
	case MW_DO_SIMULATE:
		mw_form_simulate(a);
		return true;
	case MW_DO_PIN:
		mw_saved_pin(a);
		return true;
	case MW_DO_AGAIN:
		if (!mw_trace_again(a))
			mw_app_say(a, "no request was sent yet: %s makes one",
			    mw_app_key_of(a, MW_DO_FORM));
		else
			mw_app_screen(a, MW_SCREEN_TRACE);
		return true;
	default:
		return false;
	}
}

static bool
outside(struct mw_app *a, enum mw_action action)
{
	switch (action) {
	case MW_DO_COPY_PLACE:
		copy_place(a);
		return true;
	case MW_DO_COPY_VALUE:
		copy_value(a);
		return true;
	case MW_DO_EDIT:
		edit_file(a);
		return true;
	case MW_DO_RELOAD:
		mw_app_effect(a, MW_EFFECT_RELOAD, NULL);
		return true;
	case MW_DO_REDRAW:
		mw_app_effect(a, MW_EFFECT_REDRAW, NULL);
		return true;
	case MW_DO_MOUSE:
		a->mouse = !a->mouse;
		mw_app_effect(a, MW_EFFECT_MOUSE, NULL)->line = a->mouse;
		mw_app_say(a, a->mouse ? "clicks and the wheel are for "
		    "meshwalk; Shift leaves them to the terminal" : "the mouse "
		    "is the terminal's");
		return true;
	case MW_DO_SUSPEND:
		mw_app_effect(a, MW_EFFECT_SUSPEND, NULL);
		return true;
	case MW_DO_QUIT:
	case MW_DO_FORM_QUIT:
		mw_app_quit(a);
		return true;
	default:
		return false;
	}
}

static bool
common(struct mw_app *a, enum mw_action action)
{
	switch (action) {
	case MW_DO_NEXT_PANE:
	case MW_DO_PREVIOUS_PANE:
		other_pane(a);
		return true;
	case MW_DO_LARGER:
		a->zoom += a->zoom < 2;
		return true;
	case MW_DO_SMALLER:
		a->zoom -= a->zoom > 0;
		return true;
	case MW_DO_HELP:
	case MW_DO_FORM_HELP:
		mw_help_open(a, false);
		return true;
	case MW_DO_PALETTE:
		mw_help_open(a, true);
		return true;
	case MW_DO_SEARCH:
		mw_app_prompt(a, MW_PROMPT_SEARCH);
		return true;
	case MW_DO_FILTER:
		mw_app_prompt(a, MW_PROMPT_FILTER);
		return true;
	case MW_DO_NEXT_HIT:
	case MW_DO_PREVIOUS_HIT:
		if (a->needle.len == 0)
			mw_app_say(a, "nothing is searched: %s begins",
			    mw_app_key_of(a, MW_DO_SEARCH));
		else
			for (int i = a->count > 0 ? a->count : 1; i > 0 &&
			     a->needle.len > 0; i--)
				mw_app_search(a, action == MW_DO_NEXT_HIT,
				    false);
		return true;
	case MW_DO_ESCAPE:
		escape(a);
		return true;
	case MW_DO_CLOSE_SCREEN:
		close_screen(a);
		return true;
	default:
		return false;
	}
}

void
mw_app_do(struct mw_app *a, enum mw_action action)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);

	if (ops->act != NULL && ops->act(a, action))
		return;
	if (mw_compare_act(a, action))
		return;
	if (move(a, action) || go(a, action) || outside(a, action) ||
	    common(a, action))
		return;
	mw_app_say(a, "%s is of no use here", mw_action_info(action)->name);
}
