/*
 * rule-gateway-conflict.c - Gateways that serve the same host on the same port
 * of the same pods (B13).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

/* What one Gateway has under one selector and port: its last such server. */
struct holding {
	const struct mw_object *o;
	const struct mw_server *server;
};

struct bucket {
	const char *selector;		/* as text */
	const struct mw_string_map *labels;
	int64_t port;
	struct {
		struct holding *v;
		size_t n, cap;
	} held;
};

struct buckets {
	struct mw_map *map;
	struct mw_findings *f;
};

static int64_t
port_of(const struct mw_server *s)
{
	return s->port != NULL ? s->port->number.v : 0;
}

static void
hold(struct buckets *b, const struct mw_object *o, const char *selector,
    const struct mw_server *s)
{
	struct mw_arena *a = b->f->arena;
	const char *key = mw_arena_printf(a, "%s~%lld", selector,
	    (long long)port_of(s));
	struct bucket *x = mw_map_get(b->map, key);
	struct holding h = { o, s };

	if (x == NULL) {
		x = MW_NEW(a, struct bucket);
		x->selector = selector;
		x->labels = &MW_SPEC(o, gateway)->selector;
		x->port = port_of(s);
		mw_map_put(b->map, key, x);
	}
	if (x->held.n > 0 && x->held.v[x->held.n - 1].o == o)
		x->held.v[x->held.n - 1] = h;
	else
		mw_vec_push(a, &x->held, h);
}

/* Some pod is selected by both. */
static bool
share_a_pod(const struct mw_lint_world *w, const struct mw_string_map *a,
    const struct mw_string_map *b)
{
	const struct mw_lint_pods *pods = mw_lint_candidates(w, a);

	for (size_t i = 0; i < pods->n; i++)
		if (mw_labels_match(a, pods->v[i]->labels) &&
		    mw_labels_match(b, pods->v[i]->labels))
			return true;
	return false;
}

static bool
same_pods(const struct mw_lint_world *w, const char *text,
    const struct mw_string_map *labels, const struct bucket *x)
{
	if (strcmp(text, x->selector) == 0)
		return true;
	return (strstr(x->selector, text) != NULL ||
	    strstr(text, x->selector) != NULL) &&
	    share_a_pod(w, labels, x->labels);
}

/* ---- one Gateway against the others ------------------------------------ */

struct turn {
	struct buckets *b;
	const struct mw_object *o;
	const struct mw_server_list *servers;
	struct mw_lint_words *others;	/* one a server: whom it meets */
	bool *added;			/* see meets() */
};

static bool
has_host(const struct mw_server *s, const char *host)
{
	for (size_t i = 0; i < s->hosts.n; i++)
		if (mw_str_eq(s->hosts.v[i].s, host))
			return true;
	return false;
}

static const char *
bind_of(const struct mw_server *s)
{
	return mw_str_or_empty(s->bind.s);
}

/*
 * Server I has a host of THEIRS, with the same bind.  The analyzer adds the
 * hosts of a server that meets nobody to those of the other Gateway, so that
 * two servers of one Gateway with a common host meet there (F2): such hosts
 * count here as well.
 */
static bool
meets(const struct turn *t, size_t i, const struct mw_server *theirs)
{
	const struct mw_server *s = &t->servers->v[i];

	for (size_t h = 0; h < s->hosts.n; h++) {
		const char *host = mw_str_or_empty(s->hosts.v[h].s);
		const struct mw_server *last =
		    has_host(theirs, host) ? theirs : NULL;

		for (size_t k = 0; k < i; k++)
			if (t->added[k] && has_host(&t->servers->v[k], host))
				last = &t->servers->v[k];
		if (last != NULL && strcmp(bind_of(last), bind_of(s)) == 0)
			return true;
	}
	return false;
}

static void
compare(struct turn *t, const struct holding *x, int64_t port)
{
	struct mw_arena *a = t->b->f->arena;

	memset(t->added, 0, t->servers->n * sizeof(*t->added));
	for (size_t i = 0; i < t->servers->n; i++) {
		if (port_of(&t->servers->v[i]) != port)
			continue;
		if (meets(t, i, x->server))
			mw_vec_push(a, &t->others[i],
			    mw_lint_full_name(a, x->o));
		else
			t->added[i] = true;
	}
}

static void
report(struct turn *t, const char *selector)
{
	struct mw_arena *a = t->b->f->arena;

	for (size_t i = 0; i < t->servers->n; i++) {
		const struct mw_server *s = &t->servers->v[i];

		if (t->others[i].n == 0)
			continue;
		mw_lint_sort(&t->others[i]);
		mw_lint_say(t->b->f, MW_RULE_IST0145, t->o, s->node,
		    "Conflict with gateways %s (workload selector %s, port "
		    "%lld, hosts %s).", mw_lint_join(a, &t->others[i], ","),
		    selector, (long long)port_of(s),
		    mw_lint_join_strings(a, &s->hosts, ","));
	}
}

static void
check(struct buckets *b, const struct mw_object *o)
{
	struct mw_arena *a = b->f->arena;
	const struct mw_gateway *g = MW_SPEC(o, gateway);
	const char *text = mw_lint_selector_text(a, &g->selector);
	struct turn t = { .b = b, .o = o, .servers = &g->servers,
		.others = MW_NEW_ARRAY(a, struct mw_lint_words,
		g->servers.n + 1),
		.added = MW_NEW_ARRAY(a, bool, g->servers.n + 1) };
	bool any = false;

	for (size_t i = 0; i < mw_map_count(b->map); i++) {
		const struct bucket *x = mw_map_value(b->map, i);

		if (!same_pods(b->f->world, text, &g->selector, x))
			continue;
		any = true;
		for (size_t k = 0; k < x->held.n; k++)
			if (x->held.v[k].o != o)
				compare(&t, &x->held.v[k], x->port);
	}
	if (*text != '\0' && !any)	/* it has no server */
		mw_lint_say(b->f, MW_RULE_IST0101, o,
		    mw_lint_selector_node(&g->selector),
		    "Referenced selector not found: \"%s\"", text);
	report(&t, text);
}

void
mw_lint_gateway_conflict(struct mw_findings *f)
{
	const struct mw_objects *list = &f->world->of_kind[MW_KIND_GATEWAY];
	struct buckets b = { mw_map_new(f->arena), f };

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_gateway *g = MW_SPEC(list->v[i], gateway);
		const char *text =
		    mw_lint_selector_text(f->arena, &g->selector);

		for (size_t k = 0; k < g->servers.n; k++)
			hold(&b, list->v[i], text, &g->servers.v[k]);
	}
	for (size_t i = 0; i < list->n; i++)
		check(&b, list->v[i]);
}
