/*
 * proxy.c - who has which proxy, and why (S6 to S16, R34).
 *
 * What a pod shows itself comes first: a container istio-proxy, or the mark of
 * an injector.  Else it is predicted as the webhook and the injector would
 * decide: the namespace and the pod's labels select (S7), then the injector
 * looks once more (S9).
 */
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "mesh/build.h"

#define INJECT "sidecar.istio.io/inject"
#define REVISION "istio.io/rev"
#define AMBIENT "istio.io/dataplane-mode"

enum { REVISIONS_MAX = 100 };

/* What is known while one workload is judged. */
struct verdict {
	enum mw_proxy_kind kind;
	enum mw_proxy_reason reason;
	const struct mw_node *node;
	const struct mw_object *object;
};

static struct verdict
by_label(const struct mw_workload *w, enum mw_proxy_kind kind,
    enum mw_proxy_reason reason, const char *key)
{
	return (struct verdict){ kind, reason, mw_labels_node(w->labels, key),
	    w->object };
}

static struct verdict
by_annotation(const struct mw_workload *w, enum mw_proxy_kind kind,
    enum mw_proxy_reason reason, const char *key)
{
	return (struct verdict){ kind, reason, mw_labels_node(w->annotations, key),
	    w->object };
}

static struct verdict
by_namespace(const struct mw_object *ns, enum mw_proxy_kind kind,
    enum mw_proxy_reason reason, const char *key)
{
	return (struct verdict){ kind, reason,
	    ns != NULL ? mw_labels_node(&ns->labels, key) : NULL, ns };
}

/* ---- what the pod shows --------------------------------------------- */

static bool
has_argument(const struct mw_container *c, const char *word)
{
	for (size_t i = 0; i < c->args.n; i++)
		if (mw_str_eq(c->args.v[i].s, word))
			return true;
	return false;
}

/* Image "auto" is what a pod writes that the injector is yet to fill in: the
 * template then says whether it is a gateway (R34). */
static bool
is_placeholder(const struct mw_container *c)
{
	return mw_str_eq(c->image.s, "auto") && c->args.n == 0;
}

static bool
find_container(const struct mw_workload *w, struct verdict *v)
{
	const struct mw_pod_spec *pod = w->pod;

	for (size_t i = 0; pod != NULL && i < pod->containers.n; i++) {
		const struct mw_container *c = &pod->containers.v[i];

		if (!mw_str_eq(c->name.s, "istio-proxy") ||
		    is_placeholder(c))
			continue;
		*v = (struct verdict){ MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_INJECTED_ALREADY, c->node, w->object };
		if (has_argument(c, "router"))
			*v = (struct verdict){ MW_PROXY_GATEWAY,
			    MW_PROXY_REASON_ROUTER_CONTAINER, c->args.node,
			    w->object };
		else if (has_argument(c, "waypoint"))
			*v = (struct verdict){ MW_PROXY_WAYPOINT,
			    MW_PROXY_REASON_GATEWAY_API, c->args.node,
			    w->object };
		return true;
	}
	for (size_t i = 0; pod != NULL && i < pod->init_containers.n; i++) {
		if (!mw_str_eq(pod->init_containers.v[i].name.s,
		    "istio-proxy"))
			continue;
		*v = (struct verdict){ MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_INJECTED_ALREADY,
		    pod->init_containers.v[i].node, w->object };
		return true;
	}
	return false;
}

static bool
has_template(const struct mw_workload *w, const char *name)
{
	const char *list = mw_labels_get(w->annotations,
	    "inject.istio.io/templates");
	size_t len = strlen(name);

	for (const char *s = list; s != NULL && *s != '\0'; s += *s == ',') {
		size_t n = strcspn(s, ",");

		while (n > 0 && *s == ' ') {
			s++;
			n--;
		}
		if (n == len && strncmp(s, name, len) == 0)
			return true;
		s += n;
	}
	return false;
}

