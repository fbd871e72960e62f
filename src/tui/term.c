/*
 * term.c - taking the terminal and giving it back.
 *
 * The saved state below is the one mutable state of the program outside a
 * function: a signal handler has to find it.  The handler of a crash only
 * writes a string that was made at the start, restores termios and raises the
 * signal again.
 */
#include "tui/term.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <fcntl.h>

#include <curses.h>

#include "base/xalloc.h"
#include "tui/colors.h"
#include "tui/input.h"
#include "tui/terminfo.h"

static struct {
	bool started;		/* curses is up */
	int fd;			/* the terminal */
	FILE *in, *out;
	SCREEN *screen;
	struct termios before;
	bool have_before;
	char undo[256];		/* what puts the terminal right again */
	size_t undo_len;
	int pipe[2];		/* signal handlers write, the loop reads */
	bool utf8;
	bool spoiled;
	struct mw_term_options options;
} term = { .fd = -1, .pipe = { -1, -1 } };

/* ---- strings curses does not know ---------------------------------------- */

void
mw_term_put(const char *s)
{
	size_t len = strlen(s);

	while (len > 0) {
		ssize_t n = write(term.fd, s, len);

		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (n > 0) {
			s += n;
			len -= (size_t)n;
		}
	}
}

/* Bracketed paste, focus reports, and how the cursor looks. */
static void
modes(bool on)
{
	if (term.options.config->cursor == MW_CURSOR_LINE)
		mw_term_put(mw_cursor_shape(on));
	mw_term_put(on ? "\033[?2004h\033[?1004h" : "\033[?2004l\033[?1004l");
}

static void
add_undo(const char *s)
{
	size_t len = s != NULL ? strlen(s) : 0;

	if (len == 0 || term.undo_len + len >= sizeof(term.undo))
		return;
	memcpy(term.undo + term.undo_len, s, len);
	term.undo_len += len;
}

static void
make_undo(void)
{
	term.undo_len = 0;
	add_undo("\033[?1000l\033[?1002l\033[?1006l\033[?2004l\033[?1004l");
	add_undo(mw_capability("sgr0"));
	add_undo(mw_capability("rmkx"));
	add_undo(mw_capability("cnorm"));
	if (term.options.config->cursor == MW_CURSOR_LINE)
		add_undo(mw_capability("Se"));
	add_undo(mw_capability("rmcup"));
}

/* ---- signals ------------------------------------------------------------- */

static void
on_signal(int sig)
{
	int saved = errno;
	char c = (char)sig;
	ssize_t ignored = write(term.pipe[1], &c, 1);

	(void)ignored;
	errno = saved;
}

static void
on_crash(int sig)
{
	ssize_t ignored;

	if (term.started) {
		ignored = write(term.fd, term.undo, term.undo_len);
		(void)ignored;
		if (term.have_before)
			tcsetattr(term.fd, TCSANOW, &term.before);
	}
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
handle(int sig, void (*fn)(int), int flags)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = fn;
	sa.sa_flags = flags;
	sigemptyset(&sa.sa_mask);
	sigaction(sig, &sa, NULL);
}

static void
catch_signals(void)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
		SIGABRT };
	static char stack[65536];
	stack_t alt = { .ss_sp = stack, .ss_size = sizeof(stack) };

	sigaltstack(&alt, NULL);	/* also after a stack overflow */
	for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		handle(crashes[i], on_crash, (int)(SA_ONSTACK | SA_RESETHAND));
	handle(SIGINT, on_signal, SA_RESTART);
	handle(SIGTERM, on_signal, SA_RESTART);
	handle(SIGHUP, on_signal, SA_RESTART);
	handle(SIGTSTP, on_signal, SA_RESTART);
	handle(SIGPIPE, SIG_IGN, 0);
}

unsigned
mw_term_signals(void)
{
	unsigned got = 0;
	char c;

	while (read(term.pipe[0], &c, 1) == 1) {
		if (c == SIGTSTP)
			got |= MW_SIGNAL_STOP;
		else if (c == SIGHUP)
			got |= MW_SIGNAL_HANGUP;
		else if (c == SIGINT)
			got |= MW_SIGNAL_INTERRUPT;
		else
			got |= MW_SIGNAL_QUIT;
	}
	return got;
}

int
mw_term_fd(void)
{
	return term.fd;
}

int
mw_term_signal_fd(void)
{
	return term.pipe[0];
}

/* ---- start and stop ------------------------------------------------------ */

/* Flow control and the line discipline's own keys go, so that C-s, C-q, C-o
 * and C-y are ours; def_prog_mode keeps that over a stop. */
static void
own_keys(void)
{
	struct termios t;

	if (tcgetattr(term.fd, &t) != 0)
		return;
	t.c_iflag &= (tcflag_t) ~(IXON | IXOFF);
	t.c_lflag &= (tcflag_t)~IEXTEN;
	tcsetattr(term.fd, TCSANOW, &t);
	def_prog_mode();
}

static bool
open_terminal(void)
{
	term.fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (term.fd < 0 && isatty(STDIN_FILENO))
		term.fd = dup(STDIN_FILENO);
	if (term.fd < 0)
		return false;
	term.in = fdopen(dup(term.fd), "r");
	term.out = fdopen(dup(term.fd), "w");
	return term.in != NULL && term.out != NULL;
}

