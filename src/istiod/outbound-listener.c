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

#include <stdlib.h>
#include <string.h>

/* ---- what a chain matches, as text: equal text is a conflict */

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static const char *const *
sorted(struct mw_arena *a, const char *const *v, size_t n)
{
	const char **out = MW_NEW_ARRAY(a, const char *, n);

	for (size_t i = 0; i < n; i++)
		out[i] = v[i];
	if (n > 1)
		qsort(out, n, sizeof(*out), by_text);
	return out;
}

/* 0.0.0.0 with any length stands for no condition at all. */
static bool
real_cidr(const char *s, struct mw_cidr *c)
{
	size_t len = strcspn(s, "/");

	return mw_cidr_parse(s, c) &&
	    !(len == strlen(MW_WILDCARD_ADDRESS) &&
	    strncmp(s, MW_WILDCARD_ADDRESS, len) == 0);
}

static void
add_cidr_key(struct mw_buf *key, const struct mw_cidr *c)
{
	mw_buf_addc(key, c->v6 ? '6' : '4');
	for (size_t i = 0; i < (c->v6 ? 16 : 4); i++)
		mw_buf_printf(key, "%02x", c->addr[i]);
	mw_buf_printf(key, "/%u,", c->bits);
}

static const char *
chain_key(struct mw_arena *a, const struct mw_out_chain *c)
{
	const char *const *sni = sorted(a, c->sni, c->n_sni);
	const char *const *cidrs = sorted(a, c->cidrs, c->n_cidrs);
	struct mw_buf key = { 0 };
	const char *s;

	mw_buf_addc(&key, c->inspected ? 'h' : '-');
	for (size_t i = 0; i < c->n_sni; i++) {
		if (strcmp(sni[i], "*") != 0)
			mw_buf_printf(&key, "%s,", sni[i]);
	}
	mw_buf_addc(&key, '|');
	for (size_t i = 0; i < c->n_cidrs; i++) {
		struct mw_cidr cidr;

		if (real_cidr(cidrs[i], &cidr))
			add_cidr_key(&key, &cidr);
	}
	s = mw_arena_strdup(a, mw_buf_text(&key));
	mw_buf_release(&key);
	return s;
}

