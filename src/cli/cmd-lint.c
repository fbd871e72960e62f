/*
 * cmd-lint.c - meshwalk lint: what loading and references find.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "lint/lint.h"

enum { OPT_FAIL_ON = 256, OPT_LEVEL };

static const struct mw_cli_option options[] = {
	{ OPT_FAIL_ON, "fail-on", "LEVEL", "exit 1 for findings of LEVEL (info, warning, error, never); default warning" },
	{ OPT_LEVEL, "level", "LEVEL", "show findings of LEVEL and worse; default info" },
};

struct own {
	int fail_on;		/* a severity, or one past the last */
	enum mw_severity level;
};

static struct own *
own(struct mw_args *a)
{
	if (a->own == NULL) {
		struct own *o = MW_NEW(a->arena, struct own);

		o->fail_on = MW_WARNING;
		o->level = MW_INFO;
		a->own = o;
	}
	return a->own;
}

static bool
read_level(struct mw_args *a, const char *word, int *out)
{
	for (int i = MW_INFO; i <= MW_ERROR; i++) {
		if (strcmp(word, mw_severity_name((enum mw_severity)i)) == 0) {
			*out = i;
			return true;
		}
	}
	if (strcmp(word, "never") == 0) {
		*out = MW_ERROR + 1;
		return true;
	}
	mw_usage_error(a, "no such level '%s'", word);
	return false;
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	int level;

	if (!read_level(a, value, &level))
		return false;
	if (id == OPT_FAIL_ON)
		own(a)->fail_on = level;
	else
		own(a)->level = level > MW_ERROR ? MW_ERROR
		    : (enum mw_severity)level;
	return true;
}

static json_t *
finding_json(const struct mw_finding *x)
{
	json_t *j = json_object();

	json_object_set_new(j, "rule", json_string(x->rule));
	json_object_set_new(j, "severity",
	    json_string(mw_severity_name(x->severity)));
	json_object_set_new(j, "kind", mw_json_text(x->kind));
	json_object_set_new(j, "namespace", mw_json_text(x->ns));
	json_object_set_new(j, "name", mw_json_text(x->name));
	if (x->span.file != NULL)
		json_object_set_new(j, "file", mw_json_text(x->span.file));
	if (x->span.line > 0) {
		json_object_set_new(j, "line",
		    json_integer((json_int_t)x->span.line));
		json_object_set_new(j, "column",
		    json_integer((json_int_t)x->span.column));
	}
	json_object_set_new(j, "document",
	    json_integer((json_int_t)x->document));
	if (x->path != NULL)
		json_object_set_new(j, "path", mw_json_text(x->path));
	json_object_set_new(j, "message", mw_json_text(x->text));
	if (x->hint != NULL)
		json_object_set_new(j, "hint", mw_json_text(x->hint));
	return j;
}

static void
print_json(const struct mw_findings *f, enum mw_severity level)
{
	json_t *list = json_array();
	char *dump;

	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].severity >= level)
			json_array_append_new(list, finding_json(&f->v[i]));
	}
	dump = json_dumps(list, JSON_INDENT(2));
	puts(dump != NULL ? dump : "[]");
	free(dump);
	json_decref(list);
}

/* Workflow commands want these three characters escaped. */
static void
github_text(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '%' || *s == '\n' || *s == '\r')
			printf("%%%02X", (unsigned)(unsigned char)*s);
		else
			putchar(*s);
	}
}

static void
print_github(const struct mw_findings *f, enum mw_severity level)
{
	static const char *const names[] = { "notice", "warning", "error" };

	for (size_t i = 0; i < f->n; i++) {
		const struct mw_finding *x = &f->v[i];

		if (x->severity < level)
			continue;
		printf("::%s file=", names[x->severity]);
		github_text(mw_str_or_empty(x->span.file));
		printf(",line=%u,col=%u,title=%s::", x->span.line,
		    x->span.column, x->rule);
		github_text(x->text);
		putchar('\n');
	}
}

static void
print_text(const struct mw_mesh *m, const struct mw_findings *f,
    enum mw_severity level, bool color)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct mw_finding *x = &f->v[i];
		struct mw_message message = { x->rule, x->severity, x->span,
			x->text, x->hint };

		if (x->severity >= level)
			mw_print_message(m, &message, stdout, color);
	}
}

static size_t
count(const struct mw_findings *f, int severity)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += (int)f->v[i].severity == severity;
	return n;
}

static int
run(struct mw_args *a)
{
	struct own *o = own(a);
	const struct mw_findings *f;
	const struct mw_mesh *m;
	size_t bad = 0;
	int code;
	bool quiet = a->quiet;

	if (!mw_args_output(a, "text|json|github"))
		return MW_EXIT_USAGE;
	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	a->quiet = true;	/* its diagnostics are the output */
	m = mw_args_load(a, &code);
	if (m == NULL)
		return code;
	f = mw_lint_run(a->arena, m);
	if (strcmp(a->output, "json") == 0)
		print_json(f, o->level);
	else if (strcmp(a->output, "github") == 0)
		print_github(f, o->level);
	else
		print_text(m, f, o->level, mw_use_color(a, stdout));
	for (int s = o->fail_on; s <= MW_ERROR; s++)
		bad += count(f, s);
	if (strcmp(a->output, "text") == 0 && !quiet)
		fprintf(stderr, "%zu errors, %zu warnings, %zu notes in %zu "
		    "objects\n", count(f, MW_ERROR), count(f, MW_WARNING),
		    count(f, MW_INFO), m->all.n);
	mw_mesh_free(m);
	return bad > 0 ? MW_EXIT_FINDINGS : MW_EXIT_OK;
}

const struct mw_command mw_cmd_lint = {
	.name = "lint",
	.usage = "[PATH...]",
	.summary = "Find what is wrong with the manifests",
	.options = options,
	.n_options = MW_LEN(options),
	.option = take,
	.run = run,
};
