/*
 * flip.h - what would make it pass: the smallest changes of a refused request.
 *
 * A request that a policy refused (401 or 403 of tokens and authorization, a
 * TCP connection that authorization closed, plaintext where mutual TLS is
 * asked) is changed by what the policies themselves ask for, one thing at a
 * time and then several, and sent again.  Only what did pass is told.  One that
 * failed is changed by what the routes ask for.
 */
#ifndef MW_WHATIF_FLIP_H
#define MW_WHATIF_FLIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "journey/journey.h"

struct mw_flip {
	const char *text;	/* "with method POST and from shop/checkout" */
	const char *result;	/* "200 from shop/payments-v1 port 8080" */
	struct mw_request request;
	size_t n_changes;
	/* it gets an answer below 400; else policies let it pass, and it ends
	 * as RESULT says (told only where nothing better is known) */
	bool good;
};

enum mw_flip_grade {
	MW_FLIP_REFUSED,
	MW_FLIP_PASSES,		/* the policies; it fails for other reasons */
	MW_FLIP_GOOD		/* an answer below 400, or delivered */
};
/* Of a changed request, for the one that SERVER refused: it must have asked
 * the policies of SERVER, so a change of place is no help. */
enum mw_flip_grade mw_flip_judge(const struct mw_answer *answer,
    const struct mw_workload *server);

/* The hop whose policies ended the request, or NULL. */
const struct mw_hop *mw_flip_refusal(const struct mw_answer *answer);
/*
 * The smallest first; NULL and *n 0 when the request passes or nothing was
 * found in a bounded number of simulations.  Of one that failed otherwise than
 * by a refusal, other routes, hosts, ports, names and callers are tried, and
 * only what arrives everywhere is told.  All lives in ARENA.
 */
const struct mw_flip *mw_flip_search(struct mw_session *s,
    const struct mw_request *r, struct mw_arena *arena, size_t *n);
/* The same in steps of a few simulations: NULL when it passes, STEP until it
 * says that nothing is left, then FOUND (none before). */
struct mw_flips;
struct mw_flips *mw_flips_new(struct mw_session *s,
    const struct mw_request *r, struct mw_arena *arena);
bool mw_flips_step(struct mw_flips *f);
const struct mw_flip *mw_flips_found(const struct mw_flips *f, size_t *n);
/* The same in words, at most MOST lines: "with method POST: 200 from ...". */
const char *const *mw_flip_lines(struct mw_session *s,
    const struct mw_request *r, size_t most, struct mw_arena *arena, size_t *n);

#endif
