/*
 * terminfo.c - apart from the rest because <term.h> defines common words
 * (columns, lines) as macros.
 */
#include "tui/terminfo.h"

#include <stdio.h>

#include <curses.h>
#include <term.h>

const char *
mw_capability(const char *name)
{
	char buf[8];		/* its own signature lacks const */
	const char *s;

	snprintf(buf, sizeof(buf), "%s", name);
	s = tigetstr(buf);
	return s == (const char *)-1 ? NULL : s;
}

bool
mw_has_flag(const char *name)
{
	char buf[8];

	snprintf(buf, sizeof(buf), "%s", name);
	return tigetflag(buf) > 0;
}

enum { STEADY_LINE = 6 };	/* DECSCUSR */

const char *
mw_cursor_shape(bool line)
{
	const char *set = mw_capability("Ss"), *reset = mw_capability("Se");
	char buf[64];

	if (set == NULL || reset == NULL)
		return "";
	snprintf(buf, sizeof(buf), "%s", set);	/* tparm takes no const */
	return line ? tparm(buf, STEADY_LINE, 0, 0, 0, 0, 0, 0, 0, 0) : reset;
}
