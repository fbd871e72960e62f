/*
 * fit.h - texts that fit a matcher: what a request could hold.
 */
#ifndef MW_WHATIF_FIT_H
#define MW_WHATIF_FIT_H

#include "base/arena.h"
#include "xds/xds.h"

/* A text that M takes; NULL when none comes to mind. */
const char *mw_fit(const struct mw_matcher *m, struct mw_arena *a);
/* The N-th of a few of them, from 0; NULL when there is none by that number. */
const char *mw_fit_other(const struct mw_matcher *m, unsigned n,
    struct mw_arena *a);
/* The same of the paths that R takes; there are no more than MW_FIT_PATHS. */
enum { MW_FIT_PATHS = 4 };
const char *mw_fit_path(const struct mw_route_entry *r, unsigned n,
    struct mw_arena *a);
/* "*.example.com" as somebody would ask for it; "*" is any host. */
const char *mw_fit_host(const char *pattern, struct mw_arena *a);

#endif
