/*
 * admit-authorization.c - AuthorizationPolicy (D8).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/str.h"

enum action { ALLOW, DENY, AUDIT, CUSTOM };
enum { MAX_ACCOUNTS = 16, MAX_ACCOUNT_LENGTH = 320 };

/* ---- lists of values ------------------------------------------------- */

static bool
check_filled(struct mw_admit *a, const struct mw_strings *l, const char *what)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].s[0] == '\0') {
			mw_admit_error(a, l->v[i].node,
			    "an empty value in %s", what);
			return false;
		}
	return true;
}

static void
check_addresses(struct mw_admit *a, const struct mw_strings *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *s = l->v[i].s;

		if (strchr(s, '/') != NULL ? !mw_admit_is_cidr(s) :
		    !mw_admit_is_ip(s))
			mw_admit_error(a, l->v[i].node, "'%s' is neither an IP "
			    "address nor a range of them", s);
	}
}

static void
check_ports(struct mw_admit *a, const struct mw_strings *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *s = l->v[i].s;
		size_t n = strspn(s, "0123456789");
		long long port;

		if (n == 0 || s[n] != '\0' || !mw_str_to_int(s, &port) ||
		    port > 65535)
			mw_admit_error(a, l->v[i].node,
			    "'%s' is not a port", s);
	}
}

static bool
is_account(const char *s)
{
	const char *slash = strchr(s, '/');

	return strchr(s, '*') == NULL && strlen(s) <= MAX_ACCOUNT_LENGTH &&
	    (slash == NULL || (slash != s && slash[1] != '\0' &&
	    strchr(slash + 1, '/') == NULL));
}

static void
check_accounts(struct mw_admit *a, const struct mw_strings *l,
    const char *what)
{
	if (l->n > MAX_ACCOUNTS) {
		mw_admit_error(a, l->node, "%s has more than %d entries", what,
		    MAX_ACCOUNTS);
		return;
	}
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].s[0] == '\0' || !is_account(l->v[i].s)) {
			mw_admit_error(a, l->v[i].node, "'%s' is no service "
			    "account: 'name' or 'namespace/name', without '*'",
			    l->v[i].s);
			return;
		}
}

/* "*" once, at one end. */
static bool
check_wildcards(struct mw_admit *a, const struct mw_strings *l,
    const char *what)
{
	if (!check_filled(a, l, what))
		return false;
	for (size_t i = 0; i < l->n; i++) {
		const char *s = l->v[i].s, *star = strchr(s, '*');

		if (star == NULL || (strchr(star + 1, '*') == NULL &&
		    (star == s || star[1] == '\0')))
			continue;
		mw_admit_error(a, l->v[i].node,
		    "'%s': '*' can only stand once, at one end", s);
		return false;
	}
	return true;
}

static void
check_trust_domains(struct mw_admit *a, const struct mw_strings *l,
    const char *what)
{
	if (!check_wildcards(a, l, what))
		return;
	for (size_t i = 0; i < l->n; i++)
		if (strchr(l->v[i].s, '/') != NULL) {
			mw_admit_error(a, l->v[i].node,
			    "'%s': a trust domain has no '/'", l->v[i].s);
			return;
		}
}

/* ---- path templates -------------------------------------------------- */

static bool
is_literal(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') ||
		    (s[i] >= 'A' && s[i] <= 'Z') ||
		    (s[i] >= '0' && s[i] <= '9')) &&
		    strchr("-._~%!$&'()+,;:@=", s[i]) == NULL)
			return false;
	return len > 0;
}

static bool
is_segment(const char *s, size_t len, const char *template)
{
	return strlen(template) == len && memcmp(s, template, len) == 0;
}

/* What is wrong with it, or NULL. */
static const char *
template_fault(const char *path)
{
	bool template = strstr(path, "{*}") != NULL ||
	    strstr(path, "{**}") != NULL;
	bool rest = false;
	size_t len;

	path += strspn(path, "/");
	len = strlen(path);
	while (len > 0 && path[len - 1] == '/')
		len--;
	for (size_t i = 0; i <= len;) {
		const char *s = path + i;
		const char *end = memchr(s, '/', len - i);
		size_t n = end != NULL ? (size_t)(end - s) : len - i;

		i += n + 1;
		if (is_segment(s, n, "{*}") || is_segment(s, n, "{**}")) {
			if (rest)
				return "'{**}' has to be the last template";
			rest = n == strlen("{**}");
			continue;
		}
		if (memchr(s, '{', n) != NULL || memchr(s, '}', n) != NULL)
			return "braces are for '{*}' and '{**}' as whole "
			    "segments only";
		if (template && !is_literal(s, n))
			return "a segment beside a template has characters "
			    "that are not allowed there";
	}
	return NULL;
}

