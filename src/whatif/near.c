/*
 * near.c - the clauses of a route, each asked alone.
 */
#include "whatif/near.h"

#include "base/str.h"

static bool
meets(const struct mw_hop *h, const struct mw_route_entry *r,
    struct mw_arena *arena)
{
	const struct mw_virtual_host vh = { .routes = r, .n_routes = 1 };

	return mw_route_match(&vh, &h->http->upstream, h->http->payload_json,
	    arena, NULL) != NULL;
}

/* Any path, and nothing else. */
static struct mw_route_entry
bare(const struct mw_route_entry *r)
{
	struct mw_route_entry x = *r;

	x.path_kind = MW_PATH_PREFIX;
	x.path = "/";
	x.path_len = 1;
	x.path_regex = NULL;
	x.n_headers = x.n_query = x.n_claims = 0;
	return x;
}

void
mw_near_look(const struct mw_hop *h, const struct mw_route_entry *r,
    struct mw_arena *arena, struct mw_near *out)
{
	struct mw_route_entry one = *r;

	*out = (struct mw_near){ .route = r };
	one.n_headers = one.n_query = one.n_claims = 0;
	out->path = !meets(h, &one, arena);
	out->n = out->path;
	for (size_t i = 0; i < r->n_headers; i++) {
		one = bare(r);
		one.headers = &r->headers[i];
		one.n_headers = 1;
		if (!meets(h, &one, arena) && ++out->n <= MW_NEAR_CLAUSES)
			out->headers[out->n_headers++] = &r->headers[i];
	}
	for (size_t i = 0; i < r->n_query; i++) {
		one = bare(r);
		one.query = &r->query[i];
		one.n_query = 1;
		if (!meets(h, &one, arena) && ++out->n <= MW_NEAR_CLAUSES)
			out->query[out->n_query++] = &r->query[i];
	}
	for (size_t i = 0; i < r->n_claims; i++) {
		one = bare(r);
		one.claims = &r->claims[i];
		one.n_claims = 1;
		if (!meets(h, &one, arena) && ++out->n <= MW_NEAR_CLAUSES)
			out->claims[out->n_claims++] = &r->claims[i];
	}
}
