/*
 * source-rows.h - inside view: the rows that a line of source takes.
 */
#ifndef MW_VIEW_SOURCE_ROWS_H
#define MW_VIEW_SOURCE_ROWS_H

#include "view/source-notes.h"

struct mw_source_text {
	const char *text;		/* without tabs; any bytes else */
	bool wrap;
	int gutter;			/* cells in front of it */
	int left;			/* columns off at the left, if not */
	const struct mw_source_note *notes;
	size_t n_notes;
	bool carets;	/* notes in a row below, where the first one is; else
			 * at the right */
};

/* How many rows of COLUMNS cells TEXT takes, at least one. */
int mw_source_rows(const char *text, int columns);
/* Draws as many of its rows as AT has, and returns how many. */
int mw_source_draw(struct mw_frame *f, struct mw_rect at,
    const struct mw_source_text *t);

#endif
