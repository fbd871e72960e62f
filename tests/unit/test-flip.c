/*
 * test-flip.c - what would make a refused request pass.
 */
#include "journey/journey.h"
#include "journey/secret.h"
#include "whatif/flip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define POD(name, labels, ip)                                                  \
	"apiVersion: v1\n"                                                     \
	"kind: Pod\n"                                                          \
	"metadata: {name: " name ", namespace: shop, labels: {app: " name      \
	labels "}}\n"                                                          \
	"spec: {serviceAccountName: " name ", containers: [{name: c, image: "  \
	"x, ports: [{containerPort: 8080}]}]}\n"                               \
	"status: {podIP: " ip "}\n"                                            \
	"---\n"
#define OBJECT(kind, name, spec)                                               \
	"apiVersion: security.istio.io/v1\n"                                   \
	"kind: " kind "\n"                                                     \
	"metadata: {name: " name ", namespace: shop}\n"                        \
	"spec: " spec "\n"                                                     \
	"---\n"
#define POLICY(name, spec) OBJECT("AuthorizationPolicy", name, spec)

static const char world[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: api, namespace: shop}\n"
    "spec: {clusterIP: 10.9.0.1, selector: {app: api}, ports: [{name: http, "
    "port: 80, targetPort: 8080}, {name: tcp, port: 9000}]}\n"
    "---\n"
    POD("api", "", "10.1.0.1")
    POD("web", "", "10.1.0.2")
    POD("cart", "", "10.1.0.3")
    POD("plain", ", sidecar.istio.io/inject: 'false'", "10.1.0.4");

#define ISSUER                                                                 \
	OBJECT("RequestAuthentication", "ra",                                  \
	    "{jwtRules: [{issuer: 'https://i', jwks: '{\"keys\":[]}'}]}")

struct row {
	const char *what;
	const char *policies;
	struct mw_request request;
	const char *lines;	/* joined by '|' */
};