static void
merge_chains(struct mw_out *o, struct mw_out_entry *e,
    const struct mw_out_chains *incoming, const struct mw_out_request *rq)
{
	struct mw_arena *a = o->b->arena;

	if (e->keys == NULL) {
		e->keys = mw_map_new(a);
		for (size_t i = 0; i < e->chains.n; i++)
			mw_map_put(e->keys, chain_key(a, &e->chains.v[i]), e);
	}
	for (size_t i = 0; i < incoming->n; i++) {
		const char *key = chain_key(a, &incoming->v[i]);

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

/* ---- entries to listeners */

static const struct mw_cidr *
cidrs_of(struct mw_arena *a, const struct mw_out_chain *c, size_t *n)
{
	const char *const *v = sorted(a, c->cidrs, c->n_cidrs);
	struct mw_cidr *out = MW_NEW_ARRAY(a, struct mw_cidr, c->n_cidrs);

	*n = 0;
	for (size_t i = 0; i < c->n_cidrs; i++) {
		if (real_cidr(v[i], &out[*n]))
			(*n)++;
	}
	return out;
}

static bool
any_name(const struct mw_out_chain *c)
{
	for (size_t i = 0; i < c->n_sni; i++) {
		if (strcmp(c->sni[i], "*") == 0)
			return true;
	}
	return c->n_sni == 0;
}

static bool
matches_all(const struct mw_out_chain *c)
{
	return any_name(c) && !c->inspected && c->n_cidrs == 0;
}

static struct mw_filter_chain
filter_chain(struct mw_arena *a, const struct mw_out_chain *c)
{
	static const char *const alpn[] = { "http/1.1", "h2c" };
	struct mw_filter_chain out = {
		.http = c->http,
		.tcp = c->tcp,
		.origin = c->origin,
	};

	if (c->inspected) {
		out.match.alpn = alpn;
		out.match.n_alpn = MW_LEN(alpn);
		out.match.transport = "raw_buffer";
	}
	if (!any_name(c)) {
		out.match.server_names = sorted(a, c->sni, c->n_sni);
		out.match.n_server_names = c->n_sni;
	}
	out.match.prefixes = cidrs_of(a, c, &out.match.n_prefixes);
	return out;
}

/* Every combination of address and server name of M; true when one of them
 * was there before. */
static bool
seen_before(struct mw_arena *a, struct mw_map *seen,
    const struct mw_chain_match *m)
{
	bool found = false;

	for (size_t i = 0; i == 0 || i < m->n_prefixes; i++) {
		struct mw_buf address = { 0 };

		if (m->n_prefixes > 0)
			add_cidr_key(&address, &m->prefixes[i]);
		for (size_t j = 0; j == 0 || j < m->n_server_names; j++) {
			const char *key = mw_arena_printf(a, "%s|%s|%s",
			    mw_str_or_empty(m->transport),
			    mw_buf_text(&address), m->n_server_names > 0 ?
			    m->server_names[j] : "");

			if (mw_map_put(seen, key, seen) != NULL)
				found = true;
		}
		mw_buf_release(&address);
	}
	return found;
}

/* R144e: two chains that share a server name at one address. */
static const char *
overlap(struct mw_arena *a, const struct mw_listener *l)
{
	struct mw_map *seen;

	if (l->n_chains < 2)
		return NULL;
	seen = mw_map_new(a);
	for (size_t i = 0; i < l->n_chains; i++) {
		if (seen_before(a, seen, &l->chains[i].match))
			return "two filter chains match the same server name";
	}
	return NULL;
}

static void
add_table(struct mw_out *o, struct mw_out_tables *tables, struct mw_map *seen,
    const struct mw_out_entry *e, const char *name)
{
	struct mw_out_table *t;
	const char *colon;

	if (mw_map_put(seen, name, seen) != NULL)
		return;
	t = MW_NEW(o->b->arena, struct mw_out_table);
	t->name = name;
	t->port = e->port;
	colon = e->port != 0 ? strrchr(name, ':') : NULL;
	if (colon != NULL)
		t->host = mw_arena_text(o->b->arena, name,
		    (size_t)(colon - name));
	mw_vec_push(o->b->arena, tables, t);
}

static void
finish_entry(struct mw_out *o, const struct mw_out_entry *e)
{
	struct mw_arena *a = o->b->arena;
	struct mw_filter_chain *chains = MW_NEW_ARRAY(a,
	    struct mw_filter_chain, e->chains.n), *last = NULL;
	struct mw_listener l = {
		.name = e->name,
		.direction = MW_OUTBOUND,
		.address = e->bind,
		.port = (uint32_t)e->port,
		.bound = e->bound,
		.chains = chains,
		.origin = e->origin,
	};

	for (size_t i = 0; i < e->chains.n; i++) {
		const struct mw_out_chain *c = &e->chains.v[i];

		if (c->n_sni > 0)
			l.tls_inspector = true;
		if (c->inspected)
			l.http_inspector = true;
		if (matches_all(c)) {
			last = MW_NEW(a, struct mw_filter_chain);
			*last = filter_chain(a, c);
		} else {
			chains[l.n_chains++] = filter_chain(a, c);
		}
	}
	if (last != NULL && l.n_chains == 0)
		chains[l.n_chains++] = *last;
	else
		l.fallback = last != NULL ? last : o->passthrough;
	l.nack = overlap(a, &l);
	if (l.nack != NULL)
		mw_build_omit(o->b, MW_OMIT_NACK, l.origin.object,
		    l.origin.node, NULL, "Envoy refuses listener %s because "
		    "%s", l.name, l.nack);
	mw_vec_push(a, &o->b->listeners, l);
}

void
mw_out_finish(struct mw_out *o, struct mw_out_tables *tables)
{
	struct mw_map *seen = mw_map_new(o->b->arena);

	for (size_t i = 0; i < mw_map_count(o->entries); i++) {
		const struct mw_out_entry *e = mw_map_value(o->entries, i);

		finish_entry(o, e);
		for (size_t j = 0; j < e->chains.n; j++) {
			if (e->chains.v[j].http != NULL)
				add_table(o, tables, seen, e,
				    e->chains.v[j].http->route_config);
		}
	}
}
