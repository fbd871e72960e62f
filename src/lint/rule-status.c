/*
 * rule-status.c - what a cluster has written into the status of objects (B46),
 * and the version of Gateway API definitions (B47).
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lint/world.h"

/* ---- conditions (B46) -------------------------------------------------- */

static const struct {
	enum mw_kind kind;
	const char *types[4];
	bool of_parents;
} watched[] = {
	{ MW_KIND_K8S_SERVICE, { "istio.io/WaypointBound" }, false },
	{ MW_KIND_SERVICE_ENTRY, { "istio.io/WaypointBound" }, false },
	{ MW_KIND_WORKLOAD_ENTRY, { "istio.io/WaypointBound" }, false },
	{ MW_KIND_AUTHORIZATION_POLICY,
	    { "ZtunnelAccepted", "WaypointAccepted" }, false },
	{ MW_KIND_K8S_GATEWAY,
	    { "Accepted", "Programmed", "ResolvedRefs" }, false },
	{ MW_KIND_K8S_HTTP_ROUTE,
	    { "Accepted", "Programmed", "ResolvedRefs" }, true },
	{ MW_KIND_K8S_GRPC_ROUTE,
	    { "Accepted", "Programmed", "ResolvedRefs" }, true },
};

static bool
is_negative(size_t kind, const char *type, const char *status,
    const char *reason)
{
	const char *const *types = watched[kind].types;

	/* in part negative, yet True */
	if (watched[kind].kind == MW_KIND_AUTHORIZATION_POLICY &&
	    strcmp(type, "WaypointAccepted") == 0 &&
	    strcmp(reason, "PartiallyInvalid") == 0)
		return true;
	for (size_t i = 0; types[i] != NULL; i++)
		if (strcmp(types[i], type) == 0)
			return strcmp(status, "False") == 0;
	return false;
}

static const char *
word(const struct mw_node *map, const char *key)
{
	return mw_str_or_empty(mw_node_text(mw_node_get(map, key)));
}

static void
check_conditions(struct mw_findings *f, size_t kind, const struct mw_object *o,
    const struct mw_node *list)
{
	for (const struct mw_node *c = mw_node_first(list); c != NULL;
	    c = mw_node_next(c)) {
		const char *type = word(c, "type");
		const char *reason = word(c, "reason");

		if (is_negative(kind, type, word(c, "status"), reason))
			mw_lint_say(f, MW_RULE_IST0171, o, c, "A condition "
			    "with a negative status is present: type=%s, "
			    "reason=%s, message=%s.", type, reason,
			    word(c, "message"));
	}
}

void
mw_lint_status(struct mw_findings *f)
{
	for (size_t k = 0; k < MW_LEN(watched); k++) {
		const struct mw_objects *list =
		    &f->world->of_kind[watched[k].kind];

		for (size_t i = 0; i < list->n; i++) {
			const struct mw_object *o = list->v[i];
			const struct mw_node *status =
			    mw_node_get(o->root, "status");
			const struct mw_node *p =
			    mw_node_first(mw_node_get(status, "parents"));

			if (!watched[k].of_parents)
				check_conditions(f, k, o,
				    mw_node_get(status, "conditions"));
			else
				for (; p != NULL; p = mw_node_next(p))
					check_conditions(f, k, o,
					    mw_node_get(p, "conditions"));
		}
	}
}

/* ---- definitions (B47) ------------------------------------------------- */

struct version {
	unsigned long part[3];
};

static const struct {
	const char *name;
	struct version least;
} definitions[] = {
	{ "grpcroutes.gateway.networking.k8s.io", { { 1, 1, 0 } } },
	{ "backendtlspolicies.gateway.networking.k8s.io", { { 1, 4, 0 } } },
	{ "tlsroutes.gateway.networking.k8s.io", { { 1, 5, 0 } } },
	{ "tcproutes.gateway.networking.k8s.io", { { 1, 6, 0 } } },
};

/* "v1.4.1-rc.1"; what is missing is 0.  REST is what comes behind. */
static bool
read_version(const char *s, struct version *v, const char **rest)
{
	*v = (struct version){ { 0, 0, 0 } };
	s += *s == 'v';
	for (size_t i = 0; i < 3; i++) {
		char *end;

		if (*s < '0' || *s > '9')
			return false;
		v->part[i] = strtoul(s, &end, 10);
		s = end;
		if (*s != '.' || i == 2)
			break;
		s++;
	}
	*rest = s;
	return *s == '\0' || *s == '-' || *s == '+';
}

void
mw_lint_gateway_api(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_K8S_CUSTOM_RESOURCE_DEFINITION];

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_object *o = list->v[i];
		const char *text = mw_labels_get(&o->annotations,
		    "gateway.networking.k8s.io/bundle-version"), *rest;
		const struct version *least = NULL;
		struct version v;
		int order = 0;

		for (size_t k = 0; k < MW_LEN(definitions); k++)
			if (strcmp(definitions[k].name, o->name) == 0)
				least = &definitions[k].least;
		if (least == NULL || text == NULL ||
		    !read_version(text, &v, &rest))
			continue;
		for (size_t k = 0; order == 0 && k < 3; k++)
			order = (v.part[k] > least->part[k]) -
			    (v.part[k] < least->part[k]);
		if (order >= 0)
			continue;
		mw_lint_say(f, MW_RULE_IST0176, o, mw_lint_name_node(o),
		    "Gateway API CRD \"%s\" is at version \"%lu.%lu.%lu%s\" "
		    "but Istio requires at least \"%lu.%lu.%lu\"; resources of "
		    "this kind will not be processed. Upgrade the Gateway API "
		    "CRDs to satisfy the minimum version.", o->name, v.part[0],
		    v.part[1], v.part[2], rest, least->part[0],
		    least->part[1], least->part[2]);
	}
}
