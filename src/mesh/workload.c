/*
 * workload.c - what runs: pods, templates that no pod stands for, entries.
 *
 * A Deployment without any pod in the input stands for its pods, as one
 * workload under its own name; so do the other kinds with a template.
 */
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "mesh/build.h"

static const struct mw_string_map no_labels;

/* Where a pod's facts are: in a Pod, or in somebody's template. */
struct pod {
	const struct mw_object *object;
	const struct mw_string_map *labels, *annotations;
	const struct mw_pod_spec *spec;
	const struct mw_k8s_pod_status *status;
	int64_t replicas;
};

/* ---- one workload --------------------------------------------------------- */

struct mw_workload_slot *
mw_workload_add(struct mw_loader *l, const struct mw_object *object,
    const char *ns, const char *name)
{
	struct mw_workload_slot *slot = MW_NEW(l->arena,
	    struct mw_workload_slot);

	slot->w = (struct mw_workload){
		.ns = ns,
		.name = name,
		.object = object,
		.labels = &no_labels,
		.topology_labels = &no_labels,
		.annotations = &no_labels,
		.service_account = "default",
		.node_name = "",
		.locality = "",
		.network = "",
		.ready = true,
		.tls_mode = "disabled",
		.replicas = 1,
	};
	mw_vec_push(l->scratch, &l->workloads, slot);
	return slot;
}

const char *
mw_identity(struct mw_loader *l, const char *ns, const char *account)
{
	const char *key;
	char *id;

	if (mw_str_empty(account))
		return NULL;
	if (l->identities == NULL)
		l->identities = mw_map_new(l->scratch);
	key = mw_arena_printf(l->scratch, "%s/%s", ns, account);
	id = mw_map_get(l->identities, key);
	if (id != NULL)
		return id;
	id = mw_arena_printf(l->arena, "spiffe://%s/ns/%s/sa/%s",
	    l->mesh->settings.trust_domain, ns, account);
	mw_map_put(l->identities, key, id);
	return id;
}

/* ---- where it is ------------------------------------------------------------ */

/* "region.zone.subzone" as a label, with '/' between. */
static const char *
locality_label(struct mw_loader *l, const struct mw_string_map *labels)
{
	const char *written = mw_labels_get(labels, "istio-locality");
	char *out;

	if (mw_str_empty(written))
		return NULL;
	out = mw_arena_strdup(l->arena, written);
	if (strchr(out, '/') == NULL)
		for (char *s = out; *s != '\0'; s++)
			if (*s == '.')
				*s = '/';
	return out;
}

static const char *
locality_of_node(struct mw_loader *l, const char *name)
{
	const struct mw_object *node = mw_mesh_find(l->mesh,
	    MW_KIND_K8S_NODE, "", name);
	const char *region, *zone, *subzone;

	if (node == NULL)
		return "";
	region = mw_labels_get(&node->labels, "topology.kubernetes.io/region");
	if (region == NULL)
		region = mw_labels_get(&node->labels,
		    "failure-domain.beta.kubernetes.io/region");
	zone = mw_labels_get(&node->labels, "topology.kubernetes.io/zone");
	if (zone == NULL)
		zone = mw_labels_get(&node->labels,
		    "failure-domain.beta.kubernetes.io/zone");
	subzone = mw_labels_get(&node->labels, "topology.istio.io/subzone");
	if (region == NULL && zone == NULL && subzone == NULL)
		return "";
	return mw_arena_printf(l->arena, "%s/%s%s%s", mw_str_or_empty(region),
	    mw_str_or_empty(zone), subzone != NULL ? "/" : "",
	    mw_str_or_empty(subzone));
}

/* Its own label, else that of the namespace of the control plane. */
static const char *
network_of(struct mw_loader *l, const struct mw_string_map *labels)
{
	const char *network = mw_labels_get(labels,
	    "topology.istio.io/network");
	const struct mw_object *root;

	if (!mw_str_empty(network))
		return network;
	root = mw_mesh_namespace(l->mesh, l->mesh->settings.root_namespace);
	return root != NULL ? mw_str_or_empty(mw_labels_get(&root->labels,
	    "topology.istio.io/network")) : "";
}

