/*
 * service.c - Kubernetes Services and ServiceEntries as one kind of thing.
 *
 * A ServiceEntry is as many services as it has hosts times addresses (R27).
 */
#include <arpa/inet.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

#define NO_ADDRESS "0.0.0.0"

struct words {
	const char **v;
	size_t n, cap;
};

struct mw_service_slot *
mw_service_add(struct mw_loader *l)
{
	struct mw_service_slot *slot = MW_NEW(l->arena,
	    struct mw_service_slot);

	slot->order = l->services.n;
	mw_vec_push(l->scratch, &l->services, slot);
	return slot;
}

/* ---- who sees it (R19) ---------------------------------------------- */

static bool
holds(const struct words *w, const char *word)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->v[i], word) == 0)
			return true;
	return false;
}

static void
set_visibility(struct mw_loader *l, struct mw_service *s,
    const struct words *export_to)
{
	const struct mw_strings *def = &l->mesh->settings.export_service;
	struct words words = { 0 }, out = { 0 };

	if (export_to->n > 0)
		words = *export_to;
	for (size_t i = 0; export_to->n == 0 && i < def->n; i++)
		mw_vec_push(l->arena, &words, mw_str_or_empty(def->v[i].s));
	s->public = words.n == 0 || holds(&words, "*");
	if (s->public || holds(&words, "~"))
		return;
	for (size_t i = 0; i < words.n; i++) {
		const char *ns = strcmp(words.v[i], ".") == 0 ? s->ns :
		    words.v[i];

		mw_vec_push(l->arena, &out, ns);
	}
	s->visible_in = out.v;
	s->n_visible_in = out.n;
}

/* "a, b" */
static struct words
split(struct mw_loader *l, const char *list)
{
	struct words out = { 0 };

	for (const char *s = list; s != NULL && *s != '\0'; s += *s == ',') {
		size_t n, len;

		s += strspn(s, " \t");
		n = len = strcspn(s, ",");
		while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
			len--;
		if (len > 0)
			mw_vec_push(l->arena, &out,
			    mw_arena_text(l->arena, s, len));
		s += n;
	}
	return out;
}

/* ---- Kubernetes (R23, R24) ------------------------------------------ */

static void
set_kubernetes_ports(struct mw_loader *l, struct mw_service *s,
    const struct mw_k8s_service_port_list *ports)
{
	struct mw_service_port_info *v = MW_NEW_ARRAY(l->arena,
	    struct mw_service_port_info, ports->n);

	for (size_t i = 0; i < ports->n; i++) {
		const struct mw_k8s_service_port *p = &ports->v[i];
		const struct mw_int_or_string *target = &p->target_port;
		bool named = target->node != NULL && !target->is_int &&
		    !mw_str_empty(target->s);

		v[i] = (struct mw_service_port_info){
			.name = mw_str_or_empty(p->name.s),
			.number = p->port.v,
			.protocol = mw_protocol_of_port(p->name.s,
			    p->app_protocol.s, p->port.v),
			.target_name = named ? target->s : NULL,
			.target_port = named ? 0 : target->v,
			.node = p->node,
		};
		if (mw_str_eq(p->protocol.s, "UDP") ||
		    mw_str_eq(p->protocol.s, "SCTP"))
			v[i].protocol = MW_PROTO_UDP;
	}
	s->ports = v;
	s->n_ports = ports->n;
}

/* address stays NULL where a cluster would give one (address.c). */
static void
set_cluster_address(struct mw_loader *l, struct mw_service *s,
    const struct mw_k8s_service_spec *spec)
{
	const char *first = spec->cluster_ip.s;
	struct words all = { 0 };

	if (mw_str_empty(first) && spec->cluster_ips.n > 0)
		first = spec->cluster_ips.v[0].s;
	if (mw_str_eq(spec->type.s, "ExternalName")) {
		s->resolution = MW_RESOLVE_ALIAS;
		s->external_name = mw_str_or_empty(spec->external_name.s);
		s->address = NO_ADDRESS;
		return;
	}
	if (mw_str_eq(first, "None")) {
		s->resolution = MW_RESOLVE_PASSTHROUGH;
		s->headless = true;
		s->address = NO_ADDRESS;
		return;
	}
	if (mw_str_empty(first))
		return;
	s->address = first;
	mw_vec_push(l->arena, &all, first);
	for (size_t i = 0; i < spec->cluster_ips.n; i++) {
		const char *ip = mw_str_or_empty(spec->cluster_ips.v[i].s);

		if (ip[0] != '\0' && strcmp(ip, first) != 0)
			mw_vec_push(l->arena, &all, ip);
	}
	s->addresses = all.v;
	s->n_addresses = all.n;
}

/*
 * Without a time a Service counts as older than everything, as the year 1 is
 * to a control plane that reads it from a file; unlike objects of Istio (R14).
 */
static void
add_kubernetes(struct mw_loader *l, const struct mw_object *o)
{
	const struct mw_k8s_service *k = MW_SPEC(o, k8s_service);
	struct mw_service *s = &mw_service_add(l)->s;
	struct words export_to = split(l, mw_labels_get(&o->annotations,
	    "networking.istio.io/exportTo"));

	*s = (struct mw_service){
		.hostname = mw_arena_printf(l->arena, "%s.%s.svc.%s", o->name,
		    o->ns, l->mesh->settings.domain),
		.ns = o->ns,
		.name = o->name,
		.object = o,
		.node = mw_node_get(o->metadata, "name"),
		.kubernetes = true,
		.resolution = MW_RESOLVE_EDS,
		.created = o->created == MW_CREATED_NOW ? INT64_MIN :
		    o->created,
	};
	set_visibility(l, s, &export_to);
	if (k == NULL || k->spec == NULL)
		return;
	set_kubernetes_ports(l, s, &k->spec->ports);
	set_cluster_address(l, s, k->spec);
	if (k->spec->selector.n > 0 && s->resolution != MW_RESOLVE_ALIAS)
		s->selector = &k->spec->selector;
}

