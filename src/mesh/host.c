/*
 * host.c - arithmetic on host names: short names (R4), wildcards (R50), and
 * whom something is exported to (R16, R19).
 */
#include "mesh/mesh.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/str.h"
#include "mesh/build.h"

bool
mw_is_ip(const char *s)
{
	unsigned char buf[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, s, buf) == 1 ||
	    inet_pton(AF_INET6, s, buf) == 1;
}

const char *
mw_host_expand(struct mw_arena *arena, const struct mw_mesh *m,
    const char *host, const char *ns)
{
	if (mw_str_empty(host) || strcmp(host, "*") == 0 ||
	    strchr(host, '.') != NULL || mw_is_ip(host))
		return host;
	return mw_arena_printf(arena, "%s.%s.svc.%s", host, ns,
	    m->settings.domain);
}

static bool
is_wildcard(const char *host)
{
	return host[0] == '*';
}

bool
mw_host_covers(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return false;
	if (!is_wildcard(a))
		return strcmp(a, b) == 0;
	if (!is_wildcard(b))
		return mw_str_has_suffix(b, a + 1);
	return strlen(b) >= strlen(a) && mw_str_has_suffix(b + 1, a + 1);
}

bool
mw_host_overlaps(const char *a, const char *b)
{
	return mw_host_covers(a, b) || mw_host_covers(b, a);
}

static bool
has(const struct mw_strings *list, const char *word)
{
	for (size_t i = 0; i < list->n; i++)
		if (mw_str_eq(list->v[i].s, word))
			return true;
	return false;
}

bool
mw_exported(const struct mw_strings *export_to,
    const struct mw_strings *defaults, const char *owner, const char *ns)
{
	const struct mw_strings *list = export_to;

	if (list == NULL || list->n == 0)
		list = defaults;
	if (list == NULL || list->n == 0 || has(list, "*"))
		return true;
	if (has(list, "~"))
		return false;
	return has(list, ns) || (has(list, ".") && mw_str_eq(owner, ns));
}
