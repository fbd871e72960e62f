/*
 * dump-proxies.c - outlines of all proxies of some meshes, one mesh a line.
 *
 * usage: dump-proxies [-d] [-o] FILE...
 *
 * Each FILE is a mesh of its own.  A line is {"file": FILE, "proxies":
 * {"namespace/pod": outline}}.  -d gives listeners and route configurations in
 * full instead of the outline, -o what was left out.
 */
#include "base/str.h"
#include "istiod/istiod.h"
#include "mesh/mesh.h"
#include "xds/print.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

static void
put(json_t *o, const char *key, json_t *value)
{
	json_object_set_new(o, key, value);
}

static void
put_text(json_t *o, const char *key, const char *s)
{
	if (s != NULL)
		put(o, key, json_string_nocheck(s));
}

static json_t *
texts(const char *const *v, size_t n)
{
	json_t *a = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(a, json_string_nocheck(v[i]));
	return a;
}

/* ---- routes */

static json_t *
matcher(const struct mw_matcher *m)
{
	static const char *const kinds[] = { "exact", "prefix", "suffix",
		"contains", "regex", "present" };

	return json_pack("[s,s]", kinds[m->kind],
	    m->kind == MW_MATCH_PRESENT ? "" : m->text);
}

static json_t *
header_ops(const struct mw_header_ops *h)
{
	json_t *a = json_array();

	for (size_t i = 0; i < h->n_set; i++)
		json_array_append_new(a, json_pack("[s,s,s]",
		    h->set[i].action == MW_HEADER_APPEND ? "add" : "set",
		    h->set[i].name, h->set[i].value));
	for (size_t i = 0; i < h->n_remove; i++)
		json_array_append_new(a, json_pack("[s,s]", "remove",
		    h->remove[i]));
	return a;
}

static json_t *
clusters(const struct mw_weighted_cluster *c, size_t n, bool weighted)
{
	json_t *a = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_pack("{s:s}", "name", c[i].name);

		if (weighted) {
			put(o, "weight", json_integer((json_int_t)c[i].weight));
			put(o, "request", header_ops(&c[i].request));
			put(o, "response", header_ops(&c[i].response));
			put_text(o, "host_rewrite", c[i].host_rewrite);
		}
		json_array_append_new(a, o);
	}
	return a;
}

static void
put_match(json_t *o, const struct mw_route_entry *r)
{
	static const char *const kinds[] = { "prefix", "exact", "regex",
		"separated" };
	json_t *headers = json_array(), *query = json_array();

	put(o, "path", json_pack("[s,s,b]", kinds[r->path_kind], r->path,
	    (int)r->ignore_case));
	for (size_t i = 0; i < r->n_headers; i++) {
		const struct mw_header_match *h = &r->headers[i];

		json_array_append_new(headers, json_pack("[s,o,b,b]", h->name,
		    matcher(&h->value), (int)h->invert,
		    (int)h->missing_as_empty));
	}
	put(o, "headers", headers);
	for (size_t i = 0; i < r->n_query; i++)
		json_array_append_new(query, json_pack("[s,o]",
		    r->query[i].name, matcher(&r->query[i].value)));
	put(o, "query", query);
	put(o, "claims", json_integer((json_int_t)r->n_claims));
}

static void
put_retry(json_t *o, const struct mw_retry_policy *p)
{
	json_t *codes;

	if (p == NULL)
		return;
	codes = json_array();
	for (size_t i = 0; i < p->n_status_codes; i++)
		json_array_append_new(codes, json_integer(p->status_codes[i]));
	put(o, "retry", json_pack("[I,s,o,I,b]", (json_int_t)p->attempts,
	    p->retry_on, codes, (json_int_t)p->per_try_timeout_ns,
	    (int)p->previous_hosts));
}

