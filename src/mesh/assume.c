/*
 * assume.c - what is taken to exist although no manifest has it.
 *
 * Often only the Istio files are at hand.  When the input has no Service and
 * no workload of any kind (Pod, Deployment and its like, WorkloadEntry), the
 * following is assumed.  One of them is enough to end this: then the input is
 * meant to be whole, and what is missing is missing, as in a cluster.
 *
 *  - A service for each host of a VirtualService or DestinationRule, each
 *    destination and each external authorizer that has the form of a service
 *    name (no dot, or NAME.NS.svc.DOMAIN) and is not a ServiceEntry's.  Its
 *    ports are those that documents give it (destination.port, match.port,
 *    portLevelSettings); without any, those of options.ports and 80.  They
 *    speak HTTP, unless named under tcp or tls.
 *  - One workload behind it for each set of subset labels, or a plain one,
 *    with those labels and "app: NAME".
 *  - A workload with exactly the labels of each selector that matches none of
 *    these, and a service of its name.
 *  - A workload for each principal of an AuthorizationPolicy: a client.
 *
 * They have a sidecar, unless a Namespace in the input says otherwise.
 *
 * When the input has no gateway workload, each Gateway gets one (assume-
 * gateway.c), whatever else the input has: applications and gateways are often
 * kept apart.  Its Service is exported to nobody, so that no sidecar's
 * listeners change.
 */
#include "mesh/assume.h"

#include <string.h>

#include "base/str.h"

enum { NOTES_MAX = 1000 };

/* ---- saying so ------------------------------------------------------ */

void
mw_assume_note(struct mw_loader *l, const struct mw_assumption *a)
{
	struct mw_diags *diags = &l->mesh->diags;
	struct mw_span span = mw_node_span(a->node);

	mw_vec_push(l->arena, &l->assumptions, *a);
	/* what the mesh deploys itself is no news (P3) */
	if (a->workload != NULL ? a->workload->gateway_api : a->service !=
	    NULL && a->object != NULL &&
	    a->object->kind == MW_KIND_K8S_GATEWAY)
		return;
	/* all are in the list; here they shall not drive out the rest */
	if (diags->n < MW_LIMIT_DIAGS && l->assumptions.n <= NOTES_MAX)
		mw_diag_add(diags, MW_DIAG_ASSUMED,
		    a->node != NULL ? &span : NULL, a->object != NULL ?
		    mw_object_title(l->arena, a->object) : NULL,
		    "taken to exist: %s", a->text);
}

/* ---- hosts ---------------------------------------------------------- */

static bool
is_word(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') ||
		    (s[i] >= '0' && s[i] <= '9') || s[i] == '-'))
			return false;
	return len > 0;
}

/* NAME.NS.svc.DOMAIN, and nothing else. */
static bool
split_host(struct mw_loader *l, const char *host, struct mw_guess *g)
{
	const char *suffix = mw_arena_printf(l->scratch, ".svc.%s",
	    l->mesh->settings.domain);
	const char *dot = strchr(host, '.');
	size_t len;

	if (dot == NULL || !mw_str_has_suffix(host, suffix))
		return false;
	len = strlen(host) - strlen(suffix);
	if ((size_t)(dot - host) >= len)
		return false;
	if (!is_word(host, (size_t)(dot - host)) ||
	    !is_word(dot + 1, len - (size_t)(dot - host) - 1))
		return false;
	g->host = mw_arena_strdup(l->arena, host);
	g->name = mw_arena_text(l->arena, host, (size_t)(dot - host));
	g->ns = mw_arena_text(l->arena, dot + 1,
	    len - (size_t)(dot - host) - 1);
	return true;
}

struct mw_guess *
mw_assume_host(struct mw_assume *a, const char *written, const char *ns,
    const struct mw_object *object, const struct mw_node *node)
{
	struct mw_loader *l = a->l;
	const char *host = mw_host_expand(l->scratch, l->mesh,
	    mw_str_or_empty(written), ns);
	struct mw_guess *g = mw_map_get(a->hosts, host);
	struct mw_guess found = { .object = object, .node = node };

	if (g != NULL || mw_map_get(a->known, host) != NULL)
		return g;
	if (!split_host(l, host, &found))
		return NULL;
	g = MW_NEW(l->scratch, struct mw_guess);
	*g = found;
	mw_map_put(a->hosts, host, g);
	return g;
}

void
mw_assume_port(struct mw_assume *a, struct mw_guess *g, int64_t number,
    enum mw_protocol protocol)
{
	struct mw_guess_port port = { number, protocol, 0 };

