/*
 * app-whatif.c - changing something without touching files: x, E, u, C-r, D, w.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/compare.h"
#include "view/problems.h"
#include "view/saved.h"
#include "view/trace.h"
#include "yaml/node.h"

enum { BEFORE_ROWS = 3,		/* shown above the first difference */
    CHOICES_SHOWN = 5 };

void
mw_compare_new(struct mw_app *a)
{
	a->compare = mw_xcalloc(1, sizeof(*a->compare));
	a->compare->whatif = mw_whatif_new();
}

void
mw_compare_drop_answers(struct mw_app *a)
{
	struct mw_compare *c = a->compare;

	mw_compare_other_drop(a);
	mw_arena_free(c->arena);
	c->arena = NULL;
	c->answer[0] = c->answer[1] = NULL;
	c->rows = NULL;
	c->seen = NULL;
	c->tried = c->moved = false;
	c->list.n = 0;
	a->about_width[MW_SCREEN_COMPARE] = -1;	/* its page is old */
}

void
mw_compare_drop_mesh(struct mw_app *a)
{
	struct mw_compare *c = a->compare;

	mw_compare_drop_answers(a);
	mw_problems_drop_after(a);
	mw_saved_drop_after(a);
	mw_compare_other_drop(a);
	a->about_width[MW_SCREEN_TREE] = -1;	/* details tell of it */
	mw_session_free(c->session);
	mw_mesh_free(c->mesh);
	c->session = NULL;
	c->mesh = NULL;
	c->object = NULL;
	c->node = c->refused_at = NULL;
	if (a->prompt >= MW_PROMPT_VALUE)
		a->prompt = MW_PROMPT_NONE;
}

void
mw_compare_free(struct mw_app *a)
{
	mw_compare_drop_mesh(a);
	mw_whatif_free(a->compare->whatif);
	mw_buf_release(&a->compare->label);
	mw_buf_release(&a->compare->written);
	mw_buf_release(&a->compare->offered);
	mw_buf_release(&a->compare->file);
	mw_buf_release(&a->compare->there);
	mw_buf_release(&a->compare->adding);
	mw_buf_release(&a->compare->ns);
	mw_buf_release(&a->compare->said);
	mw_buf_release(&a->compare->refused);
	mw_buf_release(&a->compare->faults);
	mw_buf_release(&a->compare->told);
	mw_arena_free(a->compare->choice_arena);
	mw_buf_release(&a->compare->draft);
	mw_buf_release(&a->compare->draft_of);
	free(a->compare);
}

size_t
mw_compare_changes(const struct mw_app *a)
{
	return mw_whatif_count(a->compare->whatif);
}

const struct mw_whatif *
mw_compare_whatif(const struct mw_app *a)
{
	return a->compare->whatif;
}

