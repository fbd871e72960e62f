/*
 * cover-find.h - inside cover: the search for requests that meet a thing.
 */
#ifndef MW_WHATIF_COVER_FIND_H
#define MW_WHATIF_COVER_FIND_H

#include "whatif/cover.h"
#include "whatif/flip-edit.h"

/* A request that has come to the filters of a workload's own proxy: others
 * for that proxy are made of it. */
struct mw_cover_base {
	const struct mw_workload *workload;
	const struct mw_request *request;
};

struct mw_cover_search {
	struct mw_cover *cover;
	struct mw_session *session;	/* of the proxies that are looked at */
	struct mw_session *sender;	/* forgets those that it has met */
	const struct mw_mesh *mesh;
	struct mw_arena *arena;		/* of the cover: requests stay */
	size_t budget;			/* simulations that are left */
	/* Proxies of a large mesh are large: so many of them at a time, and in
	 * all; and the one that is looked at. */
	size_t at_a_time, most;
	const struct mw_workload *at;
	struct {
		struct mw_cover_base *v;
		size_t n, cap;
	} bases;
};

/* cover.c: a request that is not counted becomes the witness of what it came
 * by, where that has none. */
void mw_cover_try(struct mw_cover *c, const struct mw_answer *a,
    const struct mw_request *r);

/* cover-find.c */

/* Something at NODE is to be met and has no witness. */
bool mw_cover_wants(const struct mw_cover *c, const struct mw_node *node);
/* Sends R, a copy of it when that is worth keeping. */
void mw_cover_send(struct mw_cover_search *s, const struct mw_request *r);

/* cover-aim.c: what leads to a route. */
struct mw_cover_aim {
	const struct mw_proxy *proxy;
	const struct mw_listener *listener;
	const struct mw_filter_chain *chain;
	const struct mw_virtual_host *vhost;	/* HTTP only, with its route */
	const struct mw_route_entry *route;
};
/*
 * The N-th request for the route, of MW_FIT_PATHS.  False when there is none by
 * that number, or, with PAST, none that gets past the routes before it.
 */
bool mw_cover_aim_request(const struct mw_cover_aim *aim, unsigned n,
    bool past, struct mw_arena *arena, struct mw_request *out);
void mw_cover_aim_http(struct mw_cover_search *s,
    const struct mw_cover_aim *aim);
void mw_cover_aim_tcp(struct mw_cover_search *s,
    const struct mw_cover_aim *aim);
void mw_cover_aim_server(struct mw_cover_search *s,
    const struct mw_cover_item *x);
void mw_cover_aim_listener(struct mw_cover_search *s,
    const struct mw_cover_item *x);

/* cover-rule.c: rules that W's proxy has. */
void mw_cover_rules(struct mw_cover_search *s, const struct mw_workload *w,
    const struct mw_proxy *p);

#endif
