/*
 * test-replay.c - lines of access logs: read, turned into requests, judged.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "whatif/replay.h"

/* ---- reading ------------------------------------------------------------- */

#define TIME "[2026-11-24T10:00:00.000Z] "
#define REST "\"-\" 0 135 4 4 "

static void
test_text(void **state)
{
	static const char line[] = "[pod/web-6f7c9b8d4-x2k4p/istio-proxy] " TIME
	    "\"GET /a b?c=1 HTTP/2\" 403 UAEX,DI "
	    "rbac_access_denied_matched_policy[none] - " REST
	    "\"1.2.3.4,5.6.7.8\" \"say \"hi\" there\" \"id\" \"api:8000\" "
	    "\"10.1.0.1:8080\" outbound|8000||api.shop.svc.cluster.local "
	    "10.1.0.2:5 [fd00::1]:8000 10.1.0.2:46520 a.example.com r-1\r";
	struct mw_arena *a = mw_arena_new();
	struct mw_log_line l;
	uint32_t port;

	(void)state;
	assert_true(mw_log_line_parse(a, line, strlen(line), &l));
	assert_string_equal(l.pod, "web-6f7c9b8d4-x2k4p");
	assert_string_equal(l.method, "GET");
	assert_string_equal(l.path, "/a b?c=1");
	assert_string_equal(l.protocol, "HTTP/2");
	assert_int_equal(l.code, 403);
	assert_string_equal(l.flags, "UAEX,DI");
	assert_string_equal(l.details,
	    "rbac_access_denied_matched_policy[none]");
	assert_string_equal(l.forwarded_for, "1.2.3.4,5.6.7.8");
	assert_null(l.user_agent);	/* its quotes leave its end open */
	assert_string_equal(l.authority, "api:8000");
	assert_string_equal(l.cluster,
	    "outbound|8000||api.shop.svc.cluster.local");
	assert_string_equal(l.sni, "a.example.com");
	assert_string_equal(l.route, "r-1");
	assert_string_equal(mw_log_address(a, l.local, &port), "fd00::1");
	assert_int_equal(port, 8000);
	assert_string_equal(mw_log_address(a, l.remote, &port), "10.1.0.2");
	mw_arena_free(a);
}

static void
test_json(void **state)
{
	static const char line[] = "{\"method\":null,\"path\":\"-\","
	    "\"response_code\":\"0\",\"response_flags\":\"NR\","
	    "\"upstream_cluster\":null,\"route_name\":7,"
	    "\"downstream_remote_address\":\"10.1.0.2:1\"}";
	struct mw_arena *a = mw_arena_new();
	struct mw_log_line l;

	(void)state;
	assert_true(mw_log_line_parse(a, line, strlen(line), &l));
	assert_null(l.method);
	assert_null(l.path);
	assert_int_equal(l.code, 0);
	assert_string_equal(l.flags, "NR");
	assert_true(l.has_cluster);
	assert_null(l.cluster);
	assert_string_equal(l.remote, "10.1.0.2:1");
	mw_arena_free(a);
}

static void
test_no_line(void **state)
{
	static const char *const lines[] = { "", " ", "x", "[", "[]", "[] ",
		"{}", "{", "[1]", "{\"response_code\":\"x\"}",
		"{\"response_code\":[200]", "\"GET / HTTP/1.1\" 200",
		"2026-11-24T10:00:00Z\tinfo\tEnvoy proxy is ready",
		TIME "\"GET / HTTP/1.1\" 200 -",
		TIME "\"GET /\" 200 - 0 0 1 - \"-\" \"-\" \"-\" \"a\" \"b\"",
		TIME "\"GET / HTTP/1.1\" many - 0 0 1 - \"-\" \"-\" \"-\" "
		"\"a\" \"b\"", TIME "\"GET / HTTP/1.1 200 - 0 0 1" };
	struct mw_arena *a = mw_arena_new();
	struct mw_log_line l;

	(void)state;
	for (size_t i = 0; i < MW_LEN(lines); i++) {
		if (mw_log_line_parse(a, lines[i], strlen(lines[i]), &l))
			fail_msg("%s", lines[i]);
	}
	mw_arena_free(a);
}

