/*
 * cmd-lint.c - meshwalk lint: what is wrong with the manifests.
 */
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/code.h"
#include "cli/lint-report.h"
#include "lint/lint.h"

enum { OPT_FAIL_ON = 256, OPT_LEVEL, OPT_SUPPRESS };

static const struct mw_cli_option options[] = {
	{ OPT_FAIL_ON, "fail-on", "LEVEL", "exit 1 for findings of LEVEL (info, warning, error, never); default warning" },
	{ OPT_LEVEL, "level", "LEVEL", "show findings of LEVEL and worse; default info" },
	{ OPT_SUPPRESS, "suppress", "CODE[=OBJECT]", "leave findings of CODE out, or those about OBJECT ('Kind namespace/name', '*' for any text); may be repeated" },
};

/* --suppress */
struct silence {
	const char *code, *object;	/* object NULL: all */
};

struct own {
	int fail_on;		/* a severity, or one past the last */
	enum mw_severity level;
	MW_VEC(struct silence) silences;
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
take_silence(struct mw_args *a, const char *value)
{
	const char *equals = strchr(value, '=');
	struct silence s = { value, equals != NULL ? equals + 1 : NULL };
	struct mw_code code;

	if (equals != NULL)
		s.code = mw_arena_text(a->arena, value,
		    (size_t)(equals - value));
	if (!mw_code_find(s.code, &code)) {
		mw_usage_error(a, "no such code '%s'; 'meshwalk explain' lists "
		    "them all", s.code);
		return false;
	}
	mw_vec_push(a->arena, &own(a)->silences, s);
	return true;
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	int level;

	if (id == OPT_SUPPRESS)
		return take_silence(a, value);
	if (!read_level(a, value, &level))
		return false;
	if (id == OPT_FAIL_ON)
		own(a)->fail_on = level;
	else
		own(a)->level = level > MW_ERROR ? MW_ERROR
		    : (enum mw_severity)level;
	return true;
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

static bool
is_silenced(const struct own *o, const struct mw_finding *x, struct mw_buf *b)
{
	mw_buf_clear(b);
	mw_buf_printf(b, "%s %s%s%s", x->kind, x->ns, *x->ns != '\0' ? "/"
	    : "", x->name);
	for (size_t i = 0; i < o->silences.n; i++) {
		const struct silence *s = &o->silences.v[i];

		if (mw_str_case_eq(s->code, x->rule) && (s->object == NULL ||
		    mw_str_glob(s->object, mw_buf_text(b))))
			return true;
	}
	return false;
}

/* All but what --suppress leaves out. */
static const struct mw_findings *
heard(struct mw_args *a, const struct mw_findings *f)
{
	struct mw_findings *left = MW_NEW(a->arena, struct mw_findings);
	struct mw_buf b = { 0 };

	if (own(a)->silences.n == 0)
		return f;
	left->arena = a->arena;
	left->mesh = f->mesh;
	for (size_t i = 0; i < f->n; i++)
		if (!is_silenced(own(a), &f->v[i], &b))
			mw_vec_push(a->arena, left, f->v[i]);
	mw_buf_release(&b);
	return left;
}

static void
print(struct mw_args *a, const struct mw_mesh *m, const struct mw_findings *f)
{
	static const struct {
		const char *name;
		void (*print)(const struct mw_findings *f,
		    enum mw_severity level, FILE *out);
	} formats[] = {
		{ "json", mw_lint_json }, { "sarif", mw_lint_sarif },
		{ "junit", mw_lint_junit }, { "github", mw_lint_github },
	};

	for (size_t i = 0; i < MW_LEN(formats); i++)
		if (strcmp(a->output, formats[i].name) == 0) {
			formats[i].print(f, own(a)->level, stdout);
			return;
		}
	print_text(m, f, own(a)->level, mw_use_color(a, stdout));
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

	if (!mw_args_output(a, "text|json|sarif|junit|github"))
		return MW_EXIT_USAGE;
	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	a->quiet = true;	/* its diagnostics are the output */
	m = mw_args_load(a, &code);
	if (m == NULL)
		return code;
	f = heard(a, mw_lint_run(a->arena, m));
	print(a, m, f);
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
