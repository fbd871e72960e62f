/*
 * opts.c - options: one table a command, read by getopt_long, shown by --help.
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "journey/journey.h"

enum {
	OPT_HELP = 1000,
	OPT_VERSION,
	OPT_COLOR,
	OPT_PLAIN,
	OPT_STRICT,
	OPT_MESH_CONFIG,
	OPT_ROOT_NAMESPACE,
	OPT_TRUST_DOMAIN,
	OPT_INJECT,
	OPT_VARIANT,
	OPT_LIMIT_FILE,
	OPT_LIMIT_DOCUMENT,
	OPT_LIMIT_DEPTH,
	OPT_LIMIT_ALIASES,
	OPT_LIMIT_OBJECTS,
	OPT_LIMIT_FILES
};

static const struct mw_cli_option common[] = {
	{ 'f', "filename", "PATH", "read PATH: a file, a folder, or - (repeat)" },
	{ 'n', "namespace", "NAME", "namespace of objects that name none; scope of output" },
	{ 'l', "selector", "LABELS", "only workloads with these labels (a=b,c=d)" },
	{ 'o', "output", "FORMAT", "output format" },
	{ 'q', "quiet", NULL, "no diagnostics of loading" },
	{ 'v', "verbose", NULL, "say more" },
	{ OPT_COLOR, "color", "WHEN", "auto, always or never (NO_COLOR is heeded)" },
	{ OPT_PLAIN, "plain", NULL, "for screen readers: no drawing, no padding, no colours" },
	{ OPT_STRICT, "strict", NULL, "assume nothing that no manifest has" },
	{ OPT_MESH_CONFIG, "mesh-config", "FILE", "mesh configuration" },
	{ OPT_ROOT_NAMESPACE, "root-namespace", "NAME", "root namespace" },
	{ OPT_TRUST_DOMAIN, "trust-domain", "NAME", "trust domain" },
	{ OPT_INJECT, "inject", "NAMESPACE", "take it to ask for sidecars where no label says otherwise ('*': all; repeat)" },
	{ OPT_VARIANT, "variant", "KIND/NS/NAME=N", "put the N-th of several documents in force" },
	{ OPT_LIMIT_FILE, "limit-file", "BYTES", "largest file" },
	{ OPT_LIMIT_DOCUMENT, "limit-document", "BYTES", "largest document" },
	{ OPT_LIMIT_DEPTH, "limit-depth", "N", "deepest nesting" },
	{ OPT_LIMIT_ALIASES, "limit-aliases", "N", "most nodes made by aliases" },
	{ OPT_LIMIT_OBJECTS, "limit-objects", "N", "most objects" },
	{ OPT_LIMIT_FILES, "limit-files", "N", "most files" },
	{ 'h', "help", NULL, "this help" },
	{ OPT_VERSION, "version", NULL, "the version" },
};

const struct mw_cli_option *
mw_common_options(size_t *n)
{
	*n = MW_LEN(common);
	return common;
}

int
mw_usage_error(const struct mw_args *a, const char *fmt, ...)
{
	const char *name = a->command != NULL ? a->command->name : "";
	va_list ap;

	va_start(ap, fmt);
	fputs("meshwalk: ", stderr);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\nTry 'meshwalk %s%s--help'.\n", name,
	    *name != '\0' ? " " : "");
	return MW_EXIT_USAGE;
}

bool
mw_args_output(struct mw_args *a, const char *choices)
{
	const char *at = choices;
	size_t len;

	if (a->output == NULL) {
		len = strcspn(choices, "|");
		a->output = mw_arena_text(a->arena, choices, len);
		return true;
	}
	for (; *at != '\0'; at += len + (at[len] == '|')) {
		len = strcspn(at, "|");
		if (strlen(a->output) == len && strncmp(a->output, at, len) == 0)
			return true;
	}
	mw_usage_error(a, "no such output format '%s' (there are %s)",
	    a->output, choices);
	return false;
}

bool
mw_take_verdict(const struct mw_args *a, const char *value,
    struct mw_session_options *out)
{
	if (strcmp(value, "allow") != 0 && strcmp(value, "deny") != 0) {
		mw_usage_error(a, "--ext-authz is allow or deny");
		return false;
	}
	out->ext_authz = *value == 'a' ? MW_EXT_AUTHZ_ALLOW
				       : MW_EXT_AUTHZ_DENY;
	return true;
}

static bool
take_limit(struct mw_args *a, const char *value, size_t *limit)
{
	long long n;

	if (!mw_str_to_int(value, &n) || n <= 0) {
		mw_usage_error(a, "'%s' is no positive number", value);
		return false;
	}
	*limit = (size_t)n;
	return true;
}

static bool
take_variant(struct mw_args *a, const char *value)
{
	struct mw_variant_choice v;
	char *copy = mw_arena_strdup(a->arena, value);
	char *eq = strrchr(copy, '='), *slash, *second;
	long long n;

	if (eq != NULL)
		*eq = '\0';
	slash = strchr(copy, '/');
	second = slash != NULL ? strchr(slash + 1, '/') : NULL;
	if (eq == NULL || second == NULL || !mw_str_to_int(eq + 1, &n) ||
	    n < 1) {
		mw_usage_error(a, "'%s' is not KIND/NAMESPACE/NAME=NUMBER",
		    value);
		return false;
	}
	*slash = *second = '\0';
	v.kind = copy;
	v.ns = slash + 1;
	v.name = second + 1;
	v.number = (size_t)n;
	mw_vec_push(a->arena, &a->variants, v);
	return true;
}

static bool
take_color(struct mw_args *a, const char *value)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (size_t i = 0; i < MW_LEN(names); i++) {
		if (strcmp(value, names[i]) == 0) {
			a->color = (enum mw_color)i;
			return true;
		}
	}
	mw_usage_error(a, "--color is auto, always or never, not '%s'", value);
	return false;
}

static bool
take_common(struct mw_args *a, int id, const char *value)
{
	struct mw_limits *l = &a->mesh.limits;

	switch (id) {
	case 'f':
		mw_vec_push(a->arena, &a->paths, value);
		break;
	case 'n':
		a->ns = value;
		a->mesh.default_namespace = value;
		break;
	case 'l':
		a->selector = value;
		break;
	case 'o':
		a->output = value;
		break;
	case 'q':
		a->quiet = true;
		break;
	case 'v':
		a->verbose++;
		break;
	case OPT_COLOR:
		return take_color(a, value);
	case OPT_PLAIN:
		a->plain = true;
		a->color = MW_COLOR_NEVER;
		break;
	case OPT_STRICT:
		a->strict = true;
		a->mesh.strict = true;
		break;
	case OPT_MESH_CONFIG:
		a->mesh.mesh_config = value;
		break;
	case OPT_ROOT_NAMESPACE:
		a->mesh.root_namespace = value;
		break;
	case OPT_TRUST_DOMAIN:
		a->mesh.trust_domain = value;
		break;
	case OPT_INJECT:
		mw_vec_push(a->arena, &a->inject, value);
		a->mesh.inject = a->inject.v;
		a->mesh.n_inject = a->inject.n;
		break;
	case OPT_VARIANT:
		return take_variant(a, value);
	case OPT_LIMIT_FILE:
		return take_limit(a, value, &l->file_bytes);
	case OPT_LIMIT_DOCUMENT:
		return take_limit(a, value, &l->document_bytes);
	case OPT_LIMIT_DEPTH:
		return take_limit(a, value, &l->depth);
	case OPT_LIMIT_ALIASES:
		return take_limit(a, value, &l->alias_nodes);
	case OPT_LIMIT_OBJECTS:
		return take_limit(a, value, &l->objects);
	case OPT_LIMIT_FILES:
		return take_limit(a, value, &l->files);
	default:
		break;
	}
	return true;
}

/* ---- help --------------------------------------------------------------------- */

