/*
 * edit.h - a line of text being typed: in a form, in a prompt.
 */
#ifndef MW_VIEW_EDIT_H
#define MW_VIEW_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "view/cell.h"
#include "view/event.h"

struct mw_edit {
	struct mw_buf text;
	size_t at;		/* byte of the cursor, at a grapheme */
	size_t first;		/* byte of the first one shown */
	struct mw_buf killed;
	bool whole;		/* marked as a whole: typing replaces it */
};

void mw_edit_release(struct mw_edit *e);
void mw_edit_set(struct mw_edit *e, const char *text);
const char *mw_edit_text(const struct mw_edit *e);
/* Inserts; newlines become blanks, other controls are dropped. */
void mw_edit_insert(struct mw_edit *e, const char *s, size_t len);
/* True when the event was for it. */
bool mw_edit_event(struct mw_edit *e, const struct mw_event *ev);
/*
 * Drawn at ROW, COLUMN over WIDTH cells, the cursor kept in sight.  GHOST (may
 * be NULL) is shown dim behind the text.  Gives the column of the cursor.
 */
int mw_edit_draw(struct mw_edit *e, struct mw_frame *f, int row, int column,
    int width, bool focused, const char *ghost);

#endif
