/*
 * keep.c - what stays when the program ends.
 */
#include "tui/keep.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "view/history.h"
#include "whatif/requests.h"
#include "yaml/load.h"

enum { HISTORY_BYTES = 8 << 20, REQUESTS_BYTES = 64 << 20 };

/* ---- where --------------------------------------------------------------- */

/* A relative XDG_STATE_HOME does not count: so says its specification. */
static const char *
state_file(struct mw_arena *arena, const char *name)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state != NULL && *state == '/')
		return mw_arena_printf(arena, "%s/meshwalk/%s", state, name);
	if (home != NULL && *home == '/')
		return mw_arena_printf(arena, "%s/.local/state/meshwalk/%s",
		    home, name);
	return NULL;
}

/* One for each place: FNV-1a of its name. */
static const char *
whatif_file(struct mw_arena *arena, const char *place)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *place != '\0'; place++)
		h = (h ^ (unsigned char)*place) * 0x100000001b3u;
	return state_file(arena, mw_arena_printf(arena, "whatif-%016llx",
	    (unsigned long long)h));
}

/* Beside a file, in a folder. */
static const char *
requests_file(struct mw_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat st;
	size_t len = strlen(path);

	if (strcmp(path, "-") == 0 || stat(path, &st) != 0)
		return NULL;
	if (!S_ISDIR(st.st_mode))
		return slash == NULL ? MW_REQUESTS_FILE : mw_arena_printf(
		    arena, "%.*s/" MW_REQUESTS_FILE, (int)(slash - path),
		    path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	if (strcmp(path, ".") == 0)
		return MW_REQUESTS_FILE;
	return mw_arena_printf(arena, "%.*s/" MW_REQUESTS_FILE, (int)len,
	    path);
}

void
mw_keep_start(struct mw_keep *k, const char *path, bool history)
{
	char *real;

	memset(k, 0, sizeof(*k));
	k->arena = mw_arena_new();
	if (history)
		k->history = state_file(k->arena, "history");
	k->requests = requests_file(k->arena, path);
	real = strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
	k->place = mw_arena_strdup(k->arena, real != NULL ? real : path);
	if (real != NULL)
		k->whatif = whatif_file(k->arena, k->place);
	free(real);
}

void
mw_keep_history_is(struct mw_keep *k, bool kept)
{
	if (!kept)
		k->history = NULL;
	else if (k->history == NULL)
		k->history = state_file(k->arena, "history");
}

void
mw_keep_stop(struct mw_keep *k)
{
	mw_arena_free(k->arena);
	memset(k, 0, sizeof(*k));
}

/* ---- the history --------------------------------------------------------- */

bool
mw_keep_history(const struct mw_keep *k, struct mw_buf *out)
{
	return k->history != NULL && mw_file_read(k->history, HISTORY_BYTES,
	    out);
}

void
mw_keep_remember(const struct mw_keep *k, const char *line)
{
	struct mw_buf old = { 0 }, out = { 0 };

	if (k->history == NULL)
		return;
	/* read again: another meshwalk may have written to it */
	if (!mw_keep_history(k, &old) && errno != ENOENT) {
		mw_buf_release(&old);
		return;
	}
	mw_history_add(mw_buf_text(&old), old.len, line, &out);
	if (mw_file_make_way(k->history))
		(void)mw_file_replace(k->history, mw_buf_text(&out), out.len,
		    0600);
	mw_buf_release(&old);
	mw_buf_release(&out);
}

/* ---- the what-if --------------------------------------------------------- */

bool
mw_keep_whatif(const struct mw_keep *k, struct mw_buf *out)
{
	return k->whatif != NULL && mw_file_read(k->whatif, REQUESTS_BYTES,
	    out) && out->len > 0;
}

void
mw_keep_whatif_set(const struct mw_keep *k, const char *text)
{
	if (k->whatif != NULL && mw_file_make_way(k->whatif))
		(void)mw_file_replace(k->whatif, text, strlen(text), 0600);
}

void
mw_keep_whatif_forget(const struct mw_keep *k)
{
	if (k->whatif != NULL)
		unlink(k->whatif);
}

/* ---- requests ------------------------------------------------------------ */

static uint64_t
look(const char *file)
{
	struct stat st;

	if (file == NULL || stat(file, &st) != 0)
		return 0;
	return ((uint64_t)st.st_mtim.tv_sec * 1000000007u ^
	    (uint64_t)st.st_mtim.tv_nsec) * 31 + (uint64_t)st.st_size * 7 +
	    (uint64_t)st.st_ino + 1;
}

bool
mw_keep_requests(struct mw_keep *k, struct mw_buf *out)
{
	k->requests_seen = look(k->requests);
	return k->requests != NULL && mw_file_read(k->requests,
	    REQUESTS_BYTES, out);
}

bool
mw_keep_requests_changed(const struct mw_keep *k)
{
	return look(k->requests) != k->requests_seen;
}

bool
mw_keep_save(struct mw_keep *k, const struct mw_kept *r, struct mw_buf *out,
    const char **why)
{
	struct mw_arena *tmp;
	const char *text;
	bool good = false;

	if (!mw_keep_requests(k, out) && errno != ENOENT) {
		*why = mw_arena_strdup(k->arena, strerror(errno));
		return false;
	}
	tmp = mw_arena_new();
	text = mw_kept_add(mw_buf_text(out), out->len, r, tmp, why);
	mw_buf_clear(out);
	if (text != NULL)
		mw_buf_adds(out, text);
	else
		*why = mw_arena_strdup(k->arena, *why);
	mw_arena_free(tmp);
	if (text != NULL) {
		good = mw_file_replace(k->requests, mw_buf_text(out), out->len,
		    0666);
		if (!good)
			*why = mw_arena_strdup(k->arena, strerror(errno));
		k->requests_seen = look(k->requests);
	}
	return good;
}
