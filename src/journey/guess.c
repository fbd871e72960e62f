/*
 * guess.c - URLs; which gateway serves a host; who calls when nobody is named.
 */
#include "journey/guess.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "journey/walk.h"
#include "mesh/gwapi.h"

static bool
set_scheme(struct mw_request *r, const char **url)
{
	const char *end = strstr(*url, "://");
	size_t len;

	if (end == NULL)
		return true;
	len = (size_t)(end - *url);
	for (int i = MW_SCHEME_HTTP; i <= MW_SCHEME_TLS; i++) {
		const char *name = mw_scheme_name((enum mw_scheme)i);

		if (strlen(name) == len && strncmp(*url, name, len) == 0) {
			r->scheme = (enum mw_scheme)i;
			*url = end + 3;
			return true;
		}
	}
	return false;
}

bool
mw_request_set_url(struct mw_arena *a, struct mw_request *r, const char *url,
    const char **error)
{
	const char *host, *colon = NULL, *end;
	long long port;
	size_t len;

	if (!set_scheme(r, &url)) {
		*error = "the scheme is none of http, https, tcp, tls";
		return false;
	}
	host = url;
	end = url + strcspn(url, "/?#");
	if (*host == '[') {		/* IPv6 */
		const char *close = memchr(host, ']', (size_t)(end - host));

		if (close == NULL) {
			*error = "']' is missing after the IPv6 address";
			return false;
		}
		host++;
		len = (size_t)(close - host);
		if (close[1] == ':')
			colon = close + 1;
	} else {
		colon = memchr(host, ':', (size_t)(end - host));
		len = (size_t)((colon != NULL ? colon : end) - host);
	}
	if (len == 0) {
		*error = "there is no host in it";
		return false;
	}
	r->to = mw_arena_text(a, host, len);
	r->port = r->scheme == MW_SCHEME_HTTPS || r->scheme == MW_SCHEME_TLS
	    ? 443 : 80;
	if (colon != NULL) {
		const char *digits = mw_arena_text(a, colon + 1,
		    (size_t)(end - colon - 1));

		if (!mw_str_to_int(digits, &port) || port < 1 || port > 65535) {
			*error = "the port is not between 1 and 65535";
			return false;
		}
		r->port = (uint32_t)port;
	}
	if (*end == '/')
		r->path = mw_arena_strdup(a, end);
	else if (*end == '?')
		r->path = mw_arena_printf(a, "/%s", end);
	return true;
}

/* ---- gateways ----------------------------------------------------------------- */

/* Does who calls PORT get to this server of W?  Directly, or by a Service
 * that takes the call at PORT and hands it to the server's (80 to 8080). */
static bool
server_takes(const struct mw_workload *w, const struct mw_server *s,
    uint32_t port)
{
	if (s->port == NULL)
		return false;
	if (s->port->number.v == (int64_t)port)
		return true;
	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service_port_info *p =
		    mw_service_port(w->services[i], (int64_t)port);

		if (p != NULL && mw_target_port(w, p) == s->port->number.v)
			return true;
	}
	return false;
}

static bool
server_covers(const struct mw_server *s, const char *host)
{
	for (size_t i = 0; i < s->hosts.n; i++) {
		const char *h = s->hosts.v[i].s;
		const char *slash = strchr(h, '/');

		if (slash != NULL)
			h = slash + 1;
		if (mw_host_covers(h, host))
			return true;
	}
	return false;
}

const struct mw_workload *
mw_gateway_pod(const struct mw_mesh *m, const struct mw_gateway *g)
{
	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_workload *w = m->workloads[i];

		if (w->proxy == MW_PROXY_GATEWAY &&
		    mw_labels_match(&g->selector, w->labels))
			return w;
	}
	return NULL;
}

static const char *
address_of(struct mw_arena *a, const struct mw_workload *w, uint32_t port)
{
	for (size_t i = 0; i < w->n_services; i++) {
		if (mw_service_port(w->services[i], (int64_t)port) != NULL)
			return mw_arena_printf(a, "%s.%s",
			    w->services[i]->name, w->services[i]->ns);
	}
	return w->n_ips > 0 ? w->ips[0] : NULL;
}

/* How well a listener's routes fit HOST: the length of the best name, 0 for
 * none.  A route without names takes every host but those of Services. */
static size_t
fit(const struct mw_gwapi_attachment *at, const char *host, bool site)
{
	const char *own = at->listener->hostname;
	size_t best = 0;

	if (own[0] != '\0' && !mw_host_covers(own, host))
		return 0;
	for (size_t i = 0; i < at->n_hosts; i++) {
		const char *h = mw_str_or_empty(at->hosts[i].s);
		size_t len = strlen(h);

		if (!mw_host_covers(h, host))
			continue;
		if (strcmp(h, "*") == 0 && own[0] == '\0' && !site)
			continue;
		best = len > best ? len : best;
	}
	return best;
}

