/*
 * admit-k8s.c - schema rules of the Gateway API.
 *
 * Defaults are filled in before rules run, so a field that is not there reads
 * as its default.
 */
#include "lint/admit-rule.h"

#include <string.h>

#include "base/map.h"
#include "base/regex.h"
#include "base/str.h"

enum { MATCHES_MAX = 128 };

#define HOST "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"

static const struct mw_node *
child(const struct mw_node *map, const char *key)
{
	return mw_admit_child(map, key);
}

static bool
is(const struct mw_node *map, const char *key, const char *def,
    const char *word)
{
	return strcmp(mw_admit_text(map, key, def), word) == 0;
}

static bool
matches(struct mw_admit *a, const char *pattern, const char *s)
{
	const char *error;
	struct mw_regex *re = mw_regex_compile(a->arena, pattern, &error);

	return re == NULL || mw_regex_search(re, s, strlen(s));
}

/* Names of ARG ("a b") that several elements of a list share, as one text. */
static const char *
identity(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const char *out = "";

	for (const char *s = arg; *s != '\0'; s += *s == ' ') {
		size_t len = strcspn(s, " =");
		const char *key = mw_arena_text(a->arena, s, len);
		const char *def = "";

		s += len;
		if (*s == '=') {
			len = strcspn(s, " ");
			def = mw_arena_text(a->arena, s + 1, len - 1);
			s += len;
		}
		out = mw_arena_printf(a->arena, "%s %s", out,
		    mw_admit_text(n, key, def));
	}
	return out;
}

/* ---- parents and targets --------------------------------------------- */

#define PARENT "group=gateway.networking.k8s.io kind=Gateway name namespace"
#define TARGET "group kind name"

/*
 * Two references to one object have to differ in the part that they name, and
 * each of them has to name one.
 */
static void
references(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	struct mw_map *whole = mw_map_new(a->arena);
	struct mw_map *parts = mw_map_new(a->arena);
	struct form {
		bool section, port;
	} *form;

	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const char *id = identity(a, c, arg);
		const char *section = mw_admit_text(c, "sectionName", "");
		const char *port = mw_admit_text(c, "port", "0");
		struct form here = { *section != '\0',
			strcmp(port, "0") != 0 };

		form = mw_map_get(whole, id);
		if (form != NULL && (form->section != here.section ||
		    form->port != here.port))
			mw_admit_error(a, c, "of several references to one "
			    "object, all or none have to name a section or a "
			    "port");
		if (form == NULL) {
			form = MW_NEW(a->arena, struct form);
			*form = here;
			mw_map_put(whole, id, form);
		}
		if (mw_map_put(parts, mw_arena_printf(a->arena, "%s/%s/%s", id,
		    section, port), form) != NULL)
			mw_admit_error(a, c,
			    "the same reference stands above already");
	}
}

/* ---- rules of routes ------------------------------------------------- */

static void
names_differ(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	struct mw_map *seen = mw_map_new(a->arena);

	(void)arg;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const struct mw_node *name = child(c, "name");

		if (name != NULL && mw_map_put(seen, mw_str_or_empty(
		    mw_node_text(name)), seen) != NULL)
			mw_admit_error(a, name, "two rules are named '%s'",
			    mw_node_text(name));
	}
}

/* ARG: a rule without matches has one all the same. */
static void
count_matches(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	size_t sum = 0;

	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const struct mw_node *m = child(c, "matches");

		sum += m == NULL && arg != NULL ? 1 : mw_node_count(m);
	}
	if (sum > MATCHES_MAX)
		mw_admit_error(a, n, "the rules have %zu matches, and at most "
		    "%d are allowed", sum, MATCHES_MAX);
}

static void
backend(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (is(n, "group", "", "") && is(n, "kind", "Service", "Service") &&
	    child(n, "port") == NULL)
		mw_admit_error(a, n, "a reference to a Service needs a port");
}

static const struct {
	const char *type, *field;
	bool once;
} filter_types[] = {
	{ "RequestHeaderModifier", "requestHeaderModifier", true },
	{ "ResponseHeaderModifier", "responseHeaderModifier", true },
	{ "RequestMirror", "requestMirror", false },
	{ "RequestRedirect", "requestRedirect", true },
	{ "URLRewrite", "urlRewrite", true },
	{ "CORS", "cors", true },
	{ "ExternalAuth", "externalAuth", false },
	{ "ExtensionRef", "extensionRef", false },
};

