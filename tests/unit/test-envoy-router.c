/*
 * test-envoy-router.c - header operations, branches, the manager's headers,
 * faults, CORS and failures, rule by rule (R93-R109, R179-R191, S225).
 */
#include "envoy-world.h"

static const struct mw_weighted_cluster to_ring[] = { { .name = "ring" } };
static const struct mw_weighted_cluster to_none[] = { { .name = "none" } };

/* ---- header operations (R99, R100, R179, T29) ---------------------------- */

static void
test_operations(void **state)
{
	static const struct mw_header_value set[] = {
		{ .name = "empty", .value = "", .action = MW_HEADER_OVERWRITE },
		{ .name = "gone", .value = "back",
		  .action = MW_HEADER_OVERWRITE },
		{ .name = "path", .value = "%REQ(:path)% %REQ(no?HOST)%",
		  .action = MW_HEADER_OVERWRITE },
		{ .name = "percent", .value = "100%% %REQ(gone)%%NOT_KNOWN%",
		  .action = MW_HEADER_OVERWRITE },
		{ .name = "s", .value = "set", .action = MW_HEADER_OVERWRITE },
		{ .name = "nothing", .value = "%REQ(no)%",
		  .action = MW_HEADER_APPEND },
		{ .name = "s", .value = "add", .action = MW_HEADER_APPEND },
		{ .name = "x-forwarded-for", .value = "9.9.9.9",
		  .action = MW_HEADER_APPEND },
		{ .name = "z", .value = "%REQ(z):2%",
		  .action = MW_HEADER_APPEND },
	};
	static const char *const removed[] = { "gone", "r" };
	static const struct mw_route_entry routes[] = {
		{ AT(MW_PATH_PREFIX, "/a"), .request = { .set = set,
		  .n_set = MW_LEN(set), .remove = removed, .n_remove = 2 },
		  .prefix_rewrite = "/b", .host_rewrite = "h", TO(to_a) } };
	static const struct row rows[] = {
		{ NULL, "x", "/a", "empty: 1", "a h /b", "empty", "1" },
		{ NULL, "x", "/a", "gone: 1", "a h /b", "gone", "back" },
		{ NULL, "x", "/a", "r: 1\nr: 2", "a h /b", "r", NULL },
		{ NULL, "x", "/a?q", NULL, "a h /b?q", "path", "/a?q x" },
		{ NULL, "x", "/a", "gone: 1", "a h /b", "percent",
		  "100% %NOT_KNOWN%" },
		{ NULL, "x", "/a", "s: 1\ns: 2", "a h /b", "s", "set,add" },
		{ NULL, "x", "/a", NULL, "a h /b", "nothing", NULL },
		{ NULL, "x", "/a", "x-forwarded-for: 1.1.1.1", "a h /b",
		  "x-forwarded-for", "1.1.1.1,9.9.9.9" },
		{ NULL, "x", "/a", "z: 1234", "a h /b", "z", "1234,12" },
	};
	const struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, rows, MW_LEN(rows));
}

static void
test_weights(void **state)
{
	static const struct mw_header_value dest[] = {
		{ .name = "x", .value = "dest", .action = MW_HEADER_OVERWRITE },
		{ .name = "y", .value = "dest", .action = MW_HEADER_APPEND } },
	    route[] = {
		{ .name = "x", .value = "route",
		  .action = MW_HEADER_OVERWRITE },
		{ .name = "y", .value = "route", .action = MW_HEADER_APPEND } };
	static const struct mw_weighted_cluster split[] = {
		{ .name = "a", .weight = 1, .request = { SET(dest) },
		  .response = { SET(dest) }, .host_rewrite = "dest.host" },
		{ .name = "b", .weight = 3 },
		{ .name = "none", .weight = 1 } };
	static const struct mw_route_entry routes[] = {
		{ ANY, .weighted = true, TO(split), .request = { SET(route) },
		  .response = { SET(route) } } };
	static const struct row first[] = {
		{ NULL, "x", "/", NULL, "a dest.host /", "x", "route" },
		{ NULL, "x", "/", NULL, "a dest.host /", "y", "dest,route" },
		{ NULL, "x", "/", NULL, "a dest.host /", "<x", "route" },
		{ NULL, "x", "/", NULL, "a dest.host /", "<y", "dest,route" },
	};
	static const struct row second = { NULL, "x", "/", NULL, "b x /", "y",
		"route" };
	static const struct row third = { .host = "x", .path = "/",
		.want = "503 cluster_not_found NC", .header = "x",
		.value = "route" };
	struct world w = { ROUTES(routes) };
	struct mw_http_decision d;

	(void)state;
	check(&w, first, MW_LEN(first));
	w.branch = 1;
	check(&w, &second, 1);
	ask(&w, &second, NULL, &d);
	assert_int_equal(d.n_branches, 3);
	assert_int_equal(d.weight, 3);
	assert_int_equal(d.of, 5);
	w.branch = 2;
	check(&w, &third, 1);
	ask(&w, &third, NULL, &d);
	assert_string_equal(d.cluster_name, "none");
}