static void
check_templates(struct mw_admit *a, const struct mw_strings *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *fault = template_fault(l->v[i].s);

		if (fault != NULL) {
			mw_admit_error(a, l->v[i].node, "'%s': %s", l->v[i].s,
			    fault);
			return;
		}
	}
}

/* ---- from, to, when -------------------------------------------------- */

static bool
is_empty_source(const struct mw_authz_source *s)
{
	return s->principals.n + s->request_principals.n + s->namespaces.n +
	    s->ip_blocks.n + s->remote_ip_blocks.n + s->not_principals.n +
	    s->not_request_principals.n + s->not_namespaces.n +
	    s->not_ip_blocks.n + s->not_remote_ip_blocks.n +
	    s->service_accounts.n + s->not_service_accounts.n +
	    s->trust_domains.n + s->not_trust_domains.n == 0;
}

static void
check_source(struct mw_admit *a, const struct mw_authz_source *s)
{
	if (s->service_accounts.n + s->not_service_accounts.n > 0 &&
	    s->principals.n + s->not_principals.n + s->namespaces.n +
	    s->not_namespaces.n > 0)
		mw_admit_error(a, s->node, "serviceAccounts exclude principals "
		    "and namespaces");
	if (is_empty_source(s))
		mw_admit_error(a, s->node, "the source is empty");
	check_addresses(a, &s->ip_blocks);
	check_addresses(a, &s->not_ip_blocks);
	check_addresses(a, &s->remote_ip_blocks);
	check_addresses(a, &s->not_remote_ip_blocks);
	check_filled(a, &s->principals, "principals");
	check_filled(a, &s->request_principals, "requestPrincipals");
	check_filled(a, &s->namespaces, "namespaces");
	check_accounts(a, &s->service_accounts, "serviceAccounts");
	check_trust_domains(a, &s->trust_domains, "trustDomains");
	check_filled(a, &s->not_principals, "notPrincipals");
	check_filled(a, &s->not_request_principals, "notRequestPrincipals");
	check_filled(a, &s->not_namespaces, "notNamespaces");
	check_accounts(a, &s->not_service_accounts, "notServiceAccounts");
	check_trust_domains(a, &s->not_trust_domains, "notTrustDomains");
}

/* Something that a plain TCP connection has as well. */
static bool
is_tcp_source(const struct mw_authz_source *s)
{
	return s->not_principals.n + s->principals.n + s->ip_blocks.n +
	    s->not_ip_blocks.n + s->namespaces.n + s->not_namespaces.n +
	    s->remote_ip_blocks.n + s->not_remote_ip_blocks.n +
	    s->service_accounts.n + s->not_service_accounts.n > 0;
}

static void
check_operation(struct mw_admit *a, const struct mw_authz_operation *o)
{
	if (o->ports.n + o->methods.n + o->paths.n + o->hosts.n +
	    o->not_ports.n + o->not_methods.n + o->not_paths.n +
	    o->not_hosts.n == 0)
		mw_admit_error(a, o->node, "the operation is empty");
	check_ports(a, &o->ports);
	check_ports(a, &o->not_ports);
	check_filled(a, &o->methods, "methods");
	check_filled(a, &o->paths, "paths");
	check_filled(a, &o->hosts, "hosts");
	check_filled(a, &o->not_methods, "notMethods");
	check_filled(a, &o->not_paths, "notPaths");
	check_filled(a, &o->not_hosts, "notHosts");
	check_templates(a, &o->paths);
	check_templates(a, &o->not_paths);
}

enum values { ANY, ADDRESSES, PORTS, ACCOUNTS, WILDCARDS, IN_BRACKETS, GONE };

