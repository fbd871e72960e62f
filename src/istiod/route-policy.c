/*
 * route-policy.c - retries, faults, CORS and hashing of a route (R101-R109).
 */
#include "istiod/route.h"

#include "base/str.h"

#include <string.h>

/* ---- retries (R105) */

#define RETRY_ON                                                               \
	"connect-failure,refused-stream,unavailable,cancelled,"                \
	"retriable-status-codes"

/* Codes that have a name; retryOn takes only those as codes. */
static bool
is_status(long long code)
{
	static const struct {
		int first, last;
	} ranges[] = { { 100, 103 }, { 200, 208 }, { 226, 226 }, { 300, 305 },
		{ 307, 308 }, { 400, 418 }, { 421, 426 }, { 428, 429 },
		{ 431, 431 }, { 451, 451 }, { 500, 508 }, { 510, 511 } };

	for (size_t i = 0; i < MW_LEN(ranges); i++) {
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	}
	return false;
}

struct conditions {
	struct mw_buf words;
	MW_VEC(uint32_t) codes;
};

static void
add_condition(struct mw_arena *a, struct conditions *c, const char *word)
{
	long long code;

	if (mw_str_to_int(word, &code) && is_status(code)) {
		mw_vec_push(a, &c->codes, (uint32_t)code);
		return;
	}
	if (c->words.len > 0)
		mw_buf_addc(&c->words, ',');
	mw_buf_adds(&c->words, word);
}

/* No codes, blanks or empty words in S: it stays as it is. */
static bool
words_only(const char *s)
{
	bool first = true;

	for (; *s != '\0'; s++) {
		if (*s <= ' ' || (first && (*s == ',' || *s == '+' ||
		    *s == '-')))
			return false;
		if (first && *s >= '0' && *s <= '9' &&
		    s[strspn(s, "0123456789")] != 'x')
			return false;
		first = *s == ',';
	}
	return !first;
}

static void
set_conditions(struct mw_arena *a, const char *s, struct mw_retry_policy *p)
{
	struct conditions c = { 0 };

	p->retry_on = s;
	if (words_only(s))
		return;
	while (*s != '\0') {
		size_t len = strcspn(s, ","), from = 0, to = len;

		while (from < to && strchr(" \t\r\n", s[from]) != NULL)
			from++;
		while (to > from && strchr(" \t\r\n", s[to - 1]) != NULL)
			to--;
		if (to > from)
			add_condition(a, &c, mw_arena_text(a, s + from,
			    to - from));
		s += len;
		if (*s == ',')
			s++;
	}
	if (c.codes.n > 0 && strstr(mw_buf_text(&c.words),
	    "retriable-status-codes") == NULL)
		mw_buf_adds(&c.words, ",retriable-status-codes");
	p->retry_on = mw_arena_strdup(a, mw_buf_text(&c.words));
	p->status_codes = c.codes.v;
	p->n_status_codes = c.codes.n;
	mw_buf_release(&c.words);
}

const struct mw_retry_policy *
mw_route_retry(struct mw_builder *b, const struct mw_http_retry *retry,
    bool keep_host, struct mw_origin origin)
{
	struct mw_retry_policy *p;

	if (retry != NULL && retry->attempts.v <= 0)
		return NULL;
	p = MW_NEW(b->arena, struct mw_retry_policy);
	p->attempts = 2;
	p->retry_on = RETRY_ON;
	p->previous_hosts = !keep_host;
	p->origin = origin;
	if (retry == NULL) {
		p->origin = mw_origin_default("default: 2 retries of what was "
		    "not sent, was refused or is unavailable");
		return p;
	}
	p->attempts = retry->attempts.v;
	if (!mw_str_empty(retry->retry_on.s))
		set_conditions(b->arena, retry->retry_on.s, p);
	if (retry->per_try_timeout.node != NULL)
		p->per_try_timeout_ns = retry->per_try_timeout.ns;
	if (retry->retry_ignore_previous_hosts.node != NULL)
		p->previous_hosts = retry->retry_ignore_previous_hosts.v;
	return p;
}

/* ---- faults (R101) */

struct mw_fraction
mw_route_percent(const struct mw_percent *p)
{
	double v = p != NULL ? p->value.v * 10000 : 0;

	/* R98: cut, not rounded */
	if (!(v > 0))
		v = 0;
	return (struct mw_fraction){ v >= 4294967295.0 ? UINT32_MAX :
	    (uint32_t)v };
}

struct mw_fraction
mw_route_whole_percent(int64_t v)
{
	if (v < 0)
		v = 0;
	return (struct mw_fraction){ v > 100 ? 1000000 :
	    (uint32_t)v * 10000 };
}

static uint32_t
grpc_status(const char *name)
{
	static const char *const names[] = { "OK", "CANCELLED", "UNKNOWN",
		"INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
		"ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
		"FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE",
		"UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
		"UNAUTHENTICATED" };

	for (size_t i = 0; i < MW_LEN(names); i++) {
		if (mw_str_eq(names[i], name))
			return (uint32_t)i;
	}
	return 0;
}

