/*
 * policy-jwt.c - RequestAuthentications as the filter that checks tokens.
 *
 * All that select the workload count together: there is no overriding.  Their
 * rules are put in the order of issuers, which is the order in which Envoy
 * tries them (S79, S84).
 */
#include "istiod/policy.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static const char *const *
texts(struct mw_arena *a, const struct mw_strings *v, size_t *n)
{
	const char **out = MW_NEW_ARRAY(a, const char *, v->n);

	for (size_t i = 0; i < v->n; i++)
		out[i] = mw_str_or_empty(v->v[i].s);
	*n = v->n;
	return out;
}

static void
set_locations(struct mw_arena *a, const struct mw_jwt_rule *r,
    struct mw_jwt_provider *p)
{
	struct mw_jwt_location *headers = MW_NEW_ARRAY(a,
	    struct mw_jwt_location, r->from_headers.n);

	for (size_t i = 0; i < r->from_headers.n; i++)
		headers[i] = (struct mw_jwt_location){
			.name = mw_arena_lower(a, mw_str_or_empty(
			    r->from_headers.v[i].name.s)),
			.prefix = mw_str_or_empty(
			    r->from_headers.v[i].prefix.s),
		};
	p->headers = headers;
	p->n_headers = r->from_headers.n;
	p->params = texts(a, &r->from_params, &p->n_params);
	p->cookies = texts(a, &r->from_cookies, &p->n_cookies);
}

static void
set_outputs(struct mw_arena *a, const struct mw_jwt_rule *r,
    struct mw_jwt_provider *p)
{
	struct mw_claim_header *v = MW_NEW_ARRAY(a, struct mw_claim_header,
	    r->output_claim_to_headers.n);

	for (size_t i = 0; i < r->output_claim_to_headers.n; i++)
		v[i] = (struct mw_claim_header){
			.header = mw_arena_lower(a, mw_str_or_empty(
			    r->output_claim_to_headers.v[i].header.s)),
			.claim = mw_str_or_empty(
			    r->output_claim_to_headers.v[i].claim.s),
		};
	p->claim_headers = v;
	p->n_claim_headers = r->output_claim_to_headers.n;
	if (!mw_str_empty(r->output_payload_to_header.s))
		p->payload_header = mw_arena_lower(a,
		    mw_str_or_empty(r->output_payload_to_header.s));
}

static struct mw_jwt_provider
provider(struct mw_arena *a, const struct mw_object *o,
    const struct mw_jwt_rule *r)
{
	struct mw_jwt_provider p = {
		.issuer = mw_str_or_empty(r->issuer.s),
		.jwks = mw_str_empty(r->jwks.s) ? NULL : r->jwks.s,
		.jwks_uri = mw_str_empty(r->jwks_uri.s) ? NULL : r->jwks_uri.s,
		.forward = r->forward_original_token.v,
		.origin = { .object = o, .node = r->node },
	};

	p.audiences = texts(a, &r->audiences, &p.n_audiences);
	p.space_delimited = texts(a, &r->space_delimited_claims,
	    &p.n_space_delimited);
	set_locations(a, r, &p);
	set_outputs(a, r, &p);
	return p;
}

struct ranked {
	struct mw_jwt_provider provider;
	size_t order;
};

static int
by_issuer(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	int d = strcmp(a->provider.issuer, b->provider.issuer);

	if (d != 0)
		return d;
	return a->order < b->order ? -1 : a->order > b->order ? 1 : 0;
}

const struct mw_jwt_filter *
mw_policy_jwt(struct mw_builder *b, bool for_gateway)
{
	struct mw_policy_objects policies = mw_policy_attached(b,
	    MW_KIND_REQUEST_AUTHENTICATION);
	MW_VEC(struct ranked) all = { 0 };
	struct mw_jwt_provider *v;
	struct mw_jwt_filter *f;

	for (size_t i = 0; i < policies.n; i++) {
		const struct mw_object *o = policies.v[i];
		const struct mw_jwt_rule_list *rules =
		    &MW_SPEC(o, request_authentication)->jwt_rules;

		for (size_t j = 0; j < rules->n; j++) {
			struct ranked one = { .order = all.n,
			    .provider = provider(b->arena, o, &rules->v[j]) };

			mw_vec_push(b->arena, &all, one);
		}
	}
	if (all.n == 0)		/* S81, S93 */
		return NULL;
	qsort(all.v, all.n, sizeof(*all.v), by_issuer);
	v = MW_NEW_ARRAY(b->arena, struct mw_jwt_provider, all.n);
	for (size_t i = 0; i < all.n; i++)
		v[i] = all.v[i].provider;
	f = MW_NEW(b->arena, struct mw_jwt_filter);
	*f = (struct mw_jwt_filter){ .providers = v, .n_providers = all.n,
	    .clear_route_cache = for_gateway };
	return f;
}
