/*
 * rule-destination-rule.c - certificates nobody checks (B15), unknown hosts
 * (B16) and subsets without pods (B17).
 */
#include <string.h>

#include "base/str.h"
#include "lint/world.h"

/* ---- certificates (B15) ------------------------------------------------ */

static bool
unverified(const struct mw_destination_rule *dr, const struct mw_client_tls *t)
{
	/* SIMPLE=1 MUTUAL=2 */
	return t != NULL && (t->mode.v == 1 || t->mode.v == 2) &&
	    mw_str_empty(t->ca_certificates.s) &&
	    (mw_str_empty(t->credential_name.s) ||
	    dr->workload_selector == NULL);
}

static const struct mw_node *
tls_node(const struct mw_client_tls *t)
{
	return t->ca_certificates.node != NULL ? t->ca_certificates.node
	    : t->mode.node;
}

static void
check_certificates(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_destination_rule *dr = MW_SPEC(o, destination_rule);
	const struct mw_traffic_policy *p = dr->traffic_policy;
	const char *name = mw_lint_full_name(f->arena, o);
	const char *host = mw_str_or_empty(dr->host.s);

	if (p == NULL)
		return;
	if (unverified(dr, p->tls))
		mw_lint_say(f, MW_RULE_IST0128, o, tls_node(p->tls),
		    "DestinationRule %s in namespace %s has TLS mode set to %s "
		    "but no caCertificates are set to validate server identity "
		    "for host: %s", name, o->ns, p->tls->mode.name, host);
	for (size_t i = 0; i < p->port_level_settings.n; i++) {
		const struct mw_port_traffic_policy *x =
		    &p->port_level_settings.v[i];

		if (!unverified(dr, x->tls))
			continue;
		mw_lint_say(f, MW_RULE_IST0129, o, tls_node(x->tls),
		    "DestinationRule %s in namespace %s has TLS mode set to %s "
		    "but no caCertificates are set to validate server identity "
		    "for host: %s at port number:%lld", name, o->ns,
		    x->tls->mode.name, host,
		    x->port != NULL ? (long long)x->port->number.v : 0LL);
	}
}

/* ---- subsets (B17) ----------------------------------------------------- */

/* Where a pod is, by its node; the words win over its own labels. */
static const char *
label_of(const struct mw_lint_world *w, const struct mw_lint_pod *p,
    const char *key)
{
	static const char *const places[] = { "topology.kubernetes.io/region",
		"topology.kubernetes.io/zone", "topology.istio.io/subzone" };
	const char *name = p->spec != NULL ? p->spec->node_name.s : NULL;
	const struct mw_object *node;
	const char *value;

	if (mw_str_empty(name))
		return mw_labels_get(p->labels, key);
	if (strcmp(key, "kubernetes.io/hostname") == 0)
		return name;
	for (size_t i = 0; i < MW_LEN(places); i++) {
		if (strcmp(key, places[i]) != 0)
			continue;
		node = mw_lint_find(w, MW_KIND_K8S_NODE, "", name);
		if (node == NULL)
			break;
		value = mw_labels_get(&node->labels, key);
		/* a subzone counts inside of a zone only */
		if (i == 2 && mw_str_empty(mw_labels_get(&node->labels,
		    places[1])))
			break;
		if (!mw_str_empty(value))
			return value;
	}
	return mw_labels_get(p->labels, key);
}

static bool
selects(const struct mw_lint_world *w, const struct mw_string_map *base,
    const struct mw_string_map *own, const struct mw_lint_pod *p)
{
	for (size_t i = 0; i < own->n; i++)
		if (!mw_str_eq(label_of(w, p, own->v[i].key.s),
		    mw_str_or_empty(own->v[i].value.s)))
			return false;
	for (size_t i = 0; base != NULL && i < base->n; i++)
		if (mw_labels_get(own, base->v[i].key.s) == NULL &&
		    !mw_str_eq(label_of(w, p, base->v[i].key.s),
		    mw_str_or_empty(base->v[i].value.s)))
			return false;
	return true;
}

static void
check_subset(struct mw_findings *f, const struct mw_object *o,
    const struct mw_lint_host *host, const struct mw_subset *subset)
{
	const struct mw_lint_pods *pods = mw_lint_candidates(f->world,
	    &subset->labels);

	for (size_t i = 0; i < pods->n; i++)
		if (selects(f->world, host->selector, &subset->labels,
		    pods->v[i]))
			return;
	mw_lint_say(f, MW_RULE_IST0173, o, subset->name.node != NULL
	    ? subset->name.node : subset->node,
	    "The Subset %s defined in the DestinationRule does not select any "
	    "pods. Which may lead to 503 UH (NoHealthyUpstream).",
	    mw_str_or_empty(subset->name.s));
}

static void
check_host(struct mw_findings *f, const struct mw_object *o)
{
	const struct mw_destination_rule *dr = MW_SPEC(o, destination_rule);
	const char *name = mw_str_or_empty(dr->host.s);
	const struct mw_lint_host *host = mw_lint_host_find(f->world, o->ns,
	    &dr->export_to, name);

	if (host == NULL) {
		mw_lint_say(f, MW_RULE_IST0174, o, dr->host.node,
		    "The host %s defined in the DestinationRule does not match "
		    "any services in the mesh.", name);
		return;
	}
	for (size_t i = 0; i < dr->subsets.n; i++) {
		bool last = true;

		/* of two with one name, the later one counts */
		for (size_t k = i + 1; k < dr->subsets.n; k++)
			last &= !mw_str_eq(dr->subsets.v[i].name.s,
			    dr->subsets.v[k].name.s);
		if (last)
			check_subset(f, o, host, &dr->subsets.v[i]);
	}
}

static void *
begin(struct mw_findings *f, size_t *n)
{
	*n = f->world->of_kind[MW_KIND_DESTINATION_RULE].n;
	return NULL;
}

static bool
step(struct mw_findings *f, void *state, size_t i)
{
	const struct mw_object *o =
	    f->world->of_kind[MW_KIND_DESTINATION_RULE].v[i];

	(void)state;
	check_certificates(f, o);
	check_host(f, o);
	return true;
}

const struct mw_lint_steps mw_lint_destination_rule_steps = {
	"DestinationRules", begin, step, NULL };
