/*
 * egress.c - what one egress listener of a Sidecar asks for (R119).
 *
 * Entries are kept by namespace.  An exact host is found by hash; only
 * wildcards are tried one by one, except for a name that is a wildcard itself.
 */
#include "istiod/scope.h"

#include <string.h>

struct mw_host_list {
	const char *ns;
	struct mw_map *exact;
	MW_VEC(const char *) all, wild, excluded;
};

struct mw_scope_hosts {
	struct mw_map *by_ns;
	bool all_exact;
};

static struct mw_host_list *
list_of(struct mw_builder *b, struct mw_scope_hosts *h, const char *ns)
{
	struct mw_host_list *l = mw_map_get(h->by_ns, ns);

	if (l == NULL) {
		l = MW_NEW(b->arena, struct mw_host_list);
		l->ns = mw_arena_strdup(b->arena, ns);
		l->exact = mw_map_new(b->arena);
		mw_map_put(h->by_ns, ns, l);
	}
	return l;
}

static void
add_entry(struct mw_builder *b, struct mw_scope_hosts *h, const char *ns,
    const char *name)
{
	bool excluded = ns[0] == '~';
	struct mw_host_list *l;

	if (excluded && *++ns == '\0')
		ns = "*";
	if (strcmp(ns, ".") == 0)
		ns = b->workload->ns;
	l = list_of(b, h, ns);
	if (excluded) {
		mw_vec_push(b->arena, &l->excluded, name);
		return;
	}
	if (name[0] == '*') {
		mw_vec_push(b->arena, &l->wild, name);
		h->all_exact = false;
	} else {
		mw_map_put(l->exact, name, l);
	}
	if (strcmp(ns, "*") == 0)
		h->all_exact = false;
	mw_vec_push(b->arena, &l->all, name);
}

struct mw_scope_hosts *
mw_scope_hosts_new(struct mw_builder *b,
    const struct mw_egress_listener *written)
{
	struct mw_scope_hosts *h = MW_NEW(b->arena, struct mw_scope_hosts);

	h->by_ns = mw_map_new(b->arena);
	h->all_exact = true;
	if (written == NULL) {
		add_entry(b, h, "*", "*");
		return h;
	}
	for (size_t i = 0; i < written->hosts.n; i++) {
		const char *s = written->hosts.v[i].s, *slash;

		slash = s != NULL ? strchr(s, '/') : NULL;
		if (slash == NULL || strchr(slash + 1, '/') != NULL)
			continue;
		add_entry(b, h, mw_arena_text(b->arena, s, (size_t)(slash - s)),
		    slash + 1);
	}
	return h;
}

const struct mw_host_list *
mw_scope_hosts_of(const struct mw_scope_hosts *h, const char *ns)
{
	return mw_map_get(h->by_ns, ns);
}

bool
mw_scope_hosts_all_exact(const struct mw_scope_hosts *h)
{
	return h->all_exact;
}

void
mw_scope_hosts_each_exact(const struct mw_scope_hosts *h,
    void (*fn)(void *ctx, const char *ns, const char *host), void *ctx)
{
	for (size_t i = 0; i < mw_map_count(h->by_ns); i++) {
		const struct mw_host_list *l = mw_map_value(h->by_ns, i);

		for (size_t j = 0; j < mw_map_count(l->exact); j++)
			fn(ctx, l->ns, mw_map_key(l->exact, j));
	}
}

bool
mw_host_list_covers(const struct mw_host_list *l, const char *host)
{
	if (l == NULL)
		return false;
	if (mw_map_get(l->exact, host) != NULL)
		return true;
	/* A wildcard is covered by wildcards only. */
	for (size_t i = 0; i < l->wild.n; i++) {
		if (mw_host_covers(l->wild.v[i], host))
			return true;
	}
	return false;
}

bool
mw_host_list_excludes(const struct mw_host_list *l, const char *host)
{
	if (l == NULL)
		return false;
	for (size_t i = 0; i < l->excluded.n; i++) {
		if (mw_host_covers(l->excluded.v[i], host))
			return true;
	}
	return false;
}

bool
mw_host_list_overlaps(const struct mw_host_list *l, const char *host)
{
	bool wild = host[0] == '*';

	if (l == NULL)
		return false;
	if (mw_map_get(l->exact, host) != NULL)
		return true;
	for (size_t i = 0; i < (wild ? l->all.n : l->wild.n); i++) {
		if (mw_host_overlaps(wild ? l->all.v[i] : l->wild.v[i], host))
			return true;
	}
	return false;
}
