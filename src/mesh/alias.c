/*
 * alias.c - ExternalName services and what they stand for (R32).
 *
 * An alias of an alias stands for what the last one names; loops disappear.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

/* By host name alone: an external name has no namespace. */
static const struct mw_service *
alias_named(const struct mw_loader *l, const char *host)
{
	const struct mw_service_list *list = mw_map_get(l->registry->services,
	    host);

	for (size_t i = 0; list != NULL && i < list->n; i++)
		if (list->v[i]->resolution == MW_RESOLVE_ALIAS)
			return list->v[i];
	return NULL;
}

/* The host at the end of the chain of S, or NULL for a loop. */
static const char *
follow(const struct mw_loader *l, const struct mw_service *s)
{
	const struct mw_service *slow = s, *at = s;
	bool turn = false;

	for (;;) {
		const struct mw_service *then = alias_named(l,
		    at->external_name);

		if (then == NULL)
			return at->external_name;
		at = then;
		/* the slow one takes every other step */
		if (turn)
			slow = alias_named(l, slow->external_name);
		turn = !turn;
		if (at == slow || slow == NULL)
			return NULL;
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct mw_service *a = *(const struct mw_service *const *)x;
	const struct mw_service *b = *(const struct mw_service *const *)y;
	int d = strcmp(a->ns, b->ns);

	return d != 0 ? d : strcmp(a->hostname, b->hostname);
}

void
mw_mesh_make_aliases(struct mw_loader *l)
{
	struct mw_map *stand_for = mw_map_new(l->scratch);

	for (size_t i = 0; i < l->services.n; i++) {
		struct mw_service *s = &l->services.v[i]->s;
		struct mw_service_list *list;
		const char *host;

		if (s->resolution != MW_RESOLVE_ALIAS ||
		    (host = follow(l, s)) == NULL)
			continue;
		list = mw_map_get(l->registry->services, host);
		if (list != NULL)
			s->alias_of = list->v[0];
		list = mw_map_get(stand_for, host);
		if (list == NULL) {
			list = MW_NEW(l->arena, struct mw_service_list);
			mw_map_put(stand_for, host, list);
		}
		mw_vec_push(l->arena, list, s);
	}
	for (size_t i = 0; i < mw_map_count(stand_for); i++) {
		struct mw_service_list *list = mw_map_value(stand_for, i);

		if (list->n > 1)
			qsort(list->v, list->n, sizeof(*list->v), by_place);
	}
	for (size_t i = 0; mw_map_count(stand_for) > 0 &&
	    i < l->services.n; i++) {
		struct mw_service *s = &l->services.v[i]->s;
		const struct mw_service_list *list = mw_map_get(stand_for,
		    s->hostname);

		if (list == NULL || s->resolution == MW_RESOLVE_ALIAS)
			continue;
		s->aliases = list->v;
		s->n_aliases = list->n;
	}
}
