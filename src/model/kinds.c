/*
 * kinds.c - the field tables: made by schema/gen.py from tables.
 * Do not edit: change the tables or the script.
 */
#include "model/kinds.h"

#include "model/object.h"
#include "model/schema.h"

#include <stddef.h>

static const struct mw_enum_value enum_0[] = {
	{ "UNDEFINED", 0 },
	{ "CLIENT", 1 },
	{ "SERVER", 2 },
	{ "CLIENT_AND_SERVER", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_1[] = {
	{ "UNSPECIFIED", 0 },
	{ "AUTHN", 1 },
	{ "AUTHZ", 2 },
	{ "STATS", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_2[] = {
	{ "FAIL_CLOSE", 0 },
	{ "FAIL_OPEN", 1 },
	{ "FAIL_RELOAD", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_3[] = {
	{ "UNSPECIFIED_POLICY", 0 },
	{ "IfNotPresent", 1 },
	{ "Always", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_4[] = {
	{ "UNSPECIFIED_PLUGIN_TYPE", 0 },
	{ "HTTP", 1 },
	{ "NETWORK", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_5[] = {
	{ "INLINE", 0 },
	{ "HOST", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_6[] = {
	{ "UNSPECIFIED_PHASE", 0 },
	{ "AUTHN", 1 },
	{ "AUTHZ", 2 },
	{ "STATS", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_7[] = {
	{ "DEFAULT", 0 },
	{ "DO_NOT_UPGRADE", 1 },
	{ "UPGRADE", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_8[] = {
	{ "UNSPECIFIED", 0 },
	{ "LEAST_CONN", 1 },
	{ "RANDOM", 2 },
	{ "PASSTHROUGH", 3 },
	{ "ROUND_ROBIN", 4 },
	{ "LEAST_REQUEST", 5 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_9[] = {
	{ "DISABLE", 0 },
	{ "SIMPLE", 1 },
	{ "MUTUAL", 2 },
	{ "ISTIO_MUTUAL", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_10[] = {
	{ "V1", 0 },
	{ "V2", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_11[] = {
	{ "INVALID", 0 },
	{ "LISTENER", 1 },
	{ "FILTER_CHAIN", 2 },
	{ "NETWORK_FILTER", 3 },
	{ "HTTP_FILTER", 4 },
	{ "ROUTE_CONFIGURATION", 5 },
	{ "VIRTUAL_HOST", 6 },
	{ "HTTP_ROUTE", 7 },
	{ "CLUSTER", 8 },
	{ "EXTENSION_CONFIG", 9 },
	{ "BOOTSTRAP", 10 },
	{ "LISTENER_FILTER", 11 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_12[] = {
	{ "ANY", 0 },
	{ "SIDECAR_INBOUND", 1 },
	{ "SIDECAR_OUTBOUND", 2 },
	{ "GATEWAY", 3 },
	{ "WAYPOINT", 4 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_13[] = {
	{ "ANY", 0 },
	{ "ROUTE", 1 },
	{ "REDIRECT", 2 },
	{ "DIRECT_RESPONSE", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_14[] = {
	{ "INVALID", 0 },
	{ "MERGE", 1 },
	{ "ADD", 2 },
	{ "REMOVE", 3 },
	{ "INSERT_BEFORE", 4 },
	{ "INSERT_AFTER", 5 },
	{ "INSERT_FIRST", 6 },
	{ "REPLACE", 7 },
	{ "MERGE_AND_REPLACE_LIST", 8 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_15[] = {
	{ "TLS_AUTO", 0 },
	{ "TLSV1_0", 1 },
	{ "TLSV1_1", 2 },
	{ "TLSV1_2", 3 },
	{ "TLSV1_3", 4 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_16[] = {
	{ "PASSTHROUGH", 0 },
	{ "SIMPLE", 1 },
	{ "MUTUAL", 2 },
	{ "AUTO_PASSTHROUGH", 3 },
	{ "ISTIO_MUTUAL", 4 },
	{ "OPTIONAL_MUTUAL", 5 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_17[] = {
	{ "MESH_EXTERNAL", 0 },
	{ "MESH_INTERNAL", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_18[] = {
	{ "NONE", 0 },
	{ "STATIC", 1 },
	{ "DNS", 2 },
	{ "DNS_ROUND_ROBIN", 3 },
	{ "DYNAMIC_DNS", 4 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_19[] = {
	{ "DEFAULT", 0 },
	{ "IPTABLES", 1 },
	{ "NONE", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_20[] = {
	{ "REGISTRY_ONLY", 0 },
	{ "ALLOW_ANY", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_21[] = {
	{ "UNSPECIFIED", 0 },
	{ "FORWARD", 1 },
	{ "IGNORE", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_22[] = {
	{ "FROM_PROTOCOL_DEFAULT", 0 },
	{ "FROM_REQUEST_PORT", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_23[] = {
	{ "ALLOW", 0 },
	{ "DENY", 1 },
	{ "AUDIT", 2 },
	{ "CUSTOM", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_24[] = {
	{ "UNSET", 0 },
	{ "DISABLE", 1 },
	{ "PERMISSIVE", 2 },
	{ "STRICT", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_25[] = {
	{ "CLIENT_AND_SERVER", 0 },
	{ "CLIENT", 1 },
	{ "SERVER", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_26[] = {
	{ "ALL_METRICS", 0 },
	{ "REQUEST_COUNT", 1 },
	{ "REQUEST_DURATION", 2 },
	{ "REQUEST_SIZE", 3 },
	{ "RESPONSE_SIZE", 4 },
	{ "TCP_OPENED_CONNECTIONS", 5 },
	{ "TCP_CLOSED_CONNECTIONS", 6 },
	{ "TCP_SENT_BYTES", 7 },
	{ "TCP_RECEIVED_BYTES", 8 },
	{ "GRPC_REQUEST_MESSAGES", 9 },
	{ "GRPC_RESPONSE_MESSAGES", 10 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_27[] = {
	{ "UPSERT", 0 },
	{ "REMOVE", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_28[] = {
	{ "TEXT", 0 },
	{ "JSON", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_29[] = {
	{ "HEADERS_WITH_UNDERSCORES_UNSPECIFIED", 0 },
	{ "HEADERS_WITH_UNDERSCORES_ALLOW", 1 },
	{ "HEADERS_WITH_UNDERSCORES_REJECT_REQUEST", 2 },
	{ "HEADERS_WITH_UNDERSCORES_DROP_HEADER", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_30[] = {
	{ "PATH_WITH_ESCAPED_SLASHES_UNSPECIFIED", 0 },
	{ "KEEP_UNCHANGED", 1 },
	{ "REJECT_REQUEST", 2 },
	{ "UNESCAPE_AND_REDIRECT", 3 },
	{ "UNESCAPE_AND_FORWARD", 4 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_31[] = {
	{ "SIDECAR", 0 },
	{ "EDGE", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_32[] = {
	{ "NONE", 0 },
	{ "MUTUAL_TLS", 1 },
	{ "INHERIT", 1000 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_33[] = {
	{ "UNDEFINED", 0 },
	{ "SANITIZE", 1 },
	{ "FORWARD_ONLY", 2 },
	{ "APPEND_FORWARD", 3 },
	{ "SANITIZE_SET", 4 },
	{ "ALWAYS_FORWARD_ONLY", 5 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_34[] = {
	{ "REDIRECT", 0 },
	{ "TPROXY", 1 },
	{ "NONE", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_35[] = {
	{ "UNDEFINED", 0 },
	{ "IN_MESH", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_36[] = {
	{ "APP_LABEL_AND_NAMESPACE", 0 },
	{ "CANONICAL_NAME_ONLY", 1 },
	{ "CANONICAL_NAME_AND_NAMESPACE", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_37[] = {
	{ "ISTIO_CANONICAL", 0 },
	{ "OTEL_SEMANTIC_CONVENTIONS", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_38[] = {
	{ "USE_B3", 0 },
	{ "USE_B3_WITH_W3C_PROPAGATION", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_39[] = {
	{ "DO_NOT_UPGRADE", 0 },
	{ "UPGRADE", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_40[] = {
	{ "PASSTHROUGH", 0 },
	{ "LOCALHOST", 1 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_41[] = {
	{ "UNSPECIFIED", 0 },
	{ "OFF", 1 },
	{ "DEFAULT", 2 },
	{ "STRICT", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_42[] = {
	{ "TLS_AUTO", 0 },
	{ "TLSV1_2", 1 },
	{ "TLSV1_3", 2 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_43[] = {
	{ "REGISTRY_ONLY", 0 },
	{ "ALLOW_ANY", 1 },
	{ "ALLOW_ANY_DYNAMIC_DNS", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_44[] = {
	{ "DEFAULT", 0 },
	{ "NONE", 1 },
	{ "BASE", 2 },
	{ "MERGE_SLASHES", 3 },
	{ "DECODE_AND_MERGE_SLASHES", 4 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_45[] = {
	{ "VISIBILITY_UNSPECIFIED", 0 },
	{ "NONE", 1 },
	{ "NAMESPACE", 2 },
	{ "PUBLIC", 3 },
	{ NULL, 0 },
};
static const struct mw_enum_value enum_46[] = {
	{ "LOCAL", 0 },
	{ "GLOBAL", 1 },
	{ NULL, 0 },
};

static const struct mw_field fields_traffic_extension_lua[] = {
	{ .name = "inlineCode", .alias = "inline_code", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_lua, inline_code), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 65536.0, .has_max_length = 1 } },
};
static const struct mw_shape shape_traffic_extension_lua = {
	.name = "traffic_extension_lua", .fields = fields_traffic_extension_lua, .n = MW_LEN(fields_traffic_extension_lua),
	.size = sizeof(struct mw_traffic_extension_lua), .required = 1,
};

static const struct mw_field fields_port_selector[] = {
	{ .name = "number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_port_selector, number), .flags = MW_FIELD_REQUIRED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
};
static const struct mw_shape shape_port_selector = {
	.name = "port_selector", .fields = fields_port_selector, .n = MW_LEN(fields_port_selector),
	.size = sizeof(struct mw_port_selector), .required = 1,
};

static const struct mw_field fields_traffic_extension_match[] = {
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_traffic_extension_match, mode), .values = enum_0 },
	{ .name = "ports", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_traffic_extension_match, ports), .shape = &shape_port_selector, .limits = &(const struct mw_field_limits){ .list_type = "map:number" } },
};
static const struct mw_shape shape_traffic_extension_match = {
	.name = "traffic_extension_match", .fields = fields_traffic_extension_match, .n = MW_LEN(fields_traffic_extension_match),
	.size = sizeof(struct mw_traffic_extension_match), .required = 0,
};

static const struct mw_field fields_label_selector[] = {
	{ .name = "matchLabels", .alias = "match_labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_label_selector, match_labels), .limits = &(const struct mw_field_limits){ .max_properties = 4096.0, .has_max_properties = 1, .elem_max_length = 63.0, .has_elem_max_length = 1 } },
};
static const struct mw_shape shape_label_selector = {
	.name = "label_selector", .fields = fields_label_selector, .n = MW_LEN(fields_label_selector),
	.size = sizeof(struct mw_label_selector), .required = 0,
};

static const struct mw_field fields_target_ref[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, kind), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, namespace) },
};
static const struct mw_shape shape_target_ref = {
	.name = "target_ref", .fields = fields_target_ref, .n = MW_LEN(fields_target_ref),
	.size = sizeof(struct mw_target_ref), .required = 2,
};

static const struct mw_field fields_traffic_extension_env[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_env, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 256.0, .has_max_length = 1 } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_env, value), .limits = &(const struct mw_field_limits){ .max_length = 2048.0, .has_max_length = 1 } },
	{ .name = "valueFrom", .alias = "value_from", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_traffic_extension_env, value_from), .values = enum_5 },
};
static const struct mw_shape shape_traffic_extension_env = {
	.name = "traffic_extension_env", .fields = fields_traffic_extension_env, .n = MW_LEN(fields_traffic_extension_env),
	.size = sizeof(struct mw_traffic_extension_env), .required = 1,
};

static const struct mw_field fields_traffic_extension_vm_config[] = {
	{ .name = "env", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_traffic_extension_vm_config, env), .shape = &shape_traffic_extension_env, .limits = &(const struct mw_field_limits){ .max_items = 256.0, .has_max_items = 1, .list_type = "map:name" } },
};
static const struct mw_shape shape_traffic_extension_vm_config = {
	.name = "traffic_extension_vm_config", .fields = fields_traffic_extension_vm_config, .n = MW_LEN(fields_traffic_extension_vm_config),
	.size = sizeof(struct mw_traffic_extension_vm_config), .required = 0,
};

static const struct mw_field fields_traffic_extension_wasm[] = {
	{ .name = "failStrategy", .alias = "fail_strategy", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_traffic_extension_wasm, fail_strategy), .values = enum_2 },
	{ .name = "imagePullPolicy", .alias = "image_pull_policy", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_traffic_extension_wasm, image_pull_policy), .values = enum_3 },
	{ .name = "imagePullSecret", .alias = "image_pull_secret", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_wasm, image_pull_secret), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "pluginConfig", .alias = "plugin_config", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_traffic_extension_wasm, plugin_config) },
	{ .name = "pluginName", .alias = "plugin_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_wasm, plugin_name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 256.0, .has_max_length = 1 } },
	{ .name = "sha256", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_wasm, sha256), .limits = &(const struct mw_field_limits){ .pattern = "(^$|^[a-f0-9]{64}$)" } },
	{ .name = "type", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_traffic_extension_wasm, type), .values = enum_4 },
	{ .name = "url", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_wasm, url), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
	{ .name = "verificationKey", .alias = "verification_key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_traffic_extension_wasm, verification_key) },
	{ .name = "vmConfig", .alias = "vm_config", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_extension_wasm, vm_config), .shape = &shape_traffic_extension_vm_config },
};
static const struct mw_shape shape_traffic_extension_wasm = {
	.name = "traffic_extension_wasm", .fields = fields_traffic_extension_wasm, .n = MW_LEN(fields_traffic_extension_wasm),
	.size = sizeof(struct mw_traffic_extension_wasm), .required = 1,
};

static const struct mw_field fields_traffic_extension[] = {
	{ .name = "lua", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_extension, lua), .shape = &shape_traffic_extension_lua, .one_of = 1, .one_of_rank = 2 },
	{ .name = "match", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_traffic_extension, match), .shape = &shape_traffic_extension_match },
	{ .name = "phase", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_traffic_extension, phase), .values = enum_1 },
	{ .name = "priority", .type = MW_FIELD_INT, .offset = offsetof(struct mw_traffic_extension, priority), .flags = MW_FIELD_NULLABLE | MW_FIELD_INT32 },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_extension, selector), .shape = &shape_label_selector },
	{ .name = "targetRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_traffic_extension, target_refs), .shape = &shape_target_ref, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "wasm", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_extension, wasm), .shape = &shape_traffic_extension_wasm, .one_of = 1, .one_of_rank = 1 },
};
static const struct mw_shape shape_traffic_extension = {
	.name = "traffic_extension", .fields = fields_traffic_extension, .n = MW_LEN(fields_traffic_extension),
	.size = sizeof(struct mw_traffic_extension), .required = 0,
};

static const struct mw_field fields_wasm_plugin[] = {
	{ .name = "failStrategy", .alias = "fail_strategy", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_wasm_plugin, fail_strategy), .values = enum_2 },
	{ .name = "imagePullPolicy", .alias = "image_pull_policy", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_wasm_plugin, image_pull_policy), .values = enum_3 },
	{ .name = "imagePullSecret", .alias = "image_pull_secret", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_wasm_plugin, image_pull_secret), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "match", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_wasm_plugin, match), .shape = &shape_traffic_extension_match },
	{ .name = "phase", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_wasm_plugin, phase), .values = enum_6 },
	{ .name = "pluginConfig", .alias = "plugin_config", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_wasm_plugin, plugin_config) },
	{ .name = "pluginName", .alias = "plugin_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_wasm_plugin, plugin_name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 256.0, .has_max_length = 1 } },
	{ .name = "priority", .type = MW_FIELD_INT, .offset = offsetof(struct mw_wasm_plugin, priority), .flags = MW_FIELD_NULLABLE | MW_FIELD_INT32 },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_wasm_plugin, selector), .shape = &shape_label_selector },
	{ .name = "sha256", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_wasm_plugin, sha256), .limits = &(const struct mw_field_limits){ .pattern = "(^$|^[a-f0-9]{64}$)" } },
	{ .name = "targetRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_wasm_plugin, target_ref), .shape = &shape_target_ref },
	{ .name = "targetRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_wasm_plugin, target_refs), .shape = &shape_target_ref, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "type", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_wasm_plugin, type), .values = enum_4 },
	{ .name = "url", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_wasm_plugin, url), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
	{ .name = "verificationKey", .alias = "verification_key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_wasm_plugin, verification_key) },
	{ .name = "vmConfig", .alias = "vm_config", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_wasm_plugin, vm_config), .shape = &shape_traffic_extension_vm_config },
};
static const struct mw_shape shape_wasm_plugin = {
	.name = "wasm_plugin", .fields = fields_wasm_plugin, .n = MW_LEN(fields_wasm_plugin),
	.size = sizeof(struct mw_wasm_plugin), .required = 1,
};

static const struct mw_field fields_destination_rule_http2_keep_alive[] = {
	{ .name = "interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_http2_keep_alive, interval) },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_http2_keep_alive, timeout) },
};
static const struct mw_shape shape_destination_rule_http2_keep_alive = {
	.name = "destination_rule_http2_keep_alive", .fields = fields_destination_rule_http2_keep_alive, .n = MW_LEN(fields_destination_rule_http2_keep_alive),
	.size = sizeof(struct mw_destination_rule_http2_keep_alive), .required = 0,
};

static const struct mw_field fields_pool_http[] = {
	{ .name = "h2UpgradePolicy", .alias = "h2_upgrade_policy", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_pool_http, h2_upgrade_policy), .values = enum_7 },
	{ .name = "http1MaxPendingRequests", .alias = "http1_max_pending_requests", .type = MW_FIELD_INT, .offset = offsetof(struct mw_pool_http, http1_max_pending_requests), .flags = MW_FIELD_INT32 },
	{ .name = "http2KeepAlive", .alias = "http2_keep_alive", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_pool_http, http2_keep_alive), .shape = &shape_destination_rule_http2_keep_alive },
	{ .name = "http2MaxRequests", .alias = "http2_max_requests", .type = MW_FIELD_INT, .offset = offsetof(struct mw_pool_http, http2_max_requests), .flags = MW_FIELD_INT32 },
	{ .name = "idleTimeout", .alias = "idle_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_pool_http, idle_timeout) },
	{ .name = "maxConcurrentStreams", .alias = "max_concurrent_streams", .type = MW_FIELD_INT, .offset = offsetof(struct mw_pool_http, max_concurrent_streams), .flags = MW_FIELD_INT32 },
	{ .name = "maxRequestsPerConnection", .alias = "max_requests_per_connection", .type = MW_FIELD_INT, .offset = offsetof(struct mw_pool_http, max_requests_per_connection), .flags = MW_FIELD_INT32 },
	{ .name = "maxRetries", .alias = "max_retries", .type = MW_FIELD_INT, .offset = offsetof(struct mw_pool_http, max_retries), .flags = MW_FIELD_INT32 },
	{ .name = "useClientProtocol", .alias = "use_client_protocol", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_pool_http, use_client_protocol) },
};
static const struct mw_shape shape_pool_http = {
	.name = "pool_http", .fields = fields_pool_http, .n = MW_LEN(fields_pool_http),
	.size = sizeof(struct mw_pool_http), .required = 0,
};

static const struct mw_field fields_destination_rule_tcp_keepalive[] = {
	{ .name = "interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_tcp_keepalive, interval) },
	{ .name = "probes", .type = MW_FIELD_INT, .offset = offsetof(struct mw_destination_rule_tcp_keepalive, probes), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "time", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_tcp_keepalive, time) },
};
static const struct mw_shape shape_destination_rule_tcp_keepalive = {
	.name = "destination_rule_tcp_keepalive", .fields = fields_destination_rule_tcp_keepalive, .n = MW_LEN(fields_destination_rule_tcp_keepalive),
	.size = sizeof(struct mw_destination_rule_tcp_keepalive), .required = 0,
};

static const struct mw_field fields_pool_tcp[] = {
	{ .name = "connectTimeout", .alias = "connect_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_pool_tcp, connect_timeout) },
	{ .name = "idleTimeout", .alias = "idle_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_pool_tcp, idle_timeout) },
	{ .name = "maxConnectionDuration", .alias = "max_connection_duration", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_pool_tcp, max_connection_duration) },
	{ .name = "maxConnections", .alias = "max_connections", .type = MW_FIELD_INT, .offset = offsetof(struct mw_pool_tcp, max_connections), .flags = MW_FIELD_INT32 },
	{ .name = "tcpKeepalive", .alias = "tcp_keepalive", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_pool_tcp, tcp_keepalive), .shape = &shape_destination_rule_tcp_keepalive },
};
static const struct mw_shape shape_pool_tcp = {
	.name = "pool_tcp", .fields = fields_pool_tcp, .n = MW_LEN(fields_pool_tcp),
	.size = sizeof(struct mw_pool_tcp), .required = 0,
};

static const struct mw_field fields_connection_pool[] = {
	{ .name = "http", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_connection_pool, http), .shape = &shape_pool_http },
	{ .name = "tcp", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_connection_pool, tcp), .shape = &shape_pool_tcp },
};
static const struct mw_shape shape_connection_pool = {
	.name = "connection_pool", .fields = fields_connection_pool, .n = MW_LEN(fields_connection_pool),
	.size = sizeof(struct mw_connection_pool), .required = 0,
};

static const struct mw_field fields_env_var[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, name), .flags = MW_FIELD_REQUIRED },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, value) },
};
static const struct mw_shape shape_env_var = {
	.name = "env_var", .fields = fields_env_var, .n = MW_LEN(fields_env_var),
	.size = sizeof(struct mw_env_var), .required = 1,
};

static const struct mw_field fields_hash_cookie[] = {
	{ .name = "attributes", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_hash_cookie, attributes), .shape = &shape_env_var },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_hash_cookie, name), .flags = MW_FIELD_REQUIRED },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_hash_cookie, path) },
	{ .name = "ttl", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_hash_cookie, ttl) },
};
static const struct mw_shape shape_hash_cookie = {
	.name = "hash_cookie", .fields = fields_hash_cookie, .n = MW_LEN(fields_hash_cookie),
	.size = sizeof(struct mw_hash_cookie), .required = 1,
};

static const struct mw_field fields_destination_rule_maglev[] = {
	{ .name = "tableSize", .alias = "table_size", .type = MW_FIELD_INT, .offset = offsetof(struct mw_destination_rule_maglev, table_size), .flags = MW_FIELD_UNSIGNED, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
};
static const struct mw_shape shape_destination_rule_maglev = {
	.name = "destination_rule_maglev", .fields = fields_destination_rule_maglev, .n = MW_LEN(fields_destination_rule_maglev),
	.size = sizeof(struct mw_destination_rule_maglev), .required = 0,
};

static const struct mw_field fields_destination_rule_ring_hash[] = {
	{ .name = "minimumRingSize", .alias = "minimum_ring_size", .type = MW_FIELD_INT, .offset = offsetof(struct mw_destination_rule_ring_hash, minimum_ring_size), .flags = MW_FIELD_UNSIGNED, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
};
static const struct mw_shape shape_destination_rule_ring_hash = {
	.name = "destination_rule_ring_hash", .fields = fields_destination_rule_ring_hash, .n = MW_LEN(fields_destination_rule_ring_hash),
	.size = sizeof(struct mw_destination_rule_ring_hash), .required = 0,
};

static const struct mw_field fields_consistent_hash[] = {
	{ .name = "httpCookie", .alias = "http_cookie", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_consistent_hash, http_cookie), .shape = &shape_hash_cookie, .one_of = 1, .one_of_rank = 2 },
	{ .name = "httpHeaderName", .alias = "http_header_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_consistent_hash, http_header_name), .one_of = 1, .one_of_rank = 1 },
	{ .name = "httpQueryParameterName", .alias = "http_query_parameter_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_consistent_hash, http_query_parameter_name), .one_of = 1, .one_of_rank = 4 },
	{ .name = "maglev", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_consistent_hash, maglev), .shape = &shape_destination_rule_maglev, .one_of = 2, .one_of_rank = 2 },
	{ .name = "minimumRingSize", .alias = "minimum_ring_size", .type = MW_FIELD_INT, .offset = offsetof(struct mw_consistent_hash, minimum_ring_size), .flags = MW_FIELD_DEPRECATED | MW_FIELD_UNSIGNED, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
	{ .name = "ringHash", .alias = "ring_hash", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_consistent_hash, ring_hash), .shape = &shape_destination_rule_ring_hash, .one_of = 2, .one_of_rank = 1 },
	{ .name = "useSourceIp", .alias = "use_source_ip", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_consistent_hash, use_source_ip), .one_of = 1, .one_of_rank = 3 },
};
static const struct mw_shape shape_consistent_hash = {
	.name = "consistent_hash", .fields = fields_consistent_hash, .n = MW_LEN(fields_consistent_hash),
	.size = sizeof(struct mw_consistent_hash), .required = 0,
};

static const struct mw_field fields_destination_rule_distribute[] = {
	{ .name = "from", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_destination_rule_distribute, from) },
	{ .name = "to", .type = MW_FIELD_INT_MAP, .offset = offsetof(struct mw_destination_rule_distribute, to), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .elem_min = 0.0, .has_elem_min = 1, .elem_max = 4294967295.0, .has_elem_max = 1 } },
};
static const struct mw_shape shape_destination_rule_distribute = {
	.name = "destination_rule_distribute", .fields = fields_destination_rule_distribute, .n = MW_LEN(fields_destination_rule_distribute),
	.size = sizeof(struct mw_destination_rule_distribute), .required = 0,
};

static const struct mw_field fields_destination_rule_failover[] = {
	{ .name = "from", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_destination_rule_failover, from) },
	{ .name = "to", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_destination_rule_failover, to) },
};
static const struct mw_shape shape_destination_rule_failover = {
	.name = "destination_rule_failover", .fields = fields_destination_rule_failover, .n = MW_LEN(fields_destination_rule_failover),
	.size = sizeof(struct mw_destination_rule_failover), .required = 0,
};

static const struct mw_field fields_locality_lb[] = {
	{ .name = "distribute", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_locality_lb, distribute), .shape = &shape_destination_rule_distribute },
	{ .name = "enabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_locality_lb, enabled), .flags = MW_FIELD_NULLABLE },
	{ .name = "failover", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_locality_lb, failover), .shape = &shape_destination_rule_failover },
	{ .name = "failoverPriority", .alias = "failover_priority", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_locality_lb, failover_priority) },
};
static const struct mw_shape shape_locality_lb = {
	.name = "locality_lb", .fields = fields_locality_lb, .n = MW_LEN(fields_locality_lb),
	.size = sizeof(struct mw_locality_lb), .required = 0,
};

static const struct mw_field fields_destination_rule_warmup[] = {
	{ .name = "aggression", .type = MW_FIELD_NUMBER, .offset = offsetof(struct mw_destination_rule_warmup, aggression), .flags = MW_FIELD_NULLABLE, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
	{ .name = "duration", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_warmup, duration), .flags = MW_FIELD_REQUIRED },
	{ .name = "minimumPercent", .alias = "minimum_percent", .type = MW_FIELD_NUMBER, .offset = offsetof(struct mw_destination_rule_warmup, minimum_percent), .flags = MW_FIELD_NULLABLE, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 100.0, .has_max = 1 } },
};
static const struct mw_shape shape_destination_rule_warmup = {
	.name = "destination_rule_warmup", .fields = fields_destination_rule_warmup, .n = MW_LEN(fields_destination_rule_warmup),
	.size = sizeof(struct mw_destination_rule_warmup), .required = 1,
};

static const struct mw_field fields_destination_rule_zone_aware_lb_setting[] = {
	{ .name = "enabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, enabled), .flags = MW_FIELD_NULLABLE },
	{ .name = "failover", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, failover), .shape = &shape_destination_rule_failover },
	{ .name = "failoverPriority", .alias = "failover_priority", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, failover_priority) },
	{ .name = "minClusterSize", .alias = "min_cluster_size", .type = MW_FIELD_INT, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, min_cluster_size), .flags = MW_FIELD_NULLABLE | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_destination_rule_zone_aware_lb_setting = {
	.name = "destination_rule_zone_aware_lb_setting", .fields = fields_destination_rule_zone_aware_lb_setting, .n = MW_LEN(fields_destination_rule_zone_aware_lb_setting),
	.size = sizeof(struct mw_destination_rule_zone_aware_lb_setting), .required = 0,
};

static const struct mw_field fields_load_balancer[] = {
	{ .name = "consistentHash", .alias = "consistent_hash", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_load_balancer, consistent_hash), .shape = &shape_consistent_hash, .one_of = 1, .one_of_rank = 2 },
	{ .name = "localityLbSetting", .alias = "locality_lb_setting", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_load_balancer, locality_lb_setting), .shape = &shape_locality_lb },
	{ .name = "simple", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_load_balancer, simple), .values = enum_8, .one_of = 1, .one_of_rank = 1 },
	{ .name = "warmup", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_load_balancer, warmup), .shape = &shape_destination_rule_warmup },
	{ .name = "warmupDurationSecs", .alias = "warmup_duration_secs", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_load_balancer, warmup_duration_secs), .flags = MW_FIELD_DEPRECATED },
	{ .name = "zoneAwareLbSetting", .alias = "zone_aware_lb_setting", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_load_balancer, zone_aware_lb_setting), .shape = &shape_destination_rule_zone_aware_lb_setting },
};
static const struct mw_shape shape_load_balancer = {
	.name = "load_balancer", .fields = fields_load_balancer, .n = MW_LEN(fields_load_balancer),
	.size = sizeof(struct mw_load_balancer), .required = 0,
};

static const struct mw_field fields_outlier_detection[] = {
	{ .name = "baseEjectionTime", .alias = "base_ejection_time", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_outlier_detection, base_ejection_time) },
	{ .name = "consecutive5xxErrors", .alias = "consecutive_5xx_errors", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive5xx_errors), .flags = MW_FIELD_NULLABLE | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "consecutiveErrors", .alias = "consecutive_errors", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive_errors), .flags = MW_FIELD_DEPRECATED | MW_FIELD_INT32 },
	{ .name = "consecutiveGatewayErrors", .alias = "consecutive_gateway_errors", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive_gateway_errors), .flags = MW_FIELD_NULLABLE | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "consecutiveLocalOriginFailures", .alias = "consecutive_local_origin_failures", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive_local_origin_failures), .flags = MW_FIELD_NULLABLE | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_outlier_detection, interval) },
	{ .name = "maxEjectionPercent", .alias = "max_ejection_percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, max_ejection_percent), .flags = MW_FIELD_INT32 },
	{ .name = "minHealthPercent", .alias = "min_health_percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, min_health_percent), .flags = MW_FIELD_INT32 },
	{ .name = "outlierDetectionHttpErrorCodes", .alias = "outlier_detection_http_error_codes", .type = MW_FIELD_INT_LIST, .offset = offsetof(struct mw_outlier_detection, outlier_detection_http_error_codes), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .elem_min = 100.0, .has_elem_min = 1, .elem_max = 599.0, .has_elem_max = 1 } },
	{ .name = "splitExternalLocalOriginErrors", .alias = "split_external_local_origin_errors", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_outlier_detection, split_external_local_origin_errors) },
};
static const struct mw_shape shape_outlier_detection = {
	.name = "outlier_detection", .fields = fields_outlier_detection, .n = MW_LEN(fields_outlier_detection),
	.size = sizeof(struct mw_outlier_detection), .required = 0,
};

static const struct mw_field fields_port_selector_2[] = {
	{ .name = "number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_port_selector, number), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_port_selector_2 = {
	.name = "port_selector", .fields = fields_port_selector_2, .n = MW_LEN(fields_port_selector_2),
	.size = sizeof(struct mw_port_selector), .required = 0,
};

static const struct mw_field fields_client_tls[] = {
	{ .name = "caCertificates", .alias = "ca_certificates", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, ca_certificates) },
	{ .name = "caCrl", .alias = "ca_crl", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, ca_crl) },
	{ .name = "clientCertificate", .alias = "client_certificate", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, client_certificate) },
	{ .name = "credentialName", .alias = "credential_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, credential_name) },
	{ .name = "insecureSkipVerify", .alias = "insecure_skip_verify", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_client_tls, insecure_skip_verify), .flags = MW_FIELD_NULLABLE },
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_client_tls, mode), .values = enum_9 },
	{ .name = "privateKey", .alias = "private_key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, private_key) },
	{ .name = "sni", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, sni) },
	{ .name = "subjectAltNames", .alias = "subject_alt_names", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_client_tls, subject_alt_names) },
};
static const struct mw_shape shape_client_tls = {
	.name = "client_tls", .fields = fields_client_tls, .n = MW_LEN(fields_client_tls),
	.size = sizeof(struct mw_client_tls), .required = 0,
};

static const struct mw_field fields_port_traffic_policy[] = {
	{ .name = "connectionPool", .alias = "connection_pool", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_port_traffic_policy, connection_pool), .shape = &shape_connection_pool },
	{ .name = "loadBalancer", .alias = "load_balancer", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_port_traffic_policy, load_balancer), .shape = &shape_load_balancer },
	{ .name = "outlierDetection", .alias = "outlier_detection", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_port_traffic_policy, outlier_detection), .shape = &shape_outlier_detection },
	{ .name = "port", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_port_traffic_policy, port), .shape = &shape_port_selector_2 },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_port_traffic_policy, tls), .shape = &shape_client_tls },
};
static const struct mw_shape shape_port_traffic_policy = {
	.name = "port_traffic_policy", .fields = fields_port_traffic_policy, .n = MW_LEN(fields_port_traffic_policy),
	.size = sizeof(struct mw_port_traffic_policy), .required = 0,
};

static const struct mw_field fields_destination_rule_proxy_protocol[] = {
	{ .name = "version", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_destination_rule_proxy_protocol, version), .values = enum_10 },
};
static const struct mw_shape shape_destination_rule_proxy_protocol = {
	.name = "destination_rule_proxy_protocol", .fields = fields_destination_rule_proxy_protocol, .n = MW_LEN(fields_destination_rule_proxy_protocol),
	.size = sizeof(struct mw_destination_rule_proxy_protocol), .required = 0,
};

static const struct mw_field fields_destination_rule_retry_budget[] = {
	{ .name = "budgetInterval", .alias = "budget_interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_retry_budget, budget_interval) },
	{ .name = "minRetryConcurrency", .alias = "min_retry_concurrency", .type = MW_FIELD_INT, .offset = offsetof(struct mw_destination_rule_retry_budget, min_retry_concurrency), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "percent", .type = MW_FIELD_NUMBER, .offset = offsetof(struct mw_destination_rule_retry_budget, percent), .flags = MW_FIELD_NULLABLE, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 100.0, .has_max = 1 } },
};
static const struct mw_shape shape_destination_rule_retry_budget = {
	.name = "destination_rule_retry_budget", .fields = fields_destination_rule_retry_budget, .n = MW_LEN(fields_destination_rule_retry_budget),
	.size = sizeof(struct mw_destination_rule_retry_budget), .required = 0,
};

static const struct mw_field fields_tunnel[] = {
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_tunnel, protocol) },
	{ .name = "targetHost", .alias = "target_host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_tunnel, target_host), .flags = MW_FIELD_REQUIRED },
	{ .name = "targetPort", .alias = "target_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_tunnel, target_port), .flags = MW_FIELD_REQUIRED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_tunnel = {
	.name = "tunnel", .fields = fields_tunnel, .n = MW_LEN(fields_tunnel),
	.size = sizeof(struct mw_tunnel), .required = 2,
};

static const struct mw_field fields_traffic_policy[] = {
	{ .name = "connectionPool", .alias = "connection_pool", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_policy, connection_pool), .shape = &shape_connection_pool },
	{ .name = "loadBalancer", .alias = "load_balancer", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_policy, load_balancer), .shape = &shape_load_balancer },
	{ .name = "outlierDetection", .alias = "outlier_detection", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_policy, outlier_detection), .shape = &shape_outlier_detection },
	{ .name = "portLevelSettings", .alias = "port_level_settings", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_traffic_policy, port_level_settings), .shape = &shape_port_traffic_policy, .limits = &(const struct mw_field_limits){ .max_items = 4096.0, .has_max_items = 1 } },
	{ .name = "proxyProtocol", .alias = "proxy_protocol", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_policy, proxy_protocol), .shape = &shape_destination_rule_proxy_protocol },
	{ .name = "retryBudget", .alias = "retry_budget", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_policy, retry_budget), .shape = &shape_destination_rule_retry_budget },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_policy, tls), .shape = &shape_client_tls },
	{ .name = "tunnel", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_traffic_policy, tunnel), .shape = &shape_tunnel },
};
static const struct mw_shape shape_traffic_policy = {
	.name = "traffic_policy", .fields = fields_traffic_policy, .n = MW_LEN(fields_traffic_policy),
	.size = sizeof(struct mw_traffic_policy), .required = 0,
};

static const struct mw_field fields_subset[] = {
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_subset, labels) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_subset, name), .flags = MW_FIELD_REQUIRED },
	{ .name = "trafficPolicy", .alias = "traffic_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_subset, traffic_policy), .shape = &shape_traffic_policy },
};
static const struct mw_shape shape_subset = {
	.name = "subset", .fields = fields_subset, .n = MW_LEN(fields_subset),
	.size = sizeof(struct mw_subset), .required = 1,
};

static const struct mw_field fields_destination_rule[] = {
	{ .name = "exportTo", .alias = "export_to", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_destination_rule, export_to) },
	{ .name = "host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_destination_rule, host), .flags = MW_FIELD_REQUIRED },
	{ .name = "subsets", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_destination_rule, subsets), .shape = &shape_subset },
	{ .name = "trafficPolicy", .alias = "traffic_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_destination_rule, traffic_policy), .shape = &shape_traffic_policy },
	{ .name = "workloadSelector", .alias = "workload_selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_destination_rule, workload_selector), .shape = &shape_label_selector },
};
static const struct mw_shape shape_destination_rule = {
	.name = "destination_rule", .fields = fields_destination_rule, .n = MW_LEN(fields_destination_rule),
	.size = sizeof(struct mw_destination_rule), .required = 1,
};

static const struct mw_field fields_envoy_filter_cluster[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_cluster, name) },
	{ .name = "portNumber", .alias = "port_number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_envoy_filter_cluster, port_number), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_cluster, service) },
	{ .name = "subset", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_cluster, subset) },
};
static const struct mw_shape shape_envoy_filter_cluster = {
	.name = "envoy_filter_cluster", .fields = fields_envoy_filter_cluster, .n = MW_LEN(fields_envoy_filter_cluster),
	.size = sizeof(struct mw_envoy_filter_cluster), .required = 0,
};

static const struct mw_field fields_authz_provider[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_authz_provider, name) },
};
static const struct mw_shape shape_authz_provider = {
	.name = "authz_provider", .fields = fields_authz_provider, .n = MW_LEN(fields_authz_provider),
	.size = sizeof(struct mw_authz_provider), .required = 0,
};

static const struct mw_field fields_envoy_filter_filter[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_filter, name) },
	{ .name = "subFilter", .alias = "sub_filter", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_filter, sub_filter), .shape = &shape_authz_provider },
};
static const struct mw_shape shape_envoy_filter_filter = {
	.name = "envoy_filter_filter", .fields = fields_envoy_filter_filter, .n = MW_LEN(fields_envoy_filter_filter),
	.size = sizeof(struct mw_envoy_filter_filter), .required = 0,
};

static const struct mw_field fields_envoy_filter_filter_chain[] = {
	{ .name = "applicationProtocols", .alias = "application_protocols", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_filter_chain, application_protocols) },
	{ .name = "destinationPort", .alias = "destination_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_envoy_filter_filter_chain, destination_port), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "filter", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_filter_chain, filter), .shape = &shape_envoy_filter_filter },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_filter_chain, name) },
	{ .name = "sni", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_filter_chain, sni) },
	{ .name = "transportProtocol", .alias = "transport_protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_filter_chain, transport_protocol) },
};
static const struct mw_shape shape_envoy_filter_filter_chain = {
	.name = "envoy_filter_filter_chain", .fields = fields_envoy_filter_filter_chain, .n = MW_LEN(fields_envoy_filter_filter_chain),
	.size = sizeof(struct mw_envoy_filter_filter_chain), .required = 0,
};

static const struct mw_field fields_envoy_filter_listener[] = {
	{ .name = "filterChain", .alias = "filter_chain", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_listener, filter_chain), .shape = &shape_envoy_filter_filter_chain },
	{ .name = "listenerFilter", .alias = "listener_filter", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_listener, listener_filter) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_listener, name) },
	{ .name = "portName", .alias = "port_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_listener, port_name) },
	{ .name = "portNumber", .alias = "port_number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_envoy_filter_listener, port_number), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_envoy_filter_listener = {
	.name = "envoy_filter_listener", .fields = fields_envoy_filter_listener, .n = MW_LEN(fields_envoy_filter_listener),
	.size = sizeof(struct mw_envoy_filter_listener), .required = 0,
};

static const struct mw_field fields_envoy_filter_proxy[] = {
	{ .name = "metadata", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_envoy_filter_proxy, metadata) },
	{ .name = "proxyVersion", .alias = "proxy_version", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_proxy, proxy_version) },
};
static const struct mw_shape shape_envoy_filter_proxy = {
	.name = "envoy_filter_proxy", .fields = fields_envoy_filter_proxy, .n = MW_LEN(fields_envoy_filter_proxy),
	.size = sizeof(struct mw_envoy_filter_proxy), .required = 0,
};

static const struct mw_field fields_envoy_filter_route[] = {
	{ .name = "action", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_envoy_filter_route, action), .values = enum_13 },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_route, name) },
};
static const struct mw_shape shape_envoy_filter_route = {
	.name = "envoy_filter_route", .fields = fields_envoy_filter_route, .n = MW_LEN(fields_envoy_filter_route),
	.size = sizeof(struct mw_envoy_filter_route), .required = 0,
};

