/*
 * test-theme.c - every theme has every role, and what matters is told apart.
 *
 * The rule: what is allowed differs from what is denied and from a warning by
 * 25 or more in CIE L*a*b* (a just noticeable difference is about 2), for
 * the sight that a theme is made for; denied and warning differ by 12, or in
 * their attributes.  No allowed green against a denied red.  Sight without one
 * kind of cones is simulated as Machado, Oliveira and Fernandes (2009) do.
 *
 * Colours of the palette are taken as xterm has them; the terminal's user may
 * have others.  Where a theme brings colours of its own, they are legible: 4.5
 * to 1 on white (light), 7 to 1 (high-contrast), 3 to 1 on both white and
 * black (deutan, tritan), as WCAG counts contrast.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "view/config.h"

enum sight { ALL_CONES, NO_RED, NO_GREEN, NO_BLUE, SIGHTS };

struct lab {
	double v[3];
};

static double
linear(unsigned byte)
{
	double c = byte / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static void
rgb_of(unsigned rgb, double out[3])
{
	out[0] = linear(rgb >> 16 & 255);
	out[1] = linear(rgb >> 8 & 255);
	out[2] = linear(rgb & 255);
}

static double
cube(double t)
{
	return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

static struct lab
seen(unsigned rgb, enum sight sight)
{
	static const double cones[SIGHTS][3][3] = {
		[ALL_CONES] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
		[NO_RED] = { { 0.152286, 1.052583, -0.204868 },
		    { 0.114503, 0.786281, 0.099216 },
		    { -0.003882, -0.048116, 1.051998 } },
		[NO_GREEN] = { { 0.367322, 0.860646, -0.227968 },
		    { 0.280085, 0.672501, 0.047413 },
		    { -0.011820, 0.042940, 0.968881 } },
		[NO_BLUE] = { { 1.255528, -0.076749, -0.178779 },
		    { -0.078411, 0.930809, 0.147602 },
		    { 0.004733, 0.691367, 0.303900 } },
	};
	static const double to_xyz[3][3] = { { 0.4124, 0.3576, 0.1805 },
		{ 0.2126, 0.7152, 0.0722 }, { 0.0193, 0.1192, 0.9505 } };
	static const double white[3] = { 0.9505, 1.0, 1.089 };
	double in[3], mid[3], f[3];

	rgb_of(rgb, in);
	for (int i = 0; i < 3; i++) {
		mid[i] = 0;
		for (int k = 0; k < 3; k++)
			mid[i] += cones[sight][i][k] * in[k];
		mid[i] = fmin(1, fmax(0, mid[i]));
	}
	for (int i = 0; i < 3; i++) {
		double sum = 0;

		for (int k = 0; k < 3; k++)
			sum += to_xyz[i][k] * mid[k];
		f[i] = cube(sum / white[i]);
	}
	return (struct lab){ { 116 * f[1] - 16, 500 * (f[0] - f[1]),
	    200 * (f[1] - f[2]) } };
}

static double
difference(int a, int b, enum sight sight)
{
	struct lab x = seen(mw_color_rgb(a), sight);
	struct lab y = seen(mw_color_rgb(b), sight);

	return sqrt(pow(x.v[0] - y.v[0], 2) + pow(x.v[1] - y.v[1], 2) +
	    pow(x.v[2] - y.v[2], 2));
}

static double
luminance(unsigned rgb)
{
	double c[3];

	rgb_of(rgb, c);
	return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

static double
contrast(unsigned a, unsigned b)
{
	double x = luminance(a), y = luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* More green than anything, or more red: not yellow, cyan or magenta. */
static bool
is_hue(unsigned rgb, int which)
{
	double c[3], other;

	rgb_of(rgb, c);
	other = fmax(c[(which + 1) % 3], c[(which + 2) % 3]);
	return c[which] > 1.6 * other + 0.02;
}

static const char *const themes[] = { "default", "light", "high-contrast",
	"deutan", "tritan" };

static struct mw_paint
paint(int theme, enum mw_role role, enum mw_depth depth)
{
	struct mw_paint p;

	mw_theme_paint((enum mw_theme)theme, NULL, role, depth, &p);
	return p;
}

/* Of what is said: the colour of the ground where that tells more. */
static int
color_of(struct mw_paint p)
{
	return p.bg != MW_PAINT_NONE && mw_color_rgb(p.bg) != 0 ? p.bg : p.fg;
}

static bool
is_for(int theme, enum sight sight)
{
	if (sight == ALL_CONES)
		return true;
	if (theme == MW_THEME_DEUTAN)
		return sight != NO_BLUE;
	if (theme == MW_THEME_TRITAN)
		return sight == NO_BLUE;
	return true;
}

/* ---- the tests ----------------------------------------------------------- */

