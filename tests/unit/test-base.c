/*
 * test-base.c - memory, text, tables, UTF-8, diagnostics.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/xalloc.h"

#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- arenas ------------------------------------------------------------- */

static bool
is_zero(const void *p, size_t n)
{
	const unsigned char *s = p;

	for (size_t i = 0; i < n; i++)
		if (s[i] != 0)
			return false;
	return true;
}

/* Sizes around those of the blocks; objects aligned, zeroed, apart. */
static void
test_arena_sizes(void **state)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 4000, 4096, 5000,
		70000, 600000, 1 << 20, (1 << 20) + 1, 3 << 20, 9 << 20 };
	struct mw_arena *a = mw_arena_new();
	unsigned char *objects[MW_LEN(sizes)];

	(void)state;
	for (size_t i = 0; i < MW_LEN(sizes); i++) {
		objects[i] = mw_arena_alloc(a, sizes[i]);
		assert_int_equal((uintptr_t)objects[i] % 16, 0);
		assert_true(is_zero(objects[i], sizes[i]));
		memset(objects[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < MW_LEN(sizes); i++)
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(objects[i][k], i + 1);
	assert_true(mw_arena_used(a) >= (size_t)14 << 20);
	mw_arena_free(a);
	mw_arena_free(NULL);
}

static void
test_arena_text(void **state)
{
	struct mw_arena *a = mw_arena_new();
	char *long_text;

	(void)state;
	assert_string_equal(mw_arena_text(a, "abcdef", 3), "abc");
	assert_string_equal(mw_arena_text(a, NULL, 0), "");
	assert_string_equal(mw_arena_strdup(a, "x"), "x");
	assert_string_equal(mw_arena_printf(a, "%d-%s", 7, "y"), "7-y");
	long_text = mw_arena_printf(a, "%01000d", 5);
	assert_int_equal(strlen(long_text), 1000);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(strlen(mw_arena_printf(a, "%0*d", i % 40 + 1,
		    i % 9)), i % 40 + 1);
	mw_arena_free(a);
}

static void
count(void *arg)
{
	++*(int *)arg;
}

static void
test_arena_adopt(void **state)
{
	struct mw_arena *a = mw_arena_new(), *b = mw_arena_new();
	const char *early = mw_arena_strdup(b, "early");
	char *many[100];
	int freed = 0;

	(void)state;
	mw_arena_defer(a, count, &freed);
	mw_arena_defer(b, count, &freed);
	for (size_t i = 0; i < MW_LEN(many); i++) {
		many[i] = mw_arena_alloc(b, 3000);
		many[i][0] = (char)i;
	}
	mw_arena_adopt(a, b);
	mw_arena_adopt(a, mw_arena_new());
	assert_string_equal(early, "early");
	for (size_t i = 0; i < MW_LEN(many); i++)
		assert_int_equal(many[i][0], (char)i);
	mw_arena_strdup(a, "still works");
	assert_int_equal(freed, 0);
	mw_arena_free(a);
	assert_int_equal(freed, 2);
}

/* Runs what must not come back; the signal or exit status that ended it. */
static int
dies(void (*what)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(1);
		signal(SIGABRT, SIG_DFL);
		what();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void
use_sealed(void)
{
	struct mw_arena *a = mw_arena_new();

	mw_arena_strdup(a, "x");
	mw_arena_seal(a);
	mw_arena_strdup(a, "y");
}

static void
ask_too_much(void)
{
	mw_arena_array(mw_arena_new(), SIZE_MAX / 2, 3);
}

static void
leave(void)
{
	_exit(42);
}

static void
hook_and_bug(void)
{
	mw_set_fatal_hook(leave);
	MW_BUG("a test");
}

static void
test_deaths(void **state)
{
	(void)state;
	assert_int_equal(dies(use_sealed), -SIGABRT);
	assert_int_equal(dies(ask_too_much), 3);
	assert_int_equal(dies(hook_and_bug), 42);
}

/* ---- vectors, buffers, tables ------------------------------------------- */

static void
test_vec(void **state)
{
	struct mw_arena *a = mw_arena_new();
	MW_VEC(int) v = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		mw_vec_push(a, &v, i * i);
	assert_int_equal(v.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v.v[i], i * i);
	mw_arena_free(a);
}

static void
test_buf(void **state)
{
	struct mw_buf b = { 0 };
	char *s;

	(void)state;
	assert_string_equal(mw_buf_text(&b), "");
	mw_buf_adds(&b, "one");
	mw_buf_addc(&b, ' ');
	mw_buf_add(&b, "two!", 3);
	mw_buf_printf(&b, " %d", 3);
	assert_string_equal(mw_buf_text(&b), "one two 3");
	assert_int_equal(b.len, 9);
	mw_buf_printf(&b, "%0500d", 1);
	assert_int_equal(b.len, 509);
	assert_int_equal(b.data[508], '1');
	mw_buf_clear(&b);
	assert_string_equal(mw_buf_text(&b), "");
	mw_buf_add(&b, "a\0b", 3);
	assert_memory_equal(b.data, "a\0b\0", 4);
	s = mw_buf_steal(&b);
	assert_memory_equal(s, "a\0b\0", 4);
	free(s);
	s = mw_buf_steal(&b);
	assert_string_equal(s, "");
	free(s);
	mw_buf_release(&b);
}

static void
test_map(void **state)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_map *m = mw_map_new(a);
	int values[2000];
	char key[32];

	(void)state;
	assert_null(mw_map_get(m, "x"));
	assert_null(mw_map_get(m, NULL));
	assert_null(mw_map_get(NULL, "x"));
	assert_int_equal(mw_map_count(NULL), 0);
	for (size_t i = 0; i < MW_LEN(values); i++) {
		snprintf(key, sizeof(key), "key-%zu", i * 7919);
		assert_null(mw_map_put(m, key, &values[i]));
	}
	assert_int_equal(mw_map_count(m), MW_LEN(values));
	for (size_t i = 0; i < MW_LEN(values); i++) {
		snprintf(key, sizeof(key), "key-%zu", i * 7919);
		assert_ptr_equal(mw_map_get(m, key), &values[i]);
		assert_string_equal(mw_map_key(m, i), key);
		assert_ptr_equal(mw_map_value(m, i), &values[i]);
	}
	assert_ptr_equal(mw_map_getn(m, "key-0 and more", 5), &values[0]);
	assert_ptr_equal(mw_map_put(m, "key-0", &values[9]), &values[0]);
	assert_ptr_equal(mw_map_get(m, "key-0"), &values[9]);
	assert_int_equal(mw_map_count(m), MW_LEN(values));
	assert_null(mw_map_put(m, "", &values[1]));
	assert_ptr_equal(mw_map_get(m, ""), &values[1]);
	mw_arena_free(a);
}

static void
test_intern(void **state)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_intern *in = mw_intern_new(a);
	const char *first[500];
	char text[32];

	(void)state;
	for (size_t i = 0; i < MW_LEN(first); i++) {
		int n = snprintf(text, sizeof(text), "%zu", i * i);

		first[i] = mw_intern(in, text, (size_t)n);
		assert_string_equal(first[i], text);
	}
	for (size_t i = 0; i < MW_LEN(first); i++)
		assert_ptr_equal(mw_intern(in, first[i], strlen(first[i])),
		    first[i]);
	assert_ptr_not_equal(mw_intern(in, "a\0b", 3),
	    mw_intern(in, "a\0c", 3));
	mw_arena_free(a);
}

