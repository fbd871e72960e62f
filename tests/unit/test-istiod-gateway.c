/*
 * test-istiod-gateway.c - listeners and route configurations of gateways.
 *
 * Each case compares a short text that says what was made.
 */
#include "istiod-world.h"

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

/* R50: hosts are compared with case, and named without. */
static void
test_spelling(void **state)
{
	struct world w = world("edge", "gw", EDGE WEB
	    GATEWAY("a", SERVER("80", "h", "HTTP", "'*'", "") ", "
	    SERVER("443", "s", "HTTPS", "A.com, B.com", TLS("SIMPLE")))
	    VS("v1", "a.com, A.com", "http: [{" TO("r", "x") "}]"));

	(void)state;
	assert_routes(&w, "http.8080", "a.com:80: a.com = r r\n");
	assert_routes(&w, "https.443.s.a.edge", "a.com:443: a.com = r\n");
	assert_listeners(&w,
	    "0.0.0.0_8080\n -> http.8080\n"
	    "0.0.0.0_8443\n a.com,b.com tls -> https.443.s.a.edge\n");
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ports),
		cmocka_unit_test(test_conflicts),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_concatenation),
		cmocka_unit_test(test_spelling),
		cmocka_unit_test(test_redirect),
		cmocka_unit_test(test_tcp),
		cmocka_unit_test(test_passthrough),
		cmocka_unit_test(test_auto_passthrough),
		cmocka_unit_test(test_selector),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