static const struct mw_field fields_envoy_filter_vhost[] = {
	{ .name = "domainName", .alias = "domain_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_vhost, domain_name) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_vhost, name) },
	{ .name = "route", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_vhost, route), .shape = &shape_envoy_filter_route },
};
static const struct mw_shape shape_envoy_filter_vhost = {
	.name = "envoy_filter_vhost", .fields = fields_envoy_filter_vhost, .n = MW_LEN(fields_envoy_filter_vhost),
	.size = sizeof(struct mw_envoy_filter_vhost), .required = 0,
};

static const struct mw_field fields_envoy_filter_route_configuration[] = {
	{ .name = "gateway", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_route_configuration, gateway) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_route_configuration, name) },
	{ .name = "portName", .alias = "port_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_envoy_filter_route_configuration, port_name) },
	{ .name = "portNumber", .alias = "port_number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_envoy_filter_route_configuration, port_number), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "vhost", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_route_configuration, vhost), .shape = &shape_envoy_filter_vhost },
};
static const struct mw_shape shape_envoy_filter_route_configuration = {
	.name = "envoy_filter_route_configuration", .fields = fields_envoy_filter_route_configuration, .n = MW_LEN(fields_envoy_filter_route_configuration),
	.size = sizeof(struct mw_envoy_filter_route_configuration), .required = 0,
};

static const struct mw_field fields_envoy_filter_waypoint[] = {
	{ .name = "filter", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_waypoint, filter), .shape = &shape_envoy_filter_filter },
	{ .name = "portNumber", .alias = "port_number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_envoy_filter_waypoint, port_number), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "route", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_waypoint, route), .shape = &shape_authz_provider },
};
static const struct mw_shape shape_envoy_filter_waypoint = {
	.name = "envoy_filter_waypoint", .fields = fields_envoy_filter_waypoint, .n = MW_LEN(fields_envoy_filter_waypoint),
	.size = sizeof(struct mw_envoy_filter_waypoint), .required = 0,
};

static const struct mw_field fields_envoy_filter_match[] = {
	{ .name = "cluster", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_match, cluster), .shape = &shape_envoy_filter_cluster, .one_of = 1, .one_of_rank = 3 },
	{ .name = "context", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_envoy_filter_match, context), .values = enum_12 },
	{ .name = "listener", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_match, listener), .shape = &shape_envoy_filter_listener, .one_of = 1, .one_of_rank = 1 },
	{ .name = "proxy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_match, proxy), .shape = &shape_envoy_filter_proxy },
	{ .name = "routeConfiguration", .alias = "route_configuration", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_match, route_configuration), .shape = &shape_envoy_filter_route_configuration, .one_of = 1, .one_of_rank = 2 },
	{ .name = "waypoint", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_match, waypoint), .shape = &shape_envoy_filter_waypoint, .one_of = 1, .one_of_rank = 4 },
};
static const struct mw_shape shape_envoy_filter_match = {
	.name = "envoy_filter_match", .fields = fields_envoy_filter_match, .n = MW_LEN(fields_envoy_filter_match),
	.size = sizeof(struct mw_envoy_filter_match), .required = 0,
};

static const struct mw_field fields_envoy_filter_patch[] = {
	{ .name = "filterClass", .alias = "filter_class", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_envoy_filter_patch, filter_class), .values = enum_1 },
	{ .name = "operation", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_envoy_filter_patch, operation), .values = enum_14 },
	{ .name = "value", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_envoy_filter_patch, value) },
};
static const struct mw_shape shape_envoy_filter_patch = {
	.name = "envoy_filter_patch", .fields = fields_envoy_filter_patch, .n = MW_LEN(fields_envoy_filter_patch),
	.size = sizeof(struct mw_envoy_filter_patch), .required = 0,
};

static const struct mw_field fields_envoy_filter_config_patches[] = {
	{ .name = "applyTo", .alias = "apply_to", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_envoy_filter_config_patches, apply_to), .values = enum_11 },
	{ .name = "match", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_config_patches, match), .shape = &shape_envoy_filter_match },
	{ .name = "patch", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter_config_patches, patch), .shape = &shape_envoy_filter_patch },
};
static const struct mw_shape shape_envoy_filter_config_patches = {
	.name = "envoy_filter_config_patches", .fields = fields_envoy_filter_config_patches, .n = MW_LEN(fields_envoy_filter_config_patches),
	.size = sizeof(struct mw_envoy_filter_config_patches), .required = 0,
};

static const struct mw_field fields_workload_selector[] = {
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_workload_selector, labels), .limits = &(const struct mw_field_limits){ .max_properties = 256.0, .has_max_properties = 1, .elem_max_length = 63.0, .has_elem_max_length = 1 } },
};
static const struct mw_shape shape_workload_selector = {
	.name = "workload_selector", .fields = fields_workload_selector, .n = MW_LEN(fields_workload_selector),
	.size = sizeof(struct mw_workload_selector), .required = 0,
};

static const struct mw_field fields_envoy_filter[] = {
	{ .name = "configPatches", .alias = "config_patches", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_envoy_filter, config_patches), .shape = &shape_envoy_filter_config_patches },
	{ .name = "priority", .type = MW_FIELD_INT, .offset = offsetof(struct mw_envoy_filter, priority), .flags = MW_FIELD_INT32 },
	{ .name = "targetRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_envoy_filter, target_refs), .shape = &shape_target_ref, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "workloadSelector", .alias = "workload_selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_envoy_filter, workload_selector), .shape = &shape_workload_selector },
};
static const struct mw_shape shape_envoy_filter = {
	.name = "envoy_filter", .fields = fields_envoy_filter, .n = MW_LEN(fields_envoy_filter),
	.size = sizeof(struct mw_envoy_filter), .required = 0,
};

static const struct mw_field fields_server_port[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_port, name), .flags = MW_FIELD_REQUIRED },
	{ .name = "number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_server_port, number), .flags = MW_FIELD_REQUIRED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_port, protocol), .flags = MW_FIELD_REQUIRED },
	{ .name = "targetPort", .alias = "target_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_server_port, target_port), .flags = MW_FIELD_DEPRECATED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_server_port = {
	.name = "server_port", .fields = fields_server_port, .n = MW_LEN(fields_server_port),
	.size = sizeof(struct mw_server_port), .required = 3,
};

static const struct mw_field fields_gateway_tls_certificates[] = {
	{ .name = "caCertificates", .alias = "ca_certificates", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_gateway_tls_certificates, ca_certificates) },
	{ .name = "privateKey", .alias = "private_key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_gateway_tls_certificates, private_key) },
	{ .name = "serverCertificate", .alias = "server_certificate", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_gateway_tls_certificates, server_certificate) },
};
static const struct mw_shape shape_gateway_tls_certificates = {
	.name = "gateway_tls_certificates", .fields = fields_gateway_tls_certificates, .n = MW_LEN(fields_gateway_tls_certificates),
	.size = sizeof(struct mw_gateway_tls_certificates), .required = 0,
};

static const struct mw_field fields_server_tls[] = {
	{ .name = "caCertCredentialName", .alias = "ca_cert_credential_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_tls, ca_cert_credential_name) },
	{ .name = "caCertificates", .alias = "ca_certificates", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_tls, ca_certificates) },
	{ .name = "caCrl", .alias = "ca_crl", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_tls, ca_crl) },
	{ .name = "cipherSuites", .alias = "cipher_suites", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_server_tls, cipher_suites) },
	{ .name = "credentialName", .alias = "credential_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_tls, credential_name) },
	{ .name = "credentialNames", .alias = "credential_names", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_server_tls, credential_names), .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 2.0, .has_max_items = 1 } },
	{ .name = "httpsRedirect", .alias = "https_redirect", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_server_tls, https_redirect) },
	{ .name = "insecureSkipVerify", .alias = "insecure_skip_verify", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_server_tls, insecure_skip_verify), .flags = MW_FIELD_NULLABLE },
	{ .name = "maxProtocolVersion", .alias = "max_protocol_version", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_server_tls, max_protocol_version), .values = enum_15 },
	{ .name = "minProtocolVersion", .alias = "min_protocol_version", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_server_tls, min_protocol_version), .values = enum_15 },
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_server_tls, mode), .values = enum_16 },
	{ .name = "privateKey", .alias = "private_key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_tls, private_key) },
	{ .name = "serverCertificate", .alias = "server_certificate", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_tls, server_certificate) },
	{ .name = "subjectAltNames", .alias = "subject_alt_names", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_server_tls, subject_alt_names) },
	{ .name = "tlsCertificates", .alias = "tls_certificates", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_server_tls, tls_certificates), .shape = &shape_gateway_tls_certificates, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 2.0, .has_max_items = 1 } },
	{ .name = "verifyCertificateHash", .alias = "verify_certificate_hash", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_server_tls, verify_certificate_hash) },
	{ .name = "verifyCertificateSpki", .alias = "verify_certificate_spki", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_server_tls, verify_certificate_spki) },
};
static const struct mw_shape shape_server_tls = {
	.name = "server_tls", .fields = fields_server_tls, .n = MW_LEN(fields_server_tls),
	.size = sizeof(struct mw_server_tls), .required = 0,
};

static const struct mw_field fields_server[] = {
	{ .name = "bind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server, bind) },
	{ .name = "defaultEndpoint", .alias = "default_endpoint", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server, default_endpoint) },
	{ .name = "hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_server, hosts), .flags = MW_FIELD_REQUIRED },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server, name) },
	{ .name = "port", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_server, port), .shape = &shape_server_port, .flags = MW_FIELD_REQUIRED },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_server, tls), .shape = &shape_server_tls },
};
static const struct mw_shape shape_server = {
	.name = "server", .fields = fields_server, .n = MW_LEN(fields_server),
	.size = sizeof(struct mw_server), .required = 2,
};

static const struct mw_field fields_gateway[] = {
	{ .name = "selector", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_gateway, selector) },
	{ .name = "servers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_gateway, servers), .shape = &shape_server },
};
static const struct mw_shape shape_gateway = {
	.name = "gateway", .fields = fields_gateway, .n = MW_LEN(fields_gateway),
	.size = sizeof(struct mw_gateway), .required = 0,
};

static const struct mw_field fields_proxy_config_image[] = {
	{ .name = "imageType", .alias = "image_type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_proxy_config_image, image_type) },
};
static const struct mw_shape shape_proxy_config_image = {
	.name = "proxy_config_image", .fields = fields_proxy_config_image, .n = MW_LEN(fields_proxy_config_image),
	.size = sizeof(struct mw_proxy_config_image), .required = 0,
};

static const struct mw_field fields_proxy_config[] = {
	{ .name = "concurrency", .type = MW_FIELD_INT, .offset = offsetof(struct mw_proxy_config, concurrency), .flags = MW_FIELD_NULLABLE | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
	{ .name = "environmentVariables", .alias = "environment_variables", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_proxy_config, environment_variables), .limits = &(const struct mw_field_limits){ .elem_max_length = 2048.0, .has_elem_max_length = 1 } },
	{ .name = "image", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_proxy_config, image), .shape = &shape_proxy_config_image },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_proxy_config, selector), .shape = &shape_label_selector },
};
static const struct mw_shape shape_proxy_config = {
	.name = "proxy_config", .fields = fields_proxy_config, .n = MW_LEN(fields_proxy_config),
	.size = sizeof(struct mw_proxy_config), .required = 0,
};

static const struct mw_field fields_workload_entry[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, address), .limits = &(const struct mw_field_limits){ .max_length = 256.0, .has_max_length = 1 } },
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_workload_entry, labels), .limits = &(const struct mw_field_limits){ .max_properties = 256.0, .has_max_properties = 1 } },
	{ .name = "locality", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, locality), .limits = &(const struct mw_field_limits){ .max_length = 2048.0, .has_max_length = 1 } },
	{ .name = "network", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, network), .limits = &(const struct mw_field_limits){ .max_length = 2048.0, .has_max_length = 1 } },
	{ .name = "ports", .type = MW_FIELD_INT_MAP, .offset = offsetof(struct mw_workload_entry, ports), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .max_properties = 128.0, .has_max_properties = 1, .elem_min = 0.0, .has_elem_min = 1, .elem_max = 4294967295.0, .has_elem_max = 1 } },
	{ .name = "serviceAccount", .alias = "service_account", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, service_account), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "weight", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_entry, weight), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_workload_entry = {
	.name = "workload_entry", .fields = fields_workload_entry, .n = MW_LEN(fields_workload_entry),
	.size = sizeof(struct mw_workload_entry), .required = 0,
};

static const struct mw_field fields_server_port_2[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_port, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .max_length = 256.0, .has_max_length = 1 } },
	{ .name = "number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_server_port, number), .flags = MW_FIELD_REQUIRED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_port, protocol), .limits = &(const struct mw_field_limits){ .max_length = 256.0, .has_max_length = 1 } },
	{ .name = "targetPort", .alias = "target_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_server_port, target_port), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_server_port_2 = {
	.name = "server_port", .fields = fields_server_port_2, .n = MW_LEN(fields_server_port_2),
	.size = sizeof(struct mw_server_port), .required = 2,
};

static const struct mw_field fields_service_entry[] = {
	{ .name = "addresses", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_service_entry, addresses), .limits = &(const struct mw_field_limits){ .max_items = 256.0, .has_max_items = 1, .elem_max_length = 64.0, .has_elem_max_length = 1 } },
	{ .name = "endpoints", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_service_entry, endpoints), .shape = &shape_workload_entry, .limits = &(const struct mw_field_limits){ .max_items = 4096.0, .has_max_items = 1 } },
	{ .name = "exportTo", .alias = "export_to", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_service_entry, export_to) },
	{ .name = "hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_service_entry, hosts), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 256.0, .has_max_items = 1 } },
	{ .name = "location", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_service_entry, location), .values = enum_17 },
	{ .name = "ports", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_service_entry, ports), .shape = &shape_server_port_2, .limits = &(const struct mw_field_limits){ .max_items = 256.0, .has_max_items = 1, .list_type = "map:name" } },
	{ .name = "resolution", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_service_entry, resolution), .values = enum_18 },
	{ .name = "subjectAltNames", .alias = "subject_alt_names", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_service_entry, subject_alt_names) },
	{ .name = "workloadSelector", .alias = "workload_selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_service_entry, workload_selector), .shape = &shape_workload_selector },
};
static const struct mw_shape shape_service_entry = {
	.name = "service_entry", .fields = fields_service_entry, .n = MW_LEN(fields_service_entry),
	.size = sizeof(struct mw_service_entry), .required = 1,
};

static const struct mw_field fields_server_port_3[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_port, name) },
	{ .name = "number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_server_port, number), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_server_port, protocol) },
	{ .name = "targetPort", .alias = "target_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_server_port, target_port), .flags = MW_FIELD_DEPRECATED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_server_port_3 = {
	.name = "server_port", .fields = fields_server_port_3, .n = MW_LEN(fields_server_port_3),
	.size = sizeof(struct mw_server_port), .required = 0,
};

static const struct mw_field fields_egress_listener[] = {
	{ .name = "bind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_egress_listener, bind) },
	{ .name = "captureMode", .alias = "capture_mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_egress_listener, capture_mode), .values = enum_19 },
	{ .name = "hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_egress_listener, hosts), .flags = MW_FIELD_REQUIRED },
	{ .name = "port", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_egress_listener, port), .shape = &shape_server_port_3 },
};
static const struct mw_shape shape_egress_listener = {
	.name = "egress_listener", .fields = fields_egress_listener, .n = MW_LEN(fields_egress_listener),
	.size = sizeof(struct mw_egress_listener), .required = 1,
};

static const struct mw_field fields_ingress_listener[] = {
	{ .name = "bind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_ingress_listener, bind) },
	{ .name = "captureMode", .alias = "capture_mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_ingress_listener, capture_mode), .values = enum_19 },
	{ .name = "connectionPool", .alias = "connection_pool", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_ingress_listener, connection_pool), .shape = &shape_connection_pool },
	{ .name = "defaultEndpoint", .alias = "default_endpoint", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_ingress_listener, default_endpoint) },
	{ .name = "port", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_ingress_listener, port), .shape = &shape_server_port_3, .flags = MW_FIELD_REQUIRED },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_ingress_listener, tls), .shape = &shape_server_tls },
};
static const struct mw_shape shape_ingress_listener = {
	.name = "ingress_listener", .fields = fields_ingress_listener, .n = MW_LEN(fields_ingress_listener),
	.size = sizeof(struct mw_ingress_listener), .required = 1,
};

static const struct mw_field fields_destination[] = {
	{ .name = "host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_destination, host), .flags = MW_FIELD_REQUIRED },
	{ .name = "port", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_destination, port), .shape = &shape_port_selector_2 },
	{ .name = "subset", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_destination, subset) },
};
static const struct mw_shape shape_destination = {
	.name = "destination", .fields = fields_destination, .n = MW_LEN(fields_destination),
	.size = sizeof(struct mw_destination), .required = 1,
};

static const struct mw_field fields_outbound_policy[] = {
	{ .name = "egressProxy", .alias = "egress_proxy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_outbound_policy, egress_proxy), .shape = &shape_destination },
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_outbound_policy, mode), .values = enum_20 },
};
static const struct mw_shape shape_outbound_policy = {
	.name = "outbound_policy", .fields = fields_outbound_policy, .n = MW_LEN(fields_outbound_policy),
	.size = sizeof(struct mw_outbound_policy), .required = 0,
};

static const struct mw_field fields_sidecar[] = {
	{ .name = "egress", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_sidecar, egress), .shape = &shape_egress_listener },
	{ .name = "inboundConnectionPool", .alias = "inbound_connection_pool", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_sidecar, inbound_connection_pool), .shape = &shape_connection_pool },
	{ .name = "ingress", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_sidecar, ingress), .shape = &shape_ingress_listener },
	{ .name = "outboundTrafficPolicy", .alias = "outbound_traffic_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_sidecar, outbound_traffic_policy), .shape = &shape_outbound_policy },
	{ .name = "workloadSelector", .alias = "workload_selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_sidecar, workload_selector), .shape = &shape_workload_selector },
};
static const struct mw_shape shape_sidecar = {
	.name = "sidecar", .fields = fields_sidecar, .n = MW_LEN(fields_sidecar),
	.size = sizeof(struct mw_sidecar), .required = 0,
};

static const struct mw_field fields_string_match[] = {
	{ .name = "exact", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_string_match, exact), .one_of = 1, .one_of_rank = 1 },
	{ .name = "prefix", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_string_match, prefix), .one_of = 1, .one_of_rank = 2 },
	{ .name = "regex", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_string_match, regex), .one_of = 1, .one_of_rank = 3 },
};
static const struct mw_shape shape_string_match = {
	.name = "string_match", .fields = fields_string_match, .n = MW_LEN(fields_string_match),
	.size = sizeof(struct mw_string_match), .required = 0,
};

static const struct mw_field fields_cors_policy[] = {
	{ .name = "allowCredentials", .alias = "allow_credentials", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_cors_policy, allow_credentials), .flags = MW_FIELD_NULLABLE },
	{ .name = "allowHeaders", .alias = "allow_headers", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_cors_policy, allow_headers) },
	{ .name = "allowMethods", .alias = "allow_methods", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_cors_policy, allow_methods) },
	{ .name = "allowOrigin", .alias = "allow_origin", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_cors_policy, allow_origin), .flags = MW_FIELD_DEPRECATED },
	{ .name = "allowOrigins", .alias = "allow_origins", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_cors_policy, allow_origins), .shape = &shape_string_match },
	{ .name = "exposeHeaders", .alias = "expose_headers", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_cors_policy, expose_headers) },
	{ .name = "maxAge", .alias = "max_age", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_cors_policy, max_age) },
	{ .name = "unmatchedPreflights", .alias = "unmatched_preflights", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_cors_policy, unmatched_preflights), .values = enum_21 },
};
static const struct mw_shape shape_cors_policy = {
	.name = "cors_policy", .fields = fields_cors_policy, .n = MW_LEN(fields_cors_policy),
	.size = sizeof(struct mw_cors_policy), .required = 0,
};

static const struct mw_field fields_delegate[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_delegate, name) },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_delegate, namespace) },
};
static const struct mw_shape shape_delegate = {
	.name = "delegate", .fields = fields_delegate, .n = MW_LEN(fields_delegate),
	.size = sizeof(struct mw_delegate), .required = 0,
};

static const struct mw_field fields_response_body[] = {
	{ .name = "bytes", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_response_body, bytes), .one_of = 1, .one_of_rank = 2 },
	{ .name = "string", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_response_body, string), .one_of = 1, .one_of_rank = 1 },
};
static const struct mw_shape shape_response_body = {
	.name = "response_body", .fields = fields_response_body, .n = MW_LEN(fields_response_body),
	.size = sizeof(struct mw_response_body), .required = 0,
};

static const struct mw_field fields_direct_response[] = {
	{ .name = "body", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_direct_response, body), .shape = &shape_response_body },
	{ .name = "status", .type = MW_FIELD_INT, .offset = offsetof(struct mw_direct_response, status), .flags = MW_FIELD_REQUIRED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_direct_response = {
	.name = "direct_response", .fields = fields_direct_response, .n = MW_LEN(fields_direct_response),
	.size = sizeof(struct mw_direct_response), .required = 1,
};

static const struct mw_field fields_percent[] = {
	{ .name = "value", .type = MW_FIELD_NUMBER, .offset = offsetof(struct mw_percent, value) },
};
static const struct mw_shape shape_percent = {
	.name = "percent", .fields = fields_percent, .n = MW_LEN(fields_percent),
	.size = sizeof(struct mw_percent), .required = 0,
};

static const struct mw_field fields_fault_abort[] = {
	{ .name = "grpcStatus", .alias = "grpc_status", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_fault_abort, grpc_status), .one_of = 1, .one_of_rank = 2 },
	{ .name = "http2Error", .alias = "http2_error", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_fault_abort, http2_error), .one_of = 1, .one_of_rank = 3 },
	{ .name = "httpStatus", .alias = "http_status", .type = MW_FIELD_INT, .offset = offsetof(struct mw_fault_abort, http_status), .flags = MW_FIELD_INT32, .one_of = 1, .one_of_rank = 1 },
	{ .name = "percentage", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_fault_abort, percentage), .shape = &shape_percent },
};
static const struct mw_shape shape_fault_abort = {
	.name = "fault_abort", .fields = fields_fault_abort, .n = MW_LEN(fields_fault_abort),
	.size = sizeof(struct mw_fault_abort), .required = 0,
};

static const struct mw_field fields_fault_delay[] = {
	{ .name = "exponentialDelay", .alias = "exponential_delay", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_fault_delay, exponential_delay), .one_of = 1, .one_of_rank = 2 },
	{ .name = "fixedDelay", .alias = "fixed_delay", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_fault_delay, fixed_delay), .one_of = 1, .one_of_rank = 1 },
	{ .name = "percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_fault_delay, percent), .flags = MW_FIELD_DEPRECATED | MW_FIELD_INT32 },
	{ .name = "percentage", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_fault_delay, percentage), .shape = &shape_percent },
};
static const struct mw_shape shape_fault_delay = {
	.name = "fault_delay", .fields = fields_fault_delay, .n = MW_LEN(fields_fault_delay),
	.size = sizeof(struct mw_fault_delay), .required = 0,
};

static const struct mw_field fields_fault[] = {
	{ .name = "abort", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_fault, abort), .shape = &shape_fault_abort },
	{ .name = "delay", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_fault, delay), .shape = &shape_fault_delay },
};
static const struct mw_shape shape_fault = {
	.name = "fault", .fields = fields_fault, .n = MW_LEN(fields_fault),
	.size = sizeof(struct mw_fault), .required = 0,
};

static const struct mw_field fields_header_operations[] = {
	{ .name = "add", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_header_operations, add) },
	{ .name = "remove", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_header_operations, remove) },
	{ .name = "set", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_header_operations, set) },
};
static const struct mw_shape shape_header_operations = {
	.name = "header_operations", .fields = fields_header_operations, .n = MW_LEN(fields_header_operations),
	.size = sizeof(struct mw_header_operations), .required = 0,
};

static const struct mw_field fields_headers[] = {
	{ .name = "request", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_headers, request), .shape = &shape_header_operations },
	{ .name = "response", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_headers, response), .shape = &shape_header_operations },
};
static const struct mw_shape shape_headers = {
	.name = "headers", .fields = fields_headers, .n = MW_LEN(fields_headers),
	.size = sizeof(struct mw_headers), .required = 0,
};

static const struct mw_field fields_http_match[] = {
	{ .name = "authority", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_match, authority), .shape = &shape_string_match },
	{ .name = "gateways", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_http_match, gateways) },
	{ .name = "headers", .type = MW_FIELD_OBJECT_MAP, .offset = offsetof(struct mw_http_match, headers), .shape = &shape_string_match, .size = sizeof(struct mw_string_match_entry), .value_offset = offsetof(struct mw_string_match_entry, value) },
	{ .name = "ignoreUriCase", .alias = "ignore_uri_case", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_http_match, ignore_uri_case) },
	{ .name = "method", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_match, method), .shape = &shape_string_match },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_match, name) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_match, port), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "queryParams", .alias = "query_params", .type = MW_FIELD_OBJECT_MAP, .offset = offsetof(struct mw_http_match, query_params), .shape = &shape_string_match, .size = sizeof(struct mw_string_match_entry), .value_offset = offsetof(struct mw_string_match_entry, value) },
	{ .name = "scheme", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_match, scheme), .shape = &shape_string_match },
	{ .name = "sourceLabels", .alias = "source_labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_http_match, source_labels) },
	{ .name = "sourceNamespace", .alias = "source_namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_match, source_namespace) },
	{ .name = "statPrefix", .alias = "stat_prefix", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_match, stat_prefix) },
	{ .name = "uri", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_match, uri), .shape = &shape_string_match },
	{ .name = "withoutHeaders", .alias = "without_headers", .type = MW_FIELD_OBJECT_MAP, .offset = offsetof(struct mw_http_match, without_headers), .shape = &shape_string_match, .size = sizeof(struct mw_string_match_entry), .value_offset = offsetof(struct mw_string_match_entry, value) },
};
static const struct mw_shape shape_http_match = {
	.name = "http_match", .fields = fields_http_match, .n = MW_LEN(fields_http_match),
	.size = sizeof(struct mw_http_match), .required = 0,
};

