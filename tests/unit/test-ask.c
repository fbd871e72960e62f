/*
 * test-ask.c - a request that asks for a route takes it, or says what happens.
 */
#include "base/regex.h"
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

/* ---- regular expressions ------------------------------------------------- */

static void
test_regex(void **state)
{
	static const struct {
		const char *pattern, *before, *text;
	} rows[] = {
		{ "/api/.*", "/", "/api/x" },
		{ "^/v[0-9]+/users/[^/]+$", "/", "/v1/users/x" },
		{ ".*", "/", "/x" },
		{ "", "", "" },
		{ ".*\\.png", "/", "/x.png" },
		{ "(?i)jason|ann", "", "jason" },
		{ "(a|b)(c|d)?e{3}", "", "aeee" },
		{ "\\d{3}-\\w+\\s?", "", "111-x" },
		{ "[[:alpha:]]+", "", "x" },
		{ "(?:x(?P<n>y)){2}", "", "xyxy" },
		{ "^(.*?;)?(user=jason)(;.*)?$", "", "user=jason" },
		{ "[^x1aA0-]+", "", "_" },
		{ "a\\b", "", "a" },
		{ "\\pL+", "", "pL" },
		{ "users/.*", "/", NULL },
		{ "\\x41", "", NULL },
	};
	struct mw_arena *arena = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(rows); i++) {
		const char *error;
		const struct mw_regex *re = mw_regex_compile(arena,
		    rows[i].pattern, &error);
		struct mw_buf b = { 0 };
		bool found;

		assert_non_null(re);
		found = mw_regex_example(re, rows[i].before, &b);
		if (found != (rows[i].text != NULL))
			print_error("%s: %s\n", rows[i].pattern,
			    mw_buf_text(&b));
		assert_true(found == (rows[i].text != NULL));
		assert_string_equal(mw_buf_text(&b),
		    mw_str_or_empty(rows[i].text));
		if (found)
			assert_true(mw_regex_full(re, mw_buf_text(&b), b.len));
		mw_buf_release(&b);
	}
	mw_arena_free(arena);
}

/* Whatever the bytes are: it ends, and what it says matches. */
static void
test_regex_bytes(void **state)
{
	static const char of[] = "ab|()[]{}*+?.\\^$-:,019dwS/&=";
	uint32_t seed = 1;
	size_t compiled = 0, given = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct mw_arena *arena = mw_arena_new();
		struct mw_buf b = { 0 };
		char pattern[24];
		size_t n = 1 + (size_t)(i % 22);
		const struct mw_regex *re;
		const char *error;

		for (size_t k = 0; k < n; k++) {
			seed = seed * 1664525 + 1013904223;
			pattern[k] = of[(seed >> 10) % (sizeof(of) - 1)];
		}
		pattern[n] = '\0';
		re = mw_regex_compile(arena, pattern, &error);
		if (re != NULL) {
			compiled++;
			if (mw_regex_example(re, "", &b)) {
				given++;
				assert_true(mw_regex_full(re, mw_buf_text(&b),
				    b.len));
			}
		}
		mw_buf_release(&b);
		mw_arena_free(arena);
	}
	/* some match nothing at all */
	assert_true(compiled > 1000 && given * 10 > compiled * 6);
}

/* ---- routes -------------------------------------------------------------- */

struct count {
	size_t asked, taken;
};

static void
ask_one(struct mw_session *s, const struct mw_object *o,
    const struct mw_node *node, struct count *c)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_ask a = mw_ask_route(s, o, node, arena);

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
		cmocka_unit_test(test_regex),
		cmocka_unit_test(test_regex_bytes),
		cmocka_unit_test(test_samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
