/*
 * intern.c - one copy of each key, and few copies of values.
 *
 * Numbers lead to keys through levels that double in size and never move, so
 * a thread may look up a number that it has while another adds keys.
 */
#include "yaml/intern.h"

#include "base/hash.h"
#include "base/xalloc.h"
#include "yaml/tree.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
	VALUE_MAX = 64,		/* longer values hardly ever repeat */
	VALUE_HERE = 20,
	CACHE_MIN = 1 << 7,
	CACHE_MAX = 1 << 9,
	LEVEL_BITS = 6,		/* keys of the first level: 64 */
	LEVELS = 32 - LEVEL_BITS
};

struct known {
	const char *text;	/* NULL: free */
	uint32_t len;
	uint32_t hash;
	uint32_t number;
};

struct table {
	struct known *v;
	size_t size, n;		/* size is a power of two */
};

struct mw_keys {
	pthread_mutex_t lock;
	struct mw_arena *arena;
	struct table table;	/* on the heap: gone after mw_keys_close */
	const char **levels[LEVELS];
};

/* Short texts are compared here: the store is a cache miss away. */
struct value {
	uint32_t ref, len, hash;
	char text[VALUE_HERE];
};

struct mw_names {
	struct mw_keys *keys;
	struct mw_store *store;
	struct table table;	/* every key that this thread met */
	struct value *cache;	/* a newcomer takes the place */
	size_t cache_size;
};

/* memcmp == 0 without a call, for the short texts that we have. */
static inline bool
same(const char *a, const char *b, size_t len)
{
	uint64_t v, w;
	uint32_t x, y;

	if (len >= sizeof(v)) {
		for (size_t i = 0; i < len - sizeof(v); i += sizeof(v)) {
			memcpy(&v, a + i, sizeof(v));
			memcpy(&w, b + i, sizeof(w));
			if (v != w)
				return false;
		}
		memcpy(&v, a + len - sizeof(v), sizeof(v));
		memcpy(&w, b + len - sizeof(w), sizeof(w));
		return v == w;
	}
	if (len >= sizeof(x)) {
		memcpy(&x, a, sizeof(x));
		memcpy(&y, b, sizeof(y));
		if (x != y)
			return false;
		memcpy(&x, a + len - sizeof(x), sizeof(x));
		memcpy(&y, b + len - sizeof(y), sizeof(y));
		return x == y;
	}
	for (size_t i = 0; i < len; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static void
table_new(struct table *t, size_t size)
{
	t->size = size;
	t->n = 0;
	t->v = mw_xcalloc(size, sizeof(*t->v));
}

/* The place of S, or the free place where it belongs. */
static inline struct known *
find(const struct table *t, const char *s, size_t len, uint32_t hash)
{
	size_t i = hash & (t->size - 1);

	for (;; i = (i + 1) & (t->size - 1)) {
		struct known *k = &t->v[i];

		if (k->text == NULL || (k->hash == hash && k->len == len &&
		    same(k->text, s, len)))
			return k;
	}
}

/* Fills the free place K. */
static void
insert(struct table *t, struct known *k, struct known new)
{
	struct known *old = t->v;
	size_t size = t->size;

	*k = new;
	if (++t->n * 2 <= size)
		return;
	t->size = size * 2;
	t->v = mw_xcalloc(t->size, sizeof(*t->v));
	for (size_t i = 0; i < size; i++) {
		size_t at = old[i].hash & (t->size - 1);

		if (old[i].text == NULL)
			continue;
		while (t->v[at].text != NULL)
			at = (at + 1) & (t->size - 1);
		t->v[at] = old[i];
	}
	free(old);
}

struct mw_keys *
mw_keys_new(struct mw_arena *a)
{
	struct mw_keys *k = MW_NEW(a, struct mw_keys);

	pthread_mutex_init(&k->lock, NULL);
	k->arena = a;
	table_new(&k->table, CACHE_MIN);
	return k;
}

void
mw_keys_close(struct mw_keys *k)
{
	free(k->table.v);
	k->table.v = NULL;
	pthread_mutex_destroy(&k->lock);
}

/* Where the text of number KEY stands: in level *L at the index returned. */
static inline size_t
level_of(uint32_t key, size_t *l)
{
	size_t n = (size_t)key + (1 << LEVEL_BITS);

	*l = 0;
	while (n >> (LEVEL_BITS + 1 + *l) != 0)
		(*l)++;
	return n - ((size_t)1 << (LEVEL_BITS + *l));
}

const char *
mw_keys_text(const struct mw_keys *k, uint32_t key)
{
	size_t l, i = level_of(key, &l);

	return k->levels[l][i];
}

/* Asks the shared table. */
static struct known
shared(struct mw_keys *k, const char *s, size_t len, uint32_t hash)
{
	struct known *place, new;
	size_t l, i;

	pthread_mutex_lock(&k->lock);
	place = find(&k->table, s, len, hash);
	new = *place;
	if (place->text == NULL) {
		new = (struct known){
			.text = mw_arena_text(k->arena, s, len),
			.len = (uint32_t)len,
			.hash = hash,
			.number = (uint32_t)k->table.n + 1,
		};
		i = level_of(new.number, &l);
		if (k->levels[l] == NULL)
			k->levels[l] = MW_NEW_ARRAY(k->arena, const char *,
			    (size_t)1 << (LEVEL_BITS + l));
		k->levels[l][i] = new.text;
		insert(&k->table, place, new);
	}
	pthread_mutex_unlock(&k->lock);
	return new;
}

struct mw_names *
mw_names_new(struct mw_keys *keys, struct mw_store *store, size_t size_hint)
{
	struct mw_names *n = mw_xcalloc(1, sizeof(*n));

	n->keys = keys;
	n->store = store;
	table_new(&n->table, CACHE_MIN);
	n->cache_size = CACHE_MIN;
	while (n->cache_size < CACHE_MAX && n->cache_size * 64 < size_hint)
		n->cache_size *= 2;
	n->cache = mw_xcalloc(n->cache_size, sizeof(*n->cache));
	return n;
}

void
mw_names_free(struct mw_names *n)
{
	free(n->table.v);
	free(n->cache);
	free(n);
}

uint32_t
mw_names_key(struct mw_names *n, const char *s, size_t len)
{
	uint32_t hash = mw_hash(s, len);
	struct known *k = find(&n->table, s, len, hash);
	struct known new;

	if (k->text != NULL)
		return k->number;
	new = shared(n->keys, s, len, hash);
	if (new.number > MW_NODE_KEY_MAX) {
		n->store->full = true;
		return 1;
	}
	insert(&n->table, k, new);
	return new.number;
}

uint32_t
mw_names_value(struct mw_names *n, const char *s, size_t len)
{
	struct value *v;
	uint32_t hash;

	if (len == 0)
		return 0;
	if (len > VALUE_MAX)
		return mw_store_text(n->store, s, len);
	hash = mw_hash(s, len);
	v = &n->cache[hash & (n->cache_size - 1)];
	if (v->len == len && v->hash == hash && same(len <= VALUE_HERE ?
	    v->text : mw_store_at(n->store, v->ref), s, len))
		return v->ref;
	v->ref = mw_store_text(n->store, s, len);
	v->len = (uint32_t)len;
	v->hash = hash;
	if (len <= VALUE_HERE)
		memcpy(v->text, s, len);
	return v->ref;
}
