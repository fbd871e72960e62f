/*
 * suggest-collect.c - what an answer gives reason to change in the documents.
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

struct collect {
	const struct mw_mesh *m;
	const struct mw_answer *answer;
	const struct mw_hop *hop;
	struct mw_arena *arena;
	struct mw_candidates *out;
};

/* ---- candidates ---------------------------------------------------------- */

static bool
is_of_a_file(const struct mw_object *o)
{
	return o != NULL && !o->assumed && o->document != NULL &&
	    o->document->source != NULL;
}

static void
add_off(const struct collect *c, const struct mw_object *o)
{
	struct mw_candidate x = { .object = o, .size = 100 };

	if (!is_of_a_file(o))
		return;
	for (size_t i = 0; i < c->out->n; i++) {
		if (c->out->v[i].object == o && c->out->v[i].text == NULL)
			return;
	}
	x.words = "take it away";
	mw_vec_push(c->arena, c->out, x);
}

/* The object with the edits, as WORDS say. */
static void
add_edits(const struct collect *c, const struct mw_object *o,
    struct mw_lay_edits *e, const char *words)
{
	struct mw_candidate x = { .object = o, .size = e->n };
	struct mw_lay_region r;
	struct mw_buf b = { 0 };

	if (e->n == 0 || !mw_lay_region(o, &r))
		return;
	mw_lay_apply(&r, e, &b);
	x.text = mw_arena_text(c->arena, mw_buf_text(&b), b.len);
	mw_buf_release(&b);
	for (size_t i = 0; i < c->out->n; i++) {
		if (c->out->v[i].object == o && mw_str_eq(c->out->v[i].text,
		    x.text))
			return;
	}
	x.words = mw_arena_strdup(c->arena, words);
	mw_vec_push(c->arena, c->out, x);
}

static const char *
path_of(const struct collect *c, const struct mw_object *o,
    const struct mw_node *n)
{
	struct mw_buf b = { 0 };
	const char *text = "";

	if (o->root != NULL && mw_node_path(o->root, n, &b))
		text = mw_arena_strdup(c->arena, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

/* ---- what the request has ------------------------------------------------ */

/* "cluster.local/ns/shop/sa/web", or NULL. */
static const char *
principal(const struct collect *c)
{
	const char *peer = c->hop->accept != NULL ? c->hop->accept->peer
						  : NULL;

	return peer != NULL && mw_str_has_prefix(peer, "spiffe://") ? peer + 9
								     : NULL;
}

/* Of "cluster.local/ns/shop/sa/web": "shop", or "shop/web". */
static const char *
part(const struct collect *c, bool account)
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
unquoted(const struct collect *c, const char *have)
{
	size_t len = strlen(have);

	if (len < 2 || have[0] != '\'' || have[len - 1] != '\'' ||
	    memchr(have + 1, '\'', len - 2) != NULL)
		return NULL;
	return mw_arena_text(c->arena, have + 1, len - 2);
}

/* What a field of a rule would have to list for this request, or NULL. */
static const char *
value_for(const struct collect *c, const char *field, const char *have)
{
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
without_not(const struct collect *c, const char *field)
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
place_in(const struct collect *c, const struct mw_step *s, const char *part)
{
	const char *path = path_of(c, s->origin.object, s->origin.node);
	const char *at = strstr(path, mw_arena_printf(c->arena, ".%s[", part));

	return at != NULL ? (size_t)strtoul(at + strlen(part) + 2, NULL, 10)
			  : SIZE_MAX;
}

static size_t
parts_of(const struct collect *c, const struct clauses *x, const char *part)
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
is_in(const struct collect *c, const struct mw_step *s, size_t from, size_t to)
{
	size_t f = place_in(c, s, "from"), t = place_in(c, s, "to");

	return (f == SIZE_MAX || f == from) && (t == SIZE_MAX || t == to);
}

static void
complete(const struct collect *c, const struct clauses *x, size_t from,
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
		    value, path_of(c, x->object, s->origin.node));
	}
	add_edits(c, x->object, &e, mw_buf_text(&words));
	mw_buf_release(&words);
}

static void
allow_rule(const struct collect *c, const struct clauses *x)
{
	size_t n_from = parts_of(c, x, "from"), n_to = parts_of(c, x, "to");

	for (size_t from = 0; from < n_from; from++) {
		for (size_t to = 0; to < n_to; to++)
			complete(c, x, from, to);
	}
}

/* ---- a DENY rule that fits ----------------------------------------------- */

static void
leave_out(const struct collect *c, const struct mw_object *o,
    const struct mw_node *list, const struct mw_node *item, const char *name)
{
	struct mw_lay_edits e = { .arena = c->arena };

	if (mw_list_remove(&e, o, list, item))
		add_edits(c, o, &e, mw_arena_printf(c->arena, "take %s out "
		    "of %s", name, path_of(c, o, list)));
}

static void
deny_rule(const struct collect *c, const struct clauses *x,
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
			add_edits(c, x->object, &e, mw_arena_printf(c->arena,
			    "add %s to %s", value, path_of(c, x->object,
			    list)));
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
			leave_out(c, x->object, rules, k, path_of(c, x->object,
			    k));
	}
}

