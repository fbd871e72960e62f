/*
 * test-identity.c - an identity typed in a request: how it is read, and that it
 * is judged as that of whoever has it.
 *
 * Policies come at random; callers differ in nothing but their accounts.
 */
#include "journey/journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NAMESPACE(name, injects)                                               \
	"apiVersion: v1\n"                                                     \
	"kind: Namespace\n"                                                    \
	"metadata: {name: " name ", labels: {istio-injection: " injects "}}\n" \
	"---\n"
#define POD(ns, name, ip)                                                      \
	"apiVersion: v1\n"                                                     \
	"kind: Pod\n"                                                          \
	"metadata: {name: " name ", namespace: " ns ", labels: {app: " name    \
	"}}\n"                                                                 \
	"spec: {serviceAccountName: " name ", containers: [{name: c, image: "  \
	"x, ports: [{containerPort: 8080}, {containerPort: 9000}]}]}\n"        \
	"status: {podIP: " ip "}\n"                                            \
	"---\n"

static const char world[] =
    NAMESPACE("shop", "enabled")
    NAMESPACE("web", "enabled")
    NAMESPACE("bare", "disabled")
    POD("shop", "api", "10.1.0.1")
    POD("shop", "cart", "10.1.0.2")
    POD("shop", "a", "10.1.0.3")
    POD("web", "front", "10.1.0.4")
    POD("bare", "old", "10.1.0.5")
    "apiVersion: v1\n"
    "kind: Service\n"
    "metadata: {name: api, namespace: shop}\n"
    "spec: {clusterIP: 10.9.0.1, selector: {app: api}, ports: [{name: http, "
    "port: 80, targetPort: 8080}, {name: tcp, port: 9000}]}\n"
    "---\n";

static const char *const callers[] = { "shop/a", "shop/cart", "web/front" };
static const char *const principals[] = { "cluster.local/ns/shop/sa/a",
	"cluster.local/ns/shop/sa/cart", "cluster.local/ns/web/sa/front" };

static uint32_t seed;

static unsigned
any(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

#define ANY_OF(a) (a)[any((unsigned)(sizeof(a) / sizeof((a)[0])))]

/* ---- meshes at random ---------------------------------------------------- */

static void
put_source(struct mw_buf *b)
{
	static const char *const fields[] = { "principals", "notPrincipals",
		"namespaces", "notNamespaces" };
	static const char *const who[] = { "cluster.local/ns/shop/sa/a",
		"cluster.local/ns/web/sa/front", "*/sa/cart", "*",
		"cluster.local/ns/shop/*" };
	static const char *const where[] = { "shop", "web", "w*", "*" };
	unsigned f = any(4);

	mw_buf_printf(b, "{%s: ['%s']}", fields[f], f < 2 ? ANY_OF(who)
	    : ANY_OF(where));
}

static void
put_policies(struct mw_buf *b)
{
	unsigned n = any(4);

	for (unsigned i = 0; i < n; i++) {
		mw_buf_printf(b, "apiVersion: security.istio.io/v1\n"
		    "kind: AuthorizationPolicy\n"
		    "metadata: {name: p%u, namespace: shop}\n"
		    "spec: {action: %s, rules: [{from: [{source: ", i,
		    any(2) == 0 ? "DENY" : "ALLOW");
		put_source(b);
		if (any(2) == 0) {
			mw_buf_adds(b, "}, {source: ");
			put_source(b);
		}
		mw_buf_adds(b, "}]}]}\n---\n");
	}
}

static void
put_modes(struct mw_buf *b)
{
	static const char *const modes[] = { "STRICT", "PERMISSIVE",
		"DISABLE" };
	static const char *const tls[] = { "ISTIO_MUTUAL", "DISABLE" };

	if (any(2) == 0)
		mw_buf_printf(b, "apiVersion: security.istio.io/v1\n"
		    "kind: PeerAuthentication\n"
		    "metadata: {name: pa, namespace: shop}\n"
		    "spec: {mtls: {mode: %s}}\n---\n", ANY_OF(modes));
	if (any(4) == 0)
		mw_buf_printf(b, "apiVersion: networking.istio.io/v1\n"
		    "kind: DestinationRule\n"
		    "metadata: {name: dr, namespace: shop}\n"
		    "spec: {host: api, trafficPolicy: {tls: {mode: %s}}}\n"
		    "---\n", ANY_OF(tls));
}

/* ---- what is compared ---------------------------------------------------- */

static const char *
text(const char *s)
{
	return s != NULL ? s : "-";
}

static void
put_hop(struct mw_buf *b, const struct mw_hop *h)
{
	mw_buf_printf(b, " [%s %u %s %s %s %s %s]",
	    mw_hop_protocol_name(h->protocol), h->code, text(h->details),
	    text(h->flags), text(h->peer), text(h->policy), text(h->chain));
}

/* With ALL: every hop and what the client gets; else that of the server. */
static void
judged(struct mw_session *s, const struct mw_request *r, bool all,
    struct mw_buf *out)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_answer *a = mw_session_send(s, r, arena, true);

	mw_buf_clear(out);
	assert_null(a->error);
	for (size_t i = 0; i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		if (all)
			mw_buf_printf(out, "%u %s", o->status,
			    text(o->failure));
		mw_buf_printf(out, " to %s", o->delivered != NULL
		    ? o->delivered->pod : "nobody");
		for (size_t j = 0; j < o->n_hops; j++) {
			if (all || o->hops[j].direction == MW_INBOUND)
				put_hop(out, &o->hops[j]);
		}
	}
	mw_arena_free(arena);
}

