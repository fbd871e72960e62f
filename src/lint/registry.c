/*
 * registry.c - the families of rules, and every rule in words.
 */
#include "lint/lint.h"

#include "base/str.h"
#include "lint/admit.h"
#include "lint/world.h"

const struct mw_lint_family mw_lint_families[] = {
	{ "admission", "what the API server and Istio's webhook say",
	    mw_lint_admission },
	{ "virtual-service", "gateways of VirtualServices, claims",
	    mw_lint_virtual_service },
	{ "destination", "hosts, ports and subsets of routes",
	    mw_lint_destination },
	{ "conflict", "objects that claim one host", mw_lint_conflict },
	{ "unreachable", "route rules that are never reached",
	    mw_lint_unreachable },
	{ "gateway", "pods, ports and certificates of Gateways",
	    mw_lint_gateway },
	{ "gateway-secret", "Secrets of Gateways", mw_lint_gateway_secret },
	{ "gateway-conflict", "Gateways that serve one host",
	    mw_lint_gateway_conflict },
	{ "destination-rule", "hosts, subsets and TLS of DestinationRules",
	    mw_lint_destination_rule },
	{ "service-entry", "addresses of ServiceEntries",
	    mw_lint_service_entry },
	{ "service", "names of ports", mw_lint_service },
	{ "deployment", "Deployments and their Services", mw_lint_deployment },
	{ "injection", "labels of namespaces, pods without proxy",
	    mw_lint_injection },
	{ "image", "images of proxies", mw_lint_image },
	{ "webhook", "injection webhooks", mw_lint_webhook },
	{ "annotations", "Istio's annotations", mw_lint_annotations },
	{ "sidecar", "selectors of Sidecars and Telemetries",
	    mw_lint_sidecar },
	{ "telemetry", "providers of access logs", mw_lint_telemetry },
	{ "authorization", "workloads and namespaces of "
	    "AuthorizationPolicies", mw_lint_authorization },
	{ "selector", "selectors on Gateway API gateways", mw_lint_selector },
	{ "deprecation", "deprecated fields and providers",
	    mw_lint_deprecation },
	{ "status", "conditions in the status", mw_lint_status },
	{ "gateway-api", "definitions of the Gateway API",
	    mw_lint_gateway_api },
	{ "envoy-filter", "patches of EnvoyFilters", mw_lint_envoy_filter },
	{ "networks", "registries of the mesh networks", mw_lint_networks },
	{ "walk", "what only shows when proxies are told their part",
	    mw_lint_walk },
	{ NULL, NULL, NULL },
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
