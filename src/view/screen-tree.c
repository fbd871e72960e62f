/*
 * screen-tree.c - the tree and the details of the selected row.
 */
#include <string.h>

#include "base/str.h"
#include "view/problems.h"
#include "view/state.h"
#include "whatif/whatif.h"
#include "yaml/node.h"

static struct mw_list *
list(struct mw_app *a)
{
	return &mw_app_tree(a)->list;
}

static const struct mw_row *
row(struct mw_app *a)
{
	return mw_treeview_row(mw_app_tree(a));
}

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	const struct mw_treeview *tree = mw_app_tree(a);

	mw_buf_printf(t, "Tree  %s", mw_outline_order_name(a->order));
	if (tree->filter != NULL)
		mw_buf_printf(note, "\\ %s  %zu of %zu", tree->filter,
		    tree->fits, tree->outline->n_rows);
	else
		mw_buf_printf(note, "%zu/%zu", tree->list.n > 0
		    ? tree->list.selected + 1 : 0, tree->list.n);
}

/* The object it is about, or the row's own words. */
static void
page_title(struct mw_app *a, struct mw_buf *t)
{
	const struct mw_row *r = row(a);

	if (r == NULL)
		mw_buf_adds(t, "Nothing selected");
	else if (r->workload != NULL)
		mw_buf_printf(t, "Workload %s/%s", r->workload->ns,
		    r->workload->name);
	else if (r->object != NULL)
		mw_buf_printf(t, "%s %s%s%s", r->object->kind_name,
		    r->object->ns, *r->object->ns != '\0' ? "/" : "",
		    r->object->name);
	else if (r->service != NULL)
		mw_buf_printf(t, "Host %s", r->service->hostname);
	else
		mw_buf_adds(t, r->label);
	if (r != NULL && mw_whatif_touches(mw_compare_whatif(a), r->object))
		mw_buf_adds(t, "  on disk");
}

static void
draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at, bool focused)
{
	struct mw_treeview_look look = { focused, focused ? mw_app_needle(a)
	    : NULL, mw_compare_whatif(a) };

	mw_orders_mark(a);
	mw_treeview_draw(mw_app_tree(a), f, at, &look);
	if (mw_app_tree(a)->list.n == 0)
		mw_frame_text(f, at.row, at.column + 2, at.columns - 2,
		    MW_ROLE_DIM, mw_app_tree(a)->filter != NULL
		    ? mw_app_text(a, "No row has these words. %s shows all "
		    "again.", mw_app_key_of(a, MW_DO_ESCAPE))
		    : a->load.part ? "Nothing was read yet."
		    : "No objects were loaded.");
}

static const void *
about(struct mw_app *a)
{
	return row(a);
}

/* Nothing was loaded: what to try. */
static void
advise(struct mw_app *a, struct mw_page *p)
{
	size_t found = mw_problems_known(a)->n;
	size_t files = a->mesh->load != NULL ? a->mesh->load->n_sources : 0;

	mw_page_put(p, MW_ROLE_TITLE, "%s", "");
	mw_page_wrap(p, MW_ROLE_TITLE, 0, mw_arena_printf(p->arena,
	    "No objects in %s; %zu file%s read, %zu problem%s (press %s).",
	    mw_str_or_empty(a->options.title), files, mw_str_s(files),
	    found, mw_str_s(found), mw_app_key_of(a, MW_DO_PROBLEMS)));
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TEXT, "Try  meshwalk manifests/");
	mw_page_put(p, MW_ROLE_TEXT, "     kubectl get istio-io -A -o yaml | "
	    "meshwalk -");
	mw_page_put(p, MW_ROLE_TEXT, "     helm template CHART | meshwalk -");
}

static void
make(struct mw_app *a, struct mw_page *p)
{
	if (a->mesh->all.n == 0 && a->load.part)
		mw_page_put(p, MW_ROLE_DIM, "What is read appears here.");
	else if (a->mesh->all.n == 0)
		advise(a, p);
	else if (row(a) != NULL)
		mw_detail_row(a, p, row(a));
}

/* ---- actions ------------------------------------------------------------- */

static bool
fold(struct mw_app *a, enum mw_action action)
{
	struct mw_treeview *t = mw_app_tree(a);
	const struct mw_row *r = mw_treeview_row(t);

	if (r == NULL)
		return false;
	switch (action) {
	case MW_DO_OPEN:
		mw_treeview_right(t);
		return true;
	case MW_DO_CLOSE:
		mw_treeview_left(t);
		return true;
	case MW_DO_TOGGLE:
	case MW_DO_FOLD_TOGGLE:
		mw_treeview_fold(t, r, !mw_treeview_is_open(t, r), false);
		return true;
	case MW_DO_FOLD_OPEN:
		mw_treeview_fold(t, r, true, false);
		return true;
	case MW_DO_FOLD_CLOSE:
		mw_treeview_fold(t, r, false, false);
		return true;
	case MW_DO_OPEN_ALL:
	case MW_DO_CLOSE_ALL:
		mw_treeview_fold(t, r, action == MW_DO_OPEN_ALL, true);
		return true;
	case MW_DO_UNFOLD:
		mw_treeview_depth(t, 1000);
		return true;
	case MW_DO_FOLD:
		mw_treeview_depth(t, 1);
		return true;
	case MW_DO_DEPTH:
		mw_treeview_depth(t, (int)a->arg - '0');
		return true;
	case MW_DO_NEXT_SIBLING:
	case MW_DO_PREVIOUS_SIBLING:
		mw_treeview_sibling(t, action == MW_DO_NEXT_SIBLING ? 1 : -1);
		return true;
	default:
		return false;
	}
}

static bool
act(struct mw_app *a, enum mw_action action)
{
	struct mw_span at;
	const struct mw_row *r = row(a);

	if (action == MW_DO_ORDER) {
		mw_orders_next(a);
		return true;
	}
	if (mw_app_in_page(a))
		return false;
	if (action == MW_DO_ENTER && r != NULL && r->yaml &&
	    r->first == NULL && !r->closed && mw_app_place(a, &at)) {
		mw_app_to_source(a, &at);
		return true;
	}
	return fold(a, action);
}

/* ---- what is selected ---------------------------------------------------- */

static void
crumb_of(const struct mw_row *r, struct mw_buf *path)
{
	if (r->parent != NULL) {
		crumb_of(r->parent, path);
		mw_buf_adds(path, " > ");
	}
	mw_buf_adds(path, r->label);
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	if (row(a) != NULL)
		crumb_of(row(a), path);
}

static bool
place(struct mw_app *a, struct mw_span *at)
{
	const struct mw_row *r = row(a);

	return r != NULL && mw_app_span(r->object, r->node, at);
}

static void
subject(struct mw_app *a, struct mw_subject *s)
{
	const struct mw_row *r = row(a);

	if (r == NULL)
		return;
	s->object = r->object;
	s->node = r->node;
	s->workload = r->workload;
	s->service = r->service;
}

static void
text(struct mw_app *a, size_t i, struct mw_buf *out)
{
	const struct mw_row *r = mw_app_tree(a)->rows[i];

	mw_buf_printf(out, "%s%s%s", r->label, r->fact != NULL ? "  " : "",
	    mw_str_or_empty(r->fact));
}

const struct mw_screen_ops mw_screen_tree = {
	.name = "Tree",
	.short_name = "Tree",
	.letter = 't',
	.split = MW_SPLIT_AUTO,
	.list = list,
	.title = title,
	.page_title = page_title,
	.draw = draw,
	.about = about,
	.make = make,
	.act = act,
	.crumb = crumb,
	.place = place,
	.subject = subject,
	.text = text,
};
