/*
 * cover-rule.c - a request that one rule of an AuthorizationPolicy takes.
 *
 * A request that has come to the workload is changed by what the rule asks
 * for, one way for each of its alternatives; where another rule decides first,
 * by what that one asks for the other way round.
 */
#include "whatif/cover-find.h"

#include <string.h>

#include "base/str.h"

enum { WAYS = 8, PICKS = 2, DODGES = 6, SENDS = 120 };

struct hunt {
	struct mw_cover_search *s;
	const struct mw_rbac_policy *policy;
	const struct mw_filter_chain *chain;
	struct mw_collect collect;
	size_t sends;
};

static bool
is_found(const struct hunt *h)
{
	return h->sends >= SENDS || !mw_cover_wants(h->s->cover,
	    h->policy->origin.node);
}

static void
try_request(struct hunt *h, const struct mw_request *r)
{
	h->sends++;
	mw_cover_send(h->s, r);
}

/* ---- other rules that decide --------------------------------------------- */

static const struct mw_rule *
rule_at(const struct mw_rbac *v, size_t n, const struct mw_node *node)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < v[i].n_policies; k++) {
			if (v[i].policies[k].origin.node == node)
				return &v[i].policies[k].rule;
		}
	}
	return NULL;
}

/* The rule that took R in the place of the one that is wanted; NULL when none
 * did. */
static const struct mw_rule *
decider(struct hunt *h, const struct mw_request *r, struct mw_arena *arena)
{
	const struct mw_answer *a = mw_session_send(h->s->session, r, arena,
	    true);
	const struct mw_filter_chain *c = h->chain;

	for (size_t i = 0; a->error == NULL && i < a->outcomes[0].n_hops; i++) {
		const struct mw_hop *hop = &a->outcomes[0].hops[i];

		for (size_t k = 0; hop->workload == h->collect.hop->workload &&
		     hop->steps != NULL && k < hop->steps->n; k++) {
			const struct mw_step *s = &hop->steps->v[k];
			const struct mw_rule *rule;

			if (s->depth > 0 || s->stage != MW_STAGE_AUTHZ ||
			    (s->verdict != MW_STEP_CHOSEN && s->verdict !=
			    MW_STEP_FAIL) || s->origin.node == NULL)
				continue;
			rule = c->http != NULL ? rule_at(c->http->rbac,
			    c->http->n_rbac, s->origin.node) : rule_at(
			    c->tcp->rbac, c->tcp->n_rbac, s->origin.node);
			if (rule != NULL && s->origin.node !=
			    h->policy->origin.node)
				return rule;
		}
	}
	return NULL;
}

static void
dodge(struct hunt *h, const struct mw_request *r)
{
	struct mw_arena *arena = mw_arena_new();
	const struct mw_rule *rule = decider(h, r, arena);
	struct mw_collect c = h->collect;
	struct mw_changes away = { 0 };

	if (rule != NULL) {
		c.request = r;
		c.arena = h->s->arena;
		mw_collect_rule(&c, rule, false, &away);
	}
	for (size_t i = 0; i < away.n && i < DODGES && !is_found(h); i++) {
		struct mw_request x = *r;

		for (size_t k = 0; k < away.v[i].n; k++)
			mw_edit_apply(&away.v[i].edits[k], c.filter, c.arena,
			    &x);
		try_request(h, &x);
	}
	mw_arena_free(arena);
}

/* ---- the rule itself ----------------------------------------------------- */

static void
hunt(struct hunt *h, const struct mw_request *base)
{
	const struct mw_collect *c = &h->collect;
	size_t ways = mw_collect_ways(&h->policy->rule);

	for (size_t i = 0; i < ways * PICKS && i < WAYS && !is_found(h); i++) {
		struct mw_changes set = { 0 };
		struct mw_request r = *base;

		mw_collect_way(c, &h->policy->rule, i % ways, i / ways, &set);
		for (size_t k = 0; k < set.n; k++) {
			for (size_t e = 0; e < set.v[k].n; e++)
				mw_edit_apply(&set.v[k].edits[e], c->filter,
				    c->arena, &r);
		}
		try_request(h, &r);
		if (!is_found(h))
			dodge(h, &r);
	}
}

