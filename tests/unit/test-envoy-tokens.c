/*
 * test-envoy-tokens.c - tokens: where they are looked for, what is wrong with
 * them, what a good one gives to others.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"
#include "envoy/envoy.h"
#include "envoy/jwt-token.h"
#include "envoy/jwt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1700000000 };

static void
test_base64(void **state)
{
	static const struct {
		const char *text, *plain;	/* NULL: cannot be decoded */
	} cases[] = {
		{ "", "" }, { "YQ", "a" }, { "YQ==", "a" }, { "YQ=", NULL },
		{ "YWI", "ab" }, { "YWI=", "ab" }, { "YWJj", "abc" },
		{ "YWJjZ", NULL }, { "Y W\tJj", "abc" }, { "YW+j", NULL },
		{ "YW-_", "ao\xbf" }, { "=", NULL }, { "Y=Q", NULL },
	};
	struct mw_arena *a = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		size_t n = 0;
		unsigned char *got = mw_base64url_decode(a, cases[i].text,
		    strlen(cases[i].text), &n);

		if (cases[i].plain == NULL) {
			assert_null(got);
			continue;
		}
		assert_non_null(got);
		assert_int_equal(n, strlen(cases[i].plain));
		assert_memory_equal(got, cases[i].plain, n);
	}
	assert_string_equal(mw_base64_encode(a, "a?>", 3), "YT8+");
	assert_string_equal(mw_base64_encode(a, "a", 1), "YQ==");
	assert_string_equal(mw_base64url_encode(a, "a?>", 3), "YT8-");
	mw_arena_free(a);
}

static const struct vector {
	const char *alg, *jwks, *token;
} vectors[] = {
#define VECTOR(alg, jwks, token) { alg, jwks, token },
#include "jwt-vectors.def"
#undef VECTOR
};

/* Every algorithm: the right key, the signature of another token, another
 * key, a key with another id. */
static void
test_signatures(void **state)
{
	struct mw_arena *a = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(vectors); i++) {
		const struct vector *v = &vectors[i];
		const struct vector *w = &vectors[(i + 1) % MW_LEN(vectors)];
		char *other = mw_arena_strdup(a, v->jwks);
		struct mw_jwt t;

		assert_int_equal(mw_jwt_parse(&t, v->token, a), MW_JWT_OK);
		assert_string_equal(t.alg, v->alg);
		assert_int_equal(mw_jwks_verify(v->jwks, &t, a), MW_JWT_OK);
		assert_int_not_equal(mw_jwks_verify(w->jwks, &t, a),
		    strcmp(v->jwks, w->jwks) == 0 ? MW_JWT_COUNT : MW_JWT_OK);
		strstr(other, "\"kid\":\"k")[7] = 'x';
		assert_int_equal(mw_jwks_verify(other, &t, a),
		    MW_JWT_NO_MATCHING_KEY);
		t.signed_text = "tampered";
		assert_int_equal(mw_jwks_verify(v->jwks, &t, a),
		    MW_JWT_SIGNATURE);
		mw_jwt_fini(&t);
	}
	mw_arena_free(a);
}

static void
test_key_sets(void **state)
{
	static const struct {
		const char *jwks;
		enum mw_jwt_status status;
	} cases[] = {
		{ "", MW_JWT_NO_KEYS }, { "{}", MW_JWT_NO_KEYS },
		{ "{\"keys\":{}}", MW_JWT_NO_KEYS },
		{ "{\"keys\":[{}]}", MW_JWT_NO_KEYS },
		{ "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"Aw0\"}]}",
		    MW_JWT_NO_KEYS },
		{ "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AQ\",\"alg\":\"RS256\""
		    "}]}", MW_JWT_NO_KEYS },
		{ "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AQ\"}]}",
		    MW_JWT_SIGNATURE },
		{ "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AQ\",\"alg\":\"HS256\""
		    "}]}", MW_JWT_NO_MATCHING_KEY },
		{ "{\"k\":\"-----BEGIN CERTIFICATE-----\"}", MW_JWT_NO_KEYS },
	};
	struct mw_arena *a = mw_arena_new();
	struct mw_jwt t;

	(void)state;
	assert_int_equal(mw_jwt_parse(&t, vectors[0].token, a), MW_JWT_OK);
	for (size_t i = 0; i < MW_LEN(cases); i++)
		assert_int_equal(mw_jwks_verify(cases[i].jwks, &t, a),
		    cases[i].status);
	mw_jwt_fini(&t);
	mw_arena_free(a);
}

