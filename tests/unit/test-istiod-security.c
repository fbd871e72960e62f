/*
 * test-istiod-security.c - inbound chains, mutual TLS modes, rules of
 * AuthorizationPolicies, token filters.
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

/* ---- a mesh and one proxy ----------------------------------------------- */

#define NAMESPACES                                                             \
	"apiVersion: v1\n"                                                     \
	"kind: Namespace\n"                                                    \
	"metadata: {name: foo, labels: {istio-injection: enabled}}\n"          \
	"---\n"

#define POD(name)                                                              \
	"apiVersion: v1\n"                                                     \
	"kind: Pod\n"                                                          \
	"metadata: {name: " name ", namespace: foo, labels: {app: " name       \
	"}}\n"                                                                 \
	"spec: {serviceAccountName: " name ", containers: [{name: c, image: "  \
	"x, ports: [{containerPort: 8080}]}]}\n"                               \
	"status: {podIP: 10.1.1.1, podIPs: [{ip: 10.1.1.1}]}\n"                \
	"---\n"

#define SERVICE(name, ports)                                                   \
	"apiVersion: v1\n"                                                     \
	"kind: Service\n"                                                      \
	"metadata: {name: " name ", namespace: foo}\n"                         \
	"spec: {selector: {app: b}, ports: [" ports "]}\n"                     \
	"---\n"

#define HTTP_PORT "{name: http, port: 80, targetPort: 8080}"

#define OBJECT(kind, name, ns, spec)                                           \
	"apiVersion: security.istio.io/v1\n"                                   \
	"kind: " kind "\n"                                                     \
	"metadata: {name: " name ", namespace: " ns "}\n"                      \
	"spec: " spec "\n"                                                     \
	"---\n"

#define PEER(name, ns, spec) OBJECT("PeerAuthentication", name, ns, spec)
#define POLICY(name, ns, spec) OBJECT("AuthorizationPolicy", name, ns, spec)

#define MESH_CONFIG(text)                                                      \
	"apiVersion: v1\n"                                                     \
	"kind: ConfigMap\n"                                                    \
	"metadata: {name: istio, namespace: istio-system}\n"                   \
	"data:\n  mesh: |\n" text "---\n"

#define BASE NAMESPACES POD("b") SERVICE("b", HTTP_PORT)

struct world {
	const struct mw_mesh *mesh;
	struct mw_proxy *proxy;
};

static const struct mw_mesh *
load(const char *text)
{
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	return mw_mesh_load_text("test.yaml", text, strlen(text), &options);
}

static struct world
world(const char *text)
{
	struct world w = { .mesh = load(text) };
	const struct mw_workload *b = mw_mesh_workload(w.mesh, "foo", "b");

	assert_non_null(b);
	assert_int_equal(b->proxy, MW_PROXY_SIDECAR);
	w.proxy = mw_istiod_compile(w.mesh, b);
	return w;
}

static void
end(struct world *w)
{
	mw_proxy_free(w->proxy);
	mw_mesh_free(w->mesh);
}

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

