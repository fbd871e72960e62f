/*
 * touched.c - which hosts a change is about: by name, or by the workloads
 * behind them that it selects.
 */
#include "whatif/callers.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

struct touched {
	const struct mw_mesh *m;
	struct mw_arena *arena;
	const char **v;
	size_t n, cap;
};

static void
add(struct touched *t, const char *host)
{
	for (size_t i = 0; i < t->n; i++) {
		if (mw_str_eq(t->v[i], host))
			return;
	}
	mw_vec_push(t->arena, t, mw_arena_strdup(t->arena, host));
}

/* Services whose name PATTERN, as an object in NS says it, covers. */
static void
add_named(struct touched *t, const char *pattern, const char *ns)
{
	const char *host = mw_host_expand(t->arena, t->m, pattern, ns);

	for (size_t i = 0; i < t->m->n_services; i++) {
		const struct mw_service *s = t->m->services[i];

		if (mw_host_covers(host, s->hostname) || mw_host_covers(
		    pattern, s->hostname))
			add(t, s->hostname);
	}
}

static bool
is_behind(const struct mw_mesh *m, const struct mw_service *s,
    const struct mw_object *o, bool selects)
{
	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_workload *w = s->endpoints[i].workload;

		if (w != NULL && (w->object == o || (selects &&
		    mw_object_selects(m, o, w))))
			return true;
	}
	return false;
}

static void
touch(struct touched *t, const struct mw_object *o)
{
	bool selects = mw_object_selects_any(o);

	if (o->spec != NULL && o->kind == MW_KIND_VIRTUAL_SERVICE) {
		const struct mw_strings *hosts = &MW_SPEC(o,
		    virtual_service)->hosts;

		for (size_t i = 0; i < hosts->n; i++)
			add_named(t, hosts->v[i].s, o->ns);
	} else if (o->spec != NULL && o->kind == MW_KIND_DESTINATION_RULE) {
		add_named(t, mw_str_or_empty(MW_SPEC(o,
		    destination_rule)->host.s), o->ns);
	}
	for (size_t i = 0; i < t->m->n_services; i++) {
		const struct mw_service *s = t->m->services[i];

		if (s->object == o || is_behind(t->m, s, o, selects))
			add(t, s->hostname);
	}
}

const char *const *
mw_touched_hosts(const struct mw_whatif *w, const struct mw_mesh *const m[2],
    struct mw_arena *arena, size_t *n)
{
	struct touched t = { .arena = arena };

	for (int side = 0; side < 2; side++) {
		t.m = m[side];
		for (size_t i = 0; i < t.m->all.n; i++) {
			const struct mw_object *o = t.m->all.v[i];

			if (mw_whatif_touches(w, o) || (side == 1 &&
			    mw_whatif_same_object(m[0], o) == NULL))
				touch(&t, o);
		}
	}
	*n = t.n;
	return t.v;
}
