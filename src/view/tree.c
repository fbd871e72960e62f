/*
 * tree.c - folds, selection and filter over an outline.
 */
#include "view/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/xalloc.h"
#include "view/filter.h"
#include "yaml/node.h"

enum { OPEN = 1, FITS = 2, KEPT = 4 };
enum { AT_START = 120 };	/* rows that are open at first, if they fit */

/* ---- flags --------------------------------------------------------------- */

static uint8_t *
flag(struct mw_treeview *t, const struct mw_row *r)
{
	if (r->number >= t->n_flags) {
		size_t n = t->outline->n_rows + 64;

		t->flags = mw_xrealloc(t->flags, n, 1);
		memset(t->flags + t->n_flags, 0, n - t->n_flags);
		t->n_flags = n;
	}
	return &t->flags[r->number];
}

static bool
has(const struct mw_treeview *t, const struct mw_row *r, unsigned bit)
{
	return r->number < t->n_flags && (t->flags[r->number] & bit) != 0;
}

bool
mw_treeview_is_open(const struct mw_treeview *t, const struct mw_row *r)
{
	return has(t, r, OPEN) && !r->closed;
}

static void
set_open(struct mw_treeview *t, const struct mw_row *r, bool open)
{
	if (open && r->closed)
		mw_outline_open(t->outline, r);
	if (open)
		*flag(t, r) |= OPEN;
	else
		*flag(t, r) &= (uint8_t)~OPEN;
}

/* ---- the rows that show -------------------------------------------------- */

static void
show(struct mw_treeview *t, const struct mw_row *r)
{
	if (t->list.n == t->cap) {
		t->cap = t->cap * 2 + 256;
		t->rows = mw_xrealloc(t->rows, t->cap, sizeof(*t->rows));
	}
	t->rows[t->list.n++] = r;
}

/* Makes the array; SELECTED, or the nearest row above it, stays selected. */
static void
flatten(struct mw_treeview *t, const struct mw_row *selected)
{
	const struct mw_row *r = t->outline->first;
	size_t place = t->list.selected - t->list.top;
	bool same = selected == mw_treeview_row(t);

	t->list.n = 0;
	while (r != NULL) {
		bool into = mw_treeview_is_open(t, r);

		if (mw_treeview_keeps(t, r))
			show(t, r);
		else
			into = false;
		r = mw_row_next(r, into);
	}
	for (; selected != NULL; selected = selected->parent) {
		for (size_t i = 0; i < t->list.n; i++) {
			if (t->rows[i] != selected)
				continue;
			t->list.selected = i;
			if (same && place < i)
				t->list.top = i - place;
			return;
		}
	}
	if (t->list.selected >= t->list.n)
		t->list.selected = t->list.n > 0 ? t->list.n - 1 : 0;
}

static void
again(struct mw_treeview *t)
{
	flatten(t, mw_treeview_row(t));
}

const struct mw_row *
mw_treeview_row(const struct mw_treeview *t)
{
	return t->list.selected < t->list.n ? t->rows[t->list.selected] : NULL;
}

/* The YAML of an object is opened for itself, not with all the rest. */
static bool
leads_to_yaml(const struct mw_row *r)
{
	return r->first != NULL && r->first->yaml;
}

/* Opens what is above DEPTH, of rows that are all closed. */
static void
open_to(struct mw_treeview *t, int depth)
{
	const struct mw_row *r = t->outline->first;

	while (r != NULL) {
		bool open = r->first != NULL && r->depth + 1 < depth &&
		    !leads_to_yaml(r);

		if (open)
			*flag(t, r) |= OPEN;
		r = mw_row_next(r, open);
	}
}

void
mw_treeview_init(struct mw_treeview *t, struct mw_arena *arena,
    const struct mw_mesh *m, enum mw_outline_order order)
{
	mw_treeview_show(t, arena, m, mw_outline_new_lazy(arena, m, order));
}

void
mw_treeview_show(struct mw_treeview *t, struct mw_arena *arena,
    const struct mw_mesh *m, struct mw_outline *outline)
{
	const size_t *at_depth = outline->at_depth;
	size_t sum = 0;
	int depth = 0;

	memset(t, 0, sizeof(*t));
	t->arena = arena;
	t->mesh = m;
	t->outline = outline;
	t->n_flags = outline->n_rows + 64;
	t->flags = mw_xcalloc(t->n_flags, 1);
	while (depth < MW_OUTLINE_DEPTHS &&
	    (sum += at_depth[depth]) <= AT_START)
		depth++;
	open_to(t, depth > 1 ? depth : 1);
	again(t);
}

static void drop_filter(struct mw_treeview *t);

