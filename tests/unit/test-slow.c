/*
 * test-slow.c - answers that take longer than the key that asks for them: a
 * proxy is compiled in steps, and the screen goes on meanwhile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "istiod/istiod.h"
#include "journey/journey.h"
#include "view/app.h"
#include "view-driver.h"
#include "xds/xds.h"

static const char mesh_text[] =
    "apiVersion: v1\n"
    "kind: Namespace\n"
    "metadata: {name: shop, labels: {istio-injection: enabled}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec: {selector: {app: web}, ports: [{name: http, port: 80}]}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: web, namespace: shop, labels: {app: web}}\n"
    "---\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: caller, namespace: shop, labels: {app: caller}}\n"
    "---\n"
    "apiVersion: networking.istio.io/v1\n"
    "kind: VirtualService\n"
    "metadata: {name: web, namespace: shop}\n"
    "spec:\n"
    "  hosts: [web]\n"
    "  http:\n"
    "  - match: [{uri: {prefix: /a}}]\n"
    "    route: [{destination: {host: web}}]\n"
    "---\n"
    "apiVersion: security.istio.io/v1\n"
    "kind: AuthorizationPolicy\n"
    "metadata: {name: no-admin, namespace: shop}\n"
    "spec:\n"
    "  action: DENY\n"
    "  rules: [{to: [{operation: {paths: [\"/admin*\"]}}]}]\n";

static struct mw_mesh_options mesh_options = MW_MESH_OPTIONS_DEFAULT;

static uint64_t ticks;		/* each look at the clock takes one */

static uint64_t
clock_ms(void)
{
	return ticks++;
}

static const struct mw_mesh *
mesh(void)
{
	return mw_mesh_load_text("t.yaml", mesh_text, strlen(mesh_text),
	    &mesh_options);
}

static struct mw_app *
app(bool slow)
{
	struct mw_app_options o = { .ascii = true, .title = "t.yaml",
		.rows = 30, .columns = 100, .mesh_options = &mesh_options,
		.clock_ms = slow ? clock_ms : NULL };

	return mw_app_new(mesh(), &o);
}

static void
wait_for_it(struct mw_app *a)
{
	while (mw_app_waits(a))
		mw_app_work(a, 2);
}

static bool
remembered(const struct mw_app *a)
{
	const struct mw_effect *e = effect(a, MW_EFFECT_REMEMBER);

	return e != NULL && strstr(e->text, "DENIED") != NULL;
}

static void
send(struct mw_app *a)
{
	type(a, "2shop/caller\tweb\t/admin");
	type(a, "\n");
}

/* ---- without a screen ---------------------------------------------------- */

static void
steps_make_the_same_proxy(void **state)
{
	const struct mw_mesh *m = mesh();
	const struct mw_workload *w = mw_mesh_workload(m, "shop", "caller");
	struct mw_compiling *c = mw_istiod_begin(m, w);
	struct mw_proxy *p, *q = mw_istiod_compile(m, w);
	size_t steps = 1;

	(void)state;
	while (mw_istiod_step(c))
		steps++;
	assert_true(steps > 8);
	p = mw_istiod_end(c);
	assert_int_equal(p->n_listeners, q->n_listeners);
	assert_int_equal(p->n_routes, q->n_routes);
	assert_int_equal(p->n_clusters, q->n_clusters);
	for (size_t i = 0; i < p->n_clusters; i++)
		assert_string_equal(p->clusters[i].name, q->clusters[i].name);
	mw_proxy_free(p);
	mw_proxy_free(q);
	/* given up anywhere */
	for (size_t i = 0; i <= steps; i++) {
		c = mw_istiod_begin(m, w);
		for (size_t k = 0; k < i; k++)
			mw_istiod_step(c);
		mw_istiod_drop(c);
	}
	mw_mesh_free(m);
}

static void
an_attempt_ends_as_the_request_does(void **state)
{
	const struct mw_mesh *m = mesh();
	struct mw_arena *arena = mw_arena_new();
	struct mw_request r = { .from = "shop/caller", .to = "web",
		.port = 80, .path = "/admin" };
	struct mw_session *s = mw_session_new(m, NULL);
	const struct mw_answer *a = NULL;
	size_t attempts = 0;

	(void)state;
	mw_request_complete(arena, &r);
	while (a == NULL && attempts++ < 1000)
		a = mw_session_attempt(s, &r, arena, true);
	assert_non_null(a);
	assert_true(attempts > 16);
	assert_int_equal(mw_session_compiled(s), 2);
	assert_int_equal(a->outcomes[0].status, 403);
	assert_int_equal(a->outcomes[0].n_hops, 2);
	/* what is there is not made again */
	assert_non_null(mw_session_attempt(s, &r, arena, true));
	assert_int_equal(mw_session_compiled(s), 2);
	mw_session_free(s);
	/* one who cannot wait takes over, and others give up */
	for (size_t i = 0; i < attempts; i++) {
		s = mw_session_new(m, NULL);
		for (size_t k = 0; k < i; k++)
			mw_session_attempt(s, &r, arena, false);
		if (i % 2 == 0)
			assert_int_equal(mw_session_send(s, &r, arena, false)->
			    outcomes[0].status, 403);
		mw_session_free(s);
	}
	mw_arena_free(arena);
	mw_mesh_free(m);
}

