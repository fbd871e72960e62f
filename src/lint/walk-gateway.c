/*
 * walk-gateway.c - servers of gateways that answer everything with 404, and
 * certificates that nobody has seen.
 */
#include "lint/walk.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* Chains of one proxy by what they serve. */
struct chains {
	struct mw_walk *w;
	const struct mw_proxy *p;
	struct mw_map *by_key;
	struct mw_map *omitted;		/* gateways and servers */
};

static const char *
key_of(char *buf, size_t size, const void *p)
{
	snprintf(buf, size, "%p", p);
	return buf;
}

static const char *
key_of_port(char *buf, size_t size, int64_t port)
{
	snprintf(buf, size, "port %lld", (long long)port);
	return buf;
}

static void
put(struct mw_map *m, const char *key, const void *value)
{
	mw_map_put(m, key, (void *)(uintptr_t)value);
}

/* A chain with TLS is one server's; those without share a port. */
static void
index_chains(struct chains *c)
{
	char key[32];

	for (size_t i = 0; i < c->p->n_listeners; i++) {
		const struct mw_listener *l = &c->p->listeners[i];

		for (size_t k = 0; k < l->n_chains &&
		    l->direction == MW_GATEWAY; k++) {
			const struct mw_filter_chain *x = &l->chains[k];

			if (x->http == NULL)
				continue;
			if (x->tls.kind == MW_DOWNSTREAM_NONE)
				key_of_port(key, sizeof(key), l->port);
			else
				key_of(key, sizeof(key), x->origin.node);
			put(c->by_key, key, x);
		}
	}
	for (size_t i = 0; i < c->p->n_omissions; i++) {
		const struct mw_omission *o = &c->p->omissions[i];

		if (o->what.object == NULL ||
		    o->what.object->kind != MW_KIND_GATEWAY)
			continue;
		put(c->omitted, key_of(key, sizeof(key),
		    o->reason == MW_OMIT_SELECTOR ?
		    (const void *)o->what.object :
		    (const void *)o->what.node), o);
		if (o->reason == MW_OMIT_NO_ROUTE_FOR_SERVER)
			mw_walk_blame(c->w, MW_WALK_SERVER, o->what.object,
			    o->what.node, "no VirtualService binds a route to "
			    "it: every connection is closed");
	}
}

/* "ns/host" and "host". */
static const char *
host_of(const struct mw_string *s)
{
	const char *text = mw_str_or_empty(s->s);
	const char *slash = strchr(text, '/');

	return slash != NULL ? slash + 1 : text;
}

static bool
answers(const struct mw_virtual_host *vh)
{
	return vh->n_routes > 0 || vh->require_tls;
}

/* Some request for HOST finds more than nothing. */
static bool
is_served(struct mw_walk *w, const struct mw_route_config *rc,
    const char *host)
{
	const char *domain;
	const struct mw_virtual_host *vh = rc->index != NULL ?
	    mw_domain_find(rc->index, host, strlen(host), &domain) : NULL;

	if (vh != NULL && answers(vh))
		return true;
	for (size_t i = 0; i < rc->n_vhosts; i++)
		for (size_t k = 0; k < rc->vhosts[i].n_domains &&
		    answers(&rc->vhosts[i]); k++) {
			if (w->budget == 0)
				return true;
			w->budget--;
			if (mw_host_overlaps(rc->vhosts[i].domains[k], host))
				return true;
		}
	return false;
}

static void
check_server(struct chains *c, const struct mw_object *g,
    const struct mw_server *s)
{
	const struct mw_filter_chain *chain;
	char key[32];

	if (s->port == NULL || s->node == NULL || mw_map_get(c->omitted,
	    key_of(key, sizeof(key), s->node)) != NULL)
		return;
	chain = mw_map_get(c->by_key, key);
	if (chain == NULL && s->tls == NULL)
		chain = mw_map_get(c->by_key, key_of_port(key, sizeof(key),
		    s->port->number.v));
	if (chain == NULL || chain->http->routes == NULL)
		return;
	for (size_t i = 0; i < s->hosts.n; i++)
		if (is_served(c->w, chain->http->routes,
		    host_of(&s->hosts.v[i]))) {
			mw_walk_clear(c->w, MW_WALK_SERVER, g, s->node);
			return;
		}
	mw_walk_blame(c->w, MW_WALK_SERVER, g, s->node, "no VirtualService "
	    "binds a route to it: every request to %s gets 404",
	    s->hosts.n > 0 ? host_of(&s->hosts.v[0]) : "its hosts");
}

static void
check_servers(struct mw_walk *w, const struct mw_proxy *p)
{
	const struct mw_objects *all = &w->mesh->of_kind[MW_KIND_GATEWAY];
	struct mw_arena *a = mw_arena_new();
	struct chains c = { w, p, mw_map_new(a), mw_map_new(a) };
	char key[32];

	index_chains(&c);
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_gateway *g = MW_SPEC(all->v[i], gateway);

		if (g == NULL || mw_map_get(c.omitted, key_of(key,
		    sizeof(key), all->v[i])) != NULL)
			continue;
		for (size_t k = 0; k < g->servers.n; k++)
			check_server(&c, all->v[i], &g->servers.v[k]);
	}
	mw_arena_free(a);
}

/* ---- at the end --------------------------------------------------------- */

/* The input has no Secret at all; else a missing one is said by others. */
static void
check_credentials(struct mw_walk *w, const struct mw_object *g)
{
	struct mw_ref_list refs = mw_refs_from(w->mesh, g);

	for (size_t i = 0; i < refs.n; i++) {
		struct mw_ref r = mw_ref_at(&refs, i);

		if (r.assumed && mw_str_eq(r.what, "secret"))
			mw_walk_blame(w, MW_WALK_CREDENTIAL, g, r.node,
			    "the certificate is in Secret '%s', which is not "
			    "in the input", r.text);
	}
}

static void
settle(struct mw_walk *w)
{
	const struct mw_objects *all = &w->mesh->of_kind[MW_KIND_GATEWAY];
	const struct mw_walk_facts *servers = &w->facts[MW_WALK_SERVER];

	for (size_t i = 0; i < all->n; i++)
		check_credentials(w, all->v[i]);
	/* gateways are often kept apart from what is bound to them */
	for (size_t i = 0; i < servers->n; i++) {
		struct mw_walk_fact *f = servers->v[i];

		f->info = w->mesh->of_kind[MW_KIND_VIRTUAL_SERVICE].n == 0;
	}
}

void
mw_walk_gateway(struct mw_walk *w, const struct mw_proxy *p)
{
	if (p == NULL)
		settle(w);
	else if (p->workload->proxy == MW_PROXY_GATEWAY)
		check_servers(w, p);
}
