/*
 * world.c - a mesh as the analyzers see it.
 */
#include "lint/world.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

/* ---- what everybody has ------------------------------------------------ */

#define WORD(text) { .s = (text), .node = NULL }

static const struct mw_string_entry ingress_label[] = {
	{ WORD("istio"), WORD("ingressgateway") },
};
#define INGRESS_LABELS { .node = NULL, .n = 1, .v = ingress_label }
#define PORT(number)                                                           \
	{ .protocol = WORD("TCP"), .port = { (number), NULL },                 \
	    .target_port = { NULL, (number), true, NULL } }
static const struct mw_k8s_service_port ingress_ports[] = {
	PORT(80), PORT(443), PORT(31400), PORT(15443)
};
static const struct mw_k8s_service_spec ingress_spec = {
	.selector = INGRESS_LABELS,
	.ports = { NULL, MW_LEN(ingress_ports), ingress_ports },
};
static const struct mw_k8s_service ingress = { .spec = &ingress_spec };
static const struct mw_object ingress_service = {
	.kind = MW_KIND_K8S_SERVICE, .kind_name = "Service",
	.api_version = "v1", .ns = "istio-system",
	.name = "istio-ingressgateway", .spec = &ingress, .assumed = true,
	/* its own rules leave it alone, as a part of Istio */
	.labels = INGRESS_LABELS,
};
static const struct mw_k8s_pod ingress_pod_spec = { .spec = NULL };
static const struct mw_object ingress_pod = {
	.kind = MW_KIND_K8S_POD, .kind_name = "Pod", .api_version = "v1",
	.ns = "istio-system", .name = "istio-ingressgateway-dummypod",
	.spec = &ingress_pod_spec, .assumed = true, .labels = INGRESS_LABELS,
};

/* ---- which objects ----------------------------------------------------- */

static bool
left_out_namespace(const char *ns)
{
	static const char *const names[] = { "kube-system", "kube-public",
		"kube-node-lease", "local-path-storage" };

	for (size_t i = 0; i < MW_LEN(names); i++)
		if (mw_str_eq(ns, names[i]))
			return true;
	return false;
}

/* A document with such a fault is lost to Istio (part E). */
static bool
undecodable(const struct mw_diag *d, const struct mw_object *o)
{
	bool proto = (mw_kind_info(o->kind)->flags & MW_KIND_PROTO) != 0;

	switch (d->id) {
	case MW_DIAG_WRONG_TYPE:
	case MW_DIAG_SURPRISING_SCALAR:
	case MW_DIAG_UNKNOWN_VERSION:
		return true;
	case MW_DIAG_BAD_ENUM:
		return proto && strstr(d->text, "wants a word") == NULL;
	case MW_DIAG_BAD_FORMAT:
		return proto && strstr(d->text, "is not a duration") != NULL;
	default:
		return false;
	}
}

static void
drop_undecodable(struct mw_lint_world *w)
{
	struct mw_map *by_title = mw_map_new(w->arena);
	const struct mw_mesh *m = w->mesh;
	const struct mw_object *o;
	struct mw_span root;

	for (size_t i = 0; i < m->objects.n; i++) {
		union {
			const struct mw_object *in;
			void *out;
		} u = { m->objects.v[i] };

		mw_map_put(by_title, mw_object_title(w->arena, u.in), u.out);
	}
	for (size_t i = 0; i < m->diags.n; i++) {
		const struct mw_diag *d = &m->diags.v[i];

		o = d->object != NULL ? mw_map_get(by_title, d->object) : NULL;
		if (o == NULL || o->order >= m->all.n || !undecodable(d, o))
			continue;
		/* the title may be that of a variant not in force */
		root = mw_node_span(o->root);
		if (mw_str_eq(root.file, d->span.file) &&
		    d->span.line >= root.line && d->span.line <= root.end_line)
			w->taken[o->order] = false;
	}
}

static bool
is_taken(const struct mw_lint_world *w, const struct mw_object *o)
{
	return o->assumed ? false
	    : o->order < w->mesh->all.n && w->taken[o->order];
}

static void
by_kind(struct mw_lint_world *w)
{
	struct mw_lint_objects list[MW_KIND_COUNT] = { { 0 } };
	const struct mw_mesh *m = w->mesh;

	for (size_t i = 0; i < m->objects.n; i++) {
		const struct mw_object *o = m->objects.v[i];

		if (is_taken(w, o))
			mw_vec_push(w->arena, &list[o->kind], o);
	}
	/* a mesh without ingress: ingressControllerMode: OFF */
	if (m->settings.config->ingress_controller_mode.v != 1) {
		mw_vec_push(w->arena, &list[MW_KIND_K8S_POD], &ingress_pod);
		mw_vec_push(w->arena, &list[MW_KIND_K8S_SERVICE],
		    &ingress_service);
	}
	for (int k = 0; k < MW_KIND_COUNT; k++)
		w->of_kind[k] = (struct mw_objects){ list[k].v, list[k].n };
}

static void
services_by_namespace(struct mw_lint_world *w)
{
	const struct mw_objects *services = &w->of_kind[MW_KIND_K8S_SERVICE];

	w->services_of_ns = mw_map_new(w->arena);
	for (size_t i = 0; i < services->n; i++) {
		const struct mw_object *o = services->v[i];
		struct mw_lint_objects *list =
		    mw_map_get(w->services_of_ns, o->ns);

		if (list == NULL) {
			list = MW_NEW(w->arena, struct mw_lint_objects);
			mw_map_put(w->services_of_ns, o->ns, list);
		}
		mw_vec_push(w->arena, list, o);
	}
}

struct mw_lint_world *
mw_lint_world_new(struct mw_arena *arena, const struct mw_mesh *m)
{
	struct mw_lint_world *w = MW_NEW(arena, struct mw_lint_world);

	w->arena = arena;
	w->mesh = m;
	w->taken = MW_NEW_ARRAY(arena, bool, m->all.n + 1);
	for (size_t i = 0; i < m->objects.n; i++) {
		const struct mw_object *o = m->objects.v[i];

		if (o->order < m->all.n)
			w->taken[o->order] = !left_out_namespace(o->ns) &&
			    (o->kind != MW_KIND_K8S_NAMESPACE ||
			    !left_out_namespace(o->name)) &&
			    (o->spec != NULL || mw_kind_info(o->kind)->shape == NULL);
	}
	drop_undecodable(w);
	by_kind(w);
	services_by_namespace(w);
	mw_lint_pods_init(w);
	mw_lint_hosts_init(w);
	return w;
}

const struct mw_object *
mw_lint_find(const struct mw_lint_world *w, enum mw_kind kind, const char *ns,
    const char *name)
{
	const struct mw_object *o = mw_mesh_find(w->mesh, kind, ns, name);

	return o != NULL && is_taken(w, o) ? o : NULL;
}

const struct mw_lint_objects *
mw_lint_services_of(const struct mw_lint_world *w, const char *ns)
{
	static const struct mw_lint_objects none;
	const struct mw_lint_objects *list = mw_map_get(w->services_of_ns, ns);

	return list != NULL ? list : &none;
}
