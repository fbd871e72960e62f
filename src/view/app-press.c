/*
 * app-press.c - keys and clicks to actions.
 */
#include <string.h>

#include "base/str.h"
#include "view/state.h"

/* ---- keys ---------------------------------------------------------------- */

enum {
	MOST = 99999,		/* a count */
	PENDING_MS = 400	/* whoever knows the rest is faster */
};

/* A digit of a count, where digits count. */
static bool
counts(struct mw_app *a, const struct mw_event *e)
{
	if (a->config->digits != MW_DIGITS_COUNTS || *a->pending != '\0' ||
	    e->key != MW_KEY_CHAR || e->mods != 0 || e->cp < '0' ||
	    e->cp > '9' || (e->cp == '0' && a->count == 0) ||
	    mw_screen_now(a)->letter == 'f' || mw_screen_now(a)->letter == 'h')
		return false;
	a->count = a->count * 10 + (int)(e->cp - '0');
	if (a->count > MOST)
		a->count = MOST;
	mw_app_say(a, "%d", a->count);
	return true;
}

/* Waits for the rest of a sequence that begins with NAME. */
static void
wait_for(struct mw_app *a, const char *name)
{
	a->pending[0] = name[0];
	a->pending[1] = '\0';
	a->pending_since = mw_app_now(a);
	a->pending_shown = a->options.clock_ms == NULL;
}

int
mw_app_wake_ms(const struct mw_app *a)
{
	int64_t left;

	if (*a->pending == '\0' || a->pending_shown)
		return -1;
	left = a->pending_since + PENDING_MS - mw_app_now(a);
	return left < 0 ? 0 : left > PENDING_MS ? PENDING_MS : (int)left;
}

void
mw_app_tick(struct mw_app *a)
{
	if (mw_app_wake_ms(a) != 0)
		return;
	a->pending_shown = true;
	a->drawn = false;
}

void
mw_app_key(struct mw_app *a, const struct mw_event *e)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	char name[MW_KEY_NAME];
	enum mw_action action;

	if (a->prompt != MW_PROMPT_NONE) {
		mw_app_prompt_event(a, e);
		return;
	}
	a->hunt.on = false;
	mw_buf_clear(&a->message);
	a->alarm = false;
	if (*a->pending == '\0' && ops->event != NULL && ops->event(a, e))
		return;
	if (e->kind != MW_EVENT_KEY)
		return;
	mw_key_name(e, name);
	if ((*a->pending != '\0' || a->count > 0) &&
	    strcmp(name, "Esc") == 0) {
		a->pending[0] = '\0';
		a->count = 0;
		return;
	}
	if (counts(a, e))
		return;
	action = mw_keys_find(&a->config->keys, a->pending, name,
	    ops->letter);
	if (action == MW_DO_PENDING) {
		wait_for(a, name);
		return;
	}
	a->arg = e->cp;
	if (action == MW_DO_NOTHING && *name != '\0')
		mw_app_say(a, "%s%s does nothing here: %s lists the keys",
		    a->pending, name, mw_app_key_of(a, ops->letter == 'f'
		    ? MW_DO_FORM_HELP : MW_DO_HELP));
	a->pending[0] = '\0';
	if (action < MW_DO_COUNT)
		mw_app_do(a, action);
	a->count = 0;
}

/* ---- mouse --------------------------------------------------------------- */

static bool
within(struct mw_rect r, int row, int column)
{
	return row >= r.row && row < r.row + r.rows && column >= r.column &&
	    column < r.column + r.columns;
}

/* A tab of the header, with its brackets. */
static void
click_tab(struct mw_app *a, int column)
{
	int at = column - a->tabs_at;

	if (at >= a->tabs_end)
		return;
	for (int i = MW_SCREEN_COMPARE; i >= MW_SCREEN_TREE; i--) {
		if (at >= a->tabs[i] - 1) {
			mw_app_do(a, (enum mw_action)(MW_DO_TREE + i));
			return;
		}
	}
}

