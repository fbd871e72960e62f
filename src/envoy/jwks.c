/*
 * jwks.c - a token's signature against a set of keys.
 *
 * A set is {"keys": [...]} or, as some issuers publish it, a map of key ids to
 * certificates.  A key that cannot be used is passed over; a set without any
 * usable key verifies nothing.  A token names its key by kid and alg; where
 * either side leaves one out, it does not exclude a key.
 */
#include "envoy/jwt-token.h"

#include "base/str.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

enum {
	ED25519_KEY = 32,
	ED25519_SIGNATURE = 64,
	MAX_COORDINATE = 66	/* P-521 */
};

struct key {
	const char *kty, *kid, *alg;	/* "" when absent */
	EVP_PKEY *pkey;			/* RSA, EC, OKP */
	const unsigned char *secret;	/* oct */
	size_t secret_len;
};

static const char *
member(const json_t *o, const char *name)
{
	return mw_str_or_empty(json_string_value(json_object_get(o, name)));
}

/* Bytes of a base64url member; NULL when it is no such string. */
static unsigned char *
bytes(const json_t *o, const char *name, struct mw_arena *arena, size_t *len)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s == NULL ? NULL :
	    mw_base64url_decode(arena, s, strlen(s), len);
}

static BIGNUM *
number(const json_t *o, const char *name, struct mw_arena *arena)
{
	size_t len;
	unsigned char *b = bytes(o, name, arena, &len);

	return b == NULL || len > 4096 ? NULL : BN_bin2bn(b, (int)len, NULL);
}

static EVP_PKEY *
from_params(const char *type, OSSL_PARAM *params)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	EVP_PKEY *pkey = NULL;

	if (ctx == NULL || params == NULL ||
	    EVP_PKEY_fromdata_init(ctx) != 1 ||
	    EVP_PKEY_fromdata(ctx, &pkey, EVP_PKEY_PUBLIC_KEY, params) != 1)
		pkey = NULL;
	EVP_PKEY_CTX_free(ctx);
	return pkey;
}

/* Only the two usual exponents are taken. */
static EVP_PKEY *
rsa_key(const json_t *jwk, struct mw_arena *arena)
{
	BIGNUM *n = number(jwk, "n", arena), *e = number(jwk, "e", arena);
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	OSSL_PARAM *params = NULL;
	EVP_PKEY *pkey = NULL;

	if (bld != NULL && n != NULL && e != NULL &&
	    (BN_is_word(e, 3) || BN_is_word(e, 65537)) &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
	    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_E, e) == 1) {
		params = OSSL_PARAM_BLD_to_param(bld);
		pkey = from_params("RSA", params);
	}
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	BN_free(n);
	BN_free(e);
	return pkey;
}

static const struct curve {
	const char *crv, *alg, *group;
	size_t coordinate;
} curves[] = {
	{ "P-256", "ES256", "prime256v1", 32 },
	{ "P-384", "ES384", "secp384r1", 48 },
	{ "P-521", "ES512", "secp521r1", MAX_COORDINATE },
};

/* By crv and alg, which must agree when both are there; P-256 by default. */
static const struct curve *
find_curve(const char *crv, const char *alg)
{
	if (*crv == '\0' && *alg == '\0')
		return &curves[0];
	for (size_t i = 0; i < sizeof(curves) / sizeof(curves[0]); i++) {
		if ((*crv == '\0' || strcmp(crv, curves[i].crv) == 0) &&
		    (*alg == '\0' || strcmp(alg, curves[i].alg) == 0))
			return &curves[i];
	}
	return NULL;
}

/* COORDINATE of SIZE bytes at TO, with leading zeros as needed. */
static bool
put_coordinate(unsigned char *to, size_t size, const json_t *jwk,
    const char *name, struct mw_arena *arena)
{
	size_t len;
	unsigned char *b = bytes(jwk, name, arena, &len);

	if (b == NULL)
		return false;
	for (; len > size && *b == 0; b++)
		len--;
	if (len > size)
		return false;
	memset(to, 0, size);
	memcpy(to + size - len, b, len);
	return true;
}

