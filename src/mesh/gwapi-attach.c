/*
 * gwapi-attach.c - routes to their parents (G42 to G52).
 *
 * A parentRef may mean several listeners; it is accepted when one of them
 * takes the route.  The verdict of a refused one is the best that any listener
 * gave: that is what Istio writes into the status (G135).
 */
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

struct attach {
	struct mw_gwapi_maker *k;
	struct mw_gwapi_route *route;
	const struct mw_gwapi_parent *parent;
	const struct mw_strings *hostnames;	/* NULL: a kind without */
	MW_VEC(struct mw_gwapi_attachment) found;
};

static const struct mw_string any_host = { .s = "*" };

static size_t
n_hosts(const struct attach *a)
{
	return a->hostnames != NULL && a->hostnames->n > 0 ?
	    a->hostnames->n : 1;
}

static const struct mw_string *
host_at(const struct attach *a, size_t i)
{
	return a->hostnames != NULL && a->hostnames->n > 0 ?
	    &a->hostnames->v[i] : &any_host;
}

/* ---- what a parentRef names (G42) ----------------------------------- */

enum what { GATEWAY, LISTENER_SET, SERVICE, SERVICE_ENTRY, NOTHING };

static enum what
what_of(const struct mw_k8s_grpc_route_parent_refs *ref)
{
	const char *group = ref->group.node != NULL ?
	    mw_str_or_empty(ref->group.s) : MW_GWAPI_GROUP;
	const char *kind = mw_str_empty(ref->kind.s) ? "Gateway" :
	    ref->kind.s;

	if (strcmp(group, MW_GWAPI_GROUP) == 0)
		return mw_str_eq(kind, "Gateway") ? GATEWAY :
		    mw_str_eq(kind, "ListenerSet") ? LISTENER_SET : NOTHING;
	if (group[0] == '\0' && mw_str_eq(kind, "Service"))
		return SERVICE;
	return strcmp(group, "networking.istio.io") == 0 &&
	    mw_str_eq(kind, "ServiceEntry") ? SERVICE_ENTRY : NOTHING;
}

static const char *
ns_of(const struct attach *a, const struct mw_k8s_grpc_route_parent_refs *ref)
{
	return mw_str_empty(ref->namespace.s) ? a->route->object->ns :
	    ref->namespace.s;
}

static const struct mw_object *
find(const struct attach *a, const struct mw_k8s_grpc_route_parent_refs *ref,
    enum what what)
{
	static const enum mw_kind kinds[] = {
		[GATEWAY] = MW_KIND_K8S_GATEWAY,
		[LISTENER_SET] = MW_KIND_LISTENER_SET,
		[SERVICE] = MW_KIND_K8S_SERVICE,
		[SERVICE_ENTRY] = MW_KIND_SERVICE_ENTRY,
	};

	return what == NOTHING ? NULL : mw_mesh_find(a->k->l->mesh,
	    kinds[what], ns_of(a, ref), mw_str_or_empty(ref->name.s));
}

/* ---- one listener (G44) --------------------------------------------- */

/* Some host name fits: of a namespace that is let in, or of any. */
struct fit {
	bool here, anywhere;
};

static struct fit
fits(const struct attach *a, const struct mw_gwapi_listener *li)
{
	const struct mw_strings *hosts = &li->server->hosts;
	struct fit f = { false, false };

	for (size_t i = 0; i < n_hosts(a); i++) {
		const char *own = mw_str_or_empty(host_at(a, i)->s);

		for (size_t j = 0; j < hosts->n && mw_mesh_spend(a->k->l, 1);
		    j++) {
			const char *h = hosts->v[j].s;
			size_t ns = (size_t)(strchr(h, '/') - h);

			if (!mw_host_overlaps(h + ns + 1, own))
				continue;
			f.anywhere = true;
			f.here = f.here || (ns == 1 && h[0] == '*') ||
			    (strlen(a->route->object->ns) == ns &&
			    memcmp(a->route->object->ns, h, ns) == 0);
		}
	}
	return f;
}

static struct mw_gwapi_verdict
ask(const struct attach *a, const struct mw_gwapi_listener *li,
    const struct mw_k8s_grpc_route_parent_refs *ref)
{
	const char *kind = mw_kind_info(a->route->object->kind)->name;
	const char *name = mw_str_or_empty(li->spec->name.s);
	const char *ns = a->route->object->ns;
	struct fit f;

	if (ref->port.v != 0 && ref->port.v != li->port)
		return mw_gwapi_fault(a->k, MW_GWAPI_NO_MATCHING_PARENT,
		    ref->port.node, "%s %s/%s has no listener of port %lld",
		    mw_kind_info(li->owner->kind)->name, li->owner->ns,
		    li->owner->name, (long long)ref->port.v);
	if (!mw_str_empty(ref->section_name.s) &&
	    strcmp(ref->section_name.s, name) != 0)
		return mw_gwapi_fault(a->k, MW_GWAPI_NO_MATCHING_PARENT,
		    ref->section_name.node, "%s %s/%s has no listener '%s'",
		    mw_kind_info(li->owner->kind)->name, li->owner->ns,
		    li->owner->name, ref->section_name.s);
	f = fits(a, li);
	if (!f.anywhere)
		return mw_gwapi_fault(a->k, MW_GWAPI_NO_HOSTNAME,
		    a->hostnames != NULL ? a->hostnames->node : ref->node,
		    "no host name of it fits '%s' of listener %s",
		    li->hostname, name);
	if (!f.here)
		return mw_gwapi_fault(a->k, MW_GWAPI_NOT_ALLOWED, ref->node,
		    "listener %s takes no routes of namespace %s "
		    "(allowedRoutes)", name, ns);
	if ((li->kinds & a->route->kind) == 0)
		return mw_gwapi_fault(a->k, MW_GWAPI_NOT_ALLOWED, ref->node,
		    "listener %s takes no %s", name, kind);
	return (struct mw_gwapi_verdict){ .reason = MW_GWAPI_OK };
}

