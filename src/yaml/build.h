/*
 * build.h - events to nodes: the document that is being built.
 */
#ifndef MW_YAML_BUILD_H
#define MW_YAML_BUILD_H

#include "base/attr.h"
#include "base/map.h"
#include "yaml/parse.h"
#include "yaml/scalar.h"

#include <yaml.h>

struct mw_build {
	struct mw_worker *w;
	struct mw_part *part;
	struct mw_tree tree;
	struct mw_frame *top;		/* innermost open collection; or NULL */
	size_t root_end;		/* byte of the source */
	struct mw_arena *scratch;	/* of the document; NULL until used */
	struct mw_map *anchors;		/* name to struct anchor */
	size_t aliased;			/* nodes made by aliases */
	size_t reports;
	bool broken;			/* the document will be dropped */
	bool is_template;		/* that was reported */
	bool json;			/* begins with '{' */
};

/* Begins a document. */
void mw_build_begin(struct mw_build *b, bool json);
/* [FROM, TO) is where the event stands.  False: give up the document. */
void mw_build_scalar(struct mw_build *b, const yaml_event_t *e, size_t from,
    size_t to);
bool mw_build_alias(struct mw_build *b, const char *name, size_t from,
    size_t to);
bool mw_build_open(struct mw_build *b, enum mw_node_kind kind,
    const char *anchor, size_t from);
/* TO is 0 for a block, which ends where its last value does. */
void mw_build_close(struct mw_build *b, size_t to);
/* The root, or NULL for a broken document; also cleans up. */
const struct mw_node *mw_build_end(struct mw_build *b);

/* build-odd.c.  One finding about the document; false past the number that is
 * sensible. */
bool mw_build_may_report(struct mw_build *b);
/* What breaks the document; HINT may be NULL. */
void mw_build_report(struct mw_build *b, enum mw_diag_code id, size_t from,
    size_t to, const char *hint, const char *fmt, ...) MW_PRINTF(6, 7);
void mw_build_report_limit(struct mw_build *b, size_t from, const char *what,
    size_t most, const char *option);
/* A key that is none. */
void mw_build_report_key(struct mw_build *b, size_t from, size_t to,
    const char *what);
/* The meaning of a scalar that is not simply plain; what is wrong with it is
 * reported. */
enum mw_scalar mw_build_odd_meaning(struct mw_build *b, const yaml_event_t *e,
    bool is_key, size_t from, size_t to);
void mw_build_set_binary(struct mw_build *b, struct mw_value *v, const char *s,
    size_t len);
/* A value where a key should be: the key, or 0 when it was reported. */
uint32_t mw_build_key_of(struct mw_build *b, const struct mw_value *v,
    size_t from, size_t to);

/* build-map.c: the children from BASE of the stack on are those of a mapping
 * that closes.  Replaces each '<<' by what it brings. */
void mw_build_merge(struct mw_build *b, size_t base);
/* Of a repeated key the last one stays. */
void mw_build_dedupe(struct mw_build *b, size_t base);
void mw_build_grow(struct mw_worker *w);

/* The next place on the stack, to be filled. */
static inline struct mw_value *
mw_build_push(struct mw_worker *w)
{
	if (w->n_values == w->values_cap)
		mw_build_grow(w);
	return &w->values[w->n_values++];
}

/* The children of a collection, one after the other. */
const struct mw_node *mw_build_first(struct mw_build *b,
    const struct mw_value *v);
/* The key of a '<<' that is to be merged: no key has this number. */
#define MW_BUILD_MERGE_KEY UINT32_MAX
/* What '!!' stands for. */
#define MW_BUILD_TAG "tag:yaml.org,2002:"

#endif
