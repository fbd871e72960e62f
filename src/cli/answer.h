/*
 * answer.h - an answer written: one JSON line, or text for reading.
 */
#ifndef MW_CLI_ANSWER_H
#define MW_CLI_ANSWER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "journey/journey.h"
#include "journey/secret.h"
#include "whatif/flip.h"

/* A string, made printable when it is no UTF-8. */
json_t *mw_json_text(const char *s);
/* The answer in the shape of request and answer files, steps without SECRETS
 * (NULL: with them).  Caller decrefs. */
struct mw_json_options {
	bool steps;
	const struct mw_secrets *secrets;	/* hidden; NULL: nothing is */
	/* what was delivered is told to the letter, secrets and all: for
	 * programs that compare */
	bool record;
};
json_t *mw_answer_json(const struct mw_answer *a,
    const struct mw_json_options *options);
/* [{change, result, request, passes}] */
json_t *mw_flips_json(const struct mw_flip *flips, size_t n,
    const struct mw_secrets *secrets);
/* {object, file, line, column, path, note}; NULL for an empty origin. */
json_t *mw_origin_json(const struct mw_origin *o);
/* file:line of an origin's node, in words; false when it has no place. */
bool mw_origin_print(const struct mw_origin *o, struct mw_buf *out);

struct mw_text_options {
	bool color;
	bool ascii;
	int verbose;
	const struct mw_secrets *secrets;	/* to hide; NULL: nothing */
	const struct mw_flip *flips;	/* told after the result */
	size_t n_flips;
};
/* Hop by hop, for reading. */
void mw_answer_text(const struct mw_answer *a,
    const struct mw_text_options *options, FILE *out);

#endif
