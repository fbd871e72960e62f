/*
 * route-action.c - what a route does: redirect, answer, or forward (R68,
 * R81-R100).
 */
#include "istiod/route.h"

#include "base/str.h"
#include "mesh/gwapi.h"

#include <string.h>

/* ---- redirect (R81, R82) */

enum { FROM_REQUEST_PORT = 1 };		/* of derivePort */

static uint32_t
redirect_port(const struct mw_route_source *src,
    const struct mw_http_redirect *in)
{
	const char *scheme = in->scheme.s;
	int64_t port = 0;

	if (in->port.node != NULL) {
		port = in->port.v;
	} else if (in->derive_port.v == FROM_REQUEST_PORT) {
		port = src->rc->port;
		*src->port_counts = true;
	}
	if (mw_str_empty(scheme))
		scheme = src->rc->server_tls ? "https" : "http";
	if ((port == 80 && strcmp(scheme, "http") == 0) ||
	    (port == 443 && strcmp(scheme, "https") == 0))
		return 0;
	return (uint32_t)port;
}

static const char *
or_null(const char *s)
{
	return mw_str_empty(s) ? NULL : s;
}

/* A code that is none leaves the route without action, which Envoy refuses. */
static void
set_redirect(const struct mw_route_source *src,
    const struct mw_http_redirect *in, struct mw_route_entry *r)
{
	struct mw_redirect_action *out = MW_NEW(src->b->arena,
	    struct mw_redirect_action);
	int64_t code = in->redirect_code.v != 0 ? in->redirect_code.v : 301;

	if (code != 301 && code != 302 && code != 303 && code != 307 &&
	    code != 308)
		return;
	out->code = (uint32_t)code;
	out->scheme = or_null(in->scheme.s);
	out->host = or_null(in->authority.s);
	out->prefix_rewrite = or_null(in->prefix_rewrite.s);
	if (out->prefix_rewrite == NULL)
		out->path = or_null(in->uri.s);
	out->port = redirect_port(src, in);
	r->action = MW_ACTION_REDIRECT;
	r->redirect = out;
}

/* ---- direct response (R85) */

static int
base64_digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"
	    "mnopqrstuvwxyz0123456789+/";
	const char *at;

	if (c == '-')
		c = '+';
	else if (c == '_')
		c = '/';
	at = c != '\0' ? strchr(digits, c) : NULL;
	return at != NULL ? (int)(at - digits) : -1;
}

static void
set_bytes(struct mw_arena *a, const char *s,
    struct mw_direct_response_action *out)
{
	size_t len = strlen(s), n = 0;
	char *data = mw_arena_alloc(a, len + 1);
	unsigned bits = 0, have = 0;

	for (size_t i = 0; i < len; i++) {
		int d = base64_digit(s[i]);

		if (d < 0)
			break;
		bits = (bits << 6 | (unsigned)d) & 0xffffffu;
		have += 6;
		if (have >= 8) {
			have -= 8;
			data[n++] = (char)(bits >> have & 0xffu);
		}
	}
	out->body = data;
	out->body_len = n;
	out->bytes = true;
}

static void
set_direct_response(const struct mw_route_source *src,
    const struct mw_direct_response *in, struct mw_route_entry *r)
{
	struct mw_direct_response_action *out = MW_NEW(src->b->arena,
	    struct mw_direct_response_action);

	out->status = (uint32_t)in->status.v;
	if (in->body != NULL && in->body->string.s != NULL) {
		out->body = in->body->string.s;
		out->body_len = strlen(out->body);
	} else if (in->body != NULL && in->body->bytes.s != NULL) {
		set_bytes(src->b->arena, in->body->bytes.s, out);
	}
	r->action = MW_ACTION_DIRECT_RESPONSE;
	r->direct_response = out;
}

/* ---- forwarding */

