/*
 * policy-custom.c - CUSTOM policies: when which external authorizer is asked.
 *
 * Policies are gathered by provider.  A provider that cannot be used does not
 * let requests through: what its policies match is denied (S217).
 */
#include "istiod/policy.h"

#include "base/map.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define BAD_SUFFIX "-deny-due-to-bad-CUSTOM-action"

/* ---- is the provider usable? ------------------------------------------- */

/* The numbers that Envoy has a name for, up to 511. */
static bool
known_status(long long n)
{
	static const struct { int from, to; } known[] = {
		{ 0, 0 }, { 100, 100 }, { 200, 208 }, { 226, 226 },
		{ 300, 305 }, { 307, 308 }, { 400, 417 }, { 421, 424 },
		{ 426, 426 }, { 428, 429 }, { 431, 431 }, { 500, 508 },
		{ 510, 511 },
	};

	for (size_t i = 0; i < MW_LEN(known); i++) {
		if (n >= known[i].from && n <= known[i].to)
			return true;
	}
	return false;
}

/* S219. */
static const char *
bad_name(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > 63)
		return "the name of a provider has 1 to 63 characters";
	for (size_t i = 0; i < len; i++) {
		char c = name[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
		    c != '-')
			return "the name of a provider is made of small "
			    "letters, digits and hyphens";
	}
	if (name[0] == '-' || name[len - 1] == '-')
		return "the name of a provider does not begin or end with a "
		    "hyphen";
	return NULL;
}

/* "host" or "namespace/host", written in full: it is looked up as it is. */
static const char *
bad_service(const struct mw_builder *b, const char *service)
{
	const char *slash = strchr(service, '/');
	const char *host = slash != NULL ? slash + 1 : service;
	size_t n, namespaces = 0;
	const struct mw_service *const *v;
	const char *seen = NULL;

	if (*host == '\0')
		return "it names no service";
	v = mw_mesh_services(b->mesh, host, &n);
	for (size_t i = 0; i < n; i++) {
		if (slash != NULL && (strlen(v[i]->ns) != (size_t)(slash -
		    service) || strncmp(v[i]->ns, service, (size_t)(slash -
		    service)) != 0))
			continue;
		if (seen == NULL || strcmp(seen, v[i]->ns) != 0)
			namespaces++;
		seen = v[i]->ns;
	}
	if (namespaces == 0)
		return "its service is not in the mesh";
	return namespaces > 1 ? "its service is in several namespaces" : NULL;
}

static bool
has_star(const struct mw_strings *v)
{
	for (size_t i = 0; i < v->n; i++) {
		if (mw_str_eq(v->v[i].s, "*"))
			return true;
	}
	return false;
}

static const char *
bad_common(const struct mw_builder *b, const struct mw_string *service,
    const struct mw_int *port, const struct mw_string *status)
{
	long long n;

	if (port->v < 1 || port->v > 65535)
		return "its port is not between 1 and 65535";
	if (!mw_str_empty(status->s) && (!mw_str_to_int(status->s, &n) ||
	    !known_status(n)))
		return "its statusOnError is no status";
	return bad_service(b, mw_str_or_empty(service->s));
}

static const char *
bad_http(const struct mw_builder *b,
    const struct mw_mesh_config_envoy_ext_authz_http *p)
{
	if (!mw_str_empty(p->path_prefix.s) && p->path_prefix.s[0] != '/')
		return "its pathPrefix does not begin with '/'";
	if (has_star(&p->include_request_headers_in_check) ||
	    has_star(&p->include_headers_in_check) ||
	    has_star(&p->headers_to_downstream_on_deny) ||
	    has_star(&p->headers_to_downstream_on_allow) ||
	    has_star(&p->headers_to_upstream_on_allow))
		return "'*' alone is not taken in its lists of headers";
	return bad_common(b, &p->service, &p->port, &p->status_on_error);
}

static bool
is_authorizer(const struct mw_mesh_config_extension_providers *p)
{
	return p->envoy_ext_authz_http != NULL ||
	    p->envoy_ext_authz_grpc != NULL;
}

/* The provider of this name; NULL with a reason in *bad. */
static const struct mw_mesh_config_extension_providers *
find_provider(const struct mw_builder *b, const char *name, const char **bad)
{
	const struct mw_mesh_config_extension_providers_list *all =
	    &b->mesh->settings.config->extension_providers;
	const struct mw_mesh_config_extension_providers *found = NULL;

	*bad = "no extension provider of the mesh has this name";
	for (size_t i = 0; i < all->n; i++) {
		const struct mw_mesh_config_extension_providers *p = &all->v[i];

		if (!is_authorizer(p) ||
		    !mw_str_eq(mw_str_or_empty(p->name.s), name))
			continue;
		*bad = found != NULL ? "two extension providers have this "
		    "name" : bad_name(name);
		if (*bad == NULL && p->envoy_ext_authz_http != NULL)
			*bad = bad_http(b, p->envoy_ext_authz_http);
		else if (*bad == NULL)
			*bad = bad_common(b, &p->envoy_ext_authz_grpc->service,
			    &p->envoy_ext_authz_grpc->port,
			    &p->envoy_ext_authz_grpc->status_on_error);
		found = p;
	}
	return *bad == NULL ? found : NULL;
}

