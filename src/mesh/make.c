/*
 * make.c - a mesh from files or from text, at once or bit by bit.
 *
 * Making runs once, stage by stage, and seals the arena that all of it lives
 * in; the loader itself is gone then.  A stage that grows with the mesh may be
 * done in several steps.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "mesh/build.h"

static struct mw_loader *
begin(const struct mw_mesh_options *options)
{
	static const struct mw_mesh_options plain = MW_MESH_OPTIONS_DEFAULT;
	struct mw_arena *arena = mw_arena_new(), *scratch = mw_arena_new();
	struct mw_loader *l = MW_NEW(scratch, struct mw_loader);

	l->arena = arena;
	l->mesh = MW_NEW(arena, struct mw_mesh);
	l->registry = MW_NEW(arena, struct mw_registry);
	l->scratch = scratch;
	l->options = options != NULL ? options : &plain;
	l->mesh->arena = arena;
	l->mesh->registry = l->registry;
	l->mesh->strict = l->options->strict;
	mw_diags_init(&l->mesh->diags, arena);
	mw_decode_init(&l->decode, arena, &l->mesh->diags,
	    mw_str_empty(l->options->default_namespace) ? "default" :
	    mw_arena_strdup(arena, l->options->default_namespace));
	return l;
}

/* ---- stages --------------------------------------------------------- */

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

static void
make_assumptions(struct mw_loader *l)
{
	mw_proxy_note_none(l);
	if (!l->options->strict)
		mw_mesh_make_assumptions(l);
}

static void
seal(struct mw_loader *l)
{
	l->registry->assumptions = l->assumptions.v;
	l->registry->n_assumptions = l->assumptions.n;
	mw_diags_sort(&l->mesh->diags);
	mw_arena_seal(l->arena);
}

/* One step; false when the last stage is done. */
static bool
step(struct mw_loader *l)
{
	static const struct {
		void (*all)(struct mw_loader *l);
		bool (*some)(struct mw_loader *l);	/* true: more */
	} stages[] = {
		{ .some = mw_mesh_make_objects },
		{ .all = mw_mesh_find_variants },
		{ .all = mw_mesh_sort_objects },
		{ .all = mw_mesh_make_settings },
		{ .all = mw_mesh_make_workloads },
		{ .all = mw_mesh_make_services },
		{ .all = make_assumptions },
		{ .all = mw_mesh_index_workloads },
		{ .all = mw_mesh_index_services },
		{ .all = mw_mesh_make_addresses },
		{ .all = mw_mesh_make_aliases },
		{ .all = mw_mesh_make_endpoints },
		{ .all = make_namespaces },
		{ .all = mw_mesh_make_gateway_api },
		{ .some = mw_mesh_make_refs },
		{ .all = seal },
	};

	if (l->stage == MW_LEN(stages))
		return false;
	if (stages[l->stage].all != NULL)
		stages[l->stage].all(l);
	else if (stages[l->stage].some(l))
		return true;
	l->stage++;
	return true;
}

static const struct mw_mesh *
finish(struct mw_loader *l)
{
	const struct mw_mesh *m = l->mesh;

	while (step(l))
		continue;
	mw_arena_free(l->scratch);
	return m;
}

/* ---- at once -------------------------------------------------------- */

const struct mw_mesh *
mw_mesh_load(const char *const *paths, size_t n,
    const struct mw_mesh_options *options)
{
	struct mw_loader *l = begin(options);

	l->mesh->load = mw_yaml_load(l->arena, paths, n, &l->options->limits,
	    &l->mesh->diags, l->options->progress, l->options->progress_ctx);
	mw_mesh_spread_objects(l);
	return finish(l);
}

const struct mw_mesh *
mw_mesh_load_text(const char *name, const char *text, size_t len,
    const struct mw_mesh_options *options)
{
	struct mw_loader *l = begin(options);

	l->mesh->load = mw_yaml_load_text(l->arena, name, text, len,
	    &l->options->limits, &l->mesh->diags);
	mw_mesh_spread_objects(l);
	return finish(l);
}

