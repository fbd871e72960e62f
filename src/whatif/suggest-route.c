/*
 * suggest-route.c - no route takes the request, or one that ends it does: the
 * routes that nearly take it are made to, one more is added, what answers in
 * the place of the destination goes, or the VirtualService that lost its host
 * to another one gets its routes there.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/secret.h"
#include "whatif/near.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

enum {
	ROUTES_MAX = 64,	/* of a virtual host that are looked at */
	NEAR_MAX = 4,		/* that are changed */
	LOSERS_MAX = 2
};

/* A clause of a route that the request does not meet. */
struct clause {
	const struct mw_node *node;	/* in its match */
	const char *flow;		/* that it would meet; NULL: none */
};

struct form;

struct nearly {
	const struct mw_route_entry *route;
	const struct form *form;
	const struct mw_node *match;	/* one of its list of them */
	struct clause clauses[MW_NEAR_CLAUSES];
	size_t n;
};

/* How a kind writes its routes. */
static const struct form {
	enum mw_kind kind;
	const char *routes, *matches, *path, *to;
} forms[] = {
	{ MW_KIND_VIRTUAL_SERVICE, "spec.http", "match", "uri", "route" },
	{ MW_KIND_K8S_HTTP_ROUTE, "spec.rules", "matches", "path",
	    "backendRefs" },
	{ MW_KIND_K8S_GRPC_ROUTE, "spec.rules", "matches", "method",
	    "backendRefs" },
};

/* NULL: it has none, or cannot be changed. */
static const struct form *
form_of(const struct mw_object *o)
{
	for (size_t i = 0; mw_candidate_can(o) && i < MW_LEN(forms); i++) {
		if (forms[i].kind == o->kind)
			return &forms[i];
	}
	return NULL;
}

/* ---- clauses ------------------------------------------------------------- */

static bool
holds(const struct mw_node *n, const struct mw_node *inner, int depth)
{
	if (n == inner)
		return true;
	for (const struct mw_node *k = mw_node_first(n); k != NULL && depth <
	     8; k = mw_node_next(k)) {
		if (holds(k, inner, depth + 1))
			return true;
	}
	return false;
}

/* The condition that INNER is in: a key of the match, or of a map in it. */
static const struct mw_node *
condition(const struct mw_node *match, const struct mw_node *inner)
{
	static const char *const maps[] = { "headers", "withoutHeaders",
		"queryParams" };

	for (size_t i = 0; inner != NULL && i < MW_LEN(maps); i++) {
		const struct mw_node *map = mw_node_get(match, maps[i]);

		for (const struct mw_node *k = mw_node_first(map); k != NULL;
		     k = mw_node_next(k)) {
			if (holds(k, inner, 0))
				return k;
		}
	}
	for (const struct mw_node *k = mw_node_first(match); inner != NULL &&
	     k != NULL; k = mw_node_next(k)) {
		if (holds(k, inner, 0))
			return k;
	}
	return NULL;
}

static void
fails(struct nearly *x, const struct mw_node *node, const char *flow)
{
	x->clauses[x->n++] = (struct clause){ node, flow };
}

/* "/admin" of "/admin?x=1" */
static const char *
path_of(const struct mw_reasons *c)
{
	const char *path = c->hop->http->upstream.path;

	return mw_arena_text(c->arena, path, strcspn(path, "?#"));
}

/* The path of the request, as its kind has it. */
static const char *
path_flow(const struct mw_reasons *c, const struct nearly *x)
{
	const char *path = path_of(c), *method = strchr(path + (*path != '\0'),
	    '/');
	bool exact = x->route->path_kind == MW_PATH_EXACT;

	switch (x->form->kind) {
	case MW_KIND_K8S_HTTP_ROUTE:
		return mw_arena_printf(c->arena, "{type: %s, value: %s}",
		    exact ? "Exact" : "PathPrefix", mw_lay_string(c->arena,
		    path));
	case MW_KIND_K8S_GRPC_ROUTE:
		return *path != '/' || method == NULL || method[1] == '\0' ?
		    NULL : mw_arena_printf(c->arena, "{service: %s, method: "
		    "%s}", mw_lay_string(c->arena, mw_arena_text(c->arena,
		    path + 1, (size_t)(method - path - 1))),
		    mw_lay_string(c->arena, method + 1));
	default:
		return mw_arena_printf(c->arena, "{%s: %s}", exact ? "exact" :
		    "prefix", mw_lay_string(c->arena, path));
	}
}

