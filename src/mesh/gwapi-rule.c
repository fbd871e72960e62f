/*
 * gwapi-rule.c - rules of HTTPRoutes and GRPCRoutes to http entries of a
 * VirtualService: one for each match (G54).
 */
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "mesh/gwapi-build.h"

/* ---- a GRPCRoute's rule as one of an HTTPRoute ---------------------- */

static struct mw_k8s_http_route_filters_list
grpc_filters(struct mw_arena *a, const struct mw_k8s_grpc_route_filters_list *l)
{
	struct mw_k8s_http_route_filters *v = MW_NEW_ARRAY(a,
	    struct mw_k8s_http_route_filters, l->n);

	for (size_t i = 0; i < l->n; i++)
		v[i] = (struct mw_k8s_http_route_filters){
			.node = l->v[i].node,
			.type = l->v[i].type,
			.request_header_modifier =
			    l->v[i].request_header_modifier,
			.response_header_modifier =
			    l->v[i].response_header_modifier,
			.request_mirror = l->v[i].request_mirror,
		};
	return (struct mw_k8s_http_route_filters_list){ l->node, l->n, v };
}

static struct mw_k8s_http_route_rules
grpc_rule(struct mw_arena *a, const struct mw_k8s_grpc_route_rules *r)
{
	struct mw_k8s_http_route_backend_refs *v = MW_NEW_ARRAY(a,
	    struct mw_k8s_http_route_backend_refs, r->backend_refs.n);

	for (size_t i = 0; i < r->backend_refs.n; i++) {
		const struct mw_k8s_grpc_route_backend_refs *b =
		    &r->backend_refs.v[i];

		v[i] = (struct mw_k8s_http_route_backend_refs){
			.node = b->node,
			.filters = grpc_filters(a, &b->filters),
			.group = b->group,
			.kind = b->kind,
			.name = b->name,
			.namespace = b->namespace,
			.port = b->port,
			.weight = b->weight,
		};
	}
	return (struct mw_k8s_http_route_rules){
		.node = r->node,
		.backend_refs = { r->backend_refs.node, r->backend_refs.n, v },
		.filters = grpc_filters(a, &r->filters),
		.name = r->name,
	};
}

/* ---- where requests go (G88, G89) ----------------------------------- */

static int64_t
weight_of(const struct mw_k8s_http_route_backend_refs *b)
{
	return b->weight.node != NULL ? b->weight.v : 1;
}

static void
answer_500(struct mw_gwapi_maker *k, const struct mw_k8s_http_route_rules *r,
    struct mw_http_route *out)
{
	struct mw_direct_response *d = MW_NEW(k->arena,
	    struct mw_direct_response);

	d->node = r->backend_refs.node != NULL ? r->backend_refs.node :
	    r->node;
	d->status.v = 500;
	d->status.node = d->node;
	out->direct_response = d;
}

static void
set_backends(struct mw_gwapi_rules *c, const struct mw_k8s_http_route_rules *r,
    struct mw_http_route *out)
{
	const struct mw_k8s_http_route_backend_refs_list *l =
	    &r->backend_refs;
	struct mw_http_destination *v = MW_NEW_ARRAY(c->k->arena,
	    struct mw_http_destination, l->n);

	out->route.node = l->node;
	out->route.v = v;
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_k8s_http_route_backend_refs *b = &l->v[i];
		const struct mw_gwapi_backend backend = { b->node, b->group,
			b->kind, b->name, b->namespace, b->port };
		struct mw_http_destination *d = &v[out->route.n];
		bool fine;

		if (weight_of(b) <= 0)
			continue;
		d->node = b->node;
		d->destination = mw_gwapi_destination(c, &backend, &fine);
		d->headers = mw_gwapi_backend_filters(c, &b->filters);
		d->weight.v = weight_of(b);
		d->weight.node = b->weight.node;
		out->route.n++;
	}
	if (out->route.n == 0 && out->redirect == NULL)
		answer_500(c->k, r, out);
}

/* ---- timeouts and retries (G98, G99) -------------------------------- */

static const struct mw_http_retry *
retry(struct mw_gwapi_maker *k, const struct mw_k8s_http_route_retry *in)
{
	struct mw_http_retry *out = MW_NEW(k->arena, struct mw_http_retry);
	struct mw_buf on = { 0 };

	out->node = in->node;
	out->attempts = in->attempts;
	if (in->attempts.node == NULL)
		out->attempts.v = 2;
	mw_buf_adds(&on, "connect-failure,refused-stream,unavailable,"
	    "cancelled");
	for (size_t i = 0; i < in->codes.n; i++)
		mw_buf_printf(&on, ",%lld", (long long)in->codes.v[i].v);
	if (out->attempts.v != 0) {
		out->retry_on.s = mw_arena_strdup(k->arena, mw_buf_text(&on));
		out->retry_on.node = in->node;
	}
	out->backoff = in->backoff;
	mw_buf_release(&on);
	return out;
}

