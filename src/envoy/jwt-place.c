/*
 * jwt-place.c - where in a request a provider looks for tokens.
 *
 * Envoy keeps each kind of place in a sorted map, so tokens are found in the
 * order of names, not in that of the configuration.
 */
#include "envoy/jwt-place.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/vec.h"
#include "envoy/values.h"

#include <stdlib.h>
#include <string.h>

/* ---- query parameters ---------------------------------------------------- */

struct param {
	const char *name, *value;
	size_t at;		/* order in the query */
};

struct params {
	struct param *v;
	size_t n, cap;
};

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static const char *
decode(struct mw_arena *arena, const char *s, size_t len)
{
	char *to = mw_arena_text(arena, s, len), *p = to;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '+') {
			*p++ = ' ';
		} else if (s[i] == '%' && i + 2 < len &&
		    hex_value(s[i + 1]) >= 0 && hex_value(s[i + 2]) >= 0) {
			*p++ = (char)(hex_value(s[i + 1]) << 4 |
			    hex_value(s[i + 2]));
			i += 2;
		} else {
			*p++ = s[i];
		}
	}
	*p = '\0';
	return to;
}

static struct params
read_params(struct mw_arena *arena, const char *path)
{
	struct params params = { 0 };
	const char *s = path == NULL ? NULL : strchr(path, '?');

	if (s == NULL)
		return params;
	for (s++; *s != '\0';) {
		size_t len = strcspn(s, "&");
		const char *equal = memchr(s, '=', len);
		size_t name = equal != NULL ? (size_t)(equal - s) : len;
		struct param p = { .name = decode(arena, s, name),
			.value = "", .at = params.n };

		if (equal != NULL)
			p.value = decode(arena, equal + 1, len - name - 1);
		mw_vec_push(arena, &params, p);
		s += len;
		if (*s == '&')
			s++;
	}
	return params;
}

static int
by_name(const void *x, const void *y)
{
	const struct param *a = x, *b = y;
	int d = strcmp(a->name, b->name);

	if (d != 0)
		return d;
	return a->at < b->at ? -1 : a->at > b->at ? 1 : 0;
}

/* The rest of the query comes out sorted and decoded, as Envoy writes it. */
static void
remove_param(struct mw_http *request, const char *name, struct mw_arena *arena)
{
	struct params params = read_params(arena, request->path);
	struct mw_buf path = { 0 };
	char between = '?';

	if (params.n > 1)
		qsort(params.v, params.n, sizeof(*params.v), by_name);
	mw_buf_add(&path, request->path, strcspn(request->path, "?"));
	for (size_t i = 0; i < params.n; i++) {
		if (strcmp(params.v[i].name, name) == 0)
			continue;
		mw_buf_printf(&path, "%c%s=%s", between, params.v[i].name,
		    params.v[i].value);
		between = '&';
	}
	request->path = mw_arena_strdup(arena, mw_buf_text(&path));
	mw_buf_release(&path);
}

/* ---- the three kinds of places ------------------------------------------- */

static void
add(struct mw_jwt_places *places, struct mw_arena *arena,
    enum mw_jwt_place_kind kind, const char *name, const char *token)
{
	struct mw_jwt_place p = { .kind = kind, .name = name, .token = token };

	mw_vec_push(arena, places, p);
}

/*
 * S83: the prefix may be anywhere in the value, and all behind it is the
 * token, from the first character that a token can begin with.
 */
