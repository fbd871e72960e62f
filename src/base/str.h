/*
 * str.h - text: comparing, cutting, globbing; NUL-terminated unless said.
 *
 * NULL is accepted wherever a const char * is compared and counts as absent:
 * equal to another NULL only.
 */
#ifndef MW_BASE_STR_H
#define MW_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

bool mw_str_eq(const char *a, const char *b);
bool mw_str_case_eq(const char *a, const char *b);	/* ASCII case only */
bool mw_str_has_prefix(const char *s, const char *prefix);
bool mw_str_has_suffix(const char *s, const char *suffix);
bool mw_str_case_prefix(const char *s, const char *prefix);
/* NULL or "". */
bool mw_str_empty(const char *s);
/* s, or "" for NULL. */
const char *mw_str_or_empty(const char *s);
/* "" for 1 and "s" for all other counts: "%zu file%s". */
const char *mw_str_s(size_t n);
/* S with small letters for capitals (ASCII), in place; gives S. */
char *mw_str_lower(char *s);
/* Shell-like pattern with '*' and '?', whole string, linear time. */
bool mw_str_glob(const char *pattern, const char *s);
/* Edit distance up to LIMIT (more than LIMIT gives LIMIT + 1). */
size_t mw_str_distance(const char *a, const char *b, size_t limit);
/*
 * The candidate nearest to WORD for a "did you mean", or NULL when none is
 * near enough to be helpful.
 */
const char *mw_str_nearest(const char *word, const char *const *candidates,
    size_t n);
/* Whole-string decimal or signed decimal; false leaves *out alone. */
bool mw_str_to_int(const char *s, long long *out);
/* Whole-string decimal number with a point, in every locale; finite. */
bool mw_str_to_double(const char *s, double *out);

#endif
