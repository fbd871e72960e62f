/*
 * threads.c - work that several threads share.
 */
#include "base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

struct thread {
	pthread_t id;
	void (*work)(void *ctx, size_t i);
	void *ctx;
	size_t i;
};

size_t
mw_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef CPU_COUNT
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = CPU_COUNT(&set);
#endif
	if (n > MW_THREADS_MAX)
		return MW_THREADS_MAX;
	return n > 0 ? (size_t)n : 1;
}

static void *
thread_main(void *arg)
{
	struct thread *t = arg;

	t->work(t->ctx, t->i);
	return NULL;
}

void
mw_share(size_t n, void (*work)(void *ctx, size_t i), void *ctx)
{
	struct thread threads[MW_THREADS_MAX];
	sigset_t all, old;
	size_t started;

	/* Signals are for the one who has the terminal. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	for (started = 1; started < n; started++) {
		struct thread *t = &threads[started];

		*t = (struct thread){ .work = work, .ctx = ctx,
			.i = started };
		if (pthread_create(&t->id, NULL, thread_main, t) != 0)
			break;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	work(ctx, 0);
	for (size_t i = started; i < n; i++)
		work(ctx, i);
	for (size_t i = 1; i < started; i++)
		pthread_join(threads[i].id, NULL);
}
