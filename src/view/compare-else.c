/*
 * compare-else.c - what else a what-if changes: requests of every caller of
 * the same destination, and those that the documents give reason for.  They
 * are sent in slices.
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "view/compare.h"
#include "whatif/callers.h"

enum { WITNESSES_SHOWN = 12, CALLERS_SHOWN = 8, SHOW_MS = 200,
    /* a proxy of a larger mesh takes too long for a slice */
    OBJECTS_MAX = 3000 };

struct mw_compare_other {
	struct mw_arena *arena;
	struct mw_probes *probes;	/* NULL without a request */
	const struct mw_request *const *witnesses;
	size_t n_witnesses;
	const char *to;			/* the host of the probes, in full */
	size_t probe, witness;		/* the next to send */
	int64_t shown_ms;
	struct found {
		struct mw_probe *v;
		size_t n, cap;
	} found;
};

void
mw_compare_other_drop(struct mw_app *a)
{
	struct mw_compare_other *o = a->compare->other;

	if (o != NULL)
		mw_arena_free(o->arena);
	a->compare->other = NULL;
}

/* ---- sending ------------------------------------------------------------- */

static void
begin(struct mw_app *a)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_compare_other *o = MW_NEW(arena, struct mw_compare_other);

	o->arena = arena;
	if (mw_trace_request(a) != NULL) {
		o->probes = mw_probes_of(a->mesh, mw_trace_request(a), arena);
		o->to = mw_host_expand(arena, a->mesh, mw_trace_request(a)->to,
		    "");
	}
	o->witnesses = mw_witnesses(a->mesh, arena, &o->n_witnesses);
	a->compare->other = o;
}

/* The next request; false when all were sent. */
static bool
step(struct mw_app *a, struct mw_compare_other *o)
{
	struct mw_session *const s[2] = { a->session, a->compare->session };

	if (o->probes != NULL && o->probe < o->probes->n) {
		for (int side = 0; side < 2; side++)
			mw_probe_send(&o->probes->v[o->probe], side, s[side],
			    o->arena);
		o->probe++;
	} else if (o->witness < o->n_witnesses) {
		struct mw_probe x = { .request = o->witnesses[o->witness++] };

		for (int side = 0; side < 2; side++)
			mw_probe_send(&x, side, s[side], o->arena);
		if (strcmp(x.verdict[0], x.verdict[1]) != 0)
			mw_vec_push(o->arena, &o->found, x);
	}
	return (o->probes != NULL && o->probe < o->probes->n) || o->witness <
	    o->n_witnesses;
}

bool
mw_compare_work(struct mw_app *a, int64_t until)
{
	struct mw_compare *c = a->compare;
	struct mw_compare_other *o;
	bool more = true;

	if (mw_compare_changes(a) == 0)
		return false;
	/* the trace tells what the what-if makes of its request */
	if (a->screen == MW_SCREEN_TRACE && c->rows == NULL && !c->tried) {
		c->tried = true;
		mw_compare_need(a);
		a->drawn = false;
		return false;
	}
	if (a->screen != MW_SCREEN_COMPARE || a->mesh->all.n > OBJECTS_MAX)
		return false;
	mw_compare_need(a);
	if (c->session == NULL)
		return false;
	if (c->other == NULL)
		begin(a);
	o = c->other;
	if ((o->probes == NULL || o->probe == o->probes->n) && o->witness ==
	    o->n_witnesses)
		return false;
	while (more && (a->options.clock_ms == NULL || mw_app_now(a) < until))
		more = step(a, o);
	if (!more || mw_app_now(a) >= o->shown_ms + SHOW_MS) {
		o->shown_ms = mw_app_now(a);
		a->about_width[MW_SCREEN_COMPARE] = -1;
		a->drawn = false;
	}
	return more;
}

/* ---- callers ------------------------------------------------------------- */

/* What one caller gains (side 1) or loses (side 0); probes [i, end). */
static void
print_what(const struct mw_probes *p, size_t i, size_t end, int side,
    const char *word, struct mw_buf *out)
{
	size_t n = 0;

	for (; i < end; i++) {
		const struct mw_probe *x = &p->v[i];

		if (!x->good[side] || x->good[!side])
			continue;
		if (n++ < 4)
			mw_buf_printf(out, "%s%s %s", n > 1 ? ", " : word,
			    x->request->method, x->request->path);
	}
	if (n > 4)
		mw_buf_printf(out, " and %zu more", n - 4);
	if (n > 0)
		mw_buf_adds(out, "  ");
}

