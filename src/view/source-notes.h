/*
 * source-notes.h - inside view: what is known of the lines of one file.
 */
#ifndef MW_VIEW_SOURCE_NOTES_H
#define MW_VIEW_SOURCE_NOTES_H

#include "view/state.h"

enum {
	MW_NOTE_PLAIN = -2,
	MW_NOTE_CHANGED = -1	/* by the what-if; less than a problem */
};

struct mw_source_note {
	unsigned line, column, end_column;	/* 0: the end of the line */
	int mark;		/* the severity of a problem, or one of these */
	enum mw_role role;
	const char *text;
};

struct mw_source_notes;

/* Nothing yet. */
struct mw_source_notes *mw_source_notes_new(void);
void mw_source_notes_free(struct mw_source_notes *n);
/* Those of S from line FROM to TO and some around: of the problems, of the last
 * trace, of the what-if, and whom selectors select.  They are collected anew
 * when one of these has changed, or for other lines: a file may have many. */
void mw_source_notes_make(struct mw_app *a, struct mw_source_notes *n,
    const struct mw_source *s, unsigned from, unsigned to);
/* Of one line, the worst first; *COUNT may be 0. */
const struct mw_source_note *mw_source_notes_at(
    const struct mw_source_notes *n, unsigned line, size_t *count);
/* The next line with one, or the one before; 0: none. */
unsigned mw_source_notes_next(const struct mw_source_notes *n, unsigned line,
    bool forward);

#endif
