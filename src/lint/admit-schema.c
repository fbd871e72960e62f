/*
 * admit-schema.c - the rules of the API server's schema over several fields.
 *
 * One walk over a document; at each node the rules that sit on its path run.
 * Types are right by then.
 */
#include "lint/admit-rule.h"

#include <string.h>

#include "base/str.h"

enum { RULES = 128, DEPTH = 128 };

const struct mw_node *
mw_admit_child(const struct mw_node *map, const char *key)
{
	const struct mw_node *n = mw_node_get(map, key);

	return mw_node_is(n, MW_NODE_NULL) ? NULL : n;
}

const char *
mw_admit_text(const struct mw_node *map, const char *key, const char *def)
{
	const char *s = mw_node_text(mw_admit_child(map, key));

	return s != NULL ? s : def;
}

struct walk {
	struct mw_admit *a;
	const struct mw_admit_rule *rules[RULES];
	size_t n;
	struct mw_buf path;
};

static void
choose(struct walk *w, const struct mw_admit_rule *rules, size_t n)
{
	for (size_t i = 0; i < n && w->n < RULES; i++)
		if (rules[i].kinds & UINT64_C(1) << w->a->object->kind)
			w->rules[w->n++] = &rules[i];
}

static bool
is_at(const char *path, const char *pattern)
{
	return *pattern == '*' ? mw_str_has_suffix(path, pattern + 1) :
	    strcmp(path, pattern) == 0;
}

static void
visit(struct walk *w, const struct mw_node *n, unsigned depth)
{
	const char *path = mw_buf_text(&w->path);
	size_t len = w->path.len;
	bool list = mw_node_is(n, MW_NODE_LIST);

	if (depth > DEPTH || mw_node_is(n, MW_NODE_NULL))
		return;
	for (size_t i = 0; i < w->n; i++)
		if (is_at(path, w->rules[i]->path))
			w->rules[i]->check(w->a, n, w->rules[i]->arg);
	if (!list && !mw_node_is(n, MW_NODE_MAP))
		return;
	for (const struct mw_node *c = mw_node_first(n); c != NULL;
	    c = mw_node_next(c)) {
		mw_buf_adds(&w->path, list ? "[]" : ".");
		if (!list)
			mw_buf_adds(&w->path, mw_node_key(c));
		visit(w, c, depth + 1);
		w->path.len = len;
		w->path.data[len] = '\0';
	}
}

bool
mw_admit_schema(struct mw_arena *arena, const struct mw_object *o,
    struct mw_admit_issues *out)
{
	struct mw_admit a = { .arena = arena, .object = o, .out = out };
	struct walk w = { .a = &a };
	const struct mw_node *spec = mw_node_get(o->root, "spec");

	choose(&w, mw_admit_istio_rules, mw_admit_n_istio_rules);
	choose(&w, mw_admit_k8s_rules, mw_admit_n_k8s_rules);
	if (w.n > 0 && spec != NULL) {
		mw_buf_adds(&w.path, "spec");
		visit(&w, spec, 0);
		mw_buf_release(&w.path);
	}
	return a.errors == 0;
}
