/*
 * rule-injection.c - labels of namespaces for injection (B25, B26) and pods
 * without their proxy (B27).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/injector.h"
#include "lint/world.h"

static const char injection[] = "istio-injection";

static bool
is_istio_system(const struct mw_object *o)
{
	return strcmp(o->name, "istio-system") == 0;
}

/* B25 */
static void
check_labels(struct mw_findings *f, const struct mw_object *o)
{
	static const char *const others[] = { "istio.io/rev",
		"istio.io/dataplane-mode" };
	const char *own = mw_labels_get(&o->labels, injection), *value;
	struct mw_lint_words w = { 0 };

	if (own != NULL)
		mw_vec_push(f->arena, &w, (const char *)mw_arena_printf(
		    f->arena, "%s=%s", injection, own));
	for (size_t i = 0; i < MW_LEN(others); i++) {
		value = mw_labels_get(&o->labels, others[i]);
		if (value != NULL && (own == NULL ||
		    strcmp(own, "enabled") == 0))
			mw_vec_push(f->arena, &w, (const char *)
			    mw_arena_printf(f->arena, "%s=%s", others[i],
			    value));
	}
	if (w.n > 1)
		mw_lint_say(f, MW_RULE_IST0123, o, o->labels.node,
		    "The namespace has more than one type of injection labels "
		    "[%s], which may lead to undefined behavior. Make sure "
		    "only one injection label exists.",
		    mw_lint_join(f->arena, &w, " "));
}

/* B26.  *BY_DEFAULT is kept from one namespace to the next. */
static void
check_injected(struct mw_findings *f, const struct mw_object *o,
    bool *by_default)
{
	const char *label = mw_labels_get(&o->labels, injection);
	const char *revision = mw_labels_get(&o->labels, "istio.io/rev");
	const struct mw_object *config;

	if (mw_str_eq(mw_labels_get(&o->labels, "istio.io/dataplane-mode"),
	    "ambient"))
		return;
	config = mw_lint_injector(f->world, revision);
	if (config != NULL)
		*by_default = mw_lint_injects_by_default(config);
	if (!mw_str_empty(label) || revision != NULL)
		return;
	if (*by_default)
		mw_lint_say(f, MW_RULE_IST0148, o, mw_lint_name_node(o),
		    "is enabled for Istio injection, as Istio is installed "
		    "with enableNamespacesByDefault as true.");
	else
		mw_lint_say(f, MW_RULE_IST0102, o, mw_lint_name_node(o),
		    "The namespace is not enabled for Istio injection. Run "
		    "'kubectl label namespace %s istio-injection=enabled' to "
		    "enable it, or 'kubectl label namespace %s "
		    "istio-injection=disabled' to explicitly mark it as not "
		    "needing injection.", o->name, o->name);
}

/* ---- pods (B27) -------------------------------------------------------- */

static bool
has_proxy(const struct mw_pod_spec *spec)
{
	for (size_t i = 0; i < spec->containers.n; i++)
		if (mw_str_eq(spec->containers.v[i].name.s, "istio-proxy"))
			return !mw_str_empty(spec->containers.v[i].image.s);
	for (size_t i = 0; i < spec->init_containers.n; i++)
		if (mw_str_eq(spec->init_containers.v[i].name.s,
		    "istio-proxy"))
			return !mw_str_empty(
			    spec->init_containers.v[i].image.s);
	return false;
}

static void
check_pod(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_object *ns =
	    mw_lint_find(f->world, MW_KIND_K8S_NAMESPACE, "", o->ns);
	const struct mw_pod_spec *spec = MW_SPEC(o, k8s_pod)->spec;
	const char *word = mw_labels_get(&o->labels,
	    "sidecar.istio.io/inject");

	if (word == NULL)
		word = mw_labels_get(&o->annotations,
		    "sidecar.istio.io/inject");
	if (ns == NULL || is_istio_system(ns) || mw_str_eq(mw_labels_get(
	    &ns->labels, "istio.io/dataplane-mode"), "ambient") ||
	    !mw_str_eq(mw_labels_get(&ns->labels, injection), "enabled") ||
	    (word != NULL && mw_str_case_eq(word, "false")) ||
	    (spec != NULL && (spec->host_network.v || has_proxy(spec))))
		return;
	mw_lint_say(f, MW_RULE_IST0103, o, mw_lint_name_node(o),
	    "The pod %s is missing the Istio proxy. This can often be resolved "
	    "by restarting or redeploying the workload.",
	    mw_lint_full_name(f->arena, o));
}

void
mw_lint_injection(struct mw_findings *f)
{
	const struct mw_objects *namespaces =
	    &f->world->of_kind[MW_KIND_K8S_NAMESPACE];
	const struct mw_objects *pods = &f->world->of_kind[MW_KIND_K8S_POD];
	bool by_default = false;

	for (size_t i = 0; i < namespaces->n; i++) {
		if (is_istio_system(namespaces->v[i]))
			continue;
		check_labels(f, namespaces->v[i]);
		check_injected(f, namespaces->v[i], &by_default);
	}
	for (size_t i = 0; i < pods->n; i++)
		if (!pods->v[i]->assumed)
			check_pod(f, pods->v[i]);
}
