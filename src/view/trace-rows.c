/*
 * trace-rows.c - an answer as rows: branches, hops with their steps, what was
 * delivered, mirrors, what was assumed.
 */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "view/trace.h"

static struct mw_trace_row *
add(struct mw_app *a, enum mw_trace_kind kind, const char *word,
    enum mw_role role, const char *text)
{
	struct mw_trace *t = a->trace;
	struct mw_trace_row r = { .kind = kind, .word = word, .role = role };
	struct mw_buf safe = { 0 };

	mw_secrets_hide(t->secrets, text, &safe);
	r.text = mw_arena_strdup(t->answer_arena, mw_buf_text(&safe));
	mw_buf_release(&safe);
	r.at = t->all.n;
	mw_vec_push(t->answer_arena, &t->all, r);
	return &t->all.v[t->all.n - 1];
}

/* ---- steps --------------------------------------------------------------- */

/* A proxy that says no, as against a thing that does not work. */
static bool
is_denial(const struct mw_step *s)
{
	return s->stage == MW_STAGE_AUTHZ || s->stage == MW_STAGE_JWT ||
	    s->stage == MW_STAGE_EXT_AUTHZ || s->stage == MW_STAGE_CORS;
}

const char *
mw_trace_word(const struct mw_hop *h, const struct mw_step *s,
    enum mw_role *role)
{
	switch (s->verdict) {
	case MW_STEP_PASS:
	case MW_STEP_CHOSEN:
		*role = MW_ROLE_ALLOW;
		return "ok";
	case MW_STEP_FAIL:
		*role = MW_ROLE_NOTE;
		/* a redirect ends the way too, and is no failure */
		if (h->has_code && h->code > 0 && h->code < 400)
			return "ends";
		*role = MW_ROLE_DENY;
		return is_denial(s) ? "DENY" : "FAIL";
	case MW_STEP_REJECTED:
		*role = MW_ROLE_DIM;
		return "no";
	case MW_STEP_SKIPPED:
		*role = MW_ROLE_DIM;
		return "skip";
	case MW_STEP_INFO:
		break;
	}
	*role = MW_ROLE_NOTE;
	return "info";
}

/* Of several chains one is chosen by plain facts of the connection: the others
 * matter only when none was. */
static bool
is_settled_chain(const struct mw_hop *h, const struct mw_step *s)
{
	if (s->stage != MW_STAGE_CHAIN || s->verdict != MW_STEP_REJECTED)
		return false;
	for (size_t i = 0; i < h->steps->n; i++) {
		if (h->steps->v[i].depth == 0 && h->steps->v[i].stage ==
		    MW_STAGE_CHAIN && h->steps->v[i].verdict ==
		    MW_STEP_CHOSEN)
			return true;
	}
	return false;
}

static bool
matters(const struct mw_hop *h, const struct mw_step *s)
{
	if (s->verdict == MW_STEP_FAIL || s->verdict == MW_STEP_REJECTED)
		return !is_settled_chain(h, s);
	if (s->verdict == MW_STEP_CHOSEN)
		return s->stage == MW_STAGE_ROUTE ||
		    s->stage == MW_STAGE_MIRROR;
	return s->stage == MW_STAGE_FAULT || s->stage == MW_STAGE_REWRITE ||
	    s->stage == MW_STAGE_MIRROR;
}

/* What a reader in a hurry passes over: it went well, or is a header more. */
static bool
is_plain(const struct mw_hop *h, const struct mw_step *s)
{
	switch (s->verdict) {
	case MW_STEP_PASS:
	case MW_STEP_CHOSEN:
		return s->stage != MW_STAGE_MIRROR && s->stage !=
		    MW_STAGE_FAULT && s->stage != MW_STAGE_AUTHZ &&
		    s->stage != MW_STAGE_EXT_AUTHZ;
	case MW_STEP_INFO:
		return s->stage == MW_STAGE_HTTP || s->stage ==
		    MW_STAGE_HEADERS;
	case MW_STEP_REJECTED:
		return is_settled_chain(h, s);
	case MW_STEP_FAIL:
	case MW_STEP_SKIPPED:
		break;
	}
	return false;
}

