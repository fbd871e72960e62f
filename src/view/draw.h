/*
 * draw.h - inside view: frames, rows and lists on a grid of cells.
 */
#ifndef MW_VIEW_DRAW_H
#define MW_VIEW_DRAW_H

#include "view/cell.h"
#include "view/layout.h"

/* The frame of a pane with its title and, at the right, NOTE (may be NULL). */
void mw_draw_frame(struct mw_frame *f, const struct mw_layout *l, int pane,
    bool focused, const char *title, const char *note);
/* Its title alone, over a line that is another's too. */
void mw_draw_title(struct mw_frame *f, const struct mw_layout *l, int pane,
    bool focused, const char *title, const char *note);
/* Marks columns of a row as selected (reversed). */
void mw_draw_select(struct mw_frame *f, int row, int column, int columns);
/* The same, with the cursor on it when the pane has the keys. */
void mw_draw_current(struct mw_frame *f, int row, int column, int columns,
    bool focused);
/* The cells that TEXT takes when it is drawn. */
int mw_draw_columns(const char *text);
/* Text that ends at column END; gives the cells used. */
int mw_draw_right(struct mw_frame *f, int row, int end, int width,
    enum mw_role role, const char *text);
/* TEXT, printable; where it takes more than WIDTH cells without the middle, of
 * its longest piece in quotes if that is long enough: "field 'spec.h~.timout'". */
void mw_shorten(struct mw_buf *out, const char *text, int width);
/* Gives hits of NEEDLE in a row the role MATCH; plain, as searched. */
void mw_draw_hits(struct mw_frame *f, int row, int column, int columns,
    const char *needle);

/* ---- which row of many is selected, and which is the first shown --------- */

struct mw_list {
	size_t n, selected, top;
	int height;		/* rows shown at the last drawing */
	int head;		/* rows of the pane above them */
};
/* Keeps selection and top sensible for HEIGHT rows. */
void mw_list_fit(struct mw_list *l, int height);
void mw_list_move(struct mw_list *l, long by);
void mw_list_to(struct mw_list *l, size_t row);

/* Search words: case counts when the needle has a capital. */
bool mw_text_has(const char *text, const char *needle);

#endif
