/*
 * admit-destinationrule.c - DestinationRule (D3).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"

enum { SIMPLE = 1, MUTUAL = 2 };	/* of the TLS modes */
enum { MAGLEV_MAX = 5000011 };

/* ---- load balancing -------------------------------------------------- */

/* As Envoy's: 0 and 1 get through the first two tests. */
static bool
is_prime(uint64_t x)
{
	if (x != 0 && x < 4)
		return true;
	if ((x & 1) == 0)
		return false;
	for (uint64_t f = 3; f * f <= x; f += 2)
		if (x % f == 0)
			return false;
	return true;
}

static void
check_cookie(struct mw_admit *a, const struct mw_hash_cookie *c)
{
	struct mw_map *seen = mw_map_new(a->arena);

	if (c == NULL)
		return;
	if (mw_str_empty(c->name.s))
		mw_admit_error(a, c->node, "httpCookie needs a name");
	for (size_t i = 0; i < c->attributes.n; i++) {
		const struct mw_env_var *v = &c->attributes.v[i];

		if (mw_str_empty(v->name.s))
			mw_admit_error(a, v->node,
			    "an attribute of a cookie needs a name");
		else if (mw_map_put(seen, v->name.s, seen) != NULL)
			mw_admit_error(a, v->name.node,
			    "the attribute '%s' is given twice", v->name.s);
	}
}

static void
check_maglev(struct mw_admit *a, const struct mw_destination_rule_maglev *m)
{
	const struct mw_node *node;

	if (m == NULL)
		return;
	node = m->table_size.node != NULL ? m->table_size.node : m->node;
	if (m->table_size.v == 0)
		mw_admit_error(a, node, "maglev needs a tableSize");
	else if (m->table_size.v >= MAGLEV_MAX || m->table_size.v < 0)
		mw_admit_error(a, node,
		    "tableSize has to be less than %d", MAGLEV_MAX);
	else if (!is_prime((uint64_t)m->table_size.v))
		mw_admit_error(a, node, "tableSize has to be a prime number");
}

static void
check_hash(struct mw_admit *a, const struct mw_consistent_hash *h)
{
	if (h == NULL)
		return;
	check_cookie(a, h->http_cookie);
	if (h->minimum_ring_size.v != 0) {
		mw_admit_warn(a, h->minimum_ring_size.node, "minimumRingSize "
		    "is deprecated: use ringHash.minimumRingSize");
		if (h->maglev != NULL || h->ring_hash != NULL)
			mw_admit_error(a, h->minimum_ring_size.node,
			    "minimumRingSize and maglev or ringHash exclude "
			    "each other");
	}
	check_maglev(a, h->maglev);
}

static void
check_warmup(struct mw_admit *a, const struct mw_destination_rule_warmup *w)
{
	if (w == NULL)
		return;
	if (w->duration.node == NULL)
		mw_admit_error(a, w->node, "warmup needs a duration");
	mw_admit_duration(a, &w->duration);
	if (w->minimum_percent.v > 100)
		mw_admit_error(a, w->minimum_percent.node,
		    "minimumPercent is above 100");
	if (w->aggression.node != NULL && w->aggression.v <= 0)
		mw_admit_error(a, w->aggression.node,
		    "aggression has to be above 0");
}

static void
check_balancer(struct mw_admit *a, const struct mw_load_balancer *l,
    bool outlier)
{
	if (l == NULL)
		return;
	check_hash(a, l->consistent_hash);
	if (l->locality_lb_setting != NULL && l->zone_aware_lb_setting != NULL)
		mw_admit_error(a, l->zone_aware_lb_setting->node,
		    "localityLbSetting and zoneAwareLbSetting exclude each "
		    "other");
	mw_admit_locality(a, l->locality_lb_setting, outlier);
	mw_admit_zone_aware(a, l->zone_aware_lb_setting, outlier);
	check_warmup(a, l->warmup);
}

/* ---- the rest of a traffic policy ------------------------------------ */

