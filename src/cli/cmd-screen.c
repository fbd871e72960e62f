/*
 * cmd-screen.c - meshwalk without a command: the screen.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/config-file.h"
#include "tui/loop.h"

enum { OPT_ASCII = 256, OPT_NO_MOUSE, OPT_THEME, OPT_CONFIG, OPT_NO_CONFIG,
    OPT_PRINT_CONFIG };

static const struct mw_cli_option options[] = {
	{ OPT_ASCII, "ascii", NULL, "draw with ASCII" },
	{ OPT_NO_MOUSE, "no-mouse", NULL, "leave the mouse to the terminal" },
	{ OPT_THEME, "theme", "THEME", "colours: default, light, high-contrast, deutan, tritan" },
	{ OPT_CONFIG, "config", "FILE", "configuration, in place of the usual one" },
	{ OPT_NO_CONFIG, "no-config", NULL, "no configuration" },
	{ OPT_PRINT_CONFIG, "print-config", NULL, "print the configuration in force, with all keys" },
};

struct own {
	bool ascii, no_mouse, no_config, print_config;
	const char *config;
	int theme;		/* -1: that of the configuration */
};

static bool
take(struct mw_args *a, int id, const char *value)
{
	struct own *o;

	if (a->own == NULL) {
		a->own = o = MW_NEW(a->arena, struct own);
		o->theme = -1;
	}
	o = a->own;
	switch (id) {
	case OPT_ASCII:
		o->ascii = true;
		break;
	case OPT_NO_MOUSE:
		o->no_mouse = true;
		break;
	case OPT_THEME:
		o->theme = mw_config_word(MW_THEME_WORDS, value);
		if (o->theme < 0)
			mw_usage_error(a, "no such theme '%s' (there are %s)",
			    value, MW_THEME_WORDS);
		return o->theme >= 0;
	case OPT_CONFIG:
		o->config = value;
		break;
	case OPT_NO_CONFIG:
		o->no_config = true;
		break;
	default:
		o->print_config = true;
		break;
	}
	return true;
}

/* The file, and the options over it. */
static const struct mw_config *
config(void *args, struct mw_arena *arena)
{
	const struct mw_args *a = args;
	const struct own *o = a->own;
	struct mw_config *c = o != NULL && o->no_config
	    ? mw_config_default(arena)
	    : mw_config_file(arena, o != NULL ? o->config : NULL);

	if (a->plain)
		c->plain = true;
	if (o == NULL)
		return c;
	if (o->ascii)
		c->ascii = MW_ASCII_TRUE;
	if (o->no_mouse)
		c->mouse = false;
	if (o->theme >= 0)
		c->theme = o->theme;
	return c;
}

/* What is wrong in it goes to standard error: the rest is in force. */
static int
print_config(const struct mw_args *a, const struct mw_config *c)
{
	bool color = mw_use_color(a, stderr);
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < c->diags.n; i++) {
		const struct mw_diag *d = &c->diags.v[i];
		struct mw_message m = { mw_diag_info(d->id)->code,
			d->severity, d->span, d->text, d->hint };

		mw_print_message(NULL, &m, stderr, color);
	}
	mw_config_print(c, &b);
	fputs(mw_buf_text(&b), stdout);
	mw_buf_release(&b);
	return c->diags.n > 0 ? MW_EXIT_FINDINGS : MW_EXIT_OK;
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

	if (o != NULL && o->print_config)
		return print_config(a, config(a, a->arena));
	loop.config = config;
	loop.config_args = a;
	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	loop.paths = a->paths.n > 0 ? a->paths.v : here;
	loop.n_paths = a->paths.n > 0 ? a->paths.n : 1;
	for (size_t i = 0; i < loop.n_paths; i++) {
		if (!is_there(loop.paths[i]))
			return MW_EXIT_INPUT;
	}
	loop.title = loop.paths[0];
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
