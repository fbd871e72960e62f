/*
 * re2.h - RE2's syntax, written out as a PCRE2 pattern; for regex.c only.
 */
#ifndef MW_BASE_RE2_H
#define MW_BASE_RE2_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What a character is. */
enum mw_re2_text {
	MW_RE2_UTF8,		/* to Istio, which reads a pattern with Go's RE2 */
	MW_RE2_LATIN1		/* to Envoy: each byte is one (R177) */
};

/*
 * The meaning of PATTERN (LEN bytes) to RE2, as a pattern for PCRE2 with
 * PCRE2_DOTALL, without PCRE2_UTF for Latin-1, and a newline that is LF.
 * Every construct is written out, so that PCRE2 sees nothing that was not
 * understood here.  NULL when it is fine, else why RE2 refuses it.
 */
const char *mw_re2_translate(const char *pattern, size_t len,
    enum mw_re2_text text, struct mw_buf *out);

/*
 * A Unicode group by RE2's name for it ("Lu", "Greek", "Any").  *script tells
 * scripts from categories; false when RE2 has no such group.
 */
bool mw_re2_group(const char *name, size_t len, bool *script);

#endif
