/*
 * admit-sidecar.c - Sidecar (D7).
 */
#include "lint/admit-check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

enum capture { DEFAULT, IPTABLES, NO_CAPTURE };
enum outbound { REGISTRY_ONLY, ALLOW_ANY, ALLOW_ANY_DYNAMIC_DNS };
enum tls_mode { AUTO_PASSTHROUGH = 3, ISTIO_MUTUAL = 4 };

/* ---- ports ----------------------------------------------------------- */

static void
check_port(struct mw_admit *a, const struct mw_server_port *p)
{
	if (p->target_port.v > 0)
		mw_admit_error(a, p->target_port.node,
		    "targetPort has no effect in a Sidecar");
	if (!mw_str_empty(p->name.s) && !mw_admit_is_label(p->name.s))
		mw_admit_error(a, p->name.node,
		    "'%s' cannot be the name of a port", p->name.s);
	if (!mw_str_empty(p->protocol.s) &&
	    mw_protocol_parse(p->protocol.s) == MW_PROTO_AUTO)
		mw_admit_error(a, p->protocol.node, "'%s' is not a protocol",
		    p->protocol.s);
}

static void
claim_port(struct mw_admit *a, struct mw_map *seen,
    const struct mw_server_port *p)
{
	char key[24];

	snprintf(key, sizeof(key), "%" PRId64, p->number.v);
	if (mw_map_put(seen, key, seen) != NULL)
		mw_admit_error(a, p->number.node != NULL ? p->number.node :
		    p->node, "two listeners have port %s", key);
}

static void
check_bind(struct mw_admit *a, const struct mw_string *bind)
{
	if (!mw_str_empty(bind->s))
		mw_admit_ip(a, bind);
}

/* ---- ingress --------------------------------------------------------- */

/* "host:port", "[address]:port": where each part lies. */
static bool
split(const char *s, const char **host, size_t *host_len, const char **port)
{
	const char *colon = strrchr(s, ':');

	if (colon == NULL)
		return false;
	*port = colon + 1;
	if (*s != '[') {
		*host = s;
		*host_len = (size_t)(colon - s);
		return strchr(s, ':') == colon &&
		    strpbrk(s, "[]") == NULL;
	}
	if (colon == s || colon[-1] != ']' ||
	    strchr(s, ']') != colon - 1 || strchr(s + 1, '[') != NULL)
		return false;
	*host = s + 1;
	*host_len = (size_t)(colon - s) - 2;
	return true;
}

static void
check_endpoint(struct mw_admit *a, const struct mw_string *e)
{
	static const char *const hosts[] = {
		"", "127.0.0.1", "0.0.0.0", "::1", "::",
	};
	const char *host, *port;
	size_t len;
	long long number;
	bool fine = false;

	if (mw_str_empty(e->s))
		return;
	if (mw_admit_is_unix(e)) {
		mw_admit_unix(a, e);
		return;
	}
	if (split(e->s, &host, &len, &port)) {
		for (size_t i = 0; i < MW_LEN(hosts); i++)
			fine = fine || (strlen(hosts[i]) == len &&
			    memcmp(hosts[i], host, len) == 0);
		fine = fine && mw_str_to_int(port + (*port == '+'), &number) &&
		    number >= 1 && number <= 65535;
	}
	if (!fine)
		mw_admit_error(a, e->node, "'%s' is none of 127.0.0.1:PORT, "
		    "0.0.0.0:PORT, [::1]:PORT, [::]:PORT, :PORT and "
		    "unix://PATH", e->s);
}

static void
refuse(struct mw_admit *a, const struct mw_node *node, bool there,
    const char *what)
{
	if (there)
		mw_admit_error(a, node,
		    "%s is not supported in the ingress of a Sidecar", what);
}

static void
check_tls(struct mw_admit *a, const struct mw_ingress_listener *l)
{
	const struct mw_server_tls *t = l->tls;

	if (t == NULL)
		return;
	refuse(a, t->subject_alt_names.node, t->subject_alt_names.n > 0,
	    "subjectAltNames");
	refuse(a, t->https_redirect.node, t->https_redirect.v,
	    "httpsRedirect");
	refuse(a, t->credential_name.node,
	    !mw_str_empty(t->credential_name.s), "credentialName");
	refuse(a, t->credential_names.node, t->credential_names.n > 0,
	    "credentialNames");
	refuse(a, t->tls_certificates.node, t->tls_certificates.n > 0,
	    "tlsCertificates");
	refuse(a, t->mode.node, t->mode.v == ISTIO_MUTUAL ||
	    t->mode.v == AUTO_PASSTHROUGH, "this TLS mode");
	if (!mw_protocol_is_tls(mw_protocol_parse(l->port->protocol.s)))
		mw_admit_error(a, t->node,
		    "tls settings are for HTTPS and TLS only");
	mw_admit_server_tls(a, t);
}

static void
check_ingress(struct mw_admit *a, const struct mw_ingress_listener_list *list)
{
	struct mw_map *seen = mw_map_new(a->arena);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_ingress_listener *l = &list->v[i];

		if (l->port == NULL) {
			mw_admit_error(a, l->node,
			    "an ingress listener needs a port");
			continue;
		}
		check_port(a, l->port);
		mw_admit_port(a, &l->port->number, l->port->node, "port");
		check_bind(a, &l->bind);
		claim_port(a, seen, l->port);
		check_endpoint(a, &l->default_endpoint);
		check_tls(a, l);
		mw_admit_pool(a, l->connection_pool);
		if (l->connection_pool != NULL &&
		    l->connection_pool->http != NULL && !mw_protocol_is_http(
		    mw_protocol_parse(l->port->protocol.s)))
			mw_admit_warn(a, l->connection_pool->http->node,
			    "the port is not HTTP, so only the tcp settings "
			    "have an effect");
	}
}

