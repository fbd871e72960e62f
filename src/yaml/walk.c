/*
 * walk.c - files below a folder, in a fixed order.
 */
#include "yaml/source.h"

#include "base/str.h"
#include "base/vec.h"
#include "base/xalloc.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LEVELS_MAX = 64 };	/* folders in folders */

struct names {
	char **v;
	size_t n, cap;
};

/* A folder that the walk is in: a link may lead back to it. */
struct level {
	dev_t dev;
	ino_t ino;
	const char *path;
	struct names names;
	size_t next;		/* of the names */
};

struct mw_walk {
	struct mw_sources *s;
	struct mw_arena *arena;	/* names of files, and this */
	const char *const *paths;
	size_t n, next;		/* of the paths */
	size_t before;		/* files, when the folder of a path began */
	struct level levels[LEVELS_MAX + 1];
	size_t depth;
};

static bool
is_manifest(const char *name)
{
	return mw_str_has_suffix(name, ".yaml") ||
	    mw_str_has_suffix(name, ".yml") ||
	    mw_str_has_suffix(name, ".json");
}

static bool
is_requests(const char *path)
{
	const char *slash = strrchr(path, '/');

	return strcmp(slash != NULL ? slash + 1 : path, MW_REQUESTS_FILE) == 0;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The entries that are not hidden, sorted; false when it cannot be read. */
static bool
list(struct mw_arena *a, const char *path, struct names *names)
{
	DIR *dir = opendir(path);
	struct dirent *e;

	if (dir == NULL)
		return false;
	while ((e = readdir(dir)) != NULL)
		if (e->d_name[0] != '.')
			mw_vec_push(a, names, mw_arena_strdup(a, e->d_name));
	closedir(dir);
	if (names->n > 1)
		qsort(names->v, names->n, sizeof(*names->v), by_bytes);
	return true;
}

/* A name without a dot may be a folder. */
static uint64_t
hash_names(const struct names *names)
{
	uint64_t h = 1;

	for (size_t i = 0; i < names->n; i++) {
		const char *s = names->v[i];

		if (is_requests(s) || (!is_manifest(s) &&
		    strchr(s, '.') != NULL))
			continue;
		do
			h = (h ^ (unsigned char)*s) * 0x100000001b3u;
		while (*s++ != '\0');
	}
	return h;
}

uint64_t
mw_folder_names(const char *path)
{
	struct mw_arena *a = mw_arena_new();
	struct names names = { 0 };
	uint64_t h = list(a, path, &names) ? hash_names(&names) : 0;

	mw_arena_free(a);
	return h;
}

static bool
is_inside(const struct mw_walk *w, const struct stat *st)
{
	for (size_t i = 0; i < w->depth; i++)
		if (w->levels[i].dev == st->st_dev &&
		    w->levels[i].ino == st->st_ino)
			return true;
	return false;
}

static bool
too_many(struct mw_sources *s, const char *path)
{
	struct mw_diag *d;

	if (s->files <= s->limits->files)
		return false;
	if (s->files++ == s->limits->files + 1) {
		d = mw_sources_report(s, MW_DIAG_LIMIT, path, "");
		d->text = mw_arena_printf(s->diags->arena,
		    "more than %zu file%s", s->limits->files,
		    mw_str_s(s->limits->files));
		d->hint = "if this is meant, raise the limit with "
		    "--limit-files";
		s->unreadable = true;
	}
	return true;
}

static void
failed(struct mw_sources *s, const char *path)
{
	struct mw_diag *d = mw_sources_report(s, MW_DIAG_UNREADABLE, path, "");

	d->text = mw_arena_printf(s->diags->arena, "cannot be read: %s",
	    strerror(errno));
	s->unreadable = true;
}

static void
enter(struct mw_walk *w, const char *path, const struct stat *st)
{
	struct level *l = &w->levels[w->depth];

	*l = (struct level){ .dev = st->st_dev, .ino = st->st_ino,
		.path = path };
	if (list(w->arena, path, &l->names)) {
		w->depth++;
		mw_sources_stamp(w->s, path, st, hash_names(&l->names));
	} else {
		failed(w->s, path);
		mw_sources_stamp(w->s, path, st, 0);
	}
}

/* "./a.yaml" is a.yaml to everybody. */
static const char *
full_name(struct mw_walk *w, const struct level *l, const char *name)
{
	size_t len = strlen(l->path);

	if (strcmp(l->path, ".") == 0)
		return name;
	while (len > 1 && l->path[len - 1] == '/')
		len--;
	return mw_arena_printf(w->arena, "%.*s%s%s", (int)len, l->path,
	    l->path[len - 1] == '/' ? "" : "/", name);
}

static void
add_requests(struct mw_sources *s, const char *path)
{
	mw_vec_push(s->arena, &s->requests, mw_arena_strdup(s->arena, path));
}

/* The file at PATH, if it is one to be read; a folder is entered. */
static const char *
visit(struct mw_walk *w, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		/* A link to nowhere among other files is nobody's fault. */
		if (is_manifest(path))
			failed(w->s, path);
	} else if (S_ISDIR(st.st_mode)) {
		if (!is_inside(w, &st) && w->depth <= LEVELS_MAX)
			enter(w, path, &st);
	} else if (S_ISREG(st.st_mode) && is_requests(path)) {
		add_requests(w->s, path);
	} else if (S_ISREG(st.st_mode) && is_manifest(path)) {
		w->s->files++;
		if (!too_many(w->s, path))
			return path;
	} else if (is_manifest(path)) {
		/* nobody may ever write to it: who means it names it */
		mw_sources_report(w->s, MW_DIAG_SKIPPED, path,
		    S_ISFIFO(st.st_mode)
		    ? "is a pipe (FIFO): left out, since it was not named "
		    "itself" : "is no regular file: left out, since it was "
		    "not named itself");
	}
	return NULL;
}

static void
leave(struct mw_walk *w)
{
	const char *path = w->levels[--w->depth].path;

	if (w->depth == 0 && w->s->files == w->before && !w->s->unreadable)
		mw_sources_report(w->s, MW_DIAG_NO_INPUT, path,
		    "no file in this folder ends in .yaml, .yml or .json");
}

struct mw_walk *
mw_walk_new(struct mw_sources *s, const char *const *paths, size_t n)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_walk *w = MW_NEW(arena, struct mw_walk);

	w->s = s;
	w->arena = arena;
	w->paths = paths;
	w->n = n;
	return w;
}

void
mw_walk_free(struct mw_walk *w)
{
	if (w != NULL)
		mw_arena_free(w->arena);
}

bool
mw_walk_step(struct mw_walk *w, const char **file)
{
	struct level *l;
	struct stat st;
	const char *path;

	*file = NULL;
	if (w->depth > 0) {
		l = &w->levels[w->depth - 1];
		if (l->next < l->names.n &&
		    w->s->files <= w->s->limits->files)
			*file = visit(w, full_name(w, l,
			    l->names.v[l->next++]));
		else
			leave(w);
		return true;
	}
	if (w->next == w->n)
		return false;
	path = w->paths[w->next++];
	w->before = w->s->files;
	if (strcmp(path, "-") != 0 && is_requests(path) &&
	    stat(path, &st) == 0)
		add_requests(w->s, path);
	else if (strcmp(path, "-") == 0 || stat(path, &st) != 0 ||
	    !S_ISDIR(st.st_mode))
		*file = path;
	else
		enter(w, path, &st);
	return true;
}
