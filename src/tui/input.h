/*
 * input.h - inside tui: keys, mouse and paste from curses to events.
 */
#ifndef MW_TUI_INPUT_H
#define MW_TUI_INPUT_H

#include <stdbool.h>

void mw_input_start(bool mouse);
void mw_input_stop(void);
void mw_input_mouse(bool on);
/* The terminal to wait for (term.c). */
int mw_term_fd(void);
/* The end of the signal pipe to wait for (term.c). */
int mw_term_signal_fd(void);

#endif
