/*
 * cluster.c - the outbound clusters of a proxy (R154-R165, S48-S61).
 *
 * For each port of each service in scope one cluster, and one more for each
 * subset of the DestinationRule in force.  The policy is put together first
 * (cluster-policy.c), then protocol, pool, outlier detection, load balancing
 * and TLS are applied in Istio's order, since each looks at what the former
 * left.
 */
#include "istiod/cluster.h"

#include "base/str.h"
#include "istiod/dr.h"
#include "istiod/gateway.h"
#include "model/object.h"

#include <stdio.h>
#include <string.h>

struct mw_cluster_cache *
mw_cluster_cache(struct mw_builder *b)
{
	if (b->cluster_cache == NULL)
		b->cluster_cache = MW_NEW(b->arena, struct mw_cluster_cache);
	return b->cluster_cache;
}

const char *
mw_cluster_text(struct mw_arena *a, const char *separator, int64_t port,
    const char *subset, const char *host)
{
	char digits[24], text[512];
	const char *const part[] = { "outbound", separator, digits, separator,
		subset, separator, host };
	size_t n = 0;

	/* Tens of thousands a proxy: formatting them showed. */
	snprintf(digits, sizeof(digits), "%lld", (long long)port);
	for (size_t i = 0; i < MW_LEN(part); i++) {
		size_t len = strlen(part[i]);

		if (len >= sizeof(text) - n)
			return mw_arena_printf(a, "outbound%s%s%s%s%s%s",
			    separator, digits, separator, subset, separator,
			    host);
		memcpy(text + n, part[i], len);
		n += len;
	}
	return mw_arena_text(a, text, n);
}

static bool
is_gateway(const struct mw_builder *b)
{
	return b->workload->proxy == MW_PROXY_GATEWAY;
}

/* R59, R165: gateways have no original destination to fall back on. */
static enum mw_cluster_type
type_of(const struct mw_builder *b, const struct mw_service *s)
{
	switch (s->resolution) {
	case MW_RESOLVE_DNS:
		return MW_CLUSTER_STRICT_DNS;
	case MW_RESOLVE_DNS_ROUND_ROBIN:
		return MW_CLUSTER_LOGICAL_DNS;
	case MW_RESOLVE_PASSTHROUGH:
		return is_gateway(b) ? MW_CLUSTER_EDS :
		    MW_CLUSTER_ORIGINAL_DST;
	case MW_RESOLVE_DYNAMIC_DNS:
		return s->hostname[0] == '*' ? MW_CLUSTER_DYNAMIC :
		    MW_CLUSTER_EDS;
	case MW_RESOLVE_EDS:
	case MW_RESOLVE_ALIAS:
		break;
	}
	return MW_CLUSTER_EDS;
}

static bool
is_dns(enum mw_cluster_type t)
{
	return t == MW_CLUSTER_STRICT_DNS || t == MW_CLUSTER_LOGICAL_DNS;
}

/* R28: a ServiceEntry without resolution may name the port behind. */
static int64_t
port_override(const struct mw_service *s,
    const struct mw_service_port_info *port)
{
	return !s->kubernetes && s->resolution == MW_RESOLVE_PASSTHROUGH ?
	    port->target_port : 0;
}

static const char *
name_of(struct mw_builder *b, const struct mw_cluster_plan *plan)
{
	const char *subset = plan->subset != NULL ?
	    mw_str_or_empty(plan->subset->subset->name.s) : "";

	return mw_cluster_text(b->arena, plan->sni_dnat ? "_." : "|",
	    plan->port->number, subset, plan->service->hostname);
}

static struct mw_cluster
start(struct mw_builder *b, const struct mw_cluster_plan *plan,
    enum mw_cluster_type type)
{
	const struct mw_service *s = plan->service;
	const struct mw_dr_subset *d = plan->subset;
	struct mw_cluster c = {
		.name = name_of(b, plan),
		.type = type,
		.service = s,
		.subset = d != NULL ? mw_str_or_empty(d->subset->name.s) : "",
		.port = plan->port->number,
		.http2 = mw_protocol_is_http2(plan->port->protocol),
		.origin = d != NULL ? mw_origin_of(d->object, d->subset->node) :
		    mw_origin_of(s->object, plan->port->node),
	};