static const struct mw_field fields_http_mirror[] = {
	{ .name = "destination", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_mirror, destination), .shape = &shape_destination, .flags = MW_FIELD_REQUIRED },
	{ .name = "percentage", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_mirror, percentage), .shape = &shape_percent },
};
static const struct mw_shape shape_http_mirror = {
	.name = "http_mirror", .fields = fields_http_mirror, .n = MW_LEN(fields_http_mirror),
	.size = sizeof(struct mw_http_mirror), .required = 1,
};

static const struct mw_field fields_http_redirect[] = {
	{ .name = "authority", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_redirect, authority) },
	{ .name = "derivePort", .alias = "derive_port", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_http_redirect, derive_port), .values = enum_22, .one_of = 1, .one_of_rank = 2 },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_redirect, port), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 }, .one_of = 1, .one_of_rank = 1 },
	{ .name = "prefixRewrite", .alias = "prefix_rewrite", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_redirect, prefix_rewrite) },
	{ .name = "redirectCode", .alias = "redirect_code", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_redirect, redirect_code), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "scheme", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_redirect, scheme) },
	{ .name = "uri", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_redirect, uri) },
};
static const struct mw_shape shape_http_redirect = {
	.name = "http_redirect", .fields = fields_http_redirect, .n = MW_LEN(fields_http_redirect),
	.size = sizeof(struct mw_http_redirect), .required = 0,
};

static const struct mw_field fields_http_retry[] = {
	{ .name = "attempts", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_retry, attempts), .flags = MW_FIELD_INT32 },
	{ .name = "backoff", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_http_retry, backoff) },
	{ .name = "perTryTimeout", .alias = "per_try_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_http_retry, per_try_timeout) },
	{ .name = "retryIgnorePreviousHosts", .alias = "retry_ignore_previous_hosts", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_http_retry, retry_ignore_previous_hosts), .flags = MW_FIELD_NULLABLE },
	{ .name = "retryOn", .alias = "retry_on", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_retry, retry_on) },
	{ .name = "retryRemoteLocalities", .alias = "retry_remote_localities", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_http_retry, retry_remote_localities), .flags = MW_FIELD_NULLABLE },
};
static const struct mw_shape shape_http_retry = {
	.name = "http_retry", .fields = fields_http_retry, .n = MW_LEN(fields_http_retry),
	.size = sizeof(struct mw_http_retry), .required = 0,
};

static const struct mw_field fields_regex_rewrite[] = {
	{ .name = "match", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_regex_rewrite, match) },
	{ .name = "rewrite", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_regex_rewrite, rewrite) },
};
static const struct mw_shape shape_regex_rewrite = {
	.name = "regex_rewrite", .fields = fields_regex_rewrite, .n = MW_LEN(fields_regex_rewrite),
	.size = sizeof(struct mw_regex_rewrite), .required = 0,
};

static const struct mw_field fields_http_rewrite[] = {
	{ .name = "authority", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_rewrite, authority) },
	{ .name = "uri", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_rewrite, uri) },
	{ .name = "uriRegexRewrite", .alias = "uri_regex_rewrite", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_rewrite, uri_regex_rewrite), .shape = &shape_regex_rewrite },
};
static const struct mw_shape shape_http_rewrite = {
	.name = "http_rewrite", .fields = fields_http_rewrite, .n = MW_LEN(fields_http_rewrite),
	.size = sizeof(struct mw_http_rewrite), .required = 0,
};

static const struct mw_field fields_http_destination[] = {
	{ .name = "destination", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_destination, destination), .shape = &shape_destination, .flags = MW_FIELD_REQUIRED },
	{ .name = "headers", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_destination, headers), .shape = &shape_headers },
	{ .name = "weight", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_destination, weight), .flags = MW_FIELD_INT32 },
};
static const struct mw_shape shape_http_destination = {
	.name = "http_destination", .fields = fields_http_destination, .n = MW_LEN(fields_http_destination),
	.size = sizeof(struct mw_http_destination), .required = 1,
};

static const struct mw_field fields_http_route[] = {
	{ .name = "corsPolicy", .alias = "cors_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, cors_policy), .shape = &shape_cors_policy },
	{ .name = "delegate", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, delegate), .shape = &shape_delegate },
	{ .name = "directResponse", .alias = "direct_response", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, direct_response), .shape = &shape_direct_response },
	{ .name = "fault", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, fault), .shape = &shape_fault },
	{ .name = "headers", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, headers), .shape = &shape_headers },
	{ .name = "match", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_http_route, match), .shape = &shape_http_match },
	{ .name = "mirror", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, mirror), .shape = &shape_destination },
	{ .name = "mirrorPercent", .alias = "mirror_percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_route, mirror_percent), .flags = MW_FIELD_NULLABLE | MW_FIELD_DEPRECATED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "mirrorPercentage", .alias = "mirror_percentage", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, mirror_percentage), .shape = &shape_percent },
	{ .name = "mirror_percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_route, mirror_percent), .flags = MW_FIELD_NULLABLE | MW_FIELD_SECOND_NAME, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "mirrors", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_http_route, mirrors), .shape = &shape_http_mirror },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_route, name) },
	{ .name = "redirect", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, redirect), .shape = &shape_http_redirect },
	{ .name = "retries", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, retries), .shape = &shape_http_retry },
	{ .name = "rewrite", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_http_route, rewrite), .shape = &shape_http_rewrite },
	{ .name = "route", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_http_route, route), .shape = &shape_http_destination },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_http_route, timeout) },
};
static const struct mw_shape shape_http_route = {
	.name = "http_route", .fields = fields_http_route, .n = MW_LEN(fields_http_route),
	.size = sizeof(struct mw_http_route), .required = 0,
};

static const struct mw_field fields_l4_match[] = {
	{ .name = "destinationSubnets", .alias = "destination_subnets", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_l4_match, destination_subnets) },
	{ .name = "gateways", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_l4_match, gateways) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_l4_match, port), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "sourceLabels", .alias = "source_labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_l4_match, source_labels) },
	{ .name = "sourceNamespace", .alias = "source_namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_l4_match, source_namespace) },
	{ .name = "sourceSubnet", .alias = "source_subnet", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_l4_match, source_subnet) },
};
static const struct mw_shape shape_l4_match = {
	.name = "l4_match", .fields = fields_l4_match, .n = MW_LEN(fields_l4_match),
	.size = sizeof(struct mw_l4_match), .required = 0,
};

static const struct mw_field fields_route_destination[] = {
	{ .name = "destination", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_route_destination, destination), .shape = &shape_destination, .flags = MW_FIELD_REQUIRED },
	{ .name = "weight", .type = MW_FIELD_INT, .offset = offsetof(struct mw_route_destination, weight), .flags = MW_FIELD_INT32 },
};
static const struct mw_shape shape_route_destination = {
	.name = "route_destination", .fields = fields_route_destination, .n = MW_LEN(fields_route_destination),
	.size = sizeof(struct mw_route_destination), .required = 1,
};

static const struct mw_field fields_tcp_route[] = {
	{ .name = "match", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_tcp_route, match), .shape = &shape_l4_match },
	{ .name = "route", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_tcp_route, route), .shape = &shape_route_destination },
};
static const struct mw_shape shape_tcp_route = {
	.name = "tcp_route", .fields = fields_tcp_route, .n = MW_LEN(fields_tcp_route),
	.size = sizeof(struct mw_tcp_route), .required = 0,
};

static const struct mw_field fields_tls_match[] = {
	{ .name = "destinationSubnets", .alias = "destination_subnets", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_tls_match, destination_subnets) },
	{ .name = "gateways", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_tls_match, gateways) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_tls_match, port), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "sniHosts", .alias = "sni_hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_tls_match, sni_hosts), .flags = MW_FIELD_REQUIRED },
	{ .name = "sourceLabels", .alias = "source_labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_tls_match, source_labels) },
	{ .name = "sourceNamespace", .alias = "source_namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_tls_match, source_namespace) },
};
static const struct mw_shape shape_tls_match = {
	.name = "tls_match", .fields = fields_tls_match, .n = MW_LEN(fields_tls_match),
	.size = sizeof(struct mw_tls_match), .required = 1,
};

static const struct mw_field fields_tls_route[] = {
	{ .name = "match", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_tls_route, match), .shape = &shape_tls_match, .flags = MW_FIELD_REQUIRED },
	{ .name = "route", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_tls_route, route), .shape = &shape_route_destination },
};
static const struct mw_shape shape_tls_route = {
	.name = "tls_route", .fields = fields_tls_route, .n = MW_LEN(fields_tls_route),
	.size = sizeof(struct mw_tls_route), .required = 1,
};

static const struct mw_field fields_virtual_service[] = {
	{ .name = "exportTo", .alias = "export_to", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_virtual_service, export_to) },
	{ .name = "gateways", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_virtual_service, gateways) },
	{ .name = "hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_virtual_service, hosts) },
	{ .name = "http", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_virtual_service, http), .shape = &shape_http_route },
	{ .name = "tcp", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_virtual_service, tcp), .shape = &shape_tcp_route },
	{ .name = "tls", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_virtual_service, tls), .shape = &shape_tls_route },
};
static const struct mw_shape shape_virtual_service = {
	.name = "virtual_service", .fields = fields_virtual_service, .n = MW_LEN(fields_virtual_service),
	.size = sizeof(struct mw_virtual_service), .required = 0,
};

static const struct mw_field fields_workload_entry_2[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, address), .limits = &(const struct mw_field_limits){ .max_length = 256.0, .has_max_length = 1 } },
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_workload_entry, labels), .limits = &(const struct mw_field_limits){ .max_properties = 256.0, .has_max_properties = 1 } },
	{ .name = "locality", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, locality), .limits = &(const struct mw_field_limits){ .max_length = 2048.0, .has_max_length = 1 } },
	{ .name = "network", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, network), .limits = &(const struct mw_field_limits){ .max_length = 2048.0, .has_max_length = 1 } },
	{ .name = "ports", .type = MW_FIELD_INT_MAP, .offset = offsetof(struct mw_workload_entry, ports), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .max_properties = 128.0, .has_max_properties = 1, .elem_min = 0.0, .has_elem_min = 1, .elem_max = 4294967295.0, .has_elem_max = 1 } },
	{ .name = "serviceAccount", .alias = "service_account", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_entry, service_account), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "weight", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_entry, weight), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
const struct mw_shape mw_shape_workload_entry = {
	.name = "workload_entry", .fields = fields_workload_entry_2, .n = MW_LEN(fields_workload_entry_2),
	.size = sizeof(struct mw_workload_entry), .required = 0,
};

static const struct mw_field fields_pod_metadata[] = {
	{ .name = "annotations", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_pod_metadata, annotations), .limits = &(const struct mw_field_limits){ .max_properties = 256.0, .has_max_properties = 1 } },
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_pod_metadata, labels), .limits = &(const struct mw_field_limits){ .max_properties = 256.0, .has_max_properties = 1 } },
};
static const struct mw_shape shape_pod_metadata = {
	.name = "pod_metadata", .fields = fields_pod_metadata, .n = MW_LEN(fields_pod_metadata),
	.size = sizeof(struct mw_pod_metadata), .required = 0,
};

static const struct mw_field fields_workload_group_exec[] = {
	{ .name = "command", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_workload_group_exec, command), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .elem_min_length = 1.0, .has_elem_min_length = 1 } },
};
static const struct mw_shape shape_workload_group_exec = {
	.name = "workload_group_exec", .fields = fields_workload_group_exec, .n = MW_LEN(fields_workload_group_exec),
	.size = sizeof(struct mw_workload_group_exec), .required = 1,
};

static const struct mw_field fields_workload_group_grpc[] = {
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_grpc, port), .flags = MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_grpc, service) },
};
static const struct mw_shape shape_workload_group_grpc = {
	.name = "workload_group_grpc", .fields = fields_workload_group_grpc, .n = MW_LEN(fields_workload_group_grpc),
	.size = sizeof(struct mw_workload_group_grpc), .required = 0,
};

static const struct mw_field fields_env_var_2[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, name), .limits = &(const struct mw_field_limits){ .pattern = "^[-_A-Za-z0-9]+$" } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, value) },
};
static const struct mw_shape shape_env_var_2 = {
	.name = "env_var", .fields = fields_env_var_2, .n = MW_LEN(fields_env_var_2),
	.size = sizeof(struct mw_env_var), .required = 0,
};

static const struct mw_field fields_workload_group_http_get[] = {
	{ .name = "host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_http_get, host) },
	{ .name = "httpHeaders", .alias = "http_headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_workload_group_http_get, http_headers), .shape = &shape_env_var_2 },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_http_get, path) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_http_get, port), .flags = MW_FIELD_REQUIRED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
	{ .name = "scheme", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_http_get, scheme) },
};
static const struct mw_shape shape_workload_group_http_get = {
	.name = "workload_group_http_get", .fields = fields_workload_group_http_get, .n = MW_LEN(fields_workload_group_http_get),
	.size = sizeof(struct mw_workload_group_http_get), .required = 1,
};

static const struct mw_field fields_workload_group_tcp_socket[] = {
	{ .name = "host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_tcp_socket, host) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_tcp_socket, port), .flags = MW_FIELD_REQUIRED | MW_FIELD_UNSIGNED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 4294967295.0, .has_max = 1 } },
};
static const struct mw_shape shape_workload_group_tcp_socket = {
	.name = "workload_group_tcp_socket", .fields = fields_workload_group_tcp_socket, .n = MW_LEN(fields_workload_group_tcp_socket),
	.size = sizeof(struct mw_workload_group_tcp_socket), .required = 1,
};

static const struct mw_field fields_workload_group_probe[] = {
	{ .name = "exec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, exec), .shape = &shape_workload_group_exec, .one_of = 1, .one_of_rank = 3 },
	{ .name = "failureThreshold", .alias = "failure_threshold", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, failure_threshold), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
	{ .name = "grpc", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, grpc), .shape = &shape_workload_group_grpc, .one_of = 1, .one_of_rank = 4 },
	{ .name = "httpGet", .alias = "http_get", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, http_get), .shape = &shape_workload_group_http_get, .one_of = 1, .one_of_rank = 1 },
	{ .name = "initialDelaySeconds", .alias = "initial_delay_seconds", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, initial_delay_seconds), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
	{ .name = "periodSeconds", .alias = "period_seconds", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, period_seconds), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
	{ .name = "successThreshold", .alias = "success_threshold", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, success_threshold), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
	{ .name = "tcpSocket", .alias = "tcp_socket", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, tcp_socket), .shape = &shape_workload_group_tcp_socket, .one_of = 1, .one_of_rank = 2 },
	{ .name = "timeoutSeconds", .alias = "timeout_seconds", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, timeout_seconds), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
};
static const struct mw_shape shape_workload_group_probe = {
	.name = "workload_group_probe", .fields = fields_workload_group_probe, .n = MW_LEN(fields_workload_group_probe),
	.size = sizeof(struct mw_workload_group_probe), .required = 0,
};

static const struct mw_field fields_workload_group[] = {
	{ .name = "metadata", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group, metadata), .shape = &shape_pod_metadata },
	{ .name = "probe", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group, probe), .shape = &shape_workload_group_probe },
	{ .name = "template", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group, template), .shape = &mw_shape_workload_entry, .flags = MW_FIELD_REQUIRED },
};
static const struct mw_shape shape_workload_group = {
	.name = "workload_group", .fields = fields_workload_group, .n = MW_LEN(fields_workload_group),
	.size = sizeof(struct mw_workload_group), .required = 1,
};

static const struct mw_field fields_authz_source[] = {
	{ .name = "ipBlocks", .alias = "ip_blocks", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, ip_blocks) },
	{ .name = "namespaces", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, namespaces) },
	{ .name = "notIpBlocks", .alias = "not_ip_blocks", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, not_ip_blocks) },
	{ .name = "notNamespaces", .alias = "not_namespaces", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, not_namespaces) },
	{ .name = "notPrincipals", .alias = "not_principals", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, not_principals) },
	{ .name = "notRemoteIpBlocks", .alias = "not_remote_ip_blocks", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, not_remote_ip_blocks) },
	{ .name = "notRequestPrincipals", .alias = "not_request_principals", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, not_request_principals) },
	{ .name = "notServiceAccounts", .alias = "not_service_accounts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, not_service_accounts), .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .elem_max_length = 320.0, .has_elem_max_length = 1 } },
	{ .name = "notTrustDomains", .alias = "not_trust_domains", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, not_trust_domains) },
	{ .name = "principals", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, principals) },
	{ .name = "remoteIpBlocks", .alias = "remote_ip_blocks", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, remote_ip_blocks) },
	{ .name = "requestPrincipals", .alias = "request_principals", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, request_principals) },
	{ .name = "serviceAccounts", .alias = "service_accounts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, service_accounts), .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .elem_max_length = 320.0, .has_elem_max_length = 1 } },
	{ .name = "trustDomains", .alias = "trust_domains", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_source, trust_domains) },
};
static const struct mw_shape shape_authz_source = {
	.name = "authz_source", .fields = fields_authz_source, .n = MW_LEN(fields_authz_source),
	.size = sizeof(struct mw_authz_source), .required = 0,
};

static const struct mw_field fields_authz_from[] = {
	{ .name = "source", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_authz_from, source), .shape = &shape_authz_source },
};
static const struct mw_shape shape_authz_from = {
	.name = "authz_from", .fields = fields_authz_from, .n = MW_LEN(fields_authz_from),
	.size = sizeof(struct mw_authz_from), .required = 0,
};

static const struct mw_field fields_authz_operation[] = {
	{ .name = "hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, hosts) },
	{ .name = "methods", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, methods) },
	{ .name = "notHosts", .alias = "not_hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, not_hosts) },
	{ .name = "notMethods", .alias = "not_methods", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, not_methods) },
	{ .name = "notPaths", .alias = "not_paths", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, not_paths) },
	{ .name = "notPorts", .alias = "not_ports", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, not_ports) },
	{ .name = "paths", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, paths) },
	{ .name = "ports", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_operation, ports) },
};
static const struct mw_shape shape_authz_operation = {
	.name = "authz_operation", .fields = fields_authz_operation, .n = MW_LEN(fields_authz_operation),
	.size = sizeof(struct mw_authz_operation), .required = 0,
};

static const struct mw_field fields_authz_to[] = {
	{ .name = "operation", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_authz_to, operation), .shape = &shape_authz_operation },
};
static const struct mw_shape shape_authz_to = {
	.name = "authz_to", .fields = fields_authz_to, .n = MW_LEN(fields_authz_to),
	.size = sizeof(struct mw_authz_to), .required = 0,
};

static const struct mw_field fields_authz_condition[] = {
	{ .name = "key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_authz_condition, key), .flags = MW_FIELD_REQUIRED },
	{ .name = "notValues", .alias = "not_values", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_condition, not_values) },
	{ .name = "values", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_authz_condition, values) },
};
static const struct mw_shape shape_authz_condition = {
	.name = "authz_condition", .fields = fields_authz_condition, .n = MW_LEN(fields_authz_condition),
	.size = sizeof(struct mw_authz_condition), .required = 1,
};

static const struct mw_field fields_authz_rule[] = {
	{ .name = "from", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_authz_rule, from), .shape = &shape_authz_from, .limits = &(const struct mw_field_limits){ .max_items = 512.0, .has_max_items = 1 } },
	{ .name = "to", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_authz_rule, to), .shape = &shape_authz_to },
	{ .name = "when", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_authz_rule, when), .shape = &shape_authz_condition },
};
static const struct mw_shape shape_authz_rule = {
	.name = "authz_rule", .fields = fields_authz_rule, .n = MW_LEN(fields_authz_rule),
	.size = sizeof(struct mw_authz_rule), .required = 0,
};

static const struct mw_field fields_authorization_policy[] = {
	{ .name = "action", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_authorization_policy, action), .values = enum_23 },
	{ .name = "provider", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_authorization_policy, provider), .shape = &shape_authz_provider, .one_of = 1, .one_of_rank = 1 },
	{ .name = "rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_authorization_policy, rules), .shape = &shape_authz_rule, .limits = &(const struct mw_field_limits){ .max_items = 512.0, .has_max_items = 1 } },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_authorization_policy, selector), .shape = &shape_label_selector },
	{ .name = "targetRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_authorization_policy, target_ref), .shape = &shape_target_ref },
	{ .name = "targetRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_authorization_policy, target_refs), .shape = &shape_target_ref, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
};
static const struct mw_shape shape_authorization_policy = {
	.name = "authorization_policy", .fields = fields_authorization_policy, .n = MW_LEN(fields_authorization_policy),
	.size = sizeof(struct mw_authorization_policy), .required = 0,
};

static const struct mw_field fields_mtls[] = {
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mtls, mode), .values = enum_24 },
};
static const struct mw_shape shape_mtls = {
	.name = "mtls", .fields = fields_mtls, .n = MW_LEN(fields_mtls),
	.size = sizeof(struct mw_mtls), .required = 0,
};

static const struct mw_field fields_peer_authentication[] = {
	{ .name = "mtls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_peer_authentication, mtls), .shape = &shape_mtls },
	{ .name = "portLevelMtls", .alias = "port_level_mtls", .type = MW_FIELD_OBJECT_MAP, .offset = offsetof(struct mw_peer_authentication, port_level_mtls), .shape = &shape_mtls, .size = sizeof(struct mw_mtls_entry), .value_offset = offsetof(struct mw_mtls_entry, value), .flags = MW_FIELD_INT_KEYS, .limits = &(const struct mw_field_limits){ .min_properties = 1.0, .has_min_properties = 1 } },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_peer_authentication, selector), .shape = &shape_label_selector },
};
static const struct mw_shape shape_peer_authentication = {
	.name = "peer_authentication", .fields = fields_peer_authentication, .n = MW_LEN(fields_peer_authentication),
	.size = sizeof(struct mw_peer_authentication), .required = 0,
};

static const struct mw_field fields_jwt_header[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_jwt_header, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
	{ .name = "prefix", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_jwt_header, prefix) },
};
static const struct mw_shape shape_jwt_header = {
	.name = "jwt_header", .fields = fields_jwt_header, .n = MW_LEN(fields_jwt_header),
	.size = sizeof(struct mw_jwt_header), .required = 1,
};

static const struct mw_field fields_claim_to_header[] = {
	{ .name = "claim", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_claim_to_header, claim), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
	{ .name = "header", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_claim_to_header, header), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .pattern = "^[-_A-Za-z0-9]+$" } },
};
static const struct mw_shape shape_claim_to_header = {
	.name = "claim_to_header", .fields = fields_claim_to_header, .n = MW_LEN(fields_claim_to_header),
	.size = sizeof(struct mw_claim_to_header), .required = 2,
};

static const struct mw_field fields_jwt_rule[] = {
	{ .name = "audiences", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_jwt_rule, audiences), .limits = &(const struct mw_field_limits){ .elem_min_length = 1.0, .has_elem_min_length = 1 } },
	{ .name = "forwardOriginalToken", .alias = "forward_original_token", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_jwt_rule, forward_original_token) },
	{ .name = "fromCookies", .alias = "from_cookies", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_jwt_rule, from_cookies), .limits = &(const struct mw_field_limits){ .elem_min_length = 1.0, .has_elem_min_length = 1 } },
	{ .name = "fromHeaders", .alias = "from_headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_jwt_rule, from_headers), .shape = &shape_jwt_header },
	{ .name = "fromParams", .alias = "from_params", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_jwt_rule, from_params), .limits = &(const struct mw_field_limits){ .elem_min_length = 1.0, .has_elem_min_length = 1 } },
	{ .name = "issuer", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_jwt_rule, issuer), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
	{ .name = "jwks", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_jwt_rule, jwks) },
	{ .name = "jwksUri", .alias = "jwks_uri", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_jwt_rule, jwks_uri), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 2048.0, .has_max_length = 1 } },
	{ .name = "jwks_uri", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_jwt_rule, jwks_uri), .flags = MW_FIELD_SECOND_NAME, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 2048.0, .has_max_length = 1 } },
	{ .name = "outputClaimToHeaders", .alias = "output_claim_to_headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_jwt_rule, output_claim_to_headers), .shape = &shape_claim_to_header },
	{ .name = "outputPayloadToHeader", .alias = "output_payload_to_header", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_jwt_rule, output_payload_to_header) },
	{ .name = "spaceDelimitedClaims", .alias = "space_delimited_claims", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_jwt_rule, space_delimited_claims), .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .elem_min_length = 1.0, .has_elem_min_length = 1 } },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_jwt_rule, timeout) },
};
static const struct mw_shape shape_jwt_rule = {
	.name = "jwt_rule", .fields = fields_jwt_rule, .n = MW_LEN(fields_jwt_rule),
	.size = sizeof(struct mw_jwt_rule), .required = 0,
};

static const struct mw_field fields_request_authentication[] = {
	{ .name = "jwtRules", .alias = "jwt_rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_request_authentication, jwt_rules), .shape = &shape_jwt_rule, .limits = &(const struct mw_field_limits){ .max_items = 4096.0, .has_max_items = 1 } },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_request_authentication, selector), .shape = &shape_label_selector },
	{ .name = "targetRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_request_authentication, target_ref), .shape = &shape_target_ref },
	{ .name = "targetRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_request_authentication, target_refs), .shape = &shape_target_ref, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
};
static const struct mw_shape shape_request_authentication = {
	.name = "request_authentication", .fields = fields_request_authentication, .n = MW_LEN(fields_request_authentication),
	.size = sizeof(struct mw_request_authentication), .required = 0,
};

static const struct mw_field fields_telemetry_filter[] = {
	{ .name = "expression", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_filter, expression) },
};
static const struct mw_shape shape_telemetry_filter = {
	.name = "telemetry_filter", .fields = fields_telemetry_filter, .n = MW_LEN(fields_telemetry_filter),
	.size = sizeof(struct mw_telemetry_filter), .required = 0,
};

static const struct mw_field fields_telemetry_match[] = {
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_telemetry_match, mode), .values = enum_25 },
};
static const struct mw_shape shape_telemetry_match = {
	.name = "telemetry_match", .fields = fields_telemetry_match, .n = MW_LEN(fields_telemetry_match),
	.size = sizeof(struct mw_telemetry_match), .required = 0,
};

static const struct mw_field fields_authz_provider_2[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_authz_provider, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
};
static const struct mw_shape shape_authz_provider_2 = {
	.name = "authz_provider", .fields = fields_authz_provider_2, .n = MW_LEN(fields_authz_provider_2),
	.size = sizeof(struct mw_authz_provider), .required = 1,
};

static const struct mw_field fields_telemetry_access_logging[] = {
	{ .name = "disabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_telemetry_access_logging, disabled), .flags = MW_FIELD_NULLABLE },
	{ .name = "filter", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_access_logging, filter), .shape = &shape_telemetry_filter },
	{ .name = "match", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_access_logging, match), .shape = &shape_telemetry_match },
	{ .name = "providers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry_access_logging, providers), .shape = &shape_authz_provider_2 },
};
static const struct mw_shape shape_telemetry_access_logging = {
	.name = "telemetry_access_logging", .fields = fields_telemetry_access_logging, .n = MW_LEN(fields_telemetry_access_logging),
	.size = sizeof(struct mw_telemetry_access_logging), .required = 0,
};

static const struct mw_field fields_telemetry_overrides_match[] = {
	{ .name = "customMetric", .alias = "custom_metric", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_overrides_match, custom_metric), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 }, .one_of = 1, .one_of_rank = 2 },
	{ .name = "metric", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_telemetry_overrides_match, metric), .values = enum_26, .one_of = 1, .one_of_rank = 1 },
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_telemetry_overrides_match, mode), .values = enum_25 },
};
static const struct mw_shape shape_telemetry_overrides_match = {
	.name = "telemetry_overrides_match", .fields = fields_telemetry_overrides_match, .n = MW_LEN(fields_telemetry_overrides_match),
	.size = sizeof(struct mw_telemetry_overrides_match), .required = 0,
};

static const struct mw_field fields_telemetry_tag_overrides[] = {
	{ .name = "operation", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_telemetry_tag_overrides, operation), .values = enum_27 },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_tag_overrides, value) },
};
static const struct mw_shape shape_telemetry_tag_overrides = {
	.name = "telemetry_tag_overrides", .fields = fields_telemetry_tag_overrides, .n = MW_LEN(fields_telemetry_tag_overrides),
	.size = sizeof(struct mw_telemetry_tag_overrides), .required = 0,
};

static const struct mw_field fields_telemetry_overrides[] = {
	{ .name = "disabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_telemetry_overrides, disabled), .flags = MW_FIELD_NULLABLE },
	{ .name = "match", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_overrides, match), .shape = &shape_telemetry_overrides_match },
	{ .name = "tagOverrides", .alias = "tag_overrides", .type = MW_FIELD_OBJECT_MAP, .offset = offsetof(struct mw_telemetry_overrides, tag_overrides), .shape = &shape_telemetry_tag_overrides, .size = sizeof(struct mw_telemetry_tag_overrides_entry), .value_offset = offsetof(struct mw_telemetry_tag_overrides_entry, value) },
};
static const struct mw_shape shape_telemetry_overrides = {
	.name = "telemetry_overrides", .fields = fields_telemetry_overrides, .n = MW_LEN(fields_telemetry_overrides),
	.size = sizeof(struct mw_telemetry_overrides), .required = 0,
};

static const struct mw_field fields_telemetry_metrics[] = {
	{ .name = "overrides", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry_metrics, overrides), .shape = &shape_telemetry_overrides },
	{ .name = "providers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry_metrics, providers), .shape = &shape_authz_provider_2 },
	{ .name = "reportingInterval", .alias = "reporting_interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_telemetry_metrics, reporting_interval) },
};
static const struct mw_shape shape_telemetry_metrics = {
	.name = "telemetry_metrics", .fields = fields_telemetry_metrics, .n = MW_LEN(fields_telemetry_metrics),
	.size = sizeof(struct mw_telemetry_metrics), .required = 0,
};

static const struct mw_field fields_telemetry_environment[] = {
	{ .name = "defaultValue", .alias = "default_value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_environment, default_value) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_environment, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
};
static const struct mw_shape shape_telemetry_environment = {
	.name = "telemetry_environment", .fields = fields_telemetry_environment, .n = MW_LEN(fields_telemetry_environment),
	.size = sizeof(struct mw_telemetry_environment), .required = 1,
};

static const struct mw_field fields_telemetry_formatter[] = {
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_formatter, value), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1 } },
};
static const struct mw_shape shape_telemetry_formatter = {
	.name = "telemetry_formatter", .fields = fields_telemetry_formatter, .n = MW_LEN(fields_telemetry_formatter),
	.size = sizeof(struct mw_telemetry_formatter), .required = 1,
};

static const struct mw_field fields_telemetry_custom_tags[] = {
	{ .name = "environment", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_custom_tags, environment), .shape = &shape_telemetry_environment, .one_of = 1, .one_of_rank = 2 },
	{ .name = "formatter", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_custom_tags, formatter), .shape = &shape_telemetry_formatter, .one_of = 1, .one_of_rank = 4 },
	{ .name = "header", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_custom_tags, header), .shape = &shape_telemetry_environment, .one_of = 1, .one_of_rank = 3 },
	{ .name = "literal", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_custom_tags, literal), .shape = &shape_telemetry_formatter, .one_of = 1, .one_of_rank = 1 },
};
static const struct mw_shape shape_telemetry_custom_tags = {
	.name = "telemetry_custom_tags", .fields = fields_telemetry_custom_tags, .n = MW_LEN(fields_telemetry_custom_tags),
	.size = sizeof(struct mw_telemetry_custom_tags), .required = 0,
};

static const struct mw_field fields_telemetry_tracing[] = {
	{ .name = "customTags", .alias = "custom_tags", .type = MW_FIELD_OBJECT_MAP, .offset = offsetof(struct mw_telemetry_tracing, custom_tags), .shape = &shape_telemetry_custom_tags, .size = sizeof(struct mw_telemetry_custom_tags_entry), .value_offset = offsetof(struct mw_telemetry_custom_tags_entry, value) },
	{ .name = "disableContextPropagation", .alias = "disable_context_propagation", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_telemetry_tracing, disable_context_propagation), .flags = MW_FIELD_NULLABLE },
	{ .name = "disableSpanReporting", .alias = "disable_span_reporting", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_telemetry_tracing, disable_span_reporting), .flags = MW_FIELD_NULLABLE },
	{ .name = "enableIstioTags", .alias = "enable_istio_tags", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_telemetry_tracing, enable_istio_tags), .flags = MW_FIELD_NULLABLE },
	{ .name = "match", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry_tracing, match), .shape = &shape_telemetry_match },
	{ .name = "providers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry_tracing, providers), .shape = &shape_authz_provider_2 },
	{ .name = "randomSamplingPercentage", .alias = "random_sampling_percentage", .type = MW_FIELD_NUMBER, .offset = offsetof(struct mw_telemetry_tracing, random_sampling_percentage), .flags = MW_FIELD_NULLABLE, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 100.0, .has_max = 1 } },
	{ .name = "useRequestIdForTraceSampling", .alias = "use_request_id_for_trace_sampling", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_telemetry_tracing, use_request_id_for_trace_sampling), .flags = MW_FIELD_NULLABLE },
};
static const struct mw_shape shape_telemetry_tracing = {
	.name = "telemetry_tracing", .fields = fields_telemetry_tracing, .n = MW_LEN(fields_telemetry_tracing),
	.size = sizeof(struct mw_telemetry_tracing), .required = 0,
};

static const struct mw_field fields_telemetry[] = {
	{ .name = "accessLogging", .alias = "access_logging", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry, access_logging), .shape = &shape_telemetry_access_logging },
	{ .name = "metrics", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry, metrics), .shape = &shape_telemetry_metrics },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry, selector), .shape = &shape_label_selector },
	{ .name = "targetRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_telemetry, target_ref), .shape = &shape_target_ref },
	{ .name = "targetRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry, target_refs), .shape = &shape_target_ref, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "tracing", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_telemetry, tracing), .shape = &shape_telemetry_tracing },
};
static const struct mw_shape shape_telemetry = {
	.name = "telemetry", .fields = fields_telemetry, .n = MW_LEN(fields_telemetry),
	.size = sizeof(struct mw_telemetry), .required = 0,
};

static const struct mw_field fields_backend_tls_policy_target_refs[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_target_refs, group), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_target_refs, kind), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_target_refs, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "sectionName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_target_refs, section_name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
};
static const struct mw_shape shape_backend_tls_policy_target_refs = {
	.name = "backend_tls_policy_target_refs", .fields = fields_backend_tls_policy_target_refs, .n = MW_LEN(fields_backend_tls_policy_target_refs),
	.size = sizeof(struct mw_backend_tls_policy_target_refs), .required = 3,
};

