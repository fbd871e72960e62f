/*
 * rbac.h - authorization rules against a request or a connection.
 */
#ifndef MW_ENVOY_RBAC_H
#define MW_ENVOY_RBAC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "envoy/envoy.h"
#include "xds/step.h"
#include "xds/xds.h"

/* Who asks for what: everything that a rule can look at. */
struct mw_rbac_subject {
	const struct mw_http_input *in;
	const struct mw_http *request;	/* NULL on TCP chains */
	const char *remote_ip;		/* S176; of TCP the peer's (S180) */
	const char *payload_json;	/* verified token, or NULL */
	struct mw_arena *arena;
	void *payload;			/* parsed on first use */
	bool parsed;
};

void mw_rbac_subject_init(struct mw_rbac_subject *s,
    const struct mw_http_input *in, const struct mw_http *request,
    const char *remote_ip, const char *payload_json, struct mw_arena *arena);
void mw_rbac_subject_fini(struct mw_rbac_subject *s);

bool mw_rule_matches(const struct mw_rule *rule, struct mw_rbac_subject *s);
/* The first policy that matches, or NULL. */
const struct mw_rbac_policy *mw_rbac_find(const struct mw_rbac_policy *policies,
    size_t n, struct mw_rbac_subject *s);

struct mw_rbac_verdict {
	bool denied;
	/* that matched; NULL: none did (an ALLOW miss when denied) */
	const struct mw_rbac_policy *policy;
};

/*
 * One filter (S114).  With a log it explains every policy: the fields of its
 * rule, what they want and what they saw.
 */
struct mw_rbac_verdict mw_rbac_run(const struct mw_rbac *r,
    struct mw_rbac_subject *s, struct mw_steps *log);

/*
 * A step for POLICY and a clause for each of its fields.  VERDICT is that of
 * the step; LABEL comes before the name of the policy.
 */
void mw_rbac_explain(const struct mw_rbac_policy *policy,
    struct mw_rbac_subject *s, struct mw_steps *log, enum mw_stage stage,
    enum mw_verdict verdict, const char *label);

/* What a field wants, in words: "begins with '/a' or is '/b'". */
void mw_rule_want(const struct mw_rule *rule, struct mw_buf *out);

/* ---- between rbac.c and rbac-explain.c ----------------------------------- */

/* The value that a CLAIM rule looks at: jansson's, or NULL. */
const void *mw_rbac_claim(const struct mw_rule *rule,
    struct mw_rbac_subject *s);

#endif
