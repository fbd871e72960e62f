/*
 * rule-telemetry.c - providers of access logs (B42), and what is deprecated
 * (B43).
 */
#include <string.h>

#include "base/str.h"
#include "lint/world.h"

/* ---- providers (B42) --------------------------------------------------- */

static void
check_logging(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_telemetry_access_logging_list *list =
	    &MW_SPEC(o, telemetry)->access_logging;

	for (size_t i = 0; i < list->n; i++)
		if (!list->v[i].disabled.v && list->v[i].providers.n == 0)
			mw_lint_say(f, MW_RULE_IST0157, o, list->v[i].node,
			    "The Telemetry %s in namespace \"%s\" with empty "
			    "providers will be ignored.", o->name, o->ns);
}

void
mw_lint_telemetry(struct mw_findings *f)
{
	const struct mw_objects *list = &f->world->of_kind[MW_KIND_TELEMETRY];
	const struct mw_mesh_config_default_providers *d =
	    f->mesh->settings.config->default_providers;

	for (size_t i = 0; (d == NULL || d->access_logging.n == 0) &&
	    i < list->n; i++)
		check_logging(f, list->v[i]);
}

/* ---- deprecated (B43) -------------------------------------------------- */

static bool
is_lightstep(const struct mw_findings *f, const char *name)
{
	const struct mw_mesh_config_extension_providers_list *list =
	    &f->mesh->settings.config->extension_providers;

	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].lightstep != NULL &&
		    mw_str_eq(list->v[i].name.s, name))
			return true;
	return false;
}

static void
check_tracing(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_telemetry_tracing_list *list =
	    &MW_SPEC(o, telemetry)->tracing;

	for (size_t i = 0; i < list->n; i++)
		for (size_t k = 0; k < list->v[i].providers.n; k++) {
			const struct mw_string *name =
			    &list->v[i].providers.v[k].name;

			if (name->s != NULL && is_lightstep(f, name->s))
				mw_lint_say(f, MW_RULE_IST0002, o, name->node,
				    "Deprecated: The Lightstep provider %s is "
				    "deprecated, please migrate to "
				    "OpenTelemetry provider.", name->s);
		}
}

static void
check_faults(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_http_route_list *list =
	    &MW_SPEC(o, virtual_service)->http;

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_fault *fault = list->v[i].fault;

		if (fault != NULL && fault->delay != NULL &&
		    fault->delay->percent.v > 0)
			mw_lint_say(f, MW_RULE_IST0002, o,
			    fault->delay->percent.node, "Deprecated: "
			    "HTTPRoute.fault.delay.percent is deprecated; use "
			    "HTTPRoute.fault.delay.percentage");
	}
}

void
mw_lint_deprecation(struct mw_findings *f)
{
	const struct mw_objects *vs =
	    &f->world->of_kind[MW_KIND_VIRTUAL_SERVICE];
	const struct mw_objects *sidecars =
	    &f->world->of_kind[MW_KIND_SIDECAR];
	const struct mw_objects *telemetries =
	    &f->world->of_kind[MW_KIND_TELEMETRY];

	for (size_t i = 0; i < vs->n; i++)
		check_faults(f, vs->v[i]);
	for (size_t i = 0; i < sidecars->n; i++) {
		const struct mw_outbound_policy *p = MW_SPEC(sidecars->v[i],
		    sidecar)->outbound_traffic_policy;

		if (p != NULL && p->egress_proxy != NULL)
			mw_lint_say(f, MW_RULE_IST0002, sidecars->v[i],
			    p->egress_proxy->node, "Deprecated: "
			    "OutboundTrafficPolicy.EgressProxy ignored");
	}
	for (size_t i = 0; i < telemetries->n; i++)
		check_tracing(f, telemetries->v[i]);
}
