/*
 * app-draw.c - the frame: header, panes, breadcrumb, message, hints.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/form.h"
#include "view/problems.h"
#include "view/state.h"

enum { MANY = 1000 };		/* rows: more than any screen has */

/* The rows of the trace, folded where W has no room for all. */
static int
trace_rows(struct mw_app *a, struct mw_layout_want w)
{
	size_t n = mw_trace_rows_all(a);

	w.list_rows = n < MANY ? (int)n : 0;
	mw_layout_make(&a->layout, a->frame->rows, a->frame->columns, &w);
	/* in plain the pane is the screen, and what is read aloud is whole */
	n = mw_trace_fit(a, a->config->plain ? MANY : a->layout.pane[0].rows);
	return n < MANY ? (int)n : 0;
}

void
mw_app_layout(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_layout_want w = {
		.split = ops->split,
		.banner = a->screen == MW_SCREEN_TRACE ||
		    a->screen == MW_SCREEN_COMPARE,
		.focus = a->focus[a->screen],
		.zoom = a->zoom,
		.columns_share = a->columns_share,
		.rows_share = a->rows_share,
		.side = ops->draw_side != NULL,
		.limits = &a->config->layout,
	};

	if (a->screen == MW_SCREEN_COMPARE)
		mw_compare_rows(a, &w.form_rows);
	else if (ops->split == MW_SPLIT_FORM)
		mw_form_rows(a, &w.form_rows);
	else if (a->screen == MW_SCREEN_TRACE)
		w.list_rows = trace_rows(a, w);
	mw_layout_make(&a->layout, a->frame->rows, a->frame->columns, &w);
	if (a->config->plain)
		mw_app_plain_layout(a, w.banner);
}

/* ---- header -------------------------------------------------------------- */

/* "2 " of a screen with a key, "" of one without. */
static void
tab_key(struct mw_app *a, int screen, struct mw_buf *out)
{
	const char *key = mw_app_key_of(a, (enum mw_action)(MW_DO_TREE +
	    screen));

	if (*key != '\0')
		mw_buf_printf(out, "%s ", key);
}

/* The tabs as text; the current one in brackets.  Where each begins is kept
 * for clicks. */
static void
tabs(struct mw_app *a, struct mw_buf *out, bool shorter)
{
	size_t problems = mw_problems_count(a);
	enum mw_screen now = a->screen;

	for (int i = a->n_under; now >= MW_SCREEN_SOURCE && i > 0; i--)
		now = a->under[i - 1];
	for (int i = MW_SCREEN_TREE; i <= MW_SCREEN_COMPARE; i++) {
		const struct mw_screen_ops *s = mw_screen_of(
		    (enum mw_screen)i);
		bool here = (enum mw_screen)i == now;

		mw_buf_printf(out, "%s%s", shorter ? "" : " ",
		    here ? "[" : " ");
		a->tabs[i] = (int)mw_utf8_columns(mw_buf_text(out), out->len);
		tab_key(a, i, out);
		mw_buf_adds(out, shorter ? s->short_name : s->name);
		if (i == MW_SCREEN_PROBLEMS && problems > 0)
			mw_buf_printf(out, " %zu%s", problems,
			    mw_problems_complete(a) ? "" : "+");
		else if (i == MW_SCREEN_PROBLEMS && !mw_problems_complete(a))
			mw_buf_adds(out, " ...");
		mw_buf_adds(out, here ? "]" : " ");
	}
	a->tabs_end = (int)mw_utf8_columns(mw_buf_text(out), out->len);
	mw_buf_printf(out, " %s", mw_app_key_of(a, MW_DO_HELP));
}

enum { TITLE_MIN = 8 };	/* cells: less of it tells nothing */

/* What is loaded, and how much of it: totals where there is room for both. */
static void
whose(struct mw_app *a, int room, struct mw_buf *out)
{
	const char *title = mw_str_or_empty(a->options.title);
	struct mw_buf totals = { 0 };

	if (mw_compare_changes(a) > 0) {	/* tells more than the title */
		mw_buf_printf(out, "WHAT-IF %zu  ", mw_compare_changes(a));
		room -= (int)out->len;
		if (room >= TITLE_MIN || mw_draw_columns(title) <= room)
			mw_shorten(out, title, room);
		return;
	}
	mw_shorten(out, title, room);
	mw_buf_printf(&totals, "  %zu namespace%s  %zu object%s",
	    a->mesh->n_namespaces, mw_str_s(a->mesh->n_namespaces),
	    a->mesh->all.n, mw_str_s(a->mesh->all.n));
	if (a->frame->columns >= 120 && mw_draw_columns(mw_buf_text(out)) +
	    (int)totals.len <= room)
		mw_buf_add(out, totals.data, totals.len);
	mw_buf_release(&totals);
}

