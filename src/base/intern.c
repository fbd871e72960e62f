/*
 * intern.c - one copy for each distinct string.
 */
#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "base/map.h"

struct entry {
	const char *text;	/* NULL: free */
	size_t len;
	uint32_t hash;
};

struct mw_intern {
	struct mw_arena *arena;
	struct entry *table;
	size_t size;		/* a power of two */
	size_t n;
};

struct mw_intern *
mw_intern_new(struct mw_arena *a)
{
	struct mw_intern *in = MW_NEW(a, struct mw_intern);

	in->arena = a;
	in->size = 64;
	in->table = MW_NEW_ARRAY(a, struct entry, in->size);
	return in;
}

static void
grow(struct mw_intern *in)
{
	struct entry *old = in->table;
	size_t size = in->size;

	in->size = size * 2;
	in->table = MW_NEW_ARRAY(in->arena, struct entry, in->size);
	for (size_t i = 0; i < size; i++) {
		size_t at = old[i].hash & (in->size - 1);

		if (old[i].text == NULL)
			continue;
		while (in->table[at].text != NULL)
			at = (at + 1) & (in->size - 1);
		in->table[at] = old[i];
	}
}

const char *
mw_intern(struct mw_intern *in, const char *s, size_t len)
{
	uint32_t hash = mw_hash(s, len);
	size_t i = hash & (in->size - 1);

	for (; in->table[i].text != NULL; i = (i + 1) & (in->size - 1)) {
		const struct entry *e = &in->table[i];

		if (e->hash == hash && e->len == len &&
		    memcmp(e->text, s, len) == 0)
			return e->text;
	}
	if (in->n * 2 >= in->size) {
		grow(in);
		i = hash & (in->size - 1);
		while (in->table[i].text != NULL)
			i = (i + 1) & (in->size - 1);
	}
	in->table[i] = (struct entry){
		.text = mw_arena_text(in->arena, s, len),
		.len = len,
		.hash = hash,
	};
	in->n++;
	return in->table[i].text;
}
