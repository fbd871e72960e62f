/*
 * test-yaml.c - bytes to documents: values, places, errors, limits.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/str.h"
#include "yaml/load.h"
#include "yaml/node.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
expect_scalar(const char *written, const char *want)
{
	struct mw_buf text = { 0 }, result = { 0 };

	mw_buf_printf(&text, "a: %s\n", written);
	mw_buf_printf(&result, "{a: %s}", want);
	expect(mw_buf_text(&text), mw_buf_text(&result));
	assert_int_equal(diags.n, 0);
	mw_buf_release(&text);
	mw_buf_release(&result);
}

/* ---- what is read ------------------------------------------------------- */

/* The tables of semantics yaml, and what Go's reader does beyond them. */
static void
test_scalars(void **state)
{
	static const char *const cases[][2] = {
		{ "y", "true" }, { "Y", "true" }, { "yes", "true" },
		{ "Yes", "true" }, { "YES", "true" }, { "on", "true" },
		{ "On", "true" }, { "ON", "true" }, { "true", "true" },
		{ "True", "true" }, { "TRUE", "true" }, { "n", "false" },
		{ "N", "false" }, { "no", "false" }, { "No", "false" },
		{ "NO", "false" }, { "off", "false" }, { "Off", "false" },
		{ "OFF", "false" }, { "false", "false" },
		{ "tRUE", "\"tRUE\"" }, { "oFf", "\"oFf\"" },
		{ "nUll", "\"nUll\"" }, { "~", "null" }, { "null", "null" },
		{ "Null", "null" }, { "NULL", "null" }, { "", "null" },
		{ "014", "12" }, { "0777", "511" }, { "0o14", "12" },
		{ "0x1F", "31" }, { "0b11", "3" }, { "08", "8" },
		{ "1_000", "1000" }, { "685_230.15", "685230.15" },
		{ "+1", "1" }, { "-0", "0" }, { ".5", "0.5" }, { "5.", "5" },
		{ "1.0", "1" }, { "1e3", "1000" }, { "0.1e-2", "0.001" },
		{ "123456789012345678901234567890", "1.23456789e+29" },
		{ "9007199254740993", "9007199254740993" },
		{ "-9223372036854775808", "-9223372036854775808" },
		{ "+9223372036854775808", "9.223372037e+18" },
		{ "0x", "\"0x\"" }, { "0o8", "\"0o8\"" }, { "0b2", "\"0b2\"" },
		{ "00", "0" }, { "+", "\"+\"" }, { "1e400", "\"1e400\"" },
		{ ".5_0", "0.5" }, { "_1", "\"_1\"" }, { "1.5.2", "\"1.5.2\"" },
		{ "-.5", "-0.5" }, { "1e", "\"1e\"" },
		{ "12:30:45", "\"12:30:45\"" }, { "1:20", "\"1:20\"" },
		{ "2001-01-01", "\"2001-01-01\"" }, { "=", "\"=\"" },
		{ "<<", "\"<<\"" }, { "\"true\"", "\"true\"" },
		{ "'12'", "\"12\"" }, { "\"\"", "\"\"" },
		{ "'it''s'", "\"it's\"" },
		{ "\"\\x41\\u00e9\\U0001F600\"",
		    "\"A\xc3\xa9\xf0\x9f\x98\x80\"" },
		{ "\"a\\0b\"", "\"a\\x00b\"" },
		{ "!!str 12", "\"12\"" }, { "!!int \"12\"", "12" },
		{ "!!bool yes", "true" }, { "!!float 1", "1" },
		{ "!!null ~", "null" }, { "!!binary aGk=", "\"hi\"" },
		{ "!!binary AAEC", "\"\\x00\\x01\\x02\"" },
		{ "!foo 12", "\"12\"" }, { "! \"12\"", "\"12\"" },
		{ "!!timestamp 2001-01-01", "\"2001-01-01\"" },
		{ "!<tag:yaml.org,2002:int> '3'", "3" },
		{ "|\n  x\n   y\n", "\"x\\x0a y\\x0a\"" },
		{ ">-\n  x\n  y\n", "\"x y\"" }, { "|-\n  12", "\"12\"" },
		{ "plain\n  more", "\"plain more\"" }, { "x # no", "\"x\"" },
		{ "x#y", "\"x#y\"" }, { "[1, b,]", "[1, \"b\"]" },
		{ "{b: c, d: ,}", "{b: \"c\", d: null}" }, { "[]", "[]" },
		{ "{}", "{}" }, { "{b}", "{b: null}" },
		{ "!!str {b: 1}", "{b: 1}" },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++)
		expect_scalar(cases[i][0], cases[i][1]);
}

