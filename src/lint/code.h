/*
 * code.h - a code of a diagnostic or of a rule, in words.
 *
 * What `meshwalk explain` prints and what the screen shows is this, with the
 * example of example.h.
 */
#ifndef MW_LINT_CODE_H
#define MW_LINT_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
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
/* How not to hear of it any more, a paragraph. */
const char *mw_code_silence(struct mw_arena *arena, const char *code);

#endif