static void
filter(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	for (size_t i = 0; i < MW_LEN(filter_types); i++) {
		bool type = is(n, "type", "", filter_types[i].type);
		const struct mw_node *field = child(n, filter_types[i].field);

		if (type && field == NULL)
			mw_admit_error(a, n, "a filter of type %s needs '%s'",
			    filter_types[i].type, filter_types[i].field);
		if (!type && field != NULL)
			mw_admit_error(a, field, "'%s' goes with type %s only",
			    filter_types[i].field, filter_types[i].type);
	}
}

static size_t
count_type(const struct mw_node *filters, const char *type)
{
	size_t n = 0;

	for (const struct mw_node *c = mw_node_first(filters); c != NULL;
	    c = mw_node_next(c))
		n += is(c, "type", "", type);
	return n;
}

static void
filters(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	for (size_t i = 0; i < MW_LEN(filter_types); i++)
		if (filter_types[i].once &&
		    count_type(n, filter_types[i].type) > 1)
			mw_admit_error(a, n, "a filter of type %s can stand "
			    "only once", filter_types[i].type);
	if (count_type(n, "RequestRedirect") > 0 &&
	    count_type(n, "URLRewrite") > 0)
		mw_admit_error(a, n,
		    "RequestRedirect and URLRewrite exclude each other");
}

static void
mirror(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (child(n, "percent") != NULL && child(n, "fraction") != NULL)
		mw_admit_error(a, n,
		    "percent and fraction exclude each other");
}

static void
fraction(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const struct mw_node *denominator = child(n, "denominator");
	int64_t d = denominator != NULL ? mw_node_int(denominator) : 100;

	(void)arg;
	if (mw_node_int(child(n, "numerator")) > d)
		mw_admit_error(a, n, "a fraction cannot be more than 1");
}

static void
status_code(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	switch (mw_node_int(n)) {
	case 301:
	case 302:
	case 303:
	case 307:
	case 308:
		return;
	}
	mw_admit_error(a, n, "a redirect has the status code 301, 302, 303, "
	    "307 or 308, not %s", mw_str_or_empty(mw_node_text(n)));
	(void)arg;
}

/* A text and the type that it goes with. */
static void
path_modifier(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	static const char *const pairs[][2] = {
		{ "ReplaceFullPath", "replaceFullPath" },
		{ "ReplacePrefixMatch", "replacePrefixMatch" },
	};

	(void)arg;
	for (size_t i = 0; i < MW_LEN(pairs); i++) {
		bool type = is(n, "type", "", pairs[i][0]);

		if (type != (child(n, pairs[i][1]) != NULL))
			mw_admit_error(a, n, "type %s and '%s' go together",
			    pairs[i][0], pairs[i][1]);
	}
}

static void
star_alone(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (mw_node_count(n) < 2)
		return;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c))
		if (mw_str_eq(mw_node_text(c), "*"))
			mw_admit_error(a, c, "'*' has to be alone");
}

static void
external_auth(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (is(n, "protocol", "", "GRPC") != (child(n, "grpc") != NULL))
		mw_admit_error(a, n, "protocol GRPC and 'grpc' go together");
	if (is(n, "protocol", "", "HTTP") != (child(n, "http") != NULL))
		mw_admit_error(a, n, "protocol HTTP and 'http' go together");
}

/* ---- matches of HTTP and gRPC ---------------------------------------- */

static void
path_match(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	static const char *const parts[] = {
		"//", "/./", "/../", "%2f", "%2F", "#",
	};
	const char *s = mw_admit_text(n, "value", "/");

	(void)arg;
	if (is(n, "type", "PathPrefix", "RegularExpression"))
		return;
	if (*s != '/')
		mw_admit_error(a, n, "a path begins with '/': '%s'", s);
	for (size_t i = 0; i < MW_LEN(parts); i++)
		if (strstr(s, parts[i]) != NULL)
			mw_admit_error(a, n, "a path cannot have '%s': '%s'",
			    parts[i], s);
	if (mw_str_has_suffix(s, "/..") || mw_str_has_suffix(s, "/."))
		mw_admit_error(a, n,
		    "a path cannot end with '/.' or '/..': '%s'", s);
	if (!matches(a, "^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|"
	    "[%][0-9a-fA-F]{2})+$", s))
		mw_admit_error(a, n,
		    "a path has characters that are not allowed: '%s'", s);
}

