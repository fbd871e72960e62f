/*
 * inbound.c - the listener that takes every connection to a workload.
 *
 * virtualInbound holds, in this order: the chain that stops loops to its own
 * port; the passthrough chains for ports that nothing declares; one more set
 * of those for each undeclared port with a mode of its own (S31); the chains
 * of the declared ports, by number.  Envoy looks at the destination port
 * first, so the order is for people only.
 */
#include "istiod/inbound.h"

#include "base/map.h"
#include "base/str.h"

#include <stdlib.h>

enum { INBOUND_PORT = 15006 };

const struct mw_ingress_listener_list *
mw_inbound_ingress(const struct mw_builder *b)
{
	const struct mw_object *o = b->scope != NULL ? b->scope->sidecar : NULL;

	if (o == NULL || o->spec == NULL ||
	    MW_SPEC(o, sidecar)->ingress.n == 0)
		return NULL;
	return &MW_SPEC(o, sidecar)->ingress;
}

static uint32_t
listen_port(const struct mw_builder *b)
{
	const struct mw_int *p =
	    &b->mesh->settings.config->proxy_inbound_listen_port;

	return p->node != NULL && p->v > 0 && p->v <= 65535 ?
	    (uint32_t)p->v : INBOUND_PORT;
}

/* Connections to the listener's own port would come back for ever (S32). */
static struct mw_filter_chain
blackhole(struct mw_builder *b)
{
	struct mw_weighted_cluster *to = MW_NEW(b->arena,
	    struct mw_weighted_cluster);
	struct mw_tcp_proxy *tcp = MW_NEW(b->arena, struct mw_tcp_proxy);
	static const char note[] = "keeps connections to the sidecar's own "
	    "port from coming back to it";

	*to = (struct mw_weighted_cluster){ .name = "BlackHoleCluster",
	    .weight = 1, .origin.note = note };
	*tcp = (struct mw_tcp_proxy){ .clusters = to, .n_clusters = 1,
	    .total_weight = 1, .origin.note = note };
	return (struct mw_filter_chain){
		.name = "virtualInbound-blackhole",
		.match.destination_port = listen_port(b),
		.tcp = tcp,
		.origin.note = note,
	};
}

static bool
declared(const struct mw_inbound_ports *ports, int64_t number)
{
	for (size_t i = 0; i < ports->n; i++) {
		if (ports->v[i].target_port == number)
			return true;
	}
	return false;
}

static int
by_number(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return *a < *b ? -1 : *a > *b ? 1 : 0;
}

/* Ports that a PeerAuthentication names and nothing declares (S31), sorted. */
static const int64_t *
extra_ports(struct mw_builder *b, const struct mw_inbound_ports *ports,
    size_t *n)
{
	const struct mw_mtls_map *map = mw_peerauth_ports(b->mesh,
	    b->workload->ns, b->workload->labels);
	int64_t *v;
	long long number;

	*n = 0;
	if (map == NULL)
		return NULL;
	v = MW_NEW_ARRAY(b->arena, int64_t, map->n);
	for (size_t i = 0; i < map->n; i++) {
		if (mw_str_to_int(map->v[i].key.s, &number) && number > 0 &&
		    number <= 65535 && !declared(ports, number))
			v[(*n)++] = number;
	}
	if (*n > 1)
		qsort(v, *n, sizeof(*v), by_number);
	return v;
}

static void
add_passthrough(struct mw_builder *b, const struct mw_inbound_ports *ports,
    struct mw_inbound_chain_list *chains)
{
	struct mw_inbound_port p = {
		.protocol = MW_PROTO_AUTO,
		.cluster = "InboundPassthroughCluster",
		.passthrough = true,
		.origin.note = "no Service or Sidecar declares the port",
	};
	size_t n;
	const int64_t *extra = extra_ports(b, ports, &n);

	mw_inbound_chains(b, &p, chains);
	for (size_t i = 0; i < n; i++) {
		p.target_port = extra[i];
		mw_inbound_chains(b, &p, chains);
	}
}

static bool
any_chain(const struct mw_inbound_chain_list *chains, bool tls)
{
	for (size_t i = 0; i < chains->n; i++) {
		const struct mw_chain_match *m = &chains->v[i].match;

		if (tls ? mw_str_eq(m->transport, "tls") : m->n_alpn > 0 &&
		    mw_str_eq(m->transport, "raw_buffer"))
			return true;
	}
	return false;
}

static void
add_listener(struct mw_builder *b, const char *name, const char *address,
    uint32_t port, const struct mw_inbound_chain_list *chains,
    struct mw_origin origin)
{
	struct mw_listener l = {
		.name = name,
		.direction = MW_INBOUND,
		.address = address,
		.port = port,
		.bound = true,
		.tls_inspector = any_chain(chains, true),
		.http_inspector = any_chain(chains, false),
		.chains = chains->v,
		.n_chains = chains->n,
		.origin = origin,
	};

	mw_vec_push(b->arena, &b->listeners, l);
}

/* A Sidecar listener with captureMode NONE stands beside virtualInbound. */
static void
add_bound(struct mw_builder *b, const struct mw_inbound_port *p)
{
	struct mw_inbound_chain_list chains = { 0 };

	mw_inbound_chains(b, p, &chains);
	add_listener(b, mw_arena_printf(b->arena, "%s_%lld", p->bind,
	    (long long)p->target_port), p->bind, (uint32_t)p->target_port,
	    &chains, p->origin);
}

static void
set_mode(struct mw_builder *b)
{
	enum mw_mtls_mode mode = mw_peerauth_port(b->mesh, b->workload->ns,
	    b->workload->labels, 0, &b->proxy->mtls_origin);

	b->proxy->mtls_mode = mw_mtls_mode_name(mode);
	mw_peerauth_omissions(b);
}

void
mw_build_inbound(struct mw_builder *b)
{
	struct mw_inbound_ports ports = mw_inbound_ports(b);
	struct mw_inbound_chain_list chains = { 0 };

	set_mode(b);
	mw_vec_push(b->arena, &chains, blackhole(b));
	add_passthrough(b, &ports, &chains);
	for (size_t i = 0; i < ports.n; i++) {
		if (ports.v[i].bound)
			add_bound(b, &ports.v[i]);
		else if (!ports.v[i].reserved)
			mw_inbound_chains(b, &ports.v[i], &chains);
	}
	add_listener(b, "virtualInbound", "0.0.0.0", listen_port(b), &chains,
	    (struct mw_origin){
		.note = "every connection to the pod is led here" });
	mw_inbound_clusters(b, &ports);
}
