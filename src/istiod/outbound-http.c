/*
 * outbound-http.c - the route configuration of a port (R130, R133-R142).
 *
 * First every VirtualService that has a route here takes the services and the
 * literal hosts that are its own; then the services that are left get their
 * default route.  The first virtual host of a name wins, and so does the first
 * one that claims a domain.
 */
#include "istiod/outbound.h"
#include "istiod/route.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* A service that has the port, under its host name. */
struct slot {
	struct mw_out_port port;
	bool taken;		/* a VirtualService serves it */
};

/* One VirtualService with what it serves on one port. */
struct wrapper {
	const struct mw_vs *vs;
	const struct mw_route_entry *routes;
	size_t n_routes;
	int64_t port;
	MW_VEC(const char *) hosts;
	MW_VEC(struct slot *) services;
};

/* Who has a name or a domain. */
struct owner {
	const char *vhost;
	const struct mw_object *object;
};

struct table {
	struct mw_out *o;
	struct mw_builder *b;
	struct mw_out_egress *e;
	int64_t port;		/* 0: all of them (R142) */
	struct mw_map *registry;	/* lower-case host to struct slot */
	MW_VEC(struct wrapper) wrappers;
	MW_VEC(struct mw_virtual_host) vhosts;
	struct mw_map *names, *domains;	/* struct owner */
	struct mw_map *by_domain;	/* to struct mw_virtual_host */
	MW_VEC(const char *) reversed;	/* hosts of the registry */
	bool has_reversed;
};

/* ---- the registry of this port */

static struct mw_out_port
lowered(struct mw_arena *a, struct mw_out_port p, const char *host)
{
	struct mw_service *copy;

	if (host == p.service->hostname)
		return p;
	copy = MW_NEW(a, struct mw_service);
	*copy = *p.service;
	copy->hostname = host;
	p.service = copy;
	return p;
}

static void
fill_registry(struct table *t)
{
	const struct mw_out_ports *l = mw_out_with_port(t->b, t->e, t->port);
	struct mw_arena *a = t->b->arena;

	t->registry = mw_map_new(a);
	for (size_t i = 0; i < l->n; i++) {
		const char *host = mw_lower(a, l->v[i].service->hostname);
		struct slot *s = mw_map_get(t->registry, host);

		if (s == NULL) {
			s = MW_NEW(a, struct slot);
			mw_map_put(t->registry, host, s);
		}
		/* of several with one name the last counts (R31) */
		s->port = lowered(a, l->v[i], host);
	}
}

static const struct mw_service *
find_service(void *ctx, const char *host)
{
	const struct table *t = ctx;
	const struct slot *s = mw_map_get(t->registry, host);

	return s != NULL ? s->port.service : NULL;
}

static bool
routable(enum mw_protocol p)
{
	return mw_protocol_is_http(p) || p == MW_PROTO_AUTO;
}

/* ---- VirtualServices (R134, R135) */

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static const char *
reverse(struct mw_arena *a, const char *s)
{
	size_t len = strlen(s);
	char *out = mw_arena_text(a, s, len);

	for (size_t i = 0; i < len; i++)
		out[i] = s[len - 1 - i];
	return out;
}

/* Is there a service whose name ends with TAIL? */
static bool
some_below(struct table *t, const char *tail)
{
	struct mw_arena *a = t->b->arena;
	const char *text = reverse(a, tail);
	size_t low = 0, high;

	if (!t->has_reversed) {
		for (size_t i = 0; i < mw_map_count(t->registry); i++)
			mw_vec_push(a, &t->reversed, reverse(a,
			    mw_map_key(t->registry, i)));
		if (t->reversed.n > 1)
			qsort(t->reversed.v, t->reversed.n,
			    sizeof(const char *), by_text);
		t->has_reversed = true;
	}
	for (high = t->reversed.n; low < high;) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(t->reversed.v[mid], text) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < t->reversed.n &&
	    strncmp(t->reversed.v[low], text, strlen(text)) == 0;
}

/* Does the wildcard HOST cover a service, or a wildcard service cover it? */
static bool
overlaps_some(struct table *t, const char *host)
{
	if (some_below(t, host + 1))
		return true;
	for (const char *tail = host + 1;; tail++) {
		if (mw_map_get(t->registry, mw_arena_printf(t->b->arena, "*%s",
		    tail)) != NULL)
			return true;
		if (*tail == '\0')
			return false;
	}
}

/* Services and literal hosts of the VirtualService at POSITION. */
static void
separate(struct table *t, size_t position, struct wrapper *w)
{
	struct mw_arena *a = t->b->arena;
	const struct mw_vs *vs = w->vs;
	struct slot *s;

	for (size_t i = 0; i < vs->n_hosts; i++) {
		if (vs->hosts[i][0] == '*')
			continue;
		s = mw_map_get(t->registry, mw_lower(a, vs->hosts[i]));
		if (s != NULL)
			mw_vec_push(a, &w->services, s);
		else
			mw_vec_push(a, &w->hosts, vs->hosts[i]);
	}
	for (size_t i = 0; i < vs->n_hosts; i++) {
		const char *host = mw_lower(a, vs->hosts[i]);
		const struct mw_out_names *served;

		if (host[0] != '*')
			continue;
		served = mw_out_served(t->b, t->e, position);
		for (size_t j = 0; j < served->n; j++) {
			s = mw_map_get(t->registry, served->v[j]);
			if (s != NULL && mw_host_overlaps(host, served->v[j]))
				mw_vec_push(a, &w->services, s);
		}
		if (!overlaps_some(t, host))
			mw_vec_push(a, &w->hosts, host);
	}
}

