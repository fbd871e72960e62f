/*
 * re2-class.c - the part of the reader of RE2's syntax for escapes and classes.
 */
#include "base/re2-reader.h"

#include "base/attr.h"
#include "base/re2.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

/* From 10.40 on a script's name alone means its extensions as well. */
#if PCRE2_MAJOR > 10 || PCRE2_MINOR >= 40
#define SCRIPT "sc:"
#else
#define SCRIPT ""
#endif

enum { MAX_RUNE = 0x10ffff, MAX_LATIN1 = 0xff };

static int
hex_digit(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (int)(c - 'a') + 10;
	if (c >= 'A' && c <= 'F')
		return (int)(c - 'A') + 10;
	return -1;
}

/* ---- escapes ------------------------------------------------------------- */

static bool
read_hex(struct mw_re2_reader *r, uint32_t *rune)
{
	uint32_t c, d;
	size_t n = 0;

	if (!mw_re2_next(r, &c))
		return mw_re2_fail(r, "invalid escape sequence");
	if (c != '{') {
		if (!mw_re2_next(r, &d) || hex_digit(c) < 0 || hex_digit(d) < 0)
			return mw_re2_fail(r, "invalid escape sequence");
		*rune = (uint32_t)(hex_digit(c) * 16 + hex_digit(d));
		return true;
	}
	for (*rune = 0; mw_re2_next(r, &c) && hex_digit(c) >= 0; n++) {
		*rune = *rune * 16 + (uint32_t)hex_digit(c);
		if (*rune > (r->latin1 ? MAX_LATIN1 : MAX_RUNE))
			return mw_re2_fail(r, "invalid escape sequence");
	}
	if (r->error != NULL || c != '}' || n == 0)
		return mw_re2_fail(r, "invalid escape sequence");
	return true;
}

static uint32_t
read_octal(struct mw_re2_reader *r, uint32_t first)
{
	uint32_t v = first - '0';

	for (int i = 0; i < 2 && r->s < r->end && *r->s >= '0' && *r->s <= '7';
	     i++)
		v = v * 8 + (uint32_t)(*r->s++ - '0');
	return v;
}

bool
mw_re2_escape(struct mw_re2_reader *r, uint32_t *rune)
{
	static const char names[] = "nrtafv", values[] = "\n\r\t\a\f\v";
	const char *at;
	uint32_t c;

	r->s++;
	if (r->s >= r->end)
		return mw_re2_fail(r, "trailing backslash");
	if (!mw_re2_next(r, &c))
		return false;
	if (c == 'x')
		return read_hex(r, rune);
	/* A single digit would be a back reference, which RE2 has not. */
	if (c == '0' || (c >= '1' && c <= '7' && r->s < r->end &&
	    *r->s >= '0' && *r->s <= '7')) {
		*rune = read_octal(r, c);
		return true;
	}
	if (c < 0x80 && c != 0 && (at = strchr(names, (int)c)) != NULL) {
		*rune = (uint32_t)values[at - names];
		return true;
	}
	if (c >= 0x80 || mw_re2_is_alnum(c))
		return mw_re2_fail(r, "invalid escape sequence");
	*rune = c;
	return true;
}

bool
mw_re2_unicode(struct mw_re2_reader *r)
{
	bool negated = r->s[1] == 'P', script;
	bool fold = (r->flags & MW_RE2_FOLD) != 0;
	const char *name;
	size_t len;
	uint32_t c;

	r->s += 2;
	name = r->s;
	if (!mw_re2_next(r, &c))
		return mw_re2_fail(r, "invalid character class range");
	len = (size_t)(r->s - name);
	if (c == '{') {
		const char *close = memchr(r->s, '}', (size_t)(r->end - r->s));

		if (close == NULL)
			return mw_re2_fail(r, "invalid character class range");
		name = r->s;
		len = (size_t)(close - name);
		r->s = close + 1;
	}
	if (len > 0 && name[0] == '^') {
		negated = !negated;
		name++;
		len--;
	}
	if (!mw_re2_group(name, len, &script))
		return mw_re2_fail(r, "invalid character class range");
	/* RE2 folds the case of groups too. */
	if (fold && len == 2 && name[0] == 'L' &&
	    (name[1] == 'u' || name[1] == 'l' || name[1] == 't')) {
		name = "L&";
	}
	mw_buf_printf(r->out, "\\%c{%s%.*s}", negated ? 'P' : 'p',
	    script ? SCRIPT : "", (int)len, name);
	return true;
}

/* Perl's classes are ASCII, and \s has no vertical tab, unlike PCRE2's. */
const char *
mw_re2_perl_class(char c, bool in_class)
{
	switch (c) {
	case 'd':
		return in_class ? "0-9" : "[0-9]";
	case 'D':
		return "\\D";
	case 's':
		return in_class ? "\\t\\n\\f\\r\\x20" : "[\\t\\n\\f\\r\\x20]";
	case 'S':
		return in_class ? "\\S\\x0b" : "[\\S\\x0b]";
	case 'w':
		return in_class ? "0-9A-Za-z_" : "[0-9A-Za-z_]";
	case 'W':
		return "\\W";
	}
	return NULL;
}