void
mw_treeview_release(struct mw_treeview *t)
{
	free(t->rows);
	free(t->flags);
	drop_filter(t);
	memset(t, 0, sizeof(*t));
}

/* ---- folding ------------------------------------------------------------- */

void
mw_treeview_fold(struct mw_treeview *t, const struct mw_row *r, bool open,
    bool deep)
{
	const struct mw_row *end = mw_row_next(r, false);

	t->chosen = true;
	set_open(t, r, open);
	for (const struct mw_row *c = r->first; deep && c != NULL && c != end;
	     c = mw_row_next(c, true)) {
		if (c->first != NULL)
			set_open(t, c, open && (c->yaml || !leads_to_yaml(c)));
	}
	again(t);
}

void
mw_treeview_depth(struct mw_treeview *t, int depth)
{
	for (size_t i = 0; i < t->n_flags; i++)
		t->flags[i] &= (uint8_t)~OPEN;
	open_to(t, depth);
	t->chosen = true;
	again(t);
}

void
mw_treeview_select(struct mw_treeview *t, const struct mw_row *r)
{
	for (const struct mw_row *p = r->parent; p != NULL; p = p->parent)
		set_open(t, p, true);
	if (t->filter != NULL && !has(t, r, KEPT))
		mw_treeview_set_filter(t, NULL);
	flatten(t, r);
}

void
mw_treeview_left(struct mw_treeview *t)
{
	const struct mw_row *r = mw_treeview_row(t);

	if (r == NULL)
		return;
	if (mw_treeview_is_open(t, r) && r->first != NULL)
		mw_treeview_fold(t, r, false, false);
	else if (r->parent != NULL)
		mw_treeview_select(t, r->parent);
}

void
mw_treeview_right(struct mw_treeview *t)
{
	const struct mw_row *r = mw_treeview_row(t);

	if (r == NULL || (r->first == NULL && !r->closed))
		return;
	if (!mw_treeview_is_open(t, r))
		mw_treeview_fold(t, r, true, false);
	else
		mw_list_move(&t->list, 1);
}

void
mw_treeview_sibling(struct mw_treeview *t, int by)
{
	const struct mw_row *r = mw_treeview_row(t);
	size_t i = t->list.selected;

	while (r != NULL) {
		if ((by < 0 && i == 0) || (by > 0 && i + 1 >= t->list.n))
			return;
		i = by < 0 ? i - 1 : i + 1;
		if (t->rows[i]->depth < r->depth)
			return;
		if (t->rows[i]->parent == r->parent) {
			t->list.selected = i;
			return;
		}
	}
}

struct mw_folds {
	size_t n;
	uint8_t *open;		/* a bit a row */
};

const struct mw_folds *
mw_treeview_folds(const struct mw_treeview *t, struct mw_arena *a)
{
	struct mw_folds *f = MW_NEW(a, struct mw_folds);

	f->n = t->n_flags;
	f->open = mw_arena_alloc(a, f->n / 8 + 1);
	for (size_t i = 0; i < f->n; i++) {
		if (t->flags[i] & OPEN)
			f->open[i / 8] |= (uint8_t)(1u << i % 8);
	}
	return f;
}

static bool
was_open(const struct mw_folds *f, size_t i)
{
	return i < f->n && (f->open[i / 8] & 1u << i % 8) != 0;
}

bool
mw_treeview_has_folds(const struct mw_treeview *t, const struct mw_folds *f)
{
	for (size_t i = 0; i < t->n_flags; i++) {
		if (((t->flags[i] & OPEN) != 0) != was_open(f, i))
			return false;
	}
	return f->n <= t->n_flags;
}

void
mw_treeview_set_folds(struct mw_treeview *t, const struct mw_folds *f)
{
	for (size_t i = 0; i < t->n_flags; i++) {
		t->flags[i] &= (uint8_t)~OPEN;
		if (was_open(f, i))
			t->flags[i] |= OPEN;
	}
	again(t);
}

/* ---- filter -------------------------------------------------------------- */

static bool
is_unused(const struct mw_row *r)
{
	const struct mw_row *top = r;

	if (r->object != NULL && r->object->superseded_by != NULL)
		return true;
	while (top->parent != NULL)
		top = top->parent;
	return top != r && strcmp(top->label, "Nothing leads to") == 0;
}

static bool
row_fits(const struct mw_row *r, const struct mw_filter *filter)
{
	const struct mw_object *o = r->object;
	struct mw_filter_facts facts = {
		.text = { r->label, r->fact, NULL },
		.ns = r->workload != NULL ? r->workload->ns
		    : o != NULL ? o->ns : NULL,
		.kind = o != NULL ? o->kind_name : NULL,
		.host = r->service != NULL ? r->service->hostname : NULL,
		.error = r->problem == MW_ERROR || r->missing,
		.warning = r->problem == MW_WARNING,
	};

	if (filter->asks_unused)
		facts.unused = is_unused(r);
	if (o != NULL && filter->asks_file)
		facts.file = mw_node_span(o->root).file;
	return mw_filter_has(filter, &facts);
}

