/*
 * test-envoy-security.c - rules, filter chains, handshakes, upstream
 * connections: hand-built configuration against hand-built clients.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"
#include "envoy/envoy.h"
#include "envoy/filters.h"
#include "envoy/rbac.h"
#include "envoy/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* ---- path templates: S142 ------------------------------------------------ */

static void
test_templates(void **state)
{
	static const struct {
		const char *template, *path;
		bool match;
	} cases[] = {
		{ "/foo/{*}", "/foo/x", true },
		{ "/foo/{*}", "/foo/", false },
		{ "/foo/{*}", "/foo", false },
		{ "/foo/{*}", "/foo/x/y", false },
		{ "/foo/{*}", "/foo/a=b*", true },
		{ "/foo/{*}", "/foo/a%20b", true },
		{ "/foo/{*}", "/foo/a\"b", false },
		{ "/foo/{**}", "/foo/", true },
		{ "/foo/{**}", "/foo/x/y", true },
		{ "/foo/{**}", "/foo", false },
		{ "/store/{**}/cart", "/store//cart", true },
		{ "/store/{**}/cart", "/store/a/b/cart", true },
		{ "/store/{**}/cart", "/store/cart", false },
		{ "/store/{**}/cart", "/store/cart/cart/cart", true },
		{ "/api/{*}/items", "/api/7/items", true },
		{ "/api/{*}/items", "/api//items", false },
		{ "/{*}/{*}/{**}", "/a/b/", true },
		{ "/{*}/{*}/{**}", "/a/b", false },
		{ "/{**}", "/", true },
		{ "/a", "/a", true },
		{ "/a", "/ab", false },
		{ "", "", true },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++)
		assert_int_equal(mw_template_match(cases[i].template,
		    strlen(cases[i].template), cases[i].path,
		    strlen(cases[i].path)), cases[i].match);
}

/* ---- rules --------------------------------------------------------------- */

#define TEXT(k, s) { .kind = MW_MATCH_##k, .text = s, .len = sizeof(s) - 1 }
#define LEAF(k, ...) { .kind = MW_RULE_##k, __VA_ARGS__ }

/* A client with an identity, on a request with headers given twice. */
struct scene {
	struct mw_arena *arena;
	struct mw_connection connection;
	struct mw_accept accept;
	struct mw_http request;
	struct mw_http_input in;
	struct mw_rbac_subject subject;
};

static void
scene_init(struct scene *s, const char *peer, const char *payload)
{
	*s = (struct scene){
		.arena = mw_arena_new(),
		.connection = { .source_ip = "10.0.0.1" },
		.accept = { .peer = peer, .terminated = peer != NULL,
		    .sni = peer != NULL ? "outbound_.80_._.b" : NULL },
		.request = { .method = "GET", .scheme = "http",
		    .authority = "Shop.example.com", .path = "/Admin?x=1#f" },
	};
	mw_header_add(&s->request.headers, s->arena, "x", "v");
	mw_header_add(&s->request.headers, s->arena, "x", "w");
	mw_header_add(&s->request.headers, s->arena, "accept", "a");
	mw_header_add(&s->request.headers, s->arena, "accept", "b");
	mw_header_add(&s->request.headers, s->arena, "empty", "");
	s->in = (struct mw_http_input){ .connection = &s->connection,
		.accept = &s->accept, .request = &s->request,
		.local_ip = "10.0.0.2", .local_port = 8080 };
	mw_rbac_subject_init(&s->subject, &s->in, &s->request, "203.0.113.9",
	    payload, s->arena);
}

static void
scene_fini(struct scene *s)
{
	mw_rbac_subject_fini(&s->subject);
	mw_arena_free(s->arena);
}

static const char *const claim_group[] = { "group" };
static const char *const claim_deep[] = { "a", "b" };
static const char *const claim_admin[] = { "admin" };

