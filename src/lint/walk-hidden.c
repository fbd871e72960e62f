/*
 * walk-hidden.c - services that a proxy does not know, and is to call.
 *
 * That it is to call them is written in a route that it has, or in a policy
 * of the service that lets it in.
 */
#include "lint/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

/* Proxies of one identity that some policy names. */
struct caller {
	size_t n;		/* that were looked at */
	struct mw_map *hidden;	/* "object node": what they do not know */
};

struct hidden {
	size_t n;		/* proxies */
	const char *text;	/* why */
};

struct mw_walk_callers {
	struct mw_map *by_identity;
	struct let_in {
		const char *identity;
		const struct mw_object *policy;
		const struct mw_node *node;
		const struct mw_workload *server;
	} *v;
	size_t n, cap;
};

/* ---- who is named -------------------------------------------------------- */

static void
name(struct mw_walk *w, const char *principal)
{
	struct caller *c;
	const char *identity;

	if (principal == NULL || strchr(principal, '*') != NULL)
		return;
	identity = mw_arena_printf(w->arena, "spiffe://%s", principal);
	if (mw_map_get(w->callers->by_identity, identity) != NULL)
		return;
	c = MW_NEW(w->arena, struct caller);
	c->hidden = mw_map_new(w->arena);
	mw_map_put(w->callers->by_identity, identity, c);
}

static void
name_all(struct mw_walk *w)
{
	const struct mw_objects *all =
	    &w->mesh->of_kind[MW_KIND_AUTHORIZATION_POLICY];

	w->callers = MW_NEW(w->arena, struct mw_walk_callers);
	w->callers->by_identity = mw_map_new(w->arena);
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_authorization_policy *p = MW_SPEC(all->v[i],
		    authorization_policy);

		for (size_t r = 0; p != NULL && r < p->rules.n; r++)
			for (size_t k = 0; k < p->rules.v[r].from.n; k++) {
				const struct mw_authz_source *s =
				    p->rules.v[r].from.v[k].source;

				for (size_t j = 0; s != NULL &&
				    j < s->principals.n; j++)
					name(w, s->principals.v[j].s);
			}
	}
}

void
mw_walk_caller(struct mw_walk *w, const char *text,
    const struct mw_object *policy, const struct mw_node *node,
    const struct mw_workload *x)
{
	struct let_in in = { text, policy, node, x };

	if (w->callers == NULL)
		name_all(w);
	if (node == NULL || mw_map_get(w->callers->by_identity, text) == NULL)
		return;
	in.identity = mw_arena_strdup(w->arena, text);
	mw_vec_push(w->arena, w->callers, in);
}

/* ---- what they do not know ----------------------------------------------- */

static const char *
key_of(char *buf, size_t size, const struct mw_object *o,
    const struct mw_node *node)
{
	snprintf(buf, size, "%p %p", (const void *)o, (const void *)node);
	return buf;
}

static void
look_at_client(struct mw_walk *w, const struct mw_proxy *p)
{
	struct caller *c = p->workload->identity != NULL ? mw_map_get(
	    w->callers->by_identity, p->workload->identity) : NULL;
	char key[64];

	if (c == NULL)
		return;
	c->n++;
	for (size_t i = 0; i < p->n_omissions && w->budget > 0; i++) {
		const struct mw_omission *o = &p->omissions[i];
		struct hidden *h;

		w->budget--;
		if ((o->reason != MW_OMIT_NOT_EXPORTED &&
		    o->reason != MW_OMIT_SIDECAR_SCOPE) ||
		    o->what.object == NULL ||
		    (o->what.object->kind != MW_KIND_K8S_SERVICE &&
		    o->what.object->kind != MW_KIND_SERVICE_ENTRY))
			continue;
		key_of(key, sizeof(key), o->what.object, o->what.node);
		h = mw_map_get(c->hidden, key);
		if (h == NULL) {
			h = MW_NEW(w->arena, struct hidden);
			h->text = mw_arena_strdup(w->arena, o->text);
			mw_map_put(c->hidden, key, h);
		}
		h->n++;
	}
}

/* Of all services of X: no proxy of the caller knows one. */
static const struct hidden *
is_hidden(const struct caller *c, const struct mw_workload *x)
{
	const struct hidden *first = NULL;
	char key[64];

	for (size_t i = 0; i < x->n_services; i++) {
		const struct mw_service *s = x->services[i];
		const struct hidden *h = mw_map_get(c->hidden, key_of(key,
		    sizeof(key), s->object, s->node));

		if (h == NULL || h->n < c->n)
			return NULL;
		if (first == NULL)
			first = h;
	}
	return first;
}

