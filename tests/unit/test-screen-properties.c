/*
 * test-screen-properties.c - what holds on every screen, at every size, after
 * whatever was typed: tried with random events from fixed seeds.
 *
 * MESHWALK_SCREEN_EVENTS=N gives N events a run instead of a few hundred, and
 * MESHWALK_SCREEN_SEED=N begins with another seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../tools/screen-drive.h"
#include "whatif/whatif.h"

static const char *const samples[] = { NULL, "bookinfo", "canary", "mistakes",
	"mtls-and-authz", "gateway-tls" };
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };

static unsigned long
from_environment(const char *name, unsigned long otherwise)
{
	const char *s = getenv(name);

	return s != NULL ? strtoul(s, NULL, 10) : otherwise;
}

static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
begin(struct drive *d, size_t which, int rows, int columns, bool ascii)
{
	static char path[1024];
	const char *dir = getenv("SRCDIR");

	if (samples[which % SAMPLES] == NULL || dir == NULL) {
		drive_begin(d, NULL, rows, columns, ascii);
		return;
	}
	snprintf(path, sizeof(path), "%s/samples/%s", dir, samples[which %
	    SAMPLES]);
	drive_begin(d, path, rows, columns, ascii);
}

static void
must(struct drive *d, bool fine, unsigned long seed)
{
	if (fine)
		return;
	printf("# %s (seed %lu)\n", d->fault, seed);
	drive_print_log(d);
	fail_msg("%s", d->fault);
}

/* COUNT random events; no more than MAX_BYTES bytes make one of them. */
static void
wander(struct drive *d, uint32_t *seed, unsigned long count)
{
	uint8_t bytes[160];
	uint32_t began = *seed;

	for (unsigned long i = 0; i < count; i++) {
		const uint8_t *at = bytes;

		for (size_t k = 0; k < sizeof(bytes); k++)
			bytes[k] = (uint8_t)next(seed);
		must(d, drive_bytes(d, &at, bytes + sizeof(bytes)), began);
	}
}

static void
any_events_keep_every_promise(void **state)
{
	unsigned long n = from_environment("MESHWALK_SCREEN_EVENTS", 350);
	unsigned long first = from_environment("MESHWALK_SCREEN_SEED", 1);

	(void)state;
	for (size_t run = 0; run < 12; run++) {
		uint32_t seed = (uint32_t)((first + run) * 7919);
		struct drive d;

		begin(&d, run, 24, 80, run % 5 == 4);
		wander(&d, &seed, n);
		drive_end(&d);
	}
}

/* ---- the size ------------------------------------------------------------ */

static bool
apart(struct mw_rect a, struct mw_rect b)
{
	return a.rows == 0 || b.rows == 0 || a.row + a.rows <= b.row ||
	    b.row + b.rows <= a.row || a.column + a.columns <= b.column ||
	    b.column + b.columns <= a.column;
}

static void
row_is_free(const struct mw_layout *l, int row)
{
	struct mw_rect r = { .row = row, .rows = 1, .columns = l->columns };

	if (row < 0)
		return;
	assert_true(row < l->rows);
	for (int i = 0; i < MW_PANES; i++)
		assert_true(apart(r, l->frame[i]));
}

static void
check_layout(const struct mw_layout *l, const struct mw_layout_want *w)
{
	int focus = w->split == MW_SPLIT_NONE ? 0 : w->focus;

	for (int i = 0; i < MW_PANES; i++) {
		struct mw_rect f = l->frame[i], p = l->pane[i];

		if (f.rows == 0)
			continue;
		assert_true(f.row >= 0 && f.column >= 0 && f.rows > 0 &&
		    f.columns > 0 && f.row + f.rows <= l->rows &&
		    f.column + f.columns <= l->columns);
		assert_true(p.row >= f.row && p.column >= f.column &&
		    p.rows > 0 && p.columns > 0 &&
		    p.row + p.rows <= f.row + f.rows &&
		    p.column + p.columns <= f.column + f.columns);
	}
	assert_true(l->pane[focus].rows > 0 || l->tiny);
	assert_true(apart(l->pane[0], l->pane[1]));
	assert_true(apart(l->pane[0], l->pane[MW_PANE_SIDE]));
	assert_true(apart(l->pane[1], l->pane[MW_PANE_SIDE]));
	assert_int_equal(l->pane[MW_PANE_SIDE].rows > 0, w->side &&
	    w->split == MW_SPLIT_ABOVE && w->zoom < 2 && l->framed &&
	    l->columns >= 160);
	row_is_free(l, l->header);
	row_is_free(l, l->banner);
	row_is_free(l, l->crumb);
	row_is_free(l, l->message);
	row_is_free(l, l->hints);
	if (!l->tiny) {
		assert_true(l->header >= 0 && l->message >= 0);
		assert_true(l->banner != l->header && l->crumb != l->message &&
		    l->message > l->header);
	}
}

