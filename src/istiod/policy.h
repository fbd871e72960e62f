/*
 * policy.h - what the files about policies on a chain share.
 *
 * The filters of a workload are the same on all of its chains but for HTTP
 * against TCP, so both sets are made once and kept in the builder.
 */
#ifndef MW_ISTIOD_POLICY_H
#define MW_ISTIOD_POLICY_H

#include "istiod/builder.h"

/* ---- policy.c ---------------------------------------------------------- */

struct mw_policy_objects {
	const struct mw_object **v;
	size_t n, cap;
};

/* mw_build_http_filters without what is not modelled. */
void mw_policy_http(struct mw_builder *b, struct mw_http_manager *m,
    bool for_gateway);
/* mw_build_tcp_filters without it; REPORT false keeps quiet about HTTP fields
 * that TCP drops (nobody declared such a port). */
void mw_policy_tcp(struct mw_builder *b, struct mw_tcp_proxy *t, bool report);

/* ---- policy-attach.c: who a policy is for (S78, S105-S113) ------------- */

/* In R14 order, the workload's namespace before the root namespace.  Those of
 * the two namespaces that do not attach are recorded as omissions. */
struct mw_policy_objects mw_policy_attached(struct mw_builder *b,
    enum mw_kind kind);

/* ---- policy-rule.c: rules as trees (S124-S171) ------------------------- */

struct mw_rule_context {
	struct mw_builder *b;
	const struct mw_object *policy;
	bool allow;		/* a fault drops the rule, else the value */
	bool tcp;		/* HTTP fields are faults (S166) */
};

/* False when nothing is left of the rule (S118, S119, S167). */
bool mw_policy_rule(const struct mw_rule_context *ctx,
    const struct mw_authz_rule *rule, size_t index, struct mw_rule *out);

/* What a value is compared with. */
enum mw_subject {
	MW_SUBJECT_PRINCIPAL,
	MW_SUBJECT_NAMESPACE,
	MW_SUBJECT_SERVICE_ACCOUNT,
	MW_SUBJECT_TRUST_DOMAIN,
	MW_SUBJECT_REQUEST_PRINCIPAL,
	MW_SUBJECT_SOURCE_IP,
	MW_SUBJECT_REMOTE_IP,
	MW_SUBJECT_DESTINATION_IP,
	MW_SUBJECT_PORT,
	MW_SUBJECT_HOST,
	MW_SUBJECT_METHOD,
	MW_SUBJECT_PATH,
	MW_SUBJECT_HEADER,
	MW_SUBJECT_SNI,
	MW_SUBJECT_AUDIENCE,
	MW_SUBJECT_PRESENTER,
	MW_SUBJECT_CLAIM,
	MW_SUBJECT_METADATA
};
bool mw_subject_is_http(enum mw_subject s);

/* ---- policy-value.c: one value as a matcher (S129-S157) ---------------- */

/*
 * KEY is what stands before the value in a condition (for headers, claims and
 * metadata).  On false *why says what is wrong with the value or the key.
 */
bool mw_policy_value(const struct mw_rule_context *ctx,
    enum mw_subject subject, const char *key, const struct mw_string *value,
    struct mw_rule *out, const char **why);

/* ---- policy-identity.c: whose certificate or token (S129-S159) */

struct mw_matcher mw_policy_text(struct mw_arena *a,
    const struct mw_string *value);
struct mw_matcher mw_policy_principal(struct mw_arena *a,
    const struct mw_string *value);
struct mw_matcher mw_policy_namespace(struct mw_arena *a,
    const struct mw_string *value);
struct mw_matcher mw_policy_service_account(struct mw_arena *a,
    const char *policy_ns, const struct mw_string *value);
struct mw_matcher mw_policy_trust_domain(struct mw_arena *a,
    const struct mw_string *value);
/* Issuer and subject of a request principal. */
void mw_policy_request_principal(struct mw_arena *a,
    const struct mw_string *value, struct mw_matcher *iss,
    struct mw_matcher *sub);
/* Values of principals (or trust domains) with the aliases of the mesh's trust
 * domain added. */
struct mw_strings mw_policy_with_aliases(struct mw_arena *a,
    const struct mw_settings *s, const struct mw_strings *values,
    bool trust_domains);

/* ---- policy-custom.c: external authorizers (S217-S222) ----------------- */

void mw_policy_custom(struct mw_builder *b,
    const struct mw_policy_objects *policies, bool tcp,
    const struct mw_ext_authz **out, size_t *n);

/* policy.c: the rules of POLICY added to ENFORCED, or to SHADOW when it is a
 * dry run; keys begin with PREFIX and end with SUFFIX. */
struct mw_rbac_list {
	struct mw_rbac_policy *v;
	size_t n, cap;
};
void mw_policy_add(const struct mw_rule_context *ctx, const char *prefix,
    const char *suffix, struct mw_rbac_list *enforced,
    struct mw_rbac_list *shadow);
void mw_policy_sort(struct mw_rbac_list *list);		/* S5 */

/* ---- policy-jwt.c: RequestAuthentication (S78-S100) -------------------- */

const struct mw_jwt_filter *mw_policy_jwt(struct mw_builder *b,
    bool for_gateway);

/* ---- policy-extension.c: what is not modelled (S228-S232) -------------- */

enum mw_listener_class {
	MW_CLASS_INBOUND,
	MW_CLASS_OUTBOUND,
	MW_CLASS_GATEWAY
};
/* Where they are kept once found; policy.c. */
struct mw_policy_extensions;
struct mw_policy_extensions **mw_policy_extension_slot(struct mw_builder *b);
/* WasmPlugins, TrafficExtensions and EnvoyFilters in a chain; PORT 0 stands for
 * any. */
void mw_policy_opaque(struct mw_builder *b, enum mw_listener_class class,
    int64_t port, bool http, const struct mw_opaque_filter **out, size_t *n);

#endif