static const char *
safe(const struct mw_compare *c, const char *text)
{
	struct mw_buf b = { 0 };

	if (text == NULL)
		return NULL;
	mw_secrets_hide(c->secrets, text, &b);
	text = mw_arena_text(c->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

/* A step is shown beside the name of its stage. */
static void
hide_secrets(struct mw_compare *c)
{
	c->secrets = mw_secrets_both(c->answer[0], c->answer[1], c->arena);
	c->shown = MW_NEW_ARRAY(c->arena, struct mw_compare_shown,
	    c->rows->n + 1);
	for (int side = 0; side < 2; side++) {
		c->verdict[side] = safe(c, c->rows->verdict[side]);
		for (size_t i = 0; i < c->rows->n; i++) {
			const struct mw_compare_row *r = &c->rows->v[i];
			const char *text = r->text[side];

			if (text != NULL && r->what == MW_COMPARE_STEP)
				text = mw_trace_text(&r->hop[side]->steps->v[
				    r->step[side]]);
			c->shown[i].text[side] = safe(c, text);
		}
	}
}

bool
mw_compare_need(struct mw_app *a)
{
	struct mw_compare *c = a->compare;
	const struct mw_request *r = a->trace != NULL ? mw_trace_request(a)
						      : NULL;
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	if (mw_compare_changes(a) == 0)
		return false;
	if (a->options.mesh_options != NULL)
		options = *a->options.mesh_options;
	if (c->mesh == NULL) {
		c->mesh = mw_whatif_mesh(c->whatif, a->mesh, &options,
		    &c->lost);
		c->session = mw_session_new(c->mesh, NULL);
	}
	if (r == NULL)
		return false;
	if (c->rows != NULL)
		return true;
	c->arena = mw_arena_new();
	c->answer[0] = mw_session_send(a->session, r, c->arena, true);
	c->answer[1] = mw_session_send(c->session, r, c->arena, true);
	c->rows = mw_compare_answers(c->answer[0], c->answer[1], c->arena);
	hide_secrets(c);
	mw_compare_number(c);
	mw_compare_fold(c);
	c->list.selected = c->rows->first < c->rows->n ? mw_compare_seen_at(c,
	    c->rows->first) : 0;
	c->opened_at = c->list.selected;
	/* what comes of the difference is below it */
	c->list.top = c->list.selected > BEFORE_ROWS ? c->list.selected -
	    BEFORE_ROWS : 0;
	a->about_width[MW_SCREEN_COMPARE] = -1;
	return true;
}

/* ---- there and back ------------------------------------------------------ */

void
mw_compare_entered(struct mw_app *a)
{
	if (a->spot == 0)
		return;
	a->compare->from = a->spots[a->spot - 1];
	a->compare->entered = true;
}

static void
show(struct mw_app *a)
{
	if (a->screen == MW_SCREEN_COMPARE)
		return;
	mw_app_leave(a);
	mw_app_screen(a, MW_SCREEN_COMPARE);
	a->focus[MW_SCREEN_COMPARE] = 0;
}

void
mw_compare_go_home(struct mw_app *a)
{
	const struct mw_compare *c = a->compare;
	const struct mw_spot from = c->from;

	if (a->screen != MW_SCREEN_COMPARE || mw_compare_changes(a) > 0)
		return;
	a->zoom = 0;
	if (c->entered && from.screen != MW_SCREEN_FORM && from.screen !=
	    MW_SCREEN_COMPARE)
		mw_app_go(a, &from);
	else
		mw_app_screen(a, mw_trace_request(a) != NULL
		    ? MW_SCREEN_TRACE : MW_SCREEN_TREE);
}

/* ---- after a change ------------------------------------------------------ */

/* What does not fit is not begun. */
static void
say_with(struct mw_app *a, const char *said, const char *more)
{
	bool fits = mw_draw_columns(said) + mw_draw_columns(more) <=
	    a->frame->columns - 2;

	mw_app_say(a, "%s%s", said, fits ? more : "");
}

void
mw_compare_changed(struct mw_app *a, const char *what)
{
	const char *undo = mw_app_key_of(a, MW_DO_UNDO);
	const char *fault = mw_compare_fault(a);

	mw_compare_drop_mesh(a);
	if (mw_trace_request(a) == NULL || mw_compare_changes(a) == 0) {
		if (fault != NULL)
			mw_app_alarm(a, "%s; a cluster would refuse that: %s",
			    what, fault);
		else if (mw_compare_changes(a) > 0)
			say_with(a, what, mw_app_text(a, "; %s makes a "
			    "request to compare, %s undoes", mw_app_key_of(a,
			    MW_DO_FORM), undo));
		else
			mw_app_say(a, "%s: what-if empty, nothing is changed.",
			    what);
		mw_compare_go_home(a);
		return;
	}
	if (!mw_compare_need(a))
		return;
	show(a);
	if (fault != NULL)
		mw_app_alarm(a, "%s; a cluster would refuse that: %s", what,
		    fault);
	else
		mw_compare_say(a, what);
}

const struct mw_object *
mw_compare_object(struct mw_app *a, struct mw_subject *s)
{
	mw_app_subject(a, s);
	if (s->object == NULL && s->service != NULL)
		s->object = s->service->object;
	if (s->object == NULL)
		mw_app_alarm(a, "no object is behind this row");
	else if (s->object->assumed || s->object->document == NULL)
		mw_app_alarm(a, "%s %s is assumed: no file has it",
		    s->object->kind_name, s->object->name);
	else
		return s->object;
	return NULL;
}

/* Only the part of O that is selected; false when it is the object. */
static bool
disable_part(struct mw_app *a, const struct mw_object *o,
    const struct mw_node *node)
{
	struct mw_arena *tmp = mw_arena_new();
	const char *path = mw_whatif_part(o, node, tmp), *wrong;
	bool on = false;

	if (path != NULL && o->superseded_by == NULL) {
		wrong = mw_whatif_without(a->compare->whatif, o, node, &on,
		    tmp);
		if (wrong != NULL)
			mw_app_alarm(a, "%s %s: %s", o->kind_name, o->name,
			    wrong);
		else
			mw_compare_changed(a, mw_arena_printf(tmp,
			    "%s %s/%s: %s %s", o->kind_name, o->ns, o->name,
			    path, on ? "is there again" : "is off"));
	}
	mw_arena_free(tmp);
	return path != NULL && o->superseded_by == NULL;
}

static void
disable(struct mw_app *a)
{
	struct mw_whatif *w = a->compare->whatif;
	const struct mw_whatif_change *added = mw_compare_addition(a);
	const struct mw_object *o;
	struct mw_subject s;
	struct mw_buf b = { 0 };
	bool on;

	if (added != NULL) {
		mw_compare_take_back(a, added);
		return;
	}
	o = mw_compare_object(a, &s);
	if (o == NULL || disable_part(a, o, s.node))
		return;
	mw_buf_printf(&b, "%s %s%s%s", o->kind_name, o->ns, *o->ns != '\0'
	    ? "/" : "", o->name);
	if (o->superseded_by != NULL) {
		on = mw_whatif_choose(w, o);
		mw_buf_printf(&b, on ? " variant %zu is in force"
		    : " variant %zu is not in force again", o->variant);
	} else {
		on = mw_whatif_disable(w, o);
		mw_buf_adds(&b, on ? " is off" : " is there again");
	}
	mw_compare_changed(a, mw_buf_text(&b));
	mw_buf_release(&b);
}

/* ---- other files --------------------------------------------------------- */

void
mw_compare_reloaded(struct mw_app *a)
{
	const struct mw_whatif *w = a->compare->whatif;
	size_t lost = 0;

	for (size_t i = 0; i < mw_whatif_count(w); i++)
		lost += !mw_whatif_fits(w, a->mesh, i);
	if (lost > 0)
		mw_app_alarm(a, "Loaded again: %zu of %zu change%s of the "
		    "what-if fit%s nothing any more; 5 lists %s", lost,
		    mw_whatif_count(w), mw_whatif_count(w) == 1 ? "" : "s",
		    lost == 1 ? "s" : "", lost == 1 ? "it" : "them");
}

/* ---- undo, redo, drop ---------------------------------------------------- */

/* How many changes are left, and what was undone or redone if it is one. */
static void
say_travel(struct mw_app *a, bool back, size_t from, size_t n)
{
	const struct mw_whatif *w = a->compare->whatif;
	size_t to = mw_whatif_step(w);
	struct mw_buf what = { 0 };

	if (back ? from == to + 1 : to == from + 1) {
		mw_buf_adds(&what, "; it was: ");
		mw_whatif_print_step(w, back ? from : to, &what);
	}
	mw_app_say(a, "%s: %zu change%s in the what-if%s", back
	    ? mw_app_text(a, "undone (%s redoes)", mw_app_key_of(a,
	    MW_DO_REDO)) : "redone", n, mw_str_s(n), mw_buf_text(&what));
	mw_buf_release(&what);
}

/* To a step before or behind the one in force. */
void
mw_compare_travel(struct mw_app *a, size_t step)
{
	struct mw_compare *c = a->compare;
	bool back = step < mw_whatif_step(c->whatif);
	size_t n, was = mw_compare_changes(a);
	size_t was_step = mw_whatif_step(c->whatif);

	mw_whatif_go(c->whatif, step);
	mw_compare_drop_mesh(a);
	n = mw_compare_changes(a);
	if (n == 0)
		mw_app_say(a, "what-if empty: nothing is changed; %s %s", back
		    ? mw_app_key_of(a, MW_DO_REDO) : mw_app_key_of(a,
		    MW_DO_UNDO), back ? "redoes" : "undoes");
	else
		say_travel(a, back, was_step, n);
	mw_compare_go_home(a);
	/* as it opens after the first change */
	if (was == 0 && n > 0 && mw_trace_request(a) != NULL)
		show(a);
}

static void
travel(struct mw_app *a, bool back)
{
	const struct mw_whatif *w = a->compare->whatif;

	if (back ? mw_whatif_can_undo(w) : mw_whatif_can_redo(w))
		mw_compare_travel(a, mw_whatif_step(w) + (back ? SIZE_MAX
		    : 1));
	else
		mw_app_say(a, "there is nothing to %s", back ? "undo"
		    : "redo");
}

static void
drop(struct mw_app *a)
{
	size_t n = mw_compare_changes(a);

	if (n == 0) {
		mw_app_say(a, "there is no what-if to drop");
		return;
	}
	mw_whatif_drop(a->compare->whatif);
	mw_compare_drop_mesh(a);
	mw_app_say(a, "what-if empty: %zu change%s dropped; %s brings %s back",
	    n, mw_str_s(n), mw_app_key_of(a, MW_DO_UNDO), n == 1 ? "it"
	    : "them");
	mw_compare_go_home(a);
}

/* ---- questions in the message row ---------------------------------------- */

static void
value_prompt(const struct mw_app *a, struct mw_buf *label, struct mw_buf *note)
{
	const struct mw_compare *c = a->compare;
	const char *path = mw_buf_text(&c->label);
	const struct mw_node *other;
	int rest, sum;

	/* the breadcrumb has the beginning */
	if (a->frame->columns < 120 && strrchr(path, '.') != NULL)
		path = strrchr(path, '.') + 1;
	mw_buf_adds(label, path);
	if (c->n_choices > 0 && a->frame->columns >= 60) {
		for (size_t i = 0; i < c->n_choices && i < CHOICES_SHOWN; i++)
			mw_buf_printf(label, "%s%s", i == 0 ? " (" : " ",
			    c->choices[i]);
		mw_buf_adds(label, c->n_choices > CHOICES_SHOWN ? " ...)"
		    : ")");
	}
	mw_buf_adds(label, " = ");
	other = mw_compare_other_weight(a, c->object, c->node, mw_edit_text(
	    &a->typed), &rest, &sum);
	if (other != NULL)
		mw_buf_printf(note, "the other %d  Up/Down  Enter", rest);
	else if (sum >= 0)
		mw_buf_printf(note, "together %d  Up/Down  Enter", sum);
	else
		mw_buf_adds(note, c->n_choices > 0 ? "Up/Down  Enter try  Esc"
		    : "Enter try  Esc drop");
}

void
mw_compare_prompt(const struct mw_app *a, struct mw_buf *label,
    struct mw_buf *note)
{
	switch (a->prompt) {
	case MW_PROMPT_VALUE:
		value_prompt(a, label, note);
		break;
	case MW_PROMPT_FILE:
		mw_compare_write_prompt(a, label);
		mw_buf_adds(note, "Enter  Esc drop");
		break;
	case MW_PROMPT_PATCH:
	case MW_PROMPT_SURE:
		mw_compare_write_prompt(a, label);
		break;
	case MW_PROMPT_NONE:
	case MW_PROMPT_SEARCH:
	case MW_PROMPT_FILTER:
	case MW_PROMPT_SAVE:
	case MW_PROMPT_QUIT:
	case MW_PROMPT_RESUME:
		break;
	}
}

void
mw_compare_prompt_event(struct mw_app *a, const struct mw_event *e)
{
	bool leave = e->kind == MW_EVENT_KEY && (e->key == MW_KEY_ESCAPE ||
	    (e->key == MW_KEY_CHAR && e->cp == 'c' &&
	    (e->mods & MW_MOD_CTRL) != 0));

	if (a->prompt == MW_PROMPT_PATCH || a->prompt == MW_PROMPT_SURE) {
		mw_compare_write_answer(a, e);
	} else if (leave) {
		a->prompt = MW_PROMPT_NONE;
		mw_app_say(a, "nothing was changed");
	} else if (a->prompt == MW_PROMPT_VALUE && e->kind == MW_EVENT_KEY &&
	    (e->key == MW_KEY_UP || e->key == MW_KEY_DOWN)) {
		mw_compare_choose(a, e->key == MW_KEY_DOWN ? 1 : -1);
	} else if (e->kind != MW_EVENT_KEY || e->key != MW_KEY_ENTER) {
		mw_edit_event(&a->typed, e);
	} else if (a->prompt == MW_PROMPT_VALUE) {
		mw_compare_take_value(a);
	} else {
		mw_compare_take_file(a);
	}
}

bool
mw_compare_act(struct mw_app *a, enum mw_action action)
{
	switch (action) {
	case MW_DO_DISABLE:
		disable(a);
		return true;
	case MW_DO_CHANGE:
		mw_compare_change(a);
		return true;
	case MW_DO_ADD:
		mw_compare_add(a);
		return true;
	case MW_DO_UNDO:
	case MW_DO_REDO:
		travel(a, action == MW_DO_UNDO);
		return true;
	case MW_DO_DROP:
		drop(a);
		return true;
	case MW_DO_WRITE:
		mw_compare_show_patch(a);
		return true;
	default:
		return false;
	}
}
