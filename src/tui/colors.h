/*
 * colors.h - inside tui: what the theme says, in curses' attributes.
 */
#ifndef MW_TUI_COLORS_H
#define MW_TUI_COLORS_H

#include <stdbool.h>

#include <curses.h>

#include "view/config.h"

/* MONO: no colours, whatever the terminal has. */
void mw_colors_start(const struct mw_config *config, bool mono);
/* Attributes and pair of a cell. */
void mw_colors_of(enum mw_role role, bool selected, attr_t *attr,
    short *pair);

#endif
