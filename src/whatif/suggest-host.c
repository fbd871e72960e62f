/*
 * suggest-host.c - a destination or a host that the proxy does not know: a
 * subset, a service, a port, what a Sidecar or exportTo keeps from it, and what
 * lies outside the mesh.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/suggest-list.h"
#include "whatif/suggest-node.h"
#include "yaml/node.h"

enum { SUBSETS_MAX = 3, LABELS_MAX = 3, PORTS_MAX = 4, NAMES_MAX = 400 };

struct want {
	const struct mw_reasons *c;
	/* outbound|PORT|SUBSET|HOST */
	int64_t port;
	const char *subset, *host;
	const struct mw_service *service;	/* of that name, or NULL */
	/* the destination that asks for it, or NULL */
	const struct mw_object *route;
	const struct mw_node *destination;
};

/* ---- what is wanted ------------------------------------------------------ */

static bool
parse(struct want *w, const char *cluster)
{
	const char *port = strchr(mw_str_or_empty(cluster), '|');
	const char *subset = port != NULL ? strchr(port + 1, '|') : NULL;
	const char *host = subset != NULL ? strchr(subset + 1, '|') : NULL;

	if (host == NULL || !mw_str_has_prefix(cluster, "outbound"))
		return false;
	w->port = strtol(port + 1, NULL, 10);
	w->subset = mw_arena_text(w->c->arena, subset + 1,
	    (size_t)(host - subset - 1));
	w->host = host + 1;
	return true;
}

/* Any of that name, visible or not. */
static const struct mw_service *
service_named(const struct mw_reasons *c, const char *host)
{
	const char *ns = c->hop != NULL ? c->hop->workload->ns : "";
	const struct mw_service *s = mw_mesh_service(c->m, host, ns);
	size_t n;
	const struct mw_service *const *v = mw_mesh_services(c->m, host, &n);

	return s != NULL ? s : n > 0 ? v[0] : NULL;
}

static void
find_destination(struct want *w)
{
	const struct mw_hop *h = w->c->hop;
	const struct mw_origin *o = NULL;

	if (h->http != NULL && h->http->chosen != NULL)
		o = &h->http->chosen->origin;
	else if (h->tcp != NULL)
		o = &h->tcp->origin;
	if (o == NULL || !mw_candidate_can(o->object))
		return;
	w->route = o->object;
	w->destination = mw_node_get(o->node, "destination");
	if (w->destination == NULL && mw_node_get(o->node, "host") != NULL)
		w->destination = o->node;
}

static const char *
ns_of(const struct want *w)
{
	return w->c->hop->workload->ns;
}

/* ---- subsets ------------------------------------------------------------- */

/* A DestinationRule for the host that is wanted. */
static bool
is_rule(const struct want *w, const struct mw_object *o)
{
	const char *host;

	if (o->spec == NULL || !mw_candidate_can(o))
		return false;
	host = mw_str_or_empty(MW_SPEC(o, destination_rule)->host.s);
	return mw_str_eq(mw_host_expand(w->c->arena, w->c->m, host, o->ns),
	    w->host) || mw_str_eq(mw_arena_printf(w->c->arena,
	    "%s.svc.%s", host, w->c->m->settings.domain), w->host);
}

/* What pods of the service have for KEY, each once; those like NAME first. */
static size_t
values_of(const struct want *w, const char *key, const char **out)
{
	const struct mw_service *s = w->service;
	size_t n = 0;

	for (size_t i = 0; s != NULL && i < s->n_endpoints && n < LABELS_MAX;
	     i++) {
		const char *v = mw_labels_get(s->endpoints[i].labels, key);
		bool known = v == NULL;

		for (size_t j = 0; j < n && !known; j++)
			known = strcmp(out[j], v) == 0;
		if (!known)
			out[n++] = v;
	}
	return n;
}

/* The labels that a subset of that name would have, as YAML; NULL: no pod
 * has such. */
