/*
 * input.c - what curses reads, as events.
 *
 * Sequences that curses does not know (paste, focus, modified arrows) are given
 * to it as keys of our own.  Alt comes as Escape and a letter at once.
 */
#include "tui/input.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <curses.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "tui/term.h"

enum {
	KEY_PASTE_BEGIN = KEY_MAX + 1,
	KEY_PASTE_END,
	KEY_FOCUS_IN,
	KEY_FOCUS_OUT,
	KEY_MODIFIED,		/* and more: eight for each of modified[] */
	KEY_CTRL_RIGHT = KEY_MODIFIED + 2 * 8 + 4,
	KEY_CTRL_LEFT = KEY_MODIFIED + 3 * 8 + 4
};

enum {
	PASTE_BYTES = 1 << 20,
	PASTE_PIECE = 128	/* curses takes no more back */
};

static struct {
	struct mw_buf paste;
	MEVENT last;
	int64_t last_ms;
} input;

/* Each terminal sends some of these, whatever its description says.  Those
 * with a modifier curses may know by codes that differ from one description to
 * the next; the others it keeps where it knows them. */
static const struct {
	const char *text;
	int key;
} sequences[] = {
	{ "\033[200~", KEY_PASTE_BEGIN },
	{ "\033[201~", KEY_PASTE_END },
	{ "\033[I", KEY_FOCUS_IN },
	{ "\033[O", KEY_FOCUS_OUT },
}, others[] = {
	{ "\033[A", KEY_UP },
	{ "\033[B", KEY_DOWN },
	{ "\033[C", KEY_RIGHT },
	{ "\033[D", KEY_LEFT },
	{ "\033OA", KEY_UP },
	{ "\033OB", KEY_DOWN },
	{ "\033OC", KEY_RIGHT },
	{ "\033OD", KEY_LEFT },
	{ "\033Od", KEY_CTRL_LEFT },
	{ "\033Oc", KEY_CTRL_RIGHT },
	{ "\033[1~", KEY_HOME },
	{ "\033[4~", KEY_END },
	{ "\033[7~", KEY_HOME },
	{ "\033[8~", KEY_END },
	{ "\033[H", KEY_HOME },
	{ "\033[F", KEY_END },
	{ "\033OH", KEY_HOME },
	{ "\033OF", KEY_END },
	{ "\033[2~", KEY_IC },
	{ "\033[3~", KEY_DC },
	{ "\033[5~", KEY_PPAGE },
	{ "\033[6~", KEY_NPAGE },
	{ "\033[Z", KEY_BTAB },
	{ "\033OP", KEY_F(1) },
	{ "\033[11~", KEY_F(1) },
	{ "\033[[A", KEY_F(1) },
	{ "\033[15~", KEY_F(5) },
	{ "\033[[E", KEY_F(5) },
};

/* With Shift, Alt and Ctrl, as xterm and its kin say it: CSI 1 ; 5 D. */
static const struct {
	char number, final;
	enum mw_key key;
} modified[] = {
	{ '1', 'A', MW_KEY_UP },
	{ '1', 'B', MW_KEY_DOWN },
	{ '1', 'C', MW_KEY_RIGHT },
	{ '1', 'D', MW_KEY_LEFT },
	{ '1', 'H', MW_KEY_HOME },
	{ '1', 'F', MW_KEY_END },
	{ '2', '~', MW_KEY_INSERT },
	{ '3', '~', MW_KEY_DELETE },
	{ '5', '~', MW_KEY_PAGE_UP },
	{ '6', '~', MW_KEY_PAGE_DOWN },
};

enum { MODIFIERS = 8 };		/* the number is one more than the bits */

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
mw_input_mouse(bool on)
{
	mousemask(on ? BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED |
	    BUTTON5_PRESSED : 0, NULL);
}

/* Also when the terminal's description has them: codes of its own differ. */
static void
define_keys(void)
{
	char text[32];

	for (size_t i = 0; i < MW_LEN(sequences); i++)
		define_key(sequences[i].text, sequences[i].key);
	for (size_t i = 0; i < MW_LEN(others); i++) {
		if (key_defined(others[i].text) <= 0)
			define_key(others[i].text, others[i].key);
	}
	for (size_t i = 0; i < MW_LEN(modified); i++) {
		for (int m = 1; m < MODIFIERS; m++) {
			int code = KEY_MODIFIED + (int)i * MODIFIERS + m;

			snprintf(text, sizeof(text), "\033[%c;%d%c",
			    modified[i].number, m + 1, modified[i].final);
			define_key(text, code);
		}
	}
}