static void
settle_callers(struct mw_walk *w)
{
	for (size_t i = 0; i < w->callers->n; i++) {
		const struct let_in *in = &w->callers->v[i];
		const struct caller *c = mw_map_get(w->callers->by_identity,
		    in->identity);
		const struct hidden *h = c->n > 0 ? is_hidden(c, in->server)
		    : NULL;

		if (h == NULL)
			mw_walk_clear(w, MW_WALK_CALLER, in->policy, in->node);
		else
			mw_walk_blame(w, MW_WALK_CALLER, in->policy, in->node,
			    "%s is let in, but its proxy does not know the "
			    "service: %s", in->identity + strlen("spiffe://"),
			    h->text);
	}
}

/* ---- routes to what is not there ----------------------------------------- */

/* Why P has no cluster NAME though its service has the port; or NULL. */
static const char *
why_hidden(struct mw_walk *w, const struct mw_proxy *p, const char *name)
{
	const char *host = strrchr(name, '|');
	const char *ns = p->workload->ns;
	char *end;
	long port;
	size_t n;
	const struct mw_service *const *all;
	bool known = false;

	if (!mw_str_has_prefix(name, "outbound|") || host == NULL)
		return NULL;
	port = strtol(name + strlen("outbound|"), &end, 10);
	/* a subset that is missing is another matter */
	if (mw_proxy_cluster(p, mw_arena_printf(w->arena,
	    "outbound|%ld||%s", port, host + 1)) != NULL)
		return NULL;
	all = mw_mesh_services(w->mesh, host + 1, &n);
	for (size_t i = 0; i < n; i++) {
		if (all[i]->assumed || mw_service_port(all[i], port) == NULL)
			return NULL;
		known = known || mw_service_visible(all[i], ns);
	}
	if (n > 0 && !known)
		return mw_arena_printf(w->arena, "service %s is not exported "
		    "to namespace %s", host + 1, ns);
	if (n > 0 && p->sidecar != NULL)
		return mw_arena_printf(w->arena, "Sidecar %s/%s does not "
		    "import port %ld of service %s", p->sidecar->ns,
		    p->sidecar->name, port, host + 1);
	return NULL;
}

static void
check_route(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_route_entry *r)
{
	for (size_t i = 0; i < r->n_clusters; i++) {
		const struct mw_weighted_cluster *c = &r->clusters[i];
		const struct mw_node *node = c->origin.node != NULL
		    ? c->origin.node : r->origin.node;
		const char *why;

		if (mw_proxy_cluster(p, c->name) != NULL)
			continue;
		why = why_hidden(w, p, c->name);
		if (why != NULL)
			mw_walk_blame(w, MW_WALK_HIDDEN, r->origin.object,
			    node, "requests of %s/%s that get here are "
			    "answered with 503: %s", p->workload->ns,
			    p->workload->name, why);
	}
}

static void
settle_routes(struct mw_walk *w)
{
	struct mw_walk_facts *facts = &w->facts[MW_WALK_HIDDEN];

	for (size_t i = 0; i < facts->n; i++) {
		struct mw_walk_fact *f = facts->v[i];

		if (mw_walk_is_said(w, "IST0101", f->object, f->node))
			f->fine = true;
	}
}

void
mw_walk_hidden(struct mw_walk *w, const struct mw_proxy *p)
{
	bool hides = p != NULL && p->sidecar != NULL;

	if (w->callers == NULL)
		name_all(w);
	if (p == NULL) {
		settle_callers(w);
		settle_routes(w);
		return;
	}
	look_at_client(w, p);
	/* to look up every cluster takes time: is anything hidden at all? */
	for (size_t i = 0; !hides && i < p->n_omissions; i++)
		hides = p->omissions[i].reason == MW_OMIT_NOT_EXPORTED;
	if (!hides)
		return;
	for (size_t i = 0; i < p->n_routes; i++)
		for (size_t k = 0; k < p->routes[i].n_vhosts; k++) {
			const struct mw_virtual_host *vh =
			    &p->routes[i].vhosts[k];

			for (size_t j = 0; j < vh->n_routes; j++)
				if (vh->routes[j].origin.object != NULL &&
				    vh->routes[j].origin.object->kind ==
				    MW_KIND_VIRTUAL_SERVICE)
					check_route(w, p, &vh->routes[j]);
		}
}