/* The letters of Latin-1 in a range once more, in their other case. */
static void
put_other_cases(struct mw_re2_reader *r, uint32_t lo, uint32_t hi)
{
	for (uint32_t c = lo > 0xc0 ? lo : 0xc0; c <= hi && c <= 0xfe; c++) {
		uint32_t other = mw_re2_other_case(r, c);

		if (other != 0)
			mw_re2_put_rune(r, other);
	}
}

/* A range of a class; surrogates are cut off, for PCRE2 refuses them. */
static void
put_range(struct mw_re2_reader *r, uint32_t lo, uint32_t hi)
{
	if (mw_re2_surrogate(lo))
		lo = 0xe000;
	if (mw_re2_surrogate(hi))
		hi = 0xd7ff;
	if (lo > hi)
		return;
	mw_re2_put_rune(r, lo);
	if (hi > lo) {
		mw_buf_addc(r->out, '-');
		mw_re2_put_rune(r, hi);
	}
	put_other_cases(r, lo, hi);
}

/* ---- classes ------------------------------------------------------------- */

struct posix_class {
	const char *name, *set;
};

static const struct posix_class posix_classes[] = {
	{ "alnum", "0-9A-Za-z" },
	{ "alpha", "A-Za-z" },
	{ "ascii", "\\x00-\\x7f" },
	{ "blank", "\\t\\x20" },
	{ "cntrl", "\\x00-\\x1f\\x7f" },
	{ "digit", "0-9" },
	{ "graph", "\\x21-\\x7e" },
	{ "lower", "a-z" },
	{ "print", "\\x20-\\x7e" },
	{ "punct", "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e" },
	{ "space", "\\t-\\r\\x20" },
	{ "upper", "A-Z" },
	{ "word", "0-9A-Za-z_" },
	{ "xdigit", "0-9A-Fa-f" },
};

/* "[:alpha:]" at R: 1 taken, 0 not one, -1 an unknown name. */
static int
read_posix(struct mw_re2_reader *r)
{
	const char *p = r->s + 2, *name = p;
	bool negated;
	size_t len;

	for (; p + 1 < r->end && !(p[0] == ':' && p[1] == ']'); p++)
		continue;
	if (p + 1 >= r->end)
		return 0;
	negated = *name == '^';
	name += negated;
	len = p > name ? (size_t)(p - name) : 0;
	for (size_t i = 0; i < MW_LEN(posix_classes); i++) {
		const struct posix_class *c = &posix_classes[i];

		if (strlen(c->name) != len || memcmp(c->name, name, len) != 0)
			continue;
		if (negated)
			mw_buf_printf(r->out, "[:^%s:]", c->name);
		else
			mw_buf_adds(r->out, c->set);
		r->s = p + 2;
		return 1;
	}
	mw_re2_fail(r, "invalid character class range");
	return -1;
}

static bool
class_rune(struct mw_re2_reader *r, uint32_t *c)
{
	if (r->s >= r->end)
		return mw_re2_fail(r, "missing closing ]");
	return *r->s == '\\' ? mw_re2_escape(r, c) : mw_re2_next(r, c);
}

static bool
class_item(struct mw_re2_reader *r)
{
	const char *perl;
	uint32_t lo, hi;
	int posix;

	if (r->end - r->s > 2 && mw_re2_looking_at(r, "[:")) {
		posix = read_posix(r);
		if (posix != 0)
			return posix > 0;
	}
	if (r->end - r->s > 1 && *r->s == '\\') {
		if (r->s[1] == 'p' || r->s[1] == 'P')
			return mw_re2_unicode(r);
		perl = mw_re2_perl_class(r->s[1], true);
		if (perl != NULL) {
			mw_buf_adds(r->out, perl);
			r->s += 2;
			return true;
		}
	}
	if (!class_rune(r, &lo))
		return false;
	hi = lo;
	if (r->end - r->s >= 2 && r->s[0] == '-' && r->s[1] != ']') {
		r->s++;
		if (!class_rune(r, &hi))
			return false;
		if (hi < lo)
			return mw_re2_fail(r, "invalid character class range");
	}
	put_range(r, lo, hi);
	return true;
}

bool
mw_re2_class(struct mw_re2_reader *r)
{
	size_t body, start;
	bool negated;

	mw_re2_begin_atom(r);
	start = r->out->len;
	r->s++;
	negated = r->s < r->end && *r->s == '^';
	r->s += negated;
	mw_buf_adds(r->out, negated ? "[^" : "[");
	body = r->out->len;
	for (bool first = true; r->s < r->end && (*r->s != ']' || first);
	     first = false) {
		if (!class_item(r))
			return false;
	}
	if (r->s >= r->end)
		return mw_re2_fail(r, "missing closing ]");
	r->s++;
	if (r->out->len > body) {
		mw_buf_addc(r->out, ']');
		return true;
	}
	/* Nothing but surrogates: PCRE2 has no empty class. */
	r->out->len = start;
	r->out->data[start] = '\0';
	mw_buf_adds(r->out, negated ? "." : "(?!)");
	return true;
}
