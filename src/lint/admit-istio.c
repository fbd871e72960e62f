/*
 * admit-istio.c - schema rules of Istio's kinds.
 */
#include "lint/admit-rule.h"

#include <string.h>

#include "base/map.h"
#include "base/str.h"

#define NS_PER_MS INT64_C(1000000)

/* ---- values ---------------------------------------------------------- */

static void
duration(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	int64_t ns;

	(void)arg;
	if (mw_node_is(n, MW_NODE_STRING) &&
	    mw_duration_parse(mw_node_text(n), &ns) && ns < NS_PER_MS)
		mw_admit_error(a, n, "a duration of at least 1ms is needed, "
		    "not '%s'", mw_node_text(n));
}

static void
port(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	double v = mw_node_float(n);

	(void)arg;
	if (v < 1 || v > 65535)
		mw_admit_error(a, n, "port %s is not between 1 and 65535",
		    mw_str_or_empty(mw_node_text(n)));
}

/* In full groups, and nothing else between them. */
static void
base64(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const char *s = mw_str_or_empty(mw_node_text(n));
	size_t len = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/");
	size_t padding = strspn(s + len, "=");

	(void)arg;
	if (len == 0 || s[len + padding] != '\0' || padding > 2 ||
	    (len + padding) % 4 != 0)
		mw_admit_error(a, n, "'%s' is not base64", s);
}

static void
no_namespace(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (mw_node_len(n) > 0)
		mw_admit_error(a, n, "a target reference cannot name a "
		    "namespace: it is always the own one");
}

/* At most one of the fields that ARG lists. */
static void
at_most_one(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	size_t found = 0;

	for (const char *s = arg; *s != '\0'; s += *s == ' ') {
		size_t len = strcspn(s, " ");

		found += mw_admit_child(n, mw_arena_text(a->arena, s, len)) !=
		    NULL;
		s += len;
	}
	if (found > 1)
		mw_admit_error(a, n, "only one of these can be there: %s", arg);
}

static void
labels(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const char *key = mw_node_key(c);
		const char *value = mw_str_or_empty(mw_node_text(c));

		if (arg == NULL && *key == '\0')
			mw_admit_error(a, c,
			    "a selector cannot have an empty key");
		if ((arg == NULL && strchr(key, '*') != NULL) ||
		    strchr(value, '*') != NULL)
			mw_admit_error(a, c, "a selector cannot have '*': "
			    "'%s: %s'", key, value);
	}
}

/* ---- ServiceEntry, WorkloadEntry, WorkloadGroup ---------------------- */

static void
service_entry(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const char *resolution = mw_admit_text(n, "resolution", "NONE");
	const struct mw_node *addresses = mw_admit_child(n, "addresses");
	const struct mw_node *endpoints = mw_admit_child(n, "endpoints");
	bool range = false;

	(void)arg;
	for (const struct mw_node *c = mw_node_first(addresses); c != NULL;
	    c = mw_node_next(c))
		range = range || strchr(mw_str_or_empty(mw_node_text(c)),
		    '/') != NULL;
	if (range && strcmp(resolution, "STATIC") != 0 &&
	    strcmp(resolution, "NONE") != 0)
		mw_admit_error(a, addresses, "ranges of addresses are for "
		    "resolution NONE and STATIC only");
	if (endpoints != NULL && strcmp(resolution, "NONE") == 0)
		mw_admit_error(a, endpoints,
		    "resolution NONE takes no endpoints");
	if (mw_node_count(endpoints) > 1 &&
	    strcmp(resolution, "DNS_ROUND_ROBIN") == 0)
		mw_admit_error(a, endpoints, "resolution DNS_ROUND_ROBIN takes "
		    "one endpoint at most");
}

static void
no_star(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (mw_str_eq(mw_node_text(n), "*"))
		mw_admit_error(a, n,
		    "'*' cannot be a host of a ServiceEntry");
}

static void
numbers_differ(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	struct mw_map *seen = mw_map_new(a->arena);

	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const struct mw_node *v = mw_admit_child(c, arg);

		if (v != NULL && mw_map_put(seen, mw_arena_printf(a->arena,
		    "%lld", (long long)mw_node_int(v)), seen) != NULL)
			mw_admit_error(a, v, "port %s is given twice",
			    mw_str_or_empty(mw_node_text(v)));
	}
}

