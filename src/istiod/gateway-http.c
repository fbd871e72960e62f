/*
 * gateway-http.c - route configurations of a gateway (R46-R58).
 *
 * Virtual hosts are kept by name while servers and their VirtualServices are
 * gone through; each collects the routes of every VirtualService that shares a
 * host with it (R52).  Hosts that end with the same routes become one virtual
 * host with several domains.
 */
#include "istiod/gateway.h"

#include "base/str.h"
#include "istiod/proxy-headers.h"
#include "istiod/route.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

/* Routes of one VirtualService for one Gateway: made once (R55). */
struct block {
	const struct mw_route_entry *routes;
	size_t n;
	size_t number;
};

struct vhost {
	struct mw_virtual_host out;
	MW_VEC(const struct block *) blocks;
	MW_VEC(const char *) domains;
};

struct tables {
	struct mw_builder *b;
	const struct mw_gw_route *route;
	struct mw_map *blocks;		/* by "gateway vs" */
	struct mw_map *by_host;		/* struct vhost */
	MW_VEC(struct vhost *) vhosts;
};

/* ---- services of destinations (R95) --------------------------------- */

struct find_ctx {
	const struct mw_builder *b;
	const char *ns;			/* of the VirtualService */
};

/* The service of the VirtualService's own namespace first, when this proxy
 * sees it; of namesakes there, the Kubernetes one, then the oldest (R21). */
static const struct mw_service *
find_service(void *p, const char *host)
{
	const struct find_ctx *ctx = p;
	const struct mw_service *const *all, *own = NULL;
	size_t n;

	all = mw_mesh_services(ctx->b->mesh, host, &n);
	for (size_t i = 0; i < n; i++) {
		if (!mw_str_eq(all[i]->ns, ctx->ns))
			continue;
		if (own == NULL || (!own->kubernetes && all[i]->kubernetes))
			own = all[i];
	}
	if (own != NULL && mw_service_visible(own, ctx->b->workload->ns))
		return own;
	return mw_scope_service(ctx->b, host);
}

static const struct block *
routes_of(struct tables *t, const struct mw_gw_server *s,
    const struct mw_vs *vs)
{
	struct mw_builder *b = t->b;
	struct find_ctx ctx = { .b = b, .ns = vs->object->ns };
	const struct mw_route_context rc = {
		.port = s->port,
		.gateway = s->gateway,
		.is_gateway = true,
		.server_tls = s->spec->tls != NULL,
		.find = find_service,
		.find_ctx = &ctx,
	};
	const char *key = mw_arena_printf(b->arena, "%s %s", s->gateway,
	    vs->key);
	struct block *block = mw_map_get(t->blocks, key);

	if (block != NULL)
		return block;
	block = MW_NEW(b->arena, struct block);
	block->routes = mw_build_routes(b, vs, &rc, &block->n);
	block->number = mw_map_count(t->blocks);
	mw_map_put(t->blocks, key, block);
	return block;
}

/* ---- virtual hosts -------------------------------------------------- */

static bool
redirects(const struct mw_gw_server *s)
{
	return s->spec->tls != NULL && s->spec->tls->https_redirect.v;
}

static void
require_tls(struct vhost *v, const struct mw_gw_server *s)
{
	v->out.require_tls = true;
	v->out.require_tls_origin = mw_origin_of(s->object,
	    s->spec->tls->https_redirect.node);
}

/* "host:port"; a host with a colon is put in brackets, as Go's JoinHostPort
 * does. */
static const char *
vhost_name(struct mw_arena *a, const char *host, int64_t port)
{
	return mw_arena_printf(a, strchr(host, ':') != NULL ? "[%s]:%lld" :
	    "%s:%lld", host, (long long)port);
}

static struct vhost *
new_vhost(struct tables *t, const char *host, const struct mw_gw_server *s,
    struct mw_origin origin)
{
	struct vhost *v = MW_NEW(t->b->arena, struct vhost);

	v->out.name = vhost_name(t->b->arena, host, s->port);
	v->out.attempt_count = mw_proxy_headers_attempts(t->b);
	v->out.origin = origin;
	mw_vec_push(t->b->arena, &v->domains, host);
	mw_map_put(t->by_host, host, v);
	mw_vec_push(t->b->arena, &t->vhosts, v);
	return v;
}

static void
add_vs(struct tables *t, const struct mw_gw_server *s, const struct mw_vs *vs)
{
	const struct block *block;
	const char *const *hosts;
	size_t n;

	hosts = mw_gw_shared_hosts(t->b, s, vs, &n);
	if (n == 0)
		return;
	mw_gw_mark(t->b, vs, MW_GW_HOST_FITS);
	block = routes_of(t, s, vs);
	/* R56: without routes there is no virtual host. */
	if (block->n == 0)
		return;
	mw_gw_mark(t->b, vs, MW_GW_USED);
	for (size_t i = 0; i < n; i++) {
		struct vhost *v = mw_map_get(t->by_host, hosts[i]);

		if (v == NULL)
			v = new_vhost(t, hosts[i], s, mw_origin_of(vs->object,
			    vs->spec->hosts.node));
		mw_vec_push(t->b->arena, &v->blocks, block);
		if (redirects(s))
			require_tls(v, s);
	}
}

