/*
 * node.h - an immutable YAML tree with a place on every node.
 *
 * Scalars are already read as Kubernetes reads them (semantics yaml.md): the
 * kind of a plain `yes` is BOOL, of `0777` INT with value 511.  The text as
 * written stays available.  Nodes live in the arena of their load and are
 * read through the functions below only.
 */
#ifndef MW_YAML_NODE_H
#define MW_YAML_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"

enum mw_node_kind {
	MW_NODE_NULL,
	MW_NODE_BOOL,
	MW_NODE_INT,
	MW_NODE_FLOAT,
	MW_NODE_STRING,
	MW_NODE_LIST,
	MW_NODE_MAP
};

struct mw_node;

/* All take NULL for an absent node and then answer NULL, 0 or false. */
enum mw_node_kind mw_node_kind(const struct mw_node *n);	/* NULL: NULL */
bool mw_node_is(const struct mw_node *n, enum mw_node_kind kind);
const char *mw_node_kind_name(enum mw_node_kind kind);	/* "a list", ... */

/* The scalar as text (NUL-terminated; may hold NULs, see len).  For a BOOL,
 * INT or FLOAT the text as written.  NULL for collections and null. */
const char *mw_node_text(const struct mw_node *n);
size_t mw_node_len(const struct mw_node *n);
bool mw_node_bool(const struct mw_node *n);
int64_t mw_node_int(const struct mw_node *n);		/* FLOATs are cut */
double mw_node_float(const struct mw_node *n);		/* INTs too */
/* Written with quotes or as a block. */
bool mw_node_quoted(const struct mw_node *n);

/* Collections: number of children, and the children in file order. */
size_t mw_node_count(const struct mw_node *n);
const struct mw_node *mw_node_first(const struct mw_node *n);
const struct mw_node *mw_node_next(const struct mw_node *child);
const struct mw_node *mw_node_at(const struct mw_node *n, size_t i);
/* NULL when there is none. */
const struct mw_node *mw_node_last(const struct mw_node *n);
/* The key of a child of a map; NULL for a child of a list.  Interned within
 * one load: equal keys are equal pointers. */
const char *mw_node_key(const struct mw_node *child);
/* The child with this key.  Of a repeated key the last one counts, and the
 * others are not children at all (the loader has reported them). */
const struct mw_node *mw_node_get(const struct mw_node *map, const char *key);
/* mw_node_get along a path of keys and [i]: "spec.http[0].match". */
const struct mw_node *mw_node_find(const struct mw_node *n, const char *path);

struct mw_span mw_node_span(const struct mw_node *n);
/* INNER is written inside OUTER, or is OUTER; neither is NULL. */
bool mw_node_holds(const struct mw_node *outer, const struct mw_node *inner);
struct mw_span mw_node_key_span(const struct mw_node *child);
/* Appends where TARGET stands below ROOT: spec.http[0].route[1]; keys that
 * are no plain words in brackets.  False when it is not below ROOT. */
bool mw_node_path(const struct mw_node *root, const struct mw_node *target,
    struct mw_buf *out);

#endif
