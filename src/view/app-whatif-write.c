/*
 * app-whatif-write.c - w: the what-if as a patch, to be read, copied, and
 * written: to a new file, in place, or into another folder.
 */
#include <string.h>

#include "base/str.h"
#include "view/compare.h"

void
mw_compare_show_patch(struct mw_app *a)
{
	if (mw_compare_changes(a) == 0) {
		mw_app_say(a, "there is no what-if: x takes an object away, E "
		    "changes a value");
		return;
	}
	if (a->screen != MW_SCREEN_COMPARE) {
		mw_app_leave(a);
		mw_app_screen(a, MW_SCREEN_COMPARE);
	}
	a->focus[MW_SCREEN_COMPARE] = 1;
	a->zoom = 2;
	a->prompt = MW_PROMPT_PATCH;
}

/* ---- doing it ------------------------------------------------------------ */

static void
copy_patch(struct mw_app *a)
{
	struct mw_buf b = { 0 };

	mw_whatif_patch(a->compare->whatif, a->mesh, &b);
	mw_app_effect(a, MW_EFFECT_COPY, mw_buf_text(&b));
	mw_app_say(a, "the patch is copied");
	mw_buf_release(&b);
}

static void
write_files(struct mw_app *a)
{
	struct mw_effect *e = mw_app_effect(a, MW_EFFECT_FILES, NULL);

	e->files = mw_whatif_files(a->compare->whatif, a->mesh, false,
	    a->effect_arena, &e->n_files);
	e->backup = a->config->backup;
}

/* The patch, or all files below a folder; OVER what is there. */
static void
write_new(struct mw_app *a, bool over)
{
	const struct mw_compare *c = a->compare;
	struct mw_buf b = { 0 };
	struct mw_effect *e;

	if (c->target == MW_TO_FOLDER) {
		e = mw_app_effect(a, MW_EFFECT_FILES, NULL);
		e->files = mw_whatif_files(c->whatif, a->mesh, true,
		    a->effect_arena, &e->n_files);
	} else {
		mw_whatif_patch(c->whatif, a->mesh, &b);
		e = mw_app_effect(a, MW_EFFECT_WRITE, mw_buf_text(&b));
		mw_buf_release(&b);
	}
	e->file = mw_arena_strdup(a->effect_arena, mw_buf_text(&c->file));
	e->over = over;
	mw_app_say(a, "writing %s", e->file);
}

void
mw_app_written(struct mw_app *a, const char *message)
{
	mw_compare_written(a);
	mw_app_say(a, "%s", message);
}

void
mw_app_in_the_way(struct mw_app *a, const char *what)
{
	mw_buf_clear(&a->compare->there);
	mw_buf_adds(&a->compare->there, what);
	a->prompt = MW_PROMPT_SURE;
	a->drawn = false;
}

void
mw_app_placed(struct mw_app *a, const char *why)
{
	if (why != NULL) {
		mw_app_alarm(a, "%s", why);
		return;
	}
	/* what is in the files now is no what-if any more */
	mw_whatif_settle(a->compare->whatif, a->mesh);
	mw_compare_drop_mesh(a);
	mw_compare_go_home(a);
	mw_app_say(a, "written into the files; the what-if is empty again");
	if (mw_compare_changes(a) > 0)
		mw_app_say(a, "written into the files; %zu change%s left",
		    mw_compare_changes(a), mw_compare_changes(a) == 1
		    ? " is" : "s are");
}

/* ---- asking -------------------------------------------------------------- */

/* The files that would be written over, in few words; NULL: none can be. */
static void
name_files(const struct mw_app *a, struct mw_buf *out)
{
	struct mw_arena *arena = mw_arena_new();
	size_t n;
	const struct mw_whatif_file *f = mw_whatif_files(a->compare->whatif,
	    a->mesh, false, arena, &n);

	if (n > 0)
		mw_buf_adds(out, f[0].name);
	if (n > 1)
		mw_buf_printf(out, " and %zu more", n - 1);
	mw_arena_free(arena);
}

