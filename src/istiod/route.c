/*
 * route.c - VirtualService http entries to routes (R63-R67), for sidecars and
 * gateways.
 *
 * Every match becomes a route of its own.  What can be decided now (port,
 * gateway, source) is, and a rule that then takes everything ends the list:
 * whatever is written behind it does not exist for the proxy.
 */
#include "istiod/route.h"

#include "base/str.h"

#include <string.h>

struct compiled {
	const struct mw_regex *regex;	/* NULL: refused */
};

struct cache {
	struct mw_map *regexes;
	struct mw_map *shared;		/* routes that no port changes */
	const struct mw_retry_policy *retry;	/* of default routes */
	bool has_retry;
};

static struct cache *
cache_of(struct mw_builder *b)
{
	struct cache *c = b->route_cache;

	if (c == NULL) {
		c = MW_NEW(b->arena, struct cache);
		c->regexes = mw_map_new(b->arena);
		c->shared = mw_map_new(b->arena);
		b->route_cache = c;
	}
	return c;
}

const struct mw_regex *
mw_route_regex(struct mw_builder *b, const char *pattern)
{
	struct mw_map *map = cache_of(b)->regexes;
	struct compiled *c = mw_map_get(map, pattern);
	const char *error;

	if (c == NULL) {
		c = MW_NEW(b->arena, struct compiled);
		c->regex = mw_regex_compile(b->arena, pattern, &error);
		mw_map_put(map, pattern, c);
	}
	return c->regex;
}

static bool
inside(const struct mw_node *outer, const struct mw_node *node)
{
	struct mw_span o = mw_node_span(outer), s = mw_node_span(node);

	return mw_str_eq(o.file, s.file) && s.line >= o.line &&
	    (o.end_line == 0 || s.line <= o.end_line);
}

struct mw_origin
mw_route_origin(const struct mw_route_source *src, const struct mw_node *node)
{
	const struct mw_object *own = src->http->origin.object;

	/* a delegate's route has parts of its root (R113) */
	if (own != src->vs->object && node != NULL && own->root != NULL &&
	    !inside(own->root, node))
		own = src->vs->object;
	return mw_origin_of(own, node);
}

/* ---- routes */

struct routes {
	struct mw_route_entry *v;
	size_t n;
};

/* "HTTPRoute shop/web rules[0].matches[1]". */
static const char *
route_name(const struct mw_route_source *src)
{
	const struct mw_object *o = src->http->origin.object;
	const struct mw_node *node = src->http->http->match.n > 0 ?
	    src->http->http->match.v[0].node : NULL;
	struct mw_buf path = { 0 };
	const char *out, *at;

	if (node == NULL || !mw_node_path(o->root, node, &path))
		mw_node_path(o->root, src->http->origin.node, &path);
	at = mw_buf_text(&path);
	if (mw_str_has_prefix(at, "spec."))
		at += strlen("spec.");
	out = mw_arena_printf(src->b->arena, "%s %s",
	    mw_object_title(src->b->arena, o), at);
	mw_buf_release(&path);
	return out;
}

static const char *
rule_name(const struct mw_route_source *src)
{
	const struct mw_object *o = src->vs->object;

	if (src->vs->gateway_api)
		return route_name(src);
	return mw_arena_printf(src->b->arena, "rule %zu of VirtualService "
	    "%s/%s", (size_t)(src->http - src->vs->http) + 1, o->ns, o->name);
}

/* ENTRY, which has its action, with the conditions of MATCH. */
static bool
add_route(const struct mw_route_source *src,
    const struct mw_route_entry *entry, const struct mw_http_match *match,
    struct routes *out)
{
	struct mw_route_entry *r = &out->v[out->n++];

	*r = *entry;
	if (src->vs->gateway_api)
		r->label = route_name(src);
	if (match != NULL && !mw_str_empty(match->name.s))
		r->name = mw_arena_printf(src->b->arena, "%s.%s", r->name,
		    match->name.s);
	r->match_origin = mw_origin_of(r->origin.object, NULL);
	mw_route_set_match(src, match, r);
	return match == NULL || r->catch_all;
}

/* "route 'beta.m'"; without a name, by its number. */
static const char *
match_name(const struct mw_route_source *src, size_t i)
{
	const struct mw_http_match_list *l = &src->http->http->match;
	size_t n = (size_t)(src->http - src->vs->http) + 1;
	struct mw_arena *a = src->b->arena;

	if (mw_str_empty(src->http->name))
		return l->n > 1 ? mw_arena_printf(a, "rule %zu, match %zu", n,
		    i + 1) : mw_arena_printf(a, "rule %zu", n);
	if (!mw_str_empty(l->v[i].name.s))
		return mw_arena_printf(a, "route '%s.%s'", src->http->name,
		    l->v[i].name.s);
	return l->n > 1 ? mw_arena_printf(a, "route '%s', match %zu",
	    src->http->name, i + 1) : mw_arena_printf(a, "route '%s'",
	    src->http->name);
}

/* True when MATCH is not for this proxy or port. */
static bool
left_out(const struct mw_route_source *src, size_t i)
{
	const struct mw_http_match *m = &src->http->http->match.v[i];
	struct mw_route_refusal r;
	struct mw_origin o;

	if (!mw_route_filter(src, m, &r))
		return false;
	o = mw_route_origin(src, r.node != NULL ? r.node : m->node);
	mw_build_omit(src->b, r.reason, o.object, o.node, NULL,
	    "match %zu of %s is left out on port %lld: %s", i + 1,
	    rule_name(src), (long long)src->rc->port, r.why);
	r.clause.route = match_name(src, i);
	mw_build_omit_clause(src->b, &r.clause);
	return true;
}

