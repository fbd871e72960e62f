/*
 * outbound-index.c - which VirtualServices touch a host, and which services
 * have a port, without looking at all of them.
 *
 * Hosts of VirtualServices are kept three ways: exact ones by hash; wildcards
 * by hash of what follows the star, with the lengths that occur; and all of
 * them sorted by their reversed text, so that those below a wildcard service
 * are neighbours.
 */
#include "istiod/outbound.h"

#include "istiod/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reversed {
	const char *text;
	size_t position;
};

struct mw_vs_index {
	struct mw_map *exact;		/* host to struct mw_positions */
	struct mw_map *suffix;		/* behind the star */
	MW_VEC(size_t) lengths;
	MW_VEC(struct reversed) sorted;
	struct mw_vs_index *folded;	/* hosts with capitals, without */
};

static void
put(struct mw_arena *a, struct mw_map *map, const char *key, size_t position)
{
	struct mw_positions *p = mw_map_get(map, key);

	if (p == NULL) {
		p = MW_NEW(a, struct mw_positions);
		mw_map_put(map, key, p);
	}
	mw_vec_push(a, p, position);
}

static void
add_length(struct mw_arena *a, struct mw_vs_index *ix, size_t len)
{
	for (size_t i = 0; i < ix->lengths.n; i++) {
		if (ix->lengths.v[i] == len)
			return;
	}
	mw_vec_push(a, &ix->lengths, len);
}

static int
longest_first(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return a < b ? 1 : a > b ? -1 : 0;
}

static int
by_text(const void *x, const void *y)
{
	const struct reversed *a = x, *b = y;

	return strcmp(a->text, b->text);
}

static struct mw_vs_index *
index_new(struct mw_arena *a)
{
	struct mw_vs_index *ix = MW_NEW(a, struct mw_vs_index);

	ix->exact = mw_map_new(a);
	ix->suffix = mw_map_new(a);
	return ix;
}

static void
add_host(struct mw_arena *a, struct mw_vs_index *ix, const char *host,
    size_t position)
{
	struct reversed r = { mw_arena_reverse(a, host), position };

	if (host[0] == '*') {
		put(a, ix->suffix, host + 1, position);
		add_length(a, ix, strlen(host + 1));
	} else {
		put(a, ix->exact, host, position);
	}
	mw_vec_push(a, &ix->sorted, r);
}

static void
index_sort(struct mw_vs_index *ix)
{
	if (ix->lengths.n > 1)
		qsort(ix->lengths.v, ix->lengths.n, sizeof(size_t),
		    longest_first);
	if (ix->sorted.n > 1)
		qsort(ix->sorted.v, ix->sorted.n, sizeof(struct reversed),
		    by_text);
	if (ix->folded != NULL)
		index_sort(ix->folded);
}

static struct mw_vs_index *
index_of(struct mw_arena *a, const struct mw_egress *e)
{
	struct mw_vs_index *ix = index_new(a);

	for (size_t i = 0; i < e->n_virtual_services; i++) {
		const struct mw_vs *vs = e->virtual_services[i];

		for (size_t j = 0; j < vs->n_hosts; j++) {
			const char *lower = mw_arena_lower(a, vs->hosts[j]);

			add_host(a, ix, vs->hosts[j], i);
			if (lower == vs->hosts[j])
				continue;
			if (ix->folded == NULL)
				ix->folded = index_new(a);
			add_host(a, ix->folded, lower, i);
		}
	}
	index_sort(ix);
	return ix;
}

struct mw_out_egress
mw_out_egress_new(struct mw_builder *b, const struct mw_egress *e)
{
	struct mw_out_egress out = { .egress = e };

	out.index = index_of(b->arena, e);
	out.tables = mw_map_new(b->arena);
	out.used = MW_NEW_ARRAY(b->arena, bool, e->n_virtual_services);
	out.filtered = MW_NEW_ARRAY(b->arena, bool, e->n_virtual_services);
	out.domains = MW_NEW_ARRAY(b->arena, const struct mw_out_domains *,
	    e->n_services);
	return out;
}

/* ---- hosts */

static void
add_all(struct mw_arena *a, struct mw_positions *out,
    const struct mw_positions *from)
{
	for (size_t i = 0; from != NULL && i < from->n; i++)
		mw_vec_push(a, out, from->v[i]);
}

