/*
 * source.c - bytes of inputs, made into UTF-8 text.
 */
#include "yaml/source.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct mw_diag *
mw_sources_report(struct mw_sources *s, enum mw_diag_code id,
    const char *name, const char *text)
{
	struct mw_span span = { .file = name };

	return mw_diag_add(s->diags, id, &span, NULL, "%s", text);
}

void
mw_sources_report_none(struct mw_sources *s, const struct mw_load *load,
    size_t before, const char *name)
{
	if (load->n_documents == 0 && s->diags->n == before)
		mw_sources_report(s, MW_DIAG_NO_INPUT, name,
		    "no document was found");
}

static void
unreadable(struct mw_sources *s, const char *name)
{
	char text[256];

	snprintf(text, sizeof(text), "cannot be read: %s", strerror(errno));
	mw_sources_report(s, MW_DIAG_UNREADABLE, name, text);
	s->unreadable = true;
}

static void
too_large(struct mw_sources *s, const char *name)
{
	struct mw_diag *d = mw_sources_report(s, MW_DIAG_LIMIT, name, "");

	d->text = mw_arena_printf(s->diags->arena,
	    "the file is larger than %zu bytes", s->limits->file_bytes);
	d->hint = "if this is meant, raise the limit with --limit-file";
	s->unreadable = true;
}

/* Offsets in nodes have 32 bits, whatever the limit says. */
static size_t
most_bytes(const struct mw_sources *s)
{
	size_t most = UINT32_MAX - 1;

	return s->limits->file_bytes < most ? s->limits->file_bytes : most;
}

static unsigned
unit_at(const unsigned char *s, bool big)
{
	return big ? (unsigned)s[0] << 8 | s[1] : (unsigned)s[1] << 8 | s[0];
}

/*
 * UTF-16 to UTF-8.  Half of a pair becomes three bytes that are no UTF-8, so
 * that it is found and reported at its place like any broken byte.
 */
static void
from_utf16(const char *text, size_t len, bool big, struct mw_buf *out)
{
	const unsigned char *s = (const unsigned char *)text;
	char bytes[4];

	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned u = unit_at(s + i, big), v = 0;

		if (u >= 0xd800 && u <= 0xdbff && i + 3 < len)
			v = unit_at(s + i + 2, big);
		if (v >= 0xdc00 && v <= 0xdfff) {
			u = 0x10000 + ((u & 0x3ff) << 10 | (v & 0x3ff));
			i += 2;
		} else if (u >= 0xd800 && u <= 0xdfff) {
			bytes[0] = (char)0xed;
			bytes[1] = (char)(0x80 | (u >> 6 & 0x3f));
			bytes[2] = (char)(0x80 | (u & 0x3f));
			mw_buf_add(out, bytes, 3);
			continue;
		}
		mw_buf_add(out, bytes, mw_utf8_encode(u, bytes));
	}
	if (len % 2 != 0)
		mw_buf_addc(out, (char)0xff);	/* half a unit */
}

/* Gives *TEXT as UTF-8 without a byte order mark. */
static void
decode(struct mw_arena *a, const char **text, size_t *len)
{
	const unsigned char *s = (const unsigned char *)*text;
	struct mw_buf utf8 = { 0 };

	if (*len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
		*text += 3;
		*len -= 3;
		return;
	}
	if (*len < 2 || !((s[0] == 0xff && s[1] == 0xfe) ||
	    (s[0] == 0xfe && s[1] == 0xff)))
		return;
	from_utf16(*text + 2, *len - 2, s[0] == 0xfe, &utf8);
	*text = mw_arena_text(a, mw_buf_text(&utf8), utf8.len);
	*len = utf8.len;
	mw_buf_release(&utf8);
}

void
mw_sources_add(struct mw_sources *s, const char *name, const char *path,
    const char *text, size_t len)
{
	const struct mw_lines *lines;
	struct mw_source *source;

	decode(s->arena, &text, &len);
	lines = mw_lines_new(s->arena, text, len);
	if (!lines->clean && memchr(text, '\0', len) != NULL) {
		mw_sources_report(s, MW_DIAG_BINARY, name,
		    "is not text: it holds NUL bytes");
		s->unreadable = true;
		return;
	}
	source = MW_NEW(s->arena, struct mw_source);
	source->name = mw_arena_strdup(s->arena, name);
	source->path = path != NULL ? mw_arena_strdup(s->arena, path) : NULL;
	source->text = text;
	source->len = len;
	source->index = s->n;
	source->lines = lines;
	mw_vec_push(s->arena, s, source);
	s->bytes += len;
}

