/*
 * rule-sidecar.c - which pods Sidecars and Telemetries select, and whether two
 * of them claim the same (B35-B38).
 */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "lint/world.h"

/* What differs between the two kinds. */
struct subject {
	enum mw_kind kind;
	const char *plural;
	enum mw_rule twice;		/* two select a pod */
	enum mw_rule both_without;	/* two without selector */
	bool only_absent;		/* an empty selector is one, too */
	bool ambient;			/* has no effect without sidecar */
};

static const struct subject sidecar = {
	MW_KIND_SIDECAR, "Sidecars", MW_RULE_IST0110, MW_RULE_IST0111, false,
	true
};
static const struct subject telemetry = {
	MW_KIND_TELEMETRY, "Telemetries", MW_RULE_IST0159, MW_RULE_IST0160,
	true, false
};

/* NULL: none is written. */
static const struct mw_string_map *
selector_of(const struct mw_object *o)
{
	if (o->kind == MW_KIND_SIDECAR) {
		const struct mw_workload_selector *s =
		    MW_SPEC(o, sidecar)->workload_selector;

		return s != NULL ? &s->labels : NULL;
	} else {
		const struct mw_label_selector *s =
		    MW_SPEC(o, telemetry)->selector;

		return s != NULL ? &s->match_labels : NULL;
	}
}

struct list {
	const struct mw_lint_pod *pod;	/* or NULL */
	struct mw_lint_objects of;
};

static const char *
names(struct mw_findings *f, const struct mw_lint_objects *of)
{
	struct mw_lint_words w = { 0 };

	for (size_t i = 0; i < of->n; i++)
		mw_vec_push(f->arena, &w, of->v[i]->name);
	mw_lint_sort(&w);
	return mw_lint_join(f->arena, &w, " ");
}

static void
add(struct mw_findings *f, struct mw_map *map, const char *key,
    const struct mw_lint_pod *pod, const struct mw_object *o)
{
	struct list *l = mw_map_get(map, key);

	if (l == NULL) {
		l = MW_NEW(f->arena, struct list);
		l->pod = pod;
		mw_map_put(map, key, l);
	}
	mw_vec_push(f->arena, &l->of, o);
}

/* B35 */
static void
select_pods(struct mw_findings *f, struct mw_map *by_pod,
    const struct mw_object *o, const struct mw_string_map *selector)
{
	const struct mw_lint_pods *pods =
	    mw_lint_candidates(f->world, selector);
	bool found = false;

	for (size_t i = 0; i < pods->n; i++) {
		const struct mw_lint_pod *p = pods->v[i];

		if (strcmp(p->ns, o->ns) != 0 ||
		    !mw_labels_match(selector, p->labels))
			continue;
		found = true;
		add(f, by_pod, mw_arena_printf(f->arena, "%s/%s", p->ns,
		    p->name), p, o);
	}
	if (!found)
		mw_lint_say(f, MW_RULE_IST0101, o,
		    mw_lint_selector_node(selector),
		    "Referenced selector not found: \"%s\"",
		    mw_lint_selector_text(f->arena, selector));
}

static void
say_ineffective(struct mw_findings *f, struct mw_map *reported,
    const struct mw_object *o, const struct mw_node *node, const char *what)
{
	if (mw_map_put(reported, mw_lint_full_name(f->arena, o), reported) ==
	    NULL)
		mw_lint_say(f, MW_RULE_IST0167, o, node,
		    "The policy has no impact: %s is in ambient mode, the "
		    "policy has no impact.", what);
}

/* B36, B38 */
static void
check_pods(struct mw_findings *f, const struct subject *s,
    const struct mw_map *by_pod, struct mw_map *reported)
{
	for (size_t i = 0; i < mw_map_count(by_pod); i++) {
		const struct list *l = mw_map_value(by_pod, i);
		bool ambient = s->ambient && mw_lint_pod_ambient(l->pod);

		if (l->of.n < 2 && !ambient)
			continue;
		for (size_t k = 0; k < l->of.n; k++) {
			const struct mw_object *o = l->of.v[k];

			if (ambient) {
				say_ineffective(f, reported, o,
				    mw_lint_selector_node(selector_of(o)),
				    "selected workload");
				continue;
			}
			mw_lint_say(f, s->twice, o, mw_lint_name_node(o),
			    "The %s [%s] in namespace \"%s\" select the same "
			    "workload pod \"%s\", which can lead to undefined "
			    "behavior.", s->plural, names(f, &l->of),
			    l->pod->ns, l->pod->name);
		}
	}
}

/* B37, B38 */
static void
check_namespaces(struct mw_findings *f, const struct subject *s,
    const struct mw_map *by_ns, struct mw_map *reported)
{
	for (size_t i = 0; i < mw_map_count(by_ns); i++) {
		const struct list *l = mw_map_value(by_ns, i);
		const char *ns = mw_map_key(by_ns, i);
		bool ambient = s->ambient &&
		    mw_lint_namespace_ambient(f->world, ns);

		for (size_t k = 0; k < l->of.n; k++) {
			const struct mw_object *o = l->of.v[k];

			if (ambient)
				say_ineffective(f, reported, o,
				    mw_lint_name_node(o), "namespace");
			else if (l->of.n > 1)
				mw_lint_say(f, s->both_without, o,
				    mw_lint_name_node(o), "The %s [%s] in "
				    "namespace \"%s\" have no workload "
				    "selector, which can lead to undefined "
				    "behavior.", s->plural, names(f, &l->of),
				    ns);
		}
	}
}

static void
check(struct mw_findings *f, const struct subject *s)
{
	const struct mw_objects *list = &f->world->of_kind[s->kind];
	struct mw_map *by_pod = mw_map_new(f->arena);
	struct mw_map *by_ns = mw_map_new(f->arena);
	struct mw_map *reported = mw_map_new(f->arena);

	for (size_t i = 0; i < list->n; i++) {
		const struct mw_object *o = list->v[i];
		const struct mw_string_map *selector = selector_of(o);

		if (selector != NULL && selector->n > 0)
			select_pods(f, by_pod, o, selector);
		else if (selector == NULL || !s->only_absent)
			add(f, by_ns, o->ns, NULL, o);
	}
	check_pods(f, s, by_pod, reported);
	check_namespaces(f, s, by_ns, reported);
}

void
mw_lint_sidecar(struct mw_findings *f)
{
	check(f, &sidecar);
	check(f, &telemetry);
}
