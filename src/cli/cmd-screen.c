/*
 * cmd-screen.c - meshwalk without a command: the screen.
 */
#include "cli/cli.h"

static int
run(struct mw_args *a)
{
	return mw_usage_error(a, "the screen needs a terminal");
}

const struct mw_command mw_cmd_screen = {
	.name = "",
	.usage = "[COMMAND] [PATH...]",
	.summary = "What will the mesh do with this request, and why?",
	.help = "Without a command: the screen, on PATH (a file, a folder, or - for standard\n"
	    "input; default: the current folder).",
	.run = run,
};
