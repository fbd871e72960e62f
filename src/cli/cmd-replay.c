/*
 * cmd-replay.c - meshwalk replay: access logs through the mesh again.
 *
 * The log is read a piece at a time: it may be longer than memory, never end,
 * and hold any bytes.
 */
#include <errno.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/replay-report.h"
#include "cli/requests.h"
#include "journey/journey.h"

enum { OPT_FROM = 256, OPT_EXT_AUTHZ };
enum { PIECE = 65536, LINE_BYTES = 1 << 20 };

static const struct mw_cli_option options[] = {
	{ OPT_FROM, "from", "NAMESPACE/POD", "the workload whose proxy wrote the log, where that does not say" },
	{ OPT_EXT_AUTHZ, "ext-authz", "VERDICT", "what external authorizers say: allow or deny" },
};

struct own {
	const char *from;
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
	if (id == OPT_FROM) {
		own(a)->from = value;
		return true;
	}
	return mw_take_verdict(a, value, &own(a)->session);
}

/* ---- reading ------------------------------------------------------------- */

/* Of a line that is longer than any, the beginning will do to refuse it. */
static void
add_piece(struct mw_replay *r, const char *piece, size_t n,
    struct mw_buf *line)
{
	const char *end = piece + n;

	while (piece < end) {
		const char *nl = memchr(piece, '\n', (size_t)(end - piece));
		size_t len = (size_t)((nl != NULL ? nl : end) - piece);

		if (line->len <= LINE_BYTES)
			mw_buf_add(line, piece, len);
		if (nl == NULL)
			return;
		mw_replay_line(r, mw_buf_text(line), line->len);
		mw_buf_clear(line);
		piece = nl + 1;
	}
}

/* False with errno set. */
static bool
read_log(struct mw_replay *r, const char *name)
{
	bool standard = strcmp(name, "-") == 0;
	FILE *f = standard ? stdin : fopen(name, "rb");
	struct mw_buf line = { 0 };
	char piece[PIECE];
	size_t n;
	int why;

	if (f == NULL)
		return false;
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		add_piece(r, piece, n, &line);
	why = ferror(f) ? errno : 0;
	if (line.len > 0)
		mw_replay_line(r, mw_buf_text(&line), line.len);
	mw_buf_release(&line);
	if (!standard)
		fclose(f);
	errno = why;
	return why == 0;
}

/* ---- all ----------------------------------------------------------------- */

static int
code_of(const struct mw_replay *r)
{
	if (r->differ > 0)
		return MW_EXIT_FINDINGS;
	return r->agree == 0 && r->unjudged > 0 ? MW_EXIT_UNDECIDED
						: MW_EXIT_OK;
}

static int
replay(struct mw_args *a, const struct mw_mesh *m, const char *log)
{
	const struct mw_replay_style style = {
		.color = mw_use_color(a, stdout),
		.quiet = a->quiet,
	};
	bool json = strcmp(a->output, "json") == 0;
	struct mw_session *s = mw_session_new(m, &own(a)->session);
	const struct mw_workload *from = own(a)->from == NULL ? NULL
	    : mw_replay_workload(m, own(a)->from, a->arena);
	struct mw_replay *r;
	const char *error = NULL;
	int code;

	if (own(a)->from != NULL && from == NULL) {
		mw_session_free(s);
		return mw_usage_error(a, "--from: no workload '%s'",
		    own(a)->from);
	}
	r = mw_replay_new(s, from, a->arena);
	if (!read_log(r, log)) {
		error = mw_arena_printf(a->arena, "%s: %s", log,
		    strerror(errno));
		fprintf(stderr, "meshwalk: %s\n", error);
	}
	code = error != NULL ? MW_EXIT_INPUT : code_of(r);
	if (json)
		mw_replay_json(r, error, stdout);
	else if (error == NULL || r->lines > 0)
		mw_replay_text(r, &style, stdout);
	mw_session_free(s);
	return code;
}

static int
run(struct mw_args *a)
{
	const struct mw_mesh *m;
	struct mw_texts errors = { 0 };
	int code;

	if (!mw_args_output(a, "text|json"))
		return MW_EXIT_USAGE;
	if (a->words.n == 0)
		return mw_usage_error(a, "which log? - is standard input");
	for (size_t i = 0; i + 1 < a->words.n; i++)
		mw_vec_push(a->arena, &a->paths, a->words.v[i]);
	for (size_t i = 0; i < a->paths.n; i++) {
		if (strcmp(a->paths.v[i], "-") == 0 && strcmp(a->words.v[
		    a->words.n - 1], "-") == 0)
			return mw_usage_error(a, "manifests and log cannot "
			    "both be standard input");
	}
	m = mw_args_load_any(a, &code);
	if (code == MW_EXIT_OK) {
		code = replay(a, m, a->words.v[a->words.n - 1]);
	} else if (strcmp(a->output, "json") == 0) {
		mw_args_load_errors(a, m, &errors);
		mw_replay_json(NULL, errors.v[0], stdout);
	}
	mw_mesh_free(m);
	return code;
}

const struct mw_command mw_cmd_replay = {
	.name = "replay",
	.usage = "[PATH...] LOG",
	.summary = "Send what access logs tell of through the mesh, and say what differs",
	.help = "LOG is an access log of proxies, in the text format that Istio has by default or\n"
	    "in JSON; - is standard input.  Route, cluster, response code and flags of each\n"
	    "line are laid beside what the manifests make of the same request.  What only a\n"
	    "running mesh knows is no difference.  The exit status is 1 when a line differs.",
	.options = options,
	.n_options = MW_LEN(options),
	.own = sizeof(struct own),
	.option = take,
	.run = run,
};
