/*
 * test-admit.c - what the API server and Istio's webhook say to a document,
 * and where.
 */
#include "base/attr.h"
#include "base/buf.h"
#include "base/str.h"
#include "lint/admit.h"
#include "lint/lint.h"
#include "mesh/mesh.h"
#include "yaml/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define ERROR "IST0106"
#define WARN "IST0133"
#define SCHEMA "MW0601"
#define META "MW0621"

#define OBJECT(api, kind, meta, spec)                                          \
	"apiVersion: " api "\nkind: " kind "\nmetadata: {name: a, namespace: " \
	"shop" meta "}\nspec: {" spec "}\n"
#define NET(kind, spec) OBJECT("networking.istio.io/v1", kind, "", spec)
#define SEC(kind, spec) OBJECT("security.istio.io/v1", kind, "", spec)
#define GAPI(kind, spec) OBJECT("gateway.networking.k8s.io/v1", kind, "", spec)
#define VS(spec) NET("VirtualService", "hosts: [a.b], " spec)
#define TO "route: [{destination: {host: b}}]"
#define HTTP(rest) VS("http: [{" TO ", " rest "}]")
#define MATCH(match) HTTP("match: [{" match "}]")
#define DR(spec) NET("DestinationRule", "host: a.b, " spec)
#define POLICY(spec) DR("trafficPolicy: {" spec "}")
#define SERVER(rest)                                                           \
	NET("Gateway", "servers: [{port: {number: 443, name: p, protocol: "    \
	    "HTTPS}, hosts: ['*.a.b'], " rest "}]")
#define ENTRY(spec)                                                            \
	NET("ServiceEntry", "hosts: [a.b], ports: [{number: 80, name: http, "  \
	    "protocol: HTTP}], " spec)
#define EGRESS(host) NET("Sidecar", "egress: [{hosts: [" host "]}]")
#define AUTHZ(spec) SEC("AuthorizationPolicy", spec)
#define FROM(source) AUTHZ("rules: [{from: [{source: {" source "}}]}]")
#define PATHS(path) AUTHZ("rules: [{to: [{operation: {paths: ['" path "']}}]}]")
#define WHEN(when) AUTHZ("rules: [{when: [{" when "}]}]")
#define JWT(rule) SEC("RequestAuthentication", "jwtRules: [{" rule "}]")
#define TELEMETRY(spec)                                                        \
	OBJECT("telemetry.istio.io/v1", "Telemetry", "", spec)
#define FILTER(cel)                                                            \
	TELEMETRY("accessLogging: [{filter: {expression: \"" cel "\"}}]")
#define WASM(spec)                                                             \
	OBJECT("extensions.istio.io/v1alpha1", "WasmPlugin", "", spec)
#define PATCH(patch)                                                           \
	OBJECT("networking.istio.io/v1alpha3", "EnvoyFilter", "",              \
	    "configPatches: [{" patch "}]")
#define ROUTE(rule)                                                            \
	GAPI("HTTPRoute", "parentRefs: [{name: g}], rules: [{" rule "}]")
#define LISTENER(rest)                                                         \
	GAPI("Gateway", "gatewayClassName: istio, listeners: [{name: l, "      \
	    "port: 443, " rest "}]")

