/*
 * reply.h - answers that a proxy writes itself.
 */
#ifndef MW_ENVOY_REPLY_H
#define MW_ENVOY_REPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "envoy/envoy.h"

/* The request is gRPC by its content type (not grpc-web). */
bool mw_is_grpc(const struct mw_http *request);

/*
 * Fills OUT with a local answer to REQUEST: status, code, body, details,
 * flags, and the headers content-type and content-length.  A gRPC request
 * gets 200 with grpc-status and grpc-message instead (S225).  BODY and FLAGS
 * may be NULL.  Headers that OUT has already stay.
 */
void mw_local_reply(struct mw_http_decision *out, const struct mw_http *request,
    struct mw_arena *arena, uint32_t status, const char *body,
    const char *details, const char *flags);

#endif
