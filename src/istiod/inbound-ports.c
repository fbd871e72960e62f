/*
 * inbound-ports.c - which ports of a workload are declared, and by whom.
 *
 * A Sidecar resource with ingress listeners declares them alone; otherwise the
 * services that select the workload do.  A port number is declared once: the
 * oldest service has it, and with it the protocol (S30).
 */
#include "istiod/inbound.h"

#include "base/str.h"
#include "model/object.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

/* A service port that leads to the workload. */
struct target {
	const struct mw_service *service;
	const struct mw_service_port_info *port;
	int64_t number;		/* where the workload gets it */
	size_t order;
};

struct targets {
	struct target *v;
	size_t n, cap;
};

static void
add_target(struct mw_builder *b, struct targets *t,
    const struct mw_service *s, size_t port_index, int64_t number)
{
	struct target one = { .service = s, .port = &s->ports[port_index],
	    .number = number, .order = t->n };

	if (number > 0 && number <= 65535)
		mw_vec_push(b->arena, t, one);
}

static bool
is_own_address(const struct mw_workload *w, const char *address)
{
	for (size_t i = 0; i < w->n_ips; i++) {
		if (mw_str_eq(w->ips[i], address))
			return true;
	}
	return false;
}

/* ServiceEntries: by selector, or by an endpoint with the pod's address. */
static void
entry_targets(struct mw_builder *b, const struct mw_service *s,
    struct targets *t)
{
	for (size_t i = 0; i < s->n_endpoints; i++) {
		const struct mw_endpoint_info *e = &s->endpoints[i];

		if (e->port_index < s->n_ports && (e->workload == b->workload ||
		    is_own_address(b->workload, e->address)))
			add_target(b, t, s, e->port_index, e->port);
	}
}

/* Oldest first; then by host name (S30). */
static int
by_age(const void *x, const void *y)
{
	const struct target *a = x, *b = y;
	int d;

	if (a->service->created != b->service->created)
		return a->service->created < b->service->created ? -1 : 1;
	d = strcmp(a->service->hostname, b->service->hostname);
	if (d != 0)
		return d;
	return a->order < b->order ? -1 : a->order > b->order ? 1 : 0;
}

static struct targets
find_targets(struct mw_builder *b)
{
	const struct mw_workload *w = b->workload;
	struct targets t = { 0 };

	for (size_t i = 0; i < w->n_services; i++) {
		const struct mw_service *s = w->services[i];

		for (size_t j = 0; s->kubernetes && j < s->n_ports; j++)
			add_target(b, &t, s, j, mw_target_port(w,
			    &s->ports[j]));
	}
	for (size_t i = 0; i < b->mesh->n_services; i++) {
		if (!b->mesh->services[i]->kubernetes)
			entry_targets(b, b->mesh->services[i], &t);
	}
	if (t.n > 1)
		qsort(t.v, t.n, sizeof(*t.v), by_age);
	return t;
}

static struct mw_inbound_port *
find_port(const struct mw_inbound_ports *ports, int64_t number)
{
	for (size_t i = 0; i < ports->n; i++) {
		if (ports->v[i].target_port == number)
			return &ports->v[i];
	}
	return NULL;
}

static const char *
inbound_cluster(struct mw_builder *b, int64_t port)
{
	return mw_arena_printf(b->arena, "inbound|%lld||", (long long)port);
}

/* ---- services ---------------------------------------------------------- */

static void
omit_conflict(struct mw_builder *b, const struct target *t,
    const struct mw_inbound_port *winner)
{
	if (t->service == winner->service ||
	    t->port->protocol == winner->protocol)
		return;
	mw_build_omit(b, MW_OMIT_LISTENER_CONFLICT, t->service->object,
	    t->port->node, winner->service->object, "port %lld of %s/%s is "
	    "%s by the older %s, not %s", (long long)t->number,
	    b->workload->ns, b->workload->name,
	    mw_protocol_name(winner->protocol), winner->service->hostname,
	    mw_protocol_name(t->port->protocol));
}

static bool
is_reserved(const struct mw_builder *b, int64_t number)
{
	const struct mw_mesh_config *c = b->mesh->settings.config;
	int64_t out = c->proxy_listen_port.node != NULL ?
	    c->proxy_listen_port.v : 15001;
	int64_t in = c->proxy_inbound_listen_port.node != NULL ?
	    c->proxy_inbound_listen_port.v : 15006;

	return number == out || number == in;
}