static EVP_PKEY *
ec_key(const json_t *jwk, const char *alg, struct mw_arena *arena)
{
	const struct curve *c = find_curve(member(jwk, "crv"), alg);
	unsigned char point[1 + 2 * MAX_COORDINATE];
	OSSL_PARAM_BLD *bld;
	OSSL_PARAM *params = NULL;
	EVP_PKEY *pkey = NULL;

	if (c == NULL ||
	    !put_coordinate(point + 1, c->coordinate, jwk, "x", arena) ||
	    !put_coordinate(point + 1 + c->coordinate, c->coordinate, jwk, "y",
	    arena))
		return NULL;
	point[0] = POINT_CONVERSION_UNCOMPRESSED;
	bld = OSSL_PARAM_BLD_new();
	if (bld != NULL &&
	    OSSL_PARAM_BLD_push_utf8_string(bld, OSSL_PKEY_PARAM_GROUP_NAME,
	    c->group, 0) == 1 &&
	    OSSL_PARAM_BLD_push_octet_string(bld, OSSL_PKEY_PARAM_PUB_KEY,
	    point, 1 + 2 * c->coordinate) == 1) {
		params = OSSL_PARAM_BLD_to_param(bld);
		pkey = from_params("EC", params);
	}
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	return pkey;
}

static EVP_PKEY *
okp_key(const json_t *jwk, struct mw_arena *arena)
{
	size_t len = 0;
	unsigned char *x = bytes(jwk, "x", arena, &len);

	if (strcmp(member(jwk, "crv"), "Ed25519") != 0 || x == NULL ||
	    len != ED25519_KEY)
		return NULL;
	return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, x, len);
}

/* The alg of a key must suit its type. */
static bool
alg_suits(const struct key *k)
{
	if (k->alg[0] == '\0')
		return true;
	if (strcmp(k->kty, "RSA") == 0)
		return mw_str_has_prefix(k->alg, "RS") ||
		    mw_str_has_prefix(k->alg, "PS");
	if (strcmp(k->kty, "EC") == 0)
		return mw_str_has_prefix(k->alg, "ES");
	if (strcmp(k->kty, "oct") == 0)
		return strcmp(k->alg, "HS256") == 0 ||
		    strcmp(k->alg, "HS384") == 0 ||
		    strcmp(k->alg, "HS512") == 0;
	return strcmp(k->alg, "EdDSA") == 0;
}

static bool
read_key(const json_t *jwk, struct key *k, struct mw_arena *arena)
{
	*k = (struct key){
		.kty = member(jwk, "kty"),
		.kid = member(jwk, "kid"),
		.alg = member(jwk, "alg"),
	};
	if (!alg_suits(k))
		return false;
	if (strcmp(k->kty, "oct") == 0) {
		k->secret = bytes(jwk, "k", arena, &k->secret_len);
		return k->secret != NULL && k->secret_len > 0;
	}
	if (strcmp(k->kty, "RSA") == 0)
		k->pkey = rsa_key(jwk, arena);
	else if (strcmp(k->kty, "EC") == 0)
		k->pkey = ec_key(jwk, k->alg, arena);
	else if (strcmp(k->kty, "OKP") == 0)
		k->pkey = okp_key(jwk, arena);
	return k->pkey != NULL;
}

static bool
read_certificate(const char *kid, const char *pem, struct key *k)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	X509 *cert = bio == NULL ? NULL :
	    PEM_read_bio_X509(bio, NULL, NULL, NULL);

	*k = (struct key){ .kty = "RSA", .kid = kid, .alg = "" };
	if (cert != NULL)
		k->pkey = X509_get_pubkey(cert);
	X509_free(cert);
	BIO_free(bio);
	if (k->pkey != NULL && EVP_PKEY_is_a(k->pkey, "RSA") != 1) {
		EVP_PKEY_free(k->pkey);
		k->pkey = NULL;
	}
	return k->pkey != NULL;
}

static const EVP_MD *
digest_of(const char *alg)
{
	const char *bits = alg + 2;

	if (strcmp(bits, "384") == 0)
		return EVP_sha384();
	return strcmp(bits, "512") == 0 ? EVP_sha512() : EVP_sha256();
}

/* Asymmetric signatures; MD is NULL for EdDSA. */
static bool
verify_pkey(const struct key *k, const EVP_MD *md, bool pss,
    const unsigned char *signature, size_t len, const char *text)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	EVP_PKEY_CTX *pctx = NULL;
	bool good;

	good = ctx != NULL &&
	    EVP_DigestVerifyInit(ctx, &pctx, md, NULL, k->pkey) == 1 &&
	    (!pss ||
	    (EVP_PKEY_CTX_set_rsa_padding(pctx, RSA_PKCS1_PSS_PADDING) == 1 &&
	    EVP_PKEY_CTX_set_rsa_mgf1_md(pctx, md) == 1)) &&
	    EVP_DigestVerify(ctx, signature, len, (const unsigned char *)text,
	    strlen(text)) == 1;
	EVP_MD_CTX_free(ctx);
	return good;
}

