/*
 * normalize.c - the path that is matched and forwarded (R170-R172, S161).
 *
 * Envoy cuts the fragment off, may decode escaped slashes, normalises as
 * Chromium's URL library does, and may merge slashes.  The second of the four
 * is the delicate one: canonical() follows that library step by step, with its
 * one oddity (a percent sign that is left alone may become part of a new
 * escape by what is decoded behind it, and is then escaped itself).
 */
#include "envoy/envoy.h"

#include "base/buf.h"
#include "base/str.h"
#include "envoy/values.h"

#include <stdint.h>
#include <string.h>

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte that "%XX" at S stands for, or -1. */
static int
escaped(const char *s, size_t len)
{
	if (len < 3 || s[0] != '%' || hex(s[1]) < 0 || hex(s[2]) < 0)
		return -1;
	return hex(s[1]) * 16 + hex(s[2]);
}

static bool
is_unreserved(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
	    c == '~';
}

/* Characters that are escaped where they stand as they are. */
static bool
needs_escape(unsigned char c)
{
	return c <= ' ' || c >= 0x7f || strchr("\"#<>?`{|}^", c) != NULL;
}

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* Length of a dot at S: itself, or escaped; 0 when there is none. */
static size_t
dot_at(const char *s, size_t len)
{
	if (len >= 1 && s[0] == '.')
		return 1;
	return escaped(s, len) == '.' ? 3 : 0;
}

enum dots { DOTS_NAME, DOTS_HERE, DOTS_UP };

/* What a dot before S means; *used is what belongs to it, slash included. */
static enum dots
after_dot(const char *s, size_t len, size_t *used)
{
	size_t dot;

	*used = 0;
	if (len == 0)
		return DOTS_HERE;
	if (is_slash(s[0])) {
		*used = 1;
		return DOTS_HERE;
	}
	dot = dot_at(s, len);
	if (dot == 0)
		return DOTS_NAME;
	if (dot == len || is_slash(s[dot])) {
		*used = dot == len ? dot : dot + 1;
		return DOTS_UP;
	}
	return DOTS_NAME;
}

static void
cut(struct mw_buf *b, size_t len)
{
	b->len = len;
	b->data[len] = '\0';
}

/* Back to the slash before the one that the output ends in. */
static void
back_up(struct mw_buf *out)
{
	size_t i = out->len - 1;

	if (i == 0)
		return;
	do
		i--;
	while (out->data[i] != '/' && i > 0);
	cut(out, i + 1);
}

struct reader {
	const char *s;
	size_t len, i;
	struct mw_buf *out;
	size_t percent;		/* a bare one in the output, or SIZE_MAX */
	bool ok;
};

/* The output ends in a bare percent and one or two characters of which the
 * last was decoded just now. */
static void
check_nested(struct reader *r)
{
	struct mw_buf *out = r->out;
	size_t len = out->len;
	char last = out->data[len - 1];
	bool more = r->percent == len - 2;

	if (more) {
		if (r->i >= r->len || (unsigned char)r->s[r->i] >= 0x80)
			return;
		mw_buf_addc(out, r->s[r->i]);
	}
	if (escaped(out->data + r->percent, out->len - r->percent) >= 0) {
		if (!more)
			mw_buf_addc(out, out->data[r->percent + 1]);
		out->data[r->percent + 1] = '2';
		out->data[r->percent + 2] = '5';
		mw_buf_addc(out, last);
	} else if (more) {
		cut(out, len);
	}
}

static void
read_percent(struct reader *r)
{
	int c = escaped(r->s + r->i, r->len - r->i);

	if (c < 0) {
		r->percent = r->out->len;
		mw_buf_addc(r->out, '%');
		r->i++;
		return;
	}
	if (!is_unreserved(c)) {
		mw_buf_add(r->out, r->s + r->i, 3);
		r->i += 3;
		r->ok = r->ok && c != 0;
		return;
	}
	mw_buf_addc(r->out, (char)c);
	r->i += 3;
	if (r->percent != SIZE_MAX && r->percent + 3 >= r->out->len)
		check_nested(r);
}

static void
read_dot(struct reader *r, size_t dot)
{
	struct mw_buf *out = r->out;
	size_t used = 0;
	enum dots what = DOTS_NAME;

	if (out->len > 0 && out->data[out->len - 1] == '/')
		what = after_dot(r->s + r->i + dot, r->len - r->i - dot,
		    &used);
	if (what == DOTS_NAME)
		mw_buf_addc(out, '.');
	else if (what == DOTS_UP)
		back_up(out);
	if (r->percent != SIZE_MAX && r->percent >= out->len)
		r->percent = SIZE_MAX;
	r->i += dot + used;
}

