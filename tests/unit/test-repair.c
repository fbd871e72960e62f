/*
 * test-repair.c - changes that let a request pass which no policy refused: of
 * the manifests and of the request, by how it failed.
 */
#include "whatif/flip.h"
#include "whatif/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char world[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: edge, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata:\n"
    "  name: legacy\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec:\n"
    "  selector:\n"
    "    app: web\n"
    "  ports:\n"
    "    - name: http\n"
    "      port: 80\n"
    "      targetPort: 8080\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: web-v1, namespace: shop}\n"
    "spec: {template: {metadata: {labels: {app: web, version: v1}}, spec: "
    "{containers: [{name: c, ports: [{containerPort: 8080}]}]}}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: web-v2, namespace: shop}\n"
    "spec: {template: {metadata: {labels: {app: web, version: v2}}, spec: "
    "{containers: [{name: c, ports: [{containerPort: 8080}]}]}}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: stock, namespace: edge}\n"
    "spec: {selector: {app: stock}, ports: [{name: http, port: 80}]}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: stock, namespace: edge}\n"
    "spec: {template: {metadata: {labels: {app: stock}}, spec: "
    "{containers: [{name: c, ports: [{containerPort: 80}]}]}}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: client, namespace: shop}\n"
    "spec: {template: {metadata: {labels: {app: client}}}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: batch, namespace: legacy}\n"
    "spec: {template: {metadata: {labels: {app: batch}}}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: gw, namespace: edge}\n"
    "spec: {selector: {istio: gw}, ports: [{name: http, port: 80}, "
    "{name: https, port: 443}]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: gw, namespace: edge, labels: {istio: gw}}\n"
    "spec: {containers: [{name: istio-proxy, args: [proxy, router]}]}\n"
    "status: {podIP: 10.0.0.9}\n"
    "---\n";

#define META(kind, name)                                                       \
	"apiVersion: networking.istio.io/v1\nkind: " kind                      \
	"\nmetadata: {name: " name ", namespace: shop}\n"
#define SECURITY(kind, name)                                                   \
	"apiVersion: security.istio.io/v1\nkind: " kind                        \
	"\nmetadata: {name: " name ", namespace: shop}\n"
#define GATEWAY                                                                \
	"apiVersion: networking.istio.io/v1\nkind: Gateway\n"                  \
	"metadata: {name: public, namespace: edge}\n"                          \
	"spec:\n  selector:\n    istio: gw\n  servers:\n"                      \
	"    - port: {number: 80, name: http, protocol: HTTP}\n"               \
	"      hosts:\n        - shop.example.com\n"
#define ROUTE "      route:\n        - destination:\n            host: web\n"
#define REGISTRY_ONLY                                                          \
	"apiVersion: v1\nkind: ConfigMap\n"                                    \
	"metadata: {name: istio, namespace: istio-system}\n"                   \
	"data:\n  mesh: |\n    outboundTrafficPolicy:\n"                       \
	"      mode: REGISTRY_ONLY\n"
#define WEB_RULE                                                               \
	META("DestinationRule", "web")                                         \
	"spec:\n  host: web\n  subsets:\n    - name: v1\n"                     \
	"      labels:\n        version: v1\n"

struct row {
	const char *text;	/* behind the world */
	struct mw_request request;
	const char *change;	/* of the manifests, or NULL */
	const char *lines;	/* that its document, or the new one, has */
	const char *flip;	/* of the request, or NULL */
};

#define FROM(from_, to_, port_, host_, path_)                                  \
	{ .id = "1", .from = from_, .to = to_, .port = port_, .host = host_,   \
	    .path = path_ }
#define IN(path) FROM("outside", "gw.edge", 80, "shop.example.com", path)
#define TO(to, path) FROM("shop/client", to, 80, NULL, path)

#define TOKENS                                                                 \
	SECURITY("RequestAuthentication", "r") "spec:\n  jwtRules:\n"          \
	"    - issuer: https://a.example\n      audiences: [x]\n"             \
	"      jwksUri: https://a.example/keys\n"

static struct mw_request_header token[] = {
	{ "authorization", "Bearer claims" }
};
static struct mw_request_header beta[] = { { "x-beta", "yes" } };

