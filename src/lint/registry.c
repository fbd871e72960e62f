/*
 * registry.c - the families of rules, and every rule in words.
 */
#include "lint/lint.h"

#include "base/str.h"
#include "lint/admit.h"
#include "lint/world.h"

const struct mw_lint_family mw_lint_families[] = {
	{ "admission", "what the API server and Istio's webhook say", NULL,
	    &mw_lint_admission_steps },
	{ "virtual-service", "gateways of VirtualServices, claims",
	    mw_lint_virtual_service, NULL },
	{ "destination", "hosts, ports and subsets of routes",
	    NULL, &mw_lint_destination_steps },
	{ "conflict", "objects that claim one host", mw_lint_conflict, NULL },
	{ "unreachable", "route rules that are never reached",
	    NULL, &mw_lint_unreachable_steps },
	{ "gateway", "pods, ports and certificates of Gateways",
	    mw_lint_gateway, NULL },
	{ "gateway-secret", "Secrets of Gateways", mw_lint_gateway_secret, NULL },
	{ "gateway-conflict", "Gateways that serve one host",
	    mw_lint_gateway_conflict, NULL },
	{ "destination-rule", "hosts, subsets and TLS of DestinationRules",
	    NULL, &mw_lint_destination_rule_steps },
	{ "service-entry", "addresses of ServiceEntries",
	    mw_lint_service_entry, NULL },
	{ "service", "names of ports", mw_lint_service, NULL },
	{ "deployment", "Deployments and their Services", mw_lint_deployment, NULL },
	{ "injection", "labels of namespaces, pods without proxy",
	    mw_lint_injection, NULL },
	{ "image", "images of proxies", mw_lint_image, NULL },
	{ "webhook", "injection webhooks", mw_lint_webhook, NULL },
	{ "annotations", "Istio's annotations", mw_lint_annotations, NULL },
	{ "sidecar", "selectors of Sidecars and Telemetries",
	    mw_lint_sidecar, NULL },
	{ "telemetry", "providers of access logs", mw_lint_telemetry, NULL },
	{ "authorization", "workloads and namespaces of "
	    "AuthorizationPolicies", mw_lint_authorization, NULL },
	{ "selector", "selectors on Gateway API gateways", mw_lint_selector, NULL },
	{ "deprecation", "deprecated fields and providers",
	    mw_lint_deprecation, NULL },
	{ "status", "conditions in the status", mw_lint_status, NULL },
	{ "gateway-api", "definitions of the Gateway API",
	    mw_lint_gateway_api, NULL },
	{ "routes", "routes and listeners of the Gateway API",
	    mw_lint_routes, NULL },
	{ "envoy-filter", "patches of EnvoyFilters", mw_lint_envoy_filter, NULL },
	{ "networks", "registries of the mesh networks", mw_lint_networks, NULL },
	{ "walk", "what only shows when proxies are told their part", NULL,
	    &mw_lint_walk_steps },
	{ NULL, NULL, NULL, NULL },
};

static const struct mw_rule_info rules[] = {
#define OBJECT true
#define FIELD false
#define MW_RULE(code, severity, place, title, why, fix)                        \
	{ #code, severity, title, why, fix, place },
#include "lint/rules.def"
#undef MW_RULE
#undef OBJECT
#undef FIELD
};

const struct mw_rule_info *
mw_lint_rules(size_t *n)
{
	*n = MW_LEN(rules);
	return rules;
}

const struct mw_rule_info *
mw_lint_rule(const char *rule)
{
	for (size_t i = 0; i < MW_LEN(rules); i++)
		if (mw_str_case_eq(rules[i].rule, rule))
			return &rules[i];
	return NULL;
}
