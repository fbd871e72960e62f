/*
 * walk-union.c - several earlier routes together leave nothing to a later one.
 *
 * Proved by requests: all that differ in a way that matters to some condition
 * are made and sent through the routes.  For the value of a header that are
 * the texts that conditions name, each of them with something behind it, and
 * something else; of one that may come in several lines also several of these.
 * Two requests with the same answers to all conditions go the same way.
 *
 * Paths are settled before: only a route whose path covers the whole path of
 * the later one can help, for a path may go on in ways that nobody names.
 */
#include "lint/walk.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "envoy/envoy.h"

enum {
	MAX_ROUTES = 60,
	MAX_CONDITIONS = 60,	/* on one header */
	MAX_LINES = 7,		/* kinds of lines of one header */
	MAX_REQUESTS = 5000
};

/* What a request says of one header or parameter: lines, none when absent. */
struct option {
	const char *lines[MAX_LINES];
	size_t n;
};

struct aspect {
	const char *name;
	bool query;
	struct {		/* texts that conditions name */
		const char **v;
		size_t n, cap;
	} texts;
	const struct mw_matcher *conditions[MAX_CONDITIONS];
	size_t n_conditions;
	bool counts;		/* more lines may do harm to an earlier route */
	size_t wanted;		/* conditions of the later one that want a line */
	struct option *options;
	size_t n, at;
};

struct proof {
	struct mw_walk *w;
	struct mw_arena *arena;
	struct mw_route_entry *earlier;		/* as far as it matters */
	const struct mw_route_entry **whole;	/* what they are of */
	size_t n;
	struct mw_route_entry later;
	struct {
		struct aspect *v;
		size_t n, cap;
	} aspects;
	bool *used;
};

/* ---- conditions --------------------------------------------------------- */

static bool
is_pseudo(const char *name)
{
	return name[0] == ':';
}

/* Nothing can be said of it. */
static bool
is_hard(struct mw_arena *a, const char *name, const struct mw_matcher *m)
{
	struct mw_walk_words words = { 0 };

	if (m->ignore_case || strcmp(name, ":path") == 0 ||
	    strcmp(name, "host") == 0)
		return true;
	switch (m->kind) {
	case MW_MATCH_EXACT:
	case MW_MATCH_PREFIX:
		return m->text == NULL;
	case MW_MATCH_PRESENT:
		return false;
	case MW_MATCH_REGEX:
		return m->regex == NULL || !mw_walk_words(a,
		    mw_regex_pattern(m->regex), &words);
	default:
		return true;
	}
}

static bool
has_hard(struct mw_arena *a, const struct mw_route_entry *r)
{
	for (size_t i = 0; i < r->n_headers; i++)
		if (is_hard(a, r->headers[i].name, &r->headers[i].value))
			return true;
	for (size_t i = 0; i < r->n_query; i++)
		if (is_hard(a, "", &r->query[i].value))
			return true;
	return false;
}

/* Without the hard ones R takes more: whoever has that has R as well. */
static void
relax(struct proof *p, const struct mw_route_entry *r)
{
	struct mw_header_match *headers = MW_NEW_ARRAY(p->arena,
	    struct mw_header_match, r->n_headers + 1);
	struct mw_query_match *query = MW_NEW_ARRAY(p->arena,
	    struct mw_query_match, r->n_query + 1);
	struct mw_route_entry *x = &p->later;

	*x = *r;
	x->headers = headers;
	x->query = query;
	x->n_headers = x->n_query = x->n_claims = 0;
	for (size_t i = 0; i < r->n_headers; i++)
		if (!is_hard(p->arena, r->headers[i].name,
		    &r->headers[i].value))
			headers[x->n_headers++] = r->headers[i];
	for (size_t i = 0; i < r->n_query; i++)
		if (!is_hard(p->arena, "", &r->query[i].value))
			query[x->n_query++] = r->query[i];
}

