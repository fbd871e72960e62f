/*
 * admit-route.c - one HTTP route of a VirtualService (D2).
 */
#include "lint/admit-check.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"

enum {
	BODY_MAX = 1024 * 1024,
	BODY_LARGE = 100 * 1024
};

#define NS_PER_S INT64_C(1000000000)

static bool
is_one_of(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], s) == 0)
			return true;
	return false;
}

/* ---- destinations ---------------------------------------------------- */

void
mw_admit_destination(struct mw_admit *a, const struct mw_destination *d)
{
	if (d == NULL)
		return;
	if (mw_str_eq(d->host.s, "*"))
		mw_admit_error(a, d->host.node,
		    "'*' cannot be the host of a destination");
	else
		mw_admit_wildcard_host(a, &d->host, d->node);
	if (!mw_str_empty(d->subset.s) && !mw_admit_is_label(d->subset.s))
		mw_admit_error(a, d->subset.node,
		    "'%s' cannot be the name of a subset", d->subset.s);
	if (d->port != NULL)
		mw_admit_port(a, &d->port->number, d->port->node, "port");
}

static void
check_destinations(struct mw_admit *a, const struct mw_http_destination_list *l)
{
	int32_t sum = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct mw_http_destination *d = &l->v[i];

		if (d->destination == NULL)
			mw_admit_error(a, d->node,
			    "the destination is missing");
		mw_admit_headers(a, d->headers);
		mw_admit_destination(a, d->destination);
		mw_admit_not_negative(a, &d->weight, "weight");
		sum = (int32_t)((uint32_t)sum + (uint32_t)d->weight.v);
	}
	if (l->n > 1 && sum == 0)
		mw_admit_error(a, l->node,
		    "the weights of the destinations add up to 0");
}

static void
check_mirrors(struct mw_admit *a, const struct mw_http_mirror_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_http_mirror *m = &l->v[i];
		double share;

		if (m->destination == NULL) {
			mw_admit_error(a, m->node,
			    "the destination is missing");
			continue;
		}
		mw_admit_destination(a, m->destination);
		if (m->percentage == NULL)
			continue;
		share = m->percentage->value.v;
		if (share < 0 || share > 100)
			mw_admit_error(a, m->percentage->node, "%.10g is not "
			    "a percentage between 0 and 100", share);
	}
}

static void
check_mirror_share(struct mw_admit *a, const struct mw_http_route *r)
{
	if (r->mirror_percent.node != NULL) {
		if (r->mirror_percent.v > 100)
			mw_admit_error(a, r->mirror_percent.node,
			    "mirrorPercent is above 100");
		mw_admit_warn(a, r->mirror_percent.node, "mirrorPercent is "
		    "deprecated: use mirrorPercentage");
	}
	if (r->mirror_percentage != NULL) {
		double share = r->mirror_percentage->value.v;

		if (share < 0 || share > 100)
			mw_admit_error(a, r->mirror_percentage->node, "%.10g "
			    "is not a percentage between 0 and 100", share);
	}
}

/* ---- CORS ------------------------------------------------------------ */

static void
check_cors_headers(struct mw_admit *a, const struct mw_strings *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const char *s = list->v[i].s;

		if (strcmp(s, "*") != 0 && !mw_admit_is_token(s))
			mw_admit_error(a, list->v[i].node,
			    "'%s' is not the name of a header", s);
	}
}

static void
check_origin(struct mw_admit *a, const struct mw_string_match *m)
{
	if (mw_str_empty(m->exact.s) && mw_str_empty(m->prefix.s) &&
	    mw_str_empty(m->regex.s))
		mw_admit_error(a, m->node, "the match of an origin is empty");
	mw_admit_regex(a, &m->regex);
}

