/*
 * screen-compare.c - before and after a change; it is to come.
 */
#include "view/state.h"

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	(void)a;
	(void)note;
	mw_buf_adds(t, "Compare");
}

static const void *
about(struct mw_app *a)
{
	return a;
}

static void
make(struct mw_app *a, struct mw_page *p)
{
	(void)a;
	mw_page_put(p, MW_ROLE_TITLE, "Trying a change without touching files "
	    "comes in a later version.");
	mw_page_line(p);
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, "Until then: e opens the file in your "
	    "editor. When it is saved, the files are read again and the last "
	    "request is sent again, so that Trace (3) shows what became of "
	    "it.");
	mw_page_line(p);
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, "Two folders are compared on the "
	    "command line: meshwalk diff OLD NEW.");
}

const struct mw_screen_ops mw_screen_compare = {
	.name = "Compare",
	.short_name = "Cmp",
	.letter = 'c',
	.split = MW_SPLIT_NONE,
	.title = title,
	.about = about,
	.make = make,
};
