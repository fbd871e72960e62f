/*
 * admit-value.c - single values: names, hosts, addresses, ports, times (D0).
 */
#include "lint/admit-check.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>

#include "base/map.h"
#include "base/regex.h"
#include "base/str.h"

enum {
	LABEL_MAX = 63,
	HOST_MAX = 255,
	PREFIX_MAX = 253,
	REGEX_MAX = 1024,	/* larger programs would upset Envoy */
	PORT_MAX = 65535
};

#define NS_PER_MS INT64_C(1000000)

/* ---- names ----------------------------------------------------------- */

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

/* Alphanumeric at both ends, and EXTRA in between. */
static bool
is_word(const char *s, size_t len, const char *extra)
{
	if (len == 0 || !is_alnum(s[0]) || !is_alnum(s[len - 1]))
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_alnum(s[i]) && strchr(extra, s[i]) == NULL)
			return false;
	return true;
}

bool
mw_admit_is_label_n(const char *s, size_t len)
{
	return len <= LABEL_MAX && is_word(s, len, "-");
}

bool
mw_admit_is_label(const char *s)
{
	return s != NULL && mw_admit_is_label_n(s, strlen(s));
}

/* "*", or "*" and "*-" in front of a label. */
static bool
is_wildcard_label(const char *s, size_t len)
{
	size_t skip = 0;

	if (len > LABEL_MAX)
		return false;
	if (len > 0 && s[0] == '*')
		skip = len > 1 && s[1] == '-' ? 2 : 1;
	return (len == 1 && skip == 1) || is_word(s + skip, len - skip, "-");
}

static bool
is_number(const char *s)
{
	s += *s == '+' || *s == '-';
	return *s != '\0' && s[strspn(s, "0123456789")] == '\0' &&
	    strlen(s) < 19;
}

/* The last label may be empty, for "istio.io."; it is no number. */
static bool
are_labels(const char *s)
{
	const char *last = strrchr(s, '.');

	if (is_number(last != NULL ? last + 1 : s))
		return false;
	for (;;) {
		size_t n = strcspn(s, ".");

		if (n == 0 && s[n] == '\0')
			return true;
		if (!mw_admit_is_label_n(s, n))
			return false;
		if (s[n] == '\0')
			return true;
		s += n + 1;
	}
}

static bool
is_host_length(const char *s)
{
	return !mw_str_empty(s) && strlen(s) <= HOST_MAX;
}

bool
mw_admit_is_fqdn(const char *s)
{
	return is_host_length(s) && are_labels(s);
}

bool
mw_admit_is_wildcard_host(const char *s)
{
	size_t n;

	if (!is_host_length(s))
		return false;
	n = strcspn(s, ".");
	return is_wildcard_label(s, n) &&
	    (s[n] == '\0' || are_labels(s + n + 1));
}

bool
mw_admit_is_partial_wildcard(const char *s)
{
	return s != NULL && strchr(s, '*') != NULL && strlen(s) != 1 &&
	    !mw_str_has_prefix(s, "*.");
}

void
mw_admit_fqdn(struct mw_admit *a, const struct mw_string *host,
    const struct mw_node *node)
{
	if (!mw_admit_is_fqdn(host->s))
		mw_admit_error(a, host->node != NULL ? host->node : node,
		    "'%s' is not a host name", mw_str_or_empty(host->s));
}

void
mw_admit_wildcard_host(struct mw_admit *a, const struct mw_string *host,
    const struct mw_node *node)
{
	if (!mw_admit_is_wildcard_host(host->s))
		mw_admit_error(a, host->node != NULL ? host->node : node,
		    "'%s' is not a host name, nor one with '*' in front",
		    mw_str_or_empty(host->s));
}

bool
mw_admit_is_token(const char *s)
{
	if (mw_str_empty(s))
		return false;
	for (; *s != '\0'; s++)
		/* Istio means "+-." and writes what takes ',' as well */
		if (!is_alnum(*s) && strchr("!#$%&'*+,-.^_`|~", *s) == NULL)
			return false;
	return true;
}

size_t
mw_admit_find_repeat(const struct mw_strings *list)
{
	struct mw_arena *scratch;
	struct mw_map *seen;
	size_t at = 0;

	if (list->n < 2)
		return 0;
	scratch = mw_arena_new();
	seen = mw_map_new(scratch);
	for (size_t i = 0; i < list->n && at == 0; i++)
		if (mw_map_put(seen, list->v[i].s, seen) != NULL)
			at = i;
	mw_arena_free(scratch);
	return at;
}

/* ---- labels ---------------------------------------------------------- */

static bool
is_label_key(const char *s)
{
	const char *slash = strchr(s, '/');

	if (slash != NULL) {
		if (slash - s > PREFIX_MAX)
			return false;
		while (s < slash) {
			size_t n = strcspn(s, "./");

			/* here a label of the prefix may be of any length */
			if (!is_word(s, n, "-"))
				return false;
			s += n + 1;
		}
		if (s != slash + 1)
			return false;
	}
	return strlen(s) <= LABEL_MAX && is_word(s, strlen(s), "-_.");
}

void
mw_admit_label_map(struct mw_admit *a, const struct mw_string_map *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const char *key = m->v[i].key.s, *value = m->v[i].value.s;

		if (!is_label_key(key))
			mw_admit_error(a, m->v[i].value.node,
			    "'%s' cannot be the key of a label", key);
		if (*value != '\0' && !is_word(value, strlen(value), "-_."))
			mw_admit_error(a, m->v[i].value.node,
			    "'%s' cannot be the value of a label", value);
	}
}