static void
header(struct mw_app *a)
{
	struct mw_frame *f = a->frame;
	struct mw_buf right = { 0 }, left = { 0 };
	int width = f->columns, n, role_at;

	a->tabs_end = 0;
	if (width >= 60) {
		tabs(a, &right, width < 100);
	} else {
		mw_buf_addc(&right, '[');
		if (a->screen <= MW_SCREEN_COMPARE)
			tab_key(a, (int)a->screen, &right);
		mw_buf_printf(&right, "%s]", width < 24
		    ? mw_screen_now(a)->short_name : mw_screen_now(a)->name);
		if (a->screen <= MW_SCREEN_COMPARE && width >= 22)
			mw_buf_printf(&right, " %s", mw_app_key_of(a,
			    MW_DO_HELP));
	}
	n = (int)mw_utf8_columns(mw_buf_text(&right), right.len);
	mw_frame_text(f, 0, 1, 8, MW_ROLE_TITLE, "meshwalk");
	whose(a, width - n - 13, &left);
	if (width - n - 13 > 4)
		mw_frame_text(f, 0, 10, width - n - 13, MW_ROLE_TEXT,
		    mw_buf_text(&left));
	role_at = width - n - 1 > 10 ? width - n - 1 : 10;
	a->tabs_at = role_at;
	mw_frame_text(f, 0, role_at, width - role_at, MW_ROLE_TEXT,
	    mw_buf_text(&right));
	for (int c = role_at; c < width; c++) {
		/* the current one is told by brackets, and bold */
		if (strcmp(mw_frame_at(f, 0, c)->text, "[") != 0)
			continue;
		while (c < width && strcmp(mw_frame_at(f, 0, c)->text, "]") !=
		    0)
			mw_frame_at(f, 0, c++)->role = MW_ROLE_TITLE;
		break;
	}
	mw_buf_release(&right);
	mw_buf_release(&left);
}

/* ---- the last rows ------------------------------------------------------- */

static void
crumb(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_frame *f = a->frame;
	struct mw_buf path = { 0 }, place = { 0 };
	struct mw_list *l = mw_app_list(a);
	struct mw_span at;
	int n = 0;

	if (mw_app_place(a, &at)) {
		const char *file = at.file != NULL ? at.file : "";

		if (f->columns < 100 && strrchr(file, '/') != NULL)
			file = strrchr(file, '/') + 1;
		mw_buf_printf(&place, "%s:%u:%u", file, at.line, at.column);
	}
	/* the title of the steps counts those in folds too */
	if (l != NULL && l->n > 0 && f->columns >= 60 &&
	    a->screen != MW_SCREEN_FORM && (a->screen != MW_SCREEN_TRACE ||
	    mw_app_in_page(a) || !a->layout.framed))
		mw_buf_printf(&place, "  %zu/%zu", l->selected + 1, l->n);
	if (a->screen == MW_SCREEN_FORM) {
		int field, all;

		mw_form_count(a, &field, &all);
		if (field > 0)
			mw_buf_printf(&place, "field %d of %d", field, all);
	}
	if (place.len > 0)
		n = mw_draw_right(f, a->layout.crumb, f->columns - 1,
		    f->columns - 2, MW_ROLE_DIM, mw_buf_text(&place));
	if (ops->crumb != NULL)
		ops->crumb(a, &path);
	mw_frame_text(f, a->layout.crumb, 1, f->columns - n - 4, MW_ROLE_TEXT,
	    mw_buf_text(&path));
	mw_buf_release(&path);
	mw_buf_release(&place);
}

