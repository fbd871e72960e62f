/*
 * ask.h - a request that asks for a route, made of what proxies were told.
 */
#ifndef MW_WHATIF_ASK_H
#define MW_WHATIF_ASK_H

#include "journey/journey.h"

struct mw_ask {
	/* As one would type it: a host of a gateway is not yet led to it.
	 * NULL: no proxy has the route, or nothing that fits was found. */
	const struct mw_request *request;
	bool takes;		/* it was sent, and takes the route */
	/* it does not: what becomes of it, in words; without a request why
	 * there is none, or NULL */
	const char *otherwise;
};

/*
 * NODE is in object O, a VirtualService or a route of the Gateway API: the
 * match, or the route, or (NULL, or above all routes) the first one.  Few
 * proxies are compiled and few requests sent.  All is in ARENA, and points into
 * the session.  AT is a server or listener through which it is asked for
 * rather than others, or NULL.
 */
struct mw_ask mw_ask_route(struct mw_session *s, const struct mw_object *o,
    const struct mw_node *node, const struct mw_node *at,
    struct mw_arena *arena);

/* inside: the callers and gateways to look at, in this order */
enum { MW_ASK_PROXIES = 8 };
struct mw_ask_proxies {
	const struct mw_workload *v[2 * MW_ASK_PROXIES];
	size_t n;
};
void mw_ask_clients(const struct mw_mesh *m, const struct mw_object *o,
    const struct mw_node *node, struct mw_ask_proxies *out);
/* Led to its gateway; what is sent. */
const struct mw_request *mw_ask_complete(const struct mw_mesh *m,
    const struct mw_workload *w, const struct mw_request *r,
    struct mw_arena *arena);
/* ask-l4.c: of tls and tcp routes of a VirtualService */
struct mw_ask mw_ask_l4(struct mw_session *s, const struct mw_object *o,
    const struct mw_node *node, struct mw_arena *arena);

#endif
