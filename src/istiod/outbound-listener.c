/*
 * outbound-listener.c - service ports to listeners (R129-R132).
 *
 * Listeners are entries by address and port.  A service that comes to an
 * address that is taken joins the entry, adds its chains to it, or is left
 * out, as the two protocols have it.
 */
#include "istiod/outbound.h"

#include "base/str.h"
#include "istiod/proxy-headers.h"

#include <string.h>

/* ---- chains of one entry */

static void
merge_chains(struct mw_out *o, struct mw_out_entry *e,
    const struct mw_out_chains *incoming, const struct mw_out_request *rq)
{
	struct mw_arena *a = o->b->arena;

	if (e->keys == NULL) {
		e->keys = mw_map_new(a);
		for (size_t i = 0; i < e->chains.n; i++)
			mw_map_put(e->keys, mw_out_chain_key(a, &e->chains.v[i]), e);
	}
	for (size_t i = 0; i < incoming->n; i++) {
		const char *key = mw_out_chain_key(a, &incoming->v[i]);

		if (mw_map_get(e->keys, key) != NULL) {
			mw_build_omit(o->b, MW_OMIT_LISTENER_CONFLICT,
			    rq->service->object, rq->node, e->service->object,
			    "connections for port %lld of %s cannot be told "
			    "apart from those of %s, which came first",
			    (long long)rq->port, rq->service->hostname,
			    e->service->hostname);
			continue;
		}
		mw_map_put(e->keys, key, e);
		mw_vec_push(a, &e->chains, incoming->v[i]);
	}
}

/* ---- HTTP chains */

static const struct mw_http_manager *
manager(struct mw_out *o, const char *table, int64_t port)
{
	struct mw_http_manager *m = mw_map_get(o->managers, table);

	if (m != NULL)
		return m;
	m = MW_NEW(o->b->arena, struct mw_http_manager);
	m->route_config = table;
	m->codec = MW_CODEC_AUTO;
	m->xfcc = MW_XFCC_SANITIZE;
	m->normalization = o->b->mesh->settings.normalization;
	m->server_name = mw_proxy_headers_server(o->b, "envoy");
	m->fault_cors = true;
	mw_build_outbound_http_filters(o->b, m, port);
	mw_map_put(o->managers, table, m);
	return m;
}

static struct mw_out_chain
http_chain(struct mw_out *o, const struct mw_out_request *rq, bool inspected)
{
	struct mw_arena *a = o->b->arena;
	struct mw_out_chain c = { .inspected = inspected };
	const char *table;

	if (rq->port == 0)
		table = rq->bind;
	else if (rq->protocol == MW_PROTO_AUTO &&
	    !mw_str_eq(rq->bind, MW_WILDCARD_ADDRESS))
		table = mw_arena_printf(a, "%s:%lld", rq->service->hostname,
		    (long long)rq->port);
	else
		table = mw_arena_printf(a, "%lld", (long long)rq->port);
	c.http = manager(o, table, rq->port);
	c.origin = mw_origin_of(rq->service->object, rq->node);
	return c;
}

/* ---- entries */

enum outcome { SKIP, NEW, MERGE, MERGE_AND_SNIFF };

/* What becomes of RQ beside what is there (NULL: nothing). */
static enum outcome
decide(const struct mw_out_entry *cur, enum mw_protocol protocol)
{
	bool tcp, http;

	if (cur == NULL)
		return NEW;
	tcp = mw_protocol_is_tcp(cur->protocol);
	http = mw_protocol_is_http(cur->protocol);
	if (mw_protocol_is_http(protocol))
		return tcp ? MERGE_AND_SNIFF : SKIP;
	if (protocol == MW_PROTO_AUTO)
		return http ? NEW : tcp ? MERGE_AND_SNIFF : SKIP;
	return http ? MERGE_AND_SNIFF : MERGE;
}

/* Inspection breaks protocols in which the server speaks first. */
static bool
server_first(enum mw_protocol p)
{
	return p == MW_PROTO_MONGO || p == MW_PROTO_MYSQL;
}

