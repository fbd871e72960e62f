/*
 * delegate.c - root and delegate VirtualServices made one (R111-R115).
 *
 * Each route of the delegate takes the place of the root's entry, with the
 * matches of both.  A route whose match does not lie inside the root's is
 * dropped whole.
 */
#include "istiod/scope.h"

#include "base/str.h"

#include <string.h>

struct matches {
	struct mw_http_match *v;
	size_t n, cap;
};

/* ---- conflicts (R115) */

static bool
has(const struct mw_string *s)
{
	return !mw_str_empty(s->s);
}

static bool
any_kind(const struct mw_string_match *m)
{
	return has(&m->regex) || has(&m->prefix) || has(&m->exact);
}

static bool
string_conflict(const struct mw_string_match *root,
    const struct mw_string_match *leaf)
{
	if (root == NULL || leaf == NULL)
		return false;
	if ((has(&root->regex) && any_kind(leaf)) ||
	    (has(&leaf->regex) && any_kind(root)))
		return true;
	if (has(&root->exact))
		return has(&leaf->prefix) ||
		    !mw_str_eq(root->exact.s, leaf->exact.s);
	if (has(&root->prefix) && has(&leaf->prefix))
		return !mw_str_has_prefix(leaf->prefix.s, root->prefix.s);
	if (has(&root->prefix) && has(&leaf->exact))
		return !mw_str_has_prefix(leaf->exact.s, root->prefix.s);
	return true;
}

static const struct mw_string_match *
map_get(const struct mw_string_match_map *m, const char *key)
{
	for (size_t i = 0; i < m->n; i++) {
		if (mw_str_eq(m->v[i].key.s, key))
			return &m->v[i].value;
	}
	return NULL;
}

static bool
map_conflict(const struct mw_string_match_map *root,
    const struct mw_string_match_map *leaf)
{
	for (size_t i = 0; i < leaf->n; i++) {
		if (string_conflict(map_get(root, leaf->v[i].key.s),
		    &leaf->v[i].value))
			return true;
	}
	return false;
}

static bool
labels_conflict(const struct mw_string_map *root,
    const struct mw_string_map *leaf)
{
	for (size_t i = 0; i < leaf->n; i++) {
		const char *v = mw_labels_get(root, leaf->v[i].key.s);

		if (v != NULL && !mw_str_eq(v, leaf->v[i].value.s))
			return true;
	}
	return false;
}

struct merge {
	struct mw_builder *b;
	const char *root_ns, *leaf_ns;
};

static bool
lists_gateway(const struct merge *m, const struct mw_strings *root,
    const char *gateway)
{
	for (size_t i = 0; i < root->n; i++) {
		if (strcmp(mw_gateway_resolve(m->b->arena,
		    mw_str_or_empty(root->v[i].s), m->root_ns), gateway) == 0)
			return true;
	}
	return false;
}

static bool
gateways_conflict(const struct merge *m, const struct mw_strings *root,
    const struct mw_strings *leaf)
{
	if (root->n == 0 || leaf->n == 0)
		return false;
	if (root->n < leaf->n)
		return true;
	for (size_t i = 0; i < leaf->n; i++) {
		if (!lists_gateway(m, root, mw_gateway_resolve(m->b->arena,
		    mw_str_or_empty(leaf->v[i].s), m->leaf_ns)))
			return true;
	}
	return false;
}

/* What of the root's match the delegate's contradicts; NULL for nothing. */
static const char *
conflict(const struct merge *m, const struct mw_http_match *root,
    const struct mw_http_match *leaf)
{
	if (string_conflict(root->uri, leaf->uri))
		return "uri";
	if (string_conflict(root->scheme, leaf->scheme))
		return "scheme";
	if (string_conflict(root->method, leaf->method))
		return "method";
	if (string_conflict(root->authority, leaf->authority))
		return "authority";
	if (map_conflict(&root->headers, &leaf->headers))
		return "headers";
	if (map_conflict(&root->without_headers, &leaf->without_headers))
		return "withoutHeaders";
	if (map_conflict(&root->query_params, &leaf->query_params))
		return "queryParams";
	if (root->ignore_uri_case.v != leaf->ignore_uri_case.v)
		return "ignoreUriCase";
	if (root->port.v > 0 && leaf->port.v > 0 &&
	    root->port.v != leaf->port.v)
		return "port";
	if (has(&root->source_namespace) &&
	    !mw_str_eq(root->source_namespace.s, leaf->source_namespace.s))
		return "sourceNamespace";
	if (labels_conflict(&root->source_labels, &leaf->source_labels))
		return "sourceLabels";
	if (gateways_conflict(m, &root->gateways, &leaf->gateways))
		return "gateways";
	return NULL;
}

/* ---- merging (R113, R114) */

