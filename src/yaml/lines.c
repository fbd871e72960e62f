/*
 * lines.c - from byte offsets to lines and columns, and back.
 *
 * A line ends with LF, CR LF or a CR alone.  Texts with a CR, which are rare,
 * take the slow way.
 */
#include "yaml/lines.h"

#include <string.h>

enum { BLOCK = 256, STEP = 64 };

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* How many of the eight bytes of W are zero. */
static size_t
zero_bytes(uint64_t w)
{
	uint64_t t = (w & EACH(0x7f)) + EACH(0x7f);

	t = ~(t | w | EACH(0x7f)) >> 7;
	return (size_t)((t * EACH(1)) >> 56);
}

static bool
ends_line(const struct mw_lines *l, size_t i)
{
	char c = l->text[i];

	return c == '\n' ||
	    (c == '\r' && (i + 1 == l->len || l->text[i + 1] != '\n'));
}

static size_t
count_ends(const struct mw_lines *l, size_t from, size_t to)
{
	size_t n = 0;
	uint64_t w;

	if (!l->returns) {
		for (; to - from >= sizeof(w); from += sizeof(w)) {
			memcpy(&w, l->text + from, sizeof(w));
			n += zero_bytes(w ^ EACH('\n'));
		}
	}
	for (; from < to; from++)
		n += ends_line(l, from);
	return n;
}

/* With CRs the first count is wrong: CR LF is one end, CR alone is one. */
static void
recount(struct mw_lines *l)
{
	size_t lines = 0;

	for (size_t i = 0; i + 1 < l->n; i++) {
		l->lines[i] = (uint32_t)lines;
		lines += count_ends(l, i * BLOCK, (i + 1) * BLOCK);
	}
	l->lines[l->n - 1] = (uint32_t)lines;
}

static size_t
count_points(const struct mw_lines *l, size_t from, size_t to)
{
	size_t n = to - from;
	uint64_t w;

	if (l->ascii)
		return n;
	/* All bytes but those that go on with a character: 10xxxxxx. */
	for (; to - from >= sizeof(w); from += sizeof(w)) {
		memcpy(&w, l->text + from, sizeof(w));
		w = (w >> 7) & (~w >> 6) & EACH(1);
		n -= (size_t)((w * EACH(1)) >> 56);
	}
	for (; from < to; from++)
		n -= ((unsigned char)l->text[from] & 0xc0) == 0x80;
	return n;
}

/*
 * The line feeds in STEP bytes, and in *odd the bytes that are neither 0x20 to
 * 0x7e: plain lines have as many of these.  Compilers turn the loop into
 * vector instructions.
 */
static inline size_t
survey(const char *s, size_t *odd)
{
	unsigned char feeds = 0, others = 0;

	for (int i = 0; i < STEP; i++) {
		feeds = (unsigned char)(feeds + (s[i] == '\n'));
		/* 0x7f wraps around, and above it all are negative. */
		others = (unsigned char)(others +
		    ((signed char)(s[i] + 1) < 0x21));
	}
	*odd = others;
	return feeds;
}

/* What makes a step odd, beside line feeds. */
static void
look_closer(struct mw_lines *l, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '\r')
			l->returns = true;
		else if (c >= 0x80)
			l->ascii = l->clean = false;
		else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
			l->clean = false;
	}
}

/* The line feeds of the block at FROM; sets the flags of L. */
static size_t
survey_block(struct mw_lines *l, size_t from, size_t to)
{
	char rest[STEP];
	size_t feeds = 0, odd, n;

	for (; to - from >= STEP; from += STEP) {
		n = survey(l->text + from, &odd);
		if (odd != n)
			look_closer(l, l->text + from, STEP);
		feeds += n;
	}
	if (from < to) {
		memset(rest, ' ', sizeof(rest));
		memcpy(rest, l->text + from, to - from);
		n = survey(rest, &odd);
		if (odd != n)
			look_closer(l, rest, to - from);
		feeds += n;
	}
	return feeds;
}

