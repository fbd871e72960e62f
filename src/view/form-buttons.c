/*
 * form-buttons.c - the buttons below the fields, and the mouse on all of the
 * form.
 */
#include <string.h>

#include "base/str.h"
#include "view/form.h"
#include "view/saved.h"

enum { ROOMY = 70, FIRST = 12 };	/* columns; of the first button */

static const struct {
	const char *name, *brief;
} texts[] = {
	[MW_BUTTON_RUN - MW_FIELD_COUNT] = { "Run", "Run" },
	[MW_BUTTON_SAVE - MW_FIELD_COUNT] = { "Save as...", "Save" },
	[MW_BUTTON_CURL - MW_FIELD_COUNT] = { "Copy as curl", "curl" },
	[MW_BUTTON_CLEAR - MW_FIELD_COUNT] = { "Clear", "Clear" },
};

const char *
mw_form_button(int button)
{
	return texts[button - MW_FIELD_COUNT].name;
}

/* ---- what they do -------------------------------------------------------- */

void
mw_form_copy_curl(struct mw_app *a)
{
	struct mw_arena *arena = mw_arena_new();
	const char *error = NULL, *note;
	int field = MW_FIELD_TO;
	const struct mw_request *r = mw_form_request(a, arena, &error, &field,
	    &note);
	struct mw_buf b = { 0 };

	if (r == NULL) {
		mw_form_focus(a, field);
		mw_app_alarm(a, "%s", error);
	} else if (r->identity != NULL) {
		mw_app_alarm(a, "curl has no identity of the mesh: C-o copies "
		    "what meshwalk takes");
	} else if (r->scheme != MW_SCHEME_HTTP && r->scheme !=
	    MW_SCHEME_HTTPS) {
		mw_app_alarm(a, "curl has no %s: C-o copies what meshwalk "
		    "takes", mw_scheme_name(r->scheme));
	} else {
		mw_request_print_curl(r, &b);
		mw_app_effect(a, MW_EFFECT_COPY, mw_buf_text(&b));
		mw_app_say(a, "%s", mw_buf_text(&b));
	}
	mw_buf_release(&b);
	mw_arena_free(arena);
}

void
mw_form_clear(struct mw_app *a)
{
	for (int i = 0; i < MW_FIELD_COUNT; i++)
		mw_edit_set(&a->form->v[i], "");
	mw_form_focus(a, MW_FIELD_FROM);
}

void
mw_form_press(struct mw_app *a, int button)
{
	switch (button) {
	case MW_BUTTON_RUN:
		mw_form_run(a);
		break;
	case MW_BUTTON_SAVE:
		mw_saved_ask(a);
		break;
	case MW_BUTTON_CURL:
		mw_form_copy_curl(a);
		break;
	case MW_BUTTON_CLEAR:
		mw_form_clear(a);
		break;
	default:
		break;
	}
}

bool
mw_form_button_event(struct mw_app *a, const struct mw_event *e)
{
	int at = a->form->at;

	if (e->key == MW_KEY_CHAR && e->mods == 0) {
		if (e->cp == ' ')
			mw_form_press(a, at);
		else
			mw_app_say(a, "Enter does what the button says");
		return true;
	}
	if (e->key == MW_KEY_RIGHT || e->key == MW_KEY_LEFT) {
		at += e->key == MW_KEY_RIGHT ? 1 : -1;
		if (at >= MW_FIELD_COUNT && at < MW_FORM_STOPS)
			mw_form_focus(a, at);
		return true;
	}
	return false;
}

/* ---- drawing ------------------------------------------------------------- */

/* The first column of a button, and one past its end. */
static void
extent(struct mw_rect at, int button, int *from, int *to)
{
	bool roomy = at.columns >= ROOMY;
	int c = roomy ? at.column + FIRST : at.column + 1;

	for (int i = MW_FIELD_COUNT; i <= button; i++) {
		const char *name = roomy ? texts[i - MW_FIELD_COUNT].name
		    : texts[i - MW_FIELD_COUNT].brief;

		*from = c;
		*to = c + (int)strlen(name) + 4;
		c = *to + (at.columns >= 100 ? 5 : roomy ? 3 : 1);
	}
}

void
mw_form_draw_buttons(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    int row)
{
	for (int i = MW_FIELD_COUNT; i < MW_FORM_STOPS; i++) {
		bool here = a->form->at == i;
		int from, to;

		extent(at, i, &from, &to);
		if (to > at.column + at.columns)
			break;
		mw_frame_text(f, row, from, to - from, MW_ROLE_FRAME, here
		    ? ">" : "<");
		mw_frame_text(f, row, from + 2, to - from - 4, here
		    ? MW_ROLE_TITLE : MW_ROLE_TEXT, at.columns >= ROOMY
		    ? texts[i - MW_FIELD_COUNT].name
		    : texts[i - MW_FIELD_COUNT].brief);
		mw_frame_text(f, row, to - 1, 1, MW_ROLE_FRAME, here ? "<"
		    : ">");
		if (here)
			mw_draw_current(f, row, from, to - from, true);
	}
}

int
mw_form_button_at(struct mw_rect at, int column)
{
	for (int i = MW_FIELD_COUNT; i < MW_FORM_STOPS; i++) {
		int from, to;

		extent(at, i, &from, &to);
		if (column >= from && column < to)
			return i;
	}
	return -1;
}

/* ---- the mouse ----------------------------------------------------------- */

/* A line below the fields: it is chosen.  A double click takes what is offered
 * for a field, and runs a request. */
static void
click_listed(struct mw_app *a, const struct mw_event *e)
{
	const struct mw_page *p = &a->pages[MW_SCREEN_FORM];
	size_t line = p->list.top + (size_t)(e->row - a->layout.pane[1].row);

	if (line >= p->n || p->v[line].line == 0)
		return;
	a->form->chosen = (int)p->v[line].line - 1;
	if (e->mouse == MW_MOUSE_DOUBLE)
		mw_app_do(a, mw_form_in_requests(a) ? MW_DO_RUN
		    : MW_DO_NEXT_FIELD);
}

void
mw_form_mouse(struct mw_app *a, const struct mw_event *e, int pane)
{
	int stop, word;

	if (e->mouse != MW_MOUSE_PRESS && e->mouse != MW_MOUSE_DOUBLE)
		return;
	a->focus[MW_SCREEN_FORM] = 0;	/* the keys are the fields' */
	if (pane == 1) {
		click_listed(a, e);
		return;
	}
	stop = mw_form_stop_at(a, a->layout.pane[0], e->row, e->column);
	if (stop < 0)
		return;
	word = mw_form_word_at(a, a->layout.pane[0], stop, e->column);
	mw_form_focus(a, stop);
	if (word >= 0)
		mw_form_radio_set(a, stop, word);
	if (stop >= MW_FIELD_COUNT)
		mw_form_press(a, stop);
}
