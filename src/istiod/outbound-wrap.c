/*
 * outbound-wrap.c - which VirtualService serves which services and hosts of a
 * port (R133-R135, R141).
 */
#include "istiod/outbound-http.h"

#include "base/str.h"
#include "istiod/route.h"

#include <stdlib.h>
#include <string.h>

/* ---- the registry of this port */

static struct mw_out_port
lowered(struct mw_arena *a, struct mw_out_port p, const char *host)
{
	struct mw_service *copy;

	if (host == p.service->hostname)
		return p;
	copy = MW_NEW(a, struct mw_service);
	*copy = *p.service;
	copy->hostname = host;
	p.service = copy;
	return p;
}

static void
fill_registry(struct mw_out_build *t)
{
	const struct mw_out_ports *l = mw_out_with_port(t->b, t->e, t->port);
	struct mw_arena *a = t->b->arena;
	const char *svc = mw_arena_printf(a, ".svc.%s",
	    t->b->mesh->settings.domain);

	t->registry = mw_map_new(a);
	for (size_t i = 0; i < l->n; i++) {
		/* an HTTP proxy takes names as they are (R142) */
		const char *host = t->port != 0 ?
		    mw_arena_lower(a, l->v[i].service->hostname) :
		    l->v[i].service->hostname;
		struct mw_out_slot *s;

		s = mw_map_get(t->registry, host);
		if (s == NULL) {
			s = MW_NEW(a, struct mw_out_slot);
			mw_map_put(t->registry, host, s);
			if (!mw_str_has_suffix(host, svc))
				t->odd_names = true;
		}
		/* of several with one name the last counts (R31) */
		s->port = lowered(a, l->v[i], host);
	}
}

static const struct mw_service *
find_service(void *ctx, const char *host)
{
	const struct mw_out_build *t = ctx;
	const struct mw_out_slot *s = mw_map_get(t->registry, host);

	return s != NULL ? s->port.service : NULL;
}

bool
mw_out_routable(enum mw_protocol p)
{
	return mw_protocol_is_http(p) || p == MW_PROTO_AUTO;
}

/* ---- VirtualServices (R134, R135) */

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Is there a service whose name ends with TAIL? */
static bool
some_below(struct mw_out_build *t, const char *tail)
{
	struct mw_arena *a = t->b->arena;
	const char *text = mw_arena_reverse(a, tail);
	size_t low = 0, high;

	if (!t->has_reversed) {
		for (size_t i = 0; i < mw_map_count(t->registry); i++)
			mw_vec_push(a, &t->reversed, mw_arena_reverse(a,
			    mw_map_key(t->registry, i)));
		if (t->reversed.n > 1)
			qsort(t->reversed.v, t->reversed.n,
			    sizeof(const char *), by_text);
		t->has_reversed = true;
	}
	for (high = t->reversed.n; low < high;) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(t->reversed.v[mid], text) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < t->reversed.n &&
	    strncmp(t->reversed.v[low], text, strlen(text)) == 0;
}

/* Does the wildcard HOST cover a service, or a wildcard service cover it? */
static bool
overlaps_some(struct mw_out_build *t, const char *host)
{
	if (some_below(t, host + 1))
		return true;
	for (const char *tail = host + 1;; tail++) {
		if (mw_map_get(t->registry, mw_arena_printf(t->b->arena, "*%s",
		    tail)) != NULL)
			return true;
		if (*tail == '\0')
			return false;
	}
}

/* Services and literal hosts of the VirtualService at POSITION. */
static void
separate(struct mw_out_build *t, size_t position, struct mw_out_wrapper *w)
{
	struct mw_arena *a = t->b->arena;
	const struct mw_vs *vs = w->vs;
	struct mw_out_slot *s;

	for (size_t i = 0; i < vs->n_hosts; i++) {
		if (vs->hosts[i][0] == '*')
			continue;
		s = mw_map_get(t->registry, mw_arena_lower(a, vs->hosts[i]));
		if (s != NULL)
			mw_vec_push(a, &w->services, s);
		else
			mw_vec_push(a, &w->hosts, vs->hosts[i]);
	}
	for (size_t i = 0; i < vs->n_hosts; i++) {
		const char *host = mw_arena_lower(a, vs->hosts[i]);
		const struct mw_out_names *served;

		if (host[0] != '*' || vs->gateway_api)
			continue;
		served = mw_out_served(t->b, t->e, position);
		for (size_t j = 0; j < served->n; j++) {
			s = mw_map_get(t->registry, served->v[j]);
			if (s != NULL && mw_host_overlaps(host, served->v[j]))
				mw_vec_push(a, &w->services, s);
		}
		if (!overlaps_some(t, host))
			mw_vec_push(a, &w->hosts, host);
	}
}

