/*
 * rbac.c - authorization rules, evaluated as Envoy's RBAC filters do.
 *
 * A policy is a tree: AND, OR and NOT over leaves that each look at one thing.
 * Policies of one action are asked in the order of their keys and the first
 * that matches is the one reported (S5).  Nothing here knows what an
 * AuthorizationPolicy is.
 */
#include "envoy/rbac.h"

#include "base/str.h"
#include "envoy/template.h"
#include "envoy/values.h"

#include <jansson.h>
#include <string.h>

/* istiod's trees are about eight levels deep. */
enum { MAX_DEPTH = 64 };

void
mw_rbac_subject_init(struct mw_rbac_subject *s, const struct mw_http_input *in,
    const struct mw_http *request, const char *remote_ip,
    const char *payload_json, struct mw_arena *arena)
{
	*s = (struct mw_rbac_subject){
		.in = in,
		.request = request,
		.remote_ip = remote_ip,
		.payload_json = payload_json,
		.arena = arena,
	};
}

void
mw_rbac_subject_fini(struct mw_rbac_subject *s)
{
	json_decref(s->payload);
	s->payload = NULL;
}

/* PRESENT on these means "not empty": istiod's "*" is ".+" (S156). */
static bool
test_text(const struct mw_matcher *m, const char *s, size_t len)
{
	if (s == NULL || (m->kind == MW_MATCH_PRESENT && len == 0))
		return false;
	return mw_matcher_test(m, s, len);
}

static bool
test_string(const struct mw_matcher *m, const char *s)
{
	return s != NULL && test_text(m, s, strlen(s));
}

/*
 * Each value is compared on its own and one match is enough (S147); a missing
 * header matches nothing (S146).
 */
static bool
match_header(const struct mw_rule *rule, struct mw_rbac_subject *s)
{
	struct mw_values values;

	if (s->request == NULL)
		return false;
	values = mw_header_values(s->arena, s->request, rule->name);
	for (size_t i = 0; i < values.n; i++) {
		if (mw_matcher_test(&rule->value, values.v[i],
		    strlen(values.v[i])))
			return true;
	}
	return false;
}

/* S141: without query and fragment. */
static bool
match_path(const struct mw_rule *rule, const struct mw_rbac_subject *s)
{
	const char *path;
	size_t len;

	if (s->request == NULL || s->request->path == NULL)
		return false;
	path = s->request->path;
	len = mw_path_length(path);
	if (rule->kind == MW_RULE_PATH_TEMPLATE)
		return mw_template_match(rule->value.text, rule->value.len,
		    path, len);
	return test_text(&rule->value, path, len);
}

/* Any name in the certificate will do (S129). */
static bool
match_identity(const struct mw_rule *rule, const struct mw_rbac_subject *s)
{
	const struct mw_accept *accept = s->in->accept;

	return test_string(&rule->value, accept->peer) ||
	    test_string(&rule->value, accept->peer_dns);
}

const void *
mw_rbac_claim(const struct mw_rule *rule, struct mw_rbac_subject *s)
{
	const json_t *at;

	if (!s->parsed && s->payload_json != NULL)
		s->payload = json_loads(s->payload_json,
		    JSON_DECODE_INT_AS_REAL, NULL);
	s->parsed = true;
	at = s->payload;
	for (size_t i = 0; i < rule->n_path && at != NULL; i++)
		at = json_object_get(at, rule->path[i]);
	return at;
}

/* A string, or a list with such a string; nothing else ever matches (S148). */
static bool
match_claim(const struct mw_rule *rule, struct mw_rbac_subject *s)
{
	const json_t *value = mw_rbac_claim(rule, s);

	if (json_is_string(value))
		return test_string(&rule->value, json_string_value(value));
	for (size_t i = 0; i < json_array_size(value); i++) {
		if (test_string(&rule->value,
		    json_string_value(json_array_get(value, i))))
			return true;
	}
	return false;
}

static bool
match_leaf(const struct mw_rule *rule, struct mw_rbac_subject *s)
{
	switch (rule->kind) {
	case MW_RULE_HEADER:
		return match_header(rule, s);
	case MW_RULE_PATH:
	case MW_RULE_PATH_TEMPLATE:
		return match_path(rule, s);
	case MW_RULE_DESTINATION_IP:
		return mw_cidr_contains(&rule->cidr, s->in->local_ip);
	case MW_RULE_DESTINATION_PORT:
		return rule->port == s->in->local_port;
	case MW_RULE_SOURCE_IP:
		return mw_cidr_contains(&rule->cidr,
		    s->in->connection->source_ip);
	case MW_RULE_REMOTE_IP:
		return mw_cidr_contains(&rule->cidr, s->remote_ip);
	case MW_RULE_IDENTITY:
		return match_identity(rule, s);
	case MW_RULE_SNI:
		return test_string(&rule->value, s->in->accept->sni);
	case MW_RULE_CLAIM:
		return match_claim(rule, s);
	case MW_RULE_ANY:
	case MW_RULE_AND:
	case MW_RULE_OR:
	case MW_RULE_NOT:
	case MW_RULE_METADATA:
	case MW_RULE_NEVER:
		break;
	}
	return false;
}

