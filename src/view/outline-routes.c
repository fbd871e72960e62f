/*
 * outline-routes.c - the routes of a VirtualService as rows: where they lead,
 * what gets copies, and what else is done to a request on the way.
 */
#include <string.h>

#include "base/str.h"
#include "view/outline-build.h"
#include "yaml/node.h"

/* ---- destinations ------------------------------------------------------- */

static const struct mw_subset *
find_subset(struct mw_outline_build *b, const char *host, const char *name)
{
	const struct mw_bucket *all = mw_bucket_of(b->dr.exact, host);

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_destination_rule *d = MW_SPEC(all->v[i],
		    destination_rule);

		for (size_t j = 0; j < d->subsets.n; j++) {
			if (mw_str_eq(d->subsets.v[j].name.s, name))
				return &d->subsets.v[j];
		}
	}
	return NULL;
}

static const struct mw_outline_target *
target_of(struct mw_outline_build *b, const struct mw_object *vs,
    const struct mw_destination *d, const char *share)
{
	const char *words[] = { share, mw_str_or_empty(d->host.s),
		d->subset.s != NULL ? " subset " : "",
		mw_str_or_empty(d->subset.s) };
	struct mw_outline_target *t;
	const char *host;

	for (size_t i = 0; i < MW_OUTLINE_LATELY; i++) {
		t = &b->targets[i];
		if (t->label != NULL && t->host == d->host.s &&
		    t->subset == d->subset.s && t->share == share &&
		    t->ns == vs->ns)
			return t;
	}
	t = &b->targets[b->target++ % MW_OUTLINE_LATELY];
	host = mw_host_expand(b->arena, b->m, mw_str_or_empty(d->host.s),
	    vs->ns);
	*t = (struct mw_outline_target){ share, d->host.s, d->subset.s,
		vs->ns, mw_row_words(b, words, MW_LEN(words)),
		mw_mesh_service(b->m, host, vs->ns),
		d->subset.s != NULL ? find_subset(b, host, d->subset.s)
		    : NULL };
	return t;
}

static void
destination(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs, const struct mw_destination *d,
    const char *share, const struct mw_node *node)
{
	const struct mw_outline_target *t = target_of(b, vs, d, share);
	const struct mw_service *s = t->service;
	const struct mw_subset *subset = t->found;
	struct mw_row *r = mw_row_put(b, parent, t->label);

	r->object = vs;
	r->node = node;
	r->service = s;
	r->missing = d->subset.s != NULL && subset == NULL;
	if (s == NULL) {
		r->missing = true;
		r->fact = "no such host";
		return;
	}
	if (r->missing) {
		r->fact = "no DestinationRule has this subset";
		return;
	}
	mw_rows_members(b, r, s, subset != NULL ? &subset->labels : NULL);
	if (r->first == NULL)
		r->fact = s->external ? "outside the mesh" : s->n_endpoints >
		    0 ? "an address that is no workload" : "no workload";
}

/* ---- words --------------------------------------------------------------- */

/* A match in a few words: the first condition, and how many more. */
static const char *
match_words(struct mw_outline_build *b, const struct mw_http_match *m)
{
	static const char *const kinds[] = { "exact ", "prefix ", "regex " };
	struct mw_arena *a = b->arena;
	const struct mw_string *values[3];

	if (m->uri != NULL) {
		values[0] = &m->uri->exact;
		values[1] = &m->uri->prefix;
		values[2] = &m->uri->regex;
		for (size_t i = 0; i < MW_LEN(values); i++) {
			if (values[i]->s != NULL)
				return mw_row_words(b, (const char *const[]){
				    kinds[i], values[i]->s }, 2);
		}
	}
	if (m->headers.n > 0) {
		const struct mw_string_match *v = &m->headers.v[0].value;
		const char *value = v->exact.s != NULL ? v->exact.s
		    : v->prefix.s != NULL ? v->prefix.s : v->regex.s;

		return mw_arena_printf(a, "header %s%s%s",
		    m->headers.v[0].key.s, value != NULL ? ": " : "",
		    mw_str_or_empty(value));
	}
	if (m->method != NULL)
		return mw_arena_printf(a, "method %s",
		    mw_str_or_empty(m->method->exact.s));
	if (m->port.node != NULL)
		return mw_arena_printf(a, "port %lld", (long long)m->port.v);
	return "conditions";
}

