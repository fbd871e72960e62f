/*
 * test-envoy-http.c - hosts, routes, redirects and rewrites, rule by rule
 * (R69-R89, R167-R189).
 */
#include "envoy-world.h"

/* ---- matching (R69-R80) -------------------------------------------------- */

static void
test_path(void **state)
{
	static const struct mw_route_entry routes[] = {
		{ AT(MW_PATH_EXACT, "/exact"), TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/foo"), TO(to_a) },
		{ AT(MW_PATH_REGEX, "/re/[0-9]+"), TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/Case"), .ignore_case = true, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/CASEX"), .ignore_case = true, TO(to_b) },
		{ AT(MW_PATH_SEPARATED_PREFIX, "/sep"), TO(to_a) },
		{ AT(MW_PATH_EXACT, ""), TO(to_b) },
		{ AT(MW_PATH_PREFIX, "x"), TO(to_b) },
		{ AT(MW_PATH_REGEX, "(?i)/any"), TO(to_b) },
	};
	static const struct row rows[] = {
		{ .host = "x", .path = "/exact", .want = "a x /exact" },
		{ .host = "x", .path = "/exact?q=1", .want = "a x /exact?q=1" },
		{ .host = "x", .path = "/exact/",
		  .want = "404 route_not_found NR" },
		{ .host = "x", .path = "/foobar", .want = "a x /foobar" },
		{ .host = "x", .path = "/FOO",
		  .want = "404 route_not_found NR" },
		{ .host = "x", .path = "/re/12", .want = "a x /re/12" },
		{ .host = "x", .path = "/re/12a",
		  .want = "404 route_not_found NR" },
		{ .host = "x", .path = "/re/1?x", .want = "a x /re/1?x" },
		{ .host = "x", .path = "/cAsEs", .want = "a x /cAsEs" },
		{ .host = "x", .path = "/sep", .want = "a x /sep" },
		{ .host = "x", .path = "/sep/y", .want = "a x /sep/y" },
		{ .host = "x", .path = "/sepy",
		  .want = "404 route_not_found NR" },
		{ .host = "x", .path = "/ANY", .want = "b x /ANY" },
		{ .host = "x", .path = "/x/../exact", .want = "a x /exact" },
		{ .host = "x", .path = "/exact#y", .want = "a x /exact" },
		{ .host = "x", .path = "/", .want = "404 route_not_found NR" },
	};
	const struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, rows, MW_LEN(rows));
}

static void
test_headers(void **state)
{
	static const struct mw_header_match
	    is_2[] = { { .name = "x", .value = EXACT("2") } },
	    accept[] = { { .name = "accept", .value = EXACT("a,b") } },
	    empty[] = { { .name = "e", .value = EXACT("") } },
	    any[] = { { .name = "any", .value = REGEX(".*") } },
	    there[] = { { .name = "there", .value = PRESENT } },
	    method[] = { { .name = ":method", .value = EXACT("POST") } },
	    host[] = { { .name = "host", .value = EXACT("foo.com") } },
	    query[] = { { .name = ":path", .value = REGEX(".*\\?.*z=1") } },
	    two[] = { { .name = "t1", .value = PREFIX("a") },
	        { .name = "t2", .value = PREFIX("b") } };
	static const struct mw_route_entry routes[] = {
		{ ANY, HEADERS(is_2), TO(to_a) },
		{ ANY, HEADERS(accept), TO(to_a) },
		{ ANY, HEADERS(empty), TO(to_a) },
		{ ANY, HEADERS(any), TO(to_a) },
		{ ANY, HEADERS(there), TO(to_a) },
		{ ANY, HEADERS(method), TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/host"), HEADERS(host), TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/q"), HEADERS(query), TO(to_a) },
		{ ANY, HEADERS(two), TO(to_a) },
		{ ANY, TO(to_b) },
	};
	static const struct row rows[] = {
		{ .host = "x", .path = "/", .want = "b x /" },
		{ NULL, "x", "/", "x: 2", "a x /", NULL, NULL },
		{ NULL, "x", "/", "x: 1\nx: 2", "a x /", NULL, NULL },
		{ NULL, "x", "/", "x: 1,2", "b x /", NULL, NULL },
		{ NULL, "x", "/", "accept: a\naccept: b", "a x /", NULL, NULL },
		{ NULL, "x", "/", "accept: a", "b x /", NULL, NULL },
		{ NULL, "x", "/", "e:", "a x /", NULL, NULL },
		{ NULL, "x", "/", "e: 1", "b x /", NULL, NULL },
		{ NULL, "x", "/", "any:", "a x /", NULL, NULL },
		{ NULL, "x", "/", "there:", "a x /", NULL, NULL },
		{ "POST", "x", "/", NULL, "a x /", NULL, NULL },
		{ NULL, "foo.com", "/host", NULL, "a foo.com /host", NULL,
		  NULL },
		/* T8 */
		{ NULL, "foo.com:8080", "/host", NULL, "b foo.com:8080 /host",
		  NULL, NULL },
		{ NULL, "FOO.com", "/host", NULL, "b FOO.com /host", NULL,
		  NULL },
		{ NULL, "x", "/q?a&z=1", NULL, "a x /q?a&z=1", NULL, NULL },
		{ NULL, "x", "/", "t1: ax\nt2: b", "a x /", NULL, NULL },
		{ NULL, "x", "/", "t1: ax", "b x /", NULL, NULL },
	};
	const struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, rows, MW_LEN(rows));
}

