/*
 * jwt-token.h - a token taken apart, and its signature.
 */
#ifndef MW_ENVOY_JWT_TOKEN_H
#define MW_ENVOY_JWT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"

enum mw_jwt_status {
#define MW_JWT(id, text) MW_JWT_##id,
#include "envoy/jwt-status.def"
#undef MW_JWT
	MW_JWT_COUNT
};
const char *mw_jwt_status_text(enum mw_jwt_status s);

struct mw_jwt {
	json_t *payload;		/* object; owned */
	const char *payload64;		/* as written in the token */
	const char *alg, *kid, *iss;	/* "" when absent */
	uint64_t exp, nbf;		/* 0: absent */
	const char *signed_text;	/* header.payload */
	const unsigned char *signature;
	size_t signature_len;
};

/*
 * Takes TOKEN apart in the order of jwt_verify_lib: the first fault is the
 * verdict.  mw_jwt_fini in any case.
 */
enum mw_jwt_status mw_jwt_parse(struct mw_jwt *out, const char *token,
    struct mw_arena *arena);
/* Fills OUT from a payload alone: a token that somebody vouches for. */
enum mw_jwt_status mw_jwt_from_claims(struct mw_jwt *out, const char *claims,
    struct mw_arena *arena);
void mw_jwt_fini(struct mw_jwt *t);

/* NOW in seconds; 60 seconds of skew either way (S89). */
enum mw_jwt_status mw_jwt_check_time(const struct mw_jwt *t, int64_t now);
/* S90; no configured audiences allow every token. */
bool mw_jwt_audience_allowed(const struct mw_jwt *t,
    const char *const *audiences, size_t n);

/* The signature against a key set in JSON (jwks.c). */
enum mw_jwt_status mw_jwks_verify(const char *jwks, const struct mw_jwt *t,
    struct mw_arena *arena);

/* Base64url, padded or not, blanks skipped; NULL when it is none. */
unsigned char *mw_base64url_decode(struct mw_arena *arena, const char *s,
    size_t len, size_t *out_len);
/* Unpadded. */
const char *mw_base64url_encode(struct mw_arena *arena, const void *data,
    size_t len);
/* The ordinary alphabet, padded. */
const char *mw_base64_encode(struct mw_arena *arena, const void *data,
    size_t len);

#endif