static void
prompt(struct mw_app *a)
{
	struct mw_frame *f = a->frame;
	int row = a->layout.message, room = f->columns - 2, n;
	struct mw_buf note = { 0 }, label = { 0 };
	struct mw_treeview *t = mw_app_tree(a);
	int c = 2;
	bool asks = a->prompt >= MW_PROMPT_PATCH || a->prompt ==
	    MW_PROMPT_QUIT || a->prompt == MW_PROMPT_RESUME;

	if (a->prompt == MW_PROMPT_SEARCH && a->typed.text.len > 0) {
		if (a->hunt.on)
			mw_buf_adds(&note, "searching");
		else if (a->hits == 0)
			mw_buf_adds(&note, a->screen == MW_SCREEN_TREE &&
			    t->filter != NULL ? "no match: a filter is on"
			    : "no match");
		else if (a->hits != SIZE_MAX)
			mw_buf_printf(&note, "match %zu of %zu", a->hit,
			    a->hits);
	} else if (a->prompt == MW_PROMPT_FILTER &&
	    a->screen == MW_SCREEN_TREE && t->filter != NULL) {
		mw_buf_printf(&note, "%zu of %zu rows%s", t->fits,
		    t->outline->n_rows, t->filtering != NULL
		    ? ", more to look at" : "");
	}
	if (a->prompt >= MW_PROMPT_VALUE)
		mw_compare_prompt(a, &label, &note);
	n = note.len > 0 && room > 40 ? mw_draw_right(f, row, f->columns - 1,
	    30, MW_ROLE_DIM, mw_buf_text(&note)) : 0;
	if (a->prompt == MW_PROMPT_SAVE) {
		const char *file = mw_str_or_empty(a->options.requests_file);

		if (f->columns < 120 && strrchr(file, '/') != NULL)
			file = strrchr(file, '/') + 1;
		mw_buf_printf(&label, "Save into %s as: ", file);
	}
	if (a->prompt < MW_PROMPT_VALUE && asks)
		mw_app_quit_prompt(a, &label);
	else if (a->prompt == MW_PROMPT_SEARCH || a->prompt ==
	    MW_PROMPT_FILTER)
		mw_buf_adds(&label, a->prompt == MW_PROMPT_SEARCH ? "/"
		    : "\\");
	c = 1 + mw_frame_text(f, row, 1, asks ? room : room * 2 / 3,
	    MW_ROLE_KEY, mw_buf_text(&label));
	f->cursor_row = row;
	f->cursor_column = c < f->columns ? c : f->columns - 1;
	if (!asks)
		f->cursor_column = mw_edit_draw(&a->typed, f, row, c,
		    room - n - c, true, NULL);
	f->cursor_bar = true;
	mw_buf_release(&label);
	mw_buf_release(&note);
}

/* What may follow the beginning of a sequence. */
static void
sequence(struct mw_app *a)
{
	struct mw_buf b = { 0 };
	int row = a->layout.message, c = 1;

	mw_buf_printf(&b, "%s-", a->pending);
	c += mw_frame_text(a->frame, row, c, 8, MW_ROLE_KEY,
	    mw_buf_text(&b)) + 2;
	mw_buf_clear(&b);
	for (int i = 0; i < MW_DO_COUNT; i++) {
		const struct mw_action_info *x = mw_action_info(
		    (enum mw_action)i);
		const char *s = a->config->keys.keys[i];

		if (!mw_action_on((enum mw_action)i, mw_screen_now(a)->letter))
			continue;
		for (size_t len; (len = mw_key_word(&s)) > 0; s += len) {
			if (!mw_key_is_sequence(s, len) ||
			    s[0] != a->pending[0])
				continue;
			if ((enum mw_action)i == MW_DO_TRY && s[1] == '*' &&
			    mw_tries_any(a)) {
				mw_tries_letters(a, a->frame->columns - c - 5,
				    &b);
				break;
			}
			mw_buf_printf(&b, "%s %s   ", s[1] == '*' ? "any "
			    "letter:" : (const char[]){ s[1], '\0' },
			    *x->hint != '\0' ? x->hint : x->name);
			break;
		}
	}
	mw_buf_adds(&b, "Esc");
	mw_frame_text(a->frame, row, c, a->frame->columns - c - 1,
	    MW_ROLE_TEXT, mw_buf_text(&b));
	mw_buf_release(&b);
}

/* At the right end, or alone; the columns that it takes. */
static int
load_progress(struct mw_app *a)
{
	struct mw_buf b = { 0 };
	int room = a->frame->columns - 2, n = 0;

	mw_app_load_progress(a, &b);
	if (b.len == 0)
		;
	else if (a->message.len == 0)
		n = 1 + mw_frame_text(a->frame, a->layout.message, 1, room,
		    MW_ROLE_TEXT, mw_buf_text(&b));
	else if (room > (int)b.len + 20)
		n = 2 + mw_draw_right(a->frame, a->layout.message, room + 1,
		    room, MW_ROLE_DIM, mw_buf_text(&b));
	mw_buf_release(&b);
	return n;
}

/* Is anything changed?  At the right of the message, which has USED columns,
 * where that leaves room. */
