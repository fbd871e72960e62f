/*
 * vec.c - the one function behind mw_vec_push.
 */
#include "base/vec.h"

#include "base/xalloc.h"

#include <stdint.h>
#include <string.h>

void *
mw_vec_grow(struct mw_arena *a, const void *v, size_t n, size_t *cap,
    size_t size)
{
	void *new;

	if (*cap > SIZE_MAX / 2)
		mw_out_of_memory();
	*cap = *cap > 0 ? *cap * 2 : 4;
	new = mw_arena_array(a, *cap, size);
	if (n > 0)
		memcpy(new, v, n * size);
	return new;
}
