/*
 * describe.h - inside of the descriptions: words that several kinds need.
 *
 * Used in this folder only.  A description is one or two sentences that end
 * with a full stop and say what the object does to whom, not what it is made
 * of.
 */
#ifndef MW_MODEL_DESCRIBE_H
#define MW_MODEL_DESCRIBE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buf.h"
#include "model/object.h"

/* How many items of a list are named before "and 7 more". */
enum { MW_SAY_FEW = 3 };

/* What goes in front of item I of N: nothing, ", ", " and " (or LAST). */
void mw_say_joint(struct mw_buf *out, size_t i, size_t n, const char *last);
/* "a, b and c"; of many the first few "and 7 more". */
void mw_say_strings(struct mw_buf *out, const struct mw_strings *list,
    const char *last);
/* "app=web, version=v1" */
void mw_say_labels(struct mw_buf *out, const struct mw_string_map *labels);
/* "workloads with app=web" or "all workloads of namespace shop" */
void mw_say_workloads(struct mw_buf *out, const struct mw_object *o,
    const struct mw_string_map *labels);
/* The same for policies that may name what they are attached to. */
void mw_say_target(struct mw_buf *out, const struct mw_object *o,
    const struct mw_label_selector *selector, const struct mw_target_ref *ref,
    const struct mw_target_ref_list *refs);
/* "1h30m", "5s", "250ms" */
void mw_say_duration(struct mw_buf *out, int64_t ns);
/* "a" or N "as": "1 port", "3 ports". */
void mw_say_count(struct mw_buf *out, size_t n, const char *what);

/* One function for each kind, by family; SPEC is never NULL. */
typedef void (*mw_describe_fn)(const struct mw_object *o, struct mw_buf *out);

#define MW_DESCRIBE(kind)                                                      \
	void mw_describe_##kind(const struct mw_object *o, struct mw_buf *out)

/* describe-routing.c */
MW_DESCRIBE(virtual_service);
/* describe-traffic.c */
MW_DESCRIBE(destination_rule);
MW_DESCRIBE(gateway);
MW_DESCRIBE(service_entry);
MW_DESCRIBE(sidecar);
MW_DESCRIBE(workload_entry);
MW_DESCRIBE(workload_group);
/* describe-security.c */
MW_DESCRIBE(peer_authentication);
MW_DESCRIBE(request_authentication);
MW_DESCRIBE(authorization_policy);
/* describe-proxy.c */
MW_DESCRIBE(envoy_filter);
MW_DESCRIBE(wasm_plugin);
MW_DESCRIBE(traffic_extension);
MW_DESCRIBE(telemetry);
MW_DESCRIBE(proxy_config);
MW_DESCRIBE(mesh_config);
MW_DESCRIBE(istio_operator);
/* describe-gateway-api.c */
MW_DESCRIBE(gateway_class);
MW_DESCRIBE(k8s_gateway);
MW_DESCRIBE(listener_set);
MW_DESCRIBE(k8s_http_route);
MW_DESCRIBE(k8s_grpc_route);
MW_DESCRIBE(l4_route);
MW_DESCRIBE(reference_grant);
MW_DESCRIBE(backend_tls_policy);
/* describe-kubernetes.c */
MW_DESCRIBE(namespace);
MW_DESCRIBE(service);
MW_DESCRIBE(pod);
MW_DESCRIBE(deployment);
MW_DESCRIBE(stateful_set);
MW_DESCRIBE(daemon_set);
MW_DESCRIBE(job);
MW_DESCRIBE(cron_job);
MW_DESCRIBE(service_account);
MW_DESCRIBE(secret);
MW_DESCRIBE(config_map);
MW_DESCRIBE(endpoints);
MW_DESCRIBE(endpoint_slice);
MW_DESCRIBE(ingress);
MW_DESCRIBE(ingress_class);
MW_DESCRIBE(node);
MW_DESCRIBE(network_policy);
MW_DESCRIBE(webhook);
MW_DESCRIBE(custom_resource);
MW_DESCRIBE(service_import);
MW_DESCRIBE(service_export);

#endif
