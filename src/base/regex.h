/*
 * regex.h - regular expressions as RE2 reads them, run by PCRE2.
 *
 * What PCRE2 takes and RE2 refuses (look-around, back references, possessive
 * and atomic groups, callouts, recursion) is refused; what differs is
 * translated.  Matching is bounded (limits.h).
 */
#ifndef MW_BASE_REGEX_H
#define MW_BASE_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

struct mw_regex;

/*
 * Compiles PATTERN; NULL with a reason in *error (in ARENA) when RE2 would
 * refuse it.  The compiled code is freed with ARENA.
 */
struct mw_regex *mw_regex_compile(struct mw_arena *arena, const char *pattern,
    const char **error);
/* The same verdict without compiling anything: NULL when RE2 takes PATTERN,
 * else why not. */
const char *mw_regex_check(const char *pattern);
/* The whole of S matches. */
bool mw_regex_full(const struct mw_regex *re, const char *s, size_t len);
/* Some text that begins with S, which is not empty, may match as a whole. */
bool mw_regex_begins(const struct mw_regex *re, const char *s, size_t len);
/* A text that may match as a whole, in place of what OUT has: VARIANT 0 is the
 * plainest.  False when the expression is too hard to guess at. */
bool mw_regex_sample(const struct mw_regex *re, unsigned variant,
    struct mw_buf *out);
/* No text matches as a whole; a "no" may be wrong. */
bool mw_regex_is_void(const struct mw_regex *re);
/* Some part of S matches. */
bool mw_regex_search(const struct mw_regex *re, const char *s, size_t len);
/* S with all matches replaced is added to OUT; \0 to \9 in WITH are groups,
 * \\ a backslash (R87).  False, and S as it is, when WITH names a group that
 * is not there. */
bool mw_regex_replace(const struct mw_regex *re, const char *s, size_t len,
    const char *with, struct mw_buf *out);
const char *mw_regex_pattern(const struct mw_regex *re);

#endif
