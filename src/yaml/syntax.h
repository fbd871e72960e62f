/*
 * syntax.h - saying what is wrong with a document, in words for people.
 */
#ifndef MW_YAML_SYNTAX_H
#define MW_YAML_SYNTAX_H

#include "yaml/tree.h"

/*
 * A syntax error that libyaml found at AT (for CONTEXT, begun at SINCE).  When
 * the place looks like an unrendered template, that is what is reported.
 */
void mw_syntax_report(struct mw_diags *d, const struct mw_home *home,
    const char *problem, size_t at, const char *context, size_t since);
/* A character that YAML refuses, at AT. */
void mw_syntax_report_character(struct mw_diags *d,
    const struct mw_home *home, size_t at);
/*
 * Reports a template when the line of AT, or one shortly before it, or those
 * from SINCE on, hold '{{'; false when none does.
 */
bool mw_syntax_report_template(struct mw_diags *d, const struct mw_home *home,
    size_t since, size_t at);

#endif
