/*
 * policy-identity.c - matchers for identities: certificates and tokens.
 *
 * An identity is "spiffe://TD/ns/NS/sa/SA".  Policies leave the scheme out;
 * where the control plane writes a regular expression (a leading star, a
 * namespace, a service account) so do we, so that odd values do odd things in
 * the same way.
 */
#include "istiod/policy.h"

#include "base/buf.h"
#include "base/str.h"

#include <string.h>

#define SCHEME "spiffe://"

static struct mw_matcher
plain(const struct mw_string *value, enum mw_match_kind kind, const char *text)
{
	return (struct mw_matcher){ .kind = kind, .text = text,
	    .len = strlen(text), .node = value->node };
}

static struct mw_matcher
regex(struct mw_arena *a, const struct mw_string *value, const char *pattern)
{
	struct mw_matcher m = plain(value, MW_MATCH_REGEX, pattern);
	const char *error;

	m.regex = mw_regex_compile(a, pattern, &error);
	return m;
}

/* Go's regexp.QuoteMeta. */
static const char *
quoted(struct mw_arena *a, const char *s, size_t len)
{
	char *out = mw_arena_array(a, len + 1, 2);
	char *p = out;

	for (size_t i = 0; i < len; i++) {
		if (strchr("\\.+*?()|[]{}^$", s[i]) != NULL && s[i] != '\0')
			*p++ = '\\';
		*p++ = s[i];
	}
	return out;
}

/* S155 with PREFIX before the value.  '*' is anything that is there; of texts
 * an empty one is not (S156). */
static struct mw_matcher
prefixed(struct mw_arena *a, const struct mw_string *value,
    const char *prefix)
{
	const char *s = value->s;
	size_t len = strlen(s);

	if (strcmp(s, "*") == 0)
		return plain(value, MW_MATCH_PRESENT, s);
	if (s[0] == '*') {
		if (*prefix == '\0')
			return plain(value, MW_MATCH_SUFFIX, s + 1);
		return regex(a, value, mw_arena_printf(a, "%s.*%s", prefix,
		    quoted(a, s + 1, len - 1)));
	}
	if (len > 0 && s[len - 1] == '*')
		return plain(value, MW_MATCH_PREFIX, mw_arena_printf(a,
		    "%s%.*s", prefix, (int)(len - 1), s));
	return plain(value, MW_MATCH_EXACT, mw_arena_printf(a, "%s%s", prefix,
	    s));
}

struct mw_matcher
mw_policy_text(struct mw_arena *a, const struct mw_string *value)
{
	return prefixed(a, value, "");
}

/* S129, S130. */
struct mw_matcher
mw_policy_principal(struct mw_arena *a, const struct mw_string *value)
{
	return prefixed(a, value, SCHEME);
}

/* S131: "/ns/NS/" anywhere, every star of the namespace being ".*". */
struct mw_matcher
mw_policy_namespace(struct mw_arena *a, const struct mw_string *value)
{
	struct mw_buf pattern = { 0 };
	struct mw_matcher m;

	if (strchr(value->s, '*') == NULL)
		return plain(value, MW_MATCH_CONTAINS, mw_arena_printf(a,
		    "/ns/%s/", value->s));
	mw_buf_adds(&pattern, ".*/ns/");
	for (const char *s = value->s; *s != '\0'; s++) {
		size_t n = strcspn(s, "*");

		mw_buf_adds(&pattern, quoted(a, s, n));
		s += n;
		if (*s == '\0')
			break;
		mw_buf_adds(&pattern, ".*");
	}
	mw_buf_adds(&pattern, "/.*");
	m = regex(a, value, mw_arena_text(a, mw_buf_text(&pattern),
	    pattern.len));
	mw_buf_release(&pattern);
	return m;
}

/* S132: without a namespace it is the policy's. */
struct mw_matcher
mw_policy_service_account(struct mw_arena *a, const char *policy_ns,
    const struct mw_string *value)
{
	const char *slash = strchr(value->s, '/');
	const char *ns = slash != NULL ? value->s : policy_ns;
	size_t ns_len = slash != NULL ? (size_t)(slash - value->s) :
	    strlen(policy_ns);
	const char *sa = slash != NULL ? slash + 1 : value->s;

	return regex(a, value, mw_arena_printf(a,
	    SCHEME ".+/ns/%s/(.+/|)sa/%s(/.+)?", quoted(a, ns, ns_len),
	    quoted(a, sa, strlen(sa))));
}

/* S133. */
struct mw_matcher
mw_policy_trust_domain(struct mw_arena *a, const struct mw_string *value)
{
	const char *s = value->s;
	const char *star = strchr(s, '*');

	if (strcmp(s, "*") == 0)
		return plain(value, MW_MATCH_PREFIX, SCHEME);
	if (star == NULL)
		return plain(value, MW_MATCH_PREFIX, mw_arena_printf(a,
		    SCHEME "%s/", s));
	return regex(a, value, mw_arena_printf(a, SCHEME "%s[^/]*%s/.*",
	    quoted(a, s, (size_t)(star - s)),
	    quoted(a, star + 1, strlen(star + 1))));
}

/* ---- request principals ------------------------------------------------ */

/*
 * S150.  ISS/SUB is cut at the last slash.  A star in front belongs to the
 * issuer, a star behind to the subject, and the other half is then exact;
 * without a slash the half that is not there may be anything.
 */
