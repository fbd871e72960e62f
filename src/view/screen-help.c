/*
 * screen-help.c - every action with its keys, from the one table; typing
 * narrows, Enter runs.  The palette is the same with objects, hosts, files and
 * saved requests beside.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/form.h"
#include "view/help.h"
#include "view/recall.h"
#include "view/saved.h"
#include "view/trace.h"
#include "yaml/node.h"

enum { KEYS_WIDTH = 20, KIND_WIDTH = 9, MIN_HELP = 16, REQUEST_END = 10 };

void
mw_help_new(struct mw_app *a)
{
	a->help = mw_xcalloc(1, sizeof(*a->help));
}

void
mw_help_free(struct mw_app *a)
{
	mw_edit_release(&a->help->typed);
	free(a->help->v);
	free(a->help);
}

void
mw_help_new_mesh(struct mw_app *a)
{
	a->help->list.n = 0;		/* what is in it is gone */
	if (a->screen == MW_SCREEN_HELP)
		mw_help_fill(a);
}

void
mw_help_open(struct mw_app *a, bool palette)
{
	struct mw_help *h = a->help;

	if (a->screen == MW_SCREEN_HELP)
		return;
	h->palette = palette;
	h->letter = mw_screen_now(a)->letter;
	for (int i = 0; i < MW_DO_COUNT; i++)
		h->why_not[i] = mw_app_why_not(a, (enum mw_action)i);
	mw_edit_set(&h->typed, "");
	if (a->n_under < MW_STACK)
		a->under[a->n_under++] = a->screen;
	a->screen = MW_SCREEN_HELP;
	mw_recall_begin(a, MW_HISTORY_PALETTE);
	if (!palette)
		mw_app_say(a, "These are the keys in force; config.yaml "
		    "changes them: man 5 meshwalk");
	mw_help_fill(a);
	mw_app_layout(a);
}

/* ---- drawing ------------------------------------------------------------- */

static struct mw_list *
list(struct mw_app *a)
{
	return &a->help->list;
}

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	struct mw_list *l = &a->help->list;

	/* the title is drawn before the rows, below the line one types in */
	l->head = 1;
	mw_list_fit(l, a->layout.pane[0].rows - 1);
	mw_buf_adds(t, a->help->palette ? "Go to or do" : "Help");
	if (l->n > 0 && l->height > 0)
		mw_buf_printf(note, "%zu-%zu of %zu", l->top + 1,
		    l->top + (size_t)l->height < l->n ? l->top +
		    (size_t)l->height : l->n, l->n);
}

/* What it does, and why it would not do it now. */
static void
draw_help(struct mw_app *a, struct mw_frame *f, int row, int from, int end,
    enum mw_action action)
{
	const char *help = mw_action_info(action)->help;
	const char *why = a->help->why_not[action];
	enum mw_role role = MW_ROLE_TEXT;

	if (why != NULL) {
		role = MW_ROLE_DIM;
		if (end - from >= (int)strlen(why) + MIN_HELP)
			end -= mw_draw_right(f, row, end, (int)strlen(why),
			    MW_ROLE_NOTE, why) + 2;
	}
	mw_frame_text(f, row, from, end - from, role, help);
}

static void
draw_action(struct mw_app *a, struct mw_frame *f, int row, int c, int end,
    enum mw_action action)
{
	struct mw_buf b = { 0 };

	mw_action_keys(&a->config->keys, action, &b);
	mw_frame_text(f, row, c, KEYS_WIDTH - 2, MW_ROLE_KEY,
	    mw_buf_text(&b));
	draw_help(a, f, row, c + KEYS_WIDTH, end, action);
	mw_buf_release(&b);
}

