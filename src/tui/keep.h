/*
 * keep.h - what stays when the program ends: the history, a what-if that was
 * not written, requests beside the manifests.
 *
 * The state folder is $XDG_STATE_HOME/meshwalk, else
 * $HOME/.local/state/meshwalk; it is the owner's alone, and so are its files.
 */
#ifndef MW_TUI_KEEP_H
#define MW_TUI_KEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

struct mw_keep {
	struct mw_arena *arena;
	const char *history;		/* file; NULL: none is kept */
	const char *whatif;		/* file of this place; or NULL */
	const char *requests;		/* file; NULL: no folder to be in */
	const char *place;		/* what was opened, from the root on */
	uint64_t requests_seen;		/* of the file, as last read */
};

/* For what is opened as PATH; HISTORY: whether one is kept. */
void mw_keep_start(struct mw_keep *k, const char *path, bool history);
void mw_keep_stop(struct mw_keep *k);
/* From now on it is, or is not. */
void mw_keep_history_is(struct mw_keep *k, bool kept);

/* The text of the history; false when there is none. */
bool mw_keep_history(const struct mw_keep *k, struct mw_buf *out);
/* Adds lines to it; failing is no business of the user's request. */
void mw_keep_remember(const struct mw_keep *k, const char *line);

/* A what-if that was not written when the program was ended from outside. */
bool mw_keep_whatif(const struct mw_keep *k, struct mw_buf *out);
void mw_keep_whatif_set(const struct mw_keep *k, const char *text);
void mw_keep_whatif_forget(const struct mw_keep *k);

/* The text of the file of requests; false when there is none. */
bool mw_keep_requests(struct mw_keep *k, struct mw_buf *out);
/* It is not as it was last read. */
bool mw_keep_requests_changed(const struct mw_keep *k);
struct mw_kept;
/* Adds a request; OUT gets the new text.  False, and *why says why (in
 * K's arena). */
bool mw_keep_save(struct mw_keep *k, const struct mw_kept *r,
    struct mw_buf *out, const char **why);

#endif
