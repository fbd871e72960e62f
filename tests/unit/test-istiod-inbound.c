/*
 * test-istiod-inbound.c - inbound chains, their routes and clusters, and the
 * mutual TLS mode that makes them.
 */
#include "istiod-mesh.h"

#include "base/buf.h"
#include "istiod/builder.h"
#include "model/object.h"

#include <string.h>

/* ---- chains as text ------------------------------------------------------- */

static void
add_chain(const struct mw_filter_chain *c, struct mw_buf *out)
{
	mw_buf_printf(out, "%s %u %s", c->name,
	    (unsigned)c->match.destination_port,
	    c->match.transport != NULL ? c->match.transport : "any");
	for (size_t i = 0; i < c->match.n_alpn; i++)
		mw_buf_printf(out, "%c%s", i == 0 ? ' ' : ',',
		    c->match.alpn[i]);
	mw_buf_printf(out, " -> %s%s\n",
	    c->tls.kind == MW_DOWNSTREAM_MESH ? "mtls " : "",
	    c->http != NULL ? c->http->route_config :
	    c->tcp->clusters[0].name);
}

/* Chains of PORT; -1: all. */
static void
assert_chains(const struct world *w, int port, const char *want)
{
	const struct mw_listener *l = mw_proxy_listener(w->proxy,
	    "virtualInbound");
	struct mw_buf out = { 0 };

	assert_non_null(l);
	for (size_t i = 0; i < l->n_chains; i++) {
		if (port < 0 ||
		    l->chains[i].match.destination_port == (uint32_t)port)
			add_chain(&l->chains[i], &out);
	}
	assert_string_equal(mw_buf_text(&out), want);
	mw_buf_release(&out);
}

static void
test_permissive(void **state)
{
	struct world w = world(BASE SERVICE("c", "{name: tcp-x, port: 9000},"
	    "{name: raw, port: 7000}"));

	(void)state;
	assert_chains(&w, 8080,
	    "0.0.0.0_8080 8080 tls istio,istio-peer-exchange,istio-http/1.0,"
	    "istio-http/1.1,istio-h2 -> mtls inbound|8080||\n"
	    "0.0.0.0_8080 8080 raw_buffer -> inbound|8080||\n");
	assert_chains(&w, 9000,
	    "0.0.0.0_9000 9000 tls istio,istio-peer-exchange,istio-http/1.0,"
	    "istio-http/1.1,istio-h2 -> mtls inbound|9000||\n"
	    "0.0.0.0_9000 9000 tls -> inbound|9000||\n"
	    "0.0.0.0_9000 9000 raw_buffer -> inbound|9000||\n");
	assert_chains(&w, 7000,
	    "0.0.0.0_7000 7000 tls istio-http/1.0,istio-http/1.1,istio-h2 -> "
	    "mtls inbound|7000||\n"
	    "0.0.0.0_7000 7000 raw_buffer http/1.1,h2c -> inbound|7000||\n"
	    "0.0.0.0_7000 7000 tls istio-peer-exchange,istio -> mtls "
	    "inbound|7000||\n"
	    "0.0.0.0_7000 7000 raw_buffer -> inbound|7000||\n"
	    "0.0.0.0_7000 7000 tls -> inbound|7000||\n");
	assert_chains(&w, 15006,
	    "virtualInbound-blackhole 15006 any -> BlackHoleCluster\n");
	assert_string_equal(w.proxy->mtls_mode, "PERMISSIVE");
	end(&w);
}

static void
test_strict(void **state)
{
	struct world w = world(BASE PEER("default", "foo",
	    "{mtls: {mode: STRICT}}"));

	(void)state;
	assert_chains(&w, -1,
	    "virtualInbound-blackhole 15006 any -> BlackHoleCluster\n"
	    "virtualInbound-catchall-http 0 tls istio-http/1.0,istio-http/1.1,"
	    "istio-h2 -> mtls InboundPassthroughCluster\n"
	    "virtualInbound 0 tls -> mtls InboundPassthroughCluster\n"
	    "0.0.0.0_8080 8080 tls -> mtls inbound|8080||\n");
	assert_string_equal(w.proxy->mtls_mode, "STRICT");
	assert_string_equal(w.proxy->mtls_origin.object->name, "default");
	end(&w);
}

