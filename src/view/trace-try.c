/*
 * trace-try.c - what would let the request pass: changes of the documents and
 * of the request, each with a letter behind t.
 */
#include <string.h>

#include "base/str.h"
#include "view/compare.h"
#include "view/form.h"
#include "view/trace.h"
#include "whatif/flip.h"
#include "whatif/suggest.h"

enum { FLIPS_MAX = 3, TRIES_MAX = 9 };

/* One row: a change of a document, or else of the request. */
struct try {
	const struct mw_suggestion *change;
	const struct mw_flip *flip;
};

struct mw_tries {
	struct mw_arena *arena;
	struct mw_suggest *search;	/* NULL: nothing, or nothing more */
	struct mw_flips *asking;	/* changes of the request; or NULL */
	bool more;
	const struct mw_flip *flips;	/* found, when that is done */
	size_t n_flips;
};

void
mw_tries_drop(struct mw_app *a)
{
	struct mw_tries *t = a->trace->tries;

	if (t == NULL)
		return;
	mw_suggest_end(t->search);
	mw_arena_free(t->arena);
	a->trace->tries = NULL;
}

/* Small changes, then other requests, then what has to go. */
static size_t
list(const struct mw_tries *t, struct try *v)
{
	size_t n = 0, found = 0;
	const struct mw_suggestion *s = t->search != NULL
	    ? mw_suggest_found(t->search, &found) : NULL;

	for (int off = 0; off < 2; off++) {
		for (size_t i = 0; i < found && n < TRIES_MAX; i++) {
			if (mw_suggest_is_off(&s[i]) == (off == 1))
				v[n++] = (struct try){ .change = &s[i] };
		}
		for (size_t i = 0; off == 0 && i < t->n_flips && i <
		     FLIPS_MAX && n < TRIES_MAX; i++)
			v[n++] = (struct try){ .flip = &t->flips[i] };
	}
	return n;
}

/* ---- looking for them ---------------------------------------------------- */

static void
begin(struct mw_app *a)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_tries *t = MW_NEW(arena, struct mw_tries);
	struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;

	if (a->options.mesh_options != NULL)
		options = *a->options.mesh_options;
	t->arena = arena;
	t->search = mw_suggest_new(a->session, &options, a->trace->request,
	    arena);
	t->asking = mw_flips_new(a->session, a->trace->request, arena);
	t->more = t->search != NULL || t->asking != NULL;
	a->trace->tries = t;
}

/* First what the request may change, which is soon known. */
static void
work(struct mw_tries *t)
{
	if (t->asking != NULL && !mw_flips_step(t->asking)) {
		t->flips = mw_flips_found(t->asking, &t->n_flips);
		t->asking = NULL;
	} else if (t->asking == NULL && (t->search == NULL ||
	    !mw_suggest_step(t->search))) {
		t->more = false;
	}
}

bool
mw_tries_work(struct mw_app *a, int64_t until)
{
	const struct mw_answer *answer = a->trace->answer;
	struct mw_tries *t;

	if (a->screen != MW_SCREEN_TRACE || answer == NULL || answer->error !=
	    NULL || mw_answer_is_good(answer))
		return false;
	if (a->trace->tries == NULL)
		begin(a);
	else if (!a->trace->tries->more)
		return false;
	t = a->trace->tries;
	while (t->more && (a->options.clock_ms == NULL || mw_app_now(a) <
	    until))
		work(t);
	a->about_width[MW_SCREEN_TRACE] = -1;	/* the page shows them */
	a->drawn = false;
	return t->more;
}

/* ---- shown --------------------------------------------------------------- */

static void
row(struct mw_page *p, char letter, const struct try *x)
{
	struct mw_buf b = { 0 };

	mw_page_put(p, MW_ROLE_KEY, "  t%c ", letter);
	if (x->flip != NULL) {
		mw_buf_printf(&b, "send it %s", x->flip->text);
		mw_page_wrap(p, MW_ROLE_TEXT, 5, mw_buf_text(&b));
		if (!x->flip->good) {
			mw_buf_clear(&b);
			mw_buf_printf(&b, "  (policies let it pass: %s)",
			    x->flip->result);
			mw_page_wrap(p, MW_ROLE_DIM, 5, mw_buf_text(&b));
		}
	} else {
		mw_suggest_print(x->change, &b);
		mw_page_wrap(p, MW_ROLE_TEXT, 5, mw_buf_text(&b));
		mw_buf_clear(&b);
		mw_buf_adds(&b, "  (");
		mw_suggest_effect(x->change, &b);
		mw_buf_addc(&b, ')');
		mw_page_wrap(p, MW_ROLE_DIM, 5, mw_buf_text(&b));
	}
	mw_buf_release(&b);
}

