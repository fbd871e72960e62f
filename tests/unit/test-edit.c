/*
 * test-edit.c - a line of text, whatever is typed and pasted into it.
 *
 * Events at random from fixed seeds: letters of one and two cells, marks that
 * combine, joiners, bytes that are no text, keys of every kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "view/edit.h"

static uint32_t seed;

static unsigned
any(unsigned n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 9) % n;
}

#define ANY_OF(a) (a)[any((unsigned)(sizeof(a) / sizeof((a)[0])))]

/* ---- events -------------------------------------------------------------- */

static const uint32_t letters[] = { 'a', 'Z', '7', ' ', '/', '-', '.', '?',
	'{', 0xe9, 0x301, 0x308, 0x65e5, 0xff21, 0x1f468, 0x200d, 0x1f469,
	0xfe0f, 0x1f1e9, 0x1f1ea, 0x5d0, 0x202e, 0x200b, 0xad, 0xfffd,
	0x10ffff, 0x9b, 0x7f, 0xd800 };
static const char *const pastes[] = { "", "x", "two\nlines\r\n", "\t",
	"\033[2J", "\xff\xfe", "\xe6\x97", "\xcc\x81", "a\xcc\x81z",
	"curl -H 'a: b' http://x/", "\xe6\x97\xa5\xe6\x9c\xac", "\xed\xa0\x80",
	"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "/a/b/c?d=e&f=g" };

static struct mw_event
event(void)
{
	static const enum mw_key keys[] = { MW_KEY_LEFT, MW_KEY_RIGHT,
		MW_KEY_HOME, MW_KEY_END, MW_KEY_BACKSPACE, MW_KEY_DELETE,
		MW_KEY_UP, MW_KEY_INSERT };
	static const char ctrl[] = "abefdhwukyx";
	static const char alt[] = "bfdx";
	static const unsigned mods[] = { 0, 0, 0, MW_MOD_CTRL, MW_MOD_ALT,
		MW_MOD_SHIFT };
	struct mw_event e = { .kind = MW_EVENT_KEY, .key = MW_KEY_CHAR };

	switch (any(8)) {
	case 0:
	case 1:
	case 2:
		e.cp = ANY_OF(letters);
		break;
	case 3:
		e.kind = MW_EVENT_PASTE;
		e.text = ANY_OF(pastes);
		e.len = strlen(e.text);
		break;
	case 4:
		e.cp = (unsigned char)ctrl[any(sizeof(ctrl) - 1)];
		e.mods = MW_MOD_CTRL;
		break;
	case 5:
		e.cp = (unsigned char)alt[any(sizeof(alt) - 1)];
		e.mods = MW_MOD_ALT;
		break;
	default:
		e.key = ANY_OF(keys);
		e.mods = ANY_OF(mods);
		break;
	}
	return e;
}

/* ---- what holds ---------------------------------------------------------- */

/* AT is the beginning of a grapheme of S, or its end. */
static bool
at_grapheme(const struct mw_edit *e, size_t at)
{
	size_t i = 0;
	int w;

	while (i < at && i < e->text.len)
		i += mw_utf8_grapheme(mw_edit_text(e) + i, e->text.len - i,
		    &w);
	return i == at;
}

static void
check(const struct mw_edit *e)
{
	const char *s = mw_edit_text(e);

	assert_true(strlen(s) == e->text.len);
	assert_true(mw_utf8_valid(s, e->text.len));
	for (size_t i = 0; i < e->text.len; i++)
		assert_true((unsigned char)s[i] >= ' ' && s[i] != 0x7f);
	assert_true(e->at <= e->text.len);
	assert_true(at_grapheme(e, e->at));
}

/* Drawn in any width: the cursor is in it, on the cell of its letter. */
static void
check_drawn(struct mw_edit *e, struct mw_frame *f)
{
	const int width = 1 + (int)any(60), column = (int)any(20);
	int cursor, at;
	struct mw_buf text = { 0 }, before = { 0 };

	mw_frame_clear(f);
	cursor = mw_edit_draw(e, f, 0, column, width, true, any(2) == 0 ? NULL
	    : "ghost");
	assert_true(cursor >= column && cursor < column + width);
	assert_true(e->first <= e->at && at_grapheme(e, e->first));
	mw_utf8_printable(&before, mw_edit_text(e) + e->first, e->at -
	    e->first);
	at = (int)mw_utf8_columns(mw_buf_text(&before), before.len);
	/* a marked text is read from its beginning, as far as there is room */
	if (e->whole && at > width - 1)
		at = width - 1;
	if (width > 12)
		assert_int_equal(cursor - column, at);
	mw_frame_dump(f, &text, NULL);
	assert_int_equal(mw_utf8_columns(mw_buf_text(&text), strcspn(
	    mw_buf_text(&text), "\n")), f->columns);
	mw_buf_release(&text);
	mw_buf_release(&before);
}

static void
press(struct mw_edit *e, uint32_t cp, unsigned mods)
{
	const struct mw_event ev = { .kind = MW_EVENT_KEY, .key = MW_KEY_CHAR,
		.cp = cp, .mods = mods };

	mw_edit_event(e, &ev);
}

/* C-u and C-y, C-k and C-y, C-w and C-y: all is as before. */
static void
check_undone(struct mw_edit *e)
{
	static const char kills[] = "ukw";
	struct mw_buf before = { 0 };
	size_t at = e->at;
	bool whole = e->whole;
	char kill = kills[any(3)];

	mw_buf_add(&before, mw_edit_text(e), e->text.len);
	e->whole = false;
	press(e, (unsigned char)kill, MW_MOD_CTRL);
	check(e);
	if (e->text.len < before.len) {
		press(e, 'y', MW_MOD_CTRL);
		assert_string_equal(mw_edit_text(e), mw_buf_text(&before));
		if (kill == 'k')
			e->at = at;
		assert_int_equal(e->at, at);
	}
	e->whole = whole;
	mw_buf_release(&before);
}

static void
whatever_is_typed(void **state)
{
	struct mw_frame *f = mw_frame_new(1, 80, false);

	(void)state;
	for (uint32_t run = 1; run <= 60; run++) {
		struct mw_edit e = { 0 };

		seed = run;
		for (int i = 0; i < 400; i++) {
			const struct mw_event ev = event();

			e.whole = any(16) == 0;
			mw_edit_event(&e, &ev);
			check(&e);
			if (i % 7 == 0)
				check_drawn(&e, f);
			if (i % 11 == 0)
				check_undone(&e);
		}
		mw_edit_release(&e);
	}
	mw_frame_free(f);
}

/* ---- one by one ---------------------------------------------------------- */

/* A letter with its marks is one: to pass, to take away. */
static void
clusters_are_one(void **state)
{
	static const char *const all[] = { "e\xcc\x81", "\xe6\x97\xa5",
		"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", "\xef\xbc\xa1\xcc\x88",
		"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
		"\xe1\x84\x80\xe1\x85\xa1" };

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const struct mw_event back = { .kind = MW_EVENT_KEY,
			.key = MW_KEY_BACKSPACE };
		const struct mw_event left = { .kind = MW_EVENT_KEY,
			.key = MW_KEY_LEFT };
		const struct mw_event del = { .kind = MW_EVENT_KEY,
			.key = MW_KEY_DELETE };
		struct mw_edit e = { 0 };
		struct mw_buf b = { 0 };

		mw_buf_printf(&b, "/%s/%s", all[i], all[i]);
		mw_edit_set(&e, mw_buf_text(&b));
		mw_edit_event(&e, &left);
		assert_int_equal(e.at, 2 + strlen(all[i]));
		mw_edit_event(&e, &del);
		mw_buf_clear(&b);
		mw_buf_printf(&b, "/%s/", all[i]);
		assert_string_equal(mw_edit_text(&e), mw_buf_text(&b));
		mw_edit_event(&e, &left);
		mw_edit_event(&e, &back);
		assert_string_equal(mw_edit_text(&e), "//");
		mw_buf_release(&b);
		mw_edit_release(&e);
	}
}

