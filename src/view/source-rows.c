/*
 * source-rows.c - the rows that a line of source takes: its text, cut off or
 * wrapped, and carets below the part that a note is about.
 */
#include "view/source-rows.h"

#include <string.h>

#include "base/utf8.h"

/* The bytes of TEXT that fill a row; *CELLS what they take.  Never 0 while
 * there is text. */
static size_t
piece(const char *text, int columns, int *cells)
{
	size_t at = 0, len = strlen(text);

	*cells = 0;
	while (at < len) {
		int width;
		size_t n = mw_utf8_grapheme(text + at, len - at, &width);

		if (at > 0 && *cells + width > columns)
			break;
		*cells += width;
		at += n;
	}
	return at;
}

int
mw_source_rows(const char *text, int columns)
{
	struct mw_buf b = { 0 };
	const char *s;
	int n = 0, cells;

	mw_utf8_printable(&b, text, strlen(text));
	s = mw_buf_text(&b);
	do {
		s += piece(s, columns, &cells);
		n++;
	} while (*s != '\0');
	mw_buf_release(&b);
	return n;
}

/* TEXT without the columns that are off at the left. */
static const char *
shifted(const char *text, int left)
{
	while (left > 0 && *text != '\0') {
		int width;

		text += mw_utf8_grapheme(text, strlen(text), &width);
		left -= width;
	}
	return text;
}

static void
add_notes(const struct mw_source_text *t, struct mw_buf *out)
{
	for (size_t i = 0; i < t->n_notes; i++)
		mw_buf_printf(out, "%s%s", i > 0 ? "; " : "",
		    t->notes[i].text);
}

/* At the right, if there is room behind the text that ends at C. */
static void
at_right(struct mw_frame *f, struct mw_rect at, int row, int c,
    const struct mw_source_text *t)
{
	int end = at.column + at.columns;
	int middle = end - (at.columns + t->gutter) / 2;
	struct mw_buf b = { 0 };

	c = c + 3 > middle || end - middle < 24 ? c + 3 : middle;
	add_notes(t, &b);
	if (t->n_notes > 0 && end - c > 12)
		mw_frame_text(f, row, c, end - c, t->notes->role,
		    mw_buf_text(&b));
	mw_buf_release(&b);
}

/* Below the cells FROM to TO of AT; the text where there is more room. */
static void
draw_carets(struct mw_frame *f, struct mw_rect at, int row, int from, int to,
    const struct mw_source_text *t)
{
	int room, columns, few = at.columns / 3;
	struct mw_buf b = { 0 };

	from = from < 0 ? 0 : from >= at.columns ? at.columns - 1 : from;
	to = to > at.columns ? at.columns : to <= from ? from + 1 : to;
	add_notes(t, &b);
	columns = (int)mw_utf8_columns(mw_buf_text(&b), b.len);
	room = at.columns - to - 1;
	if (columns > room && columns > from - 1 && to - from > few) {
		/* the words say more than the last of many carets */
		to = at.columns - 1 - columns;
		to = to < from + few ? from + few : to;
		room = at.columns - to - 1;
	}
	for (int c = from; c < to; c++)
		mw_frame_text(f, row, at.column + c, 1, MW_ROLE_WARN, "^");
	if (columns <= room || room >= from - 1)
		mw_frame_text(f, row, at.column + to + 1, room,
		    t->notes->role, mw_buf_text(&b));
	else
		mw_frame_text(f, row, at.column + (columns < from - 1
		    ? from - 1 - columns : 0), from - 1, t->notes->role,
		    mw_buf_text(&b));
	mw_buf_release(&b);
}

int
mw_source_draw(struct mw_frame *f, struct mw_rect at,
    const struct mw_source_text *t)
{
	const struct mw_source_note *v = t->carets ? t->notes : NULL;
	struct mw_buf b = { 0 }, part = { 0 };
	int row = 0, begin = t->wrap ? 0 : t->left, from = 0, to = 0;
	const char *s;

	if (v != NULL) {
		from = (int)mw_page_cells(t->text, v->column);
		to = (int)mw_page_cells(t->text, v->end_column > 0
		    ? v->end_column : UINT32_MAX);
	}
	mw_utf8_printable(&b, t->text, strlen(t->text));
	s = shifted(mw_buf_text(&b), begin);
	do {
		int cells = 0, end;
		size_t len = t->wrap ? piece(s, at.columns, &cells)
		    : strlen(s);

		mw_buf_clear(&part);
		mw_buf_add(&part, s, len);
		end = at.column + mw_frame_text(f, at.row + row, at.column,
		    at.columns, MW_ROLE_TEXT, mw_buf_text(&part));
		s += len;
		row++;
		if (!t->carets && *s == '\0')
			at_right(f, at, at.row + row - 1, end, t);
		if (v != NULL && row < at.rows && (*s == '\0' || from < begin +
		    cells)) {
			draw_carets(f, at, at.row + row++, from - begin,
			    to - begin, t);
			v = NULL;
			if (*s == '\0')
				break;
		}
		begin += t->wrap ? cells : 0;
	} while (*s != '\0' && row < at.rows);
	mw_buf_release(&b);
	mw_buf_release(&part);
	return row;
}
