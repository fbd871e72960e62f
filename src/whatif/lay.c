/*
 * lay.c - a list of changes laid over the text of a mesh.
 *
 * Every change becomes edits of bytes of a source.  In the text that is loaded,
 * what is taken away leaves its line ends, so that all other lines keep their
 * numbers; in the patch whole lines go.
 */
#include "whatif/whatif.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "yaml/lines.h"
#include "yaml/node.h"

/* Bytes [from, to) of a source become TEXT; NULL: nothing, lines kept. */
struct edit {
	const struct mw_source *source;
	size_t from, to;
	const char *text;
};

struct edits {
	struct mw_arena *arena;
	struct edit *v;
	size_t n, cap;
	size_t lost;
};

/* ---- places -------------------------------------------------------------- */

static bool
offset_of(const struct mw_source *s, uint32_t line, uint32_t column,
    size_t *out)
{
	size_t at;

	if (line == 0 || !mw_lines_start(s->lines, line, &at))
		return false;
	for (uint32_t c = 1; c < column && at < s->len; c++) {
		uint32_t cp;

		at += mw_utf8_decode(s->text + at, s->len - at, &cp);
	}
	*out = at;
	return true;
}

static bool
bytes_of(const struct mw_source *s, const struct mw_node *n, size_t *from,
    size_t *to)
{
	struct mw_span at = mw_node_span(n);

	return mw_str_eq(at.file, s->name) &&
	    offset_of(s, at.line, at.column, from) &&
	    offset_of(s, at.end_line, at.end_column, to) && *from <= *to;
}

static const struct mw_object *
target(const struct mw_mesh *m, const struct mw_whatif_change *c)
{
	for (size_t i = 0; i < m->all.n; i++) {
		const struct mw_object *o = m->all.v[i];

		if (o->variant == c->variant && mw_str_eq(o->name, c->name) &&
		    mw_str_eq(o->ns, c->ns) &&
		    mw_str_eq(o->kind_name, c->kind_name))
			return o;
	}
	return NULL;
}

const struct mw_object *
mw_whatif_same_object(const struct mw_mesh *m, const struct mw_object *o)
{
	struct mw_whatif_change c = { .kind_name = o->kind_name, .ns = o->ns,
		.name = o->name, .variant = o->variant };
	const struct mw_object *same;

	/* of objects that the mesh made up there is one of each name */
	same = target(m, &c);
	return same != NULL ? same : mw_mesh_find(m, o->kind, o->ns, o->name);
}

/* ---- taking an object away ----------------------------------------------- */

static size_t
line_start(const struct mw_source *s, size_t at)
{
	while (at > 0 && s->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct mw_source *s, size_t at)
{
	while (at < s->len && s->text[at] != '\n')
		at++;
	return at;
}

/* The lines of the object have nothing else on them but the dash of a list. */
static bool
has_own_lines(const struct mw_source *s, size_t from, size_t to)
{
	for (size_t i = line_start(s, from); i < from; i++) {
		if (strchr(" -", s->text[i]) == NULL)
			return false;
	}
	for (size_t i = to; i < line_end(s, to); i++) {
		if (s->text[i] == '#')
			break;
		if (strchr(" \t\r", s->text[i]) == NULL)
			return false;
	}
	return true;
}

static void
take_away(struct edits *e, const struct mw_object *o)
{
	const struct mw_source *s = o->document->source;
	struct edit x = { .source = s };
	bool whole = o->root == o->document->root;

	if (!bytes_of(s, o->root, &x.from, &x.to) || x.from == x.to) {
		e->lost++;
		return;
	}
	/* the end of a block may be the beginning of the line behind it */
	while (x.to > x.from && strchr(" \t\r\n", s->text[x.to - 1]) != NULL)
		x.to--;
	if (has_own_lines(s, x.from, x.to) && strncmp(s->text + line_start(s,
	    x.from), "--- ", 4) != 0) {
		x.from = line_start(s, x.from);
		x.to = line_end(s, x.to);
	} else if (!whole) {	/* an item among others of a flow list */
		size_t at = x.to + strspn(s->text + x.to, " \t\r\n");

		if (s->text[at] == ',')
			x.to = at + 1;
	}
	mw_vec_push(e->arena, e, x);
}

/* ---- another value ------------------------------------------------------- */

/* Does TEXT, written plainly, read as VALUE and as a value of KIND? */
static bool
reads_plainly(const char *value, enum mw_node_kind kind)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_diags diags;
	struct mw_buf b = { 0 };
	const struct mw_node *list, *n = NULL;
	struct mw_load *load;
	bool ok;

	mw_diags_init(&diags, arena);
	mw_buf_printf(&b, "[%s]", value);
	load = mw_yaml_load_text(arena, "value", mw_buf_text(&b), b.len,
	    &limits, &diags);
	list = load->n_documents == 1 ? load->documents[0].root : NULL;
	if (mw_node_count(list) == 1)
		n = mw_node_first(list);
	ok = n != NULL && !mw_node_quoted(n) && mw_str_eq(mw_node_text(n),
	    value) && (kind != MW_NODE_STRING || mw_node_is(n,
	    MW_NODE_STRING)) && strchr(value, '&') == NULL &&
	    strchr(value, '!') == NULL && strchr(value, '\n') == NULL;
	mw_buf_release(&b);
	mw_arena_free(arena);
	return ok;
}

