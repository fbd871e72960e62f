/*
 * manager.c - the headers that a connection manager writes and removes before
 * the filters see a request (R181, R184, R190, S176).
 */
#include "envoy/stages.h"

#include "base/attr.h"
#include "base/str.h"
#include "envoy/filters.h"

#include <string.h>
#include <strings.h>

struct control {
	const char *name;	/* behind "x-envoy-" */
	bool edge;		/* at gateways only */
};

/* Nobody outside may steer the proxy: no request counts as internal (R184). */
static const struct control controls[] = {
	{ "decorator-operation", true },
	{ "downstream-service-cluster", true },
	{ "downstream-service-node", true },
	{ "original-host", true },
	{ "original-path", true },
	{ "expected-rq-timeout-ms", false },
	{ "force-trace", false },
	{ "hedge-on-per-try-timeout", false },
	{ "internal", false },
	{ "ip-tags", false },
	{ "max-retries", false },
	{ "original-url", false },
	{ "retriable-header-names", false },
	{ "retriable-status-codes", false },
	{ "retry-grpc-on", false },
	{ "retry-on", false },
	{ "upstream-alt-stat-name", false },
	{ "upstream-rq-per-try-timeout-ms", false },
	{ "upstream-rq-timeout-alt-response", false },
	{ "upstream-rq-timeout-ms", false },
};

static bool
is_control(const char *name, bool edge)
{
	static const char prefix[] = "x-envoy-";

	if (strncmp(name, prefix, sizeof(prefix) - 1) != 0)
		return false;
	name += sizeof(prefix) - 1;
	for (size_t i = 0; i < MW_LEN(controls); i++) {
		if (strcmp(controls[i].name, name) == 0)
			return edge || !controls[i].edge;
	}
	return false;
}

