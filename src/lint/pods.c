/*
 * pods.c - pods, or what stands for them, and whether the mesh has them.
 */
#include "lint/world.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

const struct mw_pod_template *
mw_lint_template(const struct mw_object *o)
{
	const struct mw_k8s_deployment_spec *d = NULL;

	if (o->spec == NULL)
		return NULL;
	switch (o->kind) {
	case MW_KIND_K8S_DEPLOYMENT:
		d = MW_SPEC(o, k8s_deployment)->spec;
		return d != NULL ? d->template : NULL;
	case MW_KIND_K8S_REPLICA_SET:
		d = MW_SPEC(o, k8s_replica_set)->spec;
		return d != NULL ? d->template : NULL;
	case MW_KIND_K8S_STATEFUL_SET:
		return MW_SPEC(o, k8s_stateful_set)->spec != NULL
		    ? MW_SPEC(o, k8s_stateful_set)->spec->template : NULL;
	case MW_KIND_K8S_DAEMON_SET:
		return MW_SPEC(o, k8s_daemon_set)->spec != NULL
		    ? MW_SPEC(o, k8s_daemon_set)->spec->template : NULL;
	case MW_KIND_K8S_JOB:
		return MW_SPEC(o, k8s_job)->spec != NULL
		    ? MW_SPEC(o, k8s_job)->spec->template : NULL;
	default:
		return NULL;
	}
}

static void
index_pod(struct mw_lint_world *w, const struct mw_lint_pod *p)
{
	struct mw_buf key = { 0 };

	for (size_t i = 0; i < p->labels->n; i++) {
		const struct mw_string_entry *e = &p->labels->v[i];
		struct mw_lint_pods *list;

		mw_buf_clear(&key);
		mw_buf_printf(&key, "%s=%s", mw_str_or_empty(e->key.s),
		    mw_str_or_empty(e->value.s));
		list = mw_map_get(w->pods_of_label, mw_buf_text(&key));
		if (list == NULL) {
			list = MW_NEW(w->arena, struct mw_lint_pods);
			mw_map_put(w->pods_of_label, mw_buf_text(&key), list);
		}
		mw_vec_push(w->arena, list, p);
	}
	mw_buf_release(&key);
}

static void
add(struct mw_lint_world *w, const struct mw_object *o,
    const struct mw_string_map *labels, const struct mw_string_map *annotations,
    const struct mw_pod_spec *spec, bool template)
{
	struct mw_lint_pod *p = MW_NEW(w->arena, struct mw_lint_pod);

	p->ns = o->ns;
	p->name = o->name;
	p->object = o;
	p->labels = labels;
	p->annotations = annotations;
	p->spec = spec;
	p->template = template;
	mw_vec_push(w->arena, &w->pods, p);
	index_pod(w, p);
}

static void
add_templates(struct mw_lint_world *w)
{
	static const enum mw_kind makers[] = { MW_KIND_K8S_DEPLOYMENT,
		MW_KIND_K8S_STATEFUL_SET, MW_KIND_K8S_DAEMON_SET,
		MW_KIND_K8S_REPLICA_SET, MW_KIND_K8S_JOB };
	static const struct mw_string_map none;

	for (size_t k = 0; k < MW_LEN(makers); k++) {
		const struct mw_objects *list = &w->of_kind[makers[k]];

		for (size_t i = 0; i < list->n; i++) {
			const struct mw_pod_template *t =
			    mw_lint_template(list->v[i]);

			if (t != NULL)
				add(w, list->v[i], t->metadata != NULL
				    ? &t->metadata->labels : &none,
				    t->metadata != NULL
				    ? &t->metadata->annotations : &none,
				    t->spec, true);
		}
	}
}

void
mw_lint_pods_init(struct mw_lint_world *w)
{
	const struct mw_objects *list = &w->of_kind[MW_KIND_K8S_POD];
	const struct mw_object *o;

	w->pods_of_label = mw_map_new(w->arena);
	for (size_t i = 0; i < list->n; i++)
		w->snapshot |= !list->v[i]->assumed;
	w->snapshot |=
	    w->of_kind[MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION].n > 0;
	if (list->n == 0 || list->v[0]->assumed)
		add_templates(w);
	for (size_t i = 0; i < list->n; i++) {
		o = list->v[i];
		add(w, o, &o->labels, &o->annotations,
		    MW_SPEC(o, k8s_pod)->spec, false);
	}
}