static void
every_size_has_a_layout(void **state)
{
	(void)state;
	for (int rows = 1; rows <= 60; rows++) {
		for (int columns = 1; columns <= 200; columns++) {
			for (int i = 0; i < 480; i++) {
				struct mw_layout_want w = {
					.split = (enum mw_split)(i % 4),
					.banner = i / 4 % 2,
					.focus = i / 8 % 2,
					.zoom = i / 16 % 3,
					.form_rows = i / 48 % 5 * 7,
					.side = i / 240,
				};
				struct mw_layout l;

				mw_layout_make(&l, rows, columns, &w);
				check_layout(&l, &w);
			}
		}
	}
}

static void
every_screen_is_drawn_at_every_size(void **state)
{
	static const char *const screens[] = { "1", "3", "4", "5", "gs", "?",
		"Esc", "2" };
	struct drive d;

	(void)state;
	begin(&d, 1, 24, 80, false);
	must(&d, drive_key(&d, "2") && drive_type(&d, "productpage") &&
	    drive_key(&d, "Tab") && drive_type(&d, "ratings") &&
	    drive_key(&d, "Enter"), 0);
	for (size_t s = 0; s < MW_LEN(screens); s++) {
		must(&d, drive_key(&d, screens[s]), 0);
		for (int rows = 1; rows <= 60; rows += rows < 26 ? 1 : 7) {
			int columns = 1 + (rows * 7 + (int)s) % 9;

			for (; columns <= 200; columns += 9)
				must(&d, drive_resize(&d, rows, columns), 0);
		}
		must(&d, drive_resize(&d, 24, 80), 0);
	}
	drive_end(&d);
}

/* ---- keys ---------------------------------------------------------------- */

/* Everything that can be looked up on a screen stands in its help. */
static void
every_key_is_in_the_help(void **state)
{
	static const char *const ways[] = { "1", "2", "3", "4", "5", "gs" };
	struct drive d;

	(void)state;
	begin(&d, 1, 200, 200, false);
	for (size_t i = 0; i < MW_LEN(ways); i++) {
		struct mw_buf text = { 0 };
		char letter;

		must(&d, drive_key(&d, "Esc") && drive_key(&d, "Esc") &&
		    drive_key(&d, ways[i]), 0);
		letter = mw_screen_now(d.app)->letter;
		must(&d, drive_key(&d, "F1"), 0);
		assert_int_equal(d.app->screen, MW_SCREEN_HELP);
		mw_frame_dump(mw_app_frame(d.app), &text, NULL);
		for (int x = 0; x < MW_DO_COUNT; x++) {
			const struct mw_action_info *info = mw_action_info(
			    (enum mw_action)x);
			char help[61];

			assert_true(info->help[0] != '\0');
			snprintf(help, sizeof(help), "%s", info->help);
			if (mw_action_on((enum mw_action)x, letter) &&
			    strstr(mw_buf_text(&text), help) == NULL)
				fail_msg("%s is not in the help of %c",
				    info->name, letter);
		}
		mw_buf_release(&text);
		must(&d, drive_key(&d, "Esc"), 0);
	}
	drive_end(&d);
}