const struct mw_mesh *
mw_mesh_load_sources(const struct mw_named_text *texts, size_t n,
    const struct mw_mesh_options *options)
{
	struct mw_loader *l = begin(options);

	l->mesh->load = mw_yaml_load_texts(l->arena, texts, n,
	    &l->options->limits, &l->mesh->diags);
	mw_mesh_spread_objects(l);
	return finish(l);
}

/* ---- bit by bit ----------------------------------------------------- */

struct mw_mesh_steps {
	struct mw_mesh_options options;
	struct mw_mesh_options known;	/* of a mesh that is not whole */
	struct mw_yaml_steps *yaml;	/* NULL: all is read */
	struct mw_loader *whole, *part;	/* PART: being made, or NULL */
	const struct mw_mesh *mesh, *partial;	/* made, not yet taken */
};

static void
drop_loader(struct mw_loader *l)
{
	if (l == NULL)
		return;
	mw_arena_free(l->arena);
	mw_arena_free(l->scratch);
}

struct mw_mesh_steps *
mw_mesh_begin(const char *const *paths, size_t n,
    const struct mw_mesh_options *options)
{
	static const struct mw_mesh_options plain = MW_MESH_OPTIONS_DEFAULT;
	struct mw_mesh_steps *s = mw_xcalloc(1, sizeof(*s));

	s->options = s->known = options != NULL ? *options : plain;
	/* what is missing may be in the next file: nothing is assumed */
	s->known.strict = true;
	s->whole = begin(&s->options);
	s->yaml = mw_yaml_begin(s->whole->arena, paths, n,
	    &s->options.limits, &s->whole->mesh->diags);
	return s;
}

struct mw_mesh_steps *
mw_mesh_begin_sources(const struct mw_named_text *texts, size_t n,
    const struct mw_mesh_options *options)
{
	struct mw_mesh_steps *s = mw_xcalloc(1, sizeof(*s));

	s->options = s->known = *options;
	s->known.strict = true;
	s->whole = begin(&s->options);
	s->yaml = mw_yaml_begin_texts(s->whole->arena, texts, n,
	    &s->options.limits, &s->whole->mesh->diags);
	return s;
}

void
mw_mesh_drop(struct mw_mesh_steps *s)
{
	if (s == NULL)
		return;
	drop_loader(s->part);
	mw_mesh_free(s->partial);
	mw_yaml_drop(s->yaml);
	if (s->mesh != NULL)
		mw_mesh_free(s->mesh);
	else
		drop_loader(s->whole);
	free(s);
}

bool
mw_mesh_step(struct mw_mesh_steps *s)
{
	struct mw_loader *l = s->part != NULL ? s->part : s->whole;

	if (l == NULL)
		return false;
	if (l == s->whole && s->yaml != NULL) {
		if (!mw_yaml_step(s->yaml)) {
			l->mesh->load = mw_yaml_end(s->yaml);
			s->yaml = NULL;
		}
		return true;
	}
	if (step(l))
		return true;
	if (l == s->part) {
		s->partial = finish(l);
		s->part = NULL;
		return true;
	}
	s->mesh = finish(l);
	s->whole = NULL;
	return false;
}

void
mw_mesh_progress(const struct mw_mesh_steps *s, struct mw_load_progress *p)
{
	if (s->yaml != NULL)
		mw_yaml_progress(s->yaml, p);
	else
		*p = (struct mw_load_progress){ .found = true };
}

bool
mw_mesh_is_read(const struct mw_mesh_steps *s)
{
	return s->yaml == NULL;
}

void
mw_mesh_ask(struct mw_mesh_steps *s)
{
	if (s->part != NULL || s->yaml == NULL)
		return;
	s->part = begin(&s->known);
	s->part->not_all = true;
	s->part->mesh->load = mw_yaml_so_far(s->yaml, s->part->arena,
	    &s->part->mesh->diags);
}

const struct mw_mesh *
mw_mesh_take_part(struct mw_mesh_steps *s)
{
	const struct mw_mesh *m = s->partial;

	s->partial = NULL;
	return m;
}

const struct mw_mesh *
mw_mesh_end(struct mw_mesh_steps *s)
{
	const struct mw_mesh *m = s->mesh;

	s->mesh = NULL;
	mw_mesh_drop(s);
	return m;
}
