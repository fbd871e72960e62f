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
write_patch(struct mw_app *a)
{
	struct mw_buf b = { 0 };
	struct mw_effect *e;

	mw_whatif_patch(a->compare->whatif, a->mesh, &b);
	e = mw_app_effect(a, MW_EFFECT_WRITE, mw_buf_text(&b));
	e->file = mw_arena_strdup(a->effect_arena,
	    mw_buf_text(&a->compare->file));
	mw_app_say(a, "writing %s", mw_buf_text(&a->compare->file));
	mw_compare_written(a);
	mw_buf_release(&b);
}

static void
write_files(struct mw_app *a, const char *folder)
{
	struct mw_effect *e = mw_app_effect(a, MW_EFFECT_FILES, NULL);

	e->files = mw_whatif_files(a->compare->whatif, a->mesh, folder != NULL,
	    a->effect_arena, &e->n_files);
	e->backup = a->config->backup;
	if (folder != NULL)
		e->file = mw_arena_strdup(a->effect_arena, folder);
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
		mw_buf_adds(label, "Patch: c copy  f to a new file  i write in "
		    "place  o to a new folder  Esc");
	else if (a->prompt == MW_PROMPT_FILE)
		mw_buf_adds(label, c->target == MW_TO_FOLDER
		    ? "write all files, as changed, into: "
		    : "write the patch to: ");
	else if (c->target == MW_TO_FILES)
		mw_buf_printf(label, "Change %s%s? y writes, any other key "
		    "does not", file, a->config->backup
		    ? ", with a copy ending in ~" : " in place");
	else
		mw_buf_printf(label, "Write %s %s? y writes, any other key "
		    "does not", c->target == MW_TO_FOLDER ? "the files into"
		    : "the patch to", file);
}

static bool
is_char(const struct mw_event *e, char c)
{
	return e->kind == MW_EVENT_KEY && e->key == MW_KEY_CHAR && e->mods ==
	    0 && e->cp == (uint32_t)c;
}

static void
sure(struct mw_app *a)
{
	if (a->compare->target == MW_TO_PATCH)
		write_patch(a);
	else
		write_files(a, a->compare->target == MW_TO_FOLDER
		    ? mw_buf_text(&a->compare->file) : NULL);
}

void
mw_compare_write_answer(struct mw_app *a, const struct mw_event *e)
{
	enum mw_prompt asked = a->prompt;

	if (e->kind != MW_EVENT_KEY)
		return;
	a->prompt = MW_PROMPT_NONE;
	if (asked == MW_PROMPT_SURE && is_char(e, 'y'))
		sure(a);
	else if (asked == MW_PROMPT_SURE)
		mw_app_say(a, "nothing was written");
	else if (is_char(e, 'c'))
		copy_patch(a);
	else if (is_char(e, 'f'))
		ask_name(a, MW_TO_PATCH, "whatif.patch");
	else if (is_char(e, 'i'))
		ask_in_place(a);
	else if (is_char(e, 'o'))
		ask_name(a, MW_TO_FOLDER, "whatif");
	else if (e->key != MW_KEY_ESCAPE)
		mw_app_key(a, e);	/* reading on is fine too */
}
