/*
 * app.c - the app: made, fed with events, given a new mesh.
 */
#include "view/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/problems.h"
#include "view/recall.h"
#include "view/saved.h"
#include "view/state.h"

const struct mw_screen_ops *
mw_screen_of(enum mw_screen s)
{
	static const struct mw_screen_ops *const all[] = {
		[MW_SCREEN_TREE] = &mw_screen_tree,
		[MW_SCREEN_FORM] = &mw_screen_form,
		[MW_SCREEN_TRACE] = &mw_screen_trace,
		[MW_SCREEN_PROBLEMS] = &mw_screen_problems,
		[MW_SCREEN_COMPARE] = &mw_screen_compare,
		[MW_SCREEN_SOURCE] = &mw_screen_source,
		[MW_SCREEN_HELP] = &mw_screen_help,
	};

	return all[s];
}

const struct mw_screen_ops *
mw_screen_now(const struct mw_app *a)
{
	return mw_screen_of(a->screen);
}

const char *
mw_app_text(struct mw_app *a, const char *fmt, ...)
{
	va_list ap;
	const char *text;

	va_start(ap, fmt);
	text = mw_arena_vprintf(a->effect_arena, fmt, ap);
	va_end(ap);
	return text;
}

const char *
mw_app_key_of(const struct mw_app *a, enum mw_action action)
{
	const char *s = a->config->keys.keys[action];
	size_t len = mw_key_word(&s);

	/* few messages name keys, and each of them once */
	return mw_arena_text(a->effect_arena, s, len);
}

/* ---- messages and effects ------------------------------------------------ */

static void say(struct mw_app *a, const char *fmt, va_list ap, bool alarm)
    MW_PRINTF(2, 0);

static void
say(struct mw_app *a, const char *fmt, va_list ap, bool alarm)
{
	mw_buf_clear(&a->message);
	mw_buf_vprintf(&a->message, fmt, ap);
	a->alarm = alarm;
	a->drawn = false;
}

void
mw_app_say(struct mw_app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(a, fmt, ap, false);
	va_end(ap);
}

void
mw_app_alarm(struct mw_app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(a, fmt, ap, true);
	va_end(ap);
}

void
mw_app_message(struct mw_app *a, const char *text)
{
	mw_app_say(a, "%s", text);
}

void
mw_app_warning(struct mw_app *a, const char *text)
{
	mw_app_alarm(a, "%s", text);
	a->message_stays = true;
}

struct mw_effect *
mw_app_effect(struct mw_app *a, enum mw_effect_kind kind, const char *text)
{
	static struct mw_effect spare;
	struct mw_effect *e;

	if (a->n_effects == MW_EFFECTS)
		return &spare;
	e = &a->effects[a->n_effects++];
	memset(e, 0, sizeof(*e));
	e->kind = kind;
	if (text != NULL)
		e->text = mw_arena_strdup(a->effect_arena, text);
	return e;
}

const struct mw_effect *
mw_app_effects(const struct mw_app *a, size_t *n)
{
	*n = a->n_effects;
	return a->effects;
}

bool
mw_app_keeps_secrets(const struct mw_app *a)
{
	return a->config->history_secrets;
}

/* ---- parts --------------------------------------------------------------- */

struct mw_treeview *
mw_app_tree(struct mw_app *a)
{
	struct mw_treeview *t = &a->trees[a->order];

	if (t->outline == NULL)
		mw_orders_make(a, a->order, SIZE_MAX / 2);
	return t;
}

bool
mw_app_in_page(const struct mw_app *a)
{
	return a->focus[a->screen] == 1 &&
	    mw_screen_now(a)->split != MW_SPLIT_NONE;
}

struct mw_page *
mw_app_page(struct mw_app *a)
{
	return &a->pages[a->screen];
}

struct mw_list *
mw_app_list(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);

	if (mw_app_in_page(a) || ops->list == NULL) {
		mw_app_make_page(a);
		return &mw_app_page(a)->list;
	}
	return ops->list(a);
}

bool
mw_app_page_is_short(const struct mw_app *a)
{
	return a->layout.pane[1].rows < 14;
}

void
mw_app_make_page(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_page *p = mw_app_page(a);
	const void *about;
	int width;

	if (ops->make == NULL)
		return;
	about = ops->about(a);
	width = a->layout.pane[ops->split != MW_SPLIT_NONE].columns;
	if (width <= 0)
		width = a->layout.columns;
	width -= 2;		/* a blank at each side */
	if (p->arena != NULL && a->about[a->screen] == about &&
	    a->about_generation[a->screen] == a->generation &&
	    a->about_width[a->screen] == width &&
	    a->about_short[a->screen] == mw_app_page_is_short(a))
		return;
	a->about[a->screen] = about;
	a->about_generation[a->screen] = a->generation;
	a->about_width[a->screen] = width;
	a->about_short[a->screen] = mw_app_page_is_short(a);
	mw_page_begin(p, width);
	ops->make(a, p);
}

/* ---- life ---------------------------------------------------------------- */

