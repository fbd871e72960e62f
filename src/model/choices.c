/*
 * choices.c - what a value may be, where the tables know all that it may be.
 */
#include <string.h>

#include "base/vec.h"
#include "model/decode.h"

struct texts {
	const char **v;
	size_t n, cap;
};

static void
add(struct texts *t, struct mw_arena *arena, const char *s, size_t len)
{
	mw_vec_push(arena, t, mw_arena_text(arena, s, len));
}

/* The field that N, somewhere below AT, which SHAPE reads, is the value or an
 * element of.  Shapes have no cycles, so the depth is theirs. */
static const struct mw_field *
field_of(const struct mw_shape *shape, const struct mw_node *at,
    const struct mw_node *n)
{
	for (const struct mw_node *c = mw_node_first(at); c != NULL;
	     c = mw_node_next(c)) {
		const struct mw_field *f = mw_node_key(c) != NULL
		    ? mw_field_find(shape, mw_node_key(c)) : NULL, *found;

		if (f == NULL)
			continue;
		if (c == n)
			return f;
		if (f->type == MW_FIELD_OBJECT && (found = field_of(f->shape, c,
		    n)) != NULL)
			return found;
		if (f->type != MW_FIELD_OBJECT_LIST && f->type !=
		    MW_FIELD_OBJECT_MAP && f->type != MW_FIELD_STRING_LIST)
			continue;
		for (const struct mw_node *e = mw_node_first(c); e != NULL;
		     e = mw_node_next(e)) {
			if (e == n)
				return f;
			if (f->shape != NULL && (found = field_of(f->shape, e,
			    n)) != NULL)
				return found;
		}
	}
	return NULL;
}

const char *const *
mw_object_choices(struct mw_arena *arena, const struct mw_object *o,
    const struct mw_node *n, size_t *count)
{
	const struct mw_kind_info *info = mw_kind_info(o->kind);
	const struct mw_node *at = o->root;
	const struct mw_field *f;
	struct texts t = { 0 };

	*count = 0;
	if (info->shape == NULL || at == NULL)
		return NULL;
	if (*info->at != '\0')
		at = mw_node_get(at, info->at);
	f = field_of(info->shape, at, n);
	if (f == NULL)
		return NULL;
	if (f->choices != NULL) {
		for (const char *s = f->choices; *s != '\0'; s += *s == '|') {
			size_t len = strcspn(s, "|");

			add(&t, arena, s, len);
			s += len;
		}
	} else if (f->type == MW_FIELD_ENUM) {
		for (const struct mw_enum_value *v = f->values; v->name !=
		     NULL; v++)
			add(&t, arena, v->name, strlen(v->name));
	} else if (f->type == MW_FIELD_BOOL) {
		add(&t, arena, "true", 4);
		add(&t, arena, "false", 5);
	}
	*count = t.n;
	return t.v;
}
