/*
 * walk.c - a connection followed from its client to whoever answers it.
 *
 * mw_walk_arrive() looks who is at an address: a gateway, a sidecar or an
 * application (application.c).
 * pass_http() and pass_tcp() let a proxy decide and then make the proxy's own
 * connection, which arrives somewhere in turn.  A reply comes back the same
 * way, and each proxy has its say on it.  Depth is bounded (limits.h).
 */
#include "journey/walk.h"

#include <string.h>

#include "base/limits.h"
#include "base/str.h"

static struct mw_steps *
new_steps(struct mw_walk *w)
{
	struct mw_steps *s;

	if (!w->trace || w->mirror)
		return NULL;
	s = MW_NEW(w->arena, struct mw_steps);
	s->arena = w->arena;
	return s;
}

static void
add_notes(struct mw_walk *w, const char *const *assumptions, size_t n,
    const char *const *not_modelled, size_t n_not)
{
	for (size_t i = 0; i < n; i++)
		mw_vec_push(w->arena, &w->assumptions, assumptions[i]);
	for (size_t i = 0; i < n_not; i++)
		mw_vec_push(w->arena, &w->not_modelled, not_modelled[i]);
}

/* An answer that rests on something made up says so, once. */
void
mw_walk_assume(struct mw_walk *w, const char *text)
{
	for (size_t i = 0; i < w->assumptions.n; i++) {
		if (strcmp(w->assumptions.v[i], text) == 0)
			return;
	}
	mw_vec_push(w->arena, &w->assumptions, text);
}

static void
not_modelled(struct mw_walk *w, const char *text)
{
	mw_vec_push(w->arena, &w->not_modelled, text);
}

/* Hops are kept by index: the vector moves while later hops are added. */
static size_t
add_hop(struct mw_walk *w, const struct mw_proxy *p, enum mw_direction dir,
    const struct mw_connection *c, const struct mw_accept *accept,
    const struct mw_steps *steps)
{
	struct mw_hop h = { .proxy = p, .direction = dir };

	if (w->mirror)
		return SIZE_MAX;
	h.workload = p->workload;
	if (p->workload->assumed)
		mw_walk_assume(w, mw_arena_printf(w->arena, "the workload %s/%s",
		    p->workload->ns, p->workload->name));
	h.name = mw_arena_printf(w->arena, "%s/%s", p->workload->ns,
	    p->workload->name);
	h.connection = c;
	h.accept = accept;
	h.steps = steps;
	h.protocol = MW_HOP_LISTENER;
	h.listener = accept->listener != NULL ? accept->listener->name : NULL;
	h.peer = accept->peer;
	if (accept->chain != NULL) {
		h.chain = accept->chain->name;
		h.protocol = accept->chain->http != NULL ? MW_HOP_HTTP
							 : MW_HOP_TCP;
	}
	mw_vec_push(w->arena, &w->hops, h);
	return w->hops.n - 1;
}

/* ---- a proxy's own connection ----------------------------------------------- */

static enum mw_upstream_failure
failure_of(const struct mw_reply *r)
{
	switch (r->end) {
	case MW_END_ANSWERED:
		break;
	case MW_END_REFUSED:
		return MW_UPSTREAM_REFUSED;
	case MW_END_TLS:
		return MW_UPSTREAM_TLS;
	case MW_END_CLOSED:
		return MW_UPSTREAM_CLOSED;
	}
	return MW_UPSTREAM_OK;
}

/* What a cluster without pods behind it stands for. */
static const char *
external_name(struct mw_walk *w, const struct mw_cluster *cluster,
    const struct mw_cluster_endpoint *e, uint32_t *port)
{
	*port = 0;
	if (cluster->type == MW_CLUSTER_EDS && e != NULL) {
		*port = (uint32_t)e->info->port;
		return mw_arena_printf(w->arena, "external:%s",
		    e->info->address);
	}
	return mw_arena_printf(w->arena, "external:%s", cluster->service != NULL
	    ? cluster->service->hostname : cluster->name);
}