/* Without a retry, the backend's timeout takes the place of the other. */
static void
set_timeouts(struct mw_gwapi_maker *k, const struct mw_k8s_http_route_rules *r,
    struct mw_http_route *out)
{
	const struct mw_k8s_http_route_timeouts *t = r->timeouts;
	struct mw_http_retry *again = NULL;

	if (r->retry != NULL) {
		again = (struct mw_http_retry *)(uintptr_t)retry(k, r->retry);
		out->retries = again;
	}
	if (t == NULL)
		return;
	if (t->request.ns != 0)
		out->timeout = t->request;
	if (t->backend_request.ns == 0)
		return;
	if (again != NULL)
		again->per_try_timeout = t->backend_request;
	else
		out->timeout = t->backend_request;
}

/* ---- rules ---------------------------------------------------------- */

static struct mw_http_route *
make_rule(struct mw_gwapi_rules *c, const struct mw_k8s_http_route_rules *r,
    size_t number)
{
	const struct mw_object *o = c->route->object;
	struct mw_http_route *out = MW_NEW(c->k->arena, struct mw_http_route);

	out->node = r->node;
	out->name = r->name;
	if (mw_str_empty(r->name.s))
		out->name.s = mw_arena_printf(c->k->arena, "%s.%s.%zu",
		    o->ns, o->name, number);
	mw_gwapi_filters(c, &r->filters, out);
	set_timeouts(c->k, r, out);
	set_backends(c, r, out);
	return out;
}

static struct mw_gwapi_piece *
add_piece(struct mw_gwapi_rules *c, const struct mw_http_route *rule,
    struct mw_gwapi_pieces *out)
{
	struct mw_gwapi_piece p = { .http = MW_NEW(c->k->arena,
	    struct mw_http_route) };

	*p.http = *rule;
	p.origin.object = c->route->object;
	p.origin.node = rule->node;
	mw_vec_push(c->k->arena, out, p);
	return &out->v[out->n - 1];
}

static void
http_rules(struct mw_gwapi_rules *c, struct mw_gwapi_pieces *out)
{
	const struct mw_k8s_http_route_rules_list *l =
	    &MW_SPEC(c->route->object, k8s_http_route)->rules;
	/* G2: without rules there is one, which has no backends */
	const struct mw_k8s_http_route_rules none = {
		.node = MW_SPEC(c->route->object, k8s_http_route)->node };

	for (size_t i = 0; i < (l->n > 0 ? l->n : 1) &&
	    mw_mesh_spend(c->k->l, 1); i++) {
		const struct mw_k8s_http_route_rules *r = l->n > 0 ?
		    &l->v[i] : &none;
		const struct mw_http_route *rule = make_rule(c, r, i);

		for (size_t j = 0; j < r->matches.n; j++)
			mw_gwapi_http_match(c, &r->matches.v[j],
			    add_piece(c, rule, out));
		if (r->matches.n == 0)
			mw_gwapi_http_match(c, NULL, add_piece(c, rule, out));
	}
}

static void
grpc_rules(struct mw_gwapi_rules *c, struct mw_gwapi_pieces *out)
{
	const struct mw_k8s_grpc_route_rules_list *l =
	    &MW_SPEC(c->route->object, k8s_grpc_route)->rules;

	for (size_t i = 0; i < l->n && mw_mesh_spend(c->k->l, 1); i++) {
		const struct mw_k8s_http_route_rules r = grpc_rule(
		    c->k->arena, &l->v[i]);
		const struct mw_http_route *rule = make_rule(c, &r, i);

		for (size_t j = 0; j < l->v[i].matches.n; j++)
			mw_gwapi_grpc_match(c, &l->v[i].matches.v[j],
			    add_piece(c, rule, out));
		if (l->v[i].matches.n == 0)
			mw_gwapi_grpc_match(c, NULL, add_piece(c, rule, out));
	}
}

void
mw_gwapi_keep_faults(struct mw_gwapi_rules *c)
{
	struct mw_gwapi_verdict *v = MW_NEW_ARRAY(c->k->arena,
	    struct mw_gwapi_verdict, c->route->n_faults + c->faults.n);
	size_t n = c->route->n_faults;

	c->route->dropped[c->side] = c->hard;
	if (c->faults.n == 0)
		return;
	if (n > 0)
		memcpy(v, c->route->faults, n * sizeof(*v));
	memcpy(v + n, c->faults.v, c->faults.n * sizeof(*v));
	c->route->faults = v;
	c->route->n_faults += c->faults.n;
}

void
mw_gwapi_pieces(struct mw_gwapi_maker *k, struct mw_gwapi_route *r, int side,
    struct mw_gwapi_pieces *out)
{
	struct mw_gwapi_rules c = { .k = k, .route = r, .side = side };

	if (r->kind == MW_GWAPI_HTTP)
		http_rules(&c, out);
	else
		grpc_rules(&c, out);
	mw_gwapi_keep_faults(&c);
	if (c.hard)
		out->n = 0;
	mw_gwapi_sort(out->v, out->n);
}
