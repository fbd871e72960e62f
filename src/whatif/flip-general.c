/*
 * flip-general.c - changes that no field of a policy asks for, yet may lead
 * past one: another port of the same server, a path that is routed elsewhere,
 * a host with its port, another client.
 */
#include "whatif/flip-edit.h"

#include "base/str.h"
#include "base/vec.h"

#include <string.h>

enum { MAX_PATHS = 40, MAX_HOSTS = 40, MAX_CALLERS = 60, MAX_PLACES = 12 };

static bool
is_http(const struct mw_request *r)
{
	return r->scheme == MW_SCHEME_HTTP || r->scheme == MW_SCHEME_HTTPS;
}

static bool
is_tls(const struct mw_request *r)
{
	return r->scheme == MW_SCHEME_HTTPS || r->scheme == MW_SCHEME_TLS;
}

const struct mw_route_config *
mw_hop_routes(const struct mw_hop *h)
{
	const struct mw_filter_chain *chain = h->accept != NULL ?
	    h->accept->chain : NULL;

	if (h->http != NULL && h->http->routes != NULL)
		return h->http->routes;
	return chain != NULL && chain->http != NULL &&
	    chain->http->route_config != NULL ?
	    mw_proxy_routes(h->proxy, chain->http->route_config) : NULL;
}

const struct mw_virtual_host *
mw_hop_vhost(const struct mw_hop *h, struct mw_arena *arena)
{
	const struct mw_route_config *rc = mw_hop_routes(h);
	const char *domain;
	char *host;

	if (h->http == NULL || h->http->vhost != NULL)
		return h->http != NULL ? h->http->vhost : NULL;
	if (rc == NULL || rc->index == NULL || h->http->upstream.authority ==
	    NULL)
		return NULL;
	host = mw_arena_strdup(arena, h->http->upstream.authority);
	host[strcspn(host, ":")] = '\0';
	mw_str_lower(host);
	return mw_domain_find(rc->index, host, strlen(host), &domain);
}

/* Every hop's routes, the client's own first. */
static void
each_route_config(const struct mw_collect *c, struct mw_changes *out,
    void (*add)(const struct mw_collect *c, const struct mw_route_config *rc,
    struct mw_changes *out))
{
	for (size_t i = 0; i < c->answer->n_outcomes; i++) {
		const struct mw_outcome *o = &c->answer->outcomes[i];

		for (size_t j = 0; j < o->n_hops; j++) {
			const struct mw_route_config *rc =
			    mw_hop_routes(&o->hops[j]);

			if (rc != NULL)
				add(c, rc, out);
		}
	}
}

/* ---- methods, paths, hosts -------------------------------------------------- */

static void
add_methods(const struct mw_collect *c, struct mw_changes *out)
{
	static const char *const all[] = { "GET", "POST", "PUT", "DELETE",
		"PATCH", "HEAD", "OPTIONS" };

	for (size_t i = 0; i < MW_LEN(all); i++)
		mw_collect_value(c, out, MW_EDIT_METHOD, all[i]);
}

static void
add_paths(const struct mw_collect *c, const struct mw_route_config *rc,
    struct mw_changes *out)
{
	size_t most = out->n + MAX_PATHS;

	for (size_t i = 0; i < rc->n_vhosts; i++) {
		const struct mw_virtual_host *v = &rc->vhosts[i];

		for (size_t j = 0; j < v->n_routes && out->n < most; j++) {
			const struct mw_route_entry *e = &v->routes[j];

			if (e->path_kind == MW_PATH_REGEX || e->path == NULL ||
			    e->path[0] != '/')
				continue;
			mw_collect_value(c, out, MW_EDIT_PATH, e->path);
			if (e->path_kind != MW_PATH_EXACT)
				mw_collect_value(c, out, MW_EDIT_PATH,
				    mw_arena_printf(c->arena, "%s%sx", e->path,
				    mw_str_has_suffix(e->path, "/") ? "" : "/"));
		}
	}
}