static bool
is_inbound(const struct mw_cluster *c)
{
	return mw_str_has_prefix(c->name, "inbound|") ||
	    mw_str_has_prefix(c->name, "InboundPassthroughCluster");
}

/* Who is at the other end of UP: P's own application, something outside the
 * mesh, or whoever has the address. */
static void
reach(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_cluster *cluster, const struct mw_cluster_endpoint *e,
    const struct mw_connection *up, const struct mw_http *http,
    struct mw_reply *reply)
{
	bool own = cluster->service != NULL && !cluster->service->kubernetes;
	uint32_t port;
	const char *name;

	if (mw_envoy_lacks_secret(cluster)) {
		reply->end = MW_END_TLS;
		reply->tls_layer = mw_tls_layers(up);
		reply->tls_error = "Secret is not supplied by SDS";
		return;
	}
	if (is_inbound(cluster)) {
		mw_walk_application(w, up, mw_walk_pod_name(w, p->workload),
		    p->workload, up->dial_port, http, reply);
		return;
	}
	if ((cluster->type == MW_CLUSTER_EDS && e->info->workload == NULL &&
	    mw_mesh_workload_by_ip(mw_session_mesh(w->session),
	    e->info->address) == NULL) ||
	    cluster->type == MW_CLUSTER_STRICT_DNS ||
	    cluster->type == MW_CLUSTER_LOGICAL_DNS ||
	    cluster->type == MW_CLUSTER_DYNAMIC ||
	    (cluster->type == MW_CLUSTER_ORIGINAL_DST && own)) {
		name = external_name(w, cluster, e, &port);
		mw_walk_application(w, up, name, NULL, port, http, reply);
		return;
	}
	mw_walk_arrive(w, up, http, reply);
}

bool
mw_walk_connect(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_cluster *cluster, const struct mw_connection *down,
    const struct mw_accept *accept, const struct mw_http *http,
    struct mw_steps *log, struct mw_reply *reply)
{
	const struct mw_cluster_endpoint *e = NULL;
	struct mw_connection *up = MW_NEW(w->arena, struct mw_connection);

	if (cluster->type != MW_CLUSTER_ORIGINAL_DST &&
	    cluster->type != MW_CLUSTER_DYNAMIC && !is_inbound(cluster)) {
		if (cluster->n_endpoints == 0)
			return false;
		e = &cluster->endpoints[0];
	}
	if (cluster->service != NULL && cluster->service->assumed &&
	    !w->mirror)
		mw_walk_assume(w, mw_arena_printf(w->arena, "the service %s, any port",
		    cluster->service->hostname));
	mw_envoy_connect(p, cluster, e, down, accept, w->arena, up);
	if (accept->chain->http != NULL && http != NULL)
		mw_envoy_connect_name(cluster, http->authority, w->arena, up);
	if (e != NULL)
		mw_step_add(log, MW_STAGE_ENDPOINT, MW_STEP_CHOSEN,
		    &cluster->origin, "endpoint %s:%u", up->dial_ip,
		    up->dial_port);
	if (down->shown_as != NULL && !is_inbound(cluster))
		mw_walk_show_identity(w, up, log);
	w->via = cluster;
	reach(w, p, cluster, e, up, http, reply);
	return true;
}

static void
note_endpoints(struct mw_walk *w, const struct mw_cluster *c)
{
	MW_VEC(const char *) names = { 0 };

	if (w->mirror || c->n_endpoints < 2 || is_inbound(c))
		return;
	for (size_t i = 0; i < c->n_endpoints; i++) {
		const struct mw_endpoint_info *e = c->endpoints[i].info;
		const char *name = e->workload != NULL
		    ? mw_walk_pod_name(w, e->workload)
		    : mw_arena_printf(w->arena, "%s:%lld", e->address,
			  (long long)e->port);

		mw_vec_push(w->arena, &names, name);
	}
	w->outcome->endpoints = names.v;
	w->outcome->n_endpoints = names.n;
}

