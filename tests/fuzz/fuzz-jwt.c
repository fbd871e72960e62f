/*
 * fuzz-jwt.c - any bearer token and any key set: token, NUL, key set.  The
 * whole filter runs, once with the keys and once without.
 */
#include "base/arena.h"
#include "envoy/jwt.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct mw_jwt_location anywhere = { "x", "B" };
static const char *const params[] = { "t" };
static const char *const cookies[] = { "c" };
static const struct mw_claim_header claims[] = { { "x-a", "a" },
	{ "x-b", "a.b" } };

static void
run(struct mw_arena *arena, const char *token, const char *jwks)
{
	const struct mw_jwt_provider p = { .issuer = "", .jwks = jwks,
		.jwks_uri = "u", .headers = &anywhere, .n_headers = 1,
		.params = params, .n_params = 1, .cookies = cookies,
		.n_cookies = 1, .claim_headers = claims, .n_claim_headers = 2,
		.payload_header = "x-p" };
	const struct mw_jwt_filter f = { .providers = &p, .n_providers = 1 };
	const struct mw_http_input in = { .now = 1700000000 };
	struct mw_http request = { .method = "GET", .scheme = "http",
		.authority = "a", .path = token };
	struct mw_http_decision d = { 0 };
	struct mw_steps log = { .arena = arena };

	mw_header_add(&request.headers, arena, "x", token);
	mw_header_add(&request.headers, arena, "cookie", token);
	(void)mw_jwt_filter_run(&f, &in, &request, arena, &log, &d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mw_arena *arena = mw_arena_new();
	const uint8_t *nul = size > 0 ? memchr(data, 0, size) : NULL;
	size_t n = nul != NULL ? (size_t)(nul - data) : size;
	const char *token = mw_arena_text(arena, (const char *)data, n);
	const char *jwks = nul == NULL ? "{}" : mw_arena_text(arena,
	    (const char *)nul + 1, size - n - 1);

	run(arena, token, jwks);
	run(arena, token, NULL);
	mw_arena_free(arena);
	return 0;
}
