/*
 * load.c - documents to objects, and which of them are in force.
 *
 * A cluster holds one object of a kind, namespace and name.  Files may hold
 * several: the last one read is in force, as after `kubectl apply`, unless the
 * user picks another; the others stay as variants of it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

enum { SOME = 200 };	/* objects in a step: a millisecond */

struct identity {
	struct mw_object **v;
	size_t n, cap;
};

/* ---- documents ------------------------------------------------------ */

static bool
is_list(const struct mw_node *root)
{
	const char *kind = mw_node_text(mw_node_get(root, "kind"));

	return mw_str_eq(kind, "List") || (mw_str_has_suffix(kind, "List") &&
	    mw_node_is(mw_node_get(root, "items"), MW_NODE_LIST));
}

static void
add(struct mw_loader *l, const struct mw_document *doc,
    const struct mw_node *root)
{
	struct mw_object *o = mw_object_decode(&l->decode, doc, root);

	if (o == NULL)
		return;
	o->order = l->all.n;
	mw_vec_push(l->scratch, &l->all, o);
}

static bool
is_full(struct mw_loader *l, const struct mw_document *doc)
{
	struct mw_diag *d;

	if (l->all.n < l->options->limits.objects)
		return false;
	d = mw_diag_add(&l->mesh->diags, MW_DIAG_LIMIT, &doc->span,
	    NULL, "more than %zu object%s: the rest is left out",
	    l->options->limits.objects, mw_str_s(l->options->limits.objects));
	d->hint = "if this is meant, raise the limit with --limit-objects";
	l->too_many = true;
	return true;
}

/* One object more of the Lists that are open, one in a List as well. */
static void
next_item(struct mw_loader *l)
{
	const struct mw_node *node = l->lists[l->n_lists - 1];

	if (node == NULL) {
		l->n_lists--;
		return;
	}
	l->lists[l->n_lists - 1] = mw_node_next(node);
	if (is_list(node) && l->n_lists < MW_LISTS_DEEP)
		l->lists[l->n_lists++] = mw_node_first(mw_node_get(node,
		    "items"));
	else if (!is_full(l, l->document))
		add(l, l->document, node);
}

bool
mw_mesh_is_test_cases(const struct mw_node *root)
{
	for (const struct mw_node *c = mw_node_first(root); c != NULL &&
	     mw_node_key(c) != NULL; c = mw_node_next(c)) {
		if (mw_str_case_eq(mw_node_key(c), "testCases") &&
		    mw_node_is(c, MW_NODE_LIST))
			return mw_node_get(root, "kind") == NULL;
	}
	return false;
}

static void
next_document(struct mw_loader *l, const struct mw_document *doc)
{
	l->document = doc;
	if (is_list(doc->root))
		l->lists[l->n_lists++] = mw_node_first(mw_node_get(doc->root,
		    "items"));
	else if (!mw_mesh_is_test_cases(doc->root) && !is_full(l, doc))
		add(l, doc, doc->root);
}

/* False when there are no more up to document TO. */
static bool
next_object(struct mw_loader *l, size_t to)
{
	if (l->n_lists > 0)
		next_item(l);
	else if (l->documents < to)
		next_document(l, &l->mesh->load->documents[l->documents++]);
	else
		return false;
	return true;
}

bool
mw_mesh_make_objects(struct mw_loader *l)
{
	for (int i = 0; i < SOME && !l->too_many; i++)
		if (!next_object(l, l->mesh->load->n_documents))
			return false;
	return !l->too_many;
}

bool
mw_mesh_make_objects_to(struct mw_loader *l, size_t to)
{
	while (!l->too_many && next_object(l, to))
		continue;
	return !l->too_many;
}

/* ---- variants ------------------------------------------------------- */

/* Versions of a group are one kind (R1); of unknown kinds, the group counts. */
static const char *
identity_key(const struct mw_object *o, struct mw_buf *b)
{
	mw_buf_clear(b);
	if (o->kind == MW_KIND_UNKNOWN)
		mw_buf_printf(b, "%.*s/%s", (int)strcspn(o->api_version, "/"),
		    o->api_version, o->kind_name);
	else
		mw_buf_printf(b, "%d", (int)o->kind);
	mw_buf_printf(b, "\n%s\n%s", o->ns, o->name);
	/* nothing supersedes what has no name */
	if (o->name[0] == '\0')
		mw_buf_printf(b, "\n%zu", o->order);
	return mw_buf_text(b);
}

static bool
is_chosen(const struct mw_variant_choice *c, const struct mw_object *o,
    const char *default_namespace)
{
	const char *ns = c->ns;

	if (mw_str_empty(ns) && o->ns[0] != '\0')
		ns = default_namespace;
	return mw_str_case_eq(c->kind, o->kind_name) &&
	    mw_str_eq(c->name, o->name) &&
	    mw_str_eq(mw_str_or_empty(ns), o->ns);
}