static bool
canonical(const char *s, size_t len, struct mw_buf *out)
{
	struct reader r = { .s = s, .len = len, .out = out,
		.percent = SIZE_MAX, .ok = true };

	if (len == 0 || !is_slash(s[0]))
		mw_buf_addc(out, '/');
	while (r.i < len) {
		char c = s[r.i];
		size_t dot = dot_at(s + r.i, len - r.i);

		if (dot > 0) {
			read_dot(&r, dot);
		} else if (c == '%') {
			read_percent(&r);
		} else {
			if (c == '\\')
				mw_buf_addc(out, '/');
			else if (needs_escape((unsigned char)c))
				mw_buf_printf(out, "%%%02X", (unsigned char)c);
			else
				mw_buf_addc(out, c);
			r.i++;
		}
	}
	return r.ok;
}

/* A dot segment loses its parameter ("..;x"), unless its dots are escaped. */
static void
drop_parameters(const char *s, size_t len, struct mw_buf *out)
{
	for (size_t i = 0; i < len;) {
		size_t n = i, dots;

		while (n < len && s[n] != '/')
			n++;
		for (dots = 0; dots < 3 && i + dots < n &&
		    s[i + dots] == '.'; dots++)
			continue;
		if (dots > 0 && dots < 3 && i + dots < n &&
		    s[i + dots] == ';')
			mw_buf_add(out, s + i, dots);
		else
			mw_buf_add(out, s + i, n - i);
		if (n < len)
			mw_buf_addc(out, s[n++]);
		i = n;
	}
}

static void
decode_slashes(const char *s, size_t len, struct mw_buf *out)
{
	for (size_t i = 0; i < len;) {
		int c = escaped(s + i, len - i);

		if (c == '/' || c == '\\') {
			mw_buf_addc(out, (char)c);
			i += 3;
		} else {
			mw_buf_addc(out, s[i++]);
		}
	}
}

/* "//" becomes "/"; but a path of nothing but slashes keeps two, as it has a
 * first and a last one. */
static void
merge_slashes(const char *s, size_t len, struct mw_buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '/' && i > 0 && s[i - 1] == '/')
			continue;
		mw_buf_addc(out, s[i]);
		n++;
	}
	if (n == 1 && len > 1 && s[0] == '/')
		mw_buf_addc(out, '/');
}

/* The path has nothing that any step would change. */
static bool
is_plain(const char *path, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)path[i];

		if (c == '%' || c == '\\' || needs_escape(c))
			return false;
		if (i > 0 && path[i - 1] == '/' && (c == '.' || c == '/'))
			return false;
	}
	return len > 0 && path[0] == '/';
}

static bool
normalize(const char *path, size_t len, enum mw_normalization mode,
    struct mw_buf *out)
{
	struct mw_buf slashes = { 0 }, dots = { 0 }, done = { 0 };
	bool ok;

	if (mode == MW_NORMALIZE_DECODE_AND_MERGE_SLASHES)
		decode_slashes(path, len, &slashes);
	else
		mw_buf_add(&slashes, path, len);
	drop_parameters(mw_buf_text(&slashes), slashes.len, &dots);
	ok = canonical(mw_buf_text(&dots), dots.len, &done);
	if (mode == MW_NORMALIZE_BASE)
		mw_buf_add(out, mw_buf_text(&done), done.len);
	else
		merge_slashes(mw_buf_text(&done), done.len, out);
	mw_buf_release(&slashes);
	mw_buf_release(&dots);
	mw_buf_release(&done);
	return ok;
}

bool
mw_path_normalize(struct mw_arena *arena, const char *path,
    enum mw_normalization mode, const char **out)
{
	size_t whole = strcspn(path, "#"), len = mw_path_length(path);
	struct mw_buf b = { 0 };
	bool ok = true;

	if (mode == MW_NORMALIZE_NONE || is_plain(path, len)) {
		*out = path[whole] == '\0' ? path :
		    mw_arena_text(arena, path, whole);
		return true;
	}
	ok = normalize(path, len, mode, &b);
	if (ok) {
		mw_buf_add(&b, path + len, whole - len);
		*out = mw_arena_text(arena, b.data, b.len);
	}
	mw_buf_release(&b);
	return ok;
}
