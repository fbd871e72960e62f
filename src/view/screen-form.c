/*
 * screen-form.c - the request form: fields, keys, the screen.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/form.h"
#include "view/saved.h"

void
mw_form_new(struct mw_app *a)
{
	a->form = mw_xcalloc(1, sizeof(*a->form));
	a->form->chosen = -1;
	mw_form_focus(a, MW_FIELD_FROM);
}

void
mw_form_free(struct mw_app *a)
{
	for (int i = 0; i < MW_FORM_STOPS; i++)
		mw_edit_release(&a->form->v[i]);
	mw_arena_free(a->form->choice_arena);
	free(a->form);
}

const char *
mw_form_text(const struct mw_app *a, enum mw_form_field f)
{
	return mw_edit_text(&a->form->v[f]);
}

const char *
mw_form_label(int field)
{
	static const char *const labels[] = {
		[MW_FIELD_FROM] = "From",
		[MW_FIELD_TO] = "To",
		[MW_FIELD_PATH] = "Path",
		[MW_FIELD_PORT] = "Port",
		[MW_FIELD_METHOD] = "Method",
		[MW_FIELD_HEADER] = "Headers",
		[MW_FIELD_HEADER_LAST] = "",
		[MW_FIELD_HOST] = "Host",
		[MW_FIELD_IDENTITY] = "Identity",
		[MW_FIELD_CLAIMS] = "JWT",
		[MW_FIELD_GROUPS] = "groups",
		[MW_FIELD_SOURCE] = "Client IP",
		[MW_FIELD_SCHEME] = "Scheme",
		[MW_FIELD_HTTP] = "HTTP",
		[MW_FIELD_SNI] = "SNI",
		[MW_FIELD_CERT] = "Cert",
	};

	if (field >= MW_FIELD_COUNT)
		return mw_form_button(field);
	return mw_str_or_empty(labels[field]);
}

int
mw_form_headers(const struct mw_app *a)
{
	int n = MW_FIELD_HEADER_LAST - MW_FIELD_HEADER + 1;

	while (n > 0 && a->form->v[MW_FIELD_HEADER + n - 1].text.len == 0)
		n--;
	n++;
	return n > MW_FIELD_HEADER_LAST - MW_FIELD_HEADER + 1
	    ? MW_FIELD_HEADER_LAST - MW_FIELD_HEADER + 1 : n;
}

bool
mw_form_shown(const struct mw_app *a, int field)
{
	if (field == a->form->at)
		return true;
	if (field == MW_FIELD_GROUPS)
		return mw_form_radio_on(a, MW_FIELD_CLAIMS) != 0;
	return field < MW_FIELD_HEADER || field > MW_FIELD_HEADER_LAST ||
	    field - MW_FIELD_HEADER < mw_form_headers(a);
}

void
mw_form_count(const struct mw_app *a, int *at, int *all)
{
	*at = *all = 0;
	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		*all += mw_form_shown(a, i);
		if (i == a->form->at)
			*at = *all;
	}
}

void
mw_form_focus(struct mw_app *a, int field)
{
	struct mw_form *f = a->form;

	f->v[f->at].whole = false;
	f->at = field;
	f->v[field].at = f->v[field].text.len;
	f->v[field].whole = f->v[field].text.len > 0;
	mw_form_choose(a);
}

static void
step(struct mw_app *a, int by)
{
	int i = a->form->at;

	do {
		i = (i + by + MW_FORM_STOPS) % MW_FORM_STOPS;
	} while (!mw_form_shown(a, i));
	mw_form_focus(a, i);
}

/* ---- what is offered ----------------------------------------------------- */

/* Fields in which an unfinished word is never meant as it is. */
static bool
is_picked(int field)
{
	return field == MW_FIELD_FROM || field == MW_FIELD_TO ||
	    field == MW_FIELD_IDENTITY || field == MW_FIELD_METHOD || field == MW_FIELD_SCHEME ||
	    field == MW_FIELD_HTTP;
}

/* The text that Tab would take: chosen, or the best for what was typed. */
static const char *
offered(const struct mw_form *f)
{
	if (f->chosen >= 0)
		return (size_t)f->chosen < f->n_choices
		    ? f->choices[f->chosen].text : "";
	if (f->v[f->at].text.len == 0 || f->v[f->at].whole ||
	    f->n_fitting == 0 || !is_picked(f->at))
		return NULL;
	for (size_t i = 0; i < f->n_choices; i++) {
		if (strcmp(f->choices[i].text, mw_edit_text(&f->v[f->at])) ==
		    0 && (!f->choices[i].brief || f->taken))
			return NULL;	/* it is one already */
	}
	return f->choices[0].text;
}

