/*
 * kinds.h - every kind as a struct: made by schema/gen.py from tables.
 *
 * Absent things are NULL or have a NULL node; see value.h for the leaves.
 * Do not edit: change the tables or the script.
 */
#ifndef MW_MODEL_KINDS_H
#define MW_MODEL_KINDS_H

#include "model/value.h"

enum mw_kind {
	MW_KIND_UNKNOWN,
	MW_KIND_TRAFFIC_EXTENSION,	/* extensions.istio.io TrafficExtension */
	MW_KIND_WASM_PLUGIN,	/* extensions.istio.io WasmPlugin */
	MW_KIND_DESTINATION_RULE,	/* networking.istio.io DestinationRule */
	MW_KIND_ENVOY_FILTER,	/* networking.istio.io EnvoyFilter */
	MW_KIND_GATEWAY,	/* networking.istio.io Gateway */
	MW_KIND_PROXY_CONFIG,	/* networking.istio.io ProxyConfig */
	MW_KIND_SERVICE_ENTRY,	/* networking.istio.io ServiceEntry */
	MW_KIND_SIDECAR,	/* networking.istio.io Sidecar */
	MW_KIND_VIRTUAL_SERVICE,	/* networking.istio.io VirtualService */
	MW_KIND_WORKLOAD_ENTRY,	/* networking.istio.io WorkloadEntry */
	MW_KIND_WORKLOAD_GROUP,	/* networking.istio.io WorkloadGroup */
	MW_KIND_AUTHORIZATION_POLICY,	/* security.istio.io AuthorizationPolicy */
	MW_KIND_PEER_AUTHENTICATION,	/* security.istio.io PeerAuthentication */
	MW_KIND_REQUEST_AUTHENTICATION,	/* security.istio.io RequestAuthentication */
	MW_KIND_TELEMETRY,	/* telemetry.istio.io Telemetry */
	MW_KIND_BACKEND_TLS_POLICY,	/* gateway.networking.k8s.io BackendTLSPolicy */
	MW_KIND_GATEWAY_CLASS,	/* gateway.networking.k8s.io GatewayClass */
	MW_KIND_K8S_GATEWAY,	/* gateway.networking.k8s.io Gateway */
	MW_KIND_K8S_GRPC_ROUTE,	/* gateway.networking.k8s.io GRPCRoute */
	MW_KIND_K8S_HTTP_ROUTE,	/* gateway.networking.k8s.io HTTPRoute */
	MW_KIND_LISTENER_SET,	/* gateway.networking.k8s.io ListenerSet */
	MW_KIND_REFERENCE_GRANT,	/* gateway.networking.k8s.io ReferenceGrant */
	MW_KIND_K8S_TCP_ROUTE,	/* gateway.networking.k8s.io TCPRoute */
	MW_KIND_K8S_TLS_ROUTE,	/* gateway.networking.k8s.io TLSRoute */
	MW_KIND_K8S_UDP_ROUTE,	/* gateway.networking.k8s.io UDPRoute */
	MW_KIND_K8S_NAMESPACE,	/* core Namespace */
	MW_KIND_K8S_SERVICE,	/* core Service */
	MW_KIND_K8S_POD,	/* core Pod */
	MW_KIND_K8S_DEPLOYMENT,	/* apps Deployment */
	MW_KIND_K8S_STATEFUL_SET,	/* apps StatefulSet */
	MW_KIND_K8S_DAEMON_SET,	/* apps DaemonSet */
	MW_KIND_K8S_REPLICA_SET,	/* apps ReplicaSet */
	MW_KIND_K8S_JOB,	/* batch Job */
	MW_KIND_K8S_CRON_JOB,	/* batch CronJob */
	MW_KIND_K8S_SERVICE_ACCOUNT,	/* core ServiceAccount */
	MW_KIND_K8S_SECRET,	/* core Secret */
	MW_KIND_K8S_CONFIG_MAP,	/* core ConfigMap */
	MW_KIND_K8S_ENDPOINTS,	/* core Endpoints */
	MW_KIND_K8S_ENDPOINT_SLICE,	/* discovery.k8s.io EndpointSlice */
	MW_KIND_K8S_INGRESS,	/* networking.k8s.io Ingress */
	MW_KIND_K8S_INGRESS_CLASS,	/* networking.k8s.io IngressClass */
	MW_KIND_K8S_NODE,	/* core Node */
	MW_KIND_K8S_NETWORK_POLICY,	/* networking.k8s.io NetworkPolicy */
	MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION,	/* admissionregistration.k8s.io MutatingWebhookConfiguration */
	MW_KIND_K8S_CUSTOM_RESOURCE_DEFINITION,	/* apiextensions.k8s.io CustomResourceDefinition */
	MW_KIND_K8S_SERVICE_IMPORT,	/* multicluster.x-k8s.io ServiceImport */
	MW_KIND_K8S_SERVICE_EXPORT,	/* multicluster.x-k8s.io ServiceExport */
	MW_KIND_MESH_CONFIG,	/* istio.io MeshConfig */
	MW_KIND_ISTIO_OPERATOR,	/* install.istio.io IstioOperator */
	MW_KIND_COUNT
};

struct mw_traffic_extension_lua {
	const struct mw_node *node;
	struct mw_string inline_code;
};

struct mw_port_selector {
	const struct mw_node *node;
	struct mw_int number;
};
struct mw_port_selector_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_port_selector *v;
};

struct mw_traffic_extension_match {
	const struct mw_node *node;
	struct mw_enum mode;	/* UNDEFINED=0 CLIENT=1 SERVER=2 CLIENT_AND_SERVER=3 */
	struct mw_port_selector_list ports;
};
struct mw_traffic_extension_match_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_traffic_extension_match *v;
};

struct mw_label_selector {
	const struct mw_node *node;
	struct mw_string_map match_labels;
};

struct mw_target_ref {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string namespace;
};
struct mw_target_ref_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_target_ref *v;
};

struct mw_traffic_extension_env {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string value;
	struct mw_enum value_from;	/* INLINE=0 HOST=1 */
};
struct mw_traffic_extension_env_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_traffic_extension_env *v;
};

struct mw_traffic_extension_vm_config {
	const struct mw_node *node;
	struct mw_traffic_extension_env_list env;
};

struct mw_traffic_extension_wasm {
	const struct mw_node *node;
	struct mw_enum fail_strategy;	/* FAIL_CLOSE=0 FAIL_OPEN=1 FAIL_RELOAD=2 */
	struct mw_enum image_pull_policy;	/* UNSPECIFIED_POLICY=0 IfNotPresent=1 Always=2 */
	struct mw_string image_pull_secret;
	const struct mw_node *plugin_config;
	struct mw_string plugin_name;
	struct mw_string sha256;
	struct mw_enum type;	/* UNSPECIFIED_PLUGIN_TYPE=0 HTTP=1 NETWORK=2 */
	struct mw_string url;
	struct mw_string verification_key;
	const struct mw_traffic_extension_vm_config *vm_config;
};

struct mw_traffic_extension {
	const struct mw_node *node;
	const struct mw_traffic_extension_lua *lua;
	struct mw_traffic_extension_match_list match;
	struct mw_enum phase;	/* UNSPECIFIED=0 AUTHN=1 AUTHZ=2 STATS=3 */
	struct mw_int priority;
	const struct mw_label_selector *selector;
	struct mw_target_ref_list target_refs;
	const struct mw_traffic_extension_wasm *wasm;
};

struct mw_wasm_plugin {
	const struct mw_node *node;
	struct mw_enum fail_strategy;	/* FAIL_CLOSE=0 FAIL_OPEN=1 FAIL_RELOAD=2 */
	struct mw_enum image_pull_policy;	/* UNSPECIFIED_POLICY=0 IfNotPresent=1 Always=2 */
	struct mw_string image_pull_secret;
	struct mw_traffic_extension_match_list match;
	struct mw_enum phase;	/* UNSPECIFIED_PHASE=0 AUTHN=1 AUTHZ=2 STATS=3 */
	const struct mw_node *plugin_config;
	struct mw_string plugin_name;
	struct mw_int priority;
	const struct mw_label_selector *selector;
	struct mw_string sha256;
	const struct mw_target_ref *target_ref;
	struct mw_target_ref_list target_refs;
	struct mw_enum type;	/* UNSPECIFIED_PLUGIN_TYPE=0 HTTP=1 NETWORK=2 */
	struct mw_string url;
	struct mw_string verification_key;
	const struct mw_traffic_extension_vm_config *vm_config;
};

struct mw_destination_rule_http2_keep_alive {
	const struct mw_node *node;
	struct mw_duration interval;
	struct mw_duration timeout;
};

struct mw_pool_http {
	const struct mw_node *node;
	struct mw_enum h2_upgrade_policy;	/* DEFAULT=0 DO_NOT_UPGRADE=1 UPGRADE=2 */
	struct mw_int http1_max_pending_requests;
	const struct mw_destination_rule_http2_keep_alive *http2_keep_alive;
	struct mw_int http2_max_requests;
	struct mw_duration idle_timeout;
	struct mw_int max_concurrent_streams;
	struct mw_int max_requests_per_connection;
	struct mw_int max_retries;
	struct mw_bool use_client_protocol;
};

struct mw_destination_rule_tcp_keepalive {
	const struct mw_node *node;
	struct mw_duration interval;
	struct mw_int probes;
	struct mw_duration time;
};

struct mw_pool_tcp {
	const struct mw_node *node;
	struct mw_duration connect_timeout;
	struct mw_duration idle_timeout;
	struct mw_duration max_connection_duration;
	struct mw_int max_connections;
	const struct mw_destination_rule_tcp_keepalive *tcp_keepalive;
};

struct mw_connection_pool {
	const struct mw_node *node;
	const struct mw_pool_http *http;
	const struct mw_pool_tcp *tcp;
};

struct mw_env_var {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string value;
};
struct mw_env_var_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_env_var *v;
};

struct mw_hash_cookie {
	const struct mw_node *node;
	struct mw_env_var_list attributes;
	struct mw_string name;
	struct mw_string path;
	struct mw_duration ttl;
};

struct mw_destination_rule_maglev {
	const struct mw_node *node;
	struct mw_int table_size;
};

struct mw_destination_rule_ring_hash {
	const struct mw_node *node;
	struct mw_int minimum_ring_size;
};

struct mw_consistent_hash {
	const struct mw_node *node;
	const struct mw_hash_cookie *http_cookie;
	struct mw_string http_header_name;
	struct mw_string http_query_parameter_name;
	const struct mw_destination_rule_maglev *maglev;
	struct mw_int minimum_ring_size;	/* deprecated */
	const struct mw_destination_rule_ring_hash *ring_hash;
	struct mw_bool use_source_ip;
};

struct mw_destination_rule_distribute {
	const struct mw_node *node;
	struct mw_string from;
	struct mw_int_map to;
};
struct mw_destination_rule_distribute_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_destination_rule_distribute *v;
};

struct mw_destination_rule_failover {
	const struct mw_node *node;
	struct mw_string from;
	struct mw_string to;
};
struct mw_destination_rule_failover_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_destination_rule_failover *v;
};

