/*
 * rule-annotations.c - Istio's annotations: unknown, deprecated, on the wrong
 * kind, with a bad value (B33).
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/annotation.h"
#include "lint/world.h"

enum stage { ALPHA, BETA, STABLE };

static const struct annotation {
	const char *name;
	enum stage stage;
	bool deprecated;
	const char *kinds;		/* "Service, Namespace" */
	mw_annotation_check *check;
} annotations[] = {
#define MW_ANNOTATION(name, stage, deprecated, kinds, check)                   \
	{ name, stage, deprecated, kinds, mw_annotation_##check },
#include "lint/annotations.def"
#undef MW_ANNOTATION
};

static const struct annotation *
find(const char *name)
{
	for (size_t i = 0; i < MW_LEN(annotations); i++)
		if (strcmp(annotations[i].name, name) == 0)
			return &annotations[i];
	return NULL;
}

static bool
is_watched(const char *name)
{
	static const char *const never[] = { "sidecar.istio.io/status",
		"gateway.istio.io/controller-version", "istio.io/rev" };
	static const char domain[] = "istio.io";
	size_t len = strcspn(name, "/");

	for (size_t i = 0; i < MW_LEN(never); i++)
		if (strcmp(name, never[i]) == 0)
			return false;
	return strcmp(name, "kubernetes.io/ingress.class") == 0 ||
	    (len >= strlen(domain) && strncmp(name + len - strlen(domain),
	    domain, strlen(domain)) == 0);
}

/* KIND is one of the words of LIST. */
static bool
applies(const char *list, const char *kind)
{
	size_t len = strlen(kind);

	for (const char *p = list; *p != '\0'; p += strspn(p, ", ")) {
		size_t n = strcspn(p, ",");

		if (n == len && strncmp(p, kind, len) == 0)
			return true;
		p += n;
	}
	return false;
}

static void
check_one(struct mw_findings *f, const struct mw_object *o,
    const struct mw_string_entry *e)
{
	static const char inject[] = "sidecar.istio.io/inject";
	const char *name = e->key.s, *problem;
	const struct mw_node *node = e->value.node;
	const struct annotation *a = find(name);

	if (a == NULL) {
		mw_lint_say(f, MW_RULE_IST0108, o, node,
		    "Unknown annotation: %s", name);
		return;
	}
	if (a->deprecated && !(strcmp(name, inject) == 0 &&
	    mw_labels_get(&o->labels, inject) != NULL))
		mw_lint_say(f, MW_RULE_IST0135, o, node, "Annotation \"%s\" "
		    "has been deprecated%s and may not work in future Istio "
		    "versions.", name, strcmp(name, inject) == 0 ? " in favor "
		    "of the \"sidecar.istio.io/inject\" label" : "");
	if (strcmp(a->kinds, "Any") == 0)
		return;
	if (!applies(a->kinds, o->kind_name)) {
		mw_lint_say(f, MW_RULE_IST0107, o, node, "Misplaced "
		    "annotation: %s can only be applied to %s", name,
		    a->kinds);
		return;
	}
	problem = a->check(f->arena, mw_str_or_empty(e->value.s));
	if (problem != NULL)
		mw_lint_say(f, MW_RULE_IST0125, o, node, "Invalid annotation "
		    "%s: %s", name, problem);
}

void
mw_lint_annotations(struct mw_findings *f)
{
	static const enum mw_kind kinds[] = { MW_KIND_K8S_NAMESPACE,
		MW_KIND_K8S_SERVICE, MW_KIND_K8S_POD, MW_KIND_K8S_DEPLOYMENT };

	for (size_t k = 0; k < MW_LEN(kinds); k++) {
		const struct mw_objects *list = &f->world->of_kind[kinds[k]];

		for (size_t i = 0; i < list->n; i++) {
			const struct mw_string_map *m =
			    &list->v[i]->annotations;

			for (size_t j = 0; j < m->n; j++)
				if (is_watched(m->v[j].key.s))
					check_one(f, list->v[i], &m->v[j]);
		}
	}
}
