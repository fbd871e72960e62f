/*
 * admit-telemetry.c - Telemetry (D10).
 */
#include "lint/admit-check.h"

#include "base/str.h"

enum operation { UPSERT, REMOVE };

static void
check_providers(struct mw_admit *a, const struct mw_authz_provider_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (mw_str_empty(l->v[i].name.s)) {
			mw_admit_error(a, l->v[i].node,
			    "a provider needs a name");
			return;
		}
}

static void
check_name(struct mw_admit *a, const struct mw_telemetry_environment *t,
    const char *what)
{
	if (t != NULL && mw_str_empty(t->name.s))
		mw_admit_error(a, t->node, "%s needs a name", what);
}

static void
check_tag(struct mw_admit *a, const struct mw_telemetry_custom_tags_entry *e)
{
	const struct mw_telemetry_custom_tags *t = &e->value;

	if (e->key.s[0] == '\0')
		mw_admit_error(a, t->node, "a tag needs a name");
	if (mw_node_is(t->node, MW_NODE_NULL))
		mw_admit_error(a, t->node, "the tag '%s' has no value",
		    e->key.s);
	if (t->literal != NULL && mw_str_empty(t->literal->value.s))
		mw_admit_error(a, t->literal->node, "a literal needs a value");
	check_name(a, t->header, "a header");
	check_name(a, t->environment, "an environment variable");
}

static void
check_tracing(struct mw_admit *a, const struct mw_telemetry_tracing_list *l)
{
	if (l->n > 1)
		mw_admit_warn(a, l->node,
		    "only one entry under tracing is supported");
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_telemetry_tracing *t = &l->v[i];
		double share = t->random_sampling_percentage.v;

		if (t->providers.n > 1)
			mw_admit_warn(a, t->providers.node,
			    "only one provider of tracing is supported");
		check_providers(a, &t->providers);
		if (share < 0 || share > 100)
			mw_admit_error(a, t->random_sampling_percentage.node,
			    "%.10g is not a percentage between 0 and 100",
			    share);
		for (size_t j = 0; j < t->custom_tags.n; j++)
			check_tag(a, &t->custom_tags.v[j]);
	}
}

static void
check_override(struct mw_admit *a, const struct mw_telemetry_overrides *o)
{
	for (size_t i = 0; i < o->tag_overrides.n; i++) {
		const struct mw_telemetry_tag_overrides_entry *e =
		    &o->tag_overrides.v[i];
		bool empty = mw_str_empty(e->value.value.s);

		if (e->key.s[0] == '\0')
			mw_admit_warn(a, e->value.node, "a tag needs a name");
		if (mw_node_is(e->value.node, MW_NODE_NULL))
			mw_admit_error(a, e->value.node,
			    "the tag '%s' has no override", e->key.s);
		else if (e->value.operation.v == UPSERT && empty)
			mw_admit_error(a, e->value.node,
			    "UPSERT of the tag '%s' needs a value", e->key.s);
		else if (e->value.operation.v == REMOVE && !empty)
			mw_admit_error(a, e->value.node,
			    "REMOVE of the tag '%s' takes no value", e->key.s);
	}
	if (o->match != NULL && o->match->custom_metric.node != NULL &&
	    o->match->custom_metric.s[0] == '\0')
		mw_admit_error(a, o->match->custom_metric.node,
		    "customMetric is empty");
}

void
mw_admit_telemetry(struct mw_admit *a)
{
	const struct mw_telemetry *t = MW_SPEC(a->object, telemetry);

	mw_admit_attachment(a, t->selector, t->target_ref, &t->target_refs);
	for (size_t i = 0; i < t->metrics.n; i++) {
		const struct mw_telemetry_metrics *m = &t->metrics.v[i];

		check_providers(a, &m->providers);
		for (size_t j = 0; j < m->overrides.n; j++)
			check_override(a, &m->overrides.v[j]);
	}
	check_tracing(a, &t->tracing);
	for (size_t i = 0; i < t->access_logging.n; i++) {
		const struct mw_telemetry_access_logging *l =
		    &t->access_logging.v[i];
		const char *fault = l->filter == NULL ? NULL :
		    mw_admit_cel_fault(mw_str_or_empty(
		    l->filter->expression.s));

		if (fault != NULL)
			mw_admit_error(a, l->filter->expression.node != NULL ?
			    l->filter->expression.node : l->filter->node,
			    "the filter is not a CEL expression: %s", fault);
		check_providers(a, &l->providers);
	}
}