/* Everything that ends with TAIL (host names below a wildcard). */
static void
add_below(struct mw_arena *a, const struct mw_vs_index *ix, const char *tail,
    struct mw_positions *out)
{
	const char *text = mw_arena_reverse(a, tail);
	size_t len = strlen(text), low = 0, high = ix->sorted.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(ix->sorted.v[mid].text, text) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < ix->sorted.n &&
	    strncmp(ix->sorted.v[low].text, text, len) == 0; low++)
		mw_vec_push(a, out, ix->sorted.v[low].position);
}

static int
ascending(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return a < b ? -1 : a > b ? 1 : 0;
}

static void
sort_unique(struct mw_positions *p)
{
	size_t n = 0;

	if (p->n > 1)
		qsort(p->v, p->n, sizeof(*p->v), ascending);
	for (size_t i = 0; i < p->n; i++) {
		if (n == 0 || p->v[n - 1] != p->v[i])
			p->v[n++] = p->v[i];
	}
	p->n = n;
}

static void
add_overlapping(struct mw_arena *a, const struct mw_vs_index *ix,
    const char *host, struct mw_positions *out)
{
	const char *text = host[0] == '*' ? host + 1 : host;
	size_t len = strlen(text);

	if (host[0] == '*')
		add_below(a, ix, text, out);
	else
		add_all(a, out, mw_map_get(ix->exact, host));
	for (size_t i = 0; i < ix->lengths.n; i++) {
		size_t l = ix->lengths.v[i];

		if (l <= len)
			add_all(a, out,
			    mw_map_get(ix->suffix, text + len - l));
	}
}

struct mw_positions
mw_out_overlapping(struct mw_builder *b, const struct mw_out_egress *e,
    const char *host)
{
	struct mw_positions out = { 0 };

	add_overlapping(b->arena, e->index, host, &out);
	if (e->index->folded != NULL)
		add_overlapping(b->arena, e->index->folded, host, &out);
	sort_unique(&out);
	return out;
}

size_t
mw_out_most_specific(const struct mw_out_egress *e, const char *host)
{
	const struct mw_vs_index *ix = e->index;
	const char *text = host[0] == '*' ? host + 1 : host;
	const struct mw_positions *p = NULL;
	size_t len = strlen(text);

	if (host[0] != '*')
		p = mw_map_get(ix->exact, host);
	for (size_t i = 0; p == NULL && i < ix->lengths.n; i++) {
		size_t l = ix->lengths.v[i];

		if (l <= len)
			p = mw_map_get(ix->suffix, text + len - l);
	}
	return p != NULL ? p->v[0] : SIZE_MAX;
}

const struct mw_out_names *
mw_out_served(struct mw_builder *b, struct mw_out_egress *e, size_t position)
{
	const struct mw_egress *egress = e->egress;

	if (e->served == NULL) {
		e->served = MW_NEW_ARRAY(b->arena, struct mw_out_names,
		    egress->n_virtual_services);
		for (size_t i = 0; i < egress->n_services; i++) {
			const char *host = egress->services[i]->hostname;
			size_t at = mw_out_most_specific(e, host);

			if (at != SIZE_MAX)
				mw_vec_push(b->arena, &e->served[at], host);
		}
	}
	return &e->served[position];
}

/* ---- ports */

static void
add_port(struct mw_builder *b, struct mw_map *map, const char *key,
    size_t at, const struct mw_service *s,
    const struct mw_service_port_info *port)
{
	struct mw_out_ports *l = mw_map_get(map, key);
	struct mw_out_port p = { s, port, at };

	if (l == NULL) {
		l = MW_NEW(b->arena, struct mw_out_ports);
		mw_map_put(map, key, l);
	}
	mw_vec_push(b->arena, l, p);
}

const struct mw_out_ports *
mw_out_with_port(struct mw_builder *b, struct mw_out_egress *e, int64_t port)
{
	static const struct mw_out_ports none;
	const struct mw_out_ports *found;
	char key[24];

	if (e->by_port == NULL) {
		e->by_port = mw_map_new(b->arena);
		for (size_t i = 0; i < e->egress->n_services; i++) {
			const struct mw_service *s = e->egress->services[i];

			add_port(b, e->by_port, "0", i, s, NULL);
			for (size_t j = 0; j < s->n_ports; j++) {
				/* the first of repeated ones counts */
				if (mw_service_port(s, s->ports[j].number) !=
				    &s->ports[j])
					continue;
				snprintf(key, sizeof(key), "%lld",
				    (long long)s->ports[j].number);
				add_port(b, e->by_port, key, i, s,
				    &s->ports[j]);
			}
		}
	}
	snprintf(key, sizeof(key), "%lld", (long long)port);
	found = mw_map_get(e->by_port, key);
	return found != NULL ? found : &none;
}
