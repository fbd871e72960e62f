/*
 * answer-text.c - an answer for reading.
 *
 * The request, then hop by hop what decided, with the line of YAML behind it;
 * candidates that lost, each with its first failing clause; what the
 * application receives; mirrors; and last the result in one line.  Without -v
 * only what decided and what nearly did is shown.
 */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "journey/trace.h"

enum { MAX_FLIPS = 5 };	/* that are told */

struct out {
	FILE *f;
	bool color;
	bool ascii;
	int verbose;
	const struct mw_secrets *secrets;
};

static void
safe(const struct out *o, const char *s)
{
	struct mw_buf plain = { 0 }, b = { 0 };

	if (o->secrets != NULL)
		mw_secrets_hide(o->secrets, s, &plain);
	else
		mw_buf_adds(&plain, s);
	mw_utf8_printable(&b, mw_buf_text(&plain), plain.len);
	fputs(mw_buf_text(&b), o->f);
	mw_buf_release(&b);
	mw_buf_release(&plain);
}

static void
header_value(const struct out *o, const char *name, const char *value)
{
	safe(o, o->secrets != NULL && mw_secret_header(o->secrets, name) ?
	    "***" : value);
}

static void
hue(const struct out *o, const char *code)
{
	fputs(mw_sgr(o->color, code), o->f);
}

static void
plain(const struct out *o)
{
	hue(o, "\033[0m");
}

/* The place at the right of a line, dim. */
static void
place(const struct out *o, const struct mw_origin *origin, size_t used)
{
	struct mw_buf b = { 0 };

	if (mw_origin_print(origin, &b)) {
		hue(o, "\033[2m");
		fprintf(o->f, "%*s%s", used < 76 ? (int)(78 - used) : 2, "",
		    mw_buf_text(&b));
		plain(o);
	}
	mw_buf_release(&b);
	fputc('\n', o->f);
}

/* ---- steps --------------------------------------------------------------------- */

static const char *
sign_of(const struct out *o, enum mw_verdict v)
{
	switch (v) {
	case MW_STEP_CHOSEN:
		return o->ascii ? "->" : "\u2192 ";
	case MW_STEP_PASS:
		return o->ascii ? "ok" : "\u2713 ";
	case MW_STEP_REJECTED:
		return o->ascii ? "no" : "\u2717 ";
	case MW_STEP_FAIL:
		return o->ascii ? "XX" : "\u2718 ";
	case MW_STEP_INFO:
	case MW_STEP_SKIPPED:
		break;
	}
	return "  ";
}

static const char *
hue_of(enum mw_verdict v)
{
	switch (v) {
	case MW_STEP_CHOSEN:
		return "\033[1m";
	case MW_STEP_PASS:
		return "\033[32m";
	case MW_STEP_FAIL:
		return "\033[1;31m";
	case MW_STEP_REJECTED:
	case MW_STEP_SKIPPED:
		return "\033[2m";
	case MW_STEP_INFO:
		break;
	}
	return "";
}

static bool
is_shown(const struct out *o, const struct mw_step *s)
{
	if (o->verbose > 0)
		return true;
	switch (s->verdict) {
	case MW_STEP_CHOSEN:
	case MW_STEP_FAIL:
	case MW_STEP_REJECTED:
		return s->depth < 2;
	case MW_STEP_PASS:
		return s->depth == 0;
	case MW_STEP_INFO:
		return s->depth < 2 && s->stage != MW_STAGE_HEADERS &&
		    s->stage != MW_STAGE_HTTP;
	case MW_STEP_SKIPPED:
		break;
	}
	return false;
}

/* Of several chains one is chosen by plain facts of the connection: the others
 * are worth a line only when none was. */
static bool
is_settled_chain(const struct mw_steps *log, size_t i)
{
	if (log->v[i].stage != MW_STAGE_CHAIN ||
	    log->v[i].verdict != MW_STEP_REJECTED)
		return false;
	for (i++; i < log->n; i++) {
		if (log->v[i].stage == MW_STAGE_CHAIN &&
		    log->v[i].verdict == MW_STEP_CHOSEN)
			return true;
	}
	return false;
}

static void
clause(const struct out *o, const struct mw_step *s)
{
	struct mw_buf b = { 0 };

	mw_buf_printf(&b, "%*s", 20 + 2 * s->depth, "");
	if (s->text != NULL && *s->text != '\0')
		mw_buf_adds(&b, s->text);
	if (s->field != NULL)
		mw_buf_printf(&b, "%s%s", mw_str_empty(s->text) ? "" : " ",
		    s->field);
	if (s->want != NULL)
		mw_buf_printf(&b, " %s", s->want);
	if (s->want != NULL || s->have != NULL)
		mw_buf_printf(&b, ", has %s", s->have != NULL ? s->have
		    : "none");
	if (s->field != NULL && s->verdict == MW_STEP_PASS)
		mw_buf_adds(&b, ": yes");
	else if (s->field != NULL && (s->verdict == MW_STEP_REJECTED ||
	    s->verdict == MW_STEP_FAIL))
		mw_buf_adds(&b, ": no");
	hue(o, hue_of(s->verdict));
	safe(o, mw_buf_text(&b));
	plain(o);
	place(o, &s->origin, mw_utf8_columns(mw_buf_text(&b), b.len));
	mw_buf_release(&b);
}