static const char *
labels_for(const struct want *w, const char **key)
{
	const struct mw_service *s = w->service;

	for (size_t i = 0; s != NULL && i < s->n_endpoints; i++) {
		const struct mw_string_map *l = s->endpoints[i].labels;

		for (size_t j = 0; l != NULL && j < l->n; j++) {
			if (!mw_str_eq(l->v[j].value.s, w->subset))
				continue;
			*key = l->v[j].key.s;
			return w->subset;
		}
	}
	*key = "version";
	return NULL;
}

static const char *
subset_flow(const struct want *w, const char *key, const char *value)
{
	struct mw_arena *a = w->c->arena;

	return mw_arena_printf(a, "{name: %s, labels: {%s: %s}}",
	    mw_lay_string(a, w->subset), mw_lay_string(a, key),
	    mw_lay_string(a, value));
}

static void
add_subset(const struct want *w, const struct mw_object *dr, const char *key,
    const char *value, size_t size)
{
	const struct mw_node *list = mw_node_find(dr->root, "spec.subsets");
	const char *flow = subset_flow(w, key, value);
	struct mw_lay_edits e = { .arena = w->c->arena };

	if (mw_node_is(list, MW_NODE_LIST))
		mw_item_insert(&e, dr, list, SIZE_MAX, flow);
	else
		mw_path_put(&e, dr, "spec.subsets", mw_arena_printf(
		    w->c->arena, "[%s]", flow));
	mw_candidate_edits(w->c, dr, &e, size, mw_arena_printf(w->c->arena,
	    "add subset %s with %s: %s", w->subset, key, value));
}

static void
new_rule(const struct want *w, const char *key, const char *value, size_t size)
{
	const struct mw_object *o = w->service->object;
	struct mw_arena *a = w->c->arena;

	mw_candidate_add(w->c, mw_candidate_can(w->route) ? w->route : o,
	    mw_arena_printf(a, "apiVersion: networking.istio.io/v1\n"
	    "kind: DestinationRule\n"
	    "metadata:\n  name: %s\n  namespace: %s\n"
	    "spec:\n  host: %s\n  subsets:\n  - name: %s\n"
	    "    labels:\n      %s: %s\n", w->service->name, w->service->ns,
	    mw_lay_string(a, w->host), mw_lay_string(a, w->subset),
	    mw_lay_string(a, key), mw_lay_string(a, value)), size,
	    mw_arena_printf(a, "add a DestinationRule for %s with subset %s "
	    "of %s: %s", w->host, w->subset, key, value));
}

/* What the rules for the host call their subsets. */
static size_t
known_subsets(const struct want *w, const struct mw_object *dr,
    const char **out, size_t n)
{
	const struct mw_node *list = mw_node_find(dr->root, "spec.subsets");

	for (const struct mw_node *k = mw_node_first(list); k != NULL && n <
	     SUBSETS_MAX; k = mw_node_next(k)) {
		const char *name = mw_node_text(mw_node_get(k, "name"));

		if (name != NULL && !mw_str_eq(name, w->subset))
			out[n++] = name;
	}
	return n;
}

static void
subset(const struct want *w)
{
	const struct mw_objects *all = &w->c->m->of_kind[
	    MW_KIND_DESTINATION_RULE];
	const struct mw_node *named = mw_node_get(w->destination, "subset");
	const char *known[SUBSETS_MAX], *values[LABELS_MAX], *key;
	const char *same = labels_for(w, &key), *near;
	size_t n = 0, n_values = values_of(w, key, values), rules = 0;

	for (size_t i = 0; i < all->n; i++) {
		if (!is_rule(w, all->v[i]))
			continue;
		rules++;
		n = known_subsets(w, all->v[i], known, n);
		if (same != NULL)
			add_subset(w, all->v[i], key, same, 10);
		for (size_t j = 0; same == NULL && j < n_values; j++)
			add_subset(w, all->v[i], key, values[j], 13 + j);
	}
	near = mw_str_nearest(w->subset, known, n);
	for (size_t i = 0; i < n; i++)
		mw_candidate_set(w->c, w->route, named, known[i],
		    mw_str_eq(known[i], near) ? 10 : 11);
	mw_candidate_drop(w->c, w->route, named, 12);
	if (rules > 0)
		return;
	if (same != NULL)
		new_rule(w, key, same, 20);
	for (size_t j = 0; same == NULL && j < n_values; j++)
		new_rule(w, key, values[j], 23);
}