/* Keeps W for PORT with those of its services that have it for HTTP. */
static void
add_for_port(struct mw_out_build *t, const struct mw_out_wrapper *from,
    int64_t port)
{
	struct mw_arena *a = t->b->arena;
	struct mw_out_wrapper w = *from;
	bool literal;

	w.port = port;
	w.services.v = NULL;
	w.services.n = w.services.cap = 0;
	for (size_t i = 0; i < from->services.n; i++) {
		struct mw_out_slot *s = from->services.v[i];
		const struct mw_service_port_info *p = t->port != 0 ?
		    s->port.port : mw_service_port(s->port.service, port);

		if (p != NULL && mw_out_routable(p->protocol))
			mw_vec_push(a, &w.services, s);
	}
	/* R135: on port 80 hosts without a service are served as well */
	literal = t->port == 80;
	if (w.services.n == 0 && !literal)
		return;
	mw_vec_push(a, &t->wrappers, w);
	for (size_t i = 0; i < w.services.n; i++)
		w.services.v[i]->taken = true;
}

/* G115: a route is for the clients of its namespace, or a service of it. */
static bool
may_use(const struct mw_out_build *t, const struct mw_out_wrapper *w)
{
	const char *ns = w->vs->object->ns;

	for (size_t i = 0; i < w->services.n; i++) {
		if (mw_str_eq(w->services.v[i]->port.service->ns, ns) ||
		    mw_str_eq(t->b->workload->ns, ns))
			return true;
	}
	return false;
}

static void
add_virtual_service(struct mw_out_build *t, size_t position)
{
	const struct mw_route_context rc = {
		.port = t->port,
		.gateway = "mesh",
		.find = find_service,
		.find_ctx = t,
	};
	struct mw_out_wrapper w = {
		.vs = t->e->egress->virtual_services[position],
	};
	size_t before = t->wrappers.n;
	struct mw_map *ports;

	if (w.vs->n_http == 0)
		return;
	w.routes = mw_build_routes(t->b, w.vs, &rc, &w.n_routes);
	if (w.n_routes == 0) {
		t->e->filtered[position] = true;
		return;
	}
	separate(t, position, &w);
	if (w.vs->gateway_api && !may_use(t, &w))
		return;
	if (t->port != 0) {
		add_for_port(t, &w, t->port);
	} else {
		ports = mw_map_new(t->b->arena);
		for (size_t i = 0; i < w.services.n; i++) {
			const struct mw_service *s =
			    w.services.v[i]->port.service;

			for (size_t j = 0; j < s->n_ports; j++) {
				if (mw_map_put(ports, mw_arena_printf(
				    t->b->arena, "%lld",
				    (long long)s->ports[j].number), t) == NULL)
					add_for_port(t, &w,
					    s->ports[j].number);
			}
		}
	}
	if (t->wrappers.n > before)
		t->e->used[position] = true;
}

static int
ascending(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return a < b ? -1 : a > b ? 1 : 0;
}

void
mw_out_registry(struct mw_out_build *t)
{
	size_t all = t->e->egress->n_virtual_services, n = 0;
	bool *wanted = MW_NEW_ARRAY(t->b->arena, bool, all);
	size_t *list = MW_NEW_ARRAY(t->b->arena, size_t, all);

	fill_registry(t);
	for (size_t i = 0; t->port == 80 && i < all; i++)
		list[n++] = i;
	for (size_t i = 0; t->port != 80 && i < mw_map_count(t->registry);
	    i++) {
		struct mw_positions p = mw_out_overlapping(t->b, t->e,
		    mw_map_key(t->registry, i));

		for (size_t j = 0; j < p.n; j++) {
			if (!wanted[p.v[j]])
				list[n++] = p.v[j];
			wanted[p.v[j]] = true;
		}
	}
	if (n > 1)
		qsort(list, n, sizeof(*list), ascending);
	t->wanted = list;
	t->n_wanted = n;
}

bool
mw_out_wrap(struct mw_out_build *t)
{
	size_t routes = 0;

	/* one may have as many routes as a thousand others */
	while (t->at < t->n_wanted && routes < MW_BUILD_SOME) {
		size_t position = t->wanted[t->at++];

		routes += 1 + t->e->egress->virtual_services[position]->n_http;
		add_virtual_service(t, position);
	}
	return t->at < t->n_wanted;
}
