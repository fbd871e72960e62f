/*
 * rule-image.c - images of proxies that the injector did not set (B28-B30).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/injector.h"
#include "lint/world.h"
#include "yaml/load.h"

/* ---- the wrong image (B28) --------------------------------------------- */

static const char *
type_of(const struct mw_proxy_config_image *i)
{
	return i != NULL && !mw_str_empty(i->image_type.s) ? i->image_type.s
	    : NULL;
}

/* That of the pod's own annotation. */
static const char *
annotated_type(struct mw_findings *f, const struct mw_object *pod)
{
	const char *text = mw_labels_get(&pod->annotations,
	    "proxy.istio.io/config"), *type;
	struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_diags diags;
	const struct mw_load *l;

	if (text == NULL)
		return NULL;
	mw_diags_init(&diags, f->arena);
	l = mw_yaml_load_text(f->arena, "annotation", text, strlen(text),
	    &limits, &diags);
	if (l == NULL || l->n_documents == 0)
		return NULL;
	type = mw_node_text(mw_node_find(l->documents[0].root,
	    "image.imageType"));
	return mw_str_empty(type) ? NULL : type;
}

/* "" for the usual image. */
static const char *
image_type(struct mw_findings *f, const struct mw_object *pod)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_PROXY_CONFIG];
	const struct mw_mesh_config_default_config *d =
	    f->mesh->settings.config->default_config;
	const char *root = f->mesh->settings.root_namespace;
	/* of the mesh, the root namespace, the namespace, the pod */
	const char *type[5] = { d != NULL ? type_of(d->image) : NULL };

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_object *o = list->v[i];
		const struct mw_proxy_config *c = MW_SPEC(o, proxy_config);
		const char *own = type_of(c->image);

		if (own == NULL)
			continue;
		if (strcmp(o->ns, root) == 0)
			type[1] = own;
		else if (strcmp(o->ns, pod->ns) != 0)
			continue;
		else if (c->selector == NULL)
			type[2] = own;
		else if (mw_labels_match(&c->selector->match_labels,
		    &pod->labels))
			type[3] = own;
	}
	type[4] = annotated_type(f, pod);
	for (size_t i = MW_LEN(type); i-- > 0;)
		if (type[i] != NULL)
			return strcmp(type[i], "default") == 0 ? "" : type[i];
	return "";
}

static bool
is_image(const char *have, const char *image, const char *type)
{
	size_t len = strlen(image);

	have = mw_str_or_empty(have);
	if (strcmp(have, image) == 0)
		return true;
	return strncmp(have, image, len) == 0 && have[len] == '-' &&
	    strcmp(have + len + 1, type) == 0;
}

static bool
injected(const struct mw_object *ns, const char **revision)
{
	*revision = mw_labels_get(&ns->labels, "istio.io/rev");
	return *revision != NULL || mw_str_eq(mw_labels_get(&ns->labels,
	    "istio-injection"), "enabled");
}

static void
check_pod(struct mw_findings *f, const struct mw_object *o, const char *image,
    struct mw_lint_words *wrong)
{
	const struct mw_pod_spec *s = MW_SPEC(o, k8s_pod)->spec;
	const char *type;

	if (s == NULL || !mw_str_empty(mw_labels_get(&o->annotations,
	    "sidecar.istio.io/proxyImage")))
		return;
	type = image_type(f, o);
	for (size_t i = 0; i < s->containers.n; i++)
		if (mw_str_eq(s->containers.v[i].name.s, "istio-proxy") &&
		    !is_image(s->containers.v[i].image.s, image, type))
			mw_vec_push(f->arena, wrong, o->name);
	for (size_t i = 0; i < s->init_containers.n; i++)
		if (mw_str_eq(s->init_containers.v[i].name.s, "istio-proxy") &&
		    !is_image(s->init_containers.v[i].image.s, image, type))
			mw_vec_push(f->arena, wrong, o->name);
}

