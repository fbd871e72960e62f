/*
 * layout.c - rows and columns by the size of the terminal.
 */
#include "view/layout.h"

#include <string.h>

enum {
	LIST_MIN = 46,
	LIST_MAX = 60,
	HIGH = 30		/* rows: the first pane needs less of them */
};

static const struct mw_layout_limits usual = MW_LAYOUT_LIMITS;

static struct mw_rect
inside(struct mw_rect r, bool framed)
{
	if (!framed || r.rows < 2)
		return r;
	r.row++;
	r.column++;
	r.rows -= 2;
	r.columns -= 2;
	return r;
}

/* The first pane's share of SPACE when the panes are of unequal weight. */
static int
share(int space, int percent, int by_hand, const struct mw_layout_want *w)
{
	if (w->zoom == 1)
		percent = w->focus == 0 ? 75 : 25;
	else if (by_hand > 0)
		return space * by_hand / 1000;
	return space * percent / 100;
}

static void
beside(struct mw_layout *l, struct mw_rect all, const struct mw_layout_want *w)
{
	bool wider = all.columns >= w->limits->wider_columns;
	int first = share(all.columns, wider ? 45 : 40, w->columns_share, w);

	if (w->zoom == 0 && !wider && w->columns_share == 0) {
		if (first < LIST_MIN && all.columns >= 2 * LIST_MIN)
			first = LIST_MIN;
		first = first > LIST_MAX ? LIST_MAX : first;
	}
	if (first > all.columns - 4)
		first = all.columns - 4;
	if (first < 4)
		first = 4;
	l->frame[0] = all;
	l->frame[0].columns = first;
	l->frame[1] = all;
	l->frame[1].column = all.column + first - 1;	/* shared line */
	l->frame[1].columns = all.columns - first + 1;
	l->wide = true;
}

static void
above(struct mw_layout *l, struct mw_rect all, const struct mw_layout_want *w)
{
	int percent = w->split != MW_SPLIT_ABOVE ? 55 : all.rows >= HIGH ? 40
	    : 50;
	int first = share(all.rows, percent, w->rows_share, w);
	bool usual_rows = w->zoom == 0 && w->rows_share == 0;

	if (w->split == MW_SPLIT_FORM && usual_rows) {
		first = w->form_rows + 2;
		if (first > all.rows - 4)
			first = all.rows - 4;
	}
	/* what the list leaves is the other's */
	if (w->split == MW_SPLIT_AUTO && usual_rows && w->list_rows > 0 &&
	    first > w->list_rows + 2)
		first = w->list_rows + 2;
	if (first > all.rows - 4)
		first = all.rows - 4;
	if (first < 4)
		first = 4;
	l->frame[0] = all;
	l->frame[0].rows = first;
	l->frame[1] = all;
	l->frame[1].row = all.row + first - 1;
	l->frame[1].rows = all.rows - first + 1;
}

/* The second pane gives its right half away. */
static void
aside(struct mw_layout *l)
{
	struct mw_rect *left = &l->frame[1], *right = &l->frame[MW_PANE_SIDE];
	int half = left->columns / 2;

	*right = *left;
	right->column += half;
	right->columns -= half;
	left->columns = half + 1;	/* shared line */
}

static void
panes(struct mw_layout *l, struct mw_rect all, const struct mw_layout_want *w)
{
	int only = w->split == MW_SPLIT_NONE ? 0 : w->focus != 0;

	if (w->split == MW_SPLIT_NONE || !l->framed || w->zoom >= 2) {
		l->frame[only] = all;
	} else if (w->side) {
		above(l, all, w);
		aside(l);
	} else if (w->split == MW_SPLIT_AUTO && l->columns >=
	    w->limits->wide_columns) {
		beside(l, all, w);
	} else {
		above(l, all, w);
	}
	for (int i = 0; i < MW_PANES; i++)
		l->pane[i] = inside(l->frame[i], l->framed);
}

static void
one_row(struct mw_layout *l)
{
	l->tiny = true;
	l->frame[0].columns = l->pane[0].columns = l->columns;
	l->frame[0].rows = l->pane[0].rows = 1;
}

void
mw_layout_make(struct mw_layout *l, int rows, int columns,
    const struct mw_layout_want *asked)
{
	struct mw_layout_want w = *asked, *want = &w;
	struct mw_rect all;
	int top = 1, bottom;

	if (w.limits == NULL)
		w.limits = &usual;
	if (w.split != MW_SPLIT_ABOVE || columns < w.limits->wider_columns ||
	    columns < 2 * LIST_MIN)
		w.side = false;
	memset(l, 0, sizeof(*l));
	l->rows = rows;
	l->columns = columns;
	l->header = l->banner = l->crumb = l->message = l->hints = -1;
	/* less than that holds no frame, whatever the limits are */
	if (columns < w.limits->tiny_columns || rows < w.limits->tiny_rows ||
	    columns < 4 || rows < 4) {
		one_row(l);
		return;
	}
	l->framed = columns >= w.limits->frame_columns &&
	    rows >= w.limits->frame_rows && columns >= 20 && rows >= 16;
	l->header = 0;
	if (want->banner)
		l->banner = top++;
	bottom = rows;
	if (l->framed) {
		l->hints = --bottom;
		l->message = --bottom;
		l->crumb = --bottom;
	} else {
		/* a message takes the place of the hints */
		l->message = l->hints = --bottom;
		if (rows >= 8)
			l->crumb = --bottom;
	}
	all.row = top;
	all.column = 0;
	all.rows = bottom - top;
	all.columns = columns;
	panes(l, all, want);
}
