/*
 * metadata.c - what stands under `metadata`, and the API server's rules for it.
 *
 * The fields are the same for every kind, so they are read by a table of
 * their own.  Kubernetes' JSON reader takes them: one spelling, no numbers in
 * quotes.
 */
#include "model/decode.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 253, LABEL_MAX_LENGTH = 63 };

struct owner {
	const struct mw_node *node;
	struct mw_string api_version, kind, name, uid;
	struct mw_bool block, controller;
};

struct owner_list {
	const struct mw_node *node;
	size_t n;
	const struct owner *v;
};

struct metadata {
	const struct mw_node *node;
	struct mw_string_map annotations, labels;
	struct mw_string created, deleted, generate_name, name, ns;
	struct mw_string resource_version, self_link, uid;
	struct mw_int generation, grace;
	struct mw_strings finalizers;
	struct owner_list owners;
	const struct mw_node *managed;
};

#define OWNER(member) .offset = offsetof(struct owner, member)
#define META(member) .offset = offsetof(struct metadata, member)

static const struct mw_field owner_fields[] = {
	{ "apiVersion", .type = MW_FIELD_STRING, OWNER(api_version) },
	{ "blockOwnerDeletion", .type = MW_FIELD_BOOL, OWNER(block) },
	{ "controller", .type = MW_FIELD_BOOL, OWNER(controller) },
	{ "kind", .type = MW_FIELD_STRING, OWNER(kind) },
	{ "name", .type = MW_FIELD_STRING, OWNER(name) },
	{ "uid", .type = MW_FIELD_STRING, OWNER(uid) },
};

static const struct mw_shape owner_shape = {
	.name = "owner", .fields = owner_fields, .n = MW_LEN(owner_fields),
	.size = sizeof(struct owner),
};

static const struct mw_field metadata_fields[] = {
	{ "annotations", .type = MW_FIELD_STRING_MAP, META(annotations) },
	{ "creationTimestamp", .type = MW_FIELD_STRING, META(created) },
	{ "deletionGracePeriodSeconds", .type = MW_FIELD_INT, META(grace) },
	{ "deletionTimestamp", .type = MW_FIELD_STRING, META(deleted) },
	{ "finalizers", .type = MW_FIELD_STRING_LIST, META(finalizers) },
	{ "generateName", .type = MW_FIELD_STRING, META(generate_name) },
	{ "generation", .type = MW_FIELD_INT, META(generation) },
	{ "labels", .type = MW_FIELD_STRING_MAP, META(labels) },
	{ "managedFields", .type = MW_FIELD_ANY, META(managed) },
	{ "name", .type = MW_FIELD_STRING, META(name) },
	{ "namespace", .type = MW_FIELD_STRING, META(ns) },
	{ "ownerReferences", .type = MW_FIELD_OBJECT_LIST, META(owners),
	    .shape = &owner_shape },
	{ "resourceVersion", .type = MW_FIELD_STRING, META(resource_version) },
	{ "selfLink", .type = MW_FIELD_STRING, META(self_link) },
	{ "uid", .type = MW_FIELD_STRING, META(uid) },
};

static const struct mw_shape metadata_shape = {
	.name = "metadata", .fields = metadata_fields,
	.n = MW_LEN(metadata_fields), .size = sizeof(struct metadata),
};

static bool
is_alnum(char c, bool upper)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    (upper && c >= 'A' && c <= 'Z');
}

/* Alphanumeric at both ends, and EXTRA in between. */
static bool
is_word(const char *s, size_t len, const char *extra, bool upper)
{
	if (len == 0 || !is_alnum(s[0], upper) ||
	    !is_alnum(s[len - 1], upper))
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_alnum(s[i], upper) && strchr(extra, s[i]) == NULL)
			return false;
	return true;
}

static bool
is_dns_label(const char *s)
{
	size_t len = strlen(s);

	return len <= LABEL_MAX_LENGTH && is_word(s, len, "-", false);
}

static bool
is_dns_subdomain(const char *s, size_t len)
{
	if (len > NAME_MAX_LENGTH)
		return false;
	for (size_t i = 0, n; i <= len; i += n + 1) {
		for (n = 0; i + n < len && s[i + n] != '.'; n++)
			continue;
		if (!is_word(s + i, n, "-", false))
			return false;
	}
	return true;
}