static const char *
route_words(struct mw_outline_build *b, const struct mw_http_route *r)
{
	if (r->match.n == 0)
		return "everything";
	if (r->match.n == 1)
		return match_words(b, &r->match.v[0]);
	return mw_arena_printf(b->arena, "%s, or %zu more",
	    match_words(b, &r->match.v[0]), r->match.n - 1);
}

static const char *
share_words(struct mw_outline_build *b, int64_t weight, int64_t sum)
{
	struct mw_outline_share *s;

	if (sum <= 0)
		return "";
	for (size_t k = 0; k < MW_OUTLINE_LATELY; k++) {
		s = &b->shares[k];
		if (s->text != NULL && s->weight == weight && s->sum == sum)
			return s->text;
	}
	s = &b->shares[b->share++ % MW_OUTLINE_LATELY];
	*s = (struct mw_outline_share){ weight, sum, mw_arena_printf(b->arena,
	    "%.4g %% ", 100.0 * (double)weight / (double)sum) };
	return s->text;
}

static const char *
share_of(struct mw_outline_build *b, const struct mw_http_route *r, size_t i)
{
	int64_t sum = 0;

	if (r->route.n < 2)
		return "";
	for (size_t j = 0; j < r->route.n; j++)
		sum += r->route.v[j].weight.v;
	return share_words(b, r->route.v[i].weight.v, sum);
}

/* ---- what else a route does ---------------------------------------------- */

/* A row for a setting of a route; NODE is where it is written. */
static struct mw_row *
setting(struct mw_outline_build *b, struct mw_row *route,
    const struct mw_node *node, const char *label)
{
	struct mw_row *r = mw_row_put(b, route, label);

	r->object = route->object;
	r->node = node;
	return r;
}

/* "https://www.example.com/new", with "same host" and the like for what the
 * redirect leaves alone. */
static const char *
redirect_words(struct mw_outline_build *b, const struct mw_http_redirect *r)
{
	const char *path = r->uri.s != NULL ? r->uri.s : r->prefix_rewrite.s;
	const char *host = r->authority.s;
	struct mw_buf out = { 0 };
	const char *text;

	if (r->scheme.s != NULL)
		mw_buf_printf(&out, "%s://", r->scheme.s);
	if (host != NULL || r->scheme.s != NULL || r->port.node != NULL)
		mw_buf_adds(&out, host != NULL ? host : "the same host");
	if (r->port.node != NULL)
		mw_buf_printf(&out, ":%lld", (long long)r->port.v);
	mw_buf_adds(&out, path != NULL ? path : "");
	mw_buf_printf(&out, ", %lld", r->redirect_code.node != NULL
	    ? (long long)r->redirect_code.v : 301LL);
	text = mw_arena_text(b->arena, mw_buf_text(&out), out.len);
	mw_buf_release(&out);
	return text;
}

/* Without a percentage a fault never fires (R101). */
static double
share_written(const struct mw_percent *p, double absent)
{
	return p != NULL && p->value.node != NULL ? p->value.v : absent;
}

static void
faults(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_fault *f)
{
	const struct mw_fault_delay *d = f->delay;
	const struct mw_fault_abort *x = f->abort;

	if (d != NULL && d->fixed_delay.node != NULL)
		setting(b, r, d->node, mw_arena_printf(b->arena,
		    "fault: %.4g %% delayed by %s", share_written(
		    d->percentage, (double)d->percent.v), mw_str_or_empty(
		    mw_node_text(d->fixed_delay.node))));
	if (x == NULL)
		return;
	setting(b, r, x->node, mw_arena_printf(b->arena,
	    "fault: %.4g %% aborted with %s%s", share_written(x->percentage,
	    0), x->http_status.node == NULL && x->grpc_status.s != NULL
	    ? "gRPC " : "", x->http_status.node != NULL ? mw_arena_printf(
	    b->arena, "%lld", (long long)x->http_status.v)
	    : mw_str_or_empty(x->grpc_status.s)));
}

static void
rewrite(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_http_rewrite *w)
{
	const char *path = w->uri.s != NULL ? w->uri.s
	    : w->uri_regex_rewrite != NULL
	    ? mw_str_or_empty(w->uri_regex_rewrite->rewrite.s) : NULL;

	if (path != NULL)
		setting(b, r, w->node, mw_arena_printf(b->arena,
		    "rewrite path to %s", path));
	if (w->authority.s != NULL)
		setting(b, r, w->node, mw_arena_printf(b->arena,
		    "rewrite host to %s", w->authority.s));
}

static size_t
operations(const struct mw_header_operations *h)
{
	return h != NULL ? h->add.n + h->set.n + h->remove.n : 0;
}