/* ---- the manager's headers (R181, R184, R190, S176) ---------------------- */

#define PEER "URI=spiffe://cluster.local/ns/x/sa/y"

static void
test_manager(void **state)
{
	static const struct mw_route_entry routes[] = { { ANY, TO(to_a) } };
	static const struct row gateway[] = {
		{ NULL, "x", "/", NULL, "a x /", "x-forwarded-for",
		  "10.0.0.9" },
		{ NULL, "x", "/", "x-forwarded-for: a, b", "a x /",
		  "x-forwarded-for", "a, b,10.0.0.9" },
		{ NULL, "x", "/", "x-forwarded-for: 1.2.3.4", "a x /",
		  "x-envoy-external-address", "10.0.0.9" },
		{ NULL, "x", "/", "x-forwarded-proto: https", "a x /",
		  "x-forwarded-proto", "http" },
		{ NULL, "x", "/", "x-envoy-original-path: /q", "a x /",
		  "x-envoy-original-path", NULL },
		{ NULL, "x", "/", "x-envoy-internal: true", "a x /",
		  "x-envoy-internal", NULL },
		{ NULL, "x", "/", "x-envoy-max-retries: 9", "a x /",
		  "x-envoy-max-retries", NULL },
		{ NULL, "x", "/", "x-envoy-attempt-count: 9", "a x /",
		  "x-envoy-attempt-count", "1" },
		{ NULL, "x", "/", "x-forwarded-client-cert: By=a", "a x /",
		  "x-forwarded-client-cert", NULL },
		{ NULL, "x", "/", "connection: close", "a x /", "connection",
		  NULL },
	};
	static const struct row sidecar[] = {
		{ NULL, "x", "/", "x-forwarded-for: 1.2.3.4", "a x /",
		  "x-forwarded-for", "1.2.3.4" },
		{ NULL, "x", "/", NULL, "a x /", "x-forwarded-for", NULL },
		{ NULL, "x", "/", NULL, "a x /", "x-forwarded-proto", "http" },
		{ NULL, "x", "/", "x-forwarded-proto: HTTPS", "a x /",
		  "x-forwarded-proto", "HTTPS" },
		{ NULL, "x", "/", "x-envoy-external-address: 1.1.1.1",
		  "a x /", "x-envoy-external-address", "1.1.1.1" },
		{ NULL, "x", "/", "x-envoy-original-path: /q", "a x /",
		  "x-envoy-original-path", "/q" },
		{ NULL, "x", "/", "x-envoy-retry-on: 5xx", "a x /",
		  "x-envoy-retry-on", NULL },
		{ NULL, "x", "/", "x-forwarded-host: q", "a x /",
		  "x-forwarded-host", "q" },
		{ NULL, "x", "/", "referer: https://a b", "a x /", "referer",
		  NULL },
		{ NULL, "x", "/", "referer: http://x/ y", "a x /", "referer",
		  "http://x/ y" },
		{ NULL, "x", "/", "referer: abc", "a x /", "referer", "abc" },
	};
	static const struct row sidecar_tls = { NULL, "x", "/",
		"x-forwarded-client-cert: By=a;URI=b", "a x /",
		"x-forwarded-client-cert",
		"By=a;URI=b,By=spiffe://cluster.local/ns/shop/sa/web;" PEER };
	static const struct row gateway_tls[] = {
		{ NULL, "x", "/", "x-forwarded-client-cert: By=a", "a x /",
		  "x-forwarded-client-cert",
		  "By=spiffe://cluster.local/ns/shop/sa/web;" PEER },
		{ NULL, "x", "/", NULL, "a x /", "x-forwarded-proto",
		  "https" },
	};
	static const struct row hop[] = {
		{ NULL, "x", "/", "x-forwarded-for: 1.1.1.1, 2.2.2.2",
		  "a x /", "x-envoy-external-address", "2.2.2.2" },
		{ NULL, "x", "/", "x-forwarded-for: 1.1.1.1, nonsense",
		  "a x /", "x-envoy-external-address", "10.0.0.9" },
		{ NULL, "x", "/", "x-forwarded-proto: https", "a x /",
		  "x-forwarded-proto", "https" },
	};
	struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, sidecar, MW_LEN(sidecar));
	w.tls = true;
	check(&w, &sidecar_tls, 1);
	w.gateway = true;
	check(&w, gateway_tls, MW_LEN(gateway_tls));
	w.tls = false;
	check(&w, gateway, MW_LEN(gateway));
	w.hops = 1;
	check(&w, hop, MW_LEN(hop));
}

