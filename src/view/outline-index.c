/*
 * outline-index.c - hashes for making rows: without them, every host would be
 * laid beside every VirtualService.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "view/outline-build.h"

void
mw_bucket_add(struct mw_arena *a, struct mw_map *map, const char *key,
    const struct mw_object *o)
{
	struct mw_bucket *b = mw_map_get(map, key);

	if (b == NULL) {
		b = MW_NEW(a, struct mw_bucket);
		mw_map_put(map, key, b);
	}
	if (b->n == 0 || b->v[b->n - 1] != o)
		mw_vec_push(a, b, o);
}

const struct mw_bucket *
mw_bucket_of(const struct mw_map *map, const char *key)
{
	static const struct mw_bucket none;
	const struct mw_bucket *b = mw_map_get(map, key);

	return b != NULL ? b : &none;
}

static void
add_host(struct mw_outline_build *b, struct mw_host_index *index,
    const char *host, const struct mw_object *o)
{
	host = mw_host_expand(b->arena, b->m, host, o->ns);
	mw_bucket_add(b->arena, index->exact, host, o);
	if (*host == '*') {
		struct {
			struct mw_wild_host *v;
			size_t n, cap;
		} wild = { index->wild, index->n_wild, index->wild_cap };
		struct mw_wild_host w = { host, o };

		mw_vec_push(b->arena, &wild, w);
		index->wild = wild.v;
		index->n_wild = wild.n;
		index->wild_cap = wild.cap;
	}
}

static void
add_gateways(struct mw_outline_build *b, const struct mw_object *o)
{
	const struct mw_virtual_service *v = MW_SPEC(o, virtual_service);

	for (size_t i = 0; i < v->gateways.n; i++) {
		const char *g = mw_str_or_empty(v->gateways.v[i].s);

		if (strchr(g, '/') == NULL)
			g = mw_arena_printf(b->arena, "%s/%s", o->ns, g);
		mw_bucket_add(b->arena, b->by_gateway, g, o);
	}
}

static void
index_object(struct mw_outline_build *b, const struct mw_object *o)
{
	if (o->spec == NULL)
		return;
	if (o->kind == MW_KIND_VIRTUAL_SERVICE) {
		const struct mw_virtual_service *v = MW_SPEC(o,
		    virtual_service);

		for (size_t j = 0; j < v->hosts.n; j++)
			add_host(b, &b->vs, mw_str_or_empty(v->hosts.v[j].s),
			    o);
		add_gateways(b, o);
	} else {
		const struct mw_destination_rule *d = MW_SPEC(o,
		    destination_rule);

		if (d->host.s != NULL)
			add_host(b, &b->dr, d->host.s, o);
	}
}

bool
mw_outline_index(struct mw_outline_build *b)
{
	const struct mw_objects *vs = &b->m->of_kind[MW_KIND_VIRTUAL_SERVICE];
	const struct mw_objects *dr = &b->m->of_kind[MW_KIND_DESTINATION_RULE];
	size_t i = b->indexed;

	if (b->by_gateway == NULL) {
		b->vs.exact = mw_map_new(b->arena);
		b->dr.exact = mw_map_new(b->arena);
		b->by_gateway = mw_map_new(b->arena);
	}
	if (i == vs->n + dr->n)
		return false;
	index_object(b, i < vs->n ? vs->v[i] : dr->v[i - vs->n]);
	b->indexed++;
	return true;
}

static int
by_age(const void *a, const void *b)
{
	const struct mw_object *const *x = a, *const *y = b;

	return mw_object_compare_age(*x, *y);
}

struct mw_bucket
mw_host_find(struct mw_outline_build *b, const struct mw_host_index *index,
    const char *hostname)
{
	const struct mw_bucket *exact = mw_bucket_of(index->exact, hostname);
	struct mw_bucket out = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < exact->n; i++)
		mw_vec_push(b->arena, &out, exact->v[i]);
	for (size_t i = 0; i < index->n_wild; i++) {
		if (strcmp(index->wild[i].host, hostname) != 0 &&
		    mw_host_covers(index->wild[i].host, hostname))
			mw_vec_push(b->arena, &out, index->wild[i].object);
	}
	if (out.n < 2)
		return out;
	qsort(out.v, out.n, sizeof(*out.v), by_age);
	for (size_t i = 0; i < out.n; i++) {
		if (n == 0 || out.v[n - 1] != out.v[i])
			out.v[n++] = out.v[i];
	}
	out.n = n;
	return out;
}
