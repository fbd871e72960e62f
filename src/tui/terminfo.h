/*
 * terminfo.h - inside tui: capabilities that curses does not expose.
 */
#ifndef MW_TUI_TERMINFO_H
#define MW_TUI_TERMINFO_H

/* The string of a capability, or NULL. */
const char *mw_capability(const char *name);

#endif
