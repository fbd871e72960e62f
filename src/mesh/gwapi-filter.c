/*
 * gwapi-filter.c - filters of a rule or a backend (G76 to G85).
 */
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "mesh/gwapi-build.h"

static void
reject(struct mw_gwapi_rules *c, const struct mw_node *node, const char *text)
{
	mw_gwapi_note(c, mw_gwapi_fault(c->k, MW_GWAPI_INVALID_FILTER, node,
	    "%s", text), true);
}

/* ---- headers (G76) -------------------------------------------------- */

static bool
good_value(const char *s)
{
	for (; *s != '\0'; s++)
		if (((unsigned char)*s < 0x20 && *s != '\t') || *s == 0x7f)
			return false;
	return true;
}

/* Names in lower case; of a repeated one the first counts. */
static void
set_map(struct mw_gwapi_rules *c, const struct mw_env_var_list *l,
    struct mw_string_map *out)
{
	struct mw_string_entry *v = MW_NEW_ARRAY(c->k->arena,
	    struct mw_string_entry, l->n);
	struct mw_map *seen = mw_map_new(c->k->l->scratch);

	out->node = l->node;
	out->v = v;
	for (size_t i = 0; i < l->n; i++) {
		char *name = mw_arena_strdup(c->k->arena,
		    mw_str_or_empty(l->v[i].name.s));
		struct mw_string_entry *e = &v[out->n];

		mw_str_lower(name);
		if (!good_value(mw_str_or_empty(l->v[i].value.s)))
			reject(c, l->v[i].node, mw_arena_printf(c->k->arena,
			    "the value of header '%s' has a control "
			    "character", name));
		if (mw_map_put(seen, name, seen) != NULL)
			continue;
		e->key.s = name;
		e->key.node = l->v[i].node;
		e->value = l->v[i].value;
		out->n++;
	}
}

static const struct mw_header_operations *
headers(struct mw_gwapi_rules *c,
    const struct mw_k8s_grpc_route_request_header_modifier *in)
{
	struct mw_header_operations *out;

	if (in == NULL)
		return NULL;
	out = MW_NEW(c->k->arena, struct mw_header_operations);
	out->node = in->node;
	set_map(c, &in->set, &out->set);
	set_map(c, &in->add, &out->add);
	out->remove = in->remove;
	return out;
}

/* True for a filter about headers. */
static bool
take_headers(struct mw_gwapi_rules *c,
    const struct mw_k8s_http_route_filters *f, struct mw_headers *out)
{
	const struct mw_header_operations *h;

	if (mw_str_eq(f->type.s, "RequestHeaderModifier")) {
		h = headers(c, f->request_header_modifier);
		out->request = h != NULL ? h : out->request;
	} else if (mw_str_eq(f->type.s, "ResponseHeaderModifier")) {
		h = headers(c, f->response_header_modifier);
		out->response = h != NULL ? h : out->response;
	} else {
		return false;
	}
	out->node = f->node;
	return true;
}

const struct mw_headers *
mw_gwapi_backend_filters(struct mw_gwapi_rules *c,
    const struct mw_k8s_http_route_filters_list *l)
{
	struct mw_headers *out;

	if (l->n == 0)
		return NULL;
	out = MW_NEW(c->k->arena, struct mw_headers);
	for (size_t i = 0; i < l->n; i++)
		if (!take_headers(c, &l->v[i], out))
			reject(c, l->v[i].node, mw_arena_printf(c->k->arena,
			    "filter %s is not supported on a backend",
			    mw_str_or_empty(l->v[i].type.s)));
	return out;
}

/* ---- redirect and rewrite (G77 to G80) ------------------------------ */

enum { FROM_REQUEST_PORT = 1 };		/* of derivePort */