/* The first that differs, or END. */
static size_t
first_other(const struct mw_probes *p, size_t i, size_t end)
{
	for (; i < end; i++) {
		if (p->v[i].verdict[1] != NULL && strcmp(p->v[i].verdict[0],
		    p->v[i].verdict[1]) != 0)
			break;
	}
	return i;
}

static bool
differs(const struct mw_probes *p, size_t i, size_t end)
{
	return first_other(p, i, end) < end;
}

static void
one_caller(struct mw_page *page, const struct mw_probes *p, size_t i,
    size_t end)
{
	struct mw_buf b = { 0 };
	size_t other;

	print_what(p, i, end, 1, "gains ", &b);
	print_what(p, i, end, 0, "loses ", &b);
	other = first_other(p, i, end);
	if (b.len == 0 && other < end)
		mw_buf_printf(&b, "%s %s: now %s", p->v[other].request->method,
		    p->v[other].request->path, p->v[other].verdict[1]);
	mw_page_put(page, MW_ROLE_WARN, " * ");
	mw_page_add(page, MW_ROLE_TEXT, "%-26s ", p->v[i].request->from);
	mw_page_wrap(page, MW_ROLE_TEXT, 5, mw_buf_text(&b));
	mw_buf_release(&b);
}

/* The end of the probes of one caller, the first of which is I. */
static size_t
end_of(const struct mw_probes *p, size_t i)
{
	size_t end = i;

	while (end < p->n && mw_str_eq(p->v[end].request->from,
	    p->v[i].request->from))
		end++;
	return end;
}

static size_t
callers_changed(const struct mw_probes *p, size_t sent)
{
	size_t n = 0, end;

	for (size_t i = 0; i < p->n; i = end) {
		end = end_of(p, i);
		n += differs(p, i, end < sent ? end : sent);
	}
	return n;
}

static void
callers(struct mw_app *a, struct mw_page *page, const struct mw_probes *p,
    size_t sent)
{
	size_t n = 0, end;

	mw_page_line(page);
	mw_page_put(page, MW_ROLE_TITLE, "Callers of %s: %zu of %zu end "
	    "otherwise", mw_trace_request(a)->to, callers_changed(p, sent),
	    p->n_callers);
	mw_page_line(page);
	mw_page_add(page, MW_ROLE_DIM, "   ");
	mw_page_wrap(page, MW_ROLE_DIM, 3, mw_arena_printf(page->arena,
	    "%zu requests, from one workload of each account: yours, and each "
	    "method and path that the files name for this host", p->n));
	for (size_t i = 0; i < p->n; i = end) {
		end = end_of(p, i);
		if (!differs(p, i, end < sent ? end : sent))
			continue;
		if (n++ < CALLERS_SHOWN)
			one_caller(page, p, i, end < sent ? end : sent);
	}
	if (n > CALLERS_SHOWN)
		mw_page_put(page, MW_ROLE_DIM, "   and %zu more callers", n -
		    CALLERS_SHOWN);
	if (sent < p->n)
		mw_page_put(page, MW_ROLE_DIM, "   %zu of %zu requests were "
		    "sent", sent, p->n);
	if (p->cut)
		mw_page_put(page, MW_ROLE_DIM, "   there are more callers, or "
		    "requests, than were sent");
}

/* ---- what the documents speak of ----------------------------------------- */

static void
one_witness(struct mw_page *p, const struct mw_probe *x)
{
	struct mw_buf b = { 0 };

	mw_request_print_line(x->request, &b);
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_WARN, " * ");
	mw_page_wrap(p, MW_ROLE_TEXT, 5, mw_buf_text(&b));
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_DIM, "     %s -> %s", x->verdict[0],
	    x->verdict[1]);
	mw_buf_release(&b);
}

/* Of the same host, caller, method and path, as far as these are asked for. */
static size_t
count_like(const struct mw_compare_other *o, const struct mw_probe *x,
    bool caller, bool what)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_witnesses; i++) {
		const struct mw_request *r = o->witnesses[i], *s = x->request;

		n += mw_str_eq(r->to, o->to) && r->port == s->port &&
		    (!caller || mw_str_eq(r->from, s->from)) && (!what ||
		    (mw_str_eq(r->method, s->method) && mw_str_eq(r->path,
		    s->path)));
	}
	return n;
}