static void
print_options(const struct mw_cli_option *o, size_t n, FILE *out)
{
	for (size_t i = 0; i < n; i++) {
		char left[64];

		snprintf(left, sizeof(left), "  %c%c%s --%s%s%s",
		    o[i].id < 256 ? '-' : ' ', o[i].id < 256 ? o[i].id : ' ',
		    o[i].id < 256 ? "," : " ", o[i].name,
		    o[i].arg != NULL ? " " : "",
		    o[i].arg != NULL ? o[i].arg : "");
		fprintf(out, "%-32s  %s\n", left, o[i].help);
	}
}

static void
print_commands(FILE *out)
{
	fputs("\nCommands:\n", out);
	for (size_t i = 1; mw_commands[i] != NULL; i++)
		fprintf(out, "  %-10s %s\n", mw_commands[i]->name,
		    mw_commands[i]->summary);
}

void
mw_command_help(const struct mw_command *c, FILE *out)
{
	size_t len = strlen(c->summary);

	fprintf(out, "Usage: meshwalk %s%s[OPTION...] %s\n%s%s\n", c->name,
	    *c->name != '\0' ? " " : "", c->usage, c->summary,
	    len > 0 && c->summary[len - 1] == '?' ? "" : ".");
	if (c->help != NULL)
		fprintf(out, "\n%s\n", c->help);
	if (*c->name == '\0')
		print_commands(out);
	if (c->n_options > 0) {
		fputs("\nOptions:\n", out);
		print_options(c->options, c->n_options, out);
	}
	fputs("\nCommon options:\n", out);
	print_options(common, MW_LEN(common), out);
	fputs("\nExit status: 0 fine; 1 findings, denied or failed; 2 usage; "
	      "3 input could not be read;\n4 could not be decided.\n", out);
}