void
mw_tries_page(struct mw_app *a, struct mw_page *p)
{
	const struct mw_tries *t = a->trace->tries;
	struct try v[TRIES_MAX];
	size_t n;

	if (t == NULL)
		return;
	n = list(t, v);
	if (n == 0 && !t->more)
		return;
	mw_page_line(p);
	mw_page_put(p, MW_ROLE_TITLE, "Smallest changes that would let it "
	    "pass");
	for (size_t i = 0; i < n; i++)
		row(p, (char)('a' + (int)i), &v[i]);
	if (t->more)
		mw_page_put(p, MW_ROLE_DIM, "  more are being tried");
	else if (t->search != NULL && mw_suggest_was_cut(t->search))
		mw_page_put(p, MW_ROLE_DIM, "  the mesh is too large to try "
		    "more");
}

/* "add GET and /" of "add GET to spec.rules[0].to... and / to spec...": all
 * that is changed, without the places. */
static void
short_words(const char *words, struct mw_buf *out)
{
	static const char *const before[] = { " to spec", " out of spec" };
	size_t end = strlen(words);

	if (mw_str_has_suffix(words, " now)"))
		end = (size_t)(strrchr(words, '(') - 1 - words);
	for (size_t i = 0; i < end; i++) {
		for (size_t j = 0; j < MW_LEN(before); j++) {
			if (mw_str_has_prefix(words + i, before[j])) {
				i += strlen(before[j]);
				i += strcspn(words + i, " ,");
			}
		}
		if (i < end)
			mw_buf_addc(out, words[i]);
	}
}

static void
short_change(const struct mw_suggestion *s, struct mw_buf *out)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct mw_suggest_edit *e = &s->edits[i];

		if (i > 0)
			mw_buf_adds(out, " and ");
		if (e->text == NULL)
			mw_buf_printf(out, "without %s %s",
			    mw_short_kind(e->object->kind_name),
			    e->object->name);
		else
			short_words(e->words, out);
	}
}

/* How much is told of what else a change does, the most first. */
enum effect { IN_WORDS, SIGNS_AND_WORD, SIGNS, NOTHING };

/* "(2 other callers gain)", "(+2 callers, -1)", "(+2, -1)" */
static void
short_effect(const struct mw_suggestion *s, enum effect how,
    struct mw_buf *out)
{
	const char *more = s->cut ? " or more" : "";

	if (how == NOTHING || (s->gain == 0 && s->lose == 0))
		return;
	mw_buf_adds(out, " (");
	if (s->gain > 0 && how != IN_WORDS)
		mw_buf_printf(out, "+%zu%s%s", s->gain, how == SIGNS ? ""
		    : " caller", how == SIGNS ? "" : mw_str_s(s->gain));
	else if (s->gain > 0)
		mw_buf_printf(out, "%zu%s other caller%s", s->gain, more,
		    s->gain == 1 ? " gains" : "s gain");
	if (s->gain > 0 && s->lose > 0)
		mw_buf_adds(out, ", ");
	if (s->lose > 0 && how != IN_WORDS)
		mw_buf_printf(out, "-%zu", s->lose);
	else if (s->lose > 0)
		mw_buf_printf(out, "%zu%s lose%s", s->lose, more,
		    s->lose == 1 ? "s" : "");
	mw_buf_addc(out, ')');
}

/* What X does, in a few words. */
static void
short_try(const struct try *x, enum effect how, struct mw_buf *out)
{
	if (x->change == NULL) {
		mw_buf_adds(out, x->flip->text);
		return;
	}
	short_change(x->change, out);
	short_effect(x->change, how, out);
}

/* As many cells for each of V that all of them fit in WIDTH. */
static int
fair_share(const struct try *v, size_t n, int width)
{
	int columns[TRIES_MAX], share = 0, all;
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < n; i++) {
		mw_buf_clear(&b);
		short_try(&v[i], NOTHING, &b);
		columns[i] = mw_draw_columns(mw_buf_text(&b));
		share = columns[i] > share ? columns[i] : share;
	}
	mw_buf_release(&b);
	for (; share > 6; share--) {
		all = 0;
		for (size_t i = 0; i < n; i++)
			all += 5 + (columns[i] < share ? columns[i] : share);
		if (all <= width)
			break;
	}
	return share;
}

enum { LETTER_COLUMNS = 14 };	/* cells that a change is told in */

/* Some of V is cut. */
static bool
narrow(const struct try *v, size_t n, int share)
{
	struct mw_buf b = { 0 };
	bool cut = false;

	for (size_t i = 0; i < n && !cut; i++) {
		mw_buf_clear(&b);
		short_try(&v[i], NOTHING, &b);
		cut = mw_draw_columns(mw_buf_text(&b)) > share;
	}
	mw_buf_release(&b);
	return cut;
}

