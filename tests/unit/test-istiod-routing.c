/*
 * test-istiod-routing.c - what sidecars are told: scope, routes, listeners.
 *
 * Each case is a small mesh.  The base has namespaces web, shop and
 * istio-system, a client pod web/client with a sidecar, and services web/a
 * (HTTP 80 and 8080), web/b (HTTP 80) and web/t (TCP 9000, TLS 443).
 */
#include "istiod/istiod.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"

static const char base[] =
    "apiVersion: v1\nkind: Namespace\nmetadata:\n"
    "  name: web\n  labels: {istio-injection: enabled}\n---\n"
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: client\n"
    "  namespace: web\n  labels: {app: client}\n"
    "spec: {containers: [{name: app, image: x}]}\n"
    "status: {podIP: 10.0.0.1}\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: web}\n"
    "spec:\n  clusterIP: 10.1.0.1\n  ports:\n"
    "  - {name: http, port: 80}\n  - {name: http-b, port: 8080}\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: web}\n"
    "spec:\n  clusterIP: 10.1.0.2\n  ports: [{name: http, port: 80}]\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata: {name: t, namespace: web}\n"
    "spec:\n  clusterIP: 10.1.0.3\n  ports:\n"
    "  - {name: tcp, port: 9000}\n  - {name: tls, port: 443}\n---\n";

#define VS(ns, name, spec)                                                     \
	"apiVersion: networking.istio.io/v1\nkind: VirtualService\n"           \
	"metadata: {name: " name ", namespace: " ns "}\nspec:\n" spec "---\n"
#define SIDECAR(spec)                                                          \
	"apiVersion: networking.istio.io/v1\nkind: Sidecar\n"                  \
	"metadata: {name: default, namespace: web}\nspec:\n" spec "---\n"

#define A "a.web.svc.cluster.local"
#define B "b.web.svc.cluster.local"

struct sut {
	const struct mw_mesh *mesh;
	struct mw_proxy *proxy;
};

static struct sut
compiled(const char *more)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_workload *w;
	struct mw_buf text = { 0 };
	struct sut s;

	mw_buf_adds(&text, base);
	mw_buf_adds(&text, more);
	s.mesh = mw_mesh_load_text("test.yaml", mw_buf_text(&text), text.len,
	    &options);
	mw_buf_release(&text);
	w = mw_mesh_workload(s.mesh, "web", "client");
	assert_non_null(w);
	s.proxy = mw_istiod_compile(s.mesh, w);
	return s;
}

static void
done(struct sut *s)
{
	mw_proxy_free(s->proxy);
	mw_mesh_free(s->mesh);
}

static const struct mw_virtual_host *
vhost(const struct sut *s, const char *table, const char *name)
{
	const struct mw_route_config *rc = mw_proxy_routes(s->proxy, table);

	for (size_t i = 0; rc != NULL && i < rc->n_vhosts; i++) {
		if (strcmp(rc->vhosts[i].name, name) == 0)
			return &rc->vhosts[i];
	}
	return NULL;
}

/* Route names of a virtual host, joined by spaces; "-" when there is none. */
static const char *
names(const struct sut *s, const char *table, const char *name)
{
	const struct mw_virtual_host *vh = vhost(s, table, name);
	struct mw_buf out = { 0 };
	const char *text;

	for (size_t i = 0; vh != NULL && i < vh->n_routes; i++)
		mw_buf_printf(&out, "%s%s", i > 0 ? " " : "",
		    vh->routes[i].name);
	text = mw_arena_strdup(s->proxy->arena,
	    vh != NULL ? mw_buf_text(&out) : "-");
	mw_buf_release(&out);
	return text;
}

static bool
omitted(const struct sut *s, enum mw_omission_reason reason, const char *name)
{
	for (size_t i = 0; i < s->proxy->n_omissions; i++) {
		const struct mw_omission *o = &s->proxy->omissions[i];

		if (o->reason == reason && o->what.object != NULL &&
		    strcmp(o->what.object->name, name) == 0)
			return true;
	}
	return false;
}

static const char *
cluster(const struct sut *s, const char *table, const char *name, size_t route)
{
	const struct mw_virtual_host *vh = vhost(s, table, name);

	assert_non_null(vh);
	assert_true(route < vh->n_routes);
	assert_true(vh->routes[route].n_clusters > 0);
	return vh->routes[route].clusters[0].name;
}

static void
test_default(void **state)
{
	struct sut s = compiled("");
	const struct mw_virtual_host *vh;
	const char *domain;

	(void)state;
	assert_string_equal(names(&s, "80", A ":80"), "default");
	assert_string_equal(names(&s, "80", "allow_any"), "allow_any");
	assert_string_equal(cluster(&s, "8080", A ":8080", 0),
	    "outbound|8080||" A);
	vh = mw_domain_find(mw_proxy_routes(s.proxy, "80")->index, "a.web",
	    strlen("a.web"), &domain);
	assert_non_null(vh);
	assert_string_equal(vh->name, A ":80");
	assert_int_equal(vh->n_domains, 6);
	assert_string_equal(vh->domains[1], A ".");
	assert_non_null(mw_proxy_listener(s.proxy, "0.0.0.0_80"));
	assert_non_null(mw_proxy_listener(s.proxy, "10.1.0.3_9000"));
	assert_non_null(mw_proxy_listener(s.proxy, "virtualOutbound"));
	assert_null(mw_proxy_listener(s.proxy, "10.1.0.1_80"));
	done(&s);
}

