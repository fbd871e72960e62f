/*
 * gwapi-backend.c - backendRefs to destinations (G86 to G94).
 *
 * A backend that is not permitted, not found or of the wrong kind keeps its
 * share of the requests and answers 500; one that cannot be read drops the
 * route as a whole (G55).
 */
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

void
mw_gwapi_note(struct mw_gwapi_rules *c, struct mw_gwapi_verdict v, bool hard)
{
	c->hard = c->hard || hard;
	c->route->resolved[c->side] = v;
	for (size_t i = 0; i < c->faults.n; i++)
		if (c->faults.v[i].node == v.node &&
		    c->faults.v[i].reason == v.reason)
			return;
	mw_vec_push(c->k->arena, &c->faults, v);
}

static void
note(struct mw_gwapi_rules *c, const struct mw_gwapi_backend *b,
    enum mw_gwapi_reason reason, const char *text)
{
	mw_gwapi_note(c, mw_gwapi_fault(c->k, reason, b->node, "%s", text),
	    reason == MW_GWAPI_INVALID_DESTINATION);
}

enum what { SERVICE, HOST, IMPORT, OTHER };

static enum what
what_of(const struct mw_gwapi_backend *b)
{
	const char *group = mw_str_or_empty(b->group.s);
	const char *kind = mw_str_empty(b->kind.s) ? "Service" : b->kind.s;

	if (group[0] == '\0' && strcmp(kind, "Service") == 0)
		return SERVICE;
	if (strcmp(group, "networking.istio.io") == 0 &&
	    strcmp(kind, "Hostname") == 0)
		return HOST;
	return strcmp(group, "multicluster.x-k8s.io") == 0 &&
	    strcmp(kind, "ServiceImport") == 0 ? IMPORT : OTHER;
}

/* A Service of this name, or one that is taken to exist. */
static bool
exists(const struct mw_mesh *m, const char *host)
{
	size_t n;
	const struct mw_service *const *v = mw_mesh_services(m, host, &n);

	for (size_t i = 0; i < n; i++)
		if (v[i]->kubernetes || v[i]->assumed)
			return true;
	return false;
}

/* What the destination is called; NULL for none (G86). */
static const char *
host_of(struct mw_gwapi_rules *c, const struct mw_gwapi_backend *b,
    const char *ns)
{
	const struct mw_mesh *m = c->k->l->mesh;
	const char *name = mw_str_or_empty(b->name.s), *host;
	enum what what = what_of(b);
	size_t n;

	switch (what) {
	case OTHER:
		note(c, b, MW_GWAPI_INVALID_KIND, mw_arena_printf(c->k->arena,
		    "a backend of kind %s is not supported",
		    mw_str_or_empty(b->kind.s)));
		return NULL;
	case HOST:
		if (b->namespace.node != NULL) {
			note(c, b, MW_GWAPI_INVALID_DESTINATION,
			    "a backend of kind Hostname has no namespace");
			return NULL;
		}
		mw_mesh_services(m, name, &n);
		if (n == 0 || mw_mesh_service(m, name, ns) == NULL)
			note(c, b, MW_GWAPI_BACKEND_NOT_FOUND, mw_arena_printf(
			    c->k->arena, "no service has host %s", name));
		return name;
	case SERVICE:
	case IMPORT:
		break;
	}
	if (what == SERVICE && strchr(name, '.') != NULL) {
		note(c, b, MW_GWAPI_INVALID_DESTINATION, mw_arena_printf(
		    c->k->arena, "'%s' is a host: the name of a Service is "
		    "needed", name));
		return NULL;
	}
	host = mw_arena_printf(c->k->arena, "%s.%s.svc.%s", name, ns,
	    m->settings.domain);
	if (!exists(m, host))
		note(c, b, MW_GWAPI_BACKEND_NOT_FOUND, mw_arena_printf(
		    c->k->arena, "there is no Service %s/%s", ns, name));
	return host;
}

/* G87: for routes of gateways only. */
static bool
permitted(struct mw_gwapi_rules *c, const struct mw_gwapi_backend *b)
{
	const struct mw_object *route = c->route->object;
	const char *kind = mw_str_empty(b->kind.s) ? "Service" : b->kind.s;
	const char *ns = b->namespace.s;

	if (c->side == MW_GWAPI_FOR_MESH || b->namespace.node == NULL ||
	    mw_str_eq(ns, route->ns) || mw_gwapi_granted(c->k, route, kind,
	    mw_str_or_empty(ns), mw_str_or_empty(b->name.s)))
		return true;
	note(c, b, MW_GWAPI_REF_NOT_PERMITTED, mw_arena_printf(c->k->arena,
	    "no ReferenceGrant of namespace %s lets %ss of namespace %s use "
	    "%s %s", mw_str_or_empty(ns), mw_kind_info(route->kind)->name,
	    route->ns, kind, mw_str_or_empty(b->name.s)));
	return false;
}

const struct mw_destination *
mw_gwapi_destination(struct mw_gwapi_rules *c,
    const struct mw_gwapi_backend *b, bool *fine)
{
	struct mw_destination *d = MW_NEW(c->k->arena, struct mw_destination);
	struct mw_port_selector *port;
	struct mw_gwapi_verdict was = c->route->resolved[c->side];

	d->node = b->node;
	d->host.node = b->name.node;
	d->host.s = "";
	c->route->resolved[c->side] = (struct mw_gwapi_verdict){ 0 };
	if (permitted(c, b)) {
		const char *ns = mw_str_empty(b->namespace.s) ?
		    c->route->object->ns : b->namespace.s;

		d->host.s = mw_str_or_empty(host_of(c, b, ns));
		if (d->host.s[0] != '\0' && b->port.v == 0)
			note(c, b, MW_GWAPI_INVALID_DESTINATION,
			    "the backend has no port");
	}
	*fine = c->route->resolved[c->side].reason == MW_GWAPI_OK;
	if (*fine)
		c->route->resolved[c->side] = was;
	port = MW_NEW(c->k->arena, struct mw_port_selector);
	port->node = b->port.node;
	port->number = b->port;
	d->port = port;
	return d;
}
