/*
 * config-print.c - the configuration in force, as a file to begin with.
 */
#include <ctype.h>
#include <string.h>

#include "view/config.h"

enum { WIDTH = 79 };

/* ---- YAML ---------------------------------------------------------------- */

/* A plain word that YAML takes for nothing else is written as it is. */
static bool
is_plain(const char *s)
{
	static const char *const odd[] = { "true", "false", "null", "yes",
		"no", "on", "off", "y", "n" };

	if (!isalpha((unsigned char)*s))
		return false;
	for (size_t i = 0; i < MW_LEN(odd); i++) {
		size_t k = 0;

		while (odd[i][k] != '\0' && tolower((unsigned char)s[k]) ==
		    odd[i][k])
			k++;
		if (odd[i][k] == '\0' && s[k] == '\0')
			return false;
	}
	for (; *s != '\0'; s++) {
		if (!isalnum((unsigned char)*s) && *s != '-')
			return false;
	}
	return true;
}

static bool
has_controls(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return true;
	}
	return false;
}

static void
text(struct mw_buf *out, const char *s)
{
	if (is_plain(s)) {
		mw_buf_adds(out, s);
	} else if (has_controls(s)) {
		mw_buf_addc(out, '"');
		for (; *s != '\0'; s++) {
			if ((unsigned char)*s < ' ' || *s == 0x7f)
				mw_buf_printf(out, "\\x%02x", (unsigned)*s);
			else
				mw_buf_printf(out, *s == '"' || *s == '\\'
				    ? "\\%c" : "%c", *s);
		}
		mw_buf_addc(out, '"');
	} else {
		mw_buf_addc(out, '\'');
		for (; *s != '\0'; s++)
			mw_buf_printf(out, *s == '\'' ? "''" : "%c", *s);
		mw_buf_addc(out, '\'');
	}
}

/* A paragraph as a comment, broken at blanks. */
static void
comment(struct mw_buf *out, const char *indent, const char *s)
{
	size_t room = WIDTH - strlen(indent) - 2;

	while (*s != '\0') {
		size_t len = strlen(s);

		if (len > room) {
			len = room;
			while (len > 1 && s[len] != ' ')
				len--;
		}
		mw_buf_printf(out, "%s# %.*s\n", indent, (int)len, s);
		s += len + (s[len] == ' ');
	}
}

/* ---- settings ------------------------------------------------------------ */

/* "layout.wide-columns" stands below "layout:". */
static const char *
begin(struct mw_buf *out, const char *name, const char *help,
    const char **group)
{
	const char *dot = strchr(name, '.');

	if (dot == NULL) {
		mw_buf_addc(out, '\n');
		comment(out, "", help);
		return name;
	}
	if (*group == NULL || strncmp(*group, name, (size_t)(dot - name)) != 0)
		mw_buf_printf(out, "\n%.*s:\n", (int)(dot - name), name);
	*group = name;
	comment(out, "  ", help);
	mw_buf_adds(out, "  ");
	return dot + 1;
}

static void
word(struct mw_buf *out, const char *words, int at)
{
	for (; at > 0; at--)
		words += strcspn(words, "|") + 1;
	mw_buf_printf(out, "%.*s", (int)strcspn(words, "|"), words);
}

static void
comment_words(struct mw_buf *out, const char *words)
{
	mw_buf_adds(out, "# one of: ");
	for (; *words != '\0'; words++)
		mw_buf_printf(out, *words == '|' ? ", " : "%c", *words);
	mw_buf_addc(out, '\n');
}

static void
settings(const struct mw_config *c, struct mw_buf *out)
{
	const char *group = NULL, *key;

#define MW_SETTING_BOOL(field, name, value, help)                              \
	key = begin(out, name, help, &group);                                  \
	mw_buf_printf(out, "%s: %s\n", key, c->field ? "true" : "false");
#define MW_SETTING_INT(field, name, value, least, most, help)                  \
	key = begin(out, name, help, &group);                                  \
	mw_buf_printf(out, "%s: %d\n", key, c->field);
#define MW_SETTING_WORD(field, name, words, help)                              \
	key = begin(out, name, help, &group);                                  \
	comment_words(out, words);                                             \
	mw_buf_printf(out, "%s: ", key);                                       \
	word(out, words, c->field);                                            \
	mw_buf_addc(out, '\n');
#define MW_SETTING_TEXT(field, name, help)                                     \
	key = begin(out, name, help, &group);                                  \
	mw_buf_printf(out, "%s: ", key);                                       \
	text(out, c->field);                                                   \
	mw_buf_addc(out, '\n');
#include "view/config.def"
#undef MW_SETTING_BOOL
#undef MW_SETTING_INT
#undef MW_SETTING_WORD
#undef MW_SETTING_TEXT
}

/* ---- the rest ------------------------------------------------------------ */

