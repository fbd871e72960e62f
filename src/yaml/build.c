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
#include "yaml/scalar.h"
#include "yaml/syntax.h"

#include <string.h>

enum { REPORTS_MAX = 50 };	/* of one document */

#define TAG_PREFIX "tag:yaml.org,2002:"

struct anchor {
	struct mw_node node;
	bool open;		/* its collection is not closed yet */
};

struct mw_frame {
	const char *key;	/* of the value to come; NULL: a key comes */
	struct anchor *anchor;
	size_t base;		/* its first child on the stack */
	size_t key_offset;
	size_t from, to;	/* bytes in the source so far */
	enum mw_node_kind kind;
	bool is_key;		/* stands where a key should be */
	bool merges;		/* has a '<<' */
};

const char mw_build_merge_key[] = "<<";

void
mw_build_begin(struct mw_build *b, bool json)
{
	b->root = NULL;
	b->aliased = 0;
	b->reports = 0;
	b->broken = false;
	b->json = json;
	b->w->n_nodes = 0;
	b->w->n_frames = 0;
}

const struct mw_node *
mw_build_end(struct mw_build *b)
{
	mw_arena_free(b->scratch);
	b->scratch = NULL;
	b->anchors = NULL;
	return b->broken ? NULL : b->root;
}

bool
mw_build_may_report(struct mw_build *b)
{
	return b->reports++ < REPORTS_MAX;
}

/* What breaks the document.  The caller adds nothing to it. */
static void
report(struct mw_build *b, enum mw_diag_code id, size_t from, size_t to,
    const char *text, const char *hint)
{
	struct mw_span span;

	b->broken = true;
	if (!mw_build_may_report(b))
		return;
	span = mw_syntax_span(b->part->home, from, to);
	mw_diag_add(&b->part->diags, id, &span, NULL, "%s", text)->hint = hint;
}

static void
report_limit(struct mw_build *b, size_t from, const char *what, size_t most,
    const char *option)
{
	struct mw_span span = mw_syntax_span(b->part->home, from, from);
	struct mw_diags *d = &b->part->diags;

	b->broken = true;
	mw_diag_add(d, MW_DIAG_LIMIT, &span, NULL, "%s (limit %zu)", what,
	    most)->hint = mw_arena_printf(d->arena,
	    "if this is meant, raise the limit with %s", option);
}

/* A key that is none; '{{ name }}' is the usual reason. */
static void
report_key(struct mw_build *b, size_t from, size_t to, const char *what)
{
	if (b->broken)
		return;		/* one such finding tells it all */
	if (mw_syntax_is_template(b->part->home, from, from)) {
		b->broken = true;
		if (mw_build_may_report(b))
			mw_syntax_report_template(&b->part->diags,
			    b->part->home, from);
		return;
	}
	report(b, MW_DIAG_BAD_KEY, from, to, what,
	    "write the key as text, with quotes where needed");
}

void
mw_build_push(struct mw_worker *w, const struct mw_node *n)
{
	if (w->n_nodes == w->nodes_cap) {
		w->nodes_cap = w->nodes_cap > 0 ? w->nodes_cap * 2 : 64;
		w->nodes = mw_xrealloc(w->nodes, w->nodes_cap,
		    sizeof(*w->nodes));
	}
	w->nodes[w->n_nodes++] = *n;
}

static struct mw_frame *
top(struct mw_build *b)
{
	return b->w->n_frames > 0 ? &b->w->frames[b->w->n_frames - 1] : NULL;
}

static bool
key_comes(struct mw_build *b)
{
	const struct mw_frame *f = top(b);

	return f != NULL && f->kind == MW_NODE_MAP && f->key == NULL;
}

/* A value is complete; it ends at TO. */
static void
add_value(struct mw_build *b, struct mw_node *n, size_t to)
{
	struct mw_frame *f = top(b);

	if (f == NULL) {
		b->root = mw_tree_keep(&b->tree, n, 1);
		return;
	}
	f->to = to;
	if (f->kind == MW_NODE_MAP) {
		mw_tree_set_key(&b->tree, n, f->key, f->key_offset);
		f->key = NULL;
	}
	mw_build_push(b->w, n);
}

