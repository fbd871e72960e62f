/*
 * policy-value.c - one value of a rule as something that Envoy can ask.
 *
 * The forms of text are tried in a fixed order: '*' alone, '*' in front, '*'
 * behind, plain (S155).  A star anywhere else is only a star.
 */
#include "istiod/policy.h"

#include "base/str.h"

#include <string.h>

static struct mw_matcher
cut(const struct mw_string *value, enum mw_match_kind kind, const char *text,
    size_t len)
{
	return (struct mw_matcher){ .kind = kind, .text = text, .len = len,
	    .node = value->node };
}

static void
header(struct mw_arena *a, const char *name, const struct mw_string *value,
    bool ignore_case, struct mw_rule *out)
{
	out->kind = MW_RULE_HEADER;
	out->name = name;
	out->value = mw_policy_text(a, value);
	out->value.ignore_case = ignore_case;
}

/* "request.headers[X]"; Host and :authority are one (S146). */
static bool
named_header(struct mw_arena *a, const char *key,
    const struct mw_string *value, struct mw_rule *out, const char **why)
{
	const char *s = key + strlen("request.headers");
	size_t len = strlen(s);
	const char *name;

	if (len < 2 || s[0] != '[' || s[len - 1] != ']') {
		*why = "a header is written request.headers[NAME]";
		return false;
	}
	name = mw_str_lower(mw_arena_text(a, s + 1, len - 2));
	if (strcmp(name, "host") == 0)
		name = ":authority";
	header(a, name, value, false, out);
	return true;
}

static bool
address(enum mw_rule_kind kind, const struct mw_string *value,
    struct mw_rule *out, const char **why)
{
	out->kind = kind;
	if (mw_cidr_parse(value->s, &out->cidr))
		return true;
	*why = "not an address or a range of addresses";
	return false;
}

static bool
port(const struct mw_string *value, struct mw_rule *out, const char **why)
{
	long long n;

	out->kind = MW_RULE_DESTINATION_PORT;
	if (value->s[0] >= '0' && value->s[0] <= '9' &&
	    mw_str_to_int(value->s, &n) && n <= 65535) {
		out->port = (uint32_t)n;
		return true;
	}
	*why = "not a port number";
	return false;
}

static void
path(struct mw_arena *a, const struct mw_string *value, struct mw_rule *out)
{
	if (strstr(value->s, "{*}") != NULL || strstr(value->s, "{**}") != NULL)
	{
		out->kind = MW_RULE_PATH_TEMPLATE;
		out->value = cut(value, MW_MATCH_EXACT, value->s,
		    strlen(value->s));
		return;
	}
	out->kind = MW_RULE_PATH;
	out->value = mw_policy_text(a, value);
}

/* ---- claims and metadata ----------------------------------------------- */

static const char *const *
path_of_one(struct mw_arena *a, const char *name)
{
	const char **v = MW_NEW_ARRAY(a, const char *, 1);

	v[0] = name;
	return v;
}

static void
claim(struct mw_arena *a, const char *name, const struct mw_string *value,
    struct mw_rule *out)
{
	out->kind = MW_RULE_CLAIM;
	out->path = path_of_one(a, name);
	out->n_path = 1;
	out->value = mw_policy_text(a, value);
}

/* End of the bracket that begins at S, or NULL. */
static const char *
bracket_end(const char *s)
{
	size_t n;

	if (*s != '[')
		return NULL;
	n = strcspn(s + 1, "[]");
	return s[1 + n] == ']' ? s + 1 + n : NULL;
}

/* "[a][b]" as a path; "[x[y]z]" is one odd name. */
static bool
claim_path(struct mw_arena *a, const char *s, struct mw_rule *out)
{
	MW_VEC(const char *) v = { 0 };
	size_t len = strlen(s);

	for (const char *p = s; *p != '\0';) {
		const char *end = bracket_end(p);

		if (end == NULL) {
			if (len < 2 || s[0] != '[' || s[len - 1] != ']')
				return false;
			out->path = path_of_one(a, mw_arena_text(a, s + 1,
			    len - 2));
			out->n_path = 1;
			return true;
		}
		mw_vec_push(a, &v, mw_arena_text(a, p + 1,
		    (size_t)(end - p) - 1));
		p = end + 1;
	}
	out->path = v.v;
	out->n_path = v.n;
	return true;
}

static bool
named_claim(struct mw_arena *a, const char *key,
    const struct mw_string *value, struct mw_rule *out, const char **why)
{
	out->kind = MW_RULE_CLAIM;
	out->value = mw_policy_text(a, value);
	if (claim_path(a, key + strlen("request.auth.claims"), out))
		return true;
	*why = "a claim is written request.auth.claims[NAME]";
	return false;
}

