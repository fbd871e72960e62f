/*
 * response.c - the way back: header operations, CORS, cookies (R99, R100,
 * R179), and answers for an upstream that gave none (S225, S226, R105, R163).
 */
#include "envoy/envoy.h"

#include "base/attr.h"
#include "base/str.h"
#include "envoy/reply.h"
#include "envoy/stages.h"

#include <string.h>

static bool
is_details(const struct mw_http_decision *d, const char *details)
{
	return d->details != NULL && strcmp(d->details, details) == 0;
}

/*
 * A local answer of any filter carries the operations of a route that
 * forwards, a redirect or direct response its own, a preflight none.
 */
static bool
has_operations(const struct mw_http_decision *d)
{
	if (d->route == NULL || is_details(d, "cors_response"))
		return false;
	return d->route->action == MW_ACTION_ROUTE ||
	    is_details(d, "direct_response");
}

static void
add_cors(const struct mw_http_decision *d, struct mw_headers_list *headers,
    struct mw_arena *arena)
{
	const struct mw_cors *c = d->route->cors;

	mw_header_set(headers, arena, "access-control-allow-origin",
	    d->cors_origin);
	if (c->credentials)
		mw_header_set(headers, arena,
		    "access-control-allow-credentials", "true");
	if (!mw_str_empty(c->expose_headers))
		mw_header_set(headers, arena, "access-control-expose-headers",
		    c->expose_headers);
}

/* The headers of a body that the proxy writes itself come behind the
 * operations. */
static const char *const body_headers[] = { "content-type", "content-length" };

static void
take_body_headers(const struct mw_http_decision *d,
    struct mw_headers_list *headers, const char **kept)
{
	for (size_t i = 0; i < MW_LEN(body_headers) && !d->forwarded; i++) {
		kept[i] = mw_header_get(headers, body_headers[i]);
		mw_header_remove(headers, body_headers[i]);
	}
}

static void
put_body_headers(struct mw_headers_list *headers, struct mw_arena *arena,
    const char *const *kept)
{
	for (size_t i = 0; i < MW_LEN(body_headers); i++) {
		if (kept[i] != NULL &&
		    mw_header_get(headers, body_headers[i]) == NULL)
			mw_header_set(headers, arena, body_headers[i],
			    kept[i]);
	}
}

void
mw_envoy_response(const struct mw_http_decision *d,
    struct mw_headers_list *headers, struct mw_arena *arena)
{
	const struct mw_substitution s = {
		.d = d,
		.request = &d->upstream,
		.response = headers,
		.arena = arena,
		.what = "response",
	};
	const char *kept[MW_LEN(body_headers)] = { NULL };

	if (has_operations(d)) {
		take_body_headers(d, headers, kept);
		if (d->chosen != NULL)
			mw_header_ops_apply(&d->chosen->response, headers, &s);
		mw_header_ops_apply(&d->route->response, headers, &s);
		put_body_headers(headers, arena, kept);
	}
	for (size_t i = 0; i < d->n_set_cookies && d->forwarded; i++)
		mw_header_add(headers, arena, "set-cookie",
		    d->set_cookies[i]);
	if (d->cors_origin != NULL && d->route != NULL &&
	    d->route->cors != NULL)
		add_cors(d, headers, arena);
}

/* ---- upstream failures --------------------------------------------------- */

/* Which words of retryOn retry a failure (R105, R106). */
struct failure {
	uint32_t status;
	const char *details, *flag, *body;
	const char *retried_by;		/* comma separated; "" for never */
};

#define RESET_BODY "upstream connect error or disconnect/reset before headers"
#define ANY_RESET "5xx,gateway-error,reset"

static const struct failure failures[] = {
	[MW_UPSTREAM_NO_ENDPOINT] = { 503, "no_healthy_upstream", "UH",
	    "no healthy upstream", "" },
	[MW_UPSTREAM_REFUSED] = { 503, "upstream_reset_before_response_started"
	    "{remote_connection_failure}", "UF", RESET_BODY,
	    ANY_RESET ",connect-failure,reset-before-request" },
	[MW_UPSTREAM_TLS] = { 503, "upstream_reset_before_response_started"
	    "{remote_connection_failure}", "UF", RESET_BODY,
	    ANY_RESET ",connect-failure,reset-before-request" },
	[MW_UPSTREAM_CLOSED] = { 503, "upstream_reset_before_response_started"
	    "{connection_termination}", "UC", RESET_BODY, ANY_RESET },
	[MW_UPSTREAM_OVERFLOW] = { 503, "upstream_reset_before_response_started"
	    "{overflow}", "UO", RESET_BODY, "" },
	[MW_UPSTREAM_PROTOCOL] = { 502, "upstream_reset_before_response_started"
	    "{protocol_error}", "UPE", RESET_BODY, ANY_RESET },
};

