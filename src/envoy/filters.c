/*
 * filters.c - the security filters of an HTTP chain, in their order (S73).
 */
#include "envoy/filters.h"

#include "base/str.h"
#include "envoy/extauthz.h"
#include "envoy/jwt.h"
#include "envoy/rbac.h"
#include "envoy/reply.h"

#include <string.h>

struct security {
	const struct mw_proxy *p;
	const struct mw_http_manager *m;
	const struct mw_http_input *in;
	struct mw_http *request;
	const char *remote_ip;
	struct mw_arena *arena;
	struct mw_steps *log;
	struct mw_http_decision *out;
};

void
mw_note_add(struct mw_arena *arena, const char *const **list, size_t *n,
    const char *text)
{
	const char **longer;

	for (size_t i = 0; i < *n; i++) {
		if (strcmp((*list)[i], text) == 0)
			return;
	}
	longer = MW_NEW_ARRAY(arena, const char *, *n + 1);
	for (size_t i = 0; i < *n; i++)
		longer[i] = (*list)[i];
	longer[(*n)++] = text;
	*list = longer;
}

/* POLICY is NULL where no ALLOW rule matched (S225). */
static void
deny(struct security *s, const struct mw_rbac_policy *policy)
{
	mw_local_reply(s->out, s->request, s->arena, 403,
	    "RBAC: access denied", mw_arena_printf(s->arena,
	    "rbac_access_denied_matched_policy[%s]",
	    policy != NULL ? policy->key : "none"), NULL);
	s->out->policy = policy != NULL ? policy->short_key : "none";
}

static enum mw_filter_result
run_ext_authz(struct security *s, size_t i, struct mw_rbac_subject *subject)
{
	const struct mw_ext_authz *e = &s->m->ext_authz[i];
	const struct mw_authorizer *known = s->in->authorizers != NULL ?
	    &s->in->authorizers[i] : NULL;
	const struct mw_rbac_policy *policy;
	bool told = known != NULL && known->verdict == MW_AUTHORIZER_REFUSES;

	switch (mw_ext_authz_run(s->p, e, known, subject, s->log, &policy)) {
	case MW_EXT_AUTHZ_GO_ON:
		return MW_FILTER_CONTINUE;
	case MW_EXT_AUTHZ_UNANSWERED:
		mw_note_add(s->arena, &s->out->not_modelled,
		    &s->out->n_not_modelled, mw_ext_authz_note(e, s->arena));
		return MW_FILTER_CONTINUE;
	case MW_EXT_AUTHZ_REFUSED:
		mw_local_reply(s->out, s->request, s->arena,
		    told ? known->status : 403, told ? known->body : NULL,
		    "ext_authz_denied", "UAEX");
		return MW_FILTER_STOP;
	case MW_EXT_AUTHZ_ERROR:
		mw_local_reply(s->out, s->request, s->arena,
		    e->status_on_error != 0 ? e->status_on_error : 403, NULL,
		    "ext_authz_error", "UAEX");
		return MW_FILTER_STOP;
	case MW_EXT_AUTHZ_BAD:
		deny(s, policy);
		return MW_FILTER_STOP;
	}
	return MW_FILTER_CONTINUE;
}

/* CUSTOM comes before any token is verified: no claims (S74). */
static enum mw_filter_result
run_custom(struct security *s)
{
	enum mw_filter_result result = MW_FILTER_CONTINUE;
	struct mw_rbac_subject subject;

	mw_rbac_subject_init(&subject, s->in, s->request, s->remote_ip, NULL,
	    s->arena);
	for (size_t i = 0; i < s->m->n_ext_authz &&
	    result == MW_FILTER_CONTINUE; i++)
		result = run_ext_authz(s, i, &subject);
	mw_rbac_subject_fini(&subject);
	return result;
}

static enum mw_filter_result
run_rbac(struct security *s)
{
	enum mw_filter_result result = MW_FILTER_CONTINUE;
	struct mw_rbac_subject subject;

	mw_rbac_subject_init(&subject, s->in, s->request, s->remote_ip,
	    s->out->payload_json, s->arena);
	for (size_t i = 0; i < s->m->n_rbac &&
	    result == MW_FILTER_CONTINUE; i++) {
		struct mw_rbac_verdict v = mw_rbac_run(&s->m->rbac[i],
		    &subject, s->log);

		if (v.denied) {
			deny(s, v.policy);
			result = MW_FILTER_STOP;
		}
	}
	mw_rbac_subject_fini(&subject);
	return result;
}

enum mw_filter_result
mw_filter_security(const struct mw_proxy *p, const struct mw_http_manager *m,
    enum mw_direction direction, const struct mw_http_input *in,
    struct mw_http *request, struct mw_arena *arena, struct mw_steps *log,
    struct mw_http_decision *out)
{
	struct security s = { .p = p, .m = m, .in = in, .request = request,
		.arena = arena, .log = log, .out = out };

	if (m->n_ext_authz == 0 && m->jwt == NULL && m->n_rbac == 0)
		return MW_FILTER_CONTINUE;
	s.remote_ip = mw_remote_address(m, direction, in, arena);
	if (run_custom(&s) == MW_FILTER_STOP)
		return MW_FILTER_STOP;
	if (m->jwt != NULL && mw_jwt_filter_run(m->jwt, in, request, arena,
	    log, out) == MW_FILTER_STOP)
		return MW_FILTER_STOP;
	return run_rbac(&s);
}
