/*
 * alias.c - ExternalName services and what they stand for (R32).
 *
 * An alias of an alias stands for what the last one names; loops disappear.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

/* An alias on the way to what it stands for. */
struct link {
	struct mw_service *service;
	const char *end;	/* host at the end of the chain; NULL: a loop */
	bool begun, done;
};

/* By host name alone: an external name has no namespace. */
static struct mw_map *
find_links(struct mw_loader *l)
{
	struct mw_map *links = mw_map_new(l->scratch);

	for (size_t i = 0; i < l->services.n; i++) {
		struct mw_service *s = &l->services.v[i]->s;
		struct link *link;

		if (s->resolution != MW_RESOLVE_ALIAS ||
		    mw_map_get(links, s->hostname) != NULL)
			continue;
		link = MW_NEW(l->scratch, struct link);
		link->service = s;
		mw_map_put(links, s->hostname, link);
	}
	return links;
}

/* Each link is walked once: what is found holds for all on the way. */
static const char *
follow(struct mw_loader *l, const struct mw_map *links, struct link *from)
{
	MW_VEC(struct link *) way = { 0 };
	struct link *at = from;
	const char *end = NULL;

	while (at != NULL && !at->begun) {
		at->begun = true;
		mw_vec_push(l->scratch, &way, at);
		end = at->service->external_name;
		at = mw_map_get(links, end);
	}
	if (at != NULL)
		end = at->done ? at->end : NULL;
	for (size_t i = 0; i < way.n; i++) {
		way.v[i]->end = end;
		way.v[i]->done = true;
	}
	return end;
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
	const struct mw_map *links = find_links(l);

	for (size_t i = 0; i < mw_map_count(links); i++) {
		struct link *link = mw_map_value(links, i);
		struct mw_service *s = link->service;
		struct mw_service_list *list;
		const char *host = link->done ? link->end :
		    follow(l, links, link);

		if (host == NULL)
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