/* What the request has for a header of a match, as YAML; NULL: not to be
 * written down, or nothing. */
static const char *
value_of(const struct mw_reasons *c, const struct nearly *x, const char *name)
{
	const struct mw_http *r = &c->hop->http->upstream;
	const char *v = mw_header_get(&r->headers, name);

	if (mw_str_eq(name, ":method"))
		v = r->method;
	else if (mw_str_eq(name, ":authority"))
		v = r->authority;
	if (mw_str_empty(v) || mw_secret_header(NULL, name))
		return NULL;
	v = mw_lay_string(c->arena, v);
	if (x->form->kind == MW_KIND_VIRTUAL_SERVICE)
		return mw_arena_printf(c->arena, "{exact: %s}", v);
	return name[0] == ':' ? v : mw_arena_printf(c->arena,
	    "{name: %s, value: %s}", mw_lay_string(c->arena, name), v);
}

/* What of the match there is in the way. */
static void
look(const struct mw_reasons *c, struct nearly *x)
{
	struct mw_near near;

	mw_near_look(c->hop, x->route, c->arena, &near);
	if (near.n > MW_NEAR_CLAUSES)
		return;
	if (near.path)
		fails(x, mw_node_get(x->match, x->form->path),
		    path_flow(c, x));
	for (size_t i = 0; i < near.n_headers; i++) {
		const struct mw_header_match *h = near.headers[i];

		fails(x, condition(x->match, h->value.node != NULL ?
		    h->value.node : h->origin.node), h->invert ? NULL :
		    value_of(c, x, h->name));
	}
	for (size_t i = 0; i < near.n_query; i++)
		fails(x, condition(x->match, near.query[i]->origin.node),
		    NULL);
	for (size_t i = 0; i < near.n_claims; i++)
		fails(x, condition(x->match, near.claims[i]->origin.node),
		    NULL);
}

/* ---- routes that nearly take it ------------------------------------------ */

/* The routes of the virtual host with what each lacks, the nearest first. */
static size_t
nearest(const struct mw_reasons *c, struct nearly *out)
{
	const struct mw_virtual_host *vh = c->vhost;
	size_t n = 0;

	for (size_t i = 0; i < vh->n_routes && i < ROUTES_MAX; i++) {
		struct nearly x = { .route = &vh->routes[i] };
		size_t at = n;

		x.match = x.route->match_origin.node;
		x.form = form_of(x.route->origin.object);
		if (x.form == NULL || !mw_node_is(x.match, MW_NODE_MAP))
			continue;
		look(c, &x);
		if (x.n == 0)
			continue;
		while (at > 0 && out[at - 1].n > x.n)
			at--;
		if (at == NEAR_MAX)
			continue;
		if (n < NEAR_MAX)
			n++;
		memmove(&out[at + 1], &out[at], (n - 1 - at) * sizeof(*out));
		out[at] = x;
	}
	return n;
}

static const struct mw_node *
rule_of(const struct nearly *x)
{
	return x->route->origin.node;
}

/* NODE, or the list or map of the match that it is all of. */
static const struct mw_node *
whole(const struct mw_node *match, const struct mw_node *node)
{
	for (const struct mw_node *k = mw_node_first(match); k != NULL; k =
	     mw_node_next(k)) {
		if (mw_node_count(k) == 1 && mw_node_first(k) == node)
			return k;
	}
	return node;
}