struct labels {
	struct mw_string_entry *v;
	size_t n;
};

static void
set_label(struct labels *to, const char *key, const char *value)
{
	if (mw_str_empty(value))
		return;
	for (size_t i = 0; i < to->n; i++)
		if (mw_str_eq(to->v[i].key.s, key)) {
			to->v[i].value.s = value;
			return;
		}
	to->v[to->n].key.s = key;
	to->v[to->n++].value.s = value;
}

/* The N-th part of "region/zone/subzone", or NULL. */
static const char *
part_of(struct mw_loader *l, const char *locality, int n)
{
	size_t len;

	for (; n > 0; n--) {
		locality = strchr(locality, '/');
		if (locality == NULL)
			return NULL;
		locality++;
	}
	len = strcspn(locality, "/");
	return len > 0 ? mw_arena_text(l->arena, locality, len) : NULL;
}

/* R155: what istiod adds to the labels of an endpoint. */
static void
add_topology(struct mw_loader *l, struct mw_workload *w)
{
	static const char *const places[] = { "topology.kubernetes.io/region",
		"topology.kubernetes.io/zone", "topology.istio.io/subzone" };
	struct mw_string_map *map = MW_NEW(l->arena, struct mw_string_map);
	struct labels to = { .n = w->labels->n };

	to.v = MW_NEW_ARRAY(l->arena, struct mw_string_entry, to.n + 6);
	if (to.n > 0)
		memcpy(to.v, w->labels->v, to.n * sizeof(*to.v));
	for (size_t i = 0; i < MW_LEN(places); i++)
		set_label(&to, places[i], part_of(l, w->locality, (int)i));
	set_label(&to, "topology.istio.io/cluster", "Kubernetes");
	set_label(&to, "kubernetes.io/hostname", w->node_name);
	set_label(&to, "topology.istio.io/network", w->network);
	*map = (struct mw_string_map){ .node = w->labels->node, .n = to.n,
	    .v = to.v };
	w->topology_labels = map;
}

/* ---- pods ------------------------------------------------------------------- */

static void
set_addresses(struct mw_loader *l, struct mw_workload *w,
    const struct mw_k8s_pod_status *status)
{
	size_t n = status->pod_ips.n + 1;
	const char **v = MW_NEW_ARRAY(l->arena, const char *, n);

	n = 0;
	if (!mw_str_empty(status->pod_ip.s))
		v[n++] = status->pod_ip.s;
	for (size_t i = 0; i < status->pod_ips.n; i++) {
		const char *ip = status->pod_ips.v[i].ip.s;

		if (!mw_str_empty(ip) && (n == 0 || strcmp(v[0], ip) != 0))
			v[n++] = ip;
	}
	w->ips = v;
	w->n_ips = n;
}

/* A pod without conditions is one that was written by hand: it runs. */
static void
set_state(struct mw_workload_slot *slot, const struct mw_k8s_pod_status *status)
{
	const char *phase = status->phase.s;

	slot->gone = mw_str_eq(phase, "Succeeded") ||
	    mw_str_eq(phase, "Failed");
	slot->w.ready = !slot->gone && !mw_str_eq(phase, "Pending");
	for (size_t i = 0; i < status->conditions.n; i++)
		if (mw_str_eq(status->conditions.v[i].type.s, "Ready"))
			slot->w.ready = mw_str_eq(
			    status->conditions.v[i].status.s, "True");
	if (mw_node_text(mw_node_get(slot->w.object->metadata,
	    "deletionTimestamp")) != NULL)
		slot->w.ready = false;
}

