/*
 * refs.c - who refers to whom, both ways, and what is missing.
 *
 * References are collected object by object, so those out of an object stand
 * side by side; those into one are found by counting.
 */
#include "mesh/refs.h"

#include <string.h>

#include "base/str.h"
#include "base/xalloc.h"
#include "yaml/node.h"

enum { SOME = 200 };	/* objects in a step */

/* A reference of millions; objects by their order. */
struct packed {
	const struct mw_node *node;
	uint32_t from;
	uint32_t to;		/* NOTHING, or an object */
	uint32_t text;		/* 0: that of the node, or of TEXTS less one */
	uint8_t what;		/* of WHATS */
	bool missing, assumed;
};

_Static_assert(sizeof(struct packed) == 24, "a reference has grown");

enum {
	CHUNK = 1 << 12,	/* packed ones that stand side by side */
	WHATS = 32
};

#define NOTHING UINT32_MAX

/* The N-th object (by order) has [start[N], start[N + 1]). */
struct mw_refs {
	size_t objects;
	MW_VEC(struct packed *) chunks;
	size_t n;		/* references, in the order of their objects */
	uint32_t *from;		/* starts: in that order */
	uint32_t *to;		/* starts in INTO */
	uint32_t *into;		/* numbers of references */
	MW_VEC(const char *) texts;
	const char *whats[WHATS];
};

/* ---- adding --------------------------------------------------------- */

static struct mw_ref *
add(struct mw_refs_maker *r, const char *what, const struct mw_node *node,
    const char *text)
{
	struct mw_ref ref = { .from = r->from, .node = node, .what = what,
		.text = mw_str_or_empty(text) };

	/* what is too much is written, and forgotten */
	r->extra = ref;
	if (!mw_mesh_count(r->l, &r->count))
		return &r->extra;
	mw_vec_push(r->l->scratch, &r->v, ref);
	return &r->v.v[r->v.n - 1];
}

void
mw_refs_add(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *text, const struct mw_object *to)
{
	struct mw_ref *ref = add(r, what, node, text);

	ref->to = to;
	ref->assumed = to == NULL;
}

void
mw_refs_missing(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *text, const char *full,
    const char *hint)
{
	struct mw_diags *diags = &r->l->mesh->diags;
	struct mw_span span = mw_node_span(node);
	struct mw_diag *d;

	add(r, what, node, text)->missing = true;
	if (diags->n >= MW_LIMIT_DIAGS || r->l->not_all)
		return;
	d = mw_diag_add(diags, MW_DIAG_MISSING_REFERENCE, &span,
	    mw_object_title(r->l->arena, r->from), "%s '%s' is not in the "
	    "input", what, full);
	d->hint = hint;
}

/* ---- names like it -------------------------------------------------- */

static bool
may_search(struct mw_refs_maker *r)
{
	return r->hints++ < MW_REFS_HINTS;
}

/* The same name elsewhere is likelier than another name here. */
static const char *
near_object(struct mw_refs_maker *r, enum mw_kind kind, const char *ns,
    const char *name)
{
	const struct mw_objects *all = &r->l->mesh->of_kind[kind];
	struct mw_arena *a = r->l->arena;
	const char **names, *near;
	size_t n = 0;

	if (!may_search(r))
		return NULL;
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i]->name, name) == 0)
			return mw_arena_printf(a, "there is one in namespace "
			    "'%s'", all->v[i]->ns);
	names = MW_NEW_ARRAY(r->l->scratch, const char *, all->n);
	for (size_t i = 0; i < all->n; i++)
		if (mw_str_eq(all->v[i]->ns, ns))
			names[n++] = all->v[i]->name;
	near = mw_str_nearest(name, names, n);
	return near != NULL ? mw_arena_printf(a, "did you mean '%s'?", near) :
	    NULL;
}

