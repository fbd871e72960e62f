/*
 * jwt-token.c - a token taken apart.
 *
 * The order of the checks is that of jwt_verify_lib, since the first fault is
 * what the caller reads in the answer (S86, S258).
 */
#include "envoy/jwt-token.h"

#include "base/attr.h"
#include "base/str.h"

#include <string.h>

enum {
	CLOCK_SKEW = 60,	/* S89 */
	MAX_JSON_NESTING = 100	/* protobuf's */
};

const char *
mw_jwt_status_text(enum mw_jwt_status s)
{
	static const char *const texts[] = {
#define MW_JWT(id, text) [MW_JWT_##id] = text,
#include "envoy/jwt-status.def"
#undef MW_JWT
	};

	return (size_t)s < MW_LEN(texts) ? texts[s] : "";
}

void
mw_jwt_fini(struct mw_jwt *t)
{
	json_decref(t->payload);
	t->payload = NULL;
}

static bool
is_implemented(const char *alg)
{
	static const char *const algs[] = {
		"ES256", "ES384", "ES512", "HS256", "HS384", "HS512", "RS256",
		"RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA",
	};

	for (size_t i = 0; i < MW_LEN(algs); i++) {
		if (strcmp(algs[i], alg) == 0)
			return true;
	}
	return false;
}

/* Brackets, not counting those in strings: jansson would go deeper. */
static bool
is_too_deep(const char *s, size_t len)
{
	int depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		if (quoted) {
			if (s[i] == '\\')
				i++;
			else if (s[i] == '"')
				quoted = false;
		} else if (s[i] == '"') {
			quoted = true;
		} else if (s[i] == '{' || s[i] == '[') {
			if (++depth > MAX_JSON_NESTING)
				return true;
		} else if (s[i] == '}' || s[i] == ']') {
			depth--;
		}
	}
	return false;
}

/* An object, or NULL.  Whole numbers stay whole where they fit. */
static json_t *
load_object(const char *s, size_t len)
{
	json_t *json;

	if (is_too_deep(s, len))
		return NULL;
	json = json_loadb(s, len, 0, NULL);
	if (json == NULL)
		json = json_loadb(s, len, JSON_DECODE_INT_AS_REAL, NULL);
	if (!json_is_object(json)) {
		json_decref(json);
		return NULL;
	}
	return json;
}

static enum mw_jwt_status
read_header(struct mw_jwt *t, const char *s, size_t len,
    struct mw_arena *arena)
{
	enum mw_jwt_status status = MW_JWT_OK;
	const json_t *alg, *kid;
	unsigned char *text;
	json_t *header;
	size_t n;

	text = mw_base64url_decode(arena, s, len, &n);
	if (text == NULL)
		return MW_JWT_HEADER_BASE64;
	header = load_object((const char *)text, n);
	if (header == NULL)
		return MW_JWT_HEADER_JSON;
	alg = json_object_get(header, "alg");
	kid = json_object_get(header, "kid");
	if (!json_is_string(alg))
		status = MW_JWT_HEADER_ALG;
	else if (!is_implemented(json_string_value(alg)))
		status = MW_JWT_HEADER_ALG_UNKNOWN;
	else if (kid != NULL && !json_is_string(kid))
		status = MW_JWT_HEADER_KID;
	if (status == MW_JWT_OK) {
		t->alg = mw_arena_strdup(arena, json_string_value(alg));
		if (kid != NULL)
			t->kid = mw_arena_strdup(arena, json_string_value(kid));
	}
	json_decref(header);
	return status;
}

/* A claim that must be a string where it is there at all. */
static bool
good_string(const json_t *payload, const char *name)
{
	const json_t *v = json_object_get(payload, name);

	return v == NULL || json_is_string(v);
}

/* A time: WRONG when it is no number, RANGE when it does not fit. */
static enum mw_jwt_status
read_time(const json_t *payload, const char *name, uint64_t *out,
    enum mw_jwt_status wrong, enum mw_jwt_status range)
{
	const json_t *v = json_object_get(payload, name);
	double d;

	if (v == NULL)
		return MW_JWT_OK;
	if (!json_is_number(v))
		return wrong;
	d = json_number_value(v);
	if (!(d >= 0) || d >= 18446744073709551616.0)
		return range;
	*out = (uint64_t)d;
	return MW_JWT_OK;
}

static bool
good_audience(const json_t *payload)
{
	const json_t *aud = json_object_get(payload, "aud");

	if (aud == NULL || json_is_string(aud))
		return true;
	if (!json_is_array(aud))
		return false;
	for (size_t i = 0; i < json_array_size(aud); i++) {
		if (!json_is_string(json_array_get(aud, i)))
			return false;
	}
	return true;
}

