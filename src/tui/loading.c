/*
 * loading.c - the files of the screen: read in slices, watched, read again.
 *
 * The first load is shown as it grows: a mesh of what has been read so far
 * takes the place of the one before, as often as that costs but a part of the
 * time.  Later loads leave the mesh on the screen until theirs is ready.
 */
#include "tui/loading.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/xalloc.h"

enum {
	QUIET_MS = 200,		/* before and between words of progress */
	PARTS_MS = 100,		/* between meshes of what is there, at least */
	LARGE = 8 << 20,	/* bytes */
	PARTS_SHARE = 4		/* times as long as the last of them took */
};

struct mw_loading {
	const char *const *paths;
	size_t n;
	const struct mw_mesh_options *options;
	struct mw_mesh_steps *steps;	/* NULL: nothing is loaded now */
	bool more;			/* STEPS has work to do */
	bool first;			/* there was no mesh before */
	bool stopping, stopped;		/* by the user */
	int64_t begun, told;
	bool asked;			/* for a mesh of what is there, at */
	int64_t asked_ms, part_ms;	/* the last one was drawn at */
	bool fresh;			/* it is being drawn */
	int64_t wait_ms;		/* until the next */
	const struct mw_load *load;	/* shown; of the mesh of the app, or */
	const struct mw_mesh *failed;	/* of one that held nothing */
};

static void
begin(struct mw_loading *l, int64_t now)
{
	l->steps = mw_mesh_begin(l->paths, l->n, l->options);
	l->more = true;
	l->asked = l->stopping = l->stopped = false;
	l->begun = l->part_ms = now;
	l->told = now;
	l->wait_ms = 0;
}

struct mw_loading *
mw_loading_new(const char *const *paths, size_t n,
    const struct mw_mesh_options *options, int64_t now)
{
	struct mw_loading *l = mw_xcalloc(1, sizeof(*l));

	l->paths = paths;
	l->n = n;
	l->options = options;
	l->first = true;
	begin(l, now);
	return l;
}

void
mw_loading_free(struct mw_loading *l)
{
	if (l == NULL)
		return;
	mw_mesh_drop(l->steps);
	mw_mesh_free(l->failed);
	free(l);
}

static const struct mw_mesh *
end(struct mw_loading *l)
{
	const struct mw_mesh *m = mw_mesh_end(l->steps);

	l->steps = NULL;
	l->first = false;
	return m;
}

/* To read a large file takes longer than the first frame may. */
static bool
has_large(const struct mw_loading *l)
{
	struct stat st;

	for (size_t i = 0; i < l->n; i++)
		if (stat(l->paths[i], &st) == 0 && S_ISREG(st.st_mode) &&
		    st.st_size > LARGE)
			return true;
	return false;
}

const struct mw_mesh *
mw_loading_first(struct mw_loading *l, int64_t (*clock)(void), unsigned ms,
    bool *more)
{
	int64_t until = clock() + ms;
	const struct mw_mesh *m;

	if (has_large(l))
		until = 0;
	while (l->more && clock() < until)
		l->more = mw_mesh_step(l->steps);
	*more = l->more;
	if (!l->more) {
		m = end(l);
		l->load = m->load;
		return m;
	}
	return mw_mesh_load_sources(NULL, 0, l->options);
}

/* The last part is on the screen. */
static void
part_drawn(struct mw_loading *l, int64_t now)
{
	l->fresh = false;
	l->part_ms = now;
	l->wait_ms = (now - l->asked_ms) * PARTS_SHARE;
	if (l->wait_ms < PARTS_MS)
		l->wait_ms = PARTS_MS;
}

/* A mesh of what is there, when it is due and ready. */
static bool
show_part(struct mw_loading *l, struct mw_app *a, int64_t (*clock)(void))
{
	const struct mw_mesh *m;
	int64_t now = clock();

	if (!l->asked && (l->stopping || (l->first &&
	    !mw_mesh_is_read(l->steps) &&
	    now >= l->part_ms + l->wait_ms))) {
		mw_mesh_ask(l->steps);
		l->asked = true;
		l->asked_ms = now;
	}
	if (!l->asked || (m = mw_mesh_take_part(l->steps)) == NULL)
		return false;
	l->asked = false;
	l->fresh = true;
	mw_app_loaded_part(a, m);
	return true;
}

static void
tell(struct mw_loading *l, struct mw_app *a, int64_t now)
{
	struct mw_load_progress p;

	if (now < l->told + QUIET_MS)
		return;
	l->told = now;
	mw_mesh_progress(l->steps, &p);
	mw_app_loading(a, &p);
}

static void
show_whole(struct mw_loading *l, struct mw_app *a)
{
	bool first = l->first;
	const struct mw_mesh *m = end(l);

	if (m->all.n == 0 && !first) {
		mw_mesh_free(l->failed);
		l->failed = m;
		l->load = m->load;
		mw_app_reloaded(a, NULL, "nothing could be loaded: the mesh "
		    "before is kept");
		return;
	}
	l->load = m->load;
	mw_app_reloaded(a, m, NULL);
	mw_mesh_free(l->failed);
	l->failed = NULL;
}

/* The user has stopped it, and sees what was read. */
static void
halt(struct mw_loading *l, struct mw_app *a)
{
	l->stopping = false;
	if (!l->first) {
		mw_mesh_drop(l->steps);
		l->steps = NULL;
	}
	l->stopped = l->first;
	mw_app_load_stopped(a);
}

bool
mw_loading_work(struct mw_loading *l, struct mw_app *a,
    int64_t (*clock)(void), unsigned ms)
{
	int64_t until = clock() + ms;

	if (l->steps == NULL || l->stopped || !mw_app_may_reload(a))
		return false;
	if (l->stopping && !l->first) {
		halt(l, a);
		return false;
	}
	if (l->fresh)
		part_drawn(l, clock());
	/* once all is read it is not worth while to stop */
	if (mw_mesh_is_read(l->steps))
		l->stopping = false;
	do {
		if (show_part(l, a, clock)) {
			if (l->stopping)
				halt(l, a);
			return !l->stopped;
		}
		l->more = mw_mesh_step(l->steps);
	} while (l->more && clock() < until);
	if (!l->more)
		show_whole(l, a);
	else
		tell(l, a, clock());
	return true;
}

void
mw_loading_start(struct mw_loading *l, int64_t now)
{
	if (l->stopped) {
		l->stopped = false;
		l->begun = l->told = l->part_ms = now;
	} else if (l->steps == NULL) {
		begin(l, now);
	}
}

void
mw_loading_check(struct mw_loading *l, int64_t now)
{
	for (size_t i = 0; i < l->n; i++)
		if (mw_path_is_stream(l->paths[i]))
			return;
	if (l->steps == NULL && l->load != NULL &&
	    !mw_load_is_current(l->load))
		begin(l, now);
}

void
mw_loading_stop(struct mw_loading *l)
{
	l->stopping = l->steps != NULL;
}
