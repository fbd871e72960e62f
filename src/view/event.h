/*
 * event.h - what happens to the app, and what it wants done outside.
 */
#ifndef MW_VIEW_EVENT_H
#define MW_VIEW_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys that are no character. */
enum mw_key {
	MW_KEY_NONE,
	MW_KEY_CHAR,		/* event.cp, with modifiers */
	MW_KEY_UP,
	MW_KEY_DOWN,
	MW_KEY_LEFT,
	MW_KEY_RIGHT,
	MW_KEY_HOME,
	MW_KEY_END,
	MW_KEY_PAGE_UP,
	MW_KEY_PAGE_DOWN,
	MW_KEY_TAB,
	MW_KEY_BACKTAB,
	MW_KEY_ENTER,
	MW_KEY_ESCAPE,
	MW_KEY_BACKSPACE,
	MW_KEY_DELETE,
	MW_KEY_INSERT,
	MW_KEY_F		/* event.cp is the number */
};

enum { MW_MOD_CTRL = 1, MW_MOD_ALT = 2, MW_MOD_SHIFT = 4 };

enum mw_event_kind {
	MW_EVENT_KEY,
	MW_EVENT_PASTE,		/* text, len */
	MW_EVENT_MOUSE,
	MW_EVENT_RESIZE,	/* rows, columns */
	MW_EVENT_FOCUS,		/* the terminal got the focus */
	MW_EVENT_TICK		/* time went by: mw_app_wake_ms */
};

enum mw_mouse_action { MW_MOUSE_PRESS, MW_MOUSE_RELEASE, MW_MOUSE_DOUBLE,
    MW_MOUSE_WHEEL_UP, MW_MOUSE_WHEEL_DOWN };

struct mw_event {
	enum mw_event_kind kind;
	enum mw_key key;
	uint32_t cp;
	unsigned mods;
	const char *text;	/* PASTE: UTF-8, borrowed */
	size_t len;
	enum mw_mouse_action mouse;
	int row, column;
	int rows, columns;
	int64_t now_ms;
};

/* What the outside is asked to do after an event; in order. */
enum mw_effect_kind {
	MW_EFFECT_QUIT,
	MW_EFFECT_SUSPEND,
	MW_EFFECT_REDRAW,	/* the terminal may be spoiled: all again */
	MW_EFFECT_COPY,		/* text to the clipboard */
	MW_EFFECT_EDIT,		/* file, line, column in the editor */
	MW_EFFECT_RELOAD,	/* load the paths again: mw_app_reloaded */
	MW_EFFECT_STOP,		/* the load that goes on */
	MW_EFFECT_BELL,
	MW_EFFECT_MOUSE,	/* line: 1 takes it, 0 leaves it alone */
	MW_EFFECT_WRITE,	/* text to file: mw_app_written */
	MW_EFFECT_SAVE,		/* kept into file, with mw_kept_add */
	MW_EFFECT_FORGET,	/* the what-if that was kept */
	MW_EFFECT_REMEMBER,	/* text into the history, with mw_history_add */
	MW_EFFECT_FILES,	/* files in place: mw_app_placed; or below file:
				 * mw_app_written */
	MW_EFFECT_EDIT_TEXT	/* text in the editor: mw_app_edited */
};

struct mw_kept;
struct mw_whatif_file;

struct mw_effect {
	enum mw_effect_kind kind;
	const char *text;	/* COPY, WRITE: what; EDIT: file; valid until
				 * the next event */
	const char *file;	/* WRITE, SAVE; FILES: a folder, or NULL */
	const struct mw_kept *kept;	/* SAVE */
	unsigned line, column;
	const struct mw_whatif_file *files;	/* FILES */
	size_t n_files;
	bool backup;
	bool over;		/* WRITE, FILES below a folder: over what is
				 * there; else: mw_app_in_the_way */
};

#endif