	if (g == NULL || number <= 0 || number > 65535)
		return;
	for (size_t i = 0; i < g->ports.n; i++)
		if (g->ports.v[i].number == number)
			return;
	if (g->ports.n >= MW_LIMIT_GUESSES)
		return;
	mw_vec_push(a->l->scratch, &g->ports, port);
}

/* ---- workloads ------------------------------------------------------ */

static bool
same_labels(const struct mw_string_map *a, const struct mw_string_map *b)
{
	return a->n == b->n && mw_labels_match(a, b);
}

const struct mw_string_map *
mw_assume_labels(struct mw_loader *l, const struct mw_string_map *from,
    const char *key, const char *value)
{
	struct mw_string_map *map = MW_NEW(l->arena, struct mw_string_map);
	struct mw_string_entry *v;

	if (mw_labels_get(from, key) != NULL)
		return from;
	map->n = from != NULL ? from->n + 1 : 1;
	v = MW_NEW_ARRAY(l->arena, struct mw_string_entry, map->n);
	if (from != NULL && from->n > 0)
		memcpy(v, from->v, from->n * sizeof(*v));
	v[map->n - 1].key.s = key;
	v[map->n - 1].value.s = value;
	map->v = v;
	return map;
}

struct mw_workload_slot *
mw_assume_workload(struct mw_loader *l, const char *ns, const char *name,
    const struct mw_string_map *labels)
{
	struct mw_workload_slot *slot;
	const char *unique = name;

	if (l->assumed == NULL)
		l->assumed = mw_map_new(l->scratch);
	for (size_t i = 2; mw_map_joined(l->assumed, ns, unique) != NULL;
	    i++)
		unique = mw_arena_printf(l->arena, "%s-%zu", name, i);
	slot = mw_workload_add(l, NULL, ns, unique);
	mw_map_put_joined(l->assumed, ns, unique, slot);
	slot->w.assumed = true;
	slot->w.labels = slot->w.topology_labels = labels;
	mw_index_add(l, slot);
	slot->w.identity = mw_identity(l, ns, slot->w.service_account);
	return slot;
}

static void
give_sidecar(struct mw_loader *l, struct mw_workload_slot *slot, bool always)
{
	if (mw_mesh_namespace(l->mesh, slot->w.ns) != NULL)
		mw_proxy_decide(l, slot);
	else
		always = true;
	if (always && slot->w.proxy == MW_PROXY_NONE) {
		slot->w.proxy = MW_PROXY_SIDECAR;
		slot->w.reason = MW_PROXY_REASON_ASSUMED_SIDECAR;
		slot->w.reason_object = NULL;
		slot->w.reason_node = NULL;
	}
	slot->w.tls_mode = mw_proxy_tls_mode(&slot->w);
}

