/*
 * describe.c - objects in plain words: which kind has which words, and the
 * words that they share.
 */
#include "model/describe.h"

#include "base/str.h"

#include <inttypes.h>
#include <string.h>

static const mw_describe_fn describers[MW_KIND_COUNT] = {
	[MW_KIND_TRAFFIC_EXTENSION] = mw_describe_traffic_extension,
	[MW_KIND_WASM_PLUGIN] = mw_describe_wasm_plugin,
	[MW_KIND_DESTINATION_RULE] = mw_describe_destination_rule,
	[MW_KIND_ENVOY_FILTER] = mw_describe_envoy_filter,
	[MW_KIND_GATEWAY] = mw_describe_gateway,
	[MW_KIND_PROXY_CONFIG] = mw_describe_proxy_config,
	[MW_KIND_SERVICE_ENTRY] = mw_describe_service_entry,
	[MW_KIND_SIDECAR] = mw_describe_sidecar,
	[MW_KIND_VIRTUAL_SERVICE] = mw_describe_virtual_service,
	[MW_KIND_WORKLOAD_ENTRY] = mw_describe_workload_entry,
	[MW_KIND_WORKLOAD_GROUP] = mw_describe_workload_group,
	[MW_KIND_AUTHORIZATION_POLICY] = mw_describe_authorization_policy,
	[MW_KIND_PEER_AUTHENTICATION] = mw_describe_peer_authentication,
	[MW_KIND_REQUEST_AUTHENTICATION] = mw_describe_request_authentication,
	[MW_KIND_TELEMETRY] = mw_describe_telemetry,
	[MW_KIND_BACKEND_TLS_POLICY] = mw_describe_backend_tls_policy,
	[MW_KIND_GATEWAY_CLASS] = mw_describe_gateway_class,
	[MW_KIND_K8S_GATEWAY] = mw_describe_k8s_gateway,
	[MW_KIND_K8S_GRPC_ROUTE] = mw_describe_k8s_grpc_route,
	[MW_KIND_K8S_HTTP_ROUTE] = mw_describe_k8s_http_route,
	[MW_KIND_LISTENER_SET] = mw_describe_listener_set,
	[MW_KIND_REFERENCE_GRANT] = mw_describe_reference_grant,
	[MW_KIND_K8S_TCP_ROUTE] = mw_describe_l4_route,
	[MW_KIND_K8S_TLS_ROUTE] = mw_describe_l4_route,
	[MW_KIND_K8S_UDP_ROUTE] = mw_describe_l4_route,
	[MW_KIND_K8S_NAMESPACE] = mw_describe_namespace,
	[MW_KIND_K8S_SERVICE] = mw_describe_service,
	[MW_KIND_K8S_POD] = mw_describe_pod,
	[MW_KIND_K8S_DEPLOYMENT] = mw_describe_deployment,
	[MW_KIND_K8S_STATEFUL_SET] = mw_describe_stateful_set,
	[MW_KIND_K8S_DAEMON_SET] = mw_describe_daemon_set,
	[MW_KIND_K8S_REPLICA_SET] = mw_describe_deployment,
	[MW_KIND_K8S_JOB] = mw_describe_job,
	[MW_KIND_K8S_CRON_JOB] = mw_describe_cron_job,
	[MW_KIND_K8S_SERVICE_ACCOUNT] = mw_describe_service_account,
	[MW_KIND_K8S_SECRET] = mw_describe_secret,
	[MW_KIND_K8S_CONFIG_MAP] = mw_describe_config_map,
	[MW_KIND_K8S_ENDPOINTS] = mw_describe_endpoints,
	[MW_KIND_K8S_ENDPOINT_SLICE] = mw_describe_endpoint_slice,
	[MW_KIND_K8S_INGRESS] = mw_describe_ingress,
	[MW_KIND_K8S_INGRESS_CLASS] = mw_describe_ingress_class,
	[MW_KIND_K8S_NODE] = mw_describe_node,
	[MW_KIND_K8S_NETWORK_POLICY] = mw_describe_network_policy,
	[MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION] = mw_describe_webhook,
	[MW_KIND_K8S_CUSTOM_RESOURCE_DEFINITION] = mw_describe_custom_resource,
	[MW_KIND_K8S_SERVICE_IMPORT] = mw_describe_service_import,
	[MW_KIND_K8S_SERVICE_EXPORT] = mw_describe_service_export,
	[MW_KIND_MESH_CONFIG] = mw_describe_mesh_config,
	[MW_KIND_ISTIO_OPERATOR] = mw_describe_istio_operator,
};

