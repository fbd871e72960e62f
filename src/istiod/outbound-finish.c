/*
 * outbound-finish.c - entries to listeners, and the route configurations that
 * they ask for.
 */
#include "istiod/outbound.h"

#include <string.h>

static void
add_table(struct mw_out *o, struct mw_out_tables *tables, struct mw_map *seen,
    const struct mw_out_entry *e, const char *name)
{
	struct mw_out_table *t;
	const char *colon;

	if (mw_map_put(seen, name, seen) != NULL)
		return;
	t = MW_NEW(o->b->arena, struct mw_out_table);
	t->name = name;
	t->port = e->port;
	colon = e->port != 0 ? strrchr(name, ':') : NULL;
	if (colon != NULL)
		t->host = mw_arena_text(o->b->arena, name,
		    (size_t)(colon - name));
	mw_vec_push(o->b->arena, tables, t);
}

static void
finish_entry(struct mw_out *o, const struct mw_out_entry *e)
{
	struct mw_arena *a = o->b->arena;
	struct mw_filter_chain *chains = MW_NEW_ARRAY(a,
	    struct mw_filter_chain, e->chains.n), *last = NULL;
	struct mw_listener l = {
		.name = e->name,
		.direction = MW_OUTBOUND,
		.address = e->bind,
		.port = (uint32_t)e->port,
		.bound = e->bound,
		.chains = chains,
		.origin = e->origin,
	};

	for (size_t i = 0; i < e->chains.n; i++) {
		const struct mw_out_chain *c = &e->chains.v[i];

		if (c->n_sni > 0)
			l.tls_inspector = true;
		if (c->inspected)
			l.http_inspector = true;
		if (mw_out_matches_all(c)) {
			last = MW_NEW(a, struct mw_filter_chain);
			*last = mw_out_filter_chain(a, c);
		} else {
			chains[l.n_chains++] = mw_out_filter_chain(a, c);
		}
	}
	if (last != NULL && l.n_chains == 0)
		chains[l.n_chains++] = *last;
	else
		l.fallback = last != NULL ? last : o->passthrough;
	l.nack = mw_out_overlap(a, &l);
	if (l.nack != NULL)
		mw_build_omit(o->b, MW_OMIT_NACK, l.origin.object,
		    l.origin.node, NULL, "Envoy refuses listener %s because "
		    "%s", l.name, l.nack);
	mw_vec_push(a, &o->b->listeners, l);
}

void
mw_out_finish(struct mw_out *o, struct mw_out_tables *tables)
{
	struct mw_map *seen = mw_map_new(o->b->arena);

	for (size_t i = 0; i < mw_map_count(o->entries); i++) {
		const struct mw_out_entry *e = mw_map_value(o->entries, i);

		finish_entry(o, e);
		for (size_t j = 0; j < e->chains.n; j++) {
			if (e->chains.v[j].http != NULL)
				add_table(o, tables, seen, e,
				    e->chains.v[j].http->route_config);
		}
	}
}