/* ---- ServiceEntries (R27) ------------------------------------------- */

static void
set_entry_ports(struct mw_loader *l, struct mw_service *s,
    const struct mw_server_port_list *ports)
{
	struct mw_service_port_info *v = MW_NEW_ARRAY(l->arena,
	    struct mw_service_port_info, ports->n);

	for (size_t i = 0; i < ports->n; i++)
		v[i] = (struct mw_service_port_info){
			.name = mw_str_or_empty(ports->v[i].name.s),
			.number = ports->v[i].number.v,
			.protocol = mw_protocol_parse(ports->v[i].protocol.s),
			.target_port = ports->v[i].target_port.v,
			.node = ports->v[i].node,
		};
	s->ports = v;
	s->n_ports = ports->n;
}

/* An address as a proxy gets it; NULL when it is none. */
static const char *
clean_address(struct mw_loader *l, const char *written)
{
	const char *slash = written != NULL ? strchr(written, '/') : NULL;
	unsigned char bytes[sizeof(struct in6_addr)];
	const char *ip;
	long long bits, most;

	if (written == NULL)
		return NULL;
	if (slash == NULL)
		return mw_is_ip(written) ? written : NULL;
	ip = mw_arena_text(l->arena, written, (size_t)(slash - written));
	if (inet_pton(AF_INET, ip, bytes) == 1)
		most = 32;
	else if (inet_pton(AF_INET6, ip, bytes) == 1)
		most = 128;
	else
		return NULL;
	if (!mw_str_to_int(slash + 1, &bits) || bits < 0 || bits > most)
		return NULL;
	return bits == most ? ip : written;
}

static enum mw_resolution
resolution_of(const struct mw_service_entry *e)
{
	static const enum mw_resolution of[] = { MW_RESOLVE_PASSTHROUGH,
		MW_RESOLVE_EDS, MW_RESOLVE_DNS, MW_RESOLVE_DNS_ROUND_ROBIN,
		MW_RESOLVE_DYNAMIC_DNS };
	int v = e->resolution.v;

	return v >= 0 && v < (int)MW_LEN(of) ? of[v] : MW_RESOLVE_PASSTHROUGH;
}

static void
add_host(struct mw_loader *l, const struct mw_service *like,
    const struct mw_string *host, const char *address)
{
	struct mw_service *s;
	const char **v;

	if (!mw_mesh_count(l, &l->n_members))
		return;
	s = &mw_service_add(l)->s;
	*s = *like;
	s->hostname = host->s;
	s->node = host->node;
	s->address = address;
	if (strcmp(address, NO_ADDRESS) == 0)
		return;
	v = MW_NEW_ARRAY(l->arena, const char *, 1);
	v[0] = address;
	s->addresses = v;
	s->n_addresses = 1;
}

/* What all services of an entry have. */
static struct mw_service
common(struct mw_loader *l, const struct mw_object *o)
{
	const struct mw_service_entry *e = MW_SPEC(o, service_entry);
	struct words export_to = { 0 };
	struct mw_service s = {
		.ns = o->ns,
		.name = o->name,
		.object = o,
		.external = e->location.v == 0,
		.resolution = resolution_of(e),
		.created = o->created,
		.subject_alt_names = &e->subject_alt_names,
	};

	if (e->workload_selector != NULL)
		s.selector = &e->workload_selector->labels;
	for (size_t i = 0; i < e->export_to.n; i++)
		mw_vec_push(l->arena, &export_to,
		    mw_str_or_empty(e->export_to.v[i].s));
	set_visibility(l, &s, &export_to);
	set_entry_ports(l, &s, &e->ports);
	return s;
}

static void
add_entry(struct mw_loader *l, const struct mw_object *o)
{
	const struct mw_service_entry *e = MW_SPEC(o, service_entry);
	struct words addresses = { 0 };
	struct mw_service s;

	if (e == NULL)
		return;
	s = common(l, o);
	for (size_t i = 0; i < e->addresses.n; i++) {
		const char *a = clean_address(l, e->addresses.v[i].s);

		if (a != NULL)
			mw_vec_push(l->scratch, &addresses, a);
	}
	if (e->addresses.n == 0)
		mw_vec_push(l->scratch, &addresses, NO_ADDRESS);
	for (size_t i = 0; i < e->hosts.n; i++)
		for (size_t k = 0; !l->full && k < addresses.n &&
		    !mw_str_empty(e->hosts.v[i].s); k++)
			add_host(l, &s, &e->hosts.v[i], addresses.v[k]);
}

void
mw_mesh_make_services(struct mw_loader *l)
{
	const struct mw_objects *services =
	    &l->mesh->of_kind[MW_KIND_K8S_SERVICE];
	const struct mw_objects *entries =
	    &l->mesh->of_kind[MW_KIND_SERVICE_ENTRY];

	for (size_t i = 0; i < services->n; i++)
		add_kubernetes(l, services->v[i]);
	for (size_t i = 0; i < entries->n; i++)
		add_entry(l, entries->v[i]);
}