void
mw_policy_request_principal(struct mw_arena *a,
    const struct mw_string *value, struct mw_matcher *iss,
    struct mw_matcher *sub)
{
	const char *s = value->s;
	size_t len = strlen(s);
	const char *slash = strrchr(s, '/');
	const char *left = slash != NULL ?
	    mw_arena_text(a, s, (size_t)(slash - s)) : s;
	const char *right = slash != NULL ? slash + 1 : "";

	*iss = *sub = plain(value, MW_MATCH_PRESENT, s);
	if (strcmp(s, "*") == 0)
		return;
	if (s[0] == '*' && slash == NULL) {
		*sub = plain(value, MW_MATCH_SUFFIX, s + 1);
	} else if (s[0] == '*') {
		if (strcmp(left, "*") != 0)
			*iss = plain(value, MW_MATCH_SUFFIX, left + 1);
		*sub = plain(value, MW_MATCH_EXACT, right);
	} else if (len > 0 && s[len - 1] == '*' && slash == NULL) {
		*iss = plain(value, MW_MATCH_PREFIX, mw_arena_text(a, s,
		    len - 1));
	} else if (len > 0 && s[len - 1] == '*') {
		*iss = plain(value, MW_MATCH_EXACT, left);
		if (strcmp(right, "*") != 0)
			*sub = plain(value, MW_MATCH_PREFIX, mw_arena_text(a,
			    right, strlen(right) - 1));
	} else {
		*iss = plain(value, MW_MATCH_EXACT, left);
		*sub = plain(value, MW_MATCH_EXACT, right);
	}
}

/* ---- trust domains ----------------------------------------------------- */

/* The mesh's own trust domain is the 0th. */
static const char *
domain_at(const struct mw_settings *s, size_t i)
{
	return i == 0 ? s->trust_domain : s->trust_aliases[i - 1];
}

static bool
ends_as(const char *s, const char *pattern)
{
	return pattern[0] == '*' && mw_str_has_suffix(s, pattern + 1);
}

static bool
begins_as(const char *s, const char *pattern)
{
	size_t len = strlen(pattern);

	return len > 0 && pattern[len - 1] == '*' &&
	    strncmp(s, pattern, len - 1) == 0;
}

/* Either may be the pattern. */
static bool
domains_match(const char *a, const char *b)
{
	return strcmp(a, b) == 0 || strcmp(b, "*") == 0 || begins_as(a, b) ||
	    begins_as(b, a) || ends_as(a, b) || ends_as(b, a);
}

static bool
is_local(const struct mw_settings *s, const char *td)
{
	if (strcmp(td, "cluster.local") == 0)
		return true;
	for (size_t i = 0; i <= s->n_trust_aliases; i++) {
		if (domains_match(td, domain_at(s, i)))
			return true;
	}
	return false;
}

struct values {
	struct mw_string *v;
	size_t n, cap;
};

static void
add_once(struct mw_arena *a, struct values *out, size_t from, const char *s,
    const struct mw_node *node)
{
	struct mw_string one = { .s = s, .node = node };

	for (size_t i = from; i < out->n; i++) {
		if (strcmp(out->v[i].s, s) == 0)
			return;
	}
	mw_vec_push(a, out, one);
}

/* TD of "TD/ns/NS/sa/SA" when it is named, else NULL. */
static const char *
named_domain(struct mw_arena *a, const char *principal)
{
	size_t slashes = 0;
	const char *td;

	for (const char *p = principal; *p != '\0'; p++)
		slashes += *p == '/';
	if (slashes != 4)
		return NULL;
	td = mw_arena_text(a, principal, strcspn(principal, "/"));
	return strcmp(td, "*") == 0 ? NULL : td;
}

/* S158. */
static void
add_principal(struct mw_arena *a, const struct mw_settings *s,
    const struct mw_string *value, struct values *out)
{
	const char *text = mw_str_or_empty(value->s);
	const char *td = named_domain(a, text);
	size_t from = out->n;

	if (td == NULL || !is_local(s, td)) {
		add_once(a, out, from, text, value->node);
		return;
	}
	for (size_t i = 0; i <= s->n_trust_aliases; i++) {
		const char *other = domain_at(s, i);

		add_once(a, out, from, ends_as(other, td) ? text :
		    mw_arena_printf(a, "%s%s", other, text + strlen(td)),
		    value->node);
	}
}

/* S159. */
static void
add_domain(struct mw_arena *a, const struct mw_settings *s,
    const struct mw_string *value, struct values *out)
{
	const char *text = mw_str_or_empty(value->s);
	size_t from = out->n;
	bool known = false;

	for (size_t i = 0; i <= s->n_trust_aliases; i++)
		known = known || strcmp(text, domain_at(s, i)) == 0;
	if (!known)
		add_once(a, out, from, text, value->node);
	for (size_t i = 0; i <= s->n_trust_aliases && known; i++)
		add_once(a, out, from, domain_at(s, i), value->node);
}

struct mw_strings
mw_policy_with_aliases(struct mw_arena *a, const struct mw_settings *s,
    const struct mw_strings *values, bool trust_domains)
{
	struct values out = { 0 };

	for (size_t i = 0; i < values->n; i++) {
		if (trust_domains)
			add_domain(a, s, &values->v[i], &out);
		else
			add_principal(a, s, &values->v[i], &out);
	}
	return (struct mw_strings){ .node = values->node, .n = out.n,
	    .v = out.v };
}
