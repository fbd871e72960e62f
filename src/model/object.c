/*
 * object.c - from a document to an object: kind, metadata, spec.
 */
#include "model/object.h"

#include "base/str.h"
#include "model/decode.h"

#include <string.h>

const struct mw_kind_info *
mw_kind_info(enum mw_kind kind)
{
	return &mw_kinds[kind];
}

/* The length of the group in an apiVersion; 0 for the core ("v1"). */
static size_t
group_length(const char *api_version)
{
	const char *slash = strchr(api_version, '/');

	return slash != NULL ? (size_t)(slash - api_version) : 0;
}

static bool
same_group(const struct mw_kind_info *k, const char *api_version)
{
	size_t n = group_length(api_version);

	return strncmp(k->group, api_version, n) == 0 && k->group[n] == '\0';
}

enum mw_kind
mw_kind_find(const char *api_version, const char *kind)
{
	if (api_version == NULL || kind == NULL)
		return MW_KIND_UNKNOWN;
	for (int k = MW_KIND_UNKNOWN + 1; k < MW_KIND_COUNT; k++)
		if (strcmp(mw_kinds[k].name, kind) == 0 &&
		    same_group(&mw_kinds[k], api_version))
			return (enum mw_kind)k;
	return MW_KIND_UNKNOWN;
}

static bool
knows_version(const struct mw_kind_info *k, const char *api_version)
{
	size_t group = group_length(api_version), len;
	const char *version = api_version + group + (group > 0);

	len = strlen(version);
	for (const char *v = k->versions; *v != '\0'; v += *v == ',') {
		size_t n = strcspn(v, ",");

		if (n == len && memcmp(v, version, n) == 0)
			return true;
		v += n;
	}
	return false;
}

static const char *
first_version(struct mw_arena *a, const struct mw_kind_info *k)
{
	return mw_arena_printf(a, "%s%s%.*s", k->group,
	    k->group[0] != '\0' ? "/" : "", (int)strcspn(k->versions, ","),
	    k->versions);
}

static void
check_version(struct mw_reader *r, const struct mw_place *at,
    const struct mw_object *o)
{
	const struct mw_kind_info *k = mw_kind_info(o->kind);
	struct mw_diag *d;

	if (knows_version(k, o->api_version))
		return;
	d = mw_fault(r, at, MW_DIAG_UNKNOWN_VERSION,
	    "%s has no version '%s'", k->name, o->api_version);
	mw_fault_hint(r, d, "its versions are %s; write %s", k->versions,
	    first_version(r->d->arena, k));
}

/* A group whose kinds are all in the tables. */
static bool
is_mesh_group(const char *api_version)
{
	size_t n = group_length(api_version);

	return mw_str_has_prefix(api_version, "gateway.networking.k8s.io/") ||
	    (n >= 9 && strncmp(api_version + n - 9, ".istio.io", 9) == 0);
}

/* The kind that was meant, by its letters: first those of the same group. */
static const struct mw_kind_info *
near_kind(const struct mw_object *o)
{
	const struct mw_kind_info *same_name = NULL;
	const char *names[MW_KIND_COUNT];
	const char *near;
	size_t n = 0;

	for (int k = MW_KIND_UNKNOWN + 1; k < MW_KIND_COUNT; k++) {
		bool group = same_group(&mw_kinds[k], o->api_version);

		if (group)
			names[n++] = mw_kinds[k].name;
		if (mw_str_case_eq(mw_kinds[k].name, o->kind_name) &&
		    (group || same_name == NULL))
			same_name = &mw_kinds[k];
	}
	if (same_name != NULL || !is_mesh_group(o->api_version))
		return same_name;
	near = mw_str_nearest(o->kind_name, names, n);
	return mw_kind_info(mw_kind_find(o->api_version, near));
}

/*
 * Most unknown kinds are none of our business.  A known one in another
 * spelling, or in the wrong one of the groups that we know, is a mistake.
 */
