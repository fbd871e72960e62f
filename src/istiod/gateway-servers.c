/*
 * gateway-servers.c - the Gateways for a pod, merged into ports (R33-R45).
 *
 * Servers are taken in order: Gateways by age, their servers as written.  The
 * state of a port is what it has accepted so far; a server that does not go
 * with it is dropped as a whole.  This follows Istio step for step, also where
 * it is odd: hosts of a TLS server stay taken when the server is dropped.
 */
#include "istiod/gateway.h"

#include "base/str.h"
#include "model/object.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {				/* ServerTLSSettings.TLSmode */
	TLS_PASSTHROUGH = 0,
	TLS_AUTO_PASSTHROUGH = 3
};

/* What one number to listen on has seen. */
struct state {
	bool any;			/* a server was accepted */
	struct mw_gw_port *plain;	/* latest without TLS, or NULL */
	struct mw_map *tls_hosts;	/* host -> struct mw_gw_server */
};

struct merge {
	struct mw_builder *b;
	struct mw_gw *gw;
	struct mw_map *ports;		/* "8443 HTTPS bind" -> mw_gw_port */
	struct mw_map *states;		/* "8443" -> struct state */
};

static bool
passes_through(const struct mw_gw_server *s)
{
	return s->spec->tls != NULL &&
	    (s->spec->tls->mode.v == TLS_PASSTHROUGH ||
	    s->spec->tls->mode.v == TLS_AUTO_PASSTHROUGH);
}

bool
mw_gw_terminates(const struct mw_gw_server *s)
{
	return s->spec->tls != NULL && !passes_through(s);
}

bool
mw_gw_is_https(const struct mw_gw_server *s)
{
	return s->protocol == MW_PROTO_HTTPS && mw_gw_terminates(s);
}

/* Has routes: HTTP, and HTTPS unless it is passed through. */
static bool
is_http(const struct mw_gw_server *s)
{
	return mw_protocol_is_http(s->protocol) ||
	    (s->protocol == MW_PROTO_HTTPS && !passes_through(s));
}

/* TLS but for httpsRedirect. */
static bool
is_tls(const struct mw_gw_server *s)
{
	return s->spec->tls != NULL && !mw_protocol_is_http(s->protocol);
}

/* ---- one server ----------------------------------------------------- */

/* R38 */
static void
set_hosts(struct mw_builder *b, struct mw_gw_server *s)
{
	static const char *const all[] = { "*" };
	const struct mw_strings *hosts = &s->spec->hosts;
	const char **v = MW_NEW_ARRAY(b->arena, const char *, hosts->n);

	for (size_t i = 0; i < hosts->n; i++) {
		const char *h = mw_str_or_empty(hosts->v[i].s);
		const char *slash = strchr(h, '/');

		v[i] = h;
		if (slash != h + 1)
			continue;
		if (h[0] == '.') {
			v[i] = mw_arena_printf(b->arena, "%s%s", s->object->ns,
			    slash);
		} else if (h[0] == '*' && strcmp(slash, "/*") == 0) {
			s->hosts = all;
			s->n_hosts = 1;
			return;
		} else if (h[0] == '*') {
			v[i] = slash + 1;
		}
	}
	s->hosts = v;
	s->n_hosts = hosts->n;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* R62a: without the namespaces, each once. */
static void
set_sni(struct mw_builder *b, struct mw_gw_server *s)
{
	const char **v = MW_NEW_ARRAY(b->arena, const char *, s->n_hosts);
	size_t n = 0;

	for (size_t i = 0; i < s->n_hosts; i++) {
		const char *slash = strchr(s->hosts[i], '/');

		v[i] = slash != NULL ? slash + 1 : s->hosts[i];
	}
	if (s->n_hosts > 1)
		qsort(v, s->n_hosts, sizeof(*v), compare);
	for (size_t i = 0; i < s->n_hosts; i++) {
		if (n == 0 || strcmp(v[n - 1], v[i]) != 0)
			v[n++] = v[i];
	}
	s->sni = v;
	s->n_sni = n;
}

/* R36: through the first Service of this pod that has the port. */
static int64_t
resolve(const struct mw_workload *w, int64_t port)
{
	static const char off[] =
	    "experimental.istio.io/disable-gateway-port-translation";

	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service *s = w->services[i];

		if (s->object != NULL &&
		    mw_labels_get(&s->object->labels, off) != NULL)
			continue;
		for (size_t j = 0; j < s->n_ports; j++) {
			int64_t target;

			if (s->ports[j].number != port)
				continue;
			target = mw_target_port(w, &s->ports[j]);
			if (target > 0)
				return target;
		}
	}
	return port;
}