/* R74: a table of conditions, each asked without, with an empty and with a
 * filled header; y is a match. */
static void
test_without_headers(void **state)
{
	static const struct {
		struct mw_matcher value;
		bool missing_as_empty;
		const char *want;
	} table[] = {
		{ PRESENT, false, "ynn" },
		{ EXACT("v"), true, "yyn" },
		{ EXACT(""), true, "nny" },
		{ PREFIX("v"), true, "yyn" },
		{ REGEX(".*"), true, "nnn" },
		{ REGEX("v.*"), true, "yyn" },
	};
	static const char *const headers[] = { "", "x:", "x: v" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(table); i++) {
		const struct mw_header_match h = { .name = "x",
			.value = table[i].value, .invert = true,
			.missing_as_empty = table[i].missing_as_empty };
		const struct mw_route_entry routes[] = {
			{ ANY, .headers = &h, .n_headers = 1, TO(to_a) },
			{ ANY, TO(to_b) } };
		const struct world w = { ROUTES(routes) };

		for (size_t j = 0; j < MW_LEN(headers); j++) {
			const struct row row = { .host = "x", .path = "/",
				.headers = headers[j],
				.want = table[i].want[j] == 'y' ? "a x /"
								: "b x /" };

			check(&w, &row, 1);
		}
	}
}

/* R73: inverted over several lines. */
static void
test_without_lines(void **state)
{
	static const struct mw_header_match h[] = { { .name = "x",
		.value = EXACT("2"), .invert = true,
		.missing_as_empty = true } };
	static const struct mw_header_match joined_h[] = { { .name = "x",
		.value = EXACT("1,2"), .invert = true,
		.missing_as_empty = true } };
	static const struct mw_route_entry routes[] = {
		{ ANY, HEADERS(h), TO(to_a) }, { ANY, TO(to_b) } };
	static const struct mw_route_entry other[] = {
		{ ANY, HEADERS(joined_h), TO(to_a) }, { ANY, TO(to_b) } };
	static const struct row no = { .host = "x", .path = "/",
		.headers = "x: 1\nx: 2", .want = "b x /" };
	static const struct row yes = { .host = "x", .path = "/",
		.headers = "x: 1\nx: 2", .want = "a x /" };
	const struct world w = { ROUTES(routes) }, w2 = { ROUTES(other) };

	(void)state;
	check(&w, &no, 1);
	check(&w2, &yes, 1);
}

