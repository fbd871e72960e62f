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
#include "istiod/proxy-headers.h"
#include "istiod/route.h"

#include <stdlib.h>
#include <string.h>

/* ---- virtual hosts */

/* Is the short form D the full name of a service that is served here? (R137)
 * Only one outside the cluster's domain can be. */
static bool
known(const struct mw_out_build *t, const char *d)
{
	const struct mw_out_slot *s = t->odd_names ?
	    mw_map_get(t->registry, d) : NULL;

	return s != NULL && (s->taken ||
	    (s->port.service->resolution != MW_RESOLVE_ALIAS &&
	    (s->port.port == NULL || mw_out_routable(s->port.port->protocol))));
}

static void
omit_loser(struct mw_out_build *t, const struct mw_vs *vs, const char *name,
    const struct mw_object *o)
{
	bool private = mw_object_compare_age(vs->object, o) < 0;
	/* G116 */
	bool consumer = private && o->kind != MW_KIND_VIRTUAL_SERVICE;
	struct mw_arena *a = t->b->arena;

	if (o == vs->object)
		return;
	mw_build_omit(t->b, private ? MW_OMIT_PRIVATE_FIRST :
	    MW_OMIT_OLDER_WINS, vs->object, vs->spec->hosts.node, o,
	    "%s does not serve %s: %s, which is %s, has it, and a sidecar "
	    "uses one %s for a host", mw_object_title(a, vs->object), name,
	    o->kind == vs->object->kind ? mw_arena_printf(a, "%s/%s", o->ns,
	    o->name) : mw_object_title(a, o), consumer ?
	    "of the client's namespace" : private ?
	    "private to its namespace" : vs->object->created != o->created ?
	    "older" : "first by name", mw_kind_info(vs->object->kind)->name);
}

/* The domains of D that are still free; the first that is not is reported. */
static void
claim_domains(struct mw_out_build *t, const struct mw_out_domains *d,
    int64_t port, struct mw_virtual_host *vh)
{
	const char **kept = MW_NEW_ARRAY(t->b->arena, const char *, d->n);
	const struct mw_virtual_host *other = NULL;
	const char *what = NULL;

	vh->domains = kept;
	for (size_t i = 0; i < d->n; i++) {
		size_t owner;

		if (d->alternative[i] && known(t, d->v[i]))
			continue;
		owner = mw_domain_index_claim(t->index, d->v[i], t->n_vhosts);
		if (owner != t->n_vhosts) {
			if (other == NULL)
				what = d->v[i];
			other = &t->vhosts[owner];
			continue;
		}
		/* R142: without a port only port 80 can be meant */
		if (t->port != 0 || port == 80 ||
		    strchr(d->v[i], ':') != NULL)
			kept[vh->n_domains++] = d->v[i];
	}
	if (other != NULL)
		mw_build_omit(t->b, MW_OMIT_DUPLICATE_DOMAIN,
		    vh->origin.object, vh->origin.node, other->origin.object,
		    "domain %s of virtual host %s is already served by %s",
		    what, vh->name, other->name);
}

/* VH, which has all but its domains, under the next number. */
static void
push_vhost(struct mw_out_build *t, const struct mw_out_domains *d,
    int64_t port, struct mw_virtual_host vh)
{
	vh.attempt_count = mw_proxy_headers_attempts(t->b);
	claim_domains(t, d, port, &vh);
	if (vh.n_domains > 0)
		t->vhosts[t->n_vhosts++] = vh;
}

/* A host without a service; the first VirtualService with it wins. */
static void
add_literal(struct mw_out_build *t, const struct mw_out_wrapper *w,
    const char *host, struct mw_virtual_host vh)
{
	const char *domain = mw_out_domain(t->b->arena, host);
	bool alternative = false;
	struct mw_out_domains d = {
		.v = &domain,
		.alternative = &alternative,
		.n = 1,
	};
	const struct mw_object *winner;

	vh.name = mw_out_domain_port(t->b->arena, host, w->port);
	winner = mw_map_get(t->names, vh.name);
	if (winner != NULL) {
		omit_loser(t, w->vs, vh.name, winner);
		return;
	}
	mw_map_put(t->names, vh.name, mw_map_borrow(w->vs->object));
	push_vhost(t, &d, w->port, vh);
}

