/*
 * config-read.c - a file laid over the configuration, setting by setting.
 */
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "view/config-read.h"
#include "yaml/load.h"

enum type { BOOL, INT, WORD, TEXT };

struct setting {
	const char *name;
	enum type type;
	size_t field;
	int least, most;
	const char *words;
};

static const struct setting settings[] = {
#define AT(field) offsetof(struct mw_config, field)
#define MW_SETTING_BOOL(field, name, value, help)                              \
	{ name, BOOL, AT(field), 0, 1, NULL },
#define MW_SETTING_INT(field, name, value, least, most, help)                  \
	{ name, INT, AT(field), least, most, NULL },
#define MW_SETTING_WORD(field, name, words, help)                              \
	{ name, WORD, AT(field), 0, 0, words },
#define MW_SETTING_TEXT(field, name, help)                                     \
	{ name, TEXT, AT(field), 0, 0, NULL },
#include "view/config.def"
#undef MW_SETTING_BOOL
#undef MW_SETTING_INT
#undef MW_SETTING_WORD
#undef MW_SETTING_TEXT
#undef AT
};

/* What is no setting of config.def. */
static const char *const sections[] = { "keys", "editors", "roles", "layout" };

/* ---- what is wrong ------------------------------------------------------- */

void
mw_config_unknown(struct mw_config *c, const struct mw_span *at,
    const char *what, const char *name, const char *const *candidates,
    size_t n)
{
	const char *near = mw_str_nearest(name, candidates, n);

	if (near != NULL)
		mw_diag_add(&c->diags, MW_DIAG_CONFIG_UNKNOWN, at, NULL,
		    "unknown %s '%s': did you mean '%s'?", what, name, near);
	else
		mw_diag_add(&c->diags, MW_DIAG_CONFIG_UNKNOWN, at, NULL,
		    "unknown %s '%s'", what, name);
}

void
mw_config_wrong(struct mw_config *c, const struct mw_node *n,
    const char *name, const char *want)
{
	struct mw_span at = mw_node_span(n);
	const char *text = mw_node_text(n);

	if (text == NULL)
		text = mw_node_kind_name(mw_node_kind(n));
	mw_diag_add(&c->diags, MW_DIAG_CONFIG_VALUE, &at, NULL,
	    "'%s' is %s, not '%s'", name, want, text);
}

/* ---- settings ------------------------------------------------------------ */

