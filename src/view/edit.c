/*
 * edit.c - the line editor: graphemes, words, killing and putting back.
 */
#include "view/edit.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "base/utf8.h"

enum { EDIT_BYTES = 8192 };	/* a pasted token fits, a file does not */

void
mw_edit_release(struct mw_edit *e)
{
	mw_buf_release(&e->text);
	mw_buf_release(&e->killed);
	e->at = e->first = 0;
}

const char *
mw_edit_text(const struct mw_edit *e)
{
	return mw_buf_text(&e->text);
}

void
mw_edit_set(struct mw_edit *e, const char *text)
{
	struct mw_buf copy = { 0 };

	mw_buf_adds(&copy, text);	/* TEXT may be our own */
	mw_buf_clear(&e->text);
	e->at = e->first = 0;
	e->whole = false;
	mw_edit_insert(e, mw_buf_text(&copy), copy.len);
	mw_buf_release(&copy);
}

/* Replace LEN bytes at FROM by S. */
static void
replace(struct mw_edit *e, size_t from, size_t len, const char *s, size_t n)
{
	struct mw_buf b = { 0 };

	mw_buf_add(&b, mw_edit_text(e), from);
	mw_buf_add(&b, s, n);
	mw_buf_adds(&b, mw_edit_text(e) + from + len);
	mw_buf_clear(&e->text);
	mw_buf_add(&e->text, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
}

/* Marks join what they come behind: the cursor stays between letters, and
 * goes on where one has become a part of another. */
static void
settle(struct mw_edit *e)
{
	size_t i = 0;
	int w;

	while (i < e->at)
		i += mw_utf8_grapheme(mw_edit_text(e) + i, e->text.len - i,
		    &w);
	e->at = i;
}

void
mw_edit_insert(struct mw_edit *e, const char *s, size_t len)
{
	struct mw_buf clean = { 0 };

	if (e->whole) {
		mw_buf_clear(&e->text);
		e->at = 0;
		e->whole = false;
	}
	for (size_t i = 0; i < len;) {
		uint32_t cp;
		char bytes[4];
		size_t n = mw_utf8_decode(s + i, len - i, &cp);

		i += n;
		if (cp == '\n' || cp == '\r' || cp == '\t')
			cp = ' ';
		if (e->text.len + clean.len + 4 > EDIT_BYTES)
			break;
		if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
			continue;
		mw_buf_add(&clean, bytes, mw_utf8_encode(cp, bytes));
	}
	replace(e, e->at, 0, mw_buf_text(&clean), clean.len);
	e->at += clean.len;
	mw_buf_release(&clean);
	settle(e);
}

/* ---- moving -------------------------------------------------------------- */

static size_t
after(const struct mw_edit *e, size_t at)
{
	int w;

	return at + mw_utf8_grapheme(mw_edit_text(e) + at, e->text.len - at,
	    &w);
}

static size_t
before(const struct mw_edit *e, size_t at)
{
	size_t i = 0, last = 0;

	while (i < at) {
		last = i;
		i = after(e, i);
	}
	return last;
}

/* A path or a host is many words: one goes from sign to sign. */
static bool
in_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static size_t
word_before(const struct mw_edit *e)
{
	const char *s = mw_edit_text(e);
	size_t at = e->at;

	while (at > 0 && !in_word(s[at - 1]))
		at--;
	while (at > 0 && in_word(s[at - 1]))
		at--;
	return at;
}

static size_t
word_after(const struct mw_edit *e)
{
	const char *s = mw_edit_text(e);
	size_t at = e->at;

	while (at < e->text.len && !in_word(s[at]))
		at++;
	while (at < e->text.len && in_word(s[at]))
		at++;
	return at;
}

static void
kill_range(struct mw_edit *e, size_t from, size_t to, bool keep)
{
	if (from >= to)
		return;
	if (keep) {
		mw_buf_clear(&e->killed);
		mw_buf_add(&e->killed, mw_edit_text(e) + from, to - from);
	}
	replace(e, from, to - from, "", 0);
	e->at = from;
}

/* ---- keys ---------------------------------------------------------------- */

static bool
ctrl(struct mw_edit *e, uint32_t c)
{
	switch (c) {
	case 'a':
		e->at = 0;
		return true;
	case 'e':
		e->at = e->text.len;
		return true;
	case 'b':
		e->at = before(e, e->at);
		return true;
	case 'f':
		e->at = after(e, e->at);
		return true;
	case 'd':
		kill_range(e, e->at, after(e, e->at), false);
		return true;
	case 'h':
		kill_range(e, before(e, e->at), e->at, false);
		return true;
	case 'w':
		kill_range(e, word_before(e), e->at, true);
		return true;
	case 'u':
		kill_range(e, 0, e->at, true);
		return true;
	case 'k':
		kill_range(e, e->at, e->text.len, true);
		return true;
	case 'y':
		mw_edit_insert(e, mw_buf_text(&e->killed), e->killed.len);
		return true;
	default:
		return false;
	}
}

static bool
alt(struct mw_edit *e, uint32_t c)
{
	switch (c) {
	case 'b':
		e->at = word_before(e);
		return true;
	case 'f':
		e->at = word_after(e);
		return true;
	case 'd':
		kill_range(e, e->at, word_after(e), true);
		return true;
	default:
		return false;
	}
}

static bool
special(struct mw_edit *e, const struct mw_event *ev)
{
	bool by_word = (ev->mods & (MW_MOD_CTRL | MW_MOD_ALT)) != 0;

	switch (ev->key) {
	case MW_KEY_LEFT:
		e->at = by_word ? word_before(e) : before(e, e->at);
		return true;
	case MW_KEY_RIGHT:
		e->at = by_word ? word_after(e) : after(e, e->at);
		return true;
	case MW_KEY_HOME:
		e->at = 0;
		return true;
	case MW_KEY_END:
		e->at = e->text.len;
		return true;
	case MW_KEY_BACKSPACE:
		if (e->whole)
			kill_range(e, 0, e->text.len, true);
		else
			kill_range(e, by_word ? word_before(e)
			    : before(e, e->at), e->at, by_word);
		return true;
	case MW_KEY_DELETE:
		kill_range(e, e->whole ? 0 : e->at, e->whole ? e->text.len
		    : after(e, e->at), false);
		return true;
	default:
		return false;
	}
}

bool
mw_edit_event(struct mw_edit *e, const struct mw_event *ev)
{
	bool took;

	if (ev->kind == MW_EVENT_PASTE) {
		mw_edit_insert(e, ev->text, ev->len);
		return true;
	}
	if (ev->kind != MW_EVENT_KEY)
		return false;
	if (ev->key == MW_KEY_CHAR && (ev->mods & (MW_MOD_CTRL | MW_MOD_ALT))
	    == 0) {
		char bytes[4];

		mw_edit_insert(e, bytes, mw_utf8_encode(ev->cp, bytes));
		return true;
	}
	if (ev->key == MW_KEY_CHAR)
		took = ev->mods & MW_MOD_CTRL ? ctrl(e, ev->cp)
		    : alt(e, ev->cp);
	else
		took = special(e, ev);
	if (took) {
		e->whole = false;
		settle(e);
	}
	return took;
}

/* ---- drawing ------------------------------------------------------------- */

/* Cells of LEN bytes as they are shown: what cannot be seen is written out. */
static int
shown_columns(const char *s, size_t len)
{
	struct mw_buf b = { 0 };
	int n;

	if (len == 1)
		return 1;		/* ASCII; controls are dropped */
	mw_utf8_printable(&b, s, len);
	n = (int)mw_utf8_columns(mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return n;
}

/* The cells of the text before the cursor, of which no more than MOST are
 * shown: the beginning goes out of sight, letter by letter. */
static int
scroll(struct mw_edit *e, int most)
{
	const char *s = mw_edit_text(e);
	size_t first = 0;
	int shown = 0;

	for (size_t i = 0, n; i < e->at; i += n) {
		int w;

		n = mw_utf8_grapheme(s + i, e->at - i, &w);
		if (i + n <= e->first)
			first = i + n;
		else
			shown += shown_columns(s + i, n);
	}
	while (shown > most && first < e->at) {
		int w;
		size_t n = mw_utf8_grapheme(s + first, e->at - first, &w);

		shown -= shown_columns(s + first, n);
		first += n;
	}
	e->first = first;
	return shown;
}

int
mw_edit_draw(struct mw_edit *e, struct mw_frame *f, int row, int column,
    int width, bool focused, const char *ghost)
{
	const char *s = mw_edit_text(e);
	int used, cursor;

	if (width < 1)
		return column;
	if (e->at < e->first || !focused)
		e->first = focused ? e->at : 0;
	/* the cursor needs a cell of its own behind the text; what is marked
	 * as a whole is read from its beginning, wherever it was before */
	if (e->whole)
		e->first = 0;
	cursor = focused ? scroll(e, e->whole ? INT_MAX : width - 1) : 0;
	used = mw_frame_text(f, row, column, width, e->whole && focused
	    ? MW_ROLE_MATCH : MW_ROLE_TEXT, s + e->first);
	if (ghost != NULL && focused && used < width)
		mw_frame_text(f, row, column + used, width - used,
		    MW_ROLE_DIM, ghost);
	return column + (cursor < width ? cursor : width - 1);
}