/* A pod that the mesh deploys for a Gateway of the Gateway API (G14). */
static bool
find_managed(const struct mw_workload *w, struct verdict *v)
{
	const char *by = mw_labels_get(w->labels, "gateway.istio.io/managed");

	if (!w->gateway_api || by == NULL)
		return false;
	*v = by_label(w, mw_str_has_prefix(by, "istio.io-mesh-controller") ?
	    MW_PROXY_WAYPOINT : MW_PROXY_GATEWAY, MW_PROXY_REASON_GATEWAY_API,
	    "gateway.networking.k8s.io/gateway-name");
	return true;
}

/* ---- the control plane's revisions ---------------------------------- */

static void
add_revision(struct mw_loader *l, const char *name)
{
	if (!mw_str_empty(name) && l->revisions.n < REVISIONS_MAX)
		mw_vec_push(l->scratch, &l->revisions, name);
}

void
mw_proxy_find_revisions(struct mw_loader *l)
{
	const struct mw_objects *ops =
	    &l->mesh->of_kind[MW_KIND_ISTIO_OPERATOR];
	const struct mw_objects *hooks =
	    &l->mesh->of_kind[MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION];

	for (size_t i = 0; i < ops->n; i++) {
		const struct mw_istio_operator *op =
		    MW_SPEC(ops->v[i], istio_operator);

		if (op != NULL)
			add_revision(l, op->revision.s);
	}
	for (size_t i = 0; i < hooks->n; i++) {
		const struct mw_string_map *labels = &hooks->v[i]->labels;

		add_revision(l, mw_labels_get(labels, REVISION));
		add_revision(l, mw_labels_get(labels, "istio.io/tag"));
	}
}

/* ---- injection ------------------------------------------------------ */

static bool
is_ours(const struct mw_loader *l, const char *revision)
{
	for (size_t i = 0; i < l->revisions.n; i++)
		if (mw_str_eq(l->revisions.v[i], revision))
			return true;
	return l->revisions.n == 0 || mw_str_eq(revision, "default");
}

/* What the label of a namespace says is often put on by hand, and then no
 * manifest has it. */
static bool
taken_as_labelled(const struct mw_loader *l, const char *ns)
{
	const struct mw_mesh_options *o = l->options;

	for (size_t i = 0; i < o->n_inject; i++)
		if (strcmp(o->inject[i], "*") == 0 ||
		    strcmp(o->inject[i], ns) == 0)
			return true;
	return false;
}

/* S7: does the webhook select the pod? */
static struct verdict
webhook(const struct mw_loader *l, const struct mw_workload *w,
    const struct mw_object *ns)
{
	const struct mw_string_map *nl = ns != NULL ? &ns->labels : NULL;
	const char *enabled = mw_labels_get(nl, "istio-injection");
	const char *ns_rev = mw_labels_get(nl, REVISION);
	const char *inject = mw_labels_get(w->labels, INJECT);
	const char *rev = mw_labels_get(w->labels, REVISION);

	if (mw_str_eq(enabled, "disabled"))
		return by_namespace(ns, MW_PROXY_NONE,
		    MW_PROXY_REASON_NAMESPACE_DISABLED, "istio-injection");
	if (mw_str_eq(inject, "false"))
		return by_label(w, MW_PROXY_NONE, MW_PROXY_REASON_POD_DISABLED,
		    INJECT);
	if (mw_str_eq(enabled, "enabled"))
		return by_namespace(ns, MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_NAMESPACE_ENABLED, "istio-injection");
	if (!mw_str_empty(enabled))
		return by_namespace(ns, MW_PROXY_NONE,
		    MW_PROXY_REASON_NAMESPACE_UNLABELLED, "istio-injection");
	if (!mw_str_empty(ns_rev))
		return is_ours(l, ns_rev) ? by_namespace(ns, MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_NAMESPACE_REVISION, REVISION) :
		    by_namespace(ns, MW_PROXY_NONE,
		    MW_PROXY_REASON_OTHER_REVISION, REVISION);
	if (!mw_str_empty(rev))
		return is_ours(l, rev) ? by_label(w, MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_POD_REVISION, REVISION) :
		    by_label(w, MW_PROXY_NONE, MW_PROXY_REASON_OTHER_REVISION,
		    REVISION);
	if (mw_str_eq(inject, "true"))
		return by_label(w, MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_POD_ENABLED, INJECT);
	if (taken_as_labelled(l, w->ns))
		return (struct verdict){ MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_NAMESPACE_TAKEN, NULL, ns };
	return (struct verdict){ MW_PROXY_NONE, ns == NULL ?
	    MW_PROXY_REASON_NAMESPACE_UNKNOWN :
	    MW_PROXY_REASON_NAMESPACE_UNLABELLED, NULL, ns };
}

