/*
 * history.c - what was asked and searched, as lines of text to be kept.
 */
#include "view/history.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

static const char *const kinds[MW_HISTORY_KINDS] = { "request", "search",
	"filter", "palette", "mark" };

static void
put(struct mw_buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		mw_buf_addc(out, *s == '\t' || *s == '\n' || *s == '\r' ? ' '
		    : *s);
}

void
mw_history_line(struct mw_buf *out, enum mw_history_kind kind,
    const char *key, const char *extra)
{
	mw_buf_printf(out, "%s\t", kinds[kind]);
	put(out, key);
	if (!mw_str_empty(extra)) {
		mw_buf_addc(out, '\t');
		put(out, extra);
	}
	mw_buf_addc(out, '\n');
}

struct entry {
	enum mw_history_kind kind;
	const char *key, *extra;
	const char *line;	/* kind and key: what makes it the same */
	bool old;
};

struct entries {
	struct mw_arena *arena;
	struct entry *v;
	size_t n, cap;
};

static void
read_line(struct entries *all, const char *s, size_t len)
{
	char *copy = mw_arena_text(all->arena, s, len);
	char *tab = strchr(copy, '\t'), *second;
	struct entry e = { .kind = MW_HISTORY_REQUEST, .extra = "" };

	if (tab == NULL || tab[1] == '\0')
		return;
	while (e.kind < MW_HISTORY_KINDS && (strlen(kinds[e.kind]) !=
	    (size_t)(tab - copy) || strncmp(kinds[e.kind], copy,
	    (size_t)(tab - copy)) != 0))
		e.kind++;
	if (e.kind == MW_HISTORY_KINDS)
		return;
	e.key = tab + 1;
	second = strchr(tab + 1, '\t');
	if (second != NULL) {
		*second = '\0';
		e.extra = second + 1;
	}
	e.line = copy;
	mw_vec_push(all->arena, all, e);
}

/* Those that were said again later, and the oldest of too many. */
static void
drop_old(struct entries *all)
{
	struct mw_map *seen = mw_map_new(all->arena);
	size_t n[MW_HISTORY_KINDS] = { 0 };

	for (size_t i = all->n; i-- > 0;) {
		struct entry *e = &all->v[i];

		e->old = mw_map_put(seen, e->line, e) != NULL ||
		    n[e->kind]++ >= MW_HISTORY_ENTRIES;
	}
}

static void
read_all(struct entries *all, const char *text, size_t len)
{
	for (size_t at = 0, end; at < len; at = end + 1) {
		const char *nl = memchr(text + at, '\n', len - at);

		end = nl != NULL ? (size_t)(nl - text) : len;
		read_line(all, text + at, end - at);
	}
}

void
mw_history_add(const char *old, size_t len, const char *line,
    struct mw_buf *out)
{
	struct entries all = { .arena = mw_arena_new() };

	read_all(&all, old, len);
	read_all(&all, line, strlen(line));
	drop_old(&all);
	for (size_t i = 0; i < all.n; i++) {
		if (!all.v[i].old)
			mw_history_line(out, all.v[i].kind, all.v[i].key,
			    all.v[i].extra);
	}
	mw_arena_free(all.arena);
}

void
mw_history_each(const char *text, size_t len, void (*one)(void *ctx,
    enum mw_history_kind kind, const char *key, const char *extra), void *ctx)
{
	struct entries all = { .arena = mw_arena_new() };

	read_all(&all, text, len);
	drop_old(&all);
	for (size_t i = 0; i < all.n; i++) {
		if (!all.v[i].old)
			one(ctx, all.v[i].kind, all.v[i].key, all.v[i].extra);
	}
	mw_arena_free(all.arena);
}
