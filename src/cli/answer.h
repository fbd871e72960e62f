/*
 * answer.h - an answer written: one JSON line, or text for reading.
 */
#ifndef MW_CLI_ANSWER_H
#define MW_CLI_ANSWER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "cli/json.h"
#include "journey/journey.h"
#include "journey/secret.h"
#include "whatif/flip.h"
#include "whatif/suggest.h"

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
/* answer-facts.c: what the route and the cluster in force say. */
json_t *mw_route_facts_json(const struct mw_route_entry *r);
json_t *mw_cluster_facts_json(const struct mw_cluster *c);
/* A text without SECRETS (NULL: with them). */
json_t *mw_json_hidden(const char *text, const struct mw_secrets *secrets);
/* [{change, result, request, passes}] */
json_t *mw_flips_json(const struct mw_flip *flips, size_t n,
    const struct mw_secrets *secrets);

/* [{change, result, document, callers_let_in, callers_shut_out}] */
json_t *mw_suggestions_json(const struct mw_suggestion *v, size_t n,
    const struct mw_secrets *secrets);

struct mw_text_options {
	bool color;
	bool ascii;
	int verbose;
	const struct mw_secrets *secrets;	/* to hide; NULL: nothing */
	const struct mw_flip *flips;	/* told after the result */
	size_t n_flips;
	const struct mw_suggestion *suggestions;	/* after those */
	size_t n_suggestions;
};
/* Hop by hop, for reading. */
void mw_answer_text(const struct mw_answer *a,
    const struct mw_text_options *options, FILE *out);

#endif
