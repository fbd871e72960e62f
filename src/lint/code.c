/*
 * code.c - codes of whatever origin.
 */
#include "lint/code.h"

#include "base/str.h"
#include "lint/lint.h"

struct mw_code
mw_code_at(size_t i)
{
	size_t n;
	const struct mw_rule_info *r = mw_lint_rules(&n);

	if (i < MW_DIAG_COUNT) {
		const struct mw_diag_info *d =
		    mw_diag_info((enum mw_diag_code)i);

		return (struct mw_code){ d->code, d->title, d->why, d->fix,
			d->severity };
	}
	r += i - MW_DIAG_COUNT;
	return (struct mw_code){ r->rule, r->title, r->why, r->fix,
		r->severity };
}

size_t
mw_code_count(void)
{
	size_t n;

	(void)mw_lint_rules(&n);
	return MW_DIAG_COUNT + n;
}

bool
mw_code_find(const char *code, struct mw_code *out)
{
	for (size_t i = 0; i < mw_code_count(); i++) {
		*out = mw_code_at(i);
		if (mw_str_case_eq(out->code, code))
			return true;
	}
	return false;
}

const char *
mw_code_silence(struct mw_arena *arena, const char *code)
{
	/* of the screen's configuration, which no lint reads */
	if (mw_str_has_prefix(code, "MW04"))
		return "meshwalk --no-config reads no configuration.";
	/* files that cannot be read have no objects yet */
	if (mw_str_has_prefix(code, "MW01"))
		return mw_arena_printf(arena, "meshwalk lint --ignore %s.",
		    code);
	return mw_arena_printf(arena, "meshwalk lint --ignore %s; for one "
	    "object --suppress '%s=KIND NAMESPACE/NAME', or its annotation "
	    "galley.istio.io/analyze-suppress: %s.", code, code, code);
}
