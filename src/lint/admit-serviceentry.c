/*
 * admit-serviceentry.c - ServiceEntry, WorkloadEntry, WorkloadGroup (D5, D6).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"

enum resolution { NONE, STATIC, DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS };
enum location { MESH_EXTERNAL, MESH_INTERNAL };

static void
check_protocol(struct mw_admit *a, const struct mw_string *p)
{
	if (!mw_str_empty(p->s) && mw_protocol_parse(p->s) == MW_PROTO_AUTO)
		mw_admit_error(a, p->node, "'%s' is not a protocol", p->s);
}

/* ---- endpoints ------------------------------------------------------- */

/* PORTS: those of the service, or NULL when it is not known. */
static void
check_endpoint_ports(struct mw_admit *a, const struct mw_workload_entry *w,
    struct mw_map *ports)
{
	for (size_t i = 0; i < w->ports.n; i++) {
		const struct mw_int_entry *p = &w->ports.v[i];

		if (ports != NULL && mw_map_get(ports, p->key.s) == NULL)
			mw_admit_error(a, p->value.node, "the service has no "
			    "port named '%s'", p->key.s);
		if (!mw_admit_is_label(p->key.s))
			mw_admit_error(a, p->value.node,
			    "'%s' cannot be the name of a port", p->key.s);
		mw_admit_port(a, &p->value, w->node, "port");
	}
}

static void
check_workload(struct mw_admit *a, const struct mw_workload_entry *w,
    struct mw_map *ports, bool name_ok)
{
	const char *address = mw_str_or_empty(w->address.s);
	const struct mw_node *node = mw_admit_node(a, w->node);
	bool is_unix = mw_admit_is_unix(&w->address);

	if (*address == '\0' && mw_str_empty(w->network.s)) {
		mw_admit_error(a, node, "an address is needed");
		return;
	}
	if (*address == '\0') {
		mw_admit_warn(a, node, "there is no address, only a network");
	} else if (is_unix) {
		mw_admit_unix(a, &w->address);
		if (w->ports.n > 0)
			mw_admit_error(a, w->ports.node,
			    "a socket has no ports");
	} else if (!mw_admit_is_ip(address) &&
	    !(name_ok && mw_admit_is_fqdn(address))) {
		mw_admit_error(a, w->address.node, "'%s' is not an IP address"
		    "%s", address, name_ok ? ", nor a host name" : "");
	}
	check_endpoint_ports(a, w, ports);
	mw_admit_label_map(a, &w->labels);
	if (is_unix && ports != NULL && mw_map_count(ports) != 1)
		mw_admit_error(a, w->address.node, "a socket serves a service "
		    "of exactly one port only");
}

void
mw_admit_workload_entry(struct mw_admit *a)
{
	check_workload(a, MW_SPEC(a->object, workload_entry), NULL, true);
}

/* ---- service entries ------------------------------------------------- */

static void
check_hosts(struct mw_admit *a, const struct mw_service_entry *e)
{
	if (e->hosts.n == 0)
		mw_admit_error(a, mw_admit_node(a, e->hosts.node),
		    "a ServiceEntry needs a host");
	for (size_t i = 0; i < e->hosts.n; i++) {
		const struct mw_string *h = &e->hosts.v[i];

		if (strcmp(h->s, "*") == 0) {
			mw_admit_error(a, h->node,
			    "'*' cannot be a host of a ServiceEntry");
			continue;
		}
		mw_admit_wildcard_host(a, h, NULL);
		if (e->resolution.v != DYNAMIC_DNS &&
		    mw_admit_is_partial_wildcard(h->s))
			mw_admit_warn(a, h->node, "'%s': '*' can only be the "
			    "whole first part of a host name", h->s);
	}
}

static void
check_addresses(struct mw_admit *a, const struct mw_service_entry *e)
{
	bool range = false;

	for (size_t i = 0; i < e->addresses.n; i++)
		range = range || strchr(e->addresses.v[i].s, '/') != NULL;
	mw_admit_subnets(a, &e->addresses);
	if (range && e->resolution.v != NONE && e->resolution.v != STATIC)
		mw_admit_error(a, e->addresses.node, "ranges of addresses are "
		    "for resolution NONE and STATIC only");
}

/* Whether the control plane gives an address to what has none. */
static bool
is_allocated(const struct mw_admit *a, const struct mw_service_entry *e)
{
	const char *label = mw_labels_get(&a->object->labels,
	    "networking.istio.io/enable-autoallocate-ip");

	return e->resolution.v != NONE && !(label != NULL &&
	    mw_str_case_eq(label, "false"));
}

static void
check_ports(struct mw_admit *a, const struct mw_service_entry *e,
    struct mw_map *names)
{
	struct mw_map *numbers = mw_map_new(a->arena);
	bool allocated = is_allocated(a, e);