static void
check_cors(struct mw_admit *a, const struct mw_cors_policy *c)
{
	static const char *const methods[] = {
		"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT",
		"OPTIONS", "TRACE", "*",
	};

	if (c == NULL)
		return;
	for (size_t i = 0; i < c->allow_origins.n; i++)
		check_origin(a, &c->allow_origins.v[i]);
	for (size_t i = 0; i < c->allow_methods.n; i++) {
		const struct mw_string *m = &c->allow_methods.v[i];

		if (!is_one_of(m->s, methods, MW_LEN(methods)))
			mw_admit_error(a, m->node, "'%s' is not a method of "
			    "HTTP (in capitals)", m->s);
	}
	check_cors_headers(a, &c->allow_headers);
	check_cors_headers(a, &c->expose_headers);
	mw_admit_duration(a, &c->max_age);
	if (c->max_age.ns % NS_PER_S > 0)
		mw_admit_error(a, c->max_age.node,
		    "maxAge is not a whole number of seconds");
}

/* ---- faults ---------------------------------------------------------- */

static void
check_fault_share(struct mw_admit *a, const struct mw_percent *p)
{
	if (p == NULL || p->value.v == 0)
		return;
	if (!(p->value.v >= 0.0001 && p->value.v <= 100))
		mw_admit_error(a, p->value.node, "%.10g is not a percentage: "
		    "0, or 0.0001 to 100", p->value.v);
}

static void
check_status(struct mw_admit *a, const struct mw_int *status,
    const struct mw_node *node)
{
	if (status->v < 200 || status->v > 600)
		mw_admit_error(a, status->node != NULL ? status->node : node,
		    "status %" PRId64 " is not between 200 and 599", status->v);
}

static void
check_abort(struct mw_admit *a, const struct mw_fault_abort *f)
{
	static const char *const codes[] = {
		"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT",
		"DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
		"PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
		"FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE",
		"UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
		"UNAUTHENTICATED",
	};

	if (f == NULL)
		return;
	check_fault_share(a, f->percentage);
	if (f->grpc_status.node != NULL &&
	    !is_one_of(f->grpc_status.s, codes, MW_LEN(codes)))
		mw_admit_error(a, f->grpc_status.node,
		    "'%s' is not a status of gRPC, such as NOT_FOUND",
		    f->grpc_status.s);
	if (f->http2_error.node != NULL)
		mw_admit_error(a, f->http2_error.node,
		    "http2Error is not supported");
	if (f->http_status.node != NULL)
		check_status(a, &f->http_status, f->node);
}

static void
check_fault(struct mw_admit *a, const struct mw_fault *f)
{
	if (f == NULL)
		return;
	if (f->abort == NULL && f->delay == NULL)
		mw_admit_error(a, f->node,
		    "a fault is an abort, a delay, or both");
	check_abort(a, f->abort);
	if (f->delay == NULL)
		return;
	check_fault_share(a, f->delay->percentage);
	mw_admit_duration(a, &f->delay->fixed_delay);
	mw_admit_duration(a, &f->delay->exponential_delay);
	if (f->delay->exponential_delay.node != NULL)
		mw_admit_error(a, f->delay->exponential_delay.node,
		    "exponentialDelay is not supported");
}

/* ---- retries --------------------------------------------------------- */

/* The numbers that Go's net/http has words for. */
static bool
is_known_status(long long code)
{
	static const int ranges[][2] = {
		{ 100, 103 }, { 200, 208 }, { 226, 226 }, { 300, 305 },
		{ 307, 308 }, { 400, 418 }, { 421, 426 }, { 428, 429 },
		{ 431, 431 }, { 451, 451 }, { 500, 508 }, { 510, 511 },
	};

	for (size_t i = 0; i < MW_LEN(ranges); i++)
		if (code >= ranges[i][0] && code <= ranges[i][1])
			return true;
	return false;
}

static bool
is_retry_condition(const char *s)
{
	static const char *const words[] = {
		"5xx", "gateway-error", "reset", "reset-before-request",
		"connect-failure", "retriable-4xx", "refused-stream",
		"retriable-status-codes", "retriable-headers",
		"envoy-ratelimited", "http3-post-connect-failure", "cancelled",
		"deadline-exceeded", "internal", "resource-exhausted",
		"unavailable",
	};
	long long code;

	return is_one_of(s, words, MW_LEN(words)) ||
	    (mw_str_to_int(s + (*s == '+'), &code) && is_known_status(code));
}

