/*
 * cmd-cover.c - meshwalk cover: what requests have met of a mesh, and what
 * would meet the rest.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/cover-report.h"
#include "lint/lint.h"

enum { OPT_FAIL_UNDER = 256, OPT_EXT_AUTHZ };

static const struct mw_cli_option options[] = {
	{ 'r', "requests", "FILE", "read requests from FILE, - for standard input (repeat)" },
	{ OPT_FAIL_UNDER, "fail-under", "PERCENT", "exit status 1 when less was met" },
	{ OPT_EXT_AUTHZ, "ext-authz", "VERDICT", "what external authorizers say: allow or deny" },
};

struct own {
	struct mw_texts files;
	double fail_under;
	struct mw_session_options session;
};

static struct own *
own(struct mw_args *a)
{
	return a->own;
}

static bool
take_percent(struct mw_args *a, const char *value)
{
	size_t len = strlen(value);
	const char *number = mw_arena_text(a->arena, value, len > 0 &&
	    value[len - 1] == '%' ? len - 1 : len);

	if (mw_str_to_double(number, &own(a)->fail_under) &&
	    own(a)->fail_under >= 0 && own(a)->fail_under <= 100)
		return true;
	mw_usage_error(a, "--fail-under is a number from 0 to 100, not '%s'",
	    value);
	return false;
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	switch (id) {
	case 'r':
		mw_vec_push(a->arena, &own(a)->files, value);
		return true;
	case OPT_FAIL_UNDER:
		return take_percent(a, value);
	default:
		return mw_take_verdict(a, value, &own(a)->session);
	}
}

/* ---- what lint knows ----------------------------------------------------- */

/* Rules that say of a thing that it never happens: of the place, or of all
 * that the object has. */
static const struct {
	const char *rule;
	bool whole;
} never[] = {
	{ "MW0701", false }, { "MW0702", true }, { "MW0703", true },
	{ "MW0704", true }, { "MW0705", false }, { "MW0713", false },
	{ "MW0714", false }, { "MW0715", false }, { "MW0721", false },
	{ "IST0130", false }, { "IST0131", false },
};

/* PATH is OUTER, or stands inside it. */
static bool
is_inside(const char *path, const char *outer)
{
	size_t len = strlen(outer);

	return strncmp(path, outer, len) == 0 && (path[len] == '\0' ||
	    path[len] == '.' || path[len] == '[');
}

static void
tell(struct mw_arena *arena, struct mw_cover_item *x,
    const struct mw_finding *f)
{
	for (size_t i = 0; i < MW_LEN(never); i++) {
		if (strcmp(never[i].rule, f->rule) != 0)
			continue;
		if (x->never == NULL && (never[i].whole || (f->path != NULL &&
		    is_inside(x->path, f->path))))
			x->never = mw_arena_printf(arena, "%s [%s]", f->text,
			    f->rule);
		return;
	}
	/* something inside it, or about it, that may be why */
	if (x->note == NULL && f->path != NULL && f->severity >= MW_WARNING &&
	    (is_inside(f->path, x->path) || is_inside(x->path, f->path)))
		x->note = mw_arena_printf(arena, "%s [%s]", f->text, f->rule);
}

/* For what is neither met nor has a witness: a simulation outranks words. */
static void
ask_lint(struct mw_args *a, struct mw_cover *c)
{
	const struct mw_findings *f = NULL;

	for (size_t i = 0; i < c->n; i++) {
		struct mw_cover_item *x = &c->v[i];

		if (x->met > 0 || x->witness != NULL || x->never != NULL)
			continue;
		if (f == NULL)
			f = mw_lint_run(a->arena, c->mesh);
		for (size_t k = 0; k < f->n; k++) {
			if (f->v[k].object == x->object)
				tell(a->arena, x, &f->v[k]);
		}
	}
}

/* ---- all ----------------------------------------------------------------- */