static const struct mw_field fields_backend_tls_policy_ca_certificate_refs[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_ca_certificate_refs, group), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_ca_certificate_refs, kind), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_ca_certificate_refs, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
};
static const struct mw_shape shape_backend_tls_policy_ca_certificate_refs = {
	.name = "backend_tls_policy_ca_certificate_refs", .fields = fields_backend_tls_policy_ca_certificate_refs, .n = MW_LEN(fields_backend_tls_policy_ca_certificate_refs),
	.size = sizeof(struct mw_backend_tls_policy_ca_certificate_refs), .required = 3,
};

static const struct mw_field fields_backend_tls_policy_subject_alt_names[] = {
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_subject_alt_names, hostname), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_subject_alt_names, type), .choices = "Hostname|URI", .flags = MW_FIELD_REQUIRED },
	{ .name = "uri", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_subject_alt_names, uri), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?" } },
};
static const struct mw_shape shape_backend_tls_policy_subject_alt_names = {
	.name = "backend_tls_policy_subject_alt_names", .fields = fields_backend_tls_policy_subject_alt_names, .n = MW_LEN(fields_backend_tls_policy_subject_alt_names),
	.size = sizeof(struct mw_backend_tls_policy_subject_alt_names), .required = 1,
};

static const struct mw_field fields_backend_tls_policy_validation[] = {
	{ .name = "caCertificateRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_backend_tls_policy_validation, ca_certificate_refs), .shape = &shape_backend_tls_policy_ca_certificate_refs, .limits = &(const struct mw_field_limits){ .max_items = 8.0, .has_max_items = 1 } },
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_validation, hostname), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "subjectAltNames", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_backend_tls_policy_validation, subject_alt_names), .shape = &shape_backend_tls_policy_subject_alt_names, .limits = &(const struct mw_field_limits){ .max_items = 5.0, .has_max_items = 1 } },
	{ .name = "wellKnownCACertificates", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_validation, well_known_ca_certificates), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$" } },
};
static const struct mw_shape shape_backend_tls_policy_validation = {
	.name = "backend_tls_policy_validation", .fields = fields_backend_tls_policy_validation, .n = MW_LEN(fields_backend_tls_policy_validation),
	.size = sizeof(struct mw_backend_tls_policy_validation), .required = 1,
};

static const struct mw_field fields_backend_tls_policy[] = {
	{ .name = "options", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_backend_tls_policy, options), .limits = &(const struct mw_field_limits){ .max_properties = 16.0, .has_max_properties = 1, .elem_min_length = 0.0, .has_elem_min_length = 1, .elem_max_length = 4096.0, .has_elem_max_length = 1 } },
	{ .name = "targetRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_backend_tls_policy, target_refs), .shape = &shape_backend_tls_policy_target_refs, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "validation", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_backend_tls_policy, validation), .shape = &shape_backend_tls_policy_validation, .flags = MW_FIELD_REQUIRED },
};
static const struct mw_shape shape_backend_tls_policy = {
	.name = "backend_tls_policy", .fields = fields_backend_tls_policy, .n = MW_LEN(fields_backend_tls_policy),
	.size = sizeof(struct mw_backend_tls_policy), .required = 2,
};

static const struct mw_field fields_target_ref_2[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, group), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, kind), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
};
static const struct mw_shape shape_target_ref_2 = {
	.name = "target_ref", .fields = fields_target_ref_2, .n = MW_LEN(fields_target_ref_2),
	.size = sizeof(struct mw_target_ref), .required = 3,
};

static const struct mw_field fields_gateway_class[] = {
	{ .name = "controllerName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_gateway_class, controller_name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$" } },
	{ .name = "description", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_gateway_class, description), .limits = &(const struct mw_field_limits){ .max_length = 64.0, .has_max_length = 1 } },
	{ .name = "parametersRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_gateway_class, parameters_ref), .shape = &shape_target_ref_2 },
};
static const struct mw_shape shape_gateway_class = {
	.name = "gateway_class", .fields = fields_gateway_class, .n = MW_LEN(fields_gateway_class),
	.size = sizeof(struct mw_gateway_class), .required = 1,
};

static const struct mw_field fields_k8s_gateway_addresses[] = {
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_addresses, type), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$", .default_json = "IPAddress" } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_addresses, value), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1 } },
};
static const struct mw_shape shape_k8s_gateway_addresses = {
	.name = "k8s_gateway_addresses", .fields = fields_k8s_gateway_addresses, .n = MW_LEN(fields_k8s_gateway_addresses),
	.size = sizeof(struct mw_k8s_gateway_addresses), .required = 0,
};

static const struct mw_field fields_label_requirement[] = {
	{ .name = "key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_label_requirement, key), .flags = MW_FIELD_REQUIRED },
	{ .name = "operator", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_label_requirement, operator), .flags = MW_FIELD_REQUIRED },
	{ .name = "values", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_label_requirement, values) },
};
static const struct mw_shape shape_label_requirement = {
	.name = "label_requirement", .fields = fields_label_requirement, .n = MW_LEN(fields_label_requirement),
	.size = sizeof(struct mw_label_requirement), .required = 2,
};

static const struct mw_field fields_k8s_label_selector[] = {
	{ .name = "matchExpressions", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_label_selector, match_expressions), .shape = &shape_label_requirement },
	{ .name = "matchLabels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_label_selector, match_labels) },
};
static const struct mw_shape shape_k8s_label_selector = {
	.name = "k8s_label_selector", .fields = fields_k8s_label_selector, .n = MW_LEN(fields_k8s_label_selector),
	.size = sizeof(struct mw_k8s_label_selector), .required = 0,
};

static const struct mw_field fields_k8s_gateway_namespaces[] = {
	{ .name = "from", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_namespaces, from), .choices = "All|Selector|Same|None", .limits = &(const struct mw_field_limits){ .default_json = "None" } },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_namespaces, selector), .shape = &shape_k8s_label_selector },
};
static const struct mw_shape shape_k8s_gateway_namespaces = {
	.name = "k8s_gateway_namespaces", .fields = fields_k8s_gateway_namespaces, .n = MW_LEN(fields_k8s_gateway_namespaces),
	.size = sizeof(struct mw_k8s_gateway_namespaces), .required = 0,
};

static const struct mw_field fields_k8s_gateway_allowed_listeners[] = {
	{ .name = "namespaces", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_allowed_listeners, namespaces), .shape = &shape_k8s_gateway_namespaces, .limits = &(const struct mw_field_limits){ .default_json = "{\"from\":\"None\"}" } },
};
static const struct mw_shape shape_k8s_gateway_allowed_listeners = {
	.name = "k8s_gateway_allowed_listeners", .fields = fields_k8s_gateway_allowed_listeners, .n = MW_LEN(fields_k8s_gateway_allowed_listeners),
	.size = sizeof(struct mw_k8s_gateway_allowed_listeners), .required = 0,
};

static const struct mw_field fields_k8s_gateway_infrastructure[] = {
	{ .name = "annotations", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_gateway_infrastructure, annotations), .limits = &(const struct mw_field_limits){ .max_properties = 16.0, .has_max_properties = 1, .elem_min_length = 0.0, .has_elem_min_length = 1, .elem_max_length = 4096.0, .has_elem_max_length = 1 } },
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_gateway_infrastructure, labels), .limits = &(const struct mw_field_limits){ .max_properties = 8.0, .has_max_properties = 1, .elem_min_length = 0.0, .has_elem_min_length = 1, .elem_max_length = 63.0, .has_elem_max_length = 1, .elem_pattern = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$" } },
	{ .name = "parametersRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_infrastructure, parameters_ref), .shape = &shape_backend_tls_policy_ca_certificate_refs },
};
static const struct mw_shape shape_k8s_gateway_infrastructure = {
	.name = "k8s_gateway_infrastructure", .fields = fields_k8s_gateway_infrastructure, .n = MW_LEN(fields_k8s_gateway_infrastructure),
	.size = sizeof(struct mw_k8s_gateway_infrastructure), .required = 0,
};

static const struct mw_field fields_k8s_gateway_kinds[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_kinds, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", .default_json = "gateway.networking.k8s.io" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_kinds, kind), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" } },
};
static const struct mw_shape shape_k8s_gateway_kinds = {
	.name = "k8s_gateway_kinds", .fields = fields_k8s_gateway_kinds, .n = MW_LEN(fields_k8s_gateway_kinds),
	.size = sizeof(struct mw_k8s_gateway_kinds), .required = 1,
};

static const struct mw_field fields_k8s_gateway_namespaces_2[] = {
	{ .name = "from", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_namespaces, from), .choices = "All|Selector|Same", .limits = &(const struct mw_field_limits){ .default_json = "Same" } },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_namespaces, selector), .shape = &shape_k8s_label_selector },
};
static const struct mw_shape shape_k8s_gateway_namespaces_2 = {
	.name = "k8s_gateway_namespaces", .fields = fields_k8s_gateway_namespaces_2, .n = MW_LEN(fields_k8s_gateway_namespaces_2),
	.size = sizeof(struct mw_k8s_gateway_namespaces), .required = 0,
};

static const struct mw_field fields_k8s_gateway_allowed_routes[] = {
	{ .name = "kinds", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_gateway_allowed_routes, kinds), .shape = &shape_k8s_gateway_kinds, .limits = &(const struct mw_field_limits){ .max_items = 8.0, .has_max_items = 1 } },
	{ .name = "namespaces", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_allowed_routes, namespaces), .shape = &shape_k8s_gateway_namespaces_2, .limits = &(const struct mw_field_limits){ .default_json = "{\"from\":\"Same\"}" } },
};
static const struct mw_shape shape_k8s_gateway_allowed_routes = {
	.name = "k8s_gateway_allowed_routes", .fields = fields_k8s_gateway_allowed_routes, .n = MW_LEN(fields_k8s_gateway_allowed_routes),
	.size = sizeof(struct mw_k8s_gateway_allowed_routes), .required = 0,
};

static const struct mw_field fields_target_ref_3[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, kind), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Secret" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
};
static const struct mw_shape shape_target_ref_3 = {
	.name = "target_ref", .fields = fields_target_ref_3, .n = MW_LEN(fields_target_ref_3),
	.size = sizeof(struct mw_target_ref), .required = 1,
};

static const struct mw_field fields_k8s_gateway_tls[] = {
	{ .name = "certificateRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_gateway_tls, certificate_refs), .shape = &shape_target_ref_3, .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1 } },
	{ .name = "mode", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_tls, mode), .choices = "Terminate|Passthrough", .limits = &(const struct mw_field_limits){ .default_json = "Terminate" } },
	{ .name = "options", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_gateway_tls, options), .limits = &(const struct mw_field_limits){ .max_properties = 16.0, .has_max_properties = 1, .elem_min_length = 0.0, .has_elem_min_length = 1, .elem_max_length = 4096.0, .has_elem_max_length = 1 } },
};
static const struct mw_shape shape_k8s_gateway_tls = {
	.name = "k8s_gateway_tls", .fields = fields_k8s_gateway_tls, .n = MW_LEN(fields_k8s_gateway_tls),
	.size = sizeof(struct mw_k8s_gateway_tls), .required = 0,
};

static const struct mw_field fields_k8s_gateway_listeners[] = {
	{ .name = "allowedRoutes", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_listeners, allowed_routes), .shape = &shape_k8s_gateway_allowed_routes, .limits = &(const struct mw_field_limits){ .default_json = "{\"namespaces\":{\"from\":\"Same\"}}" } },
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_listeners, hostname), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_listeners, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_gateway_listeners, port), .flags = MW_FIELD_REQUIRED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_listeners, protocol), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 255.0, .has_max_length = 1, .pattern = "^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$" } },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_listeners, tls), .shape = &shape_k8s_gateway_tls },
};
static const struct mw_shape shape_k8s_gateway_listeners = {
	.name = "k8s_gateway_listeners", .fields = fields_k8s_gateway_listeners, .n = MW_LEN(fields_k8s_gateway_listeners),
	.size = sizeof(struct mw_k8s_gateway_listeners), .required = 3,
};

static const struct mw_field fields_k8s_gateway_backend[] = {
	{ .name = "clientCertificateRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_backend, client_certificate_ref), .shape = &shape_target_ref_3 },
};
static const struct mw_shape shape_k8s_gateway_backend = {
	.name = "k8s_gateway_backend", .fields = fields_k8s_gateway_backend, .n = MW_LEN(fields_k8s_gateway_backend),
	.size = sizeof(struct mw_k8s_gateway_backend), .required = 0,
};

static const struct mw_field fields_k8s_gateway_validation[] = {
	{ .name = "caCertificateRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_gateway_validation, ca_certificate_refs), .shape = &shape_target_ref_2, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "mode", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_validation, mode), .choices = "AllowValidOnly|AllowInsecureFallback", .limits = &(const struct mw_field_limits){ .default_json = "AllowValidOnly" } },
};
static const struct mw_shape shape_k8s_gateway_validation = {
	.name = "k8s_gateway_validation", .fields = fields_k8s_gateway_validation, .n = MW_LEN(fields_k8s_gateway_validation),
	.size = sizeof(struct mw_k8s_gateway_validation), .required = 1,
};

static const struct mw_field fields_k8s_gateway_default_[] = {
	{ .name = "validation", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_default_, validation), .shape = &shape_k8s_gateway_validation },
};
static const struct mw_shape shape_k8s_gateway_default_ = {
	.name = "k8s_gateway_default_", .fields = fields_k8s_gateway_default_, .n = MW_LEN(fields_k8s_gateway_default_),
	.size = sizeof(struct mw_k8s_gateway_default_), .required = 0,
};

static const struct mw_field fields_k8s_gateway_per_port[] = {
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_gateway_per_port, port), .flags = MW_FIELD_REQUIRED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_per_port, tls), .shape = &shape_k8s_gateway_default_, .flags = MW_FIELD_REQUIRED },
};
static const struct mw_shape shape_k8s_gateway_per_port = {
	.name = "k8s_gateway_per_port", .fields = fields_k8s_gateway_per_port, .n = MW_LEN(fields_k8s_gateway_per_port),
	.size = sizeof(struct mw_k8s_gateway_per_port), .required = 2,
};

static const struct mw_field fields_k8s_gateway_frontend[] = {
	{ .name = "default", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_frontend, default_), .shape = &shape_k8s_gateway_default_, .flags = MW_FIELD_REQUIRED },
	{ .name = "perPort", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_gateway_frontend, per_port), .shape = &shape_k8s_gateway_per_port, .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .list_type = "map:port" } },
};
static const struct mw_shape shape_k8s_gateway_frontend = {
	.name = "k8s_gateway_frontend", .fields = fields_k8s_gateway_frontend, .n = MW_LEN(fields_k8s_gateway_frontend),
	.size = sizeof(struct mw_k8s_gateway_frontend), .required = 1,
};

static const struct mw_field fields_k8s_gateway_tls_x[] = {
	{ .name = "backend", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_tls_x, backend), .shape = &shape_k8s_gateway_backend },
	{ .name = "frontend", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway_tls_x, frontend), .shape = &shape_k8s_gateway_frontend },
};
static const struct mw_shape shape_k8s_gateway_tls_x = {
	.name = "k8s_gateway_tls_x", .fields = fields_k8s_gateway_tls_x, .n = MW_LEN(fields_k8s_gateway_tls_x),
	.size = sizeof(struct mw_k8s_gateway_tls_x), .required = 0,
};

static const struct mw_field fields_k8s_gateway[] = {
	{ .name = "addresses", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_gateway, addresses), .shape = &shape_k8s_gateway_addresses, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "allowedListeners", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway, allowed_listeners), .shape = &shape_k8s_gateway_allowed_listeners },
	{ .name = "defaultScope", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway, default_scope), .choices = "All|None", .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "gatewayClassName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway, gateway_class_name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "infrastructure", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway, infrastructure), .shape = &shape_k8s_gateway_infrastructure },
	{ .name = "listeners", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_gateway, listeners), .shape = &shape_k8s_gateway_listeners, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 64.0, .has_max_items = 1, .list_type = "map:name" } },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_gateway, tls), .shape = &shape_k8s_gateway_tls_x },
};
static const struct mw_shape shape_k8s_gateway = {
	.name = "k8s_gateway", .fields = fields_k8s_gateway, .n = MW_LEN(fields_k8s_gateway),
	.size = sizeof(struct mw_k8s_gateway), .required = 2,
};

static const struct mw_field fields_k8s_grpc_route_parent_refs[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_parent_refs, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", .default_json = "gateway.networking.k8s.io" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_parent_refs, kind), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Gateway" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_parent_refs, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_parent_refs, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_parent_refs, port), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
	{ .name = "sectionName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_parent_refs, section_name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
};
static const struct mw_shape shape_k8s_grpc_route_parent_refs = {
	.name = "k8s_grpc_route_parent_refs", .fields = fields_k8s_grpc_route_parent_refs, .n = MW_LEN(fields_k8s_grpc_route_parent_refs),
	.size = sizeof(struct mw_k8s_grpc_route_parent_refs), .required = 1,
};

static const struct mw_field fields_env_var_3[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 256.0, .has_max_length = 1, .pattern = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, value), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 4096.0, .has_max_length = 1, .pattern = "^[!-~]+([\\t ]?[!-~]+)*$" } },
};
static const struct mw_shape shape_env_var_3 = {
	.name = "env_var", .fields = fields_env_var_3, .n = MW_LEN(fields_env_var_3),
	.size = sizeof(struct mw_env_var), .required = 2,
};

static const struct mw_field fields_k8s_grpc_route_request_header_modifier[] = {
	{ .name = "add", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route_request_header_modifier, add), .shape = &shape_env_var_3, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .list_type = "map:name" } },
	{ .name = "remove", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_grpc_route_request_header_modifier, remove), .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .list_type = "set" } },
	{ .name = "set", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route_request_header_modifier, set), .shape = &shape_env_var_3, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .list_type = "map:name" } },
};
static const struct mw_shape shape_k8s_grpc_route_request_header_modifier = {
	.name = "k8s_grpc_route_request_header_modifier", .fields = fields_k8s_grpc_route_request_header_modifier, .n = MW_LEN(fields_k8s_grpc_route_request_header_modifier),
	.size = sizeof(struct mw_k8s_grpc_route_request_header_modifier), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route_backend_ref[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, kind), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Service" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, port), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
};
static const struct mw_shape shape_k8s_grpc_route_backend_ref = {
	.name = "k8s_grpc_route_backend_ref", .fields = fields_k8s_grpc_route_backend_ref, .n = MW_LEN(fields_k8s_grpc_route_backend_ref),
	.size = sizeof(struct mw_k8s_grpc_route_backend_ref), .required = 1,
};

static const struct mw_field fields_k8s_grpc_route_fraction[] = {
	{ .name = "denominator", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_fraction, denominator), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .default_json = "100" } },
	{ .name = "numerator", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_fraction, numerator), .flags = MW_FIELD_REQUIRED | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1 } },
};
static const struct mw_shape shape_k8s_grpc_route_fraction = {
	.name = "k8s_grpc_route_fraction", .fields = fields_k8s_grpc_route_fraction, .n = MW_LEN(fields_k8s_grpc_route_fraction),
	.size = sizeof(struct mw_k8s_grpc_route_fraction), .required = 1,
};

static const struct mw_field fields_k8s_grpc_route_request_mirror[] = {
	{ .name = "backendRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_request_mirror, backend_ref), .shape = &shape_k8s_grpc_route_backend_ref, .flags = MW_FIELD_REQUIRED },
	{ .name = "fraction", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_request_mirror, fraction), .shape = &shape_k8s_grpc_route_fraction },
	{ .name = "percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_request_mirror, percent), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 100.0, .has_max = 1 } },
};
static const struct mw_shape shape_k8s_grpc_route_request_mirror = {
	.name = "k8s_grpc_route_request_mirror", .fields = fields_k8s_grpc_route_request_mirror, .n = MW_LEN(fields_k8s_grpc_route_request_mirror),
	.size = sizeof(struct mw_k8s_grpc_route_request_mirror), .required = 1,
};

static const struct mw_field fields_k8s_grpc_route_filters[] = {
	{ .name = "extensionRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_filters, extension_ref), .shape = &shape_backend_tls_policy_ca_certificate_refs },
	{ .name = "requestHeaderModifier", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_filters, request_header_modifier), .shape = &shape_k8s_grpc_route_request_header_modifier },
	{ .name = "requestMirror", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_filters, request_mirror), .shape = &shape_k8s_grpc_route_request_mirror },
	{ .name = "responseHeaderModifier", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_filters, response_header_modifier), .shape = &shape_k8s_grpc_route_request_header_modifier },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_filters, type), .choices = "ResponseHeaderModifier|RequestHeaderModifier|RequestMirror|ExtensionRef", .flags = MW_FIELD_REQUIRED },
};
static const struct mw_shape shape_k8s_grpc_route_filters = {
	.name = "k8s_grpc_route_filters", .fields = fields_k8s_grpc_route_filters, .n = MW_LEN(fields_k8s_grpc_route_filters),
	.size = sizeof(struct mw_k8s_grpc_route_filters), .required = 1,
};

static const struct mw_field fields_k8s_grpc_route_backend_refs[] = {
	{ .name = "filters", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route_backend_refs, filters), .shape = &shape_k8s_grpc_route_filters, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_refs, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_refs, kind), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Service" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_refs, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_refs, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_backend_refs, port), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
	{ .name = "weight", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_backend_refs, weight), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 1000000.0, .has_max = 1, .default_json = "1" } },
};
static const struct mw_shape shape_k8s_grpc_route_backend_refs = {
	.name = "k8s_grpc_route_backend_refs", .fields = fields_k8s_grpc_route_backend_refs, .n = MW_LEN(fields_k8s_grpc_route_backend_refs),
	.size = sizeof(struct mw_k8s_grpc_route_backend_refs), .required = 1,
};

static const struct mw_field fields_k8s_grpc_route_headers[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 256.0, .has_max_length = 1, .pattern = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" } },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, type), .choices = "Exact|RegularExpression", .limits = &(const struct mw_field_limits){ .default_json = "Exact" } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, value), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 4096.0, .has_max_length = 1 } },
};
static const struct mw_shape shape_k8s_grpc_route_headers = {
	.name = "k8s_grpc_route_headers", .fields = fields_k8s_grpc_route_headers, .n = MW_LEN(fields_k8s_grpc_route_headers),
	.size = sizeof(struct mw_k8s_grpc_route_headers), .required = 2,
};

static const struct mw_field fields_k8s_grpc_route_method[] = {
	{ .name = "method", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_method, method), .limits = &(const struct mw_field_limits){ .max_length = 1024.0, .has_max_length = 1 } },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_method, service), .limits = &(const struct mw_field_limits){ .max_length = 1024.0, .has_max_length = 1 } },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_method, type), .choices = "Exact|RegularExpression", .limits = &(const struct mw_field_limits){ .default_json = "Exact" } },
};
static const struct mw_shape shape_k8s_grpc_route_method = {
	.name = "k8s_grpc_route_method", .fields = fields_k8s_grpc_route_method, .n = MW_LEN(fields_k8s_grpc_route_method),
	.size = sizeof(struct mw_k8s_grpc_route_method), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route_matches[] = {
	{ .name = "headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route_matches, headers), .shape = &shape_k8s_grpc_route_headers, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .list_type = "map:name" } },
	{ .name = "method", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_matches, method), .shape = &shape_k8s_grpc_route_method },
};
static const struct mw_shape shape_k8s_grpc_route_matches = {
	.name = "k8s_grpc_route_matches", .fields = fields_k8s_grpc_route_matches, .n = MW_LEN(fields_k8s_grpc_route_matches),
	.size = sizeof(struct mw_k8s_grpc_route_matches), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route_cookie_config[] = {
	{ .name = "lifetimeType", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_cookie_config, lifetime_type), .choices = "Permanent|Session", .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .default_json = "Session" } },
};
static const struct mw_shape shape_k8s_grpc_route_cookie_config = {
	.name = "k8s_grpc_route_cookie_config", .fields = fields_k8s_grpc_route_cookie_config, .n = MW_LEN(fields_k8s_grpc_route_cookie_config),
	.size = sizeof(struct mw_k8s_grpc_route_cookie_config), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route_session_persistence[] = {
	{ .name = "absoluteTimeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_k8s_grpc_route_session_persistence, absolute_timeout), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .pattern = "^([0-9]{1,5}(h|m|s|ms)){1,4}$" } },
	{ .name = "cookieConfig", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_session_persistence, cookie_config), .shape = &shape_k8s_grpc_route_cookie_config, .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "sessionName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_session_persistence, session_name), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .max_length = 128.0, .has_max_length = 1 } },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_session_persistence, type), .choices = "Cookie|Header", .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .default_json = "Cookie" } },
};
static const struct mw_shape shape_k8s_grpc_route_session_persistence = {
	.name = "k8s_grpc_route_session_persistence", .fields = fields_k8s_grpc_route_session_persistence, .n = MW_LEN(fields_k8s_grpc_route_session_persistence),
	.size = sizeof(struct mw_k8s_grpc_route_session_persistence), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route_rules[] = {
	{ .name = "backendRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route_rules, backend_refs), .shape = &shape_k8s_grpc_route_backend_refs, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "filters", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route_rules, filters), .shape = &shape_k8s_grpc_route_filters, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "matches", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route_rules, matches), .shape = &shape_k8s_grpc_route_matches, .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1 } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_rules, name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "sessionPersistence", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_grpc_route_rules, session_persistence), .shape = &shape_k8s_grpc_route_session_persistence, .flags = MW_FIELD_EXPERIMENTAL },
};
static const struct mw_shape shape_k8s_grpc_route_rules = {
	.name = "k8s_grpc_route_rules", .fields = fields_k8s_grpc_route_rules, .n = MW_LEN(fields_k8s_grpc_route_rules),
	.size = sizeof(struct mw_k8s_grpc_route_rules), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route[] = {
	{ .name = "hostnames", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_grpc_route, hostnames), .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .elem_min_length = 1.0, .has_elem_min_length = 1, .elem_max_length = 253.0, .has_elem_max_length = 1, .elem_pattern = "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "parentRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route, parent_refs), .shape = &shape_k8s_grpc_route_parent_refs, .limits = &(const struct mw_field_limits){ .max_items = 32.0, .has_max_items = 1 } },
	{ .name = "rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_grpc_route, rules), .shape = &shape_k8s_grpc_route_rules, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "useDefaultGateways", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route, use_default_gateways), .choices = "All|None", .flags = MW_FIELD_EXPERIMENTAL },
};
static const struct mw_shape shape_k8s_grpc_route = {
	.name = "k8s_grpc_route", .fields = fields_k8s_grpc_route, .n = MW_LEN(fields_k8s_grpc_route),
	.size = sizeof(struct mw_k8s_grpc_route), .required = 0,
};

static const struct mw_field fields_k8s_http_route_cors[] = {
	{ .name = "allowCredentials", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_k8s_http_route_cors, allow_credentials) },
	{ .name = "allowHeaders", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route_cors, allow_headers), .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .list_type = "set", .elem_min_length = 1.0, .has_elem_min_length = 1, .elem_max_length = 256.0, .has_elem_max_length = 1, .elem_pattern = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" } },
	{ .name = "allowMethods", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route_cors, allow_methods), .choices = "GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|*", .limits = &(const struct mw_field_limits){ .max_items = 9.0, .has_max_items = 1, .list_type = "set" } },
	{ .name = "allowOrigins", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route_cors, allow_origins), .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .list_type = "set", .elem_min_length = 1.0, .has_elem_min_length = 1, .elem_max_length = 253.0, .has_elem_max_length = 1, .elem_pattern = "(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)" } },
	{ .name = "exposeHeaders", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route_cors, expose_headers), .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .list_type = "set", .elem_min_length = 1.0, .has_elem_min_length = 1, .elem_max_length = 256.0, .has_elem_max_length = 1, .elem_pattern = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" } },
	{ .name = "maxAge", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_http_route_cors, max_age), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .default_json = "5" } },
};
static const struct mw_shape shape_k8s_http_route_cors = {
	.name = "k8s_http_route_cors", .fields = fields_k8s_http_route_cors, .n = MW_LEN(fields_k8s_http_route_cors),
	.size = sizeof(struct mw_k8s_http_route_cors), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route_backend_ref_2[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, group), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, kind), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Service" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, name), .flags = MW_FIELD_REQUIRED | MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, namespace), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_grpc_route_backend_ref, port), .flags = MW_FIELD_EXPERIMENTAL | MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
};
static const struct mw_shape shape_k8s_grpc_route_backend_ref_2 = {
	.name = "k8s_grpc_route_backend_ref", .fields = fields_k8s_grpc_route_backend_ref_2, .n = MW_LEN(fields_k8s_grpc_route_backend_ref_2),
	.size = sizeof(struct mw_k8s_grpc_route_backend_ref), .required = 1,
};

static const struct mw_field fields_k8s_http_route_forward_body[] = {
	{ .name = "maxSize", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_http_route_forward_body, max_size), .flags = MW_FIELD_EXPERIMENTAL },
};
static const struct mw_shape shape_k8s_http_route_forward_body = {
	.name = "k8s_http_route_forward_body", .fields = fields_k8s_http_route_forward_body, .n = MW_LEN(fields_k8s_http_route_forward_body),
	.size = sizeof(struct mw_k8s_http_route_forward_body), .required = 0,
};

static const struct mw_field fields_k8s_http_route_grpc[] = {
	{ .name = "allowedHeaders", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route_grpc, allowed_headers), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .list_type = "set" } },
};
static const struct mw_shape shape_k8s_http_route_grpc = {
	.name = "k8s_http_route_grpc", .fields = fields_k8s_http_route_grpc, .n = MW_LEN(fields_k8s_http_route_grpc),
	.size = sizeof(struct mw_k8s_http_route_grpc), .required = 0,
};

static const struct mw_field fields_k8s_http_route_http[] = {
	{ .name = "allowedHeaders", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route_http, allowed_headers), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .list_type = "set" } },
	{ .name = "allowedResponseHeaders", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route_http, allowed_response_headers), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .list_type = "set" } },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_http, path), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .max_length = 1024.0, .has_max_length = 1, .pattern = "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$" } },
};
static const struct mw_shape shape_k8s_http_route_http = {
	.name = "k8s_http_route_http", .fields = fields_k8s_http_route_http, .n = MW_LEN(fields_k8s_http_route_http),
	.size = sizeof(struct mw_k8s_http_route_http), .required = 0,
};

static const struct mw_field fields_k8s_http_route_external_auth[] = {
	{ .name = "backendRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_external_auth, backend_ref), .shape = &shape_k8s_grpc_route_backend_ref_2, .flags = MW_FIELD_REQUIRED | MW_FIELD_EXPERIMENTAL },
	{ .name = "forwardBody", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_external_auth, forward_body), .shape = &shape_k8s_http_route_forward_body, .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "grpc", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_external_auth, grpc), .shape = &shape_k8s_http_route_grpc, .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "http", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_external_auth, http), .shape = &shape_k8s_http_route_http, .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_external_auth, protocol), .choices = "HTTP|GRPC", .flags = MW_FIELD_REQUIRED | MW_FIELD_EXPERIMENTAL },
};
static const struct mw_shape shape_k8s_http_route_external_auth = {
	.name = "k8s_http_route_external_auth", .fields = fields_k8s_http_route_external_auth, .n = MW_LEN(fields_k8s_http_route_external_auth),
	.size = sizeof(struct mw_k8s_http_route_external_auth), .required = 2,
};

static const struct mw_field fields_k8s_http_route_path[] = {
	{ .name = "replaceFullPath", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_path, replace_full_path), .limits = &(const struct mw_field_limits){ .max_length = 1024.0, .has_max_length = 1 } },
	{ .name = "replacePrefixMatch", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_path, replace_prefix_match), .limits = &(const struct mw_field_limits){ .max_length = 1024.0, .has_max_length = 1 } },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_path, type), .choices = "ReplaceFullPath|ReplacePrefixMatch", .flags = MW_FIELD_REQUIRED },
};
static const struct mw_shape shape_k8s_http_route_path = {
	.name = "k8s_http_route_path", .fields = fields_k8s_http_route_path, .n = MW_LEN(fields_k8s_http_route_path),
	.size = sizeof(struct mw_k8s_http_route_path), .required = 1,
};

static const struct mw_field fields_k8s_http_route_request_redirect[] = {
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_request_redirect, hostname), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "path", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_request_redirect, path), .shape = &shape_k8s_http_route_path },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_http_route_request_redirect, port), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
	{ .name = "scheme", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_request_redirect, scheme), .choices = "http|https" },
	{ .name = "statusCode", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_http_route_request_redirect, status_code), .limits = &(const struct mw_field_limits){ .default_json = "302" } },
};
static const struct mw_shape shape_k8s_http_route_request_redirect = {
	.name = "k8s_http_route_request_redirect", .fields = fields_k8s_http_route_request_redirect, .n = MW_LEN(fields_k8s_http_route_request_redirect),
	.size = sizeof(struct mw_k8s_http_route_request_redirect), .required = 0,
};

static const struct mw_field fields_k8s_http_route_url_rewrite[] = {
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_url_rewrite, hostname), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "path", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_url_rewrite, path), .shape = &shape_k8s_http_route_path },
};
static const struct mw_shape shape_k8s_http_route_url_rewrite = {
	.name = "k8s_http_route_url_rewrite", .fields = fields_k8s_http_route_url_rewrite, .n = MW_LEN(fields_k8s_http_route_url_rewrite),
	.size = sizeof(struct mw_k8s_http_route_url_rewrite), .required = 0,
};

