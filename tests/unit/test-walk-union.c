/*
 * test-walk-union.c - several routes that together leave nothing to another:
 * whatever is claimed holds for requests made at random.
 */
#include "envoy/envoy.h"
#include "lint/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static struct mw_arena *arena;
static uint32_t seed;

static unsigned
any(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 10) % n;
}

#define ANY_OF(list) (list)[any(MW_LEN(list))]

/* ---- words of expressions ------------------------------------------------ */

static const char *
words(const char *regex)
{
	struct mw_walk_words w = { 0 };
	const char *text = "";

	if (!mw_walk_words(arena, regex, &w))
		return NULL;
	for (size_t i = 0; i < w.n; i++)
		text = mw_arena_printf(arena, "%s%s%s%s", text, i > 0 ? " "
		    : "", w.v[i].text, w.v[i].open ? "*" : "");
	return text;
}

static void
expressions_are_lists(void **state)
{
	static const char *const hard[] = { "a+", "a*", "[ab]", ".", "a.b",
		"\\d", "^a|b$", "a{2}", "(a", "a)", "(?i)a", ".*a", "(a.*)b",
		"\\bx", "a$b" };

	(void)state;
	arena = mw_arena_new();
	assert_string_equal(words("GET|POST"), "GET POST");
	assert_string_equal(words("^/v1\\.0$"), "/v1.0");
	assert_string_equal(words("/(?:a|b)/c?"), "/a/c /a/ /b/c /b/");
	assert_string_equal(words("/a(/.*)?|"), "/a/* /a ");
	assert_string_equal(words(".*"), "*");
	for (size_t i = 0; i < MW_LEN(hard); i++)
		if (words(hard[i]) != NULL)
			fail_msg("'%s' is taken as %s", hard[i],
			    words(hard[i]));
	assert_null(words("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)"));
	mw_arena_free(arena);
}

/* ---- routes at random ---------------------------------------------------- */

static struct mw_matcher
matcher(void)
{
	static const char *const texts[] = { "a", "b", "ab", "" };
	static const char *const regexes[] = { "a|b", "a(b|)", "b?", "a.*",
		"[ab]+" };
	struct mw_matcher m = { .kind = any(8) == 0 ? MW_MATCH_REGEX :
		any(4) == 0 ? MW_MATCH_PRESENT : any(3) == 0 ? MW_MATCH_PREFIX
		: MW_MATCH_EXACT, .text = ANY_OF(texts) };
	const char *error;

	if (m.kind == MW_MATCH_REGEX) {
		m.text = ANY_OF(regexes);
		m.regex = mw_regex_compile(arena, m.text, &error);
	}
	m.len = strlen(m.text);
	return m;
}

static struct mw_route_entry
route(void)
{
	static const char *const names[] = { "x", "y", ":method", "accept" };
	static const char *const paths[] = { "/", "/a", "/a/b" };
	struct mw_route_entry r = { .path = ANY_OF(paths),
		.path_kind = any(3) == 0 ? MW_PATH_EXACT : MW_PATH_PREFIX };
	struct mw_header_match *h = MW_NEW_ARRAY(arena,
	    struct mw_header_match, 3);
	struct mw_query_match *q = MW_NEW_ARRAY(arena,
	    struct mw_query_match, 1);

	r.path_len = strlen(r.path);
	r.headers = h;
	r.query = q;
	r.n_headers = any(4);
	for (size_t i = 0; i < r.n_headers; i++) {
		h[i].name = names[any(3) == 0 ? any(4) : 0];
		h[i].value = matcher();
		h[i].invert = any(2) == 0;
		h[i].missing_as_empty = any(6) == 0;
	}
	r.n_query = any(4) == 0;
	q[0].name = "q";
	q[0].value = matcher();
	return r;
}

static struct mw_http
request(const char *path)
{
	static const char *const values[] = { "a", "b", "ab", "abc", "", "c",
		"a,b" };
	static const char *const names[] = { "x", "y", "accept" };
	struct mw_http rq = { .method = ANY_OF(values), .scheme = "http",
		.authority = "h" };

	rq.path = any(2) == 0 ? path : mw_arena_printf(arena, "%s?q=%s", path,
	    ANY_OF(values));
	for (unsigned i = any(5); i > 0; i--)
		mw_header_add(&rq.headers, arena, names[any(3) == 0 ? any(3)
		    : 0], ANY_OF(values));
	return rq;
}

/* A table of which the last route is said to get nothing gives it nothing. */
static bool
check_table(struct mw_walk *w)
{
	struct mw_route_entry all[7];
	size_t n = 1 + any(MW_LEN(all) - 1);
	struct mw_walk_routes earlier = { 0 }, by = { 0 };
	struct mw_virtual_host vh = { .routes = all, .n_routes = n + 1 };
	const char *path;

	for (size_t i = 0; i <= n; i++)
		all[i] = route();
	earlier.v = MW_NEW_ARRAY(arena, const struct mw_route_entry *, n);
	for (; earlier.n < n; earlier.n++)
		earlier.v[earlier.n] = &all[earlier.n];
	if (!mw_walk_union(w, &earlier, &all[n], &by))
		return false;
	path = all[n].path_kind == MW_PATH_EXACT ? all[n].path
	    : mw_arena_printf(arena, "%s/c", all[n].path);
	for (unsigned i = 0; i < 400; i++) {
		struct mw_http rq = request(path);

		if (mw_route_match(&vh, &rq, NULL, arena, NULL) == &all[n])
			fail_msg("seed %u: a request gets there", seed);
	}
	return true;
}

static void
no_request_gets_through(void **state)
{
	unsigned yes = 0;

	(void)state;
	seed = 1;
	for (unsigned i = 0; i < 6000; i++) {
		struct mw_walk w = { .budget = 1000000 };

		arena = mw_arena_new();
		w.arena = arena;
		yes += check_table(&w);
		mw_arena_free(arena);
	}
	assert_in_range(yes, 300, 5700);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions_are_lists),
		cmocka_unit_test(no_request_gets_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
