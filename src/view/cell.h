/*
 * cell.h - a frame: a grid of cells that a terminal, or a test, shows.
 *
 * Everything the screen shows is drawn here first.  A cell holds one grapheme
 * (a wide one takes two cells, the second is empty) and a role; which colour a
 * role has is the theme's business.  Drawing outside the grid is cut off.
 */
#ifndef MW_VIEW_CELL_H
#define MW_VIEW_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* What a piece of text is, not how it looks. */
enum mw_role {
	MW_ROLE_TEXT,
	MW_ROLE_DIM,
	MW_ROLE_TITLE,
	MW_ROLE_FOCUS,		/* frame of the focused pane */
	MW_ROLE_FRAME,
	MW_ROLE_KEY,		/* a key in a hint */
	MW_ROLE_ALLOW,
	MW_ROLE_DENY,
	MW_ROLE_WARN,
	MW_ROLE_ERROR,
	MW_ROLE_NOTE,
	MW_ROLE_DIFF_ADD,
	MW_ROLE_DIFF_DEL,
	MW_ROLE_LINK,
	MW_ROLE_MATCH,		/* search hit */
	MW_ROLE_SELECTED,	/* laid over what a selected row has */
	MW_ROLE_COUNT
};

enum {
	MW_CELL_BYTES = 24	/* base character and up to 4 marks */
};

struct mw_cell {
	char text[MW_CELL_BYTES];	/* "" behind a wide one */
	uint8_t role;			/* enum mw_role */
	uint8_t width;			/* 0 (behind a wide one), 1 or 2 */
	bool selected;			/* of the selected row: reversed too */
};

struct mw_frame {
	int rows, columns;
	struct mw_cell *cells;		/* rows * columns */
	int cursor_row, cursor_column;	/* always inside */
	bool cursor_bar;		/* in a text field */
	bool ascii;			/* draw with ASCII only */
};

struct mw_frame *mw_frame_new(int rows, int columns, bool ascii);
void mw_frame_free(struct mw_frame *f);
void mw_frame_clear(struct mw_frame *f);
struct mw_cell *mw_frame_at(struct mw_frame *f, int row, int column);
/*
 * Text at ROW, COLUMN, at most WIDTH cells; made printable, cut at a grapheme
 * with '~' as the last cell when it does not fit.  Gives the cells used.
 */
int mw_frame_text(struct mw_frame *f, int row, int column, int width,
    enum mw_role role, const char *text);
/* The frame as lines of text, trailing blanks kept; and its roles as one
 * character a cell, for tests. */
void mw_frame_dump(const struct mw_frame *f, struct mw_buf *text,
    struct mw_buf *roles);

#endif
