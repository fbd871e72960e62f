/*
 * suggest-policy.c - what a policy that refused gives reason to change.
 *
 * An ALLOW rule gets what it lacks (S124, S128), a DENY rule loses what
 * fitted, mutual TLS that was asked of plaintext is asked no more or spoken,
 * and whatever decided is tried without.
 */
#include "whatif/suggest-list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "journey/secret.h"
#include "journey/trace.h"
#include "whatif/flip.h"
#include "yaml/node.h"

enum {
	PARTS_MAX = 8,		/* of from, of to, that are looked at */
	EDITS_MAX = 3,		/* in one candidate */
	MODES_MAX = 6,
	ITEMS_MAX = 6		/* of a list that are left out in turn */
};

/* ---- what the request has ------------------------------------------------ */

/* "cluster.local/ns/shop/sa/web", or NULL. */
static const char *
principal(const struct mw_reasons *c)
{
	const char *peer = c->hop->accept != NULL ? c->hop->accept->peer
						  : NULL;

	return peer != NULL && mw_str_has_prefix(peer, "spiffe://") ? peer + 9
								     : NULL;
}

/* Of "cluster.local/ns/shop/sa/web": "shop", or "shop/web". */
static const char *
part(const struct mw_reasons *c, bool account)
{
	const char *p = principal(c), *ns, *sa;

	ns = p != NULL ? strstr(p, "/ns/") : NULL;
	sa = ns != NULL ? strstr(ns, "/sa/") : NULL;
	if (sa == NULL)
		return NULL;
	return mw_arena_printf(c->arena, "%.*s%s%s", (int)(sa - ns - 4), ns +
	    4, account ? "/" : "", account ? sa + 4 : "");
}

/* "'GET'" as GET; NULL when it is more than one, or none. */
static const char *
unquoted(const struct mw_reasons *c, const char *have)
{
	size_t len = strlen(have);

	if (len < 2 || have[0] != '\'' || have[len - 1] != '\'' ||
	    memchr(have + 1, '\'', len - 2) != NULL)
		return NULL;
	return mw_arena_text(c->arena, have + 1, len - 2);
}

/* What a field of a rule would have to list for this request, or NULL. */
static const char *
value_for(const struct mw_reasons *c, const char *field, const char *have)
{
	if (mw_str_eq(field, "requestPrincipals") || mw_str_eq(field,
	    "request.auth.principal"))
		return mw_reasons_principal(c->hop, c->arena);
	if (field == NULL || have == NULL || mw_str_has_prefix(have, "no ") ||
	    strstr(have, "; ") != NULL)
		return NULL;
	if (mw_str_eq(field, "principals") || mw_str_eq(field,
	    "source.principal"))
		return principal(c);
	if (mw_str_eq(field, "namespaces") || mw_str_eq(field,
	    "source.namespace"))
		return part(c, false);
	if (mw_str_eq(field, "serviceAccounts") || mw_str_eq(field,
	    "source.serviceAccount"))
		return part(c, true);
	if (mw_str_has_prefix(field, "request.headers[")) {
		const char *name = field + 16;

		name = mw_arena_text(c->arena, name, strcspn(name, "]"));
		return mw_secret_header(NULL, name) ? NULL : unquoted(c, have);
	}
	if (mw_str_eq(field, "methods") || mw_str_eq(field, "hosts"))
		return unquoted(c, have);
	if (mw_str_eq(field, "paths") || mw_str_eq(field, "ports") ||
	    mw_str_eq(field, "ipBlocks") || mw_str_eq(field,
	    "remoteIpBlocks") || mw_str_eq(field, "source.ip") ||
	    mw_str_eq(field, "remote.ip") || mw_str_eq(field,
	    "destination.port"))
		return have;
	return NULL;
}

/* "notPaths" as "paths"; NULL for others. */
static const char *
without_not(const struct mw_reasons *c, const char *field)
{
	char *text;

	if (field == NULL || !mw_str_has_prefix(field, "not") ||
	    field[3] < 'A' || field[3] > 'Z')
		return NULL;
	text = mw_arena_strdup(c->arena, field + 3);
	text[0] = (char)(text[0] - 'A' + 'a');
	return text;
}

