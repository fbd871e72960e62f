/*
 * selector.c - which labels an object asks of workloads, for every kind that
 * asks.
 */
#include <string.h>

#include "mesh/build.h"

static const struct mw_string_map *
of_policy(const struct mw_label_selector *s)
{
	return s != NULL ? &s->match_labels : NULL;
}

static const struct mw_string_map *
of_config(const struct mw_workload_selector *s)
{
	return s != NULL ? &s->labels : NULL;
}

const struct mw_string_map *
mw_object_selector(const struct mw_object *o)
{
	if (o->spec == NULL)
		return NULL;
	switch (o->kind) {
	case MW_KIND_AUTHORIZATION_POLICY:
		return of_policy(MW_SPEC(o, authorization_policy)->selector);
	case MW_KIND_PEER_AUTHENTICATION:
		return of_policy(MW_SPEC(o, peer_authentication)->selector);
	case MW_KIND_REQUEST_AUTHENTICATION:
		return of_policy(MW_SPEC(o,
		    request_authentication)->selector);
	case MW_KIND_TELEMETRY:
		return of_policy(MW_SPEC(o, telemetry)->selector);
	case MW_KIND_WASM_PLUGIN:
		return of_policy(MW_SPEC(o, wasm_plugin)->selector);
	case MW_KIND_TRAFFIC_EXTENSION:
		return of_policy(MW_SPEC(o, traffic_extension)->selector);
	case MW_KIND_PROXY_CONFIG:
		return of_policy(MW_SPEC(o, proxy_config)->selector);
	case MW_KIND_DESTINATION_RULE:
		return of_policy(MW_SPEC(o,
		    destination_rule)->workload_selector);
	case MW_KIND_ENVOY_FILTER:
		return of_config(MW_SPEC(o, envoy_filter)->workload_selector);
	case MW_KIND_SIDECAR:
		return of_config(MW_SPEC(o, sidecar)->workload_selector);
	case MW_KIND_SERVICE_ENTRY:
		return of_config(MW_SPEC(o, service_entry)->workload_selector);
	case MW_KIND_GATEWAY:
		return &MW_SPEC(o, gateway)->selector;
	default:
		return NULL;
	}
}

bool
mw_object_selects_any(const struct mw_object *o)
{
	switch (o->kind) {
	case MW_KIND_AUTHORIZATION_POLICY:
	case MW_KIND_PEER_AUTHENTICATION:
	case MW_KIND_REQUEST_AUTHENTICATION:
	case MW_KIND_TELEMETRY:
	case MW_KIND_WASM_PLUGIN:
	case MW_KIND_TRAFFIC_EXTENSION:
	case MW_KIND_ENVOY_FILTER:
	case MW_KIND_SIDECAR:
	case MW_KIND_PROXY_CONFIG:
	case MW_KIND_GATEWAY:
		return o->spec != NULL;
	default:
		return false;
	}
}

bool
mw_object_selects(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_workload *w)
{
	const struct mw_string_map *want = mw_object_selector(o);

	if (o->kind == MW_KIND_GATEWAY) {
		if (w->proxy != MW_PROXY_GATEWAY)
			return false;
	} else if (strcmp(w->ns, o->ns) != 0 && strcmp(o->ns,
	    m->settings.root_namespace) != 0) {
		return false;
	}
	return want == NULL || mw_labels_match(want, w->labels);
}
