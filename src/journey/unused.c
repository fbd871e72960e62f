/*
 * unused.c - what was written for the host of a request, and is not used by
 * the proxy that decides.
 *
 * The compiler has recorded why; here the few of its omissions that are about
 * this request are found, so that a trace tells them beside what was chosen:
 * objects before the virtual host, conditions of routes that do not hold for
 * the whole proxy before those that it asks (R66).
 */
#include <string.h>

#include "base/str.h"
#include "journey/walk.h"
#include "mesh/gwapi.h"
#include "model/object.h"

enum { MOST = 8 };

struct about {
	const struct mw_mesh *mesh;
	const struct mw_workload *workload;
	const struct mw_service *service;	/* that the host means, or NULL */
	const char *host;			/* else the name itself */
};

/* As written in an object of namespace NS. */
static bool
is_host(const struct about *a, const char *written, const char *ns)
{
	const struct mw_service *s = a->service;

	if (mw_str_empty(written))
		return false;
	if (s == NULL)
		return mw_host_covers(written, a->host);
	if (strchr(written, '.') == NULL && strcmp(written, "*") != 0)
		return strcmp(written, s->name) == 0 && strcmp(ns, s->ns) == 0;
	return mw_host_covers(written, s->hostname);
}

static bool
any_host(const struct about *a, const struct mw_strings *v, const char *ns)
{
	for (size_t i = 0; i < v->n; i++) {
		if (is_host(a, v->v[i].s, ns))
			return true;
	}
	return false;
}

/* Another listener of this gateway has it for the host. */
static bool
is_served(const struct about *a, const struct mw_gwapi_parent *p)
{
	for (size_t i = 0; i < p->n_attachments; i++) {
		const struct mw_gwapi_attachment *at = &p->attachments[i];

		for (size_t k = 0; k < at->n_hosts; k++) {
			if (mw_host_covers(mw_str_or_empty(at->hosts[k].s),
			    a->host) && mw_gwapi_service_of(
			    at->listener->gateway, a->workload) != NULL)
				return true;
		}
	}
	return false;
}

/* A route of the Gateway API: its host names, or a parent in the mesh.  What
 * is wrong with a part of it, its own routes tell. */
static bool
is_route_about(const struct about *a, const struct mw_gwapi_route *r)
{
	for (size_t i = 0; i < r->n_parents; i++) {
		const struct mw_gwapi_parent *p = &r->parents[i];

		if (p->accepted.reason == MW_GWAPI_OK && !p->mesh &&
		    !r->dropped[0] && is_served(a, p))
			return false;
		if (a->service != NULL && p->mesh && p->to != NULL && p->to ==
		    a->service->object)
			return true;
	}
	return any_host(a, mw_gwapi_hostnames(r), r->object->ns);
}

static bool
is_about(const struct about *a, const struct mw_object *o)
{
	const struct mw_gwapi_route *r;

	if (o == NULL || o->spec == NULL)
		return false;
	switch (o->kind) {
	case MW_KIND_K8S_SERVICE:
		return a->service != NULL && a->service->object == o;
	case MW_KIND_VIRTUAL_SERVICE:
		return any_host(a, &MW_SPEC(o, virtual_service)->hosts, o->ns);
	case MW_KIND_DESTINATION_RULE:
		return is_host(a, MW_SPEC(o, destination_rule)->host.s, o->ns);
	case MW_KIND_SERVICE_ENTRY:
		return any_host(a, &MW_SPEC(o, service_entry)->hosts, o->ns);
	default:
		r = mw_gwapi_route_of(a->mesh, o);
		return r != NULL && is_route_about(a, r);
	}
}

/* Reasons that are no news: each route has a port, each gateway its own. */
static bool
is_news(enum mw_omission_reason r)
{
	return r != MW_OMIT_PORT_MISMATCH && r != MW_OMIT_NO_SERVICE &&
	    r != MW_OMIT_IS_DELEGATE && r != MW_OMIT_MERGED;
}

static bool
told_before(const struct mw_omission *v, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		if (v[j].what.object == v[i].what.object &&
		    v[j].reason == v[i].reason)
			return true;
	}
	return false;
}

static struct about
about(struct mw_walk *w, const struct mw_proxy *p, const char *authority)
{
	struct about a = { .mesh = p->mesh, .workload = p->workload };

	a.host = mw_arena_text(w->arena, authority, strcspn(authority, ":"));
	a.service = mw_dial_service(p->mesh, a.host, p->workload->ns,
	    w->arena);
	return a;
}

void
mw_walk_unused(struct mw_walk *w, const struct mw_proxy *p,
    const char *authority, struct mw_steps *log)
{
	struct about a;
	size_t told = 0;

	if (log == NULL || mw_str_empty(authority))
		return;
	a = about(w, p, authority);
	for (size_t i = 0; i < p->n_omissions && told < MOST; i++) {
		const struct mw_omission *o = &p->omissions[i];

		if (o->clause != NULL || !is_news(o->reason) ||
		    !is_about(&a, o->what.object) ||
		    told_before(p->omissions, i))
			continue;
		/* the Sidecar, or the default of the mesh, is what one would
		 * change */
		mw_step_add(log, MW_STAGE_VHOST, MW_STEP_REJECTED,
		    (o->reason == MW_OMIT_SIDECAR_SCOPE ||
		    o->reason == MW_OMIT_NOT_EXPORTED) && o->winner.object != NULL ? &o->winner : &o->what,
		    "not used: %s", mw_str_empty(o->text) ?
		    mw_omission_text(o->reason) : o->text);
		told++;
	}
}

/* One condition is recorded for each port, or gateway, that it fails on. */
static bool
is_clause_told(const struct mw_steps *log, const struct mw_omission *o)
{
	for (size_t i = 0; i < log->n; i++) {
		if (log->v[i].origin.node == o->what.node)
			return true;
	}
	return false;
}

void
mw_walk_left_out(struct mw_walk *w, const struct mw_proxy *p,
    const char *authority, uint32_t port, struct mw_steps *log)
{
	struct mw_steps own = { .arena = w->arena };
	struct about a;

	if (log == NULL || mw_str_empty(authority))
		return;
	a = about(w, p, authority);
	for (size_t i = 0; i < p->n_omissions && own.n < (size_t)2 * MOST;
	     i++) {
		const struct mw_omission *o = &p->omissions[i];
		const struct mw_omission_clause *c = o->clause;
		struct mw_step *step;

		if (c == NULL || (c->port != 0 && c->port != port) ||
		    !is_about(&a, o->what.object) || is_clause_told(&own, o))
			continue;
		step = mw_step_add(&own, MW_STAGE_ROUTE, MW_STEP_REJECTED,
		    &o->what, "%s", c->route);
		step->field = c->field;
		step->want = c->want;
		step->have = c->have;
	}
	mw_steps_insert(log, MW_STAGE_ROUTE, &own);
}
