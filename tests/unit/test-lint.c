/*
 * test-lint.c - each of Istio's codes: a mesh that has it, and one that nearly
 * has.
 */
#include "base/attr.h"
#include "base/str.h"
#include "lint/lint.h"
#include "mesh/mesh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ---- pieces of meshes --------------------------------------------------- */

#define OBJECT(api, kind, meta, rest)                                          \
	"---\napiVersion: " api "\nkind: " kind "\nmetadata: {" meta "}\n" rest\
	"\n"
#define NET(kind, name, spec)                                                  \
	OBJECT("networking.istio.io/v1", kind,                                 \
	    "name: " name ", namespace: shop", "spec: {" spec "}")
#define SEC(kind, name, spec)                                                  \
	OBJECT("security.istio.io/v1", kind,                                   \
	    "name: " name ", namespace: shop", "spec: {" spec "}")
#define TEL(name, spec)                                                        \
	OBJECT("telemetry.istio.io/v1", "Telemetry",                           \
	    "name: " name ", namespace: shop", "spec: {" spec "}")
#define NAMESPACE(name, labels)                                                \
	OBJECT("v1", "Namespace", "name: " name ", labels: {" labels "}", "")
#define SHOP NAMESPACE("shop", "istio-injection: enabled")
#define SERVICE(name, spec)                                                    \
	OBJECT("v1", "Service", "name: " name ", namespace: shop",             \
	    "spec: {" spec "}")
#define WEB SERVICE("web", "selector: {app: web}, ports: [{name: http, "       \
	"port: 80}]")
#define PROXY "{name: istio-proxy, image: proxy}"
#define POD_WITH(name, labels, more, spec)                                     \
	OBJECT("v1", "Pod", "name: " name ", namespace: shop, labels: {"       \
	    labels "}" more, "spec: {" spec "}")
#define POD(name, labels)                                                      \
	POD_WITH(name, labels, "", "containers: [" PROXY "]")
#define DEPLOYMENT(meta, labels, spec)                                         \
	OBJECT("apps/v1", "Deployment", "name: d, namespace: shop" meta,       \
	    "spec: {selector: {matchLabels: {" labels "}}, template: {"        \
	    "metadata: {labels: {" labels "}}, spec: {" spec "}}}")
#define VS(name, hosts, rest)                                                  \
	NET("VirtualService", name, "hosts: [" hosts "], " rest)
#define TO_WEB "http: [{route: [{destination: {host: web}}]}]"
#define HTTP(rules) "http: [" rules "]"
#define RULE(match) "{" match "route: [{destination: {host: web}}]}"
#define SERVER(port, host)                                                     \
	"{port: {number: " port ", name: p" port ", protocol: HTTP}, "         \
	"hosts: [" host "]}"
#define GATEWAY(name, servers)                                                 \
	NET("Gateway", name, "selector: {istio: ingressgateway}, servers: ["   \
	    servers "]")
#define TLS_SERVER(secret)                                                     \
	"{port: {number: 443, name: https, protocol: HTTPS}, hosts: [a.test]," \
	" tls: {mode: SIMPLE, credentialName: " secret "}}"
#define SECRET(name, data)                                                     \
	OBJECT("v1", "Secret", "name: " name ", namespace: istio-system",      \
	    "data: {" data "}")
#define DR(spec) NET("DestinationRule", "dr", spec)
#define ENTRY(name, spec) NET("ServiceEntry", name, spec)
#define HOOK(name, more)                                                       \
	OBJECT("admissionregistration.k8s.io/v1",                              \
	    "MutatingWebhookConfiguration", "name: " name, "webhooks: [{"      \
	    "name: inject.istio.io, " more "}]")
#define INJECTOR(values)                                                       \
	OBJECT("v1", "ConfigMap", "name: istio-sidecar-injector, namespace: "  \
	    "istio-system", "data: {values: '" values "'}")
#define FILTER(priority, patch)                                                \
	OBJECT("networking.istio.io/v1alpha3", "EnvoyFilter", "name: ef, "     \
	    "namespace: shop", "spec: {" priority "configPatches: [" patch     \
	    "]}")
#define PATCH(to, operation)                                                   \
	"{applyTo: " to ", patch: {operation: " operation ", value: {name: "   \
	"f}}}"
