/*
 * test-suggest.c - changes of the documents that let a request pass: found,
 * minimal, with their side effects.
 */
#include "whatif/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "whatif/callers.h"

static const char world[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec: {selector: {app: web}, ports: [{name: http, port: 80}]}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec: {template: {metadata: {labels: {app: web}}}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: one, namespace: shop}\n"
    "spec: {template: {metadata: {labels: {app: one}}, spec: "
    "{serviceAccountName: one}}}\n"
    "---\n"
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata: {name: two, namespace: shop}\n"
    "spec: {template: {metadata: {labels: {app: two}}, spec: "
    "{serviceAccountName: two}}}\n"
    "---\n";

#define POLICY                                                                 \
	"apiVersion: security.istio.io/v1\n"                                   \
	"kind: AuthorizationPolicy\n"                                          \
	"metadata: {name: p, namespace: shop}\n"                               \
	"spec:\n"                                                              \
	"  selector: {matchLabels: {app: web}}\n"

struct row {
	const char *text;	/* behind the world */
	const char *words;	/* of some suggestion */
	const char *lines;	/* that the changed document has, or NULL */
	size_t gain;
};

static const struct row rows[] = {
	/* flow and block lists keep their style */
	{ POLICY "  rules:\n  - from:\n    - source: {principals: "
	    "[\"cluster.local/ns/shop/sa/two\"]}\n",
	    "add cluster.local/ns/shop/sa/one to "
	    "spec.rules[0].from[0].source.principals",
	    "[\"cluster.local/ns/shop/sa/two\", "
	    "\"cluster.local/ns/shop/sa/one\"]", 0 },
	{ POLICY "  rules:\n  - to:\n    - operation:\n        methods:\n"
	    "        - POST # only\n        paths: ['/x*']\n",
	    "add GET to spec.rules[0].to[0].operation.methods",
	    "        - POST # only\n        - GET\n        paths", 2 },
	/* the alternative that lacks least */
	{ POLICY "  rules:\n  - to:\n    - operation: {methods: [PUT], paths: "
	    "[/y]}\n    - operation: {paths: [/z]}\n",
	    "add /x to spec.rules[0].to[1].operation.paths", "[/z, /x]", 2 },
	{ POLICY "  rules:\n  - when:\n    - key: source.namespace\n"
	    "      values: [other]\n",
	    "add shop to spec.rules[0].when[0].values", "[other, shop]", 2 },
	/* what denies loses what fitted, or gets an exception */
	{ POLICY "  action: DENY\n  rules:\n  - to:\n    - operation: {paths: "
	    "[/a, /x]}\n",
	    "take /x out of spec.rules[0].to[0].operation.paths",
	    "paths: [/a]", 2 },
	{ POLICY "  action: DENY\n  rules:\n  - from:\n    - source: "
	    "{notPrincipals: [cluster.local/ns/shop/sa/two]}\n",
	    "add cluster.local/ns/shop/sa/one to "
	    "spec.rules[0].from[0].source.notPrincipals",
	    "[cluster.local/ns/shop/sa/two, cluster.local/ns/shop/sa/one]",
	    0 },
	{ POLICY "  action: DENY\n  rules:\n  - to:\n    - operation: {paths: "
	    "[/b]}\n  - to:\n    - operation: {paths: [/x]}\n",
	    "take spec.rules[1] out of spec.rules", "paths: [/b]", 2 },
	{ "apiVersion: security.istio.io/v1\n"
	    "kind: AuthorizationPolicy\n"
	    "metadata: {name: nothing, namespace: shop}\n"
	    "spec: {}\n", "take it away", NULL, 2 },
	{ "apiVersion: security.istio.io/v1\n"
	    "kind: PeerAuthentication\n"
	    "metadata: {name: pa, namespace: shop}\n"
	    "spec: {mtls: {mode: STRICT}}\n"
	    "---\n"
	    "apiVersion: networking.istio.io/v1\n"
	    "kind: DestinationRule\n"
	    "metadata: {name: dr, namespace: shop}\n"
	    "spec:\n  host: web\n  trafficPolicy:\n    tls:\n"
	    "      mode: DISABLE\n",
	    "set spec.trafficPolicy.tls.mode to ISTIO_MUTUAL (DISABLE now)",
	    "mode: ISTIO_MUTUAL", 2 },
	/* it passes: nothing is told */
	{ "", NULL, NULL, 0 },
};

static const struct mw_suggestion *
found(const struct mw_suggestion *v, size_t n, const char *words)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(v[i].edits[0].words, words) == 0)
			return &v[i];
	}
	for (size_t i = 0; i < n; i++)
		print_message("only: %s\n", v[i].edits[0].words);
	return NULL;
}

static void
one(const struct row *r)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_buf text = { 0 };
	struct mw_request request = { .id = "1", .from = "shop/one",
		.to = "web.shop", .port = 80, .path = "/x" };
	const struct mw_suggestion *v = NULL, *x;
	const struct mw_mesh *m;
	struct mw_session *s;
	struct mw_suggest *search;
	size_t n = 0;

	mw_buf_printf(&text, "%s%s", world, r->text);
	m = mw_mesh_load_text("t.yaml", mw_buf_text(&text), text.len,
	    &options);
	s = mw_session_new(m, NULL);
	mw_request_complete(arena, &request);
	search = mw_suggest_new(s, &options, &request, arena);
	while (search != NULL && mw_suggest_step(search))
		continue;
	if (search != NULL)
		v = mw_suggest_found(search, &n);
	if (r->words == NULL) {
		if (n > 0)
			fail_msg("%s: %s", r->text, v[0].edits[0].words);
	} else {
		x = found(v, n, r->words);
		if (x == NULL)
			fail_msg("%s: not told: %s", r->text, r->words);
		assert_int_equal(x->gain, r->gain);
		assert_int_equal(x->lose, 0);
		if (r->lines != NULL)
			assert_non_null(strstr(x->edits[0].text, r->lines));
	}
	mw_session_free(s);
	mw_mesh_free(m);
	mw_buf_release(&text);
	mw_arena_free(arena);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		one(&rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
