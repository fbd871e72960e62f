/*
 * rbac-explain.c - why a rule matches or not, field by field (S128).
 *
 * The nodes of a rule that stand for a whole field ("paths", "notPrincipals")
 * carry its name.  Each becomes a clause: what it wants, in the words of its
 * leaves, and what the request has of the things that they look at.
 */
#include "envoy/rbac.h"

#include "base/buf.h"
#include "base/str.h"
#include "envoy/values.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAX_DEPTH = 64,
	MAX_WORDS = 8	/* values of one field that are written out */
};

/* ---- what a field wants -------------------------------------------------- */

struct words {
	struct mw_buf buf;
	size_t n;	/* values so far */
};

static void
claim_name(const struct mw_rule *rule, struct mw_buf *out)
{
	for (size_t i = 0; i < rule->n_path; i++)
		mw_buf_printf(out, "%s%s", i > 0 ? "." : "", rule->path[i]);
	mw_buf_addc(out, ' ');
}

static void
leaf_want(const struct mw_rule *rule, struct mw_buf *out)
{
	switch (rule->kind) {
	case MW_RULE_CLAIM:
		claim_name(rule, out);
		mw_matcher_print(&rule->value, out);
		break;
	case MW_RULE_HEADER:
	case MW_RULE_PATH:
	case MW_RULE_IDENTITY:
	case MW_RULE_SNI:
		mw_matcher_print(&rule->value, out);
		break;
	case MW_RULE_PATH_TEMPLATE:
		mw_buf_printf(out, "is like '%.*s'", (int)rule->value.len,
		    rule->value.text);
		break;
	case MW_RULE_DESTINATION_IP:
	case MW_RULE_SOURCE_IP:
	case MW_RULE_REMOTE_IP:
		mw_buf_printf(out, "in %s", mw_str_or_empty(rule->cidr.text));
		break;
	case MW_RULE_DESTINATION_PORT:
		mw_buf_printf(out, "%u", (unsigned)rule->port);
		break;
	case MW_RULE_METADATA:
		mw_buf_printf(out, "metadata of %s",
		    mw_str_or_empty(rule->name));
		break;
	case MW_RULE_ANY:
		mw_buf_adds(out, "anything");
		break;
	case MW_RULE_NEVER:
		mw_buf_adds(out, "nothing");
		break;
	case MW_RULE_AND:
	case MW_RULE_OR:
	case MW_RULE_NOT:
		break;
	}
}

