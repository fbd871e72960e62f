/*
 * outline-problems.c - which rows have problems, from the bottom up.
 */
#include <stdint.h>

#include "view/outline-build.h"
#include "view/problems.h"

void
mw_rows_add_up(struct mw_row *first)
{
	for (struct mw_row *r = first; r != NULL; r = r->next) {
		mw_rows_add_up(r->first);
		for (const struct mw_row *c = r->first; c != NULL;
		     c = c->next) {
			if (c->problem > r->problem)
				r->problem = c->problem;
		}
	}
}

static void
note(struct mw_outline_build *b, const char *object, enum mw_severity severity)
{
	intptr_t before;

	if (object == NULL || severity == MW_INFO)
		return;
	before = (intptr_t)mw_map_get(b->problems, object);
	if ((intptr_t)severity + 1 > before)
		mw_map_put(b->problems, object,
		    (void *)((intptr_t)severity + 1));
}

void
mw_outline_diags(struct mw_outline_build *b)
{
	b->problems = mw_map_new(b->arena);
	for (size_t i = 0; i < b->m->diags.n; i++)
		note(b, b->m->diags.v[i].object, b->m->diags.v[i].severity);
}

/* The rows that stand for a whole object. */
static void
mark(struct mw_outline_build *b, struct mw_row *first)
{
	for (struct mw_row *r = first; r != NULL; r = r->next) {
		const void *worst = NULL;

		if (r->object != NULL && !r->yaml && (r->node == NULL ||
		    r->node == r->object->root))
			worst = mw_map_get(b->problems,
			    mw_object_title(b->arena, r->object));
		r->problem = (int)(intptr_t)worst - 1;
		mark(b, r->first);
	}
}

void
mw_outline_problems(struct mw_outline *o, const struct mw_findings *f)
{
	struct mw_outline_build *b = o->build;

	b->problems = mw_map_new(b->arena);
	for (size_t i = 0; i < f->n; i++)
		note(b, mw_problem_title(b->arena, &f->v[i]),
		    f->v[i].severity);
	mark(b, o->first);
	mw_rows_add_up(o->first);
}
