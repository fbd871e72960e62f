/*
 * cell.c - the grid of cells, and text put into it.
 */
#include "view/cell.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"

struct mw_frame *
mw_frame_new(int rows, int columns, bool ascii)
{
	struct mw_frame *f = mw_xcalloc(1, sizeof(*f));

	f->rows = rows > 0 ? rows : 1;
	f->columns = columns > 0 ? columns : 1;
	f->ascii = ascii;
	f->cells = mw_xcalloc((size_t)f->rows * (size_t)f->columns,
	    sizeof(*f->cells));
	mw_frame_clear(f);
	return f;
}

void
mw_frame_free(struct mw_frame *f)
{
	if (f == NULL)
		return;
	free(f->cells);
	free(f);
}

static void
blank(struct mw_cell *c)
{
	c->text[0] = ' ';
	c->text[1] = '\0';
	c->role = MW_ROLE_TEXT;
	c->width = 1;
}

void
mw_frame_clear(struct mw_frame *f)
{
	size_t n = (size_t)f->rows * (size_t)f->columns;

	for (size_t i = 0; i < n; i++) {
		blank(&f->cells[i]);
		f->cells[i].selected = false;
	}
	f->cursor_row = f->cursor_column = 0;
	f->cursor_bar = false;
}

struct mw_cell *
mw_frame_at(struct mw_frame *f, int row, int column)
{
	if (row < 0 || row >= f->rows || column < 0 || column >= f->columns)
		return NULL;
	return &f->cells[(size_t)row * (size_t)f->columns + (size_t)column];
}

/* A cell that is written again must not leave half of a wide one behind. */
static void
unpair(struct mw_frame *f, int row, int column)
{
	struct mw_cell *c = mw_frame_at(f, row, column);
	struct mw_cell *other;

	if (c->width == 0) {
		other = mw_frame_at(f, row, column - 1);
		if (other != NULL)
			blank(other);
	} else if (c->width == 2) {
		other = mw_frame_at(f, row, column + 1);
		if (other != NULL)
			blank(other);
	}
}

static void
set_cell(struct mw_frame *f, int row, int column, enum mw_role role,
    const char *s, size_t len, int width)
{
	struct mw_cell *c = mw_frame_at(f, row, column);

	if (c == NULL)
		return;
	unpair(f, row, column);
	if (width == 2 && mw_frame_at(f, row, column + 1) != NULL) {
		struct mw_cell *behind = mw_frame_at(f, row, column + 1);

		unpair(f, row, column + 1);
		behind->text[0] = '\0';
		behind->width = 0;
		behind->role = (uint8_t)role;
	}
	if (len >= MW_CELL_BYTES) {
		len = MW_CELL_BYTES - 1;
		while (len > 0 && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
	}
	memcpy(c->text, s, len);
	c->text[len] = '\0';
	c->width = (uint8_t)width;
	c->role = (uint8_t)role;
}

/* Variation selectors are dropped: terminals disagree on what they do. */
static size_t
without_selectors(const char *s, size_t len, char *out, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < len;) {
		uint32_t cp;
		size_t step = mw_utf8_decode(s + i, len - i, &cp);

		if ((cp < 0xfe00 || cp > 0xfe0f) && n + step < size) {
			memcpy(out + n, s + i, step);
			n += step;
		}
		i += step;
	}
	return n;
}

/* One grapheme; gives its width, or 0 when ROOM is too small for it. */
static int
put_grapheme(struct mw_frame *f, int row, int column, int room,
    enum mw_role role, const char *s, size_t len, int width)
{
	char kept[MW_CELL_BYTES];

	if (f->ascii && ((unsigned char)s[0] >= 0x80 || len > 1)) {
		s = "?";
		len = 1;
		width = 1;
	} else if ((unsigned char)s[0] >= 0x80 || len > 1) {
		len = without_selectors(s, len, kept, sizeof(kept));
		s = kept;
		width = (int)mw_utf8_columns(s, len);
		if (width > 2)
			width = 2;
	}
	if (width == 0)
		return -1;		/* nothing to be seen */
	if (width > room)
		return 0;
	set_cell(f, row, column, role, s, len, width);
	return width;
}

int
mw_frame_text(struct mw_frame *f, int row, int column, int width,
    enum mw_role role, const char *text)
{
	struct mw_buf b = { 0 };
	const char *s;
	size_t len;
	int used = 0;

	if (text == NULL || row < 0 || row >= f->rows || column < 0 ||
	    column >= f->columns)
		return 0;
	if (width > f->columns - column)
		width = f->columns - column;
	mw_utf8_printable(&b, text, strlen(text));
	s = mw_buf_text(&b);
	len = b.len;
	for (size_t i = 0; i < len && width > 0;) {
		int w;
		size_t n = mw_utf8_grapheme(s + i, len - i, &w);

		w = put_grapheme(f, row, column + used, width - used, role,
		    s + i, n, w);
		if (w == 0) {
			/* cut: the last cell says so */
			if (used == width && mw_frame_at(f, row,
			    column + --used)->width == 0)
				used--;
			set_cell(f, row, column + used, role, "~", 1, 1);
			used++;
			break;
		}
		used += w > 0 ? w : 0;
		i += n;
	}
	mw_buf_release(&b);
	return used;
}

void
mw_frame_dump(const struct mw_frame *f, struct mw_buf *text,
    struct mw_buf *roles)
{
	static const char letters[] = ".dtfFkADWENadlm#";

	for (int r = 0; r < f->rows; r++) {
		for (int c = 0; c < f->columns; c++) {
			const struct mw_cell *cell = &f->cells[(size_t)r *
			    (size_t)f->columns + (size_t)c];

			if (text != NULL)
				mw_buf_adds(text, cell->text);
			if (roles != NULL)
				mw_buf_addc(roles, cell->selected ? '#'
				    : cell->role < MW_ROLE_COUNT
				    ? letters[cell->role] : '?');
		}
		if (text != NULL)
			mw_buf_addc(text, '\n');
		if (roles != NULL)
			mw_buf_addc(roles, '\n');
	}
}