/* ---- on the screen ------------------------------------------------------- */

static void
the_answer_follows_the_key(void **state)
{
	struct mw_app *a = app(true), *b = app(false);
	struct mw_buf x = { 0 }, y = { 0 };

	(void)state;
	send(a);
	assert_true(shows(a, "[3 Trace]"));
	assert_true(shows(a, "Compiling the proxies on the way"));
	assert_true(mw_app_waits(a));
	assert_false(remembered(a));
	wait_for_it(a);
	assert_true(remembered(a));
	send(b);
	assert_false(mw_app_waits(b));
	assert_true(remembered(b));
	mw_frame_dump(mw_app_frame(a), &x, NULL);
	mw_frame_dump(mw_app_frame(b), &y, NULL);
	assert_non_null(strstr(mw_buf_text(&x), "DENIED 403"));
	while (mw_app_work(a, 8) || mw_app_work(b, 8))
		continue;
	mw_buf_clear(&x);
	mw_buf_clear(&y);
	mw_frame_dump(mw_app_frame(a), &x, NULL);
	mw_frame_dump(mw_app_frame(b), &y, NULL);
	assert_string_equal(mw_buf_text(&x), mw_buf_text(&y));
	mw_buf_release(&x);
	mw_buf_release(&y);
	mw_app_free(a);
	mw_app_free(b);
}

static void
a_key_waits_for_it_and_esc_does_not(void **state)
{
	struct mw_app *a = app(true);

	(void)state;
	send(a);
	type(a, "j");
	assert_false(mw_app_waits(a));
	assert_true(shows(a, "DENIED 403"));
	mw_app_free(a);
	a = app(true);
	send(a);
	type(a, "\033");
	assert_true(mw_app_waits(a));
	assert_false(shows(a, "[3 Trace]"));
	wait_for_it(a);
	type(a, "\033");
	type(a, "3");
	assert_true(shows(a, "DENIED 403"));
	mw_app_free(a);
}

static void
new_files_are_asked_instead(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 40; i += 3) {
		struct mw_app *a = app(true);

		send(a);
		for (unsigned k = 0; k < i; k++)
			mw_app_work(a, 2);
		mw_app_reloaded(a, mesh(), NULL);
		mw_app_frame(a);
		wait_for_it(a);
		assert_true(shows(a, "DENIED 403"));
		mw_app_free(a);
	}
	for (unsigned i = 0; i < 40; i += 3) {	/* and left in the middle */
		struct mw_app *a = app(true);

		send(a);
		for (unsigned k = 0; k < i; k++)
			mw_app_work(a, 2);
		mw_app_free(a);
	}
}

static void
a_request_for_a_route_follows_its_key(void **state)
{
	struct mw_app *a = app(true);

	(void)state;
	type(a, "1/VirtualService");
	type(a, "\n");
	while (mw_app_work(a, 8))
		continue;
	type(a, "s");
	assert_true(shows(a, "[2 Request]"));
	assert_true(shows(a, "A request that takes this route is looked for"));
	wait_for_it(a);
	assert_true(shows(a, "Filled so that it takes this route"));
	assert_true(shows(a, "web.shop.svc.cluster.local"));
	mw_app_free(a);
	/* Enter is meant for what is found; Esc looks no further */
	for (int i = 0; i < 3; i++) {
		a = app(true);
		type(a, "1/VirtualService");
		type(a, "\n");
		while (mw_app_work(a, 8))
			continue;
		type(a, "s");
		assert_true(mw_app_waits(a));
		if (i == 0) {
			type(a, "\n");
			wait_for_it(a);
			assert_true(shows(a, "ALLOWED 200"));
		} else if (i == 1) {
			type(a, "\033");
			assert_false(mw_app_waits(a));
			assert_true(shows(a, "[1 Tree]"));
		} else {
			mw_app_reloaded(a, mesh(), NULL);
			assert_false(mw_app_waits(a));
		}
		mw_app_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_make_the_same_proxy),
		cmocka_unit_test(an_attempt_ends_as_the_request_does),
		cmocka_unit_test(the_answer_follows_the_key),
		cmocka_unit_test(a_key_waits_for_it_and_esc_does_not),
		cmocka_unit_test(new_files_are_asked_instead),
		cmocka_unit_test(a_request_for_a_route_follows_its_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
