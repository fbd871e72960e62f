/*
 * dr.c - the DestinationRule that a proxy uses for a service (R145-R153, R166).
 *
 * Three places are asked in turn: the namespace of the client, that of the
 * service, the root namespace.  The first with a rule for the host ends the
 * search, whether or not that rule helps.
 */
#include "istiod/dr.h"

#include "base/str.h"
#include "istiod/cluster.h"
#include "model/object.h"

#include <string.h>

/* What was found for a host name. */
struct answer {
	const struct mw_dr *outbound, *inbound;
};

struct mw_dr_cache {
	struct mw_dr_index *index;
	struct mw_map *answers;		/* by host name */
	MW_VEC(struct mw_dr_entry *) used;
};

static struct mw_dr_cache *
cache(struct mw_builder *b)
{
	struct mw_cluster_cache *c = mw_cluster_cache(b);

	if (c->dr == NULL) {
		c->dr = MW_NEW(b->arena, struct mw_dr_cache);
		c->dr->index = mw_dr_index_new(b);
		c->dr->answers = mw_map_new(b->arena);
	}
	return c->dr;
}

struct found {
	const struct mw_dr_list *list;
	const char *client;	/* only entries exported to it; NULL: all */
};

/* R147: once the host is chosen, exportTo only takes away. */
static bool
counts(const struct found *f, const struct mw_dr_entry *e)
{
	return f->client == NULL || e->n_export_to == 0 ||
	    mw_dr_exports(e, "*") || mw_dr_exports(e, f->client);
}

static bool
any_counts(const struct found *f)
{
	for (size_t i = 0; f->list != NULL && i < f->list->n; i++) {
		if (counts(f, f->list->v[i]))
			return true;
	}
	return false;
}

/* R145.1: the namespace of the client; of the root namespace only what it
 * keeps to itself. */
static const struct mw_dr_list *
find_near(struct mw_builder *b, struct mw_dr_index *ix, const char *host)
{
	const char *ns = b->workload->ns;
	bool root = mw_str_eq(ns, b->mesh->settings.root_namespace);
	const struct mw_dr_pool *p = mw_dr_pool(b, ix, ns,
	    root ? MW_DR_OWN : MW_DR_LOCAL);

	return p != NULL ? mw_dr_find(p, host) : NULL;
}

static bool
find_exported(struct mw_builder *b, struct mw_dr_index *ix, const char *ns,
    const char *host, struct found *f)
{
	const struct mw_dr_pool *p = mw_dr_pool(b, ix, ns, MW_DR_EXPORTED);

	f->list = p != NULL ? mw_dr_find(p, host) : NULL;
	f->client = b->workload->ns;
	return any_counts(f);
}

static struct found
find(struct mw_builder *b, struct mw_dr_index *ix, const struct mw_service *s)
{
	struct found f = { .list = find_near(b, ix, s->hostname) };

	if (f.list != NULL)
		return f;
	if (!mw_str_empty(s->ns) &&
	    find_exported(b, ix, s->ns, s->hostname, &f))
		return f;
	if (find_exported(b, ix, b->mesh->settings.root_namespace,
	    s->hostname, &f))
		return f;
	return (struct found){ 0 };
}

/* R150, R166 */
static struct mw_dr_entry *
choose(const struct mw_builder *b, const struct found *f, bool outbound)
{
	const struct mw_workload *w = b->workload;
	struct mw_dr_entry *last = NULL;

	for (size_t i = 0; f->list != NULL && i < f->list->n; i++) {
		struct mw_dr_entry *e = f->list->v[i];

		if (!counts(f, e))
			continue;
		if (e->selector == NULL)
			last = e;
		else if (outbound && mw_str_eq(e->dr.object->ns, w->ns) &&
		    mw_labels_match(&e->selector->match_labels, w->labels))
			return e;
	}
	return last;
}

static const struct mw_dr *
take(struct mw_builder *b, struct mw_dr_cache *c, struct mw_dr_entry *e)
{
	if (e == NULL)
		return NULL;
	if (!e->used) {
		e->used = true;
		mw_vec_push(b->arena, &c->used, e);
	}
	return &e->dr;
}