static void
badge(struct mw_app *a, int used)
{
	size_t n = mw_compare_changes(a);
	struct mw_buf b = { 0 };

	if (n > 0)
		mw_buf_printf(&b, "WHAT-IF %zu", n);
	else
		mw_buf_adds(&b, "no what-if");
	if (a->layout.message != a->layout.hints && used + (int)b.len + 4 <=
	    a->frame->columns)
		mw_draw_right(a->frame, a->layout.message, a->frame->columns -
		    1, (int)b.len, n > 0 ? MW_ROLE_WARN : MW_ROLE_DIM,
		    mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
message(struct mw_app *a)
{
	struct mw_buf b = { 0 };
	int used = a->frame->columns;	/* no room for anything else */

	if (a->prompt != MW_PROMPT_NONE) {
		prompt(a);
	} else if (*a->pending != '\0' && a->pending_shown) {
		sequence(a);
	} else if (a->message.len == 0 && a->screen == MW_SCREEN_FORM &&
	    a->layout.message != a->layout.hints) {
		int room = a->frame->columns - 2;

		if (room >= 100)
			room -= mw_draw_right(a->frame, a->layout.message,
			    a->frame->columns - 1, 24, MW_ROLE_DIM,
			    "Tab: accept, next") + 2;
		mw_buf_adds(&b, a->frame->columns >= 100 ? "Equivalent: "
		    : "= ");
		mw_form_command(a, &b);
		if (room == a->frame->columns - 2)
			used = mw_draw_columns(mw_buf_text(&b));
		mw_frame_text(a->frame, a->layout.message, 1, room,
		    MW_ROLE_TEXT, mw_buf_text(&b));
	} else if (a->message.len == 0 && a->screen == MW_SCREEN_PROBLEMS &&
	    !a->load.part && (!mw_problems_complete(a) ||
	    a->layout.message != a->layout.hints)) {
		if (mw_problems_complete(a))
			mw_problems_words(a, &b);
		else
			mw_problems_progress(a, &b);
		used = mw_frame_text(a->frame, a->layout.message, 1,
		    a->frame->columns - 2, MW_ROLE_TEXT, mw_buf_text(&b));
	} else {
		int taken = load_progress(a);

		used = taken + mw_frame_text(a->frame, a->layout.message, 1,
		    a->frame->columns - 2 - taken, a->alarm ? MW_ROLE_WARN
		    : MW_ROLE_TEXT, mw_buf_text(&a->message));
		if (taken > 0)
			used = a->frame->columns;
	}
	badge(a, used);
	mw_buf_release(&b);
}

/* What becomes of the changes comes before moving about; NULL: as ever. */
static const char *
hint_of_compare(const struct mw_app *a, enum mw_action x)
{
	bool narrow = a->frame->columns < 100;

	if (mw_compare_changes(a) == 0)
		return NULL;
	if (x == MW_DO_WRITE)
		return "write";
	if (x == MW_DO_DROP)
		return "drop";
	return narrow && (x == MW_DO_DOWN || x == MW_DO_DISABLE) ? "" : NULL;
}

static const char *
hint_of(struct mw_app *a, enum mw_action x)
{
	const char *compare = a->screen == MW_SCREEN_COMPARE
	    ? hint_of_compare(a, x) : NULL;

	if (compare != NULL)
		return compare;
	if (x == MW_DO_NEXT_HIT && a->screen == MW_SCREEN_COMPARE &&
	    !mw_app_in_page(a))
		return "difference";
	/* others matter more here */
	if ((x == MW_DO_AGAIN || x == MW_DO_REQUEST) && (a->screen ==
	    MW_SCREEN_COMPARE || a->screen == MW_SCREEN_PROBLEMS))
		return "";
	if ((x == MW_DO_SIMULATE && a->screen == MW_SCREEN_PROBLEMS) ||
	    ((x == MW_DO_SIMULATE || x == MW_DO_AGAIN || x == MW_DO_REQUEST ||
	    x == MW_DO_SOURCE) && a->screen == MW_SCREEN_SOURCE))
		return "";
	if (x != MW_DO_ENTER)
		return mw_action_info(x)->hint;
	if (mw_app_in_page(a) || a->screen == MW_SCREEN_SOURCE)
		return "follow";
	if (a->screen == MW_SCREEN_TRACE && mw_trace_can_open(a))
		return "open";
	return a->screen == MW_SCREEN_TREE ? "details" : "source";
}

/* A click from column FROM to TO does it. */
static void
hint_is_at(struct mw_app *a, enum mw_action x, int from, int to)
{
	if (a->n_hints < MW_HINTS)
		a->hints[a->n_hints++] = (struct mw_hint_at){ from, to, x };
}

/* Keys of this pane, the best first, as many as fit. */
static void
hints(struct mw_app *a)
{
	struct mw_frame *f = a->frame;
	char letter = mw_screen_now(a)->letter;
	bool on_page = mw_app_in_page(a);
	int c = 1, row = a->layout.hints;
	/* help and quit must be found by everybody; in a form ? is a text */
	const char *help = mw_app_key_of(a, letter == 'f' ? MW_DO_FORM_HELP
	    : MW_DO_HELP);
	int end = f->columns - (letter == 'h' ? 0 : letter != 'f' ? 16 :
	    *help == '\0' ? 0 : (int)strlen(help) + 7);

	for (int i = 0; i < MW_DO_COUNT; i++) {
		enum mw_action x = (enum mw_action)i;
		struct mw_buf key = { 0 };
		const char *hint = hint_of(a, x);
		int need;

		if (*hint == '\0' || !mw_action_on(x, letter) ||
		    x == MW_DO_HELP || x == MW_DO_CLOSE_SCREEN ||
		    x == MW_DO_FORM_HELP ||
		    (x == MW_DO_NEXT_BRANCH && !mw_trace_has_branches(a)) ||
		    (x == MW_DO_TRY && !mw_tries_any(a)) ||
		    (x == MW_DO_OPEN && a->screen == MW_SCREEN_TRACE &&
		    !mw_trace_can_open(a)) ||
		    (x == MW_DO_UNDO && mw_compare_changes(a) == 0) ||
		    (on_page && (x == MW_DO_OPEN || x == MW_DO_FILTER)))
			continue;
		mw_action_first_key(&a->config->keys, x, &key);
		/* the letters behind it stand beside the changes */
		if (x == MW_DO_TRY && key.len > 1)
			key.data[--key.len] = '\0';
		need = (int)(key.len + 1 + strlen(hint));
		if (c + need <= end) {
			hint_is_at(a, x, c, c + need);
			c += mw_frame_text(f, row, c, (int)key.len,
			    MW_ROLE_KEY, mw_buf_text(&key)) + 1;
			c += mw_frame_text(f, row, c, end - c, MW_ROLE_TEXT,
			    hint) + 2;
		}
		mw_buf_release(&key);
	}
	if (letter == 'h' || (letter == 'f' && *help == '\0'))
		return;
	hint_is_at(a, letter == 'f' ? MW_DO_FORM_HELP : MW_DO_HELP, c,
	    c + (int)strlen(help) + 5);
	c += mw_frame_text(f, row, c, f->columns - c, MW_ROLE_KEY, help) + 1;
	c += mw_frame_text(f, row, c, f->columns - c, MW_ROLE_TEXT, "help") +
	    2;
	if (letter == 'f')
		return;
	hint_is_at(a, MW_DO_CLOSE_SCREEN, c, f->columns);
	c += mw_frame_text(f, row, c, f->columns - c, MW_ROLE_KEY,
	    mw_app_key_of(a, MW_DO_CLOSE_SCREEN)) + 1;
	mw_frame_text(f, row, c, f->columns - c, MW_ROLE_TEXT, a->screen ==
	    MW_SCREEN_TREE && !on_page ? "quit" : "back");
}

/* ---- all of it ----------------------------------------------------------- */

static void
first_pane(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_buf title = { 0 }, note = { 0 };
	bool focused = !mw_app_in_page(a);

	if (a->layout.frame[0].rows == 0)
		return;
	ops->title(a, &title, &note);
	mw_draw_frame(a->frame, &a->layout, 0, focused, mw_buf_text(&title),
	    mw_buf_text(&note));
	if (ops->draw != NULL)
		ops->draw(a, a->frame, a->layout.pane[0], focused);
	else
		mw_page_draw(mw_app_page(a), a->frame, a->layout.pane[0],
		    focused, mw_app_needle(a));
	mw_buf_release(&title);
	mw_buf_release(&note);
}

static void
second_pane(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_buf title = { 0 };
	bool focused = mw_app_in_page(a);

	if (a->layout.frame[1].rows == 0 || ops->split == MW_SPLIT_NONE)
		return;
	if (a->layout.frame[MW_PANE_SIDE].rows > 0) {
		mw_draw_frame(a->frame, &a->layout, MW_PANE_SIDE, false,
		    "Source", NULL);
		ops->draw_side(a, a->frame, a->layout.pane[MW_PANE_SIDE]);
	}
	ops->page_title(a, &title);
	mw_draw_frame(a->frame, &a->layout, 1, focused, mw_buf_text(&title),
	    focused && a->zoom < 2 ? "+ zoom" : NULL);
	mw_page_draw(mw_app_page(a), a->frame, a->layout.pane[1], focused,
	    focused ? mw_app_needle(a) : NULL);
	mw_buf_release(&title);
}

/* The focused pane above lies over the line with the titles of those below. */
static void
titles_below(struct mw_app *a)
{
	const struct mw_screen_ops *ops = mw_screen_now(a);
	struct mw_buf title = { 0 };

	if (a->layout.wide || ops->split == MW_SPLIT_NONE ||
	    a->layout.frame[0].rows == 0 || a->layout.frame[1].rows == 0)
		return;
	ops->page_title(a, &title);
	mw_draw_title(a->frame, &a->layout, 1, false, mw_buf_text(&title),
	    NULL);
	if (a->layout.frame[MW_PANE_SIDE].rows > 0)
		mw_draw_title(a->frame, &a->layout, MW_PANE_SIDE, false,
		    "Source", NULL);
	mw_buf_release(&title);
}

/* So small that one row has to say it. */
static void
one_row(struct mw_app *a)
{
	struct mw_buf b = { 0 };
	enum mw_role role = MW_ROLE_TEXT;
	struct mw_span at;

	if (a->screen == MW_SCREEN_FORM) {
		mw_form_draw_tiny(a, a->frame);
		return;
	}
	if (a->screen == MW_SCREEN_TRACE && mw_trace_banner(a, &b, &role))
		mw_buf_addc(&b, ' ');
	if (a->screen == MW_SCREEN_COMPARE && mw_compare_banner(a, &b, &role))
		mw_buf_addc(&b, ' ');
	if (a->screen != MW_SCREEN_TRACE && mw_screen_now(a)->text != NULL &&
	    mw_app_list(a) != NULL && mw_app_list(a)->n > 0 &&
	    !mw_app_in_page(a))
		mw_screen_now(a)->text(a, mw_app_list(a)->selected, &b);
	if (b.len == 0 && mw_screen_now(a)->crumb != NULL)
		mw_screen_now(a)->crumb(a, &b);
	if (mw_app_place(a, &at))
		mw_buf_printf(&b, " %s:%u", strrchr(at.file, '/') != NULL
		    ? strrchr(at.file, '/') + 1 : at.file, at.line);
	mw_frame_text(a->frame, 0, 0, a->frame->columns, role,
	    mw_buf_text(&b));
	mw_buf_release(&b);
}

void
mw_app_draw(struct mw_app *a)
{
	bool focus_second = mw_app_in_page(a);

	mw_app_layout(a);
	mw_frame_clear(a->frame);
	a->n_hints = 0;
	if (a->layout.tiny) {
		one_row(a);
		return;
	}
	/* an empty list has no row for the cursor, but a place */
	a->frame->cursor_row = a->layout.pane[focus_second].row;
	a->frame->cursor_column = a->layout.pane[focus_second].column;
	mw_app_make_page(a);
	if (!a->config->plain)
		header(a);
	if (a->layout.banner >= 0) {
		struct mw_buf b = { 0 };
		enum mw_role role = MW_ROLE_DIM;

		if (a->screen == MW_SCREEN_COMPARE)
			mw_compare_banner(a, &b, &role);
		else
			mw_trace_banner(a, &b, &role);
		mw_frame_text(a->frame, a->layout.banner, 1,
		    a->frame->columns - 2, role, mw_buf_text(&b));
		mw_buf_release(&b);
	}
	/* the focused frame is drawn last: it lies over the shared line */
	if (a->config->plain) {
		mw_app_plain_draw(a);
	} else if (focus_second) {
		first_pane(a);
		second_pane(a);
	} else {
		second_pane(a);
		first_pane(a);
		titles_below(a);
	}
	if (a->layout.crumb >= 0)
		crumb(a);
	if (a->layout.hints >= 0 && (a->layout.hints != a->layout.message ||
	    (a->message.len == 0 && !(a->load.going && a->load.shown) &&
	    a->prompt == MW_PROMPT_NONE &&
	    (*a->pending == '\0' || !a->pending_shown))))
		hints(a);
	if (a->layout.message >= 0)
		message(a);
}
