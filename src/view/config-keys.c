/*
 * config-keys.c - the keys of a file.
 *
 * An action that the file names has the keys given there and no others.  It
 * takes them from actions that the file does not name; where the file gives a
 * key to two actions of one screen, the first one has it.
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "view/config-read.h"

struct binding {
	enum mw_action action;
	const char *word;
	struct mw_span at;
};

struct reader {
	struct mw_config *c;
	MW_VEC(struct binding) v;
	bool named[MW_DO_COUNT];	/* in the file */
};

static bool
clashes(const struct binding *b, enum mw_action a, const char *word,
    size_t len)
{
	return mw_actions_meet(b->action, a) && mw_keys_clash(b->word,
	    strlen(b->word), word, len);
}

/* C-c and C-z reach the program as signals, and do what signals do. */
static bool
is_signal(enum mw_action a, const char *word)
{
	const char *s = mw_action_info(a)->keys;

	if (strcmp(word, "C-c") != 0 && strcmp(word, "C-z") != 0 &&
	    strcmp(word, "C-\\") != 0)
		return false;
	for (size_t len; (len = mw_key_word(&s)) > 0; s += len) {
		if (strlen(word) == len && strncmp(s, word, len) == 0)
			return false;
	}
	return true;
}

static void
no_such_key(struct reader *r, const struct mw_span *at, const char *word,
    const char *near)
{
	mw_config_unknown(r->c, at, "key", word, &near, near != NULL);
}

static void
bind(struct reader *r, enum mw_action a, const struct mw_node *n)
{
	struct mw_span at = mw_node_span(n);
	const char *text = mw_node_text(n), *near = NULL, *word;

	if (text == NULL || *text == '\0') {
		mw_diag_add(&r->c->diags, MW_DIAG_CONFIG_VALUE, &at, NULL,
		    "'%s' takes names of keys: quote what is none in YAML",
		    mw_action_info(a)->name);
		return;
	}
	word = mw_key_read(r->c->arena, text, &near);
	if (word == NULL) {
		no_such_key(r, &at, text, near);
		return;
	}
	if (is_signal(a, word)) {
		mw_diag_add(&r->c->diags, MW_DIAG_CONFIG_VALUE, &at, NULL,
		    "'%s' is a signal of the terminal and cannot be another "
		    "key", word);
		return;
	}
	for (size_t i = 0; i < r->v.n; i++) {
		const struct binding *b = &r->v.v[i];

		if (b->action == a && strcmp(b->word, word) == 0)
			return;
		if (b->action == a || !clashes(b, a, word, strlen(word)))
			continue;
		mw_diag_add(&r->c->diags, MW_DIAG_CONFIG_TWICE, &at, NULL,
		    "key '%s' of '%s' is '%s' of '%s' already (line %u)",
		    word, mw_action_info(a)->name, b->word,
		    mw_action_info(b->action)->name, b->at.line);
		return;
	}
	r->named[a] = true;
	mw_vec_push(r->c->arena, &r->v, ((struct binding){ a, word, at }));
}

static void
read_action(struct reader *r, const struct mw_node *n)
{
	enum mw_action a = mw_action_find(mw_node_key(n));
	const char *names[MW_DO_COUNT];

	if (a == MW_DO_NOTHING) {
		struct mw_span at = mw_node_key_span(n);

		for (int i = 0; i < MW_DO_COUNT; i++)
			names[i] = mw_action_info((enum mw_action)i)->name;
		mw_config_unknown(r->c, &at, "action", mw_node_key(n), names,
		    MW_DO_COUNT);
		return;
	}
	/* what is all wrong leaves the action its keys; an empty list takes
	 * them away */
	r->named[a] = mw_node_is(n, MW_NODE_LIST) && mw_node_count(n) == 0;
	if (!mw_node_is(n, MW_NODE_LIST)) {
		bind(r, a, n);
		return;
	}
	for (const struct mw_node *x = mw_node_first(n); x != NULL;
	     x = mw_node_next(x))
		bind(r, a, x);
}

/* Keys of A: those of the file, or those that the file leaves it. */
static const char *
keys_of(const struct reader *r, enum mw_action a)
{
	struct mw_buf b = { 0 };
	const char *s = mw_config_default_keys(r->c, a), *out;

	for (size_t i = 0; i < r->v.n && r->named[a]; i++) {
		if (r->v.v[i].action == a)
			mw_buf_printf(&b, "%s%s", b.len > 0 ? " " : "",
			    r->v.v[i].word);
	}
	for (size_t len; !r->named[a] && (len = mw_key_word(&s)) > 0;
	     s += len) {
		bool taken = false;

		for (size_t i = 0; i < r->v.n; i++)
			taken = taken || clashes(&r->v.v[i], a, s, len);
		if (!taken)
			mw_buf_printf(&b, "%s%.*s", b.len > 0 ? " " : "",
			    (int)len, s);
	}
	out = mw_arena_strdup(r->c->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return out;
}

void
mw_config_read_keys(struct mw_config *c, const struct mw_node *map)
{
	struct reader r = { .c = c };

	for (const struct mw_node *n = mw_node_first(map); n != NULL;
	     n = mw_node_next(n))
		read_action(&r, n);
	for (int a = 0; a < MW_DO_COUNT; a++)
		c->keys.keys[a] = keys_of(&r, (enum mw_action)a);
}
