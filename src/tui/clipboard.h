/*
 * clipboard.h - inside tui: copying by a command of the user's.
 */
#ifndef MW_TUI_CLIPBOARD_H
#define MW_TUI_CLIPBOARD_H

#include <stdbool.h>

/* Gives TEXT to a shell command; false when that failed. */
bool mw_copy_command(const char *command, const char *text);

#endif
