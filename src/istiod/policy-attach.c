/*
 * policy-attach.c - which policies are for this workload.
 *
 * An ordinary pod is chosen by labels, and a policy with targetRefs is never
 * for it.  A pod of a Gateway API gateway is chosen by targetRefs, and without
 * them by labels too, unless it is a waypoint (S106-S109).
 */
#include "istiod/policy.h"

#include "base/str.h"
#include "model/object.h"

#define GATEWAY_NAME_LABEL "gateway.networking.k8s.io/gateway-name"

/* How a policy names its workloads, whatever its kind. */
struct aim {
	const struct mw_string_map *labels;	/* NULL: no selector */
	const struct mw_node *selector;
	const struct mw_target_ref *ref;	/* the old single one */
	const struct mw_target_ref_list *refs;
};

static struct aim
by_selector(const struct mw_label_selector *s, const struct mw_target_ref *ref,
    const struct mw_target_ref_list *refs)
{
	return (struct aim){
		.labels = s != NULL ? &s->match_labels : NULL,
		.selector = s != NULL ? s->node : NULL,
		.ref = ref,
		.refs = refs,
	};
}

static struct aim
aim_of(const struct mw_object *o)
{
	struct aim a = { 0 };

	if (o->kind == MW_KIND_AUTHORIZATION_POLICY) {
		const struct mw_authorization_policy *p =
		    MW_SPEC(o, authorization_policy);
		a = by_selector(p->selector, p->target_ref, &p->target_refs);
	} else if (o->kind == MW_KIND_REQUEST_AUTHENTICATION) {
		const struct mw_request_authentication *p =
		    MW_SPEC(o, request_authentication);
		a = by_selector(p->selector, p->target_ref, &p->target_refs);
	} else if (o->kind == MW_KIND_TELEMETRY) {
		const struct mw_telemetry *p = MW_SPEC(o, telemetry);
		a = by_selector(p->selector, p->target_ref, &p->target_refs);
	} else if (o->kind == MW_KIND_WASM_PLUGIN) {
		const struct mw_wasm_plugin *p = MW_SPEC(o, wasm_plugin);
		a = by_selector(p->selector, p->target_ref, &p->target_refs);
	} else if (o->kind == MW_KIND_TRAFFIC_EXTENSION) {
		const struct mw_traffic_extension *p =
		    MW_SPEC(o, traffic_extension);
		a = by_selector(p->selector, NULL, &p->target_refs);
	} else if (o->kind == MW_KIND_ENVOY_FILTER) {
		const struct mw_envoy_filter *p = MW_SPEC(o, envoy_filter);
		a.refs = &p->target_refs;
		if (p->workload_selector != NULL) {
			a.labels = &p->workload_selector->labels;
			a.selector = p->workload_selector->node;
		}
	}
	return a;
}

static bool
has_refs(const struct aim *a)
{
	return (a->refs != NULL && a->refs->n > 0) || a->ref != NULL;
}

static const struct mw_node *
refs_node(const struct aim *a)
{
	if (a->refs != NULL && a->refs->n > 0)
		return a->refs->node;
	return a->ref != NULL ? a->ref->node : NULL;
}

static bool
selected(const struct aim *a, const struct mw_workload *w)
{
	return a->labels == NULL || mw_labels_match(a->labels, w->labels);
}

static bool
is_kind(const struct mw_target_ref *r, const char *group, const char *kind)
{
	return mw_str_eq(mw_str_or_empty(r->group.s), group) &&
	    mw_str_eq(r->kind.s, kind);
}

/* References to services bind at the chains of a waypoint, not here. */
static bool
ref_fits(const struct mw_mesh *m, const struct mw_workload *w,
    const struct mw_object *o, const struct mw_target_ref *r,
    const char *gateway)
{
	const char *ns = mw_str_or_empty(r->namespace.s);

	if (w->proxy == MW_PROXY_WAYPOINT &&
	    mw_str_eq(o->ns, m->settings.root_namespace) &&
	    is_kind(r, "gateway.networking.k8s.io", "GatewayClass") &&
	    mw_str_eq(r->name.s, "istio-waypoint"))
		return true;
	if (!mw_str_eq(o->ns, w->ns) || (*ns != '\0' &&
	    !mw_str_eq(ns, w->ns)))
		return false;
	return is_kind(r, "gateway.networking.k8s.io", "Gateway") &&
	    mw_str_eq(r->name.s, gateway);
}

