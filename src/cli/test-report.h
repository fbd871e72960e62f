/*
 * test-report.h - what `meshwalk test` found, as text, TAP, JUnit and JSON.
 */
#ifndef MW_CLI_TEST_REPORT_H
#define MW_CLI_TEST_REPORT_H

#include <stdio.h>

#include "base/vec.h"
#include "cli/requests.h"
#include "whatif/requests.h"

enum mw_test_end {
	MW_TEST_OK,
	MW_TEST_FAILED,
	MW_TEST_UNDECIDED,	/* it cannot be known */
	MW_TEST_RAN,		/* without expectation, with --all */
	MW_TEST_LEFT		/* without expectation: not run */
};

struct mw_test_result {
	const struct mw_kept *kept;
	const struct mw_request *request;	/* as it was sent */
	enum mw_test_end end;
	/* the rest is NULL and 0 for what was not run */
	const char *verdict;		/* "DENIED 403 by ..." */
	const struct mw_miss *misses;
	size_t n_misses;
	const char *decided;		/* "authz: no rule matches", or NULL */
	const struct mw_origin *origin;	/* of that; or NULL */
	const char *const *not_modelled;
	size_t n_not_modelled;
};

struct mw_test_file {
	const char *name;
	MW_VEC(struct mw_test_result) results;
};

struct mw_test_run {
	struct mw_test_file *v;
	size_t n, cap;
	/* what could not be read, each a test that failed to programs;
	 * standard error has told people */
	struct mw_texts errors;
};

struct mw_test_style {
	bool color, quiet, verbose;
};

/* How many ended that way. */
size_t mw_test_count(const struct mw_test_run *r, enum mw_test_end end);
void mw_test_text(const struct mw_test_run *r, const struct mw_test_style *s,
    FILE *out);
void mw_test_tap(const struct mw_test_run *r, FILE *out);
void mw_test_junit(const struct mw_test_run *r, FILE *out);
void mw_test_json(const struct mw_test_run *r, FILE *out);

#endif