#define MESH(config)                                                           \
	OBJECT("v1", "ConfigMap", "name: istio, namespace: istio-system",      \
	    "data: {mesh: '" config "'}")
#define CRD(version)                                                           \
	OBJECT("apiextensions.k8s.io/v1", "CustomResourceDefinition",          \
	    "name: tlsroutes.gateway.networking.k8s.io, annotations: {"        \
	    "gateway.networking.k8s.io/bundle-version: " version "}",          \
	    "spec: {group: gateway.networking.k8s.io}")

/* ---- the table ---------------------------------------------------------- */

static const struct {
	const char *rule;
	size_t count;
	const char *has, *nearly;
} cases[] = {
	{ "IST0002", 1,
	    WEB VS("v", "web", HTTP("{fault: {delay: {percent: 5, fixedDelay: "
	    "1s}}, route: [{destination: {host: web}}]}")),
	    WEB VS("v", "web", HTTP("{fault: {delay: {percentage: {value: 5}, "
	    "fixedDelay: 1s}}, route: [{destination: {host: web}}]}")) },
	{ "IST0002", 1,
	    MESH("extensionProviders: [{name: old, lightstep: {service: s, "
	    "port: 1}}]") TEL("t", "tracing: [{providers: [{name: old}]}]"),
	    MESH("extensionProviders: [{name: old, zipkin: {service: s, "
	    "port: 1}}]") TEL("t", "tracing: [{providers: [{name: old}]}]") },
	/* a host; a port; a subset; a gateway; a selector; a namespace */
	{ "IST0101", 1, WEB VS("v", "web", HTTP(
	    "{route: [{destination: {host: wep}}]}")),
	    WEB VS("v", "web", HTTP("{route: [{destination: {host: "
	    "web.shop.svc.cluster.local}}]}")) },
	{ "IST0101", 1, WEB VS("v", "web", HTTP(
	    "{route: [{destination: {host: web, port: {number: 81}}}]}")),
	    WEB VS("v", "web", HTTP(
	    "{route: [{destination: {host: web, port: {number: 80}}}]}")) },
	{ "IST0101", 1, WEB DR("host: web, subsets: [{name: v1}]")
	    VS("v", "web", HTTP(
	    "{route: [{destination: {host: web, subset: v2}}]}")),
	    WEB DR("host: web.shop.svc.cluster.local, subsets: [{name: v1}]")
	    VS("v", "web", HTTP(
	    "{route: [{destination: {host: web, subset: v1}}]}")) },
	{ "IST0101", 1, WEB GATEWAY("g", SERVER("80", "'*'"))
	    VS("v", "web", "gateways: [gg], " TO_WEB),
	    WEB GATEWAY("g", SERVER("80", "'*'"))
	    VS("v", "web", "gateways: [shop/g, mesh], " TO_WEB) },
	{ "IST0101", 1, POD("p", "app: web") NET("Sidecar", "s",
	    "workloadSelector: {labels: {app: wep}}, egress: [{hosts: ['./*']"
	    "}]"),
	    POD("p", "app: web") NET("Sidecar", "s",
	    "workloadSelector: {labels: {app: web}}, egress: [{hosts: ['./*']"
	    "}]") },
	{ "IST0101", 1, SHOP SEC("AuthorizationPolicy", "a",
	    "rules: [{from: [{source: {namespaces: [sho]}}]}]"),
	    SHOP SEC("AuthorizationPolicy", "a",
	    "rules: [{from: [{source: {namespaces: [sho*]}}]}]") },
	{ "IST0101", 1, GATEWAY("g", TLS_SERVER("absent")),
	    GATEWAY("g", TLS_SERVER("there")) SECRET("there", "") },
	{ "IST0102", 1, NAMESPACE("a", ""),
	    NAMESPACE("a", "istio-injection: disabled") },
	{ "IST0103", 1, SHOP POD_WITH("p", "app: web", "", "containers: []"),
	    SHOP POD_WITH("p", "sidecar.istio.io/inject: 'false'", "",
	    "containers: []") },
	{ "IST0107", 1, DEPLOYMENT(", annotations: {"
	    "sidecar.istio.io/proxyCPU: 1m}", "app: web", ""),
	    POD_WITH("p", "app: web", ", annotations: {"
	    "sidecar.istio.io/proxyCPU: 1m}", "containers: [" PROXY "]") },
	{ "IST0108", 1, POD_WITH("p", "app: web", ", annotations: {"
	    "sidecar.istio.io/nosuch: x}", ""),
	    POD_WITH("p", "app: web", ", annotations: {"
	    "example.com/nosuch: x}", "") },
	{ "IST0109", 2, WEB VS("v", "web", TO_WEB)
	    VS("w", "web.shop.svc.cluster.local", TO_WEB),
	    WEB VS("v", "web", TO_WEB) VS("w", "web", "gateways: [g], "
	    TO_WEB) },
	{ "IST0110", 2, POD("p", "app: web, version: v1")
	    NET("Sidecar", "s", "workloadSelector: {labels: {app: web}}")
	    NET("Sidecar", "t", "workloadSelector: {labels: {version: v1}}"),
	    POD("p", "app: web") POD("q", "version: v1")
	    NET("Sidecar", "s", "workloadSelector: {labels: {app: web}}")
	    NET("Sidecar", "t", "workloadSelector: {labels: {version: v1}}") },
	{ "IST0111", 2, NET("Sidecar", "s", "egress: [{hosts: ['./*']}]")
	    NET("Sidecar", "t", "egress: [{hosts: ['./*']}]"),
	    POD("p", "app: web")
	    NET("Sidecar", "s", "egress: [{hosts: ['./*']}]")
	    NET("Sidecar", "t", "workloadSelector: {labels: {app: web}}") },
	{ "IST0112", 1, SERVICE("web", "ports: [{port: 80}, {port: 81}]")
	    VS("v", "web", TO_WEB), WEB VS("v", "web", TO_WEB) },
	{ "IST0116", 1, SHOP SERVICE("a", "selector: {app: web}, ports: [{"
	    "port: 80, protocol: UDP}]") WEB
	    DEPLOYMENT("", "app: web", ""),
	    SHOP SERVICE("a", "selector: {app: other}, ports: [{port: 80, "
	    "protocol: UDP}]") WEB DEPLOYMENT("", "app: web", "") },
	{ "IST0118", 1, SERVICE("a", "ports: [{name: web, port: 80}]"),
	    SERVICE("a", "ports: [{name: web, port: 80, appProtocol: http}, "
	    "{name: web, port: 3306}, {name: HTTP-web, port: 81}]") },
	{ "IST0123", 1, NAMESPACE("a", "istio-injection: enabled, "
	    "istio.io/rev: r"),
	    NAMESPACE("a", "istio-injection: disabled, istio.io/rev: r") },
	{ "IST0125", 1, POD_WITH("p", "", ", annotations: {"
	    "traffic.sidecar.istio.io/excludeInboundPorts: '80,x'}", ""),
	    POD_WITH("p", "", ", annotations: {"
	    "traffic.sidecar.istio.io/excludeInboundPorts: '80, 81'}", "") },
	{ "IST0126", 1, OBJECT("v1", "ConfigMap", "name: istio, namespace: "
	    "istio-system", "data: {meshNetworks: 'networks: {n: {endpoints: "
	    "[{fromRegistry: c1}]}}'}"),
	    OBJECT("v1", "ConfigMap", "name: istio, namespace: "
	    "istio-system", "data: {meshNetworks: 'networks: {n: {endpoints: "
	    "[{fromRegistry: Kubernetes}]}}'}") },
	{ "IST0127", 1, SHOP POD("p", "app: web")
	    SEC("AuthorizationPolicy", "a", "selector: {matchLabels: {app: "
	    "wep}}"),
	    SHOP POD("p", "app: web") SEC("AuthorizationPolicy", "a",
	    "selector: {matchLabels: {app: web}}") },
	/* without any pod, the template stands for them */
	{ "IST0127", 1, SHOP POD("p", "app: other")
	    DEPLOYMENT("", "app: web", "") SEC("AuthorizationPolicy", "a",
	    "selector: {matchLabels: {app: web}}"),
	    SHOP DEPLOYMENT("", "app: web", "") SEC("AuthorizationPolicy", "a",
	    "selector: {matchLabels: {app: web}}") },
	{ "IST0128", 1, WEB DR("host: web, trafficPolicy: {tls: {mode: "
	    "SIMPLE}}"),
	    WEB DR("host: web, trafficPolicy: {tls: {mode: SIMPLE, "
	    "caCertificates: /ca.pem}}") },
	{ "IST0129", 1, WEB DR("host: web, trafficPolicy: {portLevelSettings: "
	    "[{port: {number: 80}, tls: {mode: SIMPLE}}]}"),
	    WEB DR("host: web, trafficPolicy: {portLevelSettings: "
	    "[{port: {number: 80}, tls: {mode: ISTIO_MUTUAL}}]}") },
	{ "IST0130", 1, WEB VS("v", "web", HTTP(RULE("") ", " RULE(
	    "match: [{uri: {prefix: /a}}], "))),
	    WEB VS("v", "web", HTTP(RULE("match: [{uri: {prefix: /a}}], ") ", "
	    RULE(""))) },
	{ "IST0131", 1, WEB VS("v", "web", HTTP(
	    RULE("match: [{uri: {exact: /a}}], ") ", "
	    RULE("match: [{name: again, uri: {exact: /a}}], "))),
	    WEB VS("v", "web", HTTP(
	    RULE("match: [{uri: {exact: /a}}], ") ", "
	    RULE("match: [{uri: {exact: /a}, port: 80}], "))) },
	{ "IST0131", 1, WEB VS("v", "web", HTTP(
	    RULE("match: [{uri: {prefix: /a}}], ") ", "
	    RULE("match: [{uri: {prefix: /a/b}}], "))),
	    WEB VS("v", "web", HTTP(
	    RULE("match: [{uri: {prefix: /a/b}}], ") ", "
	    RULE("match: [{uri: {prefix: /a}}], "))) },
	{ "IST0132", 1, WEB GATEWAY("g", SERVER("80", "a.test"))
	    VS("v", "b.test", "gateways: [g], " TO_WEB),
	    WEB GATEWAY("g", SERVER("80", "'./*.test'"))
	    VS("v", "b.test", "gateways: [g], " TO_WEB) },
	{ "IST0134", 1, ENTRY("s", "hosts: [a.test], ports: [{number: 1, "
	    "name: t, protocol: TCP}]"),
	    ENTRY("s", "hosts: [a.test], addresses: [192.0.2.1], ports: [{"
	    "number: 1, name: t, protocol: TCP}]") },
	{ "IST0135", 1, POD_WITH("p", "", ", annotations: {"
	    "sidecar.istio.io/inject: 'true'}", ""),
	    POD_WITH("p", "sidecar.istio.io/inject: 'true'",
	    ", annotations: {sidecar.istio.io/inject: 'true'}", "") },
	{ "IST0137", 1, SHOP WEB SERVICE("b", "selector: {app: web}, ports: "
	    "[{name: http, port: 81, targetPort: 80}]")
	    DEPLOYMENT("", "app: web", ""),
	    SHOP WEB SERVICE("b", "selector: {app: web}, ports: "
	    "[{name: http, port: 81, targetPort: 81}]")
	    DEPLOYMENT("", "app: web", "") },
	{ "IST0138", 2, GATEWAY("g", TLS_SERVER("one"))
	    GATEWAY("h", TLS_SERVER("one")),
	    GATEWAY("g", TLS_SERVER("one")) GATEWAY("h", TLS_SERVER("two")) },
	{ "IST0139", 1, HOOK("h", "clientConfig: {service: {namespace: shop, "
	    "name: web}}"),
	    WEB HOOK("h", "clientConfig: {service: {namespace: shop, "
	    "name: web}}") },
	{ "IST0139", 2, HOOK("h", "clientConfig: {url: 'https://a.test'}")
	    HOOK("i", "clientConfig: {url: 'https://a.test'}"),
	    HOOK("h", "clientConfig: {url: 'https://a.test'}, "
	    "namespaceSelector: {matchLabels: {istio-injection: enabled}}")
	    HOOK("i", "clientConfig: {url: 'https://a.test'}, "
	    "namespaceSelector: {matchExpressions: [{key: istio-injection, "
	    "operator: DoesNotExist}]}") },
	{ "IST0140", 1, WEB VS("v", "web", HTTP(
	    "{route: [{destination: {host: web, subset: v1}}]}"))
	    VS("w", "a.test", "gateways: [g], " TO_WEB),
	    WEB VS("v", "web", HTTP(
	    "{route: [{destination: {host: web, subset: v1}}]}"))
	    VS("w", "a.test", TO_WEB) },
	{ "IST0144", 1, POD_WITH("p", "", "", "containers: [{name: c, "
	    "securityContext: {runAsUser: 1337}}]"),
	    POD_WITH("p", "", "", "containers: [{name: istio-proxy, "
	    "securityContext: {runAsUser: 1337}}]") },
	{ "IST0145", 2, GATEWAY("g", SERVER("80", "a.test"))
	    GATEWAY("h", SERVER("80", "a.test")),
	    GATEWAY("g", SERVER("80", "a.test"))
	    GATEWAY("h", SERVER("81", "a.test") ", " SERVER("80", "b.test")) },
	/* known only where a cluster's own objects are */
	{ "IST0146", 1, POD("p", "") DEPLOYMENT("", "app: web",
	    "containers: [{name: istio-proxy, image: auto}]"),
	    DEPLOYMENT("", "app: web",
	    "containers: [{name: istio-proxy, image: auto}]") },
	{ "IST0147", 1, POD_WITH("p", "", "", "containers: [{name: "
	    "istio-proxy, image: auto}]"),
	    POD_WITH("p", "", "", "containers: [{name: c, image: auto}]") },
	{ "IST0148", 1, NAMESPACE("a", "") INJECTOR(
	    "{\"sidecarInjectorWebhook\":{\"enableNamespacesByDefault\":true}}"
	    ),
	    NAMESPACE("a", "istio-injection: enabled") INJECTOR(
	    "{\"sidecarInjectorWebhook\":{\"enableNamespacesByDefault\":true}}"
	    ) },
	{ "IST0149", 1, WEB GATEWAY("g", SERVER("80", "'*'"))
	    VS("v", "a.test", "gateways: [g], " HTTP(RULE("match: [{headers: {"
	    "'@request.auth.claims.sub': {exact: a}}}], "))),
	    WEB GATEWAY("g", SERVER("80", "'*'"))
	    VS("v", "a.test", "gateways: [g], " HTTP(RULE("match: [{headers: {"
	    "'@request.auth.claims': {exact: a}}}], "))) },
	{ "IST0150", 1, SERVICE("a", "type: ExternalName, externalName: "
	    "a.test, ports: [{name: tcp, port: 80}]"),
	    SERVICE("a", "type: ExternalName, externalName: "
	    "a.test, ports: [{name: http, port: 80}]") },
	{ "IST0151", 1, FILTER("", PATCH("HTTP_FILTER", "INSERT_BEFORE")),
	    FILTER("priority: 1, ", PATCH("HTTP_FILTER", "INSERT_BEFORE")) },
	{ "IST0152", 1, FILTER("", PATCH("CLUSTER", "REPLACE")),
	    FILTER("", PATCH("VIRTUAL_HOST", "REPLACE")) },
	{ "IST0153", 1, FILTER("", PATCH("HTTP_ROUTE", "ADD")),
	    FILTER("", PATCH("CLUSTER", "ADD")) },
	{ "IST0154", 1, FILTER("", PATCH("HTTP_ROUTE", "REMOVE")),
	    FILTER("", PATCH("CLUSTER", "REMOVE")) },
	{ "IST0155", 1, FILTER("", "{applyTo: HTTP_FILTER, match: {proxy: {"
	    "proxyVersion: '1.*'}}, patch: {operation: ADD, value: {name: f}}}"
	    ", " PATCH("HTTP_FILTER", "INSERT_AFTER")),
	    FILTER("", "{applyTo: HTTP_FILTER, patch: {operation: ADD, value: "
	    "{name: f}}}, " PATCH("HTTP_FILTER", "INSERT_AFTER")) },
	{ "IST0157", 1, TEL("t", "accessLogging: [{disabled: false}]"),
	    TEL("t", "accessLogging: [{disabled: true}]") },
	{ "IST0158", 1, SHOP POD("p", "") INJECTOR("{\"global\":{\"hub\":"
	    "\"h\",\"tag\":\"t\",\"proxy\":{\"image\":\"p\"}}}"),
	    SHOP POD_WITH("p", "", "", "containers: [{name: istio-proxy, "
	    "image: 'h/p:t'}]") INJECTOR("{\"global\":{\"hub\":"
	    "\"h\",\"tag\":\"t\",\"proxy\":{\"image\":\"p\"}}}") },
	{ "IST0159", 2, POD("p", "app: web")
	    TEL("t", "selector: {matchLabels: {app: web}}")
	    TEL("u", "selector: {matchLabels: {app: web}}"),
	    POD("p", "app: web")
	    TEL("t", "selector: {matchLabels: {app: web}}") TEL("u", "") },
	{ "IST0160", 2, TEL("t", "metrics: []") TEL("u", "metrics: []"),
	    TEL("t", "metrics: []") TEL("u", "selector: {}") },
	{ "IST0161", 1, GATEWAY("g", TLS_SERVER("bad")) SECRET("bad",
	    "tls.crt: eA==, tls.key: eA=="),
	    GATEWAY("g", TLS_SERVER("none")) },
	{ "IST0162", 1, GATEWAY("g", SERVER("8080", "'*'")),
	    GATEWAY("g", SERVER("443", "'*'")) },
	{ "IST0163", 1, HOOK("istio-sidecar-injector", "clientConfig: {}"),
	    HOOK("other", "clientConfig: {}") },
	{ "IST0163", 1, HOOK("istio-sidecar-injector", "clientConfig: {url: "
	    "'https://a b/'}"),
	    HOOK("istio-sidecar-injector", "clientConfig: {url: "
	    "'https://a.test:443/b'}") },
	{ "IST0164", 1, HOOK("istio-sidecar-injector", "clientConfig: {url: "
	    "'https://192.0.2.1:443/'}"),
	    HOOK("istio-sidecar-injector", "clientConfig: {url: "
	    "'https://a.test/192.0.2.1'}") },
	{ "IST0165", 1, WEB VS("v", "web", "gateways: ["
	    "g~istio-autogenerated-k8s-gateway~http], " TO_WEB),
	    WEB VS("v", "web", "gateways: [g], " TO_WEB) },
	{ "IST0166", 1, POD("p", "gateway.networking.k8s.io/gateway-name: g")
	    SEC("RequestAuthentication", "r", "selector: {matchLabels: {"
	    "gateway.networking.k8s.io/gateway-name: g}}"),
	    POD("p", "gateway.networking.k8s.io/gateway-name: g")
	    SEC("RequestAuthentication", "r", "targetRef: {name: g, kind: "
	    "Gateway, group: gateway.networking.k8s.io}") },
	{ "IST0167", 1, NAMESPACE("shop", "istio.io/dataplane-mode: ambient")
	    NET("Sidecar", "s", "egress: [{hosts: ['./*']}]"),
	    SHOP NET("Sidecar", "s", "egress: [{hosts: ['./*']}]") },
	{ "IST0171", 1, WEB "status: {conditions: [{type: "
	    "istio.io/WaypointBound, status: 'False', reason: r, message: m}]}"
	    "\n", WEB "status: {conditions: [{type: istio.io/WaypointBound, "
	    "status: 'True', reason: r, message: m}]}\n" },
	{ "IST0173", 1, WEB POD("p", "version: v1") DR("host: web, subsets: "
	    "[{name: a, labels: {version: v1}}, {name: b, labels: {version: "
	    "v2}}]"),
	    WEB DEPLOYMENT("", "version: v1", "") DR("host: web, subsets: "
	    "[{name: a, labels: {version: v1}}]") },
	{ "IST0174", 1, WEB DR("host: web.shop"), WEB DR("host: web") },
	{ "IST0175", 1, SEC("RequestAuthentication", "r", "")
	    DEPLOYMENT(", labels: {app: istiod}", "app: istiod",
	    "containers: [{name: c}]"),
	    SEC("RequestAuthentication", "r", "")
	    DEPLOYMENT(", labels: {app: istiod}", "app: istiod",
	    "containers: [{name: c, env: [{name: BLOCKED_CIDRS_IN_JWKS_URIS, "
	    "value: 10.0.0.0/8}]}]") },
	{ "IST0176", 1, CRD("v1.4.9"), CRD("v1.5.0-rc.1") },
	{ "IST0177", 2, ENTRY("s", "hosts: [a.test], ports: [{number: 80, "
	    "name: a, protocol: HTTP}]") ENTRY("t", "hosts: [a.test], ports: "
	    "[{number: 80, name: a, protocol: TLS}]"),
	    ENTRY("s", "hosts: [a.test], ports: [{number: 80, "
	    "name: a, protocol: HTTP}]") ENTRY("t", "hosts: [a.test], ports: "
	    "[{number: 80, name: a, protocol: http}, {number: 81, name: b, "
	    "protocol: TLS}]") },
};

