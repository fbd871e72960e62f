/*
 * outline-problems.c - which rows have problems, from the bottom up.
 */
#include <stdint.h>

#include "view/outline-build.h"
#include "view/problems.h"

void
mw_row_problem(struct mw_row *r, int problem)
{
	for (; r != NULL && r->problem < problem; r = r->parent)
		r->problem = problem;
}

int
mw_outline_worst(struct mw_outline_build *b, const struct mw_object *o)
{
	struct mw_buf title = { 0 };
	const void *worst;

	if (mw_map_count(b->problems) == 0)
		return -1;
	mw_object_put_title(&title, o);
	worst = mw_map_get(b->problems, mw_buf_text(&title));
	mw_buf_release(&title);
	return (int)(intptr_t)worst - 1;
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

void
mw_outline_problems(struct mw_outline *o, const struct mw_findings *f)
{
	struct mw_outline_build *b = o->build;

	b->problems = mw_map_new(b->arena);
	for (size_t i = 0; i < f->n; i++)
		note(b, mw_problem_title(b->arena, &f->v[i]),
		    f->v[i].severity);
	b->mark = o->first;
}

/* Those that stand for a whole object; a row comes before those below it. */
bool
mw_outline_mark(struct mw_outline *o, size_t rows)
{
	struct mw_outline_build *b = o->build;

	for (; b->mark != NULL && rows > 0; rows--) {
		struct mw_row *r = b->mark;

		r->problem = -1;
		if (r->object != NULL && !r->yaml && (r->node == NULL ||
		    r->node == r->object->root))
			mw_row_problem(r, mw_outline_worst(b, r->object));
		if (r->first != NULL) {
			b->mark = r->first;
			continue;
		}
		while (r != NULL && r->next == NULL)
			r = r->parent;
		b->mark = r != NULL ? r->next : NULL;
	}
	return b->mark != NULL;
}
