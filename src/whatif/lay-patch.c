/*
 * lay-patch.c - changes as a patch, and as the files that it would make: lines
 * that go, go whole.
 */
#include "whatif/lay.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

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
	size_t before = from > 0 ? mw_lay_line_start(s, from - 1) : from;

	if (from - before >= 4 && strncmp(s->text + before, "---", 3) == 0 &&
	    s->text[before + 3 + strspn(s->text + before + 3, " \t\r")] == '\n')
		return before;
	return from;
}

/* Whole lines become whole lines. */
static bool
is_lines(const struct mw_lay_edit *x)
{
	const struct mw_source *s = x->source;
	size_t len = x->text != NULL ? strlen(x->text) : 0;

	return x->text != NULL && (len == 0 || x->text[len - 1] == '\n') &&
	    (x->to == s->len || (x->to > 0 && s->text[x->to - 1] == '\n'));
}

/* The edits from I on whose lines touch. */
static size_t
take_piece(const struct mw_lay_edits *e, size_t i, struct piece *p)
{
	const struct mw_source *s = e->v[i].source;
	size_t at = mw_lay_line_start(s, e->v[i].from);

	if (e->v[i].text == NULL && at == e->v[i].from)
		at = with_separator(s, at);
	p->from = at;
	p->to = at;
	for (size_t first = i; i < e->n && e->v[i].source == s && (i == first ||
	     mw_lay_line_start(s, e->v[i].from) < p->to); i++) {
		const struct mw_lay_edit *x = &e->v[i];
		bool lines = x->text == NULL && mw_lay_line_start(s, x->from) ==
		    x->from && (x->to == s->len || s->text[x->to] == '\n');

		if (!lines || p->to > p->from)
			mw_buf_add(&p->text, s->text + at, x->from - at);
		mw_buf_adds(&p->text, mw_str_or_empty(x->text));
		at = x->to;
		p->to = x->to;
		if (is_lines(x))
			continue;
		p->to = mw_lay_line_end(s, x->to);
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
		at = mw_lay_line_start(s, at - 1);
	return at;
}

static size_t
lines_on(const struct mw_source *s, size_t at, size_t most)
{
	for (int i = 0; i < CONTEXT && at < most; i++) {
		at = mw_lay_line_end(s, at);
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

/* Bytes of the folder that all of M's files are in; 0 when some are named
 * from where the program runs. */
static size_t
common_folder(const struct mw_mesh *m)
{
	const char *first = m->load->n_sources > 0 ? m->load->sources[0]->name
						   : "";
	const char *slash = strrchr(first, '/');
	size_t len = *first == '/' ? (size_t)(slash + 1 - first) : 0;

	for (size_t i = 1; i < m->load->n_sources; i++) {
		const char *s = m->load->sources[i]->name;

		while (len > 0 && strncmp(s, first, len) != 0) {
			do
				len--;
			while (len > 0 && first[len - 1] != '/');
		}
	}
	return len;
}

void
mw_whatif_patch_name(const struct mw_mesh *m, const struct mw_source *s,
    char side, struct mw_buf *out)
{
	mw_buf_printf(out, "%c/%s", side, s->name + (*s->name == '/' ?
	    common_folder(m) : 0));
}

static void
put_patch(const struct mw_lay_edits *e, const struct mw_mesh *m,
    struct mw_arena *arena, struct mw_buf *out)
{
	for (size_t i = 0; i < e->n;) {
		const struct mw_source *s = e->v[i].source;
		MW_VEC(struct piece) v = { 0 };

		while (i < e->n && e->v[i].source == s) {
			struct piece p = { 0 };

			i = take_piece(e, i, &p);
			mw_vec_push(arena, &v, p);
		}
		mw_buf_adds(out, "--- ");
		mw_whatif_patch_name(m, s, 'a', out);
		mw_buf_adds(out, "\n+++ ");
		mw_whatif_patch_name(m, s, 'b', out);
		mw_buf_addc(out, '\n');
		put_pieces(s, v.v, v.n, out);
		for (size_t k = 0; k < v.n; k++)
			mw_buf_release(&v.v[k].text);
	}
}

void
mw_whatif_patch(const struct mw_whatif *w, const struct mw_mesh *m,
    struct mw_buf *out)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_lay_edits e = mw_lay_collect(w, m, arena);

	for (size_t i = 0; i < mw_whatif_count(w); i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		if (c->kind == MW_WHATIF_VARIANT)
			mw_buf_printf(out, "meshwalk --variant %s/%s%s%s=%zu\n",
			    c->kind_name, c->ns, *c->ns != '\0' ? "/" : "",
			    c->name, c->variant);
	}
	put_patch(&e, m, arena, out);
	mw_arena_free(arena);
}

void
mw_whatif_patch_of(const struct mw_whatif *w, const struct mw_mesh *m,
    const struct mw_object *o, struct mw_buf *out)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_source *s = o->document != NULL ? o->document->source
							: NULL;
	struct mw_lay_region r = { .source = s };
	struct mw_lay_edits e;
	size_t n = 0;

	if (s != NULL && o->root != NULL && (mw_lay_region(o, &r) ||
	    mw_lay_bytes(s, o->root, &r.from, &r.to))) {
		e = mw_lay_collect(w, m, arena);
		for (size_t i = 0; i < e.n; i++) {
			if (e.v[i].source == s && e.v[i].text != NULL &&
			    e.v[i].from >= r.from && e.v[i].to <= r.to)
				e.v[n++] = e.v[i];
		}
		e.n = n;
		put_patch(&e, m, arena, out);
	}
	mw_arena_free(arena);
}

/* ---- files --------------------------------------------------------------- */

/* As the patch makes it: lines that go, go whole. */
static void
patched(const struct mw_source *s, const struct mw_lay_edits *e,
    struct mw_buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < e->n;) {
		struct piece p = { 0 };

		if (e->v[i].source != s) {
			i++;
			continue;
		}
		i = take_piece(e, i, &p);
		mw_buf_add(out, s->text + at, p.from - at);
		mw_buf_add(out, mw_buf_text(&p.text), p.text.len);
		at = p.to;
		mw_buf_release(&p.text);
	}
	mw_buf_add(out, s->text + at, s->len - at);
}

const struct mw_whatif_file *
mw_whatif_files(const struct mw_whatif *w, const struct mw_mesh *m, bool all,
    struct mw_arena *arena, size_t *n)
{
	MW_VEC(struct mw_whatif_file) v = { 0 };
	struct mw_lay_edits e = mw_lay_collect(w, m, arena);

	for (size_t i = 0; i < m->load->n_sources; i++) {
		const struct mw_source *s = m->load->sources[i];
		struct mw_whatif_file f = { .name = s->name, .path = s->path,
			.before = s->text, .before_len = s->len };
		struct mw_buf b = { 0 };

		if (!all && !mw_lay_is_edited(s, &e))
			continue;
		patched(s, &e, &b);
		f.text = mw_arena_text(arena, mw_buf_text(&b), b.len);
		f.len = b.len;
		mw_buf_release(&b);
		mw_vec_push(arena, &v, f);
	}
	*n = v.n;
	return v.v;
}
