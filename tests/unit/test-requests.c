/*
 * test-requests.c - files of requests: read, checked, added to.
 */
#include "whatif/requests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char world[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: api, namespace: shop}\n"
    "spec: {clusterIP: 10.9.0.1, selector: {app: api}, ports: [{name: http, "
    "port: 80, targetPort: 8080}]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: api-6d5f7c9b8-x2k4p, namespace: shop, "
    "labels: {app: api}}\n"
    "spec: {containers: [{name: c, image: x, ports: [{containerPort: "
    "8080}]}]}\n"
    "status: {podIP: 10.1.0.1}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: web, namespace: shop, labels: {app: web}}\n"
    "spec: {containers: [{name: c, image: x}]}\n"
    "status: {podIP: 10.1.0.2}\n"
    "---\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata: {name: no-admin, namespace: shop}\n"
    "spec: {action: DENY, rules: [{to: [{operation: {paths: [/admin]}}]}]}\n";

static const char file[] =
    "# keep this\n"
    "- id: fine\n"
    "  from: shop/web\n"
    "  to: api\n"
    "  headers: {x-n: 1, x-t: yes}\n"
    "  expect:   # and this\n"
    "    status: 200\n"
    "    destination: shop/api\n"
    "- id: admin\n"
    "  from: shop/web\n"
    "  to: api\n"
    "  path: /admin\n"
    "  claims: {sub: a, num: 3}\n"
    "\n"
    "# the end\n";

struct world {
	struct mw_arena *arena;
	const struct mw_mesh *mesh;
	struct mw_session *session;
};

static int
setup(void **state)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct world *w = MW_NEW(arena, struct world);

	w->arena = arena;
	w->mesh = mw_mesh_load_text("mesh.yaml", world, strlen(world),
	    &options);
	w->session = mw_session_new(w->mesh, NULL);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	mw_session_free(w->session);
	mw_mesh_free(w->mesh);
	mw_arena_free(w->arena);
	return 0;
}

static struct mw_kept_list *
read_text(struct world *w, const char *text)
{
	return mw_kept_read(w->arena, "r.yaml", text, strlen(text));
}

static void
test_reads_yaml(void **state)
{
	struct world *w = *state;
	const struct mw_kept_list *l = read_text(w, file);

	assert_int_equal(l->errors.n, 0);
	assert_int_equal(l->n, 2);
	assert_string_equal(l->v[0].name, "fine");
	assert_int_equal(l->v[0].span.line, 2);
	assert_int_equal(l->v[0].request->port, 80);
	assert_int_equal(l->v[0].request->n_headers, 2);
	/* as it is written, not as YAML types it */
	assert_string_equal(l->v[0].request->headers[0].value, "1");
	assert_string_equal(l->v[0].request->headers[1].value, "yes");
	assert_true(l->v[0].expects);
	assert_int_equal(l->v[0].n_expect, 2);
	assert_false(l->v[1].expects);
	assert_string_equal(l->v[1].request->claims, "{\"sub\":\"a\",\"num\":3}");
}

static void
test_reads_lines(void **state)
{
	struct world *w = *state;
	const struct mw_kept_list *l = read_text(w, "{\"to\": \"api\", "
	    "\"expect\": {\"status\": 404}}\n\nno\n{\"id\": 7, \"to\": "
	    "\"b\"}\n");

	assert_int_equal(l->n, 2);
	assert_string_equal(l->v[0].name, "request 1");
	assert_string_equal(l->v[0].expect[0].v[0].text, "404");
	assert_string_equal(l->v[1].name, "7");
	assert_int_equal(l->errors.n, 1);
	assert_int_equal(l->errors.v[0].span.line, 3);
}

