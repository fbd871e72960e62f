/*
 * keys.h - from keys to actions, by the one table (keys.def).
 */
#ifndef MW_VIEW_KEYS_H
#define MW_VIEW_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "view/event.h"

enum mw_action {
#define MW_ACTION(id, name, keys, where, hint, help) MW_DO_##id,
#include "view/keys.def"
#undef MW_ACTION
	MW_DO_COUNT,
	MW_DO_NOTHING = MW_DO_COUNT,	/* no action has this key */
	MW_DO_PENDING			/* the beginning of a sequence */
};

struct mw_action_info {
	const char *name;	/* what the configuration calls it */
	const char *keys;	/* without any configuration */
	const char *where, *hint, *help;
};
const struct mw_action_info *mw_action_info(enum mw_action a);
/* Of all screens, as keys.def names them. */
#define MW_SCREEN_LETTERS "tfrpsch"
/* Is it there on the screen with this letter? */
bool mw_action_on(enum mw_action a, char screen);
/* Are both there on some screen? */
bool mw_actions_meet(enum mw_action a, enum mw_action b);
/* MW_DO_NOTHING when no action is called so. */
enum mw_action mw_action_find(const char *name);

enum { MW_KEY_NAME = 24 };
/* "j", "C-n", "PgDn", "S-Tab"; "" for what has no name. */
void mw_key_name(const struct mw_event *e, char out[MW_KEY_NAME]);
/*
 * WORD as mw_key_name and keys.def write it: other names ("PageDown",
 * "Return") become ours.  NULL when no key is called so; *near (may be NULL)
 * is then a key that may be meant, or NULL.
 */
const char *mw_key_read(struct mw_arena *arena, const char *word,
    const char **near);
/* "gg", "z1", "m*": not one key but two, '*' for any. */
bool mw_key_is_sequence(const char *word, size_t len);
/* Pressing one word would also be, or begin, the other. */
bool mw_keys_clash(const char *a, size_t a_len, const char *b, size_t b_len);

/* The next word of *S, blanks skipped: its length, 0 at the end. */
size_t mw_key_word(const char **s);

/*
 * The keys in force: for each action its words, separated by blanks, as in
 * keys.def; "" for none.
 */
struct mw_keymap {
	const char *keys[MW_DO_COUNT];
};
/* Those of keys.def. */
void mw_keymap_default(struct mw_keymap *m);
/*
 * The action for what was typed so far: PREFIX ("" or the beginning of a
 * sequence) and the key just pressed.
 */
enum mw_action mw_keys_find(const struct mw_keymap *m, const char *prefix,
    const char *key, char screen);
/* Its first key as a hint shows it; its keys as help shows them. */
void mw_action_first_key(const struct mw_keymap *m, enum mw_action a,
    struct mw_buf *out);
void mw_action_keys(const struct mw_keymap *m, enum mw_action a,
    struct mw_buf *out);

#endif
