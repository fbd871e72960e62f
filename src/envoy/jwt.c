/*
 * jwt.c - the jwt_authn filter: which tokens are asked, and what comes of it.
 *
 * The requirement is the one that istiod builds (S84): with one rule "valid or
 * missing"; with several, any of them valid, or else each valid or missing.
 * Verifying has effects on the request even where it fails in the end, so the
 * rules are run in Envoy's order, also the second time.
 */
#include "envoy/jwt.h"

#include "base/str.h"
#include "envoy/jwt-claims.h"
#include "envoy/jwt-place.h"
#include "envoy/jwt-token.h"
#include "envoy/reply.h"
#include "envoy/values.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_REALM_PATH = 256 };	/* S86 */

struct run {
	const struct mw_jwt_filter *f;
	const struct mw_http_input *in;
	struct mw_http *request;
	struct mw_arena *arena;
	struct mw_steps *log;		/* NULL on the second round */
	struct mw_http_decision *out;
	const char *payload_json;	/* last stored */
};

static bool
is_preflight(const struct mw_http *r)
{
	return mw_str_eq(r->method, "OPTIONS") &&
	    !mw_str_empty(mw_header_get(&r->headers, "origin")) &&
	    !mw_str_empty(mw_header_get(&r->headers,
	    "access-control-request-method"));
}

/* No client may send what only this filter writes (S98). */
static void
remove_outputs(struct run *r)
{
	struct mw_headers_list *h = &r->request->headers;

	for (size_t i = 0; i < r->f->n_providers; i++) {
		const struct mw_jwt_provider *p = &r->f->providers[i];

		if (!mw_str_empty(p->payload_header))
			mw_header_remove(h, mw_arena_lower(r->arena,
			    p->payload_header));
		for (size_t j = 0; j < p->n_claim_headers; j++)
			mw_header_remove(h, mw_arena_lower(r->arena,
			    p->claim_headers[j].header));
	}
}

static void
write_outputs(struct run *r, const struct mw_jwt_provider *p,
    const struct mw_jwt_place *place, const struct mw_jwt *t)
{
	struct mw_headers_list *h = &r->request->headers;

	if (!mw_str_empty(p->payload_header))
		mw_header_add(h, r->arena, mw_arena_lower(r->arena,
		    p->payload_header), t->payload64);
	for (size_t i = 0; i < p->n_claim_headers; i++) {
		const char *value = mw_jwt_claim_text(t->payload,
		    p->claim_headers[i].claim, r->arena);

		if (value != NULL)
			mw_header_add(h, r->arena, mw_arena_lower(r->arena,
			    p->claim_headers[i].header), value);
	}
	if (!p->forward)
		mw_jwt_remove(place, r->request, r->arena);
	r->payload_json = mw_jwt_stored_payload(t->payload, p, r->arena);
}

/* ---- one token ----------------------------------------------------------- */

static enum mw_jwt_status
check_signature(struct run *r, const struct mw_jwt_provider *p,
    const struct mw_jwt *t, bool vouched)
{
	const struct mw_token_hints *hints = r->in->hints;
	bool bad = hints != NULL && hints->bad_signature;

	if (vouched)
		return bad ? MW_JWT_SIGNATURE : MW_JWT_OK;
	if (p->jwks != NULL)
		return mw_jwks_verify(p->jwks, t, r->arena);
	if (mw_str_empty(p->jwks_uri))
		return MW_JWT_NO_KEYS;
	if (bad)
		return MW_JWT_SIGNATURE;
	mw_note_add(r->arena, &r->out->assumptions, &r->out->n_assumptions,
	    mw_arena_printf(r->arena, "the keys behind %s are taken to match "
	    "the token", p->jwks_uri));
	return MW_JWT_OK;
}

/* Everything but the signature, in Envoy's order. */
static enum mw_jwt_status
check_claims(struct run *r, const struct mw_jwt_provider *p,
    const struct mw_jwt *t)
{
	enum mw_jwt_status status;

	if (!mw_str_empty(p->issuer) && strcmp(p->issuer, t->iss) != 0)
		return MW_JWT_UNKNOWN_ISSUER;
	status = mw_jwt_check_time(t, r->in->now);
	if (status != MW_JWT_OK)
		return status;
	return mw_jwt_audience_allowed(t, p->audiences, p->n_audiences) ?
	    MW_JWT_OK : MW_JWT_AUDIENCE;
}

static const char *
list_text(struct mw_arena *arena, const char *const *v, size_t n)
{
	const char *all = n > 0 ? v[0] : "";

	for (size_t i = 1; i < n; i++)
		all = mw_arena_printf(arena, "%s or %s", all, v[i]);
	return all;
}