static struct mw_string_match_map
unite(struct mw_arena *a, const struct mw_string_match_map *root,
    const struct mw_string_match_map *leaf)
{
	struct mw_string_match_entry *v = MW_NEW_ARRAY(a,
	    struct mw_string_match_entry, root->n + leaf->n);
	struct mw_string_match_map out = {
		.node = leaf->node != NULL ? leaf->node : root->node,
		.v = v,
	};

	for (size_t i = 0; i < root->n; i++) {
		if (map_get(leaf, root->v[i].key.s) == NULL)
			v[out.n++] = root->v[i];
	}
	for (size_t i = 0; i < leaf->n; i++)
		v[out.n++] = leaf->v[i];
	return out;
}

static struct mw_string_map
unite_labels(struct mw_arena *a, const struct mw_string_map *root,
    const struct mw_string_map *leaf)
{
	struct mw_string_entry *v = MW_NEW_ARRAY(a, struct mw_string_entry,
	    root->n + leaf->n);
	struct mw_string_map out = {
		.node = leaf->node != NULL ? leaf->node : root->node,
		.v = v,
	};

	for (size_t i = 0; i < root->n; i++) {
		if (mw_labels_get(leaf, root->v[i].key.s) == NULL)
			v[out.n++] = root->v[i];
	}
	for (size_t i = 0; i < leaf->n; i++)
		v[out.n++] = leaf->v[i];
	return out;
}

static struct mw_string
join(struct mw_arena *a, const struct mw_string *root,
    const struct mw_string *leaf)
{
	struct mw_string out = has(leaf) ? *leaf : *root;

	if (has(leaf) && has(root))
		out.s = mw_arena_printf(a, "%s-%s", root->s, leaf->s);
	return out;
}

/* Names as the namespace of their writer means them. */
static struct mw_strings
resolved(struct mw_arena *a, const struct mw_strings *in, const char *ns)
{
	struct mw_string *v = MW_NEW_ARRAY(a, struct mw_string, in->n);

	for (size_t i = 0; i < in->n; i++) {
		v[i] = in->v[i];
		v[i].s = mw_gateway_resolve(a, mw_str_or_empty(v[i].s), ns);
	}
	return (struct mw_strings){ .node = in->node, .n = in->n, .v = v };
}

static struct mw_http_match
merged_match(const struct merge *m, const struct mw_http_match *root,
    const struct mw_http_match *leaf)
{
	struct mw_arena *a = m->b->arena;
	struct mw_http_match out = *leaf;

	out.name = join(a, &root->name, &leaf->name);
	if (out.uri == NULL)
		out.uri = root->uri;
	if (out.scheme == NULL)
		out.scheme = root->scheme;
	if (out.method == NULL)
		out.method = root->method;
	if (out.authority == NULL)
		out.authority = root->authority;
	out.headers = unite(a, &root->headers, &leaf->headers);
	out.without_headers = unite(a, &root->without_headers,
	    &leaf->without_headers);
	out.query_params = unite(a, &root->query_params, &leaf->query_params);
	if (out.port.v == 0)
		out.port = root->port;
	out.source_labels = unite_labels(a, &root->source_labels,
	    &leaf->source_labels);
	if (!has(&out.source_namespace))
		out.source_namespace = root->source_namespace;
	out.gateways = leaf->gateways.n > 0 ?
	    resolved(a, &leaf->gateways, m->leaf_ns) :
	    resolved(a, &root->gateways, m->root_ns);
	return out;
}

/*
 * The matches of ROOT and LEAF together; false when a match of the delegate
 * fits none of the root's, WHAT is then what kept it out of the last one.
 */
static bool
merge_matches(const struct merge *m, const struct mw_http_match_list *root,
    struct mw_http_match_list *leaf, const char **what)
{
	struct mw_arena *a = m->b->arena;
	struct matches out = { 0 };

	if (root->n == 0)
		return true;
	for (size_t j = 0; leaf->n == 0 && j < root->n; j++) {
		struct mw_http_match one = root->v[j];

		one.gateways = resolved(a, &one.gateways, m->root_ns);
		mw_vec_push(a, &out, one);
	}
	for (size_t i = 0; i < leaf->n; i++) {
		size_t before = out.n;

		for (size_t j = 0; j < root->n; j++) {
			const char *why = conflict(m, &root->v[j],
			    &leaf->v[i]);

			if (why != NULL)
				*what = why;
			else
				mw_vec_push(a, &out, merged_match(m,
				    &root->v[j], &leaf->v[i]));
		}
		if (out.n == before)
			return false;
	}
	leaf->v = out.v;
	leaf->n = out.n;
	return true;
}

