/*
 * screen-help.c - every action with its keys, from the one table; typing
 * narrows, Enter runs.  The palette is the same with objects and files
 * beside.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/filter.h"
#include "view/recall.h"
#include "view/state.h"

enum { KEYS_WIDTH = 20, SHOWN = 200, MIN_HELP = 16 };

struct entry {
	enum mw_action action;		/* MW_DO_COUNT: none */
	const struct mw_object *object;
	const struct mw_source *file;
	const char *heading;		/* none of these: a heading, or "" */
};

struct mw_help {
	bool palette;
	struct mw_edit typed;
	struct mw_list list;
	struct entry *v;
	size_t cap;
	char letter;			/* of the screen below */
	const char *why_not[MW_DO_COUNT];	/* on the screen below */
};

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

/* ---- what is listed ------------------------------------------------------ */

static void
push(struct mw_help *h, struct entry e)
{
	if (h->list.n == h->cap) {
		h->cap = h->cap * 2 + 64;
		h->v = mw_xrealloc(h->v, h->cap, sizeof(*h->v));
	}
	h->v[h->list.n++] = e;
}

static bool
action_fits(const struct mw_app *a, enum mw_action x)
{
	const struct mw_action_info *i = mw_action_info(x);
	const char *keys = a->config->keys.keys[x];
	struct mw_filter_facts facts = { .text = { i->name, i->help, keys } };
	const char *typed = mw_edit_text(&a->help->typed);

	/* a key itself finds what it does */
	if (*typed != '\0' && typed[1] == '\0') {
		for (const char *s = keys; (s = strchr(s, *typed)) != NULL;
		     s++) {
			if ((s == keys || s[-1] == ' ') && (s[1] == ' ' ||
			    s[1] == '\0'))
				return true;
		}
		return false;
	}
	return mw_filter_fits(typed, &facts);
}

static void
actions(struct mw_app *a, bool own, const char *heading)
{
	struct mw_help *h = a->help;
	bool first = true;

	for (int i = 0; i < MW_DO_COUNT; i++) {
		enum mw_action x = (enum mw_action)i;
		bool is_own = strchr(mw_action_info(x)->where, '.') == NULL;

		if (!mw_action_on(x, h->letter) || is_own != own ||
		    !action_fits(a, x))
			continue;
		if (first && h->list.n > 0)
			push(h, (struct entry){ .action = MW_DO_COUNT,
			    .heading = "" });
		if (first)
			push(h, (struct entry){ .action = MW_DO_COUNT,
			    .heading = heading });
		push(h, (struct entry){ .action = x });
		first = false;
	}
}

static void
objects(struct mw_app *a)
{
	struct mw_help *h = a->help;
	const char *typed = mw_edit_text(&h->typed);
	struct mw_filter filter;
	size_t n = 0;

	mw_filter_begin(&filter, typed);
	for (size_t i = 0; i < a->mesh->objects.n && n < SHOWN; i++) {
		const struct mw_object *o = a->mesh->objects.v[i];
		struct mw_filter_facts facts = { .text = { o->kind_name,
		    o->name, o->ns }, .ns = o->ns, .kind = o->kind_name };

		if (*typed == '\0' || !mw_filter_has(&filter, &facts))
			continue;
		if (n++ == 0)
			push(h, (struct entry){ .action = MW_DO_COUNT,
			    .heading = "Objects" });
		push(h, (struct entry){ .action = MW_DO_COUNT, .object = o });
	}
	mw_filter_end(&filter);
}

static void
files(struct mw_app *a)
{
	struct mw_help *h = a->help;
	const struct mw_load *load = a->mesh->load;
	const char *typed = mw_edit_text(&h->typed);
	size_t n = 0;

	if (load == NULL || *typed == '\0')
		return;
	for (size_t i = 0; i < load->n_sources && n < SHOWN; i++) {
		const struct mw_source *s = load->sources[i];
		struct mw_filter_facts facts = { .text = { s->name },
		    .file = s->name };

		if (!mw_filter_fits(typed, &facts))
			continue;
		if (n++ == 0)
			push(h, (struct entry){ .action = MW_DO_COUNT,
			    .heading = "Files" });
		push(h, (struct entry){ .action = MW_DO_COUNT, .file = s });
	}
}

static bool
is_heading(const struct entry *e)
{
	return e->action == MW_DO_COUNT && e->object == NULL &&
	    e->file == NULL;
}