/* ---- tests -------------------------------------------------------------- */

/* Findings of RULE in TEXT; their texts, for when the number is wrong. */
static size_t
count(const char *text, const char *rule, struct mw_buf *all)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load_text("t.yaml", text,
	    strlen(text), &options);
	struct mw_arena *a = mw_arena_new();
	const struct mw_findings *f = mw_lint_run(a, m);
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		n += strcmp(f->v[i].rule, rule) == 0;
		mw_buf_printf(all, "  %u: %s %s\n", f->v[i].span.line,
		    f->v[i].rule, f->v[i].text);
	}
	mw_arena_free(a);
	mw_mesh_free(m);
	return n;
}

static void
test_rules(void **state)
{
	struct mw_buf all = { 0 };
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		size_t n = count(cases[i].has, cases[i].rule, &all);

		if (n != cases[i].count) {
			print_error("%s, case %zu: %zu times, not %zu\n%s",
			    cases[i].rule, i, n, cases[i].count,
			    mw_buf_text(&all));
			bad++;
		}
		mw_buf_clear(&all);
		n = count(cases[i].nearly, cases[i].rule, &all);
		if (n != 0) {
			print_error("%s, case %zu: must not be there\n%s",
			    cases[i].rule, i, mw_buf_text(&all));
			bad++;
		}
		mw_buf_clear(&all);
	}
	mw_buf_release(&all);
	assert_int_equal(bad, 0);
}