	if (s->assumed)
		c.origin.note = "assumed: no manifest has this service";
	c.use_downstream_protocol = !is_gateway(b) &&
	    plan->port->protocol == MW_PROTO_AUTO;
	if (type == MW_CLUSTER_ORIGINAL_DST)
		c.original_dst_port = port_override(s, plan->port);
	if (plan->dr != NULL)
		c.policy = plan->dr->policy != NULL ?
		    mw_origin_of(plan->dr->policy_object,
		    plan->dr->policy->node) :
		    mw_origin_of(plan->dr->object,
		    mw_build_gist(plan->dr->object));
	return c;
}

static void
omit_dns(struct mw_builder *b, const struct mw_cluster *c)
{
	mw_build_omit(b, MW_OMIT_NO_ENDPOINTS, c->origin.object,
	    c->origin.node, NULL, "cluster %s is not generated: it is "
	    "resolved by DNS and has no endpoint%s", c->name,
	    c->subset[0] != '\0' ? " with the labels of the subset" : "");
}

/* Applies the plan in Istio's order. */
static void
apply(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan)
{
	mw_cluster_apply_upgrade(b->mesh, c, &plan->policy, plan->port);
	mw_cluster_apply_pool(b->mesh, c, &plan->policy);
	mw_cluster_apply_outlier(b, c, &plan->policy);
	mw_cluster_apply_lb(c, &plan->policy);
	mw_cluster_apply_tls(b, c, plan);
}

/*
 * DNS clusters carry their members, so one without members is not made
 * (R163).  That is asked before load balancing may turn it into another type.
 */
static bool
build(struct mw_builder *b, const struct mw_cluster_plan *plan,
    enum mw_cluster_type type, enum mw_cluster_type *became)
{
	struct mw_cluster c = start(b, plan, type);
	bool members = mw_cluster_endpoints(b, &c, plan);

	if (is_dns(type) && !members) {
		omit_dns(b, &c);
		return false;
	}
	apply(b, &c, plan);
	if (c.type == MW_CLUSTER_ORIGINAL_DST) {
		c.endpoints = NULL;
		c.n_endpoints = c.n_unready = 0;
	}
	*became = c.type;
	mw_vec_push(b->arena, &b->clusters, c);
	return true;
}

static void
build_subset(struct mw_builder *b, const struct mw_cluster_plan *whole,
    const struct mw_dr_subset *d, enum mw_cluster_type type)
{
	const struct mw_traffic_policy *tp = d->subset->traffic_policy;
	struct mw_cluster_plan plan = *whole;
	enum mw_cluster_type ignored;

	plan.subset = d;
	plan.policy = mw_policy_overlay(&whole->policy, tp, d->object,
	    plan.port->number);
	plan.written = mw_policy_overlay(&whole->written, tp, d->object,
	    plan.port->number);
	if (tp != NULL && mw_policy_passthrough(tp->load_balancer))
		type = MW_CLUSTER_ORIGINAL_DST;
	build(b, &plan, type, &ignored);
}

/* R154: the cluster of a port, and those of the subsets. */
static void
build_port(struct mw_builder *b, struct mw_cluster_plan *plan)
{
	const struct mw_dr *dr = plan->dr;
	enum mw_cluster_type type = type_of(b, plan->service);

	plan->decider = mw_family_decider(&plan->family, plan->port->number);
	plan->written = mw_policy_for_port(dr != NULL ? dr->policy : NULL,
	    dr != NULL ? dr->policy_object : NULL, plan->port->number);
	plan->policy = plan->written;
	mw_policy_defaults(b->mesh, &plan->policy);
	if (!build(b, plan, type, &type) || type == MW_CLUSTER_DYNAMIC)
		return;
	for (size_t i = 0; dr != NULL && i < dr->n_subsets; i++)
		build_subset(b, plan, &dr->subsets[i], type);
}

/* R29: what a dynamic forward proxy can carry. */
static bool
dynamic_takes(enum mw_protocol p)
{
	return p == MW_PROTO_HTTP || p == MW_PROTO_TLS ||
	    p == MW_PROTO_GRPC || p == MW_PROTO_HTTP2;
}

/* No cluster for UDP, and of a number that is repeated only one. */
static bool
wants_cluster(const struct mw_builder *b, const struct mw_service *s, size_t at)
{
	enum mw_protocol p = s->ports[at].protocol;

	if (p == MW_PROTO_UDP ||
	    (type_of(b, s) == MW_CLUSTER_DYNAMIC && !dynamic_takes(p)))
		return false;
	for (size_t i = 0; i < at; i++) {
		if (s->ports[i].number == s->ports[at].number &&
		    s->ports[i].protocol != MW_PROTO_UDP)
			return false;
	}
	return true;
}

