/*
 * lint-baseline.c - findings of an earlier run, to be left out of this one.
 *
 * A finding is the same as another when rule, object, path and text are: lines
 * move with every edit.  What is about no object is told apart by the name of
 * its file, without the folder.  Of several equal ones each stands for one.
 */
#include "cli/lint.h"

#include <errno.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

struct mw_lint_keys {
	struct mw_arena *arena;
	struct mw_map *counts;		/* of key: size_t */
};

/* What two findings are compared by. */
struct same {
	const char *rule, *kind, *ns, *name, *file, *path, *text;
};

static const char *
key_of(struct mw_arena *a, const struct same *s)
{
	const char *file = mw_str_or_empty(s->file);
	const char *slash = strrchr(file, '/');

	if (*s->name != '\0')
		file = "";
	else if (slash != NULL)
		file = slash + 1;
	return mw_arena_printf(a, "%s\n%s\n%s\n%s\n%s\n%s\n%s", s->rule,
	    s->kind, s->ns, s->name, file, mw_str_or_empty(s->path), s->text);
}

static const char *
key_of_finding(struct mw_arena *a, const struct mw_finding *x)
{
	const struct same s = { x->rule, x->kind, x->ns, x->name,
		x->span.file, x->path, x->text };

	return key_of(a, &s);
}

struct mw_lint_keys *
mw_lint_keys_new(struct mw_arena *a)
{
	struct mw_lint_keys *k = MW_NEW(a, struct mw_lint_keys);

	k->arena = a;
	k->counts = mw_map_new(a);
	return k;
}

static void
add_key(struct mw_lint_keys *k, const char *key)
{
	size_t *n = mw_map_get(k->counts, key);

	if (n == NULL) {
		n = MW_NEW(k->arena, size_t);
		mw_map_put(k->counts, key, n);
	}
	++*n;
}

void
mw_lint_keys_add(struct mw_lint_keys *k, const struct mw_finding *x)
{
	add_key(k, key_of_finding(k->arena, x));
}

bool
mw_lint_keys_take(struct mw_lint_keys *k, const struct mw_finding *x)
{
	size_t *n = mw_map_get(k->counts, key_of_finding(k->arena, x));

	if (n == NULL || *n == 0)
		return false;
	--*n;
	return true;
}

/* ---- the file ----------------------------------------------------------- */

static const char *
text_of(const json_t *j, const char *key)
{
	return mw_str_or_empty(json_string_value(json_object_get(j, key)));
}

int
mw_lint_read_baseline(const char *file, struct mw_lint_keys *k)
{
	json_error_t error;
	json_t *list = json_load_file(file, 0, &error), *j;
	size_t i;

	if (list == NULL || !json_is_array(list)) {
		fprintf(stderr, "meshwalk: %s: no baseline: %s\n", file,
		    list == NULL ? error.text : "not a list of findings");
		json_decref(list);
		return MW_EXIT_INPUT;
	}
	json_array_foreach(list, i, j) {
		const struct same s = { text_of(j, "rule"), text_of(j, "kind"),
			text_of(j, "namespace"), text_of(j, "name"),
			text_of(j, "file"), text_of(j, "path"),
			text_of(j, "message") };

		add_key(k, key_of(k->arena, &s));
	}
	json_decref(list);
	return MW_EXIT_OK;
}

int
mw_lint_write_baseline(const char *file, const struct mw_lint_list *l)
{
	json_t *list = mw_lint_json(l);
	FILE *out = fopen(file, "w");
	int bad = out == NULL ||
	    json_dumpf(list, out, JSON_INDENT(2)) != 0 ||
	    fputc('\n', out) == EOF;

	if (out != NULL && fclose(out) != 0)
		bad = 1;
	json_decref(list);
	if (bad == 0)
		return MW_EXIT_OK;
	fprintf(stderr, "meshwalk: %s: cannot be written: %s\n", file,
	    strerror(errno));
	return MW_EXIT_INPUT;
}