void
mw_tries_letters(struct mw_app *a, int width, struct mw_buf *out)
{
	const struct mw_tries *t = a->trace->tries;
	struct try v[TRIES_MAX] = { 0 };
	size_t n = t != NULL ? list(t, v) : 0, shown = n;
	int share = fair_share(v, n, width);
	struct mw_buf b = { 0 };

	/* words that can be told apart, for as many as there is room for */
	while (shown > 1 && share < LETTER_COLUMNS && narrow(v, shown, share))
		share = fair_share(v, --shown, width - 5);
	for (size_t i = 0; i < shown; i++) {
		mw_buf_clear(&b);
		short_try(&v[i], NOTHING, &b);
		mw_buf_printf(out, "%c ", (char)('a' + (int)i));
		mw_shorten(out, mw_buf_text(&b), share);
		mw_buf_adds(out, "   ");
	}
	if (shown < n)
		mw_buf_printf(out, "%s%c   ", shown + 1 < n ? "to " : "",
		    (char)('a' + (int)n - 1));
	mw_buf_release(&b);
}

/* All of V in a line, with its letters. */
static void
one_line(const struct try *v, size_t n, enum effect how, struct mw_buf *out)
{
	mw_buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		mw_buf_printf(out, "%st%c ", i > 0 ? "; " : "", (char)('a' +
		    (int)i));
		short_try(&v[i], how, out);
	}
}

/* The rows that TEXT takes when its words are wrapped. */
static int
rows_of(const char *text, int width)
{
	int rows = 1, at = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " ");
		struct mw_buf word = { 0 };
		int cells;

		mw_buf_add(&word, text, len);
		cells = mw_draw_columns(mw_buf_text(&word));
		mw_buf_release(&word);
		if (at > 0 && at + 1 + cells > width) {
			rows++;
			at = 0;
		}
		at += (at > 0) + cells;
		text += len + strspn(text + len, " ");
	}
	return rows;
}

void
mw_tries_line(struct mw_app *a, struct mw_page *p)
{
	const struct mw_tries *t = a->trace->tries;
	struct try v[TRIES_MAX];
	struct mw_buf b = { 0 };
	size_t n = t != NULL ? list(t, v) : 0;
	int width = p->width - MW_LABEL_COLUMNS, rows;

	one_line(v, n, NOTHING, &b);
	rows = rows_of(mw_buf_text(&b), width);
	/* as much as takes no row more: the reason stands below */
	for (enum effect how = IN_WORDS; how <= NOTHING; how++) {
		one_line(v, n, how, &b);
		if (rows_of(mw_buf_text(&b), width) <= rows)
			break;
	}
	if (n > 0)
		mw_page_fact(p, "Would pass", MW_ROLE_TEXT, "%s",
		    mw_buf_text(&b));
	mw_buf_release(&b);
}

/* ---- tried --------------------------------------------------------------- */

static void
change(struct mw_app *a, const struct mw_suggestion *s)
{
	const struct mw_object *o = s->edits[0].object;
	struct mw_buf b = { 0 };

	if (s->edits[0].added != NULL)
		mw_buf_adds(&b, "a document is added");
	else
		mw_buf_printf(&b, "%s %s is %s", o->kind_name, o->name,
		    s->edits[0].text == NULL ? "off" : "changed");
	if (mw_suggest_apply(a->compare->whatif, s))
		mw_compare_changed(a, mw_buf_text(&b));
	else
		mw_app_alarm(a, "%s %s is changed in the what-if already: u "
		    "undoes, E edits that text", o->kind_name, o->name);
	mw_buf_release(&b);
}

static void
resend(struct mw_app *a, const struct mw_flip *f)
{
	struct mw_buf b = { 0 };

	mw_buf_adds(&b, f->text);	/* goes with the answer */
	mw_form_fill(a, &f->request);
	if (mw_trace_run(a, &f->request, NULL))
		mw_app_say(a, "sent %s; r edits the request",
		    mw_buf_text(&b));
	mw_form_sent(a, mw_trace_request(a));
	mw_buf_release(&b);
}

bool
mw_tries_any(const struct mw_app *a)
{
	struct try v[TRIES_MAX];

	return a->trace->tries != NULL && list(a->trace->tries, v) > 0;
}

void
mw_tries_do(struct mw_app *a, uint32_t letter)
{
	const struct mw_tries *t = a->trace->tries;
	struct try v[TRIES_MAX];
	size_t n = t != NULL ? list(t, v) : 0;

	if (n == 0)
		mw_app_alarm(a, "no change is known that would let it pass");
	else if (letter < 'a' || letter >= 'a' + n)
		mw_app_alarm(a, "t and a letter from a to %c tries a change "
		    "that is listed", (char)('a' + (int)n - 1));
	else if (v[letter - 'a'].flip != NULL)
		resend(a, v[letter - 'a'].flip);
	else
		change(a, v[letter - 'a'].change);
}
