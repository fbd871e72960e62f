/*
 * theme.h - roles to colours and attributes, for what a terminal can show.
 */
#ifndef MW_VIEW_THEME_H
#define MW_VIEW_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "view/cell.h"

/* In the order of enum mw_theme. */
#define MW_THEME_WORDS "default|light|high-contrast|deutan|tritan"
enum mw_theme { MW_THEME_DEFAULT, MW_THEME_LIGHT, MW_THEME_HIGH_CONTRAST,
    MW_THEME_DEUTAN, MW_THEME_TRITAN, MW_THEME_COUNT };

/* How many colours there are; TRUE: 0xrrggbb beside the first eight. */
enum mw_depth { MW_DEPTH_MONO, MW_DEPTH_16, MW_DEPTH_256, MW_DEPTH_TRUE,
    MW_DEPTH_COUNT };

enum {
	MW_ATTR_BOLD = 1,
	MW_ATTR_DIM = 2,
	MW_ATTR_UNDERLINE = 4,
	MW_ATTR_REVERSE = 8,
	MW_ATTR_ALL = 15
};

/* A colour is an index of the palette, MW_RGB | 0xrrggbb, or none. */
enum {
	MW_PAINT_NONE = -1,	/* the terminal's own */
	MW_RGB = 1 << 24
};

/* What an override says; a theme says all. */
enum { MW_PAINT_FG = 1, MW_PAINT_BG = 2, MW_PAINT_ATTRS = 4 };

struct mw_paint {
	int fg, bg;
	unsigned attrs;		/* MW_ATTR_* */
	unsigned says;		/* MW_PAINT_* */
};

/*
 * How ROLE looks: the theme's way, with what OWN (of all roles, or NULL) says
 * over it, in colours of DEPTH.
 */
void mw_theme_paint(enum mw_theme theme, const struct mw_paint *own,
    enum mw_role role, enum mw_depth depth, struct mw_paint *out);

/* The colour nearest to COLOR that DEPTH has. */
int mw_color_at(int color, enum mw_depth depth);
/* 0xrrggbb of an index, as xterm has it. */
unsigned mw_color_rgb(int color);

/* "allow"; and back: MW_ROLE_COUNT when there is none. */
const char *mw_role_name(enum mw_role role);
enum mw_role mw_role_find(const char *name);
/* "default", "cyan", "bright-red", "208", "#ff8700"; false: none of these. */
bool mw_color_find(const char *name, int *color);
void mw_color_name(int color, struct mw_buf *out);
/* "bold"; one bit of MW_ATTR_ALL, 0: there is none. */
const char *mw_attr_name(unsigned attr);
unsigned mw_attr_find(const char *name);

#endif
