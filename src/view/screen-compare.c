/*
 * screen-compare.c - the request before and after a change, step by step.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "view/trace.h"
#include "yaml/node.h"

enum { BESIDE_COLUMNS = 90,	/* fewer: one text a row */
    LIST_PERCENT = 30 };

const struct mw_compare_row *
mw_compare_row(struct mw_app *a)
{
	struct mw_compare *c = a->compare;

	if (!mw_compare_need(a) || c->list.selected >= c->n_seen ||
	    c->seen[c->list.selected].n > 1)
		return NULL;
	return &c->rows->v[c->seen[c->list.selected].row];
}

bool
mw_compare_alone(const struct mw_app *a)
{
	return a->zoom == 2 && a->focus[MW_SCREEN_COMPARE] == 1;
}

void
mw_compare_rows(struct mw_app *a, int *rows)
{
	/* what comes of the change is below, and is what one fears */
	size_t most = (size_t)(a->frame->rows * LIST_PERCENT / 100);

	*rows = 2;
	if (mw_compare_need(a))
		*rows = (int)(a->compare->n_seen < most ? a->compare->n_seen
		    : most);
}

static struct mw_list *
list(struct mw_app *a)
{
	mw_compare_need(a);
	return &a->compare->list;
}

static void
brief(const struct mw_app *a, int side, struct mw_buf *out)
{
	const struct mw_answer *x = a->compare->answer[side];

	if (x->error != NULL || x->n_outcomes == 0)
		mw_buf_adds(out, a->compare->verdict[side]);
	else
		mw_compare_brief(x, out);
}

/* The rest of the row is for the request: "DENIED 403", unless the other side
 * would read the same and is not. */
static void
short_verdict(const struct mw_app *a, int side, struct mw_buf *out)
{
	struct mw_buf b[2] = { { 0 }, { 0 } };

	brief(a, 0, &b[0]);
	brief(a, 1, &b[1]);
	mw_buf_adds(out, a->compare->rows->verdict_differs && mw_str_eq(
	    mw_buf_text(&b[0]), mw_buf_text(&b[1])) ? a->compare->verdict[side]
	    : mw_buf_text(&b[side]));
	mw_buf_release(&b[0]);
	mw_buf_release(&b[1]);
}

bool
mw_compare_beside(struct mw_app *a, struct mw_buf *out)
{
	const struct mw_comparison *c = a->compare->rows;

	if (mw_compare_changes(a) == 0 || c == NULL || !c->verdict_differs ||
	    mw_trace_is_old(a))
		return false;
	short_verdict(a, 0, out);
	mw_buf_adds(out, " on disk; what-if: ");
	short_verdict(a, 1, out);
	mw_buf_printf(out, " (%s)", mw_app_key_of(a, MW_DO_COMPARE));
	return true;
}

bool
mw_compare_is_same(const struct mw_app *a)
{
	const struct mw_comparison *c = a->compare->rows;

	return mw_compare_changes(a) > 0 && c != NULL && !c->verdict_differs &&
	    !mw_trace_is_old(a);
}

static void
first_difference(const struct mw_app *a, struct mw_buf *out)
{
	const struct mw_comparison *c = a->compare->rows;
	const struct mw_compare_row *r = c->first < c->n ? &c->v[c->first]
							  : NULL;
	int side = r != NULL && r->text[0] != NULL ? 0 : 1;

	if (r != NULL && r->what == MW_COMPARE_STEP)
		mw_buf_printf(out, "   first difference: step %zu %s",
		    a->compare->shown[c->first].number[side], mw_stage_name(
		    r->hop[side]->steps->v[r->step[side]].stage));
}

static const char from[] = " from ";

const char *
mw_compare_news(const char *const verdict[2])
{
	const char *at = strstr(verdict[1], from);
	size_t head = at != NULL ? (size_t)(at - verdict[1]) + strlen(from) : 0;

	return at != NULL && strncmp(verdict[0], verdict[1], head) == 0
	    ? verdict[1] + head : NULL;
}

