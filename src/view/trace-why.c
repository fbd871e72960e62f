/*
 * trace-why.c - why a step came out as it did: its clauses with what was
 * wanted and what there was, and the lines that say so.
 */
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "view/trace.h"
#include "yaml/node.h"

enum { MUCH_ROOM = 16 };	/* rows, for the lines around a place */
enum { CANDIDATES = 10 };	/* that lost, beside what says that all did */

/* ---- steps --------------------------------------------------------------- */

static const char *
clause_word(enum mw_verdict v, enum mw_role *role)
{
	*role = MW_ROLE_DIM;
	switch (v) {
	case MW_STEP_PASS:
	case MW_STEP_CHOSEN:
		*role = MW_ROLE_ALLOW;
		return "yes";
	case MW_STEP_REJECTED:
	case MW_STEP_FAIL:
		*role = MW_ROLE_DENY;
		return "NO";
	case MW_STEP_SKIPPED:
		return "not asked";
	case MW_STEP_INFO:
		break;
	}
	return "";
}

static void
clause(struct mw_page *p, const struct mw_step *s)
{
	enum mw_role role;
	const char *word = clause_word(s->verdict, &role);
	int indent = 2 * (s->depth < 6 ? s->depth : 6);
	bool no = strcmp(word, "NO") == 0;

	mw_page_put(p, MW_ROLE_TEXT, "%*s", indent, "");
	if (!mw_str_empty(s->text)) {
		mw_page_wrap(p, MW_ROLE_TEXT, indent + 2, s->text);
		mw_page_add(p, MW_ROLE_TEXT, "  ");
	}
	if (s->field != NULL)
		mw_page_add(p, MW_ROLE_TITLE, "%s  ", s->field);
	p->v[p->n - 1].object = s->origin.object;
	p->v[p->n - 1].node = s->origin.node;
	if (!no && s->want != NULL)
		mw_page_wrap(p, MW_ROLE_TEXT, indent + 4, s->want);
	if (!no && s->want == NULL && s->have != NULL)
		mw_page_wrap(p, MW_ROLE_TEXT, indent + 4, s->have);
	mw_page_add(p, role, "  %s", word);
	if (!no)
		return;
	if (s->want != NULL) {
		mw_page_put(p, MW_ROLE_DIM, "%*swant  ", indent + 2, "");
		mw_page_wrap(p, MW_ROLE_TEXT, indent + 8, s->want);
	}
	mw_page_put(p, MW_ROLE_DIM, "%*shave  ", indent + 2, "");
	mw_page_wrap(p, MW_ROLE_TEXT, indent + 8, s->have != NULL ? s->have
	    : "none");
}

static void
written(struct mw_app *a, struct mw_page *p, const char *label,
    const struct mw_origin *o)
{
	struct mw_buf path = { 0 };
	int room;

	mw_page_line(p);
	if (o->node != NULL && o->object->root != NULL)
		mw_node_path(o->object->root, o->node, &path);
	mw_page_link(p, label, o->object, o->node, "%s", mw_buf_text(&path));
	mw_buf_release(&path);
	room = a->layout.pane[1].rows - (int)p->n;
	if (room >= MUCH_ROOM) {
		mw_page_line(p);
		mw_page_around(p, mw_trace_mesh(a), o->object, o->node);
	} else {
		mw_page_near(p, mw_trace_mesh(a), o->object, o->node,
		    room >= MUCH_ROOM / 2 ? 3 : 1);
	}
}

static void
origin(struct mw_app *a, struct mw_page *p, const struct mw_origin *o,
    const struct mw_origin *mark)
{
	const char *note = o->note != NULL || mark == NULL ? o->note
	    : mark->note;

	if (!mw_str_empty(note)) {
		mw_page_line(p);
		mw_page_fact(p, "Because", MW_ROLE_TEXT, "%s", note);
	}
	if (mark == NULL || mark->object == NULL)
		mark = o;
	if (mark->object == NULL)
		return;
	written(a, p, "Written in", mark);
}

/* Step I tells of something written for the host, and AT is not about that. */
static bool
is_not_used(const struct mw_steps *s, size_t i, size_t at)
{
	return s->v[i].depth == 0 && s->v[i].stage == MW_STAGE_VHOST &&
	    s->v[i].verdict == MW_STEP_REJECTED && s->v[at].stage !=
	    MW_STAGE_VHOST;
}

/* Where else it is written: the step that fails may have its reasons in more
 * than one object. */
