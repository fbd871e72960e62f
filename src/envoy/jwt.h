/*
 * jwt.h - the jwt_authn filter.
 */
#ifndef MW_ENVOY_JWT_H
#define MW_ENVOY_JWT_H

#include "base/arena.h"
#include "envoy/envoy.h"
#include "envoy/filters.h"
#include "xds/step.h"
#include "xds/xds.h"

/*
 * Verifies the tokens of REQUEST (S82-S91), writes the outputs of good ones
 * into it (S94-S98) and the payload into OUT; on STOP OUT is the 401 or 403.
 *
 * A word that stands in the place of a token is taken to have the claims of the
 * hints, when there are some: it is good unless they say otherwise.  Keys behind a URL are
 * taken to match, which becomes an assumption.
 */
enum mw_filter_result mw_jwt_filter_run(const struct mw_jwt_filter *f,
    const struct mw_http_input *in, struct mw_http *request,
    struct mw_arena *arena, struct mw_steps *log,
    struct mw_http_decision *out);

#endif