static void
upstream_failed(const struct mw_http_decision *d, struct mw_steps *log)
{
	if (d->cluster != NULL && mw_envoy_lacks_secret(d->cluster))
		mw_step_add(log, MW_STAGE_UPSTREAM, MW_STEP_FAIL,
		    &d->cluster->tls.origin, "upstream failed: the CA "
		    "certificate that is asked for cannot be used, so no TLS "
		    "handshake begins");
	else
		mw_step_add(log, MW_STAGE_UPSTREAM, MW_STEP_FAIL, NULL,
		    "upstream failed: %s", mw_str_or_empty(d->details));
}

/* The hops after HOP saw only a handshake that failed. */
static void
forget_hops(struct mw_walk *w, size_t hop)
{
	if (w->mirror)
		return;
	for (size_t i = hop + 1; i < w->hops.n; i++)
		w->hops.v[i].unlogged = true;
}

/* ---- HTTP through a proxy ----------------------------------------------------- */

static void
send_mirrors(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_connection *c, const struct mw_accept *accept,
    const struct mw_http_decision *d)
{
	bool before = w->mirror;

	for (size_t i = 0; i < d->n_mirrors; i++) {
		const struct mw_cluster *cluster = mw_proxy_cluster(p,
		    d->mirrors[i].cluster);
		struct mw_reply ignored = { 0 };

		if (cluster == NULL)
			continue;
		w->mirror = true;
		mw_walk_connect(w, p, cluster, c, accept,
		    &d->mirrors[i].request, NULL, &ignored);
		w->mirror = before;
	}
}

static void
fill_http_hop(struct mw_hop *h, const struct mw_http_decision *d)
{
	h->http = d;
	h->has_code = true;
	h->code = d->code;
	h->details = d->details;
	h->flags = d->flags;
	h->policy = d->policy;
	h->route_config = d->routes != NULL && d->vhost != NULL
	    ? d->routes->name : NULL;
	h->vhost = d->vhost != NULL ? d->vhost->name : NULL;
	h->route = d->route != NULL && !mw_str_empty(d->route->name)
	    ? d->route->name : NULL;
	h->cluster = d->cluster_name;
	if (d->route == NULL) {		/* nothing was chosen: no names */
		h->route_config = NULL;
		h->vhost = NULL;
	}
}

/* The answer of the proxy itself, or of a failed upstream. */
static void
local_reply(const struct mw_http_decision *d, struct mw_reply *reply,
    struct mw_arena *arena)
{
	reply->end = MW_END_ANSWERED;
	reply->status = d->status;
	reply->body = d->body;
	reply->headers = d->response;
	mw_envoy_response(d, &reply->headers, arena);
}

static void
forward(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_connection *c, const struct mw_accept *accept,
    struct mw_http_decision *d, size_t hop, struct mw_steps *log,
    struct mw_reply *reply, uint32_t *attempts)
{
	const char *unsendable = mw_envoy_unsendable(&d->upstream);
	const bool silent = w->silent, unsent = w->unsent;
	struct mw_reply up = { 0 };
	enum mw_upstream_failure f = MW_UPSTREAM_NO_ENDPOINT;

