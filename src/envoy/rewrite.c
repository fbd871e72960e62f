/*
 * rewrite.c - the request as it goes upstream: header operations, host, path,
 * in Envoy's order (R86-R88, R99, R100, R179).
 */
#include "envoy/stages.h"

#include "base/buf.h"
#include "base/str.h"
#include "envoy/values.h"

#include <string.h>

/* The part of PATH that the match of R covers: rewriting replaces it. */
static size_t
matched_length(const struct mw_route_entry *r, const char *path)
{
	if (r->path_kind == MW_PATH_PREFIX ||
	    r->path_kind == MW_PATH_SEPARATED_PREFIX)
		return r->path_len;
	return mw_path_length(path);
}

const char *
mw_rewrite_prefix(struct mw_arena *arena, const struct mw_route_entry *r,
    const char *path, const char *with)
{
	size_t n = matched_length(r, path), rest = strlen(path) - n,
	    len = strlen(with);
	char *out = mw_arena_alloc(arena, len + rest + 1);

	memcpy(out, with, len);
	memcpy(out + len, path + n, rest + 1);
	return out;
}

/* R87: within the path, the query stays. */
static const char *
rewrite_regex(struct mw_arena *arena, const struct mw_route_entry *r,
    const char *path)
{
	size_t n = mw_path_length(path);
	struct mw_buf b = { 0 };
	const char *result;

	(void)mw_regex_replace(r->regex_rewrite, path, n,
	    mw_str_or_empty(r->regex_substitution), &b);
	mw_buf_adds(&b, path + n);
	result = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return result;
}

/* Only the route's own rewrite keeps the old host in a header. */
static void
rewrite_host(struct mw_exchange *x, const char *host, bool keep,
    const struct mw_origin *origin)
{
	struct mw_http *rq = x->request;

	mw_step_add(x->log, MW_STAGE_REWRITE, MW_STEP_INFO, origin,
	    "host '%s' becomes '%s'", mw_str_or_empty(rq->authority), host);
	if (keep && !mw_str_empty(rq->authority))
		mw_header_set(&rq->headers, x->arena, "x-envoy-original-host",
		    rq->authority);
	rq->authority = host;
}

static void
rewrite_path(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;
	const struct mw_weighted_cluster *c = x->out->chosen;
	const char *prefix = r->prefix_rewrite, *old = x->request->path;

	if (c != NULL && c->prefix_rewrite != NULL)
		prefix = c->prefix_rewrite;
	if (r->regex_rewrite != NULL)
		x->request->path = rewrite_regex(x->arena, r, old);
	else if (prefix != NULL)
		x->request->path = mw_rewrite_prefix(x->arena, r, old, prefix);
	else
		return;
	mw_header_set(&x->request->headers, x->arena, "x-envoy-original-path",
	    old);
	mw_step_add(x->log, MW_STAGE_REWRITE, MW_STEP_INFO, &r->origin,
	    "path '%s' becomes '%s'", old, x->request->path);
}

void
mw_rewrite_request(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;
	const struct mw_weighted_cluster *c = x->out->chosen;
	const struct mw_substitution s = {
		.p = x->p,
		.d = x->out,
		.request = x->request,
		.arena = x->arena,
		.log = x->log,
		.what = "request",
	};

	if (c != NULL) {
		mw_header_ops_apply(&c->request, &x->request->headers, &s);
		if (c->host_rewrite != NULL)
			rewrite_host(x, c->host_rewrite, false, &c->origin);
	}
	mw_header_ops_apply(&r->request, &x->request->headers, &s);
	if (r->host_rewrite != NULL)
		rewrite_host(x, r->host_rewrite, true, &r->origin);
	rewrite_path(x);
}
