/*
 * flip-failed.c - changes of a request that failed without being refused: what
 * other routes ask for, hosts that the proxy knows, ports where somebody
 * listens, a name that is nearly the one given.
 */
#include "whatif/flip-edit.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/near.h"

enum {
	ROUTES_MAX = 40,	/* of a virtual host */
	HOSTS_MAX = 12,
	PORTS_MAX = 8,
	CALLERS_MAX = 6,
	NAMES_MAX = 2000
};

/* ---- routes -------------------------------------------------------------- */

/* A value that the matcher takes; NULL when none is plain. */
static const char *
value_for(const struct mw_matcher *m)
{
	switch (m->kind) {
	case MW_MATCH_EXACT:
	case MW_MATCH_PREFIX:
	case MW_MATCH_SUFFIX:
	case MW_MATCH_CONTAINS:
		return m->text;
	case MW_MATCH_PRESENT:
		return "x";
	case MW_MATCH_REGEX:
		break;
	}
	return NULL;
}

static bool
header_edit(const struct mw_header_match *h, struct mw_edit *e)
{
	const char *value = value_for(&h->value);

	*e = (struct mw_edit){ .kind = h->invert ? MW_EDIT_NO_HEADER
	    : MW_EDIT_HEADER, .name = h->name, .value = h->invert ? NULL
	    : value };
	if (!h->invert && mw_str_empty(value))
		return false;
	if (strcmp(h->name, ":method") == 0 && !h->invert)
		*e = (struct mw_edit){ .kind = MW_EDIT_METHOD,
			.value = value };
	return e->kind == MW_EDIT_METHOD || h->name[0] != ':';
}

/* All that the route asks for and the request lacks; false when a part of it
 * cannot be made up. */
static bool
route_edits(const struct mw_collect *c, const struct mw_near *x,
    struct mw_changes *out)
{
	const struct mw_route_entry *r = x->route;

	if (x->n == 0 || x->n > MW_NEAR_CLAUSES || x->n_query > 0 ||
	    x->n_claims > 0)
		return false;
	if (x->path) {
		if (r->path_kind == MW_PATH_REGEX || r->path == NULL ||
		    r->path[0] != '/')
			return false;
		mw_collect_value(c, out, MW_EDIT_PATH, r->path);
	}
	for (size_t i = 0; i < x->n_headers; i++) {
		struct mw_edit e;

		if (!header_edit(x->headers[i], &e))
			return false;
		mw_collect_add(c, out, e);
	}
	return out->n > 0;
}

static void
add_routes(const struct mw_collect *c, const struct mw_virtual_host *vh,
    struct mw_changes *singles, struct mw_change_sets *sets)
{
	for (size_t i = 0; vh != NULL && i < vh->n_routes && i < ROUTES_MAX;
	     i++) {
		struct mw_changes set = { 0 };
		struct mw_near x;

		mw_near_look(c->hop, &vh->routes[i], c->arena, &x);
		if (!route_edits(c, &x, &set))
			continue;
		if (set.n == 1)
			mw_collect_add(c, singles, set.v[0].edits[0]);
		else
			mw_vec_push(c->arena, sets, set);
	}
}

/* Headers that some route of the host looks at, taken out: what they led to is
 * not where it fails. */
static void
add_without_headers(const struct mw_collect *c,
    const struct mw_virtual_host *vh, struct mw_changes *out)
{
	for (size_t i = 0; vh != NULL && i < c->request->n_headers; i++) {
		const char *name = c->request->headers[i].name;
		bool known = false;

		for (size_t j = 0; j < vh->n_routes && j < ROUTES_MAX; j++) {
			const struct mw_route_entry *r = &vh->routes[j];

			for (size_t k = 0; k < r->n_headers && !known; k++)
				known = mw_str_case_eq(r->headers[k].name,
				    name);
		}
		if (known)
			mw_collect_add(c, out, (struct mw_edit){
			    .kind = MW_EDIT_NO_HEADER, .name = name });
	}
}

/* ---- hosts --------------------------------------------------------------- */

