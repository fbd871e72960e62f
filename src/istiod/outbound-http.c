/*
 * outbound-http.c - the route configuration of a port (R130, R133-R142).
 *
 * First every VirtualService that has a route here takes the services and the
 * literal hosts that are its own; then the services that are left get their
 * default route.  The first virtual host of a name wins, and so does the first
 * one that claims a domain.
 */
#include "istiod/outbound-http.h"

#include "base/str.h"
#include "istiod/route.h"

#include <stdlib.h>
#include <string.h>

/* Who has a name or a domain. */
struct owner {
	const char *vhost;
	const struct mw_object *object;
};

/* ---- virtual hosts */

/* Is D the full name of a service that is served here? (R137) */
static bool
known(const struct mw_out_build *t, const char *d)
{
	const struct mw_out_slot *s = mw_map_get(t->registry, d);

	return s != NULL && (s->taken ||
	    (s->port.service->resolution != MW_RESOLVE_ALIAS &&
	    (s->port.port == NULL || mw_out_routable(s->port.port->protocol))));
}

static void
omit_loser(struct mw_out_build *t, const struct mw_vs *vs, const char *name,
    const struct owner *winner)
{
	const struct mw_object *o = winner->object;
	bool private = mw_object_compare_age(vs->object, o) < 0;

	mw_build_omit(t->b, private ? MW_OMIT_PRIVATE_FIRST :
	    MW_OMIT_OLDER_WINS, vs->object, vs->spec->hosts.node, o,
	    "VirtualService %s/%s does not serve %s: %s/%s has it, and a "
	    "sidecar uses one VirtualService for a host", vs->object->ns,
	    vs->object->name, name, o->ns, o->name);
}

static void
claim(struct mw_map *map, const char *key, const struct owner *who)
{
	mw_map_put(map, key, mw_map_borrow(who));
}

/* The domains of D that are still free; the first that is not is reported. */
static void
claim_domains(struct mw_out_build *t, const struct mw_out_domains *d,
    int64_t port, const struct owner *who, struct mw_virtual_host *vh)
{
	const char **kept = MW_NEW_ARRAY(t->b->arena, const char *, d->n);
	const struct owner *lost = NULL;
	const char *what = NULL;

	vh->domains = kept;
	for (size_t i = 0; i < d->n; i++) {
		const char *key = mw_lower(t->b->arena, d->v[i]);
		const struct owner *other = mw_map_get(t->domains, key);

		if (other != NULL) {
			if (lost == NULL && other != who) {
				lost = other;
				what = d->v[i];
			}
			continue;
		}
		if (d->alternative[i] && known(t, d->v[i]))
			continue;
		claim(t->domains, key, who);
		/* R142: without a port only port 80 can be meant */
		if (t->port != 0 || port == 80 ||
		    strchr(d->v[i], ':') != NULL)
			kept[vh->n_domains++] = d->v[i];
	}
	if (lost != NULL)
		mw_build_omit(t->b, MW_OMIT_DUPLICATE_DOMAIN, who->object,
		    NULL, lost->object, "domain %s of virtual host %s is "
		    "already served by %s", what, who->vhost, lost->vhost);
}

/* HOST with the routes of VH, which has all but its names. */
static void
add_vhost(struct mw_out_build *t, const char *host, int64_t port,
    const struct mw_service *s, const struct mw_vs *vs,
    struct mw_virtual_host vh)
{
	struct mw_arena *a = t->b->arena;
	struct owner *who = MW_NEW(a, struct owner);
	const struct owner *winner;
	struct mw_out_domains d;

	vh.name = mw_out_domain_port(a, host, port);
	vh.attempt_count = true;
	who->vhost = vh.name;
	who->object = vh.origin.object;
	winner = mw_map_get(t->names, vh.name);
	if (winner != NULL) {
		if (vs != NULL && winner->object != NULL &&
		    winner->object != vs->object)
			omit_loser(t, vs, vh.name, winner);
		return;
	}
	claim(t->names, vh.name, who);
	if (s != NULL) {
		d = mw_out_service_domains(t->b, s, t->port == 0 ? port : 0);
	} else {
		d.n = 1;
		d.v = MW_NEW(a, const char *);
		d.v[0] = mw_out_domain(a, host);
		d.alternative = MW_NEW(a, bool);
	}
	claim_domains(t, &d, port, who, &vh);
	if (vh.n_domains > 0)
		mw_vec_push(a, &t->vhosts, vh);
}

