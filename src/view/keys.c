/*
 * keys.c - names of keys, and looking them up.
 */
#include "view/keys.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/utf8.h"

static const struct mw_action_info actions[] = {
#define MW_ACTION(id, name, keys, where, hint, help)                           \
	[MW_DO_##id] = { name, keys, where, hint, help },
#include "view/keys.def"
#undef MW_ACTION
};

const struct mw_action_info *
mw_action_info(enum mw_action a)
{
	return a < MW_DO_COUNT ? &actions[a] : NULL;
}

bool
mw_action_on(enum mw_action a, char screen)
{
	const char *where = a < MW_DO_COUNT ? actions[a].where : "";

	if (strchr(where, screen) != NULL)
		return true;
	return strchr(where, '.') != NULL && screen != 'f' && screen != 'h';
}

static const char *const names[] = {
	[MW_KEY_UP] = "Up",
	[MW_KEY_DOWN] = "Down",
	[MW_KEY_LEFT] = "Left",
	[MW_KEY_RIGHT] = "Right",
	[MW_KEY_HOME] = "Home",
	[MW_KEY_END] = "End",
	[MW_KEY_PAGE_UP] = "PgUp",
	[MW_KEY_PAGE_DOWN] = "PgDn",
	[MW_KEY_TAB] = "Tab",
	[MW_KEY_BACKTAB] = "S-Tab",
	[MW_KEY_ENTER] = "Enter",
	[MW_KEY_ESCAPE] = "Esc",
	[MW_KEY_BACKSPACE] = "Backspace",
	[MW_KEY_DELETE] = "Del",
	[MW_KEY_INSERT] = "Ins",
};

void
mw_key_name(const struct mw_event *e, char out[MW_KEY_NAME])
{
	const char *ctrl = e->mods & MW_MOD_CTRL ? "C-" : "";
	const char *alt = e->mods & MW_MOD_ALT ? "A-" : "";
	const char *shift = e->mods & MW_MOD_SHIFT ? "S-" : "";
	char bytes[8] = "";

	out[0] = '\0';
	if (e->key == MW_KEY_F) {
		snprintf(out, MW_KEY_NAME, "%s%s%sF%u", ctrl, alt, shift,
		    (unsigned)e->cp);
	} else if (e->key == MW_KEY_CHAR && e->cp == ' ') {
		snprintf(out, MW_KEY_NAME, "%s%sSpace", ctrl, alt);
	} else if (e->key == MW_KEY_CHAR && e->cp >= 0x20) {
		bytes[mw_utf8_encode(e->cp, bytes)] = '\0';
		snprintf(out, MW_KEY_NAME, "%s%s%s", ctrl, alt, bytes);
	} else if (e->key < MW_LEN(names) && names[e->key] != NULL) {
		snprintf(out, MW_KEY_NAME, "%s%s%s%s", ctrl, alt,
		    e->key == MW_KEY_BACKTAB ? "" : shift, names[e->key]);
	}
}

/* ---- the table's own words ----------------------------------------------- */

/* The next word of *S: its length, 0 at the end. */
static size_t
word(const char **s)
{
	*s += strspn(*s, " ");
	return strcspn(*s, " ");
}

/* "gg", "z1", "m*": not one key but several. */
static bool
is_sequence(const char *w, size_t len)
{
	return len == 2 && (islower((unsigned char)w[0]) || w[0] == '\'');
}

enum { NO, BEGINS, YES };

static int
match(const char *w, size_t len, const char *prefix, const char *key)
{
	if (*prefix == '\0') {
		if (is_sequence(w, len))
			return key[0] == w[0] && key[1] == '\0' ? BEGINS : NO;
		return strlen(key) == len && strncmp(w, key, len) == 0 ? YES
								       : NO;
	}
	return is_sequence(w, len) && w[0] == prefix[0] && (w[1] == '*' ||
	    (key[0] == w[1] && key[1] == '\0')) ? YES : NO;
}

enum mw_action
mw_keys_find(const char *prefix, const char *key, char screen)
{
	enum mw_action found = MW_DO_NOTHING;

	for (int a = 0; a < MW_DO_COUNT; a++) {
		const char *s = actions[a].keys;

		if (!mw_action_on((enum mw_action)a, screen))
			continue;
		for (size_t len; (len = word(&s)) > 0; s += len) {
			int m = match(s, len, prefix, key);

			if (m == YES)
				return (enum mw_action)a;
			if (m == BEGINS)
				found = MW_DO_PENDING;
		}
	}
	return found;
}

void
mw_action_first_key(enum mw_action a, struct mw_buf *out)
{
	const char *s = actions[a].keys;

	if (a == MW_DO_DOWN)
		mw_buf_adds(out, "j/k");
	else if (a == MW_DO_OPEN)
		mw_buf_adds(out, "h/l");
	else if (a == MW_DO_NEXT_BRANCH)
		mw_buf_adds(out, "[ ]");
	else if (a == MW_DO_NEXT_NOTE)
		mw_buf_adds(out, "{ }");
	else if (a == MW_DO_CHOOSE_NEXT || a == MW_DO_CHOOSE)
		mw_buf_adds(out, "Up/Down");
	else
		mw_buf_add(out, s, word(&s));
}

void
mw_action_keys(enum mw_action a, struct mw_buf *out)
{
	if (a == MW_DO_DEPTH)
		mw_buf_adds(out, "z1 ... z9");
	else
		mw_buf_adds(out, actions[a].keys);
}