static void
test_node(void **state)
{
	struct mw_load *l = load("i: 18446744073709551615\nf: 1.75\nneg: -3\n"
	    "q: 'x'\nb: yes\nn:\nhuge: 1e300\n");
	const struct mw_node *r = l->documents[0].root;

	(void)state;
	assert_true(mw_node_is(r, MW_NODE_MAP));
	assert_true(mw_node_int(mw_node_get(r, "i")) == INT64_MAX);
	assert_true(mw_node_float(mw_node_get(r, "i")) == 18446744073709551615.);
	assert_string_equal(mw_node_text(mw_node_get(r, "i")),
	    "18446744073709551615");
	assert_int_equal(mw_node_int(mw_node_get(r, "f")), 1);
	assert_true(mw_node_float(mw_node_get(r, "f")) == 1.75);
	assert_true(mw_node_float(mw_node_get(r, "neg")) == -3);
	assert_true(mw_node_int(mw_node_get(r, "huge")) == INT64_MAX);
	assert_true(mw_node_quoted(mw_node_get(r, "q")));
	assert_false(mw_node_quoted(mw_node_get(r, "b")));
	assert_string_equal(mw_node_text(mw_node_get(r, "b")), "yes");
	assert_null(mw_node_text(mw_node_get(r, "n")));
	assert_null(mw_node_text(r));
	assert_null(mw_node_get(r, "missing"));
	assert_null(mw_node_get(mw_node_get(r, "q"), "x"));
	assert_null(mw_node_key(r));
	assert_int_equal(mw_node_count(mw_node_get(r, "q")), 0);
	/* Nothing is an answer everywhere. */
	assert_int_equal(mw_node_kind(NULL), MW_NODE_NULL);
	assert_false(mw_node_is(NULL, MW_NODE_NULL));
	assert_null(mw_node_first(NULL));
	assert_null(mw_node_next(NULL));
	assert_null(mw_node_at(NULL, 0));
	assert_null(mw_node_get(NULL, "a"));
	assert_null(mw_node_find(NULL, "a"));
	assert_null(mw_node_text(NULL));
	assert_int_equal(mw_node_int(NULL), 0);
	assert_int_equal(mw_node_span(NULL).line, 0);
	assert_int_equal(mw_node_key_span(r).line, 0);
	assert_string_equal(mw_node_kind_name(MW_NODE_LIST), "a list");
}

static void
test_keys(void **state)
{
	(void)state;
	expect("1: a\ntrue: b\n0777: c\n", "{1: \"a\", true: \"b\", "
	    "511: \"c\"}");
	expect("y: a\n", "{true: \"a\"}");
	expect("'y': a\n", "{y: \"a\"}");
	expect("1.5: a\n1e6: b\n0.00001: c\n123456.78: d\n-0.25: e\n",
	    "{1.5: \"a\", 1e+06: \"b\", 1e-05: \"c\", 123456.78: \"d\", "
	    "-0.25: \"e\"}");
	expect("? k\n: v\n", "{k: \"v\"}");
	expect("&x k: 1\nj: *x\n", "{k: 1, j: \"k\"}");
	expect("a: &x k\n*x : 1\n", "{a: \"k\", k: 1}");
	expect("'<<': 1\n", "{<<: 1}");
	assert_int_equal(diags.n, 0);
	/* Equal keys are equal pointers. */
	{
		struct mw_load *l = load("a: {k: 1}\nb: {\"k\": 2}\n");
		const struct mw_node *r = l->documents[0].root;

		assert_ptr_equal(mw_node_key(mw_node_find(r, "a.k")),
		    mw_node_key(mw_node_find(r, "b.k")));
	}
}

static void
test_documents(void **state)
{
	(void)state;
	expect("", "");
	expect("# only a comment\n", "");
	expect("---\n---\n# x\n---\n...\n", "");
	expect("a: 1\n---\nb: 2\n--- # Source: x.yaml\nc: 3\n",
	    "{a: 1}\n{b: 2}\n{c: 3}");
	expect("--- {a: 1}\n--- [x]\n--- x\n", "{a: 1}\n[\"x\"]\n\"x\"");
	expect("a: 1\r\nb: |\r\n  x\r\n---\r\nc: 2\r\n",
	    "{a: 1, b: \"x\\x0a\"}\n{c: 2}");
	expect("a: 1\r---\rb: 2\r", "{a: 1}\n{b: 2}");
	expect("\xef\xbb\xbf" "a: 1\n", "{a: 1}");
	expect("a: 1\n---\n\xef\xbb\xbf" "b: 2\n", "{a: 1}\n{b: 2}");
	expect("%YAML 1.1\n---\na: 1\n...\n---\nb: 2\n", "{a: 1}\n{b: 2}");
	expect("%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n",
	    "{a: \"1\"}");
	expect("a: 1\n...\n%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n",
	    "{a: 1}\n{a: \"1\"}");
	expect("{\"a\":[1,2],\n\t\"b\":{\"c\":null}}\n",
	    "{a: [1, 2], b: {c: null}}");
	expect("a: |\n---\nb: 2\n", "{a: \"\"}\n{b: 2}");
	assert_int_equal(diags.n, 0);
	expect("{\"a\": \"x\\/y\"}\n", "{a: \"x/y\"}");
	assert_int_equal(diags.n, 0);
}

static void
test_indexes(void **state)
{
	struct mw_load *l = load("---\n# nothing\n---\na: 1\n---\nb: [\n---\n"
	    "c: 3\nd: 4\n---\ne: 5\n");

	(void)state;
	assert_int_equal(l->n_documents, 3);
	assert_int_equal(l->documents[0].index, 0);
	assert_int_equal(l->documents[1].index, 2);
	assert_int_equal(l->documents[2].index, 3);
	assert_int_equal(l->documents[1].span.line, 7);
	assert_int_equal(l->documents[1].span.end_line, 9);
	assert_int_equal(l->documents[1].span.end_column, 5);
	assert_ptr_equal(l->documents[1].source, l->sources[0]);
}