/* ARG: a place where an address is needed. */
static void
workload(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const struct mw_node *address = mw_admit_child(n, "address");
	const struct mw_node *ports = mw_admit_child(n, "ports");
	const char *s = mw_str_or_empty(mw_node_text(address));

	if (arg != NULL && address == NULL &&
	    mw_admit_child(n, "network") == NULL)
		mw_admit_error(a, n, "an address is needed");
	if (!mw_str_has_prefix(s, "unix://"))
		return;
	if (ports != NULL)
		mw_admit_error(a, ports, "a socket has no ports");
	if ((s[7] != '/' && s[7] != '@') || mw_str_has_suffix(s, "/"))
		mw_admit_error(a, address, "'%s' does not name a socket: an "
		    "absolute path to a file or '@name' is needed", s);
}

static void
workload_ports(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const char *key = mw_node_key(c);

		if (!mw_admit_is_label(key) || strlen(key) > 62)
			mw_admit_error(a, c,
			    "'%s' cannot be the name of a port", key);
		else if (!mw_node_is(c, MW_NODE_NULL))
			port(a, c, arg);
	}
}

static void
probe_scheme(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const char *s = mw_str_or_empty(mw_node_text(n));

	(void)arg;
	if (*s != '\0' && strcmp(s, "HTTP") != 0 && strcmp(s, "HTTPS") != 0)
		mw_admit_error(a, n, "the scheme of a probe is HTTP or HTTPS");
}

/* ---- policies and extensions ----------------------------------------- */

static void
waypoint_match(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const struct mw_node *w = mw_admit_child(n, "waypoint");
	bool context = strcmp(mw_admit_text(n, "context", ""),
	    "WAYPOINT") == 0;

	(void)arg;
	if (context != (w != NULL))
		mw_admit_error(a, w != NULL ? w : n, "context WAYPOINT and a "
		    "match of 'waypoint' go together");
}

static void
authz_source(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (mw_admit_child(n, "serviceAccounts") == NULL &&
	    mw_admit_child(n, "notServiceAccounts") == NULL)
		return;
	if (mw_admit_child(n, "principals") != NULL ||
	    mw_admit_child(n, "notPrincipals") != NULL ||
	    mw_admit_child(n, "namespaces") != NULL ||
	    mw_admit_child(n, "notNamespaces") != NULL)
		mw_admit_error(a, n, "serviceAccounts exclude principals and "
		    "namespaces");
}

static void
peer_ports(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const struct mw_node *ports = mw_admit_child(n, "portLevelMtls");

	(void)arg;
	if (ports != NULL && mw_node_count(mw_admit_child(mw_admit_child(n,
	    "selector"), "matchLabels")) == 0)
		mw_admit_error(a, ports, "portLevelMtls needs a selector with "
		    "labels: not for a namespace, nor for the mesh");
}

static void
port_keys(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		long long v;

		if (!mw_str_to_int(mw_node_key(c), &v) || v < 1 || v > 65535)
			mw_admit_error(a, c,
			    "port %s is not between 1 and 65535",
			    mw_node_key(c));
	}
}

static void
http_url(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	const char *scheme, *s = mw_str_or_empty(mw_node_text(n));

	(void)arg;
	if (!mw_admit_is_request_uri(a->arena, s) ||
	    !mw_admit_parse_url(a->arena, s, &scheme))
		mw_admit_error(a, n, "'%s' is not a URL", s);
	else if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
		mw_admit_error(a, n, "'%s' begins neither with http:// nor "
		    "with https://", s);
}

static void
wasm_url(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	static const char *const schemes[] = {
		"", "http", "https", "oci", "file",
	};
	const char *scheme, *s = mw_str_or_empty(mw_node_text(n));

	(void)arg;
	if (!mw_admit_is_request_uri(a->arena, s))
		s = mw_arena_printf(a->arena, "http://%s", s);
	if (!mw_admit_is_request_uri(a->arena, s) ||
	    !mw_admit_parse_url(a->arena, s, &scheme)) {
		mw_admit_error(a, n, "'%s' is not a URL",
		    mw_str_or_empty(mw_node_text(n)));
		return;
	}
	for (size_t i = 0; i < MW_LEN(schemes); i++)
		if (strcmp(schemes[i], scheme) == 0)
			return;
	mw_admit_error(a, n, "a url begins with file, http, https or oci, not "
	    "with '%s'", scheme);
}