static void
check_retry_on(struct mw_admit *a, const struct mw_string *s)
{
	for (const char *p = s->s;;) {
		size_t n = strcspn(p, ",");
		const char *word = mw_arena_text(a->arena, p, n);

		if (!is_retry_condition(word))
			mw_admit_error(a, s->node,
			    "'%s' is not a condition to retry on", word);
		if (p[n] == '\0')
			return;
		p += n + 1;
	}
}

static void
check_retries(struct mw_admit *a, const struct mw_http_retry *r)
{
	if (r == NULL)
		return;
	mw_admit_not_negative(a, &r->attempts, "attempts");
	if (r->attempts.v == 0 && (r->per_try_timeout.node != NULL ||
	    !mw_str_empty(r->retry_on.s) ||
	    r->retry_remote_localities.node != NULL))
		mw_admit_error(a, r->node, "attempts is 0, which means no "
		    "retries, and yet something is said of them");
	mw_admit_duration(a, &r->per_try_timeout);
	if (!mw_str_empty(r->retry_on.s))
		check_retry_on(a, &r->retry_on);
	mw_admit_duration(a, &r->backoff);
}

/* ---- redirects, rewrites, direct responses --------------------------- */

static bool
has_other_uri(const struct mw_http_match_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].uri != NULL && l->v[i].uri->prefix.node == NULL)
			return true;
	return false;
}

static void
check_redirect(struct mw_admit *a, const struct mw_http_redirect *r,
    const struct mw_http_match_list *matches)
{
	bool prefix;

	if (r == NULL)
		return;
	prefix = !mw_str_empty(r->prefix_rewrite.s);
	if (!mw_str_empty(r->uri.s) && prefix)
		mw_admit_error(a, r->prefix_rewrite.node,
		    "a redirect has either uri or prefixRewrite");
	else if (prefix && has_other_uri(matches))
		mw_admit_error(a, r->prefix_rewrite.node, "prefixRewrite wants "
		    "every match of a uri to be by prefix");
	else if (mw_str_empty(r->uri.s) && !prefix &&
	    mw_str_empty(r->authority.s) && r->port.node == NULL &&
	    r->derive_port.node == NULL && mw_str_empty(r->scheme.s))
		mw_admit_error(a, r->node,
		    "a redirect needs a uri, an authority, a scheme or a port");
	else if (r->redirect_code.v != 0 && (r->redirect_code.v < 300 ||
	    r->redirect_code.v > 399))
		mw_admit_error(a, r->redirect_code.node, "%" PRId64 " is not a "
		    "code of a redirect (3xx)", r->redirect_code.v);
	else if (!mw_str_empty(r->scheme.s) &&
	    strcmp(r->scheme.s, "http") != 0 &&
	    strcmp(r->scheme.s, "https") != 0)
		mw_admit_error(a, r->scheme.node,
		    "'%s' is neither http nor https", r->scheme.s);
	else if (r->port.v > 0)
		mw_admit_port(a, &r->port, r->node, "port");
}

/* Bytes behind base64. */
static size_t
decoded_length(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s != '=' && *s != '\n' && *s != '\r';
	return n * 3 / 4;
}

static void
check_direct_response(struct mw_admit *a, const struct mw_direct_response *d)
{
	size_t size = 0;

	if (d == NULL)
		return;
	if (d->body != NULL)
		size = d->body->bytes.node != NULL ?
		    decoded_length(d->body->bytes.s) :
		    mw_node_len(d->body->string.node);
	if (size > BODY_MAX)
		mw_admit_error(a, d->body->node,
		    "the body is larger than 1 MiB");
	else if (size > BODY_LARGE)
		mw_admit_warn(a, d->body->node, "the body is larger than "
		    "100 KiB, which may slow down the control plane");
	check_status(a, &d->status, d->node);
}

