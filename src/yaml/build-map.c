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

/* On the stack only: this child came from '<<'. */
enum { MERGED = MW_NODE_LAST, FEW = 12 };

static void
push_merged(struct mw_worker *w, const struct mw_node *map)
{
	for (const struct mw_node *c = mw_node_first(map); c != NULL;
	    c = mw_node_next(c)) {
		struct mw_node n = *c;

		n.bits |= MERGED;
		mw_build_push(w, &n);
	}
}

/* The children of what '<<' has; of a list, earlier items win. */
static bool
push_source(struct mw_build *b, const struct mw_node *source)
{
	const struct mw_node *item;

	if (mw_node_is(source, MW_NODE_MAP)) {
		push_merged(b->w, source);
		return true;
	}
	if (!mw_node_is(source, MW_NODE_LIST))
		return false;
	for (item = mw_node_first(source); item != NULL;
	    item = mw_node_next(item))
		if (!mw_node_is(item, MW_NODE_MAP))
			return false;
	for (size_t i = mw_node_count(source); i > 0; i--)
		push_merged(b->w, mw_node_at(source, i - 1));
	return true;
}

void
mw_build_merge(struct mw_build *b, size_t base)
{
	struct mw_worker *w = b->w;
	size_t n = w->n_nodes;

	for (size_t i = base; i < n; i++) {
		struct mw_node child = w->nodes[i];

		if (mw_node_key(&child) != mw_build_merge_key) {
			mw_build_push(w, &child);
			continue;
		}
		if (push_source(b, &child) || b->broken)
			continue;
		b->broken = true;
		if (mw_build_may_report(b)) {
			struct mw_span span = mw_syntax_span(b->part->home,
			    child.offset, (size_t)child.offset + child.size);

			mw_diag_add(&b->part->diags, MW_DIAG_BAD_MERGE, &span,
			    NULL, "'<<' needs a mapping or a list of mappings");
		}
	}
	for (size_t i = n; i < w->n_nodes; i++)
		w->nodes[base + i - n] = w->nodes[i];
	w->n_nodes -= n - base;
}

static struct mw_span
key_span(struct mw_build *b, const struct mw_node *n)
{
	struct mw_span s = { 0 };
	size_t at = mw_tree_key_offset(n);

	s = mw_syntax_span(b->part->home, at,
	    mw_tree_key_end(b->part->home->lines, at, mw_node_key(n)));
	return s;
}

/* EARLIER and LATER have the same key. */
static void
report_repeated(struct mw_build *b, const struct mw_node *earlier,
    const struct mw_node *later)
{
	struct mw_diags *d = &b->part->diags;
	struct mw_span first, span;

	/* That one '<<' overrides another is what '<<' is for. */
	if ((earlier->bits & MERGED) != 0 || !mw_build_may_report(b))
		return;
	first = key_span(b, earlier);
	if ((later->bits & MERGED) != 0) {
		mw_diag_add(d, MW_DIAG_MERGE_WINS, &first, NULL,
		    "'%s' is replaced by the '<<' below it",
		    mw_node_key(earlier))->hint =
		    "move '<<' to the top of the mapping";
		return;
	}
	span = key_span(b, later);
	mw_diag_add(d, MW_DIAG_DUPLICATE_KEY, &span, NULL,
	    "duplicate key '%s'", mw_node_key(later))->hint =
	    mw_arena_printf(d->arena, "first given on line %u; the value here "
	    "counts, and kubectl refuses the document", (unsigned)first.line);
}

/*
 * Gives the place of the same key among those seen, or ITSELF.  Few are
 * compared with each other; many go through a table, which holds place + 1.
 */
static size_t
seen_at(const struct mw_node *v, size_t itself, uint32_t *table, size_t size)
{
	const char *key = mw_node_key(&v[itself]);
	size_t i;

	if (table == NULL) {
		for (i = 0; i < itself; i++)
			if (v[i].key != NULL && mw_node_key(&v[i]) == key)
				return i;
		return itself;
	}
	i = (size_t)((uintptr_t)key * UINT64_C(0x9e3779b97f4a7c15) >> 32);
	for (i &= size - 1; table[i] != 0; i = (i + 1) & (size - 1)) {
		size_t at = table[i] - 1;

		if (mw_node_key(&v[at]) == key) {
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
	struct mw_node *v = w->nodes + base;
	size_t n = w->n_nodes - base, left = 0, size = 0;
	uint32_t *table = NULL;
	bool dead = false;

	if (n > FEW) {
		for (size = 4 * FEW; size < 2 * n; size *= 2)
			continue;
		table = mw_xcalloc(size, sizeof(*table));
	}
	for (size_t i = 0; i < n; i++) {
		size_t at = seen_at(v, i, table, size);

		if (at == i)
			continue;
		report_repeated(b, &v[at], &v[i]);
		v[at].key = NULL;
		v[at].bits &= (uint8_t)~MW_NODE_FAR;
		dead = true;
	}
	free(table);
	if (!dead)
		return;
	for (size_t i = 0; i < n; i++)
		if (v[i].key != NULL)
			v[left++] = v[i];
	w->n_nodes = base + left;
}
