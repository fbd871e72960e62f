/*
 * config.c - the configuration without a file, and small questions to it.
 */
#include "view/config.h"

#include <string.h>

#include "base/str.h"
#include "view/config-read.h"

/* How editors take a place; any other is asked for the line as vi is. */
static const struct mw_editor usual[] = {
	{ "code", "--wait --goto {file}:{line}:{column}" },
	{ "codium", "--wait --goto {file}:{line}:{column}" },
	{ "hx", "{file}:{line}:{column}" },
	{ "helix", "{file}:{line}:{column}" },
	{ "micro", "{file}:{line}:{column}" },
	{ "subl", "--wait {file}:{line}:{column}" },
	{ "zed", "--wait {file}:{line}:{column}" },
	{ "kak", "+{line}:{column} {file}" },
	{ "emacs", "+{line}:{column} {file}" },
	{ "emacsclient", "+{line}:{column} {file}" },
	{ "nano", "+{line},{column} {file}" },
	{ "kate", "--block --line {line} --column {column} {file}" },
	{ "*", "+{line} {file}" },
};

int
mw_config_word(const char *words, const char *text)
{
	size_t len;
	int i = 0;

	for (;; words += len + 1, i++) {
		len = strcspn(words, "|");
		if (strlen(text) == len && strncmp(words, text, len) == 0)
			return i;
		if (words[len] == '\0')
			return -1;
	}
}

static void
set_defaults(struct mw_config *c)
{
#define MW_SETTING_BOOL(field, name, value, help) c->field = value;
#define MW_SETTING_INT(field, name, value, least, most, help) c->field = value;
#define MW_SETTING_WORD(field, name, words, help) c->field = 0;
#define MW_SETTING_TEXT(field, name, help) c->field = "";
#include "view/config.def"
#undef MW_SETTING_BOOL
#undef MW_SETTING_INT
#undef MW_SETTING_WORD
#undef MW_SETTING_TEXT
}

struct mw_config *
mw_config_default(struct mw_arena *arena)
{
	struct mw_config *c = MW_NEW(arena, struct mw_config);

	c->arena = arena;
	set_defaults(c);
	c->n_editors = MW_LEN(usual);
	c->editors = MW_NEW_ARRAY(arena, struct mw_editor, MW_LEN(usual));
	memcpy(c->editors, usual, sizeof(usual));
	mw_keymap_default(&c->keys);
	mw_diags_init(&c->diags, arena);
	return c;
}

const char *
mw_config_default_keys(const struct mw_config *c, enum mw_action a)
{
	static const char *const screens[] = { "g1", "g2", "g3", "g4", "g5" };

	if (c->digits == MW_DIGITS_COUNTS && a >= MW_DO_TREE &&
	    a <= MW_DO_COMPARE)
		return screens[a - MW_DO_TREE];
	return mw_action_info(a)->keys;
}

/* ---- editors ------------------------------------------------------------- */

const char *
mw_config_placeholder(const char *s, size_t *len)
{
	static const char *const all[] = { "{file}", "{line}", "{column}" };

	for (size_t i = 0; i < MW_LEN(all); i++) {
		*len = strlen(all[i]);
		if (strncmp(s, all[i], *len) == 0)
			return all[i];
	}
	return NULL;
}

static const char *
arguments_of(const struct mw_config *c, const char *editor)
{
	size_t len = strcspn(editor, " ");
	const char *base = editor;

	for (size_t i = 0; i < len; i++) {
		if (editor[i] == '/')
			base = editor + i + 1;
	}
	len -= (size_t)(base - editor);
	for (size_t i = 0; i < c->n_editors; i++) {
		const char *name = c->editors[i].name;

		if ((strlen(name) == len && strncmp(name, base, len) == 0) ||
		    strcmp(name, "*") == 0)
			return c->editors[i].arguments;
	}
	return "{file}";
}

void
mw_config_editor(const struct mw_config *c, const char *editor, unsigned line,
    unsigned column, struct mw_buf *out)
{
	const char *s = arguments_of(c, editor), *what;
	size_t len;

	mw_buf_printf(out, "%s ", editor);
	for (; *s != '\0'; s += len) {
		what = mw_config_placeholder(s, &len);
		if (what == NULL) {
			len = 1;
			mw_buf_addc(out, *s);
		} else if (what[1] == 'f') {
			mw_buf_adds(out, "\"$1\"");
		} else {
			mw_buf_printf(out, "%u", what[1] == 'l' ? line
			    : column);
		}
	}
}
