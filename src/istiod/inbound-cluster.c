/*
 * inbound-cluster.c - where the sidecar hands a request to its application.
 */
#include "istiod/inbound.h"

#include "base/map.h"
#include "base/str.h"
#include "istiod/cluster.h"
#include "istiod/dr.h"

#include <string.h>

static void
add_cluster(struct mw_builder *b, const struct mw_cluster *c)
{
	if (mw_map_get(b->cluster_seen, c->name) != NULL)
		return;
	mw_map_put(b->cluster_seen, c->name, b);
	mw_vec_push(b->arena, &b->clusters, *c);
}

static const struct mw_connection_pool *
sidecar_pool(const struct mw_builder *b, const struct mw_inbound_port *p)
{
	const struct mw_object *o = b->scope != NULL ? b->scope->sidecar : NULL;

	if (p->ingress != NULL && p->ingress->connection_pool != NULL)
		return p->ingress->connection_pool;
	return o != NULL && o->spec != NULL ?
	    MW_SPEC(o, sidecar)->inbound_connection_pool : NULL;
}

/*
 * connectionPool of a DestinationRule counts on the receiving side too, by the
 * same rules (R156-R158, S48); that of the Sidecar replaces it.
 */
static void
apply_pools(struct mw_builder *b, const struct mw_inbound_port *p,
    struct mw_cluster *c)
{
	const struct mw_connection_pool *sidecar = sidecar_pool(b, p);
	const struct mw_dr *dr = mw_build_dr_inbound(b, p->service);
	struct mw_policy policy = { 0 };

	if (dr != NULL && dr->policy != NULL) {
		policy = mw_policy_for_port(dr->policy, dr->policy_object,
		    p->service_port);
		c->policy = mw_origin_of(dr->policy_object, dr->policy->node);
	}
	mw_policy_defaults(b->mesh, &policy);
	if (sidecar != NULL) {
		policy.pool = sidecar;
		c->policy = mw_origin_of(b->scope->sidecar, sidecar->node);
	}
	mw_cluster_apply_pool(b->mesh, c, &policy);
}

/* "127.0.0.1:8080", "0.0.0.0:8080" (the pod's address), "[::1]:8080",
 * "unix:///path"; anything else is the address that was dialled. */
static void
apply_endpoint(struct mw_builder *b, const char *endpoint,
    struct mw_cluster *c)
{
	const char *colon = strrchr(endpoint, ':');
	const struct mw_workload *w = b->workload;
	const char *host;
	long long port;

	if (mw_str_has_prefix(endpoint, "unix://")) {
		c->type = MW_CLUSTER_STATIC;
		c->upstream_address = endpoint;
		return;
	}
	if (colon == NULL || !mw_str_to_int(colon + 1, &port) || port <= 0 ||
	    port > 65535)
		return;
	host = mw_arena_text(b->arena, endpoint, (size_t)(colon - endpoint));
	if (strcmp(host, "0.0.0.0") == 0 || strcmp(host, "[::]") == 0)
		host = w->n_ips > 0 ? w->ips[0] : "127.0.0.1";
	else if (strcmp(host, "[::1]") == 0)
		host = "::1";
	else if (strcmp(host, "127.0.0.1") != 0)
		return;
	c->type = MW_CLUSTER_STATIC;
	c->upstream_address = host;
	c->upstream_port = port;
}

static bool
to_localhost(const struct mw_builder *b)
{
	const struct mw_mesh_config_inbound_traffic_policy *p =
	    b->mesh->settings.config->inbound_traffic_policy;

	return p != NULL && p->mode.v == 1;
}

static void
port_cluster(struct mw_builder *b, const struct mw_inbound_port *p)
{
	struct mw_cluster c = {
		.name = p->cluster,
		.type = MW_CLUSTER_ORIGINAL_DST,
		.service = p->service,
		.subset = "",
		.port = p->target_port,
		.connect_timeout_ns = b->mesh->settings.connect_timeout_ns,
		.http2 = mw_protocol_is_http2(p->protocol),
		.use_downstream_protocol = p->protocol == MW_PROTO_AUTO,
		.origin = p->origin,
	};

	if (p->ingress != NULL) {
		if (!mw_str_empty(p->ingress->default_endpoint.s))
			apply_endpoint(b, p->ingress->default_endpoint.s, &c);
	} else if (to_localhost(b)) {
		c.type = MW_CLUSTER_STATIC;
		c.upstream_address = "127.0.0.1";
		c.upstream_port = p->target_port;
	}
	c.lb = c.type == MW_CLUSTER_STATIC ? MW_LB_ROUND_ROBIN :
	    MW_LB_CLUSTER_PROVIDED;
	apply_pools(b, p, &c);
	add_cluster(b, &c);
}

void
mw_inbound_clusters(struct mw_builder *b, const struct mw_inbound_ports *ports)
{
	struct mw_policy policy = { 0 };
	struct mw_cluster passthrough = {
		.name = "InboundPassthroughCluster",
		.type = MW_CLUSTER_ORIGINAL_DST,
		.lb = MW_LB_CLUSTER_PROVIDED,
		.subset = "",
		.use_downstream_protocol = true,
		.origin.note = "for ports that nothing declares",
	};

	for (size_t i = 0; i < ports->n; i++)
		port_cluster(b, &ports->v[i]);
	mw_policy_defaults(b->mesh, &policy);
	mw_cluster_apply_pool(b->mesh, &passthrough, &policy);
	add_cluster(b, &passthrough);
}
