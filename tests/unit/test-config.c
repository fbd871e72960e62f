/*
 * test-config.c - the configuration: read, printed, and what is wrong in it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/config.h"

static struct mw_arena *arena;

static int
begin(void **state)
{
	(void)state;
	arena = mw_arena_new();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	mw_arena_free(arena);
	return 0;
}

static struct mw_config *
config(const char *text)
{
	struct mw_config *c = mw_config_default(arena);

	mw_config_read(c, "config.yaml", text, strlen(text));
	return c;
}

static struct mw_config *
good(const char *text)
{
	struct mw_config *c = config(text);

	if (c->diags.n > 0)
		fail_msg("line %u: %s", c->diags.v[0].span.line,
		    c->diags.v[0].text);
	return c;
}

static const char *
printed(const struct mw_config *c)
{
	struct mw_buf b = { 0 };
	const char *text;

	mw_config_print(c, &b);
	text = mw_arena_strdup(arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

static enum mw_action
find(const struct mw_config *c, const char *prefix, const char *key, char on)
{
	return mw_keys_find(&c->keys, prefix, key, on);
}

/* ---- settings ------------------------------------------------------------ */

static void
settings_are_read(void **state)
{
	struct mw_config *c;

	(void)state;
	c = good("theme: deutan\nmouse: false\ndigits: counts\ncursor: line\n"
	    "ascii: true\nescdelay: 100\ncopy-command: wl-copy\nreload: no\n"
	    "rerun: true\nhistory: off\nhistory-secrets: true\nbackup: yes\n"
	    "layout: {wide-columns: 120, tiny-rows: 3}\n");
	assert_int_equal(c->theme, mw_config_word(MW_THEME_WORDS, "deutan"));
	assert_false(c->mouse);
	assert_int_equal(c->digits, MW_DIGITS_COUNTS);
	assert_int_equal(c->cursor, MW_CURSOR_LINE);
	assert_int_equal(c->ascii, MW_ASCII_TRUE);
	assert_int_equal(c->escdelay, 100);
	assert_string_equal(c->copy_command, "wl-copy");
	assert_false(c->reload || c->history);
	assert_true(c->rerun);
	assert_true(c->history_secrets && c->backup);
	assert_int_equal(c->layout.wide_columns, 120);
	assert_int_equal(c->layout.tiny_rows, 3);
	assert_int_equal(c->layout.tiny_columns, 20);
}

static void
an_empty_file_is_the_default(void **state)
{
	static const char *const texts[] = { "", "# nothing\n", "keys:\n",
		"---\n", "{}\n" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(texts); i++)
		assert_string_equal(printed(good(texts[i])),
		    printed(mw_config_default(arena)));
}

static void
what_is_printed_is_the_same_when_read(void **state)
{
	static const char *const texts[] = { "",
		"theme: tritan\ndigits: counts\nmouse: false\n"
		"copy-command: 'tee \"/tmp/it''s\" \\x'\n",
		"copy-command: \"a\\x01\\\\ \\\"b\\u00e9\"\nbackup: true\n",
		"keys:\n  down: [e, '''', '\"', '[', '-', '#']\n  edit: []\n"
		"  set-mark: 'b*'\n  help: [n, y, Y, '~', '1', C-S]\n",
		"editors: {'*': '{file}', vim: '-c \"{line}\" {file}'}\n" };

	(void)state;
	for (size_t i = 0; i < MW_LEN(texts); i++) {
		const char *once = printed(good(texts[i]));

		assert_string_equal(printed(good(once)), once);
		assert_true(i == 0 || strcmp(once,
		    printed(mw_config_default(arena))) != 0);
	}
}

/* ---- what is wrong ------------------------------------------------------- */