/* R37 */
static const char *
route_name(struct mw_builder *b, const struct mw_gw_server *s)
{
	const char *dot = s->bind[0] != '\0' ? "." : "";

	if (mw_protocol_is_http(s->protocol))
		return mw_arena_printf(b->arena, "http.%lu%s%s",
		    (unsigned long)s->listen, dot, s->bind);
	if (s->protocol == MW_PROTO_HTTPS && !passes_through(s))
		return mw_arena_printf(b->arena, "https.%lld.%s.%s.%s%s%s",
		    (long long)s->port,
		    mw_str_or_empty(s->spec->port->name.s),
		    strchr(s->gateway, '/') + 1, s->object->ns, dot, s->bind);
	return "";
}

/* LISTEN 0: what the pod's Services make of the port. */
static struct mw_gw_server *
new_server(struct mw_builder *b, const struct mw_object *o,
    const struct mw_server *spec, const char *gateway, int64_t listen)
{
	struct mw_gw_server *s = MW_NEW(b->arena, struct mw_gw_server);

	s->object = o;
	s->spec = spec;
	s->gateway = gateway;
	s->protocol = mw_protocol_parse(
	    mw_str_or_empty(spec->port->protocol.s));
	s->port = spec->port->number.v;
	s->bind = mw_str_or_empty(spec->bind.s);
	if (listen == 0)
		listen = resolve(b->workload, s->port);
	s->listen = listen > 0 && listen <= 65535 ? (uint32_t)listen : 0;
	set_hosts(b, s);
	if (spec->tls != NULL)
		set_sni(b, s);
	s->route = route_name(b, s);
	return s;
}

/* ---- merging (R39) -------------------------------------------------- */

static struct state *
state_of(struct merge *m, uint32_t port)
{
	char key[16];
	struct state *st;

	snprintf(key, sizeof(key), "%lu", (unsigned long)port);
	st = mw_map_get(m->states, key);
	if (st == NULL) {
		st = MW_NEW(m->b->arena, struct state);
		mw_map_put(m->states, key, st);
	}
	return st;
}

static const char *
port_key(struct merge *m, const struct mw_gw_server *s)
{
	return mw_arena_printf(m->b->arena, "%lu %s %s",
	    (unsigned long)s->listen,
	    mw_str_or_empty(s->spec->port->protocol.s), s->bind);
}

static struct mw_gw_port *
find_port(struct merge *m, const struct mw_gw_server *s)
{
	return mw_map_get(m->ports, port_key(m, s));
}

static struct mw_gw_port *
new_port(struct merge *m, const struct mw_gw_server *s)
{
	struct mw_gw_port *p = MW_NEW(m->b->arena, struct mw_gw_port);

	p->number = s->listen;
	p->protocol = mw_str_or_empty(s->spec->port->protocol.s);
	p->bind = s->bind;
	p->route = s->route;
	mw_vec_push(m->b->arena, &p->servers, s);
	mw_map_put(m->ports, port_key(m, s), p);
	mw_vec_push(m->b->arena, &m->gw->ports, p);
	return p;
}

static void
join_route(struct merge *m, const struct mw_gw_server *s, bool fresh)
{
	struct mw_gw_route *r = mw_map_get(m->gw->routes, s->route);

	if (r == NULL || fresh) {
		r = MW_NEW(m->b->arena, struct mw_gw_route);
		r->name = s->route;
		mw_map_put(m->gw->routes, s->route, r);
	}
	mw_vec_push(m->b->arena, &r->servers, s);
}

