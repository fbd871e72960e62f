/*
 * redirect.c - routes that answer themselves (R58, R81-R85).
 */
#include "envoy/stages.h"

#include "base/str.h"
#include "envoy/reply.h"

#include <stdio.h>
#include <string.h>

static const char *
forwarded_proto(const struct mw_exchange *x)
{
	return mw_str_or_empty(mw_header_get(&x->request->headers,
	    "x-forwarded-proto"));
}

/* R83: the port of the request's host stays, unless another one is given, or
 * it was the default of a scheme that changes. */
static size_t
host_length(const struct mw_exchange *x, const char *scheme, bool new_port)
{
	const char *host = x->request->authority, *proto = forwarded_proto(x);
	size_t n = mw_host_length(host);

	if (new_port)
		return n;
	if (strcmp(scheme, proto) != 0 &&
	    ((strcmp(proto, "https") == 0 && strcmp(host + n, ":443") == 0) ||
	    (strcmp(proto, "http") == 0 && strcmp(host + n, ":80") == 0)))
		return n;
	return strlen(host);
}

static const char *
new_path(const struct mw_exchange *x, const struct mw_redirect_action *r)
{
	const char *path = x->request->path, *query = strchr(path, '?');

	if (r->prefix_rewrite != NULL)
		return mw_rewrite_prefix(x->arena, x->out->route, path,
		    r->prefix_rewrite);
	if (r->path == NULL)
		return path;
	if (query == NULL || strchr(r->path, '?') != NULL)
		return r->path;
	return mw_arena_printf(x->arena, "%s%s", r->path, query);
}

static const char *
new_location(const struct mw_exchange *x, const struct mw_redirect_action *r)
{
	const char *scheme = r->scheme, *host = r->host;
	const char *path = new_path(x, r);
	char port[16] = "";
	size_t len;

	if (scheme == NULL)
		scheme = r->https ? "https" : x->request->scheme;
	if (host == NULL) {
		host = x->request->authority;
		len = host_length(x, scheme, r->port != 0);
	} else {
		len = strlen(host);
	}
	if (r->port != 0)
		snprintf(port, sizeof(port), ":%u", r->port);
	return mw_arena_printf(x->arena, "%s://%.*s%s%s%s", scheme, (int)len,
	    host, port, path[0] == '/' ? "" : "/", path);
}

static void
redirect(struct mw_exchange *x, uint32_t code, const char *location,
    const struct mw_origin *origin)
{
	mw_local_reply(x->out, x->request, x->arena, code, NULL,
	    "direct_response", NULL);
	mw_header_set(&x->out->response, x->arena, "location", location);
	mw_step_add(x->log, MW_STAGE_RESPONSE, MW_STEP_FAIL, origin,
	    "redirect %u to %s", code, location);
}

void
mw_answer_tls_redirect(struct mw_exchange *x)
{
	redirect(x, 301, mw_arena_printf(x->arena, "https://%s%s",
	    x->request->authority, mw_str_or_empty(x->request->path)), NULL);
}

void
mw_answer_redirect(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;

	redirect(x, r->redirect->code, new_location(x, r->redirect),
	    &r->origin);
}

void
mw_answer_direct(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;
	const struct mw_direct_response_action *d = r->direct_response;

	mw_local_reply(x->out, x->request, x->arena, d->status,
	    d->status == 204 || d->status == 304 ? NULL : d->body,
	    "direct_response", NULL);
	/* Envoy gives "created" the place of the request itself. */
	if (d->status == 201 || (d->status >= 300 && d->status < 400))
		mw_header_set(&x->out->response, x->arena, "location",
		    mw_arena_printf(x->arena, "%s://%s%s", x->request->scheme,
		    x->request->authority, x->request->path));
	mw_step_add(x->log, MW_STAGE_RESPONSE, MW_STEP_FAIL, &r->origin,
	    "direct response %u", d->status);
}
