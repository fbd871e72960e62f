/*
 * tls.c - the handshake at a filter chain: who accepts whom.
 *
 * Certificates are known by kind only: a workload's (the mesh authority signed
 * it and it names an identity) or another one.  The client looks at the
 * server's certificate first; with TLS 1.3 the server sees that of the client
 * after the client is done (S254).
 */
#include "envoy/chain.h"

#include "base/str.h"

#include <string.h>

static bool
is_one_of(const char *s, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (mw_str_eq(s, v[i]))
			return true;
	}
	return false;
}

/* ---- the client's view --------------------------------------------------- */

/*
 * What a gateway's secret or an application's certificate names is not known,
 * so a client that expects a name there is taken to find it.
 */
static bool
client_accepts(const struct mw_proxy *p, const struct mw_connection *c,
    const struct mw_downstream_tls *tls)
{
	bool mesh = tls->kind == MW_DOWNSTREAM_MESH;

	if (!c->verifies)
		return true;
	if (c->expects_mesh_ca && !mesh)
		return false;
	if (c->n_expected_sans == 0 || !mesh)
		return true;
	return is_one_of(p->workload->identity, c->expected_sans,
	    c->n_expected_sans);
}

/* ---- the server's view --------------------------------------------------- */

/* S45: an identity of a trust domain that the mesh knows. */
static bool
good_trust_domain(const char *uri, const struct mw_downstream_tls *tls)
{
	static const char scheme[] = "spiffe://";
	size_t len;

	if (tls->n_trust_domains == 0)
		return true;
	if (!mw_str_has_prefix(uri, scheme))
		return false;
	uri += sizeof(scheme) - 1;
	len = strcspn(uri, "/");
	if (uri[len] != '/')
		return false;
	for (size_t i = 0; i < tls->n_trust_domains; i++) {
		if (strlen(tls->trust_domains[i]) == len &&
		    strncmp(tls->trust_domains[i], uri, len) == 0)
			return true;
	}
	return false;
}

static bool
server_trusts(const struct mw_connection *c,
    const struct mw_downstream_tls *tls)
{
	bool mesh = tls->kind == MW_DOWNSTREAM_MESH;

	if (mesh != (c->cert == MW_CERT_MESH))
		return false;
	if (mesh && !good_trust_domain(mw_str_or_empty(c->uri_san), tls))
		return false;
	return tls->n_subject_alt_names == 0 ||
	    is_one_of(mesh ? c->uri_san : c->dns_san, tls->subject_alt_names,
	    tls->n_subject_alt_names);
}

static enum mw_accept_result
judge(const struct mw_proxy *p, const struct mw_connection *c,
    const struct mw_downstream_tls *tls)
{
	if (!client_accepts(p, c, tls))
		return MW_ACCEPT_CLIENT_REFUSES;
	switch (tls->kind) {
	case MW_DOWNSTREAM_NONE:
	case MW_DOWNSTREAM_SERVER:
		return MW_ACCEPT_OK;
	case MW_DOWNSTREAM_OPTIONAL:
		if (c->cert == MW_CERT_NONE)
			return MW_ACCEPT_OK;
		break;
	case MW_DOWNSTREAM_MUTUAL:
	case MW_DOWNSTREAM_MESH:
		if (c->cert == MW_CERT_NONE)
			return MW_ACCEPT_NO_CERT;
		break;
	}
	return server_trusts(c, tls) ? MW_ACCEPT_OK : MW_ACCEPT_BAD_CERT;
}

/* The server's first choice among what the client offers; none is fine. */
static const char *
agree_alpn(const struct mw_connection *c, const struct mw_downstream_tls *tls)
{
	for (size_t i = 0; i < tls->n_alpn; i++) {
		if (is_one_of(tls->alpn[i], c->alpn, c->n_alpn))
			return tls->alpn[i];
	}
	return NULL;
}

/* ---- words --------------------------------------------------------------- */

static const char *
kind_text(enum mw_downstream_tls_kind kind)
{
	switch (kind) {
	case MW_DOWNSTREAM_NONE:
		return "plaintext";
	case MW_DOWNSTREAM_SERVER:
		return "TLS without client certificate";
	case MW_DOWNSTREAM_MUTUAL:
		return "TLS with a client certificate";
	case MW_DOWNSTREAM_OPTIONAL:
		return "TLS, client certificate optional";
	case MW_DOWNSTREAM_MESH:
		return "mesh mTLS";
	}
	return "";
}

static const char *
client_text(const struct mw_connection *c)
{
	if (!c->tls)
		return "plaintext";
	switch (c->cert) {
	case MW_CERT_NONE:
		return "TLS without certificate";
	case MW_CERT_MESH:
		return mw_str_or_empty(c->uri_san);
	case MW_CERT_EXTERNAL:
		return "TLS with a certificate that is none of the mesh";
	}
	return "";
}

