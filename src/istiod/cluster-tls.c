/*
 * cluster-tls.c - how a client speaks to a service: plaintext, TLS of its own
 * rule, or mesh mTLS, written or automatic (S48-S61).
 *
 * Two questions are kept apart, as Istio does.  What the cluster has: the tls
 * block in force, else automatic mTLS when the namespace of the service lets
 * it.  Which endpoints an automatic cluster uses it for: answered from the
 * rule by another inheritance (S49), else by the endpoint's own sidecar and
 * PeerAuthentication.
 */
#include "istiod/cluster.h"

#include "base/str.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

enum {				/* ClientTLSSettings.TLSmode */
	TLS_DISABLE = 0,
	TLS_SIMPLE = 1,
	TLS_MUTUAL = 2,
	TLS_ISTIO_MUTUAL = 3
};

static const char *const alpn_mesh[] = { "istio-peer-exchange", "istio" };
static const char *const alpn_mesh_h2[] = { "istio-peer-exchange", "istio",
	"h2" };
static const char *const alpn_h2[] = { "h2" };

/* What PeerAuthentication says of a namespace. */
struct mw_namespace_mtls {
	enum mw_mtls_mode inferred;	/* S29 */
	struct mw_origin origin;
	enum mw_mtls_mode any;		/* of a pod that no selector names */
	bool selectors;			/* some policy selects workloads */
};

static bool
has_selectors(const struct mw_mesh *m, const char *ns)
{
	const struct mw_objects *all = &m->of_kind[MW_KIND_PEER_AUTHENTICATION];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];

		if (o->spec != NULL && mw_str_eq(o->ns, ns) &&
		    MW_SPEC(o, peer_authentication)->selector != NULL)
			return true;
	}
	return false;
}

static const struct mw_namespace_mtls *
namespace_mtls(struct mw_builder *b, const char *ns)
{
	struct mw_map **map = &mw_cluster_cache(b)->mtls;
	struct mw_namespace_mtls *n;
	struct mw_origin ignored = { 0 };

	if (*map == NULL)
		*map = mw_map_new(b->arena);
	n = mw_map_get(*map, ns);
	if (n != NULL)
		return n;
	n = MW_NEW(b->arena, struct mw_namespace_mtls);
	n->inferred = mw_peerauth_namespace(b->mesh, ns, &n->origin);
	n->any = mw_peerauth_port(b->mesh, ns, NULL, 0, &ignored);
	n->selectors = has_selectors(b->mesh, ns);
	mw_map_put(*map, ns, n);
	return n;
}

/* ---- accounts (S61) ------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t
sort_unique(const char **v, size_t n)
{
	size_t out = 0;

	if (n < 2)
		return n;
	qsort(v, n, sizeof(*v), compare);
	for (size_t i = 0; i < n; i++) {
		if (out == 0 || strcmp(v[i], v[out - 1]) != 0)
			v[out++] = v[i];
	}
	return out;
}

/* The part of a SPIFFE name behind its trust domain, or NULL. */
static const char *
behind_domain(const char *id)
{
	static const char scheme[] = "spiffe://";

	if (!mw_str_has_prefix(id, scheme))
		return NULL;
	return strchr(id + sizeof(scheme) - 1, '/');
}

struct words {
	const char **v;
	size_t n, cap;
};

static void
add_accounts(struct mw_builder *b, const struct mw_service *s,
    struct words *ids)
{
	for (size_t i = 0; i < s->n_endpoints; i++) {
		const char *id = s->endpoints[i].identity;

		if (!mw_str_empty(id) &&
		    (ids->n == 0 || strcmp(ids->v[ids->n - 1], id) != 0))
			mw_vec_push(b->arena, ids, id);
	}
}

