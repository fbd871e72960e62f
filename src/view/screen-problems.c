/*
 * screen-problems.c - what is wrong, why it matters and what to do; on a wide
 * terminal the source stands beside, not at the end of the explanation.
 */
#include <string.h>

#include "base/str.h"
#include "lint/code.h"
#include "lint/example.h"
#include "view/compare.h"
#include "view/problems.h"

/* ---- the list ------------------------------------------------------------ */

static struct mw_list *
list(struct mw_app *a)
{
	return mw_problems_list(a);
}

static const struct mw_finding *
current(struct mw_app *a)
{
	const struct mw_list *l = mw_problems_list(a);

	return l->selected < l->n ? a->problems->v[l->selected].finding : NULL;
}

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	static const char *const orders[] = { "errors and warnings first",
		"by file", "by object" };
	struct mw_problems *p = a->problems;

	mw_buf_adds(t, "Problems  ");
	if (mw_compare_changes(a) > 0)
		mw_problems_print_after(a, t);
	else
		mw_buf_adds(t, orders[p->order]);
	if (p->filter != NULL)
		mw_buf_printf(note, "\\ %s  %zu of %zu", p->filter, p->list.n,
		    mw_problems_count(a));
	else
		mw_buf_printf(note, "%zu/%zu", p->list.n > 0
		    ? p->list.selected + 1 : 0, p->list.n);
}

static void
page_title(struct mw_app *a, struct mw_buf *t)
{
	const struct mw_finding *d = current(a);

	if (d != NULL)
		mw_buf_printf(t, "Explanation of %s", d->rule);
	else
		mw_buf_adds(t, "Explanation");
}

static const char *
word(enum mw_severity s)
{
	return s == MW_ERROR ? "error" : s == MW_WARNING ? "warn" : "info";
}

static enum mw_role
role(enum mw_severity s)
{
	return s == MW_ERROR ? MW_ROLE_ERROR : s == MW_WARNING ? MW_ROLE_WARN
							       : MW_ROLE_NOTE;
}

/* Where the columns of the list begin, for all rows the same. */
struct columns {
	bool brief;		/* kinds are */
	bool heads;		/* a row says what they are */
	int rule, object, text, where, end;
};

enum { WHERE_MOST = 30, OBJECT_MOST = 44 };

static struct columns
columns_of(const struct mw_problems *p, struct mw_rect at)
{
	struct columns k = { .heads = at.columns >= 98 && at.rows >= 8,
		.rule = at.column + 9, .object = at.column + 17,
		.text = at.column + 17, .end = at.column + at.columns };
	int room, most = at.columns >= 98 ? OBJECT_MOST : 22;
	int where = p->where_columns < WHERE_MOST ? p->where_columns
	    : WHERE_MOST;

	if (at.columns < 58) {
		k.where = k.end + 1;
		if (at.columns < 32)
			k.text = k.rule;
		return k;
	}
	k.where = at.columns >= 98 ? k.end - where : k.end + 1;
	room = k.where - 1 - k.object;
	k.brief = p->full_columns > most || p->full_columns + 2 +
	    p->text_columns > room;
	room = k.brief ? p->brief_columns : p->full_columns;
	k.text += (room < most ? room : most) + 2;
	return k;
}

static void
put_shortened(struct mw_frame *f, int row, int from, int to,
    enum mw_role role, const char *text)
{
	struct mw_buf b = { 0 };

