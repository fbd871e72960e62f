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
	/* objects of this file by line */
	struct span {
		unsigned from, to;
		const struct mw_object *object;
	} *objects;
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
	free(a->source->objects);
	free(a->source->name);
	free(a->source);
}

const char *
mw_source_file(const struct mw_app *a)
{
	return a->source->name;
}

static size_t
count_lines(const struct mw_source *s)
{
	const char *at = s->text, *end = s->text + s->len;
	size_t n = 0;

	while (at < end) {
		const char *nl = memchr(at, '\n', (size_t)(end - at));

		n++;
		at = nl != NULL ? nl + 1 : end;
	}
	return n;
}

static int
by_line(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

static void
collect_objects(struct mw_app *a)
{
	struct mw_source_view *v = a->source;

	free(v->objects);
	v->objects = NULL;
	v->n_objects = 0;
	for (size_t pass = 0; pass < 2; pass++) {
		if (pass == 1)
			v->objects = mw_xcalloc(v->n_objects + 1,
			    sizeof(*v->objects));
		v->n_objects = 0;
		for (size_t i = 0; i < a->mesh->all.n; i++) {
			const struct mw_object *o = a->mesh->all.v[i];
			struct mw_span s;

			if (o->root == NULL || o->document == NULL ||
			    o->document->source != v->source)
				continue;
			if (pass == 1) {
				s = mw_node_span(o->root);
				v->objects[v->n_objects] = (struct span){
					s.line, s.end_line, o };
			}
			v->n_objects++;
		}
	}
	qsort(v->objects, v->n_objects, sizeof(*v->objects), by_line);
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
	}
	name = mw_xstrdup(s->name);
	free(v->name);
	v->name = name;
	v->source = s;
	v->generation = a->generation;
	v->list.n = count_lines(s);
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

/* The object whose lines these are. */
static const struct mw_object *
object_at(struct mw_app *a, unsigned line)
{
	const struct mw_source_view *v = a->source;
	size_t from = 0, to = v->n_objects;

	while (from < to) {
		size_t half = from + (to - from) / 2;

		if (line > v->objects[half].to)
			from = half + 1;
		else if (line < v->objects[half].from)
			to = half;
		else
			return v->objects[half].object;
	}
	return NULL;
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

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	const struct mw_list *l = &a->source->list;

	if (current(a) == NULL) {
		mw_buf_adds(t, "Source");
		return;
	}
	mw_buf_adds(t, current(a)->name);
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

/* TEXT without the columns that are off at the left. */
static const char *
shifted(const char *text, int left)
{
	while (left > 0 && *text != '\0') {
		uint32_t cp;
		size_t len = mw_utf8_decode(text, strlen(text), &cp);
		int width = mw_utf8_width(cp);

		left -= width > 0 ? width : 0;
		text += len;
	}
	return text;
}

/* At the right, if there is room behind the text that ends at C. */
static void
draw_notes(struct mw_frame *f, struct mw_rect at, int row, int c,
    const struct mw_source_note *v, size_t n)
{
	int end = at.column + at.columns, middle = at.column + at.columns / 2;
	struct mw_buf b = { 0 };

	c = c + 3 > middle || end - middle < 24 ? c + 3 : middle;
	for (size_t i = 0; i < n; i++)
		mw_buf_printf(&b, "%s%s", i > 0 ? "; " : "", v[i].text);
	if (n > 0 && end - c > 12)
		mw_frame_text(f, row, c, end - c, v->role, mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
draw_line(struct mw_app *a, struct mw_frame *f, struct mw_rect at, int row,
    size_t i, bool selected)
{
	struct mw_buf b = { 0 };
	int c = at.column, end = at.column + at.columns;
	size_t n = 0;
	const struct mw_source_note *v = a->source->no_notes ? NULL
	    : mw_source_notes_at(a->source->notes, (unsigned)i + 1, &n);
	int mark = v != NULL ? v->mark : -1;

	mw_buf_printf(&b, "%s%*zu %s ", selected ? ">" : " ",
	    a->source->digits, i + 1, mark < 0 ? " " : mark == MW_ERROR ? "x"
	    : "!");
	c += mw_frame_text(f, row, c, at.columns, selected ? MW_ROLE_TITLE
	    : mark >= 0 ? MW_ROLE_WARN : MW_ROLE_DIM, mw_buf_text(&b));
	mw_buf_clear(&b);
	line_copy(a, i, &b);
	c += mw_frame_text(f, row, c, end - c, MW_ROLE_TEXT,
	    shifted(mw_buf_text(&b), a->source->left));
	draw_notes(f, at, row, c, v, n);
	mw_buf_release(&b);
}

static void
draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at, bool focused)
{
	struct mw_list *l = list(a);

	if (current(a) == NULL)
		return;
	mw_list_fit(l, at.rows);
	mw_source_notes_make(a, a->source->notes, current(a));
	for (int i = 0; i < at.rows; i++) {
		size_t n = l->top + (size_t)i;

		if (n >= l->n)
			break;
		draw_line(a, f, at, at.row + i, n, n == l->selected);
		if (mw_app_needle(a) != NULL)
			mw_draw_hits(f, at.row + i, at.column, at.columns,
			    mw_app_needle(a));
		if (n == l->selected && focused)
			mw_draw_current(f, at.row + i, at.column, at.columns,
			    true);
	}
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

static void
to_note(struct mw_app *a, bool forward)
{
	struct mw_source_view *v = a->source;
	const struct mw_source_note *note;
	unsigned line;
	size_t n;

	if (current(a) == NULL)
		return;
	mw_source_notes_make(a, v->notes, current(a));
	line = mw_source_notes_next(v->notes, (unsigned)v->list.selected + 1,
	    forward);
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
		    "and whom selectors select");
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
};
