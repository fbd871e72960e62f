/*
 * layout.h - where things stand on a screen of any size.
 *
 * One function decides, so that it can be tested at every size; a part that
 * there is no room for has no rows.
 */
#ifndef MW_VIEW_LAYOUT_H
#define MW_VIEW_LAYOUT_H

#include <stdbool.h>

struct mw_rect {
	int row, column, rows, columns;
};

enum mw_split {
	MW_SPLIT_AUTO,		/* beside each other when wide, else above */
	MW_SPLIT_ABOVE,		/* the first pane above: its rows are long */
	MW_SPLIT_FORM,		/* the first pane above, FORM_ROWS high */
	MW_SPLIT_NONE		/* one pane */
};

/* Sizes at which the screen is arranged otherwise. */
struct mw_layout_limits {
	int tiny_columns, tiny_rows;	/* fewer: one row says it all */
	int frame_columns, frame_rows;	/* fewer: one pane, no frame */
	int wide_columns;		/* panes beside each other */
	int wider_columns;		/* and more for the first, or a third */
};

#define MW_LAYOUT_LIMITS { 20, 5, 60, 20, 100, 160 }

struct mw_layout_want {
	const struct mw_layout_limits *limits;	/* NULL: MW_LAYOUT_LIMITS */
	enum mw_split split;
	int form_rows;
	int list_rows;		/* AUTO: all that the list has; 0: many */
	bool banner;
	int focus;		/* pane 0 or 1 */
	int zoom;		/* 0, 1: focused pane larger, 2: it alone */
	/* Thousandths that the first pane was given by hand, of the columns
	 * where the panes stand beside each other, else of the rows; 0: none */
	int columns_share, rows_share;
	bool side;		/* ABOVE: a third pane where there is room */
};

/* The third pane: to look at only, it never has the focus. */
enum { MW_PANE_SIDE = 2, MW_PANES };

struct mw_layout {
	int rows, columns;
	bool tiny;		/* one row that says it all */
	bool framed;		/* panes have frames */
	bool wide;		/* panes beside each other */
	int header, banner, crumb, message, hints;	/* rows; -1: none */
	/* With frame; rows 0 when not shown.  Frames of neighbours share the
	 * line between them. */
	struct mw_rect frame[MW_PANES];
	struct mw_rect pane[MW_PANES];	/* inside */
};

void mw_layout_make(struct mw_layout *l, int rows, int columns,
    const struct mw_layout_want *want);

#endif