static const struct mw_destination *
expanded(const struct merge *m, const struct mw_destination *d)
{
	struct mw_destination *copy;

	if (d == NULL || d->host.s == NULL)
		return d;
	copy = MW_NEW(m->b->arena, struct mw_destination);
	*copy = *d;
	copy->host.s = mw_host_expand(m->b->arena, m->b->mesh, d->host.s,
	    m->root_ns);
	return copy;
}

/* Mirrors of the root name hosts of the root's namespace. */
static struct mw_http_mirror_list
root_mirrors(const struct merge *m, const struct mw_http_mirror_list *in)
{
	struct mw_http_mirror *v = MW_NEW_ARRAY(m->b->arena,
	    struct mw_http_mirror, in->n);
	struct mw_http_mirror_list out = *in;

	for (size_t i = 0; i < in->n; i++) {
		v[i] = in->v[i];
		v[i].destination = expanded(m, v[i].destination);
	}
	out.v = v;
	return out;
}

static void
inherit(const struct merge *m, const struct mw_http_route *root,
    struct mw_http_route *out)
{
	if (out->rewrite == NULL)
		out->rewrite = root->rewrite;
	if (out->direct_response == NULL)
		out->direct_response = root->direct_response;
	if (out->timeout.node == NULL)
		out->timeout = root->timeout;
	if (out->retries == NULL)
		out->retries = root->retries;
	if (out->fault == NULL)
		out->fault = root->fault;
	if (out->mirror == NULL)
		out->mirror = expanded(m, root->mirror);
	if (out->mirror_percent.node == NULL)
		out->mirror_percent = root->mirror_percent;
	if (out->mirror_percentage == NULL)
		out->mirror_percentage = root->mirror_percentage;
	if (out->mirrors.n == 0)
		out->mirrors = root_mirrors(m, &root->mirrors);
	if (out->cors_policy == NULL)
		out->cors_policy = root->cors_policy;
	if (out->headers == NULL)
		out->headers = root->headers;
}

/* The delegate, when there is one that ROOT may use; else an omission. */
static const struct mw_object *
find_delegate(struct mw_builder *b, const struct mw_object *root,
    const struct mw_http_route *http)
{
	const struct mw_delegate *d = http->delegate;
	const char *ns = has(&d->namespace) ? d->namespace.s : root->ns;
	const char *name = mw_str_or_empty(d->name.s);
	const struct mw_virtual_service *spec;
	const struct mw_object *o;
	const char *why = NULL;

	o = mw_mesh_find(b->mesh, MW_KIND_VIRTUAL_SERVICE, ns, name);
	spec = o != NULL ? MW_SPEC(o, virtual_service) : NULL;
	if (spec == NULL)
		why = "does not exist";
	else if (spec->hosts.n > 0)
		why = "has hosts, so it cannot be a delegate";
	else if (!mw_exported(&spec->export_to, &b->mesh->settings.export_vs,
	    o->ns, root->ns))
		why = "is not exported to the namespace of the root";
	if (why == NULL)
		return o;
	mw_build_omit(b, MW_OMIT_DELEGATE_MISSING, root, http->node, o,
	    "rule %zu of VirtualService %s/%s is dropped: its delegate %s/%s "
	    "%s", (size_t)(http - MW_SPEC(root, virtual_service)->http.v) + 1,
	    root->ns, root->name, ns, name, why);
	return NULL;
}

void
mw_scope_delegate(struct mw_builder *b, const struct mw_object *root,
    const struct mw_http_route *http, struct mw_vs_entries *out)
{
	const struct mw_object *o = find_delegate(b, root, http);
	const struct mw_virtual_service *spec;
	struct merge m = { .b = b, .root_ns = root->ns };

	if (o == NULL)
		return;
	m.leaf_ns = o->ns;
	spec = MW_SPEC(o, virtual_service);
	for (size_t i = 0; i < spec->http.n; i++) {
		const struct mw_http_route *leaf = &spec->http.v[i];
		struct mw_http_route *both = MW_NEW(b->arena,
		    struct mw_http_route);
		struct mw_vs_http h = { .http = both, .ns = o->ns };
		const char *what = "match";

		*both = *leaf;
		if (!merge_matches(&m, &http->match, &both->match, &what)) {
			mw_build_omit(b, MW_OMIT_DELEGATE_CONFLICT, o,
			    leaf->node, root, "rule %zu of delegate %s/%s is "
			    "dropped: its %s does not fit into the match of "
			    "VirtualService %s/%s", i + 1, o->ns, o->name,
			    what, root->ns, root->name);
			continue;
		}
		both->name = join(b->arena, &http->name, &leaf->name);
		inherit(&m, http, both);
		h.name = mw_str_or_empty(both->name.s);
		h.origin = mw_origin_of(o, leaf->node);
		h.root = mw_origin_of(root, http->node);
		mw_vec_push(b->arena, out, h);
	}
}
