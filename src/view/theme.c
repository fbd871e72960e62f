/*
 * theme.c - how a role looks, and the names of roles, colours, attributes.
 */
#include "view/theme.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"

static const struct look {
	int fg16, bg16, fg, bg;
	unsigned attrs;
} looks[MW_THEME_COUNT][MW_ROLE_COUNT] = {
#define NONE MW_PAINT_NONE
#define MW_PAINT(theme, role, fg16, bg16, fg, bg, attrs)                       \
	[MW_THEME_##theme][MW_ROLE_##role] = { fg16, bg16, fg, bg, attrs },
#include "view/themes.def"
#undef MW_PAINT
#undef NONE
};

/* Without colours. */
static const unsigned mono[MW_ROLE_COUNT] = {
	[MW_ROLE_DIM] = MW_ATTR_DIM,
	[MW_ROLE_TITLE] = MW_ATTR_BOLD,
	[MW_ROLE_FOCUS] = MW_ATTR_BOLD,
	[MW_ROLE_FRAME] = MW_ATTR_DIM,
	[MW_ROLE_KEY] = MW_ATTR_BOLD,
	[MW_ROLE_ALLOW] = MW_ATTR_BOLD,
	[MW_ROLE_DENY] = MW_ATTR_BOLD | MW_ATTR_UNDERLINE,
	[MW_ROLE_WARN] = MW_ATTR_UNDERLINE,
	[MW_ROLE_ERROR] = MW_ATTR_BOLD | MW_ATTR_UNDERLINE,
	[MW_ROLE_DIFF_ADD] = MW_ATTR_BOLD,
	[MW_ROLE_DIFF_DEL] = MW_ATTR_UNDERLINE,
	[MW_ROLE_LINK] = MW_ATTR_UNDERLINE,
	[MW_ROLE_MATCH] = MW_ATTR_REVERSE,
	[MW_ROLE_SELECTED] = MW_ATTR_REVERSE,
};

/* ---- colours ------------------------------------------------------------- */

/* As xterm has them. */
static const unsigned first[16] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd,
	0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff,
	0x00ffff, 0xffffff };

static unsigned
level(int i)
{
	return i == 0 ? 0 : (unsigned)(55 + 40 * i);
}

unsigned
mw_color_rgb(int color)
{
	unsigned grey;

	if (color < 0)
		return 0;
	if (color & MW_RGB)
		return (unsigned)color & 0xffffff;
	if (color < 16)
		return first[color];
	if (color < 232)
		return level((color - 16) / 36) << 16 |
		    level((color - 16) / 6 % 6) << 8 | level((color - 16) % 6);
	grey = (unsigned)(8 + 10 * (color - 232));
	return grey << 16 | grey << 8 | grey;
}

static long
distance(unsigned a, unsigned b)
{
	long r = (long)(a >> 16) - (long)(b >> 16);
	long g = (long)(a >> 8 & 255) - (long)(b >> 8 & 255);
	long x = (long)(a & 255) - (long)(b & 255);

	return 2 * r * r + 4 * g * g + 3 * x * x;
}

/* Of the indexes from FROM to TO. */
static int
nearest(unsigned rgb, int from, int to)
{
	int best = from;

	for (int i = from; i < to; i++) {
		if (distance(mw_color_rgb(i), rgb) <
		    distance(mw_color_rgb(best), rgb))
			best = i;
	}
	return best;
}

int
mw_color_at(int color, enum mw_depth depth)
{
	if (color == MW_PAINT_NONE || depth == MW_DEPTH_MONO)
		return MW_PAINT_NONE;
	if (depth == MW_DEPTH_TRUE)
		return color < 8 || (color & MW_RGB) ? color
		    : (int)(MW_RGB | mw_color_rgb(color));
	if (depth == MW_DEPTH_256)
		/* the first 16 are as users like them: no known colour */
		return color & MW_RGB ? nearest(mw_color_rgb(color), 16, 256)
		    : color;
	return color < 16 ? color : nearest(mw_color_rgb(color), 0, 16);
}

/* ---- looks --------------------------------------------------------------- */

static int
wide(int color)
{
	return color < 8 && color != 0 ? color : MW_RGB | color;
}

