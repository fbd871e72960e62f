/*
 * hint.c - what is missing may only be missing from the input.
 */
#include "base/str.h"
#include "lint/world.h"

/* What a rule needs to find something in. */
static const struct {
	enum mw_rule rule;
	const char *text;		/* begins with this; NULL: any */
	enum mw_kind kinds[2];		/* and, for pods, what makes them */
	const char *what;
} needs[] = {
	{ MW_RULE_IST0101, "Referenced host not",
	    { MW_KIND_K8S_SERVICE, MW_KIND_SERVICE_ENTRY }, "Service" },
	{ MW_RULE_IST0101, "Referenced mirror host",
	    { MW_KIND_K8S_SERVICE, MW_KIND_SERVICE_ENTRY }, "Service" },
	{ MW_RULE_IST0174, NULL,
	    { MW_KIND_K8S_SERVICE, MW_KIND_SERVICE_ENTRY }, "Service" },
	{ MW_RULE_IST0101, "Referenced selector",
	    { MW_KIND_K8S_POD }, "Pod or Deployment" },
	{ MW_RULE_IST0127, NULL,
	    { MW_KIND_K8S_POD }, "Pod or Deployment" },
	{ MW_RULE_IST0173, NULL,
	    { MW_KIND_K8S_POD }, "Pod or Deployment" },
	{ MW_RULE_IST0101, "Referenced namespace",
	    { MW_KIND_K8S_NAMESPACE }, "Namespace" },
	{ MW_RULE_IST0101, "Referenced credentialName",
	    { MW_KIND_K8S_SECRET }, "Secret" },
};

static bool
has(const struct mw_lint_world *w, enum mw_kind kind)
{
	const struct mw_objects *list = &w->of_kind[kind];

	for (size_t i = 0; i < list->n; i++)
		if (!list->v[i]->assumed)
			return true;
	for (size_t i = 0; kind == MW_KIND_K8S_POD && i < w->pods.n; i++)
		if (w->pods.v[i]->template)
			return true;
	return false;
}

void
mw_lint_hints(struct mw_findings *f)
{
	bool lacks[MW_LEN(needs)];
	size_t n;
	const struct mw_rule_info *rules = mw_lint_rules(&n);

	for (size_t k = 0; k < MW_LEN(needs); k++)
		lacks[k] = !has(f->world, needs[k].kinds[0]) &&
		    (needs[k].kinds[1] == MW_KIND_UNKNOWN ||
		    !has(f->world, needs[k].kinds[1]));
	for (size_t i = 0; i < f->n; i++) {
		struct mw_finding *x = &f->v[i];

		for (size_t k = 0; x->hint == NULL && k < MW_LEN(needs); k++)
			if (lacks[k] &&
			    mw_str_eq(x->rule, rules[needs[k].rule].rule) &&
			    (needs[k].text == NULL ||
			    mw_str_has_prefix(x->text, needs[k].text)))
				x->hint = mw_arena_printf(f->arena, "the input "
				    "has no %s at all; load the Kubernetes "
				    "manifests as well", needs[k].what);
	}
}
