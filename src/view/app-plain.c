/*
 * app-plain.c - the screen for those who listen: no frames, one pane, each row
 * a sentence that says all of its state.
 *
 * The cursor is at the start of the selected row, or in the field.
 */
#include <string.h>

#include "base/str.h"
#include "view/state.h"

/* Title, (verdict,) rows, place, message; keys are in the help. */
void
mw_app_plain_layout(struct mw_app *a, bool banner)
{
	struct mw_layout *l = &a->layout;
	int rows = a->frame->rows, top, i = mw_app_in_page(a) ? 1 : 0;

	if (l->tiny)
		return;
	memset(l->frame, 0, sizeof(l->frame));
	memset(l->pane, 0, sizeof(l->pane));
	l->framed = l->wide = false;
	l->header = 0;
	l->banner = banner ? 1 : -1;
	top = banner ? 2 : 1;
	l->message = rows - 1;
	l->crumb = rows - top > 4 ? rows - 2 : -1;
	l->hints = -1;
	l->frame[i] = (struct mw_rect){ top, 0,
		(l->crumb >= 0 ? l->crumb : l->message) - top,
		a->frame->columns };
	l->pane[i] = l->frame[i];
}

/* TEXT with single blanks only. */
static void
squeeze(const char *text, struct mw_buf *out)
{
	for (; *text != '\0'; text++)
		if (*text != ' ' || (out->len > 0 &&
		    out->data[out->len - 1] != ' '))
			mw_buf_addc(out, *text);
}

static void
title(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_list *l = mw_app_list(a);
	struct mw_buf b = { 0 }, note = { 0 }, words = { 0 };

	if (mw_app_in_page(a))
		ops->page_title(a, &words);
	else
		ops->title(a, &words, &note);
	if (strncmp(mw_buf_text(&words), ops->name, strlen(ops->name)) != 0)
		mw_buf_printf(&b, "%s: ", ops->name);
	squeeze(mw_buf_text(&words), &b);
	if (l != NULL && l->n > 0)
		mw_buf_printf(&b, ", row %zu of %zu", l->selected + 1, l->n);
	if (mw_compare_changes(a) > 0)
		mw_buf_printf(&b, ", what-if of %zu change%s",
		    mw_compare_changes(a), mw_str_s(mw_compare_changes(a)));
	mw_frame_text(a->frame, 0, 0, a->frame->columns, MW_ROLE_TITLE,
	    mw_buf_text(&b));
	mw_buf_release(&b);
	mw_buf_release(&note);
	mw_buf_release(&words);
}

/* "reviews, level 3, open, 2 below, has an error, 2 routes" */
static void
tree_sentence(struct mw_app *a, size_t i, struct mw_buf *out)
{
	struct mw_treeview *t = mw_app_tree(a);
	const struct mw_row *r = t->rows[i];
	size_t below = 0;

	mw_buf_printf(out, "%s, level %d", r->label, r->depth + 1);
	for (const struct mw_row *c = r->first; c != NULL; c = c->next)
		below++;
	if (r->first != NULL || r->closed)
		mw_buf_adds(out, mw_treeview_is_open(t, r) ? ", open"
		    : ", closed");
	if (below > 0)
		mw_buf_printf(out, ", %zu below", below);
	if (r->missing)
		mw_buf_adds(out, ", missing");
	if (r->assumed)
		mw_buf_adds(out, ", assumed");
	if (r->problem >= MW_WARNING)
		mw_buf_adds(out, r->problem == MW_ERROR ? ", has an error"
		    : ", has a warning");
	if (!mw_str_empty(r->fact))	/* last: it may be long */
		mw_buf_printf(out, ", %s", r->fact);
}

static void
sentence(struct mw_app *a, size_t i, struct mw_buf *out)
{
	const struct mw_page_line *line;

	if (mw_app_in_page(a)) {
		line = &mw_app_page(a)->v[i];
		if (line->mark)
			mw_buf_adds(out, "here: ");
		if (line->source != NULL)
			mw_buf_printf(out, "line %u: ", line->line);
		mw_page_text(line, out);
	} else if (a->screen == MW_SCREEN_TREE) {
		tree_sentence(a, i, out);
	} else {
		if (a->screen == MW_SCREEN_SOURCE)
			mw_buf_printf(out, "line %zu: ", i + 1);
		mw_screen_now(a)->text(a, i, out);
	}
}

static void
rows(struct mw_app *a, struct mw_list *l, struct mw_rect at)
{
	struct mw_frame *f = a->frame;
	struct mw_buf b = { 0 }, line = { 0 };

	mw_list_fit(l, at.rows);
	for (int i = 0; i < at.rows; i++) {
		size_t n = l->top + (size_t)i;
		bool selected = n == l->selected;

		if (n >= l->n)
			break;
		mw_buf_clear(&b);
		mw_buf_clear(&line);
		sentence(a, n, &b);
		squeeze(mw_buf_text(&b), &line);
		mw_frame_text(f, at.row + i, 0, f->columns, MW_ROLE_TEXT,
		    mw_buf_text(&line));
		if (mw_app_needle(a) != NULL)
			mw_draw_hits(f, at.row + i, 0, f->columns,
			    mw_app_needle(a));
		if (selected)
			mw_draw_current(f, at.row + i, 0, f->columns, true);
	}
	mw_buf_release(&b);
	mw_buf_release(&line);
}

void
mw_app_plain_draw(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_rect at = a->layout.pane[mw_app_in_page(a) ? 1 : 0];
	struct mw_list *l = mw_app_list(a);

	title(a);
	if (l != NULL && (mw_app_in_page(a) || ops->text != NULL) && l->n > 0)
		rows(a, l, at);
	else if (ops->draw != NULL)	/* forms, and what is empty */
		ops->draw(a, a->frame, at, true);
}
