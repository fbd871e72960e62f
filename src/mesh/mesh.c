/*
 * mesh.c - the questions that a mesh answers.
 *
 * make.c has made and sealed it; the functions here only read.
 */
#include "mesh/mesh.h"

#include "base/str.h"
#include "mesh/build.h"

void
mw_mesh_free(const struct mw_mesh *m)
{
	if (m != NULL)
		mw_arena_free(m->arena);
}

/* ---- objects -------------------------------------------------------- */

const struct mw_object *
mw_mesh_find(const struct mw_mesh *m, enum mw_kind kind, const char *ns,
    const char *name)
{
	if ((int)kind < 0 || kind >= MW_KIND_COUNT || name == NULL)
		return NULL;
	return mw_map_joined(m->registry->objects[kind],
	    mw_str_or_empty(ns), name);
}

const struct mw_object *
mw_mesh_namespace(const struct mw_mesh *m, const char *ns)
{
	return mw_mesh_find(m, MW_KIND_K8S_NAMESPACE, "", ns);
}

/* ---- workloads ------------------------------------------------------ */

const struct mw_workload *
mw_mesh_workload(const struct mw_mesh *m, const char *ns, const char *name)
{
	const struct mw_workload_slot *slot = mw_map_joined(
	    m->registry->workloads, mw_str_or_empty(ns),
	    mw_str_or_empty(name));

	return slot != NULL ? &slot->w : NULL;
}

const struct mw_workload *
mw_mesh_workload_by_ip(const struct mw_mesh *m, const char *ip)
{
	const struct mw_workload_slot *slot = mw_map_get(m->registry->by_ip,
	    ip);

	return slot != NULL ? &slot->w : NULL;
}

/* ---- services ------------------------------------------------------- */

bool
mw_service_visible(const struct mw_service *s, const char *ns)
{
	if (s->public)
		return true;
	for (size_t i = 0; i < s->n_visible_in; i++)
		if (mw_str_eq(s->visible_in[i], ns))
			return true;
	return false;
}

const struct mw_service_port_info *
mw_service_port(const struct mw_service *s, int64_t number)
{
	for (size_t i = 0; i < s->n_ports; i++)
		if (s->ports[i].number == number)
			return &s->ports[i];
	return NULL;
}

const struct mw_service *const *
mw_mesh_services(const struct mw_mesh *m, const char *hostname, size_t *n)
{
	const struct mw_service_list *list = mw_map_get(m->registry->services,
	    hostname);

	*n = list != NULL ? list->n : 0;
	return list != NULL ? list->v : NULL;
}

/* Is A a better answer than B to a client in NS? (R21, R22, R125) */
static bool
is_better(const struct mw_service *a, const struct mw_service *b,
    const char *ns)
{
	bool a_own = mw_str_eq(a->ns, ns), b_own = mw_str_eq(b->ns, ns);

	if (a_own != b_own)
		return a_own;
	if (a->kubernetes != b->kubernetes)
		return a->kubernetes;
	return b->public && !a->public;
}

const struct mw_service *
mw_mesh_service(const struct mw_mesh *m, const char *hostname, const char *ns)
{
	size_t n;
	const struct mw_service *const *v = mw_mesh_services(m, hostname, &n);
	const struct mw_service *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (mw_service_visible(v[i], ns) &&
		    (best == NULL || is_better(v[i], best, ns)))
			best = v[i];
	return best;
}

const struct mw_assumption *
mw_mesh_assumptions(const struct mw_mesh *m, size_t *n)
{
	*n = m->registry->n_assumptions;
	return m->registry->assumptions;
}