static void
others(struct mw_app *a, struct mw_page *p, const struct mw_trace_row *r,
    const struct mw_origin *mark)
{
	const struct mw_steps *s = r->hop->steps;
	const struct mw_object *last = mark->object;

	if (s->v[r->step].origin.object != NULL &&
	    s->v[r->step].origin.object != last) {
		last = s->v[r->step].origin.object;
		written(a, p, "And in", &s->v[r->step].origin);
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct mw_origin *o = &s->v[i].origin;

		if (i > r->step && s->v[i].depth == 0)
			break;
		if ((i <= r->step && !is_not_used(s, i, r->step)) ||
		    o->object == NULL || o->node == NULL ||
		    o->object == last || o->object == mark->object)
			continue;
		last = o->object;
		written(a, p, "And in", o);
	}
}

static bool
clauses_follow(const struct mw_steps *s, size_t i)
{
	return i + 1 < s->n && s->v[i + 1].depth > 0;
}

/* The clause that a step is itself. */
static void
own_clause(struct mw_page *p, const struct mw_step *x, bool has_clauses)
{
	struct mw_step own = *x;

	if (x->field == NULL && x->want == NULL && x->have == NULL)
		return;
	if (has_clauses && x->verdict == MW_STEP_REJECTED)
		return;		/* it is one of them */
	own.text = "";
	own.depth = 1;
	clause(p, &own);
}

/* A step that lost, as a paragraph that leads to where it is written. */
static void
one_loser(struct mw_page *p, const struct mw_step *x, enum mw_role role,
    bool apart)
{
	if (apart)
		mw_page_line(p);
	mw_page_put(p, role, "%s", "");
	mw_page_wrap(p, role, 2, mw_str_or_empty(x->text));
	p->v[p->n - 1].object = x->origin.object;
	p->v[p->n - 1].node = x->origin.node;
}

/* What was tried before it, in order, each with its clauses: before nothing
 * was left, or before the route that was taken.  Where few rows are seen, the
 * last one first: after it nothing was left. */
static void
candidates(struct mw_page *p, const struct mw_hop *h, size_t step, bool brief)
{
	size_t all[CANDIDATES], n = 0, i = step;
	const struct mw_step *s = &h->steps->v[step];

	if (!mw_trace_asks_others(s) && (s->verdict != MW_STEP_CHOSEN ||
	    s->stage != MW_STAGE_ROUTE))
		return;
	while (n < CANDIDATES && (i = mw_trace_candidate(h, i)) != SIZE_MAX)
		all[n++] = i;
	for (size_t k = 0; k < n; k++) {
		size_t at = all[brief ? k : n - 1 - k];
		const struct mw_step *x = &h->steps->v[at];

		one_loser(p, x, MW_ROLE_TEXT, k > 0 || !brief);
		if (s->verdict == MW_STEP_CHOSEN)
			mw_page_add(p, MW_ROLE_DIM, "  not taken");
		own_clause(p, x, clauses_follow(h->steps, at));
		for (i = at + 1; i < h->steps->n &&
		     h->steps->v[i].depth > 0; i++)
			clause(p, &h->steps->v[i]);
	}
}

/* What is written for the host and lost, at the step that decides: it is told
 * in the steps of the virtual host, where one may not look. */
static void
not_used(struct mw_page *p, const struct mw_hop *h, size_t step)
{
	const struct mw_steps *s = h->steps;

	for (size_t i = 0; i < step; i++) {
		if (is_not_used(s, i, step))
			one_loser(p, &s->v[i], MW_ROLE_NOTE, true);
	}
}

static void
step(struct mw_app *a, struct mw_page *p, const struct mw_trace_row *r)
{
	const struct mw_steps *s = r->hop->steps;
	const struct mw_step *x = &s->v[r->step];
	const struct mw_origin *mark;
	size_t i;

	mw_page_put(p, MW_ROLE_TITLE, "%zu %s  ", r->number,
	    mw_stage_name(x->stage));
	mw_page_add(p, r->role, "%s", r->word);
	if (mw_trace_is_decider(a, r))
		mw_page_add(p, MW_ROLE_TEXT, "   this decides");
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, mw_str_or_empty(x->text));
	if (mw_trace_is_decider(a, r) && mw_app_page_is_short(a))
		mw_tries_line(a, p);
	own_clause(p, x, clauses_follow(s, r->step));
	for (i = r->step + 1; mw_trace_joins(r->hop, r->step, i); i++) {
		mw_page_line(p);
		mw_page_wrap(p, MW_ROLE_TEXT, 0, mw_str_or_empty(
		    s->v[i].text));
	}
	for (; i < s->n && s->v[i].depth > 0; i++)
		clause(p, &s->v[i]);
	candidates(p, r->hop, r->step, mw_app_page_is_short(a));
	if (mw_trace_is_decider(a, r)) {
		not_used(p, r->hop, r->step);
		mw_tries_page(a, p);
	}
	mark = mw_trace_origin(r->hop, r->step);
	origin(a, p, &x->origin, mark);
	if (x->verdict == MW_STEP_FAIL)
		others(a, p, r, mark);
}