static void
set_abort(const struct mw_fault_abort *a, struct mw_fault_filter *out)
{
	if (a->http_status.node != NULL) {
		out->abort_status = (uint32_t)a->http_status.v;
	} else if (a->grpc_status.s != NULL) {
		out->abort_grpc = true;
		out->grpc_status = grpc_status(a->grpc_status.s);
	} else {
		return;
	}
	out->abort = true;
	out->abort_fraction = mw_route_percent(a->percentage);
}

static void
set_delay(const struct mw_fault_delay *d, struct mw_fault_filter *out)
{
	if (d->fixed_delay.node == NULL)
		return;
	out->delay = true;
	out->delay_ns = d->fixed_delay.ns;
	if (d->percentage != NULL)
		out->delay_fraction = mw_route_percent(d->percentage);
	else
		out->delay_fraction = mw_route_whole_percent(d->percent.v);
}

const struct mw_fault_filter *
mw_route_fault(const struct mw_route_source *src, const struct mw_fault *fault)
{
	struct mw_fault_filter *out;

	if (fault == NULL)
		return NULL;
	out = MW_NEW(src->b->arena, struct mw_fault_filter);
	if (fault->delay != NULL)
		set_delay(fault->delay, out);
	if (fault->abort != NULL)
		set_abort(fault->abort, out);
	out->origin = mw_route_origin(src, fault->node);
	return out->abort || out->delay ? out : NULL;
}

/* ---- CORS (R107) */

static const char *
joined(struct mw_arena *a, const struct mw_strings *list)
{
	struct mw_buf out = { 0 };
	const char *s;

	for (size_t i = 0; i < list->n; i++) {
		if (i > 0)
			mw_buf_addc(&out, ',');
		mw_buf_adds(&out, mw_str_or_empty(list->v[i].s));
	}
	s = out.len > 0 ? mw_arena_strdup(a, out.data) : NULL;
	mw_buf_release(&out);
	return s;
}

static void
set_origins(struct mw_builder *b, const struct mw_cors_policy *in,
    struct mw_cors *out)
{
	size_t n = in->allow_origins.n + in->allow_origin.n;
	struct mw_matcher *v = MW_NEW_ARRAY(b->arena, struct mw_matcher, n);

	for (size_t i = 0; i < in->allow_origins.n; i++) {
		v[out->n_origins] = mw_route_matcher(b,
		    &in->allow_origins.v[i]);
		if (v[out->n_origins].kind != MW_MATCH_PRESENT)
			out->n_origins++;
	}
	for (size_t i = 0; in->allow_origins.n == 0 &&
	    i < in->allow_origin.n; i++) {
		struct mw_matcher *m = &v[out->n_origins++];

		m->kind = MW_MATCH_EXACT;
		m->text = mw_str_or_empty(in->allow_origin.v[i].s);
		m->len = strlen(m->text);
		m->node = in->allow_origin.v[i].node;
	}
	out->origins = v;
}

enum { UNMATCHED_IGNORE = 2 };	/* of unmatchedPreflights */

const struct mw_cors *
mw_route_cors(const struct mw_route_source *src,
    const struct mw_cors_policy *in)
{
	struct mw_arena *a = src->b->arena;
	struct mw_cors *out;

	if (in == NULL)
		return NULL;
	out = MW_NEW(a, struct mw_cors);
	set_origins(src->b, in, out);
	out->allow_methods = joined(a, &in->allow_methods);
	out->allow_headers = joined(a, &in->allow_headers);
	out->expose_headers = joined(a, &in->expose_headers);
	if (in->max_age.node != NULL)
		out->max_age = mw_arena_printf(a, "%lld",
		    (long long)(in->max_age.ns / 1000000000));
	out->has_credentials = in->allow_credentials.node != NULL;
	out->credentials = in->allow_credentials.v;
	out->forward_unmatched = in->unmatched_preflights.v !=
	    UNMATCHED_IGNORE;
	out->origin = mw_route_origin(src, in->node);
	return out;
}

/* ---- hashing (R109) */

bool
mw_route_hash(const struct mw_consistent_hash *hash,
    const struct mw_object *object, struct mw_hash_policy *out)
{
	if (hash == NULL)
		return false;
	*out = (struct mw_hash_policy){ .ttl_ns = -1 };
	out->origin = mw_origin_of(object, hash->node);
	if (hash->http_header_name.s != NULL) {
		out->kind = MW_HASH_HEADER;
		out->name = hash->http_header_name.s;
	} else if (hash->http_cookie != NULL) {
		const struct mw_hash_cookie *c = hash->http_cookie;

		out->kind = MW_HASH_COOKIE;
		out->name = mw_str_or_empty(c->name.s);
		out->path = mw_str_or_empty(c->path.s);
		out->attributes = &c->attributes;
		if (c->ttl.node != NULL)
			out->ttl_ns = c->ttl.ns;
	} else if (hash->use_source_ip.v) {
		out->kind = MW_HASH_SOURCE_IP;
	} else if (hash->http_query_parameter_name.s != NULL) {
		out->kind = MW_HASH_QUERY;
		out->name = hash->http_query_parameter_name.s;
	} else {
		return false;
	}
	return true;
}