static void
take(struct mw_app *a)
{
	struct mw_form *f = a->form;
	const char *text = offered(f);

	if (text == NULL || mw_form_take_listed(a))
		return;
	mw_edit_set(&f->v[f->at], text);
	mw_form_choose(a);
	f->taken = true;
}

/* ---- keys ---------------------------------------------------------------- */

/* The choice that the field has already; empty, it is the first; else -1. */
static int
present(const struct mw_form *f)
{
	const char *text = mw_edit_text(&f->v[f->at]);

	for (size_t i = 0; *text != '\0' && i < f->n_choices; i++) {
		if (mw_str_case_eq(f->choices[i].text, text))
			return (int)i;
	}
	return *text == '\0' && f->n_choices > 0 ? 0 : -1;
}

static void
choose(struct mw_app *a, int by)
{
	struct mw_form *f = a->form;
	int n = (int)mw_form_n_listed(a);

	if (n == 0) {
		mw_app_say(a, "nothing is offered for %s",
		    mw_form_label(f->at));
		return;
	}
	/* one of a few words: on from the one that is there */
	if (f->chosen < 0 && mw_form_is_choice(f->at))
		f->chosen = present(f);
	f->chosen += by;
	if (f->chosen < -1)
		f->chosen = n - 1;
	if (f->chosen >= n)
		f->chosen = -1;
}

/* Nothing but the key of a screen, where it makes no sense as a text. */
static bool
is_screen_digit(const struct mw_form *f)
{
	const char *s = mw_edit_text(&f->v[f->at]);

	return s[0] >= '1' && s[0] <= '5' && s[1] == '\0' &&
	    (f->at == MW_FIELD_FROM || f->at == MW_FIELD_TO || f->at ==
	    MW_FIELD_PATH || f->at == MW_FIELD_METHOD);
}

static void
leave(struct mw_app *a)
{
	struct mw_form *f = a->form;

	if (f->chosen >= 0) {
		f->chosen = -1;
		return;
	}
	/* it was meant as a key, and was said to be none */
	if (is_screen_digit(f)) {
		mw_edit_set(&f->v[f->at], "");
		mw_form_choose(a);
	}
	mw_app_close(a);
}

static bool
act(struct mw_app *a, enum mw_action action)
{
	struct mw_form *f = a->form;

	switch (action) {
	case MW_DO_NEXT_FIELD:
		take(a);
		step(a, 1);
		return true;
	case MW_DO_PREVIOUS_FIELD:
		step(a, -1);
		return true;
	case MW_DO_CHOOSE_NEXT:
	case MW_DO_CHOOSE_PREVIOUS:
		choose(a, action == MW_DO_CHOOSE_NEXT ? 1 : -1);
		return true;
	case MW_DO_NEXT_LIST:
	case MW_DO_PREVIOUS_LIST:
		mw_form_list(a, action == MW_DO_NEXT_LIST ? 1 : -1);
		return true;
	case MW_DO_TAKE_RECENT:
		mw_form_take_recent(a, a->arg >= '1' && a->arg <= '9'
		    ? a->arg - '0' : 0);
		return true;
	case MW_DO_RUN:
		/* a choice is taken; so is the only one that fits */
		if (f->chosen >= 0 || f->n_fitting == 1)
			take(a);
		else if (f->at >= MW_FIELD_COUNT) {
			mw_form_press(a, f->at);
			return true;
		}
		mw_form_run(a);
		return true;
	case MW_DO_CLEAR_FORM:
		mw_form_clear(a);
		return true;
	case MW_DO_COPY_CURL:
		mw_form_copy_curl(a);
		return true;
	case MW_DO_HISTORY_BACK:
	case MW_DO_HISTORY_NEXT:
		mw_form_walk_past(a, action == MW_DO_HISTORY_BACK ? -1 : 1);
		return true;
	case MW_DO_COPY_COMMAND: {
		struct mw_buf b = { 0 };

		mw_form_command(a, &b);
		mw_app_effect(a, MW_EFFECT_COPY, mw_buf_text(&b));
		mw_buf_release(&b);
		return true;
	}
	case MW_DO_SAVE:
		mw_saved_ask(a);
		return true;
	case MW_DO_LEAVE_FORM:
		leave(a);
		return true;
	default:
		return false;
	}
}