static void
count_file(struct mw_args *a, struct mw_session *s, const char *name,
    struct mw_cover *c, struct mw_cover_report *r)
{
	const struct mw_kept_list *l = mw_args_read_requests(a, name,
	    &r->errors);

	for (size_t i = 0; l != NULL && i < l->n; i++) {
		struct mw_arena *arena = mw_arena_new();
		const struct mw_answer *answer = mw_session_send(s,
		    mw_kept_request(&l->v[i], mw_session_mesh(s), arena),
		    arena, true);

		mw_cover_count(c, answer, l->v[i].name);
		if (answer->error != NULL)
			mw_vec_push(a->arena, &r->undecided, mw_arena_printf(
			    a->arena, "%s: %s", l->v[i].name, answer->error));
		mw_arena_free(arena);
	}
}

static void
print(const struct mw_args *a, const struct mw_cover_report *r)
{
	if (strcmp(a->output, "json") == 0)
		mw_cover_json(r, stdout);
	else if (strcmp(a->output, "lcov") == 0)
		mw_cover_lcov(r, stdout);
	else if (strcmp(a->output, "requests") == 0)
		mw_cover_requests(r, stdout);
	else if (r->cover != NULL)
		mw_cover_text(r, stdout);
}

static int
code_of(struct mw_args *a, const struct mw_cover_report *r)
{
	size_t n, met = mw_cover_met(r->cover, &n);

	if (r->errors.n > 0)
		return MW_EXIT_INPUT;
	if ((double)met * 100 < own(a)->fail_under * (double)n)
		return MW_EXIT_FINDINGS;
	return r->undecided.n > 0 ? MW_EXIT_UNDECIDED : MW_EXIT_OK;
}

static int
run(struct mw_args *a)
{
	struct own *o = own(a);
	struct mw_cover_report report = { 0 };
	const struct mw_mesh *m;
	struct mw_session *s;
	struct mw_cover *c;
	int code;

	if (!mw_args_output(a, "text|json|lcov|requests"))
		return MW_EXIT_USAGE;
	mw_args_sort_requests(a, &o->files);
	m = mw_args_load_any(a, &code);
	if (code != MW_EXIT_OK) {
		mw_args_load_errors(a, m, &report.errors);
		print(a, &report);
		mw_mesh_free(m);
		return code;
	}
	mw_args_saved_requests(a, m, &o->files);
	s = mw_session_new(m, &o->session);
	c = mw_cover_new(m, a->arena);
	report.cover = c;
	report.color = mw_use_color(a, stdout);
	report.quiet = a->quiet;
	for (size_t i = 0; i < o->files.n; i++)
		count_file(a, s, o->files.v[i], c, &report);
	if (strcmp(a->output, "lcov") != 0)
		mw_cover_search(c, s);
	if (strcmp(a->output, "text") == 0 || strcmp(a->output, "json") == 0)
		ask_lint(a, c);
	print(a, &report);
	code = code_of(a, &report);
	if (code == MW_EXIT_FINDINGS && strcmp(a->output, "text") == 0)
		fprintf(stderr, "meshwalk: less than %g %% was met\n",
		    o->fail_under);
	mw_session_free(s);
	mw_mesh_free(m);
	return code;
}

const struct mw_command mw_cmd_cover = {
	.name = "cover",
	.usage = "[FILE...] [PATH...]",
	.summary = "Say which routes, listeners, rules and subsets requests have met",
	.help = "The requests are those of every meshwalk-requests.yaml that the paths have, or\n"
	    "of FILE.  For what none of them met, a request is told that does, or why no\n"
	    "request can.  -o requests prints those requests, to be added to a file; -o lcov\n"
	    "is for tools that show the lines of a file.  The exit status is 1 when less\n"
	    "than --fail-under was met.",
	.options = options,
	.n_options = MW_LEN(options),
	.own = sizeof(struct own),
	.option = take,
	.run = run,
};
