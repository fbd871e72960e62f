/*
 * cmd-completion.c - meshwalk completion: what bash, zsh and fish complete,
 * made from the tables of commands and options.
 */
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "lint/code.h"

/* What the value of an option may be, by the name of the value. */
static const struct {
	const char *arg, *words;
} values[] = {
	{ "WHEN", "auto always never" },
	{ "LEVEL", "info warning error never" },
	{ "THEME", "default light high-contrast deutan tritan" },
	{ "ORDER", "traffic namespace host workload" },
	{ "VERDICT", "allow deny" },
	{ "METHOD", "GET HEAD POST PUT PATCH DELETE OPTIONS" },
};

/* Output formats, where there are more than text and json. */
static const struct {
	const char *command, *words;
} formats[] = {
	{ "send", "text json jsonl" },
	{ "lint", "text json sarif junit github" },
	{ "test", "text tap junit json" },
	{ "cover", "text json lcov requests" },
};

static bool
is_file(const struct mw_cli_option *o)
{
	return strcmp(o->arg, "PATH") == 0 || strcmp(o->arg, "FILE") == 0 ||
	    strcmp(o->arg, "OLD") == 0;
}

/* "" when nothing is known about it. */
static const char *
words_of(const struct mw_command *c, const struct mw_cli_option *o)
{
	if (strcmp(o->arg, "FORMAT") == 0) {
		for (size_t i = 0; i < MW_LEN(formats); i++) {
			if (strcmp(formats[i].command, c->name) == 0)
				return formats[i].words;
		}
		return "text json";
	}
	for (size_t i = 0; i < MW_LEN(values); i++) {
		if (strcmp(values[i].arg, o->arg) == 0)
			return values[i].words;
	}
	return "";
}

/* Calls ONE for each option of C, its own and the common ones. */
static void
each_option(const struct mw_command *c,
    void (*one)(const struct mw_command *, const struct mw_cli_option *))
{
	size_t n;
	const struct mw_cli_option *common = mw_common_options(&n);

	for (size_t i = 0; i < c->n_options; i++)
		one(c, &c->options[i]);
	for (size_t i = 0; i < n; i++)
		one(c, &common[i]);
}

/* S in what is quoted by ', each of SPECIAL behind a backslash. */
static void
quoted(const char *s, const char *special, const char *quote)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			fputs(quote, stdout);
		else if (strchr(special, *s) != NULL)
			printf("\\%c", *s);
		else
			putchar(*s);
	}
}

static void
command_words(const char *between)
{
	for (size_t i = 1; mw_commands[i] != NULL; i++)
		printf("%s%s", i > 1 ? between : "", mw_commands[i]->name);
}

static void
code_words(void)
{
	for (size_t i = 0; i < mw_code_count(); i++)
		printf("%s%s", i > 0 ? " " : "", mw_code_at(i).code);
}

/* ---- bash ---------------------------------------------------------------- */

/* Where no words are known, bash offers files. */
static void
bash_value(const struct mw_command *c, const struct mw_cli_option *o)
{
	const char *words = o->arg != NULL ? words_of(c, o) : "";

	if (*words == '\0')
		return;
	printf("\t%s:--%s", c->name, o->name);
	if (o->id < 256)
		printf(" | %s:-%c", c->name, o->id);
	printf(") COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n",
	    words);
}

static void
bash_name(const struct mw_command *c, const struct mw_cli_option *o)
{
	(void)c;
	if (o->id < 256)
		printf("-%c ", o->id);
	printf("--%s ", o->name);
}

