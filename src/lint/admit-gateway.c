/*
 * admit-gateway.c - Gateway, and the TLS settings of servers (D4).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"

enum tls_mode {
	PASSTHROUGH, SIMPLE, MUTUAL, AUTO_PASSTHROUGH, ISTIO_MUTUAL,
	OPTIONAL_MUTUAL
};

static const char *const ciphers[] = {
	"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
	"ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
	"ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
	"ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA",
	"ECDHE-ECDSA-AES256-SHA", "ECDHE-RSA-AES256-SHA",
	"AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA",
	"DES-CBC3-SHA",
};

static bool
has(const struct mw_string *s)
{
	return !mw_str_empty(s->s);
}

/* What begins with a sign belongs to BoringSSL's expressions. */
static bool
is_cipher(const char *s)
{
	bool word = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
	    (*s >= '0' && *s <= '9') || (unsigned char)*s >= 0x80;

	if (!word || strcmp(s, "ALL") == 0)
		return true;
	for (size_t i = 0; i < MW_LEN(ciphers); i++)
		if (strcmp(ciphers[i], s) == 0)
			return true;
	return false;
}

static void
check_ciphers(struct mw_admit *a, const struct mw_server_tls *t)
{
	struct mw_map *seen = mw_map_new(a->arena);
	int64_t min = t->min_protocol_version.v;

	if ((min == 1 || min == 2) && t->cipher_suites.n == 0)
		mw_admit_warn(a, t->min_protocol_version.node, "TLS below 1.2 "
		    "needs cipherSuites that fit: the usual ones do not");
	for (size_t i = 0; i < t->cipher_suites.n; i++) {
		const struct mw_string *s = &t->cipher_suites.v[i];

		if (!is_cipher(s->s))
			mw_admit_warn(a, s->node,
			    "'%s' is not a cipher suite, and ignored", s->s);
		else if (mw_map_put(seen, s->s, seen) != NULL)
			mw_admit_warn(a, s->node,
			    "the cipher suite '%s' is given twice", s->s);
	}
}

static void
refuse_mutual(struct mw_admit *a, const struct mw_node *node, bool there,
    const char *what)
{
	if (there)
		mw_admit_error(a, node, "TLS mode ISTIO_MUTUAL excludes %s",
		    what);
}

static void
check_istio_mutual(struct mw_admit *a, const struct mw_server_tls *t)
{
	refuse_mutual(a, t->server_certificate.node,
	    has(&t->server_certificate), "serverCertificate");
	refuse_mutual(a, t->private_key.node, has(&t->private_key),
	    "privateKey");
	refuse_mutual(a, t->ca_certificates.node, has(&t->ca_certificates),
	    "caCertificates");
	refuse_mutual(a, t->tls_certificates.node, t->tls_certificates.n > 0,
	    "tlsCertificates");
	refuse_mutual(a, t->credential_name.node, has(&t->credential_name),
	    "credentialName");
	refuse_mutual(a, t->credential_names.node, t->credential_names.n > 0,
	    "credentialNames");
}

static void
check_sources(struct mw_admit *a, const struct mw_server_tls *t)
{
	bool any = has(&t->server_certificate) || has(&t->private_key) ||
	    has(&t->ca_certificates) || has(&t->ca_crl) ||
	    has(&t->credential_name) || t->credential_names.n > 0 ||
	    t->tls_certificates.n > 0;

	if ((t->mode.v == PASSTHROUGH || t->mode.v == AUTO_PASSTHROUGH) && any)
		mw_admit_warn(a, t->node, "TLS mode %s uses no certificates: "
		    "those that are given are ignored",
		    t->mode.v == PASSTHROUGH ? "PASSTHROUGH" :
		    "AUTO_PASSTHROUGH");
	if ((has(&t->server_certificate) && has(&t->private_key)) +
	    has(&t->credential_name) + (t->credential_names.n > 0) +
	    (t->tls_certificates.n > 0) > 1)
		mw_admit_error(a, t->node, "only one source of certificates "
		    "can be given: credentialName, credentialNames, "
		    "tlsCertificates, or serverCertificate with privateKey");
}

static void
check_pair(struct mw_admit *a, const struct mw_string *certificate,
    const struct mw_string *key, const struct mw_node *node, const char *mode)
{
	if (!has(certificate))
		mw_admit_error(a, node, "TLS mode %s needs a certificate: "
		    "credentialName, or serverCertificate", mode);
	if (!has(key))
		mw_admit_error(a, node, "TLS mode %s needs a privateKey", mode);
}

static void
check_certificates(struct mw_admit *a, const struct mw_server_tls *t)
{
	const char *mode = mw_str_or_empty(t->mode.name);

	if (t->mode.v != SIMPLE && !has(&t->ca_certificates))
		mw_admit_error(a, t->node,
		    "TLS mode %s needs caCertificates for clients", mode);
	if (t->tls_certificates.n > 2)
		mw_admit_warn(a, t->tls_certificates.node,
		    "more than two tlsCertificates are not supported");
	if (t->tls_certificates.n == 0)
		check_pair(a, &t->server_certificate, &t->private_key, t->node,
		    mode);
	for (size_t i = 0; i < t->tls_certificates.n; i++)
		check_pair(a, &t->tls_certificates.v[i].server_certificate,
		    &t->tls_certificates.v[i].private_key,
		    t->tls_certificates.v[i].node, mode);
}

