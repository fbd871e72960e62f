/*
 * lay.c - a list of changes laid over the text of a mesh.
 *
 * Every change becomes edits of bytes of a source.  In the text that is loaded,
 * what is taken away leaves its line ends, so that all other lines keep their
 * numbers; in the patch whole lines go.
 */
#include "whatif/lay.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "yaml/lines.h"
#include "yaml/node.h"

/* ---- places -------------------------------------------------------------- */

bool
mw_lay_offset(const struct mw_source *s, uint32_t line, uint32_t column,
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

bool
mw_lay_bytes(const struct mw_source *s, const struct mw_node *n, size_t *from,
    size_t *to)
{
	struct mw_span at = mw_node_span(n);

	return mw_str_eq(at.file, s->name) &&
	    mw_lay_offset(s, at.line, at.column, from) &&
	    mw_lay_offset(s, at.end_line, at.end_column, to) && *from <= *to;
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

size_t
mw_lay_line_start(const struct mw_source *s, size_t at)
{
	while (at > 0 && s->text[at - 1] != '\n')
		at--;
	return at;
}

size_t
mw_lay_line_end(const struct mw_source *s, size_t at)
{
	while (at < s->len && s->text[at] != '\n')
		at++;
	return at;
}

bool
mw_lay_own_lines(const struct mw_source *s, size_t from, size_t to)
{
	for (size_t i = mw_lay_line_start(s, from); i < from; i++) {
		if (strchr(" -", s->text[i]) == NULL)
			return false;
	}
	for (size_t i = to; i < mw_lay_line_end(s, to); i++) {
		if (s->text[i] == '#')
			break;
		if (strchr(" \t\r", s->text[i]) == NULL)
			return false;
	}
	return true;
}

void
mw_lay_put(struct mw_lay_edits *e, const struct mw_source *s, size_t from,
    size_t to, const char *text)
{
	const struct mw_lay_edit x = { .source = s, .from = from, .to = to,
		.text = text, .order = e->n };

	mw_vec_push(e->arena, e, x);
}

static void
take_away(struct mw_lay_edits *e, const struct mw_object *o)
{
	const struct mw_source *s = o->document->source;
	struct mw_lay_edit x = { .source = s };
	bool whole = o->root == o->document->root;

	if (!mw_lay_bytes(s, o->root, &x.from, &x.to) || x.from == x.to) {
		e->lost++;
		return;
	}
	/* the end of a block may be the beginning of the line behind it */
	while (x.to > x.from && strchr(" \t\r\n", s->text[x.to - 1]) != NULL)
		x.to--;
	if (mw_lay_own_lines(s, x.from, x.to) && strncmp(s->text + mw_lay_line_start(s,
	    x.from), "--- ", 4) != 0) {
		x.from = mw_lay_line_start(s, x.from);
		x.to = mw_lay_line_end(s, x.to);
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
const char *
mw_lay_written(struct mw_arena *arena, const struct mw_node *n, char quote,
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

const char *
mw_lay_string(struct mw_arena *arena, const char *value)
{
	struct mw_buf b = { 0 };
	const char *text;

	if (reads_plainly(value, MW_NODE_STRING))
		return mw_arena_strdup(arena, value);
	write_quoted(value, &b);
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static void
replace(struct mw_lay_edits *e, const struct mw_object *o, const char *path,
    const char *value)
{
	const struct mw_node *n = mw_node_find(o->root, path);
	const struct mw_source *s = o->document->source;
	struct mw_lay_edit x = { .source = s };
	bool block;

	if (n == NULL || mw_node_is(n, MW_NODE_MAP) ||
	    mw_node_is(n, MW_NODE_LIST) || !mw_lay_bytes(s, n, &x.from, &x.to) ||
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
	x.text = mw_lay_written(e->arena, n, s->text[x.from], value);
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
	const struct mw_lay_edit *x = a, *y = b;

	if (x->source != y->source)
		return x->source->index < y->source->index ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to > y->to ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static const struct mw_source *
source_named(const struct mw_mesh *m, const char *name)
{
	for (size_t i = 0; i < m->load->n_sources; i++) {
		if (mw_str_eq(m->load->sources[i]->name, name))
			return m->load->sources[i];
	}
	return NULL;
}

/* Behind all that the file has. */
static void
append(struct mw_lay_edits *e, const struct mw_mesh *m,
    const struct mw_whatif_change *c, size_t order)
{
	const struct mw_source *s = source_named(m, c->path);
	struct mw_lay_edit x = { .source = s, .order = order };

	if (s == NULL) {
		e->lost++;
		return;
	}
	x.from = x.to = s->len;
	x.text = mw_arena_printf(e->arena, "%s%s", s->len > 0 &&
	    s->text[s->len - 1] != '\n' ? "\n" : "", c->value);
	mw_vec_push(e->arena, e, x);
}

/* Only where the file has what was replaced: other edits are not undone. */
static void
replace_all(struct mw_lay_edits *e, const struct mw_object *o,
    const struct mw_whatif_change *c, size_t order)
{
	struct mw_lay_region r;
	struct mw_buf now = { 0 };
	bool there = mw_lay_region(o, &r);

	if (there)
		mw_lay_outdent(&r, r.source->text + r.from, r.to - r.from,
		    &now);
	if (there && mw_str_eq(mw_buf_text(&now), c->before))
		mw_lay_lines(e, &r, c->value, order);
	else if (!there || !mw_str_eq(mw_buf_text(&now), c->value))
		e->lost++;
	mw_buf_release(&now);
}

static void
add(struct mw_lay_edits *e, const struct mw_mesh *m,
    const struct mw_whatif_change *c, size_t order)
{
	const struct mw_object *o;

	if (c->kind == MW_WHATIF_ADD) {
		append(e, m, c, order);
		return;
	}
	o = target(m, c);
	if (o == NULL || o->document == NULL || o->root == NULL ||
	    o->document->source == NULL)
		e->lost++;
	else if (c->kind == MW_WHATIF_DISABLE)
		take_away(e, o);
	else if (c->kind == MW_WHATIF_VALUE)
		replace(e, o, c->path, c->value);
	else if (c->kind == MW_WHATIF_REPLACE)
		replace_all(e, o, c, order);
}

/* What is off has no other change; a text that is new has its values. */
static bool
counts(const struct mw_whatif *w, const struct mw_whatif_change *c)
{
	if (c->kind != MW_WHATIF_VALUE && c->kind != MW_WHATIF_REPLACE)
		return true;
	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *x = mw_whatif_at(w, i);

		if ((x->kind == MW_WHATIF_DISABLE || (x->kind ==
		    MW_WHATIF_REPLACE && c->kind == MW_WHATIF_VALUE)) &&
		    x->variant == c->variant && mw_str_eq(x->name, c->name) &&
		    mw_str_eq(x->ns, c->ns) && mw_str_eq(x->kind_name,
		    c->kind_name))
			return false;
	}
	return true;
}

/* In order of place; what lies in another one is left out. */
struct mw_lay_edits
mw_lay_collect(const struct mw_whatif *w, const struct mw_mesh *m,
    struct mw_arena *arena)
{
	struct mw_lay_edits e = { .arena = arena };
	size_t n = 0;

	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		if (counts(w, mw_whatif_at(w, i)))
			add(&e, m, mw_whatif_at(w, i), i);
	}
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
	struct mw_lay_edits e = { .arena = mw_arena_new() };

	add(&e, m, mw_whatif_at(w, i), i);
	mw_arena_free(e.arena);
	return e.lost == 0;
}

/* ---- the mesh ------------------------------------------------------------ */

static void
text_of(const struct mw_source *s, const struct mw_lay_edits *e,
    struct mw_buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < e->n; i++) {
		const struct mw_lay_edit *x = &e->v[i];

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

bool
mw_lay_is_edited(const struct mw_source *s, const struct mw_lay_edits *e)
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

/* The texts of the sources with the changes, all in ARENA or of M. */
static const struct mw_named_text *
texts_of(const struct mw_whatif *w, const struct mw_mesh *m,
    struct mw_mesh_options *o, struct mw_arena *arena, size_t *lost)
{
	struct mw_lay_edits e = mw_lay_collect(w, m, arena);
	struct mw_named_text *texts = MW_NEW_ARRAY(arena, struct mw_named_text,
	    m->load->n_sources);

	for (size_t i = 0; i < m->load->n_sources; i++) {
		const struct mw_source *s = m->load->sources[i];
		struct mw_named_text *t = &texts[i];
		struct mw_buf b = { 0 };

		*t = (struct mw_named_text){ s->name, s->path, s->text,
			s->len };
		if (!mw_lay_is_edited(s, &e))
			continue;
		text_of(s, &e, &b);
		t->text = mw_arena_text(arena, mw_buf_text(&b), b.len);
		t->len = b.len;
		mw_buf_release(&b);
	}
	add_choices(w, o, arena);
	o->like = m;
	o->progress = NULL;
	*lost = e.lost;
	return texts;
}

const struct mw_mesh *
mw_whatif_mesh(const struct mw_whatif *w, const struct mw_mesh *m,
    const struct mw_mesh_options *options, size_t *lost)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_mesh_options o = *options;
	const struct mw_named_text *texts = texts_of(w, m, &o, arena, lost);
	const struct mw_mesh *made = mw_mesh_load_sources(texts,
	    m->load->n_sources, &o);

	mw_arena_free(arena);
	return made;
}

struct mw_mesh_steps *
mw_whatif_mesh_begin(const struct mw_whatif *w, const struct mw_mesh *m,
    const struct mw_mesh_options *options, struct mw_arena *arena,
    size_t *lost)
{
	struct mw_mesh_options o = *options;
	const struct mw_named_text *texts = texts_of(w, m, &o, arena, lost);

	return mw_mesh_begin_sources(texts, m->load->n_sources, &o);
}

/* ---- the text of an object ----------------------------------------------- */

/* From FROM on to TO, with edits that lie there. */
static void
text_between(const struct mw_lay_region *r, const struct mw_lay_edits *e,
    struct mw_buf *out)
{
	const char *text = r->source->text;
	size_t at = r->from;

	for (size_t i = 0; i < e->n; i++) {
		if (e->v[i].from < at || e->v[i].to > r->to)
			continue;
		mw_buf_add(out, text + at, e->v[i].from - at);
		mw_buf_adds(out, mw_str_or_empty(e->v[i].text));
		at = e->v[i].to;
	}
	mw_buf_add(out, text + at, r->to - at);
}

void
mw_lay_apply(const struct mw_lay_region *r, struct mw_lay_edits *e,
    struct mw_buf *out)
{
	struct mw_buf b = { 0 };

	if (e->n > 1)
		qsort(e->v, e->n, sizeof(*e->v), by_place);
	text_between(r, e, &b);
	mw_lay_outdent(r, mw_buf_text(&b), b.len, out);
	mw_buf_release(&b);
}

bool
mw_whatif_text(const struct mw_whatif *w, const struct mw_object *o,
    struct mw_buf *out, unsigned *line)
{
	const struct mw_whatif_change *c = mw_whatif_replaces(w, o);
	struct mw_lay_edits e = { 0 };
	struct mw_lay_region r;
	uint32_t row, column;

	if (!mw_lay_region(o, &r))
		return false;
	mw_lines_at(r.source->lines, r.from, &row, &column);
	*line = row;
	if (c != NULL) {
		mw_buf_adds(out, c->value);
		return true;
	}
	e.arena = mw_arena_new();
	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		c = mw_whatif_at(w, i);
		if (c->kind == MW_WHATIF_VALUE && mw_whatif_is_about(c, o))
			replace(&e, o, c->path, c->value);
	}
	mw_lay_apply(&r, &e, out);
	mw_arena_free(e.arena);
	return true;
}

/* ---- what is in the files now -------------------------------------------- */

void
mw_whatif_settle(struct mw_whatif *w, const struct mw_mesh *m)
{
	struct mw_arena *arena = mw_arena_new();
	MW_VEC(const struct mw_whatif_change *) left = { 0 };

	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		if (c->kind == MW_WHATIF_VARIANT || (counts(w, c) &&
		    !mw_whatif_fits(w, m, i)))
			mw_vec_push(arena, &left, c);
	}
	mw_whatif_begin(w, left.v, left.n);
	mw_arena_free(arena);
}
