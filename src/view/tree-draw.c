/*
 * tree-draw.c - rows of a tree: mark, fold sign, name, one fact, problem.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/tree.h"
#include "whatif/whatif.h"
#include "yaml/node.h"

enum { TAB = 8, WORD = 12 };

static const char *
fold_sign(const struct mw_treeview *t, const struct mw_row *r, bool ascii)
{
	if (r->first == NULL && !r->closed)
		return " ";
	if (mw_treeview_is_open(t, r))
		return ascii ? "v" : "\u25be";
	return ascii ? ">" : "\u25b8";
}

/* A problem shows on the row itself and on folded parents. */
static const char *
problem_sign(const struct mw_treeview *t, const struct mw_row *r)
{
	bool below = r->problem >= MW_WARNING && mw_treeview_is_open(t, r) &&
	    r->first != NULL;

	if (r->missing)
		return "x";
	if (r->problem < MW_WARNING || (below && r->object == NULL))
		return " ";
	return r->problem == MW_ERROR ? "x" : "!";
}

static enum mw_role
role_of(const struct mw_treeview *t, const struct mw_row *r)
{
	if (r->missing)
		return MW_ROLE_ERROR;
	if (r->assumed || (r->object != NULL &&
	    r->object->superseded_by != NULL))
		return MW_ROLE_DIM;
	if (t->filter != NULL && r->first != NULL &&
	    (t->flags[r->number] & 2) == 0)
		return MW_ROLE_DIM;
	return r->depth == 0 ? MW_ROLE_TITLE : MW_ROLE_TEXT;
}

static enum mw_role
fact_role(const struct mw_row *r)
{
	if (r->missing)
		return MW_ROLE_ERROR;
	if (mw_str_has_prefix(mw_str_or_empty(r->fact), "DENY"))
		return MW_ROLE_DENY;
	return MW_ROLE_DIM;
}

/* Some value at NODE, or below it, is another one. */
static bool
has_value(const struct mw_whatif *w, const struct mw_object *o,
    const struct mw_node *node)
{
	struct mw_buf path = { 0 };
	bool found = false;

	if (o->root == NULL || !mw_node_path(o->root, node, &path))
		path.len = 0;
	for (size_t i = 0; path.len > 0 && !found && i < mw_whatif_count(w);
	     i++) {
		const struct mw_whatif_change *c = mw_whatif_at(w, i);

		found = c->kind == MW_WHATIF_VALUE && mw_whatif_is_about(c,
		    o) && strncmp(c->path, path.data, path.len) == 0 &&
		    strchr(".[", c->path[path.len]) != NULL;
	}
	mw_buf_release(&path);
	return found;
}

/* A part of an object: its own value, or that of a share. */
static bool
tried_part(const struct mw_whatif *w, const struct mw_row *r,
    struct mw_buf *fact)
{
	const struct mw_node *n = r->yaml ? r->node : mw_node_get(r->node,
	    "weight");
	const struct mw_whatif_change *c = n != NULL ? mw_whatif_of(w,
	    r->object, n) : NULL;

	if (c != NULL && c->kind == MW_WHATIF_VALUE)
		mw_buf_printf(fact, "-> %s%s", c->value, r->yaml ? "" : " %");
	return c != NULL || has_value(w, r->object, r->node);
}

/* What the what-if makes of a row; false when nothing. */
static bool
tried(const struct mw_whatif *w, const struct mw_row *r, struct mw_buf *fact)
{
	const struct mw_whatif_change *c;

	if (w == NULL || !mw_whatif_touches(w, r->object))
		return false;
	c = mw_whatif_of(w, r->object, NULL);
	if (!r->yaml && c == NULL && r->node != NULL && r->node !=
	    r->object->root && r->workload == NULL)
		return tried_part(w, r, fact);
	if (!r->yaml) {
		if (c != NULL && c->kind == MW_WHATIF_DISABLE)
			mw_buf_adds(fact, "off in the what-if");
		else if (c != NULL && c->kind == MW_WHATIF_REPLACE)
			mw_buf_adds(fact, "what-if: replaced");
		else if (c != NULL)
			mw_buf_adds(fact, "in force in the what-if");
		return true;
	}
	return r->node != NULL && tried_part(w, r, fact);
}

