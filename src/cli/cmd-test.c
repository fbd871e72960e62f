/*
 * cmd-test.c - meshwalk test: requests with what is expected of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/requests.h"
#include "cli/test-report.h"
#include "journey/secret.h"
#include "journey/trace.h"
#include "whatif/whatif.h"

enum { OPT_ALL = 256, OPT_ONLY, OPT_EXT_AUTHZ };

static const struct mw_cli_option options[] = {
	{ 'r', "requests", "FILE", "read requests from FILE, - for standard input (repeat)" },
	{ OPT_ALL, "all", NULL, "run those too that expect nothing" },
	{ OPT_ONLY, "only", "PATTERN", "only requests with such a name: * is any text" },
	{ OPT_EXT_AUTHZ, "ext-authz", "VERDICT", "what external authorizers say: allow or deny" },
};

struct own {
	struct mw_texts files;
	const char *only;
	bool all;
	struct mw_session_options session;
};

static struct own *
own(struct mw_args *a)
{
	return a->own;
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	struct own *o = own(a);

	switch (id) {
	case 'r':
		mw_vec_push(a->arena, &o->files, value);
		return true;
	case OPT_ALL:
		o->all = true;
		return true;
	case OPT_ONLY:
		o->only = value;
		return true;
	default:
		return mw_take_verdict(a, value, &o->session);
	}
}

/* ---- one request --------------------------------------------------------- */

static const char *
keep(struct mw_arena *arena, const struct mw_secrets *secrets,
    const char *text)
{
	struct mw_buf b = { 0 };
	const char *out;

	mw_secrets_hide(secrets, text, &b);
	out = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return out;
}

/* The step that made it so, of the first branch that has one. */
static void
tell_decided(struct mw_test_result *x, const struct mw_answer *answer,
    const struct mw_secrets *secrets, struct mw_arena *arena)
{
	for (size_t i = 0; i < answer->n_outcomes; i++) {
		size_t step;
		const struct mw_hop *h = mw_trace_decider(
		    &answer->outcomes[i], &step);
		const struct mw_step *s;

		if (h == NULL)
			continue;
		s = &h->steps->v[step];
		x->origin = mw_trace_origin(h, step);
		x->decided = keep(arena, secrets, mw_arena_printf(arena,
		    "%s: %s", mw_stage_name(s->stage), s->text));
		return;
	}
}

static struct mw_test_result
run_one(struct mw_args *a, struct mw_session *s, const struct mw_kept *k,
    struct mw_arena *arena)
{
	struct mw_test_result x = { .kept = k, .request = k->request };
	const struct mw_answer *answer;
	const struct mw_secrets *secrets;
	struct mw_buf b = { 0 };

	if (!k->expects && !own(a)->all) {
		x.end = MW_TEST_LEFT;
		return x;
	}
	x.request = mw_kept_request(k, mw_session_mesh(s), arena);
	answer = mw_session_send(s, x.request, arena, true);
	secrets = mw_secrets_of(answer, arena);
	mw_compare_verdict(answer, &b);
	x.verdict = keep(arena, secrets, mw_buf_text(&b));
	mw_buf_release(&b);
	x.n_misses = mw_expect_check(k, answer, arena, &x.misses);
	x.end = answer->error != NULL ? MW_TEST_UNDECIDED : !k->expects
	    ? MW_TEST_RAN : x.n_misses > 0 ? MW_TEST_FAILED : MW_TEST_OK;
	x.not_modelled = answer->not_modelled;
	x.n_not_modelled = answer->n_not_modelled;
	if (answer->error == NULL)
		tell_decided(&x, answer, secrets, arena);
	return x;
}

static void
run_file(struct mw_args *a, struct mw_session *s, const char *name,
    struct mw_test_run *out)
{
	const struct own *o = own(a);
	struct mw_test_file file = { .name = name };
	const struct mw_kept_list *l = mw_args_read_requests(a, name,
	    &out->errors);

	if (l == NULL)
		return;
	for (size_t i = 0; i < l->n; i++) {
		if (o->only != NULL && !mw_str_glob(o->only, l->v[i].name))
			continue;
		mw_vec_push(a->arena, &file.results, run_one(a, s, &l->v[i],
		    a->arena));
	}
	mw_vec_push(a->arena, out, file);
}

/* ---- all ----------------------------------------------------------------- */

static void
print(struct mw_args *a, const struct mw_test_run *r)
{
	const struct mw_test_style style = {
		.color = mw_use_color(a, stdout),
		.quiet = a->quiet,
		.verbose = a->verbose > 0,
	};

	if (strcmp(a->output, "tap") == 0)
		mw_test_tap(r, stdout);
	else if (strcmp(a->output, "junit") == 0)
		mw_test_junit(r, stdout);
	else if (strcmp(a->output, "json") == 0)
		mw_test_json(r, stdout);
	else
		mw_test_text(r, &style, stdout);
}

static int
code_of(const struct mw_test_run *r)
{
	if (r->errors.n > 0)
		return MW_EXIT_INPUT;
	if (mw_test_count(r, MW_TEST_FAILED) > 0)
		return MW_EXIT_FINDINGS;
	return mw_test_count(r, MW_TEST_UNDECIDED) > 0 ? MW_EXIT_UNDECIDED
						       : MW_EXIT_OK;
}

/* Nothing was loaded: programs get a document that says so. */
static void
print_nothing(struct mw_args *a, const struct mw_mesh *m)
{
	struct mw_test_run none = { 0 };

	if (strcmp(a->output, "text") == 0)
		return;
	mw_args_load_errors(a, m, &none.errors);
	print(a, &none);
}

static int
run(struct mw_args *a)
{
	struct own *o = own(a);
	struct mw_test_run results = { 0 };
	const struct mw_mesh *m;
	struct mw_session *s;
	int code;

	if (!mw_args_output(a, "text|tap|junit|json"))
		return MW_EXIT_USAGE;
	mw_args_sort_requests(a, &o->files);
	m = mw_args_load_any(a, &code);
	if (code != MW_EXIT_OK) {
		print_nothing(a, m);
		mw_mesh_free(m);
		return code;
	}
	mw_args_saved_requests(a, m, &o->files);
	if (o->files.n == 0) {
		mw_mesh_free(m);
		return mw_usage_error(a, "there are no requests: neither a "
		    MW_REQUESTS_FILE " among the manifests nor -r FILE");
	}
	s = mw_session_new(m, &o->session);
	for (size_t i = 0; i < o->files.n; i++)
		run_file(a, s, o->files.v[i], &results);
	print(a, &results);
	code = code_of(&results);
	mw_session_free(s);
	mw_mesh_free(m);
	return code;
}

const struct mw_command mw_cmd_test = {
	.name = "test",
	.usage = "[FILE...] [PATH...]",
	.summary = "Send requests and check that they end as they should",
	.help = "Requests and what is expected of them are in every meshwalk-requests.yaml that\n"
	    "the paths have, or in FILE: a list in YAML, each item with the fields of a\n"
	    "request and 'expect'.  The exit status is 1 when one ends otherwise.",
	.options = options,
	.n_options = MW_LEN(options),
	.own = sizeof(struct own),
	.option = take,
	.run = run,
};
