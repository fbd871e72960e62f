/*
 * decode.c - from YAML to structs by the tables of kinds.c.
 *
 * One walk over the document: each key is looked up in its shape, each value
 * is read by the type of its field and stored at its offset.  Structs never
 * nest deeper than the tables, so neither does this.  Nothing stops a walk;
 * what is wrong is said and counts as absent.
 */
#include "model/decode.h"

#include "base/str.h"

#include <string.h>

enum { GROUPS = 4 };	/* one_of groups in one shape: 1 or 2 */

/* What was met in one map. */
struct seen {
	size_t required;
	const struct mw_field *one_of[GROUPS];
};

/* What to write instead of a deprecated field. */
static const struct {
	const char *name, *hint;
} successors[] = {
	{ "allowOrigin", "use allowOrigins" },
	{ "consecutiveErrors", "it has no effect: use consecutive5xxErrors "
	    "or consecutiveGatewayErrors" },
	{ "minimumRingSize", "use ringHash.minimumRingSize" },
	{ "mirrorPercent", "use mirrorPercentage" },
	{ "percent", "use percentage" },
	{ "targetPort", "it has no effect" },
	{ "warmupDurationSecs", "use warmup.duration" },
};

const struct mw_field *
mw_field_find(const struct mw_shape *s, const char *key)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(key, s->fields[mid].name);

		if (order == 0)
			return &s->fields[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* What was looked up lately: a mesh says the same again and again. */
static const struct mw_field *
find_again(const struct mw_reader *r, const struct mw_shape *s,
    const char *key)
{
	struct mw_field_found *f = &r->d->found[((uintptr_t)key / 8 ^
	    (uintptr_t)s / 32) % MW_FIELDS_FOUND];

	/* addresses are used again by other keys: the name decides */
	if (f->shape != s || f->field == NULL ||
	    strcmp(f->field->name, key) != 0)
		*f = (struct mw_field_found){ s, mw_field_find(s, key) };
	return f->field;
}

static const struct mw_field *
find_alias(const struct mw_shape *s, const char *key)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->fields[i].alias != NULL &&
		    strcmp(s->fields[i].alias, key) == 0)
			return &s->fields[i];
	return NULL;
}

static size_t
type_size(enum mw_field_type type)
{
	switch (type) {
	case MW_FIELD_STRING:
		return sizeof(struct mw_string);
	case MW_FIELD_INT:
		return sizeof(struct mw_int);
	case MW_FIELD_BOOL:
		return sizeof(struct mw_bool);
	case MW_FIELD_NUMBER:
		return sizeof(struct mw_number);
	case MW_FIELD_DURATION:
		return sizeof(struct mw_duration);
	case MW_FIELD_ENUM:
		return sizeof(struct mw_enum);
	case MW_FIELD_INT_OR_STRING:
		return sizeof(struct mw_int_or_string);
	case MW_FIELD_ANY:
	case MW_FIELD_OBJECT:
		return sizeof(void *);
	case MW_FIELD_STRING_LIST:
	case MW_FIELD_INT_LIST:
	case MW_FIELD_OBJECT_LIST:
	case MW_FIELD_STRING_MAP:
	case MW_FIELD_INT_MAP:
	case MW_FIELD_OBJECT_MAP:
		return sizeof(struct mw_strings);
	}
	return 0;
}

static void
read_object(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, void *out)
{
	void *object;
	struct mw_diag *d;

	if (!mw_node_is(at->node, MW_NODE_MAP)) {
		d = mw_fault_type(r, at, "a mapping");
		if (mw_node_text(at->node) != NULL &&
		    mw_field_find(f->shape, "value") != NULL)
			mw_fault_hint(r, d, "write it as {value: %s}",
			    mw_node_text(at->node));
		return;
	}
	object = mw_arena_alloc(r->d->arena, f->shape->size);
	mw_read_struct(r, at, f->shape, object);
	memcpy(out, &object, sizeof(object));
}

void
mw_read_field(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, void *out)
{
	switch (f->type) {
	case MW_FIELD_STRING:
		mw_read_string(r, at, f, out);
		break;
	case MW_FIELD_INT:
		mw_read_int(r, at, f, out);
		break;
	case MW_FIELD_BOOL:
		mw_read_bool(r, at, out);
		break;
	case MW_FIELD_NUMBER:
		mw_read_number(r, at, f, out);
		break;
	case MW_FIELD_DURATION:
		mw_read_duration(r, at, f, out);
		break;
	case MW_FIELD_ENUM:
		mw_read_enum(r, at, f, out);
		break;
	case MW_FIELD_INT_OR_STRING:
		mw_read_int_or_string(r, at, out);
		break;
	case MW_FIELD_ANY:
		memcpy(out, &at->node, sizeof(at->node));
		break;
	case MW_FIELD_OBJECT:
		read_object(r, at, f, out);
		break;
	case MW_FIELD_STRING_LIST:
		mw_read_strings(r, at, f, out);
		break;
	case MW_FIELD_INT_LIST:
		mw_read_ints(r, at, f, out);
		break;
	case MW_FIELD_OBJECT_LIST:
		mw_read_objects(r, at, f, out);
		break;
	case MW_FIELD_STRING_MAP:
		mw_read_string_map(r, at, f, out);
		break;
	case MW_FIELD_INT_MAP:
		mw_read_int_map(r, at, f, out);
		break;
	case MW_FIELD_OBJECT_MAP:
		mw_read_object_map(r, at, f, out);
		break;
	}
}

/*
 * The field that is meant by the key at AT, also by its proto name, which
 * Istio's decoder takes too (R2).  The API server knows only a few of those,
 * as fields of their own.
 */
