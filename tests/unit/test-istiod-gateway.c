/*
 * test-istiod-gateway.c - listeners and routes of gateways, DestinationRules,
 * clusters.
 *
 * Each case loads a small mesh, compiles a proxy and compares a short text
 * that says what was made.
 */
#include "base/buf.h"
#include "base/str.h"
#include "istiod/builder.h"
#include "istiod/istiod.h"
#include "mesh/mesh.h"
#include "model/object.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- meshes ------------------------------------------------------------- */

#define NAMESPACE(name)                                                        \
	"apiVersion: v1\nkind: Namespace\nmetadata: {name: " name              \
	", labels: {istio-injection: enabled}}\n---\n"
#define POD(ns, name, labels, ip, args)                                        \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: " name ", namespace: " ns \
	", labels: {" labels "}}\n"                                            \
	"spec: {serviceAccountName: " name ", containers: [{name: istio-proxy" \
	", image: x, args: [" args "]}, {name: c, image: x}]}\n"               \
	"status: {podIP: " ip "}\n---\n"
#define BARE_POD(ns, name, labels, ip)                                         \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: " name ", namespace: " ns \
	", labels: {sidecar.istio.io/inject: \"false\", " labels "}}\n"        \
	"spec: {containers: [{name: c, image: x}]}\n"                          \
	"status: {podIP: " ip "}\n---\n"
#define SERVICE(ns, name, spec)                                                \
	"apiVersion: v1\nkind: Service\nmetadata: {name: " name                \
	", namespace: " ns "}\nspec: {" spec "}\n---\n"
#define ISTIO(kind, ns, name, spec)                                            \
	"apiVersion: networking.istio.io/v1\nkind: " kind                      \
	"\nmetadata: {name: " name ", namespace: " ns "}\nspec: {" spec        \
	"}\n---\n"
#define GATEWAY(name, servers)                                                 \
	ISTIO("Gateway", "edge", name,                                         \
	    "selector: {istio: gw}, servers: [" servers "]")
#define SERVER(port, name, protocol, hosts, more)                              \
	"{port: {number: " port ", name: " name ", protocol: " protocol        \
	"}, hosts: [" hosts "]" more "}"
#define TLS(mode) ", tls: {mode: " mode ", credentialName: c}"
#define VS(name, hosts, rest)                                                  \
	ISTIO("VirtualService", "shop", name,                                  \
	    "gateways: [edge/a, edge/b], hosts: [" hosts "], " rest)
#define RULE(ns, name, host, rest)                                             \
	ISTIO("DestinationRule", ns, name, "host: " host rest)
#define TO(name, subset)                                                       \
	"route: [{destination: {host: web, subset: " subset "}}], name: " name

#define EDGE                                                                   \
	NAMESPACE("shop") NAMESPACE("edge")                                    \
	POD("edge", "gw", "istio: gw", "10.0.0.1", "proxy, router")            \
	SERVICE("edge", "gw", "clusterIP: 10.9.0.1, selector: {istio: gw}, "   \
	    "ports: [{name: http, port: 80, targetPort: 8080}, "               \
	    "{name: https, port: 443, targetPort: 8443}]")
#define WEB                                                                    \
	POD("shop", "client", "app: client", "10.0.0.2", "proxy, sidecar")     \
	POD("shop", "web-1", "\"app\": web, version: v1", "10.0.0.3",          \
	    "proxy, sidecar")                                                  \
	SERVICE("shop", "web", "clusterIP: 10.9.0.2, selector: {app: web}, "   \
	    "ports: [{name: http, port: 80, targetPort: 8080}]")

struct world {
	const struct mw_mesh *mesh;
	struct mw_proxy *proxy;
};

static struct world
world(const char *ns, const char *pod, const char *text)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct world w = { 0 };
	const struct mw_workload *load;

	w.mesh = mw_mesh_load_text("test.yaml", text, strlen(text), &options);
	load = mw_mesh_workload(w.mesh, ns, pod);
	assert_non_null(load);
	w.proxy = mw_istiod_compile(w.mesh, load);
	return w;
}

static void
end(struct world *w)
{
	mw_proxy_free(w->proxy);
	mw_mesh_free(w->mesh);
}

/* How many things were left out for REASON. */
static size_t
omitted(const struct world *w, enum mw_omission_reason reason)
{
	size_t n = 0;

	for (size_t i = 0; i < w->proxy->n_omissions; i++)
		n += w->proxy->omissions[i].reason == reason;
	return n;
}