	note_endpoints(w, d->cluster);
	w->unsent = unsendable != NULL;
	w->silent = silent || w->unsent;
	if (mw_walk_connect(w, p, d->cluster, c, accept, &d->upstream, log,
	    &up))
		f = failure_of(&up);
	w->silent = silent;
	w->unsent = unsent;
	if (f == MW_UPSTREAM_OK && unsendable != NULL) {
		mw_envoy_unsendable_reply(d, unsendable, w->arena);
		mw_step_add(log, MW_STAGE_UPSTREAM, MW_STEP_FAIL, NULL,
		    "header %s has a control character and cannot be sent",
		    unsendable);
		local_reply(d, reply, w->arena);
		return;
	}
	if (f == MW_UPSTREAM_OK && up.status == 0)
		f = MW_UPSTREAM_PROTOCOL;
	if (f != MW_UPSTREAM_NO_ENDPOINT)
		send_mirrors(w, p, c, accept, d);
	if (f == MW_UPSTREAM_TLS)
		forget_hops(w, hop);
	if (f != MW_UPSTREAM_OK) {
		mw_envoy_upstream_failure(d, f, up.tls_error, w->arena,
		    attempts);
		upstream_failed(d, log);
		if (f == MW_UPSTREAM_NO_ENDPOINT)
			mw_walk_no_endpoint(w, p, d->cluster, log);
		else
			mw_walk_no_server_sidecar(w, d->cluster, log);
		local_reply(d, reply, w->arena);
		return;
	}
	*reply = up;
	d->code = up.status;
	if (mw_envoy_status_retried(d, up.status, &up.headers, w->arena,
	    attempts))
		mw_step_add(log, MW_STAGE_UPSTREAM, MW_STEP_INFO,
		    &d->route->retry->origin, "status %u is retried: %u "
		    "attempts, to the same end", up.status, *attempts);
	mw_envoy_response(d, &reply->headers, w->arena);
}

static void
pass_http(struct mw_walk *w, const struct mw_proxy *p, enum mw_direction dir,
    const struct mw_connection *c, const struct mw_accept *accept,
    const struct mw_http *http, size_t hop, struct mw_steps *log,
    struct mw_reply *reply)
{
	struct mw_http_decision *d = MW_NEW(w->arena, struct mw_http_decision);
	/* a real token has its own claims: no word stands for another */
	const struct mw_token_hints hints = { mw_walk_has_token(w->request) ?
		NULL : w->request->claims, w->request->bad_signature };
	struct mw_http_input in = {
		.connection = c, .accept = accept, .request = http,
		.local_ip = p->workload->n_ips > 0 ? p->workload->ips[0] : "",
		.local_port = c->dial_port, .hints = &hints,
	};
	uint32_t attempts = 0;

	in.branch = w->split_seen || w->mirror ? 0 : w->branch;
	if (w->silent) {		/* no request, no log */
		if (hop != SIZE_MAX && w->unsent)
			w->hops.v[hop].protocol = MW_HOP_LISTENER;
		else if (hop != SIZE_MAX)
			w->hops.n = hop;
		return;
	}
	mw_session_fill(w->session, &in);
	if (in.ext_authz == 0)
		in.authorizers = mw_walk_authorizers(w, p, c, accept, http);
	mw_envoy_http(p, accept->chain->http, dir, &in, w->arena, log, d);
	mw_walk_no_cluster(w, p, d->cluster_name, log);
	if (dir != MW_INBOUND && hop != SIZE_MAX)
		mw_walk_left_out(w, p, http->authority, c->dial_port, log);
	if (!w->mirror && !w->split_seen && d->route != NULL) {
		/* the branches are those of the first route on the way */
		w->split_seen = true;
		if (d->of > 0) {
			w->n_branches = d->n_branches;
			w->outcome->weight = d->weight;
			w->outcome->of = d->of;
		}
	}
	add_notes(w, d->assumptions, d->n_assumptions, d->not_modelled,
	    d->n_not_modelled);
	if (d->forwarded && d->cluster != NULL)
		forward(w, p, c, accept, d, hop, log, reply, &attempts);
	else
		local_reply(d, reply, w->arena);
	if (hop != SIZE_MAX) {
		fill_http_hop(&w->hops.v[hop], d);
		w->hops.v[hop].attempts = attempts > 1 ? attempts : 0;
	}
}

/* ---- TCP through a proxy ------------------------------------------------------- */

/* TLS of the client itself, which the proxy does not open. */
static bool
passed_through(const struct mw_connection *c, const struct mw_accept *accept)
{
	return c->tls && !accept->terminated;
}

/* The layer of the TLS among the bytes that a TCP chain passes on; what is
 * above it is the proxy's own. */