static void
test_says_what_is_wrong(void **state)
{
	struct world *w = *state;
	const struct mw_kept_list *l = read_text(w, "- to: a\n  pth: /\n"
	    "- from: b\n- to: c\n  expect: {stats: 1, status: ok}\n- 3\n"
	    "- to: good\n");

	assert_int_equal(l->n, 1);	/* what is wrong is not half asked */
	assert_int_equal(l->errors.n, 5);
	assert_int_equal(l->errors.v[0].span.line, 2);
	assert_string_equal(l->errors.v[0].hint, "did you mean 'path'?");
	assert_string_equal(l->errors.v[2].hint, "did you mean 'status'?");
	assert_int_equal(read_text(w, "a: [")->errors.n > 0, 1);
	assert_int_equal(read_text(w, "a: 1\n")->errors.n, 1);
	assert_int_equal(read_text(w, "")->errors.n, 0);
}

static void
test_knows_its_own(void **state)
{
	static const char object[] = "kind: Service\nto: x\n";

	(void)state;
	assert_true(mw_kept_looks_so(file, strlen(file)));
	assert_true(mw_kept_looks_so("{\"to\":\"a\"}\n{\"to\":\"b\"}\n", 22));
	assert_false(mw_kept_looks_so(world, strlen(world)));
	assert_false(mw_kept_looks_so(object, strlen(object)));
	assert_false(mw_kept_looks_so("", 0));
}

static size_t
misses(struct world *w, const char *path, const char *expect,
    const struct mw_miss **m)
{
	struct mw_buf b = { 0 };
	const struct mw_kept_list *l;
	const struct mw_answer *a;

	mw_buf_printf(&b, "- from: shop/web\n  to: api\n  path: %s\n"
	    "  expect: %s\n", path, expect);
	l = read_text(w, mw_buf_text(&b));
	mw_buf_release(&b);
	assert_int_equal(l->errors.n, 0);
	a = mw_session_send(w->session, l->v[0].request, w->arena, true);
	return mw_expect_check(&l->v[0], a, w->arena, m);
}

static void
test_checks(void **state)
{
	struct world *w = *state;
	const struct mw_miss *m;

	/* a pod goes by the name of its Deployment, not by half of it */
	assert_int_equal(misses(w, "/", "{status: 200, verdict: Allowed, "
	    "destination: shop/api, path: /, failure: none, by: none, "
	    "mirror: none}", &m), 1);
	assert_string_equal(m[0].what, "by");
	assert_int_equal(misses(w, "/", "{destination: shop/ap}", &m), 1);
	assert_string_equal(m[0].got, "shop/api-6d5f7c9b8-x2k4p");
	assert_int_equal(misses(w, "/", "{destination: {shop/api: 100}}",
	    &m), 0);
	assert_int_equal(misses(w, "/", "{destination: {shop/api: 90 %}}",
	    &m), 1);
	assert_string_equal(m[0].want, "shop/api 90 %");
	assert_int_equal(misses(w, "/", "{destination: [shop/api, shop/b]}",
	    &m), 1);
	assert_int_equal(misses(w, "/admin", "{status: 403, by: "
	    "shop/no-admin}", &m), 0);
	assert_int_equal(misses(w, "/admin", "{by: AuthorizationPolicy "
	    "shop/no-admin/0}", &m), 0);
	assert_int_equal(misses(w, "/admin", "{by: shop/no}", &m), 1);
	assert_int_equal(misses(w, "/admin", "{destination: none, path: "
	    "none}", &m), 0);
}

static struct mw_kept
pin(struct world *w, const char *path)
{
	struct mw_kept k = { .name = "a: 'name'" };
	const char *error;
	const char *json = mw_arena_printf(w->arena, "{\"from\": \"shop/web\","
	    "\"to\": \"api\", \"path\": \"%s\", \"headers\": [[\"x-a\", "
	    "\"true\"], [\"x-b\", \"a: b #c\"]]}", path);

	k.request = mw_request_parse(w->arena, json, strlen(json), &error);
	assert_non_null(k.request);
	mw_expect_of(mw_session_send(w->session, k.request, w->arena, true),
	    w->arena, &k);
	return k;
}