static void
add_wrapper(struct mw_out_build *t, const struct mw_out_wrapper *w)
{
	const struct mw_virtual_host vh = {
		.routes = w->routes,
		.n_routes = w->n_routes,
		.origin = mw_origin_of(w->vs->object, w->vs->spec->hosts.node),
	};

	for (size_t i = 0; i < w->hosts.n; i++)
		add_vhost(t, mw_lower(t->b->arena, w->hosts.v[i]), w->port,
		    NULL, w->vs, vh);
	for (size_t i = 0; i < w->services.n; i++)
		add_vhost(t, w->services.v[i]->port.service->hostname, w->port,
		    w->services.v[i]->port.service, w->vs, vh);
}

static void
add_default(struct mw_out_build *t, const struct mw_service *s,
    const struct mw_service_port_info *port)
{
	struct mw_virtual_host vh = { .n_routes = 1 };
	struct mw_route_entry *r;

	if (!mw_out_routable(port->protocol))
		return;
	r = MW_NEW(t->b->arena, struct mw_route_entry);
	*r = mw_build_default_route(t->b, s, port->number);
	vh.routes = r;
	vh.origin = mw_origin_of(s->object, port->node != NULL ? port->node :
	    s->node);
	add_vhost(t, s->hostname, port->number, s, NULL, vh);
}

/* R139: what no VirtualService took. */
static void
add_defaults(struct mw_out_build *t)
{
	for (size_t i = 0; i < mw_map_count(t->registry); i++) {
		const struct mw_out_slot *slot = mw_map_value(t->registry, i);
		const struct mw_service *s = slot->port.service;

		if (slot->taken || s->resolution == MW_RESOLVE_ALIAS)
			continue;
		if (t->port != 0) {
			add_default(t, s, slot->port.port);
			continue;
		}
		for (size_t j = 0; j < s->n_ports; j++)
			add_default(t, s, &s->ports[j]);
	}
}

struct sort_key {
	const char *name;
	size_t at;
};

static int
by_name(const void *x, const void *y)
{
	const struct sort_key *a = x, *b = y;
	int d = strcmp(a->name, b->name);

	return d != 0 ? d : a->at < b->at ? -1 : a->at > b->at ? 1 : 0;
}

static void
sort_vhosts(struct mw_out_build *t)
{
	struct mw_arena *a = t->b->arena;
	struct sort_key *keys = MW_NEW_ARRAY(a, struct sort_key, t->vhosts.n);
	struct mw_virtual_host *out = MW_NEW_ARRAY(a, struct mw_virtual_host,
	    t->vhosts.n);

	for (size_t i = 0; i < t->vhosts.n; i++)
		keys[i] = (struct sort_key){ t->vhosts.v[i].name, i };
	if (t->vhosts.n > 1)
		qsort(keys, t->vhosts.n, sizeof(*keys), by_name);
	for (size_t i = 0; i < t->vhosts.n; i++)
		out[i] = t->vhosts.v[keys[i].at];
	t->vhosts.v = out;
}

/* ---- tables */

static struct mw_out_build *
table_of(struct mw_out *o, struct mw_out_egress *e, int64_t port)
{
	const char *key = mw_arena_printf(o->b->arena, "%lld",
	    (long long)port);
	struct mw_out_build *t = mw_map_get(e->tables, key);

	if (t != NULL)
		return t;
	t = MW_NEW(o->b->arena, struct mw_out_build);
	mw_map_put(e->tables, key, t);
	t->o = o;
	t->b = o->b;
	t->e = e;
	t->port = port;
	t->names = mw_map_new(o->b->arena);
	t->domains = mw_map_new(o->b->arena);
	mw_out_wrap(t);
	for (size_t i = 0; i < t->wrappers.n; i++)
		add_wrapper(t, &t->wrappers.v[i]);
	add_defaults(t);
	sort_vhosts(t);
	return t;
}

