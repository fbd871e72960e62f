/*
 * admit-envoypatch.c - the outermost level of what an EnvoyFilter brings.
 *
 * The names of the fields of those messages of Envoy that patches apply to,
 * and what every message has: types that are named by "@type".
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/str.h"

enum { TYPES_DEPTH = 100 };

/* As EnvoyFilter numbers them. */
enum apply {
	INVALID, LISTENER, FILTER_CHAIN, NETWORK_FILTER, HTTP_FILTER,
	ROUTE_CONFIGURATION, VIRTUAL_HOST, HTTP_ROUTE, CLUSTER,
	EXTENSION_CONFIG, BOOTSTRAP, LISTENER_FILTER
};

static const struct message {
	const char *name;
	bool extension;		/* is nothing without typed_config */
	const char *fields;
} messages[] = {
	[LISTENER] = { "Listener", false,
	    "access_log additional_addresses address api_listener "
	    "bind_to_port bypass_overload_manager "
	    "connection_balance_config "
	    "continue_on_listener_filters_timeout cpu_locality_balance "
	    "default_filter_chain deprecated_v1 drain_type enable_mptcp "
	    "enable_reuse_port fcds_config filter_chain_matcher "
	    "filter_chains freebind ignore_global_conn_limit "
	    "internal_listener listener_filters "
	    "listener_filters_timeout "
	    "max_connections_to_accept_per_socket_event metadata name "
	    "per_connection_buffer_high_watermark_timeout "
	    "per_connection_buffer_limit_bytes reuse_port "
	    "socket_options stat_prefix tcp_backlog_size "
	    "tcp_fast_open_queue_length tcp_keepalive traffic_direction "
	    "transparent udp_listener_config use_original_dst" },
	[FILTER_CHAIN] = { "FilterChain", false,
	    "filter_chain_match filters metadata name transport_socket "
	    "transport_socket_connect_timeout use_proxy_proto" },
	[NETWORK_FILTER] = { "Filter", true,
	    "config_discovery name typed_config" },
	[HTTP_FILTER] = { "HttpFilter", true,
	    "config_discovery disabled is_optional name typed_config" },
	[ROUTE_CONFIGURATION] = { "RouteConfiguration", false,
	    "cluster_specifier_plugins "
	    "ignore_path_parameters_in_path_matching "
	    "ignore_port_in_host_matching internal_only_headers "
	    "max_direct_response_body_size_bytes metadata "
	    "most_specific_header_mutations_wins name "
	    "request_headers_to_add request_headers_to_remove "
	    "request_mirror_policies response_headers_to_add "
	    "response_headers_to_remove typed_per_filter_config "
	    "validate_clusters vhds vhost_header virtual_hosts" },
	[VIRTUAL_HOST] = { "VirtualHost", false,
	    "cors domains hedge_policy "
	    "include_attempt_count_in_response "
	    "include_is_timeout_retry_header "
	    "include_request_attempt_count matcher metadata name "
	    "per_request_buffer_limit_bytes rate_limits "
	    "request_body_buffer_limit request_headers_to_add "
	    "request_headers_to_remove request_mirror_policies "
	    "require_tls response_headers_to_add "
	    "response_headers_to_remove retry_policy "
	    "retry_policy_typed_config routes typed_per_filter_config "
	    "virtual_clusters" },
	[HTTP_ROUTE] = { "Route", false,
	    "decorator direct_response filter_action match metadata "
	    "name non_forwarding_action per_request_buffer_limit_bytes "
	    "redirect request_body_buffer_limit request_headers_to_add "
	    "request_headers_to_remove response_headers_to_add "
	    "response_headers_to_remove route stat_prefix tracing "
	    "typed_per_filter_config" },
	[CLUSTER] = { "Cluster", false,
	    "alt_stat_name circuit_breakers cleanup_interval "
	    "close_connections_on_host_health_failure cluster_type "
	    "common_http_protocol_options common_lb_config "
	    "connect_timeout connection_pool_per_downstream_connection "
	    "dns_failure_refresh_rate dns_jitter dns_lookup_family "
	    "dns_refresh_rate dns_resolution_config dns_resolvers "
	    "eds_cluster_config filters health_checks "
	    "http2_protocol_options http_protocol_options "
	    "ignore_health_on_host_removal lb_policy lb_subset_config "
	    "least_request_lb_config load_assignment "
	    "load_balancing_policy lrs_report_endpoint_metrics "
	    "lrs_server maglev_lb_config max_requests_per_connection "
	    "metadata name original_dst_lb_config outlier_detection "
	    "per_connection_buffer_high_watermark_timeout "
	    "per_connection_buffer_limit_bytes preconnect_policy "
	    "protocol_selection respect_dns_ttl ring_hash_lb_config "
	    "round_robin_lb_config track_cluster_stats "
	    "track_timeout_budgets transport_socket "
	    "transport_socket_matcher transport_socket_matches type "
	    "typed_dns_resolver_config typed_extension_protocol_options "
	    "upstream_bind_config upstream_config "
	    "upstream_connection_options upstream_http_protocol_options "
	    "use_tcp_for_dns_lookups wait_for_warm_on_init" },
	[EXTENSION_CONFIG] = { "TypedExtensionConfig", true,
	    "name typed_config" },
	[BOOTSTRAP] = { "Bootstrap", false,
	    "admin application_log_config bootstrap_extensions "
	    "certificate_provider_instances cluster_manager "
	    "config_sources default_config_source default_regex_engine "
	    "default_socket_interface deferred_stat_options "
	    "dns_resolution_config dynamic_resources "
	    "enable_dispatcher_stats enable_worker_cpu_affinity "
	    "fatal_actions flags_path grpc_async_client_manager_config "
	    "hds_config inline_headers layered_runtime listener_manager "
	    "memory_allocator_manager node node_context_params "
	    "overload_manager perf_tracing_file_path static_resources "
	    "stats_config stats_eviction_interval stats_flush_interval "
	    "stats_flush_on_admin stats_server_version_override "
	    "stats_sinks tracing typed_dns_resolver_config "
	    "use_tcp_for_dns_lookups watchdog watchdogs "
	    "xds_config_tracker_extension xds_delegate_extension" },
	[LISTENER_FILTER] = { "ListenerFilter", true,
	    "config_discovery filter_disabled name typed_config" },
};