static void
set_pod(struct mw_loader *l, struct mw_workload_slot *slot,
    const struct pod *pod)
{
	struct mw_workload *w = &slot->w;
	const struct mw_pod_spec *spec = pod->spec;
	const char *account = NULL, *place;

	w->labels = pod->labels;
	w->annotations = pod->annotations;
	w->pod = spec;
	w->replicas = pod->replicas;
	if (spec != NULL) {
		account = !mw_str_empty(spec->service_account_name.s) ?
		    spec->service_account_name.s : spec->service_account.s;
		w->node_name = mw_str_or_empty(spec->node_name.s);
		slot->host_network = spec->host_network.v;
	}
	if (!mw_str_empty(account))
		w->service_account = account;
	w->identity = mw_identity(l, w->ns, w->service_account);
	place = locality_label(l, w->labels);
	w->locality = place != NULL ? place :
	    locality_of_node(l, w->node_name);
	w->network = network_of(l, w->labels);
	add_topology(l, w);
	if (pod->status != NULL) {
		set_addresses(l, w, pod->status);
		set_state(slot, pod->status);
	}
	if (pod->replicas == 0) {
		slot->gone = true;
		w->ready = false;
	}
	mw_proxy_decide(l, slot);
}

/* OWNERS: slots of "Kind/ns/name". */
static void
remember_owners(struct mw_loader *l, struct mw_map *owners,
    struct mw_workload_slot *slot)
{
	const struct mw_object *o = slot->w.object;
	const struct mw_node *ref = mw_node_first(mw_node_get(o->metadata,
	    "ownerReferences"));

	for (; ref != NULL; ref = mw_node_next(ref)) {
		const char *kind = mw_node_text(mw_node_get(ref, "kind"));
		const char *name = mw_node_text(mw_node_get(ref, "name"));
		const char *dash;

		if (kind == NULL || name == NULL)
			continue;
		mw_map_put(owners, mw_arena_printf(l->scratch,
		    "%s/%s/%s", kind, o->ns, name), slot);
		/* the Deployment behind a ReplicaSet, the CronJob behind a
		 * Job: their names and a hash */
		dash = strrchr(name, '-');
		if (dash != NULL)
			mw_map_put(owners, mw_arena_printf(l->scratch,
			    "%s/%s/%.*s", strcmp(kind, "Job") == 0 ?
			    "CronJob" : "Deployment", o->ns,
			    (int)(dash - name), name), slot);
	}
}

static void
add_pods(struct mw_loader *l, struct mw_map *owners)
{
	const struct mw_objects *all = &l->mesh->of_kind[MW_KIND_K8S_POD];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_k8s_pod *p = MW_SPEC(o, k8s_pod);
		struct mw_workload_slot *slot = mw_workload_add(l, o, o->ns,
		    o->name);
		struct pod pod = { o, &o->labels, &o->annotations,
		    p != NULL ? p->spec : NULL, p != NULL ? p->status : NULL,
		    1 };

		set_pod(l, slot, &pod);
		remember_owners(l, owners, slot);
		mw_index_add(l, slot);	/* for the selectors of owners */
	}
}

