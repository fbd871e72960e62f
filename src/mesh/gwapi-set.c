/*
 * gwapi-set.c - ListenerSets: listeners of a Gateway that stand in another
 * object (G37 to G41).
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

struct sets {
	MW_VEC(const struct mw_object *) v;
};

static const char *
parent_ns(const struct mw_object *o)
{
	const struct mw_target_ref *p = MW_SPEC(o, listener_set)->parent_ref;

	return mw_str_empty(p->namespace.s) ? o->ns : p->namespace.s;
}

/* By age, then by namespace/name. */
static int
by_age(const void *x, const void *y)
{
	const struct mw_object *a = *(const struct mw_object *const *)x;
	const struct mw_object *b = *(const struct mw_object *const *)y;

	if (a->created != b->created)
		return a->created < b->created ? -1 : 1;
	return mw_compare_joined(a->ns, a->name, b->ns, b->name);
}

static void
collect(struct mw_gwapi_maker *k)
{
	const struct mw_objects *all =
	    &k->l->mesh->of_kind[MW_KIND_LISTENER_SET];

	k->sets = mw_map_new(k->l->scratch);
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_target_ref *p = o->spec != NULL ? MW_SPEC(o,
		    listener_set)->parent_ref : NULL;
		struct sets *s;

		if (p == NULL)
			continue;
		s = mw_map_joined(k->sets, parent_ns(o),
		    mw_str_or_empty(p->name.s));
		if (s == NULL) {
			s = MW_NEW(k->l->scratch, struct sets);
			mw_map_put_joined(k->sets, parent_ns(o),
			    mw_str_or_empty(p->name.s), s);
		}
		mw_vec_push(k->l->scratch, &s->v, o);
	}
	for (size_t i = 0; i < mw_map_count(k->sets); i++) {
		struct sets *s = mw_map_value(k->sets, i);

		qsort(s->v.v, s->v.n, sizeof(*s->v.v), by_age);
	}
}

/* G38: without a word of it, none is allowed. */
static bool
allowed(struct mw_gwapi_maker *k, const struct mw_gwapi_gateway *g,
    const char *ns)
{
	const struct mw_k8s_gateway_allowed_listeners *a =
	    g->spec->allowed_listeners;
	const struct mw_k8s_gateway_namespaces *n = a != NULL ? a->namespaces :
	    NULL;

	if (n == NULL)
		return false;
	if (mw_str_eq(n->from.s, "All"))
		return true;
	if (mw_str_eq(n->from.s, "Same"))
		return strcmp(ns, g->object->ns) == 0;
	return mw_str_eq(n->from.s, "Selector") && n->selector != NULL &&
	    mw_k8s_selector_match(n->selector,
	    mw_gwapi_namespace_labels(k, ns));
}

static void
add_set(struct mw_gwapi_maker *k, struct mw_gwapi_gateway *g,
    const struct mw_object *o)
{
	const struct mw_listener_set *spec = MW_SPEC(o, listener_set);
	struct mw_gwapi_set *s = MW_NEW(k->arena, struct mw_gwapi_set);
	struct mw_gwapi_family *f = mw_gwapi_family_of(k, o);
	bool valid = false;

	s->object = o;
	s->gateway = g;
	mw_vec_push(k->arena, &k->all_sets, s);
	if (!allowed(k, g, o->ns)) {
		s->accepted = f->verdict = mw_gwapi_fault(k,
		    MW_GWAPI_SET_NOT_ALLOWED, spec->parent_ref->node,
		    "Gateway %s/%s does not allow ListenerSets of namespace "
		    "%s (allowedListeners)", g->object->ns, g->object->name,
		    o->ns);
		return;
	}
	for (size_t j = 0; j < spec->listeners.n; j++) {
		mw_gwapi_add_listener(k, g, o, &spec->listeners.v[j]);
		valid = valid ||
		    k->listeners.v[k->listeners.n - 1]->valid;
	}
	if (!valid)
		s->accepted = mw_gwapi_fault(k, MW_GWAPI_LISTENERS_NOT_VALID,
		    spec->listeners.node, "none of its listeners is in force");
}

void
mw_gwapi_add_sets(struct mw_gwapi_maker *k, struct mw_gwapi_gateway *g)
{
	const struct sets *s;

	if (k->sets == NULL)
		collect(k);
	s = mw_map_joined(k->sets, g->object->ns, g->object->name);
	for (size_t i = 0; s != NULL && i < s->v.n; i++)
		add_set(k, g, s->v.v[i]);
}
