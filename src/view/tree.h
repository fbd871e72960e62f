/*
 * tree.h - an outline with what is open, selected, searched and filtered.
 *
 * The rows that show are kept in an array, made anew when a fold or the filter
 * changes and not at each key.
 */
#ifndef MW_VIEW_TREE_H
#define MW_VIEW_TREE_H

#include <stdint.h>

#include "view/draw.h"
#include "view/edit.h"
#include "view/filter.h"
#include "view/outline.h"

struct mw_map;
struct mw_whatif;

struct mw_treeview {
	struct mw_arena *arena;		/* of the outline; borrowed */
	const struct mw_mesh *mesh;
	struct mw_outline *outline;
	struct mw_list list;
	const struct mw_row **rows;	/* those that show; list.n of them */
	size_t cap;
	uint8_t *flags;			/* by row number */
	size_t n_flags;
	char *filter;			/* NULL: none */
	bool chosen;			/* somebody has opened or closed rows */
	size_t fits;			/* rows that the filter wants */
	struct mw_filter words;		/* of the filter */
	const struct mw_row *filtering;	/* the first that was not asked yet;
					 * NULL: all were */
};

void mw_treeview_init(struct mw_treeview *t, struct mw_arena *arena,
    const struct mw_mesh *m, enum mw_outline_order order);
/* Of an outline that is made already. */
void mw_treeview_show(struct mw_treeview *t, struct mw_arena *arena,
    const struct mw_mesh *m, struct mw_outline *outline);
void mw_treeview_release(struct mw_treeview *t);
/* The selected row, or NULL in an empty tree. */
const struct mw_row *mw_treeview_row(const struct mw_treeview *t);
bool mw_treeview_is_open(const struct mw_treeview *t, const struct mw_row *r);
/* Opens or closes ROW, with all below it when DEEP (objects' YAML stays
 * closed). */
void mw_treeview_fold(struct mw_treeview *t, const struct mw_row *r, bool open,
    bool deep);
/* Rows of depth below DEPTH are open, others closed. */
void mw_treeview_depth(struct mw_treeview *t, int depth);
/* Selects ROW, opening what it is in. */
void mw_treeview_select(struct mw_treeview *t, const struct mw_row *r);
/* h and l */
void mw_treeview_left(struct mw_treeview *t);
void mw_treeview_right(struct mw_treeview *t);
void mw_treeview_sibling(struct mw_treeview *t, int by);
void mw_treeview_set_filter(struct mw_treeview *t, const char *filter);
/* The same in slices of ROWS: what shows stays until all rows were asked.
 * True: there is more to do. */
bool mw_treeview_filter(struct mw_treeview *t, const char *filter);
bool mw_treeview_filter_more(struct mw_treeview *t, size_t rows);
/* The filter lets it show. */
bool mw_treeview_keeps(const struct mw_treeview *t, const struct mw_row *r);
/*
 * The next row after FROM (NULL: the first) that has NEEDLE, or before it;
 * around the end; FROM itself last, or first when SELF.  NULL: none.
 */
const struct mw_row *mw_treeview_search(struct mw_treeview *t,
    const struct mw_row *from, const char *needle, bool forward, bool self);
/* The same in slices: looks at ROWS, or nodes that are no rows yet; true: there
 * is more to look at.  NEEDLE must live as long. */
struct mw_tree_search {
	const struct mw_row *from, *at;
	const char *needle;
	bool forward, passed, into;
	const struct mw_row *before, *after, *last;
	const struct mw_row *found;	/* when all is looked at */
};
void mw_tree_search_begin(struct mw_treeview *t, struct mw_tree_search *s,
    const struct mw_row *from, const char *needle, bool forward, bool self);
bool mw_tree_search_more(struct mw_treeview *t, struct mw_tree_search *s,
    size_t rows);
/* How many have it, and which of them ROW is (0: none). */
size_t mw_treeview_count(const struct mw_treeview *t, const char *needle,
    const struct mw_row *row, size_t *which);

/* What is open, to come back to: rows that are made later are closed then. */
struct mw_folds;
const struct mw_folds *mw_treeview_folds(const struct mw_treeview *t,
    struct mw_arena *a);
bool mw_treeview_has_folds(const struct mw_treeview *t,
    const struct mw_folds *f);
void mw_treeview_set_folds(struct mw_treeview *t, const struct mw_folds *f);

/* Over a reload: open rows, the selected one by their ids, and the filter. */
struct mw_tree_kept {
	struct mw_map *open;	/* NULL: nothing was kept */
	const char *selected, *filter;
	size_t above;		/* rows between it and the top */
	bool folds;		/* what is open is to stay */
	bool chosen;		/* by somebody */
	bool first;		/* the first row is selected */
};
void mw_treeview_keep(const struct mw_treeview *t, struct mw_arena *a,
    struct mw_tree_kept *kept);
/* Folds and the first row only as far as the user has chosen them. */
void mw_treeview_keep_less(struct mw_tree_kept *kept);
void mw_treeview_restore(struct mw_treeview *t,
    const struct mw_tree_kept *kept);

struct mw_treeview_look {
	bool focused;
	const char *needle;	/* what is searched, or NULL */
	const struct mw_whatif *whatif;		/* or NULL */
};
void mw_treeview_draw(struct mw_treeview *t, struct mw_frame *f,
    struct mw_rect at, const struct mw_treeview_look *look);

#endif
