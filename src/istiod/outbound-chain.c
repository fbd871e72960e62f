/*
 * outbound-chain.c - what a filter chain matches: for comparing, and as Envoy
 * gets it.
 */
#include "istiod/outbound.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* ---- as text: equal text is a conflict */

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static const char *const *
sorted(struct mw_arena *a, const char *const *v, size_t n)
{
	const char **out = MW_NEW_ARRAY(a, const char *, n);

	for (size_t i = 0; i < n; i++)
		out[i] = v[i];
	if (n > 1)
		qsort(out, n, sizeof(*out), by_text);
	return out;
}

/* 0.0.0.0 with any length stands for no condition at all. */
static bool
real_cidr(const char *s, struct mw_cidr *c)
{
	size_t len = strcspn(s, "/");

	return mw_cidr_parse(s, c) &&
	    !(len == strlen(MW_WILDCARD_ADDRESS) &&
	    strncmp(s, MW_WILDCARD_ADDRESS, len) == 0);
}

static void
add_cidr_key(struct mw_buf *key, const struct mw_cidr *c)
{
	mw_buf_addc(key, c->v6 ? '6' : '4');
	for (size_t i = 0; i < (c->v6 ? 16 : 4); i++)
		mw_buf_printf(key, "%02x", c->addr[i]);
	mw_buf_printf(key, "/%u,", c->bits);
}

const char *
mw_out_chain_key(struct mw_arena *a, const struct mw_out_chain *c)
{
	const char *const *sni = sorted(a, c->sni, c->n_sni);
	const char *const *cidrs = sorted(a, c->cidrs, c->n_cidrs);
	struct mw_buf key = { 0 };
	const char *s;

	mw_buf_addc(&key, c->inspected ? 'h' : '-');
	for (size_t i = 0; i < c->n_sni; i++) {
		if (strcmp(sni[i], "*") != 0)
			mw_buf_printf(&key, "%s,", sni[i]);
	}
	mw_buf_addc(&key, '|');
	for (size_t i = 0; i < c->n_cidrs; i++) {
		struct mw_cidr cidr;

		if (real_cidr(cidrs[i], &cidr))
			add_cidr_key(&key, &cidr);
	}
	s = mw_arena_strdup(a, mw_buf_text(&key));
	mw_buf_release(&key);
	return s;
}

/* ---- as Envoy gets it */

static const struct mw_cidr *
cidrs_of(struct mw_arena *a, const struct mw_out_chain *c, size_t *n)
{
	const char *const *v = sorted(a, c->cidrs, c->n_cidrs);
	struct mw_cidr *out = MW_NEW_ARRAY(a, struct mw_cidr, c->n_cidrs);

	*n = 0;
	for (size_t i = 0; i < c->n_cidrs; i++) {
		if (real_cidr(v[i], &out[*n]))
			(*n)++;
	}
	return out;
}

static bool
any_name(const struct mw_out_chain *c)
{
	for (size_t i = 0; i < c->n_sni; i++) {
		if (strcmp(c->sni[i], "*") == 0)
			return true;
	}
	return c->n_sni == 0;
}

bool
mw_out_matches_all(const struct mw_out_chain *c)
{
	return any_name(c) && !c->inspected && c->n_cidrs == 0;
}

struct mw_filter_chain
mw_out_filter_chain(struct mw_arena *a, const struct mw_out_chain *c)
{
	static const char *const alpn[] = { "http/1.1", "h2c" };
	struct mw_filter_chain out = {
		.http = c->http,
		.tcp = c->tcp,
		.origin = c->origin,
	};

	if (c->inspected) {
		out.match.alpn = alpn;
		out.match.n_alpn = MW_LEN(alpn);
		out.match.transport = "raw_buffer";
	}
	if (!any_name(c)) {
		out.match.server_names = sorted(a, c->sni, c->n_sni);
		out.match.n_server_names = c->n_sni;
	}
	out.match.prefixes = cidrs_of(a, c, &out.match.n_prefixes);
	return out;
}

/* Every combination of address and server name of M; true when one of them
 * was there before. */
static bool
seen_before(struct mw_arena *a, struct mw_map *seen,
    const struct mw_chain_match *m)
{
	bool found = false;

	for (size_t i = 0; i == 0 || i < m->n_prefixes; i++) {
		struct mw_buf address = { 0 };

		if (m->n_prefixes > 0)
			add_cidr_key(&address, &m->prefixes[i]);
		for (size_t j = 0; j == 0 || j < m->n_server_names; j++) {
			const char *key = mw_arena_printf(a, "%s|%s|%s",
			    mw_str_or_empty(m->transport),
			    mw_buf_text(&address), m->n_server_names > 0 ?
			    m->server_names[j] : "");

			if (mw_map_put(seen, key, seen) != NULL)
				found = true;
		}
		mw_buf_release(&address);
	}
	return found;
}

/* R144e: two chains that share a server name at one address. */
const char *
mw_out_overlap(struct mw_arena *a, const struct mw_listener *l)
{
	struct mw_map *seen;

	if (l->n_chains < 2)
		return NULL;
	seen = mw_map_new(a);
	for (size_t i = 0; i < l->n_chains; i++) {
		if (seen_before(a, seen, &l->chains[i].match))
			return "two filter chains match the same server name";
	}
	return NULL;
}
