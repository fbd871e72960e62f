/*
 * describe-security.c - who may do what, in words.
 */
#include "model/describe.h"

#include "base/str.h"

#include <string.h>

/* ---- PeerAuthentication ------------------------------------------------- */

static const char *
mode_words(const struct mw_enum *mode)
{
	if (mw_str_eq(mode->name, "STRICT"))
		return "STRICT: only mutual TLS";
	if (mw_str_eq(mode->name, "PERMISSIVE"))
		return "PERMISSIVE: mutual TLS and plain text";
	if (mw_str_eq(mode->name, "DISABLE"))
		return "DISABLE: no mutual TLS";
	return "UNSET: what the next wider policy says";
}

void
mw_describe_peer_authentication(const struct mw_object *o, struct mw_buf *out)
{
	static const struct mw_enum unset = { 0 };
	const struct mw_peer_authentication *pa =
	    MW_SPEC(o, peer_authentication);

	mw_buf_printf(out, "%s, into ",
	    mode_words(pa->mtls != NULL ? &pa->mtls->mode : &unset));
	mw_say_workloads(out, o, pa->selector != NULL ?
	    &pa->selector->match_labels : NULL);
	for (size_t i = 0; i < pa->port_level_mtls.n; i++)
		mw_buf_printf(out, "; port %s %s",
		    pa->port_level_mtls.v[i].key.s,
		    mode_words(&pa->port_level_mtls.v[i].value.mode));
	mw_buf_addc(out, '.');
}

/* ---- RequestAuthentication ---------------------------------------------- */

void
mw_describe_request_authentication(const struct mw_object *o,
    struct mw_buf *out)
{
	const struct mw_request_authentication *ra =
	    MW_SPEC(o, request_authentication);

	if (ra->jwt_rules.n == 0) {
		mw_buf_adds(out, "Checks no token, for want of a rule.");
		return;
	}
	mw_buf_adds(out, "Refuses requests to ");
	mw_say_target(out, o, ra->selector, ra->target_ref, &ra->target_refs);
	mw_buf_adds(out, " with a bad token of ");
	for (size_t i = 0; i < ra->jwt_rules.n; i++) {
		mw_say_joint(out, i, ra->jwt_rules.n, " or ");
		mw_buf_adds(out, mw_str_or_empty(ra->jwt_rules.v[i].issuer.s));
	}
	/* the fact that surprises most people */
	mw_buf_adds(out, "; requests without a token pass.");
}

/* ---- AuthorizationPolicy ------------------------------------------------ */

static void
say_clause(struct mw_buf *out, size_t *n, const char *what,
    const struct mw_strings *list)
{
	if (list->n == 0)
		return;
	mw_buf_printf(out, "%s%s ", (*n)++ > 0 ? " and " : " ", what);
	mw_say_strings(out, list, " or ");
}

/* "/admin*" is said as "starts with /admin". */
static void
say_paths(struct mw_buf *out, size_t *n, const char *whose,
    const struct mw_strings *paths)
{
	size_t shown = paths->n > MW_SAY_FEW ? MW_SAY_FEW : paths->n;

	if (paths->n == 0)
		return;
	mw_buf_printf(out, "%s%s ", (*n)++ > 0 ? " and " : " ", whose);
	for (size_t i = 0; i < shown; i++) {
		const char *p = paths->v[i].s;
		size_t len = strlen(p);

		mw_say_joint(out, i, shown, " or ");
		if (strcmp(p, "*") == 0)
			mw_buf_adds(out, "is anything");
		else if (len > 1 && p[len - 1] == '*' &&
		    strchr(p, '{') == NULL)
			mw_buf_printf(out, "starts with %.*s", (int)len - 1,
			    p);
		else if (p[0] == '*')
			mw_buf_printf(out, "ends with %s", p + 1);
		else
			mw_buf_printf(out, "is %s", p);
	}
	if (shown < paths->n)
		mw_buf_printf(out, " or %zu more", paths->n - shown);
}

static void
say_operation(struct mw_buf *out, const struct mw_authz_operation *p,
    size_t *n)
{
	say_clause(out, n, "with method", &p->methods);
	say_clause(out, n, "with a method other than", &p->not_methods);
	say_paths(out, n, "whose path", &p->paths);
	say_paths(out, n, "where it is not so that the path", &p->not_paths);
	say_clause(out, n, "for host", &p->hosts);
	say_clause(out, n, "for a host other than", &p->not_hosts);
	say_clause(out, n, "to port", &p->ports);
	say_clause(out, n, "to a port other than", &p->not_ports);
}