/* ---- one provider's policies ------------------------------------------- */

static const char *
provider_of(const struct mw_object *policy)
{
	const struct mw_authorization_policy *p = MW_SPEC(policy,
	    authorization_policy);

	return p->provider != NULL ? mw_str_or_empty(p->provider->name.s) : "";
}

/* The cluster of a service, which may be written "namespace/host". */
static const char *
cluster_of(const struct mw_builder *b, const struct mw_string *service,
    const struct mw_int *port)
{
	const char *name = mw_str_or_empty(service->s);
	const char *slash = strchr(name, '/');

	return mw_arena_printf(b->arena, "outbound|%lld||%s",
	    (long long)port->v, slash != NULL ? slash + 1 : name);
}

static void
describe(const struct mw_builder *b,
    const struct mw_mesh_config_extension_providers *p,
    struct mw_ext_authz *out)
{
	const struct mw_string *status;
	long long n;

	out->http = p->envoy_ext_authz_http != NULL;
	if (out->http) {
		out->cluster = cluster_of(b, &p->envoy_ext_authz_http->service,
		    &p->envoy_ext_authz_http->port);
		out->fail_open = p->envoy_ext_authz_http->fail_open.v;
		status = &p->envoy_ext_authz_http->status_on_error;
	} else {
		out->cluster = cluster_of(b, &p->envoy_ext_authz_grpc->service,
		    &p->envoy_ext_authz_grpc->port);
		out->fail_open = p->envoy_ext_authz_grpc->fail_open.v;
		status = &p->envoy_ext_authz_grpc->status_on_error;
	}
	if (!mw_str_empty(status->s) && mw_str_to_int(status->s, &n))
		out->status_on_error = (uint32_t)n;
	out->origin = (struct mw_origin){ .object = b->mesh->settings.object,
	    .node = p->node };
}

struct authorizers {
	struct mw_ext_authz *v;
	size_t n, cap;
};

static void
push_list(struct mw_builder *b, struct authorizers *out,
    const struct mw_ext_authz *like, struct mw_rbac_list *list,
    const char *bad)
{
	struct mw_ext_authz e = *like;

	mw_policy_sort(list);
	e.policies = list->v;
	e.n_policies = list->n;
	e.bad = bad;
	mw_vec_push(b->arena, out, e);
}

static void
add_provider(struct mw_builder *b, const struct mw_policy_objects *policies,
    const char *name, const char *conflict, bool tcp, struct authorizers *out)
{
	struct mw_ext_authz e = { .provider = name, .status_on_error = 403 };
	struct mw_rbac_list enforced = { 0 }, dry = { 0 };
	const struct mw_mesh_config_extension_providers *p;
	const char *bad;
	const char *prefix = *name != '\0' ? mw_arena_printf(b->arena,
	    "istio-ext-authz-%s-", name) : "istio-ext-authz-";

	p = find_provider(b, name, &bad);
	if (conflict != NULL)
		bad = conflict;
	if (p != NULL)
		describe(b, p, &e);
	if (bad == NULL && tcp && e.http)
		return;		/* S221: such a provider cannot be asked */
	for (size_t i = 0; i < policies->n; i++) {
		struct mw_rule_context ctx = { .b = b,
		    .policy = policies->v[i], .tcp = tcp };

		if (strcmp(provider_of(policies->v[i]), name) != 0)
			continue;
		if (e.origin.object == NULL)
			e.origin = (struct mw_origin){
			    .object = policies->v[i],
			    .node = policies->v[i]->root };
		mw_policy_add(&ctx, prefix, bad != NULL ? BAD_SUFFIX : "",
		    &enforced, &dry);
	}
	push_list(b, out, &e, &enforced, bad);
	/* The control plane puts the rules of a dry run where Envoy enforces
	 * them as DENY. */
	if (dry.n > 0 && bad == NULL)
		push_list(b, out, &e, &dry, "a dry run of CUSTOM denies");
}

static int
by_text(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*a, *b);
}

/* S218: the control plane asks one provider a workload, by default. */
void
mw_policy_custom(struct mw_builder *b,
    const struct mw_policy_objects *policies, bool tcp,
    const struct mw_ext_authz **out, size_t *n)
{
	struct authorizers list = { 0 };
	struct mw_map *seen = mw_map_new(b->arena);
	MW_VEC(const char *) names = { 0 };
	const char *conflict = NULL;

	for (size_t i = 0; i < policies->n; i++) {
		const char *name = provider_of(policies->v[i]);

		if (mw_map_get(seen, name) != NULL)
			continue;
		mw_map_put(seen, name, b);
		mw_vec_push(b->arena, &names, name);
	}
	if (names.n > 1) {
		qsort(names.v, names.n, sizeof(*names.v), by_text);
		conflict = "policies with several providers select this "
		    "workload";
	}
	for (size_t i = 0; i < names.n; i++)
		add_provider(b, policies, names.v[i], conflict, tcp, &list);
	*out = list.v;
	*n = list.n;
}
