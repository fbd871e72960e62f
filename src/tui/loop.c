/*
 * loop.c - events in, effects out, a frame shown.
 *
 * Nothing else reads keys.  Files are looked at when the terminal gets the
 * focus, and every two seconds while idle; a change loads them again.  What
 * takes long is done in slices, between the keys.
 */
#include "tui/keep.h"
#include "tui/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "tui/clipboard.h"
#include "tui/loading.h"
#include "view/app.h"
#include "whatif/whatif.h"

struct loop {
	const struct mw_loop_options *options;
	const struct mw_config *config;
	struct mw_arena *config_arena;	/* of it */
	struct mw_app *app;
	struct mw_loading *loading;
	struct mw_keep keep;
	bool quit;
	bool busy;			/* the app has work to go on with */
	bool typing;			/* the last turn was a key */
	int64_t interrupted;		/* when C-c was pressed last, in ms */
	struct mw_buf remember;		/* lines for the history, when idle */
	struct mw_buf kept;		/* the what-if, as it is in a file */
	bool touched;			/* it may be another one by now */
};

/* ---- time ---------------------------------------------------------------- */

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static uint64_t
clock_ms(void)
{
	return (uint64_t)now_ms();
}

/* ---- files --------------------------------------------------------------- */

static void
requests(struct loop *l)
{
	struct mw_buf text = { 0 };
	bool there = mw_keep_requests(&l->keep, &text);

	mw_app_requests(l->app, there ? mw_buf_text(&text) : NULL);
	mw_buf_release(&text);
}

/* Also what cannot be read again may have requests beside it. */
static void
reload_if_changed(struct loop *l)
{
	if (mw_keep_requests_changed(&l->keep))
		requests(l);
	mw_loading_check(l->loading, now_ms());
}

static bool
draws_ascii(const struct mw_config *c)
{
	return c->ascii == MW_ASCII_AUTO ? !mw_term_is_utf8()
					 : c->ascii == MW_ASCII_TRUE;
}

/* The configuration as it is written now.  One that cannot be read changes
 * nothing but what is said. */
static void
configure(struct loop *l)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_config *c = l->options->config(
	    l->options->config_args, arena);

	mw_app_configure(l->app, c, draws_ascii(c));
	if (c->broken) {
		mw_arena_free(arena);
		return;
	}
	mw_term_configure(c);
	mw_keep_history_is(&l->keep, c->history);
	mw_arena_free(l->config_arena);
	l->config_arena = arena;
	l->config = c;
}

/* ---- effects ------------------------------------------------------------- */

