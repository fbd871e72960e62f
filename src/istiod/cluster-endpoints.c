/*
 * cluster-endpoints.c - the members of a cluster: by port name and subset
 * labels (R26, R155), marked for mTLS (S49, S52), placed by locality (R159).
 *
 * Istio keeps endpoints by host name and namespace.  So a Service and a
 * ServiceEntry of one name share theirs, and a ServiceEntry with two addresses
 * has each of its endpoints twice.
 */
#include "istiod/cluster.h"

#include "base/str.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

struct mw_family
mw_service_family(struct mw_builder *b, const struct mw_service *s)
{
	MW_VEC(const struct mw_service *) out = { 0 };
	const struct mw_service *const *all;
	size_t n;

	all = mw_mesh_services(b->mesh, s->hostname, &n);
	if (n == 1 && mw_str_eq(all[0]->ns, s->ns))
		return (struct mw_family){ .v = all, .n = n };
	for (size_t i = 0; i < n; i++) {
		if (mw_str_eq(all[i]->ns, s->ns))
			mw_vec_push(b->arena, &out, all[i]);
	}
	if (out.n == 0)
		mw_vec_push(b->arena, &out, s);
	return (struct mw_family){ .v = out.v, .n = out.n };
}

/* An endpoint of a Service is on the port of its name in BY, that of a
 * ServiceEntry on its own number, if BY has it. */
static bool
on_number(const struct mw_service *by, const struct mw_service *s,
    const struct mw_endpoint_info *e, int64_t number)
{
	const struct mw_service_port_info *own;

	if (e->port_index >= s->n_ports)
		return false;
	own = &s->ports[e->port_index];
	if (!s->kubernetes)
		return own->number == number &&
		    mw_service_port(by, number) != NULL;
	for (size_t i = by->n_ports; i > 0; i--) {
		if (mw_str_eq(by->ports[i - 1].name, own->name))
			return by->ports[i - 1].number == number;
	}
	return false;
}

/* The last declaration under which the number has an endpoint. */
const struct mw_service *
mw_family_decider(const struct mw_family *f, int64_t number)
{
	if (f->n == 1)
		return f->v[0];
	for (size_t i = f->n; i > 0; i--) {
		for (size_t j = 0; j < f->n; j++) {
			const struct mw_service *s = f->v[j];

			for (size_t k = 0; k < s->n_endpoints; k++) {
				if (on_number(f->v[i - 1], s,
				    &s->endpoints[k], number))
					return f->v[i - 1];
			}
		}
	}
	return NULL;
}

bool
mw_endpoint_on_number(const struct mw_cluster_plan *plan,
    const struct mw_service *s, const struct mw_endpoint_info *e)
{
	return plan->decider != NULL &&
	    on_number(plan->decider, s, e, plan->port->number);
}

static bool
on_port(const struct mw_cluster *c, const struct mw_cluster_plan *plan,
    const struct mw_service *s, const struct mw_endpoint_info *e)
{
	if (c->type != MW_CLUSTER_EDS)
		return mw_endpoint_on_number(plan, s, e);
	return e->port_index < s->n_ports &&
	    mw_str_eq(s->ports[e->port_index].name, plan->port->name);
}

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
	const struct mw_workload *w = e->workload;

	if (plan->subset != NULL && plan->subset->subset->labels.n > 0 &&
	    (e->labels == NULL ||
	    !mw_labels_match(&plan->subset->subset->labels, e->labels)))
		return false;
	if (c->type == MW_CLUSTER_EDS && e->port != 0 &&
	    !is_address(e->address))
		return false;
	return !node_local(plan->service) || (w != NULL &&
	    mw_str_eq(w->node_name, b->workload->node_name));
}

/* Adds the members from S; true when there is any, whatever its state. */
static bool
collect(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan, const struct mw_service *s)
{
	struct mw_cluster_cache *cache = mw_cluster_cache(b);
	bool any = false;

	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s->endpoints[i];
		struct mw_place p = { .endpoint.info = e,
			.locality = mw_str_or_empty(e->locality) };

		if (!on_port(c, plan, s, e) ||
		    !belongs(b, c, plan, e))
			continue;
		any = true;
		p.endpoint.mtls = mw_endpoint_mtls(b, plan, e);
		if (plan->sni_dnat && !p.endpoint.mtls)
			continue;
		if (e->ready)
			mw_vec_push(b->arena, &cache->places, p);
		else
			c->n_unready++;
	}
	return any;
}

/* By namespace and pod, those without first, then by address. */
static int
compare(const void *pa, const void *pb)
{
	const struct mw_endpoint_info *a =
	    ((const struct mw_place *)pa)->endpoint.info;
	const struct mw_endpoint_info *b =
	    ((const struct mw_place *)pb)->endpoint.info;
	int d;

	if ((a->workload == NULL) != (b->workload == NULL))
		return a->workload == NULL ? -1 : 1;
	if (a->workload != NULL) {
		d = strcmp(a->workload->ns, b->workload->ns);
		if (d == 0)
			d = strcmp(a->workload->name, b->workload->name);
		if (d != 0)
			return d;
	}
	d = strcmp(a->address, b->address);
	return d != 0 ? d : a->port < b->port ? -1 : a->port > b->port;
}

bool
mw_cluster_endpoints(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan)
{
	struct mw_cluster_cache *cache = mw_cluster_cache(b);
	struct mw_cluster_endpoint *out;
	bool any = false, failover;
	size_t n;

	if (c->type == MW_CLUSTER_ORIGINAL_DST ||
	    c->type == MW_CLUSTER_DYNAMIC)
		return false;
	cache->places.n = 0;
	for (size_t i = 0; i < plan->family.n; i++) {
		if (collect(b, c, plan, plan->family.v[i]))
			any = true;
	}
	n = cache->places.n;
	if (n == 0)
		return any;
	if (plan->family.n > 1)
		qsort(cache->places.v, n, sizeof(*cache->places.v), compare);
	for (size_t i = 0; i < n; i++)
		cache->places.v[i].order = i;
	/* EDS looks at the rule alone, a DNS cluster at what it has become. */
	failover = c->type == MW_CLUSTER_EDS ? plan->written.outlier != NULL :
	    plan->policy.outlier != NULL;
	n = mw_cluster_place(b, plan, failover, cache->places.v, n);
	out = MW_NEW_ARRAY(b->arena, struct mw_cluster_endpoint, n);
	for (size_t i = 0; i < n; i++)
		out[i] = cache->places.v[i].endpoint;
	c->endpoints = out;
	c->n_endpoints = n;
	return true;
}
