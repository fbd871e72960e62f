/*
 * test-lint-walk.c - findings that need compiled proxies: for each a mesh that
 * has it, and one that nearly has.
 */
#include "base/attr.h"
#include "base/str.h"
#include "lint/lint.h"
#include "mesh/mesh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* ---- pieces of meshes --------------------------------------------------- */

#define OBJECT(api, kind, ns, name, rest)                                      \
	"---\napiVersion: " api "\nkind: " kind "\nmetadata: {name: " name     \
	", namespace: " ns "}\n" rest "\n"
#define NET(kind, ns, name, spec)                                              \
	OBJECT("networking.istio.io/v1", kind, ns, name, "spec: {" spec "}")
#define SEC(kind, ns, name, spec)                                              \
	OBJECT("security.istio.io/v1", kind, ns, name, "spec: {" spec "}")
#define NAMESPACE(name)                                                        \
	"---\napiVersion: v1\nkind: Namespace\nmetadata: {name: " name         \
	", labels: {istio-injection: enabled}}\n"
#define POD(ns, name, labels)                                                  \
	"---\napiVersion: v1\nkind: Pod\nmetadata: {name: " name               \
	", namespace: " ns ", labels: {" labels "}}\n"                         \
	"spec: {serviceAccountName: " name ", containers: [{name: istio-proxy" \
	", image: x}]}\n"
#define BARE(ns, name)                                                         \
	"---\napiVersion: v1\nkind: Pod\nmetadata: {name: " name               \
	", namespace: " ns ", labels: {sidecar.istio.io/inject: \"false\"}}\n" \
	"spec: {serviceAccountName: " name ", containers: [{name: c, "         \
	"image: x}]}\n"
#define SERVICE(ns, name, port)                                                \
	OBJECT("v1", "Service", ns, name, "spec: {selector: {app: " name "}, " \
	    "ports: [{name: " port ", port: 80, protocol: TCP}]}")
#define GATEWAY_POD                                                            \
	"---\napiVersion: v1\nkind: Pod\nmetadata: {name: gw, namespace: "     \
	"istio-system, labels: {istio: ingressgateway, "                       \
	"sidecar.istio.io/inject: \"false\"}}\nspec: {containers: [{name: "    \
	"istio-proxy, image: x, args: [proxy, router]}]}\n"

#define SHOP                                                                   \
	NAMESPACE("shop") SERVICE("shop", "web", "http")                       \
	POD("shop", "web", "app: web, version: v1")
#define VS(name, more) NET("VirtualService", "shop", name, more)
/* As a cluster gives it. */
#define STORED_VS(name, more)                                                  \
	OBJECT("networking.istio.io/v1", "VirtualService", "shop, "            \
	    "resourceVersion: \"1\"", name, "spec: {" more "}")
#define HTTP(rules) "hosts: [web], http: [" rules "]"
#define TO_WEB "route: [{destination: {host: web}}]"
#define RULE(match) "{match: [{" match "}], " TO_WEB "}"
#define DR(ns, name, more)                                                     \
	NET("DestinationRule", ns, name, "host: web.shop.svc.cluster.local, "  \
	    more)
#define POLICY "trafficPolicy: {outlierDetection: {consecutive5xxErrors: 1}}"
#define AUTHZ(spec) SEC("AuthorizationPolicy", "shop", "p", spec)
#define ALLOW(what) AUTHZ("rules: [{" what "}]")
#define MTLS(mode)                                                             \
	SEC("PeerAuthentication", "shop", "default", "mtls: {mode: " mode "}")
#define GATEWAY(hosts)                                                         \
	NET("Gateway", "shop", "edge", "selector: {istio: ingressgateway}, "   \
	    "servers: [{port: {number: 80, name: http, protocol: HTTP}, "      \
	    "hosts: [" hosts "]}]")
#define BOUND(host)                                                            \
	VS("a", "hosts: [" host "], gateways: [edge], http: [{" TO_WEB "}]")