struct mw_locality_lb {
	const struct mw_node *node;
	struct mw_destination_rule_distribute_list distribute;
	struct mw_bool enabled;
	struct mw_destination_rule_failover_list failover;
	struct mw_strings failover_priority;
};

struct mw_destination_rule_warmup {
	const struct mw_node *node;
	struct mw_number aggression;
	struct mw_duration duration;
	struct mw_number minimum_percent;
};

struct mw_destination_rule_zone_aware_lb_setting {
	const struct mw_node *node;
	struct mw_bool enabled;
	struct mw_destination_rule_failover_list failover;
	struct mw_strings failover_priority;
	struct mw_int min_cluster_size;
};

struct mw_load_balancer {
	const struct mw_node *node;
	const struct mw_consistent_hash *consistent_hash;
	const struct mw_locality_lb *locality_lb_setting;
	struct mw_enum simple;	/* UNSPECIFIED=0 LEAST_CONN=1 RANDOM=2 PASSTHROUGH=3 ROUND_ROBIN=4 LEAST_REQUEST=5 */
	const struct mw_destination_rule_warmup *warmup;
	struct mw_duration warmup_duration_secs;	/* deprecated */
	const struct mw_destination_rule_zone_aware_lb_setting *zone_aware_lb_setting;
};

struct mw_outlier_detection {
	const struct mw_node *node;
	struct mw_duration base_ejection_time;
	struct mw_int consecutive5xx_errors;
	struct mw_int consecutive_errors;	/* deprecated */
	struct mw_int consecutive_gateway_errors;
	struct mw_int consecutive_local_origin_failures;
	struct mw_duration interval;
	struct mw_int max_ejection_percent;
	struct mw_int min_health_percent;
	struct mw_ints outlier_detection_http_error_codes;
	struct mw_bool split_external_local_origin_errors;
};

struct mw_client_tls {
	const struct mw_node *node;
	struct mw_string ca_certificates;
	struct mw_string ca_crl;
	struct mw_string client_certificate;
	struct mw_string credential_name;
	struct mw_bool insecure_skip_verify;
	struct mw_enum mode;	/* DISABLE=0 SIMPLE=1 MUTUAL=2 ISTIO_MUTUAL=3 */
	struct mw_string private_key;
	struct mw_string sni;
	struct mw_strings subject_alt_names;
};

struct mw_port_traffic_policy {
	const struct mw_node *node;
	const struct mw_connection_pool *connection_pool;
	const struct mw_load_balancer *load_balancer;
	const struct mw_outlier_detection *outlier_detection;
	const struct mw_port_selector *port;
	const struct mw_client_tls *tls;
};
struct mw_port_traffic_policy_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_port_traffic_policy *v;
};

struct mw_destination_rule_proxy_protocol {
	const struct mw_node *node;
	struct mw_enum version;	/* V1=0 V2=1 */
};

struct mw_destination_rule_retry_budget {
	const struct mw_node *node;
	struct mw_duration budget_interval;
	struct mw_int min_retry_concurrency;
	struct mw_number percent;
};

struct mw_tunnel {
	const struct mw_node *node;
	struct mw_string protocol;
	struct mw_string target_host;
	struct mw_int target_port;
};

struct mw_traffic_policy {
	const struct mw_node *node;
	const struct mw_connection_pool *connection_pool;
	const struct mw_load_balancer *load_balancer;
	const struct mw_outlier_detection *outlier_detection;
	struct mw_port_traffic_policy_list port_level_settings;
	const struct mw_destination_rule_proxy_protocol *proxy_protocol;
	const struct mw_destination_rule_retry_budget *retry_budget;
	const struct mw_client_tls *tls;
	const struct mw_tunnel *tunnel;
};

struct mw_subset {
	const struct mw_node *node;
	struct mw_string_map labels;
	struct mw_string name;
	const struct mw_traffic_policy *traffic_policy;
};
struct mw_subset_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_subset *v;
};

struct mw_destination_rule {
	const struct mw_node *node;
	struct mw_strings export_to;
	struct mw_string host;
	struct mw_subset_list subsets;
	const struct mw_traffic_policy *traffic_policy;
	const struct mw_label_selector *workload_selector;
};

struct mw_envoy_filter_cluster {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_int port_number;
	struct mw_string service;
	struct mw_string subset;
};

struct mw_authz_provider {
	const struct mw_node *node;
	struct mw_string name;
};
struct mw_authz_provider_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_authz_provider *v;
};

struct mw_envoy_filter_filter {
	const struct mw_node *node;
	struct mw_string name;
	const struct mw_authz_provider *sub_filter;
};

struct mw_envoy_filter_filter_chain {
	const struct mw_node *node;
	struct mw_string application_protocols;
	struct mw_int destination_port;
	const struct mw_envoy_filter_filter *filter;
	struct mw_string name;
	struct mw_string sni;
	struct mw_string transport_protocol;
};

struct mw_envoy_filter_listener {
	const struct mw_node *node;
	const struct mw_envoy_filter_filter_chain *filter_chain;
	struct mw_string listener_filter;
	struct mw_string name;
	struct mw_string port_name;
	struct mw_int port_number;
};

struct mw_envoy_filter_proxy {
	const struct mw_node *node;
	struct mw_string_map metadata;
	struct mw_string proxy_version;
};

struct mw_envoy_filter_route {
	const struct mw_node *node;
	struct mw_enum action;	/* ANY=0 ROUTE=1 REDIRECT=2 DIRECT_RESPONSE=3 */
	struct mw_string name;
};

struct mw_envoy_filter_vhost {
	const struct mw_node *node;
	struct mw_string domain_name;
	struct mw_string name;
	const struct mw_envoy_filter_route *route;
};

struct mw_envoy_filter_route_configuration {
	const struct mw_node *node;
	struct mw_string gateway;
	struct mw_string name;
	struct mw_string port_name;
	struct mw_int port_number;
	const struct mw_envoy_filter_vhost *vhost;
};

struct mw_envoy_filter_waypoint {
	const struct mw_node *node;
	const struct mw_envoy_filter_filter *filter;
	struct mw_int port_number;
	const struct mw_authz_provider *route;
};

struct mw_envoy_filter_match {
	const struct mw_node *node;
	const struct mw_envoy_filter_cluster *cluster;
	struct mw_enum context;	/* ANY=0 SIDECAR_INBOUND=1 SIDECAR_OUTBOUND=2 GATEWAY=3 WAYPOINT=4 */
	const struct mw_envoy_filter_listener *listener;
	const struct mw_envoy_filter_proxy *proxy;
	const struct mw_envoy_filter_route_configuration *route_configuration;
	const struct mw_envoy_filter_waypoint *waypoint;
};

struct mw_envoy_filter_patch {
	const struct mw_node *node;
	struct mw_enum filter_class;	/* UNSPECIFIED=0 AUTHN=1 AUTHZ=2 STATS=3 */
	struct mw_enum operation;	/* INVALID=0 MERGE=1 ADD=2 REMOVE=3 INSERT_BEFORE=4 INSERT_AFTER=5 INSERT_FIRST=6 REPLACE=7 MERGE_AND_REPLACE_LIST=8 */
	const struct mw_node *value;
};

struct mw_envoy_filter_config_patches {
	const struct mw_node *node;
	struct mw_enum apply_to;	/* INVALID=0 LISTENER=1 FILTER_CHAIN=2 NETWORK_FILTER=3 HTTP_FILTER=4 ROUTE_CONFIGURATION=5 VIRTUAL_HOST=6 HTTP_ROUTE=7 CLUSTER=8 EXTENSION_CONFIG=9 BOOTSTRAP=10 LISTENER_FILTER=11 */
	const struct mw_envoy_filter_match *match;
	const struct mw_envoy_filter_patch *patch;
};
struct mw_envoy_filter_config_patches_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_envoy_filter_config_patches *v;
};

struct mw_workload_selector {
	const struct mw_node *node;
	struct mw_string_map labels;
};

struct mw_envoy_filter {
	const struct mw_node *node;
	struct mw_envoy_filter_config_patches_list config_patches;
	struct mw_int priority;
	struct mw_target_ref_list target_refs;
	const struct mw_workload_selector *workload_selector;
};

struct mw_server_port {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_int number;
	struct mw_string protocol;
	struct mw_int target_port;	/* deprecated */
};
struct mw_server_port_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_server_port *v;
};

struct mw_gateway_tls_certificates {
	const struct mw_node *node;
	struct mw_string ca_certificates;
	struct mw_string private_key;
	struct mw_string server_certificate;
};
struct mw_gateway_tls_certificates_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_gateway_tls_certificates *v;
};

struct mw_server_tls {
	const struct mw_node *node;
	struct mw_string ca_cert_credential_name;
	struct mw_string ca_certificates;
	struct mw_string ca_crl;
	struct mw_strings cipher_suites;
	struct mw_string credential_name;
	struct mw_strings credential_names;
	struct mw_bool https_redirect;
	struct mw_bool insecure_skip_verify;
	struct mw_enum max_protocol_version;	/* TLS_AUTO=0 TLSV1_0=1 TLSV1_1=2 TLSV1_2=3 TLSV1_3=4 */
	struct mw_enum min_protocol_version;	/* TLS_AUTO=0 TLSV1_0=1 TLSV1_1=2 TLSV1_2=3 TLSV1_3=4 */
	struct mw_enum mode;	/* PASSTHROUGH=0 SIMPLE=1 MUTUAL=2 AUTO_PASSTHROUGH=3 ISTIO_MUTUAL=4 OPTIONAL_MUTUAL=5 */
	struct mw_string private_key;
	struct mw_string server_certificate;
	struct mw_strings subject_alt_names;
	struct mw_gateway_tls_certificates_list tls_certificates;
	struct mw_strings verify_certificate_hash;
	struct mw_strings verify_certificate_spki;
};

struct mw_server {
	const struct mw_node *node;
	struct mw_string bind;
	struct mw_string default_endpoint;
	struct mw_strings hosts;
	struct mw_string name;
	const struct mw_server_port *port;
	const struct mw_server_tls *tls;
};
struct mw_server_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_server *v;
};

struct mw_gateway {
	const struct mw_node *node;
	struct mw_string_map selector;
	struct mw_server_list servers;
};

struct mw_proxy_config_image {
	const struct mw_node *node;
	struct mw_string image_type;
};

struct mw_proxy_config {
	const struct mw_node *node;
	struct mw_int concurrency;
	struct mw_string_map environment_variables;
	const struct mw_proxy_config_image *image;
	const struct mw_label_selector *selector;
};

struct mw_workload_entry {
	const struct mw_node *node;
	struct mw_string address;
	struct mw_string_map labels;
	struct mw_string locality;
	struct mw_string network;
	struct mw_int_map ports;
	struct mw_string service_account;
	struct mw_int weight;
};
struct mw_workload_entry_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_workload_entry *v;
};

struct mw_service_entry {
	const struct mw_node *node;
	struct mw_strings addresses;
	struct mw_workload_entry_list endpoints;
	struct mw_strings export_to;
	struct mw_strings hosts;
	struct mw_enum location;	/* MESH_EXTERNAL=0 MESH_INTERNAL=1 */
	struct mw_server_port_list ports;
	struct mw_enum resolution;	/* NONE=0 STATIC=1 DNS=2 DNS_ROUND_ROBIN=3 DYNAMIC_DNS=4 */
	struct mw_strings subject_alt_names;
	const struct mw_workload_selector *workload_selector;
};

