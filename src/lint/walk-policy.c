/*
 * walk-policy.c - policies whose words cannot come true.
 */
#include "lint/walk.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"

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

/* A port of the proxy; 0 for all that have no chains of their own. */
struct port {
	uint32_t number;
	bool mtls;		/* clients may have a certificate there */
};

/* What one chain has to say about a policy. */
struct view {
	struct mw_walk *w;
	const struct mw_workload *workload;
	const struct mw_object *policy;
	const struct mw_rbac_policy *rule;	/* of the policy */
	enum mw_rbac_action action;
	struct {
		struct port *v;
		size_t n, cap;
	} ports;
	bool mtls;		/* on a port that the rule is for */
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
		mw_walk_clear(v->w, MW_WALK_NO_MTLS, v->policy,
		    v->rule->origin.node);
	} else {
		f = mw_walk_blame(v->w, MW_WALK_NO_MTLS, v->policy,
		    v->rule->origin.node, "nobody has an identity here: no "
		    "port of the workloads that the rule is for takes mutual "
		    "TLS");
		f->node = r->origin.node != NULL ? r->origin.node : f->node;
	}
	if (!negated && id != NULL && v->action == MW_RBAC_ALLOW)
		mw_walk_caller(v->w, r->value.text, v->policy, r->origin.node,
		    v->workload);
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
	else if (r->kind == MW_RULE_HEADER && v->http && !negated &&
	    r->value.kind == MW_MATCH_EXACT && mw_str_eq(r->name, ":method"))
		mw_walk_method(v->w, r->value.text, v->policy, r->origin.node,
		    v->workload);
	if (r->kind == MW_RULE_NOT)
		negated = !negated;
	for (size_t i = 0; i < r->n_children; i++)
		check_rule(v, &r->children[i], negated);
}

/* ---- ports --------------------------------------------------------------- */

static bool must_fit(const struct view *v, const struct mw_rule *r,
    uint32_t port);

static bool
is_own_port(const struct view *v, uint32_t port)
{
	for (size_t i = 0; i < v->ports.n; i++)
		if (v->ports.v[i].number == port)
			return true;
	return false;
}

/* Some connection to PORT fits R, for all that its port tells. */
static bool
may_fit(const struct view *v, const struct mw_rule *r, uint32_t port)
{
	bool any = r->kind != MW_RULE_OR;

	if (r->kind == MW_RULE_NEVER)
		return false;
	if (r->kind == MW_RULE_DESTINATION_PORT)
		return port != 0 ? r->port == port : !is_own_port(v, r->port);
	if (r->kind == MW_RULE_NOT && r->n_children == 1)
		return !must_fit(v, &r->children[0], port);
	if (r->kind != MW_RULE_AND && r->kind != MW_RULE_OR)
		return true;
	for (size_t i = 0; i < r->n_children; i++)
		if (may_fit(v, &r->children[i], port) != any)
			return !any;
	return any;
}

/* Every connection to PORT fits R. */
static bool
must_fit(const struct view *v, const struct mw_rule *r, uint32_t port)
{
	bool any = r->kind != MW_RULE_OR;

	if (r->kind == MW_RULE_ANY)
		return true;
	if (r->kind == MW_RULE_DESTINATION_PORT)
		return port != 0 && r->port == port;
	if (r->kind == MW_RULE_NOT && r->n_children == 1)
		return !may_fit(v, &r->children[0], port);
	if (r->kind != MW_RULE_AND && r->kind != MW_RULE_OR)
		return false;
	for (size_t i = 0; i < r->n_children; i++)
		if (must_fit(v, &r->children[i], port) != any)
			return !any;
	return any;
}

static bool
has_mtls(const struct view *v, const struct mw_rule *r)
{
	for (size_t i = 0; i < v->ports.n; i++)
		if (v->ports.v[i].mtls && may_fit(v, r,
		    v->ports.v[i].number))
			return true;
	return false;
}

static void
check_rbac(struct view *v, const struct mw_rbac *rbac, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rbac[i].n_policies; k++) {
			const struct mw_rbac_policy *p = &rbac[i].policies[k];

			v->policy = p->origin.object;
			v->rule = p;
			v->action = rbac[i].action;
			v->mtls = has_mtls(v, &p->rule);
			if (v->policy != NULL)
				check_rule(v, &p->rule, false);
		}
}

static void
add_port(struct view *v, uint32_t number, bool mtls)
{
	struct port x = { number, mtls };

	for (size_t i = 0; i < v->ports.n; i++)
		if (v->ports.v[i].number == number) {
			v->ports.v[i].mtls = v->ports.v[i].mtls || mtls;
			return;
		}
	mw_vec_push(v->w->arena, &v->ports, x);
}

static void
add_chain(struct view *v, const struct mw_listener *l,
    const struct mw_filter_chain *c)
{
	uint32_t port = c->match.destination_port;

	if (port == 0 && l->direction == MW_GATEWAY)
		port = l->port;
	add_port(v, port, c->tls.kind != MW_DOWNSTREAM_NONE &&
	    c->tls.kind != MW_DOWNSTREAM_SERVER);
}

static void
find_ports(struct view *v, const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		if (l->direction == MW_OUTBOUND)
			continue;
		for (size_t k = 0; k < l->n_chains; k++)
			add_chain(v, l, &l->chains[k]);
		if (l->fallback != NULL)
			add_chain(v, l, l->fallback);
	}
}

/* The filters of a workload are made once: one chain of each sort is enough. */
static void
check_chains(struct mw_walk *w, const struct mw_proxy *p)
{
	struct view v = { .w = w, .workload = p->workload };
	const struct mw_rbac *last_http = NULL, *last_tcp = NULL;

	find_ports(&v, p);
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