/* ---- listeners as text --------------------------------------------------- */

static const char *
tls_word(enum mw_downstream_tls_kind k)
{
	switch (k) {
	case MW_DOWNSTREAM_NONE:
		return "";
	case MW_DOWNSTREAM_SERVER:
		return " tls";
	case MW_DOWNSTREAM_MUTUAL:
		return " mutual";
	case MW_DOWNSTREAM_OPTIONAL:
		return " optional";
	case MW_DOWNSTREAM_MESH:
		return " mesh";
	}
	return "?";
}

static void
add_chain(const struct mw_filter_chain *c, struct mw_buf *out)
{
	for (size_t i = 0; i < c->match.n_server_names; i++)
		mw_buf_printf(out, "%c%s", i == 0 ? ' ' : ',',
		    c->match.server_names[i]);
	mw_buf_adds(out, tls_word(c->tls.kind));
	if (c->http != NULL)
		mw_buf_printf(out, " -> %s", c->http->route_config);
	for (size_t i = 0; c->tcp != NULL && i < c->tcp->n_clusters; i++)
		mw_buf_printf(out, " -> %s", c->tcp->clusters[i].name);
	mw_buf_addc(out, '\n');
}

static void
assert_listeners(const struct world *w, const char *want)
{
	struct mw_buf out = { 0 };

	for (size_t i = 0; i < w->proxy->n_listeners; i++) {
		const struct mw_listener *l = &w->proxy->listeners[i];

		mw_buf_printf(&out, "%s%s\n", l->name,
		    l->nack != NULL ? " refused" : "");
		for (size_t j = 0; j < l->n_chains; j++)
			add_chain(&l->chains[j], &out);
	}
	assert_string_equal(mw_buf_text(&out), want);
	mw_buf_release(&out);
}

static void
assert_routes(const struct world *w, const char *name, const char *want)
{
	const struct mw_route_config *rc = mw_proxy_routes(w->proxy, name);
	struct mw_buf out = { 0 };

	assert_non_null(rc);
	for (size_t i = 0; i < rc->n_vhosts; i++) {
		const struct mw_virtual_host *v = &rc->vhosts[i];

		mw_buf_printf(&out, "%s%s:", v->name,
		    v->require_tls ? " tls!" : "");
		for (size_t j = 0; j < v->n_domains; j++)
			mw_buf_printf(&out, " %s", v->domains[j]);
		mw_buf_adds(&out, " =");
		for (size_t j = 0; j < v->n_routes; j++)
			mw_buf_printf(&out, " %s", v->routes[j].name);
		mw_buf_addc(&out, '\n');
	}
	assert_string_equal(mw_buf_text(&out), want);
	mw_buf_release(&out);
}

/* ---- gateways -------------------------------------------------------------- */

/* R36, R37, R39: 80 becomes 8080, so it meets a server on 8080. */
static void
test_ports(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a", SERVER("80", "h", "HTTP", "a.com", "") ", "
	    SERVER("8080", "g", "GRPC", "b.com", "") ", "
	    SERVER("9000", "x", "HTTP", "c.com", ", bind: 10.0.0.1"))
	    VS("v", "a.com, b.com, c.com", "http: [{" TO("r", "v1") "}]"));

	(void)state;
	assert_listeners(&w,
	    "0.0.0.0_8080\n -> http.8080\n"
	    "10.0.0.1_9000\n -> http.9000.10.0.0.1\n");
	assert_routes(&w, "http.8080", "a.com:80: a.com b.com = r\n");
	assert_routes(&w, "http.9000.10.0.0.1", "c.com:9000: c.com = r\n");
	end(&w);
}

