/*
 * colors.c - the theme: bold, reverse and underline alone, or the terminal's
 * own palette on its own background, so that light and dark both work.
 *
 * Allowed and denied differ by hue, weight and word, never by green and red.
 */
#include "tui/colors.h"

static bool colored;

static const struct {
	attr_t mono, attr;
	short color;		/* -1: the default */
} roles[MW_ROLE_COUNT] = {
	[MW_ROLE_TEXT] = { A_NORMAL, A_NORMAL, -1 },
	[MW_ROLE_DIM] = { A_DIM, A_DIM, -1 },
	[MW_ROLE_TITLE] = { A_BOLD, A_BOLD, -1 },
	[MW_ROLE_FOCUS] = { A_BOLD, A_BOLD, COLOR_BLUE },
	[MW_ROLE_FRAME] = { A_DIM, A_DIM, -1 },
	[MW_ROLE_KEY] = { A_BOLD, A_BOLD, -1 },
	[MW_ROLE_ALLOW] = { A_BOLD, A_NORMAL, COLOR_CYAN },
	[MW_ROLE_DENY] = { A_BOLD | A_UNDERLINE, A_BOLD, COLOR_YELLOW },
	[MW_ROLE_WARN] = { A_BOLD, A_NORMAL, COLOR_YELLOW },
	[MW_ROLE_ERROR] = { A_BOLD, A_BOLD, COLOR_RED },
	[MW_ROLE_NOTE] = { A_NORMAL, A_NORMAL, COLOR_CYAN },
	[MW_ROLE_DIFF_ADD] = { A_BOLD, A_NORMAL, COLOR_CYAN },
	[MW_ROLE_DIFF_DEL] = { A_UNDERLINE, A_NORMAL, COLOR_MAGENTA },
	[MW_ROLE_LINK] = { A_UNDERLINE, A_UNDERLINE, COLOR_BLUE },
	[MW_ROLE_MATCH] = { A_REVERSE, A_REVERSE, COLOR_YELLOW },
};

void
mw_colors_start(bool mono)
{
	colored = false;
	if (mono || !has_colors())
		return;
	if (start_color() == ERR)
		return;
	if (use_default_colors() == ERR)
		return;
	for (int i = 0; i < MW_ROLE_COUNT; i++)
		init_pair((short)(i + 1), roles[i].color, -1);
	colored = true;
}

void
mw_colors_of(enum mw_role role, bool selected, attr_t *attr, short *pair)
{
	if (role >= MW_ROLE_COUNT)
		role = MW_ROLE_TEXT;
	*attr = colored ? roles[role].attr : roles[role].mono;
	*pair = (short)(colored ? role + 1 : 0);
	if (selected)
		*attr ^= A_REVERSE;
}
