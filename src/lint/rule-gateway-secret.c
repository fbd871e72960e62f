/*
 * rule-gateway-secret.c - the Secrets that Gateways take certificates from
 * (B12).
 */
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "base/str.h"
#include "lint/world.h"

/* Base64 of TEXT, which may be broken over lines. */
static unsigned char *
unbase64(struct mw_arena *a, const char *text, size_t *len)
{
	size_t n = strlen(text);
	unsigned char *out = mw_arena_alloc(a, n + 1);
	EVP_ENCODE_CTX *ctx = EVP_ENCODE_CTX_new();
	int part = 0, last = 0;

	*len = 0;
	if (ctx == NULL || n > INT32_MAX)
		goto done;
	EVP_DecodeInit(ctx);
	if (EVP_DecodeUpdate(ctx, out, &part, (const unsigned char *)text,
	    (int)n) >= 0 && EVP_DecodeFinal(ctx, out + part, &last) >= 0)
		*len = (size_t)(part + last);
done:
	EVP_ENCODE_CTX_free(ctx);
	return out;
}

/* A certificate within its time, in the first block. */
static bool
good_certificate(const unsigned char *pem, size_t len)
{
	char *name = NULL, *header = NULL;
	unsigned char *der = NULL;
	const unsigned char *at;
	X509 *x = NULL;
	long size = 0;
	bool good = false;
	BIO *in = BIO_new_mem_buf(pem, (int)len);

	if (in != NULL && PEM_read_bio(in, &name, &header, &der, &size) == 1) {
		at = der;
		x = d2i_X509(NULL, &at, size);
		good = x != NULL &&
		    X509_cmp_current_time(X509_get0_notAfter(x)) > 0 &&
		    X509_cmp_current_time(X509_get0_notBefore(x)) < 0;
	}
	X509_free(x);
	OPENSSL_free(name);
	OPENSSL_free(header);
	OPENSSL_free(der);
	BIO_free(in);
	return good;
}

static bool
good_secret(struct mw_arena *a, const struct mw_object *o)
{
	static const char *const names[][2] = {
		{ "cert", "key" }, { "tls.crt", "tls.key" },
	};
	const struct mw_k8s_secret *s = MW_SPEC(o, k8s_secret);

	for (size_t i = 0; i < MW_LEN(names); i++) {
		const char *cert = mw_labels_get(&s->data, names[i][0]);
		const char *key = mw_labels_get(&s->data, names[i][1]);
		unsigned char *pem;
		size_t len;

		if (mw_str_empty(cert) || mw_str_empty(key))
			continue;
		pem = unbase64(a, cert, &len);
		return len > 0 && len < INT32_MAX && good_certificate(pem, len);
	}
	return false;
}

/* The first pod: its namespace is where Secrets are looked up. */
static const struct mw_lint_pod *
first_pod(const struct mw_lint_world *w, const struct mw_string_map *selector)
{
	const struct mw_lint_pods *pods = mw_lint_candidates(w, selector);

	for (size_t i = 0; i < pods->n; i++)
		if (mw_labels_match(selector, pods->v[i]->labels))
			return pods->v[i];
	return NULL;
}

/* A Pod that does not say where it is: the analyzer then has no namespace to
 * look in, and takes it for missing. */
static bool
is_nowhere(const struct mw_lint_pod *p)
{
	return !p->template && !p->object->assumed &&
	    strcmp(p->ns, "default") == 0 &&
	    mw_node_get(p->object->metadata, "namespace") == NULL;
}

static void
say_nowhere(struct mw_findings *f, const struct mw_object *o,
    const struct mw_lint_pod *p)
{
	const struct mw_gateway *g = MW_SPEC(o, gateway);
	struct mw_finding *x = mw_lint_say(f, MW_RULE_IST0101, o,
	    mw_lint_selector_node(&g->selector),
	    "Referenced selector not found: \"%s\"",
	    mw_lint_selector_text(f->arena, &g->selector));

	x->hint = mw_arena_printf(f->arena, "the pod '%s' has these labels and "
	    "names no namespace, in which Secrets would be looked up", p->name);
}

static void
check_server(struct mw_findings *f, const struct mw_object *o,
    const struct mw_string *credential, const char *pods_ns)
{
	const struct mw_object *secret;
	const char *ns, *name;

	mw_lint_split_name(f->arena, credential->s, pods_ns, &ns, &name);
	secret = mw_lint_find(f->world, MW_KIND_K8S_SECRET, ns, name);
	if (secret == NULL)
		mw_lint_say(f, MW_RULE_IST0101, o, credential->node,
		    "Referenced credentialName not found: \"%s\"",
		    credential->s);
	else if (!good_secret(f->arena, secret))
		mw_lint_say(f, MW_RULE_IST0161, o, credential->node,
		    "The credential referenced by the Gateway %s in namespace "
		    "%s is invalid, which can cause the traffic not to work as "
		    "expected.", o->name, pods_ns);
}

void
mw_lint_gateway_secret(struct mw_findings *f)
{
	const struct mw_objects *list = &f->world->of_kind[MW_KIND_GATEWAY];

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_gateway *g = MW_SPEC(list->v[i], gateway);
		const struct mw_lint_pod *p = first_pod(f->world, &g->selector);

		/* without pods: said of the selector already */
		if (p != NULL && is_nowhere(p)) {
			say_nowhere(f, list->v[i], p);
			continue;
		}
		for (size_t k = 0; p != NULL && k < g->servers.n; k++) {
			const struct mw_server_tls *tls = g->servers.v[k].tls;

			if (tls != NULL && !mw_str_empty(
			    tls->credential_name.s))
				check_server(f, list->v[i],
				    &tls->credential_name, p->ns);
		}
	}
}
