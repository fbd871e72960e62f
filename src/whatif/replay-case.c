/*
 * replay-case.c - the request that a line of an access log tells of.
 *
 * Whose proxy wrote it, and whether the request came in or went out, follows
 * from the cluster, the server name of mesh TLS and the addresses, as far as
 * the manifests know those; else from what the user says.
 */
#include "whatif/replay-case.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/guess.h"
#include "whatif/requests.h"

/* ---- workloads ----------------------------------------------------------- */

const struct mw_workload *
mw_replay_workload(const struct mw_mesh *m, const char *name,
    struct mw_arena *arena)
{
	const char *slash = strchr(name, '/');
	const char *ns = slash == NULL ? NULL : mw_arena_text(arena, name,
	    (size_t)(slash - name));
	const char *pod = slash == NULL ? name : slash + 1;
	const char *const names[2] = { pod, mw_lasting_name(pod, arena) };

	for (size_t i = 0; i < MW_LEN(names); i++) {
		const struct mw_workload *w = ns == NULL ? NULL
		    : mw_mesh_workload(m, ns, names[i]);

		for (size_t k = 0; ns == NULL && w == NULL &&
		     k < m->n_namespaces; k++)
			w = mw_mesh_workload(m, m->namespaces[k], names[i]);
		if (w != NULL)
			return w;
	}
	return NULL;
}

/* An address that a manifest gives, not one that was made up. */
static const struct mw_workload *
at_address(const struct mw_mesh *m, const char *ip)
{
	const struct mw_workload *w = ip != NULL
	    ? mw_mesh_workload_by_ip(m, ip) : NULL;

	return w != NULL && !w->invented_ip ? w : NULL;
}

/* ---- whose line it is ---------------------------------------------------- */

struct ends {
	const char *local_ip, *remote_ip;
	uint32_t local_port, remote_port;
	const struct mw_workload *local, *remote;
};

static bool
is_inbound_cluster(const char *cluster)
{
	return mw_str_has_prefix(cluster, "inbound|") || mw_str_eq(cluster,
	    "InboundPassthroughCluster") || mw_str_has_prefix(cluster,
	    "InboundPassthroughClusterIpv");
}

static const struct mw_workload *
writer(const struct mw_replay_case *c, const struct ends *e)
{
	if (e->local != NULL && e->local->proxy == MW_PROXY_GATEWAY)
		return e->local;
	if (is_inbound_cluster(c->line.cluster))
		return e->local;
	if (c->line.cluster != NULL)
		return e->remote;
	return e->local != NULL ? e->local : e->remote;
}

static const char *
find_direction(struct mw_replay_case *c, const struct ends *e)
{
	const struct mw_log_line *l = &c->line;

	c->direction = MW_OUTBOUND;
	if (c->proxy->proxy == MW_PROXY_GATEWAY)
		c->direction = MW_GATEWAY;
	else if (c->proxy->proxy != MW_PROXY_SIDECAR)
		return mw_arena_printf(c->arena, "%s/%s has no proxy in the "
		    "manifests", c->proxy->ns, c->proxy->name);
	else if (is_inbound_cluster(l->cluster) || mw_str_has_prefix(l->sni,
	    "outbound_.") || e->local == c->proxy)
		c->direction = MW_INBOUND;
	else if (l->cluster == NULL && e->remote != c->proxy && l->has_cluster
	    && e->local_ip != NULL && mw_str_has_prefix(e->local_ip, "127."))
		return "it does not say whether the request came or went";
	return NULL;
}

/* ---- the request --------------------------------------------------------- */

static const char *
host_only(struct mw_arena *a, const char *authority, uint32_t *port)
{
	const char *host = mw_log_address(a, authority, port);

	return host != NULL ? host : authority;
}

static bool
is_service_address(const struct mw_mesh *m, const char *ip)
{
	for (size_t i = 0; i < m->n_services; i++) {
		if (!m->services[i]->invented_address &&
		    mw_str_eq(m->services[i]->address, ip))
			return true;
	}
	return at_address(m, ip) != NULL;
}

/* "outbound|8000|v1|httpbin.foo.svc.cluster.local" */
static const char *
cluster_host(struct mw_arena *a, const char *cluster, uint32_t *port)
{
	const char *at = mw_str_has_prefix(cluster, "outbound|") ? cluster + 9
	    : NULL;
	const char *last = at != NULL ? strrchr(at, '|') : NULL;
	long long n;

	if (last == NULL || !mw_str_to_int(mw_arena_text(a, at, strcspn(at,
	    "|")), &n) || n < 1 || n > 65535 || last[1] == '\0')
		return NULL;
	*port = (uint32_t)n;
	return mw_arena_strdup(a, last + 1);
}