static void
drop_filter(struct mw_treeview *t)
{
	mw_filter_end(&t->words);
	t->filtering = NULL;
	free(t->filter);
	t->filter = NULL;
	t->fits = 0;
}

bool
mw_treeview_filter(struct mw_treeview *t, const char *filter)
{
	drop_filter(t);
	if (filter == NULL || filter[strspn(filter, " ")] == '\0') {
		again(t);
		return false;
	}
	t->filter = mw_xstrdup(filter);
	mw_filter_begin(&t->words, filter);
	for (size_t i = 0; i < t->n_flags; i++)
		t->flags[i] &= OPEN;
	t->filtering = t->outline->first;
	if (t->filtering == NULL)
		again(t);
	return t->filtering != NULL;
}

/* On a row that was asked for, not on what leads to it. */
static void
select_fitting(struct mw_treeview *t)
{
	const struct mw_row *r = mw_treeview_row(t);

	if (r == NULL || has(t, r, FITS))
		return;
	for (size_t i = 0; i < t->list.n; i++) {
		if (has(t, t->rows[i], FITS)) {
			t->list.selected = i;
			return;
		}
	}
}

bool
mw_treeview_filter_more(struct mw_treeview *t, size_t rows)
{
	const struct mw_row *r = t->filtering;

	if (r == NULL)
		return false;
	for (; r != NULL && rows > 0; rows--, r = mw_row_next(r, true)) {
		if (!row_fits(r, &t->words))
			continue;
		t->fits++;
		*flag(t, r) |= FITS | KEPT;
		for (const struct mw_row *p = r->parent; p != NULL &&
		     !has(t, p, KEPT); p = p->parent)
			*flag(t, p) |= KEPT | OPEN;
	}
	t->filtering = r;
	if (r != NULL)
		return true;
	again(t);
	select_fitting(t);
	return false;
}

void
mw_treeview_set_filter(struct mw_treeview *t, const char *filter)
{
	if (mw_treeview_filter(t, filter))
		mw_treeview_filter_more(t, SIZE_MAX);
}

bool
mw_treeview_keeps(const struct mw_treeview *t, const struct mw_row *r)
{
	return t->filter == NULL || has(t, r, KEPT);
}

/* ---- over a reload ------------------------------------------------------- */

void
mw_treeview_keep(const struct mw_treeview *t, struct mw_arena *a,
    struct mw_tree_kept *kept)
{
	kept->open = mw_map_new(a);
	kept->folds = true;
	for (const struct mw_row *r = t->outline->first; r != NULL;
	     r = mw_row_next(r, mw_treeview_is_open(t, r))) {
		if (mw_treeview_is_open(t, r) && r->first != NULL)
			mw_map_put(kept->open, mw_row_id(a, r), kept->open);
	}
	if (mw_treeview_row(t) != NULL)
		kept->selected = mw_row_id(a, mw_treeview_row(t));
	if (t->filter != NULL)
		kept->filter = mw_arena_strdup(a, t->filter);
	kept->above = t->list.selected - t->list.top;
	kept->chosen = t->chosen;
	kept->first = t->list.selected == 0;
}

void
mw_treeview_keep_less(struct mw_tree_kept *kept)
{
	kept->folds = kept->chosen;
	if (kept->first)
		kept->selected = NULL;
}

void
mw_treeview_restore(struct mw_treeview *t, const struct mw_tree_kept *kept)
{
	const struct mw_row *r;
	struct mw_arena *a = mw_arena_new();

	if (kept->folds)
		mw_treeview_depth(t, 1);
	for (size_t i = 0; kept->folds && i < mw_map_count(kept->open); i++) {
		const char *id = mw_map_key(kept->open, i);

		r = mw_outline_find(t->outline, id);
		if (r != NULL && strcmp(mw_row_id(a, r), id) == 0)
			set_open(t, r, true);
	}
	t->chosen = kept->chosen;
	r = kept->selected != NULL ? mw_outline_find(t->outline,
	    kept->selected) : NULL;
	if (r != NULL)
		mw_treeview_select(t, r);
	else
		again(t);
	if (kept->filter != NULL)
		mw_treeview_set_filter(t, kept->filter);
	t->list.top = t->list.selected > kept->above ? t->list.selected -
	    kept->above : 0;
	mw_arena_free(a);
}
