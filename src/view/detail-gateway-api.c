/*
 * detail-gateway-api.c - what became of a Gateway or a route of the Gateway
 * API, in the words of the status that Istio writes (G135 to G137).
 */
#include "base/str.h"
#include "mesh/gwapi.h"
#include "view/state.h"

static void
verdict(struct mw_page *p, const char *label, const char *type,
    const struct mw_gwapi_verdict *v, const struct mw_object *o)
{
	const char *word = mw_gwapi_reason_word(v->reason);

	if (v->reason == MW_GWAPI_OK) {
		mw_page_fact(p, label, MW_ROLE_TEXT, "%s", type);
		return;
	}
	mw_page_fact(p, label, MW_ROLE_WARN, "%s%s%s: %s", word[0] != '\0' ?
	    "not " : "", word[0] != '\0' ? type : "no status", word[0] != '\0'
	    ? mw_arena_printf(p->arena, ", %s", word) : "", v->text != NULL ?
	    v->text : mw_gwapi_reason_text(v->reason));
	p->v[p->n - 1].object = o;
	p->v[p->n - 1].node = v->node;
}

static void
parent(struct mw_page *p, const struct mw_gwapi_route *r, size_t i)
{
	const struct mw_gwapi_parent *at = &r->parents[i];
	const struct mw_gwapi_verdict *resolved = &r->resolved[at->mesh];
	const char *label = i == 0 ? "Parents" : "";

	if (at->to != NULL)
		mw_page_link(p, label, at->to, NULL, "%s%s",
		    mw_str_empty(at->ref->section_name.s) ? "" : "listener ",
		    mw_str_or_empty(at->ref->section_name.s));
	else
		mw_page_fact(p, label, MW_ROLE_TEXT, "%s",
		    mw_str_or_empty(at->ref->name.s));
	verdict(p, "", "accepted", &at->accepted, r->object);
	if (at->accepted.reason != MW_GWAPI_OK)
		return;
	for (size_t k = 0; k < at->n_attachments; k++) {
		const struct mw_gwapi_attachment *a = &at->attachments[k];

		for (size_t j = 0; j < a->n_hosts; j++)
			mw_page_fact(p, "", MW_ROLE_DIM, "listener %s serves "
			    "%s", mw_str_or_empty(a->listener->spec->name.s),
			    mw_str_or_empty(a->hosts[j].s));
	}
	verdict(p, "", "references resolved", resolved, r->object);
	if (r->dropped[at->mesh])
		mw_page_fact(p, "", MW_ROLE_ERROR, "the whole route is "
		    "dropped");
}

static void
gateway(struct mw_page *p, const struct mw_gwapi_gateway *g)
{
	verdict(p, "Status", "accepted", &g->accepted, g->object);
	for (size_t i = 0; i < g->n_listeners; i++) {
		const struct mw_gwapi_listener *li = g->listeners[i];

		mw_page_fact(p, i == 0 ? "Listeners" : "", MW_ROLE_TEXT,
		    "%s: %zu route%s", mw_str_or_empty(li->spec->name.s),
		    li->routes.n, mw_str_s(li->routes.n));
		p->v[p->n - 1].object = li->owner;
		p->v[p->n - 1].node = li->spec->node;
		if (li->accepted.reason != MW_GWAPI_OK)
			verdict(p, "", "accepted", &li->accepted, li->owner);
		if (li->resolved.reason != MW_GWAPI_OK)
			verdict(p, "", "references resolved", &li->resolved,
			    li->owner);
		else if (li->programmed.reason != MW_GWAPI_OK)
			verdict(p, "", "programmed", &li->programmed,
			    li->owner);
	}
}

void
mw_detail_gateway_api(struct mw_app *a, struct mw_page *p,
    const struct mw_object *o)
{
	const struct mw_gwapi_gateway *g = mw_gwapi_gateway_of(a->mesh, o);
	const struct mw_gwapi_route *r = mw_gwapi_route_of(a->mesh, o);

	if (g != NULL)
		gateway(p, g);
	for (size_t i = 0; r != NULL && i < r->n_parents; i++)
		parent(p, r, i);
}
