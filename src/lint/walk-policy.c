/*
 * walk-policy.c - policies whose words cannot come true.
 */
#include "lint/walk.h"

#include <string.h>

#include "base/str.h"

/* ---- identities --------------------------------------------------------- */

/* Workloads of one identity. */
struct identity {
	bool has_proxy;
	const struct mw_workload *plain;
};

static const struct identity *
identity(struct mw_walk *w, const char *text)
{
	if (w->identities == NULL) {
		w->identities = mw_map_new(w->arena);
		for (size_t i = 0; i < w->mesh->n_workloads; i++) {
			const struct mw_workload *x = w->mesh->workloads[i];
			struct identity *id;

			if (x->identity == NULL)
				continue;
			id = mw_map_get(w->identities, x->identity);
			if (id == NULL) {
				id = MW_NEW(w->arena, struct identity);
				mw_map_put(w->identities, x->identity, id);
			}
			if (x->proxy == MW_PROXY_NONE)
				id->plain = x;
			else
				id->has_proxy = true;
		}
	}
	return mw_map_get(w->identities, text);
}

/* What one chain has to say about a policy. */
struct view {
	struct mw_walk *w;
	const struct mw_object *policy;
	bool mtls;		/* clients may have a certificate */
	bool jwt;		/* tokens are checked */
	bool http;
};

static void
check_identity(struct view *v, const struct mw_rule *r, bool negated)
{
	const struct identity *id = r->value.kind == MW_MATCH_EXACT ?
	    identity(v->w, r->value.text) : NULL;
	struct mw_walk_fact *f;

	if (v->mtls) {
		mw_walk_clear(v->w, MW_WALK_NO_MTLS, v->policy, NULL);
	} else {
		f = mw_walk_blame(v->w, MW_WALK_NO_MTLS, v->policy, NULL,
		    "nobody has an identity here: no port of the workloads "
		    "takes mutual TLS");
		f->node = f->node != NULL ? f->node : r->origin.node;
	}
	if (!negated && id != NULL && !id->has_proxy && id->plain != NULL)
		mw_walk_blame(v->w, MW_WALK_NO_PROXY, v->policy,
		    r->origin.node, "never matches: %s/%s, whose identity "
		    "this is, has no proxy (%s)", id->plain->ns,
		    id->plain->name,
		    mw_proxy_reason_text(id->plain->reason));
}

static void
check_claim(struct view *v, const struct mw_rule *r)
{
	struct mw_walk_fact *f;

	if (v->jwt) {
		mw_walk_clear(v->w, MW_WALK_CLAIM, v->policy, NULL);
		return;
	}
	f = mw_walk_blame(v->w, MW_WALK_CLAIM, v->policy, NULL, "no request "
	    "has claims here: no RequestAuthentication is for the workloads "
	    "of this policy");
	f->node = f->node != NULL ? f->node : r->origin.node;
}

/* Rules are as deep as the compiler makes them. */
static void
check_rule(struct view *v, const struct mw_rule *r, bool negated)
{
	if (r->kind == MW_RULE_IDENTITY)
		check_identity(v, r, negated);
	else if (r->kind == MW_RULE_CLAIM && v->http)
		check_claim(v, r);
	if (r->kind == MW_RULE_NOT)
		negated = !negated;
	for (size_t i = 0; i < r->n_children; i++)
		check_rule(v, &r->children[i], negated);
}

static void
check_rbac(struct view *v, const struct mw_rbac *rbac, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rbac[i].n_policies; k++) {
			const struct mw_rbac_policy *p = &rbac[i].policies[k];

			v->policy = p->origin.object;
			if (v->policy != NULL)
				check_rule(v, &p->rule, false);
		}
}

static bool
takes_mtls(const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		for (size_t k = 0; k < l->n_chains; k++)
			if (l->direction != MW_OUTBOUND &&
			    l->chains[k].tls.kind == MW_DOWNSTREAM_MESH)
				return true;
	}
	return false;
}

/* The filters of a workload are made once: one chain of each sort is enough. */
static void
check_chains(struct mw_walk *w, const struct mw_proxy *p)
{
	struct view v = { .w = w, .mtls = takes_mtls(p) };
	const struct mw_rbac *last_http = NULL, *last_tcp = NULL;

	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		for (size_t k = 0; k < l->n_chains &&
		    l->direction != MW_OUTBOUND; k++) {
			const struct mw_http_manager *h = l->chains[k].http;
			const struct mw_tcp_proxy *t = l->chains[k].tcp;

			if (h != NULL && h->rbac != last_http) {
				last_http = h->rbac;
				v.http = true;
				v.jwt = h->jwt != NULL &&
				    h->jwt->n_providers > 0;
				check_rbac(&v, h->rbac, h->n_rbac);
			}
			if (t != NULL && t->rbac != last_tcp) {
				last_tcp = t->rbac;
				v.http = false;
				check_rbac(&v, t->rbac, t->n_rbac);
			}
		}
	}
}