/* "2 branches", or the name of the one pod, of what stands behind "from". */
static void
put_origin(const char *s, struct mw_buf *out)
{
	size_t n = 1, len = strlen(s) - strlen(mw_str_or_empty(strstr(s,
	    " port ")));
	const char *slash = memchr(s, '/', len);

	for (const char *c = s; (c = strstr(c, ", ")) != NULL; c++)
		n++;
	if (n > 1)
		mw_buf_printf(out, "%zu branches", n);
	else if (slash != NULL)
		mw_buf_add(out, slash + 1, (size_t)(s + len - slash - 1));
	else
		mw_buf_add(out, s, len);
}

/* S without the namespaces of its pods. */
static void
put_names(const char *s, struct mw_buf *out)
{
	while (*s != '\0') {
		size_t len = strcspn(s, " "), slash = strcspn(s, "/");

		if (slash < len) {
			s += slash + 1;
			len -= slash + 1;
		}
		len += s[len] == ' ';
		mw_buf_add(out, s, len);
		s += len;
	}
}

/* Where there is no room for both: what they begin with, and what they come
 * from, in few words. */
static void
put_origins(const char *const verdict[2], const char *news, struct mw_buf *out)
{
	struct mw_buf was = { 0 }, is = { 0 };
	size_t head = (size_t)(news - verdict[1]);

	put_origin(verdict[0] + head, &was);
	put_origin(news, &is);
	mw_buf_clear(out);
	mw_buf_add(out, verdict[0], head - strlen(from));
	if (mw_str_eq(mw_buf_text(&was), mw_buf_text(&is)))
		mw_buf_adds(out, ", other shares");
	else
		mw_buf_printf(out, "%s%s -> %s", from, mw_buf_text(&was),
		    mw_buf_text(&is));
	mw_buf_release(&was);
	mw_buf_release(&is);
}

/* "DENIED 403 -> ALLOWED 200"; where these are the same and the rest is not,
 * all of both, in ROOM cells. */
static void
put_verdicts(struct mw_app *a, int room, struct mw_buf *out)
{
	const char *const *v = a->compare->verdict;
	struct mw_buf side[2] = { { 0 }, { 0 } }, b = { 0 };
	const char *news = mw_compare_news(v);

	brief(a, 0, &side[0]);
	brief(a, 1, &side[1]);
	if (!mw_str_eq(mw_buf_text(&side[0]), mw_buf_text(&side[1]))) {
		mw_buf_printf(&b, "%s -> %s", mw_buf_text(&side[0]),
		    mw_buf_text(&side[1]));
	} else if (news == NULL) {
		mw_buf_printf(&b, "%s -> %s", v[0], v[1]);
	} else {
		/* without what both begin with, nor the port of one pod */
		mw_buf_printf(&b, "%s -> %.*s", v[0], (int)(strlen(news) -
		    strlen(mw_str_or_empty(strstr(news, " port ")))), news);
		if (mw_draw_columns(mw_buf_text(&b)) > room) {
			struct mw_buf all = b;

			b = (struct mw_buf){ 0 };
			put_names(mw_buf_text(&all), &b);
			mw_buf_release(&all);
		}
		if (mw_draw_columns(mw_buf_text(&b)) > room)
			put_origins(v, news, &b);
	}
	if (mw_compare_assumes(a, NULL))
		mw_buf_adds(&b, " (assumed)");
	mw_shorten(out, mw_buf_text(&b), room);
	mw_buf_release(&b);
	mw_buf_release(&side[0]);
	mw_buf_release(&side[1]);
}

enum { REQUEST_MIN = 34 };	/* cells: that much of it is always told */

static int
request_columns(struct mw_app *a)
{
	struct mw_buf b = { 0 };
	int n;

	mw_banner_request(a, mw_trace_request(a), a->compare->secrets,
	    REQUEST_MIN, &b);
	n = mw_draw_columns(mw_buf_text(&b));
	mw_buf_release(&b);
	return n;
}