static void
service_ports(struct mw_builder *b, struct mw_inbound_ports *out)
{
	struct targets t = find_targets(b);

	for (size_t i = 0; i < t.n; i++) {
		const struct target *one = &t.v[i];
		const struct mw_inbound_port *old = find_port(out, one->number);
		struct mw_inbound_port p = {
			.target_port = one->number,
			.service_port = one->port->number,
			.protocol = one->port->protocol,
			.bind = "0.0.0.0",
			.cluster = inbound_cluster(b, one->number),
			.service = one->service,
			.origin = { .object = one->service->object,
			    .node = one->port->node },
		};

		if (old != NULL) {
			omit_conflict(b, one, old);
			continue;
		}
		if (is_reserved(b, one->number)) {
			p.reserved = true;
			mw_build_omit(b, MW_OMIT_LISTENER_CONFLICT,
			    one->service->object, one->port->node, NULL,
			    "port %lld is the sidecar's own",
			    (long long)one->number);
		}
		mw_vec_push(b->arena, out, p);
	}
}

/* ---- Sidecar ingress --------------------------------------------------- */

/* An address that others can reach: no loopback, link-local or multicast. */
static bool
is_unicast(const char *ip)
{
	uint8_t a[16];

	if (inet_pton(AF_INET, ip, a) == 1)
		return a[0] != 127 && (a[0] & 0xf0) != 0xe0 &&
		    !(a[0] == 169 && a[1] == 254) &&
		    strcmp(ip, "0.0.0.0") != 0 &&
		    strcmp(ip, "255.255.255.255") != 0;
	if (inet_pton(AF_INET6, ip, a) == 1)
		return a[0] != 0xff && !(a[0] == 0xfe && (a[1] & 0xc0) == 0x80)
		    && strcmp(ip, "::") != 0 && strcmp(ip, "::1") != 0;
	return false;
}

/* Where an ingress listener without bind is said to be. */
static const char *
default_bind(const struct mw_workload *w)
{
	for (size_t i = 0; i < w->n_ips; i++) {
		if (is_unicast(w->ips[i]))
			return w->ips[i];
	}
	return "0.0.0.0";
}

/* A service that has this port, for what clusters take from it. */
static const struct mw_service *
service_at(const struct targets *t, int64_t number)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].number == number)
			return t->v[i].service;
	}
	return NULL;
}

static void
ingress_port(struct mw_builder *b, const struct mw_ingress_listener *in,
    const struct targets *t, struct mw_inbound_ports *out)
{
	const struct mw_object *sidecar = b->scope->sidecar;
	int64_t number = in->port != NULL ? in->port->number.v : 0;
	struct mw_inbound_port p = {
		.target_port = number,
		.service_port = number,
		.ingress = in,
		.bound = in->capture_mode.v == 2,
		.cluster = inbound_cluster(b, number),
		.service = service_at(t, number),
		.origin = { .object = sidecar, .node = in->node },
	};

	if (number <= 0 || number > 65535)
		return;
	if (in->tls != NULL)
		mw_build_omit(b, MW_OMIT_IGNORED_FIELD, sidecar, in->tls->node,
		    NULL, "tls of an ingress listener is ignored unless the "
		    "control plane has ENABLE_TLS_ON_SIDECAR_INGRESS (S33)");
	if (find_port(out, number) != NULL) {
		mw_build_omit(b, MW_OMIT_LISTENER_CONFLICT, sidecar, in->node,
		    sidecar, "port %lld is listed before",
		    (long long)number);
		return;
	}
	p.protocol = mw_protocol_parse(mw_str_or_empty(in->port->protocol.s));
	p.bind = mw_str_empty(in->bind.s) ? default_bind(b->workload) :
	    in->bind.s;
	mw_vec_push(b->arena, out, p);
}

/* Service ports that a Sidecar's list leaves to the passthrough chains. */
static void
omit_unlisted(struct mw_builder *b, const struct targets *t,
    const struct mw_inbound_ports *ports)
{
	for (size_t i = 0; i < t->n; i++) {
		if (find_port(ports, t->v[i].number) == NULL)
			mw_build_omit(b, MW_OMIT_SIDECAR_SCOPE,
			    t->v[i].service->object, t->v[i].port->node,
			    b->scope->sidecar, "port %lld is not among the "
			    "ingress listeners of Sidecar %s/%s: it passes "
			    "through", (long long)t->v[i].number,
			    b->scope->sidecar->ns, b->scope->sidecar->name);
	}
}

static int
by_number(const void *x, const void *y)
{
	const struct mw_inbound_port *a = x, *b = y;

	return a->target_port < b->target_port ? -1 :
	    a->target_port > b->target_port ? 1 : 0;
}

struct mw_inbound_ports
mw_inbound_ports(struct mw_builder *b)
{
	const struct mw_ingress_listener_list *ingress = mw_inbound_ingress(b);
	struct mw_inbound_ports ports = { 0 };

	if (ingress == NULL) {
		service_ports(b, &ports);
	} else {
		struct targets t = find_targets(b);

		for (size_t i = 0; i < ingress->n; i++)
			ingress_port(b, &ingress->v[i], &t, &ports);
		omit_unlisted(b, &t, &ports);
	}
	if (ports.n > 1)
		qsort(ports.v, ports.n, sizeof(*ports.v), by_number);
	return ports;
}
