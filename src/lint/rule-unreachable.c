/*
 * rule-unreachable.c - route rules that are never reached, and matches that
 * earlier ones have taken (B49-B51).
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

/* ---- equal matches ----------------------------------------------------- */

static int
by_key(const void *x, const void *y)
{
	const struct mw_node *const *a = x, *const *b = y;

	return strcmp(mw_node_key(*a), mw_node_key(*b));
}

/* source_labels and sourceLabels are one name. */
static void
put_key(struct mw_buf *b, const char *key)
{
	for (; *key != '\0'; key++) {
		if (key[0] == '_' && key[1] >= 'a' && key[1] <= 'z') {
			key++;
			mw_buf_addc(b, (char)(*key - 'a' + 'A'));
		} else {
			mw_buf_addc(b, *key);
		}
	}
	mw_buf_addc(b, ':');
}

/* A field of a match that says nothing is as good as none. */
static bool
says_nothing(const struct mw_node *n)
{
	switch (mw_node_kind(n)) {
	case MW_NODE_NULL:
		return true;
	case MW_NODE_BOOL:
		return !mw_node_bool(n);
	case MW_NODE_INT:
		return mw_node_int(n) == 0;
	case MW_NODE_STRING:
		return mw_node_len(n) == 0;
	case MW_NODE_LIST:
		return mw_node_count(n) == 0;
	default:
		return mw_node_count(n) == 0 &&
		    strcmp(mw_str_or_empty(mw_node_key(n)), "uri") != 0;
	}
}

enum { DEPTH = 8 };

/* Text that is the same for equal values.  LEVEL 0 is the match itself, whose
 * name does not count. */
static void
canonical(struct mw_arena *a, struct mw_buf *b, const struct mw_node *n,
    int level)
{
	size_t count = mw_node_count(n), used = 0;
	const struct mw_node **list;

	if (!mw_node_is(n, MW_NODE_MAP) && !mw_node_is(n, MW_NODE_LIST)) {
		mw_buf_printf(b, "%zu\"%s\"", mw_node_len(n),
		    mw_str_or_empty(mw_node_text(n)));
		return;
	}
	list = MW_NEW_ARRAY(a, const struct mw_node *, count + 1);
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c))
		if (level > 0 || (!says_nothing(c) &&
		    strcmp(mw_node_key(c), "name") != 0))
			list[used++] = c;
	if (mw_node_is(n, MW_NODE_MAP) && used > 1)
		qsort(list, used, sizeof(*list), by_key);
	mw_buf_addc(b, '{');
	for (size_t i = 0; i < used && level < DEPTH; i++) {
		if (mw_node_key(list[i]) != NULL)
			put_key(b, mw_node_key(list[i]));
		canonical(a, b, list[i], level + 1);
		mw_buf_addc(b, ',');
	}
	mw_buf_addc(b, '}');
}

/* ---- one list of rules ------------------------------------------------- */

/* A rule of whatever list. */
struct rule {
	const char *title;		/* "#1", or its name in quotes */
	const struct mw_node *node;
	const struct mw_node *const *matches;
	size_t n;
	const struct mw_http_match *http;	/* the same, or NULL */
};

/* A match by prefix that is left to be compared. */
struct prefix {
	const struct rule *rule;
	const struct mw_http_match *m;
	const char *title;
};

struct state {
	struct mw_findings *f;
	const struct mw_object *o;
	struct mw_map *seen;		/* canonical text: rule */
	struct {
		struct prefix *v;
		size_t n, cap;
	} prefixes;
};

static const char *
title(struct mw_arena *a, const char *name, size_t index)
{
	return mw_str_empty(name) ? mw_arena_printf(a, "#%zu", index)
	    : mw_arena_printf(a, "\"%s\"", name);
}

static void
unreachable(struct state *s, const struct rule *r, const struct mw_node *node,
    const char *why)
{
	mw_lint_say(s->f, MW_RULE_IST0130, s->o, node, "VirtualService rule "
	    "%s not used (%s).", r->title, why);
}

static void
ineffective(struct state *s, const struct rule *r, const struct mw_node *node,
    const char *match, const char *other)
{
	mw_lint_say(s->f, MW_RULE_IST0131, s->o, node, "VirtualService rule "
	    "%s match %s is not used (duplicate/overlapping match in rule "
	    "%s).", r->title, match, other);
}

/* True when an earlier match is equal. */
static bool
repeats(struct state *s, const struct rule *r, size_t i)
{
	struct mw_arena *a = s->f->arena;
	union {
		const struct rule *in;
		void *out;
	} u = { r };
	struct mw_buf b = { 0 };
	const struct rule *before;
	const char *name = title(a, r->http != NULL ? r->http[i].name.s : NULL,
	    i);

	canonical(a, &b, r->matches[i], 0);
	before = mw_map_get(s->seen, mw_buf_text(&b));
	if (before == NULL)
		mw_map_put(s->seen, mw_buf_text(&b), u.out);
	mw_buf_release(&b);
	if (before != NULL) {
		ineffective(s, r, r->matches[i], name, before->title);
		return true;
	}
	if (r->http != NULL && r->http[i].uri != NULL &&
	    !mw_str_empty(r->http[i].uri->prefix.s)) {
		struct prefix x = { r, &r->http[i], name };

		mw_vec_push(a, &s->prefixes, x);
	}
	return false;
}