/* Every beginning of a line, and every byte of it another: no abort. */
static void
test_any_bytes(void **state)
{
	static const char line[] = TIME "\"GET / HTTP/1.1\" 200 - "
	    "via_upstream - " REST "\"-\" \"curl\" \"id\" \"api\" \"h:1\" c "
	    "1.1.1.1:1 2.2.2.2:2 3.3.3.3:3 - default";
	char copy[sizeof(line)];
	struct mw_arena *a = mw_arena_new();
	struct mw_log_line l;
	size_t good = 0;

	(void)state;
	for (size_t n = 0; n < sizeof(line); n++) {
		memcpy(copy, line, sizeof(line));
		good += mw_log_line_parse(a, copy, n, &l);
		for (int c = 0; c < 256; c += 15) {
			copy[n] = (char)c;
			good += mw_log_line_parse(a, copy, sizeof(line), &l);
		}
	}
	assert_true(good > 0);
	mw_arena_free(a);
}

/* ---- judging ------------------------------------------------------------- */

#define POD(name, extra, ip)                                                   \
	"apiVersion: v1\n"                                                     \
	"kind: Pod\n"                                                          \
	"metadata: {name: " name ", namespace: shop, labels: {app: " name      \
	extra "}}\n"                                                           \
	"spec: {serviceAccountName: " name ", containers: [{name: c, image: "  \
	"x, ports: [{containerPort: 8080}]}]}\n"                               \
	"status: {podIP: " ip "}\n"                                            \
	"---\n"
#define SERVICE(name, ip, port)                                                \
	"apiVersion: v1\n"                                                     \
	"kind: Service\n"                                                      \
	"metadata: {name: " name ", namespace: shop}\n"                        \
	"spec: {clusterIP: " ip ", selector: {app: " name "}, ports: [{name: " \
	"http, port: " port ", targetPort: 8080}]}\n"                          \
	"---\n"
#define ISTIO(api, kind, name, spec)                                           \
	"apiVersion: " api ".istio.io/v1\n"                                    \
	"kind: " kind "\n"                                                     \
	"metadata: {name: " name ", namespace: shop}\n"                        \
	"spec: " spec "\n"                                                     \
	"---\n"

