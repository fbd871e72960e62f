/*
 * explain.h - codes in words, for programs.
 */
#ifndef MW_CLI_EXPLAIN_H
#define MW_CLI_EXPLAIN_H

#include "cli/cli.h"
#include "cli/lint.h"
#include "lint/code.h"

/*
 * explain-json.c: a list of {code, severity, title, why, fix, silence, example,
 * repaired, line, options, also, still}; those without value are left out.  The
 * example may be a {command, repairedCommand} in its place.  With {bytes} \xNN
 * in it is a byte.
 */
void mw_explain_print_json(struct mw_arena *arena, const struct mw_code *v,
    size_t n, FILE *out);

#endif