static int
passed_layer(const struct mw_connection *c, const struct mw_accept *accept)
{
	if (accept->payload != MW_PAYLOAD_TLS)
		return -1;
	return accept->terminated ? mw_tls_layers(c) - 1 : mw_tls_layers(c);
}

/*
 * TCP authorization waits for the first bytes, the connection upstream does
 * not: the far side sees one that is closed without a byte (S172).
 */
static void
open_silently(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_connection *c, const struct mw_accept *accept,
    const char *name)
{
	const struct mw_cluster *cluster = name != NULL
	    ? mw_proxy_cluster(p, name) : NULL;
	struct mw_reply ignored = { 0 };
	bool before = w->silent;

	if (cluster == NULL)
		return;
	w->silent = true;
	mw_walk_connect(w, p, cluster, c, accept, NULL, NULL, &ignored);
	w->silent = before;
}

/* Is some hop before this one HTTP?  It keeps its connection for the next
 * request, so the TCP proxy behind it logs nothing yet. */
static bool
behind_http(const struct mw_walk *w, size_t hop)
{
	for (size_t i = 0; i < hop; i++) {
		if (w->hops.v[i].protocol == MW_HOP_HTTP)
			return true;
	}
	return false;
}

static void
pass_tcp(struct mw_walk *w, const struct mw_proxy *p, enum mw_direction dir,
    const struct mw_connection *c, const struct mw_accept *accept,
    const struct mw_http *http, size_t hop, struct mw_steps *log,
    struct mw_reply *reply)
{
	struct mw_tcp_decision *d = MW_NEW(w->arena, struct mw_tcp_decision);
	struct mw_http_input in = {
		.connection = c, .accept = accept, .request = http,
		.local_ip = p->workload->n_ips > 0 ? p->workload->ips[0] : "",
		.local_port = c->dial_port,
	};
	const char *flags;

	in.branch = w->split_seen || w->mirror ? 0 : w->branch;
	mw_session_fill(w->session, &in);
	mw_envoy_tcp(p, accept->chain->tcp, &in, w->arena, log, d);
	mw_walk_no_cluster(w, p, d->cluster_name, log);
	if (!w->mirror && !w->split_seen && d->of > 0) {
		w->split_seen = true;
		w->n_branches = d->n_branches;
		w->outcome->weight = d->weight;
		w->outcome->of = d->of;
	}
	add_notes(w, NULL, 0, d->not_modelled, d->n_not_modelled);
	flags = d->flags;
	if (w->silent) {
		d->policy = NULL;
		flags = NULL;
	}
	if (!d->forwarded || d->cluster == NULL) {
		/* policies see the first bytes: the handshake is not over */
		reply->end = d->policy != NULL && passed_through(c, accept) ?
		    MW_END_TLS : MW_END_CLOSED;
		reply->tls_layer = mw_tls_layers(c);
		if (d->policy != NULL && dir == MW_GATEWAY)
			open_silently(w, p, c, accept, d->cluster_name);
	} else {
		note_endpoints(w, d->cluster);
		if (!mw_walk_connect(w, p, d->cluster, c, accept, http, log,
		    reply)) {
			reply->end = MW_END_CLOSED;
			flags = "UH";
			mw_step_add(log, MW_STAGE_UPSTREAM, MW_STEP_FAIL,
			    NULL, "cluster %s has no endpoint: the connection "
			    "is closed", d->cluster->name);
			if (d->cluster->service != NULL)
				mw_walk_no_endpoint(w, p, d->cluster, log);
			else if (dir == MW_OUTBOUND)
				mw_walk_unknown(w, p, c, &d->origin, log);
		} else if (reply->end == MW_END_REFUSED ||
		    reply->end == MW_END_TLS) {
			/* the client of a TCP proxy sees a closed one */
			if (reply->end != MW_END_TLS ||
			    reply->tls_layer > passed_layer(c, accept)) {
				if (reply->end == MW_END_TLS)
					forget_hops(w, hop);
				reply->end = MW_END_CLOSED;
				flags = "UF,URX";
			}
		} else if (reply->end == MW_END_CLOSED && flags == NULL) {
			flags = "UR";
		}
	}
	if (hop != SIZE_MAX) {
		struct mw_hop *h = &w->hops.v[hop];

		h->tcp = d;
		h->has_code = true;
		h->unlogged = d->policy == NULL && behind_http(w, hop);
		/* a TCP log does not name a cluster that does not exist */
		h->cluster = d->cluster != NULL || d->policy != NULL
		    ? d->cluster_name : NULL;
		h->details = d->details;
		h->flags = flags;
		h->policy = d->policy;
	}
}

