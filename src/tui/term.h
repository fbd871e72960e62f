/*
 * term.h - the terminal: taken, given back, shown on, whatever happens.
 *
 * Only this folder sees curses.  The terminal is restored after exit, signal,
 * stop and crash.
 */
#ifndef MW_TUI_TERM_H
#define MW_TUI_TERM_H

#include <stdbool.h>

#include "view/cell.h"
#include "view/config.h"
#include "view/event.h"

struct mw_term_options {
	bool mono;		/* NO_COLOR, --color=never */
	const struct mw_config *config;	/* borrowed */
};

/* Takes the terminal.  False with a reason on standard error when there is
 * none that will do. */
bool mw_term_start(const struct mw_term_options *options);
/* Colours, cursor, delay and mouse as C has them; it lasts until the next. */
void mw_term_configure(const struct mw_config *c);
/* Gives it back; fine to call when it was not taken. */
void mw_term_stop(void);
/* Gives it back and stops, until the shell goes on with us. */
void mw_term_suspend(void);
/* Gives it to another program (an editor), and takes it again. */
void mw_term_lend(void);
void mw_term_take_back(void);
void mw_term_size(int *rows, int *columns);
/* Draws with UTF-8 (the locale's codeset is UTF-8)? */
bool mw_term_is_utf8(void);
/* Copies the frame to the screen; only what changed is sent. */
void mw_term_show(const struct mw_frame *f);
/* The whole screen is sent again with the next show. */
void mw_term_redraw(void);
/* The mouse is ours, or the terminal's. */
void mw_term_mouse(bool on);
/* Bytes past curses: between two shows only. */
void mw_term_put(const char *s);
/* clipboard.c: OSC 52; false when it is too long to send. */
bool mw_term_copy(const char *text);

/*
 * The next event, waiting at most TIMEOUT_MS (-1: for ever).  False when
 * nothing happened.  A paste's text is valid until the next call.
 */
bool mw_term_event(struct mw_event *e, int timeout_ms);

/* Signals that came since the last call: each is reported once. */
enum { MW_SIGNAL_QUIT = 1, MW_SIGNAL_STOP = 2, MW_SIGNAL_HANGUP = 4,
    MW_SIGNAL_INTERRUPT = 8 };	/* C-c: a key, but not for a second time */
unsigned mw_term_signals(void);

#endif