static SCREEN *
new_screen(void)
{
	static const char *const lesser[] = { NULL, "xterm-256color", "xterm",
		"vt100", "ansi" };

	for (size_t i = 0; i < sizeof(lesser) / sizeof(lesser[0]); i++) {
		SCREEN *s = newterm(lesser[i], term.out, term.in);

		if (s == NULL)
			continue;
		if (mw_capability("cup") != NULL)
			return s;
		/* "dumb" says so itself: no other name would help */
		endwin();
		delscreen(s);
		break;
	}
	return NULL;
}

bool
mw_term_start(const struct mw_term_options *options)
{
	term.options = *options;
	term.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (!open_terminal()) {
		fputs("meshwalk: there is no terminal; 'meshwalk tree' and "
		      "'meshwalk send' need none\n", stderr);
		return false;
	}
	if (tcgetattr(term.fd, &term.before) == 0)
		term.have_before = true;
	if (pipe(term.pipe) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(term.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(term.pipe[i], F_SETFL, O_NONBLOCK);
	}
	use_env(TRUE);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	if (getenv("ESCDELAY") == NULL)
		set_escdelay(options->config->escdelay);
	term.screen = new_screen();
	if (term.screen == NULL) {
		fputs("meshwalk: this terminal cannot place the cursor; "
		      "'meshwalk tree' and 'meshwalk send' need none\n",
		    stderr);
		return false;
	}
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	make_undo();
	term.started = true;
	catch_signals();
	mw_set_fatal_hook(mw_term_stop);
	own_keys();
	mw_colors_start(options->config, options->mono);
	mw_input_start(options->config->mouse);
	modes(true);
	return true;
}

void
mw_term_configure(const struct mw_config *c)
{
	bool mouse = term.options.config->mouse;

	modes(false);
	term.options.config = c;
	make_undo();
	if (getenv("ESCDELAY") == NULL)
		set_escdelay(c->escdelay);
	mw_colors_start(c, term.options.mono);
	if (c->cursor != MW_CURSOR_HIDDEN)
		curs_set(1);
	/* the key for it may have said otherwise since */
	if (c->mouse != mouse)
		mw_input_mouse(c->mouse);
	modes(true);
	term.spoiled = true;
}

void
mw_term_stop(void)
{
	if (!term.started)
		return;
	term.started = false;
	modes(false);
	mw_input_stop();
	endwin();
	delscreen(term.screen);
	if (term.have_before)
		tcsetattr(term.fd, TCSANOW, &term.before);
	fclose(term.in);
	fclose(term.out);
	close(term.fd);
	term.fd = -1;
	mw_set_fatal_hook(NULL);
}

static void
release(void)
{
	modes(false);
	endwin();
}

static void
resume(void)
{
	refresh();
	modes(true);
	own_keys();
	term.spoiled = true;
}

void
mw_term_suspend(void)
{
	release();
	handle(SIGTSTP, SIG_DFL, 0);
	raise(SIGTSTP);
	handle(SIGTSTP, on_signal, SA_RESTART);
	resume();
}

/* What stops the other program stops us; an interrupt is its business. */
void
mw_term_lend(void)
{
	release();
	handle(SIGTSTP, SIG_DFL, 0);
	handle(SIGINT, SIG_IGN, 0);
}

void
mw_term_take_back(void)
{
	handle(SIGTSTP, on_signal, SA_RESTART);
	handle(SIGINT, on_signal, SA_RESTART);
	resume();
}

void
mw_term_size(int *rows, int *columns)
{
	*rows = LINES;
	*columns = COLS;
}

bool
mw_term_is_utf8(void)
{
	return term.utf8;
}

void
mw_term_mouse(bool on)
{
	mw_input_mouse(on);
}

/* ---- showing ------------------------------------------------------------- */

static void
show_row(const struct mw_frame *f, int row)
{
	char text[4096];
	size_t len = 0;
	attr_t attr = 0, now;
	short pair = 0, pair_now;
	int start = 0;

	for (int c = 0; c < f->columns; c++) {
		const struct mw_cell *cell = &f->cells[row * f->columns + c];
		size_t n = strlen(cell->text);

		if (cell->width == 0 && n == 0 && c > 0)
			continue;	/* behind a wide one */
		mw_colors_of((enum mw_role)cell->role, cell->selected, &now,
		    &pair_now);
		if (len > 0 && (now != attr || pair_now != pair ||
		    len + n + 2 >= sizeof(text))) {
			attr_set(attr, pair, NULL);
			mvaddnstr(row, start, text, (int)len);
			len = 0;
		}
		if (len == 0)
			start = c;
		attr = now;
		pair = pair_now;
		if (n == 0) {
			text[len++] = ' ';
		} else {
			memcpy(text + len, cell->text, n);
			len += n;
		}
	}
	if (len > 0) {
		attr_set(attr, pair, NULL);
		mvaddnstr(row, start, text, (int)len);
	}
}

void
mw_term_show(const struct mw_frame *f)
{
	if (term.spoiled) {
		clearok(curscr, TRUE);
		term.spoiled = false;
	}
	/* where one types it is always seen */
	if (term.options.config->cursor == MW_CURSOR_HIDDEN)
		curs_set(f->cursor_bar);
	attr_set(A_NORMAL, 0, NULL);
	erase();
	for (int r = 0; r < f->rows && r < LINES; r++)
		show_row(f, r);
	move(f->cursor_row < LINES ? f->cursor_row : LINES - 1,
	    f->cursor_column < COLS ? f->cursor_column : COLS - 1);
	refresh();
}

void
mw_term_redraw(void)
{
	term.spoiled = true;
}
