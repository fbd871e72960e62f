/*
 * yaml-case.h - loading text in a test, and what should come out of it.
 */
#ifndef MW_TESTS_YAML_CASE_H
#define MW_TESTS_YAML_CASE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "yaml/load.h"
#include "yaml/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct mw_arena *arena;
static struct mw_diags diags;
static struct mw_limits limits;

static int
setup(void **state)
{
	(void)state;
	arena = mw_arena_new();
	mw_diags_init(&diags, arena);
	limits = (struct mw_limits)MW_LIMITS_DEFAULT;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	mw_arena_free(arena);
	return 0;
}

static struct mw_load *
load_bytes(const char *text, size_t len)
{
	diags.n = 0;
	return mw_yaml_load_text(arena, "t.yaml", text, len, &limits, &diags);
}

static struct mw_load *
load(const char *text)
{
	return load_bytes(text, strlen(text));
}

/* ---- a tree as JSON, to compare with ------------------------------------ */

static void
print_text(struct mw_buf *out, const char *s, size_t len)
{
	mw_buf_addc(out, '"');
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)s[i] < 0x20)
			mw_buf_printf(out, "\\x%02x", (unsigned)s[i]);
		else
			mw_buf_addc(out, s[i]);
	}
	mw_buf_addc(out, '"');
}

static void print(struct mw_buf *out, const struct mw_node *n);

static void
print_children(struct mw_buf *out, const struct mw_node *n)
{
	bool first = true;

	mw_buf_addc(out, mw_node_is(n, MW_NODE_MAP) ? '{' : '[');
	for (n = mw_node_first(n); n != NULL; n = mw_node_next(n)) {
		const char *key = mw_node_key(n);

		if (!first)
			mw_buf_adds(out, ", ");
		first = false;
		if (key != NULL)
			mw_buf_printf(out, "%s: ", key);
		print(out, n);
	}
}

static void
print(struct mw_buf *out, const struct mw_node *n)
{
	switch (mw_node_kind(n)) {
	case MW_NODE_NULL:
		mw_buf_adds(out, "null");
		break;
	case MW_NODE_BOOL:
		mw_buf_adds(out, mw_node_bool(n) ? "true" : "false");
		break;
	case MW_NODE_INT:
		mw_buf_printf(out, "%lld", (long long)mw_node_int(n));
		break;
	case MW_NODE_FLOAT:
		mw_buf_printf(out, "%.10g", mw_node_float(n));
		break;
	case MW_NODE_STRING:
		print_text(out, mw_node_text(n), mw_node_len(n));
		break;
	case MW_NODE_LIST:
		print_children(out, n);
		mw_buf_addc(out, ']');
		break;
	case MW_NODE_MAP:
		print_children(out, n);
		mw_buf_addc(out, '}');
		break;
	}
}

/* All documents of the text, one a line. */
static void
expect(const char *text, const char *want)
{
	struct mw_load *l = load(text);
	struct mw_buf out = { 0 };

	for (size_t i = 0; i < l->n_documents; i++) {
		if (i > 0)
			mw_buf_addc(&out, '\n');
		print(&out, l->documents[i].root);
	}
	if (strcmp(mw_buf_text(&out), want) != 0) {
		for (size_t i = 0; i < diags.n; i++)
			print_message("%s\n", diags.v[i].text);
		print_message("of:   %s\ngot:  %s\nwant: %s\n", text,
		    mw_buf_text(&out), want);
	}
	assert_string_equal(mw_buf_text(&out), want);
	mw_buf_release(&out);
}

static void
expect_span(struct mw_span s, unsigned line, unsigned column,
    unsigned end_line, unsigned end_column)
{
	assert_string_equal(s.file, "t.yaml");
	assert_int_equal(s.line, line);
	assert_int_equal(s.column, column);
	assert_int_equal(s.end_line, end_line);
	assert_int_equal(s.end_column, end_column);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