static const struct {
	struct mw_rule rule;
	bool with;		/* identity and token */
	bool without;
} leaves[] = {
	/* S138: hosts in any case; the rest is exact */
	{ LEAF(HEADER, .name = ":authority", .value = { .kind =
	    MW_MATCH_SUFFIX, .text = ".EXAMPLE.com", .len = 12,
	    .ignore_case = true }), true, true },
	{ LEAF(HEADER, .name = ":authority", .value = TEXT(EXACT,
	    "shop.example.com")), false, false },
	{ LEAF(HEADER, .name = ":method", .value = TEXT(EXACT, "GET")), true,
	    true },
	{ LEAF(HEADER, .name = ":method", .value = TEXT(EXACT, "get")), false,
	    false },
	/* S147: each value on its own, but for those with one slot */
	{ LEAF(HEADER, .name = "x", .value = TEXT(EXACT, "w")), true, true },
	{ LEAF(HEADER, .name = "x", .value = TEXT(EXACT, "v,w")), false,
	    false },
	{ LEAF(HEADER, .name = "accept", .value = TEXT(EXACT, "a,b")), true,
	    true },
	{ LEAF(HEADER, .name = "accept", .value = TEXT(EXACT, "a")), false,
	    false },
	/* S146: an empty value is there, a missing header is not */
	{ LEAF(HEADER, .name = "empty", .value = TEXT(PRESENT, "")), true,
	    true },
	{ LEAF(HEADER, .name = "none", .value = TEXT(PRESENT, "")), false,
	    false },
	/* S141 */
	{ LEAF(PATH, .value = TEXT(EXACT, "/Admin")), true, true },
	{ LEAF(PATH, .value = TEXT(EXACT, "/admin")), false, false },
	{ LEAF(PATH, .value = TEXT(PREFIX, "/Adm")), true, true },
	{ LEAF(PATH, .value = TEXT(EXACT, "/Admin?x=1")), false, false },
	{ LEAF(PATH_TEMPLATE, .value = TEXT(EXACT, "/{*}")), true, true },
	{ LEAF(DESTINATION_PORT, .port = 8080), true, true },
	{ LEAF(DESTINATION_PORT, .port = 80), false, false },
	{ LEAF(SOURCE_IP, .cidr = { .addr = { 10 }, .bits = 8 }), true, true },
	{ LEAF(REMOTE_IP, .cidr = { .addr = { 10 }, .bits = 8 }), false,
	    false },
	{ LEAF(REMOTE_IP, .cidr = { .addr = { 203, 0, 113 }, .bits = 24 }),
	    true, true },
	{ LEAF(DESTINATION_IP, .cidr = { .addr = { 10, 0, 0, 2 }, .bits = 32 }),
	    true, true },
	/* S129, S136 */
	{ LEAF(IDENTITY, .value = TEXT(EXACT,
	    "spiffe://cluster.local/ns/foo/sa/a")), true, false },
	{ LEAF(IDENTITY, .value = TEXT(PRESENT, "")), true, false },
	{ LEAF(SNI, .value = TEXT(PREFIX, "outbound_.80_")), true, false },
	/* S148: strings and lists of them; nothing else */
	{ LEAF(CLAIM, .path = claim_group, .n_path = 1, .value = TEXT(EXACT,
	    "staff")), true, false },
	{ LEAF(CLAIM, .path = claim_deep, .n_path = 2, .value = TEXT(PREFIX,
	    "de")), true, false },
	{ LEAF(CLAIM, .path = claim_admin, .n_path = 1, .value = TEXT(EXACT,
	    "true")), false, false },
	{ LEAF(CLAIM, .path = claim_admin, .n_path = 1, .value = TEXT(PRESENT,
	    "")), false, false },
	{ LEAF(ANY, .n_children = 0), true, true },
	{ LEAF(NEVER, .n_children = 0), false, false },
	{ LEAF(METADATA, .name = "envoy.x"), false, false },
	{ LEAF(AND, .n_children = 0), true, true },
	{ LEAF(OR, .n_children = 0), false, false },
};

static void
test_leaves(void **state)
{
	struct scene with, without;

	(void)state;
	scene_init(&with, "spiffe://cluster.local/ns/foo/sa/a",
	    "{\"group\":[\"x\",\"staff\"],\"a\":{\"b\":\"deep\"},"
	    "\"admin\":true}");
	scene_init(&without, NULL, NULL);
	for (size_t i = 0; i < MW_LEN(leaves); i++) {
		struct mw_rule not = { .kind = MW_RULE_NOT,
			.children = &leaves[i].rule, .n_children = 1 };

		assert_int_equal(mw_rule_matches(&leaves[i].rule,
		    &with.subject), leaves[i].with);
		assert_int_equal(mw_rule_matches(&leaves[i].rule,
		    &without.subject), leaves[i].without);
		assert_int_equal(mw_rule_matches(&not, &without.subject),
		    !leaves[i].without);
	}
	scene_fini(&with);
	scene_fini(&without);
}

/* ---- filters: S114, S225 ------------------------------------------------- */

static const struct mw_rule admin = LEAF(PATH, .value = TEXT(EXACT, "/Admin"),
    .field = "paths");
static const struct mw_rule other = LEAF(PATH, .value = TEXT(EXACT, "/other"));

static const struct mw_rbac_policy admin_policy = {
	.key = "ns[foo]-policy[p]-rule[0]", .short_key = "foo/p/0",
	.rule = LEAF(PATH, .value = TEXT(EXACT, "/Admin"), .field = "paths")
};
static const struct mw_rbac_policy other_policy = {
	.key = "ns[foo]-policy[o]-rule[0]", .short_key = "foo/o/0",
	.rule = LEAF(PATH, .value = TEXT(EXACT, "/other"), .field = "paths")
};

