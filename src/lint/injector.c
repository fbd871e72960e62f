/*
 * injector.c - the ConfigMap of the injector (B26, B28).
 */
#include "lint/injector.h"

#include <jansson.h>
#include <string.h>

#include "base/str.h"

static const char prefix[] = "istio-sidecar-injector";

const struct mw_object *
mw_lint_injector(const struct mw_lint_world *w, const char *revision)
{
	const struct mw_objects *list = &w->of_kind[MW_KIND_K8S_CONFIG_MAP];
	bool plain = mw_str_empty(revision) ||
	    strcmp(revision, "default") == 0;

	for (size_t i = 0; i < list->n; i++) {
		const char *name = list->v[i]->name;

		if (!mw_str_has_prefix(name, prefix))
			continue;
		name += strlen(prefix);
		if (plain ? *name == '\0' : *name == '-' &&
		    strcmp(name + 1, revision) == 0)
			return list->v[i];
	}
	return NULL;
}

bool
mw_lint_has_injector(const struct mw_lint_world *w)
{
	const struct mw_objects *list = &w->of_kind[MW_KIND_K8S_CONFIG_MAP];

	for (size_t i = 0; i < list->n; i++)
		if (mw_str_has_prefix(list->v[i]->name, prefix))
			return true;
	return false;
}

static json_t *
values_of(const struct mw_object *config)
{
	const char *text = mw_labels_get(&MW_SPEC(config,
	    k8s_config_map)->data, "values");

	return text != NULL ? json_loads(text, 0, NULL) : NULL;
}

bool
mw_lint_injects_by_default(const struct mw_object *config)
{
	json_t *values = values_of(config);
	bool on = json_is_true(json_object_get(json_object_get(values,
	    "sidecarInjectorWebhook"), "enableNamespacesByDefault"));

	json_decref(values);
	return on;
}

/* Text, "" when absent; false when it is something else. */
static bool
read_text(const json_t *map, const char *key, const char **out)
{
	const json_t *j = json_object_get(map, key);

	*out = json_is_string(j) ? json_string_value(j) : "";
	return j == NULL || json_is_string(j) || json_is_null(j);
}

const char *
mw_lint_injector_image(struct mw_arena *a, const struct mw_object *config)
{
	json_t *values = values_of(config);
	const json_t *global = json_object_get(values, "global");
	const char *hub, *tag, *image, *text = "";
	bool good = json_is_object(values);

	good &= read_text(global, "hub", &hub);
	good &= read_text(global, "tag", &tag);
	good &= read_text(json_object_get(global, "proxy"), "image", &image);
	if (good && strchr(image, '/') != NULL)
		text = mw_arena_strdup(a, image);
	else if (good)
		text = mw_arena_printf(a, "%s/%s:%s", hub, image, tag);
	json_decref(values);
	return text;
}