#define CHECK_TOKENS                                                           \
	SEC("RequestAuthentication", "shop", "jwt",                            \
	    "jwtRules: [{issuer: me, jwksUri: https://me.example.com/k}]")
#define CLAIM "from: [{source: {requestPrincipals: [\"*\"]}}]"
#define PRINCIPAL(name)                                                        \
	"from: [{source: {principals: [cluster.local/ns/shop/sa/" name "]}}]"
#define OTHER                                                                  \
	SERVICE("shop", "other", "http")                                       \
	SERVICE("shop", "empty", "http")                                       \
	POD("shop", "other", "app: other")
#define BAD_REGEX "uri: {regex: \"(?=a)\"}"
#define NO_WEIGHT(other)                                                       \
	"{route: [{destination: {host: web}, weight: 0}, {destination: "       \
	"{host: other}, weight: " other "}]}"
#define TWO_PORTS                                                              \
	NAMESPACE("shop") POD("shop", "web", "app: web")                       \
	OBJECT("v1", "Service", "shop", "web", "spec: {selector: {app: web}, " \
	    "ports: [{name: http, port: 80, protocol: TCP}, {name: http-b, "   \
	    "port: 9, protocol: TCP}]}")
#define PLAIN_9                                                                \
	SEC("PeerAuthentication", "shop", "web", "selector: {matchLabels: "    \
	    "{app: web}}, portLevelMtls: {9: {mode: DISABLE}}")
#define IMPORTS(host)                                                          \
	NET("Sidecar", "far", "default", "egress: [{hosts: [\"" host "\"]}]")
#define FAR_PRINCIPAL                                                          \
	"from: [{source: {principals: [cluster.local/ns/far/sa/cl]}}]"
#define MIRROR(host) HTTP("{" TO_WEB ", mirror: {host: " host "}}")

/* ---- cases -------------------------------------------------------------- */

