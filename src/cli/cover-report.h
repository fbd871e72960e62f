/*
 * cover-report.h - what `meshwalk cover` found, as text, JSON, lcov, requests.
 */
#ifndef MW_CLI_COVER_REPORT_H
#define MW_CLI_COVER_REPORT_H

#include <stdio.h>

#include "cli/requests.h"
#include "whatif/cover.h"

struct mw_cover_report {
	const struct mw_cover *cover;
	struct mw_texts undecided;	/* "name: why" */
	struct mw_texts errors;		/* of input */
	bool color, quiet;
};

/* How many of all, or of one sort; N is how many there are. */
size_t mw_cover_met(const struct mw_cover *c, size_t *n);
/* Of MET of N, rounded down: 100 is all. */
unsigned mw_cover_percent(size_t met, size_t n);

void mw_cover_text(const struct mw_cover_report *r, FILE *out);
void mw_cover_json(const struct mw_cover_report *r, FILE *out);
/* Lines of the manifests at which something begins, and how often the least
 * met of them was met. */
void mw_cover_lcov(const struct mw_cover_report *r, FILE *out);
/* The witnesses, one request file line each. */
void mw_cover_requests(const struct mw_cover_report *r, FILE *out);

#endif