/* ---- parsing ------------------------------------------------------------------- */

struct table {
	struct option *longs;
	char *shorts;
	const char **names;	/* for suggestions */
	size_t n;
};

static void
add_options(struct table *t, const struct mw_cli_option *o, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct option *l = &t->longs[t->n];

		l->name = o[i].name;
		l->has_arg = o[i].arg != NULL ? required_argument : no_argument;
		l->flag = NULL;
		l->val = o[i].id;
		t->names[t->n++] = o[i].name;
		if (o[i].id < 256) {
			size_t len = strlen(t->shorts);

			t->shorts[len++] = (char)o[i].id;
			if (o[i].arg != NULL)
				t->shorts[len++] = ':';
			t->shorts[len] = '\0';
		}
	}
}

static int
bad_option(const struct mw_args *a, const struct table *t, char **argv,
    int code)
{
	const char *word = argv[optind - 1];
	const char *near;

	if (code == ':' && optopt >= 256)
		return mw_usage_error(a, "option '%s' needs a value", word);
	if (code == ':')
		return mw_usage_error(a, "option '-%c' needs a value", optopt);
	if (optopt > 0 && optopt < 256)
		return mw_usage_error(a, "no such option '-%c'", optopt);
	if (optopt >= 256)
		return mw_usage_error(a, "option '%s' takes no value", word);
	near = mw_str_nearest(word + strspn(word, "-"), t->names, t->n);
	if (near != NULL)
		return mw_usage_error(a,
		    "no such option '%s': did you mean '--%s'?", word, near);
	return mw_usage_error(a, "no such option '%s'", word);
}

static bool
is_common(int id)
{
	for (size_t i = 0; i < MW_LEN(common); i++) {
		if (common[i].id == id)
			return true;
	}
	return false;
}

static int
read_options(struct mw_args *a, const struct table *t, int argc, char **argv)
{
	int c;

	if (a->command->own > 0)
		a->own = mw_arena_alloc(a->arena, a->command->own);
	while ((c = getopt_long(argc, argv, t->shorts, t->longs, NULL)) != -1) {
		bool own = false;

		if (c == '?' || c == ':')
			return bad_option(a, t, argv, c);
		for (size_t i = 0; i < a->command->n_options; i++)
			own = own || a->command->options[i].id == c;
		if (c == 'h' && !own) {
			mw_command_help(a->command, stdout);
			return -1;
		}
		if (c == OPT_VERSION) {
			puts("meshwalk " MW_VERSION);
			return -1;
		}
		if (own ? !a->command->option(a, c, optarg)
			: is_common(c) && !take_common(a, c, optarg))
			return MW_EXIT_USAGE;
	}
	for (; optind < argc; optind++)
		mw_vec_push(a->arena, &a->words, argv[optind]);
	return MW_EXIT_OK;
}

int
mw_args_parse(struct mw_args *a, int argc, char **argv, int first)
{
	size_t n = MW_LEN(common) + a->command->n_options;
	struct table t = {
		.longs = MW_NEW_ARRAY(a->arena, struct option, n + 1),
		.names = MW_NEW_ARRAY(a->arena, const char *, n + 1),
		.shorts = mw_arena_alloc(a->arena, 2 * n + 8),
	};

	t.shorts[0] = ':';	/* tell a missing value from a wrong option */
	add_options(&t, a->command->options, a->command->n_options);
	add_options(&t, common, MW_LEN(common));
	opterr = 0;
	optind = first;
	return read_options(a, &t, argc, argv);
}