bool
mw_compare_banner(struct mw_app *a, struct mw_buf *text, enum mw_role *role)
{
	const struct mw_comparison *c;
	struct mw_buf b = { 0 };
	int room = a->frame->columns - 2;

	*role = MW_ROLE_DIM;
	if (!mw_compare_need(a)) {
		mw_buf_adds(text, mw_compare_changes(a) == 0
		    ? "No what-if yet" : "No request was sent yet");
		return false;
	}
	c = a->compare->rows;
	*role = c->good[1] ? MW_ROLE_ALLOW : MW_ROLE_DENY;
	if (c->verdict_differs) {
		put_verdicts(a, a->frame->columns >= 60 ? room - 3 -
		    request_columns(a) : room, text);
	} else {
		mw_buf_adds(text, "SAME: ");
		brief(a, 0, text);
		mw_compare_print_others(a, a->frame->columns < 60, text);
	}
	if (a->frame->columns < 60)
		return true;
	if (c->verdict_differs && a->frame->columns >= 100)
		first_difference(a, &b);
	room -= mw_draw_columns(mw_buf_text(text)) + 3;
	/* the request is told in full before where it begins to differ */
	if (room - mw_draw_columns(mw_buf_text(&b)) < request_columns(a))
		mw_buf_clear(&b);
	room -= mw_draw_columns(mw_buf_text(&b));
	mw_buf_adds(text, "   ");
	mw_banner_request(a, mw_trace_request(a), a->compare->secrets, room,
	    text);
	mw_buf_add(text, b.data, b.len);
	mw_buf_release(&b);
	return true;
}

static size_t
which_difference(const struct mw_compare *c)
{
	size_t n = 0;

	for (size_t i = 0; i <= c->list.selected && i < c->n_seen; i++)
		n += c->rows->v[c->seen[i].row].differs;
	return n;
}

static void
title(struct mw_app *a, struct mw_buf *t, struct mw_buf *note)
{
	const struct mw_compare *c = a->compare;

	if (!mw_compare_need(a)) {
		mw_buf_adds(t, "Compare");
		return;
	}
	mw_buf_adds(t, a->layout.pane[0].columns >= BESIDE_COLUMNS
	    ? "Before: files on disk" : "Steps");
	if (c->rows->n_differences == 0)
		mw_buf_adds(note, "no difference");
	else
		mw_buf_printf(note, "difference %zu/%zu", which_difference(c),
		    c->rows->n_differences);
}

static void
page_title(struct mw_app *a, struct mw_buf *t)
{
	size_t n = mw_compare_changes(a);

	mw_buf_adds(t, "What changed");
	if (n > 0)
		mw_buf_printf(t, "  %zu change%s", n, mw_str_s(n));
}

/* ---- rows ---------------------------------------------------------------- */

struct shown {
	const struct mw_compare_row *row;
	const struct mw_compare_shown *shown;
};

/* "12 authz     ", the number as on the trace; the columns that it takes. */
static int
draw_stage(struct mw_frame *f, int row, int c, const struct shown *x, int side)
{
	const struct mw_compare_row *r = x->row;
	char number[32];
	int n;

	snprintf(number, sizeof(number), "%2zu ", x->shown->number[side]);
	n = mw_frame_text(f, row, c, 8, MW_ROLE_DIM, number);
	mw_frame_text(f, row, c + n, 9, MW_ROLE_DIM, mw_stage_name(
	    r->hop[side]->steps->v[r->step[side]].stage));
	return n + 10;
}

