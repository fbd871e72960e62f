/*
 * jwt-place.h - where in a request a provider looks for tokens (S82, S83).
 */
#ifndef MW_ENVOY_JWT_PLACE_H
#define MW_ENVOY_JWT_PLACE_H

#include <stddef.h>

#include "base/arena.h"
#include "envoy/envoy.h"
#include "xds/xds.h"

enum mw_jwt_place_kind {
	MW_JWT_IN_HEADER,
	MW_JWT_IN_PARAM,
	MW_JWT_IN_COOKIE,
	MW_JWT_BESIDE		/* carries_claims: not in the request */
};

struct mw_jwt_place {
	enum mw_jwt_place_kind kind;
	const char *name;
	const char *token;
};

struct mw_jwt_places {
	struct mw_jwt_place *v;
	size_t n, cap;
};

/* Every token at the places of PROVIDER: headers, parameters, cookies. */
struct mw_jwt_places mw_jwt_find(const struct mw_jwt_provider *provider,
    const struct mw_http *request, struct mw_arena *arena);
/* Cuts the token out of REQUEST; cookies stay (S97). */
void mw_jwt_remove(const struct mw_jwt_place *place, struct mw_http *request,
    struct mw_arena *arena);
/* "header authorization", "query parameter tk", "cookie ck". */
const char *mw_jwt_place_text(const struct mw_jwt_place *place,
    struct mw_arena *arena);

#endif
