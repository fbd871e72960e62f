/*
 * near.h - inside whatif: what a request lacks to be taken by a route.
 */
#ifndef MW_WHATIF_NEAR_H
#define MW_WHATIF_NEAR_H

#include "journey/journey.h"

enum { MW_NEAR_CLAUSES = 6 };

/* The clauses of a route that do not fit. */
struct mw_near {
	const struct mw_route_entry *route;
	bool path;
	const struct mw_header_match *headers[MW_NEAR_CLAUSES];
	const struct mw_query_match *query[MW_NEAR_CLAUSES];
	const struct mw_claim_match *claims[MW_NEAR_CLAUSES];
	size_t n_headers, n_query, n_claims;
	size_t n;	/* of all; above MW_NEAR_CLAUSES they are not listed */
};

/* For the request as the HTTP proxy of H saw it. */
void mw_near_look(const struct mw_hop *h, const struct mw_route_entry *r,
    struct mw_arena *arena, struct mw_near *out);

#endif
