/*
 * app-load.c - another mesh in place of the one before: read again, or more of
 * it while a long load goes on.
 *
 * What is selected, open and filtered stays, by identity.
 */
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "view/problems.h"
#include "view/saved.h"
#include "view/state.h"

void
mw_app_set_mesh(struct mw_app *a, const struct mw_mesh *m)
{
	a->mesh = m;
	a->mesh_arena = mw_arena_new();
	memset(a->last_folds, 0, sizeof(a->last_folds));
	a->session = mw_session_new(m, NULL);
	a->generation++;
	mw_problems_fill(a);
}

void
mw_app_drop_mesh(struct mw_app *a, bool keep_trace)
{
	bool taken = false;

	for (int i = 0; i < MW_BY_COUNT; i++)
		mw_treeview_release(&a->trees[i]);
	memset(a->coming, 0, sizeof(a->coming));
	a->turning = a->hunt.on = false;
	if (a->form != NULL)
		mw_form_ask_no_more(a);
	mw_compare_drop_mesh(a);
	if (keep_trace)
		taken = mw_trace_outlives(a);
	else
		mw_trace_drop_answer(a);
	for (int i = 0; i < MW_SCREEN_COUNT; i++)
		mw_page_release(&a->pages[i]);
	if (!taken)
		mw_session_free(a->session);
	mw_problems_drop_mesh(a);
	mw_arena_free(a->mesh_arena);
	if (!taken)
		mw_mesh_free(a->mesh);
	a->referred = NULL;
}

void
mw_app_greet(struct mw_app *a)
{
	size_t n = mw_problems_count(a);
	const char *key = mw_app_key_of(a, MW_DO_PROBLEMS);

	if (a->load.part)
		mw_buf_clear(&a->message);
	else if (a->mesh->all.n == 0)
		mw_app_alarm(a, "No objects in %s.",
		    mw_str_or_empty(a->options.title));
	else if (!mw_problems_complete(a))
		mw_app_say(a, "Loaded %zu objects from %zu file%s. Press %s "
		    "for problems.", a->mesh->all.n, a->mesh->load->n_sources,
		    mw_str_s(a->mesh->load->n_sources), key);
	else
		mw_app_say(a, "Loaded %zu object%s from %zu file%s. %zu "
		    "problem%s%s%s.", a->mesh->all.n, mw_str_s(a->mesh->all.n),
		    a->mesh->load->n_sources,
		    mw_str_s(a->mesh->load->n_sources), n, mw_str_s(n),
		    n > 0 ? ": press " : "", n > 0 ? key : "");
}

/* Everything but what is said about it.  MORE of the same is folded as all of
 * it would be, as far as the user has not chosen. */
static void
replace(struct mw_app *a, const struct mw_mesh *mesh, bool more)
{
	struct mw_tree_kept kept[MW_BY_COUNT] = { 0 };
	struct mw_arena *arena = mw_arena_new();

	for (int i = 0; i < MW_BY_COUNT; i++) {
		if (a->trees[i].outline != NULL)
			mw_treeview_keep(&a->trees[i], arena, &kept[i]);
		if (more)
			mw_treeview_keep_less(&kept[i]);
	}
	if (!more)
		mw_saved_old_mesh(a);
	/* no trace outlives a part, whose texts are those of the whole */
	mw_app_drop_mesh(a, !more && !a->config->rerun);
	mw_app_set_mesh(a, mesh);
	if (!more)
		mw_saved_new_mesh(a);
	mw_help_new_mesh(a);
	for (int i = 0; i < MW_BY_COUNT; i++) {
		if (kept[i].open == NULL)
			continue;
		mw_treeview_init(&a->trees[i], a->mesh_arena, mesh,
		    (enum mw_outline_order)i);
		mw_treeview_restore(&a->trees[i], &kept[i]);
	}
	mw_arena_free(arena);
	if (mw_source_file(a) != NULL && !mw_source_open(a, mw_source_file(a),
	    0) && a->screen == MW_SCREEN_SOURCE)
		mw_app_close(a);
	a->drawn = false;
}