/* The first of its number and bind. */
static void
accept_new(struct merge *m, struct state *st, const struct mw_gw_server *s)
{
	struct mw_gw_port *p = new_port(m, s);

	if (!is_tls(s))
		st->plain = p;
	if (is_http(s))
		join_route(m, s, true);
}

static void
conflict(struct merge *m, const struct mw_gw_server *s,
    const struct mw_gw_port *p)
{
	const struct mw_gw_server *old = p->servers.v[0];

	mw_build_omit(m->b, MW_OMIT_SERVER_CONFLICT, s->object,
	    s->spec->port->node, old->object, "%s is dropped: port %lu has a "
	    "server of protocol %s of %s", mw_gw_title(m->b, s),
	    (unsigned long)s->listen,
	    p->protocol, mw_object_title(m->b->arena, old->object));
}

/* R39.3 */
static void
beside_plain(struct merge *m, struct state *st, const struct mw_gw_server *s)
{
	struct mw_gw_port *plain = st->plain;
	bool same_bind = strcmp(plain->bind, s->bind) == 0;
	bool both_http = mw_protocol_is_http(s->protocol) &&
	    mw_protocol_is_http(mw_protocol_parse(plain->protocol));
	struct mw_gw_port *p;

	if (same_bind && (!both_http || s->route[0] == '\0')) {
		conflict(m, s, plain);
		return;
	}
	if (same_bind) {
		mw_vec_push(m->b->arena, &plain->servers, s);
		join_route(m, s, false);
		return;
	}
	p = find_port(m, s);
	if (p == NULL) {
		accept_new(m, st, s);
		return;
	}
	p->route = s->route;
	mw_vec_push(m->b->arena, &p->servers, s);
	join_route(m, s, false);
}

/* R39.4: only TLS so far. */
static void
beside_tls(struct merge *m, struct state *st, const struct mw_gw_server *s)
{
	const struct mw_gw_route *taken;
	struct mw_gw_port *p;

	if (!is_tls(s)) {
		accept_new(m, st, s);
		return;
	}
	if (is_http(s)) {
		taken = mw_map_get(m->gw->routes, s->route);
		if (taken != NULL) {
			mw_build_omit(m->b, MW_OMIT_SERVER_CONFLICT, s->object,
			    s->spec->port->node, taken->servers.v[0]->object,
			    "server %lld/%s of Gateway %s is dropped: the "
			    "Gateway has another of this port and port name",
			    (long long)s->port,
			    mw_str_or_empty(s->spec->port->name.s),
			    s->gateway);
			return;
		}
		join_route(m, s, true);
	}
	p = find_port(m, s);
	if (p == NULL)
		new_port(m, s);
	else
		mw_vec_push(m->b->arena, &p->servers, s);
}

/* R39.1: false when another server of this port and bind has a host. */
static bool
take_hosts(struct merge *m, struct state *st, const struct mw_gw_server *s)
{
	if (st->tls_hosts == NULL)
		st->tls_hosts = mw_map_new(m->b->arena);
	for (size_t i = 0; i < s->n_hosts; i++) {
		const struct mw_gw_server *old = mw_map_get(st->tls_hosts,
		    s->hosts[i]);

		if (old == NULL || strcmp(old->bind, s->bind) != 0)
			continue;
		mw_build_omit(m->b, MW_OMIT_DUPLICATE_SERVER, s->object,
		    s->spec->hosts.node, old->object, "%s is dropped: %s has "
		    "host '%s' on port %lu", mw_gw_is_listener(s) ?
		    mw_gw_title(m->b, s) : mw_arena_printf(m->b->arena,
		    "server %lld/%s of Gateway %s", (long long)s->port,
		    mw_str_or_empty(s->spec->port->name.s), s->gateway),
		    mw_object_title(m->b->arena, old->object), s->hosts[i],
		    (unsigned long)s->listen);
		return false;
	}
	for (size_t i = 0; i < s->n_hosts; i++)
		mw_map_put(st->tls_hosts, s->hosts[i], mw_map_borrow(s));
	return true;
}