static void
test_utf16(void **state)
{
	static const char text[] = "a: gr\xc3\xbc\xc3\x9f\nb: "
	    "\xf0\x9f\x98\x80\n";
	static const unsigned units[] = { 'a', ':', ' ', 'g', 'r', 0xfc, 0xdf,
		'\n', 'b', ':', ' ', 0xd83d, 0xde00, '\n' };
	char bytes[2 + 2 * MW_LEN(units)];
	struct mw_load *l;

	(void)state;
	for (int big = 0; big < 2; big++) {
		bytes[big ? 0 : 1] = (char)0xfe;
		bytes[big ? 1 : 0] = (char)0xff;
		for (size_t i = 0; i < MW_LEN(units); i++) {
			bytes[2 + 2 * i + (big ? 0 : 1)] =
			    (char)(units[i] >> 8);
			bytes[2 + 2 * i + (big ? 1 : 0)] = (char)units[i];
		}
		l = load_bytes(bytes, sizeof(bytes));
		assert_int_equal(diags.n, 0);
		assert_int_equal(l->n_documents, 1);
		assert_string_equal(l->sources[0]->text, text);
		assert_string_equal(mw_node_text(mw_node_find(
		    l->documents[0].root, "b")), "\xf0\x9f\x98\x80");
		/* Half a pair, and half a unit. */
		l = load_bytes(bytes, 2 + 2 * 12);
		assert_int_equal(l->n_documents, 0);
		assert_int_equal(diags.v[0].id, MW_DIAG_ENCODING);
		l = load_bytes(bytes, 2 + 2 * 3 + 1);
		assert_int_equal(diags.v[0].id, MW_DIAG_ENCODING);
	}
}

/* ---- aliases and merging ------------------------------------------------ */

static void
test_aliases(void **state)
{
	struct mw_load *l;
	const struct mw_node *r, *n;

	(void)state;
	expect("a: &x {b: [1, {c: d}]}\ne: *x\nf: [*x , *x ]\n",
	    "{a: {b: [1, {c: \"d\"}]}, e: {b: [1, {c: \"d\"}]}, "
	    "f: [{b: [1, {c: \"d\"}]}, {b: [1, {c: \"d\"}]}]}");
	expect("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}");
	expect("a: &x\nb: *x\n", "{a: null, b: null}");
	/* A copy has a path of its own, and the place of the original. */
	l = load("a: &x\n  b: 1\nc:\n- *x\n");
	r = l->documents[0].root;
	n = mw_node_find(r, "c[0].b");
	assert_non_null(n);
	assert_ptr_not_equal(n, mw_node_find(r, "a.b"));
	assert_int_equal(mw_node_span(n).line, 2);
	{
		struct mw_buf path = { 0 };

		assert_true(mw_node_path(r, n, &path));
		assert_string_equal(mw_buf_text(&path), "c[0].b");
		mw_buf_release(&path);
	}
	l = load("a: &x v\nlong: *x\n");
	n = mw_node_find(l->documents[0].root, "long");
	assert_int_equal(mw_node_key_span(n).line, 2);
	assert_int_equal(mw_node_key_span(n).end_column, 5);
	assert_int_equal(mw_node_span(n).line, 1);
}

static void
test_merges(void **state)
{
	(void)state;
	expect("x: &x {a: 1, b: 2}\nv:\n  <<: *x\n  b: 3\n",
	    "{x: {a: 1, b: 2}, v: {a: 1, b: 3}}");
	expect("<<: {a: 1}\nb: 2\n", "{a: 1, b: 2}");
	expect("x: &x {a: 1}\nv: &v {a: 2, b: 2}\nz: {<<: [*x , *v ]}\n",
	    "{x: {a: 1}, v: {a: 2, b: 2}, z: {b: 2, a: 1}}");
	expect("x: &x {a: {b: 1}}\nv: &v {<<: *x , c: 1}\nz: {<<: *v }\n",
	    "{x: {a: {b: 1}}, v: {a: {b: 1}, c: 1}, z: {a: {b: 1}, c: 1}}");
	expect("!!merge <<: {a: 1}\n", "{a: 1}");
	assert_int_equal(diags.n, 0);
	/* What comes last counts, also against the words of YAML. */
	expect("a: 1\n<<: {a: 2}\n", "{a: 2}");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_MERGE_WINS);
	expect("<<: 1\n", "");
	assert_int_equal(diags.v[0].id, MW_DIAG_BAD_MERGE);
	expect("x: &x [{a: 1}]\nv: {<<: *x }\n", "");
	assert_int_equal(diags.v[0].id, MW_DIAG_BAD_MERGE);
	expect("<<: [1]\n", "");
	assert_int_equal(diags.v[0].id, MW_DIAG_BAD_MERGE);
}

/* ---- places ------------------------------------------------------------- */

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

