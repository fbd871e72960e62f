/*
 * test-regex.c - regular expressions are RE2's, whatever runs them.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/regex.h"
#include "base/str.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What PCRE2 takes and RE2 refuses, and what both refuse. */
static const char *const refused[] = {
	"(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", "(a)\\1", "\\8", "(?P=n)",
	"(?>a)", "a++", "a*+", "a?+", "a**", "a*{2}", "a???", "(?(1)a|b)",
	"(?R)", "(?1)", "(?C1)", "(?#x)", "(?|a|b)", "(?'n'a)", "(?x)a b",
	"(?J)", "(*UTF8)a", "(*ACCEPT)", "*", "+a", "?", "a|*", "(*)", "(+a)",
	"a{1001}", "a{2,1}", "a{1,1001}", "(a{100}){11}", "((a{10}){10}){11}",
	"(", ")", "(a", "a)", "[a", "[", "[]", "[]a", "[^]", "[b-a]",
	"[[:foo:]]", "[a-\\d]", "\\", "a\\", "[\\", "\\Z", "\\G", "\\K", "\\R",
	"\\X", "\\h", "\\N", "\\e", "\\cA", "\\q", "\\y", "\\E", "\\u0041",
	"\\x", "\\x4", "\\xg0", "\\x{}", "\\x{110000}", "\\x{41", "\\1",
	"\\p{Foo}", "\\p{greek}", "\\p{L&}", "\\p{Xan}", "\\pX", "\\p", "\\p{L",
	"\\p{Cn}", "(?P<>a)", "(?P<a", "(?P<a b>c)", "(?P<n-x>a)", "(?i",
	"(?i-)", "(?--i)", "(?-)", "(?", "(?z)", "\xff", "a\xc3", "[\xff]",
	"\\Q\xff\\E", "\\\xc3\xa9",
};

static const char *const taken[] = {
	"", "()", "a||b", "|", "a{,2}", "a{", "a{x}", "a{01}", "}", "]", "^*",
	"\\b+", "(?i)a", "(?-i)a", "(?i-s:a)", "(?)", "(?:)", "(?P<n>a)",
	"(?<n>a)", "[[:word:]]", "[^\\x00-\\xff]", "a{1000}",
	"(a{10}){100}", "(?U)a+", "\\_", "\\-", "\\/", "\\\"", "\\C", "[[.a.]",
	"\\Qa.b*\\E", "\\Qa", "\\pN", "\\p{^Greek}", "\\P{Lu}", "\\p{Any}",
	"[\\d-z]", "[a-]", "[-a]", "[]a]", "[^]a]", "[[:^alpha:]]", "[[:a]",
	"\\012", "\\07", "\\0", "\\x{ff}",
	"a{1000}{1", "(((a)))", "(?i)(?m)(?s)(?U)x", "a*\\Q\\E*",
};

/* Fine as UTF-8, for Istio; not as Latin-1, for Envoy. */
static const char *const not_by_envoy[] = {
	"\\x{100}", "\\x{D800}", "[\\x{D800}-\\x{DFFF}]",
	"[^\\x00-\\x{10FFFF}]", "\\x{1F600}", "[a-\\x{100}]",
};

struct match {
	const char *pattern, *subject;
	bool full, search;
};

