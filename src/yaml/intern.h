/*
 * intern.h - one copy of each key, and few copies of values.
 *
 * Keys are the same pointers in all threads of a load: a shared table behind
 * a lock holds them, and each thread asks it once a key.  Short values repeat
 * a great deal in a mesh; each thread remembers those it saw lately.
 */
#ifndef MW_YAML_INTERN_H
#define MW_YAML_INTERN_H

#include "base/arena.h"

#include <stddef.h>

struct mw_keys;		/* shared */

struct mw_keys *mw_keys_new(void);
/* Frees the table; the keys themselves go to A. */
void mw_keys_free(struct mw_keys *k, struct mw_arena *a);

struct mw_names;	/* of one thread */

/* SIZE_HINT: bytes of text to come.  Values are put into A. */
struct mw_names *mw_names_new(struct mw_keys *keys, struct mw_arena *a,
    size_t size_hint);
void mw_names_free(struct mw_names *n);
const char *mw_names_key(struct mw_names *n, const char *s, size_t len);
const char *mw_names_value(struct mw_names *n, const char *s, size_t len);

#endif