/* Steps that went well, each a line that leads to where it is written. */
static void
run(struct mw_app *a, struct mw_page *p, const struct mw_trace_row *r)
{
	mw_page_put(p, MW_ROLE_TITLE, "%zu to %zu  ", r->number, r->number +
	    r->n - 1);
	mw_page_add(p, r->role, "%s", r->word);
	mw_page_add(p, MW_ROLE_DIM, "   %s shows them as rows",
	    mw_app_key_of(a, MW_DO_ENTER));
	for (size_t k = 0; k < r->n; k++) {
		const struct mw_trace_row *x = &a->trace->all.v[r->at + k];
		const struct mw_origin *o = mw_trace_origin(x->hop, x->step);

		mw_page_put(p, MW_ROLE_DIM, "%3zu %-9s ", x->number,
		    mw_stage_name(x->hop->steps->v[x->step].stage));
		mw_page_wrap(p, MW_ROLE_TEXT, 14, x->text);
		p->v[p->n - 1].object = o->object;
		p->v[p->n - 1].node = o->node;
	}
}

/* ---- hops ---------------------------------------------------------------- */

static void
name_fact(struct mw_page *p, const char *label, const char *text)
{
	if (!mw_str_empty(text))
		mw_page_fact(p, label, MW_ROLE_TEXT, "%s", text);
}

static void
omissions(struct mw_page *p, const struct mw_proxy *x)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n_omissions; i++) {
		const struct mw_omission *o = &x->omissions[i];

		if (n++ == 0) {
			mw_page_line(p);
			mw_page_put(p, MW_ROLE_TITLE, "Written, and not used "
			    "by this proxy");
		}
		if (n > 40)
			break;
		mw_page_put(p, MW_ROLE_TEXT, "  ");
		p->v[p->n - 1].object = o->what.object;
		p->v[p->n - 1].node = o->what.node;
		if (o->what.object != NULL) {
			mw_page_add(p, MW_ROLE_LINK, "%s", mw_object_title(
			    p->arena, o->what.object));
			mw_page_add(p, MW_ROLE_TEXT, "  ");
		}
		mw_page_wrap(p, MW_ROLE_TEXT, 4, !mw_str_empty(o->text)
		    ? o->text : mw_omission_text(o->reason));
	}
}

static void
hop(struct mw_page *p, const struct mw_hop *h)
{
	mw_page_put(p, MW_ROLE_TITLE, "%s", h->name);
	mw_page_add(p, MW_ROLE_TEXT, "  %s", mw_direction_name(h->direction));
	mw_page_line(p);
	name_fact(p, "Listener", h->listener);
	name_fact(p, "Chain", h->chain);
	name_fact(p, "Routes", h->route_config);
	name_fact(p, "Vhost", h->vhost);
	name_fact(p, "Route", h->route);
	name_fact(p, "Cluster", h->cluster);
	if (h->has_code && h->code > 0)
		mw_page_fact(p, "Code", MW_ROLE_TEXT, "%u", h->code);
	name_fact(p, "Details", h->details);
	name_fact(p, "Flags", h->flags);
	name_fact(p, "Peer", h->peer);
	name_fact(p, "Policy", h->policy);
	if (h->attempts > 0)
		mw_page_fact(p, "Attempts", MW_ROLE_TEXT, "%u", h->attempts);
	if (h->proxy != NULL)
		omissions(p, h->proxy);
}

/* ---- what arrived -------------------------------------------------------- */

