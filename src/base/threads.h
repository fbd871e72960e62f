/*
 * threads.h - work that several threads share.
 */
#ifndef MW_BASE_THREADS_H
#define MW_BASE_THREADS_H

#include <stddef.h>

enum { MW_THREADS_MAX = 8 };

/* The processors that this process may use, MW_THREADS_MAX at most. */
size_t mw_cores(void);
/*
 * WORK(CTX, I) for each I below N <= MW_THREADS_MAX, 0 in the caller, the
 * others beside it; back when all are done.  Where the system gives no thread,
 * the caller does that one's work, too.  No thread gets signals.
 */
void mw_share(size_t n, void (*work)(void *ctx, size_t i), void *ctx);

#endif