static bool
refs_fit(const struct mw_mesh *m, const struct mw_workload *w,
    const struct mw_object *o, const struct aim *a, const char *gateway)
{
	if (a->refs == NULL || a->refs->n == 0)
		return a->ref != NULL && ref_fits(m, w, o, a->ref,
		    gateway);
	for (size_t i = 0; i < a->refs->n; i++) {
		if (ref_fits(m, w, o, &a->refs->v[i], gateway))
			return true;
	}
	return false;
}

static bool
attaches(const struct mw_mesh *m, const struct mw_workload *w,
    const struct mw_object *o, const struct aim *a)
{
	const char *gateway = mw_labels_get(w->labels, GATEWAY_NAME_LABEL);

	if (gateway == NULL)
		return !has_refs(a) && selected(a, w);
	if (!has_refs(a))
		return w->proxy != MW_PROXY_WAYPOINT && selected(a, w);
	return refs_fit(m, w, o, a, gateway);
}

/* Kinds that may have targetRefs; of others the selector says all. */
static bool
can_target(enum mw_kind kind)
{
	switch (kind) {
	case MW_KIND_AUTHORIZATION_POLICY:
	case MW_KIND_REQUEST_AUTHENTICATION:
	case MW_KIND_TELEMETRY:
	case MW_KIND_WASM_PLUGIN:
	case MW_KIND_TRAFFIC_EXTENSION:
	case MW_KIND_ENVOY_FILTER:
		return true;
	default:
		return false;
	}
}

bool
mw_policy_reaches(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_workload *w)
{
	struct aim a;

	if (!can_target(o->kind))
		return mw_object_selects(m, o, w);
	if (o->spec == NULL || (!mw_str_eq(o->ns, w->ns) &&
	    !mw_str_eq(o->ns, m->settings.root_namespace)))
		return false;
	a = aim_of(o);
	return attaches(m, w, o, &a);
}

static void
omit(struct mw_builder *b, const struct mw_object *o, const struct aim *a)
{
	const struct mw_workload *w = b->workload;

	if (has_refs(a))
		mw_build_omit(b, MW_OMIT_TARGET_REF, o, refs_node(a), NULL,
		    "targetRefs of %s %s/%s do not name %s/%s", o->kind_name,
		    o->ns, o->name, w->ns, w->name);
	else if (!selected(a, w))
		mw_build_omit(b, MW_OMIT_SELECTOR, o, a->selector, NULL,
		    "%s %s/%s selects other labels than those of %s/%s",
		    o->kind_name, o->ns, o->name, w->ns, w->name);
	else
		mw_build_omit(b, MW_OMIT_TARGET_REF, o, a->selector, NULL,
		    "%s %s/%s has no targetRefs, and a waypoint takes no "
		    "others", o->kind_name, o->ns, o->name);
}

/* A policy elsewhere whose selector would fit is probably misplaced. */
static void
omit_elsewhere(struct mw_builder *b, const struct mw_object *o,
    const struct aim *a)
{
	if (a->labels != NULL && a->labels->n > 0 && !has_refs(a) &&
	    selected(a, b->workload))
		mw_build_omit(b, MW_OMIT_OTHER_NAMESPACE, o, a->selector, NULL,
		    "%s %s/%s would select %s/%s if it were in its namespace",
		    o->kind_name, o->ns, o->name, b->workload->ns,
		    b->workload->name);
}

static void
collect(struct mw_builder *b, enum mw_kind kind, const char *ns,
    struct mw_policy_objects *out)
{
	const struct mw_objects *all = &b->mesh->of_kind[kind];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		struct aim a;

		if (o->spec == NULL || !mw_str_eq(o->ns, ns))
			continue;
		a = aim_of(o);
		if (attaches(b->mesh, b->workload, o, &a))
			mw_vec_push(b->arena, out, o);
		else
			omit(b, o, &a);
	}
}

struct mw_policy_objects
mw_policy_attached(struct mw_builder *b, enum mw_kind kind)
{
	const struct mw_objects *all = &b->mesh->of_kind[kind];
	const char *root = b->mesh->settings.root_namespace;
	struct mw_policy_objects out = { 0 };

	collect(b, kind, b->workload->ns, &out);
	if (!mw_str_eq(root, b->workload->ns))
		collect(b, kind, root, &out);
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];

		if (o->spec != NULL && !mw_str_eq(o->ns, root) &&
		    !mw_str_eq(o->ns, b->workload->ns)) {
			struct aim a = aim_of(o);

			omit_elsewhere(b, o, &a);
		}
	}
	return out;
}