static void
clause(struct run *r, const struct mw_jwt_provider *p, bool bad,
    const char *field, const char *want, const char *have)
{
	mw_step_clause(r->log, MW_STAGE_JWT,
	    bad ? MW_STEP_REJECTED : MW_STEP_PASS, &p->origin, 1, field, want,
	    have);
}

static const char *
audience_text(const struct mw_jwt *t, struct mw_arena *arena)
{
	const json_t *aud = json_object_get(t->payload, "aud");
	const char *text = "none";
	char *dump;

	if (aud == NULL)
		return text;
	dump = json_dumps(aud, JSON_ENCODE_ANY | JSON_COMPACT);
	if (dump != NULL)
		text = mw_arena_strdup(arena, dump);
	free(dump);
	return text;
}

/* In seconds, as tokens have them; what is not set does not count. */
static const char *
times_text(const struct mw_jwt *t, int64_t now, struct mw_arena *arena)
{
	const char *from = t->nbf == 0 ? "" : mw_arena_printf(arena,
	    "nbf %llu, ", (unsigned long long)t->nbf);
	const char *until = t->exp == 0 ? "" : mw_arena_printf(arena,
	    "exp %llu, ", (unsigned long long)t->exp);

	return mw_arena_printf(arena, "%s%snow %lld", from, until,
	    (long long)now);
}

/* Of a token that could be read: the clauses up to the one that failed. */
static void
explain_token(struct run *r, const struct mw_jwt_provider *p,
    const struct mw_jwt *t, enum mw_jwt_status status, bool vouched)
{
	struct mw_arena *a = r->log->arena;

	clause(r, p, status == MW_JWT_UNKNOWN_ISSUER, "issuer",
	    mw_str_empty(p->issuer) ? "any" : p->issuer,
	    mw_str_empty(t->iss) ? "none" : t->iss);
	if (status == MW_JWT_UNKNOWN_ISSUER)
		return;
	if (t->exp != 0 || t->nbf != 0)
		clause(r, p, status == MW_JWT_EXPIRED ||
		    status == MW_JWT_NOT_YET_VALID, "times", "valid now",
		    times_text(t, r->in->now, a));
	if (status == MW_JWT_EXPIRED || status == MW_JWT_NOT_YET_VALID)
		return;
	if (p->n_audiences > 0)
		clause(r, p, status == MW_JWT_AUDIENCE, "audiences",
		    list_text(a, p->audiences, p->n_audiences),
		    audience_text(t, a));
	if (status != MW_JWT_AUDIENCE)
		clause(r, p, status != MW_JWT_OK, "signature",
		    p->jwks != NULL ? "a key of jwks" :
		    mw_str_or_empty(p->jwks_uri), status != MW_JWT_OK ?
		    mw_jwt_status_text(status) : vouched ? "good, as given" :
		    p->jwks != NULL ? "good" : "taken as good");
}

/* One word in which nothing begins as JSON in base64 does: no attempt at a
 * token. */
static bool
is_placeholder(const char *token)
{
	return *token != '\0' && strstr(token, "eyJ") == NULL &&
	    strchr(token, '.') == NULL;
}

static enum mw_jwt_status
verify_token(struct run *r, const struct mw_jwt_provider *p,
    const struct mw_jwt_place *place)
{
	const struct mw_token_hints *hints = r->in->hints;
	enum mw_jwt_status status;
	struct mw_jwt t;
	bool vouched = false, readable;

	status = mw_jwt_parse(&t, place->token, r->arena);
	if (status != MW_JWT_OK && (place->kind == MW_JWT_BESIDE ||
	    is_placeholder(place->token)) && hints != NULL &&
	    hints->claims_json != NULL) {
		status = mw_jwt_from_claims(&t, hints->claims_json, r->arena);
		vouched = true;
	}
	readable = status == MW_JWT_OK;
	if (readable)
		status = check_claims(r, p, &t);
	if (status == MW_JWT_OK)
		status = check_signature(r, p, &t, vouched);
	if (r->log != NULL) {
		mw_step_add(r->log, MW_STAGE_JWT, status == MW_JWT_OK ?
		    MW_STEP_PASS : MW_STEP_REJECTED, &p->origin,
		    place->kind == MW_JWT_BESIDE ? "%s, for issuer %s: %s" :
		    "token in %s for issuer %s: %s",
		    mw_jwt_place_text(place, r->arena), p->issuer,
		    mw_jwt_status_text(status));
		if (readable)
			explain_token(r, p, &t, status, vouched);
	}
	if (status == MW_JWT_OK)
		write_outputs(r, p, place, &t);
	mw_jwt_fini(&t);
	return status;
}

/* ---- providers and the requirement --------------------------------------- */

