/*
 * admit-envoyfilter.c - EnvoyFilter (D11).
 *
 * What a patch holds is configuration of Envoy, whose types are not known
 * here.  Looked at is only its outermost level (admit-envoypatch.c).
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/str.h"

enum apply {
	INVALID, LISTENER, FILTER_CHAIN, NETWORK_FILTER, HTTP_FILTER,
	ROUTE_CONFIGURATION, VIRTUAL_HOST, HTTP_ROUTE, CLUSTER,
	EXTENSION_CONFIG, BOOTSTRAP, LISTENER_FILTER
};
enum { WAYPOINT = 4, REMOVE = 3 };
enum { VERSION_MAX = 1024 };

#define MANAGER "envoy.filters.network.http_connection_manager"
#define OLD_MANAGER "envoy.http_connection_manager"

/* Names that Envoy gave up, and those that came instead. */
static const struct {
	const char *name, *now;
} old_names[] = {
	{ "envoy.buffer", "envoy.filters.http.buffer" },
	{ "envoy.client_ssl_auth", "envoy.filters.network.client_ssl_auth" },
	{ "envoy.cors", "envoy.filters.http.cors" },
	{ "envoy.csrf", "envoy.filters.http.csrf" },
	{ "envoy.ext_authz", "envoy.filters.http.ext_authz" },
	{ "envoy.fault", "envoy.filters.http.fault" },
	{ "envoy.grpc_http1_bridge", "envoy.filters.http.grpc_http1_bridge" },
	{ "envoy.grpc_json_transcoder",
	    "envoy.filters.http.grpc_json_transcoder" },
	{ "envoy.grpc_web", "envoy.filters.http.grpc_web" },
	{ "envoy.gzip", "envoy.filters.http.gzip" },
	{ "envoy.health_check", "envoy.filters.http.health_check" },
	{ OLD_MANAGER, MANAGER },
	{ "envoy.http_dynamo_filter", "envoy.filters.http.dynamo" },
	{ "envoy.ip_tagging", "envoy.filters.http.ip_tagging" },
	{ "envoy.listener.http_inspector",
	    "envoy.filters.listener.http_inspector" },
	{ "envoy.listener.original_dst",
	    "envoy.filters.listener.original_dst" },
	{ "envoy.listener.original_src",
	    "envoy.filters.listener.original_src" },
	{ "envoy.listener.proxy_protocol",
	    "envoy.filters.listener.proxy_protocol" },
	{ "envoy.listener.tls_inspector",
	    "envoy.filters.listener.tls_inspector" },
	{ "envoy.lua", "envoy.filters.http.lua" },
	{ "envoy.mongo_proxy", "envoy.filters.network.mongo_proxy" },
	{ "envoy.rate_limit", "envoy.filters.http.ratelimit" },
	{ "envoy.ratelimit", "envoy.filters.network.ratelimit" },
	{ "envoy.redis_proxy", "envoy.filters.network.redis_proxy" },
	{ "envoy.router", "envoy.filters.http.router" },
	{ "envoy.squash", "envoy.filters.http.squash" },
	{ "envoy.tcp_proxy", "envoy.filters.network.tcp_proxy" },
};

static void
warn_old_name(struct mw_admit *a, const struct mw_string *s)
{
	for (size_t i = 0; i < MW_LEN(old_names); i++)
		if (mw_str_eq(old_names[i].name, s->s))
			mw_admit_warn(a, s->node, "'%s' is an old name: write "
			    "'%s'", s->s, old_names[i].now);
}

/* False: the rest of the patch is not looked at. */
static bool
check_filter_match(struct mw_admit *a, const struct mw_envoy_filter_filter *f,
    enum apply to)
{
	if (to == LISTENER || to == FILTER_CHAIN)
		mw_admit_warn(a, f->node, "the match of a filter has no effect "
		    "on what this is applied to");
	if (mw_str_empty(f->name.s)) {
		mw_admit_error(a, f->node,
		    "the match of a filter needs a name");
		return false;
	}
	if (f->sub_filter != NULL) {
		const char *fault = NULL;

		if (to != HTTP_FILTER)
			fault = "subFilter goes with applyTo HTTP_FILTER only";
		else if (strcmp(f->name.s, MANAGER) != 0 &&
		    strcmp(f->name.s, OLD_MANAGER) != 0)
			fault = "subFilter wants " MANAGER " as filter";
		else if (mw_str_empty(f->sub_filter->name.s))
			fault = "subFilter needs a name";
		if (fault != NULL) {
			mw_admit_error(a, f->sub_filter->node, "%s", fault);
			return false;
		}
		warn_old_name(a, &f->sub_filter->name);
	}
	warn_old_name(a, &f->name);
	return true;
}