/* Names of a service, made once for all ports. */
static const struct mw_out_domains *
domains_of(struct mw_out_build *t, const struct mw_out_port *p, int64_t port)
{
	const struct mw_out_domains **known_ones = t->e->domains;
	struct mw_out_domains *d;

	if (t->port != 0 && known_ones[p->at] != NULL)
		return known_ones[p->at];
	d = MW_NEW(t->b->arena, struct mw_out_domains);
	*d = mw_out_service_domains(t->b, p->service, t->port == 0 ? port : 0);
	if (t->port != 0)
		known_ones[p->at] = d;
	return d;
}

/* A service with the routes of VH: those of VS, or its default. */
static void
add_service(struct mw_out_build *t, struct mw_out_slot *slot, int64_t port,
    const struct mw_vs *vs, struct mw_virtual_host vh)
{
	const struct mw_service *s = slot->port.service;
	const struct mw_object *winner = slot->holder;
	bool taken = slot->named;

	vh.name = mw_out_domain_port(t->b->arena, s->hostname, port);
	if (t->port == 0) {
		/* one slot, many names */
		winner = mw_map_get(t->names, vh.name);
		taken = winner != NULL;
		if (!taken)
			mw_map_put(t->names, vh.name, mw_map_borrow(
			    vs != NULL ? vs->object : s->object));
	}
	if (taken) {
		if (vs != NULL && winner != NULL)
			omit_loser(t, vs, vh.name, winner);
		return;
	}
	slot->named = true;
	slot->holder = vs != NULL ? vs->object : NULL;
	push_vhost(t, domains_of(t, &slot->port, port), port, vh);
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
		add_literal(t, w, mw_arena_lower(t->b->arena,
		    w->hosts.v[i]), vh);
	for (size_t i = 0; i < w->services.n; i++)
		add_service(t, w->services.v[i], w->port, w->vs, vh);
}

static void
add_default(struct mw_out_build *t, struct mw_out_slot *slot,
    const struct mw_service_port_info *port)
{
	const struct mw_service *s = slot->port.service;
	struct mw_virtual_host vh = { .n_routes = 1 };
	struct mw_route_entry *r;

	if (!mw_out_routable(port->protocol))
		return;
	r = MW_NEW(t->b->arena, struct mw_route_entry);
	*r = mw_build_default_route(t->b, s, port->number);
	vh.routes = r;
	vh.origin = mw_origin_of(s->object, port->node != NULL ? port->node :
	    s->node);
	add_service(t, slot, port->number, NULL, vh);
}

/* R139: what no VirtualService took.  Some of it; true: there is more. */
static bool
add_defaults(struct mw_out_build *t)
{
	size_t n = mw_map_count(t->registry), to = t->at + MW_BUILD_SOME;

	for (; t->at < n && t->at < to; t->at++) {
		struct mw_out_slot *slot = mw_map_value(t->registry, t->at);
		const struct mw_service *s = slot->port.service;

		if (slot->taken || s->resolution == MW_RESOLVE_ALIAS)
			continue;
		if (t->port != 0) {
			add_default(t, slot, slot->port.port);
			continue;
		}
		for (size_t j = 0; j < s->n_ports; j++)
			add_default(t, slot, &s->ports[j]);
	}
	return t->at < n;
}

/* ---- order: virtual hosts by name, the catch-all behind them */

struct sort_key {
	uint64_t head;		/* the first bytes of the name, as a number */
	const char *name;
	size_t at;
};

static uint64_t
head_of(const char *name)
{
	uint64_t head = 0;
	size_t i = 0;

	for (; i < sizeof(head) && name[i] != '\0'; i++)
		head = head << 8 | (unsigned char)name[i];
	return i > 0 ? head << 8 * (sizeof(head) - i) : 0;
}

static int
by_name(const void *x, const void *y)
{
	const struct sort_key *a = x, *b = y;
	int d;

	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	d = strcmp(a->name, b->name);
	return d != 0 ? d : a->at < b->at ? -1 : a->at > b->at ? 1 : 0;
}