static void
test_combination(void **state)
{
	const struct {
		struct mw_rbac rbac[3];
		size_t n;
		const char *policy;	/* NULL: passes */
	} cases[] = {
		{ .n = 0, .policy = NULL },
		{ { { .action = MW_RBAC_DENY, .policies = &admin_policy,
		    .n_policies = 1, .enforced = true } }, 1, "foo/p/0" },
		{ { { .action = MW_RBAC_DENY, .policies = &other_policy,
		    .n_policies = 1, .enforced = true } }, 1, NULL },
		/* S115: ALLOW without any usable rule denies */
		{ { { .action = MW_RBAC_ALLOW, .enforced = true } }, 1,
		    "none" },
		{ { { .action = MW_RBAC_ALLOW, .policies = &other_policy,
		    .n_policies = 1, .enforced = true } }, 1, "none" },
		{ { { .action = MW_RBAC_ALLOW, .policies = &admin_policy,
		    .n_policies = 1, .enforced = true } }, 1, NULL },
		/* S120: a dry run decides nothing */
		{ { { .action = MW_RBAC_ALLOW, .shadow = &other_policy,
		    .n_shadow = 1 } }, 1, NULL },
		/* S121, and DENY before ALLOW */
		{ { { .action = MW_RBAC_LOG, .policies = &admin_policy,
		    .n_policies = 1, .enforced = true },
		    { .action = MW_RBAC_DENY, .policies = &admin_policy,
		    .n_policies = 1, .enforced = true },
		    { .action = MW_RBAC_ALLOW, .enforced = true } }, 3,
		    "foo/p/0" },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const struct mw_http_manager m = { .rbac = cases[i].rbac,
			.n_rbac = cases[i].n };
		struct mw_http_decision d = { 0 };
		struct mw_steps log = { 0 };
		struct scene s;
		enum mw_filter_result result;

		scene_init(&s, NULL, NULL);
		log.arena = s.arena;
		result = mw_filter_security(NULL, &m, MW_INBOUND, &s.in,
		    &s.request, s.arena, &log, &d);
		assert_int_equal(result, cases[i].policy == NULL ?
		    MW_FILTER_CONTINUE : MW_FILTER_STOP);
		if (cases[i].policy != NULL) {
			assert_int_equal(d.status, 403);
			assert_string_equal(d.body, "RBAC: access denied");
			assert_string_equal(d.policy, cases[i].policy);
			assert_true(mw_str_has_prefix(d.details,
			    "rbac_access_denied_matched_policy["));
		}
		scene_fini(&s);
	}
}

/* The step of a policy, then a clause for each field. */
static void
test_explanation(void **state)
{
	const struct mw_rule fields[] = { admin, { .kind = MW_RULE_NOT,
	    .children = &other, .n_children = 1, .field = "notPaths" } };
	const struct mw_rbac_policy p = { .key = "k", .short_key = "foo/p/0",
		.rule = { .kind = MW_RULE_AND, .children = fields,
		    .n_children = 2 } };
	const struct mw_rbac r = { .action = MW_RBAC_DENY, .policies = &p,
		.n_policies = 1, .enforced = true };
	struct mw_steps log = { 0 };
	struct scene s;

	(void)state;
	scene_init(&s, NULL, NULL);
	log.arena = s.arena;
	assert_true(mw_rbac_run(&r, &s.subject, &log).denied);
	assert_int_equal(log.n, 3);
	assert_int_equal(log.v[0].verdict, MW_STEP_FAIL);
	assert_string_equal(log.v[0].text, "DENY rule foo/p/0 matches");
	assert_string_equal(log.v[1].field, "paths");
	assert_string_equal(log.v[1].want, "is '/Admin'");
	assert_string_equal(log.v[1].have, "/Admin");
	assert_string_equal(log.v[2].field, "notPaths");
	assert_string_equal(log.v[2].want, "not: is '/other'");
	assert_int_equal(log.v[2].verdict, MW_STEP_PASS);
	scene_fini(&s);
}

/* S217-S224. */
static void
test_custom(void **state)
{
	const struct {
		struct mw_ext_authz e;
		int verdict;
		uint32_t status;
		const char *details;
		size_t notes;
	} cases[] = {
		{ { .provider = "p", .policies = &other_policy,
		    .n_policies = 1 }, 2, 0, NULL, 0 },
		{ { .provider = "p", .policies = &admin_policy,
		    .n_policies = 1 }, 1, 0, NULL, 0 },
		{ { .provider = "p", .policies = &admin_policy,
		    .n_policies = 1 }, 0, 0, NULL, 1 },
		{ { .provider = "p", .policies = &admin_policy,
		    .n_policies = 1 }, 2, 403, "ext_authz_denied", 0 },
		{ { .provider = "p", .policies = &admin_policy,
		    .n_policies = 1, .bad = "gone" }, 1, 403,
		    "rbac_access_denied_matched_policy["
		    "ns[foo]-policy[p]-rule[0]]", 0 },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		const struct mw_http_manager m = { .ext_authz = &cases[i].e,
			.n_ext_authz = 1 };
		struct mw_http_decision d = { 0 };
		struct scene s;

		scene_init(&s, NULL, NULL);
		s.in.ext_authz = cases[i].verdict;
		(void)mw_filter_security(NULL, &m, MW_INBOUND, &s.in,
		    &s.request, s.arena, NULL, &d);
		assert_int_equal(d.status, cases[i].status);
		assert_int_equal(d.n_not_modelled, cases[i].notes);
		if (cases[i].details != NULL)
			assert_string_equal(d.details, cases[i].details);
		scene_fini(&s);
	}
}

