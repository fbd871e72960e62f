/*
 * lint-patch.c - a source with edits, and the unified diff between the two.
 *
 * No edit touches a line end, so both have the same lines and a hunk has the
 * same numbers on both sides.
 */
#include "cli/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { CONTEXT = 3 };

char *
mw_lint_patched(const struct mw_source *s, const struct mw_lint_edit *e,
    size_t n, size_t *len)
{
	struct mw_buf b = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		mw_buf_add(&b, s->text + at, e[i].from - at);
		mw_buf_adds(&b, e[i].text);
		at = e[i].to;
	}
	mw_buf_add(&b, s->text + at, s->len - at);
	*len = b.len;
	return mw_buf_steal(&b);
}

/* ---- lines -------------------------------------------------------------- */

struct lines {
	struct mw_arena *arena;
	const char *text;
	size_t len;
	MW_VEC(size_t) starts;		/* and one past the last */
};

static void
cut(struct lines *l, const char *text, size_t len)
{
	size_t at = 0;

	l->text = text;
	l->len = len;
	while (at < len) {
		const char *end = memchr(text + at, '\n', len - at);

		mw_vec_push(l->arena, &l->starts, at);
		at = end != NULL ? (size_t)(end - text) + 1 : len;
	}
	mw_vec_push(l->arena, &l->starts, len);
}

static size_t
count(const struct lines *l)
{
	return l->starts.n - 1;
}

static bool
same(const struct lines *a, const struct lines *b, size_t i)
{
	size_t from = a->starts.v[i], len = a->starts.v[i + 1] - from;
	size_t from_b = b->starts.v[i];

	return len == b->starts.v[i + 1] - from_b &&
	    memcmp(a->text + from, b->text + from_b, len) == 0;
}

static void
put(const struct lines *l, char mark, size_t i, FILE *out)
{
	size_t from = l->starts.v[i], len = l->starts.v[i + 1] - from;

	fputc(mark, out);
	fwrite(l->text + from, 1, len, out);
	if (len == 0 || l->text[from + len - 1] != '\n')
		fputs("\n\\ No newline at end of file\n", out);
}

/* ---- hunks -------------------------------------------------------------- */

static void
put_hunk(const struct lines *a, const struct lines *b, size_t from, size_t to,
    FILE *out)
{
	size_t i = from;

	fprintf(out, "@@ -%zu,%zu +%zu,%zu @@\n", from + 1, to - from,
	    from + 1, to - from);
	while (i < to) {
		size_t end = i;

		while (end < to && !same(a, b, end))
			end++;
		for (size_t k = i; k < end; k++)
			put(a, '-', k, out);
		for (size_t k = i; k < end; k++)
			put(b, '+', k, out);
		if (end == i)
			put(a, ' ', end++, out);
		i = end;
	}
}

static void
put_hunks(const struct lines *a, const struct lines *b, FILE *out)
{
	size_t n = count(a), i = 0;

	while (i < n) {
		size_t from, last;

		while (i < n && same(a, b, i))
			i++;
		if (i == n)
			break;
		from = i > CONTEXT ? i - CONTEXT : 0;
		/* changes whose context would touch are one hunk */
		for (last = i; i < n && i <= last + 2 * CONTEXT; i++)
			if (!same(a, b, i))
				last = i;
		i = last + 1 + CONTEXT < n ? last + 1 + CONTEXT : n;
		put_hunk(a, b, from, i, out);
	}
}

static const char *
name_of(const struct mw_source *s)
{
	const char *name = s->name;

	if (strcmp(name, "-") == 0)
		return "stdin";
	while (name[0] == '.' && name[1] == '/')
		name += 2;
	return name + strspn(name, "/");
}

void
mw_lint_print_patch(const struct mw_source *s, const struct mw_lint_edit *e,
    size_t n, FILE *out)
{
	struct mw_arena *arena = mw_arena_new();
	struct lines a = { .arena = arena }, b = { .arena = arena };
	size_t len;
	char *text = mw_lint_patched(s, e, n, &len);

	cut(&a, s->text, s->len);
	cut(&b, text, len);
	if (count(&a) == count(&b)) {
		fprintf(out, "--- a/%s\n+++ b/%s\n", name_of(s), name_of(s));
		put_hunks(&a, &b, out);
	}
	free(text);
	mw_arena_free(arena);
}
