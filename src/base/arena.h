/*
 * arena.h - bump allocation: many small things that are freed together.
 *
 * A mesh, a compiled proxy and a journey each own one arena; everything they
 * hold lives in it and goes away with it.  No function here returns NULL: when
 * memory is out, the handler of xalloc.h runs and does not return.
 */
#ifndef MW_BASE_ARENA_H
#define MW_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"

struct mw_arena;

struct mw_arena *mw_arena_new(void);
void mw_arena_free(struct mw_arena *a);	/* NULL is fine */

/* size bytes, zeroed, aligned for any object. */
void *mw_arena_alloc(struct mw_arena *a, size_t size);
/* n * size bytes, zeroed; the product is checked. */
void *mw_arena_array(struct mw_arena *a, size_t n, size_t size);
/* len bytes and a NUL, without alignment: text packs tightly. */
char *mw_arena_text(struct mw_arena *a, const char *s, size_t len);
/* The same to be filled in: LEN bytes of any value, the NUL is there. */
char *mw_arena_room(struct mw_arena *a, size_t len);
char *mw_arena_strdup(struct mw_arena *a, const char *s);
/* S with small letters for capitals (ASCII); S itself when it has none. */
const char *mw_arena_lower(struct mw_arena *a, const char *s);
/* The bytes of S from the last to the first. */
const char *mw_arena_reverse(struct mw_arena *a, const char *s);
char *mw_arena_printf(struct mw_arena *a, const char *fmt, ...)
    MW_PRINTF(2, 3);
char *mw_arena_vprintf(struct mw_arena *a, const char *fmt, va_list ap)
    MW_PRINTF(2, 0);

/* Calls FN(P) when A is freed, last registered first (foreign memory, such as
 * compiled regular expressions). */
void mw_arena_defer(struct mw_arena *a, void (*fn)(void *p), void *p);

/* Move everything of FROM into A; FROM is freed.  Pointers stay valid. */
void mw_arena_adopt(struct mw_arena *a, struct mw_arena *from);
/* Bytes handed out so far (waste not counted). */
size_t mw_arena_used(const struct mw_arena *a);
/*
 * No allocation after this.  In debug builds (MW_SEAL_PROTECT) the memory is
 * made read-only, so that a stray write stops at once.
 */
void mw_arena_seal(struct mw_arena *a);

#define MW_NEW(arena, type) ((type *)mw_arena_alloc((arena), sizeof(type)))
#define MW_NEW_ARRAY(arena, type, n)                                           \
	((type *)mw_arena_array((arena), (n), sizeof(type)))

#endif