static void
test_first_wins(void **state)
{
	struct sut s = compiled(
	    VS("web", "one", "  hosts: [a]\n  http:\n"
	    "  - {name: x, match: [{uri: {prefix: /a}}],"
	    " route: [{destination: {host: a}}]}\n")
	    VS("web", "two", "  hosts: [a]\n  http:\n"
	    "  - {name: y, route: [{destination: {host: b}}]}\n"));

	(void)state;
	assert_string_equal(names(&s, "80", A ":80"), "x");
	assert_true(omitted(&s, MW_OMIT_OLDER_WINS, "two"));
	assert_false(omitted(&s, MW_OMIT_OLDER_WINS, "one"));
	done(&s);
}

static void
test_private_first(void **state)
{
	/* R17: what is private to the namespace goes before older ones */
	struct sut s = compiled(
	    VS("shop", "aa", "  hosts: [" A "]\n  http:\n"
	    "  - {name: public, route: [{destination: {host: " A "}}]}\n")
	    VS("web", "zz", "  hosts: [a]\n  exportTo: [\".\"]\n  http:\n"
	    "  - {name: private, route: [{destination: {host: a}}]}\n"));

	(void)state;
	assert_string_equal(names(&s, "80", A ":80"), "private");
	assert_true(omitted(&s, MW_OMIT_PRIVATE_FIRST, "aa"));
	done(&s);
}

static void
test_static_match(void **state)
{
	/* T5, T7: what only the control plane tests leaves a catch-all */
	struct sut s = compiled(
	    VS("web", "v", "  hosts: [a]\n  http:\n"
	    "  - {name: p, match: [{port: 8080}],"
	    " route: [{destination: {host: a}}]}\n"
	    "  - {name: q, match: [{gateways: [mesh],"
	    " sourceLabels: {app: other}, uri: {prefix: /q}}],"
	    " route: [{destination: {host: a}}]}\n"
	    "  - {name: r, match: [{sourceLabels: {app: other}}],"
	    " route: [{destination: {host: a}}]}\n"
	    "  - {name: s, match: [{uri: {prefix: /s}}],"
	    " route: [{destination: {host: a}}]}\n"));

	(void)state;
	assert_string_equal(names(&s, "8080", A ":8080"), "p");
	assert_string_equal(names(&s, "80", A ":80"), "q s");
	assert_true(omitted(&s, MW_OMIT_AFTER_CATCH_ALL, "v"));
	assert_true(omitted(&s, MW_OMIT_PORT_MISMATCH, "v"));
	assert_true(omitted(&s, MW_OMIT_SOURCE_MISMATCH, "v"));
	done(&s);
}

static void
test_destinations(void **state)
{
	/* T11, T12: weights, and the port of a destination */
	struct sut s = compiled(
	    VS("web", "v", "  hosts: [a]\n  http:\n"
	    "  - {match: [{uri: {prefix: /t}}],"
	    " route: [{destination: {host: t}}]}\n"
	    "  - {route: [{destination: {host: a, subset: v1}},"
	    " {destination: {host: b}, weight: 20}]}\n"));
	const struct mw_virtual_host *vh = vhost(&s, "80", A ":80");

	(void)state;
	assert_non_null(vh);
	assert_int_equal(vh->n_routes, 2);
	assert_string_equal(vh->routes[0].clusters[0].name,
	    "outbound|80||t.web.svc.cluster.local");
	assert_false(vh->routes[0].weighted);
	assert_true(vh->routes[1].weighted);
	assert_int_equal(vh->routes[1].n_clusters, 1);
	assert_string_equal(vh->routes[1].clusters[0].name,
	    "outbound|80||" B);
	assert_true(omitted(&s, MW_OMIT_WEIGHT_ZERO, "v"));
	done(&s);
}

static void
test_literal_host(void **state)
{
	/* T20, T21: hosts without a service live on port 80 only */
	struct sut s = compiled(
	    VS("web", "v", "  hosts: [api.example.com, a.web]\n  http:\n"
	    "  - {name: x, route: [{destination: {host: b}}]}\n"));

	(void)state;
	assert_string_equal(names(&s, "80", "api.example.com:80"), "x");
	assert_string_equal(names(&s, "80", "a.web:80"), "x");
	assert_string_equal(names(&s, "8080", "api.example.com:8080"), "-");
	assert_string_equal(names(&s, "80", A ":80"), "default");
	assert_true(omitted(&s, MW_OMIT_DUPLICATE_DOMAIN, "a"));
	done(&s);
}