/* Protobuf's JSON takes two spellings: connect_timeout, connectTimeout. */
static bool
is_field(const char *key, const char *field, size_t len)
{
	const char *end = field + len;

	for (; field < end; field++) {
		if (*field == '_') {
			key += *key == '_';
			continue;
		}
		if (*key != *field && !(*key >= 'A' && *key <= 'Z' &&
		    *key - 'A' + 'a' == *field))
			return false;
		key++;
	}
	return *key == '\0';
}

static bool
has_field(const struct message *m, const char *key)
{
	for (const char *s = m->fields; *s != '\0'; s += *s == ' ') {
		size_t len = strcspn(s, " ");

		if (is_field(key, s, len))
			return true;
		s += len;
	}
	return false;
}

/* Nothing but these comes from the libraries of Envoy and its friends. */
static bool
is_known_type(const char *url)
{
	static const char *const packages[] = {
		"envoy.", "udpa.", "xds.", "google.", "istio.", "opencensus.",
		"opentelemetry.", "validate.",
	};
	const char *slash = strrchr(url, '/');
	const char *type = slash != NULL ? slash + 1 : url;

	if (mw_str_has_prefix(type, "envoy.") && strstr(type, ".v2.") != NULL)
		return false;
	for (size_t i = 0; i < MW_LEN(packages); i++)
		if (mw_str_has_prefix(type, packages[i]))
			return true;
	return false;
}

/* The first type below NODE that nobody knows. */
static const struct mw_node *
unknown_type(const struct mw_node *node, unsigned depth)
{
	const struct mw_node *found;

	if (depth > TYPES_DEPTH)
		return NULL;
	for (const struct mw_node *c = mw_node_first(node); c != NULL;
	    c = mw_node_next(c)) {
		const char *text = mw_node_text(c);

		if (text != NULL && mw_str_eq(mw_node_key(c), "@type") &&
		    !is_known_type(text))
			return c;
		found = unknown_type(c, depth + 1);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static const struct mw_node *
child(const struct mw_node *map, const char *name, const char *other)
{
	const struct mw_node *n = mw_node_get(map, name);

	if (n == NULL)
		n = mw_node_get(map, other);
	return mw_node_is(n, MW_NODE_NULL) ? NULL : n;
}

static void
warn_untyped(struct mw_admit *a, const struct mw_node *n)
{
	if (n != NULL && child(n, "typed_config", "typedConfig") == NULL &&
	    child(n, "config_discovery", "configDiscovery") == NULL)
		mw_admit_warn(a, n, "an extension without typed_config: Envoy "
		    "does not look for extensions by name");
}

void
mw_admit_envoy_patch(struct mw_admit *a, int apply_to,
    const struct mw_node *value)
{
	const struct mw_node *type = unknown_type(value, 0);
	const struct message *m;

	if (value == NULL || apply_to <= INVALID || apply_to > LISTENER_FILTER)
		return;
	if (type != NULL) {
		mw_admit_error(a, type, "'%s' is not a type that is known%s",
		    mw_node_text(type),
		    strstr(mw_node_text(type), ".v2.") != NULL ?
		    ": Envoy's API is v3 by now" : "");
		return;
	}
	m = &messages[apply_to];
	for (const struct mw_node *c = mw_node_first(value); c != NULL;
	    c = mw_node_next(c))
		if (!has_field(m, mw_node_key(c))) {
			/* reading ends here */
			mw_admit_warn(a, c, "Envoy's %s has no field '%s'",
			    m->name, mw_node_key(c));
			return;
		}
	if (m->extension)
		warn_untyped(a, value);
	else
		warn_untyped(a, child(value, "transport_socket",
		    "transportSocket"));
}