/* ---- services and ports -------------------------------------------------- */

/* Services whose first name is that of HOST, and the one that is meant. */
static void
other_host(const struct want *w)
{
	const struct mw_node *named = mw_node_get(w->destination, "host");
	const char *written = mw_node_text(named), **all, *near;
	size_t first, n = 0;

	if (written == NULL)
		return;
	first = strcspn(written, ".");
	all = MW_NEW_ARRAY(w->c->arena, const char *, NAMES_MAX);
	for (size_t i = 0; i < w->c->m->n_services && n < NAMES_MAX; i++) {
		const struct mw_service *s = w->c->m->services[i];

		if (s->assumed)
			continue;
		if (strncmp(s->hostname, written, first) == 0 &&
		    s->hostname[first] == '.')
			mw_candidate_set(w->c, w->route, named, s->hostname,
			    10);
		all[n++] = s->hostname;
	}
	near = mw_str_nearest(w->host, all, n);
	if (near != NULL)
		mw_candidate_set(w->c, w->route, named, near, 11);
}

static void
other_port(const struct want *w)
{
	const struct mw_node *named = mw_node_find(w->destination,
	    "port.number");
	const struct mw_service *s = w->service;
	const char *path = mw_candidate_path(w->c, w->route, w->destination);

	for (size_t i = 0; i < s->n_ports && i < PORTS_MAX; i++) {
		struct mw_lay_edits e = { .arena = w->c->arena };
		const char *number = mw_arena_printf(w->c->arena, "%ld",
		    (long)s->ports[i].number);

		if (named != NULL) {
			mw_candidate_set(w->c, w->route, named, number, 10);
			continue;
		}
		mw_path_put(&e, w->route, mw_arena_printf(w->c->arena,
		    "%s.port", path), mw_arena_printf(w->c->arena,
		    "{number: %s}", number));
		mw_candidate_edits(w->c, w->route, &e, 11, mw_arena_printf(
		    w->c->arena, "add port %s to %s", number, path));
	}
	mw_candidate_drop(w->c, w->route, mw_node_get(w->destination, "port"),
	    12);
}

/* A port like the first one of the Service, or of the ServiceEntry. */
static void
add_port(const struct want *w)
{
	const struct mw_object *o = w->service->object;
	const struct mw_node *list = o != NULL ? mw_node_find(o->root,
	    "spec.ports") : NULL;
	const struct mw_node *first = mw_node_first(list);
	struct mw_arena *a = w->c->arena;
	const char *key = w->service->kubernetes ? "port" : "number";
	const struct mw_copy_rule rules[] = {
		{ mw_node_get(first, key), mw_arena_printf(a, "%ld",
		    (long)w->port) },
		{ mw_node_get(first, "name"), mw_arena_printf(a, "http-%ld",
		    (long)w->port) },
		{ mw_node_get(first, "nodePort"), NULL },
	};
	struct mw_lay_edits e = { .arena = a };
	struct mw_buf flow = { 0 };

	if (!mw_candidate_can(o) || first == NULL)
		return;
	mw_node_flow(first, rules, MW_LEN(rules), a, &flow);
	if (mw_item_insert(&e, o, list, SIZE_MAX, mw_buf_text(&flow)))
		mw_candidate_edits(w->c, o, &e, 18, mw_arena_printf(a,
		    "add port %ld to spec.ports", (long)w->port));
	mw_buf_release(&flow);
}

/* ---- hidden -------------------------------------------------------------- */

