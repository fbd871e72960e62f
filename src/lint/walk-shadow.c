/*
 * walk-shadow.c - routes of a virtual host that earlier ones leave nothing.
 *
 * To find a route that covers another, only those are asked whose path could:
 * a table has them by path, and a route looks up each beginning of its own.
 */
#include "lint/walk.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

struct routes {
	const struct mw_route_entry **v;
	size_t n, cap;
};

struct table {
	struct mw_arena *arena;
	struct mw_map *by_path;		/* routes, whatever their kind */
	struct routes odd;		/* by other means than their path */
};

static bool
is_odd(const struct mw_route_entry *r)
{
	return r->path_kind == MW_PATH_REGEX || r->ignore_case ||
	    r->path == NULL;
}

static void
add(struct table *t, const struct mw_route_entry *r)
{
	struct routes *list;

	if (is_odd(r)) {
		mw_vec_push(t->arena, &t->odd, r);
		return;
	}
	list = mw_map_get(t->by_path, r->path);
	if (list == NULL) {
		list = MW_NEW(t->arena, struct routes);
		mw_map_put(t->by_path, r->path, list);
	}
	mw_vec_push(t->arena, list, r);
}

static const struct mw_route_entry *
first_of(struct mw_walk *w, const struct routes *list,
    const struct mw_route_entry *r)
{
	for (size_t i = 0; list != NULL && i < list->n && w->budget > 0; i++) {
		w->budget--;
		if (mw_walk_covers(list->v[i], r))
			return list->v[i];
	}
	return NULL;
}

static const struct mw_route_entry *
find_cover(struct mw_walk *w, const struct table *t,
    const struct mw_route_entry *r)
{
	const struct mw_route_entry *found = NULL;
	size_t len = r->path_kind == MW_PATH_REGEX || r->path == NULL ? 1
	    : r->path_len;

	for (size_t i = 0; found == NULL && i <= len; i++)
		found = first_of(w, r->path == NULL || len != r->path_len ?
		    mw_map_getn(t->by_path, "/", i < 2 ? i : 1) :
		    mw_map_getn(t->by_path, r->path, i), r);
	return found != NULL ? found : first_of(w, &t->odd, r);
}

static const struct mw_node *
match_of(const struct mw_route_entry *r)
{
	return r->match_origin.node != NULL ? r->match_origin.node
	    : r->origin.node;
}

static void
judge(struct mw_walk *w, const struct table *t, const struct mw_route_entry *r)
{
	const struct mw_route_entry *by;
	struct mw_walk_fact *f;
	struct mw_origin winner;

	if (r->origin.object == NULL || r->origin.node == NULL ||
	    r->origin.object->kind != MW_KIND_VIRTUAL_SERVICE)
		return;
	by = find_cover(w, t, r);
	if (by == NULL) {
		mw_walk_clear(w, MW_WALK_ROUTE, r->origin.object,
		    r->origin.node);
		mw_walk_clear(w, MW_WALK_MATCH, r->origin.object,
		    match_of(r));
		return;
	}
	winner = by->origin;
	if (by->match_origin.node != NULL)
		winner = by->match_origin;
	f = mw_walk_blame(w, MW_WALK_MATCH, r->origin.object, match_of(r),
	    "never reached: %s comes first, and takes every request that fits "
	    "here", mw_walk_name(w, &winner, r->origin.object));
	f->of = r->origin.node;
}

/* The same routes, from the same lines, have been here. */
static bool
is_known(struct mw_walk *w, const struct mw_virtual_host *vh)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	char key[24];

	for (size_t i = 0; i < vh->n_routes; i++) {
		hash ^= (uintptr_t)vh->routes[i].origin.node;
		hash *= UINT64_C(0x100000001b3);
		hash ^= (uintptr_t)vh->routes[i].match_origin.node;
		hash *= UINT64_C(0x100000001b3);
		hash ^= hash >> 29;
	}
	snprintf(key, sizeof(key), "%016llx", (unsigned long long)hash);
	return mw_map_put(w->seen, key, w) != NULL;
}

void
mw_walk_shadows(struct mw_walk *w, const struct mw_virtual_host *vh)
{
	struct table t = { 0 };

	if (vh->n_routes == 0 || vh->routes[0].origin.object == NULL ||
	    is_known(w, vh))
		return;
	t.arena = mw_arena_new();
	t.by_path = mw_map_new(t.arena);
	for (size_t i = 0; i < vh->n_routes; i++) {
		judge(w, &t, &vh->routes[i]);
		add(&t, &vh->routes[i]);
	}
	mw_arena_free(t.arena);
}