/* One more match for the route: as the one that lost, for this request. */
static void
add_match(const struct mw_reasons *c, const struct nearly *x, size_t rank)
{
	const struct mw_object *o = x->route->origin.object;
	const struct mw_node *list = mw_node_get(rule_of(x), x->form->matches);
	struct mw_copy_rule rules[MW_NEAR_CLAUSES + 1];
	struct mw_lay_edits e = { .arena = c->arena };
	struct mw_buf flow = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++) {
		if (x->clauses[i].node == NULL)
			return;
		rules[n++] = (struct mw_copy_rule){ x->clauses[i].flow == NULL
			? whole(x->match, x->clauses[i].node)
			: x->clauses[i].node, x->clauses[i].flow };
	}
	rules[n++] = (struct mw_copy_rule){ mw_node_get(x->match, "name"),
		NULL };
	mw_node_flow(x->match, rules, n, c->arena, &flow);
	/* a match that asks for nothing is no longer one more */
	if (strstr(mw_buf_text(&flow), "{}") == NULL && mw_item_insert(&e, o,
	    list, SIZE_MAX, mw_buf_text(&flow)))
		mw_candidate_edits(c, o, &e, 10 + rank, mw_arena_printf(
		    c->arena, "add %s to %s", mw_buf_text(&flow),
		    mw_candidate_path(c, o, list)));
	mw_buf_release(&flow);
}

/* Without what it asks for in vain. */
static void
loosen(const struct mw_reasons *c, const struct nearly *x, size_t rank)
{
	const struct mw_object *o = x->route->origin.object;
	struct mw_lay_edits e = { .arena = c->arena };
	struct mw_buf words = { 0 };
	bool done = x->n < 3;

	for (size_t i = 0; i < x->n && done; i++) {
		done = x->clauses[i].node != NULL && mw_node_drop(&e, o,
		    x->clauses[i].node);
		if (done)
			mw_buf_printf(&words, "%s%s", i > 0 ? " and " :
			    "take ", mw_candidate_path(c, o,
			    x->clauses[i].node));
	}
	mw_buf_adds(&words, " away");
	if (done)
		mw_candidate_edits(c, o, &e, 10 * x->n + 5 + rank,
		    mw_buf_text(&words));
	mw_buf_release(&words);
}

/* ---- one route more ------------------------------------------------------ */

/* The last rule of the list that goes somewhere, but BUT; KEY is where. */
static const struct mw_node *
last_route(const struct mw_node *list, const char *key,
    const struct mw_node *but)
{
	const struct mw_node *last = NULL;

	for (const struct mw_node *k = mw_node_first(list); k != NULL; k =
	     mw_node_next(k)) {
		if (k != but && mw_node_get(k, key) != NULL)
			last = mw_node_get(k, key);
	}
	return last;
}

static const char *
host_of(const struct mw_node *route)
{
	const char *host = mw_node_text(mw_node_find(route,
	    "[0].destination.host"));

	return host != NULL ? host : mw_str_or_empty(mw_node_text(
	    mw_node_find(route, "[0].name")));
}

static void
add_route(const struct mw_reasons *c)
{
	const struct mw_object *o = c->vhost->origin.object;
	const struct form *form = form_of(o);
	const struct mw_node *list, *route;
	struct mw_lay_edits e = { .arena = c->arena };
	struct mw_buf flow = { 0 };

	if (form == NULL)
		return;
	list = mw_node_find(o->root, form->routes);
	route = last_route(list, form->to, NULL);
	if (route == NULL)
		return;
	mw_buf_printf(&flow, "{%s: ", form->to);
	mw_node_flow(route, NULL, 0, c->arena, &flow);
	mw_buf_addc(&flow, '}');
	if (mw_item_insert(&e, o, list, SIZE_MAX, mw_buf_text(&flow)))
		mw_candidate_edits(c, o, &e, 17, mw_arena_printf(c->arena,
		    "add a %s without match to the end of %s, to %s",
		    form->kind == MW_KIND_VIRTUAL_SERVICE ? "route" : "rule",
		    form->routes, host_of(route)));
	mw_buf_release(&flow);
}

/* ---- what answers itself ------------------------------------------------- */

static void
no_fault(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *rule)
{
	const struct mw_node *fault = mw_node_get(rule, "fault");
	const struct mw_node *abort = mw_node_get(fault, "abort");
	const struct mw_node *share = mw_node_find(abort, "percentage.value");

	if (abort == NULL)
		return;
	if (share != NULL)
		mw_candidate_set(c, o, share, "0", 10);
	mw_candidate_drop(c, o, mw_node_count(fault) > 1 ? abort : fault, 11);
}

