/*
 * place.c - where a workload is: region, zone, network; and the labels that
 * tell it (R155).
 */
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "mesh/build.h"

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

const char *
mw_place_locality(struct mw_loader *l, const struct mw_string_map *labels,
    const char *node)
{
	const char *own = locality_label(l, labels);

	return own != NULL ? own : locality_of_node(l, node);
}

/* Its own label, else that of the namespace of the control plane. */
const char *
mw_place_network(struct mw_loader *l, const struct mw_string_map *labels)
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

const struct mw_string_map *
mw_place_labels(struct mw_loader *l, const struct mw_string_map *labels,
    const char *locality, const char *node, const char *network)
{
	static const char *const places[] = { "topology.kubernetes.io/region",
		"topology.kubernetes.io/zone", "topology.istio.io/subzone" };
	struct mw_string_map *map = MW_NEW(l->arena, struct mw_string_map);
	struct labels to = { .n = labels->n };

	to.v = MW_NEW_ARRAY(l->arena, struct mw_string_entry, to.n + 6);
	if (to.n > 0)
		memcpy(to.v, labels->v, to.n * sizeof(*to.v));
	for (size_t i = 0; i < MW_LEN(places); i++)
		set_label(&to, places[i], part_of(l, locality, (int)i));
	set_label(&to, "topology.istio.io/cluster", "Kubernetes");
	set_label(&to, "kubernetes.io/hostname", node);
	set_label(&to, "topology.istio.io/network", network);
	*map = (struct mw_string_map){ .node = labels->node, .n = to.n,
	    .v = to.v };
	return map;
}
