/*
 * shorten.c - text that is too long loses its middle: what differs from row
 * to row stands at its ends.
 */
#include <string.h>

#include "base/utf8.h"
#include "view/draw.h"

enum { KEPT = 8 };	/* cells of a quoted piece that stay at least */

/* Bytes of the first graphemes of S that take COLUMNS cells or less. */
static size_t
head(const char *s, size_t len, int columns)
{
	size_t at = 0;

	while (at < len) {
		int width = 0;
		size_t n = mw_utf8_grapheme(s + at, len - at, &width);

		if (n == 0 || width > columns)
			break;
		columns -= width;
		at += n;
	}
	return at;
}

/* Bytes that the last COLUMNS cells or less begin at. */
static size_t
tail(const char *s, size_t len, int columns)
{
	int over = (int)mw_utf8_columns(s, len) - columns;
	size_t at = 0;

	while (at < len && over > 0) {
		int width = 0;
		size_t n = mw_utf8_grapheme(s + at, len - at, &width);

		if (n == 0)
			break;
		over -= width;
		at += n;
	}
	return at;
}

/* The longest piece in quotes: [*from, *to); false when there is none. */
static bool
quoted(const char *s, size_t len, size_t *from, size_t *to)
{
	size_t open = len, best = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] != '\'')
			continue;
		if (open < len) {
			if (i - open - 1 > best) {
				best = i - open - 1;
				*from = open + 1;
				*to = i;
			}
			open = len;
		} else if (i == 0 || s[i - 1] == ' ' || s[i - 1] == '(') {
			open = i;	/* not that of "object's" */
		}
	}
	return best > 0;
}

void
mw_shorten(struct mw_buf *out, const char *text, int width)
{
	struct mw_buf b = { 0 };
	const char *s;
	size_t from = 0, to, len;
	int over, room, first;

	mw_utf8_printable(&b, text, strlen(text));
	s = mw_buf_text(&b);
	len = to = b.len;
	over = (int)mw_utf8_columns(s, len) - width;
	if (over > 0 && width > 0) {
		if (!quoted(s, len, &from, &to) || (int)mw_utf8_columns(s +
		    from, to - from) < over + 1 + KEPT) {
			from = 0;
			to = len;
		}
		room = (int)mw_utf8_columns(s + from, to - from) - over - 1;
		first = (room + 1) / 2;
		mw_buf_add(out, s, from + head(s + from, to - from, first));
		mw_buf_addc(out, '~');
		from += tail(s + from, to - from, room - first);
		mw_buf_add(out, s + from, len - from);
	} else if (width > 0) {
		mw_buf_add(out, s, len);
	}
	mw_buf_release(&b);
}
