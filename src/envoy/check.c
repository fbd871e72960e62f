/*
 * check.c - what codec and connection manager refuse before any filter, and
 * the path that everything after them sees (R168, R170-R174, R188, R189).
 */
#include "envoy/stages.h"

#include "base/attr.h"
#include "base/limits.h"
#include "base/str.h"
#include "envoy/reply.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool
refuse(struct mw_exchange *x, uint32_t status, const char *body,
    const char *details, const char *flags, const char *why)
{
	mw_step_add(x->log, MW_STAGE_HTTP, MW_STEP_FAIL, NULL, "%s", why);
	mw_local_reply(x->out, x->request, x->arena, status, body, details,
	    flags);
	return false;
}

static bool
bad_request(struct mw_exchange *x, const char *details, const char *why)
{
	return refuse(x, 400, "Bad Request", details, "DPE", why);
}

static int
by_text(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

/* R189: what Envoy's HTTP/1 parser knows. */
static bool
is_method(const char *method)
{
	static const char *const methods[] = {
		"ACL", "BIND", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET",
		"HEAD", "LINK", "LOCK", "MERGE", "MKACTIVITY", "MKCALENDAR",
		"MKCOL", "MOVE", "NOTIFY", "OPTIONS", "PATCH", "POST",
		"PROPFIND", "PROPPATCH", "PURGE", "PUT", "QUERY", "REBIND",
		"REPORT", "SEARCH", "SOURCE", "SUBSCRIBE", "TRACE", "UNBIND",
		"UNLINK", "UNLOCK", "UNSUBSCRIBE",
	};

	return bsearch(method, methods, MW_LEN(methods), sizeof(methods[0]),
	    by_text) != NULL;
}

static bool
is_path_text(const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c != '\t' && c != '\f' && (c <= ' ' || c >= 0x7f))
			return false;
	}
	return true;
}

static size_t
scheme_length(const char *s)
{
	size_t n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') ||
	    (n > 0 && ((s[n] >= '0' && s[n] <= '9') || s[n] == '+' ||
	    s[n] == '-' || s[n] == '.')))
		n++;
	return mw_str_has_prefix(s + n, "://") ? n : 0;
}

/*
 * R188: "http://b/x" as target: its host and path count, not the Host header.
 */
static bool
absolute_form(struct mw_exchange *x)
{
	struct mw_http *rq = x->request;
	size_t n = scheme_length(rq->path), host, skip;
	const char *rest = rq->path + n + 3, *at;
	bool https, tls = x->in->accept != NULL && x->in->accept->terminated;

	if (n == 0)
		return bad_request(x, rq->path[0] == '*' ? "http1.invalid_url"
		    : "http1.codec_error", "the target is no path");
	https = n == 5 && strncasecmp(rq->path, "https", 5) == 0;
	if (!https && !(n == 4 && strncasecmp(rq->path, "http", 4) == 0))
		return bad_request(x, "http1.invalid_scheme",
		    "the target's scheme is neither http nor https");
	if (https && !tls && x->m->use_remote_address &&
	    x->m->xff_trusted_hops == 0)
		return refuse(x, 403, "Forbidden",
		    "http1.https_url_on_plaintext_connection", "DPE",
		    "the target is an https URL on a plaintext connection");
	host = strcspn(rest, "/?#");
	at = memchr(rest, '@', host);
	skip = at != NULL ? (size_t)(at - rest) + 1 : 0;
	rq->authority = mw_arena_text(x->arena, rest + skip, host - skip);
	rq->scheme = https ? "https" : "http";
	rq->path = rest[host] != '\0' ? rest + host : "/";
	mw_step_add(x->log, MW_STAGE_HTTP, MW_STEP_INFO, NULL,
	    "the target is a URL: its host '%s' replaces the Host header",
	    rq->authority);
	return true;
}

static bool
is_name(const char *s)
{
	static const char others[] = "!#$%&'*+-.^_`|~";

	for (const char *c = s; *c != '\0'; c++) {
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
		    (*c >= '0' && *c <= '9') || strchr(others, *c) != NULL))
			return false;
	}
	return *s != '\0';
}

/* What the HTTP/1 parser says of the request line and of names of headers. */
static bool
check_request_line(struct mw_exchange *x)
{
	struct mw_http *rq = x->request;

	for (size_t i = 0; i < rq->headers.n; i++) {
		if (!is_name(rq->headers.v[i].name))
			return bad_request(x, "http1.codec_error",
			    "no header may have such a name");
	}

	if (!is_method(mw_str_or_empty(rq->method)))
		return bad_request(x, "http1.codec_error",
		    "HTTP/1.1 has no such method");
	if (mw_str_empty(rq->path) || !is_path_text(rq->path))
		return bad_request(x, "http1.codec_error",
		    "the path has bytes that no path may have");
	if (rq->path[0] == '/' || strcmp(rq->method, "CONNECT") == 0 ||
	    (strcmp(rq->path, "*") == 0 && strcmp(rq->method, "OPTIONS") == 0))
		return true;
	return absolute_form(x);
}

static bool
is_authority(const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c <= ' ' || c >= 0x7f ||
		    strchr("\"#/<>?\\^`{|}", c) != NULL)
			return false;
	}
	return true;
}

static bool
check_size(struct mw_exchange *x)
{
	const struct mw_headers_list *h = &x->request->headers;
	size_t bytes = 0;

	for (size_t i = 0; i < h->n; i++)
		bytes += strlen(h->v[i].name) + strlen(h->v[i].value);
	if (bytes <= MW_LIMIT_HEADER_BYTES)
		return true;
	return refuse(x, 431, "Request Header Fields Too Large",
	    x->request->http2 ? "http2.too_large_headers"
			      : "http1.headers_too_large", "DPE",
	    "the headers are larger than 60 KB");
}

static bool
normalize(struct mw_exchange *x)
{
	struct mw_http *rq = x->request;
	const char *path = rq->path;

	if (!mw_path_normalize(x->arena, path, x->m->normalization,
	    &rq->path)) {
		rq->path = path;
		/* The answer asks for its route, which needs a scheme: no
		 * request has one yet, but where the client wrote it. */
		if (mw_header_get(&rq->headers, "x-forwarded-proto") != NULL)
			mw_stage_choose(x, NULL);
		return refuse(x, 400, NULL, "path_normalization_failed", NULL,
		    "the path cannot be normalised");
	}
	if (x->log != NULL && strcmp(path, rq->path) != 0)
		mw_step_add(x->log, MW_STAGE_HTTP, MW_STEP_INFO, NULL,
		    "path '%s' is normalised to '%s'", path, rq->path);
	return true;
}

bool
mw_stage_check(struct mw_exchange *x)
{
	struct mw_http *rq = x->request;

	if (!rq->http2 && !check_request_line(x))
		return false;
	if (!check_size(x))
		return false;
	if (rq->authority == NULL)
		return refuse(x, 400, NULL, "missing_host_header", NULL,
		    "there is no Host header");
	if (!is_authority(rq->authority))
		return bad_request(x, "http.invalid_authority",
		    "the host has characters that no host may have");
	if (mw_str_eq(rq->method, "QUERY") &&
	    mw_header_get(&rq->headers, "content-type") == NULL)
		return refuse(x, 400, NULL, "query_missing_content_type", NULL,
		    "QUERY needs a content-type");
	if (mw_str_eq(rq->method, "CONNECT"))
		return true;
	/* R174: "OPTIONS *" */
	if (mw_str_empty(rq->path) || rq->path[0] != '/')
		return refuse(x, 404, NULL, "absolute_path_rejected", NULL,
		    "the path does not begin with /");
	return normalize(x);
}