/* "route 'page'" after the word "route" says it twice. */
const char *
mw_trace_text(const struct mw_step *s)
{
	const char *stage = mw_stage_name(s->stage);
	size_t len = strlen(stage);
	const char *text = mw_str_or_empty(s->text);

	return strncmp(text, stage, len) == 0 && text[len] == ' ' ? text +
	    len + 1 : text;
}

bool
mw_trace_joins(const struct mw_hop *h, size_t step, size_t next)
{
	const struct mw_step *a = &h->steps->v[step], *b;

	if (next >= h->steps->n)
		return false;
	b = &h->steps->v[next];
	return a->verdict == MW_STEP_INFO && b->verdict == MW_STEP_INFO &&
	    b->depth == 0 && a->stage == b->stage &&
	    (a->stage == MW_STAGE_HTTP || a->stage == MW_STAGE_HEADERS);
}

/* Of what lost: its name, and by which clause. */
static const char *
reason(struct mw_trace *t, const char *text, const struct mw_step *s)
{
	struct mw_buf b = { 0 };

	mw_buf_printf(&b, "%s  ", text);
	mw_step_reason(s, &b);
	text = mw_arena_strdup(t->answer_arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

static void
steps(struct mw_app *a, const struct mw_hop *h)
{
	struct mw_trace *t = a->trace;

	for (size_t i = 0, next; h->steps != NULL && i < h->steps->n;
	     i = next) {
		const struct mw_step *s = &h->steps->v[i];
		enum mw_role role;
		const char *word, *text;
		struct mw_trace_row *r;

		next = i + 1;
		if (s->depth > 0)
			continue;
		word = mw_trace_word(h, s, &role);
		text = mw_trace_text(s);
		if (s->verdict == MW_STEP_REJECTED && s->field != NULL)
			text = reason(t, text, s);
		while (mw_trace_joins(h, i, next))
			next++;
		if (next > i + 1)
			text = mw_arena_printf(t->answer_arena,
			    "%s, and %zu more", text, next - i - 1);
		r = add(a, MW_TRACE_STEP, word, role, text);
		r->hop = h;
		r->step = i;
		r->number = ++t->n_steps;
		r->matters = matters(h, s);
		r->plain = is_plain(h, s);
	}
}

/* ---- the rest ------------------------------------------------------------ */

static void
hop(struct mw_app *a, const struct mw_hop *h)
{
	static const char *const what[] = {
		[MW_OUTBOUND] = "sidecar of the client",
		[MW_INBOUND] = "sidecar of the server",
		[MW_GATEWAY] = "gateway",
	};
	struct mw_trace_row *r = add(a, MW_TRACE_HOP, "", MW_ROLE_TITLE,
	    mw_arena_printf(a->trace->answer_arena, "%s  %s%s", h->name,
	    what[h->direction], h->has_code && h->code > 0 &&
	    h->protocol != MW_HOP_LISTENER ? mw_arena_printf(
	    a->trace->answer_arena, "  %u", h->code) : ""));

	r->hop = h;
	steps(a, h);
}

static void
delivery(struct mw_app *a, const struct mw_delivery *d)
{
	struct mw_arena *arena = a->trace->answer_arena;

	add(a, MW_TRACE_DELIVERY, "ok", MW_ROLE_ALLOW, d->tcp
	    ? mw_arena_printf(arena, "%s  port %u receives TCP", d->pod,
	    d->port) : mw_arena_printf(arena, "%s  port %u receives %s %s",
	    d->pod, d->port, mw_str_or_empty(d->method),
	    mw_str_or_empty(d->path)));
}

static void
branches(struct mw_app *a)
{
	const struct mw_answer *x = a->trace->answer;

	for (size_t i = 0; x->n_outcomes > 1 && i < x->n_outcomes; i++) {
		const struct mw_outcome *o = &x->outcomes[i];
		struct mw_buf b = { 0 };
		enum mw_role role;
		const char *word = mw_outcome_word(o, &role);

		mw_buf_printf(&b, "branch %zu  %.4g %%  %s ", i + 1, o->of > 0
		    ? 100.0 * (double)o->weight / (double)o->of : 100.0,
		    word);
		mw_outcome_summary(o, &b);
		add(a, MW_TRACE_BRANCH, i == a->trace->branch ? "*" : "",
		    i == a->trace->branch ? MW_ROLE_TITLE : MW_ROLE_TEXT,
		    mw_arena_strdup(a->trace->answer_arena, mw_buf_text(&b)))->
		    index = i;
		mw_buf_release(&b);
	}
}

static void
notes(struct mw_app *a)
{
	const struct mw_answer *x = a->trace->answer;

	for (size_t i = 0; i < x->n_assumptions; i++) {
		struct mw_trace_row *r = add(a, MW_TRACE_ASSUMED, "info",
		    MW_ROLE_NOTE, x->assumptions[i]);

		r->index = i;
		r->matters = true;
	}
	for (size_t i = 0; i < x->n_not_modelled; i++) {
		struct mw_trace_row *r = add(a, MW_TRACE_NOT_MODELLED, "info",
		    MW_ROLE_WARN, x->not_modelled[i]);

		r->index = i;
		r->matters = true;
	}
}

/* The row that made it what it is; else what was delivered. */
static size_t
deciding(const struct mw_trace *t, const struct mw_outcome *o)
{
	size_t best = 0, step = 0;
	const struct mw_hop *h = o != NULL ? mw_trace_decider(o, &step) : NULL;

	for (size_t i = 0; i < t->all.n; i++) {
		const struct mw_trace_row *r = &t->all.v[i];

		if (r->kind == MW_TRACE_STEP && r->hop == h && r->step == step)
			return i;
		if (r->kind == MW_TRACE_DELIVERY)
			best = i;
	}
	return best;
}

/* What came of it, and what was assumed. */
static void
outcome(struct mw_app *a, const struct mw_outcome *o)
{
	struct mw_arena *arena = a->trace->answer_arena;

	for (size_t i = 0; i < o->n_hops; i++)
		hop(a, &o->hops[i]);
	if (o->delivered != NULL)
		delivery(a, o->delivered);
	else
		add(a, MW_TRACE_NOT_REACHED, "----", MW_ROLE_DIM,
		    "the application is not reached");
	for (size_t i = 0; i < o->n_mirrors; i++) {
		struct mw_trace_row *r = add(a, MW_TRACE_MIRROR, "info",
		    MW_ROLE_NOTE, mw_arena_printf(arena, "mirrored to %s",
		    o->mirrors[i].pod));

		r->index = i;
		r->matters = true;
	}
	if (o->status > 0)
		add(a, MW_TRACE_RESPONSE, "info", MW_ROLE_NOTE,
		    mw_arena_printf(arena, "the client gets %u%s%s",
		    o->status, mw_str_empty(o->body) ? "" : ": ",
		    mw_str_or_empty(o->body)));
}

void
mw_trace_rows(struct mw_app *a)
{
	struct mw_trace *t = a->trace;
	const struct mw_outcome *o;

	memset(&t->all, 0, sizeof(t->all));
	t->v = NULL;
	t->n = t->list.n = t->n_steps = t->decided = 0;
	t->secrets = NULL;
	if (t->answer == NULL)
		return;
	if (t->answer->error != NULL) {
		add(a, MW_TRACE_ERROR, "ERR", MW_ROLE_ERROR,
		    t->answer->error);
	} else {
		t->secrets = mw_secrets_of(t->answer, t->answer_arena);
		branches(a);
		o = mw_trace_outcome(a);
		if (o != NULL)
			outcome(a, o);
		notes(a);
		t->decided = deciding(t, o);
	}
	t->list.selected = SIZE_MAX;	/* none yet */
	mw_trace_see(a);
	t->list.selected = mw_trace_seen(a, t->decided);
	t->list.top = 0;
	t->fresh = true;
}
