/*
 * flip-token.c - changes of the token in a request.
 *
 * A changed token cannot be signed here: a word stands in its place, and the
 * claims travel beside the request.
 */
#include "whatif/flip-edit.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "envoy/jwt-place.h"
#include "envoy/jwt-token.h"

#define STAND_IN MW_TOKEN_STAND_IN

static struct mw_http
as_http(const struct mw_request *r, struct mw_arena *arena)
{
	struct mw_http h = { .method = r->method, .authority = r->host,
	    .path = r->path };

	for (size_t i = 0; i < r->n_headers; i++) {
		char *name = mw_arena_strdup(arena, r->headers[i].name);

		mw_str_lower(name);
		mw_header_add(&h.headers, arena, name, r->headers[i].value);
	}
	return h;
}

static const struct mw_jwt_place *
find_of(const struct mw_jwt_provider *p, const struct mw_request *r,
    struct mw_arena *arena)
{
	struct mw_http h = as_http(r, arena);
	struct mw_jwt_places places = mw_jwt_find(p, &h, arena);

	return places.n > 0 ? &places.v[0] : NULL;
}

/* The first token that a provider finds; NULL for none. */
static const struct mw_jwt_place *
find_token(const struct mw_jwt_filter *filter, const struct mw_request *r,
    struct mw_arena *arena)
{
	const struct mw_jwt_place *place = NULL;

	for (size_t i = 0; filter != NULL && place == NULL &&
	     i < filter->n_providers; i++)
		place = find_of(&filter->providers[i], r, arena);
	return place;
}

bool
mw_edit_has_token(const struct mw_jwt_filter *filter,
    const struct mw_request *r)
{
	struct mw_arena *arena = mw_arena_new();
	bool found = find_token(filter, r, arena) != NULL;

	mw_arena_free(arena);
	return found || r->claims != NULL;
}

const char *
mw_edit_claims(const struct mw_jwt_filter *filter, const struct mw_request *r,
    struct mw_arena *arena)
{
	const struct mw_jwt_place *place = find_token(filter, r, arena);
	const char *claims = r->claims;
	struct mw_jwt t;
	char *dump;

	if (place == NULL)
		return claims;
	if (mw_jwt_parse(&t, place->token, arena) == MW_JWT_OK &&
	    t.payload != NULL) {
		dump = json_dumps(t.payload, JSON_COMPACT);
		if (dump != NULL)
			claims = mw_arena_strdup(arena, dump);
		free(dump);
	}
	mw_jwt_fini(&t);
	return claims;
}

/* ---- the place of the token ----------------------------------------------- */

/* S with every OLD replaced; S itself when there is none. */
static const char *
replaced(struct mw_arena *arena, const char *s, const char *old,
    const char *with)
{
	const char *at = *old != '\0' ? strstr(s, old) : NULL;

	if (at == NULL)
		return s;
	return mw_arena_printf(arena, "%.*s%s%s", (int)(at - s), s, with,
	    at + strlen(old));
}

static void
replace_everywhere(struct mw_request *r, const char *old, const char *with,
    struct mw_arena *arena)
{
	struct mw_request_header *h = MW_NEW_ARRAY(arena,
	    struct mw_request_header, r->n_headers);

	for (size_t i = 0; i < r->n_headers; i++) {
		h[i].name = r->headers[i].name;
		h[i].value = replaced(arena, r->headers[i].value, old, with);
	}
	r->headers = h;
	r->path = replaced(arena, r->path, old, with);
}

static void
add_header(struct mw_request *r, const char *name, const char *value,
    struct mw_arena *arena)
{
	MW_VEC(struct mw_request_header) v = { 0 };
	struct mw_request_header h = { name, value };

	for (size_t i = 0; i < r->n_headers; i++) {
		if (!mw_str_case_eq(r->headers[i].name, name))
			mw_vec_push(arena, &v, r->headers[i]);
	}
	mw_vec_push(arena, &v, h);
	r->headers = v.v;
	r->n_headers = v.n;
}

