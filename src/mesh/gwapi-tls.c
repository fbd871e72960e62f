/*
 * gwapi-tls.c - TLS of listeners (G31 to G33).
 *
 * Certificates are in Secrets.  Manifests rarely hold any; when the input has
 * no Secret at all, those that are named are taken to exist (P10).
 */
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

#define MODE_OPTION "gateway.istio.io/tls-terminate-mode"

enum {				/* ServerTLSSettings.TLSmode */
	TLS_PASSTHROUGH = 0,
	TLS_SIMPLE = 1,
	TLS_MUTUAL = 2,
	TLS_ISTIO_MUTUAL = 4,
	TLS_OPTIONAL_MUTUAL = 5
};

/* What a reference to a certificate gave. */
struct found {
	struct mw_gwapi_verdict verdict;
	const char *name;
};

static void
fail(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li,
    struct mw_gwapi_verdict v)
{
	li->resolved = v;
	li->programmed = mw_gwapi_fault(k, MW_GWAPI_INVALID, v.node,
	    "%s", v.text);
}

static bool
has_value(const struct mw_k8s_secret *s, const char *key)
{
	return !mw_str_empty(mw_labels_get(&s->data, key)) ||
	    !mw_str_empty(mw_labels_get(&s->string_data, key));
}

/* A PEM block, in base64: "-----BEGIN" begins so at any time. */
static bool
is_pem(const struct mw_k8s_secret *s, const char *key)
{
	const char *data = mw_labels_get(&s->data, key);
	const char *text = mw_labels_get(&s->string_data, key);

	if (!mw_str_empty(text))
		return strstr(text, "-----BEGIN ") != NULL;
	return mw_str_has_prefix(data, "LS0tLS1CRUdJTi");
}

/* tls.crt and tls.key, or cert and key; what is wrong, or NULL. */
static const char *
bad_secret(const struct mw_k8s_secret *s)
{
	bool generic = has_value(s, "cert") && has_value(s, "key");

	if (!generic && (!has_value(s, "tls.crt") ||
	    !has_value(s, "tls.key")))
		return "has no tls.crt and tls.key";
	if (!is_pem(s, generic ? "cert" : "tls.crt"))
		return "has a certificate that cannot be read";
	return NULL;
}

static struct found
secret(struct mw_gwapi_maker *k, const struct mw_gwapi_listener *li,
    const struct mw_target_ref *ref)
{
	const struct mw_mesh *m = k->l->mesh;
	const char *name = mw_str_or_empty(ref->name.s);
	const char *ns = mw_str_empty(ref->namespace.s) ? li->owner->ns :
	    ref->namespace.s;
	const struct mw_object *o = mw_mesh_find(m, MW_KIND_K8S_SECRET, ns,
	    name);
	bool given = m->strict || m->of_kind[MW_KIND_K8S_SECRET].n > 0;
	struct found f = { .name = name };
	const char *bad;

	if (!mw_str_empty(ref->group.s) || (!mw_str_empty(ref->kind.s) &&
	    !mw_str_eq(ref->kind.s, "Secret"))) {
		f.verdict = mw_gwapi_fault(k, MW_GWAPI_INVALID_CERTIFICATE,
		    ref->node, "a certificate is in a Secret, not in a %s",
		    mw_str_or_empty(ref->kind.s));
		return f;
	}
	bad = o == NULL ? given ? "does not exist" : NULL :
	    o->spec == NULL ? "cannot be read" :
	    bad_secret(MW_SPEC(o, k8s_secret));
	if (bad != NULL)
		f.verdict = mw_gwapi_fault(k, MW_GWAPI_INVALID_CERTIFICATE,
		    ref->node, "Secret %s/%s %s", ns, name, bad);
	else if (strcmp(ns, li->owner->ns) != 0 && !mw_gwapi_granted(k,
	    li->owner, "Secret", ns, name))
		f.verdict = mw_gwapi_fault(k, MW_GWAPI_REF_NOT_PERMITTED,
		    ref->node, "no ReferenceGrant of namespace %s lets %ss "
		    "of namespace %s use Secret %s", ns,
		    mw_kind_info(li->owner->kind)->name, li->owner->ns, name);
	f.name = mw_arena_printf(k->arena, "kubernetes-gateway://%s/%s", ns,
	    name);
	return f;
}

/* ---- client certificates (G33) -------------------------------------- */

static const struct mw_k8s_gateway_validation *
validation_of(const struct mw_gwapi_listener *li)
{
	const struct mw_k8s_gateway_tls_x *tls = li->gateway->spec->tls;
	const struct mw_k8s_gateway_frontend *f = tls != NULL ? tls->frontend :
	    NULL;

	for (size_t i = 0; f != NULL && i < f->per_port.n; i++)
		if (f->per_port.v[i].port.v == li->port)
			return f->per_port.v[i].tls != NULL ?
			    f->per_port.v[i].tls->validation : NULL;
	return f != NULL && f->default_ != NULL ? f->default_->validation :
	    NULL;
}

static bool
has_ca(const struct mw_mesh *m, enum mw_kind kind, const char *ns,
    const char *name)
{
	const struct mw_object *o = mw_mesh_find(m, kind, ns, name);
	const char *ca;

	if (o == NULL)
		return !m->strict && m->of_kind[kind].n == 0;
	if (o->spec == NULL)
		return false;
	if (kind == MW_KIND_K8S_SECRET)
		return is_pem(MW_SPEC(o, k8s_secret), "ca.crt") ||
		    is_pem(MW_SPEC(o, k8s_secret), "cacert");
	ca = mw_labels_get(&MW_SPEC(o, k8s_config_map)->data, "ca.crt");
	return ca != NULL && strstr(ca, "-----BEGIN ") != NULL;
}