static enum mw_jwt_status
read_claims(struct mw_jwt *t)
{
	enum mw_jwt_status status;
	const json_t *p = t->payload;
	uint64_t iat;

	if (!good_string(p, "iss"))
		return MW_JWT_PAYLOAD_ISS;
	if (!good_string(p, "sub"))
		return MW_JWT_PAYLOAD_SUB;
	status = read_time(p, "iat", &iat, MW_JWT_PAYLOAD_IAT,
	    MW_JWT_PAYLOAD_IAT_RANGE);
	if (status == MW_JWT_OK)
		status = read_time(p, "nbf", &t->nbf, MW_JWT_PAYLOAD_NBF,
		    MW_JWT_PAYLOAD_NBF_RANGE);
	if (status == MW_JWT_OK)
		status = read_time(p, "exp", &t->exp, MW_JWT_PAYLOAD_EXP,
		    MW_JWT_PAYLOAD_EXP_RANGE);
	if (status != MW_JWT_OK)
		return status;
	if (!good_string(p, "jti"))
		return MW_JWT_PAYLOAD_JTI;
	if (!good_audience(p))
		return MW_JWT_PAYLOAD_AUD;
	t->iss = mw_str_or_empty(json_string_value(json_object_get(p, "iss")));
	return MW_JWT_OK;
}

static enum mw_jwt_status
read_payload(struct mw_jwt *t, const char *s, size_t len,
    struct mw_arena *arena)
{
	unsigned char *text;
	size_t n;

	text = mw_base64url_decode(arena, s, len, &n);
	if (text == NULL)
		return MW_JWT_PAYLOAD_BASE64;
	t->payload = load_object((const char *)text, n);
	if (t->payload == NULL)
		return MW_JWT_PAYLOAD_JSON;
	t->payload64 = mw_arena_text(arena, s, len);
	return read_claims(t);
}

static void
init(struct mw_jwt *t)
{
	*t = (struct mw_jwt){ .alg = "", .kid = "", .iss = "" };
}

/* The N parts between dots; empty ones do not count.  True when there are just
 * as many. */
static bool
parts_of(const char *token, const char **part, size_t *len, size_t n)
{
	size_t found = 0;

	while (*token != '\0') {
		size_t here = strcspn(token, ".");

		if (here > 0) {
			if (found == n)
				return false;
			part[found] = token;
			len[found++] = here;
		}
		token += here;
		token += *token == '.';
	}
	return found == n;
}

enum mw_jwt_status
mw_jwt_parse(struct mw_jwt *out, const char *token, struct mw_arena *arena)
{
	enum mw_jwt_status status;
	const char *part[3];
	size_t len[3], n;

	init(out);
	if (!parts_of(token, part, len, 3))
		return MW_JWT_BAD_FORMAT;
	status = read_header(out, part[0], len[0], arena);
	if (status == MW_JWT_OK)
		status = read_payload(out, part[1], len[1], arena);
	if (status != MW_JWT_OK)
		return status;
	out->signature = mw_base64url_decode(arena, part[2], len[2], &n);
	if (out->signature == NULL)
		return MW_JWT_SIGNATURE_BASE64;
	out->signature_len = n;
	out->signed_text = mw_arena_printf(arena, "%.*s.%.*s", (int)len[0],
	    part[0], (int)len[1], part[1]);
	return MW_JWT_OK;
}

enum mw_jwt_status
mw_jwt_from_claims(struct mw_jwt *out, const char *claims,
    struct mw_arena *arena)
{
	init(out);
	out->payload = load_object(claims, strlen(claims));
	if (out->payload == NULL)
		return MW_JWT_PAYLOAD_JSON;
	out->payload64 = mw_base64url_encode(arena, claims, strlen(claims));
	return read_claims(out);
}

enum mw_jwt_status
mw_jwt_check_time(const struct mw_jwt *t, int64_t now)
{
	uint64_t at = now > 0 ? (uint64_t)now : 0;

	if (at + CLOCK_SKEW < t->nbf)
		return MW_JWT_NOT_YET_VALID;
	if (t->exp != 0 && t->exp <= UINT64_MAX - CLOCK_SKEW &&
	    at > t->exp + CLOCK_SKEW)
		return MW_JWT_EXPIRED;
	return MW_JWT_OK;
}

/* S90: without scheme and trailing slash. */
static const char *
plain_audience(const char *s, size_t *len)
{
	if (mw_str_has_prefix(s, "https://"))
		s += strlen("https://");
	else if (mw_str_has_prefix(s, "http://"))
		s += strlen("http://");
	*len = strlen(s);
	if (*len > 0 && s[*len - 1] == '/')
		(*len)--;
	return s;
}

static bool
same_audience(const char *a, const char *b)
{
	size_t na, nb;

	a = plain_audience(mw_str_or_empty(a), &na);
	b = plain_audience(mw_str_or_empty(b), &nb);
	return na == nb && memcmp(a, b, na) == 0;
}

static bool
is_wanted(const char *audience, const char *const *audiences, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (same_audience(audience, audiences[i]))
			return true;
	}
	return false;
}

bool
mw_jwt_audience_allowed(const struct mw_jwt *t, const char *const *audiences,
    size_t n)
{
	const json_t *aud = json_object_get(t->payload, "aud");

	if (n == 0)
		return true;
	if (json_is_string(aud))
		return is_wanted(json_string_value(aud), audiences, n);
	for (size_t i = 0; i < json_array_size(aud); i++) {
		if (is_wanted(json_string_value(json_array_get(aud, i)),
		    audiences, n))
			return true;
	}
	return false;
}
