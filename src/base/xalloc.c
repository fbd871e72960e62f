/*
 * xalloc.c - heap allocation that does not fail, and the two ways to die.
 *
 * The hook is the only mutable variable of the core: whoever owns the
 * terminal must be able to put it back before the process ends.
 */
#include "base/xalloc.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Atomic(void (*)(void)) fatal_hook;

void
mw_set_fatal_hook(void (*hook)(void))
{
	atomic_store(&fatal_hook, hook);
}

/* Once only: a hook that dies itself must not come back here for ever. */
static void
run_hook(void)
{
	void (*hook)(void) = atomic_exchange(&fatal_hook, NULL);

	if (hook != NULL)
		hook();
}

void
mw_out_of_memory(void)
{
	run_hook();
	fputs("meshwalk: out of memory\n", stderr);
	_Exit(3);	/* no handlers: they may want memory */
}

void
mw_bug(const char *file, int line, const char *what)
{
	run_hook();
	fprintf(stderr, "meshwalk: %s:%d: this is a bug: %s\n", file, line,
	    what);
	abort();
}

void *
mw_xmalloc(size_t size)
{
	void *p = malloc(size > 0 ? size : 1);

	if (p == NULL)
		mw_out_of_memory();
	return p;
}

void *
mw_xcalloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		mw_out_of_memory();
	return p;
}

void *
mw_xrealloc(void *p, size_t n, size_t size)
{
	void *q;

	if (size != 0 && n > SIZE_MAX / size)
		mw_out_of_memory();
	q = realloc(p, n * size > 0 ? n * size : 1);
	if (q == NULL)
		mw_out_of_memory();
	return q;
}

char *
mw_xstrdup(const char *s)
{
	size_t len = strlen(s);
	char *copy = mw_xmalloc(len + 1);

	memcpy(copy, s, len + 1);
	return copy;
}