/* Its name, what it asks, and how it ends where that is known. */
static void
draw_request(struct mw_app *a, struct mw_frame *f, int row, int c, int end,
    const struct mw_saved_row *r)
{
	struct mw_buf b = { 0 };
	int width = a->help->name_columns < (end - c) / 2
	    ? a->help->name_columns : (end - c) / 2;

	mw_frame_text(f, row, c, width, MW_ROLE_LINK, r->kept->name);
	c += width + 2;
	if (r->now.text != NULL) {
		mw_frame_text(f, row, end - REQUEST_END, REQUEST_END,
		    r->now.good ? MW_ROLE_ALLOW : MW_ROLE_DENY, r->now.word);
		end -= REQUEST_END + 1;
	}
	mw_banner_request(a, r->kept->request, NULL, end - c, &b);
	mw_frame_text(f, row, c, end - c, MW_ROLE_DIM, mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
draw_sign(struct mw_frame *f, int row, int c, int end, size_t sign)
{
	const char *means, *text = mw_help_sign(sign, &means);

	mw_frame_text(f, row, c, KEYS_WIDTH - 2, MW_ROLE_KEY, text);
	mw_frame_text(f, row, c + KEYS_WIDTH, end - c - KEYS_WIDTH,
	    MW_ROLE_TEXT, means);
}

static void
draw_heading(struct mw_app *a, struct mw_frame *f, struct mw_rect at, int row,
    const struct mw_help_entry *e)
{
	struct mw_buf b = { 0 };

	mw_buf_adds(&b, e->heading);
	if (e->own)
		mw_buf_printf(&b, ": %s", mw_screen_of(a->n_under > 0
		    ? a->under[a->n_under - 1] : MW_SCREEN_TREE)->name);
	mw_frame_text(f, row, at.column, at.columns, MW_ROLE_TITLE,
	    mw_buf_text(&b));
	mw_buf_release(&b);
}

/* The object, and where in it. */
static void
draw_place(struct mw_frame *f, int row, int c, int end,
    const struct mw_help_entry *e)
{
	struct mw_buf b = { 0 };

	mw_object_put_title(&b, e->object);
	c += mw_frame_text(f, row, c, end - c, MW_ROLE_LINK,
	    mw_buf_text(&b)) + 2;
	mw_buf_clear(&b);
	if (mw_node_path(e->object->root, e->node, &b))
		mw_frame_text(f, row, c, end - c, MW_ROLE_DIM,
		    mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
draw_entry(struct mw_app *a, struct mw_frame *f, struct mw_rect at, int row,
    const struct mw_help_entry *e, bool selected)
{
	static const char *const kinds[] = {
		[MW_HELP_ACTION] = "action",
		[MW_HELP_OBJECT] = "object",
		[MW_HELP_HOST] = "host",
		[MW_HELP_FILE] = "file",
		[MW_HELP_REQUEST] = "request",
		[MW_HELP_PLACE] = "in",
	};
	int c = at.column + 2, end = at.column + at.columns;

	if (selected)
		mw_frame_text(f, row, at.column, 1, MW_ROLE_TITLE, ">");
	if (e->kind == MW_HELP_HEADING) {
		draw_heading(a, f, at, row, e);
		return;
	}
	if (a->help->palette) {
		mw_frame_text(f, row, c, KIND_WIDTH - 1, MW_ROLE_DIM,
		    kinds[e->kind]);
		c += KIND_WIDTH;
	}
	switch (e->kind) {
	case MW_HELP_ACTION:
		draw_action(a, f, row, c, end, e->action);
		break;
	case MW_HELP_OBJECT:
		mw_frame_text(f, row, c, end - c, MW_ROLE_LINK, mw_app_text(a,
		    "%s %s%s%s", e->object->kind_name, e->object->ns,
		    *e->object->ns != '\0' ? "/" : "", e->object->name));
		break;
	case MW_HELP_PLACE:
		draw_place(f, row, c, end, e);
		break;
	case MW_HELP_HOST:
		mw_frame_text(f, row, c, end - c, MW_ROLE_LINK,
		    e->host->hostname);
		break;
	case MW_HELP_FILE:
		mw_frame_text(f, row, c, end - c, MW_ROLE_LINK,
		    e->file->name);
		break;
	case MW_HELP_REQUEST:
		draw_request(a, f, row, c, end, &a->saved->v[e->request]);
		break;
	case MW_HELP_SIGN:
		draw_sign(f, row, c, end, e->sign);
		break;
	case MW_HELP_HEADING:
		break;
	}
}

static void
draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at, bool focused)
{
	struct mw_help *h = a->help;
	int c = at.column;

	(void)focused;
	f->cursor_row = at.row;
	c += mw_frame_text(f, at.row, c, 2, MW_ROLE_KEY, h->palette ? ":"
	    : "/");
	f->cursor_column = mw_edit_draw(&h->typed, f, at.row, c,
	    at.columns - 2, true, NULL);
	f->cursor_bar = true;
	if (h->typed.text.len == 0)
		mw_frame_text(f, at.row, c + 1, at.columns - 3, MW_ROLE_DIM,
		    mw_app_text(a, "Type to search. %s runs. %s closes.",
		    mw_app_key_of(a, MW_DO_RUN_CHOSEN),
		    mw_app_key_of(a, MW_DO_CLOSE_HELP)));
	at.row++;
	at.rows--;
	mw_list_fit(&h->list, at.rows);
	for (int i = 0; i < at.rows; i++) {
		size_t n = h->list.top + (size_t)i;
		bool selected = n == h->list.selected;

		if (n >= h->list.n)
			break;
		draw_entry(a, f, at, at.row + i, &h->v[n], selected);
		if (selected)
			mw_draw_select(f, at.row + i, at.column, at.columns);
	}
	if (h->list.n == 0)
		mw_frame_text(f, at.row, at.column + 2, at.columns - 2,
		    MW_ROLE_DIM, h->cut ? "Nothing that was looked at has "
		    "these words: in so many files the tree finds more."
		    : "Nothing has these words.");
}

/* ---- keys ---------------------------------------------------------------- */

static void
choose(struct mw_help *h, long by)
{
	size_t before = h->list.selected;

	mw_list_move(&h->list, by);
	while (h->list.n > 0 && h->v[h->list.selected].kind ==
	    MW_HELP_HEADING) {
		size_t at = h->list.selected;

		mw_list_move(&h->list, by < 0 ? -1 : 1);
		if (h->list.selected == at) {
			h->list.selected = before;
			break;
		}
	}
}

/* Above the first row is what was typed before. */
static void
choose_up(struct mw_app *a)
{
	struct mw_help *h = a->help;
	size_t before = h->list.selected;

	choose(h, -1);
	if (h->palette && (h->list.n == 0 || h->list.selected == before) &&
	    mw_recall_walk(a, MW_HISTORY_PALETTE, -1, &h->typed))
		mw_help_fill(a);
}

/* ":12": true when a number was typed, and there is a row for it. */
static bool
go_to_row(struct mw_app *a)
{
	struct mw_list *l = mw_app_list(a);
	long long line;

	if (!mw_str_to_int(mw_edit_text(&a->help->typed), &line))
		return false;
	if (l != NULL && line > 0)
		mw_list_to(l, (size_t)line - 1);
	return true;
}

static void
send(struct mw_app *a, const struct mw_request *r)
{
	mw_form_fill(a, r);
	mw_form_run(a);
	if (a->screen != MW_SCREEN_TRACE)	/* a field is wrong */
		mw_app_screen(a, MW_SCREEN_FORM);
}

static void
run_action(struct mw_app *a, enum mw_action action)
{
	const char *keys = a->config->keys.keys[action];

	/* the digit of the first of its keys */
	a->arg = keys[0] != '\0' ? (uint32_t)(unsigned char)keys[1] : 0;
	mw_app_do(a, action);
}

static void
run(struct mw_app *a)
{
	struct mw_help *h = a->help;
	struct mw_help_entry e = { .kind = MW_HELP_HEADING };
	struct mw_span top = { .line = 1, .column = 1 };

	if (h->list.selected < h->list.n)
		e = h->v[h->list.selected];
	if (h->palette)
		mw_recall_add(a, MW_HISTORY_PALETTE, mw_edit_text(&h->typed));
	if (e.kind == MW_HELP_SIGN)
		return;		/* is to be read only */
	mw_app_close(a);
	if (h->palette && go_to_row(a))
		return;
	switch (e.kind) {
	case MW_HELP_ACTION:
		run_action(a, e.action);
		break;
	case MW_HELP_OBJECT:
		mw_app_to_object(a, e.object, NULL);
		break;
	case MW_HELP_PLACE:
		mw_app_to_object(a, e.object, e.node);
		break;
	case MW_HELP_HOST:
		mw_app_to_object(a, e.host->object, e.host->node);
		break;
	case MW_HELP_FILE:
		top.file = e.file->name;
		mw_app_to_source(a, &top);
		break;
	case MW_HELP_REQUEST:
		send(a, a->saved->v[e.request].kept->request);
		break;
	case MW_HELP_SIGN:
	case MW_HELP_HEADING:
		break;
	}
}

static bool
act(struct mw_app *a, enum mw_action action)
{
	struct mw_help *h = a->help;

	switch (action) {
	case MW_DO_CHOOSE:
		choose(h, 1);
		return true;
	case MW_DO_CHOOSE_UP:
		choose_up(a);
		return true;
	case MW_DO_RUN_CHOSEN:
		run(a);
		return true;
	case MW_DO_CLOSE_HELP:
		mw_app_close(a);
		return true;
	default:
		return false;
	}
}

/* Closing as it was opened, when nothing was typed. */
static bool
opened_it(struct mw_app *a, const char *key)
{
	enum mw_action x = mw_keys_find(&a->config->keys, "", key,
	    a->help->letter);

	return a->help->typed.text.len == 0 && !a->help->palette &&
	    (x == MW_DO_HELP || x == MW_DO_FORM_HELP ||
	    x == MW_DO_CLOSE_SCREEN);
}

static bool
event(struct mw_app *a, const struct mw_event *e)
{
	struct mw_help *h = a->help;
	int half = h->list.height / 2 + 1;
	char name[MW_KEY_NAME];
	bool down;

	if (e->kind != MW_EVENT_KEY && e->kind != MW_EVENT_PASTE)
		return false;
	if (e->kind == MW_EVENT_KEY) {
		mw_key_name(e, name);
		if (mw_keys_find(&a->config->keys, "", name, 'h') <
		    MW_DO_COUNT)
			return false;	/* to act, with the common ones */
		if (opened_it(a, name)) {
			mw_app_close(a);
			return true;
		}
		/* a blank begins no word that is looked for */
		down = e->key == MW_KEY_PAGE_DOWN || (e->key == MW_KEY_CHAR &&
		    e->cp == ' ' && h->typed.text.len == 0);
		if (down || e->key == MW_KEY_PAGE_UP) {
			choose(h, down ? half : -half);
			return true;
		}
	}
	if (mw_edit_event(&h->typed, e))
		mw_help_fill(a);
	return true;
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	struct mw_help *h = a->help;

	mw_buf_adds(path, h->palette ? "Palette" : "Help");
	if (h->list.selected < h->list.n &&
	    h->v[h->list.selected].kind == MW_HELP_ACTION)
		mw_buf_printf(path, " > %s", mw_action_info(
		    h->v[h->list.selected].action)->name);
}

const struct mw_screen_ops mw_screen_help = {
	.name = "Help",
	.short_name = "Help",
	.letter = 'h',
	.split = MW_SPLIT_NONE,
	.list = list,
	.title = title,
	.draw = draw,
	.act = act,
	.crumb = crumb,
	.event = event,
};