/* ---- the filter ---------------------------------------------------------- */

static const char *
token(struct mw_arena *a, const char *payload)
{
	return mw_arena_printf(a, "eyJhbGciOiJSUzI1NiJ9.%s.AA",
	    mw_base64url_encode(a, payload, strlen(payload)));
}

static struct mw_http_decision
run(struct mw_arena *a, const struct mw_jwt_provider *providers, size_t n,
    struct mw_http *request)
{
	const struct mw_jwt_filter f = { .providers = providers,
		.n_providers = n };
	const struct mw_http_input in = { .now = NOW };
	struct mw_http_decision d = { 0 };
	struct mw_steps log = { .arena = a };

	(void)mw_jwt_filter_run(&f, &in, request, a, &log, &d);
	return d;
}

static struct mw_http
request_with(struct mw_arena *a, const char *name, const char *value)
{
	struct mw_http r = { .method = "GET", .scheme = "http",
		.authority = "b.foo", .path = "/x?y=z" };

	if (name != NULL)
		mw_header_add(&r.headers, a, name, value);
	return r;
}

/* S86, S89, S90, S258: one provider, issuer i, audience a. */
static void
test_verdicts(void **state)
{
	static const char *const audiences[] = { "https://a/" };
	static const struct {
		const char *payload;
		uint32_t status;
		const char *body;
	} cases[] = {
		{ "{\"iss\":\"i\",\"aud\":\"a\"}", 0, NULL },
		{ "{\"iss\":\"i\",\"aud\":[\"x\",\"http://a\"]}", 0, NULL },
		{ "{\"iss\":\"i\",\"aud\":\"A\"}", 403,
		    "Audiences in Jwt are not allowed" },
		{ "{\"iss\":\"i\"}", 403, "Audiences in Jwt are not allowed" },
		{ "{\"aud\":\"a\"}", 401, "Jwt issuer is not configured" },
		{ "{\"iss\":\"j\",\"aud\":\"a\",\"exp\":1}", 401,
		    "Jwt issuer is not configured" },
		{ "{\"iss\":\"i\",\"aud\":\"a\",\"exp\":1699999940}", 0,
		    NULL },
		{ "{\"iss\":\"i\",\"aud\":\"b\",\"exp\":1699999939}", 401,
		    "Jwt is expired" },
		{ "{\"iss\":\"i\",\"aud\":\"a\",\"exp\":1699999940.9}", 0,
		    NULL },
		{ "{\"iss\":\"i\",\"aud\":\"a\",\"exp\":0}", 0, NULL },
		{ "{\"iss\":\"i\",\"aud\":\"a\",\"nbf\":1700000060}", 0,
		    NULL },
		{ "{\"iss\":\"i\",\"aud\":\"a\",\"nbf\":1700000061}", 401,
		    "Jwt not yet valid" },
		{ "{\"iss\":\"i\",\"aud\":\"a\",\"iat\":9e9}", 0, NULL },
		{ "{\"iss\":1}", 401, "Jwt payload [iss] field is not a "
		    "string" },
		{ "{\"sub\":1}", 401, "Jwt payload [sub] field is not a "
		    "string" },
		{ "{\"exp\":\"1\"}", 401, "Jwt payload [exp] field is not an "
		    "integer" },
		{ "{\"exp\":-1}", 401, "Jwt payload [exp] field is not a "
		    "positive 64 bit integer" },
		{ "{\"exp\":2e206}", 401, "Jwt payload [exp] field is not a "
		    "positive 64 bit integer" },
		{ "{\"aud\":[1]}", 401, "Jwt payload [aud] field is not a "
		    "string or string list" },
		{ "[]", 401, "Jwt payload is an invalid JSON" },
	};
	const struct mw_jwt_provider p = { .issuer = "i", .jwks_uri = "u",
		.audiences = audiences, .n_audiences = 1 };
	struct mw_arena *a = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_http r = request_with(a, "authorization",
		    mw_arena_printf(a, "Bearer %s", token(a,
		    cases[i].payload)));
		struct mw_http_decision d = run(a, &p, 1, &r);

		assert_int_equal(d.status, cases[i].status);
		if (d.status == 0) {
			assert_non_null(d.payload_json);
			assert_int_equal(d.n_assumptions, 1);
			continue;
		}
		assert_string_equal(d.body, cases[i].body);
		assert_string_equal(mw_header_get(&d.response,
		    "www-authenticate"), "Bearer realm=\"http://b.foo/x?y=z\""
		    ", error=\"invalid_token\"");
		assert_null(d.payload_json);
	}
	mw_arena_free(a);
}