static const char world[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    SERVICE("api", "10.9.0.1", "8000") SERVICE("gw", "10.9.0.2", "80")
    POD("api", "", "10.1.0.1") POD("web", "", "10.1.0.2")
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: gw, namespace: shop, labels: {app: gw, istio: "
    "ingressgateway}, annotations: {inject.istio.io/templates: gateway}}\n"
    "spec: {containers: [{name: istio-proxy, image: auto}]}\n"
    "status: {podIP: 10.1.0.3}\n"
    "---\n"
    POD("away", "", "10.1.0.9")
    ISTIO("networking", "VirtualService", "api", "{hosts: [api], http: ["
    "{name: testers, match: [{headers: {x-test: {exact: 'yes'}}}], fault: "
    "{abort: {httpStatus: 418, percentage: {value: 100}}}, route: "
    "[{destination: {host: api}}]}, {name: old, match: [{uri: {prefix: "
    "/old}}], redirect: {uri: /new}}, {name: some, match: [{uri: {prefix: "
    "/some}}], fault: {abort: {httpStatus: 500, percentage: {value: 10}}}, "
    "route: [{destination: {host: api}}]}, {name: all, route: "
    "[{destination: {host: api}}]}]}")
    ISTIO("security", "AuthorizationPolicy", "no-admin", "{selector: "
    "{matchLabels: {app: api}}, action: DENY, rules: [{to: [{operation: "
    "{paths: [/admin*]}}]}, {to: [{operation: {paths: [/key*]}}], when: "
    "[{key: 'request.headers[x-key]', notValues: [k]}]}]}")
    ISTIO("networking", "Gateway", "g", "{selector: {istio: "
    "ingressgateway}, servers: [{port: {number: 80, name: http, protocol: "
    "HTTP}, hosts: [api.example.com]}]}")
    ISTIO("networking", "VirtualService", "edge", "{hosts: "
    "[api.example.com], gateways: [g], http: [{name: edge, match: [{uri: "
    "{prefix: /v1}}], route: [{destination: {host: api}}]}]}");

#define LINE(request, code, flags, details, authority, cluster, local, remote, \
    sni, route)                                                                \
	TIME "\"" request "\" " code " " flags " " details " - " REST          \
	"\"-\" \"curl\" \"id\" \"" authority "\" \"10.1.0.1:8080\" " cluster   \
	" 10.1.0.2:5 " local " " remote " " sni " " route
#define API "outbound|8000||api.shop.svc.cluster.local"
/* What web's proxy logs of a call of api. */
#define OUT(path, code, flags, details, cluster, route)                        \
	LINE("GET " path " HTTP/1.1", code, flags, details, "api:8000",        \
	    cluster, "10.9.0.1:8000", "10.1.0.2:40000", "-", route)
#define IN(path, code, flags, details, remote)                                 \
	LINE("GET " path " HTTP/1.1", code, flags, details, "api:8000",        \
	    "inbound|8080||", "10.1.0.1:8080", remote,                         \
	    "outbound_.8000_._.api.shop.svc.cluster.local", "default")
#define EDGE(path, code, flags, details, cluster, route)                       \
	LINE("GET " path " HTTP/1.1", code, flags, details,                    \
	    "api.example.com", cluster, "10.1.0.3:8080", "203.0.113.9:4000",     \
	    "-", route)

static const struct row {
	const char *what, *line, *result;
} rows[] = {
	{ "what it is", OUT("/", "200", "-", "via_upstream", API, "all"),
	    "agrees" },
	{ "the application's own status", OUT("/x", "404", "-",
	    "via_upstream", API, "all"), "agrees" },
	{ "a redirect", OUT("/old/1", "301", "-", "direct_response", "-",
	    "old"), "agrees" },
	{ "another route, and all that follows", OUT("/old/1", "200", "-",
	    "via_upstream", API, "all"), "route: all, old|cluster: " API
	    ", -|response: 200, 301 direct_response" },
	{ "another cluster", OUT("/", "200", "-", "via_upstream",
	    "outbound|8000|v2|api.shop.svc.cluster.local", "all"),
	    "cluster: outbound|8000|v2|api.shop.svc.cluster.local, " API },
	{ "refused by the server, not here", OUT("/admin", "200", "-",
	    "via_upstream", API, "all"), "response: 200, 403" },
	{ "refused by the server, both", OUT("/admin", "403", "-",
	    "via_upstream", API, "all"), "agrees" },
	{ "an upstream that failed", OUT("/", "503", "UF,URX",
	    "upstream_reset_before_response_started{connection_failure}", API,
	    "all"), "? UF: that is known only when the mesh runs" },
	{ "a header that no log holds", OUT("/", "418", "FI",
	    "fault_filter_abort", API, "testers"), "? route testers asks for "
	    "header x-test, which the log does not hold" },
	{ "a fault of some requests", OUT("/some", "500", "FI",
	    "fault_filter_abort", API, "some"), "agrees" },
	{ "and of the others", OUT("/some", "200", "-", "via_upstream", API,
	    "some"), "agrees" },
	{ "no route, where one takes all", OUT("/", "404", "NR",
	    "route_not_found", "-", "-"), "route: -, all|cluster: -, " API
	    "|flags: NR, -|response: 404 route_not_found, 200" },
	{ "a rule about a header", OUT("/key", "200", "-", "via_upstream",
	    API, "all"), "? it would pass with header x-key: k, which the log "
	    "does not hold" },
	{ "at the server", IN("/", "200", "-", "via_upstream",
	    "10.1.0.2:40000"), "agrees" },
	{ "refused at the server", IN("/admin", "403", "-",
	    "rbac_access_denied_matched_policy[ns[shop]-policy[no-admin]-"
	    "rule[0]]", "10.1.0.2:40000"), "agrees" },
	{ "by another rule", IN("/admin", "403", "-",
	    "rbac_access_denied_matched_policy[ns[shop]-policy[gone]-"
	    "rule[0]]", "10.1.0.2:40000"), "response: 403 "
	    "rbac_access_denied_matched_policy[ns[shop]-policy[gone]-rule[0]]"
	    ", 403 rbac_access_denied_matched_policy[ns[shop]-policy["
	    "no-admin]-rule[0]]" },
	{ "a caller that is no pod", IN("/", "200", "-", "via_upstream",
	    "10.7.7.7:1"), "? the address of its caller is that of no pod of "
	    "the manifests" },
	{ "a gateway", EDGE("/v1/a", "200", "-", "via_upstream", API, "edge"),
	    "agrees" },
	{ "a gateway without a route", EDGE("/v2", "404", "NR",
	    "route_not_found", "-", "-"), "agrees" },
	{ "a gateway that has one now", EDGE("/v1/a", "404", "NR",
	    "route_not_found", "-", "-"), "route: -, edge|cluster: -, " API
	    "|flags: NR, -|response: 404 route_not_found, 200" },
	{ "nobody knows whose it is", LINE("GET / HTTP/1.1", "200", "-",
	    "via_upstream", "api:8000", API, "10.9.0.1:8000", "10.7.7.7:1",
	    "-", "all"), "? no manifest has the address of the proxy that "
	    "wrote it: name it with --from" },
	{ "Envoy's own format", "[pod/web/istio-proxy] " TIME
	    "\"GET /admin HTTP/1.1\" 200 - 0 1 2 3 \"-\" \"-\" \"-\" "
	    "\"api:8000\" \"10.1.0.1:8080\"", "response: 200, 403" },
	{ "no line", "Envoy proxy is ready", "? no line of an access log" },
};

static const struct mw_mesh *
load(void)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	return mw_mesh_load_text("test", world, strlen(world), &options);
}

