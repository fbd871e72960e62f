/*
 * test-meet.c - the certificates and the trust that meet on each hop end as a
 * request on the same way does.
 */
#include "journey/meet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static const struct mw_mesh *
load(const char *path)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const char *root = getenv("SRCDIR"), *paths[1];
	char whole[1024];

	snprintf(whole, sizeof(whole), "%s/%s", root != NULL ? root : ".",
	    path);
	paths[0] = whole;
	return mw_mesh_load(paths, 1, &options);
}

static const struct mw_workload *
workload(const struct mw_mesh *m, const char *ns, const char *name)
{
	const struct mw_workload *w = mw_mesh_workload(m, ns, name);

	assert_non_null(w);
	return w;
}

/* The request that an application would send for the meeting. */
static struct mw_request
request_for(const struct mw_meeting *x, struct mw_arena *arena)
{
	const struct mw_service_port_info *port = mw_service_port(x->service,
	    x->service_port);
	struct mw_request r = { .to = x->service->hostname,
		.port = x->service_port };

	assert_non_null(port);
	r.from = mw_arena_printf(arena, "%s/%s", x->client->ns,
	    x->client->name);
	r.scheme = mw_protocol_is_tls(port->protocol) ? MW_SCHEME_HTTPS :
	    mw_protocol_is_tcp(port->protocol) ? MW_SCHEME_TCP :
	    MW_SCHEME_HTTP;
	r.method = "GET";
	mw_request_complete(arena, &r);
	return r;
}

/* There are no policies in these meshes: only a handshake can fail. */
static size_t
check_all(struct mw_session *s, const struct mw_meetings *all,
    struct mw_arena *arena)
{
	size_t bad = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_meeting *x = &all->v[i];
		struct mw_request r = request_for(x, arena);
		const struct mw_answer *a = mw_session_send(s, &r, arena,
		    false);
		bool there = a->outcomes[0].delivered != NULL;

		if (there != x->good)
			fail_msg("%s to %s:%u: %s, but the request was %s",
			    r.from, r.to, (unsigned)r.port, x->text,
			    there ? "delivered" : "not delivered");
		bad += !x->good;
	}
	return bad;
}

static void
test_as_a_walk(void **state)
{
	static const char *const names[] = { "a", "b", "c", "bare" };
	const struct mw_mesh *m = load("tests/golden/proxy-trust/mesh.yaml");
	struct mw_session *s = mw_session_new(m, NULL);
	struct mw_arena *arena = mw_arena_new();
	size_t n = 0, bad = 0;

	(void)state;
	for (size_t i = 0; i < MW_LEN(names); i++) {
		const struct mw_workload *w = workload(m, "shop", names[i]);
		struct mw_meetings in = mw_meetings_in(s, w, arena);
		struct mw_meetings out = mw_meetings_out(s, w, arena);

		bad += check_all(s, &in, arena);
		bad += check_all(s, &out, arena);
		n += in.n + out.n;
		if (w->proxy == MW_PROXY_NONE)
			assert_int_equal(out.n, 0);
	}
	assert_true(n > 30);
	assert_true(bad > 15 && bad < n);
	mw_arena_free(arena);
	mw_session_free(s);
	mw_mesh_free(m);
}

static const struct mw_meeting *
find(const struct mw_meetings *all, const char *client, uint32_t port)
{
	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->v[i].client->name, client) == 0 &&
		    all->v[i].service_port == port)
			return &all->v[i];
	}
	fail_msg("no meeting of %s at %u", client, (unsigned)port);
	return NULL;
}

/* S61: the name that the rule expects is not the server's. */
static void
test_what_both_sides_say(void **state)
{
	const struct mw_mesh *m = load("tests/golden/proxy-trust/mesh.yaml");
	struct mw_session *s = mw_session_new(m, NULL);
	struct mw_arena *arena = mw_arena_new();
	struct mw_meetings in = mw_meetings_in(s, workload(m, "shop", "b"),
	    arena);
	const struct mw_meeting *x = find(&in, "a", 80);

	(void)state;
	assert_false(x->good);
	assert_string_equal(x->text, "the client does not accept the server's "
	    "certificate");
	assert_string_equal(x->connection->uri_san,
	    "spiffe://corp.example/ns/shop/sa/a");
	assert_int_equal(x->connection->n_expected_sans, 1);
	assert_int_equal(x->tls->kind, MW_DOWNSTREAM_MESH);
	assert_int_equal(x->tls->n_trust_domains, 2);
	x = find(&in, "bare", 80);
	assert_null(x->cluster);
	assert_string_equal(x->text, "the server takes no plaintext");
	mw_arena_free(arena);
	mw_session_free(s);
	mw_mesh_free(m);
}

static void
test_sample(void **state)
{
	const struct mw_mesh *m = load("samples/mtls-and-authz");
	struct mw_session *s = mw_session_new(m, NULL);
	struct mw_arena *arena = mw_arena_new();
	struct mw_meetings in = mw_meetings_in(s, workload(m, "shop",
	    "payments-v1"), arena);

	(void)state;
	assert_int_equal(in.n, 3);
	assert_true(find(&in, "checkout", 80)->good);
	assert_true(find(&in, "web", 80)->good);
	assert_false(find(&in, "batch", 80)->good);
	mw_arena_free(arena);
	mw_session_free(s);
	mw_mesh_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_a_walk),
		cmocka_unit_test(test_what_both_sides_say),
		cmocka_unit_test(test_sample),
	};

	return cmocka_run_group_tests_name("meet", tests, NULL, NULL);
}
