/*
 * router.c - the last filter: the cluster, timeouts, what goes upstream,
 * cookies and mirrors (R93, R97, R103, R109, R190).
 */
#include "envoy/stages.h"

#include "base/str.h"
#include "base/vec.h"
#include "envoy/reply.h"

#include <stdlib.h>
#include <string.h>

enum { MILLION = 1000000, NS_PER_MS = 1000000 };

static void
cluster_not_found(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;
	const char *name = x->out->chosen != NULL ? x->out->chosen->name : "";
	bool delayed = x->out->flags != NULL;

	mw_local_reply(x->out, x->request, x->arena, r->cluster_not_found != 0
	    ? r->cluster_not_found : 503, NULL, "cluster_not_found",
	    delayed ? "DI,NC" : "NC");
	x->out->cluster_name = name;
	mw_step_add(x->log, MW_STAGE_CLUSTER, MW_STEP_FAIL, x->out->chosen !=
	    NULL ? &x->out->chosen->origin : &r->origin,
	    "the proxy has no cluster '%s'", name);
}

static void
log_cluster(struct mw_exchange *x)
{
	const struct mw_http_decision *out = x->out;

	if (x->log == NULL)
		return;
	if (out->of > 0)
		mw_step_add(x->log, MW_STAGE_CLUSTER, MW_STEP_CHOSEN,
		    &out->chosen->origin, "cluster '%s', weight %llu of %llu",
		    out->cluster_name, (unsigned long long)out->weight,
		    (unsigned long long)out->of);
	else
		mw_step_add(x->log, MW_STAGE_CLUSTER, MW_STEP_CHOSEN,
		    &out->chosen->origin, "cluster '%s'", out->cluster_name);
}

/* ---- timeouts ------------------------------------------------------------ */

/* "100m", "5S"... of grpc-timeout in milliseconds; 0 for none. */
static int64_t
grpc_timeout(const char *s)
{
	static const struct {
		char unit;
		int64_t per, ms;
	} units[] = { { 'H', 1, 3600000 }, { 'M', 1, 60000 }, { 'S', 1, 1000 },
		{ 'm', 1, 1 }, { 'u', 1000, 1 }, { 'n', 1000000, 1 } };
	char *end;
	long long n;

	if (mw_str_empty(s) || s[0] < '0' || s[0] > '9')
		return 0;
	n = strtoll(s, &end, 10);
	for (size_t i = 0; i < MW_LEN(units) && n <= 99999999; i++) {
		if (*end == units[i].unit && end[1] == '\0')
			return (n * units[i].ms + units[i].per - 1) /
			    units[i].per;
	}
	return 0;
}

/* R103, R190: the smaller of timeout and perTryTimeout is told upstream. */
static void
set_expected_timeout(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;
	int64_t all = r->timeout_ns / NS_PER_MS, try = 0, header;
	bool grpc;

	/* the routes of inbound listeners let every time be */
	if (x->direction == MW_INBOUND)
		return;
	grpc = mw_is_grpc(x->request);
	if (grpc) {
		header = grpc_timeout(mw_header_get(&x->request->headers,
		    "grpc-timeout"));
		if (header > 0 && (all == 0 || header < all))
			all = header;
	}
	if (r->retry != NULL)
		try = r->retry->per_try_timeout_ns / NS_PER_MS;
	if (try == 0 || (all != 0 && try >= all))
		try = all;
	if (try <= 0)
		return;
	mw_header_set(&x->request->headers, x->arena,
	    "x-envoy-expected-rq-timeout-ms",
	    mw_arena_printf(x->arena, "%lld", (long long)try));
	if (grpc)
		mw_header_set(&x->request->headers, x->arena, "grpc-timeout",
		    mw_arena_printf(x->arena, "%lldm", (long long)try));
}

/* ---- hash cookies (R109) ------------------------------------------------- */

static bool
has_cookie(const struct mw_headers_list *h, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < h->n; i++) {
		const char *s = h->v[i].value;

		if (strcmp(h->v[i].name, "cookie") != 0)
			continue;
		while (*s != '\0') {
			s += strspn(s, " \t;");
			if (strncmp(s, name, len) == 0 && s[len] == '=' &&
			    s[len + 1] != '\0' && s[len + 1] != ';')
				return true;
			s += strcspn(s, ";");
		}
	}
	return false;
}

static const char *
attributes(struct mw_arena *a, const struct mw_env_var_list *list)
{
	const char *all = "";

	for (size_t i = 0; list != NULL && i < list->n; i++) {
		const char *value = mw_str_or_empty(list->v[i].value.s);

		all = mw_arena_printf(a, "%s; %s%s%s", all,
		    mw_str_or_empty(list->v[i].name.s),
		    *value == '\0' ? "" : "=", value);
	}
	return all;
}

