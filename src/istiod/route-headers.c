/*
 * route-headers.c - header operations of a route or a destination (R99, R100).
 */
#include "istiod/route.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* Names that Envoy does not let anybody change. */
static bool
is_internal(const char *name)
{
	return name[0] == ':' || mw_str_case_eq(name, "host");
}

static bool
is_authority(const char *name)
{
	return mw_str_case_eq(name, ":authority") ||
	    mw_str_case_eq(name, "host");
}

static int
by_name(const void *x, const void *y)
{
	const struct mw_header_value *a = x, *b = y;

	return strcmp(a->name, b->name);
}

/* Adds the pairs of MAP, sorted; gives the authority that one of them sets. */
static const char *
add_values(const struct mw_route_source *src, const struct mw_string_map *map,
    enum mw_header_action action, struct mw_header_value *out, size_t *n)
{
	const char *authority = NULL;
	size_t first = *n;

	for (size_t i = 0; i < map->n; i++) {
		const char *name = mw_str_or_empty(map->v[i].key.s);
		const char *value = mw_str_or_empty(map->v[i].value.s);

		if (is_authority(name) && value[0] != '\0')
			authority = value;
		if (is_internal(name))
			continue;
		out[*n] = (struct mw_header_value){
			.name = mw_arena_lower(src->b->arena, name),
			.value = value,
			.action = action,
			.origin = mw_route_origin(src, map->v[i].value.node),
		};
		(*n)++;
	}
	if (*n - first > 1)
		qsort(out + first, *n - first, sizeof(*out), by_name);
	return authority;
}

static struct mw_header_ops
translate(const struct mw_route_source *src,
    const struct mw_header_operations *h, const char **authority)
{
	struct mw_arena *a = src->b->arena;
	struct mw_header_ops out = { 0 };
	struct mw_header_value *set;
	const char **remove, *from_set, *from_add;

	if (h == NULL)
		return out;
	set = MW_NEW_ARRAY(a, struct mw_header_value, h->set.n + h->add.n);
	from_set = add_values(src, &h->set, MW_HEADER_OVERWRITE, set,
	    &out.n_set);
	from_add = add_values(src, &h->add, MW_HEADER_APPEND, set,
	    &out.n_set);
	*authority = from_set != NULL ? from_set : from_add;
	out.set = set;
	remove = MW_NEW_ARRAY(a, const char *, h->remove.n);
	for (size_t i = 0; i < h->remove.n; i++) {
		const char *name = mw_str_or_empty(h->remove.v[i].s);

		if (!is_internal(name))
			remove[out.n_remove++] = mw_arena_lower(a, name);
	}
	out.remove = remove;
	return out;
}

struct mw_route_headers
mw_route_headers(const struct mw_route_source *src, const struct mw_headers *h)
{
	struct mw_route_headers out = { .authority = NULL };
	const char *ignored = NULL;

	if (h == NULL)
		return out;
	out.request = translate(src, h->request, &out.authority);
	out.response = translate(src, h->response, &ignored);
	return out;
}

static size_t
copy_action(const struct mw_header_ops *from, enum mw_header_action action,
    struct mw_header_value *to)
{
	size_t n = 0;

	for (size_t i = 0; i < from->n_set; i++) {
		if (from->set[i].action == action)
			to[n++] = from->set[i];
	}
	return n;
}

struct mw_header_ops
mw_route_join_headers(struct mw_arena *a, const struct mw_header_ops *first,
    const struct mw_header_ops *second)
{
	const struct mw_header_ops *const both[] = { first, second };
	struct mw_header_ops out = { 0 };
	struct mw_header_value *set;
	const char **remove;

	if (second->n_set + second->n_remove == 0)
		return *first;
	set = MW_NEW_ARRAY(a, struct mw_header_value,
	    first->n_set + second->n_set);
	remove = MW_NEW_ARRAY(a, const char *,
	    first->n_remove + second->n_remove);
	for (size_t i = 0; i < MW_LEN(both); i++) {
		out.n_set += copy_action(both[i], MW_HEADER_OVERWRITE,
		    set + out.n_set);
		for (size_t j = 0; j < both[i]->n_remove; j++)
			remove[out.n_remove++] = both[i]->remove[j];
	}
	for (size_t i = 0; i < MW_LEN(both); i++)
		out.n_set += copy_action(both[i], MW_HEADER_APPEND,
		    set + out.n_set);
	out.set = set;
	out.remove = remove;
	return out;
}
