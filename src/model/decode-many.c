/*
 * decode-many.c - lists and maps.
 *
 * An element of a list that is null counts as the zero value, as Istio's
 * decoder has it, and is a fault, as the API server has it.  A value of a map
 * that is null is the zero value in silence (R72: a header match `x: null`).
 */
#include "model/decode.h"

#include "base/vec.h"

#include <string.h>

static bool
is_list(struct mw_reader *r, const struct mw_place *at)
{
	struct mw_diag *d;

	if (mw_node_is(at->node, MW_NODE_LIST))
		return true;
	d = mw_fault_type(r, at, "a list");
	if (mw_node_text(at->node) != NULL)
		mw_fault_hint(r, d, "write it as one: [\"%s\"]",
		    mw_node_text(at->node));
	else if (mw_node_is(at->node, MW_NODE_MAP))
		mw_fault_hint(r, d, "put '- ' in front of the first key, and "
		    "indent the others as much");
	return false;
}

static bool
is_map(struct mw_reader *r, const struct mw_place *at)
{
	if (mw_node_is(at->node, MW_NODE_MAP))
		return true;
	mw_fault_type(r, at, "a mapping");
	return false;
}

/* The next place along the children of a list or map. */
static bool
next_place(struct mw_place *here, const struct mw_place *at)
{
	bool first = here->node == NULL;

	here->node = first ? mw_node_first(at->node) : mw_node_next(here->node);
	here->key = here->node != NULL ? mw_node_key(here->node) : NULL;
	if (!first)
		here->index++;
	return here->node != NULL;
}

void
mw_read_strings(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_strings *out)
{
	struct mw_place here = { .up = at };
	struct mw_string *v;

	if (!is_list(r, at))
		return;
	out->node = at->node;
	out->v = v = MW_NEW_ARRAY(r->d->arena, struct mw_string,
	    mw_node_count(at->node));
	while (next_place(&here, at)) {
		if (mw_node_is(here.node, MW_NODE_NULL)) {
			mw_fault_type(r, &here, "text");
			v[out->n++] = (struct mw_string){ "", here.node };
		} else if (mw_read_string(r, &here, f, &v[out->n])) {
			out->n++;
		}
	}
	if (f->limits != NULL) {
		mw_check_count(r, at, f, mw_node_count(at->node), false);
		mw_check_unique(r, at, f);
	}
}

void
mw_read_ints(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_ints *out)
{
	struct mw_place here = { .up = at };
	struct mw_int *v;

	if (!is_list(r, at))
		return;
	out->node = at->node;
	out->v = v = MW_NEW_ARRAY(r->d->arena, struct mw_int,
	    mw_node_count(at->node));
	while (next_place(&here, at)) {
		if (mw_node_is(here.node, MW_NODE_NULL)) {
			mw_fault_type(r, &here, "a whole number");
			v[out->n++] = (struct mw_int){ 0, here.node };
		} else if (mw_read_int(r, &here, f, &v[out->n])) {
			out->n++;
		}
	}
	if (f->limits != NULL) {
		mw_check_count(r, at, f, mw_node_count(at->node), false);
		mw_check_unique(r, at, f);
	}
}

/* Every struct X_list and X_map is made like this one. */
struct many {
	const struct mw_node *node;
	size_t n;
	const void *v;
};

void
mw_read_objects(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, void *out)
{
	struct mw_place here = { .up = at };
	struct many list = { .node = at->node };
	char *v;

	if (!is_list(r, at))
		return;
	v = mw_arena_array(r->d->arena, mw_node_count(at->node),
	    f->shape->size);
	list.v = v;
	while (next_place(&here, at)) {
		if (!mw_node_is(here.node, MW_NODE_MAP)) {
			mw_fault_type(r, &here, "a mapping");
			if (!mw_node_is(here.node, MW_NODE_NULL))
				continue;
		}
		mw_read_struct(r, &here, f->shape,
		    v + list.n++ * f->shape->size);
	}
	memcpy(out, &list, sizeof(list));
	if (f->limits != NULL) {
		mw_check_count(r, at, f, mw_node_count(at->node), false);
		mw_check_unique(r, at, f);
	}
}

void
mw_read_string_map(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_string_map *out)
{
	struct mw_place here = { .up = at };
	struct mw_string_entry *v;

	if (!is_map(r, at))
		return;
	out->node = at->node;
	out->v = v = MW_NEW_ARRAY(r->d->arena, struct mw_string_entry,
	    mw_node_count(at->node));
	while (next_place(&here, at)) {
		struct mw_string_entry *e = &v[out->n];

		if (mw_node_is(here.node, MW_NODE_NULL))
			e->value = (struct mw_string){ "", here.node };
		else if (!mw_read_string(r, &here, f, &e->value))
			continue;
		e->key = (struct mw_string){ here.key, here.node };
		out->n++;
	}
	if (f->limits != NULL)
		mw_check_count(r, at, f, mw_node_count(at->node), true);
}

void
mw_read_int_map(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct mw_int_map *out)
{
	struct mw_place here = { .up = at };
	struct mw_int_entry *v;

	if (!is_map(r, at))
		return;
	out->node = at->node;
	out->v = v = MW_NEW_ARRAY(r->d->arena, struct mw_int_entry,
	    mw_node_count(at->node));
	while (next_place(&here, at)) {
		struct mw_int_entry *e = &v[out->n];

		if (mw_node_is(here.node, MW_NODE_NULL))
			e->value.node = here.node;
		else if (!mw_read_int(r, &here, f, &e->value))
			continue;
		e->key = (struct mw_string){ here.key, here.node };
		out->n++;
	}
	if (f->limits != NULL)
		mw_check_count(r, at, f, mw_node_count(at->node), true);
}

/* A key that has to be a number (portLevelMtls). */
static bool
is_number_key(struct mw_reader *r, const struct mw_place *here)
{
	size_t n = strspn(here->key, "0123456789");

	if (n > 0 && n <= 10 && here->key[n] == '\0')
		return true;
	mw_fault_key(r, here, MW_DIAG_WRONG_TYPE,
	    "%s has a key that is not a port number: '%s'",
	    mw_place_text(r, here->up), here->key);
	return false;
}

/* Every struct X_entry begins with its key; the value lies further on. */
void
mw_read_object_map(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, void *out)
{
	struct mw_place here = { .up = at };
	struct many map = { .node = at->node };
	char *v;

	if (!is_map(r, at))
		return;
	v = mw_arena_array(r->d->arena, mw_node_count(at->node), f->size);
	map.v = v;
	while (next_place(&here, at)) {
		char *entry = v + map.n * f->size;

		if ((f->flags & MW_FIELD_INT_KEYS) && !is_number_key(r, &here))
			continue;
		if (!mw_node_is(here.node, MW_NODE_MAP) &&
		    !mw_node_is(here.node, MW_NODE_NULL)) {
			mw_fault_type(r, &here, "a mapping");
			continue;
		}
		*(struct mw_string *)(void *)entry =
		    (struct mw_string){ here.key, here.node };
		mw_read_struct(r, &here, f->shape, entry + f->value_offset);
		map.n++;
	}
	memcpy(out, &map, sizeof(map));
	if (f->limits != NULL)
		mw_check_count(r, at, f, mw_node_count(at->node), true);
}
