/*
 * test-trace.c - the trace on the screen: runs of plain steps that fold, what
 * is said to decide.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "view/app.h"
#include "view-driver.h"

static const char mesh_text[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: api, namespace: shop}\n"
    "spec: {selector: {app: api}, ports: [{name: http, port: 80}]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: api, namespace: shop, labels: {app: api}}\n"
    "spec: {serviceAccountName: api, containers: [{name: a, image: a}]}\n"
    "status: {podIP: 10.1.0.1}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: web, namespace: shop, labels: {app: web}}\n"
    "spec: {serviceAccountName: web, containers: [{name: a, image: a}]}\n"
    "status: {podIP: 10.1.0.2}\n"
    "---\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata: {name: a-posts, namespace: shop}\n"
    "spec:\n"
    "  action: DENY\n"
    "  rules: [{to: [{operation: {methods: [POST]}}]}]\n"
    "---\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata: {name: b-admin, namespace: shop}\n"
    "spec:\n"
    "  action: DENY\n"
    "  rules: [{to: [{operation: {paths: [/admin]}}]}]\n"
    "---\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata: {name: callers, namespace: shop}\n"
    "spec:\n"
    "  rules: [{from: [{source: {namespaces: [shop]}}]}]\n";

static struct mw_mesh_options mesh_options = MW_MESH_OPTIONS_DEFAULT;

/* The trace of a GET of PATH, on a screen of that size. */
static struct mw_app *
traced(const char *path, int columns, int rows)
{
	struct mw_app_options o = { .ascii = true, .title = "t.yaml",
		.rows = rows, .columns = columns,
		.mesh_options = &mesh_options };
	struct mw_app *a = mw_app_new(mw_mesh_load_text("t.yaml", mesh_text,
	    sizeof(mesh_text) - 1, &mesh_options), &o);

	type(a, "2web\tapi\t");
	type(a, path);
	type(a, "\n");
	return a;
}

static void
resize(struct mw_app *a, int columns, int rows)
{
	struct mw_event e = { .kind = MW_EVENT_RESIZE, .rows = rows,
		.columns = columns };

	mw_app_handle(a, &e);
}

/* ---- folds --------------------------------------------------------------- */

static const char run[] = "ok    1 listener 2 chain 3 http 4 vhost 5 route";

static void
test_folds_by_height(void **state)
{
	struct mw_app *a = traced("/admin", 80, 24);

	(void)state;
	assert_true(shows(a, "Steps  ok runs folded: zR"));
	assert_true(shows(a, run));
	assert_true(shows(a, ">>DENY"));
	resize(a, 120, 40);
	assert_false(shows(a, "folded"));
	assert_true(shows(a, "ok    2 chain"));
	resize(a, 40, 10);
	assert_true(shows(a, ">>DENY"));
	mw_app_free(a);
}

static void
test_folds_all(void **state)
{
	struct mw_app *a = traced("/admin", 80, 24);

	(void)state;
	type(a, "zR");
	assert_false(shows(a, "folded"));
	assert_true(shows(a, ">>DENY"));	/* it stays */
	type(a, "zM");
	assert_true(shows(a, "folded"));
	assert_true(shows(a, ">>DENY"));
	/* asked for, it is so where there is room as well */
	resize(a, 120, 40);
	assert_true(shows(a, "folded"));
	type(a, "zR");
	resize(a, 80, 24);
	assert_false(shows(a, "folded"));
	mw_app_free(a);
}

static void
test_folds_one(void **state)
{
	static const char *const open[] = { "l", "\n", "zo", "za", " " };
	static const char *const shut[] = { "h", "zc", "za", " ", "h" };
	struct mw_app *a = traced("/admin", 80, 24);

	(void)state;
	for (size_t i = 0; i < sizeof(open) / sizeof(*open); i++) {
		type(a, "ggj");
		assert_true(shows(a, ">>ok    1 listener 2 chain"));
		/* what is in it is told without opening it */
		assert_true(shows(a, "1 to 7"));
		assert_true(shows(a, "  2 chain     filter chain"));
		type(a, open[i]);
		assert_true(shows(a, ">>ok    1 listener  0.0.0.0_80"));
		type(a, "j");
		assert_true(shows(a, ">>ok    2 chain"));
		type(a, shut[i]);
		assert_true(shows(a, ">>ok    1 listener 2 chain"));
	}
	/* a row like others: one step beyond it */
	type(a, "j");
	assert_true(shows(a, ">>shop/api"));
	/* with the keys in the other pane there is nothing to fold */
	type(a, "k\tzo");
	assert_true(shows(a, "is here"));
	mw_app_free(a);
}