struct mw_egress_listener {
	const struct mw_node *node;
	struct mw_string bind;
	struct mw_enum capture_mode;	/* DEFAULT=0 IPTABLES=1 NONE=2 */
	struct mw_strings hosts;
	const struct mw_server_port *port;
};
struct mw_egress_listener_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_egress_listener *v;
};

struct mw_ingress_listener {
	const struct mw_node *node;
	struct mw_string bind;
	struct mw_enum capture_mode;	/* DEFAULT=0 IPTABLES=1 NONE=2 */
	const struct mw_connection_pool *connection_pool;
	struct mw_string default_endpoint;
	const struct mw_server_port *port;
	const struct mw_server_tls *tls;
};
struct mw_ingress_listener_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_ingress_listener *v;
};

struct mw_destination {
	const struct mw_node *node;
	struct mw_string host;
	const struct mw_port_selector *port;
	struct mw_string subset;
};

struct mw_outbound_policy {
	const struct mw_node *node;
	const struct mw_destination *egress_proxy;
	struct mw_enum mode;	/* REGISTRY_ONLY=0 ALLOW_ANY=1 */
};

struct mw_sidecar {
	const struct mw_node *node;
	struct mw_egress_listener_list egress;
	const struct mw_connection_pool *inbound_connection_pool;
	struct mw_ingress_listener_list ingress;
	const struct mw_outbound_policy *outbound_traffic_policy;
	const struct mw_workload_selector *workload_selector;
};

struct mw_string_match {
	const struct mw_node *node;
	struct mw_string exact;
	struct mw_string prefix;
	struct mw_string regex;
};
struct mw_string_match_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_string_match *v;
};
struct mw_string_match_entry {
	struct mw_string key;
	struct mw_string_match value;
};
struct mw_string_match_map {
	const struct mw_node *node;
	size_t n;
	const struct mw_string_match_entry *v;
};

struct mw_cors_policy {
	const struct mw_node *node;
	struct mw_bool allow_credentials;
	struct mw_strings allow_headers;
	struct mw_strings allow_methods;
	struct mw_strings allow_origin;	/* deprecated */
	struct mw_string_match_list allow_origins;
	struct mw_strings expose_headers;
	struct mw_duration max_age;
	struct mw_enum unmatched_preflights;	/* UNSPECIFIED=0 FORWARD=1 IGNORE=2 */
};

struct mw_delegate {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string namespace;
};

struct mw_response_body {
	const struct mw_node *node;
	struct mw_string bytes;
	struct mw_string string;
};

struct mw_direct_response {
	const struct mw_node *node;
	const struct mw_response_body *body;
	struct mw_int status;
};

struct mw_percent {
	const struct mw_node *node;
	struct mw_number value;
};

struct mw_fault_abort {
	const struct mw_node *node;
	struct mw_string grpc_status;
	struct mw_string http2_error;
	struct mw_int http_status;
	const struct mw_percent *percentage;
};

struct mw_fault_delay {
	const struct mw_node *node;
	struct mw_duration exponential_delay;
	struct mw_duration fixed_delay;
	struct mw_int percent;	/* deprecated */
	const struct mw_percent *percentage;
};

struct mw_fault {
	const struct mw_node *node;
	const struct mw_fault_abort *abort;
	const struct mw_fault_delay *delay;
};

struct mw_header_operations {
	const struct mw_node *node;
	struct mw_string_map add;
	struct mw_strings remove;
	struct mw_string_map set;
};

struct mw_headers {
	const struct mw_node *node;
	const struct mw_header_operations *request;
	const struct mw_header_operations *response;
};

struct mw_http_match {
	const struct mw_node *node;
	const struct mw_string_match *authority;
	struct mw_strings gateways;
	struct mw_string_match_map headers;
	struct mw_bool ignore_uri_case;
	const struct mw_string_match *method;
	struct mw_string name;
	struct mw_int port;
	struct mw_string_match_map query_params;
	const struct mw_string_match *scheme;
	struct mw_string_map source_labels;
	struct mw_string source_namespace;
	struct mw_string stat_prefix;
	const struct mw_string_match *uri;
	struct mw_string_match_map without_headers;
};
struct mw_http_match_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_http_match *v;
};

struct mw_http_mirror {
	const struct mw_node *node;
	const struct mw_destination *destination;
	const struct mw_percent *percentage;
};
struct mw_http_mirror_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_http_mirror *v;
};

struct mw_http_redirect {
	const struct mw_node *node;
	struct mw_string authority;
	struct mw_enum derive_port;	/* FROM_PROTOCOL_DEFAULT=0 FROM_REQUEST_PORT=1 */
	struct mw_int port;
	struct mw_string prefix_rewrite;
	struct mw_int redirect_code;
	struct mw_string scheme;
	struct mw_string uri;
};

struct mw_http_retry {
	const struct mw_node *node;
	struct mw_int attempts;
	struct mw_duration backoff;
	struct mw_duration per_try_timeout;
	struct mw_bool retry_ignore_previous_hosts;
	struct mw_string retry_on;
	struct mw_bool retry_remote_localities;
};

struct mw_regex_rewrite {
	const struct mw_node *node;
	struct mw_string match;
	struct mw_string rewrite;
};

struct mw_http_rewrite {
	const struct mw_node *node;
	struct mw_string authority;
	struct mw_string uri;
	const struct mw_regex_rewrite *uri_regex_rewrite;
};

struct mw_http_destination {
	const struct mw_node *node;
	const struct mw_destination *destination;
	const struct mw_headers *headers;
	struct mw_int weight;
};
struct mw_http_destination_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_http_destination *v;
};

struct mw_http_route {
	const struct mw_node *node;
	const struct mw_cors_policy *cors_policy;
	const struct mw_delegate *delegate;
	const struct mw_direct_response *direct_response;
	const struct mw_fault *fault;
	const struct mw_headers *headers;
	struct mw_http_match_list match;
	const struct mw_destination *mirror;
	struct mw_int mirror_percent;	/* deprecated */
	const struct mw_percent *mirror_percentage;
	struct mw_http_mirror_list mirrors;
	struct mw_string name;
	const struct mw_http_redirect *redirect;
	const struct mw_http_retry *retries;
	const struct mw_http_rewrite *rewrite;
	struct mw_http_destination_list route;
	struct mw_duration timeout;
};
struct mw_http_route_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_http_route *v;
};

struct mw_l4_match {
	const struct mw_node *node;
	struct mw_strings destination_subnets;
	struct mw_strings gateways;
	struct mw_int port;
	struct mw_string_map source_labels;
	struct mw_string source_namespace;
	struct mw_string source_subnet;
};
struct mw_l4_match_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_l4_match *v;
};

struct mw_route_destination {
	const struct mw_node *node;
	const struct mw_destination *destination;
	struct mw_int weight;
};
struct mw_route_destination_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_route_destination *v;
};

struct mw_tcp_route {
	const struct mw_node *node;
	struct mw_l4_match_list match;
	struct mw_route_destination_list route;
};
struct mw_tcp_route_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_tcp_route *v;
};

struct mw_tls_match {
	const struct mw_node *node;
	struct mw_strings destination_subnets;
	struct mw_strings gateways;
	struct mw_int port;
	struct mw_strings sni_hosts;
	struct mw_string_map source_labels;
	struct mw_string source_namespace;
};
struct mw_tls_match_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_tls_match *v;
};

struct mw_tls_route {
	const struct mw_node *node;
	struct mw_tls_match_list match;
	struct mw_route_destination_list route;
};
struct mw_tls_route_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_tls_route *v;
};

struct mw_virtual_service {
	const struct mw_node *node;
	struct mw_strings export_to;
	struct mw_strings gateways;
	struct mw_strings hosts;
	struct mw_http_route_list http;
	struct mw_tcp_route_list tcp;
	struct mw_tls_route_list tls;
};

struct mw_pod_metadata {
	const struct mw_node *node;
	struct mw_string_map annotations;
	struct mw_string_map labels;
};

struct mw_workload_group_exec {
	const struct mw_node *node;
	struct mw_strings command;
};

struct mw_workload_group_grpc {
	const struct mw_node *node;
	struct mw_int port;
	struct mw_string service;
};

struct mw_workload_group_http_get {
	const struct mw_node *node;
	struct mw_string host;
	struct mw_env_var_list http_headers;
	struct mw_string path;
	struct mw_int port;
	struct mw_string scheme;
};

struct mw_workload_group_tcp_socket {
	const struct mw_node *node;
	struct mw_string host;
	struct mw_int port;
};

struct mw_workload_group_probe {
	const struct mw_node *node;
	const struct mw_workload_group_exec *exec;
	struct mw_int failure_threshold;
	const struct mw_workload_group_grpc *grpc;
	const struct mw_workload_group_http_get *http_get;
	struct mw_int initial_delay_seconds;
	struct mw_int period_seconds;
	struct mw_int success_threshold;
	const struct mw_workload_group_tcp_socket *tcp_socket;
	struct mw_int timeout_seconds;
};

struct mw_workload_group {
	const struct mw_node *node;
	const struct mw_pod_metadata *metadata;
	const struct mw_workload_group_probe *probe;
	const struct mw_workload_entry *template;
};

struct mw_authz_source {
	const struct mw_node *node;
	struct mw_strings ip_blocks;
	struct mw_strings namespaces;
	struct mw_strings not_ip_blocks;
	struct mw_strings not_namespaces;
	struct mw_strings not_principals;
	struct mw_strings not_remote_ip_blocks;
	struct mw_strings not_request_principals;
	struct mw_strings not_service_accounts;
	struct mw_strings not_trust_domains;
	struct mw_strings principals;
	struct mw_strings remote_ip_blocks;
	struct mw_strings request_principals;
	struct mw_strings service_accounts;
	struct mw_strings trust_domains;
};

struct mw_authz_from {
	const struct mw_node *node;
	const struct mw_authz_source *source;
};
struct mw_authz_from_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_authz_from *v;
};

struct mw_authz_operation {
	const struct mw_node *node;
	struct mw_strings hosts;
	struct mw_strings methods;
	struct mw_strings not_hosts;
	struct mw_strings not_methods;
	struct mw_strings not_paths;
	struct mw_strings not_ports;
	struct mw_strings paths;
	struct mw_strings ports;
};

struct mw_authz_to {
	const struct mw_node *node;
	const struct mw_authz_operation *operation;
};
struct mw_authz_to_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_authz_to *v;
};

struct mw_authz_condition {
	const struct mw_node *node;
	struct mw_string key;
	struct mw_strings not_values;
	struct mw_strings values;
};
struct mw_authz_condition_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_authz_condition *v;
};

struct mw_authz_rule {
	const struct mw_node *node;
	struct mw_authz_from_list from;
	struct mw_authz_to_list to;
	struct mw_authz_condition_list when;
};
struct mw_authz_rule_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_authz_rule *v;
};

struct mw_authorization_policy {
	const struct mw_node *node;
	struct mw_enum action;	/* ALLOW=0 DENY=1 AUDIT=2 CUSTOM=3 */
	const struct mw_authz_provider *provider;
	struct mw_authz_rule_list rules;
	const struct mw_label_selector *selector;
	const struct mw_target_ref *target_ref;
	struct mw_target_ref_list target_refs;
};