/* R39: literal duplicates, protocols that do not go together. */
static void
test_conflicts(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a",
	    SERVER("443", "one", "HTTPS", "a.com", TLS("SIMPLE")) ", "
	    SERVER("443", "two", "HTTPS", "'*.com', a.com", TLS("MUTUAL")) ", "
	    SERVER("443", "three", "HTTPS", "b.com",
	    TLS("OPTIONAL_MUTUAL")) ", "
	    SERVER("443", "plain", "HTTP", "p.com", "") ", "
	    SERVER("443", "late", "HTTPS", "c.com", TLS("SIMPLE")))
	    GATEWAY("b", SERVER("80", "h", "HTTP", "a.com", "") ", "
	    SERVER("80", "t", "TCP", "'*'", "")));

	(void)state;
	assert_listeners(&w,
	    "0.0.0.0_8080\n -> http.8080\n"
	    "0.0.0.0_8443\n"
	    " a.com tls -> https.443.one.a.edge\n"
	    " b.com optional -> https.443.three.a.edge\n"
	    " -> http.8443\n");
	assert_int_equal(omitted(&w, MW_OMIT_DUPLICATE_SERVER), 1);
	assert_int_equal(omitted(&w, MW_OMIT_SERVER_CONFLICT), 2);
	assert_routes(&w, "http.8080", "blackhole:80: * =\n");
	end(&w);
}

/* R48, R62b: two chains that match everything. */
static void
test_refused(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a",
	    SERVER("443", "one", "HTTPS", "ns1/a.com", TLS("SIMPLE")) ", "
	    SERVER("443", "two", "HTTPS", "ns2/a.com", TLS("SIMPLE")) ", "
	    SERVER("444", "three", "HTTPS", "'*'", TLS("SIMPLE")) ", "
	    SERVER("444", "plain", "HTTP", "'*'", "")));

	(void)state;
	assert_listeners(&w,
	    "0.0.0.0_444 refused\n tls -> https.444.three.a.edge\n"
	    " -> http.444\n"
	    "0.0.0.0_8443 refused\n a.com tls -> https.443.one.a.edge\n"
	    " a.com tls -> https.443.two.a.edge\n");
	assert_int_equal(omitted(&w, MW_OMIT_NACK), 2);
	end(&w);
}

/* R38, R50: the more specific of both sides; namespaces of hosts. */
static void
test_hosts(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a", SERVER("80", "h", "HTTP",
	    "'*.Foo.com', b.bar.com, other/c.com, shop/d.com, './e.com', "
	    "'*/f.com'", ""))
	    VS("v1", "'*.Foo.com'", "http: [{" TO("star", "a") "}]")
	    VS("v2", "a.Foo.com", "http: [{" TO("a", "a") "}]")
	    VS("v3", "'*.bar.com'", "http: [{" TO("bar", "a") "}]")
	    VS("v4", "c.com, e.com", "http: [{" TO("never", "a") "}]")
	    VS("v5", "d.com, f.com, x.com", "http: [{" TO("df", "a") "}]"));

	(void)state;
	assert_routes(&w, "http.8080",
	    "*.foo.com:80: *.foo.com = star\n"
	    "a.foo.com:80: a.foo.com = a\n"
	    "b.bar.com:80: b.bar.com = bar\n"
	    "d.com:80: d.com f.com = df\n");
	assert_int_equal(omitted(&w, MW_OMIT_HOST_MISMATCH), 1);
	end(&w);
}

/* R52, R54, R56 */
static void
test_concatenation(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a", SERVER("80", "h", "HTTP", "'*'", ""))
	    VS("v1", "foo.com", "http: [{match: [{uri: {prefix: /a}}], "
	    TO("a", "x") "}, {" TO("def-a", "x") "}, {" TO("cut", "x") "}]")
	    VS("v2", "foo.com", "http: [{match: [{uri: {prefix: /b}}], "
	    TO("b", "x") "}, {" TO("def-b", "x") "}]")
	    VS("v3", "none.com", "http: [{match: [{port: 81}], "
	    TO("port", "x") "}]"));

	(void)state;
	assert_routes(&w, "http.8080",
	    "foo.com:80: foo.com = a b def-a def-b\n");
	assert_int_equal(omitted(&w, MW_OMIT_NO_ROUTES) > 0, 1);
	end(&w);
}

/* R58 */
static void
test_redirect(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a", SERVER("80", "h", "HTTP", "'*.foo.com', bar.com",
	    ", tls: {httpsRedirect: true}"))
	    VS("v1", "a.foo.com", "http: [{" TO("r", "x") "}]"));

	(void)state;
	assert_routes(&w, "http.8080",
	    "a.foo.com:80 tls!: a.foo.com = r\n"
	    "bar.com:80 tls!: bar.com *.foo.com =\n");
	end(&w);
}