static const char *
near_host(struct mw_refs_maker *r, const char *host)
{
	const struct mw_loader *l = r->l;
	const char **names, *near;
	const char *dot = strchr(host, '.');

	if (!may_search(r))
		return NULL;
	/* "reviews.prod" reads well, and is no name in the mesh (R4) */
	if (dot != NULL && mw_map_get(l->registry->services,
	    mw_arena_printf(l->scratch, "%s.svc.%s", host,
	    l->mesh->settings.domain)) != NULL)
		return mw_arena_printf(l->arena, "a name with a dot is not "
		    "expanded; write '%s.svc.%s'", host,
		    l->mesh->settings.domain);
	names = MW_NEW_ARRAY(l->scratch, const char *, l->services.n);
	for (size_t i = 0; i < l->services.n; i++)
		names[i] = l->services.v[i]->s.hostname;
	near = mw_str_nearest(host, names, l->services.n);
	return near != NULL ? mw_arena_printf(l->arena,
	    "did you mean '%s'?", near) : NULL;
}

/* ---- kinds of targets ----------------------------------------------- */

void
mw_refs_object(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *text, enum mw_kind kind,
    const char *ns, const char *name)
{
	const struct mw_object *o = mw_mesh_find(r->l->mesh, kind, ns, name);

	if (o != NULL)
		mw_refs_add(r, what, node, text, o);
	else
		mw_refs_missing(r, what, node, text,
		    mw_arena_printf(r->l->scratch, "%s%s%s", ns,
		    ns[0] != '\0' ? "/" : "", name),
		    near_object(r, kind, ns, name));
}

void
mw_refs_secret(struct mw_refs_maker *r, const struct mw_node *node,
    const char *text, const char *ns)
{
	const char *slash = strchr(text, '/');
	struct mw_ref *ref;

	if (r->l->mesh->of_kind[MW_KIND_K8S_SECRET].n > 0) {
		if (slash != NULL)	/* namespace/name */
			ns = mw_arena_text(r->l->scratch, text,
			    (size_t)(slash - text));
		mw_refs_object(r, "secret", node, text, MW_KIND_K8S_SECRET, ns,
		    slash != NULL ? slash + 1 : text);
		return;
	}
	ref = add(r, "secret", node, text);
	ref->missing = ref->assumed = true;
}

/* The service whose wildcard covers HOST: the longest one, or NULL. */
static const struct mw_service *
covering(struct mw_refs_maker *r, const char *host)
{
	for (const char *at = strchr(host, '.'); at != NULL;
	    at = strchr(at + 1, '.')) {
		const struct mw_service *s = mw_map_get(r->wildcards, at);

		if (s != NULL)
			return s;
	}
	for (size_t i = 0; i < r->odd.n && mw_mesh_spend(r->l, 1); i++)
		if (mw_host_covers(r->odd.v[i]->hostname, host))
			return r->odd.v[i];
	return NULL;
}

const char *
mw_refs_expand(struct mw_refs_maker *r, const char *written)
{
	written = mw_str_or_empty(written);
	if (r->written == NULL || strcmp(r->written, written) != 0 ||
	    strcmp(r->ns, r->from->ns) != 0) {
		r->host = mw_host_expand(r->l->scratch, r->l->mesh, written,
		    r->from->ns);
		r->written = written;
		r->ns = r->from->ns;
	}
	return r->host;
}

void
mw_refs_host(struct mw_refs_maker *r, const char *what,
    const struct mw_node *node, const char *written)
{
	const char *host = mw_refs_expand(r, written);
	const struct mw_service_list *list = mw_map_get(
	    r->l->registry->services, host);
	const struct mw_object *last = NULL;
	const struct mw_service *s;
	bool found = false;

	for (size_t i = 0; list != NULL && i < list->n; i++) {
		if (list->v[i]->object == NULL || list->v[i]->object != last)
			mw_refs_add(r, what, node, written,
			    list->v[i]->object);
		last = list->v[i]->object;
		found = true;
	}
	if (found)
		return;
	s = covering(r, host);
	if (s != NULL)
		mw_refs_add(r, what, node, written, s->object);
	else
		mw_refs_missing(r, what, node, written, host,
		    near_host(r, host));
}