static void
names_are_those_of_the_settings(void **state)
{
	(void)state;
	assert_int_equal(MW_LEN(themes), MW_THEME_COUNT);
	for (int i = 0; i < MW_THEME_COUNT; i++)
		assert_int_equal(mw_config_word(MW_THEME_WORDS, themes[i]), i);
	for (int i = 0; i < MW_ROLE_COUNT; i++)
		assert_int_equal(mw_role_find(mw_role_name((enum mw_role)i)),
		    i);
}

/* A row of themes.def left out would be black on black. */
static void
every_theme_has_every_role_at_every_depth(void **state)
{
	(void)state;
	for (int t = 0; t < MW_THEME_COUNT; t++) {
		for (int d = 0; d < MW_DEPTH_COUNT; d++) {
			for (int r = 0; r < MW_ROLE_COUNT; r++) {
				struct mw_paint p = paint(t, (enum mw_role)r,
				    (enum mw_depth)d);

				if (p.fg == p.bg && p.fg != MW_PAINT_NONE)
					fail_msg("%s %s", themes[t],
					    mw_role_name((enum mw_role)r));
				if (r != MW_ROLE_TEXT && p.attrs == 0 &&
				    d != MW_DEPTH_MONO && p.fg == paint(t,
				    MW_ROLE_TEXT, (enum mw_depth)d).fg)
					fail_msg("%s %s is like text",
					    themes[t], mw_role_name(
					    (enum mw_role)r));
				assert_true(d != MW_DEPTH_MONO || (p.fg ==
				    MW_PAINT_NONE && p.bg == MW_PAINT_NONE));
				assert_true(d != MW_DEPTH_16 || (p.fg < 16 &&
				    p.bg < 16));
				assert_true(d != MW_DEPTH_256 || (p.fg < 256 &&
				    p.bg < 256));
				assert_true(d != MW_DEPTH_TRUE || p.fg < 8 ||
				    (p.fg & MW_RGB));
			}
		}
	}
}

static void
apart(int theme, int depth, enum mw_role a, enum mw_role b, double least)
{
	struct mw_paint x = paint(theme, a, (enum mw_depth)depth);
	struct mw_paint y = paint(theme, b, (enum mw_depth)depth);

	for (int s = 0; s < SIGHTS; s++) {
		double d = difference(color_of(x), color_of(y),
		    (enum sight)s);

		if (is_for(theme, (enum sight)s) && d < least)
			fail_msg("%s: %s and %s differ by %.1f only (depth %d, "
			    "sight %d)", themes[theme], mw_role_name(a),
			    mw_role_name(b), d, depth, s);
	}
}

static void
allowed_is_told_from_denied_and_from_warnings(void **state)
{
	(void)state;
	for (int t = 0; t < MW_THEME_COUNT; t++) {
		for (int d = MW_DEPTH_16; d < MW_DEPTH_COUNT; d++) {
			struct mw_paint deny, warn, allow;

			deny = paint(t, MW_ROLE_DENY, (enum mw_depth)d);
			warn = paint(t, MW_ROLE_WARN, (enum mw_depth)d);
			allow = paint(t, MW_ROLE_ALLOW, (enum mw_depth)d);
			apart(t, d, MW_ROLE_ALLOW, MW_ROLE_DENY, 25);
			apart(t, d, MW_ROLE_ALLOW, MW_ROLE_WARN, 25);
			apart(t, d, MW_ROLE_DIFF_ADD, MW_ROLE_DIFF_DEL, 25);
			if (deny.attrs == warn.attrs)
				apart(t, d, MW_ROLE_DENY, MW_ROLE_WARN, 12);
			assert_false(is_hue(mw_color_rgb(allow.fg), 1) &&
			    is_hue(mw_color_rgb(deny.fg), 0));
			assert_false(is_hue(mw_color_rgb(allow.fg), 0) &&
			    is_hue(mw_color_rgb(deny.fg), 1));
		}
		assert_int_not_equal(paint(t, MW_ROLE_ALLOW,
		    MW_DEPTH_MONO).attrs, paint(t, MW_ROLE_DENY,
		    MW_DEPTH_MONO).attrs);
		assert_int_not_equal(paint(t, MW_ROLE_WARN,
		    MW_DEPTH_MONO).attrs, paint(t, MW_ROLE_DENY,
		    MW_DEPTH_MONO).attrs);
	}
}

static void
legible(int theme, enum mw_role role, unsigned ground, double least)
{
	for (int d = MW_DEPTH_256; d < MW_DEPTH_COUNT; d++) {
		struct mw_paint p = paint(theme, role, (enum mw_depth)d);
		unsigned bg = p.bg != MW_PAINT_NONE ? mw_color_rgb(p.bg)
		    : ground;
		double c = contrast(mw_color_rgb(p.fg), bg);

		if (p.fg != MW_PAINT_NONE && c < least)
			fail_msg("%s: %s has %.2f to 1 on %06x (depth %d)",
			    themes[theme], mw_role_name(role), c, bg, d);
	}
}

