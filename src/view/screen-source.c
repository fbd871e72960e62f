/*
 * screen-source.c - a file as it is, with what is known of its lines.
 *
 * Lines are read when they are shown: the file may be large.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "view/source-notes.h"
#include "view/source-rows.h"
#include "view/state.h"
#include "yaml/node.h"

struct mw_source_view {
	const struct mw_source *source;	/* NULL: none open */
	unsigned generation;		/* of the mesh it is from */
	char *name;			/* to find it again after a reload */
	struct mw_list list;
	int digits;
	bool no_notes;
	struct mw_source_notes *notes;
	int left;			/* columns that are off at the left */
	bool wrap;
	size_t *lines;			/* of the rows that were drawn */
	int n_lines;
	const struct mw_object **objects;	/* of this file, by line */
	size_t n_objects;
};

void
mw_source_new(struct mw_app *a)
{
	a->source = mw_xcalloc(1, sizeof(*a->source));
	a->source->notes = mw_source_notes_new();
}

void
mw_source_free(struct mw_app *a)
{
	mw_source_notes_free(a->source->notes);
	free(a->source->lines);
	free(a->source->objects);
	free(a->source->name);
	free(a->source);
}

const char *
mw_source_file(const struct mw_app *a)
{
	return a->source->name;
}

/* The objects of the file as they stand in it.  Where each begins is looked up
 * when it is asked for: there may be many. */
static void
collect_objects(struct mw_app *a)
{
	struct mw_source_view *v = a->source;

	free(v->objects);
	v->objects = mw_xcalloc(a->mesh->all.n + 1, sizeof(*v->objects));
	v->n_objects = 0;
	for (size_t i = 0; i < a->mesh->all.n; i++) {
		const struct mw_object *o = a->mesh->all.v[i];

		if (o->root != NULL && o->document != NULL &&
		    o->document->source == v->source)
			v->objects[v->n_objects++] = o;
	}
}

/* LINE 0: where one was. */
bool
mw_source_open(struct mw_app *a, const char *file, unsigned line)
{
	struct mw_source_view *v = a->source;
	const struct mw_source *s = mw_page_source(a->mesh, file);
	char *name;

	if (s == NULL) {
		v->source = NULL;
		return false;
	}
	if (v->source != s || v->generation != a->generation) {
		v->source = s;
		collect_objects(a);
		v->list.n = mw_source_lines(s);
	}
	name = mw_xstrdup(s->name);
	free(v->name);
	v->name = name;
	v->source = s;
	v->generation = a->generation;
	v->left = 0;
	v->digits = 3;
	for (size_t n = v->list.n; n > 999; n /= 10)
		v->digits++;
	if (line > 0) {
		size_t height = v->list.height > 0 ? (size_t)v->list.height
						   : 20;

		v->list.selected = line - 1;
		v->list.top = line > height / 3 ? line - height / 3 : 0;
	}
	return true;
}

static const struct mw_source *
current(struct mw_app *a)
{
	return a->source->generation == a->generation ? a->source->source
						      : NULL;
}

static struct mw_list *
list(struct mw_app *a)
{
	return &a->source->list;
}

/* ---- what is known of a line --------------------------------------------- */

/* The first object that does not end before LINE. */
static size_t
object_from(const struct mw_source_view *v, unsigned line)
{
	size_t from = 0, to = v->n_objects;

	while (from < to) {
		size_t half = from + (to - from) / 2;

		if (line > mw_node_span(v->objects[half]->root).end_line)
			from = half + 1;
		else
			to = half;
	}
	return from;
}

const struct mw_object *const *
mw_source_objects(const struct mw_app *a, unsigned from, unsigned to,
    size_t *n)
{
	const struct mw_source_view *v = a->source;
	size_t i = object_from(v, from);

	for (*n = 0; i + *n < v->n_objects && mw_node_span(v->objects[i +
	     *n]->root).line <= to; (*n)++)
		continue;
	return v->objects + i;
}

/* The object whose lines these are. */
static const struct mw_object *
object_at(struct mw_app *a, unsigned line)
{
	const struct mw_source_view *v = a->source;
	size_t i = object_from(v, line);

	/* a block ends where the next thing begins */
	if (i + 1 < v->n_objects && mw_node_span(v->objects[i + 1]->root).
	    line <= line)
		i++;
	return i < v->n_objects && mw_node_span(v->objects[i]->root).line <=
	    line ? v->objects[i] : NULL;
}

