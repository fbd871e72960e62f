/*
 * refs-policy.c - references of policies, of routes and Gateways of the
 * Gateway API, and of Ingresses.
 */
#include <string.h>

#include "base/str.h"
#include "mesh/refs.h"

/* ---- workloads and targets ------------------------------------------ */

static void
select_workloads(struct mw_refs_maker *r)
{
	const struct mw_string_map *selector = mw_object_selector(r->from);
	const struct mw_slots *slots;

	if (selector == NULL || selector->n == 0)
		return;
	/* of a DestinationRule: clients of its own namespace (R166) */
	if (mw_str_eq(r->from->ns, r->l->mesh->settings.root_namespace) &&
	    r->from->kind != MW_KIND_DESTINATION_RULE)
		slots = mw_workloads_select_all(r->l, selector);
	else
		slots = mw_workloads_select(r->l, r->from->ns, selector);
	mw_refs_workloads(r, selector->node, selector, slots);
}

/* The few kinds that others refer to by group and kind. */
static enum mw_kind
kind_of(const char *group, const char *kind)
{
	static const struct {
		const char *group, *kind;
		enum mw_kind is;
	} kinds[] = {
		{ "", "Service", MW_KIND_K8S_SERVICE },
		{ "", "Secret", MW_KIND_K8S_SECRET },
		{ "", "ConfigMap", MW_KIND_K8S_CONFIG_MAP },
		{ "gateway.networking.k8s.io", "Gateway",
		    MW_KIND_K8S_GATEWAY },
		{ "gateway.networking.k8s.io", "GatewayClass",
		    MW_KIND_GATEWAY_CLASS },
		{ "gateway.networking.k8s.io", "ListenerSet",
		    MW_KIND_LISTENER_SET },
		{ "networking.istio.io", "ServiceEntry",
		    MW_KIND_SERVICE_ENTRY },
	};

	/* "core" is another way to write the empty group */
	if (strcmp(group, "core") == 0)
		group = "";
	for (size_t i = 0; i < MW_LEN(kinds); i++)
		if (strcmp(kinds[i].group, group) == 0 &&
		    strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].is;
	return MW_KIND_UNKNOWN;
}

static const char *
text_of(const struct mw_node *map, const char *key, const char *otherwise)
{
	const char *text = mw_node_text(mw_node_get(map, key));

	return text != NULL ? text : otherwise;
}

/* {group, kind, name, namespace} with these defaults. */
static void
object_ref(struct mw_refs_maker *r, const char *what,
    const struct mw_node *ref, const char *group, const char *kind)
{
	const char *name = text_of(ref, "name", "");
	const char *ns = text_of(ref, "namespace", r->from->ns);
	enum mw_kind is = kind_of(text_of(ref, "group", group),
	    text_of(ref, "kind", kind));

	if (name[0] == '\0' || is == MW_KIND_UNKNOWN)
		return;
	if (is == MW_KIND_K8S_SECRET)
		mw_refs_secret(r, ref, name, ns);
	else if (is == MW_KIND_GATEWAY_CLASS) {
		/* those of the mesh itself are in no manifest */
		if (mw_mesh_find(r->l->mesh, is, "", name) != NULL)
			mw_refs_object(r, what, ref, name, is, "", name);
	} else if (is == MW_KIND_K8S_SERVICE)
		mw_refs_host(r, what, ref, mw_arena_printf(r->l->arena,
		    "%s.%s.svc.%s", name, ns, r->l->mesh->settings.domain));
	else
		mw_refs_object(r, what, ref, name, is, ns, name);
}

static void
object_refs(struct mw_refs_maker *r, const char *what,
    const struct mw_node *list, const char *group, const char *kind)
{
	const struct mw_node *ref = mw_node_first(list);

	for (; ref != NULL; ref = mw_node_next(ref))
		object_ref(r, what, ref, group, kind);
}

/* ---- AuthorizationPolicy: its external authorizer ------------------- */

static void
provider(struct mw_refs_maker *r)
{
	const struct mw_authorization_policy *p = MW_SPEC(r->from,
	    authorization_policy);
	const struct mw_settings *s = &r->l->mesh->settings;
	const char *name;

	if (p->provider == NULL || mw_str_empty(p->provider->name.s))
		return;
	name = p->provider->name.s;
	for (size_t i = 0; i < s->config->extension_providers.n &&
	    mw_mesh_spend(r->l, 1); i++)
		if (mw_str_eq(s->config->extension_providers.v[i].name.s,
		    name)) {
			mw_refs_add(r, "provider", p->provider->name.node,
			    name, s->object);
			return;
		}
	mw_refs_missing(r, "provider", p->provider->name.node, name, name,
	    "extensionProviders of the mesh configuration defines them");
}

void
mw_refs_policy(struct mw_refs_maker *r)
{
	const struct mw_node *spec = mw_node_get(r->from->root, "spec");

	if (mw_kind_info(r->from->kind)->group[0] == '\0' ||
	    strstr(mw_kind_info(r->from->kind)->group, "istio.io") == NULL)
		return;
	select_workloads(r);
	object_refs(r, "target", mw_node_get(spec, "targetRefs"), "",
	    "Service");
	object_ref(r, "target", mw_node_get(spec, "targetRef"), "",
	    "Service");
	if (r->from->kind == MW_KIND_AUTHORIZATION_POLICY)
		provider(r);
}

/* ---- Gateway API ---------------------------------------------------- */

void
mw_refs_gateway_api(struct mw_refs_maker *r)
{
	const struct mw_node *spec = mw_node_get(r->from->root, "spec");
	const struct mw_node *n;

	object_refs(r, "parent", mw_node_get(spec, "parentRefs"),
	    "gateway.networking.k8s.io", "Gateway");
	n = mw_node_first(mw_node_get(spec, "rules"));
	for (; n != NULL; n = mw_node_next(n)) {
		const struct mw_node *f;

		object_refs(r, "destination", mw_node_get(n, "backendRefs"),
		    "", "Service");
		f = mw_node_first(mw_node_get(n, "filters"));
		for (; f != NULL; f = mw_node_next(f))
			object_ref(r, "mirror", mw_node_find(f,
			    "requestMirror.backendRef"), "", "Service");
	}
	n = mw_node_first(mw_node_get(spec, "listeners"));
	for (; n != NULL; n = mw_node_next(n))
		object_refs(r, "secret", mw_node_find(n,
		    "tls.certificateRefs"), "", "Secret");
}

/* ---- Ingress -------------------------------------------------------- */

static void
ingress_service(struct mw_refs_maker *r, const struct mw_k8s_ingress_service *s)
{
	if (s != NULL && !mw_str_empty(s->name.s))
		mw_refs_host(r, "destination", s->node, s->name.s);
}

void
mw_refs_ingress(struct mw_refs_maker *r)
{
	const struct mw_k8s_ingress_spec *s = MW_SPEC(r->from,
	    k8s_ingress)->spec;

	if (s == NULL)
		return;
	if (s->default_backend != NULL)
		ingress_service(r, s->default_backend->service);
	for (size_t i = 0; i < s->rules.n; i++) {
		const struct mw_k8s_ingress_http *h = s->rules.v[i].http;

		for (size_t k = 0; h != NULL && k < h->paths.n; k++)
			if (h->paths.v[k].backend != NULL)
				ingress_service(r,
				    h->paths.v[k].backend->service);
	}
	for (size_t i = 0; i < s->tls.n; i++)
		if (!mw_str_empty(s->tls.v[i].secret_name.s))
			mw_refs_secret(r, s->tls.v[i].secret_name.node,
			    s->tls.v[i].secret_name.s, r->from->ns);
}
