/*
 * steps.c - a load bit by bit, for those who have something to do meanwhile.
 *
 * First the files are found, then they are read and parsed one by one.  What
 * has been parsed can be looked at in between.  One thread does it all: its
 * turns come between those of somebody who waits for keys.
 */
#include "base/vec.h"
#include "yaml/parts.h"

#include <string.h>

enum {
	EVENTS = 1000,		/* of libyaml in a step: half a millisecond */
	SIZE_HINT = 4 << 20	/* bytes that are expected */
};

struct mw_yaml_steps {
	struct mw_arena *arena;	/* holds this */
	struct mw_sources s;
	size_t diags_before;
	const char *only;	/* path, if there is but one */
	struct mw_walk *walk;
	bool found;		/* all files */
	MW_VEC(const char *) files;
	size_t read;
	const struct mw_named_text *texts;	/* of memory, to be added */
	size_t n_texts;
	struct mw_arena *shared;	/* of the keys */
	struct mw_keys *keys;
	struct mw_worker worker;
	struct mw_parts parts;
	size_t parsed;		/* parts */
	struct mw_parsing *parsing;	/* the part behind them, or NULL */
	size_t bytes, documents;	/* of the parts parsed */
};

/* Standard input, a pipe, and what comes before them, are read at once: to wait
 * for them is not for one who waits for keys, which may even come from there. */
static void
read_streams(struct mw_yaml_steps *y, const char *const *paths, size_t n)
{
	const char *last = NULL;

	for (size_t i = 0; i < n; i++)
		if (mw_path_is_stream(paths[i]))
			last = paths[i];
	while (last != NULL && mw_yaml_step(y))
		if (y->read > 0 && strcmp(y->files.v[y->read - 1], last) == 0)
			break;
}

static struct mw_yaml_steps *
begin(struct mw_arena *arena, const struct mw_limits *limits,
    struct mw_diags *diags)
{
	struct mw_arena *own = mw_arena_new();
	struct mw_yaml_steps *y = MW_NEW(own, struct mw_yaml_steps);

	y->arena = own;
	y->s = (struct mw_sources){
		.arena = arena,
		.limits = limits,
		.diags = diags,
	};
	y->diags_before = diags->n;
	y->shared = mw_arena_new();
	y->keys = mw_keys_new(y->shared);
	mw_worker_init(&y->worker, y->keys, limits, SIZE_HINT);
	return y;
}

struct mw_yaml_steps *
mw_yaml_begin(struct mw_arena *arena, const char *const *paths, size_t n,
    const struct mw_limits *limits, struct mw_diags *diags)
{
	struct mw_yaml_steps *y = begin(arena, limits, diags);

	y->only = n == 1 ? paths[0] : NULL;
	y->walk = mw_walk_new(&y->s, paths, n);
	read_streams(y, paths, n);
	return y;
}

struct mw_yaml_steps *
mw_yaml_begin_texts(struct mw_arena *arena, const struct mw_named_text *texts,
    size_t n, const struct mw_limits *limits, struct mw_diags *diags)
{
	struct mw_yaml_steps *y = begin(arena, limits, diags);

	y->found = true;
	y->texts = texts;
	y->n_texts = n;
	return y;
}

static void
find(struct mw_yaml_steps *y)
{
	const char *file;

	y->found = !mw_walk_step(y->walk, &file);
	if (file != NULL)
		mw_vec_push(y->arena, &y->files, file);
}

static void
read_next(struct mw_yaml_steps *y)
{
	size_t before = y->s.n;

	mw_sources_read(&y->s, y->files.v[y->read++]);
	if (y->s.n > before)
		mw_parts_cut(y->s.arena, &y->parts, y->s.v[before]);
}

static void
add_next(struct mw_yaml_steps *y)
{
	const struct mw_named_text *t = y->texts++;
	size_t before = y->s.n;

	y->n_texts--;
	mw_sources_add(&y->s, t->name, t->path, mw_arena_text(y->s.arena,
	    t->text, t->len), t->len);
	if (y->s.n > before)
		mw_parts_cut(y->s.arena, &y->parts, y->s.v[before]);
}

static void
parse(struct mw_yaml_steps *y)
{
	struct mw_part *p = &y->parts.v[y->parsed];

	if (y->parsing == NULL)
		y->parsing = mw_parse_begin(&y->worker, p);
	if (mw_parse_step(y->parsing, EVENTS))
		return;
	mw_parse_end(y->parsing);
	y->parsing = NULL;
	y->bytes += p->end - p->begin;
	y->documents += p->documents.n;
	y->parsed++;
}

bool
mw_yaml_step(struct mw_yaml_steps *y)
{
	if (!y->found)
		find(y);
	else if (y->parsed < y->parts.n)
		parse(y);
	else if (y->read < y->files.n)
		read_next(y);
	else if (y->n_texts > 0)
		add_next(y);
	else
		return false;
	return true;
}

void
mw_yaml_progress(const struct mw_yaml_steps *y, struct mw_load_progress *p)
{
	*p = (struct mw_load_progress){
		.found = y->found,
		.files = y->parsed < y->parts.n ? y->read - 1 : y->read,
		.all_files = y->files.n,
		.bytes = y->bytes,
		.all_bytes = y->s.bytes,
		.documents = y->documents,
	};
	if (y->parsed < y->parts.n)	/* as they come */
		p->documents += y->parts.v[y->parsed].documents.n;
}

struct mw_load *
mw_yaml_so_far(const struct mw_yaml_steps *y, struct mw_arena *arena,
    struct mw_diags *diags)
{
	/* of the part that is being parsed, the documents that have ended */
	struct mw_parts done = { .v = y->parts.v,
		.n = y->parsed + (y->parsing != NULL ? 1 : 0) };

	mw_parts_diags(diags, y->s.diags);
	return mw_parts_load(arena, &done, &y->s, diags);
}

static void
drop(struct mw_yaml_steps *y)
{
	mw_parse_end(y->parsing);
	mw_parts_fini(&y->parts);
	mw_worker_fini(&y->worker);
	mw_keys_close(y->keys);
	mw_walk_free(y->walk);
}

struct mw_load *
mw_yaml_end(struct mw_yaml_steps *y)
{
	struct mw_parts done = { .v = y->parts.v, .n = y->parsed };
	struct mw_load *load = mw_parts_load(y->s.arena, &done, &y->s,
	    y->s.diags);

	if (y->walk != NULL)
		mw_sources_report_none(&y->s, load, y->diags_before, y->only);
	drop(y);
	mw_arena_adopt(y->s.arena, y->worker.arena);
	mw_arena_adopt(y->s.arena, y->shared);
	mw_arena_free(y->arena);
	return load;
}

void
mw_yaml_drop(struct mw_yaml_steps *y)
{
	if (y == NULL)
		return;
	drop(y);
	mw_arena_free(y->worker.arena);
	mw_arena_free(y->shared);
	mw_arena_free(y->arena);
}
