/*
 * admit-virtualservice.c - VirtualService but for its HTTP routes (D2).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/str.h"

struct bound {
	bool gateway;	/* to gateways only, "mesh" is not among them */
	bool sni;	/* some TLS match names hosts */
};

static struct bound
bound_of(const struct mw_virtual_service *vs)
{
	struct bound b = { .gateway = vs->gateways.n > 0 };

	for (size_t i = 0; i < vs->gateways.n; i++)
		if (strcmp(vs->gateways.v[i].s, "mesh") == 0)
			b.gateway = false;
	for (size_t i = 0; i < vs->tls.n; i++)
		for (size_t j = 0; j < vs->tls.v[i].match.n; j++)
			if (vs->tls.v[i].match.v[j].sni_hosts.n > 0)
				b.sni = true;
	return b;
}

static void
check_delegate(struct mw_admit *a, const struct mw_virtual_service *vs)
{
	if (vs->gateways.n > 0)
		mw_admit_error(a, vs->gateways.node, "a VirtualService without "
		    "hosts is a delegate, and a delegate has no gateways");
	if (vs->tls.n > 0)
		mw_admit_error(a, vs->tls.node, "a VirtualService without "
		    "hosts is a delegate, and a delegate has no tls routes");
	if (vs->tcp.n > 0)
		mw_admit_error(a, vs->tcp.node, "a VirtualService without "
		    "hosts is a delegate, and a delegate has no tcp routes");
}

static void
check_claims(struct mw_admit *a, const struct mw_string_match_map *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (mw_admit_is_claim(m->v[i].key.s))
			mw_admit_error(a, m->v[i].value.node, "routing by the "
			    "claims of a token is for gateways only");
}

static void
check_all_claims(struct mw_admit *a, const struct mw_virtual_service *vs)
{
	for (size_t i = 0; i < vs->http.n; i++)
		for (size_t j = 0; j < vs->http.v[i].match.n; j++) {
			const struct mw_http_match *m =
			    &vs->http.v[i].match.v[j];

			check_claims(a, &m->headers);
			check_claims(a, &m->without_headers);
		}
}

static bool
holds(const char *s, size_t len, const char *from, const char *to)
{
	for (size_t i = 0; i < len; i++)
		if ((s[i] >= from[0] && s[i] <= from[1]) ||
		    (to != NULL && s[i] >= to[0] && s[i] <= to[1]))
			return true;
	return false;
}

/* "outbound_.80_._.host", the names of AUTO_PASSTHROUGH. */
static bool
is_sni_name(const char *s)
{
	const char *part[4];
	size_t n = 0;

	for (part[n++] = s; n < MW_LEN(part); n++) {
		const char *next = strchr(part[n - 1], '_');

		if (next == NULL)
			return false;
		part[n] = next + 1;
	}
	return holds(part[1], strcspn(part[1], "_"), "09", NULL) &&
	    holds(part[3], strcspn(part[3], "_"), "az", "AZ");
}

static bool
is_bound_host(const char *host, bool gateway, bool sni)
{
	if (gateway && sni && mw_str_has_prefix(host, "outbound_") &&
	    strlen(host) <= 255)
		return is_sni_name(host);
	return mw_admit_is_wildcard_host(host);
}

static void
check_overlap(struct mw_admit *a, const struct mw_strings *hosts)
{
	for (size_t i = 0; i < hosts->n; i++)
		for (size_t j = i + 1; j < hosts->n; j++)
			if (mw_host_overlaps(hosts->v[i].s, hosts->v[j].s))
				mw_admit_error(a, hosts->v[j].node, "host '%s' "
				    "is covered twice, also by '%s'",
				    hosts->v[j].s, hosts->v[i].s);
}

static void
check_hosts(struct mw_admit *a, const struct mw_virtual_service *vs,
    const struct bound *b)
{
	bool fine = true;

	for (size_t i = 0; i < vs->hosts.n; i++) {
		const struct mw_string *host = &vs->hosts.v[i];

		if (is_bound_host(host->s, b->gateway, b->sni)) {
			if (b->gateway || strcmp(host->s, "*") != 0)
				continue;
			mw_admit_error(a, host->node, "the host '*' is for "
			    "gateways only, and this applies to the mesh");
		} else {
			if (mw_admit_is_ip(host->s))
				continue;
			mw_admit_error(a, host->node,
			    "'%s' is not a host name", host->s);
		}
		fine = false;
	}
	if (fine)
		check_overlap(a, &vs->hosts);
}

/* ---- tls and tcp routes ---------------------------------------------- */