static void
delivery(struct mw_page *p, const struct mw_delivery *d)
{
	mw_page_put(p, MW_ROLE_TITLE, "%s", d->pod);
	mw_page_add(p, MW_ROLE_TEXT, "  port %u%s", d->port, d->tls
	    ? ", in its own TLS" : "");
	mw_page_line(p);
	if (d->tcp) {
		mw_page_put(p, MW_ROLE_TEXT, "It receives the bytes as they "
		    "were sent.");
		return;
	}
	mw_page_put(p, MW_ROLE_TEXT, "%s %s", mw_str_or_empty(d->method),
	    mw_str_or_empty(d->path));
	mw_page_put(p, MW_ROLE_TEXT, "Host: %s", mw_str_or_empty(d->host));
	mw_page_line(p);
	if (d->changed.n > 0)
		mw_page_put(p, MW_ROLE_TITLE, "Headers that the client did "
		    "not send so");
	for (size_t i = 0; i < d->changed.n; i++) {
		mw_page_put(p, MW_ROLE_DIFF_ADD, "+ %s: ",
		    d->changed.v[i].name);
		mw_page_wrap(p, MW_ROLE_TEXT, 6, d->changed.v[i].value);
	}
	for (size_t i = 0; i < d->n_removed; i++)
		mw_page_put(p, MW_ROLE_DIFF_DEL, "- %s", d->removed[i]);
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "All headers that arrive");
	for (size_t i = 0; i < d->headers.n; i++) {
		mw_page_put(p, MW_ROLE_TEXT, "  %s: ", d->headers.v[i].name);
		mw_page_wrap(p, MW_ROLE_TEXT, 6, d->headers.v[i].value);
	}
}

static void
response(struct mw_page *p, const struct mw_outcome *o)
{
	mw_page_put(p, MW_ROLE_TITLE, "The client gets %u", o->status);
	mw_page_line(p);
	for (size_t i = 0; i < o->response.n; i++) {
		mw_page_put(p, MW_ROLE_TEXT, "%s: ", o->response.v[i].name);
		mw_page_wrap(p, MW_ROLE_TEXT, 4, o->response.v[i].value);
	}
	if (!mw_str_empty(o->body)) {
		mw_page_line(p);
		mw_page_put(p, MW_ROLE_TEXT, "%s", "");
		mw_page_wrap(p, MW_ROLE_TEXT, 0, o->body);
	}
}

static void
words(struct mw_page *p, const char *title, const char *text)
{
	mw_page_put(p, MW_ROLE_TITLE, "%s", title);
	mw_page_line(p);
	mw_page_wrap(p, MW_ROLE_TEXT, 0, text);
}

static void
outcome(struct mw_page *p, const struct mw_outcome *o)
{
	struct mw_buf b = { 0 };

	mw_outcome_summary(o, &b);
	words(p, "Enter shows this branch", mw_buf_text(&b));
	mw_buf_release(&b);
	for (size_t i = 0; i < o->n_endpoints; i++)
		mw_page_fact(p, i == 0 ? "Endpoints" : "", MW_ROLE_TEXT, "%s",
		    o->endpoints[i]);
}

void
mw_trace_why(struct mw_app *a, struct mw_page *p)
{
	const struct mw_trace_row *r = mw_trace_row(a);
	const struct mw_outcome *o = mw_trace_outcome(a);

	p->hides = true;
	if (r != NULL && a->trace->answer->error == NULL)
		p->secrets = mw_secrets_of(a->trace->answer, p->arena);
	if (r == NULL && mw_trace_comes(a)) {
		mw_page_put(p, MW_ROLE_TEXT, "The proxies on the way are "
		    "compiled first: they are large.");
		return;
	}
	if (r == NULL) {
		mw_page_put(p, MW_ROLE_TEXT, "Nothing was sent yet. %s makes a "
		    "request; %s in the tree fills one in.",
		    mw_app_key_of(a, MW_DO_FORM),
		    mw_app_key_of(a, MW_DO_SIMULATE));
		return;
	}
	switch (r->kind) {
	case MW_TRACE_BRANCH:
		outcome(p, &a->trace->answer->outcomes[r->index]);
		break;
	case MW_TRACE_HOP:
		hop(p, r->hop);
		break;
	case MW_TRACE_STEP:
		step(a, p, r);
		break;
	case MW_TRACE_RUN:
		run(a, p, r);
		break;
	case MW_TRACE_DELIVERY:
		delivery(p, o->delivered);
		break;
	case MW_TRACE_MIRROR:
		delivery(p, &o->mirrors[r->index]);
		break;
	case MW_TRACE_RESPONSE:
		response(p, o);
		break;
	case MW_TRACE_NOT_REACHED:
		words(p, "Not reached", mw_app_text(a, "A proxy on the way ended "
		    "the request; %s goes to the step that did.",
		    mw_app_key_of(a, MW_DO_NEXT_HIT)));
		break;
	case MW_TRACE_ASSUMED:
		words(p, "Assumed", r->text);
		break;
	case MW_TRACE_NOT_MODELLED:
		words(p, "Not modelled", r->text);
		break;
	case MW_TRACE_ERROR:
		words(p, "It cannot be decided", r->text);
		break;
	}
}
