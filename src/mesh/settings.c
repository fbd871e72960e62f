/*
 * settings.c - the mesh configuration with its defaults (R10 to R13).
 *
 * It is looked for in this order: the file of --mesh-config, a ConfigMap
 * `istio` (that of the root namespace first), a MeshConfig document, an
 * IstioOperator's spec.meshConfig.  The first that is found counts alone, as
 * a cluster has one.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

#define DEFAULT_ROOT "istio-system"
#define DEFAULT_DOMAIN "cluster.local"
#define SECOND INT64_C(1000000000)

static const struct mw_mesh_config nothing;

/* ---- text inside of a ConfigMap ------------------------------------- */

static const struct mw_source *
source_of(const struct mw_load *load, const char *file)
{
	for (size_t i = 0; load != NULL && i < load->n_sources; i++)
		if (mw_str_eq(load->sources[i]->name, file))
			return load->sources[i];
	return NULL;
}

/* Columns before the first line of a block that holds anything. */
static size_t
block_indent(const struct mw_source *s, uint32_t line, uint32_t last)
{
	const char *text;
	size_t len, n;

	for (; line <= last && mw_source_line(s, line, &text, &len); line++) {
		for (n = 0; n < len && text[n] == ' '; n++)
			continue;
		if (n < len)
			return n;
	}
	return 0;
}

/* The first line of the text of a block is the one below its '|'. */
static const struct mw_node *
parse_embedded(struct mw_loader *l, const struct mw_load *load,
    const struct mw_node *node)
{
	struct mw_span base = mw_node_span(node);
	const struct mw_source *s = source_of(load, base.file);
	const char *text, *line;
	size_t len, indent = base.column > 0 ? base.column - 1 : 0;

	text = mw_node_text(node);
	if (text == NULL)
		return NULL;
	if (s != NULL && mw_source_line(s, base.line, &line, &len) &&
	    indent < len && (line[indent] == '|' || line[indent] == '>')) {
		base.line++;
		indent = block_indent(s, base.line, base.end_line);
	} else if (mw_node_quoted(node)) {
		indent++;
	}
	return mw_yaml_embedded(l->arena, &base, indent, text,
	    mw_node_len(node), &l->options->limits, &l->mesh->diags);
}

/* ---- where it is written -------------------------------------------- */

static const struct mw_mesh_config *
decode(struct mw_loader *l, const struct mw_node *node, const char *where)
{
	const struct mw_mesh_config *c;

	if (!mw_node_is(node, MW_NODE_MAP))
		return NULL;
	c = mw_decode_shape(&l->decode, &mw_shape_mesh_config, node, where,
	    false);
	return c;
}

static const struct mw_mesh_config *
of_config_map(struct mw_loader *l, const struct mw_load *load,
    const struct mw_object *o)
{
	const struct mw_k8s_config_map *c = MW_SPEC(o, k8s_config_map);

	for (size_t i = 0; c != NULL && i < c->data.n; i++)
		if (mw_str_eq(c->data.v[i].key.s, "mesh"))
			return decode(l, parse_embedded(l, load,
			    c->data.v[i].value.node),
			    mw_object_title(l->arena, o));
	return NULL;
}

static const struct mw_mesh_config *
of_object(struct mw_loader *l, const struct mw_load *load,
    const struct mw_object *o)
{
	if (o->kind == MW_KIND_MESH_CONFIG)
		return MW_SPEC(o, mesh_config);
	if (o->kind == MW_KIND_K8S_CONFIG_MAP)
		return of_config_map(l, load, o);
	if (o->kind == MW_KIND_ISTIO_OPERATOR && o->spec != NULL)
		return decode(l, MW_SPEC(o, istio_operator)->mesh_config,
		    mw_object_title(l->arena, o));
	return NULL;
}

/* The file is no part of the mesh, but its lines are shown as well. */
static void
add_sources(struct mw_loader *l, const struct mw_load *more)
{
	const struct mw_load *load = l->mesh->load;
	struct mw_load *all = MW_NEW(l->arena, struct mw_load);
	struct mw_source **v = MW_NEW_ARRAY(l->arena, struct mw_source *,
	    load->n_sources + more->n_sources);
	size_t n = 0;

	for (size_t i = 0; i < load->n_sources; i++)
		v[n++] = load->sources[i];
	for (size_t i = 0; i < more->n_sources; i++)
		v[n++] = more->sources[i];
	*all = *load;
	all->sources = v;
	all->n_sources = n;
	all->unreadable = load->unreadable || more->unreadable;
	l->mesh->load = all;
}

/* Any of the forms, or the bare configuration. */
static const struct mw_mesh_config *
of_file(struct mw_loader *l, const struct mw_object **object)
{
	const char *path = l->options->mesh_config;
	const struct mw_load *load;

	load = mw_yaml_load(l->arena, &path, 1, &l->options->limits,
	    &l->mesh->diags, NULL, NULL);
	add_sources(l, load);
	for (size_t i = 0; i < load->n_documents; i++) {
		const struct mw_document *doc = &load->documents[i];
		const struct mw_mesh_config *c;
		struct mw_object *o;

		if (mw_node_get(doc->root, "kind") == NULL)
			return decode(l, doc->root, path);
		o = mw_object_decode(&l->decode, doc, doc->root);
		c = o != NULL ? of_object(l, load, o) : NULL;
		if (c != NULL) {
			*object = o;
			return c;
		}
	}
	return NULL;
}