/* The step in words; of a loser the first clause that failed. */
static void
step_words(const struct mw_step *s, struct mw_buf *b)
{
	mw_buf_adds(b, mw_str_or_empty(s->text));
	if (s->verdict == MW_STEP_FAIL && s->origin.note != NULL &&
	    s->origin.object != NULL)
		mw_buf_printf(b, " (%s)", s->origin.note);
	if (s->field == NULL)
		return;
	mw_buf_adds(b, ": ");
	mw_step_reason(s, b);
}

/* DECIDES: the step that made the outcome what it is, or SIZE_MAX. */
static void
steps(const struct out *o, const struct mw_steps *log, size_t decides)
{
	enum mw_stage last = MW_STAGE_DIAL;
	bool first = true, hidden = false, settled = false;

	for (size_t i = 0; i < log->n; i++) {
		const struct mw_step *s = &log->v[i];
		struct mw_buf b = { 0 };
		size_t used;

		if (s->depth == 0) {
			hidden = !is_shown(o, s) || (o->verbose == 0 &&
			    is_settled_chain(log, i));
			/* its line has the clause that counts */
			settled = o->verbose == 0 && s->field != NULL;
		}
		if (hidden || !is_shown(o, s) || (settled && s->depth > 0))
			continue;
		if (s->depth > 0) {
			clause(o, s);
			continue;
		}
		mw_buf_printf(&b, "   %-12s  ", first || s->stage != last
		    ? mw_stage_name(s->stage) : "");
		fputs(mw_buf_text(&b), o->f);
		hue(o, hue_of(s->verdict));
		fputs(sign_of(o, s->verdict), o->f);
		fputc(' ', o->f);
		used = b.len + 3;
		mw_buf_clear(&b);
		step_words(s, &b);
		if (o->verbose > 0 && i == decides &&
		    s->verdict != MW_STEP_FAIL)	/* that tells itself */
			mw_buf_adds(&b, "  (this decides)");
		safe(o, mw_buf_text(&b));
		plain(o);
		place(o, &s->origin, used + mw_utf8_columns(mw_buf_text(&b),
		    b.len));
		mw_buf_release(&b);
		last = s->stage;
		first = false;
	}
}

/* ---- hops ------------------------------------------------------------------------- */

static void
hop(const struct out *o, const struct mw_hop *h, size_t number,
    size_t decides)
{
	static const char *const what[] = {
		[MW_OUTBOUND] = "sidecar of the client",
		[MW_INBOUND] = "sidecar of the server",
		[MW_GATEWAY] = "gateway",
	};

	hue(o, "\033[1;34m");
	fprintf(o->f, "%zu  ", number);
	safe(o, h->name);
	plain(o);
	fprintf(o->f, "  %s", what[h->direction]);
	if (h->has_code && h->code > 0 && h->protocol != MW_HOP_LISTENER)
		fprintf(o->f, "  %u", h->code);
	if (h->flags != NULL)
		fprintf(o->f, "  %s", h->flags);
	if (h->details != NULL) {
		fputs("  ", o->f);
		safe(o, h->details);
	}
	if (h->peer != NULL) {
		fputs("  peer ", o->f);
		safe(o, h->peer);
	}
	fputc('\n', o->f);
	if (h->steps != NULL)
		steps(o, h->steps, decides);
}

/* ---- what arrived ----------------------------------------------------------------- */

static void
delivery(const struct out *o, const struct mw_delivery *d)
{
	hue(o, "\033[1;34m");
	fputs(o->ascii ? "=> " : "\u21d2  ", o->f);
	safe(o, d->pod);
	plain(o);
	fprintf(o->f, "  port %u receives ", d->port);
	if (d->tcp) {
		fprintf(o->f, "TCP%s\n", d->tls ? " in its own TLS" : "");
		return;
	}
	safe(o, d->method);
	fputc(' ', o->f);
	safe(o, d->path);
	fputs("  Host: ", o->f);
	safe(o, d->host);
	fprintf(o->f, "%s\n", d->tls ? "  in its own TLS" : "");
	for (size_t i = 0; i < d->changed.n; i++) {
		const char *name = d->changed.v[i].name;

		if (o->verbose == 0 && (mw_str_has_prefix(name, "x-envoy-") ||
		    mw_str_has_prefix(name, "x-forwarded-")))
			continue;
		fputs("      + ", o->f);
		safe(o, name);
		fputs(": ", o->f);
		header_value(o, name, d->changed.v[i].value);
		fputc('\n', o->f);
	}
	for (size_t i = 0; i < d->n_removed; i++) {
		fputs("      - ", o->f);
		safe(o, d->removed[i]);
		fputc('\n', o->f);
	}
}