/*
 * Two lists of requests, one of which changes where the other does not: what
 * the first that changes has, and no request of the other list.
 */
static void
why_apart(struct mw_page *p, const struct mw_compare_other *o)
{
	const struct mw_probes *c = o->probes;
	const struct mw_probe *x;
	size_t at = c != NULL ? first_other(c, 0, c->n) : 0;
	const char *why;

	if (c == NULL || o->probe < c->n || o->witness < o->n_witnesses ||
	    at == c->n || o->found.n > 0)
		return;
	x = &c->v[at];
	if (count_like(o, x, false, false) == 0)
		why = mw_arena_printf(p->arena, "none of them is for %s port "
		    "%u", o->to, x->request->port);
	else if (count_like(o, x, true, false) == 0)
		why = mw_arena_printf(p->arena, "none of those for %s is sent "
		    "by %s", o->to, x->request->from);
	else if (count_like(o, x, true, true) == 0)
		why = mw_arena_printf(p->arena, "none of those for %s is %s "
		    "%s from %s", o->to, x->request->method, x->request->path,
		    x->request->from);
	else
		why = "the callers above send what your request has, these "
		    "have no headers and no token";
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_NOTE, "   ");
	mw_page_wrap(p, MW_ROLE_NOTE, 3, mw_arena_printf(p->arena,
	    "Callers of %s change all the same: %s.", o->to, why));
}

/* It is of a caller that is listed above, for changing. */
static bool
is_above(const struct mw_compare_other *o, const struct mw_request *r)
{
	const struct mw_probes *c = o->probes;
	size_t end;

	for (size_t i = 0; c != NULL && mw_str_eq(r->to, o->to) && i < c->n;
	     i = end) {
		end = end_of(c, i);
		if (mw_str_eq(c->v[i].request->from, r->from))
			return differs(c, i, end < o->probe ? end : o->probe);
	}
	return false;
}

static void
found(struct mw_page *p, const struct mw_compare_other *o)
{
	size_t shown = 0, above = 0, more = 0;

	for (size_t i = 0; i < o->found.n; i++) {
		if (is_above(o, o->found.v[i].request))
			above++;
		else if (shown < WITNESSES_SHOWN && ++shown > 0)
			one_witness(p, &o->found.v[i]);
		else
			more++;
	}
	if (above > 0)
		mw_page_put(p, MW_ROLE_DIM, "   %zu of them %s of the callers "
		    "above", above, above == 1 ? "is" : "are");
	if (more > 0)
		mw_page_put(p, MW_ROLE_DIM, "   and %zu more: meshwalk diff "
		    "lists them", more);
}

bool
mw_compare_count(const struct mw_app *a, size_t *callers, size_t *requests)
{
	const struct mw_compare_other *o = a->compare->other;

	*callers = *requests = 0;
	if (a->mesh->all.n > OBJECTS_MAX)
		return true;
	if (o == NULL)
		return false;
	if (o->probes != NULL)
		*callers = callers_changed(o->probes, o->probe);
	for (size_t i = 0; i < o->found.n; i++)
		*requests += !is_above(o, o->found.v[i].request);
	return o->witness == o->n_witnesses && (o->probes == NULL ||
	    o->probe == o->probes->n);
}

void
mw_compare_others(struct mw_app *a, struct mw_page *p)
{
	const struct mw_compare_other *o = a->compare->other;
	size_t n;

	if (a->compare->session == NULL)
		return;
	if (o == NULL) {
		mw_page_line(p);
		mw_page_put(p, MW_ROLE_DIM, a->mesh->all.n > OBJECTS_MAX
		    ? "The mesh is too large to ask what else changes: write "
		    "the patch (w), and ask meshwalk diff"
		    : "What else changes is being asked");
		return;
	}
	if (o->probes != NULL)
		callers(a, p, o->probes, o->probe);
	n = o->found.n;
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Requests made from routes and policies, "
	    "to all hosts: %zu of %zu end%s otherwise", n, o->n_witnesses,
	    n == 1 ? "s" : "");
	if (o->witness < o->n_witnesses)
		mw_page_add(p, MW_ROLE_DIM, "  (%zu sent)", o->witness);
	why_apart(p, o);
	found(p, o);
}