/* ---- isolation (G48) ------------------------------------------------ */

static bool
isolated(const struct attach *a, const struct mw_gwapi_family *f,
    const struct mw_gwapi_listener *li, const char *host)
{
	for (size_t i = 0; i < f->listeners.n && mw_mesh_spend(a->k->l, 1);
	    i++) {
		const struct mw_gwapi_listener *o = f->listeners.v[i];

		if (o != li && o->port == li->port && mw_str_eq(
		    o->spec->protocol.s, li->spec->protocol.s) &&
		    strcmp(o->hostname, li->hostname) != 0 &&
		    strlen(o->hostname) >= strlen(li->hostname) &&
		    mw_host_covers(o->hostname, host))
			return true;
	}
	return false;
}

static bool
bound(const struct attach *a, const struct mw_gwapi_family *f,
    const struct mw_gwapi_listener *li, const char *host)
{
	if (li->hostname[0] != '\0' && !mw_host_overlaps(host, li->hostname))
		return false;
	if (li->hostname[0] != '\0' && li->hostname[0] != '*')
		return true;
	return !isolated(a, f, li, host);
}

static void
take(struct attach *a, const struct mw_gwapi_family *f,
    struct mw_gwapi_listener *li)
{
	struct mw_string *v = MW_NEW_ARRAY(a->k->arena, struct mw_string,
	    n_hosts(a));
	struct mw_gwapi_attachment at = { .listener = li, .hosts = v };

	for (size_t i = 0; i < n_hosts(a); i++) {
		const struct mw_string *h = host_at(a, i);

		if (bound(a, f, li, mw_str_or_empty(h->s)))
			v[at.n_hosts++] = *h;
	}
	mw_vec_push(a->k->arena, &li->routes, a->parent);
	mw_vec_push(a->k->arena, &a->found, at);
}

/* ---- one parentRef -------------------------------------------------- */

/* How near to success a verdict is (G135). */
static int
rank(enum mw_gwapi_reason r)
{
	return r == MW_GWAPI_OK ? 0 : r == MW_GWAPI_NOT_ALLOWED ? 1 :
	    r == MW_GWAPI_NO_HOSTNAME ? 2 : 3;
}

static void
ask_all(struct attach *a, const struct mw_gwapi_family *f,
    struct mw_gwapi_parent *p)
{
	for (size_t i = 0; i < f->listeners.n && mw_mesh_spend(a->k->l, 1);
	    i++) {
		struct mw_gwapi_verdict v = ask(a, f->listeners.v[i], p->ref);

		if (v.reason == MW_GWAPI_OK)
			take(a, f, f->listeners.v[i]);
		if (i == 0 || rank(v.reason) < rank(p->accepted.reason))
			p->accepted = v;
	}
}

static struct mw_gwapi_verdict
missing(const struct attach *a, const struct mw_k8s_grpc_route_parent_refs *r,
    enum what what)
{
	if (what == NOTHING)
		return mw_gwapi_fault(a->k, MW_GWAPI_PARENT_FOREIGN,
		    r->node, "a parent of kind %s is none that Istio serves",
		    mw_str_or_empty(r->kind.s));
	return mw_gwapi_fault(a->k, what == SERVICE || what == SERVICE_ENTRY ?
	    MW_GWAPI_NO_MATCHING_PARENT : MW_GWAPI_PARENT_MISSING,
	    r->name.node, "there is no %s %s/%s",
	    mw_str_empty(r->kind.s) ? "Gateway" : r->kind.s, ns_of(a, r),
	    mw_str_or_empty(r->name.s));
}

static void
attach(struct attach *a, struct mw_gwapi_parent *p)
{
	const struct mw_k8s_grpc_route_parent_refs *ref = p->ref;
	enum what what = what_of(ref);
	const struct mw_gwapi_family *f;

	p->to = find(a, ref, what);
	p->mesh = what == SERVICE || what == SERVICE_ENTRY;
	if (p->to == NULL) {
		p->accepted = missing(a, ref, what);
		return;
	}
	if (p->mesh)
		return;
	f = mw_gwapi_family_of(a->k, p->to);
	if (f->listeners.n > 0) {
		ask_all(a, f, p);
		return;
	}
	p->accepted = f->verdict.reason != MW_GWAPI_OK ? f->verdict :
	    mw_gwapi_fault(a->k, MW_GWAPI_PARENT_MISSING, ref->node,
	    "no listener of %s %s/%s can take a route",
	    mw_kind_info(p->to->kind)->name, p->to->ns, p->to->name);
}

void
mw_gwapi_attach(struct mw_gwapi_maker *k, struct mw_gwapi_route *r,
    const struct mw_strings *hostnames,
    const struct mw_k8s_grpc_route_parent_refs_list *refs)
{
	struct mw_gwapi_parent *v = MW_NEW_ARRAY(k->arena,
	    struct mw_gwapi_parent, refs->n);

	for (size_t i = 0; i < refs->n && mw_mesh_spend(k->l, 1); i++) {
		struct attach a = { .k = k, .route = r, .parent = &v[i],
			.hostnames = hostnames };

		v[i].route = r;
		v[i].ref = &refs->v[i];
		attach(&a, &v[i]);
		v[i].attachments = a.found.v;
		v[i].n_attachments = a.found.n;
		r->n_parents++;
	}
	r->parents = v;
}
