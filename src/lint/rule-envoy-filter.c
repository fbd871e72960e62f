/*
 * rule-envoy-filter.c - patches that depend on their order, and operations that
 * do not go with what they are applied to (B48).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

enum { MERGE = 1, ADD, REMOVE, INSERT_BEFORE, INSERT_AFTER, INSERT_FIRST,
	REPLACE };
enum { NETWORK_FILTER = 3, HTTP_FILTER, ROUTE_CONFIGURATION, VIRTUAL_HOST,
	HTTP_ROUTE };

/* The name that a patch is compared by.  One from its value never equals one
 * from its match. */
static const char *
filter_name(struct mw_arena *a, const struct mw_envoy_filter_config_patches *p)
{
	const struct mw_node *value = p->patch->value;
	const struct mw_envoy_filter_listener *l;
	const struct mw_node *name = mw_node_get(value, "name");

	if (mw_node_count(value) == 0)
		return "";
	if (name != NULL)
		return mw_arena_printf(a, "value %s",
		    mw_str_or_empty(mw_node_text(name)));
	l = p->match != NULL ? p->match->listener : NULL;
	if (l == NULL || l->filter_chain == NULL ||
	    l->filter_chain->filter == NULL)
		return "";
	return mw_str_or_empty(l->filter_chain->filter->name.s);
}

static void
relative(struct mw_findings *f, const struct mw_object *o,
    const struct mw_node *node, const char *name,
    const struct mw_lint_words *pinned)
{
	if (MW_SPEC(o, envoy_filter)->priority.v != 0)
		return;
	if (mw_lint_has_word(pinned, name))
		mw_lint_say(f, MW_RULE_IST0155, o, node,
		    "This EnvoyFilter does not have a priority and has a "
		    "relative patch operation (NSTERT_BEFORE/AFTER, REPLACE, "
		    "MERGE, DELETE) and proxyVersion set which can cause the "
		    "EnvoyFilter not to be applied during an upgrade. Using "
		    "the INSERT_FIRST or ADD option or setting the priority "
		    "may help in ensuring the EnvoyFilter is applied "
		    "correctly.");
	else
		mw_lint_say(f, MW_RULE_IST0151, o, node,
		    "This EnvoyFilter does not have a priority and has a "
		    "relative patch operation set which can cause the "
		    "EnvoyFilter not to be applied. Using the INSERT_FIRST of "
		    "ADD option or setting the priority may help in ensuring "
		    "the EnvoyFilter is applied correctly.");
}

static void
check_patch(struct mw_findings *f, const struct mw_object *o,
    const struct mw_envoy_filter_config_patches *p, const char *name,
    const struct mw_lint_words *pinned)
{
	int to = p->apply_to.v, operation = p->patch->operation.v;
	bool route = to == ROUTE_CONFIGURATION || to == HTTP_ROUTE;
	const struct mw_node *node = p->patch->operation.node;

	if (operation == ADD && route)
		mw_lint_say(f, MW_RULE_IST0153, o, node, "The ADD operation "
		    "will be ignored when applyTo is set to "
		    "ROUTE_CONFIGURATION, or HTTP_ROUTE.");
	else if (operation == REMOVE && route)
		mw_lint_say(f, MW_RULE_IST0154, o, node, "The REMOVE operation "
		    "will be ignored when applyTo is set to "
		    "ROUTE_CONFIGURATION, or HTTP_ROUTE.");
	else if (operation == REPLACE && to != NETWORK_FILTER &&
	    to != HTTP_FILTER && to != VIRTUAL_HOST)
		mw_lint_say(f, MW_RULE_IST0152, o, node, "The REPLACE "
		    "operation is only valid for HTTP_FILTER and "
		    "NETWORK_FILTER.");
	else if (operation == REMOVE || operation == REPLACE ||
	    operation == INSERT_BEFORE || operation == INSERT_AFTER)
		relative(f, o, node, name, pinned);
}

void
mw_lint_envoy_filter(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_ENVOY_FILTER];
	struct mw_lint_words pinned = { 0 };

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_envoy_filter_config_patches_list *patches =
		    &MW_SPEC(list->v[i], envoy_filter)->config_patches;

		for (size_t k = 0; k < patches->n; k++) {
			const struct mw_envoy_filter_config_patches *p =
			    &patches->v[k];
			const char *name;

			if (p->patch == NULL)
				break;
			name = filter_name(f->arena, p);
			check_patch(f, list->v[i], p, name, &pinned);
			if (p->match != NULL && p->match->proxy != NULL &&
			    !mw_str_empty(p->match->proxy->proxy_version.s))
				mw_vec_push(f->arena, &pinned, name);
		}
	}
}