static void
headers(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_headers *h)
{
	size_t n = operations(h->request), m = operations(h->response);

	if (n + m > 0)
		setting(b, r, h->node, mw_arena_printf(b->arena,
		    "headers: %zu of the request, %zu of the response", n,
		    m));
}

static void
settings(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_http_route *h)
{
	const struct mw_http_retry *again = h->retries;

	if (h->fault != NULL)
		faults(b, r, h->fault);
	if (h->rewrite != NULL)
		rewrite(b, r, h->rewrite);
	if (h->timeout.node != NULL)
		setting(b, r, h->timeout.node, h->timeout.ns == 0
		    ? "no timeout" : mw_arena_printf(b->arena, "timeout %s",
		    mw_str_or_empty(mw_node_text(h->timeout.node))));
	if (again != NULL && again->attempts.node != NULL)
		setting(b, r, again->node, again->attempts.v == 0
		    ? "no retries" : mw_arena_printf(b->arena,
		    "retries: %lld%s%s", (long long)again->attempts.v,
		    again->retry_on.s != NULL ? " on " : "",
		    mw_str_or_empty(again->retry_on.s)));
	if (h->headers != NULL)
		headers(b, r, h->headers);
	if (h->cors_policy != NULL)
		setting(b, r, h->cors_policy->node, "CORS policy");
}

/* ---- routes -------------------------------------------------------------- */

/* What the condition GATEWAYS of a match leaves: traffic at b->at_gateway. */
static bool
is_at_gateway(const struct mw_outline_build *b, const struct mw_object *vs,
    const struct mw_strings *gateways)
{
	const char *at = b->at_gateway;

	if (at == NULL || gateways->n == 0)
		return true;
	for (size_t i = 0; i < gateways->n; i++) {
		const char *g = mw_str_or_empty(gateways->v[i].s);
		size_t ns = strlen(vs->ns);

		if (strcmp(g, at) == 0)
			return true;
		if (strchr(g, '/') == NULL && strncmp(at, vs->ns, ns) == 0 &&
		    at[ns] == '/' && strcmp(at + ns + 1, g) == 0)
			return true;
	}
	return false;
}

static bool
http_is_at(const struct mw_outline_build *b, const struct mw_object *vs,
    const struct mw_http_route *h)
{
	for (size_t i = 0; i < h->match.n; i++)
		if (is_at_gateway(b, vs, &h->match.v[i].gateways))
			return true;
	return h->match.n == 0;
}

/* "delegate shop/cart", with its routes: those of a delegate that delegates
 * count for nothing. */
static void
delegate(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs, const struct mw_delegate *d)
{
	const char *ns = mw_str_empty(d->namespace.s) ? vs->ns
	    : d->namespace.s;
	const struct mw_object *to = mw_mesh_find(b->m,
	    MW_KIND_VIRTUAL_SERVICE, ns, mw_str_or_empty(d->name.s));
	struct mw_row *r;

	if (to == NULL) {
		r = setting(b, parent, d->node, mw_arena_printf(b->arena,
		    "delegate %s/%s", ns, mw_str_or_empty(d->name.s)));
		r->missing = true;
		r->fact = "no such VirtualService";
		return;
	}
	r = mw_row_object(b, parent, to);
	r->label = mw_arena_printf(b->arena, "delegate VirtualService %s/%s",
	    to->ns, to->name);
	if (!b->delegated) {
		b->delegated = true;
		mw_rows_routes(b, r, to);
		b->delegated = false;
	}
}

/* A copy: its answer is thrown away (R101). */
static void
mirror(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs, const struct mw_destination *d, double share,
    const struct mw_node *node)
{
	if (d != NULL)
		destination(b, parent, vs, d, share == 100 ? "mirror "
		    : mw_arena_printf(b->arena, "mirror %.4g %% ", share),
		    node);
}

/* Where the requests go: to one of these. */
static void
leads_to(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_object *vs, const struct mw_http_route *h)
{
	if (h->redirect != NULL)
		setting(b, r, h->redirect->node, mw_row_words(b,
		    (const char *const[]){ "redirect to ", redirect_words(b,
		    h->redirect) }, 2));
	else if (h->direct_response != NULL)
		setting(b, r, h->direct_response->node, mw_arena_printf(
		    b->arena, "answer %lld at once",
		    (long long)h->direct_response->status.v));
	else if (h->delegate != NULL)
		delegate(b, r, vs, h->delegate);
	for (size_t i = 0; i < h->route.n; i++) {
		if (h->route.v[i].destination != NULL)
			destination(b, r, vs, h->route.v[i].destination,
			    share_of(b, h, i), h->route.v[i].node);
	}
	if (h->mirror != NULL)
		mirror(b, r, vs, h->mirror, share_written(
		    h->mirror_percentage, h->mirror_percent.node != NULL
		    ? (double)h->mirror_percent.v : 100), h->mirror->node);
	for (size_t i = 0; i < h->mirrors.n; i++)
		mirror(b, r, vs, h->mirrors.v[i].destination, share_written(
		    h->mirrors.v[i].percentage, 100), h->mirrors.v[i].node);
}

