/*
 * utf8.c - decoding, width, and making text from files safe to show.
 *
 * The tables of utf8proc decide on width, categories and graphemes, so that
 * frames are the same on every machine and in every locale.
 */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xfffd };

/* The length that a first byte announces, and the bits it gives; 0: none. */
static size_t
announced(unsigned char c, uint32_t *bits)
{
	if (c < 0x80) {
		*bits = c;
		return 1;
	}
	if (c >= 0xc2 && c <= 0xdf) {
		*bits = c & 0x1f;
		return 2;
	}
	if (c >= 0xe0 && c <= 0xef) {
		*bits = c & 0x0f;
		return 3;
	}
	if (c >= 0xf0 && c <= 0xf4) {
		*bits = c & 0x07;
		return 4;
	}
	return 0;
}

/* 0 for a broken sequence. */
static size_t
decode(const char *s, size_t len, uint32_t *cp)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t bits = 0;
	size_t n;

	if (len == 0)
		return 0;
	n = announced((unsigned char)s[0], &bits);
	if (n == 0 || n > len)
		return 0;
	for (size_t i = 1; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c & 0xc0) != 0x80)
			return 0;
		bits = bits << 6 | (c & 0x3f);
	}
	if (bits < least[n] || bits > 0x10ffff ||
	    (bits >= 0xd800 && bits <= 0xdfff))
		return 0;
	*cp = bits;
	return n;
}

size_t
mw_utf8_decode(const char *s, size_t len, uint32_t *cp)
{
	size_t n = decode(s, len, cp);

	if (n == 0)
		*cp = REPLACEMENT;
	return n > 0 ? n : 1;
}

size_t
mw_utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

bool
mw_utf8_valid(const char *s, size_t len)
{
	uint32_t cp;

	for (size_t i = 0, n; i < len; i += n) {
		n = decode(s + i, len - i, &cp);
		if (n == 0)
			return false;
	}
	return true;
}

int
mw_utf8_width(uint32_t cp)
{
	int w;

	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (cp > 0x10ffff)
		return 1;
	w = utf8proc_charwidth((utf8proc_int32_t)cp);
	return w < 0 ? 0 : w > 2 ? 2 : w;
}

size_t
mw_utf8_grapheme(const char *s, size_t len, int *width)
{
	uint32_t cp, next;
	utf8proc_int32_t state = 0;
	size_t n, m;

	*width = 0;
	if (len == 0)
		return 0;
	n = mw_utf8_decode(s, len, &cp);
	*width = mw_utf8_width(cp);
	if (n == len || (cp < 0x80 && (unsigned char)s[n] < 0x80 &&
	    cp != '\r'))
		return n;
	while (n < len) {
		m = mw_utf8_decode(s + n, len - n, &next);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp,
		    (utf8proc_int32_t)next, &state))
			break;
		/* A flag is two halves; a joined family is one picture. */
		*width += mw_utf8_width(next);
		n += m;
		cp = next;
	}
	if (*width > 2)
		*width = 2;
	return n;
}

size_t
mw_utf8_columns(const char *s, size_t len)
{
	size_t columns = 0;

	for (size_t i = 0; i < len;) {
		int width;

		i += mw_utf8_grapheme(s + i, len - i, &width);
		columns += (size_t)width;
	}
	return columns;
}

/* Whether a terminal shows this code point, and does nothing else with it. */
static bool
shows(uint32_t cp)
{
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_CC:	/* controls */
	case UTF8PROC_CATEGORY_CS:	/* surrogates */
	case UTF8PROC_CATEGORY_CO:	/* private: what the font likes */
	case UTF8PROC_CATEGORY_CN:	/* unassigned: of unknown width */
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	case UTF8PROC_CATEGORY_CF:
		/* Bidi marks and what is invisible; two that words need. */
		return cp == 0x200c || cp == 0x200d;
	default:
		/* Letters that look like nothing at all. */
		return cp != 0x115f && cp != 0x1160 && cp != 0x3164 &&
		    cp != 0xffa0 && cp != 0x034f;
	}
}

void
mw_utf8_printable(struct mw_buf *out, const char *s, size_t len)
{
	size_t done = 0;

	for (size_t i = 0, n; i < len; i += n) {
		unsigned char c = (unsigned char)s[i];
		uint32_t cp = c;

		n = 1;
		if (c >= 0x20 && c < 0x7f)
			continue;
		if (c >= 0x80) {
			n = decode(s + i, len - i, &cp);
			if (n > 0 && shows(cp))
				continue;
		}
		mw_buf_add(out, s + done, i - done);
		if (n > 0 && c >= 0x80)
			mw_buf_printf(out, "\\u{%x}", (unsigned)cp);
		else
			mw_buf_printf(out, "\\x%02x", (unsigned)c);
		n = n > 0 ? n : 1;
		done = i + n;
	}
	mw_buf_add(out, s + done, len - done);
}
