/*
 * meet.c - the certificates and the trust that meet where proxies connect.
 */
#include "journey/meet.h"

#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/vec.h"
#include "journey/walk.h"

struct meet {
	struct mw_session *session;
	struct mw_arena *arena;
	MW_VEC(struct mw_meeting) v;
	size_t left_out;
};

/* ---- one meeting --------------------------------------------------------- */

/* What an application of the mesh sends to a port of this protocol. */
static enum mw_payload
payload_for(enum mw_protocol p)
{
	if (mw_protocol_is_http2(p))
		return MW_PAYLOAD_HTTP2;
	if (mw_protocol_is_http(p) || p == MW_PROTO_AUTO)
		return MW_PAYLOAD_HTTP1;
	return MW_PAYLOAD_TCP;
}

static void
from_application(const struct mw_service *s,
    const struct mw_service_port_info *port, struct mw_connection *c)
{
	*c = (struct mw_connection){ .dial_ip = s->address,
		.dial_port = (uint32_t)port->number, .source_ip = "" };
	c->payload = payload_for(port->protocol);
	if (mw_protocol_is_tls(port->protocol)) {
		c->tls = true;
		c->sni = s->hostname;
		c->payload = MW_PAYLOAD_HTTP1;
	}
}

/* A chain of the client as far as a connection upstream depends on it. */
static const struct mw_filter_chain *
some_chain(enum mw_protocol p)
{
	static const struct mw_http_manager http;
	static const struct mw_tcp_proxy tcp;
	static const struct mw_filter_chain chains[] = { { .http = &http },
		{ .tcp = &tcp } };

	return &chains[mw_protocol_is_http(p) || p == MW_PROTO_AUTO ? 0 : 1];
}

static struct mw_connection *
connect_by(const struct meet *m, const struct mw_proxy *p,
    const struct mw_cluster *c, const struct mw_cluster_endpoint *e,
    const struct mw_service_port_info *port)
{
	struct mw_connection *up = MW_NEW(m->arena, struct mw_connection);
	struct mw_connection *down = MW_NEW(m->arena, struct mw_connection);
	struct mw_accept *taken = MW_NEW(m->arena, struct mw_accept);

	from_application(c->service, port, down);
	taken->chain = some_chain(port->protocol);
	taken->payload = down->tls ? MW_PAYLOAD_TLS : down->payload;
	mw_envoy_connect(p, c, e, down, taken, m->arena, up);
	if (taken->chain->http != NULL)
		mw_envoy_connect_name(c, c->service->hostname, m->arena, up);
	return up;
}

static void
judge_application(struct mw_meeting *x)
{
	x->good = true;
	if (mw_application_refuses(x->connection, x->server != NULL)) {
		x->good = false;
		x->text = x->server == NULL ? "nobody outside has a "
		    "certificate of the mesh" : "no proxy there: the "
		    "application has no certificate of the mesh";
	} else if (x->connection->tls) {
		x->text = x->server == NULL ? "the server outside must take it"
		    : "the application itself must take TLS";
	} else {
		x->text = x->server == NULL ? "plaintext leaves the mesh" :
		    "plaintext reaches the application";
	}
}

/* What P asks for at PORT, where no chain took the connection. */
static const struct mw_downstream_tls *
asked_at(const struct mw_proxy *p, uint32_t port)
{
	const struct mw_downstream_tls *any = NULL;

	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		for (size_t j = 0; l->direction != MW_OUTBOUND &&
		     j < l->n_chains; j++) {
			const struct mw_filter_chain *c = &l->chains[j];

			if (c->match.destination_port == port)
				return &c->tls;
			if (any == NULL && c->match.destination_port == 0)
				any = &c->tls;
		}
	}
	return any;
}

static const char *
refusal_text(const struct mw_meeting *x, const struct mw_accept *a)
{
	if (a->result == MW_ACCEPT_OK)		/* but it is no HTTP */
		return mw_accept_text(MW_ACCEPT_NOT_TLS, x->connection);
	if (a->result == MW_ACCEPT_NO_CHAIN && x->tls != NULL &&
	    x->tls->kind == MW_DOWNSTREAM_MESH)
		return x->connection->tls ? "the server takes TLS of the mesh "
		    "only" : "the server takes no plaintext";
	return mw_accept_text(a->result, x->connection);
}

static void
judge(const struct meet *m, struct mw_meeting *x)
{
	const struct mw_proxy *p;
	struct mw_accept a = { 0 };

	if (x->server == NULL || (x->server->proxy != MW_PROXY_SIDECAR &&
	    x->server->proxy != MW_PROXY_GATEWAY)) {
		judge_application(x);
		return;
	}
	p = mw_session_proxy(m->session, x->server);
	if (x->server->proxy == MW_PROXY_SIDECAR)
		mw_envoy_accept_inbound(p, x->connection, m->arena, NULL, &a);
	else
		mw_envoy_accept_gateway(p, x->connection, m->arena, NULL, &a);
	x->tls = a.chain != NULL ? &a.chain->tls : asked_at(p, x->port);
	x->terminated = a.terminated;
	x->good = a.result == MW_ACCEPT_OK && !mw_accept_is_no_http(&a);
	if (!x->good)
		x->text = refusal_text(x, &a);
	else if (x->terminated)
		x->text = mw_accept_text(a.result, x->connection);
	else
		x->text = x->connection->tls ? "the application's own TLS is "
		    "passed on" : "plaintext is taken";
}

