/*
 * rule-routes.c - routes and listeners of the Gateway API that are not in
 * force, as Istio's status would say (G25 to G33, G44, G55, G89).
 *
 * A parent that is not in the input is said by the check of references: it may
 * be kept elsewhere, and another controller's is nobody's mistake.
 */
#include "base/str.h"
#include "lint/world.h"
#include "mesh/gwapi.h"

#include <string.h>

static struct mw_finding *
say(struct mw_findings *f, enum mw_rule rule, const struct mw_object *o,
    const struct mw_gwapi_verdict *v, const char *what)
{
	return mw_lint_say(f, rule, o, v->node, "%s: %s (%s)", what, v->text,
	    mw_gwapi_reason_word(v->reason));
}

static bool
is_refusal(enum mw_gwapi_reason r)
{
	return r == MW_GWAPI_NO_MATCHING_PARENT || r == MW_GWAPI_NOT_ALLOWED ||
	    r == MW_GWAPI_NO_HOSTNAME || r == MW_GWAPI_SET_NOT_ALLOWED;
}

/* G90: the status says nothing of a port that is not there. */
static void
check_port(struct mw_findings *f, const struct mw_object *o,
    const struct mw_node *backend)
{
	const struct mw_mesh *m = f->world->mesh;
	const struct mw_node *port = mw_node_get(backend, "port");
	const char *name = mw_node_text(mw_node_get(backend, "name"));
	const char *ns = mw_node_text(mw_node_get(backend, "namespace"));
	const char *kind = mw_node_text(mw_node_get(backend, "kind"));
	const struct mw_service *s;
	struct mw_arena *tmp;

	if (name == NULL || port == NULL || (kind != NULL && strcmp(kind,
	    "Service") != 0))
		return;
	tmp = mw_arena_new();
	if (ns == NULL)
		ns = o->ns;
	s = mw_mesh_service(m, mw_arena_printf(tmp, "%s.%s.svc.%s", name, ns,
	    m->settings.domain), ns);
	mw_arena_free(tmp);
	if (s == NULL || s->assumed || mw_service_port(s, mw_node_int(port)) !=
	    NULL)
		return;
	mw_lint_say(f, MW_RULE_MW0724, o, port, "the backend answers 500: "
	    "Service %s/%s has no port %lld", s->ns, s->name,
	    (long long)mw_node_int(port));
}

/* G88: nobody has a share. */
static void
check_rule(struct mw_findings *f, const struct mw_object *o,
    const struct mw_node *rule)
{
	const struct mw_node *l = mw_node_get(rule, "backendRefs");
	bool weight = false;

	for (const struct mw_node *k = mw_node_first(l); k != NULL; k =
	     mw_node_next(k)) {
		const struct mw_node *w = mw_node_get(k, "weight");

		weight = weight || w == NULL || mw_node_int(w) > 0;
		check_port(f, o, k);
	}
	for (const struct mw_node *k = mw_node_first(mw_node_get(rule,
	     "filters")); k != NULL; k = mw_node_next(k))
		weight = weight || mw_node_get(k, "requestRedirect") != NULL;
	if (!weight)
		mw_lint_say(f, MW_RULE_MW0724, o, l != NULL ? l : rule, "the "
		    "rule answers 500: %s", mw_node_count(l) > 0 ?
		    "no backend has a weight" : "it has no backend");
}

static void
check_rules(struct mw_findings *f, const struct mw_gwapi_route *r)
{
	const struct mw_node *l = mw_node_find(r->object->root, "spec.rules");

	if (r->kind != MW_GWAPI_HTTP && r->kind != MW_GWAPI_GRPC)
		return;
	for (const struct mw_node *k = mw_node_first(l); k != NULL; k =
	     mw_node_next(k))
		check_rule(f, r->object, k);
}

static void
check_route(struct mw_findings *f, const struct mw_gwapi_route *r)
{
	for (size_t i = 0; i < r->n_parents; i++) {
		const struct mw_gwapi_parent *p = &r->parents[i];

		if (p->to != NULL && is_refusal(p->accepted.reason))
			say(f, MW_RULE_MW0723, r->object, &p->accepted,
			    "the parent refuses the route");
	}
	for (size_t i = 0; i < r->n_faults; i++) {
		const struct mw_gwapi_verdict *v = &r->faults[i];

		switch (v->reason) {
		case MW_GWAPI_REF_NOT_PERMITTED:
		case MW_GWAPI_INVALID_KIND:
			say(f, MW_RULE_MW0724, r->object, v,
			    "the backend answers 500");
			break;
		case MW_GWAPI_INVALID_FILTER:
		case MW_GWAPI_INVALID_DESTINATION:
		case MW_GWAPI_INVALID_CONFIGURATION:
			say(f, MW_RULE_MW0725, r->object, v,
			    "the whole route is dropped");
			break;
		default:
			break;
		}
	}
}

/*
 * What a listener that is not in force costs: as long as no route names its
 * owner, nothing.  Protocols are an open set: another Istio may know one.
 */
static enum mw_severity
cost_of(const struct mw_findings *f, const struct mw_gwapi_listener *li)
{
	return mw_gwapi_children(f->world->mesh, li->owner)->n == 0 ||
	    li->accepted.reason == MW_GWAPI_UNSUPPORTED_PROTOCOL ? MW_INFO
	    : MW_WARNING;
}

static void
check_listener(struct mw_findings *f, const struct mw_gwapi_listener *li)
{
	if (li->accepted.reason != MW_GWAPI_OK)
		say(f, MW_RULE_MW0726, li->owner, &li->accepted,
		    "the listener is not in force")->severity = cost_of(f, li);
	else if (li->resolved.reason == MW_GWAPI_INVALID_ROUTE_KINDS)
		say(f, MW_RULE_MW0726, li->owner, &li->resolved,
		    "the listener does not take all that is allowed");
	else if (li->programmed.reason != MW_GWAPI_OK)
		say(f, MW_RULE_MW0726, li->owner, li->resolved.reason !=
		    MW_GWAPI_OK ? &li->resolved : &li->programmed,
		    "the listener is not in force")->severity = cost_of(f, li);
}

void
mw_lint_routes(struct mw_findings *f)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(
	    f->world->mesh);

	for (size_t i = 0; i < api->n_routes; i++) {
		check_route(f, api->routes[i]);
		check_rules(f, api->routes[i]);
	}
	for (size_t i = 0; i < api->n_sets; i++)
		if (is_refusal(api->sets[i]->accepted.reason))
			say(f, MW_RULE_MW0723, api->sets[i]->object,
			    &api->sets[i]->accepted,
			    "the Gateway refuses the ListenerSet");
	for (size_t i = 0; i < api->n_listeners; i++)
		check_listener(f, api->listeners[i]);
}