void
mw_app_reloaded(struct mw_app *a, const struct mw_mesh *mesh, const char *why)
{
	bool first = a->load.part;

	a->load.going = a->load.stopped = false;
	if (mesh == NULL) {
		mw_app_alarm(a, "%s", why != NULL ? why : "nothing was loaded");
		return;
	}
	a->load.part = false;
	replace(a, mesh, first);
	if (a->message_stays && a->alarm) {
		a->message_stays = false;
		return;
	}
	mw_app_greet(a);
	if (mw_trace_is_old(a))
		mw_app_say(a, "Loaded again. The trace is of the files before: "
		    "%s sends it again.", mw_app_key_of(a, MW_DO_AGAIN));
	else if ((first || a->config->rerun) && mw_trace_again(a) && !first)
		mw_app_say(a, "Loaded again; the trace is of the new files.");
	mw_compare_reloaded(a);
}

/* ---- while a load goes on ------------------------------------------------ */

bool
mw_app_may_reload(const struct mw_app *a)
{
	return a->prompt < MW_PROMPT_VALUE;
}

void
mw_app_loading(struct mw_app *a, const struct mw_load_progress *p)
{
	a->load.going = true;
	a->load.stopped = false;
	a->load.shown = true;
	a->load.progress = *p;
	a->drawn = false;
}

void
mw_app_loaded_part(struct mw_app *a, const struct mw_mesh *mesh)
{
	struct mw_buf said = a->message;

	/* nothing is said: it may come many times a second */
	a->message = (struct mw_buf){ 0 };
	replace(a, mesh, true);
	mw_trace_again(a);
	mw_buf_release(&a->message);
	a->message = said;
}

void
mw_app_load_stopped(struct mw_app *a)
{
	a->load.going = false;
	a->load.stopped = a->load.part;
	mw_app_say(a, a->load.part ? "Stopped: what was read is here. %s goes "
	    "on." : "Stopped: the mesh from before is here. %s loads again.",
	    mw_app_key_of(a, MW_DO_RELOAD));
}

bool
mw_app_stop_load(struct mw_app *a)
{
	if (!a->load.going)
		return false;
	mw_app_effect(a, MW_EFFECT_STOP, NULL);
	return true;
}

/* With commas between thousands. */
void
mw_put_count(struct mw_buf *out, size_t n)
{
	if (n >= 1000) {
		mw_put_count(out, n / 1000);
		mw_buf_printf(out, ",%03zu", n % 1000);
	} else {
		mw_buf_printf(out, "%zu", n);
	}
}

void
mw_app_load_progress(struct mw_app *a, struct mw_buf *out)
{
	const struct mw_load_progress *p = &a->load.progress;

	if (!a->load.going || !a->load.shown)
		return;
	if (!p->found) {
		mw_buf_adds(out, "looking for files: ");
		mw_put_count(out, p->all_files);
	} else if (p->all_files == 0) {
		mw_buf_adds(out, "putting it together");
	} else if (p->all_files == 1 && p->all_bytes > 0) {
		mw_buf_printf(out, "reading: %zu %%, ",
		    p->bytes * 100 / p->all_bytes);
		mw_put_count(out, p->documents);
		mw_buf_printf(out, " object%s",
		    mw_str_s(p->documents));
	} else {
		mw_buf_adds(out, "reading ");
		mw_put_count(out, p->files);
		mw_buf_adds(out, " of ");
		mw_put_count(out, p->all_files);
		mw_buf_adds(out, " files, ");
		mw_put_count(out, p->documents);
		mw_buf_printf(out, " object%s",
		    mw_str_s(p->documents));
	}
	mw_buf_printf(out, "   %s stops", mw_app_key_of(a, MW_DO_ESCAPE));
}
