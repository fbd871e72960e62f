/*
 * template.c - Deployments and their like without any pod in the input: one
 * workload, under the owner's name, stands for their pods.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

static const struct mw_string_map no_labels;

struct owner {
	const struct mw_pod_template *template;
	const struct mw_k8s_label_selector *selector;
	int64_t replicas;
};

static int64_t
replicas_of(const struct mw_int *written)
{
	return written->node != NULL ? written->v : 1;
}

static struct owner
deployment(const struct mw_k8s_deployment_spec *d)
{
	if (d == NULL)
		return (struct owner){ 0 };
	return (struct owner){ d->template, d->selector,
	    replicas_of(&d->replicas) };
}

static struct owner
job(const struct mw_k8s_job_spec *j)
{
	return (struct owner){ j != NULL ? j->template : NULL, NULL, 1 };
}

static struct owner
owner_of(const struct mw_object *o)
{
	const struct mw_k8s_stateful_set_spec *s;
	const struct mw_k8s_daemon_set_spec *d;
	const struct mw_k8s_cron_job_spec *c;

	switch (o->kind) {
	case MW_KIND_K8S_DEPLOYMENT:
		return deployment(MW_SPEC(o, k8s_deployment)->spec);
	case MW_KIND_K8S_REPLICA_SET:
		return deployment(MW_SPEC(o, k8s_replica_set)->spec);
	case MW_KIND_K8S_STATEFUL_SET:
		s = MW_SPEC(o, k8s_stateful_set)->spec;
		return s != NULL ? (struct owner){ s->template, s->selector,
		    replicas_of(&s->replicas) } : (struct owner){ 0 };
	case MW_KIND_K8S_DAEMON_SET:
		d = MW_SPEC(o, k8s_daemon_set)->spec;
		return d != NULL ? (struct owner){ d->template, d->selector,
		    1 } : (struct owner){ 0 };
	case MW_KIND_K8S_JOB:
		return job(MW_SPEC(o, k8s_job)->spec);
	default:
		c = MW_SPEC(o, k8s_cron_job)->spec;
		return job(c != NULL && c->job_template != NULL ?
		    c->job_template->spec : NULL);
	}
}

/* A pod that stands for O: it says so, or the selector of O matches it. */
static bool
has_pod(struct mw_loader *l, const struct mw_object *o,
    const struct mw_k8s_label_selector *selector)
{
	const struct mw_slots *pods;
	const char *key = mw_arena_printf(l->scratch, "%s/%s/%s",
	    o->kind_name, o->ns, o->name);

	if (mw_map_get(l->owners, key) != NULL)
		return true;
	if (selector == NULL || (selector->match_labels.n == 0 &&
	    selector->match_expressions.n == 0))
		return false;
	pods = mw_workloads_select(l, o->ns, &selector->match_labels);
	for (size_t i = 0; i < pods->n; i++)
		if (mw_k8s_selector_match(selector, pods->v[i]->w.labels)) {
			mw_map_put(l->owners, key, pods->v[i]);
			return true;
		}
	return false;
}

/* A ReplicaSet of a Deployment, a Job of a CronJob: the owner speaks. */
static bool
has_owner(struct mw_loader *l, const struct mw_object *o)
{
	static const enum mw_kind kinds[] = { MW_KIND_K8S_DEPLOYMENT,
		MW_KIND_K8S_CRON_JOB };
	const struct mw_node *ref = mw_node_first(mw_node_get(o->metadata,
	    "ownerReferences"));
	const char *name = mw_node_text(mw_node_get(ref, "name"));

	for (size_t i = 0; name != NULL && i < MW_LEN(kinds); i++)
		if (mw_mesh_find(l->mesh, kinds[i], o->ns, name) != NULL)
			return true;
	return false;
}

static void
add(struct mw_loader *l, const struct mw_object *o)
{
	struct owner owner;
	struct mw_pod_facts pod = { .labels = &no_labels,
		.annotations = &no_labels };

	if (o->spec == NULL || has_owner(l, o))
		return;
	owner = owner_of(o);
	if (owner.template == NULL || has_pod(l, o, owner.selector))
		return;
	if (owner.template->metadata != NULL) {
		pod.labels = &owner.template->metadata->labels;
		pod.annotations = &owner.template->metadata->annotations;
	}
	pod.spec = owner.template->spec;
	pod.replicas = owner.replicas;
	mw_workload_set_pod(l, mw_workload_add(l, o, o->ns, o->name), &pod);
}

void
mw_mesh_make_templates(struct mw_loader *l)
{
	static const enum mw_kind kinds[] = { MW_KIND_K8S_DEPLOYMENT,
		MW_KIND_K8S_STATEFUL_SET, MW_KIND_K8S_DAEMON_SET,
		MW_KIND_K8S_REPLICA_SET, MW_KIND_K8S_JOB,
		MW_KIND_K8S_CRON_JOB };

	for (size_t i = 0; i < MW_LEN(kinds); i++) {
		const struct mw_objects *all = &l->mesh->of_kind[kinds[i]];

		for (size_t k = 0; k < all->n; k++)
			add(l, all->v[k]);
	}
}