static const struct row rows[] = {
	/* no route of the gateway takes it */
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [shop.example.com]\n  gateways: [edge/public]\n"
	    "  http:\n    - match:\n        - uri:\n"
	    "            prefix: /catalog # all\n" ROUTE, IN("/admin"),
	    "VirtualService shop/public: add {uri: {prefix: /admin}} to "
	    "spec.http[0].match",
	    "            prefix: /catalog # all\n        - uri:\n"
	    "            prefix: /admin\n      route:",
	    "with path /catalog" },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [shop.example.com]\n  gateways: [edge/public]\n"
	    "  http:\n    - match:\n        - headers:\n"
	    "            x-beta: {exact: \"yes\"}\n          uri:\n"
	    "            prefix: /\n" ROUTE, IN("/"),
	    "VirtualService shop/public: take spec.http[0].match[0].headers."
	    "x-beta away", "        - uri:\n            prefix: /\n",
	    "with header x-beta: yes" },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [shop.example.com]\n  gateways: [edge/public]\n"
	    "  http:\n    - match:\n        - uri:\n"
	    "            exact: /x\n" ROUTE, IN("/"),
	    "VirtualService shop/public: add a route without match to the end "
	    "of spec.http, to web", ROUTE "    - route:\n"
	    "        - destination:\n            host: web\n", NULL },
	/* the gateway does not know the host */
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts:\n    - www.example.com\n  gateways: [edge/public]\n"
	    "  http:\n    - name: all\n" ROUTE, IN("/"),
	    "VirtualService shop/public: add shop.example.com to spec.hosts",
	    "    - www.example.com\n    - shop.example.com\n", NULL },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [www.example.com]\n  gateways: [edge/public]\n"
	    "  http:\n    - name: all\n" ROUTE, FROM("outside", "gw.edge", 80,
	    "www.example.com", "/"),
	    "Gateway edge/public: add www.example.com to "
	    "spec.servers[0].hosts", "        - www.example.com\n", NULL },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [shop.example.com]\n  gateways:\n    - edge/pubilc\n"
	    "  http:\n    - name: all\n" ROUTE, IN("/"),
	    "VirtualService shop/public: set spec.gateways[0] to edge/public "
	    "(edge/pubilc now)", "    - edge/public\n", NULL },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [shop.example.com]\n  http:\n    - name: all\n" ROUTE,
	    IN("/"), "VirtualService shop/public: add edge/public to "
	    "spec.gateways", "  gateways:\n    - edge/public\n    - mesh\n",
	    NULL },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [shop.example.com]\n  gateways: [edge/public]\n"
	    "  exportTo: [.]\n  http:\n    - name: all\n" ROUTE, IN("/"),
	    "VirtualService shop/public: take spec.exportTo away", NULL,
	    NULL },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts:\n    - www.example.com\n  gateways: [edge/public]\n"
	    "  http:\n    - name: all\n" ROUTE, FROM("outside", "gw.edge", 80,
	    "new.example.com", "/"),
	    "VirtualService shop/public: add new.example.com to spec.hosts, "
	    "and Gateway edge/public: add new.example.com to "
	    "spec.servers[0].hosts", NULL, NULL },
	{ GATEWAY "---\n" META("VirtualService", "public") "spec:\n"
	    "  hosts: [shop.example.com]\n  gateways: [edge/public]\n"
	    "  http:\n    - name: all\n" ROUTE, FROM("outside", "gw.edge", 443,
	    "shop.example.com", "/"),
	    "Gateway edge/public: add a server on port 443, with the hosts of "
	    "spec.servers[0]", "        number: 443\n", "to port 80" },
	/* a subset that is missing, or selects nobody */
	{ WEB_RULE "---\n" META("VirtualService", "web") "spec:\n"
	    "  hosts: [web]\n  http:\n    - route:\n        - destination:\n"
	    "            host: web\n            subset: v2\n", TO("web", "/"),
	    "DestinationRule shop/web: add subset v2 with version: v2",
	    "        version: v1\n    - name: v2\n      labels:\n"
	    "        version: v2\n", NULL },
	{ WEB_RULE "---\n" META("VirtualService", "web") "spec:\n"
	    "  hosts: [web]\n  http:\n    - route:\n        - destination:\n"
	    "            host: web\n            subset: V1\n", TO("web", "/"),
	    "VirtualService shop/web: set spec.http[0].route[0].destination."
	    "subset to v1 (V1 now)", "subset: v1\n", NULL },
	{ META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - route:\n        - destination: {host: web, subset: v1}\n",
	    TO("web", "/"),
	    "VirtualService shop/web: take spec.http[0].route[0].destination."
	    "subset away", "destination: {host: web}", NULL },
	{ META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - route:\n        - destination: {host: web, subset: v1}\n",
	    TO("web", "/"), "add a DestinationRule for "
	    "web.shop.svc.cluster.local with subset v1 of version: v1",
	    "  - name: v1\n    labels:\n      version: v1\n", NULL },
	{ META("DestinationRule", "web") "spec:\n  host: web\n  subsets:\n"
	    "    - name: v1\n      labels:\n        version: v1x\n---\n"
	    META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - route:\n        - destination: {host: web, subset: v1}\n",
	    TO("web", "/"), "DestinationRule shop/web: set "
	    "spec.subsets[0].labels.version to v1 (v1x now)",
	    "        version: v1\n", NULL },
	{ META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - match:\n        - headers: {x-beta: {exact: \"yes\"}}\n"
	    "      route:\n        - destination: {host: webb}\n"
	    "    - route:\n        - destination: {host: web}\n",
	    { .id = "1", .from = "shop/client", .to = "web", .port = 80,
	    .path = "/", .headers = beta, .n_headers = 1 },
	    "VirtualService shop/web: set spec.http[0].route[0].destination."
	    "host to web.shop.svc.cluster.local (webb now)", NULL,
	    "without header x-beta" },
	{ META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - route:\n        - destination: {host: web, port: {number: "
	    "8080}}\n", TO("web", "/"),
	    "VirtualService shop/web: set spec.http[0].route[0].destination."
	    "port.number to 80 (8080 now)", "port: {number: 80}", NULL },
	/* hosts that are hidden, or outside */
	{ REGISTRY_ONLY "---\n" META("Sidecar", "default") "spec:\n"
	    "  egress:\n    - hosts:\n        - ./*\n", TO("stock.edge", "/"),
	    "Sidecar shop/default: add edge/stock.edge.svc.cluster.local to "
	    "spec.egress[0].hosts",
	    "        - ./*\n        - edge/stock.edge.svc.cluster.local\n",
	    "from edge/stock" },
	{ REGISTRY_ONLY, TO("www.example.org", "/"),
	    "add a ServiceEntry for www.example.org, port 80 HTTP",
	    "  hosts:\n  - www.example.org\n", NULL },
	{ REGISTRY_ONLY, TO("www.example.org", "/"),
	    "ConfigMap istio-system/istio: set outboundTrafficPolicy.mode to "
	    "ALLOW_ANY (REGISTRY_ONLY now)", "      mode: ALLOW_ANY\n", NULL },
	{ REGISTRY_ONLY, TO("wbe", "/"), NULL, NULL,
	    "to web and with host web" },
	/* mutual TLS and plaintext */
	{ SECURITY("PeerAuthentication", "default") "spec:\n  mtls:\n"
	    "    mode: STRICT\n", FROM("legacy/batch", "web.shop", 80, NULL,
	    "/"), "PeerAuthentication shop/default: set spec.mtls.mode to "
	    "PERMISSIVE (STRICT now)", "    mode: PERMISSIVE\n",
	    "from shop/client" },
	{ SECURITY("PeerAuthentication", "default") "spec:\n  mtls:\n"
	    "    mode: STRICT\n", FROM("legacy/batch", "web.shop", 80, NULL,
	    "/"), "Namespace legacy: add label istio-injection: enabled, so "
	    "that its pods get a sidecar",
	    "  labels:\n    istio-injection: enabled\n", NULL },
	{ SECURITY("PeerAuthentication", "default") "spec:\n  mtls:\n"
	    "    mode: STRICT\n", FROM("legacy/batch", "web.shop", 80, NULL,
	    "/"), "add a PeerAuthentication for app web, port 8080 "
	    "PERMISSIVE", "    8080:\n      mode: PERMISSIVE\n", NULL },
	{ META("DestinationRule", "web") "spec:\n  host: web\n"
	    "  trafficPolicy:\n    tls:\n      mode: SIMPLE\n", TO("web",
	    "/"), "DestinationRule shop/web: set spec.trafficPolicy.tls.mode "
	    "to ISTIO_MUTUAL (SIMPLE now)", "      mode: ISTIO_MUTUAL\n",
	    NULL },
	{ SECURITY("PeerAuthentication", "default") "spec:\n  mtls:\n"
	    "    mode: DISABLE\n---\n" META("DestinationRule", "web")
	    "spec:\n  host: web\n  trafficPolicy:\n    tls:\n"
	    "      mode: ISTIO_MUTUAL\n", TO("web", "/"),
	    "DestinationRule shop/web: set spec.trafficPolicy.tls.mode to "
	    "DISABLE (ISTIO_MUTUAL now)", "      mode: DISABLE\n", NULL },
	/* nobody there */
	{ "apiVersion: v1\nkind: Service\n"
	    "metadata: {name: other, namespace: shop}\nspec:\n"
	    "  selector:\n    app: wbe\n  ports:\n    - name: http\n"
	    "      port: 80\n      targetPort: 8080\n", TO("other", "/"),
	    "Service shop/other: set spec.selector.app to web (wbe now)",
	    "    app: web\n", NULL },
	{ "apiVersion: v1\nkind: Service\n"
	    "metadata: {name: other, namespace: shop}\nspec:\n"
	    "  selector:\n    app: web\n  ports:\n    - name: http\n"
	    "      port: 80\n      targetPort: nope\n", TO("other", "/"),
	    "Service shop/other: set spec.ports[0].targetPort to 8080 (nope "
	    "now)", "      targetPort: 8080\n", NULL },
	{ "", FROM("shop/client", "web", 8080, NULL, "/"), NULL, NULL,
	    "to port 80" },
	/* what answers in its place */
	{ META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - fault:\n        abort:\n          httpStatus: 503\n"
	    "          percentage:\n            value: 100\n" ROUTE,
	    TO("web", "/"), "VirtualService shop/web: take "
	    "spec.http[0].fault away", "    - route:\n", NULL },
	{ META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - fault:\n        abort:\n          httpStatus: 503\n"
	    "          percentage:\n            value: 100\n" ROUTE,
	    TO("web", "/"), "VirtualService shop/web: set "
	    "spec.http[0].fault.abort.percentage.value to 0 (100 now)", NULL,
	    NULL },
	{ META("VirtualService", "web") "spec:\n  hosts: [web]\n  http:\n"
	    "    - match:\n        - uri: {prefix: /old}\n"
	    "      directResponse: {status: 410}\n    - name: all\n" ROUTE,
	    TO("web", "/old"), "VirtualService shop/web: take spec.http[0] "
	    "away", "  http:\n    - name: all\n", NULL },
	/* the routes of one that lost its host */
	{ "apiVersion: networking.istio.io/v1\nkind: VirtualService\n"
	    "metadata: {name: a, namespace: shop, creationTimestamp: "
	    "\"2025-01-01T00:00:00Z\"}\nspec:\n  hosts: [web]\n  http:\n"
	    "    - match:\n        - uri: {prefix: /a}\n" ROUTE "---\n"
	    META("VirtualService", "b") "spec:\n  hosts: [web]\n  http:\n"
	    "    - match:\n        - uri: {prefix: /b}\n" ROUTE,
	    TO("web", "/b"), "VirtualService shop/a: the rules of "
	    "VirtualService shop/b stand before its own, and take "
	    "VirtualService shop/b away",
	    "  http:\n    - match:\n        - uri:\n            prefix: /b\n",
	    NULL },
	/* tokens */
	{ TOKENS, { .id = "1", .from = "shop/client", .to = "web",
	    .port = 80, .path = "/", .headers = token, .n_headers = 1,
	    .claims = "{\"iss\": \"https://b.example\", \"aud\": \"x\"}" },
	    "RequestAuthentication shop/r: set spec.jwtRules[0].issuer to "
	    "https://b.example (https://a.example now)",
	    "    - issuer: https://b.example\n", NULL },
	{ TOKENS, { .id = "1", .from = "shop/client", .to = "web",
	    .port = 80, .path = "/", .headers = token, .n_headers = 1,
	    .claims = "{\"iss\": \"https://a.example\", \"aud\": \"z1\"}" },
	    "RequestAuthentication shop/r: add z1 to "
	    "spec.jwtRules[0].audiences", "      audiences: [x, z1]\n",
	    NULL },
	/* nothing is wrong */
	{ "", TO("web", "/"), NULL, NULL, NULL },
};

static void
look_for_change(const struct row *r, const struct mw_suggestion *v, size_t n)
{
	struct mw_buf b = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		const char *text = v[i].edits[0].text;

		mw_buf_clear(&b);
		mw_suggest_print(&v[i], &b);
		if (strcmp(mw_buf_text(&b), r->change) != 0)
			continue;
		if (r->lines != NULL && strstr(text, r->lines) == NULL)
			fail_msg("no lines\n%s\nin\n%s", r->lines, text);
		break;
	}
	if (i == n) {
		for (i = 0; i < n; i++) {
			mw_buf_clear(&b);
			mw_suggest_print(&v[i], &b);
			print_message("only: %s\n", mw_buf_text(&b));
		}
		fail_msg("%s\nnot told: %s", r->text, r->change);
	}
	mw_buf_release(&b);
}

static void
look_for_flip(const struct row *r, const struct mw_flip *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(v[i].text, r->flip) == 0)
			return;
	}
	for (size_t i = 0; i < n; i++)
		print_message("only: %s\n", v[i].text);
	fail_msg("%s\nnot told: %s", r->text, r->flip);
}