static void
report_unknown_kind(struct mw_reader *r, const struct mw_place *root,
    const struct mw_object *o)
{
	struct mw_place at = { root, mw_node_get(root->node, "kind"), "kind",
		0 };
	const struct mw_kind_info *near = near_kind(o);
	bool mistake = is_mesh_group(o->api_version);
	struct mw_diag *d;

	for (int k = MW_KIND_UNKNOWN + 1; k < MW_KIND_COUNT; k++)
		mistake = mistake || (near != NULL && near->name[0] != '\0' &&
		    same_group(&mw_kinds[k], o->api_version));
	d = mw_fault(r, &at, MW_DIAG_UNKNOWN_KIND, "kind '%s' of '%s' is not "
	    "read", o->kind_name, o->api_version);
	if (d == NULL || !mistake)
		return;
	d->severity = MW_WARNING;
	if (near != NULL && near->name[0] != '\0')
		mw_fault_hint(r, d, "did you mean %s of %s?", near->name,
		    first_version(r->d->arena, near));
}

/* The text under KEY at the top; NULL when it is not there or no text. */
static const char *
top_text(struct mw_reader *r, const struct mw_place *root, const char *key)
{
	static const struct mw_field text = { .type = MW_FIELD_STRING };
	struct mw_place at = { root, mw_node_get(root->node, key), key, 0 };
	struct mw_string s = { 0 };

	if (at.node == NULL || mw_node_is(at.node, MW_NODE_NULL) ||
	    !mw_read_string(r, &at, &text, &s) || s.s[0] == '\0')
		return NULL;
	return s.s;
}

/* The group and version of the kind that is named, for a hint. */
static void
hint_api_version(struct mw_reader *r, struct mw_diag *d, const char *kind)
{
	for (int k = MW_KIND_UNKNOWN + 1; k < MW_KIND_COUNT; k++)
		if (mw_str_case_eq(mw_kinds[k].name, kind)) {
			mw_fault_hint(r, d, "add 'apiVersion: %s'",
			    first_version(r->d->arena, &mw_kinds[k]));
			return;
		}
}

/* False when nothing says what this is; that is reported. */
static bool
read_type(struct mw_reader *r, const struct mw_place *root,
    struct mw_object *o)
{
	struct mw_diag *d;

	if (!mw_node_is(root->node, MW_NODE_MAP)) {
		mw_fault(r, root, MW_DIAG_NOT_AN_OBJECT,
		    "the document is %s, not an object",
		    mw_node_kind_name(mw_node_kind(root->node)));
		return false;
	}
	if (mw_node_get(root->node, "apiVersion") == NULL &&
	    mw_node_get(root->node, "kind") == NULL) {
		mw_fault_fragment(r, root);
		return false;
	}
	o->api_version = top_text(r, root, "apiVersion");
	o->kind_name = top_text(r, root, "kind");
	if (o->kind_name == NULL) {
		mw_fault(r, root, MW_DIAG_MISSING_KIND,
		    "the document has no kind");
		return false;
	}
	if (o->api_version == NULL) {
		d = mw_fault(r, root, MW_DIAG_MISSING_API_VERSION,
		    "the %s has no apiVersion", o->kind_name);
		hint_api_version(r, d, o->kind_name);
		return false;
	}
	return true;
}

static const char *const top_keys[] = {
	"apiVersion", "kind", "metadata", "spec", "status",
};

/*
 * Keys beside the five that every object may have.  Istio's decoder does not
 * look at the case of these five: `Spec:` is read as the spec.
 */
static const struct mw_node *
read_top(struct mw_reader *r, const struct mw_place *root)
{
	const struct mw_node *spec = NULL, *other_case = NULL;
	struct mw_place at = { .up = root };

	at.node = mw_node_first(root->node);
	for (; at.node != NULL; at.node = mw_node_next(at.node)) {
		size_t i = 0;
		struct mw_diag *d;

		at.key = mw_node_key(at.node);
		while (i < MW_LEN(top_keys) && strcmp(top_keys[i], at.key) != 0)
			i++;
		if (i < MW_LEN(top_keys)) {
			if (strcmp(at.key, "spec") == 0)
				spec = at.node;
			continue;
		}
		d = mw_fault_key(r, &at, MW_DIAG_UNKNOWN_FIELD,
		    "unknown field %s", mw_place_text(r, &at));
		for (i = 0; i < MW_LEN(top_keys); i++)
			if (mw_str_case_eq(top_keys[i], at.key))
				mw_fault_hint(r, d, "did you mean '%s'?",
				    top_keys[i]);
		if (d != NULL && d->hint == NULL &&
		    mw_field_find(mw_kind_info(r->object->kind)->shape,
		    at.key) != NULL)
			mw_fault_hint(r, d, "'%s' belongs into 'spec': indent "
			    "it", at.key);
		if (r->proto && mw_str_case_eq(at.key, "spec"))
			other_case = at.node;
	}
	return spec != NULL ? spec : other_case;
}

