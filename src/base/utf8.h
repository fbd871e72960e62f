/*
 * utf8.h - decoding, width, and making text from files safe to show.
 */
#ifndef MW_BASE_UTF8_H
#define MW_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Bytes of the code point at S (1 for an invalid byte, *cp is then U+FFFD). */
size_t mw_utf8_decode(const char *s, size_t len, uint32_t *cp);
/* Writes 1 to 4 bytes. */
size_t mw_utf8_encode(uint32_t cp, char out[4]);
bool mw_utf8_valid(const char *s, size_t len);
/* Cells of a code point: 0, 1 or 2. */
int mw_utf8_width(uint32_t cp);
/* Bytes of the grapheme at S, and its cells in *width. */
size_t mw_utf8_grapheme(const char *s, size_t len, int *width);
/* Cells of a whole text. */
size_t mw_utf8_columns(const char *s, size_t len);
/*
 * Append S so that a terminal shows it and obeys nothing in it: control
 * characters, escapes, bidi overrides and broken bytes become \xNN or \u{NN}.
 */
void mw_utf8_printable(struct mw_buf *out, const char *s, size_t len);

#endif