struct mw_mtls {
	const struct mw_node *node;
	struct mw_enum mode;	/* UNSET=0 DISABLE=1 PERMISSIVE=2 STRICT=3 */
};
struct mw_mtls_entry {
	struct mw_string key;
	struct mw_mtls value;
};
struct mw_mtls_map {
	const struct mw_node *node;
	size_t n;
	const struct mw_mtls_entry *v;
};

struct mw_peer_authentication {
	const struct mw_node *node;
	const struct mw_mtls *mtls;
	struct mw_mtls_map port_level_mtls;
	const struct mw_label_selector *selector;
};

struct mw_jwt_header {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string prefix;
};
struct mw_jwt_header_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_jwt_header *v;
};

struct mw_claim_to_header {
	const struct mw_node *node;
	struct mw_string claim;
	struct mw_string header;
};
struct mw_claim_to_header_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_claim_to_header *v;
};

struct mw_jwt_rule {
	const struct mw_node *node;
	struct mw_strings audiences;
	struct mw_bool forward_original_token;
	struct mw_strings from_cookies;
	struct mw_jwt_header_list from_headers;
	struct mw_strings from_params;
	struct mw_string issuer;
	struct mw_string jwks;
	struct mw_string jwks_uri;
	struct mw_claim_to_header_list output_claim_to_headers;
	struct mw_string output_payload_to_header;
	struct mw_strings space_delimited_claims;
	struct mw_duration timeout;
};
struct mw_jwt_rule_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_jwt_rule *v;
};

struct mw_request_authentication {
	const struct mw_node *node;
	struct mw_jwt_rule_list jwt_rules;
	const struct mw_label_selector *selector;
	const struct mw_target_ref *target_ref;
	struct mw_target_ref_list target_refs;
};

struct mw_telemetry_filter {
	const struct mw_node *node;
	struct mw_string expression;
};

struct mw_telemetry_match {
	const struct mw_node *node;
	struct mw_enum mode;	/* CLIENT_AND_SERVER=0 CLIENT=1 SERVER=2 */
};

struct mw_telemetry_access_logging {
	const struct mw_node *node;
	struct mw_bool disabled;
	const struct mw_telemetry_filter *filter;
	const struct mw_telemetry_match *match;
	struct mw_authz_provider_list providers;
};
struct mw_telemetry_access_logging_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_telemetry_access_logging *v;
};

struct mw_telemetry_overrides_match {
	const struct mw_node *node;
	struct mw_string custom_metric;
	struct mw_enum metric;	/* ALL_METRICS=0 REQUEST_COUNT=1 REQUEST_DURATION=2 REQUEST_SIZE=3 RESPONSE_SIZE=4 TCP_OPENED_CONNECTIONS=5 TCP_CLOSED_CONNECTIONS=6 TCP_SENT_BYTES=7 TCP_RECEIVED_BYTES=8 GRPC_REQUEST_MESSAGES=9 GRPC_RESPONSE_MESSAGES=10 */
	struct mw_enum mode;	/* CLIENT_AND_SERVER=0 CLIENT=1 SERVER=2 */
};

struct mw_telemetry_tag_overrides {
	const struct mw_node *node;
	struct mw_enum operation;	/* UPSERT=0 REMOVE=1 */
	struct mw_string value;
};
struct mw_telemetry_tag_overrides_entry {
	struct mw_string key;
	struct mw_telemetry_tag_overrides value;
};
struct mw_telemetry_tag_overrides_map {
	const struct mw_node *node;
	size_t n;
	const struct mw_telemetry_tag_overrides_entry *v;
};

struct mw_telemetry_overrides {
	const struct mw_node *node;
	struct mw_bool disabled;
	const struct mw_telemetry_overrides_match *match;
	struct mw_telemetry_tag_overrides_map tag_overrides;
};
struct mw_telemetry_overrides_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_telemetry_overrides *v;
};

struct mw_telemetry_metrics {
	const struct mw_node *node;
	struct mw_telemetry_overrides_list overrides;
	struct mw_authz_provider_list providers;
	struct mw_duration reporting_interval;
};
struct mw_telemetry_metrics_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_telemetry_metrics *v;
};

struct mw_telemetry_environment {
	const struct mw_node *node;
	struct mw_string default_value;
	struct mw_string name;
};

struct mw_telemetry_formatter {
	const struct mw_node *node;
	struct mw_string value;
};

struct mw_telemetry_custom_tags {
	const struct mw_node *node;
	const struct mw_telemetry_environment *environment;
	const struct mw_telemetry_formatter *formatter;
	const struct mw_telemetry_environment *header;
	const struct mw_telemetry_formatter *literal;
};
struct mw_telemetry_custom_tags_entry {
	struct mw_string key;
	struct mw_telemetry_custom_tags value;
};
struct mw_telemetry_custom_tags_map {
	const struct mw_node *node;
	size_t n;
	const struct mw_telemetry_custom_tags_entry *v;
};

struct mw_telemetry_tracing {
	const struct mw_node *node;
	struct mw_telemetry_custom_tags_map custom_tags;
	struct mw_bool disable_context_propagation;
	struct mw_bool disable_span_reporting;
	struct mw_bool enable_istio_tags;
	const struct mw_telemetry_match *match;
	struct mw_authz_provider_list providers;
	struct mw_number random_sampling_percentage;
	struct mw_bool use_request_id_for_trace_sampling;
};
struct mw_telemetry_tracing_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_telemetry_tracing *v;
};

struct mw_telemetry {
	const struct mw_node *node;
	struct mw_telemetry_access_logging_list access_logging;
	struct mw_telemetry_metrics_list metrics;
	const struct mw_label_selector *selector;
	const struct mw_target_ref *target_ref;
	struct mw_target_ref_list target_refs;
	struct mw_telemetry_tracing_list tracing;
};

struct mw_backend_tls_policy_target_refs {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string section_name;
};
struct mw_backend_tls_policy_target_refs_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_backend_tls_policy_target_refs *v;
};

struct mw_backend_tls_policy_ca_certificate_refs {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
};
struct mw_backend_tls_policy_ca_certificate_refs_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_backend_tls_policy_ca_certificate_refs *v;
};

struct mw_backend_tls_policy_subject_alt_names {
	const struct mw_node *node;
	struct mw_string hostname;
	struct mw_string type;
	struct mw_string uri;
};
struct mw_backend_tls_policy_subject_alt_names_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_backend_tls_policy_subject_alt_names *v;
};

struct mw_backend_tls_policy_validation {
	const struct mw_node *node;
	struct mw_backend_tls_policy_ca_certificate_refs_list ca_certificate_refs;
	struct mw_string hostname;
	struct mw_backend_tls_policy_subject_alt_names_list subject_alt_names;
	struct mw_string well_known_ca_certificates;
};

struct mw_backend_tls_policy {
	const struct mw_node *node;
	struct mw_string_map options;
	struct mw_backend_tls_policy_target_refs_list target_refs;
	const struct mw_backend_tls_policy_validation *validation;
};

struct mw_gateway_class {
	const struct mw_node *node;
	struct mw_string controller_name;
	struct mw_string description;
	const struct mw_target_ref *parameters_ref;
};

struct mw_k8s_gateway_addresses {
	const struct mw_node *node;
	struct mw_string type;
	struct mw_string value;
};
struct mw_k8s_gateway_addresses_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_gateway_addresses *v;
};

struct mw_label_requirement {
	const struct mw_node *node;
	struct mw_string key;
	struct mw_string operator;
	struct mw_strings values;
};
struct mw_label_requirement_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_label_requirement *v;
};

struct mw_k8s_label_selector {
	const struct mw_node *node;
	struct mw_label_requirement_list match_expressions;
	struct mw_string_map match_labels;
};
struct mw_k8s_label_selector_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_label_selector *v;
};

struct mw_k8s_gateway_namespaces {
	const struct mw_node *node;
	struct mw_string from;
	const struct mw_k8s_label_selector *selector;
};

struct mw_k8s_gateway_allowed_listeners {
	const struct mw_node *node;
	const struct mw_k8s_gateway_namespaces *namespaces;
};

struct mw_k8s_gateway_infrastructure {
	const struct mw_node *node;
	struct mw_string_map annotations;
	struct mw_string_map labels;
	const struct mw_backend_tls_policy_ca_certificate_refs *parameters_ref;
};

struct mw_k8s_gateway_kinds {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
};
struct mw_k8s_gateway_kinds_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_gateway_kinds *v;
};

struct mw_k8s_gateway_allowed_routes {
	const struct mw_node *node;
	struct mw_k8s_gateway_kinds_list kinds;
	const struct mw_k8s_gateway_namespaces *namespaces;
};

struct mw_k8s_gateway_tls {
	const struct mw_node *node;
	struct mw_target_ref_list certificate_refs;
	struct mw_string mode;
	struct mw_string_map options;
};

struct mw_k8s_gateway_listeners {
	const struct mw_node *node;
	const struct mw_k8s_gateway_allowed_routes *allowed_routes;
	struct mw_string hostname;
	struct mw_string name;
	struct mw_int port;
	struct mw_string protocol;
	const struct mw_k8s_gateway_tls *tls;
};
struct mw_k8s_gateway_listeners_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_gateway_listeners *v;
};

struct mw_k8s_gateway_backend {
	const struct mw_node *node;
	const struct mw_target_ref *client_certificate_ref;
};

struct mw_k8s_gateway_validation {
	const struct mw_node *node;
	struct mw_target_ref_list ca_certificate_refs;
	struct mw_string mode;
};

struct mw_k8s_gateway_default_ {
	const struct mw_node *node;
	const struct mw_k8s_gateway_validation *validation;
};

struct mw_k8s_gateway_per_port {
	const struct mw_node *node;
	struct mw_int port;
	const struct mw_k8s_gateway_default_ *tls;
};
struct mw_k8s_gateway_per_port_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_gateway_per_port *v;
};

struct mw_k8s_gateway_frontend {
	const struct mw_node *node;
	const struct mw_k8s_gateway_default_ *default_;
	struct mw_k8s_gateway_per_port_list per_port;
};

struct mw_k8s_gateway_tls_x {
	const struct mw_node *node;
	const struct mw_k8s_gateway_backend *backend;
	const struct mw_k8s_gateway_frontend *frontend;
};

struct mw_k8s_gateway {
	const struct mw_node *node;
	struct mw_k8s_gateway_addresses_list addresses;
	const struct mw_k8s_gateway_allowed_listeners *allowed_listeners;
	struct mw_string default_scope;
	struct mw_string gateway_class_name;
	const struct mw_k8s_gateway_infrastructure *infrastructure;
	struct mw_k8s_gateway_listeners_list listeners;
	const struct mw_k8s_gateway_tls_x *tls;
};

struct mw_k8s_grpc_route_parent_refs {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string namespace;
	struct mw_int port;
	struct mw_string section_name;
};
struct mw_k8s_grpc_route_parent_refs_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_grpc_route_parent_refs *v;
};