/* A NULL rule: nothing is said at all. */
static const struct {
	const char *document, *rule, *path;
} cases[] = {
	/* hosts and routes */
	{ HTTP(""), NULL, NULL },
	{ VS("exportTo: ['.']"), ERROR, "spec" },
	{ NET("VirtualService", "hosts: ['*'], http: [{" TO "}]"), ERROR,
	    "spec.hosts[0]" },
	{ NET("VirtualService", "hosts: [a.b, '*.b'], http: [{" TO "}]"),
	    ERROR, "spec.hosts[1]" },
	{ NET("VirtualService", "hosts: [10.0.0.1], http: [{" TO "}]"), NULL,
	    NULL },
	{ NET("VirtualService", "tcp: [{" TO "}]"), ERROR, "spec.tcp" },
	{ VS("gateways: [gw.shop.svc], http: [{" TO "}]"), WARN,
	    "spec.gateways[0]" },
	{ VS("gateways: [shop/g.w], http: [{" TO "}]"), ERROR,
	    "spec.gateways[0]" },
	{ HTTP("redirect: {uri: /x}"), ERROR, "spec.http[0].route" },
	{ HTTP("timeout: 0s"), SCHEMA, "spec.http[0].timeout" },
	{ HTTP("timeout: 1.0001s"), ERROR, "spec.http[0].timeout" },
	{ HTTP("retries: {attempts: 3, retryOn: '5xx,503'}"), NULL, NULL },
	{ HTTP("retries: {attempts: 3, retryOn: '5xx, reset'}"), ERROR,
	    "spec.http[0].retries.retryOn" },
	{ HTTP("rewrite: {authority: a}, headers: {request: {set: {host: b}}}"),
	    ERROR, "spec.http[0].headers.request.set.host" },
	{ HTTP("headers: {response: {remove: [Host]}}"), ERROR,
	    "spec.http[0].headers.response.remove[0]" },
	{ HTTP("headers: {request: {add: {x: '100%'}}}"), ERROR,
	    "spec.http[0].headers.request.add.x" },
	{ HTTP("headers: {request: {add: {x: '%REQ(:path)%, 100%%'}}}"), NULL,
	    NULL },
	{ HTTP("fault: {abort: {grpcStatus: NOT_THERE}}"), ERROR,
	    "spec.http[0].fault.abort.grpcStatus" },
	{ HTTP("corsPolicy: {allowMethods: [get]}"), ERROR,
	    "spec.http[0].corsPolicy.allowMethods[0]" },
	{ MATCH("uri: {regex: 'a('}"), ERROR,
	    "spec.http[0].match[0].uri.regex" },
	{ MATCH("uri: {regex: '\\C'}"), ERROR,
	    "spec.http[0].match[0].uri.regex" },
	{ MATCH("uri: {prefix: ''}"), NULL, NULL },
	{ MATCH("method: {prefix: ''}"), ERROR,
	    "spec.http[0].match[0].method.prefix" },
	{ MATCH("headers: {'a b': {exact: x}}"), ERROR,
	    "spec.http[0].match[0].headers[a b]" },
	{ MATCH("withoutHeaders: {x: {regex: '*'}}"), NULL, NULL },
	{ MATCH("headers: {'@request.auth.claims.x': {exact: z}}"), ERROR,
	    "spec.http[0].match[0].headers[@request.auth.claims.x]" },
	{ VS("tls: [{match: [{sniHosts: [b.c]}], " TO "}]"), ERROR,
	    "spec.tls[0].match[0].sniHosts[0]" },

	/* destination rules */
	{ POLICY(""), ERROR, "spec.trafficPolicy" },
	{ POLICY("portLevelSettings: []"), ERROR, "spec.trafficPolicy" },
	{ POLICY("connectionPool: {tcp: {idleTimeout: 0s}}"), NULL, NULL },
	{ POLICY("connectionPool: {tcp: {connectTimeout: 0s}}"), SCHEMA,
	    "spec.trafficPolicy.connectionPool.tcp.connectTimeout" },
	{ POLICY("loadBalancer: {consistentHash: {useSourceIp: true, maglev: "
	    "{tableSize: 9}}}"), ERROR, "spec.trafficPolicy.loadBalancer."
	    "consistentHash.maglev.tableSize" },
	{ POLICY("loadBalancer: {localityLbSetting: {failover: [{from: a, "
	    "to: b}]}}"), WARN,
	    "spec.trafficPolicy.loadBalancer.localityLbSetting.failover" },
	{ POLICY("loadBalancer: {localityLbSetting: {distribute: [{from: a/*, "
	    "to: {b/*: 90}}]}}"), ERROR, "spec.trafficPolicy.loadBalancer."
	    "localityLbSetting.distribute[0].to" },
	{ POLICY("loadBalancer: {localityLbSetting: {distribute: [{from: a, "
	    "to: {b: 100}}, {from: a/b, to: {c: 100}}]}}"), ERROR,
	    "spec.trafficPolicy.loadBalancer.localityLbSetting."
	    "distribute[1].from" },
	{ POLICY("tls: {mode: MUTUAL}"), ERROR, "spec.trafficPolicy.tls" },
	{ POLICY("tls: {mode: SIMPLE, credentialName: 'configmap://b/c'}"),
	    ERROR, "spec.trafficPolicy.tls.credentialName" },
	{ DR("subsets: [{name: v1}, {name: v1}]"), ERROR,
	    "spec.subsets[1].name" },
	/* a warning within a subset gets lost */
	{ DR("subsets: [{name: v1, trafficPolicy: {loadBalancer: "
	    "{localityLbSetting: {failoverPriority: [x]}}}}]"), NULL, NULL },
	{ DR("workloadSelector: {matchLabels: {a: b}}, exportTo: ['*']"),
	    ERROR, "spec.exportTo" },

	/* gateways, services, sidecars */
	{ SERVER("tls: {mode: SIMPLE, credentialName: x}"), NULL, NULL },
	{ SERVER(""), ERROR, "spec.servers[0]" },
	{ SERVER("tls: {mode: SIMPLE, serverCertificate: x}"), ERROR,
	    "spec.servers[0].tls" },
	{ SERVER("tls: {mode: PASSTHROUGH, credentialName: x}"), WARN,
	    "spec.servers[0].tls" },
	{ SERVER("tls: {credentialName: x, credentialNames: [z]}"), SCHEMA,
	    "spec.servers[0].tls" },
	{ NET("Gateway", "servers: [{port: {number: 80, name: p, protocol: "
	    "HTTP}, hosts: [web]}]"), ERROR, "spec.servers[0].hosts[0]" },
	{ ENTRY("resolution: NONE, endpoints: [{address: 1.2.3.4}]"), SCHEMA,
	    "spec.endpoints" },
	{ ENTRY("resolution: STATIC, endpoints: [{address: b.c}]"), ERROR,
	    "spec.endpoints[0].address" },
	{ ENTRY("resolution: DNS, addresses: [10.0.0.0/8]"), SCHEMA,
	    "spec.addresses" },
	{ NET("WorkloadEntry", "address: 'unix://a'"), SCHEMA,
	    "spec.address" },
	{ NET("WorkloadEntry", "network: net"), WARN, "spec" },
	{ NET("WorkloadGroup", "template: {}, probe: {httpGet: {port: 1, "
	    "scheme: TCP}}"), SCHEMA, "spec.probe.httpGet.scheme" },
	{ EGRESS("'./*', '~/*'"), NULL, NULL },
	{ EGRESS("a.b"), ERROR, "spec.egress[0].hosts[0]" },
	{ EGRESS("'*/*', './*'"), WARN, "spec.egress[0].hosts" },
	{ NET("Sidecar", "workloadSelector: {labels: {a: b}}"), ERROR,
	    "spec" },
	{ NET("Sidecar", "ingress: [{port: {number: 1, name: p, protocol: "
	    "TCP}, defaultEndpoint: '1.2.3.4:80'}]"), ERROR,
	    "spec.ingress[0].defaultEndpoint" },

	/* policies */
	{ AUTHZ("action: DENY"), ERROR, "spec" },
	{ AUTHZ("action: DENY, rules: []"), ERROR, "spec" },
	{ AUTHZ("action: DENY, rules: [{to: [{operation: {paths: [/a]}}]}]"),
	    WARN, "spec.rules[0]" },
	{ AUTHZ("selector: {}, targetRefs: [{kind: Gateway, group: "
	    "gateway.networking.k8s.io, name: g}]"), SCHEMA, "spec" },
	{ AUTHZ("targetRef: {kind: Pod, group: '', name: g}"), ERROR,
	    "spec.targetRef.kind" },
	{ FROM("ipBlocks: [10.0.0.0/33]"), ERROR,
	    "spec.rules[0].from[0].source.ipBlocks[0]" },
	{ FROM("serviceAccounts: [a/b/c]"), ERROR,
	    "spec.rules[0].from[0].source.serviceAccounts[0]" },
	{ PATHS("/a/{*}/b/{**}"), NULL, NULL },
	{ PATHS("/a/{**}/{*}"), ERROR,
	    "spec.rules[0].to[0].operation.paths[0]" },
	{ WHEN("key: 'request.headers[x]', values: [z]"), NULL, NULL },
	{ WHEN("key: 'request.headers[]', values: [z]"), ERROR,
	    "spec.rules[0].when[0].key" },
	{ WHEN("key: destination.port, values: ['70000']"), ERROR,
	    "spec.rules[0].when[0].values[0]" },
	{ JWT("issuer: a, jwksUri: 'ftp://a'"), SCHEMA,
	    "spec.jwtRules[0].jwksUri" },
	{ JWT("issuer: a, jwks: '{\"keys\": [{\"kty\": \"oct\", "
	    "\"k\": \"YQ\"}]}'"), WARN, "spec.jwtRules[0].jwks" },
	{ JWT("issuer: a, jwks: '{\"keys\": [{}]}'"), ERROR,
	    "spec.jwtRules[0].jwks" },
	{ SEC("PeerAuthentication", "portLevelMtls: {80: {mode: STRICT}}"),
	    SCHEMA, "spec.portLevelMtls" },
	{ OBJECT("security.istio.io/v1", "AuthorizationPolicy",
	    ", annotations: {istio.io/dry-run: 'perhaps'}", "rules: [{}]"),
	    META, "metadata.annotations[istio.io/dry-run]" },

	/* telemetry, extensions, filters */
	{ FILTER("response.code >= 400 && !has(request.x['y'])"), NULL, NULL },
	{ FILTER("[1, 2].exists(x, x in {'a': 1}) ? 1u : 0x2"), NULL, NULL },
	{ FILTER("response.code => 4"), ERROR,
	    "spec.accessLogging[0].filter.expression" },
	{ FILTER("a &&"), ERROR, "spec.accessLogging[0].filter.expression" },
	{ TELEMETRY("tracing: [{providers: [{name: a}, {name: b}]}]"), WARN,
	    "spec.tracing[0].providers" },
	{ WASM("url: 'oci://a/b:v1'"), NULL, NULL },
	{ WASM("url: a/b:v1"), NULL, NULL },
	{ WASM("url: 'ftp://a/b'"), SCHEMA, "spec.url" },
	{ PATCH("applyTo: CLUSTER, patch: {operation: MERGE, value: "
	    "{connect_timeout: 1s}}"), WARN, NULL },
	{ PATCH("applyTo: CLUSTER, patch: {operation: MERGE, value: "
	    "{connect_time: 1s}}"), WARN,
	    "spec.configPatches[0].patch.value.connect_time" },
	{ PATCH("applyTo: CLUSTER, match: {listener: {portNumber: 80}}, patch: "
	    "{operation: REMOVE}"), ERROR, "spec.configPatches[0].match" },
	{ PATCH("applyTo: HTTP_FILTER, patch: {operation: ADD, value: {name: "
	    "a, typed_config: {'@type': type.googleapis.com/foo.Bar}}}"),
	    ERROR,
	    "spec.configPatches[0].patch.value.typed_config[@type]" },

	/* the Gateway API */
	{ ROUTE("backendRefs: [{name: a, port: 80}]"), NULL, NULL },
	{ ROUTE("backendRefs: [{name: a}]"), SCHEMA,
	    "spec.rules[0].backendRefs[0]" },
	{ ROUTE("filters: [{type: RequestRedirect}]"), SCHEMA,
	    "spec.rules[0].filters[0]" },
	{ ROUTE("matches: [{path: {value: a}}]"), SCHEMA,
	    "spec.rules[0].matches[0].path" },
	{ ROUTE("timeouts: {request: 1s, backendRequest: 2s}"), SCHEMA,
	    "spec.rules[0].timeouts" },
	{ ROUTE("matches: [{path: {type: Exact, value: /a}}], filters: [{type: "
	    "URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, "
	    "replacePrefixMatch: /b}}}]"), SCHEMA, "spec.rules[0]" },
	{ GAPI("HTTPRoute", "parentRefs: [{name: g}, {name: g, port: 80}]"),
	    SCHEMA, "spec.parentRefs[1]" },
	{ LISTENER("protocol: HTTPS, tls: {certificateRefs: [{name: x}]}"),
	    NULL, NULL },
	{ LISTENER("protocol: HTTPS, tls: {mode: Terminate}"), SCHEMA,
	    "spec.listeners[0].tls" },
	{ LISTENER("protocol: HTTP, tls: {certificateRefs: [{name: x}]}"),
	    SCHEMA, "spec.listeners[0].tls" },
};

