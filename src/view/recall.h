/*
 * recall.h - inside view: what was typed in prompts before, and what is kept
 * for another day.
 */
#ifndef MW_VIEW_RECALL_H
#define MW_VIEW_RECALL_H

#include "view/history.h"
#include "view/state.h"

struct mw_recall {
	struct mw_words {
		char **v;		/* the oldest first */
		size_t n, cap;
	} words[MW_HISTORY_KINDS];	/* not of requests and marks */
	size_t at;			/* walked to; n: what is being typed */
	struct mw_buf typed;
};

void mw_recall_new(struct mw_app *a);
void mw_recall_free(struct mw_app *a);
/* Remembers it, now and for another day. */
void mw_recall_add(struct mw_app *a, enum mw_history_kind kind,
    const char *text);
/* A prompt is opened: walking begins at its end. */
void mw_recall_begin(struct mw_app *a, enum mw_history_kind kind);
/* Into E what was typed before (BY < 0) or after; false at the ends. */
bool mw_recall_walk(struct mw_app *a, enum mw_history_kind kind, int by,
    struct mw_edit *e);
/* A key that walks: Up, Down, C-p, C-n. */
bool mw_recall_event(struct mw_app *a, enum mw_history_kind kind,
    const struct mw_event *ev, struct mw_edit *e);
/* A line for the file, where a history is kept. */
void mw_recall_keep(struct mw_app *a, enum mw_history_kind kind,
    const char *key, const char *extra);

#endif
