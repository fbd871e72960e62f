/*
 * rule-service.c - names of Service ports (B20), addresses of ServiceEntries
 * (B18).
 */
#include <string.h>

#include "base/str.h"
#include "lint/world.h"

/* ---- names (B20) ------------------------------------------------------- */

static bool
made_by_istio(const struct mw_object *o)
{
	static const char *const makers[] = { "istio.io-gateway-controller",
		"istio.io-mesh-controller", "istio.io-eastwest-controller" };
	const char *by = mw_labels_get(&o->labels, "gateway.istio.io/managed");

	for (size_t i = 0; i < MW_LEN(makers); i++)
		if (mw_str_eq(by, makers[i]))
			return true;
	return mw_lint_is_control_plane(o);
}

/* Istio's own, whatever its labels are. */
static bool
is_the_ingress(const struct mw_object *o)
{
	return strcmp(o->ns, "istio-system") == 0 &&
	    strcmp(o->name, "istio-ingressgateway") == 0;
}

static void
check_port(struct mw_findings *f, const struct mw_object *o, bool external,
    const struct mw_k8s_service_port *p)
{
	const char *name = mw_str_or_empty(p->name.s);
	bool known = mw_str_eq(p->protocol.s, "UDP") ||
	    mw_protocol_of_port(name, p->app_protocol.s, p->port.v) !=
	    MW_PROTO_AUTO;
	const struct mw_node *place = p->name.node != NULL ? p->name.node
	    : p->node;

	if (known && !(external && strcmp(name, "tcp") == 0))
		return;
	if (external)
		mw_lint_say(f, MW_RULE_IST0150, o, place,
		    "Port name for ExternalName service is invalid. Proxy may "
		    "prevent tcp named ports and unmatched traffic for ports "
		    "serving TCP protocol from being forwarded correctly");
	else
		mw_lint_say(f, MW_RULE_IST0118, o, place,
		    "Port name %s (port: %lld, targetPort: %s) doesn't follow "
		    "the naming convention of Istio port.", name,
		    (long long)p->port.v,
		    p->target_port.s != NULL ? p->target_port.s : "0");
}

void
mw_lint_service(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_K8S_SERVICE];

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_object *o = list->v[i];
		const struct mw_k8s_service_spec *s =
		    MW_SPEC(o, k8s_service)->spec;

		if (s == NULL || o->assumed || made_by_istio(o) ||
		    is_the_ingress(o))
			continue;
		for (size_t k = 0; k < s->ports.n; k++)
			check_port(f, o, mw_str_eq(s->type.s, "ExternalName"),
			    &s->ports.v[k]);
	}
}

/* ---- addresses (B18) --------------------------------------------------- */

static bool
allocates(const struct mw_lint_world *w)
{
	const struct mw_mesh_config_default_config *d =
	    w->mesh->settings.config->default_config;
	const struct mw_string_map *m = d != NULL ? &d->proxy_metadata : NULL;

	return mw_str_eq(mw_labels_get(m, "ISTIO_META_DNS_CAPTURE"), "true") &&
	    (mw_str_eq(mw_labels_get(m, "ISTIO_META_DNS_AUTO_ALLOCATE"),
	    "true") || mw_str_eq(mw_labels_get(m,
	    "PILOT_ENABLE_IP_AUTOALLOCATE"), "true"));
}

void
mw_lint_service_entry(struct mw_findings *f)
{
	const struct mw_objects *list =
	    &f->world->of_kind[MW_KIND_SERVICE_ENTRY];

	if (allocates(f->world))
		return;
	for (size_t i = 0; i < list->n; i++) {
		const struct mw_object *o = list->v[i];
		const struct mw_service_entry *se = MW_SPEC(o, service_entry);

		if (se->addresses.n > 0 || mw_node_count(mw_node_find(o->root,
		    "status.addresses")) > 0)
			continue;
		for (size_t k = 0; k < se->ports.n; k++) {
			const struct mw_server_port *p = &se->ports.v[k];
			struct mw_finding *x;

			if (!mw_str_empty(p->protocol.s) &&
			    !mw_str_case_eq(p->protocol.s, "TCP"))
				continue;
			x = mw_lint_say(f, MW_RULE_IST0134, o,
			    p->name.node != NULL ? p->name.node : p->node,
			    "ServiceEntry addresses are required for this "
			    "protocol.");
			if (p->name.node == NULL)
				x->counts_at = MW_FINDING_WHOLE;
		}
	}
}