static void
test_remote_address(void **state)
{
	static const struct {
		bool edge;
		int hops;
		const char *headers, *want;
	} table[] = {
		{ true, 0, "x-forwarded-for: 1.1.1.1", "10.0.0.9" },
		{ true, 1, "x-forwarded-for: 1.1.1.1,2.2.2.2", "2.2.2.2" },
		{ true, 2, "x-forwarded-for: 1.1.1.1,2.2.2.2", "1.1.1.1" },
		{ true, 3, "x-forwarded-for: 1.1.1.1,2.2.2.2", "10.0.0.9" },
		{ true, 2, "x-forwarded-for: 1.1.1.1\nx-forwarded-for: "
		  "2.2.2.2", "1.1.1.1" },
		{ false, 0, "x-forwarded-for: 1.1.1.1,2.2.2.2", "2.2.2.2" },
		{ false, 0, "x-forwarded-for: 1.1.1.1\nx-forwarded-for: ::1",
		  "::1" },
		{ false, 0, "x-forwarded-for: 1.1.1.1, x", "10.0.0.9" },
		{ false, 0, "x-forwarded-for:", "10.0.0.9" },
		{ false, 0, "", "10.0.0.9" },
	};
	struct mw_connection c = { .source_ip = "10.0.0.9" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(table); i++) {
		struct mw_http rq = { .headers = parse_headers(
			table[i].headers) };
		struct mw_http_input in = { .connection = &c, .request = &rq };
		struct mw_http_manager m = {
			.use_remote_address = table[i].edge,
			.xff_trusted_hops = table[i].hops };

		assert_string_equal(mw_remote_address(&m, MW_INBOUND, &in,
		    arena), table[i].want);
	}
}

/* ---- faults, CORS, timeouts, cookies, mirrors (R97, R101-R109) ----------- */

