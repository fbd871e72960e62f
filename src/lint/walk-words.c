/*
 * walk-words.c - regular expressions that stand for a few words.
 *
 * "GET|POST" and "/(a|b)/c?(/.*)?" are lists, written another way: what they
 * match can be gone through one by one.  Whatever else an expression has makes
 * it too hard to read here.
 */
#include "lint/walk.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

enum { MAX_WORDS = 64, MAX_GROUPS = 8 };

struct reader {
	struct mw_arena *arena;
	const char *at;
	int depth;
};

static bool read_words(struct reader *r, struct mw_walk_words *out);

static void
add(struct reader *r, struct mw_walk_words *out, const char *text, bool open)
{
	struct mw_walk_word x = { text, open };

	mw_vec_push(r->arena, out, x);
}

/* One character as itself. */
static bool
read_char(struct reader *r, struct mw_walk_words *out)
{
	char c = *r->at++;

	if (c == '\\') {
		c = *r->at;
		/* with a letter or digit it is a class, or worse */
		if (c == '\0' || strchr("./-_+*?|()[]{}^$\\", c) == NULL)
			return false;
		r->at++;
	} else if (strchr("*+?{[]}()^$|", c) != NULL) {
		return false;
	}
	add(r, out, mw_arena_text(r->arena, &c, 1), false);
	return true;
}

/* A character, a group, or ".*". */
static bool
read_item(struct reader *r, struct mw_walk_words *out)
{
	if (*r->at == '(') {
		r->at += mw_str_has_prefix(r->at, "(?:") ? 3 : 1;
		if (*r->at == '?' || ++r->depth > MAX_GROUPS ||
		    !read_words(r, out) || *r->at != ')')
			return false;
		r->depth--;
		r->at++;
	} else if (*r->at == '.') {
		if (r->at[1] != '*')
			return false;
		r->at += 2;
		add(r, out, "", true);
	} else if (!read_char(r, out)) {
		return false;
	}
	if (*r->at == '?') {
		r->at++;
		add(r, out, "", false);
	}
	return *r->at == '\0' || strchr("*+?{", *r->at) == NULL;
}

/* Each of HEADS with each of TAILS behind it; nothing can stand behind an
 * open one. */
static bool
join(struct reader *r, struct mw_walk_words *heads,
    const struct mw_walk_words *tails)
{
	struct mw_walk_words all = { 0 };

	if (heads->n * tails->n > MAX_WORDS)
		return false;
	for (size_t i = 0; i < heads->n; i++)
		for (size_t k = 0; k < tails->n; k++) {
			if (heads->v[i].open)
				return false;
			add(r, &all, mw_arena_printf(r->arena, "%s%s",
			    heads->v[i].text, tails->v[k].text),
			    tails->v[k].open);
		}
	*heads = all;
	return true;
}

/* Up to the end, or the ')' of the group. */
static bool
read_words(struct reader *r, struct mw_walk_words *out)
{
	for (;;) {
		struct mw_walk_words branch = { 0 };

		add(r, &branch, "", false);
		while (*r->at != '\0' && *r->at != '|' && *r->at != ')') {
			struct mw_walk_words item = { 0 };

			if (!read_item(r, &item) || !join(r, &branch, &item))
				return false;
		}
		for (size_t i = 0; i < branch.n; i++)
			mw_vec_push(r->arena, out, branch.v[i]);
		if (out->n > MAX_WORDS)
			return false;
		if (*r->at != '|')
			return true;
		r->at++;
	}
}

bool
mw_walk_words(struct mw_arena *arena, const char *regex,
    struct mw_walk_words *out)
{
	size_t len = strlen(regex);
	struct reader r = { .arena = arena };
	bool alone = strchr(regex, '|') == NULL;

	/* it has to match from end to end anyway; with branches outside of a
	 * group the signs would belong to the first and the last */
	if (alone && len > 0 && regex[0] == '^')
		regex++, len--;
	if (alone && len > 0 && regex[len - 1] == '$' && (len == 1 ||
	    regex[len - 2] != '\\'))
		len--;
	r.at = mw_arena_text(arena, regex, len);
	return read_words(&r, out) && *r.at == '\0' && r.depth == 0;
}
