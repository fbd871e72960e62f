/*
 * cmd-screen.c - meshwalk without a command: the screen.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "tui/loop.h"

enum { OPT_ASCII = 256, OPT_NO_MOUSE };

static const struct mw_cli_option options[] = {
	{ OPT_ASCII, "ascii", NULL, "draw with ASCII" },
	{ OPT_NO_MOUSE, "no-mouse", NULL, "leave the mouse to the terminal" },
};

struct own {
	bool ascii, no_mouse;
};

static bool
take(struct mw_args *a, int id, const char *value)
{
	struct own *o;

	(void)value;
	if (a->own == NULL)
		a->own = MW_NEW(a->arena, struct own);
	o = a->own;
	if (id == OPT_ASCII)
		o->ascii = true;
	else
		o->no_mouse = true;
	return true;
}

/* A path mistyped is said here rather than on an empty screen. */
static bool
is_there(const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0 || stat(path, &st) == 0)
		return true;
	fprintf(stderr, "meshwalk: %s: %s\n", path, strerror(errno));
	return false;
}

static int
run(struct mw_args *a)
{
	static const char *const here[] = { "." };
	const struct own *o = a->own;
	const char *no = getenv("NO_COLOR");
	struct mw_loop_options loop = { .mesh = &a->mesh };

	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	loop.paths = a->paths.n > 0 ? a->paths.v : here;
	loop.n_paths = a->paths.n > 0 ? a->paths.n : 1;
	for (size_t i = 0; i < loop.n_paths; i++) {
		if (!is_there(loop.paths[i]))
			return MW_EXIT_INPUT;
	}
	loop.title = loop.paths[0];
	loop.ascii = o != NULL && o->ascii;
	loop.term.mouse = o == NULL || !o->no_mouse;
	loop.term.mono = a->color == MW_COLOR_NEVER ||
	    (a->color == MW_COLOR_AUTO && no != NULL && *no != '\0');
	a->mesh.variants = a->variants.v;
	a->mesh.n_variants = a->variants.n;
	return mw_loop_run(&loop) ? MW_EXIT_OK : MW_EXIT_USAGE;
}

const struct mw_command mw_cmd_screen = {
	.name = "",
	.usage = "[COMMAND] [PATH...]",
	.summary = "What will the mesh do with this request, and why?",
	.help = "Without a command: the screen, on PATH (a file, a folder, or - for standard\n"
	    "input; default: the current folder).",
	.options = options,
	.n_options = MW_LEN(options),
	.option = take,
	.run = run,
};