/* ---- text --------------------------------------------------------------- */

static void
test_compare(void **state)
{
	(void)state;
	assert_true(mw_str_eq("a", "a"));
	assert_false(mw_str_eq("a", "b"));
	assert_true(mw_str_eq(NULL, NULL));
	assert_false(mw_str_eq(NULL, ""));
	assert_true(mw_str_case_eq("HoSt", "hOsT"));
	assert_false(mw_str_case_eq("host", "hos"));
	assert_false(mw_str_case_eq("k\xc3\xa9", "K\xc3\x89"));
	assert_true(mw_str_has_prefix("abc", "ab"));
	assert_true(mw_str_has_prefix("abc", ""));
	assert_false(mw_str_has_prefix("ab", "abc"));
	assert_false(mw_str_has_prefix(NULL, "abc"));
	assert_true(mw_str_has_suffix("a.b.c", ".c"));
	assert_false(mw_str_has_suffix("c", ".c"));
	assert_true(mw_str_case_prefix("ABC", "ab"));
	assert_false(mw_str_case_prefix("A", "ab"));
	assert_true(mw_str_empty(NULL) && mw_str_empty(""));
	assert_string_equal(mw_str_or_empty(NULL), "");
}

static void
test_glob(void **state)
{
	static const struct {
		const char *pattern, *s;
		bool want;
	} cases[] = {
		{ "", "", true }, { "*", "", true }, { "*", "abc", true },
		{ "a*c", "abc", true }, { "a*c", "abcd", false },
		{ "?", "a", true }, { "?", "", false },
		{ "*.example.com", "a.b.example.com", true },
		{ "*.example.com", "example.com", false },
		{ "a*b*c", "aXbXbXc", true }, { "a*b*c", "aXcXb", false },
		{ "**", "x", true }, { "a?c*", "abcdef", true },
	};
	char many[200], s[5000];

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++)
		assert_int_equal(mw_str_glob(cases[i].pattern, cases[i].s),
		    cases[i].want);
	/* What is exponential in a simple matcher. */
	for (size_t i = 0; i + 1 < sizeof(many); i++)
		many[i] = i % 2 == 0 ? '*' : 'a';
	many[sizeof(many) - 1] = '\0';
	memset(s, 'a', sizeof(s) - 1);
	s[sizeof(s) - 2] = 'b';
	s[sizeof(s) - 1] = '\0';
	many[sizeof(many) - 2] = 'c';
	assert_false(mw_str_glob(many, s));
}