static void
test_folds_and_findings(void **state)
{
	struct mw_app *a = traced("/admin", 80, 24);

	(void)state;
	type(a, "gg");
	for (int i = 0; i < 20 && !shows(a, ">>DENY"); i++)
		type(a, "n");
	assert_true(shows(a, ">>DENY"));
	type(a, "N");
	assert_true(shows(a, ">>no "));
	mw_app_free(a);
}

static void
test_folds_coming_back(void **state)
{
	struct mw_app *a = traced("/admin", 80, 24);

	(void)state;
	type(a, "gs");
	assert_true(shows(a, "t.yaml"));
	/* the same step, though its row is another one now */
	resize(a, 120, 40);
	type(a, "<");
	assert_true(shows(a, ">>DENY"));
	mw_app_free(a);
}

/* ---- what decides -------------------------------------------------------- */

static void
test_decides(void **state)
{
	struct mw_app *a = traced("/admin", 120, 40);

	(void)state;
	/* the policy that refused, not one that was asked before it */
	assert_true(shows(a, "this decides"));
	assert_true(shows(a, "Written in  AuthorizationPolicy shop/b-admin"));
	mw_app_free(a);
	a = traced("/", 120, 40);
	assert_true(shows(a, "ALLOWED 200"));
	assert_true(shows(a, "this decides"));
	assert_true(shows(a, "Written in  AuthorizationPolicy shop/callers"));
	mw_app_free(a);
}

/* ---- the verdict in a line, and what may follow t ------------------------ */

static void
test_banner(void **state)
{
	struct mw_app *a = traced("/admin", 120, 40);

	(void)state;
	assert_true(shows(a, "DENIED 403  GET "));
	assert_true(shows(a, "from shop/web   server sidecar of shop/api: "
	    "policy shop/b-admin/0") || shows(a, "from shop/web   policy "
	    "shop/b-admin/0"));
	/* the reason goes before the caller, the caller before the request */
	resize(a, 60, 24);
	assert_true(shows(a, "DENIED 403  GET api.shop:80/admin from "
	    "shop/web"));
	resize(a, 40, 10);
	assert_true(shows(a, "DENIED 403 GET api.shop:80/admin"));
	assert_false(shows(a, "from shop/web"));
	mw_app_free(a);
}

static void
test_letters(void **state)
{
	struct mw_app *a = traced("/admin", 80, 24);

	(void)state;
	for (int i = 0; i < 1000 && mw_app_work(a, 1000); i++)
		continue;
	type(a, "t");
	for (int i = 0; i < 2; i++) {
		struct mw_event e = { .kind = MW_EVENT_TICK };

		mw_app_handle(a, &e);
	}
	assert_true(shows(a, "t-  a "));
	assert_true(shows(a, "   b "));
	mw_app_free(a);
}

/* ---- the source ---------------------------------------------------------- */

static void
test_source_of_whatif(void **state)
{
	struct mw_app *a = traced("/admin", 120, 40);

	(void)state;
	for (int i = 0; i < 1000 && mw_app_work(a, 1000); i++)
		continue;
	/* the policy away: all lines of it are gone */
	type(a, "x3gs");
	assert_true(shows(a, "* metadata: {name: b-admin, namespace: shop}"));
	assert_true(shows(a, "what-if: gone"));
	assert_false(shows(a, "* metadata: {name: a-posts"));
	type(a, "i");
	assert_false(shows(a, "what-if: gone"));
	type(a, "iu");
	assert_false(shows(a, "what-if: gone"));
	assert_false(shows(a, "* metadata: {name: b-admin"));
	mw_app_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folds_by_height),
		cmocka_unit_test(test_folds_all),
		cmocka_unit_test(test_folds_one),
		cmocka_unit_test(test_folds_and_findings),
		cmocka_unit_test(test_folds_coming_back),
		cmocka_unit_test(test_decides),
		cmocka_unit_test(test_banner),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_source_of_whatif),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
