/*
 * log-line.c - a line of an Envoy access log, as Istio has it by default.
 *
 * Fields are told apart by blanks and quotes, which Envoy does not escape: a
 * line with more of them than its format has is read from both ends, as what
 * clients choose (a user agent, say) stands in the middle.
 */
#include "journey/log-line.h"

#include <jansson.h>
#include <string.h>

#include "base/str.h"

enum {
	FIELDS_MAX = 64,
	ISTIO_FIELDS = 22,	/* Istio's format */
	ENVOY_FIELDS = 13,	/* that of Envoy: no cluster, no addresses */
	FRONT = 11,		/* of Istio's before what clients choose */
	LINE_MAX_BYTES = 1 << 20
};

struct field {
	const char *s;
	size_t len;
};

struct fields {
	struct field v[FIELDS_MAX];
	size_t n;
};

/* Up to a quote that a blank or the end follows, or just up to a blank. */
static bool
split(const char *s, const char *end, struct fields *out)
{
	out->n = 0;
	while (s < end) {
		const char *at = s;
		struct field f;

		if (out->n == FIELDS_MAX)
			return false;
		if (*s == '"') {
			s++;
			for (at = s; at < end && (*at != '"' ||
			     (at + 1 < end && at[1] != ' '));)
				at++;
			if (at == end)
				return false;
			f = (struct field){ s, (size_t)(at - s) };
			at++;
		} else {
			while (at < end && *at != ' ')
				at++;
			f = (struct field){ s, (size_t)(at - s) };
		}
		out->v[out->n++] = f;
		if (at < end && *at != ' ')
			return false;
		s = at < end ? at + 1 : end;
	}
	return true;
}

/* "-" is how Envoy writes that there is nothing. */
static const char *
text(struct mw_arena *a, const struct field *f)
{
	if (f->len == 0 || (f->len == 1 && *f->s == '-') ||
	    memchr(f->s, '\0', f->len) != NULL)
		return NULL;
	return mw_arena_text(a, f->s, f->len);
}

static bool
number(const char *s, uint32_t *out)
{
	long long n;

	if (!mw_str_to_int(mw_str_or_empty(s), &n) || n < 0 || n > 999)
		return false;
	*out = (uint32_t)n;
	return true;
}

/* "GET /a HTTP/1.1", or "- - -" of a connection. */
static bool
read_request(struct mw_arena *a, const struct field *f,
    struct mw_log_line *out)
{
	const char *end = f->s + f->len;
	const char *first = memchr(f->s, ' ', f->len), *last = end;

	if (first == NULL)
		return false;
	while (last > first && last[-1] != ' ')
		last--;
	if (last <= first + 1)
		return false;
	out->method = text(a, &(struct field){ f->s, (size_t)(first - f->s) });
	out->path = text(a, &(struct field){ first + 1,
	    (size_t)(last - first - 2) });
	out->protocol = text(a, &(struct field){ last, (size_t)(end - last) });
	return out->protocol == NULL || mw_str_has_prefix(out->protocol,
	    "HTTP/");
}

/* "[pod/web-6f7c9b8-x2k4p/istio-proxy] " */
static const char *
read_prefix(struct mw_arena *a, const char *s, const char *end,
    struct mw_log_line *out)
{
	const char *close, *slash;

	if (end - s < 5 || strncmp(s, "[pod/", 5) != 0)
		return s;
	close = memchr(s, ']', (size_t)(end - s));
	slash = memchr(s + 5, '/', (size_t)(end - s - 5));
	if (close == NULL || slash == NULL || slash > close ||
	    close + 1 == end || close[1] != ' ')
		return s;
	out->pod = text(a, &(struct field){ s + 5, (size_t)(slash - s - 5) });
	return close + 2;
}

static bool
read_text(struct mw_arena *a, const char *s, const char *end,
    struct mw_log_line *out)
{
	const char *close = memchr(s, ']', (size_t)(end - s));
	struct fields f;
	const struct field *last;

