/*
 * keys.c - names of keys, and looking them up.
 */
#include "view/keys.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
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

bool
mw_actions_meet(enum mw_action a, enum mw_action b)
{
	for (const char *s = MW_SCREEN_LETTERS; *s != '\0'; s++) {
		if (mw_action_on(a, *s) && mw_action_on(b, *s))
			return true;
	}
	return false;
}

enum mw_action
mw_action_find(const char *name)
{
	for (int a = 0; a < MW_DO_COUNT; a++) {
		if (strcmp(actions[a].name, name) == 0)
			return (enum mw_action)a;
	}
	return MW_DO_NOTHING;
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

/* ---- words of keys.def and of the configuration -------------------------- */

size_t
mw_key_word(const char **s)
{
	*s += strspn(*s, " ");
	return strcspn(*s, " ");
}

bool
mw_key_is_sequence(const char *w, size_t len)
{
	return len == 2 && w[0] > ' ' && w[0] < 0x7f && w[1] > ' ' &&
	    w[1] < 0x7f && !isupper((unsigned char)w[0]) &&
	    !isdigit((unsigned char)w[0]);
}

/* What others call a key, and what a terminal makes of one. */
static const struct {
	const char *word, *ours;
} aliases[] = {
	{ "Return", "Enter" },
	{ "Escape", "Esc" },
	{ "PageUp", "PgUp" },
	{ "PageDown", "PgDn" },
	{ "Delete", "Del" },
	{ "Insert", "Ins" },
	{ "BackTab", "S-Tab" },
	{ " ", "Space" },
	{ "C-i", "Tab" },
	{ "C-m", "Enter" },
	{ "C-j", "Enter" },
	{ "C-h", "Backspace" },
	{ "C-[", "Esc" },
};

/* The part of a word behind its modifiers; CTRL, NAMED say what they ask. */
static const char *
behind_modifiers(const char *w, bool *ctrl, bool *shift)
{
	*ctrl = *shift = false;
	if (strncmp(w, "C-", 2) == 0 && w[2] != '\0') {
		*ctrl = true;
		w += 2;
	}
	if (strncmp(w, "A-", 2) == 0 && w[2] != '\0')
		w += 2;
	if (strncmp(w, "S-", 2) == 0 && w[2] != '\0') {
		*shift = true;
		w += 2;
	}
	return w;
}

static bool
is_named(const char *w)
{
	long long n;

	if (strcmp(w, "Space") == 0)
		return true;
	if (w[0] == 'F' && isdigit((unsigned char)w[1]))
		return mw_str_to_int(w + 1, &n) && n >= 1 && n <= 63;
	for (size_t i = 0; i < MW_LEN(names); i++) {
		if (names[i] != NULL && strcmp(names[i], w) == 0)
			return true;
	}
	return false;
}

static bool
is_one_character(const char *w)
{
	uint32_t cp;
	size_t len = strlen(w);

	return len > 0 && mw_utf8_decode(w, len, &cp) == len && cp > ' ' &&
	    cp != 0x7f && cp != 0xfffd && mw_utf8_width(cp) > 0;
}

const char *
mw_key_read(struct mw_arena *arena, const char *word, const char **near)
{
	const char *candidates[MW_LEN(names) + MW_LEN(aliases) + 1];
	const char *base;
	bool ctrl, shift;
	size_t n = 0;

	for (size_t i = 0; i < MW_LEN(aliases); i++) {
		if (strcmp(aliases[i].word, word) == 0)
			return aliases[i].ours;
	}
	base = behind_modifiers(word, &ctrl, &shift);
	if (is_named(base) || (!shift && is_one_character(base)) ||
	    mw_key_is_sequence(word, strlen(word))) {
		char *copy = mw_arena_strdup(arena, word);

		/* terminals tell no capital from a small letter here */
		if (ctrl && base[1] == '\0')
			copy[base - word] = (char)tolower(
			    (unsigned char)*base);
		return copy;
	}
	candidates[n++] = "Space";
	for (size_t i = 0; i < MW_LEN(names); i++) {
		if (names[i] != NULL)
			candidates[n++] = names[i];
	}
	for (size_t i = 0; i < MW_LEN(aliases); i++)
		candidates[n++] = aliases[i].word;
	if (near != NULL)
		*near = mw_str_nearest(word, candidates, n);
	return NULL;
}

bool
mw_keys_clash(const char *a, size_t a_len, const char *b, size_t b_len)
{
	bool a_is = mw_key_is_sequence(a, a_len);
	bool b_is = mw_key_is_sequence(b, b_len);

	if (a_is && b_is)
		return a[0] == b[0] && (a[1] == b[1] || a[1] == '*' ||
		    b[1] == '*');
	if (a_is)
		return b_len == 1 && a[0] == b[0];
	if (b_is)
		return a_len == 1 && a[0] == b[0];
	return a_len == b_len && strncmp(a, b, a_len) == 0;
}

/* ---- looking up ---------------------------------------------------------- */

void
mw_keymap_default(struct mw_keymap *m)
{
	for (int a = 0; a < MW_DO_COUNT; a++)
		m->keys[a] = actions[a].keys;
}

enum { NO, BEGINS, YES };

static int
match(const char *w, size_t len, const char *prefix, const char *key)
{
	if (*prefix == '\0') {
		if (mw_key_is_sequence(w, len))
			return key[0] == w[0] && key[1] == '\0' ? BEGINS : NO;
		return strlen(key) == len && strncmp(w, key, len) == 0 ? YES
								       : NO;
	}
	return mw_key_is_sequence(w, len) && w[0] == prefix[0] &&
	    (w[1] == '*' || (key[0] == w[1] && key[1] == '\0')) ? YES : NO;
}

/* Where one types, a character is text. */
static bool
is_text(const char *key, char screen)
{
	return (screen == 'f' || screen == 'h') && is_one_character(key);
}

enum mw_action
mw_keys_find(const struct mw_keymap *m, const char *prefix, const char *key,
    char screen)
{
	enum mw_action found = MW_DO_NOTHING;

	if (is_text(key, screen))
		return found;
	for (int a = 0; a < MW_DO_COUNT; a++) {
		const char *s = m->keys[a];

		if (!mw_action_on((enum mw_action)a, screen))
			continue;
		for (size_t len; (len = mw_key_word(&s)) > 0; s += len) {
			int fits = match(s, len, prefix, key);

			if (fits == YES)
				return (enum mw_action)a;
			if (fits == BEGINS)
				found = MW_DO_PENDING;
		}
	}
	return found;
}

/* ---- showing ------------------------------------------------------------- */

/* Two that belong together are one hint: "j/k". */
static const struct {
	enum mw_action action, first, second;
	const char *between;
} pairs[] = {
	{ MW_DO_DOWN, MW_DO_DOWN, MW_DO_UP, "/" },
	{ MW_DO_OPEN, MW_DO_CLOSE, MW_DO_OPEN, "/" },
	{ MW_DO_NEXT_BRANCH, MW_DO_PREVIOUS_BRANCH, MW_DO_NEXT_BRANCH, " " },
	{ MW_DO_NEXT_NOTE, MW_DO_PREVIOUS_NOTE, MW_DO_NEXT_NOTE, " " },
	{ MW_DO_CHOOSE_NEXT, MW_DO_CHOOSE_PREVIOUS, MW_DO_CHOOSE_NEXT, "/" },
	{ MW_DO_CHOOSE, MW_DO_CHOOSE_UP, MW_DO_CHOOSE, "/" },
};

static void
first_word(const struct mw_keymap *m, enum mw_action a, struct mw_buf *out)
{
	const char *s = m->keys[a];
	size_t len = mw_key_word(&s);

	mw_buf_add(out, s, len);
}

void
mw_action_first_key(const struct mw_keymap *m, enum mw_action a,
    struct mw_buf *out)
{
	for (size_t i = 0; i < MW_LEN(pairs); i++) {
		if (pairs[i].action != a)
			continue;
		first_word(m, pairs[i].first, out);
		if (*m->keys[pairs[i].first] != '\0' &&
		    *m->keys[pairs[i].second] != '\0')
			mw_buf_adds(out, pairs[i].between);
		first_word(m, pairs[i].second, out);
		return;
	}
	first_word(m, a, out);
}

void
mw_action_keys(const struct mw_keymap *m, enum mw_action a,
    struct mw_buf *out)
{
	if (strcmp(m->keys[a], "z1 z2 z3 z4 z5 z6 z7 z8 z9") == 0)
		mw_buf_adds(out, "z1 ... z9");
	else if (strcmp(m->keys[a], "A-1 A-2 A-3 A-4 A-5 A-6 A-7 A-8 A-9") ==
	    0)
		mw_buf_adds(out, "A-1 ... A-9");
	else
		mw_buf_adds(out, m->keys[a]);
}