static void
build_service(struct mw_builder *b, const struct mw_service *s, bool sni_dnat)
{
	struct mw_cluster_plan plan = { .service = s, .sni_dnat = sni_dnat };

	if (s->resolution == MW_RESOLVE_ALIAS)
		return;
	plan.dr = mw_build_dr(b, s);
	plan.family = mw_service_family(b, s);
	if (!sni_dnat)
		plan.accounts = mw_service_accounts(b, &plan.family,
		    &plan.n_accounts);
	for (size_t i = 0; i < s->n_ports; i++) {
		plan.port = &s->ports[i];
		if (wants_cluster(b, s, i))
			build_port(b, &plan);
	}
}

/* R62e: what AUTO_PASSTHROUGH servers lead to. */
static void
build_sni_dnat(struct mw_builder *b)
{
	for (size_t i = 0; i < b->scope->n_services; i++) {
		const struct mw_service *s = b->scope->services[i];

		if (!s->external)
			build_service(b, s, true);
	}
}

static void
build_passthrough(struct mw_builder *b)
{
	struct mw_cluster c = {
		.name = "PassthroughCluster",
		.type = MW_CLUSTER_ORIGINAL_DST,
		.lb = MW_LB_CLUSTER_PROVIDED,
		.subset = "",
		.connect_timeout_ns = b->mesh->settings.connect_timeout_ns,
		.use_downstream_protocol = true,
		.origin.note = "for what no service is known for",
	};
	struct mw_policy p = { 0 };

	/* Of the defaults of the mesh, only the pool (R158). */
	mw_policy_defaults(b->mesh, &p);
	p.outlier = NULL;
	mw_cluster_apply_pool(b->mesh, &c, &p);
	mw_vec_push(b->arena, &b->clusters, c);
	if (b->scope->outbound != MW_OUTBOUND_ALLOW_ANY_DYNAMIC_DNS)
		return;
	c.name = "AllowAnyDynamicDNSCluster";
	c.type = MW_CLUSTER_DYNAMIC;
	c.origin = b->scope->outbound_origin;
	c.max_connections = c.max_pending = c.max_requests = 0;
	c.max_retries = c.max_requests_per_connection = 0;
	c.connect_timeout_ns = b->mesh->settings.connect_timeout_ns;
	mw_vec_push(b->arena, &b->clusters, c);
}

/* Room for all that will come: growing by doubling leaves copies behind. */
static void
reserve(struct mw_builder *b)
{
	size_t n = b->clusters.n + 8;
	struct mw_cluster *v;

	for (size_t i = 0; i < b->scope->n_services; i++) {
		const struct mw_service *s = b->scope->services[i];
		const struct mw_dr *dr = mw_build_dr(b, s);

		n += s->n_ports * (1 + (dr != NULL ? dr->n_subsets : 0));
	}
	v = MW_NEW_ARRAY(b->arena, struct mw_cluster, n);
	if (b->clusters.n > 0)
		memcpy(v, b->clusters.v, b->clusters.n * sizeof(*v));
	b->clusters.v = v;
	b->clusters.cap = n;
}

static void
build_others(struct mw_builder *b)
{
	const struct mw_cluster blackhole = {
		.name = "BlackHoleCluster",
		.type = MW_CLUSTER_STATIC,
		.lb = MW_LB_ROUND_ROBIN,
		.subset = "",
		.connect_timeout_ns = b->mesh->settings.connect_timeout_ns,
		.origin.note = "for what is not let out",
	};

	mw_vec_push(b->arena, &b->clusters, blackhole);
	if (is_gateway(b)) {
		if (mw_gateway_merged(b)->auto_passthrough)
			build_sni_dnat(b);
	} else {
		build_passthrough(b);
	}
	mw_dr_omissions(b);
}

bool
mw_build_clusters(struct mw_builder *b, size_t *next)
{
	size_t n = b->scope->n_services, to = *next + MW_BUILD_SOME;

	if (*next == 0)
		reserve(b);
	for (; *next < n && *next < to; (*next)++)
		build_service(b, b->scope->services[*next], false);
	if (*next < n)
		return true;
	build_others(b);
	return false;
}