/* Under TLS the server name mostly says the same, and follows. */
void
mw_collect_host(const struct mw_collect *c, const char *host,
    struct mw_changes *out)
{
	struct mw_change both = { .n = 2 };

	mw_collect_value(c, out, MW_EDIT_HOST, host);
	if (!is_tls(c->request))
		return;
	both.edits[0] = (struct mw_edit){ .kind = MW_EDIT_HOST,
		.value = host };
	both.edits[1] = (struct mw_edit){ .kind = MW_EDIT_SNI,
		.value = mw_arena_text(c->arena, host, strcspn(host, ":")) };
	for (size_t i = 0; i < out->n; i++) {
		if (mw_change_same(&out->v[i], &both))
			return;
	}
	mw_vec_push(c->arena, out, both);
}

static void
add_domains(const struct mw_collect *c, const struct mw_route_config *rc,
    struct mw_changes *out)
{
	size_t most = out->n + MAX_HOSTS;

	for (size_t i = 0; i < rc->n_vhosts; i++) {
		for (size_t j = 0; j < rc->vhosts[i].n_domains &&
		     out->n < most; j++) {
			const char *d = rc->vhosts[i].domains[j];

			if (strcmp(d, "*") == 0)
				continue;
			if (d[0] == '*')
				d = mw_arena_printf(c->arena, "x%s", d + 1);
			mw_collect_host(c, d, out);
		}
	}
}

/* Policies compare the host with its port, routes without (S138, R168). */
static void
add_hosts_with_port(const struct mw_collect *c, struct mw_changes *out)
{
	const char *host = c->request->host;
	size_t n = out->n;

	mw_collect_host(c, strchr(host, ':') != NULL ? mw_arena_text(c->arena, host,
	    strcspn(host, ":")) : mw_arena_printf(c->arena, "%s:%u", host,
	    (unsigned)c->request->port), out);
	for (size_t i = 0; i < n; i++) {
		const struct mw_edit *e = &out->v[i].edits[0];

		if (e->kind == MW_EDIT_HOST && strchr(e->value, ':') == NULL)
			mw_collect_host(c, mw_arena_printf(c->arena, "%s:%u",
			    e->value, (unsigned)c->request->port), out);
	}
}

static void
add_hosts(const struct mw_collect *c, struct mw_changes *out)
{
	const struct mw_workload *w = c->hop->workload;

	for (size_t i = 0; i < w->n_services; i++)
		mw_collect_host(c, w->services[i]->hostname, out);
	each_route_config(c, out, add_domains);
	add_hosts_with_port(c, out);
}

/* Server names that a chain of the same listener waits for. */
void
mw_collect_server_names(const struct mw_collect *c,
    struct mw_changes *out)
{
	const struct mw_listener *l = c->hop->accept != NULL ?
	    c->hop->accept->listener : NULL;
	size_t most = out->n + MAX_HOSTS;

	for (size_t i = 0; l != NULL && i < l->n_chains; i++) {
		const struct mw_chain_match *m = &l->chains[i].match;

		for (size_t j = 0; j < m->n_server_names && out->n < most;
		     j++) {
			const char *s = m->server_names[j];

			mw_collect_value(c, out, MW_EDIT_SNI, s[0] == '*' ?
			    mw_arena_printf(c->arena, "x%s", s + 1) : s);
		}
	}
	mw_collect_value(c, out, MW_EDIT_SNI, "none");
}

/* ---- where to ----------------------------------------------------------------- */

static void
add_port(const struct mw_collect *c, int64_t port, struct mw_changes *out)
{
	if (port > 0 && port <= 65535)
		mw_collect_add(c, out, (struct mw_edit){ .kind = MW_EDIT_PORT,
		    .port = (uint32_t)port });
}

/* Other ports, and other names and addresses, of the same server; gateways may
 * lead to it too. */
