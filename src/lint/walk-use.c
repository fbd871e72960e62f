/*
 * walk-use.c - objects that no proxy has anything of, and why.
 */
#include "lint/walk.h"

#include <string.h>

#include "base/str.h"

/* ---- what a proxy has --------------------------------------------------- */

static void
use(struct mw_walk *w, const struct mw_origin *x)
{
	if (x->object != NULL && !x->object->assumed &&
	    x->object->order < w->mesh->all.n)
		w->used[x->object->order] = true;
}

static void
use_routes(struct mw_walk *w, const struct mw_route_config *rc)
{
	for (size_t i = 0; rc != NULL && i < rc->n_vhosts; i++) {
		const struct mw_virtual_host *vh = &rc->vhosts[i];

		if (vh->n_routes > 0)
			use(w, &vh->origin);
		for (size_t k = 0; k < vh->n_routes; k++)
			use(w, &vh->routes[k].origin);
	}
}

static void
use_all(struct mw_walk *w, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_routes; i++)
		use_routes(w, &p->routes[i]);
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		for (size_t k = 0; k < l->n_chains; k++) {
			use(w, &l->chains[k].origin);
			if (l->chains[k].tcp != NULL)
				use(w, &l->chains[k].tcp->origin);
		}
	}
}

/* ---- VirtualServices ---------------------------------------------------- */

/* How much a reason says about why nobody has it; 0: nothing. */
static size_t
weight_of(enum mw_omission_reason r)
{
	switch (r) {
	case MW_OMIT_NO_SERVICE:
		return 1;
	case MW_OMIT_NOT_EXPORTED:
		return 2;
	case MW_OMIT_SIDECAR_SCOPE:
		return 3;
	case MW_OMIT_OLDER_WINS:
	case MW_OMIT_PRIVATE_FIRST:
		return 4;
	default:
		return 0;
	}
}

static void
omitted_vs(struct mw_walk *w, const struct mw_omission *o)
{
	const struct mw_object *vs = o->what.object;
	size_t weight = weight_of(o->reason);
	struct mw_walk_fact *f;

	if (weight == 0 || w->used[vs->order])
		return;
	f = mw_walk_fact(w, MW_WALK_UNSEEN, vs, NULL);
	if (weight <= f->count)
		return;
	f->count = weight;
	f->text = mw_arena_printf(w->arena, "no proxy uses it: %s", o->text);
	if (weight == 4)
		mw_walk_blame(w, MW_WALK_LOST, vs, NULL, "no proxy uses it: "
		    "%s", o->text);
}

static void
settle_vs(struct mw_walk *w)
{
	for (size_t i = 0; i < w->facts[MW_WALK_UNSEEN].n; i++) {
		struct mw_walk_fact *f =
		    w->facts[MW_WALK_UNSEEN].v[i];

		if (w->used[f->object->order])
			mw_walk_clear(w, MW_WALK_LOST, f->object, NULL);
		if (w->used[f->object->order] || f->count == 4)
			f->fine = true;
	}
}

/* ---- DestinationRules --------------------------------------------------- */

/* A proxy that uses a rule omits no more than parts of it. */
static void
omitted_dr(struct mw_walk *w, const struct mw_omission *o)
{
	struct mw_walk_fact *f;
	bool sure = false;

	switch (o->reason) {
	case MW_OMIT_DUPLICATE_SUBSET:
	case MW_OMIT_POLICY_IGNORED:
		mw_walk_blame(w, MW_WALK_MERGED, o->what.object, o->what.node,
		    "%s", o->text);
		return;
	case MW_OMIT_OTHER_NAMESPACE:
	case MW_OMIT_OTHER_RULE_WINS:
	case MW_OMIT_LESS_SPECIFIC:
		sure = true;
		break;
	case MW_OMIT_NOT_EXPORTED:
	case MW_OMIT_NO_SERVICE:
	case MW_OMIT_SELECTOR:
		break;
	default:
		return;
	}
	f = mw_walk_fact(w, MW_WALK_CLIENTS, o->what.object, NULL);
	f->count++;
	/* the most telling of the reasons */
	if (f->text == NULL || (sure && f->info)) {
		f->text = mw_arena_printf(w->arena, "no proxy uses it: %s",
		    o->text);
		f->info = !sure;
	}
}

static void
settle_dr(struct mw_walk *w)
{
	for (size_t i = 0; i < w->facts[MW_WALK_CLIENTS].n; i++) {
		struct mw_walk_fact *f =
		    w->facts[MW_WALK_CLIENTS].v[i];

		if (f->count < w->n_proxies ||
		    mw_walk_is_said(w, "IST0174", f->object, NULL))
			f->fine = true;
	}
}

/* ---- all ---------------------------------------------------------------- */

void
mw_walk_use(struct mw_walk *w, const struct mw_proxy *p)
{
	if (p == NULL) {
		settle_vs(w);
		settle_dr(w);
		return;
	}
	use_all(w, p);
	for (size_t i = 0; i < p->n_omissions; i++) {
		const struct mw_omission *o = &p->omissions[i];
		const struct mw_object *x = o->what.object;

		if (x == NULL || x->assumed)
			continue;
		if (x->kind == MW_KIND_VIRTUAL_SERVICE)
			omitted_vs(w, o);
		else if (x->kind == MW_KIND_DESTINATION_RULE)
			omitted_dr(w, o);
	}
}