/* Paths are settled: any will do. */
static void
forget_path(struct mw_route_entry *r)
{
	r->path_kind = MW_PATH_PREFIX;
	r->path = "/";
	r->path_len = 1;
	r->path_regex = NULL;
	r->ignore_case = false;
}

/* ---- aspects ------------------------------------------------------------ */

static struct aspect *
aspect(struct proof *p, const char *name, bool query)
{
	struct aspect x = { .name = name, .query = query };

	for (size_t i = 0; i < p->aspects.n; i++)
		if (p->aspects.v[i].query == query &&
		    strcmp(p->aspects.v[i].name, name) == 0)
			return &p->aspects.v[i];
	mw_vec_push(p->arena, &p->aspects, x);
	return &p->aspects.v[p->aspects.n - 1];
}

static bool
add_condition(struct proof *p, struct aspect *a, const struct mw_matcher *m)
{
	struct mw_walk_words words = { 0 };

	if (a->n_conditions == MAX_CONDITIONS)
		return false;
	a->conditions[a->n_conditions++] = m;
	if (m->kind == MW_MATCH_REGEX)
		(void)mw_walk_words(p->arena, mw_regex_pattern(m->regex),
		    &words);
	else if (m->kind != MW_MATCH_PRESENT)
		mw_vec_push(p->arena, &a->texts, m->text);
	for (size_t i = 0; i < words.n; i++)
		mw_vec_push(p->arena, &a->texts, words.v[i].text);
	return true;
}

static bool
add_conditions(struct proof *p, const struct mw_route_entry *r, bool later)
{
	for (size_t i = 0; i < r->n_headers; i++) {
		const struct mw_header_match *h = &r->headers[i];
		struct aspect *a = aspect(p, h->name, false);

		if (!add_condition(p, a, &h->value))
			return false;
		a->counts = a->counts || h->missing_as_empty ||
		    (!later && h->invert);
		/* "not x" wants a line, but for "not there" */
		a->wanted += later && !(h->invert &&
		    h->value.kind == MW_MATCH_PRESENT);
	}
	for (size_t i = 0; i < r->n_query; i++)
		if (!add_condition(p, aspect(p, r->query[i].name, true),
		    &r->query[i].value))
			return false;
	return true;
}

/* A character that no text has. */
static char
fresh(const struct aspect *a)
{
	for (const char *c = "zqxjkvwZQXJKVW0123456789"; *c != '\0'; c++) {
		bool used = false;

		for (size_t i = 0; i < a->texts.n; i++)
			used = used || strchr(a->texts.v[i], *c) != NULL;
		if (!used)
			return *c;
	}
	return '\0';
}

/* Which conditions S fits. */
static uint64_t
answers(const struct aspect *a, const char *s)
{
	uint64_t all = 0;

	for (size_t i = 0; i < a->n_conditions; i++)
		all |= (uint64_t)mw_matcher_test(a->conditions[i], s,
		    strlen(s)) << i;
	return all;
}

struct kinds {
	const char *v[MAX_LINES];
	uint64_t answers[MAX_LINES];
	size_t n;
	bool full;
};

static void
add_kind(const struct aspect *a, struct kinds *k, const char *s)
{
	uint64_t x = answers(a, s);

	for (size_t i = 0; i < k->n; i++)
		if (k->answers[i] == x)
			return;
	if (k->n == MAX_LINES) {
		k->full = true;
		return;
	}
	k->answers[k->n] = x;
	k->v[k->n++] = s;
}

static bool
can_be_sent(const struct aspect *a, const char *s)
{
	return !a->query || strpbrk(s, "&#") == NULL;
}

/* The kinds of lines that conditions tell apart. */
static bool
find_kinds(struct proof *p, const struct aspect *a, struct kinds *k)
{
	char other[2] = { fresh(a), '\0' };

	if (other[0] == '\0')
		return false;
	add_kind(a, k, mw_arena_strdup(p->arena, other));
	add_kind(a, k, "");
	for (size_t i = 0; i < a->texts.n; i++) {
		if (!can_be_sent(a, a->texts.v[i]))
			continue;
		add_kind(a, k, a->texts.v[i]);
		add_kind(a, k, mw_arena_printf(p->arena, "%s%s",
		    a->texts.v[i], other));
	}
	return !k->full;
}

