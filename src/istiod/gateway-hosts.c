/*
 * gateway-hosts.c - which VirtualServices fit which server (R49, R50), and
 * what is said of those that fit none.
 */
#include "istiod/gateway.h"

#include "base/str.h"
#include "istiod/route.h"
#include "model/object.h"

#include <string.h>

/* A host of a server as a VirtualService of NS sees it, or NULL: "ns/host" is
 * for that namespace only. */
static const char *
for_namespace(const char *host, const char *ns)
{
	const char *slash = strchr(host, '/');
	size_t len;

	if (slash == NULL)
		return host;
	len = (size_t)(slash - host);
	if (strlen(ns) == len && memcmp(host, ns, len) == 0)
		return slash + 1;
	return len == 1 && host[0] == '*' ? slash + 1 : NULL;
}

static bool
holds(const char *const *v, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(v[i], s) == 0)
			return true;
	}
	return false;
}

const char *const *
mw_gw_shared_hosts(struct mw_builder *b, const struct mw_gw_server *s,
    const struct mw_vs *vs, size_t *n)
{
	MW_VEC(const char *) out = { 0 };

	for (size_t i = 0; i < s->n_hosts; i++) {
		const char *h = for_namespace(s->hosts[i], vs->object->ns);

		for (size_t j = 0; h != NULL && j < vs->n_hosts; j++) {
			const char *o = vs->hosts[j], *both = NULL;

			if (mw_host_covers(o, h))
				both = h;
			else if (mw_host_covers(h, o))
				both = o;
			if (both != NULL && !holds(out.v, out.n, both))
				mw_vec_push(b->arena, &out, both);
		}
	}
	/* Two spellings of one host stay two. */
	for (size_t i = 0; i < out.n; i++)
		out.v[i] = mw_arena_lower(b->arena, out.v[i]);
	*n = out.n;
	return out.v;
}

bool
mw_gw_hosts_overlap(const struct mw_gw_server *s, const struct mw_vs *vs)
{
	for (size_t i = 0; i < s->n_hosts; i++) {
		const char *h = for_namespace(s->hosts[i], vs->object->ns);

		for (size_t j = 0; h != NULL && j < vs->n_hosts; j++) {
			if (mw_host_overlaps(h, vs->hosts[j]))
				return true;
		}
	}
	return false;
}

/* ---- what is left out ----------------------------------------------- */

static unsigned char *
use_of(struct mw_builder *b, const struct mw_object *o)
{
	struct mw_gw *gw = b->gateway_cache;

	if (gw->use == NULL)
		gw->use = MW_NEW_ARRAY(b->arena, unsigned char,
		    b->mesh->all.n + 1);
	return o->order < b->mesh->all.n ? &gw->use[o->order] : NULL;
}

void
mw_gw_mark(struct mw_builder *b, const struct mw_vs *vs, enum mw_gw_use use)
{
	unsigned char *u = use_of(b, vs->object);

	if (u != NULL)
		*u |= (unsigned char)use;
}

static void
omit_bound(struct mw_builder *b, const struct mw_vs *vs, const char *gateway)
{
	const char *what, *title;
	const struct mw_object *o = vs->object;
	unsigned char *u = use_of(b, o);

	if (u == NULL || (*u & MW_GW_USED) != 0)
		return;
	/* of a listener: its own name, not that of what it becomes */
	what = strchr(gateway, '~') != NULL ? "the listener" :
	    mw_arena_printf(b->arena, "Gateway %s", gateway);
	title = mw_object_title(b->arena, o);
	if ((*u & MW_GW_HOST_FITS) == 0)
		mw_build_omit(b, MW_OMIT_HOST_MISMATCH, o,
		    vs->spec->hosts.node, NULL, "%s: no host of it fits a "
		    "host of a server of %s", title, what);
	else
		mw_build_omit(b, MW_OMIT_NO_ROUTES, o,
		    vs->spec->http.node, NULL, "%s: none of its rules is of a kind and port that the "
		    "servers of %s use", title, what);
	*u |= MW_GW_USED;
}

static void
omit_unbound(struct mw_builder *b, const struct mw_object *o,
    const struct mw_map *ours)
{
	const struct mw_virtual_service *spec = MW_SPEC(o, virtual_service);
	const char *missing = NULL;

	if (spec->hosts.n == 0)
		return;
	for (size_t i = 0; i < spec->gateways.n; i++) {
		const char *name = mw_gateway_resolve(b->arena,
		    mw_str_or_empty(spec->gateways.v[i].s), o->ns);
		const char *slash = strchr(name, '/');

		if (mw_map_get(ours, name) != NULL)
			return;
		if (slash != NULL && mw_mesh_find(b->mesh, MW_KIND_GATEWAY,
		    mw_arena_text(b->arena, name, (size_t)(slash - name)),
		    slash + 1) == NULL)
			missing = name;
	}
	if (missing != NULL)
		mw_build_omit(b, MW_OMIT_GATEWAY_MISSING, o,
		    spec->gateways.node, NULL, "VirtualService %s/%s names "
		    "Gateway %s, which does not exist", o->ns, o->name,
		    missing);
	else
		mw_build_omit(b, MW_OMIT_NOT_THIS_GATEWAY, o,
		    spec->gateways.node, NULL, "VirtualService %s/%s names no "
		    "Gateway of this pod", o->ns, o->name);
}

void
mw_gw_omissions(struct mw_builder *b)
{
	const struct mw_objects *all = &b->mesh->of_kind[
	    MW_KIND_VIRTUAL_SERVICE];
	const struct mw_gw *gw = b->gateway_cache;
	struct mw_map *ours = mw_map_new(b->arena);

	for (size_t i = 0; i < gw->gateways.n; i++) {
		const char *name = gw->gateways.v[i];
		const struct mw_vs *const *list;
		size_t n;

		mw_map_put(ours, name, ours);
		list = mw_scope_virtual_services(b, name, b->workload->ns, &n);
		for (size_t j = 0; j < n; j++)
			omit_bound(b, list[j], name);
	}
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i]->spec != NULL)
			omit_unbound(b, all->v[i], ours);
	}
	mw_gw_route_omissions(b);
}
