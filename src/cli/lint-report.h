/*
 * lint-report.h - findings in the formats that other tools read.
 */
#ifndef MW_CLI_LINT_REPORT_H
#define MW_CLI_LINT_REPORT_H

#include <stdio.h>

#include "lint/lint.h"

/* Each writes the findings of LEVEL and worse. */
void mw_lint_json(const struct mw_findings *f, enum mw_severity level,
    FILE *out);
void mw_lint_github(const struct mw_findings *f, enum mw_severity level,
    FILE *out);
void mw_lint_sarif(const struct mw_findings *f, enum mw_severity level,
    FILE *out);
void mw_lint_junit(const struct mw_findings *f, enum mw_severity level,
    FILE *out);

#endif
