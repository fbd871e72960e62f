/*
 * extauthz.h - CUSTOM policies: who is asked, and what comes of it (S217-S224).
 */
#ifndef MW_ENVOY_EXTAUTHZ_H
#define MW_ENVOY_EXTAUTHZ_H

#include "base/arena.h"
#include "envoy/rbac.h"
#include "xds/step.h"
#include "xds/xds.h"

enum mw_ext_authz_result {
	MW_EXT_AUTHZ_GO_ON,		/* not asked, or allowed */
	MW_EXT_AUTHZ_UNANSWERED,	/* asked, verdict unknown: goes on */
	MW_EXT_AUTHZ_REFUSED,		/* by the authorizer */
	MW_EXT_AUTHZ_ERROR,		/* it cannot be reached */
	MW_EXT_AUTHZ_BAD		/* provider cannot be used (S217) */
};

/*
 * One provider.  *policy is the rule because of which it is asked.  P tells
 * whether the authorizer can be reached at all, KNOWN what it answers; both
 * may be NULL.
 */
enum mw_ext_authz_result mw_ext_authz_run(const struct mw_proxy *p,
    const struct mw_ext_authz *e, const struct mw_authorizer *known,
    struct mw_rbac_subject *s, struct mw_steps *log,
    const struct mw_rbac_policy **policy);

/* "external authorizer 'x' is asked ..." for the reader of a decision. */
const char *mw_ext_authz_note(const struct mw_ext_authz *e,
    struct mw_arena *arena);

#endif