void
mw_admit_server_tls(struct mw_admit *a, const struct mw_server_tls *t)
{
	bool own;

	if (t == NULL)
		return;
	check_ciphers(a, t);
	if (t->mode.v == ISTIO_MUTUAL) {
		check_istio_mutual(a, t);
		return;
	}
	check_sources(a, t);
	own = t->mode.v == SIMPLE || t->mode.v == MUTUAL ||
	    t->mode.v == OPTIONAL_MUTUAL;
	/* what comes from elsewhere is not looked at any further */
	if (own && (has(&t->credential_name) || t->credential_names.n > 0))
		return;
	if (own)
		check_certificates(a, t);
	if (has(&t->ca_crl) && has(&t->credential_name))
		mw_admit_error(a, t->ca_crl.node,
		    "caCrl and credentialName exclude each other");
	if (has(&t->ca_crl) && t->mode.v == SIMPLE)
		mw_admit_error(a, t->ca_crl.node,
		    "caCrl has no meaning in TLS mode SIMPLE");
}

/* ---- servers --------------------------------------------------------- */

/* True when the port is in order. */
static bool
check_port(struct mw_admit *a, const struct mw_server *s)
{
	const struct mw_server_port *p = s->port;
	size_t before = a->errors;

	if (p == NULL) {
		mw_admit_error(a, s->node, "a server needs a port");
		return false;
	}
	if (mw_protocol_parse(p->protocol.s) == MW_PROTO_AUTO)
		mw_admit_error(a, p->protocol.node != NULL ? p->protocol.node :
		    p->node, "'%s' is not a protocol",
		    mw_str_or_empty(p->protocol.s));
	if (p->number.v > 0 || !mw_admit_is_unix(&s->bind))
		mw_admit_port(a, &p->number, p->node, "port");
	if (p->target_port.v > 0)
		mw_admit_error(a, p->target_port.node,
		    "targetPort has no effect in a Gateway");
	if (!has(&p->name))
		mw_admit_error(a, p->node, "the port needs a name");
	return a->errors == before;
}

static void
check_bind(struct mw_admit *a, const struct mw_server *s)
{
	if (mw_admit_is_unix(&s->bind)) {
		mw_admit_unix(a, &s->bind);
		if (s->port != NULL && s->port->number.v != 0)
			mw_admit_error(a, s->port->number.node, "the number of "
			    "a port that is bound to a socket has to be 0");
	} else if (has(&s->bind)) {
		mw_admit_ip(a, &s->bind);
	}
}

static void
check_tls_use(struct mw_admit *a, const struct mw_server *s)
{
	enum mw_protocol p = mw_protocol_parse(s->port->protocol.s);
	const struct mw_server_tls *t = s->tls;

	if (mw_protocol_is_tls(p)) {
		if (t == NULL)
			mw_admit_error(a, s->node, "a server of HTTPS or TLS "
			    "needs tls settings");
		return;
	}
	if (t == NULL)
		return;
	if (!mw_protocol_is_http(p))
		mw_admit_error(a, t->node, "tls settings are for HTTPS and TLS "
		    "only, not for '%s'", s->port->protocol.s);
	else if ((t->mode.v != PASSTHROUGH && t->mode.v != AUTO_PASSTHROUGH) ||
	    has(&t->ca_certificates) || has(&t->private_key) ||
	    has(&t->server_certificate))
		mw_admit_error(a, t->node, "a server of plain '%s' can only "
		    "have httpsRedirect under tls", s->port->protocol.s);
}

static void
check_server(struct mw_admit *a, const struct mw_server *s)
{
	bool port_ok;

	if (s->hosts.n == 0)
		mw_admit_error(a, s->node, "a server needs a host");
	for (size_t i = 0; i < s->hosts.n; i++)
		mw_admit_scoped_host(a, &s->hosts.v[i], true);
	port_ok = check_port(a, s);
	check_bind(a, s);
	mw_admit_server_tls(a, s->tls);
	if (port_ok)
		check_tls_use(a, s);
}

void
mw_admit_gateway(struct mw_admit *a)
{
	const struct mw_gateway *g = MW_SPEC(a->object, gateway);
	struct mw_map *names = mw_map_new(a->arena);

	if (!mw_admit_is_label(a->object->name))
		mw_admit_error(a, mw_node_get(a->object->metadata, "name"),
		    "'%s' cannot be the name of a Gateway: a dot is not "
		    "allowed", a->object->name);
	if (g->servers.n == 0)
		mw_admit_error(a, mw_admit_node(a, g->servers.node),
		    "a Gateway needs a server");
	for (size_t i = 0; i < g->servers.n; i++) {
		const struct mw_server *s = &g->servers.v[i];
		const char *name;

		check_server(a, s);
		if (s->port == NULL)
			continue;
		name = mw_str_or_empty(s->port->name.s);
		if (mw_map_put(names, name, names) != NULL)
			mw_admit_error(a, s->port->name.node != NULL ?
			    s->port->name.node : s->port->node,
			    "two ports are named '%s'", name);
		if (s->tls != NULL && s->tls->https_redirect.v &&
		    !mw_protocol_is_http(mw_protocol_parse(
		    s->port->protocol.s)))
			mw_admit_warn(a, s->tls->https_redirect.node,
			    "httpsRedirect is for servers of HTTP only");
	}
}