/* ---- an ALLOW rule that lacks something ---------------------------------- */

/* The steps [from, to) of the hop are the clauses of one rule. */
struct clauses {
	const struct mw_object *object;
	const struct mw_step *v;
	size_t n;
};

/* "rules[2].from[1]" gives 1 for "from"; SIZE_MAX when it is elsewhere. */
static size_t
place_in(const struct mw_reasons *c, const struct mw_step *s, const char *part)
{
	const char *path = mw_candidate_path(c, s->origin.object,
	    s->origin.node);
	const char *at = strstr(path, mw_arena_printf(c->arena, ".%s[", part));

	return at != NULL ? (size_t)strtoul(at + strlen(part) + 2, NULL, 10)
			  : SIZE_MAX;
}

static size_t
parts_of(const struct mw_reasons *c, const struct clauses *x, const char *part)
{
	size_t n = 1;

	for (size_t i = 0; i < x->n; i++) {
		size_t at = place_in(c, &x->v[i], part);

		if (at != SIZE_MAX && at + 1 > n && at < PARTS_MAX)
			n = at + 1;
	}
	return n;
}

/* The clause counts when its rule is met by the FROM-th and TO-th part. */
static bool
is_in(const struct mw_reasons *c, const struct mw_step *s, size_t from,
    size_t to)
{
	size_t f = place_in(c, s, "from"), t = place_in(c, s, "to");

	return (f == SIZE_MAX || f == from) && (t == SIZE_MAX || t == to);
}

static void
complete(const struct mw_reasons *c, const struct clauses *x, size_t from,
    size_t to)
{
	struct mw_lay_edits e = { .arena = c->arena };
	struct mw_buf words = { 0 };

	for (size_t i = 0; i < x->n; i++) {
		const struct mw_step *s = &x->v[i];
		const char *value = value_for(c, s->field, s->have);

		if (s->verdict != MW_STEP_REJECTED || !is_in(c, s, from, to))
			continue;
		if (value == NULL || e.n == EDITS_MAX || !mw_list_add(&e,
		    x->object, s->origin.node, value)) {
			mw_buf_release(&words);
			return;
		}
		mw_buf_printf(&words, "%s%s to %s", e.n > 1 ? " and " : "add ",
		    value, mw_candidate_path(c, x->object, s->origin.node));
	}
	mw_candidate_edits(c, x->object, &e, 10 * e.n,
	    mw_buf_text(&words));
	mw_buf_release(&words);
}

static void
allow_rule(const struct mw_reasons *c, const struct clauses *x)
{
	size_t n_from = parts_of(c, x, "from"), n_to = parts_of(c, x, "to");

	for (size_t from = 0; from < n_from; from++) {
		for (size_t to = 0; to < n_to; to++)
			complete(c, x, from, to);
	}
}

/* ---- a DENY rule that fits ----------------------------------------------- */

static void
leave_out(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *list, const struct mw_node *item, const char *name)
{
	struct mw_lay_edits e = { .arena = c->arena };

	if (mw_list_remove(&e, o, list, item))
		mw_candidate_edits(c, o, &e, 10, mw_arena_printf(c->arena,
		    "take %s out of %s", name, mw_candidate_path(c, o, list)));
}

static void
deny_rule(const struct mw_reasons *c, const struct clauses *x,
    const struct mw_node *rule)
{
	const struct mw_node *rules = mw_node_find(x->object->root,
	    "spec.rules");

	for (size_t i = 0; i < x->n; i++) {
		const struct mw_step *s = &x->v[i];
		const struct mw_node *list = s->origin.node;
		const char *field = without_not(c, s->field);
		struct mw_lay_edits e = { .arena = c->arena };
		const char *value;
		size_t n = 0;

		if (s->verdict != MW_STEP_PASS)
			continue;
		value = value_for(c, field, s->have);
		if (value != NULL && mw_list_add(&e, x->object, list, value))
			mw_candidate_edits(c, x->object, &e, 10,
			    mw_arena_printf(c->arena, "add %s to %s", value,
			    mw_candidate_path(c, x->object, list)));
		if (field != NULL || !mw_node_is(list, MW_NODE_LIST))
			continue;
		for (const struct mw_node *k = mw_node_first(list); k != NULL &&
		     n++ < ITEMS_MAX; k = mw_node_next(k))
			leave_out(c, x->object, list, k, mw_str_or_empty(
			    mw_node_text(k)));
	}
	for (const struct mw_node *k = mw_node_first(rules); k != NULL; k =
	     mw_node_next(k)) {
		if (k == rule)
			leave_out(c, x->object, rules, k,
			    mw_candidate_path(c, x->object, k));
	}
}