static void
add_server(struct merge *m, const struct mw_gw_server *s)
{
	struct state *st = state_of(m, s->listen);

	if (s->spec->tls != NULL) {
		if (!take_hosts(m, st, s))
			return;
		if (s->spec->tls->mode.v == TLS_AUTO_PASSTHROUGH)
			m->gw->auto_passthrough = true;
	}
	if (!st->any) {
		st->any = true;
		accept_new(m, st, s);
	} else if (st->plain != NULL) {
		beside_plain(m, st, s);
	} else {
		beside_tls(m, st, s);
	}
}

static void
add_gateway(struct merge *m, const struct mw_object *o)
{
	const struct mw_server_list *servers = &MW_SPEC(o, gateway)->servers;
	const char *name = mw_arena_printf(m->b->arena, "%s/%s", o->ns,
	    o->name);

	mw_vec_push(m->b->arena, &m->gw->gateways, name);
	for (size_t i = 0; i < servers->n; i++) {
		const struct mw_server *spec = &servers->v[i];

		if (spec->port == NULL) {
			mw_build_omit(m->b, MW_OMIT_BAD_VALUE, o, spec->node,
			    NULL, "a server of Gateway %s has no port", name);
			continue;
		}
		add_server(m, new_server(m->b, o, spec, name, 0));
	}
}

/* R33: no selector selects every gateway. */
static bool
selects(const struct mw_gateway *g, const struct mw_workload *w)
{
	return g->selector.node == NULL ||
	    mw_labels_match(&g->selector, w->labels);
}

static void
add_listener(struct merge *m, const struct mw_gw_listener *g)
{
	const struct mw_gwapi_listener *li = g->listener;

	mw_vec_push(m->b->arena, &m->gw->gateways, li->internal);
	add_server(m, new_server(m->b, li->owner, li->server, li->internal,
	    g->listen));
}

/* R14, with the name that Istio gives the listener's Gateway. */
static bool
is_older(const struct mw_gwapi_listener *a, const struct mw_object *o)
{
	int d;

	if (a->owner->created != o->created)
		return a->owner->created < o->created;
	d = strcmp(strchr(a->internal, '/') + 1, o->name);
	return d < 0 || (d == 0 && strcmp(a->owner->ns, o->ns) < 0);
}

/* A Gateway that is for this pod; else an omission says why not. */
static bool
is_for_us(struct mw_builder *b, const struct mw_object *o,
    const struct mw_gw_listeners *l)
{
	if (!selects(MW_SPEC(o, gateway), b->workload)) {
		mw_build_omit(b, MW_OMIT_SELECTOR, o,
		    MW_SPEC(o, gateway)->selector.node, NULL,
		    "Gateway %s/%s selects other pods", o->ns, o->name);
		return false;
	}
	if (!mw_gw_is_shut_out(l, o))
		return true;
	mw_build_omit(b, MW_OMIT_OTHER_NAMESPACE, o, o->root, NULL,
	    "Gateway %s/%s is not for this pod: it runs a Gateway of the "
	    "Gateway API in another namespace", o->ns, o->name);
	return false;
}

const struct mw_gw *
mw_gateway_merged(struct mw_builder *b)
{
	const struct mw_objects *all = &b->mesh->of_kind[MW_KIND_GATEWAY];
	struct merge m = { .b = b };
	struct mw_gw_listeners l = { 0 };
	size_t j = 0;

	if (b->gateway_cache != NULL)
		return b->gateway_cache;
	m.gw = b->gateway_cache = MW_NEW(b->arena, struct mw_gw);
	m.gw->routes = mw_map_new(b->arena);
	m.ports = mw_map_new(b->arena);
	m.states = mw_map_new(b->arena);
	mw_gw_find_listeners(b, &l);
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];

		if (o->spec == NULL || o->superseded_by != NULL)
			continue;
		while (j < l.n && is_older(l.v[j].listener, o))
			add_listener(&m, &l.v[j++]);
		if (is_for_us(b, o, &l))
			add_gateway(&m, o);
	}
	while (j < l.n)
		add_listener(&m, &l.v[j++]);
	return m.gw;
}
