/*
 * theme.h - roles to colours and attributes, for what a terminal can show.
 */
#ifndef MW_VIEW_THEME_H
#define MW_VIEW_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "view/cell.h"

#define MW_THEME_WORDS "default|light|high-contrast|deutan|tritan"

/* How many colours there are. */
enum mw_depth { MW_DEPTH_MONO, MW_DEPTH_16, MW_DEPTH_256, MW_DEPTH_TRUE };

enum {
	MW_ATTR_BOLD = 1,
	MW_ATTR_DIM = 2,
	MW_ATTR_UNDERLINE = 4,
	MW_ATTR_REVERSE = 8
};

/* A colour is an index of the palette, MW_RGB | 0xrrggbb, or none. */
enum {
	MW_COLOR_NONE = -1,	/* the terminal's own */
	MW_RGB = 1 << 24
};

struct mw_paint {
	int fg, bg;
	unsigned attrs;
	bool set;		/* of an override: there is one */
};

#endif
