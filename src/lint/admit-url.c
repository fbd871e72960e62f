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

static bool
escapes_are_fine(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] == '%' && (i + 2 >= len || !is_hex(s[i + 1]) ||
		    !is_hex(s[i + 2])))
			return false;
	return true;
}

/* Digits only behind the colon; nothing is fine. */
static bool
is_port(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static bool
is_host(const char *s, size_t len)
{
	const char *colon;

	if (len > 0 && s[0] == '[') {
		const char *end = memchr(s, ']', len);

		if (end == NULL)
			return false;
		end++;
		return end == s + len || (*end == ':' &&
		    is_port(end + 1, len - (size_t)(end + 1 - s)));
	}
	colon = memchr(s, ':', len);
	if (colon != NULL && !is_port(colon + 1,
	    len - (size_t)(colon + 1 - s)))
		return false;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x80 && !is_letter(s[i]) &&
		    (s[i] < '0' || s[i] > '9') &&
		    strchr("-_.~!$&'()*+,;=:[]<>\"%", s[i]) == NULL)
			return false;
	return escapes_are_fine(s, len);
}

/* "user:password@host:port" */
static bool
is_authority(const char *s, size_t len)
{
	for (size_t i = len; i > 0; i--)
		if (s[i - 1] == '@') {
			if (!escapes_are_fine(s, i - 1))
				return false;
			return is_host(s + i, len - i);
		}
	return is_host(s, len);
}

/* What stands behind the scheme, without the query. */
static bool
rest_is_fine(const char *s, size_t len, bool scheme, bool request)
{
	size_t authority;

	if (len == 0 || s[0] != '/') {
		const char *slash = memchr(s, '/', len);
		size_t first = slash != NULL ? (size_t)(slash - s) : len;

		if (scheme)
			return true;	/* opaque */
		if (request)
			return false;
		if (memchr(s, ':', first) != NULL)
			return false;
		return escapes_are_fine(s, len);
	}
	if (len > 1 && s[1] == '/' &&
	    (scheme || (!request && !(len > 2 && s[2] == '/')))) {
		for (authority = 2; authority < len; authority++)
			if (s[authority] == '/')
				break;
		if (!is_authority(s + 2, authority - 2))
			return false;
		return escapes_are_fine(s + authority, len - authority);
	}
	return escapes_are_fine(s, len);
}

static bool
parse(const char *s, bool request, size_t *scheme)
{
	size_t len;

	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return false;
	len = strlen(s);
	if (!request && strchr(s, '#') != NULL) {
		const char *fragment = strchr(s, '#');

		if (!escapes_are_fine(fragment, strlen(fragment)))
			return false;
		len = (size_t)(fragment - s);
	}
	if (!scheme_length(s, scheme) || (request && len == 0))
		return false;
	if (*scheme > len)
		*scheme = 0;
	if (*scheme > 0) {
		s += *scheme + 1;
		len -= *scheme + 1;
	}
	if (memchr(s, '?', len) != NULL)
		len = (size_t)((const char *)memchr(s, '?', len) - s);
	return rest_is_fine(s, len, *scheme > 0, request);
}

bool
mw_admit_parse_url(struct mw_arena *arena, const char *s, const char **scheme)
{
	size_t n;
	char *text;

	if (!parse(s, false, &n))
		return false;
	text = mw_arena_text(arena, s, n);
	for (char *c = text; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	*scheme = text;
	return true;
}

bool
mw_admit_is_request_uri(struct mw_arena *arena, const char *s)
{
	size_t n;

	(void)arena;
	return parse(s, true, &n);
}
