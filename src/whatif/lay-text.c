/*
 * lay-text.c - an object as a text to edit, and what comes back as edits of
 * lines: those that are as before stay as they are in the file.
 */
#include "whatif/lay.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "yaml/node.h"

/* ---- where it is --------------------------------------------------------- */

static bool
is_separator(const char *s, size_t len)
{
	return len >= 3 && (memcmp(s, "---", 3) == 0 || memcmp(s, "...", 3) ==
	    0) && (len == 3 || strchr(" \t\r\n", s[3]) != NULL);
}

static void
document_region(struct mw_lay_region *r)
{
	const struct mw_source *s = r->source;
	size_t at = mw_lay_line_start(s, r->from);

	if (!is_separator(s->text + at, s->len - at)) {
		while (at > 0) {
			size_t before = mw_lay_line_start(s, at - 1);

			if (is_separator(s->text + before, s->len - before))
				break;
			at = before;
		}
		r->from = at;
	}
	at = r->to;
	if (at > 0 && s->text[at - 1] != '\n') {
		at = mw_lay_line_end(s, at);
		at += at < s->len;
	}
	while (at < s->len && !is_separator(s->text + at, s->len - at)) {
		at = mw_lay_line_end(s, at);
		at += at < s->len;
	}
	r->to = at;
}

bool
mw_lay_region(const struct mw_object *o, struct mw_lay_region *r)
{
	const struct mw_source *s;

	if (o == NULL || o->root == NULL || o->document == NULL ||
	    o->document->source == NULL)
		return false;
	s = o->document->source;
	*r = (struct mw_lay_region){ .source = s };
	if (!mw_lay_bytes(s, o->root, &r->from, &r->to) || r->from == r->to)
		return false;
	if (o->root == o->document->root) {
		document_region(r);
		return true;
	}
	while (r->to > r->from && strchr(" \t\r\n", s->text[r->to - 1]) !=
	    NULL)
		r->to--;
	if (!mw_lay_own_lines(s, r->from, r->to))
		return false;
	r->indent = r->from - mw_lay_line_start(s, r->from);
	r->to = mw_lay_line_end(s, r->to);
	r->to += r->to < s->len;
	return true;
}

void
mw_lay_outdent(const struct mw_lay_region *r, const char *text, size_t len,
    struct mw_buf *out)
{
	size_t at = 0;

	while (at < len) {
		const char *nl = memchr(text + at, '\n', len - at);
		size_t end = nl != NULL ? (size_t)(nl - text) + 1 : len;
		size_t cut = 0;

		while (at > 0 && cut < r->indent && at + cut < end &&
		    text[at + cut] == ' ')
			cut++;
		mw_buf_add(out, text + at + cut, end - at - cut);
		at = end;
	}
}

void
mw_lay_indent(const struct mw_lay_region *r, const char *text,
    struct mw_buf *out)
{
	for (const char *at = text; *at != '\0';) {
		const char *nl = strchr(at, '\n');
		size_t len = nl != NULL ? (size_t)(nl - at) + 1 : strlen(at);

		if (at != text && *at != '\n' && *at != '\r')
			mw_buf_printf(out, "%*s", (int)r->indent, "");
		mw_buf_add(out, at, len);
		at += len;
	}
}

/* ---- lines that differ --------------------------------------------------- */

struct line {
	const char *s;
	size_t len;
};

struct lines {
	struct line *v;
	size_t n, cap;
};

enum { CELLS_MAX = 1 << 20 };	/* more lines become one edit */

static struct lines
split(struct mw_arena *arena, const char *s, size_t len)
{
	struct lines l = { 0 };

	while (len > 0) {
		const char *nl = memchr(s, '\n', len);
		struct line x = { s, nl != NULL ? (size_t)(nl - s) + 1 : len };

		mw_vec_push(arena, &l, x);
		s += x.len;
		len -= x.len;
	}
	return l;
}

static bool
same(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	return a->v[i].len == b->v[j].len && memcmp(a->v[i].s, b->v[j].s,
	    a->v[i].len) == 0;
}

struct diff {
	struct mw_lay_edits *e;
	const struct mw_lay_region *r;
	struct lines a, b;
	size_t order;
};

