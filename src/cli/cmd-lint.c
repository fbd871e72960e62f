/*
 * cmd-lint.c - meshwalk lint: what loading and references find.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"

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
finding_json(const struct mw_diag *d)
{
	json_t *j = json_object();

	json_object_set_new(j, "code",
	    json_string(mw_diag_info(d->id)->code));
	json_object_set_new(j, "level",
	    json_string(mw_severity_name(d->severity)));
	if (d->span.file != NULL)
		json_object_set_new(j, "file", json_string(d->span.file));
	if (d->span.line > 0) {
		json_object_set_new(j, "line",
		    json_integer((json_int_t)d->span.line));
		json_object_set_new(j, "column",
		    json_integer((json_int_t)d->span.column));
	}
	if (d->object != NULL)
		json_object_set_new(j, "object", json_string(d->object));
	json_object_set_new(j, "text", json_string(d->text));
	if (d->hint != NULL)
		json_object_set_new(j, "hint", json_string(d->hint));
	return j;
}

static void
print_json(const struct mw_mesh *m, enum mw_severity level)
{
	json_t *list = json_array();
	char *dump;

	for (size_t i = 0; i < m->diags.n; i++) {
		if (m->diags.v[i].severity >= level)
			json_array_append_new(list,
			    finding_json(&m->diags.v[i]));
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
print_github(const struct mw_mesh *m, enum mw_severity level)
{
	static const char *const names[] = { "notice", "warning", "error" };

	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];

		if (d->severity < level)
			continue;
		printf("::%s file=", names[d->severity]);
		github_text(mw_str_or_empty(d->span.file));
		printf(",line=%u,col=%u,title=%s::", d->span.line,
		    d->span.column, mw_diag_info(d->id)->code);
		github_text(d->text);
		putchar('\n');
	}
}

static int
run(struct mw_args *a)
{
	struct own *o = own(a);
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
	if (strcmp(a->output, "json") == 0)
		print_json(m, o->level);
	else if (strcmp(a->output, "github") == 0)
		print_github(m, o->level);
	else
		mw_print_diags(m, stdout, mw_use_color(a, stdout), o->level);
	for (int s = o->fail_on; s <= MW_ERROR; s++) {
		for (size_t i = 0; i < m->diags.n; i++)
			bad += (int)m->diags.v[i].severity == s;
	}
	if (strcmp(a->output, "text") == 0 && !quiet)
		fprintf(stderr, "%zu errors, %zu warnings, %zu notes in %zu "
		    "objects\n", mw_diags_count(&m->diags, MW_ERROR),
		    mw_diags_count(&m->diags, MW_WARNING) -
		    mw_diags_count(&m->diags, MW_ERROR),
		    m->diags.n - mw_diags_count(&m->diags, MW_WARNING),
		    m->all.n);
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