static const struct attribute {
	const char *key;
	bool prefix;		/* KEY is only how it begins */
	enum values values;
} attributes[] = {
	{ "request.headers", true, IN_BRACKETS },
	{ "source.ip", false, ADDRESSES },
	{ "remote.ip", false, ADDRESSES },
	{ "source.namespace", false, ANY },
	{ "source.serviceAccount", false, ACCOUNTS },
	{ "source.principal", false, ANY },
	{ "source.trustDomain", false, WILDCARDS },
	{ "request.auth.principal", false, ANY },
	{ "request.auth.audiences", false, ANY },
	{ "request.auth.presenter", false, ANY },
	{ "request.auth.claims", true, IN_BRACKETS },
	{ "destination.ip", false, ADDRESSES },
	{ "destination.port", false, PORTS },
	{ "connection.sni", false, ANY },
	{ "experimental.envoy.filters.", true, IN_BRACKETS },
	{ "destination.namespace", false, GONE },
	{ "destination.labels", true, GONE },
	{ "destination.name", false, GONE },
	{ "destination.user", false, GONE },
};

static const struct attribute *
find_attribute(const char *key)
{
	for (size_t i = 0; i < MW_LEN(attributes); i++)
		if (attributes[i].prefix ?
		    mw_str_has_prefix(key, attributes[i].key) :
		    strcmp(key, attributes[i].key) == 0)
			return &attributes[i];
	return NULL;
}

static bool
has_brackets(const char *key)
{
	const char *open = strchr(key, '[');

	return open != NULL && open != key && mw_str_has_suffix(key, "]") &&
	    (size_t)(open - key) + 2 < strlen(key);
}

static void
check_values(struct mw_admit *a, const struct attribute *t, const char *key,
    const struct mw_strings *l)
{
	if (!check_filled(a, l, key))
		return;
	switch (t->values) {
	case ADDRESSES:
		check_addresses(a, l);
		break;
	case PORTS:
		check_ports(a, l);
		break;
	case ACCOUNTS:
		check_accounts(a, l, key);
		break;
	case WILDCARDS:
		check_wildcards(a, l, key);
		break;
	case ANY:
	case IN_BRACKETS:
	case GONE:
		break;
	}
}

static void
check_condition(struct mw_admit *a, const struct mw_authz_condition *c)
{
	const char *key = mw_str_or_empty(c->key.s);
	const struct attribute *t = find_attribute(key);

	if (*key == '\0') {
		mw_admit_error(a, c->key.node != NULL ? c->key.node : c->node,
		    "a condition needs a key");
		return;
	}
	if (c->values.n == 0 && c->not_values.n == 0) {
		mw_admit_error(a, c->node,
		    "'%s' needs values or notValues", key);
		return;
	}
	if (t == NULL) {
		mw_admit_error(a, c->key.node,
		    "'%s' is not an attribute that is known", key);
		return;
	}
	if (t->values == GONE)
		mw_admit_error(a, c->key.node, "the attribute '%s' is no more: "
		    "the namespace and the selector say where a policy applies",
		    key);
	if (t->values == IN_BRACKETS && !has_brackets(key))
		mw_admit_error(a, c->key.node,
		    "'%s' has to be written as %s[NAME]", key, t->key);
	check_values(a, t, key, &c->values);
	check_values(a, t, key, &c->not_values);
}

/* ---- rules ----------------------------------------------------------- */

struct rule {
	bool from, to;		/* something is said of them */
	bool tcp_from, tcp_to;	/* something that TCP has */
};

static void
check_from(struct mw_admit *a, const struct mw_authz_rule *r, struct rule *seen)
{
	for (size_t i = 0; i < r->from.n; i++) {
		const struct mw_authz_source *s = r->from.v[i].source;

		if (s == NULL) {
			mw_admit_error(a, r->from.v[i].node,
			    "an entry of 'from' needs a source");
			continue;
		}
		check_source(a, s);
		seen->from = true;
		seen->tcp_from = seen->tcp_from || is_tcp_source(s);
	}
}

