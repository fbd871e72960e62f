/*
 * test-xds.c - host index, matchers, ranges, steps, finishing a proxy.
 */
#include "xds/print.h"
#include "xds/step.h"
#include "xds/xds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *
found(const struct mw_domain_index *ix, const char *host)
{
	const char *domain;
	const struct mw_virtual_host *vh = mw_domain_find(ix, host,
	    strlen(host), &domain);

	assert_true((vh != NULL) == (domain != NULL));
	return vh != NULL ? vh->name : "none";
}

static void
test_domains(void **state)
{
	static const char *const a[] = { "a.com", "*.B.com" },
	    *const b[] = { "*.a.b.com", "a.com" }, *const c[] = { "x.*" },
	    *const d[] = { "*" };
	const struct mw_virtual_host v[] = {
		{ .name = "A", .domains = a, .n_domains = 2 },
		{ .name = "B", .domains = b, .n_domains = 2 },
		{ .name = "C", .domains = c, .n_domains = 1 },
		{ .name = "D", .domains = d, .n_domains = 1 },
	};
	struct mw_arena *arena = mw_arena_new();
	const struct mw_domain_index *ix = mw_domain_index_new(arena, v, 4);

	(void)state;
	assert_string_equal(found(ix, "a.com"), "A");
	assert_string_equal(found(ix, "x.b.com"), "A");
	assert_string_equal(found(ix, "x.a.b.com"), "B");
	assert_string_equal(found(ix, "a.b.com"), "A");
	assert_string_equal(found(ix, ".b.com"), "D");
	assert_string_equal(found(ix, "b.com"), "D");
	assert_string_equal(found(ix, "x.org"), "C");
	assert_string_equal(found(ix, "x."), "D");
	assert_string_equal(found(ix, ""), "D");
	ix = mw_domain_index_new(arena, v, 3);
	assert_string_equal(found(ix, "b.com"), "none");
	ix = mw_domain_index_new(arena, NULL, 0);
	assert_string_equal(found(ix, "b.com"), "none");
	mw_arena_free(arena);
}

static bool
tested(enum mw_match_kind kind, const char *text, bool ignore_case,
    const char *s)
{
	const struct mw_matcher m = {
		.kind = kind,
		.text = text,
		.len = strlen(text),
		.ignore_case = ignore_case,
	};

	return mw_matcher_test(&m, s, s != NULL ? strlen(s) : 0);
}

static void
test_matchers(void **state)
{
	(void)state;
	assert_true(tested(MW_MATCH_EXACT, "ab", false, "ab"));
	assert_false(tested(MW_MATCH_EXACT, "ab", false, "AB"));
	assert_true(tested(MW_MATCH_EXACT, "ab", true, "AB"));
	assert_false(tested(MW_MATCH_EXACT, "ab", false, "abc"));
	assert_true(tested(MW_MATCH_EXACT, "", false, ""));
	assert_false(tested(MW_MATCH_EXACT, "", false, NULL));
	assert_true(tested(MW_MATCH_PREFIX, "ab", false, "abc"));
	assert_false(tested(MW_MATCH_PREFIX, "ab", false, "a"));
	assert_true(tested(MW_MATCH_SUFFIX, "bc", false, "abc"));
	assert_false(tested(MW_MATCH_SUFFIX, "bc", false, "c"));
	assert_true(tested(MW_MATCH_CONTAINS, "b", false, "abc"));
	assert_false(tested(MW_MATCH_CONTAINS, "d", false, "abc"));
	assert_true(tested(MW_MATCH_CONTAINS, "C", true, "abc"));
	assert_true(tested(MW_MATCH_PRESENT, "", false, ""));
	assert_false(tested(MW_MATCH_PRESENT, "", false, NULL));
	assert_false(tested(MW_MATCH_REGEX, "(", false, "("));
}

static void
test_matcher_words(void **state)
{
	struct mw_matcher m = { .kind = MW_MATCH_PREFIX, .text = "/a",
		.len = 2 };
	struct mw_buf out = { 0 };

	(void)state;
	mw_matcher_print(&m, &out);
	assert_string_equal(mw_buf_text(&out), "begins with '/a'");
	mw_buf_clear(&out);
	m = (struct mw_matcher){ .kind = MW_MATCH_EXACT, .text = "" };
	mw_matcher_print(&m, &out);
	assert_string_equal(mw_buf_text(&out), "is empty");
	mw_buf_release(&out);
}

static bool
in_range(const char *cidr, const char *ip)
{
	struct mw_cidr c;

	assert_true(mw_cidr_parse(cidr, &c));
	return mw_cidr_contains(&c, ip);
}

