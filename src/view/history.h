/*
 * history.h - what was asked and searched, as lines of text to be kept.
 *
 * A line is "KIND\tKEY\tEXTRA"; two with the same kind and key are one entry,
 * and the later one counts.  Reading and writing the file is the business of
 * whoever drives the app.
 */
#ifndef MW_VIEW_HISTORY_H
#define MW_VIEW_HISTORY_H

#include <stddef.h>

#include "base/buf.h"

enum mw_history_kind {
	MW_HISTORY_REQUEST,	/* key: its fields as JSON; extra: the verdict */
	MW_HISTORY_SEARCH,	/* key: the words */
	MW_HISTORY_FILTER,
	MW_HISTORY_PALETTE,
	MW_HISTORY_MARK,	/* key: letter and folder; extra: the place */
	MW_HISTORY_KINDS
};

enum { MW_HISTORY_ENTRIES = 500 };	/* of each kind */

/* Appends a line; EXTRA may be NULL.  Tabs and line ends become blanks. */
void mw_history_line(struct mw_buf *out, enum mw_history_kind kind,
    const char *key, const char *extra);
/* OLD with LINE at its end and no older one like it; the oldest of a kind go
 * when there are too many, and so do lines that are none. */
void mw_history_add(const char *old, size_t len, const char *line,
    struct mw_buf *out);
/* Calls ONE for each entry of TEXT, the oldest first. */
void mw_history_each(const char *text, size_t len, void (*one)(void *ctx,
    enum mw_history_kind kind, const char *key, const char *extra), void *ctx);

#endif