static void
codec_error(struct mw_walk *w, const struct mw_connection *c,
    const struct mw_accept *accept, size_t hop, struct mw_reply *reply)
{
	bool readable = accept->result == MW_ACCEPT_OK &&
	    accept->payload == MW_PAYLOAD_TCP && (!c->tls ||
	    accept->terminated);

	if (hop != SIZE_MAX) {
		struct mw_hop *h = &w->hops.v[hop];

		h->protocol = MW_HOP_HTTP;
		h->has_code = true;
		h->code = 400;
		h->details = "http1.codec_error";
		h->flags = "DPE";
	}
	/* the client reads the words, or its TLS does not know what to do */
	reply->end = readable ? MW_END_ANSWERED
	    : c->tls && !accept->terminated ? MW_END_TLS : MW_END_CLOSED;
	reply->tls_layer = mw_tls_layers(c);
	reply->status = readable ? 400 : 0;
}

/* ---- arriving ------------------------------------------------------------------ */

/* The first of the clusters of a TCP chain, if it exists. */
static const char *
first_cluster(const struct mw_proxy *p, const struct mw_tcp_proxy *t)
{
	const struct mw_cluster *c = t->n_clusters == 0 ? NULL :
	    mw_proxy_cluster(p, t->clusters[0].name);

	return c != NULL ? c->name : NULL;
}

static void
not_accepted(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_connection *c, const struct mw_accept *accept, size_t hop,
    struct mw_reply *reply)
{
	if (hop != SIZE_MAX) {
		struct mw_hop *h = &w->hops.v[hop];

		h->protocol = MW_HOP_LISTENER;
		if (accept->result == MW_ACCEPT_NO_CHAIN) {
			h->flags = "NR";
			h->details = "filter_chain_not_found";
		} else if (accept->result == MW_ACCEPT_NOT_TLS && c->tls) {
			h->protocol = MW_HOP_HTTP;	/* the codec reads it */
			h->code = 400;
			h->has_code = true;
			h->details = "http1.codec_error";
			h->flags = "DPE";
		} else if (accept->result == MW_ACCEPT_NOT_HTTP2) {
			h->flags = "DPE";
		} else if (accept->chain != NULL &&
		    accept->chain->tcp != NULL) {
			/* the upstream is opened before the handshake ends */
			h->protocol = MW_HOP_TCP;
			h->has_code = true;
			h->cluster = first_cluster(p, accept->chain->tcp);
		}
	}
	reply->tls_layer = mw_tls_layers(c);
	switch (accept->result) {
	case MW_ACCEPT_OK:
	case MW_ACCEPT_REFUSED:
		reply->end = MW_END_REFUSED;
		break;
	case MW_ACCEPT_NO_CHAIN:
		reply->end = c->tls ? MW_END_TLS : MW_END_CLOSED;
		break;
	case MW_ACCEPT_NO_CERT:		/* TLS 1.3: noticed after (S254) */
	case MW_ACCEPT_BAD_CERT:
	case MW_ACCEPT_NOT_HTTP2:
		reply->end = MW_END_CLOSED;
		break;
	case MW_ACCEPT_CLIENT_REFUSES:
		reply->end = MW_END_TLS;
		break;
	case MW_ACCEPT_NOT_TLS:
		reply->end = c->tls ? MW_END_TLS : MW_END_CLOSED;
		break;
	}
}