/* Those of a gateway; a sidecar's clients ask for what they mean. */
static void
add_hosts(const struct mw_collect *c, struct mw_changes *out)
{
	const struct mw_route_config *rc = mw_hop_routes(c->hop);
	size_t most = out->n + HOSTS_MAX;

	for (size_t i = 0; rc != NULL && i < rc->n_vhosts; i++) {
		const struct mw_virtual_host *vh = &rc->vhosts[i];

		for (size_t j = 0; j < vh->n_domains && out->n < most; j++) {
			const char *d = vh->domains[j];

			if (strcmp(d, "*") == 0)
				continue;
			mw_collect_host(c, d[0] == '*' ? mw_arena_printf(
			    c->arena, "x%s", d + 1) : d, out);
		}
	}
}

/* ---- names --------------------------------------------------------------- */

static const char *
client_ns(const struct mw_collect *c)
{
	const char *slash = strchr(c->request->from, '/');

	return slash == NULL ? "" : mw_arena_text(c->arena, c->request->from,
	    (size_t)(slash - c->request->from));
}

static bool
is_mesh_host(const struct mw_collect *c, const char *name)
{
	return mw_dial_service(c->mesh, name, client_ns(c), c->arena) != NULL;
}

static void
add_name(const struct mw_collect *c, const char *name, struct mw_changes *out)
{
	const struct mw_change x = { .edits = { { .kind = MW_EDIT_TO,
	    .value = name }, { .kind = MW_EDIT_HOST, .value = name } },
	    .n = 2 };

	if (name != NULL && strcmp(name, c->request->to) != 0)
		mw_vec_push(c->arena, out, x);
}

/* A service that was meant, when none has the name: the same first word in
 * another namespace, or nearly the same letters. */
static void
add_names(const struct mw_collect *c, struct mw_changes *out)
{
	const char *to = c->request->to, **full, **shorts;
	size_t first = strcspn(to, "."), n = 0;

	if (is_mesh_host(c, to))
		return;
	full = MW_NEW_ARRAY(c->arena, const char *, NAMES_MAX);
	shorts = MW_NEW_ARRAY(c->arena, const char *, NAMES_MAX);
	for (size_t i = 0; i < c->mesh->n_services && n < NAMES_MAX; i++) {
		const struct mw_service *s = c->mesh->services[i];

		if (s->assumed)
			continue;
		if (first > 0 && strncmp(s->hostname, to, first) == 0 &&
		    s->hostname[first] == '.' && out->n < HOSTS_MAX)
			add_name(c, s->hostname, out);
		full[n] = s->hostname;
		shorts[n++] = s->kubernetes ? strchr(to, '.') == NULL ?
		    s->name : mw_arena_printf(c->arena, "%s.%s", s->name,
		    s->ns) : s->hostname;
	}
	add_name(c, mw_str_nearest(to, full, n), out);
	add_name(c, mw_str_nearest(to, shorts, n), out);
}

/* ---- places -------------------------------------------------------------- */

const struct mw_service *
mw_collect_target(const struct mw_collect *c)
{
	const struct mw_service *s = mw_dial_service(c->mesh, c->request->to,
	    client_ns(c), c->arena);
	const struct mw_workload *w = s == NULL ? mw_mesh_workload_by_ip(
	    c->mesh, c->request->to) : NULL;

	return w != NULL && w->n_services > 0 ? w->services[0] : s;
}

static bool
is_http(enum mw_scheme s)
{
	return s == MW_SCHEME_HTTP || s == MW_SCHEME_HTTPS;
}

/* With TLS, or without: a client stays one of HTTP, or of bytes. */
static enum mw_scheme
other_scheme(enum mw_scheme s)
{
	switch (s) {
	case MW_SCHEME_HTTP:
		return MW_SCHEME_HTTPS;
	case MW_SCHEME_HTTPS:
		return MW_SCHEME_HTTP;
	case MW_SCHEME_TCP:
		return MW_SCHEME_TLS;
	case MW_SCHEME_TLS:
		break;
	}
	return MW_SCHEME_TCP;
}

/* It failed before, or below, HTTP. */
static bool
is_of_language(const struct mw_collect *c)
{
	const struct mw_hop *h = c->hop;

	return h == NULL || h->http == NULL || !h->http->filtered ||
	    h->http->cluster != NULL || !is_http(c->request->scheme);
}

