/*
 * cluster-endpoints.c - the members of a cluster: by port name and subset
 * labels (R26, R155), marked for mTLS (S49, S52), placed by locality (R159).
 */
#include "istiod/cluster.h"

#include "base/str.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

/* internalTrafficPolicy: Local */
static bool
node_local(const struct mw_service *s)
{
	const struct mw_k8s_service_spec *spec = mw_service_spec(s);

	return spec != NULL &&
	    mw_str_eq(spec->internal_traffic_policy.s, "Local");
}

/* Digits and dots, or a colon: EDS takes no host names. */
static bool
is_address(const char *s)
{
	return mw_str_has_prefix(s, "unix://") || strchr(s, ':') != NULL ||
	    strspn(s, "0123456789.") == strlen(s);
}

static bool
belongs(const struct mw_builder *b, const struct mw_cluster *c,
    const struct mw_cluster_plan *plan, const struct mw_endpoint_info *e)
{
	const struct mw_service *s = plan->service;
	const struct mw_workload *w = e->workload;

	if (e->port_index >= s->n_ports ||
	    !mw_str_eq(s->ports[e->port_index].name, plan->port->name))
		return false;
	if (plan->subset != NULL && plan->subset->subset->labels.n > 0 &&
	    (e->labels == NULL ||
	    !mw_labels_match(&plan->subset->subset->labels, e->labels)))
		return false;
	if (c->type == MW_CLUSTER_EDS && e->port != 0 &&
	    !is_address(e->address))
		return false;
	return !node_local(s) || (w != NULL &&
	    mw_str_eq(w->node_name, b->workload->node_name));
}

/* Where the endpoints come from: a service cut to some ports counts its ports
 * anew, so names are compared, not places. */
static size_t
collect(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan, struct mw_place *v, bool *any)
{
	const struct mw_service *s = plan->service;
	size_t n = 0;

	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s->endpoints[i];
		bool mtls;

		if (!belongs(b, c, plan, e))
			continue;
		*any = true;
		mtls = mw_endpoint_mtls(b, plan, e);
		if (plan->sni_dnat && !mtls)
			continue;
		if (!e->ready) {
			c->n_unready++;
			continue;
		}
		v[n] = (struct mw_place){
			.endpoint = { .info = e, .mtls = mtls },
			.locality = mw_str_or_empty(e->locality),
			.order = n,
		};
		n++;
	}
	return n;
}

bool
mw_cluster_endpoints(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan)
{
	struct mw_cluster_endpoint *out;
	struct mw_place *v;
	bool failover, any = false;
	size_t n;

	if (c->type == MW_CLUSTER_ORIGINAL_DST ||
	    c->type == MW_CLUSTER_DYNAMIC || plan->service->n_endpoints == 0)
		return false;
	v = MW_NEW_ARRAY(b->arena, struct mw_place, plan->service->n_endpoints);
	n = collect(b, c, plan, v, &any);
	/* EDS looks at the rule alone, a DNS cluster at what it has become. */
	failover = c->type == MW_CLUSTER_EDS ? plan->written.outlier != NULL :
	    plan->policy.outlier != NULL;
	n = mw_cluster_place(b, plan, failover, v, n);
	out = MW_NEW_ARRAY(b->arena, struct mw_cluster_endpoint, n);
	for (size_t i = 0; i < n; i++)
		out[i] = v[i].endpoint;
	c->endpoints = out;
	c->n_endpoints = n;
	return any;
}
