/*
 * cmd-lint.c - meshwalk lint: what is wrong with the manifests.
 */
#include <string.h>

#include "base/str.h"
#include "cli/lint.h"

enum {
	OPT_FAIL_ON = 256,
	OPT_LEVEL,
	OPT_SELECT,
	OPT_IGNORE,
	OPT_BASELINE,
	OPT_WRITE_BASELINE,
	OPT_DIFF,
	OPT_FIX
};

static const struct mw_cli_option options[] = {
	{ OPT_FAIL_ON, "fail-on", "LEVEL", "exit 1 for findings of LEVEL (info, warning, error, never); default warning" },
	{ OPT_LEVEL, "level", "LEVEL", "show findings of LEVEL and worse; default info" },
	{ OPT_SELECT, "select", "CODES", "only these, as IST0101,MW02* (repeat)" },
	{ OPT_IGNORE, "ignore", "CODES", "all but these (repeat)" },
	{ 'S', "suppress", "CODE[=OBJECT]", "leave out CODE, or that of an object, as 'IST0101=VirtualService shop/*' (repeat)" },
	{ OPT_BASELINE, "baseline", "FILE", "leave out what FILE, an earlier -o json, has" },
	{ OPT_WRITE_BASELINE, "write-baseline", "FILE", "write what is found to FILE, and exit 0" },
	{ OPT_DIFF, "diff", "OLD", "say what is introduced, fixed and unchanged since OLD" },
	{ OPT_FIX, "fix", NULL, "print a patch that mends what needs no thought" },
};

static struct mw_lint_options *
own(struct mw_args *a)
{
	if (a->own == NULL) {
		struct mw_lint_options *o =
		    MW_NEW(a->arena, struct mw_lint_options);

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
no_such_code(struct mw_args *a, const char *code)
{
	mw_usage_error(a, "no such code '%s'; 'meshwalk explain' lists them "
	    "all", code);
	return false;
}

static bool
take_suppress(struct mw_args *a, const char *value)
{
	const char *code = mw_arena_text(a->arena, value,
	    strcspn(value, "="));

	if (!mw_lint_is_any_code(code))
		return no_such_code(a, code);
	mw_vec_push(a->arena, &own(a)->suppress, value);
	return true;
}

static bool
take_codes(struct mw_args *a, struct mw_lint_globs *w, const char *value)
{
	const char *bad = mw_lint_add_codes(a->arena, w, value);

	return bad == NULL || no_such_code(a, bad);
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	struct mw_lint_options *o = own(a);
	int level;

	switch (id) {
	case OPT_FAIL_ON:
		return read_level(a, value, &o->fail_on);
	case OPT_LEVEL:
		if (!read_level(a, value, &level))
			return false;
		o->level = level > MW_ERROR ? MW_ERROR
		    : (enum mw_severity)level;
		return true;
	case OPT_SELECT:
		return take_codes(a, &o->select, value);
	case OPT_IGNORE:
		return take_codes(a, &o->ignore, value);
	case 'S':
		return take_suppress(a, value);
	case OPT_BASELINE:
		o->baseline = value;
		return true;
	case OPT_WRITE_BASELINE:
		o->write_baseline = value;
		return true;
	case OPT_DIFF:
		o->diff = value;
		return true;
	default:
		o->fix = true;
		return true;
	}
}

/* ---- what is compared with ---------------------------------------------- */

/* Leaves out what the baseline has. */
static int
subtract(struct mw_args *a, const char *file, struct mw_lint_list *l)
{
	struct mw_lint_keys *keys = mw_lint_keys_new(a->arena);
	int code = mw_lint_read_baseline(file, keys);
	size_t n = 0;

	for (size_t i = 0; code == MW_EXIT_OK && i < l->n; i++)
		if (!mw_lint_keys_take(keys, l->v[i].x))
			l->v[n++] = l->v[i];
	if (code == MW_EXIT_OK)
		l->n = n;
	return code;
}

/* Marks what is new, and adds what is gone.  *old is the mesh that these point
 * into. */
static int
compare(struct mw_args *a, struct mw_lint_list *l, const struct mw_mesh **old)
{
	struct mw_lint_options *o = own(a);
	struct mw_lint_keys *before = mw_lint_keys_new(a->arena);
	struct mw_lint_keys *after = mw_lint_keys_new(a->arena);
	struct mw_lint_list gone;
	int code;

	a->paths.n = 0;
	mw_vec_push(a->arena, &a->paths, o->diff);
	*old = mw_args_load(a, &code);
	if (*old == NULL)
		return code;
	gone = mw_lint_choose(a->arena, mw_lint_run(a->arena, *old), o);
	for (size_t i = 0; i < gone.n; i++)
		mw_lint_keys_add(before, gone.v[i].x);
	for (size_t i = 0; i < l->n; i++) {
		mw_lint_keys_add(after, l->v[i].x);
		l->v[i].change = mw_lint_keys_take(before, l->v[i].x) ?
		    MW_LINT_UNCHANGED : MW_LINT_INTRODUCED;
	}
	for (size_t i = 0; i < gone.n; i++) {
		struct mw_lint_item item = { gone.v[i].x, MW_LINT_FIXED };

		if (!mw_lint_keys_take(after, item.x))
			mw_vec_push(a->arena, l, item);
	}
	return MW_EXIT_OK;
}

/* ---- text --------------------------------------------------------------- */

static size_t
count(const struct mw_lint_list *l, enum mw_severity severity)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->v[i].x->severity == severity &&
		    l->v[i].change != MW_LINT_FIXED;
	return n;
}

static void
count_all(const struct mw_lint_list *l, size_t objects)
{
	size_t errors = count(l, MW_ERROR), notes = count(l, MW_INFO);
	size_t warnings = count(l, MW_WARNING);

	fprintf(stderr, "%zu error%s, %zu warning%s, %zu note%s in %zu "
	    "object%s\n", errors, mw_str_s(errors), warnings,
	    mw_str_s(warnings), notes, mw_str_s(notes), objects,
	    mw_str_s(objects));
}

static size_t
count_change(const struct mw_lint_list *l, enum mw_lint_change change)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->v[i].change == change;
	return n;
}