static void
env(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if (strcmp(mw_admit_text(n, "valueFrom", ""), "HOST") == 0 &&
	    mw_admit_child(n, "value") != NULL)
		mw_admit_error(a, n,
		    "a value goes with valueFrom INLINE only");
}

static void
wasm_or_lua(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	if ((mw_admit_child(n, "wasm") != NULL) ==
	    (mw_admit_child(n, "lua") != NULL))
		mw_admit_error(a, n, "exactly one of wasm and lua is needed");
}

/* A value that is not there is an error to the rule itself. */
static void
tag_overrides(struct mw_admit *a, const struct mw_node *n, const char *arg)
{
	(void)arg;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		const char *operation = mw_admit_text(c, "operation", "");
		const struct mw_node *value = mw_admit_child(c, "value");

		if (strcmp(operation, "UPSERT") == 0 &&
		    mw_str_empty(mw_node_text(value)))
			mw_admit_error(a, c, "UPSERT of the tag '%s' needs a "
			    "value", mw_node_key(c));
		if (strcmp(operation, "REMOVE") == 0 && value != NULL)
			mw_admit_error(a, c, "REMOVE of the tag '%s' takes no "
			    "value", mw_node_key(c));
	}
}

/* ---- the table ------------------------------------------------------- */

#define K(k) MW_ADMIT_KIND(k)
#define ATTACHED (K(WASM_PLUGIN) | K(AUTHORIZATION_POLICY) |                   \
    K(REQUEST_AUTHENTICATION) | K(TELEMETRY))
#define SELECTING (ATTACHED | K(TRAFFIC_EXTENSION) | K(PROXY_CONFIG) |         \
    K(PEER_AUTHENTICATION))
#define OLD_SELECTING (K(ENVOY_FILTER) | K(SERVICE_ENTRY) | K(SIDECAR))
#define POOLS (K(DESTINATION_RULE) | K(SIDECAR))

