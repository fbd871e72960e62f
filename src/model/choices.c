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
		    MW_FIELD_OBJECT_MAP && f->type != MW_FIELD_STRING_LIST &&
		    f->type != MW_FIELD_INT_LIST && f->type !=
		    MW_FIELD_STRING_MAP && f->type != MW_FIELD_INT_MAP)
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

static const struct mw_field *
field_in(const struct mw_object *o, const struct mw_node *n)
{
	const struct mw_kind_info *info = mw_kind_info(o->kind);
	const struct mw_node *at = o->root;

	if (info->shape == NULL || at == NULL)
		return NULL;
	if (*info->at != '\0')
		at = mw_node_get(at, info->at);
	return field_of(info->shape, at, n);
}

const char *const *
mw_object_choices(struct mw_arena *arena, const struct mw_object *o,
    const struct mw_node *n, size_t *count)
{
	const struct mw_field *f = field_in(o, n);
	struct texts t = { 0 };

	*count = 0;
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

/* ---- in words ------------------------------------------------------------ */

static void
put_range(const struct mw_field *f, bool elements, struct mw_buf *out)
{
	const struct mw_field_limits *l = f->limits;
	bool low = l != NULL && (elements ? l->has_elem_min : l->has_min);
	bool high = l != NULL && (elements ? l->has_elem_max : l->has_max);
	double min = low ? elements ? l->elem_min : l->min : 0;
	double max = high ? elements ? l->elem_max : l->max : 0;

	if (!low && (f->flags & MW_FIELD_UNSIGNED) != 0)
		low = true;
	if (!high && (f->flags & MW_FIELD_INT32) != 0) {
		high = true;
		max = f->flags & MW_FIELD_UNSIGNED ? UINT32_MAX : INT32_MAX;
	}
	if (low && high)
		mw_buf_printf(out, " from %.15g to %.15g", min, max);
	else if (low)
		mw_buf_printf(out, ", %.15g or more", min);
	else if (high)
		mw_buf_printf(out, ", %.15g or less", max);
}

/* "one of ALLOW, DENY, AUDIT" */
static void
put_values(const struct mw_field *f, struct mw_buf *out)
{
	const char *between = "one of ";

	for (const char *s = f->choices; s != NULL && *s != '\0'; s += *s ==
	     '|') {
		size_t len = strcspn(s, "|");

		if (len > 0)
			mw_buf_printf(out, "%s%.*s", between, (int)len, s);
		between = ", ";
		s += len;
	}
	for (const struct mw_enum_value *v = f->values; f->choices == NULL &&
	     v != NULL && v->name != NULL; v++) {
		mw_buf_printf(out, "%s%s", between, v->name);
		between = ", ";
	}
}

bool
mw_object_value_words(const struct mw_object *o, const struct mw_node *n,
    struct mw_buf *out)
{
	const struct mw_field *f = field_in(o, n);

	if (f == NULL)
		return false;
	if (f->choices != NULL || f->type == MW_FIELD_ENUM) {
		put_values(f, out);
		return true;
	}
	switch (f->type) {
	case MW_FIELD_INT:
	case MW_FIELD_INT_LIST:
	case MW_FIELD_INT_MAP:
		mw_buf_adds(out, "a whole number");
		put_range(f, f->type != MW_FIELD_INT, out);
		return true;
	case MW_FIELD_NUMBER:
		mw_buf_adds(out, "a number");
		put_range(f, false, out);
		return true;
	case MW_FIELD_BOOL:
		mw_buf_adds(out, "true or false");
		return true;
	case MW_FIELD_DURATION:
		mw_buf_adds(out, "a duration such as 5s, 1m30s or 250ms");
		return true;
	case MW_FIELD_INT_OR_STRING:
		mw_buf_adds(out, "a number or a name");
		return true;
	case MW_FIELD_ENUM:
	case MW_FIELD_STRING:
	case MW_FIELD_ANY:
	case MW_FIELD_OBJECT:
	case MW_FIELD_STRING_LIST:
	case MW_FIELD_OBJECT_LIST:
	case MW_FIELD_STRING_MAP:
	case MW_FIELD_OBJECT_MAP:
		break;
	}
	return false;
}
