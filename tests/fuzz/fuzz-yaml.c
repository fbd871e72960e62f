/*
 * fuzz-yaml.c - any bytes as a source.
 *
 * What must hold of every tree: places lie in the text and in order, keys are
 * unique, a path leads back to its node, and reading twice gives the same.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "yaml/load.h"
#include "yaml/node.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
	if (!holds)
		__builtin_trap();
}

static void
check_span(struct mw_span s)
{
	must(s.line > 0 && s.column > 0);
	must(s.end_line > s.line ||
	    (s.end_line == s.line && s.end_column >= s.column));
}

/* Walks all of N; gives a number that depends on everything seen. */
static uint64_t
check_node(const struct mw_node *n, size_t depth)
{
	uint64_t sum = (uint64_t)mw_node_kind(n) + 7;
	size_t count = 0;

	must(depth <= 101);
	check_span(mw_node_span(n));
	if (mw_node_text(n) != NULL) {
		const char *text = mw_node_text(n);
		size_t len = mw_node_len(n);

		must(text[len] == '\0');
		for (size_t i = 0; i < len; i++)
			sum = sum * 31 + (unsigned char)text[i];
	}
	sum = sum * 31 + (uint64_t)mw_node_int(n);
	sum += mw_node_float(n) > 1 ? 3 : 0;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c), count++) {
		must(mw_node_at(n, count) == c);
		if (mw_node_is(n, MW_NODE_MAP)) {
			must(mw_node_key(c) != NULL);
			must(mw_node_get(n, mw_node_key(c)) == c);
			check_span(mw_node_key_span(c));
			sum = sum * 31 + strlen(mw_node_key(c));
		} else {
			must(mw_node_key(c) == NULL);
		}
		sum = sum * 31 + check_node(c, depth + 1);
	}
	must(count == mw_node_count(n));
	return sum;
}

/* A deep node of the tree, chosen by what the tree says. */
static void
check_path(const struct mw_node *root)
{
	struct mw_buf path = { 0 };
	const struct mw_node *n = root;

	while (mw_node_count(n) > 0)
		n = mw_node_at(n, (mw_node_count(n) - 1) / 2);
	must(mw_node_path(root, n, &path));
	/* A ']' or NUL in a key cannot be written in a path. */
	if (path.len == 0 || memchr(path.data, ']', path.len) == NULL)
		must(mw_node_find(root, mw_buf_text(&path)) == n);
	else
		mw_node_find(root, mw_buf_text(&path));
	mw_buf_release(&path);
}

static uint64_t
check(const char *text, size_t len)
{
	static const struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_arena *a = mw_arena_new();
	struct mw_buf shown = { 0 };
	struct mw_diags diags;
	struct mw_load *l;
	uint64_t sum = 1;

	mw_diags_init(&diags, a);
	l = mw_yaml_load_text(a, "f", text, len, &limits, &diags);
	for (size_t i = 0; i < l->n_documents; i++) {
		check_span(l->documents[i].span);
		must(i == 0 ||
		    l->documents[i - 1].index < l->documents[i].index);
		sum = sum * 31 + check_node(l->documents[i].root, 0);
		check_path(l->documents[i].root);
	}
	for (size_t i = 0; i < diags.n; i++) {
		const char *line;
		size_t n;

		sum = sum * 31 + diags.v[i].span.line;
		must(diags.v[i].text[0] != '\0');
		mw_buf_clear(&shown);
		if (diags.v[i].span.line > 0 && mw_source_line(l->sources[0],
		    diags.v[i].span.line, &line, &n))
			mw_utf8_printable(&shown, line, n);
		must(mw_utf8_valid(mw_buf_text(&shown), shown.len));
		mw_utf8_columns(mw_buf_text(&shown), shown.len);
	}
	mw_buf_release(&shown);
	mw_arena_free(a);
	return sum;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	must(check(text, size) == check(text, size));
	return 0;
}