/* ---- egress ---------------------------------------------------------- */

static void
check_egress_port(struct mw_admit *a, const struct mw_egress_listener *l,
    struct mw_map *ports, struct mw_map *sockets)
{
	check_port(a, l->port);
	if (l->port->number.v != 0) {
		mw_admit_port(a, &l->port->number, l->port->node, "port");
		check_bind(a, &l->bind);
		claim_port(a, ports, l->port);
		return;
	}
	if (mw_admit_is_unix(&l->bind))
		mw_admit_unix(a, &l->bind);
	else
		mw_admit_error(a, l->port->node, "port 0 is for a listener "
		    "that is bound to unix://PATH");
	if (l->capture_mode.v != DEFAULT && l->capture_mode.v != NO_CAPTURE)
		mw_admit_error(a, l->capture_mode.node, "the captureMode of a "
		    "socket is DEFAULT or NONE");
	if (mw_map_put(sockets, mw_str_or_empty(l->bind.s), sockets) != NULL)
		mw_admit_error(a, l->bind.node != NULL ? l->bind.node : l->node,
		    "two listeners have the same socket");
}

/* What was imported from each namespace: "ns/host", and "ns" for any. */
static void
note_host(struct mw_admit *a, const struct mw_string *s,
    struct mw_map *namespaces, struct mw_map *seen)
{
	const char *slash = strchr(s->s, '/'), *ns, *host;
	const char *key, *all;
	bool again;

	if (slash == NULL || s->s[0] == '~')
		return;
	host = slash + 1;
	ns = mw_arena_text(a->arena, s->s, (size_t)(slash - s->s));
	if (strcmp(ns, ".") == 0)
		ns = a->object->ns;
	key = mw_arena_printf(a->arena, "%s/%s", ns, host);
	all = mw_arena_printf(a->arena, "%s/*", ns);
	again = strcmp(host, "*") == 0 ?
	    mw_map_get(namespaces, ns) != NULL :
	    mw_map_get(seen, key) != NULL || mw_map_get(seen, all) != NULL;
	if (again)
		mw_admit_warn(a, s->node,
		    "'%s' is covered by another host already", s->s);
	mw_map_put(namespaces, ns, namespaces);
	mw_map_put(seen, key, seen);
}

static void
check_egress_hosts(struct mw_admit *a, const struct mw_egress_listener *l)
{
	struct mw_map *namespaces = mw_map_new(a->arena);
	struct mw_map *seen = mw_map_new(a->arena);

	if (l->hosts.n == 0)
		mw_admit_error(a, l->node, "an egress listener needs a host");
	for (size_t i = 0; i < l->hosts.n; i++) {
		note_host(a, &l->hosts.v[i], namespaces, seen);
		mw_admit_scoped_host(a, &l->hosts.v[i], false);
	}
	if (mw_map_get(seen, "*/*") != NULL && mw_map_count(namespaces) != 1)
		mw_admit_warn(a, l->hosts.node,
		    "'*/*' imports everything: the other hosts add nothing");
}

static void
check_egress(struct mw_admit *a, const struct mw_egress_listener_list *list)
{
	struct mw_map *ports = mw_map_new(a->arena);
	struct mw_map *sockets = mw_map_new(a->arena);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_egress_listener *l = &list->v[i];

		if (l->port != NULL)
			check_egress_port(a, l, ports, sockets);
		else if (i + 1 < list->n)
			mw_admit_error(a, l->node, "only the last egress "
			    "listener can be without a port");
		check_egress_hosts(a, l);
	}
}

static void
check_outbound(struct mw_admit *a, const struct mw_outbound_policy *p)
{
	const struct mw_destination *d;

	if (p == NULL)
		return;
	if (p->mode.v == ALLOW_ANY_DYNAMIC_DNS) {
		mw_admit_error(a, p->mode.node, "ALLOW_ANY_DYNAMIC_DNS is for "
		    "the mesh configuration only");
		return;
	}
	d = p->egress_proxy;
	if (d == NULL)
		return;
	if (p->mode.v != ALLOW_ANY) {
		mw_admit_error(a, d->node,
		    "egressProxy goes with mode ALLOW_ANY only");
		return;
	}
	mw_admit_fqdn(a, &d->host, d->node);
	if (d->port == NULL)
		mw_admit_error(a, d->node, "egressProxy needs a port");
	else
		mw_admit_destination(a, d);
}

void
mw_admit_sidecar(struct mw_admit *a)
{
	const struct mw_sidecar *s = MW_SPEC(a->object, sidecar);

	if (!mw_admit_old_selector(a, s->workload_selector))
		return;
	if (s->egress.n == 0 && s->ingress.n == 0 &&
	    s->outbound_traffic_policy == NULL &&
	    s->inbound_connection_pool == NULL) {
		mw_admit_error(a, mw_admit_node(a, NULL), "the Sidecar is "
		    "empty: it needs egress, ingress, outboundTrafficPolicy or "
		    "inboundConnectionPool");
		return;
	}
	check_ingress(a, &s->ingress);
	mw_admit_pool(a, s->inbound_connection_pool);
	check_egress(a, &s->egress);
	check_outbound(a, s->outbound_traffic_policy);
}
