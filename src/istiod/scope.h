/*
 * scope.h - the pieces of "what can this proxy see", between their files.
 */
#ifndef MW_ISTIOD_SCOPE_H
#define MW_ISTIOD_SCOPE_H

#include "istiod/builder.h"

/* Made once a proxy, on first use. */
struct mw_scope_cache {
	const struct mw_service *const *visible;
	size_t n_visible;
	bool has_visible;
	struct mw_map *vs_by_gateway;	/* vs.c */
	struct mw_map *vs_answers;
};
struct mw_scope_cache *mw_scope_cache(struct mw_builder *b);

/* ---- egress.c: the hosts of one egress listener (R119) */

struct mw_scope_hosts;
struct mw_host_list;	/* those of one namespace; functions take NULL */

/* WRITTEN NULL: the default, everything of everybody. */
struct mw_scope_hosts *mw_scope_hosts_new(struct mw_builder *b,
    const struct mw_egress_listener *written);
/* Entries for exactly NS ("*": for every namespace), or NULL. */
const struct mw_host_list *mw_scope_hosts_of(const struct mw_scope_hosts *h,
    const char *ns);
/* Nothing but exact hosts in named namespaces. */
bool mw_scope_hosts_all_exact(const struct mw_scope_hosts *h);
/* Calls FN for each exact host with its namespace. */
void mw_scope_hosts_each_exact(const struct mw_scope_hosts *h,
    void (*fn)(void *ctx, const char *ns, const char *host), void *ctx);
/* R120: a service name, which an entry must cover. */
bool mw_host_list_covers(const struct mw_host_list *l, const char *host);
bool mw_host_list_excludes(const struct mw_host_list *l, const char *host);
/* R121: a host of a VirtualService, either may cover the other. */
bool mw_host_list_overlaps(const struct mw_host_list *l, const char *host);

/* ---- select.c: services of one egress listener */

/* Sets the services of E (R120, R125). */
void mw_scope_select_services(struct mw_builder *b,
    const struct mw_scope_hosts *h, struct mw_egress *e);
/* What NS sees, in R22 order; *n is set. */
const struct mw_service *const *mw_scope_visible(struct mw_builder *b,
    size_t *n);
/* S with only those ports; S itself when nothing is cut, NULL when nothing is
 * left. */
const struct mw_service *mw_scope_cut(struct mw_arena *a,
    const struct mw_service *s, const int64_t *ports, size_t n);
/* The port that WRITTEN cuts services to, or 0 (R120, R126). */
int64_t mw_scope_listener_port(const struct mw_egress_listener *written);

/* ---- union.c: services of the whole proxy (R123, R125) */

struct mw_scope_union;
struct mw_scope_union *mw_scope_union_new(struct mw_builder *b);
void mw_scope_union_add(struct mw_scope_union *u, const struct mw_service *s);
/* Destinations of VS, for an egress listener cut to PORT, or 0. */
void mw_scope_union_add_destinations(struct mw_scope_union *u,
    const struct mw_vs *vs, int64_t port);
const struct mw_service *const *mw_scope_union_services(
    const struct mw_scope_union *u, size_t *n);
const struct mw_service *mw_scope_union_find(const struct mw_scope_union *u,
    const char *host);

/* ---- vs.c: VirtualServices */

/* Those that never reach a sidecar: no mesh gateway, no hosts. */
void mw_scope_omit_unbound(struct mw_builder *b);

/* ---- delegate.c */

struct mw_vs_entries {
	struct mw_vs_http *v;
	size_t n, cap;
};
/* Adds what HTTP of ROOT, which has a delegate, stands for (R111-R115). */
void mw_scope_delegate(struct mw_builder *b, const struct mw_object *root,
    const struct mw_http_route *http, struct mw_vs_entries *out);

/* ---- scope.c */

/* What the scope pointer of the builder points to. */
struct mw_scope_full {
	struct mw_scope pub;
	struct mw_scope_union *all;
};

#endif