/* A JOSE signature is r and s side by side; OpenSSL wants them in DER. */
static bool
verify_ec(const struct key *k, const struct mw_jwt *t)
{
	ECDSA_SIG *sig = ECDSA_SIG_new();
	int half = (int)(t->signature_len / 2), len;
	unsigned char *der = NULL;
	BIGNUM *r, *s;
	bool good;

	if (sig == NULL || t->signature_len > 1024) {
		ECDSA_SIG_free(sig);
		return false;
	}
	r = BN_bin2bn(t->signature, half, NULL);
	s = BN_bin2bn(t->signature + half, half, NULL);
	if (r == NULL || s == NULL || ECDSA_SIG_set0(sig, r, s) != 1) {
		BN_free(r);
		BN_free(s);
		ECDSA_SIG_free(sig);
		return false;
	}
	len = i2d_ECDSA_SIG(sig, &der);
	good = len > 0 && verify_pkey(k, digest_of(t->alg), false, der,
	    (size_t)len, t->signed_text);
	OPENSSL_free(der);
	ECDSA_SIG_free(sig);
	return good;
}

static bool
verify_hmac(const struct key *k, const struct mw_jwt *t)
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	unsigned int len = 0;

	if (k->secret_len > INT32_MAX || HMAC(digest_of(t->alg), k->secret,
	    (int)k->secret_len, (const unsigned char *)t->signed_text,
	    strlen(t->signed_text), mac, &len) == NULL)
		return false;
	return len == t->signature_len &&
	    CRYPTO_memcmp(mac, t->signature, len) == 0;
}

static enum mw_jwt_status
verify_with(const struct key *k, const struct mw_jwt *t)
{
	bool good = false;

	if (strcmp(k->kty, "EC") == 0) {
		good = verify_ec(k, t);
	} else if (strcmp(k->kty, "oct") == 0) {
		good = verify_hmac(k, t);
	} else if (strcmp(k->kty, "OKP") == 0) {
		if (t->signature_len != ED25519_SIGNATURE)
			return MW_JWT_SIGNATURE_LENGTH;
		good = verify_pkey(k, NULL, false, t->signature,
		    t->signature_len, t->signed_text);
	} else if (mw_str_has_prefix(t->alg, "RS") ||
	    mw_str_has_prefix(t->alg, "PS")) {
		good = verify_pkey(k, digest_of(t->alg), t->alg[0] == 'P',
		    t->signature, t->signature_len, t->signed_text);
	}
	return good ? MW_JWT_OK : MW_JWT_SIGNATURE;
}

struct search {
	const struct mw_jwt *token;
	bool any;			/* a usable key */
	bool matched;			/* one that kid and alg allow */
	enum mw_jwt_status status;	/* SIGNATURE: go on */
};

static void
try_key(struct search *s, struct key *k)
{
	const struct mw_jwt *t = s->token;

	s->any = true;
	if ((k->kid[0] == '\0' || t->kid[0] == '\0' ||
	    strcmp(k->kid, t->kid) == 0) &&
	    (k->alg[0] == '\0' || strcmp(k->alg, t->alg) == 0)) {
		s->matched = true;
		s->status = verify_with(k, t);
	}
	EVP_PKEY_free(k->pkey);
}

enum mw_jwt_status
mw_jwks_verify(const char *jwks, const struct mw_jwt *t,
    struct mw_arena *arena)
{
	struct search s = { .token = t, .status = MW_JWT_SIGNATURE };
	json_t *set = json_loads(jwks, 0, NULL);
	const json_t *keys = json_object_get(set, "keys");
	struct key k;

	if (keys != NULL) {
		for (size_t i = 0; i < json_array_size(keys) &&
		    s.status == MW_JWT_SIGNATURE; i++) {
			if (read_key(json_array_get(keys, i), &k, arena))
				try_key(&s, &k);
		}
	} else {
		const char *kid;
		json_t *pem;

		json_object_foreach(set, kid, pem) {
			if (s.status == MW_JWT_SIGNATURE &&
			    json_is_string(pem) && read_certificate(kid,
			    json_string_value(pem), &k))
				try_key(&s, &k);
		}
	}
	json_decref(set);
	if (!s.any)
		return MW_JWT_NO_KEYS;
	return s.matched ? s.status : MW_JWT_NO_MATCHING_KEY;
}
