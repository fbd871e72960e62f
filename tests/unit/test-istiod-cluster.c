/*
 * test-istiod-cluster.c - DestinationRules and the clusters made of them.
 *
 * Each case compares a short text that says what was made.
 */
#include "istiod-world.h"

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

/* Endpoints belong to a name in a namespace, whoever declares it. */
static void
test_family(void **state)
{
	struct world w = world("shop", "client", NAMESPACE("shop") WEB
	    ISTIO("ServiceEntry", "shop", "more", "hosts: [" HOST "], "
	    "location: MESH_INTERNAL, resolution: STATIC, ports: [{number: "
	    "80, name: http, protocol: HTTP}], endpoints: [{address: "
	    "10.0.0.77}], subjectAltNames: [extra]")
	    ISTIO("ServiceEntry", "shop", "two", "hosts: [two.com], "
	    "addresses: [10.7.0.1, 10.7.0.2], resolution: STATIC, ports: "
	    "[{number: 80, name: http, protocol: HTTP}], endpoints: "
	    "[{address: 10.0.0.78}]"));
	const struct mw_upstream_tls *t;

	(void)state;
	assert_clusters(&w, HOST, "outbound|80||" HOST
	    " EDS LEAST_REQUEST istio_mutual auto 10.0.0.77 10.0.0.3+\n");
	assert_clusters(&w, "two.com",
	    "outbound|80||two.com EDS LEAST_REQUEST none 10.0.0.78 "
	    "10.0.0.78\n");
	t = &cluster(&w, "outbound|80||" HOST)->tls;
	assert_int_equal(t->n_sans, 2);
	assert_string_equal(t->sans[0], "extra");
	assert_string_equal(t->sans[1],
	    "spiffe://cluster.local/ns/shop/sa/web-1");
	end(&w);
}

/* R12, R157, R158, R161 */
static void
test_defaults(void **state)
{
	struct world w = world("shop", "client", NAMESPACE("shop") WEB
	    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, "
	    "namespace: istio-system}\ndata:\n  mesh: |\n"
	    "    h2UpgradePolicy: UPGRADE\n"
	    "    defaultTrafficPolicy: {connectionPool: {tcp: "
	    "{maxConnections: 99}}, outlierDetection: {}}\n---\n"
	    RULE("shop", "web", "web", ", trafficPolicy: {outlierDetection: "
	    "{interval: 7s}}, subsets: [{name: c, trafficPolicy: "
	    "{connectionPool: {http: {useClientProtocol: true}}}}]"));
	const struct mw_cluster *c;

	(void)state;
	assert_clusters(&w, HOST,
	    "outbound|80|c|" HOST " EDS LEAST_REQUEST istio_mutual auto "
	    "outlier 10.0.0.3+\n"
	    "outbound|80||" HOST " EDS LEAST_REQUEST istio_mutual auto max=99 "
	    "outlier h2 10.0.0.3+\n");
	c = cluster(&w, "outbound|80|c|" HOST);
	assert_true(c->use_downstream_protocol);
	assert_int_equal(c->outlier->interval_ns, 7000000000);
	assert_int_equal(cluster(&w, "PassthroughCluster")->max_connections,
	    99);
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
		cmocka_unit_test(test_policy),
		cmocka_unit_test(test_wildcard_wins),
		cmocka_unit_test(test_merging),
		cmocka_unit_test(test_rule_selector),
		cmocka_unit_test(test_auto_mtls),
		cmocka_unit_test(test_written_tls),
		cmocka_unit_test(test_resolution),
		cmocka_unit_test(test_family),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_outlier),
		cmocka_unit_test(test_locality),
		cmocka_unit_test(test_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