/* "experimental.envoy.filters.a.b[c]" is key c of filter envoy.filters.a.b. */
static bool
metadata(struct mw_arena *a, const char *key, const struct mw_string *value,
    struct mw_rule *out, const char **why)
{
	const char *s = key + strlen("experimental.");
	const char *open = strchr(s, '[');
	size_t len;

	if (open == NULL) {
		*why = "metadata is written "
		    "experimental.envoy.filters.NAME[KEY]";
		return false;
	}
	len = strlen(open + 1);
	if (len > 0 && open[len] == ']')
		len--;
	out->kind = MW_RULE_METADATA;
	out->name = mw_arena_text(a, s, (size_t)(open - s));
	out->path = path_of_one(a, mw_arena_text(a, open + 1, len));
	out->n_path = 1;
	out->value = mw_policy_text(a, value);
	return true;
}

static void
request_principal(const struct mw_rule_context *ctx,
    const struct mw_string *value, struct mw_rule *out)
{
	struct mw_arena *a = ctx->b->arena;
	struct mw_rule *both = MW_NEW_ARRAY(a, struct mw_rule, 2);
	static const char *const names[] = { "iss", "sub" };

	mw_policy_request_principal(a, value, &both[0].value, &both[1].value);
	for (size_t i = 0; i < 2; i++) {
		both[i].kind = MW_RULE_CLAIM;
		both[i].path = &names[i];
		both[i].n_path = 1;
		both[i].origin = out->origin;
	}
	out->kind = MW_RULE_AND;
	out->children = both;
	out->n_children = 2;
}

/* ---- by subject -------------------------------------------------------- */

static void
identity(struct mw_matcher m, struct mw_rule *out)
{
	out->kind = MW_RULE_IDENTITY;
	out->value = m;
}

static bool
fallible(struct mw_arena *a, enum mw_subject subject, const char *key,
    const struct mw_string *value, struct mw_rule *out, const char **why)
{
	if (subject == MW_SUBJECT_SOURCE_IP)
		return address(MW_RULE_SOURCE_IP, value, out, why);
	if (subject == MW_SUBJECT_REMOTE_IP)
		return address(MW_RULE_REMOTE_IP, value, out, why);
	if (subject == MW_SUBJECT_DESTINATION_IP)
		return address(MW_RULE_DESTINATION_IP, value, out, why);
	if (subject == MW_SUBJECT_PORT)
		return port(value, out, why);
	if (subject == MW_SUBJECT_HEADER)
		return named_header(a, key, value, out, why);
	if (subject == MW_SUBJECT_CLAIM)
		return named_claim(a, key, value, out, why);
	return metadata(a, key, value, out, why);
}

bool
mw_policy_value(const struct mw_rule_context *ctx,
    enum mw_subject subject, const char *key, const struct mw_string *value,
    struct mw_rule *out, const char **why)
{
	struct mw_arena *a = ctx->b->arena;
	const struct mw_string v = { .s = mw_str_or_empty(value->s),
	    .node = value->node };

	switch (subject) {
	case MW_SUBJECT_PRINCIPAL:
		identity(mw_policy_principal(a, &v), out);
		return true;
	case MW_SUBJECT_NAMESPACE:
		identity(mw_policy_namespace(a, &v), out);
		return true;
	case MW_SUBJECT_SERVICE_ACCOUNT:
		identity(mw_policy_service_account(a, ctx->policy->ns, &v),
		    out);
		return true;
	case MW_SUBJECT_TRUST_DOMAIN:
		identity(mw_policy_trust_domain(a, &v), out);
		return true;
	case MW_SUBJECT_REQUEST_PRINCIPAL:
		request_principal(ctx, &v, out);
		return true;
	case MW_SUBJECT_HOST:
		header(a, ":authority", &v, true, out);
		return true;
	case MW_SUBJECT_METHOD:
		header(a, ":method", &v, false, out);
		return true;
	case MW_SUBJECT_PATH:
		path(a, &v, out);
		return true;
	case MW_SUBJECT_SNI:
		out->kind = MW_RULE_SNI;
		out->value = mw_policy_text(a, &v);
		return true;
	case MW_SUBJECT_AUDIENCE:
		claim(a, "aud", &v, out);
		return true;
	case MW_SUBJECT_PRESENTER:
		claim(a, "azp", &v, out);
		return true;
	case MW_SUBJECT_SOURCE_IP:
	case MW_SUBJECT_REMOTE_IP:
	case MW_SUBJECT_DESTINATION_IP:
	case MW_SUBJECT_PORT:
	case MW_SUBJECT_HEADER:
	case MW_SUBJECT_CLAIM:
	case MW_SUBJECT_METADATA:
		return fallible(a, subject, key, &v, out, why);
	}
	return false;
}