static const struct mw_mesh *
make_mesh(struct mw_buf *b)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	mw_buf_clear(b);
	mw_buf_adds(b, world);
	put_policies(b);
	put_modes(b);
	return mw_mesh_load_text("test", mw_buf_text(b), b->len, &options);
}

static struct mw_request
request(struct mw_arena *arena, const char *from)
{
	struct mw_request r = { .from = from, .to = "api.shop", .port = 80 };

	if (any(3) == 0) {
		r.port = 9000;
		r.scheme = MW_SCHEME_TCP;
	}
	mw_request_complete(arena, &r);
	return r;
}

/* Whoever shows the principal of another is judged as the other is; whoever
 * shows its own, as without. */
static void
test_principals(void **state)
{
	struct mw_buf mesh = { 0 }, got = { 0 }, want = { 0 };
	size_t denied = 0, allowed = 0;

	(void)state;
	for (seed = 1; seed < 400; seed++) {
		const uint32_t start = seed;
		const struct mw_mesh *m = make_mesh(&mesh);
		struct mw_session *s = mw_session_new(m, NULL);
		struct mw_arena *arena = mw_arena_new();
		unsigned a = any(3), b = any(3);
		struct mw_request r = request(arena, callers[a]);

		r.identity = principals[b];
		judged(s, &r, true, &got);
		r.from = callers[b];
		r.identity = NULL;
		judged(s, &r, true, &want);
		if (strcmp(mw_buf_text(&got), mw_buf_text(&want)) != 0)
			print_error("seed %u: %s as %s\n%s\n", start,
			    callers[a], principals[b], mw_buf_text(&mesh));
		assert_string_equal(mw_buf_text(&got), mw_buf_text(&want));
		denied += a != b && strstr(mw_buf_text(&got), "nobody") !=
		    NULL;
		allowed += a != b && strstr(mw_buf_text(&got), "nobody") ==
		    NULL;
		mw_arena_free(arena);
		mw_session_free(s);
		mw_mesh_free(m);
		seed = start;
	}
	/* the policies do tell callers apart */
	assert_true(denied > 40 && allowed > 40);
	mw_buf_release(&mesh);
	mw_buf_release(&got);
	mw_buf_release(&want);
}

/* Without mesh TLS, the server judges as it does somebody without sidecar. */
static void
test_none(void **state)
{
	struct mw_buf mesh = { 0 }, got = { 0 }, want = { 0 };

	(void)state;
	for (seed = 1; seed < 400; seed++) {
		const uint32_t start = seed;
		const struct mw_mesh *m = make_mesh(&mesh);
		struct mw_session *s = mw_session_new(m, NULL);
		struct mw_arena *arena = mw_arena_new();
		struct mw_request r = request(arena, ANY_OF(callers));

		r.identity = MW_IDENTITY_NONE;
		judged(s, &r, false, &got);
		r.from = "bare/old";
		r.identity = NULL;
		judged(s, &r, false, &want);
		if (strcmp(mw_buf_text(&got), mw_buf_text(&want)) != 0)
			print_error("seed %u\n%s\n", start,
			    mw_buf_text(&mesh));
		assert_string_equal(mw_buf_text(&got), mw_buf_text(&want));
		mw_arena_free(arena);
		mw_session_free(s);
		mw_mesh_free(m);
		seed = start;
	}
	mw_buf_release(&mesh);
	mw_buf_release(&got);
	mw_buf_release(&want);
}

