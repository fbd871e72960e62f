/*
 * map.c - strings to pointers; iteration in order of insertion.
 *
 * Pairs stand in an array in the order in which they came; a table of indexes
 * into it (0 is free, I + 1 is pair I), at most half full, finds them.
 */
#include "base/map.h"

#include "base/hash.h"
#include "base/vec.h"
#include "base/xalloc.h"

#include <stdint.h>
#include <string.h>

struct pair {
	const char *key;
	void *value;
	uint32_t hash;
	uint32_t len;
};

struct mw_map {
	struct mw_arena *arena;
	struct pair *v;
	size_t n, cap;
	uint32_t *table;
	size_t size;		/* of the table: 0 or a power of two */
};

struct mw_map *
mw_map_new(struct mw_arena *a)
{
	struct mw_map *m = MW_NEW(a, struct mw_map);

	m->arena = a;
	return m;
}

/* The place of KEY in the table, or the free place where it belongs. */
static size_t
place(const struct mw_map *m, const char *key, size_t len, uint32_t hash)
{
	size_t i = hash & (m->size - 1);

	while (m->table[i] != 0) {
		const struct pair *p = &m->v[m->table[i] - 1];

		if (p->hash == hash && p->len == len &&
		    memcmp(p->key, key, len) == 0)
			break;
		i = (i + 1) & (m->size - 1);
	}
	return i;
}

void *
mw_map_getn(const struct mw_map *m, const char *key, size_t len)
{
	size_t i;

	if (m == NULL || key == NULL || m->n == 0 || len > UINT32_MAX)
		return NULL;
	i = place(m, key, len, mw_hash(key, len));
	return m->table[i] != 0 ? m->v[m->table[i] - 1].value : NULL;
}

void *
mw_map_get(const struct mw_map *m, const char *key)
{
	return key != NULL ? mw_map_getn(m, key, strlen(key)) : NULL;
}

static void
grow(struct mw_map *m)
{
	m->size = m->size > 0 ? m->size * 2 : 8;
	m->table = MW_NEW_ARRAY(m->arena, uint32_t, m->size);
	for (size_t i = 0; i < m->n; i++) {
		size_t at = m->v[i].hash & (m->size - 1);

		while (m->table[at] != 0)
			at = (at + 1) & (m->size - 1);
		m->table[at] = (uint32_t)(i + 1);
	}
}

void *
mw_map_put(struct mw_map *m, const char *key, void *value)
{
	size_t len = strlen(key), i;
	uint32_t hash = mw_hash(key, len);
	struct pair pair;

	if (len > UINT32_MAX || m->n >= UINT32_MAX - 1)
		mw_out_of_memory();
	if (m->n * 2 >= m->size)
		grow(m);
	i = place(m, key, len, hash);
	if (m->table[i] != 0) {
		struct pair *p = &m->v[m->table[i] - 1];
		void *old = p->value;

		p->value = value;
		return old;
	}
	pair = (struct pair){
		.key = mw_arena_text(m->arena, key, len),
		.value = value,
		.hash = hash,
		.len = (uint32_t)len,
	};
	mw_vec_push(m->arena, m, pair);
	m->table[i] = (uint32_t)m->n;
	return NULL;
}

size_t
mw_map_count(const struct mw_map *m)
{
	return m != NULL ? m->n : 0;
}

const char *
mw_map_key(const struct mw_map *m, size_t i)
{
	return m->v[i].key;
}

void *
mw_map_value(const struct mw_map *m, size_t i)
{
	return m->v[i].value;
}