static void
test_adds(void **state)
{
	struct world *w = *state;
	struct mw_kept k = pin(w, "/admin?x=1&y=#");
	const char *why = NULL, *text = mw_kept_add(file, strlen(file), &k,
	    w->arena, &why);
	const struct mw_kept_list *l;
	const struct mw_kept *same;
	const struct mw_miss *m;

	assert_non_null(text);
	assert_memory_equal(text, file, strlen(file));	/* only added to */
	l = read_text(w, text);
	assert_int_equal(l->n, 3);
	same = mw_kept_same(l, k.request);
	assert_ptr_equal(same, &l->v[2]);
	assert_string_equal(same->name, "a: 'name'");
	assert_int_equal(mw_expect_check(same, mw_session_send(w->session,
	    same->request, w->arena, true), w->arena, &m), 0);
	/* the same again is not */
	assert_null(mw_kept_add(text, strlen(text), &k, w->arena, &why));
	assert_string_equal(why, "it is there already, as 'a: 'name''");
	/* an empty file, and those that cannot be added to */
	assert_int_equal(read_text(w, mw_kept_add("", 0, &k, w->arena,
	    &why))->n, 1);
	assert_null(mw_kept_add("[{to: a}]\n", 10, &k, w->arena, &why));
	assert_null(mw_kept_add("a: b\n", 5, &k, w->arena, &why));
	text = "  - to: a\n    path: /b";
	text = mw_kept_add(text, strlen(text), &k, w->arena, &why);
	assert_int_equal(read_text(w, text)->n, 2);
}

static void
test_adds_expectation(void **state)
{
	struct world *w = *state;
	const struct mw_kept_list *l = read_text(w, file);
	struct mw_kept k = { .name = "new", .request = l->v[1].request };
	const char *why, *text, *at;

	mw_expect_of(mw_session_send(w->session, k.request, w->arena, true),
	    w->arena, &k);
	text = mw_kept_add(file, strlen(file), &k, w->arena, &why);
	assert_non_null(text);
	l = read_text(w, text);
	assert_int_equal(l->n, 2);
	assert_string_equal(l->v[1].name, "admin");
	assert_true(l->v[1].expects);
	at = strstr(text, "claims: {sub: a, num: 3}\n  expect:\n    status: "
	    "403\n    by: AuthorizationPolicy shop/no-admin\n");
	assert_non_null(at);
	assert_non_null(strstr(at, "\n\n# the end\n"));
	/* without one there is nothing to add */
	k.expects = false;
	assert_null(mw_kept_add(file, strlen(file), &k, w->arena, &why));
}

static void
test_names(void **state)
{
	struct world *w = *state;
	const struct mw_kept_list *l = read_text(w, "- {id: "
	    "web-post-api-charge-1, to: a}\n- {id: web-post-api-charge-1-2, "
	    "to: b}\n");
	struct mw_request r = { .from = "shop/web", .to = "api.shop", .port =
		80, .method = "POST", .path = "/charge/1?x=2" };

	mw_request_complete(w->arena, &r);
	assert_string_equal(mw_kept_new_name(l, &r, w->arena),
	    "web-post-api-charge-1-3");
	r.from = "outside";
	r.host = "shop.example.com";
	r.path = "/";
	r.method = "GET";
	assert_string_equal(mw_kept_new_name(l, &r, w->arena),
	    "outside-shop-example-com");
}

static void
test_secrets(void **state)
{
	struct mw_request_header h[] = { { "Authorization", "Bearer x" } };
	struct mw_request r = { .headers = h, .n_headers = 1 };

	(void)state;
	assert_true(mw_kept_has_secret(&r));
	h[0].value = "Bearer claims";	/* stands for the claims beside it */
	assert_false(mw_kept_has_secret(&r));
	h[0].name = "x-a";
	h[0].value = "b";
	assert_false(mw_kept_has_secret(&r));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_reads_yaml, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_reads_lines, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_says_what_is_wrong, setup,
		    teardown),
		cmocka_unit_test(test_knows_its_own),
		cmocka_unit_test_setup_teardown(test_checks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_adds, setup, teardown),
		cmocka_unit_test_setup_teardown(test_adds_expectation, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_names, setup, teardown),
		cmocka_unit_test(test_secrets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