static void
own_colours_are_legible(void **state)
{
	(void)state;
	for (int r = 0; r < MW_ROLE_COUNT; r++) {
		enum mw_role role = (enum mw_role)r;

		legible(MW_THEME_LIGHT, role, 0xffffff, 4.5);
		legible(MW_THEME_LIGHT, role, 0xd0e4f5, 3);	/* selected */
		legible(MW_THEME_HIGH_CONTRAST, role, 0, 7);
		for (int t = MW_THEME_DEUTAN; t <= MW_THEME_TRITAN; t++) {
			legible(t, role, 0xffffff, 3);
			legible(t, role, 0, 3);
		}
	}
}

static void
colours_are_found_by_name_and_brought_to_a_depth(void **state)
{
	static const char *const good[] = { "default", "red", "bright-cyan",
		"208", "#ff8700", "#000000" };
	static const char *const bad[] = { "", "orang", "256", "-1", "#12345",
		"#gggggg", "bright-", "bright-default" };
	int color;

	(void)state;
	for (size_t i = 0; i < MW_LEN(good); i++) {
		struct mw_buf b = { 0 };

		assert_true(mw_color_find(good[i], &color));
		mw_color_name(color, &b);
		assert_string_equal(mw_buf_text(&b), good[i]);
		mw_buf_release(&b);
	}
	for (size_t i = 0; i < MW_LEN(bad); i++)
		assert_false(mw_color_find(bad[i], &color));
	assert_int_equal(mw_color_at(MW_RGB | 0xff8700, MW_DEPTH_256), 208);
	assert_int_equal(mw_color_at(MW_RGB | 0xff8700, MW_DEPTH_TRUE),
	    MW_RGB | 0xff8700);
	assert_int_equal(mw_color_at(208, MW_DEPTH_TRUE), MW_RGB | 0xff8700);
	assert_int_equal(mw_color_at(MW_RGB | 0xfe0102, MW_DEPTH_16), 9);
	assert_int_equal(mw_color_at(3, MW_DEPTH_TRUE), 3);
	assert_int_equal(mw_color_at(3, MW_DEPTH_MONO), MW_PAINT_NONE);
}

static void
a_role_may_have_colours_of_ones_own(void **state)
{
	static const char text[] = "theme: light\nroles:\n"
	    "  deny: {foreground: '#ff8700', attributes: [bold, reverse]}\n"
	    "  allow: 33\n  text: {background: black}\n"
	    "  them: red\n  warn: pinkish\n  link: {forground: 3}\n"
	    "  note: {attributes: [blink]}\n  key: {attributes: bold}\n";
	struct mw_arena *arena = mw_arena_new();
	struct mw_config *c = mw_config_default(arena), *again;
	struct mw_buf once = { 0 }, twice = { 0 };
	struct mw_paint p;

	(void)state;
	mw_config_read(c, "config.yaml", text, strlen(text));
	assert_int_equal(c->diags.n, 5);
	assert_string_equal(c->diags.v[0].text, "unknown role 'them'");
	assert_string_equal(c->diags.v[2].text,
	    "unknown part of a role 'forground': did you mean 'foreground'?");
	assert_string_equal(c->diags.v[3].text, "unknown attribute 'blink'");
	mw_theme_paint(MW_THEME_LIGHT, c->roles, MW_ROLE_DENY, MW_DEPTH_256,
	    &p);
	assert_int_equal(p.fg, 208);
	assert_int_equal(p.bg, MW_PAINT_NONE);
	assert_int_equal(p.attrs, MW_ATTR_BOLD | MW_ATTR_REVERSE);
	mw_theme_paint(MW_THEME_LIGHT, c->roles, MW_ROLE_ALLOW, MW_DEPTH_256,
	    &p);
	assert_int_equal(p.fg, 33);
	assert_int_equal(p.attrs, 0);	/* the theme's */
	mw_theme_paint(MW_THEME_LIGHT, c->roles, MW_ROLE_DENY, MW_DEPTH_MONO,
	    &p);
	assert_int_equal(p.fg, MW_PAINT_NONE);
	mw_config_print(c, &once);
	again = mw_config_default(arena);
	mw_config_read(again, "again.yaml", mw_buf_text(&once), once.len);
	assert_int_equal(again->diags.n, 0);
	mw_config_print(again, &twice);
	assert_string_equal(mw_buf_text(&twice), mw_buf_text(&once));
	mw_buf_release(&once);
	mw_buf_release(&twice);
	mw_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_those_of_the_settings),
		cmocka_unit_test(every_theme_has_every_role_at_every_depth),
		cmocka_unit_test(
		    allowed_is_told_from_denied_and_from_warnings),
		cmocka_unit_test(own_colours_are_legible),
		cmocka_unit_test(
		    colours_are_found_by_name_and_brought_to_a_depth),
		cmocka_unit_test(a_role_may_have_colours_of_ones_own),
	};

	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
