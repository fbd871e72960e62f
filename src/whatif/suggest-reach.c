/*
 * suggest-reach.c - nobody answers there, or not in that language: the modes
 * of TLS on both sides, ports behind a Service, labels that select nobody.
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

enum { VALUES_MAX = 4, PORTS_MAX = 4 };

/* ---- TLS that a client uses ---------------------------------------------- */

/* Every mode below N is tried with the others that stand there. */
static void
other_modes(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *n, int depth)
{
	static const char *const modes[] = { "ISTIO_MUTUAL", "DISABLE",
		"SIMPLE" };

	for (const struct mw_node *k = mw_node_first(n); k != NULL && depth <
	     10; k = mw_node_next(k)) {
		if (!mw_str_eq(mw_node_key(k), "tls")) {
			other_modes(c, o, k, depth + 1);
			continue;
		}
		for (size_t i = 0; i < MW_LEN(modes); i++)
			mw_candidate_set(c, o, mw_node_get(k, "mode"),
			    modes[i], 10);
		mw_candidate_drop(c, o, k, 11);
	}
}

static void
client_tls(const struct mw_reasons *c)
{
	for (size_t i = 0; i < c->outcome->n_hops; i++) {
		const struct mw_hop *h = &c->outcome->hops[i];
		const struct mw_cluster *x = h->http != NULL ?
		    h->http->cluster : h->tcp != NULL ? h->tcp->cluster : NULL;
		const struct mw_object *o = x != NULL ? x->policy.object
						      : NULL;

		if (mw_candidate_can(o) && o->kind ==
		    MW_KIND_DESTINATION_RULE)
			other_modes(c, o, mw_node_get(o->root, "spec"), 0);
	}
}

/* A client that speaks as the port does: the rule says nothing yet. */
static void
no_client_tls(const struct mw_reasons *c)
{
	const struct mw_cluster *x = c->hop->http != NULL ?
	    c->hop->http->cluster : c->hop->tcp != NULL ?
	    c->hop->tcp->cluster : NULL;
	struct mw_arena *a = c->arena;
	const struct mw_service *s = x != NULL ? x->service : NULL;
	static const char *const modes[] = { "DISABLE", "SIMPLE",
		"ISTIO_MUTUAL" };

	if (s == NULL || x->policy.object != NULL)
		return;
	for (size_t i = 0; i < MW_LEN(modes); i++)
		mw_candidate_add(c, s->object, mw_arena_printf(a,
		    "apiVersion: networking.istio.io/v1\n"
		    "kind: DestinationRule\n"
		    "metadata:\n  name: %s\n  namespace: %s\n"
		    "spec:\n  host: %s\n  trafficPolicy:\n    tls:\n"
		    "      mode: %s\n", s->name, s->ns,
		    mw_lay_string(a, s->hostname), modes[i]), 22,
		    mw_arena_printf(a, "add a DestinationRule for %s with "
		    "tls.mode %s", s->hostname, modes[i]));
}

/* ---- TLS that a server asks ---------------------------------------------- */

static void
gateway_tls(const struct mw_reasons *c)
{
	const struct mw_filter_chain *x = c->hop->accept != NULL ?
	    c->hop->accept->chain : NULL;
	const struct mw_object *o = x != NULL ? x->tls.origin.object : NULL;
	const struct mw_node *n = x != NULL ? x->tls.origin.node : NULL;

	if (!mw_candidate_can(o) || o->kind != MW_KIND_GATEWAY)
		return;
	if (mw_node_get(n, "mode") == NULL)
		n = mw_node_get(n, "tls");
	mw_candidate_set(c, o, mw_node_get(n, "mode"), "SIMPLE", 10);
}

/* What the workload takes is tried with the other modes. */
static void
server_modes(const struct mw_reasons *c, const struct mw_hop *h)
{
	static const char *const modes[] = { "PERMISSIVE", "STRICT",
		"DISABLE" };
	const struct mw_origin *o = h->proxy != NULL ? &h->proxy->mtls_origin
						     : NULL;

	if (o == NULL || !mw_candidate_can(o->object) || o->object->kind !=
	    MW_KIND_PEER_AUTHENTICATION)
		return;
	/* PERMISSIVE takes both, and is enough where it helps */
	for (size_t i = 0; i < MW_LEN(modes); i++)
		mw_candidate_set(c, o->object, mw_node_find(o->object->root,
		    "spec.mtls.mode"), modes[i], i == 0 ? 12 : 25);
}

