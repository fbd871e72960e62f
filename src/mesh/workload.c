/*
 * workload.c - what runs: pods and WorkloadEntries; what all workloads have.
 */
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "mesh/build.h"

static const struct mw_string_map no_labels;

/* ---- one workload --------------------------------------------------- */

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

/* ---- pods ----------------------------------------------------------- */

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

void
mw_workload_set_pod(struct mw_loader *l, struct mw_workload_slot *slot,
    const struct mw_pod_facts *pod)
{
	struct mw_workload *w = &slot->w;
	const struct mw_pod_spec *spec = pod->spec;
	const char *account = NULL;

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
	w->locality = mw_place_locality(l, w->labels, w->node_name);
	w->network = mw_place_network(l, w->labels);
	w->topology_labels = mw_place_labels(l, w->labels, w->locality,
	    w->node_name, w->network);
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

/* The first pod of an owner counts. */
static void
remember_owner(struct mw_loader *l, const char *kind, const char *ns,
    const char *name, size_t len, struct mw_workload_slot *slot)
{
	const char *key = mw_arena_printf(l->scratch, "%s/%s/%.*s", kind, ns,
	    (int)len, name);

	if (mw_map_get(l->owners, key) == NULL)
		mw_map_put(l->owners, key, slot);
}

static void
remember_owners(struct mw_loader *l, struct mw_workload_slot *slot)
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
		remember_owner(l, kind, o->ns, name, strlen(name), slot);
		/* the Deployment behind a ReplicaSet, the CronJob behind a
		 * Job: their names and a hash */
		dash = strrchr(name, '-');
		if (dash != NULL)
			remember_owner(l, strcmp(kind, "Job") == 0 ?
			    "CronJob" : "Deployment", o->ns, name,
			    (size_t)(dash - name), slot);
	}
}

static void
add_pods(struct mw_loader *l)
{
	const struct mw_objects *all = &l->mesh->of_kind[MW_KIND_K8S_POD];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_k8s_pod *p = MW_SPEC(o, k8s_pod);
		struct mw_workload_slot *slot = mw_workload_add(l, o, o->ns,
		    o->name);
		struct mw_pod_facts pod = { &o->labels, &o->annotations,
		    p != NULL ? p->spec : NULL, p != NULL ? p->status : NULL,
		    1 };

		mw_workload_set_pod(l, slot, &pod);
		remember_owners(l, slot);
		mw_index_add(l, slot);	/* for the selectors of owners */
	}
}

/* ---- entries -------------------------------------------------------- */

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
	    mw_place_locality(l, w->labels, "");
	w->network = !mw_str_empty(e->network.s) ? e->network.s :
	    mw_place_network(l, w->labels);
	w->topology_labels = mw_place_labels(l, w->labels, w->locality, "",
	    w->network);
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

void
mw_mesh_make_workloads(struct mw_loader *l)
{
	const struct mw_objects *entries =
	    &l->mesh->of_kind[MW_KIND_WORKLOAD_ENTRY];

	l->owners = mw_map_new(l->scratch);
	mw_proxy_find_revisions(l);
	add_pods(l);
	mw_mesh_make_templates(l);
	for (size_t i = 0; i < entries->n; i++)
		add_entry(l, entries->v[i]);
}
