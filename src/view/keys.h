/*
 * keys.h - from keys to actions, by the one table (keys.def).
 */
#ifndef MW_VIEW_KEYS_H
#define MW_VIEW_KEYS_H

#include <stdbool.h>
#include <stddef.h>

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
	const char *name, *keys, *where, *hint, *help;
};
const struct mw_action_info *mw_action_info(enum mw_action a);
/* Is it there on the screen with this letter? */
bool mw_action_on(enum mw_action a, char screen);

enum { MW_KEY_NAME = 24 };
/* "j", "C-n", "PgDn", "S-Tab"; "" for what has no name. */
void mw_key_name(const struct mw_event *e, char out[MW_KEY_NAME]);
/*
 * The action for what was typed so far: PREFIX ("" or the beginning of a
 * sequence) and the key just pressed.
 */
enum mw_action mw_keys_find(const char *prefix, const char *key, char screen);
/* Its first key as a hint shows it; its keys as help shows them. */
void mw_action_first_key(enum mw_action a, struct mw_buf *out);
void mw_action_keys(enum mw_action a, struct mw_buf *out);

#endif
