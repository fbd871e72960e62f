/*
 * policy-rule.c - a rule of an AuthorizationPolicy as a tree.
 *
 *	AND { OR from { AND fields }, OR to { AND fields }, conditions }
 *
 * Envoy's own form spreads the conditions over permissions and principals;
 * the sense is the same (S124-S126).  A field is OR of its values under its
 * name, a not-field NOT of that.
 *
 * A value that cannot be turned into a matcher, which on TCP is every value
 * of an HTTP field, drops the whole rule of an ALLOW policy and only itself
 * elsewhere: the policy gets narrower or wider, but never weaker (S119,
 * S167, S168).
 */
#include "istiod/policy.h"

#include "base/str.h"
#include "base/vec.h"

#include <stddef.h>
#include <string.h>

struct rules {
	struct mw_rule *v;
	size_t n, cap;
};

/* The rule that is being made. */
struct work {
	const struct mw_rule_context *ctx;
	size_t index;		/* of the rule in its policy */
	bool dropped;		/* nothing of it is kept */
};

/* ---- fields ------------------------------------------------------------ */

struct field {
	const char *name;
	size_t offset;		/* of a struct mw_strings */
	enum mw_subject subject;
	bool negative;
};

#define SOURCE(name, member, subject, negative)                                \
	{ name, offsetof(struct mw_authz_source, member),                      \
	    MW_SUBJECT_##subject, negative }
#define OPERATION(name, member, subject, negative)                             \
	{ name, offsetof(struct mw_authz_operation, member),                   \
	    MW_SUBJECT_##subject, negative }

static const struct field source_fields[] = {
	SOURCE("principals", principals, PRINCIPAL, false),
	SOURCE("notPrincipals", not_principals, PRINCIPAL, true),
	SOURCE("requestPrincipals", request_principals, REQUEST_PRINCIPAL,
	    false),
	SOURCE("notRequestPrincipals", not_request_principals,
	    REQUEST_PRINCIPAL, true),
	SOURCE("serviceAccounts", service_accounts, SERVICE_ACCOUNT, false),
	SOURCE("notServiceAccounts", not_service_accounts, SERVICE_ACCOUNT,
	    true),
	SOURCE("trustDomains", trust_domains, TRUST_DOMAIN, false),
	SOURCE("notTrustDomains", not_trust_domains, TRUST_DOMAIN, true),
	SOURCE("namespaces", namespaces, NAMESPACE, false),
	SOURCE("notNamespaces", not_namespaces, NAMESPACE, true),
	SOURCE("remoteIpBlocks", remote_ip_blocks, REMOTE_IP, false),
	SOURCE("notRemoteIpBlocks", not_remote_ip_blocks, REMOTE_IP, true),
	SOURCE("ipBlocks", ip_blocks, SOURCE_IP, false),
	SOURCE("notIpBlocks", not_ip_blocks, SOURCE_IP, true),
};

static const struct field operation_fields[] = {
	OPERATION("hosts", hosts, HOST, false),
	OPERATION("notHosts", not_hosts, HOST, true),
	OPERATION("methods", methods, METHOD, false),
	OPERATION("notMethods", not_methods, METHOD, true),
	OPERATION("paths", paths, PATH, false),
	OPERATION("notPaths", not_paths, PATH, true),
	OPERATION("ports", ports, PORT, false),
	OPERATION("notPorts", not_ports, PORT, true),
};

/* Conditions, in the order in which the control plane tries the keys. */
static const struct attribute {
	const char *key;
	bool prefix;
	enum mw_subject subject;
} attributes[] = {
	{ "destination.ip", false, MW_SUBJECT_DESTINATION_IP },
	{ "destination.port", false, MW_SUBJECT_PORT },
	{ "connection.sni", false, MW_SUBJECT_SNI },
	{ "experimental.envoy.filters.", true, MW_SUBJECT_METADATA },
	{ "source.ip", false, MW_SUBJECT_SOURCE_IP },
	{ "remote.ip", false, MW_SUBJECT_REMOTE_IP },
	{ "source.namespace", false, MW_SUBJECT_NAMESPACE },
	{ "source.trustDomain", false, MW_SUBJECT_TRUST_DOMAIN },
	{ "source.serviceAccount", false, MW_SUBJECT_SERVICE_ACCOUNT },
	{ "source.principal", false, MW_SUBJECT_PRINCIPAL },
	{ "request.auth.principal", false, MW_SUBJECT_REQUEST_PRINCIPAL },
	{ "request.auth.audiences", false, MW_SUBJECT_AUDIENCE },
	{ "request.auth.presenter", false, MW_SUBJECT_PRESENTER },
	{ "request.headers", true, MW_SUBJECT_HEADER },
	{ "request.auth.claims", true, MW_SUBJECT_CLAIM },
};

bool
mw_subject_is_http(enum mw_subject s)
{
	switch (s) {
	case MW_SUBJECT_REQUEST_PRINCIPAL:
	case MW_SUBJECT_HOST:
	case MW_SUBJECT_METHOD:
	case MW_SUBJECT_PATH:
	case MW_SUBJECT_HEADER:
	case MW_SUBJECT_AUDIENCE:
	case MW_SUBJECT_PRESENTER:
	case MW_SUBJECT_CLAIM:
		return true;
	case MW_SUBJECT_PRINCIPAL:
	case MW_SUBJECT_NAMESPACE:
	case MW_SUBJECT_SERVICE_ACCOUNT:
	case MW_SUBJECT_TRUST_DOMAIN:
	case MW_SUBJECT_SOURCE_IP:
	case MW_SUBJECT_REMOTE_IP:
	case MW_SUBJECT_DESTINATION_IP:
	case MW_SUBJECT_PORT:
	case MW_SUBJECT_SNI:
	case MW_SUBJECT_METADATA:
		return false;
	}
	return false;
}

/* ---- nodes of the tree ------------------------------------------------- */

static struct mw_origin
at(const struct work *w, const struct mw_node *node)
{
	return (struct mw_origin){ .object = w->ctx->policy, .node = node };
}

static struct mw_rule
group(enum mw_rule_kind kind, const struct rules *children,
    struct mw_origin origin)
{
	return (struct mw_rule){ .kind = kind, .children = children->v,
	    .n_children = children->n, .origin = origin };
}

static struct mw_rule
negated(const struct work *w, const struct mw_rule *rule)
{
	struct rules child = { 0 };

	mw_vec_push(w->ctx->b->arena, &child, *rule);
	return group(MW_RULE_NOT, &child, rule->origin);
}

/* ---- faults ------------------------------------------------------------ */

static void
omit_http(struct work *w, const char *field, const struct mw_node *node)
{
	const struct mw_object *p = w->ctx->policy;

	mw_build_omit(w->ctx->b, MW_OMIT_HTTP_FIELD_ON_TCP, p, node, NULL,
	    w->ctx->allow ? "AuthorizationPolicy %s/%s, rules[%zu]: on TCP "
	    "ports %s drops the rule, which then allows nothing" :
	    "AuthorizationPolicy %s/%s, rules[%zu]: on TCP ports %s does not "
	    "count, and the rule takes more connections", p->ns, p->name,
	    w->index, field);
}

/* Faults of values are told once, by the HTTP side. */
static void
omit_value(struct work *w, const char *field, const struct mw_node *node,
    const char *why)
{
	const struct mw_object *p = w->ctx->policy;

	if (w->ctx->tcp)
		return;
	mw_build_omit(w->ctx->b, MW_OMIT_BAD_VALUE, p, node, NULL,
	    "AuthorizationPolicy %s/%s, rules[%zu]: %s: %s; %s", p->ns,
	    p->name, w->index, field, why, w->ctx->allow ?
	    "the rule is dropped" : "the value does not count");
}

/* ---- one field --------------------------------------------------------- */

static struct mw_strings
expanded(const struct work *w, enum mw_subject subject,
    const struct mw_strings *values)
{
	struct mw_builder *b = w->ctx->b;

	if (subject == MW_SUBJECT_PRINCIPAL)
		return mw_policy_with_aliases(b->arena, &b->mesh->settings,
		    values, false);
	if (subject == MW_SUBJECT_TRUST_DOMAIN)
		return mw_policy_with_aliases(b->arena, &b->mesh->settings,
		    values, true);
	return *values;
}

/* The values that can be asked; fewer than written when some are bad. */
static struct rules
field_values(struct work *w, enum mw_subject subject, const char *name,
    const struct mw_strings *written)
{
	struct mw_strings values = expanded(w, subject, written);
	struct rules out = { 0 };

	for (size_t i = 0; i < values.n; i++) {
		struct mw_rule r = { .origin = at(w, values.v[i].node) };
		const char *why = NULL;

		if (mw_policy_value(w->ctx, subject, name, &values.v[i], &r,
		    &why)) {
			mw_vec_push(w->ctx->b->arena, &out, r);
			continue;
		}
		omit_value(w, name, values.v[i].node, why);
		if (w->ctx->allow)
			w->dropped = true;
	}
	return out;
}

static void
add_field(struct work *w, enum mw_subject subject, const char *name,
    const struct mw_strings *values, bool negative, struct rules *and)
{
	struct rules or;
	struct mw_rule r;

	if (values->n == 0 || w->dropped)
		return;
	if (w->ctx->tcp && mw_subject_is_http(subject)) {
		omit_http(w, name, values->node);
		if (w->ctx->allow)
			w->dropped = true;
		return;
	}
	or = field_values(w, subject, name, values);
	if (or.n == 0)
		return;
	r = group(MW_RULE_OR, &or, at(w, values->node));
	if (negative)
		r = negated(w, &r);
	r.field = name;
	mw_vec_push(w->ctx->b->arena, and, r);
}

/* One source or operation. */
static struct mw_rule
alternative(struct work *w, const struct field *fields, size_t n,
    const void *from, const struct mw_node *node)
{
	struct rules and = { 0 };

	for (size_t i = 0; i < n && from != NULL; i++) {
		const char *base = from;
		const void *member = base + fields[i].offset;

		add_field(w, fields[i].subject, fields[i].name, member,
		    fields[i].negative, &and);
	}
	if (and.n == 0)
		return (struct mw_rule){ .kind = MW_RULE_ANY,
		    .origin = at(w, node) };
	return group(MW_RULE_AND, &and, at(w, node));
}

/* ---- the whole rule ---------------------------------------------------- */

static void
add_from(struct work *w, const struct mw_authz_from_list *from,
    struct rules *and)
{
	struct rules or = { 0 };

	for (size_t i = 0; i < from->n; i++)
		mw_vec_push(w->ctx->b->arena, &or, alternative(w,
		    source_fields, MW_LEN(source_fields), from->v[i].source,
		    from->v[i].node));
	if (or.n > 0)
		mw_vec_push(w->ctx->b->arena, and, group(MW_RULE_OR, &or,
		    at(w, from->node)));
}

static void
add_to(struct work *w, const struct mw_authz_to_list *to, struct rules *and)
{
	struct rules or = { 0 };

	for (size_t i = 0; i < to->n; i++)
		mw_vec_push(w->ctx->b->arena, &or, alternative(w,
		    operation_fields, MW_LEN(operation_fields),
		    to->v[i].operation, to->v[i].node));
	if (or.n > 0)
		mw_vec_push(w->ctx->b->arena, and, group(MW_RULE_OR, &or,
		    at(w, to->node)));
}

static const struct attribute *
find_attribute(const char *key)
{
	for (size_t i = 0; i < MW_LEN(attributes); i++) {
		if (attributes[i].prefix ?
		    mw_str_has_prefix(key, attributes[i].key) :
		    strcmp(key, attributes[i].key) == 0)
			return &attributes[i];
	}
	return NULL;
}

/* S118: an unknown key drops the rule, whatever the action. */
static void
add_condition(struct work *w, const struct mw_authz_condition *c,
    struct rules *and)
{
	const char *key = mw_str_or_empty(c->key.s);
	const struct attribute *a = find_attribute(key);

	if (a == NULL) {
		w->dropped = true;
		if (!w->ctx->tcp)
			mw_build_omit(w->ctx->b, MW_OMIT_UNKNOWN_ATTRIBUTE,
			    w->ctx->policy, c->key.node != NULL ? c->key.node :
			    c->node, NULL, "AuthorizationPolicy %s/%s, "
			    "rules[%zu] is dropped: no attribute is called "
			    "'%s'", w->ctx->policy->ns, w->ctx->policy->name,
			    w->index, key);
		return;
	}
	add_field(w, a->subject, key, &c->values, false, and);
	add_field(w, a->subject, key, &c->not_values, true, and);
}

bool
mw_policy_rule(const struct mw_rule_context *ctx,
    const struct mw_authz_rule *rule, size_t index, struct mw_rule *out)
{
	struct work w = { .ctx = ctx, .index = index };
	struct rules and = { 0 };

	for (size_t i = 0; i < rule->when.n; i++) {
		if (find_attribute(mw_str_or_empty(rule->when.v[i].key.s)) ==
		    NULL)
			add_condition(&w, &rule->when.v[i], &and);
	}
	add_from(&w, &rule->from, &and);
	add_to(&w, &rule->to, &and);
	for (size_t i = 0; i < rule->when.n && !w.dropped; i++)
		add_condition(&w, &rule->when.v[i], &and);
	if (w.dropped)
		return false;
	if (and.n == 0)
		*out = (struct mw_rule){ .kind = MW_RULE_ANY,
		    .origin = at(&w, rule->node) };
	else
		*out = group(MW_RULE_AND, &and, at(&w, rule->node));
	return true;
}