static bool
is_admission(const struct mw_finding *x)
{
	static const char *const rules[] = { ERROR, WARN, SCHEMA, META,
		"MW0622" };

	for (size_t i = 0; i < MW_LEN(rules); i++)
		if (strcmp(rules[i], x->rule) == 0)
			return true;
	return false;
}

static const struct mw_mesh *
load(const char *text)
{
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;

	return mw_mesh_load_text("t.yaml", text, strlen(text), &o);
}

/* The schema has an error at PATH; Istio may say the same, and better. */
static bool
is_refused_at(struct mw_arena *a, const struct mw_object *o, const char *path)
{
	struct mw_admit_issues issues = { 0 };
	bool found = false;

	assert_false(mw_admit_schema(a, o, &issues) && issues.n > 0);
	for (size_t i = 0; i < issues.n; i++) {
		struct mw_buf b = { 0 };

		assert_true(mw_node_path(o->root, issues.v[i].node, &b));
		found = found || mw_str_eq(mw_buf_text(&b), path);
		mw_buf_release(&b);
	}
	return found;
}

static void
test_verdicts(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_arena *a = mw_arena_new();
		const struct mw_mesh *m = load(cases[i].document);
		const struct mw_findings *f = mw_lint_run(a, m);
		bool found = cases[i].rule == NULL ||
		    (strcmp(cases[i].rule, SCHEMA) == 0 &&
		    is_refused_at(a, m->all.v[0], cases[i].path));

		for (size_t j = 0; j < f->n; j++) {
			const struct mw_finding *x = &f->v[j];

			if (!is_admission(x))
				continue;
			if (cases[i].rule == NULL)
				found = false;
			else if (strcmp(cases[i].rule, x->rule) == 0 &&
			    mw_str_eq(cases[i].path, x->path))
				found = true;
		}
		if (found)
			goto next;
		wrong++;
		print_message("%sexpected: %s at %s\n", cases[i].document,
		    mw_str_or_empty(cases[i].rule),
		    mw_str_or_empty(cases[i].path));
		for (size_t j = 0; j < f->n; j++)
			print_message("found: %s at %s: %s\n", f->v[j].rule,
			    mw_str_or_empty(f->v[j].path), f->v[j].text);
next:
		mw_mesh_free(m);
		mw_arena_free(a);
	}
	assert_int_equal(wrong, 0);
}