const char *
mw_accept_text(enum mw_accept_result r, const struct mw_connection *c)
{
	switch (r) {
	case MW_ACCEPT_OK:
		return "the handshake succeeds";
	case MW_ACCEPT_REFUSED:
		return "nobody listens";
	case MW_ACCEPT_NO_CHAIN:
		return "no filter chain";
	case MW_ACCEPT_NO_CERT:
		return "the server wants a client certificate";
	case MW_ACCEPT_BAD_CERT:
		return "the server does not trust the client's certificate";
	case MW_ACCEPT_CLIENT_REFUSES:
		return "the client does not accept the server's certificate";
	case MW_ACCEPT_NOT_TLS:
		return c->tls ? "the client speaks TLS, the server reads HTTP" :
		    "the client speaks plaintext, the server wants TLS";
	case MW_ACCEPT_NOT_HTTP2:
		return "the two agree on h2, then the client speaks something "
		    "else";
	}
	return "";
}

static void
explain(const struct mw_proxy *p, const struct mw_connection *c,
    const struct mw_downstream_tls *tls, const struct mw_accept *out,
    struct mw_steps *log)
{
	bool bad = out->result != MW_ACCEPT_OK;
	enum mw_verdict v = bad ? MW_STEP_REJECTED : MW_STEP_PASS;

	mw_step_add(log, MW_STAGE_TLS, bad ? MW_STEP_FAIL : MW_STEP_PASS,
	    &tls->origin, "%s", mw_accept_text(out->result, c));
	mw_step_clause(log, MW_STAGE_TLS, v, &tls->origin, 1, "transport",
	    kind_text(tls->kind), client_text(c));
	if (c->assumed)
		mw_step_clause(log, MW_STAGE_TLS, v, NULL, 1, "identity", NULL,
		    "typed in the request");
	if (out->result == MW_ACCEPT_CLIENT_REFUSES && c->n_expected_sans > 0)
		mw_step_clause(log, MW_STAGE_TLS, v, &tls->origin, 1,
		    "server identity", c->expected_sans[0],
		    p->workload->identity);
	if (out->result == MW_ACCEPT_BAD_CERT && tls->n_trust_domains > 0)
		mw_step_clause(log, MW_STAGE_TLS, v, &tls->origin, 1,
		    "trust domain", tls->trust_domains[0],
		    mw_str_or_empty(c->uri_san));
	if (out->alpn != NULL)
		mw_step_clause(log, MW_STAGE_TLS, v, &tls->origin, 1, "ALPN",
		    NULL, out->alpn);
}

/* ---- the handshake ------------------------------------------------------- */

static void
take_peer(const struct mw_connection *c, const struct mw_downstream_tls *tls,
    struct mw_accept *out)
{
	if (tls->kind == MW_DOWNSTREAM_SERVER || c->cert == MW_CERT_NONE)
		return;		/* SIMPLE never asks: S261 */
	out->peer = mw_str_empty(c->uri_san) ? NULL : c->uri_san;
	out->peer_dns = mw_str_empty(c->dns_san) ? NULL : c->dns_san;
}

/* Nothing to agree on: bytes go to the filters as they come. */
static void
no_handshake(const struct mw_connection *c, struct mw_accept *out)
{
	out->payload = c->tls ? MW_PAYLOAD_TLS : c->payload;
	if (c->tls && out->chain->http != NULL)
		out->result = MW_ACCEPT_NOT_TLS;
}

/* The codec of an HTTP chain follows ALPN, not the bytes. */
static void
check_protocol(struct mw_accept *out)
{
	if (out->chain->http != NULL && mw_str_eq(out->alpn, "h2") &&
	    out->payload != MW_PAYLOAD_HTTP2)
		out->result = MW_ACCEPT_NOT_HTTP2;
}

void
mw_handshake(const struct mw_proxy *p, const struct mw_connection *c,
    struct mw_steps *log, struct mw_accept *out)
{
	const struct mw_downstream_tls *tls = &out->chain->tls;

	if (tls->kind == MW_DOWNSTREAM_NONE) {
		no_handshake(c, out);
	} else if (!c->tls) {
		out->result = MW_ACCEPT_NOT_TLS;
		out->payload = c->payload;
	} else {
		out->terminated = true;
		out->payload = c->payload;
		out->sni = mw_str_empty(c->sni) ? NULL : c->sni;
		out->alpn = agree_alpn(c, tls);
		out->result = judge(p, c, tls);
		if (out->result == MW_ACCEPT_OK) {
			take_peer(c, tls, out);
			check_protocol(out);
		}
	}
	if (log != NULL && (tls->kind != MW_DOWNSTREAM_NONE || c->tls))
		explain(p, c, tls, out, log);
}