static void
test_cidr(void **state)
{
	struct mw_cidr c;

	(void)state;
	assert_true(in_range("10.1.2.3/8", "10.9.9.9"));
	assert_false(in_range("10.1.2.3/8", "11.9.9.9"));
	assert_true(in_range("0.0.0.0/0", "1.2.3.4"));
	assert_false(in_range("0.0.0.0/0", "::1"));
	assert_true(in_range("10.0.0.1", "10.0.0.1"));
	assert_false(in_range("10.0.0.1", "10.0.0.2"));
	assert_true(in_range("10.0.0.128/25", "10.0.0.200"));
	assert_false(in_range("10.0.0.128/25", "10.0.0.100"));
	assert_true(in_range("2001:db8::/33", "2001:db8:7fff::1"));
	assert_false(in_range("2001:db8::/33", "2001:db8:8000::1"));
	assert_false(in_range("::/0", "no address"));
	assert_false(mw_cidr_parse("10.0.0.1/33", &c));
	assert_false(mw_cidr_parse("10.0.0.1/", &c));
	assert_false(mw_cidr_parse("10.0.0.1/-1", &c));
	assert_false(mw_cidr_parse("10.0.0/8", &c));
	assert_false(mw_cidr_parse("", &c));
	assert_false(mw_cidr_parse(NULL, &c));
}

static void
test_steps(void **state)
{
	struct mw_steps log = { .arena = mw_arena_new() };
	struct mw_step *s;

	(void)state;
	assert_null(mw_step_add(NULL, MW_STAGE_ROUTE, MW_STEP_PASS, NULL, "x"));
	assert_null(mw_step_clause(NULL, MW_STAGE_ROUTE, MW_STEP_PASS, NULL, 1,
	    "f", "w", "h"));
	s = mw_step_add(&log, MW_STAGE_ROUTE, MW_STEP_CHOSEN, NULL, "route %s",
	    "v2");
	assert_string_equal(s->text, "route v2");
	s = mw_step_clause(&log, MW_STAGE_ROUTE, MW_STEP_REJECTED, NULL, 1,
	    "header x", "is '1'", NULL);
	assert_string_equal(s->want, "is '1'");
	assert_null(s->have);
	assert_int_equal(log.n, 2);
	assert_string_equal(mw_stage_name(MW_STAGE_EXT_AUTHZ), "ext_authz");
	assert_string_equal(mw_verdict_name(MW_STEP_FAIL), "fail");
	mw_arena_free(log.arena);
}

static void
fill(struct mw_proxy *p)
{
	static const char *const domains[] = { "a", "\"q\\\n" };
	static const struct mw_route_entry entries[] = {
		{ .name = "r1" }, { .name = NULL }
	};
	static const struct mw_virtual_host vhosts[] = { { .name = "vh",
	    .domains = domains, .n_domains = 2, .routes = entries,
	    .n_routes = 2 } };
	static const struct mw_route_config routes[] = {
		{ .name = "90", .vhosts = vhosts, .n_vhosts = 1 },
		{ .name = "80" }
	};
	static const struct mw_http_manager http = { .route_config = "90" };
	static const struct mw_filter_chain chains[] = { { .http = &http } };
	static const struct mw_listener listeners[] = {
		{ .name = "b", .chains = chains, .n_chains = 1 },
		{ .name = "a", .fallback = chains }
	};
	static const struct mw_cluster clusters[] = {
		{ .name = "z" }, { .name = "y", .port = 1 },
		{ .name = "y", .port = 2 }
	};

	*p = (struct mw_proxy){ .arena = mw_arena_new(),
		.listeners = listeners, .n_listeners = 2, .routes = routes,
		.n_routes = 2, .clusters = clusters, .n_clusters = 3 };
}

static void
test_finish(void **state)
{
	struct mw_proxy p;
	struct mw_buf out = { 0 };

	(void)state;
	fill(&p);
	mw_proxy_finish(&p);
	mw_proxy_outline(&p, &out);
	assert_string_equal(mw_buf_text(&out),
	    "{\"listeners\":[\"a\",\"b\"],\"route_configs\":{\"80\":[],"
	    "\"90\":[[\"vh\",[\"a\",\"\\\"q\\\\\\u000a\"],[\"r1\",\"\"]]]},"
	    "\"clusters\":[\"y\",\"y\",\"z\"]}");
	mw_buf_release(&out);
	assert_ptr_equal(mw_proxy_listener(&p, "b")->chains[0].http->routes,
	    mw_proxy_routes(&p, "90"));
	assert_ptr_equal(mw_proxy_listener(&p, "a")->fallback->http->routes,
	    mw_proxy_routes(&p, "90"));
	assert_int_equal(mw_proxy_cluster(&p, "y")->port, 1);
	assert_null(mw_proxy_cluster(&p, "x"));
	mw_arena_free(p.arena);
	mw_proxy_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_domains),
		cmocka_unit_test(test_matchers),
		cmocka_unit_test(test_matcher_words),
		cmocka_unit_test(test_cidr),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_finish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