struct mw_k8s_grpc_route_request_header_modifier {
	const struct mw_node *node;
	struct mw_env_var_list add;
	struct mw_strings remove;
	struct mw_env_var_list set;
};

struct mw_k8s_grpc_route_backend_ref {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string namespace;
	struct mw_int port;
};

struct mw_k8s_grpc_route_fraction {
	const struct mw_node *node;
	struct mw_int denominator;
	struct mw_int numerator;
};

struct mw_k8s_grpc_route_request_mirror {
	const struct mw_node *node;
	const struct mw_k8s_grpc_route_backend_ref *backend_ref;
	const struct mw_k8s_grpc_route_fraction *fraction;
	struct mw_int percent;
};

struct mw_k8s_grpc_route_filters {
	const struct mw_node *node;
	const struct mw_backend_tls_policy_ca_certificate_refs *extension_ref;
	const struct mw_k8s_grpc_route_request_header_modifier *request_header_modifier;
	const struct mw_k8s_grpc_route_request_mirror *request_mirror;
	const struct mw_k8s_grpc_route_request_header_modifier *response_header_modifier;
	struct mw_string type;
};
struct mw_k8s_grpc_route_filters_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_grpc_route_filters *v;
};

struct mw_k8s_grpc_route_backend_refs {
	const struct mw_node *node;
	struct mw_k8s_grpc_route_filters_list filters;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string namespace;
	struct mw_int port;
	struct mw_int weight;
};
struct mw_k8s_grpc_route_backend_refs_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_grpc_route_backend_refs *v;
};

struct mw_k8s_grpc_route_headers {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string type;
	struct mw_string value;
};
struct mw_k8s_grpc_route_headers_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_grpc_route_headers *v;
};

struct mw_k8s_grpc_route_method {
	const struct mw_node *node;
	struct mw_string method;
	struct mw_string service;
	struct mw_string type;
};

struct mw_k8s_grpc_route_matches {
	const struct mw_node *node;
	struct mw_k8s_grpc_route_headers_list headers;
	const struct mw_k8s_grpc_route_method *method;
};
struct mw_k8s_grpc_route_matches_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_grpc_route_matches *v;
};

struct mw_k8s_grpc_route_cookie_config {
	const struct mw_node *node;
	struct mw_string lifetime_type;
};

struct mw_k8s_grpc_route_session_persistence {
	const struct mw_node *node;
	struct mw_duration absolute_timeout;
	const struct mw_k8s_grpc_route_cookie_config *cookie_config;
	struct mw_string session_name;
	struct mw_string type;
};

struct mw_k8s_grpc_route_rules {
	const struct mw_node *node;
	struct mw_k8s_grpc_route_backend_refs_list backend_refs;
	struct mw_k8s_grpc_route_filters_list filters;
	struct mw_k8s_grpc_route_matches_list matches;
	struct mw_string name;
	const struct mw_k8s_grpc_route_session_persistence *session_persistence;
};
struct mw_k8s_grpc_route_rules_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_grpc_route_rules *v;
};

struct mw_k8s_grpc_route {
	const struct mw_node *node;
	struct mw_strings hostnames;
	struct mw_k8s_grpc_route_parent_refs_list parent_refs;
	struct mw_k8s_grpc_route_rules_list rules;
	struct mw_string use_default_gateways;
};

struct mw_k8s_http_route_cors {
	const struct mw_node *node;
	struct mw_bool allow_credentials;
	struct mw_strings allow_headers;
	struct mw_strings allow_methods;
	struct mw_strings allow_origins;
	struct mw_strings expose_headers;
	struct mw_int max_age;
};

struct mw_k8s_http_route_forward_body {
	const struct mw_node *node;
	struct mw_int max_size;
};

struct mw_k8s_http_route_grpc {
	const struct mw_node *node;
	struct mw_strings allowed_headers;
};

struct mw_k8s_http_route_http {
	const struct mw_node *node;
	struct mw_strings allowed_headers;
	struct mw_strings allowed_response_headers;
	struct mw_string path;
};

struct mw_k8s_http_route_external_auth {
	const struct mw_node *node;
	const struct mw_k8s_grpc_route_backend_ref *backend_ref;
	const struct mw_k8s_http_route_forward_body *forward_body;
	const struct mw_k8s_http_route_grpc *grpc;
	const struct mw_k8s_http_route_http *http;
	struct mw_string protocol;
};

struct mw_k8s_http_route_path {
	const struct mw_node *node;
	struct mw_string replace_full_path;
	struct mw_string replace_prefix_match;
	struct mw_string type;
};

struct mw_k8s_http_route_request_redirect {
	const struct mw_node *node;
	struct mw_string hostname;
	const struct mw_k8s_http_route_path *path;
	struct mw_int port;
	struct mw_string scheme;
	struct mw_int status_code;
};

struct mw_k8s_http_route_url_rewrite {
	const struct mw_node *node;
	struct mw_string hostname;
	const struct mw_k8s_http_route_path *path;
};

struct mw_k8s_http_route_filters {
	const struct mw_node *node;
	const struct mw_k8s_http_route_cors *cors;
	const struct mw_backend_tls_policy_ca_certificate_refs *extension_ref;
	const struct mw_k8s_http_route_external_auth *external_auth;
	const struct mw_k8s_grpc_route_request_header_modifier *request_header_modifier;
	const struct mw_k8s_grpc_route_request_mirror *request_mirror;
	const struct mw_k8s_http_route_request_redirect *request_redirect;
	const struct mw_k8s_grpc_route_request_header_modifier *response_header_modifier;
	struct mw_string type;
	const struct mw_k8s_http_route_url_rewrite *url_rewrite;
};
struct mw_k8s_http_route_filters_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_http_route_filters *v;
};

struct mw_k8s_http_route_backend_refs {
	const struct mw_node *node;
	struct mw_k8s_http_route_filters_list filters;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string namespace;
	struct mw_int port;
	struct mw_int weight;
};
struct mw_k8s_http_route_backend_refs_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_http_route_backend_refs *v;
};

struct mw_k8s_http_route_matches {
	const struct mw_node *node;
	struct mw_k8s_grpc_route_headers_list headers;
	struct mw_string method;
	const struct mw_k8s_gateway_addresses *path;
	struct mw_k8s_grpc_route_headers_list query_params;
};
struct mw_k8s_http_route_matches_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_http_route_matches *v;
};

struct mw_k8s_http_route_retry {
	const struct mw_node *node;
	struct mw_int attempts;
	struct mw_duration backoff;
	struct mw_ints codes;
};

struct mw_k8s_http_route_timeouts {
	const struct mw_node *node;
	struct mw_duration backend_request;
	struct mw_duration request;
};

struct mw_k8s_http_route_rules {
	const struct mw_node *node;
	struct mw_k8s_http_route_backend_refs_list backend_refs;
	struct mw_k8s_http_route_filters_list filters;
	struct mw_k8s_http_route_matches_list matches;
	struct mw_string name;
	const struct mw_k8s_http_route_retry *retry;
	const struct mw_k8s_grpc_route_session_persistence *session_persistence;
	const struct mw_k8s_http_route_timeouts *timeouts;
};
struct mw_k8s_http_route_rules_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_http_route_rules *v;
};

struct mw_k8s_http_route {
	const struct mw_node *node;
	struct mw_strings hostnames;
	struct mw_k8s_grpc_route_parent_refs_list parent_refs;
	struct mw_k8s_http_route_rules_list rules;
	struct mw_string use_default_gateways;
};

struct mw_listener_set {
	const struct mw_node *node;
	struct mw_k8s_gateway_listeners_list listeners;
	const struct mw_target_ref *parent_ref;
};

struct mw_reference_grant_from {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string namespace;
};
struct mw_reference_grant_from_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_reference_grant_from *v;
};

struct mw_reference_grant {
	const struct mw_node *node;
	struct mw_reference_grant_from_list from;
	struct mw_backend_tls_policy_ca_certificate_refs_list to;
};

struct mw_k8s_tcp_route_backend_refs {
	const struct mw_node *node;
	struct mw_string group;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string namespace;
	struct mw_int port;
	struct mw_int weight;
};
struct mw_k8s_tcp_route_backend_refs_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_tcp_route_backend_refs *v;
};

struct mw_k8s_tcp_route_rules {
	const struct mw_node *node;
	struct mw_k8s_tcp_route_backend_refs_list backend_refs;
	struct mw_string name;
};
struct mw_k8s_tcp_route_rules_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_tcp_route_rules *v;
};

struct mw_k8s_tcp_route {
	const struct mw_node *node;
	struct mw_k8s_grpc_route_parent_refs_list parent_refs;
	struct mw_k8s_tcp_route_rules_list rules;
	struct mw_string use_default_gateways;
};

struct mw_k8s_tls_route {
	const struct mw_node *node;
	struct mw_strings hostnames;
	struct mw_k8s_grpc_route_parent_refs_list parent_refs;
	struct mw_k8s_tcp_route_rules_list rules;
	struct mw_string use_default_gateways;
};

struct mw_k8s_service_port {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string protocol;
	struct mw_string app_protocol;
	struct mw_int port;
	struct mw_int_or_string target_port;
	struct mw_int node_port;
};
struct mw_k8s_service_port_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_service_port *v;
};

struct mw_k8s_service_spec {
	const struct mw_node *node;
	struct mw_string type;
	struct mw_string cluster_ip;
	struct mw_strings cluster_ips;
	struct mw_strings ip_families;
	struct mw_string ip_family_policy;
	struct mw_string_map selector;
	struct mw_k8s_service_port_list ports;
	struct mw_string external_name;
	struct mw_strings external_ips;
	struct mw_string load_balancer_ip;
	struct mw_string load_balancer_class;
	struct mw_bool publish_not_ready_addresses;
	struct mw_string internal_traffic_policy;
	struct mw_string external_traffic_policy;
	struct mw_string traffic_distribution;
	struct mw_string session_affinity;
};

struct mw_k8s_service_ingress {
	const struct mw_node *node;
	struct mw_string ip;
	struct mw_string hostname;
};
struct mw_k8s_service_ingress_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_service_ingress *v;
};

struct mw_k8s_service_load_balancer {
	const struct mw_node *node;
	struct mw_k8s_service_ingress_list ingress;
};

struct mw_k8s_service_status {
	const struct mw_node *node;
	const struct mw_k8s_service_load_balancer *load_balancer;
	const struct mw_node *conditions;
};

struct mw_k8s_service {
	const struct mw_node *node;
	const struct mw_k8s_service_spec *spec;
	const struct mw_k8s_service_status *status;
};

struct mw_k8s_pod_security_context {
	const struct mw_node *node;
	struct mw_int run_as_user;
};

struct mw_container_port {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_int container_port;
	struct mw_string protocol;
};
struct mw_container_port_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_container_port *v;
};

struct mw_container {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string image;
	struct mw_strings args;
	struct mw_container_port_list ports;
	struct mw_env_var_list env;
	const struct mw_k8s_pod_security_context *security_context;
	const struct mw_node *readiness_probe;
	const struct mw_node *liveness_probe;
};
struct mw_container_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_container *v;
};

struct mw_k8s_pod_init_containers {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string image;
	struct mw_string restart_policy;
};
struct mw_k8s_pod_init_containers_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_pod_init_containers *v;
};