static void
check_namespace(struct mw_findings *f, const struct mw_object *ns)
{
	const struct mw_objects *pods = &f->world->of_kind[MW_KIND_K8S_POD];
	const struct mw_object *config;
	struct mw_lint_words wrong = { 0 };
	const char *revision, *image;

	if (!injected(ns, &revision))
		return;
	config = mw_lint_injector(f->world, revision);
	if (config == NULL)
		return;
	image = mw_lint_injector_image(f->arena, config);
	for (size_t i = 0; i < pods->n; i++)
		if (strcmp(pods->v[i]->ns, ns->name) == 0)
			check_pod(f, pods->v[i], image, &wrong);
	if (wrong.n == 0)
		return;
	mw_lint_sort(&wrong);
	mw_lint_say(f, MW_RULE_IST0158, ns, mw_lint_name_node(ns),
	    "The Istio proxy images of the pods running in the namespace do "
	    "not match the image defined in the injection configuration (pod "
	    "names: [%s]). This often happens after upgrading the Istio "
	    "control-plane and can be fixed by redeploying the pods.",
	    mw_lint_join(f->arena, &wrong, " "));
}

/* ---- "auto" (B29, B30) ------------------------------------------------- */

static const struct mw_node *
auto_image(const struct mw_pod_spec *s)
{
	for (size_t i = 0; s != NULL && i < s->containers.n; i++)
		if (mw_str_eq(s->containers.v[i].name.s, "istio-proxy") &&
		    mw_str_eq(s->containers.v[i].image.s, "auto"))
			return s->containers.v[i].image.node;
	return NULL;
}

static bool
selected_by_webhook(const struct mw_lint_world *w, const char *ns,
    const struct mw_string_map *labels)
{
	const struct mw_objects *list =
	    &w->of_kind[MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION];
	const struct mw_object *namespace =
	    mw_lint_find(w, MW_KIND_K8S_NAMESPACE, "", ns);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_k8s_mutating_webhook_configuration_webhooks_list
		    *hooks = &MW_SPEC(list->v[i],
		    k8s_mutating_webhook_configuration)->webhooks;

		for (size_t k = 0; k < hooks->n; k++)
			if (mw_str_has_suffix(mw_str_or_empty(
			    hooks->v[k].name.s), "istio.io") &&
			    mw_lint_selector_matches(
			    hooks->v[k].namespace_selector,
			    namespace != NULL ? &namespace->labels : NULL) &&
			    mw_lint_selector_matches(
			    hooks->v[k].object_selector, labels))
				return true;
	}
	return false;
}

static void
say_auto(struct mw_findings *f, enum mw_rule rule, const struct mw_object *o,
    const struct mw_node *node)
{
	mw_lint_say(f, rule, o, node, "%s %s contains `image: auto` but does "
	    "not match any Istio injection webhook selectors.", o->kind_name,
	    o->name);
}

static void
check_auto(struct mw_findings *f)
{
	const struct mw_objects *pods = &f->world->of_kind[MW_KIND_K8S_POD];
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_K8S_DEPLOYMENT];
	const struct mw_node *node;

	for (size_t i = 0; i < pods->n; i++) {
		node = auto_image(MW_SPEC(pods->v[i], k8s_pod)->spec);
		if (node != NULL)
			say_auto(f, MW_RULE_IST0147, pods->v[i], node);
	}
	/* without a cluster's own objects, the webhook is not known */
	for (size_t i = 0; f->world->snapshot && i < list->n; i++) {
		const struct mw_pod_template *t = mw_lint_template(list->v[i]);

		node = t != NULL ? auto_image(t->spec) : NULL;
		if (node != NULL && !selected_by_webhook(f->world,
		    list->v[i]->ns, t->metadata != NULL ? &t->metadata->labels
		    : NULL))
			say_auto(f, MW_RULE_IST0146, list->v[i], node);
	}
}

void
mw_lint_image(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_K8S_NAMESPACE];

	for (size_t i = 0; mw_lint_has_injector(f->world) && i < list->n; i++)
		check_namespace(f, list->v[i]);
	check_auto(f);
}