/* FILE in the editor; its exit status. */
static int
run_editor(struct loop *l, const char *file, unsigned line, unsigned column)
{
	const char *editor = getenv("VISUAL");
	struct mw_buf command = { 0 };
	int status = -1;
	pid_t pid;

	if (mw_str_empty(editor))
		editor = getenv("EDITOR");
	if (mw_str_empty(editor))
		editor = "vi";
	mw_config_editor(l->config, editor, line, column,
	    &command);
	mw_term_lend();
	pid = fork();
	if (pid == 0) {
		signal(SIGINT, SIG_DFL);
		signal(SIGTSTP, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		execl("/bin/sh", "sh", "-c", mw_buf_text(&command), "sh", file,
		    (char *)NULL);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0)
		continue;
	mw_term_take_back();
	mw_buf_release(&command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : status;
}

static void
say_status(struct loop *l, int status, const char *more)
{
	char message[128];

	snprintf(message, sizeof(message), "the editor ended with status %d%s",
	    status, more);
	mw_app_warning(l->app, message);
}

static void
edit(struct loop *l, const struct mw_effect *e)
{
	int status = run_editor(l, e->text, e->line, e->column);

	if (status != 0)
		say_status(l, status, "");
	else if (mw_str_eq(e->text, l->config->file))
		configure(l);
	reload_if_changed(l);
}

/* All of TEXT, also when it takes several calls. */
static bool
write_all(int fd, const char *text, size_t len)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = write(fd, text + done, len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

/* A copy that only the user can read, which goes afterwards. */
static void
edit_text(struct loop *l, const struct mw_effect *e)
{
	const char *dir = getenv("TMPDIR");
	char name[512], message[256];
	struct mw_buf text = { 0 };
	int fd, status;
	bool ok;

	/* what the message row says stands there while the editor starts */
	mw_term_show(mw_app_frame(l->app));
	snprintf(name, sizeof(name), "%s/meshwalk-XXXXXX.yaml",
	    mw_str_empty(dir) ? "/tmp" : dir);
	fd = mkstemps(name, 5);
	ok = fd >= 0 && write_all(fd, e->text, strlen(e->text));
	ok = fd >= 0 && close(fd) == 0 && ok;
	if (!ok) {
		snprintf(message, sizeof(message), "%.150s: %s", name,
		    strerror(errno));
		mw_app_message(l->app, message);
		if (fd >= 0)
			unlink(name);
		return;
	}
	status = run_editor(l, name, e->line, e->column);
	if (status != 0)
		say_status(l, status, ": nothing was changed");
	else if (mw_file_read(name, l->options->mesh->limits.file_bytes,
	    &text))
		mw_app_edited(l->app, mw_buf_text(&text), text.len);
	else
		mw_app_message(l->app, "what was edited cannot be read");
	unlink(name);
	mw_buf_release(&text);
	reload_if_changed(l);
}

static void
copy(struct loop *l, const char *text)
{
	const char *with = l->config->copy_command;
	char message[160];

	if (*with != '\0' && mw_copy_command(with, text))
		snprintf(message, sizeof(message), "copied %.100s (%.30s)",
		    text, with);
	else if (*with != '\0')
		snprintf(message, sizeof(message), "not copied: '%.100s' "
		    "failed", with);
	else if (mw_term_copy(text))
		snprintf(message, sizeof(message), "copied %.100s (OSC 52)",
		    text);
	else
		snprintf(message, sizeof(message), "too long to copy");
	mw_app_message(l->app, message);
}

/* A new file, unless it was said that what is there may go. */
static void
write_file(struct loop *l, const struct mw_effect *e)
{
	char message[256];
	bool done;

	if (e->over) {
		done = mw_file_replace(e->file, e->text, strlen(e->text),
		    0666);
	} else {
		int fd = open(e->file, O_WRONLY | O_CREAT | O_EXCL |
		    O_CLOEXEC, 0666);

		if (fd < 0 && errno == EEXIST) {
			mw_app_in_the_way(l->app, e->file);
			return;
		}
		done = fd >= 0 && write_all(fd, e->text, strlen(e->text));
		done = fd >= 0 && close(fd) == 0 && done;
	}
	snprintf(message, sizeof(message), done ? "written: %.150s%s"
	    : "%.150s: %s", e->file, done ? "" : strerror(errno));
	if (done)
		mw_app_written(l->app, message);
	else
		mw_app_warning(l->app, message);
}

static void
save(struct loop *l, const struct mw_effect *e)
{
	struct mw_buf text = { 0 };
	const char *why = NULL;

	if (mw_keep_save(&l->keep, e->kept, &text, &why))
		mw_app_saved(l->app, mw_buf_text(&text), NULL);
	else
		mw_app_saved(l->app, NULL, why);
	mw_buf_release(&text);
}

/* In place, and then loaded again; or as new files of a folder. */
static void
write_files(struct loop *l, const struct mw_effect *e)
{
	struct mw_buf why = { 0 };
	bool there = false;
	bool ok = e->file != NULL ? mw_whatif_write_folder(e->files,
	    e->n_files, e->file, e->over, &there, &why) : mw_whatif_write(
	    e->files, e->n_files, e->backup, &why);

	if (e->file == NULL) {
		mw_app_placed(l->app, ok ? NULL : mw_buf_text(&why));
	} else if (there) {
		mw_app_in_the_way(l->app, mw_buf_text(&why));
	} else if (ok) {
		mw_buf_printf(&why, "written below %.150s: %zu file%s",
		    e->file, e->n_files, mw_str_s(e->n_files));
		mw_app_written(l->app, mw_buf_text(&why));
	} else {
		mw_app_warning(l->app, mw_buf_text(&why));
	}
	mw_buf_release(&why);
	reload_if_changed(l);
}

static void
run_effects(struct loop *l)
{
	size_t n;
	const struct mw_effect *e = mw_app_effects(l->app, &n);

	for (size_t i = 0; i < n; i++) {
		switch (e[i].kind) {
		case MW_EFFECT_QUIT:
			l->quit = true;
			break;
		case MW_EFFECT_SUSPEND:
			mw_term_suspend();
			break;
		case MW_EFFECT_REDRAW:
			mw_term_redraw();
			break;
		case MW_EFFECT_COPY:
			copy(l, e[i].text);
			break;
		case MW_EFFECT_EDIT:
			edit(l, &e[i]);
			break;
		case MW_EFFECT_RELOAD:
			configure(l);
			mw_loading_start(l->loading, now_ms());
			break;
		case MW_EFFECT_STOP:
			mw_loading_stop(l->loading);
			break;
		case MW_EFFECT_WRITE:
			write_file(l, &e[i]);
			break;
		case MW_EFFECT_MOUSE:
			mw_term_mouse(e[i].line != 0);
			break;
		case MW_EFFECT_SAVE:
			save(l, &e[i]);
			break;
		case MW_EFFECT_FORGET:
			mw_keep_whatif_forget(&l->keep);
			break;
		case MW_EFFECT_REMEMBER:
			mw_buf_adds(&l->remember, e[i].text);
			break;
		case MW_EFFECT_FILES:
			write_files(l, &e[i]);
			break;
		case MW_EFFECT_EDIT_TEXT:
			edit_text(l, &e[i]);
			break;
		case MW_EFFECT_BELL:
			break;
		}
	}
}

/* ---- the loop ------------------------------------------------------------ */

/* Work in slices, so that no key waits longer for its frame. */
enum { SLICE_MS = 8, FIRST_MS = 20, PAUSE_MS = 50, LOOK_MS = 2000 };

/* How long an event is waited for: nobody wakes up for nothing. */
static int
patience(const struct loop *l)
{
	int wake = mw_app_wake_ms(l->app);

	return wake >= 0 ? wake : l->config->reload ? LOOK_MS : -1;
}

/*
 * A what-if that is in no file is kept while it is worked at, so that whatever
 * ends the program does not end it; it goes when the user lets go of it.
 */
static void
keep_whatif(struct loop *l)
{
	struct mw_buf now = { 0 };

	if (!l->touched)
		return;
	l->touched = false;
	mw_app_whatif(l->app, &now);
	if (strcmp(mw_buf_text(&now), mw_buf_text(&l->kept)) != 0) {
		if (now.len > 0)
			mw_keep_whatif_set(&l->keep, mw_buf_text(&now));
		else
			mw_keep_whatif_forget(&l->keep);
		mw_buf_clear(&l->kept);
		mw_buf_adds(&l->kept, mw_buf_text(&now));
	}
	mw_buf_release(&now);
}

/* The frame comes first, and the next key. */
static void
remember(struct loop *l)
{
	keep_whatif(l);
	if (l->remember.len == 0)
		return;
	mw_keep_remember(&l->keep, mw_buf_text(&l->remember));
	mw_buf_clear(&l->remember);
}

/* Ended from outside: what is not written is kept for the next time. */
static void
cut_off(struct loop *l)
{
	l->touched = true;
	keep_whatif(l);
	mw_buf_clear(&l->kept);		/* it stays */
	l->quit = true;
}

/* C-c twice within two seconds: no more questions. */
static bool
is_second(struct loop *l)
{
	int64_t before = l->interrupted;

	l->interrupted = now_ms();
	return before > 0 && l->interrupted - before < 2000;
}

/* An event, or a slice of work: then false, and nothing may have changed. */
static bool
one_turn(struct loop *l)
{
	struct mw_event e;
	/* some pieces of work are longer than a slice: not between two keys */
	bool got = mw_term_event(&e, !l->busy ? patience(l) : l->typing &&
	    !mw_app_waits(l->app) ? PAUSE_MS : 0);
	unsigned signals = mw_term_signals();

	if (signals & (MW_SIGNAL_QUIT | MW_SIGNAL_HANGUP) ||
	    (signals & MW_SIGNAL_INTERRUPT && is_second(l))) {
		cut_off(l);
		return true;
	}
	if (signals & MW_SIGNAL_INTERRUPT) {
		e = (struct mw_event){ .kind = MW_EVENT_KEY, .key =
			MW_KEY_CHAR, .cp = 'c', .mods = MW_MOD_CTRL };
		got = true;
	}
	if (signals & MW_SIGNAL_STOP)
		mw_term_suspend();
	if (!got)
		remember(l);
	l->typing = got && e.kind == MW_EVENT_KEY;
	if (!got && l->busy && mw_app_wake_ms(l->app) != 0) {
		if (mw_app_waits(l->app)) {
			l->busy = true;
			mw_app_work(l->app, SLICE_MS);
			run_effects(l);
		} else {
			l->busy = mw_loading_work(l->loading, l->app, now_ms,
			    SLICE_MS) || mw_app_work(l->app, SLICE_MS);
		}
		return (signals & MW_SIGNAL_STOP) != 0;
	}
	if (!got)
		e.kind = MW_EVENT_TICK;
	if (got ? e.kind == MW_EVENT_FOCUS : mw_app_wake_ms(l->app) < 0)
		reload_if_changed(l);
	e.now_ms = now_ms();
	mw_app_handle(l->app, &e);
	run_effects(l);
	l->touched = l->touched || got;
	l->busy = true;		/* perhaps: the next turn tells */
	return true;
}

static struct mw_app *
start(struct loop *l, const struct mw_mesh *mesh, bool loading)
{
	const struct mw_loop_options *o = l->options;
	struct mw_app_options app = { .title = o->title,
		.mesh_options = o->mesh, .clock_ms = clock_ms,
		.config = l->config, .loading = loading,
		.place = l->keep.place,
		.requests_file = l->keep.requests };
	struct mw_buf history = { 0 }, saved = { 0 }, whatif = { 0 };
	struct mw_app *a;

	app.ascii = draws_ascii(l->config);
	mw_term_size(&app.rows, &app.columns);
	if (mw_keep_history(&l->keep, &history))
		app.history = mw_buf_text(&history);
	if (mw_keep_requests(&l->keep, &saved))
		app.requests = mw_buf_text(&saved);
	if (mw_keep_whatif(&l->keep, &whatif))
		app.whatif = mw_buf_text(&whatif);
	a = mw_app_new(mesh, &app);
	mw_buf_release(&whatif);
	mw_buf_release(&history);
	mw_buf_release(&saved);
	return a;
}

bool
mw_loop_run(const struct mw_loop_options *options)
{
	struct loop l = { .options = options, .busy = true,
		.config_arena = mw_arena_new() };
	struct mw_term_options term = options->term;
	const struct mw_mesh *mesh;
	bool loading;
	bool show = true;

	l.config = term.config = options->config(options->config_args,
	    l.config_arena);
	/* standard input may be the data: it is read before the terminal */
	l.loading = mw_loading_new(options->paths, options->n_paths,
	    options->mesh, now_ms());
	mesh = mw_loading_first(l.loading, now_ms, FIRST_MS, &loading);
	if (!mw_term_start(&term)) {
		mw_mesh_free(mesh);
		mw_loading_free(l.loading);
		mw_arena_free(l.config_arena);
		return false;
	}
	mw_keep_start(&l.keep, options->paths[0], l.config->history);
	l.app = start(&l, mesh, loading);
	while (!l.quit) {
		if (show || mw_app_changed(l.app))
			mw_term_show(mw_app_frame(l.app));
		show = one_turn(&l);
	}
	mw_term_stop();
	if (l.kept.len > 0)
		mw_keep_whatif_forget(&l.keep);
	l.touched = false;
	mw_app_free(l.app);
	remember(&l);
	mw_buf_release(&l.remember);
	mw_buf_release(&l.kept);
	mw_keep_stop(&l.keep);
	mw_loading_free(l.loading);
	mw_arena_free(l.config_arena);
	return true;
}
