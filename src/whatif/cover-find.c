/*
 * cover-find.c - requests for what nothing has met.
 *
 * First the requests that the documents give reason for anyway, then one made
 * for each route, rule and server that is still without, proxy by proxy.
 */
#include "whatif/cover-find.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "mesh/gwapi.h"
#include "whatif/whatif.h"
#include "yaml/node.h"

enum { BUDGET = 20000, BASES_MAX = 6, BETTER_MAX = 6 };
/* What services count times proxies: at a time, and in all. */
enum { AT_A_TIME = 30000, IN_ALL = 1000000 };

/* A witness that gets an answer is better; what a rule refuses gets none. */
static bool
wanted(const struct mw_cover_item *x)
{
	return x != NULL && x->met == 0 && (x->witness == NULL || (!x->good &&
	    x->what != MW_COVER_RULE && x->aims < BETTER_MAX));
}

bool
mw_cover_wants(const struct mw_cover *c, const struct mw_node *node)
{
	return wanted(mw_cover_find(c, node));
}

static bool
is_done(const struct mw_cover *c)
{
	for (size_t i = 0; i < c->n; i++) {
		if (wanted(&c->v[i]))
			return false;
	}
	return true;
}

/* ---- sending ------------------------------------------------------------- */

static size_t
bases_of(const struct mw_cover_search *s, const struct mw_workload *w,
    const struct mw_request *r)
{
	size_t n = 0;

	for (size_t i = 0; i < s->bases.n; i++) {
		const struct mw_cover_base *b = &s->bases.v[i];

		if (b->workload != w)
			continue;
		if (mw_str_eq(b->request->from, r->from) &&
		    b->request->port == r->port)
			return BASES_MAX;
		n++;
	}
	return n;
}

static void
keep_bases(struct mw_cover_search *s, const struct mw_answer *a,
    const struct mw_request *r)
{
	for (size_t i = 0; a->error == NULL && i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		for (size_t k = 0; k < o->n_hops; k++) {
			const struct mw_hop *h = &o->hops[k];
			struct mw_cover_base base = { h->workload, r };

			if (h->direction == MW_OUTBOUND || h->workload == NULL
			    || (h->http == NULL && h->tcp == NULL) ||
			    bases_of(s, h->workload, r) >= BASES_MAX)
				continue;
			mw_vec_push(s->arena, &s->bases, base);
		}
	}
}

void
mw_cover_send(struct mw_cover_search *s, const struct mw_request *r)
{
	struct mw_arena *arena = mw_arena_new();
	struct mw_request *kept = MW_NEW(s->arena, struct mw_request);
	const struct mw_answer *a;

	if (mw_session_compiled(s->sender) >= s->most)
		s->budget = 0;
	if (s->budget > 0) {
		s->budget--;
		*kept = *r;
		a = mw_session_send(s->sender, kept, arena, true);
		mw_cover_try(s->cover, a, kept);
		keep_bases(s, a, kept);
	}
	mw_arena_free(arena);
	mw_session_trim(s->sender, s->at_a_time, s->at);
}

/* ---- one proxy ----------------------------------------------------------- */

static void
note_compiled(struct mw_cover *c, const struct mw_node *node)
{
	struct mw_cover_item *x = mw_cover_find(c, node);

	if (x != NULL)
		x->compiled = true;
}

static void
note_aim(struct mw_cover *c, const struct mw_node *node)
{
	struct mw_cover_item *x = mw_cover_find(c, node);

	if (x != NULL)
		x->aims++;
}

/* What a cluster of P comes from; true when it is wanted. */
static bool
leads_to(struct mw_cover *c, const struct mw_proxy *p, const char *cluster)
{
	const struct mw_cluster *x = mw_proxy_cluster(p, cluster);

	if (x == NULL)
		return false;
	note_compiled(c, x->origin.node);
	return mw_cover_wants(c, x->origin.node);
}

static bool
route_is_wanted(struct mw_cover *c, const struct mw_proxy *p,
    const struct mw_route_entry *r)
{
	bool found = mw_cover_wants(c, r->origin.node) ||
	    mw_cover_wants(c, r->match_origin.node) ||
	    mw_cover_wants(c, r->root.node);

	note_compiled(c, r->origin.node);
	note_compiled(c, r->match_origin.node);
	note_compiled(c, r->root.node);
	for (size_t i = 0; i < r->n_clusters; i++) {
		note_compiled(c, r->clusters[i].origin.node);
		found = leads_to(c, p, r->clusters[i].name) || found ||
		    mw_cover_wants(c, r->clusters[i].origin.node);
	}
	for (size_t i = 0; i < r->n_mirrors; i++)
		found = leads_to(c, p, r->mirrors[i].cluster) || found;
	return found;
}

/* One more request was made for all that the route has. */
static void
note_route(struct mw_cover *c, const struct mw_cover_aim *aim)
{
	const struct mw_route_entry *r = aim->route;
	const struct mw_cluster *x;

	note_aim(c, r->origin.node);
	note_aim(c, r->match_origin.node);
	note_aim(c, r->root.node);
	for (size_t i = 0; i < r->n_clusters; i++) {
		x = mw_proxy_cluster(aim->proxy, r->clusters[i].name);
		note_aim(c, r->clusters[i].origin.node);
		if (x != NULL)
			note_aim(c, x->origin.node);
	}
}

