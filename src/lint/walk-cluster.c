/*
 * walk-cluster.c - subsets that select no workload.
 */
#include "lint/walk.h"

#include "base/str.h"

static void
check(struct mw_walk *w, const struct mw_cluster *c)
{
	const struct mw_origin *o = &c->origin;

	if (mw_str_empty(c->subset) || c->type != MW_CLUSTER_EDS ||
	    o->object == NULL || c->service == NULL || c->service->assumed ||
	    c->service->n_endpoints == 0)
		return;
	if (c->n_endpoints + c->n_unready > 0) {
		if (w->facts[MW_WALK_SUBSET].n > 0)
			mw_walk_clear(w, MW_WALK_SUBSET, o->object, o->node);
		return;
	}
	mw_walk_blame(w, MW_WALK_SUBSET, o->object, o->node, "no workload of "
	    "'%s' has the labels of subset '%s'", c->service->hostname,
	    c->subset);
}

void
mw_walk_clusters(struct mw_walk *w, const struct mw_proxy *p)
{
	const struct mw_walk_facts *facts = &w->facts[MW_WALK_SUBSET];

	for (size_t i = 0; p != NULL && i < p->n_clusters; i++)
		check(w, &p->clusters[i]);
	for (size_t i = 0; p == NULL && i < facts->n; i++) {
		struct mw_walk_fact *f = facts->v[i];

		if (mw_walk_is_said(w, "IST0173", f->object, f->node))
			f->fine = true;
	}
}