/* R62c: the first entry that fits serves the server; no route, no listener. */
static void
test_tcp(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a", SERVER("7000", "t", "TCP", "'*'", "") ", "
	    SERVER("7001", "u", "TCP", "'*'", "") ", "
	    SERVER("7002", "v", "TLS", "t.com", TLS("MUTUAL")))
	    VS("v1", "x.com", "tcp: [{match: [{port: 7000}], route: ["
	    "{destination: {host: web, port: {number: 80}}, weight: 1}, "
	    "{destination: {host: web, subset: v1, port: {number: 80}}, "
	    "weight: 3}, {destination: {host: web}}]}]")
	    VS("v2", "t.com", "tcp: [{match: [{port: 7002, gateways: "
	    "[edge/a], sourceLabels: {no: one}}], route: [{destination: "
	    "{host: web}}]}]"));

	(void)state;
	assert_listeners(&w,
	    "0.0.0.0_7000\n -> outbound|80||web.shop.svc.cluster.local"
	    " -> outbound|80|v1|web.shop.svc.cluster.local\n"
	    "0.0.0.0_7002\n t.com mutual -> "
	    "outbound|80||web.shop.svc.cluster.local\n");
	assert_int_equal(omitted(&w, MW_OMIT_NO_ROUTE_FOR_SERVER), 1);
	assert_int_equal(omitted(&w, MW_OMIT_WEIGHT_ZERO), 1);
	end(&w);
}

/* R62d */
static void
test_passthrough(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a", SERVER("443", "t", "TLS", "'*.com'",
	    ", tls: {mode: PASSTHROUGH}"))
	    VS("v1", "a.com", "tls: [{match: [{sniHosts: [A.com, x.com]}], "
	    "route: [{destination: {host: web}}]}]")
	    VS("v2", "b.com", "tls: [{match: [{sniHosts: [b.com, x.com]}, "
	    "{sniHosts: [c.com], port: 443}, {sniHosts: [d.com], port: 1}], "
	    "route: [{destination: {host: web, subset: v1}}]}]")
	    VS("v3", "c.com", "http: [{" TO("http", "x") "}]"));

	(void)state;
	assert_listeners(&w,
	    "0.0.0.0_8443\n a.com,x.com -> "
	    "outbound|80||web.shop.svc.cluster.local\n"
	    " c.com -> outbound|80|v1|web.shop.svc.cluster.local\n");
	assert_int_equal(omitted(&w, MW_OMIT_SNI_TAKEN), 1);
	end(&w);
}

/* R62e: a chain and a cluster without TLS for each service port. */
static void
test_auto_passthrough(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    RULE("shop", "web", "web", ", subsets: [{name: v1}]")
	    GATEWAY("a", SERVER("15443", "t", "TLS", "'*.shop.svc.cluster."
	    "local'", ", tls: {mode: AUTO_PASSTHROUGH}")));
	const struct mw_cluster *c;

	(void)state;
	assert_listeners(&w, "0.0.0.0_15443\n"
	    " outbound_.80_._.web.shop.svc.cluster.local -> "
	    "outbound_.80_._.web.shop.svc.cluster.local\n"
	    " outbound_.80_.v1_.web.shop.svc.cluster.local -> "
	    "outbound_.80_.v1_.web.shop.svc.cluster.local\n");
	c = mw_proxy_cluster(w.proxy,
	    "outbound_.80_.v1_.web.shop.svc.cluster.local");
	assert_non_null(c);
	assert_int_equal(c->tls.kind, MW_UPSTREAM_PLAIN);
	assert_int_equal(c->n_endpoints, 1);
	assert_null(mw_proxy_cluster(w.proxy, "PassthroughCluster"));
	end(&w);
}

/* R33, R34: labels of the pod; a sidecar never gets one. */
static void
test_selector(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    ISTIO("Gateway", "shop", "other", "selector: {istio: other}, "
	    "servers: [" SERVER("81", "h", "HTTP", "'*'", "") "]")
	    ISTIO("Gateway", "shop", "any", "servers: ["
	    SERVER("82", "h", "HTTP", "'*'", "") "]")
	    VS("v", "x.com", "http: [{" TO("r", "x") "}]"));

	(void)state;
	assert_listeners(&w, "0.0.0.0_82\n -> http.82\n");
	assert_int_equal(omitted(&w, MW_OMIT_SELECTOR), 1);
	assert_int_equal(omitted(&w, MW_OMIT_GATEWAY_MISSING), 1);
	end(&w);
}

