/*
 * test-validator.c - test cases of istio-config-validator.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "whatif/requests.h"

static const char world[] =
    "apiVersion: networking.istio.io/v1\n"
    "kind: VirtualService\n"
    "metadata: {name: a, namespace: n}\n"
    "spec:\n"
    "  hosts: [a.example.com]\n"
    "  http:\n"
    "  - match: [{uri: {prefix: /r}}]\n"
    "    redirect: {uri: /x}\n"
    "  - match: [{uri: {prefix: /q}, queryParams: {k: {exact: v}}}]\n"
    "    rewrite: {uri: /y}\n"
    "    route: [{destination: {host: q}}]\n"
    "  - match: [{uri: {prefix: /d}}]\n"
    "    timeout: 1s\n"
    "    rewrite: {uri: /root}\n"
    "    delegate: {name: b}\n"
    "  - route: [{destination: {host: s, port: {number: 80}}, weight: 100}]\n"
    "---\n"
    "apiVersion: networking.istio.io/v1\n"
    "kind: VirtualService\n"
    "metadata: {name: b, namespace: n}\n"
    "spec: {http: [{headers: {request: {remove: [x]}}, route: "
    "[{destination: {host: d}}]}]}\n";

#define CASE(uri, rest)                                                        \
	"testCases:\n"                                                         \
	"- description: d\n"                                                   \
	"  request: {authority: [a.example.com], method: [GET], uri: [" uri    \
	"]}\n"                                                                 \
	"  " rest "\n"
#define TO_S "route: [{weight: 100, destination: {port: {number: 80.0}, "     \
	"host: s}}]"

static const struct row {
	const char *what, *text;
	const char *misses;	/* their names, joined; "" passes */
} rows[] = {
	{ "the same, in another order", CASE("/", TO_S "\n  wantMatch: true"),
	    "" },
	{ "a weight that is left out is another", CASE("/", "route: "
	    "[{destination: {host: s, port: {number: 80}}}]\n  wantMatch: "
	    "true"), "route" },
	{ "not wanted", CASE("/", TO_S "\n  wantMatch: false"), "route" },
	{ "without wantMatch it is not wanted", CASE("/", TO_S), "route" },
	{ "keys without case", "TESTCASES:\n- Request: {AUTHORITY: "
	    "[a.example.com], Method: [GET], URI: [/]}\n  WANTmatch: true\n"
	    "  " TO_S "\n", "" },
	{ "a redirect, and no route", CASE("/r/1", "redirect: {uri: /x}\n"
	    "  route: [{destination: {host: s}}]\n  wantMatch: true"),
	    "route" },
	{ "each must differ", CASE("/r/1", "redirect: {uri: /x}\n  route: "
	    "[{destination: {host: s}}]"), "redirect" },
	{ "a query counts", CASE("'/q?k=v'", "rewrite: {uri: /y}\n"
	    "  wantMatch: true"), "" },
	{ "and without it", CASE("/q", "rewrite: {uri: /y}\n  wantMatch: "
	    "true"), "rewrite" },
	{ "a delegate, with what its root says", CASE("/d/1", "delegate: "
	    "{name: b}\n  headers: {request: {remove: [x]}}\n  rewrite: "
	    "{uri: /root}\n  wantMatch: true"), "" },
	{ "another delegate", CASE("/d/1", "delegate: {name: c}\n"
	    "  wantMatch: true"), "delegate" },
	{ "nothing takes it", "testCases: [{request: {authority: "
	    "[b.example.com], method: [GET], uri: [/]}, wantMatch: true, "
	    TO_S "}]", "route" },
	{ "nothing is said", CASE("/", "wantMatch: true"), "" },
};

static void
test_rows(void **state)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load_text("test", world,
	    strlen(world), &options);
	struct mw_session *s = mw_session_new(m, NULL);

	(void)state;
	for (size_t i = 0; i < MW_LEN(rows); i++) {
		struct mw_arena *a = mw_arena_new();
		const struct mw_kept_list *l = mw_kept_read(a, "t",
		    rows[i].text, strlen(rows[i].text));
		const struct mw_miss *misses;
		struct mw_buf got = { 0 };
		size_t n;

		assert_true(mw_kept_looks_so(rows[i].text,
		    strlen(rows[i].text)));
		if (l->errors.n > 0)
			fail_msg("%s: %s", rows[i].what, l->errors.v[0].text);
		assert_int_equal(l->n, 1);
		n = mw_expect_check(&l->v[0], mw_session_send(s,
		    mw_kept_request(&l->v[0], m, a), a, true), a, &misses);
		for (size_t k = 0; k < n; k++)
			mw_buf_printf(&got, "%s%s", k > 0 ? " " : "",
			    misses[k].what);
		if (strcmp(mw_buf_text(&got), rows[i].misses) != 0)
			print_error("%s\n", rows[i].what);
		assert_string_equal(mw_buf_text(&got), rows[i].misses);
		mw_buf_release(&got);
		mw_arena_free(a);
	}
	mw_session_free(s);
	mw_mesh_free(m);
}

/* Each with each, URIs first; documents of another sort are passed over. */
static void
test_combinations(void **state)
{
	static const char text[] =
	    "kind: VirtualService\n"
	    "---\n"
	    "testCases:\n"
	    "- request: {authority: ['a:81', b], method: [GET, PUT], uri: "
	    "[/1, 2], headers: {X-A: 7}, scheme: https, queryParams: {q: v, "
	    "r: }}\n"
	    "---\n"
	    "testCases:\n"
	    "- {description: last, request: {authority: [c], method: [GET], "
	    "uri: [/]}}\n";
	struct mw_arena *a = mw_arena_new();
	const struct mw_kept_list *l = mw_kept_read(a, "t", text,
	    strlen(text));
	const struct mw_request *r;

	(void)state;
	assert_int_equal(l->errors.n, 0);
	assert_int_equal(l->n, 9);
	assert_string_equal(l->v[0].name, "case 1: GET a:81/1?q=v&r=");
	assert_string_equal(l->v[5].name, "case 1: PUT a:81/2?q=v&r=");
	assert_string_equal(l->v[8].name, "last: GET c/");
	r = l->v[0].request;
	assert_string_equal(r->to, "a");
	assert_int_equal(r->port, 81);
	assert_int_equal(r->scheme, MW_SCHEME_HTTPS);
	assert_int_equal(r->n_headers, 1);
	assert_string_equal(r->headers[0].name, "X-A");
	assert_string_equal(r->headers[0].value, "7");
	assert_int_equal(l->v[8].span.line, 7);
	mw_arena_free(a);
}

static void
test_errors(void **state)
{
	static const char *const texts[] = { "testCases: [1]",
		"testCases: [{}]", "testCases: [{request: []}]",
		"testCases: [{request: {authority: [a], method: [G]}}]",
		"testCases: [{request: {authority: [a], method: [], uri: "
		"[/]}}]", "testCases: [{request: {authority: [''], method: "
		"[G], uri: [/]}}]", "testCases: [{isMatch: true, request: "
		"{authority: [a], method: [G], uri: [/]}}]",
		"testCases: [{request: {authority: [a], method: [G], uri: "
		"[/], host: x}}]" };
	struct mw_arena *a = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(texts); i++) {
		const struct mw_kept_list *l = mw_kept_read(a, "t", texts[i],
		    strlen(texts[i]));

		if (l->errors.n == 0 || l->n > 0)
			fail_msg("%s", texts[i]);
		assert_int_equal(l->errors.v[0].span.line, 1);
	}
	assert_false(mw_kept_looks_so("testCases: x", 12));
	mw_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_combinations),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