static int64_t
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* 1 MB, of letters and of marks that combine: pasted and drawn. */
static void
a_large_paste_is_quick(void **state)
{
	static const char *const units[] = { "a", "\xe6\x97\xa5", "\xcc\x81",
		"/b", "\xf0\x9f\x91\xa8\xe2\x80\x8d", "\xff", "\n" };
	struct mw_frame *f = mw_frame_new(1, 80, false);

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct mw_event ev = { .kind = MW_EVENT_PASTE };
		struct mw_edit e = { 0 };
		struct mw_buf b = { 0 };
		int64_t begun;

		while (b.len < 1 << 20)
			mw_buf_adds(&b, units[i]);
		ev.text = mw_buf_text(&b);
		ev.len = b.len;
		begun = cpu_us();
		mw_edit_event(&e, &ev);
		mw_edit_draw(&e, f, 0, 0, 60, true, NULL);
		press(&e, 'w', MW_MOD_CTRL);
		press(&e, 'y', MW_MOD_CTRL);
		mw_edit_draw(&e, f, 0, 0, 60, true, NULL);
		assert_true(cpu_us() - begun < 100000);
		check(&e);
		mw_buf_release(&b);
		mw_edit_release(&e);
	}
	mw_frame_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_is_typed),
		cmocka_unit_test(clusters_are_one),
		cmocka_unit_test(a_large_paste_is_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