static void
import(const struct want *w, const struct mw_object *sidecar)
{
	const struct mw_node *egress = mw_node_find(sidecar->root,
	    "spec.egress");
	const struct mw_service *s = w->service;
	const char *both[2];

	/* hosts that are for one port or address come after the others */
	for (const struct mw_node *k = mw_node_first(egress); k != NULL; k =
	     mw_node_next(k)) {
		const struct mw_node *list = mw_node_get(k, "hosts");
		bool own = mw_node_count(k) > 1;

		both[0] = mw_arena_printf(w->c->arena, "%s/%s", s->ns,
		    s->hostname);
		both[1] = mw_arena_printf(w->c->arena, "%s/*", s->ns);
		for (size_t i = 0; i < 2; i++) {
			struct mw_lay_edits e = { .arena = w->c->arena };

			if (mw_list_add(&e, sidecar, list, both[i]))
				mw_candidate_edits(w->c, sidecar, &e, 10 + i +
				    (own ? 5 : 0), mw_arena_printf(w->c->arena,
				    "add %s to %s", both[i],
				    mw_candidate_path(w->c, sidecar, list)));
		}
	}
}

static void
export(const struct want *w)
{
	const struct mw_object *o = w->service->object;
	const struct mw_node *list;
	struct mw_lay_edits e = { .arena = w->c->arena };

	if (!mw_candidate_can(o) || mw_service_visible(w->service, ns_of(w)))
		return;
	list = mw_node_find(o->root, "spec.exportTo");
	if (w->service->kubernetes) {
		const struct mw_node *a = mw_node_get(mw_node_get(o->metadata,
		    "annotations"), "networking.istio.io/exportTo");

		if (mw_node_text(a) != NULL)
			mw_candidate_set(w->c, o, a, mw_arena_printf(
			    w->c->arena, "%s,%s", mw_node_text(a), ns_of(w)),
			    10);
		mw_candidate_drop(w->c, o, a, 12);
		return;
	}
	if (mw_list_add(&e, o, list, ns_of(w)))
		mw_candidate_edits(w->c, o, &e, 10, mw_arena_printf(
		    w->c->arena, "add %s to spec.exportTo", ns_of(w)));
	mw_candidate_drop(w->c, o, list, 12);
}

/* ---- outside ------------------------------------------------------------- */

/* Where a document about the outside would stand. */
static const struct mw_object *
neighbour(const struct want *w)
{
	const struct mw_objects *se = &w->c->m->of_kind[
	    MW_KIND_SERVICE_ENTRY];
	const struct mw_object *o = w->c->hop->proxy->sidecar;

	for (size_t i = 0; i < se->n; i++) {
		if (mw_candidate_can(se->v[i]) && strcmp(se->v[i]->ns,
		    ns_of(w)) == 0)
			return se->v[i];
	}
	if (mw_candidate_can(o))
		return o;
	o = w->c->hop->workload->object;
	return mw_candidate_can(o) ? o : w->c->m->settings.object;
}

static bool
is_address(const char *host)
{
	struct mw_cidr cidr;

	return mw_cidr_parse(host, &cidr);
}

static void
service_entry(const struct want *w)
{
	static const char *const protocols[] = { [MW_SCHEME_HTTP] = "HTTP",
		[MW_SCHEME_HTTPS] = "HTTPS", [MW_SCHEME_TCP] = "TCP",
		[MW_SCHEME_TLS] = "TLS" };
	const char *protocol = protocols[w->c->answer->request->scheme];
	struct mw_arena *a = w->c->arena;
	char *name = mw_arena_strdup(a, w->host);
	bool address = is_address(w->host);
	struct mw_buf b = { 0 };

	for (char *c = name; *c != '\0'; c++) {
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789", *c) == NULL)
			*c = '-';
	}
	mw_buf_printf(&b, "apiVersion: networking.istio.io/v1\n"
	    "kind: ServiceEntry\nmetadata:\n  name: %s\n  namespace: %s\n"
	    "spec:\n  hosts:\n  - %s%s\n", name, ns_of(w),
	    mw_lay_string(a, w->host), address ? ".address" : "");
	if (address)
		mw_buf_printf(&b, "  addresses:\n  - %s\n", w->host);
	mw_buf_printf(&b, "  location: MESH_EXTERNAL\n  ports:\n"
	    "  - number: %ld\n    name: %s-%ld\n    protocol: %s\n"
	    "  resolution: %s\n", (long)w->port,
	    mw_scheme_name(w->c->answer->request->scheme), (long)w->port,
	    protocol, address ? "NONE" : "DNS");
	mw_candidate_add(w->c, neighbour(w), mw_arena_text(a, mw_buf_text(&b),
	    b.len), 20, mw_arena_printf(a, "add a ServiceEntry for %s, port "
	    "%ld %s", w->host, (long)w->port, protocol));
	mw_buf_release(&b);
}

