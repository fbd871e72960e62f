/*
 * str.c - text: comparing, globbing, "did you mean", numbers.
 */
#include "base/str.h"

#include "base/xalloc.h"

#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DISTANCE_MAX = 64 };	/* longer words are never typing mistakes */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

char *
mw_str_lower(char *s)
{
	for (char *c = s; *c != '\0'; c++)
		*c = lower(*c);
	return s;
}

bool
mw_str_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a == b || strcmp(a, b) == 0;
}

bool
mw_str_case_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	for (; *a != '\0' && lower(*a) == lower(*b); a++, b++)
		continue;
	return lower(*a) == lower(*b);
}

bool
mw_str_has_prefix(const char *s, const char *prefix)
{
	if (s == NULL || prefix == NULL)
		return s == prefix;
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
mw_str_has_suffix(const char *s, const char *suffix)
{
	size_t n, m;

	if (s == NULL || suffix == NULL)
		return s == suffix;
	n = strlen(s);
	m = strlen(suffix);
	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

bool
mw_str_case_prefix(const char *s, const char *prefix)
{
	if (s == NULL || prefix == NULL)
		return s == prefix;
	for (; *prefix != '\0'; s++, prefix++)
		if (lower(*s) != lower(*prefix))
			return false;
	return true;
}

bool
mw_str_empty(const char *s)
{
	return s == NULL || *s == '\0';
}

const char *
mw_str_s(size_t n)
{
	return n == 1 ? "" : "s";
}

const char *
mw_str_or_empty(const char *s)
{
	return s != NULL ? s : "";
}

bool
mw_str_glob(const char *pattern, const char *s)
{
	const char *star = NULL, *mark = NULL;

	if (pattern == NULL || s == NULL)
		return pattern == s;
	/* Only the last star can need more: an earlier one never helps. */
	while (*s != '\0') {
		if (*pattern == '*') {
			star = pattern++;
			mark = s;
		} else if (*pattern == '?' || *pattern == *s) {
			pattern++;
			s++;
		} else if (star != NULL) {
			pattern = star + 1;
			s = ++mark;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Insertions, deletions, exchanges and swapped neighbours.  FOLD maps each
 * character before it is compared, so that case can be left out.
 */
static size_t
distance(const char *a, const char *b, size_t limit, bool fold)
{
	size_t rows[3][DISTANCE_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	size_t n = strlen(a), m = strlen(b);

	if (n > DISTANCE_MAX || m > DISTANCE_MAX ||
	    (n > m ? n - m : m - n) > limit)
		return limit + 1;
	for (size_t j = 0; j <= m; j++)
		before[j] = last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t best = row[0] = i;
		size_t *spare = before;
		char c = fold ? lower(a[i - 1]) : a[i - 1];

		for (size_t j = 1; j <= m; j++) {
			char d = fold ? lower(b[j - 1]) : b[j - 1];

			row[j] = least(last[j - 1] + (c != d),
			    least(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
			best = least(best, row[j]);
		}
		if (best > limit)
			return limit + 1;
		before = last;
		last = row;
		row = spare;
	}
	return least(last[m], limit + 1);
}

size_t
mw_str_distance(const char *a, const char *b, size_t limit)
{
	if (mw_str_eq(a, b))
		return 0;
	if (a == NULL || b == NULL)
		return limit + 1;
	return distance(a, b, limit, false);
}

const char *
mw_str_nearest(const char *word, const char *const *candidates, size_t n)
{
	const char *found = NULL;
	size_t limit, best;

	if (mw_str_empty(word))
		return NULL;
	/* One slip in a short word, three in a long one. */
	limit = least(1 + strlen(word) / 5, 3);
	best = limit + 1;
	for (size_t i = 0; i < n; i++) {
		size_t d;

		if (mw_str_empty(candidates[i]) ||
		    strcmp(word, candidates[i]) == 0)
			continue;
		d = distance(word, candidates[i], limit, true);
		/* Nothing of "to" is left in "on". */
		if (d < best && d < strlen(candidates[i])) {
			best = d;
			found = candidates[i];
		}
	}
	return found;
}

bool
mw_str_to_int(const char *s, long long *out)
{
	bool negative = false;
	long long n = 0;

	if (s == NULL)
		return false;
	if (*s == '-' || *s == '+')
		negative = *s++ == '-';
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		int digit = *s - '0';

		/* Counted downwards: there is one more below zero. */
		if (digit < 0 || digit > 9 ||
		    n < (LLONG_MIN + digit) / 10)
			return false;
		n = n * 10 - digit;
	}
	if (!negative && n == LLONG_MIN)
		return false;
	*out = negative ? n : -n;
	return true;
}

/* digits[.digits][e[sign]digits], at least one digit before the e. */
static bool
is_decimal(const char *s)
{
	const char *digits = "0123456789";
	size_t n, m = 0;

	s += *s == '-' || *s == '+';
	n = strspn(s, digits);
	s += n;
	if (*s == '.') {
		m = strspn(++s, digits);
		s += m;
	}
	if (n + m == 0)
		return false;
	if (*s == 'e' || *s == 'E') {
		s++;
		s += *s == '-' || *s == '+';
		n = strspn(s, digits);
		if (n == 0)
			return false;
		s += n;
	}
	return *s == '\0';
}

/* strtod takes the decimal point of the locale, which is not ours. */
static double
with_point(const char *s, const char *point)
{
	size_t head = strcspn(s, "."), len = strlen(point);
	size_t tail = strlen(s + head + 1);
	char *copy = mw_xmalloc(head + len + tail + 1);
	double d;

	memcpy(copy, s, head);
	memcpy(copy + head, point, len);
	memcpy(copy + head + len, s + head + 1, tail + 1);
	d = strtod(copy, NULL);
	free(copy);
	return d;
}

bool
mw_str_to_double(const char *s, double *out)
{
	const char *point = localeconv()->decimal_point;
	double d;

	if (s == NULL || !is_decimal(s))
		return false;
	if (strchr(s, '.') != NULL && strcmp(point, ".") != 0)
		d = with_point(s, point);
	else
		d = strtod(s, NULL);
	if (!isfinite(d))
		return false;
	*out = d;
	return true;
}