/* It is among the assumptions, with and without effect, and in the steps. */
static void
test_told(void **state)
{
	static const struct {
		const char *from, *identity, *assumed;
	} rows[] = {
		{ "shop/a", "none", "the caller's first hop has no mesh TLS: "
		  "identity none is typed in the request" },
		{ "shop/a", "cluster.local/ns/x/sa/y", "the caller is "
		  "cluster.local/ns/x/sa/y: the identity is typed in the "
		  "request" },
		{ "bare/old", "cluster.local/ns/x/sa/y", "identity "
		  "cluster.local/ns/x/sa/y, typed in the request, which has no "
		  "effect: no sidecar of the caller wraps the first hop in "
		  "mesh TLS" },
		{ "bare/old", "none", NULL },
		{ "shop/a", NULL, NULL },
	};
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load_text("test", world,
	    strlen(world), &options);
	struct mw_session *s = mw_session_new(m, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mw_arena *arena = mw_arena_new();
		struct mw_request r = { .from = rows[i].from, .to = "api.shop",
			.port = 80, .identity = rows[i].identity };
		const struct mw_answer *a;

		mw_request_complete(arena, &r);
		a = mw_session_send(s, &r, arena, false);
		if (rows[i].assumed == NULL) {
			assert_int_equal(a->n_assumptions, 0);
		} else {
			assert_int_equal(a->n_assumptions, 1);
			assert_string_equal(a->assumptions[0],
			    rows[i].assumed);
		}
		mw_arena_free(arena);
	}
	mw_session_free(s);
	mw_mesh_free(m);
}

static void
test_words(void **state)
{
	static const struct {
		const char *word, *identity;
		bool bad;
	} rows[] = {
		{ NULL, NULL, false },
		{ "", NULL, false },
		{ "workload", NULL, false },
		{ "none", "none", false },
		{ "cluster.local/ns/x/sa/y", "cluster.local/ns/x/sa/y", false },
		{ "spiffe://td/ns/x/sa/y", "td/ns/x/sa/y", false },
		{ "shop/web", NULL, true },
		{ "cluster.local/ns/x/sa/", NULL, true },
		{ "cluster.local/ns//sa/y", NULL, true },
		{ "/ns/x/sa/y", NULL, true },
		{ "cluster.local/ns/x/sa/y/z", NULL, true },
		{ "cluster.local/ns/x/sa/*", NULL, true },
		{ "cluster.local/sa/y/ns/x", NULL, true },
		{ "cluster.local/ns/x y/sa/y", NULL, true },
	};
	struct mw_arena *arena = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mw_request r = { 0 };
		const char *error = NULL;

		assert_true(mw_request_set_identity(arena, &r, rows[i].word,
		    &error) != rows[i].bad);
		assert_true((error != NULL) == rows[i].bad);
		if (rows[i].identity == NULL)
			assert_null(r.identity);
		else
			assert_string_equal(r.identity, rows[i].identity);
	}
	mw_arena_free(arena);
}

/* As a line of a file, and as a command. */
static void
test_written(void **state)
{
	static const char line[] = "{\"to\":\"api\",\"port\":80,"
	    "\"from\":\"shop/a\",\"identity\":\"spiffe://td/ns/x/sa/y\"}";
	struct mw_arena *arena = mw_arena_new();
	const char *error;
	struct mw_request *r = mw_request_parse(arena, line, strlen(line),
	    &error);
	struct mw_buf b = { 0 };

	(void)state;
	assert_non_null(r);
	assert_string_equal(r->identity, "td/ns/x/sa/y");
	mw_request_print_json(r, &b);
	assert_non_null(strstr(mw_buf_text(&b),
	    "\"identity\":\"td/ns/x/sa/y\""));
	mw_buf_clear(&b);
	mw_request_print_send(r, &b);
	assert_string_equal(mw_buf_text(&b), "meshwalk send --from shop/a "
	    "--identity td/ns/x/sa/y http://api/");
	mw_buf_clear(&b);
	mw_request_print_line(r, &b);
	assert_string_equal(mw_buf_text(&b), "GET http://api:80/ from shop/a "
	    "as td/ns/x/sa/y");
	assert_null(mw_request_parse(arena,
	    "{\"to\":\"a\",\"identity\":\"web\"}", 27, &error));
	mw_buf_release(&b);
	mw_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_principals),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_told),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
