/*
 * met.c - does a request come by what was changed?  Asked of changes that make
 * no difference, so that it can be told why.
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/lay.h"
#include "yaml/node.h"

struct way {
	const struct mw_workload **v;	/* each once */
	size_t n, cap;
};

/* What is added has the names that it was written with. */
static bool
about(const struct mw_whatif_change *c, const struct mw_object *o)
{
	if (c->kind != MW_WHATIF_ADD)
		return mw_whatif_is_about(c, o);
	return mw_str_eq(c->kind_name, o->kind_name) && mw_str_eq(c->name,
	    o->name) && (*c->ns == '\0' || mw_str_eq(c->ns, o->ns));
}

static const struct mw_object *
changed_object(const struct mw_mesh *m, const struct mw_whatif_change *c)
{
	for (size_t i = 0; i < m->all.n; i++) {
		if (about(c, m->all.v[i]))
			return m->all.v[i];
	}
	return NULL;
}

static void
pass(struct way *w, struct mw_arena *arena, const struct mw_workload *x)
{
	for (size_t i = 0; i < w->n; i++) {
		if (x == NULL || (mw_str_eq(w->v[i]->name, x->name) &&
		    mw_str_eq(w->v[i]->ns, x->ns)))
			return;
	}
	if (x != NULL)
		mw_vec_push(arena, w, x);
}

static struct way
way_of(const struct mw_answer *const a[2], struct mw_arena *arena)
{
	struct way w = { 0 };

	for (int side = 0; side < 2; side++) {
		for (size_t i = 0; i < a[side]->n_outcomes; i++) {
			const struct mw_outcome *o = &a[side]->outcomes[i];

			for (size_t k = 0; k < o->n_hops; k++)
				pass(&w, arena, o->hops[k].workload);
			if (o->delivered != NULL)
				pass(&w, arena, o->delivered->workload);
		}
	}
	return w;
}

/* Some step comes from it. */
static bool
has_step(const struct mw_answer *a, const struct mw_whatif_change *c)
{
	for (size_t i = 0; i < a->n_outcomes; i++) {
		for (size_t k = 0; k < a->outcomes[i].n_hops; k++) {
			const struct mw_steps *s = a->outcomes[i].hops[k].steps;

			for (size_t n = 0; s != NULL && n < s->n; n++) {
				const struct mw_object *o =
				    s->v[n].origin.object;

				if (o != NULL && about(c, o))
					return true;
			}
		}
	}
	return false;
}

static const char *
names(const struct way *w, struct mw_arena *arena)
{
	struct mw_buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < w->n; i++)
		mw_buf_printf(&b, "%s%s/%s", i > 0 ? ", " : "", w->v[i]->ns,
		    w->v[i]->name);
	text = mw_arena_text(arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return text;
}

/* The hosts that it names, and the one of the request is none of them. */
static const char *
other_hosts(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_request *r, struct mw_arena *arena)
{
	const struct mw_node *spec = mw_node_get(o->root, "spec");
	const struct mw_node *h = mw_node_get(spec, "host"), *first;
	const char *to = mw_host_expand(arena, m, r->to, "");

	if (h == NULL)
		h = mw_node_first(mw_node_get(spec, "hosts"));
	first = h;
	for (; h != NULL; h = mw_node_get(spec, "host") != NULL ? NULL
	     : mw_node_next(h)) {
		const char *text = mw_str_or_empty(mw_node_text(h));

		if (mw_host_covers(mw_host_expand(arena, m, text, o->ns), to) ||
		    mw_host_covers(text, mw_str_or_empty(r->host)))
			return NULL;
	}
	return first == NULL ? NULL : mw_arena_printf(arena, "it is about "
	    "host %s, and this request is for %s", mw_str_or_empty(
	    mw_node_text(first)), to);
}

static bool
is_workload(const struct mw_mesh *m, const struct mw_whatif_change *c)
{
	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_object *o = m->workloads[i]->object;

		if (o != NULL && about(c, o))
			return true;
	}
	return false;
}

const char *
mw_compare_unmet(const struct mw_whatif_change *c, const struct mw_request *r,
    const struct mw_mesh *const m[2], const struct mw_answer *const a[2],
    struct mw_arena *arena)
{
	const struct way w = way_of(a, arena);
	bool pods = false, selects = false, hit = false;
	const char *why = NULL;

	for (int side = 0; side < 2; side++) {
		const struct mw_object *o = changed_object(m[side], c);

		if (has_step(a[side], c))
			return NULL;
		if (o == NULL)
			continue;
		pods = pods || is_workload(m[side], c);
		selects = selects || mw_object_selects_any(o);
		for (size_t i = 0; i < w.n; i++) {
			hit = hit || (w.v[i]->object != NULL &&
			    about(c, w.v[i]->object)) ||
			    (mw_object_selects_any(o) && mw_object_selects(
			    m[side], o, w.v[i]));
		}
		if (why == NULL)
			why = other_hosts(m[side], o, r, arena);
	}
	if (hit)
		return NULL;
	if (pods)
		return mw_arena_printf(arena, "no pod of it is on the way: %s",
		    names(&w, arena));
	if (selects)
		return mw_arena_printf(arena, "it selects none of the "
		    "workloads on the way: %s", names(&w, arena));
	return why != NULL ? why : "no step of this request comes from it";
}