/* S82, S83, T21: what the Authorization header may look like. */
static void
test_extraction(void **state)
{
	static const struct {
		const char *value;	/* NULL: no header */
		const char *details;	/* NULL: passes */
	} cases[] = {
		{ NULL, NULL },
		{ "Basic xyz", NULL },
		{ "Bearer", NULL },
		{ "bearer a.b.c", NULL },
		{ "Bearer opaque", "jwt_authn_access_denied{Jwt_is_not_in_the"
		    "_form_of_Header.Payload.Signature_with_two_dots_and_3_"
		    "sections}" },
		{ "Bearer a.b.", "jwt_authn_access_denied{Jwt_is_not_in_the"
		    "_form_of_Header.Payload.Signature_with_two_dots_and_3_"
		    "sections}" },
		{ "x Bearer   a.b.c", "jwt_authn_access_denied{Jwt_header_is_"
		    "an_invalid_Base64url_encoded}" },
		{ "Bearer eyJhbGciOjF9.b.c", "jwt_authn_access_denied{Jwt_"
		    "header_[alg]_field_is_required_and_must_be_a_string}" },
		{ "Bearer eyJhbGciOiJub25lIn0.b.c", "jwt_authn_access_denied{"
		    "Jwt_header_[alg]_is_not_supported}" },
	};
	const struct mw_jwt_provider p = { .issuer = "i", .jwks = "{}" };
	struct mw_arena *a = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_http r = request_with(a, cases[i].value == NULL ?
		    NULL : "authorization", cases[i].value);
		struct mw_http_decision d = run(a, &p, 1, &r);

		assert_int_equal(d.status, cases[i].details != NULL ? 401 : 0);
		if (cases[i].details != NULL)
			assert_string_equal(d.details, cases[i].details);
	}
	mw_arena_free(a);
}

/* S85, S94, S97: all places of one provider, the last first. */
static void
test_places(void **state)
{
	static const struct mw_jwt_location header = { "x-a", "" };
	static const char *const params[] = { "tk" };
	static const char *const cookies[] = { "ck" };
	static const struct mw_claim_header claim = { "x-sub", "sub" };
	const struct mw_jwt_provider p = { .issuer = "i", .jwks_uri = "u",
		.headers = &header, .n_headers = 1, .params = params,
		.n_params = 1, .cookies = cookies, .n_cookies = 1,
		.claim_headers = &claim, .n_claim_headers = 1 };
	struct mw_arena *a = mw_arena_new();
	struct mw_http r = request_with(a, "x-a",
	    token(a, "{\"iss\":\"i\",\"sub\":\"h\"}"));
	struct mw_http_decision d;

	(void)state;
	mw_header_add(&r.headers, a, "cookie", mw_arena_printf(a, "a=b; ck=%s",
	    token(a, "{\"iss\":\"i\",\"sub\":\"c\"}")));
	mw_header_add(&r.headers, a, "x-sub", "evil");
	r.path = mw_arena_printf(a, "/q?z=1&tk=%s&a=2%%2B3", token(a,
	    "{\"iss\":\"i\",\"sub\":\"p\"}"));
	d = run(a, &p, 1, &r);
	assert_int_equal(d.status, 0);
	assert_string_equal(d.payload_json, "{\"iss\":\"i\",\"sub\":\"h\"}");
	assert_string_equal(r.path, "/q?a=2+3&z=1");
	assert_null(mw_header_get(&r.headers, "x-a"));
	assert_non_null(mw_header_get(&r.headers, "cookie"));
	assert_int_equal(r.headers.n, 4);	/* cookie, three x-sub */
	assert_string_equal(r.headers.v[1].value, "c");
	assert_string_equal(r.headers.v[2].value, "p");
	assert_string_equal(r.headers.v[3].value, "h");
	mw_arena_free(a);
}

