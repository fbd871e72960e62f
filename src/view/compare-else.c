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
    SECTIONS_MAX = 3,
    /* a proxy of a larger mesh takes too long for a slice */
    OBJECTS_MAX = 3000 };

/* The callers of one host. */
struct section {
	const char *to;			/* in full */
	struct mw_probes *probes;
	size_t sent;
};

struct mw_compare_other {
	struct mw_arena *arena;
	struct section section[SECTIONS_MAX];
	size_t n_sections, n_hosts;	/* n_hosts: that are concerned */
	const struct mw_request *const *witnesses;
	size_t n_witnesses;
	size_t witness;			/* the next to send */
	int64_t shown_ms;
	struct found {
		struct mw_probe *v;
		size_t n, cap;
	} found;
	struct mw_probe now;		/* the witness that is being sent */
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
add_section(struct mw_app *a, struct mw_compare_other *o, const char *to,
    const struct mw_request *r)
{
	const struct mw_mesh *const m[2] = { a->mesh, a->compare->mesh };
	struct section *s = &o->section[o->n_sections++];

	s->to = to;
	s->probes = mw_probes_in_cells(m, r, o->arena);
}

/* A request to HOST, that the callers send like it. */
static const struct mw_request *
request_to(const struct mw_compare_other *o, const char *host)
{
	for (size_t i = 0; i < o->n_witnesses; i++) {
		const struct mw_request *r = o->witnesses[i];

		if (mw_str_eq(r->to, host) && !mw_str_eq(r->from, "outside"))
			return r;
	}
	return NULL;
}

/* Whom the changes concern; the host of the request, when nobody knows. */
static void
begin(struct mw_app *a)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_compare_other *o = MW_NEW(arena, struct mw_compare_other);
	const struct mw_mesh *const m[2] = { a->mesh, a->compare->mesh };
	const struct mw_request *r = mw_trace_request(a);
	const char *own = r != NULL ? mw_host_expand(arena, a->mesh, r->to, "")
				    : "";
	const char *const *hosts = mw_touched_hosts(a->compare->whatif, m,
	    arena, &o->n_hosts);
	size_t n = o->n_hosts;
	bool touched = false;

	o->arena = arena;
	o->witnesses = mw_witnesses(a->mesh, arena, &o->n_witnesses);
	for (size_t i = 0; i < n; i++)
		touched = touched || mw_str_eq(hosts[i], own);
	/* that of the request is known to the reader: it comes first; and it
	 * is concerned where the request is, whatever the change is about */
	if (r != NULL && (touched || (a->compare->rows != NULL &&
	    a->compare->rows->verdict_differs))) {
		add_section(a, o, own, r);
		o->n_hosts += !touched;
	}
	for (size_t i = 0; i < n && o->n_sections < SECTIONS_MAX; i++) {
		const struct mw_request *x = mw_str_eq(hosts[i], own) ? NULL
		    : request_to(o, hosts[i]);

		if (x != NULL)
			add_section(a, o, hosts[i], x);
	}
	if (o->n_sections == 0 && r != NULL)
		add_section(a, o, own, r);
	a->compare->other = o;
}

/* The first host with requests to send, or how many there are. */
static size_t
unsent(const struct mw_compare_other *o)
{
	size_t i = 0;

	while (i < o->n_sections && o->section[i].sent ==
	    o->section[i].probes->n)
		i++;
	return i;
}

static bool
is_done(const struct mw_compare_other *o)
{
	return unsent(o) == o->n_sections && o->witness == o->n_witnesses;
}

/* Both sides of it; false: not yet. */
static bool
sent(struct mw_probe *p, struct mw_session *const s[2], struct mw_arena *arena)
{
	for (int side = 0; side < 2; side++) {
		if (p->verdict[side] == NULL && !mw_probe_send(p, side,
		    s[side], arena))
			return false;
	}
	return true;
}