static const char *
cookie(struct mw_arena *a, const struct mw_hash_policy *h)
{
	long long ttl = (long long)(h->ttl_ns / 1000000000);
	const char *age = ttl > 0 ?
	    mw_arena_printf(a, "; Max-Age=%lld", ttl) : "";

	return mw_arena_printf(a, "%s=\"GENERATED\"%s%s%s%s; HttpOnly",
	    h->name, age, mw_str_empty(h->path) ? "" : "; Path=",
	    mw_str_or_empty(h->path), attributes(a, h->attributes));
}

/* Each policy makes its own cookie, the same name again included. */
static void
make_cookies(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;
	MW_VEC(const char *) made = { 0 };

	if (x->out->cluster->lb != MW_LB_RING_HASH &&
	    x->out->cluster->lb != MW_LB_MAGLEV)
		return;
	for (size_t i = 0; i < r->n_hash; i++) {
		const struct mw_hash_policy *h = &r->hash[i];

		if (h->kind != MW_HASH_COOKIE || h->ttl_ns < 0 ||
		    has_cookie(&x->request->headers, h->name))
			continue;
		mw_vec_push(x->arena, &made, cookie(x->arena, h));
		mw_step_add(x->log, MW_STAGE_CLUSTER, MW_STEP_INFO, &h->origin,
		    "the response sets cookie '%s', so that the same endpoint "
		    "is chosen again", h->name);
	}
	x->out->set_cookies = made.v;
	x->out->n_set_cookies = made.n;
}

/* ---- mirrors (R97) ------------------------------------------------------- */

static struct mw_http
copy_for_mirror(struct mw_exchange *x)
{
	struct mw_http copy = *x->request;
	const char *xff, *own = mw_str_or_empty(x->in->local_ip);

	mw_headers_copy(&copy.headers, x->arena, &x->request->headers, 2);
	mw_header_set(&copy.headers, x->arena, "x-envoy-internal", "true");
	xff = mw_header_get(&copy.headers, "x-forwarded-for");
	mw_header_set(&copy.headers, x->arena, "x-forwarded-for", xff == NULL ?
	    own : mw_arena_printf(x->arena, "%s,%s", xff, own));
	return copy;
}

static void
add_mirrors(struct mw_exchange *x)
{
	const struct mw_route_entry *r = x->out->route;
	struct mw_http_mirror_out *v;

	if (r->n_mirrors == 0)
		return;
	v = MW_NEW_ARRAY(x->arena, struct mw_http_mirror_out, r->n_mirrors);
	for (size_t i = 0; i < r->n_mirrors; i++) {
		const struct mw_mirror_policy *m = &r->mirrors[i];
		bool there = mw_proxy_cluster(x->p, m->cluster) != NULL;

		mw_step_add(x->log, MW_STAGE_MIRROR, there &&
		    m->fraction.per_million > 0 ? MW_STEP_CHOSEN :
		    MW_STEP_SKIPPED, &m->origin,
		    "a copy of %g %% of the requests to '%s'%s",
		    m->fraction.per_million / 10000.0, m->cluster,
		    there ? "" : ", which does not exist");
		if (!there || m->fraction.per_million == 0)
			continue;
		v[x->out->n_mirrors++] = (struct mw_http_mirror_out){
			.cluster = m->cluster,
			.request = copy_for_mirror(x),
			.origin = m->origin,
		};
	}
	x->out->mirrors = v;
}

/* A route's own operations may set them: the router reads them, and they go no
 * further. */
static void
consume_controls(struct mw_exchange *x)
{
	static const char *const names[] = { "x-envoy-retry-on",
		"x-envoy-retry-grpc-on", "x-envoy-max-retries",
		"x-envoy-hedge-on-per-try-timeout",
		"x-envoy-retriable-header-names",
		"x-envoy-retriable-status-codes",
		"x-envoy-upstream-rq-per-try-timeout-ms",
		"x-envoy-upstream-rq-timeout-alt-response" };
	const struct mw_headers_list *h = &x->request->headers;
	bool any = false;

	for (size_t i = 0; i < h->n && !any; i++)
		any = mw_str_has_prefix(h->v[i].name, "x-envoy-");
	for (size_t i = 0; any && i < MW_LEN(names); i++)
		mw_header_remove(&x->request->headers, names[i]);
}

void
mw_stage_router(struct mw_exchange *x)
{
	if (x->out->cluster == NULL) {
		cluster_not_found(x);
		return;
	}
	set_expected_timeout(x);
	if (x->out->vhost->attempt_count)
		mw_header_set(&x->request->headers, x->arena,
		    "x-envoy-attempt-count", "1");
	mw_rewrite_request(x);
	consume_controls(x);
	log_cluster(x);
	if (x->out->route->n_hash > 0)
		make_cookies(x);
	add_mirrors(x);
	x->out->forwarded = true;
}
