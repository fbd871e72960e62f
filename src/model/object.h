/*
 * object.h - what every object has, whatever its kind, and how one is made.
 */
#ifndef MW_MODEL_OBJECT_H
#define MW_MODEL_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "model/kinds.h"
#include "model/schema.h"

struct mw_document;
struct mw_field_found;
struct mw_patterns;

/* created of an object without creationTimestamp: applied now, newer than
 * every dated one (R14). */
#define MW_CREATED_NOW INT64_MAX

struct mw_object {
	enum mw_kind kind;
	const char *api_version;	/* as written */
	const char *kind_name;		/* as written; also of unknown kinds */
	const char *ns;			/* effective; "" for cluster scope */
	const char *name;		/* generateName + "x" when only that */
	struct mw_string_map labels;
	struct mw_string_map annotations;
	int64_t created;		/* seconds, or MW_CREATED_NOW */
	const struct mw_node *root;	/* the whole document or List item */
	const struct mw_node *metadata;
	const void *spec;		/* struct of its kind, see MW_SPEC;
					 * without a spec an empty one; NULL
					 * when the kind is not read, or the
					 * spec is no mapping */
	const struct mw_document *document;
	size_t order;			/* place in load order, 0-based */
	/* Set by mesh: the later object of the same identity that is in force
	 * instead of this one; NULL for the one in force. */
	const struct mw_object *superseded_by;
	/* Set by mesh: how many variants this identity has, and which it is */
	size_t variants, variant;
	bool assumed;			/* made up by mesh, not in any file */
};

/* const struct mw_TYPE * of an object whose kind is known to be TYPE. */
#define MW_SPEC(object, type) ((const struct mw_##type *)(object)->spec)

struct mw_decode {
	struct mw_arena *arena;
	struct mw_diags *diags;
	const char *default_namespace;	/* "default" */
	struct mw_patterns *patterns;	/* compiled once; NULL: at each use */
	struct mw_field_found *found;	/* of decode.c */
};

void mw_decode_init(struct mw_decode *d, struct mw_arena *arena,
    struct mw_diags *diags, const char *default_namespace);

/*
 * One object from the root of a document (or an item of a List).  NULL when it
 * is no object at all (reported).  An unknown kind gives an object without
 * spec.  Faults in fields are reported with their place; the field then counts
 * as absent and the rest is kept.
 */
struct mw_object *mw_object_decode(const struct mw_decode *d,
    const struct mw_document *doc, const struct mw_node *root);

/*
 * Decode any node by its shape into a new struct (mesh configuration inside a
 * ConfigMap; tests).  WHERE is the object to name in diagnostics, may be NULL.
 */
const void *mw_decode_shape(const struct mw_decode *d,
    const struct mw_shape *shape, const struct mw_node *node,
    const char *where, bool open);
extern const struct mw_shape mw_shape_mesh_config;
extern const struct mw_shape mw_shape_workload_entry;

/* By kind name and group of apiVersion ("networking.istio.io/v1"); all versions
 * are one kind (R1), unknown ones too (decoding reports them). */
enum mw_kind mw_kind_find(const char *api_version, const char *kind);
const struct mw_kind_info *mw_kind_info(enum mw_kind kind);

/* All that the value N of O may be (of an enumeration, a truth value), in
 * ARENA; NULL when the tables do not name them.  *count is set. */
const char *const *mw_object_choices(struct mw_arena *arena,
    const struct mw_object *o, const struct mw_node *n, size_t *count);

/* What the tables say that it may be: "a whole number from 1 to 65535".  False
 * when that is no more than text. */
bool mw_object_value_words(const struct mw_object *o, const struct mw_node *n,
    struct mw_buf *out);

/* "VirtualService shop/web", in ARENA. */
const char *mw_object_title(struct mw_arena *arena, const struct mw_object *o);
void mw_object_put_title(struct mw_buf *out, const struct mw_object *o);
/* R14: by created, then name, then namespace: <0, 0, >0. */
int mw_object_compare_age(const struct mw_object *a, const struct mw_object *b);
/* The value of a label or annotation, or NULL. */
const char *mw_labels_get(const struct mw_string_map *labels, const char *key);
/* The node of that value, or NULL. */
const struct mw_node *mw_labels_node(const struct mw_string_map *labels,
    const char *key);
/* Every pair of SELECTOR is in LABELS; an empty selector matches all. */
bool mw_labels_match(const struct mw_string_map *selector,
    const struct mw_string_map *labels);
/* Go durations ("1h30m", "1.5s", "0"); false when it is none. */
bool mw_duration_parse(const char *s, int64_t *ns);
/* Envoy's way to print one in JSON: "5s", "0.500s", "1.500s". */
void mw_duration_print(struct mw_buf *out, int64_t ns);

/*
 * The object in plain words, one sentence, for people: what it does to whom.
 * ("DENY requests whose path starts with /admin.")
 */
void mw_object_describe(const struct mw_object *o, struct mw_buf *out);

#endif