/* G80: what the prefix matched goes, one '/' stays. */
static void
cut_prefix(const struct mw_route_source *src, struct mw_route_entry *r)
{
	const struct mw_http_match_list *l = &src->http->http->match;
	const struct mw_string_match *uri = l->n > 0 ? l->v[0].uri : NULL;
	const char *s = uri != NULL ? mw_str_or_empty(uri->prefix.s) : "";
	struct mw_buf re = { 0 };

	/* there is no such prefix where it is "/" */
	if (strcmp(s, "/") == 0)
		s = "";
	mw_buf_addc(&re, '^');
	for (; *s != '\0'; s++) {
		if (strchr("\\.+*?()|[]{}^$", *s) != NULL)
			mw_buf_addc(&re, '\\');
		mw_buf_addc(&re, *s);
	}
	mw_buf_adds(&re, "(/?)(.*)");
	r->regex_rewrite = mw_route_regex(src->b, mw_arena_strdup(
	    src->b->arena, mw_buf_text(&re)));
	r->regex_substitution = "/\\2";
	mw_buf_release(&re);
}

/* R86-R88. */
static void
set_rewrite(const struct mw_route_source *src,
    const struct mw_http_rewrite *in, struct mw_route_entry *r)
{
	const struct mw_regex_rewrite *re;

	if (in == NULL)
		return;
	re = in->uri_regex_rewrite;
	if (re != NULL) {
		r->regex_rewrite = mw_route_regex(src->b,
		    mw_str_or_empty(re->match.s));
		r->regex_substitution = mw_str_or_empty(re->rewrite.s);
	} else if (src->vs->gateway_api && mw_str_eq(in->uri.s, "/")) {
		cut_prefix(src, r);
	} else {
		r->prefix_rewrite = or_null(in->uri.s);
	}
	if (!mw_str_empty(in->authority.s))
		r->host_rewrite = in->authority.s;
}

struct mirrors {
	struct mw_mirror_policy *v;
	size_t n, cap;
};

static void
add_mirror(const struct mw_route_source *src, const struct mw_destination *d,
    struct mw_fraction fraction, struct mirrors *out)
{
	struct mw_mirror_policy p = {
		.fraction = fraction,
		.origin = mw_route_origin(src, d->node),
	};

	if (fraction.per_million == 0)
		return;
	p.cluster = mw_route_target(src, d).cluster;
	mw_vec_push(src->b->arena, out, p);
}

/* R97: an explicit 0 is no mirror, nothing given is all. */
static void
set_mirrors(const struct mw_route_source *src, const struct mw_http_route *in,
    struct mw_route_entry *r)
{
	const struct mw_fraction all = { 1000000 };
	struct mirrors out = { 0 };

	if (in->mirror != NULL)
		add_mirror(src, in->mirror, in->mirror_percentage != NULL ?
		    mw_route_percent(in->mirror_percentage) :
		    in->mirror_percent.node != NULL ?
		    mw_route_whole_percent(in->mirror_percent.v) : all, &out);
	for (size_t i = 0; i < in->mirrors.n; i++) {
		const struct mw_http_mirror *m = &in->mirrors.v[i];

		if (m->destination != NULL)
			add_mirror(src, m->destination, m->percentage != NULL ?
			    mw_route_percent(m->percentage) : all, &out);
	}
	r->mirrors = out.v;
	r->n_mirrors = out.n;
}

struct forward {
	const struct mw_route_source *src;
	struct mw_weighted_cluster *clusters;
	struct mw_hash_policy *hash;	/* NULL: none yet */
	size_t most;
	struct mw_route_entry *r;
	bool hashed;
};

static void
add_hash(struct forward *f, const struct mw_route_target *t)
{
	if (t->hash == NULL)
		return;
	f->hashed = true;
	if (f->hash == NULL)
		f->hash = MW_NEW_ARRAY(f->src->b->arena,
		    struct mw_hash_policy, f->most);
	if (mw_route_hash(t->hash, t->hash_object, &f->hash[f->r->n_hash]))
		f->r->n_hash++;
}

