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

const char *
mw_lower(struct mw_arena *a, const char *s)
{
	size_t len = strlen(s), i = 0;
	char *copy;

	while (i < len && (s[i] < 'A' || s[i] > 'Z'))
		i++;
	if (i == len)
		return s;
	copy = mw_arena_text(a, s, len);
	for (; i < len; i++) {
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] - 'A' + 'a');
	}
	return copy;
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

/* ---- clusters (R90, R94-R96) */

const char *
mw_cluster_name(struct mw_arena *a, const char *direction, int64_t port,
    const char *subset, const char *host)
{
	return mw_arena_printf(a, "%s|%lld|%s|%s", direction, (long long)port,
	    subset, host);
}

const char *
mw_destination_cluster(struct mw_builder *b, const struct mw_destination *d,
    const char *ns, const struct mw_route_context *rc)
{
	const struct mw_service *s;
	int64_t port = rc->port;
	const char *host;

	if (d == NULL || mw_str_empty(d->host.s))
		return "UnknownService";
	host = mw_host_expand(b->arena, b->mesh, d->host.s, ns);
	s = rc->find(rc->find_ctx, host);
	if (d->port != NULL)
		port = d->port->number.v;
	else if (s != NULL && s->n_ports == 1)
		port = s->ports[0].number;
	if (s != NULL && !mw_str_empty(s->external_name))
		host = s->external_name;
	return mw_cluster_name(b->arena, "outbound", port,
	    mw_str_or_empty(d->subset.s), host);
}

/* ---- routes */

struct routes {
	struct mw_route_entry *v;
	size_t n, cap;
};

static const char *
rule_name(const struct mw_route_source *src)
{
	const struct mw_object *o = src->vs->object;

	return mw_arena_printf(src->b->arena, "rule %zu of VirtualService "
	    "%s/%s", (size_t)(src->http - src->vs->http) + 1, o->ns, o->name);
}

static bool
add_route(const struct mw_route_source *src, const struct mw_http_match *match,
    struct routes *out)
{
	struct mw_route_entry r = { .origin = src->http->origin };
	bool last;

	r.name = src->http->name;
	if (match != NULL && !mw_str_empty(match->name.s))
		r.name = mw_arena_printf(src->b->arena, "%s.%s", r.name,
		    match->name.s);
	r.match_origin = mw_origin_of(r.origin.object, NULL);
	mw_route_set_match(src, match, &r);
	mw_route_set_action(src, &r);
	last = match == NULL || r.catch_all;
	mw_vec_push(src->b->arena, out, r);
	return last;
}

/* The matches of one entry; true when one of them takes everything. */
static bool
add_entry(const struct mw_route_source *src, struct routes *out)
{
	const struct mw_http_match_list *l = &src->http->http->match;

	if (l->n == 0)
		return add_route(src, NULL, out);
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_http_match *m = &l->v[i];
		enum mw_omission_reason reason;
		const struct mw_node *node = NULL;
		const char *why = mw_route_filter(src, m, &reason, &node);

		if (why != NULL) {
			struct mw_origin o = mw_route_origin(src,
			    node != NULL ? node : m->node);

			mw_build_omit(src->b, reason, o.object, o.node, NULL,
			    "match %zu of %s is left out on port %lld: %s",
			    i + 1, rule_name(src), (long long)src->rc->port,
			    why);
			continue;
		}
		if (!add_route(src, m, out))
			continue;
		for (size_t j = i + 1; j < l->n; j++) {
			struct mw_origin o = mw_route_origin(src,
			    l->v[j].node);

			mw_build_omit(src->b, MW_OMIT_AFTER_CATCH_ALL,
			    o.object, o.node, src->http->origin.object,
			    "match %zu of %s is never reached on port %lld: "
			    "match %zu takes every request", j + 1,
			    rule_name(src), (long long)src->rc->port, i + 1);
		}
		return true;
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

const struct mw_route_entry *
mw_build_routes(struct mw_builder *b, const struct mw_vs *vs,
    const struct mw_route_context *rc, size_t *n)
{
	struct mw_route_source src = { .b = b, .vs = vs, .rc = rc };
	struct routes out = { 0 };

	for (size_t i = 0; i < vs->n_http; i++) {
		src.http = &vs->http[i];
		if (add_entry(&src, &out)) {
			omit_rest(src, i + 1);
			break;
		}
	}
	if (out.n == 0 && vs->n_http > 0)
		mw_build_omit(b, MW_OMIT_NO_ROUTES, vs->object,
		    vs->spec->http.node, NULL, "VirtualService %s/%s has no "
		    "rule for port %lld here", vs->object->ns,
		    vs->object->name, (long long)rc->port);
	*n = out.n;
	return out.v;
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
