/*
 * re2.c - reads RE2's syntax (that of Go's regexp, nearly) and writes PCRE2's.
 *
 * The reader follows RE2's own (re2/parse.cc) token by token, without
 * recursion.  Of the atom that a repetition would apply to, it knows where it
 * begins in the output; of each open group, what has to be restored behind it.
 */
#include "base/re2.h"

#include "base/limits.h"
#include "base/re2-reader.h"
#include "base/utf8.h"
#include "base/xalloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAX_REPEAT = 1000,	/* also of nested repeats, multiplied */
	MAX_DEPTH = 1000
};

struct mw_re2_open {
	unsigned flags;
	size_t start;		/* of the group in the output */
	unsigned long product;	/* of the repeats inside, the largest */
	bool fold_out;
};

bool
mw_re2_fail(struct mw_re2_reader *r, const char *why)
{
	if (r->error == NULL)
		r->error = why;
	return false;
}

/* The next character; RE2 refuses a pattern that is not UTF-8. */
bool
mw_re2_next(struct mw_re2_reader *r, uint32_t *rune)
{
	size_t n;

	if (r->s >= r->end)
		return mw_re2_fail(r, "it ends in the middle of something");
	if (r->latin1) {
		*rune = (unsigned char)*r->s++;
		return true;
	}
	n = mw_utf8_decode(r->s, (size_t)(r->end - r->s), rune);
	if (n == 1 && (unsigned char)*r->s >= 0x80)
		return mw_re2_fail(r, "it is not valid UTF-8");
	r->s += n;
	return true;
}

bool
mw_re2_looking_at(const struct mw_re2_reader *r, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(r->end - r->s) >= len && memcmp(r->s, text, len) == 0;
}

bool
mw_re2_is_alnum(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* Pairs of letters both of which are Latin-1; PCRE2 without UTF has none. */
uint32_t
mw_re2_other_case(const struct mw_re2_reader *r, uint32_t c)
{
	if (!r->latin1 || (r->flags & MW_RE2_FOLD) == 0 || c == 0xd7 ||
	    c == 0xf7)
		return 0;
	if (c >= 0xc0 && c <= 0xde)
		return c + 0x20;
	return c >= 0xe0 && c <= 0xfe ? c - 0x20 : 0;
}

/* ---- output -------------------------------------------------------------- */

void
mw_re2_put_rune(struct mw_re2_reader *r, uint32_t c)
{
	if (mw_re2_is_alnum(c))
		mw_buf_addc(r->out, (char)c);
	else
		mw_buf_printf(r->out, "\\x{%x}", (unsigned)c);
}

void
mw_re2_begin_atom(struct mw_re2_reader *r)
{
	bool fold = (r->flags & MW_RE2_FOLD) != 0;

	if (fold != r->fold_out)
		mw_buf_adds(r->out, fold ? "(?i)" : "(?-i)");
	r->fold_out = fold;
	r->has_atom = true;
	r->repeated = false;
	r->atom = r->out->len;
	r->product = 1;
}

static void
put_literal(struct mw_re2_reader *r, uint32_t c)
{
	uint32_t other = mw_re2_other_case(r, c);

	mw_re2_begin_atom(r);
	if (mw_re2_surrogate(c))
		mw_buf_adds(r->out, "(?!)");	/* is in no valid text */
	else if (other != 0)
		mw_buf_printf(r->out, "[\\x{%x}\\x{%x}]", (unsigned)c,
		    (unsigned)other);
	else
		mw_re2_put_rune(r, c);
}

static void
put_atom(struct mw_re2_reader *r, const char *text)
{
	mw_re2_begin_atom(r);
	mw_buf_adds(r->out, text);
}

/* ---- repetition ---------------------------------------------------------- */

/* The atom as one group, so that a repetition applies to all of it. */
static void
wrap_atom(struct mw_re2_reader *r)
{
	size_t len = r->out->len - r->atom;

	mw_buf_adds(r->out, "(?:)");
	memmove(r->out->data + r->atom + 3, r->out->data + r->atom, len);
	memcpy(r->out->data + r->atom, "(?:", 3);
	r->out->data[r->out->len - 1] = ')';
}

static void
note_product(struct mw_re2_reader *r)
{
	if (r->product > r->best)
		r->best = r->product;
}

/* One repetition operator, already read; MAX -1 is without bound. */
static bool
repeat(struct mw_re2_reader *r, long min, long max)
{
	bool lazy = (r->flags & MW_RE2_NON_GREEDY) != 0;
	unsigned long times = (unsigned long)(max >= 0 ? max : min);

	if (r->s < r->end && *r->s == '?') {
		lazy = !lazy;
		r->s++;
	}
	if (r->last_repeat)
		return mw_re2_fail(r, "bad repetition operator: two in a row");
	if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && max < min))
		return mw_re2_fail(r, "invalid repeat count");
	if (!r->has_atom)
		return mw_re2_fail(r, "missing argument to repetition");
	if (times > 0)
		r->product *= times;
	if ((min >= 2 || max >= 2) && r->product > MAX_REPEAT)
		return mw_re2_fail(r,
		    "invalid repeat count: nested repeats multiply");
	if (r->repeated)
		wrap_atom(r);
	if (min == 0 && max == -1)
		mw_buf_addc(r->out, '*');
	else if (min == 1 && max == -1)
		mw_buf_addc(r->out, '+');
	else if (min == 0 && max == 1)
		mw_buf_addc(r->out, '?');
	else if (max == -1)
		mw_buf_printf(r->out, "{%ld,}", min);
	else
		mw_buf_printf(r->out, "{%ld,%ld}", min, max);
	if (lazy)
		mw_buf_addc(r->out, '?');
	r->repeated = true;
	r->last_repeat = true;
	note_product(r);
	return true;
}

