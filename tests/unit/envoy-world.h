/*
 * envoy-world.h - a small proxy to ask questions, for the tests of envoy's HTTP
 * half.
 *
 * Each row asks it one question; the answer is one line:
 *	"CLUSTER HOST PATH"		forwarded
 *	"CODE DETAILS FLAGS"		answered, "-" for no flags
 * and, where a row asks for it, one header of the request that goes upstream,
 * or of the response (after '<', or when there is nothing upstream).
 */
#ifndef MW_TESTS_ENVOY_WORLD_H
#define MW_TESTS_ENVOY_WORLD_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"
#include "envoy/envoy.h"
#include "envoy/filters.h"
#include "xds/xds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EXACT(s) { .kind = MW_MATCH_EXACT, .text = (s), .len = sizeof(s) - 1 }
#define PREFIX(s) { .kind = MW_MATCH_PREFIX, .text = (s), .len = sizeof(s) - 1 }
#define PRESENT { .kind = MW_MATCH_PRESENT, .text = "" }
#define REGEX(s) { .kind = MW_MATCH_REGEX, .text = (s), .len = sizeof(s) - 1 }
#define AT(k, s) .path_kind = (k), .path = (s), .path_len = sizeof(s) - 1
#define ANY AT(MW_PATH_PREFIX, "/")
#define HEADERS(h) .headers = (h), .n_headers = MW_LEN(h)
#define TO(c) .clusters = (c), .n_clusters = MW_LEN(c)
#define ROUTES(r) .routes = (r), .n_routes = MW_LEN(r)
#define SET(h) .set = (h), .n_set = MW_LEN(h)

static const struct mw_weighted_cluster to_a[] = { { .name = "a" } };
static const struct mw_weighted_cluster to_b[] = { { .name = "b" } };

static struct mw_arena *arena;
static struct mw_proxy proxy;
static struct mw_workload workload = {
	.ns = "shop", .name = "web",
	.identity = "spiffe://cluster.local/ns/shop/sa/web",
};

struct row {
	const char *method, *host, *path, *headers;
	const char *want;
	const char *header, *value;	/* of what goes upstream or back */
};

struct world {
	const struct mw_route_entry *routes;
	size_t n_routes;
	bool gateway, tls, http2, require_tls;
	int hops;
	const char *claims;
	size_t branch;
};

/* ---- asking -------------------------------------------------------------- */

static int
setup(void **state)
{
	static const char *const names[] = { "a", "b", "ring" };
	struct mw_cluster *c;

	(void)state;
	arena = mw_arena_new();
	c = MW_NEW_ARRAY(arena, struct mw_cluster, MW_LEN(names));
	for (size_t i = 0; i < MW_LEN(names); i++) {
		c[i].name = names[i];
		c[i].lb = strcmp(names[i], "ring") == 0 ? MW_LB_RING_HASH
							: MW_LB_LEAST_REQUEST;
	}
	proxy = (struct mw_proxy){ .arena = arena, .workload = &workload,
		.clusters = c, .n_clusters = MW_LEN(names) };
	mw_proxy_finish(&proxy);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	mw_arena_free(arena);
	return 0;
}

static struct mw_matcher
compiled(const struct mw_matcher *m)
{
	struct mw_matcher out = *m;

	if (out.kind == MW_MATCH_REGEX) {
		out.regex = mw_regex_compile(arena, out.text, NULL);
		assert_non_null(out.regex);
	}
	return out;
}

/* A copy in which expressions are compiled. */
static struct mw_route_entry
finished(const struct mw_route_entry *r)
{
	struct mw_header_match *h = MW_NEW_ARRAY(arena, struct mw_header_match,
	    r->n_headers);
	struct mw_query_match *q = MW_NEW_ARRAY(arena, struct mw_query_match,
	    r->n_query);
	struct mw_claim_match *c = MW_NEW_ARRAY(arena, struct mw_claim_match,
	    r->n_claims);
	struct mw_route_entry out = *r;

	for (size_t i = 0; i < r->n_headers; i++) {
		h[i] = r->headers[i];
		h[i].value = compiled(&h[i].value);
	}
	for (size_t i = 0; i < r->n_query; i++) {
		q[i] = r->query[i];
		q[i].value = compiled(&q[i].value);
	}
	for (size_t i = 0; i < r->n_claims; i++) {
		c[i] = r->claims[i];
		c[i].value = compiled(&c[i].value);
	}
	out.headers = h;
	out.query = q;
	out.claims = c;
	if (out.path_kind == MW_PATH_REGEX)
		out.path_regex = mw_regex_compile(arena, out.path, NULL);
	for (size_t i = 0; i < out.n_clusters; i++)
		out.total_weight += out.clusters[i].weight;
	return out;
}

