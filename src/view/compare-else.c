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
	if (mw_trace_request(a) != NULL)
		o->probes = mw_probes_of(a->mesh, mw_trace_request(a), arena);
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

	if (a->screen != MW_SCREEN_COMPARE || mw_compare_changes(a) == 0 ||
	    a->mesh->all.n > OBJECTS_MAX)
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

static void
callers(struct mw_app *a, struct mw_page *page, const struct mw_probes *p,
    size_t sent)
{
	size_t n = 0, end;

	mw_page_line(page);
	mw_page_put(page, MW_ROLE_TITLE, "Also changed by this, among %s"
	    "callers of %s", p->cut ? "" : "all ", mw_trace_request(a)->to);
	for (size_t i = 0; i < p->n; i = end) {
		for (end = i; end < p->n && mw_str_eq(p->v[end].request->from,
		     p->v[i].request->from); end++)
			continue;
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
	else if (n == 0)
		mw_page_put(page, MW_ROLE_DIM, "   nothing changes for %zu "
		    "caller%s", p->n_callers, p->n_callers == 1 ? "" : "s");
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
	mw_page_put(p, MW_ROLE_TITLE, "Of %zu requests that the files give "
	    "reason for, %zu change%s", o->n_witnesses, n, n == 1 ? "s" : "");
	if (o->witness < o->n_witnesses)
		mw_page_add(p, MW_ROLE_DIM, "  (%zu sent)", o->witness);
	for (size_t i = 0; i < n && i < WITNESSES_SHOWN; i++)
		one_witness(p, &o->found.v[i]);
	if (n > WITNESSES_SHOWN)
		mw_page_put(p, MW_ROLE_DIM, "   and %zu more: meshwalk diff "
		    "lists them", n - WITNESSES_SHOWN);
}