static const struct row rows[] = {
	{ "nothing refused", "", { .from = "shop/web" }, "" },
	{ "a method", POLICY("p", "{rules: [{to: [{operation: {methods: "
	    "[POST]}}]}]}"), { .from = "shop/web" },
	    "with method POST" },
	{ "an exact path or a prefix", POLICY("p", "{rules: [{to: [{operation: "
	    "{paths: [/a, /b/*]}}]}]}"), { .from = "shop/web" },
	    "with path /a|with path /b/x" },
	{ "a template", POLICY("p", "{rules: [{to: [{operation: {paths: "
	    "['/{*}/b/{**}']}}]}]}"), { .from = "shop/web" },
	    "with path /x/b/x" },
	{ "the query stays", POLICY("p", "{rules: [{to: [{operation: {paths: "
	    "['*/z']}}]}]}"), { .from = "shop/web", .path = "/?q=1" },
	    "with path /z" },
	{ "another client", POLICY("p", "{rules: [{from: [{source: "
	    "{principals: ['*/sa/cart']}}]}]}"), { .from = "shop/web" },
	    "from shop/cart" },
	{ "out of a DENY", POLICY("p", "{action: DENY, rules: [{to: "
	    "[{operation: {paths: [/admin*]}}]}]}"),
	    { .from = "shop/web", .path = "/admin" },
	    "with path /|with path /x" },
	{ "a header away", POLICY("p", "{action: DENY, rules: [{when: [{key: "
	    "'request.headers[x-debug]', values: ['*']}]}]}"),
	    { .from = "shop/web", .n_headers = 1, .headers =
	    (struct mw_request_header[]){ { "X-Debug", "1" } } },
	    "without header x-debug" },
	{ "a header there", POLICY("p", "{rules: [{when: [{key: "
	    "'request.headers[x-a]', values: [b*]}]}]}"),
	    { .from = "shop/web" },
	    "with header x-a: b" },
	{ "two at once", POLICY("p", "{rules: [{from: [{source: "
	    "{principals: ['*/sa/cart']}}], to: [{operation: {methods: [PUT]}"
	    "}]}]}"), { .from = "shop/web" },
	    "with method PUT and from shop/cart" },
	{ "what is met stays", POLICY("p", "{rules: [{from: [{source: "
	    "{principals: ['*/sa/web']}}], to: [{operation: {methods: [PUT], "
	    "paths: [/a]}}]}]}"), { .from = "shop/web", .path = "/a" },
	    "with method PUT" },
	{ "a claim", ISSUER POLICY("p", "{rules: [{when: [{key: "
	    "'request.auth.claims[a][b]', values: [c]}]}]}"),
	    { .from = "shop/web" },
	    "with a token with claim a[b] = c" },
	{ "an issuer and a subject", ISSUER POLICY("p", "{rules: [{from: "
	    "[{source: {requestPrincipals: ['https://i/me']}}]}]}"),
	    { .from = "shop/web" },
	    "with a token with claim iss = https://i and with claim sub = me" },
	{ "a token that is taken", ISSUER, { .from = "shop/web",
	    .n_headers = 1, .headers = (struct mw_request_header[]){
	    { "authorization", "Bearer claims" } },
	    .claims = "{\"iss\":\"other\"}" },
	    "with a valid token of https://i|without the token" },
	{ "plaintext", OBJECT("PeerAuthentication", "pa",
	    "{mtls: {mode: STRICT}}"), { .from = "shop/plain" },
	    "from shop/cart|from shop/web" },
	{ "TCP", POLICY("p", "{rules: [{from: [{source: {ipBlocks: "
	    "[10.1.0.3]}}]}]}"),
	    { .from = "shop/web", .port = 9000, .scheme = MW_SCHEME_TCP },
	    "from shop/cart" },
	{ "another port, which no rule names", POLICY("p", "{action: DENY, "
	    "rules: [{to: [{operation: {methods: [PUT]}}]}]}"),
	    { .from = "shop/web", .port = 9000 }, "to port 80" },
	{ "the second best value", POLICY("p", "{rules: [{to: [{operation: "
	    "{paths: ['/a*']}}]}]}") POLICY("q", "{action: DENY, rules: "
	    "[{to: [{operation: {paths: [/a]}}]}]}"), { .from = "shop/web" },
	    "with path /ax" },
	{ "the only token", ISSUER POLICY("p", "{rules: [{from: [{source: "
	    "{requestPrincipals: ['*']}}]}]}"), { .from = "shop/web",
	    .path = "/?t=eyJh.eyJi.c", .n_headers = 1, .headers =
	    (struct mw_request_header[]){ { "authorization",
	    "Bearer eyJh.eyJi.c" } } },
	    "with claim sub = x|with a valid token of https://i" },
	{ "nothing helps", POLICY("p", "{}"), { .from = "shop/web" }, "" },
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
		struct mw_request r = rows[i].request;
		struct mw_arena *arena = mw_arena_new();
		struct mw_buf text = { 0 }, got = { 0 };
		const struct mw_mesh *m;
		struct mw_session *s;
		const struct mw_flip *flips;
		size_t n;

		mw_buf_adds(&text, world);
		mw_buf_adds(&text, rows[i].policies);
		m = mw_mesh_load_text("test", mw_buf_text(&text), text.len,
		    &options);
		s = mw_session_new(m, NULL);
		r.to = "api";
		if (r.port == 0)
			r.port = 80;
		mw_request_complete(arena, &r);
		flips = mw_flip_search(s, &r, arena, &n);
		for (size_t j = 0; j < n; j++) {
			const struct mw_answer *a = mw_session_send(s,
			    &flips[j].request, arena, false);

			assert_true(flips[j].good == mw_answer_is_good(a));
			mw_buf_printf(&got, "%s%s", j > 0 ? "|" : "",
			    flips[j].text);
		}
		if (strcmp(mw_buf_text(&got), rows[i].lines) != 0)
			print_error("%s\n", rows[i].what);
		assert_string_equal(mw_buf_text(&got), rows[i].lines);
		mw_session_free(s);
		mw_mesh_free(m);
		mw_buf_release(&text);
		mw_buf_release(&got);
		mw_arena_free(arena);
	}
}

static void
test_secrets(void **state)
{
	struct mw_request_header headers[] = {
		{ "Authorization", "Basic c2VjcmV0" },
		{ "cookie", "a=12345678; b=abcdefgh" },
	};
	struct mw_request r = { .to = "api", .port = 80, .headers = headers,
		.n_headers = 2, .path = "/?access_token=topsecret" };
	const struct mw_answer answer = { .request = &r };
	struct mw_arena *arena = mw_arena_new();
	const struct mw_secrets *s;
	struct mw_buf b = { 0 };

	(void)state;
	mw_request_complete(arena, &r);
	s = mw_secrets_of(&answer, arena);
	mw_secrets_hide(s, "has Basic c2VjcmV0 b=abcdefgh /?t=topsecret "
	    "eyJa.b.c, claims", &b);
	assert_string_equal(mw_buf_text(&b),
	    "has Basic *** b=*** /?t=*** ***, claims");
	mw_buf_clear(&b);
	mw_request_print_curl(&r, &b);
	assert_null(strstr(mw_buf_text(&b), "c2VjcmV0"));
	assert_null(strstr(mw_buf_text(&b), "12345678"));
	mw_buf_release(&b);
	mw_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_secrets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