static void
test_query(void **state)
{
	static const struct mw_query_match
	    one[] = { { .name = "k", .value = EXACT("1") } },
	    empty[] = { { .name = "e", .value = EXACT("") } },
	    there[] = { { .name = "p", .value = PRESENT } },
	    raw[] = { { .name = "r", .value = EXACT("a%20b") } };
	static const struct mw_route_entry routes[] = {
		{ ANY, .query = one, .n_query = 1, TO(to_a) },
		{ ANY, .query = empty, .n_query = 1, TO(to_a) },
		{ ANY, .query = there, .n_query = 1, TO(to_a) },
		{ ANY, .query = raw, .n_query = 1, TO(to_a) },
		{ ANY, TO(to_b) },
	};
	static const struct row rows[] = {
		{ .host = "x", .path = "/?k=1", .want = "a x /?k=1" },
		{ .host = "x", .path = "/?K=1", .want = "b x /?K=1" },
		{ .host = "x", .path = "/?k=2&k=1", .want = "b x /?k=2&k=1" },
		{ .host = "x", .path = "/?k=1&k=2", .want = "a x /?k=1&k=2" },
		{ .host = "x", .path = "/?j&k=1", .want = "a x /?j&k=1" },
		{ .host = "x", .path = "/?j;k=1", .want = "b x /?j;k=1" },
		{ .host = "x", .path = "/?k=1;j", .want = "b x /?k=1;j" },
		{ .host = "x", .path = "/?k=1=", .want = "b x /?k=1=" },
		{ .host = "x", .path = "/?e", .want = "a x /?e" },
		{ .host = "x", .path = "/?e=", .want = "a x /?e=" },
		{ .host = "x", .path = "/?p=9", .want = "a x /?p=9" },
		{ .host = "x", .path = "/?pp=9", .want = "b x /?pp=9" },
		{ .host = "x", .path = "/?r=a%20b", .want = "a x /?r=a%20b" },
		{ .host = "x", .path = "/?r=a+b", .want = "b x /?r=a+b" },
		{ .host = "x", .path = "/?", .want = "b x /?" },
		{ .host = "x", .path = "/?&&k=1", .want = "a x /?&&k=1" },
	};
	const struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, rows, MW_LEN(rows));
}

/* R75, S101, S102: claims are asked of mw_route_match itself. */
static void
test_claims(void **state)
{
	static const char *const group[] = { "a", "group" };
	static const struct {
		const char *json;
		bool plain, inverted;
	} table[] = {
		{ NULL, false, true },
		{ "{}", false, true },
		{ "{\"a\":{\"group\":\"ops\"}}", true, false },
		{ "{\"a\":{\"group\":[\"dev\",\"ops\"]}}", true, false },
		{ "{\"a\":{\"group\":[\"dev\",1]}}", false, true },
		{ "{\"a\":{\"group\":true}}", false, true },
		{ "{\"a\":\"ops\"}", false, true },
		{ "not json", false, true },
	};
	struct mw_http rq = { .method = "GET", .path = "/", .authority = "x" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(table); i++) {
		for (int invert = 0; invert < 2; invert++) {
			const struct mw_claim_match c = { .path = group,
				.n_path = 2, .value = EXACT("ops"),
				.invert = invert };
			const struct mw_route_entry r = { ANY, .claims = &c,
				.n_claims = 1 };
			const struct mw_virtual_host vh = { .routes = &r,
				.n_routes = 1 };
			bool got = mw_route_match(&vh, &rq, table[i].json,
			    arena, NULL) != NULL;

			assert_int_equal(got, invert ? table[i].inverted
						     : table[i].plain);
		}
	}
}

/* The loser's first failing clause is what the trace tells. */
static void
test_trace(void **state)
{
	static const struct mw_header_match h[] = {
		{ .name = "end-user", .value = EXACT("jason") } };
	static const struct mw_route_entry routes[] = {
		{ .name = "one", AT(MW_PATH_PREFIX, "/x"), TO(to_a) },
		{ .name = "two", ANY, HEADERS(h), TO(to_a) },
		{ .name = "", ANY, TO(to_b) },
		{ .name = "", ANY, TO(to_b) },
	};
	const struct mw_virtual_host vh = { .routes = routes, .n_routes = 4 };
	struct mw_steps log = { .arena = arena };
	struct mw_http rq = { .method = "GET", .path = "/y",
		.authority = "x" };

	(void)state;
	mw_header_add(&rq.headers, arena, "end-user", "bob");
	assert_ptr_equal(mw_route_match(&vh, &rq, NULL, arena, &log),
	    &routes[2]);
	assert_int_equal(log.n, 7);
	assert_int_equal(log.v[0].verdict, MW_STEP_REJECTED);
	assert_string_equal(log.v[0].text, "route 'one'");
	assert_string_equal(log.v[0].field, "path");
	assert_string_equal(log.v[0].want, "begins with '/x'");
	assert_string_equal(log.v[0].have, "/y");
	/* the step has the clause that settled it, and each is below it */
	assert_int_equal(log.v[1].depth, 1);
	assert_int_equal(log.v[1].verdict, MW_STEP_REJECTED);
	assert_string_equal(log.v[1].field, "path");
	assert_int_equal(log.v[2].depth, 0);
	assert_string_equal(log.v[2].field, "header end-user");
	assert_string_equal(log.v[2].want, "is 'jason'");
	assert_string_equal(log.v[2].have, "bob");
	assert_string_equal(log.v[3].field, "header end-user");
	assert_int_equal(log.v[4].verdict, MW_STEP_CHOSEN);
	assert_string_equal(log.v[4].text, "route 3");
	assert_int_equal(log.v[5].depth, 1);
	assert_int_equal(log.v[6].verdict, MW_STEP_SKIPPED);
}

