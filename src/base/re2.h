/*
 * re2.h - RE2's syntax, written out as a PCRE2 pattern; for regex.c only.
 */
#ifndef MW_BASE_RE2_H
#define MW_BASE_RE2_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * The meaning of PATTERN (LEN bytes) to RE2, as a pattern for PCRE2 with
 * PCRE2_UTF and PCRE2_DOTALL and a newline that is LF.  Every construct is
 * written out, so that PCRE2 sees nothing that was not understood here.
 * NULL when it is fine, else why RE2 refuses it.
 */
const char *mw_re2_translate(const char *pattern, size_t len,
    struct mw_buf *out);

/*
 * A Unicode group by RE2's name for it ("Lu", "Greek", "Any").  *script tells
 * scripts from categories; false when RE2 has no such group.
 */
bool mw_re2_group(const char *name, size_t len, bool *script);

#endif
