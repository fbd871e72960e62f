/*
 * vec.h - typed growing arrays that live in an arena.
 *
 *	MW_VEC(const char *) names = { 0 };
 *	mw_vec_push(arena, &names, "a");
 *	for (size_t i = 0; i < names.n; i++) use(names.v[i]);
 *
 * A named struct with the members v, n and cap (in any order) works as well.
 * Growing doubles and leaves the old copy to the arena.
 */
#ifndef MW_BASE_VEC_H
#define MW_BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

#define MW_VEC(type)                                                           \
	struct {                                                               \
		type *v;                                                       \
		size_t n, cap;                                                 \
	}

#define mw_vec_push(arena, vec, item)                                          \
	do {                                                                   \
		if ((vec)->n == (vec)->cap)                                    \
			(vec)->v = mw_vec_grow((arena), (vec)->v, (vec)->n,    \
			    &(vec)->cap, sizeof(*(vec)->v));                   \
		(vec)->v[(vec)->n++] = (item);                                 \
	} while (0)

/* The new home of n items of SIZE bytes; sets *cap. */
void *mw_vec_grow(struct mw_arena *a, const void *v, size_t n, size_t *cap,
    size_t size);

#endif
