/*
 * test-gwapi.c - the Gateway API: who is attached to whom, what is refused and
 * why, and the order in which rules of several routes stand.
 */
#include "base/attr.h"
#include "base/str.h"
#include "mesh/gwapi.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define GW(kind, ns, name, spec)                                               \
	"apiVersion: gateway.networking.k8s.io/v1\nkind: " kind "\n"           \
	"metadata: {name: " name ", namespace: " ns "}\nspec: {" spec "}\n---\n"
#define NAMESPACE(name, labels)                                                \
	"apiVersion: v1\nkind: Namespace\n"                                    \
	"metadata: {name: " name ", labels: {" labels "}}\n---\n"
#define SERVICE(ns, name)                                                      \
	"apiVersion: v1\nkind: Service\n"                                      \
	"metadata: {name: " name ", namespace: " ns "}\n"                      \
	"spec: {ports: [{name: http, port: 80}]}\n---\n"
#define FRONT(listeners)                                                       \
	GW("Gateway", "shop", "front", "gatewayClassName: istio, "             \
	"listeners: [" listeners "]")
#define HTTP "{name: http, port: 80, protocol: HTTP}"
#define TO_WEB "rules: [{backendRefs: [{name: web, port: 80}]}]"
#define FRONT_REF "parentRefs: [{name: front}]"

static const struct mw_mesh *mesh;

static int
teardown(void **state)
{
	(void)state;
	mw_mesh_free(mesh);
	mesh = NULL;
	return 0;
}

static const struct mw_gateway_api *
load(const char *text)
{
	struct mw_mesh_options o = MW_MESH_OPTIONS_DEFAULT;

	mw_mesh_free(mesh);
	mesh = mw_mesh_load_text("t.yaml", text, strlen(text), &o);
	return mw_mesh_gateway_api(mesh);
}

/* ---- parents (G42 to G44) ------------------------------------------- */

static void
test_parents(void **state)
{
	static const struct {
		const char *listener, *ns, *route, *word;
	} cases[] = {
		{ HTTP, "shop", FRONT_REF, "Accepted" },
		{ HTTP, "shop", "parentRefs: [{name: front, port: 80, "
		    "sectionName: http}]", "Accepted" },
		{ HTTP, "shop", "parentRefs: [{name: front, port: 81}]",
		    "NoMatchingParent" },
		{ HTTP, "shop", "parentRefs: [{name: front, sectionName: x}]",
		    "NoMatchingParent" },
		{ HTTP, "shop", "parentRefs: [{name: gone}]", "" },
		{ HTTP, "shop", "parentRefs: [{name: front, kind: Foo}]", "" },
		{ HTTP, "shop", "parentRefs: [{name: gone, kind: Service, "
		    "group: ''}]", "NoMatchingParent" },
		{ HTTP, "shop", "parentRefs: [{name: web, kind: Service, "
		    "group: ''}]", "Accepted" },
		{ HTTP, "dev", "parentRefs: [{name: front, namespace: shop}]",
		    "NotAllowedByListeners" },
		{ "{name: a, port: 80, protocol: HTTP, allowedRoutes: "
		    "{namespaces: {from: All}}}", "dev", "parentRefs: "
		    "[{name: front, namespace: shop}]", "Accepted" },
		{ "{name: a, port: 80, protocol: HTTP, allowedRoutes: "
		    "{namespaces: {from: Selector, selector: {matchLabels: "
		    "{team: a}}}}}", "dev", "parentRefs: [{name: front, "
		    "namespace: shop}]", "Accepted" },
		{ "{name: a, port: 80, protocol: HTTP, allowedRoutes: "
		    "{namespaces: {from: Selector, selector: {matchLabels: "
		    "{kubernetes.io/metadata.name: shop}}}}}", "dev",
		    "parentRefs: [{name: front, namespace: shop}]",
		    "NotAllowedByListeners" },
		{ "{name: a, port: 80, protocol: HTTP, hostname: '*.a.com'}",
		    "shop", FRONT_REF ", hostnames: [b.com]",
		    "NoMatchingListenerHostname" },
		{ "{name: a, port: 80, protocol: HTTP, hostname: '*.a.com'}",
		    "shop", FRONT_REF ", hostnames: [b.com, x.y.a.com]",
		    "Accepted" },
		{ "{name: a, port: 80, protocol: HTTP, allowedRoutes: "
		    "{kinds: [{kind: GRPCRoute}]}}", "shop", FRONT_REF,
		    "NotAllowedByListeners" },
		{ "{name: a, port: 80, protocol: TCP}", "shop", FRONT_REF,
		    "NotAllowedByListeners" },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const struct mw_gateway_api *api;
		char text[4096];

		snprintf(text, sizeof(text), "%s%s"
		    GW("Gateway", "shop", "front", "gatewayClassName: istio, "
		    "listeners: [%s]") GW("HTTPRoute", "%s", "r", "%s, "
		    TO_WEB), NAMESPACE("dev", "team: a"),
		    SERVICE("shop", "web"), cases[i].listener, cases[i].ns,
		    cases[i].route);
		api = load(text);
		assert_int_equal(api->n_routes, 1);
		assert_string_equal(cases[i].word, mw_gwapi_reason_word(
		    api->routes[0]->parents[0].accepted.reason));
	}
}

