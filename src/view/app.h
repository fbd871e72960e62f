/*
 * app.h - the whole screen as a state machine: an event in, a frame out.
 *
 * It knows no terminal, clock or file.  Whoever drives it loads meshes, gives
 * it events, runs its effects and shows its frames: src/tui does, tests do.
 */
#ifndef MW_VIEW_APP_H
#define MW_VIEW_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "mesh/mesh.h"
#include "view/cell.h"
#include "view/config.h"
#include "view/event.h"

struct mw_app;

struct mw_app_options {
	bool ascii;
	const char *title;	/* what was given on the command line */
	int rows, columns;	/* at start */
	/* the load as it would be done again; borrowed */
	const struct mw_mesh_options *mesh_options;
	/* Requests beside the manifests: where they go (NULL: nowhere), and the
	 * text of that file (NULL: there is none). */
	const char *requests_file, *requests;	/* the text: at start */
	/* as MW_EFFECT_REMEMBER kept it, or NULL; at start */
	const char *history;
	const char *place;	/* what marks are kept for: the folder */
	const char *whatif;	/* as mw_app_whatif gave it; offered, or NULL */
	bool loading;	/* the mesh given is but what is known of it now */
	/* Milliseconds.  NULL: mw_app_work stops only when all is done, and
	 * what else would wait does not. */
	uint64_t (*clock_ms)(void);
	const struct mw_config *config;	/* borrowed; NULL: the default */
};

/* The app takes MESH over and frees it; MESH may be replaced later. */
struct mw_app *mw_app_new(const struct mw_mesh *mesh,
    const struct mw_app_options *options);
void mw_app_free(struct mw_app *a);
void mw_app_handle(struct mw_app *a, const struct mw_event *e);
/*
 * Goes on with what takes long (finding problems), for about SLICE_MS: to be
 * called between events, as long as it says that there is more to do.  What
 * the user looks at may have changed then.
 */
bool mw_app_work(struct mw_app *a, unsigned slice_ms);
/* Of it somebody waits for what a key has begun: do not wait for more keys, and
 * look for effects after it. */
bool mw_app_waits(const struct mw_app *a);
/* In how many milliseconds it wants MW_EVENT_TICK; -1: it does not. */
int mw_app_wake_ms(const struct mw_app *a);
/* Effects of the last event; *n is set. */
const struct mw_effect *mw_app_effects(const struct mw_app *a, size_t *n);
/* The frame for the present state, drawn anew; borrowed. */
const struct mw_frame *mw_app_frame(struct mw_app *a);
/* It would not be the one that was given last. */
bool mw_app_changed(const struct mw_app *a);
/* After MW_EFFECT_RELOAD: a new mesh (taken over), or NULL: it failed, WHY. */
void mw_app_reloaded(struct mw_app *a, const struct mw_mesh *mesh,
    const char *why);
/*
 * Another configuration takes the place of the one before, which is not needed
 * any more; it has to live until the next.  One that is broken changes nothing
 * and is not kept.  What is wrong in C is told either way.
 */
void mw_app_configure(struct mw_app *a, const struct mw_config *c, bool ascii);
/* The what-if as text, to be kept when the program is ended from outside;
 * false when there is none that is not in a file. */
bool mw_app_whatif(const struct mw_app *a, struct mw_buf *out);
/* The file of requests has this text now (NULL: it is gone). */
void mw_app_requests(struct mw_app *a, const char *text);
/* After SAVE: the text of the file, or NULL: nothing was written, WHY. */
void mw_app_saved(struct mw_app *a, const char *text, const char *why);
/* After MW_EFFECT_FILES in place: NULL, or WHY nothing was written. */
void mw_app_placed(struct mw_app *a, const char *why);
/* After MW_EFFECT_WRITE, or FILES below a folder: it was done, or it was not
 * because WHAT is there already, which is asked about.  Anything else is a
 * warning. */
void mw_app_written(struct mw_app *a, const char *message);
void mw_app_in_the_way(struct mw_app *a, const char *what);
/* After MW_EFFECT_EDIT_TEXT: what came back, NUL behind it. */
void mw_app_edited(struct mw_app *a, const char *text, size_t len);
/*
 * A load that takes long goes on outside: how far it is, to be shown (not
 * called for a short one).  What has been read so far stands in for the mesh
 * if there was none before (options.loading): it is taken over like one, and
 * mw_app_reloaded ends all this.  After MW_EFFECT_STOP: it has been stopped.
 */
void mw_app_loading(struct mw_app *a, const struct mw_load_progress *p);
void mw_app_loaded_part(struct mw_app *a, const struct mw_mesh *part);
void mw_app_load_stopped(struct mw_app *a);
/* False while something is typed that another mesh would lose. */
bool mw_app_may_reload(const struct mw_app *a);
/* After COPY or EDIT: what to show in the message row. */
void mw_app_message(struct mw_app *a, const char *text);
/* Bad news, which matters more than that files are loaded again now. */
void mw_app_warning(struct mw_app *a, const char *text);

#endif
