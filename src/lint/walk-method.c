/*
 * walk-method.c - methods that policies speak of and no route takes.
 *
 * The witness is a request with the method: in all proxies together, it fits
 * the conditions of no route to a service of the workloads.
 */
#include "lint/walk.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

enum { MAX_METHODS = 64 };

/* What routes let through to a host. */
struct routed {
	uint64_t methods;	/* bits */
};

struct mw_walk_verbs {
	const char *names[MAX_METHODS];
	size_t n_names;
	struct mw_map *routed;		/* by host name of a service */
	struct spoken {
		size_t method;
		const struct mw_object *policy;
		const struct mw_node *node;
		const struct mw_workload *server;
	} *v;
	size_t n, cap;
};

static size_t
find(const struct mw_walk_verbs *m, const char *text)
{
	size_t i = 0;

	while (i < m->n_names && strcmp(m->names[i], text) != 0)
		i++;
	return i;
}

static void
add_names(struct mw_walk_verbs *m, const struct mw_strings *list)
{
	for (size_t i = 0; i < list->n && m->n_names < MAX_METHODS; i++) {
		const char *text = list->v[i].s;

		if (!mw_str_empty(text) && strchr(text, '*') == NULL &&
		    find(m, text) == m->n_names)
			m->names[m->n_names++] = text;
	}
}

static struct mw_walk_verbs *
verbs(struct mw_walk *w)
{
	const struct mw_objects *all =
	    &w->mesh->of_kind[MW_KIND_AUTHORIZATION_POLICY];

	if (w->verbs != NULL)
		return w->verbs;
	w->verbs = MW_NEW(w->arena, struct mw_walk_verbs);
	w->verbs->routed = mw_map_new(w->arena);
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_authorization_policy *p = MW_SPEC(all->v[i],
		    authorization_policy);

		for (size_t r = 0; p != NULL && r < p->rules.n; r++)
			for (size_t k = 0; k < p->rules.v[r].to.n; k++)
				if (p->rules.v[r].to.v[k].operation != NULL)
					add_names(w->verbs, &p->rules.v[r].
					    to.v[k].operation->methods);
	}
	return w->verbs;
}

void
mw_walk_method(struct mw_walk *w, const char *text,
    const struct mw_object *policy, const struct mw_node *node,
    const struct mw_workload *x)
{
	struct mw_walk_verbs *m = verbs(w);
	struct spoken s = { find(m, text), policy, node, x };

	if (s.method < m->n_names && node != NULL)
		mw_vec_push(w->arena, m, s);
}

/* ---- routes -------------------------------------------------------------- */

static uint64_t
lets_through(const struct mw_walk_verbs *m, const struct mw_route_entry *r)
{
	uint64_t all = UINT64_MAX;

	for (size_t i = 0; i < r->n_headers; i++) {
		const struct mw_header_match *h = &r->headers[i];

		for (size_t k = 0; k < m->n_names &&
		    strcmp(h->name, ":method") == 0; k++)
			if (mw_matcher_test(&h->value, m->names[k],
			    strlen(m->names[k])) == h->invert)
				all &= ~(UINT64_C(1) << k);
	}
	return all;
}

static void
let_through(struct mw_walk *w, const struct mw_proxy *p, const char *cluster,
    uint64_t methods)
{
	const struct mw_cluster *c = mw_proxy_cluster(p, cluster);
	struct routed *to;

	if (c == NULL || c->service == NULL)
		return;
	to = mw_map_get(w->verbs->routed, c->service->hostname);
	if (to == NULL) {
		to = MW_NEW(w->arena, struct routed);
		mw_map_put(w->verbs->routed, c->service->hostname, to);
	}
	to->methods |= methods;
}

static void
look_at_routes(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_route_config *rc)
{
	for (size_t i = 0; i < rc->n_vhosts; i++)
		for (size_t k = 0; k < rc->vhosts[i].n_routes; k++) {
			const struct mw_route_entry *r =
			    &rc->vhosts[i].routes[k];
			uint64_t methods = lets_through(w->verbs, r);

			for (size_t c = 0; c < r->n_clusters; c++)
				let_through(w, p, r->clusters[c].name,
				    methods);
		}
}

/* On a connection that is not looked into, any method goes. */
static void
look_at_connections(struct mw_walk *w, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_listeners; i++)
		for (size_t k = 0; k < p->listeners[i].n_chains; k++) {
			const struct mw_tcp_proxy *t =
			    p->listeners[i].chains[k].tcp;

			for (size_t c = 0; t != NULL && c < t->n_clusters; c++)
				let_through(w, p, t->clusters[c].name,
				    UINT64_MAX);
		}
}

/* ---- the end ------------------------------------------------------------- */

static void
settle(struct mw_walk *w)
{
	const struct mw_walk_verbs *m = w->verbs;

	for (size_t i = 0; i < m->n; i++) {
		const struct spoken *s = &m->v[i];
		bool comes = s->server->n_services == 0;

		for (size_t k = 0; k < s->server->n_services; k++) {
			const struct routed *to = mw_map_get(m->routed,
			    s->server->services[k]->hostname);

			comes = comes || to == NULL ||
			    (to->methods >> s->method & 1) != 0;
		}
		if (comes)
			mw_walk_clear(w, MW_WALK_METHOD, s->policy, s->node);
		else
			mw_walk_blame(w, MW_WALK_METHOD, s->policy, s->node,
			    "%s is never routed to %s: no route to it takes "
			    "this method", m->names[s->method],
			    s->server->services[0]->hostname);
	}
}

void
mw_walk_methods(struct mw_walk *w, const struct mw_proxy *p)
{
	if (verbs(w)->n_names == 0)
		return;
	if (p == NULL) {
		settle(w);
		return;
	}
	for (size_t i = 0; i < p->n_routes; i++)
		if (!mw_str_has_prefix(p->routes[i].name, "inbound|"))
			look_at_routes(w, p, &p->routes[i]);
	look_at_connections(w, p);
}
