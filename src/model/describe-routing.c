/*
 * describe-routing.c - a VirtualService in words.
 *
 * The rule that takes what no other takes comes first, whatever its place in
 * the list: it says what usually happens.  The others follow as exceptions.
 */
#include "model/describe.h"

#include "base/str.h"

#include <string.h>

struct words {
	const struct mw_virtual_service *vs;
	struct mw_buf *out;
	bool said_subset;	/* "subset v1", later only "v2" */
};

static bool
is_own_host(const struct words *w, const char *host)
{
	return w->vs->hosts.n == 1 && mw_str_eq(w->vs->hosts.v[0].s, host);
}

static void
say_destination(struct words *w, const struct mw_destination *d)
{
	bool own;

	if (d == NULL || mw_str_empty(d->host.s)) {
		mw_buf_adds(w->out, "nowhere");
		return;
	}
	own = is_own_host(w, d->host.s) && d->subset.s != NULL;
	if (!own)
		mw_buf_adds(w->out, d->host.s);
	if (!own && d->port != NULL)
		mw_buf_printf(w->out, ":%lld", (long long)d->port->number.v);
	if (d->subset.s != NULL) {
		mw_buf_printf(w->out, "%s%s%s", own ? "" : " ",
		    own && w->said_subset ? "" : "subset ", d->subset.s);
		w->said_subset = true;
	}
	if (own && d->port != NULL)
		mw_buf_printf(w->out, " at port %lld",
		    (long long)d->port->number.v);
}

/* Shares of weights, as people write them: "90 %". */
static void
say_share(struct words *w, int64_t weight, int64_t sum)
{
	mw_buf_printf(w->out, "%.3g %% to ", sum > 0 ?
	    100.0 * (double)weight / (double)sum : 0.0);
}

static void
say_split(struct words *w, const struct mw_http_destination_list *route,
    const char *single)
{
	int64_t sum = 0;

	if (route->n == 1) {
		mw_buf_adds(w->out, single);
		say_destination(w, route->v[0].destination);
		return;
	}
	for (size_t i = 0; i < route->n; i++)
		sum += route->v[i].weight.v;
	for (size_t i = 0; i < route->n; i++) {
		mw_buf_adds(w->out, i > 0 ? ", " : "");
		say_share(w, route->v[i].weight.v, sum);
		say_destination(w, route->v[i].destination);
	}
}

static void
say_redirect(struct words *w, const struct mw_http_redirect *r)
{
	mw_buf_printf(w->out, "%s%s%s%s", mw_str_or_empty(r->scheme.s),
	    r->scheme.s != NULL ? "://" : "",
	    r->authority.s != NULL ? r->authority.s :
	    r->scheme.s != NULL ? "the same host" : "",
	    mw_str_or_empty(r->uri.s != NULL ? r->uri.s : r->prefix_rewrite.s));
}

/* What happens to the requests; PLURAL when they are the subject. */
static void
say_action(struct words *w, const struct mw_http_route *r, bool plural)
{
	if (r->redirect != NULL) {
		mw_buf_adds(w->out, plural ? "are redirected to " :
		    "all redirected to ");
		say_redirect(w, r->redirect);
	} else if (r->direct_response != NULL) {
		mw_buf_printf(w->out, "%s status %lld at once",
		    plural ? "get" : "all get",
		    (long long)r->direct_response->status.v);
	} else if (r->delegate != NULL) {
		mw_buf_printf(w->out, "%s left to VirtualService %s%s%s",
		    plural ? "are" : "all",
		    mw_str_or_empty(r->delegate->namespace.s),
		    r->delegate->namespace.s != NULL ? "/" : "",
		    mw_str_or_empty(r->delegate->name.s));
	} else if (r->route.n == 0) {
		mw_buf_adds(w->out, plural ? "go nowhere" : "all go nowhere");
	} else {
		if (plural && r->route.n > 1)
			mw_buf_adds(w->out, "go ");
		say_split(w, &r->route, plural ? "go to " : "all to ");
	}
}

/* A share written as a percentage; ABSENT when it is not. */
static double
share_of(const struct mw_percent *p, double absent)
{
	return p != NULL && p->value.node != NULL ? p->value.v : absent;
}

static void
say_fault(struct words *w, const struct mw_fault *f)
{
	if (f->delay != NULL && f->delay->fixed_delay.node != NULL) {
		mw_buf_printf(w->out, ", %.4g %% delayed by ",
		    share_of(f->delay->percentage,
		    (double)f->delay->percent.v));
		mw_say_duration(w->out, f->delay->fixed_delay.ns);
	}
	if (f->abort == NULL)
		return;
	/* without a percentage a fault never fires (R101) */
	mw_buf_printf(w->out, ", %.4g %% aborted",
	    share_of(f->abort->percentage, 0));
	if (f->abort->http_status.node != NULL)
		mw_buf_printf(w->out, " with status %lld",
		    (long long)f->abort->http_status.v);
}

