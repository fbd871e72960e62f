/*
 * test-istiod-security.c - rules of AuthorizationPolicies as trees, external
 * authorizers, token filters, what is not modelled.
 */
#include "istiod-mesh.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/str.h"

#include <string.h>

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