void
mw_object_describe(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_kind_info *k = mw_kind_info(o->kind);

	if (describers[o->kind] == NULL)
		mw_buf_printf(out, "A %s, which has no part in the mesh.",
		    mw_str_or_empty(o->kind_name));
	else if (k->shape != NULL && o->spec == NULL)
		mw_buf_adds(out, "Its spec cannot be read.");
	else
		describers[o->kind](o, out);
}

void
mw_say_joint(struct mw_buf *out, size_t i, size_t n, const char *last)
{
	if (i > 0)
		mw_buf_adds(out, i + 1 < n ? ", " : last);
}

void
mw_say_strings(struct mw_buf *out, const struct mw_strings *list,
    const char *last)
{
	/* naming four is as short as "three and 1 more" */
	size_t shown = list->n > MW_SAY_FEW + 1 ? MW_SAY_FEW : list->n;

	for (size_t i = 0; i < shown; i++) {
		mw_say_joint(out, i, shown < list->n ? shown + 1 : shown, last);
		mw_buf_adds(out, list->v[i].s);
	}
	if (shown < list->n)
		mw_buf_printf(out, "%s%zu more", last, list->n - shown);
}

void
mw_say_labels(struct mw_buf *out, const struct mw_string_map *labels)
{
	for (size_t i = 0; i < labels->n; i++)
		mw_buf_printf(out, "%s%s=%s", i > 0 ? ", " : "",
		    labels->v[i].key.s, labels->v[i].value.s);
}

void
mw_say_workloads(struct mw_buf *out, const struct mw_object *o,
    const struct mw_string_map *labels)
{
	if (labels != NULL && labels->n > 0) {
		mw_buf_adds(out, "workloads with ");
		mw_say_labels(out, labels);
	} else {
		mw_buf_printf(out, "all workloads of namespace %s", o->ns);
	}
}

void
mw_say_target(struct mw_buf *out, const struct mw_object *o,
    const struct mw_label_selector *selector, const struct mw_target_ref *ref,
    const struct mw_target_ref_list *refs)
{
	const struct mw_target_ref *v = ref != NULL ? ref : refs->v;
	size_t n = ref != NULL ? 1 : refs->n;

	if (n == 0) {
		mw_say_workloads(out, o,
		    selector != NULL ? &selector->match_labels : NULL);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		mw_say_joint(out, i, n, " and ");
		mw_buf_printf(out, "%s %s", mw_str_or_empty(v[i].kind.s),
		    mw_str_or_empty(v[i].name.s));
	}
}

void
mw_say_duration(struct mw_buf *out, int64_t ns)
{
	const int64_t second = INT64_C(1000000000);
	int64_t s = ns / second;

	if (ns < 0 || ns % 1000000 != 0) {
		mw_duration_print(out, ns);
		return;
	}
	if (s >= 3600)
		mw_buf_printf(out, "%" PRId64 "h", s / 3600);
	if (s % 3600 >= 60)
		mw_buf_printf(out, "%" PRId64 "m", s % 3600 / 60);
	if (s % 60 > 0 || ns == 0)
		mw_buf_printf(out, "%" PRId64 "s", s % 60);
	if (ns % second > 0)
		mw_buf_printf(out, "%" PRId64 "ms", ns % second / 1000000);
}

void
mw_say_count(struct mw_buf *out, size_t n, const char *what)
{
	mw_buf_printf(out, "%zu %s%s", n, what, mw_str_s(n));
}