/* The hop of W whose chain has the rule; NULL when A did not come there. */
static const struct mw_hop *
hop_at(const struct mw_answer *a, const struct mw_workload *w,
    const struct mw_filter_chain *chain)
{
	for (size_t i = 0; a->error == NULL && i < a->n_outcomes; i++) {
		const struct mw_outcome *o = &a->outcomes[i];

		for (size_t k = 0; k < o->n_hops; k++) {
			if (o->hops[k].workload == w &&
			    o->hops[k].accept != NULL &&
			    o->hops[k].accept->chain == chain)
				return &o->hops[k];
		}
	}
	return NULL;
}

static void
look_for(struct mw_cover_search *s, const struct mw_workload *w,
    const struct mw_filter_chain *chain, const struct mw_rbac_policy *policy)
{
	struct hunt h = { .s = s, .policy = policy, .chain = chain };
	size_t n = s->bases.n;	/* more come while it hunts */

	for (size_t i = 0; i < n && !is_found(&h); i++) {
		struct mw_arena *arena;
		const struct mw_answer *a;
		const struct mw_request *r = s->bases.v[i].request;

		if (s->bases.v[i].workload != w)
			continue;
		arena = mw_arena_new();
		a = mw_session_send(s->session, r, arena, false);
		h.collect = (struct mw_collect){ .mesh = s->mesh,
			.request = r, .answer = a, .arena = s->arena,
			.hop = hop_at(a, w, chain),
			.filter = chain->http != NULL ? chain->http->jwt
			: NULL };
		if (h.collect.hop != NULL)
			hunt(&h, r);
		mw_arena_free(arena);
	}
}

static void
rules(struct mw_cover_search *s, const struct mw_workload *w,
    const struct mw_filter_chain *chain, const struct mw_rbac_policy *v,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct mw_cover_item *x = mw_cover_find(s->cover,
		    v[i].origin.node);

		if (x == NULL)
			continue;
		x->compiled = true;
		if (mw_cover_wants(s->cover, x->node))
			look_for(s, w, chain, &v[i]);
	}
}

static void
chain_rules(struct mw_cover_search *s, const struct mw_workload *w,
    const struct mw_filter_chain *c)
{
	const struct mw_rbac *v = c->http != NULL ? c->http->rbac :
	    c->tcp != NULL ? c->tcp->rbac : NULL;
	const struct mw_ext_authz *e = c->http != NULL ? c->http->ext_authz :
	    c->tcp != NULL ? c->tcp->ext_authz : NULL;
	size_t n = c->http != NULL ? c->http->n_rbac : c->tcp != NULL ?
	    c->tcp->n_rbac : 0;
	size_t n_asked = c->http != NULL ? c->http->n_ext_authz :
	    c->tcp != NULL ? c->tcp->n_ext_authz : 0;

	for (size_t i = 0; i < n; i++) {
		rules(s, w, c, v[i].policies, v[i].n_policies);
		rules(s, w, c, v[i].shadow, v[i].n_shadow);
	}
	for (size_t i = 0; i < n_asked; i++)
		rules(s, w, c, e[i].policies, e[i].n_policies);
}

void
mw_cover_rules(struct mw_cover_search *s, const struct mw_workload *w,
    const struct mw_proxy *p)
{
	for (size_t i = 0; i < p->n_listeners; i++) {
		const struct mw_listener *l = &p->listeners[i];

		if (l->direction == MW_OUTBOUND)
			continue;
		for (size_t k = 0; k < l->n_chains; k++)
			chain_rules(s, w, &l->chains[k]);
		if (l->fallback != NULL)
			chain_rules(s, w, l->fallback);
	}
}
