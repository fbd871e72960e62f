/*
 * cli.h - commands and their options.
 *
 * A command is one file with one exported entry.  Its options stand in a table
 * that gives parsing, --help and shell completion.
 */
#ifndef MW_CLI_CLI_H
#define MW_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "mesh/mesh.h"

/* Exit codes, whatever the format. */
enum {
	MW_EXIT_OK = 0,
	MW_EXIT_FINDINGS = 1,	/* findings, denied, expectation failed */
	MW_EXIT_USAGE = 2,
	MW_EXIT_INPUT = 3,	/* input could not be read */
	MW_EXIT_UNDECIDED = 4	/* could not be decided */
};

struct mw_cli_option {
	int id;			/* a short option's letter, or >= 256 */
	const char *name;	/* long name */
	const char *arg;	/* "PATH", or NULL when it takes none */
	const char *help;
};

struct mw_args;

struct mw_command {
	const char *name;
	const char *usage;	/* "[PATH...] URL" */
	const char *summary;	/* one line */
	const char *help;	/* paragraphs for --help */
	const struct mw_cli_option *options;	/* beside the common ones */
	size_t n_options;
	size_t own;		/* size of its options in memory, or 0 */
	/* Takes one of its own options; false: the value is bad (and said). */
	bool (*option)(struct mw_args *a, int id, const char *value);
	int (*run)(struct mw_args *a);
};

enum mw_color { MW_COLOR_AUTO, MW_COLOR_ALWAYS, MW_COLOR_NEVER };

struct mw_args {
	const struct mw_command *command;
	struct mw_arena *arena;
	MW_VEC(const char *) paths;	/* -f, then what the command adds */
	MW_VEC(const char *) words;	/* operands */
	const char *output;		/* -o, or NULL */
	const char *ns;			/* -n, or NULL */
	const char *selector;		/* -l, or NULL */
	enum mw_color color;
	bool plain;			/* no drawing, no padding, no colour */
	bool quiet, strict;
	int verbose;
	struct mw_mesh_options mesh;
	MW_VEC(const char *) inject;	/* namespaces */
	MW_VEC(struct mw_variant_choice) variants;
	void *own;			/* the command's options, 0 first */
};

extern const struct mw_command mw_cmd_screen, mw_cmd_tree, mw_cmd_send,
    mw_cmd_proxy, mw_cmd_lint, mw_cmd_diff, mw_cmd_explain, mw_cmd_completion,
    mw_cmd_test, mw_cmd_cover, mw_cmd_replay;
/* All, ended by NULL; the first is the screen (no name on the line). */
extern const struct mw_command *const mw_commands[];

/* ---- opts.c */

/* plain.c: what is written between the two goes out without drawing and
 * padding; AS_IT_IS: as it was written.  TREE: its lines are those of a tree. */
struct mw_plain {
	FILE *text;
	int out;
};
bool mw_plain_begin(struct mw_plain *p);
void mw_plain_end(struct mw_plain *p, bool as_it_is, bool tree);

/*
 * Parses ARGV[first...] into A.  MW_EXIT_OK to go on; -1 when --help or
 * --version was answered; MW_EXIT_USAGE when it was wrong (and said).
 */
int mw_args_parse(struct mw_args *a, int argc, char **argv, int first);
/* The options that every command takes. */
const struct mw_cli_option *mw_common_options(size_t *n);
void mw_command_help(const struct mw_command *c, FILE *out);
/* "meshwalk: TEXT" and a hint to --help on standard error; MW_EXIT_USAGE. */
int mw_usage_error(const struct mw_args *a, const char *fmt, ...)
    MW_PRINTF(2, 3);
/* -o is one of the words in CHOICES ("text|json"); sets the default. */
bool mw_args_output(struct mw_args *a, const char *choices);

/* The value of --ext-authz; false, and said, when it is none. */
struct mw_session_options;
bool mw_take_verdict(const struct mw_args *a, const char *value,
    struct mw_session_options *out);

/* ---- load.c */

/* Loads A's paths (default "."), prints diagnostics to standard error unless
 * quiet.  *exit is set when nothing could be read and NULL is given. */
const struct mw_mesh *mw_args_load(struct mw_args *a, int *exit_code);
/* The same, and the mesh without objects that holds only what was wrong. */
const struct mw_mesh *mw_args_load_any(struct mw_args *a, int *exit_code);
/* One diagnostic or finding, with its line of source where somebody looks. */
struct mw_message {
	const char *code;
	enum mw_severity severity;
	struct mw_span span;
	const char *text, *hint;
};
void mw_print_message(const struct mw_mesh *m, const struct mw_message *x,
    FILE *out, bool color);
/* Prints the diagnostics of M at least as bad as LEAST. */
void mw_print_diags(const struct mw_mesh *m, FILE *out, bool color,
    enum mw_severity least);
/* What is wrong in a file of requests, on standard error. */
struct mw_kept_error;
void mw_print_kept_error(const struct mw_kept_error *e);
bool mw_use_color(const struct mw_args *a, FILE *out);
/* The locale has no UTF-8. */
bool mw_use_ascii(void);

/* ---- terminal text: bold, dim, colours when C is true */
const char *mw_sgr(bool c, const char *code);
/* Text that may come from a file, made printable. */
void mw_put_printable(const char *s, FILE *out);

#endif
