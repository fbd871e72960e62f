/*
 * duration.c - Go durations, and the way Envoy prints them.
 *
 * What Go's time.ParseDuration takes is what Istio's decoder takes: an optional
 * sign, then numbers with a fraction and a unit each; a bare "0" as well.  The
 * result is nanoseconds in 64 bits, and what does not fit is refused.
 */
#include "model/object.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

static const struct unit {
	const char *name;
	int64_t ns;
} units[] = {
	{ "ns", 1 },
	{ "us", 1000 },
	{ "\302\265s", 1000 },	/* U+00B5, micro sign */
	{ "\316\274s", 1000 },	/* U+03BC, small mu */
	{ "ms", 1000000 },
	{ "s", INT64_C(1000000000) },
	{ "m", INT64_C(60000000000) },
	{ "h", INT64_C(3600000000000) },
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The unit at *s, which must end there: units run to the next digit or dot. */
static int64_t
read_unit(const char **s)
{
	size_t len = 0;

	while ((*s)[len] != '\0' && (*s)[len] != '.' && !is_digit((*s)[len]))
		len++;
	for (size_t i = 0; i < MW_LEN(units); i++)
		if (strlen(units[i].name) == len &&
		    memcmp(units[i].name, *s, len) == 0) {
			*s += len;
			return units[i].ns;
		}
	return 0;
}

/*
 * Digits behind the dot as *num / *scale.  Those that would overflow are
 * passed over: they are below a nanosecond.
 */
static size_t
read_fraction(const char **s, uint64_t *num, double *scale)
{
	size_t n = 0;
	bool full = false;

	*num = 0;
	*scale = 1;
	for (; is_digit(**s); (*s)++, n++) {
		if (full || *num > (UINT64_C(1) << 63) / 10 - 1) {
			full = true;
			continue;
		}
		*num = *num * 10 + (uint64_t)(**s - '0');
		*scale *= 10;
	}
	return n;
}

/* One number with its unit, added to *sum; at most 2^63. */
static bool
read_term(const char **s, uint64_t *sum)
{
	const uint64_t limit = UINT64_C(1) << 63;
	uint64_t whole = 0, num = 0;
	double scale = 1;
	size_t digits = 0;
	int64_t unit;

	for (; is_digit(**s); (*s)++, digits++) {
		if (whole > limit / 10)
			return false;
		whole = whole * 10 + (uint64_t)(**s - '0');
		if (whole > limit)
			return false;
	}
	if (**s == '.') {
		(*s)++;
		digits += read_fraction(s, &num, &scale);
	}
	if (digits == 0 || (unit = read_unit(s)) == 0 ||
	    whole > limit / (uint64_t)unit)
		return false;
	whole *= (uint64_t)unit;
	if (num > 0)
		whole += (uint64_t)((double)num * ((double)unit / scale));
	if (whole > limit)
		return false;
	*sum += whole;
	return *sum <= limit;
}

bool
mw_duration_parse(const char *s, int64_t *ns)
{
	uint64_t sum = 0;
	bool negative = false;

	if (s == NULL)
		return false;
	if (*s == '+' || *s == '-')
		negative = *s++ == '-';
	if (strcmp(s, "0") == 0) {
		*ns = 0;
		return true;
	}
	if (*s == '\0')
		return false;
	while (*s != '\0')
		if (!read_term(&s, &sum))
			return false;
	if (negative) {
		*ns = sum == 0 ? 0 : -(int64_t)(sum - 1) - 1;
		return true;
	}
	if (sum > INT64_MAX)
		return false;
	*ns = (int64_t)sum;
	return true;
}

void
mw_duration_print(struct mw_buf *out, int64_t ns)
{
	uint64_t n = ns < 0 ? (uint64_t)-(ns + 1) + 1 : (uint64_t)ns;
	uint64_t rest = n % 1000000000;

	mw_buf_printf(out, "%s%" PRIu64, ns < 0 ? "-" : "", n / 1000000000);
	/* groups of three digits, as JSON has it for protobuf durations */
	if (rest == 0)
		mw_buf_adds(out, "s");
	else if (rest % 1000000 == 0)
		mw_buf_printf(out, ".%03" PRIu64 "s", rest / 1000000);
	else if (rest % 1000 == 0)
		mw_buf_printf(out, ".%06" PRIu64 "s", rest / 1000);
	else
		mw_buf_printf(out, ".%09" PRIu64 "s", rest);
}
