/*
 * walk-shadow.c - routes of a virtual host that earlier ones leave nothing.
 *
 * To find a route that covers another, only those are asked whose path could:
 * a table has them by path, and a route looks up each beginning of its own.
 */
#include "lint/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

struct table {
	struct mw_arena *arena;
	struct mw_map *by_path;		/* mw_walk_routes, whatever their kind */
	struct mw_walk_routes odd;	/* by other means than their path */
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
	struct mw_walk_routes *list;

	if (is_odd(r)) {
		mw_vec_push(t->arena, &t->odd, r);
		return;
	}
	list = mw_map_get(t->by_path, r->path);
	if (list == NULL) {
		list = MW_NEW(t->arena, struct mw_walk_routes);
		mw_map_put(t->by_path, r->path, list);
	}
	mw_vec_push(t->arena, list, r);
}

/* The lists with what could cover a route of this path, one after the other
 * by *i; NULL after the last. */
static const struct mw_walk_routes *
next_list(const struct table *t, const char *path, size_t len, size_t *i)
{
	for (; *i <= len; ++*i) {
		const struct mw_walk_routes *list =
		    mw_map_getn(t->by_path, path, *i);

		if (list == NULL)
			continue;
		++*i;
		return list;
	}
	return (*i)++ == len + 1 ? &t->odd : NULL;
}

static const struct mw_route_entry *
find_cover(struct mw_walk *w, const struct table *t,
    const struct mw_route_entry *r)
{
	bool regex = r->path_kind == MW_PATH_REGEX || r->path == NULL;
	const char *path = regex ? "/" : r->path;
	const struct mw_walk_routes *list;
	size_t i = 0, len = strlen(path);

	while ((list = next_list(t, path, len, &i)) != NULL)
		for (size_t k = 0; k < list->n && w->budget > 0; k++) {
			w->budget--;
			if (mw_walk_covers(list->v[k], r))
				return list->v[k];
		}
	return NULL;
}

/* ---- by several together ------------------------------------------------- */

enum { ENOUGH = 100 };		/* more are not looked at together */

static void
gather_of(const struct table *t, const char *path, struct mw_walk_routes *out)
{
	const struct mw_walk_routes *list;
	size_t i = 0, len = strlen(path);

	while (out->n < ENOUGH && (list = next_list(t, path, len, &i)) != NULL)
		for (size_t k = 0; k < list->n && out->n < ENOUGH; k++)
			mw_vec_push(t->arena, out, list->v[k]);
}

static int
by_order(const void *x, const void *y)
{
	const struct mw_route_entry *a =
	    *(const struct mw_route_entry *const *)x;
	const struct mw_route_entry *b =
	    *(const struct mw_route_entry *const *)y;

	return a < b ? -1 : a > b;
}

/* All earlier routes that could have a part of R, in order, each once. */
static void
gather(const struct table *t, const struct mw_route_entry *r,
    struct mw_walk_routes *out)
{
	struct mw_walk_words words = { 0 };
	size_t n = 0;

	if (r->path_kind != MW_PATH_REGEX) {
		gather_of(t, mw_str_or_empty(r->path), out);
	} else {
		if (!mw_walk_words(t->arena, mw_str_or_empty(r->path), &words))
			words.n = 0;
		for (size_t i = 0; i < words.n; i++)
			gather_of(t, words.v[i].text, out);
		if (words.n == 0)
			gather_of(t, "/", out);
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), by_order);
	for (size_t i = 0; i < out->n; i++)
		if (i == 0 || out->v[i] != out->v[i - 1])
			out->v[n++] = out->v[i];
	out->n = n;
}

static bool
find_covers(struct mw_walk *w, const struct table *t,
    const struct mw_route_entry *r, struct mw_walk_routes *by)
{
	const struct mw_route_entry *one = find_cover(w, t, r);
	struct mw_walk_routes earlier = { 0 };

	if (one != NULL) {
		mw_vec_push(t->arena, by, one);
		return true;
	}
	gather(t, r, &earlier);
	return mw_walk_union(w, &earlier, r, by);
}

/* ---- what is said -------------------------------------------------------- */

static const struct mw_node *
match_of(const struct mw_route_entry *r)
{
	return r->match_origin.node != NULL ? r->match_origin.node
	    : r->origin.node;
}

/* "a, b and c" */
static const char *
names(struct mw_walk *w, const struct mw_walk_fact *f)
{
	enum { SHOWN = 4 };
	size_t n = f->by.n > SHOWN + 1 ? SHOWN : f->by.n;
	const char *text = f->by.v[0];

	for (size_t i = 1; i < n; i++)
		text = mw_arena_printf(w->arena, "%s%s%s", text, i + 1 <
		    f->by.n ? ", " : " and ", f->by.v[i]);
	if (n < f->by.n)
		text = mw_arena_printf(w->arena, "%s and %zu others", text,
		    f->by.n - n);
	return text;
}

static bool
has_name(const struct mw_walk_fact *f, const char *name)
{
	for (size_t i = 0; i < f->by.n; i++)
		if (strcmp(f->by.v[i], name) == 0)
			return true;
	return false;
}

static void
blame(struct mw_walk *w, const struct mw_route_entry *r,
    const struct mw_walk_routes *by)
{
	struct mw_walk_fact *f = mw_walk_fact(w, MW_WALK_MATCH,
	    r->origin.object, match_of(r));
	size_t before = f->by.n;

	f->of = r->origin.node;
	for (size_t i = 0; i < by->n; i++) {
		const struct mw_origin *o = by->v[i]->match_origin.node != NULL
		    ? &by->v[i]->match_origin : &by->v[i]->origin;
		const char *name = mw_walk_name(w, o, r->origin.object);

		if (!has_name(f, name))
			mw_vec_push(w->arena, &f->by, name);
	}
	if (f->by.n == 0)
		f->text = "never reached: no request can fit all of its "
		    "conditions";
	else if (f->by.n == 1)
		f->text = mw_arena_printf(w->arena, "never reached: %s comes "
		    "first, and takes every request that fits here",
		    f->by.v[0]);
	else if (f->by.n > before)
		f->text = mw_arena_printf(w->arena, "never reached: %s come "
		    "first, and together take every request that fits here",
		    names(w, f));
}

static void
judge(struct mw_walk *w, const struct table *t, const struct mw_route_entry *r)
{
	struct mw_walk_routes by = { 0 };

	if (r->origin.object == NULL || r->origin.node == NULL ||
	    r->origin.object->kind != MW_KIND_VIRTUAL_SERVICE)
		return;
	if (find_covers(w, t, r, &by)) {
		blame(w, r, &by);
		return;
	}
	mw_walk_clear(w, MW_WALK_ROUTE, r->origin.object, r->origin.node);
	mw_walk_clear(w, MW_WALK_MATCH, r->origin.object, match_of(r));
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