static const char *
cut_prefix(const char *value, const char *prefix)
{
	const char *s, *start;

	if (mw_str_empty(prefix))
		return value;
	s = strstr(value, prefix);
	if (s == NULL)
		return NULL;
	s += strlen(prefix);
	start = strpbrk(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_.");
	return start != NULL ? start : value;
}

static void
find_in_header(struct mw_jwt_places *places, const struct mw_http *request,
    const struct mw_jwt_location *at, struct mw_arena *arena)
{
	struct mw_values values = mw_header_values(arena, request, at->name);

	for (size_t i = 0; i < values.n; i++) {
		const char *token = cut_prefix(values.v[i], at->prefix);

		if (token != NULL)
			add(places, arena, MW_JWT_IN_HEADER, at->name, token);
	}
}

static void
find_in_params(struct mw_jwt_places *places, const struct mw_http *request,
    const char *name, struct mw_arena *arena)
{
	struct params params = read_params(arena, request->path);

	for (size_t i = 0; i < params.n; i++) {
		if (strcmp(params.v[i].name, name) == 0) {
			add(places, arena, MW_JWT_IN_PARAM, name,
			    params.v[i].value);
			return;
		}
	}
}

/* The value of cookie NAME in one Cookie line, or NULL; quotes are cut off. */
static const char *
cookie_value(const char *line, const char *name, struct mw_arena *arena)
{
	size_t want = strlen(name);

	while (*line != '\0') {
		size_t len;

		line += strspn(line, " \t;");
		len = strcspn(line, ";");
		if (len > want && strncmp(line, name, want) == 0 &&
		    line[want] == '=') {
			const char *v = line + want + 1;

			len -= want + 1;
			while (len > 0 && (v[len - 1] == ' ' ||
			    v[len - 1] == '\t'))
				len--;
			if (len >= 2 && v[0] == '"' && v[len - 1] == '"') {
				v++;
				len -= 2;
			}
			return mw_arena_text(arena, v, len);
		}
		line += len;
	}
	return NULL;
}

static void
find_in_cookies(struct mw_jwt_places *places, const struct mw_http *request,
    const char *name, struct mw_arena *arena)
{
	struct mw_values lines = mw_header_values(arena, request, "cookie");

	for (size_t i = 0; i < lines.n; i++) {
		const char *token = cookie_value(lines.v[i], name, arena);

		if (token != NULL) {
			add(places, arena, MW_JWT_IN_COOKIE, name, token);
			return;
		}
	}
}

/* ---- a provider's places in order ---------------------------------------- */

/* Envoy's key is the name with the prefix behind it. */
static int
by_place(const void *x, const void *y)
{
	const struct mw_jwt_location *a = x, *b = y;
	const char *s = a->name, *t = b->name;
	bool in_s = false, in_t = false;

	for (;;) {
		if (*s == '\0' && !in_s) {
			s = mw_str_or_empty(a->prefix);
			in_s = true;
		}
		if (*t == '\0' && !in_t) {
			t = mw_str_or_empty(b->prefix);
			in_t = true;
		}
		if (*s != *t || *s == '\0')
			return (unsigned char)*s - (unsigned char)*t;
		s++;
		t++;
	}
}

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void
find_in_headers(struct mw_jwt_places *places,
    const struct mw_jwt_provider *provider, const struct mw_http *request,
    struct mw_arena *arena)
{
	size_t n = provider->n_headers;
	struct mw_jwt_location *at = MW_NEW_ARRAY(arena, struct mw_jwt_location,
	    n);

	for (size_t i = 0; i < n; i++) {
		at[i].name = mw_arena_lower(arena, provider->headers[i].name);
		at[i].prefix = provider->headers[i].prefix;
	}
	if (n > 1)
		qsort(at, n, sizeof(*at), by_place);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || by_place(&at[i - 1], &at[i]) != 0)
			find_in_header(places, request, &at[i], arena);
	}
}

static const char **
sorted(const char *const *names, size_t n, struct mw_arena *arena)
{
	const char **copy = MW_NEW_ARRAY(arena, const char *, n);

	for (size_t i = 0; i < n; i++)
		copy[i] = names[i];
	if (n > 1)
		qsort(copy, n, sizeof(*copy), by_text);
	return copy;
}

typedef void (*find_fn)(struct mw_jwt_places *places,
    const struct mw_http *request, const char *name, struct mw_arena *arena);

static void
find_named(struct mw_jwt_places *places, const struct mw_http *request,
    const char *const *names, size_t n, find_fn find, struct mw_arena *arena)
{
	const char **in_order = sorted(names, n, arena);

	for (size_t i = 0; i < n; i++) {
		if (i == 0 || strcmp(in_order[i - 1], in_order[i]) != 0)
			find(places, request, in_order[i], arena);
	}
}

struct mw_jwt_places
mw_jwt_find(const struct mw_jwt_provider *provider,
    const struct mw_http *request, struct mw_arena *arena)
{
	static const struct mw_jwt_location bearer = { "authorization",
		"Bearer " };
	struct mw_jwt_places places = { 0 };

	/* S82: any place that is named switches off both defaults. */
	if (provider->n_headers + provider->n_params + provider->n_cookies ==
	    0) {
		find_in_header(&places, request, &bearer, arena);
		find_in_params(&places, request, "access_token", arena);
	} else {
		find_in_headers(&places, provider, request, arena);
		find_named(&places, request, provider->params,
		    provider->n_params, find_in_params, arena);
		find_named(&places, request, provider->cookies,
		    provider->n_cookies, find_in_cookies, arena);
	}
	if (places.n == 0 && request->carries_claims)
		add(&places, arena, MW_JWT_BESIDE, "", "");
	return places;
}

void
mw_jwt_remove(const struct mw_jwt_place *place, struct mw_http *request,
    struct mw_arena *arena)
{
	switch (place->kind) {
	case MW_JWT_IN_HEADER:
		mw_header_remove(&request->headers, place->name);
		break;
	case MW_JWT_IN_PARAM:
		remove_param(request, place->name, arena);
		break;
	case MW_JWT_IN_COOKIE:
		break;
	case MW_JWT_BESIDE:
		request->carries_claims = false;
		break;
	}
}

const char *
mw_jwt_place_text(const struct mw_jwt_place *place, struct mw_arena *arena)
{
	static const char *const kinds[] = {
		[MW_JWT_IN_HEADER] = "header",
		[MW_JWT_IN_PARAM] = "query parameter",
		[MW_JWT_IN_COOKIE] = "cookie",
		[MW_JWT_BESIDE] = "claims given beside the request",
	};

	if (place->kind == MW_JWT_BESIDE)
		return kinds[place->kind];
	return mw_arena_printf(arena, "%s %s", kinds[place->kind],
	    place->name);
}