static void
test_spans(void **state)
{
	static const char text[] =
	    "a: x\n"				/* 1 */
	    "b:\n"
	    "- {c: [1, 2], 'd e': \"f\"}\n"	/* 3 */
	    "- |\n"
	    "  text\n"				/* 5 */
	    "\n"
	    "g: \xc3\xa4\xf0\x9f\x98\x80 z\n"	/* 7 */
	    "h: plain\n"
	    "  more\n"				/* 9 */
	    "i:\n"
	    "y:  # comment\n"			/* 11 */
	    "  k: v\n";
	const struct mw_node *r = load(text)->documents[0].root;

	(void)state;
	expect_span(mw_node_span(r), 1, 1, 12, 7);
	expect_span(mw_node_span(mw_node_find(r, "a")), 1, 4, 1, 5);
	expect_span(mw_node_key_span(mw_node_find(r, "a")), 1, 1, 1, 2);
	expect_span(mw_node_span(mw_node_find(r, "b")), 3, 1, 5, 7);
	expect_span(mw_node_span(mw_node_find(r, "b[0]")), 3, 3, 3, 26);
	expect_span(mw_node_span(mw_node_find(r, "b[0].c")), 3, 7, 3, 13);
	expect_span(mw_node_span(mw_node_find(r, "b[0].c[1]")), 3, 11, 3, 12);
	expect_span(mw_node_key_span(mw_node_find(r, "b[0][d e]")), 3, 15, 3,
	    20);
	expect_span(mw_node_span(mw_node_find(r, "b[0][d e]")), 3, 22, 3, 25);
	expect_span(mw_node_span(mw_node_find(r, "b[1]")), 4, 3, 5, 7);
	/* Columns are code points. */
	expect_span(mw_node_span(mw_node_find(r, "g")), 7, 4, 7, 8);
	expect_span(mw_node_span(mw_node_find(r, "h")), 8, 4, 9, 7);
	expect_span(mw_node_span(mw_node_find(r, "i")), 10, 3, 10, 3);
	expect_span(mw_node_key_span(mw_node_find(r, "true")), 11, 1, 11, 2);
	expect_span(mw_node_span(mw_node_find(r, "true")), 12, 3, 12, 7);
}

/* Keys far away, huge values, huge keys: what does not fit a small node. */
static void
test_far(void **state)
{
	struct mw_buf text = { 0 };
	const struct mw_node *r;
	struct mw_load *l;

	(void)state;
	mw_buf_adds(&text, "far:\n");
	for (int i = 0; i < 400; i++)
		mw_buf_adds(&text, "# a comment that goes on and on\n");
	mw_buf_adds(&text, "  v\nhuge: ");
	for (int i = 0; i < 300000; i++)
		mw_buf_adds(&text, "12345");
	mw_buf_adds(&text, "\nlast: 1\n");
	l = load_bytes(text.data, text.len);
	r = l->documents[0].root;
	expect_span(mw_node_key_span(mw_node_get(r, "far")), 1, 1, 1, 4);
	expect_span(mw_node_span(mw_node_get(r, "far")), 402, 3, 402, 4);
	expect_span(mw_node_key_span(mw_node_get(r, "huge")), 403, 1, 403, 5);
	expect_span(mw_node_span(mw_node_get(r, "huge")), 403, 7, 403, 1500007);
	assert_int_equal(mw_node_len(mw_node_get(r, "huge")), 1500000);
	expect_span(mw_node_span(mw_node_get(r, "last")), 404, 7, 404, 8);
	mw_buf_release(&text);
}

static void
test_lines(void **state)
{
	static const char text[] = "one\r\ntwo\rthree\n\n\xc3\xa4\n";
	struct mw_load *l = load("x");
	const char *line;
	size_t len;

	(void)state;
	assert_true(mw_source_line(l->sources[0], 1, &line, &len));
	assert_false(mw_source_line(l->sources[0], 2, &line, &len));
	assert_false(mw_source_line(l->sources[0], 0, &line, &len));
	l = load(text);
	assert_true(mw_source_line(l->sources[0], 1, &line, &len));
	assert_int_equal(len, 3);
	assert_true(mw_source_line(l->sources[0], 2, &line, &len));
	assert_memory_equal(line, "two", 3);
	assert_int_equal(len, 3);
	assert_true(mw_source_line(l->sources[0], 3, &line, &len));
	assert_memory_equal(line, "three", 5);
	assert_true(mw_source_line(l->sources[0], 4, &line, &len));
	assert_int_equal(len, 0);
	assert_true(mw_source_line(l->sources[0], 5, &line, &len));
	assert_int_equal(len, 2);
	assert_false(mw_source_line(l->sources[0], 6, &line, &len));
	l = load("");
	assert_true(mw_source_line(l->sources[0], 1, &line, &len));
	assert_int_equal(len, 0);
}

/* Every line of a long text, against counting by hand. */
static void
test_many_lines(void **state)
{
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	struct mw_buf text = { 0 };
	struct mw_load *l;
	const char *line;
	char want[64];
	size_t len;

	(void)state;
	for (size_t e = 0; e < MW_LEN(ends); e++) {
		mw_buf_clear(&text);
		for (unsigned i = 1; i <= 3000; i++)
			mw_buf_printf(&text, "k%u: %.*s%s", i, (int)(i % 23),
			    "\xc3\xa4\xc3\xa4xxxxxxxxxxxxxxxxxxxxxxx", ends[e]);
		l = load_bytes(text.data, text.len);
		for (unsigned i = 1; i <= 3000; i++) {
			int n = snprintf(want, sizeof(want), "k%u:", i);

			assert_true(mw_source_line(l->sources[0], i, &line,
			    &len));
			assert_memory_equal(line, want, (size_t)n);
			assert_int_equal(len, (size_t)n + 1 + i % 23);
		}
		assert_false(mw_source_line(l->sources[0], 3001, &line, &len));
	}
	mw_buf_release(&text);
}

