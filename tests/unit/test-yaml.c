/*
 * test-yaml.c - text to trees: values, keys, documents, places, paths.
 */
#include "yaml-case.h"

#include "base/attr.h"

#include <stdio.h>

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
	assert_true(mw_node_float(mw_node_get(r, "i")) ==
	    18446744073709551615.);
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