static bool
omitted(const struct world *w, enum mw_omission_reason reason,
    const char *name)
{
	for (size_t i = 0; i < w->proxy->n_omissions; i++) {
		const struct mw_omission *o = &w->proxy->omissions[i];

		if (o->reason == reason && o->what.object != NULL &&
		    strcmp(o->what.object->name, name) == 0)
			return true;
	}
	return false;
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

#define SELECT "selector: {matchLabels: {app: b}}"

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

/* ---- rules as text -------------------------------------------------------------- */

static void
add_leaf(const struct mw_rule *r, struct mw_buf *out)
{
	static const char *const kinds[] = { [MW_MATCH_EXACT] = "=",
	    [MW_MATCH_PREFIX] = "^", [MW_MATCH_SUFFIX] = "$",
	    [MW_MATCH_CONTAINS] = "~", [MW_MATCH_REGEX] = "re:",
	    [MW_MATCH_PRESENT] = "present:" };

	for (size_t i = 0; i < r->n_path; i++)
		mw_buf_printf(out, "[%s]", r->path[i]);
	if (r->name != NULL)
		mw_buf_printf(out, "%s", r->name);
	if (r->kind == MW_RULE_DESTINATION_PORT)
		mw_buf_printf(out, "%u", (unsigned)r->port);
	else if (r->cidr.text != NULL)
		mw_buf_adds(out, r->cidr.text);
	else if (r->value.text != NULL)
		mw_buf_printf(out, "%s%.*s%s", kinds[r->value.kind],
		    (int)r->value.len, r->value.text,
		    r->value.ignore_case ? "/i" : "");
}

static void
add_rule(const struct mw_rule *r, struct mw_buf *out)
{
	static const char *const kinds[] = { [MW_RULE_ANY] = "any",
	    [MW_RULE_AND] = "and", [MW_RULE_OR] = "or", [MW_RULE_NOT] = "not",
	    [MW_RULE_HEADER] = "header", [MW_RULE_PATH] = "path",
	    [MW_RULE_PATH_TEMPLATE] = "template",
	    [MW_RULE_DESTINATION_IP] = "dst", [MW_RULE_DESTINATION_PORT] =
	    "port", [MW_RULE_SOURCE_IP] = "src", [MW_RULE_REMOTE_IP] =
	    "remote", [MW_RULE_IDENTITY] = "id", [MW_RULE_SNI] = "sni",
	    [MW_RULE_CLAIM] = "claim", [MW_RULE_METADATA] = "meta",
	    [MW_RULE_NEVER] = "never" };

	mw_buf_adds(out, kinds[r->kind]);
	if (r->field != NULL)
		mw_buf_printf(out, "@%s", r->field);
	if (r->kind == MW_RULE_ANY || r->kind == MW_RULE_NEVER)
		return;
	mw_buf_addc(out, '(');
	add_leaf(r, out);
	for (size_t i = 0; i < r->n_children; i++) {
		if (i > 0)
			mw_buf_addc(out, ' ');
		add_rule(&r->children[i], out);
	}
	mw_buf_addc(out, ')');
}

static const struct mw_filter_chain *
chain_with(const struct world *w, bool http, uint32_t port)
{
	const struct mw_listener *l = mw_proxy_listener(w->proxy,
	    "virtualInbound");

	for (size_t i = 0; i < l->n_chains; i++) {
		const struct mw_filter_chain *c = &l->chains[i];

		if ((c->http != NULL) == http &&
		    c->match.destination_port == port)
			return c;
	}
	return NULL;
}

static void
add_policies(const char *head, const struct mw_rbac_policy *v, size_t n,
    struct mw_buf *out)
{
	for (size_t i = 0; i < n; i++) {
		mw_buf_printf(out, "%s %s ", head, v[i].short_key);
		add_rule(&v[i].rule, out);
		mw_buf_addc(out, '\n');
	}
}

static void
assert_rbac(const char *config, const char *policies, bool http,
    const char *want)
{
	static const char *const actions[] = { [MW_RBAC_ALLOW] = "ALLOW",
	    [MW_RBAC_DENY] = "DENY", [MW_RBAC_LOG] = "AUDIT" };
	struct mw_buf text = { 0 }, out = { 0 };
	const struct mw_filter_chain *c;
	const struct mw_rbac *rbac;
	struct world w;
	size_t n;

	mw_buf_adds(&text, config);
	mw_buf_adds(&text, BASE);
	mw_buf_adds(&text, policies);
	w = world(mw_buf_text(&text));
	c = chain_with(&w, http, http ? 8080 : 0);
	assert_non_null(c);
	rbac = http ? c->http->rbac : c->tcp->rbac;
	n = http ? c->http->n_rbac : c->tcp->n_rbac;
	for (size_t i = 0; i < n; i++) {
		if (rbac[i].n_policies == 0)
			mw_buf_printf(&out, "%s %s\n", actions[rbac[i].action],
			    rbac[i].enforced ? "nothing" : "shadow only");
		add_policies(actions[rbac[i].action], rbac[i].policies,
		    rbac[i].n_policies, &out);
		add_policies("shadow", rbac[i].shadow, rbac[i].n_shadow, &out);
	}
	assert_string_equal(mw_buf_text(&out), want);
	end(&w);
	mw_buf_release(&text);
	mw_buf_release(&out);
}

static void
test_rule_shapes(void **state)
{
	(void)state;
	assert_rbac("", "", true, "");
	assert_rbac("", POLICY("p", "foo", "{}"), true,
	    "ALLOW foo/p/0 never\n");
	assert_rbac("", POLICY("p", "foo", "{rules: [{}]}"), true,
	    "ALLOW foo/p/0 any\n");
	assert_rbac("", POLICY("p", "foo", "{action: DENY, rules: [{to: "
	    "[{operation: {paths: ['/a*', '*b', '/c', '*', '/{*}/x'], "
	    "notMethods: [GET]}}]}]}"), true,
	    "DENY foo/p/0 and(or(and(not@notMethods(or(header(:method=GET))) "
	    "or@paths(path(^/a) path($b) path(=/c) path(present:*) "
	    "template(=/{*}/x)))))\n");
	assert_rbac("", POLICY("p", "foo", "{rules: [{to: [{operation: "
	    "{hosts: ['a.com', '*.b.com', '*'], ports: ['8080', '0']}}]}]}"),
	    true, "ALLOW foo/p/0 and(or(and(or@hosts(header(:authority"
	    "=a.com/i) header(:authority$.b.com/i) header(:authority"
	    "present:*/i)) or@ports(port(8080) port(0)))))\n");
}

static void
test_sources(void **state)
{
	(void)state;
	assert_rbac("", POLICY("p", "foo", "{rules: [{from: [{source: "
	    "{principals: ['cluster.local/ns/a/sa/b', 'x*', '*y', '*']}}, "
	    "{source: {namespaces: ['a', 'b-*'], notIpBlocks: [10.0.0.0/8]}}]}"
	    "]}"), true,
	    "ALLOW foo/p/0 and(or(and(or@principals("
	    "id(=spiffe://cluster.local/ns/a/sa/b) id(^spiffe://x) "
	    "id(re:spiffe://.*y) id(present:*))) "
	    "and(or@namespaces(id(~/ns/a/) id(re:.*/ns/b-.*/.*)) "
	    "not@notIpBlocks(or(src(10.0.0.0/8))))))\n");
	assert_rbac("", POLICY("p", "foo", "{rules: [{from: [{source: "
	    "{serviceAccounts: ['s', 'n/s'], remoteIpBlocks: [1.2.3.4], "
	    "trustDomains: ['td', 'a*', '*']}}]}]}"), true,
	    "ALLOW foo/p/0 and(or(and("
	    "or@serviceAccounts(id(re:spiffe://.+/ns/foo/(.+/|)sa/s(/.+)?) "
	    "id(re:spiffe://.+/ns/n/(.+/|)sa/s(/.+)?)) "
	    "or@trustDomains(id(^spiffe://td/) id(re:spiffe://a[^/]*/.*) "
	    "id(^spiffe://)) or@remoteIpBlocks(remote(1.2.3.4)))))\n");
}

static void
test_conditions(void **state)
{
	(void)state;
	assert_rbac("", POLICY("p", "foo", "{rules: [{when: ["
	    "{key: 'request.headers[X-A]', values: ['v*'], notValues: ['*']}, "
	    "{key: 'request.headers[Host]', values: [h]}, "
	    "{key: 'request.auth.claims[a][b]', values: ['x']}, "
	    "{key: 'request.auth.audiences', values: ['y']}, "
	    "{key: destination.port, values: ['1']}, "
	    "{key: connection.sni, notValues: ['s']}, "
	    "{key: 'experimental.envoy.filters.a.b[k]', values: ['[v]']}]}]}"),
	    true, "ALLOW foo/p/0 and("
	    "or@request.headers[X-A](header(x-a^v)) "
	    "not@request.headers[X-A](or(header(x-apresent:*))) "
	    "or@request.headers[Host](header(:authority=h)) "
	    "or@request.auth.claims[a][b](claim([a][b]=x)) "
	    "or@request.auth.audiences(claim([aud]=y)) "
	    "or@destination.port(port(1)) not@connection.sni(or(sni(=s))) "
	    "or@experimental.envoy.filters.a.b[k](meta([k]envoy.filters.a.b"
	    "=[v])))\n");
	/* S118 */
	assert_rbac("", POLICY("p", "foo", "{action: DENY, rules: [{when: "
	    "[{key: no.such, values: [a]}]}, {}]}"), true,
	    "DENY foo/p/1 any\n");
	assert_rbac("", POLICY("p", "foo", "{rules: [{when: "
	    "[{key: no.such, values: [a]}]}]}"), true, "ALLOW nothing\n");
}

static void
test_request_principals(void **state)
{
	static const struct { const char *value, *want; } cases[] = {
		{ "*", "present:*|present:*" },
		{ "https://i/u", "=https://i|=u" },
		{ "i/*", "=i|present:i/*" },
		{ "i/u*", "=i|^u" },
		{ "*i/u", "$i|=u" },
		{ "*/u", "present:*/u|=u" },
		{ "*u", "present:*u|$u" },
		{ "i*", "^i|present:i*" },
		{ "i", "=i|=" },
		{ "a/b/c", "=a/b|=c" },
		{ "https://a*", "=https:/|^a" },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_buf policy = { 0 }, want = { 0 };
		const char *bar = strchr(cases[i].want, '|');

		mw_buf_printf(&policy, POLICY("p", "foo", "{rules: [{from: "
		    "[{source: {requestPrincipals: ['%s']}}]}]}"),
		    cases[i].value);
		mw_buf_printf(&want, "ALLOW foo/p/0 and(or(and("
		    "or@requestPrincipals(and(claim([iss]%.*s) "
		    "claim([sub]%s))))))\n", (int)(bar - cases[i].want),
		    cases[i].want, bar + 1);
		assert_rbac("", mw_buf_text(&policy), true,
		    mw_buf_text(&want));
		mw_buf_release(&policy);
		mw_buf_release(&want);
	}
}

/* S158, S159. */
static void
test_trust_domains(void **state)
{
	const char *config = MESH_CONFIG("    trustDomain: new\n"
	    "    trustDomainAliases: [old]\n");

	(void)state;
	assert_rbac(config, POLICY("p", "foo", "{rules: [{from: [{source: "
	    "{principals: ['old/ns/a/sa/b', 'cluster.local/ns/a/sa/c', "
	    "'other/ns/a/sa/d', '*/ns/a/sa/e', '*d/ns/a/sa/f', 'sa/g']}}]}]}"),
	    true, "ALLOW foo/p/0 and(or(and(or@principals("
	    "id(=spiffe://new/ns/a/sa/b) id(=spiffe://old/ns/a/sa/b) "
	    "id(=spiffe://new/ns/a/sa/c) id(=spiffe://old/ns/a/sa/c) "
	    "id(=spiffe://other/ns/a/sa/d) id(re:spiffe://.*/ns/a/sa/e) "
	    "id(=spiffe://new/ns/a/sa/f) id(re:spiffe://.*d/ns/a/sa/f) "
	    "id(=spiffe://sa/g)))))\n");
	assert_rbac(config, POLICY("p", "foo", "{rules: [{from: [{source: "
	    "{trustDomains: [old, x]}}]}]}"), true,
	    "ALLOW foo/p/0 and(or(and(or@trustDomains(id(^spiffe://new/) "
	    "id(^spiffe://old/) id(^spiffe://x/)))))\n");
}

/* S166-S171, S263. */
static void
test_tcp(void **state)
{
	(void)state;
	assert_rbac("", POLICY("p", "foo", "{rules: [{to: [{operation: "
	    "{paths: [/a]}}]}]}"), false, "ALLOW nothing\n");
	assert_rbac("", POLICY("p", "foo", "{action: DENY, rules: [{to: "
	    "[{operation: {methods: [GET]}}]}]}"), false,
	    "DENY foo/p/0 and(or(any))\n");
	assert_rbac("", POLICY("p", "foo", "{action: DENY, rules: [{to: "
	    "[{operation: {methods: [GET], ports: ['8080']}}], when: [{key: "
	    "'request.headers[x]', values: [y]}]}]}"), false,
	    "DENY foo/p/0 and(or(and(or@ports(port(8080)))))\n");
	assert_rbac("", POLICY("p", "foo", "{rules: [{from: [{source: "
	    "{namespaces: [a]}}, {source: {requestPrincipals: ['*']}}]}]}"),
	    false, "ALLOW nothing\n");
}

/* S119. */
static void
test_bad_values(void **state)
{
	const char *rules = "rules: [{from: [{source: {ipBlocks: [nonsense, "
	    "10.0.0.1]}}]}, {when: [{key: 'request.headersX', values: [a]}]}]";
	struct mw_buf text = { 0 };

	(void)state;
	mw_buf_printf(&text, POLICY("p", "foo", "{action: DENY, %s}"), rules);
	assert_rbac("", mw_buf_text(&text), true,
	    "DENY foo/p/0 and(or(and(or@ipBlocks(src(10.0.0.1)))))\n"
	    "DENY foo/p/1 any\n");
	mw_buf_clear(&text);
	mw_buf_printf(&text, POLICY("p", "foo", "{%s}"), rules);
	assert_rbac("", mw_buf_text(&text), true, "ALLOW nothing\n");
	mw_buf_release(&text);
}

/* S5, S105-S120: order of keys, selection, actions, dry run. */
static void
test_combination(void **state)
{
	(void)state;
	assert_rbac("", POLICY("z", "foo", "{action: DENY, rules: [{}]}")
	    POLICY("a", "istio-system", "{" SELECT ", action: DENY, "
	    "rules: [{}]}")
	    POLICY("a", "foo", "{action: DENY, rules: [{}]}")
	    POLICY("n", "foo", "{selector: {matchLabels: {app: z}}, "
	    "action: DENY, rules: [{}]}")
	    POLICY("t", "foo", "{targetRefs: [{kind: Gateway, name: g, group: "
	    "gateway.networking.k8s.io}], action: DENY, rules: [{}]}")
	    POLICY("u", "foo", "{action: AUDIT, rules: [{}]}"), true,
	    "AUDIT foo/u/0 any\n"
	    "DENY foo/a/0 any\nDENY foo/z/0 any\nDENY istio-system/a/0 any\n");
	assert_rbac("",
	    "apiVersion: security.istio.io/v1\n"
	    "kind: AuthorizationPolicy\n"
	    "metadata: {name: d, namespace: foo, annotations: "
	    "{istio.io/dry-run: 'true'}}\n"
	    "spec: {}\n", true,
	    "ALLOW shadow only\nshadow foo/d/0 never\n");
}

static void
test_policy_omissions(void **state)
{
	struct world w = world(BASE SERVICE("t", "{name: tcp, port: 9000}")
	    POLICY("sel", "foo", "{selector: {matchLabels: {app: z}}}")
	    POLICY("ref", "foo", "{targetRefs: [{kind: Service, name: b}]}")
	    POLICY("far", "bar", "{" SELECT "}")
	    POLICY("http", "foo", "{action: DENY, rules: [{to: [{operation: "
	    "{paths: [/a]}}]}]}")
	    POLICY("key", "foo", "{action: DENY, rules: [{when: [{key: k, "
	    "values: [v]}]}]}"));

	(void)state;
	assert_true(omitted(&w, MW_OMIT_SELECTOR, "sel"));
	assert_true(omitted(&w, MW_OMIT_TARGET_REF, "ref"));
	assert_true(omitted(&w, MW_OMIT_OTHER_NAMESPACE, "far"));
	assert_true(omitted(&w, MW_OMIT_HTTP_FIELD_ON_TCP, "http"));
	assert_true(omitted(&w, MW_OMIT_UNKNOWN_ATTRIBUTE, "key"));
	end(&w);
	/* nobody declares a TCP port: nothing to tell */
	w = world(BASE POLICY("http", "foo", "{action: DENY, rules: [{to: "
	    "[{operation: {paths: [/a]}}]}]}"));
	assert_false(omitted(&w, MW_OMIT_HTTP_FIELD_ON_TCP, "http"));
	end(&w);
}

/* ---- external authorizers ---------------------------------------------------------- */

#define PROVIDERS                                                              \
	"    extensionProviders:\n"                                            \
	"    - name: web\n"                                                    \
	"      envoyExtAuthzHttp: {service: b.foo.svc.cluster.local, "         \
	"port: 80, failOpen: true, statusOnError: '503'}\n"                    \
	"    - name: grpc\n"                                                   \
	"      envoyExtAuthzGrpc: {service: foo/b.foo.svc.cluster.local, "     \
	"port: 80}\n"                                                          \
	"    - name: Bad\n"                                                    \
	"      envoyExtAuthzGrpc: {service: b.foo.svc.cluster.local, "         \
	"port: 80}\n"

#define CUSTOM(name, provider)                                                 \
	POLICY(name, "foo", "{action: CUSTOM, provider: {name: " provider      \
	"}, rules: [{to: [{operation: {paths: [/x]}}]}]}")

static void
test_custom(void **state)
{
	struct world w = world(MESH_CONFIG(PROVIDERS) BASE
	    CUSTOM("c", "web"));
	const struct mw_http_manager *http = chain_with(&w, true, 8080)->http;
	const struct mw_tcp_proxy *tcp = chain_with(&w, false, 0)->tcp;

	(void)state;
	assert_int_equal(http->n_ext_authz, 1);
	assert_string_equal(http->ext_authz[0].provider, "web");
	assert_null(http->ext_authz[0].bad);
	assert_true(http->ext_authz[0].http);
	assert_true(http->ext_authz[0].fail_open);
	assert_int_equal(http->ext_authz[0].status_on_error, 503);
	assert_string_equal(http->ext_authz[0].policies[0].key,
	    "istio-ext-authz-web-ns[foo]-policy[c]-rule[0]");
	assert_int_equal(tcp->n_ext_authz, 0);		/* S221 */
	end(&w);
	w = world(MESH_CONFIG(PROVIDERS) BASE CUSTOM("c", "grpc"));
	tcp = chain_with(&w, false, 0)->tcp;
	assert_int_equal(tcp->n_ext_authz, 1);
	assert_null(tcp->ext_authz[0].bad);
	assert_int_equal(tcp->ext_authz[0].status_on_error, 403);
	end(&w);
}

static void
test_bad_custom(void **state)
{
	static const char *const texts[] = {
		MESH_CONFIG(PROVIDERS) BASE CUSTOM("c", "none"),
		MESH_CONFIG(PROVIDERS) BASE CUSTOM("c", "Bad"),
		BASE CUSTOM("c", "web"),
	};
	struct world w;

	(void)state;
	for (size_t i = 0; i < MW_LEN(texts); i++) {
		const struct mw_http_manager *http;

		w = world(texts[i]);
		http = chain_with(&w, true, 8080)->http;
		assert_int_equal(http->n_ext_authz, 1);
		assert_non_null(http->ext_authz[0].bad);
		assert_true(mw_str_has_suffix(
		    http->ext_authz[0].policies[0].key,
		    "-rule[0]-deny-due-to-bad-CUSTOM-action"));
		end(&w);
	}
	/* S218 */
	w = world(MESH_CONFIG(PROVIDERS) BASE CUSTOM("c", "web")
	    CUSTOM("d", "grpc"));
	assert_int_equal(chain_with(&w, true, 8080)->http->n_ext_authz, 2);
	assert_non_null(chain_with(&w, true, 8080)->http->ext_authz[0].bad);
	assert_non_null(chain_with(&w, true, 8080)->http->ext_authz[1].bad);
	end(&w);
}

/* ---- tokens and what is not modelled -------------------------------------------------- */

#define TOKENS(name, ns, spec) OBJECT("RequestAuthentication", name, ns, spec)

static void
test_jwt(void **state)
{
	struct world w = world(BASE
	    TOKENS("m", "istio-system", "{jwtRules: [{issuer: z, jwksUri: "
	    "'https://z/k'}, {issuer: a, jwks: '{}', fromHeaders: [{name: "
	    "X-Token, prefix: 'T '}], outputPayloadToHeader: X-P, "
	    "forwardOriginalToken: true, outputClaimToHeaders: [{header: X-C, "
	    "claim: c}]}]}")
	    TOKENS("n", "foo", "{" SELECT ", jwtRules: [{issuer: a, "
	    "audiences: [u]}]}")
	    TOKENS("o", "foo", "{selector: {matchLabels: {app: z}}, jwtRules: "
	    "[{issuer: b}]}"));
	const struct mw_jwt_filter *f = chain_with(&w, true, 8080)->http->jwt;

	(void)state;
	assert_non_null(f);
	assert_false(f->clear_route_cache);
	assert_int_equal(f->n_providers, 3);
	/* own namespace before the root namespace for equal issuers */
	assert_string_equal(f->providers[0].audiences[0], "u");
	assert_string_equal(f->providers[1].headers[0].name, "x-token");
	assert_string_equal(f->providers[1].headers[0].prefix, "T ");
	assert_string_equal(f->providers[1].payload_header, "x-p");
	assert_string_equal(f->providers[1].claim_headers[0].header, "x-c");
	assert_true(f->providers[1].forward);
	assert_string_equal(f->providers[2].issuer, "z");
	assert_string_equal(f->providers[2].jwks_uri, "https://z/k");
	assert_true(omitted(&w, MW_OMIT_SELECTOR, "o"));
	end(&w);
	w = world(BASE);
	assert_null(chain_with(&w, true, 8080)->http->jwt);
	end(&w);
}

#define WASM(name, more)                                                       \
	"apiVersion: extensions.istio.io/v1alpha1\n"                           \
	"kind: WasmPlugin\n"                                                   \
	"metadata: {name: " name ", namespace: foo}\n"                         \
	"spec: {url: 'oci://x', " more "}\n"                                   \
	"---\n"

static void
test_opaque(void **state)
{
	struct world w = world(BASE
	    WASM("stats", "phase: STATS")
	    WASM("low", "phase: AUTHN")
	    WASM("high", "phase: AUTHN, priority: -5")
	    WASM("client", "match: [{mode: CLIENT}]")
	    WASM("port", "match: [{ports: [{number: 1}]}]")
	    WASM("net", "type: NETWORK")
	    "apiVersion: networking.istio.io/v1alpha3\n"
	    "kind: EnvoyFilter\n"
	    "metadata: {name: ef, namespace: istio-system}\n"
	    "spec: {configPatches: [{applyTo: HTTP_FILTER, match: {context: "
	    "SIDECAR_INBOUND}, patch: {operation: INSERT_FIRST, value: {}}}]}"
	    "\n");
	const struct mw_http_manager *http = chain_with(&w, true, 8080)->http;
	const struct mw_tcp_proxy *tcp = chain_with(&w, false, 0)->tcp;

	(void)state;
	assert_int_equal(http->n_opaque, 5);
	assert_string_equal(http->opaque[0].what, "WasmPlugin foo/high");
	assert_string_equal(http->opaque[0].phase, "AUTHN");
	assert_string_equal(http->opaque[1].what, "WasmPlugin foo/low");
	assert_string_equal(http->opaque[2].what, "WasmPlugin foo/stats");
	assert_string_equal(http->opaque[3].what, "WasmPlugin foo/net");
	assert_string_equal(http->opaque[4].what,
	    "EnvoyFilter istio-system/ef");
	assert_int_equal(tcp->n_opaque, 2);
	/* outbound: those for clients, and no EnvoyFilter for inbound */
	http = mw_proxy_listener(w.proxy, "0.0.0.0_80")->chains[0].http;
	assert_int_equal(http->n_opaque, 5);
	assert_string_equal(http->opaque[4].what, "WasmPlugin foo/net");
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
		cmocka_unit_test(test_rule_shapes),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_request_principals),
		cmocka_unit_test(test_trust_domains),
		cmocka_unit_test(test_tcp),
		cmocka_unit_test(test_bad_values),
		cmocka_unit_test(test_combination),
		cmocka_unit_test(test_policy_omissions),
		cmocka_unit_test(test_custom),
		cmocka_unit_test(test_bad_custom),
		cmocka_unit_test(test_jwt),
		cmocka_unit_test(test_opaque),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