/* The same for whoever reads it: only names of subsets may differ. */
static bool
is_same(const struct mw_meeting *a, const struct mw_meeting *b)
{
	const struct mw_upstream_tls *x, *y;

	if (a->client != b->client || a->server != b->server ||
	    a->service != b->service || a->port != b->port ||
	    a->service_port != b->service_port || a->text != b->text)
		return false;
	if (a->cluster == NULL || b->cluster == NULL)
		return a->cluster == b->cluster;
	x = &a->cluster->tls;
	y = &b->cluster->tls;
	return x->kind == y->kind && x->automatic == y->automatic &&
	    x->origin.node == y->origin.node && x->n_sans == y->n_sans;
}

static void
add(struct meet *m, struct mw_meeting *x)
{
	for (size_t i = m->v.n; i-- > 0 && m->v.v[i].client == x->client;) {
		if (is_same(&m->v.v[i], x))
			return;
	}
	if (m->v.n >= MW_LIMIT_MEETINGS) {
		m->left_out++;
		return;
	}
	mw_vec_push(m->arena, &m->v, *x);
}

/* ---- the connections of a proxy ------------------------------------------ */

static bool
is_outbound(const struct mw_cluster *c)
{
	return c->service != NULL && mw_str_has_prefix(c->name, "outbound|");
}

/* What P's cluster C makes of each pod behind it; TO: only that one. */
static void
add_cluster(struct meet *m, const struct mw_proxy *p,
    const struct mw_cluster *c, const struct mw_workload *to)
{
	const struct mw_service_port_info *port = mw_service_port(c->service,
	    c->port);

	for (size_t i = 0; port != NULL && i < c->n_endpoints; i++) {
		const struct mw_endpoint_info *e = c->endpoints[i].info;
		struct mw_meeting x = { .client = p->workload, .cluster = c,
			.service = c->service, .server = e->workload,
			.service_port = (uint32_t)c->port,
			.port = (uint32_t)e->port };

		if (to != NULL && e->workload != to)
			continue;
		x.connection = connect_by(m, p, c, &c->endpoints[i], port);
		judge(m, &x);
		add(m, &x);
	}
}

struct mw_meetings
mw_meetings_out(struct mw_session *s, const struct mw_workload *w,
    struct mw_arena *arena)
{
	struct meet m = { .session = s, .arena = arena };
	const struct mw_proxy *p;

	if (w->proxy != MW_PROXY_SIDECAR && w->proxy != MW_PROXY_GATEWAY)
		return (struct mw_meetings){ 0 };
	p = mw_session_proxy(s, w);
	for (size_t i = 0; i < p->n_clusters; i++) {
		if (is_outbound(&p->clusters[i]))
			add_cluster(&m, p, &p->clusters[i], NULL);
	}
	return (struct mw_meetings){ m.v.v, m.v.n, m.left_out };
}

/* ---- the connections to a pod -------------------------------------------- */

static bool
is_behind(const struct mw_workload *w, const struct mw_service *s)
{
	for (size_t i = 0; i < s->n_endpoints; i++) {
		if (s->endpoints[i].workload == w)
			return true;
	}
	return false;
}

static void
add_proxied(struct meet *m, const struct mw_workload *from,
    const struct mw_workload *to)
{
	const struct mw_proxy *p = mw_session_proxy(m->session, from);

	for (size_t i = 0; i < p->n_clusters; i++) {
		const struct mw_cluster *c = &p->clusters[i];

		if (is_outbound(c) && is_behind(to, c->service))
			add_cluster(m, p, c, to);
	}
}

/* Whoever has no proxy speaks as the port asks, without a certificate. */
static void
add_bare(struct meet *m, const struct mw_workload *from,
    const struct mw_workload *to)
{
	for (size_t i = 0; i < to->n_services; i++) {
		const struct mw_service *s = to->services[i];

		for (size_t j = 0; s->kubernetes && j < s->n_ports; j++) {
			struct mw_connection *c = MW_NEW(m->arena,
			    struct mw_connection);
			struct mw_meeting x = { .client = from, .server = to,
				.service = s, .connection = c,
				.service_port = (uint32_t)s->ports[j].number };

			x.port = (uint32_t)mw_target_port(to, &s->ports[j]);
			from_application(s, &s->ports[j], c);
			if (to->n_ips > 0)
				c->dial_ip = to->ips[0];
			c->dial_port = x.port;
			judge(m, &x);
			add(m, &x);
		}
	}
}

static bool
may_call(const struct mw_workload *from, const struct mw_workload *to,
    bool same_ns)
{
	return from != to && (strcmp(from->ns, to->ns) == 0) == same_ns;
}

struct mw_meetings
mw_meetings_in(struct mw_session *s, const struct mw_workload *w,
    struct mw_arena *arena)
{
	struct meet m = { .session = s, .arena = arena };
	const struct mw_mesh *mesh = mw_session_mesh(s);
	size_t compiled = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < mesh->n_workloads; i++) {
			const struct mw_workload *from = mesh->workloads[i];

			if (!may_call(from, w, pass == 0))
				continue;
			if (from->proxy == MW_PROXY_NONE)
				add_bare(&m, from, w);
			else if (from->proxy != MW_PROXY_SIDECAR &&
			    from->proxy != MW_PROXY_GATEWAY)
				continue;
			else if (compiled++ < MW_LIMIT_CALLERS)
				add_proxied(&m, from, w);
			else
				m.left_out++;
		}
	}
	return (struct mw_meetings){ m.v.v, m.v.n, m.left_out };
}