static void
say_mirror(struct words *w, const struct mw_destination *d, double percent)
{
	mw_buf_printf(w->out, ", a copy of %.4g %% to ", percent);
	say_destination(w, d);
}

static void
say_extras(struct words *w, const struct mw_http_route *r)
{
	if (r->rewrite != NULL && r->rewrite->uri.s != NULL)
		mw_buf_printf(w->out, ", path rewritten to %s",
		    r->rewrite->uri.s);
	if (r->rewrite != NULL && r->rewrite->authority.s != NULL)
		mw_buf_printf(w->out, ", host rewritten to %s",
		    r->rewrite->authority.s);
	if (r->fault != NULL)
		say_fault(w, r->fault);
	if (r->timeout.node != NULL && r->timeout.ns > 0) {
		mw_buf_adds(w->out, ", within ");
		mw_say_duration(w->out, r->timeout.ns);
	}
	if (r->retries != NULL && r->retries->attempts.node != NULL) {
		mw_buf_adds(w->out, r->retries->attempts.v > 0 ?
		    ", retried up to " : ", never retried");
		if (r->retries->attempts.v > 0)
			mw_say_count(w->out, (size_t)r->retries->attempts.v,
			    "time");
	}
	if (r->mirror != NULL)
		say_mirror(w, r->mirror, share_of(r->mirror_percentage,
		    r->mirror_percent.node != NULL ?
		    (double)r->mirror_percent.v : 100));
	for (size_t i = 0; i < r->mirrors.n; i++)
		say_mirror(w, r->mirrors.v[i].destination,
		    share_of(r->mirrors.v[i].percentage, 100));
}

/* "is /x", "starts with /x", "matches /x/"; nothing for presence. */
static void
say_compare(struct words *w, const struct mw_string_match *m, const char *is)
{
	if (m->exact.s != NULL)
		mw_buf_printf(w->out, "%s%s", is, m->exact.s);
	else if (m->prefix.s != NULL)
		mw_buf_printf(w->out, " starting with %s", m->prefix.s);
	else if (m->regex.s != NULL)
		mw_buf_printf(w->out, " matching %s", m->regex.s);
}

static void
say_pairs(struct words *w, const struct mw_string_match_map *map,
    const char *with, size_t *n)
{
	size_t shown = map->n > MW_SAY_FEW ? MW_SAY_FEW : map->n;

	for (size_t i = 0; i < shown; i++) {
		mw_buf_printf(w->out, "%s%s%s", (*n)++ > 0 ? " and " : " ",
		    with, map->v[i].key.s);
		say_compare(w, &map->v[i].value, strchr(with, '?') != NULL ?
		    "=" : ": ");
	}
	if (shown < map->n)
		mw_buf_printf(w->out, " and %zu more", map->n - shown);
}

static void
say_part(struct words *w, const struct mw_string_match *m, const char *what,
    size_t *n)
{
	if (m == NULL || (m->exact.s == NULL && m->prefix.s == NULL &&
	    m->regex.s == NULL))
		return;
	mw_buf_printf(w->out, "%s%s", (*n)++ > 0 ? " and " : " ", what);
	say_compare(w, m, " ");
}

static void
say_match(struct words *w, const struct mw_http_match *m)
{
	size_t n = 0;

	say_part(w, m->method, "with method", &n);
	say_part(w, m->uri, "with path", &n);
	say_part(w, m->authority, "for host", &n);
	say_part(w, m->scheme, "with scheme", &n);
	say_pairs(w, &m->headers, "with ", &n);
	say_pairs(w, &m->without_headers, "without ", &n);
	say_pairs(w, &m->query_params, "with ?", &n);
	if (m->port.node != NULL)
		mw_buf_printf(w->out, "%s on port %lld", n++ > 0 ? " and" : "",
		    (long long)m->port.v);
	if (m->source_namespace.s != NULL)
		mw_buf_printf(w->out, "%s from namespace %s",
		    n++ > 0 ? " and" : "", m->source_namespace.s);
	if (m->source_labels.n > 0) {
		mw_buf_printf(w->out, "%s from workloads with ",
		    n++ > 0 ? " and" : "");
		mw_say_labels(w->out, &m->source_labels);
	}
	if (m->gateways.n > 0) {
		mw_buf_printf(w->out, "%s at ", n > 0 ? " and" : "");
		mw_say_strings(w->out, &m->gateways, " or ");
	}
}

/* No condition at all, or only the path "/", which every path begins with:
 * later rules are cut off (T5). */
static bool
is_any(const struct mw_http_match *m)
{
	return (m->uri == NULL || mw_str_eq(m->uri->prefix.s, "/")) &&
	    m->authority == NULL && m->method == NULL && m->scheme == NULL &&
	    m->headers.n == 0 && m->without_headers.n == 0 &&
	    m->query_params.n == 0 && m->port.node == NULL &&
	    m->source_namespace.s == NULL && m->source_labels.n == 0 &&
	    m->gateways.n == 0;
}

