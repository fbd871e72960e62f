/*
 * test-ask.c - a request that asks for a route takes it, or says what happens.
 */
#include "whatif/ask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "model/kinds.h"

/* ---- routes -------------------------------------------------------------- */

struct count {
	size_t asked, taken;
};

static void
ask_one(struct mw_session *s, const struct mw_object *o,
    const struct mw_node *node, struct count *c)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_ask a = mw_ask_route(s, o, node, NULL, arena);

	c->asked++;
	c->taken += a.takes;
	if (a.request != NULL && !a.takes)
		assert_non_null(a.otherwise);
	if (!a.takes && getenv("ASK_VERBOSE") != NULL) {
		struct mw_buf b = { 0 };
		struct mw_span at = mw_node_span(node);

		if (a.request != NULL)
			mw_request_print_send(a.request, &b);
		print_message("%s/%s %s:%u: %s: %s\n", o->ns, o->name, at.file,
		    at.line, mw_buf_text(&b), mw_str_or_empty(a.otherwise));
		mw_buf_release(&b);
	}
	mw_arena_free(arena);
}

static void
ask_all(const char *path, struct count *c)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load(&path, 1, &options);
	const struct mw_objects *all = &m->of_kind[MW_KIND_VIRTUAL_SERVICE];
	struct mw_session *s = mw_session_new(m, NULL);

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_virtual_service *v = MW_SPEC(all->v[i],
		    virtual_service);

		for (size_t j = 0; v != NULL && j < v->http.n; j++) {
			const struct mw_http_route *r = &v->http.v[j];

			ask_one(s, all->v[i], r->node, c);
			for (size_t k = 0; k < r->match.n; k++)
				ask_one(s, all->v[i], r->match.v[k].node, c);
		}
		for (size_t j = 0; v != NULL && j < v->tls.n; j++)
			ask_one(s, all->v[i], v->tls.v[j].node, c);
		for (size_t j = 0; v != NULL && j < v->tcp.n; j++)
			ask_one(s, all->v[i], v->tcp.v[j].node, c);
	}
	mw_session_free(s);
	mw_mesh_free(m);
}

static void
test_samples(void **state)
{
	static const char *const names[] = { "bookinfo", "canary",
		"circuit-breaker", "egress", "gateway-tls", "jwt", "mirror",
		"mtls-and-authz" };
	const char *top = getenv("SRCDIR");

	(void)state;
	if (getenv("ASK_FOLDER") != NULL) {
		struct count c = { 0 };

		ask_all(getenv("ASK_FOLDER"), &c);
		print_message("%zu asked, %zu taken\n", c.asked, c.taken);
		return;
	}
	if (top == NULL)
		skip();
	for (size_t i = 0; i < MW_LEN(names); i++) {
		struct mw_buf path = { 0 };
		struct count c = { 0 };

		mw_buf_printf(&path, "%s/samples/%s", top, names[i]);
		ask_all(mw_buf_text(&path), &c);
		if (c.taken != c.asked)
			print_error("%s: %zu of %zu\n", names[i], c.taken,
			    c.asked);
		assert_int_equal(c.taken, c.asked);
		mw_buf_release(&path);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
