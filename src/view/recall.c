/*
 * recall.c - what was typed in prompts before, and what is kept for another
 * day.
 */
#include "view/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "view/form.h"

/* ---- words --------------------------------------------------------------- */

static void
take_out(struct mw_words *w, size_t i)
{
	free(w->v[i]);
	memmove(&w->v[i], &w->v[i + 1], (w->n - i - 1) * sizeof(*w->v));
	w->n--;
}

static void
put(struct mw_words *w, const char *text)
{
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->v[i], text) == 0) {
			take_out(w, i);
			break;
		}
	}
	if (w->n == MW_HISTORY_ENTRIES)
		take_out(w, 0);
	if (w->n == w->cap) {
		w->cap = w->cap * 2 + 16;
		w->v = mw_xrealloc(w->v, w->cap, sizeof(*w->v));
	}
	w->v[w->n++] = mw_xstrdup(text);
}

static void
from_file(void *ctx, enum mw_history_kind kind, const char *key,
    const char *extra)
{
	struct mw_app *a = ctx;

	if (kind == MW_HISTORY_REQUEST)
		mw_form_past_kept(a, key, extra);
	else if (kind == MW_HISTORY_MARK)
		mw_app_mark_kept(a, key, extra);
	else
		put(&a->recall->words[kind], key);
}

void
mw_recall_new(struct mw_app *a)
{
	const char *text = a->options.history;

	a->recall = mw_xcalloc(1, sizeof(*a->recall));
	if (text != NULL)
		mw_history_each(text, strlen(text), from_file, a);
}

void
mw_recall_free(struct mw_app *a)
{
	for (int k = 0; k < MW_HISTORY_KINDS; k++) {
		while (a->recall->words[k].n > 0)
			free(a->recall->words[k].v[--a->recall->words[k].n]);
		free(a->recall->words[k].v);
	}
	mw_buf_release(&a->recall->typed);
	free(a->recall);
}

void
mw_recall_keep(struct mw_app *a, enum mw_history_kind kind, const char *key,
    const char *extra)
{
	struct mw_buf b = { 0 };

	mw_history_line(&b, kind, key, extra);
	mw_app_effect(a, MW_EFFECT_REMEMBER, mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_recall_add(struct mw_app *a, enum mw_history_kind kind, const char *text)
{
	if (*text == '\0')
		return;
	put(&a->recall->words[kind], text);
	mw_recall_keep(a, kind, text, NULL);
}

/* ---- walking ------------------------------------------------------------- */

void
mw_recall_begin(struct mw_app *a, enum mw_history_kind kind)
{
	a->recall->at = a->recall->words[kind].n;
	mw_buf_clear(&a->recall->typed);
}

bool
mw_recall_walk(struct mw_app *a, enum mw_history_kind kind, int by,
    struct mw_edit *e)
{
	struct mw_recall *r = a->recall;
	const struct mw_words *w = &r->words[kind];

	if (by < 0 ? r->at == 0 : r->at >= w->n)
		return false;
	if (r->at == w->n) {
		mw_buf_clear(&r->typed);
		mw_buf_adds(&r->typed, mw_edit_text(e));
	}
	r->at = by < 0 ? r->at - 1 : r->at + 1;
	mw_edit_set(e, r->at < w->n ? w->v[r->at] : mw_buf_text(&r->typed));
	return true;
}

bool
mw_recall_event(struct mw_app *a, enum mw_history_kind kind,
    const struct mw_event *ev, struct mw_edit *e)
{
	bool ctrl = ev->kind == MW_EVENT_KEY && ev->key == MW_KEY_CHAR &&
	    ev->mods == MW_MOD_CTRL;

	if (ev->kind != MW_EVENT_KEY)
		return false;
	if (ev->key == MW_KEY_UP || (ctrl && ev->cp == 'p'))
		return mw_recall_walk(a, kind, -1, e);
	if (ev->key == MW_KEY_DOWN || (ctrl && ev->cp == 'n'))
		return mw_recall_walk(a, kind, 1, e);
	return false;
}
