/*
 * xalloc.h - heap allocation that does not fail, and the two ways to die.
 */
#ifndef MW_BASE_XALLOC_H
#define MW_BASE_XALLOC_H

#include <stddef.h>

#include "base/attr.h"

void *mw_xmalloc(size_t size);
void *mw_xcalloc(size_t n, size_t size);
void *mw_xrealloc(void *p, size_t n, size_t size);
char *mw_xstrdup(const char *s);

/* Runs before the process ends for want of memory or for a bug; tui sets it
 * to put the terminal back.  NULL for none. */
void mw_set_fatal_hook(void (*hook)(void));
MW_NORETURN void mw_out_of_memory(void);
/* A broken invariant of ours: says WHAT with the place, then aborts. */
MW_NORETURN void mw_bug(const char *file, int line, const char *what);
#define MW_BUG(what) mw_bug(__FILE__, __LINE__, (what))

#endif