static void
editors(const struct mw_config *c, struct mw_buf *out)
{
	mw_buf_addc(out, '\n');
	comment(out, "", "How an editor takes a place, by its name; '*' is all "
	    "others. A shell reads the line.");
	mw_buf_adds(out, "editors:\n");
	for (size_t i = 0; i < c->n_editors; i++) {
		mw_buf_adds(out, "  ");
		text(out, c->editors[i].name);
		mw_buf_adds(out, ": ");
		text(out, c->editors[i].arguments);
		mw_buf_addc(out, '\n');
	}
}

static void
paint(struct mw_buf *out, const struct mw_paint *p)
{
	struct mw_buf name = { 0 };
	const char *between = "";

	mw_buf_addc(out, '{');
	for (unsigned part = MW_PAINT_FG; part <= MW_PAINT_BG; part <<= 1) {
		if ((p->says & part) == 0)
			continue;
		mw_buf_clear(&name);
		mw_color_name(part == MW_PAINT_FG ? p->fg : p->bg, &name);
		mw_buf_printf(out, "%s%s: ", between, part == MW_PAINT_FG
		    ? "foreground" : "background");
		text(out, mw_buf_text(&name));
		between = ", ";
	}
	if (p->says & MW_PAINT_ATTRS) {
		mw_buf_printf(out, "%sattributes: [", between);
		between = "";
		for (unsigned bit = 1; bit < MW_ATTR_ALL; bit <<= 1) {
			if ((p->attrs & bit) == 0)
				continue;
			mw_buf_printf(out, "%s%s", between, mw_attr_name(bit));
			between = ", ";
		}
		mw_buf_addc(out, ']');
	}
	mw_buf_adds(out, "}\n");
	mw_buf_release(&name);
}

/* Those of the theme as comments: another theme has others. */
static void
roles(const struct mw_config *c, struct mw_buf *out)
{
	mw_buf_addc(out, '\n');
	comment(out, "", "Colours of one's own, over those of the theme, which "
	    "stand here as comments. A colour is default, a word such as red "
	    "or bright-red, a number up to 255 or '#rrggbb'; attributes are "
	    "bold, dim, underline and reverse.");
	mw_buf_adds(out, "roles:\n");
	for (int i = 0; i < MW_ROLE_COUNT; i++) {
		enum mw_role role = (enum mw_role)i;
		const struct mw_paint *own = &c->roles[i];
		struct mw_paint p;

		if (own->says != 0) {
			mw_buf_printf(out, "  %s: ", mw_role_name(role));
			paint(out, own);
			continue;
		}
		mw_theme_paint((enum mw_theme)c->theme, NULL, role,
		    MW_DEPTH_TRUE, &p);
		mw_buf_printf(out, "  # %s: ", mw_role_name(role));
		paint(out, &p);
	}
}

static void
screens_of(struct mw_buf *out, enum mw_action a)
{
	static const struct {
		char letter;
		const char *name;
	} all[] = { { 't', "tree" }, { 'f', "request" }, { 'r', "trace" },
		{ 'p', "problems" }, { 'c', "compare" }, { 's', "source" },
		{ 'h', "help" } };
	const char *where = mw_action_info(a)->where;
	bool first = true;

	if (strchr(where, '.') != NULL)
		return;
	mw_buf_adds(out, " (");
	for (size_t i = 0; i < MW_LEN(all); i++) {
		if (!mw_action_on(a, all[i].letter))
			continue;
		mw_buf_printf(out, "%s%s", first ? "" : ", ", all[i].name);
		first = false;
	}
	mw_buf_addc(out, ')');
}

static void
keys(const struct mw_config *c, struct mw_buf *out)
{
	mw_buf_addc(out, '\n');
	comment(out, "", "Keys of each action. C- is Ctrl, S- Shift, A- Alt; "
	    "two characters are a sequence, with * for any second one. A key "
	    "given here is taken from actions that are not named here; [] is "
	    "no key at all.");
	mw_buf_adds(out, "keys:\n");
	for (int i = 0; i < MW_DO_COUNT; i++) {
		enum mw_action a = (enum mw_action)i;
		const char *s = c->keys.keys[a];
		struct mw_buf help = { 0 };
		bool first = true;

		mw_buf_adds(&help, mw_action_info(a)->help);
		screens_of(&help, a);
		comment(out, "  ", mw_buf_text(&help));
		mw_buf_release(&help);
		mw_buf_printf(out, "  %s: [", mw_action_info(a)->name);
		for (size_t len; (len = mw_key_word(&s)) > 0; s += len) {
			const char *w = mw_arena_text(c->arena, s, len);

			mw_buf_adds(out, first ? "" : ", ");
			text(out, w);
			first = false;
		}
		mw_buf_adds(out, "]\n");
	}
}

void
mw_config_print(const struct mw_config *c, struct mw_buf *out)
{
	comment(out, "", "The configuration of meshwalk, as it is in force. "
	    "meshwalk(5) tells more.");
	settings(c, out);
	editors(c, out);
	roles(c, out);
	keys(c, out);
}