static void
put_policies(json_t *o, const struct mw_route_entry *r)
{
	static const char *const hashes[] = { "header", "cookie", "query",
		"source_ip" };
	json_t *mirrors = json_array(), *hash = json_array();
	const struct mw_cors *c = r->cors;
	const struct mw_fault_filter *f = r->fault;

	for (size_t i = 0; i < r->n_mirrors; i++)
		json_array_append_new(mirrors, json_pack("[s,I]",
		    r->mirrors[i].cluster,
		    (json_int_t)r->mirrors[i].fraction.per_million));
	put(o, "mirrors", mirrors);
	for (size_t i = 0; i < r->n_hash; i++)
		json_array_append_new(hash, json_pack("[s,s]",
		    hashes[r->hash[i].kind],
		    mw_str_or_empty(r->hash[i].name)));
	put(o, "hash", hash);
	if (c != NULL) {
		json_t *origins = json_array();

		for (size_t i = 0; i < c->n_origins; i++)
			json_array_append_new(origins,
			    matcher(&c->origins[i]));
		put(o, "cors", json_pack("[o,s,s,s,s,b,b]", origins,
		    mw_str_or_empty(c->allow_methods),
		    mw_str_or_empty(c->allow_headers),
		    mw_str_or_empty(c->expose_headers),
		    mw_str_or_empty(c->max_age), (int)c->credentials,
		    (int)c->forward_unmatched));
	}
	if (f != NULL)
		put(o, "fault", json_pack("[b,I,b,I,I,b,I,I]", (int)f->abort,
		    (json_int_t)f->abort_status, (int)f->abort_grpc,
		    (json_int_t)f->grpc_status,
		    (json_int_t)f->abort_fraction.per_million, (int)f->delay,
		    (json_int_t)f->delay_ns,
		    (json_int_t)f->delay_fraction.per_million));
}

static void
put_action(json_t *o, const struct mw_route_entry *r)
{
	const struct mw_redirect_action *d = r->redirect;

	if (r->action == MW_ACTION_REDIRECT) {
		put(o, "redirect", json_pack("[s,s,s,s,I,I]",
		    mw_str_or_empty(d->scheme), mw_str_or_empty(d->host),
		    mw_str_or_empty(d->path),
		    mw_str_or_empty(d->prefix_rewrite), (json_int_t)d->port,
		    (json_int_t)d->code));
		return;
	}
	if (r->action == MW_ACTION_DIRECT_RESPONSE) {
		put(o, "direct_response", json_pack("[I,s]",
		    (json_int_t)r->direct_response->status,
		    mw_str_or_empty(r->direct_response->body)));
		return;
	}
	put(o, "clusters", clusters(r->clusters, r->n_clusters, r->weighted));
	put(o, "timeout", json_integer((json_int_t)r->timeout_ns));
	put_retry(o, r->retry);
	put_text(o, "prefix_rewrite", r->prefix_rewrite);
	put_text(o, "regex_rewrite", r->regex_rewrite != NULL ?
	    mw_regex_pattern(r->regex_rewrite) : NULL);
	put_text(o, "regex_substitution", r->regex_substitution);
	put_text(o, "host_rewrite", r->host_rewrite);
}

static json_t *
route(const struct mw_route_entry *r)
{
	json_t *o = json_pack("{s:s}", "name", mw_str_or_empty(r->name));

	put_match(o, r);
	put_action(o, r);
	put_policies(o, r);
	put(o, "request", header_ops(&r->request));
	put(o, "response", header_ops(&r->response));
	return o;
}

static json_t *
route_config(const struct mw_route_config *rc)
{
	json_t *vhosts = json_array();

	for (size_t i = 0; i < rc->n_vhosts; i++) {
		const struct mw_virtual_host *vh = &rc->vhosts[i];
		json_t *routes = json_array();

		for (size_t j = 0; j < vh->n_routes; j++)
			json_array_append_new(routes, route(&vh->routes[j]));
		json_array_append_new(vhosts, json_pack("{s:s,s:o,s:b,s:o}",
		    "name", vh->name, "domains", texts(vh->domains,
		    vh->n_domains), "require_tls", (int)vh->require_tls,
		    "routes", routes));
	}
	return vhosts;
}

/* ---- listeners */

