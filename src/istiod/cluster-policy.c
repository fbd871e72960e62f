/*
 * cluster-policy.c - trafficPolicy by port and subset, and what it makes of a
 * cluster: pools, outlier detection, load balancing, protocol (R156-R161).
 */
#include "istiod/cluster.h"

#include "base/str.h"

enum {			/* LoadBalancerSettings.SimpleLB */
	LB_RANDOM = 2,
	LB_PASSTHROUGH = 3,
	LB_ROUND_ROBIN = 4
};

enum {			/* H2UpgradePolicy of a connection pool */
	H2_DO_NOT_UPGRADE = 1,
	H2_UPGRADE = 2
};

/* ---- choosing the blocks -------------------------------------------- */

static struct mw_policy
from_port(const struct mw_port_traffic_policy *p, const struct mw_object *o)
{
	return (struct mw_policy){
		.pool = p->connection_pool, .pool_from = o,
		.outlier = p->outlier_detection, .outlier_from = o,
		.lb = p->load_balancer, .lb_from = o,
		.tls = p->tls, .tls_from = o,
		.given = true,
	};
}

/* The entry for the port (a service port), or NULL. */
static const struct mw_port_traffic_policy *
entry_for(const struct mw_traffic_policy *tp, int64_t port)
{
	for (size_t i = 0; i < tp->port_level_settings.n; i++) {
		const struct mw_port_traffic_policy *p =
		    &tp->port_level_settings.v[i];

		if (p->port != NULL && p->port->number.v == port)
			return p;
	}
	return NULL;
}

/* R157: an entry for the port replaces the policy as a whole. */
struct mw_policy
mw_policy_for_port(const struct mw_traffic_policy *tp,
    const struct mw_object *from, int64_t port)
{
	const struct mw_port_traffic_policy *p;

	if (tp == NULL)
		return (struct mw_policy){ 0 };
	p = entry_for(tp, port);
	if (p != NULL)
		return from_port(p, from);
	return (struct mw_policy){
		.pool = tp->connection_pool, .pool_from = from,
		.outlier = tp->outlier_detection, .outlier_from = from,
		.lb = tp->load_balancer, .lb_from = from,
		.tls = tp->tls, .tls_from = from,
		.given = true,
	};
}

void
mw_policy_defaults(const struct mw_mesh *m, struct mw_policy *p)
{
	const struct mw_mesh_config_default_traffic_policy *d =
	    m->settings.config->default_traffic_policy;

	if (d == NULL)
		return;
	if (p->pool == NULL && d->connection_pool != NULL) {
		p->pool = d->connection_pool;
		p->pool_from = m->settings.object;
		p->given = true;
	}
	if (p->outlier == NULL && d->outlier_detection != NULL) {
		p->outlier = d->outlier_detection;
		p->outlier_from = m->settings.object;
		p->given = true;
	}
}

/* R156: block by block, but an entry for the port replaces all four. */
struct mw_policy
mw_policy_overlay(const struct mw_policy *base,
    const struct mw_traffic_policy *subset, const struct mw_object *from,
    int64_t port)
{
	struct mw_policy over, out = *base;

	if (subset == NULL)
		return out;
	over = mw_policy_for_port(subset, from, port);
	if (!base->given || entry_for(subset, port) != NULL)
		return over;
	if (over.pool != NULL) {
		out.pool = over.pool;
		out.pool_from = from;
	}
	if (over.outlier != NULL) {
		out.outlier = over.outlier;
		out.outlier_from = from;
	}
	if (over.lb != NULL) {
		out.lb = over.lb;
		out.lb_from = from;
	}
	if (over.tls != NULL) {
		out.tls = over.tls;
		out.tls_from = from;
	}
	return out;
}

/* ---- connection pool and protocol (R161) ---------------------------- */

/* What is not above zero counts as not given. */
static int64_t
limit(const struct mw_int *i)
{
	return i->v > 0 ? i->v : 0;
}

/* preserveHttp1HeaderCase ties HTTP/1.1 down, where it may be spoken. */
static bool
keeps_case(const struct mw_mesh *m, const struct mw_service_port_info *port)
{
	const struct mw_mesh_config_default_config *d =
	    m->settings.config->default_config;

	return d != NULL && d->proxy_headers != NULL &&
	    d->proxy_headers->preserve_http1_header_case.v && port != NULL &&
	    (port->protocol == MW_PROTO_AUTO ||
	    mw_protocol_is_http(port->protocol));
}

/* HTTP/2 by wish of the rule or of the mesh. */
static bool
upgrades(const struct mw_mesh *m, const struct mw_pool_http *http,
    const struct mw_service_port_info *port)
{
	if (http != NULL) {
		if (http->use_client_protocol.v)
			return false;
		if (http->h2_upgrade_policy.v == H2_UPGRADE)
			return true;
		if (http->h2_upgrade_policy.v == H2_DO_NOT_UPGRADE)
			return false;
	}
	if (port != NULL && !mw_protocol_is_http(port->protocol))
		return false;
	return m->settings.config->h2_upgrade_policy.v == 1;
}

