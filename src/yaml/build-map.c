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

enum { FEW = 12 };	/* keys that are compared one with another */

static void
push_merged(struct mw_worker *w, const struct mw_node *c)
{
	for (; c != NULL; c = mw_node_next(c)) {
		struct mw_value v;

		mw_tree_unpack(c, &v);
		v.merged = true;
		mw_build_push(w, &v);
	}
}

/* The children of what '<<' has; of a list, earlier items win. */
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
	if (kind != MW_NODE_LIST)
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
			mw_build_push(w, &child);
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

/*
 * Gives the place of the same key among those seen, or ITSELF.  Few are
 * compared with each other; many go through a table, which holds place + 1.
 */
static size_t
seen_at(const struct mw_value *v, size_t itself, uint32_t *table, size_t size)
{
	uint32_t key = v[itself].key;
	size_t i;

	if (table == NULL) {
		for (i = 0; i < itself && v[i].key != key; i++)
			continue;
		return i;
	}
	i = (size_t)key * UINT32_C(0x9e3779b1) & (size - 1);
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
	size_t n = w->n_values - base, left = 0, size = 0;
	struct mw_value *v = n > 0 ? w->values + base : NULL;
	uint32_t *table = NULL;
	bool dead = false;

	if (n > FEW) {
		for (size = 64; size < 2 * n; size *= 2)
			continue;
		table = mw_xcalloc(size, sizeof(*table));
	}
	for (size_t i = 0; i < n; i++) {
		size_t at = seen_at(v, i, table, size);

		if (at == i)
			continue;
		report_repeated(b, &v[at], &v[i]);
		v[at].key = 0;
		dead = true;
	}
	free(table);
	if (!dead)
		return;
	for (size_t i = 0; i < n; i++)
		if (v[i].key != 0)
			v[left++] = v[i];
	w->n_values = base + left;
}
