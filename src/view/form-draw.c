/*
 * form-draw.c - the fields.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "view/form.h"

enum { LABEL = 11, ROW_FIELDS = 3, WIDE = 70, WIDER = 100 };
/* Rows of the screen from which groups of fields stand apart; the column of
 * the method where the port's Service has room before it. */
enum { AIRY = 36, FAR = 52 };

/* Fields that share a row where there is room. */
static const struct {
	int field[ROW_FIELDS];
	int column[ROW_FIELDS];	/* of the label */
	int width[ROW_FIELDS];	/* of the text; 0: what is left */
} shared[] = {
	{ { MW_FIELD_PORT, MW_FIELD_METHOD, -1 }, { 0, 31, 0 },
	    { 7, 8, 0 } },
	{ { MW_FIELD_SOURCE, MW_FIELD_SNI, -1 }, { 0, 31, 0 },
	    { 14, 28, 0 } },
	{ { MW_FIELD_SCHEME, MW_FIELD_HTTP, MW_FIELD_CERT }, { 0, 31, 52 },
	    { 6, 5, 28 } },
};

/* Where a field stands: row, column of its label, cells of its text, column
 * before which all of it ends. */
struct place {
	int field, row, column, width, end;
};

static int
text_width(int field, int columns)
{
	int room = columns - LABEL - 4;

	switch (field) {
	case MW_FIELD_FROM:
	case MW_FIELD_TO:
		return room > 70 ? 46 : room > 58 ? 38 : room;
	case MW_FIELD_IDENTITY:
		return room > 90 ? 44 : room;
	case MW_FIELD_CLAIMS:
		return room > 90 ? 60 : room > 58 ? 28 : room;
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
put_shared(struct place *out, int n, int row, int which, int columns)
{
	for (int k = 0; k < ROW_FIELDS && shared[which].field[k] >= 0; k++) {
		int field = shared[which].field[k];
		int column = field == MW_FIELD_METHOD && columns >= WIDER
		    ? FAR : shared[which].column[k];

		if (k > 0)
			out[n - 1].end = column;
		out[n++] = (struct place){ field, row, column,
			shared[which].width[k], columns };
	}
	return n;
}

/* All fields that are shown, in the order of Tab; gives their number. */
static int
places(const struct mw_app *a, int columns, struct place *out, int *rows)
{
	bool wide = columns >= WIDE, airy = wide && a->frame->rows >= AIRY;
	int n = 0, row = airy;
	bool done[MW_LEN(shared)] = { false };

	for (int i = 0; i < MW_FIELD_COUNT; i++) {
		int s = shared_row(i);

		if (!mw_form_shown(a, i))
			continue;
		if (airy && i == MW_FIELD_IDENTITY)
			row++;
		if (wide && s >= 0) {
			if (!done[s])
				n = put_shared(out, n, row++, s, columns);
			done[s] = true;
			continue;
		}
		out[n++] = (struct place){ i, row++, 0, text_width(i,
		    columns), columns };
	}
	row += airy;
	out[n++] = (struct place){ MW_BUTTON_RUN, row++, 0, columns, columns };
	*rows = row + airy;
	return n;
}

void
mw_form_rows(struct mw_app *a, int *rows)
{
	struct place p[MW_FORM_STOPS];

	places(a, a->frame->columns - 2, p, rows);
}

/* ---- drawing ------------------------------------------------------------- */

static const char *
ghost_of(const struct mw_form *f, char *out, size_t size)
{
	const struct mw_edit *v = &f->v[f->at];
	const char *typed = mw_edit_text(v), *best;

	if (v->whole || v->at != v->text.len || f->n_choices == 0 ||
	    f->chosen >= (int)f->n_choices)
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

/* What a field that is left empty stands for, in OUT; "": it is told
 * elsewhere. */
static void
usual_text(struct mw_app *a, int field, char *out, size_t size)
{
	static const char *const usual[MW_FIELD_COUNT] = {
		[MW_FIELD_PATH] = "(/)",
		[MW_FIELD_METHOD] = "(GET)",
		[MW_FIELD_HOST] = "(as in To)",
		[MW_FIELD_IDENTITY] = "(from the workload)",
		[MW_FIELD_CLAIMS] = "(iss=... sub=...)",
		[MW_FIELD_GROUPS] = "(none)",
		[MW_FIELD_SCHEME] = "(http)",
		[MW_FIELD_HTTP] = "(1.1)",
		[MW_FIELD_SNI] = "(the host)",
		[MW_FIELD_CERT] = "(none)",
	};
	uint32_t port = field == MW_FIELD_PORT ? mw_form_usual_port(a) : 0;

	if (port > 0)
		snprintf(out, size, "(%u)", port);
	else
		snprintf(out, size, "%s", mw_str_or_empty(usual[field]));
}

/* What is in the brackets; *offered: what Tab takes. */
static void
draw_value(struct mw_app *a, struct mw_frame *f, int field, int row, int c,
    int width, bool *offered)
{
	struct mw_form *form = a->form;
	struct mw_edit *v = &form->v[field];
	bool focused = field == form->at;
	bool chosen = focused && form->chosen >= 0 && (size_t)form->chosen <
	    form->n_choices;
	const char *ghost = NULL;
	char text[300];

	if (focused) {
		ghost = ghost_of(form, text, sizeof(text));
		f->cursor_row = row;
		f->cursor_bar = true;
		f->cursor_column = c;
	}
	/* what takes the place of a text that is marked */
	if (chosen && v->whole) {
		mw_frame_text(f, row, c, width, MW_ROLE_DIM,
		    form->choices[form->chosen].text);
		*offered = true;
		return;
	}
	c = mw_edit_draw(v, f, row, c, width, focused, ghost);
	if (focused)
		f->cursor_column = c;
	*offered = !mw_str_empty(ghost);
}

/* "[ text ]" at C, with a mark where one chooses; gives the column behind
 * it. */
static int
draw_text(struct mw_app *a, struct mw_frame *f, const struct place *p, int row,
    int c, int width, bool *offered)
{
	char usual[64];

	mw_frame_text(f, row, c, 2, MW_ROLE_FRAME, "[ ");
	draw_value(a, f, p->field, row, c + 2, width, offered);
	usual_text(a, p->field, usual, sizeof(usual));
	if (a->form->v[p->field].text.len == 0 && !*offered)
		mw_frame_text(f, row, c + 2, width, MW_ROLE_DIM, usual);
	if (mw_form_is_choice(p->field))
		mw_frame_text(f, row, c + 2 + width, 1, MW_ROLE_KEY, f->ascii
		    ? "v" : "\u25be");
	mw_frame_text(f, row, c + 3 + width, 1, MW_ROLE_FRAME, "]");
	return c + width + 5;
}

/* The words of P's field, where it has them and there is room. */
static int
draw_words(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    const struct place *p, int row, int c)
{
	int mark = c;

	if (at.columns < WIDE || mw_form_radio(p->field) == NULL)
		return c;
	c = mw_form_draw_radio(a, f, row, c, at.column + at.columns, p->field,
	    &mark);
	if (p->field == a->form->at) {
		f->cursor_row = row;
		f->cursor_column = mark;
	}
	return c;
}

static int
label_width(const struct place *p, struct mw_rect at)
{
	return at.columns < 60 ? 10 : p->column > 0 ? 8 : LABEL;
}

static void
draw_field(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    const struct place *p, int row)
{
	bool focused = p->field == a->form->at, offered = false;
	int c = at.column + p->column, end = at.column + p->end, width;
	int label = label_width(p, at);
	enum mw_role role = MW_ROLE_DIM;
	struct mw_buf b = { 0 };

	if (focused)
		mw_frame_text(f, row, c, 1, MW_ROLE_TITLE, ">");
	mw_frame_text(f, row, c + 1, label - 1, focused ? MW_ROLE_TITLE
	    : MW_ROLE_TEXT, mw_form_label(p->field));
	c = draw_words(a, f, at, p, row, c + label);
	width = p->width < end - c - 4 ? p->width : end - c - 4;
	if (at.columns < WIDE || mw_form_radio_has_text(a, p->field)) {
		if (width < 1)
			return;
		c = draw_text(a, f, p, row, c, width, &offered);
	}
	/* words tell what is typed from what is offered */
	if (offered)
		mw_buf_adds(&b, "Tab takes it");
	else
		role = mw_form_fact(a, p->field, end - c, &b);
	/* a principal is read as a whole */
	if (end - c > 3 && (mw_form_radio(p->field) == NULL || (size_t)(end -
	    c) >= b.len))
		mw_frame_text(f, row, c, end - c, role, mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_form_draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at,
    bool focused)
{
	struct mw_form *form = a->form;
	struct place p[MW_FORM_STOPS];
	int rows, n = places(a, at.columns, p, &rows), current = 0;

	(void)focused;
	for (int i = 0; i < n; i++) {
		if (p[i].field == form->at || (form->at >= MW_FIELD_COUNT &&
		    p[i].field == MW_BUTTON_RUN))
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

		if (row < 0 || row >= at.rows)
			continue;
		if (p[i].field == MW_BUTTON_RUN)
			mw_form_draw_buttons(a, f, at, at.row + row);
		else
			draw_field(a, f, at, &p[i], at.row + row);
	}
}

int
mw_form_stop_at(const struct mw_app *a, struct mw_rect at, int row,
    int column)
{
	struct place p[MW_FORM_STOPS];
	int rows, n = places(a, at.columns, p, &rows), found = -1;

	row -= at.row - a->form->first_row;
	for (int i = 0; i < n; i++) {
		if (p[i].row == row && column >= at.column + p[i].column)
			found = p[i].field;
	}
	return found == MW_BUTTON_RUN ? mw_form_button_at(at, column) : found;
}

int
mw_form_word_at(const struct mw_app *a, struct mw_rect at, int field,
    int column)
{
	const struct place p = { .field = field };

	return at.columns < WIDE || mw_form_radio(field) == NULL ? -1
	    : mw_form_radio_at(a, at.column + label_width(&p, at), at.column +
	    at.columns, field, column);
}

void
mw_form_draw_tiny(struct mw_app *a, struct mw_frame *f)
{
	struct mw_form *form = a->form;
	int field = form->at, c;

	if (field > MW_FIELD_HEADER && field <= MW_FIELD_HEADER_LAST)
		field = MW_FIELD_HEADER;
	c = mw_frame_text(f, 0, 0, f->columns, MW_ROLE_TITLE, field <
	    MW_FIELD_COUNT ? mw_form_label(field) : mw_form_button(field)) + 1;
	if (field < MW_FIELD_COUNT && c < f->columns) {
		f->cursor_column = mw_edit_draw(&form->v[form->at], f, 0, c,
		    f->columns - c, true, NULL);
		f->cursor_bar = true;
	}
}