static const struct answer *
lookup(struct mw_builder *b, const struct mw_service *s)
{
	struct mw_dr_cache *c = cache(b);
	struct answer *a = mw_map_get(c->answers, s->hostname);
	const struct mw_service *seen;

	if (a != NULL)
		return a;
	a = MW_NEW(b->arena, struct answer);
	mw_map_put(c->answers, s->hostname, a);
	/* Rules are chosen for the services in scope, by name: a namesake from
	 * elsewhere gets theirs, and a service out of scope none. */
	seen = mw_scope_service(b, s->hostname);
	if (seen != NULL) {
		struct found f = find(b, c->index, seen);

		a->outbound = take(b, c, choose(b, &f, true));
		a->inbound = take(b, c, choose(b, &f, false));
	}
	return a;
}

const struct mw_dr *
mw_build_dr(struct mw_builder *b, const struct mw_service *s)
{
	return s != NULL ? lookup(b, s)->outbound : NULL;
}

const struct mw_dr *
mw_build_dr_inbound(struct mw_builder *b, const struct mw_service *s)
{
	return s != NULL ? lookup(b, s)->inbound : NULL;
}

/* ---- consistent hash of routes (R109) ------------------------------- */

static const struct mw_consistent_hash *
hash_of(const struct mw_load_balancer *lb)
{
	return lb != NULL ? lb->consistent_hash : NULL;
}

static const struct mw_consistent_hash *
port_hash(const struct mw_traffic_policy *tp, int64_t port)
{
	for (size_t i = 0; port != 0 && i < tp->port_level_settings.n; i++) {
		const struct mw_port_traffic_policy *p =
		    &tp->port_level_settings.v[i];

		if (p->port != NULL && p->port->number.v == port)
			return hash_of(p->load_balancer);
	}
	return NULL;
}

static const struct mw_consistent_hash *
policy_hash(const struct mw_traffic_policy *tp, int64_t port)
{
	const struct mw_consistent_hash *h = NULL;

	if (tp == NULL)
		return NULL;
	h = port_hash(tp, port);
	return h != NULL ? h : hash_of(tp->load_balancer);
}

const struct mw_consistent_hash *
mw_build_hash(struct mw_builder *b, const struct mw_service *s,
    const char *subset, int64_t port, const struct mw_object **object)
{
	const struct mw_dr *dr = mw_build_dr(b, s);
	const struct mw_consistent_hash *h = NULL;

	*object = NULL;
	if (dr == NULL)
		return NULL;
	for (size_t i = 0; i < dr->n_subsets && h == NULL; i++) {
		const struct mw_dr_subset *d = &dr->subsets[i];

		if (!mw_str_eq(d->subset->name.s, subset))
			continue;
		h = policy_hash(d->subset->traffic_policy, port);
		*object = d->object;
		break;
	}
	if (h == NULL) {
		h = policy_hash(dr->policy, port);
		*object = dr->policy_object;
	}
	if (h == NULL)
		*object = NULL;
	return h;
}

/* ---- omissions ------------------------------------------------------ */

static void
tell_loss(struct mw_builder *b, const struct mw_dr_entry *e,
    const struct mw_dr_loss *l)
{
	const struct mw_object *o = l->object, *winner = e->dr.object;

	switch (l->reason) {
	case MW_OMIT_DUPLICATE_SUBSET:
		mw_build_omit(b, l->reason, o, l->node, winner,
		    "subset '%s' of DestinationRule %s/%s is not used: "
		    "%s/%s has one of this name", mw_str_or_empty(l->what),
		    o->ns, o->name, winner->ns, winner->name);
		break;
	case MW_OMIT_POLICY_IGNORED:
		winner = e->dr.policy_object;
		mw_build_omit(b, l->reason, o, l->node, winner,
		    "trafficPolicy of DestinationRule %s/%s is not used: "
		    "that of %s counts for the host", o->ns, o->name,
		    winner->kind == o->kind ? mw_arena_printf(b->arena,
		    "%s/%s", winner->ns, winner->name) :
		    mw_object_title(b->arena, winner));
		break;
	default:
		mw_build_omit(b, l->reason, o, l->node, winner,
		    "DestinationRule %s/%s is merged into %s, whose exportTo "
		    "counts for both", o->ns, o->name, winner->kind == o->kind
		    ? mw_arena_printf(b->arena, "%s/%s", winner->ns,
		    winner->name) : mw_object_title(b->arena, winner));
		break;
	}
}

