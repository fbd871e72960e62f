/*
 * test-cover.c - what requests have met, and requests for the rest.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "whatif/cover.h"

#define POD(name, version, ip)                                                 \
	"apiVersion: v1\n"                                                     \
	"kind: Pod\n"                                                          \
	"metadata: {name: " name ", namespace: shop, labels: {app: " name      \
	", version: " version "}}\n"                                           \
	"spec: {serviceAccountName: " name ", containers: [{name: c, image: "  \
	"x, ports: [{containerPort: 8080}]}]}\n"                               \
	"status: {podIP: " ip "}\n"                                            \
	"---\n"
#define ISTIO(kind, name, spec)                                                \
	"apiVersion: " kind "\n"                                               \
	"metadata: {name: " name ", namespace: shop}\n"                        \
	"spec: " spec "\n"                                                     \
	"---\n"
#define NETWORK "networking.istio.io/v1\nkind: "
#define VS(name, spec) ISTIO(NETWORK "VirtualService", name, spec)
#define DR(name, spec) ISTIO(NETWORK "DestinationRule", name, spec)
#define GW(name, spec) ISTIO(NETWORK "Gateway", name, spec)
#define AP(name, spec)                                                         \
	ISTIO("security.istio.io/v1\nkind: AuthorizationPolicy", name, spec)

static const char world[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: api, namespace: shop}\n"
    "spec: {clusterIP: 10.9.0.1, selector: {app: api}, ports: [{name: http, "
    "port: 80, targetPort: 8080}, {name: tcp-x, port: 9000}]}\n"
    "---\n"
    POD("api", "v1", "10.1.0.1")
    POD("web", "v1", "10.1.0.2")
    POD("cart", "v1", "10.1.0.3");

#define TO "route: [{destination: {host: api}}]"

/* One line an item: its path, "+" where a request was found, "-" where there
 * can be none, "?" where neither is known. */
static const struct row {
	const char *what, *manifests, *items;
} rows[] = {
	{ "every condition", VS("a", "{hosts: [api], http: [{match: [{uri: "
	    "{regex: '/v[0-9]+/.*'}, method: {regex: 'PUT|POST'}, headers: "
	    "{x-a: {prefix: b}}, queryParams: {q: {exact: z}}}], " TO "}]}"),
	    "spec.http[0] +\nspec.http[0].match[0] +\n" },
	{ "what an earlier route takes is left to it",
	    VS("a", "{hosts: [api], http: [{match: [{uri: {exact: /a}}], " TO
	    "}, {match: [{uri: {prefix: /a}, withoutHeaders: {x-b: {}}}], " TO
	    "}, {match: [{uri: {prefix: /a}, method: {exact: GET}}], " TO
	    "}, {match: [{uri: {prefix: /a}}], " TO "}]}"),
	    "spec.http[0] +\nspec.http[0].match[0] +\n"
	    "spec.http[1] +\nspec.http[1].match[0] +\n"
	    "spec.http[2] +\nspec.http[2].match[0] +\n"
	    "spec.http[3] +\nspec.http[3].match[0] +\n" },
	{ "an authority with a port is another", VS("a", "{hosts: [api], "
	    "http: [{match: [{authority: {exact: "
	    "api.shop.svc.cluster.local}}, {authority: {exact: "
	    "'api.shop.svc.cluster.local:80'}}], " TO "}, {" TO "}]}"),
	    "spec.http[0] +\nspec.http[0].match[0] +\n"
	    "spec.http[0].match[1] +\nspec.http[1] +\n" },
	{ "behind one that takes everything", VS("a", "{hosts: [api], http: "
	    "[{" TO "}, {match: [{uri: {prefix: /x}}], " TO "}]}"),
	    "spec.http[0] +\nspec.http[1] -\nspec.http[1].match[0] -\n" },
	{ "no port is that one", VS("a", "{hosts: [api], http: [{match: "
	    "[{port: 81}], " TO "}, {" TO "}]}"),
	    "spec.http[0] -\nspec.http[0].match[0] -\nspec.http[1] +\n" },
	{ "only one client has the labels", VS("a", "{hosts: [api], http: "
	    "[{match: [{sourceLabels: {app: cart}}], " TO "}, {match: "
	    "[{sourceLabels: {app: nobody}}], " TO "}]}"),
	    "spec.http[0] +\nspec.http[0].match[0] +\n"
	    "spec.http[1] -\nspec.http[1].match[0] -\n" },
	{ "destinations, subsets and mirrors", VS("a", "{hosts: [api], http: "
	    "[{route: [{destination: {host: api, subset: one}, weight: 90}, "
	    "{destination: {host: api, subset: two}, weight: 10}, "
	    "{destination: {host: api}, weight: 0}], mirror: {host: api, "
	    "subset: copy}}]}") DR("d", "{host: api, subsets: [{name: one}, "
	    "{name: two, labels: {version: v1}}, {name: copy}, "
	    "{name: idle}]}"),
	    "spec.http[0] +\nspec.http[0].route[0] +\n"
	    "spec.http[0].route[1] +\nspec.http[0].route[2] -\n"
	    "spec.subsets[0] +\nspec.subsets[1] +\nspec.subsets[2] +\n"
	    "spec.subsets[3] -\n" },
	{ "a connection", VS("a", "{hosts: [api], tcp: [{match: [{port: "
	    "9000}], route: [{destination: {host: api, port: {number: "
	    "9000}}}]}]}"), "spec.tcp[0] +\n" },
	{ "a delegate and its root", VS("a", "{hosts: [api], http: [{match: "
	    "[{uri: {prefix: /d}}], delegate: {name: b}}, {" TO "}]}")
	    VS("b", "{http: [{match: [{uri: {exact: /d/e}}], " TO "}]}"),
	    "spec.http[0] +\nspec.http[1] +\n"
	    "spec.http[0] +\nspec.http[0].match[0] +\n" },
	{ "a gateway's servers and routes", GW("g", "{selector: {istio: "
	    "ingressgateway}, servers: [{port: {number: 80, name: http, "
	    "protocol: HTTP}, hosts: [a.example.com]}, {port: {number: 80, "
	    "name: http-b, protocol: HTTP}, hosts: [b.example.com]}, {port: "
	    "{number: 443, name: https, protocol: HTTPS}, hosts: "
	    "['*.example.com'], tls: {mode: MUTUAL, credentialName: c}}]}")
	    VS("a", "{hosts: ['*.example.com'], gateways: [g], http: [{match: "
	    "[{port: 443}], " TO "}, {" TO "}]}"),
	    "spec.servers[0] +\nspec.servers[1] +\nspec.servers[2] +\n"
	    "spec.http[0] +\nspec.http[0].match[0] +\nspec.http[1] +\n" },
	{ "every way into a policy", AP("p", "{selector: {matchLabels: {app: "
	    "api}}, rules: [{from: [{source: {principals: ['*/sa/web']}}]}, "
	    "{to: [{operation: {methods: [DELETE], paths: [/d/*]}}], when: "
	    "[{key: 'request.headers[x-k]', values: [v]}]}]}"),
	    "spec.rules[0] +\nspec.rules[1] +\n" },
	{ "a rule behind one that denies", AP("d", "{action: DENY, selector: "
	    "{matchLabels: {app: api}}, rules: [{to: [{operation: {paths: "
	    "[/x*]}}]}]}") AP("p", "{selector: {matchLabels: {app: api}}, "
	    "rules: [{to: [{operation: {paths: ['*/y']}}]}]}"),
	    "spec.rules[0] +\nspec.rules[0] +\n" },
	{ "a policy for nobody", AP("p", "{selector: {matchLabels: {app: "
	    "gone}}, rules: [{}]}"), "spec.rules[0] -\n" },
	{ "the older one has the host", VS("a", "{hosts: [api], http: [{" TO
	    "}]}") VS("b", "{hosts: [api], http: [{" TO "}]}"),
	    "spec.http[0] +\nspec.http[0] -\n" },
};