/* Hop-by-hop headers end here, those of an upgrade excepted. */
static bool
is_hop_by_hop(const char *name, bool upgrade)
{
	static const char *const names[] = { "keep-alive", "proxy-connection" };

	if (!upgrade && (strcmp(name, "connection") == 0 ||
	    strcmp(name, "upgrade") == 0))
		return true;
	for (size_t i = 0; i < MW_LEN(names); i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

/* A referer that is a URL without a proper host does not pass. */
static bool
is_bad_referer(const struct mw_header *h)
{
	const char *host;

	if (strcmp(h->name, "referer") != 0)
		return false;
	host = strstr(h->value, "://");
	return host != NULL &&
	    strcspn(host + 3, " \t<>\"\\") < strcspn(host + 3, "/?#");
}

static bool
has_token(const char *list, const char *token)
{
	size_t len = strlen(token);

	for (; list != NULL && *list != '\0'; list += *list == ',') {
		size_t n;

		list += strspn(list, " \t");
		n = strcspn(list, ", \t");
		if (n == len && strncasecmp(list, token, len) == 0)
			return true;
		list += strcspn(list, ",");
	}
	return false;
}

static void
remove_headers(struct mw_exchange *x, bool edge)
{
	struct mw_headers_list *h = &x->request->headers;
	bool upgrade = mw_header_get(h, "upgrade") != NULL &&
	    has_token(mw_header_get(h, "connection"), "upgrade");
	size_t to = 0;

	for (size_t i = 0; i < h->n; i++) {
		const char *name = h->v[i].name;

		if (is_hop_by_hop(name, upgrade))
			continue;
		if (is_control(name, edge) || is_bad_referer(&h->v[i])) {
			mw_step_add(x->log, MW_STAGE_HTTP, MW_STEP_INFO, NULL,
			    "the proxy removes '%s'", name);
			continue;
		}
		h->v[to++] = h->v[i];
	}
	h->n = to;
}

static void
set(struct mw_exchange *x, const char *name, const char *value)
{
	mw_header_set(&x->request->headers, x->arena, name, value);
	mw_step_add(x->log, MW_STAGE_HTTP, MW_STEP_INFO, NULL,
	    "the proxy sets '%s' to '%s'", name, value);
}

static void
append(struct mw_exchange *x, const char *name, const char *value)
{
	const char *old = mw_header_get(&x->request->headers, name);

	set(x, name, old == NULL || old[0] == '\0' ? value :
	    mw_arena_printf(x->arena, "%s,%s", old, value));
}

/* A gateway is the edge: it trusts what the connection says. */
static void
forwarded_at_edge(struct mw_exchange *x, bool tls)
{
	const char *peer = x->in->connection->source_ip;

	if (strcmp(peer, "127.0.0.1") == 0 && x->in->local_ip != NULL)
		peer = x->in->local_ip;
	append(x, "x-forwarded-for", peer);
	if (x->m->xff_trusted_hops == 0 || mw_header_get(&x->request->headers,
	    "x-forwarded-proto") == NULL)
		set(x, "x-forwarded-proto", tls ? "https" : "http");
	set(x, "x-envoy-external-address", x->out->remote_ip);
}

/* ---- x-forwarded-client-cert --------------------------------------------- */

/* Identities only: digests and subjects are those of certificates that do not
 * exist here. */
static const char *
client_cert(struct mw_exchange *x)
{
	const struct mw_accept *a = x->in->accept;
	bool mesh = a->chain != NULL &&
	    a->chain->tls.kind == MW_DOWNSTREAM_MESH;
	const char *by = mesh ? x->p->workload->identity : NULL;

	return mw_arena_printf(x->arena, "%s%s%sURI=%s",
	    by != NULL ? "By=" : "", by != NULL ? by : "",
	    by != NULL ? ";" : "", mw_str_or_empty(a->peer));
}

static void
set_client_cert(struct mw_exchange *x)
{
	static const char name[] = "x-forwarded-client-cert";
	const struct mw_accept *a = x->in->accept;
	bool verified = a != NULL && a->terminated &&
	    (a->peer != NULL || a->peer_dns != NULL);

	if (x->m->xfcc == MW_XFCC_ALWAYS_FORWARD_ONLY)
		return;
	if (x->m->xfcc == MW_XFCC_SANITIZE || !verified) {
		if (mw_header_remove(&x->request->headers, name))
			mw_step_add(x->log, MW_STAGE_HTTP, MW_STEP_INFO, NULL,
			    "the proxy removes '%s'", name);
		return;
	}
	if (x->m->xfcc == MW_XFCC_SANITIZE_SET)
		set(x, name, client_cert(x));
	else if (x->m->xfcc == MW_XFCC_APPEND_FORWARD)
		append(x, name, client_cert(x));
}

/* It is there before a route is chosen; its value is the proxy's secret. */
static void
set_request_id(struct mw_exchange *x)
{
	static const char name[] = "x-request-id";

	if (mw_header_get(&x->request->headers, name) == NULL)
		mw_header_add(&x->request->headers, x->arena, name,
		    "00000000-0000-4000-8000-000000000000");
}

/* R181: an HTTP/1 request has the scheme that x-forwarded-proto names. */
static const char *
scheme_of(struct mw_exchange *x, bool tls)
{
	const char *proto = mw_header_get(&x->request->headers,
	    "x-forwarded-proto");

	if (x->request->scheme != NULL)
		return x->request->scheme;
	if (proto != NULL && strcasecmp(proto, "https") == 0)
		return "https";
	if (proto != NULL && strcasecmp(proto, "http") == 0)
		return "http";
	return tls ? "https" : "http";
}

void
mw_stage_headers(struct mw_exchange *x)
{
	bool tls = x->in->accept != NULL && x->in->accept->terminated;

	x->out->remote_ip = mw_remote_address(x->m, x->direction, x->in,
	    x->arena);
	remove_headers(x, x->m->use_remote_address);
	if (x->m->use_remote_address)
		forwarded_at_edge(x, tls);
	else if (mw_header_get(&x->request->headers,
	    "x-forwarded-proto") == NULL)
		set(x, "x-forwarded-proto", tls ? "https" : "http");
	set_client_cert(x);
	set_request_id(x);
	x->request->scheme = scheme_of(x, tls);
}