static const struct mw_http_redirect *
redirect(struct mw_gwapi_rules *c,
    const struct mw_k8s_http_route_request_redirect *in)
{
	struct mw_http_redirect *out = MW_NEW(c->k->arena,
	    struct mw_http_redirect);

	out->node = in->node;
	out->authority = in->hostname;
	out->scheme = in->scheme;
	out->port = in->port;
	out->redirect_code = in->status_code;
	if (in->status_code.node == NULL)
		out->redirect_code.v = 302;	/* G2 */
	if (in->scheme.node == NULL)
		out->derive_port.v = FROM_REQUEST_PORT;
	if (in->path == NULL)
		return out;
	if (mw_str_eq(in->path->type.s, "ReplaceFullPath"))
		out->uri = in->path->replace_full_path;
	else if (mw_str_eq(in->path->type.s, "ReplacePrefixMatch"))
		out->prefix_rewrite = in->path->replace_prefix_match;
	return out;
}

static void
rewrite_prefix(struct mw_gwapi_rules *c, const struct mw_string *with,
    struct mw_http_rewrite *out)
{
	const char *s = mw_str_or_empty(with->s);
	size_t len = strlen(s);

	if (len > 0 && s[len - 1] == '/')
		len--;
	out->uri.node = with->node;
	/* "/" takes the prefix away (G80) */
	out->uri.s = len > 0 ? mw_arena_text(c->k->arena, s, len) : "/";
}

static const struct mw_http_rewrite *
rewrite(struct mw_gwapi_rules *c,
    const struct mw_k8s_http_route_url_rewrite *in)
{
	struct mw_http_rewrite *out = MW_NEW(c->k->arena,
	    struct mw_http_rewrite);
	struct mw_regex_rewrite *re;

	out->node = in->node;
	out->authority = in->hostname;
	if (in->path == NULL)
		return out;
	if (mw_str_eq(in->path->type.s, "ReplacePrefixMatch")) {
		rewrite_prefix(c, &in->path->replace_prefix_match, out);
	} else if (mw_str_eq(in->path->type.s, "ReplaceFullPath")) {
		re = MW_NEW(c->k->arena, struct mw_regex_rewrite);
		re->node = in->path->node;
		re->match.s = "/.*";
		re->match.node = in->path->node;
		re->rewrite = in->path->replace_full_path;
		out->uri_regex_rewrite = re;
	}
	return out;
}

/* ---- mirrors (G81) -------------------------------------------------- */

struct mirrors {
	MW_VEC(struct mw_http_mirror) v;
};

static void
add_mirror(struct mw_gwapi_rules *c,
    const struct mw_k8s_grpc_route_request_mirror *in, struct mirrors *out)
{
	const struct mw_k8s_grpc_route_backend_ref *r = in->backend_ref;
	struct mw_http_mirror m = { .node = in->node };
	struct mw_gwapi_backend b;
	struct mw_percent *p;
	bool fine, hard = c->hard;

	if (r == NULL)
		return;
	b = (struct mw_gwapi_backend){ r->node, r->group, r->kind, r->name,
		r->namespace, r->port };
	m.destination = mw_gwapi_destination(c, &b, &fine);
	if (!fine) {
		c->hard = hard || c->route->kind == MW_GWAPI_GRPC;
		return;
	}
	if (in->fraction != NULL || in->percent.node != NULL) {
		p = MW_NEW(c->k->arena, struct mw_percent);
		m.percentage = p;
		p->node = in->fraction != NULL ? in->fraction->node :
		    in->percent.node;
		p->value.v = (double)in->percent.v;
		if (in->fraction != NULL)
			p->value.v = 100.0 * (double)in->fraction->
			    numerator.v / (double)(in->fraction->
			    denominator.v > 0 ? in->fraction->denominator.v :
			    100);
	}
	mw_vec_push(c->k->arena, &out->v, m);
}

/* ---- CORS (G82) ----------------------------------------------------- */

#define ANY_ORIGIN "^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#]+$"