/* All tokens of a provider's places, the last found first; each must be good
 * (S85). */
static enum mw_jwt_status
verify_provider(struct run *r, const struct mw_jwt_provider *p)
{
	struct mw_jwt_places places = mw_jwt_find(p, r->request, r->arena);

	if (places.n == 0) {
		mw_step_add(r->log, MW_STAGE_JWT, MW_STEP_SKIPPED, &p->origin,
		    "no token for issuer %s", p->issuer);
		return MW_JWT_MISSING;
	}
	for (size_t i = places.n; i > 0; i--) {
		enum mw_jwt_status status = verify_token(r, p,
		    &places.v[i - 1]);

		if (status != MW_JWT_OK)
			return status;
	}
	return MW_JWT_OK;
}

/* Each valid or missing. */
static enum mw_jwt_status
verify_all(struct run *r)
{
	for (size_t i = 0; i < r->f->n_providers; i++) {
		enum mw_jwt_status status = verify_provider(r,
		    &r->f->providers[i]);

		if (status != MW_JWT_OK && status != MW_JWT_MISSING)
			return status;
	}
	return MW_JWT_OK;
}

/* Of several failures the last that says something is reported (S88). */
static void
remember(enum mw_jwt_status *worst, enum mw_jwt_status status)
{
	if (status != MW_JWT_MISSING && status != MW_JWT_UNKNOWN_ISSUER)
		*worst = status;
	else if (*worst == MW_JWT_MISSING)
		*worst = status;
}

static enum mw_jwt_status
verify(struct run *r)
{
	enum mw_jwt_status worst = MW_JWT_MISSING, status;

	for (size_t i = 0; i < r->f->n_providers; i++) {
		status = verify_provider(r, &r->f->providers[i]);
		if (status == MW_JWT_OK)
			return MW_JWT_OK;
		remember(&worst, status);
	}
	if (worst == MW_JWT_MISSING)
		return MW_JWT_OK;
	if (r->f->n_providers == 1)
		return worst;
	r->log = NULL;
	status = verify_all(r);
	if (status == MW_JWT_OK)
		return MW_JWT_OK;
	remember(&worst, status);
	return worst;
}

static const char *
underscored(struct mw_arena *arena, const char *s)
{
	char *copy = mw_arena_strdup(arena, s);

	for (char *p = copy; *p != '\0'; p++) {
		if (*p == ' ')
			*p = '_';
	}
	return copy;
}

static void
refuse(struct run *r, enum mw_jwt_status status, const char *realm)
{
	const char *text = mw_jwt_status_text(status);

	mw_local_reply(r->out, r->request, r->arena,
	    status == MW_JWT_AUDIENCE ? 403 : 401, text,
	    mw_arena_printf(r->arena, "jwt_authn_access_denied{%s}",
	    underscored(r->arena, text)), NULL);
	mw_header_set(&r->out->response, r->arena, "www-authenticate", realm);
}

/* Of the request as it came: a token may be cut out of the path later, and a
 * path that a proxy before this one rewrote is named as it was. */
static const char *
realm_of(const struct mw_http *r, struct mw_arena *arena)
{
	const char *path = mw_header_get(&r->headers, "x-envoy-original-path");

	return mw_arena_printf(arena, "Bearer realm=\"%s://%s%.*s\", "
	    "error=\"invalid_token\"", mw_str_or_empty(r->scheme),
	    mw_str_or_empty(r->authority), (int)MAX_REALM_PATH,
	    path != NULL ? path : mw_str_or_empty(r->path));
}

enum mw_filter_result
mw_jwt_filter_run(const struct mw_jwt_filter *f, const struct mw_http_input *in,
    struct mw_http *request, struct mw_arena *arena, struct mw_steps *log,
    struct mw_http_decision *out)
{
	struct run r = { .f = f, .in = in, .request = request, .arena = arena,
		.log = log, .out = out };
	enum mw_jwt_status status;
	const char *realm;

	remove_outputs(&r);
	if (is_preflight(request)) {
		mw_step_add(log, MW_STAGE_JWT, MW_STEP_SKIPPED, NULL,
		    "a CORS preflight is not asked for tokens");
		return MW_FILTER_CONTINUE;
	}
	realm = realm_of(request, arena);
	status = verify(&r);
	if (status == MW_JWT_OK) {
		out->payload_json = r.payload_json;
		return MW_FILTER_CONTINUE;
	}
	refuse(&r, status, realm);
	mw_step_add(log, MW_STAGE_JWT, MW_STEP_FAIL, NULL, "%u: %s",
	    (unsigned)out->status, mw_jwt_status_text(status));
	return MW_FILTER_STOP;
}
