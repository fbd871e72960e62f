/*
 * admit-cel.c - the grammar of CEL, the language of access log filters.
 *
 * Reads an expression and says whether it is one; nothing is computed.  The
 * words in front: a conditional is made of relations, those of sums, those of
 * products, those of members.  Nesting is bounded.
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/str.h"

enum { DEPTH = 200 };

struct cel {
	const char *at;
	unsigned depth;
	const char *fault;
};

static bool expression(struct cel *c);

static bool
fail(struct cel *c, const char *why)
{
	if (c->fault == NULL)
		c->fault = why;
	return false;
}

static void
skip_blanks(struct cel *c)
{
	for (;;) {
		c->at += strspn(c->at, " \t\r\n\f");
		if (c->at[0] != '/' || c->at[1] != '/')
			return;
		c->at += strcspn(c->at, "\n");
	}
}

static bool
take(struct cel *c, const char *sign)
{
	skip_blanks(c);
	if (!mw_str_has_prefix(c->at, sign))
		return false;
	c->at += strlen(sign);
	return true;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ---- single things --------------------------------------------------- */

/* Words that cannot be names. */
static bool
is_reserved(const char *s, size_t len)
{
	static const char *const words[] = { "true", "false", "null", "in" };

	for (size_t i = 0; i < MW_LEN(words); i++)
		if (strlen(words[i]) == len && memcmp(words[i], s, len) == 0)
			return true;
	return false;
}

/* Names that the parser keeps for later, so that nobody may use them. */
static bool
is_kept(const char *s, size_t len)
{
	static const char *const words[] = {
		"as", "break", "const", "continue", "else", "for", "function",
		"if", "import", "let", "loop", "package", "namespace",
		"return", "var", "void", "while",
	};

	for (size_t i = 0; i < MW_LEN(words); i++)
		if (strlen(words[i]) == len && memcmp(words[i], s, len) == 0)
			return true;
	return false;
}

static size_t
word_length(const char *s)
{
	size_t n = 0;

	if (!is_digit(*s))
		while (is_word(s[n]))
			n++;
	return n;
}

static bool
number(struct cel *c)
{
	if (c->at[0] == '0' && (c->at[1] == 'x' || c->at[1] == 'X')) {
		size_t n = strspn(c->at + 2, "0123456789abcdefABCDEF");

		if (n == 0)
			return fail(c, "a number is broken");
		c->at += 2 + n;
		c->at += *c->at == 'u' || *c->at == 'U';
		return true;
	}
	c->at += strspn(c->at, "0123456789");
	if (*c->at == 'u' || *c->at == 'U') {
		c->at++;
		return true;
	}
	if (c->at[0] == '.' && is_digit(c->at[1]))
		c->at += 1 + strspn(c->at + 1, "0123456789");
	if (*c->at == 'e' || *c->at == 'E') {
		const char *p = c->at + 1;

		p += *p == '+' || *p == '-';
		if (is_digit(*p))
			c->at = p + strspn(p, "0123456789");
	}
	return true;
}

/* Behind a backslash: how many characters belong to it; 0: it is wrong. */
static size_t
escape_length(const char *s)
{
	static const struct {
		char c;
		size_t digits;
	} hex[] = { { 'x', 2 }, { 'X', 2 }, { 'u', 4 }, { 'U', 8 } };

	if (*s != '\0' && strchr("abfnrtv\\\"'`?", *s) != NULL)
		return 1;
	for (size_t i = 0; i < MW_LEN(hex); i++)
		if (*s == hex[i].c)
			return strspn(s + 1, "0123456789abcdefABCDEF") >=
			    hex[i].digits ? 1 + hex[i].digits : 0;
	if (*s >= '0' && *s <= '3' && strspn(s, "01234567") >= 3)
		return 3;
	return 0;
}

static bool
text(struct cel *c, bool raw)
{
	char quote = *c->at;
	bool triple = c->at[1] == quote && c->at[2] == quote;

	c->at += triple ? 3 : 1;
	for (; *c->at != '\0'; c->at++) {
		if (*c->at == quote && (!triple || (c->at[1] == quote &&
		    c->at[2] == quote))) {
			c->at += triple ? 3 : 1;
			return true;
		}
		if (!triple && (*c->at == '\n' || *c->at == '\r'))
			break;
		if (*c->at == '\\' && !raw) {
			size_t n = escape_length(c->at + 1);

			if (n == 0)
				return fail(c, "an escape is not known");
			c->at += n;
		}
	}
	return fail(c, "a quoted text has no end");
}

/* ---- many things ----------------------------------------------------- */

/* Expressions up to END; pairs for a map. */
static bool
many(struct cel *c, const char *end, bool pairs, bool trailing)
{
	if (take(c, end))
		return true;
	for (;;) {
		if (trailing)
			take(c, "?");
		if (!expression(c))
			return false;
		if (pairs && (!take(c, ":") || !expression(c)))
			return fail(c, "an entry of a map is 'key: value'");
		if (take(c, end))
			return true;
		if (!take(c, ","))
			return fail(c, "a ',' or the end of a list is missing");
		if (trailing && take(c, end))
			return true;
	}
}