static size_t
choose(struct mw_loader *l, const struct identity *same)
{
	const struct mw_mesh_options *opt = l->options;

	for (size_t i = opt->n_variants; i-- > 0;) {
		const struct mw_variant_choice *c = &opt->variants[i];

		if (is_chosen(c, same->v[0], l->decode.default_namespace) &&
		    c->number >= 1 && c->number <= same->n)
			return c->number - 1;
	}
	return same->n - 1;
}

static void
report(struct mw_loader *l, const struct mw_object *o)
{
	struct mw_span here = mw_node_span(mw_node_get(o->metadata, "name"));
	struct mw_span there = mw_node_span(o->superseded_by->root);
	struct mw_diags *diags = &l->mesh->diags;
	const char *title = mw_object_title(l->arena, o);
	struct mw_diag *d;

	if (diags->n >= MW_LIMIT_DIAGS)
		return;
	d = mw_diag_add(diags, MW_DIAG_VARIANT, &here, title,
	    "'%s' is given %zu times; the one at %s:%u is in force, not this",
	    title, o->variants, mw_str_or_empty(there.file), there.line);
	d->hint = mw_arena_printf(l->arena,
	    "--variant %s/%s%s%s=%zu puts this one in force", o->kind_name,
	    o->ns, o->ns[0] != '\0' ? "/" : "", o->name, o->variant);
}

static void
settle(struct mw_loader *l, const struct identity *same)
{
	size_t winner = choose(l, same);

	for (size_t i = 0; i < same->n; i++) {
		same->v[i]->variants = same->n;
		same->v[i]->variant = i + 1;
		if (i == winner)
			continue;
		same->v[i]->superseded_by = same->v[winner];
		report(l, same->v[i]);
	}
}

void
mw_mesh_find_variants(struct mw_loader *l)
{
	struct mw_arena *scratch = mw_arena_new();
	struct mw_map *known = mw_map_new(scratch);
	struct mw_buf key = { 0 };

	for (size_t i = 0; i < l->all.n; i++) {
		const char *k = identity_key(l->all.v[i], &key);
		struct identity *same = mw_map_get(known, k);

		if (same == NULL) {
			same = MW_NEW(scratch, struct identity);
			mw_map_put(known, k, same);
		}
		mw_vec_push(scratch, same, l->all.v[i]);
	}
	for (size_t i = 0; i < mw_map_count(known); i++)
		settle(l, mw_map_value(known, i));
	mw_buf_release(&key);
	mw_arena_free(scratch);
}

/* ---- in force ------------------------------------------------------- */

static int
by_age(const void *x, const void *y)
{
	const struct mw_object *a = *(const struct mw_object *const *)x;
	const struct mw_object *b = *(const struct mw_object *const *)y;
	int order = mw_object_compare_age(a, b);

	if (order != 0)
		return order;
	return a->order < b->order ? -1 : a->order > b->order;
}

static void
index_kind(struct mw_loader *l, enum mw_kind kind, const struct mw_object **v,
    size_t n)
{
	struct mw_map *map = mw_map_new(l->arena);

	if (n > 1)
		qsort(v, n, sizeof(*v), by_age);
	for (size_t i = 0; i < n; i++)
		mw_map_put_joined(map, v[i]->ns, v[i]->name,
		    mw_map_lent(v[i]));
	l->registry->objects[kind] = map;
	l->mesh->of_kind[kind] = (struct mw_objects){ .v = v, .n = n };
}

void
mw_mesh_sort_objects(struct mw_loader *l)
{
	const struct mw_object **all, **in_force, **v[MW_KIND_COUNT];
	size_t n[MW_KIND_COUNT] = { 0 }, alive = 0;

	all = MW_NEW_ARRAY(l->arena, const struct mw_object *, l->all.n);
	in_force = MW_NEW_ARRAY(l->arena, const struct mw_object *, l->all.n);
	for (size_t i = 0; i < l->all.n; i++) {
		all[i] = l->all.v[i];
		if (all[i]->superseded_by != NULL)
			continue;
		in_force[alive++] = all[i];
		n[all[i]->kind]++;
	}
	for (size_t k = 0; k < MW_KIND_COUNT; k++) {
		v[k] = MW_NEW_ARRAY(l->arena, const struct mw_object *, n[k]);
		n[k] = 0;
	}
	for (size_t i = 0; i < alive; i++)
		v[in_force[i]->kind][n[in_force[i]->kind]++] = in_force[i];
	for (size_t k = 0; k < MW_KIND_COUNT; k++)
		index_kind(l, (enum mw_kind)k, v[k], n[k]);
	l->mesh->all = (struct mw_objects){ .v = all, .n = l->all.n };
	l->mesh->objects = (struct mw_objects){ .v = in_force, .n = alive };
}