static void
add_option(struct aspect *a, const struct kinds *k, unsigned which)
{
	struct option *o = &a->options[a->n++];

	for (size_t i = 0; i < k->n; i++)
		if ((which >> i & 1) != 0)
			o->lines[o->n++] = k->v[i];
}

static size_t
count_bits(unsigned x)
{
	size_t n = 0;

	for (; x != 0; x &= x - 1)
		n++;
	return n;
}

/*
 * A pseudo header has one line, a parameter one or none.  Other headers may
 * have any number; where a further line cannot hinder an earlier route, as
 * few as the later one wants are enough: what takes these takes more.
 */
static bool
make_options(struct proof *p, struct aspect *a)
{
	struct kinds k = { .n = 0 };
	size_t most;

	if (!find_kinds(p, a, &k))
		return false;
	a->options = MW_NEW_ARRAY(p->arena, struct option, 1u << k.n);
	most = a->counts ? k.n : a->wanted;
	if (a->query || is_pseudo(a->name))
		most = 1;
	for (unsigned i = 0; i < 1u << k.n; i++)
		if (count_bits(i) <= most && (i != 0 || !is_pseudo(a->name)))
			add_option(a, &k, i);
	return true;
}

/* ---- requests ----------------------------------------------------------- */

static void
put_aspect(struct proof *p, const struct aspect *a, struct mw_http *rq)
{
	const struct option *o = &a->options[a->at];

	if (a->query && o->n > 0)
		rq->path = mw_arena_printf(p->arena, "%s%c%s=%s", rq->path,
		    strchr(rq->path, '?') != NULL ? '&' : '?', a->name,
		    o->lines[0]);
	else if (strcmp(a->name, ":method") == 0)
		rq->method = o->lines[0];
	else if (strcmp(a->name, ":authority") == 0)
		rq->authority = o->lines[0];
	else if (strcmp(a->name, ":scheme") == 0)
		rq->scheme = o->lines[0];
	else if (!a->query)
		for (size_t i = 0; i < o->n; i++)
			mw_header_add(&rq->headers, p->arena, a->name,
			    o->lines[i]);
}

/* The next request; false after the last. */
static bool
next(struct proof *p)
{
	for (size_t i = 0; i < p->aspects.n; i++) {
		if (++p->aspects.v[i].at < p->aspects.v[i].n)
			return true;
		p->aspects.v[i].at = 0;
	}
	return false;
}

/* False when it is the later route that takes the request. */
static bool
send(struct proof *p)
{
	struct mw_http rq = { .method = "GET", .scheme = "http",
		.authority = "host", .path = "/" };
	const struct mw_virtual_host last = { .routes = &p->later,
		.n_routes = 1 };
	const struct mw_virtual_host first = { .routes = p->earlier,
		.n_routes = p->n };
	const struct mw_route_entry *by;

	for (size_t i = 0; i < p->aspects.n; i++)
		put_aspect(p, &p->aspects.v[i], &rq);
	if (mw_route_match(&last, &rq, NULL, p->arena, NULL) == NULL)
		return true;
	by = mw_route_match(&first, &rq, NULL, p->arena, NULL);
	if (by == NULL)
		return false;
	p->used[by - p->earlier] = true;
	return true;
}

static bool
prepare(struct proof *p)
{
	size_t requests = 1;

	if (!add_conditions(p, &p->later, true))
		return false;
	for (size_t i = 0; i < p->n; i++)
		if (!add_conditions(p, &p->earlier[i], false))
			return false;
	for (size_t i = 0; i < p->aspects.n; i++) {
		struct aspect *a = &p->aspects.v[i];

		if ((a->query && strpbrk(a->name, "&=#") != NULL) ||
		    !make_options(p, a))
			return false;
		requests *= a->n;
		if (requests > MAX_REQUESTS)
			return false;
	}
	return true;
}