/* ---- HTTP fields on TCP ports ------------------------------------------- */

static bool
has_http(const struct mw_workload *x)
{
	for (size_t i = 0; i < x->n_services; i++)
		for (size_t k = 0; k < x->services[i]->n_ports; k++) {
			enum mw_protocol p = x->services[i]->ports[k].protocol;

			if (mw_protocol_is_http(p) || p == MW_PROTO_AUTO)
				return true;
		}
	return false;
}

/* Beside HTTP ports the policy does what it is for. */
static void
omitted(struct mw_walk *w, const struct mw_proxy *p,
    const struct mw_omission *o)
{
	struct mw_walk_fact *f;

	if (o->reason != MW_OMIT_HTTP_FIELD_ON_TCP || o->what.object == NULL)
		return;
	f = mw_walk_blame(w, MW_WALK_TCP_FIELD, o->what.object, o->what.node,
	    "%s", o->text);
	if (has_http(p->workload))
		f->info = true;
}

/* ---- STRICT beside plain clients ---------------------------------------- */

enum { NAMES = 3 };

struct strict {
	struct mw_origin origin;
	const struct mw_workload *server;
	size_t n;
	const char *names[NAMES];
};

static void
note_strict(struct mw_walk *w, const struct mw_proxy *p)
{
	struct strict *s;

	if (!mw_str_eq(p->mtls_mode, "STRICT") ||
	    p->mtls_origin.object == NULL || p->workload->n_services == 0 ||
	    mw_map_get(w->strict, p->workload->ns) != NULL)
		return;
	s = MW_NEW(w->arena, struct strict);
	s->origin = p->mtls_origin;
	s->server = p->workload;
	mw_map_put(w->strict, p->workload->ns, s);
}

static void
say_strict(struct mw_walk *w, const struct strict *s)
{
	struct mw_buf b = { 0 };

	for (size_t i = 0; i < s->n && i < NAMES; i++)
		mw_buf_printf(&b, "%s%s", i > 0 ? ", " : "", s->names[i]);
	if (s->n > NAMES)
		mw_buf_printf(&b, " and %zu more", s->n - NAMES);
	mw_walk_blame(w, MW_WALK_PLAIN, s->origin.object, s->origin.node,
	    "%s/%s takes mutual TLS only, and beside it without proxy: %s",
	    s->server->ns, s->server->name, mw_buf_text(&b));
	mw_buf_release(&b);
}

static void
settle_strict(struct mw_walk *w)
{
	for (size_t i = 0; i < w->mesh->n_workloads; i++) {
		const struct mw_workload *x = w->mesh->workloads[i];
		struct strict *s = mw_map_get(w->strict, x->ns);

		if (x->proxy != MW_PROXY_NONE || s == NULL)
			continue;
		if (s->n < NAMES)
			s->names[s->n] = mw_arena_printf(w->arena, "%s/%s",
			    x->ns, x->name);
		s->n++;
	}
	for (size_t i = 0; i < mw_map_count(w->strict); i++) {
		const struct strict *s = mw_map_value(w->strict, i);

		if (s->n > 0)
			say_strict(w, s);
	}
}

/* ---- all ---------------------------------------------------------------- */

static void
settle(struct mw_walk *w)
{
	const struct mw_objects *all =
	    &w->mesh->of_kind[MW_KIND_AUTHORIZATION_POLICY];

	for (size_t i = 0; i < all->n; i++) {
		const struct mw_object *o = all->v[i];
		const struct mw_authorization_policy *p = MW_SPEC(o,
		    authorization_policy);

		/* ALLOW is 0, and the default */
		if (p != NULL && p->action.v == 0 && p->rules.n == 0)
			mw_walk_blame(w, MW_WALK_NOBODY, o, NULL, "it has no "
			    "rules, so it allows nobody");
	}
	settle_strict(w);
}

void
mw_walk_policies(struct mw_walk *w, const struct mw_proxy *p)
{
	if (p == NULL) {
		settle(w);
		return;
	}
	check_chains(w, p);
	note_strict(w, p);
	for (size_t i = 0; i < p->n_omissions; i++)
		omitted(w, p, &p->omissions[i]);
}
