/*
 * headers.c - lists of headers, and what is read from some of them.
 *
 * Names are in lower case.  A list is short, so it is searched from its start.
 */
#include "envoy/envoy.h"

#include "base/attr.h"
#include "base/str.h"
#include "base/vec.h"
#include "envoy/filters.h"
#include "envoy/stages.h"

#include <arpa/inet.h>
#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a == b || (a[0] == b[0] && strcmp(a, b) == 0);
}

const char *
mw_header_get(const struct mw_headers_list *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++) {
		if (same(h->v[i].name, name))
			return h->v[i].value;
	}
	return NULL;
}

void
mw_header_add(struct mw_headers_list *h, struct mw_arena *a, const char *name,
    const char *value)
{
	struct mw_header item = { name, value };

	mw_vec_push(a, h, item);
}

/* Drops lines of NAME from the FROM-th on. */
static bool
remove_from(struct mw_headers_list *h, size_t from, const char *name)
{
	size_t to = from;

	for (size_t i = from; i < h->n; i++) {
		if (!same(h->v[i].name, name))
			h->v[to++] = h->v[i];
	}
	if (to == h->n)
		return false;
	h->n = to;
	return true;
}

void
mw_header_set(struct mw_headers_list *h, struct mw_arena *a, const char *name,
    const char *value)
{
	for (size_t i = 0; i < h->n; i++) {
		if (!same(h->v[i].name, name))
			continue;
		h->v[i].value = value;
		remove_from(h, i + 1, name);
		return;
	}
	mw_header_add(h, a, name, value);
}

bool
mw_header_remove(struct mw_headers_list *h, const char *name)
{
	return remove_from(h, 0, name);
}

void
mw_headers_copy(struct mw_headers_list *to, struct mw_arena *a,
    const struct mw_headers_list *from, size_t spare)
{
	to->n = from->n;
	to->cap = from->n + spare;
	to->v = MW_NEW_ARRAY(a, struct mw_header, to->cap);
	if (from->n > 0)
		memcpy(to->v, from->v, from->n * sizeof(*from->v));
}

bool
mw_header_is_inline(const char *name)
{
	static const char *const names[] = {
		"accept", "accept-encoding", "authorization", "cache-control",
		"content-type", "expect", "grpc-timeout", "if-none-match",
		"origin", "referer", "te", "upgrade", "user-agent", "via",
		"x-forwarded-client-cert", "x-forwarded-for",
		"x-forwarded-host", "x-forwarded-port", "x-forwarded-proto",
		"x-request-id",
	};

	for (size_t i = 0; i < MW_LEN(names); i++) {
		if (same(names[i], name))
			return true;
	}
	return false;
}

size_t
mw_host_length(const char *host)
{
	const char *colon = strrchr(host, ':'), *bracket;

	if (colon == NULL)
		return strlen(host);
	bracket = strrchr(host, ']');
	return bracket != NULL && bracket > colon ? strlen(host)
						  : (size_t)(colon - host);
}

/* ---- the remote address (S176) ------------------------------------------- */

static bool
is_address(const char *s)
{
	unsigned char addr[16];

	return inet_pton(AF_INET, s, addr) == 1 ||
	    inet_pton(AF_INET6, s, addr) == 1;
}

/* Cuts the last entry of a list off; *len is what is left of it. */
static const char *
last_entry(struct mw_arena *arena, const char *list, size_t *len)
{
	size_t end = *len, start;

	for (start = end; start > 0 && list[start - 1] != ','; start--)
		continue;
	*len = start > 0 ? start - 1 : 0;
	while (start < end && (list[start] == ' ' || list[start] == '\t'))
		start++;
	while (end > start && (list[end - 1] == ' ' || list[end - 1] == '\t'))
		end--;
	return mw_arena_text(arena, list + start, end - start);
}

/* The SKIP-th entry from the right of all x-forwarded-for lines, or NULL. */
static const char *
forwarded_for(const struct mw_headers_list *h, int skip,
    struct mw_arena *arena)
{
	for (size_t i = h->n; i-- > 0;) {
		const char *value = h->v[i].value, *entry;
		size_t len;
		bool more = true;

		if (!same(h->v[i].name, "x-forwarded-for"))
			continue;
		for (len = strlen(value); more; skip--) {
			more = memchr(value, ',', len) != NULL;
			entry = last_entry(arena, value, &len);
			if (skip <= 0)
				return is_address(entry) ? entry : NULL;
		}
	}
	return NULL;
}

const char *
mw_remote_address(const struct mw_http_manager *m, enum mw_direction direction,
    const struct mw_http_input *in, struct mw_arena *arena)
{
	const char *peer = in->connection->source_ip, *found = NULL;
	int hops = m->xff_trusted_hops;

	(void)direction;
	if (!m->use_remote_address)
		found = forwarded_for(&in->request->headers, hops, arena);
	else if (hops > 0)
		found = forwarded_for(&in->request->headers, hops - 1, arena);
	return found != NULL ? found : peer;
}