static void
write_quoted(const char *value, struct mw_buf *out)
{
	mw_buf_addc(out, '"');
	for (const char *c = value; *c != '\0'; c++) {
		if (*c == '"' || *c == '\\')
			mw_buf_printf(out, "\\%c", *c);
		else if (*c == '\n')
			mw_buf_adds(out, "\\n");
		else if ((unsigned char)*c < 32 || *c == 127)
			mw_buf_printf(out, "\\x%02x", (unsigned char)*c);
		else
			mw_buf_addc(out, *c);
	}
	mw_buf_addc(out, '"');
}

/* As it was written before, as far as that holds the new value. */
static const char *
written(struct mw_arena *arena, const struct mw_node *n, char quote,
    const char *value)
{
	struct mw_buf b = { 0 };
	const char *text;

	if (quote == '\'' && strpbrk(value, "\n\r\t") == NULL) {
		mw_buf_addc(&b, '\'');
		for (const char *c = value; *c != '\0'; c++)
			mw_buf_printf(&b, *c == '\'' ? "''" : "%c", *c);
		mw_buf_addc(&b, '\'');
	} else if (quote == '"' || mw_node_quoted(n) ||
	    !reads_plainly(value, mw_node_kind(n))) {
		write_quoted(value, &b);
	} else {
		mw_buf_adds(&b, value);
	}
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static void
replace(struct edits *e, const struct mw_object *o, const char *path,
    const char *value)
{
	const struct mw_node *n = mw_node_find(o->root, path);
	const struct mw_source *s = o->document->source;
	struct edit x = { .source = s };
	bool block;

	if (n == NULL || mw_node_is(n, MW_NODE_MAP) ||
	    mw_node_is(n, MW_NODE_LIST) || !bytes_of(s, n, &x.from, &x.to) ||
	    s->text[x.from] == '*') {
		e->lost++;
		return;
	}
	/* an anchor or a tag stays where it is */
	while (x.from < x.to && (s->text[x.from] == '&' || s->text[x.from] ==
	    '!')) {
		x.from += strcspn(s->text + x.from, " \n");
		x.from += strspn(s->text + x.from, " ");
	}
	block = s->text[x.from] == '|' || s->text[x.from] == '>';
	while (block && x.to > x.from && strchr(" \t\r\n", s->text[x.to - 1])
	    != NULL)
		x.to--;
	x.text = written(e->arena, n, s->text[x.from], value);
	if (x.from == x.to)
		x.text = mw_arena_printf(e->arena, "%s%s", x.from > 0 &&
		    strchr(":-", s->text[x.from - 1]) != NULL ? " " : "",
		    x.text);
	mw_vec_push(e->arena, e, x);
}

/* ---- all of them --------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	if (x->source != y->source)
		return x->source->index < y->source->index ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to > y->to ? -1 : x->to < y->to;
}

static void
add(struct edits *e, const struct mw_mesh *m,
    const struct mw_whatif_change *c)
{
	const struct mw_object *o = target(m, c);

	if (o == NULL || o->document == NULL || o->root == NULL ||
	    o->document->source == NULL)
		e->lost++;
	else if (c->kind == MW_WHATIF_DISABLE)
		take_away(e, o);
	else if (c->kind == MW_WHATIF_VALUE)
		replace(e, o, c->path, c->value);
}

/* In order of place; what lies in another one is left out. */
static struct edits
collect(const struct mw_whatif *w, const struct mw_mesh *m,
    struct mw_arena *arena)
{
	struct edits e = { .arena = arena };
	size_t n = 0;

	for (size_t i = 0; i < mw_whatif_count(w); i++)
		add(&e, m, mw_whatif_at(w, i));
	if (e.n > 1)
		qsort(e.v, e.n, sizeof(*e.v), by_place);
	for (size_t i = 0; i < e.n; i++) {
		if (n > 0 && e.v[n - 1].source == e.v[i].source &&
		    e.v[i].from < e.v[n - 1].to)
			continue;
		e.v[n++] = e.v[i];
	}
	e.n = n;
	return e;
}

bool
mw_whatif_fits(const struct mw_whatif *w, const struct mw_mesh *m, size_t i)
{
	struct edits e = { .arena = mw_arena_new() };

	add(&e, m, mw_whatif_at(w, i));
	mw_arena_free(e.arena);
	return e.lost == 0;
}

/* ---- the mesh ------------------------------------------------------------ */

static void
text_of(const struct mw_source *s, const struct edits *e, struct mw_buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < e->n; i++) {
		const struct edit *x = &e->v[i];

		if (x->source != s)
			continue;
		mw_buf_add(out, s->text + at, x->from - at);
		for (size_t k = x->from; x->text == NULL && k < x->to; k++) {
			if (s->text[k] == '\n')
				mw_buf_addc(out, '\n');
		}
		mw_buf_adds(out, mw_str_or_empty(x->text));
		at = x->to;
	}
	mw_buf_add(out, s->text + at, s->len - at);
}

