/*
 * walk-route.c - routes: out of reach, refused by Envoy, or with a surprise.
 */
#include "lint/walk.h"

#include <string.h>

#include "base/str.h"

/* ---- what Envoy refuses (R68, R187) ------------------------------------- */

static void
bad_regex(struct mw_walk *w, const struct mw_route_entry *r, const char *what,
    const char *text, const struct mw_node *node)
{
	const char *why = text != NULL ? mw_regex_check(text) : NULL;

	mw_walk_blame(w, MW_WALK_REGEX, r->origin.object, node != NULL ? node
	    : r->origin.node, "%s has a regular expression that Envoy refuses"
	    "%s%s, and with it all routes of the table", what,
	    why != NULL ? ": " : "", mw_str_or_empty(why));
}

static bool
is_bad(const struct mw_matcher *m)
{
	return m->kind == MW_MATCH_REGEX && m->regex == NULL;
}

static void
check_regexes(struct mw_walk *w, const struct mw_route_entry *r)
{
	if (r->path_kind == MW_PATH_REGEX && r->path_regex == NULL)
		bad_regex(w, r, "the path", r->path, r->match_origin.node);
	for (size_t i = 0; i < r->n_headers; i++)
		if (is_bad(&r->headers[i].value))
			bad_regex(w, r, "a header", r->headers[i].value.text,
			    r->headers[i].value.node);
	for (size_t i = 0; i < r->n_query; i++)
		if (is_bad(&r->query[i].value))
			bad_regex(w, r, "a parameter", r->query[i].value.text,
			    r->query[i].value.node);
	if (r->regex_substitution != NULL && r->regex_rewrite == NULL)
		bad_regex(w, r, "the rewrite", NULL, r->origin.node);
}

/* ---- what nothing matches ------------------------------------------------ */

/* Once is enough: it is the same for every proxy. */
static bool
is_new(struct mw_walk *w, const struct mw_route_entry *r,
    const struct mw_node *node)
{
	return mw_walk_fact(w, MW_WALK_VOID, r->origin.object, node != NULL
	    ? node : r->origin.node)->count++ == 0;
}

static void
check_void(struct mw_walk *w, const struct mw_route_entry *r,
    const char *what, const struct mw_matcher *m)
{
	if (m->kind == MW_MATCH_REGEX && m->regex != NULL &&
	    is_new(w, r, m->node) && mw_regex_is_void(m->regex))
		mw_walk_blame(w, MW_WALK_VOID, r->origin.object, m->node !=
		    NULL ? m->node : r->origin.node, "never matches: no %s "
		    "fits '%s' from end to end", what, m->text);
}

/* A path begins with a slash, or is that of "OPTIONS *". */
static void
check_voids(struct mw_walk *w, const struct mw_route_entry *r)
{
	const struct mw_node *node = r->match_origin.node;

	if (r->path_kind == MW_PATH_REGEX && r->path_regex != NULL &&
	    is_new(w, r, node) && !mw_regex_begins(r->path_regex, "/", 1) &&
	    !mw_regex_full(r->path_regex, "*", 1))
		mw_walk_blame(w, MW_WALK_VOID, r->origin.object, node != NULL
		    ? node : r->origin.node, "never matches: no path that "
		    "begins with a slash fits '%s' from end to end", r->path);
	for (size_t i = 0; i < r->n_headers; i++)
		if (!r->headers[i].invert)
			check_void(w, r, "value", &r->headers[i].value);
	for (size_t i = 0; i < r->n_query; i++)
		check_void(w, r, "value", &r->query[i].value);
}

static void
check_weights(struct mw_walk *w, const struct mw_route_entry *r)
{
	if (r->action == MW_ACTION_ROUTE && r->weighted && r->n_clusters == 0)
		mw_walk_blame(w, MW_WALK_WEIGHT, r->origin.object,
		    r->origin.node, "all destinations have weight 0: Envoy "
		    "refuses the table of routes");
}

/* ---- surprises ---------------------------------------------------------- */

/* The witness: a request just below the prefix. */
static void
check_rewrite(struct mw_walk *w, const struct mw_route_entry *r)
{
	const char *to = r->prefix_rewrite;

	if (r->action != MW_ACTION_ROUTE || to == NULL ||
	    r->path_kind != MW_PATH_PREFIX || r->path_len < 2 ||
	    r->path[r->path_len - 1] == '/' || !mw_str_has_suffix(to, "/"))
		return;
	mw_walk_blame(w, MW_WALK_SLASHES, r->origin.object, r->origin.node,
	    "a request for %s/a goes on as %s/a", r->path, to);
}