static void
http_route(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs, const struct mw_http_route *h, size_t index)
{
	struct mw_row *r;

	if (!http_is_at(b, vs, h))
		return;
	if (h->name.s != NULL)
		r = mw_row_put(b, parent, mw_row_words(b, (const char *const[]){
		    "route ", h->name.s }, 2));
	else
		r = mw_row_add(b, parent, "route http[%zu]", index);
	r->object = vs;
	r->node = h->node;
	r->fact = route_words(b, h);
	leads_to(b, r, vs, h);
	settings(b, r, h);
}

/* ---- TLS and TCP --------------------------------------------------------- */

static void
l4_route(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs, const char *what, const struct mw_node *node,
    const struct mw_route_destination_list *to, size_t index)
{
	struct mw_row *r = mw_row_add(b, parent, "route %s[%zu]", what, index);
	int64_t sum = 0;

	r->object = vs;
	r->node = node;
	for (size_t i = 0; i < to->n; i++)
		sum += to->v[i].weight.v;
	for (size_t i = 0; i < to->n; i++) {
		if (to->v[i].destination != NULL)
			destination(b, r, vs, to->v[i].destination, to->n < 2
			    ? "" : share_words(b, to->v[i].weight.v, sum),
			    to->v[i].node);
	}
}

static const char *
port_words(struct mw_outline_build *b, const struct mw_int *port,
    const char *before)
{
	return port->node == NULL ? "" : mw_arena_printf(b->arena,
	    "%sport %lld", before, (long long)port->v);
}

static void
tls_route(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs, const struct mw_tls_route *t, size_t index)
{
	const struct mw_tls_match *m = t->match.n > 0 ? t->match.v : NULL;
	struct mw_buf names = { 0 };
	bool here = m == NULL;

	for (size_t i = 0; i < t->match.n && !here; i++)
		here = is_at_gateway(b, vs, &t->match.v[i].gateways);
	if (!here)
		return;
	l4_route(b, parent, vs, "tls", t->node, &t->route, index);
	for (size_t i = 0; m != NULL && i < m->sni_hosts.n; i++)
		mw_buf_printf(&names, "%s%s", i > 0 ? " " : "SNI ",
		    mw_str_or_empty(m->sni_hosts.v[i].s));
	if (m != NULL)
		mw_row_fact(b, parent->last, "%s%s%s", mw_buf_text(&names),
		    port_words(b, &m->port, names.len > 0 ? ", " : ""),
		    t->match.n > 1 ? mw_arena_printf(b->arena,
		    ", or %zu more", t->match.n - 1) : "");
	mw_buf_release(&names);
}

static void
tcp_route(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *vs, const struct mw_tcp_route *t, size_t index)
{
	const struct mw_l4_match *m = t->match.n > 0 ? t->match.v : NULL;
	bool here = m == NULL;

	for (size_t i = 0; i < t->match.n && !here; i++)
		here = is_at_gateway(b, vs, &t->match.v[i].gateways);
	if (!here)
		return;
	l4_route(b, parent, vs, "tcp", t->node, &t->route, index);
	if (m == NULL)
		parent->last->fact = "everything";
	else
		mw_row_fact(b, parent->last, "%s%s", m->port.node != NULL
		    ? port_words(b, &m->port, "") : "conditions",
		    t->match.n > 1 ? mw_arena_printf(b->arena,
		    ", or %zu more", t->match.n - 1) : "");
}

void
mw_rows_routes(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *o)
{
	const struct mw_virtual_service *v = MW_SPEC(o, virtual_service);

	for (size_t i = 0; v != NULL && i < v->http.n; i++)
		http_route(b, parent, o, &v->http.v[i], i);
	for (size_t i = 0; v != NULL && i < v->tls.n; i++)
		tls_route(b, parent, o, &v->tls.v[i], i);
	for (size_t i = 0; v != NULL && i < v->tcp.n; i++)
		tcp_route(b, parent, o, &v->tcp.v[i], i);
}