static void
add_places(const struct mw_collect *c, struct mw_changes *out)
{
	const struct mw_workload *w = c->hop->workload;

	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service *s = w->services[i];

		for (size_t j = 0; j < s->n_ports; j++)
			add_port(c, s->ports[j].number, out);
		mw_collect_value(c, out, MW_EDIT_TO, s->hostname);
	}
	for (size_t i = 0; i < w->n_ips && i < MAX_PLACES; i++)
		mw_collect_value(c, out, MW_EDIT_TO, w->ips[i]);
	for (size_t i = 0, n = 0; i < c->mesh->n_workloads && n < MAX_PLACES;
	     i++) {
		const struct mw_workload *g = c->mesh->workloads[i];

		if (g->proxy != MW_PROXY_GATEWAY || g->n_services == 0)
			continue;
		mw_collect_value(c, out, MW_EDIT_TO, g->services[0]->hostname);
		n++;
	}
}

static void
add_schemes(const struct mw_collect *c, struct mw_changes *out)
{
	for (int i = MW_SCHEME_HTTP; i <= MW_SCHEME_TLS; i++) {
		if (i != (int)c->request->scheme)
			mw_collect_add(c, out, (struct mw_edit){
			    .kind = MW_EDIT_SCHEME,
			    .scheme = (enum mw_scheme)i });
	}
}

/* ---- who asks ------------------------------------------------------------------ */

static bool
is_known(const struct mw_workload *const *known, size_t n,
    const struct mw_workload *w)
{
	for (size_t i = 0; i < n; i++) {
		if (known[i]->proxy == w->proxy && strcmp(known[i]->ns,
		    w->ns) == 0 && mw_str_eq(known[i]->identity, w->identity))
			return true;
	}
	return false;
}

/* One of each account, gateways too, the server itself last. */
static void
add_callers(const struct mw_collect *c, struct mw_changes *out)
{
	const struct mw_workload *known[MAX_CALLERS];
	const struct mw_workload *server = c->hop->workload;
	size_t n = 0;

	for (size_t i = 0; i < c->mesh->n_workloads && n < MAX_CALLERS; i++) {
		const struct mw_workload *w = c->mesh->workloads[i];

		if (w == server || is_known(known, n, w))
			continue;
		known[n++] = w;
		mw_collect_value(c, out, MW_EDIT_FROM, mw_arena_printf(c->arena,
		    "%s/%s", w->ns, w->name));
	}
	if (strcmp(c->request->from, "outside") != 0)
		mw_collect_value(c, out, MW_EDIT_FROM, "outside");
	mw_collect_value(c, out, MW_EDIT_FROM, mw_arena_printf(c->arena, "%s/%s",
	    server->ns, server->name));
}

/* Where a token stands may matter: another proxy may have taken it away. */
static void
add_tokens(const struct mw_collect *c, struct mw_changes *out)
{
	struct mw_token_place at;

	for (size_t i = 0; c->filter != NULL && i < c->filter->n_providers;
	     i++) {
		const struct mw_jwt_provider *p = &c->filter->providers[i];

		for (size_t j = 1; j < MAX_PLACES &&
		     mw_edit_place(p, j, &at); j++)
			mw_collect_add(c, out, (struct mw_edit){
			    .kind = MW_EDIT_TOKEN, .provider = p,
			    .place = j });
	}
}

void
mw_collect_general(const struct mw_collect *c, struct mw_changes *out)
{
	struct mw_collect more = *c;

	more.more = true;
	*out = mw_collect_all(&more);
	if (is_http(c->request)) {
		add_methods(c, out);
		each_route_config(c, out, add_paths);
		add_hosts(c, out);
		add_tokens(c, out);
	}
	if (is_tls(c->request)) {
		mw_collect_server_names(c, out);
		mw_collect_certificates(c, out);
	}
	add_places(c, out);
	add_callers(c, out);
	add_schemes(c, out);
}
