/*
 * intern.c - one copy of each key, and few copies of values.
 */
#include "yaml/intern.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/xalloc.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
	VALUE_MAX = 64,		/* longer values hardly ever repeat */
	CACHE_MIN = 1 << 8,
	CACHE_MAX = 1 << 13
};

struct mw_keys {
	pthread_mutex_t lock;
	struct mw_arena *arena;
	struct mw_intern *in;
};

struct known {
	const char *text;
	uint32_t len;
	uint32_t hash;
};

struct mw_names {
	struct mw_keys *keys;
	struct mw_arena *arena;
	struct known *table;	/* every key that this thread met */
	size_t size, n;
	struct known *cache;	/* of values: a newcomer takes the place */
	size_t cache_size;
};

struct mw_keys *
mw_keys_new(void)
{
	struct mw_keys *k = mw_xcalloc(1, sizeof(*k));

	pthread_mutex_init(&k->lock, NULL);
	k->arena = mw_arena_new();
	k->in = mw_intern_new(k->arena);
	return k;
}

void
mw_keys_free(struct mw_keys *k, struct mw_arena *a)
{
	mw_arena_adopt(a, k->arena);
	pthread_mutex_destroy(&k->lock);
	free(k);
}

struct mw_names *
mw_names_new(struct mw_keys *keys, struct mw_arena *a, size_t size_hint)
{
	struct mw_names *n = mw_xcalloc(1, sizeof(*n));

	n->keys = keys;
	n->arena = a;
	n->size = CACHE_MIN;
	n->table = mw_xcalloc(n->size, sizeof(*n->table));
	n->cache_size = CACHE_MIN;
	while (n->cache_size < CACHE_MAX && n->cache_size * 64 < size_hint)
		n->cache_size *= 2;
	n->cache = mw_xcalloc(n->cache_size, sizeof(*n->cache));
	return n;
}

void
mw_names_free(struct mw_names *n)
{
	free(n->table);
	free(n->cache);
	free(n);
}

static void
grow(struct mw_names *n)
{
	struct known *old = n->table;
	size_t size = n->size;

	n->size = size * 2;
	n->table = mw_xcalloc(n->size, sizeof(*n->table));
	for (size_t i = 0; i < size; i++) {
		size_t at = old[i].hash & (n->size - 1);

		if (old[i].text == NULL)
			continue;
		while (n->table[at].text != NULL)
			at = (at + 1) & (n->size - 1);
		n->table[at] = old[i];
	}
	free(old);
}

static bool
same(const struct known *k, const char *s, size_t len, uint32_t hash)
{
	return k->hash == hash && k->len == len && memcmp(k->text, s, len) == 0;
}

const char *
mw_names_key(struct mw_names *n, const char *s, size_t len)
{
	uint32_t hash = mw_hash(s, len);
	size_t i = hash & (n->size - 1);

	for (; n->table[i].text != NULL; i = (i + 1) & (n->size - 1))
		if (same(&n->table[i], s, len, hash))
			return n->table[i].text;
	pthread_mutex_lock(&n->keys->lock);
	n->table[i].text = mw_intern(n->keys->in, s, len);
	pthread_mutex_unlock(&n->keys->lock);
	n->table[i].len = (uint32_t)len;
	n->table[i].hash = hash;
	s = n->table[i].text;
	if (++n->n * 2 > n->size)
		grow(n);
	return s;
}

const char *
mw_names_value(struct mw_names *n, const char *s, size_t len)
{
	uint32_t hash;
	struct known *k;

	if (len == 0)
		return "";
	if (len > VALUE_MAX)
		return mw_arena_text(n->arena, s, len);
	hash = mw_hash(s, len);
	k = &n->cache[hash & (n->cache_size - 1)];
	if (k->text != NULL && same(k, s, len, hash))
		return k->text;
	*k = (struct known){
		.text = mw_arena_text(n->arena, s, len),
		.len = (uint32_t)len,
		.hash = hash,
	};
	return k->text;
}
