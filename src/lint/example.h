/*
 * example.h - for a code the smallest input that has it, and its repair.
 *
 * Each is written once, in src/lint/examples/CODE.txt, and becomes part of the
 * program; tests/examples.t runs lint over both sides.  In a file a line is one
 * of the example (it begins with '-', then), of its repair ('+'), or of both
 * (' '); its second character is '>' where the finding is, else ' '; the third
 * begins the text.  Lines that begin with '% ' come first:
 *
 *   % options ...   those that lint needs for it
 *   % also CODES    what the example has beside
 *   % still CODES   what its repair has
 *   % bytes         \xNN in the text stands for a byte
 *   % command       the text is a command, not an input
 */
#ifndef MW_LINT_EXAMPLE_H
#define MW_LINT_EXAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

struct mw_example_line {
	char change;		/* '-', '+' or ' ' */
	bool here;		/* the finding points to it */
	const char *text;
};

struct mw_example {
	const char *options, *also, *still;	/* NULL for none */
	bool bytes, command;
	struct mw_example_line *v;
	size_t n, cap;
};

/* In ARENA; NULL when CODE has none. */
const struct mw_example *mw_example(struct mw_arena *arena, const char *code);
/* The side that LINE stands on: the repair, or the example. */
bool mw_example_has(const struct mw_example_line *line, bool repaired);
/* One side to the byte. */
void mw_example_text(const struct mw_example *e, bool repaired,
    struct mw_buf *out);
/* The line of the example, from 1, that is marked first; 0: none is. */
size_t mw_example_place(const struct mw_example *e);
/* The line is worth showing of a repair: it changes, or stands beside one that
 * does. */
bool mw_example_near(const struct mw_example *e, size_t i);

/* The file of examples/ as it is (example-data.c, made by examples.awk); the
 * last has no code. */
struct mw_example_file {
	const char *code, *text;
};
extern const struct mw_example_file mw_example_files[];

#endif