static void
check_outlier(struct mw_admit *a, const struct mw_outlier_detection *o)
{
	if (o == NULL)
		return;
	mw_admit_duration(a, &o->base_ejection_time);
	if (o->consecutive_errors.v != 0)
		mw_admit_warn(a, o->consecutive_errors.node,
		    "consecutiveErrors is deprecated: use consecutive5xxErrors "
		    "or consecutiveGatewayErrors");
	if (!o->split_external_local_origin_errors.v &&
	    o->consecutive_local_origin_failures.v > 0)
		mw_admit_error(a, o->consecutive_local_origin_failures.node,
		    "consecutiveLocalOriginFailures wants "
		    "splitExternalLocalOriginErrors to be true");
	mw_admit_duration(a, &o->interval);
	mw_admit_percent(a, &o->max_ejection_percent, "maxEjectionPercent");
	mw_admit_percent(a, &o->min_health_percent, "minHealthPercent");
}

#define CONFIGMAP "configmap://"

static void
check_credential_name(struct mw_admit *a, const struct mw_string *s)
{
	const char *ns, *name, *own = a->object->ns;
	size_t n;

	if (!mw_str_has_prefix(s->s, CONFIGMAP))
		return;
	ns = s->s + strlen(CONFIGMAP);
	n = strcspn(ns, "/");
	name = ns + n + (ns[n] == '/');
	if (n == 0 || *name == '\0' || *name == '/')
		mw_admit_error(a, s->node,
		    "'%s' has to name a namespace and a ConfigMap", s->s);
	else if (*own == '\0' || strlen(own) != n || memcmp(own, ns, n) != 0)
		mw_admit_error(a, s->node, "'%s' has to name a ConfigMap of "
		    "the own namespace '%s'", s->s, own);
}

static void
check_skip_verify(struct mw_admit *a, const struct mw_client_tls *t)
{
	const struct mw_node *node = t->insecure_skip_verify.node;

	if (!t->insecure_skip_verify.v)
		return;
	if (t->mode.v == SIMPLE && (!mw_str_empty(t->ca_certificates.s) ||
	    !mw_str_empty(t->credential_name.s) ||
	    t->subject_alt_names.n > 0))
		mw_admit_error(a, node, "insecureSkipVerify excludes "
		    "caCertificates, credentialName and subjectAltNames");
	if (t->mode.v == MUTUAL && (!mw_str_empty(t->ca_certificates.s) ||
	    t->subject_alt_names.n > 0))
		mw_admit_error(a, node, "insecureSkipVerify excludes "
		    "caCertificates and subjectAltNames");
}

static void
check_client_tls(struct mw_admit *a, const struct mw_client_tls *t)
{
	bool mutual, credential;

	if (t == NULL)
		return;
	mutual = t->mode.v == MUTUAL;
	credential = !mw_str_empty(t->credential_name.s);
	check_credential_name(a, &t->credential_name);
	check_skip_verify(a, t);
	if (credential && (mutual || t->mode.v == SIMPLE)) {
		if (!mw_str_empty(t->client_certificate.s) ||
		    !mw_str_empty(t->ca_certificates.s) ||
		    !mw_str_empty(t->private_key.s) ||
		    !mw_str_empty(t->ca_crl.s))
			mw_admit_error(a, t->credential_name.node,
			    "credentialName excludes clientCertificate, "
			    "privateKey, caCertificates and caCrl");
		return;
	}
	if (mutual && mw_str_empty(t->client_certificate.s))
		mw_admit_error(a, t->node,
		    "TLS mode MUTUAL needs a clientCertificate");
	if (mutual && mw_str_empty(t->private_key.s))
		mw_admit_error(a, t->node,
		    "TLS mode MUTUAL needs a privateKey");
}

static void
check_ports(struct mw_admit *a, const struct mw_port_traffic_policy_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_port_traffic_policy *p = &l->v[i];

		if (p->port == NULL)
			mw_admit_error(a, p->node, "portLevelSettings need a "
			    "port");
		if (p->outlier_detection == NULL &&
		    p->connection_pool == NULL && p->load_balancer == NULL &&
		    p->tls == NULL)
			mw_admit_error(a, p->node,
			    "the settings of a port are empty");
		check_outlier(a, p->outlier_detection);
		mw_admit_pool(a, p->connection_pool);
		check_balancer(a, p->load_balancer,
		    p->outlier_detection != NULL);
		check_client_tls(a, p->tls);
	}
}