/* ---- clusters as text ------------------------------------------------------- */

#define HOST "web.shop.svc.cluster.local"

static void
add_cluster(const struct mw_cluster *c, struct mw_buf *out)
{
	mw_buf_printf(out, "%s %s %s %s", c->name,
	    mw_cluster_type_name(c->type), mw_lb_policy_name(c->lb),
	    mw_upstream_tls_name(c->tls.kind));
	if (c->tls.automatic)
		mw_buf_adds(out, " auto");
	if (c->max_connections > 0)
		mw_buf_printf(out, " max=%lld", (long long)c->max_connections);
	if (c->outlier != NULL)
		mw_buf_adds(out, " outlier");
	if (c->http2)
		mw_buf_adds(out, " h2");
	for (size_t i = 0; i < c->n_endpoints; i++)
		mw_buf_printf(out, " %s%s", c->endpoints[i].info->address,
		    c->endpoints[i].mtls ? "+" : "");
	mw_buf_addc(out, '\n');
}

/* Clusters whose name ends in HOST. */
static void
assert_clusters(const struct world *w, const char *host, const char *want)
{
	struct mw_buf out = { 0 };

	for (size_t i = 0; i < w->proxy->n_clusters; i++) {
		const struct mw_cluster *c = &w->proxy->clusters[i];

		if (mw_str_has_prefix(c->name, "outbound|") &&
		    mw_str_has_suffix(c->name, host))
			add_cluster(c, &out);
	}
	assert_string_equal(mw_buf_text(&out), want);
	mw_buf_release(&out);
}

static const struct mw_cluster *
cluster(const struct world *w, const char *name)
{
	const struct mw_cluster *c = mw_proxy_cluster(w->proxy, name);

	assert_non_null(c);
	return c;
}

/* R155-R157, S48, S49 */
static void
test_policy(void **state)
{
	struct world w = world("shop", "client", NAMESPACE("shop") WEB
	    RULE("shop", "web", "web", ", trafficPolicy: {tls: {mode: "
	    "ISTIO_MUTUAL}, connectionPool: {tcp: {maxConnections: 10}}, "
	    "portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: "
	    "RANDOM}}]}, subsets: [{name: v1, labels: {version: v1}, "
	    "trafficPolicy: {connectionPool: {tcp: {maxConnections: 7}}}}, "
	    "{name: v2, labels: {version: v2}, trafficPolicy: "
	    "{portLevelSettings: [{port: {number: 80}, outlierDetection: {}}]}"
	    "}, {name: all, trafficPolicy: {loadBalancer: {consistentHash: "
	    "{httpHeaderName: x, maglev: {}}}, tls: {mode: DISABLE}}}]"));

	(void)state;
	assert_clusters(&w, HOST,
	    "outbound|80|all|" HOST " EDS MAGLEV none 10.0.0.3\n"
	    "outbound|80|v1|" HOST " EDS RANDOM istio_mutual auto max=7 "
	    "10.0.0.3+\n"
	    "outbound|80|v2|" HOST " EDS LEAST_REQUEST istio_mutual auto "
	    "outlier\n"
	    "outbound|80||" HOST " EDS RANDOM istio_mutual auto 10.0.0.3+\n");
	assert_string_equal(cluster(&w, "outbound|80|v1|" HOST)->tls.sni,
	    "outbound_.80_.v1_." HOST);
	assert_string_equal(cluster(&w, "outbound|80||" HOST)->policy.object->
	    name, "web");
	end(&w);
}

/* R145, R146: a wildcard in the client's namespace is enough. */
static void
test_wildcard_wins(void **state)
{
	const char *text = NAMESPACE("shop") NAMESPACE("web") WEB
	    POD("web", "far", "app: far", "10.0.0.9", "proxy, sidecar")
	    RULE("web", "broad", "'*.local'", ", trafficPolicy: {tls: {mode: "
	    "ISTIO_MUTUAL}}")
	    RULE("web", "broader", "'*'", ", subsets: [{name: never}]")
	    RULE("shop", "web", "web", ", subsets: [{name: v1}]");
	struct world w = world("web", "far", text);

	(void)state;
	assert_clusters(&w, HOST, "outbound|80||" HOST
	    " EDS LEAST_REQUEST istio_mutual 10.0.0.3+\n");
	assert_int_equal(omitted(&w, MW_OMIT_OTHER_RULE_WINS), 1);
	assert_int_equal(omitted(&w, MW_OMIT_LESS_SPECIFIC), 1);
	end(&w);
	w = world("shop", "client", text);
	assert_clusters(&w, HOST,
	    "outbound|80|v1|" HOST " EDS LEAST_REQUEST istio_mutual auto "
	    "10.0.0.3+\n"
	    "outbound|80||" HOST " EDS LEAST_REQUEST istio_mutual auto "
	    "10.0.0.3+\n");
	end(&w);
}