void
mw_input_start(bool mouse)
{
	define_keys();
	mouseinterval(0);
	mw_input_mouse(mouse);
	mw_buf_init(&input.paste);
}

void
mw_input_stop(void)
{
	mousemask(0, NULL);
	mw_buf_release(&input.paste);
}

/* ---- paste --------------------------------------------------------------- */

/* What came behind the end of a paste is typed. */
static void
give_back(const char *s, size_t len)
{
	while (len > 0)
		ungetch((unsigned char)s[--len]);
}

/*
 * Up to the mark of its end, without curses, which would take seconds for a
 * megabyte.  Curses has nothing more in hand: it reads byte by byte.
 */
static bool
read_paste(struct mw_event *e)
{
	static const char mark[] = "\033[201~";
	struct pollfd fd = { .fd = mw_term_fd(), .events = POLLIN };
	char bytes[PASTE_PIECE];
	size_t matched = 0;
	ssize_t n = 0, i = 0;

	mw_buf_clear(&input.paste);
	while (mark[matched] != '\0' && poll(&fd, 1, 500) > 0 &&
	    (n = read(fd.fd, bytes, sizeof(bytes))) > 0) {
		for (i = 0; i < n && mark[matched] != '\0'; i++) {
			/* only the first byte of the mark is an Escape */
			matched = bytes[i] == mark[matched] ? matched + 1
			    : bytes[i] == mark[0] ? 1 : 0;
			if (input.paste.len < PASTE_BYTES)
				mw_buf_addc(&input.paste, bytes[i] == '\r'
				    ? '\n' : bytes[i]);
		}
	}
	if (mark[matched] == '\0')
		give_back(bytes + i, (size_t)(n - i));
	e->kind = MW_EVENT_PASTE;
	e->text = mw_buf_text(&input.paste);
	e->len = input.paste.len - (input.paste.len < PASTE_BYTES ? matched
	    : 0);
	return true;
}

/* ---- mouse --------------------------------------------------------------- */

static bool
read_mouse(struct mw_event *e)
{
	MEVENT m;
	int64_t now = now_ms();

	if (getmouse(&m) != OK)
		return false;
	e->kind = MW_EVENT_MOUSE;
	e->row = m.y;
	e->column = m.x;
	e->now_ms = now;
	if (m.bstate & BUTTON4_PRESSED) {
		e->mouse = MW_MOUSE_WHEEL_UP;
	} else if (m.bstate & BUTTON5_PRESSED) {
		e->mouse = MW_MOUSE_WHEEL_DOWN;
	} else if (m.bstate & BUTTON1_RELEASED) {
		e->mouse = MW_MOUSE_RELEASE;
	} else {
		bool twice = m.x == input.last.x && m.y == input.last.y &&
		    now - input.last_ms < 400;

		e->mouse = twice ? MW_MOUSE_DOUBLE : MW_MOUSE_PRESS;
		input.last = m;
		input.last_ms = twice ? 0 : now;
	}
	return true;
}

/* ---- keys ---------------------------------------------------------------- */

static const struct {
	int code;
	enum mw_key key;
	unsigned mods;
} codes[] = {
	{ KEY_UP, MW_KEY_UP, 0 },
	{ KEY_DOWN, MW_KEY_DOWN, 0 },
	{ KEY_LEFT, MW_KEY_LEFT, 0 },
	{ KEY_RIGHT, MW_KEY_RIGHT, 0 },
	{ KEY_HOME, MW_KEY_HOME, 0 },
	{ KEY_END, MW_KEY_END, 0 },
	{ KEY_PPAGE, MW_KEY_PAGE_UP, 0 },
	{ KEY_NPAGE, MW_KEY_PAGE_DOWN, 0 },
	{ KEY_BTAB, MW_KEY_BACKTAB, 0 },
	{ KEY_ENTER, MW_KEY_ENTER, 0 },
	{ KEY_BACKSPACE, MW_KEY_BACKSPACE, 0 },
	{ KEY_DC, MW_KEY_DELETE, 0 },
	{ KEY_IC, MW_KEY_INSERT, 0 },
	{ KEY_SLEFT, MW_KEY_LEFT, MW_MOD_SHIFT },
	{ KEY_SRIGHT, MW_KEY_RIGHT, MW_MOD_SHIFT },
	{ KEY_SR, MW_KEY_UP, MW_MOD_SHIFT },
	{ KEY_SF, MW_KEY_DOWN, MW_MOD_SHIFT },
};