/* ---- the policies of the hop --------------------------------------------- */

static void
policies(const struct mw_reasons *c, bool allow)
{
	const struct mw_steps *s = c->hop->steps;

	for (size_t i = 0; s != NULL && i < s->n; i++) {
		const struct mw_step *x = &s->v[i];
		struct clauses rule = { x->origin.object, &s->v[i + 1], 0 };

		if (x->depth > 0 || x->stage != MW_STAGE_AUTHZ ||
		    !mw_candidate_can(rule.object))
			continue;
		while (i + 1 + rule.n < s->n && s->v[i + 1 + rule.n].depth > 0)
			rule.n++;
		if (allow && x->verdict == MW_STEP_REJECTED &&
		    mw_str_has_prefix(mw_str_or_empty(x->text), "ALLOW"))
			allow_rule(c, &rule);
		else if (!allow && x->verdict == MW_STEP_FAIL)
			deny_rule(c, &rule, x->origin.node);
		else
			continue;
		mw_candidate_off(c, rule.object);
	}
}

/* ---- mutual TLS ---------------------------------------------------------- */

/* Every "mode" below N that is FROM becomes TO, one at a time. */
static void
modes(const struct mw_reasons *c, const struct mw_object *o,
    const struct mw_node *n, const char *from, const char *to, int depth)
{
	for (const struct mw_node *k = mw_node_first(n); k != NULL && depth <
	     10; k = mw_node_next(k)) {
		if (mw_str_eq(mw_node_key(k), "mode") && mw_str_eq(
		    mw_node_text(k), from))
			mw_candidate_set(c, o, k, to, 10);
		modes(c, o, k, from, to, depth + 1);
	}
}

static void
mutual_tls(const struct mw_reasons *c)
{
	static const char *const plain[] = { "DISABLE", "SIMPLE", "MUTUAL" };
	const struct mw_objects *p = &c->m->of_kind[
	    MW_KIND_PEER_AUTHENTICATION];
	const struct mw_objects *d = &c->m->of_kind[MW_KIND_DESTINATION_RULE];
	size_t most = c->out->n + MODES_MAX;

	for (size_t i = 0; i < d->n && c->out->n < most; i++) {
		for (size_t k = 0; k < MW_LEN(plain); k++)
			modes(c, d->v[i], mw_node_get(d->v[i]->root, "spec"),
			    plain[k], "ISTIO_MUTUAL", 0);
	}
	most += MODES_MAX;
	for (size_t i = 0; i < p->n && c->out->n < most; i++) {
		if (strcmp(p->v[i]->ns, c->hop->workload->ns) == 0 ||
		    strcmp(p->v[i]->ns, c->m->settings.root_namespace) == 0)
			modes(c, p->v[i], mw_node_get(p->v[i]->root, "spec"),
			    "STRICT", "PERMISSIVE", 0);
	}
}

/* ---- all ----------------------------------------------------------------- */

void
mw_reasons_policy(const struct mw_reasons *reasons)
{
	struct mw_reasons c = *reasons;

	c.hop = mw_flip_refusal(c.answer);
	if (c.hop == NULL || c.hop->workload == NULL)
		return;
	policies(&c, false);
	policies(&c, true);
	if (c.hop->accept != NULL && (c.hop->accept->result ==
	    MW_ACCEPT_NO_CHAIN || c.hop->accept->result ==
	    MW_ACCEPT_NO_CERT || c.hop->accept->result ==
	    MW_ACCEPT_BAD_CERT))
		mutual_tls(&c);
}