static void
test_nearest(void **state)
{
	static const char *const words[] = { "retries", "timeout", "match",
		"rewrite", "route", "redirect", "to", "on", "hosts" };
	static const struct {
		const char *word, *want;
	} cases[] = {
		{ "retrys", "retries" }, { "timout", "timeout" },
		{ "tiemout", "timeout" }, { "Route", "route" },
		{ "macth", "match" }, { "host", "hosts" },
		{ "circuitBreaker", NULL }, { "x", NULL }, { "", NULL },
		{ "redirct", "redirect" }, { "ot", "to" },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const char *got = mw_str_nearest(cases[i].word, words,
		    MW_LEN(words));

		if (!mw_str_eq(got, cases[i].want))
			fail_msg("%s: %s", cases[i].word,
			    got != NULL ? got : "nothing");
	}
	assert_int_equal(mw_str_distance("kitten", "sitting", 5), 3);
	assert_int_equal(mw_str_distance("kitten", "sitting", 2), 3);
	assert_int_equal(mw_str_distance("ab", "ba", 3), 1);
	assert_int_equal(mw_str_distance("", "abc", 3), 3);
	assert_int_equal(mw_str_distance("same", "same", 0), 0);
	assert_int_equal(mw_str_distance(NULL, "abc", 3), 4);
}

