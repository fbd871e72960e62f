/*
 * form-draw.c - the fields.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "view/form.h"

enum { LABEL = 11, ROW_FIELDS = 3 };

/* Fields that share a row where there is room. */
static const struct {
	int field[ROW_FIELDS];
	int column[ROW_FIELDS];	/* of the label */
	int width[ROW_FIELDS];	/* of the text; 0: what is left */
} shared[] = {
	{ { MW_FIELD_PORT, MW_FIELD_METHOD, MW_FIELD_HTTP }, { 0, 31, 54 },
	    { 6, 8, 4 } },
	{ { MW_FIELD_SOURCE, MW_FIELD_SNI, -1 }, { 0, 31, 0 },
	    { 14, 28, 0 } },
	{ { MW_FIELD_SCHEME, MW_FIELD_CERT, -1 }, { 0, 31, 0 },
	    { 6, 28, 0 } },
};

/* Where a field stands: row, column of its label, cells of its text. */
struct place {
	int field, row, column, width;
};

static int
text_width(int field, int columns)
{
	int room = columns - LABEL - 4;

	switch (field) {
	case MW_FIELD_FROM:
	case MW_FIELD_TO:
		return room > 70 ? 46 : room > 58 ? 38 : room;
	case MW_FIELD_CLAIMS:
		return room > 90 ? 60 : room > 58 ? 32 : room;
	default:
		return room > 60 ? 60 : room;
	}
}

static int
shared_row(int field)
{
	for (size_t i = 0; i < MW_LEN(shared); i++) {
		for (int k = 0; k < ROW_FIELDS; k++) {
			if (shared[i].field[k] == field)
				return (int)i;
		}
	}
	return -1;
}

static int
put_shared(struct place *out, int n, int row, int which)
{
	for (int k = 0; k < ROW_FIELDS; k++) {
		if (shared[which].field[k] < 0)
			continue;
		out[n++] = (struct place){ shared[which].field[k], row,
			shared[which].column[k], shared[which].width[k] };
	}
	return n;
}

/* All fields that are shown, in the order of Tab; gives their number. */
static int
places(const struct mw_app *a, int columns, struct place *out, int *rows)
{
	bool wide = columns >= 70;
	int n = 0, row = 0;
	bool done[MW_LEN(shared)] = { false };

	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		int s = shared_row(i);

		if (i > MW_FIELD_HEADER && i <= MW_FIELD_HEADER_LAST &&
		    i - MW_FIELD_HEADER >= mw_form_headers(a) &&
		    i != a->form->at)
			continue;
		if (wide && s >= 0) {
			if (!done[s])
				n = put_shared(out, n, row++, s);
			done[s] = true;
			continue;
		}
		out[n++] = (struct place){ i, row++, 0, text_width(i,
		    columns) };
	}
	*rows = row;
	return n;
}

void
mw_form_rows(struct mw_app *a, int *rows)
{
	struct place p[MW_FIELD_COUNT];

	places(a, a->frame->columns - 2, p, rows);
}

/* ---- drawing ------------------------------------------------------------- */

static const char *
ghost_of(const struct mw_form *f, char *out, size_t size)
{
	const struct mw_edit *v = &f->v[f->at];
	const char *typed = mw_edit_text(v), *best;

	if (v->whole || v->at != v->text.len || f->n_choices == 0)
		return NULL;
	best = f->choices[f->chosen >= 0 ? f->chosen : 0].text;
	if (f->chosen < 0 && v->text.len == 0)
		return NULL;
	if (mw_str_case_prefix(best, typed))
		snprintf(out, size, "%s", best + strlen(typed));
	else
		snprintf(out, size, "  %s", best);
	return out;
}

static void
draw_field(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    const struct place *p, int row)
{
	struct mw_form *form = a->form;
	bool focused = p->field == form->at;
	int c = at.column + p->column, end = at.column + at.columns, width;
	int label = p->column > 0 ? 8 : LABEL;
	char ghost[300];
	struct mw_buf b = { 0 };

	if (at.columns < 60)
		label = 10;
	if (focused)
		mw_frame_text(f, row, c, 1, MW_ROLE_TITLE, ">");
	mw_frame_text(f, row, c + 1, label - 1, focused ? MW_ROLE_TITLE
	    : MW_ROLE_TEXT, mw_form_label(p->field));
	c += label;
	width = p->width < end - c - 4 ? p->width : end - c - 4;
	if (width < 1)
		return;
	mw_frame_text(f, row, c, 2, MW_ROLE_FRAME, "[ ");
	if (focused) {
		f->cursor_row = row;
		f->cursor_column = mw_edit_draw(&form->v[p->field], f, row,
		    c + 2, width, true, ghost_of(form, ghost, sizeof(ghost)));
		f->cursor_bar = true;
	} else {
		mw_edit_draw(&form->v[p->field], f, row, c + 2, width, false,
		    NULL);
	}
	mw_frame_text(f, row, c + 2 + width, 2, MW_ROLE_FRAME, " ]");
	c += width + 5;
	mw_form_fact(a, p->field, &b);
	if (b.len > 0 && p->field == MW_FIELD_PORT)
		end = at.column + 30;
	if (end - c > 3)
		mw_frame_text(f, row, c, end - c, MW_ROLE_DIM,
		    mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_form_draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    bool focused)
{
	struct mw_form *form = a->form;
	struct place p[MW_FIELD_COUNT];
	int rows, n = places(a, at.columns, p, &rows), current = 0;

	(void)focused;
	for (int i = 0; i < n; i++) {
		if (p[i].field == form->at)
			current = p[i].row;
	}
	if (form->first_row > current)
		form->first_row = current;
	if (current >= form->first_row + at.rows)
		form->first_row = current - at.rows + 1;
	if (rows <= at.rows)
		form->first_row = 0;
	for (int i = 0; i < n; i++) {
		int row = p[i].row - form->first_row;

		if (row >= 0 && row < at.rows)
			draw_field(a, f, at, &p[i], at.row + row);
	}
}