/* ---- filter chains: R144h, section 4.3 ----------------------------------- */

static const char *const istio_alpn[] = { "istio-peer-exchange", "istio",
	"istio-http/1.0", "istio-http/1.1", "istio-h2" };
static const char *const http_alpn[] = { "http/1.1", "h2c" };
static const char *const trust[] = { "cluster.local", "old.com" };
static const struct mw_http_manager http_manager = { .route_config = "x" };
static const struct mw_tcp_proxy tcp_proxy = { .n_clusters = 0 };

#define MESH_TLS { .kind = MW_DOWNSTREAM_MESH, .trust_domains = trust,         \
	.n_trust_domains = 2 }
#define ISTIO_ALPN .transport = "tls", .alpn = istio_alpn, .n_alpn = 5

/* One port a mode and protocol: the tens are the mode, the ones the family. */
static const struct mw_filter_chain inbound[] = {
	{ "strict-http", { .destination_port = 11, .transport = "tls" },
	    MESH_TLS, &http_manager, NULL, { 0 } },
	{ "strict-tcp", { .destination_port = 12, .transport = "tls" },
	    MESH_TLS, NULL, &tcp_proxy, { 0 } },
	{ "permissive-http-mtls", { .destination_port = 21, ISTIO_ALPN },
	    MESH_TLS, &http_manager, NULL, { 0 } },
	{ "permissive-http", { .destination_port = 21,
	    .transport = "raw_buffer" }, { 0 }, &http_manager, NULL, { 0 } },
	{ "permissive-tcp-mtls", { .destination_port = 22, ISTIO_ALPN },
	    MESH_TLS, NULL, &tcp_proxy, { 0 } },
	{ "permissive-tcp-tls", { .destination_port = 22,
	    .transport = "tls" }, { 0 }, NULL, &tcp_proxy, { 0 } },
	{ "permissive-tcp", { .destination_port = 22,
	    .transport = "raw_buffer" }, { 0 }, NULL, &tcp_proxy, { 0 } },
	{ "disable-http", { .destination_port = 31 }, { 0 }, &http_manager,
	    NULL, { 0 } },
	{ "disable-auto-http", { .destination_port = 33, .alpn = http_alpn,
	    .n_alpn = 2 }, { 0 }, &http_manager, NULL, { 0 } },
	{ "disable-auto-tcp", { .destination_port = 33 }, { 0 }, NULL,
	    &tcp_proxy, { 0 } },
};
static const struct mw_listener virtual_inbound = {
	.name = "virtualInbound", .direction = MW_INBOUND, .bound = true,
	.tls_inspector = true, .http_inspector = true, .chains = inbound,
	.n_chains = MW_LEN(inbound),
};

static const struct mw_workload server = { .ns = "foo", .name = "b",
	.identity = "spiffe://cluster.local/ns/foo/sa/b" };

/* A proxy with these listeners. */
static struct mw_proxy
proxy_with(const struct mw_listener *l, size_t n)
{
	struct mw_proxy p = { .arena = mw_arena_new(), .workload = &server,
		.listeners = l, .n_listeners = n };

	mw_proxy_finish(&p);
	return p;
}

enum client { PLAIN, LINE, MTLS, MTLS_TCP, TLS, MESH_CERT, FOREIGN, OTHER_TD };

static struct mw_connection
client(enum client kind, uint32_t port)
{
	static const char *const h1[] = { "istio-http/1.1", "istio" };
	struct mw_connection c = { .source_ip = "10.0.0.1",
		.dial_ip = "10.0.0.2", .dial_port = port,
		.payload = MW_PAYLOAD_HTTP1 };

	if (kind == LINE || kind == MTLS_TCP)
		c.payload = MW_PAYLOAD_TCP;
	if (kind == PLAIN || kind == LINE)
		return c;
	c.tls = true;
	c.sni = "b";
	if (kind == MTLS || kind == MTLS_TCP || kind == OTHER_TD) {
		c.alpn = kind == MTLS_TCP ? istio_alpn : h1;
		c.n_alpn = 2;
	}
	if (kind == FOREIGN) {
		c.cert = MW_CERT_EXTERNAL;
		c.dns_san = "x.example.com";
	} else if (kind != TLS) {
		c.cert = MW_CERT_MESH;
		c.uri_san = kind == OTHER_TD ? "spiffe://evil/ns/foo/sa/a" :
		    "spiffe://old.com/ns/foo/sa/a";
	}
	return c;
}

