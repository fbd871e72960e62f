/*
 * re2-reader.h - the state of the reader of RE2's syntax, and the steps that
 * re2.c (grammar) and re2-class.c (escapes, classes) share.
 */
#ifndef MW_BASE_RE2_READER_H
#define MW_BASE_RE2_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum {
	MW_RE2_FOLD = 1,
	MW_RE2_MULTI_LINE = 2,
	MW_RE2_DOT_NL = 4,
	MW_RE2_NON_GREEDY = 8
};

struct mw_re2_reader {
	const char *s, *end;
	bool latin1;		/* a byte is a character */
	struct mw_buf *out;
	const char *error;
	unsigned flags;
	bool fold_out;		/* (?i) is on in the output here */
	/* the atom before */
	bool has_atom, repeated;
	size_t atom;
	unsigned long product;
	/* it was a repetition, and the very token before this one */
	bool last_repeat;
	struct mw_re2_open *groups;
	size_t n_groups, cap_groups;
	unsigned long best;	/* product of the group that is open */
};

/* Notes the first error; always false. */
bool mw_re2_fail(struct mw_re2_reader *r, const char *why);
/* The next character; RE2 refuses a pattern that is not UTF-8. */
bool mw_re2_next(struct mw_re2_reader *r, uint32_t *rune);
bool mw_re2_looking_at(const struct mw_re2_reader *r, const char *text);
bool mw_re2_is_alnum(uint32_t c);
/* What follows in the output is an atom that may be repeated. */
void mw_re2_begin_atom(struct mw_re2_reader *r);
void mw_re2_put_rune(struct mw_re2_reader *r, uint32_t c);
/* The other case of a letter above ASCII, or 0; PCRE2 knows those of ASCII. */
uint32_t mw_re2_other_case(const struct mw_re2_reader *r, uint32_t c);
static inline bool
mw_re2_surrogate(uint32_t c)
{
	return c >= 0xd800 && c <= 0xdfff;
}

/* An escape that stands for one character; the backslash is next. */
bool mw_re2_escape(struct mw_re2_reader *r, uint32_t *rune);
/* \pN, \p{Greek}, \P{^Lu}, inside and outside of classes. */
bool mw_re2_unicode(struct mw_re2_reader *r);
/* \d and its like; NULL when C is none. */
const char *mw_re2_perl_class(char c, bool in_class);
/* A whole class; the bracket is next. */
bool mw_re2_class(struct mw_re2_reader *r);

#endif