/* ---- mirrors ------------------------------------------------------------ */

/* In an input with pods, a service without endpoint has none. */
static bool
leads_nowhere(const struct mw_cluster *c)
{
	return c == NULL || (c->type == MW_CLUSTER_EDS && c->service != NULL &&
	    !c->service->assumed && c->n_endpoints == 0 && c->n_unready == 0);
}

static void
check_mirrors(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_route_entry *r)
{
	for (size_t i = 0; i < r->n_mirrors; i++) {
		const struct mw_mirror_policy *m = &r->mirrors[i];
		const struct mw_cluster *c = mw_proxy_cluster(p, m->cluster);

		if (!leads_nowhere(c))
			mw_walk_clear(w, MW_WALK_MIRROR, m->origin.object,
			    m->origin.node);
		else if (c == NULL || w->mesh->n_workloads > 0)
			mw_walk_blame(w, MW_WALK_MIRROR, m->origin.object,
			    m->origin.node, c == NULL ? "copies go nowhere: "
			    "there is no cluster %s" : "copies go nowhere: "
			    "cluster %s has no endpoint", m->cluster);
	}
}

/* ---- out of reach ------------------------------------------------------- */

/* What the compiler leaves out behind a rule that takes everything. */
static void
omitted(struct mw_walk *w, const struct mw_omission *o)
{
	const struct mw_object *vs = o->what.object;

	if (o->reason == MW_OMIT_AFTER_CATCH_ALL && vs != NULL &&
	    o->what.node != NULL && vs->kind == MW_KIND_VIRTUAL_SERVICE)
		mw_walk_blame(w, MW_WALK_MATCH, vs, o->what.node, "%s",
		    o->text);
}

/* Istio's own words about the same place are enough, and what an expression
 * lacks tells more. */
static bool
is_said(struct mw_walk *w, const struct mw_walk_fact *f)
{
	return mw_walk_fact(w, MW_WALK_VOID, f->object, f->node)->text !=
	    NULL ||
	    mw_walk_is_said(w, "IST0130", f->object, f->node) ||
	    mw_walk_is_said(w, "IST0131", f->object, f->node);
}

/* Of a route whose matches are all out of reach, one finding is made. */
static void
settle(struct mw_walk *w)
{
	struct mw_walk_facts *matches = &w->facts[MW_WALK_MATCH];
	size_t n = matches->n;

	for (size_t i = 0; i < n; i++) {
		struct mw_walk_fact *m = matches->v[i], *route;

		if (m->text == NULL || m->fine)
			continue;
		m->fine = is_said(w, m);
		if (m->fine)
			continue;
		route = mw_walk_fact(w, MW_WALK_ROUTE, m->object,
		    m->of != NULL ? m->of : m->node);
		if (m->of == NULL || m->of == m->node) {
			m->fine = route->fine;
			continue;
		}
		if (route->fine)
			continue;
		if (route->text == NULL)
			route->text = m->text;
		m->fine = true;
	}
	for (size_t i = 0; i < w->facts[MW_WALK_MIRROR].n; i++) {
		struct mw_walk_fact *m =
		    w->facts[MW_WALK_MIRROR].v[i];

		if (m->node != NULL &&
		    mw_walk_is_said(w, "IST0101", m->object, m->node))
			m->fine = true;
	}
}

void
mw_walk_routes(struct mw_walk *w, const struct mw_proxy *p)
{
	if (p == NULL) {
		settle(w);
		return;
	}
	for (size_t i = 0; i < p->n_routes; i++)
		for (size_t k = 0; k < p->routes[i].n_vhosts; k++) {
			const struct mw_virtual_host *vh =
			    &p->routes[i].vhosts[k];

			mw_walk_shadows(w, vh);
			for (size_t j = 0; j < vh->n_routes; j++) {
				const struct mw_route_entry *r =
				    &vh->routes[j];

				if (r->origin.object == NULL)
					continue;
				check_regexes(w, r);
				check_voids(w, r);
				check_weights(w, r);
				check_rewrite(w, r);
				check_mirrors(w, p, r);
			}
		}
	for (size_t i = 0; i < p->n_omissions; i++)
		omitted(w, &p->omissions[i]);
}