static const char *
either(struct mw_arena *arena, const char *words)
{
	char *out = mw_arena_strdup(arena, words), *last = NULL;
	struct mw_buf b = { 0 };

	for (char *s = out; *s != '\0'; s++)
		last = *s == '|' ? s : last;
	for (const char *s = out; *s != '\0'; s++) {
		if (s == last)
			mw_buf_adds(&b, " or ");
		else if (*s == '|')
			mw_buf_adds(&b, ", ");
		else
			mw_buf_addc(&b, *s);
	}
	out = mw_arena_strdup(arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return out;
}

static void
take_word(struct mw_config *c, const struct setting *s,
    const struct mw_node *n)
{
	int at = mw_node_text(n) != NULL ? mw_config_word(s->words,
	    mw_node_text(n)) : -1;

	if (at < 0)
		mw_config_wrong(c, n, s->name, either(c->arena, s->words));
	else
		memcpy((char *)c + s->field, &at, sizeof(at));
}

static void
take_int(struct mw_config *c, const struct setting *s,
    const struct mw_node *n)
{
	int64_t v = mw_node_int(n);
	int out = (int)v;

	if (!mw_node_is(n, MW_NODE_INT) || v < s->least || v > s->most)
		mw_config_wrong(c, n, s->name, mw_arena_printf(c->arena,
		    "a number from %d to %d", s->least, s->most));
	else
		memcpy((char *)c + s->field, &out, sizeof(out));
}

static void
take(struct mw_config *c, const struct setting *s, const struct mw_node *n)
{
	bool on = mw_node_bool(n);
	const char *text;

	switch (s->type) {
	case BOOL:
		if (mw_node_is(n, MW_NODE_BOOL))
			memcpy((char *)c + s->field, &on, sizeof(on));
		else
			mw_config_wrong(c, n, s->name, "true or false");
		break;
	case INT:
		take_int(c, s, n);
		break;
	case WORD:
		take_word(c, s, n);
		break;
	case TEXT:
		text = mw_node_text(n);
		if (text == NULL || strlen(text) != mw_node_len(n)) {
			mw_config_wrong(c, n, s->name, "text");
			break;
		}
		text = mw_arena_strdup(c->arena, text);
		memcpy((char *)c + s->field, &text, sizeof(text));
		break;
	}
}

static bool
is_section(const char *name)
{
	for (size_t i = 0; i < MW_LEN(sections); i++) {
		if (strcmp(sections[i], name) == 0)
			return true;
	}
	return false;
}

/* The settings of a mapping whose names begin with PREFIX. */
static void
take_all(struct mw_config *c, const struct mw_node *map, const char *prefix)
{
	const char *names[MW_LEN(settings) + MW_LEN(sections)];
	size_t n = 0, len = strlen(prefix);

	for (size_t i = 0; i < MW_LEN(settings); i++) {
		if (strncmp(settings[i].name, prefix, len) == 0 &&
		    strchr(settings[i].name + len, '.') == NULL)
			names[n++] = settings[i].name + len;
	}
	for (size_t i = 0; i < MW_LEN(sections) && len == 0; i++)
		names[n++] = sections[i];
	for (const struct mw_node *x = mw_node_first(map); x != NULL;
	     x = mw_node_next(x)) {
		const char *key = mw_node_key(x);
		const struct setting *found = NULL;

		for (size_t i = 0; i < MW_LEN(settings); i++) {
			if (strncmp(settings[i].name, prefix, len) == 0 &&
			    strcmp(settings[i].name + len, key) == 0)
				found = &settings[i];
		}
		if (found != NULL) {
			take(c, found, x);
		} else if (len > 0 || !is_section(key)) {
			struct mw_span at = mw_node_key_span(x);

			mw_config_unknown(c, &at, "setting", key, names, n);
		}
	}
}

/* ---- editors ------------------------------------------------------------- */

static bool
has_placeholders(struct mw_config *c, const struct mw_node *n)
{
	static const char *const names[] = { "file", "line", "column" };
	struct mw_span at = mw_node_span(n);
	size_t len;

	for (const char *s = mw_node_text(n); (s = strchr(s, '{')) != NULL;
	     s++) {
		if (mw_config_placeholder(s, &len) == NULL) {
			mw_config_unknown(c, &at, "placeholder",
			    mw_arena_text(c->arena, s + 1, strcspn(s + 1,
			    "} ")), names, MW_LEN(names));
			return false;
		}
	}
	if (strstr(mw_node_text(n), "{file}") == NULL) {
		mw_config_wrong(c, n, mw_node_key(n), "a line with {file}");
		return false;
	}
	return true;
}

/* The file's own come first, so that they win. */
static void
take_editors(struct mw_config *c, const struct mw_node *map)
{
	size_t n = mw_node_count(map), used = 0;
	struct mw_editor *v = MW_NEW_ARRAY(c->arena, struct mw_editor,
	    n + c->n_editors);

	for (const struct mw_node *x = mw_node_first(map); x != NULL;
	     x = mw_node_next(x)) {
		if (mw_node_text(x) == NULL)
			mw_config_wrong(c, x, mw_node_key(x), "text");
		else if (has_placeholders(c, x))
			v[used++] = (struct mw_editor){
				mw_arena_strdup(c->arena, mw_node_key(x)),
				mw_arena_strdup(c->arena, mw_node_text(x)) };
	}
	for (size_t i = 0; i < c->n_editors; i++) {
		bool given = false;

		for (size_t k = 0; k < used; k++)
			given = given || strcmp(v[k].name,
			    c->editors[i].name) == 0;
		if (!given)
			v[used++] = c->editors[i];
	}
	/* "*" is every editor, so it is asked last */
	for (size_t i = 0; i + 1 < used; i++) {
		struct mw_editor all = v[i];

		if (strcmp(all.name, "*") != 0)
			continue;
		memmove(&v[i], &v[i + 1], (used - i - 1) * sizeof(*v));
		v[used - 1] = all;
		break;
	}
	c->editors = v;
	c->n_editors = used;
}

/* ---- the file ------------------------------------------------------------ */

/* A section that is a mapping, or NULL. */
static const struct mw_node *
section(struct mw_config *c, const struct mw_node *root, const char *name)
{
	const struct mw_node *n = mw_node_get(root, name);

	if (n == NULL || mw_node_is(n, MW_NODE_MAP))
		return n;
	if (!mw_node_is(n, MW_NODE_NULL))	/* all of it commented out */
		mw_config_wrong(c, n, name, "a mapping");
	return NULL;
}

void
mw_config_read(struct mw_config *c, const char *name, const char *text,
    size_t len)
{
	static const struct mw_limits limits = { .file_bytes = 1 << 20,
		.document_bytes = 1 << 20, .depth = 20, .alias_nodes = 1000,
		.objects = 1000, .files = 1 };
	const struct mw_load *load = mw_yaml_load_text(c->arena, name, text,
	    len, &limits, &c->diags);
	const struct mw_node *root;

	for (size_t i = 0; i < c->diags.n; i++)
		c->broken = c->broken || c->diags.v[i].severity == MW_ERROR;
	c->file = mw_arena_strdup(c->arena, name);
	if (load->n_documents > 0) {
		root = load->documents[0].root;
		if (!mw_node_is(root, MW_NODE_MAP)) {
			mw_config_wrong(c, root, name, "a mapping of settings");
			c->broken = true;
			root = NULL;
		}
		take_all(c, root, "");
		take_all(c, section(c, root, "layout"), "layout.");
		take_editors(c, section(c, root, "editors"));
		mw_config_read_roles(c, section(c, root, "roles"));
		mw_config_read_keys(c, section(c, root, "keys"));
	}
	mw_diags_sort(&c->diags);
}
