/*
 * regex-example.c - a text that a simple regular expression takes.
 *
 * It reads what patterns of paths and headers are made of: letters, classes,
 * groups, the first of alternatives, repetitions.  Whatever else there is gives
 * a text that does not fit, and the caller's check (mw_regex_example) says so.
 */
#include <string.h>

#include "base/limits.h"
#include "base/regex.h"

enum { DEPTH = 32, LENGTH = 256, REPEATS = 64, ASCII = 128 };

struct example {
	const char *s;		/* what is left of the pattern */
	struct mw_buf *out;
	int depth;
	bool off;		/* alternatives that are not taken */
};

static void
put(struct example *x, char c)
{
	if (!x->off && x->out->len < LENGTH)
		mw_buf_addc(x->out, c);
}

/* ---- classes ------------------------------------------------------------- */

/* Characters of \\d, \\w, \\s, or of [:alpha:] and its like, into SET. */
static void
add_group(bool *set, char group)
{
	for (int c = 0; c < ASCII; c++) {
		bool digit = c >= '0' && c <= '9';
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		set[c] = set[c] || (group == 'd' && digit) ||
		    (group == 'w' && (digit || letter || c == '_')) ||
		    (group == 's' && (c == ' ' || c == '\t')) ||
		    (group == 'D' && c > ' ' && !digit) ||
		    (group == 'S' && c > ' ') || (group == 'W' && c > ' ' &&
		    !digit && !letter && c != '_');
	}
}

static const char *
read_class(const char *s, bool *set)
{
	const char *first = s;

	for (; *s != '\0' && (*s != ']' || s == first); s++) {
		unsigned char from = (unsigned char)*s, to;

		if (s[0] == '[' && s[1] == ':') {
			add_group(set, strncmp(s + 2, "digit", 5) == 0 ? 'd'
			    : 'w');
			s += strcspn(s, "]");
			if (*s == '\0')
				break;
			continue;
		}
		if (*s == '\\' && s[1] != '\0') {
			s++;
			if (strchr("dwsDWS", *s) != NULL) {
				add_group(set, *s);
				continue;
			}
			from = (unsigned char)*s;
		}
		to = from;
		if (s[1] == '-' && s[2] != ']' && s[2] != '\0') {
			s += 2;
			s += *s == '\\' && s[1] != '\0';
			to = (unsigned char)*s;
		}
		for (unsigned c = from; c <= to && c < ASCII; c++)
			set[c] = true;
	}
	return s;
}

/* One that is plain to read, where there is one. */
static void
put_member(struct example *x, const bool *set, bool negated)
{
	static const char liked[] = "x1aA0-_.";

	for (const char *c = liked; *c != '\0'; c++) {
		if (set[(unsigned char)*c] != negated) {
			put(x, *c);
			return;
		}
	}
	for (int c = '!'; c < ASCII - 1; c++) {
		if (set[c] != negated) {
			put(x, (char)c);
			return;
		}
	}
}

static void
class(struct example *x)
{
	bool set[ASCII] = { false }, negated = *x->s == '^';

	x->s = read_class(x->s + negated, set);
	put_member(x, set, negated);
	x->s += *x->s == ']';
}

static void
escape(struct example *x)
{
	bool set[ASCII] = { false };

	if (*x->s == '\0')
		return;
	if (strchr("dwsDWS", *x->s) != NULL) {
		add_group(set, *x->s);
		put_member(x, set, false);
	} else if (strchr("bBAz", *x->s) == NULL) {
		put(x, *x->s);
	}
	x->s++;
}

/* ---- the rest ------------------------------------------------------------ */

static void alternatives(struct example *x);

static void
group(struct example *x)
{
	if (x->s[0] == '?') {	/* (?:, (?i), (?P<name> */
		x->s += strcspn(x->s, ":)>");
		x->s += *x->s == ':' || *x->s == '>';
	}
	if (x->depth < DEPTH) {
		x->depth++;
		alternatives(x);
		x->depth--;
	}
	x->s += *x->s == ')';
}

/* How often what stands before is to be there: as seldom as may be, but once
 * for a "*". */
static size_t
repeats(struct example *x)
{
	size_t n = 1;

	if (*x->s == '?') {
		n = 0;
		x->s++;
	} else if (*x->s == '*' || *x->s == '+') {
		x->s++;
	} else if (*x->s == '{' && x->s[1] >= '0' && x->s[1] <= '9') {
		n = 0;
		for (x->s++; *x->s >= '0' && *x->s <= '9'; x->s++)
			n = n < REPEATS ? n * 10 + (size_t)(*x->s - '0') : n;
		x->s += strcspn(x->s, "}");
		x->s += *x->s == '}';
	} else {
		return 1;
	}
	x->s += *x->s == '?';
	return n < REPEATS ? n : REPEATS;
}

static void
repeat(struct example *x, size_t from)
{
	size_t len = x->out->len - from, n = repeats(x);

	if (n == 0 && !x->off) {
		x->out->len = from;
		if (x->out->data != NULL)
			x->out->data[from] = '\0';
	}
	for (; n > 1; n--) {
		for (size_t i = 0; i < len; i++)
			put(x, x->out->data[from + i]);
	}
}

static void
sequence(struct example *x)
{
	while (*x->s != '\0' && *x->s != '|' && *x->s != ')') {
		size_t from = x->out->len;
		char c = *x->s++;

		if (c == '(')
			group(x);
		else if (c == '[')
			class(x);
		else if (c == '\\')
			escape(x);
		else if (c == '.')
			put(x, 'x');
		else if (c != '^' && c != '$')
			put(x, c);
		repeat(x, from);
	}
}

static void
alternatives(struct example *x)
{
	bool off = x->off;

	sequence(x);
	while (*x->s == '|') {
		x->off = true;
		x->s++;
		sequence(x);
	}
	x->off = off;
}

bool
mw_regex_example(const struct mw_regex *re, const char *before,
    struct mw_buf *out)
{
	struct mw_buf text = { 0 };
	struct example x = { .s = mw_regex_pattern(re), .out = &text };
	bool fits;

	while (*x.s != '\0' && text.len < LENGTH) {
		alternatives(&x);
		x.s += *x.s == ')';
	}
	fits = mw_regex_full(re, mw_buf_text(&text), text.len);
	if (fits && strncmp(mw_buf_text(&text), before, strlen(before)) != 0)
		fits = false;
	if (!fits && *before != '\0') {
		struct mw_buf more = { 0 };

		mw_buf_printf(&more, "%s%s", before, mw_buf_text(&text));
		fits = mw_regex_full(re, mw_buf_text(&more), more.len);
		mw_buf_release(&text);
		text = more;
	}
	if (fits)
		mw_buf_add(out, mw_buf_text(&text), text.len);
	mw_buf_release(&text);
	return fits;
}
