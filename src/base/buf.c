/*
 * buf.c - a growing byte buffer on the heap, always NUL-terminated.
 */
#include "base/buf.h"

#include "base/xalloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
mw_buf_init(struct mw_buf *b)
{
	*b = (struct mw_buf){ 0 };
}

void
mw_buf_release(struct mw_buf *b)
{
	free(b->data);
	mw_buf_init(b);
}

void
mw_buf_clear(struct mw_buf *b)
{
	b->len = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

/* Room for MORE bytes and a NUL behind what is there. */
static void
reserve(struct mw_buf *b, size_t more)
{
	size_t need, cap;

	if (more > SIZE_MAX - b->len - 1)
		mw_out_of_memory();
	need = b->len + more + 1;
	if (need <= b->cap)
		return;
	cap = b->cap > 0 ? b->cap : 64;
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;
	b->data = mw_xrealloc(b->data, cap, 1);
	b->cap = cap;
}

void
mw_buf_add(struct mw_buf *b, const void *data, size_t len)
{
	reserve(b, len);
	if (len > 0)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
mw_buf_adds(struct mw_buf *b, const char *s)
{
	mw_buf_add(b, s, strlen(s));
}

void
mw_buf_addc(struct mw_buf *b, char c)
{
	mw_buf_add(b, &c, 1);
}

void
mw_buf_printf(struct mw_buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	mw_buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
mw_buf_vprintf(struct mw_buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	reserve(b, 63);
	len = vsnprintf(b->data + b->len, b->cap - b->len, fmt, ap);
	if (len < 0) {
		b->data[b->len] = '\0';
	} else {
		if ((size_t)len >= b->cap - b->len) {
			reserve(b, (size_t)len);
			vsnprintf(b->data + b->len, b->cap - b->len, fmt,
			    again);
		}
		b->len += (size_t)len;
	}
	va_end(again);
}

const char *
mw_buf_text(const struct mw_buf *b)
{
	return b->data != NULL ? b->data : "";
}

char *
mw_buf_steal(struct mw_buf *b)
{
	char *data;

	reserve(b, 0);
	data = b->data;
	data[b->len] = '\0';
	mw_buf_init(b);
	return data;
}
