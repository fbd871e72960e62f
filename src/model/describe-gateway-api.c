/*
 * describe-gateway-api.c - the kinds of the Kubernetes Gateway API in words.
 */
#include "model/describe.h"

#include "base/str.h"

#include <string.h>

void
mw_describe_gateway_class(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_gateway_class *c = MW_SPEC(o, gateway_class);

	mw_buf_printf(out, "Gateways of class %s are run by %s.", o->name,
	    mw_str_or_empty(c->controller_name.s));
}

static void
say_listeners(struct mw_buf *out, const struct mw_k8s_gateway_listeners_list *l)
{
	size_t shown = l->n > 2 * MW_SAY_FEW ? 2 * MW_SAY_FEW : l->n;

	for (size_t i = 0; i < shown; i++) {
		const struct mw_k8s_gateway_listeners *v = &l->v[i];

		mw_buf_printf(out, "%s%s on port %lld", i > 0 ? "; " : "",
		    mw_str_or_empty(v->protocol.s), (long long)v->port.v);
		if (v->tls != NULL && v->tls->certificate_refs.n > 0)
			mw_buf_printf(out, " (secret %s)", mw_str_or_empty(
			    v->tls->certificate_refs.v[0].name.s));
		if (v->hostname.s != NULL && v->hostname.s[0] != '\0')
			mw_buf_printf(out, " for %s", v->hostname.s);
	}
	if (shown < l->n)
		mw_buf_printf(out, "; and %zu more", l->n - shown);
	if (l->n == 0)
		mw_buf_adds(out, "nothing");
}

void
mw_describe_k8s_gateway(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_gateway *g = MW_SPEC(o, k8s_gateway);

	if (mw_str_eq(g->gateway_class_name.s, "istio-waypoint")) {
		mw_buf_printf(out, "A waypoint: the layer 7 proxy of what uses "
		    "it in namespace %s.", o->ns);
		return;
	}
	mw_buf_adds(out, "Opens ");
	say_listeners(out, &g->listeners);
	mw_buf_printf(out, "; a gateway of class %s.",
	    mw_str_or_empty(g->gateway_class_name.s));
}

void
mw_describe_listener_set(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_listener_set *l = MW_SPEC(o, listener_set);

	mw_buf_adds(out, "Opens ");
	say_listeners(out, &l->listeners);
	mw_buf_printf(out, "; at Gateway %s.", l->parent_ref != NULL ?
	    mw_str_or_empty(l->parent_ref->name.s) : "(none)");
}

static void
say_parents(struct mw_buf *out,
    const struct mw_k8s_grpc_route_parent_refs_list *p)
{
	for (size_t i = 0; i < p->n && i < MW_SAY_FEW; i++) {
		const struct mw_k8s_grpc_route_parent_refs *v = &p->v[i];

		mw_buf_printf(out, "%s%s %s", i > 0 ? " and " : " at ",
		    v->kind.s != NULL ? v->kind.s : "Gateway",
		    mw_str_or_empty(v->name.s));
	}
}

static void
say_head(struct mw_buf *out, const char *what,
    const struct mw_strings *hostnames,
    const struct mw_k8s_grpc_route_parent_refs_list *parents)
{
	mw_buf_printf(out, "Routes %s", hostnames->n == 0 ? what : "");
	mw_say_strings(out, hostnames, " and ");
	say_parents(out, parents);
}

/* The weighted destinations of all kinds of routes begin alike. */
#define SAY_BACKENDS(out, refs)                                                \
	do {                                                                   \
		int64_t sum = 0;                                               \
		for (size_t b = 0; b < (refs)->n; b++)                         \
			sum += weight_of(&(refs)->v[b].weight);                \
		for (size_t b = 0; b < (refs)->n; b++)                         \
			say_backend((out), b,                                  \
			    (refs)->n == 1 ? 0 : sum, &(refs)->v[b].weight,    \
			    &(refs)->v[b].namespace, &(refs)->v[b].name,       \
			    &(refs)->v[b].port);                               \
	} while (0)

static int64_t
weight_of(const struct mw_int *weight)
{
	return weight->node != NULL ? weight->v : 1;
}

/* SUM is that of all weights, or 0 for an only destination. */
static void
say_backend(struct mw_buf *out, size_t i, int64_t sum,
    const struct mw_int *weight, const struct mw_string *ns,
    const struct mw_string *name, const struct mw_int *port)
{
	mw_buf_adds(out, i > 0 ? "," : "");
	if (sum > 0)
		mw_buf_printf(out, " %.3g %%",
		    100.0 * (double)weight_of(weight) / (double)sum);
	mw_buf_printf(out, " to %s%s%s", mw_str_or_empty(ns->s),
	    ns->s != NULL ? "/" : "", mw_str_or_empty(name->s));
	if (port->node != NULL)
		mw_buf_printf(out, ":%lld", (long long)port->v);
}

static void
say_http_match(struct mw_buf *out, const struct mw_k8s_http_route_matches *m)
{
	size_t n = 0;

	if (m->path != NULL && !mw_str_eq(m->path->value.s, "/")) {
		const char *how = mw_str_or_empty(m->path->type.s);

		mw_buf_printf(out, " with path %s%s",
		    strcmp(how, "Exact") == 0 ? "" :
		    strcmp(how, "RegularExpression") == 0 ? "matching " :
		    "under ", mw_str_or_empty(m->path->value.s));
		n++;
	}
	if (m->method.s != NULL)
		mw_buf_printf(out, "%s with method %s", n++ > 0 ? " and" : "",
		    m->method.s);
	for (size_t i = 0; i < m->headers.n && i < MW_SAY_FEW; i++)
		mw_buf_printf(out, "%s with %s: %s", n++ > 0 ? " and" : "",
		    mw_str_or_empty(m->headers.v[i].name.s),
		    mw_str_or_empty(m->headers.v[i].value.s));
	if (m->headers.n > MW_SAY_FEW)
		mw_buf_printf(out, " and %zu more", m->headers.n - MW_SAY_FEW);
	for (size_t i = 0; i < m->query_params.n && i < MW_SAY_FEW; i++)
		mw_buf_printf(out, "%s with ?%s=%s", n++ > 0 ? " and" : "",
		    mw_str_or_empty(m->query_params.v[i].name.s),
		    mw_str_or_empty(m->query_params.v[i].value.s));
}