/* ---- backends and filters (G55, G86 to G90) ------------------------- */

static void
test_resolved(void **state)
{
	static const struct {
		const char *rule, *word;
		bool dropped;
	} cases[] = {
		{ "backendRefs: [{name: web, port: 80}]", "Accepted", false },
		{ "backendRefs: [{name: gone, port: 80}]", "BackendNotFound",
		    false },
		{ "backendRefs: [{name: far, namespace: dev, port: 80}]",
		    "RefNotPermitted", false },
		{ "backendRefs: [{name: granted, namespace: dev, port: 80}]",
		    "Accepted", false },
		{ "backendRefs: [{name: web, kind: Foo, group: a.b}]",
		    "InvalidKind", false },
		{ "backendRefs: [{name: web.shop, port: 80}]",
		    "InvalidDestination", true },
		{ "backendRefs: [{name: web}]", "InvalidDestination", true },
		{ "filters: [{type: ExtensionRef}], backendRefs: "
		    "[{name: web, port: 80}]", "InvalidFilter", true },
		{ "backendRefs: [{name: web, port: 80, filters: "
		    "[{type: URLRewrite, urlRewrite: {hostname: a}}]}]",
		    "InvalidFilter", true },
		{ "filters: [{type: RequestMirror, requestMirror: "
		    "{backendRef: {name: gone, port: 80}}}], backendRefs: "
		    "[{name: web, port: 80}]", "BackendNotFound", false },
		{ "matches: [{path: {type: Odd, value: /}}], backendRefs: "
		    "[{name: web, port: 80}]", "InvalidConfiguration", true },
		{ "timeouts: {request: 1s}", "Accepted", false },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const struct mw_gateway_api *api;
		const struct mw_gwapi_route *r;
		char text[4096];

		snprintf(text, sizeof(text), "%s%s", SERVICE("shop", "web")
		    SERVICE("dev", "far") SERVICE("dev", "granted")
		    FRONT(HTTP) GW("ReferenceGrant", "dev", "g", "from: "
		    "[{group: gateway.networking.k8s.io, kind: HTTPRoute, "
		    "namespace: shop}], to: [{group: '', kind: Service, "
		    "name: granted}]"), "");
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    GW("HTTPRoute", "shop", "r", FRONT_REF ", rules: "
		    "[{backendRefs: [{name: web, port: 80}]}, {%s}]"),
		    cases[i].rule);
		api = load(text);
		r = api->routes[0];
		assert_string_equal(cases[i].word,
		    mw_gwapi_reason_word(r->resolved[0].reason));
		assert_int_equal(cases[i].dropped, r->dropped[0]);
		assert_int_equal(cases[i].dropped ? 0 : 1,
		    api->n_virtual_services);
	}
}

/* ---- listeners (G24 to G32) ----------------------------------------- */