static void
method_match(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const struct mw_node *service = child(n, "service");
	const struct mw_node *method = child(n, "method");

	(void)arg;
	if (service == NULL && method == NULL)
		mw_admit_error(a, n, "a service or a method is needed");
	if (!is(n, "type", "Exact", "Exact"))
		return;
	if (service != NULL && !matches(a, "^(?i)\\.?[a-z_][a-z_0-9]*"
	    "(\\.[a-z_][a-z_0-9]*)*$", mw_str_or_empty(mw_node_text(service))))
		mw_admit_error(a, service, "'%s' is not the name of a service",
		    mw_str_or_empty(mw_node_text(service)));
	if (method != NULL && !matches(a, "^[A-Za-z_][A-Za-z_0-9]*$",
	    mw_str_or_empty(mw_node_text(method))))
		mw_admit_error(a, method, "'%s' is not the name of a method",
		    mw_str_or_empty(mw_node_text(method)));
}

static void
session(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const struct mw_node *cookie = child(n, "cookieConfig");

	(void)arg;
	if (cookie == NULL)
		return;
	if (!is(n, "type", "Cookie", "Cookie"))
		mw_admit_error(a, cookie,
		    "cookieConfig goes with type Cookie only");
	if (is(cookie, "lifetimeType", "Session", "Permanent") &&
	    child(n, "absoluteTimeout") == NULL)
		mw_admit_error(a, n,
		    "a cookie that is permanent needs an absoluteTimeout");
}

static void
timeouts(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const char *request = mw_admit_text(n, "request", NULL);
	const char *backend_request = mw_admit_text(n, "backendRequest", NULL);
	int64_t whole, part;

	(void)arg;
	if (request != NULL && backend_request != NULL &&
	    mw_duration_parse(request, &whole) &&
	    mw_duration_parse(backend_request, &part) && whole != 0 &&
	    part > whole)
		mw_admit_error(a, n,
		    "backendRequest cannot be longer than request");
}

/* Filters that replace the prefix that was matched. */
static size_t
count_prefix(const struct mw_node *list, const char *key)
{
	size_t n = 0;

	for (const struct mw_node *c = mw_node_first(list); c != NULL;
	    c = mw_node_next(c)) {
		const struct mw_node *path = child(child(c, key), "path");

		n += is(path, "type", "", "ReplacePrefixMatch") &&
		    child(path, "replacePrefixMatch") != NULL;
	}
	return n;
}

static bool
has_one_prefix(const struct mw_node *rule)
{
	const struct mw_node *list = child(rule, "matches");

	if (list == NULL)
		return true;
	return mw_node_count(list) == 1 && is(child(mw_node_first(list),
	    "path"), "type", "PathPrefix", "PathPrefix");
}

static void
http_rule(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	static const char *const keys[] = { "requestRedirect", "urlRewrite" };
	const struct mw_node *own = child(n, "filters");
	const struct mw_node *backends = child(n, "backendRefs");

	(void)arg;
	for (const struct mw_node *c = mw_node_first(own); c != NULL &&
	    mw_node_count(backends) > 0; c = mw_node_next(c))
		if (child(c, "requestRedirect") != NULL)
			mw_admit_error(a, c, "a redirect and backendRefs "
			    "exclude each other");
	for (size_t i = 0; i < MW_LEN(keys); i++) {
		size_t here = count_prefix(own, keys[i]), there = 0;

		for (const struct mw_node *c = mw_node_first(backends);
		    c != NULL; c = mw_node_next(c))
			there += count_prefix(child(c, "filters"),
			    keys[i]) == 1;
		if ((here == 1 || there == 1) && !has_one_prefix(n))
			mw_admit_error(a, n, "replacePrefixMatch needs exactly "
			    "one match, and that by PathPrefix");
	}
}