/* A key that the help does not know changes nothing but the message. */
static void
keys_without_help_do_nothing(void **state)
{
	static const char *const ways[] = { "1", "3", "4", "5", "gs" };
	struct drive d;

	(void)state;
	begin(&d, 1, 24, 80, false);
	for (size_t i = 0; i < MW_LEN(ways); i++) {
		char letter;

		must(&d, drive_key(&d, ways[i]), 0);
		letter = mw_screen_now(d.app)->letter;
		for (char c = ' '; c <= '~'; c++) {
			for (int ctrl = 0; ctrl < 2; ctrl++) {
				struct mw_event e = { .kind = MW_EVENT_KEY,
					.key = MW_KEY_CHAR, .cp = (uint32_t)c,
					.mods = ctrl ? MW_MOD_CTRL : 0 };
				char name[MW_KEY_NAME];
				struct mw_cell *before;
				size_t n;

				mw_key_name(&e, name);
				if (mw_keys_find(&d.app->config->keys,
				    "", name, letter) !=
				    MW_DO_NOTHING)
					continue;
				before = drive_copy(mw_app_frame(d.app));
				mw_app_handle(d.app, &e);
				if (!drive_same(mw_app_frame(d.app), before,
				    d.app->layout.message))
					fail_msg("%s does something on %c",
					    name, letter);
				mw_app_effects(d.app, &n);
				assert_int_equal(n, 0);
				free(before);
			}
		}
		must(&d, drive_key(&d, "Esc"), 0);
	}
	drive_end(&d);
}

static void
escape_leads_home(void **state)
{
	uint32_t seed = 4711;

	(void)state;
	for (size_t run = 0; run < 10; run++) {
		struct drive d;

		begin(&d, run, 24, 80, false);
		for (int i = 0; i < 8; i++) {
			wander(&d, &seed, 12);
			for (int k = 0; k < 16; k++)
				must(&d, drive_key(&d, "Esc"), run);
			assert_int_equal(d.app->screen, MW_SCREEN_TREE);
			assert_int_equal(d.app->prompt, MW_PROMPT_NONE);
			assert_false(mw_app_in_page(d.app));
			assert_int_equal(d.app->zoom, 0);
		}
		drive_end(&d);
	}
}

/* ---- there and back ------------------------------------------------------ */

/* Over all of the frame but the message, which says what was done. */
static bool
shows(struct drive *d, const struct mw_cell *cells)
{
	const struct mw_frame *f = mw_app_frame(d->app);

	return drive_same(f, cells, d->app->layout.message);
}

static void
print_difference(const struct mw_frame *f, const struct mw_cell *want)
{
	struct mw_frame was = *f;
	struct mw_buf a = { 0 }, b = { 0 };

	was.cells = (struct mw_cell *)(uintptr_t)want;
	mw_frame_dump(&was, &a, NULL);
	mw_frame_dump(f, &b, NULL);
	printf("# before\n%s# after\n%s", mw_buf_text(&a), mw_buf_text(&b));
	mw_buf_release(&a);
	mw_buf_release(&b);
}

static void
same_again(struct drive *d, const struct mw_cell *cells, const char *what)
{
	if (shows(d, cells))
		return;
	print_difference(d->app->frame, cells);
	drive_print_log(d);
	fail_msg("%s", what);
}