/* How many cells of ROOM a fact gets: up to a comma or colon, and the sign that
 * there is more, when that is most of it.  Half a word tells nothing. */
static int
whole_words(const char *fact, int room)
{
	int best = 0;

	if (mw_draw_columns(fact) <= room)
		return room;
	for (size_t i = 0; fact[i] != '\0'; i++) {
		int cells;

		if ((fact[i] != ',' && fact[i] != ':') || fact[i + 1] != ' ')
			continue;
		cells = (int)mw_utf8_columns(fact, i);
		if (cells >= room)
			break;
		best = cells;
	}
	return 2 * best < room ? room : best + 1;
}

/*
 * The fact stands at a tab stop after the name, which ends at column c, so that
 * facts of neighbours align.  It moves closer where it is whole only there, or
 * where hardly a word of it would be left.
 */
static void
draw_fact(struct mw_frame *f, struct mw_rect at, int row, int c,
    enum mw_role role, const char *fact)
{
	int end = at.column + at.columns - 2;
	int stop = at.column + (c - at.column + 2 + TAB - 1) / TAB * TAB;
	int cells = mw_draw_columns(fact);

	if (cells > end - stop && (cells <= end - c - 2 || end - stop < WORD))
		mw_draw_right(f, row, end, end - c - 2, role, fact);
	else
		mw_frame_text(f, row, stop, whole_words(fact, end - stop),
		    role, fact);
}

static void
draw_row(struct mw_treeview *t, struct mw_frame *f, struct mw_rect at, int row,
    const struct mw_row *r, const struct mw_treeview_look *look, bool selected)
{
	struct mw_buf fact = { 0 };
	bool star = tried(look->whatif, r, &fact);
	int indent = r->depth < 12 ? 2 * r->depth : 24;
	int end = at.column + at.columns, c = at.column;
	const char *sign = problem_sign(t, r);

	/* narrow terminals: the name matters more than its depth */
	if (at.columns < 60 && indent > 12)
		indent = 12 + (indent - 12) / 2;
	if (selected)
		mw_frame_text(f, row, c, 2, MW_ROLE_TITLE, ">>");
	c += 2 + indent;
	c += mw_frame_text(f, row, c, end - c, MW_ROLE_DIM, fold_sign(t, r,
	    f->ascii)) + 1;
	if (star)
		c += mw_frame_text(f, row, c, end - c - 2, MW_ROLE_WARN, "* ");
	c += mw_frame_text(f, row, c, end - c - 2, role_of(t, r), r->label);
	if (r->assumed && end - c > 14)
		c += mw_frame_text(f, row, c, end - c - 2, MW_ROLE_NOTE,
		    " (assumed)");
	if (fact.len > 0)
		draw_fact(f, at, row, c, MW_ROLE_WARN, mw_buf_text(&fact));
	else if (r->fact != NULL)
		draw_fact(f, at, row, c, fact_role(r), r->fact);
	mw_frame_text(f, row, end - 1, 1, *sign == 'x' ? MW_ROLE_ERROR
	    : MW_ROLE_WARN, sign);
	mw_buf_release(&fact);
}

void
mw_treeview_draw(struct mw_treeview *t, struct mw_frame *f, struct mw_rect at,
    const struct mw_treeview_look *look)
{
	mw_list_fit(&t->list, at.rows);
	for (int i = 0; i < at.rows; i++) {
		size_t n = t->list.top + (size_t)i;
		bool selected = n == t->list.selected;

		if (n >= t->list.n)
			break;
		draw_row(t, f, at, at.row + i, t->rows[n], look,
		    selected);
		if (look->needle != NULL)
			mw_draw_hits(f, at.row + i, at.column + 2,
			    at.columns - 2, look->needle);
		if (selected)
			mw_draw_current(f, at.row + i, at.column, at.columns,
			    look->focused);
	}
}