/* What Istio would not print twice is there once; places are exact. */
static void
test_places(void **state)
{
	static const char text[] = WEB VS("v", "web", HTTP(
	    "{route: [{destination: {host: wep}}]}, "
	    "{match: [{uri: {exact: /}}], route: [{destination: {host: wep}}]}"
	    ));
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load_text("t.yaml", text,
	    strlen(text), &options);
	struct mw_arena *a = mw_arena_new();
	const struct mw_findings *f = mw_lint_run(a, m);
	const struct mw_finding *x = NULL;

	(void)state;
	for (size_t i = 0; i < f->n; i++) {
		assert_true(strcmp(f->v[i].rule, "MW0301") != 0 ||
		    strcmp(f->v[i].kind, "VirtualService") != 0);
		if (strcmp(f->v[i].rule, "IST0101") == 0 && x == NULL)
			x = &f->v[i];
	}
	assert_non_null(x);
	assert_string_equal(x->kind, "VirtualService");
	assert_string_equal(x->ns, "shop");
	assert_string_equal(x->name, "v");
	assert_string_equal(x->path, "spec.http[0].route[0].destination.host");
	assert_int_equal(x->document, 1);
	assert_string_equal(x->text, "Referenced host not found: \"wep\"");
	mw_arena_free(a);
	mw_mesh_free(m);
}