/* To where the other rules lead, else to the host itself. */
static void
no_answer(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *rule, const char *key)
{
	const struct mw_node *list = mw_node_find(o->root, "spec.http");
	const struct mw_node *route = last_route(list, "route", rule);
	struct mw_lay_edits e = { .arena = c->arena };
	struct mw_buf flow = { 0 };
	const char *to = host_of(route);

	if (mw_node_count(list) > 1)
		mw_candidate_drop(c, o, rule, 14);
	if (route != NULL) {
		mw_node_flow(route, NULL, 0, c->arena, &flow);
	} else {
		to = mw_str_or_empty(mw_node_text(mw_node_find(o->root,
		    "spec.hosts[0]")));
		mw_buf_printf(&flow, "[{destination: {host: %s}}]",
		    mw_lay_string(c->arena, to));
	}
	if (mw_map_add(&e, o, rule, "route", mw_buf_text(&flow)) &&
	    mw_node_drop(&e, o, mw_node_get(rule, key)))
		mw_candidate_edits(c, o, &e, 12, mw_arena_printf(c->arena,
		    "%s has a route to %s in the place of %s",
		    mw_candidate_path(c, o, rule), to, key));
	mw_buf_release(&flow);
}

static void
what_ends_it(const struct mw_reasons *c)
{
	const struct mw_route_entry *r = c->hop->http->route;
	const struct mw_object *o = r != NULL ? r->origin.object : NULL;
	const struct mw_node *rule = r != NULL ? r->origin.node : NULL;

	if (!mw_candidate_can(o) || o->kind != MW_KIND_VIRTUAL_SERVICE ||
	    !mw_node_is(rule, MW_NODE_MAP))
		return;
	if (r->fault != NULL && r->fault->abort)
		no_fault(c, o, rule);
	if (r->direct_response != NULL)
		no_answer(c, o, rule, "directResponse");
}

/* ---- what lost its host -------------------------------------------------- */

/* Its rules before those of the one that has the host, which keeps it. */
static void
merge(const struct mw_reasons *c, const struct mw_object *loser,
    const struct mw_object *winner)
{
	const struct mw_node *from = mw_node_find(loser->root, "spec.http");
	const struct mw_node *to = mw_node_find(winner->root, "spec.http");
	struct mw_lay_edits e = { .arena = c->arena };
	bool done = mw_node_count(from) > 0;

	for (const struct mw_node *k = mw_node_first(from); k != NULL && done;
	     k = mw_node_next(k)) {
		struct mw_buf flow = { 0 };

		mw_node_flow(k, NULL, 0, c->arena, &flow);
		done = mw_item_insert(&e, winner, to, 0, mw_buf_text(&flow));
		mw_buf_release(&flow);
	}
	if (done && mw_candidate_edits(c, winner, &e, 20, mw_arena_printf(
	    c->arena, "the rules of %s stand before its own",
	    mw_object_title(c->arena, loser))))
		mw_candidate_also(c, loser, NULL, NULL);
}

static void
losers(const struct mw_reasons *c)
{
	const struct mw_object *winner = c->vhost->origin.object;
	const struct mw_proxy *p = c->hop->proxy;
	size_t n = 0;

	for (size_t i = 0; winner != NULL && i < p->n_omissions && n <
	     LOSERS_MAX; i++) {
		const struct mw_omission *o = &p->omissions[i];

		if ((o->reason != MW_OMIT_OLDER_WINS && o->reason !=
		    MW_OMIT_PRIVATE_FIRST) || o->winner.object != winner ||
		    !mw_candidate_can(o->what.object) ||
		    !mw_candidate_can(winner))
			continue;
		n++;
		merge(c, o->what.object, winner);
		mw_candidate_off(c, winner);
	}
}

void
mw_reasons_route(const struct mw_reasons *c)
{
	const struct mw_http_decision *d = c->hop != NULL ? c->hop->http
							  : NULL;
	struct nearly v[NEAR_MAX + 1];
	size_t n;

	if (d == NULL || c->vhost == NULL || c->hop->policy != NULL)
		return;
	losers(c);
	if (d->route != NULL) {
		what_ends_it(c);
		return;
	}
	n = nearest(c, v);
	for (size_t i = 0; i < n; i++) {
		bool again = false;

		for (size_t j = 0; j < i && !again; j++)
			again = rule_of(&v[j]) == rule_of(&v[i]);
		if (!again)
			add_match(c, &v[i], v[i].n - 1 + i);
		loosen(c, &v[i], i);
	}
	add_route(c);
}
