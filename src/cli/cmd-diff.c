/*
 * cmd-diff.c - meshwalk diff: which requests change between two meshes.
 */
#include <errno.h>
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "journey/journey.h"
#include "whatif/requests.h"
#include "whatif/whatif.h"
#include "yaml/node.h"

enum { OPT_REQUESTS = 256 };

static const struct mw_cli_option options[] = {
	{ OPT_REQUESTS, "requests", "FILE", "send the requests of FILE; - for standard input" },
};

struct own {
	const char *requests;
};

static struct own *
own(struct mw_args *a)
{
	return a->own;
}

static bool
take(struct mw_args *a, int id, const char *value)
{
	if (id == OPT_REQUESTS)
		own(a)->requests = value;
	return true;
}

/* ---- the requests -------------------------------------------------------- */

struct requests {
	const struct mw_request **v;
	size_t n, cap;
};

static bool
read_requests(struct mw_args *a, const struct mw_mesh *m,
    struct requests *out)
{
	const char *name = own(a)->requests;
	struct mw_buf text = { 0 };
	const struct mw_kept_list *l;

	if (!mw_file_read(name, a->mesh.limits.file_bytes, &text)) {
		fprintf(stderr, "meshwalk: %s: %s\n", name, strerror(errno));
		mw_buf_release(&text);
		return false;
	}
	l = mw_kept_read(a->arena, name, mw_buf_text(&text), text.len);
	mw_buf_release(&text);
	for (size_t i = 0; i < l->errors.n; i++)
		mw_print_kept_error(&l->errors.v[i]);
	for (size_t i = 0; i < l->n; i++)
		mw_vec_push(a->arena, out, mw_kept_request(&l->v[i], m,
		    a->arena));
	return l->errors.n == 0;
}

/* What either mesh gives reason for. */
static void
make_requests(struct mw_args *a, const struct mw_mesh *const m[2],
    struct requests *out)
{
	struct mw_map *seen = mw_map_new(a->arena);
	struct mw_buf b = { 0 };

	for (int side = 0; side < 2; side++) {
		size_t n;
		const struct mw_request *const *v = mw_witnesses(m[side],
		    a->arena, &n);

		for (size_t i = 0; i < n; i++) {
			struct mw_request *r = MW_NEW(a->arena,
			    struct mw_request);

			*r = *v[i];
			r->id = "";
			mw_buf_clear(&b);
			mw_request_print_json(r, &b);
			if (mw_map_put(seen, mw_buf_text(&b), r) != NULL)
				continue;
			r->id = mw_arena_printf(a->arena, "%zu", out->n + 1);
			mw_vec_push(a->arena, out,
			    (const struct mw_request *)r);
		}
	}
	mw_buf_release(&b);
}

/* ---- one request in both ------------------------------------------------- */

struct change {
	const struct mw_request *request;
	const struct mw_answer *answer[2];
	const char *effect[2];
	const struct mw_comparison *comparison;
};