static void
test_suppression(void **state)
{
	struct mw_buf all = { 0 };

	(void)state;
	assert_int_equal(count(OBJECT("v1", "Namespace", "name: a, "
	    "annotations: {galley.istio.io/analyze-suppress: "
	    "'IST0107,IST0102'}", ""), "IST0102", &all), 0);
	assert_int_equal(count(OBJECT("v1", "Namespace", "name: a, "
	    "annotations: {galley.istio.io/analyze-suppress: "
	    "'IST0107, IST0102'}", ""), "IST0102", &all), 1);
	assert_int_equal(count(OBJECT("v1", "Namespace", "name: a, "
	    "annotations: {galley.istio.io/analyze-suppress: '*'}", ""),
	    "IST0102", &all), 0);
	mw_buf_release(&all);
}

static void
test_words(void **state)
{
	size_t n;
	const struct mw_rule_info *r = mw_lint_rules(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_true(mw_str_has_prefix(r[i].rule, "IST") ||
		    mw_str_has_prefix(r[i].rule, "MW07"));
		assert_false(mw_str_empty(r[i].title));
		assert_false(mw_str_empty(r[i].why));
		assert_false(mw_str_empty(r[i].fix));
		assert_true(i == 0 || strcmp(r[i - 1].rule, r[i].rule) < 0);
	}
	for (size_t i = 0; i < MW_LEN(cases); i++)
		assert_non_null(mw_lint_rule(cases[i].rule));
	assert_null(mw_lint_rule("IST9999"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_suppression),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