static void
mistakes_are_told_and_the_rest_counts(void **state)
{
	static const struct {
		const char *text;
		unsigned line, column;
		const char *says;
	} cases[] = {
		{ "them: light", 1, 1,
		    "unknown setting 'them': did you mean 'theme'?" },
		{ "layout:\n  wide: 3", 2, 3, "unknown setting 'wide'" },
		{ "keys: {donw: j}", 1, 8,
		    "unknown action 'donw': did you mean 'down'?" },
		{ "keys:\n  down: [Entre]", 2, 10,
		    "unknown key 'Entre': did you mean 'Enter'?" },
		{ "keys: {down: {}}", 1, 14, "'down' takes names of keys: "
		    "quote what is none in YAML" },
		{ "keys: {down: ~}", 1, 14, "'down' takes names of keys: "
		    "quote what is none in YAML" },
		{ "keys: {down: C-c}", 1, 14, "'C-c' is a signal of the "
		    "terminal and cannot be another key" },
		{ "keys:\n  down: x\n  edit: [w, x]", 3, 13,
		    "key 'x' of 'edit' is 'x' of 'down' already (line 2)" },
		{ "keys:\n  first: gg\n  edit: g", 3, 9,
		    "key 'g' of 'edit' is 'gg' of 'first' already (line 2)" },
		{ "mouse: maybe", 1, 8, "'mouse' is true or false, not "
		    "'maybe'" },
		{ "escdelay: 10000", 1, 11, "'escdelay' is a number from 0 to "
		    "5000, not '10000'" },
		{ "cursor: [block]", 1, 9, "'cursor' is block, line or hidden, "
		    "not 'a list'" },
		{ "editors: {vi: +12}", 1, 15, "'vi' is a line with {file}, "
		    "not '+12'" },
		{ "editors: {vi: '{row} {file}'}", 1, 15,
		    "unknown placeholder 'row'" },
		{ "keys: 3", 1, 7, "'keys' is a mapping, not '3'" },
		{ "- theme", 1, 1, "'config.yaml' is a mapping of settings, "
		    "not 'a list'" },
	};

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_config *c = config(mw_arena_printf(arena,
		    "%s\n", cases[i].text));

		if (c->diags.n != 1)
			fail_msg("%zu diagnostics of %s", c->diags.n,
			    cases[i].text);
		assert_string_equal(c->diags.v[0].text, cases[i].says);
		assert_string_equal(c->diags.v[0].span.file, "config.yaml");
		assert_int_equal(c->diags.v[0].span.line, cases[i].line);
		assert_int_equal(c->diags.v[0].span.column, cases[i].column);
	}
}

static void
a_broken_file_changes_nothing(void **state)
{
	struct mw_config *c = config("theme: light\n\tmouse: false\n");

	(void)state;
	assert_int_equal(c->diags.n, 1);
	assert_int_equal(c->diags.v[0].id, MW_DIAG_YAML_SYNTAX);
	assert_string_equal(printed(c), printed(mw_config_default(arena)));
}

/* A whole file with some bytes changed: read without harm, and what comes of
 * it can be printed and read again. */
static void
any_bytes_are_read(void **state)
{
	const char *whole = printed(mw_config_default(arena));
	size_t len = strlen(whole);
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < 400; i++) {
		char *text = mw_arena_text(arena, whole, len);
		struct mw_config *c = mw_config_default(arena), *again;
		const char *once;

		for (int k = 0; k < 1 + i % 8; k++) {
			seed = seed * 1103515245 + 12345;
			text[(seed >> 8) % len] = "\n:[]{}'\"-#&*x\t\xff\x00"
			    [seed >> 28];
		}
		mw_config_read(c, "t", text, len);
		once = printed(c);
		again = mw_config_default(arena);
		mw_config_read(again, "t", once, strlen(once));
		if (again->diags.n > 0)
			fail_msg("%s: %s", again->diags.v[0].text, once);
		assert_string_equal(printed(again), once);
	}
}

/* ---- keys ---------------------------------------------------------------- */

