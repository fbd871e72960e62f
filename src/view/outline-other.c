/*
 * outline-other.c - the mesh by namespace, by host and by workload.
 */
#include <string.h>

#include "base/str.h"
#include "view/outline-build.h"

/* ---- by namespace ------------------------------------------------------------- */

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

static void
one_namespace(struct mw_outline_build *b, const char *name)
{
	struct mw_row *ns = mw_row_add(b, NULL, "%s",
	    *name != '\0' ? name : "(cluster)");

	ns->object = mw_mesh_namespace(b->m, name);
	for (size_t i = 0; i < b->m->all.n; i++) {
		const struct mw_object *o = b->m->all.v[i];
		struct mw_row *r;

		if (strcmp(o->ns, name) != 0)
			continue;
		r = mw_row_object(b, kind_row(b, ns, o->kind_name), o);
		r->label = o->name;
		mw_row_yaml(b, r, o, o->root);
	}
	for (size_t i = 0; i < b->m->n_workloads; i++) {
		if (strcmp(b->m->workloads[i]->ns, name) == 0)
			mw_row_workload(b, kind_row(b, ns, "Workloads"),
			    b->m->workloads[i]);
	}
	count_facts(b, ns);
}

void
mw_outline_by_namespace(struct mw_outline_build *b)
{
	bool cluster = false;

	for (size_t i = 0; i < b->m->n_namespaces; i++) {
		one_namespace(b, b->m->namespaces[i]);
		cluster = cluster || *b->m->namespaces[i] == '\0';
	}
	for (size_t i = 0; i < b->m->all.n && !cluster; i++) {
		if (*b->m->all.v[i]->ns == '\0') {
			one_namespace(b, "");
			cluster = true;
		}
	}
}

/* ---- by host -------------------------------------------------------------------- */

static bool
names_host(struct mw_outline_build *b, const struct mw_object *o,
    const char *hostname)
{
	const struct mw_virtual_service *v = MW_SPEC(o, virtual_service);

	if (o->kind == MW_KIND_DESTINATION_RULE) {
		const struct mw_destination_rule *d = MW_SPEC(o,
		    destination_rule);

		return d != NULL && d->host.s != NULL && mw_host_covers(
		    mw_host_expand(b->arena, b->m, d->host.s, o->ns),
		    hostname);
	}
	for (size_t i = 0; v != NULL && i < v->hosts.n; i++) {
		if (mw_host_covers(mw_host_expand(b->arena, b->m,
		    mw_str_or_empty(v->hosts.v[i].s), o->ns), hostname))
			return true;
	}
	return false;
}

static void
one_host(struct mw_outline_build *b, const struct mw_service *s)
{
	static const enum mw_kind kinds[] = { MW_KIND_VIRTUAL_SERVICE,
		MW_KIND_DESTINATION_RULE };
	struct mw_row *r = mw_row_add(b, NULL, "%s", s->hostname);
	struct mw_row *members;

	r->service = s;
	r->object = s->object;
	r->assumed = s->assumed;
	mw_row_fact(b, r, "%s%s", s->kubernetes ? "Service" : "ServiceEntry",
	    s->external ? ", outside the mesh" : "");
	for (size_t k = 0; k < MW_LEN(kinds); k++) {
		const struct mw_objects *all = &b->m->of_kind[kinds[k]];

		for (size_t i = 0; i < all->n; i++) {
			struct mw_row *o;

			if (!names_host(b, all->v[i], s->hostname))
				continue;
			o = mw_row_object(b, r, all->v[i]);
			if (kinds[k] == MW_KIND_VIRTUAL_SERVICE)
				mw_rows_routes(b, o, all->v[i]);
		}
	}
	members = mw_row_add(b, r, "workloads");
	mw_rows_members(b, members, s, NULL);
}

void
mw_outline_by_host(struct mw_outline_build *b)
{
	const char *last = NULL;

	for (size_t i = 0; i < b->m->n_services; i++) {
		const struct mw_service *s = b->m->services[i];

		if (last == NULL || strcmp(last, s->hostname) != 0)
			one_host(b, s);
		last = s->hostname;
	}
}

/* ---- by workload ----------------------------------------------------------------- */

/* A policy's selector in its namespace, or of everybody from the root. */
static bool
selects(const struct mw_outline_build *b, const struct mw_object *o,
    const struct mw_label_selector *s, const struct mw_workload *w)
{
	bool root = strcmp(o->ns, b->m->settings.root_namespace) == 0;

	if (strcmp(o->ns, w->ns) != 0 && !root)
		return false;
	if (s == NULL || s->match_labels.n == 0)
		return true;
	if (root && o->kind == MW_KIND_PEER_AUTHENTICATION)
		return false;		/* S23 */
	return mw_labels_match(&s->match_labels, w->labels);
}

static const struct mw_label_selector *
selector_of(const struct mw_object *o)
{
	switch (o->kind) {
	case MW_KIND_PEER_AUTHENTICATION:
		return MW_SPEC(o, peer_authentication)->selector;
	case MW_KIND_REQUEST_AUTHENTICATION:
		return MW_SPEC(o, request_authentication)->selector;
	case MW_KIND_AUTHORIZATION_POLICY:
		return MW_SPEC(o, authorization_policy)->selector;
	default:
		return NULL;
	}
}

static void
one_workload(struct mw_outline_build *b, struct mw_row *parent,
    const struct mw_workload *w)
{
	static const enum mw_kind kinds[] = { MW_KIND_PEER_AUTHENTICATION,
		MW_KIND_REQUEST_AUTHENTICATION, MW_KIND_AUTHORIZATION_POLICY };
	struct mw_row *r = mw_row_workload(b, parent, w);

	for (size_t i = 0; i < w->n_services; i++) {
		struct mw_row *s = mw_row_add(b, r, "Service %s",
		    w->services[i]->name);

		s->service = w->services[i];
		s->object = w->services[i]->object;
		s->fact = "selects it";
	}
	for (size_t k = 0; k < MW_LEN(kinds); k++) {
		const struct mw_objects *all = &b->m->of_kind[kinds[k]];

		for (size_t i = 0; i < all->n; i++) {
			if (all->v[i]->spec != NULL && selects(b, all->v[i],
			    selector_of(all->v[i]), w))
				mw_row_object(b, r, all->v[i]);
		}
	}
}

void
mw_outline_by_workload(struct mw_outline_build *b)
{
	struct mw_row *ns = NULL;

	for (size_t i = 0; i < b->m->n_workloads; i++) {
		const struct mw_workload *w = b->m->workloads[i];

		if (ns == NULL || strcmp(ns->label, w->ns) != 0)
			ns = mw_row_add(b, NULL, "%s", w->ns);
		one_workload(b, ns, w);
	}
}