/* The first service in scope that HOST covers, or NULL.  BUDGET bounds the
 * search for many wildcards among many services. */
static const struct mw_service *
covered(const struct mw_builder *b, const char *host, size_t *budget)
{
	if (host[0] != '*')
		return mw_scope_service(b, host);
	for (size_t i = 0; i < b->scope->n_services && *budget > 0; i++) {
		(*budget)--;
		if (mw_host_covers(host, b->scope->services[i]->hostname))
			return b->scope->services[i];
	}
	return NULL;
}

static bool
exported_here(const struct mw_builder *b, const struct mw_object *o)
{
	const struct mw_destination_rule *spec = MW_SPEC(o, destination_rule);

	if (spec->workload_selector != NULL)
		return mw_str_eq(o->ns, b->workload->ns);
	return mw_exported(&spec->export_to, &b->mesh->settings.export_dr,
	    o->ns, b->workload->ns);
}

static void
tell_unused(struct mw_builder *b, const struct mw_object *o, size_t *budget)
{
	const struct mw_destination_rule *spec = MW_SPEC(o, destination_rule);
	const char *host = mw_host_expand(b->arena, b->mesh, spec->host.s,
	    o->ns);
	const struct mw_service *s;
	const struct mw_dr *winner;

	if (!exported_here(b, o)) {
		mw_build_omit(b, MW_OMIT_NOT_EXPORTED, o,
		    spec->export_to.node, NULL, "DestinationRule %s/%s is "
		    "not exported to namespace %s", o->ns, o->name,
		    b->workload->ns);
		return;
	}
	s = covered(b, host, budget);
	if (s == NULL) {
		mw_build_omit(b, MW_OMIT_NO_SERVICE, o, spec->host.node,
		    NULL, "DestinationRule %s/%s: no service that this proxy "
		    "sees %s '%s'", o->ns, o->name,
		    host[0] == '*' ? "fits" : "is called", host);
		return;
	}
	winner = mw_build_dr(b, s);
	if (spec->workload_selector != NULL &&
	    !mw_labels_match(&spec->workload_selector->match_labels,
	    b->workload->labels)) {
		mw_build_omit(b, MW_OMIT_SELECTOR, o,
		    spec->workload_selector->node, NULL, "DestinationRule "
		    "%s/%s selects other clients", o->ns, o->name);
	} else if (winner == NULL) {
		mw_build_omit(b, MW_OMIT_OTHER_NAMESPACE, o, o->root, NULL,
		    "DestinationRule %s/%s is neither in the namespace of "
		    "the client, nor of '%s', nor in the root namespace",
		    o->ns, o->name, s->hostname);
	} else {
		bool less = mw_str_eq(winner->object->ns, o->ns) &&
		    host[0] == '*';

		mw_build_omit(b, less ? MW_OMIT_LESS_SPECIFIC :
		    MW_OMIT_OTHER_RULE_WINS, o, spec->host.node,
		    winner->object, "DestinationRule %s/%s is not used: "
		    "for '%s' this proxy uses %s/%s", o->ns, o->name,
		    s->hostname, winner->object->ns, winner->object->name);
	}
}

/* A rule of the mesh that this file has to do with. */
static bool
counts_at_all(const struct mw_object *o)
{
	return o->spec != NULL && o->superseded_by == NULL &&
	    !mw_str_empty(MW_SPEC(o, destination_rule)->host.s);
}

void
mw_dr_omissions(struct mw_builder *b)
{
	const struct mw_objects *all =
	    &b->mesh->of_kind[MW_KIND_DESTINATION_RULE];
	struct mw_dr_cache *c = cache(b);
	bool *used = MW_NEW_ARRAY(b->arena, bool, b->mesh->all.n + 1);
	size_t budget = 1000000, end = b->mesh->all.n;

	for (size_t i = 0; i < c->used.n; i++) {
		const struct mw_dr_entry *e = c->used.v[i];

		for (size_t j = 0; j < e->losses.n; j++)
			tell_loss(b, e, &e->losses.v[j]);
		for (size_t j = 0; j < e->from.n; j++) {
			if (e->from.v[j]->order < end)
				used[e->from.v[j]->order] = true;
		}
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];

		if (counts_at_all(o) && o->order < end && !used[o->order])
			tell_unused(b, o, &budget);
	}
}