static void
a_key_moves_to_the_action_that_names_it(void **state)
{
	struct mw_config *c = good("keys: {down: [x, C-Right], edit: gs}");

	(void)state;
	assert_int_equal(find(c, "", "x", 't'), MW_DO_DOWN);
	assert_int_equal(find(c, "", "C-Right", 't'), MW_DO_DOWN);
	assert_int_equal(find(c, "", "j", 't'), MW_DO_NOTHING);
	assert_string_equal(c->keys.keys[MW_DO_DISABLE], "");
	assert_int_equal(find(c, "g", "s", 't'), MW_DO_EDIT);
	assert_int_equal(find(c, "g", "d", 't'), MW_DO_FOLLOW);
	/* a key that begins sequences takes them all */
	c = good("keys: {down: g}");
	assert_int_equal(find(c, "", "g", 't'), MW_DO_DOWN);
	assert_string_equal(c->keys.keys[MW_DO_FIRST], "Home");
	/* and in the other direction */
	c = good("keys: {down: ['jj']}");
	assert_int_equal(find(c, "", "j", 't'), MW_DO_PENDING);
	assert_int_equal(find(c, "j", "j", 't'), MW_DO_DOWN);
	/* on another screen it stays what it is */
	c = good("keys: {sort: v}");
	assert_int_equal(find(c, "", "v", 't'), MW_DO_ORDER);
	assert_int_equal(find(c, "", "v", 'p'), MW_DO_SORT);
}

static void
other_names_of_keys_are_understood(void **state)
{
	struct mw_config *c = good("keys: {down: [Return, C-X, 'C-[', ' ', "
	    "\u00e9, F12, A-x, S-Up]}");

	(void)state;
	assert_string_equal(c->keys.keys[MW_DO_DOWN],
	    "Enter C-x Esc Space \u00e9 F12 A-x S-Up");
}

static void
digits_may_count(void **state)
{
	struct mw_config *c = good("digits: counts");

	(void)state;
	assert_int_equal(find(c, "", "2", 't'), MW_DO_NOTHING);
	assert_int_equal(find(c, "g", "2", 't'), MW_DO_FORM);
	assert_int_equal(find(c, "z", "2", 't'), MW_DO_DEPTH);
}

static void
text_is_no_key_where_one_types(void **state)
{
	struct mw_config *c = good("keys: {redraw: L, run: [z, F9]}");

	(void)state;
	assert_int_equal(find(c, "", "L", 't'), MW_DO_REDRAW);
	assert_int_equal(find(c, "", "L", 'f'), MW_DO_NOTHING);
	assert_int_equal(find(c, "", "z", 'f'), MW_DO_NOTHING);
	assert_int_equal(find(c, "", "F9", 'f'), MW_DO_RUN);
}

/* ---- editors ------------------------------------------------------------- */

static void
editors_get_places_as_they_want_them(void **state)
{
	static const struct {
		const char *editor, *command;
	} cases[] = {
		{ "vi", "vi +3 \"$1\"" },
		{ "/usr/bin/code -n", "/usr/bin/code -n --wait --goto "
		    "\"$1\":3:7" },
		{ "mine", "mine -l 3 -c 7 -- \"$1\"" },
		{ "nano", "nano +3 \"$1\"" },
	};
	struct mw_config *c = good("editors:\n"
	    "  mine: '-l {line} -c {column} -- {file}'\n"
	    "  nano: '+{line} {file}'\n");

	(void)state;
	for (size_t i = 0; i < MW_LEN(cases); i++) {
		struct mw_buf b = { 0 };

		mw_config_editor(c, cases[i].editor, 3, 7, &b);
		assert_string_equal(mw_buf_text(&b), cases[i].command);
		mw_buf_release(&b);
	}
}

int
main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(settings_are_read),
		TEST(an_empty_file_is_the_default),
		TEST(what_is_printed_is_the_same_when_read),
		TEST(mistakes_are_told_and_the_rest_counts),
		TEST(any_bytes_are_read),
		TEST(a_broken_file_changes_nothing),
		TEST(a_key_moves_to_the_action_that_names_it),
		TEST(other_names_of_keys_are_understood),
		TEST(digits_may_count),
		TEST(text_is_no_key_where_one_types),
		TEST(editors_get_places_as_they_want_them),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