const struct mw_admit_rule mw_admit_istio_rules[] = {
	/* to whom it applies */
	{ ATTACHED, "spec", at_most_one, "selector targetRef targetRefs" },
	{ K(TRAFFIC_EXTENSION), "spec", at_most_one, "selector targetRefs" },
	{ K(ENVOY_FILTER), "spec", at_most_one,
	    "workloadSelector targetRefs" },
	{ SELECTING, "spec.selector.matchLabels", labels, NULL },
	{ K(DESTINATION_RULE), "spec.workloadSelector.matchLabels", labels,
	    NULL },
	{ OLD_SELECTING, "spec.workloadSelector.labels", labels, "values" },
	{ ATTACHED, "spec.targetRef.namespace", no_namespace, NULL },
	{ ATTACHED | K(TRAFFIC_EXTENSION) | K(ENVOY_FILTER),
	    "spec.targetRefs[].namespace", no_namespace, NULL },

	/* times */
	{ POOLS, "*onnectionPool.http.http2KeepAlive.interval", duration,
	    NULL },
	{ POOLS, "*onnectionPool.http.http2KeepAlive.timeout", duration,
	    NULL },
	{ POOLS, "*onnectionPool.http.idleTimeout", duration, NULL },
	{ POOLS, "*onnectionPool.tcp.connectTimeout", duration, NULL },
	{ POOLS, "*onnectionPool.tcp.maxConnectionDuration", duration, NULL },
	{ POOLS, "*onnectionPool.tcp.tcpKeepalive.interval", duration, NULL },
	{ POOLS, "*onnectionPool.tcp.tcpKeepalive.time", duration, NULL },
	{ POOLS, "*.loadBalancer.warmup.duration", duration, NULL },
	{ POOLS, "*.loadBalancer.warmupDurationSecs", duration, NULL },
	{ POOLS, "*.outlierDetection.baseEjectionTime", duration, NULL },
	{ POOLS, "*.outlierDetection.interval", duration, NULL },
	{ K(VIRTUAL_SERVICE), "spec.http[].corsPolicy.maxAge", duration,
	    NULL },
	{ K(VIRTUAL_SERVICE), "spec.http[].fault.delay.exponentialDelay",
	    duration, NULL },
	{ K(VIRTUAL_SERVICE), "spec.http[].fault.delay.fixedDelay", duration,
	    NULL },
	{ K(VIRTUAL_SERVICE), "spec.http[].retries.backoff", duration, NULL },
	{ K(VIRTUAL_SERVICE), "spec.http[].retries.perTryTimeout", duration,
	    NULL },
	{ K(VIRTUAL_SERVICE), "spec.http[].timeout", duration, NULL },
	{ K(VIRTUAL_SERVICE), "spec.http[].directResponse.body.bytes", base64,
	    NULL },
	{ K(REQUEST_AUTHENTICATION), "spec.jwtRules[].timeout", duration,
	    NULL },
	{ K(TELEMETRY), "spec.metrics[].reportingInterval", duration, NULL },

	/* certificates */
	{ K(GATEWAY), "spec.servers[].tls", at_most_one,
	    "credentialName credentialNames" },
	{ K(GATEWAY), "spec.servers[].tls", at_most_one,
	    "credentialNames tlsCertificates" },
	{ K(SIDECAR), "spec.ingress[].tls", at_most_one,
	    "credentialName credentialNames" },
	{ K(SIDECAR), "spec.ingress[].tls", at_most_one,
	    "credentialNames tlsCertificates" },

	/* services and workloads */
	{ K(SERVICE_ENTRY), "spec", at_most_one, "workloadSelector endpoints" },
	{ K(SERVICE_ENTRY), "spec", service_entry, NULL },
	{ K(SERVICE_ENTRY), "spec.hosts[]", no_star, NULL },
	{ K(SERVICE_ENTRY), "spec.ports", numbers_differ, "number" },
	{ K(SERVICE_ENTRY), "spec.ports[].number", port, NULL },
	{ K(SERVICE_ENTRY), "spec.ports[].targetPort", port, NULL },
	{ K(SERVICE_ENTRY), "spec.endpoints[]", workload, "address" },
	{ K(SERVICE_ENTRY), "spec.endpoints[].ports", workload_ports, NULL },
	{ K(WORKLOAD_ENTRY), "spec", workload, "address" },
	{ K(WORKLOAD_ENTRY), "spec.ports", workload_ports, NULL },
	{ K(WORKLOAD_GROUP), "spec.template", workload, NULL },
	{ K(WORKLOAD_GROUP), "spec.template.ports", workload_ports, NULL },
	{ K(WORKLOAD_GROUP), "spec.probe.grpc.port", port, NULL },
	{ K(WORKLOAD_GROUP), "spec.probe.httpGet.port", port, NULL },
	{ K(WORKLOAD_GROUP), "spec.probe.httpGet.scheme", probe_scheme, NULL },
	{ K(WORKLOAD_GROUP), "spec.probe.tcpSocket.port", port, NULL },

	/* policies and extensions */
	{ K(ENVOY_FILTER), "spec.configPatches[].match", waypoint_match,
	    NULL },
	{ K(ENVOY_FILTER), "spec.configPatches[].match.waypoint.portNumber",
	    port, NULL },
	{ K(AUTHORIZATION_POLICY), "spec.rules[].from[].source", authz_source,
	    NULL },
	{ K(PEER_AUTHENTICATION), "spec", peer_ports, NULL },
	{ K(PEER_AUTHENTICATION), "spec.portLevelMtls", port_keys, NULL },
	{ K(REQUEST_AUTHENTICATION), "spec.jwtRules[]", at_most_one,
	    "jwksUri jwks_uri jwks" },
	{ K(REQUEST_AUTHENTICATION), "spec.jwtRules[].jwksUri", http_url,
	    NULL },
	{ K(REQUEST_AUTHENTICATION), "spec.jwtRules[].jwks_uri", http_url,
	    NULL },
	{ K(TELEMETRY), "spec.metrics[].overrides[].tagOverrides",
	    tag_overrides, NULL },
	{ K(WASM_PLUGIN), "spec.url", wasm_url, NULL },
	{ K(WASM_PLUGIN), "spec.vmConfig.env[]", env, NULL },
	{ K(TRAFFIC_EXTENSION), "spec", wasm_or_lua, NULL },
	{ K(TRAFFIC_EXTENSION), "spec.wasm.url", wasm_url, NULL },
	{ K(TRAFFIC_EXTENSION), "spec.wasm.vmConfig.env[]", env, NULL },
};
const size_t mw_admit_n_istio_rules = MW_LEN(mw_admit_istio_rules);