static void
print(const struct mw_replay *r, struct mw_buf *out)
{
	const struct mw_replay_group *g = r->groups.n > 0 ? r->groups.v[0]
	    : NULL;

	if (g == NULL)
		mw_buf_adds(out, "agrees");
	else if (g->end == MW_REPLAY_UNJUDGED)
		mw_buf_printf(out, "? %s", g->why);
	for (size_t i = 0; g != NULL && i < g->n_rows; i++)
		mw_buf_printf(out, "%s%s: %s, %s", i > 0 ? "|" : "",
		    g->rows[i].what, g->rows[i].logged, g->rows[i].predicted);
}

static void
test_rows(void **state)
{
	const struct mw_mesh *m = load();
	struct mw_session *s = mw_session_new(m, NULL);
	struct mw_buf got = { 0 };

	(void)state;
	for (size_t i = 0; i < MW_LEN(rows); i++) {
		struct mw_arena *arena = mw_arena_new();
		struct mw_replay *r = mw_replay_new(s, NULL, arena);

		mw_replay_line(r, rows[i].line, strlen(rows[i].line));
		assert_int_equal(r->lines, 1);
		assert_int_equal(r->agree + r->differ + r->unjudged, 1);
		mw_buf_clear(&got);
		print(r, &got);
		if (strcmp(mw_buf_text(&got), rows[i].result) != 0)
			print_error("%s\n", rows[i].what);
		assert_string_equal(mw_buf_text(&got), rows[i].result);
		mw_arena_free(arena);
	}
	mw_buf_release(&got);
	mw_session_free(s);
	mw_mesh_free(m);
}

/* Lines of one cause are told once, with the number of the first. */
static void
test_groups(void **state)
{
	static const char *const lines[] = {
		OUT("/", "200", "-", "via_upstream", API, "all"), "",
		OUT("/old/1", "200", "-", "via_upstream", API, "all"),
		"nonsense", OUT("/old/2", "200", "-", "via_upstream", API,
		"all"), "more nonsense", OUT("/admin/3", "200", "-",
		"via_upstream", API, "all") };
	const struct mw_mesh *m = load();
	struct mw_session *s = mw_session_new(m, NULL);
	struct mw_arena *arena = mw_arena_new();
	struct mw_replay *r = mw_replay_new(s, mw_replay_workload(m,
	    "shop/web", arena), arena);

	(void)state;
	for (size_t i = 0; i < MW_LEN(lines); i++)
		mw_replay_line(r, lines[i], strlen(lines[i]));
	assert_int_equal(r->lines, 6);
	assert_int_equal(r->agree, 1);
	assert_int_equal(r->differ, 3);
	assert_int_equal(r->unjudged, 2);
	assert_int_equal(r->groups.n, 3);
	assert_int_equal(r->groups.v[0]->n, 2);
	assert_int_equal(r->groups.v[0]->line, 3);
	assert_string_equal(r->groups.v[0]->proxy, "shop/web");
	assert_int_equal(r->groups.v[1]->n, 2);
	assert_int_equal(r->groups.v[1]->line, 4);
	assert_int_equal(r->groups.v[2]->line, 7);
	assert_non_null(strstr(r->groups.v[2]->why, "no-admin"));
	assert_non_null(r->groups.v[2]->origin.node);
	mw_session_free(s);
	mw_mesh_free(m);
	mw_arena_free(arena);
}

static void
test_workload(void **state)
{
	const struct mw_mesh *m = load();
	struct mw_arena *a = mw_arena_new();

	(void)state;
	assert_non_null(mw_replay_workload(m, "shop/web", a));
	assert_ptr_equal(mw_replay_workload(m, "web-6f7c9b8d4-x2k4p", a),
	    mw_replay_workload(m, "shop/web", a));
	assert_null(mw_replay_workload(m, "other/web", a));
	assert_null(mw_replay_workload(m, "", a));
	mw_arena_free(a);
	mw_mesh_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_no_line),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_workload),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