	for (size_t i = 0; i < e->ports.n; i++) {
		const struct mw_server_port *p = &e->ports.v[i];
		const char *name = mw_str_or_empty(p->name.s);
		const char *protocol = mw_str_or_empty(p->protocol.s);
		const struct mw_node *node = p->name.node != NULL ?
		    p->name.node : p->node;

		if (mw_map_put(names, name, names) != NULL)
			mw_admit_error(a, node, "two ports are named '%s'",
			    name);
		if (mw_map_put(numbers, mw_arena_printf(a->arena, "%lld",
		    (long long)p->number.v), numbers) != NULL)
			mw_admit_error(a, p->number.node != NULL ?
			    p->number.node : p->node, "port %lld is given "
			    "twice", (long long)p->number.v);
		if (p->target_port.v != 0)
			mw_admit_port(a, &p->target_port, p->node,
			    "targetPort");
		a->beyond = e->resolution.v != NONE;
		if (e->addresses.n == 0 && !allocated &&
		    (*protocol == '\0' || strcmp(protocol, "TCP") == 0))
			mw_admit_warn(a, p->node, "a port of TCP needs "
			    "addresses: without, all traffic to this port "
			    "is taken");
		a->beyond = false;
		if (!mw_admit_is_label(name))
			mw_admit_error(a, node,
			    "'%s' cannot be the name of a port", name);
		check_protocol(a, &p->protocol);
		mw_admit_port(a, &p->number, p->node, "port");
	}
}

static void
check_dns_endpoints(struct mw_admit *a, const struct mw_service_entry *e,
    struct mw_map *ports)
{
	for (size_t i = 0; i < e->endpoints.n; i++) {
		const struct mw_workload_entry *w = &e->endpoints.v[i];

		if (!mw_admit_is_ip(w->address.s) &&
		    !mw_admit_is_fqdn(w->address.s))
			mw_admit_error(a, w->address.node != NULL ?
			    w->address.node : w->node,
			    "'%s' is neither a host name nor an IP address",
			    mw_str_or_empty(w->address.s));
		mw_admit_label_map(a, &w->labels);
		check_endpoint_ports(a, w, ports);
	}
}

static void
check_dns(struct mw_admit *a, const struct mw_service_entry *e,
    struct mw_map *ports)
{
	for (size_t i = 0; e->endpoints.n == 0 && i < e->hosts.n; i++)
		if (!mw_admit_is_fqdn(e->hosts.v[i].s)) {
			mw_admit_error(a, e->hosts.v[i].node, "without "
			    "endpoints, resolution %s asks for '%s' itself, "
			    "which is not a full host name", e->resolution.name,
			    e->hosts.v[i].s);
			break;
		}
	if (e->resolution.v == DNS_ROUND_ROBIN && e->endpoints.n > 1)
		mw_admit_error(a, e->endpoints.node, "resolution "
		    "DNS_ROUND_ROBIN takes one endpoint at most");
	check_dns_endpoints(a, e, ports);
	if (e->addresses.n == 0 || e->hosts.n < 2)
		return;
	for (size_t i = 0; i < e->ports.n; i++)
		if (mw_protocol_is_tcp(mw_protocol_parse(
		    e->ports.v[i].protocol.s))) {
			mw_admit_warn(a, e->ports.v[i].node, "several hosts "
			    "with addresses cannot be told apart on a port of "
			    "TCP");
			break;
		}
}

static void
check_dynamic(struct mw_admit *a, const struct mw_service_entry *e)
{
	const char *waypoint = mw_labels_get(&a->object->labels,
	    "istio.io/use-waypoint");

	for (size_t i = 0; i < e->hosts.n; i++)
		if (e->hosts.v[i].s[0] != '*')
			mw_admit_error(a, e->hosts.v[i].node, "resolution "
			    "DYNAMIC_DNS wants hosts with '*' in front");
	if (e->addresses.n > 0)
		mw_admit_error(a, e->addresses.node,
		    "resolution DYNAMIC_DNS takes no addresses");
	if (e->endpoints.n > 0)
		mw_admit_error(a, e->endpoints.node,
		    "resolution DYNAMIC_DNS takes no endpoints");
	for (size_t i = 0; i < e->ports.n; i++) {
		const struct mw_server_port *p = &e->ports.v[i];
		enum mw_protocol proto = mw_protocol_parse(p->protocol.s);

		if (proto != MW_PROTO_HTTP && proto != MW_PROTO_TLS &&
		    proto != MW_PROTO_GRPC && proto != MW_PROTO_HTTP2)
			mw_admit_error(a, p->protocol.node != NULL ?
			    p->protocol.node : p->node, "resolution "
			    "DYNAMIC_DNS is for HTTP, HTTP2, GRPC and TLS");
	}
	if (e->location.v != MESH_EXTERNAL && e->location.v != MESH_INTERNAL)
		mw_admit_error(a, e->location.node,
		    "resolution DYNAMIC_DNS wants a known location");
	a->beyond = true;
	if (e->location.v == MESH_INTERNAL && !mw_str_empty(waypoint) &&
	    !mw_str_case_eq(waypoint, "none"))
		mw_admit_error(a, e->location.node, "resolution DYNAMIC_DNS "
		    "with MESH_INTERNAL does not go with a waypoint");
	a->beyond = false;
}