/* Up to LEN bytes; false when reading fails. */
static bool
read_all(int fd, char *to, size_t len, size_t *got)
{
	*got = 0;
	while (*got < len) {
		ssize_t n = read(fd, to + *got, len - *got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		*got += (size_t)n;
	}
	return true;
}

/* A pipe or the like: its size shows at its end.  ALL is what was read
 * already, and is released. */
static void
read_stream(struct mw_sources *s, int fd, const char *name, const char *path,
    struct mw_buf *all)
{
	char chunk[65536];
	size_t n;

	do {
		if (!read_all(fd, chunk, sizeof(chunk), &n)) {
			unreadable(s, name);
			mw_buf_release(all);
			return;
		}
		mw_buf_add(all, chunk, n);
	} while (n == sizeof(chunk) && all->len <= most_bytes(s));
	if (all->len > most_bytes(s))
		too_large(s, name);
	else
		mw_sources_add(s, name, path, mw_arena_text(s->arena,
		    mw_buf_text(all), all->len), all->len);
	mw_buf_release(all);
}

static void
read_file(struct mw_sources *s, int fd, const char *name, size_t size)
{
	char *text;
	size_t n;

	if (size > most_bytes(s)) {
		too_large(s, name);
		return;
	}
	text = mw_arena_array(s->arena, size + 1, 1);
	if (read_all(fd, text, size, &n))
		mw_sources_add(s, name, name, text, n);
	else
		unreadable(s, name);
}

/*
 * A pipe was opened without waiting: is there somebody who writes to it, now
 * or soon?  Reading gives nothing while there never was one, and fails with
 * EAGAIN when there is.
 */
static bool
has_writer(int fd, struct mw_buf *first)
{
	enum { STEP_MS = 100 };

	for (int waited = 0; waited < MW_LIMIT_WRITER_MS; waited += STEP_MS) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		char chunk[4096];
		ssize_t n = read(fd, chunk, sizeof(chunk));

		if (n > 0)
			mw_buf_add(first, chunk, (size_t)n);
		if (n > 0 || (n < 0 && errno == EAGAIN))
			return true;
		/* 0, and somebody was there: all of it was nothing */
		if (n == 0 && poll(&p, 1, STEP_MS) > 0 &&
		    (p.revents & POLLIN) == 0 && (p.revents & POLLHUP) != 0)
			return true;
	}
	return false;
}

/* Whatever is no regular file. */
static void
read_special(struct mw_sources *s, int fd, const char *name, bool fifo)
{
	struct mw_buf first = { 0 };
	int flags = fcntl(fd, F_GETFL);

	if (fifo && !has_writer(fd, &first)) {
		mw_sources_report(s, MW_DIAG_UNREADABLE, name,
		    "cannot be read: it is a pipe (FIFO), and nobody writes "
		    "to it");
		s->unreadable = true;
		return;
	}
	if (flags >= 0)
		(void)fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	read_stream(s, fd, name, NULL, &first);
}

/* The same file under two names is read once. */
static bool
was_seen(struct mw_sources *s, const struct stat *st)
{
	static char yes;
	char key[64];

	if (s->seen == NULL)
		s->seen = mw_map_new(s->arena);
	snprintf(key, sizeof(key), "%llx:%llx", (unsigned long long)st->st_dev,
	    (unsigned long long)st->st_ino);
	return mw_map_put(s->seen, key, &yes) != NULL;
}

void
mw_sources_read(struct mw_sources *s, const char *name)
{
	struct mw_buf none = { 0 };
	struct stat st;
	int fd;

	if (strcmp(name, "-") == 0) {
		read_stream(s, STDIN_FILENO, name, NULL, &none);
		return;
	}
	/* to open a pipe would wait for a writer */
	fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) != 0) {
		unreadable(s, name);
		mw_sources_stamp(s, name, stat(name, &st) == 0 ? &st : NULL,
		    0);
	} else if (!S_ISREG(st.st_mode)) {
		read_special(s, fd, name, S_ISFIFO(st.st_mode));
	} else if (!was_seen(s, &st)) {
		mw_sources_stamp(s, name, &st, 0);
		if (st.st_size <= 0)
			read_stream(s, fd, name, name, &none);
		else
			read_file(s, fd, name, (size_t)st.st_size);
	}
	if (fd >= 0)
		close(fd);
}

size_t
mw_source_lines(const struct mw_source *s)
{
	return mw_lines_count(s->lines);
}

bool
mw_source_line(const struct mw_source *s, unsigned line, const char **text,
    size_t *len)
{
	size_t start;

	if (!mw_lines_start(s->lines, line, &start))
		return false;
	*text = s->text + start;
	*len = mw_lines_end(s->lines, start) - start;
	return true;
}
