/*
 * terminfo.h - inside tui: capabilities that curses does not expose.
 */
#ifndef MW_TUI_TERMINFO_H
#define MW_TUI_TERMINFO_H

#include <stdbool.h>

/* The string of a capability, or NULL. */
const char *mw_capability(const char *name);

/* A yes-or-no one, of those that came later. */
bool mw_has_flag(const char *name);
/* What makes the cursor a line, or what the terminal has; "" where it cannot.
 * Valid until the next call. */
const char *mw_cursor_shape(bool line);

#endif
