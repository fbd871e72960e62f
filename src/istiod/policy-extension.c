/*
 * policy-extension.c - what stands in a chain and cannot be foretold.
 *
 * WasmPlugins and TrafficExtensions have a phase and a place in it; an
 * EnvoyFilter may change anything.  Their effect is not modelled, but whoever
 * asks is told that they are there (S228-S232).
 */
#include "istiod/policy.h"

#include "base/str.h"
#include "model/object.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Phases by their number in the API, in the order that they have in a chain. */
static const struct {
	int number;
	const char *name;
} phases[] = {
	{ 1, "AUTHN" }, { 2, "AUTHZ" }, { 3, "STATS" }, { 0, "" },
};

/* An extension of either kind. */
struct extension {
	const struct mw_object *object;
	int phase;
	bool has_priority;
	int64_t priority;
	bool own;		/* in the workload's namespace */
	bool network;		/* works on bytes, not on HTTP */
	const struct mw_traffic_extension_match_list *match;
};

struct extensions {
	struct extension *v;
	size_t n, cap;
};

static bool
describe(const struct mw_builder *b, const struct mw_object *o,
    struct extension *e)
{
	*e = (struct extension){ .object = o,
	    .own = mw_str_eq(o->ns, b->workload->ns) };
	if (o->kind == MW_KIND_WASM_PLUGIN) {
		const struct mw_wasm_plugin *p = MW_SPEC(o, wasm_plugin);

		e->phase = p->phase.v;
		e->has_priority = p->priority.node != NULL;
		e->priority = p->priority.v;
		e->network = p->type.v == 2;
		e->match = &p->match;
		return !mw_str_empty(p->url.s);
	} else {
		const struct mw_traffic_extension *t = MW_SPEC(o,
		    traffic_extension);

		e->phase = t->phase.v;
		e->has_priority = t->priority.node != NULL;
		e->priority = t->priority.v;
		e->network = t->wasm != NULL && t->lua == NULL &&
		    t->wasm->type.v == 2;
		e->match = &t->match;
		return t->lua != NULL || (t->wasm != NULL &&
		    !mw_str_empty(t->wasm->url.s));
	}
}

/* S229: higher priority first, none last; then the own namespace, age. */
static int
by_place(const void *x, const void *y)
{
	const struct extension *a = x, *b = y;

	if (a->has_priority != b->has_priority)
		return a->has_priority ? -1 : 1;
	if (a->priority != b->priority)
		return a->priority > b->priority ? -1 : 1;
	if (a->own != b->own)
		return a->own ? -1 : 1;
	return mw_object_compare_age(a->object, b->object);
}

static void
collect(struct mw_builder *b, enum mw_kind kind, struct extensions *out)
{
	struct mw_policy_objects all = mw_policy_attached(b, kind);
	struct extension e;

	for (size_t i = 0; i < all.n; i++) {
		if (describe(b, all.v[i], &e))
			mw_vec_push(b->arena, out, e);
	}
}

/* S230; a gateway counts as a client. */
static bool
match_fits(const struct mw_traffic_extension_match *m,
    enum mw_listener_class class, int64_t port)
{
	int mode = m->mode.v;

	if (mode == 1 && class == MW_CLASS_INBOUND)
		return false;
	if (mode == 2 && class != MW_CLASS_INBOUND)
		return false;
	if (m->ports.n == 0 || port == 0)
		return true;
	for (size_t i = 0; i < m->ports.n; i++) {
		if (m->ports.v[i].number.v == port)
			return true;
	}
	return false;
}

static bool
extension_fits(const struct extension *e, enum mw_listener_class class,
    int64_t port)
{
	if (e->match->n == 0)
		return true;
	for (size_t i = 0; i < e->match->n; i++) {
		if (match_fits(&e->match->v[i], class, port))
			return true;
	}
	return false;
}

/* ---- EnvoyFilter ------------------------------------------------------- */

/* A patch for another class of listeners, or for another port, is not met. */
static bool
patch_fits(const struct mw_envoy_filter_config_patches *p,
    enum mw_listener_class class, int64_t port)
{
	static const int contexts[] = { [MW_CLASS_INBOUND] = 1,
	    [MW_CLASS_OUTBOUND] = 2, [MW_CLASS_GATEWAY] = 3 };
	const struct mw_envoy_filter_match *m = p->match;