/* One side of a row; WORDS: with the word and the stage before it. */
static void
draw_side(struct mw_frame *f, int row, int c, int end, const struct shown *x,
    int side, bool words)
{
	const struct mw_compare_row *r = x->row;
	enum mw_role role = r->what == MW_COMPARE_STEP ? MW_ROLE_TEXT
	    : MW_ROLE_TITLE;
	const char *text = x->shown->text[side];
	const struct mw_step *s;
	enum mw_role word_role;

	if (text == NULL) {
		mw_frame_text(f, row, c, end - c, MW_ROLE_DIM, words ? "----"
		    : "not there");
		return;
	}
	if (r->what == MW_COMPARE_END && r->outcome[side] != NULL)
		mw_outcome_word(r->outcome[side], &role);
	if (r->what == MW_COMPARE_STEP) {
		s = &r->hop[side]->steps->v[r->step[side]];
		if (words) {
			const char *word = mw_trace_word(r->hop[side], s,
			    &word_role);

			mw_frame_text(f, row, c, 4, word_role, word);
			c += 5;
			c += draw_stage(f, row, c, x, side);
		}
		if (s->verdict == MW_STEP_FAIL)
			role = MW_ROLE_DENY;
	}
	if (end > c)
		mw_frame_text(f, row, c, end - c, role, text);
}

static void
draw_word(struct mw_frame *f, int row, int c, const struct mw_compare_row *r,
    int side)
{
	enum mw_role role = MW_ROLE_DIM;
	const char *word = "----";

	if (r->text[side] != NULL)
		word = mw_trace_word(r->hop[side], &r->hop[side]->steps->v[
		    r->step[side]], &role);
	mw_frame_text(f, row, c, 4, role, word);
}

/* stage, word before, word after, and the text of what is now */
static void
draw_narrow(struct mw_frame *f, int row, int c, int end,
    const struct shown *x)
{
	const struct mw_compare_row *r = x->row;
	int side = r->text[1] != NULL ? 1 : 0;

	if (r->what != MW_COMPARE_STEP) {
		int room = end - c;

		if (r->text[0] == NULL || r->text[1] == NULL ||
		    !r->differs) {
			draw_side(f, row, c, end, x, side, false);
			return;
		}
		draw_side(f, row, c, c + room / 2 - 2, x, 0, false);
		mw_frame_text(f, row, c + room / 2 - 1, 2, MW_ROLE_DIM, "->");
		draw_side(f, row, c + room / 2 + 2, end, x, 1, false);
		return;
	}
	c += draw_stage(f, row, c, x, side);
	draw_word(f, row, c, r, 0);
	draw_word(f, row, c + 7, r, 1);
	draw_side(f, row, c + 12, end, x, side, false);
}

static void
draw_row(struct mw_frame *f, struct mw_rect at, int row, const struct shown *x)
{
	const struct mw_compare_row *r = x->row;
	int c = at.column, end = at.column + at.columns;
	int middle = at.column + at.columns / 2;

	if (r->differs)
		mw_frame_text(f, row, c + 2, 1, MW_ROLE_WARN, "*");
	if (at.columns < BESIDE_COLUMNS) {
		draw_narrow(f, row, c + 4, end, x);
		return;
	}
	draw_side(f, row, c + 4, middle - 1, x, 0, r->what ==
	    MW_COMPARE_STEP);
	mw_frame_text(f, row, middle, 1, MW_ROLE_FRAME, f->ascii ? "|"
	    : "\u2502");
	if (r->differs)
		mw_frame_text(f, row, middle + 2, 1, MW_ROLE_WARN, "*");
	draw_side(f, row, middle + 4, end, x, 1, r->what == MW_COMPARE_STEP);
}