/* The deepest node that begins on this line or holds it. */
static const struct mw_node *
node_at(const struct mw_node *root, unsigned line)
{
	const struct mw_node *best = root;
	int depth = 0;

	while (best != NULL && depth++ < 100) {
		const struct mw_node *next = NULL;

		for (const struct mw_node *c = mw_node_first(best); c != NULL;
		     c = mw_node_next(c)) {
			struct mw_span s = mw_node_span(c);
			unsigned from = s.line;

			if (mw_node_key(c) != NULL)
				from = mw_node_key_span(c).line;
			if (from <= line && s.end_line >= line &&
			    (next == NULL || from == line))
				next = c;
			if (from == line)
				break;
		}
		if (next == NULL)
			return best;
		best = next;
		if (mw_node_key(best) != NULL &&
		    mw_node_key_span(best).line == line)
			return best;
	}
	return best;
}

/* ---- drawing ------------------------------------------------------------- */

enum { COUNTED = 5000 };	/* lines, at most, that are gone over for it */

/* "  document 2 of 3", of a file that has more than one. */
static void
which_document(struct mw_app *a, struct mw_buf *out)
{
	const struct mw_list *l = &a->source->list;
	size_t n = 1, at = 1;

	for (size_t i = 1; i < l->n && l->n <= COUNTED; i++) {
		const char *s;
		size_t len;

		if (!mw_source_line(current(a), (unsigned)i + 1, &s, &len) ||
		    len < 3 || memcmp(s, "---", 3) != 0)
			continue;
		n++;
		at += i <= l->selected;
	}
	if (n > 1)
		mw_buf_printf(out, "  document %zu of %zu", at, n);
}

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	const struct mw_list *l = &a->source->list;

	if (current(a) == NULL) {
		mw_buf_adds(t, "Source");
		return;
	}
	mw_buf_adds(t, current(a)->name);
	which_document(a, t);
	if (mw_compare_changes(a) > 0)
		mw_buf_adds(t, "  on disk");
	mw_buf_printf(note, "%zu %%", l->n > 0 ? (l->selected + 1) * 100 / l->n
	    : 0);
}

static void
line_copy(struct mw_app *a, size_t i, struct mw_buf *out)
{
	const char *s;
	size_t len;

	if (current(a) == NULL || !mw_source_line(current(a),
	    (unsigned)i + 1, &s, &len))
		return;
	mw_buf_add(out, s, len < 4000 ? len : 4000);
	for (size_t k = 0; k < out->len; k++) {
		if (out->data[k] == '\t' || out->data[k] == '\0')
			out->data[k] = ' ';
	}
}

/* What stands before the text: the cursor, the number, a mark. */
static int
gutter(const struct mw_app *a)
{
	return a->source->digits + 4;
}

static const struct mw_source_note *
notes_of(struct mw_app *a, size_t i, size_t *n)
{
	*n = 0;
	return a->source->no_notes ? NULL : mw_source_notes_at(
	    a->source->notes, (unsigned)i + 1, n);
}

/* The rows that line I takes: pieces of its text, and carets. */
static int
rows_of(struct mw_app *a, size_t i, int columns)
{
	struct mw_buf b = { 0 };
	size_t notes;
	int n = 1;

	if (a->source->wrap) {
		line_copy(a, i, &b);
		n = mw_source_rows(mw_buf_text(&b), columns - gutter(a));
		mw_buf_release(&b);
	}
	if (i == a->source->list.selected && notes_of(a, i, &notes) != NULL)
		n++;
	return n;
}

static void
draw_gutter(struct mw_app *a, struct mw_frame *f, struct mw_rect at, size_t i,
    const struct mw_source_note *v)
{
	bool selected = i == a->source->list.selected;
	int mark = v != NULL ? v->mark : MW_NOTE_PLAIN;
	struct mw_buf b = { 0 };

	mw_buf_printf(&b, "%s%*zu %s ", selected ? ">" : " ",
	    a->source->digits, i + 1, mark == MW_NOTE_CHANGED ? "*"
	    : mark < 0 ? " " : mark == MW_ERROR ? "x" : "!");
	mw_frame_text(f, at.row, at.column, at.columns, selected
	    ? MW_ROLE_TITLE : mark >= MW_NOTE_CHANGED ? MW_ROLE_WARN : MW_ROLE_DIM,
	    mw_buf_text(&b));
	mw_buf_release(&b);
}