static void
set_key(struct mw_build *b, const char *key, size_t from, size_t to)
{
	struct mw_frame *f = top(b);

	f->key = key;
	f->key_offset = from;
	f->to = to;
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

/* yyyy-m-d and perhaps a time: near enough to what Go accepts. */
static bool
is_timestamp(const char *s)
{
	size_t year = strspn(s, "0123456789"), month, day;

	if (year != 4 || s[4] != '-')
		return false;
	month = strspn(s + 5, "0123456789");
	if (month < 1 || month > 2 || s[5 + month] != '-')
		return false;
	day = strspn(s + 6 + month, "0123456789");
	s += 6 + month + day;
	return day >= 1 && day <= 2 &&
	    (*s == '\0' || *s == 'T' || *s == 't' || *s == ' ');
}

/* The meaning that a tag asks for; false when the value does not fit. */
static bool
resolve_tagged(const char *tag, const char *s, size_t len,
    enum mw_scalar *meaning)
{
	enum mw_scalar plain = mw_scalar_resolve(s, len);

	*meaning = MW_SCALAR_STRING;
	if (strncmp(tag, TAG_PREFIX, strlen(TAG_PREFIX)) != 0)
		return true;
	tag += strlen(TAG_PREFIX);
	if (strcmp(tag, "timestamp") == 0)
		return is_timestamp(s);
	if (strcmp(tag, "int") != 0 && strcmp(tag, "float") != 0 &&
	    strcmp(tag, "bool") != 0 && strcmp(tag, "null") != 0)
		return true;
	*meaning = plain;
	switch (plain) {
	case MW_SCALAR_NULL:
		return *tag == 'n';
	case MW_SCALAR_TRUE:
	case MW_SCALAR_FALSE:
		return *tag == 'b';
	case MW_SCALAR_INT:
		if (*tag == 'f')
			*meaning = MW_SCALAR_FLOAT;
		return *tag == 'i' || *tag == 'f';
	case MW_SCALAR_FLOAT:
	case MW_SCALAR_NOT_FINITE:
		return *tag == 'f';
	case MW_SCALAR_STRING:
		break;
	}
	return false;
}

/* '\/' is right in JSON and wrong in YAML 1.1; libyaml takes it anywhere. */
static bool
escapes_slash(struct mw_build *b, const yaml_event_t *e, size_t from,
    size_t to)
{
	const char *text = b->part->source->text;

	if (e->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
	    to - from == e->data.scalar.length + 2 || b->json)
		return false;
	for (; from + 1 < to; from++) {
		if (text[from] != '\\')
			continue;
		if (text[from + 1] == '/')
			return true;
		from++;
	}
	return false;
}

/* The meaning of a scalar; what is wrong with it is reported. */
static enum mw_scalar
meaning_of(struct mw_build *b, const yaml_event_t *e, bool is_key, size_t from,
    size_t to)
{
	const char *s = (const char *)e->data.scalar.value;
	const char *tag = (const char *)e->data.scalar.tag;
	size_t len = e->data.scalar.length;
	enum mw_scalar meaning = MW_SCALAR_STRING;

	if (tag != NULL) {
		if (!resolve_tagged(tag, s, len, &meaning))
			report(b, MW_DIAG_BAD_TAG, from, to,
			    "the value does not fit its tag", NULL);
	} else if (e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
		meaning = mw_scalar_resolve(s, len);
	} else if (escapes_slash(b, e, from, to)) {
		report(b, MW_DIAG_YAML_SYNTAX, from, to,
		    "an unknown escape '\\/' in double quotes",
		    "write '/' alone");
	}
	/* As a key it becomes text. */
	if (meaning == MW_SCALAR_NOT_FINITE && !is_key)
		report(b, MW_DIAG_NOT_FINITE, from, to,
		    "a number that JSON does not have",
		    "put it in quotes if it is meant as text");
	return meaning;
}

static void
set_text(struct mw_build *b, struct mw_node *n, const yaml_event_t *e)
{
	const char *s = (const char *)e->data.scalar.value;
	const char *tag = (const char *)e->data.scalar.tag;
	size_t len = e->data.scalar.length;

	if (tag != NULL && strcmp(tag, TAG_PREFIX "binary") == 0) {
		struct mw_buf bytes = { 0 };

		if (!mw_scalar_base64(s, len, &bytes))
			report(b, MW_DIAG_BAD_TAG, n->offset,
			    (size_t)n->offset + n->size,
			    "the !!binary value is no base64", NULL);
		n->u.text = mw_arena_text(b->w->arena, mw_buf_text(&bytes),
		    bytes.len);
		n->len = (uint32_t)bytes.len;
		mw_buf_release(&bytes);
		return;
	}
	n->u.text = mw_names_value(b->w->names, s, len);
	n->len = (uint32_t)len;
}

static uint8_t
bits_of(enum mw_scalar meaning)
{
	switch (meaning) {
	case MW_SCALAR_NULL:
		return MW_NODE_NULL;
	case MW_SCALAR_TRUE:
		return MW_NODE_BOOL | MW_NODE_TRUE;
	case MW_SCALAR_FALSE:
		return MW_NODE_BOOL;
	case MW_SCALAR_INT:
		return MW_NODE_INT;
	case MW_SCALAR_FLOAT:
		return MW_NODE_FLOAT;
	case MW_SCALAR_STRING:
	case MW_SCALAR_NOT_FINITE:
		break;
	}
	return MW_NODE_STRING;
}

/* A scalar as a key: what JSON makes of it.  NULL: reported. */
static const char *
key_text(struct mw_build *b, const struct mw_node *n, size_t from, size_t to)
{
	struct mw_names *names = b->w->names;
	struct mw_buf text = { 0 };
	const char *key;

	switch ((enum mw_node_kind)(n->bits & MW_NODE_KIND_MASK)) {
	case MW_NODE_STRING:
		if (memchr(n->u.text, '\0', n->len) == NULL)
			return mw_names_key(names, n->u.text, n->len);
		report_key(b, from, to, "a key with a NUL character in it");
		return NULL;
	case MW_NODE_BOOL:
		return mw_node_bool(n) ? mw_names_key(names, "true", 4) :
		    mw_names_key(names, "false", 5);
	case MW_NODE_INT:
		if (!mw_scalar_int_fits(n->u.text, n->len)) {
			report_key(b, from, to, "a number too large for a key");
			return NULL;
		}
		mw_buf_printf(&text, "%lld", (long long)mw_node_int(n));
		break;
	case MW_NODE_FLOAT:
		mw_scalar_float_key(mw_node_float(n), &text);
		break;
	case MW_NODE_NULL:
		report_key(b, from, to, "a key that is null");
		return NULL;
	case MW_NODE_LIST:
	case MW_NODE_MAP:
		report_key(b, from, to, "a key that is a list or a mapping");
		return NULL;
	}
	key = mw_names_key(names, mw_buf_text(&text), text.len);
	mw_buf_release(&text);
	return key;
}

/* A node where a key should be. */
static void
add_key(struct mw_build *b, const struct mw_node *n, size_t from, size_t to)
{
	const char *key = key_text(b, n, from, to);

	/* A broken document needs keys that keep it going, no more. */
	set_key(b, key != NULL ? key : "", from, to);
}

/* Plain text, which nearly all keys are, needs no node. */
static bool
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
	    (tag == NULL || strcmp(tag, TAG_PREFIX "merge") == 0)) {
		top(b)->merges = true;
		set_key(b, mw_build_merge_key, from, to);
		return true;
	}
	if (tag != NULL || mw_scalar_resolve(s, len) != MW_SCALAR_STRING)
		return false;
	set_key(b, mw_names_key(b->w->names, s, len), from, to);
	return true;
}