static const struct match matches[] = {
	/* anchored at both ends, and not */
	{ "a", "a", true, true },
	{ "a", "ba", false, true },
	{ "a|ab", "ab", true, true },
	{ "", "", true, true },
	{ "", "a", false, true },
	{ "^a$", "a", true, true },
	/* $ is the very end, ^ the very start */
	{ "a$", "a\n", false, false },
	{ "a\\n$", "a\n", true, true },
	{ "(?m)a$", "a\n", false, true },
	{ "(?m)a$.b", "a\nb", false, false },
	{ "(?ms)a$.^b", "a\nb", true, true },
	{ "^b", "a\nb", false, false },
	{ "(?m)^b", "a\nb", false, true },
	{ "a\\z", "a\n", false, false },
	{ "(?m)a\\z", "a\nb", false, false },
	/* dot and newline */
	{ "a.b", "a\nb", false, false },
	{ "(?s)a.b", "a\nb", true, true },
	{ "a.b", "a\rb", true, true },
	{ "(?s:.)(?-s:.)", "\n\n", false, false },
	{ "[^a]", "\n", true, true },
	/* case; its scope is the group */
	{ "(?i)abc", "ABC", true, true },
	{ "a(?i)b|c", "aB", true, true },
	{ "a(?i)b|c", "C", true, true },
	{ "a(?i)b|c", "AB", false, false },
	{ "(a(?i)b)c", "aBc", true, true },
	{ "(a(?i)b)c", "aBC", false, false },
	{ "(?i:a)b", "Ab", true, true },
	{ "(?i:a)b", "AB", false, false },
	{ "(?i)k", "\xe2\x84\xaa", false, false },	/* Kelvin sign */
	{ "(?i)[a-z]", "\xc5\xbf", false, false },	/* long s */
	{ "(?i)\xc3\xa9", "\xc3\x89", false, false },
	{ "(?i)\xc3\xa9", "\xe3\xa9", true, true },	/* bytes fold */
	{ "(?i)\\xe9", "\xc9", true, true },
	{ "(?i)[\\xe0-\\xe5]", "\xc3", true, true },
	{ "(?i)[^\\xe9]", "\xc9", false, false },
	{ "(?i)\\xd7\\xdf\\xff", "\xd7\xdf\xff", true, true },
	{ "(?i)\\xd7", "\xf7", false, false },
	{ "(?i)[[:upper:]]", "a", true, true },
	{ "(?i)\\p{Lu}", "a", true, true },
	{ "(?i)a*", "aAaA", true, true },
	{ "x(?i)a{2}", "xAa", true, true },
	/* Perl's classes are ASCII */
	{ "\\d", "\xd9\xa1", false, false },
	{ "\\w", "\xc3\xa9", false, false },
	{ "\\W", "\xc3\xa9", false, true },
	{ "\\W{2}", "\xc3\xa9", true, true },
	{ "\\s", "\x0b", false, false },
	{ "\\S", "\x0b", true, true },
	{ "[\\s]", "\x0b", false, false },
	{ "[^\\s]", "\x0b", true, true },
	{ "[^\\S]", "\x0b", false, false },
	{ "[^\\S]", " ", true, true },
	{ "[[:space:]]", "\x0b", true, true },
	{ "[[:^space:]]", "a", true, true },
	{ "[[:word:]_-]+", "a_-9", true, true },
	{ "[[:punct:]]", "_", true, true },
	{ "[[:alpha:]]", "\xc3\xa9", false, false },
	{ "\\bx\\b", "x", true, true },
	{ "a\\bx", "ax", false, false },
	/* classes */
	{ "[]a]+", "]a", true, true },
	{ "[^]a]", "]", false, false },
	{ "[a-]+", "a-", true, true },
	{ "[\\d-z]+", "5-z", true, true },
	{ "[\\d-z]", "a", false, false },
	{ "[[:a]+", "[:a", true, true },
	{ "[\\]\\-\\\\]+", "]-\\", true, true },
	{ "[^\\x00-\\xff]", "a", false, false },
	{ "[&&[a]", "&", true, true },
	{ "[[.a.]", ".", true, true },
	/* Latin-1: characters are bytes */
	{ ".", "\xe2\x82\xac", false, true },
	{ "...", "\xe2\x82\xac", true, true },
	{ "\\p{Greek}+", "\xce\xb1\xce\xb2", false, false },
	{ "\\p{Latin}", "\xe9", true, true },
	{ "\\p{Greek}", "a", false, false },
	{ "\\P{Greek}", "a", true, true },
	{ "\\p{^Greek}", "a", true, true },
	{ "\\P{^Greek}", "a", false, false },
	{ "\\pL\\pN", "a1", true, true },
	{ "[\\pL\\d]+", "a\xc3\xa9" "1", false, true },
	{ "\\xe9", "\xc3\xa9", false, false },
	{ "\\xe9", "\xe9", true, true },
	{ "(\xc3\xa9)+", "\xc3\xa9\xc3\xa9", true, true },
	{ "\xc3\xa9+", "\xc3\xa9\xc3\xa9", false, true },
	{ "[\xc3\xa9]", "\xc3\xa9", false, true },
	{ ".*", "a\xff", true, true },
	{ "a", "\xff" "a", false, true },
	{ "[^a]", "\xff", true, true },
	/* escapes */
	{ "\\x41\\101\\t\\a", "AA\t\a", true, true },
	{ "\\012", "\n", true, true },
	{ "\\07" "7", "\07" "7", false, false },
	{ "\\0777", "?7", true, true },
	{ "\\.\\*\\_\\-\\/", ".*_-/", true, true },
	{ "\\Qa.b\\E.", "a.bx", true, true },
	{ "\\Qab\\E*", "abbb", true, true },
	{ "\\Qa(", "a(", true, true },
	/* repeats */
	{ "a{2}", "aa", true, true },
	{ "a{2}", "aaa", false, true },
	{ "a{2,}", "aaaa", true, true },
	{ "a{1,2}b", "aab", true, true },
	{ "a{,2}", "a{,2}", true, true },
	{ "a{01}", "a{01}", true, true },
	{ "(ab){2}c?", "ababc", true, true },
	{ "(a*)*b", "aaab", true, true },
	{ "(|a)*", "aaa", true, true },
	{ "(|a)+b", "aab", true, true },
	{ "a*\\Q\\E*", "aaa", true, true },
	{ "^*a", "a", true, true },
	{ "(?U)a+?b", "aab", true, true },
	{ "[a-z]{1000}", "a", false, false },
	/* more steps than anybody should wait for */
	{ "(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, false },
	{ "(a|aa)+", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true, true },
	{ "(.*)(.*)(.*)(.*)(.*)[x]b",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaxb",
	  true, true },
	{ "(x+x+)+y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy", true,
	  true },
	/* what people write */
	{ "/api/v[0-9]+/.*", "/api/v12/x", true, true },
	{ "^(.*?;)?(user=jason)(;.*)?$", "a=b;user=jason;c", true, true },
	{ ".*\\.example\\.com", "a.example.com", true, true },
	{ "/old/.*", "/old/", true, true },
};

struct replacement {
	const char *pattern, *subject, *with, *result;
	bool ok;
};

static const struct replacement replacements[] = {
	{ "a", "/banana", "b", "/bbnbnb", true },
	{ "^/service/([^/]+)(/.*)$", "/service/foo/v1", "\\2/i/\\1",
	  "/v1/i/foo", true },
	{ "x", "/a", "y", "/a", true },
	{ "", "abc", "-", "-a-b-c-", true },
	{ "b*", "abc", "-", "-a-c-", true },
	{ "(a)|b", "ab", "[\\1]", "[a][]", true },
	{ "a", "a", "\\0\\0", "aa", true },
	{ "a", "a", "\\\\", "\\", true },
	{ "a", "a", "\\1", "a", false },
	{ "(a)", "a", "\\2", "a", false },
	{ "a", "xay", "b\\qc", "xby", true },
	{ "/+", "//a///b", "/", "/a/b", true },
	{ "^", "ab", "x", "xab", true },
	{ "$", "ab", "x", "abx", true },
	{ "\\bfoo\\b", "foo/foobar/foo", "x", "x/foobar/x", true },
	{ "", "\xc3\xa9", ".", ".\xc3.\xa9.", true },
	{ "a+?", "aaa", "b", "bbb", true },
	{ "(?U)a+", "aaa", "b", "bbb", true },
	{ "a|ab", "ab", "x", "xb", true },
};

static struct mw_arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = mw_arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	mw_arena_free(arena);
	return 0;
}