static const struct {
	const char *rule;
	const char *has, *near;
	const char *word;	/* what its text holds */
} cases[] = {
	/* a longer prefix behind a shorter one, with one more condition */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("uri: {prefix: /a}") ", "
		RULE("uri: {regex: /x.*}, headers: {b: {exact: c}}") ", "
		RULE("uri: {exact: /a/b}, headers: {x: {exact: v}}"))),
	    SHOP VS("a", HTTP(RULE("uri: {prefix: /a}, headers: {x: {exact: "
		"z}}") ", " RULE("uri: {exact: /a/b}, headers: {x: {exact: "
		"v}}"))), "'spec.http[0].match[0]'" },
	/* an expression that takes the one path of a later rule */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("uri: {regex: \"/a/[0-9]+\"}") ", "
		RULE("uri: {exact: /a/12}"))),
	    SHOP VS("a", HTTP(RULE("uri: {regex: \"/a/[0-9]+\"}") ", "
		RULE("uri: {exact: /a/1b}"))), "never reached" },
	/* the port of the first rule is not all ports */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("uri: {prefix: /a}, port: 80") ", "
		RULE("uri: {prefix: /a/b}"))),
	    SHOP SERVICE("shop", "w", "http") VS("a", "hosts: [web, w], http: "
		"[" RULE("uri: {prefix: /a}, port: 81") ", "
		RULE("uri: {prefix: /a/b}") "]"), "never reached" },
	/* two methods are all that a later rule takes */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("uri: {prefix: /a}, method: {exact: GET}")
		", " RULE("uri: {prefix: /a}, method: {exact: POST}") ", "
		RULE("uri: {exact: /a/b}, method: {regex: GET|POST}"))),
	    SHOP VS("a", HTTP(RULE("uri: {prefix: /a}, method: {exact: GET}")
		", " RULE("uri: {prefix: /a}, method: {exact: POST}") ", "
		RULE("uri: {exact: /a/b}, method: {regex: GET|PUT}"))),
	    "and 'spec.http[1].match[0]' come first, and together" },
	/* with a value of a header, with another one, and without it */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("headers: {x: {exact: v}}") ", "
		RULE("headers: {x: {}}") ", "
		RULE("withoutHeaders: {x: {}}") ", "
		RULE("uri: {prefix: /a}"))),
	    SHOP VS("a", HTTP(RULE("headers: {x: {exact: v}}") ", "
		RULE("headers: {x: {prefix: w}}") ", "
		RULE("withoutHeaders: {x: {}}") ", "
		RULE("uri: {prefix: /a}"))), "together" },
	/* a header that says v, and one that does not: of two lines one may */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("headers: {x: {exact: v}}") ", "
		RULE("headers: {x: {regex: \"v|w\"}}, withoutHeaders: {x: "
		"{exact: v}}") ", " RULE("headers: {x: {exact: w}}"))),
	    SHOP VS("a", HTTP(RULE("headers: {x: {exact: v}}, withoutHeaders: "
		"{x: {exact: w}}") ", " RULE("headers: {x: {exact: w}}, "
		"withoutHeaders: {x: {exact: v}}") ", "
		RULE("headers: {x: {regex: \"v|w\"}}"))), "together" },
	/* every combination of two conditions */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("headers: {x: {exact: v}}") ", "
		RULE("queryParams: {q: {exact: \"1\"}}, withoutHeaders: {x: "
		"{exact: v}}") ", " RULE("uri: {exact: /a}, queryParams: {q: "
		"{regex: \"(1|1)\"}}"))),
	    SHOP VS("a", HTTP(RULE("headers: {x: {exact: v}}") ", "
		RULE("queryParams: {q: {exact: \"1\"}}, headers: {x: {exact: "
		"w}}") ", " RULE("uri: {exact: /a}, queryParams: {q: {exact: "
		"\"1\"}}"))), "together" },
	/* the paths of an expression, each behind a prefix of its own */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("uri: {prefix: /a/}") ", "
		RULE("uri: {prefix: /b}") ", "
		RULE("uri: {regex: \"/(a/x|b(/.*)?)\"}"))),
	    SHOP VS("a", HTTP(RULE("uri: {prefix: /a/}") ", "
		RULE("uri: {prefix: /b/}") ", "
		RULE("uri: {regex: \"/(a/x|b(/.*)?)\"}"))), "together" },
	/* on each port another one */
	{ "MW0701",
	    SHOP SERVICE("shop", "w", "http") VS("a", "hosts: [web], http: ["
		RULE("uri: {prefix: /a}, port: 80") ", "
		RULE("uri: {prefix: /a/b}, sourceLabels: {app: web}") ", "
		RULE("uri: {prefix: /a/b}, method: {exact: GET}") "]"),
	    SHOP SERVICE("shop", "w", "http") VS("a", "hosts: [web], http: ["
		RULE("uri: {prefix: /a}, port: 81") ", "
		RULE("uri: {prefix: /a/b}, method: {exact: GET}") "]"),
	    "never reached" },
	/* conditions that exclude each other */
	{ "MW0701",
	    SHOP VS("a", HTTP(RULE("headers: {x: {exact: v}}, withoutHeaders: "
		"{x: {prefix: v}}") ", {" TO_WEB "}")),
	    SHOP VS("a", HTTP(RULE("headers: {x: {prefix: v}}, withoutHeaders: "
		"{x: {exact: v}}") ", {" TO_WEB "}")), "no request can fit" },
	{ "MW0702",
	    SHOP VS("a", HTTP("{" TO_WEB "}")) VS("b", HTTP("{" TO_WEB "}")),
	    SHOP OTHER VS("a", HTTP("{" TO_WEB "}"))
	    VS("b", "hosts: [web, other], http: [{" TO_WEB "}]"), "shop/a" },
	{ "MW0703",
	    SHOP NAMESPACE("far") NET("VirtualService", "far", "a",
		"exportTo: [.], hosts: [web.shop.svc.cluster.local], http: [{"
		TO_WEB "}]"),
	    SHOP NAMESPACE("far") NET("VirtualService", "far", "a",
		"hosts: [web.shop.svc.cluster.local], http: [{" TO_WEB "}]"),
	    "not exported" },
	{ "MW0704",
	    SHOP NAMESPACE("far") DR("far", "a", POLICY),
	    SHOP DR("shop", "a", POLICY), "neither in the namespace" },
	{ "MW0705",
	    SHOP DR("shop", "a", POLICY) DR("shop", "b", POLICY),
	    SHOP DR("shop", "a", POLICY) DR("shop", "b",
		"subsets: [{name: v1, labels: {version: v1}}]"), "shop/b" },
	{ "MW0706",
	    SHOP OTHER POD("shop", "o2", "app: other, version: v2")
	    DR("shop", "a", "subsets: [{name: v2, labels: {version: v2}}]"),
	    SHOP DR("shop", "a", "subsets: [{name: v1, labels: {version: "
		"v1}}]"), "subset 'v2'" },
	{ "MW0707",
	    NAMESPACE("shop") SERVICE("shop", "db", "tcp")
	    POD("shop", "db", "app: db")
	    ALLOW("to: [{operation: {methods: [GET]}}]"),
	    NAMESPACE("shop") SERVICE("shop", "db", "tcp")
	    POD("shop", "db", "app: db")
	    ALLOW("to: [{operation: {ports: [\"80\"]}}]"), "methods" },
	{ "MW0708", SHOP AUTHZ("action: ALLOW"), SHOP AUTHZ("rules: [{}]"),
	    "allows nobody" },
	{ "MW0709", SHOP BARE("shop", "old") MTLS("STRICT"),
	    SHOP BARE("shop", "old") MTLS("PERMISSIVE"), "shop/old" },
	{ "MW0710", SHOP MTLS("DISABLE") ALLOW(PRINCIPAL("web")),
	    SHOP MTLS("PERMISSIVE") ALLOW(PRINCIPAL("web")), "identity" },
	/* the rule is for the one port without */
	{ "MW0710", TWO_PORTS PLAIN_9 ALLOW(PRINCIPAL("web") ", to: "
		"[{operation: {ports: [\"9\"]}}]"),
	    TWO_PORTS PLAIN_9 ALLOW(PRINCIPAL("web")
		", to: [{operation: {ports: [\"9\", \"80\"]}}]"),
	    "no port of the workloads that the rule is for" },
	{ "MW0710", TWO_PORTS PLAIN_9 ALLOW(PRINCIPAL("web") ", to: "
		"[{operation: {notPorts: [\"80\"], ports: [\"80\", \"9\"]}}]"),
	    TWO_PORTS PLAIN_9 ALLOW(PRINCIPAL("web")
		", to: [{operation: {notPorts: [\"9\"]}}]"),
	    "no port of the workloads that the rule is for" },
	{ "MW0711", SHOP BARE("shop", "old") ALLOW(PRINCIPAL("old")),
	    SHOP BARE("shop", "old") ALLOW(PRINCIPAL("web")), "shop/old" },
	{ "MW0712", SHOP ALLOW(CLAIM), SHOP CHECK_TOKENS ALLOW(CLAIM),
	    "RequestAuthentication" },
	{ "MW0713", SHOP STORED_VS("a", HTTP(RULE(BAD_REGEX))),
	    SHOP STORED_VS("a", HTTP(RULE("uri: {regex: \"a+\"}"))),
	    "Envoy refuses" },
	{ "MW0714", SHOP STORED_VS("a", HTTP(NO_WEIGHT("0"))),
	    SHOP STORED_VS("a", HTTP(NO_WEIGHT("1"))), "weight 0" },
	{ "MW0715", SHOP GATEWAY_POD GATEWAY("a.example.com")
	    BOUND("b.example.com"),
	    SHOP GATEWAY_POD GATEWAY("\"*.example.com\"")
	    BOUND("b.example.com"), "404" },
	{ "MW0716", SHOP GATEWAY_POD NET("Gateway", "shop", "edge",
		"selector: {istio: ingressgateway}, servers: [{port: {number: "
		"443, name: h, protocol: HTTPS}, hosts: [a.b], tls: {mode: "
		"SIMPLE, credentialName: c}}]"),
	    SHOP GATEWAY_POD NET("Gateway", "shop", "edge",
		"selector: {istio: ingressgateway}, servers: [{port: {number: "
		"443, name: h, protocol: HTTPS}, hosts: [a.b], tls: {mode: "
		"SIMPLE, serverCertificate: /c, privateKey: /k}}]"), "'c'" },
	{ "MW0717", SHOP VS("a", HTTP("{match: [{uri: {prefix: /a}}], "
		"rewrite: {uri: /}, " TO_WEB "}")),
	    SHOP VS("a", HTTP("{match: [{uri: {prefix: /a/}}], rewrite: {uri: "
		"/}, " TO_WEB "}")), "//a" },
	{ "MW0718", SHOP OTHER VS("a", MIRROR("empty")),
	    SHOP OTHER VS("a", MIRROR("other")), "no endpoint" },
	/* a listener for one port, and a destination of another */
	{ "MW0719", TWO_PORTS VS("a", HTTP("{route: [{destination: {host: "
		"web, port: {number: 9}}}]}"))
	    NET("Sidecar", "shop", "default", "egress: [{port: {number: 80, "
		"protocol: HTTP, name: h}, hosts: [\"./*\"]}]"),
	    TWO_PORTS VS("a", HTTP("{route: [{destination: {host: "
		"web, port: {number: 9}}}]}"))
	    NET("Sidecar", "shop", "default", "egress: [{hosts: [\"./*\"]}]"),
	    "does not import port 9" },
	/* a caller that is let in, behind a Sidecar without the host */
	{ "MW0719", SHOP NAMESPACE("far") POD("far", "cl", "app: cl")
	    IMPORTS("far/*") ALLOW(FAR_PRINCIPAL),
	    SHOP NAMESPACE("far") POD("far", "cl", "app: cl")
	    IMPORTS("shop/web.shop.svc.cluster.local") ALLOW(FAR_PRINCIPAL),
	    "Sidecar far/default does not import service web.shop" },
	{ "MW0721", SHOP VS("a", HTTP(RULE("uri: {regex: \"api/.*\"}") ", {"
		TO_WEB "}")),
	    SHOP VS("a", HTTP(RULE("uri: {regex: \"(api)?/.*\"}") ", {"
		TO_WEB "}")), "no path that begins with a slash" },
	{ "MW0721", SHOP VS("a", HTTP(RULE("headers: {x: {regex: \"a^b\"}}")
		", {" TO_WEB "}")),
	    SHOP VS("a", HTTP(RULE("headers: {x: {regex: \"^a|c$\"}}")
		", {" TO_WEB "}")), "no value fits" },
	{ "MW0722", SHOP VS("a", HTTP(RULE("method: {exact: GET}") ", "
		RULE("method: {prefix: PO}")))
	    ALLOW("to: [{operation: {methods: [GET, PUT]}}]"),
	    SHOP VS("a", HTTP(RULE("method: {exact: GET}") ", "
		RULE("method: {prefix: P}")))
	    ALLOW("to: [{operation: {methods: [GET, PUT]}}]"),
	    "PUT is never routed to web.shop" },
	{ "MW0213", SHOP DR("shop", "a",
		"trafficPolicy: {loadBalancer: {simple: LEAST_CONN}}"),
	    SHOP DR("shop", "a",
		"trafficPolicy: {loadBalancer: {simple: LEAST_REQUEST}}"),
	    "LEAST_CONN" },
};

