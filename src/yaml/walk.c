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

enum { LEVELS_MAX = 64 };	/* folders in folders; the C stack holds them */

/* The folders that the walk is in: a link may lead back to one of them. */
struct level {
	const struct level *up;
	dev_t dev;
	ino_t ino;
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

struct names {
	char **v;
	size_t n, cap;
};

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

static bool
is_inside(const struct level *l, const struct stat *st)
{
	for (; l != NULL; l = l->up)
		if (l->dev == st->st_dev && l->ino == st->st_ino)
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

static void walk(struct mw_sources *s, struct mw_arena *scratch,
    const char *path, const struct stat *st, const struct level *up);

static void
visit(struct mw_sources *s, struct mw_arena *scratch, const char *path,
    const struct level *up)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		/* A link to nowhere among other files is nobody's fault. */
		if (is_manifest(path))
			failed(s, path);
		return;
	}
	if (S_ISDIR(st.st_mode)) {
		if (!is_inside(up, &st) && up->depth < LEVELS_MAX)
			walk(s, scratch, path, &st, up);
	} else if (S_ISREG(st.st_mode) && is_requests(path)) {
		mw_vec_push(s->arena, &s->requests, mw_arena_strdup(s->arena,
		    path));
	} else if (S_ISREG(st.st_mode) && is_manifest(path)) {
		s->files++;
		if (!too_many(s, path))
			mw_sources_read(s, path);
	} else if (is_manifest(path)) {
		/* nobody may ever write to it: who means it names it */
		mw_sources_report(s, MW_DIAG_SKIPPED, path, S_ISFIFO(st.st_mode)
		    ? "is a pipe (FIFO): left out, since it was not named "
		    "itself" : "is no regular file: left out, since it was "
		    "not named itself");
	}
}

static void
walk(struct mw_sources *s, struct mw_arena *scratch, const char *path,
    const struct stat *st, const struct level *up)
{
	struct level here = {
		.up = up,
		.dev = st->st_dev,
		.ino = st->st_ino,
		.depth = up != NULL ? up->depth + 1 : 0,
	};
	struct names names = { 0 };
	size_t len = strlen(path);

	if (!list(scratch, path, &names)) {
		failed(s, path);
		return;
	}
	while (len > 1 && path[len - 1] == '/')
		len--;
	for (size_t i = 0; i < names.n && s->files <= s->limits->files; i++) {
		const char *full = names.v[i];

		/* "./a.yaml" is a.yaml to everybody. */
		if (strcmp(path, ".") != 0)
			full = mw_arena_printf(scratch, "%.*s%s%s", (int)len,
			    path, path[len - 1] == '/' ? "" : "/", full);
		visit(s, scratch, full, &here);
	}
}

void
mw_sources_walk(struct mw_sources *s, const char *path)
{
	struct mw_arena *scratch;
	size_t before = s->files;
	struct stat st;

	if (strcmp(path, "-") != 0 && is_requests(path) &&
	    stat(path, &st) == 0) {
		mw_vec_push(s->arena, &s->requests, mw_arena_strdup(s->arena,
		    path));
		return;
	}
	if (strcmp(path, "-") == 0 || stat(path, &st) != 0 ||
	    !S_ISDIR(st.st_mode)) {
		mw_sources_read(s, path);
		return;
	}
	scratch = mw_arena_new();
	walk(s, scratch, path, &st, NULL);
	mw_arena_free(scratch);
	if (s->files == before && !s->unreadable)
		mw_sources_report(s, MW_DIAG_NO_INPUT, path,
		    "no file in this folder ends in .yaml, .yml or .json");
}
