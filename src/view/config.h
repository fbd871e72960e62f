/*
 * config.h - the configuration of the screen as plain data.
 *
 * Settings stand in config.def, keys in keys.def; reading and printing them is
 * made from these tables.  What is wrong in a file is a diagnostic and
 * changes nothing; the rest of the file counts.
 */
#ifndef MW_VIEW_CONFIG_H
#define MW_VIEW_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "view/keys.h"
#include "view/layout.h"
#include "view/theme.h"

enum mw_digits { MW_DIGITS_SCREENS, MW_DIGITS_COUNTS };
enum mw_cursor { MW_CURSOR_BLOCK, MW_CURSOR_LINE, MW_CURSOR_HIDDEN };
enum mw_ascii { MW_ASCII_AUTO, MW_ASCII_TRUE, MW_ASCII_FALSE };

/* How an editor, known by its name, takes a place: "+{line} {file}". */
struct mw_editor {
	const char *name;	/* "*": all others */
	const char *arguments;
};

struct mw_config {
	struct mw_arena *arena;		/* of all texts here */

	bool mouse, reload, rerun, history, history_secrets, backup;
	int theme;			/* place in MW_THEME_WORDS */
	int digits;			/* enum mw_digits */
	int cursor;			/* enum mw_cursor */
	int ascii;			/* enum mw_ascii */
	bool plain;
	int escdelay;			/* ms */
	const char *copy_command;	/* "": none */
	struct mw_layout_limits layout;

	struct mw_editor *editors;	/* the first that fits; ends with "*" */
	size_t n_editors;
	struct mw_keymap keys;
	struct mw_paint roles[MW_ROLE_COUNT];	/* over the theme's */

	const char *file;		/* where it was read; NULL: nowhere */
	struct mw_diags diags;		/* what is wrong there */
	bool broken;			/* it could not be read as a whole */
};

/* As without a file.  Lives in ARENA. */
struct mw_config *mw_config_default(struct mw_arena *arena);
/* Lays the text of a file over it; NAME is for diagnostics. */
void mw_config_read(struct mw_config *c, const char *name, const char *text,
    size_t len);
/* The whole of it, as a file with comments: read again, it is the same. */
void mw_config_print(const struct mw_config *c, struct mw_buf *out);

/* The place of TEXT among WORDS ("a|b|c"), or -1. */
int mw_config_word(const char *words, const char *text);
/*
 * What is to be run for a place of a file, for a shell whose $1 is the file:
 * EDITOR with the arguments that it takes.
 */
void mw_config_editor(const struct mw_config *c, const char *editor,
    unsigned line, unsigned column, struct mw_buf *out);

#endif