/* Behind a fault of types nobody gets to the rules. */
static void
test_order(void **state)
{
	struct mw_arena *a = mw_arena_new();
	const struct mw_mesh *m = load(NET("VirtualService",
	    "hosts: [-], http: [{timeout: 5}]"));
	const struct mw_findings *f = mw_lint_run(a, m);

	(void)state;
	for (size_t i = 0; i < f->n; i++)
		assert_false(is_admission(&f->v[i]));
	mw_mesh_free(m);
	mw_arena_free(a);
}

/* The webhook asked by itself. */
static void
test_webhook(void **state)
{
	struct mw_arena *a = mw_arena_new();
	const struct mw_mesh *m = load(OBJECT("networking.istio.io/v1",
	    "VirtualService", ", annotations: {istio.io/dry-run: 'true'}",
	    "hosts: [a.b]"));
	struct mw_admit_issues issues = { 0 }, schema = { 0 };

	(void)state;
	assert_false(mw_admit_webhook(a, m->all.v[0], &issues));
	assert_true(mw_admit_schema(a, m->all.v[0], &schema));
	assert_int_equal(schema.n, 0);
	assert_int_equal(issues.n, 2);
	assert_true(issues.v[0].beyond);
	assert_false(issues.v[1].beyond);
	assert_int_equal(issues.v[1].severity, MW_ERROR);
	mw_mesh_free(m);
	mw_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_webhook),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