bool
mw_edit_place(const struct mw_jwt_provider *p, size_t n,
    struct mw_token_place *out)
{
	*out = (struct mw_token_place){ .prefix = "" };
	if (p->n_headers + p->n_params + p->n_cookies == 0) {	/* S82 */
		if (n == 0) {
			out->header = "authorization";
			out->prefix = "Bearer ";
		} else {
			out->param = "access_token";
		}
		return n < 2;
	}
	if (n < p->n_headers) {
		out->header = p->headers[n].name;
		out->prefix = mw_str_or_empty(p->headers[n].prefix);
	} else if (n < p->n_headers + p->n_params) {
		out->param = p->params[n - p->n_headers];
	} else if (n < p->n_headers + p->n_params + p->n_cookies) {
		out->cookie = p->cookies[n - p->n_headers - p->n_params];
	}
	return out->header != NULL || out->param != NULL ||
	    out->cookie != NULL;
}

/* The N-th place where PROVIDER looks. */
static void
place_stand_in(struct mw_request *r, const struct mw_jwt_provider *p,
    size_t n, struct mw_arena *arena)
{
	struct mw_token_place at;

	if (!mw_edit_place(p, n, &at))
		return;
	if (at.header != NULL)
		add_header(r, at.header, mw_arena_printf(arena, "%s" STAND_IN,
		    at.prefix), arena);
	else if (at.cookie != NULL)
		add_header(r, "cookie", mw_arena_printf(arena, "%s=" STAND_IN,
		    at.cookie), arena);
	else
		r->path = mw_arena_printf(arena, "%s%c%s=" STAND_IN, r->path,
		    strchr(r->path, '?') != NULL ? '&' : '?', at.param);
}

#define TOKEN_START "eyJ"