static void
forward_comes_back(void **state)
{
	static const char *const keys[] = { "j", "k", "G", "gg", "C-d", "1",
		"3", "4", "5", "gs", "gd", "gt", "gr", "Enter", "l", "h", "v",
		"Tab", "Space", "L", "H", "zM", "z3", "+", "ma", "'a", "Esc", "]",
		"o", "zo" };
	uint32_t seed = 99;
	size_t tried = 0;

	(void)state;
	for (size_t run = 0; run < SAMPLES; run++) {
		struct drive d;
		struct mw_cell *here, *there;

		begin(&d, run, 24, 80, false);
		must(&d, drive_key(&d, "2") && drive_type(&d, "caller") &&
		    drive_key(&d, "Enter"), 0);
		for (int i = 0; i < 60; i++) {
			for (int k = 0; k < 6; k++)
				must(&d, drive_key(&d, keys[next(&seed) %
				    MW_LEN(keys)]), run);
			if (next(&seed) % 8 == 0 && (d.app->screen ==
			    MW_SCREEN_TREE || d.app->screen ==
			    MW_SCREEN_PROBLEMS))
				must(&d, drive_key(&d, "\\") && drive_type(&d,
				    next(&seed) % 2 ? "web" : "o") &&
				    drive_key(&d, "Enter"), run);
			if (d.app->spot == 0 || *d.app->pending != '\0')
				continue;
			here = drive_copy(mw_app_frame(d.app));
			mw_app_do(d.app, MW_DO_BACK);
			d.app->drawn = false;
			there = drive_copy(mw_app_frame(d.app));
			mw_app_do(d.app, MW_DO_FORWARD);
			d.app->drawn = false;
			same_again(&d, here, "forward shows another frame");
			mw_app_do(d.app, MW_DO_BACK);
			d.app->drawn = false;
			same_again(&d, there, "back shows another frame");
			if (next(&seed) % 2 == 0)
				mw_app_do(d.app, MW_DO_FORWARD);
			free(here);
			free(there);
			tried++;
		}
		drive_end(&d);
	}
	assert_true(tried > 100);
}

/* ---- what-if ------------------------------------------------------------- */

static void
change_something(struct drive *d, uint32_t *seed)
{
	static const char *const values[] = { "300", "web", "nothing", "1",
		"STRICT", "DENY", "/x", "" };
	static const char *const keys[] = { "x", "x", "D", "C-r", "u" };
	static const char added[] = "apiVersion: security.istio.io/v1\n"
	    "kind: AuthorizationPolicy\nmetadata: {name: added, namespace: "
	    "shop}\nspec: {action: DENY, rules: [{to: [{operation: {paths: "
	    "[/x]}}]}]}\n";
	unsigned moves = next(seed) % 6, which = next(seed) % 12;

	for (unsigned i = 0; i < moves; i++)
		must(d, drive_key(d, next(seed) % 2 ? "j" : "l"), *seed);
	if (which < MW_LEN(keys)) {
		must(d, drive_key(d, keys[which]), *seed);
	} else if (which == MW_LEN(keys)) {
		must(d, drive_key(d, "A"), *seed);
		mw_app_edited(d->app, added, sizeof(added) - 1);
		d->app->drawn = false;
	} else if (which == MW_LEN(keys) + 1) {
		must(d, drive_key(d, "3") && drive_key(d, "t") && drive_key(d,
		    "a"), *seed);
	} else {
		must(d, drive_key(d, "E"), *seed);
		if (d->app->prompt == MW_PROMPT_VALUE && next(seed) % 2 == 0)
			must(d, drive_key(d, "Down") && drive_key(d, "Enter"),
			    *seed);
		else if (d->app->prompt == MW_PROMPT_VALUE)
			must(d, drive_key(d, "C-e") && drive_key(d, "C-u") &&
			    drive_type(d, values[next(seed) % MW_LEN(values)])
			    && drive_key(d, "Enter"), *seed);
	}
	if (d->app->screen != MW_SCREEN_TREE)
		must(d, drive_key(d, "1"), *seed);
}

static void
undoing_everything_gives_the_first_state(void **state)
{
	uint32_t seed = 12;

	(void)state;
	for (size_t run = 0; run < 2 * SAMPLES; run++) {
		struct drive d;
		struct mw_cell *tree, *trace;
		size_t most = 0;

		begin(&d, run, 24, 80, run % 2 == 0);
		must(&d, drive_key(&d, "2") && drive_type(&d, "caller") &&
		    drive_key(&d, "Tab") && drive_type(&d, "web") &&
		    drive_key(&d, "Enter"), run);
		trace = drive_copy(mw_app_frame(d.app));
		must(&d, drive_key(&d, "1") && drive_key(&d, "v") &&
		    drive_key(&d, "zR") && drive_key(&d, "gg"), run);
		tree = drive_copy(mw_app_frame(d.app));
		for (int i = 0; i < 25; i++) {
			change_something(&d, &seed);
			if (mw_compare_changes(d.app) > most)
				most = mw_compare_changes(d.app);
		}
		assert_true(most > 0);
		for (int i = 0; i < 60; i++)
			must(&d, drive_key(&d, "u"), run);
		assert_int_equal(mw_compare_changes(d.app), 0);
		must(&d, drive_key(&d, "zR") && drive_key(&d, "zM") &&
		    drive_key(&d, "zR") && drive_key(&d, "gg"), run);
		same_again(&d, tree, "the tree is not as it was");
		must(&d, drive_key(&d, "3") && drive_key(&d, "."), run);
		same_again(&d, trace, "the trace is not as it was");
		free(tree);
		free(trace);
		drive_end(&d);
	}
}