/* S9: what the injector looks at, and the template that it takes. */
static struct verdict
injector(const struct mw_workload *w, struct verdict v)
{
	static const char *const system[] = { "kube-system", "kube-public",
		"kube-node-lease", "local-path-storage" };
	const char *inject = mw_labels_get(w->labels, INJECT);

	if (w->pod != NULL && w->pod->host_network.v)
		return (struct verdict){ MW_PROXY_NONE,
		    MW_PROXY_REASON_HOST_NETWORK, w->pod->host_network.node,
		    w->object };
	for (size_t i = 0; i < MW_LEN(system); i++)
		if (strcmp(system[i], w->ns) == 0)
			return (struct verdict){ MW_PROXY_NONE,
			    MW_PROXY_REASON_SYSTEM_NAMESPACE, NULL,
			    w->object };
	if (!mw_str_eq(inject, "true") && mw_str_eq(mw_labels_get(
	    w->annotations, INJECT), "false"))
		return by_annotation(w, MW_PROXY_NONE,
		    MW_PROXY_REASON_POD_ANNOTATION_DISABLED, INJECT);
	if (has_template(w, "gateway"))
		return by_annotation(w, MW_PROXY_GATEWAY,
		    MW_PROXY_REASON_GATEWAY_TEMPLATE,
		    "inject.istio.io/templates");
	if (has_template(w, "grpc-agent"))
		return by_annotation(w, MW_PROXY_NONE,
		    MW_PROXY_REASON_PROXYLESS, "inject.istio.io/templates");
	return v;
}

/* ---- ambient (S14 to S16) ------------------------------------------- */

static void
ambient(const struct mw_workload *w, const struct mw_object *ns,
    struct verdict *v)
{
	const char *pod = mw_labels_get(w->labels, AMBIENT);
	bool by_ns = ns != NULL &&
	    mw_str_eq(mw_labels_get(&ns->labels, AMBIENT), "ambient");

	if ((w->pod != NULL && w->pod->host_network.v) ||
	    strcmp(w->ns, "kube-system") == 0)
		return;
	if (mw_str_eq(mw_labels_get(w->annotations,
	    "ambient.istio.io/redirection"), "enabled"))
		*v = by_annotation(w, MW_PROXY_ZTUNNEL,
		    MW_PROXY_REASON_AMBIENT_REDIRECTED,
		    "ambient.istio.io/redirection");
	else if (mw_str_eq(pod, "ambient"))
		*v = by_label(w, MW_PROXY_ZTUNNEL, MW_PROXY_REASON_AMBIENT_POD,
		    AMBIENT);
	else if (by_ns && mw_str_eq(pod, "none"))
		*v = by_label(w, MW_PROXY_NONE, MW_PROXY_REASON_AMBIENT_OPT_OUT,
		    AMBIENT);
	else if (by_ns)
		*v = by_namespace(ns, MW_PROXY_ZTUNNEL,
		    MW_PROXY_REASON_AMBIENT_NAMESPACE, AMBIENT);
}

