/*
 * draw.c - frames, selected rows, lists.
 *
 * Box lines are text, so that captures and every font show them; with ASCII
 * only, the focused pane is told by '=' in its upper edge.
 */
#include "view/draw.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

struct lines {
	const char *across, *down, *corner[4];	/* tl tr bl br */
};

static const struct lines light = { "\u2500", "\u2502",
	{ "\u250c", "\u2510", "\u2514", "\u2518" } };
static const struct lines heavy = { "\u2501", "\u2503",
	{ "\u250f", "\u2513", "\u2517", "\u251b" } };
static const struct lines plain = { "-", "|", { "+", "+", "+", "+" } };

static void
cell(struct mw_frame *f, int row, int column, enum mw_role role,
    const char *s)
{
	struct mw_cell *c = mw_frame_at(f, row, column);

	if (c == NULL)
		return;
	memcpy(c->text, s, strlen(s) + 1);
	c->role = (uint8_t)role;
	c->width = 1;
}

static void
edges(struct mw_frame *f, struct mw_rect r, const struct lines *s,
    const char *top, enum mw_role role)
{
	int right = r.column + r.columns - 1, bottom = r.row + r.rows - 1;

	for (int c = r.column + 1; c < right; c++) {
		cell(f, r.row, c, role, top);
		cell(f, bottom, c, role, s->across);
	}
	for (int i = r.row + 1; i < bottom; i++) {
		cell(f, i, r.column, role, s->down);
		cell(f, i, right, role, s->down);
	}
	cell(f, r.row, r.column, role, s->corner[0]);
	cell(f, r.row, right, role, s->corner[1]);
	cell(f, bottom, r.column, role, s->corner[2]);
	cell(f, bottom, right, role, s->corner[3]);
}

/* Where a light frame meets those beside or above it. */
static void
joints(struct mw_frame *f, const struct mw_layout *l, int pane)
{
	struct mw_rect r = l->frame[pane], o = l->frame[pane == 0];
	struct mw_rect side = l->frame[MW_PANE_SIDE];
	int right = r.column + r.columns - 1, bottom = r.row + r.rows - 1;

	if (f->ascii || o.rows == 0)
		return;
	if (pane != 0 && side.rows > 0) {
		int end = side.column + side.columns - 1;

		cell(f, r.row, o.column, MW_ROLE_FRAME, "\u251c");
		cell(f, r.row, side.column, MW_ROLE_FRAME, "\u252c");
		cell(f, r.row, end, MW_ROLE_FRAME, "\u2524");
		cell(f, bottom, side.column, MW_ROLE_FRAME, "\u2534");
	} else if (l->wide && pane == 0) {
		cell(f, r.row, right, MW_ROLE_FRAME, "\u252c");
		cell(f, bottom, right, MW_ROLE_FRAME, "\u2534");
	} else if (l->wide) {
		cell(f, r.row, r.column, MW_ROLE_FRAME, "\u252c");
		cell(f, bottom, r.column, MW_ROLE_FRAME, "\u2534");
	} else {
		int row = pane == 0 ? bottom : r.row;

		cell(f, row, r.column, MW_ROLE_FRAME, "\u251c");
		cell(f, row, right, MW_ROLE_FRAME, "\u2524");
	}
}

void
mw_draw_title(struct mw_frame *f, const struct mw_layout *l, int pane,
    bool focused, const char *title, const char *note)
{
	struct mw_rect r = l->frame[pane];
	enum mw_role role = focused ? MW_ROLE_FOCUS : MW_ROLE_FRAME;
	int used, room = r.columns - 6;

	if (!l->framed || r.rows < 2)
		return;
	if (note != NULL && *note != '\0') {
		int n = (int)mw_utf8_columns(note, strlen(note));

		if (n + 8 < room / 2 + 12 && n + 4 < room) {
			int at = r.column + r.columns - 4 - n;

			mw_frame_text(f, r.row, at, 1, role, " ");
			used = mw_frame_text(f, r.row, at + 1, n,
			    MW_ROLE_DIM, note);
			mw_frame_text(f, r.row, at + 1 + used, 1, role, " ");
			room -= n + 3;
		}
	}
	mw_frame_text(f, r.row, r.column + 2, 1, role, " ");
	used = mw_frame_text(f, r.row, r.column + 3, room,
	    focused ? MW_ROLE_TITLE : MW_ROLE_TEXT, title);
	mw_frame_text(f, r.row, r.column + 3 + used, 1, role, " ");
}