void
mw_walk_through(struct mw_walk *w, const struct mw_workload *workload,
    enum mw_direction dir, const struct mw_connection *c,
    const struct mw_http *http, struct mw_reply *reply)
{
	const struct mw_proxy *p = mw_session_proxy(w->session, workload);
	struct mw_accept *accept = MW_NEW(w->arena, struct mw_accept);
	struct mw_steps *log = new_steps(w);
	size_t hop;

	if (w->depth >= MW_LIMIT_HOPS) {
		reply->end = MW_END_CLOSED;
		return;
	}
	w->depth++;
	if (dir == MW_INBOUND)
		mw_walk_no_sidecar(w, log);
	switch (dir) {
	case MW_OUTBOUND:
		mw_envoy_accept_outbound(p, c, w->arena, log, accept);
		break;
	case MW_INBOUND:
		mw_envoy_accept_inbound(p, c, w->arena, log, accept);
		break;
	case MW_GATEWAY:
		mw_envoy_accept_gateway(p, c, w->arena, log, accept);
		break;
	}
	if (accept->result == MW_ACCEPT_REFUSED || accept->listener == NULL) {
		reply->end = MW_END_REFUSED;
		w->depth--;
		return;
	}
	hop = add_hop(w, p, dir, c, accept, log);
	if (dir != MW_INBOUND && hop != SIZE_MAX)
		mw_walk_unused(w, p, http != NULL ? http->authority : NULL,
		    log);
	if (mw_accept_is_no_http(accept))
		codec_error(w, c, accept, hop, reply);
	else if (accept->result != MW_ACCEPT_OK || accept->chain == NULL) {
		if (accept->result == MW_ACCEPT_NO_CHAIN && !c->tls &&
		    hop != SIZE_MAX)
			mw_walk_plaintext(w, log);
		not_accepted(w, p, c, accept, hop, reply);
	} else if (accept->chain->http != NULL)
		pass_http(w, p, dir, c, accept, http, hop, log, reply);
	else
		pass_tcp(w, p, dir, c, accept, http, hop, log, reply);
	w->depth--;
}

void
mw_walk_arrive(struct mw_walk *w, const struct mw_connection *c,
    const struct mw_http *http, struct mw_reply *reply)
{
	const struct mw_mesh *m = mw_session_mesh(w->session);
	struct mw_connection *here = MW_NEW(w->arena, struct mw_connection);
	struct mw_place place;

	mw_place_find(m, c->dial_ip, c->dial_port, &place);
	if (place.nobody) {
		reply->end = MW_END_REFUSED;
		return;
	}
	if (place.workload == NULL) {
		mw_walk_application(w, c, mw_arena_printf(w->arena,
		    "external:%s", w->outside), NULL, c->dial_port, http,
		    reply);
		return;
	}
	*here = *c;
	here->dial_ip = place.ip;
	here->dial_port = place.port;
	if (place.workload->proxy == MW_PROXY_ZTUNNEL)
		not_modelled(w, mw_arena_printf(w->arena, "ambient mode: what "
		    "the ztunnel and a waypoint of %s/%s decide",
		    place.workload->ns, place.workload->name));
	switch (place.workload->proxy) {
	case MW_PROXY_SIDECAR:
		mw_walk_through(w, place.workload, MW_INBOUND, here, http,
		    reply);
		break;
	case MW_PROXY_GATEWAY:
	case MW_PROXY_WAYPOINT:
		mw_walk_through(w, place.workload, MW_GATEWAY, here, http,
		    reply);
		break;
	case MW_PROXY_ZTUNNEL:
	case MW_PROXY_NONE:
		if (!mw_walk_listens(w, place.workload, here->dial_port)) {
			reply->end = MW_END_REFUSED;
			break;
		}
		mw_walk_application(w, here, mw_walk_pod_name(w,
		    place.workload), place.workload, here->dial_port, http,
		    reply);
		break;
	}
}