/* The Gateway API gateway whose routes fit HOST best. */
static const struct mw_workload *
routed_gateway(const struct mw_mesh *m, const char *host, uint32_t port,
    bool site)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(m);
	const struct mw_gwapi_gateway *found = NULL;
	size_t best = 0;

	for (size_t i = 0; i < api->n_routes; i++) {
		const struct mw_gwapi_route *r = api->routes[i];

		for (size_t j = 0; j < r->n_parents; j++) {
			const struct mw_gwapi_parent *p = &r->parents[j];

			for (size_t k = 0; k < p->n_attachments; k++) {
				const struct mw_gwapi_listener *li =
				    p->attachments[k].listener;
				size_t n = li->valid && li->port ==
				    (int64_t)port ? fit(&p->attachments[k],
				    host, site) : 0;

				if (n > best) {
					best = n;
					found = li->gateway;
				}
			}
		}
	}
	/* a name of a listener that no route takes: 404 of the gateway */
	for (size_t i = 0; i < api->n_listeners; i++) {
		const struct mw_gwapi_listener *li = api->listeners[i];
		size_t n = strlen(li->hostname);

		if (li->valid && li->port == (int64_t)port && n > best &&
		    mw_host_covers(li->hostname, host)) {
			best = n;
			found = li->gateway;
		}
	}
	return found != NULL ? mw_gwapi_pod(m, found) : NULL;
}

const char *
mw_guess_ingress(const struct mw_mesh *m, struct mw_arena *a,
    const char *host, uint32_t port)
{
	const struct mw_objects *all = &m->of_kind[MW_KIND_GATEWAY];
	const struct mw_workload *w;

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_gateway *g = MW_SPEC(all->v[i], gateway);

		w = g != NULL ? mw_gateway_pod(m, g) : NULL;
		for (size_t j = 0; w != NULL && j < g->servers.n; j++)
			if (server_takes(w, &g->servers.v[j], port) &&
			    server_covers(&g->servers.v[j], host))
				return address_of(a, w, port);
	}
	w = routed_gateway(m, host, port, strchr(host, '.') != NULL &&
	    mw_dial_service(m, host, "default", a) == NULL);
	return w != NULL ? address_of(a, w, port) : NULL;
}

/* ---- clients ------------------------------------------------------------------- */

static const struct mw_workload *
any_client(const struct mw_mesh *m, const char *ns, const char *to)
{
	const struct mw_workload *best = NULL;

	for (size_t i = 0; i < m->n_workloads; i++) {
		const struct mw_workload *w = m->workloads[i];
		bool itself = false;

		if (w->proxy != MW_PROXY_SIDECAR)
			continue;
		if (ns != NULL && strcmp(w->ns, ns) != 0)
			continue;
		for (size_t j = 0; j < w->n_services; j++)
			itself = itself || mw_str_has_prefix(to,
			    w->services[j]->name);
		if (!itself)
			return w;
		if (best == NULL)
			best = w;
	}
	return best;
}

void
mw_guess_client(const struct mw_mesh *m, struct mw_arena *a,
    struct mw_request *r, const char *ns, const char **note)
{
	const struct mw_workload *w;
	const char *ingress;
	size_t n;

	*note = NULL;
	if (r->from == NULL || strcmp(r->from, "outside") == 0) {
		ingress = mw_guess_ingress(m, a, r->to, r->port);
		if (ingress != NULL) {
			if (r->host == NULL)
				r->host = r->port == 80 || r->port == 443
				    ? r->to : mw_arena_printf(a, "%s:%u",
				    r->to, r->port);
			r->to = ingress;
			r->from = "outside";
			*note = mw_arena_printf(a, "%s leads to the gateway "
			    "behind %s", r->host, ingress);
			return;
		}
	}
	if (r->from != NULL)
		return;
	r->from = "outside";
	mw_mesh_services(m, r->to, &n);
	if (n == 0 && strchr(r->to, '.') != NULL && mw_dial_service(m, r->to,
	    ns != NULL ? ns : "default", a) == NULL && m->n_services > 0)
		ns = NULL;		/* some site: any client will do */
	w = any_client(m, ns, r->to);
	if (w == NULL && ns != NULL)
		w = any_client(m, NULL, r->to);
	if (w == NULL)
		return;
	/* a short name is looked up in the caller's namespace */
	if (strchr(r->to, '.') == NULL) {
		for (size_t i = 0; i < m->n_services; i++) {
			const struct mw_workload *near;

			if (strcmp(m->services[i]->name, r->to) != 0)
				continue;
			near = any_client(m, m->services[i]->ns, r->to);
			if (near != NULL && (ns == NULL ||
			    strcmp(near->ns, ns) == 0)) {
				w = near;
				break;
			}
		}
	}
	r->from = mw_arena_printf(a, "%s/%s", w->ns, w->name);
	*note = mw_arena_printf(a, "--from was not given: %s was taken",
	    r->from);
}
