/*
 * index.c - workloads by namespace and label, services by host name.
 *
 * A selector is answered from the shortest of the lists of its labels, so that
 * a service costs what its own pods cost, whatever the size of the mesh.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

/* ---- maps with two names for a key ---------------------------------- */

void *
mw_map_joined(const struct mw_map *map, const char *a, const char *b)
{
	char small[256];
	size_t n = strlen(a), m = strlen(b);
	struct mw_buf large = { 0 };
	void *value;

	if (n + m < sizeof(small)) {
		memcpy(small, a, n);
		small[n] = '/';
		memcpy(small + n + 1, b, m);
		return mw_map_getn(map, small, n + m + 1);
	}
	mw_buf_printf(&large, "%s/%s", a, b);
	value = mw_map_getn(map, mw_buf_text(&large), large.len);
	mw_buf_release(&large);
	return value;
}

void *
mw_map_put_joined(struct mw_map *map, const char *a, const char *b,
    void *value)
{
	struct mw_buf key = { 0 };
	void *old;

	mw_buf_printf(&key, "%s/%s", a, b);
	old = mw_map_put(map, mw_buf_text(&key), value);
	mw_buf_release(&key);
	return old;
}

/* Walks A, then '/', then B. */
struct walk {
	const char *at, *then;
};

static int
next(struct walk *w)
{
	if (*w->at != '\0')
		return (unsigned char)*w->at++;
	if (w->then == NULL)
		return -1;
	w->at = w->then;
	w->then = NULL;
	return '/';
}

int
mw_compare_joined(const char *a1, const char *a2, const char *b1,
    const char *b2)
{
	struct walk a = { a1, a2 }, b = { b1, b2 };
	int x, y;

	do {
		x = next(&a);
		y = next(&b);
	} while (x == y && x >= 0);
	return x - y;
}

/* ---- limits ---------------------------------------------------------- */

static void
report_full(struct mw_loader *l)
{
	if (!l->full)
		mw_diag_add(&l->mesh->diags, MW_DIAG_LIMIT, NULL, NULL,
		    "selectors and services match too many workloads: some "
		    "matches are left out")->hint =
		    "load fewer files at a time";
	l->full = true;
}

bool
mw_mesh_spend(struct mw_loader *l, size_t steps)
{
	if (steps <= MW_LIMIT_SELECTING &&
	    l->steps <= MW_LIMIT_SELECTING - steps) {
		l->steps += steps;
		return true;
	}
	report_full(l);
	return false;
}

bool
mw_mesh_count(struct mw_loader *l, size_t *n)
{
	if (*n < MW_LIMIT_MEMBERS) {
		(*n)++;
		return true;
	}
	report_full(l);
	return false;
}

/* ---- workloads ------------------------------------------------------ */

static int
by_name(const void *x, const void *y)
{
	const struct mw_workload_slot *a =
	    *(struct mw_workload_slot *const *)x;
	const struct mw_workload_slot *b =
	    *(struct mw_workload_slot *const *)y;
	int d = mw_compare_joined(a->w.ns, a->w.name, b->w.ns, b->w.name);

	if (d != 0)
		return d;
	if (a->entry != b->entry)
		return a->entry ? 1 : -1;
	if (a->w.object == NULL || b->w.object == NULL)
		return (a->w.object == NULL) - (b->w.object == NULL);
	return a->w.object->order < b->w.object->order ? -1 : 1;
}

static void
put(struct mw_loader *l, struct mw_map *map, const char *key,
    struct mw_workload_slot *slot)
{
	struct mw_slots *list = mw_map_get(map, key);

	if (list == NULL) {
		list = MW_NEW(l->scratch, struct mw_slots);
		mw_map_put(map, key, list);
	}
	mw_vec_push(l->scratch, list, slot);
}

static const char *
label_key(struct mw_buf *b, const char *ns, const struct mw_string_entry *e)
{
	mw_buf_clear(b);
	mw_buf_adds(b, ns);
	mw_buf_addc(b, '\n');
	mw_buf_adds(b, e->key.s);
	mw_buf_addc(b, '\n');
	mw_buf_adds(b, mw_str_or_empty(e->value.s));
	return mw_buf_text(b);
}

/* "Kind/ns/name" of an owner: its pod goes by its name too. */
static void
index_owners(struct mw_loader *l, struct mw_map *names)
{
	for (size_t i = 0; l->owners != NULL && i < mw_map_count(l->owners);
	    i++) {
		const char *name = strchr(mw_map_key(l->owners, i), '/');

		if (name != NULL && mw_map_get(names, name + 1) == NULL)
			mw_map_put(names, name + 1,
			    mw_map_value(l->owners, i));
	}
}

/* A pod goes before an entry of its name. */
static void
index_names(struct mw_loader *l)
{
	struct mw_map *names = mw_map_new(l->arena);

	for (size_t i = 0; i < l->workloads.n; i++) {
		struct mw_workload_slot *slot = l->workloads.v[i];

		if (mw_map_joined(names, slot->w.ns, slot->w.name) == NULL)
			mw_map_put_joined(names, slot->w.ns, slot->w.name,
			    slot);
	}
	index_owners(l, names);
	l->registry->workloads = names;
}

void
mw_index_add(struct mw_loader *l, struct mw_workload_slot *slot)
{
	const struct mw_string_map *labels = slot->w.labels;
	struct mw_buf key = { 0 };

	if (l->by_namespace == NULL) {
		l->by_namespace = mw_map_new(l->scratch);
		l->by_label = mw_map_new(l->scratch);
	}
	put(l, l->by_namespace, slot->w.ns, slot);
	for (size_t i = 0; i < labels->n; i++)
		put(l, l->by_label, label_key(&key, slot->w.ns,
		    &labels->v[i]), slot);
	mw_buf_release(&key);
}