	mw_shorten(&b, text, to - from);
	mw_frame_text(f, row, from, to - from, role, mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
draw_heads(struct mw_frame *f, int row, int column, const struct columns *k)
{
	mw_frame_text(f, row, column + 3, 5, MW_ROLE_DIM, "sev");
	mw_frame_text(f, row, k->rule, 7, MW_ROLE_DIM, "code");
	mw_frame_text(f, row, k->object, 6, MW_ROLE_DIM, "object");
	mw_frame_text(f, row, k->text, 7, MW_ROLE_DIM, "message");
	mw_frame_text(f, row, k->where, 5, MW_ROLE_DIM, "where");
}

static void
draw_row(struct mw_frame *f, int row, int column, const struct columns *k,
    const struct mw_problem *x, enum mw_problem_mark mark, bool selected)
{
	const struct mw_finding *d = x->finding;
	struct mw_buf b = { 0 };

	if (selected)
		mw_frame_text(f, row, column, 2, MW_ROLE_TITLE, ">>");
	if (mark == MW_PROBLEM_NEW)
		mw_frame_text(f, row, column + 2, 1, MW_ROLE_WARN, "+");
	else if (x->met)
		mw_frame_text(f, row, column + 2, 1, MW_ROLE_WARN, "*");
	if (mark == MW_PROBLEM_GONE)
		mw_frame_text(f, row, column + 3, 5, MW_ROLE_DIM, "gone");
	else
		mw_frame_text(f, row, column + 3, 5, role(d->severity),
		    word(d->severity));
	if (k->text > k->rule)
		mw_frame_text(f, row, k->rule, 7, MW_ROLE_TEXT, d->rule);
	if (k->text > k->object) {
		mw_problem_object(d, k->brief, &b);
		put_shortened(f, row, k->object, k->text - 2, MW_ROLE_TEXT,
		    mw_buf_text(&b));
	}
	put_shortened(f, row, k->text, k->where - 1, MW_ROLE_TEXT, d->text);
	if (k->where < k->end) {
		mw_buf_clear(&b);
		mw_problem_where(d, &b);
		put_shortened(f, row, k->where, k->end, MW_ROLE_DIM,
		    mw_buf_text(&b));
	}
	mw_buf_release(&b);
}

static void
draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at, bool focused)
{
	struct mw_problems *p = a->problems;
	struct columns k = columns_of(p, at);

	if (k.heads && p->list.n > 0)
		draw_heads(f, at.row, at.column, &k);
	p->list.head = k.heads;
	at.row += p->list.head;
	at.rows -= p->list.head;
	mw_list_fit(&p->list, at.rows);
	if (p->list.n == 0)
		mw_frame_text(f, at.row, at.column + 2, at.columns - 2,
		    MW_ROLE_TEXT, p->filter != NULL ? mw_app_text(a,
		    "No problem has these words. %s shows all again.",
		    mw_app_key_of(a, MW_DO_ESCAPE)) : mw_problems_complete(a)
		    ? "No problems were found." : a->load.part
		    ? "Looked for when all files are read."
		    : "No problems until now.");
	for (int i = 0; i < at.rows; i++) {
		size_t n = p->list.top + (size_t)i;

		if (n >= p->list.n)
			break;
		draw_row(f, at.row + i, at.column, &k, &p->v[n],
		    mw_problem_mark(a, p->v[n].finding),
		    n == p->list.selected);
		if (focused && mw_app_needle(a) != NULL)
			mw_draw_hits(f, at.row + i, at.column, at.columns,
			    mw_app_needle(a));
		if (n == p->list.selected)
			mw_draw_current(f, at.row + i, at.column, at.columns,
			    focused);
	}
}

/* ---- the explanation ----------------------------------------------------- */

static const void *
about(struct mw_app *a)
{
	return current(a);
}

static void
paragraph(struct mw_page *p, const char *label, const char *text)
{
	mw_page_line(p);
	mw_page_fact(p, label, MW_ROLE_TEXT, "%s", text);
}

/* Lines of what is new are those of the what-if. */
static const struct mw_mesh *
mesh_of(const struct mw_app *a, const struct mw_finding *d)
{
	return mw_problem_mark(a, d) == MW_PROBLEM_NEW ? a->compare->mesh
						       : a->mesh;
}

static void
put_source(struct mw_app *a, struct mw_page *p, const struct mw_finding *d,
    unsigned before, unsigned after)
{
	unsigned from = d->span.line > before ? d->span.line - before : 1;

	if (d->span.line == 0 || d->span.file == NULL)
		return;
	if (!mw_app_page_is_short(a))
		mw_page_line(p);
	mw_page_lines(p, mesh_of(a, d), &d->span, from, d->span.line + after);
}

/* Of the code, not of what was found: the example with its repair, in one. */
static void
put_example(struct mw_page *p, const char *code)
{
	const struct mw_example *e = mw_example(p->arena, code);

	if (e == NULL)
		return;
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Example of %s and its repair", code);
	for (size_t i = 0; i < e->n; i++) {
		const struct mw_example_line *l = &e->v[i];

		mw_page_put(p, l->change == '+' ? MW_ROLE_DIFF_ADD :
		    l->change == '-' ? MW_ROLE_DIFF_DEL : MW_ROLE_TEXT,
		    "%c%c %s", l->here ? '>' : ' ', l->change, l->text);
	}
}

/* Few rows: the line and what to do are among the first. */
static void
make_short(struct mw_app *a, struct mw_page *p, const struct mw_finding *d,
    const struct mw_code *info)
{
	mw_page_fact(p, "Here", MW_ROLE_TEXT, "%s", d->text);
	if (d->hint != NULL)
		mw_page_fact(p, "Hint", MW_ROLE_NOTE, "%s", d->hint);
	mw_page_fact(p, "To fix", MW_ROLE_TEXT, "%s", info->fix);
	put_source(a, p, d, 1, 0);
	mw_page_fact(p, "Why", MW_ROLE_TEXT, "%s", info->why);
	mw_page_fact(p, "To silence", MW_ROLE_TEXT, "%s",
	    mw_code_silence(p->arena, d->rule));
}

static void
make(struct mw_app *a, struct mw_page *p)
{
	const struct mw_finding *d = current(a);
	struct mw_code info = { .title = "", .why = "", .fix = "" };

	if (d == NULL)
		return;
	if (mw_problem_mark(a, d) != MW_PROBLEM_STAYS)
		mw_page_put(p, MW_ROLE_WARN, mw_problem_mark(a, d) ==
		    MW_PROBLEM_NEW ? "+ new in the what-if: the files on disk "
		    "do not have it" : "gone in the what-if");
	(void)mw_code_find(d->rule, &info);
	mw_page_put(p, MW_ROLE_TITLE, "%s  ", d->rule);
	mw_page_wrap(p, MW_ROLE_TITLE, 9, info.title);
	if (mw_app_page_is_short(a)) {
		make_short(a, p, d, &info);
		put_example(p, d->rule);
		return;
	}
	paragraph(p, "Here", d->text);
	if (*d->kind != '\0')
		mw_page_fact(p, "Object", MW_ROLE_TEXT, "%s",
		    mw_problem_title(p->arena, d));
	if (d->hint != NULL)
		mw_page_fact(p, "Hint", MW_ROLE_NOTE, "%s", d->hint);
	paragraph(p, "Why", info.why);
	paragraph(p, "To fix", info.fix);
	paragraph(p, "To silence", mw_code_silence(p->arena, d->rule));
	if (a->layout.pane[MW_PANE_SIDE].rows == 0)
		put_source(a, p, d, 4, 8);
	put_example(p, d->rule);
}

/* The lines around the place, as many as there is room for. */
static void
draw_side(struct mw_app *a, struct mw_frame *f, struct mw_rect at)
{
	const struct mw_finding *d = current(a);
	unsigned rows = (unsigned)at.rows, from = 1;
	struct mw_page p = { 0 };

	if (d == NULL || d->span.file == NULL)
		return;
	mw_page_begin(&p, at.columns);
	if (d->span.line > rows / 3)
		from = d->span.line - rows / 3;
	mw_page_lines(&p, mesh_of(a, d), &d->span, from, from + rows);
	if (p.n == 0)
		mw_page_put(&p, MW_ROLE_DIM,
		    "The text of '%s' is not at hand.", d->span.file);
	mw_page_draw(&p, f, at, false, NULL);
	mw_page_release(&p);
}

/* ---- actions and the rest ------------------------------------------------ */

static void
subject(struct mw_app *a, struct mw_subject *s)
{
	const struct mw_finding *d = current(a);

	if (d != NULL)
		s->object = d->object;
	if (s->object != NULL && mw_problem_mark(a, d) == MW_PROBLEM_NEW)
		s->object = mw_whatif_same_object(a->mesh, s->object);
}

static bool
place(struct mw_app *a, struct mw_span *at)
{
	const struct mw_finding *d = current(a);

	if (d == NULL || d->span.file == NULL)
		return false;
	*at = d->span;
	return true;
}

static bool
act(struct mw_app *a, enum mw_action action)
{
	struct mw_problems *p = a->problems;

	if (action == MW_DO_SORT) {
		p->order = (enum mw_problem_order)((p->order + 1) %
		    MW_PROBLEM_ORDERS);
		mw_problems_show(a);
		return true;
	}
	if (action == MW_DO_ENTER && !mw_app_in_page(a)) {
		struct mw_span at;

		if (mw_app_place(a, &at))
			mw_app_to_source(a, &at);
		return true;
	}
	return false;
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	const struct mw_finding *d = current(a);

	mw_buf_adds(path, "Problems");
	if (d != NULL)
		mw_buf_printf(path, " > %s%s", d->rule,
		    *d->kind != '\0' ? " > " : "");
	if (d != NULL && *d->kind != '\0')
		mw_problem_object(d, false, path);
}

static void
text(struct mw_app *a, size_t i, struct mw_buf *out)
{
	static const char *const marks[] = { "", "new ", "gone " };
	const struct mw_finding *d = a->problems->v[i].finding;

	mw_buf_printf(out, "%s%s %s ", marks[mw_problem_mark(a, d)],
	    word(d->severity), d->rule);
	mw_problem_object(d, false, out);
	mw_buf_printf(out, ": %s", d->text);
}

const struct mw_screen_ops mw_screen_problems = {
	.name = "Problems",
	.short_name = "Prob",
	.letter = 'p',
	.split = MW_SPLIT_ABOVE,
	.list = list,
	.title = title,
	.page_title = page_title,
	.draw = draw,
	.about = about,
	.make = make,
	.draw_side = draw_side,
	.act = act,
	.crumb = crumb,
	.place = place,
	.subject = subject,
	.text = text,
};