/* "name: value\n..." */
static struct mw_headers_list
parse_headers(const char *text)
{
	struct mw_headers_list h = { 0 };

	while (text != NULL && *text != '\0') {
		size_t line = strcspn(text, "\n"), colon = strcspn(text, ":");
		size_t at = colon + 1 + (text[colon + 1] == ' ');

		mw_header_add(&h, arena, mw_arena_text(arena, text, colon),
		    mw_arena_text(arena, text + at, line - at));
		text += line + (text[line] == '\n');
	}
	return h;
}

static const char *
joined(const struct mw_headers_list *h, const char *name)
{
	const char *all = NULL;

	for (size_t i = 0; i < h->n; i++) {
		if (strcmp(h->v[i].name, name) == 0)
			all = all == NULL ? h->v[i].value : mw_arena_printf(
			    arena, "%s,%s", all, h->v[i].value);
	}
	return all;
}

static void
ask(const struct world *w, const struct row *row, struct mw_steps *log,
    struct mw_http_decision *out)
{
	static const char *const domains[] = { "foo.com", "x", "", "a.foo.com",
		"*.foo.com", "*.b.foo.com" };
	struct mw_route_entry *routes = MW_NEW_ARRAY(arena,
	    struct mw_route_entry, w->n_routes);
	struct mw_virtual_host *vh = MW_NEW(arena, struct mw_virtual_host);
	struct mw_route_config *rc = MW_NEW(arena, struct mw_route_config);
	struct mw_filter_chain chain = { .tls.kind = MW_DOWNSTREAM_MESH };
	struct mw_http_manager m = { .routes = rc, .fault_cors = true,
		.use_remote_address = w->gateway,
		.normalization = MW_NORMALIZE_BASE, .xff_trusted_hops = w->hops,
		.xfcc = w->gateway ? MW_XFCC_SANITIZE_SET
				   : MW_XFCC_APPEND_FORWARD };
	struct mw_connection c = { .source_ip = "10.0.0.9",
		.dial_ip = "10.0.0.1", .dial_port = 8080,
		.payload = w->http2 ? MW_PAYLOAD_HTTP2 : MW_PAYLOAD_HTTP1 };
	struct mw_accept accept = { .chain = &chain, .terminated = w->tls,
		.peer = w->tls ? "spiffe://cluster.local/ns/x/sa/y" : NULL };
	struct mw_http rq = { .method = row->method != NULL ? row->method
							     : "GET",
		.scheme = w->tls ? "https" : "http", .authority = row->host,
		.path = row->path, .headers = parse_headers(row->headers),
		.http2 = w->http2 };
	struct mw_http_input in = { .connection = &c, .accept = &accept,
		.request = &rq, .local_ip = "10.0.0.1", .branch = w->branch };

	for (size_t i = 0; i < w->n_routes; i++)
		routes[i] = finished(&w->routes[i]);
	*vh = (struct mw_virtual_host){ .name = "vh", .domains = domains,
		.n_domains = MW_LEN(domains), .routes = routes,
		.n_routes = w->n_routes, .require_tls = w->require_tls,
		.attempt_count = true };
	*rc = (struct mw_route_config){ .name = "80", .vhosts = vh,
		.n_vhosts = 1, .ignore_port = true };
	rc->index = mw_domain_index_new(arena, vh, 1);
	mw_envoy_http(&proxy, &m, w->gateway ? MW_GATEWAY : MW_OUTBOUND, &in,
	    arena, log, out);
	/* they point to this function's stack */
	out->connection = NULL;
	out->accept = NULL;
}

static const char *
say(struct mw_http_decision *d)
{
	if (d->forwarded)
		return mw_arena_printf(arena, "%s %s %s", d->cluster_name,
		    d->upstream.authority, d->upstream.path);
	return mw_arena_printf(arena, "%u %s %s", d->code,
	    mw_str_or_empty(d->details), d->flags != NULL ? d->flags : "-");
}

static void
check(const struct world *w, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct row *row = &rows[i];
		struct mw_steps log = { .arena = arena };
		struct mw_http_decision d, traced;
		struct mw_headers_list response = { 0 };
		const char *got, *value = NULL;

		ask(w, row, NULL, &d);
		ask(w, row, &log, &traced);
		got = say(&d);
		assert_string_equal(got, say(&traced));
		assert_true(log.n > 0);
		if (strcmp(got, row->want) != 0)
			fail_msg("row %zu: %s %s: '%s', not '%s'", i,
			    row->host != NULL ? row->host : "(none)",
			    row->path, got, row->want);
		if (row->header == NULL)
			continue;
		if (d.forwarded)
			value = joined(&d.upstream.headers, row->header);
		if (!d.forwarded || row->header[0] == '<') {
			response = d.response;
			mw_envoy_response(&d, &response, arena);
			value = joined(&response, row->header +
			    (row->header[0] == '<'));
		}
		if (!mw_str_eq(value, row->value))
			fail_msg("row %zu: %s: %s is '%s', not '%s'", i,
			    row->path, row->header, value != NULL ? value
			    : "(none)", row->value != NULL ? row->value
			    : "(none)");
	}
}

#endif