/* R58: every plain request is redirected before a route is looked for. */
static bool
only_redirects(struct mw_cover *c, const struct mw_cover_aim *aim)
{
	const struct mw_virtual_host *vh = aim->vhost;

	if (!vh->require_tls || aim->chain->tls.kind != MW_DOWNSTREAM_NONE)
		return false;
	for (size_t i = 0; i < vh->n_routes; i++) {
		struct mw_cover_item *x = mw_cover_find(c,
		    vh->routes[i].origin.node);

		if (x != NULL)
			x->note = "httpsRedirect of the server answers every "
			    "plain request before a route is looked for";
	}
	return true;
}

static void
routes_of(struct mw_cover_search *s, struct mw_cover_aim *aim)
{
	const struct mw_route_config *rc = aim->chain->http->routes;

	for (size_t i = 0; rc != NULL && i < rc->n_vhosts; i++) {
		aim->vhost = &rc->vhosts[i];
		if (only_redirects(s->cover, aim))
			continue;
		for (size_t k = 0; k < aim->vhost->n_routes; k++) {
			aim->route = &aim->vhost->routes[k];
			if (!route_is_wanted(s->cover, aim->proxy, aim->route))
				continue;
			mw_cover_aim_http(s, aim);
			note_route(s->cover, aim);
		}
	}
}

static void
tcp_of(struct mw_cover_search *s, const struct mw_cover_aim *aim)
{
	const struct mw_tcp_proxy *t = aim->chain->tcp;
	struct mw_cover *c = s->cover;
	bool found = mw_cover_wants(c, t->origin.node);

	note_compiled(c, t->origin.node);
	for (size_t i = 0; i < t->n_clusters; i++) {
		note_compiled(c, t->clusters[i].origin.node);
		found = leads_to(c, aim->proxy, t->clusters[i].name) ||
		    found || mw_cover_wants(c, t->clusters[i].origin.node);
	}
	if (!found)
		return;
	mw_cover_aim_tcp(s, aim);
	note_aim(c, t->origin.node);
	for (size_t i = 0; i < t->n_clusters; i++)
		note_aim(c, t->clusters[i].origin.node);
}

static void
look_at(struct mw_cover_search *s, const struct mw_workload *w)
{
	const struct mw_proxy *p;

	mw_session_trim(s->session, s->at_a_time, NULL);
	s->at = w;
	p = mw_session_proxy(s->session, w);
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];
		struct mw_cover_aim aim = { .proxy = p, .listener = l };

		for (size_t k = 0; k < l->n_chains; k++) {
			aim.chain = &l->chains[k];
			note_compiled(s->cover, aim.chain->origin.node);
			if (l->direction == MW_INBOUND)
				continue;
			if (aim.chain->http != NULL)
				routes_of(s, &aim);
			else if (aim.chain->tcp != NULL)
				tcp_of(s, &aim);
		}
	}
	mw_cover_rules(s, w, p);
}

/* ---- all ----------------------------------------------------------------- */

/* What is the same gives the same configuration to a client. */
static const char *
key_of(const struct mw_workload *w, struct mw_arena *a)
{
	struct mw_buf b = { 0 };
	const char *key;

	mw_buf_printf(&b, "%d %s %s", (int)w->proxy, w->ns,
	    w->service_account);
	for (size_t i = 0; w->labels != NULL && i < w->labels->n; i++) {
		const struct mw_string_entry *e = &w->labels->v[i];

		if (strcmp(e->key.s, "pod-template-hash") != 0 &&
		    strcmp(e->key.s, "controller-revision-hash") != 0)
			mw_buf_printf(&b, " %s=%s", e->key.s,
			    mw_str_or_empty(e->value.s));
	}
	key = mw_arena_text(a, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	return key;
}

/* Gateways before sidecars.  True when none was left out. */
static bool
look_at_all(struct mw_cover_search *s)
{
	struct mw_map *seen = mw_map_new(s->arena);
	size_t looked = 0;

	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < s->mesh->n_workloads; i++) {
			const struct mw_workload *w = s->mesh->workloads[i];

			if (w->proxy != (turn == 0 ? MW_PROXY_GATEWAY
			    : MW_PROXY_SIDECAR) || mw_map_put(seen,
			    key_of(w, s->arena), s) != NULL)
				continue;
			if (looked++ == MW_LIMIT_CALLERS)
				return false;
			look_at(s, w);
			if (is_done(s->cover))
				return true;
		}
	}
	return true;
}

/* It was never meant for that proxy: another one tells more. */
static bool
is_elsewhere(enum mw_omission_reason r)
{
	return r == MW_OMIT_NOT_THIS_GATEWAY || r == MW_OMIT_NOT_FOR_MESH ||
	    r == MW_OMIT_SELECTOR || r == MW_OMIT_OTHER_NAMESPACE;
}