const char *const *
mw_service_accounts(struct mw_builder *b, const struct mw_family *f,
    size_t *n)
{
	const struct mw_settings *set = &b->mesh->settings;
	/* of several declarations, the last one's names count */
	const struct mw_strings *sans = f->v[f->n - 1]->subject_alt_names;
	struct words ids = { 0 };
	size_t plain;

	for (size_t i = 0; i < f->n; i++)
		add_accounts(b, f->v[i], &ids);
	for (size_t i = 0; sans != NULL && i < sans->n; i++)
		mw_vec_push(b->arena, &ids, mw_str_or_empty(sans->v[i].s));
	plain = ids.n = sort_unique(ids.v, ids.n);
	for (size_t i = 0; set->n_trust_aliases > 0 && i < plain; i++) {
		const char *rest = behind_domain(ids.v[i]);

		for (size_t j = 0; rest != NULL && j < set->n_trust_aliases;
		    j++)
			mw_vec_push(b->arena, &ids, mw_arena_printf(b->arena,
			    "spiffe://%s%s", set->trust_aliases[j], rest));
	}
	*n = sort_unique(ids.v, ids.n);
	return ids.v;
}

/* ---- the cluster ---------------------------------------------------- */

/* outbound_.PORT_.SUBSET_.HOST */
static const char *
default_sni(struct mw_builder *b, const struct mw_cluster *c)
{
	return mw_cluster_text(b->arena, "_.", c->port, c->subset,
	    c->service->hostname);
}

static void
mesh_tls(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan, const char *sni)
{
	struct mw_upstream_tls *t = &c->tls;

	t->kind = MW_UPSTREAM_ISTIO_MUTUAL;
	/* A dynamic cluster has many names: each request brings its own. */
	if (!mw_str_empty(sni))
		t->sni = sni;
	else if (c->type != MW_CLUSTER_DYNAMIC)
		t->sni = default_sni(b, c);
	else
		t->auto_sni = t->auto_san = true;
	t->sans = plan->accounts;
	t->n_sans = plan->n_accounts;
	t->alpn = c->http2 ? alpn_mesh_h2 : alpn_mesh;
	t->n_alpn = c->http2 ? MW_LEN(alpn_mesh_h2) : MW_LEN(alpn_mesh);
}

static void
set_sans(struct mw_builder *b, struct mw_upstream_tls *t,
    const struct mw_strings *sans)
{
	const char **v = MW_NEW_ARRAY(b->arena, const char *, sans->n);

	for (size_t i = 0; i < sans->n; i++)
		v[i] = mw_str_or_empty(sans->v[i].s);
	t->sans = v;
	t->n_sans = sans->n;
}

/* S58: a Secret is only fetched by gateways, and by sidecars that the rule
 * selects. */
static bool
credential_refused(struct mw_builder *b, const struct mw_cluster_plan *plan)
{
	const struct mw_client_tls *tls = plan->policy.tls;
	const struct mw_dr *dr = plan->dr;

	if (mw_str_empty(tls->credential_name.s) ||
	    mw_str_has_prefix(tls->credential_name.s, "configmap://") ||
	    b->workload->proxy != MW_PROXY_SIDECAR)
		return false;
	return dr == NULL || !dr->selects;
}

/* S59 */
static bool
lacks_certificate(const struct mw_client_tls *tls)
{
	return tls->mode.v == TLS_MUTUAL &&
	    mw_str_empty(tls->credential_name.s) &&
	    (mw_str_empty(tls->client_certificate.s) ||
	    mw_str_empty(tls->private_key.s));
}

static void
no_tls(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan)
{
	const struct mw_client_tls *tls = plan->policy.tls;
	const struct mw_object *o = plan->policy.tls_from;

	if (lacks_certificate(tls)) {
		mw_build_omit(b, MW_OMIT_BAD_VALUE, o, tls->node, NULL,
		    "cluster %s has no TLS at all: mode MUTUAL needs "
		    "clientCertificate and privateKey", c->name);
	} else {
		mw_build_omit(b, MW_OMIT_CREDENTIAL_ON_SIDECAR, o,
		    tls->credential_name.node, NULL, "cluster %s has no TLS "
		    "at all: sidecars use credentialName only in a rule with "
		    "workloadSelector", c->name);
	}
}