static void
test_server_modes(void **state)
{
	static const struct {
		uint32_t port;
		enum client client;
		const char *chain;	/* NULL: none */
		enum mw_accept_result result;
		bool peer;
	} cases[] = {
		{ 11, PLAIN, NULL, MW_ACCEPT_NO_CHAIN, false },
		{ 11, MTLS, "strict-http", MW_ACCEPT_OK, true },
		{ 11, TLS, "strict-http", MW_ACCEPT_NO_CERT, false },
		{ 11, MESH_CERT, "strict-http", MW_ACCEPT_OK, true },
		{ 11, FOREIGN, "strict-http", MW_ACCEPT_BAD_CERT, false },
		{ 11, OTHER_TD, "strict-http", MW_ACCEPT_BAD_CERT, false },
		{ 12, LINE, NULL, MW_ACCEPT_NO_CHAIN, false },
		{ 12, MTLS_TCP, "strict-tcp", MW_ACCEPT_OK, true },
		{ 21, PLAIN, "permissive-http", MW_ACCEPT_OK, false },
		{ 21, MTLS, "permissive-http-mtls", MW_ACCEPT_OK, true },
		{ 21, TLS, NULL, MW_ACCEPT_NO_CHAIN, false },
		{ 21, MESH_CERT, NULL, MW_ACCEPT_NO_CHAIN, false },
		{ 22, LINE, "permissive-tcp", MW_ACCEPT_OK, false },
		{ 22, MTLS_TCP, "permissive-tcp-mtls", MW_ACCEPT_OK, true },
		{ 22, TLS, "permissive-tcp-tls", MW_ACCEPT_OK, false },
		{ 22, MESH_CERT, "permissive-tcp-tls", MW_ACCEPT_OK, false },
		{ 31, PLAIN, "disable-http", MW_ACCEPT_OK, false },
		{ 31, MTLS, "disable-http", MW_ACCEPT_NOT_TLS, false },
		{ 31, TLS, "disable-http", MW_ACCEPT_NOT_TLS, false },
		{ 33, PLAIN, "disable-auto-http", MW_ACCEPT_OK, false },
		{ 33, LINE, "disable-auto-tcp", MW_ACCEPT_OK, false },
		{ 33, TLS, "disable-auto-tcp", MW_ACCEPT_OK, false },
		{ 99, PLAIN, NULL, MW_ACCEPT_NO_CHAIN, false },
	};
	struct mw_proxy p = proxy_with(&virtual_inbound, 1);

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_connection c = client(cases[i].client,
		    cases[i].port);
		struct mw_steps log = { .arena = p.arena };
		struct mw_accept a;

		mw_envoy_accept_inbound(&p, &c, p.arena, &log, &a);
		assert_int_equal(a.result, cases[i].result);
		if (cases[i].chain == NULL)
			assert_null(a.chain);
		else
			assert_string_equal(a.chain->name, cases[i].chain);
		assert_int_equal(a.peer != NULL, cases[i].peer);
		assert_true(log.n > 0);
	}
	mw_proxy_free(&(struct mw_proxy){ .arena = p.arena });
}

