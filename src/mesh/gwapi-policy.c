/*
 * gwapi-policy.c - BackendTLSPolicies to DestinationRules (G124 to G128).
 *
 * Of policies for one target and section the oldest counts, then the first by
 * name; a policy for a port and one for the whole service both do.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

enum { TLS_SIMPLE = 1 };		/* ClientTLSSettings.TLSmode */

/* The rule of one host of one target, as it grows. */
struct draft {
	struct mw_gwapi_rule_for_host *rule;
	struct mw_traffic_policy *policy;
	MW_VEC(struct mw_port_traffic_policy) ports;
};

struct policies {
	struct mw_gwapi_maker *k;
	struct mw_map *taken;		/* "Kind/ns/name/section" */
	struct mw_map *drafts;		/* "ns/Kind/name/host" */
};

/* A policy that has its TLS settings made. */
struct policy {
	const struct mw_object *object;
	const struct mw_backend_tls_policy *spec;
	const struct mw_client_tls *tls;
};

/* ---- settings ------------------------------------------------------- */

/* G125: what cannot be used is asked for by a name that nothing has, so that
 * no request goes out in plain text. */
static const char *
credential(struct mw_gwapi_maker *k, const struct policy *p)
{
	const struct mw_mesh *m = k->l->mesh;
	const struct mw_backend_tls_policy_ca_certificate_refs_list *refs =
	    &p->spec->validation->ca_certificate_refs;
	const struct mw_object *o;
	const char *ca, *name;

	if (!mw_str_empty(p->spec->validation->well_known_ca_certificates.s) ||
	    refs->n == 0)
		return NULL;
	name = mw_str_or_empty(refs->v[0].name.s);
	o = mw_mesh_find(m, MW_KIND_K8S_CONFIG_MAP, p->object->ns, name);
	ca = o != NULL && o->spec != NULL ? mw_labels_get(&MW_SPEC(o,
	    k8s_config_map)->data, "ca.crt") : NULL;
	if (!mw_str_eq(refs->v[0].kind.s, "ConfigMap") ||
	    !mw_str_empty(refs->v[0].group.s) || (o == NULL ? m->strict ||
	    m->of_kind[MW_KIND_K8S_CONFIG_MAP].n > 0 : ca == NULL ||
	    strstr(ca, "-----BEGIN ") == NULL))
		return "invalid://";
	return mw_arena_printf(k->arena, "configmap://%s/%s", p->object->ns,
	    name);
}

static const struct mw_client_tls *
make_tls(struct mw_gwapi_maker *k, const struct policy *p)
{
	const struct mw_backend_tls_policy_validation *v =
	    p->spec->validation;
	struct mw_client_tls *out = MW_NEW(k->arena, struct mw_client_tls);
	struct mw_string *sans = MW_NEW_ARRAY(k->arena, struct mw_string,
	    v->subject_alt_names.n);

	out->node = v->node;
	out->mode.v = TLS_SIMPLE;
	out->mode.node = v->node;
	out->sni = v->hostname;
	out->subject_alt_names.node = v->subject_alt_names.node;
	out->subject_alt_names.v = sans;
	for (size_t i = 0; i < v->subject_alt_names.n; i++) {
		const struct mw_backend_tls_policy_subject_alt_names *s =
		    &v->subject_alt_names.v[i];

		sans[out->subject_alt_names.n++] = mw_str_eq(s->type.s,
		    "URI") ? s->uri : s->hostname;
	}
	out->credential_name.s = credential(k, p);
	out->credential_name.node = v->ca_certificate_refs.node != NULL ?
	    v->ca_certificate_refs.node : v->node;
	return out;
}

/* ---- targets -------------------------------------------------------- */

static struct draft *
draft_of(struct policies *ps, const struct policy *p, const char *kind,
    const char *name, const struct mw_string *host)
{
	struct mw_gwapi_maker *k = ps->k;
	const char *key = mw_arena_printf(k->l->scratch, "%s/%s/%s/%s",
	    p->object->ns, kind, name, mw_str_or_empty(host->s));
	struct draft *d = mw_map_get(ps->drafts, key);
	struct mw_destination_rule *spec;

	if (d != NULL)
		return d;
	d = MW_NEW(k->l->scratch, struct draft);
	d->rule = MW_NEW(k->arena, struct mw_gwapi_rule_for_host);
	d->policy = MW_NEW(k->arena, struct mw_traffic_policy);
	spec = MW_NEW(k->arena, struct mw_destination_rule);
	d->rule->object = p->object;
	d->rule->spec = spec;
	d->policy->node = p->spec->node;
	spec->node = p->spec->node;
	spec->host = *host;
	spec->traffic_policy = d->policy;
	mw_map_put(ps->drafts, key, d);
	return d;
}

