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

static bool
same_host(const struct mw_server *a, const struct mw_server *b)
{
	if (strcmp(mw_str_or_empty(a->bind.s), mw_str_or_empty(b->bind.s)) != 0)
		return false;
	for (size_t i = 0; i < a->hosts.n; i++)
		for (size_t k = 0; k < b->hosts.n; k++)
			if (mw_str_eq(a->hosts.v[i].s, b->hosts.v[k].s))
				return true;
	return false;
}

static void
check(struct buckets *b, const struct mw_object *o)
{
	struct mw_arena *a = b->f->arena;
	const struct mw_gateway *g = MW_SPEC(o, gateway);
	const char *text = mw_lint_selector_text(a, &g->selector);
	size_t n = mw_map_count(b->map);
	bool *relevant = MW_NEW_ARRAY(a, bool, n + 1), any = false;

	for (size_t i = 0; i < n; i++) {
		relevant[i] = same_pods(b->f->world, text, &g->selector,
		    mw_map_value(b->map, i));
		any |= relevant[i];
	}
	if (*text != '\0' && !any)	/* it has no server */
		mw_lint_say(b->f, MW_RULE_IST0101, o,
		    mw_lint_selector_node(&g->selector),
		    "Referenced selector not found: \"%s\"", text);
	for (size_t s = 0; s < g->servers.n; s++) {
		const struct mw_server *server = &g->servers.v[s];
		struct mw_lint_words others = { 0 };

		for (size_t i = 0; i < n; i++) {
			const struct bucket *x = mw_map_value(b->map, i);

			if (!relevant[i] || x->port != port_of(server))
				continue;
			for (size_t k = 0; k < x->held.n; k++)
				if (x->held.v[k].o != o && same_host(server,
				    x->held.v[k].server))
					mw_vec_push(a, &others,
					    mw_lint_full_name(a,
					    x->held.v[k].o));
		}
		if (others.n == 0)
			continue;
		mw_lint_sort(&others);
		mw_lint_say(b->f, MW_RULE_IST0145, o, server->node,
		    "Conflict with gateways %s (workload selector %s, port "
		    "%lld, hosts %s).", mw_lint_join(a, &others, ","), text,
		    (long long)port_of(server),
		    mw_lint_join_strings(a, &server->hosts, ","));
	}
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