/* R144h: the address with the longer prefix wins and there is no way back. */
static void
test_no_backtracking(void **state)
{
	static const struct mw_cidr wide = { { 10 }, 8, false, "10.0.0.0/8" },
	    narrow = { { 10, 0, 0, 2 }, 32, false, "10.0.0.2/32" };
	static const char *const a_com[] = { "a.com" };
	static const char *const any_a[] = { "*.a.com" };
	static const char *const any_com[] = { "*.com" };
	static const struct mw_filter_chain by_ip[] = {
		{ "wide", { .prefixes = &wide, .n_prefixes = 1 }, { 0 }, NULL,
		    &tcp_proxy, { 0 } },
		{ "narrow", { .prefixes = &narrow, .n_prefixes = 1,
		    .server_names = a_com, .n_server_names = 1 }, { 0 }, NULL,
		    &tcp_proxy, { 0 } },
	}, by_name[] = {
		{ "com", { .server_names = any_com, .n_server_names = 1 },
		    { 0 }, NULL, &tcp_proxy, { 0 } },
		{ "a", { .server_names = any_a, .n_server_names = 1 }, { 0 },
		    NULL, &tcp_proxy, { 0 } },
		{ "exact", { .server_names = a_com, .n_server_names = 1 },
		    { 0 }, NULL, &tcp_proxy, { 0 } },
		{ "rest", { .destination_port = 0 }, { 0 }, NULL, &tcp_proxy,
		    { 0 } },
	}, last = { .name = "default", .tcp = &tcp_proxy };
	static const struct mw_listener l[] = {
		{ .name = "0.0.0.0_1", .direction = MW_OUTBOUND, .port = 1,
		    .address = "0.0.0.0", .chains = by_ip, .n_chains = 2,
		    .fallback = &last },
		{ .name = "10.0.0.2_2", .direction = MW_OUTBOUND, .port = 2,
		    .address = "10.0.0.2", .chains = by_name, .n_chains = 4 },
		{ .name = "virtualOutbound", .direction = MW_OUTBOUND,
		    .port = 15001, .bound = true, .fallback = &last },
	};
	static const struct {
		const char *ip;
		uint32_t port;
		const char *sni, *listener, *chain;
	} cases[] = {
		{ "10.9.9.9", 1, "b.com", "0.0.0.0_1", "wide" },
		{ "10.0.0.2", 1, "a.com", "0.0.0.0_1", "narrow" },
		{ "10.0.0.2", 1, "b.com", "0.0.0.0_1", "default" },
		{ "11.0.0.2", 1, "a.com", "0.0.0.0_1", "default" },
		{ "10.0.0.2", 2, "A.com", "10.0.0.2_2", "exact" },
		{ "10.0.0.2", 2, "x.y.a.com", "10.0.0.2_2", "a" },
		{ "10.0.0.2", 2, "b.com", "10.0.0.2_2", "com" },
		{ "10.0.0.2", 2, "b.org", "10.0.0.2_2", "rest" },
		{ "10.0.0.2", 2, NULL, "10.0.0.2_2", "rest" },
		{ "10.0.0.3", 2, NULL, "virtualOutbound", "default" },
	};
	struct mw_proxy p = proxy_with(l, MW_LEN(l));

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_connection c = { .dial_ip = cases[i].ip, .tls = true,
			.dial_port = cases[i].port, .sni = cases[i].sni };
		struct mw_accept a;

		mw_envoy_accept_outbound(&p, &c, p.arena, NULL, &a);
		assert_string_equal(a.listener->name, cases[i].listener);
		assert_non_null(a.chain);
		assert_string_equal(a.chain->name, cases[i].chain);
		assert_int_equal(a.payload, MW_PAYLOAD_TLS);
	}
	mw_proxy_free(&(struct mw_proxy){ .arena = p.arena });
}

/* R61, R57, S182: servers of a gateway. */
static void
test_gateway_tls(void **state)
{
	static const char *const sans[] = { "good.example.com" };
	static const enum mw_downstream_tls_kind kinds[] = {
		MW_DOWNSTREAM_SERVER, MW_DOWNSTREAM_MUTUAL,
		MW_DOWNSTREAM_OPTIONAL, MW_DOWNSTREAM_MESH };
	/* by kind: no certificate, foreign, mesh, foreign with SANs wanted */
	static const enum mw_accept_result want[][4] = {
		{ MW_ACCEPT_OK, MW_ACCEPT_OK, MW_ACCEPT_OK, MW_ACCEPT_OK },
		{ MW_ACCEPT_NO_CERT, MW_ACCEPT_OK, MW_ACCEPT_BAD_CERT,
		    MW_ACCEPT_BAD_CERT },
		{ MW_ACCEPT_OK, MW_ACCEPT_OK, MW_ACCEPT_BAD_CERT,
		    MW_ACCEPT_BAD_CERT },
		{ MW_ACCEPT_NO_CERT, MW_ACCEPT_BAD_CERT, MW_ACCEPT_OK,
		    MW_ACCEPT_BAD_CERT },
	};
	static const enum client clients[] = { TLS, FOREIGN, MESH_CERT,
		FOREIGN };

	(void)state;
	for (size_t k = 0; k < 4; k++) {
		for (size_t j = 0; j < 4; j++) {
			struct mw_filter_chain chain = { .name = "x",
				.http = &http_manager,
				.tls = { .kind = kinds[k],
				    .subject_alt_names = sans,
				    .n_subject_alt_names = j == 3 } };
			struct mw_listener l = { .name = "0.0.0.0_8443",
				.direction = MW_GATEWAY, .port = 8443,
				.address = "0.0.0.0", .bound = true,
				.chains = &chain, .n_chains = 1 };
			struct mw_proxy p = proxy_with(&l, 1);
			struct mw_connection c = client(clients[j], 8443);
			struct mw_accept a;

			mw_envoy_accept_gateway(&p, &c, p.arena, NULL, &a);
			assert_int_equal(a.result, want[k][j]);
			assert_int_equal(a.peer_dns != NULL, kinds[k] !=
			    MW_DOWNSTREAM_SERVER && clients[j] == FOREIGN &&
			    a.result == MW_ACCEPT_OK);
			c = client(PLAIN, 8443);
			mw_envoy_accept_gateway(&p, &c, p.arena, NULL, &a);
			assert_int_equal(a.result, MW_ACCEPT_NOT_TLS);
			c.dial_port = 9;
			mw_envoy_accept_gateway(&p, &c, p.arena, NULL, &a);
			assert_int_equal(a.result, MW_ACCEPT_REFUSED);
			mw_proxy_free(&(struct mw_proxy){ .arena = p.arena });
		}
	}
}