/* ---- the policies of the hop --------------------------------------------- */

static void
policies(const struct collect *c, bool allow)
{
	const struct mw_steps *s = c->hop->steps;

	for (size_t i = 0; s != NULL && i < s->n; i++) {
		const struct mw_step *x = &s->v[i];
		struct clauses rule = { x->origin.object, &s->v[i + 1], 0 };

		if (x->depth > 0 || x->stage != MW_STAGE_AUTHZ ||
		    !is_of_a_file(rule.object))
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
		add_off(c, rule.object);
	}
}

/* ---- mutual TLS ---------------------------------------------------------- */

static void
set_mode(const struct collect *c, const struct mw_object *o,
    const struct mw_node *n, const char *mode)
{
	struct mw_lay_edits e = { .arena = c->arena };

	if (n != NULL && mw_scalar_set(&e, o, n, mode))
		add_edits(c, o, &e, mw_arena_printf(c->arena, "set %s to %s "
		    "(%s now)", path_of(c, o, n), mode, mw_node_text(n)));
}

/* Every "mode" below N that is FROM becomes TO, one at a time. */
static void
modes(const struct collect *c, const struct mw_object *o,
    const struct mw_node *n, const char *from, const char *to, int depth)
{
	for (const struct mw_node *k = mw_node_first(n); k != NULL && depth <
	     10; k = mw_node_next(k)) {
		if (mw_str_eq(mw_node_key(k), "mode") && mw_str_eq(
		    mw_node_text(k), from))
			set_mode(c, o, k, to);
		modes(c, o, k, from, to, depth + 1);
	}
}

static void
mutual_tls(const struct collect *c)
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

static bool
is_a_policy(const struct mw_object *o)
{
	switch (o->kind) {
	case MW_KIND_AUTHORIZATION_POLICY:
	case MW_KIND_PEER_AUTHENTICATION:
	case MW_KIND_REQUEST_AUTHENTICATION:
	case MW_KIND_DESTINATION_RULE:
	case MW_KIND_VIRTUAL_SERVICE:
	case MW_KIND_ENVOY_FILTER:
	case MW_KIND_SIDECAR:
		return true;
	default:
		return false;
	}
}

/* Without what made the outcome what it is. */
static void
deciders(const struct collect *c)
{
	for (size_t i = 0; i < c->answer->n_outcomes; i++) {
		size_t step;
		const struct mw_hop *h = mw_trace_decider(
		    &c->answer->outcomes[i], &step);
		const struct mw_origin *o;

		if (h == NULL)
			continue;
		o = mw_trace_origin(h, step);
		if (o->object != NULL && is_a_policy(o->object))
			add_off(c, o->object);
	}
}

static int
by_size(const void *a, const void *b)
{
	const struct mw_candidate *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return strcmp(x->words, y->words);
}

void
mw_suggest_collect(const struct mw_mesh *m, const struct mw_answer *answer,
    struct mw_arena *arena, struct mw_candidates *out)
{
	struct collect c = { .m = m, .answer = answer, .arena = arena,
		.out = out, .hop = mw_flip_refusal(answer) };

	if (c.hop != NULL && c.hop->workload != NULL) {
		policies(&c, false);
		policies(&c, true);
		if (c.hop->accept != NULL && (c.hop->accept->result ==
		    MW_ACCEPT_NO_CHAIN || c.hop->accept->result ==
		    MW_ACCEPT_NO_CERT || c.hop->accept->result ==
		    MW_ACCEPT_BAD_CERT))
			mutual_tls(&c);
	}
	deciders(&c);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), by_size);
}