static void
tls_hostnames(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const char *s = mw_str_or_empty(mw_node_text(c));
		const char *rest = mw_str_has_prefix(s, "*.") ? s + 2 : s;

		if (mw_admit_is_ip(s))
			mw_admit_error(a, c, "'%s' is an IP address", s);
		else if (!matches(a, "^(" HOST ")$", rest))
			mw_admit_error(a, c, "'%s' is not a host name", s);
	}
}

/* ---- gateways -------------------------------------------------------- */

static bool
is_protocol(const struct mw_node *l, const char *words)
{
	const char *p = mw_admit_text(l, "protocol", "");
	const char *at = strstr(words, p);
	size_t len = strlen(p);

	return len > 0 && at != NULL && (at == words || at[-1] == ' ') &&
	    (at[len] == ' ' || at[len] == '\0');
}

static void
check_listener(struct mw_admit *a, const struct mw_node *l)
{
	const struct mw_node *tls = child(l, "tls");

	if (tls != NULL && is_protocol(l, "HTTP TCP UDP"))
		mw_admit_error(a, tls, "protocol %s takes no tls",
		    mw_admit_text(l, "protocol", ""));
	if (tls != NULL && is_protocol(l, "HTTPS") &&
	    !is(tls, "mode", "Terminate", "Terminate"))
		mw_admit_error(a, tls,
		    "protocol HTTPS wants mode Terminate");
	if (tls == NULL && is_protocol(l, "TLS"))
		mw_admit_error(a, l, "protocol TLS needs tls");
	if (is_protocol(l, "TCP UDP") && !is(l, "hostname", "", ""))
		mw_admit_error(a, child(l, "hostname"),
		    "protocol %s takes no hostname",
		    mw_admit_text(l, "protocol", ""));
}

/* ARG: the port may be left out. */
static void
listeners(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	struct mw_map *seen = mw_map_new(a->arena);

	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const struct mw_node *host = child(c, "hostname");

		check_listener(a, c);
		if (arg != NULL && child(c, "port") == NULL)
			continue;
		if (mw_map_put(seen, mw_arena_printf(a->arena, "%s %s%s%s",
		    identity(a, c, "port protocol"), host != NULL ? "of " : "",
		    host != NULL ? "" : "any",
		    mw_str_or_empty(mw_node_text(host))), seen) != NULL)
			mw_admit_error(a, c, "two listeners have the same "
			    "port, protocol and hostname");
	}
}

static void
listener_tls(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (is(n, "mode", "Terminate", "Terminate") &&
	    mw_node_count(child(n, "certificateRefs")) == 0 &&
	    mw_node_count(child(n, "options")) == 0)
		mw_admit_error(a, n, "mode Terminate needs certificateRefs or "
		    "options");
}

static void
addresses(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	struct mw_map *seen = mw_map_new(a->arena);

	(void)arg;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const struct mw_node *value = child(c, "value");
		bool host = is(c, "type", "IPAddress", "Hostname");

		if (value == NULL ||
		    (!host && !is(c, "type", "IPAddress", "IPAddress")))
			continue;
		if (mw_map_put(seen, identity(a, c, "type=IPAddress value"),
		    seen) != NULL)
			mw_admit_error(a, value, "the address '%s' is given "
			    "twice", mw_str_or_empty(mw_node_text(value)));
		if (!host && !mw_admit_is_ip(mw_node_text(value)))
			mw_admit_error(a, value, "'%s' is not an IP address",
			    mw_str_or_empty(mw_node_text(value)));
		if (host && !matches(a, "^(\\*\\.)?" HOST "$",
		    mw_str_or_empty(mw_node_text(value))))
			mw_admit_error(a, value, "'%s' is not a host name",
			    mw_str_or_empty(mw_node_text(value)));
	}
}

static void
label_keys(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const char *key = mw_node_key(c);

		if (strcspn(key, "/") >= 253 || !matches(a, "^(" HOST "/)?"
		    "([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$", key))
			mw_admit_error(a, c,
			    "'%s' cannot be the key of a label", key);
	}
}