/* S253: what the server's certificate is held against. */
static void
verification(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan)
{
	const struct mw_client_tls *tls = plan->policy.tls;
	struct mw_upstream_tls *t = &c->tls;

	t->skip_verify = tls->insecure_skip_verify.v;
	t->auto_sni = mw_str_empty(tls->sni.s);
	t->auto_san = t->auto_sni && tls->subject_alt_names.n == 0 &&
	    !t->skip_verify;
	if (tls->subject_alt_names.n > 0) {
		set_sans(b, t, &tls->subject_alt_names);
	} else if (!plan->service->kubernetes) {
		t->sans = plan->accounts;
		t->n_sans = plan->n_accounts;
	}
	if (!mw_str_empty(tls->credential_name.s))
		t->credential = tls->credential_name.s;
	else if (!t->skip_verify)
		t->ca = mw_str_empty(tls->ca_certificates.s) ? "system" :
		    tls->ca_certificates.s;
}

/* Where a rule is merged with a BackendTLSPolicy, the one that has the node
 * (G128). */
static const struct mw_object *
written_by(const struct mw_cluster_plan *plan)
{
	const struct mw_object *o = plan->dr != NULL ?
	    plan->dr->backend_policy : NULL;
	struct mw_buf path = { 0 };
	bool below = o != NULL && mw_node_path(o->root,
	    plan->policy.tls->node, &path);

	mw_buf_release(&path);
	return below ? o : plan->policy.tls_from;
}

/* TLS as the rule writes it (S50, S58-S60). */
static void
written_tls(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan)
{
	const struct mw_client_tls *tls = plan->policy.tls;
	struct mw_upstream_tls *t = &c->tls;

	t->origin = mw_origin_of(written_by(plan), tls->node);
	switch (tls->mode.v) {
	case TLS_ISTIO_MUTUAL:
		mesh_tls(b, c, plan, tls->sni.s);
		if (tls->subject_alt_names.node != NULL &&
		    tls->subject_alt_names.n > 0)
			set_sans(b, t, &tls->subject_alt_names);
		t->skip_verify = tls->insecure_skip_verify.v;
		return;
	case TLS_SIMPLE:
	case TLS_MUTUAL:
		break;
	default:
		return;
	}
	if (credential_refused(b, plan) || lacks_certificate(tls)) {
		no_tls(b, c, plan);
		return;
	}
	t->kind = tls->mode.v == TLS_SIMPLE ? MW_UPSTREAM_SIMPLE :
	    MW_UPSTREAM_MUTUAL;
	if (!mw_str_empty(tls->sni.s))
		t->sni = tls->sni.s;
	verification(b, c, plan);
	if (c->http2) {
		t->alpn = alpn_h2;
		t->n_alpn = MW_LEN(alpn_h2);
	}
}

/* S56: what is dialled as it was is mTLS only when nobody behind it lacks a
 * sidecar. */
static bool
all_have_sidecars(const struct mw_cluster_plan *plan)
{
	size_t members = 0;

	for (size_t i = 0; i < plan->family.n; i++) {
		const struct mw_service *s = plan->family.v[i];

		for (size_t j = 0; j < s->n_endpoints; j++) {
			const struct mw_endpoint_info *e = &s->endpoints[j];

			if (!mw_endpoint_on_number(plan, s, e))
				continue;
			members++;
			if (mw_str_eq(e->tls_mode, "disabled"))
				return false;
		}
	}
	return members > 0;
}