/* ---- hosts (R167-R169), methods and targets (R174, R188, R189) ----------- */

static void
test_host(void **state)
{
	static const struct mw_route_entry routes[] = { { ANY, TO(to_a) } };
	static const struct row rows[] = {
		{ .host = "foo.com", .path = "/", .want = "a foo.com /" },
		{ .host = "FOO.com", .path = "/", .want = "a FOO.com /" },
		{ .host = "foo.com:81", .path = "/", .want = "a foo.com:81 /" },
		{ .host = "x:", .path = "/", .want = "a x: /" },
		{ .host = " x ", .path = "/", .want = "a x /" },
		{ .host = "q.r.foo.com", .path = "/",
		  .want = "a q.r.foo.com /" },
		{ .host = "", .path = "/", .want = "a  /" },
		{ .host = "foo.com.", .path = "/",
		  .want = "404 route_not_found NR" },
		{ .host = ".foo.com", .path = "/",
		  .want = "404 route_not_found NR" },
		{ .host = "[::1]:80", .path = "/",
		  .want = "404 route_not_found NR" },
		{ .host = NULL, .path = "/", .want = "400 missing_host_header "
		  "-" },
		{ .host = "a b", .path = "/",
		  .want = "400 http.invalid_authority DPE" },
		{ "get", "x", "/", NULL, "400 http1.codec_error DPE", NULL,
		  NULL },
		{ "FOO", "x", "/", NULL, "400 http1.codec_error DPE", NULL,
		  NULL },
		{ "CONNECT", "x", "a:80", NULL, "404 route_not_found NR", NULL,
		  NULL },
		{ "OPTIONS", "x", "*", NULL, "404 absolute_path_rejected -",
		  NULL, NULL },
		{ NULL, "x", "*", NULL, "400 http1.invalid_url DPE", NULL,
		  NULL },
		{ NULL, "x", "nopath", NULL, "400 http1.codec_error DPE", NULL,
		  NULL },
		{ NULL, "x", "/\xc3\xa9", NULL, "400 http1.codec_error DPE",
		  NULL, NULL },
		{ NULL, "x", "/%00", NULL, "400 path_normalization_failed -",
		  NULL, NULL },
		{ NULL, "q", "http://foo.com/y?z", NULL, "a foo.com /y?z",
		  NULL, NULL },
		{ NULL, "q", "http://u@foo.com", NULL, "a foo.com /", NULL,
		  NULL },
		{ NULL, "q", "http://foo.com?z", NULL,
		  "404 absolute_path_rejected -", NULL, NULL },
		{ NULL, "q", "https://foo.com/y", NULL, "a foo.com /y", NULL,
		  NULL },
		{ NULL, "q", "ftp://foo.com/y", NULL,
		  "400 http1.invalid_scheme DPE", NULL, NULL },
		{ "QUERY", "x", "/", NULL, "400 query_missing_content_type -",
		  NULL, NULL },
		{ "QUERY", "x", "/", "content-type: a", "a x /", NULL, NULL },
	};
	static const struct row plain = { .host = "q",
		.path = "https://foo.com/y",
		.want = "403 http1.https_url_on_plaintext_connection DPE" };
	static const struct row h2 = { .method = "foo", .host = "x",
		.path = "/", .want = "a x /" };
	struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, rows, MW_LEN(rows));
	w.gateway = true;
	check(&w, &plain, 1);
	w.http2 = true;
	check(&w, &h2, 1);
}

/* ---- redirects and direct responses (R81-R85) ---------------------------- */

struct redirect_row {
	struct mw_redirect_action action;
	const char *host, *path, *location;
	bool tls;
};