/* "outbound_.8000_.v1_.httpbin.foo.svc.cluster.local" of mesh TLS */
static const char *
mesh_sni_host(struct mw_arena *a, const char *sni, uint32_t *port)
{
	const char *at = mw_str_has_prefix(sni, "outbound_.") ? sni + 10
	    : NULL;
	const char *end = at != NULL ? strstr(at, "_.") : NULL;
	const char *host = end != NULL ? strstr(end + 2, "_.") : NULL;
	long long n;

	if (host == NULL || !mw_str_to_int(mw_arena_text(a, at,
	    (size_t)(end - at)), &n) || n < 1 || n > 65535)
		return NULL;
	*port = (uint32_t)n;
	return mw_arena_strdup(a, host + 2);
}

/* The Service of W that has a port which leads to TARGET. */
static const struct mw_service *
service_of(const struct mw_workload *w, uint32_t target, uint32_t *port)
{
	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service *s = w->services[i];

		for (size_t k = 0; k < s->n_ports; k++) {
			if (mw_target_port(w, &s->ports[k]) != (int64_t)target)
				continue;
			*port = (uint32_t)s->ports[k].number;
			return s;
		}
	}
	return NULL;
}

static const char *
workload_name(struct mw_arena *a, const struct mw_workload *w)
{
	return mw_arena_printf(a, "%s/%s", w->ns, w->name);
}

static const char *
ask_outbound(struct mw_replay_case *c, const struct ends *e)
{
	struct mw_request *r = &c->request;
	uint32_t port = 0, written = 0;
	const char *host = host_only(c->arena, c->line.authority, &written);
	const char *named = cluster_host(c->arena, c->line.cluster, &port);

	r->from = workload_name(c->arena, c->proxy);
	r->port = e->local_port != 0 ? e->local_port : written != 0 ? written
	    : port != 0 ? port : 80;
	if (e->local_ip != NULL && is_service_address(c->mesh, e->local_ip))
		r->to = e->local_ip;
	else if (host != NULL)
		r->to = host;
	else
		r->to = named;
	return r->to == NULL ? "it names neither a host nor an address that "
	    "the manifests know" : NULL;
}

static void
add_header(struct mw_replay_case *c, const char *name, const char *value)
{
	struct mw_request_header *h = MW_NEW_ARRAY(c->arena,
	    struct mw_request_header, c->request.n_headers + 1);

	for (size_t i = 0; i < c->request.n_headers; i++)
		h[i] = c->request.headers[i];
	h[c->request.n_headers++] = (struct mw_request_header){ name, value };
	c->request.headers = h;
}

/* The last of x-forwarded-for is the peer itself, written by this proxy. */
static void
add_forwarded_for(struct mw_replay_case *c)
{
	const char *list = mw_str_or_empty(c->line.forwarded_for);
	const char *comma = strrchr(list, ',');

	if (comma == NULL)
		return;
	add_header(c, "x-forwarded-for", mw_arena_text(c->arena, list,
	    (size_t)(comma - list)));
	c->request.source = mw_arena_strdup(c->arena, comma + 1 +
	    strspn(comma + 1, " "));
}

static void
to_gateway(const struct mw_replay_case *c, uint32_t target,
    struct mw_request *r)
{
	const struct mw_workload *w = c->proxy;
	uint32_t port;
	const struct mw_service *s = service_of(w, target, &port);

	if (s != NULL) {
		r->to = mw_arena_printf(c->arena, "%s.%s", s->name, s->ns);
		r->port = port;
	} else {
		r->to = w->n_ips > 0 ? w->ips[0] : NULL;
		r->port = target;
	}
}

/* From a pod: to the host that its sidecar leads to the gateway, or to the
 * gateway itself. */
static void
from_pod(struct mw_replay_case *c, const struct ends *e, const char *host,
    uint32_t port)
{
	struct mw_request *r = &c->request;

	r->from = workload_name(c->arena, e->remote);
	r->source = NULL;
	r->to = host;
	r->port = port != 0 ? port : 80;
	if (e->local_port == 0)
		return;
	c->other = *r;
	to_gateway(c, e->local_port, &c->other);
	c->has_other = c->other.to != NULL;
	if (c->line.sni != NULL) {
		c->other.scheme = MW_SCHEME_HTTPS;
		c->other.sni = c->line.sni;
	}
	if (host == NULL)
		*r = c->other;
}