static const struct mw_field *
resolve(struct mw_reader *r, const struct mw_place *at,
    const struct mw_shape *shape)
{
	const struct mw_field *f = find_again(r, shape, at->key);
	struct mw_diag *d;

	if (f != NULL)
		return f;
	f = r->proto ? find_alias(shape, at->key) : NULL;
	if (r->open)
		return f;
	if (f == NULL) {
		mw_fault_unknown(r, at, shape);
		return NULL;
	}
	d = mw_fault_key(r, at, MW_DIAG_UNKNOWN_FIELD,
	    "unknown field %s: Istio reads it, the API server does not",
	    mw_place_text(r, at));
	mw_fault_hint(r, d, "write '%s'", f->name);
	return f;
}

/* Of two spellings of one field the JSON name counts. */
static bool
is_outdone(const struct mw_place *at, const struct mw_shape *shape,
    const struct mw_field *f)
{
	if (f->flags & MW_FIELD_SECOND_NAME)
		f = find_alias(shape, at->key);
	return f != NULL && strcmp(f->name, at->key) != 0 &&
	    mw_node_get(at->up->node, f->name) != NULL;
}

static void
note_deprecated(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f)
{
	struct mw_diag *d = mw_fault_key(r, at, MW_DIAG_DEPRECATED,
	    "%s is deprecated", mw_place_text(r, at));

	for (size_t i = 0; i < MW_LEN(successors); i++)
		if (strcmp(successors[i].name, f->name) == 0)
			mw_fault_hint(r, d, "%s", successors[i].hint);
}

/*
 * Of several members of one group the decoder keeps the one that the proto
 * declares last.  False when F is not to be kept.
 */
static bool
claim_group(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, struct seen *seen, void *out)
{
	const struct mw_field **holder = &seen->one_of[f->one_of % GROUPS];
	const struct mw_field *other = *holder;

	if (other == NULL) {
		*holder = f;
		return true;
	}
	mw_fault_key(r, at, MW_DIAG_ONEOF, "%s and '%s' exclude each other",
	    mw_place_text(r, at), other->name);
	if (other->one_of_rank > f->one_of_rank)
		return false;
	memset((char *)out + other->offset, 0, type_size(other->type));
	*holder = f;
	return true;
}

static void
read_member(struct mw_reader *r, const struct mw_place *at,
    const struct mw_shape *shape, struct seen *seen, void *out)
{
	const struct mw_field *f = resolve(r, at, shape);

	/* null is absent; the API server removes it before it looks (R2) */
	if (f == NULL || mw_node_is(at->node, MW_NODE_NULL))
		return;
	seen->required += (f->flags & MW_FIELD_REQUIRED) != 0;
	if (f->flags & MW_FIELD_DEPRECATED)
		note_deprecated(r, at, f);
	if (f->one_of != 0 && !claim_group(r, at, f, seen, out))
		return;
	if (is_outdone(at, shape, f)) {
		/* for its faults only */
		mw_read_field(r, at, f, mw_arena_alloc(r->d->arena,
		    type_size(f->type)));
		return;
	}
	mw_read_field(r, at, f, (char *)out + f->offset);
}

static bool
is_written(const struct mw_reader *r, const struct mw_node *map,
    const struct mw_field *f)
{
	const struct mw_node *n = mw_node_get(map, f->name);

	if ((n == NULL || mw_node_is(n, MW_NODE_NULL)) && r->proto &&
	    f->alias != NULL)
		n = mw_node_get(map, f->alias);
	return n != NULL && !mw_node_is(n, MW_NODE_NULL);
}

static void
report_missing(struct mw_reader *r, const struct mw_place *at,
    const struct mw_shape *shape)
{
	for (size_t i = 0; i < shape->n; i++) {
		const struct mw_field *f = &shape->fields[i];

		if (!(f->flags & MW_FIELD_REQUIRED) ||
		    is_written(r, at->node, f) ||
		    (f->limits != NULL && f->limits->default_json != NULL))
			continue;
		mw_fault_key(r, at, MW_DIAG_MISSING_FIELD,
		    "%s has no '%s', which is required", mw_place_text(r, at),
		    f->name);
	}
}

void
mw_read_struct(struct mw_reader *r, const struct mw_place *at,
    const struct mw_shape *shape, void *out)
{
	struct mw_place here = { .up = at };
	struct seen seen = { 0 };

	/* the first member of every struct is its node */
	memcpy(out, &at->node, sizeof(at->node));
	if (!mw_node_is(at->node, MW_NODE_MAP))
		return;
	here.node = mw_node_first(at->node);
	for (; here.node != NULL; here.node = mw_node_next(here.node)) {
		here.key = mw_node_key(here.node);
		read_member(r, &here, shape, &seen, out);
	}
	if (seen.required < shape->required)
		report_missing(r, at, shape);
}

void
mw_decode_init(struct mw_decode *d, struct mw_arena *arena,
    struct mw_diags *diags, const char *default_namespace)
{
	*d = (struct mw_decode){
		.arena = arena,
		.diags = diags,
		.default_namespace = default_namespace,
		.patterns = mw_patterns_new(arena),
		.found = MW_NEW_ARRAY(arena, struct mw_field_found,
		    MW_FIELDS_FOUND),
	};
}

const void *
mw_decode_shape(const struct mw_decode *d, const struct mw_shape *shape,
    const struct mw_node *node, const char *where, bool open)
{
	struct mw_reader r = {
		.d = d, .where = where, .open = open, .proto = true,
	};
	struct mw_place root = { .node = node };
	void *out = mw_arena_alloc(d->arena, shape->size);

	if (node != NULL && !mw_node_is(node, MW_NODE_MAP) &&
	    !mw_node_is(node, MW_NODE_NULL))
		mw_fault_type(&r, &root, "a mapping");
	else
		mw_read_struct(&r, &root, shape, out);
	return out;
}