static void
apply_http(struct mw_cluster *c, const struct mw_pool_http *http)
{
	if (http == NULL)
		return;
	c->max_requests = limit(&http->http2_max_requests);
	c->max_pending = limit(&http->http1_max_pending_requests);
	c->max_retries = limit(&http->max_retries);
	c->max_requests_per_connection =
	    limit(&http->max_requests_per_connection);
	if (http->use_client_protocol.v) {
		c->use_downstream_protocol = true;
		c->http2 = false;
	}
}

void
mw_cluster_apply_upgrade(const struct mw_mesh *m, struct mw_cluster *c,
    const struct mw_policy *p, const struct mw_service_port_info *port)
{
	/* A protocol that was chosen already stays. */
	if (!c->use_downstream_protocol && !keeps_case(m, port) &&
	    upgrades(m, p->pool != NULL ? p->pool->http : NULL, port))
		c->http2 = true;
}

void
mw_cluster_apply_pool(const struct mw_mesh *m, struct mw_cluster *c,
    const struct mw_policy *p)
{
	const struct mw_pool_tcp *tcp = p->pool != NULL ? p->pool->tcp : NULL;

	c->connect_timeout_ns = m->settings.connect_timeout_ns;
	if (p->pool != NULL)
		apply_http(c, p->pool->http);
	if (tcp == NULL)
		return;
	c->max_connections = limit(&tcp->max_connections);
	if (tcp->connect_timeout.node != NULL)
		c->connect_timeout_ns = tcp->connect_timeout.ns;
}

/* ---- outlier detection (R160) --------------------------------------- */

/* A counter switches its enforcement on or off. */
static void
counter(const struct mw_int *i, int64_t *value, int64_t *enforcing)
{
	*value = *enforcing = -1;
	if (i->node == NULL)
		return;
	*value = i->v;
	*enforcing = i->v > 0 ? 100 : 0;
}

static int64_t
duration(const struct mw_duration *d)
{
	return d->node != NULL ? d->ns : -1;
}

static const struct mw_outlier *
new_outlier(struct mw_builder *b, const struct mw_outlier_detection *o,
    const struct mw_object *from, bool near)
{
	struct mw_outlier *out = MW_NEW(b->arena, struct mw_outlier);

	counter(&o->consecutive5xx_errors, &out->consecutive_5xx,
	    &out->enforcing_consecutive_5xx);
	counter(&o->consecutive_gateway_errors,
	    &out->consecutive_gateway_failure,
	    &out->enforcing_consecutive_gateway);
	out->enforcing_success_rate = 0;
	out->interval_ns = duration(&o->interval);
	out->base_ejection_ns = duration(&o->base_ejection_time);
	out->max_ejection_percent = o->max_ejection_percent.v > 0 ?
	    o->max_ejection_percent.v : -1;
	out->consecutive_local = out->enforcing_local = -1;
	out->enforcing_local_success_rate = -1;
	if (o->split_external_local_origin_errors.v) {
		out->split_local = true;
		out->enforcing_local_success_rate = 0;
		if (o->consecutive_local_origin_failures.v > 0)
			counter(&o->consecutive_local_origin_failures,
			    &out->consecutive_local, &out->enforcing_local);
	}
	/* a service that prefers near endpoints needs to see unready ones */
	out->panic_threshold = !near && o->min_health_percent.v > 0 ?
	    o->min_health_percent.v : 0;
	out->origin = mw_origin_of(from, o->node);
	return out;
}

void
mw_cluster_apply_outlier(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_policy *p)
{
	struct mw_cluster_cache *cache = mw_cluster_cache(b);

	bool near;

	if (p->outlier == NULL)
		return;
	near = mw_service_prefers_near(c->service);
	if (cache->outlier_of != p->outlier || cache->outlier_near != near) {
		cache->outlier = new_outlier(b, p->outlier, p->outlier_from,
		    near);
		cache->outlier_of = p->outlier;
		cache->outlier_near = near;
	}
	c->outlier = cache->outlier;
}

/* ---- load balancing (R159) ------------------------------------------ */

bool
mw_policy_passthrough(const struct mw_load_balancer *lb)
{
	return lb != NULL && lb->simple.v == LB_PASSTHROUGH;
}

void
mw_cluster_apply_lb(struct mw_cluster *c, const struct mw_policy *p)
{
	const struct mw_load_balancer *lb = p->lb;

	if (c->type == MW_CLUSTER_DYNAMIC ||
	    c->type == MW_CLUSTER_ORIGINAL_DST) {
		c->lb = MW_LB_CLUSTER_PROVIDED;
		return;
	}
	c->lb = MW_LB_LEAST_REQUEST;
	if (lb == NULL)
		return;
	switch (lb->simple.v) {
	case LB_RANDOM:
		c->lb = MW_LB_RANDOM;
		break;
	case LB_ROUND_ROBIN:
		c->lb = MW_LB_ROUND_ROBIN;
		break;
	case LB_PASSTHROUGH:
		c->type = MW_CLUSTER_ORIGINAL_DST;
		c->lb = MW_LB_CLUSTER_PROVIDED;
		return;
	default:
		break;
	}
	if (lb->consistent_hash != NULL)
		c->lb = lb->consistent_hash->maglev != NULL ? MW_LB_MAGLEV :
		    MW_LB_RING_HASH;
}