/* PATH without the parameters that are tokens. */
static const char *
path_without_tokens(const char *path, struct mw_arena *arena)
{
	size_t len = strcspn(path, "?");
	const char *s = path + len;
	struct mw_buf b = { 0 };
	const char *out;

	if (strstr(s, TOKEN_START) == NULL)
		return path;
	mw_buf_add(&b, path, len);
	for (char between = '?'; *s != '\0'; s += len) {
		s++;
		len = strcspn(s, "&");
		if (strstr(mw_arena_text(arena, s, len), TOKEN_START) != NULL)
			continue;
		mw_buf_addc(&b, between);
		mw_buf_add(&b, s, len);
		between = '&';
	}
	out = mw_arena_strdup(arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return out;
}

/* A real token beside a stand-in is one that nobody can tell from it. */
static void
drop_others(struct mw_request *r, struct mw_arena *arena)
{
	MW_VEC(struct mw_request_header) v = { 0 };

	for (size_t i = 0; i < r->n_headers; i++) {
		if (strstr(r->headers[i].value, TOKEN_START) == NULL)
			mw_vec_push(arena, &v, r->headers[i]);
	}
	r->headers = v.v;
	r->n_headers = v.n;
	r->path = path_without_tokens(r->path, arena);
}

static void
drop_token(struct mw_request *r, const struct mw_jwt_filter *filter,
    struct mw_arena *arena)
{
	const struct mw_jwt_place *place;

	r->claims = NULL;
	r->bad_signature = false;
	for (size_t round = 0; round < 4; round++) {
		struct mw_http h = as_http(r, arena);
		MW_VEC(struct mw_request_header) v = { 0 };

		place = find_token(filter, r, arena);
		if (place == NULL)
			return;
		if (place->kind == MW_JWT_IN_PARAM) {
			mw_jwt_remove(place, &h, arena);
			r->path = h.path;
			continue;
		}
		for (size_t i = 0; i < r->n_headers; i++) {
			if (!mw_str_case_eq(r->headers[i].name,
			    place->kind == MW_JWT_IN_COOKIE ? "cookie" :
			    place->name))
				mw_vec_push(arena, &v, r->headers[i]);
		}
		r->headers = v.v;
		r->n_headers = v.n;
	}
}

/* ---- claims ----------------------------------------------------------------- */

static const struct mw_jwt_provider *
provider_of(const struct mw_jwt_filter *filter, const char *issuer)
{
	for (size_t i = 0; i < filter->n_providers; i++) {
		if (mw_str_eq(filter->providers[i].issuer, issuer))
			return &filter->providers[i];
	}
	return &filter->providers[0];
}

static void
set_text(json_t *claims, const char *key, const char *value)
{
	json_object_set_new(claims, key, json_string(value));
}

/* What every token has. */
static void
fill_in(json_t *claims, const struct mw_jwt_provider *p, bool force)
{
	struct mw_jwt t = { .payload = claims };

	if (force || json_object_get(claims, "iss") == NULL)
		set_text(claims, "iss", mw_str_or_empty(p->issuer));
	if (json_object_get(claims, "sub") == NULL)
		set_text(claims, "sub", "x");
	if (p->n_audiences > 0 && (json_object_get(claims, "aud") == NULL ||
	    (force && !mw_jwt_audience_allowed(&t, p->audiences,
	    p->n_audiences))))
		set_text(claims, "aud", p->audiences[0]);
	if (force) {
		json_object_del(claims, "exp");
		json_object_del(claims, "nbf");
	}
}

static void
set_claim(json_t *claims, const struct mw_edit *e)
{
	json_t *at = claims;

	for (size_t i = 0; i + 1 < e->n_path; i++) {
		json_t *next = json_object_get(at, e->path[i]);

		if (!json_is_object(next)) {
			if (e->kind == MW_EDIT_NO_CLAIM)
				return;
			next = json_object();
			json_object_set_new(at, e->path[i], next);
		}
		at = next;
	}
	if (e->n_path == 0)
		return;
	if (e->kind == MW_EDIT_CLAIM)
		set_text(at, e->path[e->n_path - 1], e->value);
	else
		json_object_del(at, e->path[e->n_path - 1]);
}

/* CLAIMS as edited by E; the provider that is to take them.  What every token
 * has is put to one of which there was nothing yet: a token that was sent has
 * what is said of it, and no more. */
static const struct mw_jwt_provider *
change_claims(json_t *claims, const struct mw_edit *e,
    const struct mw_jwt_filter *filter)
{
	const struct mw_jwt_provider *p = e->provider;
	bool none = json_object_size(claims) == 0;

	if (e->kind != MW_EDIT_TOKEN) {
		set_claim(claims, e);
		p = provider_of(filter, json_string_value(
		    json_object_get(claims, "iss")));
	}
	if (e->kind == MW_EDIT_TOKEN || (none && e->kind != MW_EDIT_NO_CLAIM))
		fill_in(claims, p, e->kind == MW_EDIT_TOKEN);
	return p;
}

void
mw_edit_token(const struct mw_edit *e, const struct mw_jwt_filter *filter,
    struct mw_arena *arena, struct mw_request *r)
{
	bool bad = r->bad_signature && e->kind != MW_EDIT_TOKEN;
	const struct mw_jwt_place *place;
	const struct mw_jwt_provider *p;
	const char *old;
	json_t *claims;
	char *dump;

	if (filter == NULL || filter->n_providers == 0)
		return;
	if (e->kind == MW_EDIT_NO_TOKEN) {
		drop_token(r, filter, arena);
		return;
	}
	old = mw_edit_claims(filter, r, arena);
	claims = old != NULL ? json_loads(old, 0, NULL) : NULL;
	if (!json_is_object(claims)) {
		json_decref(claims);
		claims = json_object();
	}
	p = change_claims(claims, e, filter);
	/* it must stand where this provider looks */
	place = find_of(p, r, arena);
	if (place != NULL && e->place == 0) {
		replace_everywhere(r, place->token, STAND_IN, arena);
		drop_others(r, arena);
	} else {
		drop_token(r, filter, arena);
		drop_others(r, arena);
		place_stand_in(r, p, e->place, arena);
	}
	r->bad_signature = bad;
	dump = json_dumps(claims, JSON_COMPACT);
	r->claims = dump != NULL ? mw_arena_strdup(arena, dump) : NULL;
	free(dump);
	json_decref(claims);
}