/* ---- all of it ------------------------------------------------------ */

const char *
mw_proxy_tls_mode(const struct mw_workload *w)
{
	const char *mode = mw_labels_get(w->labels,
	    "security.istio.io/tlsMode");

	if (!mw_str_empty(mode))
		return mode;
	return w->proxy == MW_PROXY_SIDECAR ? "istio" : "disabled";
}

static struct verdict
judge(struct mw_loader *l, const struct mw_workload *w)
{
	const struct mw_object *ns = mw_mesh_namespace(l->mesh, w->ns);
	struct verdict v;

	if (find_container(w, &v) || find_managed(w, &v))
		return v;
	if (mw_labels_get(w->annotations, "sidecar.istio.io/status") != NULL)
		return by_annotation(w, has_template(w, "gateway") ?
		    MW_PROXY_GATEWAY : MW_PROXY_SIDECAR,
		    MW_PROXY_REASON_INJECTED_ALREADY,
		    "sidecar.istio.io/status");
	v = webhook(l, w, ns);
	if (v.kind != MW_PROXY_NONE)
		v = injector(w, v);
	if (v.kind == MW_PROXY_NONE)
		ambient(w, ns, &v);
	return v;
}

void
mw_proxy_decide(struct mw_loader *l, struct mw_workload_slot *slot)
{
	struct mw_workload *w = &slot->w;
	struct verdict v;

	w->gateway_api = mw_labels_get(w->labels,
	    "gateway.networking.k8s.io/gateway-name") != NULL;
	v = judge(l, w);
	w->proxy = v.kind;
	w->reason = v.reason;
	w->reason_node = v.node;
	w->reason_object = v.object;
	w->tls_mode = mw_proxy_tls_mode(w);
}

static bool
has_configuration(const struct mw_mesh *m)
{
	static const enum mw_kind kinds[] = { MW_KIND_VIRTUAL_SERVICE,
		MW_KIND_DESTINATION_RULE, MW_KIND_GATEWAY, MW_KIND_SIDECAR,
		MW_KIND_PEER_AUTHENTICATION, MW_KIND_AUTHORIZATION_POLICY,
		MW_KIND_REQUEST_AUTHENTICATION };

	for (size_t i = 0; i < MW_LEN(kinds); i++)
		if (m->of_kind[kinds[i]].n > 0)
			return true;
	return false;
}

void
mw_proxy_note_none(struct mw_loader *l)
{
	const struct mw_workload *first = NULL;
	struct mw_span span;
	size_t n = 0;

	for (size_t i = 0; i < l->workloads.n; i++) {
		const struct mw_workload *w = &l->workloads.v[i]->w;

		if (w->proxy == MW_PROXY_SIDECAR)
			return;
		/* Istio's own pods have none */
		if (w->reason != MW_PROXY_REASON_NAMESPACE_UNKNOWN ||
		    strcmp(w->ns, l->mesh->settings.root_namespace) == 0)
			continue;
		if (first == NULL)
			first = w;
		n += strcmp(w->ns, first->ns) == 0;
	}
	if (first == NULL || !has_configuration(l->mesh))
		return;
	span = mw_node_span(first->object->root);
	mw_diag_add(&l->mesh->diags, MW_DIAG_NO_SIDECARS, &span,
	    mw_object_title(l->arena, first->object), "no pod has a sidecar: "
	    "no manifest has namespace %s, whose label would give one to %zu "
	    "workload%s", first->ns, n, mw_str_s(n));
}

const char *
mw_proxy_reason_text(enum mw_proxy_reason r)
{
	static const char *const texts[] = {
#define MW_PROXY_REASON(id, text) [MW_PROXY_REASON_##id] = text,
#include "mesh/reason.def"
#undef MW_PROXY_REASON
	};

	return (size_t)r < MW_LEN(texts) ? texts[r] : "";
}
