/*
 * scalar.c - what a scalar means, as Kubernetes reads YAML.
 *
 * The rules are those of the YAML 1.1 reader that kubectl, istioctl and the
 * API server share: a table of words, numbers with the prefixes of Go, no
 * dates and no base 60.  Numbers are kept as text and read again when their
 * value is wanted.
 */
#include "yaml/scalar.h"

#include "base/attr.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 512 };	/* longer digits are text to us */

/* By length: words of LEN letters are those from begins[LEN] on. */
static const struct word {
	char text[6];
	unsigned char meaning;
} words[] = {
	{ "y", MW_SCALAR_TRUE }, { "Y", MW_SCALAR_TRUE },
	{ "n", MW_SCALAR_FALSE }, { "N", MW_SCALAR_FALSE },
	{ "~", MW_SCALAR_NULL },
	{ "on", MW_SCALAR_TRUE }, { "On", MW_SCALAR_TRUE },
	{ "ON", MW_SCALAR_TRUE }, { "no", MW_SCALAR_FALSE },
	{ "No", MW_SCALAR_FALSE }, { "NO", MW_SCALAR_FALSE },
	{ "yes", MW_SCALAR_TRUE }, { "Yes", MW_SCALAR_TRUE },
	{ "YES", MW_SCALAR_TRUE }, { "off", MW_SCALAR_FALSE },
	{ "Off", MW_SCALAR_FALSE }, { "OFF", MW_SCALAR_FALSE },
	{ "true", MW_SCALAR_TRUE }, { "True", MW_SCALAR_TRUE },
	{ "TRUE", MW_SCALAR_TRUE }, { "null", MW_SCALAR_NULL },
	{ "Null", MW_SCALAR_NULL }, { "NULL", MW_SCALAR_NULL },
	{ ".nan", MW_SCALAR_NOT_FINITE }, { ".NaN", MW_SCALAR_NOT_FINITE },
	{ ".NAN", MW_SCALAR_NOT_FINITE }, { ".inf", MW_SCALAR_NOT_FINITE },
	{ ".Inf", MW_SCALAR_NOT_FINITE }, { ".INF", MW_SCALAR_NOT_FINITE },
	{ "false", MW_SCALAR_FALSE }, { "False", MW_SCALAR_FALSE },
	{ "FALSE", MW_SCALAR_FALSE },
	{ "+.inf", MW_SCALAR_NOT_FINITE }, { "+.Inf", MW_SCALAR_NOT_FINITE },
	{ "+.INF", MW_SCALAR_NOT_FINITE }, { "-.inf", MW_SCALAR_NOT_FINITE },
	{ "-.Inf", MW_SCALAR_NOT_FINITE }, { "-.INF", MW_SCALAR_NOT_FINITE },
};
static const unsigned char begins[] = { 0, 0, 5, 11, 17, 29, MW_LEN(words) };

static bool
find_word(const char *s, size_t len, enum mw_scalar *meaning)
{
	if (len > 5)
		return false;
	for (size_t i = begins[len]; i < begins[len + 1]; i++) {
		if (words[i].text[0] == s[0] &&
		    memcmp(words[i].text, s, len) == 0) {
			*meaning = (enum mw_scalar)words[i].meaning;
			return true;
		}
	}
	return false;
}

/* S without underscores, NUL-terminated; false when it is too long. */
static bool
plain(const char *s, size_t len, char out[NUMBER_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '_')
			continue;
		if (n == NUMBER_MAX - 1 || s[i] == '\0')
			return false;
		out[n++] = s[i];
	}
	out[n] = '\0';
	return true;
}

/*
 * An integer as Go reads it to base 0: 0x, 0o and 0b prefixes, and a leading
 * 0 for octal.  *value is its magnitude.  A sign in front of what only fits
 * without one makes it no integer at all (it is a float then).
 */
static bool
parse_int(const char *s, bool *negative, uint64_t *value)
{
	bool sign = *s == '-' || *s == '+';
	unsigned base = 10;
	uint64_t n = 0, most;

	*negative = *s == '-';
	s += sign;
	if (*s == '\0')
		return false;
	if (s[0] == '0' && s[1] != '\0' && s[2] != '\0') {
		char c = (char)(s[1] | 0x20);

		base = c == 'x' ? 16 : c == 'b' ? 2 : c == 'o' ? 8 : 0;
		s += base != 0 ? 2 : 0;
	}
	if (base == 0 || (base == 10 && s[0] == '0')) {
		base = 8;
		s++;
	}
	most = sign ? (uint64_t)INT64_MAX + *negative : UINT64_MAX;
	for (; *s != '\0'; s++) {
		unsigned digit = *s >= '0' && *s <= '9' ?
		    (unsigned)(*s - '0') : (unsigned)((*s | 0x20) - 'a') + 10;

		if (digit >= base || n > (most - digit) / base)
			return false;
		n = n * base + digit;
	}
	*value = n;
	return true;
}

/* Every underscore stands between two digits. */
static bool
underscores_stand_well(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] == '_' && (i == 0 || i + 1 == len ||
		    s[i - 1] < '0' || s[i - 1] > '9' ||
		    s[i + 1] < '0' || s[i + 1] > '9'))
			return false;
	return true;
}