/* Keeps W for PORT with those of its services that have it for HTTP. */
static void
add_for_port(struct table *t, const struct wrapper *from, int64_t port)
{
	struct mw_arena *a = t->b->arena;
	struct wrapper w = *from;
	bool literal;

	w.port = port;
	w.services.v = NULL;
	w.services.n = w.services.cap = 0;
	for (size_t i = 0; i < from->services.n; i++) {
		struct slot *s = from->services.v[i];
		const struct mw_service_port_info *p = t->port != 0 ?
		    s->port.port : mw_service_port(s->port.service, port);

		if (p != NULL && routable(p->protocol))
			mw_vec_push(a, &w.services, s);
	}
	/* R135: on port 80 hosts without a service are served as well */
	literal = t->port == 80;
	if (w.services.n == 0 && !literal)
		return;
	mw_vec_push(a, &t->wrappers, w);
	for (size_t i = 0; i < w.services.n; i++)
		w.services.v[i]->taken = true;
}

static void
add_virtual_service(struct table *t, size_t position)
{
	const struct mw_route_context rc = {
		.port = t->port,
		.gateway = "mesh",
		.find = find_service,
		.find_ctx = t,
	};
	struct wrapper w = {
		.vs = t->e->egress->virtual_services[position],
	};
	size_t before = t->wrappers.n;
	struct mw_map *ports;

	if (w.vs->n_http == 0)
		return;
	w.routes = mw_build_routes(t->b, w.vs, &rc, &w.n_routes);
	if (w.n_routes == 0) {
		t->e->filtered[position] = true;
		return;
	}
	separate(t, position, &w);
	if (t->port != 0) {
		add_for_port(t, &w, t->port);
	} else {
		ports = mw_map_new(t->b->arena);
		for (size_t i = 0; i < w.services.n; i++) {
			const struct mw_service *s =
			    w.services.v[i]->port.service;

			for (size_t j = 0; j < s->n_ports; j++) {
				if (mw_map_put(ports, mw_arena_printf(
				    t->b->arena, "%lld",
				    (long long)s->ports[j].number), t) == NULL)
					add_for_port(t, &w,
					    s->ports[j].number);
			}
		}
	}
	if (t->wrappers.n > before)
		t->e->used[position] = true;
}

static int
ascending(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return a < b ? -1 : a > b ? 1 : 0;
}

static void
add_virtual_services(struct table *t)
{
	size_t all = t->e->egress->n_virtual_services, n = 0;
	bool *wanted = MW_NEW_ARRAY(t->b->arena, bool, all);
	size_t *list = MW_NEW_ARRAY(t->b->arena, size_t, all);

	for (size_t i = 0; t->port == 80 && i < all; i++)
		list[n++] = i;
	for (size_t i = 0; t->port != 80 && i < mw_map_count(t->registry);
	    i++) {
		struct mw_positions p = mw_out_overlapping(t->b, t->e,
		    mw_map_key(t->registry, i));

		for (size_t j = 0; j < p.n; j++) {
			if (!wanted[p.v[j]])
				list[n++] = p.v[j];
			wanted[p.v[j]] = true;
		}
	}
	if (n > 1)
		qsort(list, n, sizeof(*list), ascending);
	for (size_t i = 0; i < n; i++)
		add_virtual_service(t, list[i]);
}

/* ---- virtual hosts */

/* Is D the full name of a service that is served here? (R137) */
static bool
known(const struct table *t, const char *d)
{
	const struct slot *s = mw_map_get(t->registry, d);

	return s != NULL && (s->taken ||
	    (s->port.service->resolution != MW_RESOLVE_ALIAS &&
	    (s->port.port == NULL || routable(s->port.port->protocol))));
}

static void
omit_loser(struct table *t, const struct mw_vs *vs, const char *name,
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
claim_domains(struct table *t, const struct mw_out_domains *d, int64_t port,
    const struct owner *who, struct mw_virtual_host *vh)
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
add_vhost(struct table *t, const char *host, int64_t port,
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
add_wrapper(struct table *t, const struct wrapper *w)
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
add_default(struct table *t, const struct mw_service *s,
    const struct mw_service_port_info *port)
{
	struct mw_virtual_host vh = { .n_routes = 1 };
	struct mw_route_entry *r;

	if (!routable(port->protocol))
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
add_defaults(struct table *t)
{
	for (size_t i = 0; i < mw_map_count(t->registry); i++) {
		const struct slot *slot = mw_map_value(t->registry, i);
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
sort_vhosts(struct table *t)
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

static struct table *
table_of(struct mw_out *o, struct mw_out_egress *e, int64_t port)
{
	const char *key = mw_arena_printf(o->b->arena, "%lld",
	    (long long)port);
	struct table *t = mw_map_get(e->tables, key);

	if (t != NULL)
		return t;
	t = MW_NEW(o->b->arena, struct table);
	mw_map_put(e->tables, key, t);
	t->o = o;
	t->b = o->b;
	t->e = e;
	t->port = port;
	t->names = mw_map_new(o->b->arena);
	t->domains = mw_map_new(o->b->arena);
	fill_registry(t);
	add_virtual_services(t);
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
sniffed(struct table *t, const char *host, struct mw_route_config *rc)
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
	struct table *t;

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
