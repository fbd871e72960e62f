/*
 * check.c - what the API server's schema says beyond types: lengths, bounds,
 * patterns, lists without repetition.  The value is kept whatever is found.
 */
#include "model/decode.h"

#include "base/map.h"
#include "base/regex.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct mw_patterns {
	struct mw_arena *arena;
	struct mw_map *compiled;
};

/* What people call the patterns of the schemas. */
static const struct {
	const char *pattern, *words;
} forms[] = {
	{ "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$",
	    "letters, digits, '-', '_' and '.', a letter or digit at both "
	    "ends" },
	{ "^([0-9]{1,5}(h|m|s|ms)){1,4}$",
	    "a duration of up to four whole numbers with h, m, s or ms, such "
	    "as 1m30s" },
	{ "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*"
	  "[a-z0-9])?)*$",
	    "lower case letters, digits, '-' and '.', or nothing" },
	{ "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*"
	  "[a-z0-9])?)*$",
	    "a host name in lower case, with '*' only as its whole first "
	    "label" },
	{ "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$",
	    "a header name: letters, digits and !#$%&'*+-.^_`|~" },
	{ "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
	    "lower case letters, digits and '-', a letter or digit at both "
	    "ends" },
	{ "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*"
	  "[a-z0-9])?)*$",
	    "lower case letters, digits, '-' and '.', as in host names" },
	{ "^[-_A-Za-z0-9]+$", "letters, digits, '-' and '_'" },
	{ "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$",
	    "letters, digits and '-', a letter first" },
	{ "(^$|^[a-f0-9]{64}$)", "64 hexadecimal digits in lower case" },
};

struct mw_patterns *
mw_patterns_new(struct mw_arena *arena)
{
	struct mw_patterns *p = MW_NEW(arena, struct mw_patterns);

	p->arena = arena;
	p->compiled = mw_map_new(arena);
	return p;
}

static bool
matches(const struct mw_decode *d, const char *pattern, const char *s,
    size_t len)
{
	struct mw_regex *re = NULL;
	const char *error;

	if (d->patterns != NULL)
		re = mw_map_get(d->patterns->compiled, pattern);
	if (re == NULL) {
		re = mw_regex_compile(d->arena, pattern, &error);
		if (re == NULL)
			return true;
		if (d->patterns != NULL)
			mw_map_put(d->patterns->compiled, pattern, re);
	}
	return mw_regex_search(re, s, len);
}

static const char *
form_words(const char *pattern)
{
	for (size_t i = 0; i < MW_LEN(forms); i++)
		if (strcmp(forms[i].pattern, pattern) == 0)
			return forms[i].words;
	return NULL;
}

static void
check_pattern(struct mw_reader *r, const struct mw_place *at,
    const char *pattern, const char *s, size_t len)
{
	const char *words = form_words(pattern);
	struct mw_diag *d;

	if (matches(r->d, pattern, s, len))
		return;
	d = mw_fault(r, at, MW_DIAG_BAD_FORMAT, "%s has the wrong form: '%s'",
	    mw_place_text(r, at), s);
	mw_fault_hint(r, d, words != NULL ? "wanted: %s" :
	    "it has to match %s", words != NULL ? words : pattern);
}

static void
check_choices(struct mw_reader *r, const struct mw_place *at,
    const char *choices, const char *s)
{
	size_t len = strlen(s);
	struct mw_diag *d;

	for (const char *c = choices; *c != '\0'; c += *c == '|') {
		size_t n = strcspn(c, "|");

		if (n == len && memcmp(c, s, n) == 0)
			return;
		c += n;
	}
	d = mw_fault(r, at, MW_DIAG_BAD_ENUM, "%s cannot be '%s'",
	    mw_place_text(r, at), s);
	mw_fault_hint(r, d, "one of %s", choices);
}

static void
check_length(struct mw_reader *r, const struct mw_place *at, double n,
    const char *of, bool has_min, double min, bool has_max, double max)
{
	if (has_min && n < min)
		mw_fault(r, at, MW_DIAG_OUT_OF_RANGE,
		    "%s has %.0f %s, at least %.0f %s needed",
		    mw_place_text(r, at), n, of, min, min > 1 ? "are" : "is");
	if (has_max && n > max)
		mw_fault(r, at, MW_DIAG_OUT_OF_RANGE,
		    "%s has %.0f %s, at most %.0f %s allowed",
		    mw_place_text(r, at), n, of, max, max > 1 ? "are" : "is");
}