static struct mw_out_entry *
new_entry(struct mw_out *o, const struct mw_out_request *rq, const char *name)
{
	struct mw_out_entry *e = mw_map_get(o->entries, name);

	if (e == NULL) {
		e = MW_NEW(o->b->arena, struct mw_out_entry);
		mw_map_put(o->entries, name, e);
	}
	*e = (struct mw_out_entry){
		.name = name,
		.bind = rq->bind,
		.port = rq->port,
		.bound = rq->bound,
		.protocol = rq->protocol,
		.service = rq->service,
		.origin = mw_origin_of(rq->service->object,
		    rq->node != NULL ? rq->node : rq->service->node),
	};
	return e;
}

static void
omit_conflict(struct mw_out *o, const struct mw_out_request *rq,
    const struct mw_out_entry *cur, const char *why)
{
	mw_build_omit(o->b, MW_OMIT_LISTENER_CONFLICT, rq->service->object,
	    rq->node, cur->service->object, "port %lld of %s gets no listener "
	    "of its own at %s: %s", (long long)rq->port,
	    rq->service->hostname, cur->name, why);
}

/* Where RQ listens when nobody said so: VIP for TCP, shared for HTTP. */
static void
choose_bind(struct mw_out *o, struct mw_out_request *rq)
{
	const char *address = mw_str_or_empty(rq->service->address);
	const char **cidr;

	if (rq->bind != NULL)
		return;
	rq->bind = MW_WILDCARD_ADDRESS;
	if (mw_protocol_is_http(rq->protocol) || address[0] == '\0')
		return;
	if (strchr(address, '/') == NULL) {
		rq->bind = address;
		return;
	}
	cidr = MW_NEW(o->b->arena, const char *);
	*cidr = address;
	rq->cidrs = cidr;
	rq->n_cidrs = 1;
}

static void
build_chains(struct mw_out *o, struct mw_out_request *rq,
    struct mw_out_chains *out)
{
	bool http = mw_protocol_is_http(rq->protocol);
	bool sniffed = rq->protocol == MW_PROTO_AUTO;

	if (!http)
		mw_out_tcp_chains(o, rq, out);
	if (http || sniffed)
		mw_vec_push(o->b->arena, out, http_chain(o, rq,
		    rq->protocol != MW_PROTO_HTTP_PROXY &&
		    (sniffed || strcmp(rq->bind, MW_WILDCARD_ADDRESS) == 0)));
	/* with a plain chain beside it, it is no longer HTTP alone */
	if (http && rq->protocol != MW_PROTO_HTTP_PROXY &&
	    strcmp(rq->bind, MW_WILDCARD_ADDRESS) == 0)
		rq->protocol = MW_PROTO_AUTO;
}

void
mw_out_add(struct mw_out *o, struct mw_out_request rq)
{
	struct mw_out_entry *cur;
	struct mw_out_chains chains = { 0 };
	enum mw_protocol protocol = rq.protocol;
	enum outcome what;
	const char *name;

	/* aliases live in the routes of what they stand for (R138) */
	if (rq.service->resolution == MW_RESOLVE_ALIAS ||
	    rq.protocol == MW_PROTO_UDP)
		return;
	choose_bind(o, &rq);
	name = mw_arena_printf(o->b->arena, "%s_%lld", rq.bind,
	    (long long)rq.port);
	cur = mw_map_get(o->entries, name);
	if (cur != NULL && cur->locked) {
		omit_conflict(o, &rq, cur, "an egress listener of the Sidecar "
		    "has this port");
		return;
	}
	what = decide(cur, protocol);
	if (what == SKIP) {
		if (protocol == MW_PROTO_AUTO)
			omit_conflict(o, &rq, cur, "it shares the one that "
			    "is there, for HTTP only");
		return;
	}
	if (cur != NULL && protocol != cur->protocol &&
	    (server_first(protocol) || server_first(cur->protocol))) {
		omit_conflict(o, &rq, cur, "a protocol in which the server "
		    "speaks first shares no port with others");
		return;
	}
	build_chains(o, &rq, &chains);
	if (what == NEW) {
		cur = new_entry(o, &rq, name);
		cur->chains = chains;
		return;
	}
	merge_chains(o, cur, &chains, &rq);
	if (what == MERGE_AND_SNIFF)
		cur->protocol = MW_PROTO_AUTO;
}