static void
bash(void)
{
	fputs("# bash completion for meshwalk\n"
	    "_meshwalk() {\n"
	    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
	    "prev=${COMP_WORDS[COMP_CWORD-1]} cmd= opts=\n"
	    "\tCOMPREPLY=()\n"
	    "\t[ \"$COMP_CWORD\" -gt 1 ] && case ${COMP_WORDS[1]} in\n\t",
	    stdout);
	command_words(" | ");
	fputs(") cmd=${COMP_WORDS[1]} ;;\n"
	    "\tesac\n"
	    "\tcase $cmd:$prev in\n", stdout);
	for (size_t i = 0; mw_commands[i] != NULL; i++)
		each_option(mw_commands[i], bash_value);
	fputs("\tesac\n\tcase $cmd in\n", stdout);
	for (size_t i = 0; mw_commands[i] != NULL; i++) {
		printf("\t'%s') opts='", mw_commands[i]->name);
		each_option(mw_commands[i], bash_name);
		puts("' ;;");
	}
	fputs("\tesac\n"
	    "\tcase $cur in\n"
	    "\t-*) COMPREPLY=($(compgen -W \"$opts\" -- \"$cur\")); return ;;\n"
	    "\tesac\n"
	    "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	    "\t\tCOMPREPLY=($(compgen -W '", stdout);
	command_words(" ");
	fputs("' -- \"$cur\"))\n"
	    "\telif [ \"$cmd\" = explain ]; then\n"
	    "\t\tCOMPREPLY=($(compgen -W '", stdout);
	code_words();
	fputs("' -- \"$cur\"))\n"
	    "\telif [ \"$cmd\" = completion ]; then\n"
	    "\t\tCOMPREPLY=($(compgen -W 'bash zsh fish' -- \"$cur\"))\n"
	    "\tfi\n"
	    "}\n"
	    "complete -o default -F _meshwalk meshwalk\n", stdout);
}

/* ---- zsh ----------------------------------------------------------------- */

static void
zsh_spec(const struct mw_command *c, const struct mw_cli_option *o,
    const char *name, const char *end)
{
	printf("\t\t'*%s%s[", name, o->arg != NULL ? end : "");
	quoted(o->help, "[]:\\", "'\\''");
	putchar(']');
	if (o->arg != NULL) {
		putchar(':');
		quoted(o->arg, ":\\", "'\\''");
		if (is_file(o))
			fputs(":_files", stdout);
		else
			printf(*words_of(c, o) != '\0' ? ":(%s)" : ": %s",
			    words_of(c, o));
	}
	puts("' \\");
}

static void
zsh_option(const struct mw_command *c, const struct mw_cli_option *o)
{
	char name[64];

	snprintf(name, sizeof(name), "--%s", o->name);
	zsh_spec(c, o, name, "=");
	if (o->id >= 256)
		return;
	snprintf(name, sizeof(name), "-%c", o->id);
	zsh_spec(c, o, name, "+");
}

static void
zsh(void)
{
	fputs("#compdef meshwalk\n"
	    "_meshwalk() {\n"
	    "\tlocal -a commands=(\n", stdout);
	for (size_t i = 1; mw_commands[i] != NULL; i++) {
		printf("\t\t'%s:", mw_commands[i]->name);
		quoted(mw_commands[i]->summary, ":\\", "'\\''");
		puts("'");
	}
	fputs("\t)\n"
	    "\tlocal cmd=\n"
	    "\tif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
	    "\t\t_describe -t commands command commands\n"
	    "\t\t_files\n"
	    "\t\treturn\n"
	    "\tfi\n"
	    "\tcase $words[2] in\n\t", stdout);
	command_words("|");
	fputs(") cmd=$words[2]; shift words; (( CURRENT-- )) ;;\n"
	    "\tesac\n"
	    "\tcase $cmd in\n", stdout);
	for (size_t i = 0; mw_commands[i] != NULL; i++) {
		printf("\t'%s') _arguments -s \\\n", mw_commands[i]->name);
		each_option(mw_commands[i], zsh_option);
		if (strcmp(mw_commands[i]->name, "explain") == 0) {
			fputs("\t\t'*:code:(", stdout);
			code_words();
			puts(")' ;;");
		} else {
			puts("\t\t'*:path:_files' ;;");
		}
	}
	fputs("\tesac\n}\n_meshwalk \"$@\"\n", stdout);
}

/* ---- fish ---------------------------------------------------------------- */

static void
fish_option(const struct mw_command *c, const struct mw_cli_option *o)
{
	fputs("complete -c meshwalk -n '", stdout);
	if (*c->name == '\0')
		fputs("__fish_use_subcommand", stdout);
	else
		printf("__fish_seen_subcommand_from %s", c->name);
	printf("' -l %s", o->name);
	if (o->id < 256)
		printf(" -s %c", o->id);
	if (o->arg != NULL && is_file(o))
		fputs(" -r -F", stdout);
	else if (o->arg != NULL)
		printf(" -x -a '%s'", words_of(c, o));
	fputs(" -d '", stdout);
	quoted(o->help, "\\", "\\'");
	puts("'");
}

static void
fish(void)
{
	puts("# fish completion for meshwalk");
	for (size_t i = 1; mw_commands[i] != NULL; i++) {
		printf("complete -c meshwalk -n __fish_use_subcommand -a %s "
		    "-d '", mw_commands[i]->name);
		quoted(mw_commands[i]->summary, "\\", "\\'");
		puts("'");
	}
	for (size_t i = 0; mw_commands[i] != NULL; i++)
		each_option(mw_commands[i], fish_option);
	fputs("complete -c meshwalk -n '__fish_seen_subcommand_from explain' "
	    "-f -a '", stdout);
	code_words();
	puts("'");
}

static int
run(struct mw_args *a)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

	for (size_t i = 0; i < MW_LEN(shells) && a->words.n == 1; i++) {
		if (strcmp(a->words.v[0], shells[i].name) == 0) {
			shells[i].print();
			return MW_EXIT_OK;
		}
	}
	return mw_usage_error(a, "which shell? There are bash, zsh and fish");
}

const struct mw_command mw_cmd_completion = {
	.name = "completion",
	.usage = "bash|zsh|fish",
	.summary = "Print what a shell completes, as a script for it",
	.help = "It is installed with meshwalk.  Without that: source <(meshwalk completion bash)",
	.run = run,
};
