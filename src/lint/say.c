/*
 * say.c - findings by rule, and the words in them.
 */
#include "lint/world.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

struct mw_finding *
mw_lint_say(struct mw_findings *f, enum mw_rule rule,
    const struct mw_object *o, const struct mw_node *node, const char *fmt, ...)
{
	size_t n;
	const struct mw_rule_info *info = &mw_lint_rules(&n)[rule];
	struct mw_finding *x;
	va_list ap;

	x = mw_finding_add(f, info->rule, info->severity, o, node, "%s", "");
	va_start(ap, fmt);
	x->text = mw_arena_vprintf(f->arena, fmt, ap);
	va_end(ap);
	return x;
}

const struct mw_node *
mw_lint_name_node(const struct mw_object *o)
{
	return mw_node_get(o->metadata, "name");
}

const char *
mw_lint_full_name(struct mw_arena *a, const struct mw_object *o)
{
	return *o->ns != '\0' ? mw_arena_printf(a, "%s/%s", o->ns, o->name)
	    : o->name;
}

void
mw_lint_split_name(struct mw_arena *a, const char *text,
    const char *default_ns, const char **ns, const char **name)
{
	const char *slash = strchr(text, '/');

	*ns = slash != NULL
	    ? mw_arena_text(a, text, (size_t)(slash - text)) : default_ns;
	*name = slash != NULL ? slash + 1 : text;
}

/* ---- words ------------------------------------------------------------- */

static int
by_text(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*a, *b);
}

void
mw_lint_sort(struct mw_lint_words *w)
{
	if (w->n > 1)
		qsort(w->v, w->n, sizeof(*w->v), by_text);
}

bool
mw_lint_has_word(const struct mw_lint_words *w, const char *word)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->v[i], word) == 0)
			return true;
	return false;
}

const char *
mw_lint_join(struct mw_arena *a, const struct mw_lint_words *w,
    const char *between)
{
	struct mw_buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < w->n; i++) {
		mw_buf_adds(&b, i > 0 ? between : "");
		mw_buf_adds(&b, w->v[i]);
	}
	text = mw_arena_strdup(a, mw_buf_text(&b));
	mw_buf_release(&b);
	return text;
}

const char *
mw_lint_join_strings(struct mw_arena *a, const struct mw_strings *s,
    const char *between)
{
	struct mw_lint_words w = { 0 };

	for (size_t i = 0; i < s->n; i++)
		mw_vec_push(a, &w, mw_str_or_empty(s->v[i].s));
	return mw_lint_join(a, &w, between);
}

/* ---- selectors --------------------------------------------------------- */

const char *
mw_lint_selector_text(struct mw_arena *a, const struct mw_string_map *selector)
{
	struct mw_lint_words w = { 0 };

	for (size_t i = 0; selector != NULL && i < selector->n; i++)
		mw_vec_push(a, &w, (const char *)mw_arena_printf(a, "%s=%s",
		    mw_str_or_empty(selector->v[i].key.s),
		    mw_str_or_empty(selector->v[i].value.s)));
	mw_lint_sort(&w);
	return mw_lint_join(a, &w, ",");
}

const struct mw_node *
mw_lint_selector_node(const struct mw_string_map *s)
{
	const struct mw_string_entry *first = NULL;

	for (size_t i = 0; s != NULL && i < s->n; i++)
		if (first == NULL || strcmp(s->v[i].key.s, first->key.s) < 0)
			first = &s->v[i];
	return first != NULL ? first->value.node : NULL;
}

static bool
listed(const struct mw_strings *values, const char *word)
{
	for (size_t i = 0; i < values->n; i++)
		if (mw_str_eq(values->v[i].s, word))
			return true;
	return false;
}

bool
mw_lint_selector_matches(const struct mw_k8s_label_selector *s,
    const struct mw_string_map *labels)
{
	if (s == NULL)
		return true;
	for (size_t i = 0; i < s->match_labels.n; i++)
		if (!mw_str_eq(mw_labels_get(labels,
		    s->match_labels.v[i].key.s),
		    mw_str_or_empty(s->match_labels.v[i].value.s)))
			return false;
	for (size_t i = 0; i < s->match_expressions.n; i++) {
		const struct mw_label_requirement *r =
		    &s->match_expressions.v[i];
		const char *have = mw_labels_get(labels,
		    mw_str_or_empty(r->key.s));
		bool ok = false;

		if (mw_str_eq(r->operator.s, "In"))
			ok = have != NULL && listed(&r->values, have);
		else if (mw_str_eq(r->operator.s, "NotIn"))
			ok = r->values.n > 0 && (have == NULL ||
			    !listed(&r->values, have));
		else if (mw_str_eq(r->operator.s, "Exists"))
			ok = r->values.n == 0 && have != NULL;
		else if (mw_str_eq(r->operator.s, "DoesNotExist"))
			ok = r->values.n == 0 && have == NULL;
		if (!ok)
			return false;
	}
	return true;
}
