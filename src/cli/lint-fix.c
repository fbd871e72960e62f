/*
 * lint-fix.c - what can be mended without thinking, as a patch.
 *
 * A fix is a finding whose hint leaves no choice: text to be quoted, the full
 * name of a host, the new name of something, a word that is one letter away
 * from the only one it can be.  A source with its fixes is loaded again: when
 * that brings no fewer errors, there is no patch for it.
 */
#include "cli/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* ---- where -------------------------------------------------------------- */

static const struct mw_source *
source_of(const struct mw_mesh *m, const char *file)
{
	for (size_t i = 0; m->load != NULL && i < m->load->n_sources; i++)
		if (mw_str_eq(m->load->sources[i]->name, file))
			return m->load->sources[i];
	return NULL;
}

/* The bytes of a span that lies in one line; false for others. */
static bool
locate(struct mw_lint_edit *e, const struct mw_span *s)
{
	const char *line;
	size_t len, at = 0, start;
	uint32_t column = 1, cp;

	if (s->line == 0 || s->line != s->end_line ||
	    s->end_column <= s->column ||
	    !mw_source_line(e->source, s->line, &line, &len))
		return false;
	start = (size_t)(line - e->source->text);
	for (; at < len && column < s->column; column++)
		at += mw_utf8_decode(line + at, len - at, &cp);
	e->from = start + at;
	for (; at < len && column < s->end_column; column++)
		at += mw_utf8_decode(line + at, len - at, &cp);
	e->to = start + at;
	return column == s->end_column && e->to > e->from;
}

/* ---- what --------------------------------------------------------------- */

/* What stands between BEFORE and AFTER in HINT, when that is all of it or,
 * with ANYWHERE, its end. */
static const char *
between(struct mw_arena *a, const char *hint, const char *before,
    const char *after, bool anywhere)
{
	const char *at = strstr(hint, before);
	size_t len, tail = strlen(after);

	if (at == NULL || (!anywhere && at != hint))
		return NULL;
	at += strlen(before);
	len = strlen(at);
	if (len <= tail || strcmp(at + len - tail, after) != 0)
		return NULL;
	return mw_arena_text(a, at, len - tail);
}

/* Only the one can be meant: case apart, or one letter (two in a long word). */
static bool
is_sure(const char *have, const char *want)
{
	size_t d = mw_str_distance(have, want, 2);

	return mw_str_case_eq(have, want) || d <= 1 ||
	    (d == 2 && strlen(want) >= 8);
}

/* The field that an unknown one would become is there already. */
static bool
is_taken(struct mw_arena *a, const struct mw_finding *x, const char *name)
{
	const char *path = between(a, x->text, "unknown field '", "'", false);
	const char *dot = path != NULL ? strrchr(path, '.') : NULL;

	if (x->object == NULL || path == NULL)
		return true;
	if (dot == NULL)
		return mw_node_get(x->object->root, name) != NULL;
	return mw_node_find(x->object->root, mw_arena_printf(a, "%.*s.%s",
	    (int)(dot - path), path, name)) != NULL;
}

/* The word as it should be, for HAVE (without quotes); NULL: leave it. */
static const char *
better(struct mw_arena *a, const struct mw_finding *x, const char *have)
{
	bool field = mw_str_eq(x->rule,
	    mw_diag_info(MW_DIAG_UNKNOWN_FIELD)->code);
	bool word = mw_str_eq(x->rule, mw_diag_info(MW_DIAG_BAD_ENUM)->code);
	const char *want = between(a, x->hint, "write '", "'", true);

	if (want == NULL && word)
		want = between(a, x->hint, "write ", "", false);
	if (want != NULL)
		return want;
	want = between(a, x->hint, "did you mean '", "'?", false);
	if (want == NULL || (!field && !word) || !is_sure(have, want) ||
	    (field && is_taken(a, x, want)))
		return NULL;
	return want;
}

/* Something that YAML reads the same wherever it stands. */
static bool
is_plain(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789_.-/") == strlen(s) && *s != '\0' && *s != '-';
}

static bool
make_edit(struct mw_arena *a, const struct mw_finding *x,
    struct mw_lint_edit *e)
{
	size_t len = e->to - e->from;
	const char *slice = mw_arena_text(a, e->source->text + e->from, len);
	const char *quoted = between(a, x->hint, "quote it: \"", "\"", false);
	bool quotes = len > 2 && (*slice == '"' || *slice == '\'') &&
	    slice[len - 1] == *slice;
	const char *have = quotes ? mw_arena_text(a, slice + 1, len - 2)
	    : slice;

	if (quoted != NULL) {
		e->text = mw_arena_printf(a, "\"%s\"", slice);
		return strcmp(quoted, slice) == 0 &&
		    strpbrk(slice, "\"\\") == NULL;
	}
	if (mw_str_has_prefix(x->hint, "remove the quotes")) {
		e->text = have;
		return quotes && is_plain(have);
	}
	if (!is_plain(have))
		return false;
	e->from += quotes;
	e->to -= quotes;
	e->text = better(a, x, have);
	return e->text != NULL && is_plain(e->text);
}

/* ---- all ---------------------------------------------------------------- */

static int
by_place(const void *x, const void *y)
{
	const struct mw_lint_edit *a = x, *b = y;

	if (a->source != b->source)
		return a->source->index < b->source->index ? -1 : 1;
	return a->from < b->from ? -1 : a->from > b->from;
}

static struct mw_lint_edits
collect(struct mw_arena *a, const struct mw_mesh *m,
    const struct mw_lint_list *l)
{
	struct mw_lint_edits all = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct mw_finding *x = l->v[i].x;
		struct mw_lint_edit e = { .source = source_of(m,
		    x->span.file) };

		if (x->hint != NULL && e.source != NULL &&
		    locate(&e, &x->span) && make_edit(a, x, &e))
			mw_vec_push(a, &all, e);
	}
	if (all.n > 1)
		qsort(all.v, all.n, sizeof(*all.v), by_place);
	for (size_t i = 0; i < all.n; i++)
		if (n == 0 || all.v[n - 1].source != all.v[i].source ||
		    all.v[n - 1].to <= all.v[i].from)
			all.v[n++] = all.v[i];
	all.n = n;
	return all;
}

static size_t
count_errors(const struct mw_source *s, const char *text, size_t len,
    const struct mw_mesh_options *options)
{
	const struct mw_mesh *m = mw_mesh_load_text(s->name, text, len,
	    options);
	size_t n = mw_diags_count(&m->diags, MW_ERROR);

	mw_mesh_free(m);
	return n;
}

static bool
is_better(const struct mw_source *s, const struct mw_lint_edit *e, size_t n,
    const struct mw_mesh_options *options)
{
	size_t len, before, after;
	char *text = mw_lint_patched(s, e, n, &len);

	before = count_errors(s, s->text, s->len, options);
	after = count_errors(s, text, len, options);
	free(text);
	return after < before || (after == 0 && before == 0);
}

size_t
mw_lint_print_fixes(struct mw_arena *a, const struct mw_mesh *m,
    const struct mw_mesh_options *options, const struct mw_lint_list *l,
    FILE *out)
{
	struct mw_lint_edits all = collect(a, m, l);
	size_t done = 0;

	for (size_t i = 0, end; i < all.n; i = end) {
		const struct mw_source *s = all.v[i].source;

		for (end = i; end < all.n && all.v[end].source == s; end++)
			;
		if (!is_better(s, &all.v[i], end - i, options))
			continue;
		mw_lint_print_patch(s, &all.v[i], end - i, out);
		done += end - i;
	}
	return done;
}