/* ---- running them ------------------------------------------------------- */

/* The first finding of RULE, or NULL. */
static const struct mw_finding *
find(const struct mw_findings *f, const char *rule)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->v[i].rule, rule) == 0)
			return &f->v[i];
	return NULL;
}

static const struct mw_finding *
lint(struct mw_arena *a, const char *text, const char *rule,
    const struct mw_mesh **m)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	*m = mw_mesh_load_text("t.yaml", text, strlen(text), &options);
	return find(mw_lint_run(a, *m), rule);
}

static void
test_cases(void **state)
{
	unsigned failed = 0;

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_arena *a = mw_arena_new();
		const struct mw_mesh *has, *near;
		const struct mw_finding *x = lint(a, cases[i].has,
		    cases[i].rule, &has);
		const struct mw_finding *y = lint(a, cases[i].near,
		    cases[i].rule, &near);

		if (x == NULL)
			print_error("%s: not found in %s\n", cases[i].rule,
			    cases[i].has);
		else if (strstr(x->text, cases[i].word) == NULL)
			print_error("%s: '%s' is not in '%s'\n",
			    cases[i].rule, cases[i].word, x->text);
		if (y != NULL)
			print_error("%s: found in the near miss: %s\n",
			    cases[i].rule, y->text);
		failed += x == NULL || y != NULL ||
		    strstr(x->text, cases[i].word) == NULL;
		mw_mesh_free(has);
		mw_mesh_free(near);
		mw_arena_free(a);
	}
	assert_int_equal(failed, 0);
}