static void
say_source(struct mw_buf *out, const struct mw_authz_source *s, size_t *n)
{
	say_clause(out, n, "from", &s->principals);
	say_clause(out, n, "not from", &s->not_principals);
	say_clause(out, n, "from service account", &s->service_accounts);
	say_clause(out, n, "not from service account",
	    &s->not_service_accounts);
	say_clause(out, n, "from namespace", &s->namespaces);
	say_clause(out, n, "not from namespace", &s->not_namespaces);
	say_clause(out, n, "from trust domain", &s->trust_domains);
	say_clause(out, n, "not from trust domain", &s->not_trust_domains);
	say_clause(out, n, "from address", &s->ip_blocks);
	say_clause(out, n, "not from address", &s->not_ip_blocks);
	say_clause(out, n, "first sent from address", &s->remote_ip_blocks);
	say_clause(out, n, "not first sent from address",
	    &s->not_remote_ip_blocks);
	say_clause(out, n, "with a token of", &s->request_principals);
	say_clause(out, n, "without a token of", &s->not_request_principals);
}

static void
say_condition(struct mw_buf *out, const struct mw_authz_condition *c,
    size_t *n)
{
	if (c->values.n > 0) {
		mw_buf_printf(out, "%s where %s is ", (*n)++ > 0 ? " and" : "",
		    mw_str_or_empty(c->key.s));
		mw_say_strings(out, &c->values, " or ");
	}
	if (c->not_values.n > 0) {
		mw_buf_printf(out, "%s where %s is not ",
		    (*n)++ > 0 ? " and" : "", mw_str_or_empty(c->key.s));
		mw_say_strings(out, &c->not_values, " or ");
	}
}

static void
say_rule(struct mw_buf *out, const struct mw_authz_rule *r)
{
	size_t n = 0;

	if (r->from.n == 0 && r->to.n == 0 && r->when.n == 0) {
		mw_buf_adds(out, "every request");
		return;
	}
	mw_buf_adds(out, "requests");
	/* entries of one list are alternatives */
	for (size_t i = 0; i < r->to.n; i++) {
		n = 0;
		mw_buf_adds(out, i > 0 ? ", or" : "");
		if (r->to.v[i].operation != NULL)
			say_operation(out, r->to.v[i].operation, &n);
	}
	for (size_t i = 0; i < r->from.n; i++) {
		n = 0;
		mw_buf_adds(out, i > 0 ? ", or" : "");
		if (r->from.v[i].source != NULL)
			say_source(out, r->from.v[i].source, &n);
	}
	n = 0;
	for (size_t i = 0; i < r->when.n; i++)
		say_condition(out, &r->when.v[i], &n);
}

/* A policy without rules matches nothing, which is the trap. */
static void
say_no_rules(const struct mw_authorization_policy *p, struct mw_buf *out)
{
	if (p->action.v == 0)
		mw_buf_adds(out, "ALLOW nothing, so that every request is "
		    "refused,");
	else
		mw_buf_printf(out, "%s nothing",
		    p->action.name != NULL ? p->action.name : "ALLOW");
}

void
mw_describe_authorization_policy(const struct mw_object *o, struct mw_buf *out)
{
	const struct mw_authorization_policy *p =
	    MW_SPEC(o, authorization_policy);
	size_t shown = p->rules.n > MW_SAY_FEW ? MW_SAY_FEW : p->rules.n;

	if (p->rules.n == 0) {
		say_no_rules(p, out);
	} else if (mw_str_eq(p->action.name, "CUSTOM")) {
		mw_buf_printf(out, "Ask %s about ", p->provider != NULL ?
		    mw_str_or_empty(p->provider->name.s) : "nobody");
	} else {
		mw_buf_printf(out, "%s ",
		    p->action.name != NULL ? p->action.name : "ALLOW");
	}
	for (size_t i = 0; i < shown; i++) {
		mw_buf_adds(out, i > 0 ? "; or " : "");
		say_rule(out, &p->rules.v[i]);
	}
	if (shown < p->rules.n) {
		mw_buf_adds(out, "; or ");
		mw_say_count(out, p->rules.n - shown, "more rule");
	}
	mw_buf_adds(out, shown > 1 ? "; at " : " at ");
	mw_say_target(out, o, p->selector, p->target_ref, &p->target_refs);
	mw_buf_addc(out, '.');
}
