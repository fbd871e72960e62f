/*
 * loading.h - the files of the screen: read in slices, watched, read again.
 */
#ifndef MW_TUI_LOADING_H
#define MW_TUI_LOADING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mesh/mesh.h"
#include "view/app.h"

struct mw_loading;

/* Begins to load; standard input is read here.  PATHS and OPTIONS are
 * borrowed.  Times are of the caller's clock, in milliseconds. */
struct mw_loading *mw_loading_new(const char *const *paths, size_t n,
    const struct mw_mesh_options *options, int64_t now);
/* After the app: it may show texts that are held here. */
void mw_loading_free(struct mw_loading *l);
/* The mesh, if that takes no longer than MS; else an empty one for now, and
 * *MORE is set. */
const struct mw_mesh *mw_loading_first(struct mw_loading *l,
    int64_t (*clock)(void), unsigned ms, bool *more);
/* For a slice of MS; false when there is nothing to do. */
bool mw_loading_work(struct mw_loading *l, struct mw_app *a,
    int64_t (*clock)(void), unsigned ms);
/* Loads again, or goes on with what was stopped. */
void mw_loading_start(struct mw_loading *l, int64_t now);
/* The same if a file has changed, unless it goes on or was stopped. */
void mw_loading_check(struct mw_loading *l, int64_t now);
/* What the user does not want to wait for.  The app is told by the next
 * slice, when it has all that was read. */
void mw_loading_stop(struct mw_loading *l);

#endif