static bool
from_code(int code, struct mw_event *e)
{
	e->kind = MW_EVENT_KEY;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (codes[i].code == code) {
			e->key = codes[i].key;
			e->mods = codes[i].mods;
			return true;
		}
	}
	if (code >= KEY_MODIFIED && code < KEY_MODIFIED +
	    (int)MW_LEN(modified) * MODIFIERS) {
		unsigned m = (unsigned)((code - KEY_MODIFIED) % MODIFIERS);

		e->key = modified[(code - KEY_MODIFIED) / MODIFIERS].key;
		e->mods = (m & 1 ? MW_MOD_SHIFT : 0) | (m & 2 ? MW_MOD_ALT
		    : 0) | (m & 4 ? MW_MOD_CTRL : 0);
		return true;
	}
	if (code > KEY_F0 && code <= KEY_F(63)) {
		e->key = MW_KEY_F;
		e->cp = (uint32_t)(code - KEY_F0);
		return true;
	}
	switch (code) {
	case KEY_RESIZE:
		e->kind = MW_EVENT_RESIZE;
		e->rows = LINES;
		e->columns = COLS;
		return true;
	case KEY_MOUSE:
		return read_mouse(e);
	case KEY_PASTE_BEGIN:
		return read_paste(e);
	case KEY_FOCUS_IN:
		e->kind = MW_EVENT_FOCUS;
		return true;
	default:
		return false;
	}
}

static bool
from_char(wint_t c, struct mw_event *e)
{
	e->kind = MW_EVENT_KEY;
	switch (c) {
	case 9:
		e->key = MW_KEY_TAB;
		return true;
	case 10:
	case 13:
		e->key = MW_KEY_ENTER;
		return true;
	case 8:
	case 127:
		e->key = MW_KEY_BACKSPACE;
		return true;
	default:
		break;
	}
	e->key = MW_KEY_CHAR;
	e->cp = (uint32_t)c;
	if (c < 32) {
		e->cp = c == 0 ? ' ' : (uint32_t)(c + 'a' - 1);
		e->mods |= MW_MOD_CTRL;
		if (c > 26)
			e->cp = (uint32_t)(c + '@');
	}
	return true;
}

/* After an Escape: a character that is there already was typed with Alt. */
static bool
from_escape(struct mw_event *e)
{
	wint_t c;
	int got;

	timeout(0);
	got = get_wch(&c);
	if (got == ERR) {
		e->kind = MW_EVENT_KEY;
		e->key = MW_KEY_ESCAPE;
		return true;
	}
	if (got == KEY_CODE_YES ? !from_code((int)c, e) : !from_char(c, e))
		return false;
	e->mods |= MW_MOD_ALT;
	return true;
}

bool
mw_term_event(struct mw_event *e, int timeout_ms)
{
	struct pollfd fds[2] = { { .fd = mw_term_signal_fd(),
		.events = POLLIN } };
	wint_t c;
	int got;

	memset(e, 0, sizeof(*e));
	timeout(0);
	got = get_wch(&c);
	if (got == ERR) {
		fds[1].fd = mw_term_fd();
		fds[1].events = POLLIN;
		if (poll(fds, 2, timeout_ms) <= 0 && !is_term_resized(LINES,
		    COLS)) {
			got = get_wch(&c);	/* a resize has no bytes */
			if (got == ERR)
				return false;
		} else {
			if (fds[0].revents != 0)
				return false;
			timeout(0);
			got = get_wch(&c);
			if (got == ERR)
				return false;
		}
	}
	if (got == KEY_CODE_YES)
		return from_code((int)c, e);
	if (c == 27)
		return from_escape(e);
	return from_char(c, e);
}