/* R58: hosts of the server itself. */
static void
add_redirects(struct tables *t, const struct mw_gw_server *s)
{
	for (size_t i = 0; redirects(s) && i < s->n_hosts; i++) {
		const char *host = mw_arena_lower(t->b->arena, s->hosts[i]);
		struct vhost *v = mw_map_get(t->by_host, host);

		if (v == NULL)
			v = new_vhost(t, host, s, mw_origin_of(s->object,
			    s->spec->node));
		require_tls(v, s);
	}
}

static void
add_server(struct tables *t, const struct mw_gw_server *s)
{
	const struct mw_vs *const *list;
	size_t n;

	list = mw_scope_virtual_services(t->b, s->gateway, t->b->workload->ns,
	    &n);
	for (size_t i = 0; i < n; i++)
		add_vs(t, s, list[i]);
	add_redirects(t, s);
}

/* ---- finishing ------------------------------------------------------ */

/* Longest first, wildcards last, then by letters. */
static int
more_specific(const void *pa, const void *pb)
{
	const char *a = (*(struct vhost *const *)pa)->domains.v[0];
	const char *b = (*(struct vhost *const *)pb)->domains.v[0];
	size_t la = strlen(a), lb = strlen(b);

	if ((a[0] == '*') != (b[0] == '*'))
		return a[0] == '*' ? 1 : -1;
	if (la != lb)
		return la > lb ? -1 : 1;
	return strcmp(a, b);
}

static const char *
blocks_key(struct tables *t, const struct vhost *v)
{
	struct mw_buf key = { 0 };
	const char *out;

	for (size_t i = 0; i < v->blocks.n; i++)
		mw_buf_printf(&key, "%zu ", v->blocks.v[i]->number);
	out = mw_arena_strdup(t->b->arena, mw_buf_text(&key));
	mw_buf_release(&key);
	return out;
}

/* Hosts with the very same routes share a virtual host, the most specific one
 * gives the name. */
static size_t
collapse(struct tables *t)
{
	struct mw_map *known = mw_map_new(t->b->arena);
	size_t n = 0;

	if (t->vhosts.n > 1)
		qsort(t->vhosts.v, t->vhosts.n, sizeof(*t->vhosts.v),
		    more_specific);
	for (size_t i = 0; i < t->vhosts.n; i++) {
		struct vhost *v = t->vhosts.v[i];
		const char *key = blocks_key(t, v);
		struct vhost *old = mw_map_get(known, key);

		if (old != NULL &&
		    old->out.require_tls == v->out.require_tls) {
			mw_vec_push(t->b->arena, &old->domains,
			    v->domains.v[0]);
			continue;
		}
		mw_map_put(known, key, v);
		t->vhosts.v[n++] = v;
	}
	return n;
}

/* R52: catch-alls last, the rest as they came.  Those of one VirtualService
 * end with their catch-all anyway (R63). */
static void
set_routes(struct mw_builder *b, struct vhost *v)
{
	struct mw_route_entry *out;
	size_t all = 0, n = 0;

	v->out.domains = v->domains.v;
	v->out.n_domains = v->domains.n;
	if (v->blocks.n == 1) {
		v->out.routes = v->blocks.v[0]->routes;
		v->out.n_routes = v->blocks.v[0]->n;
		return;
	}
	for (size_t i = 0; i < v->blocks.n; i++)
		all += v->blocks.v[i]->n;
	out = MW_NEW_ARRAY(b->arena, struct mw_route_entry, all);
	for (int last = 0; last < 2; last++) {
		for (size_t i = 0; i < v->blocks.n; i++) {
			const struct block *block = v->blocks.v[i];

			for (size_t j = 0; j < block->n; j++) {
				if (block->routes[j].catch_all == (last == 1))
					out[n++] = block->routes[j];
			}
		}
	}
	v->out.routes = out;
	v->out.n_routes = n;
}

static int
by_name(const void *a, const void *b)
{
	const struct mw_virtual_host *va = a, *vb = b;

	return strcmp(va->name, vb->name);
}

/* R57: nothing at all still answers, with 404. */
static void
add_blackhole(struct tables *t)
{
	const struct mw_gw_server *s = t->route->servers.v[0];
	struct vhost *v = new_vhost(t, "*", s, mw_origin_default(
	    "no VirtualService for this port: every request gets 404"));

	v->out.name = vhost_name(t->b->arena, "blackhole", s->port);
	v->out.attempt_count = false;
}

void
mw_gw_routes(struct mw_builder *b, const struct mw_gw_route *r)
{
	struct tables t = { .b = b, .route = r };
	struct mw_route_config rc = { .name = r->name, .ignore_port = true };
	struct mw_virtual_host *out;
	size_t n;

	t.blocks = mw_map_new(b->arena);
	t.by_host = mw_map_new(b->arena);
	for (size_t i = 0; i < r->servers.n; i++)
		add_server(&t, r->servers.v[i]);
	if (t.vhosts.n == 0)
		add_blackhole(&t);
	n = collapse(&t);
	out = MW_NEW_ARRAY(b->arena, struct mw_virtual_host, n);
	for (size_t i = 0; i < n; i++) {
		set_routes(b, t.vhosts.v[i]);
		out[i] = t.vhosts.v[i]->out;
	}
	if (n > 1)
		qsort(out, n, sizeof(*out), by_name);
	rc.vhosts = out;
	rc.n_vhosts = n;
	mw_vec_push(b->arena, &b->routes, rc);
}
