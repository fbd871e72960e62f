/*
 * build-map.c - the keys of a mapping: merging and repeating.
 *
 * The reader of Kubernetes sets one key after the other, those that '<<'
 * brings as well, and the last one stays.  A '<<' above a key that is written
 * out therefore yields to it, and one below replaces it.
 */
#include "yaml/build.h"

#include "base/xalloc.h"
#include "yaml/syntax.h"

#include <stdlib.h>

enum {
	FEW = 12,		/* keys that are compared one with another */
	DEAD = 0		/* the key of what was replaced */
};

static void
push_merged(struct mw_worker *w, const struct mw_node *c)
{
	for (; c != NULL; c = mw_node_next(c)) {
		struct mw_value *v = mw_build_push(w);

		mw_tree_unpack(c, v);
		v->merged = true;
	}
}

/* The children of what '<<' has; of a list, earlier items win.  An alias to a
 * list is none. */
static bool
push_source(struct mw_build *b, const struct mw_value *source)
{
	const struct mw_node *first = mw_build_first(b, source);
	enum mw_node_kind kind = source->bits & MW_NODE_KIND_MASK;
	size_t n = 0;

	if (kind == MW_NODE_MAP) {
		push_merged(b->w, first);
		return true;
	}
	if (kind != MW_NODE_LIST || source->alias)
		return false;
	for (const struct mw_node *i = first; i != NULL; i = mw_node_next(i)) {
		if (!mw_node_is(i, MW_NODE_MAP))
			return false;
		n++;
	}
	while (n > 0)
		push_merged(b->w, mw_node_first(mw_tree_skip(first, --n)));
	return true;
}

void
mw_build_merge(struct mw_build *b, size_t base)
{
	struct mw_worker *w = b->w;
	size_t n = w->n_values;

	for (size_t i = base; i < n; i++) {
		struct mw_value child = w->values[i];

		if (child.key != MW_BUILD_MERGE_KEY) {
			*mw_build_push(w) = child;
			continue;
		}
		if (push_source(b, &child) || b->broken)
			continue;
		b->broken = true;
		if (mw_build_may_report(b)) {
			struct mw_span span = mw_tree_span(b->part->home,
			    child.offset, (size_t)child.offset + child.size);

			mw_diag_add(&b->part->diags, MW_DIAG_BAD_MERGE, &span,
			    NULL, "'<<' needs a mapping or a list of mappings");
		}
	}
	for (size_t i = n; i < w->n_values; i++)
		w->values[base + i - n] = w->values[i];
	w->n_values -= n - base;
}

static struct mw_span
key_span(struct mw_build *b, const struct mw_value *v, const char *key)
{
	const struct mw_home *home = b->part->home;

	return mw_tree_span(home, v->key_offset,
	    mw_tree_key_end(home->lines, v->key_offset, key));
}

/* EARLIER and LATER have the same key. */
static void
report_repeated(struct mw_build *b, const struct mw_value *earlier,
    const struct mw_value *later)
{
	struct mw_diags *d = &b->part->diags;
	struct mw_span first, span;
	const char *key;

	/* That one '<<' overrides another is what '<<' is for. */
	if (b->broken || earlier->merged || !mw_build_may_report(b))
		return;
	key = mw_keys_text(b->w->store->keys, later->key);
	first = key_span(b, earlier, key);
	if (later->merged) {
		mw_diag_add(d, MW_DIAG_MERGE_WINS, &first, NULL,
		    "'%s' is replaced by the '<<' below it", key)->hint =
		    "move '<<' to the top of the mapping";
		return;
	}
	span = key_span(b, later, key);
	mw_diag_add(d, MW_DIAG_DUPLICATE_KEY, &span, NULL,
	    "duplicate key '%s'", key)->hint = mw_arena_printf(d->arena,
	    "first given on line %u; the value here counts, and kubectl "
	    "refuses the document", (unsigned)first.line);
}

/* Few keys are compared with each other. */
static bool
few_differ(const struct mw_value *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (v[k].key == v[i].key)
				return false;
	return true;
}

/*
 * Gives the place of the same key among those seen, or ITSELF.  The table
 * holds places + 1.
 */
static size_t
seen_at(const struct mw_value *v, size_t itself, uint32_t *table, size_t size)
{
	uint32_t key = v[itself].key;
	size_t i = (size_t)key * UINT32_C(0x9e3779b1) & (size - 1);

	for (; table[i] != 0; i = (i + 1) & (size - 1)) {
		size_t at = table[i] - 1;

		if (v[at].key == key) {
			table[i] = (uint32_t)itself + 1;
			return at;
		}
	}
	table[i] = (uint32_t)itself + 1;
	return itself;
}

void
mw_build_dedupe(struct mw_build *b, size_t base)
{
	struct mw_worker *w = b->w;
	size_t n = w->n_values - base, left = 0, size = 64;
	struct mw_value *v;
	uint32_t *table;

	if (n < 2)
		return;
	v = w->values + base;
	if (n <= FEW && few_differ(v, n))
		return;
	while (size < 2 * n)
		size *= 2;
	table = mw_xcalloc(size, sizeof(*table));
	for (size_t i = 0; i < n; i++) {
		size_t at = seen_at(v, i, table, size);

		if (at != i) {
			report_repeated(b, &v[at], &v[i]);
			v[at].key = DEAD;
		}
	}
	free(table);
	for (size_t i = 0; i < n; i++)
		if (v[i].key != DEAD)
			v[left++] = v[i];
	w->n_values = base + left;
}