static const struct mw_mesh_config *
of_kind(struct mw_loader *l, enum mw_kind kind, const struct mw_object **object)
{
	const struct mw_objects *all = &l->mesh->of_kind[kind];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_mesh_config *c;

		if (kind == MW_KIND_K8S_CONFIG_MAP &&
		    !mw_str_eq(all->v[i]->name, "istio"))
			continue;
		c = of_object(l, l->mesh->load, all->v[i]);
		if (c != NULL) {
			*object = all->v[i];
			return c;
		}
	}
	return NULL;
}

static const struct mw_mesh_config *
find(struct mw_loader *l, const struct mw_object **object)
{
	static const enum mw_kind kinds[] = { MW_KIND_K8S_CONFIG_MAP,
		MW_KIND_MESH_CONFIG, MW_KIND_ISTIO_OPERATOR };
	const char *root = l->options->root_namespace;
	const struct mw_mesh_config *c = NULL;
	const struct mw_object *o;

	if (l->options->mesh_config != NULL &&
	    (c = of_file(l, object)) != NULL)
		return c;
	o = mw_mesh_find(l->mesh, MW_KIND_K8S_CONFIG_MAP,
	    root != NULL ? root : DEFAULT_ROOT, "istio");
	if (o != NULL && (c = of_object(l, l->mesh->load, o)) != NULL) {
		*object = o;
		return c;
	}
	for (size_t i = 0; i < MW_LEN(kinds) && c == NULL; i++)
		c = of_kind(l, kinds[i], object);
	return c;
}

/* ---- defaults ------------------------------------------------------- */

static const char *
first_text(const char *a, const char *b, const char *c)
{
	if (!mw_str_empty(a))
		return a;
	return !mw_str_empty(b) ? b : c;
}

/* A block that is there replaces the default one, so that an enum that is not
 * in it is zero (R11, R13). */
static enum mw_outbound_mode
outbound_of(const struct mw_mesh_config *c)
{
	if (c->outbound_traffic_policy == NULL)
		return MW_OUTBOUND_ALLOW_ANY;
	switch (c->outbound_traffic_policy->mode.v) {
	case 0:
		return MW_OUTBOUND_REGISTRY_ONLY;
	case 3:
		return MW_OUTBOUND_ALLOW_ANY_DYNAMIC_DNS;
	default:
		return MW_OUTBOUND_ALLOW_ANY;
	}
}

static enum mw_normalization
normalization_of(const struct mw_mesh_config *c)
{
	if (c->path_normalization == NULL)
		return MW_NORMALIZE_BASE;
	switch (c->path_normalization->normalization.v) {
	case 1:
		return MW_NORMALIZE_NONE;
	case 3:
		return MW_NORMALIZE_MERGE_SLASHES;
	case 4:
		return MW_NORMALIZE_DECODE_AND_MERGE_SLASHES;
	default:
		return MW_NORMALIZE_BASE;
	}
}

static bool
locality_of(const struct mw_mesh_config *c)
{
	const struct mw_locality_lb *lb = c->locality_lb_setting;

	return lb == NULL || lb->enabled.node == NULL || lb->enabled.v;
}

static int
trusted_proxies_of(const struct mw_mesh_config *c)
{
	const struct mw_mesh_config_default_config *d = c->default_config;
	int64_t n;

	if (d == NULL || d->gateway_topology == NULL)
		return 0;
	n = d->gateway_topology->num_trusted_proxies.v;
	return n < 0 ? 0 : n > INT32_MAX ? INT32_MAX : (int)n;
}

static void
set_aliases(struct mw_loader *l, struct mw_settings *s)
{
	const struct mw_strings *written = &s->config->trust_domain_aliases;
	const char **v = MW_NEW_ARRAY(l->arena, const char *, written->n);

	for (size_t i = 0; i < written->n; i++)
		v[i] = mw_str_or_empty(written->v[i].s);
	s->trust_aliases = v;
	s->n_trust_aliases = written->n;
}

/* What the operator's values say beside the mesh configuration. */
static void
read_operators(struct mw_loader *l, const char **root, const char **domain)
{
	const struct mw_objects *all =
	    &l->mesh->of_kind[MW_KIND_ISTIO_OPERATOR];

	*root = *domain = NULL;
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_istio_operator *op =
		    MW_SPEC(all->v[i], istio_operator);

		if (op == NULL)
			continue;
		*root = first_text(*root, op->namespace.s, NULL);
		*domain = first_text(*domain, mw_node_text(mw_node_find(
		    op->values, "global.proxy.clusterDomain")), NULL);
	}
}

void
mw_mesh_make_settings(struct mw_loader *l)
{
	struct mw_settings *s = &l->mesh->settings;
	const struct mw_mesh_config *c;
	const char *root, *domain;

	read_operators(l, &root, &domain);
	s->domain = domain != NULL ? domain : DEFAULT_DOMAIN;
	c = find(l, &s->object);
	if (c == NULL)
		c = &nothing;
	s->config = c;
	s->root_namespace = first_text(l->options->root_namespace,
	    c->root_namespace.s, root != NULL ? root : DEFAULT_ROOT);
	s->trust_domain = first_text(l->options->trust_domain,
	    c->trust_domain.s, DEFAULT_DOMAIN);
	set_aliases(l, s);
	s->outbound = outbound_of(c);
	s->auto_mtls = c->enable_auto_mtls.node == NULL ||
	    c->enable_auto_mtls.v;
	s->normalization = normalization_of(c);
	s->connect_timeout_ns = c->connect_timeout.node != NULL ?
	    c->connect_timeout.ns : 10 * SECOND;
	s->locality_lb = locality_of(c);
	s->trusted_proxies = trusted_proxies_of(c);
	s->export_service = c->default_service_export_to;
	s->export_vs = c->default_virtual_service_export_to;
	s->export_dr = c->default_destination_rule_export_to;
}