/* R149: equal exportTo merges, unset and "*" do not. */
static void
test_merging(void **state)
{
	struct world w = world("shop", "client", NAMESPACE("shop") WEB
	    RULE("shop", "a", "web", ", subsets: [{name: v1}]")
	    RULE("shop", "b", "web", ", subsets: [{name: v1}, {name: v2}], "
	    "trafficPolicy: {loadBalancer: {simple: RANDOM}}")
	    RULE("shop", "c", "web", ", subsets: [{name: v3}], "
	    "trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}"));

	(void)state;
	assert_clusters(&w, HOST,
	    "outbound|80|v1|" HOST " EDS RANDOM istio_mutual auto 10.0.0.3+\n"
	    "outbound|80|v2|" HOST " EDS RANDOM istio_mutual auto 10.0.0.3+\n"
	    "outbound|80|v3|" HOST " EDS RANDOM istio_mutual auto 10.0.0.3+\n"
	    "outbound|80||" HOST " EDS RANDOM istio_mutual auto 10.0.0.3+\n");
	assert_int_equal(omitted(&w, MW_OMIT_DUPLICATE_SUBSET), 1);
	assert_int_equal(omitted(&w, MW_OMIT_POLICY_IGNORED), 1);
	assert_int_equal(omitted(&w, MW_OMIT_MERGED), 2);
	end(&w);
	w = world("shop", "client", NAMESPACE("shop") WEB
	    RULE("shop", "a", "web", ", subsets: [{name: v1}]")
	    RULE("shop", "b", "web", ", exportTo: ['*'], subsets: [{name: "
	    "v2}]"));
	assert_clusters(&w, HOST,
	    "outbound|80|v2|" HOST " EDS LEAST_REQUEST istio_mutual auto "
	    "10.0.0.3+\n"
	    "outbound|80||" HOST " EDS LEAST_REQUEST istio_mutual auto "
	    "10.0.0.3+\n");
	end(&w);
}

/* R150, R151, R166 */
static void
test_rule_selector(void **state)
{
	const char *text = NAMESPACE("shop") WEB
	    RULE("shop", "some", "web", ", workloadSelector: {matchLabels: "
	    "{app: client}}, subsets: [{name: s}]")
	    RULE("shop", "rest", "web", ", subsets: [{name: r}]");
	struct world w = world("shop", "client", text);

	(void)state;
	assert_non_null(mw_proxy_cluster(w.proxy, "outbound|80|s|" HOST));
	assert_null(mw_proxy_cluster(w.proxy, "outbound|80|r|" HOST));
	end(&w);
	w = world("shop", "web-1", text);
	assert_null(mw_proxy_cluster(w.proxy, "outbound|80|s|" HOST));
	assert_non_null(mw_proxy_cluster(w.proxy, "outbound|80|r|" HOST));
	assert_int_equal(omitted(&w, MW_OMIT_SELECTOR), 1);
	end(&w);
}

/* S51-S56 */
static void
test_auto_mtls(void **state)
{
	struct world w = world("shop", "client", NAMESPACE("shop") WEB
	    BARE_POD("shop", "web-2", "app: web", "10.0.0.4")
	    SERVICE("shop", "deep", "clusterIP: None, selector: {app: web}, "
	    "ports: [{name: http, port: 80}]")
	    SERVICE("shop", "solo", "clusterIP: None, selector: {version: "
	    "v1}, ports: [{name: http, port: 80}]"));

	(void)state;
	assert_clusters(&w, "shop.svc.cluster.local",
	    "outbound|80||deep.shop.svc.cluster.local ORIGINAL_DST "
	    "CLUSTER_PROVIDED none\n"
	    "outbound|80||solo.shop.svc.cluster.local ORIGINAL_DST "
	    "CLUSTER_PROVIDED istio_mutual\n"
	    "outbound|80||" HOST " EDS LEAST_REQUEST istio_mutual auto "
	    "10.0.0.3+ 10.0.0.4\n");
	end(&w);
	w = world("shop", "client", NAMESPACE("shop") WEB
	    "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n"
	    "metadata: {name: plain, namespace: shop}\n"
	    "spec: {mtls: {mode: DISABLE}}\n");
	assert_clusters(&w, HOST, "outbound|80||" HOST
	    " EDS LEAST_REQUEST none 10.0.0.3\n");
	assert_string_equal(cluster(&w, "outbound|80||" HOST)->tls.origin.
	    object->name, "plain");
	end(&w);
}