static void
outcome(const struct out *o, const struct mw_outcome *x, size_t index,
    size_t n)
{
	size_t step;
	const struct mw_hop *decider = mw_trace_decider(x, &step);

	if (n > 1) {
		hue(o, "\033[1m");
		fprintf(o->f, "\nBranch %zu of %zu: %.4g %%\n", index + 1, n,
		    100.0 * (double)x->weight / (double)x->of);
		plain(o);
	}
	for (size_t i = 0; i < x->n_hops; i++)
		hop(o, &x->hops[i], i + 1, &x->hops[i] == decider ? step
		    : SIZE_MAX);
	if (x->delivered != NULL)
		delivery(o, x->delivered);
	for (size_t i = 0; i < x->n_mirrors; i++) {
		fputs("   mirrored to ", o->f);
		safe(o, x->mirrors[i].pod);
		fputs("  ", o->f);
		safe(o, mw_str_or_empty(x->mirrors[i].path));
		fputs("  Host: ", o->f);
		safe(o, mw_str_or_empty(x->mirrors[i].host));
		fputc('\n', o->f);
	}
	if (o->verbose > 0) {
		for (size_t i = 0; i < x->response.n; i++) {
			fputs("   response ", o->f);
			safe(o, x->response.v[i].name);
			fputs(": ", o->f);
			header_value(o, x->response.v[i].name,
			    x->response.v[i].value);
			fputc('\n', o->f);
		}
	}
	if (!mw_str_empty(x->body)) {
		fputs("   body: ", o->f);
		safe(o, x->body);
		fputc('\n', o->f);
	}
}

static void
notes(const struct out *o, const char *title, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		fprintf(o->f, "%s: ", title);
		safe(o, v[i]);
		fputc('\n', o->f);
	}
}

static void
flips(const struct out *o, const struct mw_flip *v, size_t n)
{
	for (size_t i = 0; i < n && i < MAX_FLIPS; i++) {
		fputs(v[i].good ? "would pass: " : "policies would let it "
		    "pass: ", o->f);
		safe(o, v[i].text);
		hue(o, "\033[2m");
		fputs("  (", o->f);
		safe(o, v[i].result);
		fputc(')', o->f);
		plain(o);
		fputc('\n', o->f);
	}
}

static void
suggestions(const struct out *o, const struct mw_suggestion *v, size_t n)
{
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < n && i < MAX_FLIPS; i++) {
		if (i == 0)
			fputs("in the manifests, each of these would let it "
			    "pass:\n", o->f);
		mw_buf_clear(&b);
		mw_suggest_print(&v[i], &b);
		fputs("  ", o->f);
		safe(o, mw_buf_text(&b));
		mw_buf_clear(&b);
		mw_suggest_effect(&v[i], &b);
		hue(o, "\033[2m");
		fprintf(o->f, "  (%s)", mw_buf_text(&b));
		plain(o);
		fputc('\n', o->f);
	}
	mw_buf_release(&b);
}

void
mw_answer_text(const struct mw_answer *a, const struct mw_text_options *opts,
    FILE *f)
{
	struct out o = { f, opts->color, opts->ascii, opts->verbose,
		opts->secrets };
	struct mw_buf b = { 0 };

	if (a->error != NULL) {
		fprintf(f, "undecided: ");
		safe(&o, a->error);
		fputc('\n', f);
		return;
	}
	mw_request_print_whole_line(a->request, &b);	/* safe() hides */
	hue(&o, "\033[1m");
	safe(&o, mw_buf_text(&b));
	fputc('\n', f);
	plain(&o);
	for (size_t i = 0; i < a->n_outcomes; i++)
		outcome(&o, &a->outcomes[i], i, a->n_outcomes);
	notes(&o, "assumed", a->assumptions, a->n_assumptions);
	notes(&o, "not modelled", a->not_modelled, a->n_not_modelled);
	mw_buf_clear(&b);
	for (size_t i = 0; i < a->n_outcomes; i++) {
		if (i > 0)
			mw_buf_adds(&b, "; ");
		if (a->n_outcomes > 1)
			mw_buf_printf(&b, "%.4g %% ", 100.0 *
			    (double)a->outcomes[i].weight /
			    (double)a->outcomes[i].of);
		mw_outcome_summary(&a->outcomes[i], &b);
	}
	hue(&o, mw_answer_is_good(a) ? "\033[1;32m" : "\033[1;31m");
	fprintf(f, "Result: %s\n", mw_buf_text(&b));
	plain(&o);
	mw_buf_release(&b);
	flips(&o, opts->flips, opts->n_flips);
	suggestions(&o, opts->suggestions, opts->n_suggestions);
}