static void
check_tunnel(struct mw_admit *a, const struct mw_tunnel *t)
{
	const char *protocol;

	if (t == NULL)
		return;
	protocol = mw_str_or_empty(t->protocol.s);
	if (*protocol != '\0' && strcmp(protocol, "CONNECT") != 0 &&
	    strcmp(protocol, "POST") != 0)
		mw_admit_error(a, t->protocol.node,
		    "the protocol of a tunnel is CONNECT or POST");
	if (!mw_admit_is_ip(t->target_host.s) &&
	    !mw_admit_is_fqdn(t->target_host.s))
		mw_admit_error(a, t->target_host.node != NULL ?
		    t->target_host.node : t->node,
		    "'%s' is neither a host name nor an address",
		    mw_str_or_empty(t->target_host.s));
	mw_admit_port(a, &t->target_port, t->node, "targetPort");
}

static void
check_policy(struct mw_admit *a, const struct mw_traffic_policy *p)
{
	bool quiet = a->quiet;

	if (p == NULL)
		return;
	if (p->outlier_detection == NULL && p->connection_pool == NULL &&
	    p->load_balancer == NULL && p->tls == NULL &&
	    p->port_level_settings.n == 0 && p->tunnel == NULL &&
	    p->proxy_protocol == NULL && p->retry_budget == NULL) {
		mw_admit_error(a, p->node, "the trafficPolicy is empty");
		return;
	}
	if (p->tunnel != NULL && p->proxy_protocol != NULL) {
		mw_admit_error(a, p->proxy_protocol->node,
		    "tunnel and proxyProtocol exclude each other");
		return;
	}
	check_outlier(a, p->outlier_detection);
	mw_admit_pool(a, p->connection_pool);
	check_balancer(a, p->load_balancer, p->outlier_detection != NULL);
	check_client_tls(a, p->tls);
	a->quiet = true;
	check_ports(a, &p->port_level_settings);
	a->quiet = quiet;
	check_tunnel(a, p->tunnel);
	if (p->proxy_protocol != NULL && p->proxy_protocol->version.v != 0 &&
	    p->proxy_protocol->version.v != 1)
		mw_admit_error(a, p->proxy_protocol->version.node,
		    "the version of the proxy protocol is V1 or V2");
}

static void
check_subsets(struct mw_admit *a, const struct mw_subset_list *l)
{
	struct mw_map *seen = mw_map_new(a->arena);

	a->quiet = true;
	for (size_t i = 0; i < l->n; i++) {
		const struct mw_subset *s = &l->v[i];
		const char *name = mw_str_or_empty(s->name.s);
		const struct mw_node *node = s->name.node != NULL ?
		    s->name.node : s->node;

		if (mw_map_put(seen, name, seen) != NULL)
			mw_admit_error(a, node,
			    "the subset '%s' is given twice", name);
		if (!mw_admit_is_label(name))
			mw_admit_error(a, node,
			    "'%s' cannot be the name of a subset", name);
		mw_admit_label_map(a, &s->labels);
		check_policy(a, s->traffic_policy);
	}
	a->quiet = false;
}

void
mw_admit_destination_rule(struct mw_admit *a)
{
	const struct mw_destination_rule *r =
	    MW_SPEC(a->object, destination_rule);

	mw_admit_wildcard_host(a, &r->host, mw_admit_node(a, NULL));
	check_policy(a, r->traffic_policy);
	check_subsets(a, &r->subsets);
	mw_admit_export_to(a, &r->export_to, r->workload_selector != NULL ?
	    MW_ADMIT_EXPORT_SELECTED : MW_ADMIT_EXPORT_PLAIN);
	mw_admit_selector(a, r->workload_selector);
}