static void
one(const struct row *r)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_request request = r->request;
	const struct mw_suggestion *v = NULL;
	const struct mw_flip *flips;
	struct mw_suggest *search;
	struct mw_buf text = { 0 };
	const struct mw_mesh *m;
	struct mw_session *s;
	size_t n = 0, n_flips;

	mw_buf_printf(&text, "%s%s", world, r->text);
	m = mw_mesh_load_text("t.yaml", mw_buf_text(&text), text.len,
	    &options);
	s = mw_session_new(m, NULL);
	mw_request_complete(arena, &request);
	search = mw_suggest_new(s, &options, &request, arena);
	while (search != NULL && mw_suggest_step(search))
		continue;
	if (search != NULL)
		v = mw_suggest_found(search, &n);
	flips = mw_flip_search(s, &request, arena, &n_flips);
	if (r->change != NULL)
		look_for_change(r, v, n);
	if (r->flip != NULL)
		look_for_flip(r, flips, n_flips);
	if (r->change == NULL && r->flip == NULL)
		assert_int_equal(n + n_flips, 0);
	mw_suggest_end(search);
	mw_session_free(s);
	mw_mesh_free(m);
	mw_buf_release(&text);
	mw_arena_free(arena);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		one(&rows[i]);
}

/* A search that is given up half way leaves nothing behind. */
static void
test_given_up(void **state)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_buf text = { 0 };
	const struct mw_mesh *m;

	(void)state;
	mw_buf_printf(&text, "%s%s", world, rows[0].text);
	m = mw_mesh_load_text("t.yaml", mw_buf_text(&text), text.len,
	    &options);
	for (int steps = 0; steps < 40; steps++) {
		struct mw_arena *arena = mw_arena_new();
		struct mw_session *s = mw_session_new(m, NULL);
		struct mw_request request = rows[0].request;
		struct mw_suggest *search;
		size_t n;

		mw_request_complete(arena, &request);
		search = mw_suggest_new(s, &options, &request, arena);
		for (int i = 0; i < steps; i++)
			mw_suggest_step(search);
		mw_suggest_found(search, &n);
		mw_suggest_end(search);
		mw_session_free(s);
		mw_arena_free(arena);
	}
	mw_mesh_free(m);
	mw_buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