static const struct mw_field fields_k8s_http_route_filters[] = {
	{ .name = "cors", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, cors), .shape = &shape_k8s_http_route_cors },
	{ .name = "extensionRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, extension_ref), .shape = &shape_backend_tls_policy_ca_certificate_refs },
	{ .name = "externalAuth", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, external_auth), .shape = &shape_k8s_http_route_external_auth, .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "requestHeaderModifier", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, request_header_modifier), .shape = &shape_k8s_grpc_route_request_header_modifier },
	{ .name = "requestMirror", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, request_mirror), .shape = &shape_k8s_grpc_route_request_mirror },
	{ .name = "requestRedirect", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, request_redirect), .shape = &shape_k8s_http_route_request_redirect },
	{ .name = "responseHeaderModifier", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, response_header_modifier), .shape = &shape_k8s_grpc_route_request_header_modifier },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_filters, type), .choices = "RequestHeaderModifier|ResponseHeaderModifier|RequestMirror|RequestRedirect|URLRewrite|ExtensionRef|CORS|ExternalAuth", .flags = MW_FIELD_REQUIRED },
	{ .name = "urlRewrite", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_filters, url_rewrite), .shape = &shape_k8s_http_route_url_rewrite },
};
static const struct mw_shape shape_k8s_http_route_filters = {
	.name = "k8s_http_route_filters", .fields = fields_k8s_http_route_filters, .n = MW_LEN(fields_k8s_http_route_filters),
	.size = sizeof(struct mw_k8s_http_route_filters), .required = 1,
};

static const struct mw_field fields_k8s_http_route_backend_refs[] = {
	{ .name = "filters", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route_backend_refs, filters), .shape = &shape_k8s_http_route_filters, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_backend_refs, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_backend_refs, kind), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Service" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_backend_refs, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_backend_refs, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_http_route_backend_refs, port), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
	{ .name = "weight", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_http_route_backend_refs, weight), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 1000000.0, .has_max = 1, .default_json = "1" } },
};
static const struct mw_shape shape_k8s_http_route_backend_refs = {
	.name = "k8s_http_route_backend_refs", .fields = fields_k8s_http_route_backend_refs, .n = MW_LEN(fields_k8s_http_route_backend_refs),
	.size = sizeof(struct mw_k8s_http_route_backend_refs), .required = 1,
};

static const struct mw_field fields_k8s_grpc_route_headers_2[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 256.0, .has_max_length = 1, .pattern = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" } },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, type), .choices = "Exact|RegularExpression", .limits = &(const struct mw_field_limits){ .default_json = "Exact" } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, value), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 4096.0, .has_max_length = 1, .pattern = "^[!-~]+([\\t ]?[!-~]+)*$" } },
};
static const struct mw_shape shape_k8s_grpc_route_headers_2 = {
	.name = "k8s_grpc_route_headers", .fields = fields_k8s_grpc_route_headers_2, .n = MW_LEN(fields_k8s_grpc_route_headers_2),
	.size = sizeof(struct mw_k8s_grpc_route_headers), .required = 2,
};

static const struct mw_field fields_k8s_gateway_addresses_2[] = {
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_addresses, type), .choices = "Exact|PathPrefix|RegularExpression", .limits = &(const struct mw_field_limits){ .default_json = "PathPrefix" } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_gateway_addresses, value), .limits = &(const struct mw_field_limits){ .max_length = 1024.0, .has_max_length = 1, .default_json = "/" } },
};
static const struct mw_shape shape_k8s_gateway_addresses_2 = {
	.name = "k8s_gateway_addresses", .fields = fields_k8s_gateway_addresses_2, .n = MW_LEN(fields_k8s_gateway_addresses_2),
	.size = sizeof(struct mw_k8s_gateway_addresses), .required = 0,
};

static const struct mw_field fields_k8s_grpc_route_headers_3[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 256.0, .has_max_length = 1, .pattern = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$" } },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, type), .choices = "Exact|RegularExpression", .limits = &(const struct mw_field_limits){ .default_json = "Exact" } },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_grpc_route_headers, value), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 1024.0, .has_max_length = 1 } },
};
static const struct mw_shape shape_k8s_grpc_route_headers_3 = {
	.name = "k8s_grpc_route_headers", .fields = fields_k8s_grpc_route_headers_3, .n = MW_LEN(fields_k8s_grpc_route_headers_3),
	.size = sizeof(struct mw_k8s_grpc_route_headers), .required = 2,
};

static const struct mw_field fields_k8s_http_route_matches[] = {
	{ .name = "headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route_matches, headers), .shape = &shape_k8s_grpc_route_headers_2, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .list_type = "map:name" } },
	{ .name = "method", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_matches, method), .choices = "GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH" },
	{ .name = "path", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_matches, path), .shape = &shape_k8s_gateway_addresses_2, .limits = &(const struct mw_field_limits){ .default_json = "{\"type\":\"PathPrefix\",\"value\":\"/\"}" } },
	{ .name = "queryParams", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route_matches, query_params), .shape = &shape_k8s_grpc_route_headers_3, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .list_type = "map:name" } },
};
static const struct mw_shape shape_k8s_http_route_matches = {
	.name = "k8s_http_route_matches", .fields = fields_k8s_http_route_matches, .n = MW_LEN(fields_k8s_http_route_matches),
	.size = sizeof(struct mw_k8s_http_route_matches), .required = 0,
};

static const struct mw_field fields_k8s_http_route_retry[] = {
	{ .name = "attempts", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_http_route_retry, attempts), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1 } },
	{ .name = "backoff", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_k8s_http_route_retry, backoff), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .pattern = "^([0-9]{1,5}(h|m|s|ms)){1,4}$" } },
	{ .name = "codes", .type = MW_FIELD_INT_LIST, .offset = offsetof(struct mw_k8s_http_route_retry, codes), .flags = MW_FIELD_EXPERIMENTAL, .limits = &(const struct mw_field_limits){ .list_type = "set", .elem_min = 400.0, .has_elem_min = 1, .elem_max = 599.0, .has_elem_max = 1 } },
};
static const struct mw_shape shape_k8s_http_route_retry = {
	.name = "k8s_http_route_retry", .fields = fields_k8s_http_route_retry, .n = MW_LEN(fields_k8s_http_route_retry),
	.size = sizeof(struct mw_k8s_http_route_retry), .required = 0,
};

static const struct mw_field fields_k8s_http_route_timeouts[] = {
	{ .name = "backendRequest", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_k8s_http_route_timeouts, backend_request), .limits = &(const struct mw_field_limits){ .pattern = "^([0-9]{1,5}(h|m|s|ms)){1,4}$" } },
	{ .name = "request", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_k8s_http_route_timeouts, request), .limits = &(const struct mw_field_limits){ .pattern = "^([0-9]{1,5}(h|m|s|ms)){1,4}$" } },
};
static const struct mw_shape shape_k8s_http_route_timeouts = {
	.name = "k8s_http_route_timeouts", .fields = fields_k8s_http_route_timeouts, .n = MW_LEN(fields_k8s_http_route_timeouts),
	.size = sizeof(struct mw_k8s_http_route_timeouts), .required = 0,
};

static const struct mw_field fields_k8s_http_route_rules[] = {
	{ .name = "backendRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route_rules, backend_refs), .shape = &shape_k8s_http_route_backend_refs, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "filters", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route_rules, filters), .shape = &shape_k8s_http_route_filters, .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "matches", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route_rules, matches), .shape = &shape_k8s_http_route_matches, .limits = &(const struct mw_field_limits){ .max_items = 64.0, .has_max_items = 1, .default_json = "[{\"path\":{\"type\":\"PathPrefix\",\"value\":\"/\"}}]" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route_rules, name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "retry", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_rules, retry), .shape = &shape_k8s_http_route_retry, .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "sessionPersistence", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_rules, session_persistence), .shape = &shape_k8s_grpc_route_session_persistence, .flags = MW_FIELD_EXPERIMENTAL },
	{ .name = "timeouts", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_http_route_rules, timeouts), .shape = &shape_k8s_http_route_timeouts },
};
static const struct mw_shape shape_k8s_http_route_rules = {
	.name = "k8s_http_route_rules", .fields = fields_k8s_http_route_rules, .n = MW_LEN(fields_k8s_http_route_rules),
	.size = sizeof(struct mw_k8s_http_route_rules), .required = 0,
};

static const struct mw_field fields_k8s_http_route[] = {
	{ .name = "hostnames", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_http_route, hostnames), .limits = &(const struct mw_field_limits){ .max_items = 16.0, .has_max_items = 1, .elem_min_length = 1.0, .has_elem_min_length = 1, .elem_max_length = 253.0, .has_elem_max_length = 1, .elem_pattern = "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "parentRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route, parent_refs), .shape = &shape_k8s_grpc_route_parent_refs, .limits = &(const struct mw_field_limits){ .max_items = 32.0, .has_max_items = 1 } },
	{ .name = "rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_http_route, rules), .shape = &shape_k8s_http_route_rules, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 16.0, .has_max_items = 1, .default_json = "[{\"matches\":[{\"path\":{\"type\":\"PathPrefix\",\"value\":\"/\"}}]}]" } },
	{ .name = "useDefaultGateways", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_http_route, use_default_gateways), .choices = "All|None", .flags = MW_FIELD_EXPERIMENTAL },
};
static const struct mw_shape shape_k8s_http_route = {
	.name = "k8s_http_route", .fields = fields_k8s_http_route, .n = MW_LEN(fields_k8s_http_route),
	.size = sizeof(struct mw_k8s_http_route), .required = 0,
};

static const struct mw_field fields_target_ref_4[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", .default_json = "gateway.networking.k8s.io" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, kind), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Gateway" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_target_ref, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
};
static const struct mw_shape shape_target_ref_4 = {
	.name = "target_ref", .fields = fields_target_ref_4, .n = MW_LEN(fields_target_ref_4),
	.size = sizeof(struct mw_target_ref), .required = 1,
};

static const struct mw_field fields_listener_set[] = {
	{ .name = "listeners", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_listener_set, listeners), .shape = &shape_k8s_gateway_listeners, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 64.0, .has_max_items = 1, .list_type = "map:name" } },
	{ .name = "parentRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_listener_set, parent_ref), .shape = &shape_target_ref_4, .flags = MW_FIELD_REQUIRED },
};
static const struct mw_shape shape_listener_set = {
	.name = "listener_set", .fields = fields_listener_set, .n = MW_LEN(fields_listener_set),
	.size = sizeof(struct mw_listener_set), .required = 2,
};

static const struct mw_field fields_reference_grant_from[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_reference_grant_from, group), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_reference_grant_from, kind), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_reference_grant_from, namespace), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
};
static const struct mw_shape shape_reference_grant_from = {
	.name = "reference_grant_from", .fields = fields_reference_grant_from, .n = MW_LEN(fields_reference_grant_from),
	.size = sizeof(struct mw_reference_grant_from), .required = 3,
};

static const struct mw_field fields_backend_tls_policy_ca_certificate_refs_2[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_ca_certificate_refs, group), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_ca_certificate_refs, kind), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_backend_tls_policy_ca_certificate_refs, name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
};
static const struct mw_shape shape_backend_tls_policy_ca_certificate_refs_2 = {
	.name = "backend_tls_policy_ca_certificate_refs", .fields = fields_backend_tls_policy_ca_certificate_refs_2, .n = MW_LEN(fields_backend_tls_policy_ca_certificate_refs_2),
	.size = sizeof(struct mw_backend_tls_policy_ca_certificate_refs), .required = 2,
};

static const struct mw_field fields_reference_grant[] = {
	{ .name = "from", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_reference_grant, from), .shape = &shape_reference_grant_from, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "to", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_reference_grant, to), .shape = &shape_backend_tls_policy_ca_certificate_refs_2, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 16.0, .has_max_items = 1 } },
};
static const struct mw_shape shape_reference_grant = {
	.name = "reference_grant", .fields = fields_reference_grant, .n = MW_LEN(fields_reference_grant),
	.size = sizeof(struct mw_reference_grant), .required = 2,
};

static const struct mw_field fields_k8s_tcp_route_backend_refs[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_tcp_route_backend_refs, group), .limits = &(const struct mw_field_limits){ .max_length = 253.0, .has_max_length = 1, .pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_tcp_route_backend_refs, kind), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", .default_json = "Service" } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_tcp_route_backend_refs, name), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1 } },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_tcp_route_backend_refs, namespace), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 63.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" } },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_tcp_route_backend_refs, port), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 1.0, .has_min = 1, .max = 65535.0, .has_max = 1 } },
	{ .name = "weight", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_tcp_route_backend_refs, weight), .flags = MW_FIELD_INT32, .limits = &(const struct mw_field_limits){ .min = 0.0, .has_min = 1, .max = 1000000.0, .has_max = 1, .default_json = "1" } },
};
static const struct mw_shape shape_k8s_tcp_route_backend_refs = {
	.name = "k8s_tcp_route_backend_refs", .fields = fields_k8s_tcp_route_backend_refs, .n = MW_LEN(fields_k8s_tcp_route_backend_refs),
	.size = sizeof(struct mw_k8s_tcp_route_backend_refs), .required = 1,
};

static const struct mw_field fields_k8s_tcp_route_rules[] = {
	{ .name = "backendRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_tcp_route_rules, backend_refs), .shape = &shape_k8s_tcp_route_backend_refs, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 16.0, .has_max_items = 1 } },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_tcp_route_rules, name), .limits = &(const struct mw_field_limits){ .min_length = 1.0, .has_min_length = 1, .max_length = 253.0, .has_max_length = 1, .pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
};
static const struct mw_shape shape_k8s_tcp_route_rules = {
	.name = "k8s_tcp_route_rules", .fields = fields_k8s_tcp_route_rules, .n = MW_LEN(fields_k8s_tcp_route_rules),
	.size = sizeof(struct mw_k8s_tcp_route_rules), .required = 1,
};

static const struct mw_field fields_k8s_tcp_route[] = {
	{ .name = "parentRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_tcp_route, parent_refs), .shape = &shape_k8s_grpc_route_parent_refs, .limits = &(const struct mw_field_limits){ .max_items = 32.0, .has_max_items = 1 } },
	{ .name = "rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_tcp_route, rules), .shape = &shape_k8s_tcp_route_rules, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 1.0, .has_max_items = 1 } },
	{ .name = "useDefaultGateways", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_tcp_route, use_default_gateways), .choices = "All|None", .flags = MW_FIELD_EXPERIMENTAL },
};
static const struct mw_shape shape_k8s_tcp_route = {
	.name = "k8s_tcp_route", .fields = fields_k8s_tcp_route, .n = MW_LEN(fields_k8s_tcp_route),
	.size = sizeof(struct mw_k8s_tcp_route), .required = 1,
};

static const struct mw_field fields_k8s_tls_route[] = {
	{ .name = "hostnames", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_tls_route, hostnames), .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 1024.0, .has_max_items = 1, .elem_min_length = 1.0, .has_elem_min_length = 1, .elem_max_length = 253.0, .has_elem_max_length = 1, .elem_pattern = "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
	{ .name = "parentRefs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_tls_route, parent_refs), .shape = &shape_k8s_grpc_route_parent_refs, .limits = &(const struct mw_field_limits){ .max_items = 32.0, .has_max_items = 1 } },
	{ .name = "rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_tls_route, rules), .shape = &shape_k8s_tcp_route_rules, .flags = MW_FIELD_REQUIRED, .limits = &(const struct mw_field_limits){ .min_items = 1.0, .has_min_items = 1, .max_items = 1.0, .has_max_items = 1 } },
	{ .name = "useDefaultGateways", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_tls_route, use_default_gateways), .choices = "All|None", .flags = MW_FIELD_EXPERIMENTAL },
};
static const struct mw_shape shape_k8s_tls_route = {
	.name = "k8s_tls_route", .fields = fields_k8s_tls_route, .n = MW_LEN(fields_k8s_tls_route),
	.size = sizeof(struct mw_k8s_tls_route), .required = 2,
};

static const struct mw_field fields_k8s_service_port[] = {
	{ .name = "appProtocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_port, app_protocol) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_port, name) },
	{ .name = "nodePort", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_service_port, node_port), .flags = MW_FIELD_INT32 },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_service_port, port), .flags = MW_FIELD_INT32 },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_port, protocol), .choices = "TCP|UDP|SCTP" },
	{ .name = "targetPort", .type = MW_FIELD_INT_OR_STRING, .offset = offsetof(struct mw_k8s_service_port, target_port) },
};
static const struct mw_shape shape_k8s_service_port = {
	.name = "k8s_service_port", .fields = fields_k8s_service_port, .n = MW_LEN(fields_k8s_service_port),
	.size = sizeof(struct mw_k8s_service_port), .required = 0,
};

static const struct mw_field fields_k8s_service_spec[] = {
	{ .name = "clusterIP", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, cluster_ip) },
	{ .name = "clusterIPs", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_service_spec, cluster_ips) },
	{ .name = "externalIPs", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_service_spec, external_ips) },
	{ .name = "externalName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, external_name) },
	{ .name = "externalTrafficPolicy", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, external_traffic_policy), .choices = "Cluster|Local" },
	{ .name = "internalTrafficPolicy", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, internal_traffic_policy), .choices = "Cluster|Local" },
	{ .name = "ipFamilies", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_service_spec, ip_families), .choices = "IPv4|IPv6" },
	{ .name = "ipFamilyPolicy", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, ip_family_policy), .choices = "SingleStack|PreferDualStack|RequireDualStack" },
	{ .name = "loadBalancerClass", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, load_balancer_class) },
	{ .name = "loadBalancerIP", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, load_balancer_ip) },
	{ .name = "ports", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_service_spec, ports), .shape = &shape_k8s_service_port },
	{ .name = "publishNotReadyAddresses", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_k8s_service_spec, publish_not_ready_addresses) },
	{ .name = "selector", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_service_spec, selector) },
	{ .name = "sessionAffinity", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, session_affinity), .choices = "None|ClientIP" },
	{ .name = "trafficDistribution", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, traffic_distribution), .choices = "PreferClose|PreferSameZone|PreferSameNode" },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_spec, type), .choices = "ClusterIP|NodePort|LoadBalancer|ExternalName" },
};
static const struct mw_shape shape_k8s_service_spec = {
	.name = "k8s_service_spec", .fields = fields_k8s_service_spec, .n = MW_LEN(fields_k8s_service_spec),
	.size = sizeof(struct mw_k8s_service_spec), .required = 0,
};

static const struct mw_field fields_k8s_service_ingress[] = {
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_ingress, hostname) },
	{ .name = "ip", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_ingress, ip) },
};
static const struct mw_shape shape_k8s_service_ingress = {
	.name = "k8s_service_ingress", .fields = fields_k8s_service_ingress, .n = MW_LEN(fields_k8s_service_ingress),
	.size = sizeof(struct mw_k8s_service_ingress), .required = 0,
};

static const struct mw_field fields_k8s_service_load_balancer[] = {
	{ .name = "ingress", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_service_load_balancer, ingress), .shape = &shape_k8s_service_ingress },
};
static const struct mw_shape shape_k8s_service_load_balancer = {
	.name = "k8s_service_load_balancer", .fields = fields_k8s_service_load_balancer, .n = MW_LEN(fields_k8s_service_load_balancer),
	.size = sizeof(struct mw_k8s_service_load_balancer), .required = 0,
};

static const struct mw_field fields_k8s_service_status[] = {
	{ .name = "conditions", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_service_status, conditions) },
	{ .name = "loadBalancer", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_service_status, load_balancer), .shape = &shape_k8s_service_load_balancer },
};
static const struct mw_shape shape_k8s_service_status = {
	.name = "k8s_service_status", .fields = fields_k8s_service_status, .n = MW_LEN(fields_k8s_service_status),
	.size = sizeof(struct mw_k8s_service_status), .required = 0,
};

static const struct mw_field fields_k8s_service[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_service, spec), .shape = &shape_k8s_service_spec },
	{ .name = "status", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_service, status), .shape = &shape_k8s_service_status },
};
static const struct mw_shape shape_k8s_service = {
	.name = "k8s_service", .fields = fields_k8s_service, .n = MW_LEN(fields_k8s_service),
	.size = sizeof(struct mw_k8s_service), .required = 0,
};

static const struct mw_field fields_env_var_4[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, name) },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_env_var, value) },
};
static const struct mw_shape shape_env_var_4 = {
	.name = "env_var", .fields = fields_env_var_4, .n = MW_LEN(fields_env_var_4),
	.size = sizeof(struct mw_env_var), .required = 0,
};

static const struct mw_field fields_container_port[] = {
	{ .name = "containerPort", .type = MW_FIELD_INT, .offset = offsetof(struct mw_container_port, container_port), .flags = MW_FIELD_INT32 },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_container_port, name) },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_container_port, protocol), .choices = "TCP|UDP|SCTP" },
};
static const struct mw_shape shape_container_port = {
	.name = "container_port", .fields = fields_container_port, .n = MW_LEN(fields_container_port),
	.size = sizeof(struct mw_container_port), .required = 0,
};

static const struct mw_field fields_k8s_pod_security_context[] = {
	{ .name = "runAsUser", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_pod_security_context, run_as_user) },
};
static const struct mw_shape shape_k8s_pod_security_context = {
	.name = "k8s_pod_security_context", .fields = fields_k8s_pod_security_context, .n = MW_LEN(fields_k8s_pod_security_context),
	.size = sizeof(struct mw_k8s_pod_security_context), .required = 0,
};

static const struct mw_field fields_container[] = {
	{ .name = "args", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_container, args) },
	{ .name = "env", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_container, env), .shape = &shape_env_var_4 },
	{ .name = "image", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_container, image) },
	{ .name = "livenessProbe", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_container, liveness_probe) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_container, name) },
	{ .name = "ports", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_container, ports), .shape = &shape_container_port },
	{ .name = "readinessProbe", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_container, readiness_probe) },
	{ .name = "securityContext", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_container, security_context), .shape = &shape_k8s_pod_security_context },
};
static const struct mw_shape shape_container = {
	.name = "container", .fields = fields_container, .n = MW_LEN(fields_container),
	.size = sizeof(struct mw_container), .required = 0,
};

static const struct mw_field fields_k8s_pod_init_containers[] = {
	{ .name = "image", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_init_containers, image) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_init_containers, name) },
	{ .name = "restartPolicy", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_init_containers, restart_policy) },
};
static const struct mw_shape shape_k8s_pod_init_containers = {
	.name = "k8s_pod_init_containers", .fields = fields_k8s_pod_init_containers, .n = MW_LEN(fields_k8s_pod_init_containers),
	.size = sizeof(struct mw_k8s_pod_init_containers), .required = 0,
};

static const struct mw_field fields_pod_spec[] = {
	{ .name = "containers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_pod_spec, containers), .shape = &shape_container },
	{ .name = "hostNetwork", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_pod_spec, host_network) },
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_pod_spec, hostname) },
	{ .name = "initContainers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_pod_spec, init_containers), .shape = &shape_k8s_pod_init_containers },
	{ .name = "nodeName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_pod_spec, node_name) },
	{ .name = "securityContext", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_pod_spec, security_context), .shape = &shape_k8s_pod_security_context },
	{ .name = "serviceAccount", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_pod_spec, service_account) },
	{ .name = "serviceAccountName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_pod_spec, service_account_name) },
	{ .name = "subdomain", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_pod_spec, subdomain) },
};
static const struct mw_shape shape_pod_spec = {
	.name = "pod_spec", .fields = fields_pod_spec, .n = MW_LEN(fields_pod_spec),
	.size = sizeof(struct mw_pod_spec), .required = 0,
};

static const struct mw_field fields_k8s_pod_conditions[] = {
	{ .name = "status", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_conditions, status), .choices = "True|False|Unknown" },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_conditions, type) },
};
static const struct mw_shape shape_k8s_pod_conditions = {
	.name = "k8s_pod_conditions", .fields = fields_k8s_pod_conditions, .n = MW_LEN(fields_k8s_pod_conditions),
	.size = sizeof(struct mw_k8s_pod_conditions), .required = 0,
};

static const struct mw_field fields_k8s_pod_pod_ips[] = {
	{ .name = "ip", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_pod_ips, ip) },
};
static const struct mw_shape shape_k8s_pod_pod_ips = {
	.name = "k8s_pod_pod_ips", .fields = fields_k8s_pod_pod_ips, .n = MW_LEN(fields_k8s_pod_pod_ips),
	.size = sizeof(struct mw_k8s_pod_pod_ips), .required = 0,
};

static const struct mw_field fields_k8s_pod_status[] = {
	{ .name = "conditions", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_pod_status, conditions), .shape = &shape_k8s_pod_conditions },
	{ .name = "hostIP", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_status, host_ip) },
	{ .name = "phase", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_status, phase), .choices = "Pending|Running|Succeeded|Failed|Unknown" },
	{ .name = "podIP", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_pod_status, pod_ip) },
	{ .name = "podIPs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_pod_status, pod_ips), .shape = &shape_k8s_pod_pod_ips },
};
static const struct mw_shape shape_k8s_pod_status = {
	.name = "k8s_pod_status", .fields = fields_k8s_pod_status, .n = MW_LEN(fields_k8s_pod_status),
	.size = sizeof(struct mw_k8s_pod_status), .required = 0,
};

static const struct mw_field fields_k8s_pod[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_pod, spec), .shape = &shape_pod_spec },
	{ .name = "status", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_pod, status), .shape = &shape_k8s_pod_status },
};
static const struct mw_shape shape_k8s_pod = {
	.name = "k8s_pod", .fields = fields_k8s_pod, .n = MW_LEN(fields_k8s_pod),
	.size = sizeof(struct mw_k8s_pod), .required = 0,
};

static const struct mw_field fields_label_requirement_2[] = {
	{ .name = "key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_label_requirement, key) },
	{ .name = "operator", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_label_requirement, operator) },
	{ .name = "values", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_label_requirement, values) },
};
static const struct mw_shape shape_label_requirement_2 = {
	.name = "label_requirement", .fields = fields_label_requirement_2, .n = MW_LEN(fields_label_requirement_2),
	.size = sizeof(struct mw_label_requirement), .required = 0,
};

static const struct mw_field fields_k8s_label_selector_2[] = {
	{ .name = "matchExpressions", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_label_selector, match_expressions), .shape = &shape_label_requirement_2 },
	{ .name = "matchLabels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_label_selector, match_labels) },
};
static const struct mw_shape shape_k8s_label_selector_2 = {
	.name = "k8s_label_selector", .fields = fields_k8s_label_selector_2, .n = MW_LEN(fields_k8s_label_selector_2),
	.size = sizeof(struct mw_k8s_label_selector), .required = 0,
};

static const struct mw_field fields_pod_metadata_2[] = {
	{ .name = "annotations", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_pod_metadata, annotations) },
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_pod_metadata, labels) },
};
static const struct mw_shape shape_pod_metadata_2 = {
	.name = "pod_metadata", .fields = fields_pod_metadata_2, .n = MW_LEN(fields_pod_metadata_2),
	.size = sizeof(struct mw_pod_metadata), .required = 0,
};

static const struct mw_field fields_pod_template[] = {
	{ .name = "metadata", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_pod_template, metadata), .shape = &shape_pod_metadata_2 },
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_pod_template, spec), .shape = &shape_pod_spec },
};
static const struct mw_shape shape_pod_template = {
	.name = "pod_template", .fields = fields_pod_template, .n = MW_LEN(fields_pod_template),
	.size = sizeof(struct mw_pod_template), .required = 0,
};

static const struct mw_field fields_k8s_deployment_spec[] = {
	{ .name = "replicas", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_deployment_spec, replicas), .flags = MW_FIELD_INT32 },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_deployment_spec, selector), .shape = &shape_k8s_label_selector_2 },
	{ .name = "template", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_deployment_spec, template), .shape = &shape_pod_template },
};
static const struct mw_shape shape_k8s_deployment_spec = {
	.name = "k8s_deployment_spec", .fields = fields_k8s_deployment_spec, .n = MW_LEN(fields_k8s_deployment_spec),
	.size = sizeof(struct mw_k8s_deployment_spec), .required = 0,
};

static const struct mw_field fields_k8s_deployment[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_deployment, spec), .shape = &shape_k8s_deployment_spec },
};
static const struct mw_shape shape_k8s_deployment = {
	.name = "k8s_deployment", .fields = fields_k8s_deployment, .n = MW_LEN(fields_k8s_deployment),
	.size = sizeof(struct mw_k8s_deployment), .required = 0,
};

static const struct mw_field fields_k8s_stateful_set_spec[] = {
	{ .name = "replicas", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_stateful_set_spec, replicas), .flags = MW_FIELD_INT32 },
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_stateful_set_spec, selector), .shape = &shape_k8s_label_selector_2 },
	{ .name = "serviceName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_stateful_set_spec, service_name) },
	{ .name = "template", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_stateful_set_spec, template), .shape = &shape_pod_template },
};
static const struct mw_shape shape_k8s_stateful_set_spec = {
	.name = "k8s_stateful_set_spec", .fields = fields_k8s_stateful_set_spec, .n = MW_LEN(fields_k8s_stateful_set_spec),
	.size = sizeof(struct mw_k8s_stateful_set_spec), .required = 0,
};

static const struct mw_field fields_k8s_stateful_set[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_stateful_set, spec), .shape = &shape_k8s_stateful_set_spec },
};
static const struct mw_shape shape_k8s_stateful_set = {
	.name = "k8s_stateful_set", .fields = fields_k8s_stateful_set, .n = MW_LEN(fields_k8s_stateful_set),
	.size = sizeof(struct mw_k8s_stateful_set), .required = 0,
};

static const struct mw_field fields_k8s_daemon_set_spec[] = {
	{ .name = "selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_daemon_set_spec, selector), .shape = &shape_k8s_label_selector_2 },
	{ .name = "template", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_daemon_set_spec, template), .shape = &shape_pod_template },
};
static const struct mw_shape shape_k8s_daemon_set_spec = {
	.name = "k8s_daemon_set_spec", .fields = fields_k8s_daemon_set_spec, .n = MW_LEN(fields_k8s_daemon_set_spec),
	.size = sizeof(struct mw_k8s_daemon_set_spec), .required = 0,
};

static const struct mw_field fields_k8s_daemon_set[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_daemon_set, spec), .shape = &shape_k8s_daemon_set_spec },
};
static const struct mw_shape shape_k8s_daemon_set = {
	.name = "k8s_daemon_set", .fields = fields_k8s_daemon_set, .n = MW_LEN(fields_k8s_daemon_set),
	.size = sizeof(struct mw_k8s_daemon_set), .required = 0,
};

static const struct mw_field fields_k8s_replica_set[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_replica_set, spec), .shape = &shape_k8s_deployment_spec },
};
static const struct mw_shape shape_k8s_replica_set = {
	.name = "k8s_replica_set", .fields = fields_k8s_replica_set, .n = MW_LEN(fields_k8s_replica_set),
	.size = sizeof(struct mw_k8s_replica_set), .required = 0,
};

static const struct mw_field fields_k8s_job_spec[] = {
	{ .name = "template", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_job_spec, template), .shape = &shape_pod_template },
};
static const struct mw_shape shape_k8s_job_spec = {
	.name = "k8s_job_spec", .fields = fields_k8s_job_spec, .n = MW_LEN(fields_k8s_job_spec),
	.size = sizeof(struct mw_k8s_job_spec), .required = 0,
};

static const struct mw_field fields_k8s_job[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_job, spec), .shape = &shape_k8s_job_spec },
};
static const struct mw_shape shape_k8s_job = {
	.name = "k8s_job", .fields = fields_k8s_job, .n = MW_LEN(fields_k8s_job),
	.size = sizeof(struct mw_k8s_job), .required = 0,
};

static const struct mw_field fields_k8s_cron_job_job_template[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_cron_job_job_template, spec), .shape = &shape_k8s_job_spec },
};
static const struct mw_shape shape_k8s_cron_job_job_template = {
	.name = "k8s_cron_job_job_template", .fields = fields_k8s_cron_job_job_template, .n = MW_LEN(fields_k8s_cron_job_job_template),
	.size = sizeof(struct mw_k8s_cron_job_job_template), .required = 0,
};

static const struct mw_field fields_k8s_cron_job_spec[] = {
	{ .name = "jobTemplate", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_cron_job_spec, job_template), .shape = &shape_k8s_cron_job_job_template },
	{ .name = "schedule", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_cron_job_spec, schedule) },
};
static const struct mw_shape shape_k8s_cron_job_spec = {
	.name = "k8s_cron_job_spec", .fields = fields_k8s_cron_job_spec, .n = MW_LEN(fields_k8s_cron_job_spec),
	.size = sizeof(struct mw_k8s_cron_job_spec), .required = 0,
};

static const struct mw_field fields_k8s_cron_job[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_cron_job, spec), .shape = &shape_k8s_cron_job_spec },
};
static const struct mw_shape shape_k8s_cron_job = {
	.name = "k8s_cron_job", .fields = fields_k8s_cron_job, .n = MW_LEN(fields_k8s_cron_job),
	.size = sizeof(struct mw_k8s_cron_job), .required = 0,
};

static const struct mw_field fields_k8s_service_account[] = {
	{ .name = "imagePullSecrets", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_service_account, image_pull_secrets) },
	{ .name = "secrets", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_service_account, secrets) },
};
static const struct mw_shape shape_k8s_service_account = {
	.name = "k8s_service_account", .fields = fields_k8s_service_account, .n = MW_LEN(fields_k8s_service_account),
	.size = sizeof(struct mw_k8s_service_account), .required = 0,
};

static const struct mw_field fields_k8s_secret[] = {
	{ .name = "data", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_secret, data) },
	{ .name = "immutable", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_k8s_secret, immutable) },
	{ .name = "stringData", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_secret, string_data) },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_secret, type) },
};
static const struct mw_shape shape_k8s_secret = {
	.name = "k8s_secret", .fields = fields_k8s_secret, .n = MW_LEN(fields_k8s_secret),
	.size = sizeof(struct mw_k8s_secret), .required = 0,
};

static const struct mw_field fields_k8s_config_map[] = {
	{ .name = "binaryData", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_config_map, binary_data) },
	{ .name = "data", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_k8s_config_map, data) },
};
static const struct mw_shape shape_k8s_config_map = {
	.name = "k8s_config_map", .fields = fields_k8s_config_map, .n = MW_LEN(fields_k8s_config_map),
	.size = sizeof(struct mw_k8s_config_map), .required = 0,
};