/* S88: the order of issuers, and which fault is told. */
static void
test_several(void **state)
{
	static const struct mw_jwt_location ha = { "x-a", "" },
	    hb = { "x-b", "" };
	static const struct {
		const char *a, *b;	/* payloads */
		const char *body;	/* NULL: passes */
		bool b_left;
	} cases[] = {
		{ NULL, NULL, NULL, false },
		{ "{\"iss\":\"a\"}", "{\"iss\":\"b\",\"exp\":1}", NULL, true },
		{ "{\"iss\":\"a\",\"exp\":1}", "{\"iss\":\"b\"}", NULL,
		    false },
		{ "{\"iss\":\"a\",\"exp\":1}", NULL, "Jwt is expired", false },
		{ "{\"iss\":\"c\"}", "{\"iss\":\"b\",\"exp\":1}",
		    "Jwt is expired", true },
		{ "{\"iss\":\"c\"}", "{\"iss\":\"c\"}",
		    "Jwt issuer is not configured", true },
		{ "{\"iss\":\"a\",\"nbf\":9e9}", "{\"iss\":\"b\",\"exp\":1}",
		    "Jwt not yet valid", true },
	};
	const struct mw_jwt_provider p[] = {
		{ .issuer = "a", .jwks_uri = "u", .headers = &ha,
		    .n_headers = 1 },
		{ .issuer = "b", .jwks_uri = "u", .headers = &hb,
		    .n_headers = 1 },
	};
	struct mw_arena *a = mw_arena_new();

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_http r = request_with(a, NULL, NULL);
		struct mw_http_decision d;

		if (cases[i].a != NULL)
			mw_header_add(&r.headers, a, "x-a",
			    token(a, cases[i].a));
		if (cases[i].b != NULL)
			mw_header_add(&r.headers, a, "x-b",
			    token(a, cases[i].b));
		d = run(a, p, 2, &r);
		if (cases[i].body == NULL)
			assert_int_equal(d.status, 0);
		else
			assert_string_equal(d.body, cases[i].body);
		assert_int_equal(mw_header_get(&r.headers, "x-b") != NULL,
		    cases[i].b_left);
	}
	mw_arena_free(a);
}

/* S96, S98, S259. */
static void
test_outputs(void **state)
{
	static const struct mw_claim_header claims[] = {
		{ "x-str", "str" }, { "x-num", "num" }, { "x-neg", "neg" },
		{ "x-flt", "flt" }, { "x-yes", "yes" }, { "x-list", "list" },
		{ "x-obj", "obj" }, { "x-deep", "obj.n.m" },
		{ "x-dot", "a.b" }, { "x-nul", "nul" }, { "x-empty", "empty" },
	};
	static const struct {
		const char *name, *value;
	} want[] = {
		{ "x-str", "text" }, { "x-num", "12" },
		{ "x-neg", "-3.000000" }, { "x-flt", "1.500000" },
		{ "x-yes", "true" }, { "x-list", "WyJhIiwiYiJd" },
		{ "x-obj", "eyJuIjp7Im0iOiJkZWVwIn0sImsiOiJ2In0=" },
		{ "x-deep", "deep" }, { "x-dot", NULL }, { "x-nul", NULL },
		{ "x-empty", NULL },
	};
	static const char *const words[] = { "roles" };
	const struct mw_jwt_provider p = { .issuer = "i", .jwks_uri = "u",
		.forward = true, .payload_header = "X-Pay",
		.claim_headers = claims, .n_claim_headers = MW_LEN(claims),
		.space_delimited = words, .n_space_delimited = 1 };
	static const char payload[] = "{\"iss\":\"i\",\"str\":\"text\","
	    "\"num\":12,\"neg\":-3,\"flt\":1.5,\"yes\":true,\"list\":[\"a\","
	    "\"b\"],\"obj\":{\"k\":\"v\",\"n\":{\"m\":\"deep\"}},\"nul\":null,"
	    "\"a.b\":\"x\",\"empty\":\"\",\"scope\":\"read  write\","
	    "\"roles\":\"r\"}";
	struct mw_arena *a = mw_arena_new();
	struct mw_http r = request_with(a, "authorization",
	    mw_arena_printf(a, "Bearer %s", token(a, payload)));
	struct mw_http_decision d = run(a, &p, 1, &r);

	(void)state;
	assert_int_equal(d.status, 0);
	for (size_t i = 0; i < MW_LEN(want); i++) {
		const char *got = mw_header_get(&r.headers, want[i].name);

		if (want[i].value == NULL)
			assert_null(got);
		else
			assert_string_equal(got, want[i].value);
	}
	assert_string_equal(mw_header_get(&r.headers, "x-pay"),
	    mw_base64url_encode(a, payload, sizeof(payload) - 1));
	assert_non_null(mw_header_get(&r.headers, "authorization"));
	assert_non_null(strstr(d.payload_json, "\"scope\":[\"read\","
	    "\"write\"],\"roles\":[\"r\"]"));
	mw_arena_free(a);
}

