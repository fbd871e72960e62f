/*
 * select.c - services that one egress listener of a Sidecar imports.
 *
 * Three steps: what the namespace sees at all, what the listener's hosts ask
 * for (R120), and one namespace for each host name (R125).  A listener with a
 * port cuts its services down to that port.
 */
#include "istiod/scope.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct services {
	const struct mw_service **v;
	size_t n, cap;
};

int64_t
mw_scope_listener_port(const struct mw_egress_listener *written)
{
	if (written == NULL || written->port == NULL)
		return 0;
	if (mw_protocol_parse(mw_str_or_empty(written->port->protocol.s)) ==
	    MW_PROTO_HTTP_PROXY)
		return 0;
	return written->port->number.v;
}

static bool
wanted_port(int64_t number, const int64_t *ports, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (ports[i] == number)
			return true;
	}
	return false;
}

/* The endpoints of the ports that are left; MOVED tells where they went. */
static void
cut_endpoints(struct mw_arena *a, struct mw_service *copy,
    const struct mw_service *s, const size_t *moved)
{
	struct mw_endpoint_info *e = MW_NEW_ARRAY(a, struct mw_endpoint_info,
	    s->n_endpoints);
	size_t n = 0;

	for (size_t i = 0; i < s->n_endpoints; i++) {
		size_t to = moved[s->endpoints[i].port_index];

		if (to == SIZE_MAX)
			continue;
		e[n] = s->endpoints[i];
		e[n++].port_index = to;
	}
	copy->endpoints = e;
	copy->n_endpoints = n;
}

const struct mw_service *
mw_scope_cut(struct mw_arena *a, const struct mw_service *s,
    const int64_t *ports, size_t n)
{
	struct mw_service_port_info *left;
	struct mw_service *copy;
	size_t *moved, kept = 0;

	for (size_t i = 0; i < s->n_ports; i++)
		kept += wanted_port(s->ports[i].number, ports, n);
	if (kept == 0)
		return NULL;
	if (kept == s->n_ports)
		return s;
	copy = MW_NEW(a, struct mw_service);
	*copy = *s;
	left = MW_NEW_ARRAY(a, struct mw_service_port_info, kept);
	moved = MW_NEW_ARRAY(a, size_t, s->n_ports);
	copy->ports = left;
	copy->n_ports = 0;
	for (size_t i = 0; i < s->n_ports; i++) {
		moved[i] = SIZE_MAX;
		if (!wanted_port(s->ports[i].number, ports, n))
			continue;
		moved[i] = copy->n_ports;
		left[copy->n_ports++] = s->ports[i];
	}
	cut_endpoints(a, copy, s, moved);
	return copy;
}

/* S without the aliases that L does not import (R138). */
static const struct mw_service *
cut_aliases(struct mw_arena *a, const struct mw_host_list *l,
    const struct mw_service *s)
{
	const struct mw_service **left;
	struct mw_service *copy;
	size_t kept = 0;

	for (size_t i = 0; i < s->n_aliases; i++)
		kept += mw_host_list_covers(l, s->aliases[i]->hostname);
	if (kept == s->n_aliases)
		return s;
	copy = MW_NEW(a, struct mw_service);
	*copy = *s;
	left = MW_NEW_ARRAY(a, const struct mw_service *, kept);
	copy->aliases = left;
	copy->n_aliases = 0;
	for (size_t i = 0; i < s->n_aliases; i++) {
		if (mw_host_list_covers(l, s->aliases[i]->hostname))
			left[copy->n_aliases++] = s->aliases[i];
	}
	return copy;
}

/* S as the list imports it, or NULL. */
static const struct mw_service *
import(struct mw_builder *b, const struct mw_host_list *l,
    const struct mw_service *s, int64_t port)
{
	if (!mw_host_list_covers(l, s->hostname))
		return NULL;
	if (port != 0) {
		s = mw_scope_cut(b->arena, s, &port, 1);
		if (s == NULL)
			return NULL;
	}
	return cut_aliases(b->arena, l, s);
}

/* Where S says to whom it is exported, or where it is made. */
static const struct mw_node *
export_node(const struct mw_service *s)
{
	if (s->object == NULL)		/* an assumed one */
		return s->node;
	if (s->object->kind == MW_KIND_SERVICE_ENTRY)
		return MW_SPEC(s->object, service_entry)->export_to.node;
	return mw_labels_node(&s->object->annotations,
	    "networking.istio.io/exportTo");
}

/* R22: what is exported to this namespace by name comes first. */
static void
find_visible(struct mw_builder *b, struct services *out)
{
	const struct mw_mesh *m = b->mesh;

	for (size_t i = 0; i < m->n_services; i++) {
		const struct mw_service *s = m->services[i];

		if (s->public)
			continue;
		if (mw_service_visible(s, b->workload->ns))
			mw_vec_push(b->arena, out, s);
		else
			mw_build_omit(b, MW_OMIT_NOT_EXPORTED, s->object,
			    export_node(s), NULL,
			    "service %s is not exported to namespace %s",
			    s->hostname, b->workload->ns);
	}
	for (size_t i = 0; i < m->n_services; i++) {
		if (m->services[i]->public)
			mw_vec_push(b->arena, out, m->services[i]);
	}
}