static const struct mw_field fields_k8s_endpoints_target_ref[] = {
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_target_ref, kind) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_target_ref, name) },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_target_ref, namespace) },
};
static const struct mw_shape shape_k8s_endpoints_target_ref = {
	.name = "k8s_endpoints_target_ref", .fields = fields_k8s_endpoints_target_ref, .n = MW_LEN(fields_k8s_endpoints_target_ref),
	.size = sizeof(struct mw_k8s_endpoints_target_ref), .required = 0,
};

static const struct mw_field fields_k8s_endpoints_addresses[] = {
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_addresses, hostname) },
	{ .name = "ip", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_addresses, ip) },
	{ .name = "nodeName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_addresses, node_name) },
	{ .name = "targetRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_endpoints_addresses, target_ref), .shape = &shape_k8s_endpoints_target_ref },
};
static const struct mw_shape shape_k8s_endpoints_addresses = {
	.name = "k8s_endpoints_addresses", .fields = fields_k8s_endpoints_addresses, .n = MW_LEN(fields_k8s_endpoints_addresses),
	.size = sizeof(struct mw_k8s_endpoints_addresses), .required = 0,
};

static const struct mw_field fields_k8s_endpoints_ports[] = {
	{ .name = "appProtocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_ports, app_protocol) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_ports, name) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_endpoints_ports, port), .flags = MW_FIELD_INT32 },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoints_ports, protocol), .choices = "TCP|UDP|SCTP" },
};
static const struct mw_shape shape_k8s_endpoints_ports = {
	.name = "k8s_endpoints_ports", .fields = fields_k8s_endpoints_ports, .n = MW_LEN(fields_k8s_endpoints_ports),
	.size = sizeof(struct mw_k8s_endpoints_ports), .required = 0,
};

static const struct mw_field fields_k8s_endpoints_subsets[] = {
	{ .name = "addresses", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_endpoints_subsets, addresses), .shape = &shape_k8s_endpoints_addresses },
	{ .name = "notReadyAddresses", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_endpoints_subsets, not_ready_addresses), .shape = &shape_k8s_pod_pod_ips },
	{ .name = "ports", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_endpoints_subsets, ports), .shape = &shape_k8s_endpoints_ports },
};
static const struct mw_shape shape_k8s_endpoints_subsets = {
	.name = "k8s_endpoints_subsets", .fields = fields_k8s_endpoints_subsets, .n = MW_LEN(fields_k8s_endpoints_subsets),
	.size = sizeof(struct mw_k8s_endpoints_subsets), .required = 0,
};

static const struct mw_field fields_k8s_endpoints[] = {
	{ .name = "subsets", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_endpoints, subsets), .shape = &shape_k8s_endpoints_subsets },
};
static const struct mw_shape shape_k8s_endpoints = {
	.name = "k8s_endpoints", .fields = fields_k8s_endpoints, .n = MW_LEN(fields_k8s_endpoints),
	.size = sizeof(struct mw_k8s_endpoints), .required = 0,
};

static const struct mw_field fields_k8s_endpoint_slice_conditions[] = {
	{ .name = "ready", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_k8s_endpoint_slice_conditions, ready) },
	{ .name = "serving", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_k8s_endpoint_slice_conditions, serving) },
	{ .name = "terminating", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_k8s_endpoint_slice_conditions, terminating) },
};
static const struct mw_shape shape_k8s_endpoint_slice_conditions = {
	.name = "k8s_endpoint_slice_conditions", .fields = fields_k8s_endpoint_slice_conditions, .n = MW_LEN(fields_k8s_endpoint_slice_conditions),
	.size = sizeof(struct mw_k8s_endpoint_slice_conditions), .required = 0,
};

static const struct mw_field fields_k8s_endpoint_slice_endpoints[] = {
	{ .name = "addresses", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_endpoint_slice_endpoints, addresses) },
	{ .name = "conditions", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_endpoint_slice_endpoints, conditions), .shape = &shape_k8s_endpoint_slice_conditions },
	{ .name = "hostname", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoint_slice_endpoints, hostname) },
	{ .name = "nodeName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoint_slice_endpoints, node_name) },
	{ .name = "targetRef", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_endpoint_slice_endpoints, target_ref), .shape = &shape_k8s_endpoints_target_ref },
	{ .name = "zone", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoint_slice_endpoints, zone) },
};
static const struct mw_shape shape_k8s_endpoint_slice_endpoints = {
	.name = "k8s_endpoint_slice_endpoints", .fields = fields_k8s_endpoint_slice_endpoints, .n = MW_LEN(fields_k8s_endpoint_slice_endpoints),
	.size = sizeof(struct mw_k8s_endpoint_slice_endpoints), .required = 0,
};

static const struct mw_field fields_k8s_endpoint_slice[] = {
	{ .name = "addressType", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_endpoint_slice, address_type), .choices = "IPv4|IPv6|FQDN" },
	{ .name = "endpoints", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_endpoint_slice, endpoints), .shape = &shape_k8s_endpoint_slice_endpoints },
	{ .name = "ports", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_endpoint_slice, ports), .shape = &shape_k8s_endpoints_ports },
};
static const struct mw_shape shape_k8s_endpoint_slice = {
	.name = "k8s_endpoint_slice", .fields = fields_k8s_endpoint_slice, .n = MW_LEN(fields_k8s_endpoint_slice),
	.size = sizeof(struct mw_k8s_endpoint_slice), .required = 0,
};

static const struct mw_field fields_k8s_ingress_port[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_port, name) },
	{ .name = "number", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_ingress_port, number), .flags = MW_FIELD_INT32 },
};
static const struct mw_shape shape_k8s_ingress_port = {
	.name = "k8s_ingress_port", .fields = fields_k8s_ingress_port, .n = MW_LEN(fields_k8s_ingress_port),
	.size = sizeof(struct mw_k8s_ingress_port), .required = 0,
};

static const struct mw_field fields_k8s_ingress_service[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_service, name) },
	{ .name = "port", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress_service, port), .shape = &shape_k8s_ingress_port },
};
static const struct mw_shape shape_k8s_ingress_service = {
	.name = "k8s_ingress_service", .fields = fields_k8s_ingress_service, .n = MW_LEN(fields_k8s_ingress_service),
	.size = sizeof(struct mw_k8s_ingress_service), .required = 0,
};

static const struct mw_field fields_k8s_ingress_default_backend[] = {
	{ .name = "service", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress_default_backend, service), .shape = &shape_k8s_ingress_service },
};
static const struct mw_shape shape_k8s_ingress_default_backend = {
	.name = "k8s_ingress_default_backend", .fields = fields_k8s_ingress_default_backend, .n = MW_LEN(fields_k8s_ingress_default_backend),
	.size = sizeof(struct mw_k8s_ingress_default_backend), .required = 0,
};

static const struct mw_field fields_k8s_ingress_backend[] = {
	{ .name = "resource", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_ingress_backend, resource) },
	{ .name = "service", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress_backend, service), .shape = &shape_k8s_ingress_service },
};
static const struct mw_shape shape_k8s_ingress_backend = {
	.name = "k8s_ingress_backend", .fields = fields_k8s_ingress_backend, .n = MW_LEN(fields_k8s_ingress_backend),
	.size = sizeof(struct mw_k8s_ingress_backend), .required = 0,
};

static const struct mw_field fields_k8s_ingress_paths[] = {
	{ .name = "backend", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress_paths, backend), .shape = &shape_k8s_ingress_backend },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_paths, path) },
	{ .name = "pathType", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_paths, path_type), .choices = "Exact|Prefix|ImplementationSpecific" },
};
static const struct mw_shape shape_k8s_ingress_paths = {
	.name = "k8s_ingress_paths", .fields = fields_k8s_ingress_paths, .n = MW_LEN(fields_k8s_ingress_paths),
	.size = sizeof(struct mw_k8s_ingress_paths), .required = 0,
};

static const struct mw_field fields_k8s_ingress_http[] = {
	{ .name = "paths", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_ingress_http, paths), .shape = &shape_k8s_ingress_paths },
};
static const struct mw_shape shape_k8s_ingress_http = {
	.name = "k8s_ingress_http", .fields = fields_k8s_ingress_http, .n = MW_LEN(fields_k8s_ingress_http),
	.size = sizeof(struct mw_k8s_ingress_http), .required = 0,
};

static const struct mw_field fields_k8s_ingress_rules[] = {
	{ .name = "host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_rules, host) },
	{ .name = "http", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress_rules, http), .shape = &shape_k8s_ingress_http },
};
static const struct mw_shape shape_k8s_ingress_rules = {
	.name = "k8s_ingress_rules", .fields = fields_k8s_ingress_rules, .n = MW_LEN(fields_k8s_ingress_rules),
	.size = sizeof(struct mw_k8s_ingress_rules), .required = 0,
};

static const struct mw_field fields_k8s_ingress_tls[] = {
	{ .name = "hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_ingress_tls, hosts) },
	{ .name = "secretName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_tls, secret_name) },
};
static const struct mw_shape shape_k8s_ingress_tls = {
	.name = "k8s_ingress_tls", .fields = fields_k8s_ingress_tls, .n = MW_LEN(fields_k8s_ingress_tls),
	.size = sizeof(struct mw_k8s_ingress_tls), .required = 0,
};

static const struct mw_field fields_k8s_ingress_spec[] = {
	{ .name = "defaultBackend", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress_spec, default_backend), .shape = &shape_k8s_ingress_default_backend },
	{ .name = "ingressClassName", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_spec, ingress_class_name) },
	{ .name = "rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_ingress_spec, rules), .shape = &shape_k8s_ingress_rules },
	{ .name = "tls", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_ingress_spec, tls), .shape = &shape_k8s_ingress_tls },
};
static const struct mw_shape shape_k8s_ingress_spec = {
	.name = "k8s_ingress_spec", .fields = fields_k8s_ingress_spec, .n = MW_LEN(fields_k8s_ingress_spec),
	.size = sizeof(struct mw_k8s_ingress_spec), .required = 0,
};

static const struct mw_field fields_k8s_ingress[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress, spec), .shape = &shape_k8s_ingress_spec },
};
static const struct mw_shape shape_k8s_ingress = {
	.name = "k8s_ingress", .fields = fields_k8s_ingress, .n = MW_LEN(fields_k8s_ingress),
	.size = sizeof(struct mw_k8s_ingress), .required = 0,
};

static const struct mw_field fields_k8s_ingress_class_spec[] = {
	{ .name = "controller", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_ingress_class_spec, controller) },
};
static const struct mw_shape shape_k8s_ingress_class_spec = {
	.name = "k8s_ingress_class_spec", .fields = fields_k8s_ingress_class_spec, .n = MW_LEN(fields_k8s_ingress_class_spec),
	.size = sizeof(struct mw_k8s_ingress_class_spec), .required = 0,
};

static const struct mw_field fields_k8s_ingress_class[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_ingress_class, spec), .shape = &shape_k8s_ingress_class_spec },
};
static const struct mw_shape shape_k8s_ingress_class = {
	.name = "k8s_ingress_class", .fields = fields_k8s_ingress_class, .n = MW_LEN(fields_k8s_ingress_class),
	.size = sizeof(struct mw_k8s_ingress_class), .required = 0,
};

static const struct mw_field fields_k8s_node_addresses[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_node_addresses, address) },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_node_addresses, type), .choices = "InternalIP|ExternalIP|Hostname" },
};
static const struct mw_shape shape_k8s_node_addresses = {
	.name = "k8s_node_addresses", .fields = fields_k8s_node_addresses, .n = MW_LEN(fields_k8s_node_addresses),
	.size = sizeof(struct mw_k8s_node_addresses), .required = 0,
};

static const struct mw_field fields_k8s_node_status[] = {
	{ .name = "addresses", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_node_status, addresses), .shape = &shape_k8s_node_addresses },
};
static const struct mw_shape shape_k8s_node_status = {
	.name = "k8s_node_status", .fields = fields_k8s_node_status, .n = MW_LEN(fields_k8s_node_status),
	.size = sizeof(struct mw_k8s_node_status), .required = 0,
};

static const struct mw_field fields_k8s_node[] = {
	{ .name = "status", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_node, status), .shape = &shape_k8s_node_status },
};
static const struct mw_shape shape_k8s_node = {
	.name = "k8s_node", .fields = fields_k8s_node, .n = MW_LEN(fields_k8s_node),
	.size = sizeof(struct mw_k8s_node), .required = 0,
};

static const struct mw_field fields_k8s_network_policy_ip_block[] = {
	{ .name = "cidr", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_network_policy_ip_block, cidr) },
	{ .name = "except", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_network_policy_ip_block, except) },
};
static const struct mw_shape shape_k8s_network_policy_ip_block = {
	.name = "k8s_network_policy_ip_block", .fields = fields_k8s_network_policy_ip_block, .n = MW_LEN(fields_k8s_network_policy_ip_block),
	.size = sizeof(struct mw_k8s_network_policy_ip_block), .required = 0,
};

static const struct mw_field fields_k8s_network_policy_from[] = {
	{ .name = "ipBlock", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_network_policy_from, ip_block), .shape = &shape_k8s_network_policy_ip_block },
	{ .name = "namespaceSelector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_network_policy_from, namespace_selector), .shape = &shape_k8s_label_selector_2 },
	{ .name = "podSelector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_network_policy_from, pod_selector), .shape = &shape_k8s_label_selector_2 },
};
static const struct mw_shape shape_k8s_network_policy_from = {
	.name = "k8s_network_policy_from", .fields = fields_k8s_network_policy_from, .n = MW_LEN(fields_k8s_network_policy_from),
	.size = sizeof(struct mw_k8s_network_policy_from), .required = 0,
};

static const struct mw_field fields_k8s_network_policy_ports[] = {
	{ .name = "endPort", .type = MW_FIELD_INT, .offset = offsetof(struct mw_k8s_network_policy_ports, end_port), .flags = MW_FIELD_INT32 },
	{ .name = "port", .type = MW_FIELD_INT_OR_STRING, .offset = offsetof(struct mw_k8s_network_policy_ports, port) },
	{ .name = "protocol", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_network_policy_ports, protocol), .choices = "TCP|UDP|SCTP" },
};
static const struct mw_shape shape_k8s_network_policy_ports = {
	.name = "k8s_network_policy_ports", .fields = fields_k8s_network_policy_ports, .n = MW_LEN(fields_k8s_network_policy_ports),
	.size = sizeof(struct mw_k8s_network_policy_ports), .required = 0,
};

static const struct mw_field fields_k8s_network_policy_ingress[] = {
	{ .name = "from", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_network_policy_ingress, from), .shape = &shape_k8s_network_policy_from },
	{ .name = "ports", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_network_policy_ingress, ports), .shape = &shape_k8s_network_policy_ports },
};
static const struct mw_shape shape_k8s_network_policy_ingress = {
	.name = "k8s_network_policy_ingress", .fields = fields_k8s_network_policy_ingress, .n = MW_LEN(fields_k8s_network_policy_ingress),
	.size = sizeof(struct mw_k8s_network_policy_ingress), .required = 0,
};

static const struct mw_field fields_k8s_network_policy_spec[] = {
	{ .name = "egress", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_network_policy_spec, egress) },
	{ .name = "ingress", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_network_policy_spec, ingress), .shape = &shape_k8s_network_policy_ingress },
	{ .name = "podSelector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_network_policy_spec, pod_selector), .shape = &shape_k8s_label_selector_2 },
	{ .name = "policyTypes", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_k8s_network_policy_spec, policy_types), .choices = "Ingress|Egress" },
};
static const struct mw_shape shape_k8s_network_policy_spec = {
	.name = "k8s_network_policy_spec", .fields = fields_k8s_network_policy_spec, .n = MW_LEN(fields_k8s_network_policy_spec),
	.size = sizeof(struct mw_k8s_network_policy_spec), .required = 0,
};

static const struct mw_field fields_k8s_network_policy[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_network_policy, spec), .shape = &shape_k8s_network_policy_spec },
};
static const struct mw_shape shape_k8s_network_policy = {
	.name = "k8s_network_policy", .fields = fields_k8s_network_policy, .n = MW_LEN(fields_k8s_network_policy),
	.size = sizeof(struct mw_k8s_network_policy), .required = 0,
};

static const struct mw_field fields_k8s_mutating_webhook_configuration_client_config[] = {
	{ .name = "service", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_mutating_webhook_configuration_client_config, service), .shape = &shape_delegate },
	{ .name = "url", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_mutating_webhook_configuration_client_config, url) },
};
static const struct mw_shape shape_k8s_mutating_webhook_configuration_client_config = {
	.name = "k8s_mutating_webhook_configuration_client_config", .fields = fields_k8s_mutating_webhook_configuration_client_config, .n = MW_LEN(fields_k8s_mutating_webhook_configuration_client_config),
	.size = sizeof(struct mw_k8s_mutating_webhook_configuration_client_config), .required = 0,
};

static const struct mw_field fields_k8s_mutating_webhook_configuration_webhooks[] = {
	{ .name = "clientConfig", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_mutating_webhook_configuration_webhooks, client_config), .shape = &shape_k8s_mutating_webhook_configuration_client_config },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_mutating_webhook_configuration_webhooks, name) },
	{ .name = "namespaceSelector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_mutating_webhook_configuration_webhooks, namespace_selector), .shape = &shape_k8s_label_selector_2 },
	{ .name = "objectSelector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_mutating_webhook_configuration_webhooks, object_selector), .shape = &shape_k8s_label_selector_2 },
};
static const struct mw_shape shape_k8s_mutating_webhook_configuration_webhooks = {
	.name = "k8s_mutating_webhook_configuration_webhooks", .fields = fields_k8s_mutating_webhook_configuration_webhooks, .n = MW_LEN(fields_k8s_mutating_webhook_configuration_webhooks),
	.size = sizeof(struct mw_k8s_mutating_webhook_configuration_webhooks), .required = 0,
};

static const struct mw_field fields_k8s_mutating_webhook_configuration[] = {
	{ .name = "webhooks", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_mutating_webhook_configuration, webhooks), .shape = &shape_k8s_mutating_webhook_configuration_webhooks },
};
static const struct mw_shape shape_k8s_mutating_webhook_configuration = {
	.name = "k8s_mutating_webhook_configuration", .fields = fields_k8s_mutating_webhook_configuration, .n = MW_LEN(fields_k8s_mutating_webhook_configuration),
	.size = sizeof(struct mw_k8s_mutating_webhook_configuration), .required = 0,
};

static const struct mw_field fields_k8s_custom_resource_definition_names[] = {
	{ .name = "kind", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_custom_resource_definition_names, kind) },
};
static const struct mw_shape shape_k8s_custom_resource_definition_names = {
	.name = "k8s_custom_resource_definition_names", .fields = fields_k8s_custom_resource_definition_names, .n = MW_LEN(fields_k8s_custom_resource_definition_names),
	.size = sizeof(struct mw_k8s_custom_resource_definition_names), .required = 0,
};

static const struct mw_field fields_k8s_custom_resource_definition_versions[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_custom_resource_definition_versions, name) },
	{ .name = "served", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_k8s_custom_resource_definition_versions, served) },
};
static const struct mw_shape shape_k8s_custom_resource_definition_versions = {
	.name = "k8s_custom_resource_definition_versions", .fields = fields_k8s_custom_resource_definition_versions, .n = MW_LEN(fields_k8s_custom_resource_definition_versions),
	.size = sizeof(struct mw_k8s_custom_resource_definition_versions), .required = 0,
};

static const struct mw_field fields_k8s_custom_resource_definition_spec[] = {
	{ .name = "group", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_custom_resource_definition_spec, group) },
	{ .name = "names", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_custom_resource_definition_spec, names), .shape = &shape_k8s_custom_resource_definition_names },
	{ .name = "versions", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_k8s_custom_resource_definition_spec, versions), .shape = &shape_k8s_custom_resource_definition_versions },
};
static const struct mw_shape shape_k8s_custom_resource_definition_spec = {
	.name = "k8s_custom_resource_definition_spec", .fields = fields_k8s_custom_resource_definition_spec, .n = MW_LEN(fields_k8s_custom_resource_definition_spec),
	.size = sizeof(struct mw_k8s_custom_resource_definition_spec), .required = 0,
};

static const struct mw_field fields_k8s_custom_resource_definition[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_custom_resource_definition, spec), .shape = &shape_k8s_custom_resource_definition_spec },
};
static const struct mw_shape shape_k8s_custom_resource_definition = {
	.name = "k8s_custom_resource_definition", .fields = fields_k8s_custom_resource_definition, .n = MW_LEN(fields_k8s_custom_resource_definition),
	.size = sizeof(struct mw_k8s_custom_resource_definition), .required = 0,
};

static const struct mw_field fields_k8s_service_import_spec[] = {
	{ .name = "ips", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_service_import_spec, ips) },
	{ .name = "ports", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_k8s_service_import_spec, ports) },
	{ .name = "type", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_k8s_service_import_spec, type), .choices = "ClusterSetIP|Headless" },
};
static const struct mw_shape shape_k8s_service_import_spec = {
	.name = "k8s_service_import_spec", .fields = fields_k8s_service_import_spec, .n = MW_LEN(fields_k8s_service_import_spec),
	.size = sizeof(struct mw_k8s_service_import_spec), .required = 0,
};

static const struct mw_field fields_k8s_service_import[] = {
	{ .name = "spec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_k8s_service_import, spec), .shape = &shape_k8s_service_import_spec },
};
static const struct mw_shape shape_k8s_service_import = {
	.name = "k8s_service_import", .fields = fields_k8s_service_import, .n = MW_LEN(fields_k8s_service_import),
	.size = sizeof(struct mw_k8s_service_import), .required = 0,
};

static const struct mw_field fields_client_tls_2[] = {
	{ .name = "caCertificates", .alias = "ca_certificates", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, ca_certificates) },
	{ .name = "caCrl", .alias = "ca_crl", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, ca_crl) },
	{ .name = "clientCertificate", .alias = "client_certificate", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, client_certificate) },
	{ .name = "credentialName", .alias = "credential_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, credential_name) },
	{ .name = "insecureSkipVerify", .alias = "insecure_skip_verify", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_client_tls, insecure_skip_verify) },
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_client_tls, mode), .values = enum_9 },
	{ .name = "privateKey", .alias = "private_key", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, private_key) },
	{ .name = "sni", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_client_tls, sni) },
	{ .name = "subjectAltNames", .alias = "subject_alt_names", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_client_tls, subject_alt_names) },
};
static const struct mw_shape shape_client_tls_2 = {
	.name = "client_tls", .fields = fields_client_tls_2, .n = MW_LEN(fields_client_tls_2),
	.size = sizeof(struct mw_client_tls), .required = 0,
};

static const struct mw_field fields_mesh_config_ca[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_ca, address) },
	{ .name = "istiodSide", .alias = "istiod_side", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_ca, istiod_side) },
	{ .name = "requestTimeout", .alias = "request_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_ca, request_timeout) },
	{ .name = "tlsSettings", .alias = "tls_settings", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_ca, tls_settings), .shape = &shape_client_tls_2 },
};
static const struct mw_shape shape_mesh_config_ca = {
	.name = "mesh_config_ca", .fields = fields_mesh_config_ca, .n = MW_LEN(fields_mesh_config_ca),
	.size = sizeof(struct mw_mesh_config_ca), .required = 0,
};

static const struct mw_field fields_mesh_config_ca_certificates[] = {
	{ .name = "certSigners", .alias = "cert_signers", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_ca_certificates, cert_signers) },
	{ .name = "pem", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_ca_certificates, pem) },
	{ .name = "spiffeBundleUrl", .alias = "spiffe_bundle_url", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_ca_certificates, spiffe_bundle_url) },
	{ .name = "trustDomains", .alias = "trust_domains", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_ca_certificates, trust_domains) },
};
static const struct mw_shape shape_mesh_config_ca_certificates = {
	.name = "mesh_config_ca_certificates", .fields = fields_mesh_config_ca_certificates, .n = MW_LEN(fields_mesh_config_ca_certificates),
	.size = sizeof(struct mw_mesh_config_ca_certificates), .required = 0,
};

static const struct mw_field fields_mesh_config_certificates[] = {
	{ .name = "dnsNames", .alias = "dns_names", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_certificates, dns_names) },
	{ .name = "secretName", .alias = "secret_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_certificates, secret_name) },
};
static const struct mw_shape shape_mesh_config_certificates = {
	.name = "mesh_config_certificates", .fields = fields_mesh_config_certificates, .n = MW_LEN(fields_mesh_config_certificates),
	.size = sizeof(struct mw_mesh_config_certificates), .required = 0,
};

static const struct mw_field fields_mesh_config_config_sources[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_config_sources, address) },
	{ .name = "subscribedResources", .alias = "subscribed_resources", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_config_sources, subscribed_resources) },
	{ .name = "tlsSettings", .alias = "tls_settings", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_config_sources, tls_settings), .shape = &shape_client_tls_2 },
};
static const struct mw_shape shape_mesh_config_config_sources = {
	.name = "mesh_config_config_sources", .fields = fields_mesh_config_config_sources, .n = MW_LEN(fields_mesh_config_config_sources),
	.size = sizeof(struct mw_mesh_config_config_sources), .required = 0,
};

static const struct mw_field fields_mesh_config_connection_settings[] = {
	{ .name = "clusterPerConnectionBufferLimitBytes", .alias = "cluster_per_connection_buffer_limit_bytes", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_connection_settings, cluster_per_connection_buffer_limit_bytes), .flags = MW_FIELD_INT32 },
	{ .name = "globalDownstreamConnectionLimit", .alias = "global_downstream_connection_limit", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_connection_settings, global_downstream_connection_limit), .flags = MW_FIELD_INT32 },
	{ .name = "http2InitialConnectionWindowSize", .alias = "http2_initial_connection_window_size", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_connection_settings, http2_initial_connection_window_size), .flags = MW_FIELD_INT32 },
	{ .name = "http2InitialStreamWindowSize", .alias = "http2_initial_stream_window_size", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_connection_settings, http2_initial_stream_window_size), .flags = MW_FIELD_INT32 },
	{ .name = "httpDrainTimeout", .alias = "http_drain_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_connection_settings, http_drain_timeout) },
	{ .name = "httpHeadersWithUnderscoresAction", .alias = "http_headers_with_underscores_action", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_connection_settings, http_headers_with_underscores_action), .values = enum_29 },
	{ .name = "httpIdleTimeout", .alias = "http_idle_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_connection_settings, http_idle_timeout) },
	{ .name = "httpMaxConcurrentStreams", .alias = "http_max_concurrent_streams", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_connection_settings, http_max_concurrent_streams), .flags = MW_FIELD_INT32 },
	{ .name = "httpMaxConnectionDuration", .alias = "http_max_connection_duration", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_connection_settings, http_max_connection_duration) },
	{ .name = "httpMaxStreamDuration", .alias = "http_max_stream_duration", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_connection_settings, http_max_stream_duration) },
	{ .name = "httpMergeSlashes", .alias = "http_merge_slashes", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_connection_settings, http_merge_slashes) },
	{ .name = "httpPathWithEscapedSlashesAction", .alias = "http_path_with_escaped_slashes_action", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_connection_settings, http_path_with_escaped_slashes_action), .values = enum_30 },
	{ .name = "httpRequestHeadersTimeout", .alias = "http_request_headers_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_connection_settings, http_request_headers_timeout) },
	{ .name = "httpRequestTimeout", .alias = "http_request_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_connection_settings, http_request_timeout) },
	{ .name = "httpStreamIdleTimeout", .alias = "http_stream_idle_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_connection_settings, http_stream_idle_timeout) },
	{ .name = "listenerConnectionLimit", .alias = "listener_connection_limit", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_connection_settings, listener_connection_limit), .flags = MW_FIELD_INT32 },
	{ .name = "listenerPerConnectionBufferLimitBytes", .alias = "listener_per_connection_buffer_limit_bytes", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_connection_settings, listener_per_connection_buffer_limit_bytes), .flags = MW_FIELD_INT32 },
	{ .name = "profile", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_connection_settings, profile), .values = enum_31 },
};
static const struct mw_shape shape_mesh_config_connection_settings = {
	.name = "mesh_config_connection_settings", .fields = fields_mesh_config_connection_settings, .n = MW_LEN(fields_mesh_config_connection_settings),
	.size = sizeof(struct mw_mesh_config_connection_settings), .required = 0,
};

static const struct mw_field fields_destination_rule_tcp_keepalive_2[] = {
	{ .name = "interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_tcp_keepalive, interval) },
	{ .name = "probes", .type = MW_FIELD_INT, .offset = offsetof(struct mw_destination_rule_tcp_keepalive, probes) },
	{ .name = "time", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_destination_rule_tcp_keepalive, time) },
};
static const struct mw_shape shape_destination_rule_tcp_keepalive_2 = {
	.name = "destination_rule_tcp_keepalive", .fields = fields_destination_rule_tcp_keepalive_2, .n = MW_LEN(fields_destination_rule_tcp_keepalive_2),
	.size = sizeof(struct mw_destination_rule_tcp_keepalive), .required = 0,
};

static const struct mw_field fields_mesh_config_envoy_access_log_service[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_access_log_service, address) },
	{ .name = "tcpKeepalive", .alias = "tcp_keepalive", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_envoy_access_log_service, tcp_keepalive), .shape = &shape_destination_rule_tcp_keepalive_2 },
	{ .name = "tlsSettings", .alias = "tls_settings", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_envoy_access_log_service, tls_settings), .shape = &shape_client_tls_2 },
};
static const struct mw_shape shape_mesh_config_envoy_access_log_service = {
	.name = "mesh_config_envoy_access_log_service", .fields = fields_mesh_config_envoy_access_log_service, .n = MW_LEN(fields_mesh_config_envoy_access_log_service),
	.size = sizeof(struct mw_mesh_config_envoy_access_log_service), .required = 0,
};

static const struct mw_field fields_mesh_config_gateway_topology[] = {
	{ .name = "forwardClientCertDetails", .alias = "forward_client_cert_details", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_gateway_topology, forward_client_cert_details), .values = enum_33 },
	{ .name = "numTrustedProxies", .alias = "num_trusted_proxies", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_gateway_topology, num_trusted_proxies) },
	{ .name = "proxyProtocol", .alias = "proxy_protocol", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_mesh_config_gateway_topology, proxy_protocol) },
};
static const struct mw_shape shape_mesh_config_gateway_topology = {
	.name = "mesh_config_gateway_topology", .fields = fields_mesh_config_gateway_topology, .n = MW_LEN(fields_mesh_config_gateway_topology),
	.size = sizeof(struct mw_mesh_config_gateway_topology), .required = 0,
};

static const struct mw_field fields_mesh_config_cryptomb[] = {
	{ .name = "fallback", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_cryptomb, fallback) },
	{ .name = "pollDelay", .alias = "poll_delay", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_cryptomb, poll_delay) },
};
static const struct mw_shape shape_mesh_config_cryptomb = {
	.name = "mesh_config_cryptomb", .fields = fields_mesh_config_cryptomb, .n = MW_LEN(fields_mesh_config_cryptomb),
	.size = sizeof(struct mw_mesh_config_cryptomb), .required = 0,
};

static const struct mw_field fields_mesh_config_private_key_provider[] = {
	{ .name = "cryptomb", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_private_key_provider, cryptomb), .shape = &shape_mesh_config_cryptomb },
	{ .name = "qat", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_private_key_provider, qat), .shape = &shape_mesh_config_cryptomb },
};
static const struct mw_shape shape_mesh_config_private_key_provider = {
	.name = "mesh_config_private_key_provider", .fields = fields_mesh_config_private_key_provider, .n = MW_LEN(fields_mesh_config_private_key_provider),
	.size = sizeof(struct mw_mesh_config_private_key_provider), .required = 0,
};

static const struct mw_field fields_mesh_config_request_id[] = {
	{ .name = "disabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_request_id, disabled) },
};
static const struct mw_shape shape_mesh_config_request_id = {
	.name = "mesh_config_request_id", .fields = fields_mesh_config_request_id, .n = MW_LEN(fields_mesh_config_request_id),
	.size = sizeof(struct mw_mesh_config_request_id), .required = 0,
};

static const struct mw_field fields_mesh_config_metadata_exchange_headers[] = {
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_metadata_exchange_headers, mode), .values = enum_35 },
};
static const struct mw_shape shape_mesh_config_metadata_exchange_headers = {
	.name = "mesh_config_metadata_exchange_headers", .fields = fields_mesh_config_metadata_exchange_headers, .n = MW_LEN(fields_mesh_config_metadata_exchange_headers),
	.size = sizeof(struct mw_mesh_config_metadata_exchange_headers), .required = 0,
};

static const struct mw_field fields_mesh_config_server[] = {
	{ .name = "disabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_server, disabled) },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_server, value) },
};
static const struct mw_shape shape_mesh_config_server = {
	.name = "mesh_config_server", .fields = fields_mesh_config_server, .n = MW_LEN(fields_mesh_config_server),
	.size = sizeof(struct mw_mesh_config_server), .required = 0,
};

static const struct mw_field fields_mesh_config_set_current_client_cert_details[] = {
	{ .name = "cert", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_set_current_client_cert_details, cert) },
	{ .name = "chain", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_set_current_client_cert_details, chain) },
	{ .name = "dns", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_set_current_client_cert_details, dns) },
	{ .name = "subject", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_set_current_client_cert_details, subject) },
	{ .name = "uri", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_set_current_client_cert_details, uri) },
};
static const struct mw_shape shape_mesh_config_set_current_client_cert_details = {
	.name = "mesh_config_set_current_client_cert_details", .fields = fields_mesh_config_set_current_client_cert_details, .n = MW_LEN(fields_mesh_config_set_current_client_cert_details),
	.size = sizeof(struct mw_mesh_config_set_current_client_cert_details), .required = 0,
};