/* ---- BackendTLSPolicy ------------------------------------------------ */

static void
validation(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	bool refs = mw_node_count(child(n, "caCertificateRefs")) > 0;
	bool known = !is(n, "wellKnownCACertificates", "", "");

	(void)arg;
	if (refs == known)
		mw_admit_error(a, n, "exactly one of caCertificateRefs and "
		    "wellKnownCACertificates is needed");
}

static void
alt_name(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	static const char *const pairs[][2] = {
		{ "Hostname", "hostname" }, { "URI", "uri" },
	};

	(void)arg;
	for (size_t i = 0; i < MW_LEN(pairs); i++)
		if (is(n, "type", "", pairs[i][0]) ==
		    is(n, pairs[i][1], "", ""))
			mw_admit_error(a, n, "type %s and '%s' go together",
			    pairs[i][0], pairs[i][1]);
}

/* ---- the table ------------------------------------------------------- */

#define K(k) MW_ADMIT_KIND(k)
#define HTTP K(K8S_HTTP_ROUTE)
#define GRPC K(K8S_GRPC_ROUTE)
#define L4 (K(K8S_TCP_ROUTE) | K(K8S_TLS_ROUTE) | K(K8S_UDP_ROUTE))
#define ROUTES (HTTP | GRPC | L4)
#define GATEWAY K(K8S_GATEWAY)
#define SET K(LISTENER_SET)

const struct mw_admit_rule mw_admit_k8s_rules[] = {
	{ ROUTES, "spec.parentRefs", references, PARENT },
	{ ROUTES, "spec.rules", names_differ, NULL },
	{ HTTP, "spec.rules", count_matches, "one" },
	{ GRPC, "spec.rules", count_matches, NULL },
	{ HTTP, "spec.rules[]", http_rule, NULL },
	{ ROUTES, "spec.rules[].backendRefs[]", backend, NULL },
	{ HTTP | GRPC, "*.requestMirror.backendRef", backend, NULL },
	{ HTTP, "*.externalAuth.backendRef", backend, NULL },
	{ HTTP | GRPC, "*.filters", filters, NULL },
	{ HTTP | GRPC, "*.filters[]", filter, NULL },
	{ HTTP | GRPC, "*.requestMirror", mirror, NULL },
	{ HTTP | GRPC, "*.requestMirror.fraction", fraction, NULL },
	{ HTTP, "*.requestRedirect.path", path_modifier, NULL },
	{ HTTP, "*.requestRedirect.statusCode", status_code, NULL },
	{ HTTP, "*.urlRewrite.path", path_modifier, NULL },
	{ HTTP, "*.cors.allowHeaders", star_alone, NULL },
	{ HTTP, "*.cors.allowMethods", star_alone, NULL },
	{ HTTP, "*.cors.allowOrigins", star_alone, NULL },
	{ HTTP, "*.externalAuth", external_auth, NULL },
	{ HTTP, "spec.rules[].matches[].path", path_match, NULL },
	{ GRPC, "spec.rules[].matches[].method", method_match, NULL },
	{ HTTP | GRPC, "spec.rules[].sessionPersistence", session, NULL },
	{ HTTP, "spec.rules[].timeouts", timeouts, NULL },
	{ K(K8S_TLS_ROUTE), "spec.hostnames", tls_hostnames, NULL },
	{ GATEWAY, "spec.listeners", listeners, NULL },
	{ SET, "spec.listeners", listeners, "port" },
	{ GATEWAY | SET, "spec.listeners[].tls", listener_tls, NULL },
	{ GATEWAY, "spec.addresses", addresses, NULL },
	{ GATEWAY, "spec.infrastructure.labels", label_keys, NULL },
	{ GATEWAY, "spec.infrastructure.annotations", label_keys, NULL },
	{ K(BACKEND_TLS_POLICY), "spec.targetRefs", references, TARGET },
	{ K(BACKEND_TLS_POLICY), "spec.validation", validation, NULL },
	{ K(BACKEND_TLS_POLICY), "spec.validation.subjectAltNames[]",
	    alt_name, NULL },
};
const size_t mw_admit_n_k8s_rules = MW_LEN(mw_admit_k8s_rules);