static void
test_not_by_envoy(void **state)
{
	const char *error;

	(void)state;
	for (size_t i = 0; i < MW_LEN(not_by_envoy); i++) {
		error = NULL;
		assert_null(mw_regex_check(not_by_envoy[i]));
		if (mw_regex_compile(arena, not_by_envoy[i], &error) != NULL)
			fail_msg("'%s' is taken", not_by_envoy[i]);
		assert_non_null(error);
	}
}

static void
test_refused(void **state)
{
	const char *error;

	(void)state;
	for (size_t i = 0; i < MW_LEN(refused); i++) {
		error = NULL;
		if (mw_regex_compile(arena, refused[i], &error) != NULL)
			fail_msg("'%s' is taken", refused[i]);
		assert_non_null(error);
		assert_non_null(mw_regex_check(refused[i]));
	}
}

static void
test_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(taken); i++) {
		const char *error = "";
		struct mw_regex *re = mw_regex_compile(arena, taken[i],
		    &error);

		if (re == NULL)
			fail_msg("'%s' is refused: %s", taken[i], error);
		assert_string_equal(mw_regex_pattern(re), taken[i]);
		assert_null(mw_regex_check(taken[i]));
	}
}

static void
test_match(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(matches); i++) {
		const struct match *m = &matches[i];
		const char *error = "";
		struct mw_regex *re = mw_regex_compile(arena, m->pattern,
		    &error);
		size_t len = strlen(m->subject);

		if (re == NULL)
			fail_msg("'%s' is refused: %s", m->pattern, error);
		if (mw_regex_full(re, m->subject, len) != m->full)
			fail_msg("'%s' on '%s': full is not %d", m->pattern,
			    m->subject, m->full);
		/* Searching gives up on endless backtracking. */
		if (len < 40 &&
		    mw_regex_search(re, m->subject, len) != m->search)
			fail_msg("'%s' on '%s': search is not %d", m->pattern,
			    m->subject, m->search);
	}
}