/* What is wrong in a configuration: the first of it, and how much more. */
static void
tell_mistakes(struct mw_app *a, const struct mw_config *c)
{
	const struct mw_diags *d = &c->diags;
	struct mw_buf b = { 0 };
	const char *file;

	if (d->n == 0)
		return;
	if (c != a->config)
		mw_buf_adds(&b, "Settings stay: ");
	file = strrchr(d->v[0].span.file, '/');
	mw_buf_adds(&b, file != NULL ? file + 1 : d->v[0].span.file);
	if (d->v[0].span.line > 0)
		mw_buf_printf(&b, ":%u:%u", d->v[0].span.line,
		    d->v[0].span.column);
	mw_buf_printf(&b, ": %s", d->v[0].text);
	if (d->n > 1)
		mw_buf_printf(&b, " (and %zu more: press %s)", d->n - 1,
		    mw_app_key_of(a, MW_DO_PROBLEMS));
	mw_app_alarm(a, "%s", mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_app_configure(struct mw_app *a, const struct mw_config *c, bool ascii)
{
	bool mouse = a->config->mouse;

	if (!c->broken) {
		a->config = c;
		a->options.ascii = a->frame->ascii = ascii;
		if (c->mouse != mouse)
			a->mouse = c->mouse;
	}
	a->pending[0] = '\0';
	a->count = 0;
	mw_problems_own(a, &c->diags);
	mw_app_layout(a);
	/* pages are as wide as their panes, and name keys */
	memset(a->about_generation, 0, sizeof(a->about_generation));
	a->drawn = false;
	tell_mistakes(a, c);
	a->message_stays = c->diags.n > 0;
}

struct mw_app *
mw_app_new(const struct mw_mesh *mesh, const struct mw_app_options *options)
{
	struct mw_app *a = mw_xcalloc(1, sizeof(*a));

	a->arena = mw_arena_new();
	a->effect_arena = mw_arena_new();
	a->options = *options;
	a->config = options->config != NULL ? options->config
	    : mw_config_default(a->arena);
	a->mouse = a->config->mouse;
	a->load.going = a->load.part = options->loading;
	a->frame = mw_frame_new(options->rows, options->columns,
	    options->ascii);
	mw_problems_new(a);
	mw_trace_new(a);
	mw_source_new(a);
	mw_help_new(a);
	mw_compare_new(a);
	mw_saved_new(a);
	mw_app_set_mesh(a, mesh);
	mw_form_new(a);
	mw_recall_new(a);
	mw_app_greet(a);
	mw_saved_complain(a);
	if (options->whatif != NULL)
		mw_app_offer_whatif(a, options->whatif);
	/* these were lent */
	a->options.history = a->options.requests = a->options.whatif = NULL;
	tell_mistakes(a, a->config);
	mw_app_layout(a);
	return a;
}

void
mw_app_free(struct mw_app *a)
{
	if (a == NULL)
		return;
	mw_app_drop_mesh(a, false);
	mw_form_free(a);
	mw_trace_free(a);	/* drops answers of the comparison */
	mw_compare_free(a);
	mw_saved_free(a);
	mw_recall_free(a);
	mw_problems_free(a);
	mw_source_free(a);
	mw_help_free(a);
	mw_edit_release(&a->typed);
	mw_buf_release(&a->needle);
	mw_buf_release(&a->hunt.needle);
	mw_buf_release(&a->hunt.line);
	mw_buf_release(&a->message);
	mw_frame_free(a->frame);
	mw_arena_free(a->effect_arena);
	mw_arena_free(a->arena);
	free(a);
}

/* ---- events -------------------------------------------------------------- */

static void
resize(struct mw_app *a, int rows, int columns)
{
	if (rows == a->frame->rows && columns == a->frame->columns)
		return;
	mw_frame_free(a->frame);
	a->frame = mw_frame_new(rows, columns, a->options.ascii);
	mw_app_layout(a);
}

/* A key is meant for what the one before it leads to: what is not there yet is
 * waited for.  Esc waits for nothing. */
static void
hurry(struct mw_app *a, const struct mw_event *e)
{
	if (e->kind == MW_EVENT_KEY && e->key == MW_KEY_ESCAPE) {
		mw_form_ask_no_more(a);
		return;
	}
	while (mw_trace_work(a, INT64_MAX) || mw_form_work(a, INT64_MAX))
		continue;
}

void
mw_app_handle(struct mw_app *a, const struct mw_event *e)
{
	a->n_effects = 0;
	if (mw_arena_used(a->effect_arena) > 0) {
		mw_arena_free(a->effect_arena);
		a->effect_arena = mw_arena_new();
	}
	a->saved->idle = e->kind == MW_EVENT_TICK;
	switch (e->kind) {
	case MW_EVENT_RESIZE:
		resize(a, e->rows, e->columns);
		break;
	case MW_EVENT_KEY:
	case MW_EVENT_PASTE:
		hurry(a, e);
		mw_app_key(a, e);
		break;
	case MW_EVENT_MOUSE:
		hurry(a, e);
		mw_app_mouse(a, e);
		break;
	case MW_EVENT_TICK:
		mw_app_tick(a);
		return;
	case MW_EVENT_FOCUS:
		return;
	}
	a->drawn = false;
}

int64_t
mw_app_now(const struct mw_app *a)
{
	return a->options.clock_ms != NULL ? (int64_t)a->options.clock_ms()
	    : 0;
}

bool
mw_app_waits(const struct mw_app *a)
{
	return mw_trace_comes(a) || mw_form_asks(a);
}

bool
mw_app_work(struct mw_app *a, unsigned slice_ms)
{
	int64_t until = mw_app_now(a) + (int64_t)slice_ms;

	if (mw_app_waits(a))
		a->n_effects = 0;
	if (mw_trace_work(a, until) || mw_form_work(a, until) ||
	    mw_hunt_work(a, until))
		return true;
	if (a->load.part)	/* all of it would be to do again */
		return false;
	return mw_tries_work(a, until) || mw_compare_work(a, until) ||
	    mw_saved_work(a, until) || mw_compare_tell(a) ||
	    mw_orders_work(a, until) || mw_problems_work(a, until);
}

bool
mw_app_changed(const struct mw_app *a)
{
	return !a->drawn;
}

const struct mw_frame *
mw_app_frame(struct mw_app *a)
{
	if (!a->drawn)
		mw_app_draw(a);
	a->drawn = true;
	return a->frame;
}