struct mw_pod_spec {
	const struct mw_node *node;
	struct mw_string service_account_name;
	struct mw_string service_account;
	struct mw_bool host_network;
	struct mw_string node_name;
	struct mw_string subdomain;
	struct mw_string hostname;
	const struct mw_k8s_pod_security_context *security_context;
	struct mw_container_list containers;
	struct mw_k8s_pod_init_containers_list init_containers;
};

struct mw_k8s_pod_pod_ips {
	const struct mw_node *node;
	struct mw_string ip;
};
struct mw_k8s_pod_pod_ips_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_pod_pod_ips *v;
};

struct mw_k8s_pod_conditions {
	const struct mw_node *node;
	struct mw_string type;
	struct mw_string status;
};
struct mw_k8s_pod_conditions_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_pod_conditions *v;
};

struct mw_k8s_pod_status {
	const struct mw_node *node;
	struct mw_string pod_ip;
	struct mw_k8s_pod_pod_ips_list pod_ips;
	struct mw_string host_ip;
	struct mw_string phase;
	struct mw_k8s_pod_conditions_list conditions;
};

struct mw_k8s_pod {
	const struct mw_node *node;
	const struct mw_pod_spec *spec;
	const struct mw_k8s_pod_status *status;
};

struct mw_pod_template {
	const struct mw_node *node;
	const struct mw_pod_metadata *metadata;
	const struct mw_pod_spec *spec;
};

struct mw_k8s_deployment_spec {
	const struct mw_node *node;
	struct mw_int replicas;
	const struct mw_k8s_label_selector *selector;
	const struct mw_pod_template *template;
};

struct mw_k8s_deployment {
	const struct mw_node *node;
	const struct mw_k8s_deployment_spec *spec;
};

struct mw_k8s_stateful_set_spec {
	const struct mw_node *node;
	struct mw_int replicas;
	struct mw_string service_name;
	const struct mw_k8s_label_selector *selector;
	const struct mw_pod_template *template;
};

struct mw_k8s_stateful_set {
	const struct mw_node *node;
	const struct mw_k8s_stateful_set_spec *spec;
};

struct mw_k8s_daemon_set_spec {
	const struct mw_node *node;
	const struct mw_k8s_label_selector *selector;
	const struct mw_pod_template *template;
};

struct mw_k8s_daemon_set {
	const struct mw_node *node;
	const struct mw_k8s_daemon_set_spec *spec;
};

struct mw_k8s_replica_set {
	const struct mw_node *node;
	const struct mw_k8s_deployment_spec *spec;
};

struct mw_k8s_job_spec {
	const struct mw_node *node;
	const struct mw_pod_template *template;
};

struct mw_k8s_job {
	const struct mw_node *node;
	const struct mw_k8s_job_spec *spec;
};

struct mw_k8s_cron_job_job_template {
	const struct mw_node *node;
	const struct mw_k8s_job_spec *spec;
};

struct mw_k8s_cron_job_spec {
	const struct mw_node *node;
	const struct mw_k8s_cron_job_job_template *job_template;
	struct mw_string schedule;
};

struct mw_k8s_cron_job {
	const struct mw_node *node;
	const struct mw_k8s_cron_job_spec *spec;
};

struct mw_k8s_service_account {
	const struct mw_node *node;
	const struct mw_node *image_pull_secrets;
	const struct mw_node *secrets;
};

struct mw_k8s_secret {
	const struct mw_node *node;
	struct mw_string type;
	struct mw_string_map data;
	struct mw_string_map string_data;
	struct mw_bool immutable;
};

struct mw_k8s_config_map {
	const struct mw_node *node;
	struct mw_string_map data;
	struct mw_string_map binary_data;
};

struct mw_k8s_endpoints_target_ref {
	const struct mw_node *node;
	struct mw_string kind;
	struct mw_string name;
	struct mw_string namespace;
};

struct mw_k8s_endpoints_addresses {
	const struct mw_node *node;
	struct mw_string ip;
	struct mw_string hostname;
	struct mw_string node_name;
	const struct mw_k8s_endpoints_target_ref *target_ref;
};
struct mw_k8s_endpoints_addresses_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_endpoints_addresses *v;
};

struct mw_k8s_endpoints_ports {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_int port;
	struct mw_string protocol;
	struct mw_string app_protocol;
};
struct mw_k8s_endpoints_ports_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_endpoints_ports *v;
};

struct mw_k8s_endpoints_subsets {
	const struct mw_node *node;
	struct mw_k8s_endpoints_addresses_list addresses;
	struct mw_k8s_pod_pod_ips_list not_ready_addresses;
	struct mw_k8s_endpoints_ports_list ports;
};
struct mw_k8s_endpoints_subsets_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_endpoints_subsets *v;
};

struct mw_k8s_endpoints {
	const struct mw_node *node;
	struct mw_k8s_endpoints_subsets_list subsets;
};

struct mw_k8s_endpoint_slice_conditions {
	const struct mw_node *node;
	struct mw_bool ready;
	struct mw_bool serving;
	struct mw_bool terminating;
};

struct mw_k8s_endpoint_slice_endpoints {
	const struct mw_node *node;
	struct mw_strings addresses;
	const struct mw_k8s_endpoint_slice_conditions *conditions;
	struct mw_string hostname;
	struct mw_string node_name;
	struct mw_string zone;
	const struct mw_k8s_endpoints_target_ref *target_ref;
};
struct mw_k8s_endpoint_slice_endpoints_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_endpoint_slice_endpoints *v;
};

struct mw_k8s_endpoint_slice {
	const struct mw_node *node;
	struct mw_string address_type;
	struct mw_k8s_endpoint_slice_endpoints_list endpoints;
	struct mw_k8s_endpoints_ports_list ports;
};

struct mw_k8s_ingress_port {
	const struct mw_node *node;
	struct mw_int number;
	struct mw_string name;
};

struct mw_k8s_ingress_service {
	const struct mw_node *node;
	struct mw_string name;
	const struct mw_k8s_ingress_port *port;
};

struct mw_k8s_ingress_default_backend {
	const struct mw_node *node;
	const struct mw_k8s_ingress_service *service;
};

struct mw_k8s_ingress_backend {
	const struct mw_node *node;
	const struct mw_k8s_ingress_service *service;
	const struct mw_node *resource;
};

struct mw_k8s_ingress_paths {
	const struct mw_node *node;
	struct mw_string path;
	struct mw_string path_type;
	const struct mw_k8s_ingress_backend *backend;
};
struct mw_k8s_ingress_paths_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_ingress_paths *v;
};

struct mw_k8s_ingress_http {
	const struct mw_node *node;
	struct mw_k8s_ingress_paths_list paths;
};

struct mw_k8s_ingress_rules {
	const struct mw_node *node;
	struct mw_string host;
	const struct mw_k8s_ingress_http *http;
};
struct mw_k8s_ingress_rules_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_ingress_rules *v;
};

struct mw_k8s_ingress_tls {
	const struct mw_node *node;
	struct mw_strings hosts;
	struct mw_string secret_name;
};
struct mw_k8s_ingress_tls_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_ingress_tls *v;
};

struct mw_k8s_ingress_spec {
	const struct mw_node *node;
	struct mw_string ingress_class_name;
	const struct mw_k8s_ingress_default_backend *default_backend;
	struct mw_k8s_ingress_rules_list rules;
	struct mw_k8s_ingress_tls_list tls;
};

struct mw_k8s_ingress {
	const struct mw_node *node;
	const struct mw_k8s_ingress_spec *spec;
};

struct mw_k8s_ingress_class_spec {
	const struct mw_node *node;
	struct mw_string controller;
};

struct mw_k8s_ingress_class {
	const struct mw_node *node;
	const struct mw_k8s_ingress_class_spec *spec;
};

struct mw_k8s_node_addresses {
	const struct mw_node *node;
	struct mw_string type;
	struct mw_string address;
};
struct mw_k8s_node_addresses_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_node_addresses *v;
};

struct mw_k8s_node_status {
	const struct mw_node *node;
	struct mw_k8s_node_addresses_list addresses;
};

struct mw_k8s_node {
	const struct mw_node *node;
	const struct mw_k8s_node_status *status;
};

struct mw_k8s_network_policy_ports {
	const struct mw_node *node;
	struct mw_int_or_string port;
	struct mw_int end_port;
	struct mw_string protocol;
};
struct mw_k8s_network_policy_ports_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_network_policy_ports *v;
};

struct mw_k8s_network_policy_ip_block {
	const struct mw_node *node;
	struct mw_string cidr;
	const struct mw_node *except;
};

struct mw_k8s_network_policy_from {
	const struct mw_node *node;
	const struct mw_k8s_label_selector *pod_selector;
	const struct mw_k8s_label_selector *namespace_selector;
	const struct mw_k8s_network_policy_ip_block *ip_block;
};
struct mw_k8s_network_policy_from_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_network_policy_from *v;
};

struct mw_k8s_network_policy_ingress {
	const struct mw_node *node;
	struct mw_k8s_network_policy_ports_list ports;
	struct mw_k8s_network_policy_from_list from;
};
struct mw_k8s_network_policy_ingress_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_network_policy_ingress *v;
};

struct mw_k8s_network_policy_spec {
	const struct mw_node *node;
	const struct mw_k8s_label_selector *pod_selector;
	struct mw_strings policy_types;
	struct mw_k8s_network_policy_ingress_list ingress;
	const struct mw_node *egress;
};

struct mw_k8s_network_policy {
	const struct mw_node *node;
	const struct mw_k8s_network_policy_spec *spec;
};

struct mw_k8s_mutating_webhook_configuration_client_config {
	const struct mw_node *node;
	struct mw_string url;
	const struct mw_delegate *service;
};

struct mw_k8s_mutating_webhook_configuration_webhooks {
	const struct mw_node *node;
	struct mw_string name;
	const struct mw_k8s_label_selector *namespace_selector;
	const struct mw_k8s_label_selector *object_selector;
	const struct mw_k8s_mutating_webhook_configuration_client_config *client_config;
};
struct mw_k8s_mutating_webhook_configuration_webhooks_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_mutating_webhook_configuration_webhooks *v;
};

struct mw_k8s_mutating_webhook_configuration {
	const struct mw_node *node;
	struct mw_k8s_mutating_webhook_configuration_webhooks_list webhooks;
};

struct mw_k8s_custom_resource_definition_names {
	const struct mw_node *node;
	struct mw_string kind;
};

struct mw_k8s_custom_resource_definition_versions {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_bool served;
};
struct mw_k8s_custom_resource_definition_versions_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_k8s_custom_resource_definition_versions *v;
};

struct mw_k8s_custom_resource_definition_spec {
	const struct mw_node *node;
	struct mw_string group;
	const struct mw_k8s_custom_resource_definition_names *names;
	struct mw_k8s_custom_resource_definition_versions_list versions;
};

struct mw_k8s_custom_resource_definition {
	const struct mw_node *node;
	const struct mw_k8s_custom_resource_definition_spec *spec;
};

struct mw_k8s_service_import_spec {
	const struct mw_node *node;
	struct mw_string type;
	const struct mw_node *ips;
	const struct mw_node *ports;
};

