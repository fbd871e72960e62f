/*
 * gateway-listeners.c - listeners of the Gateway API for a pod (G16, G17,
 * G22, G29), and what is told of routes that do not reach it.
 */
#include "istiod/gateway.h"

#include "base/str.h"
#include "model/object.h"

#include <string.h>

bool
mw_gw_is_listener(const struct mw_gw_server *s)
{
	return s->object->kind != MW_KIND_GATEWAY;
}

const char *
mw_gw_title(struct mw_builder *b, const struct mw_gw_server *s)
{
	if (mw_gw_is_listener(s))
		return mw_arena_printf(b->arena, "listener %s of %s",
		    mw_str_or_empty(s->spec->name.s),
		    mw_object_title(b->arena, s->object));
	return mw_arena_printf(b->arena, "server %lld/%s of Gateway %s",
	    (long long)s->port, mw_str_or_empty(s->spec->port->protocol.s),
	    s->gateway);
}

/* G16: the pod is one of the Gateway's. */
static const struct mw_service *
service_of(const struct mw_builder *b, const struct mw_gwapi_listener *li)
{
	return mw_gwapi_service_of(li->gateway, b->workload);
}

static void
omit_listener(struct mw_builder *b, const struct mw_gwapi_listener *li)
{
	const struct mw_gwapi_verdict *v = li->accepted.reason != MW_GWAPI_OK ?
	    &li->accepted : li->programmed.reason != MW_GWAPI_OK ?
	    &li->programmed : &li->resolved;

	mw_build_omit(b, MW_OMIT_LISTENER_INVALID, li->owner, v->node != NULL ?
	    v->node : li->spec->node, NULL, "listener %s of %s is not in "
	    "force: %s", mw_str_or_empty(li->spec->name.s),
	    mw_object_title(b->arena, li->owner), v->text != NULL ? v->text :
	    mw_gwapi_reason_text(v->reason));
}

/* G17: the port of the Service, which has to be there. */
static int64_t
listens_on(const struct mw_builder *b, const struct mw_service *s,
    int64_t port)
{
	for (size_t i = 0; i < s->n_ports; i++)
		if (s->ports[i].number == port)
			return mw_target_port(b->workload, &s->ports[i]);
	return 0;
}

void
mw_gw_find_listeners(struct mw_builder *b, struct mw_gw_listeners *out)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(b->mesh);

	for (size_t i = 0; i < api->n_listeners; i++) {
		struct mw_gw_listener g = { .listener = api->listeners[i] };
		const struct mw_service *s = service_of(b, g.listener);

		if (s == NULL)
			continue;
		if (!g.listener->valid) {
			omit_listener(b, g.listener);
			continue;
		}
		g.listen = listens_on(b, s, g.listener->port);
		if (g.listen > 0) {
			mw_vec_push(b->arena, out, g);
			continue;
		}
		mw_build_omit(b, MW_OMIT_PORT_MISMATCH, g.listener->owner,
		    g.listener->spec->port.node, s->object, "listener %s of "
		    "%s has port %lld, which Service %s/%s has not",
		    mw_str_or_empty(g.listener->spec->name.s),
		    mw_object_title(b->arena, g.listener->owner),
		    (long long)g.listener->port, s->ns, s->name);
	}
}

bool
mw_gw_is_shut_out(const struct mw_gw_listeners *l, const struct mw_object *o)
{
	bool strict = false;

	for (size_t i = 0; i < l->n; i++) {
		if (!l->v[i].listener->gateway->managed)
			continue;
		if (strcmp(l->v[i].listener->owner->ns, o->ns) == 0)
			return false;
		strict = true;
	}
	return strict;
}

/* ---- routes that do not come here ----------------------------------- */

/* Gateways and ListenerSets of this pod, by their order. */
static const bool *
ours_of(struct mw_builder *b)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(b->mesh);
	bool *ours = MW_NEW_ARRAY(b->arena, bool, b->mesh->all.n + 1);

	for (size_t i = 0; i < api->n_listeners; i++)
		if (service_of(b, api->listeners[i]) != NULL)
			ours[api->listeners[i]->owner->order] = true;
	return ours;
}

static enum mw_omission_reason
omission_of(enum mw_gwapi_reason r)
{
	switch (r) {
	case MW_GWAPI_NO_HOSTNAME:
		return MW_OMIT_HOST_MISMATCH;
	case MW_GWAPI_NO_MATCHING_PARENT:
		return MW_OMIT_NO_LISTENER;
	case MW_GWAPI_PARENT_MISSING:
	case MW_GWAPI_PARENT_FOREIGN:
		return MW_OMIT_GATEWAY_MISSING;
	case MW_GWAPI_REF_NOT_PERMITTED:
		return MW_OMIT_NO_GRANT;
	case MW_GWAPI_BACKEND_NOT_FOUND:
		return MW_OMIT_BACKEND_MISSING;
	case MW_GWAPI_INVALID_FILTER:
	case MW_GWAPI_INVALID_KIND:
		return MW_OMIT_NOT_SUPPORTED;
	case MW_GWAPI_INVALID_DESTINATION:
	case MW_GWAPI_INVALID_CONFIGURATION:
		return MW_OMIT_BAD_VALUE;
	default:
		return MW_OMIT_NOT_ALLOWED;
	}
}

static void
omit_route(struct mw_builder *b, const struct mw_gwapi_route *r,
    const struct mw_gwapi_verdict *v)
{
	mw_build_omit(b, omission_of(v->reason), r->object, v->node, NULL,
	    "%s: %s", mw_object_title(b->arena, r->object), v->text);
}

void
mw_gw_route_omissions(struct mw_builder *b)
{
	const struct mw_gateway_api *api = mw_mesh_gateway_api(b->mesh);
	const bool *ours = api->n_routes > 0 ? ours_of(b) : NULL;

	for (size_t i = 0; i < api->n_routes; i++) {
		const struct mw_gwapi_route *r = api->routes[i];
		bool here = false;

		for (size_t j = 0; j < r->n_parents; j++) {
			const struct mw_gwapi_parent *p = &r->parents[j];

			/* of nobody: any gateway may be meant */
			if (p->to == NULL && !p->mesh)
				omit_route(b, r, &p->accepted);
			if (p->to == NULL || p->mesh || !ours[p->to->order])
				continue;
			here = true;
			if (p->accepted.reason != MW_GWAPI_OK)
				omit_route(b, r, &p->accepted);
		}
		for (size_t j = 0; here && j < r->n_faults; j++)
			omit_route(b, r, &r->faults[j]);
	}
}