static const struct mw_mesh *
load(const char *manifests)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m;
	struct mw_buf text = { 0 };

	mw_buf_adds(&text, world);
	mw_buf_adds(&text, manifests);
	m = mw_mesh_load_text("test", mw_buf_text(&text), text.len, &options);
	mw_buf_release(&text);
	return m;
}

/* A witness is one: sent alone and counted, it meets its thing. */
static void
check_witness(const struct row *row, const struct mw_mesh *m,
    struct mw_session *s, const struct mw_cover_item *x)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_cover *c = mw_cover_new(m, arena);
	const struct mw_cover_item *same;

	mw_cover_count(c, mw_session_send(s, x->witness, arena, true), "w");
	same = mw_cover_find(c, x->node);
	if (same->met != 1 || !mw_str_eq(same->by, "w"))
		fail_msg("%s: %s", row->what, x->path);
	mw_arena_free(arena);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(rows); i++) {
		struct mw_arena *arena = mw_arena_new();
		const struct mw_mesh *m = load(rows[i].manifests);
		struct mw_session *s = mw_session_new(m, NULL);
		struct mw_cover *c = mw_cover_new(m, arena);
		struct mw_buf got = { 0 };

		mw_cover_search(c, s);
		for (size_t k = 0; k < c->n; k++) {
			const struct mw_cover_item *x = &c->v[k];

			mw_buf_printf(&got, "%s %c\n", x->path, x->witness !=
			    NULL ? '+' : x->never != NULL ? '-' : '?');
			assert_int_equal(x->met, 0);
			if (x->witness != NULL)
				check_witness(&rows[i], m, s, x);
		}
		if (strcmp(mw_buf_text(&got), rows[i].items) != 0)
			print_error("%s\n", rows[i].what);
		assert_string_equal(mw_buf_text(&got), rows[i].items);
		mw_buf_release(&got);
		mw_session_free(s);
		mw_mesh_free(m);
		mw_arena_free(arena);
	}
}

/* A request counts once, however often it comes by. */
static void
test_counts(void **state)
{
	const struct mw_mesh *m = load(VS("a", "{hosts: [api], http: [{match: "
	    "[{uri: {prefix: /a}}, {uri: {prefix: /b}}], " TO "}]}"));
	struct mw_session *s = mw_session_new(m, NULL);
	struct mw_arena *arena = mw_arena_new();
	struct mw_cover *c = mw_cover_new(m, arena);
	static const char *const paths[] = { "/b", "/a", "/b/2", "/c" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(paths); i++) {
		struct mw_request *r = MW_NEW(arena, struct mw_request);

		r->from = "shop/web";
		r->to = "api";
		r->port = 80;
		r->path = paths[i];
		mw_request_complete(arena, r);
		mw_cover_count(c, mw_session_send(s, r, arena, true),
		    paths[i]);
	}
	assert_int_equal(c->n, 3);
	assert_int_equal(c->requests, 4);
	assert_int_equal(c->v[0].met, 3);
	assert_string_equal(c->v[0].by, "/b");
	assert_int_equal(c->v[1].met, 1);
	assert_string_equal(c->v[1].by, "/a");
	assert_int_equal(c->v[2].met, 2);
	mw_cover_search(c, s);
	assert_null(c->v[0].witness);
	mw_session_free(s);
	mw_mesh_free(m);
	mw_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