static void
want(const struct mw_rule *rule, struct words *w, const char *between,
    int depth)
{
	if (depth > MAX_DEPTH || w->n > MAX_WORDS)
		return;
	switch (rule->kind) {
	case MW_RULE_NOT:
		if (rule->n_children == 0)
			return;
		if (w->n > 0)
			mw_buf_adds(&w->buf, between);
		mw_buf_adds(&w->buf, "not: ");
		want(&rule->children[0], w, "", depth + 1);
		return;
	case MW_RULE_AND:
	case MW_RULE_OR:
		for (size_t i = 0; i < rule->n_children; i++)
			want(&rule->children[i], w, i == 0 ? between :
			    rule->kind == MW_RULE_AND ? " and " : " or ",
			    depth + 1);
		return;
	case MW_RULE_ANY:
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
	if (w->n > 0)
		mw_buf_adds(&w->buf, between);
	if (w->n++ == MAX_WORDS)
		mw_buf_adds(&w->buf, "...");
	else
		leaf_want(rule, &w->buf);
}

void
mw_rule_want(const struct mw_rule *rule, struct mw_buf *out)
{
	struct words w = { 0 };

	want(rule, &w, " or ", 0);
	mw_buf_adds(out, mw_buf_text(&w.buf));
	mw_buf_release(&w.buf);
}

/* ---- what the request has ------------------------------------------------ */

static void
have_header(const struct mw_rule *rule, struct mw_rbac_subject *s,
    struct mw_buf *out)
{
	struct mw_values values = { 0 };

	if (s->request != NULL)
		values = mw_header_values(s->arena, s->request, rule->name);
	if (values.n == 0)
		mw_buf_adds(out, "no such header");
	for (size_t i = 0; i < values.n; i++)
		mw_buf_printf(out, "%s'%s'", i > 0 ? ", " : "", values.v[i]);
}

static void
have_identity(const struct mw_rbac_subject *s, struct mw_buf *out)
{
	const struct mw_accept *a = s->in->accept;

	if (a->peer != NULL)
		mw_buf_adds(out, a->peer);
	else if (a->peer_dns != NULL)
		mw_buf_printf(out, "a certificate for %s", a->peer_dns);
	else
		mw_buf_printf(out, "no identity (%s)", a->terminated ?
		    "no client certificate" : "plaintext");
}

static void
have_claim(const struct mw_rule *rule, struct mw_rbac_subject *s,
    struct mw_buf *out)
{
	const json_t *value = mw_rbac_claim(rule, s);
	char *text;

	if (value == NULL && s->payload_json == NULL) {
		mw_buf_adds(out, "no verified token");
		return;
	}
	claim_name(rule, out);
	if (value == NULL) {
		mw_buf_adds(out, "is missing");
		return;
	}
	text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	mw_buf_adds(out, mw_str_or_empty(text));
	free(text);
}

static void
leaf_have(const struct mw_rule *rule, struct mw_rbac_subject *s,
    struct mw_buf *out)
{
	switch (rule->kind) {
	case MW_RULE_HEADER:
		have_header(rule, s, out);
		break;
	case MW_RULE_PATH:
	case MW_RULE_PATH_TEMPLATE:
		if (s->request == NULL)
			mw_buf_adds(out, "no path");
		else
			mw_buf_add(out, mw_str_or_empty(s->request->path),
			    mw_path_length(s->request->path));
		break;
	case MW_RULE_DESTINATION_IP:
		mw_buf_adds(out, mw_str_or_empty(s->in->local_ip));
		break;
	case MW_RULE_DESTINATION_PORT:
		mw_buf_printf(out, "%u", (unsigned)s->in->local_port);
		break;
	case MW_RULE_SOURCE_IP:
		mw_buf_adds(out, mw_str_or_empty(s->in->connection->source_ip));
		break;
	case MW_RULE_REMOTE_IP:
		mw_buf_adds(out, mw_str_or_empty(s->remote_ip));
		break;
	case MW_RULE_IDENTITY:
		have_identity(s, out);
		break;
	case MW_RULE_SNI:
		mw_buf_adds(out, mw_str_empty(s->in->accept->sni) ?
		    "no server name" : s->in->accept->sni);
		break;
	case MW_RULE_CLAIM:
		have_claim(rule, s, out);
		break;
	case MW_RULE_METADATA:	/* its filter is not there */
		mw_buf_adds(out, "none");
		break;
	case MW_RULE_ANY:
	case MW_RULE_AND:
	case MW_RULE_OR:
	case MW_RULE_NOT:
	case MW_RULE_NEVER:
		break;
	}
}

/* Two leaves that look at the same thing say it once; without a token all
 * claims are the same. */
static bool
same_subject(const struct mw_rule *a, const struct mw_rule *b, bool token)
{
	if (a->kind == MW_RULE_CLAIM && b->kind == MW_RULE_CLAIM && !token)
		return true;
	if (a->kind != b->kind || a->n_path != b->n_path ||
	    !mw_str_eq(a->name, b->name))
		return false;
	for (size_t i = 0; i < a->n_path; i++) {
		if (!mw_str_eq(a->path[i], b->path[i]))
			return false;
	}
	return true;
}

struct seen {
	const struct mw_rule *v[MAX_WORDS];
	size_t n;
};

static void
have(const struct mw_rule *rule, struct mw_rbac_subject *s, struct seen *seen,
    struct mw_buf *out, int depth)
{
	if (depth > MAX_DEPTH || seen->n == MAX_WORDS)
		return;
	for (size_t i = 0; i < rule->n_children; i++)
		have(&rule->children[i], s, seen, out, depth + 1);
	if (rule->n_children > 0)
		return;
	for (size_t i = 0; i < seen->n; i++) {
		if (same_subject(seen->v[i], rule, s->payload_json != NULL))
			return;
	}
	if (out->len > 0)
		mw_buf_adds(out, "; ");
	seen->v[seen->n++] = rule;
	leaf_have(rule, s, out);
}

/* ---- clauses ------------------------------------------------------------- */

static void
clause(const struct mw_rule *rule, struct mw_rbac_subject *s,
    struct mw_steps *log, enum mw_stage stage)
{
	struct words w = { 0 };
	struct seen seen = { 0 };
	struct mw_buf has = { 0 };

	want(rule, &w, " or ", 0);
	have(rule, s, &seen, &has, 0);
	mw_step_clause(log, stage,
	    mw_rule_matches(rule, s) ? MW_STEP_PASS : MW_STEP_REJECTED,
	    &rule->origin, 1, rule->field, mw_buf_text(&w.buf),
	    mw_buf_text(&has));
	mw_buf_release(&w.buf);
	mw_buf_release(&has);
}

static void
clauses(const struct mw_rule *rule, struct mw_rbac_subject *s,
    struct mw_steps *log, enum mw_stage stage, int depth)
{
	if (depth > MAX_DEPTH)
		return;
	if (rule->field != NULL) {
		clause(rule, s, log, stage);
		return;
	}
	for (size_t i = 0; i < rule->n_children; i++)
		clauses(&rule->children[i], s, log, stage, depth + 1);
}

/* A rule without conditions says so: nothing below it could. */
static const char *
outcome(const struct mw_rule *rule, struct mw_rbac_subject *s)
{
	switch (rule->kind) {
	case MW_RULE_ANY:
		return "matches whatever is asked";
	case MW_RULE_NEVER:
		return "matches nothing: the policy has no rules";
	case MW_RULE_AND:
	case MW_RULE_OR:
	case MW_RULE_NOT:
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
		break;
	}
	return mw_rule_matches(rule, s) ? "matches" : "does not match";
}

void
mw_rbac_explain(const struct mw_rbac_policy *policy, struct mw_rbac_subject *s,
    struct mw_steps *log, enum mw_stage stage, enum mw_verdict verdict,
    const char *label)
{
	if (log == NULL)
		return;
	mw_step_add(log, stage, verdict, &policy->origin, "%s rule %s %s",
	    label, policy->short_key, outcome(&policy->rule, s));
	clauses(&policy->rule, s, log, stage, 0);
}
