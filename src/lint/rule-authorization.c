/*
 * rule-authorization.c - AuthorizationPolicies without workload (B39) or with
 * namespaces that are not there (B40), and selectors that pods of a Gateway API
 * gateway ignore (B41).
 */
#include <string.h>

#include "base/str.h"
#include "lint/world.h"

/* ---- workloads (B39) --------------------------------------------------- */

/* A pod of NS (NULL: of any namespace) in the mesh. */
static bool
has_workload(const struct mw_lint_world *w, const char *ns,
    const struct mw_string_map *selector)
{
	const struct mw_lint_pods *pods = mw_lint_candidates(w, selector);

	for (size_t i = 0; i < pods->n; i++) {
		const struct mw_lint_pod *p = pods->v[i];

		if ((ns == NULL || strcmp(p->ns, ns) == 0) &&
		    mw_labels_match(selector, p->labels) &&
		    (mw_lint_pod_in_mesh(w, p) || mw_lint_pod_ambient(p)))
			return true;
	}
	return false;
}

static void
check_workloads(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_label_selector *s =
	    MW_SPEC(o, authorization_policy)->selector;
	const struct mw_string_map *labels = s != NULL ? &s->match_labels
	    : NULL;
	bool everywhere = strcmp(o->ns,
	    f->mesh->settings.root_namespace) == 0;

	if ((everywhere && s == NULL) || has_workload(f->world,
	    everywhere ? NULL : o->ns, labels))
		return;
	mw_lint_say(f, MW_RULE_IST0127, o, s != NULL ? s->node
	    : mw_lint_name_node(o), "No matching workloads for this resource "
	    "with the following labels: %s",
	    mw_lint_selector_text(f->arena, labels));
}

/* ---- namespaces (B40) -------------------------------------------------- */

static bool
is_namespace(const struct mw_lint_world *w, const char *pattern)
{
	const struct mw_objects *list = &w->of_kind[MW_KIND_K8S_NAMESPACE];
	size_t len = strlen(pattern);

	for (size_t i = 0; i < list->n; i++) {
		const char *name = list->v[i]->name;

		if (strcmp(pattern, "*") == 0 ||
		    mw_str_case_eq(pattern, name))
			return true;
		if (pattern[0] == '*' ? mw_str_has_suffix(name, pattern + 1)
		    : len > 0 && pattern[len - 1] == '*' &&
		    strncmp(name, pattern, len - 1) == 0)
			return true;
	}
	return false;
}

/* NOT: notNamespaces of S.  Istio takes the places of namespaces for both. */
static void
check_list(struct mw_findings *f, const struct mw_object *o,
    const struct mw_authz_source *s, bool not)
{
	const struct mw_strings *list = not ? &s->not_namespaces
	    : &s->namespaces;

	for (size_t i = 0; i < list->n; i++) {
		const char *name = mw_str_or_empty(list->v[i].s);
		struct mw_finding *x;

		if (is_namespace(f->world, name))
			continue;
		x = mw_lint_say(f, MW_RULE_IST0101, o, list->v[i].node,
		    "Referenced namespace not found: \"%s\"", name);
		x->counts_at = i < s->namespaces.n
		    ? mw_node_span(s->namespaces.v[i].node).line
		    : MW_FINDING_WHOLE;
	}
}

static void
check_namespaces(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_authz_rule_list *rules =
	    &MW_SPEC(o, authorization_policy)->rules;

	for (size_t i = 0; i < rules->n; i++)
		for (size_t k = 0; k < rules->v[i].from.n; k++) {
			const struct mw_authz_source *s =
			    rules->v[i].from.v[k].source;

			if (s == NULL)
				continue;
			check_list(f, o, s, false);
			check_list(f, o, s, true);
		}
}

void
mw_lint_authorization(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_AUTHORIZATION_POLICY];

	for (size_t i = 0; i < list->n; i++) {
		check_workloads(f, list->v[i]);
		check_namespaces(f, list->v[i]);
	}
}

/* ---- selectors on gateways (B41) --------------------------------------- */

static const char gateway_label[] = "gateway.networking.k8s.io/gateway-name";

static void
check_selector(struct mw_findings *f, const struct mw_object *o,
    const struct mw_label_selector *s, const struct mw_target_ref *target)
{
	const struct mw_lint_pods *pods;

	if (s == NULL || target != NULL)
		return;
	pods = mw_lint_candidates(f->world, &s->match_labels);
	for (size_t i = 0; i < pods->n; i++) {
		const struct mw_lint_pod *p = pods->v[i];
		const char *name = mw_labels_get(p->labels, gateway_label);

		if (name != NULL && strcmp(p->ns, o->ns) == 0 &&
		    mw_labels_match(&s->match_labels, p->labels))
			mw_lint_say(f, MW_RULE_IST0166, o, s->node,
			    "Ineffective selector on Kubernetes Gateway %s. "
			    "Use the TargetRef field instead.", name);
	}
}

#define CHECK(f, kind_id, type)                                                \
	do {                                                                   \
		const struct mw_objects *list_ = &(f)->world->of_kind[kind_id];\
		for (size_t i_ = 0; i_ < list_->n; i_++)                       \
			check_selector((f), list_->v[i_],                      \
			    MW_SPEC(list_->v[i_], type)->selector,             \
			    MW_SPEC(list_->v[i_], type)->target_ref);          \
	} while (0)

void
mw_lint_selector(struct mw_findings *f)
{
	CHECK(f, MW_KIND_AUTHORIZATION_POLICY, authorization_policy);
	CHECK(f, MW_KIND_REQUEST_AUTHENTICATION, request_authentication);
	CHECK(f, MW_KIND_TELEMETRY, telemetry);
	CHECK(f, MW_KIND_WASM_PLUGIN, wasm_plugin);
}