static bool
has_object(const struct mw_envoy_filter_match *m)
{
	return m->listener != NULL || m->cluster != NULL ||
	    m->route_configuration != NULL || m->waypoint != NULL;
}

static bool
check_match(struct mw_admit *a, const struct mw_envoy_filter_match *m,
    enum apply to)
{
	if (m == NULL || !has_object(m))
		return true;
	switch (to) {
	case LISTENER:
	case FILTER_CHAIN:
	case NETWORK_FILTER:
	case HTTP_FILTER:
		if (m->listener == NULL) {
			mw_admit_error(a, m->node,
			    "what is applied to listeners and their filters "
			    "is matched by 'listener'");
			return false;
		}
		if (m->listener->filter_chain != NULL &&
		    m->listener->filter_chain->filter != NULL)
			return check_filter_match(a,
			    m->listener->filter_chain->filter, to);
		break;
	case ROUTE_CONFIGURATION:
	case VIRTUAL_HOST:
	case HTTP_ROUTE:
		if (m->route_configuration == NULL)
			mw_admit_error(a, m->node, "what is applied to routes "
			    "is matched by 'routeConfiguration'");
		break;
	case CLUSTER:
		if (m->cluster == NULL)
			mw_admit_error(a, m->node, "what is applied to "
			    "clusters is matched by 'cluster'");
		break;
	case INVALID:
	case EXTENSION_CONFIG:
	case BOOTSTRAP:
	case LISTENER_FILTER:
		break;
	}
	return true;
}

static bool
check_version(struct mw_admit *a, const struct mw_envoy_filter_proxy *p)
{
	const char *why;

	if (p == NULL || mw_str_empty(p->proxy_version.s))
		return true;
	if (strlen(p->proxy_version.s) > VERSION_MAX) {
		mw_admit_warn(a, p->proxy_version.node, "proxyVersion is "
		    "longer than %d bytes, and ignored", VERSION_MAX);
		return true;
	}
	why = mw_admit_regex_fault(p->proxy_version.s);
	if (why == NULL)
		return true;
	mw_admit_error(a, p->proxy_version.node,
	    "'%s' is not a regular expression of RE2: %s",
	    p->proxy_version.s, why);
	return false;
}

static void
check_patch(struct mw_admit *a, const struct mw_envoy_filter_config_patches *c)
{
	const struct mw_envoy_filter_match *m = c->match;
	const char *lacks = NULL;

	if (m != NULL && m->context.v == WAYPOINT)
		return;
	if (c->apply_to.v == INVALID)
		lacks = "applyTo";
	else if (c->patch == NULL)
		lacks = "a patch";
	else if (c->patch->operation.v == INVALID)
		lacks = "the operation of its patch";
	else if (c->patch->operation.v != REMOVE && c->patch->value == NULL)
		lacks = "the value of its patch";
	if (lacks != NULL) {
		mw_admit_error(a, c->node, "a patch needs %s", lacks);
		return;
	}
	if ((m != NULL && !check_version(a, m->proxy)) ||
	    !check_match(a, m, (enum apply)c->apply_to.v))
		return;
	mw_admit_envoy_patch(a, (int)c->apply_to.v, c->patch->value);
}

void
mw_admit_envoy_filter(struct mw_admit *a)
{
	const struct mw_envoy_filter *f = MW_SPEC(a->object, envoy_filter);

	mw_admit_warn(a, NULL, "an EnvoyFilter depends on how Istio and Envoy "
	    "work inside, which changes without notice: use another way if "
	    "there is one");
	if (!mw_admit_old_selector(a, f->workload_selector))
		return;
	for (size_t i = 0; i < f->config_patches.n; i++)
		check_patch(a, &f->config_patches.v[i]);
}