static struct mw_weighted_cluster *
add_cluster(struct forward *f, const struct mw_http_destination *d,
    uint64_t weight)
{
	struct mw_weighted_cluster *c = &f->clusters[f->r->n_clusters++];
	struct mw_route_target t = mw_route_target(f->src, d->destination);

	c->name = t.cluster;
	c->weight = weight;
	c->origin = mw_route_origin(f->src, d->node);
	if (f->src->vs->gateway_api)
		c->origin.note = mw_gwapi_why(f->src->b->mesh,
		    f->src->http->origin.object, d->node);
	f->r->total_weight += weight;
	add_hash(f, &t);
	return c;
}

/* R91: its header operations join those of the route. */
static void
forward_one(struct forward *f, const struct mw_http_destination *d)
{
	struct mw_route_headers h = mw_route_headers(f->src, d->headers);
	struct mw_arena *a = f->src->b->arena;

	add_cluster(f, d, 1);
	f->r->request = mw_route_join_headers(a, &f->r->request, &h.request);
	f->r->response = mw_route_join_headers(a, &f->r->response,
	    &h.response);
	if (h.authority != NULL && f->r->host_rewrite == NULL)
		f->r->host_rewrite = h.authority;
}

/* R92. */
static void
forward_weighted(struct forward *f, const struct mw_http_destination_list *l)
{
	f->r->weighted = true;
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_http_destination *d = &l->v[i];
		struct mw_route_headers h;
		struct mw_weighted_cluster *c;

		if (d->weight.v <= 0) {
			const struct mw_origin o = mw_route_origin(f->src,
			    d->node);

			mw_build_omit(f->src->b, MW_OMIT_WEIGHT_ZERO, o.object,
			    o.node, NULL, "destination %s gets nothing: its "
			    "weight is 0 beside others", d->destination !=
			    NULL ? mw_str_or_empty(d->destination->host.s) :
			    "without a host");
			continue;
		}
		h = mw_route_headers(f->src, d->headers);
		c = add_cluster(f, d, (uint64_t)d->weight.v);
		c->request = h.request;
		c->response = h.response;
		c->host_rewrite = h.authority;
	}
}

static void
set_forward(const struct mw_route_source *src, const struct mw_http_route *in,
    struct mw_route_entry *r)
{
	struct mw_arena *a = src->b->arena;
	const struct mw_http_retry *retry = in->retries;
	struct mw_origin origin = { 0 };
	struct forward f = { .src = src, .r = r, .most = in->route.n };

	r->action = MW_ACTION_ROUTE;
	/* G89 */
	r->cluster_not_found = src->vs->gateway_api ? 500 : 503;
	if (in->timeout.node != NULL)
		r->timeout_ns = in->timeout.ns;
	set_rewrite(src, in->rewrite, r);
	set_mirrors(src, in, r);
	f.clusters = MW_NEW_ARRAY(a, struct mw_weighted_cluster, in->route.n);
	if (in->route.n == 1)
		forward_one(&f, &in->route.v[0]);
	else if (in->route.n > 1)
		forward_weighted(&f, &in->route);
	r->clusters = f.clusters;
	r->hash = f.hash;
	if (retry != NULL) {
		origin = mw_route_origin(src, retry->node);
	} else {
		retry = src->b->mesh->settings.config->
		    default_http_retry_policy;
		if (retry != NULL)
			origin = mw_origin_of(src->b->mesh->settings.object,
			    retry->node);
	}
	r->retry = mw_route_retry(src->b, retry,
	    in->route.n == 1 && f.hashed, origin);
}

void
mw_route_set_action(const struct mw_route_source *src,
    struct mw_route_entry *r)
{
	const struct mw_http_route *in = src->http->http;
	struct mw_route_headers h = mw_route_headers(src, in->headers);

	r->request = h.request;
	r->response = h.response;
	r->host_rewrite = h.authority;
	if (in->redirect != NULL)
		set_redirect(src, in->redirect, r);
	else if (in->direct_response != NULL)
		set_direct_response(src, in->direct_response, r);
	else
		set_forward(src, in, r);
	r->fault = mw_route_fault(src, in->fault);
	r->cors = mw_route_cors(src, in->cors_policy);
}