static void
check_to(struct mw_admit *a, const struct mw_authz_rule *r, struct rule *seen)
{
	for (size_t i = 0; i < r->to.n; i++) {
		const struct mw_authz_operation *o = r->to.v[i].operation;

		if (o == NULL) {
			mw_admit_error(a, r->to.v[i].node,
			    "an entry of 'to' needs an operation");
			continue;
		}
		check_operation(a, o);
		seen->to = true;
		seen->tcp_to = seen->tcp_to || o->ports.n > 0 ||
		    o->not_ports.n > 0;
	}
}

static void
check_rule(struct mw_admit *a, const struct mw_authz_rule *r, bool deny)
{
	struct rule seen = { 0 };

	check_from(a, r, &seen);
	check_to(a, r, &seen);
	for (size_t i = 0; i < r->when.n; i++)
		check_condition(a, &r->when.v[i]);
	if (deny && ((seen.from && !seen.to && !seen.tcp_from) ||
	    (seen.to && !seen.tcp_to)))
		mw_admit_warn(a, r->node, "a DENY rule that speaks of HTTP "
		    "only denies everything on ports of TCP: name the ports");
}

/* ---- CUSTOM ---------------------------------------------------------- */

static void
refuse(struct mw_admit *a, const struct mw_strings *l, const char *what)
{
	if (l->n > 0)
		mw_admit_error(a, l->node,
		    "%s cannot be used with action CUSTOM", what);
}

static void
check_custom_source(struct mw_admit *a, const struct mw_authz_source *s)
{
	refuse(a, &s->namespaces, "namespaces");
	refuse(a, &s->not_namespaces, "notNamespaces");
	refuse(a, &s->service_accounts, "serviceAccounts");
	refuse(a, &s->not_service_accounts, "notServiceAccounts");
	refuse(a, &s->trust_domains, "trustDomains");
	refuse(a, &s->not_trust_domains, "notTrustDomains");
	refuse(a, &s->principals, "principals");
	refuse(a, &s->not_principals, "notPrincipals");
	refuse(a, &s->request_principals, "requestPrincipals");
	refuse(a, &s->not_request_principals, "notRequestPrincipals");
}

static bool
is_custom_key(const char *key)
{
	return !mw_str_eq(key, "source.namespace") &&
	    !mw_str_eq(key, "source.serviceAccount") &&
	    !mw_str_eq(key, "source.trustDomain") &&
	    !mw_str_eq(key, "source.principal") &&
	    !mw_str_has_prefix(key, "request.auth.");
}

static void
check_custom_rule(struct mw_admit *a, const struct mw_authz_rule *r)
{
	for (size_t i = 0; i < r->from.n; i++)
		if (r->from.v[i].source != NULL)
			check_custom_source(a, r->from.v[i].source);
	for (size_t i = 0; i < r->when.n; i++) {
		const struct mw_string *key = &r->when.v[i].key;

		if (key->s != NULL && !is_custom_key(key->s))
			mw_admit_error(a, key->node,
			    "'%s' cannot be used with action CUSTOM", key->s);
	}
}

static void
check_action(struct mw_admit *a, const struct mw_authorization_policy *p)
{
	const struct mw_node *spec = mw_admit_node(a, NULL);
	bool custom = p->action.v == CUSTOM;

	if ((custom || p->action.v == DENY) && p->rules.n == 0)
		mw_admit_error(a, spec, "action %s without rules does nothing: "
		    "add an empty rule '{}' to make it apply to every request",
		    custom ? "CUSTOM" : "DENY");
	if (custom && p->rules.n > 0 &&
	    (p->provider == NULL || mw_str_empty(p->provider->name.s)))
		mw_admit_error(a, p->provider != NULL ? p->provider->node :
		    spec, "action CUSTOM needs the name of a provider");
	if (!custom && p->provider != NULL)
		mw_admit_error(a, p->provider->node,
		    "a provider goes with action CUSTOM only");
	for (size_t i = 0; custom && i < p->rules.n; i++)
		check_custom_rule(a, &p->rules.v[i]);
}

void
mw_admit_authorization(struct mw_admit *a)
{
	const struct mw_authorization_policy *p =
	    MW_SPEC(a->object, authorization_policy);

	mw_admit_attachment(a, p->selector, p->target_ref, &p->target_refs);
	check_action(a, p);
	for (size_t i = 0; i < p->rules.n; i++)
		check_rule(a, &p->rules.v[i], p->action.v == DENY);
}
