/*
 * flip-collect.c - what the policies of a proxy give reason to change.
 */
#include "whatif/flip-edit.h"

#include "base/str.h"
#include "base/vec.h"

#include <string.h>

enum { MAX_DEPTH = 32, MAX_SINGLE = 150, MAX_SETS = 48 };

/* ---- rules ------------------------------------------------------------------ */

/* Issuer and subject of a request principal are one thing to people. */
static bool
add_pair(const struct mw_collect *c, const struct mw_rule *rule,
    struct mw_changes *out)
{
	struct mw_changes parts = { 0 };
	struct mw_change both = { .n = 0 };

	if (rule->kind != MW_RULE_AND || rule->n_children != 2 ||
	    rule->children[0].kind != MW_RULE_CLAIM ||
	    rule->children[1].kind != MW_RULE_CLAIM)
		return false;
	mw_collect_leaf(c, &rule->children[0], true, &parts);
	mw_collect_leaf(c, &rule->children[1], true, &parts);
	for (size_t i = 0; i < parts.n && both.n < 2; i++)
		both.edits[both.n++] = parts.v[i].edits[0];
	/* any issuer: that of the token is left as it is */
	if (both.n == 2 && rule->children[0].value.kind == MW_MATCH_PRESENT) {
		both.edits[0] = both.edits[1];
		both.n = 1;
	}
	if (both.n > 0)
		mw_vec_push(c->arena, out, both);
	return true;
}

static void
collect(const struct mw_collect *c, const struct mw_rule *rule, bool want,
    int depth, struct mw_changes *out)
{
	if (depth > MAX_DEPTH || out->n > MAX_SINGLE)
		return;
	switch (rule->kind) {
	case MW_RULE_NOT:
		if (rule->n_children > 0)
			collect(c, &rule->children[0], !want, depth + 1, out);
		return;
	case MW_RULE_AND:
		if (want && add_pair(c, rule, out))
			return;
		break;
	case MW_RULE_OR:
		break;
	default:
		mw_collect_leaf(c, rule, want, out);
		return;
	}
	for (size_t i = 0; i < rule->n_children; i++)
		collect(c, &rule->children[i], want, depth + 1, out);
}

void
mw_collect_rule(const struct mw_collect *c, const struct mw_rule *rule,
    bool want, struct mw_changes *out)
{
	collect(c, rule, want, 0, out);
}

/* ---- everything --------------------------------------------------------------- */

static void
collect_rbac(const struct mw_collect *c, const struct mw_rbac *r, size_t n,
    struct mw_changes *out)
{
	for (size_t i = 0; i < n; i++) {
		if (!r[i].enforced || r[i].action == MW_RBAC_LOG)
			continue;
		for (size_t j = 0; j < r[i].n_policies; j++)
			mw_collect_rule(c, &r[i].policies[j].rule,
			    r[i].action == MW_RBAC_ALLOW, out);
	}
}

/* The policy that refused is the first to be looked at. */
static void
collect_named(const struct mw_collect *c, const struct mw_rbac *r, size_t n,
    struct mw_changes *out)
{
	for (size_t i = 0; c->hop->policy != NULL && i < n; i++) {
		for (size_t j = 0; j < r[i].n_policies; j++) {
			if (strcmp(r[i].policies[j].short_key,
			    c->hop->policy) == 0)
				mw_collect_rule(c, &r[i].policies[j].rule,
				    r[i].action == MW_RBAC_ALLOW, out);
		}
	}
}

static void
collect_authorizers(const struct mw_collect *c, const struct mw_ext_authz *e,
    size_t n, struct mw_changes *out)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < e[i].n_policies; j++)
			mw_collect_rule(c, &e[i].policies[j].rule, false, out);
	}
}

static void
collect_tokens(const struct mw_collect *c, struct mw_changes *out)
{
	if (c->filter == NULL)
		return;
	for (size_t i = 0; i < c->filter->n_providers; i++)
		mw_collect_add(c, out, (struct mw_edit){
		    .kind = MW_EDIT_TOKEN,
		    .provider = &c->filter->providers[i] });
	if (mw_edit_has_token(c->filter, c->request))
		mw_collect_add(c, out, (struct mw_edit){
		    .kind = MW_EDIT_NO_TOKEN });
}

static bool
has_certificate(const struct mw_rule *leaf, const struct mw_workload *w)
{
	(void)leaf;
	return w->proxy == MW_PROXY_SIDECAR && w->identity != NULL;
}