static void
test_redirect(void **state)
{
	static const struct redirect_row rows[] = {
		{ { .scheme = "https" }, "foo.com:80", "/a?x=1",
		  "https://foo.com/a?x=1", false },
		{ { .scheme = "https" }, "foo.com:8080", "/a",
		  "https://foo.com:8080/a", false },
		{ { .scheme = "https", .port = 8443 }, "foo.com:8080", "/a",
		  "https://foo.com:8443/a", false },
		{ { .path = "/v2" }, "foo.com", "/v1/x?q=1",
		  "http://foo.com/v2?q=1", false },
		{ { .path = "/v2?z=2" }, "foo.com", "/v1/x?q=1",
		  "http://foo.com/v2?z=2", false },
		{ { .host = "bar.com" }, "foo.com:8080", "/a",
		  "http://bar.com/a", false },
		{ { .prefix_rewrite = "/new" }, "foo.com", "/old/x?q=1",
		  "http://foo.com/new/x?q=1", false },
		{ { .https = true }, "foo.com", "/old", "https://foo.com/old",
		  false },
		{ { .scheme = "http" }, "foo.com:443", "/a",
		  "http://foo.com/a", true },
		{ { .host = "x" }, "foo.com", "/a", "https://x/a", true },
		{ { .path = "%PREFIX()%/x" }, "foo.com", "/a",
		  "http://foo.com/%PREFIX()%/x", false },
		{ { .prefix_rewrite = "new" }, "foo.com", "/old/x",
		  "http://foo.com/new/x", false },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(rows); i++) {
		static const struct mw_header_value set[] = {
			{ .name = "x-r", .value = "1",
			  .action = MW_HEADER_OVERWRITE } };
		struct mw_redirect_action action = rows[i].action;
		const struct mw_route_entry routes[] = {
			{ AT(MW_PATH_PREFIX, "/old"),
			  .action = MW_ACTION_REDIRECT, .redirect = &action,
			  .response = { SET(set) } },
			{ ANY, .action = MW_ACTION_REDIRECT,
			  .redirect = &action, .response = { SET(set) } } };
		const struct world w = { ROUTES(routes), .gateway = true,
			.tls = rows[i].tls };
		const struct row row[] = {
			{ .host = rows[i].host, .path = rows[i].path,
			  .want = "302 direct_response -",
			  .header = "location", .value = rows[i].location },
			{ .host = rows[i].host, .path = rows[i].path,
			  .want = "302 direct_response -",
			  .header = "x-r", .value = "1" } };

		action.code = 302;
		check(&w, row, 2);
	}
}

static void
test_require_tls(void **state)
{
	static const struct mw_route_entry routes[] = { { ANY, TO(to_a) } };
	static const struct row rows[] = {
		{ .host = "foo.com:80", .path = "/a?x",
		  .want = "301 direct_response -", .header = "location",
		  .value = "https://foo.com:80/a?x" },
		/* before any route, and at a gateway nobody is believed */
		{ .host = "foo.com", .path = "/a",
		  .headers = "x-forwarded-proto: https",
		  .want = "301 direct_response -" },
	};
	static const struct row tls = { .host = "foo.com", .path = "/a",
		.want = "a foo.com /a" };
	static const struct row hop = { .host = "foo.com", .path = "/a",
		.headers = "x-forwarded-proto: https", .want = "a foo.com /a" };
	struct world w = { ROUTES(routes), .gateway = true,
		.require_tls = true };

	(void)state;
	check(&w, rows, MW_LEN(rows));
	w.hops = 1;
	check(&w, &hop, 1);
	w.tls = true;
	w.hops = 0;
	check(&w, &tls, 1);
}

static void
test_direct_response(void **state)
{
	static const struct mw_direct_response_action
	    teapot = { .status = 418, .body = "tea", .body_len = 3 },
	    created = { .status = 201, .body = "x", .body_len = 1 },
	    nothing = { .status = 204, .body = "x", .body_len = 1 };
	static const struct mw_route_entry routes[] = {
		{ AT(MW_PATH_EXACT, "/tea"), .direct_response = &teapot,
		  .action = MW_ACTION_DIRECT_RESPONSE },
		{ AT(MW_PATH_EXACT, "/new"), .direct_response = &created,
		  .action = MW_ACTION_DIRECT_RESPONSE },
		{ ANY, .direct_response = &nothing,
		  .action = MW_ACTION_DIRECT_RESPONSE },
	};
	static const struct row rows[] = {
		{ .host = "x", .path = "/tea", .want = "418 direct_response -",
		  .header = "location", .value = NULL },
		{ .host = "x", .path = "/new", .want = "201 direct_response -",
		  .header = "location", .value = "http://x/new" },
		{ .host = "x", .path = "/", .want = "204 direct_response -" },
	};
	const struct world w = { ROUTES(routes) };
	struct mw_http_decision d;

	(void)state;
	check(&w, rows, MW_LEN(rows));
	ask(&w, &rows[0], NULL, &d);
	assert_string_equal(d.body, "tea");
	ask(&w, &rows[2], NULL, &d);
	assert_null(d.body);
	assert_null(d.cluster_name);
}