/* Anew, and in order. */
void
mw_mesh_index_workloads(struct mw_loader *l)
{
	const struct mw_workload **v;

	if (l->workloads.n > 1)
		qsort(l->workloads.v, l->workloads.n, sizeof(*l->workloads.v),
		    by_name);
	l->by_namespace = l->by_label = NULL;
	v = MW_NEW_ARRAY(l->arena, const struct mw_workload *,
	    l->workloads.n);
	for (size_t i = 0; i < l->workloads.n; i++) {
		v[i] = &l->workloads.v[i]->w;
		mw_index_add(l, l->workloads.v[i]);
	}
	index_names(l);
	l->mesh->workloads = v;
	l->mesh->n_workloads = l->workloads.n;
}

static void
add_selected(struct mw_loader *l, const char *ns,
    const struct mw_string_map *selector)
{
	const struct mw_slots *shortest = mw_map_get(l->by_namespace, ns);
	struct mw_buf key = { 0 };

	for (size_t i = 0; shortest != NULL && selector != NULL &&
	    i < selector->n; i++) {
		const struct mw_slots *list = mw_map_get(l->by_label,
		    label_key(&key, ns, &selector->v[i]));

		if (list == NULL || list->n < shortest->n)
			shortest = list;
	}
	for (size_t i = 0; shortest != NULL && i < shortest->n; i++) {
		const struct mw_string_map *labels =
		    shortest->v[i]->w.labels;

		if (!mw_mesh_spend(l, 1 + (selector != NULL ? selector->n *
		    labels->n : 0)))
			break;
		if (mw_labels_match(selector, labels))
			mw_vec_push(l->scratch, &l->found, shortest->v[i]);
	}
	mw_buf_release(&key);
}

static bool
meets(const struct mw_label_requirement *r, const struct mw_string_map *labels)
{
	const char *value = mw_labels_get(labels,
	    mw_str_or_empty(r->key.s));
	bool in = false;

	for (size_t i = 0; i < r->values.n && value != NULL; i++)
		in = in || mw_str_eq(r->values.v[i].s, value);
	if (mw_str_eq(r->operator.s, "In"))
		return in;
	if (mw_str_eq(r->operator.s, "NotIn"))
		return !in;
	if (mw_str_eq(r->operator.s, "Exists"))
		return value != NULL;
	return mw_str_eq(r->operator.s, "DoesNotExist") && value == NULL;
}

const struct mw_slots *
mw_workloads_select(struct mw_loader *l, const char *ns,
    const struct mw_string_map *selector)
{
	l->found.n = 0;
	add_selected(l, ns, selector);
	return &l->found;
}

const struct mw_slots *
mw_workloads_select_all(struct mw_loader *l,
    const struct mw_string_map *selector)
{
	l->found.n = 0;
	for (size_t i = 0; l->by_namespace != NULL &&
	    i < mw_map_count(l->by_namespace) && mw_mesh_spend(l, 1); i++)
		add_selected(l, mw_map_key(l->by_namespace, i), selector);
	return &l->found;
}

bool
mw_k8s_selector_match(const struct mw_k8s_label_selector *selector,
    const struct mw_string_map *labels)
{
	for (size_t i = 0; i < selector->match_expressions.n; i++)
		if (!meets(&selector->match_expressions.v[i], labels))
			return false;
	return mw_labels_match(&selector->match_labels, labels);
}

/* ---- services ------------------------------------------------------- */

/* R14 with the host as the name of a ServiceEntry's. */
static int
by_age(const void *x, const void *y)
{
	const struct mw_service_slot *a = *(struct mw_service_slot *const *)x;
	const struct mw_service_slot *b = *(struct mw_service_slot *const *)y;
	int d;

	if (a->s.created != b->s.created)
		return a->s.created < b->s.created ? -1 : 1;
	d = strcmp(a->s.kubernetes ? a->s.name : a->s.hostname,
	    b->s.kubernetes ? b->s.name : b->s.hostname);
	if (d == 0)
		d = strcmp(a->s.ns, b->s.ns);
	if (d != 0)
		return d;
	return a->order < b->order ? -1 : 1;
}

static void
put_host(struct mw_loader *l, struct mw_map *map, const char *host,
    const struct mw_service *s)
{
	struct mw_service_list *list = mw_map_get(map, host);

	if (list == NULL) {
		list = MW_NEW(l->arena, struct mw_service_list);
		mw_map_put(map, host, list);
	}
	mw_vec_push(l->arena, list, s);
}

/* Under the name as written, and under it in lower case. */
static void
index_host(struct mw_loader *l, struct mw_map *map, const struct mw_service *s)
{
	const char *lower = mw_arena_lower(l->arena, s->hostname);

	put_host(l, map, s->hostname, s);
	if (lower != s->hostname)
		put_host(l, map, lower, s);
}

void
mw_mesh_index_services(struct mw_loader *l)
{
	const struct mw_service **v = MW_NEW_ARRAY(l->arena,
	    const struct mw_service *, l->services.n);
	struct mw_map *map = mw_map_new(l->arena);

	if (l->services.n > 1)
		qsort(l->services.v, l->services.n, sizeof(*l->services.v),
		    by_age);
	for (size_t i = 0; i < l->services.n; i++) {
		v[i] = &l->services.v[i]->s;
		index_host(l, map, v[i]);
	}
	l->registry->services = map;
	l->mesh->services = v;
	l->mesh->n_services = l->services.n;
}