static bool
of_a_place(const char *key)
{
	return mw_str_has_prefix(key, "topology.") ||
	    mw_str_eq(key, "kubernetes.io/hostname");
}

const struct mw_lint_pods *
mw_lint_candidates(const struct mw_lint_world *w,
    const struct mw_string_map *selector)
{
	static const struct mw_lint_pods none;
	const struct mw_lint_pods *best = &w->pods, *list;
	struct mw_buf key = { 0 };

	for (size_t i = 0; selector != NULL && i < selector->n; i++) {
		const struct mw_string_entry *e = &selector->v[i];

		/* may come from the node */
		if (of_a_place(e->key.s))
			continue;
		mw_buf_clear(&key);
		mw_buf_printf(&key, "%s=%s", mw_str_or_empty(e->key.s),
		    mw_str_or_empty(e->value.s));
		list = mw_map_get(w->pods_of_label, mw_buf_text(&key));
		if (list == NULL)
			list = &none;
		if (list->n < best->n)
			best = list;
	}
	mw_buf_release(&key);
	return best;
}

/* ---- in the mesh ------------------------------------------------------- */

/* The first container of that name decides. */
static bool
has_proxy(const struct mw_pod_spec *spec, bool with_init)
{
	if (spec == NULL)
		return false;
	for (size_t i = 0; i < spec->containers.n; i++)
		if (mw_str_eq(spec->containers.v[i].name.s, "istio-proxy"))
			return !mw_str_empty(spec->containers.v[i].image.s);
	for (size_t i = 0; with_init && i < spec->init_containers.n; i++)
		if (mw_str_eq(spec->init_containers.v[i].name.s, "istio-proxy"))
			return !mw_str_empty(
			    spec->init_containers.v[i].image.s);
	return false;
}

bool
mw_lint_in_mesh(const struct mw_lint_world *w, const char *ns,
    const struct mw_string_map *labels, const struct mw_string_map *annotations,
    const struct mw_pod_spec *spec, bool with_init)
{
	const struct mw_object *namespace;
	const char *word;

	if (has_proxy(spec, with_init))
		return true;
	word = mw_labels_get(labels, "sidecar.istio.io/inject");
	if (word == NULL)
		word = mw_labels_get(annotations, "sidecar.istio.io/inject");
	if (word != NULL)
		return strcmp(word, "true") == 0;
	namespace = mw_lint_find(w, MW_KIND_K8S_NAMESPACE, "", ns);
	return namespace != NULL && mw_str_eq(mw_labels_get(
	    &namespace->labels, "istio-injection"), "enabled");
}

bool
mw_lint_pod_in_mesh(const struct mw_lint_world *w, const struct mw_lint_pod *p)
{
	return mw_lint_in_mesh(w, p->ns, p->labels, p->annotations, p->spec,
	    true);
}

bool
mw_lint_pod_ambient(const struct mw_lint_pod *p)
{
	return mw_str_eq(mw_labels_get(p->annotations,
	    "ambient.istio.io/redirection"), "enabled");
}

bool
mw_lint_namespace_ambient(const struct mw_lint_world *w, const char *ns)
{
	const struct mw_object *o =
	    mw_lint_find(w, MW_KIND_K8S_NAMESPACE, "", ns);

	return o != NULL && !mw_str_eq(mw_labels_get(&o->labels,
	    "istio-injection"), "enabled") &&
	    mw_str_empty(mw_labels_get(&o->labels, "istio.io/rev")) &&
	    mw_str_eq(mw_labels_get(&o->labels, "istio.io/dataplane-mode"),
	    "ambient");
}

bool
mw_lint_is_control_plane(const struct mw_object *o)
{
	return mw_labels_get(&o->labels, "istio") != NULL ||
	    mw_str_eq(mw_labels_get(&o->labels, "release"), "istio");
}