static bool
match_rule(const struct mw_rule *rule, struct mw_rbac_subject *s, int depth)
{
	bool all = rule->kind == MW_RULE_AND;

	if (depth > MAX_DEPTH)
		return false;
	switch (rule->kind) {
	case MW_RULE_ANY:
		return true;
	case MW_RULE_NOT:
		return rule->n_children > 0 &&
		    !match_rule(&rule->children[0], s, depth + 1);
	case MW_RULE_AND:
	case MW_RULE_OR:
		for (size_t i = 0; i < rule->n_children; i++) {
			if (match_rule(&rule->children[i], s, depth + 1) != all)
				return !all;
		}
		return all;
	case MW_RULE_HEADER:
	case MW_RULE_PATH:
	case MW_RULE_PATH_TEMPLATE:
	case MW_RULE_DESTINATION_IP:
	case MW_RULE_DESTINATION_PORT:
	case MW_RULE_SOURCE_IP:
	case MW_RULE_REMOTE_IP:
	case MW_RULE_IDENTITY:
	case MW_RULE_SNI:
	case MW_RULE_CLAIM:
	case MW_RULE_METADATA:
	case MW_RULE_NEVER:
		break;
	}
	return match_leaf(rule, s);
}

bool
mw_rule_matches(const struct mw_rule *rule, struct mw_rbac_subject *s)
{
	return match_rule(rule, s, 0);
}

const struct mw_rbac_policy *
mw_rbac_find(const struct mw_rbac_policy *policies, size_t n,
    struct mw_rbac_subject *s)
{
	for (size_t i = 0; i < n; i++) {
		if (mw_rule_matches(&policies[i].rule, s))
			return &policies[i];
	}
	return NULL;
}

static const char *
action_name(enum mw_rbac_action action)
{
	switch (action) {
	case MW_RBAC_ALLOW:
		return "ALLOW";
	case MW_RBAC_DENY:
		return "DENY";
	case MW_RBAC_LOG:
		return "AUDIT";
	}
	return "";
}

/* Those after the hit are not asked any more. */
static void
explain_policies(const struct mw_rbac *r, const struct mw_rbac_policy *hit,
    struct mw_rbac_subject *s, struct mw_steps *log)
{
	static const enum mw_verdict won[] = {
		[MW_RBAC_ALLOW] = MW_STEP_CHOSEN,
		[MW_RBAC_DENY] = MW_STEP_FAIL,
		[MW_RBAC_LOG] = MW_STEP_INFO,	/* it lets nothing pass */
	};
	const char *name = action_name(r->action);
	bool over = false;

	for (size_t i = 0; i < r->n_policies; i++) {
		const struct mw_rbac_policy *p = &r->policies[i];

		if (over) {
			mw_step_add(log, MW_STAGE_AUTHZ, MW_STEP_SKIPPED,
			    &p->origin, "%s rule %s is not asked any more",
			    name, p->short_key);
			continue;
		}
		over = p == hit;
		mw_rbac_explain(p, s, log, MW_STAGE_AUTHZ,
		    over ? won[r->action] : MW_STEP_REJECTED, name);
	}
	if (r->action == MW_RBAC_ALLOW && hit == NULL)
		mw_step_add(log, MW_STAGE_AUTHZ, MW_STEP_FAIL, NULL,
		    r->n_policies == 0 ? "there are ALLOW policies, but none "
		    "has a rule that could match" : "there are ALLOW policies, "
		    "and no rule of theirs matches");
}

static void
explain_shadow(const struct mw_rbac *r, struct mw_rbac_subject *s,
    struct mw_steps *log)
{
	for (size_t i = 0; i < r->n_shadow; i++) {
		const struct mw_rbac_policy *p = &r->shadow[i];

		mw_rbac_explain(p, s, log, MW_STAGE_AUTHZ,
		    mw_rule_matches(&p->rule, s) ? MW_STEP_INFO :
		    MW_STEP_SKIPPED, "dry run of");
	}
}

struct mw_rbac_verdict
mw_rbac_run(const struct mw_rbac *r, struct mw_rbac_subject *s,
    struct mw_steps *log)
{
	struct mw_rbac_verdict v = { 0 };

	if (log != NULL)
		explain_shadow(r, s, log);
	if (!r->enforced)
		return v;
	v.policy = mw_rbac_find(r->policies, r->n_policies, s);
	switch (r->action) {
	case MW_RBAC_ALLOW:	/* also with no rule at all: S115 */
		v.denied = v.policy == NULL;
		break;
	case MW_RBAC_DENY:
		v.denied = v.policy != NULL;
		break;
	case MW_RBAC_LOG:
		break;
	}
	if (log != NULL)
		explain_policies(r, v.policy, s, log);
	return v;
}