static const struct mw_filter_chain *
chain_of(const struct mw_hop *h)
{
	return h->accept != NULL ? h->accept->chain : NULL;
}

struct mw_changes
mw_collect_all(const struct mw_collect *c)
{
	const struct mw_filter_chain *chain = chain_of(c->hop);
	struct mw_changes out = { 0 };

	if (chain == NULL || c->hop->protocol == MW_HOP_LISTENER) {
		mw_collect_clients(c, &out, has_certificate, NULL, true);
		return out;
	}
	if (chain->http != NULL) {
		const struct mw_http_manager *h = chain->http;

		if (mw_str_has_prefix(mw_str_or_empty(c->hop->details),
		    "jwt_authn"))
			collect_tokens(c, &out);
		collect_named(c, h->rbac, h->n_rbac, &out);
		collect_rbac(c, h->rbac, h->n_rbac, &out);
		collect_authorizers(c, h->ext_authz, h->n_ext_authz, &out);
		collect_tokens(c, &out);
	}
	if (chain->tcp != NULL) {
		const struct mw_tcp_proxy *t = chain->tcp;

		collect_named(c, t->rbac, t->n_rbac, &out);
		collect_rbac(c, t->rbac, t->n_rbac, &out);
		collect_authorizers(c, t->ext_authz, t->n_ext_authz, &out);
	}
	return out;
}

/* ---- whole rules ---------------------------------------------------------------- */

/* The PICK-th way to meet every field of an alternative. */
static void
meet_fields(const struct mw_collect *c, const struct mw_rule *rule,
    size_t pick, struct mw_changes *out)
{
	if (rule->kind == MW_RULE_AND && rule->field == NULL) {
		for (size_t i = 0; i < rule->n_children; i++) {
			struct mw_changes some = { 0 };

			mw_collect_rule(c, &rule->children[i], true, &some);
			if (some.n > 0)
				mw_vec_push(c->arena, out,
				    some.v[pick < some.n ? pick : 0]);
		}
	}
}

static bool
has_alternatives(const struct mw_rule *r)
{
	return r->kind == MW_RULE_OR && r->field == NULL;
}

/* Which alternative of each list: digits of NUMBER. */
void
mw_collect_way(const struct mw_collect *c, const struct mw_rule *rule,
    size_t number, size_t pick, struct mw_changes *out)
{
	for (size_t i = 0; i < rule->n_children; i++) {
		const struct mw_rule *r = &rule->children[i];

		if (has_alternatives(r) && r->n_children > 0) {
			meet_fields(c, &r->children[number % r->n_children],
			    pick, out);
			number /= r->n_children;
		} else if (!has_alternatives(r)) {
			struct mw_changes some = { 0 };

			mw_collect_rule(c, r, true, &some);
			if (some.n > 0)
				mw_vec_push(c->arena, out,
				    some.v[pick < some.n ? pick : 0]);
		}
	}
}

size_t
mw_collect_ways(const struct mw_rule *rule)
{
	size_t n = 1;

	for (size_t i = 0; i < rule->n_children && n < MAX_SETS; i++) {
		if (has_alternatives(&rule->children[i]) &&
		    rule->children[i].n_children > 0)
			n *= rule->children[i].n_children;
	}
	return n;
}

static void
add_sets(const struct mw_collect *c, const struct mw_rbac *r, size_t n,
    size_t pick, struct mw_change_sets *out)
{
	for (size_t i = 0; i < n; i++) {
		if (!r[i].enforced || r[i].action != MW_RBAC_ALLOW)
			continue;
		for (size_t j = 0; j < r[i].n_policies; j++) {
			const struct mw_rule *rule = &r[i].policies[j].rule;
			size_t all = mw_collect_ways(rule);

			for (size_t k = 0; k < all && out->n < MAX_SETS; k++) {
				struct mw_changes set = { 0 };

				mw_collect_way(c, rule, k, pick, &set);
				if (set.n > 1)
					mw_vec_push(c->arena, out, set);
			}
		}
	}
}

struct mw_change_sets
mw_collect_sets(const struct mw_collect *c)
{
	const struct mw_filter_chain *chain = chain_of(c->hop);
	struct mw_change_sets out = { 0 };

	for (size_t pick = 0; chain != NULL && pick < 3; pick++) {
		if (chain->http != NULL)
			add_sets(c, chain->http->rbac, chain->http->n_rbac,
			    pick, &out);
		if (chain->tcp != NULL)
			add_sets(c, chain->tcp->rbac, chain->tcp->n_rbac,
			    pick, &out);
	}
	return out;
}