/* Line I, at the top of AT, in as many rows as there are; how many it took.
 * The notes of the selected line are below it, with carets. */
static int
draw_line(struct mw_app *a, struct mw_frame *f, struct mw_rect at, size_t i)
{
	struct mw_buf b = { 0 };
	struct mw_source_text t;
	int rows;

	line_copy(a, i, &b);
	t = (struct mw_source_text){ .text = mw_buf_text(&b),
	    .wrap = a->source->wrap, .left = a->source->left,
	    .gutter = gutter(a),
	    .carets = i == a->source->list.selected };
	t.notes = notes_of(a, i, &t.n_notes);
	draw_gutter(a, f, at, i, t.notes);
	at.column += gutter(a);
	at.columns -= gutter(a);
	rows = mw_source_draw(f, at, &t);
	mw_buf_release(&b);
	return rows;
}

/* All rows of the selected line are seen, if that can be. */
static void
show_selected(struct mw_app *a, struct mw_rect at)
{
	struct mw_list *l = list(a);
	int rows = 0;

	for (size_t i = l->selected + 1; i-- > l->top;) {
		rows += rows_of(a, i, at.columns);
		if (rows > at.rows && i < l->selected) {
			l->top = i + 1;
			return;
		}
	}
}

static void
draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at, bool focused)
{
	struct mw_source_view *v = a->source;
	struct mw_list *l = list(a);
	size_t i;

	v->n_lines = 0;
	if (current(a) == NULL || at.rows <= 0)
		return;
	mw_list_fit(l, at.rows);
	mw_source_notes_make(a, v->notes, current(a), (unsigned)l->top + 1,
	    (unsigned)l->top + (unsigned)at.rows + 1);
	show_selected(a, at);
	v->lines = mw_xrealloc(v->lines, (size_t)at.rows,
	    sizeof(*v->lines));
	for (i = l->top; i < l->n && v->n_lines < at.rows; i++) {
		struct mw_rect r = at;
		int rows;

		r.row += v->n_lines;
		r.rows -= v->n_lines;
		rows = draw_line(a, f, r, i);
		for (int k = 0; k < rows; k++) {
			v->lines[v->n_lines++] = i;
			if (mw_app_needle(a) != NULL)
				mw_draw_hits(f, r.row + k, at.column,
				    at.columns, mw_app_needle(a));
		}
		if (i == l->selected && focused)
			mw_draw_current(f, r.row, at.column, at.columns, true);
	}
	if (v->wrap)		/* a page is what was seen */
		l->height = (int)(i - l->top);
}

static size_t
row_at(struct mw_app *a, int row)
{
	const struct mw_source_view *v = a->source;

	return row >= 0 && row < v->n_lines ? v->lines[row] : v->list.n;
}

/* ---- actions ------------------------------------------------------------- */

static void
to_document(struct mw_app *a, bool forward)
{
	struct mw_list *l = list(a);
	size_t i = l->selected;
	struct mw_buf b = { 0 };

	while (forward ? i + 1 < l->n : i > 0) {
		i = forward ? i + 1 : i - 1;
		mw_buf_clear(&b);
		line_copy(a, i, &b);
		if (i == 0 || strncmp(mw_buf_text(&b), "---", 3) == 0) {
			size_t to = i == 0 ? 0 : i + 1;

			if (!forward && to == l->selected)
				continue;
			mw_list_to(l, to);
			mw_buf_release(&b);
			return;
		}
	}
	mw_buf_release(&b);
	mw_app_say(a, "that was the %s document", forward ? "last" : "first");
}

