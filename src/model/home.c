/*
 * home.c - where a name belongs: the field tables asked the other way round.
 *
 * Wrong indentation puts a right name in the wrong place, and examples are
 * printed in pieces; both times the tables know a place for the name.
 */
#include "model/decode.h"

#include "base/str.h"

#include <string.h>

/* Called for every shape of a kind, with its path and depth. */
typedef void (*visit_fn)(void *ctx, const struct mw_shape *s,
    const char *path, size_t depth);

/* The tables have no cycles, so the depth is theirs. */
static void
walk(const struct mw_shape *s, struct mw_buf *path, size_t depth,
    visit_fn visit, void *ctx)
{
	visit(ctx, s, mw_buf_text(path), depth);
	for (size_t i = 0; i < s->n; i++) {
		const struct mw_field *f = &s->fields[i];
		size_t len = path->len;

		if (f->shape == NULL)
			continue;
		mw_buf_printf(path, "%s%s%s", len > 0 ? "." : "", f->name,
		    f->type == MW_FIELD_OBJECT_LIST ? "[]" :
		    f->type == MW_FIELD_OBJECT_MAP ? "{}" : "");
		walk(f->shape, path, depth + 1, visit, ctx);
		path->len = len;
		path->data[len] = '\0';
	}
}

static void
walk_kind(enum mw_kind kind, visit_fn visit, void *ctx)
{
	const struct mw_kind_info *info = mw_kind_info(kind);
	struct mw_buf path = { 0 };

	if (info->shape == NULL)
		return;
	mw_buf_adds(&path, info->at);
	walk(info->shape, &path, 0, visit, ctx);
	mw_buf_release(&path);
}

static bool
knows(const struct mw_shape *s, const char *key)
{
	const struct mw_field *f = mw_field_find(s, key);

	return f != NULL && !(f->flags & MW_FIELD_SECOND_NAME);
}

struct keys_search {
	struct mw_arena *arena;
	const char *const *keys;
	size_t n;
	struct mw_home best;
};

static void
count_keys(void *ctx, const struct mw_shape *s, const char *path, size_t depth)
{
	struct keys_search *search = ctx;
	struct mw_home *best = &search->best;
	size_t score = 0;

	for (size_t i = 0; i < search->n; i++)
		score += knows(s, search->keys[i]);
	if (score == 0 || score < best->score ||
	    (score == best->score && depth >= best->depth))
		return;
	best->score = score;
	best->depth = depth;
	best->path = mw_arena_strdup(search->arena, path);
}

bool
mw_home_of_keys(struct mw_arena *arena, enum mw_kind kind,
    const char *const *keys, size_t n, struct mw_home *out)
{
	struct keys_search search = {
		.arena = arena, .keys = keys, .n = n, .best.kind = kind,
	};

	walk_kind(kind, count_keys, &search);
	if (search.best.score == 0)
		return false;
	*out = search.best;
	return true;
}

struct stray_search {
	struct mw_arena *arena;
	const char *key, *here;
	const char *related;		/* above or below HERE */
	size_t distance;
	const char *any;
	size_t found;
};

/* LONGER lies below SHORTER. */
static bool
lies_below(const char *longer, const char *shorter)
{
	size_t n = strlen(shorter);

	return strncmp(longer, shorter, n) == 0 &&
	    (longer[n] == '.' || longer[n] == '[' || longer[n] == '{' ||
	    n == 0);
}

static void
find_stray(void *ctx, const struct mw_shape *s, const char *path, size_t depth)
{
	struct stray_search *search = ctx;
	size_t mine = strlen(path), here = strlen(search->here);
	size_t distance = mine > here ? mine - here : here - mine;

	(void)depth;
	if (!knows(s, search->key))
		return;
	search->found++;
	search->any = mw_arena_strdup(search->arena, path);
	if (!lies_below(path, search->here) && !lies_below(search->here, path))
		return;
	if (search->related != NULL && distance >= search->distance)
		return;
	search->related = search->any;
	search->distance = distance;
}

const char *
mw_home_of_stray(struct mw_arena *arena, enum mw_kind kind, const char *key,
    const char *here)
{
	struct stray_search search = {
		.arena = arena, .key = key, .here = here,
	};

	walk_kind(kind, find_stray, &search);
	if (search.related != NULL)
		return search.related;
	return search.found == 1 ? search.any : NULL;
}