/* A ServiceEntry for it is there, but without this port. */
static void
allow_any(const struct want *w)
{
	const struct mw_object *sidecar = w->c->hop->proxy->sidecar;
	const struct mw_object *o = w->c->m->settings.object;
	const struct mw_node *n = w->c->m->settings.config->
	    outbound_traffic_policy != NULL ? w->c->m->settings.config->
	    outbound_traffic_policy->mode.node : NULL;

	if (mw_candidate_can(sidecar))
		mw_candidate_set(w->c, sidecar, mw_node_find(sidecar->root,
		    "spec.outboundTrafficPolicy.mode"), "ALLOW_ANY", 30);
	if (mw_candidate_can(o) && n != NULL) {
		struct mw_lay_edits e = { .arena = w->c->arena };

		if (mw_scalar_set(&e, o, n, "ALLOW_ANY"))
			mw_candidate_edits(w->c, o, &e, 31, "set "
			    "outboundTrafficPolicy.mode to ALLOW_ANY "
			    "(REGISTRY_ONLY now)");
	}
}

/* ---- all ----------------------------------------------------------------- */

static bool
ends_in(const struct mw_hop *h, const char *cluster, const char *vhost)
{
	return mw_str_eq(h->cluster, cluster) || mw_str_eq(h->vhost, vhost) ||
	    (h->vhost != NULL && mw_str_has_prefix(h->vhost, vhost));
}

/* A proxy that lets nobody out. */
static void
blocked(struct want *w)
{
	const struct mw_request *r = w->c->answer->request;
	const struct mw_object *sidecar = w->c->hop->proxy->sidecar;
	/* HTTP is sent by the host that it names, bytes by where they go */
	const char *host = w->c->hop->http != NULL && !mw_str_empty(r->host) ?
	    r->host : r->to;

	host = mw_arena_text(w->c->arena, host, strcspn(host, ":"));
	w->port = r->port;
	w->service = mw_dial_service(w->c->m, host, ns_of(w), w->c->arena);
	w->host = w->service != NULL ? w->service->hostname : host;
	if (w->service == NULL)
		w->service = service_named(w->c, w->host);
	if (w->service == NULL || w->service->assumed) {
		service_entry(w);
	} else {
		if (mw_candidate_can(sidecar))
			import(w, sidecar);
		export(w);
		if (mw_service_port(w->service, w->port) == NULL)
			add_port(w);
	}
	allow_any(w);
}

void
mw_reasons_host(const struct mw_reasons *c)
{
	const struct mw_hop *h = c->hop;
	struct want w = { .c = c, .subset = "" };

	if (h == NULL || h->proxy == NULL || h->direction == MW_INBOUND)
		return;
	if (ends_in(h, "BlackHoleCluster", "block_all")) {
		blocked(&w);
		return;
	}
	if (!parse(&w, h->http != NULL ? h->http->cluster_name :
	    h->tcp != NULL ? h->tcp->cluster_name : NULL) ||
	    mw_proxy_cluster(h->proxy, h->http != NULL ?
	    h->http->cluster_name : h->tcp->cluster_name) != NULL)
		return;
	find_destination(&w);
	w.service = service_named(c, w.host);
	if (w.service == NULL) {
		if (w.destination != NULL)
			other_host(&w);
		service_entry(&w);
		return;
	}
	if (mw_candidate_can(h->proxy->sidecar))
		import(&w, h->proxy->sidecar);
	export(&w);
	if (mw_service_port(w.service, w.port) == NULL) {
		if (w.destination != NULL)
			other_port(&w);
		add_port(&w);
	}
	if (*w.subset != '\0' && w.destination != NULL)
		subset(&w);
}