/* ---- addresses ------------------------------------------------------- */

static bool
is_ip_n(const char *s, size_t len, bool zone_ok)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	const char *zone = memchr(s, '%', len);
	char text[INET6_ADDRSTRLEN + 1];

	if (zone != NULL) {
		if (!zone_ok || zone[1] == '\0' ||
		    memchr(s, ':', (size_t)(zone - s)) == NULL)
			return false;
		len = (size_t)(zone - s);
	}
	if (len >= sizeof(text))
		return false;
	memcpy(text, s, len);
	text[len] = '\0';
	return inet_pton(strchr(text, ':') != NULL ? AF_INET6 : AF_INET, text,
	    bytes) == 1;
}

bool
mw_admit_is_ip(const char *s)
{
	return s != NULL && is_ip_n(s, strlen(s), true);
}

bool
mw_admit_is_cidr(const char *s)
{
	const char *slash = s != NULL ? strrchr(s, '/') : NULL;
	long long bits, max;
	size_t len;

	if (slash == NULL)
		return false;
	len = (size_t)(slash - s);
	max = memchr(s, ':', len) != NULL ? 128 : 32;
	/* digits only, and no zero in front */
	if (slash[1] < '0' || slash[1] > '9' ||
	    (slash[1] == '0' && slash[2] != '\0') ||
	    !mw_str_to_int(slash + 1, &bits) || bits > max)
		return false;
	return is_ip_n(s, len, false);
}

bool
mw_admit_is_subnet(const char *s)
{
	const char *slash = s != NULL ? strchr(s, '/') : NULL;

	if (slash != NULL && strchr(slash + 1, '/') == NULL)
		return mw_admit_is_cidr(s);
	return mw_admit_is_ip(s);
}

void
mw_admit_ip(struct mw_admit *a, const struct mw_string *s)
{
	if (!mw_admit_is_ip(s->s))
		mw_admit_error(a, s->node, "'%s' is not an IP address",
		    mw_str_or_empty(s->s));
}

void
mw_admit_subnets(struct mw_admit *a, const struct mw_strings *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (!mw_admit_is_subnet(s->v[i].s))
			mw_admit_error(a, s->v[i].node,
			    "'%s' is neither an IP address nor a range of them",
			    s->v[i].s);
}

bool
mw_admit_is_unix(const struct mw_string *s)
{
	return mw_str_has_prefix(s->s, "unix://");
}

void
mw_admit_unix(struct mw_admit *a, const struct mw_string *s)
{
	const char *path = s->s + strlen("unix://");

	if (path[0] == '@')
		return;
	if (path[0] != '/' || mw_str_has_suffix(path, "/"))
		mw_admit_error(a, s->node, "'%s' does not name a socket: an "
		    "absolute path to a file or '@name' is needed", s->s);
}

/* ---- numbers and times ----------------------------------------------- */

void
mw_admit_port(struct mw_admit *a, const struct mw_int *port,
    const struct mw_node *node, const char *what)
{
	if (port->v < 1 || port->v > PORT_MAX)
		mw_admit_error(a, port->node != NULL ? port->node : node,
		    "%s %" PRId64 " is not between 1 and 65535", what, port->v);
}

void
mw_admit_not_negative(struct mw_admit *a, const struct mw_int *v,
    const char *what)
{
	if (v->v < 0)
		mw_admit_error(a, v->node, "'%s' cannot be negative", what);
}

void
mw_admit_percent(struct mw_admit *a, const struct mw_int *v, const char *what)
{
	if (v->v < 0 || v->v > 100)
		mw_admit_error(a, v->node, "'%s' is %" PRId64 ", not a "
		    "percentage between 0 and 100", what, v->v);
}

void
mw_admit_duration(struct mw_admit *a, const struct mw_duration *d)
{
	if (d->node == NULL)
		return;
	if (d->ns < NS_PER_MS)
		mw_admit_error(a, d->node,
		    "a duration of at least 1ms is needed, not '%s'",
		    mw_str_or_empty(mw_node_text(d->node)));
	else if (d->ns % NS_PER_MS != 0)
		mw_admit_error(a, d->node,
		    "'%s' is not a whole number of milliseconds",
		    mw_str_or_empty(mw_node_text(d->node)));
}

/* "\\C", any byte, is RE2's in C++ and not in Go, which Istio is made of. */
static bool
has_any_byte(const char *s)
{
	bool quoted = false;

	for (; *s != '\0'; s++) {
		if (*s != '\\' || s[1] == '\0')
			continue;
		s++;
		if (!quoted && *s == 'C')
			return true;
		if (*s == (quoted ? 'E' : 'Q'))
			quoted = !quoted;
		else if (quoted)
			s--;
	}
	return false;
}

const char *
mw_admit_regex_fault(const char *s)
{
	const char *why = mw_regex_check(s);

	return why == NULL && has_any_byte(s) ? "unknown escape \\C" : why;
}

void
mw_admit_regex(struct mw_admit *a, const struct mw_string *s)
{
	const char *why;

	if (mw_str_empty(s->s))
		return;
	if (strlen(s->s) > REGEX_MAX) {
		mw_admit_error(a, s->node, "the regular expression is longer "
		    "than %d bytes", REGEX_MAX);
		return;
	}
	why = mw_admit_regex_fault(s->s);
	if (why != NULL)
		mw_admit_error(a, s->node, "'%s' is not a regular expression "
		    "of RE2: %s", s->s, why);
}
