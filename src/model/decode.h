/*
 * decode.h - inside of the decoder: a reader walks YAML by its field tables.
 *
 * Used in this folder only.  A place is a link of the way from the root to the
 * node being read; it lives on the stack and is written out when something is
 * to be said.
 */
#ifndef MW_MODEL_DECODE_H
#define MW_MODEL_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "model/object.h"
#include "model/schema.h"
#include "yaml/node.h"

struct mw_place {
	const struct mw_place *up;	/* NULL: this is the root */
	const struct mw_node *node;
	const char *key;		/* NULL: an element of a list */
	size_t index;
};

struct mw_reader {
	const struct mw_decode *d;
	const struct mw_object *object;	/* NULL: only WHERE is known */
	const char *where;		/* its title, made when first needed */
	bool open;	/* the tables are not complete */
	bool proto;	/* Istio's decoder reads it: both spellings of a
			 * name, numbers in quotes (R2) */
};

/* Fields by the addresses of a shape and a key. */
enum { MW_FIELDS_FOUND = 512 };

struct mw_field_found {
	const struct mw_shape *shape;
	const struct mw_field *field;
};

/* ---- decode.c ----------------------------------------------------------- */

/* Fills OUT, a zeroed struct of SHAPE, from a map (or null: all absent). */
void mw_read_struct(struct mw_reader *r, const struct mw_place *at,
    const struct mw_shape *shape, void *out);
/* Fills the member at OUT; AT is not null. */
void mw_read_field(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, void *out);
/* The field named KEY, or NULL. */
const struct mw_field *mw_field_find(const struct mw_shape *s, const char *key);

/* ---- decode-leaf.c: false when the value counts as absent --------------- */

bool mw_read_string(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_string *out);
bool mw_read_int(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_int *out);
void mw_read_bool(struct mw_reader *r, const struct mw_place *at,
    struct mw_bool *out);
void mw_read_number(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_number *out);
void mw_read_duration(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_duration *out);
void mw_read_enum(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_enum *out);
void mw_read_int_or_string(struct mw_reader *r, const struct mw_place *at,
    struct mw_int_or_string *out);

/* ---- decode-many.c: lists and maps -------------------------------------- */

void mw_read_strings(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_strings *out);
void mw_read_ints(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_ints *out);
void mw_read_objects(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, void *out);
void mw_read_string_map(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_string_map *out);
void mw_read_int_map(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_int_map *out);
void mw_read_object_map(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, void *out);

/* ---- fault.c: saying what is wrong -------------------------------------- */

/* A diagnostic about the value at AT, or about its key.  NULL when there are
 * too many already. */
struct mw_diag *mw_fault(struct mw_reader *r, const struct mw_place *at,
    enum mw_diag_code code, const char *fmt, ...) MW_PRINTF(4, 5);
struct mw_diag *mw_fault_key(struct mw_reader *r, const struct mw_place *at,
    enum mw_diag_code code, const char *fmt, ...) MW_PRINTF(4, 5);
/* D may be NULL. */
void mw_fault_hint(struct mw_reader *r, struct mw_diag *d, const char *fmt, ...)
    MW_PRINTF(3, 4);
/* The value at AT is not WANTED ("a list"). */
struct mw_diag *mw_fault_type(struct mw_reader *r, const struct mw_place *at,
    const char *wanted);
void mw_fault_unknown(struct mw_reader *r, const struct mw_place *at,
    const struct mw_shape *s);
/* "'spec.hosts[0]'", for texts of faults. */
const char *mw_place_text(struct mw_reader *r, const struct mw_place *at);
void mw_place_print(const struct mw_place *at, struct mw_buf *out);

/* ---- check.c: what the API server says beyond types --------------------- */

struct mw_patterns *mw_patterns_new(struct mw_arena *arena);

void mw_check_text(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, const char *s, size_t len, bool element);
void mw_check_value(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, double v, bool element);
void mw_check_count(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, size_t n, bool map);
/* Entries of a list that may not repeat. */
void mw_check_unique(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f);

/* ---- home.c: where a name belongs --------------------------------------- */

struct mw_home {
	enum mw_kind kind;
	size_t score;		/* keys that are known there */
	size_t depth;
	const char *path;	/* "spec.http[]", in the arena */
};
/* The place of KIND that knows most of KEYS, the highest one of those. */
bool mw_home_of_keys(struct mw_arena *arena, enum mw_kind kind,
    const char *const *keys, size_t n, struct mw_home *out);
/* The place of KIND where KEY belongs that was written in HERE ("spec.http[]"):
 * above or below of it, or the only one.  NULL when nothing is that clear. */
const char *mw_home_of_stray(struct mw_arena *arena, enum mw_kind kind,
    const char *key, const char *here);

/* ---- fragment.c --------------------------------------------------------- */

/* A map that names no kind: says so, and where its keys belong. */
void mw_fault_fragment(struct mw_reader *r, const struct mw_place *root);

/* ---- metadata.c --------------------------------------------------------- */

/* Name, namespace, labels and so on of O, with their checks. */
void mw_read_metadata(struct mw_reader *r, const struct mw_place *root,
    struct mw_object *o);
/* RFC 3339 to seconds since 1970; false when it is none. */
bool mw_time_parse(const char *s, int64_t *seconds);

#endif
