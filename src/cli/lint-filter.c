/*
 * lint-filter.c - which findings were asked for.
 */
#include "cli/lint.h"

#include <string.h>

#include "base/str.h"
#include "lint/code.h"

/* Codes are upper case, and nobody shall have to write them so. */
bool
mw_lint_is_code(const char *pattern, const char *rule)
{
	char word[64];
	size_t i = 0;

	for (; pattern[i] != '\0' && i + 1 < sizeof(word); i++)
		word[i] = pattern[i] >= 'a' && pattern[i] <= 'z' ?
		    (char)(pattern[i] - 'a' + 'A') : pattern[i];
	word[i] = '\0';
	return mw_str_glob(word, rule);
}

bool
mw_lint_is_any_code(const char *pattern)
{
	for (size_t i = 0; i < mw_code_count(); i++)
		if (mw_lint_is_code(pattern, mw_code_at(i).code))
			return true;
	return false;
}

const char *
mw_lint_add_codes(struct mw_arena *a, struct mw_lint_globs *w, const char *list)
{
	const char *bad = NULL;

	while (*list != '\0') {
		size_t n = strcspn(list, ",");
		const char *word = mw_arena_text(a, list, n);

		if (n > 0)
			mw_vec_push(a, w, word);
		if (n > 0 && bad == NULL && !mw_lint_is_any_code(word))
			bad = word;
		list += n + (list[n] == ',');
	}
	return bad;
}

const char *
mw_lint_title(struct mw_arena *a, const struct mw_finding *x)
{
	if (*x->name == '\0')
		return x->kind;
	return mw_arena_printf(a, "%s %s%s%s", x->kind, x->ns,
	    *x->ns != '\0' ? "/" : "", x->name);
}

static bool
listed(const struct mw_lint_globs *w, const char *rule)
{
	for (size_t i = 0; i < w->n; i++)
		if (mw_lint_is_code(w->v[i], rule))
			return true;
	return false;
}

/* "IST0101=VirtualService shop/we*", the words of istioctl's --suppress, or a
 * code alone.  What is about no object cannot be named in the longer form. */
static bool
suppressed(struct mw_arena *a, const struct mw_lint_globs *w,
    const struct mw_finding *x)
{
	for (size_t i = 0; i < w->n; i++) {
		size_t len = strcspn(w->v[i], "=");
		const char *object = w->v[i][len] == '=' ? w->v[i] + len + 1
		    : NULL;

		if (mw_lint_is_code(mw_arena_text(a, w->v[i], len), x->rule) &&
		    (object == NULL || (*x->name != '\0' &&
		    mw_str_glob(object, mw_lint_title(a, x)))))
			return true;
	}
	return false;
}

struct mw_lint_list
mw_lint_choose(struct mw_arena *a, const struct mw_findings *f,
    const struct mw_lint_options *o)
{
	struct mw_lint_list out = { 0 };

	for (size_t i = 0; i < f->n; i++) {
		struct mw_lint_item item = { &f->v[i], MW_LINT_PLAIN };

		if (item.x->severity < o->level ||
		    (o->select.n > 0 && !listed(&o->select, item.x->rule)) ||
		    listed(&o->ignore, item.x->rule) ||
		    suppressed(a, &o->suppress, item.x))
			continue;
		mw_vec_push(a, &out, item);
	}
	return out;
}

bool
mw_lint_fails(const struct mw_lint_options *o, const struct mw_lint_item *item)
{
	return (int)item->x->severity >= o->fail_on &&
	    (item->change == MW_LINT_PLAIN ||
	    item->change == MW_LINT_INTRODUCED);
}

const char *
mw_lint_change_name(enum mw_lint_change c)
{
	static const char *const names[] = { "", "introduced", "unchanged",
		"fixed" };

	return names[c];
}