/* S91: no token is asked for, but outputs are still removed (S98). */
static void
test_preflight(void **state)
{
	static const struct mw_claim_header claim = { "x-sub", "sub" };
	const struct mw_jwt_provider p = { .issuer = "i", .jwks = "{}",
		.claim_headers = &claim, .n_claim_headers = 1 };
	struct mw_arena *a = mw_arena_new();
	struct mw_http r = request_with(a, "authorization", "Bearer x");

	(void)state;
	r.method = "OPTIONS";
	mw_header_add(&r.headers, a, "origin", "http://x");
	assert_int_equal(run(a, &p, 1, &r).status, 401);
	mw_header_add(&r.headers, a, "access-control-request-method", "GET");
	mw_header_add(&r.headers, a, "x-sub", "evil");
	assert_int_equal(run(a, &p, 1, &r).status, 0);
	assert_null(mw_header_get(&r.headers, "x-sub"));
	mw_arena_free(a);
}

/* S225: the same verdict as gRPC. */
static void
test_grpc(void **state)
{
	const struct mw_jwt_provider p = { .issuer = "i", .jwks = "{}" };
	struct mw_arena *a = mw_arena_new();
	struct mw_http r = request_with(a, "authorization", "Bearer x");
	struct mw_http_decision d;

	(void)state;
	mw_header_add(&r.headers, a, "content-type", "application/grpc+proto");
	d = run(a, &p, 1, &r);
	assert_int_equal(d.status, 200);
	assert_int_equal(d.code, 200);
	assert_null(d.body);
	assert_string_equal(mw_header_get(&d.response, "grpc-status"), "16");
	assert_true(mw_str_has_prefix(mw_header_get(&d.response,
	    "grpc-message"), "Jwt is not in the form"));
	mw_arena_free(a);
}

/* Claims given beside the request stand for a token that cannot be read. */
static void
test_hints(void **state)
{
	const struct mw_jwt_provider p = { .issuer = "i", .jwks = "{}" };
	const struct mw_jwt_filter f = { .providers = &p, .n_providers = 1 };
	struct mw_token_hints hints = { "{\"iss\":\"i\",\"sub\":\"s\"}",
		false };
	const struct mw_http_input in = { .now = NOW, .hints = &hints };
	struct mw_arena *a = mw_arena_new();
	struct mw_http r = request_with(a, "authorization", "Bearer TOKEN");
	struct mw_http_decision d = { 0 };

	(void)state;
	hints.bad_signature = true;
	assert_int_equal(mw_jwt_filter_run(&f, &in, &r, a, NULL, &d),
	    MW_FILTER_STOP);
	assert_string_equal(d.body, "Jwt verification fails");
	hints.bad_signature = false;
	d = (struct mw_http_decision){ 0 };
	assert_int_equal(mw_jwt_filter_run(&f, &in, &r, a, NULL, &d),
	    MW_FILTER_CONTINUE);
	assert_string_equal(d.payload_json, "{\"iss\":\"i\",\"sub\":\"s\"}");
	assert_null(mw_header_get(&r.headers, "authorization"));
	mw_arena_free(a);
}

/* A token that is written nowhere is cut out like any other (S97). */
static void
test_claims_alone(void **state)
{
	struct mw_jwt_provider p = { .issuer = "i", .jwks = "{}",
		.forward = true };
	const struct mw_jwt_filter f = { .providers = &p, .n_providers = 1 };
	const struct mw_token_hints hints = { "{\"iss\":\"i\"}", false };
	const struct mw_http_input in = { .now = NOW, .hints = &hints };
	struct mw_arena *a = mw_arena_new();
	struct mw_http r = request_with(a, NULL, NULL);

	(void)state;
	r.carries_claims = true;
	for (int i = 0; i < 3; i++) {
		struct mw_http_decision d = { 0 };

		p.forward = i == 0;
		assert_int_equal(mw_jwt_filter_run(&f, &in, &r, a, NULL, &d),
		    MW_FILTER_CONTINUE);
		assert_int_equal(d.payload_json != NULL, i < 2);
		assert_int_equal(r.carries_claims, i == 0);
	}
	mw_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_signatures),
		cmocka_unit_test(test_key_sets),
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_extraction),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_outputs),
		cmocka_unit_test(test_preflight),
		cmocka_unit_test(test_grpc),
		cmocka_unit_test(test_hints),
		cmocka_unit_test(test_claims_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
