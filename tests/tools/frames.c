/*
 * frames.c - keys in, frames out: the screen without a terminal.
 *
 *	frames [-a] [-p] [-r] ROWSxCOLUMNS PATH <keys
 *
 * Each line of the input is a list of keys as keys.def names them ("j", "C-n",
 * "Tab", "'text'" for typing), "frame" to print one, "at" to print only where
 * one is, "size RxC", "say ..." as
 * a comment in the output, "keys" to count keys, "load PATH" for other files,
 * "requests" and "history" to print what is kept.  -a: ASCII; -r: the roles too;
 * -p: for screen readers.
 *
 * Nothing is written: files of a what-if count as written, requests are saved, and the history is kept, in memory.
 *
 * If the first line is "read N", what is shown first is what N files hold;
 * then "read M" goes on, "read stop" stops, and "read all" reads the rest.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "view/app.h"
#include "view/config.h"
#include "view/history.h"
#include "whatif/requests.h"

static const struct {
	const char *name;
	enum mw_key key;
	unsigned mods;
} names[] = {
	{ "Up", MW_KEY_UP, 0 },
	{ "Down", MW_KEY_DOWN, 0 },
	{ "Left", MW_KEY_LEFT, 0 },
	{ "Right", MW_KEY_RIGHT, 0 },
	{ "S-Left", MW_KEY_LEFT, MW_MOD_SHIFT },
	{ "S-Right", MW_KEY_RIGHT, MW_MOD_SHIFT },
	{ "Home", MW_KEY_HOME, 0 },
	{ "End", MW_KEY_END, 0 },
	{ "PgUp", MW_KEY_PAGE_UP, 0 },
	{ "PgDn", MW_KEY_PAGE_DOWN, 0 },
	{ "Tab", MW_KEY_TAB, 0 },
	{ "S-Tab", MW_KEY_BACKTAB, 0 },
	{ "Enter", MW_KEY_ENTER, 0 },
	{ "Esc", MW_KEY_ESCAPE, 0 },
	{ "Backspace", MW_KEY_BACKSPACE, 0 },
	{ "Del", MW_KEY_DELETE, 0 },
};

struct run {
	struct mw_app *app;
	struct mw_mesh_steps *steps;	/* of a load that goes on, or NULL */
	bool roles, times;
	struct mw_buf requests, history, written;
	unsigned keys;			/* given since they were counted */
	struct mw_mesh_options mesh;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
save(struct run *r, const struct mw_kept *k)
{
	struct mw_arena *arena = mw_arena_new();
	const char *why = NULL, *text = mw_kept_add(mw_buf_text(&r->requests),
	    r->requests.len, k, arena, &why);

	if (text != NULL) {
		mw_buf_clear(&r->requests);
		mw_buf_adds(&r->requests, text);
	}
	mw_app_saved(r->app, text, why);
	mw_arena_free(arena);
}

static void
remember(struct run *r, const char *line)
{
	struct mw_buf out = { 0 };

	mw_history_add(mw_buf_text(&r->history), r->history.len, line, &out);
	mw_buf_release(&r->history);
	r->history = out;
}

/* As if it were written: a name that comes twice is in the way of itself. */
static void
write_new(struct run *r, const struct mw_effect *e)
{
	char line[300], message[320];

	snprintf(line, sizeof(line), "%.280s\n", e->file);
	if (!e->over && strstr(mw_buf_text(&r->written), line) != NULL) {
		mw_app_in_the_way(r->app, e->file);
		return;
	}
	mw_buf_adds(&r->written, line);
	snprintf(message, sizeof(message), "written: %.280s", e->file);
	mw_app_written(r->app, message);
}

static void
effects(struct run *r)
{
	static const char *const words[] = { "quit", "suspend", "redraw",
		"copy", "edit", "reload", "stop", "bell", "mouse",
		"write", "save", "forget", "remember", "files", "edit-text" };
	size_t n;
	const struct mw_effect *e = mw_app_effects(r->app, &n);

	for (size_t i = 0; i < n; i++) {
		if (e[i].kind == MW_EFFECT_REMEMBER) {
			remember(r, e[i].text);
			continue;
		}
		if (e[i].kind == MW_EFFECT_SAVE)
			save(r, e[i].kept);
		printf("-- effect %s", words[e[i].kind]);
		if (e[i].text != NULL)
			printf(" %s", e[i].text);
		if (e[i].file != NULL)
			printf("-- into %s", e[i].file);
		if (e[i].line > 0)
			printf(":%u:%u", e[i].line, e[i].column);
		if (e[i].over)
			printf(", over what is there");
		putchar('\n');
		if (e[i].kind == MW_EFFECT_WRITE || (e[i].kind ==
		    MW_EFFECT_FILES && e[i].file != NULL))
			write_new(r, &e[i]);
	}
}

