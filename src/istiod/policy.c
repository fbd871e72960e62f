/*
 * policy.c - AuthorizationPolicies as the filters of a chain.
 *
 * Policies of one action make one filter (AUDIT, DENY, ALLOW), whose entries
 * are the rules in the order of their keys (S5).  A filter exists as soon as a
 * policy does, also when no rule is left in it: that is what denies (S115).
 */
#include "istiod/policy.h"

#include "base/str.h"
#include "model/object.h"

#include <stdlib.h>
#include <string.h>

enum { ACTION_ALLOW, ACTION_DENY, ACTION_AUDIT, ACTION_CUSTOM, ACTIONS };

/* What a chain of one family gets. */
struct filters {
	bool ready;
	const struct mw_ext_authz *ext_authz;
	size_t n_ext_authz;
	const struct mw_rbac *rbac;
	size_t n_rbac;
};

struct cache {
	struct mw_policy_objects by_action[ACTIONS];
	struct filters http, tcp;
	/* what TCP chains drop, until a declared one asks */
	struct mw_omission *pending;
	size_t n_pending;
	bool jwt_ready;
	const struct mw_jwt_filter *jwt;
	struct mw_policy_extensions *extensions;
};

static struct cache *
cache_of(struct mw_builder *b)
{
	struct mw_policy_objects all;
	struct cache *c = b->policy_cache;

	if (c != NULL)
		return c;
	c = MW_NEW(b->arena, struct cache);
	b->policy_cache = c;
	all = mw_policy_attached(b, MW_KIND_AUTHORIZATION_POLICY);
	for (size_t i = 0; i < all.n; i++) {
		int action = MW_SPEC(all.v[i], authorization_policy)->action.v;

		if (action >= 0 && action < ACTIONS)
			mw_vec_push(b->arena, &c->by_action[action], all.v[i]);
	}
	return c;
}

struct mw_policy_extensions **
mw_policy_extension_slot(struct mw_builder *b)
{
	return &cache_of(b)->extensions;
}

/* ---- one policy -------------------------------------------------------- */

/* Go's ParseBool; a word that is none counts as false (S120). */
bool
mw_policy_dry_run(const struct mw_object *policy)
{
	static const char *const yes[] = { "1", "t", "T", "TRUE", "true",
	    "True" };
	const char *s = mw_labels_get(&policy->annotations, "istio.io/dry-run");

	for (size_t i = 0; s != NULL && i < MW_LEN(yes); i++) {
		if (strcmp(s, yes[i]) == 0)
			return true;
	}
	return false;
}

static struct mw_rbac_policy
entry(const struct mw_rule_context *ctx, const char *prefix,
    const char *suffix, size_t index, const struct mw_node *node)
{
	struct mw_arena *a = ctx->b->arena;
	const struct mw_object *p = ctx->policy;

	return (struct mw_rbac_policy){
		.key = mw_arena_printf(a, "%sns[%s]-policy[%s]-rule[%zu]%s",
		    prefix, p->ns, p->name, index, suffix),
		.short_key = mw_arena_printf(a, "%s/%s/%zu", p->ns, p->name,
		    index),
		.origin = { .object = p, .node = node != NULL ? node :
		    p->root },
	};
}

void
mw_policy_add(const struct mw_rule_context *ctx, const char *prefix,
    const char *suffix, struct mw_rbac_list *enforced,
    struct mw_rbac_list *shadow)
{
	const struct mw_authorization_policy *p = MW_SPEC(ctx->policy,
	    authorization_policy);
	struct mw_rbac_list *list = mw_policy_dry_run(ctx->policy) ? shadow :
	    enforced;

	for (size_t i = 0; i < p->rules.n; i++) {
		struct mw_rbac_policy e = entry(ctx, prefix, suffix, i,
		    p->rules.v[i].node);

		if (mw_policy_rule(ctx, &p->rules.v[i], i, &e.rule))
			mw_vec_push(ctx->b->arena, list, e);
	}
	if (p->rules.n == 0) {		/* S116: matches nothing */
		struct mw_rbac_policy e = entry(ctx, prefix, suffix, 0, NULL);

		e.rule.kind = MW_RULE_NEVER;
		e.rule.origin = e.origin;
		mw_vec_push(ctx->b->arena, list, e);
	}
}

static int
by_key(const void *x, const void *y)
{
	const struct mw_rbac_policy *a = x, *b = y;

	return strcmp(a->key, b->key);
}

void
mw_policy_sort(struct mw_rbac_list *list)
{
	if (list->n > 1)
		qsort(list->v, list->n, sizeof(*list->v), by_key);
}

/* ---- all policies of one action ---------------------------------------- */