static const void *
read_spec(struct mw_reader *r, const struct mw_place *root,
    const struct mw_kind_info *k)
{
	struct mw_place at = { .up = root, .key = k->at };
	void *out;

	if (k->at[0] == '\0')
		at = *root;
	else if (r->open)
		at.node = mw_node_get(root->node, k->at);
	else
		at.node = read_top(r, root);
	if (at.node == NULL || mw_node_is(at.node, MW_NODE_NULL)) {
		if (k->flags & MW_KIND_SPEC_REQUIRED)
			mw_fault(r, root, MW_DIAG_MISSING_FIELD,
			    "the object has no 'spec', which is required");
	} else if (!mw_node_is(at.node, MW_NODE_MAP)) {
		mw_fault_type(r, &at, "a mapping");
		return NULL;
	}
	out = mw_arena_alloc(r->d->arena, k->shape->size);
	if (at.node != NULL)
		mw_read_struct(r, &at, k->shape, out);
	return out;
}

struct mw_object *
mw_object_decode(const struct mw_decode *d, const struct mw_document *doc,
    const struct mw_node *root)
{
	struct mw_object *o = MW_NEW(d->arena, struct mw_object);
	struct mw_reader r = { .d = d };
	struct mw_place at = { .node = root };
	struct mw_place version = { &at, NULL, "apiVersion", 0 };
	const struct mw_kind_info *k;

	if (root == NULL || !read_type(&r, &at, o))
		return NULL;
	o->root = root;
	o->document = doc;
	o->kind = mw_kind_find(o->api_version, o->kind_name);
	k = mw_kind_info(o->kind);
	r.object = o;
	r.open = (k->flags & MW_KIND_PARTIAL) != 0;
	r.proto = (k->flags & MW_KIND_PROTO) != 0;
	mw_read_metadata(&r, &at, o);
	if (o->kind == MW_KIND_UNKNOWN) {
		report_unknown_kind(&r, &at, o);
		return o;
	}
	version.node = mw_node_get(root, "apiVersion");
	check_version(&r, &version, o);
	if (k->shape != NULL)
		o->spec = read_spec(&r, &at, k);
	return o;
}

const char *
mw_object_title(struct mw_arena *arena, const struct mw_object *o)
{
	return mw_arena_printf(arena, "%s %s%s%s", o->kind_name, o->ns,
	    o->ns[0] != '\0' ? "/" : "", o->name);
}

void
mw_object_put_title(struct mw_buf *out, const struct mw_object *o)
{
	mw_buf_adds(out, o->kind_name);
	mw_buf_addc(out, ' ');
	mw_buf_adds(out, o->ns);
	if (o->ns[0] != '\0')
		mw_buf_addc(out, '/');
	mw_buf_adds(out, o->name);
}

int
mw_object_compare_age(const struct mw_object *a, const struct mw_object *b)
{
	int order;

	if (a->created != b->created)
		return a->created < b->created ? -1 : 1;
	order = strcmp(a->name, b->name);
	return order != 0 ? order : strcmp(a->ns, b->ns);
}

static const struct mw_string_entry *
pair_of(const struct mw_string_map *labels, const char *key)
{
	for (size_t i = 0; labels != NULL && i < labels->n; i++)
		if (strcmp(labels->v[i].key.s, key) == 0)
			return &labels->v[i];
	return NULL;
}

const char *
mw_labels_get(const struct mw_string_map *labels, const char *key)
{
	const struct mw_string_entry *p = pair_of(labels, key);

	return p != NULL ? p->value.s : NULL;
}

const struct mw_node *
mw_labels_node(const struct mw_string_map *labels, const char *key)
{
	const struct mw_string_entry *p = pair_of(labels, key);

	return p != NULL ? p->value.node : NULL;
}

bool
mw_labels_match(const struct mw_string_map *selector,
    const struct mw_string_map *labels)
{
	for (size_t i = 0; selector != NULL && i < selector->n; i++)
		if (!mw_str_eq(mw_labels_get(labels, selector->v[i].key.s),
		    selector->v[i].value.s))
			return false;
	return true;
}
