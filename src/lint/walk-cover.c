/*
 * walk-cover.c - one route takes every request that another takes.
 *
 * Only what follows for any request counts: a "no" may be wrong, a "yes" never
 * is.
 */
#include "lint/walk.h"

#include <string.h>

#include "base/str.h"

/* ---- texts -------------------------------------------------------------- */

static bool
same_start(const char *text, const char *start, size_t len, bool ignore_case)
{
	return ignore_case ? strncasecmp(text, start, len) == 0
	    : strncmp(text, start, len) == 0;
}

static bool
same_matcher(const struct mw_matcher *a, const struct mw_matcher *b)
{
	return a->kind == b->kind && a->ignore_case == b->ignore_case &&
	    mw_str_eq(a->text, b->text);
}

/* Every text that B takes, A takes. */
static bool
matcher_covers(const struct mw_matcher *a, const struct mw_matcher *b)
{
	bool ends = b->kind == MW_MATCH_EXACT;

	if (a->kind == MW_MATCH_PRESENT || same_matcher(a, b))
		return true;
	if (b->text == NULL || a->text == NULL ||
	    (b->ignore_case && !a->ignore_case))
		return false;
	switch (a->kind) {
	case MW_MATCH_EXACT:
		return ends && a->len == b->len &&
		    same_start(b->text, a->text, a->len, a->ignore_case);
	case MW_MATCH_PREFIX:
		return (ends || b->kind == MW_MATCH_PREFIX) &&
		    b->len >= a->len &&
		    same_start(b->text, a->text, a->len, a->ignore_case);
	case MW_MATCH_REGEX:
		return ends && a->regex != NULL &&
		    mw_regex_full(a->regex, b->text, b->len);
	default:
		return false;
	}
}

/* ---- headers, parameters, claims ---------------------------------------- */

static bool
header_covers(const struct mw_header_match *a, const struct mw_header_match *b)
{
	if (strcmp(a->name, b->name) != 0 || a->invert != b->invert)
		return false;
	if (a->invert || a->missing_as_empty || b->missing_as_empty)
		return a->missing_as_empty == b->missing_as_empty &&
		    same_matcher(&a->value, &b->value);
	return matcher_covers(&a->value, &b->value);
}

/* Whatever B takes fits A. */
static bool
header_is_implied(const struct mw_header_match *a,
    const struct mw_route_entry *b)
{
	for (size_t k = 0; k < b->n_headers; k++)
		if (header_covers(a, &b->headers[k]))
			return true;
	return false;
}

static bool
query_is_implied(const struct mw_query_match *a,
    const struct mw_route_entry *b)
{
	for (size_t k = 0; k < b->n_query; k++)
		if (strcmp(a->name, b->query[k].name) == 0 &&
		    matcher_covers(&a->value, &b->query[k].value))
			return true;
	return false;
}

static bool
headers_cover(const struct mw_route_entry *a, const struct mw_route_entry *b)
{
	for (size_t i = 0; i < a->n_headers; i++)
		if (!header_is_implied(&a->headers[i], b))
			return false;
	return true;
}

static bool
query_covers(const struct mw_route_entry *a, const struct mw_route_entry *b)
{
	for (size_t i = 0; i < a->n_query; i++)
		if (!query_is_implied(&a->query[i], b))
			return false;
	return true;
}

static bool
same_claim(const struct mw_claim_match *a, const struct mw_claim_match *b)
{
	if (a->n_path != b->n_path || a->invert != b->invert ||
	    !same_matcher(&a->value, &b->value))
		return false;
	for (size_t i = 0; i < a->n_path; i++)
		if (strcmp(a->path[i], b->path[i]) != 0)
			return false;
	return true;
}

static bool
claims_cover(const struct mw_route_entry *a, const struct mw_route_entry *b)
{
	for (size_t i = 0; i < a->n_claims; i++) {
		size_t k = 0;

		while (k < b->n_claims &&
		    !same_claim(&a->claims[i], &b->claims[k]))
			k++;
		if (k == b->n_claims)
			return false;
	}
	return true;
}

/* ---- paths -------------------------------------------------------------- */

/* Whatever begins with, or is, B's path has A's in front, ended by a slash or
 * its own end. */
static bool
separated_covers(const struct mw_route_entry *a,
    const struct mw_route_entry *b)
{
	if (b->path_len < a->path_len ||
	    !same_start(b->path, a->path, a->path_len, a->ignore_case))
		return false;
	return b->path[a->path_len] == '/' ||
	    (b->path_len == a->path_len && b->path_kind != MW_PATH_PREFIX);
}

static bool
path_covers(const struct mw_route_entry *a, const struct mw_route_entry *b)
{
	bool regex = b->path_kind == MW_PATH_REGEX;

	if (a->path_kind == MW_PATH_REGEX) {
		if (a->path_regex == NULL)
			return false;
		if (regex)
			return strcmp(a->path, b->path) == 0;
		return b->path_kind == MW_PATH_EXACT && !b->ignore_case &&
		    mw_regex_full(a->path_regex, b->path, b->path_len);
	}
	/* a path always begins with a slash */
	if (a->path_kind == MW_PATH_PREFIX && (a->path_len == 0 ||
	    strcmp(a->path, "/") == 0))
		return true;
	if (regex || (b->ignore_case && !a->ignore_case))
		return false;
	switch (a->path_kind) {
	case MW_PATH_PREFIX:
		return b->path_len >= a->path_len &&
		    same_start(b->path, a->path, a->path_len, a->ignore_case);
	case MW_PATH_EXACT:
		return b->path_kind == MW_PATH_EXACT &&
		    a->path_len == b->path_len &&
		    same_start(b->path, a->path, a->path_len, a->ignore_case);
	default:
		return separated_covers(a, b);
	}
}

bool
mw_walk_path_covers(const struct mw_route_entry *a,
    const struct mw_route_entry *b)
{
	return path_covers(a, b);
}

bool
mw_walk_reduce(struct mw_arena *arena, const struct mw_route_entry *a,
    const struct mw_route_entry *b, struct mw_route_entry *out)
{
	struct mw_header_match *headers;
	struct mw_query_match *query;

	if (!path_covers(a, b) || !claims_cover(a, b))
		return false;
	*out = *a;
	headers = MW_NEW_ARRAY(arena, struct mw_header_match,
	    a->n_headers + 1);
	query = MW_NEW_ARRAY(arena, struct mw_query_match, a->n_query + 1);
	out->headers = headers;
	out->query = query;
	out->n_headers = out->n_query = out->n_claims = 0;
	for (size_t i = 0; i < a->n_headers; i++)
		if (!header_is_implied(&a->headers[i], b))
			headers[out->n_headers++] = a->headers[i];
	for (size_t i = 0; i < a->n_query; i++)
		if (!query_is_implied(&a->query[i], b))
			query[out->n_query++] = a->query[i];
	return true;
}

bool
mw_walk_covers(const struct mw_route_entry *a, const struct mw_route_entry *b)
{
	return path_covers(a, b) && headers_cover(a, b) &&
	    query_covers(a, b) && claims_cover(a, b);
}
