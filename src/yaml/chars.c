/*
 * chars.c - what can be said of YAML text without parsing it.
 */
#include "yaml/chars.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The set that YAML 1.1 calls printable; libyaml stops at all others. */
static bool
allowed(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\r' ||
	    (cp >= 0x20 && cp <= 0x7e) || cp == 0x85 ||
	    (cp >= 0xa0 && cp <= 0xd7ff) ||
	    (cp >= 0xe000 && cp <= 0xfffd && cp != 0xfeff) ||
	    (cp >= 0x10000 && cp <= 0x10ffff);
}

/* Bytes of the allowed character at S; 0 when there is none. */
static size_t
one(const char *s, size_t len)
{
	uint32_t cp;
	size_t n = mw_utf8_decode(s, len, &cp);

	/* A broken byte is decoded as U+FFFD, and is one byte. */
	return allowed(cp) && (n > 1 || cp < 0x80) ? n : 0;
}

size_t
mw_chars_bad(const char *text, size_t from, size_t to)
{
	uint64_t w, low;

	while (from < to) {
		size_t stop = from + sizeof(w) < to ? from + sizeof(w) : to;

		if (to - from >= sizeof(w)) {
			memcpy(&w, text + from, sizeof(w));
			/* Bytes below 0x20, 0x7f, or above. */
			low = (w - EACH(0x20)) | (w + EACH(1)) | w;
			if ((low & EACH(0x80)) == 0) {
				from = stop;
				continue;
			}
		}
		while (from < stop) {
			size_t n = one(text + from, to - from);

			if (n == 0)
				return from;
			from += n;
		}
	}
	return to;
}

bool
mw_chars_is_document(const char *text, size_t at, size_t end)
{
	if (end - at < 3 || memcmp(text + at, "---", 3) != 0)
		return false;
	return end - at == 3 || strchr(" \t\r\n", text[at + 3]) != NULL;
}

size_t
mw_chars_next_document(const char *text, size_t from, size_t end)
{
	while (from < end) {
		const char *hit = memmem(text + from, end - from, "---", 3);
		size_t at;

		if (hit == NULL)
			return end;
		at = (size_t)(hit - text);
		if ((at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r') &&
		    mw_chars_is_document(text, at, end))
			return at;
		from = at + 1;
	}
	return end;
}

size_t
mw_chars_document_before(const char *text, size_t begin, size_t at,
    size_t end)
{
	for (; at > begin; at--)
		if ((text[at - 1] == '\n' || text[at - 1] == '\r') &&
		    mw_chars_is_document(text, at, end))
			return at;
	return begin;
}
