/*
 * re2-sample.c - a text that a regular expression might match.
 *
 * Reads the common part of RE2's syntax and writes down, for each piece, the
 * plainest text that fits.  A guess: whoever asks tries it on the expression.
 */
#include <stdbool.h>
#include <string.h>

#include "base/regex.h"

enum { MAX_DEPTH = 32, MAX_TEXT = 4096, MAX_TIMES = 64 };

struct sampler {
	const char *s;
	struct mw_buf *out;
	unsigned variant;
	int depth;
};

static bool alternatives(struct sampler *r);

/* ---- classes ------------------------------------------------------------- */

/* Adds what \d, \w, \s and their opposites stand for; false for others. */
static bool
add_perl(char c, bool set[128])
{
	const char *lower = "dws", *at = strchr(lower, c | 0x20);

	if (at == NULL || c == '\0')
		return false;
	for (int i = 1; i < 128; i++) {
		bool digit = i >= '0' && i <= '9';
		bool word = digit || (i >= 'a' && i <= 'z') ||
		    (i >= 'A' && i <= 'Z') || i == '_';
		bool is = *at == 'd' ? digit : *at == 'w' ? word
		    : strchr(" \t\n\r\f", i) != NULL;

		if (is == (c == *at))
			set[i] = true;
	}
	return true;
}

static void
add_named(const char *name, size_t len, bool set[128])
{
	static const struct {
		const char *name, *range;
	} known[] = { { "alpha", "azAZ" }, { "alnum", "azAZ09" },
		{ "digit", "09" }, { "lower", "az" }, { "upper", "AZ" },
		{ "word", "azAZ09__" }, { "xdigit", "09afAF" },
		{ "space", "  " }, { "punct", "!/" }, { "graph", "!~" },
		{ "print", " ~" } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const char *r = known[i].range;

		if (strlen(known[i].name) != len ||
		    strncmp(known[i].name, name, len) != 0)
			continue;
		for (; *r != '\0'; r += 2) {
			for (int c = r[0]; c <= r[1]; c++)
				set[c] = true;
		}
	}
}

/* The bracket is next; the letter that people would take first is written. */
static bool
class(struct sampler *r)
{
	static const char first[] = "xa0A1b-_./";
	bool set[128] = { false }, negated = false, any = false;
	const char *s = r->s + 1;

	if (*s == '^') {
		negated = true;
		s++;
	}
	while (*s != '\0' && (*s != ']' || !any)) {
		unsigned char from = (unsigned char)*s++, to;

		any = true;
		if (from == '[' && *s == ':' && strstr(s, ":]") != NULL) {
			const char *end = strstr(s, ":]");

			add_named(s + 1, (size_t)(end - s - 1), set);
			s = end + 2;
			continue;
		}
		if (from == '\\' && *s != '\0') {
			from = (unsigned char)*s++;
			if (add_perl((char)from, set))
				continue;
		}
		to = from;
		if (*s == '-' && s[1] != ']' && s[1] != '\0') {
			to = (unsigned char)s[1];
			s += 2;
			if (to == '\\' && *s != '\0')
				to = (unsigned char)*s++;
		}
		for (unsigned c = from; c <= to && c < 128; c++)
			set[c] = true;
	}
	if (*s != ']')
		return false;
	r->s = s + 1;
	for (const char *p = first; *p != '\0'; p++) {
		if (set[(unsigned char)*p] != negated) {
			mw_buf_addc(r->out, *p);
			return true;
		}
	}
	for (int c = '!'; c < 127; c++) {
		if (set[c] != negated) {
			mw_buf_addc(r->out, (char)c);
			return true;
		}
	}
	return false;
}

/* ---- atoms --------------------------------------------------------------- */

static bool
escape(struct sampler *r)
{
	char c = r->s[1];

	if (c == '\0')
		return false;
	r->s += 2;
	if (strchr("dD", c) != NULL)
		mw_buf_addc(r->out, c == 'd' ? '1' : 'x');
	else if (strchr("wW", c) != NULL)
		mw_buf_addc(r->out, c == 'w' ? 'x' : '-');
	else if (strchr("sS", c) != NULL)
		mw_buf_addc(r->out, c == 's' ? ' ' : 'x');
	else if (strchr("bBAz", c) != NULL)
		return true;
	else if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z'))
		return false;	/* rare: no guess */
	else
		mw_buf_addc(r->out, c);
	return true;
}

