/*
 * buf.h - a growing byte buffer on the heap, always NUL-terminated.
 *
 * Init with { 0 } or mw_buf_init, empty with mw_buf_release.  data is never
 * NULL after the first append; mw_buf_text gives "" before.
 */
#ifndef MW_BASE_BUF_H
#define MW_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"

struct mw_buf {
	char *data;
	size_t len;
	size_t cap;
};

void mw_buf_init(struct mw_buf *b);
void mw_buf_release(struct mw_buf *b);
void mw_buf_clear(struct mw_buf *b);		/* keeps the memory */
void mw_buf_add(struct mw_buf *b, const void *data, size_t len);
void mw_buf_adds(struct mw_buf *b, const char *s);
void mw_buf_addc(struct mw_buf *b, char c);
void mw_buf_printf(struct mw_buf *b, const char *fmt, ...) MW_PRINTF(2, 3);
void mw_buf_vprintf(struct mw_buf *b, const char *fmt, va_list ap)
    MW_PRINTF(2, 0);
const char *mw_buf_text(const struct mw_buf *b);
/* Hands the bytes over: the caller frees them with free(). */
char *mw_buf_steal(struct mw_buf *b);

#endif
