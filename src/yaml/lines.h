/*
 * lines.h - from byte offsets to lines and columns, and back.
 *
 * Nodes hold byte offsets only.  For every block of the text the counts of
 * line ends and of code points before it are kept, so that any question costs
 * a look at one or two blocks, also in a file of one long line.
 */
#ifndef MW_YAML_LINES_H
#define MW_YAML_LINES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mw_lines {
	const char *text;
	size_t len;
	bool ascii;		/* code points are bytes */
	bool returns;		/* has a carriage return somewhere */
	bool clean;		/* ASCII, and nothing that YAML refuses */
	size_t n;		/* blocks */
	uint32_t *lines;	/* line ends before block i */
	uint32_t *points;	/* code points before block i; NULL if ascii */
};

/* Counts TEXT, which must outlive the result. */
const struct mw_lines *mw_lines_new(struct mw_arena *a, const char *text,
    size_t len);
/* 1-based line and column of the byte at OFFSET (len at most). */
void mw_lines_at(const struct mw_lines *l, size_t offset, uint32_t *line,
    uint32_t *column);
/* Where line LINE (1-based) begins; false past the end. */
bool mw_lines_start(const struct mw_lines *l, size_t line, size_t *offset);
/* How many lines there are; what stands behind the last end is one. */
size_t mw_lines_count(const struct mw_lines *l);
/* One past the last byte of the line that begins at START, without its end. */
size_t mw_lines_end(const struct mw_lines *l, size_t start);

#endif