/* The next request; false when all were sent. */
static bool
step(struct mw_app *a, struct mw_compare_other *o)
{
	struct mw_session *const s[2] = { a->session, a->compare->session };
	size_t at = unsent(o);

	if (at < o->n_sections) {
		struct section *x = &o->section[at];

		if (sent(&x->probes->v[x->sent], s, o->arena))
			x->sent++;
	} else if (o->witness < o->n_witnesses) {
		struct mw_probe *w = &o->now;

		w->request = o->witnesses[o->witness];
		if (!sent(w, s, o->arena))
			return true;
		o->witness++;
		if (strcmp(w->verdict[0], w->verdict[1]) != 0)
			mw_vec_push(o->arena, &o->found, *w);
		*w = (struct mw_probe){ 0 };
	}
	return !is_done(o);
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
	if (is_done(o))
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

/* "gains GET /x", or what becomes of the first request that ends
 * otherwise; probes [i, end). */
static const char *
what_of(struct mw_page *page, const struct mw_probes *p, size_t i, size_t end)
{
	struct mw_buf b = { 0 };
	const char *text, *news;

	for (int side = 1; side >= 0; side--) {
		struct mw_buf what = { 0 };

		mw_probes_print(p, i, end, side, &what);
		if (what.len > 0)
			mw_buf_printf(&b, "%s%s %s", b.len > 0 ? "; " : "",
			    side == 1 ? "gains" : "loses", mw_buf_text(&what));
		mw_buf_release(&what);
	}
	/* without them it may have ended so before */
	if (b.len > 0 && p->v[i].request->n_headers > 0)
		mw_buf_adds(&b, ", with the headers of your request");
	i = first_other(p, i, end);
	if (b.len == 0 && i < end) {
		news = mw_compare_news(p->v[i].verdict);
		mw_buf_printf(&b, "%s %s: now %s%s%s", p->v[i].request->method,
		    p->v[i].request->path, news != NULL ? "from " : "",
		    news != NULL ? news : p->v[i].verdict[1],
		    p->v[i].assumed[1] ? " (assumed)" : "");
	}
	text = mw_arena_text(page->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
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

/* Without BUT, the caller of the request itself, or NULL. */
static size_t
callers_changed(const struct section *s, const char *but)
{
	const struct mw_probes *p = s->probes;
	size_t n = 0, end;

	for (size_t i = 0; i < p->n; i = end) {
		end = end_of(p, i);
		if (but != NULL && mw_str_eq(but, p->v[i].request->from))
			continue;
		n += differs(p, i, end < s->sent ? end : s->sent);
	}
	return n;
}

/* Callers to whom the same happens are told together. */
struct group {
	const char *what, *names;
	size_t n;
};

enum { GROUPS_MAX = 24, NAMES_SHOWN = 3, NAME_COLUMNS = 24 };

static size_t
group(struct mw_page *page, const struct section *s, struct group *g)
{
	const struct mw_probes *p = s->probes;
	size_t n = 0, end;

	for (size_t i = 0; i < p->n; i = end) {
		size_t last = end_of(p, i), k = 0;
		const char *what;

		end = last;
		last = last < s->sent ? last : s->sent;
		if (!differs(p, i, last))
			continue;
		what = what_of(page, p, i, last);
		while (k < n && strcmp(g[k].what, what) != 0)
			k++;
		if (k == n && n == GROUPS_MAX)
			continue;
		if (k == n)
			g[n++] = (struct group){ what, p->v[i].request->from,
				0 };
		else if (g[k].n < NAMES_SHOWN)
			g[k].names = mw_arena_printf(page->arena, "%s, %s",
			    g[k].names, p->v[i].request->from);
		g[k].n++;
	}
	return n;
}

static void
put_group(struct mw_page *page, const struct group *g)
{
	const char *names = g->n <= NAMES_SHOWN ? g->names : mw_arena_printf(
	    page->arena, "%s and %zu more", g->names, g->n - NAMES_SHOWN);

	mw_page_line(page);
	mw_page_add(page, MW_ROLE_WARN, " * ");
	if (mw_draw_columns(names) <= NAME_COLUMNS)
		mw_page_add(page, MW_ROLE_TEXT, "%-*s ", NAME_COLUMNS, names);
	else
		mw_page_wrap(page, MW_ROLE_TEXT, 5, names);
	mw_page_wrap(page, MW_ROLE_TEXT, 5, mw_arena_printf(page->arena, "%s%s",
	    mw_draw_columns(names) <= NAME_COLUMNS ? "" : "  ", g->what));
}

/* How the counts come about. */
static void
put_counts(struct mw_page *page, const struct section *s)
{
	const struct mw_probes *p = s->probes;

	mw_page_line(page);
	mw_page_add(page, MW_ROLE_DIM, "   ");
	mw_page_wrap(page, MW_ROLE_DIM, 3, mw_arena_printf(page->arena,
	    "one workload of each account, %zu request%s each: %s%s",
	    p->n_callers > 0 ? p->n / p->n_callers : 0, mw_str_s(p->n_callers >
	    0 ? p->n / p->n_callers : 0), p->paths.n > 0
	    ? "one for each method and path that the routes and policies tell "
	    "apart" : "yours, and each method and path that the files name "
	    "for this host", p->cut ? "; there are more callers, or requests, "
	    "than were sent" : ""));
}

enum { NARROW = 60 };			/* cells */

static void
callers(struct mw_app *a, struct mw_page *page, const struct section *s)
{
	const struct mw_probes *p = s->probes;
	struct group g[GROUPS_MAX];
	size_t n = group(page, s, g), changed = callers_changed(s,
	    NULL);
	bool brief = mw_app_page_is_short(a);

	if (!brief)
		mw_page_line(page);
	/* what is cut is the name rather than the count */
	if (page->width < NARROW)
		mw_page_put(page, MW_ROLE_TITLE, "%zu of %zu callers change: "
		    "%s", changed, p->n_callers, s->to);
	else
		mw_page_put(page, MW_ROLE_TITLE, "Callers of %s: %zu of %zu "
		    "change%s", s->to, changed, p->n_callers, changed == 1 ?
		    "s" : "");
	if (s->sent < p->n)
		mw_page_add(page, MW_ROLE_DIM, "  (%zu of %zu requests sent)",
		    s->sent, p->n);
	if (!brief)
		put_counts(page, s);
	for (size_t i = 0; i < n && i < CALLERS_SHOWN; i++)
		put_group(page, &g[i]);
	if (n > CALLERS_SHOWN)
		mw_page_put(page, MW_ROLE_DIM, "   and more, to whom other "
		    "things happen");
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
	const char *to = o->section[0].to;
	size_t n = 0;

	for (size_t i = 0; i < o->n_witnesses; i++) {
		const struct mw_request *r = o->witnesses[i], *s = x->request;

		n += mw_str_eq(r->to, to) && r->port == s->port &&
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
	const struct mw_probes *c = o->n_sections > 0 ? o->section[0].probes
						      : NULL;
	const struct mw_probe *x;
	size_t at = c != NULL ? first_other(c, 0, c->n) : 0;
	const char *why, *to = c != NULL ? o->section[0].to : "";

	if (c == NULL || !is_done(o) || at == c->n || o->found.n > 0)
		return;
	x = &c->v[at];
	if (count_like(o, x, false, false) == 0)
		why = mw_arena_printf(p->arena, "none of them is for %s port "
		    "%u", to, x->request->port);
	else if (count_like(o, x, true, false) == 0)
		why = mw_arena_printf(p->arena, "none of those for %s is sent "
		    "by %s", to, x->request->from);
	else if (count_like(o, x, true, true) == 0)
		why = mw_arena_printf(p->arena, "none of those for %s is %s "
		    "%s from %s", to, x->request->method, x->request->path,
		    x->request->from);
	else
		why = "the callers above send what your request has, these "
		    "have no headers and no token";
	mw_page_line(p);
	mw_page_add(p, MW_ROLE_NOTE, "   ");
	mw_page_wrap(p, MW_ROLE_NOTE, 3, mw_arena_printf(p->arena,
	    "What callers of %s gain or lose is not among these: %s.", to,
	    why));
}

/* It is of a caller that is listed above, for changing. */
static bool
is_above(const struct mw_compare_other *o, const struct mw_request *r)
{
	for (size_t k = 0; k < o->n_sections; k++) {
		const struct section *s = &o->section[k];
		size_t end;

		for (size_t i = 0; mw_str_eq(r->to, s->to) && i < s->probes->n;
		     i = end) {
			end = end_of(s->probes, i);
			if (mw_str_eq(s->probes->v[i].request->from, r->from))
				return differs(s->probes, i, end < s->sent
				    ? end : s->sent);
		}
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
	const struct mw_comparison *rows = a->compare->rows;
	const struct mw_request *r = mw_trace_request(a);
	/* that it ends otherwise is said of the request already */
	const char *own = rows != NULL && rows->verdict_differs && r != NULL ?
	    r->from : NULL;

	*callers = *requests = 0;
	if (a->mesh->all.n > OBJECTS_MAX)
		return true;
	if (o == NULL)
		return false;
	for (size_t i = 0; i < o->n_sections; i++)
		*callers += callers_changed(&o->section[i], own);
	for (size_t i = 0; i < o->found.n; i++)
		*requests += !is_above(o, o->found.v[i].request);
	return is_done(o);
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
	for (size_t i = 0; i < o->n_sections; i++)
		callers(a, p, &o->section[i]);
	if (o->n_hosts > o->n_sections && o->n_sections > 0)
		mw_page_put(p, MW_ROLE_DIM, "   the changes may concern %zu "
		    "more host%s: see the requests below", o->n_hosts -
		    o->n_sections, mw_str_s(o->n_hosts - o->n_sections));
	n = o->found.n;
	if (!mw_app_page_is_short(a))
		mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Requests made from routes and policies, "
	    "to all hosts: %zu of %zu change%s", n, o->n_witnesses, n == 1
	    ? "s" : "");
	if (o->witness < o->n_witnesses)
		mw_page_add(p, MW_ROLE_DIM, "  (%zu sent)", o->witness);
	why_apart(p, o);
	found(p, o);
}