/* "prefix/name" or "name", of labels and annotations. */
static bool
is_qualified_name(const char *s)
{
	const char *slash = strchr(s, '/'), *name = s;
	size_t len;

	if (slash != NULL) {
		if (!is_dns_subdomain(s, (size_t)(slash - s)))
			return false;
		name = slash + 1;
	}
	len = strlen(name);
	return len <= LABEL_MAX_LENGTH && is_word(name, len, "-_.", true);
}

static bool
is_label_value(const char *s)
{
	size_t len = strlen(s);

	return len == 0 ||
	    (len <= LABEL_MAX_LENGTH && is_word(s, len, "-_.", true));
}

static bool
is_label_key(const char *s)
{
	return is_qualified_name(s);
}

/* The API server looks at annotation keys in lower case. */
static bool
is_annotation_key(const char *s)
{
	char lower[NAME_MAX_LENGTH + LABEL_MAX_LENGTH + 2];
	size_t i;

	for (i = 0; s[i] != '\0' && i < sizeof(lower) - 1; i++)
		lower[i] = s[i] >= 'A' && s[i] <= 'Z' ?
		    (char)(s[i] - 'A' + 'a') : s[i];
	lower[i] = '\0';
	return s[i] == '\0' && is_qualified_name(lower);
}

static void
check_map(struct mw_reader *r, const struct mw_string_map *map,
    const char *what, bool (*key_ok)(const char *s), bool values)
{
	const struct mw_place up = { .node = map->node };

	for (size_t i = 0; i < map->n; i++) {
		const char *key = map->v[i].key.s;
		struct mw_place at = { &up, map->v[i].value.node, key, 0 };
		const char *value = map->v[i].value.s;

		if (!key_ok(key))
			mw_fault_hint(r, mw_fault_key(r, &at, MW_DIAG_BAD_NAME,
			    "'%s' cannot be the key of %s", key, what),
			    "letters, digits, '-', '_' and '.', at most 63, "
			    "behind a DNS name and '/' if need be");
		if (values && !is_label_value(value))
			mw_fault_hint(r, mw_fault(r, &at, MW_DIAG_BAD_NAME,
			    "'%s' cannot be the value of %s", value, what),
			    "letters, digits, '-', '_' and '.', at most 63, a "
			    "letter or digit at both ends");
	}
}

static void
check_name(struct mw_reader *r, const struct mw_string *name,
    const char *what, bool label)
{
	struct mw_place at = { .node = name->node };

	if (name->node == NULL || name->s[0] == '\0')
		return;
	if (label ? is_dns_label(name->s) :
	    is_dns_subdomain(name->s, strlen(name->s)))
		return;
	mw_fault_hint(r, mw_fault(r, &at, MW_DIAG_BAD_NAME,
	    "'%s' cannot be a %s", name->s, what), label ?
	    "lower case letters, digits and '-', at most 63, a letter or digit "
	    "at both ends" :
	    "lower case letters, digits, '-' and '.', a letter or digit at "
	    "both ends of each part");
}

/* The end of a generated name is still to come: a '-' there is fine. */
static void
check_generate_name(struct mw_reader *r, const struct mw_string *name)
{
	struct mw_string probe = *name;

	if (name->node == NULL)
		return;
	probe.s = mw_arena_printf(r->d->arena, "%sx", name->s);
	check_name(r, &probe, "generateName", false);
}

static void
check_metadata(struct mw_reader *r, const struct metadata *m,
    const struct mw_object *o)
{
	bool label = o->kind == MW_KIND_K8S_NAMESPACE ||
	    o->kind == MW_KIND_K8S_SERVICE;

	check_name(r, &m->name, "name", label);
	check_generate_name(r, &m->generate_name);
	check_name(r, &m->ns, "namespace", true);
	check_map(r, &m->labels, "a label", is_label_key, true);
	check_map(r, &m->annotations, "an annotation", is_annotation_key,
	    false);
}

static bool
read_digits(const char **s, size_t n, int64_t *out)
{
	*out = 0;
	for (; n > 0; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*out = *out * 10 + (**s - '0');
	}
	return true;
}

static bool
read_char(const char **s, const char *one_of)
{
	if (**s == '\0' || strchr(one_of, **s) == NULL)
		return false;
	(*s)++;
	return true;
}

/* Days since 1970 of the proleptic Gregorian calendar. */
static int64_t
days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t era, of_era, of_year;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	of_era = year - era * 400;
	of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
	return era * 146097 + of_era - 719468;
}