static void
give(struct run *r, const struct mw_event *e, const char *name)
{
	double before = now();

	r->keys += e->kind == MW_EVENT_KEY;
	mw_app_handle(r->app, e);
	while (mw_app_work(r->app, 0))
		continue;
	mw_app_frame(r->app);
	if (r->times)
		fprintf(stderr, "%8.3f ms  %s\n", now() - before, name);
	effects(r);
	while (mw_app_work(r->app, 0))
		continue;
}

static void
type(struct run *r, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		struct mw_event e = { .kind = MW_EVENT_KEY,
			.key = MW_KEY_CHAR };
		char name[8] = "";
		size_t n = mw_utf8_decode(s + i, len - i, &e.cp);

		memcpy(name, s + i, n < 7 ? n : 7);
		i += n;
		give(r, &e, name);
	}
}

static void
key(struct run *r, const char *word)
{
	struct mw_event e = { .kind = MW_EVENT_KEY };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i].name, word) == 0) {
			e.key = names[i].key;
			e.mods = names[i].mods;
			give(r, &e, word);
			return;
		}
	}
	if (strcmp(word, "Space") == 0) {
		type(r, " ", 1);
	} else if (word[0] == 'F' && word[1] >= '1' && word[1] <= '9') {
		e.key = MW_KEY_F;
		e.cp = (uint32_t)atoi(word + 1);
		give(r, &e, word);
	} else if ((strncmp(word, "C-", 2) == 0 || strncmp(word, "A-", 2) ==
	    0) && word[2] != '\0') {
		e.key = MW_KEY_CHAR;
		e.cp = (uint32_t)word[2];
		e.mods = word[0] == 'C' ? MW_MOD_CTRL : MW_MOD_ALT;
		give(r, &e, word);
	} else {
		type(r, word, strlen(word));
	}
}

/* Trailing blanks are no part of the record: editors take them away. */
static void
print(struct run *r)
{
	const struct mw_frame *f = mw_app_frame(r->app);
	struct mw_buf text = { 0 }, roles = { 0 };
	const char *at, *end;

	mw_frame_dump(f, &text, r->roles ? &roles : NULL);
	printf("-- %dx%d cursor %d,%d%s\n", f->columns, f->rows,
	    f->cursor_column, f->cursor_row, f->cursor_bar ? " bar" : "");
	for (at = mw_buf_text(&text); *at != '\0'; at = end + 1) {
		size_t len;

		end = strchr(at, '\n');
		len = (size_t)(end - at);
		while (len > 0 && at[len - 1] == ' ')
			len--;
		printf("%.*s\n", (int)len, at);
	}
	if (r->roles)
		printf("-- roles\n%s", mw_buf_text(&roles));
	mw_buf_release(&text);
	mw_buf_release(&roles);
}

/* After the keys of LINE: the header, the row with the cursor, the breadcrumb
 * and the message. */
static void
print_at(struct run *r, const char *line)
{
	const struct mw_frame *f = mw_app_frame(r->app);
	int rows[] = { 0, f->cursor_row, f->rows - 3, f->rows - 2 };
	struct mw_buf text = { 0 };

	mw_frame_dump(f, &text, NULL);
	printf("-- %s\n", line);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *s = mw_buf_text(&text);
		size_t len;

		for (int k = 0; k < rows[i] && s != NULL; k++)
			s = strchr(s, '\n') != NULL ? strchr(s, '\n') + 1
			    : NULL;
		len = s != NULL ? strcspn(s, "\n") : 0;
		while (len > 0 && s[len - 1] == ' ')
			len--;
		printf("%.*s\n", (int)len, s != NULL ? s : "");
	}
	mw_buf_release(&text);
}

static void
load(struct run *r, const char *how)
{
	const struct mw_mesh *part = NULL;
	struct mw_load_progress p = { 0 };
	size_t files = (size_t)strtoul(how, NULL, 10);

	if (strncmp(how, "stop", 4) == 0) {
		mw_app_load_stopped(r->app);
		return;
	}
	if (strncmp(how, "all", 3) == 0) {
		while (mw_mesh_step(r->steps))
			continue;
		mw_app_reloaded(r->app, mw_mesh_end(r->steps), NULL);
		r->steps = NULL;
		while (mw_app_work(r->app, 0))
			continue;
		return;
	}
	do
		mw_mesh_progress(r->steps, &p);
	while (p.files < files && mw_mesh_step(r->steps));
	mw_mesh_ask(r->steps);
	while (part == NULL && mw_mesh_step(r->steps))
		part = mw_mesh_take_part(r->steps);
	if (part != NULL)
		mw_app_loaded_part(r->app, part);
	mw_app_loading(r->app, &p);
}