/* ---- upstream: S50, S52, S56, S60, S61 ----------------------------------- */

static void
test_connect(void **state)
{
	static const char *const sans[] = { "spiffe://cluster.local/ns/foo/"
	    "sa/b" }, *const wrong[] = { "spiffe://cluster.local/ns/foo/sa/c" };
	static const struct mw_endpoint_info info = { .address = "10.0.0.2",
		.port = 11 };
	static const struct mw_cluster_endpoint marked = { &info, true, 0 },
	    bare = { &info, false, 0 };
	const struct mw_filter_chain http = { .http = &http_manager },
	    tcp = { .tcp = &tcp_proxy };
	const struct mw_connection down = { .dial_ip = "10.9.9.9",
		.dial_port = 80, .payload = MW_PAYLOAD_HTTP1 };
	struct mw_accept accept = { .chain = &http,
		.payload = MW_PAYLOAD_HTTP1 };
	struct mw_cluster cl = { .name = "c", .tls = { .kind =
	    MW_UPSTREAM_ISTIO_MUTUAL, .automatic = true, .sni = "s",
	    .sans = sans, .n_sans = 1 } };
	struct mw_proxy p = proxy_with(&virtual_inbound, 1);
	struct mw_connection out;
	struct mw_accept there;

	(void)state;
	mw_envoy_connect(&p, &cl, &bare, &down, &accept, p.arena, &out);
	assert_false(out.tls);
	assert_string_equal(out.dial_ip, "10.0.0.2");
	mw_envoy_connect(&p, &cl, &marked, &down, &accept, p.arena, &out);
	assert_true(out.tls);
	assert_string_equal(out.alpn[0], "istio-http/1.1");
	mw_envoy_accept_inbound(&p, &out, p.arena, NULL, &there);
	assert_int_equal(there.result, MW_ACCEPT_OK);
	assert_string_equal(there.peer, server.identity);
	cl.tls.sans = wrong;
	mw_envoy_connect(&p, &cl, &marked, &down, &accept, p.arena, &out);
	mw_envoy_accept_inbound(&p, &out, p.arena, NULL, &there);
	assert_int_equal(there.result, MW_ACCEPT_CLIENT_REFUSES);
	/* an original destination has no endpoint to ask */
	mw_envoy_connect(&p, &cl, NULL, &down, &accept, p.arena, &out);
	assert_true(out.tls);
	assert_string_equal(out.dial_ip, "10.9.9.9");
	/* what a TCP chain read is wrapped */
	accept.chain = &tcp;
	accept.payload = MW_PAYLOAD_TCP;
	mw_envoy_connect(&p, &cl, &marked, &down, &accept, p.arena, &out);
	assert_int_equal(out.payload, MW_PAYLOAD_TCP);
	assert_string_equal(out.alpn[0], "istio-peer-exchange");
	/* user TLS: no istio ALPN, no certificate of the mesh */
	cl.tls = (struct mw_upstream_tls){ .kind = MW_UPSTREAM_SIMPLE };
	accept.chain = &http;
	accept.payload = MW_PAYLOAD_HTTP2;
	cl.use_downstream_protocol = true;
	mw_envoy_connect(&p, &cl, &marked, &down, &accept, p.arena, &out);
	assert_int_equal(out.payload, MW_PAYLOAD_HTTP2);
	assert_int_equal(out.n_alpn, 0);
	mw_envoy_accept_inbound(&p, &out, p.arena, NULL, &there);
	assert_int_equal(there.result, MW_ACCEPT_NO_CERT);
	cl.tls.auto_sni = cl.tls.auto_san = true;
	mw_envoy_connect_name(&cl, "b.foo:80", p.arena, &out);
	assert_string_equal(out.sni, "b.foo");
	mw_envoy_accept_inbound(&p, &out, p.arena, NULL, &there);
	assert_int_equal(there.result, MW_ACCEPT_CLIENT_REFUSES);
	mw_proxy_free(&(struct mw_proxy){ .arena = p.arena });
}

/* An application's own TLS goes through plaintext clusters as it is, and
 * comes out of mesh TLS as it went in. */
