/*
 * outline-traffic.c - the mesh as traffic goes: from gateways over servers,
 * hosts, virtual services and routes to subsets and workloads; then hosts that
 * are called inside the mesh; then what nothing leads to.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi.h"
#include "view/outline-build.h"

void
mw_rows_members(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_service *s, const struct mw_string_map *labels)
{
	const struct mw_workload *last = NULL;

	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_workload *w = s->endpoints[i].workload;

		if (w == NULL || w == last || (labels != NULL &&
		    !mw_labels_match(labels, s->endpoints[i].labels)))
			continue;
		mw_row_workload(b, parent, w);
		last = w;
	}
}

/* ---- gateways ------------------------------------------------------------ */

static bool
fits_server(const struct mw_server *s, const struct mw_object *vs,
    struct mw_outline_build *b)
{
	const struct mw_virtual_service *v = MW_SPEC(vs, virtual_service);

	for (size_t i = 0; i < s->hosts.n; i++) {
		const char *h = mw_str_or_empty(s->hosts.v[i].s);
		const char *slash = strchr(h, '/');

		for (size_t j = 0; j < v->hosts.n; j++) {
			if (mw_host_overlaps(slash != NULL ? slash + 1 : h,
			    mw_host_expand(b->arena, b->m,
			    mw_str_or_empty(v->hosts.v[j].s), vs->ns)))
				return true;
		}
	}
	return false;
}

static struct mw_row *
server(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_object *gateway, const struct mw_server *s)
{
	struct mw_buf hosts = { 0 };
	struct mw_row *r;

	for (size_t i = 0; i < s->hosts.n; i++)
		mw_buf_printf(&hosts, "%s%s", i > 0 ? " " : "",
		    mw_str_or_empty(s->hosts.v[i].s));
	r = mw_row_add(b, parent, "server %lld %s", s->port != NULL
	    ? (long long)s->port->number.v : 0, s->port != NULL
	    ? mw_str_or_empty(s->port->protocol.s) : "");
	r->object = gateway;
	r->node = s->node;
	mw_row_fact(b, r, "%s%s%s", mw_buf_text(&hosts),
	    s->tls != NULL ? ", TLS " : "", s->tls == NULL ? ""
	    : s->tls->https_redirect.v ? "redirect"
	    : s->tls->mode.name != NULL ? s->tls->mode.name : "PASSTHROUGH");
	mw_buf_release(&hosts);
	return r;
}

/* The server's row, then one VirtualService of it after the other. */
static void
more_of_server(struct mw_outline_build *b, const struct mw_object *gateway,
    const struct mw_server *s)
{
	const struct mw_object *o;

	if (b->row_below == NULL) {
		b->row_below = server(b, b->row, gateway, s);
		b->bucket = mw_bucket_of(b->by_gateway, mw_arena_printf(
		    b->arena, "%s/%s", gateway->ns, gateway->name));
		b->last = 0;
		return;
	}
	if (b->last < b->bucket->n) {
		o = b->bucket->v[b->last++];
		if (fits_server(s, o, b)) {
			b->at_gateway = mw_arena_printf(b->arena, "%s/%s",
			    gateway->ns, gateway->name);
			mw_rows_routes(b, mw_row_object(b, b->row_below, o),
			    o);
			b->at_gateway = NULL;
		}
		return;
	}
	if (b->row_below->first == NULL)
		mw_row_fact(b, b->row_below, "%s: nothing is bound to it, 404",
		    b->row_below->fact);
	b->row_below = NULL;
	b->below++;
}

static void
runs_on(struct mw_outline_build *b, const struct mw_gateway *g)
{
	struct mw_row *pods = mw_row_add(b, b->row, "runs on");

	for (size_t j = 0; j < b->m->n_workloads; j++) {
		const struct mw_workload *w = b->m->workloads[j];

		if (w->proxy == MW_PROXY_GATEWAY &&
		    mw_labels_match(&g->selector, w->labels))
			mw_row_workload(b, pods, w);
	}
	if (pods->first == NULL) {
		pods->missing = true;
		pods->fact = "no gateway pod has its labels";
	}
}

static bool
gateways(struct mw_outline_build *b)
{
	const struct mw_objects *all = &b->m->of_kind[MW_KIND_GATEWAY];
	const struct mw_object *o;
	const struct mw_gateway *g;

	if (b->at >= all->n)
		return mw_rows_gateway_api(b, b->at++ - all->n);
	o = all->v[b->at];
	g = MW_SPEC(o, gateway);
	if (b->row == NULL) {
		b->row = mw_row_object(b, NULL, o);
		b->row->label = mw_arena_printf(b->arena, "Gateway %s/%s",
		    o->ns, o->name);
		b->below = 0;
		return true;
	}
	if (g != NULL && b->below < g->servers.n) {
		more_of_server(b, o, &g->servers.v[b->below]);
		return true;
	}
	if (g != NULL)
		runs_on(b, g);
	b->row = NULL;
	b->at++;
	return true;
}

/* ---- inside the mesh ----------------------------------------------------- */

