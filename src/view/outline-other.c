/*
 * outline-other.c - the mesh by namespace, by host and by workload.
 */
#include <string.h>

#include "base/str.h"
#include "view/outline-build.h"

/* ---- by namespace -------------------------------------------------------- */

static struct mw_row *
kind_row(struct mw_outline_build *b, struct mw_row *ns, const char *kind)
{
	for (struct mw_row *r = ns->first; r != NULL; r = r->next) {
		if (r->object == NULL && strcmp(r->label, kind) == 0)
			return r;
	}
	return mw_row_add(b, ns, "%s", kind);
}

static void
count_facts(struct mw_outline_build *b, struct mw_row *ns)
{
	for (struct mw_row *r = ns->first; r != NULL; r = r->next) {
		size_t n = 0;

		for (const struct mw_row *c = r->first; c != NULL; c = c->next)
			n++;
		if (r->object == NULL && n > 0)
			mw_row_fact(b, r, "%zu", n);
	}
}

static struct mw_row *
namespace_row(struct mw_outline_build *b, const char *name)
{
	struct mw_row *r = mw_row_add(b, NULL, "%s",
	    *name != '\0' ? name : "(cluster)");

	r->object = mw_mesh_namespace(b->m, name);
	return r;
}

static void
sort_out(struct mw_outline_build *b)
{
	b->by_namespace = mw_map_new(b->arena);
	for (size_t i = 0; i < b->m->all.n; i++)
		mw_bucket_add(b->arena, b->by_namespace, b->m->all.v[i]->ns,
		    b->m->all.v[i]);
}

/* The namespaces, and objects without one if none stands for them. */
static const char *
namespace_at(const struct mw_outline_build *b)
{
	if (b->at < b->m->n_namespaces)
		return b->m->namespaces[b->at];
	for (size_t i = 0; i < b->m->n_namespaces; i++) {
		if (*b->m->namespaces[i] == '\0')
			return NULL;
	}
	return b->at == b->m->n_namespaces &&
	    mw_bucket_of(b->by_namespace, "")->n > 0 ? "" : NULL;
}

/* Workloads are sorted by namespace as namespaces are; b->last is the first
 * that is not shown. */
static void
its_workloads(struct mw_outline_build *b, const char *name)
{
	const struct mw_workload *const *w = b->m->workloads;
	size_t n = b->m->n_workloads;

	while (b->last < n && strcmp(w[b->last]->ns, name) < 0)
		b->last++;
	for (; b->last < n && strcmp(w[b->last]->ns, name) == 0; b->last++)
		mw_row_workload(b, kind_row(b, b->row, "Workloads"),
		    w[b->last]);
}

bool
mw_outline_by_namespace(struct mw_outline_build *b)
{
	const char *name;

	if (b->by_namespace == NULL) {
		sort_out(b);
		return true;
	}
	if ((name = namespace_at(b)) == NULL)
		return false;
	if (b->row == NULL) {
		b->row = namespace_row(b, name);
		b->bucket = mw_bucket_of(b->by_namespace, name);
		b->below = 0;
	} else if (b->below < b->bucket->n) {
		const struct mw_object *o = b->bucket->v[b->below++];
		struct mw_row *r = mw_row_object(b, kind_row(b, b->row,
		    o->kind_name), o);

		r->label = o->name;
		mw_row_yaml(b, r);
	} else {
		if (b->at < b->m->n_namespaces)
			its_workloads(b, name);
		count_facts(b, b->row);
		b->row = NULL;
		b->at++;
	}
	return true;
}

/* ---- by host ------------------------------------------------------------- */

static void
one_host(struct mw_outline_build *b, const struct mw_service *s)
{
	struct mw_bucket vs = mw_host_find(b, &b->vs, s->hostname);
	struct mw_bucket dr = mw_host_find(b, &b->dr, s->hostname);
	struct mw_row *r = mw_row_add(b, NULL, "%s", s->hostname);
	struct mw_row *members;

	r->service = s;
	r->object = s->object;
	r->assumed = s->assumed;
	mw_row_fact(b, r, "%s%s", s->kubernetes ? "Service" : "ServiceEntry",
	    s->external ? ", outside the mesh" : "");
	for (size_t i = 0; i < vs.n; i++)
		mw_rows_routes(b, mw_row_object(b, r, vs.v[i]), vs.v[i]);
	mw_rows_mesh_routes(b, r, s);
	for (size_t i = 0; i < dr.n; i++)
		mw_row_object(b, r, dr.v[i]);
	members = mw_row_add(b, r, "workloads");
	mw_rows_members(b, members, s, NULL);
}

bool
mw_outline_by_host(struct mw_outline_build *b)
{
	const struct mw_service *s;

	if (b->at == b->m->n_services)
		return false;
	s = b->m->services[b->at];
	if (b->at == 0 || strcmp(b->m->services[b->at - 1]->hostname,
	    s->hostname) != 0)
		one_host(b, s);
	b->at++;
	return true;
}

/* ---- by workload --------------------------------------------------------- */