/* S58, S59, S253 */
static void
test_written_tls(void **state)
{
	const char *text = EDGE WEB
	    RULE("shop", "web", "web", ", trafficPolicy: {tls: {mode: SIMPLE, "
	    "credentialName: c, sni: x.com}}, subsets: [{name: m, "
	    "trafficPolicy: {tls: {mode: MUTUAL}}}, {name: s, trafficPolicy: "
	    "{tls: {mode: SIMPLE, subjectAltNames: [a, b]}}}]");
	struct world w = world("shop", "client", text);
	const struct mw_upstream_tls *t;

	(void)state;
	assert_int_equal(cluster(&w, "outbound|80||" HOST)->tls.kind,
	    MW_UPSTREAM_PLAIN);
	assert_int_equal(omitted(&w, MW_OMIT_CREDENTIAL_ON_SIDECAR), 1);
	assert_int_equal(omitted(&w, MW_OMIT_BAD_VALUE), 1);
	t = &cluster(&w, "outbound|80|s|" HOST)->tls;
	assert_int_equal(t->kind, MW_UPSTREAM_SIMPLE);
	assert_int_equal(t->n_sans, 2);
	assert_true(t->auto_sni && !t->auto_san);
	assert_string_equal(t->ca, "system");
	end(&w);
	w = world("edge", "gw", text);
	t = &cluster(&w, "outbound|80||" HOST)->tls;
	assert_int_equal(t->kind, MW_UPSTREAM_SIMPLE);
	assert_string_equal(t->sni, "x.com");
	assert_string_equal(t->credential, "c");
	end(&w);
}

/* R27, R28, R59, R163 */
static void
test_resolution(void **state)
{
	const char *text = EDGE WEB
	    ISTIO("ServiceEntry", "shop", "dns", "hosts: [dns.com], ports: "
	    "[{number: 443, name: https, protocol: HTTPS}], resolution: DNS")
	    ISTIO("ServiceEntry", "shop", "none", "hosts: [none.com], ports: "
	    "[{number: 80, name: http, protocol: HTTP, targetPort: 8080}]")
	    ISTIO("ServiceEntry", "shop", "static", "hosts: [static.com], "
	    "ports: [{number: 80, name: grpc, protocol: GRPC}], resolution: "
	    "STATIC, endpoints: [{address: 1.2.3.4, ports: {grpc: 90}}]")
	    RULE("shop", "dns", "dns.com", ", subsets: [{name: v1, labels: "
	    "{a: b}}]");
	struct world w = world("shop", "client", text);

	(void)state;
	assert_clusters(&w, ".com",
	    "outbound|443||dns.com STRICT_DNS LEAST_REQUEST none dns.com\n"
	    "outbound|80||none.com ORIGINAL_DST CLUSTER_PROVIDED none\n"
	    "outbound|80||static.com EDS LEAST_REQUEST none h2 1.2.3.4\n");
	assert_int_equal(cluster(&w, "outbound|80||none.com")->
	    original_dst_port, 8080);
	assert_int_equal(omitted(&w, MW_OMIT_NO_ENDPOINTS), 1);
	end(&w);
	w = world("edge", "gw", text);
	assert_clusters(&w, "none.com",
	    "outbound|80||none.com EDS LEAST_REQUEST none\n");
	end(&w);
}