/* A decimal without leading zeros; large ones are cut to be just too large. */
static bool
read_count(const char **s, const char *end, long *n)
{
	const char *p = *s;

	if (p >= end || *p < '0' || *p > '9')
		return false;
	if (*p == '0' && p + 1 < end && p[1] >= '0' && p[1] <= '9')
		return false;
	for (*n = 0; p < end && *p >= '0' && *p <= '9'; p++) {
		if (*n <= MAX_REPEAT)
			*n = *n * 10 + (*p - '0');
	}
	*s = p;
	return true;
}

/* "{2}", "{2,}", "{2,5}"; anything else is a literal brace. */
static bool
read_brace(struct mw_re2_reader *r)
{
	const char *p = r->s + 1;
	long min, max;

	if (read_count(&p, r->end, &min)) {
		max = min;
		if (p < r->end && *p == ',') {
			p++;
			if (p < r->end && *p == '}')
				max = -1;
			else if (!read_count(&p, r->end, &max))
				goto literal;
		}
		if (p < r->end && *p == '}') {
			r->s = p + 1;
			return repeat(r, min, max);
		}
	}
literal:
	r->s++;
	put_literal(r, '{');
	return true;
}

/* ---- groups -------------------------------------------------------------- */

static bool
open_group(struct mw_re2_reader *r, bool capture)
{
	struct mw_re2_open *g;

	if (r->n_groups >= MAX_DEPTH)
		return mw_re2_fail(r, "expression nests too deeply");
	if (r->n_groups == r->cap_groups) {
		r->cap_groups = r->cap_groups == 0 ? 16 : r->cap_groups * 2;
		r->groups = mw_xrealloc(r->groups, r->cap_groups,
		    sizeof(*r->groups));
	}
	g = &r->groups[r->n_groups++];
	g->flags = r->flags;
	g->fold_out = r->fold_out;
	g->start = r->out->len;
	g->product = r->best;
	r->best = 1;
	r->has_atom = false;
	mw_buf_adds(r->out, capture ? "(" : "(?:");
	return true;
}

static bool
close_group(struct mw_re2_reader *r)
{
	const struct mw_re2_open *g;

	if (r->n_groups == 0)
		return mw_re2_fail(r, "unexpected )");
	g = &r->groups[--r->n_groups];
	r->s++;
	mw_buf_addc(r->out, ')');
	r->flags = g->flags;
	r->fold_out = g->fold_out;
	r->has_atom = true;
	r->repeated = false;
	r->atom = g->start;
	r->product = r->best;
	r->best = g->product > r->best ? g->product : r->best;
	return true;
}

/* "(?P<name>" and "(?<name>". */
static bool
open_named(struct mw_re2_reader *r, size_t skip)
{
	const char *name = r->s + skip, *p = name;

	while (p < r->end && (mw_re2_is_alnum((unsigned char)*p) || *p == '_'))
		p++;
	if (p == name || p >= r->end || *p != '>')
		return mw_re2_fail(r, "invalid named capture group");
	r->s = p + 1;
	return open_group(r, true);
}

static unsigned
flag_of(char c)
{
	switch (c) {
	case 'i':
		return MW_RE2_FOLD;
	case 'm':
		return MW_RE2_MULTI_LINE;
	case 's':
		return MW_RE2_DOT_NL;
	case 'U':
		return MW_RE2_NON_GREEDY;
	}
	return 0;
}