	if (*s != '[' || close == NULL || end - close < 3 || close[1] != ' ' ||
	    !split(close + 2, end, &f))
		return false;
	/* the time is the first field */
	if (f.n + 1 != ENVOY_FIELDS && f.n + 1 < ISTIO_FIELDS)
		return false;
	if (!read_request(a, &f.v[0], out) || !number(text(a, &f.v[1]),
	    &out->code))
		return false;
	out->flags = text(a, &f.v[2]);
	last = &f.v[f.n];
	if (f.n + 1 == ENVOY_FIELDS) {
		out->forwarded_for = text(a, &last[-5]);
		out->user_agent = text(a, &last[-4]);
		out->authority = text(a, &last[-2]);
		out->upstream_host = text(a, &last[-1]);
		return true;
	}
	out->has_cluster = true;
	out->details = text(a, &f.v[3]);
	out->forwarded_for = text(a, &f.v[FRONT - 1]);
	if (f.n + 1 == ISTIO_FIELDS)
		out->user_agent = text(a, &f.v[FRONT]);
	out->authority = text(a, &last[-8]);
	out->upstream_host = text(a, &last[-7]);
	out->cluster = text(a, &last[-6]);
	out->local = text(a, &last[-4]);
	out->remote = text(a, &last[-3]);
	out->sni = text(a, &last[-2]);
	out->route = text(a, &last[-1]);
	return true;
}

static const char *
member(struct mw_arena *a, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (json_is_integer(v))
		return mw_arena_printf(a, "%lld",
		    (long long)json_integer_value(v));
	if (!json_is_string(v))
		return NULL;
	return text(a, &(struct field){ json_string_value(v),
	    json_string_length(v) });
}

static bool
read_json(struct mw_arena *a, const char *s, const char *end,
    struct mw_log_line *out)
{
	json_t *o = json_loadb(s, (size_t)(end - s), 0, NULL);
	const char *code = member(a, o, "response_code");
	bool good = code == NULL || number(code, &out->code);

	out->method = member(a, o, "method");
	out->path = member(a, o, "path");
	out->protocol = member(a, o, "protocol");
	out->authority = member(a, o, "authority");
	out->flags = member(a, o, "response_flags");
	out->details = member(a, o, "response_code_details");
	out->forwarded_for = member(a, o, "x_forwarded_for");
	out->user_agent = member(a, o, "user_agent");
	out->upstream_host = member(a, o, "upstream_host");
	out->cluster = member(a, o, "upstream_cluster");
	out->local = member(a, o, "downstream_local_address");
	out->remote = member(a, o, "downstream_remote_address");
	out->sni = member(a, o, "requested_server_name");
	out->route = member(a, o, "route_name");
	out->has_cluster = json_object_get(o, "upstream_cluster") != NULL;
	/* other things are logged in JSON as well */
	good = good && (json_object_get(o, "response_code") != NULL ||
	    (out->method != NULL && out->path != NULL &&
	    out->authority != NULL));
	json_decref(o);
	return good;
}

bool
mw_log_line_parse(struct mw_arena *arena, const char *line, size_t len,
    struct mw_log_line *out)
{
	const char *s, *end = line + len;

	*out = (struct mw_log_line){ 0 };
	if (len > LINE_MAX_BYTES)
		return false;
	if (len > 0 && end[-1] == '\r')
		end--;
	s = read_prefix(arena, line, end, out);
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	if (s == end)
		return false;
	return *s == '{' ? read_json(arena, s, end, out)
			 : read_text(arena, s, end, out);
}

const char *
mw_log_address(struct mw_arena *arena, const char *s, uint32_t *port)
{
	const char *colon = s != NULL ? strrchr(s, ':') : NULL;
	long long n;

	*port = 0;
	if (colon == NULL || !mw_str_to_int(colon + 1, &n) || n < 0 ||
	    n > 65535)
		return NULL;
	*port = (uint32_t)n;
	if (*s == '[' && colon > s + 1 && colon[-1] == ']')
		return mw_arena_text(arena, s + 1, (size_t)(colon - s - 2));
	return mw_arena_text(arena, s, (size_t)(colon - s));
}
