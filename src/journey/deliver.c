/*
 * deliver.c - what reached an application, beside what the client sent.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "journey/walk.h"

bool
mw_header_is_noise(const char *name)
{
	static const char *const exact[] = { "x-request-id", "traceparent",
		"tracestate", "grpc-trace-bin", "accept-encoding",
		"content-length", "connection", "te", "via" };
	static const char *const prefix[] = { "x-b3-", "x-cloud-trace",
		"x-envoy-decorator" };

	for (size_t i = 0; i < MW_LEN(exact); i++) {
		if (strcmp(name, exact[i]) == 0)
			return true;
	}
	for (size_t i = 0; i < MW_LEN(prefix); i++) {
		if (mw_str_has_prefix(name, prefix[i]))
			return true;
	}
	return false;
}

/* All values of NAME joined by commas; NULL when there is none. */
static const char *
joined(struct mw_arena *arena, const struct mw_headers_list *h,
    const char *name)
{
	const char *all = NULL;

	for (size_t i = 0; i < h->n; i++) {
		if (strcmp(h->v[i].name, name) != 0)
			continue;
		all = all == NULL ? h->v[i].value
		    : mw_arena_printf(arena, "%s,%s", all, h->v[i].value);
	}
	return all;
}

static int
by_name(const void *a, const void *b)
{
	const struct mw_header *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* HTTP/1 has no blanks around a value. */
static const char *
trimmed(struct mw_arena *a, const char *value)
{
	size_t len = strlen(value), from = strspn(value, " \t");

	while (len > from && (value[len - 1] == ' ' || value[len - 1] == '\t'))
		len--;
	return from == 0 && value[len] == '\0' ? value :
	    mw_arena_text(a, value + from, len - from);
}

/* A server of HTTP/2 puts the pieces of a cookie together again. */
static bool
joins_cookie(struct mw_arena *a, struct mw_headers_list *h,
    const struct mw_header *more)
{
	if (strcmp(more->name, "cookie") != 0)
		return false;
	for (size_t i = 0; i < h->n; i++) {
		if (strcmp(h->v[i].name, "cookie") != 0)
			continue;
		h->v[i].value = mw_arena_printf(a, "%s; %s", h->v[i].value,
		    more->value);
		return true;
	}
	return false;
}

static struct mw_headers_list
as_received(struct mw_arena *a, const struct mw_http *http, bool http2)
{
	struct mw_headers_list out = { 0 };

	for (size_t i = 0; i < http->headers.n; i++) {
		const struct mw_header *h = &http->headers.v[i];

		if (http2 && joins_cookie(a, &out, h))
			continue;
		mw_header_add(&out, a, h->name, http->http2 ? h->value :
		    trimmed(a, h->value));
	}
	return out;
}

static void
find_changed(struct mw_walk *w, const struct mw_headers_list *sent,
    struct mw_delivery *d)
{
	for (size_t i = 0; i < d->headers.n; i++) {
		const char *name = d->headers.v[i].name;
		const char *now, *before;

		if (mw_header_is_noise(name) ||
		    mw_header_get(&d->changed, name) != NULL)
			continue;
		now = joined(w->arena, &d->headers, name);
		before = joined(w->arena, sent, name);
		if (!mw_str_eq(now, before))
			mw_header_add(&d->changed, w->arena, name, now);
	}
	if (d->changed.n > 1)
		qsort(d->changed.v, d->changed.n, sizeof(*d->changed.v),
		    by_name);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
find_removed(struct mw_walk *w, const struct mw_headers_list *sent,
    struct mw_delivery *d)
{
	MW_VEC(const char *) gone = { 0 };

	for (size_t i = 0; i < sent->n; i++) {
		const char *name = sent->v[i].name;
		bool again = false;

		for (size_t j = 0; j < i && !again; j++)
			again = strcmp(sent->v[j].name, name) == 0;
		if (again || mw_header_is_noise(name) ||
		    strcmp(name, "host") == 0 ||
		    mw_header_get(&d->headers, name) != NULL)
			continue;
		mw_vec_push(w->arena, &gone, name);
	}
	if (gone.n > 1)
		qsort(gone.v, gone.n, sizeof(*gone.v), by_text);
	d->removed = gone.v;
	d->n_removed = gone.n;
}

struct mw_delivery
mw_deliver(struct mw_walk *w, const char *pod,
    const struct mw_workload *workload, uint32_t port, bool tls, bool http2,
    const struct mw_http *http)
{
	struct mw_delivery d = { .pod = pod, .workload = workload,
		.port = port, .tls = tls, .tcp = http == NULL };
	struct mw_headers_list sent = { 0 };

	if (http == NULL)
		return d;
	d.method = http->method;
	d.host = http->authority;
	d.path = http->path;
	d.headers = as_received(w->arena, http, http2);
	for (size_t i = 0; i < w->request->n_headers; i++) {
		mw_header_add(&sent, w->arena,
		    mw_arena_lower(w->arena,
		    w->request->headers[i].name),
		    w->request->headers[i].value);
	}
	find_changed(w, &sent, &d);
	find_removed(w, &sent, &d);
	return d;
}