/* "(?flags)" and "(?flags:": all that is allowed behind "(?". */
static bool
read_flags(struct mw_re2_reader *r)
{
	bool negated = false, any = false;
	unsigned flags = r->flags, bit;
	char c;

	for (r->s += 2; r->s < r->end; ) {
		c = *r->s++;
		bit = flag_of(c);
		if (bit != 0) {
			flags = negated ? flags & ~bit : flags | bit;
			any = true;
		} else if (c == '-' && !negated) {
			negated = true;
			any = false;
		} else if (c == ':' || c == ')') {
			if (negated && !any)
				break;
			if (c == ':' && !open_group(r, false))
				return false;
			r->flags = flags;
			return true;
		} else {
			break;
		}
	}
	return mw_re2_fail(r, "invalid or unsupported Perl syntax");
}

static bool
read_paren(struct mw_re2_reader *r)
{
	if (mw_re2_looking_at(r, "(?P<"))
		return open_named(r, 4);
	if (mw_re2_looking_at(r, "(?<=") || mw_re2_looking_at(r, "(?<!"))
		return mw_re2_fail(r, "invalid or unsupported Perl syntax");
	if (mw_re2_looking_at(r, "(?<"))
		return open_named(r, 3);
	if (mw_re2_looking_at(r, "(?"))
		return read_flags(r);
	r->s++;
	return open_group(r, true);
}

/* ---- the whole ----------------------------------------------------------- */

static bool
read_quoted(struct mw_re2_reader *r)
{
	uint32_t c;

	for (r->s += 2; r->s < r->end; put_literal(r, c)) {
		if (mw_re2_looking_at(r, "\\E")) {
			r->s += 2;
			return true;
		}
		if (!mw_re2_next(r, &c))
			return false;
	}
	return true;
}

/* An assertion is a group, so that it can be repeated, as RE2 allows. */
static const char *
assertion(char c)
{
	switch (c) {
	case 'A':
		return "(?:\\A)";
	case 'z':
		return "(?:\\z)";
	case 'b':
		return "(?:\\b)";
	case 'B':
		return "(?:\\B)";
	case 'C':
		return "\\C";
	}
	return NULL;
}

static bool
read_backslash(struct mw_re2_reader *r)
{
	const char *text;
	uint32_t c;

	if (r->end - r->s >= 2) {
		text = assertion(r->s[1]);
		if (text == NULL)
			text = mw_re2_perl_class(r->s[1], false);
		if (text != NULL) {
			put_atom(r, text);
			r->s += 2;
			return true;
		}
		if (r->s[1] == 'Q')
			return read_quoted(r);
		if (r->s[1] == 'p' || r->s[1] == 'P') {
			mw_re2_begin_atom(r);
			return mw_re2_unicode(r);
		}
	}
	if (!mw_re2_escape(r, &c))
		return false;
	put_literal(r, c);
	return true;
}

static bool
read_token(struct mw_re2_reader *r)
{
	bool many = (r->flags & MW_RE2_MULTI_LINE) != 0;
	uint32_t c;

	switch (*r->s) {
	case '(':
		return read_paren(r);
	case ')':
		return close_group(r);
	case '[':
		return mw_re2_class(r);
	case '\\':
		return read_backslash(r);
	case '{':
		return read_brace(r);
	case '*':
		r->s++;
		return repeat(r, 0, -1);
	case '+':
		r->s++;
		return repeat(r, 1, -1);
	case '?':
		r->s++;
		return repeat(r, 0, 1);
	case '|':
		mw_buf_addc(r->out, *r->s++);
		r->has_atom = false;
		return true;
	case '.':
		put_atom(r, (r->flags & MW_RE2_DOT_NL) != 0 ? "." : "[^\\n]");
		break;
	case '^':
		put_atom(r, many ? "(?:\\A|(?<=\\n))" : "(?:\\A)");
		break;
	case '$':
		put_atom(r, many ? "(?:\\z|(?=\\n))" : "(?:\\z)");
		break;
	default:
		if (!mw_re2_next(r, &c))
			return false;
		put_literal(r, c);
		return true;
	}
	r->s++;
	return true;
}

const char *
mw_re2_translate(const char *pattern, size_t len, enum mw_re2_text text,
    struct mw_buf *out)
{
	struct mw_re2_reader r = {
		.s = pattern,
		.end = pattern + len,
		.latin1 = text == MW_RE2_LATIN1,
		.out = out,
		.best = 1,
	};
	const char *before;

	if (len > MW_LIMIT_REGEX_LENGTH)
		mw_re2_fail(&r, "it is too long");
	while (r.error == NULL && r.s < r.end) {
		before = r.s;
		if (!read_token(&r))
			break;
		if (*before != '*' && *before != '+' && *before != '?' &&
		    *before != '{')
			r.last_repeat = false;
		else if (*before == '{' && !r.repeated)
			r.last_repeat = false;	/* a literal brace */
	}
	if (r.error == NULL && r.n_groups > 0)
		mw_re2_fail(&r, "missing closing )");
	free(r.groups);
	return r.error;
}