static double
characters(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return (double)n;
}

void
mw_check_text(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, const char *s, size_t len, bool element)
{
	const struct mw_field_limits *l = f->limits;
	const char *pattern;

	if (f->choices != NULL)
		check_choices(r, at, f->choices, s);
	if (l == NULL)
		return;
	if (element)
		check_length(r, at, characters(s, len), "characters",
		    l->has_elem_min_length, l->elem_min_length,
		    l->has_elem_max_length, l->elem_max_length);
	else
		check_length(r, at, characters(s, len), "characters",
		    l->has_min_length, l->min_length, l->has_max_length,
		    l->max_length);
	pattern = element ? l->elem_pattern : l->pattern;
	if (pattern != NULL)
		check_pattern(r, at, pattern, s, len);
}

void
mw_check_value(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, double v, bool element)
{
	const struct mw_field_limits *l = f->limits;
	bool has_min = element ? l->has_elem_min : l->has_min;
	bool has_max = element ? l->has_elem_max : l->has_max;
	double min = element ? l->elem_min : l->min;
	double max = element ? l->elem_max : l->max;

	if (has_min && v < min)
		mw_fault(r, at, MW_DIAG_OUT_OF_RANGE,
		    "%s is %.10g, at least %.10g is needed",
		    mw_place_text(r, at), v, min);
	if (has_max && v > max)
		mw_fault(r, at, MW_DIAG_OUT_OF_RANGE,
		    "%s is %.10g, at most %.10g is allowed",
		    mw_place_text(r, at), v, max);
}

void
mw_check_count(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f, size_t n, bool map)
{
	const struct mw_field_limits *l = f->limits;

	if (map)
		check_length(r, at, (double)n, "entries", l->has_min_properties,
		    l->min_properties, l->has_max_properties,
		    l->max_properties);
	else
		check_length(r, at, (double)n, "items", l->has_min_items,
		    l->min_items, l->has_max_items, l->max_items);
}

/*
 * What may not repeat of a list's element, as text: the element itself (set),
 * or the values of its keys (map:key,key).
 */
static void
identity(const char *list_type, const struct mw_node *element,
    struct mw_buf *out)
{
	const char *keys = list_type;

	mw_buf_clear(out);
	if (!mw_str_has_prefix(keys, "map:")) {
		mw_buf_adds(out, mw_str_or_empty(mw_node_text(element)));
		return;
	}
	for (keys += 4; *keys != '\0'; keys += *keys == ',') {
		char key[64];
		size_t n = strcspn(keys, ",");
		const struct mw_node *v;

		if (n < sizeof(key)) {
			memcpy(key, keys, n);
			key[n] = '\0';
			v = mw_node_get(element, key);
			mw_buf_printf(out, "%s%s%s", out->len > 0 ? ", " : "",
			    v != NULL ? key : "no ", v != NULL ? " " : key);
			mw_buf_adds(out, mw_str_or_empty(mw_node_text(v)));
		}
		keys += n;
	}
}

void
mw_check_unique(struct mw_reader *r, const struct mw_place *at,
    const struct mw_field *f)
{
	struct mw_place here = { .up = at };
	struct mw_arena *scratch;
	struct mw_map *seen;
	struct mw_buf id = { 0 };

	if (f->limits->list_type == NULL || mw_node_count(at->node) < 2)
		return;
	scratch = mw_arena_new();
	seen = mw_map_new(scratch);
	here.node = mw_node_first(at->node);
	for (; here.node != NULL; here.node = mw_node_next(here.node)) {
		identity(f->limits->list_type, here.node, &id);
		if (mw_map_put(seen, mw_buf_text(&id), &here) != NULL)
			mw_fault(r, &here, MW_DIAG_DUPLICATE_ITEM,
			    "%s repeats '%s'", mw_place_text(r, &here),
			    mw_buf_text(&id));
		here.index++;
	}
	mw_buf_release(&id);
	mw_arena_free(scratch);
}
