/*
 * gwapi-merge.c - pieces of routes to VirtualServices: one for each listener
 * and host name (G54), with the routes of all objects that share them (G59 to
 * G62).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "mesh/gwapi-build.h"

/* What one route gives to one VirtualService. */
struct part {
	const struct mw_object *object;
	const char *name;		/* G58: it settles ties (G61) */
	const struct mw_gwapi_piece *pieces;
	size_t n;
};

struct unit {
	const char *key;
	const char *gateway;
	const struct mw_string *host;
	MW_VEC(struct part) parts;
};

struct adding {
	struct mw_gwapi_maker *k;
	const struct mw_gwapi_route *route;
	size_t count;			/* of its parts so far */
};

static bool
hidden(struct adding *a, const char *name)
{
	const char *key = mw_arena_printf(a->k->l->scratch, "%s/%s",
	    a->route->object->ns, name);

	if (a->route->kind == MW_GWAPI_HTTP) {
		mw_map_put(a->k->http_units, key, a->k);
		return false;
	}
	return mw_map_get(a->k->http_units, key) != NULL;
}

static void
add_part(struct adding *a, const char *gateway, const char *prefix,
    const struct mw_string *host, const struct mw_gwapi_pieces *pieces)
{
	struct mw_arena *scratch = a->k->l->scratch;
	const char *key = mw_arena_printf(scratch, "%s/%s", prefix,
	    mw_str_or_empty(host->s));
	struct part p = { .object = a->route->object, .pieces = pieces->v,
		.n = pieces->n };
	struct unit *u = mw_map_get(a->k->units, key);

	p.name = mw_arena_printf(scratch, "%s~%zu" MW_GWAPI_SUFFIX,
	    a->route->object->name, a->count++);
	if (hidden(a, p.name))
		return;
	if (u == NULL) {
		u = MW_NEW(scratch, struct unit);
		u->key = key;
		u->gateway = gateway;
		u->host = host;
		mw_map_put(a->k->units, key, u);
	}
	mw_vec_push(scratch, &u->parts, p);
}

/* ---- gateways ------------------------------------------------------- */

struct sorted {
	const struct mw_gwapi_attachment *at;
	size_t order;
};

static int
by_internal_name(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;
	int d = strcmp(a->at->listener->internal, b->at->listener->internal);

	return d != 0 ? d : a->order < b->order ? -1 : a->order > b->order;
}

static void
add_to_gateways(struct adding *a, const struct mw_gwapi_pieces *pieces)
{
	MW_VEC(struct sorted) all = { 0 };

	for (size_t i = 0; i < a->route->n_parents; i++) {
		const struct mw_gwapi_parent *p = &a->route->parents[i];

		for (size_t j = 0; j < p->n_attachments; j++) {
			struct sorted s = { &p->attachments[j], all.n };

			mw_vec_push(a->k->l->scratch, &all, s);
		}
	}
	if (all.n > 1)
		qsort(all.v, all.n, sizeof(*all.v), by_internal_name);
	for (size_t i = 0; i < all.n; i++) {
		const struct mw_gwapi_attachment *at = all.v[i].at;

		for (size_t j = 0; j < at->n_hosts &&
		    mw_mesh_spend(a->k->l, 1 + pieces->n); j++)
			add_part(a, at->listener->internal,
			    at->listener->internal, &at->hosts[j], pieces);
	}
}

/* ---- the mesh (G110, G111) ------------------------------------------ */

const struct mw_string *
mw_gwapi_mesh_hosts(struct mw_gwapi_maker *k, const struct mw_gwapi_parent *p,
    size_t *n)
{
	struct mw_string *host;

	if (p->to->kind == MW_KIND_SERVICE_ENTRY) {
		*n = p->to->spec != NULL ? MW_SPEC(p->to,
		    service_entry)->hosts.n : 0;
		return *n > 0 ? MW_SPEC(p->to, service_entry)->hosts.v : NULL;
	}
	host = MW_NEW(k->arena, struct mw_string);
	host->s = mw_arena_printf(k->arena, "%s.%s.svc.%s", p->to->name,
	    p->to->ns, k->l->mesh->settings.domain);
	host->node = p->ref->node;
	*n = 1;
	return host;
}

/* The pieces with a port of the service. */
static const struct mw_gwapi_pieces *
with_port(struct mw_gwapi_maker *k, const struct mw_gwapi_pieces *in,
    const struct mw_int *port)
{
	struct mw_gwapi_pieces *out = MW_NEW(k->l->scratch,
	    struct mw_gwapi_pieces);

	for (size_t i = 0; i < in->n; i++) {
		struct mw_gwapi_piece p = in->v[i];
		struct mw_http_match *m = MW_NEW(k->arena,
		    struct mw_http_match);

		p.http = MW_NEW(k->arena, struct mw_http_route);
		*p.http = *in->v[i].http;
		if (p.http->match.n > 0)
			*m = p.http->match.v[0];
		m->port = *port;
		p.http->match.v = m;
		p.http->match.n = 1;
		mw_vec_push(k->l->scratch, out, p);
	}
	return out;
}