static bool
has_word(const char *list, const char *word, size_t len)
{
	for (; *list != '\0'; list += *list == ',') {
		size_t n = strcspn(list, ",");

		if (n == len && memcmp(list, word, len) == 0)
			return true;
		list += n;
	}
	return false;
}

static bool
is_retried(const struct mw_retry_policy *p, const char *by)
{
	const char *on = p != NULL ? mw_str_or_empty(p->retry_on) : "";

	if (p == NULL || p->attempts <= 0)
		return false;
	for (; *on != '\0'; on += *on == ',') {
		size_t n = strcspn(on, ",");

		if (has_word(by, on, n))
			return true;
		on += n;
	}
	return false;
}

static const char *
flags_of(struct mw_arena *arena, const char *before, const char *flag,
    bool exhausted)
{
	return mw_arena_printf(arena, "%s%s%s%s", mw_str_or_empty(before),
	    before != NULL ? "," : "", flag, exhausted ? ",URX" : "");
}

void
mw_envoy_upstream_failure(struct mw_http_decision *d,
    enum mw_upstream_failure f, const char *tls_error, struct mw_arena *arena,
    uint32_t *attempts)
{
	const struct failure *what;
	bool retried;

	(void)tls_error;	/* its words are not those of any peer here */
	if (f == MW_UPSTREAM_OK || (size_t)f >= MW_LEN(failures))
		return;
	what = &failures[f];
	retried = d->route != NULL && is_retried(d->route->retry,
	    what->retried_by);
	if (attempts != NULL)
		*attempts = retried ? (uint32_t)d->route->retry->attempts + 1
				    : 1;
	d->response = (struct mw_headers_list){ 0 };
	if (f == MW_UPSTREAM_OVERFLOW)
		mw_header_set(&d->response, arena, "x-envoy-overloaded",
		    "true");
	mw_local_reply(d, &d->upstream, arena, what->status, what->body,
	    what->details, flags_of(arena, d->flags, what->flag, retried));
}

/* Control characters but the tab; a claim can bring them (S98). */
static bool
is_sendable(const char *value)
{
	for (const char *s = value; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

const char *
mw_envoy_unsendable(const struct mw_http *r)
{
	for (size_t i = 0; i < r->headers.n; i++) {
		if (!is_sendable(r->headers.v[i].value))
			return r->headers.v[i].name;
	}
	return NULL;
}

void
mw_envoy_unsendable_reply(struct mw_http_decision *d, const char *name,
    struct mw_arena *arena)
{
	d->response = (struct mw_headers_list){ 0 };
	mw_local_reply(d, &d->upstream, arena, 503, mw_arena_printf(arena,
	    "invalid header value for: %s", name), mw_arena_printf(arena,
	    "filter_removed_required_request_headers{invalid_header_value_for:"
	    "_%s}", name), flags_of(arena, d->flags, "DPE", false));
}

bool
mw_envoy_status_retried(struct mw_http_decision *d, uint32_t status,
    const struct mw_headers_list *headers, struct mw_arena *arena,
    uint32_t *attempts)
{
	const struct mw_retry_policy *p = d->route != NULL ? d->route->retry
							    : NULL;
	bool retried;

	if (p == NULL || mw_header_get(headers, "x-envoy-overloaded") != NULL)
		return false;
	retried = (status >= 500 && is_retried(p, "5xx")) ||
	    (status >= 502 && status <= 504 && is_retried(p, "gateway-error"))
	    || (status == 409 && is_retried(p, "retriable-4xx"));
	for (size_t i = 0; i < p->n_status_codes && !retried; i++)
		retried = p->status_codes[i] == status &&
		    is_retried(p, "retriable-status-codes");
	if (!retried)
		return false;
	d->flags = flags_of(arena, d->flags, "URX", false);
	*attempts = (uint32_t)p->attempts + 1;
	return true;
}
