/*
 * jwt-claims.h - what a verified token gives to others: headers and the
 * payload that policies and routes look at.
 */
#ifndef MW_ENVOY_JWT_CLAIMS_H
#define MW_ENVOY_JWT_CLAIMS_H

#include <stddef.h>

#include <jansson.h>

#include "base/arena.h"
#include "xds/xds.h"

/*
 * A claim as the value of a header (S98): NAME is a path with dots.  NULL when
 * there is none to be written.
 */
const char *mw_jwt_claim_text(json_t *payload, const char *name,
    struct mw_arena *arena);

/*
 * The payload as it is stored, in JSON: strings that are lists of words by
 * convention or by the provider are split (S96, S259).
 */
const char *mw_jwt_stored_payload(json_t *payload,
    const struct mw_jwt_provider *provider, struct mw_arena *arena);

#endif
