/*
 * load.c - a load as a whole: sources, parts of them, threads, the result.
 *
 * All sources are read first.  They are then cut into parts, and a few
 * threads parse the parts, each into an arena of its own.  At the end the
 * parts are put together in the order of the text, so the result does not
 * depend on who did what when.  steps.c does the same bit by bit.
 */
#include "yaml/load.h"

#include "base/threads.h"
#include "base/vec.h"
#include "base/xalloc.h"
#include "yaml/parts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	ALONE_BYTES = 1 << 18	/* less than this is not worth a thread */
};

struct job {
	struct mw_part *parts;
	size_t n;
	struct mw_keys *keys;
	const struct mw_limits *limits;
	size_t bytes;
	pthread_mutex_t lock;
	size_t next;		/* part to be taken; under the lock */
	size_t done;		/* bytes; under the lock */
	void (*progress)(void *ctx, size_t done, size_t all);
	void *ctx;
	struct mw_worker workers[MW_THREADS_MAX];
};

/* The next part to do, or NULL. */
static struct mw_part *
take(struct job *job)
{
	struct mw_part *p;

	pthread_mutex_lock(&job->lock);
	p = job->next < job->n ? &job->parts[job->next++] : NULL;
	pthread_mutex_unlock(&job->lock);
	return p;
}

static size_t
add_done(struct job *job, size_t bytes)
{
	size_t done;

	pthread_mutex_lock(&job->lock);
	done = job->done += bytes;
	pthread_mutex_unlock(&job->lock);
	return done;
}

static void
work(void *ctx, size_t i)
{
	struct job *job = ctx;
	struct mw_part *p;

	while ((p = take(job)) != NULL) {
		size_t done;

		mw_parse_part(&job->workers[i], p);
		done = add_done(job, p->end - p->begin);
		/* the caller is the first one */
		if (i == 0 && job->progress != NULL)
			job->progress(job->ctx, done, job->bytes);
	}
}

static size_t
thread_count(const struct job *job)
{
	size_t n = job->bytes < ALONE_BYTES ? 1 : mw_cores();

	return n < job->n ? n : job->n;
}

static void
run(struct mw_arena *arena, struct job *job)
{
	struct mw_arena *shared = mw_arena_new();
	size_t n = thread_count(job);

	job->keys = mw_keys_new(shared);
	pthread_mutex_init(&job->lock, NULL);
	for (size_t i = 0; i < n; i++)
		mw_worker_init(&job->workers[i], job->keys, job->limits,
		    job->bytes / n);
	mw_share(n, work, job);
	for (size_t i = 0; i < n; i++) {
		mw_worker_fini(&job->workers[i]);
		mw_arena_adopt(arena, job->workers[i].arena);
	}
	mw_keys_close(job->keys);
	mw_arena_adopt(arena, shared);
	pthread_mutex_destroy(&job->lock);
}

static struct mw_load *
finish(struct mw_sources *s, void (*progress)(void *, size_t, size_t),
    void *ctx)
{
	struct mw_parts parts = { 0 };
	struct mw_load *load;
	struct job job = {
		.limits = s->limits,
		.bytes = s->bytes,
		.progress = progress,
		.ctx = ctx,
	};

	for (size_t i = 0; i < s->n; i++)
		mw_parts_cut(s->arena, &parts, s->v[i]);
	job.parts = parts.v;
	job.n = parts.n;
	if (job.n > 0)
		run(s->arena, &job);
	load = mw_parts_load(s->arena, &parts, s, s->diags);
	mw_parts_fini(&parts);
	if (progress != NULL)
		progress(ctx, s->bytes, s->bytes);
	return load;
}

struct mw_load *
mw_yaml_load(struct mw_arena *arena, const char *const *paths, size_t n,
    const struct mw_limits *limits, struct mw_diags *diags,
    void (*progress)(void *ctx, size_t done, size_t all), void *ctx)
{
	struct mw_sources s = {
		.arena = arena,
		.limits = limits,
		.diags = diags,
	};
	struct mw_load *load;
	struct mw_walk *walk = mw_walk_new(&s, paths, n);
	size_t before = diags->n;
	const char *file;

	while (mw_walk_step(walk, &file))
		if (file != NULL)
			mw_sources_read(&s, file);
	mw_walk_free(walk);
	load = finish(&s, progress, ctx);
	mw_sources_report_none(&s, load, before, n == 1 ? paths[0] : NULL);
	return load;
}

struct mw_load *
mw_yaml_load_text(struct mw_arena *arena, const char *name, const char *text,
    size_t len, const struct mw_limits *limits, struct mw_diags *diags)
{
	struct mw_sources s = {
		.arena = arena,
		.limits = limits,
		.diags = diags,
	};

	mw_sources_add(&s, name, NULL, mw_arena_text(arena, text, len), len);
	return finish(&s, NULL, NULL);
}

struct mw_load *
mw_yaml_load_texts(struct mw_arena *arena, const struct mw_named_text *texts,
    size_t n, const struct mw_limits *limits, struct mw_diags *diags)
{
	struct mw_sources s = {
		.arena = arena,
		.limits = limits,
		.diags = diags,
	};

	for (size_t i = 0; i < n; i++)
		mw_sources_add(&s, texts[i].name, texts[i].path,
		    mw_arena_text(arena, texts[i].text, texts[i].len),
		    texts[i].len);
	return finish(&s, NULL, NULL);
}

const struct mw_node *
mw_yaml_embedded(struct mw_arena *arena, const struct mw_span *base,
    size_t indent, const char *text, size_t len,
    const struct mw_limits *limits, struct mw_diags *diags)
{
	struct mw_home *home = MW_NEW(arena, struct mw_home);
	struct mw_source *source = MW_NEW(arena, struct mw_source);
	struct mw_part part = { .source = source, .home = home, .end = len };
	struct job job = { .parts = &part, .n = 1, .limits = limits };
	const struct mw_node *root = NULL;

	source->name = base->file;
	source->text = mw_arena_text(arena, text, len);
	source->len = len;
	source->lines = mw_lines_new(arena, source->text, len);
	home->file = base->file;
	home->lines = source->lines;
	home->line_add = base->line > 0 ? base->line - 1 : 0;
	home->column_add = (uint32_t)indent;
	run(arena, &job);
	mw_parts_diags(diags, &part.diags);
	if (part.documents.n > 0)
		root = part.documents.v[0].root;
	free(part.documents.v);
	return root;
}