/* For this workload, or this port of it, alone. */
static void
own_mode(const struct mw_reasons *c, const struct mw_hop *h)
{
	const struct mw_workload *w = h->workload;
	struct mw_arena *a = c->arena;
	const char *app = mw_labels_get(w->labels, "app");
	const struct mw_object *o = h->proxy->mtls_origin.object;
	uint32_t port = h->connection->dial_port;

	if (app == NULL)
		return;
	mw_candidate_add(c, mw_candidate_can(o) ? o : w->object,
	    mw_arena_printf(a, "apiVersion: security.istio.io/v1\n"
	    "kind: PeerAuthentication\n"
	    "metadata:\n  name: %s\n  namespace: %s\n"
	    "spec:\n  selector:\n    matchLabels:\n      app: %s\n"
	    "  mtls:\n    mode: STRICT\n"
	    "  portLevelMtls:\n    %u:\n      mode: PERMISSIVE\n", w->name,
	    w->ns, mw_lay_string(a, app), (unsigned)port), 21,
	    mw_arena_printf(a, "add a PeerAuthentication for app %s, port %u "
	    "PERMISSIVE", app, (unsigned)port));
}

/* No manifest has the namespace of W: with one that asks for sidecars. */
static void
add_namespace(const struct mw_reasons *c, const struct mw_workload *w)
{
	if (w->reason == MW_PROXY_REASON_NAMESPACE_UNKNOWN)
		mw_candidate_add(c, w->object, mw_arena_printf(c->arena,
		    "apiVersion: v1\nkind: Namespace\nmetadata:\n"
		    "  name: %s\n  labels:\n    istio-injection: enabled\n",
		    mw_lay_string(c->arena, w->ns)), 12,
		    mw_arena_printf(c->arena, "add Namespace %s with label "
		    "istio-injection: enabled, so that its pods get a "
		    "sidecar", w->ns));
}

/* A sidecar for W, that speaks mutual TLS. */
static void
inject(const struct mw_reasons *c, const struct mw_workload *w)
{
	const struct mw_object *ns = w != NULL ? mw_mesh_namespace(c->m, w->ns)
					       : NULL;
	const struct mw_node *labels;
	struct mw_lay_edits e = { .arena = c->arena };

	if (w == NULL || w->proxy != MW_PROXY_NONE)
		return;
	if (!mw_candidate_can(ns)) {
		add_namespace(c, w);
		return;
	}
	labels = mw_node_get(ns->metadata, "labels");
	if (mw_node_get(labels, "istio-injection") != NULL) {
		mw_candidate_set(c, ns, mw_node_get(labels,
		    "istio-injection"), "enabled", 13);
		return;
	}
	if (mw_node_is(labels, MW_NODE_MAP) && mw_node_count(labels) > 0)
		mw_map_add(&e, ns, labels, "istio-injection", "enabled");
	else
		mw_path_put(&e, ns, "metadata.labels",
		    "{istio-injection: enabled}");
	mw_candidate_edits(c, ns, &e, 13, "add label istio-injection: "
	    "enabled, so that its pods get a sidecar");
}

static const struct mw_workload *
caller(const struct mw_reasons *c)
{
	const struct mw_request *r = c->answer->request;
	const char *slash = strchr(r->from, '/');

	return slash != NULL ? mw_mesh_workload(c->m,
	    mw_arena_text(c->arena, r->from, (size_t)(slash - r->from)),
	    slash + 1) : NULL;
}

/* ---- nobody there -------------------------------------------------------- */

/* A label that is asked for gets another value that pods there have. */
static void
other_label(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *label, const char *ns)
{
	const char *seen[VALUES_MAX], *near;
	size_t n = 0;

	for (size_t i = 0; i < c->m->n_workloads && n < VALUES_MAX; i++) {
		const struct mw_workload *w = c->m->workloads[i];
		const char *v = strcmp(w->ns, ns) == 0 ? mw_labels_get(
		    w->labels, mw_node_key(label)) : NULL;
		bool known = v == NULL;

		for (size_t j = 0; j < n && !known; j++)
			known = strcmp(seen[j], v) == 0;
		if (!known)
			seen[n++] = v;
	}
	near = mw_str_nearest(mw_str_or_empty(mw_node_text(label)), seen, n);
	for (size_t i = 0; i < n; i++)
		mw_candidate_set(c, o, label, seen[i], mw_str_eq(seen[i],
		    near) ? 10 : 12);
	mw_candidate_drop(c, o, label, 13);
}

