/*
 * schema.h - field tables: how a YAML node becomes a struct, and what the API
 * server's schema says of it.
 */
#ifndef MW_MODEL_SCHEMA_H
#define MW_MODEL_SCHEMA_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/kinds.h"

enum mw_field_type {
	MW_FIELD_STRING,	/* struct mw_string */
	MW_FIELD_INT,		/* struct mw_int */
	MW_FIELD_BOOL,		/* struct mw_bool */
	MW_FIELD_NUMBER,	/* struct mw_number */
	MW_FIELD_DURATION,	/* struct mw_duration */
	MW_FIELD_ENUM,		/* struct mw_enum, values */
	MW_FIELD_INT_OR_STRING,	/* struct mw_int_or_string */
	MW_FIELD_ANY,		/* const struct mw_node * */
	MW_FIELD_OBJECT,	/* const struct X *, shape */
	MW_FIELD_STRING_LIST,	/* struct mw_strings */
	MW_FIELD_INT_LIST,	/* struct mw_ints */
	MW_FIELD_OBJECT_LIST,	/* struct X_list, shape */
	MW_FIELD_STRING_MAP,	/* struct mw_string_map */
	MW_FIELD_INT_MAP,	/* struct mw_int_map */
	MW_FIELD_OBJECT_MAP	/* struct X_map, shape, size, value_offset */
};

enum {
	MW_FIELD_REQUIRED = 1 << 0,
	MW_FIELD_NULLABLE = 1 << 1,
	MW_FIELD_DEPRECATED = 1 << 2,
	MW_FIELD_EXPERIMENTAL = 1 << 3,	/* Gateway API: experimental channel */
	MW_FIELD_UNSIGNED = 1 << 4,
	MW_FIELD_INT32 = 1 << 5,
	MW_FIELD_INT_KEYS = 1 << 6,	/* a map whose keys are numbers */
	MW_FIELD_SECOND_NAME = 1 << 7	/* the alias of another field, where
					 * the API server knows it as well */
};

struct mw_enum_value {
	const char *name;	/* NULL ends the table */
	int number;
};

/* Inclusive; a bound counts when its has_ flag is set. */
struct mw_field_limits {
	double min, max, elem_min, elem_max;
	double min_items, max_items;
	double min_length, max_length, elem_min_length, elem_max_length;
	double min_properties, max_properties;
	const char *pattern, *elem_pattern;
	const char *default_json;
	const char *list_type;	/* set, atomic, map:key,key */
	unsigned has_min : 1, has_max : 1, has_elem_min : 1, has_elem_max : 1;
	unsigned has_min_items : 1, has_max_items : 1;
	unsigned has_min_length : 1, has_max_length : 1;
	unsigned has_elem_min_length : 1, has_elem_max_length : 1;
	unsigned has_min_properties : 1, has_max_properties : 1;
};

struct mw_shape;

struct mw_field {
	const char *name;	/* JSON name */
	const char *alias;	/* proto name, which decoders take too */
	enum mw_field_type type;
	unsigned flags;
	size_t offset;		/* in the struct of its shape */
	const struct mw_shape *shape;
	size_t size, value_offset;	/* entries of an OBJECT_MAP */
	const struct mw_enum_value *values;
	const char *choices;	/* "A|B": what the API server takes; or NULL */
	const struct mw_field_limits *limits;
	/* At most one field of a group (1 or 2; 0 is none) may be written.  Of
	 * several, a decoder takes the one with the highest rank. */
	unsigned char one_of, one_of_rank;
};

/*
 * Fields are sorted by name.  Several shapes may fill the same struct: what is
 * required or in bounds depends on the place.
 */
struct mw_shape {
	const char *name;	/* of the struct, without mw_ */
	const struct mw_field *fields;
	size_t n;
	size_t size;
	size_t required;	/* fields that are flagged so */
};

enum {
	MW_KIND_PARTIAL = 1 << 0,	/* unknown fields are no error */
	MW_KIND_CLUSTER_SCOPED = 1 << 1,
	MW_KIND_PROTO = 1 << 2,		/* read by Istio's decoder */
	MW_KIND_SPEC_REQUIRED = 1 << 3
};

struct mw_kind_info {
	const char *name;	/* "VirtualService" */
	const char *group;	/* "networking.istio.io"; "" is core */
	const char *versions;	/* "v1,v1alpha3,v1beta1" */
	const struct mw_shape *shape;	/* NULL: nothing is read of it */
	const char *at;		/* "spec", or "": the document itself */
	unsigned flags;
};

extern const struct mw_kind_info mw_kinds[MW_KIND_COUNT];

#endif