/* Lines [i, i1) became [j, j1). */
static void
put(struct diff *d, size_t i, size_t i1, size_t j, size_t j1)
{
	const struct mw_source *s = d->r->source;
	struct mw_lay_edit x = { .source = s, .order = d->order };
	struct mw_buf b = { 0 };

	if (i == i1 && j == j1)
		return;
	x.from = i < d->a.n ? (size_t)(d->a.v[i].s - s->text) : d->r->to;
	x.to = i1 < d->a.n ? (size_t)(d->a.v[i1].s - s->text) : d->r->to;
	for (; j < j1; j++)
		mw_buf_add(&b, d->b.v[j].s, d->b.v[j].len);
	x.text = mw_arena_text(d->e->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	mw_vec_push(d->e->arena, d->e, x);
}

/* What lies between the lines that are the same on both ends. */
static void
put_middle(struct diff *d, size_t from, size_t ni, size_t nj)
{
	size_t wide = nj + 1, i = 0, j = 0, i0 = 0, j0 = 0;
	uint32_t *len;

	if (ni == 0 || nj == 0 || ni > CELLS_MAX / wide) {
		put(d, from, from + ni, from, from + nj);
		return;
	}
	len = MW_NEW_ARRAY(d->e->arena, uint32_t, (ni + 1) * wide);
	for (size_t x = ni; x-- > 0;) {
		for (size_t y = nj; y-- > 0;) {
			uint32_t down = len[(x + 1) * wide + y];
			uint32_t on = len[x * wide + y + 1];

			if (same(&d->a, from + x, &d->b, from + y))
				len[x * wide + y] = 1 +
				    len[(x + 1) * wide + y + 1];
			else
				len[x * wide + y] = down > on ? down : on;
		}
	}
	while (i < ni && j < nj) {
		if (same(&d->a, from + i, &d->b, from + j)) {
			put(d, from + i0, from + i, from + j0, from + j);
			i0 = ++i;
			j0 = ++j;
		} else if (len[(i + 1) * wide + j] >= len[i * wide + j + 1]) {
			i++;
		} else {
			j++;
		}
	}
	put(d, from + i0, from + ni, from + j0, from + nj);
}

void
mw_lay_lines(struct mw_lay_edits *e, const struct mw_lay_region *r,
    const char *text, size_t order)
{
	struct diff d = { .e = e, .r = r, .order = order };
	struct mw_buf b = { 0 };
	size_t head = 0, tail = 0, least, len = r->to - r->from;

	mw_lay_indent(r, text, &b);
	/* the last line ends as the file's does */
	if (b.len > 0 && b.data[b.len - 1] != '\n')
		mw_buf_addc(&b, '\n');
	if (len > 0 && r->source->text[r->to - 1] != '\n')
		b.len--;
	d.a = split(e->arena, r->source->text + r->from, len);
	d.b = split(e->arena, mw_arena_text(e->arena, mw_buf_text(&b), b.len),
	    b.len);
	least = d.a.n < d.b.n ? d.a.n : d.b.n;
	while (head < least && same(&d.a, head, &d.b, head))
		head++;
	while (tail < least - head && same(&d.a, d.a.n - 1 - tail, &d.b,
	    d.b.n - 1 - tail))
		tail++;
	put_middle(&d, head, d.a.n - head - tail, d.b.n - head - tail);
	mw_buf_release(&b);
}

/* ---- what comes back ----------------------------------------------------- */

static const char *
first_error(const struct mw_diags *d, struct mw_arena *arena)
{
	for (size_t i = 0; i < d->n; i++) {
		if (d->v[i].severity == MW_ERROR)
			return mw_arena_printf(arena, "line %u:%u: %s",
			    d->v[i].span.line, d->v[i].span.column,
			    d->v[i].text);
	}
	return NULL;
}

/* Where the first separator behind the root begins. */
static size_t
end_of_first(const struct mw_document *d)
{
	const struct mw_source *s = d->source;
	struct mw_lay_region r = { .source = s };

	if (!mw_lay_bytes(s, d->root, &r.from, &r.to))
		return s->len;
	document_region(&r);
	return r.to;
}

const char *
mw_lay_check(const char *text, size_t len, size_t *first,
    struct mw_arena *arena)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_diags diags;
	struct mw_load *load;
	const char *error;

	*first = len;
	mw_diags_init(&diags, arena);
	load = mw_yaml_load_text(arena, "edited text", text, len, &limits,
	    &diags);
	error = first_error(&diags, arena);
	if (error != NULL)
		return error;
	if (load->n_documents == 0)
		return "the text has no document; x takes an object away";
	for (size_t i = 0; i < load->n_documents; i++) {
		const struct mw_document *d = &load->documents[i];

		if (!mw_node_is(d->root, MW_NODE_MAP) || mw_str_empty(
		    mw_node_text(mw_node_get(d->root, "kind"))))
			return mw_arena_printf(arena, "line %u: that is no "
			    "object: it has no kind",
			    mw_node_span(d->root).line);
	}
	if (load->n_documents > 1)
		*first = end_of_first(&load->documents[0]);
	return NULL;
}
