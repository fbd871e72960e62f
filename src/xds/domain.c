/*
 * domain.c - the virtual host of a host name, as Envoy finds it (R167).
 *
 * All domains are in one table by their text.  "*.x" is found by asking for
 * the star and each tail of the name whose length occurs among wildcards,
 * longest first; "x.*" likewise.  Tables have tens of thousands of domains and
 * are made for every proxy, so keys are not copied.
 */
#include "xds/xds.h"

#include "base/hash.h"
#include "base/vec.h"

#include <string.h>

struct entry {
	const char *key;	/* lower case; without the star */
	const char *domain;
	size_t number;
	uint32_t hash, len;
	enum kind { EXACT, SUFFIX, PREFIX } kind;
};

struct lengths {		/* longest first */
	size_t *v;
	size_t n, cap;
};

struct mw_domain_index {
	struct mw_arena *arena;
	const struct mw_virtual_host *vhosts;
	const size_t *place;	/* NULL: numbers are places */
	struct entry *v;
	size_t n, cap;
	uint32_t *table;	/* place in v, +1; 0 is free */
	size_t size;
	struct lengths suffix, prefix;
};

static uint32_t
hash_of(const char *key, size_t len, enum kind kind)
{
	return mw_hash(key, len) + (uint32_t)kind * UINT32_C(0x9e3779b1);
}

/* The place in the table of the key, or the free one where it belongs. */
static size_t
find_place(const struct mw_domain_index *ix, const char *key, size_t len,
    enum kind kind, uint32_t hash)
{
	size_t i = hash & (ix->size - 1);

	while (ix->table[i] != 0) {
		const struct entry *e = &ix->v[ix->table[i] - 1];

		if (e->hash == hash && e->len == len && e->kind == kind &&
		    memcmp(e->key, key, len) == 0)
			break;
		i = (i + 1) & (ix->size - 1);
	}
	return i;
}

static void
resize(struct mw_domain_index *ix, size_t size)
{
	ix->size = size;
	ix->table = MW_NEW_ARRAY(ix->arena, uint32_t, size);
	for (size_t i = 0; i < ix->n; i++) {
		size_t at = ix->v[i].hash & (size - 1);

		while (ix->table[at] != 0)
			at = (at + 1) & (size - 1);
		ix->table[at] = (uint32_t)(i + 1);
	}
}

struct mw_domain_index *
mw_domain_index_begin(struct mw_arena *a, size_t expected)
{
	struct mw_domain_index *ix = MW_NEW(a, struct mw_domain_index);
	size_t size = 8;

	while (size / 2 < expected && size < UINT32_MAX / 4)
		size *= 2;
	ix->arena = a;
	ix->v = MW_NEW_ARRAY(a, struct entry, expected);
	ix->cap = expected;
	resize(ix, size);
	return ix;
}

static void
add_length(struct mw_arena *a, struct lengths *l, size_t len)
{
	size_t at = 0;

	while (at < l->n && l->v[at] > len)
		at++;
	if (at < l->n && l->v[at] == len)
		return;
	mw_vec_push(a, l, len);
	memmove(l->v + at + 1, l->v + at, (l->n - 1 - at) * sizeof(*l->v));
	l->v[at] = len;
}

size_t
mw_domain_index_claim(struct mw_domain_index *ix, const char *domain,
    size_t number)
{
	size_t len = strlen(domain), at;
	struct entry e = {
		.key = mw_arena_lower(ix->arena, domain),
		.domain = domain,
		.number = number,
		.kind = EXACT,
	};

	if (len > 0 && e.key[0] == '*') {
		e.kind = SUFFIX;
		e.key++;
		len--;
	} else if (len > 0 && e.key[len - 1] == '*') {
		e.kind = PREFIX;
		len--;
	}
	if (len > UINT32_MAX || ix->n >= UINT32_MAX / 2)
		return number;
	e.len = (uint32_t)len;
	e.hash = hash_of(e.key, len, e.kind);
	at = find_place(ix, e.key, len, e.kind, e.hash);
	if (ix->table[at] != 0)
		return ix->v[ix->table[at] - 1].number;
	if (e.kind != EXACT)
		add_length(ix->arena, e.kind == SUFFIX ? &ix->suffix :
		    &ix->prefix, len);
	mw_vec_push(ix->arena, ix, e);
	ix->table[at] = (uint32_t)ix->n;
	if (ix->n * 2 >= ix->size)
		resize(ix, ix->size * 2);
	return number;
}

void
mw_domain_index_bind(struct mw_domain_index *ix,
    const struct mw_virtual_host *vhosts, const size_t *place)
{
	ix->vhosts = vhosts;
	ix->place = place;
}

const struct mw_domain_index *
mw_domain_index_new(struct mw_arena *a, const struct mw_virtual_host *vhosts,
    size_t n)
{
	struct mw_domain_index *ix;
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += vhosts[i].n_domains;
	ix = mw_domain_index_begin(a, all);
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < vhosts[i].n_domains; j++)
			mw_domain_index_claim(ix, vhosts[i].domains[j], i);
	}
	mw_domain_index_bind(ix, vhosts, NULL);
	return ix;
}

static const struct entry *
find(const struct mw_domain_index *ix, const char *key, size_t len,
    enum kind kind)
{
	size_t at = find_place(ix, key, len, kind, hash_of(key, len, kind));

	return ix->table[at] != 0 ? &ix->v[ix->table[at] - 1] : NULL;
}

/* The star stands for at least one character, except that "*" alone takes
 * the empty name too. */
static const struct entry *
find_wildcard(const struct mw_domain_index *ix, const char *host, size_t len,
    enum kind kind)
{
	const struct lengths *l = kind == SUFFIX ? &ix->suffix : &ix->prefix;

	for (size_t i = 0; i < l->n; i++) {
		size_t n = l->v[i];
		const struct entry *e;

		if (n == 0 || n >= len)
			continue;
		e = find(ix, kind == SUFFIX ? host + len - n : host, n, kind);
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

	e = find(ix, host, len, EXACT);
	if (e == NULL)
		e = find_wildcard(ix, host, len, SUFFIX);
	if (e == NULL)
		e = find_wildcard(ix, host, len, PREFIX);
	if (e == NULL)
		e = find(ix, "", 0, SUFFIX);
	if (domain != NULL)
		*domain = e != NULL ? e->domain : NULL;
	if (e == NULL)
		return NULL;
	return &ix->vhosts[ix->place != NULL ? ix->place[e->number] :
	    e->number];
}
