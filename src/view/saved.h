/*
 * saved.h - inside view: requests that are saved beside the manifests, and
 * how each of them ends.
 */
#ifndef MW_VIEW_SAVED_H
#define MW_VIEW_SAVED_H

#include "view/state.h"
#include "whatif/requests.h"

/* How a request ended; text NULL: it is not known yet. */
struct mw_saved_end {
	const char *text;		/* "DENIED 403, ..." */
	const char *word;		/* "DENIED", "2 ways" */
	bool good;
	bool otherwise;			/* than the file expects */
};

struct mw_saved_row {
	const struct mw_kept *kept;
	struct mw_saved_end now;	/* in the files */
	struct mw_saved_end was;	/* in those before them */
	struct mw_saved_end after;	/* in the what-if */
};

struct mw_saved {
	struct mw_arena *arena;		/* of the list */
	const struct mw_kept_list *list;	/* NULL: no file */
	struct mw_saved_row *v;
	size_t n;
	/* texts of now and was, and of after */
	struct mw_arena *ends, *old_ends, *after_ends;
	bool reloaded;			/* what changes is to be told */
	bool idle;			/* nobody pressed a key for a while */
	/* what is being saved */
	struct mw_kept *kept;		/* in the effect arena or KEPT_ARENA */
	struct mw_arena *kept_arena;
};

void mw_saved_new(struct mw_app *a);
void mw_saved_free(struct mw_app *a);
/* Says what is wrong with the file, when something is. */
void mw_saved_complain(struct mw_app *a);
/* C-s in the form: asks for a name.  P: with the outcome of the trace. */
void mw_saved_ask(struct mw_app *a);
void mw_saved_pin(struct mw_app *a);
void mw_saved_prompt_event(struct mw_app *a, const struct mw_event *e);

/* saved-run.c */
/* The files are others: what was found is what was. */
void mw_saved_old_mesh(struct mw_app *a);
void mw_saved_new_mesh(struct mw_app *a);
void mw_saved_drop_after(struct mw_app *a);	/* another what-if */
/* Sends those whose end is not known, until UNTIL of the app's clock; false
 * when there are none left. */
bool mw_saved_work(struct mw_app *a, int64_t until);
/* It ended otherwise in the files before these. */
bool mw_saved_differs(const struct mw_saved_end *x,
    const struct mw_saved_end *y);
size_t mw_saved_changed(const struct mw_app *a);

#endif