static void
test_fault(void **state)
{
	static const struct mw_fault_filter
	    all = { .abort = true, .abort_status = 503,
		.abort_fraction = { 1000000 } },
	    none = { .abort = true, .abort_status = 503 },
	    some = { .abort = true, .abort_status = 503,
		.abort_fraction = { 500000 } },
	    grpc = { .abort = true, .abort_grpc = true, .grpc_status = 14,
		.abort_fraction = { 1000000 } },
	    both = { .abort = true, .abort_status = 555,
		.abort_fraction = { 1000000 }, .delay = true,
		.delay_ns = 5000000, .delay_fraction = { 1000000 } },
	    delay = { .delay = true, .delay_ns = 5000000,
		.delay_fraction = { 1000000 } };
	static const struct mw_route_entry routes[] = {
		{ AT(MW_PATH_EXACT, "/all"), .fault = &all, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/none"), .fault = &none, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/some"), .fault = &some, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/grpc"), .fault = &grpc, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/both"), .fault = &both, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/nc"), .fault = &delay, TO(to_none) },
		{ AT(MW_PATH_EXACT, "/ncall"), .fault = &all, TO(to_none) },
		{ ANY, .fault = &delay, TO(to_a) },
	};
	static const struct row rows[] = {
		{ .host = "x", .path = "/all", .want = "503 fault_filter_abort "
		  "FI" },
		{ .host = "x", .path = "/none", .want = "a x /none" },
		{ .host = "x", .path = "/some", .want = "a x /some" },
		{ .host = "x", .path = "/grpc", .want = "200 "
		  "fault_filter_abort FI", .header = "grpc-status" },
		{ NULL, "x", "/grpc", "content-type: application/grpc",
		  "200 fault_filter_abort FI", "grpc-status", "14" },
		{ .host = "x", .path = "/both", .want = "555 "
		  "fault_filter_abort DI,FI" },
		{ .host = "x", .path = "/nc", .want = "503 cluster_not_found "
		  "DI,NC" },
		{ .host = "x", .path = "/ncall", .want = "503 "
		  "fault_filter_abort FI" },
		{ .host = "x", .path = "/", .want = "a x /" },
	};
	const struct world w = { ROUTES(routes) };
	struct mw_http_decision d;
	uint32_t attempts = 0;

	(void)state;
	check(&w, rows, MW_LEN(rows));
	ask(&w, &rows[0], NULL, &d);
	assert_string_equal(d.body, "fault filter abort");
	assert_string_equal(d.cluster_name, "a");
	ask(&w, &rows[2], NULL, &d);
	assert_int_equal(d.n_assumptions, 1);
	ask(&w, &rows[8], NULL, &d);
	assert_string_equal(d.flags, "DI");
	mw_envoy_upstream_failure(&d, MW_UPSTREAM_NO_ENDPOINT, NULL, arena,
	    &attempts);
	assert_string_equal(d.flags, "DI,UH");
}

static void
test_cors(void **state)
{
	static const struct mw_matcher origins[] = { EXACT("http://o") };
	static const struct mw_header_value set[] = {
		{ .name = "x-r", .value = "1", .action = MW_HEADER_OVERWRITE }
	};
	static const struct mw_cors
	    forward = { .origins = origins, .n_origins = 1,
		.forward_unmatched = true, .allow_methods = "GET,PUT",
		.expose_headers = "x-e", .credentials = true },
	    ignore = { .origins = origins, .n_origins = 1,
		.allow_methods = "GET" };
	static const struct mw_route_entry routes[] = {
		{ AT(MW_PATH_EXACT, "/i"), .cors = &ignore, TO(to_a),
		  .response = { SET(set) } },
		{ AT(MW_PATH_EXACT, "/nc"), .cors = &forward, TO(to_none) },
		{ ANY, .cors = &forward, TO(to_a), .response = { SET(set) } } };
#define PREFLIGHT "access-control-request-method: DELETE\norigin: "
#define ALLOW "access-control-allow-"
	static const struct row rows[] = {
		{ "OPTIONS", "x", "/", PREFLIGHT "http://o",
		  "200 cors_response -", ALLOW "origin", "http://o" },
		{ "OPTIONS", "x", "/", PREFLIGHT "http://o",
		  "200 cors_response -", ALLOW "methods", "GET,PUT" },
		{ "OPTIONS", "x", "/", PREFLIGHT "http://o",
		  "200 cors_response -", ALLOW "credentials", "true" },
		{ "OPTIONS", "x", "/", PREFLIGHT "http://o",
		  "200 cors_response -", "access-control-expose-headers",
		  "x-e" },
		{ "OPTIONS", "x", "/", PREFLIGHT "http://o",
		  "200 cors_response -", "x-r", NULL },
		{ "OPTIONS", "x", "/", PREFLIGHT "http://z", "a x /",
		  "<" ALLOW "origin", NULL },
		{ "OPTIONS", "x", "/i", PREFLIGHT "http://z",
		  "200 cors_response -", ALLOW "origin", NULL },
		{ "OPTIONS", "x", "/i", PREFLIGHT "http://z",
		  "200 cors_response -", ALLOW "methods", "GET" },
		{ "OPTIONS", "x", "/", "origin: http://o", "a x /",
		  "<" ALLOW "origin", "http://o" },
		{ NULL, "x", "/", "origin: http://o", "a x /", "<x-r", "1" },
		{ NULL, "x", "/", "origin: HTTP://o", "a x /",
		  "<" ALLOW "origin", NULL },
		{ NULL, "x", "/", NULL, "a x /", "<" ALLOW "origin", NULL },
		{ NULL, "x", "/nc", "origin: http://o",
		  "503 cluster_not_found NC", ALLOW "origin", "http://o" },
	};
	const struct world w = { ROUTES(routes) };

	(void)state;
	check(&w, rows, MW_LEN(rows));
}

