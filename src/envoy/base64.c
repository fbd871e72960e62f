/*
 * base64.c - the two alphabets, as lenient as Abseil reads them.
 */
#include "envoy/jwt-token.h"

#include <string.h>

static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '-')
		return 62;
	return c == '_' ? 63 : -1;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Padding may be left out; when it is there it must be the right one. */
static bool
good_end(size_t digits, size_t pads)
{
	static const size_t want[4] = { 0, 0, 2, 1 };

	if (digits % 4 == 1)
		return false;
	return pads == 0 || pads == want[digits % 4];
}

unsigned char *
mw_base64url_decode(struct mw_arena *arena, const char *s, size_t len,
    size_t *out_len)
{
	unsigned char *to = mw_arena_array(arena, len / 4 + 2, 3);
	size_t digits = 0, pads = 0, n = 0;
	unsigned long bits = 0;

	for (size_t i = 0; i < len; i++) {
		int v = value_of(s[i]);

		if (is_blank(s[i]))
			continue;
		if (s[i] == '=') {
			pads++;
			continue;
		}
		if (v < 0 || pads > 0)
			return NULL;
		bits = (bits << 6 | (unsigned long)v) & 0xffffff;
		if (++digits % 4 == 0) {
			to[n++] = (unsigned char)(bits >> 16);
			to[n++] = (unsigned char)(bits >> 8);
			to[n++] = (unsigned char)bits;
		}
	}
	if (!good_end(digits, pads))
		return NULL;
	if (digits % 4 == 2) {
		to[n++] = (unsigned char)(bits >> 4);
	} else if (digits % 4 == 3) {
		to[n++] = (unsigned char)(bits >> 10);
		to[n++] = (unsigned char)(bits >> 2);
	}
	*out_len = n;
	return to;
}

static const char *
encode(struct mw_arena *arena, const unsigned char *data, size_t len,
    const char *last_two, bool pad)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	char *to = mw_arena_array(arena, len / 3 + 2, 4), *p = to;

	for (size_t i = 0; i < len; i += 3) {
		size_t left = len - i < 3 ? len - i : 3;
		unsigned long bits = (unsigned long)data[i] << 16;

		if (left > 1)
			bits |= (unsigned long)data[i + 1] << 8;
		if (left > 2)
			bits |= data[i + 2];
		for (size_t j = 0; j <= left; j++) {
			unsigned long v = bits >> (18 - 6 * j) & 63;

			*p++ = v < 62 ? digits[v] : last_two[v - 62];
		}
		for (size_t j = left; pad && j < 3; j++)
			*p++ = '=';
	}
	*p = '\0';
	return to;
}

const char *
mw_base64url_encode(struct mw_arena *arena, const void *data, size_t len)
{
	return encode(arena, data, len, "-_", false);
}

const char *
mw_base64_encode(struct mw_arena *arena, const void *data, size_t len)
{
	return encode(arena, data, len, "+/", true);
}
