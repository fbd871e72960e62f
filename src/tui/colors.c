/*
 * colors.c - the theme's paints as curses' attributes and pairs of colours.
 *
 * All are made at the start: each role, and each role in a selected row.  A
 * terminal whose description says how to name a colour by red, green and blue
 * gets it so; COLORTERM alone is a promise that curses cannot use.
 */
#include "tui/colors.h"

#include "tui/terminfo.h"

enum { BRIGHT = 8 };		/* the first of the bright colours */

static struct {
	attr_t attr;
	short pair;
} looks[MW_ROLE_COUNT][2];

static enum mw_depth
depth_of(bool mono)
{
	if (mono || !has_colors() || start_color() == ERR ||
	    use_default_colors() == ERR || COLORS < 8)
		return MW_DEPTH_MONO;
	if (COLORS >= 1 << 24 && mw_has_flag("RGB"))
		return MW_DEPTH_TRUE;
	return COLORS >= 256 ? MW_DEPTH_256 : MW_DEPTH_16;
}

static attr_t
attributes(unsigned attrs)
{
	attr_t a = A_NORMAL;

	if (attrs & MW_ATTR_BOLD)
		a |= A_BOLD;
	if (attrs & MW_ATTR_DIM)
		a |= A_DIM;
	if (attrs & MW_ATTR_UNDERLINE)
		a |= A_UNDERLINE;
	if (attrs & MW_ATTR_REVERSE)
		a |= A_REVERSE;
	return a;
}

/* The selected row: its own colours where it has some, and its attributes
 * turned over, so that what is reversed already stands out. */
static struct mw_paint
selected(struct mw_paint p, const struct mw_paint *over)
{
	if (over->fg != MW_PAINT_NONE)
		p.fg = over->fg;
	if (over->bg != MW_PAINT_NONE)
		p.bg = over->bg;
	p.attrs = (p.attrs | (over->attrs & ~(unsigned)MW_ATTR_REVERSE)) ^
	    (over->attrs & MW_ATTR_REVERSE);
	return p;
}

static void
make(int role, int which, struct mw_paint p, enum mw_depth depth)
{
	int pair = 1 + role * 2 + which;
	int fg = p.fg & MW_RGB && p.fg >= 0 ? p.fg & 0xffffff : p.fg;
	int bg = p.bg & MW_RGB && p.bg >= 0 ? p.bg & 0xffffff : p.bg;

	if (depth == MW_DEPTH_16 && COLORS < 2 * BRIGHT) {
		if (fg >= BRIGHT)
			p.attrs |= MW_ATTR_BOLD;
		fg = fg >= BRIGHT ? fg - BRIGHT : fg;
		bg = bg >= BRIGHT ? bg - BRIGHT : bg;
	}
	looks[role][which].attr = attributes(p.attrs);
	looks[role][which].pair = 0;
	if (depth != MW_DEPTH_MONO && (fg >= 0 || bg >= 0) &&
	    init_extended_pair(pair, fg, bg) != ERR)
		looks[role][which].pair = (short)pair;
}

void
mw_colors_start(const struct mw_config *config, bool mono)
{
	enum mw_depth depth = depth_of(mono);
	enum mw_theme theme = (enum mw_theme)config->theme;
	struct mw_paint over, p;

	mw_theme_paint(theme, config->roles, MW_ROLE_SELECTED, depth, &over);
	for (int i = 0; i < MW_ROLE_COUNT; i++) {
		mw_theme_paint(theme, config->roles, (enum mw_role)i, depth,
		    &p);
		make(i, 0, p, depth);
		make(i, 1, selected(p, &over), depth);
	}
}

void
mw_colors_of(enum mw_role role, bool is_selected, attr_t *attr,
    short *pair)
{
	if (role >= MW_ROLE_COUNT)
		role = MW_ROLE_TEXT;
	*attr = looks[role][is_selected].attr;
	*pair = looks[role][is_selected].pair;
}