static int64_t
days_in(int64_t year, int64_t month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* "Z" or "+01:00", as seconds to take off. */
static bool
read_zone(const char **s, int64_t *offset)
{
	int64_t hours, minutes, sign = **s == '-' ? -1 : 1;

	*offset = 0;
	if (read_char(s, "Z"))
		return true;
	if (!read_char(s, "+-") || !read_digits(s, 2, &hours) ||
	    !read_char(s, ":") || !read_digits(s, 2, &minutes) ||
	    hours > 24 || minutes > 60)
		return false;
	*offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

bool
mw_time_parse(const char *s, int64_t *seconds)
{
	int64_t year, month, day, hour, minute, second, offset;

	if (!read_digits(&s, 4, &year) || !read_char(&s, "-") ||
	    !read_digits(&s, 2, &month) || !read_char(&s, "-") ||
	    !read_digits(&s, 2, &day) || !read_char(&s, "T") ||
	    !read_digits(&s, 2, &hour) || !read_char(&s, ":") ||
	    !read_digits(&s, 2, &minute) || !read_char(&s, ":") ||
	    !read_digits(&s, 2, &second))
		return false;
	if (read_char(&s, ".,")) {
		size_t n = strspn(s, "0123456789");

		if (n == 0)
			return false;
		s += n;
	}
	if (!read_zone(&s, &offset) || *s != '\0' || month < 1 || month > 12 ||
	    day < 1 || day > days_in(year, month) || hour > 23 ||
	    minute > 59 || second > 59)
		return false;
	*seconds = days_of(year, month, day) * 86400 + hour * 3600 +
	    minute * 60 + second - offset;
	return true;
}

static int64_t
created_of(struct mw_reader *r, const struct mw_string *created)
{
	struct mw_place at = { .node = created->node };
	int64_t seconds;

	if (created->node == NULL)
		return MW_CREATED_NOW;
	if (mw_time_parse(created->s, &seconds))
		return seconds;
	mw_fault_hint(r, mw_fault(r, &at, MW_DIAG_BAD_FORMAT,
	    "creationTimestamp is not a time: '%s'", created->s),
	    "such as 2026-01-31T12:00:00Z");
	return MW_CREATED_NOW;
}

static const char *
name_of(struct mw_reader *r, const struct metadata *m)
{
	if (m->name.node != NULL && m->name.s[0] != '\0')
		return m->name.s;
	if (m->generate_name.node != NULL && m->generate_name.s[0] != '\0')
		return mw_arena_printf(r->d->arena, "%sx", m->generate_name.s);
	return "";
}

static const char *
namespace_of(const struct mw_reader *r, const char *written,
    const struct mw_object *o)
{
	const char *def = r->d->default_namespace;

	if (mw_kind_info(o->kind)->flags & MW_KIND_CLUSTER_SCOPED)
		return "";
	if (!mw_str_empty(written))
		return written;
	/* whether an unknown kind has a namespace is unknown too */
	if (o->kind == MW_KIND_UNKNOWN)
		return "";
	return def != NULL ? def : "default";
}

/*
 * The name goes into the object first of all: whatever is said later of it,
 * also of its metadata, names the object.
 */
void
mw_read_metadata(struct mw_reader *r, const struct mw_place *root,
    struct mw_object *o)
{
	struct mw_place at = { root, mw_node_get(root->node, "metadata"),
		"metadata", 0 };
	struct mw_reader own = { .d = r->d, .object = o };
	struct metadata m = { 0 };
	struct mw_diag *d;

	o->metadata = at.node;
	o->name = mw_str_or_empty(mw_node_text(mw_node_get(at.node, "name")));
	o->ns = namespace_of(r, mw_node_text(mw_node_get(at.node,
	    "namespace")), o);
	if (at.node != NULL && !mw_node_is(at.node, MW_NODE_MAP) &&
	    !mw_node_is(at.node, MW_NODE_NULL))
		mw_fault_type(&own, &at, "a mapping");
	else
		mw_read_struct(&own, &at, &metadata_shape, &m);
	o->name = name_of(r, &m);
	o->ns = namespace_of(r, m.ns.s, o);
	o->labels = m.labels;
	o->annotations = m.annotations;
	o->created = created_of(&own, &m.created);
	if (o->kind == MW_KIND_UNKNOWN || o->kind == MW_KIND_MESH_CONFIG)
		return;
	check_metadata(&own, &m, o);
	if (o->name[0] == '\0') {
		d = mw_fault_key(&own, at.node != NULL ? &at : root,
		    MW_DIAG_MISSING_NAME, "the object has no name");
		mw_fault_hint(&own, d, "add 'name' under 'metadata'");
	}
}