static void
print_part(const struct mw_mesh *m, const struct mw_lint_list *l,
    enum mw_lint_change change, bool color)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_finding *x = l->v[i].x;
		struct mw_message message = { x->rule, x->severity, x->span,
			x->text, x->hint };

		if (l->v[i].change == change)
			mw_print_message(m, &message, stdout, color);
	}
}

/* Three lists; what has not changed is only counted, unless it is asked for. */
static void
print_diff(const struct mw_args *a, const struct mw_mesh *m,
    const struct mw_mesh *old, const struct mw_lint_list *l)
{
	static const enum mw_lint_change order[] = { MW_LINT_INTRODUCED,
		MW_LINT_FIXED, MW_LINT_UNCHANGED };
	bool color = mw_use_color(a, stdout);

	for (size_t i = 0; i < MW_LEN(order); i++) {
		size_t n = count_change(l, order[i]);

		printf("%s%zu %s%s\n", mw_sgr(color, "\033[1m"), n,
		    mw_lint_change_name(order[i]), mw_sgr(color, "\033[0m"));
		if (order[i] != MW_LINT_UNCHANGED || a->verbose > 0)
			print_part(order[i] == MW_LINT_FIXED ? old : m, l,
			    order[i], color);
	}
}

/* ---- run ---------------------------------------------------------------- */

static void
print(struct mw_args *a, const struct mw_mesh *m, const struct mw_mesh *old,
    const struct mw_lint_list *l, int code)
{
	struct mw_lint_options *o = own(a);
	const char *format = a->output;

	if (o->fix) {
		size_t n = mw_lint_print_fixes(a->arena, m, &a->mesh, l,
		    stdout);

		fflush(stdout);
		fprintf(stderr, "%zu of %zu findings are mended by this "
		    "patch\n", n, l->n);
	} else if (strcmp(format, "json") == 0) {
		mw_lint_print_json(l, stdout);
	} else if (strcmp(format, "sarif") == 0) {
		mw_lint_print_sarif(l, code, stdout);
	} else if (strcmp(format, "junit") == 0) {
		mw_lint_print_junit(m, o, l, stdout);
	} else if (strcmp(format, "github") == 0) {
		mw_lint_print_github(l, stdout);
	} else if (old != NULL) {
		print_diff(a, m, old, l);
	} else {
		print_part(m, l, MW_LINT_PLAIN, mw_use_color(a, stdout));
	}
}

static bool
is_text(const struct mw_args *a)
{
	return strcmp(a->output, "text") == 0;
}

/* CODE is what loading came to: programs get their document all the same. */
static int
finish(struct mw_args *a, const struct mw_mesh *m, struct mw_lint_list *l,
    bool quiet, int code)
{
	struct mw_lint_options *o = own(a);
	const struct mw_mesh *old = NULL;

	if (code == MW_EXIT_OK && o->write_baseline != NULL)
		return mw_lint_write_baseline(o->write_baseline, l);
	if (code == MW_EXIT_OK && o->baseline != NULL)
		code = subtract(a, o->baseline, l);
	if (code == MW_EXIT_OK && o->diff != NULL)
		code = compare(a, l, &old);
	if (code != MW_EXIT_OK && (is_text(a) || o->write_baseline != NULL))
		return code;
	print(a, m, old, l, code);
	fflush(stdout);
	if (is_text(a) && !quiet && !o->fix)
		count_all(l, m->all.n);
	for (size_t i = 0; code == MW_EXIT_OK && i < l->n; i++)
		if (mw_lint_fails(o, &l->v[i]))
			code = MW_EXIT_FINDINGS;
	if (old != NULL)
		mw_mesh_free(old);
	return code;
}

static int
run(struct mw_args *a)
{
	struct mw_lint_options *o = own(a);
	struct mw_lint_list list;
	const struct mw_mesh *m;
	int code;
	bool quiet = a->quiet;

	if (!mw_args_output(a, "text|json|sarif|junit|github"))
		return MW_EXIT_USAGE;
	if (o->fix && (o->diff != NULL || !is_text(a)))
		return mw_usage_error(a, "--fix prints a patch: it goes with "
		    "neither --diff nor --output");
	if (o->fix)
		a->plain = false;	/* a patch counts every blank */
	if (o->write_baseline != NULL && (o->fix || o->diff != NULL ||
	    o->baseline != NULL))
		return mw_usage_error(a, "--write-baseline goes with none of "
		    "--baseline, --diff and --fix");
	for (size_t i = 0; i < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	a->quiet = true;	/* its diagnostics are the output */
	m = mw_args_load_any(a, &code);
	list = mw_lint_choose(a->arena, mw_lint_run(a->arena, m), o);
	code = finish(a, m, &list, quiet, code);
	mw_mesh_free(m);
	return code;
}

const struct mw_command mw_cmd_lint = {
	.name = "lint",
	.usage = "[PATH...]",
	.summary = "Find what is wrong with the manifests",
	.help = "Codes of Istio's own analyzers (IST....) mean what istioctl "
	    "analyze means by them;\n'meshwalk explain CODE' tells of each.  "
	    "The formats are text, json, sarif, junit\nand github.  --fix "
	    "never touches a file: 'meshwalk lint --fix DIR | patch -p1'.",
	.options = options,
	.n_options = MW_LEN(options),
	.option = take,
	.run = run,
};