static void
line(struct run *r, char *s)
{
	s[strcspn(s, "\n")] = '\0';
	if (strncmp(s, "size ", 5) == 0) {
		struct mw_event e = { .kind = MW_EVENT_RESIZE };

		if (sscanf(s + 5, "%dx%d", &e.columns, &e.rows) == 2)
			give(r, &e, "resize");
		return;
	}
	if (strncmp(s, "say ", 4) == 0) {
		printf("-- %s\n", s + 4);
		return;
	}
	if (strncmp(s, "read ", 5) == 0 && r->steps != NULL) {
		load(r, s + 5);
		return;
	}
	if (strncmp(s, "load ", 5) == 0) {
		const char *path = s + 5;

		mw_app_reloaded(r->app, mw_mesh_load(&path, 1, &r->mesh),
		    NULL);
		while (mw_app_work(r->app, 0))
			continue;
		return;
	}
	if (strcmp(s, "keys") == 0) {
		printf("-- %u keys\n", r->keys);
		r->keys = 0;
		return;
	}
	if (strcmp(s, "requests") == 0 || strcmp(s, "history") == 0) {
		printf("-- %s\n%s", s, mw_buf_text(*s == 'r' ? &r->requests
		    : &r->history));
		return;
	}
	for (const char *whole = s; *s != '\0';) {
		size_t len;
		char word[256];

		s += strspn(s, " ");
		if (*s == '\'' && strchr(s + 1, '\'') != NULL) {
			len = (size_t)(strchr(s + 1, '\'') - s - 1);
			type(r, s + 1, len);
			s += len + 2;
			continue;
		}
		len = strcspn(s, " ");
		snprintf(word, sizeof(word), "%.*s", (int)len, s);
		s += len;
		if (strcmp(word, "frame") == 0)
			print(r);
		else if (strcmp(word, "at") == 0)
			print_at(r, whole);
		else if (len > 0)
			key(r, word);
	}
}

int
main(int argc, char **argv)
{
	struct run r = { .mesh = MW_MESH_OPTIONS_DEFAULT };
	struct mw_app_options options = { .mesh_options = &r.mesh };
	const struct mw_mesh *m;
	const char *paths[1];
	char file[1024];
	char text[4096];
	double start;
	struct mw_arena *arena = mw_arena_new();
	struct mw_config *config = mw_config_default(arena);
	bool plain = false;
	int i = 1;

	for (; i < argc && argv[i][0] == '-'; i++) {
		options.ascii = options.ascii || strchr(argv[i], 'a') != NULL;
		r.roles = r.roles || strchr(argv[i], 'r') != NULL;
		r.times = r.times || strchr(argv[i], 't') != NULL;
		plain = plain || strchr(argv[i], 'p') != NULL;
	}
	if (argc - i != 2 || sscanf(argv[i], "%dx%d", &options.columns,
	    &options.rows) != 2) {
		fputs("usage: frames [-aprt] COLUMNSxROWS PATH <keys\n", stderr);
		return 2;
	}
	config->plain = plain;
	options.config = config;
	paths[0] = argv[i + 1];
	options.title = paths[0];
	options.place = paths[0];
	snprintf(file, sizeof(file), "%s/" MW_REQUESTS_FILE, paths[0]);
	options.requests_file = file;
	if (mw_file_read(file, SIZE_MAX, &r.requests))
		options.requests = mw_buf_text(&r.requests);
	start = now();
	if (fgets(text, sizeof(text), stdin) == NULL)
		*text = '\0';
	options.loading = strncmp(text, "read ", 5) == 0;
	if (options.loading) {
		r.steps = mw_mesh_begin(paths, 1, &r.mesh);
		m = mw_mesh_load_sources(NULL, 0, &r.mesh);
	} else {
		m = mw_mesh_load(paths, 1, &r.mesh);
	}
	r.app = mw_app_new(m, &options);
	if (r.times)
		fprintf(stderr, "%8.3f ms  load\n", now() - start);
	start = now();
	mw_app_frame(r.app);
	if (r.times)
		fprintf(stderr, "%8.3f ms  first frame\n", now() - start);
	do
		line(&r, text);
	while (fgets(text, sizeof(text), stdin) != NULL);
	mw_app_free(r.app);
	mw_mesh_drop(r.steps);
	mw_arena_free(arena);
	mw_buf_release(&r.requests);
	mw_buf_release(&r.history);
	mw_buf_release(&r.written);
	return 0;
}