static void
ask_in_place(struct mw_app *a)
{
	struct mw_buf *b = &a->compare->file;

	mw_buf_clear(b);
	name_files(a, b);
	if (b->len == 0) {
		mw_app_alarm(a, "no file changes: which variant is in force "
		    "is no part of the files");
		return;
	}
	a->compare->target = MW_TO_FILES;
	a->prompt = MW_PROMPT_SURE;
}

static void
ask_name(struct mw_app *a, enum mw_write_target target, const char *name)
{
	a->compare->target = target;
	mw_edit_set(&a->typed, name);
	a->typed.whole = true;
	a->prompt = MW_PROMPT_FILE;
}

void
mw_compare_write_prompt(const struct mw_app *a, struct mw_buf *label)
{
	const struct mw_compare *c = a->compare;
	const char *file = mw_buf_text(&c->file);

	if (a->prompt == MW_PROMPT_PATCH)
		mw_buf_adds(label, "Patch: c copy  f new file  i in place  o "
		    "new folder  j/k read on  Esc");
	else if (a->prompt == MW_PROMPT_FILE)
		mw_buf_adds(label, c->target == MW_TO_FOLDER
		    ? "write all files, as changed, into: "
		    : "write the patch to: ");
	else if (c->target == MW_TO_FILES)
		mw_buf_printf(label, "Change %s%s? y writes, any other key "
		    "does not", file, a->config->backup
		    ? ", with a copy ending in ~" : " in place");
	else
		mw_buf_printf(label, "%s is there already: write over it? y "
		    "writes, any other key does not", mw_buf_text(&c->there));
}

static bool
is_char(const struct mw_event *e, char c)
{
	return e->kind == MW_EVENT_KEY && e->key == MW_KEY_CHAR && e->mods ==
	    0 && e->cp == (uint32_t)c;
}

/* What was typed is taken: nothing is written over without a question. */
void
mw_compare_take_file(struct mw_app *a)
{
	if (a->typed.text.len == 0)
		return;
	mw_buf_clear(&a->compare->file);
	mw_buf_adds(&a->compare->file, mw_edit_text(&a->typed));
	a->prompt = MW_PROMPT_NONE;
	write_new(a, false);
}

/* The patch is read while it is asked what becomes of it. */
static bool
is_reading(const struct mw_app *a, const struct mw_event *e)
{
	char name[MW_KEY_NAME];
	enum mw_action x;

	mw_key_name(e, name);
	x = mw_keys_find(&a->config->keys, a->pending, name,
	    mw_screen_now(a)->letter);
	return x == MW_DO_PENDING || x == MW_DO_DOWN || x == MW_DO_UP ||
	    (x >= MW_DO_ROW_TOP && x <= MW_DO_LAST);
}

static void
answer(struct mw_app *a, const struct mw_event *e)
{
	if (is_char(e, 'c'))
		copy_patch(a);
	else if (is_char(e, 'f'))
		ask_name(a, MW_TO_PATCH, "whatif.patch");
	else if (is_char(e, 'i'))
		ask_in_place(a);
	else if (is_char(e, 'o'))
		ask_name(a, MW_TO_FOLDER, "whatif");
	else if (e->key != MW_KEY_ESCAPE && e->key != MW_KEY_ENTER)
		mw_app_key(a, e);	/* going on is fine too */
}

void
mw_compare_write_answer(struct mw_app *a, const struct mw_event *e)
{
	enum mw_prompt asked = a->prompt;
	bool begun = *a->pending != '\0';

	if (e->kind != MW_EVENT_KEY)
		return;
	a->prompt = MW_PROMPT_NONE;
	if (asked == MW_PROMPT_SURE && !is_char(e, 'y')) {
		mw_app_say(a, "nothing was written");
	} else if (asked == MW_PROMPT_SURE) {
		if (a->compare->target == MW_TO_FILES)
			write_files(a);
		else
			write_new(a, true);
	} else if (begun || is_reading(a, e)) {
		bool stays = is_reading(a, e) || e->key == MW_KEY_ESCAPE;

		mw_app_key(a, e);
		if (stays)
			a->prompt = MW_PROMPT_PATCH;
	} else {
		answer(a, e);
	}
}