bool
mw_build_scalar(struct mw_build *b, const yaml_event_t *e, size_t from,
    size_t to)
{
	bool is_key = key_comes(b);
	enum mw_scalar meaning;
	struct mw_node n;

	if (is_key && add_plain_key(b, e, from, to))
		return true;
	meaning = meaning_of(b, e, is_key, from, to);
	n = (struct mw_node){
		.offset = (uint32_t)from,
		.size = (uint32_t)(to - from),
		.bits = bits_of(meaning),
	};
	if (e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		n.bits |= MW_NODE_QUOTED;
	if (meaning != MW_SCALAR_NULL)
		set_text(b, &n, e);
	if (e->data.scalar.anchor != NULL)
		add_anchor(b, (const char *)e->data.scalar.anchor)->node = n;
	if (is_key)
		add_key(b, &n, from, to);
	else
		add_value(b, &n, to);
	return true;
}

/* Everything below SRC again; false when a limit stops it. */
static bool
copy(struct mw_build *b, const struct mw_node *src, struct mw_node *out,
    size_t depth, size_t from)
{
	struct mw_worker *w = b->w;
	const struct mw_limits *l = &w->limits;
	size_t base = w->n_nodes;

	if (++b->aliased > l->alias_nodes) {
		report_limit(b, from, "aliases repeat too many values",
		    l->alias_nodes, "--limit-aliases");
		return false;
	}
	if (depth > l->depth) {
		report_limit(b, from, "nested too deeply", l->depth,
		    "--limit-depth");
		return false;
	}
	*out = *src;
	out->bits &= (uint8_t)~MW_NODE_LAST;
	if (mw_node_count(src) == 0)
		return true;
	for (const struct mw_node *c = mw_node_first(src); c != NULL;
	    c = mw_node_next(c)) {
		struct mw_node child;

		if (!copy(b, c, &child, depth + 1, from))
			return false;
		mw_build_push(w, &child);
	}
	out->u.first = mw_tree_keep(&b->tree, w->nodes + base,
	    w->n_nodes - base);
	w->n_nodes = base;
	return true;
}

bool
mw_build_alias(struct mw_build *b, const char *name, size_t from, size_t to)
{
	const struct anchor *a = mw_map_get(b->anchors, name);
	struct mw_node n = { .offset = (uint32_t)from };

	if (a == NULL) {
		report(b, MW_DIAG_UNKNOWN_ANCHOR, from, to,
		    "no anchor of this name in the document",
		    "a value that begins with '*' needs quotes");
	} else if (a->open) {
		report(b, MW_DIAG_ALIAS_LOOP, from, to,
		    "the anchor contains itself", NULL);
	} else if (!copy(b, &a->node, &n, b->w->n_frames, from)) {
		return false;
	}
	if (!key_comes(b))
		add_value(b, &n, to);
	else if (b->broken)
		set_key(b, "", from, to);
	else
		add_key(b, &n, from, to);
	return true;
}

bool
mw_build_open(struct mw_build *b, enum mw_node_kind kind, const char *anchor,
    size_t from)
{
	struct mw_worker *w = b->w;
	struct mw_frame f = {
		.base = w->n_nodes,
		.from = from,
		.to = from,
		.kind = kind,
		.is_key = key_comes(b),
	};

	if (w->n_frames >= w->limits.depth) {
		report_limit(b, from, "nested too deeply", w->limits.depth,
		    "--limit-depth");
		return false;
	}
	if (f.is_key)
		report_key(b, from, from + 1,
		    "a key that is a list or a mapping");
	if (anchor != NULL) {
		f.anchor = add_anchor(b, anchor);
		f.anchor->open = true;
	}
	if (w->n_frames == w->frames_cap) {
		w->frames_cap = w->frames_cap > 0 ? w->frames_cap * 2 : 32;
		w->frames = mw_xrealloc(w->frames, w->frames_cap,
		    sizeof(*w->frames));
	}
	w->frames[w->n_frames++] = f;
	return true;
}

void
mw_build_close(struct mw_build *b, size_t to)
{
	struct mw_worker *w = b->w;
	struct mw_frame f = w->frames[w->n_frames - 1];
	struct mw_node n = {
		.offset = (uint32_t)f.from,
		.bits = (uint8_t)f.kind,
	};
	size_t count;

	if (f.merges)
		mw_build_merge(b, f.base);
	if (f.kind == MW_NODE_MAP)
		mw_build_dedupe(b, f.base);
	w->n_frames--;
	if (to == 0)
		to = f.to;
	n.size = (uint32_t)(to - f.from);
	count = w->n_nodes - f.base;
	n.len = (uint32_t)count;
	if (count > 0)
		n.u.first = mw_tree_keep(&b->tree, w->nodes + f.base, count);
	w->n_nodes = f.base;
	if (f.anchor != NULL) {
		f.anchor->node = n;
		f.anchor->open = false;
	}
	if (f.is_key)
		set_key(b, "", f.from, to);
	else
		add_value(b, &n, to);
}
