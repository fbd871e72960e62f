/*
 * load.c - a load as a whole: sources, parts of them, threads, the result.
 *
 * All sources are read first.  They are then cut into parts of about a
 * megabyte, always before a line '---', and a few threads parse the parts,
 * each into an arena of its own.  At the end the parts are put together in
 * the order of the text, so the result does not depend on who did what when.
 */
#include "yaml/load.h"

#include "base/str.h"
#include "base/vec.h"
#include "base/xalloc.h"
#include "yaml/chars.h"
#include "yaml/parse.h"
#include "yaml/source.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PART_BYTES = 1 << 20,
	ALONE_BYTES = 1 << 18,	/* less than this is not worth a thread */
	THREADS_MAX = 8
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
};

struct thread {
	struct job *job;
	struct mw_worker worker;
	pthread_t id;
};

/* Whether the lines before AT are directives that belong to what follows. */
static bool
has_directive(const char *text, size_t begin, size_t at)
{
	while (at > begin) {
		size_t line = at - 1;

		while (line > begin && text[line - 1] != '\n')
			line--;
		if (text[line] == '%')
			return true;
		if (strchr("#\r\n", text[line]) == NULL)
			return false;
		at = line;
	}
	return false;
}

/* Where the part that begins at BEGIN ends. */
static size_t
part_end(const struct mw_source *s, size_t begin)
{
	size_t at;

	if (s->len - begin < PART_BYTES + PART_BYTES / 2)
		return s->len;
	at = mw_chars_next_document(s->text, begin + PART_BYTES, s->len);
	while (at < s->len && has_directive(s->text, begin, at))
		at = mw_chars_next_document(s->text, at + 1, s->len);
	return at;
}

struct parts {
	struct mw_part *v;
	size_t n, cap;
};

static void
cut(struct mw_arena *a, struct parts *parts, const struct mw_source *s)
{
	struct mw_home *home = MW_NEW(a, struct mw_home);

	home->file = s->name;
	home->lines = s->lines;
	for (size_t at = 0; at < s->len;) {
		struct mw_part p = { .source = s, .home = home, .begin = at };

		p.end = at = part_end(s, at);
		mw_vec_push(a, parts, p);
	}
}

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
work(struct thread *t, bool caller)
{
	struct job *job = t->job;
	struct mw_part *p;

	while ((p = take(job)) != NULL) {
		size_t done;

		mw_parse_part(&t->worker, p);
		done = add_done(job, p->end - p->begin);
		if (caller && job->progress != NULL)
			job->progress(job->ctx, done, job->bytes);
	}
}

static void *
thread_main(void *arg)
{
	work(arg, false);
	return NULL;
}

/* The processors that this process may use. */
static size_t
cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef CPU_COUNT
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = CPU_COUNT(&set);
#endif
	return n > 0 ? (size_t)n : 1;
}

static size_t
thread_count(const struct job *job)
{
	size_t n = job->bytes < ALONE_BYTES ? 1 : cores();

	if (n > THREADS_MAX)
		n = THREADS_MAX;
	return n < job->n ? n : job->n;
}

/* Starts up to N - 1 threads beside the caller; gives how many there are. */
static size_t
start(struct thread *threads, size_t n)
{
	sigset_t all, old;
	size_t i;

	/* Signals are for the one who has the terminal. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	for (i = 1; i < n; i++)
		if (pthread_create(&threads[i].id, NULL, thread_main,
		    &threads[i]) != 0)
			break;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return i;
}

static void
run(struct mw_arena *arena, struct job *job)
{
	struct thread threads[THREADS_MAX];
	struct mw_arena *shared = mw_arena_new();
	size_t n = thread_count(job), started;

	job->keys = mw_keys_new(shared);
	pthread_mutex_init(&job->lock, NULL);
	for (size_t i = 0; i < n; i++) {
		threads[i].job = job;
		mw_worker_init(&threads[i].worker, job->keys, job->limits,
		    job->bytes / n);
	}
	started = start(threads, n);
	work(&threads[0], true);
	for (size_t i = 1; i < started; i++)
		pthread_join(threads[i].id, NULL);
	for (size_t i = 0; i < n; i++) {
		mw_worker_fini(&threads[i].worker);
		mw_arena_adopt(arena, threads[i].worker.arena);
	}
	mw_keys_close(job->keys);
	mw_arena_adopt(arena, shared);
	pthread_mutex_destroy(&job->lock);
}

static void
copy_diags(struct mw_diags *to, const struct mw_diags *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct mw_diag *d = &from->v[i];
		struct mw_diag *copy;

		if (to->n >= MW_LIMIT_DIAGS)
			return;
		copy = mw_diag_add(to, d->id, &d->span, d->object, "%s",
		    d->text);
		copy->severity = d->severity;
		if (d->hint != NULL)
			copy->hint = mw_arena_strdup(to->arena, d->hint);
	}
}

/* The documents of all parts, numbered within their sources. */
static void
collect(struct mw_load *load, struct mw_arena *arena, const struct job *job,
    struct mw_diags *diags)
{
	const struct mw_source *source = NULL;
	size_t before = 0, all = 0;

	for (size_t i = 0; i < job->n; i++)
		all += job->parts[i].documents.n;
	if (all > job->limits->objects) {
		mw_diag_add(diags, MW_DIAG_LIMIT, NULL, NULL,
		    "more than %zu document%s: the rest is left out",
		    job->limits->objects,
		    mw_str_s(job->limits->objects))->hint =
		    "if this is meant, raise the limit with --limit-objects";
		all = job->limits->objects;
	}
	load->documents = MW_NEW_ARRAY(arena, struct mw_document, all);
	for (size_t i = 0; i < job->n; i++) {
		struct mw_part *p = &job->parts[i];

		if (p->source != source)
			before = 0;
		source = p->source;
		for (size_t k = 0; k < p->documents.n; k++) {
			struct mw_document d = p->documents.v[k];

			if (load->n_documents == all)
				break;
			d.index += before;
			load->documents[load->n_documents++] = d;
		}
		before += p->count;
		copy_diags(diags, &p->diags);
		free(p->documents.v);
	}
}

static struct mw_load *
finish(struct mw_sources *s, void (*progress)(void *, size_t, size_t),
    void *ctx)
{
	struct mw_load *load = MW_NEW(s->arena, struct mw_load);
	struct parts parts = { 0 };
	struct job job = {
		.limits = s->limits,
		.bytes = s->bytes,
		.progress = progress,
		.ctx = ctx,
	};

	load->sources = s->v;
	load->n_sources = s->n;
	load->bytes = s->bytes;
	load->unreadable = s->unreadable;
	load->requests = s->requests.v;
	load->n_requests = s->requests.n;
	for (size_t i = 0; i < s->n; i++)
		cut(s->arena, &parts, s->v[i]);
	job.parts = parts.v;
	job.n = parts.n;
	if (job.n > 0)
		run(s->arena, &job);
	collect(load, s->arena, &job, s->diags);
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
	size_t before = diags->n;

	for (size_t i = 0; i < n; i++)
		mw_sources_walk(&s, paths[i]);
	load = finish(&s, progress, ctx);
	if (load->n_documents == 0 && diags->n == before)
		mw_sources_report(&s, MW_DIAG_NO_INPUT,
		    n == 1 ? paths[0] : NULL, "no document was found");
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
	copy_diags(diags, &part.diags);
	if (part.documents.n > 0)
		root = part.documents.v[0].root;
	free(part.documents.v);
	return root;
}