static void
test_router(void **state)
{
	static const struct mw_retry_policy try = { .attempts = 2,
		.retry_on = "5xx", .per_try_timeout_ns = 2000000000 };
	static const struct mw_hash_policy hash[] = {
		{ .kind = MW_HASH_COOKIE, .name = "sid", .ttl_ns = 0 },
		{ .kind = MW_HASH_COOKIE, .name = "n", .ttl_ns = -1 },
		{ .kind = MW_HASH_COOKIE, .name = "t", .path = "/p",
		  .ttl_ns = 60000000000 } };
	static const struct mw_mirror_policy mirrors[] = {
		{ "b", { 1000000 }, { NULL, NULL, NULL } },
		{ "none", { 1000000 }, { NULL, NULL, NULL } },
		{ "a", { 0 }, { NULL, NULL, NULL } } };
	static const struct mw_route_entry routes[] = {
		{ AT(MW_PATH_EXACT, "/t"), .timeout_ns = 5000000000,
		  TO(to_a) },
		{ AT(MW_PATH_EXACT, "/try"), .timeout_ns = 5000000000,
		  .retry = &try, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/less"), .timeout_ns = 1000000000,
		  .retry = &try, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/only"), .retry = &try, TO(to_a) },
		{ AT(MW_PATH_EXACT, "/ring"), .hash = hash, .n_hash = 3,
		  TO(to_ring) },
		{ AT(MW_PATH_EXACT, "/noring"), .hash = hash, .n_hash = 3,
		  TO(to_a) },
		{ ANY, .mirrors = mirrors, .n_mirrors = 3,
		  .prefix_rewrite = "/m", TO(to_a) },
	};
#define EXPECTED "x-envoy-expected-rq-timeout-ms"
	static const struct row rows[] = {
		{ NULL, "x", "/t", NULL, "a x /t", EXPECTED, "5000" },
		{ NULL, "x", "/try", NULL, "a x /try", EXPECTED, "2000" },
		{ NULL, "x", "/less", NULL, "a x /less", EXPECTED, "1000" },
		{ NULL, "x", "/only", NULL, "a x /only", EXPECTED, "2000" },
		{ NULL, "x", "/t", "content-type: application/grpc\n"
		  "grpc-timeout: 1S", "a x /t", EXPECTED, "1000" },
		{ NULL, "x", "/t", "content-type: application/grpc\n"
		  "grpc-timeout: 9S", "a x /t", "grpc-timeout", "5000m" },
		{ NULL, "x", "/", EXPECTED ": 3", "a x /m", EXPECTED, NULL },
		{ NULL, "x", "/ring", NULL, "ring x /ring", "<set-cookie",
		  "sid=\"GENERATED\"; HttpOnly,"
		  "t=\"GENERATED\"; Max-Age=60; Path=/p; HttpOnly" },
		{ NULL, "x", "/ring", "cookie: a=b; sid=1; t=2",
		  "ring x /ring", "<set-cookie", NULL },
		{ NULL, "x", "/noring", NULL, "a x /noring", "<set-cookie",
		  NULL },
	};
	static const struct row mirror = { .host = "x", .path = "/q",
		.want = "a x /mq" };
	const struct world w = { ROUTES(routes) };
	struct mw_http_decision d;

	(void)state;
	check(&w, rows, MW_LEN(rows));
	ask(&w, &mirror, NULL, &d);
	assert_int_equal(d.n_mirrors, 1);
	assert_string_equal(d.mirrors[0].cluster, "b");
	assert_string_equal(d.mirrors[0].request.path, "/mq");
	assert_string_equal(mw_header_get(&d.mirrors[0].request.headers,
	    "x-envoy-internal"), "true");
	assert_null(mw_header_get(&d.upstream.headers, "x-envoy-internal"));
}

/* S225, S226, R105, R163 */
static void
test_failure(void **state)
{
#define DEFAULT_ON "connect-failure,refused-stream,unavailable,cancelled,"     \
	"retriable-status-codes"
#define RESET "upstream_reset_before_response_started"
	static const struct {
		const char *retry_on;
		enum mw_upstream_failure f;
		const char *want;
		uint32_t attempts;
	} table[] = {
		{ NULL, MW_UPSTREAM_NO_ENDPOINT, "503 no_healthy_upstream UH",
		  1 },
		{ NULL, MW_UPSTREAM_REFUSED,
		  "503 " RESET "{remote_connection_failure} UF", 1 },
		{ DEFAULT_ON, MW_UPSTREAM_REFUSED,
		  "503 " RESET "{remote_connection_failure} UF,URX", 3 },
		{ DEFAULT_ON, MW_UPSTREAM_TLS,
		  "503 " RESET "{remote_connection_failure} UF,URX", 3 },
		{ DEFAULT_ON, MW_UPSTREAM_CLOSED,
		  "503 " RESET "{connection_termination} UC", 1 },
		{ "5xx", MW_UPSTREAM_CLOSED,
		  "503 " RESET "{connection_termination} UC,URX", 3 },
		{ "retriable-4xx,gateway-error", MW_UPSTREAM_TLS,
		  "503 " RESET "{remote_connection_failure} UF,URX", 3 },
		{ ",retriable-status-codes", MW_UPSTREAM_REFUSED,
		  "503 " RESET "{remote_connection_failure} UF", 1 },
		{ "5xx", MW_UPSTREAM_OVERFLOW, "503 " RESET "{overflow} UO",
		  1 },
		{ DEFAULT_ON, MW_UPSTREAM_PROTOCOL,
		  "502 " RESET "{protocol_error} UPE", 1 },
	};
	static const struct row row = { .host = "x", .path = "/",
		.want = "a x /" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(table); i++) {
		const struct mw_retry_policy p = { .attempts = 2,
			.retry_on = table[i].retry_on };
		const struct mw_route_entry routes[] = { { ANY, TO(to_a),
			.retry = table[i].retry_on != NULL ? &p : NULL } };
		const struct world w = { ROUTES(routes) };
		struct mw_http_decision d;
		uint32_t attempts = 0;

		ask(&w, &row, NULL, &d);
		mw_envoy_upstream_failure(&d, table[i].f, NULL, arena,
		    &attempts);
		assert_string_equal(say(&d), table[i].want);
		assert_int_equal(attempts, table[i].attempts);
		assert_false(d.forwarded);
	}
}

/* R105: answers that are retried. */
static void
test_retried_status(void **state)
{
	static const uint32_t codes[] = { 403 };
	static const struct {
		const char *retry_on;
		uint32_t status;
		bool retried;
	} table[] = {
		{ "5xx", 503, true },
		{ "5xx", 499, false },
		{ "gateway-error", 502, true },
		{ "gateway-error", 500, false },
		{ "retriable-4xx", 409, true },
		{ "retriable-4xx", 403, false },
		{ "reset,retriable-status-codes", 403, true },
		{ "reset", 403, false },
		{ "connect-failure", 503, false },
	};
	static const struct row row = { .host = "x", .path = "/",
		.want = "a x /" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(table); i++) {
		const struct mw_retry_policy p = { .attempts = 2,
			.retry_on = table[i].retry_on, .status_codes = codes,
			.n_status_codes = 1 };
		const struct mw_route_entry routes[] = { { ANY, TO(to_a),
			.retry = &p } };
		const struct world w = { ROUTES(routes) };
		struct mw_headers_list headers = { 0 };
		struct mw_http_decision d;
		uint32_t attempts = 0;

		ask(&w, &row, NULL, &d);
		assert_int_equal(mw_envoy_status_retried(&d, table[i].status,
		    &headers, arena, &attempts), table[i].retried);
		assert_int_equal(attempts, table[i].retried ? 3 : 0);
		if (table[i].retried)
			assert_string_equal(d.flags, "URX");
		mw_header_set(&headers, arena, "x-envoy-overloaded", "true");
		assert_false(mw_envoy_status_retried(&d, table[i].status,
		    &headers, arena, &attempts));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_operations),
		cmocka_unit_test(test_weights),
		cmocka_unit_test(test_manager),
		cmocka_unit_test(test_remote_address),
		cmocka_unit_test(test_fault),
		cmocka_unit_test(test_cors),
		cmocka_unit_test(test_router),
		cmocka_unit_test(test_failure),
		cmocka_unit_test(test_retried_status),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
