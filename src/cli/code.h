/*
 * code.h - a code of a diagnostic or of a rule, in words.
 */
#ifndef MW_CLI_CODE_H
#define MW_CLI_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct mw_code {
	const char *code, *title, *why, *fix;
	enum mw_severity severity;
};

/* The I-th of mw_code_count(): diagnostics, then rules. */
struct mw_code mw_code_at(size_t i);
size_t mw_code_count(void);
/* By "MW0101" or "IST0101", without case. */
bool mw_code_find(const char *code, struct mw_code *out);

#endif