	if (p->apply_to.v == 0 || p->apply_to.v == 10)	/* BOOTSTRAP */
		return false;
	if (m == NULL)
		return true;
	if (m->context.v != 0 && m->context.v != contexts[class])
		return false;
	return port == 0 || m->listener == NULL ||
	    m->listener->port_number.v == 0 ||
	    m->listener->port_number.v == port;
}

static bool
filter_fits(const struct mw_object *o, enum mw_listener_class class,
    int64_t port)
{
	const struct mw_envoy_filter *f = MW_SPEC(o, envoy_filter);

	for (size_t i = 0; i < f->config_patches.n; i++) {
		if (patch_fits(&f->config_patches.v[i], class, port))
			return true;
	}
	return false;
}

static int
by_filter_order(const void *x, const void *y)
{
	const struct mw_object *const *a = x, *const *b = y;
	int64_t p = MW_SPEC(*a, envoy_filter)->priority.v;
	int64_t q = MW_SPEC(*b, envoy_filter)->priority.v;

	if (p != q)
		return p < q ? -1 : 1;
	return mw_object_compare_age(*a, *b);
}

/* ---- all of them, once a proxy ----------------------------------------- */

struct mw_policy_extensions {
	struct extensions plugins;
	struct mw_policy_objects filters;
};

static const struct mw_policy_extensions *
find_all(struct mw_builder *b)
{
	struct mw_policy_extensions **slot = mw_policy_extension_slot(b);
	struct mw_policy_extensions *e = *slot;

	if (e != NULL)
		return e;
	*slot = e = MW_NEW(b->arena, struct mw_policy_extensions);
	collect(b, MW_KIND_WASM_PLUGIN, &e->plugins);
	collect(b, MW_KIND_TRAFFIC_EXTENSION, &e->plugins);
	if (e->plugins.n > 1)
		qsort(e->plugins.v, e->plugins.n, sizeof(*e->plugins.v),
		    by_place);
	e->filters = mw_policy_attached(b, MW_KIND_ENVOY_FILTER);
	if (e->filters.n > 1)
		qsort(e->filters.v, e->filters.n, sizeof(*e->filters.v),
		    by_filter_order);
	return e;
}

struct opaques {
	struct mw_opaque_filter *v;
	size_t n, cap;
};

static void
push(struct mw_builder *b, struct opaques *out, const struct mw_object *o,
    const char *phase)
{
	struct mw_opaque_filter f = {
		.what = mw_object_title(b->arena, o),
		.phase = phase,
		.origin = { .object = o, .node = o->root },
	};

	mw_vec_push(b->arena, out, f);
}

void
mw_policy_opaque(struct mw_builder *b, enum mw_listener_class class,
    int64_t port, bool http, const struct mw_opaque_filter **out, size_t *n)
{
	const struct mw_policy_extensions *all = find_all(b);
	struct opaques v = { 0 };

	for (size_t i = 0; i < MW_LEN(phases); i++) {
		for (size_t j = 0; j < all->plugins.n; j++) {
			const struct extension *e = &all->plugins.v[j];

			if (e->phase == phases[i].number &&
			    (http || e->network) &&
			    extension_fits(e, class, port))
				push(b, &v, e->object, phases[i].name);
		}
	}
	for (size_t i = 0; i < all->filters.n; i++) {
		if (filter_fits(all->filters.v[i], class, port))
			push(b, &v, all->filters.v[i], "");
	}
	*out = v.v;
	*n = v.n;
}

void
mw_build_outbound_http_filters(struct mw_builder *b,
    struct mw_http_manager *m, int64_t port)
{
	mw_policy_opaque(b, MW_CLASS_OUTBOUND, port, true, &m->opaque,
	    &m->n_opaque);
}

void
mw_build_outbound_tcp_filters(struct mw_builder *b, struct mw_tcp_proxy *t,
    int64_t port)
{
	mw_policy_opaque(b, MW_CLASS_OUTBOUND, port, false, &t->opaque,
	    &t->n_opaque);
}