static void
test_listeners(void **state)
{
	const struct mw_gateway_api *api = load(FRONT(
	    "{name: a, port: 80, protocol: HTTP, hostname: foo.com}, "
	    "{name: b, port: 80, protocol: TCP}, "
	    "{name: c, port: 80, protocol: HTTP, hostname: foo.com}, "
	    "{name: d, port: 80, protocol: HTTP, hostname: bar.com}, "
	    "{name: e, port: 53, protocol: UDP}, "
	    "{name: f, port: 443, protocol: HTTPS, tls: {certificateRefs: "
	    "[{name: x, kind: Foo, group: a.b}]}}, "
	    "{name: g, port: 444, protocol: HTTPS, tls: {certificateRefs: "
	    "[{name: x}]}}, "
	    "{name: h, port: 445, protocol: HTTPS, tls: {certificateRefs: "
	    "[{name: x, namespace: dev}]}}, "
	    "{name: i, port: 446, protocol: TLS}"));
	static const struct {
		bool valid, parent;
		const char *accepted, *resolved;
	} want[] = {
		{ true, true, "Accepted", "Accepted" },
		{ false, false, "ProtocolConflict", "Accepted" },
		{ false, false, "HostnameConflict", "Accepted" },
		{ true, true, "Accepted", "Accepted" },
		{ false, true, "UnsupportedProtocol", "Accepted" },
		{ false, true, "Accepted", "InvalidCertificateRef" },
		{ true, true, "Accepted", "Accepted" },
		{ false, true, "Accepted", "RefNotPermitted" },
		{ false, false, "Accepted", "Accepted" },
	};
	const struct mw_gwapi_gateway *g = api->gateways[0];

	(void)state;
	assert_int_equal(g->n_listeners, MW_LEN(want));
	for (size_t i = 0; i < MW_LEN(want); i++) {
		const struct mw_gwapi_listener *li = g->listeners[i];

		assert_int_equal(want[i].valid, li->valid);
		assert_int_equal(want[i].parent, li->parent);
		assert_string_equal(want[i].accepted,
		    mw_gwapi_reason_word(li->accepted.reason));
		assert_string_equal(want[i].resolved,
		    mw_gwapi_reason_word(li->resolved.reason));
	}
	assert_string_equal("shop/front~istio-autogenerated-k8s-gateway~a",
	    g->listeners[0]->internal);
	assert_string_equal("shop/foo.com",
	    g->listeners[0]->server->hosts.v[0].s);
}

/* ---- pods (G12, G13, G16) ------------------------------------------- */

static void
test_pods(void **state)
{
	const struct mw_gateway_api *api = load(FRONT(HTTP)
	    GW("Gateway", "shop", "hand", "gatewayClassName: istio, "
	    "addresses: [{type: Hostname, value: front-istio}], "
	    "listeners: [" HTTP "]")
	    GW("Gateway", "shop", "else", "gatewayClassName: nginx, "
	    "listeners: [" HTTP "]"));
	const struct mw_workload *w;

	(void)state;
	assert_int_equal(api->n_gateways, 2);
	assert_string_equal("front-istio.shop.svc.cluster.local",
	    api->gateways[0]->services[0]);
	w = mw_gwapi_pod(mesh, api->gateways[0]);
	assert_non_null(w);
	assert_string_equal("front-istio", w->name);
	assert_ptr_equal(w, mw_gwapi_pod(mesh, api->gateways[1]));
	assert_true(api->gateways[0]->managed);
	assert_false(api->gateways[1]->managed);
}

/* ---- one VirtualService of several routes (G48, G59 to G62) ---------- */

static const struct mw_gwapi_vs *
find_vs(const struct mw_gateway_api *api, const char *name)
{
	for (size_t i = 0; i < api->n_virtual_services; i++)
		if (mw_str_eq(api->virtual_services[i]->name, name))
			return api->virtual_services[i];
	return NULL;
}

