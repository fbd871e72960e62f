/*
 * dial.c - names to addresses, and addresses to pods.
 *
 * This is the part of a cluster that is neither Istio nor Envoy: the resolver
 * of the client and kube-proxy.  A service address leads to the first pod of
 * the service (by namespace/name) so that an answer can be repeated.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "journey/walk.h"

static bool
is_ip(const char *s)
{
	unsigned char buf[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, s, buf) == 1 ||
	    inet_pton(AF_INET6, s, buf) == 1;
}

/* The same name always gives the same address, of the range for benchmarks
 * (RFC 2544), which no cluster uses. */
static const char *
outside_address(struct mw_arena *arena, const char *name)
{
	unsigned h = 0;

	for (const char *c = name; *c != '\0'; c++)
		h = (h * 31 + (unsigned char)*c) & 0x1ffff;
	return mw_arena_printf(arena, "198.%u.%u.%u", 18 + (h >> 16),
	    (h >> 8) & 255, h & 255);
}

const struct mw_service *
mw_dial_service(const struct mw_mesh *m, const char *name, const char *ns,
    struct mw_arena *arena)
{
	char *copy = mw_arena_strdup(arena, name);
	size_t len = strlen(copy);
	char suffix[300];
	const char *host;
	const struct mw_service *const *found;
	size_t n, dots = 0;

	snprintf(suffix, sizeof(suffix), ".svc.%s", m->settings.domain);
	if (len > 0 && copy[len - 1] == '.')
		copy[--len] = '\0';
	if (mw_str_has_suffix(copy, suffix))
		copy[len - strlen(suffix)] = '\0';
	else if (mw_str_has_suffix(copy, ".svc"))
		copy[len - 4] = '\0';
	for (const char *c = copy; *c != '\0'; c++)
		dots += *c == '.';
	if (dots > 1)
		return NULL;
	host = dots == 0 ? mw_arena_printf(arena, "%s.%s%s", copy, ns, suffix)
			 : mw_arena_printf(arena, "%s%s", copy, suffix);
	found = mw_mesh_services(m, host, &n);
	for (size_t i = 0; i < n; i++) {
		if (found[i]->kubernetes)
			return found[i];
	}
	return NULL;
}

/* First pod of S, and the port behind its service port PORT. */
static bool
first_pod(const struct mw_service *s, uint32_t port, const char **ip,
    uint32_t *target)
{
	const struct mw_endpoint_info *any = NULL;

	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s->endpoints[i];

		if (any == NULL)
			any = e;
		if (s->ports[e->port_index].number == (int64_t)port) {
			*ip = e->address;
			*target = (uint32_t)e->port;
			return true;
		}
	}
	if (any == NULL)
		return false;
	*ip = any->address;
	*target = port;
	return true;
}

static void
dial_service(const struct mw_service *s, const struct mw_request *r,
    struct mw_arena *arena, struct mw_dial *out)
{
	if (s->resolution == MW_RESOLVE_ALIAS) {
		out->ip = outside_address(arena, mw_str_or_empty(
		    s->external_name));
		if (s->alias_of != NULL && is_ip(s->alias_of->address))
			out->ip = s->alias_of->address;
		return;
	}
	if (out->captured && !s->headless) {
		out->ip = s->address;
		return;
	}
	if (!first_pod(s, r->port, &out->ip, &out->port))
		out->error = mw_arena_printf(arena, "%s has no endpoint", r->to);
}

/* The first address of a ServiceEntry with this very host, or NULL. */
static const char *
entry_address(const struct mw_mesh *m, const char *host)
{
	size_t n;
	const struct mw_service *const *found = mw_mesh_services(m, host, &n);

	for (size_t i = 0; i < n; i++) {
		if (!found[i]->kubernetes && is_ip(found[i]->address) &&
		    strcmp(found[i]->address, "0.0.0.0") != 0)
			return found[i]->address;
	}
	return NULL;
}

