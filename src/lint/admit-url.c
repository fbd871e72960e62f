/*
 * admit-url.c - addresses in the form of a URL, as Go's net/url reads them.
 *
 * Only what can make it refuse one is looked at: control characters, a colon
 * in the first segment of a path, blanks and ports in the host, broken
 * escapes.
 */
#include "lint/admit-check.h"

#include <string.h>

#include "base/str.h"

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	    (c >= 'A' && c <= 'F');
}

/* The length of the scheme in front of ':'; 0 for none.  False: ":..." */
static bool
scheme_length(const char *s, size_t *len)
{
	*len = 0;
	for (size_t i = 0; s[i] != '\0'; i++) {
		if (is_letter(s[i]))
			continue;
		if ((s[i] >= '0' && s[i] <= '9') || s[i] == '+' ||
		    s[i] == '-' || s[i] == '.') {
			if (i == 0)
				return true;
			continue;
		}
		if (s[i] == ':') {
			*len = i;
			return i > 0;
		}
		return true;
	}
	return true;
}

bool
mw_admit_url_escapes(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] == '%' && (i + 2 >= len || !is_hex(s[i + 1]) ||
		    !is_hex(s[i + 2])))
			return false;
	return true;
}

/* ":80", ":" or nothing. */
static bool
is_port(const char *s, size_t len)
{
	if (len > 0 && s[0] != ':')
		return false;
	for (size_t i = 1; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* In a host only what is not ASCII may be escaped, and '%' itself. */
static bool
are_host_characters(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] == '%') {
			if (i + 2 >= len || !is_hex(s[i + 1]) ||
			    !is_hex(s[i + 2]))
				return false;
			if (s[i + 1] < '8' && memcmp(s + i, "%25", 3) != 0)
				return false;
			i += 2;
		} else if ((unsigned char)s[i] < 0x80 && !is_letter(s[i]) &&
		    (s[i] < '0' || s[i] > '9') &&
		    strchr("-_.~!$&'()*+,;=:[]<>\"", s[i]) == NULL) {
			return false;
		}
	return true;
}

/* "[::1]:80"; a zone stands behind "%25". */
static bool
is_literal(const char *s, size_t len)
{
	const char *end = memchr(s, ']', len), *zone;
	char address[64];
	size_t n;

	if (end == NULL || !is_port(end + 1, len - (size_t)(end + 1 - s)))
		return false;
	n = (size_t)(end - s) - 1;
	if (n == 0 || n >= sizeof(address))
		return false;
	memcpy(address, s + 1, n);
	address[n] = '\0';
	zone = strstr(address, "%25");
	if (zone != NULL)
		address[zone - address] = '\0';
	return strchr(address, ':') != NULL && mw_admit_is_ip(address);
}

static bool
is_host(const char *s, size_t len, bool http)
{
	const char *colon = memchr(s, ':', len);

	if (len > 0 && s[0] == '[')
		return is_literal(s, len);
	if (memchr(s, '[', len) != NULL)
		return false;
	/* many colons are for others only */
	while (!http && colon != NULL && memchr(colon + 1, ':',
	    len - (size_t)(colon + 1 - s)) != NULL)
		colon = memchr(colon + 1, ':', len - (size_t)(colon + 1 - s));
	if (colon != NULL && !is_port(colon, len - (size_t)(colon - s)))
		return false;
	return are_host_characters(s, len);
}

static bool
is_user(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_letter(s[i]) && (s[i] < '0' || s[i] > '9') &&
		    strchr("-._:~!$&'()*+,;=%@", s[i]) == NULL)
			return false;
	return mw_admit_url_escapes(s, len);
}

/* "user:password@host:port" */
static bool
is_authority(const char *s, size_t len, bool http)
{
	for (size_t i = len; i > 0; i--)
		if (s[i - 1] == '@')
			return is_user(s, i - 1) &&
			    is_host(s + i, len - i, http);
	return is_host(s, len, http);
}

/* What stands behind the scheme, without the query. */
static bool
rest_is_fine(const char *s, size_t len, const char *scheme, bool request)
{
	bool http = mw_str_case_eq(scheme, "http") ||
	    mw_str_case_eq(scheme, "https");
	size_t authority;

	if (len == 0 || s[0] != '/') {
		const char *slash = memchr(s, '/', len);
		size_t first = slash != NULL ? (size_t)(slash - s) : len;

		if (*scheme != '\0')
			return true;	/* opaque */
		if (request)
			return false;
		if (memchr(s, ':', first) != NULL)
			return false;
		return mw_admit_url_escapes(s, len);
	}
	if (len > 1 && s[1] == '/' &&
	    (*scheme != '\0' || (!request && !(len > 2 && s[2] == '/')))) {
		for (authority = 2; authority < len; authority++)
			if (s[authority] == '/')
				break;
		if (!is_authority(s + 2, authority - 2, http))
			return false;
		return mw_admit_url_escapes(s + authority, len - authority);
	}
	return mw_admit_url_escapes(s, len);
}

/* The scheme goes to OUT, as it is written. */
static bool
parse(struct mw_arena *arena, const char *s, bool request, const char **out)
{
	const char *fragment = request ? NULL : strchr(s, '#'), *query;
	size_t len, scheme;

	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return false;
	*out = "";
	len = fragment != NULL ? (size_t)(fragment - s) : strlen(s);
	if (fragment != NULL &&
	    !mw_admit_url_escapes(fragment, strlen(fragment)))
		return false;
	if (len == 0)
		return !request;
	if (len == 1 && *s == '*')
		return true;
	if (!scheme_length(s, &scheme))
		return false;
	if (scheme > 0 && scheme < len) {
		*out = mw_arena_text(arena, s, scheme);
		s += scheme + 1;
		len -= scheme + 1;
	}
	query = memchr(s, '?', len);
	return rest_is_fine(s, query != NULL ? (size_t)(query - s) : len, *out,
	    request);
}

bool
mw_admit_parse_url(struct mw_arena *arena, const char *s, const char **scheme)
{
	const char *written;
	char *text;

	if (!parse(arena, s, false, &written))
		return false;
	text = mw_arena_strdup(arena, written);
	mw_str_lower(text);
	*scheme = text;
	return true;
}

bool
mw_admit_is_request_uri(struct mw_arena *arena, const char *s)
{
	const char *scheme;

	return parse(arena, s, true, &scheme);
}