/* R126: the first listener with this port, or the one without any. */
static struct mw_out_egress *
egress_of(struct mw_out *o, const struct mw_out_table *t)
{
	for (size_t i = 0; i < o->n_egress; i++) {
		const struct mw_egress_listener *w = o->egress[i].egress->
		    written;

		if (w == NULL || w->port == NULL)
			return &o->egress[i];
		if (w->port->number.v == t->port &&
		    (t->port != 0 || mw_str_eq(w->bind.s, t->name)))
			return &o->egress[i];
	}
	return NULL;
}

static bool
is_http_proxy(const struct mw_out_egress *e)
{
	const struct mw_egress_listener *w = e->egress->written;

	return w != NULL && w->port != NULL &&
	    mw_protocol_parse(mw_str_or_empty(w->port->protocol.s)) ==
	    MW_PROTO_HTTP_PROXY;
}

/* R130: the one virtual host of the service, for every Host. */
static void
sniffed(struct mw_out_build *t, const char *host, struct mw_route_config *rc)
{
	static const char *const any[] = { "*" };
	struct mw_virtual_host *copy;
	const struct mw_virtual_host *vh;

	if (t->by_domain == NULL) {
		t->by_domain = mw_map_new(t->b->arena);
		for (size_t i = 0; i < t->vhosts.n; i++) {
			vh = &t->vhosts.v[i];
			for (size_t j = 0; j < vh->n_domains; j++)
				mw_map_put(t->by_domain, vh->domains[j],
				    mw_map_borrow(vh));
		}
	}
	vh = mw_map_get(t->by_domain, host);
	if (vh == NULL)
		return;
	copy = MW_NEW(t->b->arena, struct mw_virtual_host);
	*copy = *vh;
	copy->domains = any;
	copy->n_domains = 1;
	rc->vhosts = copy;
	rc->n_vhosts = 1;
}

struct mw_virtual_host
mw_out_catch_all(struct mw_out *o)
{
	static const char *const any[] = { "*" };
	struct mw_arena *a = o->b->arena;
	struct mw_route_entry *r = MW_NEW(a, struct mw_route_entry);
	struct mw_weighted_cluster *c;
	struct mw_direct_response_action *d;
	struct mw_virtual_host vh = {
		.domains = any,
		.n_domains = 1,
		.routes = r,
		.n_routes = 1,
		.attempt_count = true,
		.origin = o->b->scope->outbound_origin,
	};

	r->path = "/";
	r->path_len = 1;
	r->catch_all = true;
	r->origin = r->match_origin = vh.origin;
	if (o->b->scope->outbound == MW_OUTBOUND_REGISTRY_ONLY) {
		d = MW_NEW(a, struct mw_direct_response_action);
		d->status = 502;
		r->action = MW_ACTION_DIRECT_RESPONSE;
		r->direct_response = d;
		r->name = vh.name = "block_all";
		return vh;
	}
	c = MW_NEW(a, struct mw_weighted_cluster);
	c->weight = 1;
	c->origin = vh.origin;
	r->action = MW_ACTION_ROUTE;
	r->clusters = c;
	r->n_clusters = 1;
	r->total_weight = 1;
	r->cluster_not_found = 503;
	if (o->b->scope->outbound == MW_OUTBOUND_ALLOW_ANY_DYNAMIC_DNS) {
		c->name = "AllowAnyDynamicDNSCluster";
		r->name = vh.name = "allow_any_dynamic_dns";
	} else {
		c->name = o->unknown_cluster;
		r->name = vh.name = "allow_any";
	}
	return vh;
}

void
mw_out_build_table(struct mw_out *o, const struct mw_out_table *want)
{
	struct mw_out_egress *e = egress_of(o, want);
	struct mw_route_config rc = { .name = want->name,
		.ignore_port = true };
	struct mw_out_build *t;

	if (e == NULL)
		return;
	t = table_of(o, e, is_http_proxy(e) ? 0 : want->port);
	if (want->host != NULL) {
		sniffed(t, want->host, &rc);
	} else {
		struct mw_virtual_host *v = MW_NEW_ARRAY(o->b->arena,
		    struct mw_virtual_host, t->vhosts.n + 1);

		for (size_t i = 0; i < t->vhosts.n; i++)
			v[i] = t->vhosts.v[i];
		v[t->vhosts.n] = mw_out_catch_all(o);
		rc.vhosts = v;
		rc.n_vhosts = t->vhosts.n + 1;
	}
	mw_vec_push(o->b->arena, &o->b->routes, rc);
}
