/*
 * problems.c - findings in words.
 */
#include "view/problems.h"

#include "base/diag.h"

const char *
mw_problem_title(struct mw_arena *arena, const struct mw_finding *f)
{
	if (f->object != NULL)
		return mw_object_title(arena, f->object);
	if (*f->kind == '\0')
		return NULL;
	return mw_arena_printf(arena, *f->ns != '\0' ? "%s %s/%s" : "%s %s%s",
	    f->kind, f->ns, f->name);
}

struct mw_rule_info
mw_problem_info(const char *rule)
{
	const struct mw_rule_info *istios = mw_lint_rule(rule);
	const struct mw_diag_info *own = mw_diag_find(rule);
	struct mw_rule_info info = { .rule = rule, .title = "", .why = "",
		.fix = "" };

	if (istios != NULL)
		return *istios;
	if (own != NULL) {
		info.severity = own->severity;
		info.title = own->title;
		info.why = own->why;
		info.fix = own->fix;
	}
	return info;
}

const struct mw_findings *
mw_problems_loading(struct mw_arena *arena, const struct mw_mesh *m)
{
	struct mw_findings *f = MW_NEW(arena, struct mw_findings);

	f->arena = arena;
	f->mesh = m;
	mw_lint_loading(f);
	return f;
}