static void
note_workload(struct mw_loader *l, const struct mw_workload *w,
    const struct mw_object *object, const struct mw_node *node)
{
	struct mw_buf b = { 0 };
	struct mw_assumption a = { .object = object, .node = node,
		.workload = w };

	mw_buf_printf(&b, "workload %s/%s", w->ns, w->name);
	for (size_t i = 0; i < w->labels->n; i++)
		mw_buf_printf(&b, "%s%s=%s", i == 0 ? " with labels " : ",",
		    w->labels->v[i].key.s,
		    mw_str_or_empty(w->labels->v[i].value.s));
	a.text = mw_arena_strdup(l->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	mw_assume_note(l, &a);
}

/* ---- services ------------------------------------------------------- */

static void
set_ports(struct mw_assume *a, struct mw_service *s, struct mw_guess *g)
{
	const struct mw_mesh_options *opt = a->l->options;
	struct mw_service_port_info *v;

	if (g->ports.n == 0) {
		for (size_t i = 0; i < opt->n_ports; i++)
			mw_assume_port(a, g, opt->ports[i],
			    opt->ports[i] == 443 ? MW_PROTO_HTTPS :
			    MW_PROTO_HTTP);
		mw_assume_port(a, g, 80, MW_PROTO_HTTP);
	}
	v = MW_NEW_ARRAY(a->l->arena, struct mw_service_port_info, g->ports.n);
	for (size_t i = 0; i < g->ports.n; i++) {
		char *name = mw_arena_printf(a->l->arena, "%s-%lld",
		    mw_protocol_name(g->ports.v[i].protocol),
		    (long long)g->ports.v[i].number);

		mw_str_lower(name);
		v[i] = (struct mw_service_port_info){
			.name = name,
			.number = g->ports.v[i].number,
			.protocol = g->ports.v[i].protocol,
			.target_port = g->ports.v[i].target,
		};
	}
	s->ports = v;
	s->n_ports = g->ports.n;
}

struct mw_service_slot *
mw_assume_service(struct mw_assume *a, struct mw_guess *g)
{
	struct mw_service_slot *slot = mw_service_add(a->l);
	struct mw_assumption note = { .object = g->object, .node = g->node,
		.service = &slot->s };
	struct mw_buf b = { 0 };

	slot->s = (struct mw_service){
		.hostname = g->host,
		.ns = g->ns,
		.name = g->name,
		.node = g->node,
		.kubernetes = true,
		.assumed = true,
		.resolution = MW_RESOLVE_EDS,
		.public = true,
		.created = INT64_MIN,
	};
	set_ports(a, &slot->s, g);
	mw_buf_printf(&b, "service %s", g->host);
	for (size_t i = 0; i < slot->s.n_ports; i++) {
		const struct mw_service_port_info *p = &slot->s.ports[i];

		mw_buf_printf(&b, "%s %lld", i == 0 ? ", port" : ",",
		    (long long)p->number);
		if (p->target_port != 0)
			mw_buf_printf(&b, " (to %lld)",
			    (long long)p->target_port);
	}
	note.text = mw_arena_strdup(a->l->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	mw_assume_note(a->l, &note);
	return slot;
}

static void
add_member(struct mw_assume *a, struct mw_service_slot *s, const char *name,
    const struct mw_string_map *labels, const struct mw_guess *g)
{
	struct mw_workload_slot *w = mw_assume_workload(a->l, g->ns, name,
	    mw_assume_labels(a->l, labels, "app", g->name));

	give_sidecar(a->l, w, false);
	mw_vec_push(a->l->arena, &s->members, w);
	note_workload(a->l, &w->w, g->object, g->node);
}

static void
make_service(struct mw_assume *a, struct mw_guess *g)
{
	struct mw_service_slot *s = mw_assume_service(a, g);

	for (size_t i = 0; i < g->subsets.n; i++) {
		const struct mw_subset *subset = g->subsets.v[i];
		bool again = subset->labels.n == 0;

		for (size_t k = 0; k < i && !again; k++)
			again = same_labels(&g->subsets.v[k]->labels,
			    &subset->labels);
		if (!again)
			add_member(a, s, mw_arena_printf(a->l->arena, "%s-%s",
			    g->name, mw_str_or_empty(subset->name.s)),
			    &subset->labels, g);
	}
	if (s->members.n == 0)
		add_member(a, s, g->name, NULL, g);
}

/* ---- selectors ------------------------------------------------------ */

static bool
is_selected(struct mw_loader *l, const char *ns,
    const struct mw_string_map *selector)
{
	if (mw_str_eq(ns, l->mesh->settings.root_namespace))
		return mw_workloads_select_all(l, selector)->n > 0;
	return mw_workloads_select(l, ns, selector)->n > 0;
}

/* The label by which people know it. */
static const char *
name_of(const struct mw_string_map *labels, const char *otherwise)
{
	static const char *const keys[] = { "app", "app.kubernetes.io/name",
		"k8s-app", "service.istio.io/canonical-name", "name" };

	for (size_t i = 0; i < MW_LEN(keys); i++) {
		const char *value = mw_labels_get(labels, keys[i]);

		if (value != NULL && is_word(value, strlen(value)))
			return value;
	}
	return otherwise;
}

static void
make_selected(struct mw_assume *a, const struct mw_object *o)
{
	const struct mw_string_map *selector = mw_object_selector(o);
	struct mw_loader *l = a->l;
	struct mw_workload_slot *w;
	struct mw_service_slot *s;
	struct mw_guess *g;
	const char *name;

	if (selector == NULL || selector->n == 0 ||
	    is_selected(l, o->ns, selector))
		return;
	name = name_of(selector, o->name);
	w = mw_assume_workload(l, o->ns, name, selector);
	give_sidecar(l, w, false);
	note_workload(l, &w->w, o, selector->node);
	g = mw_assume_host(a, name, o->ns, o, selector->node);
	if (g == NULL || g->made)
		return;
	g->made = true;
	s = mw_assume_service(a, g);
	mw_vec_push(l->arena, &s->members, w);
}

/* ---- principals ----------------------------------------------------- */

static void
make_client(struct mw_assume *a, const char *ns, const char *account,
    const struct mw_object *o, const struct mw_node *node)
{
	struct mw_loader *l = a->l;
	struct mw_workload_slot *w = l->assumed == NULL ? NULL :
	    mw_map_joined(l->assumed, ns, account);

	if (!is_word(ns, strlen(ns)) || !is_word(account, strlen(account)))
		return;
	if (w == NULL) {
		w = mw_assume_workload(l, ns, account,
		    mw_assume_labels(l, NULL, "app", account));
		give_sidecar(l, w, true);
		note_workload(l, &w->w, o, node);
	}
	w->w.service_account = account;
	w->w.identity = mw_identity(l, ns, account);
}

/* "TD/ns/NS/sa/SA" */
static void
make_principal(struct mw_assume *a, const struct mw_string *p,
    const struct mw_object *o)
{
	const char *ns = p->s != NULL ? strstr(p->s, "/ns/") : NULL;
	const char *sa = ns != NULL ? strstr(ns + 4, "/sa/") : NULL;

	if (sa != NULL)
		make_client(a, mw_arena_text(a->l->arena, ns + 4,
		    (size_t)(sa - ns - 4)), sa + 4, o, p->node);
}

/* "NS/SA" or "SA" */
static void
make_account(struct mw_assume *a, const struct mw_string *p,
    const struct mw_object *o)
{
	const char *slash = p->s != NULL ? strchr(p->s, '/') : NULL;

	if (slash != NULL)
		make_client(a, mw_arena_text(a->l->arena, p->s,
		    (size_t)(slash - p->s)), slash + 1, o, p->node);
	else if (p->s != NULL)
		make_client(a, o->ns, p->s, o, p->node);
}

static void
make_clients(struct mw_assume *a, const struct mw_object *o)
{
	const struct mw_authorization_policy *p =
	    MW_SPEC(o, authorization_policy);

	for (size_t i = 0; p != NULL && i < p->rules.n; i++)
		for (size_t k = 0; k < p->rules.v[i].from.n; k++) {
			const struct mw_authz_source *s =
			    p->rules.v[i].from.v[k].source;

			for (size_t j = 0; s != NULL &&
			    j < s->principals.n; j++)
				make_principal(a, &s->principals.v[j], o);
			for (size_t j = 0; s != NULL &&
			    j < s->service_accounts.n; j++)
				make_account(a, &s->service_accounts.v[j], o);
		}
}

/* ---- all ------------------------------------------------------------ */

static bool
has_real_ones(const struct mw_loader *l)
{
	return l->workloads.n > 0 ||
	    l->mesh->of_kind[MW_KIND_K8S_SERVICE].n > 0;
}

static void
assume_services(struct mw_loader *l)
{
	static const enum mw_kind selecting[] = { MW_KIND_SERVICE_ENTRY,
		MW_KIND_AUTHORIZATION_POLICY, MW_KIND_PEER_AUTHENTICATION,
		MW_KIND_REQUEST_AUTHENTICATION, MW_KIND_SIDECAR,
		MW_KIND_DESTINATION_RULE, MW_KIND_WASM_PLUGIN,
		MW_KIND_TELEMETRY, MW_KIND_ENVOY_FILTER,
		MW_KIND_TRAFFIC_EXTENSION, MW_KIND_PROXY_CONFIG };
	struct mw_assume a = { .l = l, .hosts = mw_map_new(l->scratch),
		.known = mw_map_new(l->scratch) };
	const struct mw_objects *all;

	for (size_t i = 0; i < l->services.n; i++)
		mw_map_put(a.known, l->services.v[i]->s.hostname,
		    l->services.v[i]);
	mw_assume_collect(&a);
	for (size_t i = 0; i < mw_map_count(a.hosts); i++) {
		struct mw_guess *g = mw_map_value(a.hosts, i);

		g->made = true;
		make_service(&a, g);
	}
	for (size_t i = 0; i < MW_LEN(selecting); i++) {
		all = &l->mesh->of_kind[selecting[i]];
		for (size_t k = 0; k < all->n; k++)
			make_selected(&a, all->v[k]);
	}
	all = &l->mesh->of_kind[MW_KIND_AUTHORIZATION_POLICY];
	for (size_t i = 0; i < all->n; i++)
		make_clients(&a, all->v[i]);
}

void
mw_mesh_make_assumptions(struct mw_loader *l)
{
	bool whole = has_real_ones(l);

	mw_assume_gateways(l);
	if (!whole)
		assume_services(l);
}