/* R160: Envoy's fields, and those that are not set. */
static void
test_outlier(void **state)
{
	struct world w = world("shop", "client", NAMESPACE("shop") WEB
	    RULE("shop", "web", "web", ", trafficPolicy: {outlierDetection: "
	    "{consecutive5xxErrors: 0, consecutiveGatewayErrors: 4, interval: "
	    "5s, splitExternalLocalOriginErrors: true, minHealthPercent: 30}}"
	    ));
	const struct mw_outlier *o = cluster(&w, "outbound|80||" HOST)->
	    outlier;

	(void)state;
	assert_non_null(o);
	assert_int_equal(o->consecutive_5xx, 0);
	assert_int_equal(o->enforcing_consecutive_5xx, 0);
	assert_int_equal(o->consecutive_gateway_failure, 4);
	assert_int_equal(o->enforcing_consecutive_gateway, 100);
	assert_int_equal(o->interval_ns, 5000000000);
	assert_int_equal(o->base_ejection_ns, -1);
	assert_int_equal(o->max_ejection_percent, -1);
	assert_true(o->split_local);
	assert_int_equal(o->consecutive_local, -1);
	assert_int_equal(o->enforcing_local_success_rate, 0);
	assert_int_equal(o->panic_threshold, 30);
	end(&w);
}

/* R159: near endpoints first, once outlier detection is on. */
static void
test_locality(void **state)
{
#define PLACE(ip, where) "{address: " ip ", locality: " where "}"
#define PLACES                                                                 \
	ISTIO("ServiceEntry", "shop", "far", "hosts: [far.com], location: "    \
	    "MESH_INTERNAL, resolution: STATIC, ports: [{number: 80, name: "   \
	    "http, protocol: HTTP}], endpoints: [" PLACE("1.0.0.1", "b/z1/s")  \
	    ", " PLACE("1.0.0.2", "a/z2/s") ", " PLACE("1.0.0.3", "a/z1/s")    \
	    ", " PLACE("1.0.0.4", "c/z1/s") "]")
	const char *client = NAMESPACE("shop")
	    POD("shop", "client", "app: client, istio-locality: a.z1.s",
	    "10.0.0.2", "proxy, sidecar") PLACES
	    RULE("shop", "far", "far.com", ", trafficPolicy: "
	    "{outlierDetection: {}, loadBalancer: {localityLbSetting: "
	    "{failover: [{from: a, to: c}]}}}");
	struct world w = world("shop", "client", client);
	const struct mw_cluster *c = cluster(&w, "outbound|80||far.com");
	struct mw_buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < c->n_endpoints; i++)
		mw_buf_printf(&out, "%s %u\n", c->endpoints[i].info->address,
		    (unsigned)c->endpoints[i].priority);
	assert_string_equal(mw_buf_text(&out),
	    "1.0.0.3 0\n1.0.0.2 1\n1.0.0.4 2\n1.0.0.1 3\n");
	mw_buf_release(&out);
	end(&w);
}

/* R109 */
static void
test_hash(void **state)
{
	struct world w = world("shop", "client", NAMESPACE("shop") WEB
	    RULE("shop", "web", "web", ", trafficPolicy: {loadBalancer: "
	    "{consistentHash: {httpHeaderName: x}}}")
	    ISTIO("VirtualService", "shop", "v", "hosts: [web], http: [{"
	    "route: [{destination: {host: web}}]}]"));
	const struct mw_route_config *rc = mw_proxy_routes(w.proxy, "80");
	const struct mw_route_entry *r = NULL;

	(void)state;
	assert_non_null(rc);
	for (size_t i = 0; i < rc->n_vhosts; i++) {
		if (strcmp(rc->vhosts[i].name, HOST ":80") == 0)
			r = &rc->vhosts[i].routes[0];
	}
	assert_non_null(r);
	assert_int_equal(r->n_hash, 1);
	assert_string_equal(r->hash[0].name, "x");
	assert_int_equal(cluster(&w, "outbound|80||" HOST)->lb,
	    MW_LB_RING_HASH);
	end(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ports),
		cmocka_unit_test(test_conflicts),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_concatenation),
		cmocka_unit_test(test_redirect),
		cmocka_unit_test(test_tcp),
		cmocka_unit_test(test_passthrough),
		cmocka_unit_test(test_auto_passthrough),
		cmocka_unit_test(test_selector),
		cmocka_unit_test(test_policy),
		cmocka_unit_test(test_wildcard_wins),
		cmocka_unit_test(test_merging),
		cmocka_unit_test(test_rule_selector),
		cmocka_unit_test(test_auto_mtls),
		cmocka_unit_test(test_written_tls),
		cmocka_unit_test(test_resolution),
		cmocka_unit_test(test_outlier),
		cmocka_unit_test(test_locality),
		cmocka_unit_test(test_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
