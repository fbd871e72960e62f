/*
 * saved.c - requests that are saved beside the manifests: read, saved, pinned
 * with what came of them.
 */
#include "view/saved.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/compare.h"
#include "view/form.h"
#include "view/trace.h"

void
mw_saved_new(struct mw_app *a)
{
	a->saved = mw_xcalloc(1, sizeof(*a->saved));
	mw_app_requests(a, a->options.requests);
}

void
mw_saved_free(struct mw_app *a)
{
	struct mw_saved *s = a->saved;

	mw_arena_free(s->arena);
	mw_arena_free(s->ends);
	mw_arena_free(s->old_ends);
	mw_arena_free(s->after_ends);
	mw_arena_free(s->kept_arena);
	free(s);
}

/* ---- the file ------------------------------------------------------------ */

static struct mw_saved_end
copy_end(struct mw_arena *arena, const struct mw_saved_end *e)
{
	struct mw_saved_end x = *e;

	if (x.text == NULL)
		return x;
	x.text = mw_arena_strdup(arena, x.text);
	x.word = mw_arena_strdup(arena, x.word);
	return x;
}

/* What is known of a request that is still there stays known. */
static void
take_over(struct mw_arena *ends, struct mw_saved_row *row,
    const struct mw_saved_row *old, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct mw_buf a = { 0 }, b = { 0 };
		bool same;

		mw_request_print_json(old[i].kept->request, &a);
		mw_request_print_json(row->kept->request, &b);
		same = strcmp(mw_buf_text(&a), mw_buf_text(&b)) == 0 &&
		    strcmp(old[i].kept->name, row->kept->name) == 0;
		mw_buf_release(&a);
		mw_buf_release(&b);
		if (!same)
			continue;
		row->was = copy_end(ends, &old[i].was);
		return;
	}
}

void
mw_saved_complain(struct mw_app *a)
{
	const struct mw_kept_list *l = a->saved->list;

	if (l != NULL && l->errors.n > 0)
		mw_app_alarm(a, "%s:%u: %s", mw_str_or_empty(
		    a->options.requests_file), l->errors.v[0].span.line,
		    l->errors.v[0].text);
}

void
mw_app_requests(struct mw_app *a, const char *text)
{
	struct mw_saved *s = a->saved, old = *s;

	s->arena = mw_arena_new();
	s->ends = mw_arena_new();
	s->list = text != NULL ? mw_kept_read(s->arena, mw_str_or_empty(
	    a->options.requests_file), text, strlen(text)) : NULL;
	s->n = s->list != NULL ? s->list->n : 0;
	s->v = MW_NEW_ARRAY(s->arena, struct mw_saved_row, s->n + 1);
	for (size_t i = 0; i < s->n; i++) {
		s->v[i].kept = &s->list->v[i];
		take_over(s->ends, &s->v[i], old.v, old.n);
	}
	mw_saved_drop_after(a);
	mw_arena_free(old.arena);
	mw_arena_free(old.ends);
	mw_arena_free(old.old_ends);
	s->old_ends = NULL;
	mw_saved_complain(a);
	a->drawn = false;
}

void
mw_app_saved(struct mw_app *a, const char *text, const char *why)
{
	const struct mw_kept *k = a->saved->kept;
	const char *file = mw_str_or_empty(a->options.requests_file);

	if (text == NULL) {
		mw_app_alarm(a, "%s: %s", file, why);
		return;
	}
	mw_app_requests(a, text);
	if (k != NULL && k->expects)
		mw_app_say(a, "Pinned as '%s' in %s%s%s", k->name, file,
		    mw_compare_changes(a) > 0 ? ", as it ends on disk" : "",
		    a->frame->columns >= 100 ? ": meshwalk test checks it."
		    : ".");
	else if (k != NULL)
		mw_app_say(a, "Saved as '%s' in %s.", k->name, file);
}

/* ---- saving -------------------------------------------------------------- */

static void
emit(struct mw_app *a)
{
	struct mw_effect *e = mw_app_effect(a, MW_EFFECT_SAVE, NULL);

	e->file = a->options.requests_file;
	e->kept = a->saved->kept;
}

/* False, and said, when R cannot be written to a file. */
static bool
may_save(struct mw_app *a, const struct mw_request *r)
{
	if (a->options.requests_file == NULL)
		mw_app_alarm(a, "what is read from standard input has no "
		    "folder to save to");
	else if (mw_kept_has_secret(r) && !mw_app_keeps_secrets(a))
		mw_app_alarm(a, "a token or a cookie goes into no file; the "
		    "claims of one (JWT) may");
	else
		return true;
	return false;
}