/* A port or a weight: what nearly all numbers are. */
static bool
is_simple_int(const char *s, size_t len)
{
	if (len > 18 || (s[0] == '0' && len > 1))
		return false;
	for (size_t i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static enum mw_scalar
resolve_number(const char *s, size_t len)
{
	char text[NUMBER_MAX];
	uint64_t value;
	bool negative;
	double d;

	if (is_simple_int(s, len))
		return MW_SCALAR_INT;
	if (!plain(s, len, text))
		return MW_SCALAR_STRING;
	if (s[0] == '.') {
		if (!underscores_stand_well(s, len))
			return MW_SCALAR_STRING;
	} else if (parse_int(text, &negative, &value)) {
		return MW_SCALAR_INT;
	}
	return mw_str_to_double(text, &d) ? MW_SCALAR_FLOAT :
	    MW_SCALAR_STRING;
}

/* By first character: 1 may be a word, 2 a number or a word, 3 a number. */
static const unsigned char starts[256] = {
	['y'] = 1, ['Y'] = 1, ['n'] = 1, ['N'] = 1, ['t'] = 1, ['T'] = 1,
	['f'] = 1, ['F'] = 1, ['o'] = 1, ['O'] = 1, ['~'] = 1,
	['.'] = 2, ['+'] = 2, ['-'] = 2,
	['0'] = 3, ['1'] = 3, ['2'] = 3, ['3'] = 3, ['4'] = 3,
	['5'] = 3, ['6'] = 3, ['7'] = 3, ['8'] = 3, ['9'] = 3,
};

enum mw_scalar
mw_scalar_resolve(const char *s, size_t len)
{
	unsigned start = starts[(unsigned char)s[0]];
	enum mw_scalar meaning;

	if (len == 0)
		return MW_SCALAR_NULL;
	if (start == 0)
		return MW_SCALAR_STRING;
	if (start <= 2 && find_word(s, len, &meaning))
		return meaning;
	return start == 1 ? MW_SCALAR_STRING : resolve_number(s, len);
}

int64_t
mw_scalar_int(const char *s, size_t len)
{
	char text[NUMBER_MAX];
	bool negative = false;
	uint64_t n = 0;

	if (!plain(s, len, text) || !parse_int(text, &negative, &n))
		return 0;
	if (negative)
		return n > INT64_MAX ? INT64_MIN : -(int64_t)n;
	return n > INT64_MAX ? INT64_MAX : (int64_t)n;
}

bool
mw_scalar_int_fits(const char *s, size_t len)
{
	char text[NUMBER_MAX];
	bool negative = false;
	uint64_t n = 0;

	return plain(s, len, text) && parse_int(text, &negative, &n) &&
	    n <= (uint64_t)INT64_MAX + negative;
}

double
mw_scalar_float(const char *s, size_t len)
{
	char text[NUMBER_MAX];
	bool negative;
	uint64_t n;
	double d = 0;

	if (!plain(s, len, text))
		return 0;
	if (parse_int(text, &negative, &n))
		return negative ? -(double)n : (double)n;
	return mw_str_to_double(text, &d) ? d : 0;
}

/* DIGITS with the decimal point behind the first POINT of them. */
static void
add_digits(struct mw_buf *out, const char *digits, long point)
{
	long n = (long)strlen(digits);

	if (point <= 0)
		mw_buf_adds(out, "0.");
	for (long i = point; i < 0; i++)
		mw_buf_addc(out, '0');
	for (long i = 0; i < n || i < point; i++) {
		if (i == point && i > 0)
			mw_buf_addc(out, '.');
		mw_buf_addc(out, i < n ? digits[i] : '0');
	}
}

void
mw_scalar_float_key(double d, struct mw_buf *out)
{
	char text[64], digits[16];
	size_t n = 0;
	long exponent;

	/* The fewest digits that lead back to the same 32-bit number. */
	for (int more = 0; more < 9; more++) {
		snprintf(text, sizeof(text), "%.*e", more, d);
		if (strtof(text, NULL) >= (float)d &&
		    strtof(text, NULL) <= (float)d)
			break;
	}
	if (d < 0)
		mw_buf_addc(out, '-');
	/* The point is left out: it may be the comma of a locale. */
	for (const char *s = text; *s != 'e' && *s != '\0'; s++)
		if (*s >= '0' && *s <= '9')
			digits[n++] = *s;
	digits[n] = '\0';
	exponent = strtol(strchr(text, 'e') + 1, NULL, 10);
	if (exponent >= -4 && exponent < 6) {
		add_digits(out, digits, exponent + 1);
		return;
	}
	add_digits(out, digits, 1);
	mw_buf_printf(out, "e%+03ld", exponent);
}

bool
mw_scalar_base64(const char *s, size_t len, struct mw_buf *out)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = 0;
	size_t n = 0, pads = 0;

	for (size_t i = 0; i < len; i++) {
		const char *at;

		if (s[i] == '\n' || s[i] == '\r')
			continue;
		if (s[i] == '=') {
			pads++;
			continue;
		}
		at = s[i] != '\0' ? strchr(letters, s[i]) : NULL;
		if (at == NULL || pads > 0)
			return false;
		bits = bits << 6 | (uint32_t)(at - letters);
		/* Four letters are three bytes; each but the first ends one. */
		if (n++ % 4 != 0)
			mw_buf_addc(out,
			    (char)(bits >> (6 - 2 * ((n - 1) % 4))));
	}
	return (n + pads) % 4 == 0 && pads <= 2 && n % 4 != 1;
}