/* The next line with a note: near ones first, the file may be long. */
static unsigned
seek_note(struct mw_app *a, unsigned line, bool forward)
{
	struct mw_source_view *v = a->source;
	unsigned all = (unsigned)v->list.n, found = 0;

	for (unsigned far = 2000; found == 0; far *= 4) {
		unsigned from = forward ? line : line > far ? line - far : 1;
		unsigned to = !forward ? line : all - line > far ? line + far
		    : all;

		mw_source_notes_make(a, v->notes, current(a), from, to);
		found = mw_source_notes_next(v->notes, line, forward);
		if (forward ? to == all : from == 1)
			break;
	}
	return found;
}

static void
to_note(struct mw_app *a, bool forward)
{
	struct mw_source_view *v = a->source;
	const struct mw_source_note *note;
	unsigned line;
	size_t n;

	if (current(a) == NULL)
		return;
	line = seek_note(a, (unsigned)v->list.selected + 1, forward);
	if (line == 0) {
		mw_app_say(a, "there is no note %s this line", forward
		    ? "below" : "above");
		return;
	}
	v->no_notes = false;
	mw_list_to(&v->list, line - 1);
	/* where the window is narrow, and for those who listen */
	note = mw_source_notes_at(v->notes, line, &n);
	mw_app_say(a, "%s", note->text);
}

/* So far that the end of the selected line is seen. */
static void
to_end(struct mw_app *a)
{
	struct mw_source_view *v = a->source;
	struct mw_buf b = { 0 };
	int room = a->layout.pane[0].columns - v->digits - 5;

	if (v->wrap)		/* it is seen */
		return;
	line_copy(a, v->list.selected, &b);
	v->left = (int)mw_utf8_columns(mw_buf_text(&b), b.len) - room;
	if (v->left < 0)
		v->left = 0;
	mw_buf_release(&b);
}

static bool
act(struct mw_app *a, enum mw_action action)
{
	switch (action) {
	case MW_DO_NEXT_NOTE:
	case MW_DO_PREVIOUS_NOTE:
		to_note(a, action == MW_DO_NEXT_NOTE);
		return true;
	case MW_DO_NEXT_DOCUMENT:
	case MW_DO_PREVIOUS_DOCUMENT:
		to_document(a, action == MW_DO_NEXT_DOCUMENT);
		return true;
	case MW_DO_LINE_END:
		to_end(a);
		return true;
	case MW_DO_LINE_BEGIN:
		a->source->left = 0;
		return true;
	case MW_DO_NOTES:
		a->source->no_notes = !a->source->no_notes;
		mw_app_say(a, a->source->no_notes ? "notes are hidden"
		    : "notes show the problems of this file, the last trace, "
		    "the what-if, and whom selectors select");
		return true;
	case MW_DO_WRAP:
		a->source->wrap = !a->source->wrap;
		a->source->left = 0;
		mw_app_say(a, a->source->wrap ? "long lines are wrapped"
		    : "long lines are cut off; $ and 0 go sideways");
		return true;
	case MW_DO_SOURCE:
		mw_app_say(a, "this is the source");
		return true;
	case MW_DO_ENTER:
		mw_app_follow(a);
		return true;
	default:
		return false;
	}
}

static bool
place(struct mw_app *a, struct mw_span *at)
{
	if (current(a) == NULL)
		return false;
	at->file = current(a)->name;
	at->line = (uint32_t)a->source->list.selected + 1;
	at->column = 1;
	return true;
}

static void
subject(struct mw_app *a, struct mw_subject *s)
{
	unsigned line = (unsigned)a->source->list.selected + 1;

	if (current(a) == NULL)
		return;
	s->object = object_at(a, line);
	if (s->object != NULL)
		s->node = node_at(s->object->root, line);
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	struct mw_subject s = { 0 };

	subject(a, &s);
	if (s.object == NULL) {
		mw_buf_adds(path, "Source");
		return;
	}
	mw_buf_printf(path, "%s %s%s%s > ", s.object->kind_name, s.object->ns,
	    *s.object->ns != '\0' ? "/" : "", s.object->name);
	if (s.node != NULL)
		mw_node_path(s.object->root, s.node, path);
}

const struct mw_screen_ops mw_screen_source = {
	.name = "Source",
	.short_name = "Source",
	.letter = 's',
	.split = MW_SPLIT_NONE,
	.list = list,
	.title = title,
	.draw = draw,
	.act = act,
	.crumb = crumb,
	.place = place,
	.subject = subject,
	.text = line_copy,
	.row_at = row_at,
};