static void
check_destinations(struct mw_admit *a,
    const struct mw_route_destination_list *l)
{
	int32_t sum = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct mw_route_destination *d = &l->v[i];

		if (d->destination == NULL)
			mw_admit_error(a, d->node,
			    "the destination is missing");
		mw_admit_destination(a, d->destination);
		mw_admit_not_negative(a, &d->weight, "weight");
		sum = (int32_t)((uint32_t)sum + (uint32_t)d->weight.v);
	}
	if (l->n > 1 && sum == 0)
		mw_admit_error(a, l->node,
		    "the weights of the destinations add up to 0");
}

static void
check_sni(struct mw_admit *a, const struct mw_virtual_service *vs,
    const struct mw_string *host, bool gateway)
{
	if (!is_bound_host(host->s, gateway, true)) {
		if (mw_admit_is_ip(host->s))
			mw_admit_warn(a, host->node, "'%s' is an address: "
			    "clients hardly send one as server name", host->s);
		else
			mw_admit_error(a, host->node,
			    "'%s' is not a host name", host->s);
		return;
	}
	for (size_t i = 0; i < vs->hosts.n; i++)
		if (mw_host_covers(vs->hosts.v[i].s, host->s))
			return;
	mw_admit_error(a, host->node, "the server name '%s' is not covered by "
	    "the hosts of the VirtualService", host->s);
}

static void
check_tls_match(struct mw_admit *a, const struct mw_virtual_service *vs,
    const struct mw_tls_match *m, bool gateway)
{
	if (m->sni_hosts.n == 0)
		mw_admit_error(a, m->node,
		    "a match of a tls route needs at least one of sniHosts");
	for (size_t i = 0; i < m->sni_hosts.n; i++)
		check_sni(a, vs, &m->sni_hosts.v[i], gateway);
	mw_admit_subnets(a, &m->destination_subnets);
	if (m->port.v != 0)
		mw_admit_port(a, &m->port, m->node, "port");
	mw_admit_label_map(a, &m->source_labels);
	mw_admit_gateway_names(a, &m->gateways);
}

static void
check_tls(struct mw_admit *a, const struct mw_virtual_service *vs,
    const struct mw_tls_route *r)
{
	/* without gateways it counts as one that is bound to them */
	bool gateway = true;

	for (size_t i = 0; i < vs->gateways.n; i++)
		if (strcmp(vs->gateways.v[i].s, "mesh") == 0)
			gateway = false;
	if (r->match.n == 0)
		mw_admit_error(a, r->node, "a tls route needs a match");
	for (size_t i = 0; i < r->match.n; i++)
		check_tls_match(a, vs, &r->match.v[i], gateway);
	if (r->route.n == 0)
		mw_admit_error(a, r->node, "a tls route needs a destination");
	check_destinations(a, &r->route);
}

static void
check_tcp(struct mw_admit *a, const struct mw_tcp_route *r)
{
	a->quiet = true;
	for (size_t i = 0; i < r->match.n; i++) {
		const struct mw_l4_match *m = &r->match.v[i];

		mw_admit_subnets(a, &m->destination_subnets);
		if (m->port.v != 0)
			mw_admit_port(a, &m->port, m->node, "port");
		mw_admit_label_map(a, &m->source_labels);
		mw_admit_gateway_names(a, &m->gateways);
	}
	a->quiet = false;
	if (r->route.n == 0)
		mw_admit_error(a, r->node, "a tcp route needs a destination");
	check_destinations(a, &r->route);
}

void
mw_admit_virtual_service(struct mw_admit *a)
{
	const struct mw_virtual_service *vs =
	    MW_SPEC(a->object, virtual_service);
	struct bound b = bound_of(vs);

	if (vs->hosts.n == 0)
		check_delegate(a, vs);
	mw_admit_gateway_names(a, &vs->gateways);
	if (!b.gateway)
		check_all_claims(a, vs);
	check_hosts(a, vs, &b);
	if (vs->http.n == 0 && vs->tcp.n == 0 && vs->tls.n == 0)
		mw_admit_error(a, mw_admit_node(a, NULL),
		    "there is no route: http, tcp or tls is needed");
	for (size_t i = 0; i < vs->http.n; i++)
		mw_admit_http_route(a, &vs->http.v[i], vs->hosts.n == 0);
	for (size_t i = 0; i < vs->tls.n; i++)
		check_tls(a, vs, &vs->tls.v[i]);
	for (size_t i = 0; i < vs->tcp.n; i++)
		check_tcp(a, &vs->tcp.v[i]);
	mw_admit_export_to(a, &vs->export_to, MW_ADMIT_EXPORT_PLAIN);
}