static void
test_paths(void **state)
{
	static const char *const paths[] = { "spec", "spec.http[0]",
		"spec.http[1].match[0].uri", "metadata.labels[a.b/c d]",
		"metadata.labels[]", "[with.dot].x" };
	const struct mw_node *r = load(
	    "spec:\n  http:\n  - x: 1\n  - match:\n    - uri: y\n"
	    "metadata:\n  labels: {\"a.b/c d\": 1, \"\": 2}\n"
	    "with.dot: {x: 1}\n")->documents[0].root;
	struct mw_buf path = { 0 };

	(void)state;
	for (size_t i = 0; i < MW_LEN(paths); i++) {
		const struct mw_node *n = mw_node_find(r, paths[i]);

		assert_non_null(n);
		mw_buf_clear(&path);
		assert_true(mw_node_path(r, n, &path));
		assert_string_equal(mw_buf_text(&path), paths[i]);
	}
	assert_ptr_equal(mw_node_find(r, ""), r);
	mw_buf_clear(&path);
	assert_true(mw_node_path(r, r, &path));
	assert_string_equal(mw_buf_text(&path), "");
	assert_false(mw_node_path(mw_node_get(r, "spec"), r, &path));
	assert_null(mw_node_find(r, "spec.http[2]"));
	assert_null(mw_node_find(r, "spec.http[x]"));
	assert_null(mw_node_find(r, "spec.http[0"));
	assert_null(mw_node_find(r, "spec.http.x"));
	assert_null(mw_node_find(r, "spec.http[99999999999999999999999]"));
	mw_buf_release(&path);
}

/* Lists around the sizes where pages end. */
static void
test_long_lists(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 60, 61, 62, 63, 64, 65, 66,
		125, 126, 127, 128, 5000 };
	struct mw_buf text = { 0 };

	(void)state;
	for (size_t s = 0; s < MW_LEN(sizes); s++) {
		const struct mw_node *r, *n;
		size_t count = 0;

		mw_buf_clear(&text);
		mw_buf_adds(&text, "a: [");
		for (size_t i = 0; i < sizes[s]; i++)
			mw_buf_printf(&text, "%zu, ", i);
		mw_buf_adds(&text, "]\nb: {");
		for (size_t i = 0; i < sizes[s]; i++)
			mw_buf_printf(&text, "k%zu: %zu, ", i, i);
		mw_buf_adds(&text, "}\n");
		r = load_bytes(text.data, text.len)->documents[0].root;
		n = mw_node_get(r, "a");
		assert_int_equal(mw_node_count(n), sizes[s]);
		assert_null(mw_node_at(n, sizes[s]));
		for (size_t i = 0; i < sizes[s]; i++)
			assert_int_equal(mw_node_int(mw_node_at(n, i)), i);
		n = mw_node_get(r, "b");
		assert_int_equal(mw_node_count(n), sizes[s]);
		for (n = mw_node_first(n); n != NULL; n = mw_node_next(n)) {
			char key[32];

			snprintf(key, sizeof(key), "k%zu", count);
			assert_string_equal(mw_node_key(n), key);
			assert_int_equal(mw_node_int(n), count);
			count++;
		}
		assert_int_equal(count, sizes[s]);
	}
	mw_buf_release(&text);
}

/* ---- errors ------------------------------------------------------------- */

/* Loads TEXT; the first finding is ID at LINE:COLUMN; KEPT documents stay. */
static void
expect_diag(const char *text, enum mw_diag_code id, unsigned line,
    unsigned column, size_t kept)
{
	struct mw_load *l = load(text);

	if (diags.n == 0)
		fail_msg("nothing found in: %s", text);
	if (diags.v[0].id != id || diags.v[0].span.line != line ||
	    diags.v[0].span.column != column || l->n_documents != kept)
		fail_msg("%s\n%u:%u: %s [%s], %zu kept", text,
		    diags.v[0].span.line, diags.v[0].span.column,
		    diags.v[0].text, mw_diag_info(diags.v[0].id)->code,
		    l->n_documents);
	assert_string_equal(diags.v[0].span.file, "t.yaml");
}

static void
test_errors(void **state)
{
	(void)state;
	expect_diag("a: b: c\n", MW_DIAG_YAML_SYNTAX, 1, 5, 0);
	expect_diag("a:\n\tb: c\n", MW_DIAG_YAML_SYNTAX, 2, 1, 0);
	assert_string_equal(diags.v[0].text, "a tab in the indentation");
	expect_diag("a: @x\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: `x\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: %x\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: \"\\/\"\n", MW_DIAG_YAML_SYNTAX, 1, 4, 0);
	expect_diag("a: \"\\q\"\n", MW_DIAG_YAML_SYNTAX, 1, 5, 0);
	expect_diag("%YAML 1.2\n---\na: 1\n---\nb: 1\n", MW_DIAG_YAML_SYNTAX,
	    1, 1, 1);
	expect_diag("a: 1\na: 2\n", MW_DIAG_DUPLICATE_KEY, 2, 1, 1);
	expect_diag("a: *x\n", MW_DIAG_UNKNOWN_ANCHOR, 1, 4, 0);
	expect_diag("a: &x 1\n---\nb: *x\n", MW_DIAG_UNKNOWN_ANCHOR, 3, 4, 1);
	expect_diag("a: &x {b: *x }\n", MW_DIAG_ALIAS_LOOP, 1, 11, 0);
	expect_diag("? [a]\n: 1\n", MW_DIAG_BAD_KEY, 1, 3, 0);
	expect_diag("~: 1\n", MW_DIAG_BAD_KEY, 1, 1, 0);
	expect_diag("{a: {[b]: c}}\n", MW_DIAG_BAD_KEY, 1, 6, 0);
	expect_diag("18446744073709551615: 1\n", MW_DIAG_BAD_KEY, 1, 1, 0);
	expect_diag("\"a\\0\": 1\n", MW_DIAG_BAD_KEY, 1, 1, 0);
	expect_diag("a: .inf\n", MW_DIAG_NOT_FINITE, 1, 4, 0);
}

