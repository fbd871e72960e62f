/*
 * test-keys.c - the screen with a configuration: its keys, counts, waiting
 * for the rest of a sequence, and what is told of mistakes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/app.h"
#include "view-driver.h"

static const char mesh_text[] =
    "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n"
    "apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata: {name: one, namespace: a}\n"
    "spec: {ports: [{port: 80}]}\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata: {name: two, namespace: a}\n"
    "spec: {ports: [{port: 80}]}\n---\n"
    "apiVersion: v1\nkind: Service\nmetadata: {name: tri, namespace: b}\n"
    "spec: {ports: [{port: 80}]}\n";

static struct mw_mesh_options mesh_options = MW_MESH_OPTIONS_DEFAULT;
static struct mw_arena *arena;
static uint64_t now;

static uint64_t
clock_ms(void)
{
	return now;
}

static int
begin(void **state)
{
	(void)state;
	arena = mw_arena_new();
	now = 1000;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	mw_arena_free(arena);
	return 0;
}

static struct mw_app *
app(const char *config)
{
	struct mw_config *c = mw_config_default(arena);
	struct mw_app_options o = { .ascii = true, .title = "t.yaml",
		.rows = 30, .columns = 120, .mesh_options = &mesh_options,
		.clock_ms = clock_ms, .config = c };

	mw_config_read(c, "config.yaml", config, strlen(config));
	return mw_app_new(mw_mesh_load_text("t.yaml", mesh_text,
	    strlen(mesh_text), &mesh_options), &o);
}

/* On the first row, where TEXT begins. */
static void
click(struct mw_app *a, const char *text)
{
	struct mw_event e = { .kind = MW_EVENT_MOUSE,
		.mouse = MW_MOUSE_PRESS };
	struct mw_buf b = { 0 };

	mw_frame_dump(mw_app_frame(a), &b, NULL);
	assert_non_null(strstr(mw_buf_text(&b), text));
	e.column = (int)(strstr(mw_buf_text(&b), text) - mw_buf_text(&b));
	mw_buf_release(&b);
	mw_app_handle(a, &e);
}

static void
keys_of_the_user_are_used_and_shown(void **state)
{
	struct mw_app *a = app("keys:\n  down: t\n  help: X\n"
	    "  problems: ['P']\n  close-screen: Z\n");

	(void)state;
	assert_true(shows(a, "t/k move"));
	assert_true(shows(a, "X help  Z quit"));
	assert_true(shows(a, "P Problems"));
	assert_true(shows(a, " X \n"));
	type(a, "t");
	assert_true(shows(a, " 2/"));
	type(a, "j");
	assert_true(shows(a, "j does nothing here: X lists the keys"));
	type(a, "P");
	assert_true(shows(a, "[P Problems"));
	type(a, "X");
	assert_true(shows(a, "  t                   next row"));
	key(a, MW_KEY_UP, 0, 0);
	type(a, "Z");	/* closes as well */
	type(a, "X");
	type(a, "X");	/* closes what it has opened */
	assert_true(shows(a, "[P Problems"));
	mw_app_free(a);
}

static void
mistakes_are_told_at_the_start_and_among_problems(void **state)
{
	struct mw_app *a = app("mous: false\nkeys: {down: [Entre]}\n");
	const struct mw_effect *e;
	size_t n;

	(void)state;
	assert_true(shows(a, "config.yaml:1:1: unknown setting 'mous': did you "
	    "mean 'mouse'? (and 1 more: press 4)"));
	type(a, "4j");
	assert_true(shows(a, "Explanation of MW0401"));
	assert_true(shows(a, "unknown key 'Entre': did you mean 'Enter'?"));
	type(a, "\\MW0401");
	key(a, MW_KEY_ENTER, 0, 0);
	assert_true(shows(a, "unknown setting 'mous'"));
	type(a, "e");
	e = mw_app_effects(a, &n);
	assert_int_equal(n, 1);
	assert_int_equal(e->kind, MW_EFFECT_EDIT);
	assert_string_equal(e->text, "config.yaml");
	assert_int_equal(e->line, 2);
	mw_app_free(a);
}

static void
digits_count(void **state)
{
	struct mw_app *a = app("digits: counts");

	(void)state;
	type(a, "zR3j");
	assert_true(shows(a, " 4/"));
	type(a, "2k");
	assert_true(shows(a, " 2/"));
	type(a, "3G");
	assert_true(shows(a, " 3/"));
	type(a, "1gg");
	assert_true(shows(a, " 1/"));
	type(a, "99999999999999999999j");	/* bounded */
	type(a, "gg2");
	key(a, MW_KEY_ESCAPE, 0, 0);	/* gives the count up */
	type(a, "j");
	assert_true(shows(a, " 2/"));
	assert_true(shows(a, "[g1 Tree]  g2 Request   g3 Trace "));
	type(a, "g4");
	assert_true(shows(a, "[g4 Problems"));
	click(a, "g3 Trace");
	assert_true(shows(a, "[g3 Trace]"));
	click(a, "Request");
	assert_true(shows(a, "[g2 Request]"));
	click(a, "meshwalk");
	assert_true(shows(a, "[g2 Request]"));
	type(a, "42");	/* text */
	assert_true(shows(a, "42"));
	mw_app_free(a);
	a = app("");
	type(a, "4");
	assert_true(shows(a, "[4 Problems"));
	mw_app_free(a);
}