/* "(?:", "(?i)", "(?P<name>" and "(". */
static bool
group(struct sampler *r)
{
	r->s++;
	if (*r->s == '?') {
		r->s++;
		if (*r->s == 'P' || *r->s == '<') {
			const char *end = strchr(r->s, '>');

			if (end == NULL)
				return false;
			r->s = end + 1;
		} else {
			r->s += strspn(r->s, "imsU-");
			if (*r->s == ')') {
				r->s++;
				return true;
			}
			if (*r->s++ != ':')
				return false;
		}
	}
	if (++r->depth > MAX_DEPTH || !alternatives(r) || *r->s != ')')
		return false;
	r->depth--;
	r->s++;
	return true;
}

static bool
atom(struct sampler *r)
{
	switch (*r->s) {
	case '(':
		return group(r);
	case '[':
		return class(r);
	case '\\':
		return escape(r);
	case '^':
	case '$':
		r->s++;
		return true;
	case '*':
	case '+':
	case '?':
		return false;
	default:
		mw_buf_addc(r->out, *r->s == '.' ? 'x' : *r->s);
		r->s++;
		return true;
	}
}

/* How often what is before stands there: the fewest, or once more. */
static bool
times(struct sampler *r, size_t *n)
{
	unsigned long least = 0;
	const char *s;

	*n = 1;
	switch (*r->s) {
	case '*':
	case '?':
		*n = r->variant > 0;
		break;
	case '+':
		break;
	case '{':
		s = r->s + 1;
		if (*s < '0' || *s > '9')
			return true;
		for (; *s >= '0' && *s <= '9' && least <= MAX_TIMES; s++)
			least = least * 10 + (unsigned long)(*s - '0');
		s += strspn(s, "0123456789,");
		if (*s != '}' || least > MAX_TIMES)
			return false;
		r->s = s;
		*n = least;
		break;
	default:
		return true;
	}
	r->s++;
	if (*r->s == '?')
		r->s++;
	return true;
}

static bool
sequence(struct sampler *r)
{
	while (*r->s != '\0' && *r->s != '|' && *r->s != ')') {
		size_t start = r->out->len, len, n;

		if (!atom(r) || !times(r, &n))
			return false;
		len = r->out->len - start;
		if (n * len > MAX_TEXT || r->out->len > MAX_TEXT)
			return false;
		if (n == 0)
			r->out->len = start;
		for (size_t i = 1; i < n; i++) {
			for (size_t k = 0; k < len; k++)
				mw_buf_addc(r->out, r->out->data[start + k]);
		}
	}
	return true;
}

/* The first, or for other variants a later one; the rest is read past. */
static bool
alternatives(struct sampler *r)
{
	size_t start = r->out->len, len = 0;
	struct mw_buf kept = { 0 };
	bool good = true;

	for (unsigned i = 0;; i++) {
		good = sequence(r);
		if (good && i <= r->variant) {
			mw_buf_clear(&kept);
			mw_buf_add(&kept, mw_buf_text(r->out) + start,
			    r->out->len - start);
			len = kept.len;
		}
		if (!good || *r->s != '|')
			break;
		r->s++;
		r->out->len = start;
	}
	r->out->len = start;
	mw_buf_add(r->out, mw_buf_text(&kept), len);
	mw_buf_release(&kept);
	return good;
}

bool
mw_regex_sample(const struct mw_regex *re, unsigned variant,
    struct mw_buf *out)
{
	struct sampler r = { .s = mw_regex_pattern(re), .out = out,
		.variant = variant };

	mw_buf_clear(out);
	if (!alternatives(&r) || *r.s != '\0')
		return false;
	mw_buf_addc(out, '\0');	/* an end behind what was cut */
	out->len--;
	return true;
}