static void
omit_matches(const struct mw_route_source *src, size_t winner)
{
	const struct mw_http_match_list *l = &src->http->http->match;

	for (size_t i = winner + 1; i < l->n; i++) {
		struct mw_origin o = mw_route_origin(src, l->v[i].node);

		mw_build_omit(src->b, MW_OMIT_AFTER_CATCH_ALL, o.object,
		    o.node, src->http->origin.object, "match %zu of %s is "
		    "never reached on port %lld: match %zu takes every "
		    "request", i + 1, rule_name(src),
		    (long long)src->rc->port, winner + 1);
	}
}

/* The matches of one entry; true when one of them takes everything. */
static bool
add_entry(const struct mw_route_source *src, struct routes *out)
{
	const struct mw_http_match_list *l = &src->http->http->match;
	struct mw_route_entry entry = {
		.name = src->http->name,
		.origin = src->http->origin,
		.root = src->http->root,
	};
	bool has_action = false;

	for (size_t i = 0; i < l->n || (i == 0 && l->n == 0); i++) {
		if (l->n > 0 && left_out(src, i))
			continue;
		if (!has_action)
			mw_route_set_action(src, &entry);
		has_action = true;
		if (add_route(src, &entry, l->n > 0 ? &l->v[i] : NULL, out)) {
			omit_matches(src, i);
			return true;
		}
	}
	return false;
}

static void
omit_rest(struct mw_route_source src, size_t from)
{
	const char *winner = rule_name(&src);
	const struct mw_object *object = src.http->origin.object;

	for (size_t i = from; i < src.vs->n_http; i++) {
		src.http = &src.vs->http[i];
		mw_build_omit(src.b, MW_OMIT_AFTER_CATCH_ALL,
		    src.http->origin.object, src.http->origin.node, object,
		    "%s is never reached on port %lld: %s takes every request",
		    rule_name(&src), (long long)src.rc->port, winner);
	}
}

static size_t
count_matches(const struct mw_vs *vs)
{
	size_t n = 0;

	for (size_t i = 0; i < vs->n_http; i++) {
		size_t m = vs->http[i].http->match.n;

		n += m > 0 ? m : 1;
	}
	return n;
}

static void
build(struct mw_route_source src, struct routes *out)
{
	const struct mw_object *o = src.vs->object;

	out->v = MW_NEW_ARRAY(src.b->arena, struct mw_route_entry,
	    count_matches(src.vs));
	for (size_t i = 0; i < src.vs->n_http; i++) {
		src.http = &src.vs->http[i];
		if (add_entry(&src, out)) {
			omit_rest(src, i + 1);
			break;
		}
	}
	if (out->n == 0 && src.vs->n_http > 0)
		mw_build_omit(src.b, MW_OMIT_NO_ROUTES, o,
		    src.vs->spec->http.node, NULL, "%s has no rule for port "
		    "%lld here", mw_object_title(src.b->arena, o),
		    (long long)src.rc->port);
}

/*
 * Most VirtualServices have the same routes on every port; those are made once
 * for all ports of a sidecar.
 */
const struct mw_route_entry *
mw_build_routes(struct mw_builder *b, const struct mw_vs *vs,
    const struct mw_route_context *rc, size_t *n)
{
	struct mw_map *shared = cache_of(b)->shared;
	bool port_counts = false;
	const struct mw_route_source src = { .b = b, .vs = vs, .rc = rc,
		.port_counts = &port_counts };
	const char *key = rc->is_gateway ? NULL : vs->key;
	struct routes *out = mw_map_get(shared, key);

	if (out == NULL) {
		out = MW_NEW(b->arena, struct routes);
		build(src, out);
		if (!port_counts && key != NULL)
			mw_map_put(shared, key, out);
	}
	*n = out->n;
	return out->v;
}

/* ---- default routes (R139) */

static const struct mw_retry_policy *
default_retry(struct mw_builder *b)
{
	struct cache *c = cache_of(b);
	const struct mw_settings *set = &b->mesh->settings;
	const struct mw_http_retry *retry =
	    set->config->default_http_retry_policy;

	if (!c->has_retry) {
		c->retry = mw_route_retry(b, retry, false, retry != NULL ?
		    mw_origin_of(set->object, retry->node) :
		    (struct mw_origin){ 0 });
		c->has_retry = true;
	}
	return c->retry;
}

struct mw_route_entry
mw_build_default_route(struct mw_builder *b, const struct mw_service *s,
    int64_t port)
{
	struct mw_weighted_cluster *c = MW_NEW(b->arena,
	    struct mw_weighted_cluster);
	const struct mw_consistent_hash *hash;
	const struct mw_object *object = NULL;
	struct mw_route_entry r = {
		.name = "default",
		.path = "/",
		.path_len = 1,
		.action = MW_ACTION_ROUTE,
		.cluster_not_found = 503,
		.catch_all = true,
		.retry = default_retry(b),
	};

	r.origin = mw_origin_of(s->object, s->node);
	r.origin.note = "default route of the service: no VirtualService "
	    "applies";
	r.match_origin = mw_origin_of(s->object, NULL);
	c->name = mw_cluster_name(b->arena, "outbound", port, "",
	    s->hostname);
	c->weight = 1;
	c->origin = r.origin;
	r.clusters = c;
	r.n_clusters = 1;
	r.total_weight = 1;
	hash = mw_build_hash(b, s, "", port, &object);
	if (hash != NULL) {
		struct mw_hash_policy *p = MW_NEW(b->arena,
		    struct mw_hash_policy);

		r.hash = p;
		r.n_hash = mw_route_hash(hash, object, p);
	}
	return r;
}
