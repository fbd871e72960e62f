/*
 * main.c - meshwalk: finds the command and runs it.
 *
 * The folders, lowest first: base, yaml (text to trees), model (trees to
 * objects), mesh (objects to a sealed snapshot), xds (what a proxy is told),
 * istiod (mesh to xds), envoy (what a proxy does), journey (a request's whole
 * way), view and tui (the screen), cli (this: the command line).
 */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "cli/cli.h"

const struct mw_command *const mw_commands[] = {
	&mw_cmd_screen,
	&mw_cmd_tree,
	&mw_cmd_send,
	&mw_cmd_proxy,
	&mw_cmd_lint,
	&mw_cmd_test,
	&mw_cmd_cover,
	&mw_cmd_replay,
	&mw_cmd_diff,
	&mw_cmd_explain,
	&mw_cmd_completion,
	NULL,
};

static const struct mw_command *
find_command(const char *word)
{
	for (size_t i = 1; mw_commands[i] != NULL; i++) {
		if (strcmp(mw_commands[i]->name, word) == 0)
			return mw_commands[i];
	}
	return NULL;
}

/* A first word that is neither a command nor a path is a command mistyped. */
static bool
looks_mistyped(const char *word, const char **near)
{
	const char *names[32];
	struct stat st;
	size_t n = 0;

	if (word[0] == '-' || strchr(word, '/') != NULL ||
	    strchr(word, '.') != NULL || stat(word, &st) == 0)
		return false;
	for (size_t i = 1; mw_commands[i] != NULL && n < MW_LEN(names); i++)
		names[n++] = mw_commands[i]->name;
	*near = mw_str_nearest(word, names, n);
	return true;
}

static int
help(const struct mw_args *a, const char *word)
{
	const struct mw_command *c = word != NULL ? find_command(word)
						  : &mw_cmd_screen;

	if (c == NULL)
		return mw_usage_error(a, "no such command '%s'", word);
	mw_command_help(c, stdout);
	return MW_EXIT_OK;
}

/* Text alone is made plain: formats and patches are for programs. */
static int
run_command(struct mw_args *a)
{
	struct mw_plain plain;
	int code;

	if (!a->plain || a->command == &mw_cmd_screen ||
	    strcmp(a->command->name, "completion") == 0 ||
	    (a->output != NULL && strcmp(a->output, "text") != 0))
		return a->command->run(a);
	if (!mw_plain_begin(&plain)) {
		fprintf(stderr, "meshwalk: --plain: %s\n", strerror(errno));
		return MW_EXIT_INPUT;
	}
	code = a->command->run(a);
	mw_plain_end(&plain, !a->plain, strcmp(a->command->name, "tree") ==
	    0);
	return code;
}

static int
run(struct mw_args *a, int argc, char **argv)
{
	const char *near = NULL;
	int first = 1, code;

	a->command = &mw_cmd_screen;
	if (argc > 1 && strcmp(argv[1], "help") == 0) {
		return help(a, argc > 2 ? argv[2] : NULL);
	}
	if (argc > 1 && find_command(argv[1]) != NULL) {
		a->command = find_command(argv[1]);
		first = 2;
	} else if (argc > 1 && looks_mistyped(argv[1], &near)) {
		if (near != NULL)
			return mw_usage_error(a, "no such command or path "
			    "'%s': did you mean '%s'?", argv[1], near);
		return mw_usage_error(a, "no such command or path '%s'",
		    argv[1]);
	}
	code = mw_args_parse(a, argc, argv, first);
	if (code != MW_EXIT_OK)
		return code < 0 ? MW_EXIT_OK : code;
	return run_command(a);
}

int
main(int argc, char **argv)
{
	struct mw_args a = { .mesh = MW_MESH_OPTIONS_DEFAULT };
	int code;

	setlocale(LC_ALL, "");
	a.arena = mw_arena_new();
	code = run(&a, argc, argv);
	mw_arena_free(a.arena);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "meshwalk: standard output: %s\n",
		    strerror(errno));
		code = MW_EXIT_INPUT;
	}
	return code;
}