static void
check_rules(struct state *s, const struct rule *rules, size_t n)
{
	bool all_taken = false;

	s->seen = mw_map_new(s->f->arena);
	for (size_t i = 0; i < n; i++) {
		const struct rule *r = &rules[i];
		size_t repeated = 0;

		if (r->n == 0) {
			if (all_taken)
				unreachable(s, r, r->node, "only the last rule "
				    "can have no matches");
			all_taken = true;
			continue;
		}
		for (size_t k = 0; k < r->n; k++) {
			if (all_taken)
				unreachable(s, r, r->matches[k], "route "
				    "without matches defined before");
			else
				repeated += repeats(s, r, k);
		}
		if (repeated == r->n)
			unreachable(s, r, r->node, "all matches used by prior "
			    "rules");
	}
}

/* ---- prefixes that cover others (B51) ---------------------------------- */

/* One way to write what is compared: "exact:v", "prefix:v" or nothing. */
struct word {
	const char *kind, *text;
};

static struct word
word_of(const struct mw_string_match *m, const char *default_exact)
{
	if (m != NULL && !mw_str_empty(m->exact.s))
		return (struct word){ "exact:", m->exact.s };
	if (m != NULL && !mw_str_empty(m->prefix.s))
		return (struct word){ "prefix:", m->prefix.s };
	if (default_exact != NULL)
		return (struct word){ "exact:", default_exact };
	return (struct word){ "", "" };
}

/* A, the earlier, begins with B: the direction that Istio compares in. */
static bool
begins_with(struct word a, struct word b)
{
	return *b.kind == '\0' || (strcmp(a.kind, b.kind) == 0 &&
	    mw_str_has_prefix(a.text, b.text));
}

static bool
maps_agree(const struct mw_string_match_map *a,
    const struct mw_string_match_map *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		size_t k = 0;

		while (k < b->n && !mw_str_eq(a->v[i].key.s, b->v[k].key.s))
			k++;
		if (k == b->n || !begins_with(word_of(&a->v[i].value, NULL),
		    word_of(&b->v[k].value, NULL)))
			return false;
	}
	return true;
}

static bool
covers(const struct mw_http_match *a, const struct mw_http_match *b)
{
	return mw_str_has_prefix(b->uri->prefix.s, a->uri->prefix.s) &&
	    a->port.v == b->port.v &&
	    begins_with(word_of(a->method, "GET"), word_of(b->method, "GET")) &&
	    begins_with(word_of(a->authority, NULL),
	    word_of(b->authority, NULL)) &&
	    maps_agree(&a->headers, &b->headers) &&
	    maps_agree(&a->query_params, &b->query_params) &&
	    maps_agree(&a->without_headers, &b->without_headers);
}

static void
check_prefixes(struct state *s)
{
	struct mw_arena *a = s->f->arena;

	for (size_t i = 0; i < s->prefixes.n; i++)
		for (size_t k = i + 1; k < s->prefixes.n; k++) {
			const struct prefix *x = &s->prefixes.v[i];
			const struct prefix *y = &s->prefixes.v[k];

			if (strcmp(x->m->uri->prefix.s, y->m->uri->prefix.s) ==
			    0 || !covers(x->m, y->m))
				continue;
			ineffective(s, y->rule, y->m->uri->prefix.node,
			    mw_arena_printf(a, "%s of prefix %s", y->title,
			    y->m->uri->prefix.s),
			    mw_arena_printf(a, "%s of prefix %s on %s",
			    x->title, x->m->uri->prefix.s, x->rule->title));
		}
}

/* ---- the three lists --------------------------------------------------- */

static struct rule
new_rule(struct mw_arena *a, const char *name, size_t index,
    const struct mw_node *node, const struct mw_node *list, size_t n)
{
	const struct mw_node **m =
	    MW_NEW_ARRAY(a, const struct mw_node *, n + 1);
	struct rule r = { .title = title(a, name, index), .node = node,
		.matches = m };

	for (const struct mw_node *c = mw_node_first(list); c != NULL &&
	    r.n < n; c = mw_node_next(c))
		m[r.n++] = c;
	return r;
}

static void
check(struct mw_findings *f, const struct mw_object *o)
{
	struct mw_arena *a = f->arena;
	const struct mw_virtual_service *vs = MW_SPEC(o, virtual_service);
	struct state s = { .f = f, .o = o };
	struct rule *r;

	r = MW_NEW_ARRAY(a, struct rule, vs->http.n + 1);
	for (size_t i = 0; i < vs->http.n; i++) {
		const struct mw_http_route *x = &vs->http.v[i];

		r[i] = new_rule(a, x->name.s, i, x->node, x->match.node,
		    x->match.n);
		r[i].http = x->match.v;
	}
	check_rules(&s, r, vs->http.n);
	check_prefixes(&s);
	r = MW_NEW_ARRAY(a, struct rule, vs->tcp.n + 1);
	for (size_t i = 0; i < vs->tcp.n; i++)
		r[i] = new_rule(a, NULL, i, vs->tcp.v[i].node,
		    vs->tcp.v[i].match.node, vs->tcp.v[i].match.n);
	check_rules(&s, r, vs->tcp.n);
	r = MW_NEW_ARRAY(a, struct rule, vs->tls.n + 1);
	for (size_t i = 0; i < vs->tls.n; i++)
		r[i] = new_rule(a, NULL, i, vs->tls.v[i].node,
		    vs->tls.v[i].match.node, vs->tls.v[i].match.n);
	check_rules(&s, r, vs->tls.n);
}

static void *
begin(struct mw_findings *f, size_t *n)
{
	*n = f->world->of_kind[MW_KIND_VIRTUAL_SERVICE].n;
	return NULL;
}

static bool
step(struct mw_findings *f, void *state, size_t i)
{
	(void)state;
	check(f, f->world->of_kind[MW_KIND_VIRTUAL_SERVICE].v[i]);
	return true;
}

const struct mw_lint_steps mw_lint_unreachable_steps = { "VirtualServices",
	begin, step, NULL };
