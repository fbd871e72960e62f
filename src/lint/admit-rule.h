/*
 * admit-rule.h - a rule of a schema: where it sits, and what it looks at.
 *
 * For admit-schema.c, which walks, and for the tables of rules.
 */
#ifndef MW_LINT_ADMIT_RULE_H
#define MW_LINT_ADMIT_RULE_H

#include <stdint.h>

#include "lint/admit-check.h"

#define MW_ADMIT_KIND(k) (UINT64_C(1) << MW_KIND_##k)

struct mw_admit_rule {
	uint64_t kinds;
	/* "spec.http[].timeout"; "*.tcp.time" is how it ends */
	const char *path;
	void (*check)(struct mw_admit *a, const struct mw_node *node,
	    const char *arg);
	const char *arg;
};

extern const struct mw_admit_rule mw_admit_istio_rules[];
extern const size_t mw_admit_n_istio_rules;
extern const struct mw_admit_rule mw_admit_k8s_rules[];
extern const size_t mw_admit_n_k8s_rules;

/* What the schema sees: null is not there.  All take NULL. */
const struct mw_node *mw_admit_child(const struct mw_node *map,
    const char *key);
/* Text of a child, or DEF. */
const char *mw_admit_text(const struct mw_node *map, const char *key,
    const char *def);

#endif
