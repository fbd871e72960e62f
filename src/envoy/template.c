/*
 * template.c - path templates, matched in time template x path.
 *
 * The template becomes a row of tokens and the path is run over all places in
 * that row at once, so that no template and no path can make it slow.
 */
#include "envoy/template.h"

#include <stdint.h>
#include <string.h>

enum { MAX_TOKENS = 1024 };	/* Envoy's own limit on paths is not far off */

enum {
	TOKEN_SEGMENT = 256,	/* {*}: one or more, no slash */
	TOKEN_REST = 257	/* {**}: any number, slashes too */
};

/* Characters that an operator covers: unreserved, sub-delims, '%', ':', '@'. */
static bool
is_segment_char(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9'))
		return true;
	return c != '\0' && strchr("-._~%!$&'()+,;:@=*", c) != NULL;
}

static bool
token_takes(uint16_t token, unsigned char c)
{
	if (token == TOKEN_SEGMENT)
		return is_segment_char(c);
	if (token == TOKEN_REST)
		return c == '/' || is_segment_char(c);
	return token == c;
}

/* False when the template is too long. */
static bool
read_tokens(const char *s, size_t len, uint16_t *tokens, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < len;) {
		if (*n == MAX_TOKENS)
			return false;
		if (len - i >= 4 && memcmp(s + i, "{**}", 4) == 0) {
			tokens[(*n)++] = TOKEN_REST;
			i += 4;
		} else if (len - i >= 3 && memcmp(s + i, "{*}", 3) == 0) {
			tokens[(*n)++] = TOKEN_SEGMENT;
			i += 3;
		} else {
			tokens[(*n)++] = (unsigned char)s[i++];
		}
	}
	return true;
}

/* {**} may stand for nothing: a place before it is also one after it. */
static void
skip_empty(const uint16_t *tokens, size_t n, bool *at)
{
	for (size_t i = 0; i < n; i++) {
		if (at[i] && tokens[i] == TOKEN_REST)
			at[i + 1] = true;
	}
}

/*
 * AT[i] says that the first i tokens cover what was read so far.  Going down
 * from the end, a step reads only places that it has not written yet; an
 * operator that goes on taking characters keeps the place behind it.
 */
static void
step(const uint16_t *tokens, size_t n, bool *at, unsigned char c)
{
	for (size_t i = n; i > 0; i--) {
		uint16_t t = tokens[i - 1];
		bool from = at[i - 1] || (t >= TOKEN_SEGMENT && at[i]);

		at[i] = from && token_takes(t, c);
	}
	at[0] = false;
	skip_empty(tokens, n, at);
}

bool
mw_template_match(const char *template, size_t template_len, const char *path,
    size_t len)
{
	uint16_t tokens[MAX_TOKENS];
	bool at[MAX_TOKENS + 1] = { true };
	size_t n;

	if (!read_tokens(template, template_len, tokens, &n))
		return false;
	skip_empty(tokens, n, at);
	for (size_t i = 0; i < len; i++)
		step(tokens, n, at, (unsigned char)path[i]);
	return at[n];
}