/* A copy that lasts until the next is made. */
static void
hold(struct mw_app *a, const struct mw_request *r)
{
	static const struct mw_kept_list none;
	struct mw_saved *s = a->saved;
	const struct mw_kept_list *l = s->list != NULL ? s->list : &none;
	const struct mw_kept *same = mw_kept_same(l, r);
	struct mw_buf b = { 0 };
	const char *error;

	mw_arena_free(s->kept_arena);
	s->kept_arena = mw_arena_new();
	s->kept = MW_NEW(s->kept_arena, struct mw_kept);
	mw_request_print_json(r, &b);
	s->kept->request = mw_request_parse(s->kept_arena, mw_buf_text(&b),
	    b.len, &error);
	mw_buf_release(&b);
	s->kept->name = same != NULL ? mw_arena_strdup(s->kept_arena,
	    same->name) : mw_kept_new_name(l, r, s->kept_arena);
}

void
mw_saved_ask(struct mw_app *a)
{
	struct mw_arena *arena = mw_arena_new();
	const char *error = NULL, *note;
	int field = MW_FIELD_TO;
	const struct mw_request *r = mw_form_request(a, arena, &error, &field,
	    &note);

	if (r == NULL) {
		mw_form_focus(a, field);
		mw_app_alarm(a, "%s", error);
	} else if (may_save(a, r)) {
		hold(a, r);
		mw_edit_set(&a->typed, a->saved->kept->name);
		a->typed.whole = true;
		a->prompt = MW_PROMPT_SAVE;
	}
	mw_arena_free(arena);
}

void
mw_saved_prompt_event(struct mw_app *a, const struct mw_event *e)
{
	struct mw_saved *s = a->saved;

	if (e->kind == MW_EVENT_KEY && (e->key == MW_KEY_ESCAPE ||
	    (e->key == MW_KEY_CHAR && e->cp == 'c' &&
	    (e->mods & MW_MOD_CTRL) != 0))) {
		a->prompt = MW_PROMPT_NONE;
		mw_app_say(a, "nothing was saved");
		return;
	}
	if (e->kind != MW_EVENT_KEY || e->key != MW_KEY_ENTER) {
		mw_edit_event(&a->typed, e);
		return;
	}
	if (a->typed.text.len == 0)
		return;
	a->prompt = MW_PROMPT_NONE;
	s->kept->name = mw_arena_strdup(s->kept_arena,
	    mw_edit_text(&a->typed));
	emit(a);
}

/* ---- pinning ------------------------------------------------------------- */

/* What the screen shows the end of: on Compare that with the what-if. */
static const struct mw_answer *
answer_here(struct mw_app *a)
{
	if (a->screen == MW_SCREEN_COMPARE && mw_compare_need(a))
		return a->compare->answer[1];
	return a->trace->answer;
}

/* It is pinned already: true, and said whether it still ends so. */
static bool
is_pinned(struct mw_app *a, const struct mw_request *r,
    const struct mw_answer *answer)
{
	const struct mw_kept *same = a->saved->list != NULL
	    ? mw_kept_same(a->saved->list, r) : NULL;
	struct mw_arena *tmp;
	const struct mw_miss *miss;

	if (same == NULL || !same->expects)
		return false;
	tmp = mw_arena_new();
	if (mw_expect_check(same, answer, tmp, &miss) == 0)
		mw_app_say(a, "it is pinned already, as '%s'", same->name);
	else
		mw_app_alarm(a, "'%s' is pinned and expects %s %s, not %s: "
		    "%s:%u", same->name, miss->what,
		    miss->want, miss->got, same->span.file, same->span.line);
	mw_arena_free(tmp);
	return true;
}

void
mw_saved_pin(struct mw_app *a)
{
	const struct mw_request *r = mw_trace_request(a);
	const struct mw_answer *answer = answer_here(a);

	if (r == NULL || answer == NULL) {
		mw_app_say(a, "no request was sent yet: %s makes one",
		    mw_app_key_of(a, MW_DO_FORM));
		return;
	}
	if (answer->error != NULL) {
		mw_app_alarm(a, "what is undecided cannot be pinned");
		return;
	}
	if (!may_save(a, r) || is_pinned(a, r, answer))
		return;
	hold(a, r);
	mw_expect_of(answer, a->saved->kept_arena, a->saved->kept);
	emit(a);
}