/* "{" has been seen: fields of a message. */
static bool
fields(struct cel *c)
{
	if (take(c, "}"))
		return true;
	for (;;) {
		size_t n;

		take(c, "?");
		skip_blanks(c);
		n = word_length(c->at);
		if (n == 0)
			return fail(c, "the name of a field is missing");
		c->at += n;
		if (!take(c, ":") || !expression(c))
			return fail(c, "a field is 'name: value'");
		if (take(c, "}"))
			return true;
		if (!take(c, ","))
			return fail(c, "a ',' or '}' is missing");
		if (take(c, "}"))
			return true;
	}
}

static bool
name(struct cel *c)
{
	size_t n = word_length(c->at);

	if (n == 0)
		return fail(c, *c->at == '\0' ? "it ends too early" :
		    "there is something where a value is wanted");
	if (n == 2 && memcmp(c->at, "in", n) == 0)
		return fail(c, "'in' stands where a value is wanted");
	if (is_kept(c->at, n))
		return fail(c, "a reserved word is used as a name");
	c->at += n;
	return take(c, "(") ? many(c, ")", false, false) : true;
}

static bool
primary(struct cel *c)
{
	bool prefix = false;
	size_t n = 0;

	skip_blanks(c);
	if (is_digit(*c->at) || (c->at[0] == '.' && is_digit(c->at[1])))
		return number(c);
	/* r"...", b"...", rb"...", br"..." */
	while (n < 2 && c->at[n] != '\0' && strchr("rRbB", c->at[n]) != NULL)
		n++;
	if (c->at[n] == '"' || c->at[n] == '\'') {
		bool raw = memchr(c->at, 'r', n) != NULL ||
		    memchr(c->at, 'R', n) != NULL;

		c->at += n;
		return text(c, raw);
	}
	if (take(c, "("))
		return expression(c) && (take(c, ")") ||
		    fail(c, "a ')' is missing"));
	if (take(c, "["))
		return many(c, "]", false, true);
	if (take(c, "{"))
		return many(c, "}", true, true);
	prefix = take(c, ".");
	skip_blanks(c);
	n = word_length(c->at);
	if (!prefix && is_reserved(c->at, n) && n != 2) {
		c->at += n;
		return true;
	}
	return name(c);
}

/* The name behind a dot, which may be in backquotes. */
static bool
selected(struct cel *c)
{
	size_t n;

	take(c, "?");
	skip_blanks(c);
	if (*c->at == '`') {
		n = strcspn(c->at + 1, "`");
		if (n == 0 || c->at[n + 1] == '\0')
			return fail(c, "a name in backquotes has no end");
		c->at += n + 2;
		return true;
	}
	n = word_length(c->at);
	if (n == 0 || is_reserved(c->at, n))
		return fail(c, "the name behind a '.' is missing");
	c->at += n;
	return take(c, "(") ? many(c, ")", false, false) : true;
}

static bool
member(struct cel *c)
{
	if (take(c, "!"))
		while (take(c, "!"))
			continue;
	else if (take(c, "-"))
		while (take(c, "-"))
			continue;
	if (!primary(c))
		return false;
	for (;;) {
		if (take(c, ".")) {
			if (!selected(c))
				return false;
		} else if (take(c, "[")) {
			take(c, "?");
			if (!expression(c) || !take(c, "]"))
				return fail(c, "a ']' is missing");
		} else if (take(c, "{")) {
			if (!fields(c))
				return false;
		} else {
			return true;
		}
	}
}

/* One of the signs between two values. */
static bool
operator(struct cel *c)
{
	static const char *const signs[] = {
		"==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*",
		"/", "%",
	};

	for (size_t i = 0; i < MW_LEN(signs); i++)
		if (take(c, signs[i]))
			return true;
	skip_blanks(c);
	if (c->at[0] == 'i' && c->at[1] == 'n' && !is_word(c->at[2])) {
		c->at += 2;
		return true;
	}
	return false;
}

/* Which sign binds stronger does not matter to whether it is one. */
static bool
expression(struct cel *c)
{
	bool fine = true;

	if (++c->depth > DEPTH)
		return fail(c, "it is nested too deep");
	do
		fine = member(c);
	while (fine && operator(c));
	if (fine && take(c, "?"))
		fine = expression(c) && (take(c, ":") ||
		    fail(c, "a ':' is missing behind '?'")) && expression(c);
	c->depth--;
	return fine;
}

const char *
mw_admit_cel_fault(const char *s)
{
	struct cel c = { .at = s };

	if (!expression(&c))
		return c.fault;
	skip_blanks(&c);
	return *c.at != '\0' ? "something follows behind its end" : NULL;
}