/* An origin with a star in its middle, as an expression. */
static const char *
origin_regex(struct mw_gwapi_rules *c, const char *s)
{
	struct mw_buf b = { 0 };
	const char *out;

	mw_buf_addc(&b, '^');
	for (; *s != '\0'; s++) {
		if (*s == '*') {
			mw_buf_adds(&b, ".*");
			continue;
		}
		if (strchr("\\.+()|[]{}^$?", *s) != NULL)
			mw_buf_addc(&b, '\\');
		mw_buf_addc(&b, *s);
	}
	mw_buf_addc(&b, '$');
	out = mw_arena_strdup(c->k->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return out;
}

static struct mw_string_match
origin(struct mw_gwapi_rules *c, const struct mw_string *in)
{
	struct mw_string_match m = { .node = in->node };
	const char *s = in->s, *star = strchr(s, '*');

	if (strcmp(s, "*") == 0)
		m.regex.s = ANY_ORIGIN;
	else if (star == NULL)
		m.exact.s = s;
	else if (star[1] == '\0')
		m.prefix.s = mw_arena_text(c->k->arena, s, strlen(s) - 1);
	else
		m.regex.s = origin_regex(c, s);
	return m;
}

enum { UNMATCHED_IGNORE = 2, DEFAULT_AGE = 5 };

static const struct mw_cors_policy *
cors(struct mw_gwapi_rules *c, const struct mw_k8s_http_route_cors *in)
{
	struct mw_cors_policy *out = MW_NEW(c->k->arena,
	    struct mw_cors_policy);
	struct mw_string_match *v = MW_NEW_ARRAY(c->k->arena,
	    struct mw_string_match, in->allow_origins.n);
	int64_t age = in->max_age.node != NULL ? in->max_age.v : DEFAULT_AGE;

	out->node = in->node;
	out->allow_origins.node = in->allow_origins.node;
	out->allow_origins.v = v;
	for (size_t i = 0; i < in->allow_origins.n; i++)
		if (!mw_str_empty(in->allow_origins.v[i].s))
			v[out->allow_origins.n++] = origin(c,
			    &in->allow_origins.v[i]);
	if (in->allow_credentials.v)
		out->allow_credentials = in->allow_credentials;
	out->allow_methods = in->allow_methods;
	out->allow_headers = in->allow_headers;
	out->expose_headers = in->expose_headers;
	if (age > 0 && age <= INT64_MAX / 1000000000) {
		out->max_age.ns = age * 1000000000;
		out->max_age.node = in->max_age.node != NULL ?
		    in->max_age.node : in->node;
	}
	out->unmatched_preflights.v = UNMATCHED_IGNORE;
	return out;
}

/* ---- all ------------------------------------------------------------ */

static void
take_filter(struct mw_gwapi_rules *c,
    const struct mw_k8s_http_route_filters *f, struct mw_headers *h,
    struct mirrors *mirrors, struct mw_http_route *out)
{
	if (take_headers(c, f, h)) {
		out->headers = h;
	} else if (mw_str_eq(f->type.s, "RequestMirror")) {
		if (f->request_mirror != NULL)
			add_mirror(c, f->request_mirror, mirrors);
	} else if (c->route->kind == MW_GWAPI_HTTP &&
	    mw_str_eq(f->type.s, "RequestRedirect")) {
		if (f->request_redirect != NULL)
			out->redirect = redirect(c, f->request_redirect);
	} else if (c->route->kind == MW_GWAPI_HTTP &&
	    mw_str_eq(f->type.s, "URLRewrite")) {
		if (f->url_rewrite != NULL)
			out->rewrite = rewrite(c, f->url_rewrite);
	} else if (c->route->kind == MW_GWAPI_HTTP &&
	    mw_str_eq(f->type.s, "CORS")) {
		if (f->cors != NULL)
			out->cors_policy = cors(c, f->cors);
	} else {
		reject(c, f->node, mw_arena_printf(c->k->arena,
		    "filter %s is not supported",
		    mw_str_or_empty(f->type.s)));
	}
}

void
mw_gwapi_filters(struct mw_gwapi_rules *c,
    const struct mw_k8s_http_route_filters_list *l, struct mw_http_route *out)
{
	struct mw_headers *h = MW_NEW(c->k->arena, struct mw_headers);
	struct mirrors mirrors = { .v = { 0 } };

	for (size_t i = 0; i < l->n; i++)
		take_filter(c, &l->v[i], h, &mirrors, out);
	out->mirrors.v = mirrors.v.v;
	out->mirrors.n = mirrors.v.n;
	out->mirrors.node = l->node;
}
