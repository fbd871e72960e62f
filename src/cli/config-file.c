/*
 * config-file.c - the configuration of the screen, from its file.
 */
#include "cli/config-file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { MOST_BYTES = 1 << 20 };

/* NULL: there is no home. */
static const char *
usual_place(struct mw_arena *arena)
{
	const char *dir = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	/* a relative one is to be ignored, says the specification */
	if (!mw_str_empty(dir) && *dir == '/')
		return mw_arena_printf(arena, "%s/meshwalk/config.yaml", dir);
	if (mw_str_empty(home))
		return NULL;
	return mw_arena_printf(arena, "%s/.config/meshwalk/config.yaml", home);
}

static void
refuse(struct mw_config *c, const char *file, const char *why)
{
	struct mw_span at = { .file = file };

	c->broken = true;
	mw_diag_add(&c->diags, MW_DIAG_UNREADABLE, &at, NULL,
	    "cannot be read: %s", why);
}

static void
read_stream(struct mw_config *c, const char *file, FILE *in)
{
	struct mw_buf b = { 0 };
	char chunk[4096];
	size_t n;

	while ((n = fread(chunk, 1, sizeof(chunk), in)) > 0 &&
	       b.len <= MOST_BYTES)
		mw_buf_add(&b, chunk, n);
	if (ferror(in))
		refuse(c, file, strerror(errno));
	else if (b.len > MOST_BYTES)
		refuse(c, file, "more than 1 MB is no configuration");
	else
		mw_config_read(c, file, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
}

struct mw_config *
mw_config_file(struct mw_arena *arena, const char *file)
{
	struct mw_config *c = mw_config_default(arena);
	const char *path = file != NULL ? file : usual_place(arena);
	FILE *in = path != NULL ? fopen(path, "r") : NULL;

	if (in != NULL) {
		read_stream(c, path, in);
		fclose(in);
	} else if (path != NULL && (file != NULL || (errno != ENOENT &&
	    errno != ENOTDIR))) {
		refuse(c, path, strerror(errno));
	}
	return c;
}
