/*
 * keep.c - a list of changes as text, to be taken up another day.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "whatif/lay.h"

static const char *const kinds[] = {
	[MW_WHATIF_DISABLE] = "disable",
	[MW_WHATIF_VARIANT] = "variant",
	[MW_WHATIF_VALUE] = "value",
	[MW_WHATIF_REPLACE] = "replace",
	[MW_WHATIF_ADD] = "add",
};

static void
put(json_t *o, const char *key, const char *value)
{
	if (value != NULL)
		json_object_set_new(o, key, json_string(value));
}

static json_t *
as_json(const struct mw_whatif_change *c)
{
	json_t *o = json_object();

	put(o, "change", kinds[c->kind]);
	put(o, "kind", c->kind_name);
	put(o, "namespace", c->ns);
	put(o, "name", c->name);
	json_object_set_new(o, "variant", json_integer((json_int_t)c->variant));
	put(o, "path", c->path);
	put(o, "value", c->value);
	put(o, "before", c->before);
	put(o, "note", c->note);
	return o;
}

void
mw_whatif_print_json(const struct mw_whatif *w, struct mw_buf *out)
{
	json_t *list = json_array();
	char *dump;

	for (size_t i = 0; i < mw_whatif_count(w); i++)
		json_array_append_new(list, as_json(mw_whatif_at(w, i)));
	dump = json_dumps(list, JSON_COMPACT);
	mw_buf_adds(out, mw_str_or_empty(dump));
	free(dump);
	json_decref(list);
}

/* NULL when the texts that every change of its kind has are not there. */
static const char *
from_json(const json_t *o, struct mw_whatif_change *c)
{
	const char *word = json_string_value(json_object_get(o, "change"));
	size_t kind = 0;
	bool needs_value;

	while (kind < MW_LEN(kinds) && !mw_str_eq(kinds[kind], word))
		kind++;
	if (kind == MW_LEN(kinds))
		return NULL;
	c->kind = (enum mw_whatif_kind)kind;
	c->kind_name = json_string_value(json_object_get(o, "kind"));
	c->ns = json_string_value(json_object_get(o, "namespace"));
	c->name = json_string_value(json_object_get(o, "name"));
	c->variant = (size_t)json_integer_value(json_object_get(o,
	    "variant"));
	c->path = json_string_value(json_object_get(o, "path"));
	c->value = json_string_value(json_object_get(o, "value"));
	c->before = json_string_value(json_object_get(o, "before"));
	c->note = json_string_value(json_object_get(o, "note"));
	needs_value = c->kind == MW_WHATIF_VALUE || c->kind ==
	    MW_WHATIF_REPLACE || c->kind == MW_WHATIF_ADD;
	if (c->kind_name == NULL || c->ns == NULL || c->name == NULL ||
	    (needs_value && c->value == NULL) || ((c->kind == MW_WHATIF_VALUE
	    || c->kind == MW_WHATIF_ADD) && c->path == NULL))
		return NULL;
	return word;
}

size_t
mw_whatif_read_json(struct mw_whatif *w, const char *text, size_t len)
{
	json_t *list = json_loadb(text, len, 0, NULL), *o;
	struct mw_arena *tmp = mw_arena_new();
	MW_VEC(struct mw_whatif_change) all = { 0 };
	size_t i;

	json_array_foreach(list, i, o)
	{
		struct mw_whatif_change c = { 0 };

		if (from_json(o, &c) != NULL)
			mw_vec_push(tmp, &all, c);
	}
	if (all.n > 0)
		mw_whatif_force(w, all.v, all.n);
	json_decref(list);
	mw_arena_free(tmp);
	return all.n;
}