static void
sort_vhosts(struct mw_out_build *t)
{
	struct mw_arena *a = t->b->arena;
	size_t n = t->n_vhosts;
	struct sort_key *keys = MW_NEW_ARRAY(a, struct sort_key, n);
	struct mw_virtual_host *out = MW_NEW_ARRAY(a, struct mw_virtual_host,
	    n + 1);
	size_t *place = MW_NEW_ARRAY(a, size_t, n + 1);

	for (size_t i = 0; i < n; i++)
		keys[i] = (struct sort_key){ head_of(t->vhosts[i].name),
			t->vhosts[i].name, i };
	if (n > 1)
		qsort(keys, n, sizeof(*keys), by_name);
	for (size_t i = 0; i < n; i++) {
		out[i] = t->vhosts[keys[i].at];
		place[keys[i].at] = i;
	}
	out[n] = mw_out_catch_all(t->o);
	place[n] = n;
	mw_domain_index_claim(t->index, "*", n);
	mw_domain_index_bind(t->index, out, place);
	t->vhosts = out;
}

/* ---- tables */

/* Room for every virtual host there can be, and for their domains. */
static void
make_room(struct mw_out_build *t)
{
	size_t services = mw_map_count(t->registry), n = 0, domains = 0;

	for (size_t i = 0; i < t->wrappers.n; i++)
		n += t->wrappers.v[i].hosts.n + t->wrappers.v[i].services.n;
	for (size_t i = 0; i < services; i++) {
		const struct mw_out_slot *s = mw_map_value(t->registry, i);

		if (!s->taken)
			n += t->port != 0 ? 1 : s->port.service->n_ports;
		if (t->port != 0)
			domains += domains_of(t, &s->port, 0)->n;
	}
	t->vhosts = MW_NEW_ARRAY(t->b->arena, struct mw_virtual_host, n);
	t->index = mw_domain_index_begin(t->b->arena, domains + n + 1);
}

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
	return t;
}

/* Some of them; true: there are more. */
static bool
add_wrappers(struct mw_out_build *t)
{
	size_t n = t->wrappers.n, to = t->at + MW_BUILD_SOME;

	if (t->at == 0)
		make_room(t);
	for (; t->at < n && t->at < to; t->at++)
		add_wrapper(t, &t->wrappers.v[t->at]);
	return t->at < n;
}

static void
step(struct mw_out_build *t)
{
	bool more = false;

	switch (t->stage) {
	case MW_OUT_REGISTRY:
		mw_out_registry(t);
		break;
	case MW_OUT_WRAP:
		more = mw_out_wrap(t);
		break;
	case MW_OUT_SERVE:
		more = add_wrappers(t);
		break;
	case MW_OUT_DEFAULTS:
		more = add_defaults(t);
		break;
	case MW_OUT_SORT:
		sort_vhosts(t);
		break;
	case MW_OUT_READY:
		return;
	}
	if (!more) {
		t->stage++;
		t->at = 0;
	}
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
	const char *domain;

	vh = mw_domain_find(t->index, host, strlen(host), &domain);
	if (vh == NULL || strcmp(domain, host) != 0)
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
		.attempt_count = mw_proxy_headers_attempts(o->b),
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
		vh.origin.note = "REGISTRY_ONLY: no service that this proxy "
		    "knows has the host";
		r->origin = r->match_origin = vh.origin;
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

bool
mw_out_build_table(struct mw_out *o, const struct mw_out_table *want)
{
	struct mw_out_egress *e = egress_of(o, want);
	struct mw_route_config rc = { .name = want->name,
		.ignore_port = true };
	struct mw_out_build *t;

	if (e == NULL)
		return false;
	t = table_of(o, e, is_http_proxy(e) ? 0 : want->port);
	if (t->stage != MW_OUT_READY) {
		step(t);
		return true;
	}
	if (want->host != NULL) {
		sniffed(t, want->host, &rc);
	} else {
		rc.vhosts = t->vhosts;
		rc.n_vhosts = t->n_vhosts + 1;
		/* with :port forms some claims were not kept (R142) */
		rc.index = t->port != 0 ? t->index : NULL;
	}
	mw_vec_push(o->b->arena, &o->b->routes, rc);
	return false;
}