/* What is written, and loaded again, answers as the what-if did. */
static void
check_written(struct drive *d)
{
	const struct mw_app *a = d->app;
	const struct mw_whatif *w = mw_compare_whatif(a);
	struct mw_mesh_options o = d->options;
	struct mw_arena *arena = mw_arena_new();
	const struct mw_whatif_file *f;
	struct mw_named_text *texts;
	const struct mw_mesh *m[2];
	struct mw_session *s[2];
	const struct mw_request *const *r;
	size_t n, lost, n_requests;

	o.like = a->mesh;
	f = mw_whatif_files(w, a->mesh, true, arena, &n);
	texts = MW_NEW_ARRAY(arena, struct mw_named_text, n + 1);
	for (size_t i = 0; i < n; i++)
		texts[i] = (struct mw_named_text){ f[i].name, f[i].path,
			f[i].text, f[i].len };
	m[0] = mw_whatif_mesh(w, a->mesh, &o, &lost);
	assert_int_equal(lost, 0);
	m[1] = mw_mesh_load_sources(texts, n, &o);
	assert_int_equal(m[0]->all.n, m[1]->all.n);
	r = mw_witnesses(m[0], arena, &n_requests);
	for (int i = 0; i < 2; i++)
		s[i] = mw_session_new(m[i], NULL);
	for (size_t i = 0; i < n_requests && i < 40; i++) {
		struct mw_buf b[2] = { { 0 }, { 0 } };

		for (int k = 0; k < 2; k++)
			mw_compare_verdict(mw_session_send(s[k], r[i], arena,
			    false), &b[k]);
		assert_string_equal(mw_buf_text(&b[0]), mw_buf_text(&b[1]));
		mw_buf_release(&b[0]);
		mw_buf_release(&b[1]);
	}
	for (int i = 0; i < 2; i++) {
		mw_session_free(s[i]);
		mw_mesh_free(m[i]);
	}
	mw_arena_free(arena);
}

static void
writing_gives_what_was_tried(void **state)
{
	uint32_t seed = 77;
	size_t tried = 0;

	(void)state;
	for (size_t run = 0; run < 2 * SAMPLES; run++) {
		struct drive d;

		begin(&d, run, 24, 80, false);
		must(&d, drive_key(&d, "2") && drive_type(&d, "caller") &&
		    drive_key(&d, "Tab") && drive_type(&d, "web") &&
		    drive_key(&d, "Enter") && drive_key(&d, "1") &&
		    drive_key(&d, "v") && drive_key(&d, "zR"), run);
		for (int i = 0; i < 15; i++) {
			bool choice = false;

			change_something(&d, &seed);
			/* which variant is in force is in no file */
			for (size_t k = 0; k < mw_compare_changes(d.app); k++)
				choice = choice || mw_whatif_at(
				    mw_compare_whatif(d.app), k)->kind ==
				    MW_WHATIF_VARIANT;
			if (choice || mw_compare_changes(d.app) == 0 || i % 5)
				continue;
			check_written(&d);
			tried++;
		}
		drive_end(&d);
	}
	assert_true(tried > 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_size_has_a_layout),
		cmocka_unit_test(every_screen_is_drawn_at_every_size),
		cmocka_unit_test(every_key_is_in_the_help),
		cmocka_unit_test(keys_without_help_do_nothing),
		cmocka_unit_test(escape_leads_home),
		cmocka_unit_test(forward_comes_back),
		cmocka_unit_test(undoing_everything_gives_the_first_state),
		cmocka_unit_test(writing_gives_what_was_tried),
		cmocka_unit_test(any_events_keep_every_promise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