/* What the webhook refuses is told by the webhook's own words, unless the
 * cluster has it already. */
static void
test_refused(void **state)
{
	static const char *const meshes[] = {
		SHOP VS("a", HTTP(RULE(BAD_REGEX))),
		SHOP VS("a", HTTP(NO_WEIGHT("0"))),
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(meshes); i++) {
		struct mw_arena *a = mw_arena_new();
		const struct mw_mesh *m;

		assert_non_null(lint(a, meshes[i], "IST0106", &m));
		mw_mesh_free(m);
		assert_null(lint(a, meshes[i], "MW0713", &m));
		mw_mesh_free(m);
		assert_null(lint(a, meshes[i], "MW0714", &m));
		mw_mesh_free(m);
		mw_arena_free(a);
	}
}

/* Without Services and workloads nothing but what is certain is said, and
 * nothing that fails a build. */
static void
test_guessed(void **state)
{
	static const char text[] = VS("a", HTTP(RULE("uri: {prefix: /a}") ", "
	    RULE("uri: {exact: /a/b}, headers: {x: {exact: v}}")))
	    VS("b", HTTP("{" TO_WEB "}")) DR("far", "a", POLICY);
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *a = mw_arena_new();
	const struct mw_mesh *m = mw_mesh_load_text("t.yaml", text,
	    strlen(text), &options);
	const struct mw_findings *f = mw_lint_run(a, m);

	(void)state;
	assert_non_null(find(f, "MW0701"));
	assert_null(find(f, "MW0702"));
	assert_null(find(f, "MW0704"));
	for (size_t i = 0; i < f->n; i++)
		if (mw_str_has_prefix(f->v[i].rule, "MW07"))
			assert_int_equal(f->v[i].severity, MW_INFO);
	mw_mesh_free(m);
	mw_arena_free(a);
}