static void
check_rewrite(struct mw_admit *a, const struct mw_http_rewrite *r)
{
	const struct mw_regex_rewrite *re;

	if (r == NULL)
		return;
	re = r->uri_regex_rewrite;
	if (!mw_str_empty(r->uri.s) && re != NULL)
		mw_admit_error(a, re->node,
		    "a rewrite has either uri or uriRegexRewrite");
	else if (mw_str_empty(r->uri.s) && re == NULL &&
	    mw_str_empty(r->authority.s))
		mw_admit_error(a, r->node,
		    "a rewrite needs a uri, a uriRegexRewrite or an authority");
	else if (re != NULL && (mw_str_empty(re->match.s) ||
	    mw_str_empty(re->rewrite.s)))
		mw_admit_error(a, re->node,
		    "uriRegexRewrite needs both match and rewrite");
	else if (re != NULL)
		mw_admit_regex(a, &re->match);
}

static void
count_authority(const struct mw_string_map *m, size_t *n,
    const struct mw_node **last)
{
	for (size_t i = 0; i < m->n; i++) {
		const char *key = m->v[i].key.s;

		if (!mw_str_case_eq(key, ":authority") &&
		    !mw_str_case_eq(key, "host"))
			continue;
		*n += m->v[i].value.s[0] != '\0' || *n > 0;
		*last = m->v[i].value.node;
	}
}

/* The authority can be set in one place only. */
static void
check_authority(struct mw_admit *a, const struct mw_http_route *r)
{
	const struct mw_node *last = NULL;
	size_t n = r->rewrite != NULL && !mw_str_empty(r->rewrite->authority.s);

	if (r->headers == NULL || r->headers->request == NULL)
		return;
	count_authority(&r->headers->request->set, &n, &last);
	count_authority(&r->headers->request->add, &n, &last);
	if (n > 1)
		mw_admit_error(a, last,
		    "the authority is set in more than one place");
}

/* ---- what excludes what ---------------------------------------------- */

static void
exclude(struct mw_admit *a, const struct mw_node *node, bool there,
    const char *one, const char *other)
{
	if (there)
		mw_admit_error(a, node, "a route cannot have both %s and %s",
		    one, other);
}

static void
check_conflicts(struct mw_admit *a, const struct mw_http_route *r,
    bool delegate)
{
	const char *what = r->redirect != NULL ? "redirect" : "directResponse";
	const struct mw_node *node = r->redirect != NULL ? r->redirect->node :
	    r->direct_response != NULL ? r->direct_response->node : NULL;

	if (r->delegate != NULL && !delegate) {
		exclude(a, r->node, r->redirect != NULL, "delegate",
		    "redirect");
		exclude(a, r->route.node, r->route.n > 0, "delegate",
		    "route");
		return;
	}
	if (r->delegate != NULL)
		mw_admit_error(a, r->delegate->node, "a VirtualService without "
		    "hosts is a delegate itself and cannot delegate further");
	if (node != NULL) {
		exclude(a, r->route.node, r->route.n > 0, what, "route");
		exclude(a, node, r->fault != NULL, what, "fault");
		exclude(a, node, r->rewrite != NULL, what, "rewrite");
		exclude(a, node, r->redirect != NULL &&
		    r->direct_response != NULL, what, "directResponse");
	} else if (r->route.n == 0) {
		mw_admit_error(a, r->node, "a route needs destinations, a "
		    "redirect or a directResponse");
	}
	exclude(a, r->mirrors.node, r->mirror != NULL && r->mirrors.n > 0,
	    "mirror", "mirrors");
}

void
mw_admit_http_route(struct mw_admit *a, const struct mw_http_route *r,
    bool delegate)
{
	check_conflicts(a, r, delegate);
	for (size_t i = 0; i < r->match.n; i++) {
		mw_admit_http_match(a, &r->match.v[i]);
		a->quiet = true;
		mw_admit_gateway_names(a, &r->match.v[i].gateways);
		a->quiet = false;
	}
	mw_admit_headers(a, r->headers);
	check_cors(a, r->cors_policy);
	check_fault(a, r->fault);
	check_mirror_share(a, r);
	mw_admit_destination(a, r->mirror);
	check_mirrors(a, &r->mirrors);
	check_redirect(a, r->redirect, &r->match);
	check_direct_response(a, r->direct_response);
	check_retries(a, r->retries);
	check_rewrite(a, r->rewrite);
	check_authority(a, r);
	check_destinations(a, &r->route);
	mw_admit_duration(a, &r->timeout);
}
