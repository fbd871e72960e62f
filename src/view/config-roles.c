/*
 * config-roles.c - colours of one's own, over those of the theme.
 *
 *	roles:
 *	  deny: {foreground: '#ff8700', attributes: [bold]}
 *	  allow: cyan
 */
#include <string.h>

#include "view/config-read.h"

static bool
color(struct mw_config *c, const struct mw_node *n, const char *name,
    int *out)
{
	if (mw_node_text(n) != NULL && mw_color_find(mw_node_text(n), out))
		return true;
	mw_config_wrong(c, n, name, "default, a colour such as red or "
	    "bright-red, a number up to 255 or '#rrggbb'");
	return false;
}

static void
attributes(struct mw_config *c, const struct mw_node *list,
    struct mw_paint *p)
{
	static const char *const names[] = { "bold", "dim", "underline",
		"reverse" };
	unsigned attrs = 0;

	if (!mw_node_is(list, MW_NODE_LIST)) {
		mw_config_wrong(c, list, "attributes", "a list");
		return;
	}
	for (const struct mw_node *x = mw_node_first(list); x != NULL;
	     x = mw_node_next(x)) {
		const char *name = mw_node_text(x);
		struct mw_span at = mw_node_span(x);

		if (name == NULL || mw_attr_find(name) == 0) {
			mw_config_unknown(c, &at, "attribute", name != NULL
			    ? name : "", names, MW_LEN(names));
			return;
		}
		attrs |= mw_attr_find(name);
	}
	p->attrs = attrs;
	p->says |= MW_PAINT_ATTRS;
}

static void
parts(struct mw_config *c, const struct mw_node *map, struct mw_paint *p)
{
	static const char *const names[] = { "foreground", "background",
		"attributes" };

	for (const struct mw_node *x = mw_node_first(map); x != NULL;
	     x = mw_node_next(x)) {
		const char *key = mw_node_key(x);
		struct mw_span at = mw_node_key_span(x);

		if (strcmp(key, "foreground") == 0)
			p->says |= color(c, x, key, &p->fg) ? MW_PAINT_FG : 0;
		else if (strcmp(key, "background") == 0)
			p->says |= color(c, x, key, &p->bg) ? MW_PAINT_BG : 0;
		else if (strcmp(key, "attributes") == 0)
			attributes(c, x, p);
		else
			mw_config_unknown(c, &at, "part of a role", key,
			    names, MW_LEN(names));
	}
}

void
mw_config_read_roles(struct mw_config *c, const struct mw_node *map)
{
	const char *names[MW_ROLE_COUNT];

	for (int i = 0; i < MW_ROLE_COUNT; i++)
		names[i] = mw_role_name((enum mw_role)i);
	for (const struct mw_node *x = mw_node_first(map); x != NULL;
	     x = mw_node_next(x)) {
		enum mw_role role = mw_role_find(mw_node_key(x));
		struct mw_span at = mw_node_key_span(x);
		struct mw_paint *p = &c->roles[role < MW_ROLE_COUNT ? role
		    : 0];

		if (role == MW_ROLE_COUNT)
			mw_config_unknown(c, &at, "role", mw_node_key(x),
			    names, MW_ROLE_COUNT);
		else if (mw_node_is(x, MW_NODE_MAP))
			parts(c, x, p);
		else if (color(c, x, mw_node_key(x), &p->fg))
			p->says |= MW_PAINT_FG;
	}
}