void
mw_theme_paint(enum mw_theme theme, const struct mw_paint *own,
    enum mw_role role, enum mw_depth depth, struct mw_paint *out)
{
	const struct look *l = &looks[theme][role];
	bool few = depth == MW_DEPTH_16;

	own = own != NULL ? &own[role] : NULL;
	out->fg = few || l->fg < 0 ? few ? l->fg16 : MW_PAINT_NONE
	    : wide(l->fg);
	out->bg = few || l->bg < 0 ? few ? l->bg16 : MW_PAINT_NONE
	    : wide(l->bg);
	out->attrs = depth == MW_DEPTH_MONO ? mono[role] : l->attrs;
	out->says = MW_PAINT_FG | MW_PAINT_BG | MW_PAINT_ATTRS;
	if (own != NULL && (own->says & MW_PAINT_FG))
		out->fg = own->fg;
	if (own != NULL && (own->says & MW_PAINT_BG))
		out->bg = own->bg;
	if (own != NULL && (own->says & MW_PAINT_ATTRS))
		out->attrs = own->attrs;
	out->fg = mw_color_at(out->fg, depth);
	out->bg = mw_color_at(out->bg, depth);
}

/* ---- names --------------------------------------------------------------- */

static const char *const roles[MW_ROLE_COUNT] = {
	[MW_ROLE_TEXT] = "text",
	[MW_ROLE_DIM] = "dim",
	[MW_ROLE_TITLE] = "title",
	[MW_ROLE_FOCUS] = "focus",
	[MW_ROLE_FRAME] = "frame",
	[MW_ROLE_KEY] = "key",
	[MW_ROLE_ALLOW] = "allow",
	[MW_ROLE_DENY] = "deny",
	[MW_ROLE_WARN] = "warn",
	[MW_ROLE_ERROR] = "error",
	[MW_ROLE_NOTE] = "note",
	[MW_ROLE_DIFF_ADD] = "diff-add",
	[MW_ROLE_DIFF_DEL] = "diff-del",
	[MW_ROLE_LINK] = "link",
	[MW_ROLE_MATCH] = "match",
	[MW_ROLE_SELECTED] = "selected",
};

const char *
mw_role_name(enum mw_role role)
{
	return roles[role];
}

enum mw_role
mw_role_find(const char *name)
{
	int i = 0;

	while (i < MW_ROLE_COUNT && strcmp(roles[i], name) != 0)
		i++;
	return (enum mw_role)i;
}

static const char *const hues[] = { "black", "red", "green", "yellow", "blue",
	"magenta", "cyan", "white" };

bool
mw_color_find(const char *name, int *color)
{
	bool bright = mw_str_has_prefix(name, "bright-");
	const char *hue = bright ? name + strlen("bright-") : name;
	long long n;

	if (strcmp(name, "default") == 0) {
		*color = MW_PAINT_NONE;
		return true;
	}
	if (name[0] == '#' && strlen(name) == 7 &&
	    strspn(name + 1, "0123456789abcdefABCDEF") == 6) {
		*color = MW_RGB | (int)strtol(name + 1, NULL, 16);
		return true;
	}
	for (size_t i = 0; i < MW_LEN(hues); i++) {
		if (strcmp(hues[i], hue) == 0) {
			*color = (int)i + (bright ? 8 : 0);
			return true;
		}
	}
	if (!mw_str_to_int(name, &n) || n < 0 || n > 255)
		return false;
	*color = (int)n;
	return true;
}

void
mw_color_name(int color, struct mw_buf *out)
{
	if (color == MW_PAINT_NONE)
		mw_buf_adds(out, "default");
	else if (color & MW_RGB)
		mw_buf_printf(out, "#%06x", mw_color_rgb(color));
	else if (color < 16)
		mw_buf_printf(out, "%s%s", color < 8 ? "" : "bright-",
		    hues[color % 8]);
	else
		mw_buf_printf(out, "%d", color);
}

static const char *const attrs[] = { "bold", "dim", "underline", "reverse" };

const char *
mw_attr_name(unsigned attr)
{
	size_t i = 0;

	while (i + 1 < MW_LEN(attrs) && (attr & (1u << i)) == 0)
		i++;
	return attrs[i];
}

unsigned
mw_attr_find(const char *name)
{
	for (size_t i = 0; i < MW_LEN(attrs); i++) {
		if (strcmp(attrs[i], name) == 0)
			return 1u << i;
	}
	return 0;
}
