/*
 * registry.c - the families of rules, and every rule in words.
 */
#include "lint/lint.h"

#include "base/str.h"

const struct mw_lint_family mw_lint_families[] = {
	{ NULL, NULL, NULL },
};

const struct mw_rule_info *
mw_lint_rules(size_t *n)
{
	*n = 0;
	return NULL;
}

const struct mw_rule_info *
mw_lint_rule(const char *rule)
{
	size_t n;
	const struct mw_rule_info *all = mw_lint_rules(&n);

	for (size_t i = 0; i < n; i++) {
		if (mw_str_case_eq(all[i].rule, rule))
			return &all[i];
	}
	return NULL;
}
