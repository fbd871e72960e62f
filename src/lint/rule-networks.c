/*
 * rule-networks.c - registries that the mesh networks name (B44).
 *
 * They stand under the key meshNetworks of the mesh's own ConfigMap.
 */
#include <string.h>

#include "base/str.h"
#include "lint/world.h"
#include "yaml/load.h"

static bool
is_registry(const struct mw_lint_world *w, const char *name)
{
	static const char *const known[] = { "Mock", "Kubernetes",
		"External" };
	const struct mw_objects *list = &w->of_kind[MW_KIND_K8S_SECRET];

	for (size_t i = 0; i < MW_LEN(known); i++)
		if (strcmp(known[i], name) == 0)
			return true;
	for (size_t i = 0; i < list->n; i++)
		if (mw_str_eq(mw_labels_get(&list->v[i]->labels,
		    "istio/multiCluster"), "true") && mw_labels_get(
		    &MW_SPEC(list->v[i], k8s_secret)->data, name) != NULL)
			return true;
	return false;
}

static void
check_networks(struct mw_findings *f, const struct mw_object *o,
    const struct mw_string *text)
{
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_diags diags;
	const struct mw_load *l;
	const struct mw_node *network;

	mw_diags_init(&diags, f->arena);
	l = mw_yaml_load_text(f->arena, "meshNetworks", text->s,
	    strlen(text->s), &limits, &diags);
	if (l == NULL || l->n_documents == 0)
		return;
	network = mw_node_first(mw_node_get(l->documents[0].root, "networks"));
	for (; network != NULL; network = mw_node_next(network)) {
		const struct mw_node *e =
		    mw_node_first(mw_node_get(network, "endpoints"));

		for (; e != NULL; e = mw_node_next(e)) {
			const char *name = mw_node_text(
			    mw_node_get(e, "fromRegistry"));
			struct mw_finding *x;

			if (name == NULL || is_registry(f->world, name))
				continue;
			x = mw_lint_say(f, MW_RULE_IST0126, o, text->node,
			    "Unknown service registry %s in network %s", name,
			    mw_str_or_empty(mw_node_key(network)));
			x->kind = "MeshNetworks";
			x->ns = "istio-system";
			x->name = "meshnetworks";
		}
	}
}

void
mw_lint_networks(struct mw_findings *f)
{
	const struct mw_object *o = mw_lint_find(f->world,
	    MW_KIND_K8S_CONFIG_MAP, f->mesh->settings.root_namespace, "istio");
	const struct mw_string_map *data;

	if (o == NULL)
		return;
	data = &MW_SPEC(o, k8s_config_map)->data;
	for (size_t i = 0; i < data->n; i++)
		if (mw_str_eq(data->v[i].key.s, "meshNetworks") &&
		    data->v[i].value.s != NULL)
			check_networks(f, o, &data->v[i].value);
}