/* All that the client and the application can tell. */
static const char *
effect(const struct mw_answer *a, bool whole, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	const char *text;

	mw_compare_verdict(a, &b);
	for (size_t i = 0; whole && i < a->n_outcomes; i++) {
		const struct mw_delivery *d = a->outcomes[i].delivered;

		if (d != NULL && !d->tcp)
			mw_buf_printf(&b, ", gets %s %s%s",
			    mw_str_or_empty(d->method),
			    mw_str_or_empty(d->host),
			    mw_str_or_empty(d->path));
		for (size_t k = 0; k < a->outcomes[i].n_mirrors; k++)
			mw_buf_printf(&b, ", mirrored to %s",
			    a->outcomes[i].mirrors[k].pod);
	}
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static bool
compare(struct change *c, struct mw_session *const s[2],
    const struct mw_request *r, struct mw_arena *arena)
{
	bool whole = false;

	c->request = r;
	for (int side = 0; side < 2; side++)
		c->answer[side] = mw_session_send(s[side], r, arena, true);
	for (int turn = 0; turn < 2; turn++, whole = true) {
		for (int side = 0; side < 2; side++)
			c->effect[side] = effect(c->answer[side], whole,
			    arena);
		if (!mw_str_eq(c->effect[0], c->effect[1]))
			break;
	}
	if (mw_str_eq(c->effect[0], c->effect[1]))
		return false;
	c->comparison = mw_compare_answers(c->answer[0], c->answer[1], arena);
	return true;
}

static const struct mw_step *
step_of(const struct mw_compare_row *r, int side)
{
	return r->text[side] != NULL ? &r->hop[side]->steps->v[r->step[side]]
				     : NULL;
}

/* The step that says most: one that ends the way, or what came of its like in
 * the other mesh; else the first. */
static const struct mw_compare_row *
reason(const struct mw_comparison *c)
{
	const struct mw_compare_row *first = NULL, *both = NULL;

	for (size_t i = 0; i < c->n; i++) {
		const struct mw_compare_row *r = &c->v[i];

		if (r->what != MW_COMPARE_STEP || !r->differs)
			continue;
		if (first == NULL)
			first = r;
		if (r->text[0] != NULL && r->text[1] != NULL)
			both = r;
		for (int side = 0; side < 2; side++) {
			const struct mw_step *s = step_of(r, side);

			if (s != NULL && s->verdict == MW_STEP_FAIL)
				return both != NULL && step_of(both, 0)->stage
				    == s->stage ? both : r;
		}
	}
	return first;
}

static const struct mw_origin *
origin_of(const struct mw_compare_row *r)
{
	for (int side = 1; side >= 0; side--) {
		const struct mw_step *s = step_of(r, side);
		size_t n = s != NULL ? r->hop[side]->steps->n -
		    r->step[side] : 0;

		for (size_t i = 0; i < n && (i == 0 || s[i].depth > 0); i++) {
			if (s[i].origin.object != NULL)
				return &s[i].origin;
		}
	}
	return NULL;
}

static const char *
stage_of(const struct mw_compare_row *r)
{
	const struct mw_step *s = step_of(r, 0);

	return mw_stage_name(s != NULL ? s->stage : step_of(r, 1)->stage);
}

/* ---- text ---------------------------------------------------------------- */

static void
put(const char *lead, const char *sgr, const char *text, bool color)
{
	struct mw_buf b = { 0 };

	mw_utf8_printable(&b, text, strlen(text));
	printf("%s%s%s%s\n", lead, mw_sgr(color, sgr), mw_buf_text(&b),
	    mw_sgr(color, "\033[0m"));
	mw_buf_release(&b);
}

/* What is said of a token, without the token. */
static const char *
hidden(const struct change *c, int side, struct mw_arena *arena,
    const struct mw_compare_row *r)
{
	struct mw_buf b = { 0 };
	const char *text;

	if (r->text[side] == NULL)
		return NULL;
	mw_secrets_hide(mw_secrets_of(c->answer[side], arena), r->text[side],
	    &b);
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

static void
print_text(struct mw_args *a, struct mw_arena *arena, const struct change *c)
{
	bool color = mw_use_color(a, stdout);
	const struct mw_compare_row *r = reason(c->comparison);
	const struct mw_origin *o;
	struct mw_buf b = { 0 };

	if (own(a)->requests != NULL && *mw_str_or_empty(c->request->id) !=
	    '\0')
		mw_buf_printf(&b, "%s: ", c->request->id);
	mw_request_print_line(c->request, &b);
	put("", "\033[1m", mw_buf_text(&b), color);
	put("  - ", "\033[33m", c->effect[0], color);
	put("  + ", "\033[36m", c->effect[1], color);
	if (r != NULL) {
		mw_buf_clear(&b);
		mw_buf_printf(&b, "why: %s: %s -> %s", stage_of(r),
		    r->text[0] != NULL ? hidden(c, 0, arena, r) : "not there",
		    r->text[1] != NULL ? hidden(c, 1, arena, r) : "not there");
		o = origin_of(r);
		if (o != NULL) {
			mw_buf_adds(&b, " (");
			if (!mw_origin_print(o, &b))
				mw_buf_adds(&b, o->object->name);
			mw_buf_adds(&b, ")");
		}
		put("    ", "\033[2m", mw_buf_text(&b), color);
	}
	mw_buf_release(&b);
}

/* ---- JSON ---------------------------------------------------------------- */

static json_t *
as_json(const struct change *c, struct mw_arena *arena)
{
	static const char *const names[] = { "before", "after" };
	const struct mw_compare_row *r = reason(c->comparison);
	json_t *j = json_object(), *why;
	struct mw_buf b = { 0 };

	mw_request_print_line(c->request, &b);
	json_object_set_new(j, "id", mw_json_text(mw_str_or_empty(
	    c->request->id)));
	json_object_set_new(j, "request", mw_json_text(mw_buf_text(&b)));
	mw_buf_release(&b);
	for (int side = 0; side < 2; side++)
		json_object_set_new(j, names[side], mw_json_text(
		    c->effect[side]));
	if (r != NULL) {
		why = json_object();
		json_object_set_new(why, "stage", mw_json_text(stage_of(r)));
		for (int side = 0; side < 2; side++) {
			if (r->text[side] != NULL)
				json_object_set_new(why, names[side],
				    mw_json_text(hidden(c, side, arena, r)));
		}
		if (origin_of(r) != NULL)
			json_object_set_new(why, "origin", mw_origin_json(
			    origin_of(r)));
		json_object_set_new(j, "why", why);
	}
	why = json_object();
	for (int side = 0; side < 2; side++) {
		const struct mw_json_options shape = {
			.secrets = mw_secrets_of(c->answer[side], arena) };

		json_object_set_new(why, names[side], mw_answer_json(
		    c->answer[side], &shape));
	}
	json_object_set_new(j, "answers", why);
	return j;
}

static void
print_json(size_t n, size_t changed, json_t *changes)
{
	json_t *j = json_pack("{s:I, s:I, s:o}", "requests", (json_int_t)n,
	    "changed", (json_int_t)changed, "changes", changes);
	char *dump = json_dumps(j, JSON_INDENT(2));

	puts(dump != NULL ? dump : "{}");
	free(dump);
	json_decref(j);
}

/* ---- all ----------------------------------------------------------------- */

static int
send_all(struct mw_args *a, struct mw_session *const s[2],
    const struct requests *requests)
{
	bool json = strcmp(a->output, "json") == 0;
	json_t *changes = json ? json_array() : NULL;
	size_t changed = 0;

	for (size_t i = 0; i < requests->n; i++) {
		struct mw_arena *arena = mw_arena_new();
		struct change c = { 0 };

		if (compare(&c, s, requests->v[i], arena)) {
			changed++;
			if (json)
				json_array_append_new(changes, as_json(&c,
				    arena));
			else if (!a->quiet)
				print_text(a, arena, &c);
		}
		mw_arena_free(arena);
	}
	if (json)
		print_json(requests->n, changed, changes);
	else if (!a->quiet)
		printf("%zu of %zu request%s change%s\n", changed,
		    requests->n, mw_str_s(requests->n), changed == 1
		    ? "s" : "");
	return changed > 0 ? MW_EXIT_FINDINGS : MW_EXIT_OK;
}

static const struct mw_mesh *
load(struct mw_args *a, const char *path, int *code)
{
	a->paths.n = 0;
	mw_vec_push(a->arena, &a->paths, path);
	return mw_args_load(a, code);
}

static int
run(struct mw_args *a)
{
	const struct mw_mesh *m[2] = { NULL, NULL };
	struct mw_session *s[2];
	struct requests requests = { 0 };
	bool read = true;
	int code = MW_EXIT_OK;

	if (!mw_args_output(a, "text|json"))
		return MW_EXIT_USAGE;
	if (a->words.n != 2 || a->paths.n > 0)
		return mw_usage_error(a, "it takes two paths: OLD and NEW");
	m[0] = load(a, a->words.v[0], &code);
	a->mesh.like = m[0];	/* made-up addresses are no difference */
	if (m[0] != NULL)
		m[1] = load(a, a->words.v[1], &code);
	if (m[1] == NULL) {
		mw_mesh_free(m[0]);
		return code;
	}
	if (own(a)->requests != NULL)
		read = read_requests(a, m[0], &requests);
	else
		make_requests(a, m, &requests);
	for (int side = 0; side < 2; side++)
		s[side] = mw_session_new(m[side], NULL);
	code = send_all(a, s, &requests);
	for (int side = 0; side < 2; side++) {
		mw_session_free(s[side]);
		mw_mesh_free(m[side]);
	}
	return read ? code : MW_EXIT_INPUT;
}

const struct mw_command mw_cmd_diff = {
	.name = "diff",
	.usage = "OLD NEW",
	.summary = "Say which requests change from one mesh to another, and why",
	.help = "OLD and NEW are files or folders.  Without --requests, a bounded number of\n"
	    "requests is made from what both say: hosts and paths of VirtualServices, paths\n"
	    "and methods of AuthorizationPolicies, every service.  What they do not ask for\n"
	    "may change too.  The exit status is 1 when something changes.",
	.options = options,
	.n_options = MW_LEN(options),
	.own = sizeof(struct own),
	.option = take,
	.run = run,
};
