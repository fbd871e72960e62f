/*
 * value.h - the leaves of a decoded object.
 *
 * Each remembers the YAML node it came from; a NULL node means that the field
 * was not written (its value is then zero).  Strings are never NULL when the
 * node is there.
 */
#ifndef MW_MODEL_VALUE_H
#define MW_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mw_node;

struct mw_string {
	const char *s;		/* NULL when absent */
	const struct mw_node *node;
};

struct mw_int {
	int64_t v;
	const struct mw_node *node;
};

struct mw_bool {
	bool v;
	const struct mw_node *node;
};

struct mw_number {
	double v;
	const struct mw_node *node;
};

struct mw_duration {
	int64_t ns;
	const struct mw_node *node;
};

/* v is the number that the proto gives the name; 0 when absent. */
struct mw_enum {
	int v;
	const char *name;	/* NULL when absent */
	const struct mw_node *node;
};

struct mw_int_or_string {
	const char *s;		/* as text, in both cases */
	int64_t v;
	bool is_int;
	const struct mw_node *node;
};

struct mw_strings {
	const struct mw_node *node;
	size_t n;
	const struct mw_string *v;
};

struct mw_ints {
	const struct mw_node *node;
	size_t n;
	const struct mw_int *v;
};

struct mw_string_entry {
	struct mw_string key;	/* key.node is the value's node */
	struct mw_string value;
};

/* In the order of the file. */
struct mw_string_map {
	const struct mw_node *node;
	size_t n;
	const struct mw_string_entry *v;
};

struct mw_int_entry {
	struct mw_string key;
	struct mw_int value;
};

struct mw_int_map {
	const struct mw_node *node;
	size_t n;
	const struct mw_int_entry *v;
};

#endif