/* A table of many routes is looked through in little more than its length. */
static void
test_long_table(void **state)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *a = mw_arena_new();
	struct mw_buf b = { 0 };
	const struct mw_mesh *m;

	(void)state;
	mw_buf_adds(&b, SHOP "---\napiVersion: networking.istio.io/v1\n"
	    "kind: VirtualService\nmetadata: {name: a, namespace: shop}\n"
	    "spec:\n  hosts: [web]\n  http:\n");
	for (unsigned i = 0; i < 3000; i++)
		mw_buf_printf(&b, "  - " RULE("uri: {prefix: /p%u/}") "\n", i);
	mw_buf_adds(&b, "  - " RULE("uri: {exact: /p1500/x}") "\n");
	m = mw_mesh_load_text("t.yaml", mw_buf_text(&b), b.len, &options);
	assert_non_null(find(mw_lint_run(a, m), "MW0701"));
	mw_mesh_free(m);
	mw_arena_free(a);
	mw_buf_release(&b);
}

static void
test_explained(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const struct mw_rule_info *r = mw_lint_rule(cases[i].rule);

		if (mw_diag_find(cases[i].rule) != NULL)
			continue;
		assert_non_null(r);
		assert_true(strlen(r->why) > 40 && strlen(r->fix) > 10);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_guessed),
		cmocka_unit_test(test_long_table),
		cmocka_unit_test(test_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
