/*
 * replay-report.c - what `meshwalk replay` found, as text and JSON.
 */
#include "cli/replay-report.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/json.h"

/* ---- text ---------------------------------------------------------------- */

static void
text_difference(const struct mw_replay_group *g,
    const struct mw_replay_style *s, FILE *out)
{
	const char *end = mw_sgr(s->color, "\033[0m");
	struct mw_buf b = { 0 };

	fprintf(out, "%s%zu line%s%s, first line %zu: ", mw_sgr(s->color,
	    "\033[1m"), g->n, mw_str_s(g->n), end, g->line);
	mw_put_printable(g->request, out);
	fputs(", at ", out);
	mw_put_printable(g->proxy, out);
	fprintf(out, " (%s)\n", mw_direction_name(g->direction));
	for (size_t i = 0; i < g->n_rows; i++) {
		const struct mw_replay_row *row = &g->rows[i];

		fprintf(out, "    %s: logged %s", row->what, mw_sgr(s->color,
		    "\033[33m"));
		mw_put_printable(row->logged, out);
		fprintf(out, "%s, predicted %s", end, mw_sgr(s->color,
		    "\033[36m"));
		mw_put_printable(row->predicted, out);
		fprintf(out, "%s\n", end);
	}
	if (g->why != NULL) {
		fprintf(out, "    %sdecided by ", mw_sgr(s->color,
		    "\033[2m"));
		if (mw_origin_print(&g->origin, &b))
			fprintf(out, "%s: ", mw_buf_text(&b));
		mw_put_printable(g->why, out);
		fprintf(out, "%s\n", end);
	}
	mw_buf_release(&b);
}

static void
text_unjudged(const struct mw_replay *r, const struct mw_replay_style *s,
    FILE *out)
{
	if (r->unjudged > 0)
		fputs("could not be judged:\n", out);
	for (size_t i = 0; i < r->groups.n; i++) {
		const struct mw_replay_group *g = r->groups.v[i];

		if (g->end != MW_REPLAY_UNJUDGED)
			continue;
		fprintf(out, "    %s%zu line%s, first line %zu: ",
		    mw_sgr(s->color, "\033[2m"), g->n, mw_str_s(g->n),
		    g->line);
		mw_put_printable(g->why, out);
		fprintf(out, "%s\n", mw_sgr(s->color, "\033[0m"));
	}
}

void
mw_replay_text(const struct mw_replay *r, const struct mw_replay_style *s,
    FILE *out)
{
	for (size_t i = 0; i < r->groups.n; i++) {
		if (r->groups.v[i]->end == MW_REPLAY_DIFFERS)
			text_difference(r->groups.v[i], s, out);
	}
	if (s->quiet)
		return;
	text_unjudged(r, s, out);
	fprintf(out, "%zu line%s: %zu agree, %zu differ, %zu could not be "
	    "judged\n", r->lines, mw_str_s(r->lines), r->agree, r->differ,
	    r->unjudged);
}

/* ---- JSON ---------------------------------------------------------------- */

static json_t *
group_json(const struct mw_replay_group *g)
{
	json_t *j = json_object(), *rows = json_array();

	mw_json_set_int(j, "lines", (int64_t)g->n);
	mw_json_set_int(j, "first_line", (int64_t)g->line);
	if (g->request != NULL) {
		mw_json_set(j, "proxy", g->proxy);
		mw_json_set(j, "direction", mw_direction_name(g->direction));
		mw_json_set(j, "request", g->request);
	}
	for (size_t i = 0; i < g->n_rows; i++) {
		json_t *row = json_object();

		mw_json_set(row, "what", g->rows[i].what);
		mw_json_set(row, "logged", g->rows[i].logged);
		mw_json_set(row, "predicted", g->rows[i].predicted);
		json_array_append_new(rows, row);
	}
	if (g->n_rows > 0)
		json_object_set(j, "rows", rows);
	json_decref(rows);
	mw_json_set(j, g->end == MW_REPLAY_DIFFERS ? "decided" : "why",
	    g->why);
	if (g->end == MW_REPLAY_DIFFERS)
		mw_json_set_origin(j, "origin", &g->origin);
	return j;
}

void
mw_replay_json(const struct mw_replay *r, const char *error, FILE *out)
{
	json_t *j = json_object(), *differ = json_array(),
	    *unjudged = json_array();
	char *dump;

	if (r != NULL) {
		mw_json_set_int(j, "lines", (int64_t)r->lines);
		mw_json_set_int(j, "agree", (int64_t)r->agree);
		mw_json_set_int(j, "differ", (int64_t)r->differ);
		mw_json_set_int(j, "unjudged", (int64_t)r->unjudged);
	}
	for (size_t i = 0; r != NULL && i < r->groups.n; i++) {
		const struct mw_replay_group *g = r->groups.v[i];

		json_array_append_new(g->end == MW_REPLAY_DIFFERS ? differ
		    : unjudged, group_json(g));
	}
	json_object_set_new(j, "differences", differ);
	json_object_set_new(j, "not_judged", unjudged);
	mw_json_set(j, "error", error);
	dump = json_dumps(j, JSON_INDENT(2));
	fprintf(out, "%s\n", dump != NULL ? dump : "{}");
	free(dump);
	json_decref(j);
}