static void
test_numbers(void **state)
{
	static const struct {
		const char *s;
		bool good;
		long long want;
	} ints[] = {
		{ "0", true, 0 }, { "-7", true, -7 }, { "+7", true, 7 },
		{ "007", true, 7 }, { "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 },
		{ "", false, 0 }, { "-", false, 0 }, { "1x", false, 0 },
		{ " 1", false, 0 }, { NULL, false, 0 },
	};
	static const struct {
		const char *s;
		bool good;
		double want;
	} doubles[] = {
		{ "1", true, 1 }, { ".5", true, 0.5 }, { "5.", true, 5 },
		{ "-1.25e2", true, -125 }, { "1e400", false, 0 },
		{ "0x10", false, 0 }, { "inf", false, 0 }, { "nan", false, 0 },
		{ ".", false, 0 }, { "", false, 0 }, { "1e", false, 0 },
		{ " 1", false, 0 }, { NULL, false, 0 },
	};
	const char *locales[] = { "C", "de_DE.UTF-8", "fr_FR.UTF-8" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(ints); i++) {
		long long n = 99;

		assert_int_equal(mw_str_to_int(ints[i].s, &n), ints[i].good);
		assert_int_equal(n, ints[i].good ? ints[i].want : 99);
	}
	for (size_t k = 0; k < MW_LEN(locales); k++) {
		if (setlocale(LC_ALL, locales[k]) == NULL)
			continue;
		for (size_t i = 0; i < MW_LEN(doubles); i++) {
			double d = 99;

			assert_int_equal(mw_str_to_double(doubles[i].s, &d),
			    doubles[i].good);
			assert_true(d == (doubles[i].good ?
			    doubles[i].want : 99));
		}
	}
	setlocale(LC_ALL, "C");
}

/* ---- UTF-8 -------------------------------------------------------------- */

static void
test_utf8_decode(void **state)
{
	static const char *const broken[] = { "\x80", "\xc0\xaf", "\xc3",
		"\xe2\x82", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff",
		"\xf0\x80\x80\x80", "\xe0\x80\xaf" };
	static const uint32_t points[] = { 0x41, 0x7f, 0x80, 0x7ff, 0x800,
		0xffff, 0x10000, 0x10ffff };
	uint32_t cp;

	(void)state;
	for (size_t i = 0; i < MW_LEN(points); i++) {
		char s[4];
		size_t n = mw_utf8_encode(points[i], s);

		assert_int_equal(mw_utf8_decode(s, n, &cp), n);
		assert_int_equal(cp, points[i]);
		assert_true(mw_utf8_valid(s, n));
		assert_false(n > 1 && mw_utf8_valid(s, n - 1));
	}
	for (size_t i = 0; i < MW_LEN(broken); i++) {
		assert_int_equal(mw_utf8_decode(broken[i], strlen(broken[i]),
		    &cp), 1);
		assert_int_equal(cp, 0xfffd);
		assert_false(mw_utf8_valid(broken[i], strlen(broken[i])));
	}
	assert_true(mw_utf8_valid("", 0));
}

static void
test_utf8_columns(void **state)
{
	static const struct {
		const char *s;
		size_t columns, graphemes;
	} cases[] = {
		{ "", 0, 0 },
		{ "abc", 3, 3 },
		{ "gr\xc3\xbc\xc3\x9f", 4, 4 },
		{ "e\xcc\x81", 1, 1 },				/* e + acute */
		{ "\xe4\xb8\xad\xe6\x96\x87", 4, 2 },		/* Chinese */
		{ "\xf0\x9f\x98\x80", 2, 1 },			/* a face */
		{ "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", 2, 1 },	/* a flag */
		{ "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 2, 1 },
		{ "\r\n", 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const char *s = cases[i].s;
		size_t len = strlen(s), n = 0;
		int width;

		assert_int_equal(mw_utf8_columns(s, len), cases[i].columns);
		for (size_t at = 0; at < len; n++)
			at += mw_utf8_grapheme(s + at, len - at, &width);
		assert_int_equal(n, cases[i].graphemes);
	}
	assert_int_equal(mw_utf8_width('a'), 1);
	assert_int_equal(mw_utf8_width(0x301), 0);
	assert_int_equal(mw_utf8_width(0x4e2d), 2);
	assert_int_equal(mw_utf8_width(0x1b), 0);
}

static void
test_utf8_printable(void **state)
{
	static const struct {
		const char *s, *want;
	} cases[] = {
		{ "plain", "plain" },
		{ "\x1b[31mred", "\\x1b[31mred" },
		{ "a\tb\nc\rd", "a\\x09b\\x0ac\\x0dd" },
		{ "\x7f", "\\x7f" },
		{ "\xc2\x9b" "31m", "\\u{9b}31m" },		/* C1 CSI */
		{ "\xe2\x80\xae" "evil", "\\u{202e}evil" },	/* bidi */
		{ "\xe2\x81\xa6x\xe2\x81\xa9", "\\u{2066}x\\u{2069}" },
		{ "\xef\xbb\xbfx", "\\u{feff}x" },
		{ "\xe2\x80\xa8", "\\u{2028}" },
		{ "\xf3\xa0\x81\x81", "\\u{e0041}" },		/* tag */
		{ "\xee\x80\x80", "\\u{e000}" },		/* private */
		{ "a\xff\xc3z", "a\\xff\\xc3z" },
		{ "gr\xc3\xbcn \xe4\xb8\xad \xf0\x9f\x98\x80",
		    "gr\xc3\xbcn \xe4\xb8\xad \xf0\x9f\x98\x80" },
		{ "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
		    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" },
	};
	struct mw_buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		mw_buf_clear(&b);
		mw_utf8_printable(&b, cases[i].s, strlen(cases[i].s));
		assert_string_equal(mw_buf_text(&b), cases[i].want);
	}
	/* Whatever two bytes come in: nothing a terminal obeys goes out. */
	for (unsigned n = 0; n < 0x10000; n++) {
		char s[2] = { (char)(n >> 8), (char)n };

		mw_buf_clear(&b);
		mw_utf8_printable(&b, s, 2);
		assert_true(mw_utf8_valid(b.data, b.len));
		for (size_t i = 0; i < b.len; i++)
			assert_true((unsigned char)b.data[i] >= 0x20 &&
			    b.data[i] != 0x7f);
	}
	mw_buf_release(&b);
}

/* ---- diagnostics -------------------------------------------------------- */

static void
test_catalogue(void **state)
{
	(void)state;
	for (int i = 0; i < MW_DIAG_COUNT; i++) {
		const struct mw_diag_info *d =
		    mw_diag_info((enum mw_diag_code)i);

		assert_true(mw_str_has_prefix(d->code, "MW"));
		assert_int_equal(strlen(d->code), 6);
		assert_ptr_equal(mw_diag_find(d->code), d);
		assert_false(mw_str_has_suffix(d->title, "."));
		assert_true(mw_str_has_suffix(d->why, "."));
		assert_true(mw_str_has_suffix(d->fix, ".") ||
		    mw_str_has_suffix(d->fix, "\"."));
	}
	assert_ptr_equal(mw_diag_find("mw0101"),
	    mw_diag_info(MW_DIAG_YAML_SYNTAX));
	assert_null(mw_diag_find("MW"));
	assert_null(mw_diag_find(NULL));
}

static void
test_diags(void **state)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_diags d;
	char file[] = "b.yaml";
	struct mw_span span = { .file = file, .line = 9, .column = 1 };

	(void)state;
	mw_diags_init(&d, a);
	mw_diag_add(&d, MW_DIAG_VARIANT, &span, "Service a/b", "%s %d", "n", 1);
	span.line = 2;
	mw_diag_add(&d, MW_DIAG_YAML_SYNTAX, &span, NULL, "n 2");
	mw_diag_add(&d, MW_DIAG_DROPPED_TEXT, &span, NULL, "n 3");
	file[0] = 'a';
	mw_diag_add(&d, MW_DIAG_DROPPED_TEXT, &span, NULL, "n 4");
	mw_diag_add(&d, MW_DIAG_NO_INPUT, NULL, NULL, "n 5")->hint = "h";
	mw_diags_sort(&d);
	assert_int_equal(d.n, 5);
	assert_string_equal(d.v[0].text, "n 5");
	assert_string_equal(d.v[1].text, "n 4");
	assert_string_equal(d.v[1].span.file, "a.yaml");
	assert_string_equal(d.v[2].text, "n 2");
	assert_string_equal(d.v[3].text, "n 3");
	assert_string_equal(d.v[4].text, "n 1");
	assert_string_equal(d.v[4].span.file, "b.yaml");
	assert_string_equal(d.v[4].object, "Service a/b");
	assert_int_equal(mw_diags_count(&d, MW_INFO), 5);
	assert_int_equal(mw_diags_count(&d, MW_WARNING), 4);
	assert_int_equal(mw_diags_count(&d, MW_ERROR), 1);
	assert_string_equal(mw_severity_name(MW_ERROR), "error");
	mw_arena_free(a);
}

/* Equal places keep the order of adding, whatever the number. */
static void
test_sort_is_stable(void **state)
{
	struct mw_arena *a = mw_arena_new();
	struct mw_diags d;

	(void)state;
	mw_diags_init(&d, a);
	for (unsigned i = 0; i < 1000; i++) {
		struct mw_span s = { .file = "f", .line = i * 7919 % 13 };

		mw_diag_add(&d, MW_DIAG_DROPPED_TEXT, &s, NULL, "%05u", i);
	}
	mw_diags_sort(&d);
	for (size_t i = 1; i < d.n; i++) {
		assert_true(d.v[i - 1].span.line <= d.v[i].span.line);
		if (d.v[i - 1].span.line == d.v[i].span.line)
			assert_true(strcmp(d.v[i - 1].text, d.v[i].text) < 0);
	}
	mw_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arena_sizes),
		cmocka_unit_test(test_arena_text),
		cmocka_unit_test(test_arena_adopt),
		cmocka_unit_test(test_deaths),
		cmocka_unit_test(test_vec),
		cmocka_unit_test(test_buf),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_intern),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_glob),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_utf8_decode),
		cmocka_unit_test(test_utf8_columns),
		cmocka_unit_test(test_utf8_printable),
		cmocka_unit_test(test_catalogue),
		cmocka_unit_test(test_diags),
		cmocka_unit_test(test_sort_is_stable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