/* ---- rewrites (R86-R88, T1, T2) ------------------------------------------ */

static void
test_rewrite(void **state)
{
	static const struct mw_header_match h[] = {
		{ .name = "x", .value = EXACT("1") } };
	static const struct mw_route_entry routes[] = {
		{ AT(MW_PATH_PREFIX, "/api"), .prefix_rewrite = "/", TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/foo/"), .prefix_rewrite = "/",
		  TO(to_a) },
		{ ANY, HEADERS(h), .prefix_rewrite = "/v2", TO(to_a) },
		{ AT(MW_PATH_REGEX, "/old/.*"), .prefix_rewrite = "/new",
		  TO(to_a) },
		{ AT(MW_PATH_EXACT, "/exact"), .prefix_rewrite = "/e2",
		  TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/qm"), .prefix_rewrite = "/x?a=b",
		  TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/CaSe"), .ignore_case = true,
		  .prefix_rewrite = "/c", TO(to_a) },
		{ AT(MW_PATH_PREFIX, "/host"), .host_rewrite = "new.host",
		  TO(to_a) },
	};
	static const struct row rows[] = {
		{ .host = "x", .path = "/apiary/x", .want = "a x /ary/x",
		  .header = "x-envoy-original-path", .value = "/apiary/x" },
		{ .host = "x", .path = "/api/x", .want = "a x //x" },
		{ .host = "x", .path = "/api?q=1", .want = "a x /?q=1" },
		{ .host = "x", .path = "/foo/bar", .want = "a x /bar" },
		{ .host = "x", .path = "/foo",
		  .want = "404 route_not_found NR" },
		{ NULL, "x", "/foo", "x: 1", "a x /v2foo", NULL, NULL },
		{ .host = "x", .path = "/old/a/b?z=1", .want = "a x /new?z=1" },
		{ .host = "x", .path = "/exact?z", .want = "a x /e2?z" },
		{ .host = "x", .path = "/qm/z?c=d",
		  .want = "a x /x?a=b/z?c=d" },
		{ .host = "x", .path = "/cAsE/q", .want = "a x /c/q" },
		{ .host = "x", .path = "/host", .want = "a new.host /host",
		  .header = "x-envoy-original-host", .value = "x" },
	};
	const struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, rows, MW_LEN(rows));
}

static void
test_regex_rewrite(void **state)
{
	struct mw_route_entry routes[] = {
		{ AT(MW_PATH_PREFIX, "/banana"), .regex_substitution = "b",
		  TO(to_a) },
		{ ANY, .regex_substitution = "\\2/i/\\1", TO(to_a) } };
	static const struct row rows[] = {
		{ .host = "x", .path = "/banana?a=1",
		  .want = "a x /bbnbnb?a=1" },
		{ .host = "x", .path = "/service/foo/v1",
		  .want = "a x /v1/i/foo" },
		{ .host = "x", .path = "/other", .want = "a x /other",
		  .header = "x-envoy-original-path", .value = "/other" },
	};
	const struct world w = { ROUTES(routes) };

	(void)state;
	routes[0].regex_rewrite = mw_regex_compile(arena, "a", NULL);
	routes[1].regex_rewrite = mw_regex_compile(arena,
	    "^/service/([^/]+)(/.*)$", NULL);
	check(&w, rows, MW_LEN(rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_path),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_without_headers),
		cmocka_unit_test(test_without_lines),
		cmocka_unit_test(test_query),
		cmocka_unit_test(test_claims),
		cmocka_unit_test(test_trace),
		cmocka_unit_test(test_host),
		cmocka_unit_test(test_redirect),
		cmocka_unit_test(test_require_tls),
		cmocka_unit_test(test_direct_response),
		cmocka_unit_test(test_rewrite),
		cmocka_unit_test(test_regex_rewrite),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
