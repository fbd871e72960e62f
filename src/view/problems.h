/*
 * problems.h - inside view: what is wrong with the mesh, as `meshwalk lint`
 * says it.
 *
 * A small mesh is gone over at once.  A large one is shown first: until the
 * problems are looked at, what loading found is all there is.
 */
#ifndef MW_VIEW_PROBLEMS_H
#define MW_VIEW_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "lint/lint.h"
#include "view/outline.h"

struct mw_app;

/* "VirtualService shop/web" of a finding, NULL for none. */
const char *mw_problem_title(struct mw_arena *arena,
    const struct mw_finding *f);
/* Title, why and fix, whoever's code it is. */
struct mw_rule_info mw_problem_info(const char *rule);

/* What loading found. */
const struct mw_findings *mw_problems_loading(struct mw_arena *arena,
    const struct mw_mesh *m);

/* screen-problems.c: what is known now; never NULL. */
const struct mw_findings *mw_problems_known(const struct mw_app *a);
bool mw_problems_complete(const struct mw_app *a);
/* Looks for everything, if that was not done yet. */
void mw_problems_all(struct mw_app *a);
/* The same while nobody waits, unless that would be felt; true when done. */
bool mw_problems_idle(struct mw_app *a);
/* Gives the rows of the tree in view their problems, when there are new ones. */
void mw_problems_mark(struct mw_app *a);

/* outline-problems.c */
void mw_outline_problems(struct mw_outline *o, const struct mw_findings *f);

#endif