static void
check_resolution(struct mw_admit *a, const struct mw_service_entry *e,
    struct mw_map *ports)
{
	switch (e->resolution.v) {
	case NONE:
		if (e->endpoints.n > 0)
			mw_admit_error(a, e->endpoints.node,
			    "resolution NONE takes no endpoints");
		if (e->workload_selector != NULL)
			mw_admit_warn(a, e->workload_selector->node,
			    "resolution NONE makes no use of a "
			    "workloadSelector");
		break;
	case STATIC:
		for (size_t i = 0; i < e->endpoints.n; i++)
			check_workload(a, &e->endpoints.v[i], ports, false);
		break;
	case DNS:
	case DNS_ROUND_ROBIN:
		check_dns(a, e, ports);
		break;
	case DYNAMIC_DNS:
		check_dynamic(a, e);
		break;
	default:
		mw_admit_error(a, e->resolution.node,
		    "there is no such resolution");
		break;
	}
}

/* Without HTTP or TLS nothing tells several hosts apart. */
static void
check_many_hosts(struct mw_admit *a, const struct mw_service_entry *e)
{
	if (e->resolution.v == NONE || e->hosts.n < 2)
		return;
	for (size_t i = 0; i < e->ports.n; i++) {
		const struct mw_server_port *p = &e->ports.v[i];
		enum mw_protocol proto = mw_protocol_parse(p->protocol.s);

		if (mw_protocol_is_http(proto) || mw_protocol_is_tls(proto))
			continue;
		mw_admit_error(a, p->protocol.node != NULL ?
		    p->protocol.node : p->node, "several hosts cannot be told "
		    "apart on a port that is neither HTTP nor TLS");
		break;
	}
}

void
mw_admit_service_entry(struct mw_admit *a)
{
	const struct mw_service_entry *e = MW_SPEC(a->object, service_entry);
	struct mw_map *ports = mw_map_new(a->arena);

	if (!mw_admit_old_selector(a, e->workload_selector))
		return;
	if (e->workload_selector != NULL && e->endpoints.n > 0)
		mw_admit_error(a, mw_admit_node(a, NULL),
		    "workloadSelector and endpoints exclude each other");
	check_hosts(a, e);
	check_addresses(a, e);
	check_ports(a, e, ports);
	check_resolution(a, e, ports);
	check_many_hosts(a, e);
	mw_admit_export_to(a, &e->export_to, MW_ADMIT_EXPORT_SERVICE);
}

/* ---- workload groups ------------------------------------------------- */

static void
check_http_get(struct mw_admit *a, const struct mw_workload_group_http_get *h)
{
	mw_admit_port(a, &h->port, h->node, "port");
	if (!mw_str_empty(h->scheme.s) && strcmp(h->scheme.s, "HTTP") != 0 &&
	    strcmp(h->scheme.s, "HTTPS") != 0)
		mw_admit_error(a, h->scheme.node,
		    "the scheme of a probe is HTTP or HTTPS");
	for (size_t i = 0; i < h->http_headers.n; i++) {
		const struct mw_env_var *v = &h->http_headers.v[i];
		const char *name = mw_str_or_empty(v->name.s);

		if (*name == '\0' || name[strspn(name, "-abcdefghijklmnopqrstu"
		    "vwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")] != '\0')
			mw_admit_error(a, v->name.node != NULL ? v->name.node :
			    v->node, "'%s' is not the name of a header", name);
	}
}

static void
check_probe(struct mw_admit *a, const struct mw_workload_group_probe *p)
{
	mw_admit_not_negative(a, &p->period_seconds, "periodSeconds");
	mw_admit_not_negative(a, &p->initial_delay_seconds,
	    "initialDelaySeconds");
	mw_admit_not_negative(a, &p->timeout_seconds, "timeoutSeconds");
	mw_admit_not_negative(a, &p->success_threshold, "successThreshold");
	mw_admit_not_negative(a, &p->failure_threshold, "failureThreshold");
	if (p->http_get != NULL)
		check_http_get(a, p->http_get);
	else if (p->tcp_socket != NULL)
		mw_admit_port(a, &p->tcp_socket->port, p->tcp_socket->node,
		    "port");
	else if (p->exec != NULL && p->exec->command.n == 0)
		mw_admit_error(a, p->exec->node, "exec needs a command");
	else if (p->exec == NULL)
		mw_admit_error(a, p->node, "a probe is httpGet, tcpSocket or "
		    "exec; gRPC is not supported");
}

void
mw_admit_workload_group(struct mw_admit *a)
{
	const struct mw_workload_group *g = MW_SPEC(a->object, workload_group);

	if (g->template == NULL) {
		mw_admit_error(a, mw_admit_node(a, NULL),
		    "a WorkloadGroup needs a template");
		return;
	}
	if (g->metadata != NULL)
		mw_admit_label_map(a, &g->metadata->labels);
	if (g->probe != NULL)
		check_probe(a, g->probe);
}