static void
other_labels(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *map, const char *ns)
{
	if (!mw_candidate_can(o))
		return;
	for (const struct mw_node *k = mw_node_first(map); k != NULL; k =
	     mw_node_next(k))
		other_label(c, o, k, ns);
}

/* The cluster has nobody in it: its subset, else its Service, selects none. */
static void
nobody(const struct mw_reasons *c, const struct mw_cluster *x)
{
	const struct mw_service *s = x->service;

	if (x->n_endpoints > 0 || s == NULL)
		return;
	if (!mw_str_empty(x->subset) && mw_candidate_can(x->origin.object)) {
		const struct mw_object *dr = x->origin.object;
		const struct mw_node *list = mw_node_find(dr->root,
		    "spec.subsets");

		for (const struct mw_node *k = mw_node_first(list); k != NULL;
		     k = mw_node_next(k)) {
			if (mw_str_eq(mw_node_text(mw_node_get(k, "name")),
			    x->subset))
				other_labels(c, dr, mw_node_get(k, "labels"),
				    s->ns);
		}
	}
	if (s->object != NULL && s->n_endpoints == 0)
		other_labels(c, s->object, mw_node_find(s->object->root,
		    "spec.selector"), s->ns);
}

/* Ports that the containers of the pods have, for the one of the Service. */
static void
other_target(const struct mw_reasons *c, const struct mw_cluster *x)
{
	const struct mw_service *s = x->service;
	const struct mw_service_port_info *p = s != NULL ? mw_service_port(s,
	    x->port) : NULL;
	const struct mw_pod_spec *pod = NULL;

	if (p == NULL || !mw_candidate_can(s->object) || !s->kubernetes)
		return;
	/* not of its endpoints: a port that no pod has makes none */
	for (size_t i = 0; i < c->m->n_workloads && pod == NULL; i++) {
		const struct mw_workload *w = c->m->workloads[i];

		if (strcmp(w->ns, s->ns) == 0 && s->selector != NULL &&
		    mw_labels_match(s->selector, w->labels))
			pod = w->pod;
	}
	for (size_t i = 0; pod != NULL && i < pod->containers.n; i++) {
		const struct mw_container *k = &pod->containers.v[i];

		for (size_t j = 0; j < k->ports.n && j < PORTS_MAX; j++) {
			struct mw_lay_edits e = { .arena = c->arena };
			const char *number = mw_arena_printf(c->arena, "%ld",
			    (long)k->ports.v[j].container_port.v);
			const char *path = mw_arena_printf(c->arena,
			    "%s.targetPort", mw_candidate_path(c, s->object,
			    p->node));
			const char *now = mw_node_text(mw_node_get(p->node,
			    "targetPort"));

			/* a number: in quotes it would be a name */
			if (!mw_str_eq(now, number) && mw_path_put(&e,
			    s->object, path, number))
				mw_candidate_edits(c, s->object, &e, 10,
				    mw_arena_printf(c->arena, "set %s to %s%s"
				    "%s%s", path, number, now != NULL ? " ("
				    : "", mw_str_or_empty(now), now != NULL ?
				    " now)" : ""));
		}
	}
}

/* ---- all ----------------------------------------------------------------- */

static bool
is_plain(const struct mw_accept *a)
{
	return a != NULL && (a->result == MW_ACCEPT_NO_CHAIN || a->result ==
	    MW_ACCEPT_NO_CERT || a->result == MW_ACCEPT_BAD_CERT ||
	    a->result == MW_ACCEPT_NOT_TLS);
}

void
mw_reasons_reach(const struct mw_reasons *c)
{
	const struct mw_hop *h = c->hop;
	const struct mw_cluster *x;

	if (h == NULL || h->policy != NULL || h->proxy == NULL)
		return;
	x = h->http != NULL ? h->http->cluster : h->tcp != NULL ?
	    h->tcp->cluster : NULL;
	if (h->direction == MW_INBOUND && is_plain(h->accept) &&
	    h->connection != NULL) {
		server_modes(c, h);
		own_mode(c, h);
		inject(c, caller(c));
		client_tls(c);
		return;
	}
	if (h->direction == MW_GATEWAY)
		gateway_tls(c);
	if (x == NULL || mw_str_eq(h->details, "fault_filter_abort"))
		return;
	nobody(c, x);
	if (x->tls.kind == MW_UPSTREAM_ISTIO_MUTUAL && x->n_endpoints > 0)
		inject(c, x->endpoints[0].info->workload);
	client_tls(c);
	no_client_tls(c);
	other_target(c, x);
}