void
mw_draw_frame(struct mw_frame *f, const struct mw_layout *l, int pane,
    bool focused, const char *title, const char *note)
{
	const struct lines *s = f->ascii ? &plain : focused ? &heavy : &light;

	if (!l->framed || l->frame[pane].rows < 2)
		return;
	edges(f, l->frame[pane], s, f->ascii && focused ? "=" : s->across,
	    focused ? MW_ROLE_FOCUS : MW_ROLE_FRAME);
	if (!focused)
		joints(f, l, pane);
	mw_draw_title(f, l, pane, focused, title, note);
}

void
mw_draw_select(struct mw_frame *f, int row, int column, int columns)
{
	for (int c = column; c < column + columns; c++) {
		struct mw_cell *x = mw_frame_at(f, row, c);

		if (x != NULL)
			x->selected = true;
	}
}

void
mw_draw_current(struct mw_frame *f, int row, int column, int columns,
    bool focused)
{
	mw_draw_select(f, row, column, columns);
	if (!focused)
		return;
	f->cursor_row = row;
	f->cursor_column = column;
}

int
mw_draw_columns(const char *text)
{
	struct mw_buf b = { 0 };
	int n;

	mw_utf8_printable(&b, text, strlen(text));
	n = (int)mw_utf8_columns(mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return n;
}

int
mw_draw_right(struct mw_frame *f, int row, int end, int width,
    enum mw_role role, const char *text)
{
	int n = mw_draw_columns(text);

	if (n > width)
		n = width;
	if (n > 0)
		mw_frame_text(f, row, end - n, n, role, text);
	return n;
}

/* ---- searching ----------------------------------------------------------- */

static bool
smart_case(const char *needle)
{
	for (const char *s = needle; *s != '\0'; s++) {
		if (isupper((unsigned char)*s))
			return true;
	}
	return false;
}

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

/* NEEDLE has no capital.  The library's way costs ten times as much. */
static bool
has_any_case(const char *text, const char *needle)
{
	unsigned char first = (unsigned char)needle[0];
	unsigned fold = first >= 'a' && first <= 'z' ? 'a' - 'A' : 0;

	for (; *text != '\0'; text++) {
		size_t i = 1;

		if (((unsigned char)*text | fold) != first)
			continue;
		while (needle[i] != '\0' && lower(text[i]) ==
		    (unsigned char)needle[i])
			i++;
		if (needle[i] == '\0')
			return true;
	}
	return false;
}

bool
mw_text_has(const char *text, const char *needle)
{
	if (text == NULL || *needle == '\0')
		return false;
	return smart_case(needle) ? strstr(text, needle) != NULL
	    : has_any_case(text, needle);
}

static bool
cell_is(const struct mw_cell *c, char want, bool exact)
{
	char have = c->text[0];

	if (c->text[1] != '\0' || have == '\0')
		return false;
	return exact ? have == want : tolower((unsigned char)have) ==
	    tolower((unsigned char)want);
}

void
mw_draw_hits(struct mw_frame *f, int row, int column, int columns,
    const char *needle)
{
	int len = (int)strlen(needle);
	bool exact = smart_case(needle);

	for (int c = column; len > 0 && c + len <= column + columns; c++) {
		int i = 0;

		while (i < len && mw_frame_at(f, row, c + i) != NULL &&
		    cell_is(mw_frame_at(f, row, c + i), needle[i], exact))
			i++;
		if (i < len)
			continue;
		for (i = 0; i < len; i++)
			mw_frame_at(f, row, c + i)->role = MW_ROLE_MATCH;
		c += len - 1;
	}
}

/* ---- lists --------------------------------------------------------------- */

void
mw_list_fit(struct mw_list *l, int height)
{
	size_t h = height > 0 ? (size_t)height : 1;

	l->height = (int)h;
	if (l->n == 0) {
		l->selected = l->top = 0;
		return;
	}
	if (l->selected >= l->n)
		l->selected = l->n - 1;
	/* a step scrolls by a row; a jump shows what is around */
	if (l->selected + h / 2 < l->top || l->selected > l->top + h + h / 2)
		l->top = l->selected > h / 3 ? l->selected - h / 3 : 0;
	if (l->selected < l->top)
		l->top = l->selected;
	if (l->selected >= l->top + h)
		l->top = l->selected - h + 1;
	if (l->top + h > l->n)
		l->top = l->n > h ? l->n - h : 0;
}

void
mw_list_move(struct mw_list *l, long by)
{
	if (l->n == 0)
		return;
	if (by < 0 && (size_t)-by > l->selected)
		l->selected = 0;
	else if (by > 0 && (size_t)by >= l->n - l->selected)
		l->selected = l->n - 1;
	else
		l->selected = (size_t)((long)l->selected + by);
}

void
mw_list_to(struct mw_list *l, size_t row)
{
	if (l->n > 0)
		l->selected = row < l->n ? row : l->n - 1;
}