static void
test_own_tls(void **state)
{
	static const struct mw_endpoint_info info = { .address = "10.0.0.2",
		.port = 12 };
	static const struct mw_cluster_endpoint e = { &info, true, 0 };
	const struct mw_filter_chain tcp = { .tcp = &tcp_proxy };
	const struct mw_connection app = { .dial_ip = "10.9.9.9",
		.dial_port = 443, .tls = true, .sni = "web.example.com",
		.payload = MW_PAYLOAD_HTTP1 };
	const struct mw_accept accept = { .chain = &tcp,
		.payload = MW_PAYLOAD_TLS };
	struct mw_cluster cl = { .name = "c" };
	struct mw_proxy p = proxy_with(&virtual_inbound, 1);
	struct mw_connection out, last;
	struct mw_accept there;

	(void)state;
	mw_envoy_connect(&p, &cl, &e, &app, &accept, p.arena, &out);
	assert_true(out.tls);
	assert_string_equal(out.sni, "web.example.com");
	assert_string_equal(out.dial_ip, "10.0.0.2");
	cl.tls.kind = MW_UPSTREAM_ISTIO_MUTUAL;
	cl.tls.sni = "outer";
	mw_envoy_connect(&p, &cl, &e, &app, &accept, p.arena, &out);
	assert_string_equal(out.sni, "outer");
	assert_int_equal(out.payload, MW_PAYLOAD_TLS);
	mw_envoy_accept_inbound(&p, &out, p.arena, NULL, &there);
	assert_int_equal(there.result, MW_ACCEPT_OK);
	assert_int_equal(there.payload, MW_PAYLOAD_TLS);
	cl.tls = (struct mw_upstream_tls){ 0 };
	cl.upstream_address = "127.0.0.1";
	mw_envoy_connect(&p, &cl, NULL, &out, &there, p.arena, &last);
	assert_true(last.tls);
	assert_string_equal(last.sni, "web.example.com");
	assert_string_equal(last.dial_ip, "127.0.0.1");
	mw_proxy_free(&(struct mw_proxy){ .arena = p.arena });
}

/* ---- TCP: S168-S171, S221 ------------------------------------------------ */

static void
test_tcp(void **state)
{
	const struct mw_rbac_policy line = { .key = "k", .short_key =
	    "foo/l/0", .rule = LEAF(SOURCE_IP, .cidr = { .addr = { 10 },
	    .bits = 8 }) };
	const struct mw_rbac deny = { .action = MW_RBAC_DENY,
		.policies = &line, .n_policies = 1, .enforced = true },
	    deny_http = { .action = MW_RBAC_DENY, .policies = &admin_policy,
		.n_policies = 1, .enforced = true };
	const struct mw_ext_authz http = { .provider = "p", .http = true,
		.policies = &line, .n_policies = 1 }, bad = { .provider = "p",
		.http = true, .policies = &line, .n_policies = 1,
		.bad = "gone" };
	const struct mw_weighted_cluster split[] = {
		{ .name = "a", .weight = 0 }, { .name = "b", .weight = 3 },
		{ .name = "c", .weight = 1 } };
	struct mw_tcp_proxy t = { .clusters = split, .n_clusters = 3,
		.weighted = true, .total_weight = 4, .rbac = &deny_http,
		.n_rbac = 1, .ext_authz = &http, .n_ext_authz = 1 };
	struct mw_cluster cl[] = { { .name = "b" } };
	struct mw_proxy p = { .arena = mw_arena_new(), .workload = &server,
		.clusters = cl, .n_clusters = 1 };
	struct mw_tcp_decision d;
	struct scene s;

	(void)state;
	mw_proxy_finish(&p);
	scene_init(&s, NULL, NULL);
	s.in.ext_authz = 2;
	mw_envoy_tcp(&p, &t, &s.in, s.arena, NULL, &d);
	assert_true(d.forwarded);
	assert_string_equal(d.cluster_name, "b");
	assert_int_equal(d.n_branches, 2);
	assert_int_equal(d.weight, 3);
	assert_int_equal(d.of, 4);
	s.in.branch = 1;
	mw_envoy_tcp(&p, &t, &s.in, s.arena, NULL, &d);
	assert_false(d.forwarded);
	assert_string_equal(d.cluster_name, "c");
	assert_string_equal(d.flags, "NC");
	t.rbac = &deny;
	/* a missing cluster closes before anybody is asked */
	mw_envoy_tcp(&p, &t, &s.in, s.arena, NULL, &d);
	assert_null(d.policy);
	assert_string_equal(d.flags, "NC");
	s.in.branch = 0;
	mw_envoy_tcp(&p, &t, &s.in, s.arena, NULL, &d);
	assert_false(d.forwarded);
	assert_null(d.cluster_name);
	assert_string_equal(d.policy, "foo/l/0");
	t.n_rbac = 0;
	t.ext_authz = &bad;
	mw_envoy_tcp(&p, &t, &s.in, s.arena, NULL, &d);
	assert_string_equal(d.policy, "foo/l/0");
	scene_fini(&s);
	mw_proxy_free(&(struct mw_proxy){ .arena = p.arena });
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_templates),
		cmocka_unit_test(test_leaves),
		cmocka_unit_test(test_combination),
		cmocka_unit_test(test_explanation),
		cmocka_unit_test(test_custom),
		cmocka_unit_test(test_server_modes),
		cmocka_unit_test(test_no_backtracking),
		cmocka_unit_test(test_gateway_tls),
		cmocka_unit_test(test_connect),
		cmocka_unit_test(test_own_tls),
		cmocka_unit_test(test_tcp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