static json_t *
chain(const struct mw_filter_chain *c)
{
	const struct mw_chain_match *m = &c->match;
	json_t *cidrs = json_array(), *o;

	for (size_t i = 0; i < m->n_prefixes; i++) {
		const struct mw_cidr *p = &m->prefixes[i];
		const char *slash = strchr(p->text, '/');

		json_array_append_new(cidrs, json_sprintf("%.*s/%u",
		    slash != NULL ? (int)(slash - p->text) :
		    (int)strlen(p->text), p->text, p->bits));
	}
	o = json_pack("{s:s,s:I,s:o,s:o,s:s,s:o}", "name",
	    mw_str_or_empty(c->name), "port", (json_int_t)m->destination_port,
	    "cidrs", cidrs, "sni", texts(m->server_names, m->n_server_names),
	    "transport", mw_str_or_empty(m->transport), "alpn",
	    texts(m->alpn, m->n_alpn));
	if (c->http != NULL)
		put_text(o, "route_config", c->http->route_config);
	if (c->tcp != NULL)
		put(o, "clusters", clusters(c->tcp->clusters,
		    c->tcp->n_clusters, c->tcp->weighted));
	return o;
}

static json_t *
listener(const struct mw_listener *l)
{
	json_t *chains = json_array(), *o;

	for (size_t i = 0; i < l->n_chains; i++)
		json_array_append_new(chains, chain(&l->chains[i]));
	o = json_pack("{s:s,s:I,s:b,s:b,s:b,s:o}", "address", l->address,
	    "port", (json_int_t)l->port, "bound", (int)l->bound,
	    "tls_inspector", (int)l->tls_inspector, "http_inspector",
	    (int)l->http_inspector, "chains", chains);
	if (l->fallback != NULL)
		put(o, "default", chain(l->fallback));
	return o;
}

static json_t *
detail(const struct mw_proxy *p)
{
	json_t *o = json_object(), *listeners = json_object(),
	    *routes = json_object(), *names = json_array();

	for (size_t i = 0; i < p->n_listeners; i++)
		put(listeners, p->listeners[i].name,
		    listener(&p->listeners[i]));
	for (size_t i = 0; i < p->n_routes; i++)
		put(routes, p->routes[i].name, route_config(&p->routes[i]));
	for (size_t i = 0; i < p->n_clusters; i++)
		json_array_append_new(names,
		    json_string_nocheck(p->clusters[i].name));
	put(o, "listeners", listeners);
	put(o, "route_configs", routes);
	put(o, "clusters", names);
	return o;
}

/* ---- meshes */

static json_t *
proxy(const struct mw_proxy *p, bool in_full, bool omissions)
{
	struct mw_buf out = { 0 };
	json_t *o, *left;

	mw_proxy_outline(p, &out);
	o = in_full ? detail(p) : json_loads(mw_buf_text(&out), 0, NULL);
	mw_buf_release(&out);
	if (omissions) {
		left = json_array();
		for (size_t i = 0; i < p->n_omissions; i++)
			json_array_append_new(left,
			    json_string_nocheck(p->omissions[i].text));
		put(o, "omissions", left);
	}
	return o;
}

static void
dump(const char *file, bool in_full, bool omissions)
{
	const struct mw_mesh_options options = MW_MESH_OPTIONS_DEFAULT;
	const struct mw_mesh *m = mw_mesh_load(&file, 1, &options);
	json_t *o = json_object(), *proxies = json_object();

	put_text(o, "file", file);
	put(o, "proxies", proxies);
	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_workload *w = m->workloads[i];
		struct mw_proxy *p;
		char name[600];

		if (w->proxy != MW_PROXY_SIDECAR &&
		    w->proxy != MW_PROXY_GATEWAY &&
		    w->proxy != MW_PROXY_WAYPOINT)
			continue;
		p = mw_istiod_compile(m, w);
		snprintf(name, sizeof(name), "%s/%s", w->ns, w->name);
		put(proxies, name, proxy(p, in_full, omissions));
		mw_proxy_free(p);
	}
	json_dumpf(o, stdout, JSON_COMPACT | JSON_ENSURE_ASCII);
	putchar('\n');
	json_decref(o);
	mw_mesh_free(m);
}

int
main(int argc, char **argv)
{
	bool in_full = false, omissions = false;
	int c;

	while ((c = getopt(argc, argv, "do")) != -1) {
		if (c == 'd')
			in_full = true;
		else if (c == 'o')
			omissions = true;
		else
			return 2;
	}
	for (; optind < argc; optind++)
		dump(argv[optind], in_full, omissions);
	return 0;
}