static void
fill(struct mw_app *a)
{
	struct mw_help *h = a->help;

	h->list.n = 0;
	if (h->palette) {
		objects(a);
		files(a);
	}
	actions(a, true, "This screen");
	actions(a, false, "Everywhere");
	h->list.selected = h->list.top = 0;
	if (h->list.n > 0 && is_heading(&h->v[0]))
		h->list.selected = 1;
}

void
mw_help_new_mesh(struct mw_app *a)
{
	a->help->list.n = 0;		/* what is in it is gone */
	if (a->screen == MW_SCREEN_HELP)
		fill(a);
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
	fill(a);
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
draw_entry(struct mw_app *a, struct mw_frame *f, struct mw_rect at, int row,
    const struct entry *e, bool selected)
{
	int c = at.column + 2, end = at.column + at.columns;
	struct mw_buf b = { 0 };

	if (selected)
		mw_frame_text(f, row, at.column, 1, MW_ROLE_TITLE, ">");
	if (e->object != NULL) {
		mw_buf_printf(&b, "%s %s%s%s", e->object->kind_name,
		    e->object->ns, *e->object->ns != '\0' ? "/" : "",
		    e->object->name);
		mw_frame_text(f, row, c, end - c, MW_ROLE_LINK,
		    mw_buf_text(&b));
	} else if (e->file != NULL) {
		mw_frame_text(f, row, c, end - c, MW_ROLE_LINK,
		    e->file->name);
	} else if (is_heading(e)) {
		mw_buf_adds(&b, e->heading);
		if (strcmp(e->heading, "This screen") == 0)
			mw_buf_printf(&b, ": %s", mw_screen_of(a->n_under > 0
			    ? a->under[a->n_under - 1] : MW_SCREEN_TREE)->name);
		mw_frame_text(f, row, at.column, at.columns, MW_ROLE_TITLE,
		    mw_buf_text(&b));
	} else {
		mw_action_keys(&a->config->keys, e->action, &b);
		mw_frame_text(f, row, c, KEYS_WIDTH - 2, MW_ROLE_KEY,
		    mw_buf_text(&b));
		draw_help(a, f, row, c + KEYS_WIDTH, end, e->action);
	}
	mw_buf_release(&b);
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
		    MW_ROLE_DIM, "Nothing has these words.");
}

/* ---- keys ---------------------------------------------------------------- */

static void
choose(struct mw_help *h, long by)
{
	size_t before = h->list.selected;

	mw_list_move(&h->list, by);
	while (h->list.n > 0 && is_heading(&h->v[h->list.selected])) {
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
		fill(a);
}

static void
run(struct mw_app *a)
{
	struct mw_help *h = a->help;
	long long line;
	struct entry e = { .action = MW_DO_COUNT };

	if (h->list.selected < h->list.n)
		e = h->v[h->list.selected];
	if (h->palette)
		mw_recall_add(a, MW_HISTORY_PALETTE, mw_edit_text(&h->typed));
	mw_app_close(a);
	if (h->palette && mw_str_to_int(mw_edit_text(&h->typed), &line)) {
		struct mw_list *l = mw_app_list(a);

		if (l != NULL && line > 0)
			mw_list_to(l, (size_t)line - 1);
	} else if (e.object != NULL) {
		mw_app_to_object(a, e.object, NULL);
	} else if (e.file != NULL) {
		struct mw_span top = { .file = e.file->name, .line = 1,
		    .column = 1 };

		mw_app_to_source(a, &top);
	} else if (e.action < MW_DO_COUNT) {
		const char *keys = a->config->keys.keys[e.action];

		/* the digit of the first of its keys */
		a->arg = keys[0] != '\0' ? (uint32_t)(unsigned char)keys[1]
		    : 0;
		mw_app_do(a, e.action);
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
		if (e->key == MW_KEY_PAGE_DOWN || e->key == MW_KEY_PAGE_UP) {
			choose(h, e->key == MW_KEY_PAGE_DOWN ? half : -half);
			return true;
		}
	}
	if (mw_edit_event(&h->typed, e))
		fill(a);
	return true;
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	struct mw_help *h = a->help;

	mw_buf_adds(path, h->palette ? "Palette" : "Help");
	if (h->list.selected < h->list.n &&
	    h->v[h->list.selected].action < MW_DO_COUNT)
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