static void
a_prefix_shows_what_may_follow_after_a_while(void **state)
{
	struct mw_event tick = { .kind = MW_EVENT_TICK };
	struct mw_app *a = app("");

	(void)state;
	assert_int_equal(mw_app_wake_ms(a), -1);
	type(a, "g");
	assert_int_equal(mw_app_wake_ms(a), 400);
	mw_app_frame(a);
	now += 399;
	mw_app_handle(a, &tick);
	assert_int_equal(mw_app_wake_ms(a), 1);
	assert_false(shows(a, "g-  "));
	now += 1;
	mw_app_handle(a, &tick);
	assert_true(mw_app_changed(a));
	assert_int_equal(mw_app_wake_ms(a), -1);
	assert_true(shows(a, "g-  s source   d follow   r referrers"));
	type(a, "g");	/* it waits for nobody */
	assert_false(shows(a, "g-  "));
	/* the clock may be set back, or stand still for long */
	type(a, "m");
	now -= 900;
	assert_int_equal(mw_app_wake_ms(a), 400);
	now += 100000;
	mw_app_handle(a, &tick);
	assert_true(shows(a, "m-  any letter: set-mark"));
	key(a, MW_KEY_ESCAPE, 0, 0);
	assert_false(shows(a, "m-  "));
	mw_app_free(a);
}

static void
the_mouse_is_given_and_taken(void **state)
{
	struct mw_app *a = app("mouse: false");
	const struct mw_effect *e;
	size_t n;

	(void)state;
	for (unsigned on = 1; on <= 2; on++) {
		type(a, "M");
		e = mw_app_effects(a, &n);
		assert_int_equal(n, 1);
		assert_int_equal(e->kind, MW_EFFECT_MOUSE);
		assert_int_equal(e->line, on == 1);
	}
	mw_app_free(a);
}

/* On the tree nothing was sent, searched or changed. */
static void
help_says_why_not(void **state)
{
	struct mw_app *a = app("");

	(void)state;
	type(a, "?undo");
	assert_true(shows(a, "nothing to undo"));
	key(a, MW_KEY_ESCAPE, 0, 0);
	type(a, "?again");
	assert_true(shows(a, "no request was sent yet"));
	key(a, MW_KEY_ESCAPE, 0, 0);
	type(a, "zRjjjjx?undo");	/* an object is taken away */
	assert_false(shows(a, "nothing to undo"));
	assert_true(shows(a, "nothing to redo"));
	mw_app_free(a);
}

/* Thresholds as odd as the settings allow, at many sizes. */
static void
any_thresholds_can_be_drawn(void **state)
{
	static const char *const texts[] = {
		"layout: {tiny-columns: 1, tiny-rows: 1, frame-columns: 1, "
		"frame-rows: 1, wide-columns: 1, wider-columns: 1}",
		"layout: {tiny-columns: 1, tiny-rows: 1, frame-columns: 1, "
		"frame-rows: 1, wide-columns: 1}",
		"layout: {tiny-columns: 1000, tiny-rows: 1000}",
		"layout: {frame-columns: 1000, tiny-rows: 1}",
		"layout: {wide-columns: 1000, frame-rows: 1}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct mw_app *a = app(texts[i]);

		for (int n = 0; n < 1200; n++) {
			struct mw_event e = { .kind = MW_EVENT_RESIZE,
				.rows = 1 + n % 40,
				.columns = 1 + n * 7 % 130 };
			const struct mw_frame *f;

			mw_app_handle(a, &e);
			type(a, (const char[]){ "12345+\t_j"[n % 9], '\0' });
			f = mw_app_frame(a);
			assert_int_equal(f->rows, e.rows);
			assert_int_equal(f->columns, e.columns);
			assert_true(f->cursor_row < f->rows);
			assert_true(f->cursor_column < f->columns);
		}
		mw_app_free(a);
	}
}

int
main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(keys_of_the_user_are_used_and_shown),
		TEST(mistakes_are_told_at_the_start_and_among_problems),
		TEST(digits_count),
		TEST(a_prefix_shows_what_may_follow_after_a_while),
		TEST(any_thresholds_can_be_drawn),
		TEST(help_says_why_not),
		TEST(the_mouse_is_given_and_taken),
	};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