/* Why automatic mTLS is not tried, or NULL when it is (S51, S54, S56). */
static const char *
no_auto(struct mw_builder *b, const struct mw_cluster_plan *plan,
    struct mw_origin *origin)
{
	const struct mw_settings *set = &b->mesh->settings;
	const struct mw_traffic_policy *tp = plan->subset != NULL ?
	    plan->subset->subset->traffic_policy :
	    plan->dr != NULL ? plan->dr->policy : NULL;
	const struct mw_namespace_mtls *ns;

	if (plan->service->external)
		return "no automatic mTLS: the service is outside the mesh";
	if (!set->auto_mtls) {
		*origin = mw_origin_of(set->object,
		    set->config->enable_auto_mtls.node);
		return "no automatic mTLS: enableAutoMtls is false";
	}
	if ((plan->service->resolution == MW_RESOLVE_PASSTHROUGH ||
	    (tp != NULL && mw_policy_passthrough(tp->load_balancer))) &&
	    !all_have_sidecars(plan))
		return "no automatic mTLS: an endpoint has no sidecar, or "
		    "there is none";
	ns = namespace_mtls(b, plan->service->ns);
	*origin = ns->origin;
	if (ns->inferred == MW_MTLS_DISABLE)
		return "no automatic mTLS: PeerAuthentication of the service's "
		    "namespace or of the mesh disables it";
	return NULL;
}

void
mw_cluster_apply_tls(struct mw_builder *b, struct mw_cluster *c,
    const struct mw_cluster_plan *plan)
{
	struct mw_origin origin = { 0 };
	const char *why;

	if (plan->sni_dnat) {
		c->tls.origin.note = "mTLS of the client is passed on as it is";
		return;
	}
	if (plan->policy.tls != NULL) {
		written_tls(b, c, plan);
		return;
	}
	why = no_auto(b, plan, &origin);
	if (why == NULL) {
		mesh_tls(b, c, plan, NULL);
		/* Original destinations carry no mark, so all get it. */
		c->tls.automatic = c->type != MW_CLUSTER_ORIGINAL_DST;
		why = "auto-allocated: automatic mTLS";
	}
	c->tls.origin = origin;
	c->tls.origin.note = why;
}

/* ---- the endpoint --------------------------------------------------- */

/* S49: here the entry of a port is laid over the rest, and a mode that is
 * missing there is taken from above. */
static const struct mw_client_tls *
endpoint_tls(const struct mw_traffic_policy *tp, int64_t port)
{
	if (tp == NULL)
		return NULL;
	for (size_t i = 0; i < tp->port_level_settings.n; i++) {
		const struct mw_port_traffic_policy *p =
		    &tp->port_level_settings.v[i];

		if (p->port != NULL && p->port->number.v == port &&
		    p->tls != NULL)
			return p->tls;
	}
	return tp->tls;
}

static const struct mw_client_tls *
rule_tls(const struct mw_cluster_plan *plan)
{
	const struct mw_client_tls *tls = NULL;

	if (plan->dr == NULL)
		return NULL;
	if (plan->subset != NULL)
		tls = endpoint_tls(plan->subset->subset->traffic_policy,
		    plan->port->number);
	return tls != NULL ? tls :
	    endpoint_tls(plan->dr->policy, plan->port->number);
}

bool
mw_endpoint_mtls(struct mw_builder *b, const struct mw_cluster_plan *plan,
    const struct mw_endpoint_info *e)
{
	const struct mw_client_tls *tls = rule_tls(plan);
	const char *ns = e->workload != NULL ? e->workload->ns :
	    plan->service->ns;
	const struct mw_namespace_mtls *n;
	struct mw_origin ignored = { 0 };

	if (!mw_str_eq(e->tls_mode, "istio"))
		return false;
	if (tls != NULL)
		return tls->mode.v == TLS_ISTIO_MUTUAL;
	n = namespace_mtls(b, ns);
	return (n->selectors ? mw_build_peerauth_port(b, ns, e->labels,
	    e->port, &ignored) : n->any) != MW_MTLS_DISABLE;
}