static bool
is_for_mesh(const struct mw_object *o)
{
	const struct mw_virtual_service *v = MW_SPEC(o, virtual_service);

	if (v == NULL || v->hosts.n == 0)
		return false;
	if (v->gateways.n == 0)
		return true;
	for (size_t i = 0; i < v->gateways.n; i++) {
		if (mw_str_eq(v->gateways.v[i].s, "mesh"))
			return true;
	}
	return false;
}

static void
service(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_service *s)
{
	struct mw_bucket all = mw_host_find(b, &b->vs, s->hostname);
	struct mw_row *r = mw_row_add(b, parent, "%s", s->hostname);
	struct mw_buf ports = { 0 };

	r->service = s;
	r->object = s->object;
	r->assumed = s->assumed;
	for (size_t i = 0; i < s->n_ports; i++)
		mw_buf_printf(&ports, "%s%lld %s", i > 0 ? ", " : "",
		    (long long)s->ports[i].number,
		    mw_protocol_name(s->ports[i].protocol));
	mw_row_fact(b, r, "%s%s", mw_buf_text(&ports), s->external
	    ? ", outside the mesh" : "");
	mw_buf_release(&ports);
	for (size_t i = 0; i < all.n; i++) {
		if (!is_for_mesh(all.v[i]))
			continue;
		b->at_gateway = "mesh";
		mw_rows_routes(b, mw_row_object(b, r, all.v[i]), all.v[i]);
		b->at_gateway = NULL;
	}
	mw_rows_mesh_routes(b, r, s);
	if (r->first == NULL)
		mw_rows_members(b, r, s, NULL);
}

static bool
inside(struct mw_outline_build *b)
{
	const struct mw_service *s;

	if (b->row == NULL) {
		b->row = mw_row_add(b, NULL, "Inside the mesh");
		mw_row_fact(b, b->row, "hosts that workloads call");
	}
	if (b->at == b->m->n_services)
		return false;
	s = b->m->services[b->at];
	if (b->at == 0 || strcmp(b->m->services[b->at - 1]->hostname,
	    s->hostname) != 0)
		service(b, b->row, s);
	b->at++;
	return true;
}

static bool
names_any_gateway(struct mw_outline_build *b, const struct mw_object *o)
{
	const struct mw_virtual_service *v = MW_SPEC(o, virtual_service);

	for (size_t i = 0; v != NULL && i < v->gateways.n; i++) {
		const char *g = mw_str_or_empty(v->gateways.v[i].s);
		const char *slash = strchr(g, '/');

		if (slash == NULL ? mw_mesh_find(b->m, MW_KIND_GATEWAY, o->ns,
		    g) != NULL : mw_mesh_find(b->m, MW_KIND_GATEWAY,
		    mw_arena_text(b->arena, g, (size_t)(slash - g)),
		    slash + 1) != NULL)
			return true;
	}
	return false;
}

/* Another one leaves requests to it. */
static bool
is_delegate(const struct mw_outline_build *b, const struct mw_object *o)
{
	struct mw_ref_list refs = mw_refs_to(b->m, o);

	for (size_t i = 0; i < refs.n; i++)
		if (strcmp(mw_ref_at(&refs, i).what, "delegate") == 0)
			return true;
	return false;
}

static struct mw_row *
lost_row(struct mw_outline_build *b)
{
	if (b->row == NULL)
		b->row = mw_row_add(b, NULL, "Nothing leads to");
	return b->row;
}

/* Virtual services bound to nothing, workloads that no service selects. */
static bool
lost(struct mw_outline_build *b)
{
	const struct mw_objects *all =
	    &b->m->of_kind[MW_KIND_VIRTUAL_SERVICE];
	size_t routes = mw_mesh_gateway_api(b->m)->n_routes;
	size_t i = b->at++;

	if (i < all->n) {
		const struct mw_object *o = all->v[i];

		if (!is_for_mesh(o) && !names_any_gateway(b, o) &&
		    !is_delegate(b, o))
			mw_rows_routes(b, mw_row_object(b, lost_row(b), o), o);
		return true;
	}
	i -= all->n;
	if (i < routes) {
		if (mw_route_is_lost(b, i))
			mw_rows_lost_route(b, lost_row(b), i);
		return true;
	}
	i -= routes;
	if (i < b->m->n_workloads) {
		const struct mw_workload *w = b->m->workloads[i];

		if (w->n_services == 0 && w->proxy != MW_PROXY_GATEWAY)
			mw_row_workload(b, lost_row(b), w)->label =
			    mw_arena_printf(b->arena, "%s/%s", w->ns, w->name);
		return true;
	}
	return false;
}

bool
mw_outline_by_traffic(struct mw_outline_build *b)
{
	static bool (*const parts[])(struct mw_outline_build *b) = {
		gateways, inside, lost };

	if (parts[b->part](b))
		return true;
	if (b->part == MW_PART_LAST)
		return false;
	b->part++;
	b->at = 0;
	b->row = NULL;
	return true;
}
