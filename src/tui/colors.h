/*
 * colors.h - roles to curses attributes, for the colours the terminal has.
 */
#ifndef MW_TUI_COLORS_H
#define MW_TUI_COLORS_H

#include <stdbool.h>

#include <curses.h>

#include "view/cell.h"

void mw_colors_start(bool mono);
void mw_colors_of(enum mw_role role, bool selected, attr_t *attr, short *pair);

#endif