static void
add_to_mesh(struct adding *a, const struct mw_gwapi_parent *p,
    const struct mw_gwapi_pieces *pieces)
{
	const char *prefix = mw_arena_printf(a->k->l->scratch, "mesh %s",
	    a->route->object->ns);
	const struct mw_string *hosts;
	size_t n;

	if (p->ref->port.node != NULL) {
		pieces = with_port(a->k, pieces, &p->ref->port);
		prefix = mw_arena_printf(a->k->l->scratch, "%s/%lld", prefix,
		    (long long)p->ref->port.v);
	}
	hosts = mw_gwapi_mesh_hosts(a->k, p, &n);
	for (size_t i = 0; i < n && mw_mesh_spend(a->k->l, 1 + pieces->n); i++)
		add_part(a, "mesh", prefix, &hosts[i], pieces);
}

void
mw_gwapi_add_units(struct mw_gwapi_maker *k, struct mw_gwapi_route *r)
{
	struct adding a = { .k = k, .route = r };
	bool side[2] = { false, false };
	struct mw_gwapi_pieces *pieces[2];

	/* G87: converted once for each kind of parent; also for the status
	 * when none accepts it */
	for (size_t i = 0; i < r->n_parents; i++)
		side[r->parents[i].mesh] = true;
	for (int s = 0; s < 2; s++) {
		pieces[s] = MW_NEW(k->l->scratch, struct mw_gwapi_pieces);
		if (side[s])
			mw_gwapi_pieces(k, r, s, pieces[s]);
	}
	if (pieces[MW_GWAPI_FOR_GATEWAY]->n > 0)
		add_to_gateways(&a, pieces[MW_GWAPI_FOR_GATEWAY]);
	for (size_t i = 0; i < r->n_parents; i++)
		if (r->parents[i].mesh && r->parents[i].accepted.reason ==
		    MW_GWAPI_OK && pieces[MW_GWAPI_FOR_MESH]->n > 0)
			add_to_mesh(&a, &r->parents[i],
			    pieces[MW_GWAPI_FOR_MESH]);
}

/* ---- merging (G60, G61) --------------------------------------------- */

static int
by_age(const void *x, const void *y)
{
	const struct part *a = x, *b = y;
	int d;

	if (a->object->created != b->object->created)
		return a->object->created < b->object->created ? -1 : 1;
	d = strcmp(a->object->ns, b->object->ns);
	return d != 0 ? d : strcmp(a->name, b->name);
}

/* The key with '~' for '/'; the mark of the mesh is not part of it. */
static const char *
name_of(struct mw_gwapi_maker *k, const struct unit *u)
{
	const char *key = u->key;
	char *name;

	if (strncmp(key, "mesh ", 5) == 0)
		key += 5;
	name = mw_arena_strdup(k->arena, key);
	for (char *s = name; *s != '\0'; s++)
		if (*s == '/')
			*s = '~';
	return name;
}

void
mw_gwapi_add_vs(struct mw_gwapi_maker *k, struct mw_gwapi_vs *vs)
{
	vs->ns = vs->object->ns;
	vs->created = vs->object->created;
	mw_vec_push(k->arena, &k->virtual_services, vs);
}

static void
finish_unit(struct mw_gwapi_maker *k, struct unit *u)
{
	struct mw_gwapi_pieces all = { 0 };
	struct mw_gwapi_vs *vs = MW_NEW(k->arena, struct mw_gwapi_vs);
	struct mw_virtual_service *spec = MW_NEW(k->arena,
	    struct mw_virtual_service);
	struct mw_gwapi_rule *rules;
	struct mw_http_route *http;

	if (u->parts.n > 1)
		qsort(u->parts.v, u->parts.n, sizeof(*u->parts.v), by_age);
	for (size_t i = 0; i < u->parts.n; i++)
		for (size_t j = 0; j < u->parts.v[i].n; j++)
			mw_vec_push(k->l->scratch, &all,
			    u->parts.v[i].pieces[j]);
	if (u->parts.n > 1)
		mw_gwapi_sort(all.v, all.n);
	http = MW_NEW_ARRAY(k->arena, struct mw_http_route, all.n);
	rules = MW_NEW_ARRAY(k->arena, struct mw_gwapi_rule, all.n);
	for (size_t i = 0; i < all.n; i++) {
		http[i] = *all.v[i].http;
		rules[i] = all.v[i].origin;
	}
	vs->object = u->parts.v[0].object;
	vs->name = name_of(k, u);
	vs->gateway = u->gateway;
	vs->spec = spec;
	vs->rules = rules;
	spec->node = vs->object->root;
	spec->hosts.node = u->host->node != NULL ? u->host->node : spec->node;
	spec->hosts.v = u->host;
	spec->hosts.n = 1;
	spec->http.node = rules[0].node;
	spec->http.v = http;
	spec->http.n = all.n;
	mw_gwapi_add_vs(k, vs);
}

void
mw_gwapi_merge(struct mw_gwapi_maker *k)
{
	for (size_t i = 0; i < mw_map_count(k->units); i++)
		finish_unit(k, mw_map_value(k->units, i));
}