static void
add_scheme(const struct mw_collect *c, struct mw_changes *out)
{
	bool tls = c->request->scheme == MW_SCHEME_TLS;

	/* bytes where HTTP is spoken, or a method that is none */
	if (c->hop != NULL && mw_str_eq(c->hop->details, "http1.codec_error")) {
		if (!is_http(c->request->scheme))
			mw_collect_add(c, out, (struct mw_edit){
			    .kind = MW_EDIT_SCHEME, .scheme = tls ?
			    MW_SCHEME_HTTPS : MW_SCHEME_HTTP });
		else
			mw_collect_value(c, out, MW_EDIT_METHOD, "GET");
	}
	mw_collect_add(c, out, (struct mw_edit){ .kind = MW_EDIT_SCHEME,
	    .scheme = other_scheme(c->request->scheme) });
}

static void
add_port(const struct mw_collect *c, int64_t port, struct mw_changes *out)
{
	struct mw_change both = { .n = 2 };

	if (port < 1 || port > 65535)
		return;
	if (port != (int64_t)c->request->port)
		mw_collect_add(c, out, (struct mw_edit){
		    .kind = MW_EDIT_PORT, .port = (uint32_t)port });
	if (port == (int64_t)c->request->port || !is_of_language(c))
		return;
	both.edits[0] = (struct mw_edit){ .kind = MW_EDIT_SCHEME,
		.scheme = other_scheme(c->request->scheme) };
	both.edits[1] = (struct mw_edit){ .kind = MW_EDIT_PORT,
		.port = (uint32_t)port };
	mw_vec_push(c->arena, out, both);
}

static void
add_ports(const struct mw_collect *c, struct mw_changes *out)
{
	const struct mw_service *s = mw_collect_target(c);

	for (size_t i = 0; s != NULL && i < s->n_ports && i < PORTS_MAX; i++)
		add_port(c, s->ports[i].number, out);
}

/* ---- callers ------------------------------------------------------------- */

/* Another namespace, or another kind of proxy, sees other hosts. */
static void
add_callers(const struct mw_collect *c, struct mw_changes *out)
{
	const struct mw_workload *known[CALLERS_MAX + 1] = { NULL };
	const char *slash = strchr(c->request->from, '/');
	size_t n = 0, first;

	if (slash == NULL)
		return;
	known[n++] = mw_mesh_workload(c->mesh, client_ns(c), slash + 1);
	first = n;
	for (size_t i = 0; known[0] != NULL && i < c->mesh->n_workloads &&
	     n < CALLERS_MAX + first; i++) {
		const struct mw_workload *w = c->mesh->workloads[i];
		bool is_known = w->proxy == MW_PROXY_GATEWAY;

		for (size_t j = 0; j < n && !is_known; j++)
			is_known = w->proxy == known[j]->proxy &&
			    strcmp(w->ns, known[j]->ns) == 0;
		if (is_known)
			continue;
		known[n++] = w;
		mw_collect_value(c, out, MW_EDIT_FROM, mw_arena_printf(
		    c->arena, "%s/%s", w->ns, w->name));
	}
	/* a gateway may have the host */
	if (mw_collect_target(c) == NULL)
		mw_collect_value(c, out, MW_EDIT_FROM, "outside");
}

/* ---- all ----------------------------------------------------------------- */

void
mw_collect_failed(const struct mw_collect *c, struct mw_changes *singles,
    struct mw_change_sets *sets)
{
	const struct mw_hop *h = c->hop;

	if (h != NULL && h->http != NULL) {
		const struct mw_virtual_host *vh = mw_hop_vhost(h, c->arena);

		add_routes(c, vh, singles, sets);
		add_without_headers(c, vh, singles);
	}
	if (h != NULL && h->direction == MW_GATEWAY) {
		add_hosts(c, singles);
		mw_collect_server_names(c, singles);
		mw_collect_certificates(c, singles);
	}
	if (h != NULL && h->direction == MW_OUTBOUND)
		mw_collect_value(c, singles, MW_EDIT_HOST, c->request->to);
	add_names(c, singles);
	if (is_of_language(c))
		add_scheme(c, singles);
	add_ports(c, singles);
	if (h == NULL || h->direction != MW_GATEWAY)
		add_callers(c, singles);
}
