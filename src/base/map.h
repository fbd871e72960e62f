/*
 * map.h - strings to pointers in an arena; iteration in order of insertion.
 */
#ifndef MW_BASE_MAP_H
#define MW_BASE_MAP_H

#include <stddef.h>

#include "base/arena.h"

struct mw_map;

struct mw_map *mw_map_new(struct mw_arena *a);
/* The value of KEY, or NULL. */
void *mw_map_get(const struct mw_map *m, const char *key);
void *mw_map_getn(const struct mw_map *m, const char *key, size_t len);
/* Set KEY (copied into the arena when new); gives the value it had before. */
void *mw_map_put(struct mw_map *m, const char *key, void *value);
size_t mw_map_count(const struct mw_map *m);
/* The I-th pair by insertion, 0 <= i < count. */
const char *mw_map_key(const struct mw_map *m, size_t i);
void *mw_map_value(const struct mw_map *m, size_t i);

/* One copy for each distinct string: equal text means equal pointers. */
struct mw_intern;
struct mw_intern *mw_intern_new(struct mw_arena *a);
const char *mw_intern(struct mw_intern *in, const char *s, size_t len);

#endif