static void
test_order(void **state)
{
	static const char *const want[] = { "shop.foo.1", "shop.foo-bar.0",
		"shop.foo-bar.1", "shop.foo.0", "named" };
	const struct mw_gateway_api *api = load(SERVICE("shop", "web")
	    FRONT(HTTP) GW("HTTPRoute", "shop", "foo", FRONT_REF ", hostnames: "
	    "[a.com], rules: [{matches: [{path: {value: /a}}], backendRefs: "
	    "[{name: web, port: 80}]}, {matches: [{path: {type: Exact, "
	    "value: /}}]}]")
	    GW("HTTPRoute", "shop", "foo-bar", FRONT_REF ", hostnames: "
	    "[a.com], rules: [{matches: [{path: {value: /a}, method: GET}]}, "
	    "{matches: [{path: {value: /a/}}]}, {name: named, matches: "
	    "[{path: {type: RegularExpression, value: '/longest.*'}}]}]"));
	const struct mw_gwapi_vs *vs = find_vs(api,
	    "shop~front~istio-autogenerated-k8s-gateway~http~a.com");

	(void)state;
	assert_non_null(vs);
	assert_int_equal(vs->spec->http.n, MW_LEN(want));
	for (size_t i = 0; i < MW_LEN(want); i++)
		assert_string_equal(want[i], vs->spec->http.v[i].name.s);
	/* foo-bar comes before foo (G61) */
	assert_string_equal("foo-bar", vs->object->name);
	/* each knows its route */
	assert_string_equal("foo", vs->rules[0].object->name);
	assert_int_equal(500, vs->spec->http.v[0].direct_response->status.v);
}

static void
test_isolation(void **state)
{
	const struct mw_gateway_api *api = load(SERVICE("shop", "web")
	    FRONT(HTTP ", {name: foo, port: 80, protocol: HTTP, hostname: "
	    "foo.com}") GW("HTTPRoute", "shop", "r", FRONT_REF
	    ", hostnames: [foo.com, bar.com], " TO_WEB));
	const struct mw_gwapi_parent *p = &api->routes[0]->parents[0];

	(void)state;
	assert_int_equal(p->n_attachments, 2);
	assert_int_equal(p->attachments[0].n_hosts, 1);
	assert_string_equal("bar.com", p->attachments[0].hosts[0].s);
	assert_string_equal("foo.com", p->attachments[1].hosts[0].s);
	assert_int_equal(api->gateways[0]->listeners[0]->routes.n, 1);
}

/* A GRPCRoute of an HTTPRoute's name is hidden (G65). */
static void
test_same_name(void **state)
{
	const struct mw_gateway_api *api = load(SERVICE("shop", "web")
	    FRONT(HTTP) GW("HTTPRoute", "shop", "r", FRONT_REF ", " TO_WEB)
	    GW("GRPCRoute", "shop", "r", FRONT_REF ", " TO_WEB)
	    GW("GRPCRoute", "shop", "s", FRONT_REF ", " TO_WEB));
	const struct mw_gwapi_vs *vs = api->virtual_services[0];

	(void)state;
	assert_int_equal(api->n_virtual_services, 1);
	assert_int_equal(vs->spec->http.n, 2);
	assert_int_equal(MW_KIND_K8S_HTTP_ROUTE, vs->rules[0].object->kind);
	assert_string_equal("s", vs->rules[1].object->name);
}

/* ---- none of it ----------------------------------------------------- */

static void
test_none(void **state)
{
	const struct mw_gateway_api *api = load(SERVICE("shop", "web"));

	(void)state;
	assert_null(mesh->gateway_api);
	assert_int_equal(api->n_gateways + api->n_routes + api->n_listeners +
	    api->n_virtual_services, 0);
	assert_int_equal(mw_gwapi_children(mesh, mesh->all.v[0])->n, 0);
	assert_null(mw_gwapi_route_of(mesh, mesh->all.v[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_parents, teardown),
		cmocka_unit_test_teardown(test_resolved, teardown),
		cmocka_unit_test_teardown(test_listeners, teardown),
		cmocka_unit_test_teardown(test_pods, teardown),
		cmocka_unit_test_teardown(test_order, teardown),
		cmocka_unit_test_teardown(test_isolation, teardown),
		cmocka_unit_test_teardown(test_same_name, teardown),
		cmocka_unit_test_teardown(test_none, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
