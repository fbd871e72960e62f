/*
 * build.c - events to nodes: the document that is being built.
 *
 * Open collections stand on one stack, values that wait for their collection
 * to close on another.  A collection that closes takes its children from the
 * top of the second, puts them into pages, and becomes a value itself.
 *
 * What is wrong in a document beyond its syntax (an unknown anchor, a key that
 * is a list, .inf) breaks it, and the rest is still looked through, so that
 * all findings come at once.
 */
#include "yaml/build.h"

#include "base/xalloc.h"

#include <string.h>

struct anchor {
	struct mw_value value;
	bool open;		/* its collection is not closed yet */
};

struct mw_frame {
	struct anchor *anchor;
	size_t base;		/* its first child on the stack */
	size_t from, to;	/* bytes in the source so far */
	uint32_t key;		/* of the value to come; 0: a key comes */
	uint32_t key_offset;
	enum mw_node_kind kind;
	bool is_key;		/* stands where a key should be */
	bool merges;		/* has a '<<' */
};

void
mw_build_begin(struct mw_build *b, bool json)
{
	b->aliased = 0;
	b->reports = 0;
	b->broken = b->is_template = false;
	b->json = json;
	b->top = NULL;
	b->w->n_values = 0;
	b->w->n_frames = 0;
}

const struct mw_node *
mw_build_end(struct mw_build *b)
{
	struct mw_worker *w = b->w;
	bool good = !b->broken && w->n_frames == 0 && w->n_values == 1;

	mw_arena_free(b->scratch);
	b->scratch = NULL;
	b->anchors = NULL;
	b->top = NULL;
	w->n_frames = w->n_values = 0;
	if (!good)
		return NULL;
	return mw_tree_node(w->store, mw_yaml_tree_keep(&b->tree, w->values, 1));
}

void
mw_build_grow(struct mw_worker *w)
{
	w->values_cap = w->values_cap > 0 ? w->values_cap * 2 : 64;
	w->values = mw_xrealloc(w->values, w->values_cap, sizeof(*w->values));
}

const struct mw_node *
mw_build_first(struct mw_build *b, const struct mw_value *v)
{
	if (!mw_kind_is_collection((enum mw_node_kind)(v->bits &
	    MW_NODE_KIND_MASK)) || v->ref == 0)
		return NULL;
	return mw_tree_node(b->w->store, v->ref);
}

static inline bool
key_comes(struct mw_build *b)
{
	const struct mw_frame *f = b->top;

	return f != NULL && f->kind == MW_NODE_MAP && f->key == 0;
}

/*
 * The place of a new value that ends at TO, with the key that came before it.
 * Values are filled in where they stay: copies were a good part of the cost.
 */
static inline struct mw_value *
new_value(struct mw_build *b, size_t to)
{
	struct mw_value *v = mw_build_push(b->w);
	struct mw_frame *f = b->top;

	v->key = v->key_offset = 0;
	v->merged = v->alias = v->odd = false;
	if (f == NULL) {
		b->root_end = to;
		return v;
	}
	f->to = to;
	if (f->kind == MW_NODE_MAP) {
		v->key = f->key;
		v->key_offset = f->key_offset;
		f->key = 0;
	}
	return v;
}

static inline void
set_key(struct mw_build *b, uint32_t key, size_t from, size_t to)
{
	struct mw_frame *f = b->top;

	f->key = key;
	f->key_offset = (uint32_t)from;
	f->to = to;
}

/* A broken document needs keys that keep it going, no more. */
static void
set_no_key(struct mw_build *b, size_t from, size_t to)
{
	set_key(b, mw_names_key(b->w->names, "", 0), from, to);
}

static struct anchor *
add_anchor(struct mw_build *b, const char *name)
{
	struct anchor *a;

	if (b->scratch == NULL) {
		b->scratch = mw_arena_new();
		b->anchors = mw_map_new(b->scratch);
	}
	a = MW_NEW(b->scratch, struct anchor);
	mw_map_put(b->anchors, name, a);
	return a;
}

static inline enum mw_scalar
meaning_of(struct mw_build *b, const yaml_event_t *e, bool is_key, size_t from,
    size_t to)
{
	enum mw_scalar meaning;

	if (e->data.scalar.tag == NULL &&
	    e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
		meaning = mw_scalar_resolve((const char *)e->data.scalar.value,
		    e->data.scalar.length);
		if (meaning != MW_SCALAR_NOT_FINITE)
			return meaning;
	}
	return mw_build_odd_meaning(b, e, is_key, from, to);
}