const struct mw_lines *
mw_lines_new(struct mw_arena *a, const char *text, size_t len)
{
	struct mw_lines *l = MW_NEW(a, struct mw_lines);
	size_t lines = 0, points = 0;

	l->text = text;
	l->len = len;
	l->ascii = l->clean = true;
	l->n = len / BLOCK + 1;
	l->lines = MW_NEW_ARRAY(a, uint32_t, l->n);
	for (size_t i = 0; i < l->n; i++) {
		size_t from = i * BLOCK;
		size_t to = len - from < BLOCK ? len : from + BLOCK;

		l->lines[i] = (uint32_t)lines;
		lines += survey_block(l, from, to);
	}
	if (l->returns)
		recount(l);
	if (l->ascii)
		return l;
	l->points = MW_NEW_ARRAY(a, uint32_t, l->n);
	for (size_t i = 0; i + 1 < l->n; i++) {
		l->points[i] = (uint32_t)points;
		points += count_points(l, i * BLOCK, (i + 1) * BLOCK);
	}
	l->points[l->n - 1] = (uint32_t)points;
	return l;
}

/* Code points before OFFSET. */
static size_t
points_before(const struct mw_lines *l, size_t offset)
{
	size_t block = offset / BLOCK;

	if (l->ascii)
		return offset;
	return l->points[block] + count_points(l, block * BLOCK, offset);
}

/* Where line number ENDS (0-based) begins; the caller knows that it does. */
static size_t
start_of(const struct mw_lines *l, size_t ends)
{
	size_t low = 0, high = l->n;
	size_t i, left;

	if (ends == 0)
		return 0;
	/* The last block with fewer line ends before it. */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (l->lines[middle] < ends)
			low = middle;
		else
			high = middle;
	}
	left = ends - l->lines[low];
	i = low * BLOCK;
	while (!l->returns && left > 0 && i < l->len) {
		const char *nl = memchr(l->text + i, '\n', l->len - i);

		i = nl != NULL ? (size_t)(nl - l->text) + 1 : l->len;
		left--;
	}
	for (; i < l->len && left > 0; i++)
		left -= ends_line(l, i);
	return i;
}

void
mw_lines_at(const struct mw_lines *l, size_t offset, uint32_t *line,
    uint32_t *column)
{
	size_t block, ends, start;
	const char *nl;

	if (offset > l->len)
		offset = l->len;
	block = offset / BLOCK;
	ends = l->lines[block] + count_ends(l, block * BLOCK, offset);
	/* Most lines begin in the same block. */
	nl = l->returns ? NULL : memrchr(l->text + block * BLOCK, '\n',
	    offset - block * BLOCK);
	start = nl != NULL ? (size_t)(nl + 1 - l->text) : start_of(l, ends);
	*line = (uint32_t)(ends + 1);
	*column = (uint32_t)(points_before(l, offset) -
	    points_before(l, start) + 1);
}

bool
mw_lines_start(const struct mw_lines *l, size_t line, size_t *offset)
{
	size_t last = l->n - 1;
	size_t ends = l->lines[last] + count_ends(l, last * BLOCK, l->len);

	if (line == 0 || line > ends + 1)
		return false;
	*offset = start_of(l, line - 1);
	/* Behind the last line end there is no line. */
	return *offset < l->len || (line == 1 && l->len == 0);
}

size_t
mw_lines_count(const struct mw_lines *l)
{
	size_t last = l->n - 1;

	return l->lines[last] + count_ends(l, last * BLOCK, l->len) +
	    (l->len > 0 && !ends_line(l, l->len - 1));
}

size_t
mw_lines_end(const struct mw_lines *l, size_t start)
{
	const char *nl = memchr(l->text + start, '\n', l->len - start);
	size_t end = nl != NULL ? (size_t)(nl - l->text) : l->len;
	const char *cr;

	if (!l->returns)
		return end;
	cr = memchr(l->text + start, '\r', end - start);
	return cr != NULL ? (size_t)(cr - l->text) : end;
}