/* How near O is to telling why X is in no proxy; 0: not at all. */
static int
nearness(const struct mw_omission *o, const struct mw_cover_item *x)
{
	int meant = is_elsewhere(o->reason) ? 0 : 3;
	struct mw_buf path = { 0 };
	bool inside;

	if (o->what.object != x->object)
		return 0;
	if (o->what.node == x->node)
		return meant + 3;
	if (o->what.node == NULL || o->what.node == x->object->root)
		return meant + 1;
	inside = mw_node_path(x->node, o->what.node, &path);
	mw_buf_release(&path);
	return inside ? meant + 2 : 0;
}

/* What proxies left out, by object. */
struct left_out {
	const struct mw_omission *omission;
	const struct left_out *next;
};

static const struct left_out **
all_left_out(const struct mw_cover_search *s)
{
	const struct left_out **of = MW_NEW_ARRAY(s->arena,
	    const struct left_out *, s->mesh->all.n + 1);

	mw_session_trim(s->session, s->at_a_time, NULL);
	for (size_t i = 0; i < s->mesh->n_workloads && i <= MW_LIMIT_CALLERS;
	     i++) {
		const struct mw_workload *w = s->mesh->workloads[i];
		const struct mw_proxy *p;

		if (w->proxy != MW_PROXY_SIDECAR && w->proxy !=
		    MW_PROXY_GATEWAY)
			continue;
		p = mw_session_proxy(s->session, w);
		for (size_t k = 0; k < p->n_omissions; k++) {
			const struct mw_object *o =
			    p->omissions[k].what.object;
			struct left_out *x;

			if (o == NULL || o->order > s->mesh->all.n)
				continue;
			x = MW_NEW(s->arena, struct left_out);
			x->omission = &p->omissions[k];
			x->next = of[o->order];
			of[o->order] = x;
		}
	}
	return of;
}

/* Why a thing that no proxy has is in none, as the nearest omission has it. */
static const char *
omitted(const struct mw_cover_search *s, const struct left_out *const *of,
    const struct mw_cover_item *x)
{
	const char *text = NULL;
	int best = 0;

	if (x->object->order > s->mesh->all.n)
		return NULL;
	for (const struct left_out *l = of[x->object->order]; l != NULL;
	     l = l->next) {
		int near = nearness(l->omission, x);

		if (near < best || near == 0)
			continue;	/* of equals the first proxy's */
		best = near;
		text = l->omission->text;
	}
	return text == NULL ? NULL : mw_arena_strdup(s->arena, text);
}

/* Parts of a route are where it is; servers that share a port are not told
 * apart, so that only an omission counts. */
static void
tell_never(const struct mw_cover_search *s)
{
	const struct left_out **of = all_left_out(s);
	const struct mw_cover_item *route = NULL;

	for (size_t i = 0; i < s->cover->n; i++) {
		struct mw_cover_item *x = &s->cover->v[i];

		if (x->what == MW_COVER_ROUTE)
			route = x;
		if (x->met > 0 || x->witness != NULL || x->compiled)
			continue;
		x->never = x->note != NULL ? x->note :
		    mw_gwapi_lost(s->mesh, x->object);
		if (x->never == NULL)
			x->never = omitted(s, of, x);
		if (x->never != NULL || x->what == MW_COVER_SERVER || x->what
		    == MW_COVER_LISTENER)
			continue;
		x->never = x->what == MW_COVER_SUBSET
		    ? "no route of any proxy leads to it"
		    : "no proxy has it";
		if ((x->what == MW_COVER_MATCH || x->what ==
		    MW_COVER_DESTINATION) && route->never != NULL)
			x->never = route->never;
	}
}

static size_t
bounded(size_t n, size_t least, size_t most)
{
	return n < least ? least : n > most ? most : n;
}

void
mw_cover_search(struct mw_cover *c, struct mw_session *session)
{
	struct mw_cover_search s = { .cover = c, .session = session,
		.mesh = c->mesh, .arena = c->arena, .budget = BUDGET };
	const struct mw_request *const *v;
	size_t n;

	if (is_done(c))
		return;
	s.sender = mw_session_like(session);
	s.at_a_time = bounded(AT_A_TIME / (c->mesh->n_services + 1), 4, 64);
	s.most = bounded(IN_ALL / (c->mesh->n_services + 1), 100, 5000);
	v = mw_witnesses(c->mesh, c->arena, &n);
	for (size_t i = 0; i < n; i++)
		mw_cover_send(&s, v[i]);
	for (size_t i = 0; i < c->n; i++) {
		if (!mw_cover_wants(c, c->v[i].node))
			continue;
		if (c->v[i].what == MW_COVER_SERVER)
			mw_cover_aim_server(&s, &c->v[i]);
		else if (c->v[i].what == MW_COVER_LISTENER)
			mw_cover_aim_listener(&s, &c->v[i]);
	}
	c->whole = look_at_all(&s);
	if (c->whole && s.budget > 0)
		tell_never(&s);
	c->cut = s.budget == 0;
	mw_session_free(s.sender);
}
