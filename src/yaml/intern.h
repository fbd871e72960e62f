/*
 * intern.h - one copy of each key, and few copies of values.
 *
 * A key has a number, the same in all threads of a load: a shared table behind
 * a lock gives it, and each thread asks once a key.  Short values repeat a
 * great deal in a mesh; each thread remembers those it saw lately.
 */
#ifndef MW_YAML_INTERN_H
#define MW_YAML_INTERN_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct mw_store;
struct mw_keys;		/* shared */

/* Lives in A, which nobody else may use until mw_keys_close. */
struct mw_keys *mw_keys_new(struct mw_arena *a);
/* No more keys will come. */
void mw_keys_close(struct mw_keys *k);
/* The key with a number that mw_names_key gave. */
const char *mw_keys_text(const struct mw_keys *k, uint32_t key);

struct mw_names;	/* of one thread */

/* SIZE_HINT: bytes of text to come.  Values are put into STORE. */
struct mw_names *mw_names_new(struct mw_keys *keys, struct mw_store *store,
    size_t size_hint);
void mw_names_free(struct mw_names *n);
/* The number of a key, never 0. */
uint32_t mw_names_key(struct mw_names *n, const char *s, size_t len);
/* The reference of a value. */
uint32_t mw_names_value(struct mw_names *n, const char *s, size_t len);

#endif