static void
test_recovery(void **state)
{
	(void)state;
	expect_diag("a: [1\n---\nb: 2\n", MW_DIAG_YAML_SYNTAX, 2, 1, 1);
	expect_diag("a: 'x\n---\nb: 2\n", MW_DIAG_YAML_SYNTAX, 2, 1, 1);
	expect_diag("a: 1\n b: 2\n--- \nc: 3\n", MW_DIAG_YAML_SYNTAX, 2, 3, 1);
	expect_diag("--- @\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 1, 5, 1);
	expect_diag("---\n---\n@\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 3, 1, 1);
	expect_diag("a: 1\n---\n}\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 3, 1, 2);
	expect_diag("%FOO\n---\nb: 1\n---\nc: 3\n", MW_DIAG_YAML_SYNTAX, 1, 5,
	    2);
	expect_diag("a: 1\n...\nb: 2\n---\nc: 3\n", MW_DIAG_DROPPED_TEXT, 3, 1,
	    2);
	expect_diag("a: [1\n----\n---x\n ---\n---\nc: 3\n",
	    MW_DIAG_YAML_SYNTAX, 5, 1, 1);
	expect_diag("a: \xff\n---\nb: 2\n", MW_DIAG_ENCODING, 1, 4, 1);
	expect_diag("a: 1\n---\nb: x\x1b[31m\n---\nc: 3\n",
	    MW_DIAG_CONTROL_CHARACTER, 3, 5, 2);
	expect_diag("a: 1\nb: \xef\xbb\xbf\n---\nc: 3\n",
	    MW_DIAG_CONTROL_CHARACTER, 2, 4, 1);
	/* Every document broken in its own way, and one that is not. */
	load("a: [\n---\nb: *x\n---\nc: \x01\n---\nd: .inf\n---\ne: 1\n---\n"
	    "f: 'x\n");
	assert_int_equal(diags.n, 5);
	assert_int_equal(diags.v[4].span.line, 12);
}

static void
test_templates(void **state)
{
	(void)state;
	expect_diag("a: {{ .Values.x }}\n---\nb: 1\n", MW_DIAG_TEMPLATE, 1, 4,
	    1);
	expect_diag("a: 1\n{{- if .x }}\nb: 2\n{{- end }}\n---\nb: 1\n",
	    MW_DIAG_TEMPLATE, 2, 1, 1);
	expect_diag("name: {{ .Release.Name }}-web\nx: y\n", MW_DIAG_TEMPLATE,
	    1, 7, 0);
	assert_int_equal(diags.n, 1);
	expect("a: \"{{ x }}\"\n", "{a: \"{{ x }}\"}");
	assert_int_equal(diags.n, 0);
}

static void
test_duplicates(void **state)
{
	struct mw_buf text = { 0 };

	(void)state;
	expect("a: 1\nb: 2\na: 3\n", "{b: 2, a: 3}");
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.v[0].text, "duplicate key 'a'");
	assert_int_equal(diags.v[0].span.line, 3);
	expect("a: 1\na: 2\na: 3\n", "{a: 3}");
	assert_int_equal(diags.n, 2);
	expect("{1: a, \"1\": b, yes: c, on: d}\n", "{1: \"b\", true: \"d\"}");
	assert_int_equal(diags.n, 2);
	/* Many keys go another way than few. */
	for (int i = 0; i < 300; i++)
		mw_buf_printf(&text, "k%d: %d\n", i % 299, i);
	load_bytes(text.data, text.len);
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.v[0].text, "duplicate key 'k0'");
	mw_buf_release(&text);
}

static void
test_binary(void **state)
{
	struct mw_load *l = load_bytes("\x7f" "ELF\0\0", 6);

	(void)state;
	assert_true(l->unreadable);
	assert_int_equal(diags.v[0].id, MW_DIAG_BINARY);
	assert_int_equal(l->n_documents, 0);
}

/* ---- limits ------------------------------------------------------------- */

static void
test_depth(void **state)
{
	struct mw_buf text = { 0 };
	const char *opens[] = { "[", "{a: ", "- " };

	(void)state;
	for (size_t k = 0; k < MW_LEN(opens); k++) {
		mw_buf_clear(&text);
		for (int i = 0; i < 100000; i++)
			mw_buf_adds(&text, opens[k]);
		mw_buf_adds(&text, "\n---\nb: 1\n");
		assert_int_equal(load_bytes(text.data, text.len)->n_documents,
		    1);
		assert_int_equal(diags.n, 1);
		assert_true(diags.v[0].id == MW_DIAG_LIMIT ||
		    diags.v[0].id == MW_DIAG_YAML_SYNTAX);
	}
	limits.depth = 3;
	expect("[[[1]]]\n", "[[[1]]]");
	expect("[[[[1]]]]\n", "");
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	/* An alias may not go deeper either. */
	expect("a: &x [[1]]\nb: *x\n", "{a: [[1]], b: [[1]]}");
	expect("a: &x [[1]]\nb: [*x ]\n", "");
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	limits.depth = SIZE_MAX;
	mw_buf_clear(&text);
	for (int i = 0; i < 20000; i++)
		mw_buf_adds(&text, "[");
	load_bytes(text.data, text.len);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	mw_buf_release(&text);
}

static void
test_laughs(void **state)
{
	(void)state;
	assert_int_equal(load(
	    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	    "b: &b [*a , *a , *a , *a , *a , *a , *a , *a , *a , *a ]\n"
	    "c: &c [*b , *b , *b , *b , *b , *b , *b , *b , *b , *b ]\n"
	    "d: &d [*c , *c , *c , *c , *c , *c , *c , *c , *c , *c ]\n"
	    "e: &e [*d , *d , *d , *d , *d , *d , *d , *d , *d , *d ]\n"
	    "---\nok: 1\n")->n_documents, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	assert_true(strstr(diags.v[0].hint, "--limit-aliases") != NULL);
	load("a: &a {a: 1, b: 2, c: 3}\nb: &b {<<: [*a , *a , *a ]}\n");
	assert_int_equal(diags.n, 0);
}

static void
test_sizes(void **state)
{
	(void)state;
	limits.document_bytes = 20;
	expect("a: 1\n---\nb: 0123456789012345678901234\n---\nc: 3\n",
	    "{a: 1}\n{c: 3}");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	limits.objects = 2;
	expect("a: 1\n---\nb: 1\n---\nc: 3\n", "{a: 1}\n{b: 1}");
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
}

/* No more findings than anybody reads, from one document and from all. */
static void
test_many_findings(void **state)
{
	struct mw_buf text = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		mw_buf_printf(&text, "k%d: *x\n", i);
	load_bytes(text.data, text.len);
	assert_in_range(diags.n, 1, 100);
	mw_buf_clear(&text);
	for (int i = 0; i < MW_LIMIT_DIAGS + 5; i++)
		mw_buf_adds(&text, "a: *x\n---\n");
	load_bytes(text.data, text.len);
	assert_int_equal(diags.n, MW_LIMIT_DIAGS);
	mw_buf_release(&text);
}

/* ---- files -------------------------------------------------------------- */

static char folder[64];

static const char *
write_file(const char *name, const char *text)
{
	static char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return path;
}

static int
make_folder(void **state)
{
	char path[256];

	setup(state);
	strncpy(folder, "/tmp/mw-test-XXXXXX", sizeof(folder) - 1);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/sub", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.git", folder);
	mkdir(path, 0700);
	return 0;
}

static int
remove_folder(void **state)
{
	char command[256];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
	return teardown(state);
}

static struct mw_load *
load_paths(const char *a, const char *b)
{
	const char *paths[] = { a, b };

	diags.n = 0;
	return mw_yaml_load(arena, paths, b != NULL ? 2 : 1, &limits, &diags,
	    NULL, NULL);
}

static const char *
base_name(const char *path)
{
	return path + strlen(folder) + 1;
}

static void
test_folder(void **state)
{
	struct mw_load *l;
	char link[256], file[256];

	(void)state;
	l = load_paths(folder, NULL);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_NO_INPUT);
	write_file("b.yml", "b: 1\n");
	write_file("a.yaml", "a: 1\n---\na: 2\n");
	write_file("sub/c.json", "{\"c\": 1}\n");
	write_file("notes.txt", "x: [\n");
	write_file(".hidden.yaml", "x: [\n");
	write_file(".git/x.yaml", "x: [\n");
	write_file("B.yaml", "B: 1\n");
	snprintf(link, sizeof(link), "%s/sub/loop", folder);
	assert_int_equal(symlink("..", link), 0);
	l = load_paths(folder, NULL);
	assert_int_equal(diags.n, 0);
	assert_int_equal(l->n_sources, 4);
	assert_string_equal(base_name(l->sources[0]->name), "B.yaml");
	assert_string_equal(base_name(l->sources[1]->name), "a.yaml");
	assert_string_equal(base_name(l->sources[2]->name), "b.yml");
	assert_string_equal(base_name(l->sources[3]->name), "sub/c.json");
	assert_int_equal(l->n_documents, 5);
	assert_int_equal(l->documents[2].index, 1);
	assert_int_equal(l->sources[3]->index, 3);
	/* A file that is named as well is read once, where it is first. */
	snprintf(file, sizeof(file), "%s/b.yml", folder);
	l = load_paths(file, folder);
	assert_int_equal(l->n_sources, 4);
	assert_string_equal(base_name(l->sources[0]->name), "b.yml");
	limits.files = 2;
	l = load_paths(folder, NULL);
	assert_int_equal(l->n_sources, 2);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
}