static void
test_replace(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(replacements); i++) {
		const struct replacement *r = &replacements[i];
		struct mw_regex *re = mw_regex_compile(arena, r->pattern,
		    NULL);
		struct mw_buf out = { 0 };
		bool ok;

		assert_non_null(re);
		ok = mw_regex_replace(re, r->subject, strlen(r->subject),
		    r->with, &out);
		if (ok != r->ok || strcmp(mw_buf_text(&out), r->result) != 0)
			fail_msg("'%s' on '%s' gives '%s', not '%s'",
			    r->pattern, r->subject, mw_buf_text(&out),
			    r->result);
		mw_buf_release(&out);
	}
}

static void
test_deep(void **state)
{
	char text[4096];
	size_t n;

	(void)state;
	for (n = 0; n < 1000; n++)
		text[n] = '(';
	memset(text + 1000, ')', 1000);
	text[2000] = '\0';
	assert_non_null(mw_regex_compile(arena, text, NULL));
	memset(text, '(', 1001);
	memset(text + 1001, ')', 1001);
	text[2002] = '\0';
	assert_null(mw_regex_compile(arena, text, NULL));
}

static void
test_beginnings(void **state)
{
	static const struct {
		const char *pattern;
		bool slash, none;	/* may begin with one; matches nothing */
	} cases[] = {
		{ "/api/.*", true, false }, { "api/.*", false, false },
		{ "(api)?/.*", true, false }, { ".*", true, false },
		{ "^/a$", true, false }, { "", false, false },
		{ "a^b", false, true }, { "(a^b|$c|x)", false, false },
		{ "[^/]+", false, false }, { "\\B/", true, false },
		{ "a*^b", false, false },
	};
	struct mw_arena *a = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const struct mw_regex *re = mw_regex_compile(a,
		    cases[i].pattern, NULL);

		if (re == NULL)
			fail_msg("%s is refused", cases[i].pattern);
		if (mw_regex_begins(re, "/", 1) != cases[i].slash ||
		    mw_regex_is_void(re) != cases[i].none)
			fail_msg("%s", cases[i].pattern);
	}
	mw_arena_free(a);
}

/* What is guessed at fits; what is too hard is not guessed at. */
static void
test_samples(void **state)
{
	static const struct {
		const char *pattern, *text;	/* NULL: none */
	} cases[] = {
		{ "/api/v[0-9]+/.*", "/api/v0/" }, { "GET|POST", "GET" },
		{ "^/(a|b)?x{2,3}$", "/xx" }, { "[^/]+\\.html", "x.html" },
		{ "(?i)admin", "admin" }, { "(?P<n>\\d{3})-\\w+", "111-x" },
		{ "[[:upper:]_]", "A" }, { ".+", "x" }, { "\\pL", NULL },
		{ "(?:a(?:b(?:c)))", "abc" }, { "[\\d-]*", "" },
		{ "x{1000}", NULL },
	};
	struct mw_arena *a = mw_arena_new();
	struct mw_buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const struct mw_regex *re = mw_regex_compile(a,
		    cases[i].pattern, NULL);
		bool found = re != NULL && mw_regex_sample(re, 0, &b);

		if (found != (cases[i].text != NULL) || (found &&
		    (strcmp(mw_buf_text(&b), cases[i].text) != 0 ||
		    !mw_regex_full(re, mw_buf_text(&b), b.len))))
			fail_msg("%s: %s", cases[i].pattern, mw_buf_text(&b));
	}
	mw_buf_release(&b);
	mw_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_not_by_envoy),
		cmocka_unit_test(test_taken),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_replace),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_beginnings),
		cmocka_unit_test(test_samples),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