static struct found
ca_of(struct mw_gwapi_maker *k, const struct mw_gwapi_listener *li,
    const struct mw_target_ref_list *refs)
{
	const struct mw_target_ref *ref = &refs->v[0];
	const char *name = mw_str_or_empty(ref->name.s);
	const char *ns = mw_str_empty(ref->namespace.s) ? li->owner->ns :
	    ref->namespace.s;
	bool map = mw_str_eq(ref->kind.s, "ConfigMap");
	struct found f = { .name = name };

	if (refs->n > 1)
		f.verdict = mw_gwapi_fault(k, MW_GWAPI_INVALID_CA_REF,
		    refs->node, "only one CA certificate is supported");
	else if (!map && !mw_str_eq(ref->kind.s, "Secret"))
		f.verdict = mw_gwapi_fault(k, MW_GWAPI_INVALID_CA_KIND,
		    ref->node, "a CA certificate is in a ConfigMap or Secret, "
		    "not in a %s", mw_str_or_empty(ref->kind.s));
	else if (!has_ca(k->l->mesh, map ? MW_KIND_K8S_CONFIG_MAP :
	    MW_KIND_K8S_SECRET, ns, name))
		f.verdict = mw_gwapi_fault(k, MW_GWAPI_INVALID_CA_REF,
		    ref->node, "there is no %s %s/%s with a CA certificate",
		    ref->kind.s, ns, name);
	else if (strcmp(ns, li->owner->ns) != 0 && !mw_gwapi_granted(k,
	    li->owner, ref->kind.s, ns, name))
		f.verdict = mw_gwapi_fault(k, MW_GWAPI_REF_NOT_PERMITTED,
		    ref->node, "no ReferenceGrant of namespace %s lets %ss "
		    "of namespace %s use %s %s", ns,
		    mw_kind_info(li->owner->kind)->name, li->owner->ns,
		    ref->kind.s, name);
	return f;
}

static void
validate_clients(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li,
    const char *option, struct mw_server_tls *out)
{
	const struct mw_k8s_gateway_validation *v = validation_of(li);
	struct found ca;

	if (v == NULL || v->ca_certificate_refs.n == 0)
		return;
	ca = ca_of(k, li, &v->ca_certificate_refs);
	if (ca.verdict.reason != MW_GWAPI_OK) {
		fail(k, li, ca.verdict);
		li->accepted = mw_gwapi_fault(k, MW_GWAPI_NO_VALID_CA,
		    ca.verdict.node, "%s", ca.verdict.text);
		return;
	}
	out->node = v->node;
	out->mode.v = TLS_MUTUAL;
	out->ca_cert_credential_name.s = ca.name;
	if (mw_str_eq(v->mode.s, "AllowInsecureFallback")) {
		out->mode.v = TLS_OPTIONAL_MUTUAL;
		out->insecure_skip_verify.v = true;
	}
	if (mw_str_eq(option, "MUTUAL"))
		out->mode.v = TLS_MUTUAL;
	else if (mw_str_eq(option, "OPTIONAL_MUTUAL"))
		out->mode.v = TLS_OPTIONAL_MUTUAL;
	if (!mw_str_empty(option))
		out->insecure_skip_verify.v = false;
}

/* ---- all ------------------------------------------------------------ */

/* G32: one good reference is enough. */
static void
certificates(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li,
    struct mw_server_tls *out)
{
	const struct mw_target_ref_list *refs =
	    &li->spec->tls->certificate_refs;
	struct mw_gwapi_verdict bad = { 0 };
	bool good = false;

	if (refs->n > 2) {
		fail(k, li, mw_gwapi_fault(k, MW_GWAPI_INVALID_CERTIFICATE,
		    refs->node, "%zu certificates are given, and 2 are "
		    "supported", refs->n));
		return;
	}
	for (size_t i = 0; i < refs->n; i++) {
		struct found f = secret(k, li, &refs->v[i]);

		if (f.verdict.reason != MW_GWAPI_OK) {
			bad = f.verdict;
			continue;
		}
		if (!good) {
			out->credential_name.s = f.name;
			out->credential_name.node = refs->v[i].node;
		}
		good = true;
	}
	if (!good && bad.reason != MW_GWAPI_OK)
		fail(k, li, bad);
}

const struct mw_server_tls *
mw_gwapi_tls(struct mw_gwapi_maker *k, struct mw_gwapi_listener *li)
{
	const struct mw_k8s_gateway_tls *tls = li->spec->tls;
	struct mw_server_tls *out;
	const char *option;

	if (tls == NULL)
		return NULL;
	out = MW_NEW(k->arena, struct mw_server_tls);
	out->node = out->mode.node = tls->node;
	if (mw_str_eq(tls->mode.s, "Passthrough"))
		return out;
	option = mw_labels_get(&tls->options, MODE_OPTION);
	out->mode.v = TLS_SIMPLE;
	if (mw_str_eq(option, "ISTIO_SIMPLE"))
		return out;
	if (mw_str_eq(option, "ISTIO_MUTUAL")) {
		out->mode.v = TLS_ISTIO_MUTUAL;
		return out;
	}
	if (mw_str_eq(option, "MUTUAL"))
		out->mode.v = TLS_MUTUAL;
	else if (mw_str_eq(option, "OPTIONAL_MUTUAL"))
		out->mode.v = TLS_OPTIONAL_MUTUAL;
	certificates(k, li, out);
	if (li->programmed.reason == MW_GWAPI_OK)
		validate_clients(k, li, option, out);
	return out;
}
