/*
 * extauthz.c - CUSTOM policies.
 *
 * Each provider has a pair of filters: the rules say whether it is asked, the
 * second asks it.  What it would answer is not known here: the verdict is
 * given from outside, or the request goes on and the answer says so (S224).
 */
#include "envoy/extauthz.h"

/* The verdict comes from whoever asks what the mesh would do. */
static enum mw_ext_authz_result
given(const struct mw_ext_authz *e, const struct mw_rbac_subject *s,
    struct mw_steps *log)
{
	bool allows = s->in->ext_authz == 1;

	mw_step_add(log, MW_STAGE_EXT_AUTHZ, allows ? MW_STEP_PASS :
	    MW_STEP_FAIL, &e->origin, "external authorizer %s %s (as given)",
	    e->provider, allows ? "allows" : "refuses");
	return allows ? MW_EXT_AUTHZ_GO_ON : MW_EXT_AUTHZ_REFUSED;
}

static enum mw_ext_authz_result
ask(const struct mw_ext_authz *e, const struct mw_authorizer *known,
    struct mw_steps *log)
{
	if (known != NULL && known->verdict == MW_AUTHORIZER_REFUSES) {
		mw_step_add(log, MW_STAGE_EXT_AUTHZ, MW_STEP_FAIL, &e->origin,
		    "external authorizer %s is answered %u on the way to it",
		    e->provider, (unsigned)known->status);
		return MW_EXT_AUTHZ_REFUSED;
	}
	mw_step_add(log, MW_STAGE_EXT_AUTHZ, MW_STEP_INFO, &e->origin,
	    "external authorizer %s decides: taken to allow", e->provider);
	return MW_EXT_AUTHZ_UNANSWERED;
}

static void
explain(const struct mw_ext_authz *e, const struct mw_rbac_policy *hit,
    struct mw_rbac_subject *s, struct mw_steps *log)
{
	for (size_t i = 0; i < e->n_policies; i++) {
		const struct mw_rbac_policy *p = &e->policies[i];
		enum mw_verdict verdict = p != hit ? MW_STEP_REJECTED :
		    e->bad != NULL ? MW_STEP_FAIL : MW_STEP_CHOSEN;

		mw_rbac_explain(p, s, log, MW_STAGE_EXT_AUTHZ, verdict,
		    "CUSTOM");
		if (p == hit)
			break;
	}
}

/* A cluster that is not there or has nobody in it: S220. */
static bool
is_unreachable(const struct mw_proxy *p, const struct mw_ext_authz *e,
    const struct mw_authorizer *known)
{
	const struct mw_cluster *c;

	if (known != NULL && known->verdict == MW_AUTHORIZER_FAILS)
		return true;
	if (p == NULL || e->cluster == NULL)
		return false;
	c = mw_proxy_cluster(p, e->cluster);
	return c == NULL || (c->type == MW_CLUSTER_EDS && c->n_endpoints == 0);
}

static enum mw_ext_authz_result
cannot_ask(const struct mw_ext_authz *e, struct mw_steps *log)
{
	mw_step_add(log, MW_STAGE_EXT_AUTHZ, e->fail_open ? MW_STEP_PASS :
	    MW_STEP_FAIL, &e->origin, "external authorizer %s cannot be "
	    "reached (%s): %s", e->provider, e->cluster, e->fail_open ?
	    "it fails open" : "the request is refused");
	return e->fail_open ? MW_EXT_AUTHZ_GO_ON : MW_EXT_AUTHZ_ERROR;
}

enum mw_ext_authz_result
mw_ext_authz_run(const struct mw_proxy *p, const struct mw_ext_authz *e,
    const struct mw_authorizer *known, struct mw_rbac_subject *s,
    struct mw_steps *log, const struct mw_rbac_policy **policy)
{
	*policy = mw_rbac_find(e->policies, e->n_policies, s);
	if (log != NULL)
		explain(e, *policy, s, log);
	if (*policy == NULL)
		return MW_EXT_AUTHZ_GO_ON;
	if (e->bad != NULL) {
		mw_step_add(log, MW_STAGE_EXT_AUTHZ, MW_STEP_FAIL, &e->origin,
		    "external authorizer %s cannot be used: %s", e->provider,
		    e->bad);
		return MW_EXT_AUTHZ_BAD;
	}
	if (s->in->ext_authz != 0)
		return given(e, s, log);
	if (is_unreachable(p, e, known))
		return cannot_ask(e, log);
	return ask(e, known, log);
}

const char *
mw_ext_authz_note(const struct mw_ext_authz *e, struct mw_arena *arena)
{
	return mw_arena_printf(arena, "the verdict of external authorizer %s "
	    "is not known and taken as allow", e->provider);
}
