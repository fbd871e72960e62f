/*
 * pass.c - all families, one after the other, a step at a time.
 */
#include <string.h>

#include "lint/lint.h"
#include "lint/world.h"

struct mw_lint_pass {
	struct mw_findings *f;
	bool loading;		/* what it found is in F */
	size_t family;
	bool begun;		/* this family: its steps */
	void *state;
	size_t i, n;
};

struct mw_lint_pass *
mw_lint_begin(struct mw_arena *arena, const struct mw_mesh *m)
{
	struct mw_lint_pass *p = MW_NEW(arena, struct mw_lint_pass);

	p->f = MW_NEW(arena, struct mw_findings);
	p->f->arena = arena;
	p->f->mesh = m;
	return p;
}

/* The steps of the family at work, or NULL. */
static const struct mw_lint_steps *
steps_now(const struct mw_lint_pass *p)
{
	return p->f->world != NULL ? mw_lint_families[p->family].steps : NULL;
}

/* A step of a family that has several. */
static void
go_on(struct mw_lint_pass *p, const struct mw_lint_steps *s)
{
	if (!p->begun) {
		p->state = s->begin(p->f, &p->n);
		p->begun = true;
		p->i = 0;
	} else if (p->i < p->n) {
		p->i += s->step(p->f, p->state, p->i);
	}
	if (p->i < p->n)
		return;
	if (s->end != NULL)
		s->end(p->f, p->state, true);
	p->begun = false;
	p->family++;
}

bool
mw_lint_step(struct mw_lint_pass *p)
{
	const struct mw_lint_family *family;

	if (!p->loading) {
		mw_lint_loading(p->f);
		p->loading = true;
		return true;
	}
	if (p->f->world == NULL) {
		p->f->world = mw_lint_world_new(p->f->arena, p->f->mesh);
		return true;
	}
	family = &mw_lint_families[p->family];
	if (family->name == NULL)
		return false;
	if (family->steps != NULL) {
		go_on(p, family->steps);
	} else {
		family->run(p->f);
		p->family++;
	}
	if (mw_lint_families[p->family].name != NULL)
		return true;
	mw_lint_settle(p->f);
	return false;
}

struct mw_lint_progress
mw_lint_progress(const struct mw_lint_pass *p)
{
	const struct mw_lint_steps *s = steps_now(p);

	if (s == NULL || !p->begun)
		return (struct mw_lint_progress){ "objects", 0,
		    p->f->mesh->all.n };
	return (struct mw_lint_progress){ s->what, p->i, p->n };
}

const struct mw_findings *
mw_lint_found(const struct mw_lint_pass *p)
{
	struct mw_findings *copy;

	if (mw_lint_families[p->family].name == NULL)
		return p->f;
	copy = MW_NEW(p->f->arena, struct mw_findings);
	*copy = *p->f;
	copy->cap = copy->n + 1;
	copy->v = MW_NEW_ARRAY(p->f->arena, struct mw_finding, copy->cap);
	for (size_t i = 0; i < copy->n; i++)
		copy->v[i] = p->f->v[i];
	mw_lint_settle(copy);
	return copy;
}

void
mw_lint_end(struct mw_lint_pass *p)
{
	const struct mw_lint_steps *s = steps_now(p);

	if (p->begun && s != NULL && s->end != NULL)
		s->end(p->f, p->state, false);
	p->begun = false;
}

const struct mw_findings *
mw_lint_run(struct mw_arena *arena, const struct mw_mesh *m)
{
	struct mw_lint_pass *p = mw_lint_begin(arena, m);

	while (mw_lint_step(p))
		continue;
	return p->f;
}