static void
add(struct policies *ps, const struct policy *p, const char *kind,
    const char *name, const struct mw_string *host, int64_t port)
{
	struct draft *d = draft_of(ps, p, kind, name, host);
	struct mw_port_traffic_policy t = { .node = p->spec->node };
	struct mw_port_selector *s;

	if (port == 0) {
		d->policy->tls = p->tls;
		return;
	}
	s = MW_NEW(ps->k->arena, struct mw_port_selector);
	s->number.v = port;
	s->number.node = p->spec->node;
	t.port = s;
	t.tls = p->tls;
	mw_vec_push(ps->k->arena, &d->ports, t);
}

/* The number of the port with this name; 0 for none. */
static int64_t
port_of(const struct mw_mesh *m, const char *host, const char *name)
{
	size_t n;
	const struct mw_service *const *v = mw_mesh_services(m, host, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < v[i]->n_ports; j++)
			if (mw_str_eq(v[i]->ports[j].name, name))
				return v[i]->ports[j].number;
	return 0;
}

/* Hosts of the target; *n is 0 when there is none (G126). */
static const struct mw_string *
hosts_of(struct policies *ps, const struct mw_object *policy,
    const struct mw_backend_tls_policy_target_refs *t, size_t *n)
{
	const struct mw_mesh *m = ps->k->l->mesh;
	const char *name = mw_str_or_empty(t->name.s);
	const struct mw_object *o;
	struct mw_string *host;

	*n = 0;
	if (mw_str_eq(t->kind.s, "ServiceEntry")) {
		o = mw_mesh_find(m, MW_KIND_SERVICE_ENTRY, policy->ns, name);
		if (o == NULL || o->spec == NULL)
			return NULL;
		*n = MW_SPEC(o, service_entry)->hosts.n;
		return MW_SPEC(o, service_entry)->hosts.v;
	}
	if (!mw_str_eq(t->kind.s, "Service") || mw_mesh_find(m,
	    MW_KIND_K8S_SERVICE, policy->ns, name) == NULL)
		return NULL;
	host = MW_NEW(ps->k->arena, struct mw_string);
	host->s = mw_arena_printf(ps->k->arena, "%s.%s.svc.%s", name,
	    policy->ns, m->settings.domain);
	host->node = t->node;
	*n = 1;
	return host;
}

static void
add_target(struct policies *ps, const struct policy *p,
    const struct mw_backend_tls_policy_target_refs *t)
{
	const char *section = mw_str_or_empty(t->section_name.s);
	const char *kind = mw_str_or_empty(t->kind.s);
	const char *name = mw_str_or_empty(t->name.s);
	const char *key = mw_arena_printf(ps->k->l->scratch, "%s/%s/%s/%s",
	    kind, p->object->ns, name, section);
	const struct mw_string *hosts;
	size_t n;

	if (mw_map_put(ps->taken, key, ps) != NULL)
		return;
	hosts = hosts_of(ps, p->object, t, &n);
	for (size_t i = 0; i < n && mw_mesh_spend(ps->k->l, 1); i++) {
		int64_t port = section[0] == '\0' ? 0 : port_of(
		    ps->k->l->mesh, mw_str_or_empty(hosts[i].s), section);

		if (port != 0 || section[0] == '\0')
			add(ps, p, kind, name, &hosts[i], port);
	}
}

/* ---- all ------------------------------------------------------------ */

/* G127: by age, then by name. */
static int
by_age(const void *x, const void *y)
{
	const struct mw_object *a = *(const struct mw_object *const *)x;
	const struct mw_object *b = *(const struct mw_object *const *)y;
	int d;

	if (a->created != b->created)
		return a->created < b->created ? -1 : 1;
	d = strcmp(a->ns, b->ns);
	return d != 0 ? d : strcmp(a->name, b->name);
}

void
mw_gwapi_make_policies(struct mw_gwapi_maker *k)
{
	const struct mw_objects *all =
	    &k->l->mesh->of_kind[MW_KIND_BACKEND_TLS_POLICY];
	const struct mw_object **v = MW_NEW_ARRAY(k->l->scratch,
	    const struct mw_object *, all->n);
	struct policies ps = { .k = k };

	ps.taken = mw_map_new(k->l->scratch);
	ps.drafts = mw_map_new(k->l->scratch);
	if (all->n > 0)
		memcpy(v, all->v, all->n * sizeof(*v));
	if (all->n > 1)
		qsort(v, all->n, sizeof(*v), by_age);
	for (size_t i = 0; i < all->n; i++) {
		struct policy p = { .object = v[i], .spec = v[i]->spec };

		/* G130 */
		if (p.spec == NULL || p.spec->validation == NULL ||
		    mw_str_case_eq(mw_labels_get(&v[i]->annotations,
		    "istio.io/ignore-policy-attachment"), "true"))
			continue;
		p.tls = make_tls(k, &p);
		for (size_t j = 0; j < p.spec->target_refs.n; j++)
			add_target(&ps, &p, &p.spec->target_refs.v[j]);
	}
	for (size_t i = 0; i < mw_map_count(ps.drafts); i++) {
		struct draft *d = mw_map_value(ps.drafts, i);

		d->policy->port_level_settings.v = d->ports.v;
		d->policy->port_level_settings.n = d->ports.n;
		mw_vec_push(k->arena, &k->rules, d->rule);
	}
}