static void
test_files(void **state)
{
	struct mw_load *l;
	char path[256];

	(void)state;
	l = load_paths("/nonexistent/x.yaml", write_file("a", "a: 1\n"));
	assert_true(l->unreadable);
	assert_int_equal(diags.v[0].id, MW_DIAG_UNREADABLE);
	assert_string_equal(diags.v[0].span.file, "/nonexistent/x.yaml");
	assert_int_equal(l->n_documents, 1);
	l = load_paths(write_file("empty.yaml", "# nothing\n"), NULL);
	assert_int_equal(diags.v[0].id, MW_DIAG_NO_INPUT);
	l = load_paths(write_file("zero.yaml", ""), NULL);
	assert_int_equal(l->n_documents, 0);
	limits.file_bytes = 3;
	l = load_paths(write_file("big.yaml", "a: 12345\n"), NULL);
	assert_int_equal(diags.v[0].id, MW_DIAG_LIMIT);
	assert_int_equal(l->n_sources, 0);
	limits.file_bytes = 1000;
	snprintf(path, sizeof(path), "%s/gone", folder);
	l = load_paths(path, NULL);
	assert_true(l->unreadable);
	/* A folder with only a link to nowhere. */
	snprintf(path, sizeof(path), "%s/sub/dead.yaml", folder);
	assert_int_equal(symlink("nowhere", path), 0);
	snprintf(path, sizeof(path), "%s/sub", folder);
	l = load_paths(path, NULL);
	assert_int_equal(diags.v[0].id, MW_DIAG_UNREADABLE);
}

