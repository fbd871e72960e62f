/*
 * validator.h - test files of istio-config-validator, read as requests.
 *
 * A document with `testCases`: each case has a request with lists of
 * authorities, methods and URIs, of which every combination is sent, and what
 * the route that takes it must say, in the words of a VirtualService.  Routes
 * are those that a proxy takes, not a reading of the VirtualServices alone.
 */
#ifndef MW_WHATIF_VALIDATOR_H
#define MW_WHATIF_VALIDATOR_H

#include <jansson.h>

#include "whatif/requests.h"
#include "yaml/load.h"

struct mw_validator_case {
	const struct mw_node *node;	/* of the case */
	bool want;			/* wantMatch */
};

/* Adds the requests of all documents of LOAD that have test cases to LIST;
 * false when none has. */
bool mw_validator_read(struct mw_arena *arena, const struct mw_load *load,
    struct mw_kept_list *list);
/* Of one of its requests: as mw_expect_check. */
size_t mw_validator_check(const struct mw_kept *k, const struct mw_answer *a,
    struct mw_arena *arena, const struct mw_miss **out);

/* requests-read.c: a node as JSON; TYPED: numbers are numbers, otherwise what
 * was written. */
json_t *mw_kept_node_json(const struct mw_node *n, bool typed);

#endif