static const struct mw_field fields_mesh_config_x_forwarded_host[] = {
	{ .name = "enabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_x_forwarded_host, enabled) },
};
static const struct mw_shape shape_mesh_config_x_forwarded_host = {
	.name = "mesh_config_x_forwarded_host", .fields = fields_mesh_config_x_forwarded_host, .n = MW_LEN(fields_mesh_config_x_forwarded_host),
	.size = sizeof(struct mw_mesh_config_x_forwarded_host), .required = 0,
};

static const struct mw_field fields_mesh_config_proxy_headers[] = {
	{ .name = "attemptCount", .alias = "attempt_count", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, attempt_count), .shape = &shape_mesh_config_request_id },
	{ .name = "envoyDebugHeaders", .alias = "envoy_debug_headers", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, envoy_debug_headers), .shape = &shape_mesh_config_request_id },
	{ .name = "forwardedClientCert", .alias = "forwarded_client_cert", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_proxy_headers, forwarded_client_cert), .values = enum_33 },
	{ .name = "metadataExchangeHeaders", .alias = "metadata_exchange_headers", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, metadata_exchange_headers), .shape = &shape_mesh_config_metadata_exchange_headers },
	{ .name = "preserveHttp1HeaderCase", .alias = "preserve_http1_header_case", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_proxy_headers, preserve_http1_header_case) },
	{ .name = "requestId", .alias = "request_id", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, request_id), .shape = &shape_mesh_config_request_id },
	{ .name = "server", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, server), .shape = &shape_mesh_config_server },
	{ .name = "setCurrentClientCertDetails", .alias = "set_current_client_cert_details", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, set_current_client_cert_details), .shape = &shape_mesh_config_set_current_client_cert_details },
	{ .name = "xForwardedHost", .alias = "x_forwarded_host", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, x_forwarded_host), .shape = &shape_mesh_config_x_forwarded_host },
	{ .name = "xForwardedPort", .alias = "x_forwarded_port", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_proxy_headers, x_forwarded_port), .shape = &shape_mesh_config_x_forwarded_host },
};
static const struct mw_shape shape_mesh_config_proxy_headers = {
	.name = "mesh_config_proxy_headers", .fields = fields_mesh_config_proxy_headers, .n = MW_LEN(fields_mesh_config_proxy_headers),
	.size = sizeof(struct mw_mesh_config_proxy_headers), .required = 0,
};

static const struct mw_field fields_mesh_config_proxy_stats_matcher[] = {
	{ .name = "inclusionPrefixes", .alias = "inclusion_prefixes", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_proxy_stats_matcher, inclusion_prefixes) },
	{ .name = "inclusionRegexps", .alias = "inclusion_regexps", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_proxy_stats_matcher, inclusion_regexps) },
	{ .name = "inclusionSuffixes", .alias = "inclusion_suffixes", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_proxy_stats_matcher, inclusion_suffixes) },
};
static const struct mw_shape shape_mesh_config_proxy_stats_matcher = {
	.name = "mesh_config_proxy_stats_matcher", .fields = fields_mesh_config_proxy_stats_matcher, .n = MW_LEN(fields_mesh_config_proxy_stats_matcher),
	.size = sizeof(struct mw_mesh_config_proxy_stats_matcher), .required = 0,
};

static const struct mw_field fields_workload_group_exec_2[] = {
	{ .name = "command", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_workload_group_exec, command) },
};
static const struct mw_shape shape_workload_group_exec_2 = {
	.name = "workload_group_exec", .fields = fields_workload_group_exec_2, .n = MW_LEN(fields_workload_group_exec_2),
	.size = sizeof(struct mw_workload_group_exec), .required = 0,
};

static const struct mw_field fields_workload_group_grpc_2[] = {
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_grpc, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_grpc, service) },
};
static const struct mw_shape shape_workload_group_grpc_2 = {
	.name = "workload_group_grpc", .fields = fields_workload_group_grpc_2, .n = MW_LEN(fields_workload_group_grpc_2),
	.size = sizeof(struct mw_workload_group_grpc), .required = 0,
};

static const struct mw_field fields_workload_group_http_get_2[] = {
	{ .name = "host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_http_get, host) },
	{ .name = "httpHeaders", .alias = "http_headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_workload_group_http_get, http_headers), .shape = &shape_env_var_4 },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_http_get, path) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_http_get, port) },
	{ .name = "scheme", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_http_get, scheme) },
};
static const struct mw_shape shape_workload_group_http_get_2 = {
	.name = "workload_group_http_get", .fields = fields_workload_group_http_get_2, .n = MW_LEN(fields_workload_group_http_get_2),
	.size = sizeof(struct mw_workload_group_http_get), .required = 0,
};

static const struct mw_field fields_workload_group_tcp_socket_2[] = {
	{ .name = "host", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_workload_group_tcp_socket, host) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_tcp_socket, port) },
};
static const struct mw_shape shape_workload_group_tcp_socket_2 = {
	.name = "workload_group_tcp_socket", .fields = fields_workload_group_tcp_socket_2, .n = MW_LEN(fields_workload_group_tcp_socket_2),
	.size = sizeof(struct mw_workload_group_tcp_socket), .required = 0,
};

static const struct mw_field fields_workload_group_probe_2[] = {
	{ .name = "exec", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, exec), .shape = &shape_workload_group_exec_2 },
	{ .name = "failureThreshold", .alias = "failure_threshold", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, failure_threshold), .flags = MW_FIELD_INT32 },
	{ .name = "grpc", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, grpc), .shape = &shape_workload_group_grpc_2 },
	{ .name = "httpGet", .alias = "http_get", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, http_get), .shape = &shape_workload_group_http_get_2 },
	{ .name = "initialDelaySeconds", .alias = "initial_delay_seconds", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, initial_delay_seconds), .flags = MW_FIELD_INT32 },
	{ .name = "periodSeconds", .alias = "period_seconds", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, period_seconds), .flags = MW_FIELD_INT32 },
	{ .name = "successThreshold", .alias = "success_threshold", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, success_threshold), .flags = MW_FIELD_INT32 },
	{ .name = "tcpSocket", .alias = "tcp_socket", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_workload_group_probe, tcp_socket), .shape = &shape_workload_group_tcp_socket_2 },
	{ .name = "timeoutSeconds", .alias = "timeout_seconds", .type = MW_FIELD_INT, .offset = offsetof(struct mw_workload_group_probe, timeout_seconds), .flags = MW_FIELD_INT32 },
};
static const struct mw_shape shape_workload_group_probe_2 = {
	.name = "workload_group_probe", .fields = fields_workload_group_probe_2, .n = MW_LEN(fields_workload_group_probe_2),
	.size = sizeof(struct mw_workload_group_probe), .required = 0,
};

static const struct mw_field fields_mesh_config_sds[] = {
	{ .name = "enabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_sds, enabled) },
	{ .name = "k8sSaJwtPath", .alias = "k8s_sa_jwt_path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_sds, k8s_sa_jwt_path) },
};
static const struct mw_shape shape_mesh_config_sds = {
	.name = "mesh_config_sds", .fields = fields_mesh_config_sds, .n = MW_LEN(fields_mesh_config_sds),
	.size = sizeof(struct mw_mesh_config_sds), .required = 0,
};

static const struct mw_field fields_telemetry_environment_2[] = {
	{ .name = "defaultValue", .alias = "default_value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_environment, default_value) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_environment, name) },
};
static const struct mw_shape shape_telemetry_environment_2 = {
	.name = "telemetry_environment", .fields = fields_telemetry_environment_2, .n = MW_LEN(fields_telemetry_environment_2),
	.size = sizeof(struct mw_telemetry_environment), .required = 0,
};

static const struct mw_field fields_telemetry_formatter_2[] = {
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_telemetry_formatter, value) },
};
static const struct mw_shape shape_telemetry_formatter_2 = {
	.name = "telemetry_formatter", .fields = fields_telemetry_formatter_2, .n = MW_LEN(fields_telemetry_formatter_2),
	.size = sizeof(struct mw_telemetry_formatter), .required = 0,
};

static const struct mw_field fields_mesh_config_custom_tags[] = {
	{ .name = "environment", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_custom_tags, environment), .shape = &shape_telemetry_environment_2 },
	{ .name = "header", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_custom_tags, header), .shape = &shape_telemetry_environment_2 },
	{ .name = "literal", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_custom_tags, literal), .shape = &shape_telemetry_formatter_2 },
};
static const struct mw_shape shape_mesh_config_custom_tags = {
	.name = "mesh_config_custom_tags", .fields = fields_mesh_config_custom_tags, .n = MW_LEN(fields_mesh_config_custom_tags),
	.size = sizeof(struct mw_mesh_config_custom_tags), .required = 0,
};

static const struct mw_field fields_mesh_config_zipkin[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_zipkin, address) },
};
static const struct mw_shape shape_mesh_config_zipkin = {
	.name = "mesh_config_zipkin", .fields = fields_mesh_config_zipkin, .n = MW_LEN(fields_mesh_config_zipkin),
	.size = sizeof(struct mw_mesh_config_zipkin), .required = 0,
};

static const struct mw_field fields_mesh_config_lightstep[] = {
	{ .name = "accessToken", .alias = "access_token", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_lightstep, access_token) },
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_lightstep, address) },
};
static const struct mw_shape shape_mesh_config_lightstep = {
	.name = "mesh_config_lightstep", .fields = fields_mesh_config_lightstep, .n = MW_LEN(fields_mesh_config_lightstep),
	.size = sizeof(struct mw_mesh_config_lightstep), .required = 0,
};

static const struct mw_field fields_mesh_config_open_census_agent[] = {
	{ .name = "address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_open_census_agent, address) },
	{ .name = "context", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_open_census_agent, context) },
};
static const struct mw_shape shape_mesh_config_open_census_agent = {
	.name = "mesh_config_open_census_agent", .fields = fields_mesh_config_open_census_agent, .n = MW_LEN(fields_mesh_config_open_census_agent),
	.size = sizeof(struct mw_mesh_config_open_census_agent), .required = 0,
};

static const struct mw_field fields_mesh_config_stackdriver[] = {
	{ .name = "debug", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_stackdriver, debug) },
	{ .name = "maxNumberOfAnnotations", .alias = "max_number_of_annotations", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_stackdriver, max_number_of_annotations) },
	{ .name = "maxNumberOfAttributes", .alias = "max_number_of_attributes", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_stackdriver, max_number_of_attributes) },
	{ .name = "maxNumberOfMessageEvents", .alias = "max_number_of_message_events", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_stackdriver, max_number_of_message_events) },
};
static const struct mw_shape shape_mesh_config_stackdriver = {
	.name = "mesh_config_stackdriver", .fields = fields_mesh_config_stackdriver, .n = MW_LEN(fields_mesh_config_stackdriver),
	.size = sizeof(struct mw_mesh_config_stackdriver), .required = 0,
};

static const struct mw_field fields_mesh_config_tracing[] = {
	{ .name = "customTags", .alias = "custom_tags", .type = MW_FIELD_OBJECT_MAP, .offset = offsetof(struct mw_mesh_config_tracing, custom_tags), .shape = &shape_mesh_config_custom_tags, .size = sizeof(struct mw_mesh_config_custom_tags_entry), .value_offset = offsetof(struct mw_mesh_config_custom_tags_entry, value) },
	{ .name = "datadog", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_tracing, datadog), .shape = &shape_mesh_config_zipkin },
	{ .name = "enableIstioTags", .alias = "enable_istio_tags", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_tracing, enable_istio_tags) },
	{ .name = "lightstep", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_tracing, lightstep), .shape = &shape_mesh_config_lightstep },
	{ .name = "maxPathTagLength", .alias = "max_path_tag_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_tracing, max_path_tag_length) },
	{ .name = "openCensusAgent", .alias = "open_census_agent", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_tracing, open_census_agent), .shape = &shape_mesh_config_open_census_agent },
	{ .name = "sampling", .type = MW_FIELD_NUMBER, .offset = offsetof(struct mw_mesh_config_tracing, sampling) },
	{ .name = "stackdriver", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_tracing, stackdriver), .shape = &shape_mesh_config_stackdriver },
	{ .name = "tlsSettings", .alias = "tls_settings", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_tracing, tls_settings), .shape = &shape_client_tls_2 },
	{ .name = "zipkin", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_tracing, zipkin), .shape = &shape_mesh_config_zipkin },
};
static const struct mw_shape shape_mesh_config_tracing = {
	.name = "mesh_config_tracing", .fields = fields_mesh_config_tracing, .n = MW_LEN(fields_mesh_config_tracing),
	.size = sizeof(struct mw_mesh_config_tracing), .required = 0,
};

static const struct mw_field fields_mesh_config_default_config[] = {
	{ .name = "availabilityZone", .alias = "availability_zone", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, availability_zone), .flags = MW_FIELD_DEPRECATED },
	{ .name = "binaryPath", .alias = "binary_path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, binary_path) },
	{ .name = "caCertificatesPem", .alias = "ca_certificates_pem", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_default_config, ca_certificates_pem) },
	{ .name = "concurrency", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_default_config, concurrency), .flags = MW_FIELD_INT32 },
	{ .name = "configPath", .alias = "config_path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, config_path) },
	{ .name = "connectionSettings", .alias = "connection_settings", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, connection_settings), .shape = &shape_mesh_config_connection_settings },
	{ .name = "controlPlaneAuthPolicy", .alias = "control_plane_auth_policy", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_default_config, control_plane_auth_policy), .values = enum_32 },
	{ .name = "customConfigFile", .alias = "custom_config_file", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, custom_config_file) },
	{ .name = "discoveryAddress", .alias = "discovery_address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, discovery_address) },
	{ .name = "discoveryRefreshDelay", .alias = "discovery_refresh_delay", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_default_config, discovery_refresh_delay), .flags = MW_FIELD_DEPRECATED },
	{ .name = "drainDuration", .alias = "drain_duration", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_default_config, drain_duration) },
	{ .name = "envoyAccessLogService", .alias = "envoy_access_log_service", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, envoy_access_log_service), .shape = &shape_mesh_config_envoy_access_log_service },
	{ .name = "envoyMetricsService", .alias = "envoy_metrics_service", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, envoy_metrics_service), .shape = &shape_mesh_config_envoy_access_log_service },
	{ .name = "envoyMetricsServiceAddress", .alias = "envoy_metrics_service_address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, envoy_metrics_service_address), .flags = MW_FIELD_DEPRECATED },
	{ .name = "extraStatTags", .alias = "extra_stat_tags", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_default_config, extra_stat_tags) },
	{ .name = "fileFlushInterval", .alias = "file_flush_interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_default_config, file_flush_interval) },
	{ .name = "fileFlushMinSizeKb", .alias = "file_flush_min_size_kb", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_default_config, file_flush_min_size_kb) },
	{ .name = "gatewayTopology", .alias = "gateway_topology", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, gateway_topology), .shape = &shape_mesh_config_gateway_topology },
	{ .name = "holdApplicationUntilProxyStarts", .alias = "hold_application_until_proxy_starts", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_default_config, hold_application_until_proxy_starts) },
	{ .name = "image", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, image), .shape = &shape_proxy_config_image },
	{ .name = "interceptionMode", .alias = "interception_mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_default_config, interception_mode), .values = enum_34 },
	{ .name = "meshId", .alias = "mesh_id", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, mesh_id) },
	{ .name = "privateKeyProvider", .alias = "private_key_provider", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, private_key_provider), .shape = &shape_mesh_config_private_key_provider },
	{ .name = "proxyAdminPort", .alias = "proxy_admin_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_default_config, proxy_admin_port), .flags = MW_FIELD_INT32 },
	{ .name = "proxyBootstrapTemplatePath", .alias = "proxy_bootstrap_template_path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, proxy_bootstrap_template_path) },
	{ .name = "proxyHeaders", .alias = "proxy_headers", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, proxy_headers), .shape = &shape_mesh_config_proxy_headers },
	{ .name = "proxyMetadata", .alias = "proxy_metadata", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_mesh_config_default_config, proxy_metadata) },
	{ .name = "proxyStatsMatcher", .alias = "proxy_stats_matcher", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, proxy_stats_matcher), .shape = &shape_mesh_config_proxy_stats_matcher },
	{ .name = "readinessProbe", .alias = "readiness_probe", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, readiness_probe), .shape = &shape_workload_group_probe_2 },
	{ .name = "runtimeValues", .alias = "runtime_values", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_mesh_config_default_config, runtime_values) },
	{ .name = "sds", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, sds), .shape = &shape_mesh_config_sds, .flags = MW_FIELD_DEPRECATED },
	{ .name = "serviceCluster", .alias = "service_cluster", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, service_cluster) },
	{ .name = "statNameLength", .alias = "stat_name_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_default_config, stat_name_length), .flags = MW_FIELD_INT32 },
	{ .name = "statsCompression", .alias = "stats_compression", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_default_config, stats_compression) },
	{ .name = "statsdUdpAddress", .alias = "statsd_udp_address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, statsd_udp_address) },
	{ .name = "statusPort", .alias = "status_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_default_config, status_port), .flags = MW_FIELD_INT32 },
	{ .name = "terminationDrainDuration", .alias = "termination_drain_duration", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_default_config, termination_drain_duration) },
	{ .name = "tracing", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_config, tracing), .shape = &shape_mesh_config_tracing },
	{ .name = "tracingServiceName", .alias = "tracing_service_name", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_default_config, tracing_service_name), .values = enum_36 },
	{ .name = "zipkinAddress", .alias = "zipkin_address", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_default_config, zipkin_address), .flags = MW_FIELD_DEPRECATED },
};
static const struct mw_shape shape_mesh_config_default_config = {
	.name = "mesh_config_default_config", .fields = fields_mesh_config_default_config, .n = MW_LEN(fields_mesh_config_default_config),
	.size = sizeof(struct mw_mesh_config_default_config), .required = 0,
};

static const struct mw_field fields_http_retry_2[] = {
	{ .name = "attempts", .type = MW_FIELD_INT, .offset = offsetof(struct mw_http_retry, attempts), .flags = MW_FIELD_INT32 },
	{ .name = "backoff", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_http_retry, backoff) },
	{ .name = "perTryTimeout", .alias = "per_try_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_http_retry, per_try_timeout) },
	{ .name = "retryIgnorePreviousHosts", .alias = "retry_ignore_previous_hosts", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_http_retry, retry_ignore_previous_hosts) },
	{ .name = "retryOn", .alias = "retry_on", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_http_retry, retry_on) },
	{ .name = "retryRemoteLocalities", .alias = "retry_remote_localities", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_http_retry, retry_remote_localities) },
};
static const struct mw_shape shape_http_retry_2 = {
	.name = "http_retry", .fields = fields_http_retry_2, .n = MW_LEN(fields_http_retry_2),
	.size = sizeof(struct mw_http_retry), .required = 0,
};

static const struct mw_field fields_mesh_config_default_providers[] = {
	{ .name = "accessLogging", .alias = "access_logging", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_default_providers, access_logging) },
	{ .name = "metrics", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_default_providers, metrics) },
	{ .name = "tracing", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_default_providers, tracing) },
};
static const struct mw_shape shape_mesh_config_default_providers = {
	.name = "mesh_config_default_providers", .fields = fields_mesh_config_default_providers, .n = MW_LEN(fields_mesh_config_default_providers),
	.size = sizeof(struct mw_mesh_config_default_providers), .required = 0,
};

static const struct mw_field fields_pool_tcp_2[] = {
	{ .name = "connectTimeout", .alias = "connect_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_pool_tcp, connect_timeout) },
	{ .name = "idleTimeout", .alias = "idle_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_pool_tcp, idle_timeout) },
	{ .name = "maxConnectionDuration", .alias = "max_connection_duration", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_pool_tcp, max_connection_duration) },
	{ .name = "maxConnections", .alias = "max_connections", .type = MW_FIELD_INT, .offset = offsetof(struct mw_pool_tcp, max_connections), .flags = MW_FIELD_INT32 },
	{ .name = "tcpKeepalive", .alias = "tcp_keepalive", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_pool_tcp, tcp_keepalive), .shape = &shape_destination_rule_tcp_keepalive_2 },
};
static const struct mw_shape shape_pool_tcp_2 = {
	.name = "pool_tcp", .fields = fields_pool_tcp_2, .n = MW_LEN(fields_pool_tcp_2),
	.size = sizeof(struct mw_pool_tcp), .required = 0,
};

static const struct mw_field fields_connection_pool_2[] = {
	{ .name = "http", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_connection_pool, http), .shape = &shape_pool_http },
	{ .name = "tcp", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_connection_pool, tcp), .shape = &shape_pool_tcp_2 },
};
static const struct mw_shape shape_connection_pool_2 = {
	.name = "connection_pool", .fields = fields_connection_pool_2, .n = MW_LEN(fields_connection_pool_2),
	.size = sizeof(struct mw_connection_pool), .required = 0,
};

static const struct mw_field fields_outlier_detection_2[] = {
	{ .name = "baseEjectionTime", .alias = "base_ejection_time", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_outlier_detection, base_ejection_time) },
	{ .name = "consecutive5xxErrors", .alias = "consecutive_5xx_errors", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive5xx_errors) },
	{ .name = "consecutiveErrors", .alias = "consecutive_errors", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive_errors), .flags = MW_FIELD_DEPRECATED | MW_FIELD_INT32 },
	{ .name = "consecutiveGatewayErrors", .alias = "consecutive_gateway_errors", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive_gateway_errors) },
	{ .name = "consecutiveLocalOriginFailures", .alias = "consecutive_local_origin_failures", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, consecutive_local_origin_failures) },
	{ .name = "interval", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_outlier_detection, interval) },
	{ .name = "maxEjectionPercent", .alias = "max_ejection_percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, max_ejection_percent), .flags = MW_FIELD_INT32 },
	{ .name = "minHealthPercent", .alias = "min_health_percent", .type = MW_FIELD_INT, .offset = offsetof(struct mw_outlier_detection, min_health_percent), .flags = MW_FIELD_INT32 },
	{ .name = "outlierDetectionHttpErrorCodes", .alias = "outlier_detection_http_error_codes", .type = MW_FIELD_INT_LIST, .offset = offsetof(struct mw_outlier_detection, outlier_detection_http_error_codes) },
	{ .name = "splitExternalLocalOriginErrors", .alias = "split_external_local_origin_errors", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_outlier_detection, split_external_local_origin_errors) },
};
static const struct mw_shape shape_outlier_detection_2 = {
	.name = "outlier_detection", .fields = fields_outlier_detection_2, .n = MW_LEN(fields_outlier_detection_2),
	.size = sizeof(struct mw_outlier_detection), .required = 0,
};

static const struct mw_field fields_mesh_config_default_traffic_policy[] = {
	{ .name = "connectionPool", .alias = "connection_pool", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_traffic_policy, connection_pool), .shape = &shape_connection_pool_2 },
	{ .name = "outlierDetection", .alias = "outlier_detection", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_default_traffic_policy, outlier_detection), .shape = &shape_outlier_detection_2 },
};
static const struct mw_shape shape_mesh_config_default_traffic_policy = {
	.name = "mesh_config_default_traffic_policy", .fields = fields_mesh_config_default_traffic_policy, .n = MW_LEN(fields_mesh_config_default_traffic_policy),
	.size = sizeof(struct mw_mesh_config_default_traffic_policy), .required = 0,
};

static const struct mw_field fields_mesh_config_datadog[] = {
	{ .name = "maxTagLength", .alias = "max_tag_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_datadog, max_tag_length) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_datadog, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_datadog, service) },
};
static const struct mw_shape shape_mesh_config_datadog = {
	.name = "mesh_config_datadog", .fields = fields_mesh_config_datadog, .n = MW_LEN(fields_mesh_config_datadog),
	.size = sizeof(struct mw_mesh_config_datadog), .required = 0,
};

static const struct mw_field fields_mesh_config_include_request_body_in_check[] = {
	{ .name = "allowPartialMessage", .alias = "allow_partial_message", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_include_request_body_in_check, allow_partial_message) },
	{ .name = "maxRequestBytes", .alias = "max_request_bytes", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_include_request_body_in_check, max_request_bytes) },
	{ .name = "packAsBytes", .alias = "pack_as_bytes", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_include_request_body_in_check, pack_as_bytes) },
};
static const struct mw_shape shape_mesh_config_include_request_body_in_check = {
	.name = "mesh_config_include_request_body_in_check", .fields = fields_mesh_config_include_request_body_in_check, .n = MW_LEN(fields_mesh_config_include_request_body_in_check),
	.size = sizeof(struct mw_mesh_config_include_request_body_in_check), .required = 0,
};

static const struct mw_field fields_mesh_config_envoy_ext_authz_grpc[] = {
	{ .name = "clearRouteCache", .alias = "clear_route_cache", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_grpc, clear_route_cache) },
	{ .name = "failOpen", .alias = "fail_open", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_grpc, fail_open) },
	{ .name = "includeRequestBodyInCheck", .alias = "include_request_body_in_check", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_grpc, include_request_body_in_check), .shape = &shape_mesh_config_include_request_body_in_check },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_grpc, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_grpc, service) },
	{ .name = "statusOnError", .alias = "status_on_error", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_grpc, status_on_error) },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_grpc, timeout) },
};
static const struct mw_shape shape_mesh_config_envoy_ext_authz_grpc = {
	.name = "mesh_config_envoy_ext_authz_grpc", .fields = fields_mesh_config_envoy_ext_authz_grpc, .n = MW_LEN(fields_mesh_config_envoy_ext_authz_grpc),
	.size = sizeof(struct mw_mesh_config_envoy_ext_authz_grpc), .required = 0,
};

static const struct mw_field fields_mesh_config_envoy_ext_authz_http[] = {
	{ .name = "clearRouteCache", .alias = "clear_route_cache", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, clear_route_cache) },
	{ .name = "failOpen", .alias = "fail_open", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, fail_open) },
	{ .name = "headersToDownstreamOnAllow", .alias = "headers_to_downstream_on_allow", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, headers_to_downstream_on_allow) },
	{ .name = "headersToDownstreamOnDeny", .alias = "headers_to_downstream_on_deny", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, headers_to_downstream_on_deny) },
	{ .name = "headersToUpstreamOnAllow", .alias = "headers_to_upstream_on_allow", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, headers_to_upstream_on_allow) },
	{ .name = "includeAdditionalHeadersInCheck", .alias = "include_additional_headers_in_check", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, include_additional_headers_in_check) },
	{ .name = "includeHeadersInCheck", .alias = "include_headers_in_check", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, include_headers_in_check), .flags = MW_FIELD_DEPRECATED },
	{ .name = "includeRequestBodyInCheck", .alias = "include_request_body_in_check", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, include_request_body_in_check), .shape = &shape_mesh_config_include_request_body_in_check },
	{ .name = "includeRequestHeadersInCheck", .alias = "include_request_headers_in_check", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, include_request_headers_in_check) },
	{ .name = "pathPrefix", .alias = "path_prefix", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, path_prefix) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, service) },
	{ .name = "statusOnError", .alias = "status_on_error", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, status_on_error) },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_envoy_ext_authz_http, timeout) },
};
static const struct mw_shape shape_mesh_config_envoy_ext_authz_http = {
	.name = "mesh_config_envoy_ext_authz_http", .fields = fields_mesh_config_envoy_ext_authz_http, .n = MW_LEN(fields_mesh_config_envoy_ext_authz_http),
	.size = sizeof(struct mw_mesh_config_envoy_ext_authz_http), .required = 0,
};

static const struct mw_field fields_mesh_config_log_format[] = {
	{ .name = "labels", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_mesh_config_log_format, labels) },
	{ .name = "text", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_log_format, text) },
};
static const struct mw_shape shape_mesh_config_log_format = {
	.name = "mesh_config_log_format", .fields = fields_mesh_config_log_format, .n = MW_LEN(fields_mesh_config_log_format),
	.size = sizeof(struct mw_mesh_config_log_format), .required = 0,
};

static const struct mw_field fields_mesh_config_envoy_file_access_log[] = {
	{ .name = "logFormat", .alias = "log_format", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_envoy_file_access_log, log_format), .shape = &shape_mesh_config_log_format },
	{ .name = "omitEmptyValues", .alias = "omit_empty_values", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_envoy_file_access_log, omit_empty_values) },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_file_access_log, path) },
};
static const struct mw_shape shape_mesh_config_envoy_file_access_log = {
	.name = "mesh_config_envoy_file_access_log", .fields = fields_mesh_config_envoy_file_access_log, .n = MW_LEN(fields_mesh_config_envoy_file_access_log),
	.size = sizeof(struct mw_mesh_config_envoy_file_access_log), .required = 0,
};

static const struct mw_field fields_mesh_config_envoy_http_als[] = {
	{ .name = "additionalRequestHeadersToLog", .alias = "additional_request_headers_to_log", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_http_als, additional_request_headers_to_log) },
	{ .name = "additionalResponseHeadersToLog", .alias = "additional_response_headers_to_log", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_http_als, additional_response_headers_to_log) },
	{ .name = "additionalResponseTrailersToLog", .alias = "additional_response_trailers_to_log", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_http_als, additional_response_trailers_to_log) },
	{ .name = "filterStateObjectsToLog", .alias = "filter_state_objects_to_log", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_http_als, filter_state_objects_to_log) },
	{ .name = "logName", .alias = "log_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_http_als, log_name) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_envoy_http_als, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_http_als, service) },
};
static const struct mw_shape shape_mesh_config_envoy_http_als = {
	.name = "mesh_config_envoy_http_als", .fields = fields_mesh_config_envoy_http_als, .n = MW_LEN(fields_mesh_config_envoy_http_als),
	.size = sizeof(struct mw_mesh_config_envoy_http_als), .required = 0,
};

static const struct mw_field fields_mesh_config_envoy_otel_als[] = {
	{ .name = "logFormat", .alias = "log_format", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_envoy_otel_als, log_format), .shape = &shape_mesh_config_log_format },
	{ .name = "logName", .alias = "log_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_otel_als, log_name) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_envoy_otel_als, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_otel_als, service) },
};
static const struct mw_shape shape_mesh_config_envoy_otel_als = {
	.name = "mesh_config_envoy_otel_als", .fields = fields_mesh_config_envoy_otel_als, .n = MW_LEN(fields_mesh_config_envoy_otel_als),
	.size = sizeof(struct mw_mesh_config_envoy_otel_als), .required = 0,
};

static const struct mw_field fields_mesh_config_envoy_tcp_als[] = {
	{ .name = "filterStateObjectsToLog", .alias = "filter_state_objects_to_log", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_envoy_tcp_als, filter_state_objects_to_log) },
	{ .name = "logName", .alias = "log_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_tcp_als, log_name) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_envoy_tcp_als, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_envoy_tcp_als, service) },
};
static const struct mw_shape shape_mesh_config_envoy_tcp_als = {
	.name = "mesh_config_envoy_tcp_als", .fields = fields_mesh_config_envoy_tcp_als, .n = MW_LEN(fields_mesh_config_envoy_tcp_als),
	.size = sizeof(struct mw_mesh_config_envoy_tcp_als), .required = 0,
};

static const struct mw_field fields_mesh_config_extension_providers_lightstep[] = {
	{ .name = "accessToken", .alias = "access_token", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_extension_providers_lightstep, access_token) },
	{ .name = "maxTagLength", .alias = "max_tag_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_lightstep, max_tag_length) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_lightstep, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_extension_providers_lightstep, service) },
};
static const struct mw_shape shape_mesh_config_extension_providers_lightstep = {
	.name = "mesh_config_extension_providers_lightstep", .fields = fields_mesh_config_extension_providers_lightstep, .n = MW_LEN(fields_mesh_config_extension_providers_lightstep),
	.size = sizeof(struct mw_mesh_config_extension_providers_lightstep), .required = 0,
};

static const struct mw_field fields_mesh_config_opencensus[] = {
	{ .name = "context", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_opencensus, context) },
	{ .name = "maxTagLength", .alias = "max_tag_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_opencensus, max_tag_length) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_opencensus, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_opencensus, service) },
};
static const struct mw_shape shape_mesh_config_opencensus = {
	.name = "mesh_config_opencensus", .fields = fields_mesh_config_opencensus, .n = MW_LEN(fields_mesh_config_opencensus),
	.size = sizeof(struct mw_mesh_config_opencensus), .required = 0,
};

static const struct mw_field fields_mesh_config_headers[] = {
	{ .name = "envName", .alias = "env_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_headers, env_name) },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_headers, name) },
	{ .name = "value", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_headers, value) },
};
static const struct mw_shape shape_mesh_config_headers = {
	.name = "mesh_config_headers", .fields = fields_mesh_config_headers, .n = MW_LEN(fields_mesh_config_headers),
	.size = sizeof(struct mw_mesh_config_headers), .required = 0,
};

static const struct mw_field fields_mesh_config_http[] = {
	{ .name = "headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config_http, headers), .shape = &shape_mesh_config_headers },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_http, path) },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_http, timeout) },
};
static const struct mw_shape shape_mesh_config_http = {
	.name = "mesh_config_http", .fields = fields_mesh_config_http, .n = MW_LEN(fields_mesh_config_http),
	.size = sizeof(struct mw_mesh_config_http), .required = 0,
};

static const struct mw_field fields_mesh_config_http_service[] = {
	{ .name = "http", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_http_service, http), .shape = &shape_mesh_config_http },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_http_service, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_http_service, service) },
};
static const struct mw_shape shape_mesh_config_http_service = {
	.name = "mesh_config_http_service", .fields = fields_mesh_config_http_service, .n = MW_LEN(fields_mesh_config_http_service),
	.size = sizeof(struct mw_mesh_config_http_service), .required = 0,
};

static const struct mw_field fields_mesh_config_dynatrace_sampler[] = {
	{ .name = "clusterId", .alias = "cluster_id", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_dynatrace_sampler, cluster_id), .flags = MW_FIELD_INT32 },
	{ .name = "httpService", .alias = "http_service", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_dynatrace_sampler, http_service), .shape = &shape_mesh_config_http_service },
	{ .name = "rootSpansPerMinute", .alias = "root_spans_per_minute", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_dynatrace_sampler, root_spans_per_minute) },
	{ .name = "tenant", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_dynatrace_sampler, tenant) },
};
static const struct mw_shape shape_mesh_config_dynatrace_sampler = {
	.name = "mesh_config_dynatrace_sampler", .fields = fields_mesh_config_dynatrace_sampler, .n = MW_LEN(fields_mesh_config_dynatrace_sampler),
	.size = sizeof(struct mw_mesh_config_dynatrace_sampler), .required = 0,
};

static const struct mw_field fields_mesh_config_grpc[] = {
	{ .name = "initialMetadata", .alias = "initial_metadata", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config_grpc, initial_metadata), .shape = &shape_mesh_config_headers },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_grpc, timeout) },
};
static const struct mw_shape shape_mesh_config_grpc = {
	.name = "mesh_config_grpc", .fields = fields_mesh_config_grpc, .n = MW_LEN(fields_mesh_config_grpc),
	.size = sizeof(struct mw_mesh_config_grpc), .required = 0,
};

