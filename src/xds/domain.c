/*
 * domain.c - the virtual host of a host name, as Envoy finds it (R167).
 *
 * One hash for exact names, one for what follows the star of "*.x", one for
 * what precedes it in "x.*".  The lengths of the wildcards are kept, longest
 * first, so that a lookup asks once for each length that exists.
 */
#include "xds/xds.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	const struct mw_virtual_host *vhost;
	const char *domain;
};

struct wildcards {
	struct mw_map *map;		/* NULL: there is none */
	MW_VEC(size_t) lengths;
};

struct mw_domain_index {
	struct mw_map *exact;
	struct wildcards suffix, prefix;
	const struct entry *any;	/* "*" */
};

static const char *
lower(struct mw_arena *a, const char *s)
{
	size_t len = strlen(s), i;
	char *copy;

	for (i = 0; i < len && (s[i] < 'A' || s[i] > 'Z'); i++)
		continue;
	if (i == len)
		return s;
	copy = mw_arena_text(a, s, len);
	for (; i < len; i++) {
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] - 'A' + 'a');
	}
	return copy;
}

static void
put(struct mw_arena *a, struct mw_map *map, const char *key,
    const struct mw_virtual_host *vh, const char *domain)
{
	struct entry *e;

	if (mw_map_get(map, key) != NULL)
		return;
	e = MW_NEW(a, struct entry);
	e->vhost = vh;
	e->domain = domain;
	mw_map_put(map, key, e);
}

static void
put_wildcard(struct mw_arena *a, struct wildcards *w, const char *key,
    const struct mw_virtual_host *vh, const char *domain)
{
	size_t len = strlen(key), i;

	if (w->map == NULL)
		w->map = mw_map_new(a);
	put(a, w->map, key, vh, domain);
	for (i = 0; i < w->lengths.n; i++) {
		if (w->lengths.v[i] == len)
			return;
	}
	mw_vec_push(a, &w->lengths, len);
}

static void
add(struct mw_arena *a, struct mw_domain_index *ix,
    const struct mw_virtual_host *vh, const char *domain)
{
	const char *s = lower(a, domain);
	size_t len = strlen(s);

	if (strcmp(s, "*") == 0) {
		if (ix->any == NULL) {
			struct entry *e = MW_NEW(a, struct entry);

			e->vhost = vh;
			e->domain = domain;
			ix->any = e;
		}
	} else if (s[0] == '*') {
		put_wildcard(a, &ix->suffix, s + 1, vh, domain);
	} else if (len > 0 && s[len - 1] == '*') {
		put_wildcard(a, &ix->prefix, mw_arena_text(a, s, len - 1), vh,
		    domain);
	} else {
		put(a, ix->exact, s, vh, domain);
	}
}

static int
longest_first(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

static void
sort_lengths(struct wildcards *w)
{
	if (w->lengths.n > 1)
		qsort(w->lengths.v, w->lengths.n, sizeof(w->lengths.v[0]),
		    longest_first);
}

const struct mw_domain_index *
mw_domain_index_new(struct mw_arena *a, const struct mw_virtual_host *vhosts,
    size_t n)
{
	struct mw_domain_index *ix = MW_NEW(a, struct mw_domain_index);

	ix->exact = mw_map_new(a);
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < vhosts[i].n_domains; j++)
			add(a, ix, &vhosts[i], vhosts[i].domains[j]);
	}
	sort_lengths(&ix->suffix);
	sort_lengths(&ix->prefix);
	return ix;
}

/* The star stands for at least one character. */
static const struct entry *
find_wildcard(const struct wildcards *w, const char *host, size_t len,
    bool suffix)
{
	for (size_t i = 0; i < w->lengths.n; i++) {
		size_t l = w->lengths.v[i];
		const struct entry *e;

		if (l >= len)
			continue;
		e = mw_map_getn(w->map, suffix ? host + len - l : host, l);
		if (e != NULL)
			return e;
	}
	return NULL;
}

const struct mw_virtual_host *
mw_domain_find(const struct mw_domain_index *ix, const char *host, size_t len,
    const char **domain)
{
	const struct entry *e;

	e = mw_map_getn(ix->exact, host, len);
	if (e == NULL)
		e = find_wildcard(&ix->suffix, host, len, true);
	if (e == NULL)
		e = find_wildcard(&ix->prefix, host, len, false);
	if (e == NULL)
		e = ix->any;
	if (domain != NULL)
		*domain = e != NULL ? e->domain : NULL;
	return e != NULL ? e->vhost : NULL;
}
