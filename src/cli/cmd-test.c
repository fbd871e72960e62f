/*
 * cmd-test.c - meshwalk test: requests with what is expected of them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/cli.h"
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
	MW_VEC(const char *) files;
	const char *only;
	bool all;
	struct mw_session_options session;
};

static struct own *
own(struct mw_args *a)
{
	if (a->own == NULL)
		a->own = MW_NEW(a->arena, struct own);
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

/* ---- files --------------------------------------------------------------- */

static bool
read_text(struct mw_args *a, const char *name, struct mw_test_run *run,
    struct mw_buf *out)
{
	const char *why;

	if (mw_file_read(name, a->mesh.limits.file_bytes, out))
		return true;
	why = mw_arena_printf(a->arena, "%s: %s", name, strerror(errno));
	fprintf(stderr, "meshwalk: %s\n", why);
	mw_vec_push(a->arena, &run->errors, why);
	return false;
}

/* "requests.yaml:3: a request has no field 'pth'" */
static void
add_error(struct mw_args *a, const struct mw_span *at, const char *text,
    struct mw_test_run *run)
{
	if (at->file != NULL)
		text = at->line == 0 ? mw_arena_printf(a->arena, "%s: %s",
		    at->file, text) : mw_arena_printf(a->arena, "%s:%u: %s",
		    at->file, at->line, text);
	mw_vec_push(a->arena, &run->errors, text);
}

/* A file of requests among the paths, whatever it is called. */
static bool
is_requests(struct mw_args *a, const char *path)
{
	struct mw_buf text = { 0 };
	struct stat st;
	bool found;

	if (strcmp(path, "-") == 0 || stat(path, &st) != 0 ||
	    !S_ISREG(st.st_mode) || !mw_file_read(path,
	    a->mesh.limits.file_bytes, &text)) {
		mw_buf_release(&text);
		return false;
	}
	found = mw_kept_looks_so(mw_buf_text(&text), text.len);
	mw_buf_release(&text);
	return found;
}

static void
sort_words(struct mw_args *a)
{
	struct own *o = own(a);

	for (size_t i = 0; i < a->words.n; i++) {
		const char *word = a->words.v[i];

		if (is_requests(a, word))
			mw_vec_push(a->arena, &o->files, word);
		else
			mw_vec_push(a->arena, &a->paths, word);
	}
	/* a file of requests alone: the mesh is where it stands */
	if (a->paths.n > 0 || a->words.n == 0)
		return;
	for (size_t i = 0; i < a->words.n; i++) {
		const char *slash = strrchr(a->words.v[i], '/');

		mw_vec_push(a->arena, &a->paths, slash == NULL ? "."
		    : mw_arena_text(a->arena, a->words.v[i], slash >
		    a->words.v[i] ? (size_t)(slash - a->words.v[i]) : 1));
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
	struct mw_test_result x = { .kept = k };
	const struct mw_answer *answer;
	const struct mw_secrets *secrets;
	struct mw_buf b = { 0 };

	if (!k->expects && !own(a)->all) {
		x.end = MW_TEST_LEFT;
		return x;
	}
	answer = mw_session_send(s, k->request, arena, true);
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
	struct mw_buf text = { 0 };
	const struct mw_kept_list *l;

	if (!read_text(a, name, out, &text)) {
		mw_buf_release(&text);
		return;
	}
	l = mw_kept_read(a->arena, name, mw_buf_text(&text), text.len);
	mw_buf_release(&text);
	for (size_t i = 0; i < l->errors.n; i++) {
		mw_print_kept_error(&l->errors.v[i]);
		add_error(a, &l->errors.v[i].span, l->errors.v[i].text, out);
	}
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
	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];

		if (d->severity == MW_ERROR)
			add_error(a, &d->span, d->text, &none);
	}
	if (none.errors.n == 0)
		add_error(a, &(struct mw_span){ 0 }, "there is no object in "
		    "the input", &none);
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
	sort_words(a);
	m = mw_args_load_any(a, &code);
	if (code != MW_EXIT_OK) {
		print_nothing(a, m);
		mw_mesh_free(m);
		return code;
	}
	for (size_t i = 0; o->files.n == 0 && i < m->load->n_requests; i++)
		mw_vec_push(a->arena, &o->files, m->load->requests[i]);
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
	.option = take,
	.run = run,
};
