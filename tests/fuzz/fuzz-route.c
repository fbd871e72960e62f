/*
 * fuzz-route.c - any request at a proxy with routes of every shape:
 * method, host, path, then name and value of headers, each ended by NUL.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "envoy/envoy.h"
#include "xds/xds.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define AT(k, s) .path_kind = (k), .path = (s), .path_len = sizeof(s) - 1
#define VALUE(k, s) { .kind = (k), .text = (s), .len = sizeof(s) - 1 }
#define TO .clusters = clusters, .n_clusters = MW_LEN(clusters),               \
	.weighted = true, .total_weight = 3

static const char *
cut(struct mw_arena *arena, const uint8_t **data, size_t *size)
{
	const uint8_t *nul = *size > 0 ? memchr(*data, 0, *size) : NULL;
	size_t len = nul != NULL ? (size_t)(nul - *data) : *size;
	const char *s = mw_arena_text(arena, (const char *)*data, len);

	*data += len;
	*size -= len;
	if (*size > 0) {
		(*data)++;
		(*size)--;
	}
	return s;
}

static const struct mw_header_value values[] = {
	{ .name = "x-a", .value = "%REQ(x-b?:path):9%%%%PROTOCOL%%RESP(a)%",
	  .action = MW_HEADER_OVERWRITE },
	{ .name = "via", .value = "%REQ(via)%", .action = MW_HEADER_APPEND },
};
static const char *const removed[] = { "x-b", "cookie" };
static const struct mw_weighted_cluster clusters[] = {
	{ .name = "a", .weight = 1, .host_rewrite = "h" },
	{ .name = "none", .weight = 2, .request = { values, 2, removed, 2 } },
};
static const struct mw_header_match headers[] = {
	{ .name = "x-b", .value = VALUE(MW_MATCH_PREFIX, "1"), .invert = true,
	  .missing_as_empty = true },
	{ .name = ":path", .value = VALUE(MW_MATCH_CONTAINS, "?") },
};
static const struct mw_query_match query[] = {
	{ .name = "q", .value = VALUE(MW_MATCH_EXACT, "1") },
};
static const struct mw_matcher origins[] = { VALUE(MW_MATCH_SUFFIX, "o") };
static const struct mw_cors cors = { .origins = origins, .n_origins = 1 };
static const struct mw_fault_filter fault = { .abort = true,
	.abort_grpc = true, .abort_fraction = { 1000000 } };
static const struct mw_redirect_action redirect = { .scheme = "https",
	.prefix_rewrite = "/r", .code = 301 };
static const struct mw_hash_policy hash[] = {
	{ .kind = MW_HASH_COOKIE, .name = "sid" },
};
static const struct mw_mirror_policy mirrors[] = {
	{ .cluster = "a", .fraction = { 1000000 } },
};

static struct mw_virtual_host
make_vhost(struct mw_arena *arena)
{
	static const char *const domains[] = { "a", "*.b", "c.*", "*" };
	static const struct mw_route_entry shapes[] = {
		{ AT(MW_PATH_EXACT, "/e"), .host_rewrite = "x", TO },
		{ AT(MW_PATH_PREFIX, "/p"), .prefix_rewrite = "/", TO },
		{ AT(MW_PATH_PREFIX, "/R"), .ignore_case = true,
		  .action = MW_ACTION_REDIRECT, .redirect = &redirect },
		{ AT(MW_PATH_SEPARATED_PREFIX, "/s"), .cors = &cors, TO },
		{ AT(MW_PATH_PREFIX, "/f"), .fault = &fault, TO },
		{ AT(MW_PATH_PREFIX, "/"), .headers = headers, .n_headers = 2,
		  .hash = hash, .n_hash = 1, TO },
		{ AT(MW_PATH_PREFIX, "/"), .query = query, .n_query = 1,
		  .mirrors = mirrors, .n_mirrors = 1, TO },
		{ AT(MW_PATH_REGEX, "/x[a-z]*"), .timeout_ns = 1000000000, TO },
	};
	struct mw_route_entry *r = MW_NEW_ARRAY(arena, struct mw_route_entry,
	    MW_LEN(shapes));

	memcpy(r, shapes, sizeof(shapes));
	r[7].path_regex = mw_regex_compile(arena, r[7].path, NULL);
	r[0].regex_rewrite = mw_regex_compile(arena, "(/)|e", NULL);
	r[0].regex_substitution = "\\1\\0";
	return (struct mw_virtual_host){ .name = "vh", .domains = domains,
		.n_domains = MW_LEN(domains), .routes = r,
		.n_routes = MW_LEN(shapes), .attempt_count = true };
}

static void
ask(struct mw_arena *arena, const struct mw_http *rq, bool gateway,
    struct mw_steps *log)
{
	struct mw_workload w = { .ns = "n", .name = "w" };
	struct mw_cluster cluster = { .name = "a", .lb = MW_LB_RING_HASH };
	struct mw_proxy p = { .arena = arena, .workload = &w,
		.clusters = &cluster, .n_clusters = 1 };
	struct mw_virtual_host vh = make_vhost(arena);
	struct mw_route_config rc = { .name = "80", .vhosts = &vh,
		.n_vhosts = 1, .ignore_port = true };
	struct mw_http_manager m = { .routes = &rc, .fault_cors = true,
		.use_remote_address = gateway, .xff_trusted_hops = gateway,
		.normalization = gateway ? MW_NORMALIZE_DECODE_AND_MERGE_SLASHES
					 : MW_NORMALIZE_BASE };
	struct mw_connection c = { .source_ip = "10.0.0.1",
		.payload = rq->http2 ? MW_PAYLOAD_HTTP2 : MW_PAYLOAD_HTTP1 };
	struct mw_accept accept = { 0 };
	struct mw_http_input in = { .connection = &c, .accept = &accept,
		.request = rq, .branch = gateway };
	struct mw_http_decision d;
	uint32_t attempts;

	mw_proxy_finish(&p);
	rc.index = mw_domain_index_new(arena, &vh, 1);
	mw_envoy_http(&p, &m, gateway ? MW_GATEWAY : MW_OUTBOUND, &in, arena,
	    log, &d);
	if (!d.forwarded && d.code == 0)
		__builtin_trap();
	mw_envoy_response(&d, &d.response, arena);
	if (d.forwarded)
		mw_envoy_upstream_failure(&d, MW_UPSTREAM_TLS, NULL, arena,
		    &attempts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_steps log = { .arena = arena };
	struct mw_http rq = { .scheme = "http" };

	rq.method = cut(arena, &data, &size);
	rq.authority = cut(arena, &data, &size);
	rq.path = cut(arena, &data, &size);
	rq.http2 = rq.method[0] == '2';
	while (size > 0) {
		const char *name = cut(arena, &data, &size);

		mw_header_add(&rq.headers, arena, name,
		    cut(arena, &data, &size));
	}
	ask(arena, &rq, false, &log);
	ask(arena, &rq, true, NULL);
	mw_arena_free(arena);
	return 0;
}