/* ---- templates ------------------------------------------------------------------ */

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
has_pod(struct mw_loader *l, const struct mw_map *owners,
    const struct mw_object *o, const struct mw_k8s_label_selector *selector)
{
	struct mw_slots pods = { 0 };

	if (mw_map_get(owners, mw_arena_printf(l->scratch, "%s/%s/%s",
	    o->kind_name, o->ns, o->name)) != NULL)
		return true;
	if (selector == NULL || (selector->match_labels.n == 0 &&
	    selector->match_expressions.n == 0))
		return false;
	mw_workloads_select(l, o->ns, &selector->match_labels, &pods);
	for (size_t i = 0; i < pods.n; i++)
		if (mw_k8s_selector_match(selector, pods.v[i]->w.labels))
			return true;
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
add_template(struct mw_loader *l, const struct mw_map *owners,
    const struct mw_object *o)
{
	struct owner owner;
	struct pod pod = { .object = o, .labels = &no_labels,
		.annotations = &no_labels };

	if (o->spec == NULL || has_owner(l, o))
		return;
	owner = owner_of(o);
	if (owner.template == NULL || has_pod(l, owners, o, owner.selector))
		return;
	if (owner.template->metadata != NULL) {
		pod.labels = &owner.template->metadata->labels;
		pod.annotations = &owner.template->metadata->annotations;
	}
	pod.spec = owner.template->spec;
	pod.replicas = owner.replicas;
	set_pod(l, mw_workload_add(l, o, o->ns, o->name), &pod);
}

/* ---- entries ----------------------------------------------------------------------- */

static void
add_entry(struct mw_loader *l, const struct mw_object *o)
{
	const struct mw_workload_entry *e = MW_SPEC(o, workload_entry);
	struct mw_workload_slot *slot;
	struct mw_workload *w;
	const char **ips;

	if (e == NULL)
		return;
	slot = mw_workload_add(l, o, o->ns, o->name);
	slot->entry = true;
	w = &slot->w;
	w->labels = &e->labels;
	w->annotations = &o->annotations;
	w->service_account = mw_str_or_empty(e->service_account.s);
	w->identity = mw_identity(l, o->ns, w->service_account);
	w->locality = !mw_str_empty(e->locality.s) ? e->locality.s :
	    mw_str_or_empty(locality_label(l, w->labels));
	w->network = !mw_str_empty(e->network.s) ? e->network.s :
	    network_of(l, w->labels);
	add_topology(l, w);
	w->reason = MW_PROXY_REASON_NOT_A_POD;
	w->reason_object = o;
	w->tls_mode = mw_labels_get(w->labels, "security.istio.io/tlsMode");
	if (mw_str_empty(w->tls_mode))
		w->tls_mode = w->identity != NULL ? "istio" : "disabled";
	if (mw_str_empty(e->address.s))
		return;
	ips = MW_NEW_ARRAY(l->arena, const char *, 1);
	ips[0] = e->address.s;
	w->ips = ips;
	w->n_ips = 1;
}

/* ---- the control plane's revisions ---------------------------------------------------- */

static void
find_revisions(struct mw_loader *l)
{
	const struct mw_objects *ops =
	    &l->mesh->of_kind[MW_KIND_ISTIO_OPERATOR];
	const struct mw_objects *hooks =
	    &l->mesh->of_kind[MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION];
	MW_VEC(const char *) found = { 0 };

	for (size_t i = 0; i < ops->n; i++) {
		const struct mw_istio_operator *op =
		    MW_SPEC(ops->v[i], istio_operator);

		if (op != NULL && !mw_str_empty(op->revision.s))
			mw_vec_push(l->arena, &found, op->revision.s);
	}
	for (size_t i = 0; i < hooks->n; i++) {
		const char *rev = mw_labels_get(&hooks->v[i]->labels,
		    "istio.io/rev");
		const char *tag = mw_labels_get(&hooks->v[i]->labels,
		    "istio.io/tag");

		if (!mw_str_empty(rev))
			mw_vec_push(l->arena, &found, rev);
		if (!mw_str_empty(tag))
			mw_vec_push(l->arena, &found, tag);
	}
	l->revisions = found.v;
	l->n_revisions = found.n;
}

void
mw_mesh_make_workloads(struct mw_loader *l)
{
	static const enum mw_kind templates[] = { MW_KIND_K8S_DEPLOYMENT,
		MW_KIND_K8S_STATEFUL_SET, MW_KIND_K8S_DAEMON_SET,
		MW_KIND_K8S_REPLICA_SET, MW_KIND_K8S_JOB,
		MW_KIND_K8S_CRON_JOB };
	const struct mw_objects *entries =
	    &l->mesh->of_kind[MW_KIND_WORKLOAD_ENTRY];
	struct mw_map *owners = mw_map_new(l->scratch);

	find_revisions(l);
	add_pods(l, owners);
	for (size_t i = 0; i < MW_LEN(templates); i++) {
		const struct mw_objects *all = &l->mesh->of_kind[templates[i]];

		for (size_t k = 0; k < all->n; k++)
			add_template(l, owners, all->v[k]);
	}
	for (size_t i = 0; i < entries->n; i++)
		add_entry(l, entries->v[i]);
}
