/*
 * span.h - a place in a source file.
 *
 * Lines and columns are 1-based; columns count code points, as libyaml does.
 * line 0 means "no place".  FILE is the name to show (as the user gave it).
 */
#ifndef MW_BASE_SPAN_H
#define MW_BASE_SPAN_H

#include <stdint.h>

struct mw_span {
	const char *file;
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;	/* one past the last character */
};

#endif