const struct mw_service *const *
mw_scope_visible(struct mw_builder *b, size_t *n)
{
	struct mw_scope_cache *cache = mw_scope_cache(b);

	if (!cache->has_visible) {
		struct services out = { 0 };

		find_visible(b, &out);
		cache->visible = out.v;
		cache->n_visible = out.n;
		cache->has_visible = true;
	}
	*n = cache->n_visible;
	return cache->visible;
}

/* R21: the service of HOST in NS; a Kubernetes one before others. */
static const struct mw_service *
in_namespace(const struct mw_mesh *m, const char *ns, const char *host)
{
	const struct mw_service *found = NULL;
	const struct mw_service *const *all;
	size_t n;

	all = mw_mesh_services(m, host, &n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i]->ns, ns) != 0)
			continue;
		if (all[i]->kubernetes)
			return all[i];
		if (found == NULL)
			found = all[i];
	}
	return found;
}

struct exact {
	struct mw_builder *b;
	struct services *out;
};

static void
add_exact(void *ctx, const char *ns, const char *host)
{
	struct exact *x = ctx;
	const struct mw_service *s = in_namespace(x->b->mesh, ns, host);

	if (s != NULL && mw_service_visible(s, x->b->workload->ns))
		mw_vec_push(x->b->arena, x->out, s);
}

/* Order of services: age, name, namespace; the name of an entry is its host. */
static int
by_age(const void *x, const void *y)
{
	const struct mw_service *a = *(const struct mw_service *const *)x;
	const struct mw_service *b = *(const struct mw_service *const *)y;
	int d;

	if (a->created != b->created)
		return a->created < b->created ? -1 : 1;
	d = strcmp(a->kubernetes ? a->name : a->hostname,
	    b->kubernetes ? b->name : b->hostname);
	return d != 0 ? d : strcmp(a->ns, b->ns);
}

/* With nothing but exact hosts the candidates are looked up: one for each host
 * and namespace, in the order of age alone. */
static struct services
candidates(struct mw_builder *b, const struct mw_scope_hosts *h)
{
	struct services out = { 0 };

	if (mw_scope_hosts_all_exact(h)) {
		struct exact x = { .b = b, .out = &out };

		mw_scope_hosts_each_exact(h, add_exact, &x);
		if (out.n > 1)
			qsort(out.v, out.n, sizeof(*out.v), by_age);
	} else {
		const struct mw_service *const *v;
		size_t n;

		v = mw_scope_visible(b, &n);
		out.v = MW_NEW_ARRAY(b->arena, const struct mw_service *, n);
		out.n = out.cap = n;
		for (size_t i = 0; i < n; i++)
			out.v[i] = v[i];
	}
	return out;
}

/* What the listener's hosts import, aliases and ports cut (R120). */
static struct services
imported(struct mw_builder *b, const struct mw_scope_hosts *h,
    const struct services *from, int64_t port)
{
	const struct mw_host_list *any = mw_scope_hosts_of(h, "*");
	struct services out = { 0 };

	for (size_t i = 0; i < from->n; i++) {
		const struct mw_service *s = from->v[i], *got;
		const struct mw_host_list *own = mw_scope_hosts_of(h, s->ns);

		if (mw_host_list_excludes(own, s->hostname) ||
		    mw_host_list_excludes(any, s->hostname))
			continue;
		got = import(b, own, s, port);
		if (got == NULL)
			got = import(b, any, s, port);
		if (got != NULL)
			mw_vec_push(b->arena, &out, got);
	}
	return out;
}

/* R125: of a host in several namespaces, is S better than OLD? */
static bool
better(const struct mw_builder *b, const struct mw_service *s,
    const struct mw_service *old)
{
	if (old == NULL || strcmp(s->ns, b->workload->ns) == 0)
		return true;
	return !old->kubernetes && s->kubernetes &&
	    strcmp(old->ns, b->workload->ns) != 0;
}

void
mw_scope_select_services(struct mw_builder *b, const struct mw_scope_hosts *h,
    struct mw_egress *e)
{
	struct services all = candidates(b, h), out;
	struct mw_map *chosen = mw_map_new(b->arena);
	size_t n = 0;

	out = imported(b, h, &all, mw_scope_listener_port(e->written));
	for (size_t i = 0; i < out.n; i++) {
		const struct mw_service *s = out.v[i];

		if (better(b, s, mw_map_get(chosen, s->hostname)))
			mw_map_put(chosen, s->hostname, mw_map_borrow(s));
	}
	for (size_t i = 0; i < out.n; i++) {
		const struct mw_service *s = out.v[i];
		const struct mw_service *won = mw_map_get(chosen, s->hostname);

		if (strcmp(won->ns, s->ns) == 0) {
			out.v[n++] = s;
			continue;
		}
		mw_build_omit(b, MW_OMIT_OTHER_NAMESPACE, s->object, s->node,
		    won->object, "host %s is taken from namespace %s, not %s",
		    s->hostname, won->ns, s->ns);
	}
	e->services = out.v;
	e->n_services = n;
}