struct mw_k8s_service_import {
	const struct mw_node *node;
	const struct mw_k8s_service_import_spec *spec;
};

struct mw_mesh_config_zipkin {
	const struct mw_node *node;
	struct mw_string address;
};

struct mw_mesh_config_lightstep {
	const struct mw_node *node;
	struct mw_string address;
	struct mw_string access_token;
};

struct mw_mesh_config_stackdriver {
	const struct mw_node *node;
	struct mw_bool debug;
	struct mw_int max_number_of_attributes;
	struct mw_int max_number_of_annotations;
	struct mw_int max_number_of_message_events;
};

struct mw_mesh_config_open_census_agent {
	const struct mw_node *node;
	struct mw_string address;
	struct mw_strings context;
};

struct mw_mesh_config_custom_tags {
	const struct mw_node *node;
	const struct mw_telemetry_formatter *literal;
	const struct mw_telemetry_environment *environment;
	const struct mw_telemetry_environment *header;
};
struct mw_mesh_config_custom_tags_entry {
	struct mw_string key;
	struct mw_mesh_config_custom_tags value;
};
struct mw_mesh_config_custom_tags_map {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_custom_tags_entry *v;
};

struct mw_mesh_config_tracing {
	const struct mw_node *node;
	const struct mw_mesh_config_zipkin *zipkin;
	const struct mw_mesh_config_lightstep *lightstep;
	const struct mw_mesh_config_zipkin *datadog;
	const struct mw_mesh_config_stackdriver *stackdriver;
	const struct mw_mesh_config_open_census_agent *open_census_agent;
	struct mw_mesh_config_custom_tags_map custom_tags;
	struct mw_int max_path_tag_length;
	struct mw_number sampling;
	const struct mw_client_tls *tls_settings;
	struct mw_bool enable_istio_tags;
};

struct mw_mesh_config_sds {
	const struct mw_node *node;
	struct mw_bool enabled;
	struct mw_string k8s_sa_jwt_path;
};

struct mw_mesh_config_envoy_access_log_service {
	const struct mw_node *node;
	struct mw_string address;
	const struct mw_client_tls *tls_settings;
	const struct mw_destination_rule_tcp_keepalive *tcp_keepalive;
};

struct mw_mesh_config_gateway_topology {
	const struct mw_node *node;
	struct mw_int num_trusted_proxies;
	struct mw_enum forward_client_cert_details;	/* UNDEFINED=0 SANITIZE=1 FORWARD_ONLY=2 APPEND_FORWARD=3 SANITIZE_SET=4 ALWAYS_FORWARD_ONLY=5 */
	const struct mw_node *proxy_protocol;
};

struct mw_mesh_config_proxy_stats_matcher {
	const struct mw_node *node;
	struct mw_strings inclusion_prefixes;
	struct mw_strings inclusion_suffixes;
	struct mw_strings inclusion_regexps;
};

struct mw_mesh_config_cryptomb {
	const struct mw_node *node;
	struct mw_duration poll_delay;
	struct mw_bool fallback;
};

struct mw_mesh_config_private_key_provider {
	const struct mw_node *node;
	const struct mw_mesh_config_cryptomb *cryptomb;
	const struct mw_mesh_config_cryptomb *qat;
};

struct mw_mesh_config_set_current_client_cert_details {
	const struct mw_node *node;
	struct mw_bool subject;
	struct mw_bool cert;
	struct mw_bool chain;
	struct mw_bool dns;
	struct mw_bool uri;
};

struct mw_mesh_config_request_id {
	const struct mw_node *node;
	struct mw_bool disabled;
};

struct mw_mesh_config_server {
	const struct mw_node *node;
	struct mw_bool disabled;
	struct mw_string value;
};

struct mw_mesh_config_metadata_exchange_headers {
	const struct mw_node *node;
	struct mw_enum mode;	/* UNDEFINED=0 IN_MESH=1 */
};

struct mw_mesh_config_x_forwarded_host {
	const struct mw_node *node;
	struct mw_bool enabled;
};

struct mw_mesh_config_proxy_headers {
	const struct mw_node *node;
	struct mw_enum forwarded_client_cert;	/* UNDEFINED=0 SANITIZE=1 FORWARD_ONLY=2 APPEND_FORWARD=3 SANITIZE_SET=4 ALWAYS_FORWARD_ONLY=5 */
	const struct mw_mesh_config_set_current_client_cert_details *set_current_client_cert_details;
	const struct mw_mesh_config_request_id *request_id;
	const struct mw_mesh_config_server *server;
	const struct mw_mesh_config_request_id *attempt_count;
	const struct mw_mesh_config_request_id *envoy_debug_headers;
	const struct mw_mesh_config_metadata_exchange_headers *metadata_exchange_headers;
	struct mw_bool preserve_http1_header_case;
	const struct mw_mesh_config_x_forwarded_host *x_forwarded_host;
	const struct mw_mesh_config_x_forwarded_host *x_forwarded_port;
};

struct mw_mesh_config_connection_settings {
	const struct mw_node *node;
	struct mw_enum profile;	/* SIDECAR=0 EDGE=1 */
	struct mw_int listener_per_connection_buffer_limit_bytes;
	struct mw_int cluster_per_connection_buffer_limit_bytes;
	struct mw_duration http_idle_timeout;
	struct mw_duration http_max_connection_duration;
	struct mw_duration http_drain_timeout;
	struct mw_duration http_request_timeout;
	struct mw_duration http_request_headers_timeout;
	struct mw_duration http_stream_idle_timeout;
	struct mw_duration http_max_stream_duration;
	struct mw_int http_max_concurrent_streams;
	struct mw_int http2_initial_stream_window_size;
	struct mw_int http2_initial_connection_window_size;
	struct mw_enum http_headers_with_underscores_action;	/* HEADERS_WITH_UNDERSCORES_UNSPECIFIED=0 HEADERS_WITH_UNDERSCORES_ALLOW=1 HEADERS_WITH_UNDERSCORES_REJECT_REQUEST=2 HEADERS_WITH_UNDERSCORES_DROP_HEADER=3 */
	struct mw_bool http_merge_slashes;
	struct mw_enum http_path_with_escaped_slashes_action;	/* PATH_WITH_ESCAPED_SLASHES_UNSPECIFIED=0 KEEP_UNCHANGED=1 REJECT_REQUEST=2 UNESCAPE_AND_REDIRECT=3 UNESCAPE_AND_FORWARD=4 */
	struct mw_int listener_connection_limit;
	struct mw_int global_downstream_connection_limit;
};

struct mw_mesh_config_default_config {
	const struct mw_node *node;
	struct mw_string config_path;
	struct mw_string binary_path;
	struct mw_string service_cluster;
	struct mw_enum tracing_service_name;	/* APP_LABEL_AND_NAMESPACE=0 CANONICAL_NAME_ONLY=1 CANONICAL_NAME_AND_NAMESPACE=2 */
	struct mw_duration drain_duration;
	struct mw_string discovery_address;
	struct mw_duration discovery_refresh_delay;	/* deprecated */
	struct mw_string zipkin_address;	/* deprecated */
	struct mw_string statsd_udp_address;
	struct mw_string envoy_metrics_service_address;	/* deprecated */
	struct mw_int proxy_admin_port;
	struct mw_string availability_zone;	/* deprecated */
	struct mw_enum control_plane_auth_policy;	/* NONE=0 MUTUAL_TLS=1 INHERIT=1000 */
	struct mw_string custom_config_file;
	struct mw_int stat_name_length;
	struct mw_int concurrency;
	struct mw_string proxy_bootstrap_template_path;
	struct mw_enum interception_mode;	/* REDIRECT=0 TPROXY=1 NONE=2 */
	const struct mw_mesh_config_tracing *tracing;
	const struct mw_mesh_config_sds *sds;	/* deprecated */
	const struct mw_mesh_config_envoy_access_log_service *envoy_access_log_service;
	const struct mw_mesh_config_envoy_access_log_service *envoy_metrics_service;
	struct mw_string_map proxy_metadata;
	struct mw_string_map runtime_values;
	struct mw_int status_port;
	struct mw_strings extra_stat_tags;
	const struct mw_mesh_config_gateway_topology *gateway_topology;
	struct mw_duration termination_drain_duration;
	struct mw_string mesh_id;
	const struct mw_workload_group_probe *readiness_probe;
	const struct mw_mesh_config_proxy_stats_matcher *proxy_stats_matcher;
	struct mw_bool hold_application_until_proxy_starts;
	struct mw_strings ca_certificates_pem;
	const struct mw_proxy_config_image *image;
	const struct mw_mesh_config_private_key_provider *private_key_provider;
	const struct mw_mesh_config_proxy_headers *proxy_headers;
	struct mw_duration file_flush_interval;
	struct mw_int file_flush_min_size_kb;
	struct mw_bool stats_compression;
	const struct mw_mesh_config_connection_settings *connection_settings;
};

struct mw_mesh_config_outbound_traffic_policy {
	const struct mw_node *node;
	struct mw_enum mode;	/* REGISTRY_ONLY=0 ALLOW_ANY=1 ALLOW_ANY_DYNAMIC_DNS=3 */
	const struct mw_client_tls *tls;
};

struct mw_mesh_config_inbound_traffic_policy {
	const struct mw_node *node;
	struct mw_enum mode;	/* PASSTHROUGH=0 LOCALHOST=1 */
};

struct mw_mesh_config_config_sources {
	const struct mw_node *node;
	struct mw_string address;
	const struct mw_client_tls *tls_settings;
	struct mw_strings subscribed_resources;
};
struct mw_mesh_config_config_sources_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_config_sources *v;
};

struct mw_mesh_config_ca_certificates {
	const struct mw_node *node;
	struct mw_string pem;
	struct mw_string spiffe_bundle_url;
	struct mw_strings cert_signers;
	struct mw_strings trust_domains;
};
struct mw_mesh_config_ca_certificates_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_ca_certificates *v;
};

struct mw_mesh_config_certificates {
	const struct mw_node *node;
	struct mw_string secret_name;
	struct mw_strings dns_names;
};
struct mw_mesh_config_certificates_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_certificates *v;
};

struct mw_mesh_config_settings {
	const struct mw_node *node;
	struct mw_bool cluster_local;
};

struct mw_mesh_config_service_settings {
	const struct mw_node *node;
	const struct mw_mesh_config_settings *settings;
	struct mw_strings hosts;
};
struct mw_mesh_config_service_settings_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_service_settings *v;
};

struct mw_mesh_config_service_scope_configs {
	const struct mw_node *node;
	const struct mw_k8s_label_selector *namespace_selector;
	const struct mw_k8s_label_selector *services_selector;
	struct mw_enum scope;	/* LOCAL=0 GLOBAL=1 */
};
struct mw_mesh_config_service_scope_configs_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_service_scope_configs *v;
};

struct mw_mesh_config_ca {
	const struct mw_node *node;
	struct mw_string address;
	const struct mw_client_tls *tls_settings;
	struct mw_duration request_timeout;
	struct mw_bool istiod_side;
};

struct mw_mesh_config_include_request_body_in_check {
	const struct mw_node *node;
	struct mw_int max_request_bytes;
	struct mw_bool allow_partial_message;
	struct mw_bool pack_as_bytes;
};