/* The namespace whose Service has this name, or NULL. */
static const char *
namesake(const struct mw_mesh *m, const char *name, size_t len)
{
	for (size_t i = 0; i < m->n_services; i++) {
		const struct mw_service *s = m->services[i];

		if (s->kubernetes && strlen(s->name) == len &&
		    strncmp(s->name, name, len) == 0)
			return s->ns;
	}
	return NULL;
}

/* Why a name that only the cluster could know leads nowhere ("x",
 * "x.namespace", "x.namespace.svc", and no Service has it), or NULL. */
static const char *
unknown_name(const struct mw_mesh *m, const char *name, const char *ns,
    struct mw_arena *arena)
{
	size_t first = strcspn(name, "."), n;
	const char *where, *rest = name + first;

	if (strcmp(name, "localhost") == 0 ||
	    (*rest != '\0' && mw_mesh_namespace(m, rest + 1) == NULL &&
	    !mw_str_has_suffix(name, ".svc") &&
	    !mw_str_has_suffix(name, mw_arena_printf(arena, ".svc.%s",
	    m->settings.domain))))
		return NULL;
	mw_mesh_services(m, name, &n);
	if (n > 0)
		return NULL;
	where = namesake(m, name, first);
	return mw_arena_printf(arena, "no Service %s%s%s%s", name,
	    *rest == '\0' ? " in namespace " : "", *rest == '\0' ? ns : "",
	    where == NULL ? "" : mw_arena_printf(arena,
	    " (did you mean %.*s.%s?)", (int)first, name, where));
}

void
mw_dial(const struct mw_mesh *m, const struct mw_request *r,
    const struct mw_workload *from, struct mw_arena *arena,
    struct mw_dial *out)
{
	const struct mw_service *s;
	const char *ns = from != NULL ? from->ns : "default";
	const char *address, *unknown;

	*out = (struct mw_dial){ .port = r->port };
	out->captured = from != NULL && from->proxy == MW_PROXY_SIDECAR;
	if (is_ip(r->to)) {
		out->ip = r->to;
		return;
	}
	s = mw_dial_service(m, r->to, ns, arena);
	if (s != NULL) {
		dial_service(s, r, arena, out);
		return;
	}
	address = entry_address(m, r->to);
	unknown = address == NULL ? unknown_name(m, r->to, ns, arena) : NULL;
	if (unknown != NULL && m->strict)
		out->error = unknown;
	else if (unknown != NULL)
		out->assumed = mw_arena_printf(arena, "%s has an address: %s",
		    r->to, unknown);
	out->ip = address != NULL ? address : outside_address(arena, r->to);
}

/* The pod of a gateway that has a server bound to this very address (R43). */
static const struct mw_workload *
bound_gateway(const struct mw_mesh *m, const char *ip)
{
	const struct mw_objects *all = &m->of_kind[MW_KIND_GATEWAY];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_gateway *g = MW_SPEC(all->v[i], gateway);

		for (size_t j = 0; g != NULL && j < g->servers.n; j++) {
			if (mw_str_eq(g->servers.v[j].bind.s, ip))
				return mw_gateway_pod(m, g);
		}
	}
	return NULL;
}

void
mw_place_find(const struct mw_mesh *m, const char *ip, uint32_t port,
    struct mw_place *out)
{
	*out = (struct mw_place){ .ip = ip, .port = port };
	out->workload = mw_mesh_workload_by_ip(m, ip);
	if (out->workload != NULL)
		return;
	for (size_t i = 0; i < m->n_services; i++) {
		const struct mw_service *s = m->services[i];

		if (!s->kubernetes || s->headless ||
		    strcmp(s->address, ip) != 0)
			continue;
		if (mw_service_port(s, (int64_t)port) == NULL ||
		    !first_pod(s, port, &out->ip, &out->port)) {
			out->nobody = true;
			return;
		}
		out->workload = mw_mesh_workload_by_ip(m, out->ip);
		return;
	}
	out->workload = bound_gateway(m, ip);
}
