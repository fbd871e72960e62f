/*
 * mesh.c - a mesh from files or from text, and the questions it answers.
 *
 * Loading runs once, in order, and seals the arena that all of it lives in;
 * the loader itself is gone then.  The functions below only read.
 */
#include "mesh/mesh.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

/* ---- loading -------------------------------------------------------- */

static struct mw_loader
begin(const struct mw_mesh_options *options)
{
	static const struct mw_mesh_options plain = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *arena = mw_arena_new();
	struct mw_loader l = {
		.arena = arena,
		.mesh = MW_NEW(arena, struct mw_mesh),
		.registry = MW_NEW(arena, struct mw_registry),
		.scratch = mw_arena_new(),
		.options = options != NULL ? options : &plain,
	};

	l.mesh->arena = arena;
	l.mesh->registry = l.registry;
	l.mesh->strict = l.options->strict;
	mw_diags_init(&l.mesh->diags, arena);
	mw_decode_init(&l.decode, arena, &l.mesh->diags,
	    mw_str_empty(l.options->default_namespace) ? "default" :
	    mw_arena_strdup(arena, l.options->default_namespace));
	return l;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
make_namespaces(struct mw_loader *l)
{
	struct mw_map *seen = mw_map_new(l->scratch);
	const char **v;
	size_t n = 0;

	for (size_t i = 0; i < l->mesh->all.n; i++) {
		const struct mw_object *o = l->mesh->all.v[i];
		const char *ns = o->kind == MW_KIND_K8S_NAMESPACE ? o->name :
		    o->ns;

		if (ns[0] != '\0')
			mw_map_put(seen, ns, l);
	}
	for (size_t i = 0; i < l->workloads.n; i++)
		mw_map_put(seen, l->workloads.v[i]->w.ns, l);
	for (size_t i = 0; i < l->services.n; i++)
		mw_map_put(seen, l->services.v[i]->s.ns, l);
	v = MW_NEW_ARRAY(l->arena, const char *, mw_map_count(seen));
	for (size_t i = 0; i < mw_map_count(seen); i++)
		v[n++] = mw_arena_strdup(l->arena, mw_map_key(seen, i));
	if (n > 1)
		qsort(v, n, sizeof(*v), by_text);
	l->mesh->namespaces = v;
	l->mesh->n_namespaces = n;
}

static const struct mw_mesh *
finish(struct mw_loader *l)
{
	mw_mesh_make_objects(l);
	mw_mesh_make_settings(l);
	mw_mesh_make_workloads(l);
	mw_mesh_make_services(l);
	if (!l->options->strict)
		mw_mesh_make_assumptions(l);
	mw_mesh_index_workloads(l);
	mw_mesh_index_services(l);
	mw_mesh_make_addresses(l);
	mw_mesh_make_aliases(l);
	mw_mesh_make_endpoints(l);
	make_namespaces(l);
	mw_mesh_make_refs(l);
	l->registry->assumptions = l->assumptions.v;
	l->registry->n_assumptions = l->assumptions.n;
	mw_diags_sort(&l->mesh->diags);
	mw_arena_free(l->scratch);
	mw_arena_seal(l->arena);
	return l->mesh;
}

const struct mw_mesh *
mw_mesh_load(const char *const *paths, size_t n,
    const struct mw_mesh_options *options)
{
	struct mw_loader l = begin(options);

	l.mesh->load = mw_yaml_load(l.arena, paths, n, &l.options->limits,
	    &l.mesh->diags, l.options->progress, l.options->progress_ctx);
	return finish(&l);
}

const struct mw_mesh *
mw_mesh_load_text(const char *name, const char *text, size_t len,
    const struct mw_mesh_options *options)
{
	struct mw_loader l = begin(options);

	l.mesh->load = mw_yaml_load_text(l.arena, name, text, len,
	    &l.options->limits, &l.mesh->diags);
	return finish(&l);
}

const struct mw_mesh *
mw_mesh_load_sources(const struct mw_named_text *texts, size_t n,
    const struct mw_mesh_options *options)
{
	struct mw_loader l = begin(options);

	l.mesh->load = mw_yaml_load_texts(l.arena, texts, n,
	    &l.options->limits, &l.mesh->diags);
	return finish(&l);
}

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
