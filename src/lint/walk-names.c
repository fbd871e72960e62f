/*
 * walk-names.c - words that still work, and have a newer name.
 */
#include "lint/walk.h"

#include "base/str.h"

static void
check(struct mw_findings *f, const struct mw_object *o,
    const struct mw_load_balancer *lb)
{
	struct mw_finding *x;

	if (lb == NULL || !mw_str_eq(lb->simple.name, "LEAST_CONN"))
		return;
	x = mw_finding_add(f, mw_diag_info(MW_DIAG_DEPRECATED)->code, MW_INFO,
	    o, lb->simple.node, "'LEAST_CONN' is an old name");
	x->hint = "write 'LEAST_REQUEST'";
}

static void
check_policy(struct mw_findings *f, const struct mw_object *o,
    const struct mw_traffic_policy *p)
{
	if (p == NULL)
		return;
	check(f, o, p->load_balancer);
	for (size_t i = 0; i < p->port_level_settings.n; i++)
		check(f, o, p->port_level_settings.v[i].load_balancer);
}

void
mw_walk_names(struct mw_findings *f)
{
	const struct mw_objects *all =
	    &f->mesh->of_kind[MW_KIND_DESTINATION_RULE];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_destination_rule *d = MW_SPEC(o,
		    destination_rule);

		if (d == NULL)
			continue;
		check_policy(f, o, d->traffic_policy);
		for (size_t k = 0; k < d->subsets.n; k++)
			check_policy(f, o, d->subsets.v[k].traffic_policy);
	}
}