static void
test_pipe(void **state)
{
	struct mw_load *l;
	char path[64], text[100001];
	int fds[2], saved;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "a: 1\n---\nb: 2\n", 14), 14);
	close(fds[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", fds[0]);
	l = load_paths(path, NULL);
	close(fds[0]);
	assert_int_equal(l->n_documents, 2);
	assert_null(l->sources[0]->path);
	/* Standard input, larger than one read. */
	memset(text, 'x', sizeof(text) - 1);
	memcpy(text, "a: ", 3);
	text[sizeof(text) - 1] = '\0';
	saved = dup(STDIN_FILENO);
	assert_non_null(freopen(write_file("in", text), "r", stdin));
	l = load_paths("-", NULL);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_int_equal(l->n_documents, 1);
	assert_string_equal(l->sources[0]->name, "-");
	assert_int_equal(mw_node_len(mw_node_get(l->documents[0].root, "a")),
	    100000 - 3);
}

/* ---- much --------------------------------------------------------------- */

struct seen {
	size_t calls, last, all;
};

static void
progress(void *ctx, size_t done, size_t all)
{
	struct seen *s = ctx;

	assert_true(done >= s->last && done <= all);
	s->calls++;
	s->last = done;
	s->all = all;
}

/* Enough for several threads: nothing may depend on who read what. */
static void
test_large(void **state)
{
	struct mw_buf text = { 0 };
	const char *path, *name = NULL;
	struct seen seen = { 0 };
	struct mw_load *l;
	size_t n = 20000;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		mw_buf_printf(&text, "%s---\nkind: K%zu\nmetadata:\n"
		    "  name: n%zu\n  unique%zu: \xc3\xa9\n  list: [a, b]\n",
		    i % 1000 == 999 ? "%YAML 1.1\n" : "", i % 7, i, i);
		/* Not every document is right. */
		if (i % 500 == 3)
			mw_buf_adds(&text, "broken: [\n");
		if (i % 1000 == 998)
			mw_buf_adds(&text, "...\n");
		mw_buf_adds(&text, "# padding padding padding padding padding "
		    "padding padding padding padding padding\n");
	}
	path = write_file("large.yaml", text.data);
	l = mw_yaml_load(arena, &path, 1, &limits, &diags, progress, &seen);
	assert_int_equal(diags.n, n / 500);
	assert_int_equal(l->n_documents, n - n / 500);
	assert_int_equal(l->bytes, text.len);
	assert_true(seen.calls >= 1);
	assert_int_equal(seen.last, text.len);
	for (size_t i = 0; i < l->n_documents; i++) {
		const struct mw_document *d = &l->documents[i];
		const struct mw_node *meta = mw_node_get(d->root, "metadata");
		char want[32];

		snprintf(want, sizeof(want), "n%zu", d->index);
		assert_string_equal(mw_node_text(mw_node_get(meta, "name")),
		    want);
		snprintf(want, sizeof(want), "unique%zu", d->index);
		assert_string_equal(mw_node_key(mw_node_at(meta, 1)), want);
		if (name == NULL)
			name = mw_node_key(meta);
		assert_ptr_equal(mw_node_key(meta), name);
		if (i > 0)
			assert_true(d[-1].index < d->index &&
			    d[-1].span.line < d->span.line);
	}
	for (size_t i = 0; i < diags.n; i++)
		assert_true(diags.v[i].span.line > 0);
	mw_buf_release(&text);
}

static void
test_embedded(void **state)
{
	const struct mw_node *outer = load("data:\n  mesh: |-\n    a: 1\n"
	    "    b:\n    - x\n    c: *no\n")->documents[0].root;
	const struct mw_node *text = mw_node_find(outer, "data.mesh"), *inner;
	struct mw_span base = mw_node_span(text);

	(void)state;
	base.line++;	/* the text begins below the '|' */
	inner = mw_yaml_embedded(arena, &base, 4, mw_node_text(text),
	    mw_node_len(text), &limits, &diags);
	assert_null(inner);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.v[0].span.line, 6);
	assert_int_equal(diags.v[0].span.column, 8);
	inner = mw_yaml_embedded(arena, &base, 4, "a: 1\nb:\n- x\n", 12,
	    &limits, &diags);
	expect_span(mw_node_span(mw_node_find(inner, "b[0]")), 5, 7, 5, 8);
	expect_span(mw_node_key_span(mw_node_find(inner, "b")), 4, 5, 4, 6);
	assert_null(mw_yaml_embedded(arena, &base, 4, "", 0, &limits, &diags));
	assert_int_equal(diags.n, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
#define FILE_CASE(name)                                                        \
	cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_scalars),
		CASE(test_node),
		CASE(test_keys),
		CASE(test_documents),
		CASE(test_indexes),
		CASE(test_utf16),
		CASE(test_aliases),
		CASE(test_merges),
		CASE(test_spans),
		CASE(test_far),
		CASE(test_lines),
		CASE(test_many_lines),
		CASE(test_paths),
		CASE(test_long_lists),
		CASE(test_errors),
		CASE(test_recovery),
		CASE(test_templates),
		CASE(test_duplicates),
		CASE(test_binary),
		CASE(test_depth),
		CASE(test_laughs),
		CASE(test_sizes),
		CASE(test_many_findings),
		FILE_CASE(test_folder),
		FILE_CASE(test_files),
		FILE_CASE(test_pipe),
		FILE_CASE(test_large),
		CASE(test_embedded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
