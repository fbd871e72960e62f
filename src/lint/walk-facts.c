/*
 * walk-facts.c - what was seen of a node or object, by its address.
 *
 * There is one for each route of a mesh: they are found by a table of their
 * own, open and at most half full, in which 0 is free and I + 1 is fact I.
 */
#include "lint/walk.h"

#include <stdarg.h>

#include "base/vec.h"

static size_t
place(const struct mw_walk_facts *f, const void *key)
{
	uint64_t hash = (uintptr_t)key * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(hash >> 32) & (f->size - 1);

	while (f->table[i] != 0 && f->v[f->table[i] - 1]->key != key)
		i = (i + 1) & (f->size - 1);
	return i;
}

static void
grow(struct mw_arena *a, struct mw_walk_facts *f)
{
	f->size = f->size > 0 ? f->size * 2 : 64;
	f->table = MW_NEW_ARRAY(a, uint32_t, f->size);
	for (size_t i = 0; i < f->n; i++)
		f->table[place(f, f->v[i]->key)] = (uint32_t)(i + 1);
}

struct mw_walk_fact *
mw_walk_fact(struct mw_walk *w, enum mw_walk_rule rule,
    const struct mw_object *o, const struct mw_node *node)
{
	const void *key = node != NULL ? (const void *)node : (const void *)o;
	struct mw_walk_facts *all = &w->facts[rule];
	struct mw_walk_fact *f;
	size_t at;

	if (all->n * 2 >= all->size)
		grow(w->arena, all);
	at = place(all, key);
	if (all->table[at] != 0)
		return all->v[all->table[at] - 1];
	f = MW_NEW(w->arena, struct mw_walk_fact);
	f->key = key;
	f->object = o;
	f->node = node;
	mw_vec_push(w->arena, all, f);
	all->table[at] = (uint32_t)all->n;
	return f;
}

struct mw_walk_fact *
mw_walk_blame(struct mw_walk *w, enum mw_walk_rule rule,
    const struct mw_object *o, const struct mw_node *node, const char *fmt, ...)
{
	struct mw_walk_fact *f = mw_walk_fact(w, rule, o, node);
	va_list ap;

	if (f->text != NULL)
		return f;
	va_start(ap, fmt);
	f->text = mw_arena_vprintf(w->arena, fmt, ap);
	va_end(ap);
	return f;
}

void
mw_walk_clear(struct mw_walk *w, enum mw_walk_rule rule,
    const struct mw_object *o, const struct mw_node *node)
{
	mw_walk_fact(w, rule, o, node)->fine = true;
}