/* An object's selector in its namespace, or of everybody from the root. */
static bool
selects(const struct mw_outline_build *b, const struct mw_object *o,
    const struct mw_workload *w)
{
	const struct mw_string_map *s = mw_object_selector(o);
	bool root = strcmp(o->ns, b->m->settings.root_namespace) == 0;

	if (strcmp(o->ns, w->ns) != 0 && !root)
		return false;
	if (s == NULL || s->n == 0)
		return true;
	if (root && o->kind == MW_KIND_PEER_AUTHENTICATION)
		return false;		/* S23 */
	return mw_labels_match(s, w->labels);
}

/* What may apply to workloads, in the order in which a request meets it; the
 * numbers are actions of AuthorizationPolicies. */
enum { ANY, ALLOW = 0, DENY, AUDIT, CUSTOM };

static const struct {
	enum mw_kind kind;
	int action;
} turns[] = {
	{ MW_KIND_PEER_AUTHENTICATION, ANY },
	{ MW_KIND_AUTHORIZATION_POLICY, CUSTOM },
	{ MW_KIND_REQUEST_AUTHENTICATION, ANY },
	{ MW_KIND_AUTHORIZATION_POLICY, AUDIT },
	{ MW_KIND_AUTHORIZATION_POLICY, DENY },
	{ MW_KIND_AUTHORIZATION_POLICY, ALLOW },
	{ MW_KIND_SIDECAR, ANY },
	{ MW_KIND_WASM_PLUGIN, ANY },
	{ MW_KIND_ENVOY_FILTER, ANY },
	{ MW_KIND_TELEMETRY, ANY },
};

/* By namespace. */
struct mw_outline_policies {
	struct mw_map *in[MW_LEN(turns)];
};

static bool
has_turn(const struct mw_object *o, size_t turn)
{
	return o->spec != NULL && (o->kind != MW_KIND_AUTHORIZATION_POLICY ||
	    MW_SPEC(o, authorization_policy)->action.v == turns[turn].action);
}

static void
some_policies(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_bucket *all, const struct mw_workload *w)
{
	for (size_t i = 0; i < all->n; i++) {
		if (selects(b, all->v[i], w))
			mw_row_object(b, r, all->v[i]);
	}
}

/* One Sidecar is in force: of the workload, the namespace, or the root. */
static void
one_sidecar(struct mw_outline_build *b, struct mw_row *r,
    const struct mw_outline_policies *p, size_t kind, const struct mw_workload *w)
{
	const struct mw_bucket *own = mw_bucket_of(p->in[kind], w->ns);
	const struct mw_bucket *root = mw_bucket_of(p->in[kind],
	    b->m->settings.root_namespace);
	const struct mw_object *best = NULL;

	for (size_t i = 0; i < own->n; i++) {
		const struct mw_string_map *s = mw_object_selector(own->v[i]);
		bool of_all = s == NULL || s->n == 0;

		if (!selects(b, own->v[i], w))
			continue;
		if (best == NULL || (!of_all &&
		    mw_object_selector(best) == NULL))
			best = own->v[i];
	}
	for (size_t i = 0; i < root->n && best == NULL; i++) {
		if (mw_object_selector(root->v[i]) == NULL)
			best = root->v[i];
	}
	if (best != NULL)
		mw_row_object(b, r, best);
}

static void
one_workload(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_workload *w, const struct mw_outline_policies *p)
{
	const char *root = b->m->settings.root_namespace;
	struct mw_row *r = mw_row_workload(b, parent, w);

	for (size_t i = 0; i < w->n_services; i++) {
		struct mw_row *s = mw_row_add(b, r, "Service %s",
		    w->services[i]->name);

		s->service = w->services[i];
		s->object = w->services[i]->object;
		s->fact = "selects it";
	}
	for (size_t k = 0; k < MW_LEN(turns); k++) {
		if (turns[k].kind == MW_KIND_SIDECAR) {
			one_sidecar(b, r, p, k, w);
			continue;
		}
		if (strcmp(root, w->ns) != 0)
			some_policies(b, r, mw_bucket_of(p->in[k], root), w);
		some_policies(b, r, mw_bucket_of(p->in[k], w->ns), w);
	}
}

static struct mw_outline_policies *
sort_policies(struct mw_outline_build *b)
{
	struct mw_outline_policies *p = MW_NEW(b->arena,
	    struct mw_outline_policies);

	for (size_t k = 0; k < MW_LEN(turns); k++) {
		const struct mw_objects *all = &b->m->of_kind[turns[k].kind];

		p->in[k] = mw_map_new(b->arena);
		for (size_t i = 0; i < all->n; i++)
			if (has_turn(all->v[i], k))
				mw_bucket_add(b->arena, p->in[k],
				    all->v[i]->ns, all->v[i]);
	}
	return p;
}

bool
mw_outline_by_workload(struct mw_outline_build *b)
{
	const struct mw_workload *w;

	if (b->policies == NULL) {
		b->policies = sort_policies(b);
		return true;
	}
	if (b->at == b->m->n_workloads)
		return false;
	w = b->m->workloads[b->at++];
	if (b->row == NULL || strcmp(b->row->label, w->ns) != 0)
		b->row = mw_row_add(b, NULL, "%s", w->ns);
	one_workload(b, b->row, w, b->policies);
	return true;
}
