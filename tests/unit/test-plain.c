/*
 * test-plain.c - a frame without colours and attributes says the same.
 *
 * Keys at random go to the screen on the samples.  Over all frames, a piece of
 * text that has the colour of one state never has that of another: the words
 * carry the state.  And the selected row has a mark of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"
#include "view/app.h"

enum { STEPS = 3000 };

static struct mw_mesh_options mesh_options = MW_MESH_OPTIONS_DEFAULT;

/* What a role says of a thing; NULL: nothing. */
static const char *
state_of(const struct mw_cell *c)
{
	switch ((enum mw_role)c->role) {
	case MW_ROLE_ALLOW:
		return "allowed";
	case MW_ROLE_DENY:
		return "denied";
	case MW_ROLE_WARN:
		return "warning";
	case MW_ROLE_ERROR:
		return "error";
	case MW_ROLE_DIFF_ADD:
		return "added";
	case MW_ROLE_DIFF_DEL:
		return "removed";
	default:
		return NULL;
	}
}

/* Text with a state, to the state it was seen with first. */
struct seen {
	struct mw_arena *arena;
	struct mw_map *states;
	size_t texts;
};

static void
piece(struct seen *s, const char *text, size_t len, const char *state)
{
	const char *before;

	while (len > 0 && text[len - 1] == ' ')
		len--;
	while (len > 0 && *text == ' ') {
		text++;
		len--;
	}
	if (len == 0)
		return;
	text = mw_arena_text(s->arena, text, len);
	before = mw_map_get(s->states, text);
	if (before == NULL) {
		mw_map_put(s->states, text, (void *)(uintptr_t)state);
		s->texts++;
	} else if (strcmp(before, state) != 0) {
		fail_msg("'%s' is %s here and was %s elsewhere", text, state,
		    before);
	}
}

static void
check_states(struct seen *s, const struct mw_frame *f)
{
	struct mw_buf b = { 0 };

	for (int r = 0; r < f->rows; r++) {
		const struct mw_cell *row = &f->cells[r * f->columns];
		const char *now = NULL;

		mw_buf_clear(&b);
		for (int c = 0; c <= f->columns; c++) {
			const char *x = c < f->columns ? state_of(&row[c])
			    : NULL;

			if (x != now && now != NULL)
				piece(s, mw_buf_text(&b), b.len, now);
			if (x != now)
				mw_buf_clear(&b);
			now = x;
			if (c < f->columns)
				mw_buf_adds(&b, row[c].text);
		}
	}
	mw_buf_release(&b);
}

/* A row that is selected begins with a mark, in whatever list it stands. */
static void
check_marks(const struct mw_frame *f)
{
	for (int r = 0; r < f->rows; r++) {
		const struct mw_cell *row = &f->cells[r * f->columns];
		struct mw_buf b = { 0 };
		int c = 0;

		while (c < f->columns && !row[c].selected)
			c++;
		for (int k = c; k < f->columns && k < c + 4; k++)
			mw_buf_adds(&b, row[k].text);
		if (c < f->columns && strchr(mw_buf_text(&b), '>') == NULL) {
			struct mw_buf all = { 0 };

			mw_frame_dump(f, &all, NULL);
			fail_msg("row %d is selected without a mark:\n%s", r,
			    mw_buf_text(&all));
		}
		mw_buf_release(&b);
	}
}

static void
press(struct mw_app *a, char c)
{
	struct mw_event e = { .kind = MW_EVENT_KEY, .key = MW_KEY_CHAR,
		.cp = (unsigned char)c };

	if (c == '\n')
		e.key = MW_KEY_ENTER;
	else if (c == '\t')
		e.key = MW_KEY_TAB;
	else if (c == '\033')
		e.key = MW_KEY_ESCAPE;
	mw_app_handle(a, &e);
}

static void
walk(const char *sample, struct seen *seen, unsigned seed)
{
	static const char keys[] = "jjjjjkkklllhnNs\n\n\n\t\tx11334455u[]vv{}"
	    "\033\033\033i?";
	const char *dir = getenv("SRCDIR");
	const char *path = mw_arena_printf(seen->arena, "%s/samples/%s",
	    dir != NULL ? dir : ".", sample);
	struct mw_app_options o = { .ascii = true, .title = sample,
		.rows = 40, .columns = 120, .mesh_options = &mesh_options };
	struct mw_app *a = mw_app_new(mw_mesh_load(&path, 1, &mesh_options),
	    &o);

	for (int i = 0; i < STEPS; i++) {
		seed = seed * 1103515245 + 12345;
		press(a, keys[(seed >> 16) % (sizeof(keys) - 1)]);
		check_states(seen, mw_app_frame(a));
		check_marks(mw_app_frame(a));
	}
	mw_app_free(a);
}

static void
no_two_states_look_the_same_as_text(void **state)
{
	static const char *const samples[] = { "bookinfo", "mtls-and-authz",
		"mistakes", "canary" };
	struct mw_arena *arena = mw_arena_new();
	struct seen seen = { arena, mw_map_new(arena), 0 };

	(void)state;
	for (unsigned i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		walk(samples[i], &seen, i + 1);
	/* it has seen something */
	assert_true(seen.texts > 100);
	assert_non_null(mw_map_get(seen.states, "DENY"));
	mw_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_states_look_the_same_as_text),
	};

	return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