struct mw_mesh_config_envoy_ext_authz_http {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_duration timeout;
	struct mw_string path_prefix;
	struct mw_bool fail_open;
	struct mw_bool clear_route_cache;
	struct mw_string status_on_error;
	struct mw_strings include_headers_in_check;	/* deprecated */
	struct mw_strings include_request_headers_in_check;
	struct mw_string_map include_additional_headers_in_check;
	const struct mw_mesh_config_include_request_body_in_check *include_request_body_in_check;
	struct mw_strings headers_to_upstream_on_allow;
	struct mw_strings headers_to_downstream_on_deny;
	struct mw_strings headers_to_downstream_on_allow;
};

struct mw_mesh_config_envoy_ext_authz_grpc {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_duration timeout;
	struct mw_bool fail_open;
	struct mw_bool clear_route_cache;
	struct mw_string status_on_error;
	const struct mw_mesh_config_include_request_body_in_check *include_request_body_in_check;
};

struct mw_mesh_config_headers {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string value;
	struct mw_string env_name;
};
struct mw_mesh_config_headers_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_headers *v;
};

struct mw_mesh_config_extension_providers_zipkin {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_int max_tag_length;
	struct mw_bool enable64bit_trace_id;
	struct mw_string path;
	struct mw_enum trace_context_option;	/* USE_B3=0 USE_B3_WITH_W3C_PROPAGATION=1 */
	struct mw_duration timeout;
	struct mw_mesh_config_headers_list headers;
};

struct mw_mesh_config_extension_providers_lightstep {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_string access_token;
	struct mw_int max_tag_length;
};

struct mw_mesh_config_datadog {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_int max_tag_length;
};

struct mw_mesh_config_extension_providers_stackdriver {
	const struct mw_node *node;
	struct mw_bool debug;	/* deprecated */
	struct mw_int max_number_of_attributes;	/* deprecated */
	struct mw_int max_number_of_annotations;	/* deprecated */
	struct mw_int max_number_of_message_events;	/* deprecated */
	struct mw_int max_tag_length;
	const struct mw_workload_selector *logging;
};

struct mw_mesh_config_opencensus {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_strings context;
	struct mw_int max_tag_length;
};

struct mw_mesh_config_skywalking {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_string access_token;
};

struct mw_mesh_config_http {
	const struct mw_node *node;
	struct mw_string path;
	struct mw_duration timeout;
	struct mw_mesh_config_headers_list headers;
};

struct mw_mesh_config_grpc {
	const struct mw_node *node;
	struct mw_duration timeout;
	struct mw_mesh_config_headers_list initial_metadata;
};

struct mw_mesh_config_resource_detectors {
	const struct mw_node *node;
	const struct mw_node *environment;
	const struct mw_node *dynatrace;
};

struct mw_mesh_config_http_service {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	const struct mw_mesh_config_http *http;
};

struct mw_mesh_config_dynatrace_sampler {
	const struct mw_node *node;
	struct mw_string tenant;
	struct mw_int cluster_id;
	struct mw_int root_spans_per_minute;
	const struct mw_mesh_config_http_service *http_service;
};

struct mw_mesh_config_opentelemetry {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_int max_tag_length;
	const struct mw_mesh_config_http *http;
	const struct mw_mesh_config_grpc *grpc;
	const struct mw_mesh_config_resource_detectors *resource_detectors;
	struct mw_enum service_attribute_enrichment;	/* ISTIO_CANONICAL=0 OTEL_SEMANTIC_CONVENTIONS=1 */
	const struct mw_mesh_config_dynatrace_sampler *dynatrace_sampler;
};

struct mw_mesh_config_log_format {
	const struct mw_node *node;
	struct mw_string text;
	const struct mw_node *labels;
};

struct mw_mesh_config_envoy_file_access_log {
	const struct mw_node *node;
	struct mw_string path;
	const struct mw_mesh_config_log_format *log_format;
	struct mw_bool omit_empty_values;
};

struct mw_mesh_config_envoy_http_als {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_string log_name;
	struct mw_strings filter_state_objects_to_log;
	struct mw_strings additional_request_headers_to_log;
	struct mw_strings additional_response_headers_to_log;
	struct mw_strings additional_response_trailers_to_log;
};

struct mw_mesh_config_envoy_tcp_als {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_string log_name;
	struct mw_strings filter_state_objects_to_log;
};

struct mw_mesh_config_envoy_otel_als {
	const struct mw_node *node;
	struct mw_string service;
	struct mw_int port;
	struct mw_string log_name;
	const struct mw_mesh_config_log_format *log_format;
};

struct mw_mesh_config_extension_providers_sds {
	const struct mw_node *node;
	struct mw_string name;
	struct mw_string service;
	struct mw_int port;
};

struct mw_mesh_config_extension_providers {
	const struct mw_node *node;
	struct mw_string name;
	const struct mw_mesh_config_envoy_ext_authz_http *envoy_ext_authz_http;
	const struct mw_mesh_config_envoy_ext_authz_grpc *envoy_ext_authz_grpc;
	const struct mw_mesh_config_extension_providers_zipkin *zipkin;
	const struct mw_mesh_config_extension_providers_lightstep *lightstep;	/* deprecated */
	const struct mw_mesh_config_datadog *datadog;
	const struct mw_mesh_config_extension_providers_stackdriver *stackdriver;
	const struct mw_mesh_config_opencensus *opencensus;	/* deprecated */
	const struct mw_mesh_config_skywalking *skywalking;
	const struct mw_mesh_config_opentelemetry *opentelemetry;
	const struct mw_node *prometheus;
	const struct mw_mesh_config_envoy_file_access_log *envoy_file_access_log;
	const struct mw_mesh_config_envoy_http_als *envoy_http_als;
	const struct mw_mesh_config_envoy_tcp_als *envoy_tcp_als;
	const struct mw_mesh_config_envoy_otel_als *envoy_otel_als;
	const struct mw_mesh_config_extension_providers_sds *sds;
};
struct mw_mesh_config_extension_providers_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_extension_providers *v;
};

struct mw_mesh_config_default_providers {
	const struct mw_node *node;
	struct mw_strings tracing;
	struct mw_strings metrics;
	struct mw_strings access_logging;
};

struct mw_mesh_config_path_normalization {
	const struct mw_node *node;
	struct mw_enum normalization;	/* DEFAULT=0 NONE=1 BASE=2 MERGE_SLASHES=3 DECODE_AND_MERGE_SLASHES=4 */
};

struct mw_mesh_config_mesh_mtls {
	const struct mw_node *node;
	struct mw_enum min_protocol_version;	/* TLS_AUTO=0 TLSV1_2=1 TLSV1_3=2 */
	struct mw_strings ecdh_curves;
	struct mw_strings cipher_suites;
};

struct mw_mesh_config_default_traffic_policy {
	const struct mw_node *node;
	const struct mw_connection_pool *connection_pool;
	const struct mw_outlier_detection *outlier_detection;
};

struct mw_mesh_config_matching_rules {
	const struct mw_node *node;
	const struct mw_k8s_label_selector *namespace_selector;
};
struct mw_mesh_config_matching_rules_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_matching_rules *v;
};

struct mw_mesh_config_policies {
	const struct mw_node *node;
	struct mw_enum visibility;	/* VISIBILITY_UNSPECIFIED=0 NONE=1 NAMESPACE=2 PUBLIC=3 */
	struct mw_mesh_config_matching_rules_list matching_rules;
};
struct mw_mesh_config_policies_list {
	const struct mw_node *node;
	size_t n;
	const struct mw_mesh_config_policies *v;
};

struct mw_mesh_config_service_entry_visibility {
	const struct mw_node *node;
	struct mw_enum default_visibility;	/* VISIBILITY_UNSPECIFIED=0 NONE=1 NAMESPACE=2 PUBLIC=3 */
	struct mw_bool apply_to_sidecars;
	struct mw_mesh_config_policies_list policies;
};

struct mw_mesh_config {
	const struct mw_node *node;
	struct mw_int proxy_listen_port;
	struct mw_int proxy_inbound_listen_port;
	struct mw_int proxy_http_port;
	struct mw_duration connect_timeout;
	struct mw_duration hbone_idle_timeout;
	struct mw_duration protocol_detection_timeout;
	const struct mw_destination_rule_tcp_keepalive *tcp_keepalive;
	struct mw_string ingress_class;
	struct mw_string ingress_service;
	struct mw_enum ingress_controller_mode;	/* UNSPECIFIED=0 OFF=1 DEFAULT=2 STRICT=3 */
	struct mw_string ingress_selector;
	struct mw_bool enable_tracing;
	struct mw_string access_log_file;
	struct mw_string access_log_format;
	struct mw_enum access_log_encoding;	/* TEXT=0 JSON=1 */
	struct mw_bool enable_envoy_access_log_service;
	struct mw_bool disable_envoy_listener_log;
	const struct mw_mesh_config_default_config *default_config;
	const struct mw_mesh_config_outbound_traffic_policy *outbound_traffic_policy;
	const struct mw_mesh_config_inbound_traffic_policy *inbound_traffic_policy;
	struct mw_mesh_config_config_sources_list config_sources;
	struct mw_bool enable_auto_mtls;
	struct mw_string trust_domain;
	struct mw_strings trust_domain_aliases;
	struct mw_mesh_config_ca_certificates_list ca_certificates;
	struct mw_strings default_service_export_to;
	struct mw_strings default_virtual_service_export_to;
	struct mw_strings default_destination_rule_export_to;
	struct mw_string root_namespace;
	const struct mw_locality_lb *locality_lb_setting;
	const struct mw_destination_rule_zone_aware_lb_setting *zone_aware_lb_setting;
	struct mw_duration dns_refresh_rate;
	struct mw_enum h2_upgrade_policy;	/* DO_NOT_UPGRADE=0 UPGRADE=1 */
	struct mw_string inbound_cluster_stat_name;
	struct mw_string outbound_cluster_stat_name;
	struct mw_mesh_config_certificates_list certificates;	/* deprecated */
	struct mw_mesh_config_service_settings_list service_settings;
	struct mw_mesh_config_service_scope_configs_list service_scope_configs;
	struct mw_bool enable_prometheus_merge;
	struct mw_bool verify_certificate_at_client;	/* deprecated */
	const struct mw_mesh_config_ca *ca;
	struct mw_mesh_config_extension_providers_list extension_providers;
	const struct mw_mesh_config_default_providers *default_providers;
	struct mw_k8s_label_selector_list discovery_selectors;
	const struct mw_mesh_config_path_normalization *path_normalization;
	const struct mw_http_retry *default_http_retry_policy;
	const struct mw_mesh_config_mesh_mtls *mesh_mtls;
	const struct mw_mesh_config_mesh_mtls *tls_defaults;
	const struct mw_mesh_config_default_traffic_policy *default_traffic_policy;
	const struct mw_mesh_config_service_entry_visibility *service_entry_visibility;
};

struct mw_istio_operator {
	const struct mw_node *node;
	struct mw_string profile;
	struct mw_string hub;
	const struct mw_node *tag;
	struct mw_string namespace;
	struct mw_string revision;
	const struct mw_node *mesh_config;
	const struct mw_node *components;
	const struct mw_node *values;
};

#endif