static bool
takes_all(const struct mw_http_route *r)
{
	for (size_t i = 0; i < r->match.n; i++)
		if (is_any(&r->match.v[i]))
			return true;
	return r->match.n == 0;
}

static void
say_rule(struct words *w, const struct mw_http_route *r)
{
	size_t n = r->match.n > MW_SAY_FEW ? MW_SAY_FEW : r->match.n;

	mw_buf_adds(w->out, "requests");
	for (size_t i = 0; i < n; i++) {
		mw_buf_adds(w->out, i > 0 ? " or" : "");
		say_match(w, &r->match.v[i]);
	}
	if (n < r->match.n)
		mw_buf_printf(w->out, " (or %zu more cases)", r->match.n - n);
	mw_buf_addc(w->out, ' ');
	say_action(w, r, true);
	say_extras(w, r);
}

static void
say_http(struct words *w, size_t *clauses)
{
	const struct mw_http_route_list *http = &w->vs->http;
	const struct mw_http_route *last = NULL;
	size_t said = 0, n = http->n;

	for (size_t i = 0; i < http->n && last == NULL; i++)
		if (takes_all(&http->v[i])) {
			last = &http->v[i];
			n = i;
		}
	if (last != NULL) {
		say_action(w, last, false);
		say_extras(w, last);
		(*clauses)++;
	}
	for (; said < n && said < MW_SAY_FEW; said++) {
		mw_buf_adds(w->out, (*clauses)++ > 0 ? "; " : "");
		say_rule(w, &http->v[said]);
	}
	if (n > said) {
		mw_buf_adds(w->out, "; and ");
		mw_say_count(w->out, n - said, "more rule");
	}
	if (n + 1 < http->n) {
		mw_buf_adds(w->out, "; nothing is left for ");
		mw_say_count(w->out, http->n - n - 1, "later rule");
	}
}

static void
say_l4(struct words *w, const char *what, int64_t port,
    const struct mw_strings *sni, const struct mw_route_destination_list *to,
    size_t *clauses)
{
	mw_buf_printf(w->out, "%s%s", (*clauses)++ > 0 ? "; " : "", what);
	if (sni != NULL && sni->n > 0) {
		mw_buf_adds(w->out, " for ");
		mw_say_strings(w->out, sni, " or ");
	}
	if (port != 0)
		mw_buf_printf(w->out, " on port %lld", (long long)port);
	mw_buf_adds(w->out, to->n > 0 ? " to " : " to nowhere");
	for (size_t i = 0; i < to->n; i++) {
		mw_say_joint(w->out, i, to->n, " and ");
		say_destination(w, to->v[i].destination);
	}
}

static void
say_tls_and_tcp(struct words *w, size_t *clauses)
{
	const struct mw_virtual_service *vs = w->vs;

	for (size_t i = 0; i < vs->tls.n && i < MW_SAY_FEW; i++) {
		const struct mw_tls_match_list *m = &vs->tls.v[i].match;

		say_l4(w, "TLS", m->n > 0 ? m->v[0].port.v : 0,
		    m->n > 0 ? &m->v[0].sni_hosts : NULL, &vs->tls.v[i].route,
		    clauses);
	}
	for (size_t i = 0; i < vs->tcp.n && i < MW_SAY_FEW; i++) {
		const struct mw_l4_match_list *m = &vs->tcp.v[i].match;

		say_l4(w, "TCP", m->n > 0 ? m->v[0].port.v : 0, NULL,
		    &vs->tcp.v[i].route, clauses);
	}
}

/* "mesh" stands for the sidecars. */
static void
say_gateways(struct words *w)
{
	const struct mw_strings *g = &w->vs->gateways;

	for (size_t i = 0; i < g->n; i++) {
		mw_buf_adds(w->out, i == 0 ? " at " : "");
		mw_say_joint(w->out, i, g->n, " and ");
		mw_buf_adds(w->out, mw_str_eq(g->v[i].s, "mesh") ?
		    "sidecars" : g->v[i].s);
	}
}

void
mw_describe_virtual_service(const struct mw_object *o, struct mw_buf *out)
{
	struct words w = { .vs = MW_SPEC(o, virtual_service), .out = out };
	size_t clauses = 0;

	if (w.vs->hosts.n == 0) {
		mw_buf_adds(out, "For other VirtualServices to delegate to: ");
	} else {
		mw_buf_adds(out, "Routes ");
		mw_say_strings(out, &w.vs->hosts, " and ");
		say_gateways(&w);
		mw_buf_adds(out, ": ");
	}
	say_http(&w, &clauses);
	say_tls_and_tcp(&w, &clauses);
	mw_buf_adds(out, clauses == 0 ? "nowhere, it has no rule." : ".");
}