static bool
is_edited(const struct mw_source *s, const struct edits *e)
{
	for (size_t i = 0; i < e->n; i++) {
		if (e->v[i].source == s)
			return true;
	}
	return false;
}

static void
add_choices(const struct mw_whatif *w, struct mw_mesh_options *o,
    struct mw_arena *arena)
{
	MW_VEC(struct mw_variant_choice) v = { 0 };

	for (size_t i = 0; i < o->n_variants; i++)
		mw_vec_push(arena, &v, o->variants[i]);
	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);
		struct mw_variant_choice x = { c->kind_name, c->ns, c->name,
			c->variant };

		if (c->kind == MW_WHATIF_VARIANT)
			mw_vec_push(arena, &v, x);
	}
	o->variants = v.v;
	o->n_variants = v.n;
}

const struct mw_mesh *
mw_whatif_mesh(const struct mw_whatif *w, const struct mw_mesh *m,
    const struct mw_mesh_options *options, size_t *lost)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_mesh_options o = *options;
	struct edits e = collect(w, m, arena);
	struct mw_named_text *texts = MW_NEW_ARRAY(arena, struct mw_named_text,
	    m->load->n_sources);
	const struct mw_mesh *made;

	for (size_t i = 0; i < m->load->n_sources; i++) {
		const struct mw_source *s = m->load->sources[i];
		struct mw_named_text *t = &texts[i];
		struct mw_buf b = { 0 };

		*t = (struct mw_named_text){ s->name, s->path, s->text,
			s->len };
		if (!is_edited(s, &e))
			continue;
		text_of(s, &e, &b);
		t->text = mw_arena_text(arena, mw_buf_text(&b), b.len);
		t->len = b.len;
		mw_buf_release(&b);
	}
	add_choices(w, &o, arena);
	o.progress = NULL;
	made = mw_mesh_load_sources(texts, m->load->n_sources, &o);
	*lost = e.lost;
	mw_arena_free(arena);
	return made;
}

/* ---- the patch ----------------------------------------------------------- */

/* Whole lines [from, to) of a source, and what stands there instead. */
struct piece {
	size_t from, to;
	struct mw_buf text;
};

enum { CONTEXT = 3 };

static size_t
count_lines(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += s[i] == '\n' || i + 1 == len;
	return n;
}

/* The separator before a document that goes, goes too. */
static size_t
with_separator(const struct mw_source *s, size_t from)
{
	size_t before = from > 0 ? line_start(s, from - 1) : from;

	if (from - before >= 4 && strncmp(s->text + before, "---", 3) == 0 &&
	    s->text[before + 3 + strspn(s->text + before + 3, " \t\r")] == '\n')
		return before;
	return from;
}