static bool
event(struct mw_app *a, const struct mw_event *e)
{
	struct mw_form *f = a->form;
	struct mw_edit *v = &f->v[f->at];
	char name[MW_KEY_NAME];
	const char *pasted;

	if (e->kind == MW_EVENT_KEY) {
		mw_key_name(e, name);
		/* the form's own keys come before those of the line */
		if (mw_keys_find(&a->config->keys, "", name, 'f') < MW_DO_COUNT)
			return false;
		if (mw_form_in_requests(a) && e->key == MW_KEY_CHAR &&
		    e->mods == 0 && e->cp >= '1' && e->cp <= '9') {
			mw_form_take_recent(a, e->cp - '0');
			return true;
		}
		if (e->key == MW_KEY_RIGHT && v->at == v->text.len &&
		    !v->whole && offered(f) != NULL) {
			take(a);
			return true;
		}
	}
	if (mw_form_radio_event(a, e))
		return true;
	if (f->at >= MW_FIELD_COUNT && !(e->kind == MW_EVENT_PASTE))
		return mw_form_button_event(a, e);
	pasted = e->kind == MW_EVENT_PASTE ? mw_form_paste(a, e->text, e->len)
	    : NULL;
	if (pasted != NULL) {
		mw_form_focus(a, MW_FIELD_TO);
		mw_app_say(a, "The form is that %s. Enter runs it.", pasted);
		return true;
	}
	if (f->at >= MW_FIELD_COUNT)
		return true;		/* a paste has no field to go to */
	if (!mw_edit_event(v, e))
		return false;
	f->in_past = f->n_past;
	mw_form_choose(a);
	/* whoever looks for help, or for another screen, has typed nothing
	 * else */
	if (is_screen_digit(f))
		mw_app_say(a, "%s is text here: Esc first, then %s",
		    mw_edit_text(v), mw_edit_text(v));
	if (strcmp(mw_edit_text(v), "?") == 0)
		mw_app_say(a, "? is text in a field: %s opens help.",
		    mw_app_key_of(a, MW_DO_FORM_HELP));
	return true;
}

/* ---- the screen ---------------------------------------------------------- */

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	const struct mw_form *f = a->form;

	mw_buf_adds(t, "Request");
	if (f->in_past < f->n_past)
		mw_buf_printf(note, "recent %zu of %zu", f->n_past -
		    f->in_past, f->n_past);
	else if (a->saved->n > 0)
		mw_buf_printf(note, "%zu saved", a->saved->n);
	else if (a->saved->list != NULL && a->saved->list->errors.n > 0)
		mw_buf_adds(note, "saved requests have an error");
	else if (a->form->n_past > 0)
		mw_buf_printf(note, "%zu sent", a->form->n_past);
}

static void
page_title(struct mw_app *a, struct mw_buf *t)
{
	(void)a;
	mw_buf_adds(t, "Completions and history");
}

/* The page changes with each key: never the same. */
static const void *
about(struct mw_app *a)
{
	a->about_generation[MW_SCREEN_FORM] = 0;
	return a;
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	int field = a->form->at;
	struct mw_buf fact = { 0 };

	if (field > MW_FIELD_HEADER && field <= MW_FIELD_HEADER_LAST)
		field = MW_FIELD_HEADER;
	/* where there is no room right of the field */
	if (a->frame->columns < 60 && field < MW_FIELD_COUNT)
		mw_form_fact(a, field, 0, &fact);
	if (fact.len > 0)
		mw_buf_printf(path, "%s: %s", mw_form_label(field),
		    mw_buf_text(&fact));
	else
		mw_buf_printf(path, "Request > %s", field < MW_FIELD_COUNT
		    ? mw_form_label(field) : mw_form_button(field));
	mw_buf_release(&fact);
}

const struct mw_screen_ops mw_screen_form = {
	.name = "Request",
	.short_name = "Req",
	.letter = 'f',
	.split = MW_SPLIT_FORM,
	.title = title,
	.page_title = page_title,
	.draw = mw_form_draw,
	.about = about,
	.make = mw_form_page,
	.act = act,
	.crumb = crumb,
	.event = event,
};