static const char *
ask_gateway(struct mw_replay_case *c, const struct ends *e)
{
	struct mw_request *r = &c->request;
	uint32_t written = 0;
	const char *host = host_only(c->arena, c->line.authority, &written);

	r->from = "outside";
	r->source = e->remote_ip;
	add_forwarded_for(c);
	if (e->remote != NULL) {
		from_pod(c, e, host, written);
	} else if (e->local_port != 0) {
		to_gateway(c, e->local_port, r);
	} else {
		r->port = written != 0 ? written : 80;
		r->to = host == NULL ? NULL : mw_guess_ingress(c->mesh,
		    c->arena, host, r->port);
	}
	if (c->line.sni != NULL && e->remote == NULL) {
		r->scheme = MW_SCHEME_HTTPS;
		r->sni = c->line.sni;
	}
	return r->to == NULL ? "no address of the gateway is known that it "
	    "came to" : NULL;
}

/* A gateway passed it on: the request begins before that. */
static const char *
through_gateway(struct mw_replay_case *c)
{
	static const uint32_t ports[] = { 80, 443 };
	struct mw_request *r = &c->request;
	uint32_t written;
	const char *host = host_only(c->arena, c->line.authority, &written);

	for (size_t i = 0; host != NULL && i < MW_LEN(ports); i++) {
		r->to = mw_guess_ingress(c->mesh, c->arena, host, ports[i]);
		r->port = ports[i];
		r->scheme = i == 0 ? MW_SCHEME_HTTP : MW_SCHEME_HTTPS;
		if (r->to != NULL)
			break;
	}
	r->from = "outside";
	if (c->line.forwarded_for != NULL)
		r->source = mw_arena_text(c->arena, c->line.forwarded_for,
		    strcspn(c->line.forwarded_for, ","));
	return host == NULL || r->to == NULL ? "it came by a gateway, and no "
	    "server of one has its host" : NULL;
}

static const char *
ask_inbound(struct mw_replay_case *c, const struct ends *e)
{
	struct mw_request *r = &c->request;
	const struct mw_service *s;
	uint32_t port = e->local_port, written;
	const char *host;

	if (e->remote == NULL)
		return e->remote_ip == NULL ? "it does not say who called"
		    : "the address of its caller is that of no pod of the "
		    "manifests";
	if (e->remote->proxy == MW_PROXY_GATEWAY)
		return through_gateway(c);
	r->from = workload_name(c->arena, e->remote);
	r->to = mesh_sni_host(c->arena, c->line.sni, &port);
	if (r->to == NULL) {
		s = service_of(c->proxy, e->local_port, &port);
		r->to = s != NULL ? s->hostname : e->local_ip;
	}
	r->port = port;
	/* another service may have been called, whose routes lead here */
	host = host_only(c->arena, c->line.authority, &written);
	if (host != NULL && r->to != NULL) {
		c->other = *r;
		c->other.to = host;
		c->other.port = written != 0 ? written : 80;
		c->has_other = true;
	}
	return r->to == NULL || port == 0 ? "it does not say which address "
	    "was called" : NULL;
}

const char *
mw_replay_case(struct mw_replay_case *c, const struct mw_workload *from)
{
	const struct mw_log_line *l = &c->line;
	struct mw_request *r = &c->request;
	struct ends e = { 0 };
	const char *why;

	if (l->method != NULL && l->code == 0 && l->flags == NULL)
		return "it does not say what was answered";
	e.local_ip = mw_log_address(c->arena, l->local, &e.local_port);
	e.remote_ip = mw_log_address(c->arena, l->remote, &e.remote_port);
	e.local = at_address(c->mesh, e.local_ip);
	e.remote = at_address(c->mesh, e.remote_ip);
	c->proxy = from;
	if (c->proxy == NULL && l->pod != NULL)
		c->proxy = mw_replay_workload(c->mesh, l->pod, c->arena);
	if (c->proxy == NULL)
		c->proxy = writer(c, &e);
	if (c->proxy == NULL)
		return "no manifest has the address of the proxy that wrote "
		    "it: name it with --from";
	why = find_direction(c, &e);
	if (why != NULL)
		return why;
	r->id = "";
	r->method = l->method;
	r->path = l->path;
	r->host = l->authority;
	r->http2 = mw_str_has_prefix(l->protocol, "HTTP/2");
	if (l->user_agent != NULL)
		add_header(c, "user-agent", l->user_agent);
	why = c->direction == MW_GATEWAY ? ask_gateway(c, &e)
	    : c->direction == MW_INBOUND ? ask_inbound(c, &e)
	    : ask_outbound(c, &e);
	if (why != NULL)
		return why;
	if (l->method == NULL) {
		/* of a connection that no filter took it is not said what it
		 * carried */
		if (!c->has_other) {
			c->other = *r;
			c->has_other = true;
		}
		r->scheme = l->sni != NULL && c->direction != MW_INBOUND
		    ? MW_SCHEME_TLS : MW_SCHEME_TCP;
		if (r->scheme == MW_SCHEME_TLS)
			r->sni = l->sni;
	}
	mw_request_complete(c->arena, r);
	if (c->has_other)
		mw_request_complete(c->arena, &c->other);
	return NULL;
}