/* A hint of the last row, as if its key were typed. */
static void
click_hint(struct mw_app *a, int column)
{
	for (int i = 0; i < a->n_hints; i++) {
		const struct mw_hint_at *h = &a->hints[i];
		const char *keys = a->config->keys.keys[h->action];
		struct mw_event e = { .kind = MW_EVENT_KEY,
			.key = MW_KEY_CHAR, .cp = (unsigned char)keys[0] };

		if (column < h->from || column >= h->to)
			continue;
		mw_buf_clear(&a->message);
		a->alarm = false;
		/* its letter is still to come */
		if (h->action == MW_DO_TRY)
			mw_app_key(a, &e);
		else
			mw_app_do(a, h->action);
		return;
	}
}

/* The line between two panes is taken up at one place and let go at another
 * (no reports of what is between are needed).  True: that is what E was. */
static bool
move_split(struct mw_app *a, const struct mw_event *e)
{
	const struct mw_rect *first = &a->layout.frame[0];
	const struct mw_rect *second = &a->layout.frame[1];
	bool wide = a->layout.wide;
	int space, to;

	if (e->mouse == MW_MOUSE_PRESS) {
		a->split_held = a->layout.framed && first->rows > 0 &&
		    second->rows > 0 && within(*second, e->row, e->column) &&
		    (wide ? e->column == second->column :
		    e->row == second->row);
		return a->split_held;
	}
	if (e->mouse != MW_MOUSE_RELEASE || !a->split_held)
		return false;
	a->split_held = false;
	space = wide ? first->columns + second->columns - 1 :
	    first->rows + second->rows - 1;
	to = wide ? e->column - first->column + 1 : e->row - first->row + 1;
	if (to == (wide ? first->columns : first->rows))
		return true;
	to = to < 4 ? 4 : to > space - 4 ? space - 4 : to;
	a->zoom = 0;
	*(wide ? &a->columns_share : &a->rows_share) =
	    (to * 1000 + space - 1) / space;
	return true;
}

void
mw_app_mouse(struct mw_app *a, const struct mw_event *e)
{
	const struct mw_screen_ops *ops;
	struct mw_list *l;
	int pane = within(a->layout.frame[1], e->row, e->column) ? 1 : 0;
	struct mw_rect r = a->layout.pane[pane];
	bool wheel = e->mouse == MW_MOUSE_WHEEL_UP ||
	    e->mouse == MW_MOUSE_WHEEL_DOWN;
	size_t n;

	/* the patch is read while it is asked what becomes of it */
	if ((a->prompt != MW_PROMPT_NONE && (a->prompt != MW_PROMPT_PATCH ||
	    !wheel)) || move_split(a, e) || e->mouse == MW_MOUSE_RELEASE)
		return;
	if (e->row == 0 && e->mouse == MW_MOUSE_PRESS) {
		click_tab(a, e->column);
		return;
	}
	if (e->row == a->layout.hints && e->mouse == MW_MOUSE_PRESS &&
	    a->n_hints > 0) {
		click_hint(a, e->column);
		return;
	}
	if (!within(r, e->row, e->column))
		return;
	a->hunt.on = false;
	mw_buf_clear(&a->message);
	if (a->screen == MW_SCREEN_FORM) {
		mw_form_mouse(a, e, pane);
		return;
	}
	if (mw_screen_now(a)->split != MW_SPLIT_NONE)
		a->focus[a->screen] = pane;
	l = mw_app_list(a);
	if (l == NULL)
		return;
	if (wheel) {
		mw_list_move(l, e->mouse == MW_MOUSE_WHEEL_UP ? -3 : 3);
		return;
	}
	ops = mw_screen_now(a);
	if (e->row - r.row < l->head)
		return;
	n = ops->row_at != NULL && pane == 0 ? ops->row_at(a, e->row - r.row)
	    : l->top + (size_t)(e->row - r.row - l->head);
	if (n >= l->n)
		return;
	if (e->mouse == MW_MOUSE_DOUBLE && n == l->selected)
		mw_app_do(a, a->screen == MW_SCREEN_TREE && pane == 0
		    ? MW_DO_TOGGLE : a->screen == MW_SCREEN_HELP
		    ? MW_DO_RUN_CHOSEN : MW_DO_ENTER);
	else
		mw_list_to(l, n);
}