static void
test_disable(void **state)
{
	struct world w = world(BASE PEER("default", "istio-system",
	    "{mtls: {mode: DISABLE}}"));

	(void)state;
	assert_chains(&w, -1,
	    "virtualInbound-blackhole 15006 any -> BlackHoleCluster\n"
	    "virtualInbound-catchall-http 0 raw_buffer http/1.1,h2c -> "
	    "InboundPassthroughCluster\n"
	    "virtualInbound 0 raw_buffer -> InboundPassthroughCluster\n"
	    "0.0.0.0_8080 8080 raw_buffer -> inbound|8080||\n");
	end(&w);
}

/* S27, S31: target ports; an undeclared one passes through in its own mode. */
static void
test_port_level(void **state)
{
	struct world w = world(BASE PEER("b", "foo",
	    "{selector: {matchLabels: {app: b}}, mtls: {mode: STRICT}, "
	    "portLevelMtls: {8080: {mode: DISABLE}, 80: {mode: DISABLE}}}"));

	(void)state;
	assert_chains(&w, 8080,
	    "0.0.0.0_8080 8080 raw_buffer -> inbound|8080||\n");
	assert_chains(&w, 80,
	    "virtualInbound-catchall-http 80 raw_buffer http/1.1,h2c -> "
	    "InboundPassthroughCluster\n"
	    "virtualInbound 80 raw_buffer -> InboundPassthroughCluster\n");
	end(&w);
}

static void
test_routes(void **state)
{
	struct world w = world(BASE SERVICE("g",
	    "{name: grpc, port: 90, targetPort: 9090}"));
	const struct mw_route_config *http = mw_proxy_routes(w.proxy,
	    "inbound|8080||");
	const struct mw_route_config *grpc = mw_proxy_routes(w.proxy,
	    "inbound|9090||");

	(void)state;
	assert_non_null(http);
	assert_non_null(grpc);
	assert_string_equal(http->vhosts[0].name, "inbound|http|80");
	assert_string_equal(http->vhosts[0].routes[0].name, "default");
	assert_int_equal(http->vhosts[0].routes[0].retry->attempts, 2);
	assert_null(grpc->vhosts[0].routes[0].retry);
	assert_non_null(mw_proxy_routes(w.proxy, "InboundPassthroughCluster"));
	assert_true(mw_proxy_cluster(w.proxy, "inbound|9090||")->http2);
	assert_false(mw_proxy_cluster(w.proxy, "inbound|8080||")->http2);
	assert_non_null(mw_proxy_cluster(w.proxy,
	    "InboundPassthroughCluster"));
	end(&w);
}

/* S30: the first service by age, then host name, has the port. */
static void
test_shared_port(void **state)
{
	struct world w = world(BASE SERVICE("a",
	    "{name: tcp, port: 81, targetPort: 8080}"));

	(void)state;
	assert_non_null(mw_proxy_cluster(w.proxy, "inbound|8080||"));
	assert_null(mw_proxy_routes(w.proxy, "inbound|8080||"));
	assert_true(omitted(&w, MW_OMIT_LISTENER_CONFLICT, "b"));
	end(&w);
}

#define SIDECAR(ingress)                                                       \
	"apiVersion: networking.istio.io/v1\n"                                 \
	"kind: Sidecar\n"                                                      \
	"metadata: {name: s, namespace: foo}\n"                                \
	"spec: {ingress: [" ingress "]}\n"                                     \
	"---\n"

static void
test_ingress(void **state)
{
	struct world w = world(BASE SIDECAR(
	    "{port: {number: 9080, protocol: HTTP, name: h}, "
	    "defaultEndpoint: '127.0.0.1:8080'}"));
	const struct mw_cluster *c = mw_proxy_cluster(w.proxy,
	    "inbound|9080||");

	(void)state;
	assert_non_null(c);
	assert_int_equal(c->type, MW_CLUSTER_STATIC);
	assert_string_equal(c->upstream_address, "127.0.0.1");
	assert_int_equal(c->upstream_port, 8080);
	assert_chains(&w, 9080,
	    "10.1.1.1_9080 9080 tls istio,istio-peer-exchange,istio-http/1.0,"
	    "istio-http/1.1,istio-h2 -> mtls inbound|9080||\n"
	    "10.1.1.1_9080 9080 raw_buffer -> inbound|9080||\n");
	assert_chains(&w, 8080, "");
	assert_true(omitted(&w, MW_OMIT_SIDECAR_SCOPE, "b"));
	end(&w);
}