static inline void
set_text(struct mw_build *b, struct mw_value *v, const yaml_event_t *e)
{
	const char *s = (const char *)e->data.scalar.value;
	const char *tag = (const char *)e->data.scalar.tag;
	size_t len = e->data.scalar.length;

	if (tag != NULL && strcmp(tag, MW_BUILD_TAG "binary") == 0) {
		mw_build_set_binary(b, v, s, len);
	} else {
		v->ref = mw_names_value(b->w->names, s, len);
		v->len = (uint32_t)len;
		/* Only an escape can make a NUL. */
		if (e->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
			return;
	}
	/* strlen finds the end of the others. */
	v->odd = memchr(mw_store_at(b->w->store, v->ref), '\0', v->len) !=
	    NULL;
}

/* The bits of a node for what its scalar means. */
static const uint8_t bits_of[] = {
	[MW_SCALAR_NULL] = MW_NODE_NULL,
	[MW_SCALAR_TRUE] = MW_NODE_BOOL | MW_NODE_TRUE,
	[MW_SCALAR_FALSE] = MW_NODE_BOOL,
	[MW_SCALAR_INT] = MW_NODE_INT,
	[MW_SCALAR_FLOAT] = MW_NODE_FLOAT,
	[MW_SCALAR_STRING] = MW_NODE_STRING,
	[MW_SCALAR_NOT_FINITE] = MW_NODE_STRING,
};

static void
add_key(struct mw_build *b, const struct mw_value *v, size_t from, size_t to)
{
	uint32_t key = mw_build_key_of(b, v, from, to);

	if (key != 0)
		set_key(b, key, from, to);
	else
		set_no_key(b, from, to);
}

/* Plain text, which nearly all keys are, needs no value. */
static inline bool
add_plain_key(struct mw_build *b, const yaml_event_t *e, size_t from,
    size_t to)
{
	const char *s = (const char *)e->data.scalar.value;
	const char *tag = (const char *)e->data.scalar.tag;
	size_t len = e->data.scalar.length;

	if (e->data.scalar.anchor != NULL ||
	    e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		return false;
	if (len == 2 && memcmp(s, "<<", 2) == 0 &&
	    (tag == NULL || strcmp(tag, MW_BUILD_TAG "merge") == 0)) {
		b->top->merges = true;
		set_key(b, MW_BUILD_MERGE_KEY, from, to);
		return true;
	}
	if (tag != NULL || mw_scalar_resolve(s, len) != MW_SCALAR_STRING)
		return false;
	set_key(b, mw_names_key(b->w->names, s, len), from, to);
	return true;
}

/* Fills in what a scalar is, but for its key. */
static inline void
set_scalar(struct mw_build *b, struct mw_value *v, const yaml_event_t *e,
    enum mw_scalar meaning, size_t from, size_t to)
{
	v->offset = (uint32_t)from;
	v->size = (uint32_t)(to - from);
	v->bits = bits_of[meaning];
	if (e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		v->bits |= MW_NODE_QUOTED;
	v->ref = v->len = 0;
	if (meaning != MW_SCALAR_NULL)
		set_text(b, v, e);
	if (e->data.scalar.anchor != NULL)
		add_anchor(b, (const char *)e->data.scalar.anchor)->value = *v;
}

/* A key that is quoted, tagged, a number, ... */
static void
add_odd_key(struct mw_build *b, const yaml_event_t *e, size_t from, size_t to)
{
	struct mw_value key = { 0 };
	enum mw_scalar meaning = mw_build_odd_meaning(b, e, true, from, to);

	set_scalar(b, &key, e, meaning, from, to);
	add_key(b, &key, from, to);
}

void
mw_build_scalar(struct mw_build *b, const yaml_event_t *e, size_t from,
    size_t to)
{
	if (!key_comes(b))
		set_scalar(b, new_value(b, to), e,
		    meaning_of(b, e, false, from, to), from, to);
	else if (!add_plain_key(b, e, from, to))
		add_odd_key(b, e, from, to);
}

/* Everything below V once more; false when a limit stops it. */
static bool
copy(struct mw_build *b, struct mw_value *v, size_t depth, size_t from)
{
	struct mw_worker *w = b->w;
	size_t base = w->n_values;
	const struct mw_node *c = mw_build_first(b, v);

	if (++b->aliased > w->limits.alias_nodes) {
		mw_build_report_limit(b, from, "aliases repeat too many values",
		    w->limits.alias_nodes, "--limit-aliases");
		return false;
	}
	if (depth > w->limits.depth) {
		mw_build_report_limit(b, from, "nested too deeply",
		    w->limits.depth, "--limit-depth");
		return false;
	}
	if (c == NULL)
		return true;
	for (; c != NULL; c = mw_node_next(c)) {
		struct mw_value child;

		mw_tree_unpack(c, &child);
		if (!copy(b, &child, depth + 1, from))
			return false;
		*mw_build_push(w) = child;
	}
	v->ref = mw_yaml_tree_keep(&b->tree, w->values + base, w->n_values - base);
	w->n_values = base;
	return true;
}

bool
mw_build_alias(struct mw_build *b, const char *name, size_t from, size_t to)
{
	const struct anchor *a = mw_map_get(b->anchors, name);
	struct mw_value v = { .offset = (uint32_t)from };

	if (a == NULL) {
		mw_build_report(b, MW_DIAG_UNKNOWN_ANCHOR, from, to,
		    "a value that begins with '*' needs quotes",
		    "no anchor '%s' above in this document", name);
	} else if (a->open) {
		mw_build_report(b, MW_DIAG_ALIAS_LOOP, from, to, NULL,
		    "the anchor '%s' contains itself", name);
	} else {
		v = a->value;
		if (!copy(b, &v, b->w->n_frames, from))
			return false;
	}
	if (!key_comes(b)) {
		/* An anchor remembers no key. */
		struct mw_value *place = new_value(b, to);

		v.key = place->key;
		v.key_offset = place->key_offset;
		v.alias = true;
		*place = v;
	} else if (b->broken) {
		set_no_key(b, from, to);
	} else {
		add_key(b, &v, from, to);
	}
	return true;
}

static inline struct mw_frame *
new_frame(struct mw_build *b)
{
	struct mw_worker *w = b->w;

	if (w->n_frames == w->frames_cap) {
		w->frames_cap = w->frames_cap > 0 ? w->frames_cap * 2 : 32;
		w->frames = mw_xrealloc(w->frames, w->frames_cap,
		    sizeof(*w->frames));
	}
	b->top = &w->frames[w->n_frames++];
	return b->top;
}

bool
mw_build_open(struct mw_build *b, enum mw_node_kind kind, const char *anchor,
    size_t from)
{
	struct mw_worker *w = b->w;
	bool is_key = key_comes(b);
	struct mw_frame *f;

	if (w->n_frames >= w->limits.depth) {
		mw_build_report_limit(b, from, "nested too deeply",
		    w->limits.depth, "--limit-depth");
		return false;
	}
	if (is_key)
		mw_build_report_key(b, from, from + 1,
		    "a key that is a list or a mapping");
	f = new_frame(b);
	f->anchor = NULL;
	f->base = w->n_values;
	f->from = f->to = from;
	f->key = 0;
	f->kind = kind;
	f->is_key = is_key;
	f->merges = false;
	if (anchor != NULL) {
		f->anchor = add_anchor(b, anchor);
		f->anchor->open = true;
	}
	return true;
}

void
mw_build_close(struct mw_build *b, size_t to)
{
	struct mw_worker *w = b->w;
	struct mw_frame *f = b->top;
	size_t from = f->from, n;
	struct mw_value *v;
	uint32_t ref = 0;

	if (f->merges)
		mw_build_merge(b, f->base);
	if (f->kind == MW_NODE_MAP)
		mw_build_dedupe(b, f->base);
	if (to == 0)
		to = f->to;
	n = w->n_values - f->base;
	if (n > 0)
		ref = mw_yaml_tree_keep(&b->tree, w->values + f->base, n);
	w->n_values = f->base;
	/* F stays good until the next frame. */
	b->top = --w->n_frames > 0 ? f - 1 : NULL;
	if (f->is_key) {
		set_no_key(b, from, to);
		return;
	}
	v = new_value(b, to);
	v->ref = ref;
	v->offset = (uint32_t)from;
	v->size = (uint32_t)(to - from);
	v->len = (uint32_t)n;
	v->bits = (uint8_t)f->kind;
	v->odd = n > MW_NODE_FEW;
	if (f->anchor != NULL) {
		f->anchor->value = *v;
		f->anchor->value.key = 0;
		f->anchor->open = false;
	}
}