static void
say_http_action(struct mw_buf *out, const struct mw_k8s_http_route_rules *r)
{
	for (size_t i = 0; i < r->filters.n; i++)
		if (r->filters.v[i].request_redirect != NULL) {
			mw_buf_adds(out, " are redirected");
			return;
		}
	mw_buf_adds(out, r->backend_refs.n == 0 ?
	    " get an error, for want of a backend" : " go");
	SAY_BACKENDS(out, &r->backend_refs);
}

void
mw_describe_k8s_http_route(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_http_route *h = MW_SPEC(o, k8s_http_route);
	size_t shown = h->rules.n > MW_SAY_FEW ? MW_SAY_FEW : h->rules.n;

	say_head(out, "every host", &h->hostnames, &h->parent_refs);
	for (size_t i = 0; i < shown; i++) {
		const struct mw_k8s_http_route_rules *r = &h->rules.v[i];

		mw_buf_adds(out, i > 0 ? "; requests" : ": requests");
		for (size_t k = 0; k < r->matches.n && k < MW_SAY_FEW; k++) {
			mw_buf_adds(out, k > 0 ? " or" : "");
			say_http_match(out, &r->matches.v[k]);
		}
		say_http_action(out, r);
	}
	if (shown < h->rules.n) {
		mw_buf_adds(out, "; and ");
		mw_say_count(out, h->rules.n - shown, "more rule");
	}
	mw_buf_addc(out, '.');
}

void
mw_describe_k8s_grpc_route(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_grpc_route *g = MW_SPEC(o, k8s_grpc_route);

	say_head(out, "every host", &g->hostnames, &g->parent_refs);
	for (size_t i = 0; i < g->rules.n && i < MW_SAY_FEW; i++) {
		const struct mw_k8s_grpc_route_rules *r = &g->rules.v[i];

		mw_buf_adds(out, i > 0 ? "; calls" : ": calls");
		if (r->matches.n > 0 && r->matches.v[0].method != NULL)
			mw_buf_printf(out, " of %s/%s",
			    r->matches.v[0].method->service.s != NULL ?
			    r->matches.v[0].method->service.s : "*",
			    r->matches.v[0].method->method.s != NULL ?
			    r->matches.v[0].method->method.s : "*");
		mw_buf_adds(out, " go");
		SAY_BACKENDS(out, &r->backend_refs);
	}
	mw_buf_addc(out, '.');
}

/* TCPRoute, TLSRoute, UDPRoute: rules are backends, nothing else. */
void
mw_describe_l4_route(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_k8s_tcp_route_rules_list *rules;
	bool tls = o->kind == MW_KIND_K8S_TLS_ROUTE;

	if (tls) {
		const struct mw_k8s_tls_route *t = MW_SPEC(o, k8s_tls_route);

		say_head(out, "TLS of every name", &t->hostnames,
		    &t->parent_refs);
		rules = &t->rules;
	} else {
		static const struct mw_strings none = { 0 };
		const struct mw_k8s_tcp_route *t = MW_SPEC(o, k8s_tcp_route);

		say_head(out, o->kind == MW_KIND_K8S_TCP_ROUTE ?
		    "TCP connections" : "UDP", &none, &t->parent_refs);
		rules = &t->rules;
	}
	if (rules->n == 0 || rules->v[0].backend_refs.n == 0)
		mw_buf_adds(out, " to nowhere");
	else
		SAY_BACKENDS(out, &rules->v[0].backend_refs);
	mw_buf_addc(out, '.');
}

void
mw_describe_reference_grant(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_reference_grant *g = MW_SPEC(o, reference_grant);

	mw_buf_adds(out, "Lets ");
	for (size_t i = 0; i < g->from.n; i++) {
		mw_say_joint(out, i, g->from.n, " and ");
		mw_buf_printf(out, "each %s of namespace %s",
		    mw_str_or_empty(g->from.v[i].kind.s),
		    mw_str_or_empty(g->from.v[i].namespace.s));
	}
	mw_buf_adds(out, " refer to ");
	for (size_t i = 0; i < g->to.n; i++) {
		mw_say_joint(out, i, g->to.n, " and ");
		mw_buf_printf(out, "%s %s", mw_str_or_empty(g->to.v[i].kind.s),
		    g->to.v[i].name.s != NULL ? g->to.v[i].name.s :
		    "of any name");
	}
	mw_buf_printf(out, " in namespace %s.", o->ns);
}

void
mw_describe_backend_tls_policy(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_backend_tls_policy *p = MW_SPEC(o, backend_tls_policy);

	mw_buf_adds(out, "Gateways speak TLS to ");
	for (size_t i = 0; i < p->target_refs.n; i++) {
		mw_say_joint(out, i, p->target_refs.n, " and ");
		mw_buf_printf(out, "%s %s",
		    mw_str_or_empty(p->target_refs.v[i].kind.s),
		    mw_str_or_empty(p->target_refs.v[i].name.s));
	}
	mw_buf_printf(out, " and expect a certificate of %s.",
	    p->validation != NULL ? mw_str_or_empty(p->validation->hostname.s) :
	    "any name");
}
