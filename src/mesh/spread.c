/*
 * spread.c - documents to objects in several threads.
 *
 * The documents are cut into pieces, each made by itself into an arena of its
 * own.  The pieces are put together in the order of the text, so that the
 * result is that of one thread.  If there are too many objects, it is thrown
 * away, and one thread finds out which is the last.
 */
#include <pthread.h>

#include "base/threads.h"
#include "mesh/build.h"

enum {
	ALONE = 400,		/* documents that are not worth a thread */
	PIECES = 32
};

/* A loader of its own, with a mesh that has nothing but diagnostics. */
struct piece {
	size_t end;		/* documents */
	struct mw_loader l;
	struct mw_mesh mesh;
	bool good;
};

struct job {
	struct piece v[PIECES];
	pthread_mutex_t lock;
	size_t next;		/* piece to be taken; under the lock */
};

static void
begin(struct piece *p, const struct mw_loader *whole, size_t from, size_t to)
{
	struct mw_loader *l = &p->l;

	l->arena = mw_arena_new();
	l->scratch = mw_arena_new();
	l->options = whole->options;
	l->mesh = &p->mesh;
	l->documents = from;
	p->end = to;
	p->mesh.load = whole->mesh->load;
	mw_diags_init(&p->mesh.diags, l->arena);
	mw_decode_init(&l->decode, l->arena, &p->mesh.diags,
	    whole->decode.default_namespace);
}

static void
work(void *ctx, size_t thread)
{
	struct job *job = ctx;

	(void)thread;
	for (;;) {
		struct piece *p = NULL;

		pthread_mutex_lock(&job->lock);
		if (job->next < PIECES)
			p = &job->v[job->next++];
		pthread_mutex_unlock(&job->lock);
		if (p == NULL)
			return;
		p->good = mw_mesh_make_objects_to(&p->l, p->end);
	}
}

static void
take_over(struct mw_loader *l, struct piece *p)
{
	const struct mw_diags *from = &p->mesh.diags;
	struct mw_diags *to = &l->mesh->diags;

	for (size_t i = 0; i < p->l.all.n; i++) {
		struct mw_object *o = p->l.all.v[i];

		o->order = l->all.n;
		mw_vec_push(l->scratch, &l->all, o);
	}
	for (size_t i = 0; i < from->n && to->n < MW_LIMIT_DIAGS; i++)
		mw_vec_push(to->arena, to, from->v[i]);
	mw_arena_adopt(l->arena, p->l.arena);
}

/* No piece has too many objects, nor have all. */
static bool
is_good(const struct job *job, size_t limit)
{
	size_t n = 0;

	for (size_t i = 0; i < PIECES; i++) {
		n += job->v[i].l.all.n;
		if (!job->v[i].good || n > limit)
			return false;
	}
	return true;
}

void
mw_mesh_spread_objects(struct mw_loader *l)
{
	size_t n = l->mesh->load->n_documents, threads = mw_cores();
	struct job *job;
	bool good;

	if (n < ALONE || threads < 2)
		return;
	job = MW_NEW(l->scratch, struct job);
	for (size_t i = 0; i < PIECES; i++)
		begin(&job->v[i], l, n * i / PIECES, n * (i + 1) / PIECES);
	pthread_mutex_init(&job->lock, NULL);
	mw_share(threads, work, job);
	pthread_mutex_destroy(&job->lock);
	good = is_good(job, l->options->limits.objects);
	for (size_t i = 0; i < PIECES; i++) {
		if (good)
			take_over(l, &job->v[i]);
		else
			mw_arena_free(job->v[i].l.arena);
		mw_arena_free(job->v[i].l.scratch);
	}
	if (good)
		l->documents = n;
}