/* ---- PeerAuthentication ------------------------------------------------------ */

static void
assert_mode(const char *policies, int port, enum mw_mtls_mode want)
{
	struct mw_buf text = { 0 };
	const struct mw_mesh *m;
	const struct mw_workload *b;

	mw_buf_adds(&text, BASE);
	mw_buf_adds(&text, policies);
	m = load(mw_buf_text(&text));
	b = mw_mesh_workload(m, "foo", "b");
	assert_string_equal(mw_mtls_mode_name(mw_peerauth_port(m, "foo",
	    b->labels, port, NULL)), mw_mtls_mode_name(want));
	mw_mesh_free(m);
	mw_buf_release(&text);
}

static void
test_levels(void **state)
{
	(void)state;
	assert_mode("", 8080, MW_MTLS_PERMISSIVE);
	assert_mode(PEER("m", "istio-system", "{mtls: {mode: STRICT}}"), 0,
	    MW_MTLS_STRICT);
	assert_mode(PEER("m", "istio-system", "{mtls: {mode: STRICT}}")
	    PEER("n", "foo", "{mtls: {mode: DISABLE}}"), 0, MW_MTLS_DISABLE);
	/* UNSET inherits; the oldest hides the other (S24, S25) */
	assert_mode(PEER("m", "istio-system", "{mtls: {mode: STRICT}}")
	    PEER("a", "foo", "{mtls: {mode: UNSET}}")
	    PEER("b", "foo", "{mtls: {mode: DISABLE}}"), 0, MW_MTLS_STRICT);
	/* S23: a selector in the root namespace is ignored */
	assert_mode(PEER("r", "istio-system", "{" SELECT
	    ", mtls: {mode: STRICT}}"), 0, MW_MTLS_PERMISSIVE);
	assert_mode(PEER("e", "foo", "{selector: {}, mtls: {mode: STRICT}}"),
	    0, MW_MTLS_STRICT);
	/* S26, S28 */
	assert_mode(PEER("m", "istio-system", "{mtls: {mode: STRICT}}")
	    PEER("b", "foo", "{" SELECT ", portLevelMtls: {8080: "
	    "{mode: PERMISSIVE}, 9000: {mode: UNSET}}}"), 8080,
	    MW_MTLS_PERMISSIVE);
	assert_mode(PEER("m", "istio-system", "{mtls: {mode: STRICT}}")
	    PEER("b", "foo", "{" SELECT ", portLevelMtls: {8080: "
	    "{mode: PERMISSIVE}, 9000: {mode: UNSET}}}"), 9000,
	    MW_MTLS_STRICT);
}

static void
test_peer_omissions(void **state)
{
	struct world w = world(BASE
	    PEER("mesh", "istio-system", "{mtls: {mode: STRICT}}")
	    PEER("root", "istio-system", "{" SELECT ", mtls: {mode: STRICT}}")
	    PEER("n1", "foo", "{mtls: {mode: PERMISSIVE}}")
	    PEER("n2", "foo", "{mtls: {mode: DISABLE}}")
	    PEER("other", "foo", "{selector: {matchLabels: {app: z}}}")
	    PEER("far", "bar", "{" SELECT "}"));

	(void)state;
	assert_true(omitted(&w, MW_OMIT_POLICY_SCOPE, "mesh"));
	assert_true(omitted(&w, MW_OMIT_ROOT_SELECTOR, "root"));
	assert_true(omitted(&w, MW_OMIT_POLICY_AGE, "n2"));
	assert_false(omitted(&w, MW_OMIT_POLICY_AGE, "n1"));
	assert_true(omitted(&w, MW_OMIT_SELECTOR, "other"));
	assert_true(omitted(&w, MW_OMIT_OTHER_NAMESPACE, "far"));
	assert_int_equal(mw_peerauth_namespace(w.mesh, "bar", NULL),
	    MW_MTLS_STRICT);
	end(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_permissive),
		cmocka_unit_test(test_strict),
		cmocka_unit_test(test_disable),
		cmocka_unit_test(test_port_level),
		cmocka_unit_test(test_routes),
		cmocka_unit_test(test_shared_port),
		cmocka_unit_test(test_ingress),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_peer_omissions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