/* A run of rows that are the same. */
static void
draw_fold(struct mw_app *a, struct mw_frame *f, struct mw_rect at, int row,
    const struct mw_compare_seen *x)
{
	struct mw_buf b = { 0 };

	mw_buf_addc(&b, '(');
	mw_compare_print_fold(a->compare, x, &b);
	mw_buf_addc(&b, ')');
	mw_frame_text(f, row, at.column + 4, at.columns - 4, MW_ROLE_DIM,
	    mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
draw_nothing(struct mw_app *a, struct mw_frame *f, struct mw_rect at)
{
	mw_frame_text(f, at.row, at.column + 2, at.columns - 2, MW_ROLE_TEXT,
	    mw_compare_changes(a) == 0
	    ? mw_app_text(a, "No change was tried yet: %s takes an object "
	    "away, %s changes a value.", mw_app_key_of(a, MW_DO_DISABLE),
	    mw_app_key_of(a, MW_DO_CHANGE))
	    : mw_app_text(a, "Nothing was sent yet: %s makes a request, which "
	    "is then compared here.", mw_app_key_of(a, MW_DO_FORM)));
}

static void
draw(struct mw_app *a, struct mw_frame *f, struct mw_rect at, bool focused)
{
	struct mw_compare *c = a->compare;
	int middle = at.column + at.columns / 2;

	mw_list_fit(&c->list, at.rows);
	if (!mw_compare_need(a)) {
		draw_nothing(a, f, at);
		return;
	}
	if (at.columns >= BESIDE_COLUMNS && a->layout.framed)
		mw_frame_text(f, at.row - 1, middle, at.columns / 2 - 20,
		    MW_ROLE_TITLE, mw_app_text(a, " After: what-if, %zu "
		    "change%s ", mw_compare_changes(a), mw_str_s(
		    mw_compare_changes(a))));
	else if (a->layout.framed)	/* above the words of both sides */
		mw_frame_text(f, at.row - 1, at.column + 16, 14, MW_ROLE_TITLE,
		    " before after ");
	for (int i = 0; i < at.rows; i++) {
		size_t n = c->list.top + (size_t)i;

		if (n >= c->n_seen)
			break;
		if (c->seen[n].n > 1)
			draw_fold(a, f, at, at.row + i, &c->seen[n]);
		else
			draw_row(f, at, at.row + i, &(struct shown){
			    &c->rows->v[c->seen[n].row],
			    &c->shown[c->seen[n].row] });
		if (n == c->list.selected)
			mw_frame_text(f, at.row + i, at.column, 2,
			    MW_ROLE_TITLE, ">>");
		if (focused && mw_app_needle(a) != NULL)
			mw_draw_hits(f, at.row + i, at.column, at.columns,
			    mw_app_needle(a));
		if (n == c->list.selected)
			mw_draw_current(f, at.row + i, at.column, at.columns,
			    focused);
	}
}

/* ---- what is selected ---------------------------------------------------- */

static const void *
about(struct mw_app *a)
{
	const struct mw_compare_row *r = mw_compare_row(a);

	return r != NULL && !mw_compare_alone(a) ? (const void *)r
	    : a->compare;
}

/* As an object of the files, also when it is seen after the change. */
static void
subject(struct mw_app *a, struct mw_subject *s)
{
	const struct mw_compare_row *r = mw_compare_row(a);
	const struct mw_origin *o = NULL;
	struct mw_buf b = { 0 };

	if (r == NULL || r->what != MW_COMPARE_STEP)
		return;
	for (int side = 0; side < 2 && (o == NULL || o->object == NULL);
	     side++) {
		if (r->text[side] != NULL)
			o = mw_trace_origin(r->hop[side], r->step[side]);
	}
	if (o == NULL || o->object == NULL)
		return;
	s->object = mw_whatif_same_object(a->mesh, o->object);
	if (s->object == o->object) {
		s->node = o->node;
	} else if (s->object != NULL && o->node != NULL && o->object->root !=
	    NULL && s->object->root != NULL && mw_node_path(o->object->root,
	    o->node, &b)) {
		s->node = mw_node_find(s->object->root, mw_buf_text(&b));
	}
	mw_buf_release(&b);
}

static bool
place(struct mw_app *a, struct mw_span *at)
{
	struct mw_subject s = { 0 };

	subject(a, &s);
	return mw_app_span(s.object, s.node, at);
}

static const struct mw_compare_shown *
shown(const struct mw_app *a)
{
	const struct mw_compare *c = a->compare;

	return &c->shown[c->seen[c->list.selected].row];
}

static void
crumb(struct mw_app *a, struct mw_buf *path)
{
	const struct mw_compare_row *r = mw_compare_row(a);
	struct mw_subject s = { 0 };

	mw_buf_adds(path, "Compare");
	if (r == NULL || r->what != MW_COMPARE_STEP)
		return;
	for (int side = 1; side >= 0; side--) {
		if (r->text[side] == NULL)
			continue;
		mw_buf_printf(path, " > step %zu %s", shown(a)->number[side],
		    mw_stage_name(r->hop[side]->steps->v[r->step[side]].stage));
		break;
	}
	subject(a, &s);
	if (s.object != NULL)
		mw_buf_printf(path, " > %s/%s", s.object->ns, s.object->name);
}

static void
text(struct mw_app *a, size_t i, struct mw_buf *out)
{
	const struct mw_compare_shown *x;
	const struct mw_compare_seen *seen;

	if (!mw_compare_need(a) || i >= a->compare->n_seen)
		return;
	seen = &a->compare->seen[i];
	x = &a->compare->shown[seen->row];
	if (seen->n > 1) {
		for (size_t k = 0; k < seen->n; k++)	/* to be searched */
			mw_buf_printf(out, "%s%s", k > 0 ? "  " : "",
			    mw_str_or_empty(x[k].text[0]));
	} else if (!a->compare->rows->v[seen->row].differs)
		mw_buf_adds(out, mw_str_or_empty(x->text[0]));
	else
		mw_buf_printf(out, "%s -> %s", x->text[0] != NULL ? x->text[0]
		    : "not there", x->text[1] != NULL ? x->text[1]
		    : "not there");
}

static void
next_difference(struct mw_app *a, int by)
{
	struct mw_compare *c = a->compare;
	size_t n = c->n_seen;

	for (size_t i = 1; i <= n; i++) {
		size_t k = by > 0 ? (c->list.selected + i) % n
		    : (c->list.selected + n - i) % n;

		if (c->rows->v[c->seen[k].row].differs) {
			c->list.selected = k;
			return;
		}
	}
	mw_app_say(a, "nothing differs");
}

/* Enter on a step of the list below. */
static bool
go_to_step(struct mw_app *a)
{
	const struct mw_page *p = mw_app_page(a);
	size_t tag = p->n > 0 ? p->v[p->list.selected].tag : 0;

	if (tag == 0 || tag >= MW_COMPARE_TAG)
		return false;
	if (tag - 1 == mw_whatif_step(a->compare->whatif))
		mw_app_say(a, "that step is in force");
	else
		mw_compare_travel(a, tag - 1);
	return true;
}

static bool
act(struct mw_app *a, enum mw_action action)
{
	struct mw_span at = { 0 };

	switch (action) {
	case MW_DO_NEXT_HIT:
	case MW_DO_PREVIOUS_HIT:
		if (a->needle.len > 0 || mw_app_in_page(a) ||
		    !mw_compare_need(a))
			return false;
		next_difference(a, action == MW_DO_NEXT_HIT ? 1 : -1);
		return true;
	case MW_DO_ENTER:
		if (mw_app_in_page(a))
			return go_to_step(a);
		if (mw_compare_need(a) && mw_compare_open(a->compare))
			return true;
		if (!mw_app_place(a, &at))
			return false;
		mw_app_to_source(a, &at);
		return true;
	case MW_DO_UNFOLD:
	case MW_DO_FOLD:
		if (!mw_compare_need(a))
			return false;
		mw_compare_unfold(a->compare, action == MW_DO_UNFOLD);
		return true;
	default:
		return false;
	}
}

const struct mw_screen_ops mw_screen_compare = {
	.name = "Compare",
	.short_name = "Cmp",
	.letter = 'c',
	.split = MW_SPLIT_FORM,
	.list = list,
	.title = title,
	.page_title = page_title,
	.draw = draw,
	.about = about,
	.make = mw_compare_page,
	.act = act,
	.crumb = crumb,
	.place = place,
	.subject = subject,
	.text = text,
};
