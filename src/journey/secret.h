/*
 * secret.h - tokens, passwords and cookies stay out of what people read.
 *
 * Texts about an answer (steps, headers, commands to copy) show "***" for the
 * values of authorization and cookie, for whatever stands where a proxy looks
 * for tokens, and for everything that has the shape of a token.
 */
#ifndef MW_JOURNEY_SECRET_H
#define MW_JOURNEY_SECRET_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "journey/journey.h"

struct mw_secrets;

/* Those of the request, with the places of the proxies that it met. */
const struct mw_secrets *mw_secrets_of(const struct mw_answer *answer,
    struct mw_arena *arena);
/* Those of two answers, one of them perhaps NULL. */
const struct mw_secrets *mw_secrets_both(const struct mw_answer *a,
    const struct mw_answer *b, struct mw_arena *arena);
/* TEXT without them; S may be NULL (what looks like a token is hidden). */
void mw_secrets_hide(const struct mw_secrets *s, const char *text,
    struct mw_buf *out);
/* The value of a header of that name is one; S may be NULL. */
bool mw_secret_header(const struct mw_secrets *s, const char *name);

#endif
