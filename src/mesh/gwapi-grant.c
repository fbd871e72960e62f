/*
 * gwapi-grant.c - ReferenceGrants: who may name things of another namespace
 * (G87).
 */
#include "base/str.h"
#include "mesh/gwapi-build.h"

struct list {
	MW_VEC(const struct mw_reference_grant *) grants;
};

static struct mw_map *
grants_of(struct mw_gwapi_maker *k)
{
	const struct mw_objects *all =
	    &k->l->mesh->of_kind[MW_KIND_REFERENCE_GRANT];

	if (k->grants != NULL)
		return k->grants;
	k->grants = mw_map_new(k->l->scratch);
	for (size_t i = 0; i < all->n; i++) {
		struct list *l = mw_map_get(k->grants, all->v[i]->ns);

		if (all->v[i]->spec == NULL)
			continue;
		if (l == NULL) {
			l = MW_NEW(k->l->scratch, struct list);
			mw_map_put(k->grants, all->v[i]->ns, l);
		}
		mw_vec_push(k->l->scratch, &l->grants,
		    MW_SPEC(all->v[i], reference_grant));
	}
	return k->grants;
}

static bool
from_fits(const struct mw_reference_grant *g, const struct mw_object *from)
{
	for (size_t i = 0; i < g->from.n; i++) {
		const struct mw_reference_grant_from *f = &g->from.v[i];

		if (mw_str_eq(f->group.s, MW_GWAPI_GROUP) &&
		    mw_str_eq(f->kind.s, mw_kind_info(from->kind)->name) &&
		    mw_str_eq(f->namespace.s, from->ns))
			return true;
	}
	return false;
}

static bool
to_fits(const struct mw_reference_grant *g, const char *kind,
    const char *name)
{
	for (size_t i = 0; i < g->to.n; i++) {
		const struct mw_backend_tls_policy_ca_certificate_refs *t =
		    &g->to.v[i];

		/* of the core group: Service, Secret, ConfigMap */
		if (mw_str_empty(t->group.s) && mw_str_eq(t->kind.s, kind) &&
		    (mw_str_empty(t->name.s) || mw_str_eq(t->name.s, name)))
			return true;
	}
	return false;
}

bool
mw_gwapi_granted(struct mw_gwapi_maker *k, const struct mw_object *from,
    const char *to_kind, const char *to_ns, const char *to_name)
{
	const struct list *l = mw_map_get(grants_of(k), to_ns);

	for (size_t i = 0; l != NULL && i < l->grants.n; i++) {
		const struct mw_reference_grant *g = l->grants.v[i];

		if (!mw_mesh_spend(k->l, 1 + g->from.n + g->to.n))
			return false;
		if (from_fits(g, from) && to_fits(g, to_kind, to_name))
			return true;
	}
	return false;
}