static void
add_rbac(struct mw_builder *b, const struct mw_policy_objects *policies,
    enum mw_rbac_action action, bool tcp, struct mw_rbac *out, size_t *n)
{
	struct mw_rbac_list enforced = { 0 }, shadow = { 0 };
	bool any_enforced = false;

	if (policies->n == 0)
		return;
	for (size_t i = 0; i < policies->n; i++) {
		struct mw_rule_context ctx = { .b = b,
		    .policy = policies->v[i], .allow = action == MW_RBAC_ALLOW,
		    .tcp = tcp };

		if (mw_policy_dry_run(policies->v[i])) {
			if (!tcp)
				mw_build_omit(b, MW_OMIT_DRY_RUN,
				    policies->v[i], policies->v[i]->metadata,
				    NULL, "annotation istio.io/dry-run of "
				    "AuthorizationPolicy %s/%s",
				    policies->v[i]->ns, policies->v[i]->name);
		} else {
			any_enforced = true;
		}
		mw_policy_add(&ctx, "", "", &enforced, &shadow);
	}
	mw_policy_sort(&enforced);
	mw_policy_sort(&shadow);
	out[(*n)++] = (struct mw_rbac){ .action = action,
	    .policies = enforced.v, .n_policies = enforced.n,
	    .shadow = shadow.v, .n_shadow = shadow.n,
	    .enforced = any_enforced };
}

static void
make_filters(struct mw_builder *b, struct cache *c, bool tcp,
    struct filters *out)
{
	struct mw_rbac *rbac = MW_NEW_ARRAY(b->arena, struct mw_rbac, 3);

	out->ready = true;
	out->rbac = rbac;
	mw_policy_custom(b, &c->by_action[ACTION_CUSTOM], tcp,
	    &out->ext_authz, &out->n_ext_authz);
	add_rbac(b, &c->by_action[ACTION_AUDIT], MW_RBAC_LOG, tcp, rbac,
	    &out->n_rbac);
	add_rbac(b, &c->by_action[ACTION_DENY], MW_RBAC_DENY, tcp, rbac,
	    &out->n_rbac);
	add_rbac(b, &c->by_action[ACTION_ALLOW], MW_RBAC_ALLOW, tcp, rbac,
	    &out->n_rbac);
}

/* ---- the chains' side -------------------------------------------------- */

void
mw_policy_http(struct mw_builder *b, struct mw_http_manager *m,
    bool for_gateway)
{
	struct cache *c = cache_of(b);

	if (!c->http.ready)
		make_filters(b, c, false, &c->http);
	if (!c->jwt_ready) {
		c->jwt = mw_policy_jwt(b, for_gateway);
		c->jwt_ready = true;
	}
	m->ext_authz = c->http.ext_authz;
	m->n_ext_authz = c->http.n_ext_authz;
	m->jwt = c->jwt;
	m->rbac = c->http.rbac;
	m->n_rbac = c->http.n_rbac;
}

void
mw_build_http_filters(struct mw_builder *b, struct mw_http_manager *m,
    bool for_gateway)
{
	mw_policy_http(b, m, for_gateway);
	mw_policy_opaque(b, for_gateway ? MW_CLASS_GATEWAY : MW_CLASS_INBOUND,
	    0, true, &m->opaque, &m->n_opaque);
}

/* What making the TCP filters left out waits for a chain that is declared. */
static void
make_tcp_filters(struct mw_builder *b, struct cache *c)
{
	size_t before = b->omissions.n;

	make_filters(b, c, true, &c->tcp);
	c->n_pending = b->omissions.n - before;
	c->pending = MW_NEW_ARRAY(b->arena, struct mw_omission, c->n_pending);
	if (c->n_pending > 0)
		memcpy(c->pending, b->omissions.v + before,
		    c->n_pending * sizeof(*c->pending));
	b->omissions.n = before;
}

void
mw_policy_tcp(struct mw_builder *b, struct mw_tcp_proxy *t, bool report)
{
	struct cache *c = cache_of(b);

	if (!c->tcp.ready)
		make_tcp_filters(b, c);
	if (report) {
		for (size_t i = 0; i < c->n_pending; i++)
			mw_vec_push(b->arena, &b->omissions, c->pending[i]);
		c->n_pending = 0;
	}
	t->ext_authz = c->tcp.ext_authz;
	t->n_ext_authz = c->tcp.n_ext_authz;
	t->rbac = c->tcp.rbac;
	t->n_rbac = c->tcp.n_rbac;
}

void
mw_build_tcp_filters(struct mw_builder *b, struct mw_tcp_proxy *t)
{
	mw_policy_tcp(b, t, true);
	mw_policy_opaque(b, MW_CLASS_GATEWAY, 0, false, &t->opaque,
	    &t->n_opaque);
}