/* The edits from I on whose lines touch. */
static size_t
take_piece(const struct edits *e, size_t i, struct piece *p)
{
	const struct mw_source *s = e->v[i].source;
	size_t at = line_start(s, e->v[i].from);

	if (e->v[i].text == NULL && at == e->v[i].from)
		at = with_separator(s, at);
	p->from = at;
	p->to = at;
	for (; i < e->n && e->v[i].source == s && (p->to == p->from ||
	     line_start(s, e->v[i].from) < p->to); i++) {
		const struct edit *x = &e->v[i];
		bool lines = x->text == NULL && line_start(s, x->from) ==
		    x->from && (x->to == s->len || s->text[x->to] == '\n');

		if (!lines || p->to > p->from)
			mw_buf_add(&p->text, s->text + at, x->from - at);
		mw_buf_adds(&p->text, mw_str_or_empty(x->text));
		at = x->to;
		p->to = line_end(s, x->to);
		p->to += p->to < s->len;
		if (lines)	/* its line end goes with it */
			at = p->to;
	}
	mw_buf_add(&p->text, s->text + at, p->to - at);
	return i;
}

static void
put_lines(char mark, const char *s, size_t len, struct mw_buf *out)
{
	while (len > 0) {
		const char *nl = memchr(s, '\n', len);
		size_t n = nl != NULL ? (size_t)(nl - s) + 1 : len;

		mw_buf_addc(out, mark);
		mw_buf_add(out, s, n);
		if (nl == NULL)
			mw_buf_adds(out, "\n\\ No newline at end of file\n");
		s += n;
		len -= n;
	}
}

static size_t
lines_back(const struct mw_source *s, size_t at, size_t least)
{
	for (int i = 0; i < CONTEXT && at > least; i++)
		at = line_start(s, at - 1);
	return at;
}

static size_t
lines_on(const struct mw_source *s, size_t at, size_t most)
{
	for (int i = 0; i < CONTEXT && at < most; i++) {
		at = line_end(s, at);
		at += at < s->len;
	}
	return at < most ? at : most;
}

/* One hunk for each piece; they do not share lines of context. */
static void
put_pieces(const struct mw_source *s, const struct piece *p, size_t n,
    struct mw_buf *out)
{
	size_t done = 0;
	long shift = 0;

	for (size_t i = 0; i < n; i++) {
		size_t next = i + 1 < n ? p[i + 1].from : s->len;
		size_t from = lines_back(s, p[i].from, done);
		size_t to = lines_on(s, p[i].to, next);
		size_t before = count_lines(s->text + from, to - from);
		size_t after = before - count_lines(s->text + p[i].from,
		    p[i].to - p[i].from) + count_lines(mw_buf_text(&p[i].text),
		    p[i].text.len);
		size_t line = count_lines(s->text, from);

		mw_buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", line +
		    (before > 0), before, (size_t)((long)line + shift) +
		    (after > 0), after);
		put_lines(' ', s->text + from, p[i].from - from, out);
		put_lines('-', s->text + p[i].from, p[i].to - p[i].from, out);
		put_lines('+', mw_buf_text(&p[i].text), p[i].text.len, out);
		put_lines(' ', s->text + p[i].to, to - p[i].to, out);
		shift += (long)after - (long)before;
		done = to;
	}
}

void
mw_whatif_patch(const struct mw_whatif *w, const struct mw_mesh *m,
    struct mw_buf *out)
{
	struct mw_arena *arena = mw_arena_new();
	struct edits e = collect(w, m, arena);

	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		if (c->kind == MW_WHATIF_VARIANT)
			mw_buf_printf(out, "meshwalk --variant %s/%s%s%s=%zu\n",
			    c->kind_name, c->ns, *c->ns != '\0' ? "/" : "",
			    c->name, c->variant);
	}
	for (size_t i = 0; i < e.n;) {
		const struct mw_source *s = e.v[i].source;
		MW_VEC(struct piece) v = { 0 };

		while (i < e.n && e.v[i].source == s) {
			struct piece p = { 0 };

			i = take_piece(&e, i, &p);
			mw_vec_push(arena, &v, p);
		}
		mw_buf_printf(out, "--- %s%s\n+++ %s%s\n", *s->name == '/' ? ""
		    : "a/", s->name, *s->name == '/' ? "" : "b/", s->name);
		put_pieces(s, v.v, v.n, out);
		for (size_t k = 0; k < v.n; k++)
			mw_buf_release(&v.v[k].text);
	}
	mw_arena_free(arena);
}