static bool
prove(struct proof *p)
{
	if (!prepare(p))
		return false;
	do {
		size_t cost = p->n + 1;

		if (p->w->budget < cost)
			return false;
		p->w->budget -= cost;
		if (!send(p))
			return false;
	} while (next(p));
	return true;
}

/* ---- a route of one path ------------------------------------------------ */

static bool
is_listed(const struct mw_walk_routes *list, const struct mw_route_entry *r)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == r)
			return true;
	return false;
}

/* Nothing hinders the rest from fitting all of its conditions. */
static bool
is_sure_to_fit(const struct mw_route_entry *r)
{
	for (size_t i = 0; i < r->n_headers; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(r->headers[i].name, r->headers[k].name) ==
			    0)
				return false;
	for (size_t i = 0; i < r->n_query; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(r->query[i].name, r->query[k].name) == 0)
				return false;
	return true;
}

static bool
has_whole(struct mw_walk *w, struct mw_arena *arena,
    const struct mw_walk_routes *earlier, const struct mw_route_entry *r,
    struct mw_walk_routes *by)
{
	struct proof p = { .w = w, .arena = arena };
	bool yes;

	p.earlier = MW_NEW_ARRAY(arena, struct mw_route_entry,
	    earlier->n + 1);
	p.whole = MW_NEW_ARRAY(arena, const struct mw_route_entry *,
	    earlier->n + 1);
	for (size_t i = 0; i < earlier->n; i++) {
		struct mw_route_entry *x = &p.earlier[p.n];

		if (!mw_walk_reduce(arena, earlier->v[i], r, x) ||
		    has_hard(arena, x))
			continue;
		forget_path(x);
		p.whole[p.n++] = earlier->v[i];
	}
	if (p.n == 0 && is_sure_to_fit(r))
		return false;
	relax(&p, r);
	forget_path(&p.later);
	p.used = MW_NEW_ARRAY(arena, bool, p.n + 1);
	yes = prove(&p);
	for (size_t i = 0; yes && i < p.n; i++)
		if (p.used[i] && !is_listed(by, p.whole[i]))
			mw_vec_push(w->arena, by, p.whole[i]);
	return yes;
}

/* ---- all ---------------------------------------------------------------- */

/* A path begins with a slash, or is that of "OPTIONS *". */
static bool
is_no_path(const struct mw_route_entry *r)
{
	if (r->path_len == 0)
		return r->path_kind != MW_PATH_PREFIX;
	return r->path[0] != '/' && r->path[0] != '*';
}

bool
mw_walk_union(struct mw_walk *w, const struct mw_walk_routes *earlier,
    const struct mw_route_entry *r, struct mw_walk_routes *by)
{
	struct mw_arena *arena;
	struct mw_walk_words paths = { 0 };
	bool yes = true;

	by->n = 0;
	if (earlier->n > MAX_ROUTES || r->path == NULL ||
	    (r->path_kind == MW_PATH_REGEX && r->path_regex == NULL))
		return false;
	if (r->path_kind != MW_PATH_REGEX && is_no_path(r))
		return true;
	if (r->path_kind != MW_PATH_REGEX && earlier->n == 0 &&
	    is_sure_to_fit(r))
		return false;		/* most of them */
	arena = mw_arena_new();
	if (r->path_kind != MW_PATH_REGEX ||
	    !mw_walk_words(arena, r->path, &paths)) {
		paths.n = 0;
		yes = has_whole(w, arena, earlier, r, by);
	}
	/* a few paths: each of them */
	for (size_t i = 0; yes && i < paths.n; i++) {
		struct mw_route_entry one = *r;

		one.path = paths.v[i].text;
		one.path_len = strlen(one.path);
		one.path_kind = paths.v[i].open ? MW_PATH_PREFIX
		    : MW_PATH_EXACT;
		one.path_regex = NULL;
		yes = is_no_path(&one) ||
		    has_whole(w, arena, earlier, &one, by);
	}
	mw_arena_free(arena);
	return yes;
}
