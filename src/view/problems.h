/*
 * problems.h - inside view: what is wrong with the mesh, as `meshwalk lint`
 * says it.
 *
 * A small mesh is gone over at once.  A large one is shown first, with what
 * loading found; the rest is looked for in slices, while nobody waits.
 */
#ifndef MW_VIEW_PROBLEMS_H
#define MW_VIEW_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lint/lint.h"
#include "view/draw.h"
#include "view/outline.h"

struct mw_app;

enum mw_problem_order { MW_PROBLEMS_BY_SEVERITY, MW_PROBLEMS_BY_FILE,
    MW_PROBLEMS_BY_OBJECT, MW_PROBLEM_ORDERS };

struct mw_problem {
	const struct mw_finding *finding;
	bool met;			/* the last trace went through its object */
};

struct mw_problems {
	const struct mw_findings *found;
	struct mw_finding *own;		/* of the configuration; n_own */
	size_t n_own;
	struct mw_lint_pass *pass;	/* NULL: all is known */
	bool stopped;			/* by the user; goes on when asked */
	struct mw_problems_after *after;	/* of the what-if, or NULL */
	int64_t shown_ms;		/* when its progress was shown */
	/* trees that know of what is found */
	enum { MW_MARK_NONE, MW_MARK_SOME, MW_MARK_ALL } marked[MW_BY_COUNT];
	bool stale;			/* another trace: sorted anew when seen */
	struct mw_problem *v;		/* those that show; list.n of them */
	/* columns of the widest: object with its kind in full, in brief; text;
	 * place */
	int full_columns, brief_columns, text_columns, where_columns;
	struct mw_list list;
	enum mw_problem_order order;
	char *filter;
};

/* "VirtualService shop/web" of a finding, NULL for none. */
const char *mw_problem_title(struct mw_arena *arena,
    const struct mw_finding *f);

/* "VS shop/web" (BRIEF) or with the kind in full; of one without object its
 * file. */
void mw_problem_object(const struct mw_finding *f, bool brief,
    struct mw_buf *out);

/* "mesh.yaml:85:22" */
void mw_problem_where(const struct mw_finding *f, struct mw_buf *out);

/* What is wrong in the configuration, in place of what was. */
void mw_problems_own(struct mw_app *a, const struct mw_diags *d);
/* The rows, as they are now. */
struct mw_list *mw_problems_list(struct mw_app *a);

/* What is known now; never NULL. */
const struct mw_findings *mw_problems_known(const struct mw_app *a);
/* Nothing more will be found. */
bool mw_problems_complete(const struct mw_app *a);
/* Looks on until UNTIL of the app's clock (without one, to the end); false
 * when there is nothing to look for, or it was stopped. */
bool mw_problems_work(struct mw_app *a, int64_t until);
/* Stops looking: false when nothing was looked for.  Goes on with it. */
bool mw_problems_stop(struct mw_app *a);
void mw_problems_go_on(struct mw_app *a);
/* "checking: 3,200 of 20,000 objects", nothing when all is known. */
void mw_problems_progress(const struct mw_app *a, struct mw_buf *out);
/* "2 errors, 1 note" of all that is known now. */
void mw_problems_words(const struct mw_app *a, struct mw_buf *out);
/* The rows again: another order, filter or trace. */
void mw_problems_show(struct mw_app *a);
/* Gives the rows of a tree their problems, when there are new ones: ROWS of
 * them; false when all have. */
bool mw_problems_mark(struct mw_app *a, enum mw_outline_order order,
    size_t rows);

/* problems-whatif.c: what the what-if adds and takes away */
enum mw_problem_mark { MW_PROBLEM_STAYS, MW_PROBLEM_NEW, MW_PROBLEM_GONE };
enum mw_problem_mark mw_problem_mark(const struct mw_app *a,
    const struct mw_finding *f);
/* Those that are new, which point into its mesh; *n is set. */
const struct mw_finding *const *mw_problems_added(const struct mw_app *a,
    size_t *n);
void mw_problems_drop_after(struct mw_app *a);
/* What was found on disk is another list: they are compared anew. */
void mw_problems_match_after(struct mw_app *a);
/* As mw_problems_work, when that is done; only while they are looked at. */
bool mw_problems_work_after(struct mw_app *a, int64_t until);
/* "what-if: 1 new, 2 gone"; "files on disk" while it is not known */
void mw_problems_print_after(const struct mw_app *a, struct mw_buf *out);

/* outline-problems.c: the rows have other problems from now on; marks ROWS of
 * them, and false when all are. */
void mw_outline_problems(struct mw_outline *o, const struct mw_findings *f);
bool mw_outline_mark(struct mw_outline *o, size_t rows);

#endif