static const char *
selector_text(struct mw_refs_maker *r, const struct mw_string_map *selector)
{
	struct mw_buf b = { 0 };
	const char *text;

	for (size_t i = 0; selector != NULL && i < selector->n; i++)
		mw_buf_printf(&b, "%s%s=%s", i > 0 ? "," : "",
		    selector->v[i].key.s,
		    mw_str_or_empty(selector->v[i].value.s));
	text = mw_arena_strdup(r->l->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

void
mw_refs_workloads(struct mw_refs_maker *r, const struct mw_node *node,
    const struct mw_string_map *selector, const struct mw_slots *slots)
{
	const char *text = selector_text(r, selector);

	for (size_t i = 0; i < slots->n && r->count < MW_LIMIT_MEMBERS; i++)
		mw_refs_add(r, "workload", node, text,
		    slots->v[i]->w.object);
	if (slots->n == 0)
		mw_refs_missing(r, "workload", node, text, text, NULL);
}

/* ---- all objects ---------------------------------------------------- */

static void
collect(struct mw_refs_maker *r)
{
	switch (r->from->kind) {
	case MW_KIND_VIRTUAL_SERVICE:
		mw_refs_virtual_service(r);
		break;
	case MW_KIND_DESTINATION_RULE:
		mw_refs_destination_rule(r);
		break;
	case MW_KIND_GATEWAY:
		mw_refs_gateway(r);
		break;
	case MW_KIND_SERVICE_ENTRY:
		mw_refs_service_entry(r);
		break;
	case MW_KIND_SIDECAR:
		mw_refs_sidecar(r);
		mw_refs_policy(r);
		break;
	case MW_KIND_K8S_SERVICE:
		mw_refs_service(r);
		break;
	case MW_KIND_K8S_GATEWAY:
	case MW_KIND_K8S_HTTP_ROUTE:
	case MW_KIND_K8S_GRPC_ROUTE:
	case MW_KIND_K8S_TCP_ROUTE:
	case MW_KIND_K8S_TLS_ROUTE:
	case MW_KIND_K8S_UDP_ROUTE:
		mw_refs_gateway_api(r);
		break;
	case MW_KIND_K8S_INGRESS:
		mw_refs_ingress(r);
		break;
	default:
		mw_refs_policy(r);
	}
}

static void
prepare(struct mw_refs_maker *r)
{
	struct mw_loader *l = r->l;
	const struct mw_objects *all =
	    &l->mesh->of_kind[MW_KIND_DESTINATION_RULE];

	r->wildcards = mw_map_new(l->scratch);
	for (size_t i = 0; i < l->services.n; i++) {
		struct mw_service *s = &l->services.v[i]->s;

		if (s->hostname[0] == '*' && s->hostname[1] != '.')
			mw_vec_push(l->scratch, &r->odd, s);
		else if (s->hostname[0] == '*' &&
		    mw_map_get(r->wildcards, s->hostname + 1) == NULL)
			mw_map_put(r->wildcards, s->hostname + 1, s);
	}
	for (size_t i = 0; i < l->workloads.n; i++)
		if (l->workloads.v[i]->w.proxy == MW_PROXY_GATEWAY)
			mw_vec_push(l->scratch, &r->gateways,
			    l->workloads.v[i]);
	r->subsets = mw_map_new(l->scratch);
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_destination_rule *dr =
		    MW_SPEC(o, destination_rule);
		const char *host;

		if (dr == NULL)
			continue;
		host = mw_host_expand(l->scratch, l->mesh,
		    mw_str_or_empty(dr->host.s), o->ns);
		for (size_t k = 0; k < dr->subsets.n; k++)
			mw_map_put_joined(r->subsets, host,
			    mw_str_or_empty(dr->subsets.v[k].name.s),
			    mw_map_lent(o));
	}
}

/* ---- packing -------------------------------------------------------- */

static struct packed *
packed_at(const struct mw_refs *refs, size_t i)
{
	return &refs->chunks.v[i / CHUNK][i % CHUNK];
}

static uint8_t
number_of_what(struct mw_refs *refs, const char *what)
{
	for (uint8_t i = 0; i < WHATS; i++) {
		if (refs->whats[i] == NULL)
			refs->whats[i] = what;
		if (strcmp(refs->whats[i], what) == 0)
			return i;
	}
	MW_BUG("a new way to refer");
}

static void
pack(struct mw_refs_maker *r, const struct mw_ref *ref)
{
	struct mw_refs *refs = r->refs;
	struct packed *p;

	if (refs->n % CHUNK == 0)
		mw_vec_push(r->l->arena, &refs->chunks,
		    MW_NEW_ARRAY(r->l->arena, struct packed, CHUNK));
	p = packed_at(refs, refs->n++);
	p->node = ref->node;
	p->from = (uint32_t)ref->from->order;
	p->to = ref->to != NULL ? (uint32_t)ref->to->order : NOTHING;
	p->what = number_of_what(refs, ref->what);
	p->missing = ref->missing;
	p->assumed = ref->assumed;
	if (!mw_str_eq(mw_node_text(ref->node), ref->text)) {
		mw_vec_push(r->l->arena, &refs->texts, ref->text);
		p->text = (uint32_t)refs->texts.n;
	}
}

/* Those of an object; the room for them is used again. */
static void
pack_all(struct mw_refs_maker *r)
{
	for (size_t i = 0; i < r->v.n; i++)
		pack(r, &r->v.v[i]);
	r->v.n = 0;
}

/* Counts in START[N + 1], then makes places of it. */
static uint32_t *
starts(struct mw_loader *l, const struct mw_refs *refs, bool into)
{
	uint32_t *start = MW_NEW_ARRAY(l->arena, uint32_t, refs->objects + 2);

	for (size_t i = 0; i < refs->n; i++) {
		uint32_t key = into ? packed_at(refs, i)->to : packed_at(refs, i)->from;

		if (key != NOTHING)
			start[key + 2]++;
	}
	for (size_t i = 0; i < refs->objects; i++)
		start[i + 2] += start[i + 1];
	return start;
}

static void
close_refs(struct mw_refs_maker *r)
{
	struct mw_refs *refs = r->refs;

	refs->from = starts(r->l, refs, false) + 1;
	refs->to = starts(r->l, refs, true);
	refs->into = MW_NEW_ARRAY(r->l->arena, uint32_t,
	    refs->to[refs->objects + 1]);
	/* each start moves to the next one's place */
	for (size_t i = 0; i < refs->n; i++)
		if (packed_at(refs, i)->to != NOTHING)
			refs->into[refs->to[packed_at(refs, i)->to + 1]++] =
			    (uint32_t)i;
	r->l->mesh->refs = refs;
}

bool
mw_mesh_make_refs(struct mw_loader *l)
{
	const struct mw_objects *all = &l->mesh->objects;
	struct mw_refs_maker *r = l->refs;

	if (r == NULL) {
		l->refs = r = MW_NEW(l->scratch, struct mw_refs_maker);
		r->l = l;
		r->refs = MW_NEW(l->arena, struct mw_refs);
		r->refs->objects = l->all.n;
		prepare(r);
	}
	for (int i = 0; i < SOME && r->next < all->n; i++) {
		r->from = all->v[r->next];
		if (r->from->spec != NULL)
			collect(r);
		pack_all(r);
		r->next++;
	}
	if (r->next < all->n)
		return true;
	close_refs(r);
	return false;
}

/* ---- asking --------------------------------------------------------- */

static struct mw_ref_list
look_up(const struct mw_mesh *m, const struct mw_object *o, bool into)
{
	struct mw_ref_list l = { .mesh = m, .into = into };
	const uint32_t *start = into ? m->refs->to : m->refs->from;

	if (o == NULL || o->order >= m->refs->objects)
		return l;
	l.first = start[o->order];
	l.n = start[o->order + 1] - l.first;
	return l;
}

struct mw_ref_list
mw_refs_from(const struct mw_mesh *m, const struct mw_object *o)
{
	return look_up(m, o, false);
}

struct mw_ref_list
mw_refs_to(const struct mw_mesh *m, const struct mw_object *o)
{
	return look_up(m, o, true);
}

struct mw_ref
mw_ref_at(const struct mw_ref_list *l, size_t i)
{
	const struct mw_refs *refs = l->mesh->refs;
	const struct mw_objects *all = &l->mesh->all;
	const struct packed *p;

	i += l->first;
	p = packed_at(refs, l->into ? refs->into[i] : i);
	return (struct mw_ref){
		.from = all->v[p->from],
		.to = p->to != NOTHING ? all->v[p->to] : NULL,
		.node = p->node,
		.what = refs->whats[p->what],
		.text = p->text > 0 ? refs->texts.v[p->text - 1]
		    : mw_str_or_empty(mw_node_text(p->node)),
		.missing = p->missing,
		.assumed = p->assumed,
	};
}