static void
test_sidecar_scope(void **state)
{
	/* T23, T24 */
	struct sut s = compiled(
	    SIDECAR("  egress: [{hosts: [\"./" B "\"]}]\n"
	    "  outboundTrafficPolicy: {}\n"));

	(void)state;
	assert_string_equal(names(&s, "80", B ":80"), "default");
	assert_string_equal(names(&s, "80", A ":80"), "-");
	assert_string_equal(names(&s, "80", "block_all"), "block_all");
	assert_null(mw_proxy_routes(s.proxy, "8080"));
	assert_true(omitted(&s, MW_OMIT_SIDECAR_SCOPE, "a"));
	done(&s);
	s = compiled(SIDECAR("  egress: [{hosts: [\"~/*\", \"./*\"]}]\n"));
	assert_null(mw_proxy_routes(s.proxy, "80"));
	done(&s);
	s = compiled(SIDECAR("  egress:\n"
	    "  - {port: {number: 80, protocol: HTTP, name: h},"
	    " hosts: [\"./" B "\"]}\n  - {hosts: [\"*/*\"]}\n"));
	assert_string_equal(names(&s, "80", A ":80"), "-");
	assert_string_equal(names(&s, "80", B ":80"), "default");
	assert_string_equal(names(&s, "8080", A ":8080"), "default");
	assert_true(omitted(&s, MW_OMIT_LISTENER_CONFLICT, "a"));
	done(&s);
}

static void
test_delegate(void **state)
{
	/* R114, R115: the example of the rules */
	struct sut s = compiled(
	    VS("web", "root", "  hosts: [a]\n  http:\n"
	    "  - {name: r, match: [{name: m, uri: {prefix: /api}}],"
	    " delegate: {name: d}, timeout: 5s}\n"
	    "  - {name: none, delegate: {name: missing}}\n")
	    VS("web", "d", "  http:\n"
	    "  - {name: one, match: [{name: k, uri: {prefix: /api/v1}}],"
	    " route: [{destination: {host: b}}]}\n"
	    "  - {match: [{uri: {prefix: /v2}}],"
	    " route: [{destination: {host: b}}]}\n"
	    "  - {match: [{uri: {regex: \"/api/.*\"}}],"
	    " route: [{destination: {host: b}}]}\n"
	    "  - {timeout: 1s, route: [{destination: {host: b}}]}\n"));
	const struct mw_virtual_host *vh = vhost(&s, "80", A ":80");

	(void)state;
	assert_string_equal(names(&s, "80", A ":80"), "r-one.m-k r.m");
	assert_string_equal(vh->routes[1].path, "/api");
	assert_true(vh->routes[0].timeout_ns == INT64_C(5000000000));
	assert_true(vh->routes[1].timeout_ns == INT64_C(1000000000));
	assert_string_equal(vh->routes[0].origin.object->name, "d");
	assert_string_equal(vh->routes[1].match_origin.object->name, "root");
	assert_true(omitted(&s, MW_OMIT_DELEGATE_CONFLICT, "d"));
	assert_true(omitted(&s, MW_OMIT_DELEGATE_MISSING, "root"));
	assert_true(omitted(&s, MW_OMIT_IS_DELEGATE, "d"));
	done(&s);
}

static const char *
tcp_cluster(const struct mw_filter_chain *c)
{
	assert_non_null(c->tcp);
	assert_int_equal(c->tcp->n_clusters, 1);
	return c->tcp->clusters[0].name;
}

static void
test_tcp_and_tls(void **state)
{
	/* T25: one TLS match, and the service's own chain is gone */
	struct sut s = compiled(
	    VS("web", "v", "  hosts: [t]\n"
	    "  tls:\n  - {match: [{port: 443, sniHosts: [t.example]}],"
	    " route: [{destination: {host: t, subset: v2}}]}\n"
	    "  tcp:\n  - {match: [{destinationSubnets: [10.0.0.0/8]}],"
	    " route: [{destination: {host: t, subset: v3}}]}\n"));
	const struct mw_listener *l;

	(void)state;
	l = mw_proxy_listener(s.proxy, "10.1.0.3_443");
	assert_non_null(l);
	assert_int_equal(l->n_chains, 1);
	assert_string_equal(tcp_cluster(&l->chains[0]),
	    "outbound|443|v2|t.web.svc.cluster.local");
	assert_string_equal(l->chains[0].match.server_names[0], "t.example");
	assert_string_equal(tcp_cluster(l->fallback), "PassthroughCluster");
	l = mw_proxy_listener(s.proxy, "10.1.0.3_9000");
	assert_non_null(l);
	assert_int_equal(l->n_chains, 1);
	assert_int_equal(l->chains[0].match.n_prefixes, 1);
	assert_string_equal(tcp_cluster(l->fallback),
	    "outbound|9000||t.web.svc.cluster.local");
	done(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_first_wins),
		cmocka_unit_test(test_private_first),
		cmocka_unit_test(test_static_match),
		cmocka_unit_test(test_destinations),
		cmocka_unit_test(test_literal_host),
		cmocka_unit_test(test_sidecar_scope),
		cmocka_unit_test(test_delegate),
		cmocka_unit_test(test_tcp_and_tls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
