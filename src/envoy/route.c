/*
 * route.c - virtual host, route, branch and cluster of a request (R58, R92,
 * R93, R167, R168, R180).
 */
#include "envoy/stages.h"

#include "base/str.h"

#include <string.h>

/* Long host names exist in attacks only; none of them is a domain. */
enum { MAX_HOST = 1024 };

static const struct mw_virtual_host *
find_vhost(struct mw_exchange *x, struct mw_steps *log)
{
	const struct mw_route_config *rc = x->m->routes;
	const char *authority = x->request->authority, *domain = NULL;
	size_t len = rc->ignore_port ? mw_host_length(authority) :
	    strlen(authority);
	const struct mw_virtual_host *vh;
	/* the hosts of a Gateway's server */
	struct mw_origin served = x->in->accept->chain != NULL ?
	    x->in->accept->chain->origin : (struct mw_origin){ 0 };
	char host[MAX_HOST];

	if (served.node != NULL && mw_node_find(served.node, "hosts") != NULL)
		served.node = mw_node_find(served.node, "hosts");

	if (len > sizeof(host))
		len = sizeof(host);
	for (size_t i = 0; i < len; i++) {
		char c = authority[i];

		host[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	vh = mw_domain_find(rc->index, host, len, &domain);
	if (vh != NULL)
		mw_step_add(log, MW_STAGE_VHOST, MW_STEP_CHOSEN, &vh->origin,
		    "virtual host '%s' of '%s', by domain '%s'", vh->name,
		    rc->name, mw_str_or_empty(domain));
	else
		mw_step_add(log, MW_STAGE_VHOST, MW_STEP_FAIL, &served,
		    "no virtual host of '%s' has the host '%.*s'", rc->name,
		    (int)len, host);
	return vh;
}

/* The branch that is asked for, and its cluster. */
static void
choose_cluster(struct mw_exchange *x, const struct mw_route_entry *r)
{
	struct mw_http_decision *out = x->out;
	size_t i = 0;

	out->n_branches = 1;
	if (r->n_clusters == 0)
		return;
	if (r->weighted) {
		out->n_branches = r->n_clusters;
		i = x->in->branch < r->n_clusters ? x->in->branch : 0;
		out->weight = r->clusters[i].weight;
		out->of = r->total_weight;
	}
	out->weighted_index = i;
	out->chosen = &r->clusters[i];
	out->cluster = mw_proxy_cluster(x->p, out->chosen->name);
	/* A cluster that does not exist has no name in access logs, until the
	 * router misses it. */
	out->cluster_name = out->cluster != NULL ? out->cluster->name : NULL;
}

static void
forget(struct mw_http_decision *out)
{
	out->routes = NULL;
	out->vhost = NULL;
	out->route = NULL;
	out->cluster_name = NULL;
	out->cluster = NULL;
	out->chosen = NULL;
	out->n_branches = 1;
	out->weight = 0;
	out->of = 0;
	out->weighted_index = 0;
}

/* Where a route would be that takes the request. */
static struct mw_origin
routes_origin(const struct mw_virtual_host *vh)
{
	struct mw_origin o = vh->origin;
	const struct mw_node *n = NULL;

	if (o.object != NULL && o.object->root != NULL) {
		n = mw_node_find(o.object->root, "spec.http");
		if (n == NULL)		/* of the Gateway API */
			n = mw_node_find(o.object->root, "spec.rules");
	}
	if (n != NULL)
		o.node = n;
	return o;
}

static bool
wants_tls(struct mw_exchange *x, const struct mw_virtual_host *vh)
{
	const char *proto;

	if (!vh->require_tls)
		return false;
	proto = mw_header_get(&x->request->headers, "x-forwarded-proto");
	return !mw_str_eq(proto, "https");
}

enum mw_choice
mw_stage_choose(struct mw_exchange *x, struct mw_steps *log)
{
	const struct mw_virtual_host *vh;
	const struct mw_route_entry *r = NULL;

	forget(x->out);
	if (x->m->routes == NULL || x->m->routes->index == NULL) {
		mw_step_add(log, MW_STAGE_VHOST, MW_STEP_FAIL, NULL,
		    "the proxy has no route configuration '%s'",
		    mw_str_or_empty(x->m->route_config));
		return MW_CHOICE_NONE;
	}
	vh = find_vhost(x, log);
	if (vh == NULL)
		return MW_CHOICE_NONE;
	if (wants_tls(x, vh)) {
		mw_step_add(log, MW_STAGE_VHOST, MW_STEP_FAIL,
		    &vh->require_tls_origin,
		    "'%s' is served by TLS only: redirect to https", vh->name);
		return MW_CHOICE_TLS;
	}
	if (strcmp(mw_str_or_empty(x->request->method), "CONNECT") != 0)
		r = mw_route_match(vh, x->request, x->out->payload_json,
		    x->arena, log);
	if (r == NULL) {
		const struct mw_origin o = routes_origin(vh);

		mw_step_add(log, MW_STAGE_ROUTE, MW_STEP_FAIL, &o,
		    "no route of '%s' takes the request", vh->name);
		return MW_CHOICE_NONE;
	}
	x->out->routes = x->m->routes;
	x->out->vhost = vh;
	x->out->route = r;
	if (r->action == MW_ACTION_ROUTE)
		choose_cluster(x, r);
	return MW_CHOICE_ROUTE;
}