static const struct mw_field fields_mesh_config_resource_detectors[] = {
	{ .name = "dynatrace", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_mesh_config_resource_detectors, dynatrace) },
	{ .name = "environment", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_mesh_config_resource_detectors, environment) },
};
static const struct mw_shape shape_mesh_config_resource_detectors = {
	.name = "mesh_config_resource_detectors", .fields = fields_mesh_config_resource_detectors, .n = MW_LEN(fields_mesh_config_resource_detectors),
	.size = sizeof(struct mw_mesh_config_resource_detectors), .required = 0,
};

static const struct mw_field fields_mesh_config_opentelemetry[] = {
	{ .name = "dynatraceSampler", .alias = "dynatrace_sampler", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_opentelemetry, dynatrace_sampler), .shape = &shape_mesh_config_dynatrace_sampler },
	{ .name = "grpc", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_opentelemetry, grpc), .shape = &shape_mesh_config_grpc },
	{ .name = "http", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_opentelemetry, http), .shape = &shape_mesh_config_http },
	{ .name = "maxTagLength", .alias = "max_tag_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_opentelemetry, max_tag_length) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_opentelemetry, port) },
	{ .name = "resourceDetectors", .alias = "resource_detectors", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_opentelemetry, resource_detectors), .shape = &shape_mesh_config_resource_detectors },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_opentelemetry, service) },
	{ .name = "serviceAttributeEnrichment", .alias = "service_attribute_enrichment", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_opentelemetry, service_attribute_enrichment), .values = enum_37 },
};
static const struct mw_shape shape_mesh_config_opentelemetry = {
	.name = "mesh_config_opentelemetry", .fields = fields_mesh_config_opentelemetry, .n = MW_LEN(fields_mesh_config_opentelemetry),
	.size = sizeof(struct mw_mesh_config_opentelemetry), .required = 0,
};

static const struct mw_field fields_mesh_config_extension_providers_sds[] = {
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_extension_providers_sds, name) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_sds, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_extension_providers_sds, service) },
};
static const struct mw_shape shape_mesh_config_extension_providers_sds = {
	.name = "mesh_config_extension_providers_sds", .fields = fields_mesh_config_extension_providers_sds, .n = MW_LEN(fields_mesh_config_extension_providers_sds),
	.size = sizeof(struct mw_mesh_config_extension_providers_sds), .required = 0,
};

static const struct mw_field fields_mesh_config_skywalking[] = {
	{ .name = "accessToken", .alias = "access_token", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_skywalking, access_token) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_skywalking, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_skywalking, service) },
};
static const struct mw_shape shape_mesh_config_skywalking = {
	.name = "mesh_config_skywalking", .fields = fields_mesh_config_skywalking, .n = MW_LEN(fields_mesh_config_skywalking),
	.size = sizeof(struct mw_mesh_config_skywalking), .required = 0,
};

static const struct mw_field fields_workload_selector_2[] = {
	{ .name = "labels", .type = MW_FIELD_STRING_MAP, .offset = offsetof(struct mw_workload_selector, labels) },
};
static const struct mw_shape shape_workload_selector_2 = {
	.name = "workload_selector", .fields = fields_workload_selector_2, .n = MW_LEN(fields_workload_selector_2),
	.size = sizeof(struct mw_workload_selector), .required = 0,
};

static const struct mw_field fields_mesh_config_extension_providers_stackdriver[] = {
	{ .name = "debug", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_extension_providers_stackdriver, debug), .flags = MW_FIELD_DEPRECATED },
	{ .name = "logging", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers_stackdriver, logging), .shape = &shape_workload_selector_2 },
	{ .name = "maxNumberOfAnnotations", .alias = "max_number_of_annotations", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_stackdriver, max_number_of_annotations), .flags = MW_FIELD_DEPRECATED },
	{ .name = "maxNumberOfAttributes", .alias = "max_number_of_attributes", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_stackdriver, max_number_of_attributes), .flags = MW_FIELD_DEPRECATED },
	{ .name = "maxNumberOfMessageEvents", .alias = "max_number_of_message_events", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_stackdriver, max_number_of_message_events), .flags = MW_FIELD_DEPRECATED },
	{ .name = "maxTagLength", .alias = "max_tag_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_stackdriver, max_tag_length) },
};
static const struct mw_shape shape_mesh_config_extension_providers_stackdriver = {
	.name = "mesh_config_extension_providers_stackdriver", .fields = fields_mesh_config_extension_providers_stackdriver, .n = MW_LEN(fields_mesh_config_extension_providers_stackdriver),
	.size = sizeof(struct mw_mesh_config_extension_providers_stackdriver), .required = 0,
};

static const struct mw_field fields_mesh_config_extension_providers_zipkin[] = {
	{ .name = "enable64bitTraceId", .alias = "enable_64bit_trace_id", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, enable64bit_trace_id) },
	{ .name = "headers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, headers), .shape = &shape_mesh_config_headers },
	{ .name = "maxTagLength", .alias = "max_tag_length", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, max_tag_length) },
	{ .name = "path", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, path) },
	{ .name = "port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, port) },
	{ .name = "service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, service) },
	{ .name = "timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, timeout) },
	{ .name = "traceContextOption", .alias = "trace_context_option", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_extension_providers_zipkin, trace_context_option), .values = enum_38 },
};
static const struct mw_shape shape_mesh_config_extension_providers_zipkin = {
	.name = "mesh_config_extension_providers_zipkin", .fields = fields_mesh_config_extension_providers_zipkin, .n = MW_LEN(fields_mesh_config_extension_providers_zipkin),
	.size = sizeof(struct mw_mesh_config_extension_providers_zipkin), .required = 0,
};

static const struct mw_field fields_mesh_config_extension_providers[] = {
	{ .name = "datadog", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, datadog), .shape = &shape_mesh_config_datadog },
	{ .name = "envoyExtAuthzGrpc", .alias = "envoy_ext_authz_grpc", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, envoy_ext_authz_grpc), .shape = &shape_mesh_config_envoy_ext_authz_grpc },
	{ .name = "envoyExtAuthzHttp", .alias = "envoy_ext_authz_http", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, envoy_ext_authz_http), .shape = &shape_mesh_config_envoy_ext_authz_http },
	{ .name = "envoyFileAccessLog", .alias = "envoy_file_access_log", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, envoy_file_access_log), .shape = &shape_mesh_config_envoy_file_access_log },
	{ .name = "envoyHttpAls", .alias = "envoy_http_als", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, envoy_http_als), .shape = &shape_mesh_config_envoy_http_als },
	{ .name = "envoyOtelAls", .alias = "envoy_otel_als", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, envoy_otel_als), .shape = &shape_mesh_config_envoy_otel_als },
	{ .name = "envoyTcpAls", .alias = "envoy_tcp_als", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, envoy_tcp_als), .shape = &shape_mesh_config_envoy_tcp_als },
	{ .name = "lightstep", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, lightstep), .shape = &shape_mesh_config_extension_providers_lightstep, .flags = MW_FIELD_DEPRECATED },
	{ .name = "name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config_extension_providers, name) },
	{ .name = "opencensus", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, opencensus), .shape = &shape_mesh_config_opencensus, .flags = MW_FIELD_DEPRECATED },
	{ .name = "opentelemetry", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, opentelemetry), .shape = &shape_mesh_config_opentelemetry },
	{ .name = "prometheus", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_mesh_config_extension_providers, prometheus) },
	{ .name = "sds", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, sds), .shape = &shape_mesh_config_extension_providers_sds },
	{ .name = "skywalking", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, skywalking), .shape = &shape_mesh_config_skywalking },
	{ .name = "stackdriver", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, stackdriver), .shape = &shape_mesh_config_extension_providers_stackdriver },
	{ .name = "zipkin", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_extension_providers, zipkin), .shape = &shape_mesh_config_extension_providers_zipkin },
};
static const struct mw_shape shape_mesh_config_extension_providers = {
	.name = "mesh_config_extension_providers", .fields = fields_mesh_config_extension_providers, .n = MW_LEN(fields_mesh_config_extension_providers),
	.size = sizeof(struct mw_mesh_config_extension_providers), .required = 0,
};

static const struct mw_field fields_mesh_config_inbound_traffic_policy[] = {
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_inbound_traffic_policy, mode), .values = enum_40 },
};
static const struct mw_shape shape_mesh_config_inbound_traffic_policy = {
	.name = "mesh_config_inbound_traffic_policy", .fields = fields_mesh_config_inbound_traffic_policy, .n = MW_LEN(fields_mesh_config_inbound_traffic_policy),
	.size = sizeof(struct mw_mesh_config_inbound_traffic_policy), .required = 0,
};

static const struct mw_field fields_destination_rule_distribute_2[] = {
	{ .name = "from", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_destination_rule_distribute, from) },
	{ .name = "to", .type = MW_FIELD_INT_MAP, .offset = offsetof(struct mw_destination_rule_distribute, to) },
};
static const struct mw_shape shape_destination_rule_distribute_2 = {
	.name = "destination_rule_distribute", .fields = fields_destination_rule_distribute_2, .n = MW_LEN(fields_destination_rule_distribute_2),
	.size = sizeof(struct mw_destination_rule_distribute), .required = 0,
};

static const struct mw_field fields_locality_lb_2[] = {
	{ .name = "distribute", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_locality_lb, distribute), .shape = &shape_destination_rule_distribute_2 },
	{ .name = "enabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_locality_lb, enabled) },
	{ .name = "failover", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_locality_lb, failover), .shape = &shape_destination_rule_failover },
	{ .name = "failoverPriority", .alias = "failover_priority", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_locality_lb, failover_priority) },
};
static const struct mw_shape shape_locality_lb_2 = {
	.name = "locality_lb", .fields = fields_locality_lb_2, .n = MW_LEN(fields_locality_lb_2),
	.size = sizeof(struct mw_locality_lb), .required = 0,
};

static const struct mw_field fields_mesh_config_mesh_mtls[] = {
	{ .name = "cipherSuites", .alias = "cipher_suites", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_mesh_mtls, cipher_suites) },
	{ .name = "ecdhCurves", .alias = "ecdh_curves", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_mesh_mtls, ecdh_curves) },
	{ .name = "minProtocolVersion", .alias = "min_protocol_version", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_mesh_mtls, min_protocol_version), .values = enum_42 },
};
static const struct mw_shape shape_mesh_config_mesh_mtls = {
	.name = "mesh_config_mesh_mtls", .fields = fields_mesh_config_mesh_mtls, .n = MW_LEN(fields_mesh_config_mesh_mtls),
	.size = sizeof(struct mw_mesh_config_mesh_mtls), .required = 0,
};

static const struct mw_field fields_mesh_config_outbound_traffic_policy[] = {
	{ .name = "mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_outbound_traffic_policy, mode), .values = enum_43 },
	{ .name = "tls", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_outbound_traffic_policy, tls), .shape = &shape_client_tls_2 },
};
static const struct mw_shape shape_mesh_config_outbound_traffic_policy = {
	.name = "mesh_config_outbound_traffic_policy", .fields = fields_mesh_config_outbound_traffic_policy, .n = MW_LEN(fields_mesh_config_outbound_traffic_policy),
	.size = sizeof(struct mw_mesh_config_outbound_traffic_policy), .required = 0,
};

static const struct mw_field fields_mesh_config_path_normalization[] = {
	{ .name = "normalization", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_path_normalization, normalization), .values = enum_44 },
};
static const struct mw_shape shape_mesh_config_path_normalization = {
	.name = "mesh_config_path_normalization", .fields = fields_mesh_config_path_normalization, .n = MW_LEN(fields_mesh_config_path_normalization),
	.size = sizeof(struct mw_mesh_config_path_normalization), .required = 0,
};

static const struct mw_field fields_mesh_config_matching_rules[] = {
	{ .name = "namespaceSelector", .alias = "namespace_selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_matching_rules, namespace_selector), .shape = &shape_k8s_label_selector_2 },
};
static const struct mw_shape shape_mesh_config_matching_rules = {
	.name = "mesh_config_matching_rules", .fields = fields_mesh_config_matching_rules, .n = MW_LEN(fields_mesh_config_matching_rules),
	.size = sizeof(struct mw_mesh_config_matching_rules), .required = 0,
};

static const struct mw_field fields_mesh_config_policies[] = {
	{ .name = "matchingRules", .alias = "matching_rules", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config_policies, matching_rules), .shape = &shape_mesh_config_matching_rules },
	{ .name = "visibility", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_policies, visibility), .values = enum_45 },
};
static const struct mw_shape shape_mesh_config_policies = {
	.name = "mesh_config_policies", .fields = fields_mesh_config_policies, .n = MW_LEN(fields_mesh_config_policies),
	.size = sizeof(struct mw_mesh_config_policies), .required = 0,
};

static const struct mw_field fields_mesh_config_service_entry_visibility[] = {
	{ .name = "applyToSidecars", .alias = "apply_to_sidecars", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_service_entry_visibility, apply_to_sidecars) },
	{ .name = "defaultVisibility", .alias = "default_visibility", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_service_entry_visibility, default_visibility), .values = enum_45 },
	{ .name = "policies", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config_service_entry_visibility, policies), .shape = &shape_mesh_config_policies },
};
static const struct mw_shape shape_mesh_config_service_entry_visibility = {
	.name = "mesh_config_service_entry_visibility", .fields = fields_mesh_config_service_entry_visibility, .n = MW_LEN(fields_mesh_config_service_entry_visibility),
	.size = sizeof(struct mw_mesh_config_service_entry_visibility), .required = 0,
};

static const struct mw_field fields_mesh_config_service_scope_configs[] = {
	{ .name = "namespaceSelector", .alias = "namespace_selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_service_scope_configs, namespace_selector), .shape = &shape_k8s_label_selector_2 },
	{ .name = "scope", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config_service_scope_configs, scope), .values = enum_46 },
	{ .name = "servicesSelector", .alias = "services_selector", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_service_scope_configs, services_selector), .shape = &shape_k8s_label_selector_2 },
};
static const struct mw_shape shape_mesh_config_service_scope_configs = {
	.name = "mesh_config_service_scope_configs", .fields = fields_mesh_config_service_scope_configs, .n = MW_LEN(fields_mesh_config_service_scope_configs),
	.size = sizeof(struct mw_mesh_config_service_scope_configs), .required = 0,
};

static const struct mw_field fields_mesh_config_settings[] = {
	{ .name = "clusterLocal", .alias = "cluster_local", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config_settings, cluster_local) },
};
static const struct mw_shape shape_mesh_config_settings = {
	.name = "mesh_config_settings", .fields = fields_mesh_config_settings, .n = MW_LEN(fields_mesh_config_settings),
	.size = sizeof(struct mw_mesh_config_settings), .required = 0,
};

static const struct mw_field fields_mesh_config_service_settings[] = {
	{ .name = "hosts", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config_service_settings, hosts) },
	{ .name = "settings", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config_service_settings, settings), .shape = &shape_mesh_config_settings },
};
static const struct mw_shape shape_mesh_config_service_settings = {
	.name = "mesh_config_service_settings", .fields = fields_mesh_config_service_settings, .n = MW_LEN(fields_mesh_config_service_settings),
	.size = sizeof(struct mw_mesh_config_service_settings), .required = 0,
};

static const struct mw_field fields_destination_rule_zone_aware_lb_setting_2[] = {
	{ .name = "enabled", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, enabled) },
	{ .name = "failover", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, failover), .shape = &shape_destination_rule_failover },
	{ .name = "failoverPriority", .alias = "failover_priority", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, failover_priority) },
	{ .name = "minClusterSize", .alias = "min_cluster_size", .type = MW_FIELD_INT, .offset = offsetof(struct mw_destination_rule_zone_aware_lb_setting, min_cluster_size) },
};
static const struct mw_shape shape_destination_rule_zone_aware_lb_setting_2 = {
	.name = "destination_rule_zone_aware_lb_setting", .fields = fields_destination_rule_zone_aware_lb_setting_2, .n = MW_LEN(fields_destination_rule_zone_aware_lb_setting_2),
	.size = sizeof(struct mw_destination_rule_zone_aware_lb_setting), .required = 0,
};

static const struct mw_field fields_mesh_config[] = {
	{ .name = "accessLogEncoding", .alias = "access_log_encoding", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config, access_log_encoding), .values = enum_28 },
	{ .name = "accessLogFile", .alias = "access_log_file", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, access_log_file) },
	{ .name = "accessLogFormat", .alias = "access_log_format", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, access_log_format) },
	{ .name = "ca", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, ca), .shape = &shape_mesh_config_ca },
	{ .name = "caCertificates", .alias = "ca_certificates", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config, ca_certificates), .shape = &shape_mesh_config_ca_certificates },
	{ .name = "certificates", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config, certificates), .shape = &shape_mesh_config_certificates, .flags = MW_FIELD_DEPRECATED },
	{ .name = "configSources", .alias = "config_sources", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config, config_sources), .shape = &shape_mesh_config_config_sources },
	{ .name = "connectTimeout", .alias = "connect_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config, connect_timeout) },
	{ .name = "defaultConfig", .alias = "default_config", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, default_config), .shape = &shape_mesh_config_default_config },
	{ .name = "defaultDestinationRuleExportTo", .alias = "default_destination_rule_export_to", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config, default_destination_rule_export_to) },
	{ .name = "defaultHttpRetryPolicy", .alias = "default_http_retry_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, default_http_retry_policy), .shape = &shape_http_retry_2 },
	{ .name = "defaultProviders", .alias = "default_providers", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, default_providers), .shape = &shape_mesh_config_default_providers },
	{ .name = "defaultServiceExportTo", .alias = "default_service_export_to", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config, default_service_export_to) },
	{ .name = "defaultTrafficPolicy", .alias = "default_traffic_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, default_traffic_policy), .shape = &shape_mesh_config_default_traffic_policy },
	{ .name = "defaultVirtualServiceExportTo", .alias = "default_virtual_service_export_to", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config, default_virtual_service_export_to) },
	{ .name = "disableEnvoyListenerLog", .alias = "disable_envoy_listener_log", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config, disable_envoy_listener_log) },
	{ .name = "discoverySelectors", .alias = "discovery_selectors", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config, discovery_selectors), .shape = &shape_k8s_label_selector_2 },
	{ .name = "dnsRefreshRate", .alias = "dns_refresh_rate", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config, dns_refresh_rate) },
	{ .name = "enableAutoMtls", .alias = "enable_auto_mtls", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config, enable_auto_mtls) },
	{ .name = "enableEnvoyAccessLogService", .alias = "enable_envoy_access_log_service", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config, enable_envoy_access_log_service) },
	{ .name = "enablePrometheusMerge", .alias = "enable_prometheus_merge", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config, enable_prometheus_merge) },
	{ .name = "enableTracing", .alias = "enable_tracing", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config, enable_tracing) },
	{ .name = "extensionProviders", .alias = "extension_providers", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config, extension_providers), .shape = &shape_mesh_config_extension_providers },
	{ .name = "h2UpgradePolicy", .alias = "h2_upgrade_policy", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config, h2_upgrade_policy), .values = enum_39 },
	{ .name = "hboneIdleTimeout", .alias = "hbone_idle_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config, hbone_idle_timeout) },
	{ .name = "inboundClusterStatName", .alias = "inbound_cluster_stat_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, inbound_cluster_stat_name) },
	{ .name = "inboundTrafficPolicy", .alias = "inbound_traffic_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, inbound_traffic_policy), .shape = &shape_mesh_config_inbound_traffic_policy },
	{ .name = "ingressClass", .alias = "ingress_class", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, ingress_class) },
	{ .name = "ingressControllerMode", .alias = "ingress_controller_mode", .type = MW_FIELD_ENUM, .offset = offsetof(struct mw_mesh_config, ingress_controller_mode), .values = enum_41 },
	{ .name = "ingressSelector", .alias = "ingress_selector", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, ingress_selector) },
	{ .name = "ingressService", .alias = "ingress_service", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, ingress_service) },
	{ .name = "localityLbSetting", .alias = "locality_lb_setting", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, locality_lb_setting), .shape = &shape_locality_lb_2 },
	{ .name = "meshMTLS", .alias = "mesh_mTLS", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, mesh_mtls), .shape = &shape_mesh_config_mesh_mtls },
	{ .name = "outboundClusterStatName", .alias = "outbound_cluster_stat_name", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, outbound_cluster_stat_name) },
	{ .name = "outboundTrafficPolicy", .alias = "outbound_traffic_policy", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, outbound_traffic_policy), .shape = &shape_mesh_config_outbound_traffic_policy },
	{ .name = "pathNormalization", .alias = "path_normalization", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, path_normalization), .shape = &shape_mesh_config_path_normalization },
	{ .name = "protocolDetectionTimeout", .alias = "protocol_detection_timeout", .type = MW_FIELD_DURATION, .offset = offsetof(struct mw_mesh_config, protocol_detection_timeout) },
	{ .name = "proxyHttpPort", .alias = "proxy_http_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config, proxy_http_port), .flags = MW_FIELD_INT32 },
	{ .name = "proxyInboundListenPort", .alias = "proxy_inbound_listen_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config, proxy_inbound_listen_port), .flags = MW_FIELD_INT32 },
	{ .name = "proxyListenPort", .alias = "proxy_listen_port", .type = MW_FIELD_INT, .offset = offsetof(struct mw_mesh_config, proxy_listen_port), .flags = MW_FIELD_INT32 },
	{ .name = "rootNamespace", .alias = "root_namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, root_namespace) },
	{ .name = "serviceEntryVisibility", .alias = "service_entry_visibility", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, service_entry_visibility), .shape = &shape_mesh_config_service_entry_visibility },
	{ .name = "serviceScopeConfigs", .alias = "service_scope_configs", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config, service_scope_configs), .shape = &shape_mesh_config_service_scope_configs },
	{ .name = "serviceSettings", .alias = "service_settings", .type = MW_FIELD_OBJECT_LIST, .offset = offsetof(struct mw_mesh_config, service_settings), .shape = &shape_mesh_config_service_settings },
	{ .name = "tcpKeepalive", .alias = "tcp_keepalive", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, tcp_keepalive), .shape = &shape_destination_rule_tcp_keepalive_2 },
	{ .name = "tlsDefaults", .alias = "tls_defaults", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, tls_defaults), .shape = &shape_mesh_config_mesh_mtls },
	{ .name = "trustDomain", .alias = "trust_domain", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_mesh_config, trust_domain) },
	{ .name = "trustDomainAliases", .alias = "trust_domain_aliases", .type = MW_FIELD_STRING_LIST, .offset = offsetof(struct mw_mesh_config, trust_domain_aliases) },
	{ .name = "verifyCertificateAtClient", .alias = "verify_certificate_at_client", .type = MW_FIELD_BOOL, .offset = offsetof(struct mw_mesh_config, verify_certificate_at_client), .flags = MW_FIELD_DEPRECATED },
	{ .name = "zoneAwareLbSetting", .alias = "zone_aware_lb_setting", .type = MW_FIELD_OBJECT, .offset = offsetof(struct mw_mesh_config, zone_aware_lb_setting), .shape = &shape_destination_rule_zone_aware_lb_setting_2 },
};
const struct mw_shape mw_shape_mesh_config = {
	.name = "mesh_config", .fields = fields_mesh_config, .n = MW_LEN(fields_mesh_config),
	.size = sizeof(struct mw_mesh_config), .required = 0,
};

static const struct mw_field fields_istio_operator[] = {
	{ .name = "components", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_istio_operator, components) },
	{ .name = "hub", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_istio_operator, hub) },
	{ .name = "meshConfig", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_istio_operator, mesh_config) },
	{ .name = "namespace", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_istio_operator, namespace) },
	{ .name = "profile", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_istio_operator, profile) },
	{ .name = "revision", .type = MW_FIELD_STRING, .offset = offsetof(struct mw_istio_operator, revision) },
	{ .name = "tag", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_istio_operator, tag) },
	{ .name = "values", .type = MW_FIELD_ANY, .offset = offsetof(struct mw_istio_operator, values) },
};
static const struct mw_shape shape_istio_operator = {
	.name = "istio_operator", .fields = fields_istio_operator, .n = MW_LEN(fields_istio_operator),
	.size = sizeof(struct mw_istio_operator), .required = 0,
};

const struct mw_kind_info mw_kinds[MW_KIND_COUNT] = {
	[MW_KIND_UNKNOWN] = { .name = "", .group = "", .versions = "" },
	[MW_KIND_TRAFFIC_EXTENSION] = { .name = "TrafficExtension", .group = "extensions.istio.io", .versions = "v1alpha1", .shape = &shape_traffic_extension, .at = "spec", .flags = MW_KIND_PROTO | MW_KIND_SPEC_REQUIRED },
	[MW_KIND_WASM_PLUGIN] = { .name = "WasmPlugin", .group = "extensions.istio.io", .versions = "v1alpha1", .shape = &shape_wasm_plugin, .at = "spec", .flags = MW_KIND_PROTO | MW_KIND_SPEC_REQUIRED },
	[MW_KIND_DESTINATION_RULE] = { .name = "DestinationRule", .group = "networking.istio.io", .versions = "v1,v1alpha3,v1beta1", .shape = &shape_destination_rule, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_ENVOY_FILTER] = { .name = "EnvoyFilter", .group = "networking.istio.io", .versions = "v1alpha3", .shape = &shape_envoy_filter, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_GATEWAY] = { .name = "Gateway", .group = "networking.istio.io", .versions = "v1,v1alpha3,v1beta1", .shape = &shape_gateway, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_PROXY_CONFIG] = { .name = "ProxyConfig", .group = "networking.istio.io", .versions = "v1beta1", .shape = &shape_proxy_config, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_SERVICE_ENTRY] = { .name = "ServiceEntry", .group = "networking.istio.io", .versions = "v1,v1alpha3,v1beta1", .shape = &shape_service_entry, .at = "spec", .flags = MW_KIND_PROTO | MW_KIND_SPEC_REQUIRED },
	[MW_KIND_SIDECAR] = { .name = "Sidecar", .group = "networking.istio.io", .versions = "v1,v1alpha3,v1beta1", .shape = &shape_sidecar, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_VIRTUAL_SERVICE] = { .name = "VirtualService", .group = "networking.istio.io", .versions = "v1,v1alpha3,v1beta1", .shape = &shape_virtual_service, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_WORKLOAD_ENTRY] = { .name = "WorkloadEntry", .group = "networking.istio.io", .versions = "v1,v1alpha3,v1beta1", .shape = &mw_shape_workload_entry, .at = "spec", .flags = MW_KIND_PROTO | MW_KIND_SPEC_REQUIRED },
	[MW_KIND_WORKLOAD_GROUP] = { .name = "WorkloadGroup", .group = "networking.istio.io", .versions = "v1,v1alpha3,v1beta1", .shape = &shape_workload_group, .at = "spec", .flags = MW_KIND_PROTO | MW_KIND_SPEC_REQUIRED },
	[MW_KIND_AUTHORIZATION_POLICY] = { .name = "AuthorizationPolicy", .group = "security.istio.io", .versions = "v1,v1beta1", .shape = &shape_authorization_policy, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_PEER_AUTHENTICATION] = { .name = "PeerAuthentication", .group = "security.istio.io", .versions = "v1,v1beta1", .shape = &shape_peer_authentication, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_REQUEST_AUTHENTICATION] = { .name = "RequestAuthentication", .group = "security.istio.io", .versions = "v1,v1beta1", .shape = &shape_request_authentication, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_TELEMETRY] = { .name = "Telemetry", .group = "telemetry.istio.io", .versions = "v1,v1alpha1", .shape = &shape_telemetry, .at = "spec", .flags = MW_KIND_PROTO },
	[MW_KIND_BACKEND_TLS_POLICY] = { .name = "BackendTLSPolicy", .group = "gateway.networking.k8s.io", .versions = "v1,v1alpha3", .shape = &shape_backend_tls_policy, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_GATEWAY_CLASS] = { .name = "GatewayClass", .group = "gateway.networking.k8s.io", .versions = "v1,v1beta1", .shape = &shape_gateway_class, .at = "spec", .flags = MW_KIND_CLUSTER_SCOPED | MW_KIND_SPEC_REQUIRED },
	[MW_KIND_K8S_GATEWAY] = { .name = "Gateway", .group = "gateway.networking.k8s.io", .versions = "v1,v1beta1", .shape = &shape_k8s_gateway, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_K8S_GRPC_ROUTE] = { .name = "GRPCRoute", .group = "gateway.networking.k8s.io", .versions = "v1", .shape = &shape_k8s_grpc_route, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_K8S_HTTP_ROUTE] = { .name = "HTTPRoute", .group = "gateway.networking.k8s.io", .versions = "v1,v1beta1", .shape = &shape_k8s_http_route, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_LISTENER_SET] = { .name = "ListenerSet", .group = "gateway.networking.k8s.io", .versions = "v1", .shape = &shape_listener_set, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_REFERENCE_GRANT] = { .name = "ReferenceGrant", .group = "gateway.networking.k8s.io", .versions = "v1,v1beta1", .shape = &shape_reference_grant, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_K8S_TCP_ROUTE] = { .name = "TCPRoute", .group = "gateway.networking.k8s.io", .versions = "v1,v1alpha2", .shape = &shape_k8s_tcp_route, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_K8S_TLS_ROUTE] = { .name = "TLSRoute", .group = "gateway.networking.k8s.io", .versions = "v1,v1alpha2,v1alpha3", .shape = &shape_k8s_tls_route, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_K8S_UDP_ROUTE] = { .name = "UDPRoute", .group = "gateway.networking.k8s.io", .versions = "v1,v1alpha2", .shape = &shape_k8s_tcp_route, .at = "spec", .flags = MW_KIND_SPEC_REQUIRED },
	[MW_KIND_K8S_NAMESPACE] = { .name = "Namespace", .group = "", .versions = "v1", .shape = NULL, .at = "", .flags = MW_KIND_PARTIAL | MW_KIND_CLUSTER_SCOPED },
	[MW_KIND_K8S_SERVICE] = { .name = "Service", .group = "", .versions = "v1", .shape = &shape_k8s_service, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_POD] = { .name = "Pod", .group = "", .versions = "v1", .shape = &shape_k8s_pod, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_DEPLOYMENT] = { .name = "Deployment", .group = "apps", .versions = "v1", .shape = &shape_k8s_deployment, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_STATEFUL_SET] = { .name = "StatefulSet", .group = "apps", .versions = "v1", .shape = &shape_k8s_stateful_set, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_DAEMON_SET] = { .name = "DaemonSet", .group = "apps", .versions = "v1", .shape = &shape_k8s_daemon_set, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_REPLICA_SET] = { .name = "ReplicaSet", .group = "apps", .versions = "v1", .shape = &shape_k8s_replica_set, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_JOB] = { .name = "Job", .group = "batch", .versions = "v1", .shape = &shape_k8s_job, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_CRON_JOB] = { .name = "CronJob", .group = "batch", .versions = "v1", .shape = &shape_k8s_cron_job, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_SERVICE_ACCOUNT] = { .name = "ServiceAccount", .group = "", .versions = "v1", .shape = &shape_k8s_service_account, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_SECRET] = { .name = "Secret", .group = "", .versions = "v1", .shape = &shape_k8s_secret, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_CONFIG_MAP] = { .name = "ConfigMap", .group = "", .versions = "v1", .shape = &shape_k8s_config_map, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_ENDPOINTS] = { .name = "Endpoints", .group = "", .versions = "v1", .shape = &shape_k8s_endpoints, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_ENDPOINT_SLICE] = { .name = "EndpointSlice", .group = "discovery.k8s.io", .versions = "v1", .shape = &shape_k8s_endpoint_slice, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_INGRESS] = { .name = "Ingress", .group = "networking.k8s.io", .versions = "v1", .shape = &shape_k8s_ingress, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_INGRESS_CLASS] = { .name = "IngressClass", .group = "networking.k8s.io", .versions = "v1", .shape = &shape_k8s_ingress_class, .at = "", .flags = MW_KIND_PARTIAL | MW_KIND_CLUSTER_SCOPED },
	[MW_KIND_K8S_NODE] = { .name = "Node", .group = "", .versions = "v1", .shape = &shape_k8s_node, .at = "", .flags = MW_KIND_PARTIAL | MW_KIND_CLUSTER_SCOPED },
	[MW_KIND_K8S_NETWORK_POLICY] = { .name = "NetworkPolicy", .group = "networking.k8s.io", .versions = "v1", .shape = &shape_k8s_network_policy, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_MUTATING_WEBHOOK_CONFIGURATION] = { .name = "MutatingWebhookConfiguration", .group = "admissionregistration.k8s.io", .versions = "v1", .shape = &shape_k8s_mutating_webhook_configuration, .at = "", .flags = MW_KIND_PARTIAL | MW_KIND_CLUSTER_SCOPED },
	[MW_KIND_K8S_CUSTOM_RESOURCE_DEFINITION] = { .name = "CustomResourceDefinition", .group = "apiextensions.k8s.io", .versions = "v1", .shape = &shape_k8s_custom_resource_definition, .at = "", .flags = MW_KIND_PARTIAL | MW_KIND_CLUSTER_SCOPED },
	[MW_KIND_K8S_SERVICE_IMPORT] = { .name = "ServiceImport", .group = "multicluster.x-k8s.io", .versions = "v1alpha1,v1beta1", .shape = &shape_k8s_service_import, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_K8S_SERVICE_EXPORT] = { .name = "ServiceExport", .group = "multicluster.x-k8s.io", .versions = "v1alpha1,v1beta1", .shape = NULL, .at = "", .flags = MW_KIND_PARTIAL },
	[MW_KIND_MESH_CONFIG] = { .name = "MeshConfig", .group = "istio.io", .versions = "v1alpha1", .shape = &mw_shape_mesh_config, .at = "", .flags = MW_KIND_PARTIAL | MW_KIND_PROTO },
	[MW_KIND_ISTIO_OPERATOR] = { .name = "IstioOperator", .group = "install.istio.io", .versions = "v1alpha1", .shape = &shape_istio_operator, .at = "spec", .flags = MW_KIND_PARTIAL | MW_KIND_PROTO },
};
